/* rows.c -- rows with named fields, as tabs or as JSON lines. */
#include "cli/cli.h"

void cli_row_head(struct buf *b, const struct cli_rows *r)
{
    for (size_t i = 0; i < r->n && r->format == FORMAT_TSV; i++)
        buf_printf(b, "%s%c", r->name[i], i + 1 < r->n ? '\t' : '\n');
}

void cli_row(struct buf *b, const struct cli_rows *r, const str *field)
{
    for (size_t i = 0; i < r->n; i++) {
        if (r->format == FORMAT_JSON) {
            buf_printf(b, "%s\"%s\":", i ? "," : "{", r->name[i]);
            buf_json(b, field[i]);
        } else {
            buf_put(b, i ? STR("\t") : STR(""));
            buf_tsv(b, field[i]);
        }
    }
    buf_put(b, r->format == FORMAT_JSON ? STR("}\n") : STR("\n"));
}

str cli_plain(struct arena *a, dec d)
{
    char text[DEC_TEXT];

    dec_format_plain(d, text);
    return arena_str(a, str_from(text));
}

/* "từ 12 đến 15", "trên 300", "chưa có số", with the unit behind. */
str cli_figure(const struct cli *c, struct arena *a, const struct fact *f)
{
    static const char *const vi[FACT_STATES] = { "", "chưa có số", "không áp dụng", "chưa đến hạn",
                                                 "đã rút" };
    char low[DEC_TEXT], high[DEC_TEXT];

    if (f->state != FACT_NUMBER)
        return str_from(cli_say(c, vi[f->state], fact_state_word(f->state).ptr));
    dec_format_vi(f->value, low);
    dec_format_vi(f->upper, high);
    return arena_printf(a, "%.*s%s%s%s%s%s%.*s", STRF(f->hedge), f->hedge.len ? " " : "", low,
                        f->is_range ? "-" : "", f->is_range ? high : "", f->unit.len ? " " : "",
                        STRF(f->unit));
}

void cli_put_subject(struct buf *b, const struct cli *c, struct arena *a,
                     const struct cli_ledger *l, const struct fact *f)
{
    static const char *const kind_vi[FACT_KINDS] = { "thực hiện", "ước thực hiện", "kế hoạch",
                                                     "mục tiêu" };
    const struct indicator *one = indicators_find(l->catalogue, f->indicator);
    str title = place_title(l->places, f->area), when = cli_period(a, f->when);

    buf_printf(b, "%.*s (%.*s), %.*s, %.*s, %s", STRF(one ? one->name : f->name),
               STRF(f->indicator), STRF(title), STRF(when),
               cli_say(c, kind_vi[f->kind], fact_kind_word(f->kind).ptr));
    if (f->book.len)
        buf_printf(b, " %.*s", STRF(f->book));
    if (f->breakdown.len)
        buf_printf(b, ", %.*s", STRF(f->breakdown));
    buf_printf(b, cli_say(c, "; nguồn «%.*s»", "; source '%.*s'"), STRF(f->source));
}

/* "bản nháp", "ước tính", "sơ bộ", "chính thức" */
str cli_status(const struct cli *c, enum fact_status s)
{
    static const char *const vi[FACT_STATUSES] = { "bản nháp", "ước tính", "sơ bộ", "chính thức" };

    return str_from(cli_say(c, vi[s], fact_status_word(s).ptr));
}

str cli_period(struct arena *a, period p)
{
    struct buf b;

    buf_init(&b, a);
    period_print(&b, p);
    return buf_str(&b);
}

status cli_fail_word(struct job *j, const char *vi, const char *en, str word)
{
    return job_fail(j, FAIL_USAGE, "%s: «%s»", "%s: '%s'", j->lang == LANG_EN ? en : vi,
                    arena_str(j->arena, word).ptr);
}

status cli_ledger_open(struct job *j, const struct cli *c, enum store_mode mode,
                       struct cli_ledger *out)
{
    status st = cli_open_store(j, c, mode, &out->store);

    if (st == OK)
        st = app_catalogue(j, &out->catalogue);
    if (st == OK)
        st = store_setting(out->store, j, STR("area"), &out->area);
    return st == OK ? places_open(j, out->store, out->area, &out->places) : st;
}

status cli_kinds(struct job *j, const struct cli *c, unsigned *out)
{
    enum fact_kind kind;

    *out = 0;
    if (!c->opt.kind.len)
        return OK;
    if (!fact_kind_parse(c->opt.kind, &kind))
        return cli_fail_word(j, "không hiểu loại số", "no such kind", c->opt.kind);
    *out = 1u << kind;
    return OK;
}

/* cmd_series.c -- soat series: an indicator over time, in the units of one day. */
#include "app/series.h"
#include "base/os.h"
#include "cli/cli.h"

enum series_column {
    SC_PERIOD, SC_AREA, SC_TITLE, SC_VERDICT, SC_STATE, SC_VALUE, SC_UPPER, SC_UNIT, SC_HEDGE,
    SC_STATUS, SC_SOURCES, SC_ABOVE, SC_BELOW, SC_PARTS, SC_MISSING, SC_SHARED, SC_REASON, SC_COUNT
};

static const char *const series_column_name[SC_COUNT] = {
    "period", "area", "area_name", "verdict", "state", "value", "upper", "unit", "hedge", "status",
    "sources", "numerator", "denominator", "parts", "missing", "shared", "reason",
};

static const char *const verdict_words[] = {
    [REGROUP_TOLD] = "told",           [REGROUP_INCOMPLETE] = "incomplete",
    [REGROUP_NOTHING] = "nothing",     [REGROUP_SPLIT] = "split",
    [REGROUP_STRADDLES] = "straddles", [REGROUP_UNMAPPED] = "unmapped",
    [REGROUP_ENDED] = "ended",         [REGROUP_NOT_ADDITIVE] = "not-additive",
    [REGROUP_TWICE] = "twice",         [REGROUP_ZERO] = "zero",
    [REGROUP_OVERFLOW] = "overflow",
};

/* Ids with blanks between. */
static str ids_of(struct arena *a, const struct area_list *list)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; list && i < list->n; i++)
        buf_printf(&b, "%s%.*s", i ? " " : "", STRF(list->area[i]->id));
    return buf_str(&b);
}

static void put_series_fields(struct buf *b, struct arena *a, const struct cli_rows *rows,
                              const struct area_series *s, const struct series_row *r)
{
    bool told = r->verdict == REGROUP_TOLD, number = told && r->state == FACT_NUMBER;
    str field[SC_COUNT] = {
        [SC_PERIOD] = cli_period(a, r->when), [SC_AREA] = r->area, [SC_TITLE] = r->title,
        [SC_VERDICT] = str_from(verdict_words[r->verdict]), [SC_UNIT] = s->unit,
        [SC_HEDGE] = r->hedge, [SC_SOURCES] = r->sources, [SC_PARTS] = ids_of(a, r->parts),
        [SC_MISSING] = ids_of(a, r->missing), [SC_SHARED] = ids_of(a, r->shared),
        [SC_REASON] = r->reason };

    if (told) {
        field[SC_STATE] = fact_state_word(r->state);
        field[SC_STATUS] = fact_status_word(r->status);
    }
    if (number)
        field[SC_VALUE] = cli_plain(a, r->value);
    if (number && r->is_range)
        field[SC_UPPER] = cli_plain(a, r->upper);
    if (r->recomputed) {
        field[SC_ABOVE] = cli_plain(a, r->above.value);
        field[SC_BELOW] = cli_plain(a, r->below.value);
    }
    cli_row(b, rows, field);
}

static void put_stray_fields(struct buf *b, struct arena *a, const struct cli_rows *rows,
                             const struct series_stray *s)
{
    str field[SC_COUNT] = { [SC_PERIOD] = cli_period(a, s->when), [SC_AREA] = s->area,
                            [SC_TITLE] = s->title, [SC_VERDICT] = STR("stray"),
                            [SC_REASON] = s->reason };

    cli_row(b, rows, field);
}

static void put_series_rows(struct buf *b, struct arena *a, enum format format,
                            const struct area_series *s)
{
    const struct cli_rows rows = { format, series_column_name, SC_COUNT };

    cli_row_head(b, &rows);
    for (size_t i = 0; i < s->n; i++)
        put_series_fields(b, a, &rows, s, &s->row[i]);
    for (size_t i = 0; i < s->nstrays; i++)
        put_stray_fields(b, a, &rows, &s->stray[i]);
}

/* "2024  xã Mường Chà (03166): 300 người (từ 2 đơn vị: ...)" */
static void put_series_line(struct buf *b, const struct cli *c, struct arena *a,
                            const struct area_series *s, const struct series_row *r)
{
    struct fact shown = { .state = r->state, .value = r->value, .is_range = r->is_range,
                          .upper = r->upper, .unit = s->unit, .hedge = r->hedge };
    str when = cli_period(a, r->when);

    buf_printf(b, "%.*s  %.*s (%.*s): ", STRF(when), STRF(r->title), STRF(r->area));
    if (r->verdict != REGROUP_TOLD) {
        buf_printf(b, cli_say(c, "không đọc được, %.*s\n", "cannot be told, %.*s\n"),
                   STRF(r->reason));
        return;
    }
    str figure = cli_figure(c, a, &shown);
    buf_put(b, figure);
    if (r->recomputed) {
        char above[DEC_TEXT], below[DEC_TEXT];

        dec_format_vi(r->above.value, above);
        dec_format_vi(r->below.value, below);
        buf_printf(b, cli_say(c, ", tính lại từ %s / %s", ", made anew from %s / %s"), above,
                   below);
    }
    for (size_t i = 0; r->parts && r->parts->n > 1 && i < r->parts->n; i++) {
        str title = area_title(a, r->parts->area[i]);

        buf_printf(b, "%s%.*s (%.*s)", i ? ", " : cli_say(c, "; gồm ", "; made of "),
                   STRF(title), STRF(r->parts->area[i]->id));
    }
    str finality = cli_status(c, r->status);
    buf_printf(b, "; %.*s, %.*s\n", STRF(finality), STRF(r->sources));
}

static void put_series_text(struct buf *b, const struct cli *c, struct arena *a,
                            const struct area_series *s)
{
    buf_printf(b, "%.*s (%.*s)", STRF(s->title), STRF(s->indicator));
    if (s->unit.len)
        buf_printf(b, ", %.*s", STRF(s->unit));
    if (c->opt.at.len)
        buf_printf(b, cli_say(c, ", theo đơn vị hành chính ngày %.*s", ", in the units of %.*s"),
                   STRF(c->opt.at));
    buf_char(b, '\n');
    for (size_t i = 0; i < s->n; i++)
        put_series_line(b, c, a, s, &s->row[i]);
    if (s->nstrays)
        buf_printf(b, cli_say(c, "%zu số không thuộc dòng nào:\n", "%zu figures of no row:\n"),
                   s->nstrays);
    for (size_t i = 0; i < s->nstrays; i++) {
        const struct series_stray *y = &s->stray[i];
        str when = cli_period(a, y->when);

        buf_printf(b, "  %.*s  %.*s (%.*s): %.*s\n", STRF(when), STRF(y->title), STRF(y->area),
                   STRF(y->reason));
    }
    buf_printf(b, cli_say(c, "%zu dòng, %zu không đọc được; %zu số của nơi khác\n",
                          "%zu rows, %zu not told; %zu figures of other places\n"),
               s->n, s->refused, s->elsewhere);
}

static bool parse_level(str word, enum area_level *out)
{
    static const char *const level[3] = { "province", "district", "commune" };

    for (int i = 0; i < 3; i++)
        if (str_is(word, level[i])) {
            *out = (enum area_level)i;
            return true;
        }
    return false;
}

static status read_series_request(struct job *j, const struct cli *c, const struct cli_ledger *l,
                                  struct series_request *out)
{
    const struct options *o = &c->opt;

    *out = (struct series_request){ .indicator = str_from(o->arg[0]),
                                    .filter = { .source = o->source, .book = o->book } };
    if (o->period.len && !period_parse(o->period, &out->filter.at))
        return cli_fail_word(j, "không hiểu kỳ", "no such period", o->period);
    if (o->units.len && !parse_level(o->units, &out->level))
        return cli_fail_word(j, "--level chỉ có province, district, commune",
                             "--level is province, district or commune", o->units);
    out->by_level = o->units.len > 0;
    status st = cli_kinds(j, c, &out->filter.kinds);
    if (st == OK)
        st = cli_day(j, o->at, &out->at);
    if (st == OK)
        st = cli_day(j, o->as_of, &out->filter.as_of);
    if (st != OK)
        return st;
    epoch_day today = out->at ? out->at : day_of_time(os_now());
    out->area = place_id(l->places, o->area.len ? o->area : l->area, today, day_of(2025, 6, 30));
    return OK;
}

static status print_series(struct job *j, struct cli *c, void *arg)
{
    struct series_request request;
    struct cli_ledger l;
    struct area_series s;
    struct buf out;

    (void)arg;
    buf_init(&out, j->arena);
    status st = cli_ledger_open(j, c, STORE_READ, &l);
    if (st == OK)
        st = read_series_request(j, c, &l, &request);
    if (st == OK)
        st = app_series(j, l.store, l.catalogue, l.places, &request, &s);
    if (st != OK)
        return st;
    if (c->opt.format == FORMAT_TEXT)
        put_series_text(&out, c, j->arena, &s);
    else
        put_series_rows(&out, j->arena, c->opt.format, &s);
    cli_print(c, buf_str(&out));
    return OK;
}

int cmd_series(struct cli *c)
{
    if (c->opt.nargs != 1)
        return cli_usage(c, "cần một chỉ tiêu, mã hoặc tên",
                         "one indicator is needed, its id or its name", NULL);
    return cli_once(c, print_series, NULL);
}

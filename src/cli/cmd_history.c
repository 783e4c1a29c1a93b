/* cmd_history.c -- soat history: where a figure came from, and which documents quoted it. */
#include "app/history.h"
#include "base/os.h"
#include "cli/cli.h"

enum history_column {
    HC_WHAT, HC_INDICATOR, HC_AREA, HC_PERIOD, HC_KIND, HC_BOOK, HC_SOURCE, HC_BREAKDOWN,
    HC_REVISION, HC_CURRENT, HC_STATE, HC_VALUE, HC_UPPER, HC_UNIT, HC_HEDGE, HC_STATUS,
    HC_PUBLISHED, HC_RECORDED, HC_AUTHOR, HC_ACTION, HC_REASON, HC_DOCUMENT, HC_FILE, HC_LINE,
    HC_PLACE, HC_SENTENCE, HC_COUNT
};

static const char *const history_column_name[HC_COUNT] = {
    "what", "indicator", "area", "period", "kind", "book", "source", "breakdown", "revision",
    "current", "state", "value", "upper", "unit", "hedge", "status", "published", "recorded",
    "author", "action", "reason", "document", "file", "line", "place", "sentence",
};

/* "2025-06-30 14:05", as a clock in Việt Nam shows it. */
static str history_moment(struct arena *a, int64_t seconds)
{
    int64_t minutes = (seconds + INT64_C(7) * 3600) / 60 % (INT64_C(24) * 60);
    str day = day_print(a, day_of_time(seconds));

    return arena_printf(a, "%.*s %02d:%02d", STRF(day), (int)(minutes / 60), (int)(minutes % 60));
}

static str history_number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%lld", (long long)n);
}

/* -- rows -- */

static void fill_history_fact(struct arena *a, const struct fact *f, bool current, str *field)
{
    field[HC_INDICATOR] = f->indicator;
    field[HC_AREA] = f->area;
    field[HC_PERIOD] = cli_period(a, f->when);
    field[HC_KIND] = fact_kind_word(f->kind);
    field[HC_BOOK] = f->book;
    field[HC_SOURCE] = f->source;
    field[HC_BREAKDOWN] = f->breakdown;
    field[HC_REVISION] = history_number(a, f->revision);
    field[HC_CURRENT] = current ? STR("yes") : STR("no");
    field[HC_STATE] = fact_state_word(f->state);
    field[HC_UNIT] = f->unit;
    field[HC_HEDGE] = f->hedge;
    field[HC_STATUS] = fact_status_word(f->status);
    field[HC_PUBLISHED] = day_print(a, f->published);
    if (f->state == FACT_NUMBER)
        field[HC_VALUE] = cli_plain(a, f->value);
    if (f->state == FACT_NUMBER && f->is_range)
        field[HC_UPPER] = cli_plain(a, f->upper);
}

static void fill_history_place(struct arena *a, const struct history_place *p, str *field)
{
    if (p->document) {
        field[HC_DOCUMENT] = history_number(a, p->document->id);
        field[HC_FILE] = p->document->name;
    }
    if (p->mention) {
        field[HC_LINE] = history_number(a, p->mention->line);
        field[HC_PLACE] = p->mention->place;
        field[HC_SENTENCE] = p->mention->sentence;
    }
}

static void put_history_rows(struct buf *b, struct arena *a, const struct cli_rows *rows,
                             const struct history *h)
{
    for (size_t i = 0; i < h->nrevisions; i++) {
        const struct history_revision *r = &h->revision[i];
        str field[HC_COUNT] = {
            [HC_WHAT] = STR("revision"), [HC_RECORDED] = history_moment(a, r->entry.recorded_at),
            [HC_AUTHOR] = r->entry.author, [HC_ACTION] = r->entry.action,
            [HC_REASON] = r->fact->reason.len ? r->fact->reason : r->entry.reason };

        fill_history_fact(a, r->fact, r->current, field);
        fill_history_place(a, &r->from, field);
        cli_row(b, rows, field);
    }
    for (size_t i = 0; i < h->nquotes; i++) {
        const struct history_quote *q = &h->quote[i];
        str field[HC_COUNT] = { [HC_WHAT] = STR("quote") };

        fill_history_fact(a, q->fact, !q->revised, field);
        fill_history_place(a, &q->at, field);
        if (q->at.mention->has_value)
            field[HC_VALUE] = cli_plain(a, q->at.mention->value);
        cli_row(b, rows, field);
    }
}

/* -- text -- */

static void put_history_place(struct buf *b, const struct cli *c, const struct history_place *p)
{
    const struct fact_mention *m = p->mention;

    if (p->document)
        buf_printf(b, cli_say(c, "văn bản số %lld «%.*s»", "document %lld '%.*s'"),
                   (long long)p->document->id, STRF(p->document->name));
    if (m && m->place.len)
        buf_printf(b, ", %.*s", STRF(m->place));
    if (m && m->line)
        buf_printf(b, cli_say(c, ", dòng %u", ", line %u"), m->line);
    if (m && m->sentence.len) {
        buf_put(b, STR(": "));
        buf_tsv(b, m->sentence);
    }
    buf_char(b, '\n');
}

static void put_revision_text(struct buf *b, const struct cli *c, struct arena *a,
                              const struct history_revision *r)
{
    const struct fact *f = r->fact;
    str figure = cli_figure(c, a, f), finality = cli_status(c, f->status);
    str day = day_print(a, f->published), at = history_moment(a, r->entry.recorded_at);

    buf_printf(b, cli_say(c, "  lần %lld: %.*s, %.*s; công bố %.*s", "  revision %lld: %.*s, %.*s; "
                          "published %.*s"), (long long)f->revision, STRF(figure), STRF(finality),
               STRF(day));
    if (r->current)
        buf_put(b, str_from(cli_say(c, " (hiện hành)", " (current)")));
    buf_printf(b, cli_say(c, "\n    ghi %.*s, %.*s (%.*s), mục nhật ký %lld",
                          "\n    recorded %.*s, %.*s (%.*s), entry %lld"),
               STRF(at), STRF(r->entry.author), STRF(r->entry.action), (long long)r->entry.entry);
    if (r->entry.reason.len)
        buf_printf(b, ": %.*s", STRF(r->entry.reason));
    buf_char(b, '\n');
    if (f->reason.len)
        buf_printf(b, cli_say(c, "    vì: %.*s\n", "    because: %.*s\n"), STRF(f->reason));
    if (f->note.len)
        buf_printf(b, cli_say(c, "    ghi chú: %.*s\n", "    note: %.*s\n"), STRF(f->note));
    if (r->from.document) {
        buf_put(b, str_from(cli_say(c, "    từ ", "    from ")));
        put_history_place(b, c, &r->from);
    }
}

static void put_quote_text(struct buf *b, const struct cli *c, struct arena *a,
                           const struct history *h, const struct history_quote *q)
{
    const struct fact_mention *m = q->at.mention;
    struct fact said = *q->fact;

    if (m->has_value) {
        said.state = FACT_NUMBER;
        said.value = m->value;
        said.is_range = false;
    }
    str figure = cli_figure(c, a, &said), now = cli_figure(c, a, h->key);
    buf_printf(b, cli_say(c, "    %.*s, lần %lld", "    %.*s, revision %lld"), STRF(figure),
               (long long)q->fact->revision);
    if (q->revised)
        buf_printf(b, cli_say(c, " ĐÃ SỬA, nay là %.*s", " SINCE REVISED, now %.*s"), STRF(now));
    else if (m->has_value && dec_cmp(m->value, q->fact->value) != 0)
        buf_printf(b, cli_say(c, " KHÁC số trong sổ, %.*s", " DIFFERS from the ledger, %.*s"),
                   STRF(now));
    buf_put(b, STR("; "));
    put_history_place(b, c, &q->at);
}

static void put_history_text(struct buf *b, const struct cli *c, struct arena *a,
                             const struct cli_ledger *l, const struct history *h)
{
    cli_put_subject(b, c, a, l, h->key);
    buf_char(b, '\n');
    for (size_t i = 0; i < h->nrevisions; i++)
        put_revision_text(b, c, a, &h->revision[i]);
    buf_put(b, str_from(h->nquotes ? cli_say(c, "  được nêu ở:\n", "  quoted in:\n")
                                   : cli_say(c, "  chưa văn bản nào trong sổ nêu số này\n",
                                             "  no document of the ledger quotes it\n")));
    for (size_t i = 0; i < h->nquotes; i++)
        put_quote_text(b, c, a, h, &h->quote[i]);
}

/* -- the command -- */

static status read_history_filter(struct job *j, const struct cli *c, const struct cli_ledger *l,
                                  struct fact_filter *out)
{
    const struct options *o = &c->opt;
    str words = str_from(o->arg[0]);
    const struct indicator *one = indicators_find(l->catalogue, words);

    if (!one)
        one = indicators_match(l->catalogue, words, (str){ NULL, 0 });
    *out = (struct fact_filter){ .indicator = one ? one->id : words, .source = o->source,
                                 .book = o->book };
    if (!period_parse(o->period, &out->at))
        return cli_fail_word(j, "không hiểu kỳ", "no such period", o->period);
    epoch_day then = period_last_day(out->at);
    out->area = place_id(l->places, o->area.len ? o->area : l->area, then,
                         day_of_time(os_now()));
    return cli_kinds(j, c, &out->kinds);
}

static status print_history(struct job *j, struct cli *c, void *arg)
{
    const struct cli_rows rows = { c->opt.format, history_column_name, HC_COUNT };
    const struct history *list;
    struct fact_filter filter;
    struct cli_ledger l;
    struct buf out;
    size_t n = 0;

    (void)arg;
    buf_init(&out, j->arena);
    status st = cli_ledger_open(j, c, STORE_READ, &l);
    if (st == OK)
        st = read_history_filter(j, c, &l, &filter);
    if (st == OK)
        st = app_history(j, l.store, &filter, &list, &n);
    if (st != OK)
        return st;
    if (!n)
        return cli_fail_word(j, "sổ không có số nào của chỉ tiêu, nơi và kỳ này",
                             "the ledger has no such figure", filter.indicator);
    if (c->opt.format != FORMAT_TEXT)
        cli_row_head(&out, &rows);
    for (size_t i = 0; i < n; i++) {
        if (c->opt.format == FORMAT_TEXT)
            put_history_text(&out, c, j->arena, &l, &list[i]);
        else
            put_history_rows(&out, j->arena, &rows, &list[i]);
    }
    cli_print(c, buf_str(&out));
    return OK;
}

int cmd_history(struct cli *c)
{
    if (c->opt.nargs != 1)
        return cli_usage(c, "cần một chỉ tiêu, mã hoặc tên",
                         "one indicator is needed, its id or its name", NULL);
    return cli_once(c, print_history, NULL);
}

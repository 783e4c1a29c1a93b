/* cmd_due.c -- soat due: the release calendar, and what is under embargo. */
#include "app/due.h"
#include "app/scorecard.h"
#include "base/os.h"
#include "cli/cli.h"

enum due_column {
    UC_WHAT, UC_DAY, UC_RELEASE, UC_OF, UC_PERIOD, UC_STATUS, UC_STATE, UC_HELD, UC_AREA, UC_VALUE,
    UC_UNIT, UC_SOURCE, UC_COUNT
};

static const char *const due_column_name[UC_COUNT] = {
    "what", "day", "release", "of", "period", "status", "state", "held", "area", "value", "unit",
    "source",
};

/* "all", "group:...", "indicator:cpi" as the calendar writes it. */
static str release_subject(struct arena *a, const struct release *r)
{
    static const char *const word[] = { "all", "agency", "group", "indicator" };

    return r->of == RELEASE_ALL ? STR("all")
                                : arena_printf(a, "%s:%.*s", word[r->of], STRF(r->name));
}

static const char *due_state(const struct due_release *d, epoch_day at)
{
    return d->held ? "held" : d->due < at ? "overdue" : d->due == at ? "today" : "due";
}

static void put_due_row(struct buf *b, struct arena *a, const struct cli_rows *rows,
                        const struct due_release *d, epoch_day at)
{
    str field[UC_COUNT] = {
        [UC_WHAT] = STR("release"), [UC_DAY] = day_print(a, d->due), [UC_RELEASE] = d->release->id,
        [UC_OF] = release_subject(a, d->release), [UC_PERIOD] = cli_period(a, d->when),
        [UC_STATUS] = fact_status_word(d->release->status),
        [UC_STATE] = str_from(due_state(d, at)), [UC_HELD] = arena_printf(a, "%zu", d->held),
        [UC_SOURCE] = d->release->source };

    cli_row(b, rows, field);
}

static void put_embargo_row(struct buf *b, struct arena *a, const struct cli_rows *rows,
                            const struct fact *f)
{
    str field[UC_COUNT] = {
        [UC_WHAT] = STR("embargo"), [UC_DAY] = day_print(a, f->published), [UC_OF] = f->indicator,
        [UC_PERIOD] = cli_period(a, f->when), [UC_STATUS] = fact_status_word(f->status),
        [UC_STATE] = fact_state_word(f->state), [UC_AREA] = f->area, [UC_UNIT] = f->unit,
        [UC_SOURCE] = f->source };

    if (f->state == FACT_NUMBER)
        field[UC_VALUE] = cli_plain(a, f->value);
    cli_row(b, rows, field);
}

static str release_words(const struct cli *c, struct arena *a, const struct cli_ledger *l,
                         const struct release *r)
{
    const struct indicator *one = indicators_find(l->catalogue, r->name);

    if (r->of == RELEASE_ALL)
        return str_from(cli_say(c, "mọi chỉ tiêu", "all indicators"));
    return one ? arena_printf(a, "%.*s (%.*s)", STRF(one->name), STRF(one->id)) : r->name;
}

static void put_due_text(struct buf *b, const struct cli *c, struct arena *a,
                         const struct cli_ledger *l, const struct due_release *d, epoch_day at)
{
    str day = day_print(a, d->due), what = release_words(c, a, l, d->release);
    str when = period_name(a, d->when), finality = cli_status(c, d->release->status);

    buf_printf(b, "%.*s  %.*s, %.*s, %.*s: ", STRF(day), STRF(what), STRF(when), STRF(finality));
    if (d->held)
        buf_printf(b, cli_say(c, "sổ đã có %zu số\n", "the ledger has %zu figures\n"), d->held);
    else if (d->due < at)
        buf_printf(b, cli_say(c, "QUÁ HẠN %d ngày\n", "%d days OVERDUE\n"), (int)(at - d->due));
    else if (d->due == at)
        buf_put(b, str_from(cli_say(c, "hôm nay\n", "today\n")));
    else
        buf_printf(b, cli_say(c, "còn %d ngày\n", "in %d days\n"), (int)(d->due - at));
}

static void put_embargo_text(struct buf *b, const struct cli *c, struct arena *a,
                             const struct cli_ledger *l, const struct fact *f)
{
    const struct indicator *one = indicators_find(l->catalogue, f->indicator);
    str day = day_print(a, f->published), title = place_title(l->places, f->area);
    str when = cli_period(a, f->when), figure = cli_figure(c, a, f);

    buf_printf(b, cli_say(c, "  đến %.*s: %.*s, %.*s, %.*s: %.*s\n",
                          "  until %.*s: %.*s, %.*s, %.*s: %.*s\n"), STRF(day),
               STRF(one ? one->name : f->indicator), STRF(title), STRF(when), STRF(figure));
}

enum { MOST_EMBARGOED = 100 };          /* told as text */

static void put_embargo(struct buf *b, const struct cli *c, struct arena *a,
                        const struct cli_ledger *l, const struct facts *all)
{
    size_t n = all->count < MOST_EMBARGOED ? all->count : MOST_EMBARGOED;

    buf_printf(b, cli_say(c, "%zu số còn cấm công bố\n", "%zu figures under embargo\n"),
               all->count);
    for (size_t i = 0; i < n; i++)
        put_embargo_text(b, c, a, l, &all->list[i]);
    if (n < all->count)
        buf_printf(b, cli_say(c, "  và %zu số nữa\n", "  and %zu more\n"), all->count - n);
}

static status print_due(struct job *j, struct cli *c, void *arg)
{
    const struct cli_rows rows = { c->opt.format, due_column_name, UC_COUNT };
    struct cli_ledger l;
    epoch_day at = 0;
    struct due due;
    struct buf out;

    (void)arg;
    buf_init(&out, j->arena);
    status st = cli_day(j, c->opt.at, &at);
    if (!at)
        at = day_of_time(os_now());
    if (st == OK)
        st = cli_ledger_open(j, c, STORE_READ, &l);
    if (st == OK)
        st = app_due(j, l.store, l.catalogue, l.area, at, &due);
    if (st != OK)
        return st;
    if (c->opt.format != FORMAT_TEXT)
        cli_row_head(&out, &rows);
    for (size_t i = 0; i < due.n; i++) {
        if (c->opt.format == FORMAT_TEXT)
            put_due_text(&out, c, j->arena, &l, &due.list[i], at);
        else
            put_due_row(&out, j->arena, &rows, &due.list[i], at);
    }
    for (size_t i = 0; i < due.embargo.count && c->opt.format != FORMAT_TEXT; i++)
        put_embargo_row(&out, j->arena, &rows, &due.embargo.list[i]);
    if (c->opt.format == FORMAT_TEXT)
        put_embargo(&out, c, j->arena, &l, &due.embargo);
    cli_print(c, buf_str(&out));
    return OK;
}

int cmd_due(struct cli *c)
{
    return cli_once(c, print_due, NULL);
}

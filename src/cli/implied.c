/* implied.c -- the figures that reports imply: a row, an object or a line each. */
#include "cli/cli.h"

enum { IMPLIED_CELLS = 13 };

static const char *const implied_column[IMPLIED_CELLS] = {
    "indicator", "area", "period", "what", "lo", "hi", "unit", "guess", "stated", "fits",
    "sources", "id", "percents",
};

static str plain_in_unit(struct arena *a, dec value, dec other, unit u, bool up)
{
    char text[DEC_TEXT];
    dec shown;

    if (!implied_in_unit(value, other, u, up, &shown))
        return (str){ NULL, 0 };
    dec_format_plain(shown, text);
    return arena_str(a, str_from(text));
}

static str said_in_unit(struct arena *a, dec value, dec other, unit u, bool up)
{
    char text[DEC_TEXT];
    dec shown;

    if (!implied_in_unit(value, other, u, up, &shown))
        return STR("?");
    dec_format_vi(shown, text);
    return arena_str(a, str_from(text));
}

/* What of the implied figure fits: nothing at all, or the stated one. */
static const char *fits_word(const struct implied *m)
{
    if (dec_cmp(m->lo, m->hi) > 0)
        return "none";
    if (m->no_whole)
        return "no whole number";
    return !m->stated ? "" : m->brackets ? "yes" : "no";
}

static str unit_of_result(const struct implied_book *book, const struct implied *m)
{
    return concord_unit_text(book->concord, &book->concord->place[m->of->place]);
}

static str stated_figure(const struct implied_book *book, const struct implied *m)
{
    if (!m->stated)
        return (str){ NULL, 0 };
    return concord_figure(book->concord, &book->concord->place[m->stated->place])->text;
}

static struct place source_of(const struct app_corpus *all, const struct implied_book *book,
                              const struct implied_source *s)
{
    return source_place(all->document[s->input].src, implied_figure(book, s)->where.start);
}

/* "bao-cao.md:31,bao-cao.md:707", or the lines alone. */
static str sources_text(struct arena *a, const struct app_corpus *all,
                        const struct implied_book *book, const struct implied *m, bool lines)
{
    struct buf b;

    buf_init(&b, a);
    for (uint32_t i = 0; i < m->nsources; i++) {
        const struct implied_source *s = &book->source[m->source + i];

        if (i)
            buf_char(&b, ',');
        if (!lines)
            buf_printf(&b, "%.*s:", STRF(all->document[s->input].src->name));
        buf_printf(&b, "%u", source_of(all, book, s).line);
    }
    return buf_str(&b);
}

/* The percentages and differences that tell it, as printed. */
static str percents_text(struct arena *a, const struct implied_book *book,
                         const struct implied *m)
{
    struct buf b;

    buf_init(&b, a);
    for (uint32_t i = 0; i < m->nsources; i++)
        buf_printf(&b, "%s%.*s", i ? ";" : "",
                   STRF(implied_figure(book, &book->source[m->source + i])->text));
    return buf_str(&b);
}

static str period_text(struct arena *a, period p)
{
    struct buf b;

    buf_init(&b, a);
    period_print(&b, p);
    return buf_str(&b);
}

static void fill_implied(struct arena *a, const struct app_corpus *all,
                         const struct implied_book *book, const struct implied *m,
                         str cell[IMPLIED_CELLS])
{
    str none = { NULL, 0 };
    dec guess;
    str row[IMPLIED_CELLS] = {
        m->of->indicator,
        m->of->area,
        period_text(a, m->period),
        m->what == IMPLIED_PLAN ? STR("plan") : STR("base"),
        plain_in_unit(a, m->lo, m->hi, m->of->unit, false),
        plain_in_unit(a, m->hi, m->lo, m->of->unit, true),
        unit_of_result(book, m),
        implied_guess(m, &guess) ? plain_in_unit(a, guess, guess, m->of->unit, false) : none,
        stated_figure(book, m),
        str_from(fits_word(m)),
        sources_text(a, all, book, m, false),
        m->of->known ? m->of->known->id : none,
        percents_text(a, book, m),
    };

    for (int i = 0; i < IMPLIED_CELLS; i++)
        cell[i] = row[i];
}

static void put_implied_tsv(struct buf *b, const str cell[IMPLIED_CELLS])
{
    for (int i = 0; i < IMPLIED_CELLS; i++) {
        buf_tsv(b, cell[i]);
        buf_char(b, i + 1 < IMPLIED_CELLS ? '\t' : '\n');
    }
}

static void put_implied_json(struct buf *b, const str cell[IMPLIED_CELLS])
{
    const char *lead = "{";

    for (int i = 0; i < IMPLIED_CELLS; i++) {
        if (!cell[i].len)
            continue;
        buf_printf(b, "%s\"%s\": ", lead, implied_column[i]);
        buf_json(b, cell[i]);
        lead = ", ";
    }
    buf_put(b, STR("}\n"));
}

/* "Diện tích ngô, 2023, kế hoạch: 25.423,58 - 25.426,22 ha (tròn: 25.425, đoán)" and what
 * the sentences and the report tell of it. */
static void put_implied_text(struct buf *b, const struct cli *c, const struct app_corpus *all,
                             const struct implied_book *book, const struct implied *m)
{
    struct arena *a = b->arena;
    str lo = said_in_unit(a, m->lo, m->hi, m->of->unit, false);
    str hi = said_in_unit(a, m->hi, m->lo, m->of->unit, true);
    str units = unit_of_result(book, m), stated = stated_figure(book, m);
    dec guess;

    buf_printf(b, "%.*s", STRF(m->of->indicator));
    if (!str_eq(m->of->area, all->document[0].report->area) && m->of->area.len)
        buf_printf(b, ", %.*s", STRF(m->of->area));
    buf_printf(b, ", %.*s, %s: ", STRF(period_text(a, m->period)),
               m->what == IMPLIED_PLAN ? cli_say(c, "kế hoạch", "plan")
                                       : cli_say(c, "số gốc", "base"));
    if (dec_cmp(m->lo, m->hi) > 0)
        buf_printf(b, cli_say(c, "không số nào hợp với mọi câu (%.*s > %.*s %.*s)",
                              "no value fits all sentences (%.*s > %.*s %.*s)"),
                   STRF(lo), STRF(hi), STRF(units));
    else if (str_eq(lo, hi))
        buf_printf(b, "%.*s %.*s", STRF(lo), STRF(units));
    else
        buf_printf(b, cli_say(c, "từ %.*s đến %.*s %.*s", "%.*s to %.*s %.*s"), STRF(lo),
                   STRF(hi), STRF(units));
    if (!str_eq(lo, hi) && implied_guess(m, &guess))
        buf_printf(b, cli_say(c, "; đoán số tròn %.*s", "; a round guess %.*s"),
                   STRF(said_in_unit(a, guess, guess, m->of->unit, false)));
    if (m->no_whole)
        buf_put(b, str_from(cli_say(c, "; không có số nguyên nào", "; no whole number")));
    if (stated.len)
        buf_printf(b, m->brackets ? cli_say(c, "; văn bản ghi %.*s, khớp", "; stated %.*s, fits")
                                  : cli_say(c, "; văn bản ghi %.*s, KHÔNG khớp",
                                            "; stated %.*s, does NOT fit"), STRF(stated));
    buf_printf(b, " [%s%.*s]\n", all->n == 1 ? cli_say(c, "dòng ", "line ") : "",
               STRF(sources_text(a, all, book, m, all->n == 1)));
}

/* What was found: how many plans, bases, and how many of them the reports tell. */
static void put_implied_sum(struct buf *b, const struct cli *c, const struct implied_book *book)
{
    uint32_t plans = 0, stated = 0, bracketed = 0, empty = 0;

    for (uint32_t i = 0; i < book->nitems; i++) {
        const struct implied *m = &book->item[i];

        plans += m->what == IMPLIED_PLAN;
        stated += m->stated != NULL;
        bracketed += m->stated && m->brackets;
        empty += dec_cmp(m->lo, m->hi) > 0;
    }
    buf_printf(b, cli_say(c, "%u kế hoạch, %u số gốc; văn bản có ghi %u, khớp %u; %u không có số "
                          "nào hợp\n", "%u plans, %u bases; %u of them stated, %u fit; "
                          "%u without any value\n"),
               plans, book->nitems - plans, stated, bracketed, empty);
}

static status put_implied(struct job *j, struct cli *c, void *arg)
{
    str *path = arena_array(j->arena, str, (size_t)c->opt.nargs), cell[IMPLIED_CELLS];
    struct app_corpus all;
    struct buf out;

    (void)arg;
    for (int i = 0; i < c->opt.nargs; i++)
        path[i] = str_from(c->opt.arg[i]);

    status st = app_read_corpus(j, path, (size_t)c->opt.nargs, &all);
    if (st != OK)
        return st;

    const struct implied_book *book = implied_build(j, all.concord, IMPLIED_BY_ALL);

    buf_init(&out, j->arena);
    for (int i = 0; c->opt.format == FORMAT_TSV && i < IMPLIED_CELLS; i++)
        buf_printf(&out, "%s%c", implied_column[i], i + 1 < IMPLIED_CELLS ? '\t' : '\n');
    for (uint32_t i = 0; i < book->nitems; i++) {
        if (c->opt.format == FORMAT_TEXT) {
            put_implied_text(&out, c, &all, book, &book->item[i]);
            continue;
        }
        fill_implied(j->arena, &all, book, &book->item[i], cell);
        if (c->opt.format == FORMAT_TSV)
            put_implied_tsv(&out, cell);
        else
            put_implied_json(&out, cell);
    }
    if (c->opt.format == FORMAT_TEXT)
        put_implied_sum(&out, c, book);
    cli_print(c, buf_str(&out));
    return OK;
}

int cli_implied(struct cli *c)
{
    return cli_once(c, put_implied, NULL);
}

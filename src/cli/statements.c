/* statements.c -- statements as rows: TSV for tools, JSON for programs, text
 * for people. */
#include "base/utf8.h"
#include "cli/cli.h"

/* One row: a statement with one of its comparisons (or none). */
struct statement_row {
    const struct statement *st;
    const struct comparison *compare;   /* NULL when the statement has none */
    bool plan;                          /* the % of plan stands on one row only */
};

static const char *const kind_word[] = { "actual", "estimate", "plan", "target" };
static const char *const compare_word[] = { "",      "increase", "decrease",
                                            "equal", "exceed",   "short" };

static uint32_t rows_of(const struct statement *st)
{
    return st->ncompares ? st->ncompares : 1;
}

/* Which row tells the % of plan: that of the comparison with it, else the first. */
static uint32_t plan_row(const struct statement *st)
{
    for (uint32_t i = 0; i < st->ncompares; i++)
        if (st->compare[i].base == BASE_PLAN)
            return i;
    return 0;
}

static struct statement_row row_of(const struct statement *st, uint32_t i)
{
    return (struct statement_row){ st, st->ncompares ? &st->compare[i] : NULL,
                                   i == plan_row(st) };
}

/* Figures that cannot be read are given as printed, so that nothing is lost. */
static str figure_plain(struct arena *a, const struct figure *f)
{
    char lo[DEC_TEXT], hi[DEC_TEXT];

    if (!f->has_value)
        return f->text;
    dec_format_plain(f->value, lo);
    if (!f->is_range)
        return arena_str(a, str_from(lo));
    dec_format_plain(f->upper, hi);
    return arena_printf(a, "%s..%s", lo, hi);
}

static bool has_level(const struct statement *st)
{
    return st->value.has_value || st->value.text.len;
}

static str approx_of(const struct statement_row *r)
{
    if (has_level(r->st) || !r->compare)
        return r->st->value.hedge_text;
    return r->compare->amount.hedge_text;
}

enum { CELLS = 21 };

static const char *const column_name[CELLS] = {
    "line",      "indicator", "area",     "period",   "value", "unit", "approx",
    "cmp_kind",  "cmp_value", "cmp_unit", "cmp_base", "plan_pct", "kind",
    "col",       "id",        "name",     "class",    "rule",
    "whole",     "whole_pct", "file",
};

static str count_text(struct arena *a, uint32_t n)
{
    struct buf b;

    buf_init(&b, a);
    buf_number(&b, n, 1);
    return buf_str(&b);
}

static void fill_cells(struct arena *a, const struct app_document *d, const struct statement_row *r,
                       const struct indicator *known, str cell[CELLS])
{
    static const char *const certainty_word[] = { "A", "B", "C" };
    const struct statement *st = r->st;
    struct place at = app_place(d, st);
    str none = { NULL, 0 };
    str units = st->unit_text.len || !st->is_rank ? st->unit_text : STR("hạng");
    str row[CELLS] = {
        count_text(a, at.line),
        st->indicator,
        app_area(d->report, st),
        app_period(a, st),
        figure_plain(a, &st->value),
        has_level(st) ? units : none,
        approx_of(r),
        r->compare ? str_from(compare_word[r->compare->kind]) : none,
        r->compare ? figure_plain(a, &r->compare->amount) : none,
        r->compare ? r->compare->unit_text : none,
        r->compare ? r->compare->base_text : none,
        r->plan ? figure_plain(a, st->plan_pct) : none,
        str_from(kind_word[st->kind]),
        count_text(a, at.col),
        known ? known->id : none,
        st->name,
        str_from(certainty_word[st->certainty]),
        str_from(st->rule),
        figure_plain(a, st->whole),
        figure_plain(a, st->whole_pct),
        d->src->name,
    };

    for (int i = 0; i < CELLS; i++)
        cell[i] = row[i];
}

void statements_tsv_header(struct buf *b)
{
    for (int i = 0; i < CELLS; i++)
        buf_printf(b, "%s%c", column_name[i], i + 1 < CELLS ? '\t' : '\n');
}

/* The figures of a table's row are of one indicator. */
static bool is_named_as(const struct statement *a, const struct statement *b)
{
    return str_eq(a->indicator, b->indicator) && str_eq(a->unit_text, b->unit_text);
}

void statements_tsv(struct buf *b, const struct app_document *d)
{
    const struct indicator *known = NULL;
    str cell[CELLS];

    for (uint32_t s = 0; s < d->report->nstatements; s++) {
        const struct statement *st = &d->report->statement[s];

        if (s == 0 || !is_named_as(st, st - 1))
            known = indicators_match(d->catalogue, st->indicator, st->unit_text);
        for (uint32_t i = 0; i < rows_of(st); i++) {
            struct statement_row r = row_of(st, i);

            fill_cells(b->arena, d, &r, known, cell);
            for (int c = 0; c < CELLS; c++) {
                buf_tsv(b, cell[c]);
                buf_char(b, c + 1 < CELLS ? '\t' : '\n');
            }
        }
    }
}

static void json_member(struct buf *b, const char *key, str value, bool comma)
{
    if (comma)
        buf_put(b, STR(", "));
    buf_json(b, str_from(key));
    buf_put(b, STR(": "));
    buf_json(b, value);
}

/* What a figure is not told about is left out, not null. */
static void json_optional(struct buf *b, const char *key, str value)
{
    if (value.len)
        json_member(b, key, value, true);
}

static void json_comparison(struct buf *b, const struct comparison *c)
{
    buf_put(b, STR("{"));
    json_member(b, "kind", str_from(compare_word[c->kind]), false);
    json_optional(b, "value", figure_plain(b->arena, &c->amount));
    json_optional(b, "unit", c->unit_text);
    json_optional(b, "base", c->base_text);
    buf_put(b, STR("}"));
}

static void json_statement(struct buf *b, const struct app_document *d, const struct statement *st)
{
    struct statement_row r = row_of(st, 0);
    struct place at = app_place(d, st);
    str cell[CELLS];

    fill_cells(b->arena, d, &r,
               indicators_match(d->catalogue, st->indicator, st->unit_text), cell);
    buf_printf(b, "{\"line\": %u, \"col\": %u", at.line, at.col);
    for (int i = 1; i < CELLS - 1; i++)
        if (!(i >= 7 && i <= 10) && i != 13)    /* comparisons and col stand apart */
            json_optional(b, column_name[i], cell[i]);
    buf_put(b, STR(", \"compare\": ["));
    for (uint32_t i = 0; i < st->ncompares; i++) {
        if (i)
            buf_put(b, STR(", "));
        json_comparison(b, &st->compare[i]);
    }
    buf_put(b, STR("]}"));
}

void statements_json(struct buf *b, const struct app_document *d)
{
    struct buf iso;

    buf_init(&iso, b->arena);
    period_print(&iso, d->report->period);
    buf_put(b, STR("{"));
    json_member(b, "file", d->src->name, false);
    json_optional(b, "area", d->report->area);
    json_optional(b, "period", buf_str(&iso));
    buf_put(b, STR(", \"statements\": ["));
    for (uint32_t s = 0; s < d->report->nstatements; s++) {
        if (s)
            buf_put(b, STR(", "));
        json_statement(b, d, &d->report->statement[s]);
    }
    buf_put(b, STR("]}\n"));
}

/* -- the table for people -- */

enum { SHOWN = 7, NAME_WIDTH = 52 };

/* The first `width` columns of s, with an ellipsis when something is cut. */
static str clip_columns(struct arena *a, str s, size_t width)
{
    size_t at = 0, columns = 0;
    uint32_t cp;

    if (utf8_width(s) <= width)
        return s;
    while (at < s.len) {
        size_t n = utf8_next(s, at, &cp);

        if (!utf8_is_mark(cp) && ++columns == width)
            break;
        at += n;
    }
    return arena_printf(a, "%.*s…", STRF(str_sub(s, 0, at)));
}

static str figure_shown(struct arena *a, const struct figure *f)
{
    char lo[DEC_TEXT], hi[DEC_TEXT];

    if (!f->has_value)
        return f->text;
    dec_format_vi(f->value, lo);
    if (!f->is_range)
        return arena_str(a, str_from(lo));
    dec_format_vi(f->upper, hi);
    return arena_printf(a, "%s–%s", lo, hi);
}

static str comparison_shown(struct arena *a, const struct comparison *c)
{
    static const char *const sign[] = { "", "+", "−", "= ", "vượt ", "thiếu " };
    str amount = figure_shown(a, &c->amount);
    const char *gap = c->unit_text.len && c->unit_text.ptr[0] != '%' ? " " : "";

    return arena_printf(a, "%s%.*s%s%.*s", sign[c->kind], STRF(amount), gap, STRF(c->unit_text));
}

static void fill_shown(struct arena *a, const struct app_document *d, const struct statement_row *r,
                       str cell[SHOWN])
{
    const struct statement *st = r->st;
    str plan = r->plan ? figure_shown(a, st->plan_pct) : (str){ NULL, 0 };

    cell[0] = count_text(a, app_place(d, st).line);
    cell[1] = clip_columns(a, st->indicator, NAME_WIDTH);
    cell[2] = app_period(a, st);
    cell[3] = figure_shown(a, &st->value);
    cell[4] = has_level(st) ? clip_columns(a, st->unit_text, 14) : (str){ NULL, 0 };
    cell[5] = r->compare ? comparison_shown(a, r->compare) : (str){ NULL, 0 };
    cell[6] = plan.len ? arena_printf(a, "%.*s%%", STRF(plan)) : plan;
}

static void put_padded(struct buf *b, str s, size_t width, bool right)
{
    size_t have = utf8_width(s), pad = width > have ? width - have : 0;

    if (right)
        buf_repeat(b, ' ', pad);
    buf_put(b, s);
    if (!right)
        buf_repeat(b, ' ', pad);
}

static void put_table(struct buf *b, str (*row)[SHOWN], size_t nrows)
{
    static const bool right[SHOWN] = { true, false, false, true, false, true, true };
    size_t width[SHOWN] = { 0 };

    for (size_t r = 0; r < nrows; r++)
        for (int c = 0; c < SHOWN; c++)
            if (utf8_width(row[r][c]) > width[c])
                width[c] = utf8_width(row[r][c]);
    for (size_t r = 0; r < nrows; r++) {
        size_t start = b->len;

        for (int c = 0; c < SHOWN; c++) {
            if (c)
                buf_put(b, STR("  "));
            put_padded(b, row[r][c], width[c], right[c]);
        }
        while (b->len > start && b->ptr[b->len - 1] == ' ')
            b->len--;
        buf_char(b, '\n');
    }
}

void statements_text(struct buf *b, const struct app_document *d, enum lang lang)
{
    static const char *const head_vi[SHOWN] = { "dòng",   "chỉ tiêu", "kỳ",  "giá trị",
                                                "đơn vị", "so sánh",  "% KH" };
    static const char *const head_en[SHOWN] = { "line", "indicator",  "period", "value",
                                                "unit", "comparison", "plan" };
    const struct report *rep = d->report;
    size_t n = 1, at = 1;

    for (uint32_t s = 0; s < rep->nstatements; s++)
        n += rows_of(&rep->statement[s]);
    str(*row)[SHOWN] = arena_alloc(b->arena, sizeof *row, n);

    for (int c = 0; c < SHOWN; c++)
        row[0][c] = str_from(lang == LANG_EN ? head_en[c] : head_vi[c]);
    for (uint32_t s = 0; s < rep->nstatements; s++)
        for (uint32_t i = 0; i < rows_of(&rep->statement[s]); i++) {
            struct statement_row r = row_of(&rep->statement[s], i);

            fill_shown(b->arena, d, &r, row[at++]);
        }
    if (rep->nstatements)
        put_table(b, row, n);
    buf_printf(b, lang == LANG_EN ? "%.*s: %u statements\n" : "%.*s: %u phát biểu có số\n",
               STRF(d->src->name), rep->nstatements);
}

/* pdf_columns.c -- text in two columns, and what stands side by side above and below a
 * report: the office and the motto, the receivers and the signature. The left is read
 * first, then the right. */
#include "read/pdf_int.h"

/* Lines [from, to) of a page with a blank strip [lo, hi] through all of them. */
struct pdf_gutter {
    uint32_t from, to;
    int32_t lo, hi;
    uint32_t both;              /* lines that stand on both sides */
    bool frame;                 /* no running text: the sides have nothing to do with each other */
};

/* The first word behind the strip; nwords where all stand before it. */
static uint32_t first_behind(const struct pdf *p, const struct pdf_line *l, int32_t middle)
{
    uint32_t k = 0;

    while (k < l->nwords && p->word[l->word + k].x0 < middle)
        k++;
    return k;
}

/* Narrows the strip by the line; false where it would be no strip any more. */
static bool narrow_gutter(const struct pdf *p, struct pdf_gutter *g, const struct pdf_line *l)
{
    uint32_t k = first_behind(p, l, g->lo / 2 + g->hi / 2);
    int32_t lo = g->lo, hi = g->hi;

    for (uint32_t i = 0; i < k; i++)
        lo = p->word[l->word + i].x1 > lo ? p->word[l->word + i].x1 : lo;
    if (k < l->nwords)
        hi = p->word[l->word + k].x0 < hi ? p->word[l->word + k].x0 : hi;
    if (hi - lo < pdf_em(p->height))
        return false;
    g->lo = lo;
    g->hi = hi;
    g->both += k > 0 && k < l->nwords;
    return true;
}

/* The strip of a line of two parts; false for other lines. */
static bool begin_gutter(const struct pdf *p, uint32_t line, struct pdf_gutter *g)
{
    const struct pdf_line *l = &p->line[line];
    const struct pdf_word *w = p->word + l->word;
    uint32_t parts = 1;

    for (uint32_t i = 1; i < l->nwords; i++)
        if (w[i].x0 - w[i - 1].x1 > pdf_em(l->height)) {
            *g = (struct pdf_gutter){ line, line + 1, w[i - 1].x1, w[i].x0, 1, false };
            parts++;
        }
    return parts == 2;
}

/* How many of the lines reach from one edge of their side nearly to the other. */
static uint32_t full_lines(const struct pdf *p, const struct pdf_gutter *g, bool right,
                           uint32_t *all)
{
    int32_t middle = g->lo / 2 + g->hi / 2, least = PDF_FAR * 2, most = -PDF_FAR * 2;
    uint32_t full = 0;

    *all = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = g->from; i < g->to; i++) {
            const struct pdf_line *l = &p->line[i];
            uint32_t k = first_behind(p, l, middle);
            uint32_t from = right ? k : 0, to = right ? l->nwords : k;
            int32_t x0, x1;

            if (from == to)
                continue;
            x0 = p->word[l->word + from].x0;
            x1 = p->word[l->word + to - 1].x1;
            if (pass == 0) {
                least = x0 < least ? x0 : least;
                most = x1 > most ? x1 : most;
            } else {
                ++*all;
                full += (int64_t)(x1 - x0) * 10 >= (int64_t)(most - least) * 8;
            }
        }
    return full;
}

static bool is_running_text(const struct pdf *p, const struct pdf_gutter *g)
{
    enum { LEAST_LINES = 6 };
    uint32_t left, right, full = full_lines(p, g, false, &left);

    full += full_lines(p, g, true, &right);
    return left >= LEAST_LINES && right >= LEAST_LINES && full * 10 >= (left + right) * 6;
}

/* Above a report, or from "Nơi nhận" on. */
static bool is_letter_frame(const struct pdf *p, const struct pdf_gutter *g)
{
    enum { TOP_LINES = 3 };
    const struct pdf_line *l = &p->line[g->from];

    if (g->both < 2 && g->to - g->from < 3)
        return false;
    return (l->page == 0 && g->from - p->page[0].line < TOP_LINES) ||
           (l->nwords > 1 && str_eq(p->word[l->word].text, STR("Nơi")) &&
            str_starts(p->word[l->word + 1].text, STR("nhận")));
}

/* Where figures stand on the right it is a table. */
static bool has_figures(const struct pdf *p, const struct pdf_gutter *g)
{
    uint32_t values = 0;

    for (uint32_t i = g->from; i < g->to; i++) {
        const struct pdf_line *l = &p->line[i];
        uint32_t k = first_behind(p, l, g->lo / 2 + g->hi / 2);
        bool value = k < l->nwords;

        for (; k < l->nwords; k++)
            value = value && pdf_is_value(p->word[l->word + k].text);
        values += value;
    }
    return values * 4 > g->both;
}

/* The run of lines that the strip goes through from `line` on; are they columns? */
static bool find_gutter(const struct pdf *p, uint32_t line, uint32_t end, struct pdf_gutter *g)
{
    *g = (struct pdf_gutter){ .from = line, .to = line + 1 };
    if (p->line[line].role != PDF_BODY || !begin_gutter(p, line, g))
        return false;
    while (g->to < end && p->line[g->to].role == PDF_BODY &&
           narrow_gutter(p, g, &p->line[g->to]))
        g->to++;
    g->frame = !is_running_text(p, g);
    return !has_figures(p, g) && (!g->frame || is_letter_frame(p, g));
}

/* -- parting -- */

struct pdf_lines {
    struct pdf_line *line;
    size_t n, cap;
};

/* The part of a line on one side of the strip; without words where there is none. */
static struct pdf_line side_of(const struct pdf *p, const struct pdf_gutter *g,
                               const struct pdf_line *l, bool right)
{
    uint32_t k = first_behind(p, l, g->lo / 2 + g->hi / 2);
    struct pdf_line part = *l;

    part.word = right ? l->word + k : l->word;
    part.nwords = right ? l->nwords - k : k;
    if (!part.nwords)
        return part;
    part.x0 = p->word[part.word].x0;
    part.x1 = p->word[part.word + part.nwords - 1].x1;
    if (right)
        part.left = g->hi;
    else
        part.right = g->lo;
    return part;
}

static void put_side(struct pdf *p, struct pdf_lines *out, const struct pdf_gutter *g, bool right)
{
    bool first = g->frame;

    for (uint32_t i = g->from; i < g->to; i++) {
        struct pdf_line part = side_of(p, g, &p->line[i], right);

        if (!part.nwords)
            continue;
        part.stands_apart = first;
        first = false;
        *arena_push(p->job->arena, out->line, out->n, out->cap) = part;
    }
}

static void keep_lines(struct pdf *p, struct pdf_lines *out, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        *arena_push(p->job->arena, out->line, out->n, out->cap) = p->line[i];
}

static void part_page(struct pdf *p, struct pdf_page *page, struct pdf_lines *out)
{
    enum { LONG_RUN = 64 };     /* that is not looked at again from its next line on */
    uint32_t end = page->line + page->nlines, from = (uint32_t)out->n;
    struct pdf_gutter g;

    for (uint32_t i = page->line; i < end; i = g.to) {
        if (find_gutter(p, i, end, &g)) {
            put_side(p, out, &g, false);
            put_side(p, out, &g, true);
        } else {
            if (g.to - i < LONG_RUN)
                g.to = i + 1;
            keep_lines(p, out, i, g.to);
        }
    }
    page->line = from;
    page->nlines = (uint32_t)out->n - from;
}

void pdf_part_columns(struct pdf *p)
{
    struct pdf_lines out = { NULL, 0, 0 };

    for (size_t i = 0; i < p->npages; i++)
        part_page(p, &p->page[i], &out);
    p->line = out.line;
    p->nlines = out.n;
    p->line_cap = out.cap;
}

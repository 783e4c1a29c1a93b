/* pdf_table.c -- tables among the lines: rows of parts that stand far from each other, with
 * blank strips between their columns that go through all of them. */
#include "read/pdf_int.h"

#include <stdlib.h>

enum { MOST_STRIPS = 63, SEEDS_APART = 16, HEADER_REACH = 16 };

/* What a line looks like as a row. */
struct pdf_look {
    uint32_t parts;             /* far from each other */
    uint32_t values;            /* of them figures, years apart */
    bool seed;                  /* can be nothing but a row */
    bool wide;                  /* as long as running text */
};

static int32_t frame_width(const struct pdf *p, const struct pdf_line *l)
{
    return p->page[l->page].right - p->page[l->page].left;
}

/* Blanks of one width between many words: a justified line, however wide they are. */
static bool is_even(const struct pdf_word *w, uint32_t n, int32_t em)
{
    int32_t least = PDF_FAR, most = 0;
    bool letters = false;

    for (uint32_t i = 0; i < n; i++)
        letters = letters || !pdf_is_value(w[i].text);
    for (uint32_t i = 1; i < n; i++) {
        int32_t gap = w[i].x0 - w[i - 1].x1;

        least = gap < least ? gap : least;
        most = gap > most ? gap : most;
    }
    return n > 3 && letters && most - least < em / 4;
}

/* Figures from one wide blank to the next; a year may be a column's name. */
static bool is_value_part(const struct pdf_word *w, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!pdf_is_value(w[i].text))
            return false;
    return n != 1 || !pdf_is_year(w->text);
}

static struct pdf_look look_at_row(const struct pdf *p, const struct pdf_line *l)
{
    const struct pdf_word *w = p->word + l->word;
    struct pdf_look look = { .parts = 0 };
    int32_t em = pdf_em(l->height);
    uint32_t from = 0;
    bool value = false, even = is_even(w, l->nwords, em);

    for (uint32_t i = 1; i <= l->nwords; i++) {
        if (i < l->nwords && (even || w[i].x0 - w[i - 1].x1 <= em))
            continue;
        value = is_value_part(w + from, i - from);
        look.parts++;
        look.values += value;
        from = i;
    }
    look.seed = look.parts > 2 || (look.parts == 2 && value);
    look.wide = look.parts == 1 && l->x1 - l->x0 > frame_width(p, l) / 10 * 7;
    return look;
}

/* -- columns -- */

struct pdf_edge { int32_t x; int32_t step; };

static int by_x(const void *a, const void *b)
{
    const struct pdf_edge *l = a, *r = b;

    if (l->x != r->x)
        return l->x < r->x ? -1 : 1;
    return r->step - l->step;
}

/* Words of one row nearer than this are one stretch. */
static int32_t word_gap(const struct pdf_line *l)
{
    return pdf_em(l->height) * 9 / 25;
}

/* Where parts of rows begin, sorted: what begins at one place in several rows is a column's
 * left edge, however near to it the column before ends. */
struct pdf_starts {
    int32_t *x;
    size_t n, cap;
};

static int by_length(const void *a, const void *b)
{
    int32_t l = *(const int32_t *)a, r = *(const int32_t *)b;

    return l < r ? -1 : l > r;
}

static struct pdf_starts row_starts(struct pdf *p, uint32_t from, uint32_t to)
{
    struct pdf_starts s = { NULL, 0, 0 };

    for (uint32_t i = from; i < to; i++) {
        const struct pdf_line *l = pdf_body(p, i);
        const struct pdf_word *w = p->word + l->word;

        for (uint32_t k = 0; k < l->nwords; k++)
            if (k == 0 || w[k].x0 - w[k - 1].x1 > pdf_em(l->height))
                *arena_push(p->job->arena, s.x, s.n, s.cap) = w[k].x0;
    }
    if (s.n)
        qsort(s.x, s.n, sizeof *s.x, by_length);
    return s;
}

static bool is_left_edge(const struct pdf_starts *s, int32_t x)
{
    enum { EDGE_SLACK = PDF_POINT / 2, EDGE_ROWS = 3 };
    size_t lo = 0, hi = s->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->x[mid] < x - EDGE_SLACK)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo + EDGE_ROWS <= s->n && s->x[lo + EDGE_ROWS - 1] <= x + EDGE_SLACK;
}

/* Where stretches of the seeds begin and end. */
static struct pdf_edge *row_edges(const struct pdf *p, uint32_t from, uint32_t to,
                                  const struct pdf_starts *s, size_t *count, uint32_t *seeds)
{
    struct pdf_edge *e = NULL;
    size_t n = 0, cap = 0;

    *seeds = 0;
    for (uint32_t i = from; i < to; i++) {
        const struct pdf_line *l = pdf_body(p, i);
        const struct pdf_word *w = p->word + l->word;

        if (!look_at_row(p, l).seed)
            continue;
        ++*seeds;
        for (uint32_t k = 0, end; k < l->nwords; k = end) {
            int32_t x1 = w[k].x1;

            for (end = k + 1; end < l->nwords && w[end].x0 - x1 < word_gap(l) &&
                              !(w[end].x0 > x1 && is_left_edge(s, w[end].x0)); end++)
                x1 = w[end].x1 > x1 ? w[end].x1 : x1;
            *arena_push(p->job->arena, e, n, cap) = (struct pdf_edge){ w[k].x0, 1 };
            *arena_push(p->job->arena, e, n, cap) = (struct pdf_edge){ x1, -1 };
        }
    }
    if (n)
        qsort(e, n, sizeof *e, by_x);
    *count = n;
    return e;
}

/* Does the strip part what stands far from each other, in most rows that have both? */
static bool parts_rows(const struct pdf *p, uint32_t from, uint32_t to, int32_t lo, int32_t hi)
{
    int32_t middle = lo / 2 + hi / 2;
    uint32_t both = 0, far = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct pdf_line *l = pdf_body(p, i);
        const struct pdf_word *w = p->word + l->word;
        uint32_t k = 0;

        if (!look_at_row(p, l).seed)
            continue;
        while (k < l->nwords && w[k].x0 < middle)
            k++;
        if (k == 0 || k == l->nwords)
            continue;
        both++;
        /* two figures are never one, however near */
        far += w[k].x0 - w[k - 1].x1 > pdf_em(l->height) * 9 / 10 ||
               (pdf_is_value(w[k].text) && pdf_is_value(w[k - 1].text) &&
                w[k].x0 - w[k - 1].x1 > pdf_em(l->height) / 2);
    }
    return far * 2 >= both && far > 0;
}

/* The blank strips where no more than `most` rows have words. */
static uint32_t find_strips(struct pdf *p, uint32_t from, uint32_t to, const struct pdf_edge *e,
                            size_t n, const struct pdf_starts *s, int32_t most, int32_t *lo,
                            int32_t *hi)
{
    int32_t depth = 0, em = pdf_em(pdf_body(p, from)->height);
    uint32_t count = 0;

    for (size_t i = 0; i + 1 < n && count < MOST_STRIPS; i++) {
        depth += e[i].step;
        if (depth > most || !(is_left_edge(s, e[i + 1].x) ? e[i + 1].x > e[i].x
                              : e[i + 1].x - e[i].x >= em * 9 / 25 &&
                                parts_rows(p, from, to, e[i].x, e[i + 1].x)))
            continue;
        if (count && e[i].x - lo[count - 1] < em / 2)
            continue;
        lo[count] = e[i].x;
        hi[count++] = e[i + 1].x;
    }
    return count;
}

/* The middle count of parts over the seeds. */
static uint32_t usual_parts(const struct pdf *p, uint32_t from, uint32_t to)
{
    uint32_t count[MOST_STRIPS + 2] = { 0 }, all = 0, seen = 0, parts = 0;

    for (uint32_t i = from; i < to; i++) {
        struct pdf_look look = look_at_row(p, pdf_body(p, i));

        if (look.seed) {
            count[look.parts < MOST_STRIPS ? look.parts : MOST_STRIPS]++;
            all++;
        }
    }
    while (parts < MOST_STRIPS && (seen += count[parts]) * 2 < all)
        parts++;
    return parts;
}

/* The columns that a row has words in, a bit each. */
static uint64_t row_columns(const struct pdf *p, const struct pdf_line *l, const int32_t *lo,
                            const int32_t *hi, uint32_t strips)
{
    uint64_t columns = 0;
    uint32_t c = 0;

    for (uint32_t k = l->word; k < l->word + l->nwords; k++) {
        while (c < strips && lo[c] / 2 + hi[c] / 2 <= p->word[k].x0 / 2 + p->word[k].x1 / 2)
            c++;
        columns |= UINT64_C(1) << c;
    }
    return columns;
}

/* Takes away strips between what no row has on both sides: a centred title beside the
 * figures of its own column. */
static uint32_t join_columns(const struct pdf *p, uint32_t from, uint32_t to, int32_t *lo,
                             int32_t *hi, uint32_t strips)
{
    uint64_t both = 0;
    uint32_t n = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct pdf_line *l = pdf_body(p, i);

        if (look_at_row(p, l).seed) {
            uint64_t columns = row_columns(p, l, lo, hi, strips);

            both |= columns & columns >> 1;
        }
    }
    for (uint32_t c = 0; c < strips; c++)
        if (both >> c & 1) {
            lo[n] = lo[c];
            hi[n++] = hi[c];
        }
    return n;
}

/* The columns of body[from, to); false where it has none. Strictly: no row may go through
 * the strips between them. */
static bool find_columns(struct pdf *p, uint32_t from, uint32_t to, bool strictly,
                         struct pdf_table *out)
{
    int32_t *lo = arena_array(p->job->arena, int32_t, MOST_STRIPS);
    int32_t *hi = arena_array(p->job->arena, int32_t, MOST_STRIPS);
    uint32_t seeds, strips;
    size_t n;
    struct pdf_starts s = row_starts(p, from, to);
    struct pdf_edge *e = row_edges(p, from, to, &s, &n, &seeds);

    if (seeds < 2)
        return false;
    strips = find_strips(p, from, to, e, n, &s, 0, lo, hi);
    if (!strictly && strips + 1 < usual_parts(p, from, to))
        strips = find_strips(p, from, to, e, n, &s, (int32_t)(seeds / 10 + 1), lo, hi);
    strips = join_columns(p, from, to, lo, hi, strips);
    *out = (struct pdf_table){ from, to, strips + 1, lo, hi };
    return strips > 0;
}

/* -- where a table begins and ends -- */

/* "Bảng 2. ...", "Phụ lục ...": what stands above a table. */
static bool names_table(const struct pdf *p, const struct pdf_line *l)
{
    static const char *const first[] = { "Bảng", "Biểu", "Phụ", "BẢNG", "BIỂU", "PHỤ" };

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (str_eq(p->word[l->word].text, str_from(first[i])) && l->nwords > 1)
            return true;
    return false;
}

/* That, or "Đơn vị tính: tỷ đồng". */
static bool is_caption(const struct pdf *p, const struct pdf_line *l)
{
    for (uint32_t i = 0; i < l->nwords; i++)
        if (str_ends(p->word[l->word + i].text, STR(":")))
            return true;
    return names_table(p, l);
}

/* May the line stand between rows? One long one may, where it does not fill its line. */
static bool fits_between(const struct pdf *p, const struct pdf_line *l, bool long_before)
{
    struct pdf_look look = look_at_row(p, l);

    if (look.parts == 1 && names_table(p, l))
        return false;
    return !look.wide ||
           (!long_before && l->x1 < p->page[l->page].right - 2 * pdf_em(l->height));
}

/* Behind the last seed of those that follow each other from `from` on, on its page. */
static uint32_t last_seed(const struct pdf *p, uint32_t from)
{
    uint32_t end = from + 1;
    bool long_before = false;

    for (uint32_t i = from + 1; i < p->nbody && i < end + SEEDS_APART; i++) {
        const struct pdf_line *l = pdf_body(p, i);

        if (l->page != pdf_body(p, from)->page || !fits_between(p, l, long_before) ||
            pdf_down(pdf_body(p, i - 1), l) > 4 * l->height)
            break;
        long_before = look_at_row(p, l).wide;
        if (look_at_row(p, l).seed)
            end = i + 1;
    }
    return end;
}

/* "1 2 3", "(1) (2) (3=2/1)": the numbers of columns. */
static bool numbers_columns(const struct pdf *p, const struct pdf_line *l)
{
    for (uint32_t i = 0; i < l->nwords; i++) {
        str s = p->word[l->word + i].text;

        if (s.len > 2 && s.ptr[0] != '(')
            return false;
    }
    return true;
}

/* A line of a header's cell above the first seed, not of the text before the table, nor a
 * row of figures of another: "1 2 3" are none. */
static bool is_header_line(const struct pdf *p, const struct pdf_line *l,
                           const struct pdf_line *below)
{
    struct pdf_look look = look_at_row(p, l);
    int32_t down = pdf_down(l, below);

    if (down > l->height * 5 / 2 || look.wide || is_caption(p, l))
        return false;
    if (look.parts > 1)
        return look.values == 0 || (look.values == look.parts && numbers_columns(p, l));
    return down < l->height * 7 / 5 && !pdf_is_finished(p, l) && l->nwords <= 8 &&
           l->x1 - l->x0 < frame_width(p, l) / 2;
}

static uint32_t first_header(const struct pdf *p, uint32_t from, uint32_t seed)
{
    uint32_t i = seed;

    while (i > from && seed - i < HEADER_REACH &&
           is_header_line(p, pdf_body(p, i - 1), pdf_body(p, i)))
        i--;
    return i;
}

/* Does no word of the line stand over the blank between two columns? */
static bool keeps_columns(const struct pdf *p, const struct pdf_table *t, const struct pdf_line *l)
{
    uint32_t c = 0;

    for (uint32_t k = l->word; k < l->word + l->nwords; k++) {
        while (c + 1 < t->ncols && t->lo[c] / 2 + t->hi[c] / 2 <= p->word[k].x0)
            c++;
        if (c + 1 < t->ncols && p->word[k].x1 > t->hi[c])
            return false;
    }
    return true;
}

/* The rests of wrapped cells below the last seed: in their columns, close to it. */
static uint32_t last_rest(const struct pdf *p, const struct pdf_table *t)
{
    uint32_t i = t->to;

    while (i < p->nbody && i - t->to < SEEDS_APART) {
        const struct pdf_line *l = pdf_body(p, i), *above = pdf_body(p, i - 1);
        int32_t down = pdf_down(above, l);

        if (down >= l->height * 11 / 10 || down < -l->height || !keeps_columns(p, t, l) ||
            (down > l->height * 4 / 5 && !pdf_goes_on(p->word[l->word].text)))
            break;
        i++;
    }
    return i;
}

/* Do the rows body[from, to) stand in columns as many as they have parts? */
static bool share_columns_of(struct pdf *p, uint32_t from, uint32_t to)
{
    struct pdf_table t;

    return find_columns(p, from, to, true, &t) && t.ncols >= usual_parts(p, from, to);
}

/* Where another table follows at once, whose columns stand elsewhere: the first line of its
 * header; `to` where none does. */
static uint32_t next_header(struct pdf *p, uint32_t from, uint32_t to)
{
    enum { FEW_ROWS = 4, MOST_ROWS_SPLIT = 400 };
    uint32_t good = from, bad = to, header, first;

    if (to - from < 2 * FEW_ROWS || to - from > MOST_ROWS_SPLIT || share_columns_of(p, from, to))
        return to;
    while (good + 1 < bad) {
        uint32_t mid = good + (bad - good) / 2;

        if (share_columns_of(p, from, mid))
            good = mid;
        else
            bad = mid;
    }
    header = good;
    for (uint32_t i = good; i > from + FEW_ROWS && good - i < HEADER_REACH; i--) {
        struct pdf_look look = look_at_row(p, pdf_body(p, i - 1));

        if (look.parts > 2 && look.values == 0)
            header = i - 1;
    }
    first = first_header(p, from + 1, header);
    while (first < header && pdf_down(pdf_body(p, first - 1), pdf_body(p, first)) <
                                 pdf_body(p, first)->height)
        first++;                /* still beside the figures of the row above */
    return first > from + FEW_ROWS ? first : to;
}

/* Behind the last row of the table that has its first seed at `from`, on its page. */
static uint32_t last_row(struct pdf *p, uint32_t from)
{
    return next_header(p, from, last_seed(p, from));
}

/* How many rows of body[from, to) have a word over the middle of the strip. */
static uint32_t crossing_rows(const struct pdf *p, uint32_t from, uint32_t to, int32_t middle)
{
    uint32_t crossed = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct pdf_line *l = pdf_body(p, i);
        bool over = false;

        for (uint32_t k = l->word; look_at_row(p, l).seed && k < l->word + l->nwords; k++)
            over = over || (p->word[k].x0 < middle && p->word[k].x1 > middle);
        crossed += over;
    }
    return crossed;
}

/* Do the strips of the table with fewer columns all go on in the other? */
static bool strips_go_on(const struct pdf_table *few, const struct pdf_table *many)
{
    uint32_t k = 0;

    for (uint32_t c = 0; c + 1 < few->ncols; c++) {
        while (k + 1 < many->ncols && many->hi[k] <= few->lo[c])
            k++;
        if (k + 1 >= many->ncols || many->lo[k] >= few->hi[c])
            return false;
    }
    return true;
}

/* Is nothing in these rows over the strips? */
static bool strips_are_free(const struct pdf *p, const struct pdf_table *t, uint32_t from,
                            uint32_t to)
{
    for (uint32_t c = 0; c + 1 < t->ncols; c++)
        if (crossing_rows(p, from, to, t->lo[c] / 2 + t->hi[c] / 2) > (to - from) / 20)
            return false;
    return true;
}

/* Does what begins the next page stand in the same columns? Where one of both has more,
 * those are empty in the other. */
static bool same_columns(struct pdf *p, struct pdf_table *t, uint32_t to)
{
    enum { UNION_ROWS = 400 };
    struct pdf_table own, both;

    if (!find_columns(p, t->to, to, false, &own))
        return strips_are_free(p, t, t->to, to);
    if (own.ncols <= t->ncols)
        return strips_go_on(&own, t) && strips_are_free(p, t, t->to, to);
    if (!strips_go_on(t, &own) || (!strips_are_free(p, &own, t->from, t->to) &&
                                   !(to - t->from < UNION_ROWS &&
                                     find_columns(p, t->from, to, false, &both) &&
                                     both.ncols >= own.ncols)))
        return false;
    t->ncols = own.ncols;
    t->lo = own.lo;
    t->hi = own.hi;
    return true;
}

/* The table goes on as long as the next page begins with its columns. */
static void follow_pages(struct pdf *p, struct pdf_table *t)
{
    while (t->to < p->nbody && pdf_body(p, t->to)->page == pdf_body(p, t->to - 1)->page + 1) {
        struct pdf_table next;
        uint32_t seed = t->to;

        while (seed < p->nbody && seed - t->to < HEADER_REACH &&
               pdf_body(p, seed)->page == pdf_body(p, t->to)->page &&
               !look_at_row(p, pdf_body(p, seed)).seed && fits_between(p, pdf_body(p, seed), true))
            seed++;
        if (seed == p->nbody || pdf_body(p, seed)->page != pdf_body(p, t->to)->page ||
            !look_at_row(p, pdf_body(p, seed)).seed)
            return;
        next = (struct pdf_table){ t->to, last_row(p, seed), t->ncols, t->lo, t->hi };
        if (!same_columns(p, t, next.to))
            return;
        next.to = last_rest(p, &next);
        t->to = next.to;
    }
}

bool pdf_next_table(struct pdf *p, uint32_t from, struct pdf_table *out)
{
    for (uint32_t i = from; i < p->nbody; i++) {
        uint32_t end;

        if (!look_at_row(p, pdf_body(p, i)).seed)
            continue;
        end = last_row(p, i);
        if (!find_columns(p, i, end, false, out)) {
            i = end - 1;
            continue;
        }
        out->from = first_header(p, from, i);
        out->to = last_rest(p, out);
        follow_pages(p, out);
        return true;
    }
    return false;
}

/* pdf_page.c -- what is of the page and not of the text: its edges, its numbers, what is
 * printed at the head or foot of each. */
#include "read/pdf_int.h"

#include <stdlib.h>

/* -- edges and pitch -- */

enum { EDGE_STEPS = 2048, PITCH_STEPS = 400, SIZE_CLASSES = 8 };

/* Edges of all pages of one width. */
struct pdf_edges {
    int32_t width;
    uint32_t lines;
    uint32_t x0[EDGE_STEPS], x1[EDGE_STEPS];    /* lines by the point */
    int32_t left, right;
};

static size_t edge_step(int32_t x)
{
    int32_t step = x / PDF_POINT;

    return step < 0 ? 0 : step >= EDGE_STEPS ? EDGE_STEPS - 1 : (size_t)step;
}

static void count_edges(const struct pdf *p, const struct pdf_page *page, struct pdf_edges *e)
{
    for (uint32_t i = page->line; i < page->line + page->nlines; i++) {
        if (p->line[i].role != PDF_BODY || p->line[i].nwords < 2)
            continue;
        e->x0[edge_step(p->line[i].x0)]++;
        e->x1[edge_step(p->line[i].x1)]++;
        e->lines++;
    }
}

/* The outermost places that not just a line or two reach. */
static void settle_edges(struct pdf_edges *e)
{
    uint32_t few = e->lines / 33, seen = 0;
    size_t i = 0;

    while (i < EDGE_STEPS - 1 && seen + e->x0[i] <= few)
        seen += e->x0[i++];
    e->left = (int32_t)i * PDF_POINT;
    seen = 0;
    for (i = EDGE_STEPS - 1; i > 0 && seen + e->x1[i] <= few; i--)
        seen += e->x1[i];
    e->right = (int32_t)(i + 1) * PDF_POINT;
}

static struct pdf_edges *edges_of(struct pdf_edges *e, size_t *n, int32_t width)
{
    for (size_t i = 0; i < *n; i++)
        if (abs(e[i].width - width) < 10 * PDF_POINT)
            return &e[i];
    if (*n == SIZE_CLASSES)
        return &e[SIZE_CLASSES - 1];
    e[*n].width = width;
    return &e[(*n)++];
}

static void measure_edges(struct pdf *p)
{
    struct pdf_edges *e = arena_array(p->job->arena, struct pdf_edges, SIZE_CLASSES);
    size_t n = 0;

    for (size_t i = 0; i < p->npages; i++)
        count_edges(p, &p->page[i], edges_of(e, &n, p->page[i].width));
    for (size_t i = 0; i < n; i++)
        settle_edges(&e[i]);
    for (size_t i = 0; i < p->npages; i++) {
        const struct pdf_edges *own = edges_of(e, &n, p->page[i].width);

        p->page[i].left = own->left;
        p->page[i].right = own->right;
        for (uint32_t k = p->page[i].line; k < p->page[i].line + p->page[i].nlines; k++) {
            p->line[k].left = own->left;
            p->line[k].right = own->right;
        }
    }
}

static void measure_pitch(struct pdf *p)
{
    uint32_t count[PITCH_STEPS] = { 0 };
    size_t best = 0;

    for (size_t i = 1; i < p->nlines; i++) {
        const struct pdf_line *a = &p->line[i - 1], *b = &p->line[i];
        int32_t down = pdf_down(a, b);

        if (a->role == PDF_BODY && b->role == PDF_BODY && a->nwords > 3 && b->nwords > 3 &&
            pdf_same_size(a->height, p->height) && pdf_same_size(b->height, p->height) &&
            down > p->height / 2 && down / (PDF_POINT / 2) < PITCH_STEPS)
            count[down / (PDF_POINT / 2)]++;
    }
    for (size_t i = 1; i < PITCH_STEPS; i++)
        if (count[i] + count[i - 1] > (best ? count[best] + count[best - 1] : 0))
            best = i;
    p->pitch = best ? (int32_t)best * (PDF_POINT / 2) : p->height;
}

void pdf_measure(struct pdf *p)
{
    measure_edges(p);
    measure_pitch(p);
}

/* -- furniture -- */

enum { EDGE_LINES = 3 };        /* at the head or foot of a page that may be furniture */

/* A line near an edge, to be found again on other pages. */
struct pdf_edge_line {
    uint64_t words;             /* its text, all numbers alike */
    int32_t y;
    uint32_t line;
    uint8_t rank;               /* from the edge, 0.. */
    bool foot;
};

struct pdf_edge_lines {
    struct pdf_edge_line *item;
    size_t n, cap;
};

static uint64_t hash_words(const struct pdf *p, const struct pdf_line *l)
{
    uint64_t h = 0;

    for (uint32_t i = 0; i < l->nwords; i++) {
        str s = p->word[l->word + i].text;
        bool digits = false;

        for (size_t k = 0; k < s.len; k++) {
            bool digit = s.ptr[k] >= '0' && s.ptr[k] <= '9';

            if (!digit || !digits)
                h = h * 1099511628211u + (digit ? '#' : (unsigned char)s.ptr[k]);
            digits = digit;
        }
        h = h * 31 + 7;
    }
    return h;
}

static void add_edge_line(struct pdf *p, struct pdf_edge_lines *e, uint32_t line, uint8_t rank,
                          bool foot)
{
    const struct pdf_line *l = &p->line[line];

    *arena_push(p->job->arena, e->item, e->n, e->cap) = (struct pdf_edge_line){
        .words = hash_words(p, l), .y = l->y0, .line = line, .rank = rank, .foot = foot };
}

static int by_words(const void *a, const void *b)
{
    const struct pdf_edge_line *l = a, *r = b;

    if (l->words != r->words)
        return l->words < r->words ? -1 : 1;
    if (l->foot != r->foot)
        return l->foot ? 1 : -1;
    if (l->y != r->y)
        return l->y < r->y ? -1 : 1;
    return l->line < r->line ? -1 : l->line > r->line;
}

static bool near_edge(const struct pdf *p, const struct pdf_line *l, bool foot)
{
    int32_t height = p->page[l->page].height;

    return foot ? l->y0 > height - height / 6 : l->y1 < height / 6;
}

/* Parts of a line with more than two letters of blank between them. */
static uint32_t wide_parts(const struct pdf *p, const struct pdf_line *l)
{
    uint32_t n = 1;

    for (uint32_t i = l->word + 1; i < l->word + l->nwords; i++)
        n += p->word[i].x0 - p->word[i - 1].x1 > 2 * pdf_em(l->height);
    return n;
}

/* Is the line well apart from what comes behind it, as seen from its edge? The head of a
 * table that every page repeats is not. */
static bool stands_apart(const struct pdf *p, const struct pdf_edge_line *e)
{
    const struct pdf_page *page = &p->page[p->line[e->line].page];
    uint32_t first = page->line, last = page->line + page->nlines - 1;
    const struct pdf_line *l = &p->line[e->line];

    if (e->line == (e->foot ? first : last))
        return true;
    return e->foot ? pdf_down(l - 1, l) > l->height * 5 / 4
                   : pdf_down(l, l + 1) > l->height * 5 / 4;
}

/* Lines of the same words at the same height of several pages. Of what may be a table's
 * head the first stays. */
static void drop_repeated(struct pdf *p, struct pdf_edge_lines *e)
{
    enum { SAME_PLACE = 4 * PDF_POINT };

    for (size_t i = 0; i < e->n;) {
        size_t end = i + 1, least = p->npages > 4 ? 3 : 2;

        while (end < e->n && e->item[end].words == e->item[i].words &&
               e->item[end].foot == e->item[i].foot &&
               e->item[end].y - e->item[end - 1].y <= SAME_PLACE)
            end++;
        for (size_t k = i; k < end && end - i >= least; k++) {
            struct pdf_line *l = &p->line[e->item[k].line];

            if (near_edge(p, l, e->item[k].foot) && stands_apart(p, &e->item[k]) &&
                (k > i || wide_parts(p, l) < 3))
                l->role = PDF_FURNITURE;
        }
        i = end;
    }
}

/* A number alone on its line that is the page's own. */
static bool is_page_number(const struct pdf *p, const struct pdf_line *l)
{
    const struct pdf_page *page = &p->page[l->page];
    uint16_t n = 0;

    if (l->nwords > 3)
        return false;
    for (uint32_t i = 0; i < l->nwords; i++) {
        str s = p->word[l->word + i].text;

        if (pdf_number(s) && !n)
            n = pdf_number(s);
        else if (!str_eq(s, STR("-")) && !str_eq(s, STR("\xE2\x80\x93")) &&
                 !str_eq(s, STR("Trang")) && !str_eq(s, STR("trang")))
            return false;
    }
    return n && n == page->number;
}

/* The first or last line of a page that is not yet furniture. */
static struct pdf_line *edge_line(struct pdf *p, const struct pdf_page *page, bool foot)
{
    for (uint32_t i = 0; i < page->nlines && i < EDGE_LINES; i++) {
        struct pdf_line *l = &p->line[page->line + (foot ? page->nlines - 1 - i : i)];

        if (l->role != PDF_FURNITURE)
            return l;
    }
    return NULL;
}

static void drop_page_numbers(struct pdf *p)
{
    for (size_t i = 0; i < p->npages; i++)
        for (int foot = 0; foot < 2; foot++) {
            struct pdf_line *l = edge_line(p, &p->page[i], foot);

            if (l && p->page[i].nlines > 1 && near_edge(p, l, foot) && is_page_number(p, l))
                l->role = PDF_FURNITURE;
        }
}

void pdf_drop_furniture(struct pdf *p)
{
    struct pdf_edge_lines e = { NULL, 0, 0 };

    for (size_t i = 0; i < p->npages; i++) {
        const struct pdf_page *page = &p->page[i];

        for (uint8_t k = 0; k < EDGE_LINES && k < page->nlines; k++) {
            add_edge_line(p, &e, page->line + k, k, false);
            add_edge_line(p, &e, page->line + page->nlines - 1 - k, k, true);
        }
    }
    if (e.n)
        qsort(e.item, e.n, sizeof *e.item, by_words);
    drop_repeated(p, &e);
    drop_page_numbers(p);
}

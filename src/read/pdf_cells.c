/* pdf_cells.c -- rows and cells of a table by the places of its words.
 *
 * Lines of one cell stand nearer to each other than rows do; what is wrapped in one column
 * is beside the figures of the others, above or below them. Where rows stand no further
 * apart than lines, a line that begins with a small letter goes on with the one above. */
#include "read/pdf_int.h"

#include <stdlib.h>

enum { MOST_COLS = 64, HEADER_ROWS = 40, NO_PIECE = 0xFFFFFFFF };

/* Words of one line in one column, or over several. */
struct pdf_piece {
    uint32_t row;               /* of the table's lines */
    const struct pdf_line *line;
    uint32_t word, end;
    uint32_t c0, c1;            /* first and last column */
    int32_t y0, y1;
    uint32_t next;              /* of its block, or NO_PIECE */
    bool value;
};

/* The lines of one cell. */
struct pdf_block {
    int64_t y0, y1;             /* pages stand below each other */
    uint32_t first, last;       /* pieces */
    uint32_t c0, c1;
    uint32_t row;               /* its line's, of the first piece */
    uint32_t level;             /* in the header, from above */
};

struct pdf_cells {
    struct pdf *p;
    const struct pdf_table *t;
    struct pdf_piece *piece;
    size_t npieces, piece_cap;
    struct pdf_block *block;
    size_t nblocks, block_cap;
    bool *figures;              /* by row: has values behind its first column */
    uint32_t header_rows;       /* lines above the first figures, at least */
    int32_t near;               /* lines of one cell are no further apart; 0: none is wrapped */
    bool dense;                 /* rows stand as near as lines of a cell */
};

static int64_t page_y(const struct pdf_line *l, int32_t y)
{
    return (int64_t)l->page * (4 * (int64_t)PDF_FAR) + y;
}

/* -- pieces -- */

/* The first column that ends behind x. */
static uint32_t column_from(const struct pdf_table *t, int32_t x)
{
    uint32_t lo = 0, hi = t->ncols - 1;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (t->lo[mid] <= x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The columns that words from x0 to x1 stand in; the nearest one where they stand in the
 * blank between two. */
static void stretch_columns(const struct pdf_table *t, int32_t x0, int32_t x1, uint32_t *c0,
                            uint32_t *c1)
{
    uint32_t from = column_from(t, x0), to = column_from(t, x1 - 1);

    if (to > from && x1 <= t->hi[to - 1])       /* ends in the blank before that column */
        to--;
    if (from > 0 && x1 <= t->hi[from - 1] && x1 - t->lo[from - 1] < t->hi[from - 1] - x0) {
        *c0 = *c1 = from - 1;
        return;
    }
    *c0 = from;
    *c1 = to > from ? to : from;
}

/* The end of the words from `i` on that stand together: up to a wide blank, or to one that
 * begins just where a column does. */
static uint32_t stretch_end(const struct pdf_cells *c, const struct pdf_line *l, uint32_t i)
{
    enum { AT_EDGE = PDF_POINT };
    const struct pdf_word *w = c->p->word;
    uint32_t end = i + 1;

    for (; end < l->word + l->nwords; end++) {
        int32_t gap = w[end].x0 - w[end - 1].x1;
        uint32_t col = column_from(c->t, w[end].x0);

        if (gap >= pdf_em(l->height) * 9 / 25 ||
            (gap > 0 && col > 0 && abs(w[end].x0 - c->t->hi[col - 1]) < AT_EDGE))
            break;
    }
    return end;
}

static void add_pieces(struct pdf_cells *c, uint32_t row)
{
    const struct pdf_line *l = pdf_body(c->p, c->t->from + row);
    const struct pdf_word *w = c->p->word;
    struct pdf_piece *now = NULL;

    for (uint32_t i = l->word, end; i < l->word + l->nwords; i = end) {
        uint32_t c0, c1;
        bool value = true;

        end = stretch_end(c, l, i);
        stretch_columns(c->t, w[i].x0, w[end - 1].x1, &c0, &c1);
        for (uint32_t k = i; k < end; k++)
            value = value && pdf_is_value(w[k].text);
        if (now && c0 <= now->c1) {
            now->c1 = c1 > now->c1 ? c1 : now->c1;
            now->end = end;
            now->value = now->value && value;
        } else {
            now = arena_push(c->p->job->arena, c->piece, c->npieces, c->piece_cap);
            *now = (struct pdf_piece){ .row = row, .line = l, .word = i, .end = end, .c0 = c0,
                                       .c1 = c1, .y0 = w[i].y0, .y1 = w[i].y1,
                                       .next = NO_PIECE, .value = value };
        }
        for (uint32_t k = i; k < end; k++)
            if (w[k].y1 > now->y1)
                now->y0 = w[k].y0, now->y1 = w[k].y1;
    }
    for (size_t i = c->npieces; i-- > 0 && c->piece[i].row == row;)
        c->figures[row] = c->figures[row] || (c->piece[i].value && c->piece[i].c0 > 0);
}

static bool same_words(const struct pdf *p, const struct pdf_line *a, const struct pdf_line *b)
{
    if (a->nwords != b->nwords)
        return false;
    for (uint32_t i = 0; i < a->nwords; i++)
        if (!str_eq(p->word[a->word + i].text, p->word[b->word + i].text))
            return false;
    return true;
}

/* How many lines from `row` on, which begins a page, are the table's first ones again. */
static uint32_t repeated_header(const struct pdf_cells *c, uint32_t row, uint32_t nrows)
{
    uint32_t n = 0;

    while (row + n < nrows && n < row && n < HEADER_ROWS &&
           same_words(c->p, pdf_body(c->p, c->t->from + n), pdf_body(c->p, c->t->from + row + n)))
        n++;
    return n;
}

static void cut_pieces(struct pdf_cells *c)
{
    uint32_t nrows = c->t->to - c->t->from;

    c->figures = arena_array(c->p->job->arena, bool, nrows + 1);
    for (uint32_t row = 0; row < nrows; row++) {
        const struct pdf_line *l = pdf_body(c->p, c->t->from + row);

        if (row && l->page != pdf_body(c->p, c->t->from + row - 1)->page)
            row += repeated_header(c, row, nrows);
        if (row < nrows)
            add_pieces(c, row);
    }
}

/* The first row with figures that are no years: above it is the header. */
static uint32_t first_figures(const struct pdf_cells *c)
{
    for (size_t i = 0; i < c->npieces; i++) {
        const struct pdf_piece *piece = &c->piece[i];
        bool year = piece->end == piece->word + 1 && pdf_is_year(c->p->word[piece->word].text);

        if (piece->row >= HEADER_ROWS)
            break;
        if (piece->value && piece->c0 > 0 && !year)
            return piece->row;
    }
    return 0;
}

/* In the header years are words like others. */
static void find_header(struct pdf_cells *c)
{
    c->header_rows = first_figures(c);
    for (size_t i = 0; i < c->npieces && c->piece[i].row < c->header_rows; i++) {
        c->piece[i].value = false;
        c->figures[c->piece[i].row] = false;
    }
}

/* -- how near lines of one cell are -- */

/* The least distance of two rows with figures. */
static int32_t least_figures(const struct pdf_cells *c)
{
    const struct pdf_line *last = NULL;
    int32_t least = PDF_FAR;

    for (uint32_t row = 0; row < c->t->to - c->t->from; row++) {
        const struct pdf_line *l = pdf_body(c->p, c->t->from + row);

        if (!c->figures[row])
            continue;
        if (last && pdf_down(last, l) < least && pdf_down(last, l) > l->height / 2)
            least = pdf_down(last, l);
        last = l;
    }
    return least;
}

/* From the base line of one piece to that of the next. */
static int32_t piece_down(const struct pdf_piece *a, const struct pdf_piece *b)
{
    return a->line->page == b->line->page ? b->y1 - a->y1 : PDF_FAR;
}

/* The least distance of two lines of text in one column, one of them without figures. */
static int32_t least_wrapped(const struct pdf_cells *c)
{
    const struct pdf_piece *last[MOST_COLS] = { NULL };
    int32_t least = PDF_FAR;

    for (size_t i = 0; i < c->npieces; i++) {
        const struct pdf_piece *b = &c->piece[i], *a = last[b->c0];

        last[b->c0] = b;
        if (!a || a->value || b->value || (c->figures[a->row] && c->figures[b->row]))
            continue;
        if (piece_down(a, b) < least && piece_down(a, b) > b->line->height / 2)
            least = piece_down(a, b);
    }
    return least;
}

/* "theo giá năm / 2010": figures alone on a line, just below a text of their own column, are
 * its words. */
static void take_label_figures(struct pdf_cells *c)
{
    const struct pdf_piece *last[MOST_COLS] = { NULL };

    for (size_t i = 0; i < c->npieces; i++) {
        struct pdf_piece *b = &c->piece[i];
        const struct pdf_piece *a = last[b->c0];
        bool alone = (i == 0 || b[-1].row != b->row) &&
                     (i + 1 == c->npieces || b[1].row != b->row);

        last[b->c0] = b;
        if (b->value && alone && a && !a->value && piece_down(a, b) < b->line->height &&
            abs(c->p->word[a->word].x0 - c->p->word[b->word].x0) < PDF_POINT) {
            b->value = false;
            c->figures[b->row] = false;
        }
    }
}

static void measure_cells(struct pdf_cells *c)
{
    int32_t rows = least_figures(c), lines = least_wrapped(c);

    if (lines == PDF_FAR)
        return;
    c->near = lines + lines / 8;
    if (rows == PDF_FAR)
        return;
    c->dense = lines * 100 > rows * 93;
    if (!c->dense && c->near * 100 > rows * 97)
        c->near = lines / 2 + rows / 2;
}

/* -- blocks -- */

static int32_t piece_middle(const struct pdf_cells *c, const struct pdf_piece *piece)
{
    return c->p->word[piece->word].x0 / 2 + c->p->word[piece->end - 1].x1 / 2;
}

/* Are the piece's columns those of the block? In a title over several a short line may
 * stand in one of them: in the middle. */
static bool in_columns(const struct pdf_cells *c, const struct pdf_block *b,
                       const struct pdf_piece *piece)
{
    if (b->c0 == piece->c0 && b->c1 == piece->c1)
        return true;
    return piece->row < c->header_rows && b->c0 <= piece->c0 && b->c1 >= piece->c1 &&
           abs(piece_middle(c, piece) - piece_middle(c, &c->piece[b->last])) <
               piece->line->height / 2;
}

/* Does the piece go on with the lines of this block? */
static bool joins_block(const struct pdf_cells *c, const struct pdf_block *b,
                        const struct pdf_piece *piece)
{
    const struct pdf_piece *last = &c->piece[b->last];
    str text = c->p->word[piece->word].text;

    if (piece->value || last->value || !in_columns(c, b, piece))
        return false;
    if (c->figures[piece->row] && c->figures[last->row])
        return false;
    if (piece->line->page != last->line->page)
        return pdf_goes_on(text) && !c->figures[piece->row];
    if (piece_down(last, piece) > c->near)
        return false;
    return !c->dense || (pdf_goes_on(text) && !c->figures[piece->row]);
}

static void make_blocks(struct pdf_cells *c)
{
    uint32_t last[MOST_COLS];

    for (size_t i = 0; i < MOST_COLS; i++)
        last[i] = NO_PIECE;
    for (uint32_t i = 0; i < c->npieces; i++) {
        struct pdf_piece *piece = &c->piece[i];
        uint32_t at = last[piece->c0];

        if (at != NO_PIECE && joins_block(c, &c->block[at], piece)) {
            struct pdf_block *b = &c->block[at];

            c->piece[b->last].next = i;
            b->last = i;
            b->y1 = page_y(piece->line, piece->y1);
            continue;
        }
        *arena_push(c->p->job->arena, c->block, c->nblocks, c->block_cap) = (struct pdf_block){
            .y0 = page_y(piece->line, piece->y0), .y1 = page_y(piece->line, piece->y1),
            .first = i, .last = i, .c0 = piece->c0, .c1 = piece->c1, .row = piece->row };
        for (uint32_t k = piece->c0; k <= piece->c1; k++)
            last[k] = (uint32_t)c->nblocks - 1;
    }
}

/* -- telling cells -- */

static void tell_cell_text(const struct pdf_cells *c, struct tree *t, const struct pdf_block *b)
{
    tree_para(t, 0);
    for (uint32_t i = b->first; i != NO_PIECE; i = c->piece[i].next) {
        const struct pdf_piece *piece = &c->piece[i];

        pdf_tell_words(c->p, t, piece->line, piece->word, piece->end);
        if (!pdf_is_glued(c->p->word[piece->end - 1].text))
            tree_blank(t);
    }
}

/* -- the header -- */

/* Blocks of the header: from above, until every column has one and no more stand beside
 * those. Blocks come in the order of their first lines. */
static size_t header_blocks(const struct pdf_cells *c)
{
    uint32_t first = c->header_rows, covered = 0;
    bool seen[MOST_COLS] = { false };
    int64_t bottom = INT64_MIN;
    size_t n = 0;

    while (n < c->nblocks && c->block[n].row < first) {
        const struct pdf_block *b = &c->block[n];

        if (c->piece[b->last].row >= first)     /* reaches down beside figures */
            break;
        if (covered == c->t->ncols && b->y0 + c->p->height / 4 >= bottom)
            break;
        for (uint32_t k = b->c0; k <= b->c1; k++) {
            covered += !seen[k];
            seen[k] = true;
        }
        bottom = b->y1 > bottom ? b->y1 : bottom;
        n++;
    }
    return n;
}

static int32_t column_left(const struct pdf_table *t, uint32_t c)
{
    return c ? t->hi[c - 1] : t->lo[0] - (t->ncols > 1 ? 60 * PDF_POINT : 0);
}

static int32_t column_right(const struct pdf_table *t, uint32_t c)
{
    return c + 1 < t->ncols ? t->lo[c] : t->hi[c - 1] + 60 * PDF_POINT;
}

/* Is the column free beside the block, with something below? */
static bool spans_column(const struct pdf_cells *c, size_t n, const struct pdf_block *b,
                         uint32_t col)
{
    bool below = false;

    for (size_t i = 0; i < n; i++) {
        const struct pdf_block *o = &c->block[i];

        if (o->c0 > col || o->c1 < col)
            continue;
        if (o->y0 + c->p->height / 4 < b->y1)
            return false;
        below = true;
    }
    return below;
}

/* How far the middle of columns [c0, c1] is from that of the block's words. */
static int32_t off_centre(const struct pdf_cells *c, const struct pdf_block *b, uint32_t c0,
                          uint32_t c1)
{
    return abs(column_left(c->t, c0) / 2 + column_right(c->t, c1) / 2 -
               piece_middle(c, &c->piece[b->first]));
}

/* A title over several columns is shorter than they are: it stands over their middle. */
static void spread_title(const struct pdf_cells *c, size_t n, struct pdf_block *b)
{
    uint32_t c0 = b->c0, c1 = b->c1, to0 = c0, to1 = c1;
    int32_t best;

    if (!spans_column(c, n, &(struct pdf_block){ .y1 = b->y1, .y0 = b->y0 }, c0) && c0 == c1) {
        bool below = false;

        for (size_t i = 0; i < n; i++)
            below = below || (c->block[i].y0 + c->p->height / 4 >= b->y1 &&
                              c->block[i].c0 <= c1 && c->block[i].c1 >= c0);
        if (!below)
            return;
    }
    while (to0 > 0 && spans_column(c, n, b, to0 - 1))
        to0--;
    while (to1 + 1 < c->t->ncols && spans_column(c, n, b, to1 + 1))
        to1++;
    best = off_centre(c, b, c0, c1);
    for (uint32_t l = to0; l <= b->c0; l++)
        for (uint32_t r = b->c1; r <= to1; r++)
            if (off_centre(c, b, l, r) < best) {
                best = off_centre(c, b, l, r);
                c0 = l;
                c1 = r;
            }
    b->c0 = c0;
    b->c1 = c1;
}

static bool share_columns(const struct pdf_block *a, const struct pdf_block *b)
{
    return a->c0 <= b->c1 && b->c0 <= a->c1;
}

/* One below what stands above it in its columns. */
static uint32_t level_blocks(struct pdf_cells *c, size_t n)
{
    uint32_t levels = 0;

    for (size_t i = 0; i < n; i++) {
        struct pdf_block *b = &c->block[i];

        b->level = 0;
        for (size_t k = 0; k < i; k++)
            if (share_columns(&c->block[k], b) && c->block[k].level >= b->level)
                b->level = c->block[k].level + 1;
        if (b->level + 1 > levels)
            levels = b->level + 1;
    }
    return levels;
}

static const struct pdf_block *header_block(const struct pdf_cells *c, size_t n, uint32_t level,
                                        uint32_t col)
{
    for (size_t i = 0; i < n; i++)
        if (c->block[i].level == level && c->block[i].c0 == col)
            return &c->block[i];
    return NULL;
}

static bool has_below(const struct pdf_cells *c, size_t n, const struct pdf_block *b)
{
    for (size_t i = 0; i < n; i++)
        if (c->block[i].level > b->level && share_columns(&c->block[i], b))
            return true;
    return false;
}

static void tell_header(struct pdf_cells *c, struct tree *t, size_t n)
{
    uint32_t levels, below[MOST_COLS] = { 0 };

    for (size_t i = 0; i < n; i++)
        spread_title(c, n, &c->block[i]);
    levels = level_blocks(c, n);
    for (uint32_t level = 0; level < levels; level++) {
        tree_row(t);
        for (uint32_t col = 0; col < c->t->ncols;) {
            const struct pdf_block *b = header_block(c, n, level, col);
            uint32_t cols = 1, rows = 1;

            if (below[col] > level) {
                col++;
                continue;
            }
            while (b && col + cols <= b->c1 && below[col + cols] <= level)
                cols++;
            if (b && !has_below(c, n, b))
                rows = levels - level;
            tree_cell(t, cols, rows, false);
            for (uint32_t k = 0; k < cols; k++)
                below[col + k] = level + rows;
            if (b)
                tell_cell_text(c, t, b);
            col += cols;
        }
    }
}

/* -- rows -- */

struct pdf_band {
    int64_t y0, y1;
    uint64_t columns;           /* taken, a bit each */
    uint32_t first, count;      /* in the sorted blocks, while they are told */
};

static int by_band(const void *a, const void *b)
{
    const struct pdf_block *l = *(struct pdf_block *const *)a, *r = *(struct pdf_block *const *)b;

    if (l->level != r->level)
        return l->level < r->level ? -1 : 1;
    return l->c0 != r->c0 ? (l->c0 < r->c0 ? -1 : 1) : l < r ? -1 : l > r;
}

static int by_middle_line(const void *a, const void *b)
{
    const struct pdf_block *l = *(struct pdf_block *const *)a, *r = *(struct pdf_block *const *)b;
    int64_t lm = l->y0 + l->y1, rm = r->y0 + r->y1;

    return lm != rm ? (lm < rm ? -1 : 1) : l < r ? -1 : l > r;
}

static uint64_t column_bits(const struct pdf_block *b)
{
    uint64_t upto = b->c1 >= 63 ? UINT64_MAX : (UINT64_C(1) << (b->c1 + 1)) - 1;

    return upto & ~((UINT64_C(1) << b->c0) - 1);
}

/* Does the block stand beside what the band has, in columns that are free? */
static bool fits_band(const struct pdf_band *band, const struct pdf_block *b)
{
    int64_t top = band->y0 > b->y0 ? band->y0 : b->y0;
    int64_t bottom = band->y1 < b->y1 ? band->y1 : b->y1;
    int64_t h = band->y1 - band->y0, k = b->y1 - b->y0;

    return !(band->columns & column_bits(b)) && (bottom - top) * 2 >= (h < k ? h : k);
}

/* Gives each block its row, in `level`; the count of rows. */
static void band_blocks(struct pdf_block **block, size_t n)
{
    struct pdf_band band[2] = { { 0 } };        /* the last one and the one before */
    uint32_t count = 0;

    qsort(block, n, sizeof *block, by_middle_line);
    for (size_t i = 0; i < n; i++) {
        struct pdf_block *b = block[i];
        uint32_t at = 0;

        while (at < 2 && at < count && !fits_band(&band[at], b))
            at++;
        if (at == 2 || at == count) {
            band[1] = band[0];
            band[0] = (struct pdf_band){ .y0 = b->y0, .y1 = b->y1 };
            count++;
            at = 0;
        }
        band[at].columns |= column_bits(b);
        band[at].y0 = b->y0 < band[at].y0 ? b->y0 : band[at].y0;
        band[at].y1 = b->y1 > band[at].y1 ? b->y1 : band[at].y1;
        b->level = count - 1 - at;
    }
}

static void tell_rows(struct pdf_cells *c, struct tree *t, size_t from)
{
    size_t n = c->nblocks - from;
    struct pdf_block **block = arena_array(c->p->job->arena, struct pdf_block *, n + 1);
    uint32_t col = 0;

    for (size_t i = 0; i < n; i++)
        block[i] = &c->block[from + i];
    band_blocks(block, n);
    if (n)
        qsort(block, n, sizeof *block, by_band);
    for (size_t i = 0; i < n; i++) {
        const struct pdf_block *b = block[i];

        if (i == 0 || block[i - 1]->level != b->level) {
            tree_page(t, c->p->page[c->piece[b->first].line->page].number);
            tree_row(t);
            col = 0;
        }
        for (; col < b->c0; col++)
            tree_cell(t, 1, 1, false);
        tree_cell(t, b->c1 + 1 - b->c0, 1, false);
        tell_cell_text(c, t, b);
        col = b->c1 + 1;
    }
}

void pdf_tell_table(struct pdf *p, struct tree *t, const struct pdf_table *table)
{
    struct pdf_cells c = { .p = p, .t = table };
    size_t header;

    cut_pieces(&c);
    find_header(&c);
    take_label_figures(&c);
    measure_cells(&c);
    make_blocks(&c);
    header = header_blocks(&c);
    tree_table(t);
    tell_header(&c, t, header);
    tell_rows(&c, t, header);
    tree_table_end(t);
}

/* tree_build.c -- the document of what a reader told: its source line by line, its
 * blocks, its notes behind their marks. */
#include "read/tree_int.h"

#include "doc/flow.h"
#include "read/line.h"
#include "read/outline.h"

#include <stdlib.h>

enum { STYLE_RANKS = 9, LINE_SEEN = 1024, MERGE_STEPS = 1 << 24,
       SPARSE = 8 };            /* numbers a cell, from which few of them are kept */

/* A stretch of the source that becomes the flow of a block or a cell. */
struct tree_piece {
    uint32_t from, to;
    uint32_t mark, nmarks;      /* in tree_build.mark */
    uint32_t block;
    struct cell *cell;          /* or NULL: the block's own */
    uint32_t heading;           /* rank of its style */
    bool bold;                  /* from its first letter to its last */
};

/* The cells of a table that was laid. */
struct tree_laid {
    struct cell *cell;
    size_t n;
};

struct tree_build {
    struct tree *t;
    struct arena *arena;
    struct source raw;          /* for looking at lines before they stand in the source */
    struct buf out;             /* the source */
    struct origin *origin;
    size_t norigins, origin_cap;
    struct tree_mark *mark;     /* at: in out */
    size_t nmarks, mark_cap;
    struct tree_piece *piece;
    size_t npieces, piece_cap;
    struct tree_laid *laid;     /* tables with cells that were told at once */
    size_t nlaid, laid_cap;
    struct block *block;
    size_t nblocks, block_cap;

    uint32_t note[NOTE_NUMBERS];        /* the next body of a number, an item, or TREE_NONE */
    bool is_note[NOTE_NUMBERS];         /* numbers that have a body */
    uint32_t *next_note;        /* by item: the next body of the same number */
    bool *told;                 /* by item */
    uint32_t ncells;            /* of all tables: many wide ones are as much as a large one */
    size_t marks_seen;          /* of mark, whose notes were put */
};

/* -- notes -- */

static bool is_number(str s, uint16_t *n)
{
    unsigned value = 0;

    if (s.len < 1 || s.len > 3)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        value = value * 10 + (unsigned)(s.ptr[i] - '0');
    }
    *n = (uint16_t)value;
    return value > 0;
}

static str raised_text(const struct tree *t, const struct tree_raised *r)
{
    return str_sub(buf_str(&t->raw), r->at, r->at + r->len);
}

/* "¹ Chỉ thị số ...": a paragraph that begins with a raised number is that note. */
static void find_typed_notes(struct tree *t)
{
    for (size_t i = 0; i < t->nitems; i++) {
        struct tree_para *p = &t->para[t->item[i].index];
        uint16_t number;

        if (t->item[i].table || !p->nraised || t->raised[p->raised].at != p->from ||
            p->to <= p->from + t->raised[p->raised].len ||
            !is_number(raised_text(t, &t->raised[p->raised]), &number))
            continue;
        if (p->in_note && p->note && p->note != number)
            continue;
        p->in_note = true;
        p->note = number;
        p->from += t->raised[p->raised].len;
        p->raised++;
        p->nraised--;
    }
}

static struct tree_para *note_of_item(const struct tree_build *b, size_t item)
{
    const struct tree *t = b->t;

    if (t->item[item].table)
        return NULL;

    struct tree_para *p = &t->para[t->item[item].index];

    return p->in_note ? p : NULL;
}

/* The first body of each number; further ones of it are found behind it. */
static void index_notes(struct tree_build *b)
{
    for (uint32_t n = 0; n < NOTE_NUMBERS; n++)
        b->note[n] = TREE_NONE;
    for (size_t i = b->t->nitems; i-- > 0;) {
        const struct tree_para *p = note_of_item(b, i);

        if (!p || !p->note || p->note >= NOTE_NUMBERS)
            continue;
        b->next_note[i] = b->note[p->note];
        b->note[p->note] = (uint32_t)i;
        b->is_note[p->note] = true;
    }
}

/* The 3 of "m3" and the 2 of "km2" are no marks. */
static bool behind_length(str before)
{
    static const str length[] = { { "km", 2 }, { "dm", 2 }, { "cm", 2 }, { "mm", 2 }, { "m", 1 } };

    for (size_t i = 0; i < sizeof length / sizeof *length; i++) {
        size_t rest = before.len - length[i].len;

        if (!str_ends(before, length[i]))
            continue;
        if (rest == 0)
            return true;

        unsigned char c = (unsigned char)before.ptr[rest - 1];

        return !(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    }
    return false;
}

/* A raised number is a mark where a note of that number is at hand, or where it can be
 * nothing else: glued to a word or a stop. */
static bool is_mark(const struct tree_build *b, const struct tree_para *p,
                    const struct tree_raised *r, uint16_t *number)
{
    str before = str_sub(buf_str(&b->t->raw), p->from, r->at);

    if (!is_number(raised_text(b->t, r), number) || !before.len)
        return false;
    if (*number <= 3 && behind_length(before))
        return false;

    char last = before.ptr[before.len - 1];

    return (*number < NOTE_NUMBERS && b->is_note[*number]) || !(last >= '0' && last <= '9');
}

/* -- the source -- */

static size_t first_origin(const struct tree *t, uint32_t at)
{
    size_t lo = 0, hi = t->norigins;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (t->origin[mid].at <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? lo - 1 : 0;
}

/* Copies raw[from, to) and tells where it came from. */
static void copy_raw(struct tree_build *b, uint32_t from, uint32_t to)
{
    const struct tree *t = b->t;
    uint32_t at = (uint32_t)b->out.len;

    if (from >= to)
        return;
    for (size_t i = first_origin(t, from); i < t->norigins && t->origin[i].at < to; i++) {
        struct origin o = t->origin[i];

        if (o.at < from) {
            if (o.src != NO_ORIGIN)
                o.src += from - o.at;
            o.at = from;
        }
        o.at = at + (o.at - from);
        *arena_push(b->arena, b->origin, b->norigins, b->origin_cap) = o;
    }
    buf_put(&b->out, str_sub(buf_str(&t->raw), from, to));
}

static void lay_mark(struct tree_build *b, uint16_t number)
{
    *arena_push(b->arena, b->mark, b->nmarks, b->mark_cap) =
        (struct tree_mark){ (uint32_t)b->out.len, number };
}

/* Copies raw[from, to) of a paragraph without its note marks, which are noted. */
static void copy_text(struct tree_build *b, const struct tree_para *p, uint32_t from, uint32_t to)
{
    const struct tree *t = b->t;
    uint32_t m = p->mark, r = p->raised, at = from;

    while (m < p->mark + p->nmarks && t->mark[m].at < from)
        m++;
    while (r < p->raised + p->nraised && t->raised[r].at < from)
        r++;
    for (;;) {
        bool told = m < p->mark + p->nmarks && t->mark[m].at <= to;
        bool raised = r < p->raised + p->nraised && t->raised[r].at < to;
        uint16_t number;

        if (!told && !raised)
            break;
        if (told && (!raised || t->mark[m].at <= t->raised[r].at)) {
            copy_raw(b, at, t->mark[m].at);
            at = t->mark[m].at;
            lay_mark(b, t->mark[m++].number);
            continue;
        }
        if (is_mark(b, p, &t->raised[r], &number)) {
            copy_raw(b, at, t->raised[r].at);
            at = t->raised[r].at + t->raised[r].len;
            lay_mark(b, number);
        }
        r++;
    }
    copy_raw(b, at, to);
}

/* -- paragraphs -- */

/* The end of the stretch of the paragraph from `from` on that is one block: at a line's
 * end before what can only begin a new one. */
static uint32_t block_end(const struct tree_build *b, const struct tree_para *p, uint32_t from)
{
    str raw = buf_str(&b->t->raw);
    uint32_t end = line_piece_end(raw, from, p->to);

    for (uint32_t i = from; i < end; i++) {
        if (raw.ptr[i] != TREE_BREAK)
            continue;

        uint32_t next = i + 1, line = i - from < LINE_SEEN ? from : i - LINE_SEEN;
        while (next < p->to && raw.ptr[next] != TREE_BREAK)
            next++;

        struct line before = line_look(&b->raw, line, i), behind = line_look(&b->raw, i + 1, next);
        if (before.finished || behind.kind == LINE_ITEM || behind.kind == LINE_HEADING)
            return i;
    }
    return end;
}

/* Line ends inside a block are blanks. */
static void blank_breaks(struct buf *out, uint32_t from)
{
    for (size_t i = from; i < out->len; i++)
        if (out->ptr[i] == TREE_BREAK)
            out->ptr[i] = ' ';
}

static void lay_piece(struct tree_build *b, struct tree_piece piece, uint32_t mark)
{
    piece.to = (uint32_t)b->out.len;
    piece.mark = mark;
    piece.nmarks = (uint32_t)b->nmarks - mark;
    *arena_push(b->arena, b->piece, b->npieces, b->piece_cap) = piece;
}

/* The blank that parts what goes on behind an aside from what went before. */
static void blank_before_rest(struct tree_build *b, const struct tree_para *rest)
{
    if (rest->from < rest->to && b->out.len && rest->blank_before)
        buf_char(&b->out, ' ');
}

/* The paragraph's text behind what stood aside. */
static void copy_rest(struct tree_build *b, const struct tree_para *p)
{
    while (p->rest != TREE_NONE) {
        p = &b->t->para[p->rest];
        blank_before_rest(b, p);
        copy_text(b, p, p->from, p->to);
    }
}

/* Is every letter of it bold? */
static bool is_bold(const struct tree *t, const struct tree_para *p)
{
    uint32_t letters = p->letters, bold = p->bold;

    while (p->rest != TREE_NONE) {
        p = &t->para[p->rest];
        letters += p->letters;
        bold += p->bold;
    }
    return letters && bold == letters;
}

/* A block that is being put: its source and marks so far. */
struct tree_open {
    uint32_t start, mark;
};

static struct tree_open open_block(const struct tree_build *b)
{
    return (struct tree_open){ (uint32_t)b->out.len, (uint32_t)b->nmarks };
}

/* Makes the block of paragraph p, unless nothing stands in it. */
static void close_block(struct tree_build *b, const struct tree_para *p, bool bold,
                        struct tree_open open)
{
    if (b->out.len == open.start && b->nmarks == open.mark)
        return;
    blank_breaks(&b->out, open.start);
    *arena_push(b->arena, b->block, b->nblocks, b->block_cap) = (struct block){
        .kind = p->in_note ? BLOCK_NOTE : BLOCK_PARA, .note = p->note, .page = p->page,
        .parent = NO_BLOCK, .anchor = NO_BLOCK, .place = p->place,
    };
    lay_piece(b, (struct tree_piece){ .from = open.start, .block = (uint32_t)b->nblocks - 1,
                                      .heading = p->heading, .bold = bold }, open.mark);
    buf_char(&b->out, '\n');
}

/* The paragraph and what goes on behind the asides in it, cut into blocks. */
static void lay_para(struct tree_build *b, const struct tree_para *p)
{
    bool bold = is_bold(b->t, p);
    const struct tree_para *piece = p;
    struct tree_open open = open_block(b);

    for (uint32_t from = p->from;;) {
        uint32_t to = block_end(b, piece, from);

        copy_text(b, piece, from, to);
        if (to < piece->to) {
            close_block(b, p, bold, open);
            open = open_block(b);
            from = to + (b->t->raw.ptr[to] == TREE_BREAK);
            continue;
        }
        if (piece->rest == TREE_NONE)
            break;
        piece = &b->t->para[piece->rest];
        from = piece->from;
        if (b->out.len - open.start < BLOCK_BYTES / 2) {
            blank_before_rest(b, piece);
        } else {
            close_block(b, p, bold, open);
            open = open_block(b);
        }
    }
    close_block(b, p, bold, open);
}

/* -- tables -- */

static bool numeric_para(const struct tree *t, const struct tree_para *p)
{
    bool digit = false;

    for (uint32_t i = p->from; i < p->to; i++) {
        unsigned char c = (unsigned char)t->raw.ptr[i];

        if (c >= '0' && c <= '9')
            digit = true;
        else if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return false;
    }
    return digit;
}

static bool cell_numeric(const struct tree *t, const struct tree_cell *c)
{
    return c->first != TREE_NONE && numeric_para(t, &t->para[c->first]);
}

/* A frame for text, not a table: one column, one row, or two columns without figures
 * (the office and the motto above a report, the signature below it). */
static bool is_frame(const struct tree *t, const struct tree_table *table)
{
    if (table->is_sheet)
        return false;
    if (table->ncols <= 1 || table->nrows <= 1)
        return true;
    if (table->ncols > 2)
        return false;
    for (size_t i = 0; i < table->ncells; i++)
        if (table->cell[i].col == 1 && cell_numeric(t, &table->cell[i]))
            return false;
    return true;
}

static void lay_frame(struct tree_build *b, const struct tree_table *table)
{
    for (size_t i = 0; i < table->ncells; i++)
        for (uint32_t p = table->cell[i].first; p != TREE_NONE; p = b->t->para[p].next)
            lay_para(b, &b->t->para[p]);
}

static int by_address(const void *a, const void *b)
{
    const struct tree_cell *l = a, *r = b;

    if (l->row != r->row)
        return l->row < r->row ? -1 : 1;
    return l->col < r->col ? -1 : l->col > r->col;
}

static void sort_cells(struct tree_table *table)
{
    for (size_t i = 1; i < table->ncells; i++)
        if (by_address(&table->cell[i - 1], &table->cell[i]) > 0) {
            qsort(table->cell, table->ncells, sizeof *table->cell, by_address);
            return;
        }
}

/* The first cell at or behind the address. */
static size_t cell_from(const struct tree_table *table, uint32_t row, uint32_t col)
{
    struct tree_cell key = { .row = row, .col = col };
    size_t lo = 0, hi = table->ncells;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (by_address(&table->cell[mid], &key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* What a merged cell covers is not shown. Merges that overlap, which no program makes,
 * may not cost more than all cells: *left counts down. */
static void empty_covered(struct tree_table *table, const struct tree_merge *m, size_t own,
                          size_t *left)
{
    for (size_t i = own + 1; i < table->ncells && *left > 0; i++, --*left) {
        struct tree_cell *c = &table->cell[i];

        if (c->row - m->row >= m->rows)
            return;
        if (c->col >= m->col && c->col - m->col < m->cols) {
            c->first = c->last = TREE_NONE;
            c->from = c->to = 0;
        }
    }
}

static void merge_cells(struct tree *t)
{
    size_t left = MERGE_STEPS;

    for (size_t i = 0; i < t->nmerges; i++) {
        const struct tree_merge *m = &t->merge[i];
        struct tree_table *table = &t->table[m->table];
        size_t own = cell_from(table, m->row, m->col);
        struct tree_cell *c = own < table->ncells ? &table->cell[own] : NULL;

        if (!c || c->row != m->row || c->col != m->col)
            continue;
        c->rows = m->rows;
        c->cols = m->cols;
        empty_covered(table, m, own, &left);
    }
}

/* Which rows or columns of a sheet have something in them, and their new numbers. */
struct tree_axis {
    uint32_t first, size;       /* old numbers */
    uint32_t *index;            /* by old number from `first`: the new one; NULL where few are */
                                /* kept of many: they are looked for in `number` */
    uint32_t *number;           /* by new number: the old one, from 1 */
    uint32_t n;
};

static uint32_t axis_number(const struct tree_cell *c, bool rows)
{
    return rows ? c->row : c->col;
}

static int by_number(const void *a, const void *b)
{
    uint32_t l = *(const uint32_t *)a, r = *(const uint32_t *)b;

    return l < r ? -1 : l > r;
}

/* The numbers of the cells, each once: a table of ten cells may reach from A to XFD. */
static void fill_sparse(struct arena *a, struct tree_axis *x, const struct tree_table *table,
                        bool rows)
{
    uint32_t *number = arena_array(a, uint32_t, table->ncells + 1);

    for (size_t i = 0; i < table->ncells; i++)
        number[i] = axis_number(&table->cell[i], rows) + 1;
    qsort(number, table->ncells, sizeof *number, by_number);
    for (size_t i = 0; i < table->ncells; i++)
        if (!x->n || number[x->n - 1] != number[i])
            number[x->n++] = number[i];
    x->number = number;
}

static void fill_dense(struct arena *a, struct tree_axis *x, const struct tree_table *table,
                       bool rows)
{
    x->index = arena_array(a, uint32_t, (size_t)x->size + 1);
    x->number = arena_array(a, uint32_t, (size_t)x->size + 1);
    for (size_t i = 0; i < table->ncells; i++)
        x->index[axis_number(&table->cell[i], rows) - x->first] = 1;
    for (uint32_t i = 0; i < x->size; i++) {
        if (!table->is_sheet || x->index[i])
            x->number[x->n++] = x->first + i + 1;
        x->index[i] = x->n ? x->n - 1 : 0;
    }
}

static struct tree_axis make_axis(struct arena *a, const struct tree_table *table, uint32_t first,
                                  uint32_t size, bool rows)
{
    struct tree_axis x = { .first = first, .size = size };

    if (table->is_sheet && size / SPARSE > table->ncells)
        fill_sparse(a, &x, table, rows);
    else
        fill_dense(a, &x, table, rows);
    return x;
}

/* The new number of the last one kept up to `old`. */
static uint32_t axis_at(const struct tree_axis *x, uint32_t old)
{
    uint32_t lo = 0, hi = x->n;

    if (x->index)
        return x->index[old - x->first];
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (x->number[mid] <= old + 1)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* How many further rows or columns, of those kept, a merged cell covers. */
static uint16_t more_of(const struct tree_axis *x, uint32_t from, uint32_t count)
{
    uint32_t behind = x->first + x->size;
    uint32_t last = count < behind - from ? from + count - 1 : behind - 1;
    uint32_t more = axis_at(x, last) - axis_at(x, from);

    return more > UINT16_MAX ? UINT16_MAX : (uint16_t)more;
}

static status too_many_cells(struct tree *t)
{
    return job_fail(t->job, FAIL_LIMIT, "«%.*s»: một bảng có quá %u ô, hãy chia nhỏ bảng",
                    "«%.*s»: a table has more than %u cells, split it", STRF(t->name),
                    t->job->limits.table_cells);
}

static status too_many_blocks(struct tree *t)
{
    return job_fail(t->job, FAIL_LIMIT, "«%.*s»: có quá %u đoạn và bảng, hãy chia nhỏ tệp",
                    "«%.*s»: has more than %u paragraphs and tables, split it", STRF(t->name),
                    t->job->limits.blocks);
}

static status too_much_text(struct tree *t)
{
    return job_fail(t->job, FAIL_LIMIT, "«%.*s»: có quá %zu MB chữ, hãy chia nhỏ tệp",
                    "«%.*s»: has more than %zu MB of text, split the file", STRF(t->name),
                    t->job->limits.text_bytes >> 20);
}

static status too_many_tables(struct tree *t)
{
    return job_fail(t->job, FAIL_LIMIT, "«%.*s»: các bảng có tất cả quá %u ô, hãy chia nhỏ tệp",
                    "«%.*s»: its tables have more than %u cells in all, split the file",
                    STRF(t->name), t->job->limits.table_cells);
}

static void lay_cell(struct tree_build *b, const struct tree_cell *c, struct cell *to,
                     uint32_t block)
{
    uint32_t start = (uint32_t)b->out.len, mark = (uint32_t)b->nmarks;

    for (uint32_t p = c->first; p != TREE_NONE; p = b->t->para[p].next) {
        if (b->out.len > start)
            buf_char(&b->out, ' ');
        copy_text(b, &b->t->para[p], b->t->para[p].from, b->t->para[p].to);
        copy_rest(b, &b->t->para[p]);
    }
    while (b->out.len > start && b->out.ptr[b->out.len - 1] == ' ')
        b->out.len--;
    while (b->norigins && b->origin[b->norigins - 1].at >= b->out.len)
        b->norigins--;
    for (size_t i = b->nmarks; i > mark && b->mark[i - 1].at > b->out.len; i--)
        b->mark[i - 1].at = (uint32_t)b->out.len;
    blank_breaks(&b->out, start);
    if (b->out.len > start || b->nmarks > mark)
        lay_piece(b, (struct tree_piece){ .from = start, .block = block, .cell = to }, mark);
}

/* The text of a cell that was told at once. Where it is, is kept in `seg`, its own; the
 * text itself is known when the source is whole, see make_plain_flows. */
static void lay_plain_cell(struct tree_build *b, const struct tree_cell *c, struct flow_seg *seg,
                           struct cell *to)
{
    uint32_t start = (uint32_t)b->out.len;

    buf_put(&b->out, str_sub(buf_str(&b->t->raw), c->from, c->to));
    blank_breaks(&b->out, start);
    *seg = (struct flow_seg){ 0, start };
    to->flow = (struct flow){ .text = { NULL, b->out.len - start }, .seg = seg, .nsegs = 1 };
}

/* The texts of cells that were told at once, now that the source is whole. */
static void make_plain_flows(struct tree_build *b, const struct source *src)
{
    for (size_t i = 0; i < b->nlaid; i++)
        for (size_t k = 0; k < b->laid[i].n; k++) {
            struct flow *f = &b->laid[i].cell[k].flow;
            uint32_t from, to;

            if (f->text.ptr || !f->text.len)
                continue;
            from = f->seg->src;
            to = from + (uint32_t)f->text.len;
            if (flow_is_plain(src, from, to))
                f->text.ptr = src->text.ptr + from;
            else
                *f = flow_slice(b->arena, src, from, to);
        }
}

/* Marks what a merged cell covers. Cells that overlap, which no program makes, may not
 * cost more than the table has cells: *left counts down. */
static void cover_cells(struct cell *cell, uint32_t ncols, uint32_t nrows, uint32_t row,
                        uint32_t col, size_t *left)
{
    const struct cell *own = &cell[(size_t)row * ncols + col];
    uint32_t last_row = row + own->more_rows, last_col = col + own->more_cols;

    for (uint32_t r = row; r <= last_row && r < nrows; r++)
        for (uint32_t c = col; c <= last_col && c < ncols && *left > 0; c++, --*left)
            if (r != row || c != col)
                cell[(size_t)r * ncols + c].covered = true;
}

/* A table being laid: the cells it has, by their new numbers. */
struct tree_grid {
    struct tree_axis rows, cols;
    struct cell *cell;
    uint32_t *src;              /* of the rows */
    uint32_t row, col;          /* the source stands here */
};

/* Ends lines and fields of the source up to the cell. */
static void move_to_cell(struct tree_build *b, struct tree_grid *g, uint32_t row, uint32_t col)
{
    for (; g->row < row; g->col = 0) {
        buf_char(&b->out, '\n');
        g->src[++g->row] = (uint32_t)b->out.len;
    }
    for (; g->col < col; g->col++)
        buf_char(&b->out, '\t');
}

/* Lays all cells; false when none of them has anything in it. */
static bool lay_cells(struct tree_build *b, const struct tree_table *told, struct tree_grid *g)
{
    struct flow_seg *seg = told->is_sheet ? arena_array(b->arena, struct flow_seg, told->ncells)
                                          : NULL;
    size_t left = (size_t)g->rows.n * g->cols.n;
    uint32_t block = (uint32_t)b->nblocks;
    bool any = false, plain = false;

    g->src[0] = (uint32_t)b->out.len;
    for (size_t i = 0; i < told->ncells; i++) {
        const struct tree_cell *c = &told->cell[i];
        uint32_t row = axis_at(&g->rows, c->row), col = axis_at(&g->cols, c->col);
        struct cell *to = &g->cell[(size_t)row * g->cols.n + col];

        move_to_cell(b, g, row, col);
        if (seg && c->first == TREE_NONE && c->from < c->to) {
            lay_plain_cell(b, c, &seg[i], to);
            any = plain = true;
        } else {
            lay_cell(b, c, to, block);
            any = any || c->first != TREE_NONE;
        }
        if (c->rows == 1 && c->cols == 1)
            continue;
        to->more_rows = more_of(&g->rows, c->row, c->rows);
        to->more_cols = more_of(&g->cols, c->col, c->cols);
        if (to->more_rows || to->more_cols)
            cover_cells(g->cell, g->cols.n, g->rows.n, row, col, &left);
    }
    move_to_cell(b, g, g->rows.n - 1, 0);
    buf_char(&b->out, '\n');
    if (plain)
        *arena_push(b->arena, b->laid, b->nlaid, b->laid_cap) =
            (struct tree_laid){ g->cell, (size_t)g->rows.n * g->cols.n };
    return any;
}

static status lay_table(struct tree_build *b, struct tree_table *told)
{
    struct tree *t = b->t;
    struct tree_grid g = {
        .rows = make_axis(b->arena, told, told->first_row, told->nrows - told->first_row, true),
        .cols = make_axis(b->arena, told, 0, told->ncols, false),
    };
    struct table *table;

    if (!g.rows.n || !g.cols.n)
        return OK;
    if (g.rows.n > t->job->limits.table_cells / g.cols.n)
        return too_many_cells(t);
    if (g.rows.n * g.cols.n > t->job->limits.table_cells - b->ncells)
        return too_many_tables(t);
    b->ncells += g.rows.n * g.cols.n;
    g.cell = arena_array(b->arena, struct cell, (size_t)g.rows.n * g.cols.n);
    g.src = arena_array(b->arena, uint32_t, g.rows.n);
    if (!lay_cells(b, told, &g))
        return OK;
    table = arena_new(b->arena, struct table);
    *table = (struct table){ .nrows = g.rows.n, .ncols = g.cols.n, .cell = g.cell, .src = g.src,
                             .sheet = told->sheet };
    if (told->is_sheet) {
        table->row_number = g.rows.number;
        table->col_number = g.cols.number;
    }
    *arena_push(b->arena, b->block, b->nblocks, b->block_cap) = (struct block){
        .kind = BLOCK_TABLE, .parent = NO_BLOCK, .anchor = NO_BLOCK, .page = told->page,
        .table = table };
    return OK;
}

/* -- reading order -- */

static status lay_item(struct tree_build *b, size_t item)
{
    struct tree *t = b->t;
    uint32_t index = t->item[item].index;

    b->told[item] = true;
    if (!t->item[item].table) {
        lay_para(b, &t->para[index]);
        return OK;
    }
    if (!is_frame(t, &t->table[index]))
        return lay_table(b, &t->table[index]);
    lay_frame(b, &t->table[index]);
    return OK;
}

/* Puts the note that begins with this item, all its paragraphs. */
static status lay_note(struct tree_build *b, uint32_t item)
{
    uint32_t id = note_of_item(b, item)->note_id;

    for (;; item++) {
        const struct tree_para *p = item < b->t->nitems ? note_of_item(b, item) : NULL;
        status st;

        if (!p || p->note_id != id)
            return OK;
        st = b->told[item] ? OK : lay_item(b, item);
        if (st != OK || id == 0)
            return st;
    }
}

/* Puts the bodies of the notes whose marks have come since. A number told again is
 * another note: its next body. */
static status lay_notes(struct tree_build *b)
{
    while (b->marks_seen < b->nmarks) {
        uint16_t number = b->mark[b->marks_seen++].number;
        uint32_t item = number < NOTE_NUMBERS ? b->note[number] : TREE_NONE;
        status st;

        while (item != TREE_NONE && b->told[item])
            item = b->next_note[item];
        if (item == TREE_NONE)
            continue;
        st = lay_note(b, item);
        if (st != OK)
            return st;
        b->note[number] = b->next_note[item];
    }
    return OK;
}

static status lay_items(struct tree_build *b)
{
    for (size_t i = 0; i < b->t->nitems; i++) {
        const struct tree_para *note = note_of_item(b, i);

        if (b->told[i] || (note && note->note))
            continue;

        status st = lay_item(b, i);
        if (st == OK)
            st = lay_notes(b);
        if (st != OK)
            return st;
    }
    for (size_t i = 0; i < b->t->nitems; i++) {     /* notes without a mark */
        status st = b->told[i] ? OK : lay_item(b, i);

        if (st != OK)
            return st;
    }
    return OK;
}

/* -- the document -- */

static struct flow make_flow(struct tree_build *b, const struct source *src,
                             const struct tree_piece *p, uint32_t from)
{
    struct flow f = flow_slice(b->arena, src, from, p->to);

    if (!p->nmarks)
        return f;

    struct flow_mark *mark = arena_array(b->arena, struct flow_mark, p->nmarks);
    uint32_t at = 0;

    for (uint32_t i = 0; i < p->nmarks; i++) {
        const struct tree_mark *m = &b->mark[p->mark + i];

        while (at < f.text.len && flow_source(&f, at) < m->at)
            at++;
        mark[i] = (struct flow_mark){ at, m->at, m->number };
    }
    f.mark = mark;
    f.nmarks = p->nmarks;
    return f;
}

/* What the paragraph is, by its own words, its style and its letters. */
static uint32_t tell_block(struct block *block, const struct source *src,
                           const struct tree_piece *p)
{
    static const uint8_t rank[STYLE_RANKS + 1] = { 0, LEVEL_PART, LEVEL_LETTER, LEVEL_ROMAN,
                                                   LEVEL_NUMBER, 6, 7, 8, LEVEL_SMALL,
                                                   LEVEL_SMALL };
    struct line l = line_look(src, p->from, p->to);
    bool title = l.chars < TITLE_CHARS && (p->heading || (p->bold && !l.finished));

    if (block->kind == BLOCK_NOTE)
        return p->from;
    switch (l.kind) {
    case LINE_HEADING:
        block->kind = BLOCK_HEADING;
        block->level = l.level;
        return l.text;
    case LINE_ITEM:
        block->kind = BLOCK_ITEM;
        block->level = l.level;
        if (p->heading && title && l.level < LEVEL_DASH)
            block->kind = BLOCK_HEADING;
        return l.text;
    case LINE_NOTE:
        block->kind = BLOCK_NOTE;
        block->note = l.note;
        return l.text;
    default:
        if (title) {
            block->kind = BLOCK_HEADING;
            block->level = p->heading ? rank[p->heading] : (uint8_t)LEVEL_LETTER;
        }
        return p->from;
    }
}

static void make_flows(struct tree_build *b, const struct source *src)
{
    for (size_t i = 0; i < b->npieces; i++) {
        const struct tree_piece *p = &b->piece[i];

        if (p->cell)
            p->cell->flow = make_flow(b, src, p, p->from);
        else
            b->block[p->block].flow =
                make_flow(b, src, p, tell_block(&b->block[p->block], src, p));
    }
    make_plain_flows(b, src);
}

status tree_finish(struct tree *t, const struct doc **out)
{
    struct tree_build b = { .t = t, .arena = t->job->arena };
    struct doc *d = arena_new(b.arena, struct doc);

    while (t->nasides)
        tree_aside_end(t);
    tree_para(t, 0);            /* closes the last one */
    if (t->too_wide)
        return too_many_cells(t);
    if (t->too_large)
        return too_much_text(t);
    tree_recode(t);
    b.raw.text = buf_str(&t->raw);
    for (size_t i = 0; i < t->ntables; i++)
        sort_cells(&t->table[i]);
    merge_cells(t);
    tree_cut_sheets(t);
    if (t->too_long)
        return too_many_blocks(t);
    b.told = arena_array(b.arena, bool, t->nitems + 1);
    b.next_note = arena_array(b.arena, uint32_t, t->nitems + 1);
    buf_init(&b.out, b.arena);
    find_typed_notes(t);
    index_notes(&b);

    status st = lay_items(&b);
    if (st != OK)
        return st;

    struct source *src = source_new(b.arena, t->name, buf_str(&b.out));
    make_flows(&b, src);
    outline_blocks(b.arena, b.block, (uint32_t)b.nblocks, false);
    src->tell = doc_tell_place;
    src->map = d;
    *d = (struct doc){ .src = src, .block = b.block, .nblocks = (uint32_t)b.nblocks,
                       .origin = b.origin, .norigins = (uint32_t)b.norigins,
                       .part = t->part, .nparts = (uint32_t)t->nparts };
    *out = d;
    return OK;
}

/* grid.c -- rows of a table in a text file: tabs, pipes, grids drawn with + - |
 * or box characters, and those parted by blanks. */
#include "read/grid.h"

#include "doc/flow.h"

/* What a line of a table is. */
enum grid_line { GRID_ROW, GRID_RULE, GRID_PIPE_RULE };

/* Length of a box-drawing character at s[at], 0 for none. *upright: it parts cells. */
static size_t box_length(str s, size_t at, bool *upright)
{
    *upright = false;
    if (s.len - at < 3 || s.ptr[at] != '\xE2' ||
        (s.ptr[at + 1] != '\x94' && s.ptr[at + 1] != '\x95'))
        return 0;

    unsigned char low = (unsigned char)s.ptr[at + 2];

    *upright = s.ptr[at + 1] == '\x94' ? low == 0x82 || low == 0x83 : low == 0x91;
    return 3;
}

/* Takes the next cell off *rest; false when there is none. */
static bool next_field(str *rest, enum line_kind kind, str *field)
{
    if (kind == LINE_TABS)
        return str_split(rest, '\t', field);
    if (!rest->ptr)
        return false;
    for (size_t at = 0; at < rest->len; at++) {
        bool upright = false;
        size_t len = rest->ptr[at] == '|' ? 1 : box_length(*rest, at, &upright);

        if (rest->ptr[at] != '|' && !upright)
            continue;
        *field = (str){ rest->ptr, at };
        *rest = (str){ rest->ptr + at + len, rest->len - at - len };
        return true;
    }
    *field = *rest;
    *rest = (str){ NULL, 0 };
    return true;
}

/* The line's text between its outer separators. */
static str row_text(const struct source *src, const struct line *l)
{
    str s = { src->text.ptr + l->start, l->end - l->start };
    bool upright;

    if (l->kind != LINE_PIPES)
        return s;
    s = str_trim(s);
    if (s.len && s.ptr[0] == '|')
        s = (str){ s.ptr + 1, s.len - 1 };
    else if (box_length(s, 0, &upright))
        s = (str){ s.ptr + 3, s.len - 3 };
    if (s.len && s.ptr[s.len - 1] == '|')
        s.len--;
    else if (s.len >= 3 && box_length(s, s.len - 3, &upright) && upright)
        s.len -= 3;
    return s;
}

static enum grid_line grid_line_of(const struct source *src, const struct line *l)
{
    str s = { src->text.ptr + l->text, l->end - l->text };
    bool upright, all_upright = true;
    size_t boxes = 0;

    if (l->kind != LINE_PIPES)
        return GRID_ROW;
    s = str_trim(s);
    if (s.len && s.ptr[0] == '+')
        return GRID_RULE;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        size_t len = box_length(s, i, &upright);

        if (len) {
            all_upright = all_upright && upright;
            boxes++;
            i += len - 1;
        } else if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '=' && c != '+') {
            return GRID_ROW;
        }
    }
    if (boxes)
        return all_upright ? GRID_ROW : GRID_RULE;
    return str_find(s, STR("-")) != SIZE_MAX ? GRID_PIPE_RULE : GRID_ROW;
}

static bool begins_figure(str s)
{
    s = str_trim(s);
    while (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'))
        s = str_sub(s, 1, s.len);
    return s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9';
}

/* In a grid a cell may run over lines: a line that has neither a row's number
 * nor figures goes on in the row above. */
static bool goes_on(const struct source *src, const struct line *l)
{
    str rest = row_text(src, l), field;
    uint32_t col = 0, filled = 0;
    bool first = true;

    while (next_field(&rest, l->kind, &field)) {
        str s = str_trim(field);

        filled += s.len > 0;
        if (col++ == 0)
            first = s.len == 0;
        else if (begins_figure(s))
            return false;
    }
    return first || filled < 2;
}

static status refuse_cells(struct job *j, const struct source *src, uint32_t line)
{
    return job_fail(j, FAIL_LIMIT,
                    "«%.*s»: bảng ở dòng %u có hơn %u ô, hãy chia nhỏ bảng",
                    "«%.*s»: the table at line %u has more than %u cells, split it",
                    STRF(src->name), line + 1, j->limits.table_cells);
}

/* A row of the table: its lines [from, to). */
struct grid_rows {
    uint32_t *line;             /* first line of each row */
    size_t n, cap;
    uint32_t ncols;
};

/* Which lines begin rows. Only between the rules of a grid can rows have several
 * lines, and before its second rule all lines are one (the header). */
static void find_grid_rows(struct arena *a, const struct source *src, const struct lines *ls,
                           uint32_t from, uint32_t to, struct grid_rows *out)
{
    bool grid = grid_line_of(src, &ls->line[from]) == GRID_RULE, begins = true, header = grid;

    for (uint32_t i = from; i < to; i++) {
        const struct line *l = &ls->line[i];
        enum grid_line kind = grid_line_of(src, l);
        str rest = row_text(src, l), field;
        uint32_t cells = 0;

        if (kind != GRID_ROW) {
            begins = true;
            header = header && out->n == 0;
            continue;
        }
        while (next_field(&rest, l->kind, &field))
            cells++;
        out->ncols = cells > out->ncols ? cells : out->ncols;
        if (begins || !grid || (!header && !goes_on(src, l)))
            *arena_push(a, out->line, out->n, out->cap) = i;
        begins = false;
    }
}

/* The only line of a row. */
static void put_grid_line(struct arena *a, const struct source *src, const struct line *l,
                          struct cell *cell)
{
    str rest = row_text(src, l), field;

    for (; next_field(&rest, l->kind, &field); cell++) {
        uint32_t at = (uint32_t)(field.ptr - src->text.ptr);

        cell->flow = flow_field(a, src, at, at + (uint32_t)field.len);
    }
}

/* The lines of a row, each cell over all of them; text has room for a row of cells. */
static void put_grid_lines(struct arena *a, const struct source *src, const struct line *from,
                           const struct line *to, struct flow_builder *text, struct cell *cell,
                           uint32_t ncols)
{
    for (uint32_t col = 0; col < ncols; col++)
        flow_init(&text[col], a, src);
    for (const struct line *l = from; l < to; l++) {
        str rest = row_text(src, l), field;

        if (grid_line_of(src, l) != GRID_ROW)
            continue;
        for (uint32_t col = 0; next_field(&rest, l->kind, &field); col++) {
            uint32_t at = (uint32_t)(field.ptr - src->text.ptr);

            if (str_trim(field).len == 0)
                continue;
            if (!text[col].text.cap)
                flow_expect(&text[col], field.len);
            flow_blank(&text[col]);
            flow_put(&text[col], at, at + (uint32_t)field.len, true);
        }
    }
    for (uint32_t col = 0; col < ncols; col++)
        if (text[col].text.len)
            cell[col].flow = flow_finish(&text[col]);
}

status grid_read(struct job *j, const struct source *src, const struct lines *ls,
                 uint32_t from, uint32_t to, const struct table **out)
{
    struct grid_rows rows = { 0 };

    find_grid_rows(j->arena, src, ls, from, to, &rows);

    uint32_t nrows = (uint32_t)rows.n, ncols = rows.ncols;

    if ((uint64_t)nrows * ncols > j->limits.table_cells)
        return refuse_cells(j, src, from);

    struct table *t = arena_new(j->arena, struct table);
    struct cell *cells = arena_array(j->arena, struct cell, (size_t)nrows * ncols);
    struct flow_builder *text = arena_array(j->arena, struct flow_builder, ncols);
    uint32_t *offset = arena_array(j->arena, uint32_t, nrows);

    for (uint32_t row = 0; row < nrows; row++) {
        const struct line *first = &ls->line[rows.line[row]];
        const struct line *end = &ls->line[row + 1 < nrows ? rows.line[row + 1] : to];
        struct cell *cell = cells + (size_t)row * ncols;

        offset[row] = first->start;
        if (end - first == 1)
            put_grid_line(j->arena, src, first, cell);
        else
            put_grid_lines(j->arena, src, first, end, text, cell, ncols);
    }
    *t = (struct table){ .nrows = nrows, .ncols = ncols, .cell = cells, .src = offset };
    *out = t;
    return OK;
}

static void put_pieces(struct cell *c, struct job *j, const struct source *src,
                       const struct piece *piece, uint32_t n)
{
    struct flow_builder b;
    size_t bytes = 0;

    if (n <= 1) {
        if (n == 1)
            c->flow = flow_field(j->arena, src, piece->from, piece->to);
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        bytes += piece[i].to - piece[i].from + 1;
    flow_init(&b, j->arena, src);
    flow_expect(&b, bytes);
    for (uint32_t i = 0; i < n; i++) {
        flow_blank(&b);
        if (piece[i].from < piece[i].to)
            flow_put(&b, piece[i].from, piece[i].to, true);
    }
    c->flow = flow_finish(&b);
}

static void put_gap_header(struct job *j, const struct source *src, const struct gap_header *h,
                           struct cell *cell)
{
    for (uint32_t c = 0; c < h->ncols; c++) {
        const struct gap_column *k = &h->column[c];
        struct piece piece[2 * GAP_WORDS];
        uint32_t n = 0;

        for (uint32_t w = k->shared_from; w < k->shared_to; w++)
            piece[n++] = h->word[w];
        for (uint32_t w = k->from; w < k->to; w++)
            piece[n++] = h->word[w];
        put_pieces(&cell[c], j, src, piece, n);
    }
}

/* The label, behind the row's mark where no column is for marks. */
static void put_label(struct cell *c, struct job *j, const struct source *src,
                      const struct gap_table *gap, const struct gap_row *row, bool index)
{
    struct piece *all;

    if (index || row->mark.to == 0) {
        put_pieces(c, j, src, gap->piece + row->label, row->nlabel);
        return;
    }
    all = arena_array(j->arena, struct piece, row->nlabel + 1);
    all[0] = row->mark;
    for (uint32_t i = 0; i < row->nlabel; i++)
        all[i + 1] = gap->piece[row->label + i];
    put_pieces(c, j, src, all, row->nlabel + 1);
}

static void put_gap_row(struct job *j, const struct source *src, const struct gap_table *gap,
                        const struct gap_row *row, struct cell *cell)
{
    uint32_t figure = 0;
    bool index = false;

    for (uint32_t c = 0; c < gap->header.ncols; c++)
        index = index || gap->header.column[c].kind == GAP_INDEX;
    for (uint32_t c = 0; c < gap->header.ncols; c++) {
        switch (gap->header.column[c].kind) {
        case GAP_INDEX:
            put_pieces(&cell[c], j, src, &row->mark, row->mark.to > 0);
            break;
        case GAP_LABEL:
            put_label(&cell[c], j, src, gap, row, index);
            break;
        case GAP_UNIT:
            put_pieces(&cell[c], j, src, &row->unit, row->unit.to > 0);
            break;
        case GAP_NOTE:
            put_pieces(&cell[c], j, src, &row->note, row->note.to > 0);
            break;
        case GAP_PLAN: case GAP_RESULT: case GAP_COMPARE:
            if (figure < row->nfigures)
                put_pieces(&cell[c], j, src, gap->piece + row->figure + figure, 1);
            figure++;
            break;
        }
    }
}

status grid_read_gaps(struct job *j, const struct source *src, const struct gap_table *gap,
                      const struct table **out)
{
    uint32_t ncols = gap->header.ncols, nrows = gap->nrows + 1;

    if ((uint64_t)nrows * ncols > j->limits.table_cells)
        return refuse_cells(j, src, gap->first);

    struct table *t = arena_new(j->arena, struct table);
    struct cell *cell = arena_array(j->arena, struct cell, (size_t)nrows * ncols);
    uint32_t *offset = arena_array(j->arena, uint32_t, nrows);

    offset[0] = gap->header.word[0].from;
    put_gap_header(j, src, &gap->header, cell);
    for (uint32_t r = 1; r < nrows; r++) {
        offset[r] = gap->row[r - 1].nfigures ? gap->piece[gap->row[r - 1].figure].from
                                             : gap->row[r - 1].src;
        put_gap_row(j, src, gap, &gap->row[r - 1], cell + (size_t)r * ncols);
    }
    *t = (struct table){ .nrows = nrows, .ncols = ncols, .cell = cell, .src = offset,
                          .by_order = true };
    *out = t;
    return OK;
}

/* grid.c -- rows of a table in a text file. */
#include "read/grid.h"

#include "doc/flow.h"

/* The separator of the line's cells; a pipe row's outer pipes make no cell. */
static str row_text(const struct source *src, const struct line *l, char *sep)
{
    str s = { src->text.ptr + l->start, l->end - l->start };

    *sep = l->kind == LINE_PIPES ? '|' : '\t';
    if (l->kind == LINE_PIPES) {
        s = str_trim(s);
        s = str_sub(s, 1, s.len);
        if (s.len && s.ptr[s.len - 1] == '|')
            s.len--;
    }
    return s;
}

static bool is_pipe_rule(const struct source *src, const struct line *l)
{
    if (l->kind != LINE_PIPES)
        return false;
    for (uint32_t i = l->text; i < l->end; i++) {
        char c = src->text.ptr[i];

        if (c != '|' && c != '-' && c != ':' && c != ' ')
            return false;
    }
    return true;
}

static status refuse_cells(struct job *j, const struct source *src, uint32_t line)
{
    return job_fail(j, FAIL_LIMIT,
                    "«%.*s»: bảng ở dòng %u có hơn %u ô, hãy chia nhỏ bảng",
                    "«%.*s»: the table at line %u has more than %u cells, split it",
                    STRF(src->name), line + 1, j->limits.table_cells);
}

status grid_read(struct job *j, const struct source *src, const struct lines *ls,
                 uint32_t from, uint32_t to, const struct table **out)
{
    uint32_t ncols = 0, nrows = 0;

    for (uint32_t i = from; i < to; i++) {
        char sep;
        str rest = row_text(src, &ls->line[i], &sep), field;
        uint32_t cells = 0;

        if (is_pipe_rule(src, &ls->line[i]))
            continue;
        while (str_split(&rest, sep, &field))
            cells++;
        ncols = cells > ncols ? cells : ncols;
        nrows++;
    }
    if ((uint64_t)nrows * ncols > j->limits.table_cells)
        return refuse_cells(j, src, from);

    struct table *t = arena_new(j->arena, struct table);
    struct cell *cells = arena_array(j->arena, struct cell, (size_t)nrows * ncols);
    uint32_t *offset = arena_array(j->arena, uint32_t, nrows);
    uint32_t row = 0;

    for (uint32_t i = from; i < to; i++) {
        char sep;
        str rest = row_text(src, &ls->line[i], &sep), field;

        if (is_pipe_rule(src, &ls->line[i]))
            continue;
        offset[row] = ls->line[i].start;
        for (uint32_t col = 0; str_split(&rest, sep, &field); col++) {
            struct flow_builder b;
            uint32_t at = (uint32_t)(field.ptr - src->text.ptr);

            if (str_trim(field).len == 0)
                continue;
            flow_init(&b, j->arena, src);
            flow_put(&b, at, at + (uint32_t)field.len, true);
            cells[(size_t)row * ncols + col].flow = flow_finish(&b);
        }
        row++;
    }
    *t = (struct table){ nrows, ncols, cells, offset, false };
    *out = t;
    return OK;
}

static void put_pieces(struct cell *c, struct job *j, const struct source *src,
                       const struct piece *piece, uint32_t n)
{
    struct flow_builder b;

    flow_init(&b, j->arena, src);
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

static void put_gap_row(struct job *j, const struct source *src, const struct gap_table *gap,
                        const struct gap_row *row, struct cell *cell)
{
    uint32_t figure = 0;

    for (uint32_t c = 0; c < gap->header.ncols; c++) {
        switch (gap->header.column[c].kind) {
        case GAP_INDEX:
            put_pieces(&cell[c], j, src, &row->mark, row->mark.to > 0);
            break;
        case GAP_LABEL:
            put_pieces(&cell[c], j, src, gap->piece + row->label, row->nlabel);
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
    *t = (struct table){ nrows, ncols, cell, offset, true };
    *out = t;
    return OK;
}

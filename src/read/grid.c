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
        return job_fail(j, FAIL_LIMIT,
                        "«%.*s»: bảng ở dòng %u có hơn %u ô, hãy chia nhỏ bảng",
                        "«%.*s»: the table at line %u has more than %u cells, split it",
                        STRF(src->name), from + 1, j->limits.table_cells);

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
    *t = (struct table){ nrows, ncols, cells, offset };
    *out = t;
    return OK;
}

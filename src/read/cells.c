/* cells.c -- a workbook or a CSV as the cells it stores. */
#include "read/cells.h"

#include "read/cells_int.h"
#include "read/charset.h"
#include "read/formats.h"
#include "read/kind.h"

#include <stdlib.h>

/* What grows while cells are told. */
struct cells_room {
    struct cells_sheet *sheet;
    size_t sheet_cap;
    struct raw_cell *cell;      /* of the running sheet */
    size_t n, cap, total;
    bool unsorted;
};

static int raw_by_address(const void *a, const void *b)
{
    const struct raw_cell *l = a, *r = b;

    if (l->row != r->row)
        return l->row < r->row ? -1 : 1;
    return l->col < r->col ? -1 : l->col > r->col;
}

/* The running sheet has all its cells: files may store them in any order. */
static void end_cells_sheet(struct cells *c)
{
    struct cells_room *r = c->room;

    if (!c->nsheets)
        return;
    if (r->unsorted)
        qsort(r->cell, r->n, sizeof *r->cell, raw_by_address);
    r->sheet[c->nsheets - 1].cell = r->cell;
    r->sheet[c->nsheets - 1].n = r->n;
    r->cell = NULL;
    r->n = r->cap = 0;
    r->unsorted = false;
}

void cells_begin_sheet(struct cells *c, str name)
{
    struct cells_room *r = c->room;

    end_cells_sheet(c);
    *arena_push(c->job->arena, r->sheet, c->nsheets, r->sheet_cap) =
        (struct cells_sheet){ .name = name };
    c->sheet = r->sheet;
}

void cells_put(struct cells *c, const struct raw_cell *cell)
{
    struct cells_room *r = c->room;

    if (cells_are_full(c) || !cell->text.len)
        return;
    if (r->n && raw_by_address(&r->cell[r->n - 1], cell) >= 0)
        r->unsorted = true;
    *arena_push(c->job->arena, r->cell, r->n, r->cap) = *cell;
    r->total++;
}

bool cells_are_full(const struct cells *c)
{
    return c->room->total > c->job->limits.table_cells;
}

static status read_cells_book(struct job *j, str name, str bytes, struct cells *out)
{
    struct zip z;
    status st = zip_open(j, name, bytes, &z);

    out->workbook = true;
    return st == OK ? xlsx_read_cells(j, &z, out) : st;
}

static status read_cells_text(struct job *j, str name, str bytes, struct cells *out)
{
    status st = charset_text(j, name, bytes, &bytes);

    return st == OK ? cells_read_fields(j, name, bytes, out) : st;
}

status cells_read(struct job *j, str name, str bytes, struct cells *out)
{
    enum file_kind kind = file_kind_of(bytes);
    status st;

    *out = (struct cells){ .job = j, .room = arena_new(j->arena, struct cells_room) };
    if (kind != FILE_XLSX && kind != FILE_TEXT && kind != FILE_CSV)
        return job_fail(j, FAIL_FORMAT, "«%.*s» là %s: bảng số liệu cần tệp .xlsx hoặc CSV",
                        "'%.*s' is %s: a table of figures is an .xlsx or a CSV", STRF(name),
                        file_kind_name(kind));
    st = kind == FILE_XLSX ? read_cells_book(j, name, bytes, out)
                           : read_cells_text(j, name, bytes, out);
    if (st == OK && cells_are_full(out))
        st = job_fail(j, FAIL_LIMIT, "«%.*s» có hơn %u ô", "'%.*s' has more than %u cells",
                      STRF(name), j->limits.table_cells);
    if (st == OK)
        end_cells_sheet(out);
    return st;
}

const struct raw_cell *cells_find(const struct cells_sheet *s, uint32_t row, uint32_t col)
{
    struct raw_cell key = { .row = row, .col = col };

    return s->n ? bsearch(&key, s->cell, s->n, sizeof key, raw_by_address) : NULL;
}

bool cells_next_row(const struct cells_sheet *s, size_t *at, const struct raw_cell **row,
                    size_t *n)
{
    size_t from = *at;

    if (from >= s->n)
        return false;
    while (*at < s->n && s->cell[*at].row == s->cell[from].row)
        ++*at;
    *row = &s->cell[from];
    *n = *at - from;
    return true;
}

str cells_place(struct arena *a, const struct cells *all, const struct cells_sheet *s,
                uint32_t row, uint32_t col, enum lang lang)
{
    struct buf b;

    if (!all->workbook)
        return arena_printf(a, lang == LANG_EN ? "line %u, column %u" : "dòng %u, cột %u",
                            row + 1, col + 1);
    buf_init(&b, a);
    buf_put(&b, s->name);
    buf_char(&b, '!');
    doc_put_column(&b, col + 1);
    buf_printf(&b, "%u", row + 1);
    return buf_str(&b);
}

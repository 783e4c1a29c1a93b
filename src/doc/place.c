/* place.c -- how a place in a file without lines is told to a person. */
#include "doc/doc.h"

/* The last block that begins at or before the offset. */
static uint32_t block_at(const struct doc *d, uint32_t offset)
{
    uint32_t lo = 0, hi = d->nblocks;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        const struct block *b = &d->block[mid];
        uint32_t start = b->table ? b->table->src[0] : flow_source(&b->flow, 0);

        if (start <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

uint32_t table_row_at(const struct table *t, uint32_t offset)
{
    uint32_t lo = 0, hi = t->nrows;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (t->src[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* Cells are parted by tabs in the row's line. */
static uint32_t col_at(const struct source *src, uint32_t from, uint32_t offset)
{
    uint32_t col = 0;

    for (uint32_t i = from; i < offset && i < src->text.len; i++)
        col += src->text.ptr[i] == '\t';
    return col;
}

void doc_put_column(struct buf *out, uint32_t col)
{
    char letter[8];
    size_t n = 0;

    for (; col > 0 && n < sizeof letter; col = (col - 1) / 26)
        letter[n++] = (char)('A' + (col - 1) % 26);
    while (n > 0)
        buf_char(out, letter[--n]);
}

/* "trang tính «Biểu 1», ô C5" */
static void put_sheet_cell(str sheet, uint32_t row, uint32_t col, bool en, struct buf *out)
{
    buf_printf(out, en ? "sheet «%.*s», cell " : "trang tính «%.*s», ô ", STRF(sheet));
    doc_put_column(out, col);
    buf_printf(out, "%u", row);
}

static void put_cell_place(const struct doc *d, uint32_t block, uint32_t offset, bool en,
                      struct buf *out)
{
    const struct table *t = d->block[block].table;
    uint32_t row = table_row_at(t, offset), col = col_at(d->src, t->src[row], offset), number = 0;

    if (col >= t->ncols)
        col = t->ncols - 1;
    row = t->row_number ? t->row_number[row] : row + 1;
    col = t->col_number ? t->col_number[col] : col + 1;
    if (t->sheet.len) {
        put_sheet_cell(t->sheet, row, col, en, out);
        return;
    }
    for (uint32_t b = 0; b <= block; b++)
        number += d->block[b].table != NULL;
    buf_printf(out, en ? "table %u, row %u, column %u" : "bảng %u, hàng %u, cột %u", number,
               row, col);
}

void doc_tell_place(const struct source *src, uint32_t offset, enum lang lang, struct buf *out)
{
    const struct doc *d = src->map;
    bool en = lang == LANG_EN;

    if (!d->nblocks)
        return;

    uint32_t at = block_at(d, offset), number = 0;
    const struct block *b = &d->block[at];

    if (b->page)
        buf_printf(out, en ? "page %u, " : "trang %u, ", b->page);
    if (b->table) {
        put_cell_place(d, at, offset, en, out);
        return;
    }
    if (b->place && b->place->sheet.len) {
        put_sheet_cell(b->place->sheet, b->place->row, b->place->col, en, out);
        return;
    }
    if (b->kind == BLOCK_NOTE) {
        buf_printf(out, en ? "note %u" : "chú thích %u", b->note);
        return;
    }
    for (uint32_t i = 0; i <= at; i++)
        number += !d->block[i].table && d->block[i].kind != BLOCK_NOTE;
    buf_printf(out, en ? "paragraph %u" : "đoạn %u", number);
}

/* dataset_book.c -- facts as a workbook: numbers as numbers, Vietnamese titles. */
#include "write/dataset_int.h"

#include "write/sheet.h"

/* Widths in digits, by column. */
static const uint8_t book_widths[FACT_FIELDS] = {
    [FACTS_INDICATOR] = 26, [FACTS_AREA] = 16, [FACTS_PERIOD] = 16, [FACTS_KIND] = 11,
    [FACTS_VALUE] = 17, [FACTS_UNIT] = 13, [FACTS_STATUS] = 12, [FACTS_SOURCE] = 26,
    [FACTS_REVISION] = 8, [FACTS_AS_OF] = 12, [FACTS_STATE] = 13, [FACTS_HEDGE] = 10,
    [FACTS_UPPER] = 14, [FACTS_BOOK] = 14, [FACTS_BREAKDOWN] = 18, [FACTS_PUBLISHED] = 12,
    [FACTS_NAME] = 32, [FACTS_NOTE] = 26, [FACTS_REASON] = 26, [FACTS_DOCUMENT] = 9,
    [FACTS_ENTRY] = 9, [FACTS_ACTION] = 10, [FACTS_INDICATOR_NAME] = 34,
    [FACTS_AREA_NAME] = 22,
};

static void put_book_field(struct sheet *s, struct arena *a, const struct dataset *ds,
                           const struct dataset_row *row, enum fact_field c)
{
    const struct fact *f = row->fact;
    const char *title = c == FACTS_KIND     ? fact_kind_title(f->kind)
                        : c == FACTS_STATUS ? fact_status_title(f->status)
                        : c == FACTS_STATE  ? fact_state_title(f->state) : NULL;

    if (title)
        sheet_text(s, str_from(title));
    else if (c == FACTS_VALUE && f->state == FACT_NUMBER)
        sheet_number(s, f->value);
    else if (c == FACTS_UPPER && f->state == FACT_NUMBER && f->is_range)
        sheet_number(s, f->upper);
    else
        sheet_text(s, dataset_field(a, ds, row, c));
}

status put_dataset_book(struct job *j, const struct dataset *ds, struct buf *out)
{
    struct sheet_column *column = arena_array(j->arena, struct sheet_column, FACT_FIELDS);
    struct sheet *s;
    str bytes;

    for (int c = 0; c < FACT_FIELDS; c++)
        column[c] = (struct sheet_column){ fact_field_title((enum fact_field)c),
                                           book_widths[c] };
    s = sheet_new(j, "Số liệu", column, FACT_FIELDS);
    for (size_t i = 0; i < ds->n; i++) {
        sheet_row(s, false);
        for (int c = 0; c < FACT_FIELDS; c++)
            put_book_field(s, j->arena, ds, &ds->row[i], (enum fact_field)c);
    }

    status st = sheet_finish(s, &bytes);
    if (st == OK)
        buf_put(out, bytes);
    return st;
}

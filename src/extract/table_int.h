/* table_int.h -- between the files that read tables. */
#ifndef EXTRACT_TABLE_INT_H
#define EXTRACT_TABLE_INT_H

#include "extract/table.h"

/* The rows before `first_row` that are headers tell the columns' roles; view's
 * columns are filled. Gives the number of header rows, 0 when there is none. */
uint32_t table_read_header(struct job *j, const struct table *t, uint32_t first_row,
                           period report, struct table_column *column);

/* Is the row an index row, "1 2 3 ...", under a header? */
bool table_index_row(const struct table *t, uint32_t row);

/* Does the cell hold a number and nothing else (but a sign or %)? */
bool table_number_cell(const struct cell *c);

/* Does the text, folded and stripped of diacritics, hold these words? */
bool table_has_words(str stripped, const char *words);

/* The columns that a row's comparisons are between, -1 for none. */
struct table_cells {
    int32_t plan, before, now, vs_before, vs_plan;
};

/* Does cmp tell now against base: a ratio, a growth, points where the unit is per cent? */
enum fits table_row_fits(const struct figure *now, const struct figure *base,
                         const struct figure *cmp, unit u);

/* Moves the figures of a row of a by_order table to their columns; value is the
 * row's. CLASS_C: more than one way is possible, the likeliest was taken. */
enum certainty table_bind_row(const struct table *t, uint32_t row,
                              const struct table_column *column, const struct table_cells *role,
                              unit u, struct figure *value);

/* Gives the comparing columns their results: "Tháng 9 so với tháng trước" is about the
 * column of month 9. */
void table_bind_comparisons(struct job *j, period report, struct table_column *column,
                            uint32_t n);

/* A unit in brackets at the end of a header or label, "Năng suất (tạ/ha)": taken off
 * *label into *words. */
bool table_take_unit(struct job *j, const struct units *units, str *label, str *words);

/* Does a stripped label begin with a noun of measure: diện tích, sản lượng, số ... */
bool table_begins_measure(str stripped);

/* The label with a small first letter, unless it begins with an acronym. */
str table_lower_first(struct job *j, str s);

/* Full names and units of the rows, and their parents. */
void table_read_rows(struct job *j, const struct units *units, const struct table *t,
                     const struct table_column *column, str told_unit, struct table_row *row);
void table_name_rows(struct job *j, const struct units *units, struct table_row *row,
                     uint32_t nrows);

#endif

/* fact_rows_int.h -- between the files that read rows of facts. */
#ifndef READ_FACT_ROWS_INT_H
#define READ_FACT_ROWS_INT_H

#include "read/cells.h"
#include "read/fact_rows.h"

/* What all readers of rows work on. */
struct row_reader {
    struct job *job;
    str name;
    const struct indicators *catalogue;
    const struct cells *all;            /* how places are told */
    const struct cells_sheet *sheet;    /* the running one */
    bool vietnamese;                    /* texts that are figures are written 1.234,5 */
    struct import_rows *out;
    struct import_row *row;
    size_t row_cap;
    struct cell_error *error;
    size_t error_cap;
    size_t told;                        /* errors, those not kept too */
};

/* Adds an error; row and col from 0, a row of UINT32_MAX is the whole file. `column` may be NULL.
 * Both formats take the same arguments; the job's language picks one. */
void row_error(struct row_reader *r, uint32_t row, uint32_t col, const char *column,
               const char *vi, const char *en, ...)
    __attribute__((format(printf, 5, 7), format(printf, 6, 7)));

/* The figure of a cell; false, and an error, for what is none. */
bool row_figure(struct row_reader *r, const struct raw_cell *cell, const char *column, dec *out);

/* Are the days it names in the calendar? */
bool row_period_holds(period p);

/* Exactly the number that a workbook stores, which keeps 15 digits; with at least so many
 * decimals. */
bool row_stored_number(str stored, int places, dec *out);

/* A whole number of at least 0. */
bool row_count(struct row_reader *r, const struct raw_cell *cell, const char *column,
               int64_t *out);

/* A text in UTF-8 without control characters (line ends and tabs apart, where `lines`), not too
 * long. */
bool row_words(struct row_reader *r, const struct raw_cell *cell, const char *column, bool lines,
              str *out);

/* A day as 2025-06-30. */
bool row_day(struct row_reader *r, const struct raw_cell *cell, const char *column, epoch_day *out);

/* "name=value;..." in its canonical form. */
bool row_breakdown(struct row_reader *r, const struct raw_cell *cell, const char *column,
                   str *out);

/* Fills in id and name of the indicator a text means. */
void row_indicator(struct row_reader *r, str text, struct fact *f);

/* What an action and a state ask of each other. */
bool row_settle(struct row_reader *r, const struct raw_cell *at, struct import_row *row,
                bool action_told);

void row_add(struct row_reader *r, const struct import_row *row);

/* SDMX-CSV: the columns by their places. */
struct sdmx_header {
    int8_t *component;          /* by column; -1 action, -2 structure, -3 its id, -4: none */
    uint32_t ncolumns;
};
bool is_sdmx_header(const struct raw_cell *cell, size_t n);
bool sdmx_read_header(struct row_reader *r, const struct raw_cell *cell, size_t n,
                      struct sdmx_header *out);
void sdmx_read_row(struct row_reader *r, const struct sdmx_header *h,
                   const struct raw_cell *cell, size_t n);

/* Forms: is this the header's row of one, and all rows below it. */
bool is_form_header(struct arena *a, const struct raw_cell *cell, size_t n);
void form_read_rows(struct row_reader *r, size_t at);

#endif

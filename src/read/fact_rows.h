/* fact_rows.h -- tables of facts read strictly: each row a fact and what it asks for, or errors
 * by cell; nothing is guessed and nothing half read.
 *
 * Read are our own CSV (commas, semicolons or tabs), the workbook of an export, SDMX-CSV 2.x of
 * our structure, and filled forms (.xlsx or CSV, see model/form.h). docs/exchange.md tells
 * users what may stand where. */
#ifndef READ_FACT_ROWS_H
#define READ_FACT_ROWS_H

#include "base/job.h"
#include "model/exchange.h"
#include "model/indicator.h"

enum { CELL_ERRORS_KEPT = 200 };

struct import_row {
    struct fact fact;           /* revision, entry and document as the file says, 0: none */
    enum row_action action;
    uint32_t given;             /* bit 1 << enum fact_field: the row fills it in; see ROW_MERGE */
    uint32_t line;              /* of the file, or row of the sheet, from 1 */
    uint32_t value_col;         /* of the figure, from 1 */
    str sheet;                  /* of a workbook, else empty */
};

/* One thing that is wrong, in the language of the job. */
struct cell_error {
    uint32_t line, col;         /* from 1; col 0: the whole row, line 0: the whole file */
    str place;                  /* "Biểu nhập!C7", "dòng 5, cột 3" */
    str column;                 /* as its header calls it; may be empty */
    str message;                /* what is wrong and what to do; one line */
};

struct import_rows {
    const struct import_row *row;
    size_t n;
    const struct cell_error *error;     /* if there are some, no row is to be used */
    size_t nerrors;
    bool more_errors;           /* than are kept */
    bool form;                  /* a filled form */
    size_t empty;               /* its rows that were left empty */
};

/* Is it one of these tables? Told by its first lines; a workbook is opened for it. Never
 * fails: what cannot be opened is none. */
bool is_fact_rows(struct job *j, str name, str bytes);

/* Reads all of it. With a catalogue, indicators may stand by id, name or alias; one that is
 * unknown gets the slug of its name. Without, they are taken as they stand. `name` is the
 * source of rows that name none. `bytes` are followed by a NUL and outlive the job, as texts
 * are borrowed. Errors in cells are data (OK); FAIL_FORMAT: no such table at all. */
status fact_rows_read(struct job *j, str name, str bytes, const struct indicators *catalogue,
                      struct import_rows *out);

/* "5:3 Giá trị: ..." one a line, for the command line. */
void fact_rows_put_errors(const struct import_rows *rows, str name, struct buf *out);

#endif

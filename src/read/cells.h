/* cells.h -- a workbook or a CSV as the cells it stores: what a filled form and a table of
 * facts are read from.
 *
 * read.h gives what a file shows, as a document; here nothing is rounded, nothing that is
 * hidden is left out, and each cell keeps its address. */
#ifndef READ_CELLS_H
#define READ_CELLS_H

#include "base/buf.h"
#include "base/job.h"

enum cell_content {
    CELL_TEXT,
    CELL_NUMBER,                /* text is the number as stored: "11765.28", "1.2E-3" */
    CELL_BOOLEAN,
    CELL_ERROR,                 /* "#N/A" */
    CELL_DATE                   /* a number shown as a date; text is what is shown */
};

struct raw_cell {
    uint32_t row, col;          /* from 0; of a CSV the line its record begins on */
    enum cell_content content;
    uint8_t places;             /* decimals that a number's format shows at least */
    uint8_t shift;              /* 2: shown as per cent, 0.12 as 12 % */
    str text;
};

struct cells_sheet {
    str name;                   /* empty for CSV */
    const struct raw_cell *cell;        /* row by row; empty ones are left out */
    size_t n;
};

struct cells {
    struct job *job;
    bool workbook;
    char separator;             /* of a CSV: ',', ';' or a tab */
    const struct cells_sheet *sheet;
    size_t nsheets;
    struct cells_room *room;    /* while it is read */
};

/* Reads an .xlsx or a text with fields parted by commas, semicolons or tabs; which, its first
 * line tells that is no comment (#). A field in quotes may hold separators, doubled quotes and
 * line ends; one without is taken without the blanks around it. Tabs know no quotes. `bytes`
 * are followed by a NUL. FAIL_FORMAT for other files, for a quote that does not end; FAIL_LIMIT
 * beyond the job's table_cells. */
status cells_read(struct job *j, str name, str bytes, struct cells *out);

/* The cell there; NULL for an empty one. */
const struct raw_cell *cells_find(const struct cells_sheet *s, uint32_t row, uint32_t col);

/* The cells of one row; moves *at, from 0, behind them. False behind the last row. */
bool cells_next_row(const struct cells_sheet *s, size_t *at, const struct raw_cell **row,
                    size_t *n);

/* Where it stands, as people say it: "Biểu nhập!C7", "dòng 5, cột 3" (line 5, column 3). */
str cells_place(struct arena *a, const struct cells *all, const struct cells_sheet *s,
                uint32_t row, uint32_t col, enum lang lang);

#endif

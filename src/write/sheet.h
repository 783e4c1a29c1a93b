/* sheet.h -- one table as a workbook (.xlsx, ECMA-376): a header that stays in sight and can be
 * filtered by, columns of a told width, numbers as numbers. The same rows always
 * give the same bytes; see book.h. */
#ifndef WRITE_SHEET_H
#define WRITE_SHEET_H

#include "base/job.h"
#include "num/dec.h"

struct sheet_column {
    const char *title;
    uint8_t width;              /* in digits */
};

struct sheet;

/* The columns live as long as the sheet; `name` has at most 31 letters. */
struct sheet *sheet_new(struct job *j, const char *name, const struct sheet_column *column,
                        uint32_t ncolumns);

/* Begins a row; cells follow in the order of the columns, which may be fewer. A marked row
 * stands out by its ground. */
void sheet_row(struct sheet *s, bool marked);
void sheet_text(struct sheet *s, str text);
void sheet_count(struct sheet *s, uint64_t n);

/* With as many decimals as it has; one of more digits than Excel keeps (15) is a text. */
void sheet_number(struct sheet *s, dec d);

/* The whole workbook, in the job's arena. FAIL_LIMIT beyond the rows that Excel opens. */
status sheet_finish(struct sheet *s, str *out);

#endif

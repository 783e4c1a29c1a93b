/* book.h -- workbooks (.xlsx, ECMA-376), cell by cell: looks, widths, merged cells, rules of
 * entry, protection, the printed page.
 *
 * Written here and not by a library: figures keep their digits where libxlsxwriter takes
 * doubles, and the same cells always give the same bytes, without a clock in them. */
#ifndef WRITE_BOOK_H
#define WRITE_BOOK_H

#include "base/buf.h"
#include "base/job.h"
#include "num/dec.h"

enum book_across { BOOK_LEFT, BOOK_CENTRE, BOOK_RIGHT };

/* How a cell looks. All zero: 11 points, plain, top left, locked once the sheet is. */
struct book_look {
    const char *format;         /* "#,##0.00"; NULL: general; lives as long as the book */
    uint8_t points;             /* of the letters; 0: 11 */
    uint8_t indent;
    bool bold, italic, wrap, border, middle;
    bool open;                  /* may be filled in on a protected sheet */
    enum book_across across;
    uint32_t ground, ink;       /* RGB; 0: none, black */
};

/* What may be typed into the cells of a column, rows from..to. Texts are told to the user. */
struct book_rule {
    uint32_t col, from, to;
    const char *list;           /* "a,b,c" to choose from; NULL: a number */
    bool not_negative;
    const char *title, *prompt, *refusal;
};

/* What the whole sheet is. Rows and columns count from 0. */
struct book_page {
    uint32_t frozen_rows, frozen_cols;
    bool filter_first_row;
    bool protect;               /* without a password: against slips, not against people */
    bool titles;                /* the frozen rows from title_from on are printed on each page */
    uint32_t title_from;
};

struct book;
struct book_sheet;

struct book *book_new(struct job *j);

/* The number of the look, to be given to cells. Equal looks have one number; 0 is the look of
 * cells that have none. */
uint32_t book_look(struct book *b, const struct book_look *look);

/* The next sheet; its name has at most 31 letters and is none that Excel refuses. */
struct book_sheet *book_sheet_new(struct book *b, str name, const struct book_page *page);

/* Columns in order, widths in digits; 0: hidden. */
void book_column(struct book_sheet *s, uint32_t width);

/* Begins the next row; `height` in points, 0: what programs give it. It is fixed, or else grows
 * with what is typed. */
void book_row(struct book_sheet *s, uint32_t height, bool fixed);

/* Cells of the running row, from left to right. An empty text still shows the look. */
void book_text(struct book_sheet *s, uint32_t col, uint32_t look, str text);
void book_count(struct book_sheet *s, uint32_t col, uint32_t look, uint64_t n);

/* One of more digits than Excel keeps (15) becomes a text. */
void book_number(struct book_sheet *s, uint32_t col, uint32_t look, dec d);

/* Cells [col, last] of the running row become one; texts in them are put by the caller. */
void book_merge(struct book_sheet *s, uint32_t col, uint32_t last);

void book_rule_add(struct book_sheet *s, const struct book_rule *rule);

/* Rows begun so far: the next one is this, from 0. */
uint32_t book_rows(const struct book_sheet *s);

/* The whole workbook, in the job's arena. FAIL_LIMIT beyond the rows that Excel opens. */
status book_finish(struct book *b, str *out);

/* The format of so many decimals, "#,##0.00"; general beyond 6. */
const char *book_decimals(int places);

#endif

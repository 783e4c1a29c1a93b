/* xlsx_int.h -- between the files that read Excel's workbooks. */
#ifndef READ_XLSX_INT_H
#define READ_XLSX_INT_H

#include "base/buf.h"
#include "pack/xml.h"
#include "read/cells_int.h"
#include "read/formats.h"

/* -- xlsx_format.c: number formats (ECMA-376 part 1, 18.8.31) -- */

enum number_kind {
    NUMBER_GENERAL,             /* all its digits */
    NUMBER_DIGITS,              /* so many digits */
    NUMBER_DATE,
    NUMBER_WORDS                /* the literals alone: "-" for zero */
};

/* A piece of a date: y, m, d, h, n (minutes), s; H, N, S: all hours, minutes, seconds
 * passed; " for a literal. */
struct date_piece {
    char kind;
    uint8_t width;
    str literal;
};

/* What a format says for positive, for negative numbers or for zero. */
struct number_section {
    enum number_kind kind;
    uint8_t whole;              /* digits at least, before the comma */
    uint8_t least, most;        /* digits behind it */
    uint8_t shift;              /* digits the comma moves right: 2 for per cent */
    uint8_t thousands;          /* times 1000 it is divided by */
    bool grouped;
    str before, after;          /* literals */
    const struct date_piece *piece;
    uint32_t npieces;
};

struct number_format {
    struct number_section section[3];
    uint32_t nsections;
};

/* Compiles a format's code ("#,##0.0;-#,##0.0"). */
struct number_format number_format_read(struct arena *a, str code);

/* The code of a format that has a number only, as Excel has it for Vietnamese. */
str number_format_built_in(long id);

/* Appends a stored number ("12.300000000000001") as its cell shows it, in Vietnamese
 * writing: "12,3". A general number keeps the 15 digits that Excel has; a negative one has
 * its minus whatever the format shows instead. False for what is no number. */
bool number_format_put(const struct number_format *f, str stored, bool from_1904, struct buf *out);

/* Appends an ISO date, "2025-06-15T00:00:00", as 15/06/2025; anything else as it is. */
void number_put_iso_date(str stored, struct buf *out);

/* -- xlsx_style.c -- */

/* The looks of cells, by the number that cells name. */
struct xlsx_style {
    uint32_t format;            /* in xlsx_styles.format */
    bool bold;
};

struct xlsx_styles {
    struct xlsx_style *style;
    size_t n, cap;
    struct number_format *format;
    size_t nformats, format_cap;
};

/* Reads styles.xml; without the part all cells are general. */
status xlsx_read_styles(struct job *j, struct zip *z, str part, struct xlsx_styles *out);

/* -- xlsx_sheet.c -- */

/* The texts that cells share: text[at[i] .. at[i + 1]). */
struct xlsx_strings {
    str text;
    const uint32_t *at;
    uint32_t n;
};

status xlsx_read_strings(struct job *j, struct zip *z, str part, struct xlsx_strings *out);

/* What all sheets of a workbook are read with. */
struct xlsx_book {
    struct job *job;
    struct zip *zip;
    struct tree *tree;          /* what is printed goes here ... */
    struct cells *cells;        /* ... or all there is, as stored, here; the other is NULL */
    struct xlsx_styles styles;
    struct xlsx_strings strings;
    bool from_1904;             /* days are counted from 1904 */
};

/* Tells the cells of one sheet. */
status xlsx_read_sheet(struct xlsx_book *b, str part);

#endif

/* gap.h -- tables whose cells are parted by blanks, as PDF text leaves them.
 *
 * Neither the width of a gap nor the end of a line proves anything there. What
 * makes such a table is its header: a run of lines made of header words alone
 * (TT, Chỉ tiêu, Đơn vị, Kế hoạch, Thực hiện, So với ...), then rows that end in
 * figures. Everything else stays prose. */
#ifndef READ_GAP_H
#define READ_GAP_H

#include "num/unit.h"
#include "read/line.h"

enum { GAP_COLUMNS = 16, GAP_WORDS = 120 };

/* Source bytes that belong together. */
struct piece {
    uint32_t from, to;
};

enum gap_kind { GAP_INDEX, GAP_LABEL, GAP_UNIT, GAP_PLAN, GAP_RESULT, GAP_COMPARE, GAP_NOTE };

/* A column: words of the header; `shared` are those of the level above it. */
struct gap_column {
    enum gap_kind kind;
    uint8_t from, to;           /* in gap_header.word */
    uint8_t shared_from, shared_to;
};

struct gap_header {
    struct piece word[GAP_WORDS];
    struct gap_column column[GAP_COLUMNS];
    uint32_t nwords, ncols, nvalues;
    uint32_t first, end;        /* its lines */
};

struct gap_row {
    uint32_t src;               /* its first byte */
    struct piece mark, unit, note;          /* empty when from == to */
    uint32_t label, nlabel;     /* in gap_table.piece */
    uint32_t figure, nfigures;
};

struct gap_table {
    uint32_t first, end;        /* its lines */
    struct gap_header header;
    const struct gap_row *row;
    uint32_t nrows;
    const struct piece *piece;
};

/* The header that begins on line `at`; false when none does. */
bool gap_header_read(const struct source *src, const struct lines *ls, uint32_t at,
                     struct gap_header *out);

/* The header of rows with at most `figures` figures, when it tells more columns: a
 * header of two levels, whose upper words are columns of their own in h. Left
 * alone where that does not give as many columns as figures. */
void gap_header_settle(const struct source *src, uint32_t figures, struct gap_header *h);

/* "Nghị quyết" above "Năm 2020" may be one column or two. Read as one in h, they are
 * parted; false where that does not give one column more. */
bool gap_header_part_years(const struct source *src, struct gap_header *h);

/* Can a header begin with these bytes? Cheap: most lines say no. */
bool gap_header_may_begin(str line);

/* Finds the tables; their lines become LINE_GAPS. */
void gap_tables_find(struct arena *a, const struct source *src, struct lines *ls);

#endif

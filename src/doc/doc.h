/* doc.h -- the document tree: what was read, with its place in the source.
 *
 * A document is a list of blocks in reading order. Each block carries a flow:
 * its text cleaned for reading (sentences cut by page breaks and notes joined,
 * markup and note marks taken out, NFC), with a map back to the source, so that
 * everything found in it can be told by line and column. */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/buf.h"
#include "base/job.h"
#include "base/source.h"

/* text[at .. at of the next segment) was copied from source[src ..). Inside a
 * segment offsets run in step, but for composed letters (see flow_source). */
struct flow_seg {
    uint32_t at;
    uint32_t src;
};

/* A note mark stood before text[at]. */
struct flow_mark {
    uint32_t at;
    uint32_t src;
    uint16_t number;
};

struct flow {
    str text;                   /* NFC, blanks single, no line ends, no markup */
    const struct flow_seg *seg; /* sorted by at; seg[0].at == 0 when text is not empty */
    const struct flow_mark *mark;
    uint32_t nsegs, nmarks;
};

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARA,
    BLOCK_ITEM,                 /* begins with -, +, * or a letter or number mark */
    BLOCK_NOTE,
    BLOCK_TABLE
};

enum { NO_BLOCK = -1 };

struct cell {
    struct flow flow;           /* may be empty */
    uint16_t more_rows, more_cols;      /* merged with so many below it, to its right */
    bool covered;               /* part of a merged cell that begins above or to the left */
};

/* Cells in rows of equal length; what a short line did not tell is empty.
 * Which rows are headers is the extractor's reading, not the reader's. */
struct table {
    uint32_t nrows, ncols;
    const struct cell *cell;    /* row by row */
    const uint32_t *src;        /* offset of each row's first byte in the source; by_order: of */
                                /* its first figure, if any */
    str sheet;                  /* of a workbook: the sheet's name, else empty */
    const uint32_t *row_number, *col_number;    /* of a sheet, from 1, for empty ones are left */
                                /* out; NULL: counted */
    bool by_order;              /* cells were parted by blanks: a row's figures are in order, */
                                /* from the first value column on, but some may be missing */
};

/* Where a line of a sheet stands, from 1. */
struct sheet_place {
    str sheet;
    uint32_t row, col;
};

struct block {
    enum block_kind kind;
    uint8_t level;              /* headings: 1 is the title; items: depth of the mark, 1.. */
    uint16_t note;              /* notes: their number, 0 for one without */
    int32_t parent;             /* the heading it stands under, or NO_BLOCK */
    int32_t anchor;             /* notes: the block that bears their mark, or NO_BLOCK */
    uint32_t anchor_at;         /* notes: where in the anchor's text the mark stood */
    uint32_t page;              /* it begins on, 0 where that is not known */
    struct flow flow;           /* empty for tables */
    const struct table *table;
    const struct sheet_place *place;    /* of a line of a sheet, else NULL */
};

/* Where the text was taken from in a file that is no text: from text[at] on, in step, it
 * is the bytes from `src` on of a part, up to the next origin. */
struct origin {
    uint32_t at;                /* in the source's text */
    uint32_t src;               /* in the part, NO_ORIGIN for what no byte of it says */
    uint32_t part;              /* in doc.part */
};

#define NO_ORIGIN UINT32_MAX

/* In a file that is no text the source is made by the reader: a line a paragraph or
 * note, a line a row of a table with tabs between the cells. */
struct doc {
    const struct source *src;
    const struct block *block;
    uint32_t nblocks;
    const struct origin *origin;        /* sorted by at; none in a text */
    uint32_t norigins;
    const str *part;            /* names of the parts: members of a packed file */
    uint32_t nparts;
};

/* Offset in the source of text[at]; at may equal the text's length. */
uint32_t flow_source(const struct flow *f, uint32_t at);

/* The first offset of the flow that was taken from `src` of the source or from behind it;
 * the text's length for none. */
uint32_t flow_offset(const struct flow *f, uint32_t src);

/* The source span of text[from, to): from its first byte to its last. */
span flow_span(const struct flow *f, uint32_t from, uint32_t to);

/* Tells a place of the source as a person would look for it: "trang 3, đoạn 14",
 * "bảng 2, hàng 5, cột 3", "trang tính «Biểu 1», ô C5". For source.tell; map is the doc. */
void doc_tell_place(const struct source *src, uint32_t offset, enum lang lang, struct buf *out);

/* The letters of a sheet's column: 1 is A, 27 is AA. */
void doc_put_column(struct buf *out, uint32_t col);

/* The last row that begins at or before the offset of the source; 0 where none does. */
uint32_t table_row_at(const struct table *t, uint32_t offset);

static inline const struct cell *table_cell(const struct table *t, uint32_t row, uint32_t col)
{
    return &t->cell[(size_t)row * t->ncols + col];
}

#endif

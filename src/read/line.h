/* line.h -- the lines of a text, each with what it looks like on its own. */
#ifndef READ_LINE_H
#define READ_LINE_H

#include "base/source.h"

enum line_kind {
    LINE_BLANK,
    LINE_TEXT,
    LINE_HEADING,               /* #, a numbered title, a bold line */
    LINE_ITEM,                  /* -, +, *, a), 1.1. with running text */
    LINE_NOTE,                  /* the start of a note's body */
    LINE_TABS,                  /* a row of a tab-separated table */
    LINE_PIPES,                 /* a row of a pipe or grid table */
    LINE_GAPS,                  /* in a table whose cells are parted by blanks */
    LINE_RULE,                  /* ---, ___, a line of blanks before notes */
    LINE_COMMENT,               /* inside <!-- --> */
    LINE_FURNITURE              /* a lone page number */
};

struct line {
    uint32_t start, end;        /* source bytes without the line's end */
    uint32_t text;              /* where the text starts, behind blanks and marks */
    uint16_t note;              /* LINE_NOTE: its number */
    uint16_t chars;             /* length in characters, at most 65535 */
    enum line_kind kind : 8;    /* small, for a text may have millions of lines */
    uint8_t level;              /* headings and items: rank of their mark, 1 highest */
    bool page_top : 1;          /* first line of a page: form feed or a lone indent */
    bool finished : 1;          /* ends like a sentence: . ; : ! ? ... */
    bool starts_lower : 1;      /* continues by its looks: lower case, %, closing bracket */
    bool in_notes : 1;          /* in the note zone at a page's foot (wrapped text) */
};

/* Ranks of headings and items by their marks, 1 highest. */
enum line_level {
    LEVEL_PART = 1,             /* PHẦN THỨ NHẤT */
    LEVEL_LETTER = 2,           /* A. */
    LEVEL_ROMAN = 3,            /* I. */
    LEVEL_NUMBER = 5,           /* 1.  (1.1. is one lower for each further number) */
    LEVEL_SMALL = 9,            /* a) */
    LEVEL_DASH = 10,            /* - */
    LEVEL_PLUS = 11             /* + */
};

/* A heading has at most so many characters. */
enum { TITLE_CHARS = 220 };

struct gap_table;               /* read/gap.h */

struct lines {
    struct line *line;
    uint32_t n;
    bool markdown;              /* emphasis and tags are markup */
    bool wrapped;               /* lines were broken at a width */
    uint16_t width;             /* of wrapped body lines, in characters */
    const struct gap_table *gap;        /* the tables of the LINE_GAPS, in order */
    uint32_t ngaps;
};

/* What source[start, end) looks like as a line alone: one that is a paragraph of its own. */
struct line line_look(const struct source *src, uint32_t start, uint32_t end);

/* No paragraph is longer than this; what a file says is one is cut into several, so that
 * what is done a block at a time stays small. */
enum { BLOCK_BYTES = 64 * 1024 };

/* The end of the piece of text[from, end) that one block takes: behind a stop or a blank
 * where the last eighth has one, at least not inside a character. */
uint32_t line_piece_end(str text, uint32_t from, uint32_t end);

/* Classifies every line of src; of very many empty ones in a row, the first. */
struct lines lines_read(struct arena *a, const struct source *src);

#endif

/* tree_int.h -- what a tree holds until it is finished: tree.c fills it, tree_build.c
 * makes the document of it. */
#ifndef READ_TREE_INT_H
#define READ_TREE_INT_H

#include "base/buf.h"
#include "read/tree.h"

#define TREE_NONE UINT32_MAX

/* A paragraph: raw[from, to). */
struct tree_para {
    uint32_t from, to;
    uint32_t mark, nmarks;      /* told marks */
    uint32_t raised, nraised;
    uint32_t next;              /* the next of the same cell, or TREE_NONE */
    uint32_t rest;              /* where it goes on behind what stood aside, or TREE_NONE */
    uint32_t letters, bold;     /* bytes that are no blanks; of them bold ones */
    uint32_t page;
    uint16_t note;              /* of a note's body: its number */
    uint32_t note_id;           /* one for all paragraphs of a told note, 0 for a typed one */
    const struct sheet_place *place;    /* of a line of a sheet */
    uint8_t heading;
    bool in_note;
    bool blank_before;          /* a rest: a blank parts it from what went before */
};

struct tree_raised { uint32_t at, len; };               /* in raw */
struct tree_mark { uint32_t at; uint16_t number; };     /* in raw */

struct tree_cell {
    uint32_t row, col;
    uint32_t rows, cols;
    uint32_t first, last;       /* its paragraphs, or TREE_NONE */
    uint32_t from, to;          /* of one told at once: its text in raw */
    bool bold;
};

/* A column of an open table. */
struct tree_column {
    uint32_t below;             /* the row behind the merged cell that reaches here */
    uint32_t cell;              /* the last cell that begins here, from 1; 0 for none */
};

/* Cells of a sheet that are one. */
struct tree_merge {
    uint32_t table, row, col, rows, cols;
};

struct tree_table {
    struct tree_cell *cell;     /* in the order told */
    size_t ncells, cap;
    uint32_t first_row;         /* of a sheet's part: rows count from here */
    uint32_t nrows, ncols;
    str sheet;
    bool is_sheet;
    uint32_t page;
    /* while it is open: */
    uint32_t row, col;          /* of the next cell; row 0 before the first tree_row */
    bool in_row;
    struct tree_column *column; /* so far told */
    size_t column_cap, ncolumns;
    uint32_t outer;             /* the table it is nested in, or TREE_NONE */
    uint32_t cell_now;          /* or TREE_NONE */
};

/* The note whose body is told. */
struct tree_note {
    bool running;
    uint16_t number;
    uint32_t id;
};

/* What was running when something was told aside. */
struct tree_aside {
    uint32_t para, table;
    struct tree_note note;
    bool blank_owed;
};

enum { TREE_ASIDES = 8 };

/* What stands in the body, in reading order. */
struct tree_item {
    bool table;
    uint32_t index;             /* of the paragraph or table */
};

struct tree {
    struct job *job;
    str name;
    struct buf raw;
    struct origin *origin;      /* at: in raw */
    size_t norigins, origin_cap;
    str *part;
    size_t nparts, part_cap;
    uint32_t part_now;
    uint32_t page;

    struct tree_para *para;
    size_t nparas, para_cap;
    struct tree_raised *raised;
    size_t nraised, raised_cap;
    struct tree_mark *mark;
    size_t nmarks, mark_cap;
    struct tree_table *table;
    size_t ntables, table_cap;
    struct tree_merge *merge;   /* of sheets, in any order */
    size_t nmerges, merge_cap;
    struct tree_item *item;
    size_t nitems, item_cap;

    uint32_t para_now, table_now;       /* or TREE_NONE */
    struct tree_note note;      /* the running one, if any */
    uint32_t notes;             /* told so far */
    struct tree_aside aside[TREE_ASIDES];
    uint32_t nasides;           /* more than TREE_ASIDES are counted, not kept */
    bool blank_owed;
    uint32_t copies;            /* cells that stand for others: copies, covered ones */
    uint32_t blocks;            /* paragraphs and tables, but for each cell's first */
    bool too_long;              /* more of them than the job allows: told at the end */
    bool too_large;             /* more text in cells: told at the end */
    bool too_wide;              /* a table beyond all limits: told at the end */
};

/* Puts text that was typed in an encoding of before Unicode into Unicode. */
void tree_recode(struct tree *t);

/* Counts a paragraph or a table. */
void tree_count_block(struct tree *t);

/* Makes a paragraph of the text of a cell that was told at once. */
void tree_cell_para(struct tree *t, struct tree_cell *c);

/* Parts every sheet into the lines and the tables it has: they become items. Its cells
 * are sorted, its merged cells told. */
void tree_cut_sheets(struct tree *t);

/* A line's end inside a paragraph, in raw. */
enum { TREE_BREAK = '\v' };

#endif

/* cells_int.h -- between the readers that keep cells. */
#ifndef READ_CELLS_INT_H
#define READ_CELLS_INT_H

#include "read/cells.h"

/* What follows stands on this sheet. */
void cells_begin_sheet(struct cells *c, str name);

/* Keeps the cell, whose text lives in the job's arena. */
void cells_put(struct cells *c, const struct raw_cell *cell);

/* Is it beyond the limit? Nothing more need be told. */
bool cells_are_full(const struct cells *c);

/* The records of a text, one after the other, so that a large table need not stand in memory
 * as cells. */
struct field_reader {
    struct job *job;
    str name, text;
    size_t at;
    uint32_t line;              /* from 0 */
    char separator;
    bool begun;                 /* a record has been told */
    struct raw_cell *cell;      /* of the running record, empty fields left out */
    size_t n, cap;
};

/* `text` is UTF-8; it finds the separator. */
void fields_open(struct job *j, str name, str text, struct field_reader *out);

/* The next record that is not empty; *more is false behind the last one. */
status fields_next(struct field_reader *r, bool *more);

/* All of them as cells. */
status cells_read_fields(struct job *j, str name, str text, struct cells *out);

#endif

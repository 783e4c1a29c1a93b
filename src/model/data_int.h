/* data_int.h -- the table that tools/embed.c writes. */
#ifndef MODEL_DATA_INT_H
#define MODEL_DATA_INT_H

#include "base/str.h"

struct data_entry {
    str name;
    str content;
};

/* Sorted by name; data_count entries. */
extern const struct data_entry data_entries[];
extern const size_t data_count;

#endif

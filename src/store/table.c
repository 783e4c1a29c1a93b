/* table.c -- the tables of the ledger as data. */
#include "store/table.h"

#include <stddef.h>

#define INT2(n) { #n, COLUMN_INT2, false }
#define INT4(n) { #n, COLUMN_INT4, false }
#define INT8(n) { #n, COLUMN_INT8, false }
#define NULL8(n) { #n, COLUMN_INT8, true }
#define TEXT(n) { #n, COLUMN_TEXT, false }
#define TABLE(id, nkey_, ...)                                                           \
    [TABLE_##id] = { .name = #id,                                                       \
                     .nkey = (nkey_),                                                   \
                     .ncolumns = sizeof((struct ledger_column[]){ __VA_ARGS__ }) /      \
                                 sizeof(struct ledger_column),                          \
                     .column = { __VA_ARGS__ } },

const struct table_shape table_shape[TABLE_COUNT] = {
#include "store/tables.def"
};

#undef INT2
#undef INT4
#undef INT8
#undef NULL8
#undef TEXT

/* table.h -- the tables of the ledger as data: what each has, in which order it is kept.
 *
 * Inserting, digests, verifying and copying walk this description, so that no column can be
 * forgotten by one of them. The tenant is the first column of every table and of its key; it is
 * not listed. A column's type is an integer of so many bytes, or text. */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "base/str.h"

enum ledger_table {
#define TABLE(id, nkey, ...) TABLE_##id,
#include "store/tables.def"
    TABLE_COUNT
};

enum column_type { COLUMN_INT2 = 2, COLUMN_INT4 = 4, COLUMN_INT8 = 8, COLUMN_TEXT = 0 };

struct ledger_column {
    const char *name;
    enum column_type type;
    bool may_be_null;
};

enum { MAX_COLUMNS = 20 };

struct table_shape {
    const char *name;
    int nkey;                   /* the first columns, behind the tenant, are the key */
    int ncolumns;
    struct ledger_column column[MAX_COLUMNS];
};

extern const struct table_shape table_shape[TABLE_COUNT];

/* One value of a row. Texts hold no NUL. */
struct datum {
    enum { DATUM_NULL, DATUM_INT, DATUM_TEXT } kind;
    int64_t number;
    str text;
};

static inline struct datum datum_int(int64_t n)
{
    return (struct datum){ .kind = DATUM_INT, .number = n };
}

static inline struct datum datum_str(str text)
{
    return (struct datum){ .kind = DATUM_TEXT, .text = text };
}

static inline struct datum datum_null(void)
{
    return (struct datum){ .kind = DATUM_NULL };
}

#endif

/* provider.h -- what a database must be able to do for the store.
 *
 * The store is written once against this; queries.def holds SQL that SQLite
 * and PostgreSQL both understand. Binds are sticky: the first that fails is
 * remembered and told by run or finish. */
#ifndef STORE_PROVIDER_H
#define STORE_PROVIDER_H

#include "store/store.h"

enum query {
#define QUERY(name, sql) Q_##name,
#include "store/queries.def"
    Q_COUNT
};

struct stmt;

struct store_class {
    const char *name;

    /* A statement ready for binding; parameters from 1. */
    struct stmt *(*query)(struct store *s, enum query q);
    void (*bind_str)(struct stmt *st, int param, str v);
    void (*bind_int)(struct stmt *st, int param, int64_t v);
    void (*bind_null)(struct stmt *st, int param);

    /* The next row, if any. Texts of a row last until the next step. */
    bool (*step)(struct stmt *st);
    int64_t (*int_at)(struct stmt *st, int col);        /* columns from 0; NULL: 0 */
    bool (*null_at)(struct stmt *st, int col);
    str (*str_at)(struct stmt *st, int col);

    /* Ends the use of the statement and reports its first failure. */
    status (*finish)(struct stmt *st, struct job *j);

    status (*begin)(struct store *s, struct job *j);
    status (*commit)(struct store *s, struct job *j);
    void (*abort)(struct store *s);
    status (*backup)(struct store *s, struct job *j, str to);
};

struct store {
    const struct store_class *class;
    void *db;                   /* the provider's */
    str tenant;
    bool writing;               /* between begin and commit */
    int64_t entry;              /* number of the audit entry being written */
    int64_t now;                /* of this transaction */
    str author, action;
};

/* store/sqlite/sqlite.c */
status sqlite_store_open(struct job *j, str path, enum store_mode mode, struct store *s);

#endif

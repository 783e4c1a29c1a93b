/* provider.h -- what a database must be able to do for the store.
 *
 * The store is written once against this. queries.def holds SQL that both databases understand,
 * with parameters ?1, ?2, ...; a provider may have to write them otherwise. Reading, binding and
 * inserting are sticky: the first failure is remembered and told by finish or insert_end. */
#ifndef STORE_PROVIDER_H
#define STORE_PROVIDER_H

#include "store/store.h"
#include "store/table.h"

enum query {
#define QUERY(name, sql) Q_##name,
#include "store/queries.def"
    Q_COUNT
};

struct stmt;

struct store_class {
    const char *name;           /* "sqlite", "postgres" */

    /* A statement ready for binding; parameters from 1, all integers of 64 bits or texts. Each
     * query is in use once at a time; several queries may be stepped in turn. */
    struct stmt *(*query)(struct store *s, enum query q);
    void (*bind_str)(struct stmt *st, int param, str v);
    void (*bind_int)(struct stmt *st, int param, int64_t v);

    /* The next row, if any. Texts of a row last until the next step. */
    bool (*step)(struct stmt *st);
    int64_t (*int_at)(struct stmt *st, int col);        /* columns from 0; NULL: 0 */
    bool (*null_at)(struct stmt *st, int col);

    /* The first n columns of the row, all of them integers: quicker than one by one. */
    void (*ints)(struct stmt *st, int64_t *out, int n);
    str (*str_at)(struct stmt *st, int col);

    /* Ends the use of the statement and reports its first failure. */
    status (*finish)(struct stmt *st, struct job *j);

    /* All rows of a table of this tenant, all columns in their order, sorted by the key: texts
     * by their bytes. Rows are taken from the database as they are asked for, so that tables
     * larger than memory can be walked; no other statement may be used until finish. */
    struct stmt *(*scan)(struct store *s, enum ledger_table t);

    /* Adds rows to one table, fast, however many: insert_row takes a cell for each column of
     * table_shape, the tenant apart. Nothing else may be asked between begin and end. */
    void (*insert_begin)(struct store *s, enum ledger_table t);
    void (*insert_row)(struct store *s, const struct datum *row);
    status (*insert_end)(struct store *s, struct job *j);

    /* A transaction: begin takes the one place of the tenant's writers, or fails after ten
     * seconds of waiting; *entry is the number of the audit entry to be written. A failure that
     * trying the whole transaction again may cure (SQLSTATE 40001, 40P01) sets s->try_again. */
    status (*begin)(struct store *s, struct job *j, int64_t *entry);
    status (*commit)(struct store *s, struct job *j);
    void (*abort)(struct store *s);

    /* One state of the database for all that is read until read_end. */
    status (*read_begin)(struct store *s, struct job *j);
    void (*read_end)(struct store *s);

    /* Drops the tables that upgrade_rows() has emptied; in its transaction. */
    status (*drop_old)(struct store *s, struct job *j);

    /* The whole database, as it is now, into an empty scratch, while it is in use. NULL where
     * the database cannot: the store then copies table by table. */
    status (*snapshot)(struct store *s, struct store *scratch, struct job *j);
};

struct store_names;
struct journal;
struct row_room;
struct tally_list;

struct store {
    const struct store_class *class;
    void *db;                   /* the provider's */
    struct arena *arena;        /* of the job that opened it */
    int64_t tenant;             /* 1 .. 2^31-1; part of every key and query */
    bool writing;               /* between begin and commit */
    bool try_again;
    bool has_old;               /* tables of version 1 are set aside, their rows not yet moved */
    int64_t version_before, version;    /* of the tables: when it was opened, and now */
    int64_t entry;              /* number of the audit entry being written */
    int64_t now;                /* of this transaction */
    str author, action, reason;
    struct store_names *names;        /* names.h: terms and series that are known */
    struct row_room *room;      /* facts.c: rows being walked */
    struct tally_list *tally;   /* tally.h: what the transaction adds to the counts */
    struct journal *journal;    /* journal.h: the rows made so far */
    int64_t sealed;             /* 0, or the first entry whose rows the entry written covers */
};

/* Both make the tables when mode is STORE_CREATE and bring older ones to this version unless
 * mode is STORE_READ. The connection closes with the arena of j. */
status sqlite_store_open(struct job *j, str path, enum store_mode mode, struct store *s);
status postgres_store_open(struct job *j, str url, enum store_mode mode, struct store *s);

/* A ledger of SQLite in a file without a name in the folder, private and gone with the arena of
 * j or the program. `empty`: no table is made in it, for a snapshot. Else it gets the newest
 * tables, or is brought up to them when fn has written an older ledger, of that name, to fd. */
struct scratch_fill {
    status (*fn)(struct job *j, int fd, void *arg);     /* NULL: nothing */
    void *arg;
    const char *name;           /* for messages */
    bool empty;
};
status sqlite_scratch_open(struct job *j, str folder, const struct scratch_fill *fill,
                           struct store *s);
int sqlite_scratch_file(struct store *s);

#endif

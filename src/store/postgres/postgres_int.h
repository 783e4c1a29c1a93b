/* postgres_int.h -- what the files of the PostgreSQL provider share. */
#ifndef STORE_POSTGRES_POSTGRES_INT_H
#define STORE_POSTGRES_POSTGRES_INT_H

#include "store/postgres/libpq.h"
#include "store/provider.h"

/* The first failure of a statement; later ones only follow from it. */
struct pg_trouble {
    bool is;
    char sqlstate[6];           /* empty: none, as when the connection broke */
    str message;                /* one line, from the server or from libpq */
};

enum { PG_PARAMS = 16 };

/* A number or a text on its way to the server; a text stands in the statement's `texts`. */
struct pg_param {
    unsigned type;              /* PQ_INT8 or PQ_TEXT; 0: not bound */
    size_t at;
    int length;
    char number[8];             /* as it goes over the wire */
};

/* A column of the row that is being read. */
struct pg_field {
    const char *bytes;          /* NULL: the value is NULL */
    int length;
    unsigned type;
};

struct pg_stmt {
    struct store *store;
    struct pg_trouble trouble;
    bool done;                  /* run, to its end */

    /* A query: all its rows, or NULL while it has not been run. */
    int query;                  /* enum query; Q_COUNT: a scan */
    bool prepared;              /* on this connection, for these types: */
    unsigned type[PG_PARAMS];
    struct pg_param param[PG_PARAMS];
    int nparams;
    char *texts;
    size_t texts_used, texts_room;
    struct pg_result *result;
    int row, nrows, ncolumns;
    unsigned column_type[MAX_COLUMNS];

    /* A scan: the row as COPY sent it. */
    char *bytes;
    struct pg_field field[MAX_COLUMNS];
    enum ledger_table table;
    bool begun;                 /* the head of the stream has been read */
};

/* A COPY into a table. */
struct pg_insert {
    bool open;
    enum ledger_table table;
    struct pg_trouble trouble;
    char *bytes;                /* not yet sent */
    size_t used;
    int64_t rows[TABLE_COUNT];  /* since begin */
};

struct pg_db {
    struct libpq pq;
    struct pg_conn *conn;
    struct arena *arena;
    enum store_mode mode;
    bool reading;               /* between read_begin and read_end */
    struct pg_stmt stmt[Q_COUNT];
    struct pg_stmt scan;
    struct pg_insert insert;
};

/* -- trouble.c: failures of the server and of the connection, as messages -- */

/* Keeps the first failure: what the result tells, or the connection where it is NULL. */
void pg_keep(struct pg_db *db, struct pg_trouble *t, struct pg_result *result);
void pg_keep_words(struct pg_trouble *t, const char *sqlstate, str message);

/* OK, or the failure of the job; sets try_again. */
status pg_report(struct store *s, struct job *j, const struct pg_trouble *t);

/* One line of at most some hundred bytes, without what the connection was made with. */
str pg_one_line(struct arena *a, const char *text);

/* -- script.c: SQL without parameters -- */

/* Runs all statements of `sql`; with `number`, the first value of the last one, 0 for none or
 * NULL. */
status pg_script(struct store *s, struct job *j, const char *sql, int64_t *number);

/* -- postgres.c -- */

/* Makes a connection that broke anew, unless something is going on that went with it. */
void pg_revive(struct store *s);

/* -- migrate.c -- */

/* Makes or checks the tables, as the mode asks. */
status pg_migrate(struct store *s, struct job *j);

/* -- copy.c: whole tables, by COPY in its binary format -- */

struct stmt *pg_scan(struct store *s, enum ledger_table t);
bool pg_scan_step(struct pg_stmt *st);
void pg_scan_end(struct pg_stmt *st);
void pg_insert_begin(struct store *s, enum ledger_table t);
void pg_insert_row(struct store *s, const struct datum *row);
status pg_insert_end(struct store *s, struct job *j);

/* Gives up a scan or an insert that has not come to its end. */
void pg_copy_abort(struct pg_db *db);

/* -- query.c: statements of queries.def -- */

struct stmt *pg_query(struct store *s, enum query q);
void pg_bind_str(struct stmt *st, int param, str v);
void pg_bind_int(struct stmt *st, int param, int64_t v);
bool pg_step(struct stmt *st);
int64_t pg_int_at(struct stmt *st, int col);
void pg_ints(struct stmt *st, int64_t *out, int n);
bool pg_null_at(struct stmt *st, int col);
str pg_str_at(struct stmt *st, int col);
status pg_finish(struct stmt *st, struct job *j);

/* Forgets what the statement has been given and has read. */
void pg_stmt_clear(struct pg_stmt *st);

/* -- numbers as they go over the wire, the high byte first -- */

static inline void pg_put_number(char *to, uint64_t v, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--, v >>= 8)
        to[i] = (char)(v & 0xFF);
}

static inline uint64_t pg_number(const char *from, int bytes)
{
    uint64_t v = 0;

    for (int i = 0; i < bytes; i++)
        v = v << 8 | (unsigned char)from[i];
    return v;
}

/* The same, of two's complement. */
static inline int64_t pg_signed(const char *from, int bytes)
{
    uint64_t v = pg_number(from, bytes), sign = UINT64_C(1) << (8 * bytes - 1);

    return (int64_t)((v ^ sign) - sign);
}

#endif

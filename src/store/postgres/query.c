/* query.c -- the statements of queries.def: prepared when they are first run, their rows taken
 * whole.
 *
 * Integers go and come as the eight bytes of a bigint, which PostgreSQL compares with its smaller
 * types by the same indexes; texts as they are. */
#include "store/postgres/postgres_int.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>

static const char *const pg_query_text[Q_COUNT] = {
#define QUERY(name, sql) [Q_##name] = (sql),
#include "store/queries.def"
};

struct stmt *pg_query(struct store *s, enum query q)
{
    struct pg_db *db = s->db;
    struct pg_stmt *st = &db->stmt[q];

    st->store = s;
    st->query = (int)q;
    pg_stmt_clear(st);
    pg_revive(s);
    return (struct stmt *)st;
}

void pg_stmt_clear(struct pg_stmt *st)
{
    struct pg_db *db = st->store->db;

    db->pq.clear(st->result);
    st->result = NULL;
    st->done = false;
    st->trouble = (struct pg_trouble){ .is = false };
    st->texts_used = 0;
    for (int i = 0; i < st->nparams; i++)
        st->param[i].type = 0;
    st->nparams = 0;
}

static struct pg_param *param_at(struct pg_stmt *st, int param)
{
    assert(param >= 1 && param <= PG_PARAMS);
    if (st->nparams < param)
        st->nparams = param;
    return &st->param[param - 1];
}

void pg_bind_int(struct stmt *stmt, int param, int64_t v)
{
    struct pg_param *p = param_at((struct pg_stmt *)stmt, param);

    p->type = PQ_INT8;
    p->length = 8;
    pg_put_number(p->number, (uint64_t)v, 8);
}

void pg_bind_str(struct stmt *stmt, int param, str v)
{
    struct pg_stmt *st = (struct pg_stmt *)stmt;
    struct pg_db *db = st->store->db;
    struct pg_param *p = param_at(st, param);

    if (v.len > INT_MAX) {
        pg_keep_words(&st->trouble, "54000", STR("?"));
        return;
    }
    if (st->texts_room - st->texts_used <= v.len)
        st->texts = arena_grow_raw(db->arena, st->texts, 1, st->texts_used,
                                   st->texts_used + v.len + 1, &st->texts_room);
    p->type = PQ_TEXT;
    p->length = (int)v.len;
    p->at = st->texts_used;
    if (v.len)
        memcpy(st->texts + p->at, v.ptr, v.len);
    st->texts_used += v.len;
}

/* ?1 as $1; a text in quotes is left alone. */
static const char *numbered_text(struct arena *a, const char *sql)
{
    struct buf out;
    bool quoted = false;

    buf_init(&out, a);
    for (; *sql; sql++) {
        quoted ^= *sql == '\'';
        buf_char(&out, *sql == '?' && !quoted ? '$' : *sql);
    }
    buf_char(&out, '\0');
    return out.ptr;
}

static void pg_stmt_name(const struct pg_stmt *st, char name[16])
{
    snprintf(name, 16, "q%d", st->query);
}

static void prepare_statement(struct pg_stmt *st)
{
    struct pg_db *db = st->store->db;
    char name[16];

    pg_stmt_name(st, name);
    for (int i = 0; i < st->nparams; i++)
        st->type[i] = st->param[i].type;
    struct pg_result *r = db->pq.prepare(db->conn, name,
                                         numbered_text(db->arena, pg_query_text[st->query]),
                                         st->nparams, st->type);
    st->prepared = db->pq.resultStatus(r) == PQ_COMMAND_OK;
    if (!st->prepared)
        pg_keep(db, &st->trouble, r);
    db->pq.clear(r);
}

static void run_statement(struct pg_stmt *st)
{
    struct pg_db *db = st->store->db;
    const char *value[PG_PARAMS];
    int length[PG_PARAMS], format[PG_PARAMS];
    char name[16];

    pg_stmt_name(st, name);
    for (int i = 0; i < st->nparams; i++) {
        const struct pg_param *p = &st->param[i];

        assert(p->type && p->type == st->type[i]);
        value[i] = p->type == PQ_INT8 ? p->number : st->texts + p->at;
        length[i] = p->length;
        format[i] = 1;
    }
    st->result = db->pq.execPrepared(db->conn, name, st->nparams, value, length, format, 1);
    int told = db->pq.resultStatus(st->result);
    if (told != PQ_TUPLES_OK && told != PQ_COMMAND_OK)
        pg_keep(db, &st->trouble, st->result);
    st->row = -1;
    st->nrows = db->pq.ntuples(st->result);
    st->ncolumns = db->pq.nfields(st->result);
    assert(st->ncolumns <= MAX_COLUMNS);
    for (int i = 0; i < st->ncolumns; i++)
        st->column_type[i] = db->pq.ftype(st->result, i);
}

bool pg_step(struct stmt *stmt)
{
    struct pg_stmt *st = (struct pg_stmt *)stmt;

    if (st->query == Q_COUNT)
        return !st->trouble.is && pg_scan_step(st);
    if (st->trouble.is || st->done)
        return false;
    if (!st->result && !st->prepared)
        prepare_statement(st);
    if (!st->result && !st->trouble.is)
        run_statement(st);
    st->done = st->trouble.is || ++st->row >= st->nrows;
    return !st->done;
}

static struct pg_field field_at(const struct pg_stmt *st, int col)
{
    const struct libpq *pq = &((struct pg_db *)st->store->db)->pq;

    if (st->query == Q_COUNT) {
        assert(col >= 0 && col < table_shape[st->table].ncolumns);
        return st->field[col];
    }
    assert(col >= 0 && col < st->ncolumns);
    if (pq->getisnull(st->result, st->row, col))
        return (struct pg_field){ .bytes = NULL };
    return (struct pg_field){ pq->getvalue(st->result, st->row, col),
                              pq->getlength(st->result, st->row, col),
                              st->column_type[col] };
}

/* A sum of bigints is a numeric: 16 bits each of how many digits of base 10,000, the weight of the
 * first (0: ones), the sign, the digits behind the point, then the digits. Not more than 2^63. */
static int64_t whole_numeric(const char *p, int length)
{
    uint64_t n = 0;
    int64_t ndigits = length >= 8 ? pg_signed(p, 2) : 0;

    if (ndigits == 0 || length < 8 + 2 * ndigits)
        return 0;
    int64_t weight = pg_signed(p + 2, 2);
    for (int64_t i = 0; i <= weight; i++)
        n = n * 10000 + (i < ndigits ? pg_number(p + 8 + 2 * i, 2) : 0);
    return pg_number(p + 4, 2) == 0x4000 ? (int64_t)(0 - n) : (int64_t)n;
}

static int64_t int_of_field(struct pg_stmt *st, struct pg_field f)
{
    if (!f.bytes)
        return 0;
    switch (f.type) {
    case PQ_BOOL:
        return f.bytes[0];
    case PQ_INT2:
    case PQ_INT4:
    case PQ_INT8:
        return pg_signed(f.bytes, f.length);
    case PQ_NUMERIC:
        return whole_numeric(f.bytes, f.length);
    default:
        pg_keep_words(&st->trouble, "42804", STR("an integer was expected"));
        return 0;
    }
}

int64_t pg_int_at(struct stmt *stmt, int col)
{
    struct pg_stmt *st = (struct pg_stmt *)stmt;

    return int_of_field(st, field_at(st, col));
}

/* Of queries only. A value of no bytes is NULL: integers have some. */
void pg_ints(struct stmt *stmt, int64_t *out, int n)
{
    struct pg_stmt *st = (struct pg_stmt *)stmt;
    const struct libpq *pq = &((struct pg_db *)st->store->db)->pq;

    assert(st->query != Q_COUNT && n <= st->ncolumns);
    for (int col = 0; col < n; col++) {
        int length = pq->getlength(st->result, st->row, col);
        const char *bytes = length ? pq->getvalue(st->result, st->row, col) : NULL;

        out[col] = int_of_field(st, (struct pg_field){ bytes, length, st->column_type[col] });
    }
}

bool pg_null_at(struct stmt *stmt, int col)
{
    return !field_at((struct pg_stmt *)stmt, col).bytes;
}

str pg_str_at(struct stmt *stmt, int col)
{
    struct pg_stmt *st = (struct pg_stmt *)stmt;
    struct pg_field f = field_at(st, col);

    if (f.bytes && f.type != PQ_TEXT && f.type != PQ_VARCHAR)
        pg_keep_words(&st->trouble, "42804", STR("a text was expected"));
    return (str){ f.bytes, (size_t)f.length };
}

status pg_finish(struct stmt *stmt, struct job *j)
{
    struct pg_stmt *st = (struct pg_stmt *)stmt;

    if (st->query == Q_COUNT)
        pg_scan_end(st);
    status result = pg_report(st->store, j, &st->trouble);
    if (st->query != Q_COUNT)
        pg_stmt_clear(st);
    return result;
}

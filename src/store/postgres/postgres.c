/* postgres.c -- the ledger in a PostgreSQL database: connections and transactions.
 *
 * Writers of one tenant queue at its row of `head`, which begin takes; so the isolation of single
 * statements suffices between begin and commit. What is read between read_begin and read_end is one
 * state of the database. */
#include "store/postgres/postgres_int.h"

#include <stdio.h>

static void say_nothing(void *arg, const char *message)
{
    (void)arg;
    (void)message;
}

static void pg_close_store(void *arg)
{
    struct pg_db *db = arg;

    for (int q = 0; q < Q_COUNT; q++)
        db->pq.clear(db->stmt[q].result);
    db->pq.freemem(db->scan.bytes);
    db->pq.finish(db->conn);
}

/* What would be read by others than libpq means it, or told in one of its messages: a password
 * with an @ or a / in it that is not written as %40 or %2F. */
static bool is_plain_url(str url)
{
    size_t from = str_find(url, STR("://"));

    if (from == SIZE_MAX)
        return false;
    str rest = str_sub(url, from + 3, url.len), authority, path;
    size_t slash = str_find(rest, STR("/")), question;
    authority = str_sub(rest, 0, slash);
    path = slash == SIZE_MAX ? STR("") : str_sub(rest, slash, rest.len);
    question = str_find(path, STR("?"));
    path = str_sub(path, 0, question);

    size_t at = str_find(authority, STR("@"));
    bool once = at == SIZE_MAX ||
                str_find(str_sub(authority, at + 1, authority.len), STR("@")) == SIZE_MAX;
    return once && str_find(path, STR("@")) == SIZE_MAX;
}

static status check_url(struct job *j, const struct libpq *pq, str url)
{
    char *words = NULL;
    struct pg_option *options = pq->conninfoParse(url.ptr, &words);

    pq->freemem(words);         /* may hold the URL, and the password in it */
    pq->conninfoFree(options);
    if (options && is_plain_url(url))
        return OK;
    return job_fail(j, FAIL_USAGE,
                    "địa chỉ PostgreSQL viết sai; trong tên và mật khẩu @ / : %% viết là %s",
                    "the PostgreSQL URL is malformed; in names and passwords write @ / : %% as %s",
                    "%40 %2F %3A %25");
}

/* What the URL says goes before what stands before it here, and behind what follows it. */
static struct pg_conn *connect_to(const struct libpq *pq, str url)
{
    static const char *const name[] = { "connect_timeout", "keepalives_idle", "keepalives_interval",
                                        "keepalives_count", "fallback_application_name", "dbname",
                                        "client_encoding", NULL };
    const char *const value[] = { "10", "60", "10", "3", "soat", url.ptr, "UTF8", NULL };

    return pq->connectdbParams(name, value, 1);
}

/* A commit stands on disk when it returns, whatever the server's settings say. */
static const char session_settings[] =
    "SET client_min_messages = error; SET standard_conforming_strings = on; SET jit = off;"
    "SELECT set_config('default_transaction_read_only', 'on', false) WHERE %d = 1;"
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'";

static const char *session_script(const struct pg_db *db)
{
    return arena_printf(db->arena, session_settings, db->mode == STORE_READ).ptr;
}

enum { OLDEST_SERVER = 120000 };

static status check_server(struct job *j, const struct pg_db *db)
{
    const char *encoding = db->pq.parameterStatus(db->conn, "server_encoding");

    if (db->pq.serverVersion(db->conn) < OLDEST_SERVER)
        return job_fail(j, FAIL_DATABASE, "máy chủ PostgreSQL quá cũ: cần bản %d trở lên",
                        "the PostgreSQL server is too old: version %d or newer is needed",
                        OLDEST_SERVER / 10000);
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return job_fail(j, FAIL_DATABASE, "cơ sở dữ liệu phải có bảng mã UTF8, không phải %s",
                        "the database must have the encoding UTF8, not %s",
                        encoding ? encoding : "?");
    return OK;
}

void pg_revive(struct store *s)
{
    struct pg_db *db = s->db;

    if (db->pq.status(db->conn) == PQ_CONNECTION_OK || s->writing || db->reading)
        return;
    db->pq.reset(db->conn);
    for (int q = 0; q < Q_COUNT; q++)
        db->stmt[q].prepared = false;
    if (db->pq.status(db->conn) == PQ_CONNECTION_OK)
        db->pq.clear(db->pq.exec(db->conn, session_script(db)));
}

/* -- transactions -- */

static void pg_abort(struct store *s)
{
    struct pg_db *db = s->db;

    pg_copy_abort(db);
    if (db->pq.transactionStatus(db->conn) != PQ_IDLE)
        db->pq.clear(db->pq.exec(db->conn, "ROLLBACK"));
    db->reading = false;
}

static status pg_begin(struct store *s, struct job *j, int64_t *entry)
{
    static const char sql[] =
        "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '10s';"
        "INSERT INTO head (tenant, entry) VALUES (%lld, 1)"
        " ON CONFLICT (tenant) DO UPDATE SET entry = head.entry + 1 RETURNING entry";
    struct pg_db *db = s->db;

    pg_revive(s);
    memset(db->insert.rows, 0, sizeof db->insert.rows);
    status st = pg_script(s, j, arena_printf(j->arena, sql, (long long)s->tenant).ptr, entry);
    if (st != OK)
        pg_abort(s);
    return st;
}

enum { MANY_ROWS = 50000 };

/* Behind an import that changes what a table looks like: the server would plan by how it looked
 * before until it notices by itself, a minute later. Whether it can is of no matter. */
static void look_again(struct pg_db *db)
{
    for (int t = 0; t < TABLE_COUNT; t++)
        if (db->insert.rows[t] >= MANY_ROWS) {
            char sql[64];

            snprintf(sql, sizeof sql, "ANALYZE %s", table_shape[t].name);
            db->pq.clear(db->pq.exec(db->conn, sql));
        }
}

/* The server answers a commit of a failed transaction with ROLLBACK. A connection that breaks
 * here may do so before or behind the commit. */
static status pg_commit(struct store *s, struct job *j)
{
    struct pg_db *db = s->db;
    struct pg_trouble trouble = { .is = false };

    if (db->pq.status(db->conn) != PQ_CONNECTION_OK) {
        pg_keep(db, &trouble, NULL);
        return pg_report(s, j, &trouble);
    }
    struct pg_result *r = db->pq.exec(db->conn, "COMMIT");
    bool done = strcmp(db->pq.cmdStatus(r), "COMMIT") == 0;
    if (!done)
        pg_keep(db, &trouble, r);
    db->pq.clear(r);
    if (done)
        look_again(db);
    if (!done && db->pq.status(db->conn) != PQ_CONNECTION_OK)
        return job_fail(j, FAIL_DATABASE,
                        "mất kết nối với PostgreSQL khi đang ghi xong: không biết đã ghi hay chưa, "
                        "hãy xem nhật ký của sổ%s",
                        "the connection to PostgreSQL was lost while committing: it may or may not "
                        "be written, see the ledger's log%s", "");
    return pg_report(s, j, &trouble);
}

/* A job that ran out of memory between begin and end has left its own open. */
static status pg_read_begin(struct store *s, struct job *j)
{
    struct pg_db *db = s->db;

    pg_abort(s);
    pg_revive(s);
    status st = pg_script(s, j, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL);
    db->reading = st == OK;
    return st;
}

/* PostgreSQL has no tables of version 1. */
static status pg_drop_old(struct store *s, struct job *j)
{
    (void)s;
    (void)j;
    return OK;
}

static const struct store_class postgres_class = {
    .name = "postgres",
    .query = pg_query,
    .bind_str = pg_bind_str,
    .bind_int = pg_bind_int,
    .step = pg_step,
    .int_at = pg_int_at,
    .null_at = pg_null_at,
    .ints = pg_ints,
    .str_at = pg_str_at,
    .finish = pg_finish,
    .scan = pg_scan,
    .insert_begin = pg_insert_begin,
    .insert_row = pg_insert_row,
    .insert_end = pg_insert_end,
    .begin = pg_begin,
    .commit = pg_commit,
    .abort = pg_abort,
    .read_begin = pg_read_begin,
    .read_end = pg_abort,
    .drop_old = pg_drop_old,
    .snapshot = NULL,           /* table by table */
};

static status open_connection(struct job *j, struct pg_db *db, str url)
{
    db->conn = connect_to(&db->pq, url);
    if (!db->conn)
        return job_fail(j, FAIL_LIMIT, "không đủ bộ nhớ để nối với PostgreSQL%s",
                        "no memory to connect to PostgreSQL%s", "");
    arena_defer(j->arena, pg_close_store, db);
    db->pq.setNoticeProcessor(db->conn, say_nothing, NULL);
    if (db->pq.status(db->conn) == PQ_CONNECTION_OK)
        return check_server(j, db);

    str words = pg_one_line(j->arena, db->pq.errorMessage(db->conn));
    return job_fail(j, FAIL_DATABASE, "không nối được với PostgreSQL: %.*s",
                    "cannot connect to PostgreSQL: %.*s", STRF(words));
}

status postgres_store_open(struct job *j, str url, enum store_mode mode, struct store *s)
{
    struct pg_db *db = arena_new(j->arena, struct pg_db);
    str address = arena_str(j->arena, url);

    db->arena = j->arena;
    db->mode = mode;
    status st = libpq_open(j, "libpq.so.5", &db->pq);
    if (st == OK)
        st = check_url(j, &db->pq, address);
    if (st == OK)
        st = open_connection(j, db, address);
    if (st != OK)
        return st;
    s->class = &postgres_class;
    s->db = db;
    s->has_old = false;
    st = pg_script(s, j, session_script(db), NULL);
    return st == OK ? pg_migrate(s, j) : st;
}

/* sqlite.c -- the ledger in one SQLite file.
 *
 * One connection makes all commits and all checkpoints; readers are read-only.
 * Debian 12's SQLite has a race when two connections reset the write-ahead log
 * at once, so the writer alone ever does. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"
#include "store/provider.h"
#include "store/sqlite/schema.h"
#include "version.h"

struct stmt {
    sqlite3_stmt *handle;       /* NULL when preparing failed */
    sqlite3 *db;
    int code;                   /* the first failure, else SQLITE_OK */
};

enum { ROWS_AT_ONCE = 64 };

struct sqlite_db {
    sqlite3 *handle;
    struct stmt stmt[Q_COUNT];
    struct stmt scan[TABLE_COUNT], insert[TABLE_COUNT], insert_many[TABLE_COUNT];
    struct datum row[ROWS_AT_ONCE * MAX_COLUMNS];
    int gathered;               /* rows waiting to be inserted */
    bool gathers;
    struct stmt head;           /* takes the number of the next entry */
    enum ledger_table inserting;
};

enum {
    BUSY_MS = 10000,
    FIRST_NOTED = 1             /* from version 2 on the table `migration` tells */
};

static const char *const query_text[Q_COUNT] = {
#define QUERY(name, sql) [Q_##name] = (sql),
#include "store/queries.def"
};

static status fail_sqlite(struct job *j, sqlite3 *db)
{
    int code = sqlite3_errcode(db) & 0xFF;

    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return job_fail(j, FAIL_DATABASE, "không ghi được sổ: một chương trình khác đang ghi%s",
                        "cannot write the ledger: another program is writing%s", "");
    if (code == SQLITE_FULL)
        return job_fail(j, FAIL_DATABASE, "không ghi được sổ: hết chỗ trên đĩa%s",
                        "cannot write the ledger: the disk is full%s", "");
    if (code == SQLITE_READONLY)
        return job_fail(j, FAIL_DATABASE, "không ghi được sổ: không có quyền ghi%s",
                        "cannot write the ledger: no permission to write%s", "");
    return job_fail(j, FAIL_DATABASE, "không dùng được sổ: %s", "cannot use the ledger: %s",
                    sqlite3_errmsg(db));
}

static void prepare(struct sqlite_db *db, struct stmt *st, const char *sql)
{
    st->db = db->handle;
    st->code = SQLITE_OK;
    if (!st->handle)
        st->code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->handle,
                                      NULL);
}

static struct stmt *sqlite_query(struct store *s, enum query q)
{
    struct sqlite_db *db = s->db;

    prepare(db, &db->stmt[q], query_text[q]);
    return &db->stmt[q];
}

static void keep_code(struct stmt *st, int code)
{
    if (st->code == SQLITE_OK && code != SQLITE_OK)
        st->code = code;
}

static void sqlite_bind_str(struct stmt *st, int param, str v)
{
    if (st->code == SQLITE_OK)
        keep_code(st, sqlite3_bind_text64(st->handle, param, v.ptr ? v.ptr : "", v.len,
                                          SQLITE_TRANSIENT, SQLITE_UTF8));
}

static void sqlite_bind_int(struct stmt *st, int param, int64_t v)
{
    if (st->code == SQLITE_OK)
        keep_code(st, sqlite3_bind_int64(st->handle, param, v));
}

static bool sqlite_step(struct stmt *st)
{
    if (st->code != SQLITE_OK)
        return false;

    int code = sqlite3_step(st->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        keep_code(st, code);
    return code == SQLITE_ROW;
}

static int64_t sqlite_int_at(struct stmt *st, int col)
{
    return sqlite3_column_int64(st->handle, col);
}

static bool sqlite_null_at(struct stmt *st, int col)
{
    return sqlite3_column_type(st->handle, col) == SQLITE_NULL;
}

static str sqlite_str_at(struct stmt *st, int col)
{
    const unsigned char *text = sqlite3_column_text(st->handle, col);

    return (str){ (const char *)text, (size_t)sqlite3_column_bytes(st->handle, col) };
}

static status sqlite_finish(struct stmt *st, struct job *j)
{
    status result = st->code == SQLITE_OK ? OK : fail_sqlite(j, st->db);

    sqlite3_reset(st->handle);
    sqlite3_clear_bindings(st->handle);
    return result;
}

/* -- whole tables -- */

static struct stmt *sqlite_scan(struct store *s, enum ledger_table t)
{
    struct sqlite_db *db = s->db;
    const struct table_shape *shape = &table_shape[t];
    struct buf sql;

    buf_init(&sql, s->arena);
    if (!db->scan[t].handle) {
        buf_put(&sql, STR("SELECT "));
        for (int c = 0; c < shape->ncolumns; c++)
            buf_printf(&sql, "%s%s", c ? ", " : "", shape->column[c].name);
        buf_printf(&sql, " FROM %s WHERE tenant = ?1 ORDER BY ", shape->name);
        for (int c = 0; c < shape->nkey; c++)
            buf_printf(&sql, "%s%s", c ? ", " : "", shape->column[c].name);
        buf_char(&sql, 0);
    }
    prepare(db, &db->scan[t], sql.ptr);
    sqlite_bind_int(&db->scan[t], 1, s->tenant);
    return &db->scan[t];
}

/* INSERT for so many rows: (?1, ?2, ...), (?1, ?16, ...). */
static void prepare_insert(struct store *s, struct stmt *st, enum ledger_table t, int rows)
{
    struct sqlite_db *db = s->db;
    const struct table_shape *shape = &table_shape[t];
    struct buf sql;

    buf_init(&sql, s->arena);
    if (!st->handle) {
        buf_printf(&sql, "INSERT INTO %s VALUES ", shape->name);
        for (int r = 0; r < rows; r++) {
            buf_put(&sql, r ? STR(", (?1") : STR("(?1"));
            for (int c = 0; c < shape->ncolumns; c++)
                buf_printf(&sql, ", ?%d", r * shape->ncolumns + c + 2);
            buf_put(&sql, STR(")"));
        }
        buf_char(&sql, 0);
    }
    prepare(db, st, sql.ptr);
    sqlite_bind_int(st, 1, s->tenant);
}

/* Rows of numbers alone are gathered: a statement of many keeps its place in the table. */
static bool of_numbers(const struct table_shape *shape)
{
    for (int c = 0; c < shape->ncolumns; c++)
        if (shape->column[c].type == COLUMN_TEXT)
            return false;
    return true;
}

static void sqlite_insert_begin(struct store *s, enum ledger_table t)
{
    struct sqlite_db *db = s->db;

    prepare_insert(s, &db->insert[t], t, 1);
    db->inserting = t;
    db->gathers = of_numbers(&table_shape[t]);
    db->gathered = 0;
    if (db->gathers)
        prepare_insert(s, &db->insert_many[t], t, ROWS_AT_ONCE);
}

static void bind_datum(struct stmt *st, int param, const struct datum *d)
{
    if (d->kind == DATUM_INT)
        keep_code(st, sqlite3_bind_int64(st->handle, param, d->number));
    else if (d->kind == DATUM_NULL)
        keep_code(st, sqlite3_bind_null(st->handle, param));
    else        /* the text lasts until the row is in */
        keep_code(st, sqlite3_bind_text64(st->handle, param, d->text.ptr ? d->text.ptr : "",
                                          d->text.len, SQLITE_STATIC, SQLITE_UTF8));
}

static void insert_rows(struct sqlite_db *db, struct stmt *st, const struct datum *row, int rows)
{
    int n = rows * table_shape[db->inserting].ncolumns;

    if (st->code != SQLITE_OK)
        return;
    for (int i = 0; i < n; i++)
        bind_datum(st, i + 2, &row[i]);
    if (st->code == SQLITE_OK && sqlite3_step(st->handle) != SQLITE_DONE)
        keep_code(st, sqlite3_errcode(db->handle));
    sqlite3_reset(st->handle);
}

static void sqlite_insert_row(struct store *s, const struct datum *row)
{
    struct sqlite_db *db = s->db;
    int ncolumns = table_shape[db->inserting].ncolumns;

    if (!db->gathers) {
        insert_rows(db, &db->insert[db->inserting], row, 1);
        return;
    }
    memcpy(&db->row[db->gathered * ncolumns], row, (size_t)ncolumns * sizeof *row);
    if (++db->gathered < ROWS_AT_ONCE)
        return;
    insert_rows(db, &db->insert_many[db->inserting], db->row, ROWS_AT_ONCE);
    db->gathered = 0;
}

static status sqlite_insert_end(struct store *s, struct job *j)
{
    struct sqlite_db *db = s->db;
    struct stmt *one = &db->insert[db->inserting], *many = &db->insert_many[db->inserting];

    if (db->gathers && many->code != SQLITE_OK)
        keep_code(one, many->code);
    for (int i = 0; db->gathers && i < db->gathered; i++)
        insert_rows(db, one, &db->row[i * table_shape[db->inserting].ncolumns], 1);
    db->gathered = 0;
    return sqlite_finish(one, j);
}

/* -- transactions -- */

static status run_script(struct job *j, sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : fail_sqlite(j, db);
}

/* The number of the next entry: the row of the tenant in `head`. */
static status next_entry(struct store *s, struct job *j, int64_t *entry)
{
    struct sqlite_db *db = s->db;
    struct stmt *st = &db->head;

    prepare(db, st, "INSERT INTO head (tenant, entry) VALUES (?1, 1)"
                    " ON CONFLICT (tenant) DO UPDATE SET entry = head.entry + 1 RETURNING entry");
    sqlite_bind_int(st, 1, s->tenant);
    if (sqlite_step(st))
        *entry = sqlite_int_at(st, 0);
    return sqlite_finish(st, j);
}

static status sqlite_begin(struct store *s, struct job *j, int64_t *entry)
{
    struct sqlite_db *db = s->db;

    if (sqlite3_db_readonly(db->handle, "main"))
        return job_fail(j, FAIL_DATABASE, "không ghi được sổ: không có quyền ghi%s",
                        "cannot write the ledger: no permission to write%s", "");
    status st = run_script(j, db->handle, "BEGIN IMMEDIATE");
    return st == OK ? next_entry(s, j, entry) : st;
}

static status sqlite_commit(struct store *s, struct job *j)
{
    struct sqlite_db *db = s->db;

    return run_script(j, db->handle, "COMMIT");
}

static void sqlite_abort(struct store *s)
{
    struct sqlite_db *db = s->db;

    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static status sqlite_read_begin(struct store *s, struct job *j)
{
    struct sqlite_db *db = s->db;

    return run_script(j, db->handle, "BEGIN");
}

static status sqlite_drop_old(struct store *s, struct job *j)
{
    struct sqlite_db *db = s->db;

    return run_script(j, db->handle, schema_drop_old);
}

static void sqlite_close_store(void *arg)
{
    struct sqlite_db *db = arg;

    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_finalize(db->stmt[q].handle);
    for (int t = 0; t < TABLE_COUNT; t++) {
        sqlite3_finalize(db->scan[t].handle);
        sqlite3_finalize(db->insert[t].handle);
        sqlite3_finalize(db->insert_many[t].handle);
    }
    sqlite3_finalize(db->head.handle);
    sqlite3_close(db->handle);
}

/* The number a pragma or a one-value query gives; -1 when it fails. */
static int64_t number_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st = NULL;
    int64_t n = -1;

    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
        n = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return n;
}

static int newest_version(void)
{
    int n = 0;

    while (schema_migration[n])
        n++;
    return n;
}

/* All migrations that are missing, in one transaction. */
static status migrate_ledger(struct job *j, sqlite3 *db)
{
    status st;

    if (number_of(db, "PRAGMA user_version") == newest_version())
        return OK;
    st = run_script(j, db, "BEGIN IMMEDIATE");
    if (st != OK)
        return st;
    for (int64_t v = number_of(db, "PRAGMA user_version"); v < newest_version() && st == OK; v++) {
        st = run_script(j, db, schema_migration[v]);
        if (st == OK && v >= FIRST_NOTED)
            st = run_script(j, db, arena_printf(j->arena, "INSERT INTO migration VALUES"
                                                " (%lld, %lld, '" SOAT_VERSION "')",
                                                (long long)v + 1, (long long)os_now()).ptr);
    }
    if (st == OK)
        st = run_script(j, db, arena_printf(j->arena, "PRAGMA user_version = %d;"
                                            "PRAGMA application_id = %d; COMMIT",
                                            newest_version(), SCHEMA_APPLICATION).ptr);
    if (st != OK)
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

static status fail_older(struct job *j, const char *path)
{
    return job_fail(j, FAIL_FORMAT, "«%s» chưa phải sổ của bản này; hãy chạy soat db migrate",
                    "\"%s\" is not a ledger of this version; run soat db migrate", path);
}

/* A file that is ours, of a version we know, or an empty one to be made ours. */
static status check_ledger(struct job *j, sqlite3 *db, const char *path, enum store_mode mode)
{
    int64_t version = number_of(db, "PRAGMA user_version");
    int64_t application = number_of(db, "PRAGMA application_id");
    int64_t tables = number_of(db, "SELECT count(*) FROM sqlite_schema");

    if (version < 0 || application < 0 || tables < 0)
        return job_fail(j, FAIL_FORMAT, "«%s» không phải sổ số liệu, hoặc đã hỏng",
                        "\"%s\" is no ledger, or is damaged", path);
    if (tables > 0 && application != SCHEMA_APPLICATION)
        return job_fail(j, FAIL_FORMAT, "«%s» là cơ sở dữ liệu của chương trình khác",
                        "\"%s\" is a database of another program", path);
    if (version > newest_version())
        return job_fail(j, FAIL_FORMAT, "«%s» do bản mới hơn của chương trình ghi",
                        "\"%s\" was written by a newer version of the program", path);
    return mode == STORE_READ && version < newest_version() ? fail_older(j, path) : OK;
}

static status set_up_connection(struct job *j, sqlite3 *db, enum store_mode mode)
{
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    status st = run_script(j, db, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                                  "PRAGMA cache_size = -16384");
    if (st == OK && mode != STORE_READ)
        st = run_script(j, db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    return st;
}

/* SQLite would make a ledger of any name it is given. */
static status check_path(struct job *j, const char *path, enum store_mode mode)
{
    struct stat info;

    if (stat(path, &info) == 0)
        return S_ISREG(info.st_mode)
                   ? OK
                   : job_fail(j, FAIL_FILE, "«%s» không phải một tệp", "\"%s\" is no file", path);
    if (mode != STORE_CREATE)
        return job_fail(j, FAIL_FILE, "chưa có sổ «%s»; hãy tạo bằng soat db init --db",
                        "there is no ledger \"%s\"; make it with soat db init --db", path);
    return OK;
}

static status sqlite_backup(struct store *s, struct job *j, str to);

static const struct store_class sqlite_class = {
    .name = "sqlite",
    .query = sqlite_query,
    .bind_str = sqlite_bind_str,
    .bind_int = sqlite_bind_int,
    .step = sqlite_step,
    .int_at = sqlite_int_at,
    .null_at = sqlite_null_at,
    .str_at = sqlite_str_at,
    .finish = sqlite_finish,
    .scan = sqlite_scan,
    .insert_begin = sqlite_insert_begin,
    .insert_row = sqlite_insert_row,
    .insert_end = sqlite_insert_end,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .abort = sqlite_abort,
    .read_begin = sqlite_read_begin,
    .read_end = sqlite_abort,
    .drop_old = sqlite_drop_old,
    .backup = sqlite_backup,
};

status sqlite_store_open(struct job *j, str path, enum store_mode mode, struct store *s)
{
    static const int flags[] = {
        [STORE_READ] = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
        [STORE_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
        [STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
    };
    const char *name = arena_str(j->arena, path).ptr;
    struct sqlite_db *db = arena_new(j->arena, struct sqlite_db);

    status st = check_path(j, name, mode);
    if (st != OK)
        return st;

    int code = sqlite3_open_v2(name, &db->handle, flags[mode], NULL);
    if (!db->handle)
        return job_fail(j, FAIL_LIMIT, "không đủ bộ nhớ để mở «%s»", "no memory to open \"%s\"",
                        name);
    arena_defer(j->arena, sqlite_close_store, db);
    if (code != SQLITE_OK)
        return job_fail(j, FAIL_FILE, "không mở được sổ «%s»", "cannot open the ledger \"%s\"",
                        name);

    st = check_ledger(j, db->handle, name, mode);
    if (st == OK)
        st = set_up_connection(j, db->handle, mode);
    if (st == OK && mode != STORE_READ)
        st = migrate_ledger(j, db->handle);
    if (st != OK)
        return st;
    s->class = &sqlite_class;
    s->db = db;
    s->has_old = number_of(db->handle, "SELECT count(*) FROM sqlite_schema"
                                       " WHERE type = 'table' AND name = 'old_fact'") > 0;
    if (s->has_old && mode == STORE_READ)
        return fail_older(j, name);
    return OK;
}

/* Copied under a name of its own and moved in place when whole. */
static status sqlite_backup(struct store *s, struct job *j, str to)
{
    struct sqlite_db *db = s->db;
    const char *name = arena_str(j->arena, to).ptr;
    const char *part = arena_printf(j->arena, "%s.part", name).ptr;
    sqlite3 *copy = NULL;
    struct stat info;

    if (stat(name, &info) == 0)
        return job_fail(j, FAIL_FILE, "«%s» đã có, không ghi đè", "\"%s\" exists, not overwritten",
                        name);
    unlink(part);

    int code = sqlite3_open(part, &copy);
    sqlite3_backup *b = code == SQLITE_OK ? sqlite3_backup_init(copy, "main", db->handle, "main")
                                          : NULL;
    if (b) {
        sqlite3_backup_step(b, -1);
        code = sqlite3_backup_finish(b);
    }
    /* A copy is one file: it leaves the write-ahead mode until it is opened to write. */
    if (b && code == SQLITE_OK)
        code = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    sqlite3_close(copy);
    if (!b || code != SQLITE_OK || rename(part, name) != 0) {
        unlink(part);
        return job_fail(j, FAIL_FILE, "không ghi được bản sao «%s»",
                        "cannot write the copy \"%s\"", name);
    }
    return OK;
}

/* sqlite.c -- the ledger in one SQLite file.
 *
 * One connection makes all commits and all checkpoints; readers are read-only.
 * Debian 12's SQLite has a race when two connections reset the write-ahead log
 * at once, so the writer alone ever does. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
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
    const struct sqlite_db *owner;
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

    /* A ledger in a folder nobody may write is read as if nothing could change it. */
    const char *frozen;         /* its path, or NULL */
    struct stat as_opened;

    /* An unnamed ledger. */
    int fd;
    sqlite3 *filler;            /* a second connection, which snapshots are written by */
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
    if (code == SQLITE_IOERR)
        return job_fail(j, FAIL_DATABASE, "không đọc, ghi được tệp sổ (mã %d); xem lại ổ đĩa",
                        "cannot read or write the file of the ledger (%d); look at the disk",
                        sqlite3_extended_errcode(db));
    return job_fail(j, FAIL_DATABASE, "không dùng được sổ: %s", "cannot use the ledger: %s",
                    sqlite3_errmsg(db));
}

static void prepare(struct sqlite_db *db, struct stmt *st, const char *sql)
{
    st->db = db->handle;
    st->owner = db;
    st->code = SQLITE_OK;
    if (!st->handle)
        st->code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->handle,
                                      NULL);
}

static struct stmt *sqlite_query(struct store *s, enum query q)
{
    struct sqlite_db *db = s->db;

    sqlite3_reset(db->stmt[q].handle);  /* a job that ran out of memory left it as it was */
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

static void sqlite_ints(struct stmt *st, int64_t *out, int n)
{
    for (int col = 0; col < n; col++)
        out[col] = sqlite3_column_int64(st->handle, col);
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

/* The file of a frozen ledger is the one that was opened, as it was: only a checkpoint of
 * somebody who may write there can change it. */
static status check_frozen(const struct sqlite_db *db, struct job *j)
{
    const struct stat *was = &db->as_opened;
    struct stat is;

    if (!db->frozen || (stat(db->frozen, &is) == 0 && is.st_ino == was->st_ino &&
                        is.st_size == was->st_size &&
                        is.st_mtim.tv_sec == was->st_mtim.tv_sec &&
                        is.st_mtim.tv_nsec == was->st_mtim.tv_nsec))
        return OK;
    return job_fail(j, FAIL_DATABASE, "sổ «%s» vừa có chương trình khác ghi; hãy chạy lại",
                    "the ledger \"%s\" was written meanwhile; run it again", db->frozen);
}

static status sqlite_finish(struct stmt *st, struct job *j)
{
    status result = st->code == SQLITE_OK ? check_frozen(st->owner, j) : fail_sqlite(j, st->db);

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
    sqlite3_reset(db->scan[t].handle);
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

static void sqlite_abort(struct store *s)
{
    struct sqlite_db *db = s->db;

    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static status sqlite_begin(struct store *s, struct job *j, int64_t *entry)
{
    struct sqlite_db *db = s->db;

    if (sqlite3_db_readonly(db->handle, "main"))
        return job_fail(j, FAIL_DATABASE, "không ghi được sổ: không có quyền ghi%s",
                        "cannot write the ledger: no permission to write%s", "");
    status st = run_script(j, db->handle, "BEGIN IMMEDIATE");
    if (st == OK && (st = next_entry(s, j, entry)) != OK)
        sqlite_abort(s);
    return st;
}

static status sqlite_commit(struct store *s, struct job *j)
{
    struct sqlite_db *db = s->db;

    return run_script(j, db->handle, "COMMIT");
}

/* A job that ran out of memory between begin and end has left its own open. */
static status sqlite_read_begin(struct store *s, struct job *j)
{
    struct sqlite_db *db = s->db;

    sqlite_abort(s);
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
    sqlite3_close(db->filler);
    if (db->fd >= 0)
        close(db->fd);
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
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    status st = run_script(j, db, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                                  "PRAGMA cache_size = -16384");
    if (st == OK && mode != STORE_READ)
        st = run_script(j, db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    return st;
}

/* Beside the file stand the write-ahead log and the readers' marks. */
static bool may_write_beside(struct job *j, const char *path)
{
    const char *slash = strrchr(path, '/');
    str folder = slash ? (str){ path, (size_t)(slash - path) + 1 } : STR(".");

    return access(arena_str(j->arena, folder).ptr, W_OK) == 0;
}

static status check_writable(struct job *j, const char *path, bool there)
{
    if ((there && access(path, W_OK) != 0) || !may_write_beside(j, path))
        return job_fail(j, FAIL_FILE, "không ghi được sổ «%s»: không có quyền ghi tệp hoặc thư mục",
                        "cannot write the ledger \"%s\": no permission for the file or its folder",
                        path);
    return OK;
}

/* SQLite would make a ledger of any name it is given. */
static status check_path(struct job *j, const char *path, enum store_mode mode)
{
    struct stat info;
    bool there = stat(path, &info) == 0;

    if (there && !S_ISREG(info.st_mode))
        return job_fail(j, FAIL_FILE, "«%s» không phải một tệp", "\"%s\" is no file", path);
    if (!there && mode != STORE_CREATE)
        return job_fail(j, FAIL_FILE, "chưa có sổ «%s»; hãy tạo bằng soat db init --db",
                        "there is no ledger \"%s\"; make it with soat db init --db", path);
    return mode == STORE_READ ? OK : check_writable(j, path, there);
}

/* The path as SQLite reads it in a URI. */
static const char *frozen_uri(struct job *j, const char *path)
{
    struct buf b;

    buf_init(&b, j->arena);
    buf_put(&b, STR("file:"));
    for (const char *p = path; *p; p++)
        if (strchr("%?#", *p))
            buf_printf(&b, "%%%02X", (unsigned char)*p);
        else
            buf_char(&b, *p);
    buf_put(&b, STR("?immutable=1"));
    buf_char(&b, 0);
    return b.ptr;
}

/* A ledger that was closed has no log; to read it SQLite would make one. Where it may not, the
 * file is all there is. With a log beside it SQLite reads both, if the marks are there, too. */
static status find_frozen(struct job *j, struct sqlite_db *db, const char *path)
{
    struct stat info;

    if (may_write_beside(j, path))
        return OK;
    if (stat(arena_printf(j->arena, "%s-wal", path).ptr, &info) != 0 || info.st_size == 0) {
        db->frozen = path;
        return stat(path, &db->as_opened) == 0
                   ? OK
                   : job_fail(j, FAIL_FILE, "không đọc được sổ «%s»",
                              "cannot read the ledger \"%s\"", path);
    }
    if (stat(arena_printf(j->arena, "%s-shm", path).ptr, &info) == 0)
        return OK;
    return job_fail(j, FAIL_FILE, "sổ «%s» chưa được đóng hẳn (còn tệp -wal) và thư mục chỉ đọc; "
                    "hãy sao cả hai tệp sang thư mục ghi được",
                    "the ledger \"%s\" was not closed (its -wal is there) and the folder is "
                    "read-only; copy both files to a folder that can be written", path);
}

static status sqlite_snapshot(struct store *s, struct store *scratch, struct job *j);

static const struct store_class sqlite_class = {
    .name = "sqlite",
    .query = sqlite_query,
    .bind_str = sqlite_bind_str,
    .bind_int = sqlite_bind_int,
    .step = sqlite_step,
    .int_at = sqlite_int_at,
    .null_at = sqlite_null_at,
    .ints = sqlite_ints,
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
    .snapshot = sqlite_snapshot,
};

/* What a connection that stands open makes a ledger. */
static status take_ledger(struct job *j, struct sqlite_db *db, const char *name,
                          enum store_mode mode, struct store *s)
{
    /* What another program has locked for a moment is not damaged. */
    sqlite3_busy_timeout(db->handle, BUSY_MS);
    status st = check_ledger(j, db->handle, name, mode);

    if (st == OK)
        st = set_up_connection(j, db->handle, db->fd < 0 ? mode : STORE_READ);
    if (st == OK && db->fd >= 0)
        st = run_script(j, db->handle, "PRAGMA locking_mode = EXCLUSIVE;"
                                       "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    s->version_before = number_of(db->handle, "PRAGMA user_version");
    s->version = newest_version();
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

static status open_handle(struct job *j, const char *name, int flags, sqlite3 **out)
{
    int code = sqlite3_open_v2(name, out, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (!*out)
        return job_fail(j, FAIL_LIMIT, "không đủ bộ nhớ để mở «%s»", "no memory to open \"%s\"",
                        name);
    if (code != SQLITE_OK)
        return job_fail(j, FAIL_FILE, "không mở được sổ «%s»", "cannot open the ledger \"%s\"",
                        name);
    return OK;
}

static struct sqlite_db *sqlite_db_new(struct job *j)
{
    struct sqlite_db *db = arena_new(j->arena, struct sqlite_db);

    db->fd = -1;
    arena_defer(j->arena, sqlite_close_store, db);
    return db;
}

status sqlite_store_open(struct job *j, str path, enum store_mode mode, struct store *s)
{
    static const int flags[] = {
        [STORE_READ] = SQLITE_OPEN_READONLY,
        [STORE_WRITE] = SQLITE_OPEN_READWRITE,
        [STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    const char *name = arena_str(j->arena, path).ptr;
    struct sqlite_db *db = sqlite_db_new(j);

    status st = check_path(j, name, mode);
    if (st == OK && mode == STORE_READ)
        st = find_frozen(j, db, name);
    if (st == OK)
        st = db->frozen ? open_handle(j, frozen_uri(j, name),
                                      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, &db->handle)
                        : open_handle(j, name, flags[mode], &db->handle);
    return st == OK ? take_ledger(j, db, name, mode, s) : st;
}

/* -- unnamed ledgers, and snapshots in them -- */

static status fail_scratch(struct job *j, const char *folder)
{
    return job_fail(j, FAIL_FILE, "không tạo được tệp tạm trong «%s»: %s",
                    "cannot make a temporary file in \"%s\": %s", folder, strerror(errno));
}

/* The name is gone before a byte is written. */
status sqlite_scratch_open(struct job *j, str folder, const struct scratch_fill *fill,
                           struct store *s)
{
    const char *shown = arena_str(j->arena, folder).ptr;
    str name = arena_printf(j->arena, "%s/.soat-XXXXXX", shown);
    struct sqlite_db *db = sqlite_db_new(j);

    db->fd = mkostemp((char *)(uintptr_t)name.ptr, O_CLOEXEC);
    if (db->fd < 0)
        return fail_scratch(j, shown);
    status st = open_handle(j, name.ptr, SQLITE_OPEN_READWRITE, &db->handle);
    if (st == OK)
        st = open_handle(j, name.ptr, SQLITE_OPEN_READWRITE, &db->filler);
    if (unlink(name.ptr) != 0 && st == OK)
        st = fail_scratch(j, shown);
    if (st == OK && fill->fn)
        st = fill->fn(j, db->fd, fill->arg);
    if (st == OK && fill->empty)
        return (s->class = &sqlite_class, s->db = db, OK);
    return st == OK ? take_ledger(j, db, fill->name, STORE_WRITE, s) : st;
}

int sqlite_scratch_file(struct store *s)
{
    struct sqlite_db *db = s->db;

    return db->fd;
}

/* A copy is one file: it leaves the write-ahead mode, which two bytes of its head tell, until it
 * is opened to write. The connection that reads it has not looked at it before. */
static status leave_wal(struct job *j, struct sqlite_db *db)
{
    static const char rollback[2] = { 1, 1 };

    if (pwrite(db->fd, rollback, sizeof rollback, 18) != (ssize_t)sizeof rollback)
        return fail_scratch(j, "");
    return OK;
}

static status sqlite_snapshot(struct store *s, struct store *scratch, struct job *j)
{
    struct sqlite_db *from = s->db, *to = scratch->db;
    status st = run_script(j, to->filler, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");

    if (st != OK)
        return st;
    sqlite3_backup *b = sqlite3_backup_init(to->filler, "main", from->handle, "main");
    if (!b)
        return fail_sqlite(j, to->filler);
    sqlite3_backup_step(b, -1);
    if (sqlite3_backup_finish(b) != SQLITE_OK)
        return fail_sqlite(j, to->filler);
    sqlite3_close(to->filler);
    to->filler = NULL;
    st = check_frozen(from, j);
    if (st == OK)
        st = leave_wal(j, to);
    return st == OK ? take_ledger(j, to, "", STORE_READ, scratch) : st;
}

/* migrate.c -- the tables, as migrations from one version to the next.
 *
 * The versions are those of SQLite's; PostgreSQL begins with the second. They and their rows in the
 * table `migration` are made in one transaction. Texts compare by their bytes in both databases. */
#include "base/os.h"
#include "store/postgres/postgres_int.h"
#include "version.h"

#define INT2 "SMALLINT"
#define INT4 "INTEGER"
#define INT8 "BIGINT"
#define TEXT "TEXT COLLATE \"C\""
#define END ");"

/* What takes a ledger from the version before to this one; a new migration follows the last. */
static const struct pg_migration {
    int version;
    const char *sql;
} pg_migration[] = {
    { 2,
#include "store/schema_2.def"
    },
};

#undef INT2
#undef INT4
#undef INT8
#undef TEXT
#undef END

enum { MIGRATIONS = sizeof pg_migration / sizeof pg_migration[0] };

/* 0 when there is no ledger. */
static status ledger_version(struct store *s, struct job *j, int64_t *version)
{
    int64_t there = 0;
    status st = pg_script(s, j, "SELECT count(to_regclass('migration'))", &there);

    *version = 0;
    return st == OK && there ? pg_script(s, j, "SELECT max(version) FROM migration", version) : st;
}

static status apply_migration(struct store *s, struct job *j, const struct pg_migration *m)
{
    status st = pg_script(s, j, m->sql, NULL);

    if (st != OK)
        return st;
    str note = arena_printf(j->arena, "INSERT INTO migration VALUES (%d, %lld, '" SOAT_VERSION "')",
                            m->version, (long long)os_now());
    return pg_script(s, j, note.ptr, NULL);
}

static status apply_missing(struct store *s, struct job *j)
{
    int64_t version;
    status st = pg_script(s, j, "BEGIN; SET LOCAL lock_timeout = '10s'", NULL);

    if (st == OK)
        st = ledger_version(s, j, &version);
    if (st == OK && version)        /* one program upgrades, others wait for it */
        st = pg_script(s, j, "LOCK TABLE migration IN EXCLUSIVE MODE", NULL);
    if (st == OK && version)
        st = ledger_version(s, j, &version);
    for (int i = 0; i < MIGRATIONS && st == OK; i++)
        if (pg_migration[i].version > version)
            st = apply_migration(s, j, &pg_migration[i]);
    if (st == OK)
        st = pg_script(s, j, "COMMIT", NULL);
    if (st != OK)
        s->class->abort(s);
    return st;
}

/* Of two programs that make the tables at once, the second waits for the names of the first and is
 * refused them: it then finds the tables made. */
static status make_tables(struct store *s, struct job *j)
{
    status st = apply_missing(s, j);

    if (st == OK)
        return OK;
    job_forgive(j);
    return apply_missing(s, j);
}

status pg_migrate(struct store *s, struct job *j)
{
    struct pg_db *db = s->db;
    const char *name = arena_str(j->arena, str_from(db->pq.db(db->conn))).ptr;
    int newest = pg_migration[MIGRATIONS - 1].version;
    int64_t version = 0;
    status st = ledger_version(s, j, &version);

    s->version_before = version;
    s->version = newest;
    if (st != OK || version == newest)
        return st;
    if (version > newest)
        return job_fail(j, FAIL_FORMAT, "«%s» do bản mới hơn của chương trình ghi",
                        "\"%s\" was written by a newer version of the program", name);
    if (!version && db->mode != STORE_CREATE)
        return job_fail(j, FAIL_FILE, "chưa có sổ trong «%s»; hãy tạo bằng soat db init --db",
                        "there is no ledger in \"%s\"; make it with soat db init --db", name);
    if (db->mode == STORE_READ)
        return job_fail(j, FAIL_FORMAT, "«%s» chưa phải sổ của bản này; hãy chạy soat db migrate",
                        "\"%s\" is not a ledger of this version; run soat db migrate", name);
    return make_tables(s, j);
}

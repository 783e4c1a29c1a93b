/* test_upgrade.c -- a ledger of version 1 becomes one of this version: whole, once, whoever opens
 * it first and wherever it is cut off. */
#include "store/upgrade.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/provider.h"
#include "store/sqlite/schema.h"
#include "t.h"

enum { CUTS = 16, MOST_ROWS_BYTES = 1 << 16 };

struct old_ledger {
    char folder[64], path[96];
    int64_t tenant;             /* that opens it */
    char rows[MOST_ROWS_BYTES]; /* of all tables but the audit */
    size_t nrows;
};

static void run_old_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;

    sqlite3_open(path, &db);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    T(error == NULL, "%.60s: %s", sql, error);
    sqlite3_free(error);
    sqlite3_close(db);
}

static bool make_version_1(struct old_ledger *l)
{
    static char sql[1 << 20];
    const char *path = t_path("tests/store/version-1.sql");
    FILE *f = path ? fopen(path, "r") : NULL;

    *l = (struct old_ledger){ .tenant = 1 };
    if (!T(f != NULL, "the ledger of version 1 is there"))
        return false;
    size_t n = fread(sql, 1, sizeof sql - 1, f);
    sql[n] = 0;
    fclose(f);
    snprintf(l->folder, sizeof l->folder, "/tmp/soat-upgrade-XXXXXX");
    if (!mkdtemp(l->folder))
        abort();
    snprintf(l->path, sizeof l->path, "%s/so.db", l->folder);
    run_old_sql(l->path, sql);
    return true;
}

static void drop_old_ledger(const struct old_ledger *l)
{
    static const char *const tail[] = { "", "-wal", "-shm" };
    char path[128];

    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", l->path, tail[i]);
        unlink(path);
    }
    rmdir(l->folder);
}

static void tell_old(status st, str message, void *arg)
{
    (void)arg;
    T(st == OK, "%.*s", STRF(message));
}

static status open_and_close(struct job *j, void *arg)
{
    const struct old_ledger *l = arg;
    struct store *s;

    return store_open_tenant(j, str_from(l->path), STORE_WRITE, l->tenant, &s);
}

/* What the first province has, when all is done. */
static status read_upgraded(struct job *j, void *arg)
{
    struct old_ledger *l = arg;
    struct store_counts n = { 0 };
    struct datum row[MAX_COLUMNS];
    str head = { NULL, 0 };
    struct store *s;
    struct buf all;

    status st = store_open(j, str_from(l->path), STORE_WRITE, &s);
    if (st == OK)
        st = store_verify(s, j, &n, &head);
    if (st != OK)
        return st;
    T(n.revisions == 7 && n.documents == 1 && n.mentions == 3 && n.entries == 4,
      "%lld revisions, %lld documents, %lld mentions, %lld entries", (long long)n.revisions,
      (long long)n.documents, (long long)n.mentions, (long long)n.entries);
    buf_init(&all, j->arena);
    for (int t = 0; t < TABLE_COUNT; t++) {
        struct stmt *rows = t == TABLE_audit ? NULL : s->class->scan(s, (enum ledger_table)t);

        if (!rows)
            continue;
        while (s->class->step(rows)) {
            table_row(s, rows, &table_shape[t], row);
            journal_encode(&all, (enum ledger_table)t, row);
        }
        T(s->class->finish(rows, j) == OK, "rows of %s", table_shape[t].name);
    }
    if (T(all.len <= MOST_ROWS_BYTES, "%zu bytes", all.len))
        memcpy(l->rows, all.ptr, l->nrows = all.len);
    return OK;
}

static void run_old(status (*fn)(struct job *, void *), struct old_ledger *l)
{
    job_run(&LIMITS_DEFAULT, LANG_EN, fn, l, tell_old);
}

/* The tables are made, their rows not yet moved: what a kill between the two leaves. */
static void make_tables_only(const struct old_ledger *l)
{
    run_old_sql(l->path, schema_migration[1]);
    run_old_sql(l->path, "INSERT INTO migration VALUES (2, 0, 'x'); PRAGMA user_version = 2");
}

static status refuse_half(struct job *j, void *arg)
{
    const struct old_ledger *l = arg;
    struct store *s;

    T(store_open(j, str_from(l->path), STORE_READ, &s) == FAIL_FORMAT, "half is not read");
    T(str_find(j->message, STR("db migrate")) != SIZE_MAX, "%.*s", STRF(j->message));
    return OK;
}

static void test_cut_between(const struct old_ledger *whole)
{
    static struct old_ledger l;

    if (!make_version_1(&l))
        return;
    make_tables_only(&l);
    job_run(&LIMITS_DEFAULT, LANG_EN, refuse_half, &l, NULL);
    run_old(read_upgraded, &l);
    T(l.nrows == whole->nrows && memcmp(l.rows, whole->rows, l.nrows) == 0, "the same rows");
    drop_old_ledger(&l);
}

static void test_cut_anywhere(const struct old_ledger *whole)
{
    static struct old_ledger l;
    uint64_t seed = t_seed();

    for (int i = 0; i < CUTS && make_version_1(&l); i++) {
        uint64_t draw = t_draw(&seed);
        struct timespec wait = { 0, (long)(draw % 16000000) };

        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            job_run(&LIMITS_DEFAULT, LANG_EN, open_and_close, &l, NULL);
            _exit(0);
        }
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        run_old(read_upgraded, &l);
        T(l.nrows == whole->nrows && memcmp(l.rows, whole->rows, l.nrows) == 0,
          "cut after %ld ns: the same rows", wait.tv_nsec);
        drop_old_ledger(&l);
    }
}

/* Version 1 knew one province: whoever opens its ledger, the rows are the first one's. */
static void test_other_province(const struct old_ledger *whole, bool cut)
{
    static struct old_ledger l;

    if (!make_version_1(&l))
        return;
    if (cut)
        make_tables_only(&l);
    l.tenant = 7;
    run_old(open_and_close, &l);
    run_old(read_upgraded, &l);
    T(l.nrows == whole->nrows && memcmp(l.rows, whole->rows, l.nrows) == 0, "nothing is lost");
    drop_old_ledger(&l);
}

/* What the hash of a sealed entry says nothing about. */
static status find_changed(struct job *j, void *arg)
{
    const struct old_ledger *l = arg;
    struct store_counts n;
    struct store *s;
    str head;

    T(store_open(j, str_from(l->path), STORE_READ, &s) == OK, "open");
    T(store_verify(s, j, &n, &head) == FAIL_FORMAT, "a reason slipped into a sealed entry");
    return OK;
}

static void test_sealed_reason(void)
{
    static struct old_ledger l;

    if (!make_version_1(&l))
        return;
    run_old(open_and_close, &l);
    run_old_sql(l.path, "UPDATE audit SET reason = 'x' WHERE entry = 2");
    job_run(&LIMITS_DEFAULT, LANG_EN, find_changed, &l, NULL);
    drop_old_ledger(&l);
}

void test_upgrade(void);
void test_upgrade(void)
{
    static struct old_ledger whole;

    if (!make_version_1(&whole))
        return;
    run_old(read_upgraded, &whole);
    drop_old_ledger(&whole);
    T(whole.nrows > 0, "there are rows");
    test_cut_between(&whole);
    test_cut_anywhere(&whole);
    test_other_province(&whole, false);
    test_other_province(&whole, true);
    test_sealed_reason();
}

/* backup.c -- a copy of the tenant's ledger as an SQLite file.
 *
 * The rows are copied into a file beside, and that is copied as SQLite copies its own: so the copy
 * is whole, closed, and under its name only when it is. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/postgres/postgres_int.h"

struct pg_backup {
    struct store *from;
    struct job *job;            /* to tell the failure to */
    str rows, to;
};

static status copy_to_file(struct job *j, void *arg)
{
    const struct pg_backup *b = arg;
    struct store *copy;

    status st = store_open_tenant(j, b->rows, STORE_CREATE, b->from->tenant, &copy);
    if (st == OK)
        st = store_copy(b->from, copy, j);
    return st == OK ? store_backup(copy, j, b->to) : st;
}

static void pass_failure(status st, str message, void *arg)
{
    const struct pg_backup *b = arg;

    job_fail(b->job, st, "%.*s", "%.*s", STRF(message));
}

static void remove_file(struct job *j, str name)
{
    static const char *const tail[] = { "", "-wal", "-shm" };

    for (int i = 0; i < 3; i++)
        unlink(arena_printf(j->arena, "%.*s%s", STRF(name), tail[i]).ptr);
}

status pg_backup(struct store *s, struct job *j, str to)
{
    struct stat info;
    struct pg_backup b = { .from = s, .job = j, .to = arena_str(j->arena, to) };

    if (stat(b.to.ptr, &info) == 0)
        return job_fail(j, FAIL_FILE, "«%s» đã có, không ghi đè", "\"%s\" exists, not overwritten",
                        b.to.ptr);
    b.rows = arena_printf(j->arena, "%s.rows", b.to.ptr);
    remove_file(j, b.rows);
    /* A job of its own: the file is closed when it ends. */
    status st = job_run(&j->limits, j->lang, copy_to_file, &b, pass_failure);
    remove_file(j, b.rows);
    return st;
}

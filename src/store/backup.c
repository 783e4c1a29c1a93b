/* backup.c -- the ledger as one file: snapshots without a name, and what is made of them. */
#include <unistd.h>

#include "base/fresh.h"
#include "store/provider.h"
#include "store/upgrade.h"

static str folder_of_ledger(struct job *j, str beside)
{
    size_t n = beside.len;

    while (n > 0 && beside.ptr[n - 1] != '/')
        n--;
    return n > 1 ? arena_str(j->arena, str_sub(beside, 0, n - 1)) : n ? STR("/") : STR(".");
}

static status open_scratch(struct job *j, str beside, int64_t tenant,
                           const struct scratch_fill *fill, struct store **out)
{
    struct store *s = arena_new(j->arena, struct store);

    s->arena = j->arena;
    s->tenant = tenant ? tenant : 1;
    status st = sqlite_scratch_open(j, folder_of_ledger(j, beside), fill, s);
    if (st == OK && !fill->empty)
        st = upgrade_rows(s, j);
    if (st == OK)
        *out = s;
    return st;
}

status store_snapshot(struct store *s, struct job *j, str beside, struct store **out)
{
    const struct scratch_fill fill = { .name = "", .empty = s->class->snapshot != NULL };
    struct store *to;

    status st = open_scratch(j, beside, s->tenant, &fill, &to);
    if (st == OK)
        st = fill.empty ? s->class->snapshot(s, to, j) : store_copy(s, to, j);
    if (st == OK)
        *out = to;
    return st;
}

status store_receive(struct job *j, str beside, const struct store_bytes *from, int64_t tenant,
                     struct store **out)
{
    const struct scratch_fill fill = { .fn = from->fn, .arg = from->arg,
                                       .name = arena_str(j->arena, from->name).ptr };

    return open_scratch(j, beside, tenant, &fill, out);
}

status store_send(struct store *snapshot, struct job *j, const struct store_bytes *to)
{
    int fd = sqlite_scratch_file(snapshot);

    if (lseek(fd, 0, SEEK_SET) != 0)
        return job_fail(j, FAIL_SYSTEM, "không đọc lại được tệp tạm%s",
                        "cannot read the temporary file%s", "");
    return to->fn(j, fd, to->arg);
}

static status put_whole_file(struct job *j, int fd, void *arg)
{
    struct fresh *f = arg;
    enum { COPIED_AT_ONCE = 1 << 18 };
    char *p = arena_alloc_raw(j->arena, 1, COPIED_AT_ONCE);
    size_t got = 0;
    status st;

    do {
        st = fresh_take(j, fd, f->path, p, COPIED_AT_ONCE, &got);
        if (st == OK)
            st = fresh_put(j, f, p, got);
    } while (st == OK && got == COPIED_AT_ONCE);
    return st;
}

status store_write(struct store *snapshot, struct job *j, str to)
{
    struct fresh *f;
    status st = fresh_open(j, to, &f);

    if (st == OK)
        st = store_send(snapshot, j, &(struct store_bytes){ put_whole_file, f, to });
    return st == OK ? fresh_keep(j, f) : st;
}

status store_backup(struct store *s, struct job *j, str to)
{
    struct store *snapshot;
    struct fresh *f;
    status st = fresh_open(j, to, &f);  /* told before the work is done */

    if (st == OK)
        st = store_snapshot(s, j, to, &snapshot);
    if (st == OK)
        st = store_send(snapshot, j, &(struct store_bytes){ put_whole_file, f, to });
    return st == OK ? fresh_keep(j, f) : st;
}

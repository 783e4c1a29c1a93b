/* moves.c -- snapshots, verified, then sealed, written or copied. */
#include "app/moves.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/fresh.h"
#include "base/os.h"
#include "pack/seal.h"

/* -- between a sealed file and a snapshot -- */

struct seal_ends {
    int in, out;
    str in_name, out_name;
};

static status take_from_file(struct job *j, void *arg, char *p, size_t n, size_t *got)
{
    struct seal_ends *e = arg;

    return fresh_take(j, e->in, e->in_name, p, n, got);
}

static status give_to_file(struct job *j, void *arg, const char *p, size_t n)
{
    struct seal_ends *e = arg;

    return fresh_write(j, e->out, e->out_name, p, n);
}

struct sealing_up {
    struct fresh *to;
    str passphrase;
};

static status seal_snapshot(struct job *j, int fd, void *arg)
{
    const struct sealing_up *s = arg;
    struct seal_ends ends = { fd, s->to->fd, s->to->path, s->to->path };
    const struct seal_pipe pipe = { take_from_file, give_to_file, &ends };
    off_t length = lseek(fd, 0, SEEK_END);

    if (length < 0 || lseek(fd, 0, SEEK_SET) != 0)
        return os_fail(j, s->to->path, false);
    return seal_close(j, s->passphrase, SEAL_COST_DEFAULT, (uint64_t)length, &pipe);
}

struct opening_up {
    struct seal_ends ends;
    str passphrase;
};

static status unseal_snapshot(struct job *j, int fd, void *arg)
{
    struct opening_up *o = arg;
    const struct seal_pipe pipe = { take_from_file, give_to_file, &o->ends };

    o->ends.out = fd;
    return seal_open(j, o->ends.in_name, o->passphrase, &pipe);
}

static void close_input(void *arg)
{
    int *fd = arg;

    if (*fd >= 0)
        close(*fd);
}

/* Opens the backup and looks whether it is a sealed one. */
static status open_backup(struct job *j, str path, int *fd, bool *sealed)
{
    int *kept = arena_new(j->arena, int);
    char first[8];
    size_t got = 0;

    *kept = open(arena_str(j->arena, path).ptr, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    arena_defer(j->arena, close_input, kept);
    if (*kept < 0)
        return os_fail(j, path, false);
    status st = fresh_take(j, *kept, path, first, sizeof first, &got);
    if (st != OK)
        return st;
    *fd = *kept;
    *sealed = seal_is((str){ first, got });
    return lseek(*kept, 0, SEEK_SET) == 0 ? OK : os_fail(j, path, false);
}

/* -- arriving -- */

/* A name that is taken is told before the work is done. */
static status check_free(struct job *j, str to)
{
    struct fresh *probe;

    return store_is_url(to) ? OK : fresh_open(j, to, &probe);
}

static status verify_moved(struct job *j, struct store *s, struct moved *out)
{
    *out = (struct moved){ .head = { NULL, 0 } };
    return store_verify(s, j, &out->counts, &out->head);
}

/* The hash of an entry never changes: that of the copy's last is the one `from` has. */
static status compare_heads(struct job *j, struct store *from, const struct moved *m)
{
    struct audit_log log = { NULL, 0 };
    int64_t last = m->counts.entries;
    status st = last ? store_audit(from, j, last, last, &log) : OK;

    if (st == OK && last && (log.count != 1 || !str_eq(log.list[0].hash, m->head)))
        st = job_fail(j, FAIL_DATABASE, "bản sao không giống sổ gốc ở mục %lld",
                      "the copy differs from the ledger in entry %lld", (long long)last);
    return st;
}

/* A snapshot is verified where it is; a database once it has it. */
static status arrive(struct job *j, struct store *snapshot, int64_t tenant, str to,
                     struct moved *out)
{
    struct store *target;
    status st = verify_moved(j, snapshot, out);

    if (st != OK || !store_is_url(to))
        return st == OK ? store_write(snapshot, j, to) : st;
    st = store_open_tenant(j, to, STORE_CREATE, tenant, &target);
    if (st == OK)
        st = store_copy(snapshot, target, j);
    if (st == OK)
        st = verify_moved(j, target, out);
    return st == OK ? compare_heads(j, snapshot, out) : st;
}

status app_backup(struct job *j, struct store *s, str to, str passphrase, struct moved *out)
{
    struct store *snapshot;
    struct sealing_up up = { .passphrase = passphrase };

    status st = fresh_open(j, to, &up.to);
    if (st == OK)
        st = store_snapshot(s, j, to, &snapshot);
    if (st == OK)
        st = verify_moved(j, snapshot, out);
    if (st == OK)
        st = compare_heads(j, s, out);
    if (st != OK)
        return st;
    if (!passphrase.len)
        return store_write(snapshot, j, to);
    st = store_send(snapshot, j, &(struct store_bytes){ seal_snapshot, &up, to });
    return st == OK ? fresh_keep(j, up.to) : st;
}

status app_restore(struct job *j, str from, str passphrase, int64_t tenant, str to,
                   struct moved *out)
{
    struct opening_up up = { .ends = { .in_name = from, .out_name = to },
                             .passphrase = passphrase };
    str beside = store_is_url(to) ? from : to;
    struct store *source, *snapshot = NULL;
    bool sealed = false;

    status st = check_free(j, to);
    if (st == OK)
        st = open_backup(j, from, &up.ends.in, &sealed);
    if (st != OK)
        return st;
    if (sealed && !passphrase.len)
        return job_fail(j, FAIL_USAGE, "«%.*s» đã mã hóa; hãy cho mật khẩu bằng --passphrase-file "
                        "TỆP hoặc SOAT_PASSPHRASE", "\"%.*s\" is sealed; give its passphrase by "
                        "--passphrase-file FILE or SOAT_PASSPHRASE", STRF(from));
    if (sealed) {
        st = store_receive(j, beside, &(struct store_bytes){ unseal_snapshot, &up, from }, tenant,
                           &snapshot);
    } else {
        st = store_open_tenant(j, from, STORE_READ, tenant, &source);
        if (st == OK)
            st = store_snapshot(source, j, beside, &snapshot);
    }
    return st == OK ? arrive(j, snapshot, tenant, to, out) : st;
}

status app_copy(struct job *j, struct store *from, str to, struct moved *out)
{
    struct store *target;
    status st = check_free(j, to);

    if (st != OK)
        return st;
    if (!store_is_url(to)) {
        st = store_snapshot(from, j, to, &target);
        if (st == OK)
            st = arrive(j, target, 0, to, out);
    } else {
        st = store_open_tenant(j, to, STORE_CREATE, store_tenant(from), &target);
        if (st == OK)
            st = store_copy(from, target, j);
        if (st == OK)
            st = verify_moved(j, target, out);
    }
    return st == OK ? compare_heads(j, from, out) : st;
}

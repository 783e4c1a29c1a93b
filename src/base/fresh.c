/* fresh.c -- a file without a name that is linked in place when it is whole. */
#include "base/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"

static status fail_exists(struct job *j, str path)
{
    return job_fail(j, FAIL_FILE, "«%.*s» đã có, không ghi đè", "\"%.*s\" exists, not overwritten",
                    STRF(path));
}

static void close_fresh(void *arg)
{
    struct fresh *f = arg;

    if (f->fd >= 0)
        close(f->fd);
    f->fd = -1;
    if (f->part)
        unlink(f->part);
}

/* The folder a file stands in, with its slash; "." when the path names none. */
static const char *folder_beside(struct job *j, str path)
{
    size_t n = path.len;

    while (n > 0 && path.ptr[n - 1] != '/')
        n--;
    return n ? arena_str(j->arena, str_sub(path, 0, n)).ptr : ".";
}

/* Without a name, or as PATH.part where the disk knows no such files. */
static int open_unnamed(struct job *j, struct fresh *f)
{
    int fd = open(folder_beside(j, f->path), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return fd;
    const char *part = arena_printf(j->arena, "%.*s.part", STRF(f->path)).ptr;
    unlink(part);
    fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0)
        f->part = part;
    return fd;
}

status fresh_open(struct job *j, str path, struct fresh **out)
{
    struct fresh *f = arena_new(j->arena, struct fresh);
    struct stat info;

    *f = (struct fresh){ .fd = -1, .path = path };
    if (path.len && lstat(arena_str(j->arena, path).ptr, &info) == 0)
        return fail_exists(j, path);
    arena_defer(j->arena, close_fresh, f);
    f->fd = open_unnamed(j, f);
    if (f->fd < 0)
        return os_fail(j, path, true);
    *out = f;
    return OK;
}

status fresh_write(struct job *j, int fd, str path, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return os_fail(j, path, true);
        p += done;
        n -= (size_t)done;
    }
    return OK;
}

status fresh_put(struct job *j, struct fresh *f, const char *p, size_t n)
{
    return fresh_write(j, f->fd, f->path, p, n);
}

static bool give_name(struct job *j, struct fresh *f, const char *name)
{
    const char *self = arena_printf(j->arena, "/proc/self/fd/%d", f->fd).ptr;

    if (!f->part)
        return linkat(AT_FDCWD, self, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
    if (renameat2(AT_FDCWD, f->part, AT_FDCWD, name, RENAME_NOREPLACE) != 0 &&
        (errno != EINVAL || rename(f->part, name) != 0))
        return false;
    f->part = NULL;
    return true;
}

status fresh_keep(struct job *j, struct fresh *f)
{
    if (fsync(f->fd) != 0)
        return os_fail(j, f->path, true);
    if (!give_name(j, f, arena_str(j->arena, f->path).ptr))
        return errno == EEXIST ? fail_exists(j, f->path) : os_fail(j, f->path, true);

    int folder = open(folder_beside(j, f->path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);          /* the name, too, outlives a power cut */
        close(folder);
    }
    return OK;
}

status fresh_take(struct job *j, int fd, str path, char *p, size_t n, size_t *got)
{
    *got = 0;
    while (*got < n) {
        ssize_t done = read(fd, p + *got, n - *got);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return os_fail(j, path, false);
        if (done == 0)
            break;
        *got += (size_t)done;
    }
    return OK;
}

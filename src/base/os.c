/* os.c -- the door to the operating system. */
#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The path for the system, NUL-terminated, and for a message: a name may hold
 * line ends and escapes, a message is one line. */
struct os_path {
    const char *name;
    const char *shown;
};

static status take_path(struct job *j, str path, struct os_path *out)
{
    str name = arena_str(j->arena, path);
    char *shown = arena_alloc(j->arena, 1, path.len + 1);

    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];

        shown[i] = c < 0x20 || c == 0x7F ? '?' : (char)c;
    }
    if (path.len == 0)
        return job_fail(j, FAIL_FILE, "thiếu tên tệp, hãy ghi tên tệp",
                        "the file name is missing, name a file");
    if (memchr(path.ptr, 0, path.len))
        return job_fail(j, FAIL_FILE, "tên tệp «%s» có ký tự NUL, hãy đổi tên",
                        "the file name «%s» holds a NUL, rename it", shown);
    *out = (struct os_path){ name.ptr, shown };
    return OK;
}

/* The failure of a system call on a path, told by errno. */
static status fail_errno(struct job *j, const char *shown, bool writing)
{
    int code = errno;

    switch (code) {
    case ENOENT:
    case ENOTDIR:
        if (writing)
            return job_fail(j, FAIL_FILE,
                            "không có thư mục để ghi «%s», hãy tạo thư mục đó trước",
                            "there is no folder to write «%s» in, make it first", shown);
        return job_fail(j, FAIL_FILE, "không có tệp «%s», hãy xem lại đường dẫn",
                        "there is no file «%s», check the path", shown);
    case EACCES:
    case EPERM:
        if (writing)
            return job_fail(j, FAIL_FILE, "không có quyền ghi «%s», hãy chọn nơi khác",
                            "no permission to write «%s», choose another place", shown);
        return job_fail(j, FAIL_FILE, "không có quyền đọc «%s», hãy xin quyền đọc tệp này",
                        "no permission to read «%s», ask for access to it", shown);
    case EISDIR:
        return job_fail(j, FAIL_FILE, "«%s» là thư mục, hãy chỉ ra một tệp",
                        "«%s» is a folder, name a file", shown);
    case ENXIO:
    case ENODEV:
        return job_fail(j, FAIL_FILE, "«%s» không phải tệp thường, hãy lưu thành tệp",
                        "«%s» is not a regular file, save it as one", shown);
    case ELOOP:
        return job_fail(j, FAIL_FILE, "liên kết «%s» dẫn vòng tròn, hãy chỉ ra tệp gốc",
                        "the link «%s» goes in a circle, name the file itself", shown);
    case ENAMETOOLONG:
        return job_fail(j, FAIL_FILE, "tên «%s» quá dài, hãy rút ngắn",
                        "the name «%s» is too long, shorten it", shown);
    case EROFS:
        return job_fail(j, FAIL_FILE, "«%s» nằm trên ổ chỉ đọc, hãy chọn nơi khác",
                        "«%s» is on a read-only disk, choose another place", shown);
    case ENOSPC:
    case EDQUOT:
        return job_fail(j, FAIL_FILE, "hết chỗ trên ổ khi ghi «%s», hãy dọn bớt",
                        "the disk is full while writing «%s», make room", shown);
    case EMFILE:
    case ENFILE:
        return job_fail(j, FAIL_SYSTEM, "mở quá nhiều tệp cùng lúc, không mở được «%s»",
                        "too many files are open, cannot open «%s» now", shown);
    default:
        if (writing)
            return job_fail(j, FAIL_FILE, "không ghi được «%s» (mã lỗi %d), hãy thử lại",
                            "cannot write «%s» (error %d), try again", shown, code);
        return job_fail(j, FAIL_FILE, "không đọc được «%s» (mã lỗi %d), hãy thử lại",
                        "cannot read «%s» (error %d), try again", shown, code);
    }
}

status os_fail(struct job *j, str path, bool writing)
{
    int code = errno;
    struct os_path p;
    status st = take_path(j, path, &p);

    errno = code;
    return st == OK ? fail_errno(j, p.shown, writing) : st;
}

/* Offsets in a text have 32 bits, whatever limit is asked for. */
static size_t file_limit(const struct job *j)
{
    return j->limits.file_bytes < UINT32_MAX ? j->limits.file_bytes : UINT32_MAX - 1;
}

static status fail_too_large(struct job *j, const char *shown)
{
    return job_fail(j, FAIL_LIMIT, "tệp «%s» lớn hơn giới hạn %zu MB, hãy chia nhỏ tệp",
                    "the file «%s» is larger than the limit of %zu MB, split it", shown,
                    file_limit(j) >> 20);
}

static ssize_t read_some(int fd, char *p, size_t n)
{
    ssize_t r;

    do
        r = read(fd, p, n);
    while (r < 0 && errno == EINTR);
    return r;
}

/* Reads to the end, whatever the size was said to be: a file may still grow. */
static status read_to_end(struct job *j, int fd, const char *shown, size_t cap, str *out)
{
    char *p = arena_alloc_raw(j->arena, 1, cap);
    size_t len = 0;

    for (;;) {
        if (len == cap)
            p = arena_grow_raw(j->arena, p, 1, len, len + 1, &cap);

        ssize_t n = read_some(fd, p + len, cap - len);

        if (n < 0)
            return fail_errno(j, shown, false);
        if (n == 0)
            break;
        len += (size_t)n;
        if (len > file_limit(j))
            return fail_too_large(j, shown);
    }
    p[len] = '\0';              /* there is room: the last read asked for more */
    *out = (str){ p, len };
    return OK;
}

static status read_open_file(struct job *j, int fd, const char *shown, str *out)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail_errno(j, shown, false);
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return fail_errno(j, shown, false);
    }
    if (!S_ISREG(st.st_mode)) {
        errno = ENXIO;
        return fail_errno(j, shown, false);
    }
    if (st.st_size < 0 || (uintmax_t)st.st_size > file_limit(j))
        return fail_too_large(j, shown);
    return read_to_end(j, fd, shown, (size_t)st.st_size + 1, out);
}

/* A descriptor must be closed even when the arena ends the job while reading. */
static void close_fd(void *arg)
{
    int *fd = arg;

    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

status os_read_file(struct job *j, str path, str *out)
{
    struct os_path p;
    int *fd = arena_new(j->arena, int);
    status st = take_path(j, path, &p);

    if (st != OK)
        return st;
    *fd = -1;
    arena_defer(j->arena, close_fd, fd);
    /* O_NONBLOCK: opening a pipe nobody writes to must not wait. */
    *fd = open(p.name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0)
        return fail_errno(j, p.shown, false);
    st = read_open_file(j, *fd, p.shown, out);
    close_fd(fd);
    return st;
}

status os_read_stdin(struct job *j, str *out)
{
    return read_to_end(j, STDIN_FILENO, "-", 65536, out);
}

static bool write_all(int fd, str s)
{
    while (s.len > 0) {
        ssize_t n = write(fd, s.ptr, s.len);

        if (n < 0 && errno == EAGAIN) {
            poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
        } else if (n < 0) {
            if (errno != EINTR)
                return false;
        } else {
            s.ptr += n;
            s.len -= (size_t)n;
        }
    }
    return true;
}

/* The folder of a path: "." when it names none, else up to its last slash. */
static const char *folder_of(struct job *j, const char *name)
{
    const char *slash = strrchr(name, '/');

    if (!slash)
        return ".";
    return arena_str(j->arena, (str){ name, (size_t)(slash - name) + 1 }).ptr;
}

/* Makes the rename itself survive a power cut; a folder that cannot be synced
 * (some network disks) leaves the file as safe as that disk allows. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

/* A new file beside the target, where a rename cannot cross a disk. */
static int open_temporary(struct job *j, const char *folder, const char **name)
{
    for (int i = 0; i < 100; i++) {
        *name = arena_printf(j->arena, "%s/.soat-%ld-%llu-%d.tmp", folder, (long)getpid(),
                             (unsigned long long)os_clock_ns(), i).ptr;

        int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Writes where the target cannot be replaced: a terminal, a pipe, /dev/stdout. */
static status write_through(struct job *j, const struct os_path *p, str content)
{
    int fd = open(p->name, O_WRONLY | O_NOCTTY | O_CLOEXEC);

    if (fd < 0)
        return fail_errno(j, p->shown, true);

    bool ok = write_all(fd, content);
    int code = errno;

    if (close(fd) != 0 && ok) {
        ok = false;
        code = errno;
    }
    errno = code;
    return ok ? OK : fail_errno(j, p->shown, true);
}

status os_write_file(struct job *j, str path, str content)
{
    struct os_path p;
    struct stat old;
    bool replaces = false;
    char *target = NULL;
    status st = take_path(j, path, &p);

    if (st != OK)
        return st;
    if (stat(p.name, &old) == 0) {
        if (S_ISDIR(old.st_mode)) {
            errno = EISDIR;
            return fail_errno(j, p.shown, true);
        }
        if (!S_ISREG(old.st_mode))
            return write_through(j, &p, content);
        replaces = true;
        target = realpath(p.name, NULL);    /* a link stays one; its file is replaced */
    }
    if (target) {
        p.name = arena_str(j->arena, str_from(target)).ptr;
        free(target);
    }

    const char *folder = folder_of(j, p.name), *temporary = NULL;
    int fd = open_temporary(j, folder, &temporary);

    if (fd < 0)
        return fail_errno(j, p.shown, true);

    bool ok = (!replaces || fchmod(fd, old.st_mode & 07777) == 0) &&
              write_all(fd, content) && fsync(fd) == 0;
    int code = errno;

    if (close(fd) != 0 && ok) {
        ok = false;
        code = errno;
    }
    if (ok && rename(temporary, p.name) != 0) {
        ok = false;
        code = errno;
    }
    if (!ok) {
        unlink(temporary);
        errno = code;
        return fail_errno(j, p.shown, true);
    }
    sync_folder(folder);
    return OK;
}

status os_make_folder(struct job *j, str path)
{
    struct os_path p;
    struct stat st;
    status got = take_path(j, path, &p);

    if (got != OK || mkdir(p.name, 0777) == 0)
        return got;
    if (errno != EEXIST)
        return fail_errno(j, p.shown, true);
    if (stat(p.name, &st) == 0 && S_ISDIR(st.st_mode))
        return OK;
    return job_fail(j, FAIL_FILE, "«%s» đã có và không phải thư mục, hãy đổi tên",
                    "«%s» exists and is no folder, rename it", p.shown);
}

static bool look_at(struct job *j, str path, struct stat *st)
{
    return path.len && stat(arena_str(j->arena, path).ptr, st) == 0;
}

bool os_is_folder(struct job *j, str path)
{
    struct stat st;

    return look_at(j, path, &st) && S_ISDIR(st.st_mode);
}

bool os_same_file(struct job *j, str a, str b)
{
    struct stat left, right;

    return look_at(j, a, &left) && look_at(j, b, &right) && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino;
}

static int entry_order(const void *a, const void *b)
{
    return str_cmp(((const struct os_entry *)a)->name, ((const struct os_entry *)b)->name);
}

static void close_folder(void *arg)
{
    DIR **folder = arg;

    if (*folder)
        closedir(*folder);
    *folder = NULL;
}

status os_list_folder(struct job *j, str path, struct os_entry **out, size_t *n)
{
    struct os_path p;
    DIR **folder = arena_new(j->arena, DIR *);
    const struct dirent *d;
    struct stat st;
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    status got = take_path(j, path, &p);
    if (got != OK)
        return got;
    arena_defer(j->arena, close_folder, folder);
    *folder = opendir(p.name);
    if (!*folder)
        return fail_errno(j, p.shown, false);
    while ((d = readdir(*folder)) != NULL) {
        if (d->d_name[0] == '.' || fstatat(dirfd(*folder), d->d_name, &st, 0) != 0 ||
            !S_ISREG(st.st_mode))
            continue;
        *arena_push(j->arena, *out, *n, cap) = (struct os_entry){
            arena_str(j->arena, str_from(d->d_name)), st.st_size,
            (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec };
    }
    close_folder(folder);
    if (*n)
        qsort(*out, *n, sizeof **out, entry_order);
    return OK;
}

static void end_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
}

void os_hold_end(void)
{
    sigset_t set;

    end_signals(&set);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

bool os_wait_end(unsigned milliseconds)
{
    struct timespec wait = { milliseconds / 1000, (long)(milliseconds % 1000) * 1000000 };
    sigset_t set;

    end_signals(&set);
    return sigtimedwait(&set, NULL, &wait) > 0;
}

/* A reader that has gone away is an answer here, so its signal is held back
 * for the time of the write and taken off when it came from it. */
static bool print_to(int fd, str s)
{
    sigset_t pipe, before, pending;
    bool held;

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigpending(&pending);
    held = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe, &before);

    bool ok = write_all(fd, s);

    if (!ok && errno == EPIPE && !held)
        while (sigtimedwait(&pipe, NULL, &(struct timespec){ 0, 0 }) < 0 && errno == EINTR)
            ;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

bool os_print(str s)
{
    return print_to(STDOUT_FILENO, s);
}

bool os_print_error(str s)
{
    return print_to(STDERR_FILENO, s);
}

void os_keep_memory(void)
{
    enum { PIECE = 32 << 20, KEPT = 256 << 20 };

    mallopt(M_MMAP_THRESHOLD, PIECE);       /* the most that glibc takes */
    mallopt(M_TRIM_THRESHOLD, KEPT);
}

bool os_stdout_is_terminal(void)
{
    return isatty(STDOUT_FILENO) == 1;
}

str os_env(const char *name)
{
    return str_from(getenv(name));
}

int64_t os_now(void)
{
    return (int64_t)time(NULL);
}

uint64_t os_clock_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

str os_base_name(str path)
{
    size_t to = path.len, from;

    while (to > 1 && path.ptr[to - 1] == '/')
        to--;
    for (from = to; from > 0 && path.ptr[from - 1] != '/'; from--)
        ;
    return from == to ? str_sub(path, 0, to) : str_sub(path, from, to);
}

/* child.c -- starting a converter, reading what it makes, and cleaning up behind it. */
#include "base/child_int.h"

#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TREE_DEPTH = 32, CHILD_PIECE = 65536, TICK_MS = 20 };

static const char *const program_folder[] = { "/usr/local/bin", "/usr/bin", "/bin" };

struct child_now {
    struct job *job;
    str name;
    const struct child *c;
    const char *folder;         /* NULL: not made, or removed again */
    pid_t pid;                  /* 0: none running */
    int from_child, to_parent, null, pidfd;     /* or -1 */
    int end;                    /* as waitid tells it: code and status */
    int end_status;
    bool slow, large, unreadable;
    char *out;
    size_t len, cap;
};

/* -- cleaning up -- */

static void close_once(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Links are removed, never followed. */
static void empty_folder(int fd, unsigned depth)
{
    DIR *d = fdopendir(fd);
    struct dirent *e;

    if (!d) {
        close(fd);
        return;
    }
    while ((e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
            unlinkat(dirfd(d), e->d_name, 0) == 0)
            continue;

        int inner = depth < TREE_DEPTH ? openat(dirfd(d), e->d_name, O_RDONLY | O_DIRECTORY |
                                                O_NOFOLLOW | O_CLOEXEC) : -1;
        if (inner >= 0)
            empty_folder(inner, depth + 1);
        unlinkat(dirfd(d), e->d_name, AT_REMOVEDIR);
    }
    closedir(d);
}

static void remove_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (fd >= 0)
        empty_folder(fd, 0);
    rmdir(path);
}

/* Its group is killed before the child is waited for: until then nobody else can have
 * its number. */
static void end_process(struct child_now *n)
{
    siginfo_t info = { 0 };

    if (!n->pid)
        return;
    kill(-n->pid, SIGKILL);
    kill(n->pid, SIGKILL);
    while (waitid(P_PID, (id_t)n->pid, &info, WEXITED) < 0 && errno == EINTR)
        ;
    n->end = info.si_code;
    n->end_status = info.si_status;
    n->pid = 0;
}

/* Also when memory ends the job while the child is running. */
static void end_child(void *arg)
{
    struct child_now *n = arg;

    end_process(n);
    close_once(&n->from_child);
    close_once(&n->to_parent);
    close_once(&n->null);
    close_once(&n->pidfd);
    if (n->folder)
        remove_folder(n->folder);
    n->folder = NULL;
}

/* -- starting -- */

static const char *find_program(struct job *j, const char *name)
{
    for (size_t i = 0; i < sizeof program_folder / sizeof *program_folder; i++) {
        const char *path = arena_printf(j->arena, "%s/%s", program_folder[i], name).ptr;

        if (access(path, X_OK) == 0)
            return path;
    }
    return NULL;
}

bool child_installed(const char *program)
{
    char path[256];

    for (size_t i = 0; i < sizeof program_folder / sizeof *program_folder; i++) {
        int len = snprintf(path, sizeof path, "%s/%s", program_folder[i], program);

        if (len > 0 && (size_t)len < sizeof path && access(path, X_OK) == 0)
            return true;
    }
    return false;
}

static status fail_start(struct child_now *n)
{
    return job_fail(n->job, FAIL_SYSTEM,
                    "không chạy được %s để đọc «%.*s» (mã lỗi %d), hãy thử lại",
                    "cannot run %s to read «%.*s» (error %d), try again", n->c->program,
                    STRF(n->name), errno);
}

static bool make_folder(struct child_now *n)
{
    str base = os_env("TMPDIR");
    str path = arena_printf(n->job->arena, "%.*s/soat-XXXXXX",
                            STRF(base.len && base.ptr[0] == '/' ? base : STR("/tmp")));
    char *made = mkdtemp((char *)path.ptr);

    n->folder = made;
    return made != NULL;
}

static bool write_bytes(int fd, str s)
{
    while (s.len > 0) {
        ssize_t done = write(fd, s.ptr, s.len);

        if (done < 0 && errno != EINTR)
            return false;
        if (done > 0)
            s = str_sub(s, (size_t)done, s.len);
    }
    return true;
}

static bool put_input(struct child_now *n)
{
    const char *path = arena_printf(n->job->arena, "%s/%s", n->folder, n->c->input_name).ptr;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0)
        return false;

    bool ok = write_bytes(fd, n->c->input);

    return close(fd) == 0 && ok;
}

static char *const *child_argv(struct child_now *n)
{
    size_t count = 0;

    while (n->c->args[count])
        count++;

    char **argv = arena_array(n->job->arena, char *, count + 2);

    argv[0] = (char *)n->c->program;
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = (char *)n->c->args[i];
    return argv;
}

static char *const *child_env(struct arena *a, const char *home)
{
    char **env = arena_array(a, char *, 5);

    env[0] = (char *)arena_printf(a, "HOME=%s", home).ptr;
    env[1] = (char *)arena_printf(a, "TMPDIR=%s", home).ptr;
    env[2] = (char *)"PATH=/usr/local/bin:/usr/bin:/bin";
    env[3] = (char *)"LANG=C.UTF-8";
    return env;
}

static bool open_pipe(struct child_now *n)
{
    int fd[2];

    if (pipe2(fd, O_CLOEXEC) != 0)
        return false;
    n->from_child = fd[0];
    n->to_parent = fd[1];
    n->null = open("/dev/null", O_RDWR | O_CLOEXEC);
    return n->null >= 0 && fcntl(n->from_child, F_SETFL, O_NONBLOCK) == 0;
}

static bool start_child(struct child_now *n, const char *program)
{
    enum { OWN_FILES = 16 << 20 };              /* a profile, a cache */
    const struct child *c = n->c;
    struct cage cage = {
        .program = program, .argv = child_argv(n), .env = child_env(n->job->arena, n->folder),
        .env_moved = child_env(n->job->arena, CAGE_TMP), .folder = n->folder,
        .output = n->to_parent, .null = n->null, .most_fds = (int)sysconf(_SC_OPEN_MAX),
        .memory = c->memory, .seconds = n->job->limits.seconds, .processes = c->processes,
        .file_bytes = !c->output_name ? 0 : c->most > OWN_FILES ? c->most : OWN_FILES,
        .local_sockets = c->local_sockets,
    };
    pid_t pid = fork();

    if (pid < 0)
        return false;
    if (pid == 0)
        cage_enter(&cage);
    n->pid = pid;
    close_once(&n->to_parent);
#ifdef SYS_pidfd_open
    n->pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
#endif
    return true;
}

/* -- its output and its end -- */

static bool has_ended(const struct child_now *n)
{
    siginfo_t info = { 0 };

    return waitid(P_PID, (id_t)n->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
}

/* Takes what stands in the pipe; false at its end, or beyond the limit. */
static bool take_output(struct child_now *n)
{
    size_t most = n->c->output_name ? SIZE_MAX : n->c->most;

    for (;;) {
        n->out = arena_grow_raw(n->job->arena, n->out, 1, n->len, n->len + CHILD_PIECE, &n->cap);

        ssize_t got = read(n->from_child, n->out + n->len, CHILD_PIECE);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EAGAIN;
        if (got == 0)
            return false;
        if (!n->c->output_name)
            n->len += (size_t)got;
        if (n->len > most) {
            n->large = true;
            return false;
        }
    }
}

/* Milliseconds until the time is over, or until the child must be looked at again. */
static int wait_ms(const struct child_now *n, uint64_t end)
{
    uint64_t now = os_clock_ns(), left = now < end ? (end - now) / 1000000 + 1 : 0;

    if (n->pidfd < 0 && left > TICK_MS)
        return TICK_MS;
    return left > 1000000 ? 1000000 : (int)left;
}

static void watch_child(struct child_now *n)
{
    uint64_t end = os_clock_ns() + (uint64_t)n->job->limits.seconds * 1000000000u;
    bool open = true;

    for (;;) {
        struct pollfd fd[] = { { .fd = open ? n->from_child : -1, .events = POLLIN },
                               { .fd = n->pidfd, .events = POLLIN } };

        if (poll(fd, 2, wait_ms(n, end)) < 0 && errno != EINTR)
            break;
        if (open)
            open = take_output(n);
        if (n->large || has_ended(n))
            break;
        if (os_clock_ns() >= end) {
            n->slow = true;
            break;
        }
    }
    if (open && !n->large && !n->slow)
        take_output(n);
    end_process(n);
}

/* The file it made. */
static void take_file(struct child_now *n)
{
    const char *path = arena_printf(n->job->arena, "%s/%s", n->folder, n->c->output_name).ptr;
    struct stat st;

    n->from_child = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (n->from_child < 0 || fstat(n->from_child, &st) != 0 || !S_ISREG(st.st_mode)) {
        n->unreadable = true;
        return;
    }
    if (st.st_size < 0 || (uintmax_t)st.st_size > n->c->most) {
        n->large = true;
        return;
    }
    n->out = arena_alloc(n->job->arena, 1, (size_t)st.st_size + 1);
    while (n->len < (size_t)st.st_size) {
        ssize_t got = read(n->from_child, n->out + n->len, (size_t)st.st_size - n->len);

        if (got <= 0)
            break;
        n->len += (size_t)got;
    }
}

static bool ended_well(const struct child_now *n)
{
    return n->end == CLD_EXITED && n->end_status == 0;
}

static status tell_end(struct child_now *n)
{
    const struct child *c = n->c;
    unsigned seconds = n->job->limits.seconds;

    if (n->slow || (n->end == CLD_KILLED && n->end_status == SIGXCPU))
        return job_fail(n->job, FAIL_LIMIT,
                        "«%.*s»: %s chạy quá %u giây, hãy chia nhỏ hoặc lưu lại tệp",
                        "«%.*s»: %s took more than %u seconds, split the file or save it anew",
                        STRF(n->name), c->program, seconds);
    if (n->large || (n->end == CLD_KILLED && n->end_status == SIGXFSZ))
        return job_fail(n->job, FAIL_LIMIT,
                        "«%.*s»: %s cho ra hơn %zu MB, hãy chia nhỏ tệp",
                        "«%.*s»: %s gives more than %zu MB, split the file", STRF(n->name),
                        c->program, c->most >> 20);
    if (!ended_well(n) || n->unreadable)
        return job_fail(n->job, FAIL_FORMAT,
                        "không đọc được «%.*s»: %s không hiểu tệp này (mã %d), có thể tệp hỏng, "
                        "hãy mở và lưu lại",
                        "cannot read «%.*s»: %s does not understand it (code %d), it may be "
                        "damaged, open it and save it anew", STRF(n->name), c->program,
                        n->end_status);
    return OK;
}

static status run_child(struct child_now *n, const char *program)
{
    if (!make_folder(n) || !put_input(n) || !open_pipe(n) || !start_child(n, program))
        return fail_start(n);
    watch_child(n);
    close_once(&n->from_child);
    if (n->c->output_name && ended_well(n) && !n->slow && !n->large)
        take_file(n);
    return tell_end(n);
}

status child_run(struct job *j, str name, const struct child *c, str *out)
{
    const char *program = find_program(j, c->program);
    struct child_now *n = arena_new(j->arena, struct child_now);

    if (!program)
        return job_fail(j, FAIL_SYSTEM,
                        "cần %s để đọc «%.*s»: hãy cài gói %s (apt install %s)",
                        "%s is needed to read «%.*s»: install the package %s (apt install %s)",
                        c->program, STRF(name), c->package, c->package);
    *n = (struct child_now){ .job = j, .name = name, .c = c, .from_child = -1, .to_parent = -1,
                             .null = -1, .pidfd = -1 };
    arena_defer(j->arena, end_child, n);

    status st = run_child(n, program);

    end_child(n);
    if (st == OK)
        *out = (str){ n->out, n->len };
    return st;
}

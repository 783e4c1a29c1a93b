/* child_cage.c -- what a child loses between fork and exec. Every call here is safe in a
 * process that was forked from one with several threads. */
#include "base/child_int.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CAGE_FAILED = 126 };     /* as a shell tells a program that cannot be run */

/* -- files: Landlock, by number, for headers older than the kernel -- */

enum { LANDLOCK_CREATE = 444, LANDLOCK_ADD = 445, LANDLOCK_RESTRICT = 446 };
enum { LANDLOCK_VERSION = 1, LANDLOCK_BENEATH = 1 };

enum {
    FS_EXECUTE = 1 << 0, FS_WRITE_FILE = 1 << 1, FS_READ_FILE = 1 << 2, FS_READ_DIR = 1 << 3,
    FS_REMOVE_FILE = 1 << 5, FS_MAKE_SOCKET = 1 << 9,
    FS_ALL_1 = (1 << 13) - 1, FS_REFER = 1 << 13, FS_TRUNCATE = 1 << 14, FS_IOCTL = 1 << 15,
    FS_OF_FILES = FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL,
    FS_READ = FS_READ_FILE | FS_READ_DIR,
    FS_RUN = FS_READ | FS_EXECUTE
};

enum { NET_BIND = 1, NET_CONNECT = 2, SCOPE_SOCKETS = 1, SCOPE_SIGNALS = 2 };

struct landlock_rules {
    uint64_t files, net, scoped;
};

struct landlock_path {
    uint64_t allowed;
    int32_t fd;
} __attribute__((packed));

static const struct {
    const char *path;
    unsigned allowed;
} system_folder[] = {
    { "/usr", FS_RUN },
    { "/bin", FS_RUN },
    { "/lib", FS_RUN },
    { "/lib64", FS_RUN },
    { "/opt", FS_RUN },                         /* LibreOffice of its makers lives there */
    { "/etc/ld.so.cache", FS_READ },
    { "/etc/fonts", FS_READ },
    { "/etc/libreoffice", FS_READ },
    { "/etc/localtime", FS_READ },
    { "/etc/passwd", FS_READ },
    { "/etc/nsswitch.conf", FS_READ },
    { "/var/cache/fontconfig", FS_READ },
    { "/var/lib/libreoffice", FS_READ },
    { "/var/spool/libreoffice", FS_READ },
    { "/proc", FS_READ },                       /* of processes in the cage alone */
    { "/sys/devices/system/cpu", FS_READ },
    { "/dev/null", FS_READ | FS_WRITE_FILE },
    { "/dev/urandom", FS_READ },
    { "/dev/random", FS_READ },
};

static void allow_path(int rules, const char *path, uint64_t allowed)
{
    struct landlock_path p = { .allowed = allowed };
    struct stat st;

    p.fd = open(path, O_PATH | O_CLOEXEC);
    if (p.fd < 0)
        return;
    if (fstat(p.fd, &st) == 0) {
        if (!S_ISDIR(st.st_mode))
            p.allowed &= FS_OF_FILES;
        syscall(LANDLOCK_ADD, rules, LANDLOCK_BENEATH, &p, 0);
    }
    close(p.fd);
}

/* The rights that a kernel of this version knows. */
static struct landlock_rules known_rules(long version)
{
    struct landlock_rules r = { .files = FS_ALL_1 };

    if (version >= 2)
        r.files |= FS_REFER;
    if (version >= 3)
        r.files |= FS_TRUNCATE;
    if (version >= 4)
        r.net = NET_BIND | NET_CONNECT;
    if (version >= 5)
        r.files |= FS_IOCTL;
    if (version >= 6)
        r.scoped = SCOPE_SOCKETS | SCOPE_SIGNALS;
    return r;
}

/* False where rules were begun and could not be put on; a kernel without them is none. */
static bool close_files(const char *folder, bool local_sockets)
{
    long version = syscall(LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);

    if (version < 1)
        return true;

    struct landlock_rules known = known_rules(version);
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    long rules = syscall(LANDLOCK_CREATE, &known, size, 0);

    if (rules < 0)
        return false;
    for (size_t i = 0; i < sizeof system_folder / sizeof *system_folder; i++)
        allow_path((int)rules, system_folder[i].path, system_folder[i].allowed & known.files);
    allow_path((int)rules, folder, known.files & ~(uint64_t)FS_EXECUTE);
    /* LibreOffice makes its socket there, and takes it away before it starts again */
    if (local_sockets && strcmp(folder, CAGE_TMP) != 0)
        allow_path((int)rules, CAGE_TMP, FS_MAKE_SOCKET | FS_REMOVE_FILE);

    bool done = syscall(LANDLOCK_RESTRICT, (int)rules, 0) == 0;

    close((int)rules);
    return done;
}

/* -- system calls -- */

#if defined __x86_64__
#define CAGE_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define CAGE_ARCH AUDIT_ARCH_AARCH64
#endif

#define REFUSED (SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA))
#define LOAD(field)                                                                      \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define REFUSE(call)                                                                     \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(call), 0, 1),                         \
    BPF_STMT(BPF_RET | BPF_K, REFUSED)

/* Sockets but local ones where they are needed; leaving the session, which is what is
 * killed; looking into other processes; making worlds of its own; the ring of calls that
 * this filter would not see. */
static bool close_calls(bool local_sockets)
{
#ifdef CAGE_ARCH
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CAGE_ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, REFUSED),
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),  /* the other set of numbers */
        BPF_STMT(BPF_RET | BPF_K, REFUSED),
        REFUSE(SYS_setsid),
        REFUSE(SYS_setpgid),
        REFUSE(SYS_ptrace),
        REFUSE(SYS_process_vm_readv),
        REFUSE(SYS_process_vm_writev),
        REFUSE(SYS_mount),
        REFUSE(SYS_umount2),
        REFUSE(SYS_pivot_root),
        REFUSE(SYS_chroot),
        REFUSE(SYS_unshare),
        REFUSE(SYS_setns),
        REFUSE(SYS_bpf),
        REFUSE(SYS_perf_event_open),
        REFUSE(SYS_userfaultfd),
        REFUSE(SYS_add_key),
        REFUSE(SYS_request_key),
        REFUSE(SYS_keyctl),
        REFUSE(425),                            /* io_uring_setup */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, local_sockets ? AF_UNIX : UINT32_MAX, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, REFUSED),
    };
    struct sock_fprog program = { sizeof filter / sizeof *filter, filter };

    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    (void)local_sockets;
    return true;
#endif
}

/* -- the rest -- */

static void set_limit(int what, size_t most)
{
    struct rlimit old, now = { most, most };

    if (getrlimit((__rlimit_resource_t)what, &old) == 0 && old.rlim_max < now.rlim_max)
        now.rlim_cur = now.rlim_max = old.rlim_max;
    setrlimit((__rlimit_resource_t)what, &now);
}

static void set_limits(const struct cage *c)
{
    enum { OPEN_FILES = 512 };

    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_AS, c->memory);
    set_limit(RLIMIT_FSIZE, c->file_bytes);
    set_limit(RLIMIT_NOFILE, OPEN_FILES);
    set_limit(RLIMIT_CPU, (size_t)c->seconds + 1);
    set_limit(RLIMIT_NPROC, c->processes);
}

/* Signals as they are in a new program: what a server ignores or blocks it would inherit. */
static void reset_signals(void)
{
    struct sigaction plain = { .sa_handler = SIG_DFL };
    sigset_t none;

    for (int i = 1; i < NSIG; i++)
        if (i != SIGKILL && i != SIGSTOP)
            sigaction(i, &plain, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void close_fds(int most)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0)
        return;
#endif
    for (int fd = 3; fd < most; fd++)
        close(fd);
}

static bool lay_fds(const struct cage *c)
{
    return dup2(c->null, STDIN_FILENO) >= 0 && dup2(c->output, STDOUT_FILENO) >= 0 &&
           dup2(c->null, STDERR_FILENO) >= 0;
}

/* Worlds of its own: no network, no shared memory of others, and the folder as the only
 * /tmp there is. Where they are not permitted the filter and the file rules stand alone.
 * True where the folder was moved. */
static bool leave_world(const char *folder)
{
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWNS) != 0 &&
        unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWNS) != 0) {
        unshare(CLONE_NEWUSER | CLONE_NEWNET);
        return false;
    }
    return mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount(folder, CAGE_TMP, NULL, MS_BIND | MS_NOSUID | MS_NODEV, NULL) == 0;
}

_Noreturn void cage_enter(const struct cage *c)
{
    const char *folder = c->folder;
    bool moved;

    reset_signals();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setsid();
    if (!lay_fds(c))
        _exit(CAGE_FAILED);
    close_fds(c->most_fds);
    moved = leave_world(folder);
    if (moved)
        folder = CAGE_TMP;
    set_limits(c);
    if (chdir(folder) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        !close_files(folder, c->local_sockets) || !close_calls(c->local_sockets))
        _exit(CAGE_FAILED);
    execve(c->program, c->argv, moved ? c->env_moved : c->env);
    _exit(CAGE_FAILED);
}

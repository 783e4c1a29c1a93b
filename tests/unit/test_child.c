/* test_child.c -- what a converter may do in its cage and what it may not: small shell
 * programs stand for those that are damaged, hostile or endless. */
#include "t.h"

#include "base/child.h"
#include "base/os.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

void test_child(void);

enum { MB = 1 << 20 };

static const char *own_tmp;     /* where the folders of children are made meanwhile */

static bool has_landlock(void)
{
    return syscall(444, NULL, 0, 1) > 0;
}

/* Runs a line of the shell (or bash) with one document. */
static status run_line(struct job *j, const char *shell, const char *line, size_t most, str *out)
{
    const char *const args[] = { "-c", line, NULL };
    struct child c = { .program = shell, .package = "dash", .args = args, .input_name = "in.txt",
                       .input = STR("văn bản"), .most = most, .memory = (size_t)256 * MB,
                       /* All that the user runs count, a database of the tests among them. */
                       .processes = 60 };

    return child_run(j, STR("tep.pdf"), &c, out);
}

static unsigned folders_left(void)
{
    DIR *d = opendir(own_tmp);
    unsigned n = 0;

    for (struct dirent *e; d && (e = readdir(d)) != NULL;)
        n += strncmp(e->d_name, "soat-", 5) == 0;
    if (d)
        closedir(d);
    return n;
}

static void check_line(struct job *j, const char *line, const char *want)
{
    str out = { NULL, 0 };
    status st = run_line(j, "sh", line, MB, &out);

    T(st == OK, "%s: %d, %.*s", line, st, STRF(j->message));
    T(str_eq(str_trim(out), str_from(want)), "%s: «%.*s», want «%s»", line, STRF(out), want);
    T(folders_left() == 0, "%s: the folder is removed", line);
    job_forgive(j);
}

static status test_plain(struct job *j, void *arg)
{
    (void)arg;
    check_line(j, "cat in.txt", "văn bản");
    check_line(j, "read x; echo \"[$x]\"", "[]");                 /* nothing to read */
    check_line(j, "[ \"$PWD\" = \"$HOME\" ] && echo home", "home");
    check_line(j, "env | cut -d= -f1 | grep -v '^_$' | sort | tr '\\n' ' '",
               "HOME LANG PATH PWD TMPDIR");
    check_line(j, "ls /proc/self/fd | wc -l", "4");               /* its own and no more */
    check_line(j, "mkdir -p a/b/c; ln -s / a/link; for i in 1 2 3; do : >a/b/c/$i; done", "");
    check_line(j, "stat -c %a .", "700");
    check_line(j, "sleep 30 & echo done", "done");                /* what it leaves is killed */
    return OK;
}

static void check_failure(struct job *j, const char *line, status want, const char *says)
{
    str out = STR("untouched");
    status st = run_line(j, "sh", line, MB, &out);

    T(st == want, "%s: %d, want %d", line, st, want);
    T(str_find(j->message, STR("tep.pdf")) != SIZE_MAX &&
      str_find(j->message, str_from(says)) != SIZE_MAX, "%s: «%.*s»", line, STRF(j->message));
    T(str_eq(out, STR("untouched")), "%s: nothing is given", line);
    T(folders_left() == 0, "%s: the folder is removed", line);
    job_forgive(j);
}

static status test_failures(struct job *j, void *arg)
{
    uint64_t from = os_clock_ns();

    (void)arg;
    j->limits.seconds = 1;
    check_failure(j, "exit 3", FAIL_FORMAT, "(mã 3)");
    check_failure(j, "kill -SEGV $$", FAIL_FORMAT, "tệp hỏng");
    check_failure(j, "sleep 30", FAIL_LIMIT, "quá 1 giây");
    check_failure(j, "sleep 30 & sleep 30 & wait", FAIL_LIMIT, "quá 1 giây");
    check_failure(j, "exec >&-; sleep 30", FAIL_LIMIT, "quá 1 giây");
    check_failure(j, "while :; do :; done", FAIL_LIMIT, "quá 1 giây");
    check_failure(j, "yes", FAIL_LIMIT, "hơn 1 MB");
    check_failure(j, "echo x >file", FAIL_LIMIT, "hơn 1 MB");     /* none was asked for */
    T(os_clock_ns() - from < UINT64_C(15000000000), "each ends in its time");
    return OK;
}

static status test_memory(struct job *j, void *arg)
{
    (void)arg;
    check_failure(j, "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done", FAIL_FORMAT, "tep.pdf");
    return OK;
}

static status test_absent(struct job *j, void *arg)
{
    const char *const none[] = { NULL };
    struct child c = { .program = "no-such-converter", .package = "the-package", .args = none,
                       .input_name = "in" };
    str out;

    (void)arg;
    T(!child_installed("no-such-converter") && child_installed("sh"), "what is installed");
    T(child_run(j, STR("tep.doc"), &c, &out) == FAIL_SYSTEM, "%.*s", STRF(j->message));
    T(str_find(j->message, STR("apt install the-package")) != SIZE_MAX, "%.*s",
      STRF(j->message));
    return OK;
}

static status test_output_file(struct job *j, void *arg)
{
    const char *const args[] = { "-c", "tr a-z A-Z <in.txt >out.txt; echo said", NULL };
    const char *const link[] = { "-c", "ln -s in.txt out.txt", NULL };
    const char *const large[] = { "-c", "yes | head -c 2000 >out.txt", NULL };
    const char *const none[] = { "-c", ":", NULL };
    struct child c = { .program = "sh", .package = "dash", .args = args, .input_name = "in.txt",
                       .input = STR("abc"), .output_name = "out.txt", .most = 1000,
                       .memory = (size_t)256 * MB, .processes = 20 };
    str out = { NULL, 0 };

    (void)arg;
    T(child_run(j, STR("t"), &c, &out) == OK && str_eq(out, STR("ABC")), "%.*s", STRF(out));
    c.args = link;
    T(child_run(j, STR("t"), &c, &out) == FAIL_FORMAT, "a link is no output");
    job_forgive(j);
    c.args = large;
    T(child_run(j, STR("t"), &c, &out) == FAIL_LIMIT, "too large: %.*s", STRF(j->message));
    job_forgive(j);
    c.args = none;
    T(child_run(j, STR("t"), &c, &out) == FAIL_FORMAT, "no file");
    job_forgive(j);
    T(folders_left() == 0, "the folders are removed");
    return OK;
}

/* -- no way out -- */

static int listening(uint16_t *port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t len = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0 || bind(fd, (struct sockaddr *)&a, len) != 0 || listen(fd, 4) != 0 ||
        getsockname(fd, (struct sockaddr *)&a, &len) != 0)
        T(false, "a port is opened");
    *port = ntohs(a.sin_port);
    return fd;
}

static status test_network(struct job *j, void *arg)
{
    uint16_t port;
    int fd = listening(&port);
    str line = arena_printf(j->arena, "exec 3<>/dev/tcp/127.0.0.1/%u && echo in >&3", port);
    str out;

    (void)arg;
    T(system(arena_printf(j->arena, "bash -c '%s' 2>/dev/null", line.ptr).ptr) == 0,
      "outside it is heard");
    T(accept(fd, NULL, NULL) >= 0, "outside it is heard");
    T(run_line(j, "bash", line.ptr, MB, &out) == FAIL_FORMAT, "inside it fails");
    T(accept(fd, NULL, NULL) < 0, "inside it is not heard");
    job_forgive(j);
    T(run_line(j, "bash", "echo x >/dev/udp/127.0.0.1/53", MB, &out) == FAIL_FORMAT, "udp");
    job_forgive(j);
    close(fd);
    return OK;
}

static status test_outside(struct job *j, void *arg)
{
    str file = arena_printf(j->arena, "%s/outside", own_tmp);
    str line = arena_printf(j->arena, "echo x >%s", file.ptr);
    str out;

    (void)arg;
    if (!has_landlock()) {
        puts("SKIP test_child: this kernel has no Landlock");
        return OK;
    }
    T(run_line(j, "sh", line.ptr, MB, &out) == FAIL_FORMAT && access(file.ptr, F_OK) != 0,
      "nothing is written outside");
    job_forgive(j);
    os_write_file(j, file, STR("secret"));
    line = arena_printf(j->arena, "cat %s", file.ptr);
    T(run_line(j, "sh", line.ptr, MB, &out) == FAIL_FORMAT, "nothing is read outside");
    job_forgive(j);
    T(run_line(j, "sh", "cat /etc/hostname /etc/shadow", MB, &out) == FAIL_FORMAT,
      "nor of the system's settings");
    job_forgive(j);
    T(run_line(j, "sh", "cp /bin/true . && ./true", MB, &out) == FAIL_FORMAT,
      "what it writes it cannot run");
    job_forgive(j);
    T(run_line(j, "sh", "setsid true", MB, &out) == FAIL_FORMAT, "it stays in its group");
    job_forgive(j);
    unlink(file.ptr);
    return OK;
}

/* -- several at once -- */

static status run_one(struct job *j, void *arg)
{
    str out;

    (void)arg;
    return run_line(j, "sh", "cat in.txt", MB, &out);
}

static void *run_many(void *arg)
{
    unsigned *good = arg;

    for (int i = 0; i < 8; i++)
        *good += job_run(&LIMITS_DEFAULT, LANG_VI, run_one, NULL, NULL) == OK;
    return NULL;
}

static void test_threads(void)
{
    pthread_t thread[4];
    unsigned good[4] = { 0 };

    for (int i = 0; i < 4; i++)
        pthread_create(&thread[i], NULL, run_many, &good[i]);
    for (int i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
    T(good[0] + good[1] + good[2] + good[3] == 32, "all of them");
    T(folders_left() == 0, "all folders are removed");
}

/* Memory ends the job while the child is writing: it is killed, its folder removed. */
static status run_hog(struct job *j, void *arg)
{
    str out;

    (void)arg;
    return run_line(j, "sh", "yes", (size_t)64 * MB, &out);
}

static void test_little_memory(void)
{
    struct limits limits = LIMITS_DEFAULT;

    limits.memory = 4 * MB;
    T(job_run(&limits, LANG_VI, run_hog, NULL, NULL) == FAIL_LIMIT, "memory ends the job");
    T(folders_left() == 0, "its folder is removed");
}

void test_child(void)
{
    static status (*const test[])(struct job *, void *) = {
        test_plain, test_failures, test_memory, test_absent, test_output_file, test_network,
        test_outside,
    };
    char path[] = "/tmp/test-child-XXXXXX";
    char *before = getenv("TMPDIR");

    own_tmp = mkdtemp(path);
    if (!T(own_tmp, "a folder is made"))
        return;
    setenv("TMPDIR", own_tmp, 1);
    for (size_t i = 0; i < sizeof test / sizeof *test; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, test[i], NULL, NULL);
    test_threads();
    test_little_memory();
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    T(rmdir(own_tmp) == 0, "nothing is left");
}

/* test_os.c -- files that are there, that are not, and that are no files. */
#include "t.h"

#include "base/os.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

void test_os(void);

static const char *folder;      /* this test's own, while it runs */

static str in_folder(struct job *j, const char *name)
{
    return arena_printf(j->arena, "%s/%s", folder, name);
}

static void put_file(struct job *j, const char *name, const char *bytes, size_t n)
{
    FILE *f = fopen(in_folder(j, name).ptr, "wb");

    if (T(f, "%s is made", name)) {
        T(fwrite(bytes, 1, n, f) == n, "%s is written", name);
        fclose(f);
    }
}

/* Reads what cannot be read; wants the class, a text in the message, one line. */
static void check_refused(struct job *j, str path, status want, const char *says)
{
    str text = STR("untouched");
    status st = os_read_file(j, path, &text);

    T(st == want, "%.*s: %d", STRF(path), st);
    T(str_find(j->message, str_from(says)) != SIZE_MAX, "%.*s: «%.*s», want «%s»", STRF(path),
      STRF(j->message), says);
    T(str_find(j->message, STR("\n")) == SIZE_MAX && !str_ends(j->message, STR(".")), "«%.*s»",
      STRF(j->message));
    T(str_eq(text, STR("untouched")), "%.*s: nothing is given", STRF(path));
    job_forgive(j);
}

static status test_refused(struct job *j, void *arg)
{
    (void)arg;
    put_file(j, "a.md", "abc", 3);
    put_file(j, "secret.md", "abc", 3);
    put_file(j, "big.md", "0123456789", 10);
    chmod(in_folder(j, "secret.md").ptr, 0);
    mkfifo(in_folder(j, "pipe").ptr, 0600);
    if (symlink("loop", in_folder(j, "loop").ptr) || symlink("nowhere", in_folder(j, "lost").ptr))
        T(false, "links are made");

    check_refused(j, in_folder(j, "none.md"), FAIL_FILE, "không có tệp «");
    check_refused(j, in_folder(j, "lost"), FAIL_FILE, "không có tệp «");
    check_refused(j, in_folder(j, "a.md/b.md"), FAIL_FILE, "không có tệp «");
    check_refused(j, str_from(folder), FAIL_FILE, "là thư mục");
    check_refused(j, in_folder(j, "pipe"), FAIL_FILE, "không phải tệp thường");
    check_refused(j, STR("/dev/null"), FAIL_FILE, "không phải tệp thường");
    check_refused(j, in_folder(j, "loop"), FAIL_FILE, "vòng tròn");
    check_refused(j, STR(""), FAIL_FILE, "thiếu tên tệp");
    check_refused(j, (str){ "a\0b", 3 }, FAIL_FILE, "NUL");
    check_refused(j, in_folder(j, "a\nb"), FAIL_FILE, "a?b");
    if (geteuid() != 0)
        check_refused(j, in_folder(j, "secret.md"), FAIL_FILE, "không có quyền đọc");

    char *longest = arena_alloc(j->arena, 1, 5001);

    memset(longest, 'x', 5000);
    check_refused(j, str_from(longest), FAIL_FILE, "quá dài");

    j->limits.file_bytes = 9;
    check_refused(j, in_folder(j, "big.md"), FAIL_LIMIT, "lớn hơn giới hạn");
    /* This one says it has 0 bytes. */
    check_refused(j, STR("/proc/self/maps"), FAIL_LIMIT, "lớn hơn giới hạn");
    j->lang = LANG_EN;
    check_refused(j, in_folder(j, "none.md"), FAIL_FILE, "there is no file «");
    return OK;
}

static void check_read(struct job *j, const char *name, const char *want, size_t n)
{
    str text = { NULL, 7 };
    status st = os_read_file(j, in_folder(j, name), &text);

    T(st == OK && str_eq(text, (str){ want, n }), "%s: %d «%.*s»", name, st, STRF(text));
}

static status test_read(struct job *j, void *arg)
{
    (void)arg;
    put_file(j, "empty.md", "", 0);
    put_file(j, "nul.md", "a\0b\n", 4);
    put_file(j, "tên có dấu.md", "hộ", 4);
    check_read(j, "empty.md", "", 0);
    check_read(j, "nul.md", "a\0b\n", 4);
    check_read(j, "tên có dấu.md", "hộ", 4);
    j->limits.file_bytes = 4;
    check_read(j, "nul.md", "a\0b\n", 4);           /* exactly the limit */
    j->limits = LIMITS_DEFAULT;

    str status_of_process;

    T(os_read_file(j, STR("/proc/self/status"), &status_of_process) == OK &&
      status_of_process.len > 100, "a file that says it has no bytes");
    return OK;
}

static void check_write(struct job *j, str path, str content)
{
    str back = { NULL, 0 };
    status st = os_write_file(j, path, content);

    T(st == OK && os_read_file(j, path, &back) == OK && str_eq(back, content), "%.*s: %.*s",
      STRF(path), STRF(j->message));
    job_forgive(j);
}

static mode_t mode_of(str path)
{
    struct stat st;

    return stat(path.ptr, &st) == 0 ? st.st_mode & 07777 : 0;
}

/* A write that breaks off leaves the old file and nothing beside it. */
static void check_whole_or_not(struct job *j, str path)
{
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    struct rlimit old, small;
    str text = { NULL, 0 };

    getrlimit(RLIMIT_FSIZE, &old);
    small = old;
    small.rlim_cur = 10;
    check_write(j, path, STR("cũ"));
    fflush(stdout);
    setrlimit(RLIMIT_FSIZE, &small);

    status st = os_write_file(j, path, STR("dài hơn mười byte"));

    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, before);
    T(st == FAIL_FILE && str_find(j->message, STR("không ghi được")) != SIZE_MAX, "%.*s",
      STRF(j->message));
    job_forgive(j);
    T(os_read_file(j, path, &text) == OK && str_eq(text, STR("cũ")), "«%.*s»", STRF(text));
}

static status test_write(struct job *j, void *arg)
{
    str out = in_folder(j, "out.txt"), link = in_folder(j, "link.txt");
    struct stat st;

    (void)arg;
    check_write(j, out, STR("một"));
    check_write(j, out, STR(""));
    check_write(j, out, STR("hai"));
    chmod(out.ptr, 0640);
    check_write(j, out, STR("ba"));
    T(mode_of(out) == 0640, "keeps its mode: %o", (unsigned)mode_of(out));

    if (symlink("out.txt", link.ptr) == 0) {
        check_write(j, link, STR("bốn"));
        T(lstat(link.ptr, &st) == 0 && S_ISLNK(st.st_mode), "a link stays a link");
    }

    T(os_write_file(j, in_folder(j, "none/out.txt"), STR("x")) == FAIL_FILE &&
      str_find(j->message, STR("không có thư mục")) != SIZE_MAX, "%.*s", STRF(j->message));
    job_forgive(j);
    T(os_write_file(j, str_from(folder), STR("x")) == FAIL_FILE &&
      str_find(j->message, STR("là thư mục")) != SIZE_MAX, "%.*s", STRF(j->message));
    job_forgive(j);
    T(os_write_file(j, STR("/dev/null"), STR("x")) == OK, "a device is written through");
    T(os_write_file(j, STR("/dev/full"), STR("x")) == FAIL_FILE &&
      str_find(j->message, STR("hết chỗ")) != SIZE_MAX, "%.*s", STRF(j->message));
    job_forgive(j);

    check_whole_or_not(j, out);

    T(os_make_folder(j, in_folder(j, "sub")) == OK && os_make_folder(j, in_folder(j, "sub")) == OK,
      "a folder, and once more");
    T(os_make_folder(j, out) == FAIL_FILE, "a file is no folder");
    job_forgive(j);
    T(os_make_folder(j, in_folder(j, "x/y/z")) == FAIL_FILE, "no parent");
    job_forgive(j);
    return OK;
}

/* Nothing is left behind by writes that went well or wrong. */
static status test_left(struct job *j, void *arg)
{
    FILE *p = popen(arena_printf(j->arena, "ls -A '%s' | grep -c '[.]soat-'", folder).ptr, "r");
    char line[32] = "";

    (void)arg;
    T(p && fgets(line, sizeof line, p) && strcmp(line, "0\n") == 0, "%s temporary files", line);
    if (p)
        pclose(p);
    return OK;
}

static void test_print(void)
{
    int ends[2], before;
    char back[64] = "";
    sigset_t pending;

    if (!T(pipe(ends) == 0, "a pipe"))
        return;
    fflush(stdout);
    before = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);

    bool written = os_print(STR("chào")), nothing = os_print((str){ NULL, 0 });
    ssize_t n = read(ends[0], back, sizeof back);

    close(ends[0]);

    bool gone = os_print(STR("không ai đọc"));

    dup2(before, STDOUT_FILENO);
    close(before);
    sigpending(&pending);
    T(written && nothing && n == 5 && strcmp(back, "chào") == 0, "written to a reader");
    T(!gone, "the reader has gone away, and we live");
    T(sigismember(&pending, SIGPIPE) == 0, "no signal is left");
}

static void test_rest(void)
{
    T(str_eq(os_base_name(STR("a/b/c.md")), STR("c.md")), "base name");
    T(str_eq(os_base_name(STR("c.md")), STR("c.md")), "of a bare name");
    T(str_eq(os_base_name(STR("a/b/")), STR("b")), "of a folder");
    T(str_eq(os_base_name(STR("/")), STR("/")), "of the root");
    T(os_base_name((str){ NULL, 0 }).len == 0, "of nothing");
    setenv("SOAT_TEST_ENV", "có", 1);
    T(str_eq(os_env("SOAT_TEST_ENV"), STR("có")), "set");
    unsetenv("SOAT_TEST_ENV");
    T(os_env("SOAT_TEST_ENV").len == 0, "unset");
    T(os_now() > INT64_C(1600000000), "after 2020");

    uint64_t t = os_clock_ns();

    T(os_clock_ns() >= t, "never back");
}

static void say_failure(status st, str message, void *arg)
{
    (void)arg;
    T(false, "failed with %d: %.*s", st, STRF(message));
}

void test_os(void)
{
    static status (*const parts[])(struct job *, void *) = {
        test_refused, test_read, test_write, test_left,
    };
    char name[] = "/tmp/soat-os-XXXXXX", command[64];

    folder = mkdtemp(name);
    if (!T(folder, "a folder of our own"))
        return;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, parts[i], NULL, say_failure);
    test_print();
    test_rest();
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    T(system(command) == 0, "cleaned up");
}

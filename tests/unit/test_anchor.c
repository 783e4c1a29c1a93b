/* test_anchor.c -- lines of hashes kept elsewhere, and ledgers that nobody may write. */
#include "store/anchor.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "t.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static status put_anchored(struct store *s, struct job *j, void *arg)
{
    return store_put_setting(s, j, STR("số"), arena_printf(j->arena, "%d", *(int *)arg));
}

static void change_ledger(struct store *s, struct job *j, int n)
{
    const struct store_change c = { .author = STR("an"), .action = STR("setting"),
                                    .fn = put_anchored, .arg = &n };

    T(store_change(s, j, &c) == OK, "%.*s", STRF(j->message));
}

static status lines_of(struct job *j, struct store *s, str text, struct anchors *a)
{
    job_forgive(j);
    return anchors_read(s, j, STR("neo"), text, a);
}

static status test_lines(struct job *j, void *path)
{
    static const char *const wrong[] = {
        "x", "1", "1 2", "1 2 xyz", "1 2 " HASH_A "0", "1 0 " HASH_A, "-1 2 " HASH_A,
        "1 2x " HASH_A, "1\n2\n", "1234567890123456789 2 " HASH_A,
    };
    struct anchor_verdict v;
    struct anchors a;
    struct store *s;
    str line;

    T(store_open(j, str_from(path), STORE_CREATE, &s) == OK, "%.*s", STRF(j->message));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        T(lines_of(j, s, str_from(wrong[i]), &a) == FAIL_FORMAT, "no anchor: %s", wrong[i]);
    T(lines_of(j, s, STR("# không\n\n2 1 " HASH_A), &a) == FAIL_USAGE, "of another province");
    T(anchor_line(s, j, &line) == OK && str_eq(line, STR("1 0 -")), "an empty ledger");
    T(lines_of(j, s, line, &a) == OK && anchors_hold(s, j, &a, &v) == OK && v.holds, "holds");

    struct buf all;
    buf_init(&all, j->arena);
    for (int n = 1; n <= 3; n++) {
        change_ledger(s, j, n);
        T(anchor_line(s, j, &line) == OK, "line %d", n);
        buf_printf(&all, "  %.*s \r\n", STRF(line));
    }
    T(lines_of(j, s, buf_str(&all), &a) == OK && a.count == 3, "three lines");
    T(anchors_hold(s, j, &a, &v) == OK && v.holds && v.agreed == 3 && v.last == 3, "all hold");
    buf_printf(&all, "1 2 " HASH_A "\n1 9 " HASH_A "\n");
    T(lines_of(j, s, buf_str(&all), &a) == OK, "two more");
    T(anchors_hold(s, j, &a, &v) == OK && !v.holds && !v.missing && v.wrong.entry == 2 &&
      v.wrong.line == 4, "the first that differs, with its line");
    T(lines_of(j, s, STR("1 9 " HASH_A), &a) == OK && anchors_hold(s, j, &a, &v) == OK &&
      !v.holds && v.missing && v.last == 3, "one that is gone");
    T(str_eq(anchor_time(j->arena, 0), STR("1970-01-01T07:00:00+07:00")), "the clock of Việt Nam");
    return OK;
}

/* Read by somebody who may not write in the folder; then the file is another one. */
static status read_frozen(struct job *j, void *path)
{
    struct store_counts n;
    struct store *s, *writer;
    str head;

    if (store_open(j, str_from(path), STORE_READ, &s) != OK || store_verify(s, j, &n, &head) != OK)
        return FAIL_SYSTEM;
    if (n.entries != 3 || store_open(j, str_from(path), STORE_WRITE, &writer) == OK)
        return FAIL_SYSTEM;
    job_forgive(j);
    if (utimensat(AT_FDCWD, path, NULL, 0) != 0)
        return FAIL_SYSTEM;
    return store_count(s, j, &n);
}

static void test_frozen(char *folder, char *path)
{
    int told = 0;
    pid_t child;

    T(chmod(path, 0666) == 0 && chmod(folder, 0555) == 0, "read-only");
    child = fork();
    if (child == 0) {
        if (getuid() == 0 && setresuid(65534, 65534, 65534) != 0)
            _exit(9);
        _exit((int)job_run(&LIMITS_DEFAULT, LANG_VI, read_frozen, path, NULL));
    }
    T(waitpid(child, &told, 0) == child && WIFEXITED(told) && WEXITSTATUS(told) == FAIL_DATABASE,
      "a change meanwhile is found: %d", told);
    T(chmod(folder, 0755) == 0, "writable");
}

void test_anchor(void)
{
    char folder[] = "/tmp/soat-anchor-XXXXXX", path[64];
    static const char *const tail[] = { "", "-wal", "-shm" };

    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/so.db", folder);
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_lines, path, NULL) == OK, "lines");
    test_frozen(folder, path);
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++) {
        char name[80];

        snprintf(name, sizeof name, "%s%s", path, tail[i]);
        unlink(name);
    }
    rmdir(folder);
}

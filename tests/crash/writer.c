/* writer.c -- enters one small change after the other until it is killed.
 *
 *   writer DB FIRST     figure n has the value n; "n" and a line end tell that n was acknowledged
 *
 * What it prints stands in a pipe or file before the next change begins. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store.h"

struct writing {
    str db;
    long first;
};

static status put_one(struct store *s, struct job *j, void *arg)
{
    const long *n = arg;
    enum put_result how;
    struct fact f = { .indicator = arena_printf(j->arena, "nhap-%ld", *n), .area = STR("11"),
                      .when = { .kind = PERIOD_YEAR, .year = 2025 }, .source = STR("nhập tay"),
                      .value = { *n, 0 }, .unit = STR("tấn"), .status = FACT_OFFICIAL };

    status st = store_put_fact(s, j, &f, &how);
    return st == OK ? store_put_record(s, j, STR("setting"), STR("cuối"),
                                       arena_printf(j->arena, "%ld", *n)) : st;
}

static status write_on(struct job *j, void *arg)
{
    const struct writing *w = arg;
    struct store *s;
    status st = store_open(j, w->db, STORE_WRITE, &s);

    for (long n = w->first; st == OK; n++) {
        const struct store_change c = { .author = STR("máy"), .action = STR("entry"),
                                        .fn = put_one, .arg = &n };
        char line[32];

        st = store_change(s, j, &c);
        if (st == OK) {
            int len = snprintf(line, sizeof line, "%ld\n", n);

            if (write(STDOUT_FILENO, line, (size_t)len) != len)
                return FAIL_SYSTEM;
        }
    }
    return st;
}

static void tell(status st, str message, void *arg)
{
    (void)st;
    (void)arg;
    fprintf(stderr, "writer: %.*s\n", STRF(message));
}

int main(int argc, char **argv)
{
    struct writing w = { str_from(argc > 1 ? argv[1] : ""), argc > 2 ? atol(argv[2]) : 1 };

    return job_run(&LIMITS_DEFAULT, LANG_VI, write_on, &w, tell) == OK ? 0 : 2;
}

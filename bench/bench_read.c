/* bench_read.c -- from the files of an archive to statements, or to findings: MB/s.
 *
 *   bench_read read|check FOLDER [FILES]
 *
 * Files are taken one by one in the order of their names, each in a job of its own, as
 * the program takes those of its command line; nothing is printed of them. */
#include "app/app.h"
#include "base/os.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct work {
    bool check;
    str path;
    uint64_t bytes, told;       /* of the files; statements or findings */
};

static status work_file(struct job *j, void *arg)
{
    struct work *w = arg;
    struct app_document d;
    struct app_findings found;
    status st = w->check ? app_check(j, w->path, check_rules_on(), &d, &found)
                         : app_read(j, w->path, &d);

    if (st != OK)
        return st;
    w->bytes += d.src->text.len;
    w->told += w->check ? found.diags->count : d.report->nstatements;
    return OK;
}

static void tell_failure(status st, str message, void *arg)
{
    (void)st;
    (void)arg;
    fprintf(stderr, "bench_read: %.*s\n", STRF(message));
}

static int not_hidden(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

/* The archive once through; the number of its files, or -1. */
static int work_folder(struct work *w, const char *folder, int most)
{
    struct dirent **entry;
    int n = scandir(folder, &entry, not_hidden, alphasort), failed = 0;

    for (int i = 0; i < n; i++) {
        char path[4096];

        snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name);
        w->path = str_from(path);
        if (i < most && job_run(&LIMITS_DEFAULT, LANG_VI, work_file, w, tell_failure) != OK)
            failed = 1;
        free(entry[i]);
    }
    if (n >= 0)
        free(entry);
    return failed ? -1 : n < most ? n : most;
}

int main(int argc, char **argv)
{
    struct work w = { .check = argc > 1 && strcmp(argv[1], "check") == 0 };
    uint64_t from = os_clock_ns();

    if (argc < 3)
        return 64;
    os_keep_memory();

    int files = work_folder(&w, argv[2], argc > 3 ? (int)strtol(argv[3], NULL, 10) : INT32_MAX);
    double seconds = (double)(os_clock_ns() - from) / 1e9;
    double busy = (double)clock() / CLOCKS_PER_SEC, mb = (double)w.bytes / 1e6;

    if (files <= 0)
        return 2;
    printf("%s: %.2f MB in %d files, %llu %s, %.2f s, %.1f MB/s, %.1f MB/s of the processor\n",
           argv[1], mb, files, (unsigned long long)w.told, w.check ? "findings" : "statements",
           seconds, mb / seconds, mb / busy);
    return 0;
}

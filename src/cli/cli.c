/* cli.c -- jobs, messages and output of the commands. */
#include "cli/cli.h"

#include <stdio.h>

#include "base/os.h"

const char *cli_say(const struct cli *c, const char *vi, const char *en)
{
    return c->lang == LANG_EN ? en : vi;
}

void cli_print(struct cli *c, str s)
{
    if (!c->closed && !os_print(s))
        c->closed = true;
}

int cli_usage(struct cli *c, const char *vi, const char *en, const char *arg)
{
    char line[512];
    int len = snprintf(line, sizeof line, "soat: %s%s%s%s\n", cli_say(c, vi, en),
                       arg ? cli_say(c, " «", " '") : "", arg ? arg : "",
                       arg ? cli_say(c, "»", "'") : "");

    if (len > 0)
        os_print_error(str_from(line));
    return EXIT_USAGE;
}

struct file_task {
    struct cli *cli;
    status (*fn)(struct job *j, struct cli *c, str path, void *arg);
    status (*once)(struct job *j, struct cli *c, void *arg);
    str path;
    void *arg;
};

static status run_file_task(struct job *j, void *arg)
{
    struct file_task *t = arg;

    return t->once ? t->once(j, t->cli, t->arg) : t->fn(j, t->cli, t->path, t->arg);
}

static void report_failure(status st, str message, void *arg)
{
    (void)st;
    (void)arg;
    os_print_error(STR("soat: "));
    os_print_error(message);
    os_print_error(STR("\n"));
}

int cli_each_file(struct cli *c, status (*fn)(struct job *j, struct cli *c, str path, void *arg),
                  void *arg)
{
    int exit = EXIT_CLEAN;

    for (int i = 0; i < c->opt.nargs && !c->closed; i++) {
        struct file_task t = { c, fn, NULL, str_from(c->opt.arg[i]), arg };

        if (job_run(&LIMITS_DEFAULT, c->lang, run_file_task, &t, report_failure) != OK)
            exit = EXIT_FAILED;
    }
    return exit;
}

int cli_once(struct cli *c, status (*fn)(struct job *j, struct cli *c, void *arg), void *arg)
{
    struct file_task t = { c, NULL, fn, { NULL, 0 }, arg };

    return job_run(&LIMITS_DEFAULT, c->lang, run_file_task, &t, report_failure) == OK
               ? EXIT_CLEAN
               : EXIT_FAILED;
}

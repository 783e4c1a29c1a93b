/* cli.c -- jobs, messages and output of the commands. */
#include "cli/cli.h"

#include "base/crew.h"
#include "base/os.h"

#include <stdio.h>
#include <string.h>

const char *cli_say(const struct cli *c, const char *vi, const char *en)
{
    return c->lang == LANG_EN ? en : vi;
}

void cli_print(struct cli *c, str s)
{
    if (!c->closed && !os_print(s))
        c->closed = true;
}

int cli_usage(const struct cli *c, const char *vi, const char *en, const char *arg)
{
    char line[512];
    int len = snprintf(line, sizeof line, "soat: %s%s%s%s\n", cli_say(c, vi, en),
                       arg ? cli_say(c, " «", " '") : "", arg ? arg : "",
                       arg ? cli_say(c, "»", "'") : "");

    if (len > 0)
        os_print_error(str_from(line));
    return EXIT_USAGE;
}

int cli_unknown_rule(const struct cli *c, str name)
{
    char line[1024];
    size_t n, len;
    const struct rule *rule = check_rules(&n);

    len = (size_t)snprintf(line, sizeof line, cli_say(c, "không có quy tắc «%.*s»; có:",
                                                      "there is no rule '%.*s'; there are:"),
                           (int)(name.len < 60 ? name.len : 60), name.len ? name.ptr : "");
    for (size_t i = 0; i < n && len < sizeof line; i++)
        len += (size_t)snprintf(line + len, sizeof line - len, " %s", rule[i].name);
    return cli_usage(c, line, line, NULL);
}

static void report_failure(status st, str message, void *arg)
{
    (void)st;
    (void)arg;
    os_print_error(STR("soat: "));
    os_print_error(message);
    os_print_error(STR("\n"));
}

struct once_task {
    struct cli *cli;
    status (*fn)(struct job *j, struct cli *c, void *arg);
    void *arg;
};

static status run_once(struct job *j, void *arg)
{
    struct once_task *t = arg;

    return t->fn(j, t->cli, t->arg);
}

int cli_once(struct cli *c, status (*fn)(struct job *j, struct cli *c, void *arg), void *arg)
{
    struct once_task t = { c, fn, arg };

    return job_run(&LIMITS_DEFAULT, c->lang, run_once, &t, report_failure) == OK ? EXIT_CLEAN
                                                                                 : EXIT_FAILED;
}

/* One run over the operands. */
struct files_run {
    struct cli *cli;
    const struct cli_files *files;
    struct buf head;            /* empty once it was printed */
    struct buf kept;            /* for --out: written when all is done */
    struct cli_sum sum;
    int exit;
};

static status work_on_file(struct job *j, size_t i, struct buf *out, uint32_t *tally,
                           void *arg)
{
    const struct files_run *r = arg;

    return r->files->work(j, r->cli, str_from(r->cli->opt.arg[i]), out, tally);
}

static void put_output(struct files_run *r, str text)
{
    if (r->cli->opt.out.len && !r->files->writes)
        buf_put(&r->kept, text);
    else
        cli_print(r->cli, text);
}

static void add_counts(struct cli_sum *sum, const struct crew_result *result)
{
    sum->files++;
    sum->failed += result->status != OK;
    sum->found += result->tally[COUNT_FOUND] > 0;
    for (size_t i = 0; i <= COUNT_NOTES; i++)
        sum->count[i] += result->tally[i];
}

/* The first piece has nothing to be parted from. */
void cli_put_piece(struct buf *out, struct cli_sum *sum, str text)
{
    size_t end = str_find(text, (str){ "", 1 });
    str piece = str_sub(text, 0, end);

    buf_put(out, sum->piece ? piece : str_sub(piece, 1, piece.len));
    sum->piece = sum->piece || piece.len;
    buf_put(&sum->kept, str_sub(text, end + 1, text.len));
}

static bool tell_file(const struct crew_result *result, void *arg)
{
    struct files_run *r = arg;
    int exit = result->tally[COUNT_FOUND] ? EXIT_FINDINGS : EXIT_CLEAN;

    add_counts(&r->sum, result);
    if (result->status == OK) {
        if (r->files->joined)
            cli_put_piece(&r->head, &r->sum, result->text);
        put_output(r, buf_str(&r->head));
        if (!r->files->joined)
            put_output(r, result->text);
        r->head.len = 0;
    } else {
        report_failure(result->status, result->text, NULL);
        if (r->files->joined)
            r->files->failed(&r->sum.failures, result->text);
        exit = EXIT_FAILED;
    }
    if (exit > r->exit)
        r->exit = exit;
    return !r->cli->closed;
}

/* Standard input is one for all threads. */
static bool reads_stdin(const struct options *o)
{
    for (int i = 0; i < o->nargs; i++)
        if (strcmp(o->arg[i], "-") == 0)
            return true;
    return false;
}

static status run_files(struct job *j, struct cli *c, void *arg)
{
    struct files_run *r = arg;
    struct crew crew = { .pieces = (size_t)c->opt.nargs,
                         .threads = reads_stdin(&c->opt) ? 1 : c->opt.jobs,
                         .limits = &LIMITS_DEFAULT, .lang = c->lang, .arg = r,
                         .work = work_on_file, .tell = tell_file };

    buf_init(&r->head, j->arena);
    buf_init(&r->kept, j->arena);
    if (r->files->head)
        r->files->head(&r->head, c);
    buf_init(&r->sum.kept, j->arena);
    buf_init(&r->sum.failures, j->arena);
    crew_run(j, &crew);
    if (r->files->joined)
        put_output(r, buf_str(&r->head));
    if (r->files->foot && (c->opt.nargs > 1 || r->files->joined)) {
        r->head.len = 0;
        r->files->foot(&r->head, c, &r->sum);
        put_output(r, buf_str(&r->head));
    }
    return c->opt.out.len && !r->files->writes ? os_write_file(j, c->opt.out, buf_str(&r->kept))
                                               : OK;
}

int cli_each_file(struct cli *c, const struct cli_files *files)
{
    struct files_run r = { .cli = c, .files = files, .exit = EXIT_CLEAN };

    return cli_once(c, run_files, &r) == EXIT_CLEAN ? r.exit : EXIT_FAILED;
}

/* cmd_check.c -- soat check: findings of reports. */
#include <stdio.h>

#include "base/os.h"
#include "cli/cli.h"
#include "diag/print.h"

struct check_run {
    struct buf *out;            /* --out: everything is kept until the end */
    bool first;
    bool found;                 /* something at or above the level */
};

static bool code_wanted(str only, const struct diag *d)
{
    const struct diag_entry *entry = diag_find(d->code);
    char number[16];
    str rest = only, word;

    if (!only.len)
        return true;
    snprintf(number, sizeof number, "%d", (int)d->code);
    while (str_split(&rest, ',', &word)) {
        word = str_trim(word);
        if (str_eq(word, str_from(number)) || (entry && str_eq(word, str_from(entry->kind))))
            return true;
    }
    return false;
}

/* Leaves the findings that --only asks for. */
static void select_findings(struct diags *ds, str only)
{
    size_t kept = 0;

    for (size_t i = 0; i < ds->count; i++)
        if (code_wanted(only, ds->item[i]))
            ds->item[kept++] = ds->item[i];
    ds->count = kept;
}

/* Leaves those at or above the level, and gives their number. People's text
 * counts the milder ones instead of hiding them. */
static size_t count_grave(struct diags *ds, enum diag_severity level, bool drop)
{
    size_t grave = 0;

    for (size_t i = 0; i < ds->count; i++) {
        if (ds->item[i]->severity < level)
            continue;
        if (drop)
            ds->item[grave] = ds->item[i];
        grave++;
    }
    if (drop)
        ds->count = grave;
    return grave;
}

static void put_output(struct cli *c, struct check_run *run, str text)
{
    if (run->out)
        buf_put(run->out, text);
    else
        cli_print(c, text);
}

static status print_findings(struct job *j, struct cli *c, str path, void *arg)
{
    struct check_run *run = arg;
    struct app_document d;
    struct app_findings found;
    struct buf b;

    status st = app_check(j, path, &d, &found);
    if (st != OK)
        return st;
    select_findings(found.diags, c->opt.only);
    if (count_grave(found.diags, c->opt.level, c->opt.format != FORMAT_TEXT))
        run->found = true;
    buf_init(&b, j->arena);
    switch (c->opt.format) {
    case FORMAT_TEXT: {
        struct text_style style = text_style_here();

        style.level = c->opt.level;
        style.colours = style.colours && !run->out;
        diag_print_text(&b, found.diags, &style);
        break;
    }
    case FORMAT_TSV:
        if (run->first)
            diag_print_tsv_header(&b);
        diag_print_tsv(&b, found.diags);
        break;
    case FORMAT_JSON:
        diag_print_json(&b, found.diags);
        break;
    }
    run->first = false;
    put_output(c, run, buf_str(&b));
    return OK;
}

/* Codes are numbers of the catalogue or its kinds. */
static bool code_known(str word)
{
    size_t count;
    const struct diag_entry *all = diag_catalogue(&count);

    for (size_t i = 0; i < count; i++) {
        char number[16];

        snprintf(number, sizeof number, "%d", (int)all[i].code);
        if (str_eq(word, str_from(number)) || str_eq(word, str_from(all[i].kind)))
            return true;
    }
    return false;
}

static bool codes_known(str only)
{
    str rest = only, word;

    while (only.len && str_split(&rest, ',', &word))
        if (!code_known(str_trim(word)))
            return false;
    return true;
}

static status check_into_file(struct job *j, struct cli *c, void *arg)
{
    int *exit = arg;
    struct buf out;
    struct check_run run = { &out, true, false };

    buf_init(&out, j->arena);
    *exit = cli_each_file(c, print_findings, &run);
    status st = os_write_file(j, c->opt.out, buf_str(&out));
    if (*exit == EXIT_CLEAN && run.found)
        *exit = EXIT_FINDINGS;
    return st;
}

int cmd_check(struct cli *c)
{
    struct check_run run = { NULL, true, false };
    int exit = EXIT_CLEAN;

    if (!c->opt.nargs)
        return cli_usage(c, "cần ít nhất một tệp", "at least one file is needed", NULL);
    if (!codes_known(c->opt.only))
        return cli_usage(c, "không có mã nào như", "there is no such code:",
                         c->opt.only.ptr);
    if (c->opt.out.len)
        return cli_once(c, check_into_file, &exit) == EXIT_CLEAN ? exit : EXIT_FAILED;
    exit = cli_each_file(c, print_findings, &run);
    return exit == EXIT_CLEAN && run.found ? EXIT_FINDINGS : exit;
}

/* cmd_read.c -- soat read: the statements of reports. */
#include "base/os.h"
#include "cli/cli.h"

static status print_statements(struct job *j, struct cli *c, str path, void *arg)
{
    struct app_document d;
    struct buf b;
    bool *first = arg;

    status st = app_read(j, path, &d);
    if (st != OK)
        return st;
    buf_init(&b, j->arena);
    if (c->opt.coverage) {
        coverage_print(&b, &d, c->opt.format, c->lang, *first);
        *first = false;
        cli_print(c, buf_str(&b));
        return OK;
    }
    switch (c->opt.format) {
    case FORMAT_TSV:
        statements_tsv(&b, &d, *first);
        break;
    case FORMAT_JSON:
        statements_json(&b, &d);
        break;
    case FORMAT_TEXT:
        statements_text(&b, &d, c->lang);
        break;
    }
    *first = false;
    cli_print(c, buf_str(&b));
    return OK;
}

int cmd_read(struct cli *c)
{
    bool first = true;

    if (!c->opt.nargs)
        return cli_usage(c, "cần ít nhất một tệp", "at least one file is needed", NULL);
    return cli_each_file(c, print_statements, &first);
}

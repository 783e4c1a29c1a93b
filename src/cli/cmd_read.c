/* cmd_read.c -- soat read: the statements of reports. */
#include "cli/cli.h"

static status put_statements(struct job *j, const struct cli *c, str path, struct buf *out,
                             uint32_t *count)
{
    struct app_document d;

    (void)count;
    status st = app_read(j, path, &d);
    if (st != OK)
        return st;
    if (c->opt.coverage) {
        coverage_print(out, &d, c->opt.format, c->lang);
        return OK;
    }
    switch (c->opt.format) {
    case FORMAT_TSV:
        statements_tsv(out, &d);
        break;
    case FORMAT_JSON:
        statements_json(out, &d);
        break;
    default:
        statements_text(out, &d, c->lang);
        break;
    }
    return OK;
}

static void read_head(struct buf *out, const struct cli *c)
{
    if (c->opt.format == FORMAT_TSV && c->opt.coverage)
        coverage_tsv_header(out);
    else if (c->opt.format == FORMAT_TSV)
        statements_tsv_header(out);
}

int cmd_read(struct cli *c)
{
    static const struct cli_files files = { .work = put_statements, .head = read_head };

    if (!c->opt.nargs)
        return cli_usage(c, "cần ít nhất một tệp", "at least one file is needed", NULL);
    return c->opt.implied ? cli_implied(c) : cli_each_file(c, &files);
}

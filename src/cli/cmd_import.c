/* cmd_import.c -- soat import: reports and tables of facts into the ledger. */
#include "app/facts.h"
#include "base/os.h"
#include "cli/cli.h"

str cli_author(void)
{
    str user = os_env("USER");

    return user.len ? user : STR("soat");
}

static void put_import(struct buf *b, const struct cli *c, str path, const struct import_result *r)
{
    buf_printf(b, "%.*s: ", STRF(path));
    if (r->known) {
        buf_printf(b, cli_say(c, "đã có trong sổ, văn bản số %lld\n",
                               "is in the ledger already, document %lld\n"),
                   (long long)r->document);
    } else {
        buf_printf(b, cli_say(c, "%u số mới, %u số sửa, %u số như cũ",
                               "%u new facts, %u revised, %u unchanged"),
                   r->added, r->revised, r->same);
        if (r->document)
            buf_printf(b, cli_say(c, "; văn bản số %lld, %zu lỗi, %zu cảnh báo",
                                   "; document %lld, %zu errors, %zu warnings"),
                       (long long)r->document, r->errors, r->warnings);
        if (r->twice)
            buf_printf(b, cli_say(c, "; %u chỗ nói lại với số khác",
                                   "; %u places state another value again"), r->twice);
        buf_char(b, '\n');
    }
}

/* The ledger is opened and closed with each file, so that a failure of one
 * leaves nothing behind for the next. */
static status import_file(struct job *j, const struct cli *c, str path, struct buf *out,
                          uint32_t *count)
{
    const struct import_request request = { .author = cli_author() };
    struct import_result done;
    struct store *s;

    (void)count;
    status st = store_open(j, c->opt.db, STORE_WRITE, &s);
    if (st == OK)
        st = app_import(j, s, path, &request, &done);
    if (st == OK)
        put_import(out, c, path, &done);
    return st;
}

int cmd_import(struct cli *c)
{
    static const struct cli_files files = { .work = import_file };

    if (!c->opt.db.len)
        return cli_usage(c, "cần --db TỆP, tệp sổ số liệu", "--db FILE, the ledger, is needed",
                         NULL);
    if (!c->opt.nargs)
        return cli_usage(c, "cần ít nhất một tệp", "at least one file is needed", NULL);
    return cli_each_file(c, &files);
}

/* cmd_import.c -- soat import: reports and tables of facts into the ledger. */
#include "app/facts.h"
#include "base/os.h"
#include "cli/cli.h"

str cli_author(void)
{
    str user = os_env("USER");

    return user.len ? user : STR("soat");
}

enum { MOST_CORRECTED = 20 };

static void put_correction(struct buf *b, const struct cli *c, const struct cli_ledger *l,
                           struct arena *a, const struct correction *one)
{
    buf_put(b, STR("  "));
    cli_put_subject(b, c, a, l, one->fact);
    buf_printf(b, cli_say(c, ": nay là %.*s, số trước đã được nêu ở:\n",
                          ": now %.*s, what it was is quoted in:\n"),
               STRF(cli_figure(c, a, one->fact)));
    for (size_t k = 0; k < one->quoted.count; k++) {
        const struct fact_mention *m = &one->quoted.list[k];

        buf_printf(b, cli_say(c, "    văn bản số %lld, dòng %u, %.*s: ",
                              "    document %lld, line %u, %.*s: "), (long long)m->document,
                   m->line, STRF(cli_figure(c, a, m->fact)));
        buf_tsv(b, m->sentence);
        buf_char(b, '\n');
    }
}

static void put_corrections(struct buf *b, const struct cli *c, const struct cli_ledger *l,
                            struct arena *a, const struct corrections *all)
{
    size_t n = all->count < MOST_CORRECTED ? all->count : MOST_CORRECTED;

    for (size_t i = 0; i < n; i++)
        put_correction(b, c, l, a, &all->list[i]);
    if (n < all->count)
        buf_printf(b, cli_say(c, "  và %zu số đã nêu nữa vừa sửa; soat history kể từng số\n",
                              "  and %zu more that were quoted; soat history tells of each\n"),
                   all->count - n);
}

static void put_import(struct buf *b, const struct cli *c, str path, const struct import_result *r)
{
    buf_printf(b, "%.*s: ", STRF(path));
    if (r->known) {
        buf_printf(b, cli_say(c, "đã có trong sổ, văn bản số %lld\n",
                               "is in the ledger already, document %lld\n"),
                   (long long)r->document);
        return;
    }
    buf_printf(b, cli_say(c, "%u số mới, %u số sửa, %u số như cũ",
                           "%u new facts, %u revised, %u unchanged"),
               r->added, r->revised, r->same);
    if (r->derived)
        buf_printf(b, cli_say(c, ", %u số tính theo công thức", ", %u derived"), r->derived);
    if (r->skipped)
        buf_printf(b, cli_say(c, ", %u số bỏ qua", ", %u left out"), r->skipped);
    if (r->document)
        buf_printf(b, cli_say(c, "; văn bản số %lld, %zu lỗi, %zu cảnh báo",
                               "; document %lld, %zu errors, %zu warnings"),
                   (long long)r->document, r->errors, r->warnings);
    if (r->twice)
        buf_printf(b, cli_say(c, "; %u chỗ nói lại với số khác",
                               "; %u places state another value again"), r->twice);
    buf_char(b, '\n');
}

static status request_of(struct job *j, const struct cli *c, struct import_request *out)
{
    *out = (struct import_request){ .author = cli_author(), .reason = c->opt.reason,
                                    .source = c->opt.source, .profile = c->opt.profile,
                                    .review_name = c->opt.review };
    status st = cli_day(j, c->opt.published, &out->published);
    return st == OK && c->opt.review.len ? os_read_file(j, c->opt.review, &out->review) : st;
}

/* The ledger is opened and closed with each file, so that a failure of one
 * leaves nothing behind for the next. */
static status import_file(struct job *j, const struct cli *c, str path, struct buf *out,
                          uint32_t *count)
{
    struct import_request request;
    struct import_result done = { .known = false };
    struct cli_ledger l;

    (void)count;
    status st = request_of(j, c, &request);
    if (st == OK)
        st = cli_ledger_open(j, c, STORE_WRITE, &l);
    if (st == OK)
        st = app_import(j, l.store, path, &request, &done);
    if (st != OK) {
        os_print_error(done.cell_errors);
        return st;
    }
    put_import(out, c, path, &done);
    put_corrections(out, c, &l, j->arena, &done.corrected);
    return OK;
}

/* The table an officer fills in, with what the ledger remembers. */
static status preview_file(struct job *j, const struct cli *c, str path, struct buf *out,
                           uint32_t *count)
{
    struct app_document d;
    struct review *r;
    struct store *s;

    (void)count;
    status st = cli_open_store(j, c, STORE_READ, &s);
    if (st == OK)
        st = review_open(j, s, &r);
    if (st == OK)
        st = app_read(j, path, &d);
    if (st == OK)
        review_print(out, j, r, &d);
    return st;
}

int cmd_import(struct cli *c)
{
    static const struct cli_files import = { .work = import_file };
    static const struct cli_files preview = { .work = preview_file };

    if (!c->opt.nargs)
        return cli_usage(c, "cần ít nhất một tệp", "at least one file is needed", NULL);
    if (c->opt.review.len && c->opt.nargs != 1)
        return cli_usage(c, "bảng duyệt là của một văn bản", "a review is of one document", NULL);
    if (c->opt.profile.len && (c->opt.preview || c->opt.review.len))
        return cli_usage(c, "--profile không đi với bảng duyệt", "--profile goes with no review",
                         NULL);
    return cli_each_file(c, c->opt.preview ? &preview : &import);
}

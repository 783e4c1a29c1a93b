/* cmd_define.c -- soat define: plan books, formulas, releases, units, mappings, settings. */
#include "app/define.h"
#include "cli/cli.h"

enum { DC_TYPE, DC_ID, DC_REVISION, DC_ENTRY, DC_BODY, DC_COUNT };

static const char *const define_column_name[DC_COUNT] = { "type", "id", "revision", "entry",
                                                          "body" };

static void put_record_row(struct buf *b, struct arena *a, const struct cli *c,
                           const struct record *r)
{
    const struct cli_rows rows = { c->opt.format, define_column_name, DC_COUNT };
    str rest = r->body, line;

    if (c->opt.format != FORMAT_TEXT) {
        str field[DC_COUNT] = {
            r->type, r->id, arena_printf(a, "%lld", (long long)r->revision),
            arena_printf(a, "%lld", (long long)r->entry), r->body };

        cli_row(b, &rows, field);
        return;
    }
    buf_printf(b, cli_say(c, "%.*s, lần %lld, mục nhật ký %lld\n",
                          "%.*s, revision %lld, entry %lld\n"), STRF(r->id),
               (long long)r->revision, (long long)r->entry);
    while (str_split(&rest, '\n', &line))
        if (line.len) {
            buf_put(b, STR("    "));
            buf_put(b, line);
            buf_char(b, '\n');
        }
}

/* All of a type, or the one of that id. */
static status list_definitions(struct job *j, struct cli *c, void *arg)
{
    const struct cli_rows rows = { c->opt.format, define_column_name, DC_COUNT };
    str type = str_from(c->opt.arg[0]), id = str_from(c->opt.nargs > 1 ? c->opt.arg[1] : NULL);
    struct records all;
    struct store *s;
    struct buf out;
    size_t shown = 0;

    (void)arg;
    buf_init(&out, j->arena);
    status st = cli_open_store(j, c, STORE_READ, &s);
    if (st == OK)
        st = store_records(s, j, type, &all);
    if (st != OK)
        return st;
    if (c->opt.format != FORMAT_TEXT)
        cli_row_head(&out, &rows);
    for (size_t i = 0; i < all.count; i++)
        if (!id.len || str_eq(all.list[i].id, id)) {
            put_record_row(&out, j->arena, c, &all.list[i]);
            shown++;
        }
    if (id.len && !shown)
        return cli_fail_word(j, "sổ không có", "the ledger has no", id);
    cli_print(c, buf_str(&out));
    return OK;
}

static str without_line_end(str s)
{
    while (s.len && (s.ptr[s.len - 1] == '\n' || s.ptr[s.len - 1] == '\r'))
        s.len--;
    return s;
}

static status change_ledger(struct job *j, struct cli *c, void *arg)
{
    struct define_request r = { .type = str_from(c->opt.arg[0]), .id = str_from(c->opt.arg[1]),
                                .author = cli_author(), .reason = c->opt.reason };
    struct define_result done = { .changed = false };
    const struct indicators *catalogue;
    struct store *s;
    struct buf out;

    (void)arg;
    buf_init(&out, j->arena);
    status st = c->opt.remove ? OK : app_load(j, str_from(c->opt.arg[2]), &r.name, &r.body);
    r.body = without_line_end(r.body);
    if (st == OK && !c->opt.remove && !str_trim(r.body).len)
        st = cli_fail_word(j, "tệp trống; muốn bỏ định nghĩa thì dùng --remove",
                           "an empty file; --remove takes a definition away", r.name);
    if (st == OK)
        st = cli_open_store(j, c, STORE_WRITE, &s);
    if (st == OK)
        st = app_catalogue(j, &catalogue);
    if (st == OK)
        st = app_define(s, j, catalogue, &r, &done);
    if (st != OK)
        return st;

    buf_printf(&out, "%.*s %.*s: ", STRF(r.type), STRF(r.id));
    if (!done.changed)
        buf_put(&out, str_from(cli_say(c, "như cũ", "unchanged")));
    else if (c->opt.remove)
        buf_put(&out, str_from(cli_say(c, "đã bỏ", "taken away")));
    else
        buf_printf(&out, cli_say(c, "đã ghi, lần %lld", "kept, revision %lld"),
                   (long long)done.revision);
    if (done.derived)
        buf_printf(&out, cli_say(c, ", %u số tính theo công thức", ", %u derived"), done.derived);
    if (done.later)
        buf_put(&out, str_from(cli_say(c, "; số trong sổ quá nhiều, mỗi số sẽ được tính lại khi số "
                                       "gốc của nó đổi", "; too many figures to compute now: "
                                       "each when what it is computed from changes")));
    buf_char(&out, '\n');
    cli_print(c, buf_str(&out));
    return OK;
}

int cmd_define(struct cli *c)
{
    int most = c->opt.remove ? 2 : 3;

    if (!c->opt.nargs || !define_type_known(str_from(c->opt.arg[0])))
        return cli_usage(c, "loại chỉ có: plan-book, formula, release, units, mapping, setting",
                         "types are plan-book, formula, release, units, mapping, setting",
                         c->opt.nargs ? c->opt.arg[0] : NULL);
    if (c->opt.nargs > most || (c->opt.remove && c->opt.nargs != 2))
        return cli_usage(c, "hãy dùng: soat define LOẠI [MÃ [TỆP|-]], hoặc --remove LOẠI MÃ",
                         "use: soat define TYPE [ID [FILE|-]], or --remove TYPE ID", NULL);
    return cli_once(c, c->opt.remove || c->opt.nargs == 3 ? change_ledger : list_definitions,
                    NULL);
}

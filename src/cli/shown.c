/* shown.c -- soat check --format html|docx: findings as a document, a file each. */
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "cli/cli.h"

bool shown_wanted(const struct options *o)
{
    return o->format == FORMAT_HTML || o->format == FORMAT_DOCX;
}

/* Is --out a folder, for there may be more than one document? */
static bool shown_several(const struct options *o)
{
    return o->nargs > 1 || o->dossier;
}

/* -- before the work -- */

static int by_base_name(const void *a, const void *b)
{
    return str_cmp(os_base_name(str_from(*(char *const *)a)),
                   os_base_name(str_from(*(char *const *)b)));
}

/* Two files of one name would be one in the folder. */
static status check_base_names(struct job *j, struct cli *c, void *arg)
{
    size_t n = (size_t)c->opt.nargs;
    char **name = arena_array(j->arena, char *, n);

    (void)arg;
    memcpy(name, c->opt.arg, n * sizeof *name);
    qsort(name, n, sizeof *name, by_base_name);
    for (size_t i = 1; i < n; i++)
        if (by_base_name(&name[i - 1], &name[i]) == 0)
            return job_fail(j, FAIL_USAGE,
                            "«%s» và «%s» trùng tên, hãy ghi vào hai thư mục khác nhau",
                            "«%s» and «%s» have one name, write them to different folders",
                            name[i - 1], name[i]);
    return shown_several(&c->opt) ? os_make_folder(j, c->opt.out) : OK;
}

int shown_usage(struct cli *c)
{
    if (!c->opt.out.len && (shown_several(&c->opt) || c->opt.format == FORMAT_DOCX))
        return cli_usage(c, "hãy chỉ ra nơi ghi bằng --out", "say where to write with --out", NULL);
    return c->opt.out.len ? cli_once(c, check_base_names, NULL) : EXIT_CLEAN;
}

/* -- one file -- */

/* --out, or a file in the folder that it is. */
static str shown_path(struct job *j, const struct cli *c, str name)
{
    const char *behind = c->opt.format == FORMAT_HTML ? ".html" : "";
    str base = str_eq(name, STR("<stdin>")) ? STR("stdin") : os_base_name(name);

    if (!shown_several(&c->opt) && !os_is_folder(j, c->opt.out))
        return c->opt.out;
    return arena_printf(j->arena, "%.*s%s%.*s%s", STRF(c->opt.out),
                        str_ends(c->opt.out, STR("/")) ? "" : "/", STRF(base), behind);
}

static void put_shown_line(const struct cli *c, const struct diags *found, str path,
                           struct buf *out)
{
    size_t errors = diags_count(found, SEVERITY_ERROR);
    size_t warnings = diags_count(found, SEVERITY_WARNING);

    buf_printf(out, "%.*s: ", STRF(found->src->name));
    if (!found->count)
        buf_put(out, str_from(cli_say(c, "không thấy sai", "nothing found")));
    else
        buf_printf(out, cli_say(c, "%zu lỗi, %zu cảnh báo, %zu ghi chú",
                                "%zu errors, %zu warnings, %zu notes"), errors, warnings,
                   found->count - errors - warnings);
    buf_printf(out, cli_say(c, "; đã ghi «%.*s»\n", "; written to «%.*s»\n"), STRF(path));
}

status shown_write(struct job *j, const struct cli *c, const struct app_document *d,
                   const struct diags *found, struct buf *out)
{
    str content, path;

    status st = c->opt.format == FORMAT_DOCX ? app_commented_copy(j, d, found, &content)
                                             : app_findings_page(j, d, found, &content);
    if (st != OK)
        return st;
    if (!c->opt.out.len) {
        buf_put(out, content);
        return OK;
    }
    path = shown_path(j, c, d->src->name);
    if (os_same_file(j, path, d->src->name))
        return job_fail(j, FAIL_USAGE, "«%.*s» là chính tệp đang soát, hãy ghi vào tên khác",
                        "«%.*s» is the very file that is checked, write to another name",
                        STRF(path));
    st = os_write_file(j, path, content);
    if (st == OK)
        put_shown_line(c, found, path, out);
    return st;
}

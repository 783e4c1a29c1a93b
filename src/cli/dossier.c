/* dossier.c -- soat check --dossier: several documents checked as one. */
#include "app/concordance.h"

#include "base/os.h"
#include "cli/cli.h"
#include "read/kind.h"
#include "write/sarif.h"

#include <stdlib.h>

struct dossier_run {
    struct dossier all;
    bool failed;                /* a file could not be read, or its document not be written */
    struct cli_sum sum;
    struct buf out;
};

static void put_period(struct job *j, struct buf *out, period p)
{
    struct buf text;

    buf_init(&text, j->arena);
    period_print(&text, p);
    if (text.len)
        buf_printf(out, ", %.*s", STRF(buf_str(&text)));
}

/* What each was taken for: a resolution taken for a report would be checked as one. */
static void put_papers(struct job *j, const struct cli *c, struct dossier_run *r)
{
    size_t n = r->all.n - r->all.nolder;

    buf_printf(&r->out, cli_say(c, "hồ sơ: %zu văn bản", "dossier: %zu documents"), n);
    if (r->all.nolder)
        buf_printf(&r->out, cli_say(c, ", đối chiếu với %zu văn bản cũ",
                                    ", against %zu older ones"), r->all.nolder);
    buf_char(&r->out, '\n');
    for (size_t i = 0; i < r->all.n; i++) {
        const struct dossier_document *d = &r->all.doc[i];

        buf_printf(&r->out, "  %.*s: %s", STRF(d->read.src->name),
                   document_kind_name(d->kind, c->lang));
        put_period(j, &r->out, d->read.report->period);
        buf_printf(&r->out, cli_say(c, ", %u số liệu%s\n", ", %u statements%s\n"),
                   d->read.report->nstatements,
                   d->older ? cli_say(c, " (bản cũ)", " (older)") : "");
    }
}

static void tell_paper_failure(str message)
{
    os_print_error(STR("soat: "));
    os_print_error(message);
    os_print_error(STR("\n"));
}

/* Comments go into Word files alone: the other papers get a page. */
static struct cli cli_for(const struct cli *c, const struct dossier_document *d)
{
    struct cli own = *c;

    if (c->opt.format == FORMAT_DOCX && file_kind_of(d->read.bytes) != FILE_DOCX)
        own.opt.format = FORMAT_HTML;
    return own;
}

/* Where each document is written to a file of its own, the others go on without one that
 * cannot be. */
static status forgive_document(struct job *j, const struct cli *c, struct dossier_run *r,
                               status st)
{
    if (st == OK || st == FAIL_LIMIT || !shown_wanted(&c->opt))
        return st;
    tell_paper_failure(j->message);
    job_forgive(j);
    r->failed = true;
    return OK;
}

static status put_findings_of_all(struct job *j, const struct cli *c, struct dossier_run *r)
{
    status st = OK;
    struct buf text;

    buf_init(&text, j->arena);
    for (size_t i = 0; st == OK && i < r->all.n; i++) {
        const struct dossier_document *d = &r->all.doc[i];
        uint32_t count[COUNT_NOTES + 1] = { 0 };

        if (d->older)
            continue;
        text.len = 0;
        struct cli own = cli_for(c, d);

        st = cli_put_findings(j, &own, &d->read, d->found.diags, &text, count);
        if (st == OK && c->opt.format == FORMAT_SARIF)
            cli_put_piece(&r->out, &r->sum, buf_str(&text));
        else
            buf_put(&r->out, buf_str(&text));
        st = forgive_document(j, c, r, st);
        r->sum.files++;
        r->sum.found += count[COUNT_FOUND] > 0;
        for (size_t k = 0; k <= COUNT_NOTES; k++)
            r->sum.count[k] += count[k];
    }
    return st;
}

static int by_document_name(const void *a, const void *b)
{
    const struct dossier_document *const *x = a, *const *y = b;

    return str_cmp(os_base_name((*x)->read.src->name), os_base_name((*y)->read.src->name));
}

/* Two documents of one name, from two folders, would be one in the folder of --out. */
static status check_document_names(struct job *j, const struct dossier *d)
{
    const struct dossier_document **doc = arena_array(j->arena, const struct dossier_document *,
                                                      d->n + 1);

    for (size_t i = 0; i < d->n; i++)
        doc[i] = &d->doc[i];
    qsort(doc, d->n, sizeof *doc, by_document_name);
    for (size_t i = 1; i < d->n; i++)
        if (!doc[i - 1]->older && !doc[i]->older && by_document_name(&doc[i - 1], &doc[i]) == 0)
            return job_fail(j, FAIL_USAGE, "«%.*s» và «%.*s» trùng tên, không ghi được vào một "
                            "thư mục", "«%.*s» and «%.*s» have one name, they cannot be written "
                            "to one folder", STRF(doc[i - 1]->read.src->name),
                            STRF(doc[i]->read.src->name));
    return OK;
}

static void note_failures(struct dossier_run *r)
{
    for (size_t i = 0; i < r->all.nfailures; i++) {
        tell_paper_failure(r->all.failure[i]);
        sarif_put_failure(&r->sum.failures, r->all.failure[i]);
    }
    r->sum.failed = r->sum.files = r->all.nfailures;
    r->failed = r->all.nfailures > 0;
}

/* The file of --concordance must be none of the papers. */
static status write_concordance(struct job *j, const struct cli *c, const struct dossier *d)
{
    str path = c->opt.concordance, content;
    struct buf rows;

    if (!path.len)
        return OK;
    for (size_t i = 0; i < d->n; i++)
        if (os_same_file(j, path, d->doc[i].read.src->name))
            return job_fail(j, FAIL_USAGE, "«%.*s» là văn bản của hồ sơ, hãy ghi vào tên khác",
                            "«%.*s» is a document of the dossier, write to another name",
                            STRF(path));
    if (str_ends(path, STR(".xlsx"))) {
        status st = concordance_xlsx(j, d, &content);

        return st == OK ? os_write_file(j, path, content) : st;
    }
    buf_init(&rows, j->arena);
    concordance_tsv(&rows, j, d);
    return os_write_file(j, path, buf_str(&rows));
}

static status run_dossier(struct job *j, struct cli *c, void *arg)
{
    struct dossier_run *r = arg;
    struct dossier_paths paths = { .path = c->opt.arg, .n = (size_t)c->opt.nargs,
                                   .older = c->opt.against, .nolder = c->opt.nagainst,
                                   .rules = c->opt.rules };

    buf_init(&r->out, j->arena);
    buf_init(&r->sum.kept, j->arena);
    buf_init(&r->sum.failures, j->arena);
    status st = app_dossier(j, &paths, &r->all);
    if (st == OK && shown_wanted(&c->opt))
        st = check_document_names(j, &r->all);
    if (st != OK)
        return st;
    note_failures(r);
    if (c->opt.format == FORMAT_TEXT)
        put_papers(j, c, r);
    else
        cli_put_head(&r->out, c);
    st = put_findings_of_all(j, c, r);
    if (st != OK)
        return st;
    cli_put_sum(&r->out, c, &r->sum);
    st = write_concordance(j, c, &r->all);
    if (st == OK && c->opt.out.len && !shown_wanted(&c->opt))
        return os_write_file(j, c->opt.out, buf_str(&r->out));
    cli_print(c, buf_str(&r->out));
    return st;
}

int cli_dossier(struct cli *c)
{
    struct dossier_run r = { 0 };

    if (cli_once(c, run_dossier, &r) != EXIT_CLEAN || r.failed)
        return EXIT_FAILED;
    return r.sum.found ? EXIT_FINDINGS : EXIT_CLEAN;
}

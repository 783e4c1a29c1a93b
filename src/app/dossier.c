/* dossier.c -- reading and checking several documents as one. */
#include "app/dossier.h"

#include "base/os.h"

struct dossier_reader {
    struct job *job;
    const struct dossier_paths *paths;
    struct dossier *out;
    size_t cap, failure_cap;
    str *failure;
};

/* What the watch and office programs keep beside documents is none of them. */
static bool is_no_paper(str name)
{
    return str_starts(name, STR("~$")) || str_find(name, STR(".soat.")) != SIZE_MAX
           || str_ends(name, STR(".tmp")) || str_ends(name, STR("~"));
}

static status keep_paper_failure(struct dossier_reader *r, status st)
{
    struct job *j = r->job;

    if (st == FAIL_LIMIT || st == FAIL_SYSTEM)
        return st;
    *arena_push(j->arena, r->failure, r->out->nfailures, r->failure_cap) =
        arena_str(j->arena, j->message);
    r->out->failure = r->failure;
    job_forgive(j);
    return OK;
}

static status read_paper(struct dossier_reader *r, str path, bool older)
{
    struct job *j = r->job;
    struct app_document d;

    if (r->out->n >= j->limits.documents)
        return job_fail(j, FAIL_LIMIT, "hồ sơ có quá %u văn bản, hãy chia ra",
                        "there are more than %u documents, split them", j->limits.documents);

    status st = app_read(j, path, &d);
    if (st != OK)
        return keep_paper_failure(r, st);
    *arena_push(j->arena, r->out->doc, r->out->n, r->cap) =
        (struct dossier_document){ .read = d, .older = older,
                                   .kind = document_kind_of(j->arena, d.report) };
    r->out->nolder += older;
    return OK;
}

static bool is_older(struct dossier_reader *r, str path)
{
    for (size_t i = 0; i < r->paths->nolder; i++)
        if (os_same_file(r->job, path, str_from(r->paths->older[i])))
            return true;
    return false;
}

static status read_folder(struct dossier_reader *r, str folder, bool older)
{
    struct os_entry *entry;
    size_t n;
    status st = os_list_folder(r->job, folder, &entry, &n);

    for (size_t i = 0; st == OK && i < n; i++) {
        str path = arena_printf(r->job->arena, "%.*s%s%.*s", STRF(folder),
                                str_ends(folder, STR("/")) ? "" : "/", STRF(entry[i].name));

        if (!is_no_paper(entry[i].name) && (older || !is_older(r, path)))
            st = read_paper(r, path, older);
    }
    return st;
}

static status read_paths(struct dossier_reader *r, char *const *path, size_t n, bool older)
{
    status st = OK;

    for (size_t i = 0; st == OK && i < n; i++) {
        str p = str_from(path[i]);

        if (os_is_folder(r->job, p))
            st = read_folder(r, p, older);
        else if (older || !is_older(r, p))
            st = read_paper(r, p, older);
    }
    return st;
}

/* The area that a paper's figures are of: the commune that issued it, else its own; an appendix
 * seldom names its province, it is that of the papers it lies with. */
static str area_of_paper(struct job *j, const struct dossier *d, size_t doc)
{
    const struct report *r = d->doc[doc].read.report;
    str issuer = document_unit_of(j->arena, r);

    if (issuer.len || r->area.len)
        return issuer.len ? issuer : r->area;
    for (size_t i = 0; i < d->n; i++)
        if (d->doc[i].read.report->area.len)
            return d->doc[i].read.report->area;
    return r->area;
}

static const struct across *join(struct job *j, const struct dossier *d)
{
    struct across_document *doc = arena_array(j->arena, struct across_document, d->n + 1);

    for (size_t i = 0; i < d->n; i++)
        doc[i] = (struct across_document){ d->doc[i].read.report, d->doc[i].kind,
                                           d->doc[i].older, area_of_paper(j, d, i) };
    return across_new(j, doc, (uint32_t)d->n, d->n ? d->doc[0].read.catalogue : NULL);
}

static void check_papers(struct job *j, struct dossier *d, rule_set rules)
{
    const struct across *all = d->across = join(j, d);

    for (size_t i = 0; i < d->n; i++) {
        struct dossier_document *doc = &d->doc[i];
        struct diags *ds;

        if (doc->older)
            continue;
        ds = arena_new(j->arena, struct diags);
        j->subject = doc->read.src->name;
        diags_init(ds, j, doc->read.src);
        check_report_across(j, all, (uint32_t)i, rules, ds);
        doc->found = (struct app_findings){ ds, diags_count(ds, SEVERITY_ERROR),
                                            diags_count(ds, SEVERITY_WARNING),
                                            diags_count(ds, SEVERITY_NOTE) };
    }
}

status app_dossier(struct job *j, const struct dossier_paths *p, struct dossier *out)
{
    struct dossier_reader r = { .job = j, .paths = p, .out = out };

    *out = (struct dossier){ 0 };
    status st = read_paths(&r, p->path, p->n, false);
    if (st == OK)
        st = read_paths(&r, p->older, p->nolder, true);
    if (st == OK && out->n == out->nolder && !out->nfailures)
        st = job_fail(j, FAIL_FILE, "hồ sơ không có văn bản nào",
                      "there is no document in the dossier");
    if (st == OK)
        check_papers(j, out, p->rules);
    return st;
}

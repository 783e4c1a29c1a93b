/* watch.c -- looking at a folder, again and again. */
#include "app/watch.h"

#include "app/accept.h"
#include "base/os.h"
#include "check/coverage.h"
#include "read/kind.h"

#include <stdlib.h>

/* A file as it was at the last look. */
struct watched {
    str name;
    int64_t size, changed;
    bool done;                  /* what stands there was checked, or has its page */
    bool seen;                  /* in the running look */
};

struct watching {
    struct job *job;            /* of the whole watch: holds the names */
    const struct watch *w;
    struct watched *file;       /* sorted by name */
    size_t n, cap;
    bool first;                 /* the first look: pages of before count */
};

static const char PAGE_ENDING[] = ".soat.html", COPY_ENDING[] = ".soat.docx";

/* What an office program keeps beside a file while it is open, what a copy in progress is
 * called, and what this watch writes itself. */
static bool is_passing(str name)
{
    static const char *const ending[] = { ".tmp", ".part", ".crdownload", ".lock", "~" };

    if (str_starts(name, STR("~$")) || str_find(name, STR(".soat.")) != SIZE_MAX)
        return true;
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (str_ends(name, str_from(ending[i])))
            return true;
    return false;
}

static int watched_order(const void *a, const void *b)
{
    return str_cmp(((const struct watched *)a)->name, ((const struct watched *)b)->name);
}

static struct watched *find_watched(struct watching *s, size_t among, str name)
{
    struct watched key = { .name = name };

    return among ? bsearch(&key, s->file, among, sizeof key, watched_order) : NULL;
}

static str beside(struct arena *a, str folder, str name)
{
    return arena_printf(a, "%.*s/%.*s", STRF(folder), STRF(name));
}

/* "bao-cao.docx" -> "bao-cao.soat.docx" */
static str copy_name(struct arena *a, str name)
{
    return arena_printf(a, "%.*s%s", STRF(str_sub(name, 0, name.len - 5)), COPY_ENDING);
}

/* -- one file -- */

struct watch_check {
    const struct watch *w;
    struct watch_event *event;
};

/* Writes the page, and for a Word file the copy. */
static status write_beside(struct job *j, const struct watch_check *c,
                           const struct app_document *d, const struct diags *found)
{
    const struct watch_event *e = c->event;
    str out;

    status st = app_findings_page(j, d, found, &out);
    if (st == OK)
        st = os_write_file(j, beside(j->arena, c->w->folder, e->page), out);
    if (st != OK || !e->copy.len)
        return st;
    st = app_commented_copy(j, d, found, &out);
    return st == OK ? os_write_file(j, beside(j->arena, c->w->folder, e->copy), out) : st;
}

static status check_watched(struct job *j, void *arg)
{
    const struct watch_check *c = arg;
    struct watch_event *e = c->event;
    struct app_document d;
    struct app_findings found;
    str name, bytes;

    status st = app_load(j, beside(j->arena, c->w->folder, e->name), &name, &bytes);
    if (st == OK)
        st = app_check_text(j, e->name, bytes, check_rules_on(), &d, &found);
    if (st != OK)
        return st;
    if (file_kind_of(bytes) != FILE_DOCX)
        e->copy.len = 0;
    check_coverage(j, d.report, found.diags);
    app_identify(d.doc, found.diags);
    st = app_apply_acceptances(j, app_acceptance_path(j->arena, beside(j->arena, c->w->folder,
                                                                       e->name)), 0, found.diags);
    if (st != OK)
        return st;
    st = write_beside(j, c, &d, found.diags);
    if (st != OK)
        return st;
    e->errors = diags_count(found.diags, SEVERITY_ERROR);
    e->warnings = diags_count(found.diags, SEVERITY_WARNING);
    e->notes = diags_count(found.diags, SEVERITY_NOTE);
    c->w->tell(e, c->w->arg);
    return OK;
}

static void tell_failure(status st, str message, void *arg)
{
    const struct watch_check *c = arg;

    c->event->status = st;
    c->event->failure = message;
    c->event->page.len = c->event->copy.len = 0;
    c->w->tell(c->event, c->w->arg);
}

/* -- looks -- */

/* Was the page written after the file was saved? */
static bool has_page(const struct os_entry *all, size_t n, const struct os_entry *file,
                     struct arena *a)
{
    str page = arena_printf(a, "%.*s%s", STRF(file->name), PAGE_ENDING);
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = str_cmp(all[mid].name, page);

        if (order == 0)
            return all[mid].changed >= file->changed;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

static void check_file(struct watching *s, struct job *j, str name)
{
    struct watch_event e = {
        .name = name,
        .page = arena_printf(j->arena, "%.*s%s", STRF(name), PAGE_ENDING),
        .copy = str_ends(name, STR(".docx")) ? copy_name(j->arena, name) : (str){ NULL, 0 },
    };
    struct watch_check c = { s->w, &e };

    job_run(s->w->limits, s->w->lang, check_watched, &c, tell_failure);
}

/* Takes note of the file; true when it is to be checked now. */
static bool note_file(struct watching *s, struct job *j, const struct os_entry *all, size_t n,
                      const struct os_entry *e, size_t known)
{
    struct watched *f = find_watched(s, known, e->name);
    bool settled;

    if (!f) {
        f = arena_push(s->job->arena, s->file, s->n, s->cap);
        *f = (struct watched){ .name = arena_str(s->job->arena, e->name) };
        f->done = s->first && has_page(all, n, e, j->arena);
        settled = s->w->once;
    } else {
        settled = f->size == e->size && f->changed == e->changed;
        f->done = f->done && settled;
    }
    f->size = e->size;
    f->changed = e->changed;
    f->seen = true;
    if (f->done || !settled)
        return false;
    f->done = true;
    return true;
}

/* What is gone is forgotten, so that it is new when it comes back. */
static void forget_gone(struct watching *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->n; i++) {
        if (!s->file[i].seen)
            continue;
        s->file[kept] = s->file[i];
        s->file[kept++].seen = false;
    }
    s->n = kept;
    if (s->n)
        qsort(s->file, s->n, sizeof *s->file, watched_order);
}

static status look(struct job *j, void *arg)
{
    struct watching *s = arg;
    struct os_entry *all;
    size_t n, known = s->n;

    status st = os_list_folder(j, s->w->folder, &all, &n);
    if (st != OK)
        return st;
    for (size_t i = 0; i < n; i++)
        if (!is_passing(all[i].name) && note_file(s, j, all, n, &all[i], known))
            check_file(s, j, all[i].name);
    forget_gone(s);
    s->first = false;
    return OK;
}

static void keep_look_failure(status st, str message, void *arg)
{
    const struct watching *s = arg;

    job_fail(s->job, st, "%.*s", "%.*s", STRF(message));
}

status app_watch(struct job *j, const struct watch *w)
{
    struct watching s = { .job = j, .w = w, .first = true };

    os_hold_end();
    do {
        status st = job_run(&LIMITS_DEFAULT, w->lang, look, &s, keep_look_failure);

        if (st != OK && s.first)
            return st;          /* later: a share may be away for a while */
        job_forgive(j);
    } while (!w->once && !os_wait_end(w->pause));
    return OK;
}

/* history.c -- revisions with their audit entries, quotes with their documents. */
#include "app/history.h"

/* What several revisions point at is read once. */
struct history_work {
    struct job *job;
    struct store *store;
    struct document *document;
    size_t ndocuments;
};

static const struct document *document_of(const struct history_work *w, int64_t id)
{
    for (size_t i = 0; i < w->ndocuments; i++)
        if (w->document[i].id == id)
            return &w->document[i];
    return NULL;
}

static const struct fact *revision_of(const struct facts *all, int64_t revision)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].revision == revision)
            return &all->list[i];
    return NULL;
}

/* Where the document of a revision states it. */
static const struct fact_mention *mention_of(const struct mentions *all, const struct fact *f)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].document == f->document && all->list[i].fact->revision == f->revision)
            return &all->list[i];
    return NULL;
}

static status find_entry(const struct history_work *w, int64_t entry, struct audit_entry *out)
{
    struct audit_log log = { NULL, 0 };

    *out = (struct audit_entry){ .entry = entry };
    status st = store_audit(w->store, w->job, entry, entry, &log);
    if (st == OK && log.count)
        *out = log.list[0];
    return st;
}

static status trace_figure(const struct history_work *w, const struct fact *key,
                           struct history *out)
{
    struct arena *a = w->job->arena;
    struct mentions quotes;
    struct facts all;

    status st = store_revisions(w->store, w->job, key, &all);
    if (st == OK)
        st = store_quotes(w->store, w->job, key, &quotes);
    if (st != OK)
        return st;

    struct history_revision *revision = arena_array(a, struct history_revision, all.count + 1);
    for (size_t i = 0; i < all.count && st == OK; i++) {
        const struct fact *f = &all.list[i];

        revision[i] = (struct history_revision){
            .fact = f, .current = f->revision == key->revision,
            .from = { document_of(w, f->document), mention_of(&quotes, f) } };
        st = find_entry(w, f->entry, &revision[i].entry);
    }
    struct history_quote *quote = arena_array(a, struct history_quote, quotes.count + 1);
    for (size_t i = 0; i < quotes.count; i++) {
        const struct fact_mention *m = &quotes.list[i];
        const struct fact *f = revision_of(&all, m->fact->revision);

        quote[i] = (struct history_quote){ { document_of(w, m->document), m }, f ? f : m->fact,
                                           m->fact->revision != key->revision };
    }
    *out = (struct history){ key, revision, all.count, quote, quotes.count };
    return st;
}

status app_history(struct job *j, struct store *s, const struct fact_filter *filter,
                   const struct history **out, size_t *n)
{
    struct history_work w = { .job = j, .store = s };
    struct fact_filter all = *filter;
    struct documents documents;
    struct facts found;

    all.withdrawn = true;
    status st = store_facts(s, j, &all, &found);
    if (st == OK)
        st = store_documents(s, j, &documents);
    if (st != OK)
        return st;
    w.document = documents.list;
    w.ndocuments = documents.count;

    struct history *list = arena_array(j->arena, struct history, found.count + 1);
    for (size_t i = 0; i < found.count && st == OK; i++)
        st = trace_figure(&w, &found.list[i], &list[i]);
    *out = list;
    *n = found.count;
    return st;
}

/* store.c -- the ledger, written once against provider.h. */
#include "store/store.h"

#include <assert.h>

#include "base/os.h"
#include "store/audit.h"
#include "store/digest.h"
#include "store/provider.h"

status store_open(struct job *j, str path, enum store_mode mode, struct store **out)
{
    struct store *s = arena_new(j->arena, struct store);

    s->tenant = STR("tinh");
    status st = sqlite_store_open(j, path, mode, s);
    if (st == OK)
        *out = s;
    return st;
}

status store_begin(struct store *s, struct job *j, str author, str action)
{
    assert(!s->writing);
    status st = s->class->begin(s, j);
    if (st != OK)
        return st;
    s->writing = true;
    s->now = os_now();
    s->author = author;
    s->action = action;
    st = audit_next(s, j, &s->entry);
    if (st != OK)
        store_abort(s);
    return st;
}

status store_commit(struct store *s, struct job *j)
{
    assert(s->writing);
    status st = audit_put(s, j);
    if (st == OK)
        st = s->class->commit(s, j);
    if (st != OK)
        s->class->abort(s);
    s->writing = false;
    return st;
}

void store_abort(struct store *s)
{
    s->class->abort(s);
    s->writing = false;
}

/* -- facts -- */

/* Parameters from `param` on: the seven parts of a fact's key. */
static void bind_key(struct store *s, struct stmt *st, const struct fact *f)
{
    const struct store_class *db = s->class;

    db->bind_str(st, 1, s->tenant);
    db->bind_str(st, 2, f->indicator);
    db->bind_str(st, 3, f->area);
    db->bind_str(st, 4, f->period);
    db->bind_str(st, 5, f->kind);
    db->bind_str(st, 6, f->source);
    db->bind_str(st, 7, f->breakdown);
}

static void bind_number(struct store *s, struct stmt *st, int param, bool has, dec d)
{
    if (has) {
        s->class->bind_int(st, param, d.coef);
        s->class->bind_int(st, param + 1, d.scale);
    } else {
        s->class->bind_null(st, param);
        s->class->bind_null(st, param + 1);
    }
}

static bool same_number(struct store *s, struct stmt *st, int col, bool has, dec d)
{
    if (s->class->null_at(st, col))
        return !has;
    return has && s->class->int_at(st, col) == d.coef && s->class->int_at(st, col + 1) == d.scale;
}

/* Does the row of LAST_REVISION tell what f tells? */
static bool same_fact(struct store *s, struct stmt *st, const struct fact *f)
{
    const struct store_class *db = s->class;

    return db->int_at(st, 1) == f->state &&
           same_number(s, st, 2, f->state == FACT_NUMBER, f->value) &&
           same_number(s, st, 4, f->is_range, f->upper) && str_eq(db->str_at(st, 6), f->unit) &&
           str_eq(db->str_at(st, 7), f->hedge) && str_eq(db->str_at(st, 8), f->status) &&
           str_eq(db->str_at(st, 9), f->note);
}

static status insert_fact(struct store *s, struct job *j, struct fact *f)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_PUT_FACT);

    bind_key(s, st, f);
    db->bind_int(st, 8, f->revision);
    db->bind_str(st, 9, f->name);
    db->bind_int(st, 10, f->state);
    bind_number(s, st, 11, f->state == FACT_NUMBER, f->value);
    bind_number(s, st, 13, f->is_range, f->upper);
    db->bind_str(st, 15, f->unit);
    db->bind_str(st, 16, f->hedge);
    db->bind_str(st, 17, f->status);
    db->bind_str(st, 18, f->note);
    db->bind_int(st, 19, f->recorded_at);
    db->bind_str(st, 20, f->author);
    if (f->document)
        db->bind_int(st, 21, f->document);
    else
        db->bind_null(st, 21);
    db->bind_int(st, 22, s->entry);
    db->step(st);
    return db->finish(st, j);
}

/* Of several sources the best status answers; a later one of the same rank wins. */
static int64_t status_rank(str word)
{
    static const char *const order[] = { "draft", "estimate", "preliminary", "official" };

    for (int i = 0; i < 4; i++)
        if (str_eq(word, str_from(order[i])))
            return i;
    return 0;
}

static status update_latest(struct store *s, struct job *j, const struct fact *f)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_PUT_LATEST);

    bind_key(s, st, f);
    db->bind_int(st, 7, f->revision);
    db->bind_int(st, 8, status_rank(f->status));
    db->bind_int(st, 9, f->recorded_at);
    db->step(st);
    return db->finish(st, j);
}

status store_put_fact(struct store *s, struct job *j, struct fact *f, enum put_result *how)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_LAST_REVISION);
    bool same = false;

    assert(s->writing);
    f->revision = 1;
    *how = PUT_NEW;
    bind_key(s, st, f);
    if (db->step(st)) {
        same = same_fact(s, st, f);
        f->revision = db->int_at(st, 0) + !same;
        *how = same ? PUT_SAME : PUT_REVISED;
    }
    status result = db->finish(st, j);
    if (result != OK || same)
        return result;

    f->recorded_at = s->now;
    f->author = s->author;
    result = insert_fact(s, j, f);
    if (result == OK && !f->breakdown.len)
        result = update_latest(s, j, f);
    return result;
}

static str copy_at(struct store *s, struct stmt *st, int col, struct arena *a)
{
    return arena_str(a, s->class->str_at(st, col));
}

static dec dec_at(struct store *s, struct stmt *st, int col)
{
    return (dec){ s->class->int_at(st, col), (int8_t)s->class->int_at(st, col + 1) };
}

/* A row of FACTS, REVISIONS or LATEST. */
static void read_fact(struct store *s, struct stmt *st, struct arena *a, struct fact *f)
{
    const struct store_class *db = s->class;
    str *text[] = { &f->indicator, &f->area, &f->period, &f->kind, &f->source, &f->breakdown };

    for (int i = 0; i < 6; i++)
        *text[i] = copy_at(s, st, i, a);
    f->revision = db->int_at(st, 6);
    f->name = copy_at(s, st, 7, a);
    f->state = (enum fact_state)db->int_at(st, 8);
    f->value = dec_at(s, st, 9);
    f->is_range = !db->null_at(st, 11);
    f->upper = dec_at(s, st, 11);
    f->unit = copy_at(s, st, 13, a);
    f->hedge = copy_at(s, st, 14, a);
    f->status = copy_at(s, st, 15, a);
    f->note = copy_at(s, st, 16, a);
    f->recorded_at = db->int_at(st, 17);
    f->author = copy_at(s, st, 18, a);
    f->document = db->int_at(st, 19);
}

static status read_facts(struct store *s, struct job *j, struct stmt *st, struct facts *out)
{
    struct facts all = { NULL, 0 };
    size_t cap = 0;

    while (s->class->step(st))
        read_fact(s, st, j->arena, arena_push(j->arena, all.list, all.count, cap));
    status result = s->class->finish(st, j);
    if (result == OK)
        *out = all;
    return result;
}

status store_facts(struct store *s, struct job *j, const struct fact_filter *filter,
                   struct facts *out)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_FACTS);

    db->bind_str(st, 1, s->tenant);
    db->bind_str(st, 2, filter->indicator);
    db->bind_str(st, 3, filter->area);
    db->bind_str(st, 4, filter->period);
    db->bind_int(st, 5, filter->document);
    db->bind_int(st, 6, filter->as_of);
    db->bind_int(st, 7, filter->limit ? filter->limit : INT64_MAX);
    db->bind_int(st, 8, filter->offset);
    return read_facts(s, j, st, out);
}

status store_revisions(struct store *s, struct job *j, const struct fact *key, struct facts *out)
{
    struct stmt *st = s->class->query(s, Q_REVISIONS);

    bind_key(s, st, key);
    return read_facts(s, j, st, out);
}

status store_latest(struct store *s, struct job *j, str area, struct facts *out)
{
    struct stmt *st = s->class->query(s, Q_LATEST);

    s->class->bind_str(st, 1, s->tenant);
    s->class->bind_str(st, 2, area);
    return read_facts(s, j, st, out);
}

/* -- documents -- */

static str hash_of_text(struct arena *a, str text)
{
    struct digest d;

    digest_init(&d);
    digest_str(&d, text);
    return digest_hex(&d, a);
}

static status insert_document(struct store *s, struct job *j, struct document *d)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_PUT_DOCUMENT);
    const str text[] = { d->hash, d->name, d->title, d->kind, d->period, d->area, d->text };
    const int64_t count[] = { d->statements, d->errors, d->warnings, d->notes, d->recorded_at };

    db->bind_str(st, 1, s->tenant);
    for (int i = 0; i < 7; i++)
        db->bind_str(st, 2 + i, text[i]);
    for (int i = 0; i < 5; i++)
        db->bind_int(st, 9 + i, count[i]);
    db->bind_str(st, 14, d->author);
    db->bind_int(st, 15, s->entry);
    if (db->step(st))
        d->id = db->int_at(st, 0);
    return db->finish(st, j);
}

status store_put_document(struct store *s, struct job *j, struct document *d, bool *known)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_DOCUMENT_BY_HASH);

    assert(s->writing);
    d->hash = hash_of_text(j->arena, d->text);
    db->bind_str(st, 1, s->tenant);
    db->bind_str(st, 2, d->hash);
    *known = db->step(st);
    if (*known)
        d->id = db->int_at(st, 0);
    status result = db->finish(st, j);
    if (result != OK || *known)
        return result;
    d->recorded_at = s->now;
    d->author = s->author;
    return insert_document(s, j, d);
}

status store_put_mention(struct store *s, struct job *j, const struct fact_mention *m)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_PUT_MENTION);
    const struct fact *f = m->fact;
    const str key[] = { f->indicator, f->area, f->period, f->kind, f->source, f->breakdown };
    const int64_t place[] = { f->revision, m->line, m->col, m->where.start, m->where.end };

    assert(s->writing);
    db->bind_str(st, 1, s->tenant);
    db->bind_int(st, 2, m->document);
    db->bind_int(st, 3, m->ordinal);
    for (int i = 0; i < 6; i++)
        db->bind_str(st, 4 + i, key[i]);
    for (int i = 0; i < 5; i++)
        db->bind_int(st, 10 + i, place[i]);
    db->bind_str(st, 15, m->sentence);
    bind_number(s, st, 16, true, m->value);
    db->bind_int(st, 18, m->differs);
    db->bind_int(st, 19, s->entry);
    db->step(st);
    return db->finish(st, j);
}

/* A row of DOCUMENTS or DOCUMENT. */
static void read_document(struct store *s, struct stmt *st, struct arena *a, struct document *d)
{
    str *text[] = { &d->hash, &d->name, &d->title, &d->kind, &d->period, &d->area, &d->text };
    int64_t *count[] = { &d->statements, &d->errors, &d->warnings, &d->notes, &d->recorded_at };

    d->id = s->class->int_at(st, 0);
    for (int i = 0; i < 7; i++)
        *text[i] = copy_at(s, st, 1 + i, a);
    for (int i = 0; i < 5; i++)
        *count[i] = s->class->int_at(st, 8 + i);
    d->author = copy_at(s, st, 13, a);
}

status store_documents(struct store *s, struct job *j, struct documents *out)
{
    struct stmt *st = s->class->query(s, Q_DOCUMENTS);
    struct documents all = { NULL, 0 };
    size_t cap = 0;

    s->class->bind_str(st, 1, s->tenant);
    while (s->class->step(st))
        read_document(s, st, j->arena, arena_push(j->arena, all.list, all.count, cap));
    status result = s->class->finish(st, j);
    if (result == OK)
        *out = all;
    return result;
}

status store_document(struct store *s, struct job *j, int64_t id, struct document *out)
{
    struct stmt *st = s->class->query(s, Q_DOCUMENT);
    struct document d = { .id = 0 };

    s->class->bind_str(st, 1, s->tenant);
    s->class->bind_int(st, 2, id);
    bool found = s->class->step(st);
    if (found)
        read_document(s, st, j->arena, &d);
    status result = s->class->finish(st, j);
    if (result == OK && !found)
        result = job_fail(j, FAIL_USAGE, "không có văn bản số %lld", "there is no document %lld",
                          (long long)id);
    if (result == OK)
        *out = d;
    return result;
}

/* -- the rest -- */

status store_setting(struct store *s, struct job *j, str name, str *out)
{
    struct stmt *st = s->class->query(s, Q_SETTING);

    *out = (str){ NULL, 0 };
    s->class->bind_str(st, 1, s->tenant);
    s->class->bind_str(st, 2, name);
    if (s->class->step(st))
        *out = copy_at(s, st, 0, j->arena);
    return s->class->finish(st, j);
}

status store_put_setting(struct store *s, struct job *j, str name, str value)
{
    struct stmt *st = s->class->query(s, Q_PUT_SETTING);

    assert(s->writing);
    s->class->bind_str(st, 1, s->tenant);
    s->class->bind_str(st, 2, name);
    s->class->bind_str(st, 3, value);
    s->class->step(st);
    return s->class->finish(st, j);
}

status store_count(struct store *s, struct job *j, struct store_counts *out)
{
    struct stmt *st = s->class->query(s, Q_COUNTS);
    int64_t *count[] = { &out->facts, &out->revisions, &out->documents, &out->mentions,
                         &out->entries };

    s->class->bind_str(st, 1, s->tenant);
    if (s->class->step(st))
        for (int i = 0; i < 5; i++)
            *count[i] = s->class->int_at(st, i);
    return s->class->finish(st, j);
}

status store_backup(struct store *s, struct job *j, str to)
{
    return s->class->backup(s, j, to);
}

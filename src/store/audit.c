/* audit.c -- writing and verifying the chain of hashes. */
#include "store/audit.h"

#include "store/digest.h"
#include "store/provider.h"

status audit_next(struct store *s, struct job *j, int64_t *entry)
{
    struct stmt *st = s->class->query(s, Q_NEXT_ENTRY);

    s->class->bind_str(st, 1, s->tenant);
    if (s->class->step(st))
        *entry = s->class->int_at(st, 0);
    return s->class->finish(st, j);
}

/* Adds the rows of one query to the digest, field by field; nulls are told
 * from empty texts. */
static status digest_rows(struct store *s, struct job *j, enum query q, int ncols, int64_t entry,
                          struct digest *d, int64_t *nrows)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, q);

    db->bind_str(st, 1, s->tenant);
    db->bind_int(st, 2, entry);
    while (db->step(st)) {
        digest_int(d, q);
        for (int c = 0; c < ncols; c++) {
            digest_int(d, db->null_at(st, c));
            digest_str(d, db->str_at(st, c));
        }
        ++*nrows;
    }
    return db->finish(st, j);
}

static status digest_entry(struct store *s, struct job *j, int64_t entry, str *digest,
                           int64_t *nrows)
{
    struct digest d;
    status st;

    *nrows = 0;
    digest_init(&d);
    st = digest_rows(s, j, Q_ENTRY_FACTS, 20, entry, &d, nrows);
    if (st == OK)
        st = digest_rows(s, j, Q_ENTRY_DOCUMENTS, 15, entry, &d, nrows);
    if (st == OK)
        st = digest_rows(s, j, Q_ENTRY_MENTIONS, 17, entry, &d, nrows);
    *digest = digest_hex(&d, j->arena);
    return st;
}

struct audit_entry {
    int64_t entry, recorded_at;
    str author, action;
    int64_t nrows;
    str digest, previous, hash;
};

static str hash_of_entry(struct store *s, struct arena *a, const struct audit_entry *e)
{
    struct digest d;

    digest_init(&d);
    digest_str(&d, s->tenant);
    digest_int(&d, e->entry);
    digest_int(&d, e->recorded_at);
    digest_str(&d, e->author);
    digest_str(&d, e->action);
    digest_int(&d, e->nrows);
    digest_str(&d, e->digest);
    digest_str(&d, e->previous);
    return digest_hex(&d, a);
}

static status insert_entry(struct store *s, struct job *j, const struct audit_entry *e)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_PUT_AUDIT);

    db->bind_str(st, 1, s->tenant);
    db->bind_int(st, 2, e->entry);
    db->bind_int(st, 3, e->recorded_at);
    db->bind_str(st, 4, e->author);
    db->bind_str(st, 5, e->action);
    db->bind_int(st, 6, e->nrows);
    db->bind_str(st, 7, e->digest);
    db->bind_str(st, 8, e->previous);
    db->bind_str(st, 9, e->hash);
    db->step(st);
    return db->finish(st, j);
}

status audit_put(struct store *s, struct job *j)
{
    struct audit_entry e = { .entry = s->entry,
                             .recorded_at = s->now,
                             .author = s->author,
                             .action = s->action };

    struct stmt *last = s->class->query(s, Q_LAST_HASH);
    s->class->bind_str(last, 1, s->tenant);
    if (s->class->step(last))
        e.previous = arena_str(j->arena, s->class->str_at(last, 0));
    status st = s->class->finish(last, j);
    if (st == OK)
        st = digest_entry(s, j, e.entry, &e.digest, &e.nrows);
    if (st != OK)
        return st;
    e.hash = hash_of_entry(s, j->arena, &e);
    return insert_entry(s, j, &e);
}

/* -- verifying -- */

struct audit_list {
    struct audit_entry *list;
    size_t count;
};

static status read_entries(struct store *s, struct job *j, struct audit_list *out)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_AUDIT);
    struct arena *a = j->arena;
    size_t cap = 0;

    db->bind_str(st, 1, s->tenant);
    while (db->step(st)) {
        struct audit_entry *e = arena_push(a, out->list, out->count, cap);

        e->entry = db->int_at(st, 0);
        e->recorded_at = db->int_at(st, 1);
        e->author = arena_str(a, db->str_at(st, 2));
        e->action = arena_str(a, db->str_at(st, 3));
        e->nrows = db->int_at(st, 4);
        e->digest = arena_str(a, db->str_at(st, 5));
        e->previous = arena_str(a, db->str_at(st, 6));
        e->hash = arena_str(a, db->str_at(st, 7));
    }
    return db->finish(st, j);
}

static status verify_entry(struct store *s, struct job *j, const struct audit_entry *e,
                           int64_t number, str previous)
{
    str digest;
    int64_t nrows;

    if (e->entry != number || !str_eq(e->previous, previous))
        return job_fail(j, FAIL_DATABASE, "nhật ký thiếu mục %lld",
                        "entry %lld of the audit is missing", (long long)number);
    if (!str_eq(e->hash, hash_of_entry(s, j->arena, e)))
        return job_fail(j, FAIL_DATABASE, "mục %lld của nhật ký đã bị sửa",
                        "entry %lld of the audit was changed", (long long)number);
    status st = digest_entry(s, j, number, &digest, &nrows);
    if (st != OK)
        return st;
    if (nrows != e->nrows)
        return job_fail(j, FAIL_DATABASE, "mục %lld ghi %lld dòng, trong sổ có %lld dòng",
                        "entry %lld made %lld rows, the ledger has %lld", (long long)number,
                        (long long)e->nrows, (long long)nrows);
    if (!str_eq(digest, e->digest))
        return job_fail(j, FAIL_DATABASE, "dòng của mục %lld đã bị sửa",
                        "a row of entry %lld was changed", (long long)number);
    return OK;
}

/* The one number a query over the tenant gives. */
static status count_of(struct store *s, struct job *j, enum query q, int64_t *n)
{
    struct stmt *st = s->class->query(s, q);

    s->class->bind_str(st, 1, s->tenant);
    if (s->class->step(st))
        *n = s->class->int_at(st, 0);
    return s->class->finish(st, j);
}

status store_verify(struct store *s, struct job *j, struct store_counts *out, str *head)
{
    struct audit_list all = { NULL, 0 };
    str previous = { NULL, 0 };
    int64_t strays = 0, stale = 0;

    status st = read_entries(s, j, &all);
    for (size_t i = 0; i < all.count && st == OK; i++) {
        st = verify_entry(s, j, &all.list[i], (int64_t)i + 1, previous);
        previous = all.list[i].hash;
    }
    if (st == OK)
        st = count_of(s, j, Q_STRAYS, &strays);
    if (st == OK && strays)
        st = job_fail(j, FAIL_DATABASE, "%lld dòng không thuộc mục nào của nhật ký",
                      "%lld rows belong to no entry of the audit", (long long)strays);
    if (st == OK)
        st = count_of(s, j, Q_STALE_LATEST, &stale);
    if (st == OK && stale)
        st = job_fail(j, FAIL_DATABASE, "bảng số mới nhất lệch với sổ ở %lld chỗ",
                      "the table of latest values differs from the ledger in %lld places",
                      (long long)stale);
    if (st == OK)
        st = store_count(s, j, out);
    if (st == OK)
        *head = previous;
    return st;
}

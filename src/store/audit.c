/* audit.c -- writing and reading the chain of hashes. */
#include "store/audit.h"

#include "store/digest.h"
#include "store/journal.h"
#include "store/limit.h"
#include "store/provider.h"

/* Entries of the first version of the tables, which are sealed by the upgrade (since = 0), had a
 * word for the tenant and no reason. */
str audit_hash(const struct store *s, struct arena *a, const struct audit_entry *e)
{
    struct digest d;

    digest_init(&d);
    if (e->since) {
        digest_int(&d, s->tenant);
        digest_int(&d, e->since);
    } else {
        digest_str(&d, STR("tinh"));
    }
    digest_int(&d, e->entry);
    digest_int(&d, e->recorded_at);
    digest_str(&d, e->author);
    digest_str(&d, e->action);
    if (e->since)
        digest_str(&d, e->reason);
    digest_int(&d, e->nrows);
    digest_str(&d, e->digest);
    digest_str(&d, e->previous);
    return digest_hex(&d, a);
}

static status last_hash(struct store *s, struct job *j, str *hash)
{
    struct stmt *st = s->class->query(s, Q_LAST_HASH);

    *hash = (str){ NULL, 0 };
    s->class->bind_int(st, 1, s->tenant);
    if (s->class->step(st))
        *hash = arena_str(j->arena, s->class->str_at(st, 0));
    return s->class->finish(st, j);
}

/* The entry is no row of its own digest: it goes past the journal. */
static status insert_entry(struct store *s, struct job *j, const struct audit_entry *e)
{
    const struct datum row[] = {
        datum_int(e->entry),  datum_int(e->since),    datum_int(e->recorded_at),
        datum_str(e->author), datum_str(e->action),   datum_str(e->reason),
        datum_int(e->nrows),  datum_str(e->digest),   datum_str(e->previous),
        datum_str(e->hash),
    };

    status st = limit_row(j, TABLE_audit, row);
    if (st != OK)
        return st;
    s->class->insert_begin(s, TABLE_audit);
    s->class->insert_row(s, row);
    return s->class->insert_end(s, j);
}

status audit_put(struct store *s, struct job *j)
{
    struct audit_entry e = {
        .entry = s->entry,
        .since = s->sealed ? s->sealed : s->entry,
        .recorded_at = s->now,
        .author = s->author,
        .action = s->action,
        .reason = s->reason,
        .nrows = journal_rows(s),
        .digest = journal_digest(s, j),
    };

    status st = last_hash(s, j, &e.previous);
    if (st != OK)
        return st;
    e.hash = audit_hash(s, j->arena, &e);
    return insert_entry(s, j, &e);
}

status store_audit(struct store *s, struct job *j, int64_t first, int64_t last,
                   struct audit_log *out)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_AUDIT);
    struct audit_log all = { NULL, 0 };
    struct arena *a = j->arena;
    size_t cap = 0;

    db->bind_int(st, 1, s->tenant);
    db->bind_int(st, 2, first);
    db->bind_int(st, 3, last ? last : INT64_MAX);
    while (db->step(st)) {
        struct audit_entry *e = arena_push(a, all.list, all.count, cap);
        str *word[] = { &e->author, &e->action, &e->reason };
        str *hex[] = { &e->digest, &e->previous, &e->hash };

        e->entry = db->int_at(st, 0);
        e->since = db->int_at(st, 1);
        e->recorded_at = db->int_at(st, 2);
        for (int i = 0; i < 3; i++)
            *word[i] = arena_str(a, db->str_at(st, 3 + i));
        e->nrows = db->int_at(st, 6);
        for (int i = 0; i < 3; i++)
            *hex[i] = arena_str(a, db->str_at(st, 7 + i));
    }
    status result = db->finish(st, j);
    if (result == OK)
        *out = all;
    return result;
}

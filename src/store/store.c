/* store.c -- opening a ledger, and its transactions. */
#include "store/store.h"

#include <assert.h>

#include "base/os.h"
#include "store/audit.h"
#include "store/journal.h"
#include "store/names.h"
#include "store/provider.h"
#include "store/tally.h"
#include "store/upgrade.h"

bool store_is_url(str where)
{
    return str_starts(where, STR("postgresql://")) || str_starts(where, STR("postgres://"));
}

status store_open_tenant(struct job *j, str where, enum store_mode mode, int64_t tenant,
                         struct store **out)
{
    struct store *s = arena_new(j->arena, struct store);

    if (tenant < 0 || tenant > INT32_MAX)
        return job_fail(j, FAIL_USAGE, "số của tỉnh không hợp lệ: %lld",
                        "no such number of a province: %lld", (long long)tenant);
    s->arena = j->arena;
    s->tenant = tenant ? tenant : 1;
    status st = store_is_url(where) ? postgres_store_open(j, where, mode, s)
                              : sqlite_store_open(j, where, mode, s);
    if (st == OK && mode != STORE_READ)
        st = upgrade_rows(s, j);
    if (st == OK)
        *out = s;
    return st;
}

status store_open(struct job *j, str where, enum store_mode mode, struct store **out)
{
    return store_open_tenant(j, where, mode, 0, out);
}

int64_t store_tenant(const struct store *s)
{
    return s->tenant;
}

void store_versions(const struct store *s, int64_t *before, int64_t *now)
{
    *before = s->version_before;
    *now = s->version;
}

status store_begin(struct store *s, struct job *j, str author, str action)
{
    assert(!s->writing);
    s->try_again = false;
    status st = s->class->begin(s, j, &s->entry);
    if (st != OK)
        return st;
    s->writing = true;
    s->now = os_now();
    s->author = author;
    s->action = action;
    s->reason = (str){ NULL, 0 };
    s->sealed = 0;
    journal_open(s, j);
    tally_open(s, j);
    st = names_refresh(s, j);
    if (st != OK)
        store_abort(s);
    return st;
}

void store_say_reason(struct store *s, str reason)
{
    assert(s->writing);
    s->reason = reason;
}

status store_commit(struct store *s, struct job *j)
{
    assert(s->writing);
    if (journal_refused(s) != OK) {
        store_abort(s);
        return job_fail(j, FAIL_FORMAT, "không ghi gì vào sổ: có dòng sổ không giữ được%s",
                        "nothing is written to the ledger: it could not keep a row%s", "");
    }
    if (!journal_rows(s)) {
        store_abort(s);
        return OK;
    }
    status st = names_flush(s, j);      /* those of facts that were refused */
    if (st == OK)
        st = tally_flush(s, j);
    if (st == OK)
        st = audit_put(s, j);
    if (st == OK)
        st = s->class->commit(s, j);
    if (st != OK) {
        store_abort(s);
        return st;
    }
    names_keep(s);
    s->writing = false;
    s->journal = NULL;
    s->tally = NULL;
    return OK;
}

void store_abort(struct store *s)
{
    s->class->abort(s);
    s->writing = false;
    s->journal = NULL;
    s->tally = NULL;
    names_undo(s);
}

enum { MOST_TRIES = 5 };

static status change_once(struct store *s, struct job *j, const struct store_change *c)
{
    status st = store_begin(s, j, c->author, c->action);

    if (st != OK)
        return st;
    if (c->reason.len)
        store_say_reason(s, c->reason);
    st = c->fn(s, j, c->arg);
    if (st == OK)
        return store_commit(s, j);
    store_abort(s);
    return st;
}

status store_change(struct store *s, struct job *j, const struct store_change *c)
{
    status st = change_once(s, j, c);

    for (int i = 1; i < MOST_TRIES && st != OK && s->try_again; i++) {
        job_forgive(j);
        st = change_once(s, j, c);
    }
    return st;
}

status store_read_begin(struct store *s, struct job *j)
{
    assert(!s->writing);
    return s->class->read_begin(s, j);
}

void store_read_end(struct store *s)
{
    s->class->read_end(s);
}

status store_count(struct store *s, struct job *j, struct store_counts *out)
{
    struct stmt *st = s->class->query(s, Q_COUNTS);
    int64_t *count[] = { &out->facts,    &out->revisions, &out->documents,
                         &out->mentions, &out->records,   &out->entries };

    s->class->bind_int(st, 1, s->tenant);
    if (s->class->step(st))
        for (int i = 0; i < 6; i++)
            *count[i] = s->class->int_at(st, i);
    return s->class->finish(st, j);
}

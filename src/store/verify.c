/* verify.c -- proves that nothing in the ledger was changed, removed or slipped in.
 *
 * Each table is walked once, sorted by its key, and every row goes to the digest of the entry that
 * covers it: that is the order in which the entry's own digest was made, so nothing is sorted and
 * no index by entry is needed. */
#include <sodium.h>

#include "store/audit.h"
#include "store/journal.h"
#include "store/provider.h"

enum { ENTRY_WINDOW = 32768 };        /* entries whose digests are made in one walk */

struct tally_of_entry {
    crypto_generichash_state state;
    int64_t nrows;
};

struct verifying {
    struct audit_log log;
    int64_t *owner;             /* by entry - 1: the entry whose digest covers its rows */
    struct tally_of_entry *tally;       /* of entries first .. first + ENTRY_WINDOW - 1 */
    int64_t first;
    int64_t strays;             /* rows of no entry */
    struct buf row;
};

/* Aligned as the hash's own state wants to be. */
static struct tally_of_entry *tallies_new(struct arena *a, size_t n)
{
    size_t align = _Alignof(struct tally_of_entry);
    char *p = arena_alloc(a, 1, n * sizeof(struct tally_of_entry) + align);

    return (struct tally_of_entry *)(void *)(p + (align - (uintptr_t)p % align) % align);
}

static void find_owners(struct verifying *v, struct arena *a)
{
    v->owner = arena_array(a, int64_t, v->log.count + 1);
    for (size_t i = 0; i < v->log.count; i++) {
        const struct audit_entry *e = &v->log.list[i];

        v->owner[i] = e->entry;
        for (int64_t k = e->since; k > 0 && k < e->entry; k++)
            v->owner[k - 1] = e->entry;
    }
}

static status verify_chain(struct store *s, struct job *j, const struct audit_log *log)
{
    str previous = { NULL, 0 };

    for (size_t i = 0; i < log->count; i++) {
        const struct audit_entry *e = &log->list[i];
        int64_t number = (int64_t)i + 1;

        if (e->entry != number || !str_eq(e->previous, previous))
            return job_fail(j, FAIL_FORMAT, "nhật ký thiếu mục %lld",
                            "entry %lld of the audit is missing", (long long)number);
        if (!str_eq(e->hash, audit_hash(s, j->arena, e)) || e->since > e->entry || e->since < 0 ||
            (!e->since && e->reason.len))
            return job_fail(j, FAIL_FORMAT, "mục %lld của nhật ký đã bị sửa",
                            "entry %lld of the audit was changed", (long long)number);
        previous = e->hash;
    }
    return OK;
}

static void take_row(struct verifying *v, enum ledger_table t, const struct datum *row)
{
    int64_t entry = row[table_shape[t].ncolumns - 1].number;

    if (entry < 1 || entry > (int64_t)v->log.count) {
        v->strays++;
        return;
    }
    int64_t owner = v->owner[entry - 1] - v->first;
    if (owner < 0 || owner >= ENTRY_WINDOW)
        return;
    v->row.len = 0;
    journal_encode(&v->row, t, row);
    crypto_generichash_update(&v->tally[owner].state, (const unsigned char *)v->row.ptr,
                              v->row.len);
    v->tally[owner].nrows++;
}

static status walk_table(struct store *s, struct job *j, struct verifying *v, enum ledger_table t)
{
    struct stmt *st = s->class->scan(s, t);
    struct datum row[MAX_COLUMNS];

    while (s->class->step(st)) {
        table_row(s, st, &table_shape[t], row);
        take_row(v, t, row);
    }
    return s->class->finish(st, j);
}

static status compare_entry(struct job *j, const struct audit_entry *e, struct tally_of_entry *t)
{
    unsigned char hash[crypto_generichash_BYTES];
    char hex[2 * crypto_generichash_BYTES + 1];

    if (t->nrows != e->nrows)
        return job_fail(j, FAIL_FORMAT, "mục %lld ghi %lld dòng, trong sổ có %lld dòng",
                        "entry %lld made %lld rows, the ledger has %lld", (long long)e->entry,
                        (long long)e->nrows, (long long)t->nrows);
    crypto_generichash_final(&t->state, hash, sizeof hash);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    if (!str_is(e->digest, hex))
        return job_fail(j, FAIL_FORMAT, "dòng của mục %lld đã bị sửa",
                        "a row of entry %lld was changed", (long long)e->entry);
    return OK;
}

/* Entries v->first .. v->first + ENTRY_WINDOW - 1. */
static status verify_window(struct store *s, struct job *j, struct verifying *v)
{
    int64_t n = (int64_t)v->log.count - v->first + 1;
    status st = OK;

    n = n < ENTRY_WINDOW ? n : ENTRY_WINDOW;
    v->strays = 0;
    for (int64_t i = 0; i < n; i++) {
        crypto_generichash_init(&v->tally[i].state, NULL, 0, crypto_generichash_BYTES);
        v->tally[i].nrows = 0;
    }
    for (int t = 0; t < TABLE_COUNT && st == OK; t++)
        if (t != TABLE_audit)
            st = walk_table(s, j, v, (enum ledger_table)t);
    for (int64_t i = 0; i < n && st == OK; i++) {
        const struct audit_entry *e = &v->log.list[v->first - 1 + i];

        if (v->owner[e->entry - 1] == e->entry)
            st = compare_entry(j, e, &v->tally[i]);
    }
    return st;
}

static status verify_rows(struct store *s, struct job *j, struct verifying *v)
{
    size_t n = v->log.count < ENTRY_WINDOW ? v->log.count : ENTRY_WINDOW;
    status st = OK;

    buf_init(&v->row, j->arena);
    v->tally = tallies_new(j->arena, n + 1);
    v->first = 1;
    do {
        st = verify_window(s, j, v);
        v->first += ENTRY_WINDOW;
    } while (st == OK && v->first <= (int64_t)v->log.count);
    if (st == OK && v->strays)
        st = job_fail(j, FAIL_FORMAT, "%lld dòng không thuộc mục nào của nhật ký",
                      "%lld rows belong to no entry of the audit", (long long)v->strays);
    return st;
}

/* The one number a query over the tenant gives must be `wanted`. */
static status verify_number(struct store *s, struct job *j, enum query q, int64_t wanted,
                            const char *vi, const char *en)
{
    struct stmt *st = s->class->query(s, q);
    int64_t n = wanted;

    s->class->bind_int(st, 1, s->tenant);
    if (s->class->step(st))
        n = s->class->int_at(st, 0);
    status result = s->class->finish(st, j);
    if (result != OK || n == wanted)
        return result;
    return job_fail(j, FAIL_FORMAT, "%s: %lld", "%s: %lld", j->lang == LANG_EN ? en : vi,
                    (long long)n);
}

/* The tallies against a recount, side by side in their order. */
static status verify_tallies(struct store *s, struct job *j)
{
    const struct store_class *db = s->class;
    struct stmt *counted = db->query(s, Q_COUNTED), *kept = db->query(s, Q_TALLIES);
    bool same = true, more = true;

    db->bind_int(counted, 1, s->tenant);
    db->bind_int(kept, 1, s->tenant);
    while (same && more) {
        more = db->step(counted);
        same = more == db->step(kept);
        for (int c = 0; c < 4 && more && same; c++)
            same = db->int_at(counted, c) == db->int_at(kept, c);
    }
    status st = db->finish(counted, j), last = db->finish(kept, j);
    if (st != OK || last != OK)
        return st != OK ? st : last;
    return same ? OK
                : job_fail(j, FAIL_FORMAT, "bảng đếm số liệu theo kỳ lệch với sổ%s",
                           "the tally of periods differs from the facts%s", "");
}

static status verify_state(struct store *s, struct job *j, struct store_counts *out, str *head)
{
    struct verifying v = { .strays = 0 };

    status st = store_audit(s, j, 1, 0, &v.log);
    if (st == OK)
        st = verify_chain(s, j, &v.log);
    if (st != OK)
        return st;
    find_owners(&v, j->arena);
    st = verify_rows(s, j, &v);
    if (st == OK)
        st = verify_number(s, j, Q_HEAD, (int64_t)v.log.count,
                           "nhật ký bị cắt đuôi; mục cuối đã ghi là",
                           "the audit was cut off; the last entry written was");
    if (st == OK)
        st = verify_number(s, j, Q_DANGLING, 0, "số dòng trỏ tới thứ không có trong sổ",
                           "rows that point at what is not in the ledger");
    if (st == OK)
        st = verify_tallies(s, j);
    if (st == OK)
        st = store_count(s, j, out);
    if (st == OK)
        *head = v.log.count ? v.log.list[v.log.count - 1].hash : (str){ NULL, 0 };
    return st;
}

status store_verify(struct store *s, struct job *j, struct store_counts *out, str *head)
{
    status st = store_read_begin(s, j);

    if (st != OK)
        return st;
    st = verify_state(s, j, out, head);
    store_read_end(s);
    return st;
}

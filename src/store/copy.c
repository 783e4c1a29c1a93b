/* copy.c -- a ledger into another database, row by row. */
#include "store/journal.h"
#include "store/provider.h"

static status copy_table(struct store *from, struct store *to, struct job *j, enum ledger_table t)
{
    const struct table_shape *shape = &table_shape[t];
    struct stmt *st = from->class->scan(from, t);
    struct datum row[MAX_COLUMNS];

    to->class->insert_begin(to, t);
    while (from->class->step(st)) {
        table_row(from, st, shape, row);
        to->class->insert_row(to, row);
    }
    status end = from->class->finish(st, j);
    status result = to->class->insert_end(to, j);
    return end == OK ? result : end;
}

/* The number a query gives. */
static status ask_number(struct store *s, struct job *j, enum query q, int64_t *n)
{
    struct stmt *st = s->class->query(s, q);

    s->class->bind_int(st, 1, s->tenant);
    if (s->class->step(st))
        *n = s->class->int_at(st, 0);
    return s->class->finish(st, j);
}

static status run_query(struct store *s, struct job *j, enum query q, int64_t second)
{
    struct stmt *st = s->class->query(s, q);

    s->class->bind_int(st, 1, s->tenant);
    if (q == Q_SET_HEAD)
        s->class->bind_int(st, 2, second);
    s->class->step(st);
    return s->class->finish(st, j);
}

static status copy_rows(struct store *from, struct store *to, struct job *j)
{
    int64_t head = 0;

    status st = ask_number(from, j, Q_HEAD, &head);
    for (int t = 0; t < TABLE_COUNT && st == OK; t++)
        st = copy_table(from, to, j, (enum ledger_table)t);
    if (st == OK)
        st = run_query(to, j, Q_REBUILD_TALLY, 0);
    return st == OK ? run_query(to, j, Q_SET_HEAD, head) : st;
}

/* The transaction of `to` writes no entry of its own: those of `from` are its entries. */
status store_copy(struct store *from, struct store *to, struct job *j)
{
    int64_t entry = 0;

    if (from->tenant != to->tenant)
        return job_fail(j, FAIL_USAGE, "chỉ sao được sổ của cùng một tỉnh: %lld",
                        "only a ledger of the same province can be copied: %lld",
                        (long long)from->tenant);
    status st = store_read_begin(from, j);
    if (st != OK)
        return st;
    st = to->class->begin(to, j, &entry);
    to->writing = st == OK;     /* a connection that breaks is not made anew meanwhile */
    if (st == OK && entry != 1)
        st = job_fail(j, FAIL_DATABASE,
                      "sổ nhận bản sao phải còn trống, nay đã có %lld mục nhật ký",
                      "the ledger to be copied into must be empty, it has %lld entries",
                      (long long)entry - 1);
    if (st == OK)
        st = copy_rows(from, to, j);
    if (st == OK)
        st = to->class->commit(to, j);
    if (st != OK)
        to->class->abort(to);
    to->writing = false;
    store_read_end(from);
    return st;
}

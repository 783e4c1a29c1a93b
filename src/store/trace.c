/* trace.c -- walks the tables for the rows of one entry. */
#include "store/trace.h"

#include "store/journal.h"
#include "store/row.h"

/* Columns as tables.def has them. */
enum {
    RECORD_TYPE, RECORD_ID, RECORD_REVISION, RECORD_BODY,
    DOCUMENT_ID = 0, DOCUMENT_NAME = 2, DOCUMENT_TITLE, DOCUMENT_KIND, DOCUMENT_SOURCE = 7,
    DOCUMENT_PUBLISHED,
    FACT_SERIES = 1, FACT_PERIOD, FACT_REVISION
};

struct tracing {
    struct job *job;
    int64_t entry;
    size_t most;
    struct trace found;
    struct fact_row *fact;      /* keys of found.fact */
    size_t cap_fact, cap_document, cap_record;
};

static void take_fact(struct tracing *t, const struct datum *row)
{
    if ((size_t)t->found.facts++ >= t->most)
        return;
    *arena_push(t->job->arena, t->fact, t->found.nfacts, t->cap_fact) = (struct fact_row){
        .series = (uint32_t)row[FACT_SERIES].number,
        .period = row[FACT_PERIOD].number,
        .revision = (int32_t)row[FACT_REVISION].number,
    };
}

static void take_document(struct tracing *t, const struct datum *row)
{
    struct arena *a = t->job->arena;

    *arena_push(a, t->found.document, t->found.ndocuments, t->cap_document) = (struct document){
        .id = row[DOCUMENT_ID].number,
        .name = arena_str(a, row[DOCUMENT_NAME].text),
        .title = arena_str(a, row[DOCUMENT_TITLE].text),
        .kind = arena_str(a, row[DOCUMENT_KIND].text),
        .source = arena_str(a, row[DOCUMENT_SOURCE].text),
        .published = (epoch_day)row[DOCUMENT_PUBLISHED].number,
        .entry = t->entry,
    };
}

/* Revisions of a record follow one another: the one before is the last that was taken, or the
 * row just walked over. */
static void take_record(struct tracing *t, const struct datum *row, struct record *last)
{
    struct arena *a = t->job->arena;
    struct record r = { arena_str(a, row[RECORD_TYPE].text), arena_str(a, row[RECORD_ID].text),
                        arena_str(a, row[RECORD_BODY].text), row[RECORD_REVISION].number,
                        t->entry };
    bool same = str_eq(last->type, r.type) && str_eq(last->id, r.id);

    *arena_push(a, t->found.record, t->found.nrecords, t->cap_record) =
        (struct traced_record){ r, same ? last->body : (str){ NULL, 0 } };
}

static void take_row_of_entry(struct tracing *t, enum ledger_table table,
                              const struct datum *row, struct record *last)
{
    switch (table) {
    case TABLE_fact:
        take_fact(t, row);
        break;
    case TABLE_document:
        take_document(t, row);
        break;
    case TABLE_record:
        take_record(t, row, last);
        break;
    case TABLE_mention:
        t->found.mentions++;
        break;
    case TABLE_term:
    case TABLE_series:
        t->found.names++;
        break;
    default:
        break;
    }
}

/* The row a record's next revision may follow, in memory of its own. */
static void remember_record(struct buf *b, const struct datum *row, struct record *last)
{
    str part[] = { row[RECORD_TYPE].text, row[RECORD_ID].text, row[RECORD_BODY].text };
    size_t at = 0;

    b->len = 0;
    for (int i = 0; i < 3; i++)
        buf_put(b, part[i]);
    for (int i = 0; i < 3; i++) {
        part[i].ptr = b->ptr + at;
        at += part[i].len;
    }
    *last = (struct record){ part[0], part[1], part[2], 0, 0 };
}

static status trace_table(struct store *s, struct tracing *t, enum ledger_table table)
{
    const struct table_shape *shape = &table_shape[table];
    struct stmt *st = s->class->scan(s, table);
    struct datum row[MAX_COLUMNS];
    struct record last = { .revision = 0 };
    struct buf kept;

    buf_init(&kept, t->job->arena);
    while (s->class->step(st)) {
        table_row(s, st, shape, row);
        if (row[shape->ncolumns - 1].number == t->entry)
            take_row_of_entry(t, table, row, &last);
        if (table == TABLE_record)
            remember_record(&kept, row, &last);
    }
    return s->class->finish(st, t->job);
}

/* The revision itself and the one before it, of all there are of the figure. */
static status fill_fact(struct store *s, struct job *j, const struct fact_row *key,
                        struct traced_fact *out)
{
    struct row_range place = { .year = year_of_packed(key->period),
                               .first = key->series, .last = key->series,
                               .from = key->period, .to = key->period };
    struct fact_rows rows = { NULL, 0, 0 };
    struct note_rows notes = { NULL, 0, 0 };

    status st = rows_read(s, j, &place, &rows);
    if (st == OK)
        st = notes_read(s, j, &place, &notes);
    out->is_new = true;
    for (size_t i = 0; i < rows.count && st == OK; i++) {
        const struct fact_row *r = &rows.row[i];
        bool before = r->revision == key->revision - 1;

        if (!before && r->revision != key->revision)
            continue;
        st = fact_from_row(s, j, r, note_find(&notes, r), before ? &out->before : &out->now);
        out->is_new = out->is_new && !before;
    }
    return st;
}

static status trace_in_state(struct store *s, struct tracing *t)
{
    status st = OK;

    for (int table = 0; table < TABLE_COUNT && st == OK; table++)
        if (table != TABLE_audit)
            st = trace_table(s, t, (enum ledger_table)table);
    if (st == OK)
        st = names_refresh(s, t->job);
    t->found.fact = arena_array(t->job->arena, struct traced_fact, t->found.nfacts);
    for (size_t i = 0; i < t->found.nfacts && st == OK; i++)
        st = fill_fact(s, t->job, &t->fact[i], &t->found.fact[i]);
    return st;
}

status store_trace(struct store *s, struct job *j, int64_t entry, size_t most, struct trace *out)
{
    struct tracing t = { .job = j, .entry = entry, .most = most };

    status st = store_read_begin(s, j);
    if (st != OK)
        return st;
    st = trace_in_state(s, &t);
    store_read_end(s);
    if (st == OK)
        *out = t.found;
    return st;
}

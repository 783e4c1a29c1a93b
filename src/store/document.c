/* document.c -- documents, and where they quote figures. */
#include <assert.h>

#include "store/digest.h"
#include "store/journal.h"
#include "store/row.h"

static str hash_of_text(struct arena *a, str text)
{
    struct digest d;

    digest_init(&d);
    digest_str(&d, text);
    return digest_hex(&d, a);
}

static status last_document(struct store *s, struct job *j, int64_t *id)
{
    struct stmt *st = s->class->query(s, Q_LAST_DOCUMENT);

    s->class->bind_int(st, 1, s->tenant);
    if (s->class->step(st))
        *id = s->class->int_at(st, 0);
    return s->class->finish(st, j);
}

static status insert_document(struct store *s, struct job *j, struct document *d)
{
    status st = last_document(s, j, &d->id);

    if (st != OK)
        return st;
    d->id++;
    d->entry = s->entry;
    if (!d->published)
        d->published = day_of_time(s->now);
    const struct datum row[] = {
        datum_int(d->id),         datum_str(d->hash),       datum_str(d->name),
        datum_str(d->title),      datum_str(d->kind),       datum_str(d->period),
        datum_str(d->area),       datum_str(d->source),     datum_int(d->published),
        datum_str(d->text),       datum_int(d->statements), datum_int(d->errors),
        datum_int(d->warnings),   datum_int(d->notes),      datum_int(d->entry),
    };
    return journal_insert_one(s, j, TABLE_document, row);
}

status store_put_document(struct store *s, struct job *j, struct document *d, bool *known)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_DOCUMENT_BY_HASH);

    assert(s->writing);
    d->hash = hash_of_text(j->arena, d->text);
    db->bind_int(st, 1, s->tenant);
    db->bind_str(st, 2, d->hash);
    *known = db->step(st);
    if (*known)
        d->id = db->int_at(st, 0);
    status result = db->finish(st, j);
    return result != OK || *known ? result : insert_document(s, j, d);
}

status store_put_mention(struct store *s, struct job *j, const struct fact_mention *m)
{
    struct row_range at;

    assert(s->writing);
    if (!rows_of_figure(s, m->fact, &at) || m->fact->revision < 1)
        return job_fail(j, FAIL_DATABASE, "văn bản nhắc một số chưa có trong sổ%s",
                        "a document quotes a fact the ledger does not have%s", "");
    const struct datum row[] = {
        datum_int(m->document),
        datum_int(m->ordinal),
        datum_int(at.year),
        datum_int(at.first),
        datum_int(at.from),
        datum_int(m->fact->revision),
        datum_int(m->line),
        datum_int(m->col),
        datum_int(m->where.start),
        datum_int(m->where.end),
        datum_str(m->place),
        datum_str(m->sentence),
        m->has_value ? datum_int(m->value.coef) : datum_null(),
        datum_int(m->has_value ? m->value.scale : 0),
        datum_int(m->differs),
        datum_int(s->entry),
    };
    return journal_insert_one(s, j, TABLE_mention, row);
}

/* -- reading -- */

static str copy_at(struct store *s, struct stmt *st, int col, struct arena *a)
{
    return arena_str(a, s->class->str_at(st, col));
}

/* A row of DOCUMENTS or DOCUMENT. */
static void read_document(struct store *s, struct stmt *st, struct arena *a, struct document *d)
{
    str *text[] = { &d->hash, &d->name, &d->title, &d->kind, &d->period, &d->area, &d->source };
    int64_t *count[] = { &d->statements, &d->errors, &d->warnings, &d->notes, &d->entry };

    d->id = s->class->int_at(st, 0);
    for (int i = 0; i < 7; i++)
        *text[i] = copy_at(s, st, 1 + i, a);
    d->published = (epoch_day)s->class->int_at(st, 8);
    d->text = copy_at(s, st, 9, a);
    for (int i = 0; i < 5; i++)
        *count[i] = s->class->int_at(st, 10 + i);
}

status store_documents(struct store *s, struct job *j, struct documents *out)
{
    struct stmt *st = s->class->query(s, Q_DOCUMENTS);
    struct documents all = { NULL, 0 };
    size_t cap = 0;

    s->class->bind_int(st, 1, s->tenant);
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

    s->class->bind_int(st, 1, s->tenant);
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

/* A row of MENTIONS or QUOTES; the row of its fact is looked up afterwards. */
struct mention_row {
    struct row_range at;
    int64_t revision;
};

static void read_mention(struct store *s, struct stmt *st, struct arena *a, struct fact_mention *m,
                         struct mention_row *row)
{
    const struct store_class *db = s->class;

    m->document = db->int_at(st, 0);
    m->ordinal = db->int_at(st, 1);
    row->at.first = row->at.last = (uint32_t)db->int_at(st, 2);
    row->at.from = row->at.to = db->int_at(st, 3);
    row->revision = db->int_at(st, 4);
    m->line = (uint32_t)db->int_at(st, 5);
    m->col = (uint32_t)db->int_at(st, 6);
    m->where = (span){ (uint32_t)db->int_at(st, 7), (uint32_t)db->int_at(st, 8) };
    m->place = copy_at(s, st, 9, a);
    m->sentence = copy_at(s, st, 10, a);
    m->has_value = !db->null_at(st, 11);
    m->value = (dec){ db->int_at(st, 11), (int8_t)db->int_at(st, 12) };
    m->differs = db->int_at(st, 13) != 0;
    row->at.year = (int)db->int_at(st, 14);
}

static status read_mentioned_fact(struct store *s, struct job *j, const struct mention_row *row,
                                  struct fact **out)
{
    struct fact_rows rows = { NULL, 0, 0 };
    struct note_rows notes = { NULL, 0, 0 };

    status st = rows_read(s, j, &row->at, &rows);
    if (st == OK)
        st = notes_read(s, j, &row->at, &notes);
    for (size_t i = 0; i < rows.count && st == OK; i++)
        if (rows.row[i].revision == row->revision) {
            *out = arena_new(j->arena, struct fact);
            return fact_from_row(s, j, &rows.row[i], note_find(&notes, &rows.row[i]), *out);
        }
    return st != OK ? st
                    : job_fail(j, FAIL_DATABASE, "sổ hỏng: văn bản nhắc một số không có%s",
                               "the ledger is damaged: a document quotes a fact there is not%s",
                               "");
}

static status read_mentions(struct store *s, struct job *j, struct stmt *st, struct mentions *out)
{
    struct mention_row *row = NULL;
    size_t nrows = 0, row_cap = 0, cap = 0;
    struct mentions all = { NULL, 0 };

    while (s->class->step(st))
        read_mention(s, st, j->arena, arena_push(j->arena, all.list, all.count, cap),
                     arena_push(j->arena, row, nrows, row_cap));
    status result = s->class->finish(st, j);
    for (size_t i = 0; i < nrows && result == OK; i++)
        result = read_mentioned_fact(s, j, &row[i], &all.list[i].fact);
    if (result == OK)
        *out = all;
    return result;
}

status store_mentions(struct store *s, struct job *j, int64_t document, struct mentions *out)
{
    status result = names_refresh(s, j);

    if (result != OK)
        return result;
    struct stmt *st = s->class->query(s, Q_MENTIONS);
    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, document);
    return read_mentions(s, j, st, out);
}

status store_quotes(struct store *s, struct job *j, const struct fact *key, struct mentions *out)
{
    struct row_range at;

    *out = (struct mentions){ NULL, 0 };
    status result = names_refresh(s, j);
    if (result != OK || !rows_of_figure(s, key, &at))
        return result;
    struct stmt *st = s->class->query(s, Q_QUOTES);
    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, at.first);
    s->class->bind_int(st, 3, at.year);
    s->class->bind_int(st, 4, at.from);
    return read_mentions(s, j, st, out);
}

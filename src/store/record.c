/* record.c -- what is defined rather than measured. */
#include <assert.h>

#include "store/journal.h"
#include "store/limit.h"
#include "store/provider.h"

/* The last revision; revision 0 and an empty body when there is none. */
static status last_record(struct store *s, struct job *j, str type, str id, struct record *out)
{
    const struct store_class *db = s->class;

    *out = (struct record){ .type = type, .id = id };
    if (!text_is_kept(type) || !text_is_kept(id))       /* no database is asked for such a text */
        return OK;
    struct stmt *st = db->query(s, Q_RECORD);
    db->bind_int(st, 1, s->tenant);
    db->bind_str(st, 2, type);
    db->bind_str(st, 3, id);
    if (db->step(st)) {
        out->revision = db->int_at(st, 0);
        out->body = arena_str(j->arena, db->str_at(st, 1));
        out->entry = db->int_at(st, 2);
    }
    return db->finish(st, j);
}

status store_put_record(struct store *s, struct job *j, str type, str id, str body)
{
    struct record last;

    assert(s->writing);
    status st = last_record(s, j, type, id, &last);
    if (st != OK || str_eq(last.body, body))
        return st;
    return journal_insert_one(s, j, TABLE_record,
                              (struct datum[]){ datum_str(type), datum_str(id),
                                               datum_int(last.revision + 1), datum_str(body),
                                               datum_int(s->entry) });
}

status store_record(struct store *s, struct job *j, str type, str id, str *body)
{
    struct record last;
    status st = last_record(s, j, type, id, &last);

    *body = last.body;
    return st;
}

/* By id; of each the last revision, unless that took it away. */
status store_records(struct store *s, struct job *j, str type, struct records *out)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_RECORDS);
    struct records all = { NULL, 0 };
    size_t cap = 0, kept = 0;

    db->bind_int(st, 1, s->tenant);
    db->bind_str(st, 2, type);
    while (db->step(st)) {
        str id = db->str_at(st, 0);
        struct record *r = all.count && str_eq(all.list[all.count - 1].id, id)
                               ? &all.list[all.count - 1]
                               : arena_push(j->arena, all.list, all.count, cap);

        *r = (struct record){ .type = type, .id = r->id.len ? r->id : arena_str(j->arena, id),
                              .body = arena_str(j->arena, db->str_at(st, 2)),
                              .revision = db->int_at(st, 1), .entry = db->int_at(st, 3) };
    }
    status result = db->finish(st, j);
    for (size_t i = 0; i < all.count; i++)
        if (all.list[i].body.len)
            all.list[kept++] = all.list[i];
    all.count = kept;
    if (result == OK)
        *out = all;
    return result;
}

status store_setting(struct store *s, struct job *j, str name, str *out)
{
    return store_record(s, j, STR("setting"), name, out);
}

status store_put_setting(struct store *s, struct job *j, str name, str value)
{
    return store_put_record(s, j, STR("setting"), name, value);
}

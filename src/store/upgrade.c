/* upgrade.c -- version 1 kept texts in every row; its rows become numbers of terms. */
#include "store/upgrade.h"

#include "store/journal.h"
#include "store/provider.h"

static str text_at(struct store *s, struct stmt *st, int col, struct job *j)
{
    return arena_str(j->arena, s->class->str_at(st, col));
}

static struct stmt *old_rows(struct store *s, enum query q)
{
    struct stmt *st = s->class->query(s, q);

    s->class->bind_int(st, 1, s->tenant);
    return st;
}

/* The entries as they were, sealed (since 0) by the one being written. */
static status move_audit(struct store *s, struct job *j)
{
    const struct store_class *db = s->class;
    struct stmt *st = old_rows(s, Q_OLD_AUDIT);
    struct audit_log all = { NULL, 0 };
    size_t cap = 0;

    while (db->step(st))
        *arena_push(j->arena, all.list, all.count, cap) = (struct audit_entry){
            .entry = db->int_at(st, 0),      .recorded_at = db->int_at(st, 1),
            .author = text_at(s, st, 2, j),  .action = text_at(s, st, 3, j),
            .nrows = db->int_at(st, 4),      .digest = text_at(s, st, 5, j),
            .previous = text_at(s, st, 6, j), .hash = text_at(s, st, 7, j),
        };
    status result = db->finish(st, j);
    if (result != OK)
        return result;
    db->insert_begin(s, TABLE_audit);
    for (size_t i = 0; i < all.count; i++) {
        const struct audit_entry *e = &all.list[i];
        const struct datum row[] = {
            datum_int(e->entry),   datum_int(0),           datum_int(e->recorded_at),
            datum_str(e->author),  datum_str(e->action),   datum_str((str){ NULL, 0 }),
            datum_int(e->nrows),   datum_str(e->digest),   datum_str(e->previous),
            datum_str(e->hash),
        };

        db->insert_row(s, row);
    }
    return db->insert_end(s, j);
}

static status move_documents(struct store *s, struct job *j)
{
    const struct store_class *db = s->class;
    struct stmt *st = old_rows(s, Q_OLD_DOCUMENTS);

    journal_insert_begin(s, TABLE_document);
    while (db->step(st)) {
        const struct datum row[] = {
            datum_int(db->int_at(st, 0)),
            datum_str(text_at(s, st, 1, j)),
            datum_str(text_at(s, st, 2, j)),
            datum_str(text_at(s, st, 3, j)),
            datum_str(text_at(s, st, 4, j)),
            datum_str(text_at(s, st, 5, j)),
            datum_str(text_at(s, st, 6, j)),
            datum_str(text_at(s, st, 2, j)),
            datum_int(day_of_time(db->int_at(st, 12))),
            datum_str(text_at(s, st, 7, j)),
            datum_int(db->int_at(st, 8)),
            datum_int(db->int_at(st, 9)),
            datum_int(db->int_at(st, 10)),
            datum_int(db->int_at(st, 11)),
            datum_int(db->int_at(st, 13)),
        };

        journal_insert(s, j, row);
    }
    status result = journal_insert_end(s, j);
    return result == OK ? db->finish(st, j) : result;
}

/* -- facts: put again, entry by entry -- */

/* What a row of either table says a fact is about; false for a kind there is not. A period that was
 * kept as words stands in the breakdown. */
static bool old_key(struct store *s, struct stmt *st, struct job *j, struct fact *f)
{
    str when = text_at(s, st, 2, j), breakdown = text_at(s, st, 5, j);

    *f = (struct fact){ .indicator = text_at(s, st, 0, j), .area = text_at(s, st, 1, j),
                        .source = text_at(s, st, 4, j), .breakdown = breakdown };
    int64_t packed;
    if (!period_parse(when, &f->when) || !period_pack(f->when, &packed)) {
        struct fact_part words = { STR("period"), when };

        f->when = (period){ .kind = PERIOD_NONE };
        f->breakdown = fact_breakdown(j->arena, &words, 1);
        if (!f->breakdown.len)
            f->breakdown = breakdown;
    }
    return fact_kind_parse(s->class->str_at(st, 3), &f->kind);
}

/* Which revision a fact of version 1 has become. */
struct moved_fact {
    uint64_t hash;              /* of its key's texts and its revision there */
    int64_t revision;
};

struct moved_facts {
    struct moved_fact *slot;
    size_t nslots;
};

static uint64_t hash_of_old(struct store *s, struct stmt *st)
{
    uint64_t h = str_hash(STR("fact"));

    for (int c = 0; c < 7; c++) {
        h = str_hash_more(h, s->class->str_at(st, c));
        h = str_hash_more(h, STR("\x1F"));
    }
    return h ? h : 1;
}

static struct moved_fact *moved_slot(const struct moved_facts *m, uint64_t hash)
{
    size_t i = (size_t)hash & (m->nslots - 1);

    while (m->slot[i].hash && m->slot[i].hash != hash)
        i = (i + 1) & (m->nslots - 1);
    return &m->slot[i];
}

struct old_facts {
    struct fact *fact;
    uint64_t *hash;
    size_t n, cap, hash_cap, nhash;
};

static bool read_old_fact(struct store *s, struct stmt *st, struct job *j, struct fact *f)
{
    const struct store_class *db = s->class;

    if (!old_key(s, st, j, f) || !fact_status_parse(db->str_at(st, 15), &f->status))
        return false;
    f->name = text_at(s, st, 7, j);
    f->state = (enum fact_state)db->int_at(st, 8);
    f->value = (dec){ db->int_at(st, 9), (int8_t)db->int_at(st, 10) };
    f->is_range = !db->null_at(st, 11);
    f->upper = (dec){ db->int_at(st, 11), (int8_t)db->int_at(st, 12) };
    f->unit = text_at(s, st, 13, j);
    f->hedge = text_at(s, st, 14, j);
    f->note = text_at(s, st, 16, j);
    f->published = day_of_time(db->int_at(st, 17));
    f->document = db->int_at(st, 18);
    f->entry = db->int_at(st, 19);
    return true;
}

static status read_old_facts(struct store *s, struct job *j, struct old_facts *all)
{
    struct stmt *st = old_rows(s, Q_OLD_FACTS);
    bool good = true;

    while (good && s->class->step(st)) {
        *arena_push(j->arena, all->hash, all->nhash, all->hash_cap) = hash_of_old(s, st);
        good = read_old_fact(s, st, j, arena_push(j->arena, all->fact, all->n, all->cap));
    }
    status result = s->class->finish(st, j);
    return result != OK || good
               ? result
               : job_fail(j, FAIL_DATABASE, "sổ bản cũ hỏng: số liệu thứ %zu không đọc được",
                          "the ledger of the old version is damaged: fact %zu cannot be read",
                          all->n);
}

/* Under the numbers of the entries that made them; s->entry is the upgrade's again afterwards. */
static status move_facts(struct store *s, struct job *j, struct moved_facts *moved)
{
    struct old_facts all = { .n = 0 };
    int64_t own = s->entry;

    status st = read_old_facts(s, j, &all);
    enum put_result *how = arena_array(j->arena, enum put_result, all.n + 1);
    for (size_t i = 0, end; i < all.n && st == OK; i = end) {
        s->entry = all.fact[i].entry;
        for (end = i + 1; end < all.n && all.fact[end].entry == s->entry;)
            end++;
        st = store_put_facts(s, j, &all.fact[i], end - i, how);
    }
    s->entry = own;
    for (moved->nslots = 64; moved->nslots < 2 * all.n;)
        moved->nslots *= 2;
    moved->slot = arena_array(j->arena, struct moved_fact, moved->nslots);
    for (size_t i = 0; i < all.n; i++)
        *moved_slot(moved, all.hash[i]) = (struct moved_fact){ all.hash[i], all.fact[i].revision };
    return st;
}

static status move_mention(struct store *s, struct job *j, struct stmt *st,
                           const struct moved_facts *moved)
{
    const struct store_class *db = s->class;
    struct fact f;
    struct fact_mention m = {
        .fact = &f,
        .document = db->int_at(st, 7),
        .ordinal = db->int_at(st, 8),
        .line = (uint32_t)db->int_at(st, 9),
        .col = (uint32_t)db->int_at(st, 10),
        .where = { (uint32_t)db->int_at(st, 11), (uint32_t)db->int_at(st, 12) },
        .sentence = text_at(s, st, 13, j),
        .has_value = true,
        .value = { db->int_at(st, 14), (int8_t)db->int_at(st, 15) },
        .differs = db->int_at(st, 16) != 0,
    };

    old_key(s, st, j, &f);
    f.revision = moved_slot(moved, hash_of_old(s, st))->revision;
    s->entry = db->int_at(st, 17);
    return store_put_mention(s, j, &m);
}

static status move_mentions(struct store *s, struct job *j, const struct moved_facts *moved)
{
    struct stmt *st = old_rows(s, Q_OLD_MENTIONS);
    int64_t own = s->entry;
    status result = OK;

    while (result == OK && s->class->step(st))
        result = move_mention(s, j, st, moved);
    s->entry = own;
    status end = s->class->finish(st, j);
    return result == OK ? end : result;
}

static status move_settings(struct store *s, struct job *j)
{
    struct stmt *st = old_rows(s, Q_OLD_SETTINGS);
    status result = OK;

    while (result == OK && s->class->step(st))
        result = store_put_setting(s, j, text_at(s, st, 0, j), text_at(s, st, 1, j));
    status end = s->class->finish(st, j);
    return result == OK ? end : result;
}

static status move_all(struct store *s, struct job *j, void *arg)
{
    struct moved_facts moved = { NULL, 0 };

    (void)arg;
    s->sealed = 1;
    status st = move_audit(s, j);
    if (st == OK)
        st = move_documents(s, j);
    if (st == OK)
        st = move_facts(s, j, &moved);
    if (st == OK)
        st = move_mentions(s, j, &moved);
    if (st == OK)
        st = move_settings(s, j);
    return st == OK ? s->class->drop_old(s, j) : st;
}

static status upgrade_tenant(struct store *s, struct job *j)
{
    const struct store_change c = { .author = STR("soat"), .action = STR("upgrade 1 2"),
                              .fn = move_all };
    int64_t head = 0;
    struct stmt *st = old_rows(s, Q_HEAD);
    if (s->class->step(st))
        head = s->class->int_at(st, 0);
    status result = s->class->finish(st, j);
    if (result != OK)
        return result;
    return head ? store_change(s, j, &c) : s->class->drop_old(s, j);
}

/* Version 1 knew one tenant: its rows are those of the first, whoever opens the ledger. */
status upgrade_rows(struct store *s, struct job *j)
{
    int64_t tenant = s->tenant;

    if (!s->has_old)
        return OK;
    s->has_old = false;
    s->tenant = 1;
    status st = upgrade_tenant(s, j);
    s->tenant = tenant;
    if (tenant != 1)
        s->names = NULL;
    return st;
}

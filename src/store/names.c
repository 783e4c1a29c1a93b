/* names.c -- terms and series in memory, and the way to the tables. */
#include "store/names.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "store/journal.h"
#include "store/provider.h"

/* Numbers in open addressing: a slot holds the number, 0 is free. */
struct number_table {
    uint32_t *slot;
    size_t nslots, used;
};

struct store_names {
    str *term;                  /* by number; [0] is empty */
    size_t nterms, term_cap;
    struct number_table by_text;

    struct series_key *series;  /* by number; [0] is not used */
    size_t nseries, series_cap;
    struct number_table by_item_key;

    size_t terms_kept, series_kept;     /* how many of them the tables have, or were sent */
    size_t terms_sure, series_sure;     /* how many of them no abort takes back */
    int64_t fresh_in;           /* the entry being written that they were read for; 0: none */
};

enum { FIRST_SLOTS = 1024 };

static struct store_names *store_names_of(struct store *s)
{
    if (!s->names) {
        struct store_names *n = s->names = arena_new(s->arena, struct store_names);

        arena_push(s->arena, n->term, n->nterms, n->term_cap);
        arena_push(s->arena, n->series, n->nseries, n->series_cap);
        n->terms_kept = n->series_kept = n->terms_sure = n->series_sure = 1;
        n->by_text.slot = arena_array(s->arena, uint32_t, FIRST_SLOTS);
        n->by_item_key.slot = arena_array(s->arena, uint32_t, FIRST_SLOTS);
        n->by_text.nslots = n->by_item_key.nslots = FIRST_SLOTS;
    }
    return s->names;
}

static uint64_t hash_of_series(const struct series_key *k)
{
    uint64_t h = ((uint64_t)k->indicator << 32 | k->area) * 0x9E3779B97F4A7C15u;

    h ^= ((uint64_t)k->source << 32 | k->breakdown) * 0xC2B2AE3D27D4EB4Fu;
    h ^= ((uint64_t)k->book << 8 | k->kind) * 0x165667B19E3779F9u;
    return h ^ h >> 29;
}

static uint64_t hash_of_term(str text)
{
    uint64_t h = str_quick_hash(text);

    return h ^ h >> 31;
}

/* The slot of the text, free or not. */
static uint32_t *slot_of_term(struct store_names *n, str text)
{
    size_t i = (size_t)hash_of_term(text) & (n->by_text.nslots - 1);

    while (n->by_text.slot[i] && !str_eq(n->term[n->by_text.slot[i]], text))
        i = (i + 1) & (n->by_text.nslots - 1);
    return &n->by_text.slot[i];
}

static uint32_t *slot_of_series(struct store_names *n, const struct series_key *k)
{
    size_t i = (size_t)hash_of_series(k) & (n->by_item_key.nslots - 1);

    while (n->by_item_key.slot[i] && memcmp(&n->series[n->by_item_key.slot[i]], k, sizeof *k) != 0)
        i = (i + 1) & (n->by_item_key.nslots - 1);
    return &n->by_item_key.slot[i];
}

/* An empty table of twice the size, when the old one is half full. */
static bool table_widen(struct store *s, struct number_table *t)
{
    if (2 * (t->used + 1) < t->nslots)
        return false;
    t->nslots *= 2;
    t->slot = arena_array(s->arena, uint32_t, t->nslots);
    return true;
}

static void place_terms(struct store_names *n)
{
    for (size_t i = 1; i < n->nterms; i++)
        *slot_of_term(n, n->term[i]) = (uint32_t)i;
}

static void place_series(struct store_names *n)
{
    for (size_t i = 1; i < n->nseries; i++)
        *slot_of_series(n, &n->series[i]) = (uint32_t)i;
}

void names_keep(struct store *s)
{
    struct store_names *n = store_names_of(s);

    n->terms_sure = n->nterms;
    n->series_sure = n->nseries;
}

/* The room of the tables is used again: a server lives long. */
void names_undo(struct store *s)
{
    struct store_names *n = store_names_of(s);

    n->fresh_in = 0;
    if (n->nterms > n->terms_sure) {
        n->nterms = n->terms_kept = n->terms_sure;
        n->by_text.used = n->nterms - 1;
        memset(n->by_text.slot, 0, n->by_text.nslots * sizeof *n->by_text.slot);
        place_terms(n);
    }
    if (n->nseries > n->series_sure) {
        n->nseries = n->series_kept = n->series_sure;
        n->by_item_key.used = n->nseries - 1;
        memset(n->by_item_key.slot, 0, n->by_item_key.nslots * sizeof *n->by_item_key.slot);
        place_series(n);
    }
}

static void add_term(struct store *s, str text)
{
    struct store_names *n = s->names;

    if (table_widen(s, &n->by_text))
        place_terms(n);
    *arena_push(s->arena, n->term, n->nterms, n->term_cap) = arena_str(s->arena, text);
    *slot_of_term(n, text) = (uint32_t)(n->nterms - 1);
    n->by_text.used++;
}

static void add_series(struct store *s, const struct series_key *k)
{
    struct store_names *n = s->names;

    if (table_widen(s, &n->by_item_key))
        place_series(n);
    *arena_push(s->arena, n->series, n->nseries, n->series_cap) = *k;
    *slot_of_series(n, k) = (uint32_t)(n->nseries - 1);
    n->by_item_key.used++;
}

/* -- reading what the tables have -- */

/* Numbers have no holes: row by row, the next one. */
static status gap_in(struct job *j, const char *table)
{
    return job_fail(j, FAIL_DATABASE, "sổ hỏng: bảng %s thiếu dòng",
                    "the ledger is damaged: table %s lacks rows", table);
}

static status read_terms(struct store *s, struct job *j)
{
    const struct store_class *db = s->class;
    struct store_names *n = store_names_of(s);
    struct stmt *st = db->query(s, Q_TERMS);
    bool whole = true;

    db->bind_int(st, 1, s->tenant);
    db->bind_int(st, 2, (int64_t)n->nterms - 1);
    while (db->step(st)) {
        whole = whole && db->int_at(st, 0) == (int64_t)n->nterms;
        add_term(s, db->str_at(st, 1));
    }
    n->terms_kept = n->nterms;
    status result = db->finish(st, j);
    return result == OK && !whole ? gap_in(j, "term") : result;
}

static void read_series_key(struct store *s, struct stmt *st, struct series_key *k)
{
    uint32_t *part[] = { &k->indicator, &k->area, &k->kind, &k->book, &k->source, &k->breakdown };

    for (int i = 0; i < 6; i++)
        *part[i] = (uint32_t)s->class->int_at(st, i + 1);
}

static status read_series(struct store *s, struct job *j)
{
    const struct store_class *db = s->class;
    struct store_names *n = store_names_of(s);
    struct stmt *st = db->query(s, Q_SERIES);
    bool whole = true;

    db->bind_int(st, 1, s->tenant);
    db->bind_int(st, 2, (int64_t)n->nseries - 1);
    while (db->step(st)) {
        struct series_key k;

        whole = whole && db->int_at(st, 0) == (int64_t)n->nseries;
        read_series_key(s, st, &k);
        add_series(s, &k);
    }
    n->series_kept = n->nseries;
    status result = db->finish(st, j);
    return result == OK && !whole ? gap_in(j, "series") : result;
}

/* Nobody else adds names while this one writes. */
status names_refresh(struct store *s, struct job *j)
{
    if (s->writing && s->names && s->names->fresh_in == s->entry)
        return OK;
    status st = read_terms(s, j);

    store_names_of(s)->fresh_in = s->writing ? s->entry : 0;
    if (st == OK)
        st = read_series(s, j);
    if (st == OK)
        names_keep(s);
    return st;
}

/* -- looking up -- */

bool term_find(struct store *s, str text, uint32_t *num)
{
    *num = text.len ? *slot_of_term(store_names_of(s), text) : 0;
    return !text.len || *num;
}

uint32_t term_number(struct store *s, str text)
{
    uint32_t num;

    if (term_find(s, text, &num))
        return num;
    add_term(s, text);
    return (uint32_t)(s->names->nterms - 1);
}

str term_text(struct store *s, struct job *j, uint32_t num)
{
    struct store_names *n = store_names_of(s);

    if (num >= n->nterms && read_terms(s, j) != OK)
        return (str){ NULL, 0 };
    return num < n->nterms ? n->term[num] : (str){ NULL, 0 };
}

enum { LONGEST_ALIKE = 64 };    /* bytes; longer texts are equal or they are not */

bool terms_alike(struct store *s, uint32_t a, uint32_t b)
{
    const struct store_names *n = store_names_of(s);
    char folded[2][2 * LONGEST_ALIKE + 4];

    if (a == b || a >= n->nterms || b >= n->nterms)
        return a == b;
    if (n->term[a].len > LONGEST_ALIKE || n->term[b].len > LONGEST_ALIKE)
        return false;
    return str_eq((str){ folded[0], fold_word(n->term[a], folded[0]) },
                  (str){ folded[1], fold_word(n->term[b], folded[1]) });
}

bool series_find(struct store *s, const struct series_key *key, uint32_t *num)
{
    *num = *slot_of_series(store_names_of(s), key);
    return *num != 0;
}

uint32_t series_number(struct store *s, const struct series_key *key, bool *fresh)
{
    uint32_t num;

    *fresh = !series_find(s, key, &num);
    if (!*fresh)
        return num;
    add_series(s, key);
    return (uint32_t)(s->names->nseries - 1);
}

uint32_t names_next_series(struct store *s)
{
    return (uint32_t)store_names_of(s)->nseries;
}

const struct series_key *series_at(struct store *s, struct job *j, uint32_t num)
{
    struct store_names *n = store_names_of(s);

    if (num >= n->nseries && read_series(s, j) != OK)
        return NULL;
    return num && num < n->nseries ? &n->series[num] : NULL;
}

size_t store_books(struct store *s, struct arena *a, enum fact_kind kind, const str **out)
{
    const struct store_names *n = store_names_of(s);
    str *list = NULL;
    size_t count = 0, cap = 0;

    for (size_t i = 1; i < n->nseries; i++) {
        const struct series_key *k = &n->series[i];
        bool told = k->kind != (uint32_t)kind || !k->book;

        for (size_t b = 0; b < count && !told; b++)
            told = str_eq(list[b], n->term[k->book]);
        if (!told)
            *arena_push(a, list, count, cap) = n->term[k->book];
    }
    *out = list;
    return count;
}

/* -- writing what is new -- */

static status flush_terms(struct store *s, struct job *j)
{
    struct store_names *n = s->names;

    journal_insert_begin(s, TABLE_term);
    for (size_t i = n->terms_kept; i < n->nterms; i++)
        journal_insert(s, j, (struct datum[]){ datum_int((int64_t)i), datum_str(n->term[i]),
                                              datum_int(s->entry) });
    n->terms_kept = n->nterms;
    return journal_insert_end(s, j);
}

static status flush_series(struct store *s, struct job *j)
{
    struct store_names *n = s->names;

    journal_insert_begin(s, TABLE_series);
    for (size_t i = n->series_kept; i < n->nseries; i++) {
        const struct series_key *k = &n->series[i];

        journal_insert(s, j, (struct datum[]){ datum_int((int64_t)i), datum_int(k->indicator),
                                              datum_int(k->area), datum_int(k->kind),
                                              datum_int(k->book), datum_int(k->source),
                                              datum_int(k->breakdown), datum_int(s->entry) });
    }
    n->series_kept = n->nseries;
    return journal_insert_end(s, j);
}

status names_flush(struct store *s, struct job *j)
{
    const struct store_names *n = store_names_of(s);
    status st = OK;

    assert(s->writing);
    if (n->terms_kept < n->nterms)
        st = flush_terms(s, j);
    if (st == OK && n->series_kept < n->nseries)
        st = flush_series(s, j);
    return st;
}

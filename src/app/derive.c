/* derive.c -- formulas over the ledger. */
#include "app/derive.h"

#include "model/data.h"

/* -- which formulas there are -- */

static status fail_formula(struct job *j, str id, const struct formula_problem *p)
{
    str why = j->lang == LANG_EN ? p->en : p->vi;

    if (!p->column)
        return job_fail(j, FAIL_FORMAT, "công thức của «%.*s»: %.*s", "formula of '%.*s': %.*s",
                        STRF(id), STRF(why));
    return job_fail(j, FAIL_FORMAT, "công thức của «%.*s», ký tự thứ %u: %.*s",
                    "formula of '%.*s', character %u: %.*s", STRF(id), p->column, STRF(why));
}

/* The line of a shipped formula, "grdp-tang\t...". */
static str id_of_line(str line)
{
    str id;

    str_split(&line, '\t', &id);
    return id;
}

static bool is_own(const struct records *own, str id)
{
    for (size_t i = 0; i < own->count; i++)
        if (str_eq(own->list[i].id, id))
            return true;
    return false;
}

/* "unit\tdecimals\tformula" */
static status add_own(struct job *j, struct formula_set *set, str id, str body)
{
    struct formula_problem problem = { 0 };
    str table = arena_printf(j->arena, "%.*s\t%.*s\n", STRF(id), STRF(body));

    return formula_set_read(set, table, &problem) ? OK : fail_formula(j, id, &problem);
}

/* The shipped formulas but for those that `own` has, then these. */
static status make_set(struct job *j, const struct indicators *catalogue, const struct records *own,
                       struct formula_set **out)
{
    struct formula_set *set = formula_set_new(j->arena, catalogue);
    struct formula_problem problem = { 0 };
    str rest = data_file(STR("formulas.tsv")), line;
    struct buf kept;
    status st = OK;

    buf_init(&kept, j->arena);
    while (str_split(&rest, '\n', &line))
        if (!is_own(own, id_of_line(line)))
            buf_printf(&kept, "%.*s\n", STRF(line));
    if (!formula_set_read(set, buf_str(&kept), &problem))
        return fail_formula(j, STR("formulas.tsv"), &problem);
    for (size_t i = 0; i < own->count && st == OK; i++)
        st = add_own(j, set, own->list[i].id, own->list[i].body);
    if (st == OK)
        *out = set;
    return st;
}

status derive_formulas(struct job *j, struct store *s, const struct indicators *catalogue,
                       struct formula_set **out)
{
    struct records own;

    status st = store_records(s, j, STR("formula"), &own);
    return st == OK ? make_set(j, catalogue, &own, out) : st;
}

status derive_define(struct store *s, struct job *j, const struct indicators *catalogue, str id,
                     str body)
{
    struct formula_set *set;
    struct records own;

    status st = store_put_record(s, j, STR("formula"), id, body);
    if (st == OK)
        st = store_records(s, j, STR("formula"), &own);
    return st == OK ? make_set(j, catalogue, &own, &set) : st;
}

/* -- the ledger as what formulas ask -- */

struct deriving {
    struct store *store;
    struct job *job;
    const struct derivation *how;
    status failed;
};

bool fact_outranks(const struct fact *a, const struct fact *b)
{
    bool draft_a = a->status == FACT_DRAFT, draft_b = b->status == FACT_DRAFT;
    bool derived_a = str_is(a->source, DERIVED_SOURCE);
    bool derived_b = str_is(b->source, DERIVED_SOURCE);

    if (draft_a != draft_b)
        return draft_b;
    if (derived_a != derived_b)
        return derived_b;
    if (a->status != b->status)
        return a->status > b->status;
    return a->published != b->published ? a->published > b->published : a->entry > b->entry;
}

/* The best of the figures that are told one by one. */
struct in_force {
    struct fact best;
    bool found;
};

static status take_better(void *arg, const struct fact *f)
{
    struct in_force *x = arg;

    if (!x->found || fact_outranks(f, &x->best))
        x->best = *f;
    x->found = true;
    return OK;
}

static bool ask_ledger(void *arg, const struct formula_key *what, struct fact *out)
{
    struct deriving *d = arg;
    const struct fact_filter filter = {
        .indicator = what->indicator, .area = what->area, .at = what->when,
        .kinds = 1u << what->kind, .book = what->book, .breakdown = what->breakdown,
        .whole = !what->breakdown.len };
    struct in_force x = { .found = false };

    if (d->failed != OK || what->when.kind == PERIOD_NONE || !what->area.len)
        return false;
    d->failed = store_each_fact(d->store, d->job, &filter, take_better, &x);
    if (x.found)
        *out = x.best;
    return x.found;
}

static size_t places_of(void *arg, struct arena *a, enum formula_place which, str area,
                        period when, const str **out)
{
    const struct deriving *d = arg;

    return formula_places_in(places_geography(d->how->places), a, which, area, when, out);
}

static size_t books_of(void *arg, struct arena *a, enum fact_kind kind, const str **out)
{
    const struct deriving *d = arg;

    return store_books(d->store, a, kind, out);
}

/* -- computing -- */

static struct formula_key key_of(const struct fact *f)
{
    return (struct formula_key){ .indicator = f->indicator, .area = f->area, .when = f->when,
                                 .kind = f->kind, .book = f->book, .breakdown = f->breakdown };
}

/* Has this figure been derived before? Then it may also become unknown. */
static bool was_derived(struct deriving *d, const struct formula_key *key)
{
    const struct fact_filter filter = {
        .indicator = key->indicator, .area = key->area, .at = key->when, .kinds = 1u << key->kind,
        .book = key->book, .breakdown = key->breakdown, .whole = !key->breakdown.len,
        .source = STR(DERIVED_SOURCE) };
    struct in_force x = { .found = false };

    if (d->failed == OK)
        d->failed = store_each_fact(d->store, d->job, &filter, take_better, &x);
    return x.found;
}

static status derive_one(struct deriving *d, const struct formula_source *from,
                         const struct formula_key *key, uint32_t *derived)
{
    const struct formula *f = formula_set_find(d->how->formulas, key->indicator);
    struct arena *a = d->job->arena;
    struct formula_value v;
    enum put_result how;

    formula_compute(a, f, from, key, &v);
    if (d->failed != OK || (v.state != FACT_NUMBER && !was_derived(d, key)))
        return d->failed;

    struct fact out = {
        .indicator = key->indicator, .area = key->area, .when = key->when, .kind = key->kind,
        .book = key->book, .breakdown = key->breakdown, .source = STR(DERIVED_SOURCE),
        .state = v.state, .value = v.value, .unit = f->unit_text, .status = v.status,
        .published = v.published, .note = formula_reason(a, &v, LANG_VI) };
    d->failed = store_put_fact(d->store, d->job, &out, &how);
    *derived += d->failed == OK && how != PUT_SAME;
    return d->failed;
}

enum { KEYS_AT_ONCE = 2000 };

static status derive_some(struct deriving *d, const struct formula_key *changed, size_t n,
                          uint32_t *derived)
{
    const struct formula_source from = { .arg = d, .ask = ask_ledger, .places = places_of,
                                         .books = books_of };
    const struct formula_key *key;
    size_t nkeys;

    if (!formula_set_affected(d->how->formulas, d->job->arena, &from, changed, n, &key, &nkeys))
        return job_fail(d->job, FAIL_LIMIT, "thay đổi này kéo theo quá nhiều số tính lại: %zu số",
                        "too many figures follow from this change: of %zu", n);
    for (size_t i = 0; i < nkeys && d->failed == OK; i++)
        derive_one(d, &from, &key[i], derived);
    return d->failed;
}

status derive_put(struct store *s, struct job *j, const struct derivation *how,
                  const struct fact *list, const enum put_result *result, size_t n,
                  uint32_t *derived)
{
    struct deriving d = { .store = s, .job = j, .how = how };
    struct formula_key *changed = arena_array_raw(j->arena, struct formula_key, 2 * n + 1);
    size_t nchanged = 0;
    status st = OK;

    for (size_t i = 0; i < n; i++) {
        if (result[i] == PUT_SAME)
            continue;
        changed[nchanged++] = key_of(&list[i]);
        if (list[i].book.len) {         /* formulas may leave the book open */
            changed[nchanged] = key_of(&list[i]);
            changed[nchanged++].book = (str){ NULL, 0 };
        }
    }
    for (size_t i = 0; i < nchanged && st == OK; i += KEYS_AT_ONCE)
        st = derive_some(&d, &changed[i],
                         nchanged - i < KEYS_AT_ONCE ? nchanged - i : KEYS_AT_ONCE, derived);
    return st;
}

/* plans.c -- plan books over the ledger. */
#include "app/plans.h"

#include <stdlib.h>

#include "app/derive.h"

struct plan_reading {
    struct job *job;
    struct store *store;
    const struct plan_question *asked;
    struct plan_book *known;
    size_t nknown;
    struct facts all;           /* plans and targets that end in the year, one of each figure */
    const str *book;            /* ids, each once; the empty one, too */
    size_t nbooks;
};

/* -- reading -- */

/* A record that is no book any more is passed over. */
static status read_known_books(struct plan_reading *r)
{
    struct record_problem problem;
    struct records all;

    status st = store_records(r->store, r->job, STR("plan-book"), &all);
    if (st != OK)
        return st;
    r->known = arena_array(r->job->arena, struct plan_book, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        r->nknown += plan_book_parse(r->job->arena, all.list[i].body, &r->known[r->nknown],
                                     &problem);
    return OK;
}

static int by_planned(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;
    int64_t when_x = 0, when_y = 0;
    int order = str_cmp(x->indicator, y->indicator);

    order = order ? order : str_cmp(x->area, y->area);
    order = order ? order : str_cmp(x->book, y->book);
    order = order ? order : str_cmp(x->breakdown, y->breakdown);
    if (order)
        return order;
    period_pack(x->when, &when_x);
    period_pack(y->when, &when_y);
    return (when_x > when_y) - (when_x < when_y);
}

/* Of several sources of one planned figure the one in force. */
static status read_planned(struct plan_reading *r)
{
    int year = r->asked->when.year;
    struct fact_filter filter = { .kinds = 1u << FACT_PLAN | 1u << FACT_TARGET,
                                  .book = r->asked->book, .from_year = year, .to_year = year };
    size_t kept = 0;

    status st = store_facts(r->store, r->job, &filter, &r->all);
    if (st != OK || !r->all.count)
        return st;

    struct fact *f = r->all.list;
    qsort(f, r->all.count, sizeof *f, by_planned);
    for (size_t i = 0; i < r->all.count; i++) {
        if (!kept || by_planned(&f[kept - 1], &f[i]) != 0)
            f[kept++] = f[i];
        else if (fact_outranks(&f[i], &f[kept - 1]))
            f[kept - 1] = f[i];
    }
    r->all.count = kept;
    return OK;
}

static void list_books(struct plan_reading *r)
{
    size_t n = 0, cap = 0;
    str *list = NULL;

    for (size_t i = 0; i < r->all.count + r->nknown; i++) {
        str id = i < r->nknown ? r->known[i].id : r->all.list[i - r->nknown].book;
        bool there = false;

        for (size_t k = 0; k < n && !there; k++)
            there = str_eq(list[k], id);
        if (!there)
            *arena_push(r->job->arena, list, n, cap) = id;
    }
    r->book = list;
    r->nbooks = n;
}

static const struct plan_book *known_book(const struct plan_reading *r, str id)
{
    for (size_t i = 0; i < r->nknown; i++)
        if (str_eq(r->known[i].id, id))
            return &r->known[i];
    return NULL;
}

static status open_plans(struct plan_reading *r)
{
    status st = read_known_books(r);

    if (st == OK)
        st = read_planned(r);
    if (st == OK)
        list_books(r);
    return st;
}

/* -- accounts -- */

struct accounting {
    const struct plan_reading *reading;
    const struct geography *g;
    const struct indicators *catalogue;
    str book;
    struct fact *whole, *part;
    size_t nwhole, nparts, aside;
    const str *expected;
    size_t nexpected;
};

static epoch_day first_day(period p)
{
    return day_of(p.from_year ? p.from_year : p.year, p.from_month ? p.from_month : 1, 1);
}

static bool lists_area(const struct area_list *list, str id)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->area[i]->id, id))
            return true;
    return false;
}

/* How many figures of areas this list of units has. */
static size_t count_listed(const struct accounting *k, const struct area_list *list)
{
    const struct facts *all = &k->reading->all;
    size_t n = 0;

    for (size_t i = 0; i < all->count; i++)
        n += str_eq(all->list[i].book, k->book) && !all->list[i].breakdown.len &&
             lists_area(list, all->list[i].area);
    return n;
}

/* The units the plan was given to: districts or communes, of the first day or the last. */
static void choose_units(struct accounting *k, struct area_list *out)
{
    const struct plan_question *q = k->reading->asked;
    struct arena *a = k->reading->job->arena;
    const struct area *whole = geography_find(k->g, q->area);
    epoch_day day[2] = { first_day(q->when), period_last_day(q->when) };
    size_t most = 0;

    for (int i = 0; i < 4 && whole; i++) {
        struct area_list list = { 0 };
        epoch_day d = day[i / 2];

        if (!area_valid(whole, d))
            continue;
        if (i % 2)
            geography_communes(k->g, a, whole, d, &list);
        else
            geography_children(k->g, a, whole, d, &list);
        size_t n = count_listed(k, &list);
        if (n > most) {
            most = n;
            *out = list;
        }
    }
}

static bool is_part_of_plan(struct accounting *k, enum plan_part by, const struct fact *f,
                            const struct area_list *units)
{
    const struct plan_question *q = k->reading->asked;
    bool own = str_eq(f->area, q->area), now = period_eq(f->when, period_canonical(q->when));

    switch (by) {
    case PART_AGENCY:           /* one dimension alone: finer parts would be added twice */
        return own && now && fact_dimension(f->breakdown, STR("agency")).len &&
               str_find(f->breakdown, STR(";")) == SIZE_MAX;
    case PART_AREA:
        if (own || !now || f->breakdown.len)
            return false;
        if (lists_area(units, f->area))
            return true;
        k->aside++;
        return false;
    case PART_QUARTER:
        return own && f->when.kind == PERIOD_QUARTER && !f->breakdown.len;
    }
    return false;
}

/* Shares the book's figures out into the whole and its parts. */
static void gather_plan_parts(struct accounting *k, enum plan_part by)
{
    const struct plan_question *q = k->reading->asked;
    struct arena *a = k->reading->job->arena;
    const struct facts *all = &k->reading->all;
    struct area_list units = { 0 };

    k->whole = arena_array_raw(a, struct fact, all->count + 1);
    k->part = arena_array_raw(a, struct fact, all->count + 1);
    k->nwhole = k->nparts = k->aside = k->nexpected = 0;
    if (by == PART_AREA)
        choose_units(k, &units);
    for (size_t i = 0; i < all->count; i++) {
        const struct fact *f = &all->list[i];

        if (!str_eq(f->book, k->book))
            continue;
        if (str_eq(f->area, q->area) && !f->breakdown.len &&
            period_eq(f->when, period_canonical(q->when)))
            k->whole[k->nwhole++] = *f;
        if (is_part_of_plan(k, by, f, &units))
            k->part[k->nparts++] = *f;
    }
    str *unit_ids = arena_array(a, str, units.n + 1);
    for (; k->nexpected < units.n; k->nexpected++)
        unit_ids[k->nexpected] = units.area[k->nexpected]->id;
    k->expected = unit_ids;
}

static struct plan_account account_of(struct accounting *k, enum plan_part by)
{
    const struct plan_parts parts = {
        .indicators = k->catalogue, .by = by, .whole = k->whole, .nwhole = k->nwhole,
        .part = k->part, .nparts = k->nparts, .expected = k->expected,
        .nexpected = k->nexpected };
    struct plan_account out = { .book = k->book, .known = known_book(k->reading, k->book),
                                .by = by, .aside = k->aside };

    out.sum = plan_parts_sum(k->reading->job->arena, &parts, &out.n);
    return out;
}

status app_plan_accounts(struct job *j, struct store *s, const struct indicators *catalogue,
                         struct places *places, const struct plan_question *q,
                         const struct plan_account **out, size_t *n)
{
    struct plan_reading r = { .job = j, .store = s, .asked = q };
    struct accounting k = { .reading = &r, .g = places_geography(places), .catalogue = catalogue };
    struct plan_account *list = NULL;
    size_t count = 0, cap = 0;

    status st = open_plans(&r);
    for (size_t i = 0; i < r.nbooks && st == OK; i++) {
        if (q->book.len && !str_eq(r.book[i], q->book))
            continue;
        k.book = r.book[i];
        for (int by = PART_AGENCY; by <= PART_QUARTER; by++) {
            if (q->by_one && by != (int)q->by)
                continue;
            gather_plan_parts(&k, (enum plan_part)by);
            if (k.nparts || k.aside)
                *arena_push(j->arena, list, count, cap) = account_of(&k, (enum plan_part)by);
        }
    }
    *out = list;
    *n = count;
    return st;
}

/* -- which book answers -- */

static void count_answers(const struct plan_reading *r, struct plan_standing *list, size_t n)
{
    const struct plans plans = { r->known, r->nknown, r->all.list, r->all.count };

    for (size_t i = 0; i < r->all.count; i++) {
        const struct fact *f = &r->all.list[i];
        const struct plan_key key = { f->indicator, f->area, f->breakdown, r->asked->when.year };
        struct plan_answer answer;

        if (!str_eq(f->area, r->asked->area))
            continue;
        bool answers = plan_answers(&plans, &key, &answer) && answer.fact == f;
        for (size_t k = 0; k < n; k++)
            if (str_eq(list[k].book, f->book)) {
                list[k].figures++;
                list[k].answers += answers;
            }
    }
}

status app_plan_books(struct job *j, struct store *s, const struct plan_question *q,
                      const struct plan_standing **out, size_t *n)
{
    struct plan_reading r = { .job = j, .store = s, .asked = q };

    status st = open_plans(&r);
    if (st != OK)
        return st;
    struct plan_standing *list = arena_array(j->arena, struct plan_standing, r.nbooks + 1);
    for (size_t i = 0; i < r.nbooks; i++)
        list[i] = (struct plan_standing){ .book = r.book[i], .known = known_book(&r, r.book[i]) };
    count_answers(&r, list, r.nbooks);
    *out = list;
    *n = r.nbooks;
    return OK;
}

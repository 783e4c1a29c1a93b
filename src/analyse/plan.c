/* plan.c -- which plan answers for a figure, and whether the parts of one add up. */
#include "analyse/plan.h"

#include <stdlib.h>

/* -- which book answers -- */

static const struct plan_book *book_named(const struct plans *p, str id)
{
    for (size_t i = 0; i < p->nbooks && id.len; i++)
        if (str_eq(p->book[i].id, id))
            return &p->book[i];
    return NULL;
}

bool plan_is_of(const struct fact *f, const struct plan_key *key)
{
    return (f->kind == FACT_PLAN || f->kind == FACT_TARGET) &&
           str_eq(f->indicator, key->indicator) && str_eq(f->area, key->area) &&
           str_eq(f->breakdown, key->breakdown) && f->when.from_year <= key->year &&
           f->when.year >= key->year &&
           (f->when.kind == PERIOD_YEAR || f->when.kind == PERIOD_TERM);
}

/* Is there a later revision of the same figure? */
static bool is_superseded(const struct plans *p, const struct plan_key *key, size_t at)
{
    const struct fact *f = &p->fact[at];

    for (size_t i = 0; i < p->nfacts; i++) {
        const struct fact *other = &p->fact[i];

        if (i != at && plan_is_of(other, key) && other->kind == f->kind &&
            period_eq(other->when, f->when) && str_eq(other->book, f->book) &&
            str_eq(other->source, f->source) &&
            (other->revision > f->revision || (other->revision == f->revision && i > at)))
            return true;
    }
    return false;
}

/* The higher, the more it counts; -1: it never answers for a year. */
static int rank_of_book(const struct plan_book *book)
{
    static const int rank[PLAN_TYPES] = { [PLAN_CENTRE] = 1, [PLAN_COUNCIL] = 2,
                                          [PLAN_ADJUSTED] = 3, [PLAN_TERM] = -1,
                                          [PLAN_SCENARIO] = -1 };

    return book ? rank[book->type] : 0;
}

static bool counts_more(const struct plan_answer *one, const struct plan_answer *other)
{
    int a = rank_of_book(one->book), b = rank_of_book(other->book);

    if (a != b)
        return a > b;
    return one->book ? one->book->act_day >= other->book->act_day
                     : one->fact->revision >= other->fact->revision;
}

bool plan_answers(const struct plans *p, const struct plan_key *key, struct plan_answer *out)
{
    struct plan_answer best = { NULL, NULL };

    for (size_t i = 0; i < p->nfacts; i++) {
        struct plan_answer one = { &p->fact[i], book_named(p, p->fact[i].book) };

        if (!plan_is_of(one.fact, key) || one.fact->when.kind != PERIOD_YEAR ||
            one.fact->state != FACT_NUMBER || rank_of_book(one.book) < 0 ||
            is_superseded(p, key, i))
            continue;
        if (!best.fact || counts_more(&one, &best))
            best = one;
    }
    if (best.fact)
        *out = best;
    return best.fact != NULL;
}

/* Those that began later stand first, in the order found where they began together. */
static void put_plan_term(struct plan_answer *list, size_t n, struct plan_answer one)
{
    while (n > 0 && list[n - 1].fact->when.from_year < one.fact->when.from_year) {
        list[n] = list[n - 1];
        n--;
    }
    list[n] = one;
}

size_t plan_terms(const struct plans *p, const struct plan_key *key, struct plan_answer *out,
                  size_t cap)
{
    size_t found = 0;

    for (size_t i = 0; i < p->nfacts; i++) {
        struct plan_answer one = { &p->fact[i], book_named(p, p->fact[i].book) };
        bool term = one.book ? one.book->type == PLAN_TERM
                             : one.fact->when.kind == PERIOD_TERM;

        if (!term || !plan_is_of(one.fact, key) || one.fact->state != FACT_NUMBER ||
            is_superseded(p, key, i))
            continue;
        if (found < cap)
            put_plan_term(out, found, one);
        found++;
    }
    return found;
}

/* -- do the parts add up -- */

static const str quarter_names[] = { { "Q1", 2 }, { "Q2", 2 }, { "Q3", 2 }, { "Q4", 2 } };

/* A part, what tells it from the others, and the time it is added over. */
struct part_item {
    const struct fact *fact;
    str name;
    period time;
    size_t at;
};

struct plan_work {
    struct arena *arena;
    const struct plan_parts *asked;
    struct part_item *item;     /* by indicator, time and name; the last revisions only */
    size_t nitems;
};

/* Which part it is; empty for one that is none of this kind. */
static str part_name(enum plan_part by, const struct fact *f)
{
    str none = { NULL, 0 };

    switch (by) {
    case PART_AGENCY:
        return fact_dimension(f->breakdown, STR("agency"));
    case PART_AREA:
        return f->breakdown.len ? none : f->area;
    case PART_QUARTER:
        return f->when.kind == PERIOD_QUARTER && f->when.month >= 3 && f->when.month <= 12 &&
                       !f->breakdown.len
                   ? quarter_names[f->when.month / 3 - 1]
                   : none;
    }
    return none;
}

static period part_time(enum plan_part by, const struct fact *f)
{
    period year = { .kind = PERIOD_YEAR, .year = f->when.year, .from_year = f->when.year };

    return by == PART_QUARTER ? year : f->when;
}

static int compare_times(period a, period b)
{
    const int x[] = { (int)a.kind, a.year, a.month, a.day, a.from_year, a.from_month, a.open };
    const int y[] = { (int)b.kind, b.year, b.month, b.day, b.from_year, b.from_month, b.open };

    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* Of the same figure? */
static int compare_figures(const struct part_item *x, const struct part_item *y)
{
    int order = str_cmp(x->fact->indicator, y->fact->indicator);

    return order ? order : compare_times(x->time, y->time);
}

static int compare_parts(const struct part_item *x, const struct part_item *y)
{
    int order = compare_figures(x, y);

    return order ? order : str_cmp(x->name, y->name);
}

static int by_part(const void *a, const void *b)
{
    const struct part_item *x = a, *y = b;
    int order = compare_parts(x, y);

    if (order)
        return order;
    if (x->fact->revision != y->fact->revision)
        return x->fact->revision < y->fact->revision ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Keeps the last revision of each part that was not withdrawn. */
static void list_plan_parts(struct plan_work *w)
{
    const struct plan_parts *p = w->asked;
    struct part_item *item = arena_array(w->arena, struct part_item, p->nparts + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->nparts; i++) {
        struct part_item one = { &p->part[i], part_name(p->by, &p->part[i]),
                                 part_time(p->by, &p->part[i]), i };

        if (one.name.len)
            item[n++] = one;
    }
    qsort(item, n, sizeof *item, by_part);
    w->item = item;
    for (size_t i = 0; i < n; i++)
        if ((i + 1 == n || compare_parts(&item[i], &item[i + 1]) != 0) &&
            item[i].fact->state != FACT_WITHDRAWN)
            w->item[w->nitems++] = item[i];
}

/* Is it the last of the revisions of its figure, and not withdrawn? */
static bool is_last_whole(const struct plan_parts *p, size_t at)
{
    const struct fact *f = &p->whole[at];

    for (size_t i = 0; i < p->nwhole; i++)
        if (i != at && str_eq(p->whole[i].indicator, f->indicator) &&
            period_eq(p->whole[i].when, f->when) &&
            (p->whole[i].revision > f->revision ||
             (p->whole[i].revision == f->revision && i > at)))
            return false;
    return f->state == FACT_NUMBER;
}

/* Over agencies as over areas: an agency has its share of the province's figure. */
static bool plan_adds_up(const struct plan_parts *p, str indicator)
{
    const struct indicator *one = indicators_find(p->indicators, indicator);

    if (!one)
        return true;            /* a name outside the catalogue: its unit decides */
    return (p->by == PART_QUARTER ? one->time : one->areas) == ADDING_SUM;
}

static bool is_plan_bound(const struct fact *f)
{
    return f->is_range || f->hedge.len > 0;
}

/* Percentages, points, ranks and figures per something are not added, whoever names them. */
static bool plan_unit_adds(unit u)
{
    return u.class == UNIT_COUNT || u.class == UNIT_MEASURE || u.class == UNIT_MONEY;
}

/* The part's number in the unit of the whole. */
static enum plan_sum_state convert_plan_part(const struct units *units, const struct fact *part,
                                        unit to, dec *out)
{
    unit u;

    if (is_plan_bound(part))
        return PLAN_SUM_BOUND;
    if (!unit_read(units, part->unit, &u) ||
        (!unit_same_base(u, to) && (u.class != UNIT_COUNT || to.class != UNIT_COUNT)))
        return PLAN_SUM_UNIT;
    return dec_shift(part->value, u.power - to.power, out) ? PLAN_SUM_HOLDS : PLAN_SUM_LARGE;
}

/* Adds the parts of the figure `about`, in the unit `to`. */
static enum plan_sum_state add_plan_parts(const struct plan_work *w, const struct part_item *about,
                                     unit to, struct plan_sum *out)
{
    for (size_t i = 0; i < w->nitems; i++) {
        const struct part_item *one = &w->item[i];
        dec value;

        if (one->fact->state != FACT_NUMBER || compare_figures(one, about) != 0)
            continue;

        enum plan_sum_state state =
            convert_plan_part(w->asked->indicators->units, one->fact, to, &value);
        if (state != PLAN_SUM_HOLDS)
            return state;
        if (!dec_add(out->sum, value, &out->sum))
            return PLAN_SUM_LARGE;
        out->nparts++;
    }
    return PLAN_SUM_HOLDS;
}

static bool has_plan_part(const struct plan_work *w, const struct part_item *about, str name)
{
    for (size_t i = 0; i < w->nitems; i++)
        if (w->item[i].fact->state == FACT_NUMBER && str_eq(w->item[i].name, name) &&
            compare_figures(&w->item[i], about) == 0)
            return true;
    return false;
}

static void find_missing_parts(const struct plan_work *w, const struct part_item *about,
                         struct plan_sum *out)
{
    bool quarters = w->asked->by == PART_QUARTER;
    const str *expected = quarters ? quarter_names : w->asked->expected;
    size_t n = quarters ? 4 : w->asked->nexpected, cap = 0;
    str *missing = NULL;

    for (size_t i = 0; i < n; i++)
        if (!has_plan_part(w, about, expected[i]))
            *arena_push(w->arena, missing, out->nmissing, cap) = expected[i];
    out->missing = missing;
}

/* The states that need no sum first, then the sum against the whole. */
static enum plan_sum_state judge_whole(const struct plan_work *w, const struct part_item *whole,
                                       struct plan_sum *out)
{
    unit u;

    if (!plan_adds_up(w->asked, whole->fact->indicator))
        return PLAN_SUM_NOT_ADDED;
    if (!unit_read(w->asked->indicators->units, whole->fact->unit, &u))
        return PLAN_SUM_UNIT;
    if (!plan_unit_adds(u))
        return PLAN_SUM_NOT_ADDED;
    if (is_plan_bound(whole->fact))
        return PLAN_SUM_BOUND;

    enum plan_sum_state state = add_plan_parts(w, whole, u, out);
    find_missing_parts(w, whole, out);
    if (state != PLAN_SUM_HOLDS)
        return state;
    if (!dec_sub(out->sum, whole->fact->value, &out->difference))
        return PLAN_SUM_LARGE;
    if (!out->nparts)
        return PLAN_SUM_NONE;
    return out->nmissing               ? PLAN_SUM_MISSING
           : out->difference.coef == 0 ? PLAN_SUM_HOLDS
                                       : PLAN_SUM_DIFFERS;
}

static enum plan_sum_state sum_parts_alone(const struct plan_work *w, const struct part_item *first,
                                     struct plan_sum *out)
{
    unit u;

    if (!plan_adds_up(w->asked, first->fact->indicator))
        return PLAN_SUM_NOT_ADDED;
    if (unit_read(w->asked->indicators->units, first->fact->unit, &u) && plan_unit_adds(u))
        add_plan_parts(w, first, u, out);
    find_missing_parts(w, first, out);
    return PLAN_SUM_NO_WHOLE;
}

static struct part_item whole_item(const struct plan_parts *p, size_t i)
{
    return (struct part_item){ .fact = &p->whole[i], .time = part_time(p->by, &p->whole[i]) };
}

static bool has_plan_whole(const struct plan_parts *p, const struct part_item *part)
{
    for (size_t i = 0; i < p->nwhole; i++) {
        struct part_item whole = whole_item(p, i);

        if (is_last_whole(p, i) && compare_figures(&whole, part) == 0)
            return true;
    }
    return false;
}

const struct plan_sum *plan_parts_sum(struct arena *a, const struct plan_parts *p, size_t *count)
{
    struct plan_work w = { .arena = a, .asked = p };
    struct plan_sum *list = NULL;
    size_t n = 0, cap = 0;

    list_plan_parts(&w);
    for (size_t i = 0; i < p->nwhole; i++) {
        struct part_item whole = whole_item(p, i);
        struct plan_sum one = { .whole = whole.fact, .indicator = whole.fact->indicator };

        if (!is_last_whole(p, i))
            continue;
        one.state = judge_whole(&w, &whole, &one);
        *arena_push(a, list, n, cap) = one;
    }
    for (size_t i = 0; i < w.nitems; i++) {
        struct plan_sum one = { .indicator = w.item[i].fact->indicator };

        if ((i > 0 && compare_figures(&w.item[i], &w.item[i - 1]) == 0) ||
            has_plan_whole(p, &w.item[i]))
            continue;
        one.state = sum_parts_alone(&w, &w.item[i], &one);
        *arena_push(a, list, n, cap) = one;
    }
    *count = n;
    return list;
}

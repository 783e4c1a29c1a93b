/* due.c -- the calendar of releases, and what the ledger has of it. */
#include "app/due.h"

#include <stdlib.h>

struct calendar {
    struct job *job;
    struct store *store;
    const struct indicators *catalogue;
    str area;
    epoch_day at;
    struct release *release;
    size_t nreleases;
    struct due_release *list;
    size_t n, cap;
};

static bool is_replaced(const struct records *own, str id)
{
    for (size_t i = 0; i < own->count; i++)
        if (str_eq(own->list[i].id, id))
            return true;
    return false;
}

static status read_calendar(struct calendar *c)
{
    struct arena *a = c->job->arena;
    struct record_problem problem;
    const struct release *shipped;
    struct records own;
    size_t n;

    status st = store_records(c->store, c->job, STR("release"), &own);
    if (st != OK)
        return st;
    shipped = releases_load(a, &n);
    c->release = arena_array(a, struct release, n + own.count + 1);
    for (size_t i = 0; i < n; i++)
        if (!is_replaced(&own, shipped[i].id))
            c->release[c->nreleases++] = shipped[i];
    for (size_t i = 0; i < own.count; i++)
        c->nreleases += release_parse(a, own.list[i].body, &c->release[c->nreleases], &problem);
    return OK;
}

/* The period of this kind that ends with a month; false where none does. */
static bool period_ending(enum period_kind kind, int year, int month, period *out)
{
    period p = { .kind = kind, .year = (int16_t)year, .from_year = (int16_t)year,
                 .month = (int8_t)month };

    switch (kind) {
    case PERIOD_MONTH:
        break;
    case PERIOD_QUARTER:
        p.from_month = (int8_t)(month - 2);
        if (month % 3)
            return false;
        break;
    case PERIOD_MONTHS:         /* one month and a whole year are told as such */
        p.from_month = 1;
        if (month == 1 || month == 12)
            return false;
        break;
    case PERIOD_YEAR:
        p.month = 0;
        if (month != 12)
            return false;
        break;
    case PERIOD_SCHOOL_YEAR:
        p.month = 0;
        p.from_year = (int16_t)(year - 1);
        if (month != 5)
            return false;
        break;
    case PERIOD_TERM:
        p.month = 0;
        p.from_year = (int16_t)(year - 4);
        if (month != 12 || year % 5)
            return false;
        break;
    case PERIOD_NONE:
    case PERIOD_DAY:
    case PERIOD_REST:
        return false;
    }
    *out = period_canonical(p);
    return true;
}

static bool due_is_about(const struct calendar *c, const struct release *r, const struct fact *f)
{
    const struct indicator *one = indicators_find(c->catalogue, f->indicator);

    switch (r->of) {
    case RELEASE_ALL:
        return true;
    case RELEASE_INDICATOR:
        return str_eq(f->indicator, r->name);
    case RELEASE_GROUP:
        return one && str_eq(one->group, r->name);
    case RELEASE_AGENCY:
        return one && str_eq(one->agency, r->name);
    }
    return false;
}

static status count_held(const struct calendar *c, struct due_release *d)
{
    struct fact_filter filter = { .area = c->area, .at = d->when, .whole = true,
                                  .kinds = 1u << FACT_ACTUAL | 1u << FACT_ESTIMATE };
    struct facts all = { NULL, 0 };

    if (d->release->of == RELEASE_INDICATOR)
        filter.indicator = d->release->name;
    status st = store_facts(c->store, c->job, &filter, &all);
    for (size_t i = 0; i < all.count && st == OK; i++)
        d->held += all.list[i].status >= d->release->status &&
                   due_is_about(c, d->release, &all.list[i]);
    return st;
}

/* The periods whose day falls near the day asked about. */
static status put_due(struct calendar *c, const struct release *r)
{
    int year, month, dom;
    status st = OK;

    day_split(c->at, &year, &month, &dom);
    int now = year * 12 + month - 1 - r->months;
    for (int m = now - 2; m <= now + 4 && st == OK; m++) {
        struct due_release one = { .release = r };

        if (!period_ending(r->period, m / 12, m % 12 + 1, &one.when) ||
            !release_due(r, one.when, &one.due) || one.due < c->at - DUE_BACK ||
            one.due > c->at + DUE_AHEAD)
            continue;
        st = count_held(c, &one);
        *arena_push(c->job->arena, c->list, c->n, c->cap) = one;
    }
    return st;
}

static int by_due(const void *a, const void *b)
{
    const struct due_release *x = a, *y = b;

    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    return x->release < y->release ? -1 : x->release > y->release;
}

/* -- what is kept until its day -- */

struct embargo {
    struct arena *arena;
    epoch_day at;
    struct facts found;
    size_t cap;
};

static str kept_text(struct arena *a, str s)
{
    return s.len ? arena_str(a, s) : s;
}

static status put_embargoed(void *arg, const struct fact *f)
{
    struct embargo *e = arg;

    if (fact_is_public(f, e->at))
        return OK;
    *arena_push(e->arena, e->found.list, e->found.count, e->cap) = (struct fact){
        .indicator = kept_text(e->arena, f->indicator), .area = kept_text(e->arena, f->area),
        .when = f->when, .kind = f->kind, .state = f->state, .value = f->value,
        .is_range = f->is_range, .upper = f->upper, .unit = kept_text(e->arena, f->unit),
        .hedge = kept_text(e->arena, f->hedge), .status = f->status,
        .source = kept_text(e->arena, f->source), .published = f->published };
    return OK;
}

static status find_embargoed(const struct calendar *c, struct facts *out)
{
    struct embargo e = { .arena = c->job->arena, .at = c->at };
    int year, month, dom;

    day_split(c->at, &year, &month, &dom);
    const struct fact_filter filter = { .from_year = year - 1, .to_year = year + 1 };
    status st = store_each_fact(c->store, c->job, &filter, put_embargoed, &e);
    *out = e.found;
    return st;
}

status app_due(struct job *j, struct store *s, const struct indicators *catalogue, str area,
               epoch_day at, struct due *out)
{
    struct calendar c = { .job = j, .store = s, .catalogue = catalogue, .area = area, .at = at };

    status st = read_calendar(&c);
    for (size_t i = 0; i < c.nreleases && st == OK; i++)
        st = put_due(&c, &c.release[i]);
    if (st != OK)
        return st;
    if (c.n)
        qsort(c.list, c.n, sizeof *c.list, by_due);
    *out = (struct due){ .list = c.list, .n = c.n };
    return find_embargoed(&c, &out->embargo);
}

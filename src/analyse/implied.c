/* implied.c -- what is left for a plan or a base that no sentence prints. */
#include "analyse/implied.h"

#include "extract/table.h"

/* What is hidden, and how to tell it from the others. */
struct implied_key {
    uint32_t matter;            /* the result's */
    enum implied_what what;
    uint64_t period;
};

struct implied_builder {
    struct job *job;
    const struct concord *concord;
    enum implied_scope scope;
    struct implied *item;
    struct implied_key *key;
    struct implied_source *source;      /* in reading order */
    size_t nitems, item_cap, nkeys, key_cap, nsources, source_cap;
    uint32_t *slot;             /* item + 1 by key */
    size_t nslots;
};

/* -- one sentence -- */

enum { IMPLIED_DIGITS = 17, IMPLIED_DECIMALS = 9 };

/* The decimals that a value of this size can carry. */
static int8_t decimals_for(dec value)
{
    int digits = 0;

    for (int64_t v = value.coef < 0 ? -value.coef : value.coef; v > 0; v /= 10)
        digits++;
    digits = IMPLIED_DIGITS - (digits - value.scale) - 2;
    return (int8_t)(digits < 0 ? 0 : digits > IMPLIED_DECIMALS ? IMPLIED_DECIMALS : digits);
}

/* 100 V / p */
static bool hidden_by_percent(range value, dec v, range percent, struct implied_source *out)
{
    range hundredfold;

    out->by = IMPLIED_BY_PERCENT;
    return range_shift(value, 2, &hundredfold)
           && range_quotient_bounds(hundredfold, percent, decimals_for(v), &out->lo, &out->hi);
}

/* V - d */
static bool hidden_by_difference(range value, dec v, range change, struct implied_source *out)
{
    range left;

    out->by = IMPLIED_BY_DIFFERENCE;
    return range_sub(value, change, &left)
           && range_bounds(left, decimals_for(v), &out->lo, &out->hi);
}

/* 100 + x, 100 - x, or x itself: the per cent of the base that the result is. */
static bool percent_of_base(const struct comparison *k, range *p)
{
    const range hundred = range_exact((dec){ 100, 0 });

    switch (k->kind) {
    case CMP_EQUAL:
        return true;
    case CMP_INCREASE: case CMP_EXCEED:
        return range_add(hundred, *p, p);
    case CMP_DECREASE: case CMP_SHORT:
        return range_sub(hundred, *p, p);
    default:
        return false;
    }
}

static bool is_rise(const struct comparison *k)
{
    return k->kind == CMP_INCREASE || k->kind == CMP_EXCEED;
}

/* The level of a statement with its amount in base units. */
struct implied_level {
    const struct statement *s;
    range range;
    dec value;
};

static bool hidden_by_comparison(const struct implied_level *l, const struct comparison *k,
                                 struct implied_source *out)
{
    bool rate = l->s->unit.class == UNIT_PERCENT;
    range amount;

    if (!k->amount.has_value || !figure_range(&k->amount, k->unit, &amount))
        return false;
    if (k->unit.class == UNIT_PERCENT && (!rate || k->kind == CMP_EQUAL))
        return percent_of_base(k, &amount) && hidden_by_percent(l->range, l->value, amount, out);
    /* a point is one per cent */
    bool points = rate && k->unit.class == UNIT_POINT;

    if (k->unit.class == UNIT_PERCENT || k->kind == CMP_EQUAL
        || !(points || unit_same_base(k->unit, l->s->unit))
        || !range_shift(amount, points ? l->s->unit.power : k->unit.power, &amount))
        return false;
    if (!is_rise(k) && !range_neg(amount, &amount))
        return false;
    return hidden_by_difference(l->range, l->value, amount, out);
}

/* "kế hoạch 6 tháng", "kế hoạch quý": not the plan of the year. */
static bool of_a_part(str base)
{
    return str_find(base, STR("tháng")) != SIZE_MAX || str_find(base, STR("quý")) != SIZE_MAX;
}

/* The time of the plan that a result at p is held against. */
static period period_of_plan(period p, str base)
{
    if (p.kind == PERIOD_NONE || p.kind == PERIOD_SCHOOL_YEAR || p.kind == PERIOD_TERM
        || of_a_part(base))
        return p;
    return (period){ .kind = PERIOD_YEAR, .year = p.year, .from_year = p.year };
}

/* The time that a change is against; PERIOD_NONE where it cannot be told. */
static period period_of_base(const struct statement *s, const struct comparison *k)
{
    period p = s->period;
    int back = k->base_year ? p.year - k->base_year : 1;

    if ((k->base != BASE_SAME_PERIOD && k->base != BASE_YEAR) || p.kind == PERIOD_NONE || back < 1)
        return (period){ 0 };
    if (k->base == BASE_YEAR && k->base_year && s->unit.class == UNIT_PERCENT)
        return (period){ .kind = PERIOD_YEAR, .year = k->base_year, .from_year = k->base_year };
    p.year = (int16_t)(p.year - back);
    p.from_year = (int16_t)(p.from_year - back);
    p.open = false;
    return p;
}

/* -- hidden figures by their keys -- */

static size_t implied_slot(const struct implied_builder *b, const struct implied_key *k)
{
    uint64_t h = (k->period ^ (uint64_t)k->matter << 20 ^ (uint64_t)k->what << 60)
                 * UINT64_C(0xD6E8FEB86659FD93);
    size_t at = (size_t)(h ^ h >> 32) & (b->nslots - 1);

    while (b->slot[at]) {
        const struct implied_key *o = &b->key[b->slot[at] - 1];

        if (o->matter == k->matter && o->what == k->what && o->period == k->period)
            break;
        at = (at + 1) & (b->nslots - 1);
    }
    return at;
}

static void grow_implied(struct implied_builder *b)
{
    b->nslots = b->nslots ? b->nslots * 2 : 256;
    b->slot = arena_array(b->job->arena, uint32_t, b->nslots);
    for (size_t i = 0; i < b->nkeys; i++)
        b->slot[implied_slot(b, &b->key[i])] = (uint32_t)i + 1;
}

static void add_source(struct implied_builder *b, const struct concord_fact *of,
                       enum implied_what what, period p, struct implied_source s)
{
    struct implied_key k = { of->matter, what, concord_period(p) };

    if (!k.period || dec_cmp(s.lo, s.hi) > 0 || s.hi.coef <= 0)
        return;
    if (b->nitems * 2 >= b->nslots)
        grow_implied(b);

    size_t at = implied_slot(b, &k);

    if (!b->slot[at]) {
        *arena_push(b->job->arena, b->key, b->nkeys, b->key_cap) = k;
        *arena_push(b->job->arena, b->item, b->nitems, b->item_cap) = (struct implied){
            .of = of, .what = what, .period = p, .lo = s.lo, .hi = s.hi, .whole = true };
        b->slot[at] = (uint32_t)b->nitems;
    }
    struct implied *item = &b->item[b->slot[at] - 1];

    if (dec_cmp(s.lo, item->lo) > 0)
        item->lo = s.lo;
    if (dec_cmp(s.hi, item->hi) < 0)
        item->hi = s.hi;
    item->whole = item->whole && s.whole;
    item->nsources++;
    s.item = b->slot[at] - 1;
    *arena_push(b->job->arena, b->source, b->nsources, b->source_cap) = s;
}

static void add_comparison(struct implied_builder *b, const struct implied_level *l,
                           const struct concord_fact *of, struct implied_source at)
{
    const struct comparison *k = &l->s->compare[at.compare];
    bool plan = k->base == BASE_PLAN;
    period p = plan ? period_of_plan(l->s->period, k->base_text) : period_of_base(l->s, k);

    if (p.kind != PERIOD_NONE && hidden_by_comparison(l, k, &at))
        add_source(b, of, plan ? IMPLIED_PLAN : IMPLIED_BASE, p, at);
}

/* May the statement pin down a plan or a base? Few do. */
static bool may_imply(const struct implied_builder *b, const struct statement *s, uint32_t level)
{
    return level != NO_CONCORD && (b->scope != IMPLIED_BY_PROSE || s->row < 0)
           && (s->ncompares || s->plan_pct->has_value)
           && b->concord->fact[level].kind == CONCORD_RESULT && s->value.value.coef > 0;
}

static void add_implying(struct implied_builder *b, uint32_t input, uint32_t i)
{
    const struct statement *s = &b->concord->input[input].report->statement[i];
    uint32_t level = b->concord->of[input][i];
    range percent;

    if (!may_imply(b, s, level))
        return;
    struct implied_level l = { .s = s };
    struct implied_source at = {
        .input = input, .statement = i, .compare = -1,
        .whole = s->unit.class == UNIT_COUNT && !s->unit.multiplied && s->value.value.scale == 0,
    };

    if (!figure_range(&s->value, s->unit, &l.range)
        || !range_shift(l.range, s->unit.power, &l.range)
        || !dec_shift(s->value.value, s->unit.power, &l.value))
        return;

    const struct concord_fact *of = &b->concord->fact[level];
    str base = STR("");

    for (uint32_t k = 0; k < s->ncompares; k++) {
        if (s->compare[k].base == BASE_PLAN)
            base = s->compare[k].base_text;
        at.compare = (int8_t)k;
        add_comparison(b, &l, of, at);
    }
    at.compare = -1;
    if (s->plan_pct->has_value && !s->plan_pct->is_range
        && figure_range(s->plan_pct, (unit){ .class = UNIT_PERCENT }, &percent)
        && hidden_by_percent(l.range, l.value, percent, &at))
        add_source(b, of, IMPLIED_PLAN, period_of_plan(s->period, base), at);
}

static void gather_sources(struct implied_builder *b, struct implied_book *out)
{
    struct implied_source *all = arena_array(b->job->arena, struct implied_source, b->nsources);
    uint32_t *next = arena_array(b->job->arena, uint32_t, b->nitems), at = 0;

    for (size_t i = 0; i < b->nitems; i++) {
        b->item[i].source = next[i] = at;
        at += b->item[i].nsources;
    }
    for (size_t i = 0; i < b->nsources; i++)
        all[next[b->source[i].item]++] = b->source[i];
    out->source = all;
    out->nsources = (uint32_t)b->nsources;
}

/* -- what else is known of it -- */

/* The figure itself, where a report tells it after all. */
static void find_stated(struct implied_builder *b, struct implied *m)
{
    const struct concord *c = b->concord;

    m->stated = concord_beside(c, m->of, m->what == IMPLIED_PLAN ? CONCORD_PLAN : CONCORD_RESULT,
                               m->period);
    for (uint32_t i = 0; m->stated && i < m->stated->nplaces && !m->brackets; i++) {
        struct concord_value v;
        dec lo, hi;

        m->brackets = concord_read(c, &c->place[m->stated->place + i], &v)
                      && range_bounds(v.range, decimals_for(v.value), &lo, &hi)
                      && dec_cmp(lo, m->hi) <= 0 && dec_cmp(m->lo, hi) <= 0;
    }
}

/* People, cases and communes are whole. */
static void count_whole(struct implied *m)
{
    dec lo, hi, floor, ceiling;

    if (!m->whole || dec_cmp(m->lo, m->hi) > 0
        || !range_bounds(range_exact(m->lo), 0, &floor, &lo)
        || !range_bounds(range_exact(m->hi), 0, &hi, &ceiling))
        return;
    m->no_whole = dec_cmp(lo, hi) > 0;
    if (m->no_whole)
        return;
    m->lo = lo;
    m->hi = hi;
}

/* The ends at one scale. */
static bool whole_ends(const struct implied *m, int64_t *lo, int64_t *hi, int8_t *scale)
{
    dec a, b;

    *scale = m->lo.scale > m->hi.scale ? m->lo.scale : m->hi.scale;
    if (!dec_rescale(m->lo, *scale, &a) || !dec_rescale(m->hi, *scale, &b))
        return false;
    *lo = a.coef;
    *hi = b.coef;
    return *lo > 0 && *lo <= *hi;
}

/* The value with the most noughts, if only one has so many. */
bool implied_guess(const struct implied *m, dec *out)
{
    int64_t lo, hi;
    int8_t scale;

    if (!whole_ends(m, &lo, &hi, &scale))
        return false;
    for (int n = DEC_MAX_SCALE; n >= 0; n--) {
        int64_t step = dec_pow10(n), most = hi / step, least = (lo - 1) / step + 1;

        if (most < least)
            continue;
        *out = (dec){ most * step, scale };
        return most == least && n > 0;
    }
    return false;
}

const struct implied_book *implied_build(struct job *j, const struct concord *c,
                                         enum implied_scope scope)
{
    struct implied_book *out = arena_new(j->arena, struct implied_book);
    struct implied_builder b = { .job = j, .concord = c, .scope = scope };

    for (uint32_t i = 0; i < c->ninputs; i++)
        for (uint32_t k = 0; k < c->input[i].report->nstatements; k++)
            add_implying(&b, i, k);
    gather_sources(&b, out);
    for (size_t i = 0; i < b.nitems; i++) {
        find_stated(&b, &b.item[i]);
        count_whole(&b.item[i]);
    }
    out->concord = c;
    out->item = b.item;
    out->nitems = (uint32_t)b.nitems;
    return out;
}

const struct figure *implied_figure(const struct implied_book *b, const struct implied_source *s)
{
    const struct statement *st = &b->concord->input[s->input].report->statement[s->statement];

    return s->compare >= 0 ? &st->compare[s->compare].amount : st->plan_pct;
}

bool implied_in_unit(dec value, dec other, unit u, bool up, dec *out)
{
    const dec ten = { 10, 0 };
    dec lo, hi, apart, shown;
    int8_t scale = 0;

    if (!dec_sub(value, other, &apart) || !dec_shift(dec_abs(apart), -u.power, &apart)
        || !dec_shift(value, -u.power, &value))
        return false;
    while (scale < IMPLIED_DECIMALS
           && (!dec_shift(apart, scale, &shown) || dec_cmp(shown, ten) < 0))
        scale++;
    if (!range_bounds(range_exact(value), scale, &lo, &hi))
        return false;
    *out = up ? hi : lo;
    while (out->scale > 0 && out->coef % 10 == 0) {
        out->coef /= 10;
        out->scale--;
    }
    return true;
}

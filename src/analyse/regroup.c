/* regroup.c -- a series read in the units of another day.
 *
 * Units that share ground through successions are found in both directions: the parts of a
 * target on the day of the figures, and of each part what became of it on the target's
 * own day. Nothing but the target itself may come back. That takes mergers, divisions
 * that were joined again and chains of both, and refuses the rest. */
#include "analyse/regroup.h"

#include "base/buf.h"

#include <stdlib.h>

enum { REASON_UNITS = 60, NO_FIGURE = 0, TWO_FIGURES = 1u << 31 };

enum regroup_how regroup_how_of(const struct indicator *one)
{
    if (one->nature == NATURE_COUNT)
        return REGROUP_NONE;
    return one->areas == ADDING_SUM ? REGROUP_SUM
         : one->areas == ADDING_RECOMPUTE ? REGROUP_RATIO : REGROUP_NONE;
}

/* -- figures by unit and day -- */

/* Open addressing; index of the figure + 1, TWO_FIGURES added when another has its place. */
struct figure_table {
    struct regroup_series series;
    uint32_t *slot;
    size_t mask;
    bool *used;                 /* by figure: a cell tells of it */
};

static uint32_t *regroup_slot(const struct figure_table *t, str id, epoch_day d)
{
    size_t at = (size_t)(str_quick_hash(id) ^ (uint64_t)(uint32_t)d * 0x9E3779B97F4A7C15u)
              & t->mask;

    while (t->slot[at]) {
        const struct regroup_figure *f = &t->series.figure[(t->slot[at] & ~TWO_FIGURES) - 1];

        if (f->day == d && str_eq(f->unit, id))
            break;
        at = (at + 1) & t->mask;
    }
    return &t->slot[at];
}

static struct figure_table open_figures(struct arena *a, struct regroup_series series)
{
    struct figure_table t = { .series = series };
    size_t slots = 8;

    while (slots < 2 * series.n)
        slots *= 2;
    t.slot = arena_array(a, uint32_t, slots);
    t.mask = slots - 1;
    t.used = arena_array(a, bool, series.n + 1);
    for (size_t i = 0; i < series.n; i++) {
        if (series.figure[i].state == FACT_WITHDRAWN)   /* as if it had never been told */
            continue;

        uint32_t *slot = regroup_slot(&t, series.figure[i].unit, series.figure[i].day);

        *slot = *slot ? *slot | TWO_FIGURES : (uint32_t)i + 1;
    }
    return t;
}

/* -- one reading -- */

struct regrouping {
    struct arena *arena;
    const struct geography *g;
    const struct regroup_request *r;
    struct figure_table own, above, below;
    struct area_list back;      /* scratch */
};

static bool has_regroup_figure(const struct figure_table *t, const struct area *u, epoch_day d)
{
    return *regroup_slot(t, u->id, d) != NO_FIGURE;
}

/* Has the unit what this reading needs of a part? */
static bool has_any_figure(const struct regrouping *k, const struct area *u, epoch_day d)
{
    return has_regroup_figure(&k->own, u, d) ||
           (k->r->how == REGROUP_RATIO && (has_regroup_figure(&k->above, u, d) ||
                                           has_regroup_figure(&k->below, u, d)));
}

/* A unit's own day that is nearest to d. */
static epoch_day nearest_day(const struct area *u, epoch_day d)
{
    return d < u->from ? u->from : d > u->to ? u->to : d;
}

/* Is u on that day the target, or one of its communes? */
static bool in_target(const struct regrouping *k, const struct area *u, const struct area *target,
                      epoch_day d)
{
    while (u && u != target)
        u = geography_parent(k->g, u, d);
    return u != NULL;
}

/* Puts the parts that have ground outside the target into c->shared. */
static bool find_shared(struct regrouping *k, struct regroup_cell *c)
{
    epoch_day own = nearest_day(c->unit, c->day);
    bool all = true;

    for (size_t i = 0; i < c->parts.n; i++) {
        const struct area *part = c->parts.area[i];
        bool inside = true;

        if (!geography_ground(k->arena, part, own, &k->back))
            all = false;
        for (size_t n = 0; n < k->back.n; n++)
            inside &= in_target(k, k->back.area[n], c->unit, own);
        if (!inside)
            area_list_put(k->arena, &c->shared, part);
    }
    return all;
}

/* The parts of a target out of its communes. */
static bool find_commune_parts(struct regrouping *k, struct regroup_cell *c)
{
    struct area_list communes = { 0 }, then = { 0 };
    bool all = true;

    geography_communes(k->g, k->arena, c->unit, nearest_day(c->unit, c->day), &communes);
    for (size_t i = 0; i < communes.n; i++) {
        all &= geography_ground(k->arena, communes.area[i], c->day, &then);
        for (size_t n = 0; n < then.n; n++)
            area_list_put(k->arena, &c->parts, then.area[n]);
    }
    return all && communes.n > 0;
}

/* Finds what the target is made of on the day; anything but REGROUP_TOLD refuses. */
static enum regroup_verdict find_ground_parts(struct regrouping *k, struct regroup_cell *c,
                                       bool from_communes)
{
    bool mapped = from_communes ? find_commune_parts(k, c)
                                : geography_ground(k->arena, c->unit, c->day, &c->parts);

    mapped &= find_shared(k, c);
    if (c->shared.n)
        return c->day < c->unit->from ? REGROUP_SPLIT : REGROUP_STRADDLES;
    if (mapped && c->parts.n)
        return REGROUP_TOLD;
    return REGROUP_UNMAPPED;
}

/* Adds the figures of all parts. `known` is the sum of the numbers there are. */
static enum regroup_verdict add_parts(struct regrouping *k, const struct figure_table *t,
                                      struct regroup_cell *c, dec *known, enum fact_state *state)
{
    size_t numbers = 0;
    bool alike = true, twice = false, any = false;

    *known = (dec){ 0, 0 };
    for (size_t i = 0; i < c->parts.n; i++) {
        const struct area *part = c->parts.area[i];
        uint32_t at = *regroup_slot(t, part->id, c->day);
        const struct regroup_figure *f = at ? &t->series.figure[(at & ~TWO_FIGURES) - 1] : NULL;
        enum fact_state is = f ? f->state : FACT_UNKNOWN;

        twice |= (at & TWO_FIGURES) != 0;
        if (at & TWO_FIGURES || is != FACT_NUMBER)
            area_list_put(k->arena, &c->missing, part);
        alike &= f && (!any || is == *state);
        any |= f != NULL;
        *state = is;
        if (is == FACT_NUMBER && !(at & TWO_FIGURES)) {
            if (!dec_add(*known, f->value, known))
                return REGROUP_OVERFLOW;
            numbers++;
        }
    }
    if (twice)
        return REGROUP_TWICE;
    if (numbers == c->parts.n || (alike && numbers == 0))
        return REGROUP_TOLD;
    return any ? REGROUP_INCOMPLETE : REGROUP_NOTHING;
}

static enum regroup_verdict tell_sum(struct regrouping *k, struct regroup_cell *c)
{
    enum regroup_verdict v = add_parts(k, &k->own, c, &c->known, &c->state);

    if (v == REGROUP_TOLD) {
        c->value = c->known;
        if (c->state != FACT_NUMBER)    /* all parts say so: nothing is missing */
            c->missing.n = 0;
    }
    return v;
}

static enum regroup_verdict divide_sums(const struct regrouping *k, struct regroup_cell *c)
{
    dec shifted;

    if (c->below.coef == 0)
        return REGROUP_ZERO;
    if (!dec_shift(c->above, k->r->power, &shifted) ||
        !dec_divide(shifted, c->below, k->r->scale, &c->value))
        return REGROUP_OVERFLOW;
    c->recomputed = true;
    return REGROUP_TOLD;
}

/* What is wrong with either sum. */
static enum regroup_verdict worse_verdict(enum regroup_verdict a, enum regroup_verdict b)
{
    if (a == REGROUP_OVERFLOW || b == REGROUP_OVERFLOW)
        return REGROUP_OVERFLOW;
    if (a == REGROUP_TWICE || b == REGROUP_TWICE)
        return REGROUP_TWICE;
    if (a == b)
        return a;
    return REGROUP_INCOMPLETE;
}

static enum regroup_verdict tell_ratio(struct regrouping *k, struct regroup_cell *c)
{
    enum fact_state state = FACT_UNKNOWN;
    enum regroup_verdict v = add_parts(k, &k->above, c, &c->above, &state);

    v = worse_verdict(v, add_parts(k, &k->below, c, &c->below, &c->state));
    if (v == REGROUP_TOLD && state != c->state)
        return REGROUP_INCOMPLETE;
    if (v == REGROUP_TOLD && state != FACT_NUMBER)
        c->missing.n = 0;
    return v == REGROUP_TOLD && state == FACT_NUMBER ? divide_sums(k, c) : v;
}

/* The figure of the one part. */
static enum regroup_verdict tell_one(struct regrouping *k, struct regroup_cell *c)
{
    return k->r->how == REGROUP_RATIO && !has_regroup_figure(&k->own, c->parts.area[0], c->day)
         ? tell_ratio(k, c) : tell_sum(k, c);
}

/* Rates, too, are told by one unit at a time when nothing is known of what they are taken
 * of: an average would weigh all units alike. */
static enum regroup_verdict tell_parts(struct regrouping *k, struct regroup_cell *c)
{
    enum regroup_verdict v = REGROUP_NOTHING;

    if (c->parts.n == 1)
        return tell_one(k, c);
    if (k->r->how == REGROUP_SUM)
        return tell_sum(k, c);
    if (k->r->how == REGROUP_RATIO)
        v = tell_ratio(k, c);
    for (size_t i = 0; i < c->parts.n && v == REGROUP_NOTHING; i++)
        if (has_regroup_figure(&k->own, c->parts.area[i], c->day))
            v = REGROUP_NOT_ADDITIVE;
    return v;
}

static void forget_parts(struct regroup_cell *c)
{
    *c = (struct regroup_cell){ .unit = c->unit, .day = c->day };
}

static void tell_from_communes(struct regrouping *k, struct regroup_cell *c)
{
    forget_parts(c);
    c->verdict = find_ground_parts(k, c, true);
    if (c->verdict == REGROUP_TOLD)
        c->verdict = tell_parts(k, c);
}

/* A district after districts ended: no unit followed it. */
static bool district_ended(const struct area *u, epoch_day d)
{
    return u->level == AREA_DISTRICT && u->to < d && !u->became;
}

static void find_verdict(struct regrouping *k, struct regroup_cell *c)
{
    bool upper = c->unit->level != AREA_COMMUNE;

    if (c->day < c->unit->from && has_any_figure(k, c->unit, c->day)) {
        area_list_put(k->arena, &c->parts, c->unit);
        c->recounted = true;
        c->verdict = tell_one(k, c);
        return;
    }
    if (district_ended(c->unit, c->day)) {
        if (k->r->from_communes)
            tell_from_communes(k, c);
        if (k->r->from_communes && c->verdict == REGROUP_TOLD)
            return;
        c->verdict = REGROUP_ENDED;
        c->shared.n = 0;
        geography_straddling(k->g, k->arena, c->unit, c->day, &c->shared);
        return;
    }
    c->verdict = find_ground_parts(k, c, false);
    if (c->verdict == REGROUP_TOLD)
        c->verdict = tell_parts(k, c);
    if (k->r->from_communes && upper &&
        (c->verdict == REGROUP_NOTHING || c->verdict == REGROUP_UNMAPPED))
        tell_from_communes(k, c);
}

static void mark_used(const struct figure_table *t, const struct area *u, epoch_day d)
{
    uint32_t at = *regroup_slot(t, u->id, d);

    if (at)
        t->used[(at & ~TWO_FIGURES) - 1] = true;
}

static void tell_regroup_cell(struct regrouping *k, struct regroup_cell *c)
{
    find_verdict(k, c);
    if (c->verdict != REGROUP_TOLD)
        c->state = FACT_UNKNOWN;
    for (size_t i = 0; i < c->parts.n; i++) {
        mark_used(&k->own, c->parts.area[i], c->day);
        mark_used(&k->above, c->parts.area[i], c->day);
        mark_used(&k->below, c->parts.area[i], c->day);
    }
}

/* -- days, targets, strays -- */

static int by_day(const void *a, const void *b)
{
    epoch_day x = *(const epoch_day *)a, y = *(const epoch_day *)b;

    return (x > y) - (x < y);
}

static size_t put_days(struct regroup_series s, epoch_day *out, size_t n)
{
    for (size_t i = 0; i < s.n; i++)
        if (n == 0 || out[n - 1] != s.figure[i].day)
            out[n++] = s.figure[i].day;
    return n;
}

/* All days of all series, rising, each once. */
static size_t list_days(struct arena *a, const struct regroup_request *r, epoch_day **out)
{
    epoch_day *list = arena_array_raw(a, epoch_day, r->own.n + r->above.n + r->below.n + 1);
    size_t n = put_days(r->below, list, put_days(r->above, list, put_days(r->own, list, 0)));
    size_t kept = 0;

    if (n)
        qsort(list, n, sizeof *list, by_day);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || list[kept - 1] != list[i])
            list[kept++] = list[i];
    *out = list;
    return kept;
}

/* All of a level in `in`; an old province's communes lie in its districts. */
static void put_level_units(struct regrouping *k, const struct area *in, struct area_list *out)
{
    struct area_list child = { 0 };

    geography_children(k->g, k->arena, in, k->r->reference, &child);
    for (size_t i = 0; i < child.n; i++) {
        if (child.area[i]->level == k->r->level)
            area_list_put(k->arena, out, child.area[i]);
        else
            put_level_units(k, child.area[i], out);
    }
}

static status list_targets(struct job *j, struct regrouping *k, struct area_list *out)
{
    if (!k->r->target)
        put_level_units(k, k->r->within, out);
    for (size_t i = 0; i < k->r->ntargets && k->r->target; i++) {
        const struct area *u = geography_find(k->g, k->r->target[i]);

        if (!u)
            return job_fail(j, FAIL_USAGE, "không có đơn vị hành chính nào mã «%.*s»",
                            "there is no administrative unit '%.*s'", STRF(k->r->target[i]));
        area_list_put(j->arena, out, u);
    }
    return OK;
}

static void put_regroup_strays(struct regrouping *k, const struct figure_table *t,
                       struct regroup_result *out, struct regroup_stray *stray)
{
    for (size_t i = 0; i < t->series.n; i++) {
        const struct regroup_figure *f = &t->series.figure[i];
        const struct area *u;

        if (t->used[i] || (*regroup_slot(t, f->unit, f->day) & ~TWO_FIGURES) != i + 1)
            continue;
        u = geography_find(k->g, f->unit);
        stray[out->nstrays++] = (struct regroup_stray){
            f->unit, f->day,
            !u ? STRAY_UNKNOWN : area_valid(u, f->day) ? STRAY_ELSEWHERE : STRAY_NOT_THEN, u };
    }
    out->stray = stray;
}

status regroup_read(struct job *j, const struct geography *g, const struct regroup_request *r,
                    struct regroup_result *out)
{
    struct regrouping k = { .arena = j->arena, .g = g, .r = r };
    struct area_list targets = { 0 };
    struct regroup_cell *cell;
    epoch_day *days;
    size_t ndays = list_days(j->arena, r, &days);

    status st = list_targets(j, &k, &targets);
    if (st != OK)
        return st;
    *out = (struct regroup_result){ 0 };
    k.own = open_figures(j->arena, r->own);
    k.above = open_figures(j->arena, r->above);
    k.below = open_figures(j->arena, r->below);
    cell = arena_array(j->arena, struct regroup_cell, ndays * targets.n + 1);
    for (size_t d = 0; d < ndays; d++)
        for (size_t i = 0; i < targets.n; i++) {
            struct regroup_cell *c = &cell[out->n++];

            c->unit = targets.area[i];
            c->day = days[d];
            tell_regroup_cell(&k, c);
        }
    out->cell = cell;

    struct regroup_stray *stray =
        arena_array_raw(j->arena, struct regroup_stray, r->own.n + r->above.n + r->below.n + 1);
    put_regroup_strays(&k, &k.own, out, stray);
    put_regroup_strays(&k, &k.above, out, stray);
    put_regroup_strays(&k, &k.below, out, stray);
    return OK;
}

/* -- reasons -- */

static const struct {
    const char *vi, *en;
} reason_words[] = {
    [REGROUP_TOLD] = { "", "" },
    [REGROUP_INCOMPLETE] = { "chưa đủ số của", "no figure yet of" },
    [REGROUP_NOTHING] = { "không có số nào của", "no figure of" },
    [REGROUP_SPLIT] = { "đã bị chia, chỉ một phần về đây:", "divided, only a part came here:" },
    [REGROUP_STRADDLES] = { "gồm cả đất của đơn vị khác:", "with ground of other units:" },
    [REGROUP_UNMAPPED] = { "chưa biết đơn vị nào trước đây hoặc sau này tương ứng",
                           "no unit of that day is known to correspond" },
    [REGROUP_ENDED] = { "đơn vị không còn vào ngày này; xã nằm trên nhiều đơn vị cũ:",
                        "the unit had ended by then; communes with ground of others:" },
    [REGROUP_NOT_ADDITIVE] = { "không cộng, không lấy bình quân được các số của",
                               "nothing adds up or averages the figures of" },
    [REGROUP_TWICE] = { "hai số cho cùng một ngày của", "two figures of one day of" },
    [REGROUP_ZERO] = { "mẫu số bằng 0, của", "the denominator is 0, of" },
    [REGROUP_OVERFLOW] = { "số quá lớn, không tính được, của", "too large to compute, of" },
};

/* The units a verdict is about. */
static const struct area_list *reason_units(const struct regroup_cell *c)
{
    switch (c->verdict) {
    case REGROUP_INCOMPLETE:
    case REGROUP_TWICE:
        return &c->missing;
    case REGROUP_SPLIT:
    case REGROUP_STRADDLES:
    case REGROUP_ENDED:
        return &c->shared;
    case REGROUP_TOLD:
    case REGROUP_NOTHING:
    case REGROUP_UNMAPPED:
    case REGROUP_NOT_ADDITIVE:
    case REGROUP_ZERO:
    case REGROUP_OVERFLOW:
        break;
    }
    return &c->parts;
}

str regroup_reason(struct job *j, const struct regroup_cell *c)
{
    const struct area_list *units = reason_units(c);
    const char *between = " ";
    struct buf b;

    if (c->verdict == REGROUP_TOLD)
        return (str){ NULL, 0 };
    buf_init(&b, j->arena);
    buf_put(&b, str_from(j->lang == LANG_EN ? reason_words[c->verdict].en
                                            : reason_words[c->verdict].vi));
    if (c->verdict == REGROUP_ENDED && units->n == 0)
        buf_put(&b, str_from(j->lang == LANG_EN ? " none" : " không có"));
    for (size_t i = 0; i < units->n && i < REASON_UNITS; i++) {
        buf_printf(&b, "%s%.*s %.*s (%.*s)", between, STRF(units->area[i]->kind),
                   STRF(units->area[i]->name), STRF(units->area[i]->id));
        between = ", ";
    }
    if (units->n > REASON_UNITS)
        buf_put(&b, STR(", ..."));
    return buf_str(&b);
}

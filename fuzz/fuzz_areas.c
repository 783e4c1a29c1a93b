/* fuzz_areas.c -- any bytes as units and successions: what is read holds together, and
 * a figure of each unit is told once at most. */
#include "hold.h"

#include "analyse/regroup.h"

enum { FUZZ_UNITS = 64 };

/* Neighbours in time, and a name that finds its unit or none. */
static void hold_area(const struct geography *g, struct arena *a, const struct area *u)
{
    must(u->from <= u->to && geography_find(g, u->id) == u);
    for (const struct succession *s = u->became; s; s = s->next_became)
        must(s->before == u && s->after->from == u->to + 1 && u->from <= u->to);
    for (const struct succession *s = u->made_of; s; s = s->next_made_of)
        must(s->after == u && s->before->to + 1 == u->from);

    epoch_day d = u->from == DAY_FIRST ? u->to : u->from;
    const struct area *in = geography_province(g, u, d);
    const struct area *named = geography_resolve(g, a, in, area_title(a, u), d);
    must(!named || area_valid(named, d));
}

/* Lists have each unit once, and districts straddled are those of former communes. */
static void hold_lists(const struct geography *g, struct arena *a, const struct area *u)
{
    struct area_list list = { 0 }, like = { 0 }, old = { 0 };
    epoch_day d = u->to == DAY_LAST ? u->from : u->to;

    geography_coded(g, a, u->code, &list);
    must(area_list_has(&list, u));
    geography_communes(g, a, u, d, &list);
    for (size_t i = 0; i < list.n; i++)
        for (size_t k = 0; k < i; k++)
            must(list.area[i] != list.area[k]);
    geography_named_like(g, a, u->name, &like);
    geography_former_districts(g, a, u, &old);
    for (size_t i = 0; i < old.n; i++)
        must(old.area[i]->level == AREA_DISTRICT);
    old.n = 0;
    if (u->to != DAY_LAST)
        geography_straddling(g, a, u, u->to + 1, &old);
    for (size_t i = 0; i < old.n; i++)
        must(old.area[i]->from == u->to + 1 || area_valid(old.area[i], u->to + 1));
}

static int64_t sum_told(struct job *j, const struct regroup_result *out)
{
    int64_t told = 0;

    for (size_t i = 0; i < out->n; i++) {
        const struct regroup_cell *c = &out->cell[i];

        if (c->verdict == REGROUP_TOLD && !c->recomputed && c->state == FACT_NUMBER)
            told += c->value.coef;
        must((regroup_reason(j, c).len == 0) == (c->verdict == REGROUP_TOLD));
        must(!c->recomputed || (c->value.coef == 100 && c->value.scale == 0));
    }
    return told;
}

/* Figures of 1 of the communes of a day, in the units of another: no sum is larger than all,
 * and each rate of as many is 100 %. */
static void hold_regrouping(struct job *j, const struct geography *g, epoch_day from,
                            epoch_day reference)
{
    struct regroup_figure f[FUZZ_UNITS];
    struct regroup_request r = { .own = { f, 0 }, .reference = reference, .power = 2 };
    struct regroup_result out;

    for (size_t i = 0; i < FUZZ_UNITS && geography_each(g, i); i++) {
        const struct area *u = geography_each(g, i);

        if (u->level == AREA_COMMUNE && area_valid(u, from))
            f[r.own.n++] = (struct regroup_figure){ .unit = u->id, .day = from,
                                                    .value = { 1, 0 } };
    }
    for (int i = 0; i < 6; i++) {
        r.level = (enum area_level)(i % 3);
        r.from_communes = i >= 3;
        must(regroup_read(j, g, &r, &out) == OK);
        /* A province of any bytes may keep its id and take a commune of another. */
        must(sum_told(j, &out) <= (int64_t)r.own.n || r.from_communes);
    }
    r.how = REGROUP_NONE;
    must(regroup_read(j, g, &r, &out) == OK && sum_told(j, &out) <= (int64_t)r.own.n);
    if (r.own.n)
        f[0].state = FACT_NOT_DUE;
    r.how = REGROUP_SUM;
    must(regroup_read(j, g, &r, &out) == OK && sum_told(j, &out) <= (int64_t)r.own.n);
    if (r.own.n)
        f[0].state = FACT_NUMBER;
    r.above = r.below = r.own;
    r.own.n = 0;
    r.how = REGROUP_RATIO;
    must(regroup_read(j, g, &r, &out) == OK && sum_told(j, &out) == 0);
}

static status hold_geography(struct job *j, void *arg)
{
    struct geography_text text = { STR("fuzz.tsv"), *(const str *)arg };
    const struct geography *g;
    epoch_day day = 0, last = 0;

    status st = geography_read(j, &text, 1, &g);
    if (st != OK) {
        must(j->message.len && str_find(j->message, STR("\n")) == SIZE_MAX);
        return st;
    }
    for (size_t i = 0; i < FUZZ_UNITS && geography_each(g, i); i++) {
        const struct area *u = geography_each(g, i);

        hold_area(g, j->arena, u);
        hold_lists(g, j->arena, u);
        day = u->from == DAY_FIRST ? day : u->from;
        last = u->to == DAY_LAST ? last : u->to;
    }
    hold_regrouping(j, g, day, last);
    hold_regrouping(j, g, last, day);
    hold_regrouping(j, g, day - 1, day);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 1024 * 1024, hold_geography);
    return 0;
}

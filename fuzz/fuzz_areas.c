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

/* Figures of 1 of all units of a day, in the units of another: no sum is larger than all. */
static void hold_regrouping(struct job *j, const struct geography *g, epoch_day from,
                            epoch_day reference)
{
    struct regroup_figure f[FUZZ_UNITS];
    struct regroup_request r = { .own = { f, 0 }, .level = AREA_COMMUNE,
                                 .reference = reference };
    struct regroup_result out;
    int64_t told = 0;

    for (size_t i = 0; i < FUZZ_UNITS && geography_each(g, i); i++) {
        const struct area *u = geography_each(g, i);

        if (u->level == AREA_COMMUNE && area_valid(u, from))
            f[r.own.n++] = (struct regroup_figure){ .unit = u->id, .day = from,
                                                    .value = { 1, 0 } };
    }
    must(regroup_read(j, g, &r, &out) == OK);
    for (size_t i = 0; i < out.n; i++) {
        if (out.cell[i].verdict == REGROUP_TOLD)
            told += out.cell[i].value.coef;
        must((regroup_reason(j, &out.cell[i]).len == 0) == (out.cell[i].verdict == REGROUP_TOLD));
    }
    must(told <= (int64_t)r.own.n);
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

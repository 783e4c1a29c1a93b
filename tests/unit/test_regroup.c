/* test_regroup.c -- series in the units of another day: what adds up, what refuses, and
 * drawn histories against an oracle that knows the ground piece by piece. */
#include "analyse/regroup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "t.h"

static epoch_day on_day(const char *iso)
{
    epoch_day d = 0;

    T(day_parse(str_from(iso), &d), "%s", iso);
    return d;
}

static dec whole_number(int64_t n)
{
    return (dec){ n, 0 };
}

static const struct regroup_cell *cell_of(const struct regroup_result *r, const char *id,
                                          epoch_day d)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->cell[i].day == d && str_eq(r->cell[i].unit->id, str_from(id)))
            return &r->cell[i];
    return NULL;
}

/* -- a small country -- */

/* A and B merge in 2025 to C, D is divided among E and F, G is renamed, H and I become J
 * and J divides again in 2026, K ended without a word. P became Q, which joined N, of which
 * nothing earlier is known. */
static const char small_country[] =
    "code\tname\tkind\tparent\tvalid_from\tvalid_to\n"
    "01\tTỉnh\ttỉnh\t\t\t\n"
    "001\tMột\thuyện\t01\t\t2025-06-30\n"
    "002\tHai\thuyện\t01\t\t2025-06-30\n"
    "00001\tA\txã\t001\t\t2025-06-30\n"
    "00002\tB\txã\t001\t\t2025-06-30\n"
    "00004\tD\txã\t001\t\t2025-06-30\n"
    "00007\tG\txã\t002\t\t2025-06-30\n"
    "00008\tH\txã\t001\t\t2025-06-30\n"
    "00009\tI\txã\t002\t\t2025-06-30\n"
    "00011\tK\txã\t002\t\t2025-06-30\n"
    "00012\tP\txã\t002\t\t2022-12-31\n"
    "00013\tQ\txã\t002\t2023-01-01\t2025-06-30\n"
    "00014\tN\txã\t002\t2024-01-01\t2025-06-30\n"
    "00015\tR\txã\t01\t2025-07-01\t\n"
    "00001\tC\txã\t01\t2025-07-01\t\n"
    "00005\tE\txã\t01\t2025-07-01\t\n"
    "00006\tF\txã\t01\t2025-07-01\t\n"
    "00007\tG mới\tphường\t01\t2025-07-01\t\n"
    "00008\tJ\txã\t01\t2025-07-01\t2025-12-31\n"
    "00008\tJ trên\txã\t01\t2026-01-01\t\n"
    "00009\tJ dưới\txã\t01\t2026-01-01\t\n"
    "old\tnew\teffective\tshare\tact\n"
    "00012\t00013/2023-01-01\t2023-01-01\twhole\t0\n"
    "00013/2023-01-01\t00015/2025-07-01\t2025-07-01\twhole\t1\n"
    "00014/2024-01-01\t00015/2025-07-01\t2025-07-01\twhole\t1\n"
    "00001\t00001/2025-07-01\t2025-07-01\twhole\t1\n"
    "00002\t00001/2025-07-01\t2025-07-01\twhole\t1\n"
    "00004\t00005/2025-07-01\t2025-07-01\tpart\t1\n"
    "00004\t00006/2025-07-01\t2025-07-01\tpart\t1\n"
    "00007\t00007/2025-07-01\t2025-07-01\twhole\t1\n"
    "00008\t00008/2025-07-01\t2025-07-01\twhole\t1\n"
    "00009\t00008/2025-07-01\t2025-07-01\twhole\t1\n"
    "00008/2025-07-01\t00008/2026-01-01\t2026-01-01\tpart\t2\n"
    "00008/2025-07-01\t00009/2026-01-01\t2026-01-01\tpart\t2\n";

struct small_figure {
    const char *unit, *day;
    int64_t value;              /* negative: the state -value */
};

static const struct regroup_figure *put_figures(struct arena *a, const struct small_figure *f,
                                                size_t n)
{
    struct regroup_figure *out = arena_array(a, struct regroup_figure, n + 1);

    for (size_t i = 0; i < n; i++) {
        out[i] = (struct regroup_figure){ .unit = str_from(f[i].unit), .day = on_day(f[i].day) };
        if (f[i].value < 0)
            out[i].state = (enum fact_state)-f[i].value;
        else
            out[i].value = whole_number(f[i].value);
    }
    return out;
}

#define SERIES(a, list) { put_figures((a), (list), sizeof(list) / sizeof *(list)), \
                          sizeof(list) / sizeof *(list) }

static const struct small_figure people[] = {
    { "00001", "2024-12-31", 100 }, { "00002", "2024-12-31", 200 },
    { "00004", "2024-12-31", 70 },  { "00007", "2024-12-31", 40 },
    { "00008", "2024-12-31", 5 },   { "00009", "2024-12-31", 6 },
    { "00011", "2024-12-31", 9 },   { "001", "2024-12-31", 375 },
    { "00001/2025-07-01", "2025-09-30", 310 }, { "00005/2025-07-01", "2025-09-30", 30 },
    { "00006/2025-07-01", "2025-09-30", 41 },  { "00007/2025-07-01", "2025-09-30", 42 },
    { "00008/2025-07-01", "2025-09-30", 12 },  { "001", "2025-09-30", 380 },
    { "00015/2025-07-01", "2025-09-30", 99 },
    { "00008/2026-01-01", "2026-03-31", 7 },   { "00009/2026-01-01", "2026-03-31", 8 },
};

static const struct {
    const char *unit, *day;
    enum regroup_verdict verdict;
    int64_t value;
    const char *listed;         /* the first unit its reason is about */
} people_case[] = {
    { "00001", "2024-12-31", REGROUP_TOLD, 100, NULL },         /* facts stay where they are */
    { "00002", "2024-12-31", REGROUP_TOLD, 200, NULL },
    { "00001/2025-07-01", "2024-12-31", REGROUP_TOLD, 300, NULL },
    { "00001/2025-07-01", "2025-09-30", REGROUP_TOLD, 310, NULL },
    { "00001", "2025-09-30", REGROUP_STRADDLES, 0, "00001/2025-07-01" },
    { "00005/2025-07-01", "2024-12-31", REGROUP_SPLIT, 0, "00004" },
    { "00004", "2025-09-30", REGROUP_TOLD, 71, NULL },          /* all of D is E and F */
    { "00007/2025-07-01", "2024-12-31", REGROUP_TOLD, 40, NULL },
    { "00007", "2025-09-30", REGROUP_TOLD, 42, NULL },          /* one to one, both ways */
    { "00008/2025-07-01", "2024-12-31", REGROUP_TOLD, 11, NULL },
    { "00008/2025-07-01", "2026-03-31", REGROUP_TOLD, 15, NULL },
    { "00008/2026-01-01", "2024-12-31", REGROUP_SPLIT, 0, "00008" },
    { "00008/2026-01-01", "2025-09-30", REGROUP_SPLIT, 0, "00008/2025-07-01" },
    { "00008", "2026-03-31", REGROUP_STRADDLES, 0, "00008/2026-01-01" },
    { "00011", "2025-09-30", REGROUP_UNMAPPED, 0, NULL },
    { "00012", "2025-09-30", REGROUP_UNMAPPED, 0, NULL },       /* R may be more than P */
    { "00013/2023-01-01", "2025-09-30", REGROUP_STRADDLES, 0, "00015/2025-07-01" },
    { "001", "2024-12-31", REGROUP_TOLD, 375, NULL },
    { "001", "2025-09-30", REGROUP_ENDED, 0, "00008/2025-07-01" },
    { "01", "2024-12-31", REGROUP_NOTHING, 0, NULL },           /* nothing is added unasked */
};

static void check_people(struct job *j, const struct geography *g)
{
    str target[sizeof people_case / sizeof *people_case];
    struct regroup_request r = { .how = REGROUP_SUM, .own = SERIES(j->arena, people),
                                 .target = target };
    struct regroup_result out;

    for (size_t i = 0; i < sizeof people_case / sizeof *people_case; i++)
        target[r.ntargets++] = str_from(people_case[i].unit);
    if (!T(regroup_read(j, g, &r, &out) == OK, "reads"))
        return;
    for (size_t i = 0; i < sizeof people_case / sizeof *people_case; i++) {
        const struct regroup_cell *c =
            cell_of(&out, people_case[i].unit, on_day(people_case[i].day));

        if (!T(c && c->verdict == people_case[i].verdict, "%s on %s: %d", people_case[i].unit,
               people_case[i].day, c ? (int)c->verdict : -1))
            continue;
        T(c->verdict != REGROUP_TOLD ||
          (c->state == FACT_NUMBER && dec_cmp(c->value, whole_number(people_case[i].value)) == 0),
          "%s on %s: %lld", people_case[i].unit, people_case[i].day, (long long)c->value.coef);
        T(!people_case[i].listed ||
          (c->shared.n && str_eq(c->shared.area[0]->id, str_from(people_case[i].listed))),
          "%s on %s: lists %zu", people_case[i].unit, people_case[i].day, c->shared.n);

        str why = regroup_reason(j, c);
        T((why.len == 0) == (c->verdict == REGROUP_TOLD), "%.*s", STRF(why));
        T(!people_case[i].listed || str_find(why, str_from(people_case[i].listed)) != SIZE_MAX,
          "%.*s", STRF(why));
    }
    /* The district's figure of a day without districts, and nothing else. */
    T(out.nstrays == 1 && out.stray[0].why == STRAY_NOT_THEN &&
      str_eq(out.stray[0].unit, STR("001")), "%zu strays", out.nstrays);
}

/* Of all units of a day: what no target is made of is told, not lost. */
static void check_strays(struct job *j, const struct geography *g)
{
    static const struct small_figure figures[] = {
        { "00001", "2024-12-31", 1 }, { "00011", "2024-12-31", 2 }, { "99999", "2024-12-31", 3 },
        { "001", "2024-12-31", 4 }, { "00005/2025-07-01", "2024-12-31", 5 },
        { "00001/2025-07-01", "2025-06-30", 6 },
    };
    struct regroup_request r = { .how = REGROUP_SUM, .own = SERIES(j->arena, figures),
                                 .level = AREA_COMMUNE, .within = geography_find(g, STR("01")),
                                 .reference = on_day("2025-08-01") };
    struct regroup_result out;

    if (!T(regroup_read(j, g, &r, &out) == OK && out.n == 12, "6 units, 2 days: %zu", out.n))
        return;
    T(out.nstrays == 3 && out.stray[0].why == STRAY_ELSEWHERE &&
      out.stray[1].why == STRAY_UNKNOWN && !out.stray[1].area &&
      out.stray[2].why == STRAY_ELSEWHERE, "%zu", out.nstrays);

    const struct regroup_cell *c = cell_of(&out, "00005/2025-07-01", on_day("2024-12-31"));
    T(c && c->verdict == REGROUP_TOLD && c->recounted && c->value.coef == 5,
      "a source told it for the new unit");
    c = cell_of(&out, "00001/2025-07-01", on_day("2024-12-31"));
    T(c && c->verdict == REGROUP_INCOMPLETE && c->missing.n == 1 && c->known.coef == 1,
      "B is missing");

    static const str none[] = { { "77777", 5 } };
    r.target = none;
    r.ntargets = 1;
    T(regroup_read(j, g, &r, &out) == FAIL_USAGE, "a target that is no unit");
    job_forgive(j);
}

/* -- states -- */

static void check_states(struct job *j, const struct geography *g)
{
    static const struct {
        int64_t a, b;           /* of A and B; 0: no figure */
        enum regroup_verdict verdict;
        enum fact_state state;
        int64_t value;          /* told or known */
        size_t missing;
    } state_case[] = {
        { 1, 2, REGROUP_TOLD, FACT_NUMBER, 3, 0 },
        { 1, 0, REGROUP_INCOMPLETE, FACT_UNKNOWN, 1, 1 },
        { 0, 0, REGROUP_NOTHING, FACT_UNKNOWN, 0, 2 },
        { 5, -FACT_UNKNOWN, REGROUP_INCOMPLETE, FACT_UNKNOWN, 5, 1 },
        { 5, -FACT_NOT_APPLICABLE, REGROUP_INCOMPLETE, FACT_UNKNOWN, 5, 1 },
        { -FACT_NOT_APPLICABLE, -FACT_NOT_APPLICABLE, REGROUP_TOLD, FACT_NOT_APPLICABLE, 0, 0 },
        { -FACT_NOT_DUE, -FACT_NOT_DUE, REGROUP_TOLD, FACT_NOT_DUE, 0, 0 },
        { -FACT_NOT_DUE, -FACT_UNKNOWN, REGROUP_INCOMPLETE, FACT_UNKNOWN, 0, 2 },
        { -FACT_NOT_DUE, 0, REGROUP_INCOMPLETE, FACT_UNKNOWN, 0, 2 },
        { 7, -FACT_WITHDRAWN, REGROUP_INCOMPLETE, FACT_UNKNOWN, 7, 1 },
        { -FACT_WITHDRAWN, -FACT_WITHDRAWN, REGROUP_NOTHING, FACT_UNKNOWN, 0, 2 },
        { INT64_MAX, 1, REGROUP_OVERFLOW, FACT_UNKNOWN, 0, 0 },
    };
    static const str target[] = { { "00001/2025-07-01", 16 } };

    for (size_t i = 0; i < sizeof state_case / sizeof *state_case; i++) {
        struct small_figure f[3] = { { "00007", "2024-12-31", 1 } };
        size_t n = 1;

        if (state_case[i].a)
            f[n++] = (struct small_figure){ "00001", "2024-12-31", state_case[i].a };
        if (state_case[i].b)
            f[n++] = (struct small_figure){ "00002", "2024-12-31", state_case[i].b };

        struct regroup_request r = { .how = REGROUP_SUM, .own = { put_figures(j->arena, f, n), n },
                                     .target = target, .ntargets = 1 };
        struct regroup_result out;

        if (!T(regroup_read(j, g, &r, &out) == OK && out.n == 1, "case %zu", i))
            continue;

        const struct regroup_cell *c = &out.cell[0];
        T(c->verdict == state_case[i].verdict && c->state == state_case[i].state,
          "case %zu: %d, %d", i, (int)c->verdict, (int)c->state);
        T(c->verdict == REGROUP_OVERFLOW ||
          (c->known.coef == state_case[i].value && c->missing.n == state_case[i].missing),
          "case %zu: %lld, %zu", i, (long long)c->known.coef, c->missing.n);
    }
}

static void check_twice(struct job *j, const struct geography *g)
{
    static const struct small_figure f[] = {
        { "00001", "2024-12-31", 1 }, { "00002", "2024-12-31", 2 }, { "00001", "2024-12-31", 1 },
    };
    static const str target[] = { { "00001/2025-07-01", 16 } };
    struct regroup_request r = { .how = REGROUP_SUM, .own = SERIES(j->arena, f),
                                 .target = target, .ntargets = 1 };
    struct regroup_result out;

    T(regroup_read(j, g, &r, &out) == OK && out.cell[0].verdict == REGROUP_TWICE &&
      out.cell[0].missing.n == 1 && str_eq(out.cell[0].missing.area[0]->id, STR("00001")),
      "two figures of one unit and day are not added");
}

/* -- ratios -- */

/* Poor households of households: 10 of 100 and 100 of 400 are 22,00 %, not 17,5. */
static void check_ratio(struct job *j, const struct geography *g)
{
    static const struct small_figure rate[] = {
        { "00001", "2024-12-31", 10 }, { "00002", "2024-12-31", 25 },
        { "00001", "2023-12-31", 11 }, { "00002", "2023-12-31", 26 },
    };
    static const struct small_figure poor[] = {
        { "00001", "2024-12-31", 10 }, { "00002", "2024-12-31", 100 },
        { "00008", "2024-12-31", 1 }, { "00009", "2024-12-31", 1 },
    };
    static const struct small_figure households[] = {
        { "00001", "2024-12-31", 100 }, { "00002", "2024-12-31", 400 },
        { "00008", "2024-12-31", 0 }, { "00009", "2024-12-31", 0 },
    };
    static const str target[] = { { "00001/2025-07-01", 16 }, { "00001", 5 },
                                  { "00008/2025-07-01", 16 }, { "00007", 5 } };
    struct regroup_request r = { .how = REGROUP_RATIO, .own = SERIES(j->arena, rate),
                                 .above = SERIES(j->arena, poor),
                                 .below = SERIES(j->arena, households), .power = 2, .scale = 2,
                                 .target = target, .ntargets = 4 };
    struct regroup_result out;
    epoch_day d = on_day("2024-12-31");

    if (!T(regroup_read(j, g, &r, &out) == OK && out.n == 8, "reads %zu", out.n))
        return;

    const struct regroup_cell *c = cell_of(&out, "00001/2025-07-01", d);
    T(c->verdict == REGROUP_TOLD && c->recomputed && c->value.coef == 2200 &&
      c->value.scale == 2 && c->above.coef == 110 && c->below.coef == 500, "%lld",
      (long long)c->value.coef);
    c = cell_of(&out, "00001", d);
    T(c->verdict == REGROUP_TOLD && !c->recomputed && c->value.coef == 10, "as it was told");
    c = cell_of(&out, "00008/2025-07-01", d);
    T(c->verdict == REGROUP_ZERO, "%d", (int)c->verdict);
    c = cell_of(&out, "00001/2025-07-01", on_day("2023-12-31"));
    T(c->verdict == REGROUP_NOT_ADDITIVE, "rates are never averaged: %d", (int)c->verdict);
    T(cell_of(&out, "00007", d)->verdict == REGROUP_NOTHING, "nothing of G");

    r.below.n--;                /* I has no households told */
    r.below.n--;
    r.below.n--;
    T(regroup_read(j, g, &r, &out) == OK, "reads");
    c = cell_of(&out, "00001/2025-07-01", d);
    T(c->verdict == REGROUP_INCOMPLETE && c->missing.n == 1, "a denominator is missing");
}

static void check_rank(struct job *j, const struct geography *g)
{
    static const struct small_figure rank[] = {
        { "00001", "2024-12-31", 3 }, { "00002", "2024-12-31", 4 }, { "00007", "2024-12-31", 5 },
    };
    static const str target[] = { { "00001/2025-07-01", 16 }, { "00007/2025-07-01", 16 } };
    struct regroup_request r = { .how = REGROUP_NONE, .own = SERIES(j->arena, rank),
                                 .target = target, .ntargets = 2 };
    struct regroup_result out;

    T(regroup_read(j, g, &r, &out) == OK &&
      out.cell[0].verdict == REGROUP_NOT_ADDITIVE && out.cell[0].parts.n == 2, "ranks refuse");
    T(out.cell[1].verdict == REGROUP_TOLD && out.cell[1].value.coef == 5, "but not of one unit");
}

static void check_how(struct arena *a)
{
    static const struct {
        const char *id;
        enum regroup_how want;
    } how_case[] = {
        { "dan-so", REGROUP_SUM },                  /* average of times, sum of places */
        { "ho-ngheo", REGROUP_RATIO },
        { "xa-nong-thon-moi", REGROUP_NONE },
        { "xa-phuong", REGROUP_NONE },
        { "cpi", REGROUP_NONE },
        { "par-index", REGROUP_NONE },
    };
    const struct indicators *all = indicators_load(a);

    for (size_t i = 0; i < sizeof how_case / sizeof *how_case; i++) {
        const struct indicator *one = indicators_find(all, str_from(how_case[i].id));

        if (T(one, "%s", how_case[i].id))
            T(regroup_how_of(one) == how_case[i].want, "%s", how_case[i].id);
    }
}

static status small(struct job *j, void *arg)
{
    struct geography_text text = { STR("small"), str_from(small_country) };
    const struct geography *g;

    (void)arg;
    if (!T(geography_read(j, &text, 1, &g) == OK, "%.*s", STRF(j->message)))
        return OK;
    check_people(j, g);
    check_strays(j, g);
    check_states(j, g);
    check_twice(j, g);
    check_ratio(j, g);
    check_rank(j, g);
    check_how(j->arena);
    return OK;
}

/* -- the shipped units -- */

static const struct regroup_figure *ones(struct arena *a, const struct area_list *list,
                                         epoch_day d)
{
    struct regroup_figure *f = arena_array(a, struct regroup_figure, list->n + 1);

    for (size_t i = 0; i < list->n; i++)
        f[i] = (struct regroup_figure){ .unit = list->area[i]->id, .day = d,
                                        .value = whole_number(1) };
    return f;
}

/* Each old commune counts once among the new ones; new ones are told of one district. */
static void check_dien_bien(struct job *j, const struct geography *g)
{
    const struct area *province = geography_find(g, STR("11"));
    struct area_list old = { 0 }, now = { 0 };
    epoch_day before = on_day("2025-06-30"), after = on_day("2025-12-31");
    struct regroup_result out;
    int64_t sum = 0;
    size_t ended = 0, told = 0;

    geography_communes(g, j->arena, province, before, &old);
    geography_communes(g, j->arena, province, after, &now);

    struct regroup_request r = { .how = REGROUP_SUM, .own = { ones(j->arena, &old, before), old.n },
                                 .level = AREA_COMMUNE, .within = province, .reference = after };
    T(regroup_read(j, g, &r, &out) == OK && out.n == 45 && out.nstrays == 0, "%zu", out.n);
    for (size_t i = 0; i < out.n; i++) {
        T(out.cell[i].verdict == REGROUP_TOLD, "%.*s", STRF(out.cell[i].unit->id));
        sum += out.cell[i].value.coef;
    }
    T(sum == 129, "%lld", (long long)sum);

    r = (struct regroup_request){ .how = REGROUP_SUM,
                                  .own = { ones(j->arena, &now, after), now.n },
                                  .level = AREA_DISTRICT, .within = province,
                                  .reference = before };
    T(regroup_read(j, g, &r, &out) == OK && out.n == 10, "%zu", out.n);
    for (size_t i = 0; i < out.n; i++)
        ended += out.cell[i].verdict == REGROUP_ENDED;
    T(ended == 10 && out.nstrays == 45, "district series end: %zu", ended);

    const struct regroup_cell *chua = cell_of(&out, "098", after);
    str why = regroup_reason(j, chua);
    T(chua->shared.n == 2 && str_find(why, STR("xã Tủa Chùa (03217/2025-07-01)")) != SIZE_MAX &&
      str_find(why, STR("xã Sáng Nhè (03244/2025-07-01)")) != SIZE_MAX, "%.*s", STRF(why));

    r.from_communes = true;
    T(regroup_read(j, g, &r, &out) == OK, "reads");
    for (size_t i = 0; i < out.n; i++)
        told += out.cell[i].verdict == REGROUP_TOLD;
    chua = cell_of(&out, "101", after);
    T(told == 1 && chua->verdict == REGROUP_TOLD && chua->value.coef == 6,
      "Điện Biên Đông alone is six whole communes: %zu", told);

    r.level = AREA_PROVINCE;
    r.within = NULL;
    T(regroup_read(j, g, &r, &out) == OK && out.n == 63, "%zu", out.n);
    T(cell_of(&out, "11", after)->value.coef == 45, "the province out of its communes");
}

static void check_provinces(struct job *j, const struct geography *g)
{
    struct area_list old = { 0 }, now = { 0 };
    struct regroup_result out;
    int64_t sum = 0;
    epoch_day before = on_day("2024-12-31"), after = on_day("2026-12-31");
    size_t told = 0;

    geography_children(g, j->arena, NULL, before, &old);
    geography_children(g, j->arena, NULL, after, &now);

    struct regroup_request r = { .how = REGROUP_SUM, .own = { ones(j->arena, &old, before), old.n },
                                 .level = AREA_PROVINCE, .reference = after };
    T(regroup_read(j, g, &r, &out) == OK && out.n == 34 && out.nstrays == 0, "%zu", out.n);
    for (size_t i = 0; i < out.n; i++)
        sum += out.cell[i].verdict == REGROUP_TOLD ? out.cell[i].value.coef : 0;
    T(sum == 63, "%lld", (long long)sum);
    T(cell_of(&out, "75/2026-04-30", before)->value.coef == 2, "over 2025 and 2026");

    r.own = (struct regroup_series){ ones(j->arena, &now, after), now.n };
    r.reference = before;
    T(regroup_read(j, g, &r, &out) == OK && out.n == 63, "%zu", out.n);
    for (size_t i = 0; i < out.n; i++)
        told += out.cell[i].verdict == REGROUP_TOLD;
    T(told == 11, "new figures are told of the unchanged ones: %zu", told);
}

static status shipped_units(struct job *j, void *arg)
{
    const struct geography *g;

    (void)arg;
    if (T(geography_load(j, GEOGRAPHY_PROVINCE, NULL, 0, &g) == OK, "loads")) {
        check_dien_bien(j, g);
        check_provinces(j, g);
    }
    return OK;
}

/* -- drawn histories -- */

/* The ground is PIECES pieces; in each epoch, each piece belongs to one unit. A unit that does
 * not change keeps its number; a changed one has a new number. */
enum { PIECES = 24, EPOCHS = 5, MOST_UNITS = PIECES * EPOCHS * 3 };

struct history {
    int owner[EPOCHS][PIECES];
    int first[MOST_UNITS], last[MOST_UNITS];    /* epochs of a unit */
    int units;
};

static int pick(uint64_t *seed, int n)
{
    return (int)(t_draw(seed) % (uint64_t)n);
}

/* All pieces of unit `from` in the row go to `to`, or (odds in ten) each with luck. */
static void hand_over(uint64_t *seed, int *row, int from, int to, int odds)
{
    for (int p = 0; p < PIECES; p++)
        if (row[p] == from && pick(seed, 10) < odds)
            row[p] = to;
}

/* A merger, a division or a rename; a unit whose ground changed gets a new number. */
static void draw_event(struct history *h, uint64_t *seed, int *row, int kind)
{
    int a = row[pick(seed, PIECES)], b = row[pick(seed, PIECES)], fresh = h->units++;

    hand_over(seed, row, a, fresh, 10);
    if (kind == 0)
        hand_over(seed, row, b, fresh, 10);
    if (kind == 1) {
        int second = h->units++;

        hand_over(seed, row, fresh, second, 5);
    }
    if (kind == 2 && b != a) {          /* some ground goes to a neighbour, both are new */
        int neighbour = h->units++;

        hand_over(seed, row, b, neighbour, 10);
        hand_over(seed, row, fresh, neighbour, 3);
    }
}

static void draw_history(struct history *h, uint64_t *seed, bool divides)
{
    memset(h, 0, sizeof *h);
    h->units = PIECES / 2;
    for (int p = 0; p < PIECES; p++)
        h->owner[0][p] = pick(seed, h->units);
    for (int e = 1; e < EPOCHS; e++) {
        memcpy(h->owner[e], h->owner[e - 1], sizeof h->owner[e]);
        for (int n = pick(seed, 4); n > 0; n--) {
            int kind = pick(seed, 4);

            draw_event(h, seed, h->owner[e], divides || kind == 0 ? kind : 3);
        }
    }
    for (int u = 0; u < h->units; u++)
        h->first[u] = h->last[u] = -1;
    for (int e = 0; e < EPOCHS; e++)
        for (int p = 0; p < PIECES; p++) {
            int u = h->owner[e][p];

            if (h->first[u] < 0)
                h->first[u] = e;
            h->last[u] = e;
        }
}

static int epoch_year(int e)
{
    return 2019 + e;
}

static str history_id(struct arena *a, const struct history *h, int u)
{
    return h->first[u] == 0 ? arena_printf(a, "%05d", u)
                            : arena_printf(a, "%05d/%d-01-01", u, epoch_year(h->first[u]));
}

static void write_unit(struct buf *b, const struct history *h, int u)
{
    buf_printf(b, "%05d\tU%d\txã\t01\t", u, u);
    if (h->first[u] > 0)
        buf_printf(b, "%d-01-01", epoch_year(h->first[u]));
    buf_char(b, '\t');
    if (h->last[u] < EPOCHS - 1)
        buf_printf(b, "%d-12-31", epoch_year(h->last[u]));
    buf_char(b, '\n');
}

static bool share_piece(const struct history *h, int e, int u, int f, int v)
{
    for (int p = 0; p < PIECES; p++)
        if (h->owner[e][p] == u && h->owner[f][p] == v)
            return true;
    return false;
}

static void write_successions(struct buf *b, struct arena *a, const struct history *h, int u)
{
    int e = h->last[u], n = 0;

    if (h->first[u] < 0 || e == EPOCHS - 1)
        return;
    for (int v = 0; v < h->units; v++)
        n += share_piece(h, e, u, e + 1, v);
    for (int v = 0; v < h->units; v++)
        if (share_piece(h, e, u, e + 1, v))
            buf_printf(b, "%.*s\t%.*s\t%d-01-01\t%s\tNQ\n", STRF(history_id(a, h, u)),
                       STRF(history_id(a, h, v)), epoch_year(e + 1), n > 1 ? "part" : "whole");
}

static str write_history(struct arena *a, const struct history *h)
{
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, STR("code\tname\tkind\tparent\tvalid_from\tvalid_to\n01\tT\ttỉnh\n"));
    for (int u = 0; u < h->units; u++)
        if (h->first[u] >= 0)
            write_unit(&b, h, u);
    buf_put(&b, STR("old\tnew\teffective\tshare\tact\n"));
    for (int u = 0; u < h->units; u++)
        write_successions(&b, a, h, u);
    return buf_str(&b);
}

/* The oracle: units of epoch f that a chain of shared pieces, epoch by epoch, leads to from u
 * of epoch e. */
static void reach(const struct history *h, int e, int u, int f, bool *out)
{
    bool now[MOST_UNITS] = { 0 }, next[MOST_UNITS];
    int step = f > e ? 1 : -1;

    now[u] = true;
    for (; e != f; e += step) {
        memset(next, 0, sizeof next);
        for (int p = 0; p < PIECES; p++)
            if (now[h->owner[e][p]])
                next[h->owner[e + step][p]] = true;
        memcpy(now, next, sizeof now);
    }
    memcpy(out, now, sizeof now);
}

/* May the unit be told on epoch f, and how much is it then, by the pieces? */
static bool oracle(const struct history *h, int u, int f, const int64_t *piece, int64_t *value)
{
    int e = f < h->first[u] ? h->first[u] : f > h->last[u] ? h->last[u] : f;
    bool parts[MOST_UNITS], back[MOST_UNITS];

    *value = 0;
    for (int p = 0; p < PIECES; p++)
        if (h->owner[e][p] == u)
            *value += piece[p];
    reach(h, e, u, f, parts);
    for (int v = 0; v < h->units; v++) {
        if (!parts[v])
            continue;
        reach(h, f, v, e, back);
        for (int w = 0; w < h->units; w++)
            if (back[w] && w != u)
                return false;
    }
    return true;
}

static void check_history(struct job *j, const struct history *h, const int64_t *piece,
                          bool divides)
{
    struct geography_text text = { STR("history"), write_history(j->arena, h) };
    struct regroup_figure *f = arena_array(j->arena, struct regroup_figure, MOST_UNITS * EPOCHS);
    struct regroup_request r = { .how = REGROUP_SUM, .level = AREA_COMMUNE,
                                 .own = { f, 0 } };
    const struct geography *g;
    struct regroup_result out;

    if (!T(geography_read(j, &text, 1, &g) == OK, "%.*s", STRF(j->message)))
        return;
    for (int e = 0; e < EPOCHS; e++)
        for (int u = 0; u < h->units; u++) {
            int64_t value;

            if (h->first[u] < 0 || e < h->first[u] || e > h->last[u])
                continue;
            oracle(h, u, e, piece, &value);
            f[r.own.n++] = (struct regroup_figure){
                .unit = history_id(j->arena, h, u), .day = day_of(epoch_year(e), 12, 31),
                .value = whole_number(value) };
        }
    r.within = geography_find(g, STR("01"));
    for (int e = 0; e < EPOCHS; e++) {
        int64_t told[EPOCHS] = { 0 }, all = 0;
        bool every[EPOCHS];

        r.reference = day_of(epoch_year(e), 12, 31);
        if (!T(regroup_read(j, g, &r, &out) == OK, "reads"))
            return;
        T(out.nstrays == 0, "each figure is in some cell");
        memset(every, true, sizeof every);
        for (int p = 0; p < PIECES; p++)
            all += piece[p];
        for (size_t i = 0; i < out.n; i++) {
            const struct regroup_cell *c = &out.cell[i];
            int u = atoi(c->unit->code.ptr), y, m, d;
            int64_t want;

            day_split(c->day, &y, &m, &d);

            bool may = oracle(h, u, y - 2019, piece, &want);
            T((c->verdict == REGROUP_TOLD) == may, "U%d of %d in %d: %d", u, epoch_year(e), y,
              (int)c->verdict);
            T(may || c->shared.n > 0, "a refusal lists why");
            T(c->verdict != REGROUP_TOLD || c->value.coef == want, "U%d in %d: %lld, not %lld", u,
              y, (long long)c->value.coef, (long long)want);
            every[y - 2019] &= may;
            told[y - 2019] += c->verdict == REGROUP_TOLD ? c->value.coef : 0;
        }
        for (int k = 0; k < EPOCHS; k++) {
            T(told[k] <= all, "nothing is counted twice");
            T(!every[k] || told[k] == all, "nothing is lost");
            T(divides || k > e || every[k], "mergers and renames are always told afterwards");
        }
    }
}

static status drawn(struct job *j, void *arg)
{
    uint64_t seed = t_seed();
    struct history *h = arena_new(j->arena, struct history);
    int64_t piece[PIECES];

    (void)arg;
    for (int i = 0; i < 60; i++) {
        for (int p = 0; p < PIECES; p++)
            piece[p] = pick(&seed, 1000);
        draw_history(h, &seed, i % 2);
        check_history(j, h, piece, i % 2);
    }
    return OK;
}

void test_regroup(void)
{
    job_run(&LIMITS_DEFAULT, LANG_VI, small, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, shipped_units, NULL, NULL);
    T(job_run(&LIMITS_DEFAULT, LANG_VI, drawn, NULL, NULL) == OK, "histories run");
}

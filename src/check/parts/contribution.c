/* contribution.c -- points that sectors contribute, changes of parts, groups out of a number.
 *
 *     GRDP tăng 8,02%, trong đó khu vực I đóng góp 0,64 điểm %, khu vực II ...
 *     128.134 ha, giảm 461 ha; trong đó vụ đông 36.123 ha, giảm 228 ha, vụ xuân ...
 *     trong 11 nhóm hàng có 7 nhóm tăng giá, 2 nhóm giảm giá, 3 nhóm ổn định
 *
 * What is added up here is told as changes or stands in no list of the grammar: it is
 * handed on as a list whose terms are made of it. */
#include "check/parts/sum_int.h"

#include "base/utf8.h"
#include "check/wording/phrase.h"

enum { POINTS_REACH = 24, CONTRIBUTIONS = 4, GROUPS_MOST = 8 };

/* A term of the figure alone, in the unit given, with its sign. */
static struct statement *bare_term(struct checker *c, const struct statement *s,
                                   const struct figure *f, unit u, bool minus)
{
    struct statement *t = arena_new(c->job->arena, struct statement);

    *t = *s;
    t->value = *f;
    t->unit = u;
    t->ncompares = 0;
    t->part = PART_LIST;
    if (minus) {
        t->value.value = dec_neg(t->value.value);
        t->value.text = arena_printf(c->job->arena, "−%.*s", STRF(f->text));
    }
    return t;
}

/* --- contributions to growth --------------------------------------------------------- */

/* The figure in points that a statement tells; NULL for none. */
static const struct figure *points_of(const struct statement *s)
{
    if (s->value.has_value)
        return s->unit.class == UNIT_POINT ? &s->value : NULL;
    return s->ncompares == 1 && s->compare[0].amount.has_value
                   && s->compare[0].unit.class == UNIT_POINT ? &s->compare[0].amount : NULL;
}

/* Do as many statements behind it tell points as there are sectors, with the taxes? */
static bool points_follow(const struct checker *c, uint32_t at)
{
    const struct statement *all = c->report->statement;
    uint32_t n = 0;

    for (uint32_t i = at + 1; i < c->report->nstatements && i <= at + POINTS_REACH &&
                              n < CONTRIBUTIONS && all[i].block == all[at].block; i++)
        n += points_of(&all[i]) != NULL;
    return n == CONTRIBUTIONS;
}

/* The points that a statement tells its sector to have added; false for none. */
static bool contributed(const struct checker *c, const struct statement *s,
                        const struct figure **f, bool *minus)
{
    static const char *const less[] = { "làm giảm", NULL };
    uint32_t at;

    *f = points_of(s);
    if (!*f)
        return false;
    at = flow_at(c, s->block, (*f)->text);
    if (at == UINT32_MAX || (*f)->is_range || (*f)->hedge != HEDGE_NONE)
        return false;
    *minus = phrase_any_before(block_text(c, s->block), at, less);
    return *minus || str_find(s->indicator, STR("óng góp")) != SIZE_MAX;
}

/* Does the statement tell the growth of a whole economy, and points that went into it? */
static bool grows_by_points(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at];
    const struct comparison *k = s->compare;

    return s->ncompares > 0 && k->unit.class == UNIT_PERCENT && k->amount.has_value &&
           !k->amount.is_range && k->amount.hedge == HEDGE_NONE && k->base != BASE_PREVIOUS &&
           (k->kind == CMP_INCREASE || k->kind == CMP_DECREASE) && points_follow(c, at) &&
           is_economy(c, s->indicator);
}

static void check_contributions(struct checker *c, uint32_t at)
{
    const struct statement *all = c->report->statement, *s = &all[at];
    struct terms t = { .n = 0 };
    unit points = { UNIT_MEASURE, 1, 0, false };
    uint32_t told = 0;
    const struct figure *f;
    bool minus;

    t.total = bare_term(c, s, &s->compare[0].amount, points,
                        s->compare[0].kind == CMP_DECREASE);
    for (uint32_t i = at + 1; i < c->report->nstatements && i <= at + POINTS_REACH; i++) {
        int kind;

        if (all[i].block != s->block)
            break;
        if (!contributed(c, &all[i], &f, &minus) ||
            (kind = sector_of_economy(c, all[i].indicator)) < 0 || (told >> kind & 1))
            continue;
        told |= UINT32_C(1) << kind;
        t.part[t.n++] = bare_term(c, &all[i], f, points, minus);
    }
    if (told == (1u << CONTRIBUTIONS) - 1)  /* the three sectors and the taxes */
        check_terms(c, &t, PART_LIST);
}

/* --- changes of the parts ------------------------------------------------------------ */

/* The change of a figure in its own unit, against a year before. */
static const struct comparison *own_change(const struct statement *s)
{
    const struct comparison *found = NULL;

    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];

        if (!k->amount.has_value || !unit_same_base(k->unit, s->unit) ||
            k->unit.power != s->unit.power)
            continue;
        if (found || k->amount.is_range || k->amount.hedge != HEDGE_NONE ||
            (k->kind != CMP_INCREASE && k->kind != CMP_DECREASE) ||
            (k->base != BASE_SAME_PERIOD && k->base != BASE_YEAR))
            return NULL;
        found = k;
    }
    return found;
}

void check_changes_of_parts(struct checker *c, const struct terms *of)
{
    const struct comparison *k = of->total->row < 0 ? own_change(of->total) : NULL;
    struct terms t;
    bool down;

    if (!k)
        return;
    t = (struct terms){ .n = of->n };
    down = k->kind == CMP_DECREASE;
    t.total = bare_term(c, of->total, &k->amount, k->unit, false);
    for (size_t i = 0; i < of->n; i++) {
        const struct comparison *p = own_change(of->part[i]);

        if (!p || p->unit.power != k->unit.power)
            return;
        t.part[i] = bare_term(c, of->part[i], &p->amount, p->unit,
                              (p->kind == CMP_DECREASE) != down);
    }
    check_terms(c, &t, PART_LIST);
}

/* --- out of so many ------------------------------------------------------------------ */

/* Do the words behind the figures tell all there can be: up, down and unchanged? */
static bool tells_all_ways(const struct checker *c, const struct statement *first,
                           const struct statement *last)
{
    static const char *const still[] = { "ổn định", "không đổi", "giữ giá", "giữ nguyên",
                                         "không thay đổi", "tương đương", NULL };
    enum { BEHIND = 40 };
    str text = str_sub(block_text(c, first->block), first->at, last->end + BEHIND);

    return phrase_find(text, "tăng") != SIZE_MAX && phrase_find(text, "giảm") != SIZE_MAX &&
           phrase_has_any(text, still);
}

/* "Trong 120 mặt hàng", "trong số 24 xã": a count that is told to be parted. */
static bool is_parted(const struct checker *c, const struct statement *s)
{
    static const char *const out_of[] = { "trong", "trong số", "trong tổng số", NULL };

    return s->unit.class == UNIT_COUNT && s->value.has_value && !s->value.is_range &&
           s->value.hedge == HEDGE_NONE && !s->whole->has_value && s->part_group == 0 &&
           phrase_any_before(block_text(c, s->block), s->at, out_of);
}

static void check_out_of(struct checker *c, uint32_t at)
{
    const struct statement *all = c->report->statement, *s = &all[at];
    struct terms t = { .total = s };
    dec sum = { 0, 0 };

    for (uint32_t i = at + 1; i < c->report->nstatements && t.n < GROUPS_MOST; i++) {
        const struct statement *p = &all[i];

        if (p->block != s->block || p->sentence != s->sentence)
            break;
        if (!p->value.has_value || !str_eq(p->unit_text, s->unit_text))
            continue;
        if (p->part_group > 0 || p->value.is_range || p->whole->has_value ||
            !dec_add(sum, p->value.value, &sum))
            return;
        t.part[t.n++] = p;
    }
    if (t.n < 3 || !tells_all_ways(c, t.part[0], t.part[t.n - 1]))
        return;
    if (dec_cmp(sum, s->value.value) == 0)
        equate_terms(c, &t, VERDICT_FITS);
    else
        equate_terms(c, &t, VERDICT_WRONG)->finding = add_sum(c, DIAG_SUM_MISMATCH, &t, sum);
}

void check_made_terms(struct checker *c)
{
    for (uint32_t i = 0; i + 2 < c->report->nstatements; i++) {
        if (c->report->statement[i].row >= 0)
            continue;
        if (grows_by_points(c, i))
            check_contributions(c, i);
        if (is_parted(c, &c->report->statement[i]))
            check_out_of(c, i);
    }
}

/* integer.c -- changes and shares of a plan that no whole number allows.
 *
 *     16 vụ, tăng 31%             12 vụ would be 33%, 13 vụ 23%
 *     2.500 bệnh nhân, đạt 71,9% kế hoạch
 *
 * People, cases and communes are whole, last year's and those of the plan, too. Of a small
 * count only a few percentages are possible, and a slip in either figure shows though the
 * other count is printed nowhere. */
#include "check/check_int.h"

/* How wide the range of the other count may be for a slip to show more often than not, and
 * for the figures to count as checked, in hundredths. */
enum { WIDTH_TOLD = 100, WIDTH_CHECKED = 20 };

/* What the percentage may have been: rounded, cut or rounded up. */
static bool percent_either_way(dec p, range *out)
{
    dec lo = { p.coef - 1, p.scale }, hi = { p.coef + 1, p.scale };

    *out = range_exact(lo);
    out->hi = range_exact(hi).hi;
    return true;
}

/* A count as printed: whole, not about so many, and no range. */
static bool whole_count(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range && s->value.value.scale == 0
           && s->value.value.coef > 0 && s->value.hedge == HEDGE_NONE && unit_is_exact(s->unit)
           && !s->value.has_other && s->certainty != CLASS_C;
}

static bool whole_percent(const struct figure *f, unit u)
{
    return f->has_value && !f->is_range && f->hedge == HEDGE_NONE && u.class == UNIT_PERCENT
           && f->value.coef > 0;
}

/* Has the count a percentage of its own? */
static bool has_percent(const struct statement *s)
{
    bool has = s->plan_pct->has_value || s->whole_pct->has_value;

    for (uint32_t i = 0; i < s->ncompares; i++)
        has = has || s->compare[i].unit.class == UNIT_PERCENT;
    return has;
}

/* "84 người; Nậm Pồ 47 người, đạt 117,5% kế hoạch": does a clause of another place begin
 * between? */
static bool other_place(const struct checker *c, const struct statement *o,
                        const struct statement *s)
{
    return s->area.len && !str_eq(o->area, s->area) && o->end <= s->at
           && str_find(str_sub(block_text(c, s->block), o->end, s->at), STR(";")) != SIZE_MAX;
}

/* "115 dự án, điều chỉnh 147 lượt, ... tăng 41,97% về số dự án": another count of the
 * sentence that the percentage allows may be the one it is of, unless it has its own. */
static bool other_count_allows(struct checker *c, const struct statement *s,
                               const struct figure *pct, range factor)
{
    range count, hundred = range_exact((dec){ 100, 0 });
    struct extent e = statements_of(c, s->block, s->block);

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *o = &c->report->statement[i];

        if (o != s && o->block == s->block && o->sentence == s->sentence && whole_count(o)
            && o->value.where.start < pct->where.start && !has_percent(o)
            && !other_place(c, o, s)
            && amount_range(&o->value, o->unit, &count) && range_mul(count, hundred, &count)
            && range_quotient_has_integer(count, factor) == FITS_YES)
            return true;
    }
    return false;
}

/* The other count is 100 * value / factor. */
static void check_other_count(struct checker *c, const struct statement *s,
                              const struct figure *pct, range factor, enum diag_code code)
{
    range count, hundred = range_exact((dec){ 100, 0 });
    dec lo, hi, width, most = { WIDTH_TOLD, 2 }, sharp = { WIDTH_CHECKED, 2 };

    if (!amount_range(&s->value, s->unit, &count) || !range_mul(count, hundred, &count)
        || !range_quotient_bounds(count, factor, 3, &lo, &hi) || !dec_sub(hi, lo, &width)
        || dec_cmp(width, most) >= 0)
        return;
    enum fits fit = range_quotient_has_integer(count, factor);

    if (fit == FITS_UNKNOWN)
        return;
    if (dec_cmp(width, sharp) <= 0) {
        checked(c, pct);
        covered(c, &s->value);
    }
    if (fit == FITS_YES || other_count_allows(c, s, pct, factor))
        return;
    struct diag *d = diag_add(c->diags, code, pct->where);

    diag_arg(d, s->value.text);
    diag_arg(d, pct->text);
    diag_stated(d, pct->text);
    add_bounds(c, d, lo, hi);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, s->value.where), s->value.text);
}

/* 100 + g, 100 - g, or g itself for "bằng g%". */
static bool change_factor(const struct comparison *k, range *out)
{
    range g, hundred = range_exact((dec){ 100, 0 });
    dec least = { 100, 0 };

    if (!percent_either_way(k->amount.value, &g))
        return false;
    switch (k->kind) {
    case CMP_INCREASE:
    case CMP_EXCEED:
        return range_add(hundred, g, out);
    case CMP_DECREASE:
    case CMP_SHORT:
        return dec_cmp(k->amount.value, least) < 0 && range_sub(hundred, g, out);
    case CMP_EQUAL:
        *out = g;
        return true;
    case CMP_NONE:
        break;
    }
    return false;
}

static void check_counts_of(struct checker *c, const struct statement *s)
{
    range factor;

    if (whole_percent(s->plan_pct, (unit){ .class = UNIT_PERCENT }) && !s->whole->has_value
        && s->plan_pct->where.start > s->value.where.start
        && percent_either_way(s->plan_pct->value, &factor))
        check_other_count(c, s, s->plan_pct, factor, DIAG_PLAN_COUNT);
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        bool plan = k->kind == CMP_EXCEED || k->kind == CMP_SHORT || k->base == BASE_PLAN;

        if (whole_percent(&k->amount, k->unit) && k->base != BASE_OTHER && !k->in_brackets
            && change_factor(k, &factor))
            check_other_count(c, s, &k->amount, factor,
                              plan ? DIAG_PLAN_COUNT : DIAG_GROWTH_COUNT);
    }
}

void check_integers(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++)
        if (whole_count(&c->report->statement[i]))
            check_counts_of(c, &c->report->statement[i]);
}

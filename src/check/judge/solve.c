/* solve.c -- what an equation leaves for one of its figures, from all the others.
 *
 * A search over slips asks hundreds of times whether an equation holds with another value.
 * Nearly always it does not, and two comparisons with these bounds tell. */
#include "check/check_int.h"

static bool amount_of(const struct operand *o, range *out)
{
    return amount_range(o->figure, o->unit, out);
}

static bool told_as_fall(const struct operand *o)
{
    return o->sign == CMP_DECREASE || o->sign == CMP_SHORT;
}

/* The total's own, or what the total leaves for part `open`. */
static bool solve_sum(const struct equation *e, uint32_t open, range *out)
{
    range parts = range_exact((dec){ 0, 0 }), part, total;

    for (uint32_t i = 1; i < e->n; i++)
        if (i != open && (!amount_of(&e->operand[i], &part) || !range_add(parts, part, &parts)))
            return false;
    *out = parts;
    return open == 0 || (amount_of(&e->operand[0], &total) && range_sub(total, parts, out));
}

/* a - b = d; d is told without its sign. */
static bool solve_change(const struct equation *e, uint32_t open, range *out)
{
    const struct operand *o = e->operand;
    range a, b, d;

    if ((open != 0 && !amount_of(&o[0], &a)) || (open != 1 && !amount_of(&o[1], &b)) ||
        (open != 2 && !amount_of(&o[2], &d)))
        return false;
    if (open == 2)
        return told_as_fall(&o[2]) ? range_sub(b, a, out) : range_sub(a, b, out);
    if (told_as_fall(&o[2]) && !range_neg(d, &d))
        return false;
    return open == 0 ? range_add(b, d, out) : range_sub(a, d, out);
}

/* What is p when 100 a / b = p: of a growth 100 more than it, however it is told. */
static bool percent_range(const struct operand *o, bool growth, range *out)
{
    dec hundred = { 100, 0 };
    range p;

    if (!range_of(o->figure->value, RANGE_ROUNDED, o->figure->hedge, &p))
        return false;
    *out = p;
    if (!growth || o->sign == CMP_EQUAL)
        return true;
    return told_as_fall(o) ? range_sub(range_exact(hundred), p, out)
                      : range_add(range_exact(hundred), p, out);
}

/* The bounds of p, told as the figure tells it. */
static bool told_percent(const struct operand *o, bool growth, dec *lo, dec *hi)
{
    dec hundred = { 100, 0 }, low = *lo, high = *hi;

    if (!growth || o->sign == CMP_EQUAL)
        return true;
    return told_as_fall(o) ? dec_sub(hundred, high, lo) && dec_sub(hundred, low, hi)
                      : dec_sub(low, hundred, lo) && dec_sub(high, hundred, hi);
}

/* 100 a / b = p, or 100 a / b = 100 + g. */
static bool solve_percent(const struct equation *e, uint32_t open, int8_t scale, dec *lo, dec *hi)
{
    const struct operand *o = e->operand;
    bool growth = e->kind == EQUATION_GROWTH;
    range a, b, p;

    if ((open != 0 && (!amount_of(&o[0], &a) || !range_shift(a, 2, &a))) ||
        (open != 1 && !amount_of(&o[1], &b)) ||
        (open != 2 && !percent_range(&o[2], growth, &p)))
        return false;
    if (open == 2)
        return range_quotient_bounds(a, b, scale, lo, hi) && told_percent(&o[2], growth, lo, hi);
    if (open == 1)
        return range_shift(a, -o[1].unit.power, &a) && range_quotient_bounds(a, p, scale, lo, hi);
    return range_mul(b, p, &a) && range_shift(a, -2 - o[0].unit.power, &a) &&
           range_bounds(a, scale, lo, hi);
}

bool equation_leaves(const struct equation *e, uint32_t open, int8_t scale, dec *lo, dec *hi)
{
    const struct operand *own = &e->operand[open];
    range left;

    if (own->figure->hedge != HEDGE_NONE)
        return false;
    switch (e->kind) {
    case EQUATION_PERCENT:
    case EQUATION_GROWTH:
        return solve_percent(e, open, scale, lo, hi);
    case EQUATION_CHANGE:
        if (!solve_change(e, open, &left))
            return false;
        break;
    case EQUATION_SUM:
        if (!solve_sum(e, open, &left))
            return false;
        break;
    case EQUATION_SAME:
        if (!amount_of(&e->operand[1 - open], &left))
            return false;
        break;
    case EQUATION_PAIR:
        return false;
    }
    return range_shift(left, -own->unit.power, &left) && range_bounds(left, scale, lo, hi);
}

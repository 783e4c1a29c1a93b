/* equation.c -- keeping what was compared, and comparing again. */
#include "check/check_int.h"

/* Stands nowhere in the text. */
static const struct figure hundred_figure = { .value = { 100, 0 }, .has_value = true,
                                              .where = { UINT32_MAX, UINT32_MAX } };

const struct operand OPERAND_HUNDRED = { &hundred_figure, { UNIT_COUNT, 0, -2, false }, CMP_NONE };

struct equation *equate(struct checker *c, enum equation_kind kind, enum verdict v,
                        const struct operand *operand, uint32_t n, uint32_t stated)
{
    struct equation *e = arena_new(c->job->arena, struct equation);
    struct operand *kept = arena_array(c->job->arena, struct operand, n);

    memcpy(kept, operand, n * sizeof *operand);
    *e = (struct equation){ .kind = kind, .rule = c->diags->rule, .verdict = v, .operand = kept,
                            .n = n, .stated = stated };
    *arena_push(c->job->arena, c->equation, c->nequations, c->equation_cap) = e;
    return e;
}

/* A finding that is held back has not compared anything yet. */
static bool has_compared(const struct equation *e)
{
    return e->verdict != VERDICT_UNKNOWN
           && (e->verdict != VERDICT_WRONG || (e->finding && !e->finding->held));
}

void mark_stated(struct checker *c, size_t from)
{
    for (size_t k = from; k < c->nequations; k++)
        if (has_compared(c->equation[k]))
            checked(c, c->equation[k]->operand[c->equation[k]->stated].figure);
}

void mark_equations(struct checker *c)
{
    for (size_t k = 0; k < c->nequations; k++) {
        const struct equation *e = c->equation[k];

        if (!has_compared(e))
            continue;
        c->diags->rule = e->rule;
        for (uint32_t i = 0; i < e->n; i++)
            if (i == e->stated)
                checked(c, e->operand[i].figure);
            else if (e->operand[i].figure != &hundred_figure)
                covered(c, e->operand[i].figure);
    }
}

void equate_loosely(struct checker *c, enum equation_kind kind, const struct operand *operand,
                    uint32_t n, uint32_t stated, struct diag *finding)
{
    struct equation *e = equate(c, kind, VERDICT_WRONG, operand, n, stated);

    e->loose = true;
    e->finding = finding;
    finding->held = true;
}

/* The figure of a change in per cent, with its sign. */
static bool signed_percent_of(const struct operand *o, dec *out)
{
    dec hundred = { 100, 0 };

    switch (o->sign) {
    case CMP_EQUAL:
        return dec_sub(o->figure->value, hundred, out);
    case CMP_DECREASE:
    case CMP_SHORT:
        *out = dec_neg(o->figure->value);
        return true;
    case CMP_NONE:
    case CMP_INCREASE:
    case CMP_EXCEED:
        break;
    }
    *out = o->figure->value;
    return true;
}

static bool falls(const struct operand *o)
{
    return o->sign == CMP_DECREASE || o->sign == CMP_SHORT;
}

/* How ranges are held against each other: with all readings, or whether they fit at all. */
struct judges {
    enum verdict (*relation)(relation rel, range a, range b, dec stated, enum hedge hedge);
    enum verdict (*equal)(range computed, range stated);
};

static enum verdict relation_holds(relation rel, range a, range b, dec stated, enum hedge hedge)
{
    range p;

    return range_of(stated, RANGE_ROUNDED, hedge, &p) && rel(a, b, p) == FITS_YES
           ? VERDICT_FITS : VERDICT_WRONG;
}

static enum verdict ranges_equal(range computed, range stated)
{
    return range_meets(computed, stated) ? VERDICT_FITS : VERDICT_WRONG;
}

static enum verdict verdict_of_percent(const struct operand *o, struct judges by)
{
    range a, b;

    if (!amount_range(o[0].figure, o[0].unit, &a) || !amount_range(o[1].figure, o[1].unit, &b))
        return VERDICT_UNKNOWN;
    return by.relation(range_fits_percent, a, b, o[2].figure->value, o[2].figure->hedge);
}

static enum verdict verdict_of_growth(const struct operand *o, struct judges by)
{
    range a, b;
    dec g;

    if (!amount_range(o[0].figure, o[0].unit, &a) || !amount_range(o[1].figure, o[1].unit, &b)
        || !signed_percent_of(&o[2], &g))
        return VERDICT_UNKNOWN;
    return by.relation(range_fits_growth, a, b, g, o[2].figure->hedge);
}

static enum verdict verdict_of_change(const struct operand *o, struct judges by)
{
    range a, b, d, difference;

    if (!amount_range(o[0].figure, o[0].unit, &a) || !amount_range(o[1].figure, o[1].unit, &b)
        || !amount_range(o[2].figure, o[2].unit, &d) || (falls(&o[2]) && !range_neg(d, &d))
        || !range_sub(a, b, &difference))
        return VERDICT_UNKNOWN;
    return by.equal(difference, d);
}

static enum verdict verdict_of_pair(const struct operand *o, struct judges by)
{
    range a, d, before;
    dec g;

    if (!amount_range(o[0].figure, o[0].unit, &a) || !amount_range(o[1].figure, o[1].unit, &d)
        || (falls(&o[1]) && !range_neg(d, &d)) || !range_sub(a, d, &before)
        || !signed_percent_of(&o[2], &g))
        return VERDICT_UNKNOWN;
    return by.relation(range_fits_growth, a, before, g, o[2].figure->hedge);
}

static enum verdict verdict_of_sum(const struct operand *o, uint32_t n, struct judges by)
{
    range sum = range_exact((dec){ 0, 0 }), total, part;

    if (!amount_range(o[0].figure, o[0].unit, &total))
        return VERDICT_UNKNOWN;
    for (uint32_t i = 1; i < n; i++)
        if (!amount_range(o[i].figure, o[i].unit, &part) || !range_add(sum, part, &sum))
            return VERDICT_UNKNOWN;
    return by.equal(sum, total);
}

static enum verdict verdict_of_same(const struct operand *o)
{
    range a, b;

    if (!amount_range(o[0].figure, o[0].unit, &a) || !amount_range(o[1].figure, o[1].unit, &b))
        return VERDICT_UNKNOWN;
    return range_meets(a, b) ? VERDICT_FITS : VERDICT_WRONG;
}

static enum verdict verdict_by(const struct equation *e, const struct operand *o,
                               struct judges by)
{
    switch (e->kind) {
    case EQUATION_PERCENT: return verdict_of_percent(o, by);
    case EQUATION_GROWTH: return verdict_of_growth(o, by);
    case EQUATION_CHANGE: return verdict_of_change(o, by);
    case EQUATION_PAIR: return verdict_of_pair(o, by);
    case EQUATION_SUM: return verdict_of_sum(o, e->n, by);
    case EQUATION_SAME: return verdict_of_same(o);
    }
    return VERDICT_UNKNOWN;
}

enum verdict equation_verdict(const struct equation *e, const struct operand *operand)
{
    return verdict_by(e, operand, (struct judges){ judge, judge_equal });
}

bool equation_holds(const struct equation *e, const struct operand *operand)
{
    return verdict_by(e, operand, (struct judges){ relation_holds, ranges_equal })
           == VERDICT_FITS;
}

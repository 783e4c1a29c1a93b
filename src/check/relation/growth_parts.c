/* growth_parts.c -- the change of a total against the changes of its parts.
 *
 * With positive bases the total's change lies between the least and the greatest
 * of its parts' (mediant); and the parts' values and changes give their bases,
 * whose sum is the total's base. */
#include "check/check_int.h"

enum { GROWTH_PARTS = 16 };

struct grown {
    const struct statement *s;
    const struct comparison *k;
    dec growth;                 /* with its sign */
};

/* The change against last year, in per cent. */
static bool yearly_change(const struct statement *s, struct grown *out)
{
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        dec hundred = { 100, 0 }, g = k->amount.value;

        if (!k->amount.has_value || k->amount.is_range || k->unit.class != UNIT_PERCENT
            || k->base == BASE_PLAN || k->base == BASE_OTHER || k->base == BASE_PREVIOUS)
            continue;
        if (k->kind == CMP_EQUAL) {
            if (!dec_sub(g, hundred, &g))
                continue;
        } else if (k->kind == CMP_DECREASE) {
            g = dec_neg(g);
        } else if (k->kind != CMP_INCREASE) {
            continue;
        }
        *out = (struct grown){ s, k, g };
        return true;
    }
    return false;
}

/* 100 * V / (100 + g) with bounds, in base units. */
static bool base_bounds(const struct grown *p, range *out)
{
    range v, g, hundred = range_exact((dec){ 100, 0 }), factor;
    dec lo, hi;

    if (!amount_range(&p->s->value, p->s->unit, &v)
        || !range_of(p->growth, RANGE_ROUNDED, HEDGE_NONE, &g)
        || !range_add(hundred, g, &factor) || !range_mul(v, hundred, &v)
        || (!range_quotient_bounds(v, factor, 4, &lo, &hi)
            && !range_quotient_bounds(v, factor, 0, &lo, &hi)))
        return false;
    *out = range_exact(lo);
    out->hi = range_exact(hi).hi;
    return true;
}

static str signed_percent(struct checker *c, dec g)
{
    return arena_printf(c->job->arena, "%s%.*s%%", g.coef > 0 ? "+" : "", STRF(dec_text(c, g)));
}

static void note_parts(struct checker *c, struct diag *d, const struct grown *part, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        str told = arena_printf(c->job->arena, "%.*s, %.*s", STRF(part[i].s->value.text),
                                STRF(signed_percent(c, part[i].growth)));

        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, part[i].k->amount.where), told);
    }
}

/* The middle of what the parts' bases make of the total's change. */
static bool growth_by_parts_at(const struct grown *part, size_t n, int8_t scale, dec *out)
{
    dec now = { 0, 0 }, before = { 0, 0 };

    for (size_t i = 0; i < n; i++) {
        dec v, f, b, hundred = { 100, 0 };

        if (!amount_value(&part[i].s->value, part[i].s->unit, &v)
            || !dec_add(hundred, part[i].growth, &f) || !dec_percent(v, f, scale, &b)
            || !dec_add(now, v, &now) || !dec_add(before, b, &before))
            return false;
    }
    return growth_of(now, before, 4, out);
}

/* Billions of đồng leave no room for decimals, heads of cattle need them. */
static bool growth_by_parts(const struct grown *part, size_t n, dec *out)
{
    return growth_by_parts_at(part, n, 6, out) || growth_by_parts_at(part, n, 2, out)
           || growth_by_parts_at(part, n, 0, out);
}

/* "569 tỷ đồng, giảm 1,4% so với tháng trước và tăng 5,7% so với cùng kỳ. Trong đó, A giảm
 * 0,6%; B giảm 1,7%": parts that do not say what they are against, and the total's change
 * against the month before lies among theirs. */
static bool other_base_meant(const struct grown *total, const struct grown *part, size_t n,
                             dec lo, dec hi)
{
    for (size_t i = 0; i < n; i++)
        if (part[i].k->base_text.len && !part[i].k->base_shared)
            return false;
    for (uint32_t i = 0; i < total->s->ncompares; i++) {
        const struct comparison *k = &total->s->compare[i];
        dec g = k->kind == CMP_DECREASE ? dec_neg(k->amount.value) : k->amount.value;

        if (k->base == BASE_PREVIOUS && k->amount.has_value && k->unit.class == UNIT_PERCENT
            && (k->kind == CMP_DECREASE || k->kind == CMP_INCREASE)
            && dec_cmp(lo, g) <= 0 && dec_cmp(g, hi) <= 0)
            return true;
    }
    return false;
}

static void check_parts_growth(struct checker *c, const struct grown *total,
                               const struct grown *part, size_t n)
{
    range parts = range_exact((dec){ 0, 0 }), bases = parts, now, g;
    dec lo = part[0].growth, hi = part[0].growth, computed;

    for (size_t i = 0; i < n; i++) {
        range v, b;

        if (!amount_range(&part[i].s->value, part[i].s->unit, &v) || !base_bounds(&part[i], &b)
            || !range_add(parts, v, &parts) || !range_add(bases, b, &bases))
            return;
        if (dec_cmp(part[i].growth, lo) < 0)
            lo = part[i].growth;
        if (dec_cmp(part[i].growth, hi) > 0)
            hi = part[i].growth;
    }
    /* all parts are there when they make the total */
    if (!amount_range(&total->s->value, total->s->unit, &now)
        || judge_equal(parts, now) == VERDICT_WRONG
        || !range_of(total->growth, RANGE_ROUNDED, total->k->amount.hedge, &g))
        return;

    enum fits fit = range_fits_growth(now, bases, g);

    if (fit == FITS_UNKNOWN || !growth_by_parts(part, n, &computed)
        || (fit == FITS_NO && other_base_meant(total, part, n, lo, hi)))
        return;
    checked(c, &total->k->amount);
    for (size_t i = 0; i < n; i++)
        covered(c, &part[i].k->amount);
    if (fit == FITS_YES || (significant_digits(total->growth) >= 3
                            && (total->growth.coef < 0) == (computed.coef < 0)
                            && near_enough(total->growth, computed, 1)))
        return;

    bool outside = dec_cmp(total->growth, lo) < 0 || dec_cmp(total->growth, hi) > 0;
    struct diag *d = diag_add(c->diags, outside ? DIAG_GROWTH_OUTSIDE : DIAG_GROWTH_OF_PARTS,
                              total->k->amount.where);

    dec shown = shown_percent(computed, total->growth);

    if (outside) {
        diag_arg(d, signed_percent(c, total->growth));
        diag_arg(d, signed_percent(c, lo));
        diag_arg(d, signed_percent(c, hi));
        note_arg(diag_note(c->diags, d, REMARK_BY_PARTS), signed_percent(c, shown));
    } else {
        diag_arg(d, signed_percent(c, shown));
        diag_arg(d, signed_percent(c, total->growth));
    }
    diag_stated(d, total->k->amount.text);
    diag_computed(c->diags, d, computed);
    if (part[0].s->block != total->s->block)
        d->severity = SEVERITY_WARNING;     /* a note may count another scope */
    note_parts(c, d, part, n);
}

void check_growth_of_parts(struct checker *c)
{
    check_sectors(c);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i], *up = parent_statement(c, s);
        struct grown total, part[GROWTH_PARTS];
        size_t n = 0;
        bool all = true;

        if (!opens_group(c, i) || !up || s->row >= 0 || !up->value.has_value)
            continue;
        for (uint32_t k = i; k < c->report->nstatements && n < GROWTH_PARTS;
             k = c->group_next[k]) {
            const struct statement *p = &c->report->statement[k];

            if (p->parent != s->parent || p->unit.class == UNIT_PERCENT)
                continue;
            if (!p->value.has_value || !unit_same_base(p->unit, up->unit)
                || !yearly_change(p, &part[n])) {
                all = false;
                break;
            }
            n++;
        }
        if (all && n >= 2 && yearly_change(up, &total) && up->unit.class != UNIT_PERCENT)
            check_parts_growth(c, &total, part, n);
    }
}

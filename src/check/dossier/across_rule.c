/* across_rule.c -- one fact in several documents: in the papers of one occasion, and in those
 * of an earlier one.
 *
 * That two figures tell one fact is known by name, place, time, kind and unit (concord.h); a
 * name that was read wrongly makes any two figures one. So a difference is told only where it
 * is near, or a slip of the pen, and as an error only where another figure of both (a growth,
 * a share of the plan) or the slip proves that one thing is meant. */
#include "check/dossier/across_int.h"

enum {
    PROVING_DIGITS = 3,            /* of a figure that proves that one thing is meant */
    NEAR_SAME = 10, NEAR_FEW = 25, NEAR_EARLIER = 40, NEAR_BASE = 40,  /* per cent */
    FEW_POINTS = 3              /* a growth told twice does not differ by more */
};

/* -- are they one? -- */

static bool same_figure(const struct figure *a, const struct figure *b)
{
    return a->has_value && b->has_value && !a->is_range && !b->is_range
           && significant_digits(a->value) >= PROVING_DIGITS && dec_cmp(a->value, b->value) == 0;
}

/* Do two statements agree in a figure other than the one at hand? */
static bool agree_elsewhere(const struct statement *a, const struct statement *b,
                            enum concord_aspect but)
{
    if (but != CONCORD_OF_PLAN && same_figure(a->plan_pct, b->plan_pct))
        return true;
    if (but != CONCORD_LEVEL && same_figure(&a->value, &b->value))
        return true;
    for (uint32_t i = 0; i < a->ncompares && but == CONCORD_LEVEL; i++)
        for (uint32_t k = 0; k < b->ncompares; k++)
            if (same_figure(&a->compare[i].amount, &b->compare[k].amount))
                return true;
    return false;
}

/* What is known of two figures of one fact that differ. */
struct across_difference {
    const struct concord_fact *fact;
    const struct statement *here, *there;
    const struct figure *figure, *other;
    dec right;                  /* the other one in the unit of this one */
    bool has_right, slip, proven;
    enum diag_remark remark;
};

/* Zeros that came from another unit are no digits: 45210000 kg is 45.210 tấn. */
static dec without_zeros(dec d, int8_t scale)
{
    while (d.scale > scale && d.coef % 10 == 0) {
        d.coef /= 10;
        d.scale--;
    }
    return d;
}

/* The other figure as it would stand here: same unit, and "tăng 5,2%" for 105,2. */
static bool figure_in_place(const struct concord *k, const struct across_pair *p, dec *out)
{
    struct concord_value here, there;
    unit u = concord_unit(k, p->here);
    dec printed = concord_figure(k, p->here)->value, shifted, offset;

    if (!concord_read(k, p->here, &here) || !concord_read(k, p->there, &there))
        return false;
    if (k->fact[p->here->fact].aspect == CONCORD_LEVEL)
        return dec_shift(there.value, -u.power, out);
    /* of a change the printed figure is the value, its magnitude, or a ratio: base + value */
    if (dec_cmp(dec_abs(here.value), dec_abs(printed)) == 0) {
        *out = dec_abs(there.value);
        return (here.value.coef < 0) == (there.value.coef < 0) || there.value.coef == 0;
    }
    return dec_sub(printed, here.value, &shifted) && dec_add(shifted, there.value, &offset)
           && (*out = offset, true);
}

static void look_closer(const struct concord *k, const struct across_pair *p,
                        struct across_difference *out)
{
    *out = (struct across_difference){
        .fact = &k->fact[p->here->fact],
        .here = concord_statement(k, p->here), .there = concord_statement(k, p->there),
        .figure = concord_figure(k, p->here), .other = concord_figure(k, p->there),
    };
    out->has_right = figure_in_place(k, p, &out->right);
    out->right = without_zeros(out->right, out->figure->value.scale);
    out->slip = out->has_right && slip_between(out->figure->value, out->right, &out->remark);
    out->proven = agree_elsewhere(out->here, out->there, out->fact->aspect);
}

/* Percentages differ by points: 2,5 and 3,1 are as near as 52,5 and 53,1. */
static bool near_each_other(const struct across_difference *d, int percent)
{
    dec difference;

    if (!d->has_right)
        return false;
    if (d->fact->aspect == CONCORD_LEVEL && d->figure->value.coef != 0)
        return near_enough(d->figure->value, d->right, percent);
    return dec_sub(d->figure->value, d->right, &difference)
           && dec_cmp(dec_abs(difference), (dec){ FEW_POINTS, 0 }) <= 0;
}

/* -- telling it -- */

static struct diag *add_across(struct checker *c, const struct across_pair *p,
                               const struct across_difference *d, enum diag_code code)
{
    const struct concord *k = c->across->concord;
    struct diag *found = diag_add(c->diags, code, d->figure->where);
    str there = concord_form(c->job->arena, k, p->there);

    diag_arg(found, concord_form(c->job->arena, k, p->here));
    diag_arg(found, there);
    diag_arg(found, across_name(c, p->there->input));
    diag_stated(found, d->figure->text);
    if (d->has_right)
        diag_computed(c->diags, found, d->right);
    note_arg(diag_note_in(c->diags, found, REMARK_OTHER_HERE,
                          across_source(c->across, p->there->input), d->other->where), there);
    return found;
}

static bool is_ahead(const struct across_difference *d)
{
    return d->fact->kind != CONCORD_RESULT;
}

/* A growth or a share of the plan is wrong by itself only where the amounts are the same. */
static bool amounts_differ(const struct across_difference *d)
{
    range a, b;

    if (d->fact->aspect == CONCORD_LEVEL || same_figure(&d->here->value, &d->there->value))
        return false;
    return significant_digits(d->here->value.value) < PROVING_DIGITS
           || !unit_same_base(d->here->unit, d->there->unit)
           || !amount_range(&d->here->value, d->here->unit, &a)
           || !amount_range(&d->there->value, d->there->unit, &b) || !range_meets(a, b);
}

static void check_same(struct checker *c, const struct across_pair *p,
                       const struct across_difference *d)
{
    bool table = d->here->row >= 0 || d->there->row >= 0;
    bool few = table && significant_digits(d->figure->value) <= PROVING_DIGITS;
    struct diag *found;

    if (amounts_differ(d)
        || (!d->slip && !d->proven && !near_each_other(d, few ? NEAR_FEW : NEAR_SAME)))
        return;
    if (d->figure->hedge != HEDGE_NONE && !d->slip)
        return;
    found = add_across(c, p, d, d->proven || (d->slip && table) ? DIAG_DOSSIER_DIFFERS
                                                                : DIAG_DOSSIER_DOUBTFUL);
    if (d->slip)
        add_slip(c, found, d->remark, d->right);
}

/* What the earlier paper tells of its own period is an estimate where much of it is. */
static bool was_estimate(const struct checker *c, uint32_t doc, const struct statement *s)
{
    const struct across *x = c->across;

    return s->kind == KIND_ESTIMATE
           || (x->estimates[doc] && concord_same_period(s->period, x->doc[doc].report->period));
}

/* Estimates become results, plans are changed; a result that was told as one stays, but for a
 * slip, or for a revision that only the reader can know of. Two digits swapped are a slip in
 * an estimate, too. */
static void check_against_earlier(struct checker *c, const struct across_pair *p,
                                  const struct across_difference *d)
{
    bool estimate = was_estimate(c, p->there->input, d->there);
    bool swap = d->slip && d->remark == REMARK_SWAP;
    struct diag *found;

    if (d->fact->aspect != CONCORD_LEVEL || (!d->slip && !near_each_other(d, NEAR_EARLIER)))
        return;
    if (is_ahead(d)) {
        found = add_across(c, p, d, DIAG_EARLIER_PLAN);
        if (d->slip)
            found->severity = SEVERITY_WARNING;
    } else if (estimate && !swap) {
        add_across(c, p, d, DIAG_EARLIER_REVISED);
    } else {
        found = add_across(c, p, d, DIAG_EARLIER_DIFFERS);
        if (!d->slip || estimate)
            found->severity = SEVERITY_WARNING;
        if (d->slip)
            add_slip(c, found, d->remark, d->right);
    }
}

static void check_across_pairs(struct checker *c, enum across_relation how)
{
    const struct across_pairs *pairs = c->across ? &c->across->pair[c->self] : NULL;

    for (size_t i = 0; pairs && i < pairs->n; i++) {
        const struct across_pair *p = &pairs->item[i];
        struct across_difference d;

        if (p->relation != how)
            continue;
        if (p->agrees) {
            checked(c, concord_figure(c->across->concord, p->here));
            continue;
        }
        look_closer(c->across->concord, p, &d);
        checked(c, d.figure);
        if (how == ACROSS_SAME)
            check_same(c, p, &d);
        else
            check_against_earlier(c, p, &d);
    }
}

void check_same_facts(struct checker *c)
{
    check_across_pairs(c, ACROSS_SAME);
    check_foreign_tables(c);
}

/* -- what a growth implies of last year's figure -- */

/* The earlier document that tells the figure, where this one does not itself. */
static const struct concord_place *stated_earlier(struct checker *c, const struct implied *m)
{
    const struct across *x = c->across;
    const struct concord_place *found = NULL;

    for (uint32_t i = 0; i < m->stated->nplaces; i++) {
        const struct concord_place *p = &x->concord->place[m->stated->place + i];

        if (p->input == c->self)
            return NULL;
        if (!found && across_is_earlier(&x->doc[p->input], &x->doc[c->self]))
            found = p;
    }
    return found;
}

static bool meets_bounds(const struct concord_value *v, dec lo, dec hi)
{
    range a = range_exact(lo), b = range_exact(hi), room = a;

    room.hi = b.lo;
    return range_meets(room, v->range);
}

static bool near_bounds(const struct concord_value *v, dec lo, dec hi)
{
    dec middle, twice;

    return dec_add(lo, hi, &twice) && dec_divide(twice, (dec){ 2, 0 }, lo.scale, &middle)
           && near_enough(v->value, middle, NEAR_BASE);
}

static void add_base(struct checker *c, const struct implied_source *s,
                     const struct concord_place *there)
{
    const struct concord *k = c->across->concord;
    const struct figure *f = implied_figure(c->across->implied, s);
    const struct statement *st = &c->report->statement[s->statement];
    struct diag *d = diag_add(c->diags, DIAG_EARLIER_BASE, f->where);
    unit u = st->unit;
    dec lo, hi;

    if (!implied_in_unit(s->lo, s->hi, u, false, &lo)
        || !implied_in_unit(s->hi, s->lo, u, true, &hi)) {
        lo = s->lo;
        hi = s->hi;
    }
    diag_arg(d, f->text);
    diag_arg_dec(c->diags, d, lo);
    diag_arg_dec(c->diags, d, hi);
    diag_arg(d, across_name(c, there->input));
    diag_arg(d, concord_form(c->job->arena, k, there));
    diag_stated(d, f->text);
    if (was_estimate(c, there->input, concord_statement(k, there)))
        d->severity = SEVERITY_NOTE;
    note_arg(diag_note_in(c->diags, d, REMARK_OTHER_HERE, across_source(c->across, there->input),
                          concord_figure(k, there)->where),
             concord_form(c->job->arena, k, there));
}

static void check_implied_base(struct checker *c, const struct implied *m)
{
    const struct across *x = c->across;
    const struct concord_place *there = NULL;
    struct concord_value v;

    for (uint32_t i = 0; i < m->nsources; i++) {
        const struct implied_source *s = &x->implied->source[m->source + i];

        if (s->input != c->self)
            continue;
        if (!there && !(there = stated_earlier(c, m)))
            return;
        if (!concord_read(x->concord, there, &v))
            return;
        checked(c, implied_figure(x->implied, s));
        if (!meets_bounds(&v, s->lo, s->hi) && near_bounds(&v, s->lo, s->hi))
            add_base(c, s, there);
    }
}

void check_earlier(struct checker *c)
{
    check_across_pairs(c, ACROSS_EARLIER);
    for (uint32_t i = 0; c->across && i < c->across->implied->nitems; i++) {
        const struct implied *m = &c->across->implied->item[i];

        if (m->what == IMPLIED_BASE && m->stated)
            check_implied_base(c, m);
    }
}

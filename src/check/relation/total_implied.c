/* total_implied.c -- counts told with their rate: together they imply what they are of.
 *
 * "43.054 hộ nghèo, tỷ lệ hộ nghèo 29,93%": of 143.849 households. "36.374 hộ, 26,76%" a
 * year later: of 135.927. The households of a province do not grow fewer by six in a
 * hundred: one of the four figures is stale. */
#include "check/check_int.h"

/* A count, its rate, and what they are of. */
struct implied_total {
    const struct statement *count, *rate;
    uint64_t name;              /* of what is counted */
    range total;
    dec middle;
};

enum { TOTALS_MOST = 64, PAIR_REACH = 3 };

/* What a name counts, or what it is the rate of: the words but "tỷ lệ". */
static uint64_t counted_name(struct checker *c, const struct statement *s, bool *rate)
{
    const struct name_bag *bag = words_of_name(c, s);
    uint64_t hash = 0;
    int told = 0;

    for (uint32_t i = 0; i < bag->n; i++)
        if (bag->word[i] == str_hash(STR("tỷ")) || bag->word[i] == str_hash(STR("lệ")))
            told++;
        else
            hash = (hash ^ bag->word[i]) * UINT64_C(0xD6E8FEB86659FD93);
    *rate = told == 2;
    return hash;
}

static bool exact_count(const struct statement *s)
{
    return s->row < 0 && s->unit.class == UNIT_COUNT && s->value.has_value && !s->value.is_range
           && s->value.hedge == HEDGE_NONE && !s->unit.multiplied
           && significant_digits(s->value.value) >= 4;
}

static bool exact_rate(const struct statement *s)
{
    return s->row < 0 && s->unit.class == UNIT_PERCENT && s->value.has_value
           && !s->value.is_range && s->value.hedge == HEDGE_NONE && s->value.value.coef > 0
           && significant_digits(s->value.value) >= 3;
}

/* The count's rate, told beside it in the sentence. */
static bool read_total(struct checker *c, uint32_t at, struct implied_total *t)
{
    const struct report *r = c->report;
    const struct statement *s = &r->statement[at];
    range v, p;
    dec lo, hi;
    bool rate;

    for (uint32_t k = at + 1; k < r->nstatements && k <= at + PAIR_REACH; k++) {
        const struct statement *o = &r->statement[k];

        if (o->sentence != s->sentence)
            break;
        if (!exact_rate(o) || !str_eq(s->area, o->area)
            || !concord_same_period(s->period, o->period) || s->kind != o->kind)
            continue;
        t->name = counted_name(c, s, &rate);
        if (rate || counted_name(c, o, &rate) != t->name || !rate
            || !figure_range(&s->value, s->unit, &v) || !figure_range(&o->value, o->unit, &p)
            || !range_shift(v, 2, &v) || !range_quotient_bounds(v, p, 0, &lo, &hi)
            || !dec_percent(s->value.value, o->value.value, 0, &t->middle))
            return false;
        t->count = s;
        t->rate = o;
        t->total = range_exact(lo);
        t->total.hi = range_exact(hi).hi;
        return true;
    }
    return false;
}

/* More than four in a hundred apart, and not for the rounding of the rates. */
static bool totals_apart(const struct implied_total *a, const struct implied_total *b)
{
    enum { TOTALS_APART = 4 };
    dec p;

    return !range_meets(a->total, b->total) && dec_percent(a->middle, b->middle, 0, &p)
           && (p.coef > 100 + TOTALS_APART || p.coef < 100 - TOTALS_APART)
           && p.coef > 80 && p.coef < 125;
}

static void tell_totals(struct checker *c, const struct implied_total *a,
                        const struct implied_total *b)
{
    const struct figure *f = &a->count->value;
    struct diag *d = diag_add(c->diags, DIAG_IMPLIED_TOTAL, f->where);

    diag_arg(d, f->text);
    diag_arg(d, a->rate->value.text);
    diag_arg_dec(c->diags, d, a->middle);
    diag_arg_dec(c->diags, d, b->middle);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, a->middle);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, b->count->value.where),
             arena_printf(c->job->arena, "%.*s, %.*s%%", STRF(b->count->value.text),
                          STRF(b->rate->value.text)));
}

/* Years that lie near each other; of one area. */
static bool totals_alike(const struct implied_total *a, const struct implied_total *b)
{
    int years = a->count->period.year - b->count->period.year;

    return a->name == b->name && str_eq(a->count->area, b->count->area) && years >= -2
           && years <= 2;
}

void check_implied_totals(struct checker *c)
{
    struct implied_total all[TOTALS_MOST], t;
    size_t n = 0;

    for (uint32_t i = 0; i < c->report->nstatements && n < TOTALS_MOST; i++) {
        if (!exact_count(&c->report->statement[i]) || !read_total(c, i, &t))
            continue;
        for (size_t k = 0; k < n; k++) {
            const struct implied_total *first = &all[k];

            if (!totals_alike(first, &t))
                continue;
            checked(c, &t.count->value);
            covered(c, &t.rate->value);
            covered(c, &first->count->value);
            if (totals_apart(first, &t) && !blamed_before(c, first->count)
                && !blamed_before(c, t.count))
                tell_totals(c, first, &t);
            break;
        }
        all[n++] = t;
    }
}

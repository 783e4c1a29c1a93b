/* exchange.c -- amounts told in two currencies: each pair is a rate of exchange.
 *
 * "2.234.191 USD tương đương với 51.386.393.000 VNĐ (giảm 3.269.419 USD tương đương với
 * 81.900.174.933 VNĐ)": 23.000 đồng now, and 24.218 for the amounts of the year before. In
 * one report a currency has one rate; the đồng loses a little from year to year, never
 * gains much. */
#include "check/check_int.h"

/* One pair of amounts, and what a unit of the foreign currency is worth in it. */
struct exchange {
    const struct figure *foreign, *dong;
    uint32_t currency;
    dec rate;                   /* with two decimals */
};

enum { RATES_MOST = 256 };      /* of one report */

/* đồng, and not a currency of others: its amounts are a thousand times as large. */
static bool pair_of_currencies(const struct statement *s, const struct statement *t)
{
    unit dong;

    return s->unit.class == UNIT_MONEY && t->unit.class == UNIT_MONEY
           && s->sentence == t->sentence && s->row < 0 && !unit_same_base(s->unit, t->unit)
           && s->value.has_value && t->value.has_value && s->value.value.coef > 0
           && units_find(units_known(), STR("đồng"), &dong) && !unit_same_base(s->unit, dong)
           && unit_same_base(t->unit, dong);
}

/* "tương đương", "quy đổi", "(": what stands between an amount and what it is worth. */
static bool says_worth(str between)
{
    static const char *const word[] = { "tương đương", "tương ứng", "quy đổi", "quy ra", "bằng" };

    if (between.len > 60)
        return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(between, str_from(word[i])) != SIZE_MAX)
            return true;
    return between.len <= 12 && str_find(between, STR("(")) != SIZE_MAX;
}

static bool rate_between(const struct figure *foreign, unit u, const struct figure *dong, unit v,
                         dec *out)
{
    dec a, b;

    return foreign->hedge == HEDGE_NONE && dong->hedge == HEDGE_NONE
           && significant_digits(foreign->value) >= 3 && significant_digits(dong->value) >= 3
           && amount_value(foreign, u, &a) && amount_value(dong, v, &b) && a.coef > 0
           && dec_divide(b, a, 2, out) && out->coef > 0;
}

/* What the earlier amounts were exchanged at: both told by their changes. */
static bool rate_before(const struct statement *s, const struct statement *t, dec *out)
{
    const struct comparison *k = s->compare, *l = t->compare;
    dec a, b, da, db;

    if (s->ncompares != 1 || t->ncompares != 1 || k->kind != l->kind
        || (k->kind != CMP_INCREASE && k->kind != CMP_DECREASE)
        || !unit_same_base(k->unit, s->unit) || !unit_same_base(l->unit, t->unit)
        || !amount_value(&s->value, s->unit, &a) || !amount_value(&t->value, t->unit, &b)
        || !amount_value(&k->amount, k->unit, &da) || !amount_value(&l->amount, l->unit, &db))
        return false;
    if (k->kind == CMP_INCREASE) {
        da = dec_neg(da);
        db = dec_neg(db);
    }
    return dec_add(a, da, &a) && dec_add(b, db, &b) && a.coef > 0 && dec_divide(b, a, 2, out)
           && out->coef > 0;
}

/* 100 * a / b - 100 in whole per cent. */
static int64_t percent_above(dec a, dec b)
{
    dec p;

    return dec_percent(a, b, 0, &p) ? p.coef - 100 : 0;
}

static void tell_rates(struct checker *c, const struct exchange *x, dec other,
                       const struct figure *there)
{
    struct diag *d = diag_add(c->diags, DIAG_IMPLIED_RATE, x->dong->where);
    dec here = x->rate;

    dec_rescale(here, 0, &here);
    dec_rescale(other, 0, &other);
    diag_arg(d, dec_text(c, here));
    diag_arg(d, dec_text(c, other));
    diag_stated(d, x->dong->text);
    diag_computed(c->diags, d, here);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, there->where), there->text);
}

static bool read_exchange(const struct checker *c, uint32_t i, struct exchange *x)
{
    const struct statement *s = &c->report->statement[i], *t = s + 1;
    str text;

    if (!pair_of_currencies(s, t))
        return false;
    text = block_text(c, s->block);
    if (t->at < s->at + s->value.text.len
        || !says_worth(str_sub(text, s->at + s->value.text.len, t->at))
        || !rate_between(&s->value, s->unit, &t->value, t->unit, &x->rate))
        return false;
    x->foreign = &s->value;
    x->dong = &t->value;
    x->currency = s->unit.base;
    return true;
}

/* The rate of this pair against the one of the amounts a year before. */
static bool check_rate_before(struct checker *c, const struct exchange *x, uint32_t i)
{
    enum { LOSES = 12, GAINS = -3 };
    const struct statement *s = &c->report->statement[i];
    dec before;
    int64_t above;

    if (!rate_before(s, s + 1, &before))
        return false;
    checked(c, x->dong);
    covered(c, &s[0].compare->amount);
    covered(c, &s[1].compare->amount);
    above = percent_above(x->rate, before);
    if (above >= GAINS && above <= LOSES)
        return false;
    tell_rates(c, x, before, &s[1].compare->amount);
    return true;
}

void check_exchange(struct checker *c)
{
    enum { RATES_APART = 4 };
    struct exchange rate[RATES_MOST], x;
    size_t n = 0;

    for (uint32_t i = 0; i + 1 < c->report->nstatements && n < RATES_MOST; i++) {
        if (!read_exchange(c, i, &x))
            continue;
        bool told = check_rate_before(c, &x, i);

        /* against the first of its currency */
        for (size_t k = 0; k < n && !told; k++) {
            int64_t above = percent_above(x.rate, rate[k].rate);

            if (rate[k].currency != x.currency)
                continue;
            checked(c, x.dong);
            if (above > RATES_APART || above < -RATES_APART)
                tell_rates(c, &x, rate[k].rate, rate[k].dong);
            told = true;
        }
        rate[n++] = x;
    }
}

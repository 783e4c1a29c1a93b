/* change.c -- one change, of whatever words, against the two values it stands between. */
#include "check/relation/change.h"

bool signed_growth(const struct comparison *k, dec *out)
{
    if (!k->amount.has_value || k->amount.is_range || k->unit.class != UNIT_PERCENT)
        return false;
    if (k->kind == CMP_INCREASE || k->kind == CMP_DECREASE) {
        *out = k->kind == CMP_DECREASE ? dec_neg(k->amount.value) : k->amount.value;
        return true;
    }
    dec hundred = { 100, 0 };

    return k->kind == CMP_EQUAL && dec_sub(k->amount.value, hundred, out);
}

bool signed_amount(const struct comparison *k, unit value, range *out)
{
    range r;

    if (!k->amount.has_value || k->amount.is_range || !unit_same_base(k->unit, value)
        || k->unit.class == UNIT_PERCENT)
        return false;
    if (!amount_range(&k->amount, k->unit, &r))
        return false;
    if (k->kind == CMP_DECREASE || k->kind == CMP_SHORT)
        return range_neg(r, out);
    *out = r;
    return k->kind == CMP_INCREASE || k->kind == CMP_EXCEED;
}

static str percent_words(struct checker *c, dec growth)
{
    return arena_printf(c->job->arena, "%.*s%%", STRF(dec_text(c, growth)));
}

/* "so với kế hoạch giảm 176 lớp (7.561/7.385 lớp)": right but for its word. A small change may
 * be so by chance, unless it is told against the b. */
static bool goes_other_way(const struct comparison *k, range difference, range told)
{
    return (k->kind == CMP_INCREASE || k->kind == CMP_DECREASE)
           && (k->base == BASE_PLAN || significant_digits(k->amount.value) >= 3)
           && range_neg(told, &told) && range_meets(difference, told);
}

struct diag *add_change_mismatch(struct checker *c, const struct figure *a, const struct figure *b,
                                 dec difference, const struct figure *told)
{
    struct diag *d = diag_add(c->diags, DIAG_CHANGE_MISMATCH, told->where);

    diag_arg(d, a->text);
    diag_arg(d, b->text);
    diag_arg_dec(c->diags, d, difference);
    diag_arg(d, told->text);
    diag_stated(d, told->text);
    diag_computed(c->diags, d, difference);
    return d;
}

/* "tăng 6.913 học sinh (213.163/206.970 học sinh ...)": the change is told
 * beside the two counts it stands between. */
void check_difference(struct checker *c, const struct statement *s,
                             const struct comparison *k)
{
    range a, b, d, difference;
    dec computed, stated = k->amount.value;
    enum diag_remark remark;

    if (k->kind == CMP_EQUAL || !signed_amount(k, s->unit, &d)
        || !amount_range(&s->value, s->unit, &a) || !amount_range(s->whole, s->unit, &b)
        || !range_sub(a, b, &difference) || k->unit.power != s->unit.power
        || !dec_sub(s->value.value, s->whole->value, &computed))
        return;
    bool fits = range_meets(difference, d);
    struct equation *e = equate(c, EQUATION_CHANGE, fits ? VERDICT_FITS : VERDICT_WRONG,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { s->whole, s->unit, CMP_NONE },
                                                    { &k->amount, k->unit, k->kind } }, 3, 2);
    if (fits)
        return;
    bool slip = slip_between(stated, dec_abs(computed), &remark);
    struct diag *g = add_change_mismatch(c, &s->value, s->whole, computed, &k->amount);

    note_arg(diag_note_at(c->diags, g, REMARK_BASE_HERE, s->whole->where), s->whole->text);
    e->finding = g;
    if (slip) {
        add_slip(c, g, remark, dec_abs(computed));
    } else if (goes_other_way(k, difference, d)) {
        g->repair = k->kind == CMP_DECREASE ? STR("tăng") : STR("giảm");
        note_arg(diag_hint(c->diags, g, REMARK_OTHER_SIGN), g->repair);
    } else {
        g->held = true;                     /* the change may be against something else */
    }
}

/* The same amount with its last dot read as a decimal comma: 1.193.668 as 1193,668. */
static bool comma_reading(const struct figure *f, struct figure *out)
{
    size_t dots = 0, last = 0;

    for (size_t i = 0; i < f->text.len; i++) {
        if (f->text.ptr[i] == ',' || f->text.ptr[i] == ' ')
            return false;
        if (f->text.ptr[i] == '.') {
            dots++;
            last = i;
        }
    }
    if (dots == 0 || f->value.scale != 0 || f->text.len - last != 4)
        return false;
    *out = *f;
    out->value.scale = 3;
    return true;
}

static str with_comma(struct checker *c, str printed)
{
    size_t last = 0;

    for (size_t i = 0; i < printed.len; i++)
        if (printed.ptr[i] == '.')
            last = i;
    return arena_printf(c->job->arena, "%.*s,%.*s", STRF(str_sub(printed, 0, last)),
                        STRF(str_sub(printed, last + 1, printed.len)));
}

static void add_dot_for_comma(struct checker *c, const struct figure *f,
                              const struct figure *reading, dec growth,
                              const struct figure *base, dec computed)
{
    struct diag *d = diag_add(c->diags, DIAG_DOT_FOR_COMMA, f->where);
    str right = with_comma(c, f->text);

    diag_arg(d, f->text);
    diag_arg(d, right);
    diag_arg(d, percent_words(c, growth));
    diag_stated(d, f->text);
    diag_computed(c->diags, d, reading->value);
    d->repair = right;
    add_computation(c, d, arena_printf(c->job->arena, "%.*s / %.*s - 1 = %.*s", STRF(right),
                                       STRF(base->text),
                                       STRF(percent_words(c, shown_percent(computed, growth)))));
    note_arg(diag_note_at(c->diags, d, REMARK_BASE_HERE, base->where), base->text);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), right);
}

/* One reading of the two values against the stated growth. */
static enum verdict growth_verdict(const struct figure *now, unit un, const struct figure *before,
                                   unit ub, dec growth, enum hedge hedge, dec *computed)
{
    range a, b;
    dec va, vb;

    if (!amount_range(now, un, &a) || !amount_range(before, ub, &b)
        || !amount_value(now, un, &va) || !amount_value(before, ub, &vb) || vb.coef <= 0
        || !growth_of(va, vb, (int8_t)(growth.scale + 2), computed))
        return VERDICT_UNKNOWN;
    return judge(range_fits_growth, a, b, growth, hedge);
}

void check_against_base(struct checker *c, const struct statement *s,
                        const struct comparison *k, const struct statement *o)
{
    struct figure now, before;
    dec growth, computed, right;
    enum diag_remark remark;

    if (!signed_growth(k, &growth))
        return;
    enum verdict v = growth_verdict(&s->value, s->unit, &o->value, o->unit, growth,
                                    k->amount.hedge, &computed);
    if (v == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, EQUATION_GROWTH, v,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { &o->value, o->unit, CMP_NONE },
                                                    { &k->amount, k->unit, k->kind } }, 3, 2);
    if (v == VERDICT_FITS)
        return;
    if (v == VERDICT_WRONG && comma_reading(&s->value, &now)
        && growth_verdict(&now, s->unit, &o->value, o->unit, growth, k->amount.hedge, &computed)
           == VERDICT_FITS) {
        add_dot_for_comma(c, &s->value, &now, growth, &o->value, computed);
        return;
    }
    if (v == VERDICT_WRONG && comma_reading(&o->value, &before)
        && growth_verdict(&s->value, s->unit, &before, o->unit, growth, k->amount.hedge, &computed)
           == VERDICT_FITS) {
        add_dot_for_comma(c, &o->value, &before, growth, &s->value, computed);
        return;
    }
    growth_verdict(&s->value, s->unit, &o->value, o->unit, growth, k->amount.hedge, &computed);
    dec magnitude = k->kind == CMP_EQUAL ? computed : dec_abs(computed), hundred = { 100, 0 };

    if (k->kind == CMP_EQUAL && !dec_add(computed, hundred, &magnitude))
        return;
    bool slip = slip_explains(k->amount.value, magnitude, &remark, &right);

    /* "từ 800 tấn lên 880 tấn, tăng 12%": nothing else can be meant */
    bool told_together = o->sentence == s->sentence && str_eq(o->indicator, s->indicator);

    struct diag *d = diag_add(c->diags, v == VERDICT_WRONG ? DIAG_GROWTH_MISMATCH
                                                           : DIAG_GROWTH_ROUNDING,
                              k->amount.where);

    diag_arg(d, o->value.text);
    diag_arg(d, s->value.text);
    diag_arg(d, percent_words(c, shown_percent(computed, growth)));
    diag_arg(d, percent_words(c, growth));
    diag_stated(d, k->amount.text);
    diag_computed(c->diags, d, magnitude);
    e->finding = d;
    d->held = v == VERDICT_WRONG && !slip
              && !near_enough(k->amount.value, magnitude, told_together ? 50 : 15);
    if (s->certainty != CLASS_A || o->certainty == CLASS_C)
        d->severity = v == VERDICT_WRONG ? SEVERITY_WARNING : SEVERITY_NOTE;
    if (slip && v == VERDICT_WRONG)
        add_slip(c, d, remark, right);
}

/* The value that a change in units must have. */
static bool meets_base(const struct statement *s, const struct statement *base,
                        const struct comparison *k, enum compare_kind sign)
{
    struct operand o[] = { { &s->value, s->unit, CMP_NONE }, { &base->value, base->unit, CMP_NONE },
                           { &k->amount, k->unit, sign } };
    struct equation e = { .kind = EQUATION_CHANGE, .operand = o, .n = 3 };

    if (s->unit.class == UNIT_PERCENT)
        o[2].unit = s->unit;
    return equation_verdict(&e, o) != VERDICT_WRONG;
}

static enum compare_kind turned(enum compare_kind kind)
{
    switch (kind) {
    case CMP_INCREASE: return CMP_DECREASE;
    case CMP_DECREASE: return CMP_INCREASE;
    case CMP_EXCEED: return CMP_SHORT;
    case CMP_SHORT: return CMP_EXCEED;
    case CMP_NONE:
    case CMP_EQUAL: break;
    }
    return kind;
}

/* "tăng 47 ca so với cùng kỳ (144 ca)", "tăng 1,2 điểm % so với năm trước (89,3%)" */
static void check_change_beside(struct checker *c, const struct statement *s,
                                const struct comparison *k, const struct statement *base,
                                bool strict)
{
    dec difference, stated = k->amount.value;
    enum diag_remark remark;
    bool fits = meets_base(s, base, k, k->kind);
    unit u = s->unit.class == UNIT_PERCENT ? s->unit : k->unit;

    if (u.power != s->unit.power || base->unit.power != s->unit.power ||
        !dec_sub(s->value.value, base->value.value, &difference))
        return;
    struct equation *e = equate(c, EQUATION_CHANGE, fits ? VERDICT_FITS : VERDICT_WRONG,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { &base->value, base->unit, CMP_NONE },
                                                    { &k->amount, u, k->kind } }, 3, 2);
    if (fits)
        return;
    struct diag *d = add_change_mismatch(c, &s->value, &base->value, difference, &k->amount);

    note_arg(diag_note_at(c->diags, d, REMARK_BASE_HERE, base->value.where), base->value.text);
    e->finding = d;
    if (slip_between(stated, dec_abs(difference), &remark)) {
        add_slip(c, d, remark, dec_abs(difference));
    } else if (meets_base(s, base, k, turned(k->kind))) {
        d->repair = difference.coef > 0 ? STR("tăng") : STR("giảm");
        note_arg(diag_hint(c->diags, d, REMARK_OTHER_SIGN), d->repair);
    } else {
        d->held = !strict && !near_enough(stated, difference, 50);
        d->severity = SEVERITY_WARNING;
    }
}

/* A percentage against a percentage: points, or a growth told of the rate. */
static bool rate_fits(const struct statement *s, const struct comparison *k,
                      const struct statement *base)
{
    struct operand o[] = { { &s->value, s->unit, CMP_NONE }, { &base->value, base->unit, CMP_NONE },
                           { &k->amount, k->unit, k->kind } };
    struct equation e = { .kind = EQUATION_GROWTH, .operand = o, .n = 3 };

    return k->unit.class == UNIT_PERCENT && equation_verdict(&e, o) != VERDICT_WRONG;
}

void check_change_from(struct checker *c, const struct statement *s, const struct comparison *k,
                       const struct statement *base, bool strict)
{
    if (s->unit.class != UNIT_PERCENT || !rate_fits(s, k, base))
        check_change_beside(c, s, k, base, strict);
}

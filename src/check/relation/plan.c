/* plan.c -- "đạt x% kế hoạch" against a plan told beside it.
 *
 *     đạt 1.250 tấn, đạt 78,1% kế hoạch (kế hoạch 1.600 tấn)
 *     đạt 1.250 tấn, vượt 4,2% kế hoạch năm là 1.200 tấn */
#include "check/relation/beside.h"

#include "base/utf8.h"

enum {
    PLAN_REACH = 4,
    PLAN_NEAR = 15,             /* how far off a percentage may be, and the plan still its own */
    PLAN_NEAR_BRACKET = 50
};

static bool tells_a_plan(const struct statement *o)
{
    return o->kind == KIND_PLAN || utf8_begins_plain(o->name, "ke hoach") ||
           utf8_begins_plain(o->name, "du toan") || utf8_begins_plain(o->name, "chi tieu giao");
}

/* A plan in the same unit, in the same sentence or the next, for the same thing. */
static const struct statement *plan_beside(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at], *found = NULL;
    uint32_t from = at > PLAN_REACH ? at - PLAN_REACH : 0;

    for (uint32_t i = from; i < c->report->nstatements && i <= at + PLAN_REACH; i++) {
        const struct statement *o = &c->report->statement[i];

        if (o == s || o->block != s->block || o->row >= 0 || !o->value.has_value ||
            o->value.is_range || o->value.hedge != HEDGE_NONE ||
            !unit_same_base(o->unit, s->unit) || o->unit.class == UNIT_PERCENT ||
            o->sentence > s->sentence + 1 || s->sentence > o->sentence + 1 ||
            o->value.where.start == s->whole->where.start || !tells_a_plan(o))
            continue;
        if (!names_close(c, o->indicator, s->indicator))
            continue;
        if (found)
            return NULL;                    /* two plans: which one is meant? */
        found = o;
    }
    return found;
}

/* "vượt 97,2% kế hoạch" for a result below its plan: the share reached, or the other way
 * round. */
static bool told_otherwise(struct checker *c, const struct statement *s,
                           const struct statement *plan, const struct figure *pct, bool exceed)
{
    struct operand o[] = { { &s->value, s->unit, CMP_NONE }, { &plan->value, plan->unit, CMP_NONE },
                           { pct, s->unit, CMP_NONE } };
    struct equation other = { .kind = exceed ? EQUATION_PERCENT : EQUATION_GROWTH, .operand = o,
                              .n = 3 };

    if (equation_verdict(&other, o) != VERDICT_FITS)
        return false;
    struct diag *d = diag_add(c->diags, exceed ? DIAG_PLAN_EXCEEDED : DIAG_PLAN_REACHED,
                              pct->where);

    diag_arg(d, s->value.text);
    diag_arg(d, plan->value.text);
    diag_arg(d, pct->text);
    diag_arg(d, pct->text);
    diag_stated(d, pct->text);
    diag_computed(c->diags, d, pct->value);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, plan->value.where), plan->value.text);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), exceed ? STR("đạt") : STR("vượt"));
    checked(c, pct);
    covered(c, &s->value);
    covered(c, &plan->value);
    return true;
}

static void judge_plan(struct checker *c, const struct statement *s, const struct statement *plan,
                       const struct figure *pct, bool exceed, int near)
{
    range now, base;
    dec a, b, computed, right;
    enum diag_remark remark;
    relation rel = exceed ? range_fits_growth : range_fits_percent;

    if (!pct->has_value || pct->is_range || !amount_range(&s->value, s->unit, &now) ||
        !amount_range(&plan->value, plan->unit, &base) || !amount_value(&s->value, s->unit, &a) ||
        !amount_value(&plan->value, plan->unit, &b) || b.coef <= 0 ||
        !(exceed ? growth_of : percent_of)(a, b, (int8_t)(pct->value.scale + 2), &computed))
        return;
    enum verdict v = judge(rel, now, base, pct->value, pct->hedge);

    if (v == VERDICT_UNKNOWN)
        return;
    if (v == VERDICT_WRONG && told_otherwise(c, s, plan, pct, exceed))
        return;
    bool slip = slip_explains(pct->value, computed, &remark, &right);

    bool far = v == VERDICT_WRONG && !slip && !near_enough(pct->value, computed, near);
    struct equation *e = equate(c, exceed ? EQUATION_GROWTH : EQUATION_PERCENT, v,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { &plan->value, plan->unit, CMP_NONE },
                                                    { pct, s->unit, CMP_NONE } }, 3, 2);
    if (v == VERDICT_FITS)
        return;
    struct diag *d = diag_add(c->diags, v == VERDICT_WRONG ? DIAG_PLAN_MISMATCH
                                                           : DIAG_PLAN_ROUNDING, pct->where);

    diag_arg(d, s->value.text);
    diag_arg(d, plan->value.text);
    diag_arg_dec(c->diags, d, shown_percent(computed, pct->value));
    diag_arg(d, pct->text);
    diag_stated(d, pct->text);
    diag_computed(c->diags, d, computed);
    e->finding = d;
    d->held = far;                          /* the plan of something else? */
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, plan->value.where), plan->value.text);
    if (v == VERDICT_WRONG && slip)
        add_slip(c, d, remark, right);
    else if (v == VERDICT_WRONG && (s->certainty != CLASS_A || plan->sentence != s->sentence))
        d->severity = SEVERITY_WARNING;
}

/* "đạt 71,5% dự toán tỉnh giao (3.000 tỷ đồng)" */
static void check_plan_in_bracket(struct checker *c, const struct statement *s)
{
    const struct statement *plan;

    if (s->plan_pct->has_value &&
        (plan = value_in_bracket(c, s, s->plan_pct, BESIDE_PLAN, false)))
        judge_plan(c, s, plan, s->plan_pct, false, PLAN_NEAR_BRACKET);
    for (uint32_t k = 0; k < s->ncompares; k++)
        if (s->compare[k].kind == CMP_EXCEED && s->compare[k].unit.class == UNIT_PERCENT &&
            (plan = value_in_bracket(c, s, &s->compare[k].amount, BESIDE_PLAN, false)))
            judge_plan(c, s, plan, &s->compare[k].amount, true, PLAN_NEAR_BRACKET);
}

void check_plans(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i], *plan;
        bool told = s->plan_pct->has_value;

        for (uint32_t k = 0; k < s->ncompares; k++)
            told = told || s->compare[k].kind == CMP_EXCEED;
        if (!told || s->row >= 0 || !s->value.has_value || s->value.is_range ||
            tells_a_plan(s) || s->whole_is_plan || s->unit.class == UNIT_PERCENT)
            continue;
        if (!(plan = plan_beside(c, i))) {
            check_plan_in_bracket(c, s);
            continue;
        }
        judge_plan(c, s, plan, s->plan_pct, false, PLAN_NEAR);
        for (uint32_t k = 0; k < s->ncompares; k++)
            if (s->compare[k].kind == CMP_EXCEED && s->compare[k].unit.class == UNIT_PERCENT)
                judge_plan(c, s, plan, &s->compare[k].amount, true, PLAN_NEAR);
    }
}

/* repeat.c -- prose against the report's own tables.
 *
 * About half of an appendix is retyped into the prose. A sentence belongs to a
 * row when names agree and one of its figures (value, change, % of plan) is the
 * row's; then all its other figures must agree too. */
#include "check/dossier/across_int.h"
#include "check/check_int.h"

#include <stdlib.h>

struct match {
    const struct table_view *v;
    uint32_t row;
    const struct figure *now, *before, *plan, *vs_before, *vs_plan;
    bool exact;                 /* the value is the row's, digit for digit */
    bool by_value;              /* the value is the row's; else another figure is */
    bool by_change;             /* the change is: only the value can be wrong */
};

/* The columns of a table that prose repeats, -1 for none. */
struct told_columns {
    int32_t now, before, plan, vs_before, vs_plan;
};

static struct told_columns told_columns(const struct table_view *v)
{
    return (struct told_columns){
        .now = table_column_of(v, COLUMN_NOW),
        .before = table_column_of(v, COLUMN_BEFORE),
        .plan = table_column_of(v, COLUMN_PLAN),
        .vs_before = table_column_of(v, COLUMN_VS_BEFORE),
        .vs_plan = table_column_of(v, COLUMN_VS_PLAN),
    };
}

static void row_figures(const struct table_view *v, uint32_t r, const struct told_columns *k,
                        struct match *m)
{
    *m = (struct match){
        .v = v, .row = r,
        .now = table_figure(v, r, k->now),
        .before = table_figure(v, r, k->before),
        .plan = table_figure(v, r, k->plan),
        .vs_before = table_figure(v, r, k->vs_before),
        .vs_plan = table_figure(v, r, k->vs_plan),
    };
}

/* Is one more than twice the other? No rounding bridges that. */
static bool far_apart(dec a, dec b)
{
    dec twice_a, twice_b;

    return a.coef > 0 && b.coef > 0 && dec_add(a, a, &twice_a) && dec_add(b, b, &twice_b)
           && (dec_cmp(twice_a, b) < 0 || dec_cmp(twice_b, a) < 0);
}

static bool meets_value(const struct statement *s, const struct match *m, bool *exact)
{
    range a, b;
    dec va, vb;
    unit u = m->v->row[m->row].unit;

    if (!m->now || !unit_same_base(s->unit, u) || !amount_value(&s->value, s->unit, &va)
        || !amount_value(m->now, u, &vb) || far_apart(va, vb)
        || !figure_range(&s->value, s->unit, &a) || !range_shift(a, s->unit.power, &a)
        || !amount_range(m->now, u, &b))
        return false;
    *exact = dec_cmp(va, vb) == 0;
    /* 5.034 nghìn con for 5.033.540: a rounded count is a measure */
    if (!range_meets(a, b) && range_of(s->value.value, RANGE_ROUNDED, s->value.hedge, &a))
        range_shift(a, s->unit.power, &a);
    return range_meets(a, b);
}

/* The row's change as an amount is the statement's, digit for digit. */
static bool same_change(const struct statement *s, const struct match *m)
{
    unit u = m->v->row[m->row].unit;

    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        dec a, b, d, stated;

        if (!k->amount.has_value || k->unit.class == UNIT_PERCENT || !unit_same_base(k->unit, u)
            || k->base == BASE_PLAN || !m->now || !m->before)
            continue;
        if (significant_digits(k->amount.value) >= 3 && amount_value(m->now, u, &a)
            && amount_value(m->before, u, &b) && dec_sub(a, b, &d)
            && amount_value(&k->amount, k->unit, &stated) && dec_cmp(dec_abs(d), stated) == 0)
            return true;
    }
    return false;
}

static bool same_plan(const struct statement *s, const struct match *m)
{
    return s->plan_pct->has_value && m->vs_plan && significant_digits(s->plan_pct->value) >= 3
           && dec_cmp(s->plan_pct->value, m->vs_plan->value) == 0;
}

/* The row's growth in per cent is the statement's, digit for digit: 8,62 or 108,62. */
static bool same_growth(const struct statement *s, const struct match *m)
{
    dec hundred = { 100, 0 }, table, told;

    if (!m->vs_before || m->v->row[m->row].points)
        return false;
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];

        if (!k->amount.has_value || k->unit.class != UNIT_PERCENT
            || significant_digits(k->amount.value) < 3
            || (k->base != BASE_SAME_PERIOD && k->base != BASE_YEAR))
            continue;
        told = k->kind == CMP_DECREASE ? dec_neg(k->amount.value) : k->amount.value;
        if (dec_cmp(told, m->vs_before->value) == 0
            || (k->kind != CMP_EQUAL && dec_sub(m->vs_before->value, hundred, &table)
                && dec_cmp(told, table) == 0))
            return true;
    }
    return false;
}

static str told_in_table(struct checker *c, const struct match *m)
{
    return arena_printf(c->job->arena, "%.*s: %.*s %.*s", STRF(m->v->row[m->row].own_label),
                        STRF(m->now->text), STRF(m->v->row[m->row].unit_text));
}

/* A note about a cell, of this document or of the one whose tables these are. */
static struct diag_note *note_in_table(struct checker *c, struct diag *d, enum diag_remark remark,
                                       const struct figure *cell)
{
    return diag_note_in(c->diags, d, remark, c->foreign ? c->foreign : c->diags->src, cell->where);
}

/* The value differs though change or % of plan prove that the row is meant. */
static void check_value(struct checker *c, const struct statement *s, const struct match *m)
{
    enum diag_remark remark;
    unit u = m->v->row[m->row].unit;
    dec right;
    bool slip;

    if (!dec_shift(m->now->value, u.power - s->unit.power, &right)
        || s->value.hedge != HEDGE_NONE)
        return;
    struct equation *e = equate(c, EQUATION_SAME, VERDICT_WRONG,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { m->now, u, CMP_NONE } }, 2, 0);

    slip = slip_between(s->value.value, right, &remark);
    struct diag *d = diag_add(c->diags, DIAG_REPEAT_DIFFERS, s->value.where);

    diag_arg(d, s->value.text);
    diag_arg_dec(c->diags, d, right);
    diag_stated(d, s->value.text);
    diag_computed(c->diags, d, right);
    e->finding = d;
    d->held = !slip && !near_enough(s->value.value, right, 3);
    note_arg(note_in_table(c, d, REMARK_OTHER_HERE, m->now), told_in_table(c, m));
    if (slip)
        add_slip(c, d, remark, right);
    else
        d->repair = dec_text(c, right);
    if (!slip && !m->by_change)
        d->severity = SEVERITY_WARNING;
}

/* "đạt x% kế hoạch" against the row's plan. */
static void check_plan(struct checker *c, const struct statement *s, const struct match *m)
{
    const struct figure *pct = s->plan_pct;
    unit u = m->v->row[m->row].unit;
    enum diag_remark remark;
    range now, plan;
    dec computed, right;

    if (!pct->has_value || pct->is_range || !m->plan || m->plan->value.coef <= 0
        || m->v->row[m->row].points || !figure_range(m->now, u, &now)
        || !figure_range(m->plan, u, &plan)
        || !percent_of(m->now->value, m->plan->value, (int8_t)(pct->value.scale + 2), &computed))
        return;
    if (m->vs_plan && dec_cmp(pct->value, m->vs_plan->value) == 0) {
        checked(c, pct);
        return;
    }
    enum verdict v = judge(range_fits_percent, now, plan, pct->value, pct->hedge);

    if (v == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, EQUATION_PERCENT, v,
                                (struct operand[]){ { m->now, u, CMP_NONE },
                                                    { m->plan, u, CMP_NONE },
                                                    { pct, s->unit, CMP_NONE } }, 3, 2);
    if (v == VERDICT_FITS)
        return;
    bool slip = slip_explains(pct->value, computed, &remark, &right);
    /* a percentage of few digits may be a rounder one of the same row */
    struct diag *d = diag_add(c->diags, v == VERDICT_WRONG ? DIAG_PLAN_MISMATCH
                                                           : DIAG_PLAN_ROUNDING, pct->where);

    diag_arg(d, s->value.text);
    diag_arg(d, m->plan->text);
    diag_arg_dec(c->diags, d, shown_percent(computed, pct->value));
    diag_arg(d, pct->text);
    diag_stated(d, pct->text);
    diag_computed(c->diags, d, computed);
    e->finding = d;
    d->held = v == VERDICT_WRONG && !slip
              && !near_enough(pct->value, computed, m->exact ? 50 : 5)
              && !(m->exact && significant_digits(s->value.value) >= 4);
    note_arg(note_in_table(c, d, REMARK_OTHER_HERE, m->plan), m->plan->text);
    if (v == VERDICT_WRONG && slip)
        add_slip(c, d, remark, right);
    else if (v == VERDICT_WRONG)
        d->severity = SEVERITY_WARNING;
}

/* "vượt x% kế hoạch" against the row's plan: x may be the share reached. */
static void check_exceed(struct checker *c, const struct statement *s, const struct match *m,
                         const struct comparison *k)
{
    unit u = m->v->row[m->row].unit;
    dec computed;

    if (k->kind != CMP_EXCEED || !k->amount.has_value || k->amount.is_range
        || k->unit.class != UNIT_PERCENT || (k->base != BASE_PLAN && k->base != BASE_NONE)
        || !m->plan || m->plan->value.coef <= 0 || m->v->row[m->row].points
        || !growth_of(m->now->value, m->plan->value, (int8_t)(k->amount.value.scale + 2),
                      &computed))
        return;
    struct operand o[] = { { m->now, u, CMP_NONE }, { m->plan, u, CMP_NONE },
                           { &k->amount, k->unit, k->kind } };
    struct equation reached = { .kind = EQUATION_PERCENT, .operand = o, .n = 3 };
    struct equation beyond = { .kind = EQUATION_GROWTH, .operand = o, .n = 3 };
    enum verdict v = equation_verdict(&beyond, o);

    if (v == VERDICT_UNKNOWN)
        return;
    equate(c, EQUATION_GROWTH, v, o, 3, 2);
    if (v != VERDICT_WRONG)
        return;
    bool share = equation_verdict(&reached, o) != VERDICT_WRONG;

    if (!share && !near_enough(k->amount.value, computed, 15))
        return;
    struct diag *d = diag_add(c->diags, share ? DIAG_PLAN_EXCEEDED : DIAG_PLAN_MISMATCH,
                              k->amount.where);

    diag_arg(d, s->value.text);
    diag_arg(d, m->plan->text);
    diag_arg_dec(c->diags, d, shown_percent(computed, k->amount.value));
    diag_arg(d, k->amount.text);
    diag_stated(d, k->amount.text);
    diag_computed(c->diags, d, computed);
    note_arg(note_in_table(c, d, REMARK_OTHER_HERE, m->plan), m->plan->text);
    if (share)
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), STR("đạt"));
    else
        d->severity = SEVERITY_WARNING;
}

/* "tăng x%", "bằng x%" against the row's two values. */
static void check_change(struct checker *c, const struct statement *s, const struct match *m,
                         const struct comparison *k)
{
    unit u = m->v->row[m->row].unit;
    dec growth = k->amount.value, hundred = { 100, 0 }, computed, right;
    enum diag_remark remark;
    range now, before;

    if (!k->amount.has_value || k->amount.is_range || k->unit.class != UNIT_PERCENT
        || k->base == BASE_PLAN || k->base == BASE_OTHER || k->base == BASE_PREVIOUS
        || k->base == BASE_DATE || !m->before || m->before->value.coef <= 0
        || m->v->row[m->row].points || u.class == UNIT_PERCENT
        || m->v->column[table_column_of(m->v, COLUMN_BEFORE)].period.year != s->period.year - 1)
        return;
    if (k->kind == CMP_DECREASE)
        growth = dec_neg(growth);
    else if (k->kind == CMP_EQUAL && !dec_sub(growth, hundred, &growth))
        return;
    else if (k->kind != CMP_INCREASE && k->kind != CMP_EQUAL)
        return;
    if (!figure_range(m->now, u, &now) || !figure_range(m->before, u, &before)
        || !growth_of(m->now->value, m->before->value, (int8_t)(growth.scale + 2), &computed))
        return;
    enum verdict v = judge(range_fits_growth, now, before, growth, k->amount.hedge);

    if (v == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, EQUATION_GROWTH, v,
                                (struct operand[]){ { m->now, u, CMP_NONE },
                                                    { m->before, u, CMP_NONE },
                                                    { &k->amount, k->unit, k->kind } }, 3, 2);
    if (v == VERDICT_FITS)
        return;
    if (m->vs_before && (dec_cmp(m->vs_before->value, growth) == 0
                         || (dec_sub(m->vs_before->value, hundred, &right)
                             && dec_cmp(right, growth) == 0))) {
        e->verdict = VERDICT_UNKNOWN;       /* the table says so too: hidden decimals */
        return;
    }
    dec magnitude = dec_abs(computed);

    if (k->kind == CMP_EQUAL && !dec_add(computed, hundred, &magnitude))
        return;
    bool slip = slip_explains(k->amount.value, magnitude, &remark, &right);
    struct diag *d = diag_add(c->diags, v == VERDICT_WRONG ? DIAG_GROWTH_MISMATCH
                                                           : DIAG_GROWTH_ROUNDING,
                              k->amount.where);

    diag_arg(d, m->before->text);
    diag_arg(d, m->now->text);
    diag_arg(d, arena_printf(c->job->arena, "%.*s%%",
                             STRF(dec_text(c, shown_percent(computed, growth)))));
    diag_arg(d, arena_printf(c->job->arena, "%.*s%%", STRF(dec_text(c, growth))));
    diag_stated(d, k->amount.text);
    diag_computed(c->diags, d, magnitude);
    e->finding = d;
    d->held = v == VERDICT_WRONG && !slip && !near_enough(k->amount.value, magnitude, 15)
              && !(m->exact && significant_digits(s->value.value) >= 4);
    note_arg(note_in_table(c, d, REMARK_BASE_HERE, m->before), m->before->text);
    if (v == VERDICT_WRONG && slip)
        add_slip(c, d, remark, right);
    else if (v == VERDICT_WRONG)
        d->severity = SEVERITY_WARNING;
}

/* The rows that tell a result, by what they measure: a sentence meets only the
 * rows in its own unit and of its size. */
struct row_ref {
    uint32_t table, row;
    uint32_t base;              /* of the unit */
    int size;                   /* digits before the comma, in base units */
    int lead;                   /* the first four of its digits */
};

struct row_index {
    struct row_ref *ref;
    size_t n, cap;
    struct told_columns *columns;       /* of each table */
};

static int size_of_amount(const struct figure *f, unit u)
{
    return significant_digits(f->value) - f->value.scale + u.power;
}

/* The first four digits of an amount: 1000 to 9999, 0 when it is not above nothing. */
static int lead_of(const struct figure *f)
{
    int64_t v = f->value.coef;

    while (v >= 10000)
        v /= 10;
    while (v > 0 && v < 1000)
        v *= 10;
    return v > 0 ? (int)v : 0;
}

/* Is one of the amounts surely more than twice the other? Their first digits tell without
 * computing; the sizes are at most one apart. */
static bool surely_far(const struct row_ref *k, int size, int lead)
{
    int a = k->size > size ? 10 : 1, b = size > k->size ? 10 : 1;

    return k->lead && lead && (2 * (k->lead + 1) * a <= lead * b ||
                               2 * (lead + 1) * b <= k->lead * a);
}

static int by_unit(const void *pa, const void *pb)
{
    const struct row_ref *a = pa, *b = pb;

    if (a->base != b->base)
        return a->base < b->base ? -1 : 1;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static void index_rows(struct checker *c, struct row_index *x)
{
    x->columns = arena_array(c->job->arena, struct told_columns, c->ntables);
    for (uint32_t t = 0; t < c->ntables; t++) {
        const struct table_view *v = &c->table[t];

        x->columns[t] = told_columns(v);
        for (uint32_t r = 0; r < v->nrows; r++) {
            const struct figure *f = table_figure(v, r, x->columns[t].now);

            if (f && !v->row[r].header)
                *arena_push(c->job->arena, x->ref, x->n, x->cap) = (struct row_ref){
                    t, r, v->row[r].unit.base, size_of_amount(f, v->row[r].unit), lead_of(f) };
        }
    }
    if (x->n > 1)
        qsort(x->ref, x->n, sizeof *x->ref, by_unit);
}

/* The first row of this unit and at least this size. */
static size_t first_row(const struct row_index *x, uint32_t base, int size)
{
    size_t lo = 0, hi = x->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct row_ref *k = &x->ref[mid];

        if (k->base < base || (k->base == base && k->size < size))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Could same_change() or same_plan() find any row for the sentence? */
static bool tells_more(const struct statement *s)
{
    if (s->plan_pct->has_value && significant_digits(s->plan_pct->value) >= 3)
        return true;
    for (uint32_t i = 0; i < s->ncompares; i++)
        if (s->compare[i].amount.has_value
            && (s->compare[i].unit.class != UNIT_PERCENT
                || significant_digits(s->compare[i].amount.value) >= 3))
            return true;
    return false;
}

/* The best row for a sentence: names agree and a figure proves it. */
static bool find_row(struct checker *c, const struct row_index *x, const struct statement *s,
                     struct match *best)
{
    int size = size_of_amount(&s->value, s->unit), lead = lead_of(&s->value);
    bool more = tells_more(s);
    uint32_t score = 0;

    for (size_t i = first_row(x, s->unit.base, size - 1); i < x->n; i++) {
        const struct row_ref *k = &x->ref[i];
        struct match m;
        bool exact = false, meets, far = surely_far(k, size, lead);
        uint32_t points;

        if (k->base != s->unit.base || k->size > size + 1)
            break;
        if ((!more && far) ||
            !unit_same_base(s->unit, c->table[k->table].row[k->row].unit))
            continue;
        row_figures(&c->table[k->table], k->row, &x->columns[k->table], &m);
        meets = !far && meets_value(s, &m, &exact);
        m.by_value = meets;
        m.exact = exact;
        m.by_change = !meets && same_change(s, &m);
        if (!meets && !m.by_change && !same_plan(s, &m) && !same_growth(s, &m))
            continue;

        struct likeness l = names_alike(c, s->indicator, m.v->row[k->row].label);

        if (l.shared == 0 || (!exact && l.shared < 2 && !m.by_change))
            continue;
        points = l.shared * 4 + (exact ? 40 : meets ? 10 : m.by_change ? 30 : 20);
        if (points > score) {
            score = points;
            *best = m;
        }
    }
    return score > 0;
}

/* Do the parts of s, told as a list, make its value? Then s is right. */
static bool proven_by_parts(struct checker *c, uint32_t at)
{
    dec sum = { 0, 0 };
    uint32_t n = 0;

    for (uint32_t i = at + 1; i < search_end(c, at); i++) {
        const struct statement *p = &c->report->statement[i];

        if (p->parent != (int32_t)at || !p->value.has_value
            || p->unit.class == UNIT_PERCENT)
            continue;
        if (!dec_add(sum, p->value.value, &sum))
            return false;
        n++;
    }
    return n >= 2 && dec_cmp(sum, c->report->statement[at].value.value) == 0;
}

enum { NEAR_MOST = 200 };      /* statements of a few sentences, were these a list */

/* A large count told again a few sentences on with other last digits: "198.950
 * trường hợp" and "198.949 trường hợp". Counts of the same things never come so
 * near each other by chance. */
static void check_near(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at];

    if (s->row >= 0 || !s->value.has_value || s->unit.class != UNIT_COUNT || s->unit.multiplied
        || s->value.hedge != HEDGE_NONE || significant_digits(s->value.value) < 5)
        return;
    for (uint32_t i = at + 1; i < c->report->nstatements && i <= at + NEAR_MOST; i++) {
        const struct statement *o = &c->report->statement[i];
        dec difference, limit = { s->value.value.coef, 4 };

        if (o->block != s->block || o->sentence > s->sentence + 2)
            break;
        if (!o->value.has_value || o->value.hedge != HEDGE_NONE
            || !unit_same_base(o->unit, s->unit) || o->value.value.scale || s->value.value.scale
            || !dec_sub(o->value.value, s->value.value, &difference) || difference.coef == 0
            || dec_cmp(dec_abs(difference), limit) > 0 || o->parent == (int32_t)at
            || !period_eq(o->period, s->period)
            || names_alike(c, o->indicator, s->indicator).shared < 2)
            continue;
        struct diag *d = diag_add(c->diags, proven_by_parts(c, at) ? DIAG_REPEAT_DIFFERS
                                                                   : DIAG_REPEAT_DOUBTFUL,
                                  o->value.where);

        diag_arg(d, o->value.text);
        diag_arg(d, s->value.text);
        diag_stated(d, o->value.text);
        diag_computed(c->diags, d, s->value.value);
        note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, s->value.where), s->value.text);
        return;
    }
}

/* Is the row's amount the sentence's in a unit 10^apart times as large? Digit for digit of a
 * name that is alike in two words; else as rounded, with a change or a share of the plan that
 * is the row's. */
static bool meets_scaled(struct checker *c, const struct statement *s, const struct match *m,
                         bool digit_for_digit, int apart)
{
    if (!digit_for_digit) {
        struct statement scaled;
        bool exact;

        if (!same_plan(s, m) && !same_growth(s, m))
            return false;
        scaled = *s;
        scaled.unit.power = (int8_t)(s->unit.power + apart);
        if (!meets_value(&scaled, m, &exact))
            return false;
    }
    return names_alike(c, s->indicator, m->v->row[m->row].label).shared
           >= (digit_for_digit ? 2u : 1u);
}

/* The row's amount in a unit a thousand or a million times as large: "2.417,35
 * triệu cây" for "2.417,35 nghìn cây"; tạ for tấn, m2 for ha. */
static void check_scale(struct checker *c, const struct row_index *x, const struct statement *s)
{
    static const int apart[] = { 3, -3, 6, -6, 1, -1, 4, -4 };
    enum { STEPS = sizeof apart / sizeof *apart };
    int size = size_of_amount(&s->value, s->unit);
    bool more = tells_more(s);

    if (significant_digits(s->value.value) < 4)
        return;
    for (int a = 0; a < (s->unit.class == UNIT_MEASURE ? STEPS : 4); a++)
        for (size_t i = first_row(x, s->unit.base, size + apart[a]); i < x->n; i++) {
            const struct row_ref *k = &x->ref[i];
            const struct table_view *v = &c->table[k->table];
            const struct table_row *row = &v->row[k->row];
            const struct figure *now;
            struct match m;
            bool same;

            if (k->base != s->unit.base || k->size > size + apart[a])
                break;
            now = table_figure(v, k->row, x->columns[k->table].now);
            same = row->unit.power - s->unit.power == apart[a]
                   && dec_cmp(now->value, s->value.value) == 0;
            if ((!same && !more) || !unit_same_base(row->unit, s->unit))
                continue;
            row_figures(v, k->row, &x->columns[k->table], &m);
            if (!meets_scaled(c, s, &m, same, apart[a]))
                continue;
            struct diag *d = diag_add(c->diags, DIAG_UNIT_SCALE, s->value.where);

            diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text),
                                     STRF(s->unit_text)));
            diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(m.now->text),
                                     STRF(row->unit_text)));
            diag_stated(d, d->arg[0]);
            note_arg(note_in_table(c, d, REMARK_OTHER_HERE, m.now), d->arg[1]);
            return;
        }
}

/* The sentences against the rows of the tables that `c` has now. */
static void check_sentences(struct checker *c)
{
    struct row_index rows = { 0 };

    index_rows(c, &rows);
    for (uint32_t i = 0; i < c->report->nstatements && rows.n > 0; i++) {
        const struct statement *s = &c->report->statement[i];
        struct match m = { 0 };

        if (s->row >= 0 || !s->value.has_value || s->value.is_range || s->area.len
            || significant_digits(s->value.value) < 3 || s->kind == KIND_PLAN
            || s->kind == KIND_TARGET)
            continue;
        if (!find_row(c, &rows, s, &m)) {
            check_scale(c, &rows, s);
            continue;
        }
        if (!m.by_value) {
            check_value(c, s, &m);
            continue;
        }
        equate(c, EQUATION_SAME, VERDICT_FITS,
               (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                   { m.now, m.v->row[m.row].unit, CMP_NONE } }, 2, 0);
        check_plan(c, s, &m);
        for (uint32_t k = 0; k < s->ncompares; k++) {
            check_change(c, s, &m, &s->compare[k]);
            check_exceed(c, s, &m, &s->compare[k]);
        }
    }
}

void check_repeats(struct checker *c)
{
    if (!tells_in_prose(c))
        return;
    check_told_twice(c);
    check_values_again(c);
    check_told_again(c);
    check_targets(c);
    for (uint32_t i = 0; i < c->report->nstatements; i++)
        check_near(c, i);
    check_sentences(c);
}

/* The figures of foreign tables are places of another text: what was compared with them is
 * forgotten before all equations are weighed together. */
static void check_tables_of(struct checker *c, const struct report *other)
{
    const struct table_view *own = c->table;
    uint32_t nown = c->ntables;
    size_t kept = c->nequations;

    c->table = other->table;
    c->ntables = other->ntables;
    c->foreign = other->doc->src;
    check_sentences(c);
    mark_stated(c, kept);
    c->nequations = kept;
    c->foreign = NULL;
    c->table = own;
    c->ntables = nown;
}

/* An appendix that is a file of its own is the report's table all the same. */
void check_foreign_tables(struct checker *c)
{
    for (uint32_t i = 0; c->across && i < c->across->n; i++) {
        const struct report *other = c->across->doc[i].report;

        if (i != c->self && other->ntables && across_repeats(c->across, c->self, i))
            check_tables_of(c, other);
    }
}

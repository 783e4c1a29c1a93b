/* growth.c -- changes against the two values they stand between. */
#include "check/relation/beside.h"
#include "check/relation/change.h"

#include <string.h>

#include "base/utf8.h"

/* "giảm 12 vụ (tăng 20%)": one of the two words is wrong when the figures agree but for
 * their signs. */
static void check_signs(struct checker *c, const struct statement *s, const struct comparison *a,
                        const struct comparison *p)
{
    struct operand o[] = { { &s->value, s->unit, CMP_NONE }, { &a->amount, a->unit, a->kind },
                           { &p->amount, p->unit, a->kind } };
    struct equation up = { .kind = EQUATION_PAIR, .operand = o, .n = 3 };
    struct operand turned[] = { o[0], o[1], o[2] };

    turned[1].sign = turned[2].sign = p->kind;
    if (equation_verdict(&up, o) != VERDICT_FITS && equation_verdict(&up, turned) != VERDICT_FITS)
        return;
    struct diag *g = diag_add(c->diags, DIAG_CHANGE_SIGNS, p->amount.where);

    diag_arg(g, a->amount.text);
    diag_arg(g, p->amount.text);
    diag_stated(g, p->amount.text);
    note_arg(diag_note_at(c->diags, g, REMARK_OTHER_HERE, a->amount.where), a->amount.text);
    checked(c, &p->amount);
    covered(c, &a->amount);
}

/* "tăng 5,41% (tương đương 2.076 ha)": the text says that the two are one change. */
static bool said_equal(const struct checker *c, const struct statement *s,
                       const struct comparison *a, const struct comparison *p)
{
    enum { TELL_APART = 60 };
    uint32_t x = flow_at(c, s->block, a->amount.text), y = flow_at(c, s->block, p->amount.text);
    uint32_t from = x < y ? x : y, to = x < y ? y : x;

    return x != UINT32_MAX && y != UINT32_MAX && to - from < TELL_APART
           && str_find(str_sub(block_text(c, s->block), from, to), STR("tương đương")) != SIZE_MAX;
}

/* Does the pair fit another value of its unit near by? Then it is told of that one. */
static bool pair_meets_another(const struct checker *c, const struct statement *s,
                               const struct comparison *a, const struct comparison *p)
{
    enum { AROUND = 8 };
    uint32_t at = (uint32_t)(s - c->report->statement);

    for (uint32_t i = at > AROUND ? at - AROUND : 0;
         i < c->report->nstatements && i <= at + AROUND; i++) {
        const struct statement *o = &c->report->statement[i];
        struct operand by[] = { { &o->value, o->unit, CMP_NONE }, { &a->amount, a->unit, a->kind },
                                { &p->amount, p->unit, p->kind } };
        struct equation e = { .kind = EQUATION_PAIR, .operand = by, .n = 3 };

        if (o->value.has_value && o->row < 0 && unit_same_base(o->unit, a->unit)
            && equation_verdict(&e, by) == VERDICT_FITS)
            return true;
    }
    return false;
}

/* "tăng 12 vụ (tăng 300%)": both of one comparison, on a known value. */
static void check_pair(struct checker *c, const struct statement *s, const struct comparison *a,
                       const struct comparison *p)
{
    range value, change, before;
    dec growth, v, d, base, computed;
    bool down = a->kind == CMP_DECREASE;

    if (!signed_growth(p, &growth) || p->kind == CMP_EQUAL)
        return;
    if ((growth.coef < 0) != down) {
        check_signs(c, s, a, p);
        return;
    }
    if (!amount_range(&s->value, s->unit, &value) || !signed_amount(a, s->unit, &change)
        || !range_sub(value, change, &before) || !amount_value(&s->value, s->unit, &v)
        || !amount_value(&a->amount, a->unit, &d))
        return;
    if (!(down ? dec_add(v, d, &base) : dec_sub(v, d, &base)) || base.coef <= 0
        || !growth_of(v, base, (int8_t)(growth.scale + 2), &computed))
        return;

    enum verdict r = judge(range_fits_growth, value, before, growth, p->amount.hedge);

    if (r == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, EQUATION_PAIR, r,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { &a->amount, a->unit, a->kind },
                                                    { &p->amount, p->unit, p->kind } }, 3, 2);
    if (r == VERDICT_FITS)
        return;
    enum diag_remark remark;
    dec right, magnitude = dec_abs(computed);
    bool slip = slip_explains(p->amount.value, magnitude, &remark, &right);
    struct diag *g = diag_add(c->diags, r == VERDICT_WRONG ? DIAG_CHANGE_AND_GROWTH
                                                           : DIAG_GROWTH_ROUNDING,
                              p->amount.where);

    diag_arg(g, r == VERDICT_WRONG ? s->value.text : dec_text(c, base));
    diag_arg(g, r == VERDICT_WRONG ? a->amount.text : s->value.text);
    diag_arg_dec(c->diags, g, shown_percent(magnitude, p->amount.value));
    diag_arg(g, p->amount.text);
    diag_stated(g, p->amount.text);
    diag_computed(c->diags, g, computed);
    e->finding = g;
    g->held = r == VERDICT_WRONG && !slip && !near_enough(p->amount.value, magnitude, 10);
    if (g->held && said_equal(c, s, a, p) && near_enough(p->amount.value, magnitude, 50)
        && !pair_meets_another(c, s, a, p)) {
        g->held = false;
        g->severity = SEVERITY_WARNING;
    }
    if (slip && r == VERDICT_WRONG)
        add_slip(c, g, remark, right);
}

/* A value of the year before for the same thing, in the same or the next sentence. */
static const struct statement *stated_base(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at];

    for (uint32_t i = at > 6 ? at - 6 : 0; i < c->report->nstatements && i < at + 7; i++) {
        const struct statement *o = &c->report->statement[i];

        if (i == at || o->block != s->block || o->row >= 0 || !o->value.has_value
            || o->value.is_range || o->unit.class == UNIT_PERCENT
            || !unit_same_base(o->unit, s->unit) || o->period.kind == PERIOD_NONE
            || s->period.kind == PERIOD_NONE || o->period.year != s->period.year - 1
            || o->period.month != s->period.month)
            continue;
        if (o->sentence > s->sentence + 1 || s->sentence > o->sentence + 1)
            continue;
        if (names_close(c, o->indicator, s->indicator))
            return o;
    }
    return NULL;
}

/* The change told just before the bracket with the a/b, in the unit of the a/b:
 * "tăng 176 lớp (7.561/7.385 lớp ...), tăng 6.913 học sinh (213.163/206.970 ...)".
 * Read off the text: the bracket proves the change, so it tells no more. In the arena,
 * as equations keep its figure; NULL where no change is told. */
static const struct comparison *change_before(struct checker *c, const struct statement *s)
{
    struct comparison told = { .kind = CMP_NONE, .unit = s->unit };
    const struct flow *f = &c->report->doc->block[s->block].flow;
    size_t open = s->at, from, end, verb = SIZE_MAX, verb_len = 0;
    static const char *const word[] = { "tăng ", "giảm " };

    while (open > 0 && f->text.ptr[open - 1] == ' ')
        open--;
    if (open == 0 || f->text.ptr[open - 1] != '(')
        return NULL;
    from = open > 60 ? open - 60 : 0;
    str before = str_sub(f->text, from, open - 1);

    for (int k = 0; k < 2; k++)
        for (size_t at = 0, found; at < before.len; at += found + 1) {
            found = str_find(str_sub(before, at, before.len), str_from(word[k]));
            if (found == SIZE_MAX)
                break;
            if (verb == SIZE_MAX || at + found > verb) {
                verb = at + found;
                verb_len = strlen(word[k]);
                told.kind = k ? CMP_DECREASE : CMP_INCREASE;
            }
        }
    if (verb == SIZE_MAX)
        return NULL;
    for (verb += verb_len; verb < before.len && before.ptr[verb] == ' '; verb++)
        continue;
    for (end = verb; end < before.len && before.ptr[end] != ' '; end++)
        continue;

    str unit_words = str_trim(str_sub(before, end, before.len));
    struct figure *g = &told.amount;

    g->text = str_sub(before, verb, end);
    if (!dec_parse_vi(g->text, &g->value) || unit_words.len == 0
        || !str_eq(fold_text(c->job->arena, unit_words), fold_text(c->job->arena, s->unit_text)))
        return NULL;
    g->has_value = true;
    g->where = flow_span(f, (uint32_t)(from + verb), (uint32_t)(from + end));

    struct comparison *kept = arena_new(c->job->arena, struct comparison);

    *kept = told;
    return kept;
}

void check_growth(struct checker *c)
{
    check_differences(c);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        const struct statement *base;

        if (s->row >= 0)
            continue;
        for (uint32_t k = 0; k < s->ncompares; k++) {
            for (uint32_t m = 0; m < s->ncompares; m++)
                if (m != k && s->value.has_value && s->compare[k].base == s->compare[m].base
                    && s->compare[k].unit.class != UNIT_PERCENT)
                    check_pair(c, s, &s->compare[k], &s->compare[m]);
            if (s->whole->has_value && s->value.has_value && !s->is_rank)
                check_difference(c, s, &s->compare[k]);
        }
        if (s->whole->has_value && s->value.has_value && !s->is_rank) {
            const struct comparison *told = change_before(c, s);

            if (told)
                check_difference(c, s, told);
        }
        if (!s->value.has_value || s->value.is_range || s->ncompares == 0)
            continue;
        if (s->unit.class == UNIT_PERCENT || !(base = stated_base(c, i))) {
            check_changes_beside(c, s);
            continue;
        }
        for (uint32_t k = 0; k < s->ncompares; k++)
            if (s->compare[k].base == BASE_SAME_PERIOD || s->compare[k].base == BASE_YEAR)
                check_against_base(c, s, &s->compare[k], base);
    }
}

/* repeat_fact.c -- facts told at several places of the report (analyse/concord.h).
 *
 * That two figures have one name, area, time and kind is no proof that they are one: a
 * part may be named like its whole. So a difference is told only where it is a slip of
 * the pen or small, and as an error only where something else that both sentences tell
 * (the value, the change, the % of plan) shows that they speak of one thing. */
#include "check/check_int.h"

#include <stdlib.h>

const struct concord *concord_of(struct checker *c)
{
    struct concord_input *in;

    if (!c->concord) {
        in = arena_new(c->job->arena, struct concord_input);
        in->report = c->report;
        c->concord = concord_build(c->job, in, 1, c->report->catalogue);
    }
    return c->concord;
}

bool tells_in_prose(const struct checker *c)
{
    uint32_t i = 0;

    while (i < c->report->nstatements && c->report->statement[i].row >= 0)
        i++;
    return i < c->report->nstatements;
}

/* -- sentences that have a finding -- */

/* A figure's first digit, and its sentence. */
struct told_at { uint32_t at, sentence; };

struct blamed {
    struct told_at *figure;
    size_t n, cap;
    bool *sentence;
};

static int by_told_place(const void *pa, const void *pb)
{
    const struct told_at *a = pa, *b = pb;

    return a->at < b->at ? -1 : a->at > b->at;
}

static void note_told_place(struct checker *c, struct blamed *x, const struct figure *f,
                       uint32_t sentence)
{
    if (f->text.len)
        *arena_push(c->job->arena, x->figure, x->n, x->cap) =
            (struct told_at){ f->where.start, sentence };
}

static void note_told_places(struct checker *c, struct blamed *x, const struct statement *s)
{
    note_told_place(c, x, &s->value, s->sentence);
    note_told_place(c, x, s->whole, s->sentence);
    note_told_place(c, x, s->whole_pct, s->sentence);
    note_told_place(c, x, s->share, s->sentence);
    note_told_place(c, x, s->plan_pct, s->sentence);
    for (uint32_t i = 0; i < s->ncompares; i++)
        note_told_place(c, x, &s->compare[i].amount, s->sentence);
}

static void note_blamed(struct blamed *x, const struct diag *d)
{
    struct told_at key = { d->where.start, 0 }, *at;

    at = x->n ? bsearch(&key, x->figure, x->n, sizeof key, by_told_place) : NULL;
    if (at && !d->held && d->severity > SEVERITY_NOTE)
        x->sentence[at->sentence] = true;
}

static void find_blamed(struct checker *c, struct blamed *x)
{
    const struct report *r = c->report;
    uint32_t most = 0;

    for (uint32_t i = 0; i < r->nstatements; i++) {
        note_told_places(c, x, &r->statement[i]);
        if (r->statement[i].sentence > most)
            most = r->statement[i].sentence;
    }
    x->sentence = arena_array(c->job->arena, bool, (size_t)most + 1);
    if (x->n > 1)
        qsort(x->figure, x->n, sizeof *x->figure, by_told_place);
    for (size_t i = 0; i < c->diags->count; i++)
        note_blamed(x, c->diags->item[i]);
}

bool blamed_before(struct checker *c, const struct statement *s)
{
    if (!c->blamed) {
        c->blamed = arena_new(c->job->arena, struct blamed);
        find_blamed(c, c->blamed);
    }
    return s->row < 0 && c->blamed->sentence[s->sentence];
}

/* A fact told at two places. */
struct twice {
    const struct concord_fact *fact;
    const struct concord_place *first, *second;        /* the second is held against the first */
    const struct statement *s, *t;                     /* of the first and of the second */
    struct concord_value a, b;
};

static bool in_table(const struct statement *s)
{
    return s->row >= 0;
}

/* Is it a name that hardly two things share? A slip of the pen speaks for it, too. */
static bool names_one(const struct concord_fact *f, bool slip)
{
    return f->known || f->name->n >= (slip ? 3 : 4);
}

/* Are two changes the same, to three digits or more? */
static bool change_again(const struct comparison *x, const struct comparison *y)
{
    return x->amount.has_value && y->amount.has_value && x->kind == y->kind
           && x->unit.class == y->unit.class && x->base == y->base
           && significant_digits(x->amount.value) >= 3
           && dec_cmp(x->amount.value, y->amount.value) == 0;
}

/* Do both statements tell one change or one % of plan? Then they speak of one thing. */
static bool told_alike(const struct statement *s, const struct statement *t)
{
    if (s->plan_pct->has_value && t->plan_pct->has_value
        && significant_digits(s->plan_pct->value) >= 3
        && dec_cmp(s->plan_pct->value, t->plan_pct->value) == 0)
        return true;
    for (uint32_t i = 0; i < s->ncompares; i++)
        for (uint32_t k = 0; k < t->ncompares; k++)
            if (change_again(&s->compare[i], &t->compare[k]))
                return true;
    return false;
}

/* Do both tell the same value, or at least not two? */
enum levels { LEVELS_DIFFER, LEVELS_UNKNOWN, LEVELS_EQUAL };

static enum levels levels_of(const struct twice *w)
{
    range a, b;

    if (!w->s->value.has_value || !w->t->value.has_value)
        return LEVELS_UNKNOWN;
    if (!amount_range(&w->s->value, w->s->unit, &a) || !amount_range(&w->t->value, w->t->unit, &b))
        return LEVELS_DIFFER;
    return range_meets(a, b) ? LEVELS_EQUAL : LEVELS_DIFFER;
}

/* What the second place should tell, in its own words: "bằng 108,62%" for a growth of 8,62. */
static bool in_own_words(const struct checker *c, const struct twice *w, dec *right)
{
    const struct comparison *k = w->second->compare >= 0 ? &w->t->compare[w->second->compare]
                                                         : NULL;
    dec hundred = { 100, 0 };

    *right = w->a.value;
    switch (w->fact->aspect) {
    case CONCORD_LEVEL:
        return dec_shift(*right, -w->t->unit.power, right);
    case CONCORD_CHANGE:
        *right = dec_abs(*right);
        return dec_shift(*right, -concord_unit(c->concord, w->second).power, right);
    case CONCORD_GROWTH:
        if (k && k->kind == CMP_EQUAL)
            return dec_add(hundred, *right, right);
        *right = dec_abs(*right);
        return true;
    case CONCORD_OF_PLAN:
        if (k && k->kind == CMP_EXCEED)
            return dec_sub(*right, hundred, right);
        return !k || (k->kind == CMP_SHORT && dec_sub(hundred, *right, right));
    }
    return false;
}

/* The same, with no more decimals than the second place has and the first one needs. */
static bool right_value(const struct checker *c, const struct twice *w, dec *right)
{
    if (!in_own_words(c, w, right))
        return false;
    while (right->scale > concord_figure(c->concord, w->second)->value.scale
           && right->coef % 10 == 0) {
        right->coef /= 10;
        right->scale--;
    }
    return true;
}

static bool opposite(const struct twice *w)
{
    return (w->fact->aspect == CONCORD_GROWTH || w->fact->aspect == CONCORD_CHANGE)
           && w->a.value.coef != 0 && dec_cmp(w->a.value, dec_neg(w->b.value)) == 0;
}

/* "đạt 45,8% kế hoạch" here, "vượt 45,8% kế hoạch" there. */
static bool reached_for_exceeded(const struct twice *w)
{
    dec difference, hundred = { 100, 0 };

    return w->fact->aspect == CONCORD_OF_PLAN && dec_sub(w->a.value, w->b.value, &difference)
           && dec_cmp(dec_abs(difference), hundred) == 0;
}

/* Off by at most two of the last of four or more digits. */
static bool last_digits(dec stated, dec right)
{
    dec difference;

    return significant_digits(stated) >= 4 && stated.scale == right.scale
           && dec_sub(stated, right, &difference) && difference.coef >= -2
           && difference.coef <= 2;
}

static struct diag *tell_twice(struct checker *c, const struct twice *w, enum diag_code code,
                               dec right)
{
    const struct figure *f = concord_figure(c->concord, w->second);
    struct diag *d = diag_add(c->diags, code, f->where);
    str other = concord_form(c->job->arena, c->concord, w->first);

    diag_arg(d, concord_form(c->job->arena, c->concord, w->second));
    diag_arg(d, other);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, right);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, concord_where(c->concord, w->first)),
             other);
    return d;
}

/* Keeps the two as an equation, where one can be made of them. */
static void keep_twice(struct checker *c, const struct twice *w, enum verdict v, struct diag *d)
{
    const struct concord *x = c->concord;
    const struct figure *f = concord_figure(x, w->first), *g = concord_figure(x, w->second);

    if (w->fact->aspect == CONCORD_LEVEL) {
        equate(c, EQUATION_SAME, v, (struct operand[]){ { g, w->t->unit, CMP_NONE },
                                                        { f, w->s->unit, CMP_NONE } }, 2, 0)
            ->finding = d;
        return;
    }
    checked(c, g);
    covered(c, f);
}

/* The same digits in another unit: would they agree were one of the units a thousand or a
 * million times as large? */
static bool other_step(const struct twice *w)
{
    static const int step[] = { 3, -3, 6, -6 };
    range b;

    if (w->t->unit.class == UNIT_PERCENT || significant_digits(w->t->value.value) < 3
        || significant_digits(w->s->value.value) < 3)
        return false;
    if (w->s->unit.power != w->t->unit.power
        && dec_cmp(w->s->value.value, w->t->value.value) == 0)
        return true;
    for (int i = 0; i < 4; i++)
        if (range_shift(w->b.range, step[i], &b) && range_meets(b, w->a.range))
            return true;
    return false;
}

/* Two values of one fact that cannot both be right. */
static void check_levels(struct checker *c, const struct twice *w, dec right)
{
    const struct figure *g = &w->t->value;
    bool alike = told_alike(w->s, w->t);
    enum diag_remark remark;

    if (other_step(w) && (alike || names_one(w->fact, true))) {
        keep_twice(c, w, VERDICT_WRONG, tell_twice(c, w, DIAG_UNIT_SCALE, right));
        return;
    }
    bool slip = slip_between(g->value, right, &remark);
    /* two digits are soon one slip apart, but seldom swapped */
    int digits = !slip ? 4 : remark == REMARK_SWAP && w->fact->known ? 2 : 3;

    if (!(slip || near_enough(g->value, right, alike ? 5 : 1))
        || (!alike && (!names_one(w->fact, slip)
                       || significant_digits(slip ? right : g->value) < digits)))
        return;
    struct diag *d = tell_twice(c, w, alike && slip ? DIAG_REPEAT_DIFFERS : DIAG_REPEAT_DOUBTFUL,
                                right);

    keep_twice(c, w, VERDICT_WRONG, d);
    if (slip)
        add_slip(c, d, remark, right);
}

/* Two changes, or shares of a plan, of one value. */
static void check_changes(struct checker *c, const struct twice *w, dec right)
{
    const struct figure *g = concord_figure(c->concord, w->second);
    enum levels levels = levels_of(w);
    enum diag_remark remark;

    bool word = (opposite(w) || reached_for_exceeded(w)) && significant_digits(g->value) >= 3;

    if (levels == LEVELS_DIFFER || (levels == LEVELS_UNKNOWN && !word
                                    && !names_one(w->fact, true)))
        return;
    bool sure = levels == LEVELS_EQUAL && w->fact->aspect != CONCORD_OF_PLAN;

    if (word || opposite(w)) {
        keep_twice(c, w, VERDICT_WRONG, tell_twice(c, w, sure ? DIAG_REPEAT_DIFFERS
                                                              : DIAG_REPEAT_DOUBTFUL, right));
        return;
    }
    if (last_digits(g->value, right)) {
        keep_twice(c, w, VERDICT_SLIGHT, tell_twice(c, w, DIAG_REPEAT_ROUNDING, right));
        return;
    }
    bool slip = significant_digits(g->value) >= 3 && slip_between(g->value, right, &remark);

    /* a result is told against two plans more often than it is told wrongly */
    if (!slip && (w->fact->aspect == CONCORD_OF_PLAN || levels != LEVELS_EQUAL
                  || !near_enough(g->value, right, 10)))
        return;
    struct diag *d = tell_twice(c, w, sure && slip ? DIAG_REPEAT_DIFFERS : DIAG_REPEAT_DOUBTFUL,
                                right);

    keep_twice(c, w, VERDICT_WRONG, d);
    if (slip)
        add_slip(c, d, remark, right);
}

/* May the two be one at all? A sentence does not tell a thing twice, a part is not its
 * whole, and tables tell many things by one name. */
static bool may_be_one(const struct checker *c, const struct twice *w)
{
    const struct statement *base = c->report->statement;

    if (in_table(w->s) && in_table(w->t))
        return w->s->block != w->t->block && w->fact->known;
    return w->s->sentence != w->t->sentence && w->s->parent != (int32_t)(w->t - base)
           && w->t->parent != (int32_t)(w->s - base);
}

static void compare_twice(struct checker *c, const struct twice *w)
{
    dec right;

    switch (concord_compare(&w->a, &w->b)) {
    case CONCORD_EQUAL:
    case CONCORD_MEETS:
        keep_twice(c, w, VERDICT_FITS, NULL);
        return;
    case CONCORD_UNKNOWN:
        return;
    case CONCORD_DIFFERS:
        break;
    }
    if (w->a.hedged || w->b.hedged || !may_be_one(c, w) || !right_value(c, w, &right)
        || blamed_before(c, w->s) || blamed_before(c, w->t))
        return;
    if (w->fact->aspect == CONCORD_LEVEL)
        check_levels(c, w, right);
    else
        check_changes(c, w, right);
}

/* The place that the others are held against: the first in a table, else the first. */
static const struct concord_place *place_of_fact(const struct concord *x,
                                                 const struct concord_fact *f)
{
    const struct concord_place *p = &x->place[f->place];

    for (uint32_t i = 0; i < f->nplaces; i++)
        if (in_table(concord_statement(x, &p[i])))
            return &p[i];
    return p;
}

void check_told_twice(struct checker *c)
{
    const struct concord *x = concord_of(c);

    for (uint32_t i = 0; i < x->nfacts; i++) {
        struct twice w = { .fact = &x->fact[i] };

        if (w.fact->nplaces < 2 || w.fact->kind != CONCORD_RESULT)
            continue;
        w.first = place_of_fact(x, w.fact);
        w.s = concord_statement(x, w.first);
        for (uint32_t k = 0; k < w.fact->nplaces; k++) {
            w.second = &x->place[w.fact->place + k];
            w.t = concord_statement(x, w.second);
            if (w.second != w.first && concord_read(x, w.first, &w.a)
                && concord_read(x, w.second, &w.b))
                compare_twice(c, &w);
        }
    }
}

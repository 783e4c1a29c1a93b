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
        c->concord = concord_build(c->job, names_of(c), in, 1, c->report->catalogue);
    }
    return c->concord;
}

const struct name_bag *words_of_name(struct checker *c, const struct statement *s)
{
    size_t at = (size_t)(s - c->report->statement);

    if (!c->name_bag)
        c->name_bag = arena_array(c->job->arena, const struct name_bag *,
                                  c->report->nstatements);
    if (!c->name_bag[at])
        c->name_bag[at] = names_read(names_of(c), s->indicator, NAME_PLAIN);
    return c->name_bag[at];
}

bool tells_in_prose(const struct checker *c)
{
    uint32_t i = 0;

    while (i < c->report->nstatements && c->report->statement[i].row >= 0)
        i++;
    return i < c->report->nstatements;
}

/* -- statements that have a finding -- */

struct blamed {
    bool *statement;
    bool *sentence;             /* a sum or shares in it do not add up: any may be wrong */
};

/* The places of findings, a bit each, from the first one to the last. */
struct blamed_places {
    uint8_t *any, *whole;       /* the whole sentence is meant */
    uint32_t from, to;          /* to is behind the last; no finding: both are 0 */
};

static bool blames_any(const struct diag *d)
{
    const struct diag_entry *e = diag_find(d->code);

    return e && (str_eq(str_from(e->kind), STR("sum")) || str_eq(str_from(e->kind), STR("share")));
}

static bool is_blaming(const struct diag *d)
{
    return !d->held && d->severity > SEVERITY_NOTE;
}

static struct blamed_places span_of_findings(const struct diags *ds)
{
    struct blamed_places p = { .from = UINT32_MAX };

    for (size_t i = 0; i < ds->count; i++) {
        uint32_t at = ds->item[i]->where.start;

        if (!is_blaming(ds->item[i]))
            continue;
        p.from = at < p.from ? at : p.from;
        p.to = at + 1 > p.to ? at + 1 : p.to;
    }
    return p;
}

static struct blamed_places places_of_findings(struct checker *c)
{
    struct blamed_places p = span_of_findings(c->diags);

    if (p.to == 0)
        return p;
    p.any = arena_array(c->job->arena, uint8_t, (p.to - p.from) / 8 + 1);
    p.whole = arena_array(c->job->arena, uint8_t, (p.to - p.from) / 8 + 1);
    for (size_t i = 0; i < c->diags->count; i++) {
        const struct diag *d = c->diags->item[i];
        uint32_t at = d->where.start - p.from;

        if (!is_blaming(d))
            continue;
        p.any[at / 8] |= (uint8_t)(1u << at % 8);
        if (blames_any(d))
            p.whole[at / 8] |= (uint8_t)(1u << at % 8);
    }
    return p;
}

/* A percentage beside a/b is a statement of its own as well: both are meant. */
static void note_blamed(struct blamed *x, const struct blamed_places *p, const struct figure *f,
                        const struct report *r, uint32_t statement)
{
    uint32_t at = f->where.start - p->from;

    if (f->where.start < p->from || f->where.start >= p->to || !f->text.len)
        return;
    if (p->any[at / 8] >> at % 8 & 1)
        x->statement[statement] = true;
    if (p->whole[at / 8] >> at % 8 & 1)
        x->sentence[r->statement[statement].sentence] = true;
}

static void note_blamed_in(struct blamed *x, const struct blamed_places *p,
                           const struct report *r, uint32_t i)
{
    const struct statement *s = &r->statement[i];

    note_blamed(x, p, &s->value, r, i);
    note_blamed(x, p, s->whole, r, i);
    note_blamed(x, p, s->whole_pct, r, i);
    note_blamed(x, p, s->share, r, i);
    note_blamed(x, p, s->plan_pct, r, i);
    for (uint32_t k = 0; k < s->ncompares; k++)
        note_blamed(x, p, &s->compare[k].amount, r, i);
}

static void find_blamed(struct checker *c, struct blamed *x)
{
    struct blamed_places p = places_of_findings(c);
    const struct report *r = c->report;
    uint32_t most = 0;

    for (uint32_t i = 0; i < r->nstatements; i++)
        if (r->statement[i].sentence > most)
            most = r->statement[i].sentence;
    x->statement = arena_array(c->job->arena, bool, r->nstatements);
    x->sentence = arena_array(c->job->arena, bool, (size_t)most + 1);
    for (uint32_t i = 0; i < r->nstatements && p.to > 0; i++)
        note_blamed_in(x, &p, r, i);
}

enum { BLAMED_REACH = 40 };     /* parts of a list that are looked at */

bool blamed_before(struct checker *c, const struct statement *s)
{
    const struct report *r = c->report;
    uint32_t at = (uint32_t)(s - r->statement);

    if (!c->blamed) {
        c->blamed = arena_new(c->job->arena, struct blamed);
        find_blamed(c, c->blamed);
    }
    if (s->row >= 0)
        return false;
    if (c->blamed->statement[at] || c->blamed->sentence[s->sentence]
        || (s->parent >= 0 && c->blamed->statement[s->parent]))
        return true;
    for (uint32_t i = at + 1; i < r->nstatements && i <= at + BLAMED_REACH; i++)
        if (r->statement[i].sentence != s->sentence)
            break;
        else if (c->blamed->statement[i] && r->statement[i].parent == (int32_t)at)
            return true;
    return false;
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

/* "giảm 48,5%" here, "tăng 48,5%" or "tăng hơn 48%" there. */
static bool opposite(const struct twice *w)
{
    range turned;

    if ((w->fact->aspect != CONCORD_GROWTH && w->fact->aspect != CONCORD_CHANGE)
        || (w->a.value.coef < 0) == (w->b.value.coef < 0))
        return false;
    if (!w->a.hedged && !w->b.hedged)
        return dec_cmp(w->a.value, dec_neg(w->b.value)) == 0;
    return significant_digits(w->a.value) >= 2 && significant_digits(w->b.value) >= 2
           && range_neg(w->a.range, &turned) && range_meets(turned, w->b.range);
}

/* "đạt 45,8% kế hoạch" here, "vượt 45,8% kế hoạch" there. */
static bool reached_for_exceeded(const struct twice *w)
{
    dec difference, hundred = { 100, 0 };

    return w->fact->aspect == CONCORD_OF_PLAN && dec_sub(w->a.value, w->b.value, &difference)
           && dec_cmp(dec_abs(difference), hundred) == 0;
}

/* Off by at most two of the last of four or more digits; 0,68 above the plan is 100,68. */
static bool last_digits(const struct twice *w, dec stated, dec right)
{
    dec difference;

    return significant_digits(w->fact->aspect == CONCORD_OF_PLAN ? w->b.value : stated) >= 4
           && stated.scale == right.scale && dec_sub(stated, right, &difference)
           && difference.coef >= -2 && difference.coef <= 2;
}

/* Do both tell the very same value, in prose? Then one of the two was worked out of it
 * wrongly; a table may have been made of figures with more decimals. */
static bool one_value(const struct twice *w)
{
    dec a, b;

    return !in_table(w->s) && !in_table(w->t) && amount_value(&w->s->value, w->s->unit, &a)
           && amount_value(&w->t->value, w->t->unit, &b) && dec_cmp(a, b) == 0;
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

/* Digits before the comma of a value, 0 of 0,x; below that by the zeroes behind the comma. */
static int size_of_value(dec v)
{
    return significant_digits(v) - v.scale;
}

/* The same digits in another unit: would they agree were one of the units a thousand or a
 * million times as large? */
static bool other_step(const struct twice *w)
{
    static const int step[] = { 3, -3, 6, -6 };
    int apart = size_of_value(w->a.value) - size_of_value(w->b.value);
    range b;

    if (w->t->unit.class == UNIT_PERCENT || significant_digits(w->t->value.value) < 3
        || significant_digits(w->s->value.value) < 3)
        return false;
    if (w->s->unit.power != w->t->unit.power
        && dec_cmp(w->s->value.value, w->t->value.value) == 0)
        return true;
    for (int i = 0; i < 4; i++)
        if (abs(apart - step[i]) <= 1 && range_shift(w->b.range, step[i], &b)
            && range_meets(b, w->a.range))
            return true;
    return false;
}

/* Two values of one fact that cannot both be right. */
static void check_levels(struct checker *c, const struct twice *w, dec right)
{
    const struct figure *g = &w->t->value;
    bool alike = told_alike(w->s, w->t);
    enum diag_remark remark;

    if ((alike || names_one(w->fact, true) || w->fact->name->n >= 2) && other_step(w)) {
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

/* People and cases are whole: is there a whole plan, or a whole base, for the percentage? */
static enum fits whole_behind(const struct twice *w, const struct statement *s,
                              const struct concord_value *v)
{
    range count, percent = v->range;

    if (!unit_is_exact(s->unit) || s->value.value.scale != 0
        || (w->fact->aspect != CONCORD_GROWTH && w->fact->aspect != CONCORD_OF_PLAN)
        || !amount_range(&s->value, s->unit, &count) || !range_shift(count, 2, &count)
        || (w->fact->aspect == CONCORD_GROWTH
            && !range_add(percent, range_exact((dec){ 100, 0 }), &percent)))
        return FITS_UNKNOWN;
    return range_quotient_has_integer(count, percent);
}

/* Two changes, or shares of a plan, of one value. */
static void check_changes(struct checker *c, const struct twice *told, dec right)
{
    struct twice turned = { told->fact, told->second, told->first, told->t, told->s, told->b,
                            told->a };
    const struct twice *w = told;
    bool witness = false;

    /* the one that no whole number stands behind is the wrong one */
    if (one_value(w)) {
        enum fits a = whole_behind(w, w->s, &w->a), b = whole_behind(w, w->t, &w->b);

        witness = a != b && a != FITS_UNKNOWN && b != FITS_UNKNOWN;
        if (witness && a == FITS_NO && right_value(c, &turned, &right))
            w = &turned;
    }

    const struct figure *g = concord_figure(c->concord, w->second);
    enum levels levels = levels_of(w);
    enum diag_remark remark;

    bool word = (opposite(w) || reached_for_exceeded(w)) && significant_digits(g->value) >= 3;

    if (levels == LEVELS_DIFFER || (levels == LEVELS_UNKNOWN && !word
                                    && !names_one(w->fact, true)))
        return;
    bool sure = levels == LEVELS_EQUAL && w->fact->aspect != CONCORD_OF_PLAN;

    if (word || opposite(w) || reached_for_exceeded(w)) {
        keep_twice(c, w, VERDICT_WRONG, tell_twice(c, w, sure ? DIAG_REPEAT_DIFFERS
                                                              : DIAG_REPEAT_DOUBTFUL, right));
        return;
    }
    if (last_digits(w, g->value, right)) {
        keep_twice(c, w, VERDICT_SLIGHT, tell_twice(c, w, witness ? DIAG_REPEAT_DIFFERS
                                                          : one_value(w) ? DIAG_REPEAT_DOUBTFUL
                                                                         : DIAG_REPEAT_ROUNDING,
                                                    right));
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
    if (((w->a.hedged || w->b.hedged) && !opposite(w)) || !may_be_one(c, w)
        || !right_value(c, w, &right) || blamed_before(c, w->s) || blamed_before(c, w->t))
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

/* -- values told again under a name with more words -- */

/* A value in prose. */
struct value_at {
    uint32_t base;              /* of the unit */
    dec value;                  /* in base units */
    uint32_t statement;
};

static int by_value(const void *pa, const void *pb)
{
    const struct value_at *a = pa, *b = pb;
    int order = a->base < b->base ? -1 : a->base > b->base ? 1 : dec_cmp(a->value, b->value);

    if (order != 0)
        return order;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

/* The places of each statement: first[statement] is an index in concord.place plus 1, and
 * so is next[place]. */
struct places_by_statement { uint32_t *first, *next; };

static struct places_by_statement index_statement_places(struct checker *c)
{
    const struct concord *x = concord_of(c);
    struct places_by_statement p = {
        arena_array(c->job->arena, uint32_t, c->report->nstatements),
        arena_array(c->job->arena, uint32_t, x->nplaces),
    };

    for (uint32_t i = x->nplaces; i-- > 0;) {
        p.next[i] = p.first[x->place[i].statement];
        p.first[x->place[i].statement] = i + 1;
    }
    return p;
}

/* "Đào tạo nghề 8.055 người" and "tuyển mới và đào tạo nghề 8.055 người". */
static bool named_alike(const struct concord_fact *f, const struct concord_fact *g)
{
    uint32_t least = f->name->n < g->name->n ? f->name->n : g->name->n;

    return least >= 2 && names_shared(f->name, g->name) == least && str_eq(f->area, g->area)
           && concord_same_period(f->period, g->period) && f->kind == g->kind;
}

static void compare_places(struct checker *c, struct twice *w)
{
    const struct concord *x = concord_of(c);
    const struct concord_fact *f = &x->fact[w->first->fact], *g = &x->fact[w->second->fact];

    if (f == g || f->aspect != g->aspect || f->aspect == CONCORD_LEVEL || f->base != g->base
        || f->unit.class != g->unit.class || !named_alike(f, g)
        || !concord_read(x, w->first, &w->a) || !concord_read(x, w->second, &w->b))
        return;
    w->fact = f;
    compare_twice(c, w);
}

/* The changes and shares of plan of two statements that tell one value. */
static void compare_statements(struct checker *c, const struct places_by_statement *of,
                               uint32_t first, uint32_t second)
{
    const struct concord *x = concord_of(c);
    struct twice w = { .s = &c->report->statement[first], .t = &c->report->statement[second] };

    if (w.s->sentence == w.t->sentence)
        return;
    for (uint32_t i = of->first[first]; i; i = of->next[i - 1])
        for (uint32_t k = of->first[second]; k; k = of->next[k - 1]) {
            w.first = &x->place[i - 1];
            w.second = &x->place[k - 1];
            compare_places(c, &w);
        }
}

enum { VALUE_AGAIN_MOST = 4 };

void check_values_again(struct checker *c)
{
    const struct report *r = c->report;
    struct value_at *value = NULL, v;
    struct places_by_statement of;
    size_t n = 0, cap = 0;

    for (uint32_t i = 0; i < r->nstatements; i++) {
        const struct statement *s = &r->statement[i];

        if (s->row >= 0 || s->unit.base == 0 || !(s->ncompares || s->plan_pct->has_value)
            || significant_digits(s->value.value) < 4
            || !amount_value(&s->value, s->unit, &v.value))
            continue;
        v.base = s->unit.base;
        v.statement = i;
        *arena_push(c->job->arena, value, n, cap) = v;
    }
    if (n < 2)
        return;
    qsort(value, n, sizeof *value, by_value);
    of = index_statement_places(c);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && k <= i + VALUE_AGAIN_MOST
                               && value[k].base == value[i].base
                               && dec_cmp(value[k].value, value[i].value) == 0; k++)
            compare_statements(c, &of, value[i].statement, value[k].statement);
}

void check_told_twice(struct checker *c)
{
    const struct concord *x = concord_of(c);

    for (uint32_t i = 0; i < x->nfacts; i++) {
        const struct concord_fact *f = &x->fact[i];

        if (f->nplaces < 2 || f->kind != CONCORD_RESULT)
            continue;
        struct twice w = { .fact = f };

        w.first = place_of_fact(x, w.fact);
        w.s = concord_statement(x, w.first);
        if (!concord_read(x, w.first, &w.a))
            continue;
        for (uint32_t k = 0; k < w.fact->nplaces; k++) {
            w.second = &x->place[w.fact->place + k];
            w.t = concord_statement(x, w.second);
            if (w.second != w.first && concord_read(x, w.second, &w.b))
                compare_twice(c, &w);
        }
    }
}

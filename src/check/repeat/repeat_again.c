/* repeat_again.c -- counts that two sentences tell one after another, and not alike.
 *
 * "12 cơ sở điều trị, 31 cơ sở cấp phát cho 2.452 bệnh nhân" here, "2.500 bệnh nhân tại
 * 11 cơ sở điều trị và 31 cơ sở cấp phát" there: three counts of the same things, one of
 * them equal. A sentence was copied from an earlier report and brought up to date in part.
 * Three things by one name, an equal one among them and the others near, is what no two
 * matters have in common by chance. */
#include "base/sort.h"
#include "check/check_int.h"

#include <stdlib.h>

static bool plain_count(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range
           && s->value.hedge == HEDGE_NONE && s->unit.class == UNIT_COUNT && !s->unit.multiplied
           && s->value.value.scale == 0 && s->value.value.coef > 0 && s->kind < KIND_PLAN
           && !s->is_rank;
}

/* Do both sentences tell of one time? Or of two cut-off days not a month apart? */
enum times { TIMES_APART, TIMES_ONE, TIMES_CUT };

static int day_of_year(period p)
{
    return p.month * 31 + (p.day ? p.day : 31);
}

static enum times times_of(period a, period b)
{
    if (concord_same_period(a, b))
        return TIMES_ONE;
    if (a.kind != b.kind || a.year != b.year || a.from_year != b.from_year
        || a.from_month != b.from_month || (!a.day && !b.day)
        || abs(day_of_year(a) - day_of_year(b)) > 31)
        return TIMES_APART;
    return TIMES_CUT;
}

/* Is one name the other with more words, or nearly? */
static bool one_name(struct checker *c, const struct statement *s, const struct statement *t)
{
    const struct name_bag *a = words_of_name(c, s), *b = words_of_name(c, t);
    uint32_t least = a->n < b->n ? a->n : b->n, shared = a == b ? least : names_shared(a, b);

    return shared >= 2 && shared * 5 >= least * 3;
}

/* Of two plain counts. */
static bool same_matter_counted(struct checker *c, const struct statement *s,
                                const struct statement *t)
{
    return unit_same_base(s->unit, t->unit) && str_eq(s->area, t->area) && one_name(c, s, t)
           && times_of(s->period, t->period) != TIMES_APART;
}

enum { COUNTS_MOST = 12 };      /* statements of a sentence that is looked at */

/* Statements [from, to) of one sentence; of one with too many, more than COUNTS_MOST. */
struct counted_sentence { uint32_t from, to; };

static struct counted_sentence sentence_at(const struct report *r, uint32_t at)
{
    struct counted_sentence x = { at, at + 1 };

    while (x.from > 0 && at - x.from <= COUNTS_MOST
           && r->statement[x.from - 1].sentence == r->statement[at].sentence)
        x.from--;
    while (x.to < r->nstatements && x.to - at <= COUNTS_MOST
           && r->statement[x.to].sentence == r->statement[at].sentence)
        x.to++;
    return x;
}

/* The counts of two sentences, matched by name in their order. */
struct match_again {
    const struct statement *s[COUNTS_MOST], *t[COUNTS_MOST];
    uint32_t n, equal;
};

static bool counted_near(const struct statement *s, const struct statement *t)
{
    int64_t a = s->value.value.coef, b = t->value.value.coef;

    return llabs(a - b) <= 1 || near_enough(s->value.value, t->value.value, 12);
}

static bool matched(const struct match_again *m, const struct statement *t)
{
    for (uint32_t i = 0; i < m->n; i++)
        if (m->t[i] == t)
            return true;
    return false;
}

/* The count of the other sentence that is of the same thing: the equal one, else the first. */
static const struct statement *again_in(struct checker *c, const struct statement *s,
                                        struct counted_sentence x, const struct match_again *m)
{
    const struct statement *first = NULL;

    for (uint32_t i = x.from; i < x.to; i++) {
        const struct statement *t = &c->report->statement[i];

        if (matched(m, t) || !plain_count(t) || !same_matter_counted(c, s, t))
            continue;
        if (dec_cmp(s->value.value, t->value.value) == 0)
            return t;
        first = first ? first : t;
    }
    return first;
}

static void match_counts(struct checker *c, struct counted_sentence a, struct counted_sentence b,
                         struct match_again *m)
{
    *m = (struct match_again){ .n = 0 };
    if (a.to - a.from > COUNTS_MOST || b.to - b.from > COUNTS_MOST)
        return;
    for (uint32_t i = a.from; i < a.to; i++) {
        const struct statement *s = &c->report->statement[i], *t;

        if (!plain_count(s) || !(t = again_in(c, s, b, m)))
            continue;
        m->s[m->n] = s;
        m->t[m->n++] = t;
        m->equal += dec_cmp(s->value.value, t->value.value) == 0;
    }
}

static void tell_count_again(struct checker *c, const struct statement *s,
                             const struct statement *t)
{
    bool cut = times_of(s->period, t->period) == TIMES_CUT;
    struct diag *d = diag_add(c->diags, cut ? DIAG_REPEAT_CUT_OFF : DIAG_REPEAT_DOUBTFUL,
                              t->value.where);

    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(t->value.text),
                             STRF(t->unit_text)));
    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text),
                             STRF(s->unit_text)));
    diag_stated(d, t->value.text);
    diag_computed(c->diags, d, s->value.value);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, s->value.where), d->arg[1]);
}

/* Has a figure of the sentence a finding? */
static bool wrong_before(struct checker *c, struct counted_sentence x)
{
    for (uint32_t i = x.from; i < x.to; i++)
        if (blamed_before(c, &c->report->statement[i]))
            return true;
    return false;
}

/* Two sentences that share a count: do the others agree? */
static void check_counts_again(struct checker *c, uint32_t at, uint32_t again)
{
    const struct report *r = c->report;
    struct match_again m;

    match_counts(c, sentence_at(r, at), sentence_at(r, again), &m);
    if (m.n < 3 || m.equal == 0 || m.equal == m.n
        || wrong_before(c, sentence_at(r, at)) || wrong_before(c, sentence_at(r, again)))
        return;
    for (uint32_t i = 0; i < m.n; i++)
        if (!counted_near(m.s[i], m.t[i]))
            return;
    for (uint32_t i = 0; i < m.n; i++) {
        if (dec_cmp(m.s[i]->value.value, m.t[i]->value.value) != 0)
            tell_count_again(c, m.s[i], m.t[i]);
        checked(c, &m.t[i]->value);
        covered(c, &m.s[i]->value);
    }
}

/* A count of so many things is told in few sentences; more are tables in prose. And in
 * one report few sentences are told again. */
enum { AGAIN_MOST = 6, PAIRS_MOST = 4096 };

/* The plain counts of ten and more, by what they count, how many, and where. */
static struct sort_item *sorted_counts(struct checker *c, size_t *n)
{
    const struct report *r = c->report;
    struct sort_item *count = arena_array_raw(c->job->arena, struct sort_item, r->nstatements);

    *n = 0;
    for (uint32_t i = 0; i < r->nstatements; i++)
        if (plain_count(&r->statement[i]) && r->statement[i].value.value.coef >= 10)
            count[(*n)++] = (struct sort_item){ (uint64_t)r->statement[i].value.value.coef, i };
    sort_items(c->job->arena, count, *n);
    for (size_t i = 0; i < *n; i++)
        count[i].key = r->statement[count[i].what].unit.base;
    sort_items(c->job->arena, count, *n);
    return count;
}

void check_told_again(struct checker *c)
{
    const struct report *r = c->report;
    size_t n, pairs = 0;
    const struct sort_item *count = sorted_counts(c, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && k <= i + AGAIN_MOST && count[k].key == count[i].key; k++) {
            const struct statement *s = &r->statement[count[i].what];
            const struct statement *t = &r->statement[count[k].what];

            if (s->value.value.coef != t->value.value.coef)
                break;
            if (s->sentence != t->sentence && same_matter_counted(c, s, t)
                && pairs++ < PAIRS_MOST)
                check_counts_again(c, count[i].what, count[k].what);
        }
}

/* -- what is to be done against what was planned -- */

/* "phấn đấu trồng 350 ha" may go beyond the plan; "dự kiến trồng" is the plan. */
static bool strives(const struct checker *c, const struct statement *s)
{
    str text = str_sub(block_text(c, s->block), s->at > 120 ? s->at - 120 : 0, s->at);

    return str_find(text, STR("hấn đấu")) != SIZE_MAX || str_find(text, STR("vượt")) != SIZE_MAX
           || str_find(text, STR("trên")) != SIZE_MAX || str_find(text, STR("ối thiểu")) != SIZE_MAX
           || str_find(text, STR("ít nhất")) != SIZE_MAX;
}

/* What is left of the plan once the result is taken away. */
static bool is_rest(const struct concord *x, const struct concord_fact *plan, period p,
                    const struct concord_value *target, const struct concord_value *whole)
{
    const struct concord_fact *done = concord_beside(x, plan, CONCORD_RESULT, p);
    struct concord_value v;
    range left;

    return done && concord_read(x, &x->place[done->place], &v)
           && range_sub(whole->range, v.range, &left) && range_meets(left, target->range);
}

static void check_target(struct checker *c, const struct concord_fact *f)
{
    const struct concord *x = concord_of(c);
    const struct concord_fact *plan = concord_beside(x, f, CONCORD_PLAN, f->period);
    const struct concord_place *p = &x->place[f->place];
    const struct statement *s = concord_statement(x, p);
    struct concord_value a, b;
    dec right;

    if (!plan || (!f->known && f->name->n < 5) || s->row >= 0 || s->value.hedge != HEDGE_NONE
        || !concord_read(x, &x->place[plan->place], &a) || !concord_read(x, p, &b)
        || concord_compare(&a, &b) != CONCORD_DIFFERS || strives(c, s)
        || dec_cmp(b.value, a.value) < 0    /* a part of the year */
        || is_rest(x, plan, c->report->period, &b, &a) || a.value.coef == 0
        || !near_enough(b.value, a.value, 100) || !dec_shift(a.value, -s->unit.power, &right))
        return;
    while (right.scale > s->value.value.scale && right.coef % 10 == 0) {
        right.coef /= 10;
        right.scale--;
    }

    str told = concord_form(c->job->arena, x, &x->place[plan->place]);
    struct diag *d = diag_add(c->diags, DIAG_REPEAT_TARGET, s->value.where);

    checked(c, &s->value);
    diag_arg(d, concord_form(c->job->arena, x, p));
    diag_arg(d, told);
    diag_stated(d, s->value.text);
    diag_computed(c->diags, d, right);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE,
                          concord_where(x, &x->place[plan->place])), told);
}

void check_targets(struct checker *c)
{
    const struct concord *x = concord_of(c);

    for (uint32_t i = 0; i < x->nfacts; i++)
        if (x->fact[i].kind == CONCORD_TARGET && x->fact[i].aspect == CONCORD_LEVEL
            && x->fact[i].period.kind == PERIOD_YEAR)
            check_target(c, &x->fact[i]);
}

/* implied_rule.c -- sentences that leave no room for the plan or base they rest on.
 *
 * "V, đạt p % kế hoạch" pins the plan to an interval (analyse/implied.h). Two sentences
 * of one indicator whose intervals have nothing in common rest on two plans: a stale one,
 * or one that was changed in between; or one of the figures is wrong. That a report can
 * speak of the plan of the centre and of that of the province is why this is a warning. */
#include "analyse/implied.h"
#include "check/check_int.h"

/* Twice as far to either side: cut instead of rounded, or off in the last digit. */
static bool widened(const struct implied_source *s, dec *lo, dec *hi)
{
    dec width;

    return dec_sub(s->hi, s->lo, &width) && dec_sub(s->lo, width, lo) && dec_add(s->hi, width, hi);
}

static bool intervals_apart(const struct implied_source *a, const struct implied_source *b)
{
    dec alo, ahi, blo, bhi;

    return widened(a, &alo, &ahi) && widened(b, &blo, &bhi)
           && (dec_cmp(ahi, blo) < 0 || dec_cmp(bhi, alo) < 0);
}

static const struct statement *implying(const struct checker *c, const struct implied_source *s)
{
    return &c->report->statement[s->statement];
}

/* What stands behind a percentage of plan: whose plan it is. */
static str told_behind(const struct checker *c, const struct implied_book *b,
                       const struct implied_source *s)
{
    enum { BEHIND = 60 };
    str text = implied_figure(b, s)->text;
    uint32_t at = flow_at(c, implying(c, s)->block, text);

    if (at == UINT32_MAX)
        return (str){ NULL, 0 };
    text = str_sub(block_text(c, implying(c, s)->block), at + text.len, at + text.len + BEHIND);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == ';' || (text.ptr[i] == ',' && i > 1)
            || (text.ptr[i] == '.' && i + 1 < text.len && text.ptr[i + 1] == ' '))
            return str_sub(text, 0, i);
    return text;
}

/* Does it name a plan that is one of several: of the centre, of the council, of a term? */
static bool plan_of_whom(str behind)
{
    static const char *const word[] = { "giao", "Trung ương", "HĐND", "Thủ tướng", "Chính phủ",
                                        "nhiệm kỳ", "giai đoạn", "tháng", "quý", "Nghị quyết",
                                        "vốn" };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(behind, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

static bool same_plan_told(const struct checker *c, const struct implied_book *b,
                           const struct implied_source *x, const struct implied_source *y)
{
    str p = told_behind(c, b, x), q = told_behind(c, b, y);

    return !(plan_of_whom(p) || plan_of_whom(q)) || str_eq(p, q);
}

/* Near enough for one plan that was changed, too far for one figure. */
static bool one_hidden(const struct implied_source *a, const struct implied_source *b)
{
    return near_enough(a->hi, b->lo, 20) || near_enough(b->hi, a->lo, 20);
}

static str bounds_text(struct checker *c, const struct implied *m, const struct implied_source *s)
{
    str units = m->of->known ? m->of->known->unit_text : (str){ NULL, 0 };
    dec lo, hi;

    units = implying(c, s)->unit_text.len ? implying(c, s)->unit_text : units;
    if (!implied_in_unit(s->lo, s->hi, implying(c, s)->unit, false, &lo)
        || !implied_in_unit(s->hi, s->lo, implying(c, s)->unit, true, &hi))
        return STR("?");
    if (dec_cmp(lo, hi) == 0)
        return arena_printf(c->job->arena, "%.*s %.*s", STRF(dec_text(c, lo)), STRF(units));
    return arena_printf(c->job->arena, "%.*s - %.*s %.*s", STRF(dec_text(c, lo)),
                        STRF(dec_text(c, hi)), STRF(units));
}

static void tell_apart(struct checker *c, const struct implied_book *b, const struct implied *m,
                       const struct implied_source *x, const struct implied_source *y)
{
    const struct figure *f = implied_figure(b, y);
    struct diag *d = diag_add(c->diags, m->what == IMPLIED_PLAN ? DIAG_IMPLIED_PLAN
                                                                : DIAG_IMPLIED_BASE, f->where);
    str here = bounds_text(c, m, y), there = bounds_text(c, m, x);

    diag_arg(d, here);
    diag_arg(d, there);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, m->what == IMPLIED_PLAN ? x->lo : x->hi);
    note_arg(diag_note_at(c->diags, d, REMARK_IMPLIED_THERE, implied_figure(b, x)->where), there);
}

/* "tổng khách lưu trú ..., trong đó khách quốc tế ...; tổng khách tham quan ..., trong đó khách
 * quốc tế ...": parts of one name, of two totals. */
static bool parts_of_two(struct checker *c, const struct statement *a, const struct statement *b)
{
    const struct statement *x = parent_statement(c, a), *y = parent_statement(c, b);

    if (!x || !y || x == y)
        return false;
    struct likeness l = names_alike(c, x->indicator, y->indicator);

    return l.shared < l.first && l.shared < l.second;
}

/* Do all the others agree among themselves? Then the one that differs is told. */
static void check_apart(struct checker *c, const struct implied_book *b, const struct implied *m)
{
    const struct implied_source *s = &b->source[m->source], *first = &s[0], *other = NULL;

    for (uint32_t i = 1; i < m->nsources && !other; i++)
        if (intervals_apart(first, &s[i]))
            other = &s[i];
    if (!other)
        return;
    /* the first may be the odd one */
    for (uint32_t i = 1; i < m->nsources; i++)
        if (&s[i] != other && intervals_apart(first, &s[i]) && !intervals_apart(other, &s[i])) {
            first = other;
            other = &s[0];
            break;
        }
    if (implying(c, first)->sentence == implying(c, other)->sentence
        || implying(c, other)->row >= 0 || !one_hidden(first, other)
        || !same_plan_told(c, b, first, other) || blamed_before(c, implying(c, first))
        || blamed_before(c, implying(c, other))
        || parts_of_two(c, implying(c, first), implying(c, other)))
        return;
    checked(c, implied_figure(b, other));
    covered(c, implied_figure(b, first));
    tell_apart(c, b, m, first, other);
}

/* A name that hardly two things share. */
static bool implied_of_one(const struct implied *m)
{
    return m->of->known || m->of->name->n >= 4;
}

/* The computation as an equation; NULL for "vượt", which none tells. */
static struct equation *keep_stated(struct checker *c, const struct implied_source *s,
                                    const struct figure *f, const struct operand *hidden,
                                    enum verdict v)
{
    const struct statement *t = implying(c, s);
    const struct comparison *k = s->compare >= 0 ? &t->compare[s->compare] : NULL;
    struct operand o[] = { { &t->value, t->unit, CMP_NONE }, *hidden,
                           { f, k ? k->unit : t->unit, k ? k->kind : CMP_NONE } };

    if (!k)
        return equate(c, EQUATION_PERCENT, v, o, 3, 2);
    if (k->kind == CMP_EXCEED || k->kind == CMP_SHORT || k->base == BASE_PLAN)
        return NULL;
    return equate(c, s->by == IMPLIED_BY_PERCENT ? EQUATION_GROWTH : EQUATION_CHANGE, v, o, 3, 2);
}

/* The hidden figure is told after all, in another sentence or a table. */
static void check_stated(struct checker *c, const struct implied_book *b, const struct implied *m,
                         const struct implied_source *s)
{
    const struct concord_place *p = &b->concord->place[m->stated->place];
    const struct statement *t = concord_statement(b->concord, p);
    const struct figure *f = implied_figure(b, s);
    struct operand hidden = { concord_figure(b->concord, p), t->unit, CMP_NONE };
    struct concord_value v;
    dec lo, hi;

    if (implying(c, s)->row >= 0 || implying(c, s)->sentence == t->sentence
        || f->hedge != HEDGE_NONE || plan_of_whom(told_behind(c, b, s))
        || !concord_read(b->concord, p, &v) || v.hedged || !widened(s, &lo, &hi))
        return;
    if (dec_cmp(lo, v.value) <= 0 && dec_cmp(v.value, hi) <= 0) {
        keep_stated(c, s, f, &hidden, VERDICT_FITS);
        return;
    }
    if (blamed_before(c, implying(c, s)) || blamed_before(c, t))
        return;

    struct equation *e = keep_stated(c, s, f, &hidden, VERDICT_WRONG);
    struct diag *d = diag_add(c->diags, m->what == IMPLIED_PLAN ? DIAG_IMPLIED_PLAN
                                                                : DIAG_IMPLIED_BASE, f->where);
    str there = concord_form(c->job->arena, b->concord, p);

    d->held = !near_enough(s->lo, v.value, 10) && !near_enough(s->hi, v.value, 10);
    if (e)
        e->finding = d;
    diag_arg(d, bounds_text(c, m, s));
    diag_arg(d, there);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, v.value);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, concord_where(b->concord, p)), there);
}

void check_implied(struct checker *c)
{
    const struct implied_book *b;

    check_yields(c);
    check_means(c);
    if (!tells_in_prose(c))
        return;
    b = implied_build(c->job, concord_of(c), IMPLIED_BY_PROSE);
    c->blamed = NULL;           /* findings of the rule "repeat" count too */
    for (uint32_t i = 0; i < b->nitems; i++) {
        const struct implied *m = &b->item[i];

        if (m->nsources > 1 && dec_cmp(m->lo, m->hi) > 0 && implied_of_one(m))
            check_apart(c, b, m);
        for (uint32_t k = 0; m->stated && implied_of_one(m) && k < m->nsources; k++)
            check_stated(c, b, m, &b->source[m->source + k]);
    }
    check_exchange(c);
    check_implied_totals(c);
}

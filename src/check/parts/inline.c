/* inline.c -- totals against parts that stand in their own sentence or the next.
 *
 *     94 vụ, 120 đối tượng (ma túy 60 vụ, 75 đối tượng; trộm cắp 20 vụ, 25 đối tượng; ...)
 *     Diện tích gieo trồng là 12.345 ha. Cụ thể: lúa 6.000 ha; ngô 4.300 ha; ...
 *
 * The reader knows one total of a list; here each figure before it that has the unit of
 * some of the parts is a total of these. */
#include "check/parts/items.h"

#include "base/utf8.h"

#include <string.h>

enum {
    CUE_REACH = 90,             /* bytes between the last total and the first part */
    BARE_REACH = 40             /* and before a colon without a word that leads on */
};

static const struct statement *statement_at(const struct checker *c, uint32_t i)
{
    return &c->report->statement[i];
}

/* The figures that may be totals of what begins with statement `first`: those of the
 * sentence of the one before it that are no parts themselves. */
static void totals_before(struct item_list *l, uint32_t first)
{
    const struct statement *lead = statement_at(l->c, first - 1);
    uint32_t from = first;

    while (from > 0 && statement_at(l->c, from - 1)->block == lead->block &&
           statement_at(l->c, from - 1)->sentence == lead->sentence && first - from < 16)
        from--;
    for (uint32_t i = from; i < first; i++)
        if (statement_at(l->c, i)->part_group == 0)
            item_list_add(l, statement_at(l->c, i));
}

/* False for a count of something no total counts: "486 trường, trung tâm (465 trường,
 * 17 trung tâm, 4 trường nghề)" adds up things of several kinds. */
static bool add_part_of(struct item_list *l, const struct statement *s)
{
    struct item_total *t = item_amount(s) ? item_list_total(l, s) : NULL;

    if (!t)
        return !item_amount(s) || s->unit.class != UNIT_COUNT;
    if ( t->n < ITEM_PARTS &&
        (t->n == 0 || t->part[t->n - 1]->value.where.start != s->value.where.start))
        t->part[t->n++] = s;
    return true;
}

/* Totals in whose unit less than all of the list's figures are told cannot be judged by
 * how near they come: each item must tell one. */
static void count_empty(struct item_list *l)
{
    uint32_t most = 0;

    for (uint32_t i = 0; i < l->ntotals; i++)
        most = l->total[i].n > most ? l->total[i].n : most;
    for (uint32_t i = 0; i < l->ntotals; i++)
        l->total[i].empty = most - l->total[i].n;
}

/* Does any figure of the group stand in another unit than its total? */
static bool group_is_mixed(struct checker *c, uint32_t first, const struct statement *up)
{
    for (uint32_t i = first; i < c->report->nstatements; i = c->group_next[i]) {
        const struct statement *p = statement_at(c, i);

        if (p->value.has_value && p->unit.class != UNIT_PERCENT &&
            !unit_same_base(p->unit, up->unit))
            return true;
    }
    return false;
}

/* A list that the reader gave one total, mixed of units: the parts in the units of the
 * others. */
static void judge_mixed(struct checker *c, uint32_t first, const struct statement *up)
{
    const struct statement *s = statement_at(c, first);
    struct item_list l = { .c = c, .code = DIAG_SUM_MISMATCH,
                           .kind = s->part == PART_LIST ? LEAD_ALL : LEAD_AMONG };

    totals_before(&l, first);
    for (uint32_t i = first; i < c->report->nstatements; i = c->group_next[i])
        if (statement_at(c, i)->parent == s->parent && !add_part_of(&l, statement_at(c, i)))
            return;
    count_empty(&l);
    for (uint32_t i = 0; i < l.ntotals; i++)
        l.total[i].elsewhere = l.total[i].of == up;     /* the rule of sums has it */
    if (l.ntotals > 0)
        item_list_judge(&l);
}

static void check_group_totals(struct checker *c, uint32_t first)
{
    const struct statement *s = statement_at(c, first), *up = parent_statement(c, s);

    if (up && up->block == s->block && first > 0 &&
        statement_at(c, first - 1)->block == s->block && group_is_mixed(c, first, up))
        judge_mixed(c, first, up);
}

/* The words between two figures, when a colon among them announces a list: by a word that
 * leads on, or right behind what the first counts ("95 đơn: 40 đơn khiếu nại, ..."). */
static bool announces(struct checker *c, const struct statement *a, const struct statement *b,
                      enum lead_kind *kind)
{
    str text = block_text(c, a->block), between;
    const char *colon;

    if (b->at <= a->end || b->at - a->end > CUE_REACH)
        return false;
    between = str_sub(text, a->end, b->at);
    colon = memchr(between.ptr, ':', between.len);
    if (!colon)
        return false;
    *kind = lead_kind_of(c, str_sub(between, 0, (size_t)(colon - between.ptr)));
    return *kind != LEAD_BARE || (a->sentence == b->sentence && colon - between.ptr <= BARE_REACH);
}

/* "12.345 ha. Cụ thể: lúa 6.000 ha; ngô 4.300 ha": to the end of the sentence. */
static void check_announced(struct checker *c, uint32_t first, enum lead_kind kind)
{
    const struct statement *b = statement_at(c, first);
    struct item_list l = { .c = c, .code = DIAG_SUM_MISMATCH, .kind = kind };

    totals_before(&l, first);
    for (uint32_t i = first; i < c->report->nstatements; i++) {
        const struct statement *p = statement_at(c, i);

        if (p->block != b->block || p->sentence != b->sentence)
            break;
        if ((p->part_group == 0 || p->parent < (int32_t)first) && !add_part_of(&l, p))
            return;
    }
    count_empty(&l);
    if (l.ntotals > 0)
        item_list_judge(&l);
}

void check_inline_lists(struct checker *c)
{
    for (uint32_t i = 1; i < c->report->nstatements; i++) {
        const struct statement *a = statement_at(c, i - 1), *b = statement_at(c, i);
        enum lead_kind kind;

        if (b->row >= 0 || a->block != b->block)
            continue;
        if (opens_group(c, i))
            check_group_totals(c, i);
        else if (b->part_group == 0 && announces(c, a, b, &kind))
            check_announced(c, i, kind);
    }
}

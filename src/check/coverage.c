/* coverage.c -- how much of a report the rules could look at, and what they could not. */
#include "check/coverage.h"

#include <stdlib.h>

#include "extract/claim.h"

static const struct { const char *name, *vi, *en; } open_text[] = {
    [OPEN_ALONE] = { "alone", "chỉ nêu một lần, không kèm số nào để tính lại",
                     "told once, with nothing to compute it from" },
    [OPEN_BASE] = { "no-base", "không thấy số gốc của phép so sánh",
                    "the value it is compared with is not told" },
    [OPEN_PLAN] = { "no-plan", "không thấy số kế hoạch", "the plan is not told" },
    [OPEN_TOTAL] = { "no-total", "không thấy tổng của tỷ trọng",
                     "the total it is a share of is not told" },
    [OPEN_RATIO] = { "no-percentage", "a/b không kèm tỷ lệ", "a/b without a percentage" },
    [OPEN_PART] = { "part", "thành phần của một danh sách không kê đủ",
                    "a part of a list that is not told in full" },
    [OPEN_CELL] = { "cell", "ô của bảng không do cột hay hàng nào tính ra",
                    "a cell that no column or row of its table computes" },
    [OPEN_UNREAD] = { "not-understood", "chưa hiểu là số liệu gì", "not understood" },
};

const char *open_why_name(enum open_why why)
{
    return open_text[why].name;
}

const char *open_why_text(enum open_why why, enum lang lang)
{
    return lang == LANG_EN ? open_text[why].en : open_text[why].vi;
}

/* The figures of a report by place, each once. */
struct figure_list {
    struct arena *arena;
    struct open_figure *item;
    size_t n, cap;
};

static void push_figure(struct figure_list *l, const struct figure *f, enum open_why why)
{
    if (f->has_value)
        *arena_push(l->arena, l->item, l->n, l->cap) = (struct open_figure){ f->where, why };
}

static enum open_why value_lacks(const struct statement *s)
{
    if (s->row >= 0)
        return OPEN_CELL;
    if (s->whole->has_value)
        return OPEN_RATIO;
    if (s->plan_pct->has_value)
        return OPEN_PLAN;
    if (s->ncompares)
        return s->compare[0].base == BASE_PLAN ? OPEN_PLAN : OPEN_BASE;
    if (s->part != PART_NONE)
        return OPEN_PART;
    return OPEN_ALONE;
}

static void list_statement(struct figure_list *l, const struct statement *s)
{
    bool cell = s->row >= 0;

    push_figure(l, &s->value, value_lacks(s));
    push_figure(l, s->whole, OPEN_RATIO);
    push_figure(l, s->whole_pct, OPEN_TOTAL);
    push_figure(l, s->share, OPEN_TOTAL);
    push_figure(l, s->plan_pct, cell ? OPEN_CELL : OPEN_PLAN);
    for (uint32_t k = 0; k < s->ncompares; k++)
        push_figure(l, &s->compare[k].amount,
                    cell                                ? OPEN_CELL
                    : s->compare[k].base == BASE_PLAN ? OPEN_PLAN
                                                      : OPEN_BASE);
}

static int open_order(const void *pa, const void *pb)
{
    const struct open_figure *a = pa, *b = pb;

    if (a->where.start != b->where.start)
        return a->where.start < b->where.start ? -1 : 1;
    return (int)a->why - (int)b->why;
}

/* Sorted by place; of two at one place the first is left. */
static void settle_figures(struct figure_list *l)
{
    size_t kept = 0;

    if (l->n)
        qsort(l->item, l->n, sizeof *l->item, open_order);
    for (size_t i = 0; i < l->n; i++)
        if (!kept || l->item[kept - 1].where.start != l->item[i].where.start)
            l->item[kept++] = l->item[i];
    l->n = kept;
}

static struct figure_list list_figures(struct job *j, const struct report *r)
{
    struct figure_list l = { .arena = j->arena };

    for (uint32_t i = 0; i < r->nstatements; i++)
        list_statement(&l, &r->statement[i]);
    settle_figures(&l);
    return l;
}

/* Moves *k, which only grows, to the first mark at or behind `at`: is it there? */
static bool marked_at(const struct diags *found, size_t *k, uint32_t at)
{
    while (*k < found->nmarks && found->mark[*k].at < at)
        ++*k;
    return *k < found->nmarks && found->mark[*k].at == at;
}

static void count_by_rule(struct job *j, const struct diags *found, struct diag_coverage *c)
{
    size_t n;
    const struct rule *rule = check_rules(&n);
    uint32_t *count = arena_array(j->arena, uint32_t, n);

    c->rule = arena_array(j->arena, struct diag_by_rule, n);
    for (size_t i = 0; i < found->nmarks; i++)
        count[found->mark[i].rule]++;
    for (size_t i = 0; i < n; i++)
        if (count[i])
            c->rule[c->nrules++] = (struct diag_by_rule){ rule[i].name, count[i] };
}

static void list_open(struct job *j, const struct report *r, const struct diags *found,
                      struct diag_coverage *c)
{
    const struct open_figure *open = check_open_figures(j, r, found, &c->nopen);

    c->open = arena_array(j->arena, struct diag_open, c->nopen + 1);
    for (size_t i = 0; i < c->nopen; i++)
        c->open[i] = (struct diag_open){ open[i].where, open_why_text(open[i].why, j->lang) };
}

void check_coverage(struct job *j, const struct report *r, struct diags *found)
{
    struct diag_coverage *c = arena_new(j->arena, struct diag_coverage);
    struct figure_list l = list_figures(j, r);
    size_t n, k = 0;
    const struct digit_run *run = claim_runs(j->arena, r, &n);

    c->seen = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        c->understood += run[i].class != CLAIM_REJECTED;
    c->figures = (uint32_t)l.n;
    for (size_t i = 0; i < l.n; i++)
        c->checked += marked_at(found, &k, l.item[i].where.start);
    count_by_rule(j, found, c);
    list_open(j, r, found, c);
    found->coverage = c;
}

struct open_figure *check_open_figures(struct job *j, const struct report *r,
                                       const struct diags *found, size_t *n)
{
    struct figure_list l = list_figures(j, r);
    size_t runs, k = 0, kept = 0;
    const struct digit_run *run = claim_runs(j->arena, r, &runs);

    for (size_t i = 0; i < l.n; i++)
        if (!marked_at(found, &k, l.item[i].where.start))
            l.item[kept++] = l.item[i];
    l.n = kept;
    for (size_t i = 0; i < runs; i++)
        if (run[i].class == CLAIM_REJECTED)
            *arena_push(j->arena, l.item, l.n, l.cap) =
                (struct open_figure){ run[i].where, OPEN_UNREAD };
    settle_figures(&l);
    *n = l.n;
    return l.item;
}

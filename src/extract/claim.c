/* claim.c -- what became of each run of digits in a document. */
#include "extract/claim.h"

#include "extract/extract.h"
#include "extract/table.h"

#include <stdlib.h>

const char *claim_name(enum claim_class class)
{
    static const char *const name[] = {
        "rejected", "statement", "comparison", "plan", "part", "date", "docnum", "marker",
        "note-mark", "range", "ordinal", "name", "rejected",
    };

    return name[class];
}

static bool is_digit_at(str s, size_t i)
{
    return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

static size_t run_end(str s, size_t i)
{
    while (is_digit_at(s, i)) {
        while (is_digit_at(s, i))
            i++;
        if (i < s.len && (s.ptr[i] == '.' || s.ptr[i] == ',' || s.ptr[i] == '/') &&
            is_digit_at(s, i + 1))
            i++;
    }
    return i;
}

/* Is s[i, end) all there is on its line? */
static bool stands_alone(str s, size_t i, size_t end)
{
    while (i > 0 && (s.ptr[i - 1] == ' ' || s.ptr[i - 1] == '\t'))
        i--;
    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\t' || s.ptr[end] == '\r'))
        end++;
    return (i == 0 || s.ptr[i - 1] == '\n') && (end == s.len || s.ptr[end] == '\n');
}

/* By place; of two claims on one place the one that tells more comes first. */
static int claim_order(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    if (x->where.start != y->where.start)
        return x->where.start < y->where.start ? -1 : 1;
    return ((int)x->class > (int)y->class) - ((int)x->class < (int)y->class);
}

/* All claims of a report. */
struct claim_list {
    struct arena *arena;
    struct claim *claim;
    size_t n, cap;
};

static void push_claim(struct claim_list *l, span where, enum claim_class class,
                       const char *reason)
{
    *arena_push(l->arena, l->claim, l->n, l->cap) = (struct claim){ where, class, reason };
}

static void claim_figure(struct claim_list *l, const struct figure *f, enum claim_class class)
{
    if (f->has_value)
        push_claim(l, f->where, class, "");
}

/* A cell with digits: numbering, headers, labels, figures of no statement. */
static void claim_cell(struct claim_list *l, const struct table_view *v, uint32_t row,
                       uint32_t col)
{
    const struct flow *f = &table_cell(v->table, row, col)->flow;
    enum column_role role = v->column[col].role;
    span where = flow_span(f, 0, (uint32_t)f->text.len);

    if (str_find_digit(f->text, 0) == f->text.len)
        return;
    if (v->row[row].header)
        push_claim(l, where, f->text.len <= 3 ? CLAIM_MARKER : CLAIM_DATE, "header");
    else if (role == COLUMN_INDEX)
        push_claim(l, where, CLAIM_MARKER, "row number");
    else if (role == COLUMN_LABEL || role == COLUMN_UNIT || role == COLUMN_NOTE)
        push_claim(l, where, CLAIM_NAME, "label");
    else
        push_claim(l, where, CLAIM_REJECTED, "cell");
}

static void claim_table(struct claim_list *l, const struct table_view *v)
{
    for (uint32_t i = 0; i < v->nstatements; i++) {
        const struct statement *st = &v->statement[i];

        claim_figure(l, &st->value, CLAIM_STATEMENT);
        claim_figure(l, st->plan_pct, CLAIM_PLAN);
        for (uint32_t k = 0; k < st->ncompares; k++)
            claim_figure(l, &st->compare[k].amount, CLAIM_COMPARISON);
    }
    for (uint32_t r = 0; r < v->nrows; r++)
        for (uint32_t c = 0; c < v->ncols; c++)
            claim_cell(l, v, r, c);
}

struct digit_run *claim_runs(struct arena *a, const struct report *report, size_t *n)
{
    const struct source *src = report->doc->src;
    struct claim_list list = { .arena = a };
    struct digit_run *run = NULL;
    size_t cap = 0, k = 0;

    *n = 0;
    for (uint32_t i = 0; i < report->nclaims; i++)
        push_claim(&list, report->claim[i].where, report->claim[i].class,
                   report->claim[i].reason);
    for (uint32_t i = 0; i < report->ntables; i++)
        claim_table(&list, &report->table[i]);
    if (list.n)
        qsort(list.claim, list.n, sizeof *list.claim, claim_order);
    for (size_t i = 0; i < src->text.len;) {
        size_t end;
        struct digit_run r;

        if (!is_digit_at(src->text, i)) {
            i++;
            continue;
        }
        end = run_end(src->text, i);
        r = (struct digit_run){ { (uint32_t)i, (uint32_t)end }, CLAIM_REJECTED, "not read" };
        while (k < list.n && list.claim[k].where.end <= i)
            k++;
        if (k < list.n && list.claim[k].where.start < end) {
            r.class = list.claim[k].class;
            r.reason = list.claim[k].reason ? list.claim[k].reason : "";
        } else if (stands_alone(src->text, i, end)) {
            r.class = CLAIM_MARKER;
            r.reason = "page number";
        }
        *arena_push(a, run, *n, cap) = r;
        i = end;
    }
    return run;
}

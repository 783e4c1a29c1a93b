/* parallel.c -- a total a/b and parts told as a/b: what parts the one parts the other.
 *
 *     11.947/12.211 hộ: ... tại chỗ 10.156/10.273 hộ; ... xen ghép 1.791/1.932 hộ
 *
 * 10.156 + 1.791 = 11.947, so these are all the parts, and 10.273 + 1.932 has to be
 * 12.211. Where both hold the b of the parts is of the kind of the total's b. */
#include "check/check_int.h"

enum { PARALLEL_AHEAD = 16, PARALLEL_PARTS = 12 };

struct parallel {
    const struct statement *total;
    const struct statement *part[PARALLEL_PARTS];
    size_t n;
};

static bool is_pair(const struct statement *s)
{
    return s->value.has_value && s->whole->has_value && !s->is_rank && s->row < 0 &&
           s->unit.class != UNIT_PERCENT && s->value.hedge == HEDGE_NONE &&
           s->value.value.coef > 0 && s->whole->value.coef > 0;
}

/* The parts' a, or their b, added up in base units. */
static bool add_up(const struct parallel *p, size_t n, bool wholes, range *out)
{
    *out = range_exact((dec){ 0, 0 });
    for (size_t i = 0; i < n; i++) {
        const struct statement *s = p->part[i];
        range r;

        if (!amount_range(wholes ? s->whole : &s->value, s->unit, &r) ||
            !range_add(*out, r, out))
            return false;
    }
    return true;
}

/* Takes the pairs behind the total until their a make its own. */
static bool pairs_behind(struct checker *c, uint32_t at, struct parallel *p)
{
    const struct statement *all = c->report->statement, *t = &all[at];
    range total, sum;

    *p = (struct parallel){ .total = t };
    if (!amount_range(&t->value, t->unit, &total))
        return false;
    for (uint32_t i = at + 1; i < c->report->nstatements && i <= at + PARALLEL_AHEAD &&
                              all[i].block == t->block && p->n < PARALLEL_PARTS; i++) {
        if (!is_pair(&all[i]) || !unit_same_base(all[i].unit, t->unit))
            continue;
        p->part[p->n++] = &all[i];
        if (!add_up(p, p->n, false, &sum))
            return false;
        if (p->n >= 2 && range_meets(sum, total))
            return true;
    }
    return false;
}

static str wholes_words(struct checker *c, const struct parallel *p, dec sum)
{
    struct buf b;

    buf_init(&b, c->job->arena);
    for (size_t i = 0; i < p->n; i++) {
        if (i > 0)
            buf_put(&b, STR(" + "));
        buf_put(&b, p->part[i]->whole->text);
    }
    buf_put(&b, STR(" = "));
    buf_put(&b, dec_text(c, sum));
    return arena_str(c->job->arena, buf_str(&b));
}

static bool wholes_sum(const struct parallel *p, dec *sum)
{
    *sum = (dec){ 0, 0 };
    for (size_t i = 0; i < p->n; i++)
        if (p->part[i]->unit.power != p->total->unit.power ||
            !dec_add(*sum, p->part[i]->whole->value, sum))
            return false;
    return true;
}

static void add_parallel(struct checker *c, const struct parallel *p, dec sum)
{
    const struct figure *whole = p->total->whole;
    struct diag *d = diag_add(c->diags, DIAG_SUM_PARALLEL, whole->where);
    enum diag_remark remark;

    diag_arg_dec(c->diags, d, sum);
    diag_arg(d, whole->text);
    diag_arg(d, p->total->value.text);
    diag_stated(d, whole->text);
    diag_computed(c->diags, d, sum);
    add_computation(c, d, wholes_words(c, p, sum));
    for (size_t i = 0; i < p->n; i++)
        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, p->part[i]->whole->where),
                 p->part[i]->whole->text);
    if (slip_between(whole->value, sum, &remark))
        add_slip(c, d, remark, sum);
}

/* The b are all of one kind: a percentage beside a part is of its own b, however far off. */
static void make_certain(struct checker *c, const struct parallel *p)
{
    for (size_t i = 0; i < c->nequations; i++) {
        const struct equation *e = c->equation[i];

        if (e->kind != EQUATION_PERCENT || e->verdict != VERDICT_WRONG || !e->finding)
            continue;
        for (size_t k = 0; k < p->n; k++)
            if (e->operand[0].figure == &p->part[k]->value && !e->finding->held)
                e->finding->severity = SEVERITY_ERROR;
    }
}

static void check_parallel(struct checker *c, const struct parallel *p)
{
    struct operand o[PARALLEL_PARTS + 1];
    const struct statement *t = p->total;
    range whole, sum;
    dec told;

    if (!amount_range(t->whole, t->unit, &whole) || !add_up(p, p->n, true, &sum) ||
        !wholes_sum(p, &told))
        return;
    o[0] = (struct operand){ t->whole, t->unit, CMP_NONE };
    for (size_t i = 0; i < p->n; i++)
        o[i + 1] = (struct operand){ p->part[i]->whole, p->part[i]->unit, CMP_NONE };
    if (range_meets(sum, whole)) {
        equate(c, EQUATION_SUM, VERDICT_FITS, o, (uint32_t)p->n + 1, 0);
        make_certain(c, p);
    } else if (near_enough(t->whole->value, told, 5)) {
        add_parallel(c, p, told);
    }
}

void check_parallels(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        struct parallel p;

        if (is_pair(&c->report->statement[i]) && pairs_behind(c, i, &p))
            check_parallel(c, &p);
    }
}

/* composition.c -- shares that make a whole, told over sentences or items, and their
 * changes: what one sector gains the others lose. */
#include "check/check_int.h"

#include "base/utf8.h"

enum {
    SHARES_MOST = 16,
    SHARE_GAP = 6,              /* statements between two shares of one composition */
    SHARE_BLOCKS = 2            /* blocks between them */
};

struct composition {
    const struct statement *share[SHARES_MOST];
    uint32_t n;
    range sum;
    dec total;
};

static bool add_to_composition(struct composition *k, const struct statement *s)
{
    range r;

    if (k->n == SHARES_MOST || s->value.is_range || s->value.form != FIGURE_PLAIN ||
        !range_of(s->value.value, RANGE_ROUNDED, s->value.hedge, &r) ||
        !range_add(k->sum, r, &k->sum) || !dec_add(k->total, s->value.value, &k->total))
        return false;
    k->share[k->n++] = s;
    return true;
}

static bool makes_whole(const struct composition *k)
{
    return judge_equal(k->sum, range_exact((dec){ 100, 0 })) != VERDICT_WRONG;
}

static bool same_frame(const struct statement *a, const struct statement *b)
{
    return period_eq(a->period, b->period) && str_eq(a->area, b->area) && a->kind == b->kind;
}

/* In one paragraph, or in items of one list. */
static bool same_list(const struct checker *c, const struct statement *a,
                      const struct statement *b)
{
    const struct block *x = &c->report->doc->block[a->block], *y = &c->report->doc->block[b->block];

    if (a->block == b->block)
        return true;
    if (b->block - a->block > SHARE_BLOCKS || x->level == 0 || x->level != y->level ||
        x->kind != y->kind)
        return false;
    for (const struct block *k = x + 1; k < y; k++)
        if (k->level < x->level && k->kind != BLOCK_NOTE)
            return false;
    return true;
}

/* The shares from statement `first` on until they make a whole; the index behind. */
static uint32_t gather_composition(struct checker *c, uint32_t first, struct composition *k)
{
    const struct statement *all = c->report->statement;
    uint32_t last = first, i;

    *k = (struct composition){ .sum = range_exact((dec){ 0, 0 }) };
    for (i = first; i < c->report->nstatements && i - last <= SHARE_GAP; i++) {
        if (!told_as_share(&all[i]))
            continue;
        if (!same_list(c, &all[last], &all[i]) || !same_frame(&all[first], &all[i]) ||
            !add_to_composition(k, &all[i]))
            break;
        last = i;
        if (makes_whole(k) || dec_cmp(k->total, (dec){ 105, 0 }) > 0 ||
            (k->n == 2 && names_complement(c, k->share[0]->indicator, k->share[1]->indicator)))
            break;
    }
    return last + 1;
}

/* "giảm 0,60 điểm %" of one share, with its sign. */
static bool signed_change(const struct statement *s, const struct comparison **cmp, range *out)
{
    *cmp = s->ncompares == 1 ? s->compare : NULL;
    if (!*cmp || !(*cmp)->amount.has_value || (*cmp)->amount.is_range ||
        ((*cmp)->kind != CMP_INCREASE && (*cmp)->kind != CMP_DECREASE) ||
        ((*cmp)->unit.class != UNIT_PERCENT && (*cmp)->unit.class != UNIT_POINT) ||
        !range_of((*cmp)->amount.value, RANGE_ROUNDED, (*cmp)->amount.hedge, out))
        return false;
    return (*cmp)->kind == CMP_INCREASE || range_neg(*out, out);
}

/* What the shares of a whole gain and lose makes nothing. */
static void check_share_changes(struct checker *c, const struct composition *k)
{
    range sum = range_exact((dec){ 0, 0 });
    dec total = { 0, 0 }, most = { 1, 0 };
    const struct comparison *cmp = NULL, *first = NULL;
    bool points = true;
    struct diag *d;

    for (uint32_t i = 0; i < k->n; i++) {
        range r;

        if (!signed_change(k->share[i], &cmp, &r) || !range_add(sum, r, &sum))
            return;
        first = first ? first : cmp;
        points = points && cmp->unit.class == UNIT_POINT;
        if (cmp->base != first->base || cmp->base_year != first->base_year ||
            !(cmp->kind == CMP_INCREASE ? dec_add : dec_sub)(total, cmp->amount.value, &total))
            return;
    }
    for (uint32_t i = 0; i < k->n; i++) {
        signed_change(k->share[i], &cmp, &(range){ 0 });
        covered(c, &cmp->amount);
    }
    if (judge_equal(sum, range_exact((dec){ 0, 0 })) != VERDICT_WRONG) {
        checked(c, &cmp->amount);
        return;
    }
    if (dec_cmp(dec_abs(total), most) > 0 && !points)
        return;                 /* changes of the amounts, not of their shares */
    checked(c, &cmp->amount);
    d = diag_add(c->diags, DIAG_SHARE_CHANGES, cmp->amount.where);
    diag_arg_dec(c->diags, d, total);
    diag_stated(d, cmp->amount.text);
    diag_computed(c->diags, d, total);
    for (uint32_t i = 0; i < k->n; i++) {
        range r;

        if (signed_change(k->share[i], &cmp, &r))
            note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, cmp->amount.where),
                     cmp->amount.text);
    }
    if (!points)
        d->severity = SEVERITY_WARNING;
}

static void composition_finding(struct checker *c, const struct composition *k)
{
    const struct figure *last = &k->share[k->n - 1]->value;
    struct diag *d = diag_add(c->diags, DIAG_SHARE_SUM, last->where);

    diag_arg_dec(c->diags, d, k->total);
    diag_stated(d, last->text);
    diag_computed(c->diags, d, k->total);
    for (uint32_t i = 0; i < k->n; i++)
        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, k->share[i]->value.where),
                 k->share[i]->value.text);
}

/* "cơ cấu" in the words before the first share, or in the block that leads on to it. */
static bool tells_composition(struct checker *c, const struct statement *s)
{
    str text = block_text(c, s->block);
    str before = str_sub(text, s->at > 200 ? s->at - 200 : 0, s->at);

    if (str_find(before, STR("ơ cấu")) != SIZE_MAX)
        return true;
    if (s->block == 0 || s->at > 120)
        return false;
    text = block_text(c, s->block - 1);
    before = str_sub(text, text.len > 160 ? text.len - 160 : 0, text.len);
    return str_find(before, STR("ơ cấu")) != SIZE_MAX && str_ends(str_trim(before), STR(":"));
}

/* Told over several sentences or items (those of one sentence are the matter of the rule
 * of shares), or two kinds that leave no third. */
static void check_whole(struct checker *c, const struct composition *k)
{
    const struct statement *first = k->share[0], *last = k->share[k->n - 1];
    bool near = dec_cmp(k->total, (dec){ 97, 0 }) >= 0 && dec_cmp(k->total, (dec){ 103, 0 }) <= 0;

    if (!near)
        return;
    if (k->n == 2 ? first->sentence == last->sentence &&
                        names_complement(c, first->indicator, last->indicator)
                  : first->sentence != last->sentence && tells_composition(c, first)) {
        checked(c, &last->value);
        composition_finding(c, k);
    }
}

void check_compositions(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements;) {
        struct composition k;

        if (!told_as_share(&c->report->statement[i])) {
            i++;
            continue;
        }
        i = gather_composition(c, i, &k);
        if (k.n < 2)
            continue;
        if (makes_whole(&k))
            check_share_changes(c, &k);
        else
            check_whole(c, &k);
    }
}

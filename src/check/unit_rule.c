/* unit_rule.c -- "%" where points are meant, missing and impossible units. */
#include "check/check_int.h"

#include "base/utf8.h"

static bool rate_name(struct checker *c, str name)
{
    static const char *const head[] = { "ty le", "ti le", "ty suat", "do che phu", "ty trong",
                                        "co cau", "muc do hai long", "ty so", "chi so" };
    str f = fold_strip(c->job->arena, name);

    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (str_find(f, str_from(head[i])) != SIZE_MAX)
            return true;
    return false;
}

/* A change told in "%" against an earlier time or the plan. */
static bool changes_in_percent(const struct comparison *k)
{
    return k->amount.has_value && k->amount.value.coef > 0 && k->unit.class == UNIT_PERCENT
           && k->kind != CMP_EQUAL && k->kind != CMP_NONE && k->base != BASE_OTHER;
}

/* Base values told elsewhere for the same rate: a table row that states the rate
 * and the same amount as a difference or as a ratio settles it. 1 points, -1
 * relative, 0 not told. */
static int told_by_table(struct checker *c, const struct statement *s, const struct figure *value,
                         const struct comparison *k)
{
    for (uint32_t t = 0; t < c->ntables; t++) {
        const struct table_view *v = &c->table[t];
        int32_t now = table_column_of(v, COLUMN_NOW);
        int32_t base = table_column_of(v, k->base == BASE_PLAN ? COLUMN_PLAN : COLUMN_BEFORE);

        for (uint32_t r = 0; r < v->nrows; r++) {
            const struct figure *a = table_figure(v, r, now), *b = table_figure(v, r, base);
            bool down = k->kind == CMP_DECREASE || k->kind == CMP_SHORT;
            range ra, rb, d, g;
            dec growth = down ? dec_neg(k->amount.value) : k->amount.value;

            if (!a || !b || v->row[r].unit.class != UNIT_PERCENT
                || dec_cmp(a->value, value->value) != 0
                || !names_alike(c, s->indicator, v->row[r].label).shared)
                continue;
            if (!range_of(a->value, RANGE_ROUNDED, HEDGE_NONE, &ra)
                || !range_of(b->value, RANGE_ROUNDED, HEDGE_NONE, &rb)
                || !range_sub(ra, rb, &d) || !range_of(growth, RANGE_ROUNDED, k->amount.hedge, &g))
                continue;
            if (range_meets(d, g))
                return 1;
            if (range_fits_growth(ra, rb, g) == FITS_YES)
                return -1;
        }
    }
    return 0;
}

/* Changes of shares told side by side cancel out when they are points. */
static bool cancel_out(struct checker *c, const struct statement *s)
{
    range sum = range_exact((dec){ 0, 0 }), zero = sum;
    int n = 0;

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *o = &c->report->statement[i];
        range r;

        if (o->block != s->block || o->sentence != s->sentence || o->row >= 0
            || (o->unit.class != UNIT_PERCENT && !o->share.has_value))
            continue;
        for (uint32_t k = 0; k < o->ncompares; k++) {
            const struct comparison *q = &o->compare[k];

            if (!changes_in_percent(q) || q->base == BASE_PLAN
                || !range_of(q->kind == CMP_DECREASE ? dec_neg(q->amount.value) : q->amount.value,
                             RANGE_ROUNDED, HEDGE_NONE, &r)
                || !range_add(sum, r, &sum))
                continue;
            n++;
        }
    }
    return n >= 3 && range_meets(sum, zero);
}

/* Would the rate have been a rate before? A fall of 26 from 15 was no points. */
static bool points_possible(const struct figure *value, const struct comparison *k)
{
    dec before, zero = { 0, 0 }, hundred = { 100, 0 };
    bool down = k->kind == CMP_DECREASE || k->kind == CMP_SHORT;

    return (down ? dec_add : dec_sub)(value->value, k->amount.value, &before)
           && dec_cmp(before, zero) >= 0 && dec_cmp(before, hundred) <= 0;
}

static void check_points(struct checker *c, const struct statement *s)
{
    bool is_share = s->share.has_value && s->unit.class != UNIT_PERCENT;
    const struct figure *value = s->unit.class == UNIT_PERCENT ? &s->value : &s->share;

    if (!value->has_value)
        return;
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];

        if (!changes_in_percent(k) || !points_possible(value, k))
            continue;
        int told = told_by_table(c, s, value, k);

        if (told < 0)
            continue;
        /* "vốn ... chiếm 37,05%, giảm 26,11%" may tell the amount's own change */
        if (told == 0 && is_share)
            continue;
        if (told == 0 && !cancel_out(c, s)) {
            str f = fold_strip(c->job->arena, s->indicator);

            if (!rate_name(c, s->indicator) || str_starts(f, STR("ty trong")))
                continue;
        }
        struct diag *d = diag_add(c->diags, DIAG_POINTS_AS_PERCENT, k->amount.where);

        diag_arg(d, k->amount.text);
        diag_stated(d, arena_printf(c->job->arena, "%.*s%%", STRF(k->amount.text)));
        diag_computed(c->diags, d, k->amount.value);
        d->repair = arena_printf(c->job->arena, "%.*s điểm %%", STRF(k->amount.text));
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
    }
}

/* "Sản lượng ... đạt 470 ha". */
static void check_output_unit(struct checker *c, const struct statement *s)
{
    str f = fold_strip(c->job->arena, s->indicator), u = fold_strip(c->job->arena, s->unit_text);

    if (!s->value.has_value || !str_starts(f, STR("san luong"))
        || (!str_eq(u, STR("ha")) && !str_eq(u, STR("hecta")) && !str_eq(u, STR("km2"))))
        return;
    str text = arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text), STRF(s->unit_text));
    struct diag *d = diag_add(c->diags, DIAG_UNIT_OF_AREA, s->value.where);

    diag_arg(d, text);
    diag_stated(d, text);
}

static void check_missing(struct checker *c, const struct statement *s)
{
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];

        if (!k->amount.has_value || k->unit_text.len || k->unit.class != UNIT_NONE
            || k->amount.value.scale == 0)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_UNIT_MISSING, k->amount.where);

        diag_arg(d, k->amount.text);
        diag_stated(d, k->amount.text);
    }
    if (s->value.has_value && !s->unit_text.len && s->unit.class == UNIT_NONE
        && s->value.value.scale > 0 && !s->is_rank && !s->whole.has_value
        && rate_name(c, s->indicator)) {
        struct diag *d = diag_add(c->diags, DIAG_UNIT_MISSING, s->value.where);

        diag_arg(d, s->value.text);
        diag_stated(d, s->value.text);
    }
}

void check_units(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0)
            continue;
        check_points(c, s);
        check_output_unit(c, s);
        check_missing(c, s);
    }
}

/* cells.c -- a table's columns against each other, and rows against their total. */
#include "check/check_int.h"

enum { CELL_ROWS = 12 };       /* a table so long tells one thing in a column */

/* Which of a comparing cell's readings holds: index, growth, points. */
struct cell_check {
    const struct figure *now, *base, *cmp;
    unit u;
    bool settled;               /* long enough for its column to be of one kind */
    bool points;                /* the row's comparisons are differences of rates */
    enum compare_mode mode;
};

static enum verdict cell_points(const struct cell_check *k, dec *computed)
{
    range a, b, p, d;

    if (!range_of(k->now->value, RANGE_ROUNDED, HEDGE_NONE, &a)
        || !range_of(k->base->value, RANGE_ROUNDED, HEDGE_NONE, &b)
        || !range_of(k->cmp->value, RANGE_ROUNDED, HEDGE_NONE, &p) || !range_sub(a, b, &d)
        || !dec_sub(k->now->value, k->base->value, computed))
        return VERDICT_UNKNOWN;
    return judge_equal(d, p);
}

static enum verdict cell_ratio(const struct cell_check *k, bool growth, dec *computed)
{
    range a, b;
    int8_t scale = (int8_t)(k->cmp->value.scale + 2);

    if (k->base->value.coef <= 0 || !figure_range(k->now, k->u, &a)
        || !figure_range(k->base, k->u, &b))
        return VERDICT_UNKNOWN;
    if (!(growth ? growth_of : percent_of)(k->now->value, k->base->value, scale, computed))
        return VERDICT_UNKNOWN;
    return judge(growth ? range_fits_growth : range_fits_percent, a, b, k->cmp->value,
                 HEDGE_NONE);
}

/* The column's own reading first; another one that holds excuses the cell. */
static enum verdict cell_verdict(const struct cell_check *k, dec *computed,
                                 enum equation_kind *kind)
{
    dec other;
    bool growth = k->mode == COMPARE_GROWTH;
    enum verdict v = k->points ? cell_points(k, computed) : cell_ratio(k, growth, computed);

    *kind = k->points ? EQUATION_CHANGE : growth ? EQUATION_GROWTH : EQUATION_PERCENT;
    if (v != VERDICT_WRONG)
        return v;
    if (cell_points(k, &other) == VERDICT_FITS)
        *kind = EQUATION_CHANGE;        /* +135 from 2.500 to 2.635 */
    else if (k->settled)
        return v;
    else if (cell_ratio(k, false, &other) == VERDICT_FITS)
        *kind = EQUATION_PERCENT;
    else if (cell_ratio(k, true, &other) == VERDICT_FITS)
        *kind = EQUATION_GROWTH;
    else
        return v;
    return VERDICT_FITS;
}

/* Does the comparing column hold in most rows? Where it does not, its figures or their
 * columns were read amiss, and no row of it can be told wrong. */
static bool column_holds(const struct table_view *v, int32_t base, int32_t cmp)
{
    enum { HOLDS_SURELY = 3 };
    int32_t now = table_column_of(v, COLUMN_NOW);
    uint32_t fits = 0, wrong = 0;

    for (uint32_t r = 0; r < v->nrows && fits < HOLDS_SURELY && base >= 0 && cmp >= 0; r++) {
        struct cell_check k = { .now = table_figure(v, r, now), .base = table_figure(v, r, base),
                                .cmp = table_figure(v, r, cmp), .u = v->row[r].unit,
                                .points = v->row[r].points, .mode = v->column[cmp].mode };
        enum equation_kind kind;
        enum verdict verdict;
        dec computed;

        if (v->row[r].header || !k.now || !k.base || !k.cmp)
            continue;
        verdict = cell_verdict(&k, &computed, &kind);
        wrong += verdict == VERDICT_WRONG;
        fits += verdict != VERDICT_WRONG && verdict != VERDICT_UNKNOWN;
    }
    return fits == HOLDS_SURELY || wrong < 2 || wrong <= fits;
}

static void check_cell(struct checker *c, const struct table_view *v, uint32_t r, int32_t base,
                       int32_t cmp)
{
    const struct table_row *row = &v->row[r];
    struct cell_check k = { .now = table_figure(v, r, table_column_of(v, COLUMN_NOW)),
                            .base = table_figure(v, r, base), .cmp = table_figure(v, r, cmp),
                            .u = row->unit, .points = row->points,
                            .settled = v->nrows >= CELL_ROWS };
    enum diag_remark remark;
    dec computed, right;

    if (!k.cmp)
        return;
    k.mode = v->column[cmp].mode;
    if (table_column_of(v, COLUMN_NOW) < 0)
        return;
    if (!k.now) {
        struct diag *d = diag_add(c->diags, DIAG_TABLE_INDEX_OF_NONE, k.cmp->where);

        diag_arg(d, k.cmp->text);
        diag_stated(d, k.cmp->text);
        return;
    }
    if (!k.base)
        return;
    enum equation_kind kind;
    enum verdict verdict = cell_verdict(&k, &computed, &kind);

    if (verdict == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, kind, verdict,
                                (struct operand[]){ { k.now, row->unit, CMP_NONE },
                                                    { k.base, row->unit, CMP_NONE },
                                                    { k.cmp, row->unit, CMP_NONE } }, 3, 2);
    if (verdict == VERDICT_FITS)
        return;
    struct diag *d = diag_add(c->diags, verdict != VERDICT_WRONG ? DIAG_TABLE_ROUNDING
                                        : k.points ? DIAG_TABLE_POINTS : DIAG_TABLE_INDEX,
                              k.cmp->where);
    bool slip = slip_explains(k.cmp->value, computed, &remark, &right);

    diag_arg(d, k.now->text);
    diag_arg(d, k.base->text);
    diag_arg_dec(c->diags, d, shown_percent(computed, k.cmp->value));
    diag_arg(d, k.cmp->text);
    diag_stated(d, k.cmp->text);
    diag_computed(c->diags, d, computed);
    if (verdict != VERDICT_WRONG)
        return;
    e->finding = d;
    if (slip)
        add_slip(c, d, remark, right);
    else if (!near_enough(k.cmp->value, computed, 20) || row->unit.class == UNIT_PERCENT)
        d->severity = SEVERITY_WARNING;
}

static void check_shifted(struct checker *c, const struct table_view *v, uint32_t r)
{
    for (uint32_t col = 0; col < v->ncols; col++) {
        const struct figure *f = table_figure(v, r, (int32_t)col);

        if (!f)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_TABLE_SHIFTED, f->where);

        diag_arg(d, v->row[r].own_label);
        diag_arg(d, f->text);
        diag_stated(d, f->text);
        diag_computed(c->diags, d, f->value);
        diag_hint(c->diags, d, REMARK_MOVE_LEFT);
        return;
    }
}

/* The rows directly below a total that are told in its unit. */
enum { TABLE_PARTS = 64, TABLE_SUMS = 4 };

struct branch {
    uint32_t total;
    uint32_t part[TABLE_PARTS];
    uint32_t n;
};

static void find_parts(const struct table_view *v, uint32_t total, struct branch *b)
{
    *b = (struct branch){ .total = total };
    for (uint32_t r = total + 1; r < v->nrows && b->n < TABLE_PARTS; r++) {
        const struct table_row *k = &v->row[r];

        if (table_ends_branch(k, v->row[total].depth))
            break;
        if (k->header || k->parent != (int32_t)total || !unit_same_base(k->unit,
                                                                         v->row[total].unit))
            continue;
        b->part[b->n++] = r;
    }
}

struct column_sum { bool known; enum verdict verdict; dec sum; };

/* The first n parts in one column against the total. A part that is told in
 * another column but not here makes the sum unknown: empty is not zero. */
static struct column_sum sum_column(const struct table_view *v, const struct branch *b,
                                    uint32_t n, int32_t col)
{
    const struct figure *total = table_figure(v, b->total, col);
    unit tu = v->row[b->total].unit;
    range sum = range_exact((dec){ 0, 0 }), whole;
    struct column_sum out = { 0 };
    uint32_t told = 0;

    if (!total || !figure_range(total, tu, &whole))
        return out;
    for (uint32_t i = 0; i < n; i++) {
        const struct figure *f = table_figure(v, b->part[i], col);
        bool elsewhere = false;
        range r;
        dec value;
        unit u = v->row[b->part[i]].unit;

        for (uint32_t k = 0; k < v->ncols && !f; k++)
            elsewhere = elsewhere || table_figure(v, b->part[i], (int32_t)k);
        if (!f && elsewhere)
            return out;
        if (!f)
            continue;
        if (!figure_range(f, u, &r) || !range_shift(r, u.power - tu.power, &r)
            || !range_add(sum, r, &sum) || !dec_shift(f->value, u.power - tu.power, &value)
            || !dec_add(out.sum, value, &out.sum))
            return out;
        told++;
    }
    if (told < 2)
        return out;
    out.known = true;
    out.verdict = judge_equal(sum, whole);
    return out;
}

static bool additive(const struct table_view *v, uint32_t r)
{
    enum unit_class k = v->row[r].unit.class;

    return k == UNIT_MONEY || k == UNIT_MEASURE || k == UNIT_COUNT || k == UNIT_PERCENT;
}

static struct diag *add_table_sum(struct checker *c, const struct table_view *v,
                                  const struct branch *b, uint32_t n, int32_t col,
                                  const struct column_sum *s, bool certain)
{
    const struct figure *total = table_figure(v, b->total, col);
    struct diag *d = diag_add(c->diags, s->verdict == VERDICT_SLIGHT ? DIAG_SUM_ROUNDING
                                                                     : DIAG_TABLE_SUM,
                              total->where);
    enum diag_remark remark;
    dec difference;

    diag_arg_dec(c->diags, d, s->sum);
    diag_arg(d, total->text);
    diag_stated(d, total->text);
    diag_computed(c->diags, d, s->sum);
    if (s->verdict == VERDICT_SLIGHT)
        return d;
    if (!certain)
        d->severity = SEVERITY_WARNING;
    for (uint32_t i = 0; i < n; i++) {
        const struct figure *f = table_figure(v, b->part[i], col);

        if (f)
            note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, f->where), f->text);
    }
    if (dec_sub(total->value, s->sum, &difference))
        note_arg_dec(c->diags, diag_note(c->diags, d, REMARK_DIFFERENCE), difference);
    if (slip_between(total->value, s->sum, &remark))
        add_slip(c, d, remark, s->sum);
    return d;
}

/* The column's total and parts as an equation. */
static struct equation *equate_column(struct checker *c, const struct table_view *v,
                                      const struct branch *b, uint32_t parts, int32_t col,
                                      enum verdict verdict)
{
    struct operand o[TABLE_PARTS + 1];
    uint32_t n = 0;

    o[n++] = (struct operand){ table_figure(v, b->total, col), v->row[b->total].unit, CMP_NONE };
    for (uint32_t i = 0; i < parts; i++) {
        const struct figure *f = table_figure(v, b->part[i], col);

        if (f)
            o[n++] = (struct operand){ f, v->row[b->part[i]].unit, CMP_NONE };
    }
    return equate(c, EQUATION_SUM, verdict, o, n, 0);
}

/* Whether rows below are the total's parts, and which of them, the other columns
 * tell: the leading rows whose sums hold in most columns are the list. */
static void check_branch(struct checker *c, const struct table_view *v, uint32_t total,
                         const int32_t *col, int ncols)
{
    struct branch b;
    uint32_t best_n = 0;
    int best = 0, known = 0;

    find_parts(v, total, &b);
    if (b.n < 2 || !additive(v, total))
        return;
    for (uint32_t n = 2; n <= b.n; n++) {
        int fit = 0;

        for (int i = 0; i < ncols; i++) {
            struct column_sum s = sum_column(v, &b, n, col[i]);

            fit += s.known && (s.verdict == VERDICT_FITS || s.verdict == VERDICT_SLIGHT);
        }
        if (fit > 0 && fit >= best) {
            best = fit;
            best_n = n;
        }
    }
    for (int i = 0; i < ncols && best > 0; i++) {
        struct column_sum s = sum_column(v, &b, best_n, col[i]);

        known += s.known;
    }
    for (int i = 0; i < ncols && best > 0; i++) {
        struct column_sum s = sum_column(v, &b, best_n, col[i]);
        const struct figure *f = table_figure(v, total, col[i]);

        if (!s.known)
            continue;
        struct equation *e = equate_column(c, v, &b, best_n, col[i], s.verdict);

        if (s.verdict == VERDICT_FITS)
            continue;
        bool exceeds = dec_cmp(s.sum, f->value) > 0;

        struct diag *d = add_table_sum(c, v, &b, best_n, col[i], &s,
                                       best * 2 > known || exceeds);

        e->finding = d;
        d->held = s.verdict == VERDICT_WRONG && !near_enough(f->value, s.sum, 5);
    }
}

static void check_view(struct checker *c, const struct table_view *v)
{
    int32_t plan = table_column_of(v, COLUMN_PLAN), before = table_column_of(v, COLUMN_BEFORE);
    int32_t now = table_column_of(v, COLUMN_NOW), next = table_column_of(v, COLUMN_NEXT_PLAN);
    int32_t value[TABLE_SUMS];
    int n = 0;

    if (plan >= 0)
        value[n++] = plan;
    if (before >= 0)
        value[n++] = before;
    if (now >= 0)
        value[n++] = now;
    if (next >= 0)
        value[n++] = next;
    int32_t vs_before = table_column_of(v, COLUMN_VS_BEFORE);
    int32_t vs_plan = table_column_of(v, COLUMN_VS_PLAN);
    bool before_holds = column_holds(v, before, vs_before);
    bool plan_holds = column_holds(v, plan, vs_plan);

    for (uint32_t r = 0; r < v->nrows; r++) {
        if (v->row[r].header)
            continue;
        if (v->row[r].shifted)
            check_shifted(c, v, r);
        if (before_holds)
            check_cell(c, v, r, before, vs_before);
        if (plan_holds)
            check_cell(c, v, r, plan, vs_plan);
        check_branch(c, v, r, value, n);
    }
    check_cell_forms(c, v);
    for (uint32_t i = 0; i < (uint32_t)v->nrows * v->ncols; i++)
        if (v->value[i].has_value && v->value[i].form == FIGURE_DOT_DECIMAL) {
            struct diag *d = diag_add(c->diags, DIAG_DOT_DECIMAL, v->value[i].where);

            diag_arg(d, v->value[i].text);
            diag_stated(d, v->value[i].text);
            diag_computed(c->diags, d, v->value[i].value);
        }
}

void check_cells(struct checker *c)
{
    for (uint32_t i = 0; i < c->ntables; i++)
        if (c->table[i].nstatements > 0)
            check_view(c, &c->table[i]);
}

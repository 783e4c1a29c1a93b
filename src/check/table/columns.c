/* columns.c -- columns that are computed from others, as the other rows show.
 *
 * "Tỷ lệ (%)" stands behind the two columns it is made of, but which two, and whether
 * it is a ratio, a growth or a share of the row of totals, no header tells for sure. So
 * every reading is tried on all rows: one that holds in nearly all of them is what the
 * column means, and a row where it fails is wrong. */
#include "check/table/matrix.h"

enum { NEAR = 8 };              /* columns to either side that are tried */

enum column_kind {
    READ_RATIO,                 /* a / b * 100 */
    READ_GROWTH,                /* (a - b) / b * 100 */
    READ_DIFFERENCE,            /* a - b */
    READ_QUOTIENT,              /* a / b, times a power of ten */
    READ_SHARE,                 /* a / a of the row of totals * 100 */
    READ_SUM                    /* the columns a .. b */
};

struct column_reading {
    enum column_kind how;
    uint32_t col, a, b;
    int power;
    uint32_t total;             /* the row of totals of shares */
    uint32_t fits, wrong, blank;
    uint32_t digits;            /* significant digits of what fits: how little it is chance */
    uint32_t distance;
};

static bool stated_share(const struct column_reading *k, uint32_t row)
{
    return k->how != READ_SHARE || row != k->total || k->fits > 0;
}

/* The sum of the columns a .. b of a row; false when none of them has a figure. */
static bool columns_sum(const struct matrix *g, const struct column_reading *k, uint32_t row,
                        range *out, dec *shown)
{
    uint32_t told = 0;

    *out = range_exact((dec){ 0, 0 });
    *shown = (dec){ 0, 0 };
    for (uint32_t col = k->a; col <= k->b; col++) {
        const struct figure *f = matrix_figure(g, row, col);
        range r;

        if (!f && !matrix_blank(g, row, col))
            return false;
        if (!f)
            continue;
        if (!matrix_range(g, row, col, &r) || !range_add(*out, r, out) ||
            !dec_add(*shown, f->value, shown))
            return false;
        told++;
    }
    return told >= 2;
}

/* Rates and indices under a heading of their own ("Chỉ số phát triển"): the whole lies among
 * its parts, which are much alike, and is no sum of them. */
static bool row_of_rates(const struct matrix *g, const struct column_reading *k, uint32_t row)
{
    const struct figure *whole = matrix_figure(g, row, k->col);
    dec lo = whole->value, hi = lo, twice, thrice;
    bool below = false, above = false;

    for (uint32_t col = k->a; col <= k->b; col++) {
        const struct figure *f = matrix_figure(g, row, col);

        if (!f)
            continue;
        below = below || dec_cmp(f->value, whole->value) <= 0;
        above = above || dec_cmp(f->value, whole->value) >= 0;
        lo = dec_cmp(f->value, lo) < 0 ? f->value : lo;
        hi = dec_cmp(f->value, hi) > 0 ? f->value : hi;
    }
    return below && above && lo.coef > 0 && dec_add(hi, hi, &twice) && dec_add(lo, lo, &thrice)
           && dec_add(thrice, lo, &thrice) && dec_cmp(twice, thrice) < 0;
}

static enum verdict reading_sum(const struct matrix *g, const struct column_reading *k,
                                uint32_t row, dec *computed)
{
    range sum, whole;
    dec shown;

    if (!columns_sum(g, k, row, &sum, &shown) || !matrix_range(g, row, k->col, &whole))
        return VERDICT_UNKNOWN;
    if (computed)
        *computed = shown;

    enum verdict v = judge_equal(sum, whole);

    return v == VERDICT_WRONG && row_of_rates(g, k, row) ? VERDICT_UNKNOWN : v;
}

static enum verdict reading_difference(const struct matrix *g, const struct column_reading *k,
                                       uint32_t row, dec *computed)
{
    range a, b, d, stated;

    if (!matrix_range(g, row, k->a, &a) || !matrix_range(g, row, k->b, &b) ||
        !matrix_range(g, row, k->col, &stated) || !range_sub(a, b, &d) ||
        (computed && !dec_sub(matrix_figure(g, row, k->a)->value,
                              matrix_figure(g, row, k->b)->value, computed)))
        return VERDICT_UNKNOWN;
    return judge_equal(d, stated);
}

static bool quotient_shown(dec a, dec b, const struct column_reading *k, int8_t scale, dec *out)
{
    dec n = a;
    int8_t fine = (int8_t)(scale < 2 ? 4 : scale > 3 ? 5 : scale + 2);

    if (k->how == READ_GROWTH && !dec_sub(a, b, &n))
        return false;
    if (k->how == READ_QUOTIENT)
        return dec_shift(n, k->power, &n) && dec_divide(n, b, fine, out);
    return dec_percent(n, b, fine, out);
}

/* Ratio, growth, quotient, share: of row a against b (or against the row of totals). */
static enum verdict reading_quotient(const struct matrix *g, const struct column_reading *k,
                                     uint32_t row, dec *computed)
{
    uint32_t base_row = k->how == READ_SHARE ? k->total : row;
    const struct figure *fa = matrix_figure(g, row, k->a), *fb = matrix_figure(g, base_row, k->b);
    const struct figure *stated = matrix_figure(g, row, k->col);
    relation rel = k->how == READ_GROWTH ? range_fits_growth
                 : k->how == READ_QUOTIENT ? range_fits_ratio : range_fits_percent;
    range a, b;

    if (!fa || !fb || fb->value.coef <= 0 || !matrix_range(g, row, k->a, &a) ||
        !matrix_range(g, base_row, k->b, &b) || b.lo_none || b.lo.coef <= 0 ||
        (k->how == READ_QUOTIENT && !range_shift(a, k->power, &a)) ||
        (computed && !quotient_shown(fa->value, fb->value, k, stated->value.scale, computed)))
        return VERDICT_UNKNOWN;
    return judge(rel, a, b, stated->value, stated->hedge);
}

/* `computed` may be NULL. */
static enum verdict reading_verdict(const struct matrix *g, const struct column_reading *k,
                                    uint32_t row, dec *computed)
{
    if (!matrix_figure(g, row, k->col) || g->silent[row] || !stated_share(k, row))
        return VERDICT_UNKNOWN;
    switch (k->how) {
    case READ_SUM:
        return reading_sum(g, k, row, computed);
    case READ_DIFFERENCE:
        return reading_difference(g, k, row, computed);
    default:
        return reading_quotient(g, k, row, computed);
    }
}

/* May the reading still be better than the best one, if all rows that are left fit? */
static bool may_be_best(const struct column_reading *k, const struct column_reading *best,
                        uint32_t left)
{
    uint32_t most = k->fits + left;

    return k->wrong <= k->fits + 2 && most >= best->fits && most >= 2 * k->wrong;
}

/* Goes through the rows until too many fail. */
static void weigh_reading(const struct matrix *g, struct column_reading *k,
                          const struct column_reading *best)
{
    k->fits = k->wrong = k->digits = 0;
    for (uint32_t row = g->first; row < g->nrows && may_be_best(k, best, g->nrows - row); row++) {
        enum verdict v = g->total[row] && g->nrows > g->first + 3
                         ? VERDICT_UNKNOWN : reading_verdict(g, k, row, NULL);

        if (v == VERDICT_UNKNOWN)
            continue;               /* a total repeats the fault of a row above it */
        if (v == VERDICT_WRONG) {
            k->wrong++;
            continue;
        }
        dec stated = matrix_figure(g, row, k->col)->value;
        bool plain = stated.coef == 0 || (k->how == READ_RATIO && dec_cmp(stated, (dec){ 100, 0 })
                                                                  == 0);

        k->fits += !plain;
        k->digits += plain ? 0 : (uint32_t)significant_digits(stated);
    }
}

static bool better_reading(const struct column_reading *k, const struct column_reading *best)
{
    if (k->fits * 4 < best->fits * 4 || k->fits < 2 || k->fits < 2 * k->wrong)
        return false;
    if (k->fits != best->fits)
        return k->fits > best->fits;
    if (k->wrong != best->wrong)
        return k->wrong < best->wrong;
    return k->distance < best->distance;
}

static void try_reading(const struct matrix *g, struct column_reading k,
                        struct column_reading *best)
{
    weigh_reading(g, &k, best);
    if (better_reading(&k, best))
        *best = k;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

static void try_pairs(const struct matrix *g, uint32_t col, bool percent, bool amount,
                      struct column_reading *best)
{
    uint32_t from = col > NEAR ? col - NEAR : 0;
    uint32_t to = col + NEAR < g->ncols ? col + NEAR : g->ncols - 1;

    for (uint32_t a = from; a <= to; a++)
        for (uint32_t b = from; b <= to; b++) {
            struct column_reading k = { .col = col, .a = a, .b = b,
                                        .distance = apart(a, col) + apart(b, col) };

            if (a == b || a == col || b == col || g->figures[a] < 2 || g->figures[b] < 2)
                continue;
            for (k.how = READ_RATIO; percent && k.how <= READ_GROWTH; k.how++)
                try_reading(g, k, best);
            k.how = READ_DIFFERENCE;
            if (amount)
                try_reading(g, k, best);
        }
}

/* Năng suất, mật độ, bình quân: amount by amount, in units whose sizes differ. */
static void try_quotients(const struct matrix *g, uint32_t col, struct column_reading *best)
{
    uint32_t from = col > 4 ? col - 4 : 0, to = col + 4 < g->ncols ? col + 4 : g->ncols - 1;

    for (uint32_t a = from; a <= to; a++)
        for (uint32_t b = from; b <= to; b++)
            for (int power = -3; power <= 3; power++) {
                struct column_reading k = { .how = READ_QUOTIENT, .col = col, .a = a, .b = b,
                                            .power = power,
                                            .distance = apart(a, col) + apart(b, col) };

                if (a != b && a != col && b != col && g->figures[a] >= 2 && g->figures[b] >= 2)
                    try_reading(g, k, best);
            }
}

static void try_shares(const struct matrix *g, uint32_t col, struct column_reading *best)
{
    for (uint32_t row = g->first; row < g->nrows; row++)
        for (uint32_t a = col > NEAR ? col - NEAR : 0; g->total[row] && a < col; a++) {
            struct column_reading k = { .how = READ_SHARE, .col = col, .a = a, .b = a,
                                        .total = row, .distance = col - a };

            if (g->figures[a] >= 2 && matrix_figure(g, row, a))
                try_reading(g, k, best);
        }
}

static void try_sums(const struct matrix *g, uint32_t col, struct column_reading *best)
{
    for (uint32_t a = 0; a < g->ncols; a++)
        for (uint32_t b = a + 1; b < g->ncols && b < a + 2 * NEAR; b++) {
            struct column_reading k = { .how = READ_SUM, .col = col, .a = a, .b = b };

            if (b + 1 == col || a == col + 1)
                try_reading(g, k, best);
        }
}

/* Sums and differences: a figure far off is no less wrong. */
static bool adds(const struct column_reading *k)
{
    return k->how == READ_DIFFERENCE || k->how == READ_SUM;
}

/* Enough rows hold, and what holds is no chance: so many digits are seldom right. */
static bool reading_settled(const struct column_reading *k)
{
    if (k->fits < 2 || k->fits < 2 * k->wrong || (k->wrong && k->fits < 3))
        return false;
    return k->digits >= (adds(k) ? 4u : 6u);
}

static str reading_words(struct matrix *g, const struct column_reading *k)
{
    str a = g->title[k->a], b = g->title[k->b];

    switch (k->how) {
    case READ_RATIO:
        return arena_printf(g->c->job->arena, "«%.*s» / «%.*s» × 100", STRF(a), STRF(b));
    case READ_GROWTH:
        return arena_printf(g->c->job->arena, "(«%.*s» − «%.*s») / «%.*s» × 100", STRF(a),
                            STRF(b), STRF(b));
    case READ_DIFFERENCE:
        return arena_printf(g->c->job->arena, "«%.*s» − «%.*s»", STRF(a), STRF(b));
    case READ_SHARE:
        return arena_printf(g->c->job->arena, "«%.*s» / «%.*s» × 100", STRF(a),
                            STRF(matrix_label(g, k->total)));
    case READ_SUM:
        return arena_printf(g->c->job->arena, "«%.*s» + … + «%.*s»", STRF(a), STRF(b));
    default:
        return arena_printf(g->c->job->arena, "«%.*s» / «%.*s»", STRF(a), STRF(b));
    }
}

static void last_digit_finding(struct matrix *g, const struct figure *stated, dec computed)
{
    struct diag *d = diag_add(g->c->diags, DIAG_TABLE_LAST_DIGIT, stated->where);

    diag_arg_dec(g->c->diags, d, shown_percent(computed, stated->value));
    diag_arg(d, stated->text);
    diag_stated(d, stated->text);
    diag_computed(g->c->diags, d, computed);
}

/* A row of another kind: a rate compared by points, a growth among ratios. */
static bool other_reading_holds(const struct matrix *g, const struct column_reading *k,
                                uint32_t row)
{
    for (enum column_kind how = READ_RATIO; how <= READ_DIFFERENCE; how++) {
        struct column_reading other = *k;
        enum verdict v;

        if (k->how > READ_DIFFERENCE || how == k->how)
            continue;
        other.how = how;
        v = reading_verdict(g, &other, row, NULL);
        if (v == VERDICT_FITS || v == VERDICT_CUT)
            return true;
    }
    return false;
}

static void column_finding(struct matrix *g, const struct column_reading *k, uint32_t row,
                           dec computed)
{
    const struct figure *stated = matrix_figure(g, row, k->col);
    enum diag_remark remark;
    dec right;
    bool slip = slip_explains(stated->value, computed, &remark, &right);
    struct diag *d = diag_add(g->c->diags, DIAG_TABLE_COLUMN, stated->where);

    diag_arg(d, reading_words(g, k));
    diag_arg_dec(g->c->diags, d, shown_percent(computed, stated->value));
    diag_arg(d, stated->text);
    diag_stated(d, stated->text);
    diag_computed(g->c->diags, d, computed);
    if (slip)
        add_slip(g->c, d, remark, right);
    else if (k->fits < 3 * k->wrong || g->view->row[row].unit.class == UNIT_PERCENT ||
             (!adds(k) && !near_enough(stated->value, computed, 20)))
        d->severity = SEVERITY_WARNING;
}

static void cover_row(struct matrix *g, const struct column_reading *k, uint32_t row)
{
    uint32_t to = k->how == READ_SUM ? k->b : k->a;

    matrix_checked(g, row, k->col);
    for (uint32_t col = k->a; col <= to; col++)
        matrix_covered(g, row, col);
    matrix_covered(g, k->how == READ_SHARE ? k->total : row, k->b);
}

static enum verdict column_row_verdict(struct matrix *g, const void *of, uint32_t row)
{
    enum verdict v = reading_verdict(g, of, row, NULL);

    return v == VERDICT_WRONG && other_reading_holds(g, of, row) ? VERDICT_FITS : v;
}

/* Parts under "Trong đó" need not be all: where they stay below the total nothing is
 * proved. */
static bool partial_sum(const struct matrix *g, const struct column_reading *k, uint32_t row,
                        dec computed)
{
    static const char *const among[] = { "trong do", NULL };
    const struct figure *stated = matrix_figure(g, row, k->col);

    return k->how == READ_SUM && matrix_heads(g, k->a, among) &&
           dec_cmp(computed, stated->value) < 0;
}

static void tell_column(struct matrix *g, const void *of, uint32_t row, enum verdict v)
{
    const struct column_reading *k = of;
    dec computed;

    if (v == VERDICT_UNKNOWN)
        return;
    cover_row(g, k, row);
    if (v == VERDICT_FITS || reading_verdict(g, k, row, &computed) == VERDICT_UNKNOWN)
        return;
    if (v == VERDICT_WRONG && partial_sum(g, k, row, computed))
        return;
    if (v == VERDICT_WRONG)
        column_finding(g, k, row, computed);
    else
        last_digit_finding(g, matrix_figure(g, row, k->col), computed);
}

/* Of p = a - b and p = a + ... + b: what one of the terms must be. */
static bool solve_column(struct matrix *g, const void *of, uint32_t row, uint32_t col, dec *out)
{
    const struct column_reading *k = of;
    const struct figure *p = matrix_figure(g, row, k->col), *cell = matrix_figure(g, row, col);
    const struct figure *a = matrix_figure(g, row, k->a), *b = matrix_figure(g, row, k->b);
    range within;
    dec sum, off;

    if (!p || !cell || !a || !b)
        return false;
    if (k->how == READ_DIFFERENCE && col == k->a)
        return dec_add(p->value, b->value, out);
    if (k->how == READ_DIFFERENCE && col == k->b)
        return dec_sub(a->value, p->value, out);
    return k->how == READ_SUM && col >= k->a && col <= k->b &&
           columns_sum(g, k, row, &within, &sum) && dec_sub(p->value, sum, &off) &&
           dec_add(cell->value, off, out);
}

/* What the header's words allow the column to be. */
static struct column_reading find_reading(const struct matrix *g, uint32_t col)
{
    static const char *const ratio[] = { "ty le", "ti le", "so sanh", "so voi", "dat", "toc do",
                                         "tang", "giam", "tang truong", "chi so", "thuc hien",
                                         "bang", NULL };
    static const char *const amount[] = { "tang", "giam", "chenh lech", "con lai", "con", "so sanh",
                                          "so voi", "chua", "thieu", "thua", "ket du", "+", NULL };
    static const char *const mean[] = { "nang suat", "binh quan", "mat do", NULL };
    static const char *const whole[] = { "tong", "cong", "chung", NULL };
    bool percent = str_find(g->header[col], STR("%")) != SIZE_MAX;
    bool share = percent || matrix_heads(g, col, ratio);
    struct column_reading best = { .col = col, .distance = UINT32_MAX };

    try_pairs(g, col, share || matrix_heads(g, col, (const char *const[]){ "co cau", NULL }),
              !percent && (matrix_heads(g, col, amount) ||
                           str_find(g->header[col], STR("+/-")) != SIZE_MAX), &best);
    if (share || matrix_heads(g, col, (const char *const[]){ "co cau", "ty trong", NULL }))
        try_shares(g, col, &best);
    if (matrix_heads(g, col, mean))
        try_quotients(g, col, &best);
    if (!percent && matrix_heads(g, col, whole))
        try_sums(g, col, &best);
    return best;
}

/* Percentages whose role is known are the matter of the rule of cells. */
static bool known_percentages(const struct matrix *g, uint32_t col)
{
    return g->view->nstatements > 0 && str_find(g->header[col], STR("%")) != SIZE_MAX &&
           table_column_of(g->view, COLUMN_NOW) >= 0 &&
           (((int32_t)col == table_column_of(g->view, COLUMN_VS_BEFORE) &&
             table_column_of(g->view, COLUMN_BEFORE) >= 0) ||
            ((int32_t)col == table_column_of(g->view, COLUMN_VS_PLAN) &&
             table_column_of(g->view, COLUMN_PLAN) >= 0));
}

void matrix_find_columns(struct matrix *g, const bool computed[MATRIX_COLUMNS])
{
    for (uint32_t col = 0; col < g->ncols; col++) {
        struct column_reading k, *kept;

        if (computed[col] || g->figures[col] < 3 || known_percentages(g, col))
            continue;
        k = find_reading(g, col);
        if (!reading_settled(&k))
            continue;
        kept = arena_new(g->c->job->arena, struct column_reading);
        *kept = k;
        g->relation[g->nrelations++] = (struct matrix_relation){
            column_row_verdict, tell_column, solve_column, kept };
    }
}

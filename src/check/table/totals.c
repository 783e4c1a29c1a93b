/* totals.c -- rows of totals against the rows they are of.
 *
 * "Tổng cộng" may stand first or last, and over communes, over sections, or over the
 * subtotals "Cộng" of its table. Which rows it adds up the columns show: the set of rows
 * whose sums hold in most columns is the right one, and the column where it fails is
 * wrong. A label may also say it itself: "Tổng số (I+II+III)". */
#include "check/table/matrix.h"

#include <string.h>

enum {
    TOTALS_ROWS = 4000,         /* beyond so many a table is a list of data, no report */
    TOTALS_FEW = 24             /* of so many each may be of the whole table */
};

/* Rows that a total may be of. */
struct row_set {
    uint32_t from, to;
    int depth;                  /* only rows of this depth; -1 for all */
    bool totals;                /* only rows that are totals themselves */
    bool marked;                /* only rows whose marks the total's label names */
    uint32_t total;
};

struct set_score {
    uint32_t fits, wrong;       /* columns: holds, near but wrong */
};

/* "Tổng số (I+II+III)", "Cộng = A + B": the part of a label that names marks. */
static str marks_of(str label)
{
    size_t open = str_find(label, STR("(")), close = str_find(label, STR(")"));
    size_t equal = str_find(label, STR("="));
    str s = { NULL, 0 };

    if (equal != SIZE_MAX)
        s = str_sub(label, equal + 1, close != SIZE_MAX && close > equal ? close : label.len);
    else if (open != SIZE_MAX && close != SIZE_MAX && close > open)
        s = str_sub(label, open + 1, close);
    return str_find(s, STR("+")) != SIZE_MAX ? s : (str){ NULL, 0 };
}

static str row_mark(const struct matrix *g, uint32_t row)
{
    str s = str_trim(table_cell(g->table, row, 0)->flow.text);

    while (s.len && strchr(".)", s.ptr[s.len - 1]))
        s.len--;
    return s;
}

/* Does the list "I+II+III" name the mark? Counts its terms. */
static bool names_mark(str list, str mark, uint32_t *terms)
{
    bool found = false;

    *terms = 0;
    for (str rest = list, term; str_split(&rest, '+', &term); ++*terms)
        found = found || str_eq(str_trim(term), mark);
    return found;
}

static bool set_has(const struct matrix *g, const struct row_set *s, uint32_t row)
{
    uint32_t terms;

    if (row == s->total || g->silent[row])
        return false;
    if (s->marked)
        return names_mark(marks_of(matrix_label(g, s->total)), row_mark(g, row), &terms);
    if (s->totals)
        return g->total[row];
    return !g->total[row] && (s->depth < 0 || g->depth[row] == s->depth);
}

struct set_sum {
    bool known;
    uint32_t told;
    dec sum;
    range within;
};

static struct set_sum sum_of_set(const struct matrix *g, const struct row_set *s, uint32_t col)
{
    struct set_sum out = { .within = range_exact((dec){ 0, 0 }) };

    for (uint32_t row = s->from; row < s->to; row++) {
        const struct figure *f;
        range r;

        if (!set_has(g, s, row))
            continue;
        f = matrix_figure(g, row, col);
        if (!f && !matrix_blank(g, row, col))
            return out;
        if (!f)
            continue;
        if (!matrix_range(g, row, col, &r) || !range_add(out.within, r, &out.within) ||
            !dec_add(out.sum, f->value, &out.sum))
            return out;
        out.told++;
    }
    out.known = out.told >= 2;
    return out;
}

/* Columns that add up: no rates, and no figures of another unit a row. */
static bool adds_up(const struct matrix *g, uint32_t col, uint32_t total)
{
    return g->figures[col] >= 3 && !matrix_rate(g, col) && matrix_figure(g, total, col) != NULL;
}

static bool near_sum(dec stated, dec sum)
{
    enum diag_remark remark;

    return near_enough(stated, sum, 5) || slip_between(stated, sum, &remark);
}

static enum verdict set_verdict(const struct matrix *g, const struct row_set *s, uint32_t col,
                                struct set_sum *sum)
{
    range whole;

    *sum = sum_of_set(g, s, col);
    if (!sum->known || !matrix_range(g, s->total, col, &whole))
        return VERDICT_UNKNOWN;
    return judge_equal(sum->within, whole);
}

static struct set_score score_set(const struct matrix *g, const struct row_set *s)
{
    struct set_score score = { 0, 0 };

    for (uint32_t col = 0; col < g->ncols; col++) {
        struct set_sum sum;
        enum verdict v;

        if (!adds_up(g, col, s->total))
            continue;
        v = set_verdict(g, s, col, &sum);
        if (v == VERDICT_FITS || v == VERDICT_SLIGHT)
            score.fits += matrix_figure(g, s->total, col)->value.coef != 0;
        else if (v == VERDICT_WRONG)
            score.wrong += near_sum(matrix_figure(g, s->total, col)->value, sum.sum);
    }
    return score;
}

static void try_set(const struct matrix *g, struct row_set s, struct row_set *best,
                    struct set_score *score)
{
    struct set_score k = score_set(g, &s);

    if (k.fits > score->fits || (k.fits == score->fits && score->fits == 0 &&
                                 k.wrong > score->wrong)) {
        *best = s;
        *score = k;
    }
}

static void try_span(const struct matrix *g, uint32_t total, uint32_t from, uint32_t to,
                     struct row_set *best, struct set_score *score)
{
    bool depths[5] = { false };

    for (uint32_t row = from; row < to; row++)
        depths[g->depth[row]] = true;
    try_set(g, (struct row_set){ from, to, -1, false, false, total }, best, score);
    for (int depth = 0; depth <= 4; depth++)
        if (depths[depth])
            try_set(g, (struct row_set){ from, to, depth, false, false, total }, best, score);
}

/* The rows the total is of: below it, above it, between it and the total before it, the
 * totals of the table, those its label names. */
static struct row_set find_set(const struct matrix *g, uint32_t total, struct set_score *score)
{
    struct row_set best = { .total = total };
    uint32_t next = total + 1, before = total, terms;

    *score = (struct set_score){ 0, 0 };
    while (next < g->nrows && !g->total[next])
        next++;
    while (before > g->first && !g->total[before - 1])
        before--;
    if (marks_of(matrix_label(g, total)).len) {
        try_set(g, (struct row_set){ g->first, g->nrows, -1, false, true, total }, &best, score);
        names_mark(marks_of(matrix_label(g, total)), STR("I"), &terms);
        if (score->fits + score->wrong > 0 && terms >= 2)
            return best;
    }
    try_span(g, total, total + 1, next, &best, score);
    try_span(g, total, before, total, &best, score);
    if (g->ntotals > TOTALS_FEW)
        return best;
    try_span(g, total, g->first, g->nrows, &best, score);
    try_set(g, (struct row_set){ g->first, total, -1, true, false, total }, &best, score);
    try_set(g, (struct row_set){ total + 1, g->nrows, -1, true, false, total }, &best, score);
    return best;
}

static void total_finding(struct matrix *g, const struct row_set *s, uint32_t col,
                          const struct set_sum *sum, enum verdict v, bool certain)
{
    const struct figure *stated = &g->value[(size_t)s->total * g->ncols + col];
    struct diag *d = diag_add(g->c->diags, v == VERDICT_SLIGHT ? DIAG_SUM_ROUNDING
                                                               : DIAG_TABLE_SUM, stated->where);
    enum diag_remark remark;
    dec difference;

    diag_arg_dec(g->c->diags, d, sum->sum);
    diag_arg(d, stated->text);
    diag_stated(d, stated->text);
    diag_computed(g->c->diags, d, sum->sum);
    if (v == VERDICT_SLIGHT)
        return;
    if (!certain)
        d->severity = SEVERITY_WARNING;
    if (dec_sub(stated->value, sum->sum, &difference))
        note_arg_dec(g->c->diags, diag_note(g->c->diags, d, REMARK_DIFFERENCE), difference);
    if (slip_between(stated->value, sum->sum, &remark))
        add_slip(g->c, d, remark, sum->sum);
}

/* With which figure in the cell does its row hold, that fails as it stands? */
static bool mends_row(struct matrix *g, uint32_t row, uint32_t col, dec value)
{
    uint32_t failing = matrix_failing(g, row), left;

    if (failing == 0)
        return false;
    matrix_mend(g, row, col, value);
    left = matrix_failing(g, row);
    if (left >= failing)
        matrix_unmend(g, row, col);
    return left < failing;
}

/* The rows right below one of lesser depth, to the next of its own. */
static bool find_branch(const struct matrix *g, uint32_t row, struct row_set *s)
{
    uint32_t to = row + 1;

    if (g->silent[row] || g->total[row] || g->depth[row] == 0 || to >= g->nrows ||
        g->depth[to] <= g->depth[row])
        return false;
    while (to < g->nrows && !g->total[to] && g->depth[to] > g->depth[row])
        to++;
    *s = (struct row_set){ row + 1, to, g->depth[row + 1], false, false, row };
    return to - row > 2;
}

/* Do the rows below the part add up to this value, and not to what it states? */
static bool branch_needs(struct matrix *g, uint32_t row, uint32_t col, dec value)
{
    struct row_set s;
    struct set_sum sum;

    if (!find_branch(g, row, &s))
        return false;
    sum = sum_of_set(g, &s, col);
    if (!sum.known || dec_cmp(sum.sum, value) != 0)
        return false;
    matrix_mend(g, row, col, value);
    return true;
}

/* The total is right and a part is wrong: its row or the rows below it say so too. */
static bool blame_part(struct matrix *g, const struct row_set *s, uint32_t col,
                       const struct set_sum *sum)
{
    dec missing;

    if (!dec_sub(matrix_figure(g, s->total, col)->value, sum->sum, &missing))
        return false;
    for (uint32_t row = s->from; row < s->to; row++) {
        const struct figure *stated = set_has(g, s, row) ? matrix_figure(g, row, col) : NULL;
        dec right;

        if (!stated || !dec_add(stated->value, missing, &right) || right.coef < 0 ||
            !(mends_row(g, row, col, right) || branch_needs(g, row, col, right)))
            continue;
        matrix_blame(g, row, col, right);
        return true;
    }
    return false;
}

/* Would one slip of the pen in one of the rows explain the difference? */
static bool part_slipped(const struct matrix *g, const struct row_set *s, uint32_t col,
                         const struct set_sum *sum)
{
    dec missing, right;

    if (!dec_sub(matrix_figure(g, s->total, col)->value, sum->sum, &missing))
        return false;
    for (uint32_t row = s->from; row < s->to; row++) {
        const struct figure *f = set_has(g, s, row) ? matrix_figure(g, row, col) : NULL;
        enum diag_remark remark;

        if (f && dec_add(f->value, missing, &right) && right.coef > 0 &&
            slip_between(f->value, right, &remark))
            return true;
    }
    return false;
}

/* Rates of amounts and counts: that of the whole lies between those of its parts. Changes
 * and shares of the whole do not. */
static bool mean_column(const struct matrix *g, uint32_t col)
{
    static const char *const no[] = { "co cau", "ty trong", "tang", "giam", "diem", "chenh lech",
                                      "so sanh", "so voi", "+/-", NULL };

    return g->figures[col] >= 4 && matrix_rate(g, col) && !matrix_heads(g, col, no);
}

/* The total's rate against the least and the greatest of its rows'. */
static void check_mean(struct matrix *g, const struct row_set *s, uint32_t col)
{
    const struct figure *stated = matrix_figure(g, s->total, col), *least = NULL, *most = NULL;
    uint32_t n = 0;
    struct diag *d;

    for (uint32_t row = s->from; stated && row < s->to; row++) {
        const struct figure *f = set_has(g, s, row) ? matrix_figure(g, row, col) : NULL;

        if (!set_has(g, s, row))
            continue;
        if (!f || f->value.coef < 0 || f->hedge != HEDGE_NONE)
            return;
        least = !least || dec_cmp(f->value, least->value) < 0 ? f : least;
        most = !most || dec_cmp(f->value, most->value) > 0 ? f : most;
        n++;
    }
    if (n < 3 || !stated || stated->hedge != HEDGE_NONE)
        return;
    matrix_covered(g, s->total, col);
    if ((dec_cmp(stated->value, least->value) >= 0 && dec_cmp(stated->value, most->value) <= 0) ||
        stated->value.scale < least->value.scale || stated->value.scale < most->value.scale)
        return;
    d = diag_add(g->c->diags, DIAG_TABLE_MEAN, stated->where);
    diag_arg(d, stated->text);
    diag_arg(d, least->text);
    diag_arg(d, most->text);
    diag_stated(d, stated->text);
}

/* Is the next block but one a table of as many columns? Then this may be the half of a
 * table that a page has parted. */
static bool half_of_table(const struct matrix *g)
{
    const struct doc *d = g->c->report->doc;

    for (int32_t i = -2; i <= 2; i++) {
        int32_t at = g->view->block + i;

        if (i != 0 && at >= 0 && at < (int32_t)d->nblocks && d->block[at].kind == BLOCK_TABLE &&
            d->block[at].table->ncols == g->ncols)
            return true;
    }
    return false;
}

/* A total that other columns prove: what fails is wrong. One column alone proves
 * nothing but by a slip of the pen or by nearness. */
static void check_total(struct matrix *g, uint32_t total)
{
    struct set_score score;
    struct row_set s = find_set(g, total, &score);

    if (score.fits + score.wrong == 0 || score.wrong > score.fits + 1 ||
        (score.fits == 0 && half_of_table(g)))
        return;
    for (uint32_t col = 0; col < g->ncols; col++) {
        struct set_sum sum;
        enum verdict v;
        const struct figure *stated = matrix_figure(g, total, col);

        if (!adds_up(g, col, total))
            continue;
        v = set_verdict(g, &s, col, &sum);
        if (v == VERDICT_UNKNOWN || (v == VERDICT_WRONG && !near_sum(stated->value, sum.sum) &&
                                     !(score.fits >= 2 && part_slipped(g, &s, col, &sum))))
            continue;
        matrix_checked(g, total, col);
        for (uint32_t row = s.from; row < s.to; row++)
            if (set_has(g, &s, row))
                matrix_covered(g, row, col);
        if (v == VERDICT_WRONG && !mends_row(g, total, col, sum.sum) &&
            blame_part(g, &s, col, &sum))
            continue;
        if (v != VERDICT_FITS)
            total_finding(g, &s, col, &sum, v, score.fits > 0 || s.marked);
    }
    for (uint32_t col = 0; col < g->ncols && score.fits > 0; col++)
        if (mean_column(g, col))
            check_mean(g, &s, col);
}

/* Does the rule of cells look after the sums of this column? */
static bool sums_of_cells(const struct matrix *g, uint32_t row, uint32_t col)
{
    enum column_role role = g->view->nstatements ? g->view->column[col].role : COLUMN_NONE;
    enum unit_class class = g->view->row[row].unit.class;

    if (class != UNIT_MONEY && class != UNIT_MEASURE && class != UNIT_COUNT &&
        class != UNIT_PERCENT)
        return false;
    return role == COLUMN_PLAN || role == COLUMN_BEFORE || role == COLUMN_NOW ||
           role == COLUMN_NEXT_PLAN;
}

/* A cell of a section that adds up the rows below it. */
struct branch_cell {
    uint32_t row, next;         /* the section's row; the column to look at next */
    uint32_t col;
    struct row_set set;
    struct set_sum sum;
    enum verdict verdict;
};

/* The next one that this rule looks after, from row to row. */
static bool next_branch_cell(const struct matrix *g, struct branch_cell *k)
{
    for (; k->row < g->nrows; k->row++, k->next = 0)
        while (k->next < g->ncols && find_branch(g, k->row, &k->set)) {
            k->col = k->next++;
            if (sums_of_cells(g, k->row, k->col) || !adds_up(g, k->col, k->row))
                continue;
            k->verdict = set_verdict(g, &k->set, k->col, &k->sum);
            return true;
        }
    return false;
}

/* Sections and their rows: true when most of them add up, told by all together. */
static bool branches_add(const struct matrix *g)
{
    uint32_t fits = 0, wrong = 0;

    for (struct branch_cell k = { .row = g->first }; next_branch_cell(g, &k);) {
        fits += k.verdict == VERDICT_FITS && k.sum.sum.coef != 0;
        wrong += k.verdict == VERDICT_WRONG;
    }
    return fits >= 2 && fits >= 2 * wrong;
}

static void check_branches(struct matrix *g)
{
    if (!branches_add(g))
        return;
    for (struct branch_cell k = { .row = g->first }; next_branch_cell(g, &k);) {
        if (k.verdict == VERDICT_UNKNOWN ||
            (k.verdict == VERDICT_WRONG &&
             !near_sum(matrix_figure(g, k.row, k.col)->value, k.sum.sum)))
            continue;
        matrix_checked(g, k.row, k.col);
        for (uint32_t part = k.set.from; part < k.set.to; part++)
            if (set_has(g, &k.set, part))
                matrix_covered(g, part, k.col);
        if (k.verdict != VERDICT_FITS)
            total_finding(g, &k.set, k.col, &k.sum, k.verdict, true);
    }
}

void matrix_check_totals(struct matrix *g)
{
    if (g->nrows > TOTALS_ROWS)
        return;
    for (uint32_t row = g->first; row < g->nrows; row++)
        if (g->total[row] && !g->silent[row])
            check_total(g, row);
    check_branches(g);
}

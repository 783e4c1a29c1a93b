/* formula.c -- columns whose header tells how they are computed: "(5) = (4)/(3)*100".
 *
 *     expression = term { ("+" | "-") term }
 *     term       = factor { ("*" | "x" | "/" | ":") factor }
 *     factor     = "(" expression ")" | column [ ".." column ] | constant [ "%" ]
 *
 * A value is a fraction of two ranges, so that nothing is ever divided. "3=2/1" over
 * percentages means 2/1*100; which it is, the rows tell. */
#include "check/table/matrix.h"

#include <string.h>

enum { HEAD_DEPTH = 8, FORMULA_NUMBERS = 100 };

/* num / den; den is one unless something was divided. */
struct fraction {
    range num, den;
    bool whole;                 /* den is one */
};

struct head_formula {
    struct matrix *g;
    str text;
    size_t at;
    uint32_t row;
    bool exact;                 /* figures as printed, not what they were rounded from */
    bool blank;                 /* a cell was empty and was taken for nothing */
    uint64_t columns;           /* that were read */
    int depth;
    const int8_t *column_of;    /* number -> column, or -1 */
};

enum scaling { SCALING_PLAIN, SCALING_PERCENT, SCALING_GROWTH, SCALING_COUNT };

static bool formula_sum(struct head_formula *f, struct fraction *out);

static void formula_blanks(struct head_formula *f)
{
    while (f->at < f->text.len && f->text.ptr[f->at] == ' ')
        f->at++;
}

static char peek(struct head_formula *f)
{
    formula_blanks(f);
    return f->at < f->text.len ? f->text.ptr[f->at] : '\0';
}

static struct fraction whole_of_range(range r)
{
    return (struct fraction){ r, range_exact((dec){ 1, 0 }), true };
}

static bool cell_value(struct head_formula *f, uint32_t col, struct fraction *out)
{
    const struct figure *figure = matrix_figure(f->g, f->row, col);
    range r = range_exact((dec){ 0, 0 });

    f->columns |= (uint64_t)1 << col;
    if (!figure && !matrix_blank(f->g, f->row, col))
        return false;
    f->blank = f->blank || !figure;
    if (figure && f->exact)
        r = range_exact(figure->value);
    else if (figure && !matrix_range(f->g, f->row, col, &r))
        return false;
    *out = whole_of_range(r);
    return true;
}

/* "4+5+...+8", "4..8": the columns between are meant too. */
static bool skip_dots(struct head_formula *f)
{
    size_t at = f->at, dots = 0;

    while (at < f->text.len && strchr("+. ", f->text.ptr[at])) {
        dots += f->text.ptr[at] == '.';
        at++;
    }
    if (dots < 2)
        return false;
    f->at = at;
    return true;
}

static bool read_number(struct head_formula *f, int *n)
{
    size_t from = f->at;

    for (*n = 0; f->at < f->text.len && f->text.ptr[f->at] >= '0' && f->text.ptr[f->at] <= '9' &&
                 f->at - from < 4; f->at++)
        *n = *n * 10 + (f->text.ptr[f->at] - '0');
    return f->at > from;
}

static bool add_fractions(struct fraction a, struct fraction b, bool minus, struct fraction *out)
{
    range x = a.num, y = b.num, den = a.den;

    if (!a.whole || !b.whole)
        if (!range_mul(a.num, b.den, &x) || !range_mul(b.num, a.den, &y) ||
            !range_mul(a.den, b.den, &den))
            return false;
    if (!(minus ? range_sub : range_add)(x, y, &out->num))
        return false;
    out->den = den;
    out->whole = a.whole && b.whole;
    return true;
}

static bool columns_between(struct head_formula *f, int first, int last, struct fraction *sum)
{
    for (int n = first; n <= last; n++) {
        struct fraction x;

        if (n >= FORMULA_NUMBERS || f->column_of[n] < 0 ||
            !cell_value(f, (uint32_t)f->column_of[n], &x) ||
            !add_fractions(*sum, x, false, sum))
            return false;
    }
    return true;
}

/* A number is a column; 100 and 1000 are themselves where no column has that number. */
static bool formula_number(struct head_formula *f, struct fraction *out)
{
    int n, last;

    if (!read_number(f, &n))
        return false;
    if (n < FORMULA_NUMBERS && f->column_of[n] >= 0) {
        if (!cell_value(f, (uint32_t)f->column_of[n], out))
            return false;
        if (!skip_dots(f))
            return true;
        return read_number(f, &last) && columns_between(f, n + 1, last, out);
    }
    if (n != 10 && n != 100 && n != 1000)
        return false;
    *out = whole_of_range(range_exact((dec){ n, 0 }));
    return true;
}

static bool formula_factor(struct head_formula *f, struct fraction *out)
{
    if (peek(f) == '(') {
        f->at++;
        if (++f->depth > HEAD_DEPTH || !formula_sum(f, out) || peek(f) != ')')
            return false;
        f->at++;
        f->depth--;
    } else if (!formula_number(f, out)) {
        return false;
    }
    if (peek(f) == '%')
        f->at++;
    return true;
}

static bool formula_term(struct head_formula *f, struct fraction *out)
{
    if (!formula_factor(f, out))
        return false;
    for (char op; (op = peek(f)) != '\0' && strchr("*xX/:", op);) {
        struct fraction b;
        bool divide = op == '/' || op == ':';

        f->at++;
        if (!formula_factor(f, &b) ||
            !range_mul(out->num, divide ? b.den : b.num, &out->num) ||
            !range_mul(out->den, divide ? b.num : b.den, &out->den))
            return false;
        out->whole = out->whole && b.whole && !divide;
    }
    return true;
}

static bool formula_sum(struct head_formula *f, struct fraction *out)
{
    if (!formula_term(f, out))
        return false;
    for (char op; (op = peek(f)) == '+' || op == '-';) {
        struct fraction b;

        f->at++;
        if (!formula_term(f, &b) || !add_fractions(*out, b, op == '-', out))
            return false;
    }
    return true;
}

/* The formula's value in the row, scaled as the column prints it. */
static bool formula_value(struct head_formula *f, enum scaling how, struct fraction *out)
{
    range hundred = range_exact((dec){ 100, 0 }), less;

    f->at = 0;
    f->columns = 0;
    f->depth = 0;
    f->blank = false;
    if (!formula_sum(f, out) || peek(f) != '\0' || f->columns == 0)
        return false;
    if (how != SCALING_PLAIN && !range_mul(out->num, hundred, &out->num))
        return false;
    return how != SCALING_GROWTH || (range_mul(out->den, hundred, &less) &&
                                     range_sub(out->num, less, &out->num));
}

static enum verdict formula_verdict(struct head_formula *f, enum scaling how,
                                    const struct figure *stated)
{
    struct fraction v;
    range r;

    f->exact = false;
    if (!formula_value(f, how, &v))
        return VERDICT_UNKNOWN;
    if (v.whole)
        return range_of(stated->value, RANGE_ROUNDED, stated->hedge, &r)
               ? judge_equal(v.num, r) : VERDICT_UNKNOWN;
    if (v.den.lo_none || v.den.lo.coef <= 0)
        return VERDICT_UNKNOWN;
    return judge(range_fits_ratio, v.num, v.den, stated->value, stated->hedge);
}

/* The value as printed figures give it, two decimals finer than stated. */
static bool formula_shown(struct head_formula *f, enum scaling how, const struct figure *stated,
                          dec *out)
{
    struct fraction v;
    dec lo, hi;
    int8_t scale = (int8_t)(stated->value.scale < 2 ? 2 : stated->value.scale);

    f->exact = true;
    return formula_value(f, how, &v) &&
           range_quotient_bounds(v.num, v.den, (int8_t)(scale + 3), &lo, &hi) &&
           dec_rescale(lo, v.whole ? stated->value.scale : (int8_t)(scale + 1), out);
}

struct formula_column {
    str text;
    const int8_t *column_of;
    uint32_t col;
    enum scaling how;
    uint32_t fits, wrong;
};

/* How the rows read the formula; false when they do not agree on a reading. */
static bool settle_formula(struct head_formula *f, struct formula_column *k)
{
    k->fits = 0;
    for (enum scaling how = SCALING_PLAIN; how < SCALING_COUNT; how++) {
        uint32_t fits = 0, wrong = 0;

        for (f->row = f->g->first; f->row < f->g->nrows; f->row++) {
            const struct figure *stated = matrix_figure(f->g, f->row, k->col);
            enum verdict v = stated && !f->g->silent[f->row] ? formula_verdict(f, how, stated)
                                                             : VERDICT_UNKNOWN;

            wrong += v == VERDICT_WRONG && !f->blank;
            fits += v != VERDICT_WRONG && v != VERDICT_UNKNOWN;
        }
        if (fits > k->fits) {
            k->how = how;
            k->fits = fits;
            k->wrong = wrong;
        }
    }
    return k->fits >= 2 && k->fits > k->wrong;
}

static void formula_finding(struct head_formula *f, const struct formula_column *k,
                            const struct figure *stated, enum verdict verdict)
{
    bool last = verdict != VERDICT_WRONG;
    struct diag *d = diag_add(f->g->c->diags, last ? DIAG_TABLE_LAST_DIGIT : DIAG_TABLE_FORMULA,
                              stated->where);
    enum diag_remark remark;
    dec computed, right;

    if (!last)
        diag_arg(d, f->text);
    diag_stated(d, stated->text);
    if (!formula_shown(f, k->how, stated, &computed)) {
        diag_arg(d, STR("?"));
        diag_arg(d, stated->text);
        return;
    }
    diag_arg_dec(f->g->c->diags, d, shown_percent(computed, stated->value));
    diag_arg(d, stated->text);
    diag_computed(f->g->c->diags, d, computed);
    if (!last && slip_explains(stated->value, computed, &remark, &right))
        add_slip(f->g->c, d, remark, right);
    else if (!last && k->fits < 2 * k->wrong)
        d->severity = SEVERITY_WARNING;
}

/* A row of rates, whose comparison is the difference of the two in points. */
static bool told_in_points(const struct head_formula *f, const struct figure *stated)
{
    range a, b, d, p;
    uint32_t col[2], n = 0;

    for (uint32_t k = 0; k < f->g->ncols && n < 3; k++)
        if (f->columns >> k & 1) {
            if (n < 2)
                col[n] = k;
            n++;
        }
    if (n != 2 || str_find(f->text, STR("/")) == SIZE_MAX ||
        !matrix_range(f->g, f->row, col[0], &a) ||
        !matrix_range(f->g, f->row, col[1], &b) ||
        !range_of(stated->value, RANGE_ROUNDED, stated->hedge, &p))
        return false;
    return (range_sub(a, b, &d) && range_meets(d, p)) || (range_sub(b, a, &d) && range_meets(d, p));
}

static enum verdict formula_verdict_in(struct head_formula *f, const struct formula_column *k)
{
    const struct figure *stated = f->g->silent[f->row] ? NULL
                                : matrix_figure(f->g, f->row, k->col);
    enum verdict v = stated ? formula_verdict(f, k->how, stated) : VERDICT_UNKNOWN;

    if (v == VERDICT_WRONG && told_in_points(f, stated))
        return VERDICT_FITS;
    return v == VERDICT_WRONG && f->blank ? VERDICT_UNKNOWN : v;
}

static struct head_formula formula_at(struct matrix *g, const struct formula_column *k,
                                      uint32_t row)
{
    return (struct head_formula){ .g = g, .text = k->text, .column_of = k->column_of, .row = row };
}

static enum verdict formula_row_verdict(struct matrix *g, const void *of, uint32_t row)
{
    struct head_formula f = formula_at(g, of, row);

    return formula_verdict_in(&f, of);
}

static void tell_formula(struct matrix *g, const void *of, uint32_t row, enum verdict v)
{
    const struct formula_column *k = of;
    struct head_formula f = formula_at(g, k, row);

    if (v == VERDICT_UNKNOWN)
        return;
    (void)formula_verdict_in(&f, k);    /* takes note of the columns it is made of */
    matrix_checked(g, row, k->col);
    for (uint32_t col = 0; col < g->ncols; col++)
        if (f.columns >> col & 1)
            matrix_covered(g, row, col);
    if (v != VERDICT_FITS)
        formula_finding(&f, k, matrix_figure(g, row, k->col), v);
}

/* "Tỷ lệ (%) (5=4/3)", "Tổng số (3=4+5)": a formula at the end of a header's words. */
static str formula_in_words(str s, int *id)
{
    size_t open = s.len;
    str formula;
    int depth = 0;

    if (s.len < 5 || s.ptr[s.len - 1] != ')')
        return (str){ NULL, 0 };
    while (open > 0) {
        open--;
        depth += s.ptr[open] == ')';
        depth -= s.ptr[open] == '(';
        if (depth == 0)
            break;
    }
    s = str_trim(str_sub(s, open + 1, s.len - 1));
    return str_find(s, STR("=")) != SIZE_MAX && matrix_formula_cell(s, id, &formula) && *id > 0
           ? formula : (str){ NULL, 0 };
}

/* The columns' numbers: of the row of formulas, else those that formulas in the headers'
 * words give themselves ("Tổng số (3=4+5)": the others are counted from there). */
static void number_columns(const struct matrix *g, int8_t *column_of,
                           str formula[MATRIX_COLUMNS])
{
    int id;

    memset(column_of, -1, FORMULA_NUMBERS);
    for (uint32_t col = 0; col < g->ncols; col++) {
        str s = g->formulas < 0 ? (str){ NULL, 0 }
              : str_trim(table_cell(g->table, (uint32_t)g->formulas, col)->flow.text);

        formula[col] = (str){ NULL, 0 };
        if (s.len && matrix_formula_cell(s, &id, &formula[col]) && id > 0 && id < FORMULA_NUMBERS)
            column_of[id] = (int8_t)col;
    }
    for (uint32_t col = 0; col < g->ncols && g->formulas < 0; col++) {
        formula[col] = formula_in_words(g->title[col], &id);
        for (uint32_t k = 0; formula[col].len && k < g->ncols; k++) {
            int n = id + (int)k - (int)col;

            if (n > 0 && n < FORMULA_NUMBERS)
                column_of[n] = (int8_t)k;
        }
    }
}

void matrix_find_formulas(struct matrix *g, bool computed[MATRIX_COLUMNS])
{
    int8_t *column_of = arena_array(g->c->job->arena, int8_t, FORMULA_NUMBERS);
    str formula[MATRIX_COLUMNS];

    number_columns(g, column_of, formula);
    for (uint32_t col = 0; col < g->ncols; col++) {
        struct formula_column *k;
        struct head_formula f = { .g = g, .text = formula[col], .column_of = column_of };

        computed[col] = formula[col].len > 0 && g->figures[col] >= 2;
        if (!computed[col])
            continue;
        k = arena_new(g->c->job->arena, struct formula_column);
        *k = (struct formula_column){ .text = f.text, .column_of = column_of, .col = col };
        if (settle_formula(&f, k))
            g->relation[g->nrelations++] = (struct matrix_relation){
                formula_row_verdict, tell_formula, NULL, k };
    }
}

/* table.c -- tables to statements: figures, shifted rows, comparing columns. */
#include "extract/table.h"

#include <string.h>

#include "base/utf8.h"
#include "extract/table_int.h"

enum { CELL_UNIT = 32 };        /* bytes of a unit behind a cell's own number */

static int32_t first_of_role(const struct table_column *column, uint32_t ncols,
                             enum column_role role)
{
    for (uint32_t c = 0; c < ncols; c++)
        if (column[c].role == role)
            return (int32_t)c;
    return -1;
}

static bool same_span_last_year(period now, period before)
{
    return before.kind == now.kind && before.month == now.month && before.year == now.year - 1
           && now.kind != PERIOD_YEAR;
}

/* The results of the same months a year before, where a column compares with "cùng kỳ". */
static int32_t same_months_before(const struct table_column *column, uint32_t ncols, int32_t cmp)
{
    str told = cmp >= 0 ? column[cmp].header : STR("");

    if (cmp < 0 || column[cmp].of < 0 || (str_find(told, STR("ùng kỳ")) == SIZE_MAX &&
                                          str_find(told, STR("ÙNG KỲ")) == SIZE_MAX))
        return -1;
    for (uint32_t c = 0; c < ncols; c++)
        if (column[c].role == COLUMN_BEFORE &&
            same_span_last_year(column[column[cmp].of].period, column[c].period))
            return (int32_t)c;
    return -1;
}

/* Several earlier years may stand side by side. */
static int32_t earlier_result(const struct table_column *column, uint32_t ncols)
{
    int32_t cmp = first_of_role(column, ncols, COLUMN_VS_BEFORE);
    int32_t best = same_months_before(column, ncols, cmp);

    if (best >= 0)
        return best;
    for (uint32_t c = 0; c < ncols; c++) {
        if (column[c].role != COLUMN_BEFORE)
            continue;
        if (cmp >= 0 && column[cmp].period.kind != PERIOD_NONE &&
            column[c].period.year == column[cmp].period.year)
            return (int32_t)c;
        if (best < 0 || column[c].period.year > column[best].period.year)
            best = (int32_t)c;
    }
    return best;
}

static int32_t role_column(const struct table_column *column, uint32_t ncols,
                           enum column_role role)
{
    return role == COLUMN_BEFORE ? earlier_result(column, ncols)
                                 : first_of_role(column, ncols, role);
}

int32_t table_column_of(const struct table_view *v, enum column_role role)
{
    int32_t now = first_of_role(v->column, v->ncols, COLUMN_NOW);

    for (uint32_t c = 0; c < v->ncols && (role == COLUMN_VS_BEFORE || role == COLUMN_VS_PLAN);
         c++)
        if (v->column[c].role == role && v->column[c].of == now && !v->column[c].previous &&
            v->column[c].mode != COMPARE_AMOUNT)
            return (int32_t)c;
    if (role == COLUMN_VS_BEFORE || role == COLUMN_VS_PLAN)
        return -1;
    return role_column(v->column, v->ncols, role);
}

const struct figure *table_figure(const struct table_view *v, uint32_t row, int32_t col)
{
    if (!v->value || col < 0 || (uint32_t)col >= v->ncols || row >= v->nrows)
        return NULL;
    const struct figure *f = &v->value[(size_t)row * v->ncols + (uint32_t)col];

    return f->has_value && !f->is_range ? f : NULL;
}

bool figure_range(const struct figure *f, unit u, range *out)
{
    bool exact = unit_is_exact(u) && f->value.scale == 0;

    return !f->is_range && range_of(f->value, exact ? RANGE_EXACT : RANGE_ROUNDED, f->hedge, out);
}

/* Plain decimals with a dot ("19.5") where the Vietnamese reading fails. */
static bool dot_decimal(str s, dec *out)
{
    size_t dots = 0;

    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '.')
            dots++;
        else if ((s.ptr[i] < '0' || s.ptr[i] > '9') && !(i == 0 && s.ptr[i] == '-'))
            return false;
    return dots == 1 && dec_parse_plain(s, out);
}

static bool figure_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "≥ 45", "trên 95", "95 trở lên": takes what tells how near it is off s[*from, *to). */
static void take_hedge(str s, size_t *from, size_t *to, struct figure *f)
{
    static const struct { const char *text; enum hedge hedge; bool behind; } hedge[] = {
        { "\xE2\x89\xA5", HEDGE_AT_LEAST, false }, { ">=", HEDGE_AT_LEAST, false },
        { "tối thiểu", HEDGE_AT_LEAST, false },    { "ít nhất", HEDGE_AT_LEAST, false },
        { "\xE2\x89\xA4", HEDGE_AT_MOST, false },  { "<=", HEDGE_AT_MOST, false },
        { "<", HEDGE_AT_MOST, false },             { "dưới", HEDGE_AT_MOST, false },
        { "tối đa", HEDGE_AT_MOST, false },        { ">", HEDGE_OVER, false },
        { "trên", HEDGE_OVER, false },             { "hơn", HEDGE_OVER, false },
        { "gần", HEDGE_NEARLY, false },            { "khoảng", HEDGE_ABOUT, false },
        { "~", HEDGE_ABOUT, false },               { "trở lên", HEDGE_AT_LEAST, true },
        { "trở xuống", HEDGE_AT_MOST, true },
    };
    char low[64];

    for (size_t i = 0; i < sizeof hedge / sizeof *hedge; i++) {
        str w = str_from(hedge[i].text), here = str_sub(s, *from, *to);
        str word = here.len < w.len ? here : hedge[i].behind
                 ? str_sub(here, here.len - w.len, here.len) : str_sub(here, 0, w.len);

        if (word.len < w.len || !str_eq((str){ low, fold_word(word, low) }, w))
            continue;
        f->hedge = hedge[i].hedge;
        f->hedge_text = word;
        *(hedge[i].behind ? to : from) = hedge[i].behind ? *to - w.len : *from + w.len;
        break;
    }
}

static void trim_figure(str s, size_t *from, size_t *to)
{
    while (*from < *to && s.ptr[*from] == ' ')
        ++*from;
    while (*to > *from && strchr(" %*", s.ptr[*to - 1]))
        --*to;
}

/* A number without sign, its thousands grouped by dots or by blanks. */
static bool read_cell_number(str s, bool negative, dec *out, enum figure_form *form)
{
    char digits[DEC_TEXT];
    size_t n = 0;
    bool blanks = false;

    if (s.len + 1 >= sizeof digits)
        return false;
    if (negative)
        digits[n++] = '-';
    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.ptr[i] == ' ';

        blanks = blanks || blank;
        digits[n++] = blank ? '.' : s.ptr[i];
    }
    if (dec_parse_vi((str){ digits, n }, out))
        return true;
    *form = FIGURE_DOT_DECIMAL;
    return !blanks && dot_decimal((str){ digits, n }, out);
}

/* The dash between two numbers, "8,5-9", "110 – 120": where it is, or 0, and its length. */
static size_t range_dash(str s, size_t *length)
{
    for (size_t i = 1; i + 1 < s.len; i++) {
        *length = s.ptr[i] == '-' ? 1 : str_starts(str_sub(s, i, s.len), STR("–")) ? 3 : 0;
        if (*length)
            return i;
    }
    return 0;
}

/* Two numbers with a dash between; "2021-2025" is a time. */
static bool read_cell_range(str s, size_t dash, size_t length, struct figure *f)
{
    enum figure_form form = FIGURE_PLAIN;
    size_t from = 0, left = dash, next = dash + length, right = s.len;

    trim_figure(s, &from, &left);
    trim_figure(s, &next, &right);
    f->is_range = read_cell_number(str_sub(s, from, left), false, &f->value, &form) &&
                  read_cell_number(str_sub(s, next, right), false, &f->upper, &form) &&
                  form == FIGURE_PLAIN && dec_cmp(f->value, f->upper) < 0;
    return f->is_range &&
           !(f->value.scale == 0 && f->value.coef >= 1990 && f->upper.coef <= 2100 &&
             f->upper.scale == 0 && left == 4);
}

bool table_read_figure(const struct cell *c, struct figure *out)
{
    str s = c->flow.text, sign, number;
    size_t from = 0, to = s.len, first, dash, length;
    struct figure f = { .has_value = true };
    bool negative;

    if (str_find_digit(s, 0) == s.len)
        return false;
    trim_figure(s, &from, &to);
    if (to > from && !(figure_digit(s.ptr[from]) && figure_digit(s.ptr[to - 1]))) {
        take_hedge(s, &from, &to, &f);
        trim_figure(s, &from, &to);
    }
    for (first = from; first < to && !figure_digit(s.ptr[first]);)
        first++;
    sign = str_trim(str_sub(s, from, first));   /* a hyphen, a dash or the true sign */
    number = str_sub(s, first, to);
    negative = str_eq(sign, STR("-")) || str_eq(sign, STR("–")) ||
               str_eq(sign, STR("\xE2\x88\x92"));
    if (number.len == 0 || (sign.len && !negative && !str_eq(sign, STR("+"))))
        return false;
    dash = sign.len ? 0 : range_dash(number, &length);
    if (dash ? !read_cell_range(number, dash, length, &f)
             : !read_cell_number(number, negative, &f.value, &f.form))
        return false;
    f.text = str_sub(s, from, to);
    f.where = flow_span(&c->flow, (uint32_t)from, (uint32_t)to);
    *out = f;
    return true;
}

static bool value_role(enum column_role r)
{
    return r == COLUMN_PLAN || r == COLUMN_BEFORE || r == COLUMN_NOW || r == COLUMN_NEXT_PLAN
           || r == COLUMN_VS_BEFORE || r == COLUMN_VS_PLAN || r == COLUMN_MEASURE;
}

/* now / base * 100 fits the index. */
static enum fits fits_index(const struct figure *now, const struct figure *base,
                            const struct figure *index, unit u)
{
    range a, b, p;

    if (base->value.coef <= 0 || !figure_range(now, u, &a) || !figure_range(base, u, &b)
        || !range_of(index->value, RANGE_ROUNDED, HEDGE_NONE, &p))
        return FITS_UNKNOWN;
    return range_fits_percent(a, b, p);
}

static enum fits fits_growth(const struct figure *now, const struct figure *base,
                             const struct figure *growth, unit u)
{
    range a, b, g;

    if (base->value.coef <= 0 || !figure_range(now, u, &a) || !figure_range(base, u, &b)
        || !range_of(growth->value, RANGE_ROUNDED, HEDGE_NONE, &g))
        return FITS_UNKNOWN;
    return range_fits_growth(a, b, g);
}

static enum fits fits_points(const struct figure *now, const struct figure *base,
                             const struct figure *points)
{
    range a, b, d, p;

    if (now->is_range || base->is_range || !range_of(now->value, RANGE_ROUNDED, HEDGE_NONE, &a)
        || !range_of(base->value, RANGE_ROUNDED, HEDGE_NONE, &b)
        || !range_of(points->value, RANGE_ROUNDED, HEDGE_NONE, &p) || !range_sub(a, b, &d))
        return FITS_UNKNOWN;
    return range_meets(d, p) ? FITS_YES : FITS_NO;
}

enum fits table_row_fits(const struct figure *now, const struct figure *base,
                         const struct figure *cmp, unit u)
{
    if (fits_index(now, base, cmp, u) == FITS_YES || fits_growth(now, base, cmp, u) == FITS_YES)
        return FITS_YES;
    return u.class == UNIT_PERCENT ? fits_points(now, base, cmp) : FITS_NO;
}

/* A table under construction. */
struct table_draft {
    struct job *j;
    const struct units *units;
    const struct table *t;
    struct table_column *column;
    struct table_row *row;
    struct figure *value;
    int32_t plan, before, now, vs_before, vs_plan, labels;
    bool next_plan;
    struct statement *statement;
    size_t nstatements, cap;
};

static int32_t find_role(const struct table_draft *d, enum column_role role)
{
    return role_column(d->column, d->t->ncols, role);
}

static struct figure *figure_at(const struct table_draft *d, uint32_t row, int32_t col)
{
    if (col < 0)
        return NULL;
    struct figure *f = &d->value[(size_t)row * d->t->ncols + (uint32_t)col];

    return f->has_value ? f : NULL;
}

/* "1.234,5 ha": where the words behind a cell's number begin; its length for none. */
static size_t words_behind(str text)
{
    size_t at = 0;

    while (at < text.len && (figure_digit(text.ptr[at]) || strchr(".,+-", text.ptr[at])))
        at++;
    return at > 0 && figure_digit(text.ptr[at - 1]) && (at == text.len || text.ptr[at] == ' ')
           ? at : text.len;
}

/* The unit that a cell tells behind its own number. */
static bool cell_unit(const struct table_draft *d, const struct cell *c, str *words, unit *out)
{
    str text = c->flow.text;

    *words = str_trim(str_sub(text, words_behind(text), text.len));
    return words->len && words->len <= CELL_UNIT && unit_read(d->units, *words, out) &&
           out->class != UNIT_NONE;
}

/* A number with its unit in a column of values: the number. */
static void read_figure_with_unit(const struct table_draft *d, const struct cell *c,
                                  struct figure *out)
{
    struct cell number = *c;
    str words;
    unit u;

    if (!cell_unit(d, c, &words, &u))
        return;
    number.flow.text = str_sub(c->flow.text, 0, words_behind(c->flow.text));
    table_read_figure(&number, out);
}

static void read_figures(struct table_draft *d)
{
    for (uint32_t r = 0; r < d->t->nrows; r++)
        for (uint32_t c = 0; c < d->t->ncols && !d->row[r].header; c++) {
            struct figure *f = &d->value[(size_t)r * d->t->ncols + c];
            const struct cell *cell = table_cell(d->t, r, c);
            bool value = value_role(d->column[c].role);

            if (!value && d->column[c].role != COLUMN_NONE)
                continue;
            if (!table_read_figure(cell, f) && value && cell->flow.text.len)
                read_figure_with_unit(d, cell, f);
        }
}

/* Does a comparing cell of the row fit its two values? Rates have two readings. */
static enum fits row_fits(const struct figure *now,
                          const struct figure *base, const struct figure *cmp, unit u)
{
    if (!now || !base || !cmp)
        return FITS_UNKNOWN;
    if (fits_index(now, base, cmp, u) == FITS_YES || fits_growth(now, base, cmp, u) == FITS_YES
        || fits_points(now, base, cmp) == FITS_YES)
        return FITS_YES;
    return FITS_NO;
}

/* The growth of the row above, told by its index, is this row's figure. */
static bool fits_parent_growth(const struct table_draft *d, uint32_t r, const struct figure *growth)
{
    int32_t up = d->row[r].parent;
    const struct figure *index = up >= 0 ? figure_at(d, (uint32_t)up, d->vs_before) : NULL;
    dec hundred = { 100, 0 }, less;

    return index && growth && dec_sub(index->value, hundred, &less)
           && dec_cmp(less, growth->value) == 0;
}

/* A row whose figures all stand one column too far to the right: nothing in the
 * unit's and the first column, and either the arithmetic of the comparing cells
 * holds only after moving, or the row tells the growth of the row above. */
static void repair_shift(struct table_draft *d, uint32_t r)
{
    uint32_t n = d->t->ncols, first = n;
    struct figure *row = &d->value[(size_t)r * n];

    for (uint32_t c = 0; c < n && first == n; c++)
        if (value_role(d->column[c].role))
            first = c;
    int32_t units = find_role(d, COLUMN_UNIT);
    bool unit_empty = units < 0
                      || str_trim(table_cell(d->t, r, (uint32_t)units)->flow.text).len == 0;

    if (first + 1 >= n || row[first].has_value || !row[first + 1].has_value || !unit_empty)
        return;

    /* as printed, and as it would be after moving */
    struct figure *moved = arena_array(d->j->arena, struct figure, n);
    unit none = { .class = UNIT_NONE };

    for (uint32_t c = first; c + 1 < n; c++)
        moved[c] = row[c + 1];
#define AT(set, col) ((col) >= 0 && (set)[col].has_value ? &(set)[col] : NULL)
    enum fits now_b = row_fits(AT(row, d->now), AT(row, d->before), AT(row, d->vs_before), none);
    enum fits now_p = row_fits(AT(row, d->now), AT(row, d->plan), AT(row, d->vs_plan), none);
    enum fits new_b = row_fits(AT(moved, d->now), AT(moved, d->before), AT(moved, d->vs_before),
                               none);
    enum fits new_p = row_fits(AT(moved, d->now), AT(moved, d->plan), AT(moved, d->vs_plan),
                               none);
    bool growth = fits_parent_growth(d, r, AT(moved, d->now));
#undef AT
    bool printed_fits = now_b == FITS_YES || now_p == FITS_YES;
    bool moved_fails = new_b == FITS_NO || new_p == FITS_NO;
    bool proven = new_b == FITS_YES || new_p == FITS_YES || growth;

    if (printed_fits || moved_fails || !proven)
        return;
    for (uint32_t c = first; c < n; c++)
        row[c] = moved[c];
    d->row[r].shifted = true;
}

/* How most rows of a comparing column fit; the rest cannot change it once half of them
 * fit one way only. */
static enum compare_mode column_mode(const struct table_draft *d, int32_t base, int32_t cmp)
{
    uint32_t index = 0, growth = 0;

    for (uint32_t r = 0, left = d->t->nrows; r < d->t->nrows; r++, left--) {
        const struct figure *a = figure_at(d, r, d->now), *b = figure_at(d, r, base);
        const struct figure *p = figure_at(d, r, cmp);

        if (!a || !b || !p)
            continue;
        if (index > growth + left || growth > index + left)
            break;
        index += fits_index(a, b, p, d->row[r].unit) == FITS_YES;
        growth += fits_growth(a, b, p, d->row[r].unit) == FITS_YES;
    }
    return growth > index ? COMPARE_GROWTH : COMPARE_INDEX;
}

/* Rates compared by points: the differences fit and the ratios do not. */
static bool row_points(const struct table_draft *d, uint32_t r)
{
    const struct figure *now = figure_at(d, r, d->now);
    int points = 0, other = 0;
    int32_t base[] = { d->before, d->plan }, cmp[] = { d->vs_before, d->vs_plan };

    if (!now || d->row[r].unit.class != UNIT_PERCENT)
        return false;
    for (int i = 0; i < 2; i++) {
        const struct figure *b = figure_at(d, r, base[i]), *p = figure_at(d, r, cmp[i]);

        if (!p)
            continue;
        if (p->value.coef < 0)
            points++;
        if (!b)
            continue;
        if (fits_points(now, b, p) == FITS_YES)
            points++;
        else
            other += fits_index(now, b, p, d->row[r].unit) == FITS_YES
                     || fits_growth(now, b, p, d->row[r].unit) == FITS_YES;
    }
    return points > other;
}

static struct figure absolute(const struct figure *f)
{
    struct figure g = *f;

    if (g.value.coef < 0)
        g.value = dec_neg(g.value);
    while (g.text.len && (g.text.ptr[0] < '0' || g.text.ptr[0] > '9'))
        g.text = str_sub(g.text, 1, g.text.len);
    return g;
}

static enum compare_kind sign_kind(const struct figure *f, enum compare_kind up,
                                   enum compare_kind down)
{
    return f->value.coef > 0 ? up : f->value.coef < 0 ? down : CMP_EQUAL;
}

/* 33,8 to 34,1 with 0,3: neither ratio nor growth, but what now is more. */
static bool tells_difference(const struct statement *now, const struct figure *base,
                             const struct figure *cell)
{
    return base && fits_points(&now->value, base, cell) == FITS_YES &&
           fits_index(&now->value, base, cell, now->unit) != FITS_YES &&
           fits_growth(&now->value, base, cell, now->unit) != FITS_YES;
}

/* The comparison a cell tells about the result of its row. */
static void put_comparison(struct table_draft *d, struct statement *s, uint32_t r, int32_t col,
                           int32_t base, bool plan)
{
    const struct figure *cell = figure_at(d, r, col);
    const struct table_column *k;
    struct comparison *c;
    enum compare_mode mode;

    if (!cell)
        return;
    k = &d->column[col];
    mode = k->mode == COMPARE_AMOUNT ? k->mode : d->row[r].points ? COMPARE_POINTS : k->mode;
    if (mode != COMPARE_AMOUNT && tells_difference(s, figure_at(d, r, base), cell))
        mode = s->unit.class == UNIT_PERCENT ? COMPARE_POINTS : COMPARE_AMOUNT;
    if (plan && mode == COMPARE_INDEX) {
        if (!s->plan_pct->has_value)     /* of two plans the first */
            s->plan_pct = figure_keep(d->j->arena, *cell);
        return;
    }
    if (!(c = statement_compare(d->j->arena, s)))
        return;
    c->amount = absolute(cell);
    c->unit_text = mode == COMPARE_POINTS ? STR("điểm %")
                 : mode != COMPARE_AMOUNT ? STR("%")
                 : k->mode == COMPARE_AMOUNT ? k->amount_unit : s->unit_text;
    unit_read(d->units, c->unit_text, &c->unit);
    if (mode == COMPARE_INDEX)
        c->kind = CMP_EQUAL;
    else
        c->kind = plan ? sign_kind(cell, CMP_EXCEED, CMP_SHORT)
                       : sign_kind(cell, CMP_INCREASE, CMP_DECREASE);

    period p = base >= 0 ? d->column[base].period : k->period;

    if (plan) {
        c->base = BASE_PLAN;
        c->base_text = arena_printf(d->j->arena, "kế hoạch%s%.*s",
                                    base >= 0 && d->column[base].period_text.len ? " " : "",
                                    STRF(base >= 0 ? d->column[base].period_text : STR("")));
        return;
    }
    str told = base >= 0 ? d->column[base].period_text : k->period_text;

    if (k->previous) {
        bool quarter = s->period.kind == PERIOD_QUARTER;

        c->base = BASE_PREVIOUS;
        c->base_text = quarter ? STR("quý trước") : STR("tháng trước");
        return;
    }
    c->base = same_span_last_year(s->period, p) || told.len == 0 ? BASE_SAME_PERIOD : BASE_YEAR;
    c->base_year = p.kind == PERIOD_NONE ? 0 : p.year;
    c->base_text = told.len ? arena_printf(d->j->arena, "thực hiện %.*s", STRF(told))
                            : STR("cùng kỳ năm trước");
}

/* A label that is a place, of a table whose label column says so or by its kind. */
static bool is_place_label(const struct table_draft *d, str label)
{
    static const char *const kind[] = { "huyen ", "thi xa ", "thanh pho ", "tp ", "tp. ", "xa ",
                                        "phuong ", "thi tran ", "tinh " };
    static const char *const head[] = { "dia phuong", "huyen", "tinh", "xa,", "don vi hanh chinh" };
    str f = fold_strip(d->j->arena, label);

    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
        if (str_starts(f, str_from(kind[k])))
            return true;
    f = d->labels >= 0 ? fold_strip(d->j->arena, d->column[d->labels].header) : STR("");
    for (size_t k = 0; k < sizeof head / sizeof *head; k++)
        if (table_has_words(f, head[k]))
            return true;
    return false;
}

static bool is_total_label(const struct table_draft *d, str label)
{
    str f = fold_strip(d->j->arena, label);

    return str_starts(f, STR("tong")) || str_starts(f, STR("toan ")) || str_eq(f, STR("cong"));
}

/* "Diện tích (ha)" over rows of places or kinds: the header names what is measured, the
 * label says where or of what. */
static void put_measure(struct table_draft *d, struct statement *s, uint32_t r, int32_t col)
{
    const struct table_row *k = &d->row[r];
    str name = d->column[col].header, words = { 0 };

    if (table_take_unit(d->j, d->units, &name, &words)) {
        s->unit_text = words;
        unit_read(d->units, words, &s->unit);
    }
    s->indicator = name;
    if (is_total_label(d, k->own_label))
        return;
    if (is_place_label(d, k->own_label))
        s->area = table_lower_first(d->j, k->own_label);
    else
        s->indicator = arena_printf(d->j->arena, "%.*s %.*s", STRF(name),
                                    STRF(table_lower_first(d->j, k->own_label)));
}

/* What the comparing columns tell about the figure of column `col`. */
static void put_comparisons(struct table_draft *d, struct statement *s, uint32_t r, int32_t col)
{
    for (int32_t c = d->column[col].first; c >= 0; c = d->column[c].next) {
        const struct table_column *k = &d->column[c];
        bool plan = k->role == COLUMN_VS_PLAN;
        int32_t base = plan ? d->plan : k->previous || c != d->vs_before ? -1 : d->before;

        put_comparison(d, s, r, c, base, plan);
    }
}

/* "Năm 2022 (ha)": the unit of a column whose rows have none. */
static void take_header_unit(struct table_draft *d, struct statement *s, int32_t col)
{
    str name = d->column[col].header, words;

    if (table_take_unit(d->j, d->units, &name, &words)) {
        s->unit_text = words;
        unit_read(d->units, words, &s->unit);
    }
}

static void put_statement(struct table_draft *d, int32_t block, uint32_t r, int32_t col)
{
    const struct figure *f = figure_at(d, r, col);
    const struct table_row *k = &d->row[r];

    const struct cell *cell;
    str words;
    unit own;

    if (!f || k->label.len == 0)
        return;
    if (d->nstatements == d->cap)       /* at first as many as there are rows: most state one */
        d->statement = arena_grow_raw(d->j->arena, d->statement, sizeof *d->statement,
                                      d->nstatements, d->cap ? d->cap + 1 : d->t->nrows, &d->cap);

    struct statement *s = &d->statement[d->nstatements++];

    *s = (struct statement){
        .indicator = k->label, .name = k->own_label, .kind = d->column[col].kind,
        .period = d->column[col].period, .period_text = d->column[col].period_text,
        .value = *f, .unit = k->unit, .unit_text = k->unit_text, STATEMENT_NEW,
        .block = block, .row = (int32_t)r, .col = col, .certainty = k->bound, .rule = "table",
    };
    cell = table_cell(d->t, r, (uint32_t)col);
    if (f->text.ptr == cell->flow.text.ptr && cell_unit(d, cell, &words, &own)) {
        s->unit_text = words;
        s->unit = own;
    }
    if (d->column[col].role == COLUMN_MEASURE)
        put_measure(d, s, r, col);
    else if (s->unit_text.len == 0)
        take_header_unit(d, s, col);
    put_comparisons(d, s, r, col);
}

static void mark_headers(struct table_draft *d, period report)
{
    const struct table *t = d->t;
    struct table_column *again = arena_array(d->j->arena, struct table_column, t->ncols);

    for (uint32_t r = 0; r < t->nrows; r++) {
        uint32_t n = r > 0 && !d->row[r].header
                     ? table_read_header(d->j, t, r, report, again) : 0;

        /* a repeated header must look like one: a label column and a value column */
        bool label = false, value = false;

        for (uint32_t c = 0; n > 0 && c < t->ncols; c++) {
            label = label || again[c].role == COLUMN_LABEL || again[c].role == COLUMN_INDEX;
            value = value || value_role(again[c].role);
        }
        for (uint32_t i = 0; label && value && i < n; i++)
            d->row[r + i].header = true;
    }
}

/* "Đơn vị" heads units of measure, or the places and bodies that the rows are of. */
static bool holds_units(const struct table_draft *d, uint32_t col)
{
    uint32_t known = 0, others = 0;

    for (uint32_t r = 0; r < d->t->nrows; r++) {
        str text = table_cell(d->t, r, col)->flow.text;
        unit u;

        if (d->row[r].header || text.len == 0)
            continue;
        if (units_find(d->units, fold_text(d->j->arena, text), &u))
            known++;
        else
            others++;
    }
    return known >= others;
}

/* A label column is the widest text column when no header names one. */
static void find_label_column(struct table_draft *d)
{
    size_t best = 0;
    int32_t at = -1, units = find_role(d, COLUMN_UNIT);

    if (find_role(d, COLUMN_LABEL) >= 0)
        return;
    if (units >= 0 && !holds_units(d, (uint32_t)units))
        d->column[units].role = COLUMN_NONE;
    for (uint32_t c = 0; c < d->t->ncols; c++) {
        size_t letters = 0;

        if (d->column[c].role != COLUMN_NONE)
            continue;
        for (uint32_t r = 0; r < d->t->nrows; r++)
            if (!d->row[r].header && !table_number_cell(table_cell(d->t, r, c)))
                letters += table_cell(d->t, r, c)->flow.text.len;
        if (letters > best) {
            best = letters;
            at = (int32_t)c;
        }
    }
    if (at >= 0)
        d->column[at].role = COLUMN_LABEL;
}

/* The header of the table before, when this one has none and as many columns. */
static bool carry_header(struct table_draft *d, const struct table_context *context)
{
    const struct table_view *v = context->before;
    bool told = false;

    for (uint32_t c = 0; v && c < v->ncols; c++)
        told = told || value_role(v->column[c].role);
    if (!told || d->t->ncols + 1 < v->ncols || d->t->ncols > v->ncols + 1)
        return false;
    for (uint32_t c = 0; c < d->t->ncols && c < v->ncols; c++)
        d->column[c] = v->column[c];
    return true;
}

/* Where no column is of a plan or a result, those whose headers name a measure and its
 * unit are what the table tells. */
static void find_measures(struct table_draft *d, period report)
{
    d->labels = find_role(d, COLUMN_LABEL);
    if (find_role(d, COLUMN_PLAN) >= 0 || find_role(d, COLUMN_NOW) >= 0 ||
        find_role(d, COLUMN_BEFORE) >= 0)
        return;
    for (uint32_t c = 0; c < d->t->ncols; c++) {
        str name = d->column[c].header, words;

        if (d->column[c].role != COLUMN_NONE || !table_take_unit(d->j, d->units, &name, &words) ||
            !table_begins_measure(fold_strip(d->j->arena, name)))
            continue;
        d->column[c].role = COLUMN_MEASURE;
        d->column[c].period = report;
    }
}

/* "Tăng, giảm so với năm 2022 (tấn)": differences, not ratios. */
static void find_amounts(struct table_draft *d)
{
    for (uint32_t c = 0; c < d->t->ncols; c++) {
        struct table_column *k = &d->column[c];
        str name = k->header, words;
        unit u;

        if ((k->role != COLUMN_VS_BEFORE && k->role != COLUMN_VS_PLAN) ||
            !table_take_unit(d->j, d->units, &name, &words) ||
            !unit_read(d->units, words, &u) || u.class == UNIT_PERCENT || u.class == UNIT_POINT)
            continue;
        k->mode = COMPARE_AMOUNT;
        k->amount_unit = words;
    }
}

static void settle_columns(struct table_draft *d)
{
    d->plan = find_role(d, COLUMN_PLAN);
    d->before = find_role(d, COLUMN_BEFORE);
    d->now = find_role(d, COLUMN_NOW);
    d->vs_before = find_role(d, COLUMN_VS_BEFORE);
    d->vs_plan = find_role(d, COLUMN_VS_PLAN);
}

static void bind_rows(struct table_draft *d)
{
    const struct table_cells role = { d->plan, d->before, d->now, d->vs_before, d->vs_plan };

    for (uint32_t r = 0; r < d->t->nrows; r++)
        if (!d->row[r].header)
            d->row[r].bound = table_bind_row(d->t, r, d->column, &role, d->row[r].unit,
                                             &d->value[(size_t)r * d->t->ncols]);
}

/* What stayed open is stated, with its doubt, but no check may build on it. */
static void forget_open_rows(struct table_draft *d)
{
    for (uint32_t r = 0; r < d->t->nrows; r++)
        for (uint32_t c = 0; c < d->t->ncols && d->row[r].bound == CLASS_C; c++)
            d->value[(size_t)r * d->t->ncols + c] = (struct figure){ 0 };
}

static bool stating_role(enum column_role r)
{
    return r == COLUMN_PLAN || r == COLUMN_BEFORE || r == COLUMN_NOW || r == COLUMN_NEXT_PLAN ||
           r == COLUMN_MEASURE;
}

/* The figures of named rows, of a table that has cells enough to pass the limit: their room
 * is many times that of the cells, and no statement would be kept. */
static bool has_too_many_figures(const struct table_draft *d)
{
    uint32_t most = d->j->limits.figures, figures = 0;

    if ((uint64_t)d->t->nrows * d->t->ncols <= most)
        return false;
    for (uint32_t c = 0; c < d->t->ncols; c++)
        for (uint32_t r = 0; r < d->t->nrows && stating_role(d->column[c].role); r++)
            if (!d->row[r].header && d->row[r].own_label.len &&
                table_number_cell(table_cell(d->t, r, c)) && ++figures > most)
                return true;
    return false;
}

/* Which columns and rows tell what; nothing of their figures yet. */
static void find_rows(struct table_draft *d, const struct table_context *context)
{
    mark_headers(d, context->period);
    find_label_column(d);
    find_measures(d, context->period);
    table_bind_comparisons(d->j, context->period, d->column, d->t->ncols);
    table_read_rows(d->j, d->units, d->t, d->column, context->unit, d->row);
}

static void build_rows(struct table_draft *d)
{
    d->value = arena_array(d->j->arena, struct figure, (size_t)d->t->nrows * d->t->ncols + 1);
    read_figures(d);
    settle_columns(d);
    for (uint32_t r = 0; r < d->t->nrows; r++)
        if (!d->row[r].header && !d->t->by_order)
            repair_shift(d, r);
    if (d->t->by_order)
        bind_rows(d);
    table_name_rows(d->j, d->units, d->row, d->t->nrows);
    if (d->vs_before >= 0)
        d->column[d->vs_before].mode = column_mode(d, d->before, d->vs_before);
    if (d->vs_plan >= 0)
        d->column[d->vs_plan].mode = column_mode(d, d->plan, d->vs_plan);
    find_amounts(d);
    for (uint32_t r = 0; r < d->t->nrows; r++)
        d->row[r].points = !d->row[r].header && row_points(d, r);
}

static void state_rows(struct table_draft *d, int32_t block)
{
    build_rows(d);
    for (uint32_t r = 0; r < d->t->nrows && d->nstatements <= d->j->limits.figures; r++)
        for (uint32_t c = 0; c < d->t->ncols && !d->row[r].header; c++)
            if (stating_role(d->column[c].role))
                put_statement(d, block, r, (int32_t)c);
    forget_open_rows(d);
}

status extract_table(struct job *j, const struct doc *doc, int32_t block,
                     const struct table_context *context, struct table_view *out)
{
    const struct table *t = doc->block[block].table;
    struct table_draft d = { .j = j, .t = t, .units = context->units };
    bool too_many = false;
    uint32_t heads;

    if (!d.units)
        d.units = units_known();
    d.column = arena_array(j->arena, struct table_column, t->ncols + 1);
    d.row = arena_array(j->arena, struct table_row, t->nrows + 1);
    heads = t->nrows ? table_read_header(j, t, 0, context->period, d.column) : 0;
    for (uint32_t r = 0; r < heads; r++)
        d.row[r].header = true;
    if (heads > 0 || carry_header(&d, context)) {
        find_rows(&d, context);
        too_many = has_too_many_figures(&d);
        if (!too_many)
            state_rows(&d, block);
    }
    *out = (struct table_view){
        .block = block, .table = t, .column = d.column, .ncols = t->ncols, .row = d.row,
        .nrows = t->nrows, .value = d.value, .statement = d.statement,
        .nstatements = (uint32_t)d.nstatements, .too_many = too_many,
    };
    return OK;
}

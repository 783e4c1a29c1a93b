/* matrix.c -- a table as its cells stand: header, marks, totals, figures. */
#include "check/table/matrix.h"

#include <string.h>

#include "base/utf8.h"

enum { MATRIX_HEADS = 8 };        /* rows that a header can have */

static str matrix_cell(const struct matrix *g, uint32_t row, uint32_t col)
{
    return str_trim(table_cell(g->table, row, col)->flow.text);
}

const struct figure *matrix_figure(const struct matrix *g, uint32_t row, uint32_t col)
{
    size_t at = (size_t)row * g->ncols + col;
    const struct figure *f = g->mended && g->mended[at] ? g->mended[at] : &g->value[at];

    return f->has_value && !f->is_range ? f : NULL;
}

bool matrix_blank(const struct matrix *g, uint32_t row, uint32_t col)
{
    str s = matrix_cell(g, row, col);

    return !matrix_figure(g, row, col) &&
           (s.len == 0 || str_eq(s, STR("-")) || str_eq(s, STR("–")) || str_eq(s, STR("—")));
}

bool matrix_range(const struct matrix *g, uint32_t row, uint32_t col, range *out)
{
    const struct figure *f = matrix_figure(g, row, col);
    bool exact = f && f->value.scale == 0 &&
                 (g->counts[col] || g->counted[row] ||
                  unit_is_exact(g->view->row[row].unit));

    return f && range_of(f->value, exact ? RANGE_EXACT : RANGE_ROUNDED, f->hedge, out);
}

static bool has_word(str text, const char *word)
{
    str w = str_from(word);

    for (size_t at = 0; at + w.len <= text.len; at++) {
        size_t found = str_find(str_sub(text, at, text.len), w);

        if (found == SIZE_MAX)
            return false;
        at += found;
        bool left = at == 0 || !(text.ptr[at - 1] >= 'a' && text.ptr[at - 1] <= 'z');
        bool right = at + w.len == text.len ||
                     !(text.ptr[at + w.len] >= 'a' && text.ptr[at + w.len] <= 'z');

        if (left && right)
            return true;
    }
    return false;
}

bool matrix_heads(const struct matrix *g, uint32_t col, const char *const *words)
{
    for (; *words; words++)
        if (has_word(g->header[col], *words))
            return true;
    return false;
}

bool matrix_rate(const struct matrix *g, uint32_t col)
{
    static const char *const rate[] = { "ty le", "ti le", "nang suat", "binh quan", "co cau",
                                        "chi so", "so sanh", "so voi", "toc do", "ty trong",
                                        "mat do", "tang truong", "diem", NULL };

    return str_find(g->header[col], STR("%")) != SIZE_MAX || matrix_heads(g, col, rate);
}

str matrix_label(const struct matrix *g, uint32_t row)
{
    if (g->view->row[row].own_label.len)
        return g->view->row[row].own_label;
    for (uint32_t col = 0; col < g->ncols; col++) {
        str s = matrix_cell(g, row, col);

        if (s.len > 3 && !matrix_figure(g, row, col))
            return s;
    }
    return matrix_cell(g, row, 0);
}

void matrix_checked(struct matrix *g, uint32_t row, uint32_t col)
{
    const struct figure *f = matrix_figure(g, row, col);

    if (f)
        checked(g->c, f);
}

void matrix_covered(struct matrix *g, uint32_t row, uint32_t col)
{
    const struct figure *f = matrix_figure(g, row, col);

    if (f)
        covered(g->c, f);
}

bool matrix_formula_cell(str s, int *id, str *formula)
{
    size_t at = s.len && s.ptr[0] == '(', digits = 0;
    str rest;

    *id = 0;
    *formula = (str){ NULL, 0 };
    for (; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && digits < 3; at++, digits++)
        *id = *id * 10 + (s.ptr[at] - '0');
    rest = str_trim(str_sub(s, at, s.len));
    if (digits && rest.len && s.ptr[0] == '(' && rest.ptr[0] == ')')
        rest = str_trim(str_sub(rest, 1, rest.len));
    if (digits && (rest.len == 0 || rest.ptr[0] == '=')) {
        if (rest.len > 1 && s.ptr[0] == '(' && rest.ptr[rest.len - 1] == ')' &&
            str_find(rest, STR("(")) == SIZE_MAX)
            rest.len--;                         /* "(3=2/1)" */
        *formula = str_trim(str_sub(rest, 1, rest.len));
        return digits < 3;
    }
    *id = 0;
    *formula = s;
    return digits > 0;
}

/* "1", "3 = 2/1", "A", "2/1*100": of such cells a row of formulas is made. */
static bool formula_text(str s)
{
    size_t digits = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char ch = (unsigned char)s.ptr[i];

        if (ch >= '0' && ch <= '9')
            digits++;
        else if (!strchr("()=+-*/:xX%. ", ch) && !(ch >= 'A' && ch <= 'H') &&
                 !(ch >= 'a' && ch <= 'h'))
            return false;
    }
    return s.len <= 40 && (digits || s.len <= 3);
}

/* Numbers that grow by one from column to column, some with a formula. */
static bool formula_row(const struct matrix *g, uint32_t row)
{
    uint32_t cells = 0;
    int last = 0;

    for (uint32_t col = 0; col < g->ncols; col++) {
        str s = matrix_cell(g, row, col), formula;
        int id;

        if (s.len == 0)
            continue;
        if (!formula_text(s))
            return false;
        cells++;
        if (!matrix_formula_cell(s, &id, &formula) || id == 0)
            continue;
        if (last > 0 && id != last + 1)
            return false;
        last = id;
    }
    return cells >= 3 && last >= 2;
}

/* A year alone is a header's word, and so is the number of a list. */
static bool year_alone(const struct figure *f)
{
    return f->value.scale == 0 && f->value.coef >= 1990 && f->value.coef <= 2100 &&
           f->text.len == 4;
}

static bool mark_header(str h)
{
    return str_eq(h, STR("tt")) || str_eq(h, STR("stt")) || str_eq(h, STR("so tt")) ||
           str_eq(h, STR("so thu tu"));
}

static bool figures_row(const struct matrix *g, uint32_t row)
{
    uint32_t n = 0, years = 0;

    for (uint32_t col = 1; col < g->ncols; col++) {
        struct figure f;

        if (!table_read_figure(table_cell(g->table, row, col), &f))
            continue;
        n++;
        years += year_alone(&f);
    }
    return n > years;
}

static void find_head(struct matrix *g)
{
    g->formulas = -1;
    for (g->first = 0; g->first < g->nrows && g->first < MATRIX_HEADS; g->first++) {
        if (formula_row(g, g->first)) {
            g->formulas = (int32_t)g->first++;
            return;
        }
        if (!g->view->row[g->first].header && figures_row(g, g->first))
            return;
    }
}

/* The text above a column in one header row: its own, or that of the merged cell to
 * its left where a lower row parts it. */
static str head_text(const struct matrix *g, uint32_t row, uint32_t col)
{
    str s = matrix_cell(g, row, col);
    bool lower = false;

    for (uint32_t r = row + 1; r < g->first && !lower; r++)
        lower = (int32_t)r != g->formulas && matrix_cell(g, r, col).len > 0;
    for (uint32_t left = col; s.len == 0 && lower && left-- > 0;)
        s = matrix_cell(g, row, left);
    return s;
}

static void read_column_head(struct matrix *g, uint32_t col)
{
    struct buf b;

    buf_init(&b, g->c->job->arena);
    for (uint32_t row = 0; row < g->first; row++) {
        str s = (int32_t)row == g->formulas ? (str){ NULL, 0 } : head_text(g, row, col);

        if (s.len == 0)
            continue;
        g->title[col] = s;
        buf_put(&b, s);
        buf_char(&b, ' ');
    }
    g->header[col] = str_trim(fold_strip(g->c->job->arena, buf_str(&b)));
}

/* Words of amounts, that are rounded. */
static const char *const amount_words[] = { "nghin", "trieu", "ty", "dong", "tien", "von",
                                            "kinh phi", "ha", "tan", "km", NULL };

/* "Số hộ", "Nữ", "Học sinh": a header that names what is counted. Money and measures
 * tell their unit. */
static bool counted_head(str h)
{
    static const char *const thing[] = {
        "so ho", "so nguoi", "so vu", "so xa", "so hoc sinh", "so lao dong", "so du an", "so ca",
        "so thon", "so truong", "so lop", "so giao vien", "so cong trinh", "so doanh nghiep",
        "so don", "so tieu chi", "so can bo", "so ho so", "tong so ho", "so dan", "so tre",
        "nhan khau", "khau", "nam", "nu", "ho ngheo", "ho can ngheo", "hoc sinh", "tre em",
        "giao vien", "dang vien", "doan vien", "hoi vien", "dan toc thieu so", "so hoi nghi",
    };
    if (str_find(h, STR("%")) != SIZE_MAX)
        return false;
    for (size_t i = 0; amount_words[i]; i++)
        if (has_word(h, amount_words[i]))
            return false;
    for (size_t i = 0; i < sizeof thing / sizeof *thing; i++)
        if (has_word(h, thing[i]))
            return !(str_starts(h, STR("nam ")) && h.len > 4 && h.ptr[4] >= '0' && h.ptr[4] <= '9');
    return false;
}

/* Beside two columns of counts a column of whole numbers that is no rate is one too. */
static void settle_counts(struct matrix *g)
{
    uint32_t counts = 0;

    for (uint32_t col = 0; col < g->ncols; col++)
        counts += g->counts[col];
    for (uint32_t col = 0; col < g->ncols && counts >= 2; col++) {
        bool whole = g->figures[col] >= 2 && !matrix_rate(g, col);

        for (uint32_t row = g->first; row < g->nrows && whole; row++) {
            const struct figure *f = matrix_figure(g, row, col);

            whole = !f || f->value.scale == 0;
        }
        g->counts[col] = g->counts[col] || (whole && !matrix_heads(g, col, amount_words));
    }
}

/* "Số vụ cháy", "Tổng số người chết"; "Số tiền", "Số vốn" are no counts. */
static bool counting_label(struct matrix *g, str label)
{
    static const char *const measured[] = { "tien", "von", "thu", "chi", "kinh", "du", "no",
                                            "lieu", "thue" };
    str f;

    label = str_trim(label);
    if (!utf8_begins_plain(label, "so") && !utf8_begins_plain(label, "tong"))
        return false;
    f = str_trim(fold_strip(g->c->job->arena, label));
    if (str_starts(f, STR("tong so ")))
        f = str_sub(f, 5, f.len);
    if (!str_starts(f, STR("so ")) || str_find(f, STR("(")) != SIZE_MAX ||
        str_find(f, STR("nghin")) != SIZE_MAX)
        return false;
    f = str_sub(f, 3, f.len);
    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++) {
        size_t n = strlen(measured[i]);

        if (str_starts(f, str_from(measured[i])) && (f.len == n || f.ptr[n] == ' '))
            return false;
    }
    return true;
}

static bool roman_mark(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("IVX", s.ptr[i]))
            return false;
    return s.len > 0;
}

static uint8_t depth_of_mark(str s)
{
    size_t digits = 0, dots = 0;

    if (s.len && strchr(".)", s.ptr[s.len - 1]))
        s = str_sub(s, 0, s.len - 1);
    if (s.len == 0 || s.len > 8)
        return 0;
    if (str_eq(s, STR("-")) || str_eq(s, STR("+")) || str_eq(s, STR("*")) ||
        str_eq(s, STR("–")))
        return 4;
    if (roman_mark(s) || (s.len == 1 && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z'))
        return 1;
    if (s.len == 1 && s.ptr[0] >= 'a' && s.ptr[0] <= 'z')
        return 3;
    for (size_t i = 0; i < s.len; i++) {
        digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
        dots += s.ptr[i] == '.';
    }
    return digits && digits + dots == s.len ? dots ? 3 : 2 : 0;
}

/* "Tổng số", "Tổng cộng:", "CỘNG", "Toàn tỉnh": a name of nothing but the whole. */
static bool total_label(struct matrix *g, str label)
{
    static const char *const name[] = { "tong", "tong so", "tong cong", "cong", "toan tinh",
                                        "toan huyen", "toan thanh pho", "toan xa", "toan quoc",
                                        "ca nuoc", "ca tinh", "tong cong toan tinh", "tong chung",
                                        "cong chung", "tong toan tinh", "tong so toan tinh" };
    size_t end;
    str f;

    if (!utf8_begins_plain(label, "t") && !utf8_begins_plain(label, "c"))
        return false;
    f = fold_strip(g->c->job->arena, label);
    end = str_find(f, STR("("));
    if (end != SIZE_MAX)
        f = str_sub(f, 0, end);
    f = str_trim(f);
    while (f.len && strchr(":.,; ", f.ptr[f.len - 1]))
        f = str_sub(f, 0, f.len - 1);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (str_eq(f, str_from(name[i])))
            return true;
    return false;
}

/* A label's own mark: "- Huyện A", "+ Xã B" in a table without a column of marks. */
static uint8_t label_depth(str label)
{
    return str_starts(label, STR("- ")) || str_starts(label, STR("+ ")) ||
           str_starts(label, STR("– ")) ? 4 : 0;
}

static void matrix_read_row(struct matrix *g, uint32_t row)
{
    uint32_t n = 0;

    for (uint32_t col = 0; col < g->ncols; col++)
        n += matrix_figure(g, row, col) != NULL;
    g->counted[row] = counting_label(g, matrix_label(g, row));
    g->silent[row] = n == 0 || g->view->row[row].header;
    for (uint32_t col = 0; col < g->ncols && col < 3; col++) {
        str s = matrix_cell(g, row, col);

        if (matrix_figure(g, row, col))
            break;
        if (total_label(g, s))
            g->total[row] = true;
        if (g->depth[row] == 0)
            g->depth[row] = s.len <= 8 ? depth_of_mark(s) : label_depth(s);
        if (s.len > 8)
            break;
    }
}

static bool has_letters(str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len && n < 2; i++)
        n += ((unsigned char)s.ptr[i] | 32) >= 'a';
    return n >= 2;
}

/* The figures of a row behind its label, in order; how many. */
static uint32_t row_in_order(const struct matrix *g, uint32_t row, struct figure *out)
{
    uint32_t n = 0;
    bool label = false;

    for (uint32_t col = 0; col < g->ncols; col++) {
        struct figure f = { 0 };

        if (label && table_read_figure(table_cell(g->table, row, col), &f))
            out[n++] = f;
        else if (has_letters(matrix_cell(g, row, col)))
            label = true;
    }
    return n;
}

/* Cells parted by blanks: where every row has as many figures, each stands under its
 * column, counted from the right. False when rows differ. */
static bool read_in_order(struct matrix *g, struct figure *f)
{
    struct figure in_order[MATRIX_COLUMNS];
    uint32_t most = 0;

    for (uint32_t row = g->first; row < g->nrows; row++) {
        uint32_t n = row_in_order(g, row, in_order);

        if (n == 0)
            continue;
        if (most && n != most)
            return false;
        most = n;
        memcpy(&f[(size_t)row * g->ncols + g->ncols - n], in_order, n * sizeof *f);
    }
    return most >= 2 && most < g->ncols;
}

/* The figures as read by role; where the reader knew no roles, every cell. */
static bool matrix_read_values(struct matrix *g)
{
    struct figure *f = arena_array(g->c->job->arena, struct figure,
                                   g->view->value && !g->table->by_order
                                   ? 1 : (size_t)g->nrows * g->ncols + 1);

    g->value = g->view->value;
    if (g->table->by_order && read_in_order(g, f)) {
        g->value = f;
        return true;
    }
    if (g->value || g->table->by_order)
        return g->value != NULL;
    for (uint32_t row = g->first; row < g->nrows; row++)
        for (uint32_t col = 0; col < g->ncols; col++)
            if (!mark_header(g->header[col]) &&
                !(col == 0 && g->ncols > 2 && depth_of_mark(matrix_cell(g, row, 0))))
                table_read_figure(table_cell(g->table, row, col),
                                  &f[(size_t)row * g->ncols + col]);
    g->value = f;
    return true;
}

bool matrix_read(struct checker *c, const struct table_view *v, struct matrix *g)
{
    uint32_t columns = 0;

    *g = (struct matrix){ .c = c, .view = v, .table = v->table, .nrows = v->nrows,
                        .ncols = v->ncols };
    if (!v->table || v->ncols < 2 || v->ncols > MATRIX_COLUMNS || v->nrows < 3)
        return false;
    find_head(g);
    if (g->first + 2 > g->nrows)
        return false;
    for (uint32_t col = 0; col < g->ncols; col++) {
        read_column_head(g, col);
        g->counts[col] = counted_head(g->header[col]);
    }
    if (!matrix_read_values(g))
        return false;
    g->depth = arena_array(c->job->arena, uint8_t, g->nrows);
    g->total = arena_array(c->job->arena, bool, g->nrows);
    g->counted = arena_array(c->job->arena, bool, g->nrows);
    g->silent = arena_array(c->job->arena, bool, g->nrows);
    for (uint32_t row = g->first; row < g->nrows; row++) {
        matrix_read_row(g, row);
        g->ntotals += g->total[row];
    }
    for (uint32_t col = 0; col < g->ncols; col++) {
        for (uint32_t row = g->first; row < g->nrows; row++)
            g->figures[col] += matrix_figure(g, row, col) != NULL;
        columns += g->figures[col] >= 2;
    }
    settle_counts(g);
    return columns >= 1;
}

void matrix_mend(struct matrix *g, uint32_t row, uint32_t col, dec value)
{
    size_t at = (size_t)row * g->ncols + col;
    struct figure f = g->value[at];

    f.value = value;
    if (!g->mended)
        g->mended = arena_array(g->c->job->arena, const struct figure *,
                                (size_t)g->nrows * g->ncols);
    g->mended[at] = figure_keep(g->c->job->arena, f);
    g->mends++;
}

void matrix_unmend(struct matrix *g, uint32_t row, uint32_t col)
{
    g->mended[(size_t)row * g->ncols + col] = NULL;
    g->mends++;
}

/* Each is computed once until a cell is mended: known holds when, plus 1, and the verdict. */
enum verdict matrix_verdict(struct matrix *g, uint32_t i, uint32_t row)
{
    enum { VERDICT_BITS = 3 };
    const struct matrix_relation *r = &g->relation[i];
    uint32_t *known;

    if (!g->known)
        g->known = arena_array(g->c->job->arena, uint32_t, (size_t)g->nrelations * g->nrows);
    known = &g->known[(size_t)i * g->nrows + row];
    if (*known >> VERDICT_BITS != g->mends + 1)
        *known = (g->mends + 1) << VERDICT_BITS | (uint32_t)r->verdict(g, r->of, row);
    return (enum verdict)(*known & ((1U << VERDICT_BITS) - 1));
}

uint32_t matrix_failing(struct matrix *g, uint32_t row)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->nrelations; i++)
        n += matrix_verdict(g, i, row) == VERDICT_WRONG;
    return n;
}

/* A figure of the row with which all that is computed from it holds, where two or more
 * columns fail as it stands: that one is wrong, not they. */
static void blame_operands(struct matrix *g, uint32_t row)
{
    if (matrix_failing(g, row) < 2)
        return;
    for (uint32_t i = 0; i < g->nrelations; i++)
        for (uint32_t col = 0; g->relation[i].solve && col < g->ncols; col++) {
            const struct figure *f = &g->value[(size_t)row * g->ncols + col];
            dec value;

            if (!f->has_value || !g->relation[i].solve(g, g->relation[i].of, row, col, &value) ||
                value.coef < 0)
                continue;
            matrix_mend(g, row, col, value);
            if (matrix_failing(g, row) == 0) {
                matrix_blame(g, row, col, value);
                return;
            }
            matrix_unmend(g, row, col);
        }
}

void matrix_blame(struct matrix *g, uint32_t row, uint32_t col, dec right)
{
    const struct figure *f = &g->value[(size_t)row * g->ncols + col];
    struct diag *d = diag_add(g->c->diags, DIAG_TABLE_PART, f->where);

    checked(g->c, f);
    diag_arg(d, f->text);
    diag_arg_dec(g->c->diags, d, right);
    diag_stated(d, f->text);
    diag_computed(g->c->diags, d, right);
    d->repair = dec_text(g->c, right);
}

void check_matrices(struct checker *c)
{
    for (uint32_t i = 0; i < c->ntables; i++) {
        bool computed[MATRIX_COLUMNS] = { false };
        struct matrix g;

        if (!matrix_read(c, &c->table[i], &g))
            continue;
        matrix_find_formulas(&g, computed);
        matrix_find_columns(&g, computed);
        matrix_check_totals(&g);
        for (uint32_t row = g.first; row < g.nrows; row++)
            blame_operands(&g, row);
        for (uint32_t k = 0; k < g.nrelations; k++)
            for (uint32_t row = g.first; row < g.nrows; row++)
                g.relation[k].tell(&g, g.relation[k].of, row, matrix_verdict(&g, k, row));
    }
}

/* cell_form.c -- cells of a table whose digits are grouped wrong.
 *
 *   21.240.03   12,677,89   9.0433,77   beside cells like 21.240,03
 *
 * Such a cell is read as no figure at all, and its computations are silently left out. */
#include "check/check_int.h"

#include "lex/number.h"

static bool figure_column(enum column_role role)
{
    return role == COLUMN_PLAN || role == COLUMN_BEFORE || role == COLUMN_NOW
           || role == COLUMN_VS_BEFORE || role == COLUMN_VS_PLAN || role == COLUMN_NEXT_PLAN;
}

/* The cell's text when it is digits and signs and nothing else. */
static str cell_digits(const struct table_view *v, uint32_t row, uint32_t col)
{
    str s = table_cell(v->table, v->row[row].row, col)->flow.text;
    size_t signs = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool sign = s.ptr[i] == '.' || s.ptr[i] == ',';

        if (!sign && (s.ptr[i] < '0' || s.ptr[i] > '9'))
            return (str){ NULL, 0 };
        signs += sign;
    }
    return signs ? s : (str){ NULL, 0 };
}

/* Is it no number however the signs are meant? One dot may open decimals, which is told
 * elsewhere, and commas between groups of three are English. */
static bool grouped_wrong(str s)
{
    struct token t = { 0 };

    number_read(s, &t);
    return t.form == NUMBER_ODD || t.form == NUMBER_TWO_COMMAS;
}

/* "21.240.03" and "12,677,89" with their last sign as the comma; empty when that is no
 * number either. */
static str cell_mended(struct checker *c, str s)
{
    struct buf b;
    size_t last = s.len;
    dec value;

    while (last > 0 && s.ptr[last - 1] != '.' && s.ptr[last - 1] != ',')
        last--;
    buf_init(&b, c->job->arena);
    for (size_t i = 0; i < s.len; i++)
        buf_char(&b, i + 1 == last ? ',' : s.ptr[i] == ',' ? '.' : s.ptr[i]);
    return dec_parse_vi(buf_str(&b), &value) ? arena_str(b.arena, buf_str(&b))
                                             : (str){ NULL, 0 };
}

static void add_cell_form(struct checker *c, const struct table_view *v, uint32_t row,
                          uint32_t col, str s)
{
    const struct flow *f = &table_cell(v->table, v->row[row].row, col)->flow;
    struct diag *d = diag_add(c->diags, DIAG_BAD_GROUPS, flow_span(f, 0, (uint32_t)s.len));
    str right = cell_mended(c, s);

    diag_arg(d, s);
    diag_stated(d, s);
    if (right.len) {
        d->repair = right;
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), right);
    }
}

enum { CELL_DECIMALS = 8, CELLS_LEAST = 40, CELLS_IN_HUNDRED = 95 };

/* The decimals of the column's cell, 0 for none. */
static uint32_t cell_decimals(const struct table_view *v, uint32_t row, uint32_t col)
{
    const struct figure *f = !v->row[row].header && figure_column(v->column[col].role)
                             ? table_figure(v, row, (int32_t)col) : NULL;

    return f && f->value.scale < CELL_DECIMALS ? (uint32_t)f->value.scale : 0;
}

/* A table told to two decimals throughout: a cell with one or three lost a digit or got one
 * too many. Whole numbers are what they are. */
static void check_decimals(struct checker *c, const struct table_view *v)
{
    uint32_t count[CELL_DECIMALS] = { 0 }, all = 0, most = 1;

    for (uint32_t r = 0; r < v->nrows; r++)
        for (uint32_t col = 0; col < v->ncols; col++)
            count[cell_decimals(v, r, col)]++;
    for (uint32_t k = 1; k < CELL_DECIMALS; k++) {
        all += count[k];
        most = count[k] > count[most] ? k : most;
    }
    if (all < CELLS_LEAST || count[most] * 100 < all * CELLS_IN_HUNDRED)
        return;
    for (uint32_t r = 0; r < v->nrows; r++)
        for (uint32_t col = 0; col < v->ncols; col++) {
            uint32_t n = cell_decimals(v, r, col);

            if (n == 0 || n == most)
                continue;
            const struct figure *f = table_figure(v, r, (int32_t)col);
            struct diag *d = diag_add(c->diags, DIAG_TABLE_DECIMALS, f->where);

            diag_arg(d, f->text);
            diag_arg_dec(c->diags, d, (dec){ n, 0 });
            diag_arg_dec(c->diags, d, (dec){ most, 0 });
            diag_stated(d, f->text);
        }
}

void check_cell_forms(struct checker *c, const struct table_view *v)
{
    uint32_t odd = 0, good = 0;

    check_decimals(c, v);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t r = 0; r < v->nrows; r++)
            for (uint32_t col = 0; col < v->ncols && !v->row[r].header; col++) {
                if (!figure_column(v->column[col].role) || v->row[r].shifted)
                    continue;
                if (table_figure(v, r, (int32_t)col)) {
                    good++;
                    continue;
                }
                str s = cell_digits(v, r, col);

                if (!s.len || !grouped_wrong(s))
                    continue;
                odd += pass == 0;
                if (pass == 1 && odd * 8 <= good)
                    add_cell_form(c, v, r, col, s);
            }
}

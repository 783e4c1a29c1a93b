/* matrix.h -- a table as its cells stand, for rules that ask for no roles.
 *
 * Inside check only. The reader gives roles to the columns it knows (plan, result,
 * comparison); most tables of a report have others: hộ nghèo, giải ngân, trường lớp.
 * Their arithmetic shows itself: in a row of formulas, in words of the header, and in
 * rows that hold where one does not. */
#ifndef CHECK_MATRIX_H
#define CHECK_MATRIX_H

#include "check/check_int.h"

enum { MATRIX_COLUMNS = 40 };

struct matrix;

/* A column that is computed: what a row of it should hold, and what to say where it does
 * not. `of` is the relation's own. */
struct matrix_relation {
    enum verdict (*verdict)(struct matrix *g, const void *of, uint32_t row);
    void (*tell)(struct matrix *g, const void *of, uint32_t row, enum verdict v);
    /* What the cell of that column must be for the relation to hold as printed; false
     * when it has no part in it or cannot be told. NULL where that is never known. */
    bool (*solve)(struct matrix *g, const void *of, uint32_t row, uint32_t col, dec *out);
    const void *of;
};

struct matrix {
    struct checker *c;
    const struct table_view *view;
    const struct table *table;
    uint32_t nrows, ncols;
    uint32_t first;             /* rows before it are headers */
    int32_t formulas;           /* the row "1 2 3=2/1" among them, or -1 */
    const struct figure *value; /* row by row; only those with has_value are figures */
    str header[MATRIX_COLUMNS];   /* words of a column's header, folded and stripped */
    str title[MATRIX_COLUMNS];    /* the lowest of them as printed */
    uint32_t figures[MATRIX_COLUMNS];     /* how many a column has */
    bool counts[MATRIX_COLUMNS];  /* whole numbers of things: exact */
    const struct figure **mended;       /* of a cell: what it must have been, or NULL */
    struct matrix_relation relation[MATRIX_COLUMNS];
    uint32_t nrelations;
    uint32_t *known;            /* their verdicts row by row, see matrix_verdict() */
    uint32_t mends;             /* how often a cell was mended or was not after all */
    uint8_t *depth;             /* of a row by its mark: 1 for I, A; 2 for 1; 3 for 1.1, a; 4 for
                                 * -, +; 0 for none */
    bool *total;                /* the row is "Tổng số", "Cộng", "Toàn tỉnh" */
    uint32_t ntotals;           /* how many such rows */
    bool *counted;              /* its label counts things: "Số vụ", "Số người chết" */
    bool *silent;               /* a row of the header repeated, or without figures */
};

/* False when the table has too few figures to say anything. */
bool matrix_read(struct checker *c, const struct table_view *v, struct matrix *g);

/* The figure of a cell, or NULL. */
const struct figure *matrix_figure(const struct matrix *g, uint32_t row, uint32_t col);

/* Is there nothing in the cell, or a dash? In a sum that is nothing. */
bool matrix_blank(const struct matrix *g, uint32_t row, uint32_t col);

/* What a cell may have been before rounding; of counts the figure itself. */
bool matrix_range(const struct matrix *g, uint32_t row, uint32_t col, range *out);

/* A cell of a row of formulas, "3", "(5) = (4)/(3)*100", "2/1": its own number (0 when it
 * has none) and its formula (empty when it has none). False for anything else. */
bool matrix_formula_cell(str s, int *id, str *formula);

/* Words of the row's label as printed. */
str matrix_label(const struct matrix *g, uint32_t row);

/* Does the header of the column hold one of the words (stripped, up to a NULL)? */
bool matrix_heads(const struct matrix *g, uint32_t col, const char *const *words);

/* Does the header of the column tell a rate: %, tỷ lệ, năng suất, bình quân? */
bool matrix_rate(const struct matrix *g, uint32_t col);

/* Takes note of a computed cell and of the cells it was computed from. */
void matrix_checked(struct matrix *g, uint32_t row, uint32_t col);
void matrix_covered(struct matrix *g, uint32_t row, uint32_t col);

/* The cell's right value, as something else has proved it. */
void matrix_mend(struct matrix *g, uint32_t row, uint32_t col, dec value);
void matrix_unmend(struct matrix *g, uint32_t row, uint32_t col);

/* The finding that the cell is wrong and its right value known. */
void matrix_blame(struct matrix *g, uint32_t row, uint32_t col, dec right);

/* What relation i says of the row, with its cells as they are mended now. */
enum verdict matrix_verdict(struct matrix *g, uint32_t i, uint32_t row);

/* How many computed columns fail in the row. */
uint32_t matrix_failing(struct matrix *g, uint32_t row);

/* Computed columns: by a formula of the header (formula.c), as the other rows show
 * (columns.c). Both add relations and say nothing yet. */
void matrix_find_formulas(struct matrix *g, bool computed[MATRIX_COLUMNS]);
void matrix_find_columns(struct matrix *g, const bool computed[MATRIX_COLUMNS]);

/* Rows of totals (totals.c); mends what it blames. */
void matrix_check_totals(struct matrix *g);

#endif

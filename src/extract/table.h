/* table.h -- tables of figures: which column says what, and their statements. */
#ifndef EXTRACT_TABLE_H
#define EXTRACT_TABLE_H

#include "base/job.h"
#include "extract/statement.h"

enum column_role {
    COLUMN_NONE,
    COLUMN_INDEX,               /* TT, STT */
    COLUMN_LABEL,               /* Chỉ tiêu */
    COLUMN_UNIT,                /* Đơn vị (tính) */
    COLUMN_PLAN,                /* Kế hoạch 2025 */
    COLUMN_BEFORE,              /* Thực hiện cùng kỳ, năm trước */
    COLUMN_NOW,                 /* (Ước) thực hiện kỳ báo cáo */
    COLUMN_VS_BEFORE,           /* so sánh (%) với cùng kỳ */
    COLUMN_VS_PLAN,             /* so sánh (%) với kế hoạch */
    COLUMN_NEXT_PLAN,           /* kế hoạch năm sau */
    COLUMN_MEASURE,             /* Diện tích (ha): the header names what is measured */
    COLUMN_NOTE
};

/* What a comparing column holds. Told by most of its rows, and for rates row by
 * row: one column often gives ratios for amounts and points for rates. */
enum compare_mode {
    COMPARE_INDEX,              /* 108,62: now in per cent of the other */
    COMPARE_GROWTH,             /* 8,62: by how many per cent now is more */
    COMPARE_POINTS,             /* -0,60: now less the other, both rates */
    COMPARE_AMOUNT              /* +125: now less the other, in the unit of its header */
};

struct table_row {
    uint32_t row;               /* in the table */
    str label;                  /* full, with its parents' words where it needs them */
    str own_label;              /* as printed, without list marks */
    str unit_text;              /* own, or inherited where blank; blanks for dots (Tr. Viên) */
    unit unit;
    int32_t parent;             /* index in rows, or -1: by marks (I, 1, -, +), "Trong đó" */
    uint8_t depth;
    bool among;                 /* stands under "Trong đó": may be partial */
    bool header;                /* a header, caption or index row: carries no figures */
    bool shifted;               /* its figures stood one column to the right and were moved back */
    bool points;                /* its comparing cells are differences of rates */
    enum certainty bound;       /* how surely its figures belong to their columns; CLASS_C: */
                                /* they are in statements only, not in values */
};

/* Is the row beside or above one of that depth? No row behind it is under that one. */
static inline bool table_ends_branch(const struct table_row *k, uint8_t depth)
{
    return !k->header && k->own_label.len && k->depth <= depth;
}

struct table_column {
    enum column_role role;
    enum compare_mode mode;     /* of comparing columns */
    int32_t of;                 /* of comparing columns: the results they are about, or -1 */
    int32_t first, next;        /* of results: their first comparing column; the next about */
                                /* the same; -1 for none */
    str amount_unit;            /* of those that compare by amounts */
    bool previous;              /* they compare with the month or quarter before */
    period period;
    str period_text;
    str header;                 /* the header's words, upper level first */
    enum statement_kind kind;
};

/* A table as understood. Cells are those of the document after repairing
 * shifted rows: value[row * ncols + col].text is empty for no figure. */
struct table_view {
    int32_t block;
    const struct table *table;
    const struct table_column *column;
    uint32_t ncols;
    const struct table_row *row;            /* one a row of the table, headers too */
    uint32_t nrows;
    const struct figure *value;             /* NULL for a table that tells no indicators */
    const struct statement *statement;      /* in reading order; parent is NO_STATEMENT or */
    uint32_t nstatements;                   /* an index within these; sentence, clause unset */
    bool too_many;                          /* more figures than the job's: none were read */
};

/* What is known before a table is read. */
struct table_context {
    const struct units *units;              /* NULL: opened for this table */
    period period;                          /* of the report; PERIOD_NONE when not told */
    str unit;                               /* told above the table, for all of it; or empty */
    const struct table_view *before;        /* the table read before this one, or NULL: a */
};                                          /* table without a header may go on under its */

/* Reads the BLOCK_TABLE `block` of d. A table that tells no indicators gives a
 * view without statements; so does one with more figures than the job's, see too_many.
 * Everything lives in the job's arena. */
status extract_table(struct job *j, const struct doc *d, int32_t block,
                     const struct table_context *context, struct table_view *out);

/* The column with this role, or -1; of several earlier results the one that the
 * comparing column names, else the latest; of comparing ones the first that tells the
 * ratio of the results to the earlier ones or the plan; of other roles the first. */
int32_t table_column_of(const struct table_view *v, enum column_role role);

/* The figure of a row in a column; NULL for none (also for col -1) and for a range, which
 * is no one number. */
const struct figure *table_figure(const struct table_view *v, uint32_t row, int32_t col);

/* The cell's figure; false when it has none. "-" is none, "0,00" is one. */
bool table_read_figure(const struct cell *c, struct figure *out);

/* What a figure may have been before rounding, with its unit's exactness; false for a
 * range. */
bool figure_range(const struct figure *f, unit u, range *out);

#endif

/* table.h -- tables of figures: which column says what, and their statements. */
#ifndef EXTRACT_TABLE_H
#define EXTRACT_TABLE_H

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
    COLUMN_NOTE
};

struct table_row {
    uint32_t row;               /* in the table */
    str label;                  /* full, with its parents' words where it needs them */
    str own_label;              /* as printed, without list marks */
    str unit_text;              /* own, or inherited from the row above it where blank */
    int32_t parent;             /* index in rows, or -1: by marks (I, 1, -, +), "Trong đó" */
    uint8_t depth;
    bool among;                 /* stands under "Trong đó": may be partial */
    bool header;                /* a header, caption or index row: carries no figures */
    bool shifted;               /* its figures stood one column to the right and were moved back */
};

struct table_column {
    enum column_role role;
    period period;
    str period_text;
    enum statement_kind kind;
};

/* A table as understood. Cells are those of the document after repairing
 * shifted rows: value[row * ncols + col].text is empty for no figure. */
struct table_view {
    int32_t block;
    const struct table *table;
    const struct table_column *column;
    uint32_t ncols;
    const struct table_row *row;
    uint32_t nrows;
    const struct figure *value;
};

#endif

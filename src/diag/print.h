/* print.h -- the forms findings are printed in. */
#ifndef DIAG_PRINT_H
#define DIAG_PRINT_H

#include "diag/diag.h"

struct text_style {
    bool colours;
    size_t width;               /* columns of the terminal; long lines are cut around the figure */
    enum diag_severity level;   /* milder findings are counted, not shown */
    bool accepted;              /* tells accepted findings as well, in a line each */
    bool bare;                  /* without the summary */
};

/* Colours on a terminal unless NO_COLOR is set; the width of COLUMNS, else 100. */
struct text_style text_style_here(void);

/* Findings with their line, carets, notes and hints, and a closing summary. */
void diag_print_text(struct buf *out, const struct diags *ds, const struct text_style *style);

/* line severity kind stated computed message col code culprit repair place file
 * elsewhere (where another document says otherwise), tabs between; the header is printed by
 * its own function. */
void diag_print_tsv_header(struct buf *out);
void diag_print_tsv(struct buf *out, const struct diags *ds);

/* One object on one line: file, findings, counts. Figures are strings. */
void diag_print_json(struct buf *out, const struct diags *ds);

#endif

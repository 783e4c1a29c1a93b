/* form.h -- a form as a file to be filled in: a workbook that looks as the forms of decrees do,
 * or a CSV. read/fact_rows.h reads either back. The same form gives the same bytes. */
#ifndef WRITE_FORM_H
#define WRITE_FORM_H

#include "base/job.h"
#include "model/form.h"

/* One sheet, A4 across: title, table, signatures. All but the cells to fill in is locked,
 * without a password; what may be typed is checked as it is typed; ids are hidden beside. */
status form_put_xlsx(struct job *j, const struct form *f, struct buf *out);

/* The same rows with semicolons and a byte order mark, as Excel in Vietnam opens them; what is
 * above the table are comments (#). */
void form_put_csv(struct arena *a, const struct form *f, struct buf *out);

/* What a hidden cell of a row holds: "[2025-06]", which no spreadsheet makes a date of. */
str form_hidden_cell(struct arena *a, const struct form *f, const struct form_row *row,
                     uint32_t number, enum form_column c);

/* What a shown figure says: its digits as written, or why there is none; empty for NULL. */
str form_shown(struct arena *a, const struct fact *f);

#endif

/* check.h -- the rules: which figures of a report cannot be right, and why. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "diag/diag.h"
#include "extract/statement.h"

/* Runs every rule over the report and settles the findings (sorted, one a
 * place). `out` has been initialised with the report's source. */
void check_report(struct job *j, const struct report *r, struct diags *out);

#endif

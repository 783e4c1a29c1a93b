/* against_ledger.h -- checking a report with the ledger at hand. */
#ifndef APP_AGAINST_LEDGER_H
#define APP_AGAINST_LEDGER_H

#include "app/app.h"

/* app_check() with the figures of `db`: a ledger, or a table of facts (a name that ends in
 * .tsv or .csv; rows of one figure are its revisions, in their order). Plan books are the
 * ledger's records of type "plan-book". Nothing is written. */
status app_check_ledger(struct job *j, str path, str db, rule_set rules,
                        struct app_document *out, struct app_findings *found);

#endif

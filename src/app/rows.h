/* rows.h -- tables of facts and filled forms into the ledger. */
#ifndef APP_ROWS_H
#define APP_ROWS_H

#include "app/facts.h"
#include "read/fact_rows.h"

struct row_import {
    str name;                   /* of the file */
    str bytes;
    const struct import_rows *rows;
    const struct derivation *derivation;
    epoch_day published;        /* of rows that tell no day; 0: today */
};

/* Does what the rows ask for, inside a transaction: all of them, or FAIL_FORMAT with the rows that
 * cannot be done in out->cell_errors. Each figure is mentioned by the file, as a document. */
status import_rows_put(struct store *s, struct job *j, const struct row_import *im,
                struct import_result *out);

#endif

/* limit.h -- what the ledger keeps: the same in both databases. */
#ifndef STORE_LIMIT_H
#define STORE_LIMIT_H

#include "base/job.h"
#include "store/table.h"

/* Bytes of a name (a term; the type and the id of a record together): they stand in an index, and
 * that of PostgreSQL takes no more. */
enum { KEPT_NAME_BYTES = 2600 };

/* Is it UTF-8 without a NUL? */
bool text_is_kept(str text);

/* FAIL_FORMAT, naming the text or the column, when a cell is no such text, a number does not fit
 * its column, or a name is too long. */
status limit_row(struct job *j, enum ledger_table t, const struct datum *row);

#endif

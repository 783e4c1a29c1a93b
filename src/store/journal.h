/* journal.h -- the rows of the open transaction, for the digest of its audit entry.
 *
 * Every row of the tables of tables.def is added here and nowhere else, so that none can miss the
 * digest. A row is written down so that rows of a table sort by their bytes as the database sorts
 * them by their key; verifying reads them back in that order. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/buf.h"
#include "store/store.h"
#include "store/table.h"

/* Starts anew, in the memory of j. */
void journal_open(struct store *s, struct job *j);

/* Adds rows to one table; journal_insert takes a cell for each column. Nothing else may be asked
 * of the store between begin and end. A row that limit.h does not allow is refused, and with it
 * the transaction. */
void journal_insert_begin(struct store *s, enum ledger_table t);
void journal_insert(struct store *s, struct job *j, const struct datum *row);
status journal_insert_end(struct store *s, struct job *j);

/* One row. */
status journal_insert_one(struct store *s, struct job *j, enum ledger_table t,
                          const struct datum *row);

/* Why a row was refused; OK when none was. */
status journal_refused(const struct store *s);

/* How many rows there are, and their digest: BLAKE2b-256 over all of them, in hex, by table and
 * key. */
int64_t journal_rows(const struct store *s);
str journal_digest(struct store *s, struct job *j);

/* A row as the journal writes it down: the table's number, then for each column what it is and
 * what it holds. False for a text with a NUL. */
bool journal_encode(struct buf *b, enum ledger_table t, const struct datum *row);

/* The row a scan stands at; its texts last until the next step. */
struct stmt;
void table_row(struct store *s, struct stmt *st, const struct table_shape *shape,
               struct datum *row);

#endif

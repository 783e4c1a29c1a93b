/* tally.h -- the counts of areas and periods, kept in step with the facts of a transaction. */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include "store/store.h"

/* Begins with nothing, in the memory of j; facts that are put add to it. */
void tally_open(struct store *s, struct job *j);

/* Writes what has been added, at the end of the transaction. */
status tally_flush(struct store *s, struct job *j);

#endif

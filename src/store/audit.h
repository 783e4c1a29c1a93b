/* audit.h -- the chain of hashes over all changes.
 *
 * One entry a transaction. Its digest covers every row that bears its number;
 * its hash covers the digest, its own words and the hash before it. So a row
 * that was changed, removed or slipped in breaks the digest of its entry, and
 * an entry that was changed or removed breaks the chain behind it. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/store.h"

/* The number of the next entry. */
status audit_next(struct store *s, struct job *j, int64_t *entry);

/* Writes the entry of the open transaction over the rows it has made. */
status audit_put(struct store *s, struct job *j);

#endif

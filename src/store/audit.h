/* audit.h -- the chain of hashes over all changes.
 *
 * One entry a transaction. Its digest covers every row that bears its number; its hash covers the
 * digest, its own words and the hash before it. So a row that was changed, removed or slipped in
 * breaks the digest of its entry, and an entry that was changed or removed breaks the chain behind
 * it. Where rows had to be written anew (an upgrade), the entry that did it covers all entries
 * from `since` on. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/store.h"

/* Writes the entry of the open transaction over the rows it has made. */
status audit_put(struct store *s, struct job *j);

/* The hash an entry must have: SHA-256 over its fields, in hex. */
str audit_hash(const struct store *s, struct arena *a, const struct audit_entry *e);

#endif

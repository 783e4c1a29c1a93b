/* moves.h -- the ledger out of its place and back: backups, restoring, another database.
 *
 * Whatever arrives has been verified, whole, before it gets its name or is committed; nothing is
 * ever written over. In between it is a file without a name on the disk of the target, which is
 * gone when the program ends, however it ends: it needs as much room as the ledger once more. */
#ifndef APP_MOVES_H
#define APP_MOVES_H

#include "store/store.h"

/* What has arrived. */
struct moved {
    struct store_counts counts;
    str head;                   /* hash of its last entry; empty when there is none */
};

/* A copy as one file of SQLite while the ledger is in use; sealed when there is a passphrase. */
status app_backup(struct job *j, struct store *s, str to, str passphrase, struct moved *out);

/* A backup, sealed or not, into a place where no ledger is: a file that does not exist, or a
 * database whose tenant is empty. FAIL_USAGE when a sealed one comes without passphrase. */
status app_restore(struct job *j, str from, str passphrase, int64_t tenant, str to,
                   struct moved *out);

/* The ledger of one database into another one, under the same conditions. */
status app_copy(struct job *j, struct store *from, str to, struct moved *out);

#endif

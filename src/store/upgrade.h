/* upgrade.h -- rows of earlier versions of the tables, written anew.
 *
 * What SQL can do stands in the migrations; where rows must be told otherwise (texts that become
 * numbers) the migration sets the old tables aside under old_ names, and this moves their rows in
 * one transaction. It is begun again where it was interrupted. */
#ifndef STORE_UPGRADE_H
#define STORE_UPGRADE_H

#include "store/store.h"

/* Moves what has been set aside; does nothing when nothing has. */
status upgrade_rows(struct store *s, struct job *j);

#endif

/* schema.h -- the tables, as migrations from one version to the next. */
#ifndef STORE_SQLITE_SCHEMA_H
#define STORE_SQLITE_SCHEMA_H

/* Marks a file as a ledger of this program: "Soat". */
#define SCHEMA_APPLICATION 0x536F6174

/* migration[i] takes a ledger from version i to i + 1; ends with NULL. */
extern const char *const schema_migration[];

/* Drops what the migration to version 2 has set aside. */
extern const char schema_drop_old[];

#endif

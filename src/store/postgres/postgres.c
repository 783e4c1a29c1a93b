/* postgres.c -- the ledger in a PostgreSQL database. */
#include "store/provider.h"

status postgres_store_open(struct job *j, str url, enum store_mode mode, struct store *s)
{
    (void)url;
    (void)mode;
    (void)s;
    return job_fail(j, FAIL_USAGE, "bản này chưa mở được sổ trên PostgreSQL%s",
                    "this version cannot open a ledger in PostgreSQL yet%s", "");
}

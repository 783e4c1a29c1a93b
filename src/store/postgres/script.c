/* script.c -- SQL without parameters. */
#include "store/postgres/postgres_int.h"

#include <stdlib.h>

status pg_script(struct store *s, struct job *j, const char *sql, int64_t *number)
{
    struct pg_db *db = s->db;
    struct pg_trouble trouble = { .is = false };
    struct pg_result *r = db->pq.exec(db->conn, sql);
    int told = db->pq.resultStatus(r);

    if (told != PQ_COMMAND_OK && told != PQ_TUPLES_OK)
        pg_keep(db, &trouble, r);
    else if (number)
        *number = db->pq.ntuples(r) ? strtoll(db->pq.getvalue(r, 0, 0), NULL, 10) : 0;
    db->pq.clear(r);
    return pg_report(s, j, &trouble);
}

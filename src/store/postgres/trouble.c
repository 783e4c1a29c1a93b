/* trouble.c -- failures of the server and of the connection, as messages. */
#include "store/postgres/postgres_int.h"

#include <stdio.h>

enum { MESSAGE_BYTES = 300 };

str pg_one_line(struct arena *a, const char *text)
{
    str s = str_trim(str_from(text));
    size_t most = s.len < MESSAGE_BYTES ? s.len : MESSAGE_BYTES;

    while (most < s.len && most > 0 && ((unsigned char)s.ptr[most] & 0xC0) == 0x80)
        most--;
    char *line = arena_array(a, char, most + 1);
    for (size_t i = 0; i < most; i++)
        line[i] = (unsigned char)s.ptr[i] < ' ' ? ' ' : s.ptr[i];
    return (str){ line, most };
}

void pg_keep_words(struct pg_trouble *t, const char *sqlstate, str message)
{
    if (t->is)
        return;
    t->is = true;
    snprintf(t->sqlstate, sizeof t->sqlstate, "%s", sqlstate ? sqlstate : "");
    t->message = message;
}

void pg_keep(struct pg_db *db, struct pg_trouble *t, struct pg_result *result)
{
    const char *state = result ? db->pq.resultErrorField(result, PQ_SQLSTATE) : NULL;
    const char *words = result ? db->pq.resultErrorField(result, PQ_MESSAGE) : NULL;

    if (!t->is)
        pg_keep_words(t, state,
                      pg_one_line(db->arena, words ? words : db->pq.errorMessage(db->conn)));
}

static bool has_sqlstate(const struct pg_trouble *t, const char *state)
{
    return strcmp(t->sqlstate, state) == 0;
}

/* Class 08, or the server told the session to end: 57P01 to 57P05. */
static bool lost_connection(const struct pg_db *db, const struct pg_trouble *t)
{
    return db->pq.status(db->conn) != PQ_CONNECTION_OK || strncmp(t->sqlstate, "08", 2) == 0 ||
           strncmp(t->sqlstate, "57P", 3) == 0;
}

/* Failures that have words of their own. */
static const struct pg_words {
    const char *sqlstate;
    bool try_again;
    const char *vi, *en;
} pg_words[] = {
    { "55P03", false, "không ghi được sổ: một chương trình khác đang ghi",
      "cannot write the ledger: another program is writing" },
    { "40001", true, "không ghi được sổ: vướng một chương trình khác đang ghi, hãy thử lại",
      "cannot write the ledger: another program's writing is in the way, try again" },
    { "40P01", true, "không ghi được sổ: vướng một chương trình khác đang ghi, hãy thử lại",
      "cannot write the ledger: another program's writing is in the way, try again" },
    { "53100", false, "không ghi được sổ: hết chỗ trên đĩa của máy chủ PostgreSQL",
      "cannot write the ledger: the disk of the PostgreSQL server is full" },
    { "25006", false, "không ghi được sổ: máy chủ PostgreSQL này chỉ cho đọc",
      "cannot write the ledger: this PostgreSQL server is read-only" },
    { "22021", false, "không ghi được sổ: có văn bản không phải UTF-8 hoặc có ký tự NUL",
      "cannot write the ledger: a text is not UTF-8 or has a NUL in it" },
    { "54000", false, "không ghi được sổ: một tên dài quá 2.600 byte",
      "cannot write the ledger: a name has more than 2,600 bytes" },
};

status pg_report(struct store *s, struct job *j, const struct pg_trouble *t)
{
    const struct pg_db *db = s->db;

    if (!t->is)
        return OK;
    if (lost_connection(db, t))
        return job_fail(j, FAIL_DATABASE,
                        "mất kết nối với PostgreSQL, việc đang làm chưa được ghi: %.*s",
                        "the connection to PostgreSQL is lost, nothing of this was written: %.*s",
                        STRF(t->message));
    for (size_t i = 0; i < sizeof pg_words / sizeof pg_words[0]; i++)
        if (has_sqlstate(t, pg_words[i].sqlstate)) {
            s->try_again |= pg_words[i].try_again;
            return job_fail(j, FAIL_DATABASE, "%s%.0s", "%.0s%s", pg_words[i].vi, pg_words[i].en);
        }
    if (has_sqlstate(t, "42501"))
        return job_fail(j, FAIL_DATABASE, "không có quyền trong cơ sở dữ liệu: %.*s",
                        "no permission in the database: %.*s", STRF(t->message));
    return job_fail(j, FAIL_DATABASE, "không dùng được sổ: %.*s (%s)",
                    "cannot use the ledger: %.*s (%s)", STRF(t->message), t->sqlstate);
}

/* limit.c -- rows that either database could not keep, told before they are sent to one.
 *
 * SQLite takes any bytes for a text and eight bytes for every number; a ledger that holds what
 * PostgreSQL refuses could not be moved there. */
#include "store/limit.h"

#include "base/utf8.h"

enum { REFUSED_BYTES = 60 };

/* The first byte that is no UTF-8, or a NUL; text.len when there is none. */
static size_t first_bad_byte(str text)
{
    size_t at = 0;
    uint32_t cp;

    while (at < text.len) {
        size_t n = utf8_next(text, at, &cp);

        if (cp == UTF8_BAD || cp == 0)
            return at;
        at += n;
    }
    return at;
}

bool text_is_kept(str text)
{
    return first_bad_byte(text) == text.len;
}

/* As much of the good beginning of a text as a message shows, on one line. */
static str shown_beginning(struct arena *a, str text, size_t good)
{
    size_t n = good < REFUSED_BYTES ? good : REFUSED_BYTES;

    while (n > 0 && n < good && ((unsigned char)text.ptr[n] & 0xC0) == 0x80)
        n--;
    char *line = arena_array(a, char, n + 1);
    for (size_t i = 0; i < n; i++)
        line[i] = (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i];
    return (str){ line, n };
}

static status limit_text(struct job *j, const struct ledger_column *column, str text)
{
    size_t good = first_bad_byte(text);

    if (good == text.len)
        return OK;
    str shown = shown_beginning(j->arena, text, good);
    return job_fail(j, FAIL_FORMAT,
                    "sổ không giữ được văn bản «%.*s…» (%s): có ký tự NUL hoặc không phải UTF-8",
                    "the ledger cannot keep the text \"%.*s...\" (%s): it holds a NUL or is not "
                    "UTF-8", STRF(shown), column->name);
}

static status limit_number(struct job *j, const struct ledger_column *column, int64_t n)
{
    int64_t most = INT64_MAX >> (64 - 8 * (int)column->type);

    if (n >= -most - 1 && n <= most)
        return OK;
    return job_fail(j, FAIL_FORMAT, "sổ không giữ được số %lld (%s): quá lớn",
                    "the ledger cannot keep the number %lld (%s): it is too large", (long long)n,
                    column->name);
}

static status limit_name(struct job *j, str name, size_t bytes)
{
    if (bytes <= KEPT_NAME_BYTES)
        return OK;
    str shown = shown_beginning(j->arena, name, name.len);
    return job_fail(j, FAIL_FORMAT, "tên «%.*s…» dài %zu byte, sổ chỉ giữ được %d",
                    "the name \"%.*s...\" has %zu bytes, the ledger keeps no more than %d",
                    STRF(shown), bytes, KEPT_NAME_BYTES);
}

status limit_row(struct job *j, enum ledger_table t, const struct datum *row)
{
    const struct table_shape *shape = &table_shape[t];
    status st = OK;

    for (int c = 0; c < shape->ncolumns && st == OK; c++)
        if (row[c].kind == DATUM_TEXT)
            st = limit_text(j, &shape->column[c], row[c].text);
        else if (row[c].kind == DATUM_INT)
            st = limit_number(j, &shape->column[c], row[c].number);
    if (st == OK && t == TABLE_term)
        st = limit_name(j, row[1].text, row[1].text.len);
    if (st == OK && t == TABLE_record)
        st = limit_name(j, row[1].text, row[0].text.len + row[1].text.len);
    return st;
}

/* journal.c -- rows of a transaction, written down and digested. */
#include "store/journal.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "store/limit.h"
#include "store/provider.h"

struct journal_row {
    const char *bytes;
    uint32_t len;
};

enum { LEAST_BLOCK = 1 << 12, MOST_BLOCK = 1 << 20 };

struct journal {
    struct buf written;         /* the row that is being written down */
    char *block;                /* rows lie in blocks, which do not move */
    size_t block_used, block_size;
    struct journal_row *row;
    size_t nrows, cap;
    bool sorted;                /* each row so far lies behind the one before it */
    status refused;             /* why a row is not in: then nothing of all is written */
    enum ledger_table table;           /* that rows are added to */
};

void journal_open(struct store *s, struct job *j)
{
    s->journal = arena_new(j->arena, struct journal);
    buf_init(&s->journal->written, j->arena);
    s->journal->sorted = true;
}

/* A whole number as its length and its bytes, so that greater numbers have greater bytes: 0x80 + n
 * and n bytes, 0x7F - n for negative ones. */
static void put_number(struct buf *b, int64_t number)
{
    uint64_t u = (uint64_t)number, size = number < 0 ? ~u : u;
    char bytes[9];
    int n = 0;

    while (n < 8 && size >> (8 * n))
        n++;
    bytes[0] = (char)(number < 0 ? 0x7F - n : 0x80 + n);
    for (int i = 0; i < n; i++)
        bytes[1 + i] = (char)(u >> (8 * (n - 1 - i)));
    buf_put(b, (str){ bytes, (size_t)n + 1 });
}

enum { CODE_NULL = 1, CODE_INT = 2, CODE_TEXT = 3 };

bool journal_encode(struct buf *b, enum ledger_table t, const struct datum *row)
{
    const struct table_shape *shape = &table_shape[t];

    buf_char(b, (char)t);
    for (int c = 0; c < shape->ncolumns; c++) {
        const struct datum *cell = &row[c];

        switch (cell->kind) {
        case DATUM_NULL:
            buf_char(b, CODE_NULL);
            break;
        case DATUM_INT:
            buf_char(b, CODE_INT);
            put_number(b, cell->number);
            break;
        case DATUM_TEXT:
            if (cell->text.len && memchr(cell->text.ptr, 0, cell->text.len))
                return false;
            buf_char(b, CODE_TEXT);
            buf_put(b, cell->text);
            buf_char(b, 0);
            break;
        }
    }
    return true;
}

static int compare_rows(const struct journal_row *a, const struct journal_row *b)
{
    int c = memcmp(a->bytes, b->bytes, a->len < b->len ? a->len : b->len);

    return c ? c : (a->len > b->len) - (a->len < b->len);
}

/* Blocks are small for a setting and large for a million figures. */
static struct journal_row keep_written(struct journal *n, struct arena *a)
{
    size_t len = n->written.len;

    if (n->block_size - n->block_used < len) {
        size_t size = n->block_size < LEAST_BLOCK / 2 ? LEAST_BLOCK : 2 * n->block_size;

        size = size < MOST_BLOCK ? size : MOST_BLOCK;
        n->block_size = size < len ? len : size;
        n->block = arena_array_raw(a, char, n->block_size);
        n->block_used = 0;
    }
    char *at = n->block + n->block_used;
    memcpy(at, n->written.ptr, len);
    n->block_used += len;
    return (struct journal_row){ at, (uint32_t)len };
}

void journal_insert_begin(struct store *s, enum ledger_table t)
{
    assert(s->writing);
    s->journal->table = t;
    s->class->insert_begin(s, t);
}

void journal_insert(struct store *s, struct job *j, const struct datum *row)
{
    struct journal *n = s->journal;

    n->written.len = 0;
    /* What an upgrade moves has been kept so far. */
    if (n->refused == OK && !s->sealed)
        n->refused = limit_row(j, n->table, row);
    if (n->refused == OK && !journal_encode(&n->written, n->table, row))
        n->refused = job_fail(j, FAIL_FORMAT, "văn bản có ký tự rỗng (NUL), sổ không giữ được%s",
                              "a text holds a NUL, which the ledger cannot keep%s", "");
    if (n->refused != OK)
        return;
    struct journal_row *r = arena_push(j->arena, n->row, n->nrows, n->cap);
    *r = keep_written(n, j->arena);
    if (n->nrows > 1 && n->sorted)
        n->sorted = compare_rows(r - 1, r) < 0;
    s->class->insert_row(s, row);
}

status journal_insert_end(struct store *s, struct job *j)
{
    status st = s->class->insert_end(s, j);

    if (s->journal->refused == OK)
        s->journal->refused = st;
    return s->journal->refused;
}

status journal_insert_one(struct store *s, struct job *j, enum ledger_table t,
                          const struct datum *row)
{
    journal_insert_begin(s, t);
    journal_insert(s, j, row);
    return journal_insert_end(s, j);
}

status journal_refused(const struct store *s)
{
    return s->journal->refused;
}

int64_t journal_rows(const struct store *s)
{
    return (int64_t)s->journal->nrows;
}

static int by_bytes(const void *a, const void *b)
{
    return compare_rows(a, b);
}

str journal_digest(struct store *s, struct job *j)
{
    struct journal *n = s->journal;
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash_state state;
    char *hex = arena_array(j->arena, char, sizeof hash * 2 + 1);

    if (!n->sorted)
        qsort(n->row, n->nrows, sizeof *n->row, by_bytes);
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    for (size_t i = 0; i < n->nrows; i++)
        crypto_generichash_update(&state, (const unsigned char *)n->row[i].bytes,
                                  n->row[i].len);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
    return (str){ hex, sizeof hash * 2 };
}

void table_row(struct store *s, struct stmt *st, const struct table_shape *shape,
               struct datum *row)
{
    const struct store_class *db = s->class;

    for (int c = 0; c < shape->ncolumns; c++)
        if (shape->column[c].type == COLUMN_TEXT)
            row[c] = datum_str(db->str_at(st, c));
        else if (shape->column[c].may_be_null && db->null_at(st, c))
            row[c] = datum_null();
        else
            row[c] = datum_int(db->int_at(st, c));
}

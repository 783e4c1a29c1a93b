/* copy.c -- whole tables, by COPY in its binary format.
 *
 * The stream has a head (signature, flags, length of an extension), rows (16 bits: how many
 * columns; each 32 bits: how many bytes, -1 for NULL; the bytes) and -1 instead of a row at its
 * end. Numbers stand with the high byte first. */
#include "store/postgres/postgres_int.h"

#include <limits.h>

enum {
    COPY_SIGNATURE = 11,
    COPY_HEAD = COPY_SIGNATURE + 4 + 4,
    COPY_BUFFER = 1 << 16
};

static const char copy_head[COPY_HEAD] = "PGCOPY\n\377\r\n";

/* "tenant, a, b" or, behind a condition, "a, b". */
static void put_columns(struct buf *sql, const struct table_shape *shape, int n)
{
    for (int c = 0; c < n; c++)
        buf_printf(sql, "%s%s", c ? ", " : "", shape->column[c].name);
}

/* -- out: a row of the table is a message -- */

struct stmt *pg_scan(struct store *s, enum ledger_table t)
{
    struct pg_db *db = s->db;
    const struct table_shape *shape = &table_shape[t];
    struct pg_stmt *st = &db->scan;
    struct buf sql;

    *st = (struct pg_stmt){ .store = s, .query = Q_COUNT, .table = t };
    buf_init(&sql, db->arena);
    buf_put(&sql, STR("COPY (SELECT "));
    put_columns(&sql, shape, shape->ncolumns);
    buf_printf(&sql, " FROM %s WHERE tenant = %lld ORDER BY ", shape->name, (long long)s->tenant);
    put_columns(&sql, shape, shape->nkey);
    buf_put(&sql, STR(") TO STDOUT (FORMAT binary)"));
    buf_char(&sql, '\0');

    pg_revive(s);
    struct pg_result *r = db->pq.exec(db->conn, sql.ptr);
    if (db->pq.resultStatus(r) != PQ_COPY_OUT) {
        pg_keep(db, &st->trouble, r);
        st->done = true;
    }
    db->pq.clear(r);
    return (struct stmt *)st;
}

/* Takes the next message; false at the end of the stream. */
static bool next_message(struct pg_stmt *st, str *message)
{
    struct pg_db *db = st->store->db;

    db->pq.freemem(st->bytes);
    st->bytes = NULL;
    int n = db->pq.getCopyData(db->conn, &st->bytes, 0);
    if (n > 0) {
        *message = (str){ st->bytes, (size_t)n };
        return true;
    }
    st->done = true;
    for (struct pg_result *r; (r = db->pq.getResult(db->conn)); db->pq.clear(r))
        if (db->pq.resultStatus(r) != PQ_COMMAND_OK)
            pg_keep(db, &st->trouble, r);
    if (n < -1)
        pg_keep(db, &st->trouble, NULL);
    return false;
}

static const unsigned type_of_column[] = {
    [COLUMN_TEXT] = PQ_TEXT, [COLUMN_INT2] = PQ_INT2, [COLUMN_INT4] = PQ_INT4,
    [COLUMN_INT8] = PQ_INT8,
};

/* False for anything but a row of this table. */
static bool take_fields(struct pg_stmt *st, str row)
{
    const struct table_shape *shape = &table_shape[st->table];
    size_t at = 2;

    if (row.len < at || pg_signed(row.ptr, 2) != shape->ncolumns)
        return false;
    for (int c = 0; c < shape->ncolumns; c++) {
        if (row.len - at < 4)
            return false;
        int64_t n = pg_signed(row.ptr + at, 4);
        size_t length = n < 0 ? 0 : (size_t)n;
        at += 4;
        if (row.len - at < length)
            return false;
        st->field[c] = (struct pg_field){ n < 0 ? NULL : row.ptr + at, (int)length,
                                          type_of_column[shape->column[c].type] };
        at += length;
    }
    return at == row.len;
}

bool pg_scan_step(struct pg_stmt *st)
{
    struct pg_db *db = st->store->db;
    str row;

    if (st->done || !next_message(st, &row))
        return false;
    if (!st->begun) {
        st->begun = true;
        if (row.len >= COPY_HEAD && memcmp(row.ptr, copy_head, COPY_HEAD) == 0)
            row = str_sub(row, COPY_HEAD, row.len);
        if (!row.len && !next_message(st, &row))
            return false;
    }
    if (row.len == 2 && pg_signed(row.ptr, 2) == -1) {
        while (next_message(st, &row))
            ;
        return false;
    }
    if (!take_fields(st, row)) {
        pg_keep_words(&st->trouble, NULL,
                      arena_printf(db->arena, "COPY %s", table_shape[st->table].name));
        pg_scan_end(st);
        return false;
    }
    return true;
}

void pg_scan_end(struct pg_stmt *st)
{
    struct pg_db *db = st->store->db;
    str row;

    while (!st->done && next_message(st, &row))
        ;
    db->pq.freemem(st->bytes);
    st->bytes = NULL;
}

/* -- in -- */

static void send_bytes(struct pg_db *db, const char *bytes, size_t n)
{
    while (n > 0 && !db->insert.trouble.is) {
        int part = n > INT_MAX ? INT_MAX : (int)n;

        if (db->pq.putCopyData(db->conn, bytes, part) != 1)
            pg_keep(db, &db->insert.trouble, NULL);
        bytes += part;
        n -= (size_t)part;
    }
}

static void send_buffer(struct pg_db *db)
{
    send_bytes(db, db->insert.bytes, db->insert.used);
    db->insert.used = 0;
}

/* Room for n bytes, at most those of a row without texts. */
static char *insert_room(struct pg_db *db, size_t n)
{
    struct pg_insert *in = &db->insert;

    if (COPY_BUFFER - in->used < n)
        send_buffer(db);
    char *p = in->bytes + in->used;
    in->used += n;
    return p;
}

void pg_insert_begin(struct store *s, enum ledger_table t)
{
    struct pg_db *db = s->db;
    const struct table_shape *shape = &table_shape[t];
    struct pg_insert *in = &db->insert;
    struct buf sql;

    if (!in->bytes)
        in->bytes = arena_array_raw(db->arena, char, COPY_BUFFER);
    in->table = t;
    in->trouble = (struct pg_trouble){ .is = false };
    in->used = 0;
    buf_init(&sql, db->arena);
    buf_printf(&sql, "COPY %s (tenant, ", shape->name);
    put_columns(&sql, shape, shape->ncolumns);
    buf_put(&sql, STR(") FROM STDIN (FORMAT binary)"));
    buf_char(&sql, '\0');

    struct pg_result *r = db->pq.exec(db->conn, sql.ptr);
    in->open = db->pq.resultStatus(r) == PQ_COPY_IN;
    if (!in->open)
        pg_keep(db, &in->trouble, r);
    db->pq.clear(r);
    memcpy(insert_room(db, COPY_HEAD), copy_head, COPY_HEAD);
}

static void send_text(struct pg_db *db, const struct ledger_column *column, str v)
{
    struct pg_insert *in = &db->insert;

    if (v.len > INT32_MAX) {
        pg_keep_words(&in->trouble, "54000", (str){ column->name, strlen(column->name) });
        return;
    }
    pg_put_number(insert_room(db, 4), v.len, 4);
    if (v.len <= COPY_BUFFER - in->used) {
        memcpy(in->bytes + in->used, v.len ? v.ptr : "", v.len);
        in->used += v.len;
    } else {
        send_buffer(db);
        send_bytes(db, v.ptr, v.len);
    }
}

static bool fits_column(const struct ledger_column *column, int64_t n)
{
    int spare = 64 - 8 * (int)column->type;
    int64_t most = INT64_MAX >> spare;

    return n >= -most - 1 && n <= most;
}

static void send_int(struct pg_db *db, const struct ledger_column *column, int64_t n)
{
    int bytes = (int)column->type;

    if (!fits_column(column, n)) {
        pg_keep_words(&db->insert.trouble, "22003",
                      arena_printf(db->arena, "%s = %lld", column->name, (long long)n));
        return;
    }
    char *p = insert_room(db, 4 + (size_t)bytes);
    pg_put_number(p, (uint64_t)bytes, 4);
    pg_put_number(p + 4, (uint64_t)n, bytes);
}

/* Values of another type than their column's are the caller's mistake; the server names it. */
static void send_datum(struct pg_db *db, const struct ledger_column *column, const struct datum *d)
{
    if (d->kind == DATUM_NULL)
        pg_put_number(insert_room(db, 4), UINT32_MAX, 4);
    else if (d->kind == DATUM_INT && column->type != COLUMN_TEXT)
        send_int(db, column, d->number);
    else if (d->kind == DATUM_TEXT && column->type == COLUMN_TEXT)
        send_text(db, column, d->text);
    else
        pg_keep_words(&db->insert.trouble, "42804", str_from(column->name));
}

void pg_insert_row(struct store *s, const struct datum *row)
{
    struct pg_db *db = s->db;
    const struct table_shape *shape = &table_shape[db->insert.table];

    if (db->insert.trouble.is)
        return;
    char *p = insert_room(db, 2 + 4 + 4);
    pg_put_number(p, (uint64_t)shape->ncolumns + 1, 2);
    pg_put_number(p + 2, 4, 4);
    pg_put_number(p + 6, (uint64_t)s->tenant, 4);
    for (int c = 0; c < shape->ncolumns && !db->insert.trouble.is; c++)
        send_datum(db, &shape->column[c], &row[c]);
    db->insert.rows[db->insert.table]++;
}

/* With a reason, the server undoes what it has been sent. */
static void close_insert(struct pg_db *db, const char *reason)
{
    struct pg_insert *in = &db->insert;

    if (!in->open)
        return;
    in->open = false;
    if (db->pq.putCopyEnd(db->conn, reason) != 1)
        pg_keep(db, &in->trouble, NULL);
    for (struct pg_result *r; (r = db->pq.getResult(db->conn)); db->pq.clear(r))
        if (db->pq.resultStatus(r) != PQ_COMMAND_OK)
            pg_keep(db, &in->trouble, r);
}

status pg_insert_end(struct store *s, struct job *j)
{
    struct pg_db *db = s->db;

    if (db->insert.open && !db->insert.trouble.is) {
        pg_put_number(insert_room(db, 2), UINT16_MAX, 2);
        send_buffer(db);
    }
    close_insert(db, db->insert.trouble.is ? "a row that cannot be kept" : NULL);
    return pg_report(s, j, &db->insert.trouble);
}

void pg_copy_abort(struct pg_db *db)
{
    close_insert(db, "abandoned");
    if (db->scan.store)
        pg_scan_end(&db->scan);
}

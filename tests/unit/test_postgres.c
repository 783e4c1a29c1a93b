/* test_postgres.c -- what only the PostgreSQL provider can get wrong: types on the wire, COPY,
 * queues of writers, connections that break. The store as a whole is tested by test_store.c. */
#include "store/postgres/postgres_int.h"
#include "store/provider.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os.h"
#include "t.h"

/* Every test has a schema of its own: the URL's last words make it the one that is used. */
static struct {
    char url[600];
    const char *server;
    char schema[40];
} place;

/* SQL as the administrator, on a connection of its own. */
struct admin_work {
    const char *sql;
    int64_t number;
};

static status run_admin(struct job *j, void *arg)
{
    static const char *const name[] = { "dbname", NULL };
    const char *const value[] = { place.server, NULL };
    struct admin_work *w = arg;
    struct libpq pq;

    if (libpq_open(j, "libpq.so.5", &pq) != OK)
        return j->failed;
    struct pg_conn *conn = pq.connectdbParams(name, value, 1);
    struct pg_result *r = pq.exec(conn, w->sql);
    bool ok = pq.resultStatus(r) == PQ_COMMAND_OK || pq.resultStatus(r) == PQ_TUPLES_OK;

    T(ok, "%s: %s", w->sql, pq.errorMessage(conn));
    if (ok && pq.ntuples(r) > 0)
        w->number = strtoll(pq.getvalue(r, 0, 0), NULL, 10);
    pq.clear(r);
    pq.finish(conn);
    return OK;
}

static int64_t admin(const char *format, const char *word)
{
    char sql[400];
    struct admin_work w = { .sql = sql };

    snprintf(sql, sizeof sql, format, word);
    job_run(&LIMITS_DEFAULT, LANG_EN, run_admin, &w, NULL);
    return w.number;
}

static void print_failure(status st, str message, void *arg)
{
    (void)arg;
    T(st == OK, "%.*s", STRF(message));
}

/* Opened as store_open_tenant() does, but for what the store adds. */
static status open_here(struct job *j, enum store_mode mode, int64_t tenant, struct store **out)
{
    struct store *s = arena_new(j->arena, struct store);

    s->arena = j->arena;
    s->tenant = tenant;
    status st = postgres_store_open(j, str_from(place.url), mode, s);
    if (st == OK)
        *out = s;
    return st;
}

static void in_fresh_schema(status (*fn)(struct job *j, void *arg))
{
    static int count;

    snprintf(place.schema, sizeof place.schema, "soat_test_%ld_%d", (long)getpid(), ++count);
    snprintf(place.url, sizeof place.url, "%s%coptions=-csearch_path%%3D%s", place.server,
             strchr(place.server, '?') ? '&' : '?', place.schema);
    admin("CREATE SCHEMA %s", place.schema);
    job_run(&LIMITS_DEFAULT, LANG_EN, fn, NULL, print_failure);
    admin("SET client_min_messages = error; DROP SCHEMA %s CASCADE", place.schema);
}

static struct store *create_here(struct job *j)
{
    struct store *s = NULL;

    T(open_here(j, STORE_CREATE, 1, &s) == OK, "%.*s", STRF(j->message));
    return s;
}

static bool says(const struct job *j, const char *words)
{
    return str_find(j->message, str_from(words)) != SIZE_MAX;
}

/* -- rows: what goes in comes out -- */

enum { FACT_COLUMNS = 14 };

static void fact_datums(struct datum *row, int64_t series, int64_t when)
{
    const int64_t v[FACT_COLUMNS] = { 2025, series, when, 1, 0, 7118319, 2,
                                      1,    0,      2,    3, 20000, 0, 1 };

    for (int c = 0; c < FACT_COLUMNS; c++)
        row[c] = datum_int(v[c]);
}

static status put_rows(struct store *s, struct job *j, enum ledger_table t, const struct datum *row,
                       size_t n)
{
    s->class->insert_begin(s, t);
    for (size_t i = 0; i < n; i++)
        s->class->insert_row(s, row + i * (size_t)table_shape[t].ncolumns);
    return s->class->insert_end(s, j);
}

static const int64_t borders[][FACT_COLUMNS] = {
    { INT16_MIN, INT32_MIN, INT64_MIN, 1, 0, INT64_MIN, 18, -1, 0, 0, 3, INT32_MIN, 0, INT64_MAX },
    { -1, -1, -1, 1, 0, -1, 0, 0, 0, 0, 0, -1, -1, -1 },
    { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
    { INT16_MAX, INT32_MAX, INT64_MAX, INT32_MAX, 0, INT64_MAX, 18, 1, 2, 3, 3, INT32_MAX, 4, 1 },
};
enum { BORDERS = sizeof borders / sizeof borders[0] };

static status keep_borders(struct job *j, void *arg)
{
    struct store *s = create_here(j);
    struct datum row[BORDERS + 1][FACT_COLUMNS];
    int64_t entry = 0;
    struct stmt *st;

    (void)arg;
    if (!s)
        return OK;
    for (int i = 0; i < BORDERS; i++)
        for (int c = 0; c < FACT_COLUMNS; c++)
            row[i][c] = datum_int(borders[i][c]);
    fact_datums(row[BORDERS], 7, 7);
    row[BORDERS][4] = datum_int(1);
    row[BORDERS][5] = datum_null();
    T(s->class->begin(s, j, &entry) == OK && entry == 1, "the first entry");
    T(put_rows(s, j, TABLE_fact, row[0], BORDERS + 1) == OK, "%.*s", STRF(j->message));
    T(s->class->commit(s, j) == OK, "%.*s", STRF(j->message));

    st = s->class->scan(s, TABLE_fact);
    for (int i = 0; i < BORDERS + 1; i++) {
        int n = i < 3 ? i : i == 3 ? BORDERS : 3;   /* 2025 stands before the last */
        T(s->class->step(st), "row %d", i);
        for (int c = 0; c < FACT_COLUMNS; c++)
            T(s->class->null_at(st, c) == (row[n][c].kind == DATUM_NULL) &&
              s->class->int_at(st, c) == row[n][c].number, "row %d column %d: %lld", i, c,
              (long long)s->class->int_at(st, c));
    }
    T(!s->class->step(st) && s->class->finish(st, j) == OK, "the end");

    /* What a column cannot hold is refused, and nothing of it is kept. */
    row[2][0] = datum_int(INT16_MAX + 1);
    row[2][1] = datum_int(5);
    T(s->class->begin(s, j, &entry) == OK && entry == 2, "the second entry");
    T(put_rows(s, j, TABLE_fact, row[2], 1) == FAIL_DATABASE && says(j, "year = 32768"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    s->class->abort(s);
    return OK;
}

/* -- texts: quotes, tones, long ones, order -- */

static const char *const sorted_text[] = {
    "", " ", "'quotes' \"and\" \\backslashes\\", "?1 $1 %s", "A", "Z", "a", "tab\tand\nline", "z",
    "~", "Điện Biên", "đ", "ấ", "ủ", "😀",
};
enum { TEXTS = sizeof sorted_text / sizeof sorted_text[0] };

static status keep_texts(struct job *j, void *arg)
{
    enum { LONG = 300000 };
    struct store *s = create_here(j);
    char *much = arena_array(j->arena, char, LONG);
    struct datum row[TEXTS + 1][5];
    int64_t entry;
    struct stmt *st;

    (void)arg;
    if (!s)
        return OK;
    memset(much, 'x', LONG);
    for (int i = 0; i < TEXTS + 1; i++) {
        row[i][0] = datum_str(STR("nhóm"));
        row[i][1] = datum_str(str_from(i < TEXTS ? sorted_text[TEXTS - 1 - i] : "€"));
        row[i][2] = datum_int(1);
        row[i][3] = datum_str(i < TEXTS ? STR("'") : (str){ much, LONG });
        row[i][4] = datum_int(1);
    }
    T(s->class->begin(s, j, &entry) == OK, "begin");
    T(put_rows(s, j, TABLE_record, row[0], TEXTS + 1) == OK, "%.*s", STRF(j->message));
    T(s->class->commit(s, j) == OK, "commit");

    str before = STR("");
    int n = 0;
    st = s->class->scan(s, TABLE_record);
    for (; s->class->step(st); n++) {
        str id = arena_str(j->arena, s->class->str_at(st, 1));

        T(n == 0 || str_cmp(before, id) < 0, "«%.*s» before «%.*s»", STRF(before), STRF(id));
        T(s->class->str_at(st, 3).len == (str_eq(id, STR("€")) ? (size_t)LONG : 1), "the body");
        before = id;
    }
    T(s->class->finish(st, j) == OK && n == TEXTS + 1, "%d texts", n);

    /* The same by a query, texts as parameters. */
    for (int i = 0; i < TEXTS; i++) {
        st = s->class->query(s, Q_RECORD);
        s->class->bind_int(st, 1, 1);
        s->class->bind_str(st, 2, STR("nhóm"));
        s->class->bind_str(st, 3, str_from(sorted_text[i]));
        T(s->class->step(st) && s->class->int_at(st, 0) == 1 &&
          str_eq(s->class->str_at(st, 1), STR("'")) && !s->class->step(st), "«%s»", sorted_text[i]);
        T(s->class->finish(st, j) == OK, "%.*s", STRF(j->message));
    }

    /* A text that is no UTF-8, and one with a NUL. */
    static const struct { const char *bytes; size_t n; } bad[] = { { "\xC3(", 2 }, { "a\0b", 3 } };
    for (int i = 0; i < 2; i++) {
        row[0][1] = datum_str((str){ bad[i].bytes, bad[i].n });
        row[0][2] = datum_int(9);
        T(s->class->begin(s, j, &entry) == OK, "begin");
        T(put_rows(s, j, TABLE_record, row[0], 1) == FAIL_DATABASE && says(j, "UTF-8"), "%.*s",
          STRF(j->message));
        job_forgive(j);
        s->class->abort(s);
    }
    return OK;
}

/* -- many rows; a failure among them leaves nothing -- */

enum { MANY = 100000 };

static int64_t rows_of_tenant(struct store *s, struct job *j)
{
    struct store_counts n = { .revisions = -1 };

    T(store_count(s, j, &n) == OK, "%.*s", STRF(j->message));
    return n.revisions;
}

static status put_many(struct store *s, struct job *j, int64_t series, int repeated_at)
{
    struct datum row[FACT_COLUMNS];

    s->class->insert_begin(s, TABLE_fact);
    for (int i = 0; i < MANY; i++) {
        fact_datums(row, series, i == repeated_at ? 0 : i);
        s->class->insert_row(s, row);
    }
    return s->class->insert_end(s, j);
}

static status keep_many(struct job *j, void *arg)
{
    struct store *s = create_here(j);
    int64_t entry, n = 0, sum = 0;
    struct stmt *st;

    (void)arg;
    if (!s)
        return OK;
    T(s->class->begin(s, j, &entry) == OK, "begin");
    uint64_t from = os_clock_ns();
    T(put_many(s, j, 1, -1) == OK, "%.*s", STRF(j->message));
    uint64_t took = os_clock_ns() - from;
    T(s->class->commit(s, j) == OK, "commit");
    if (getenv("SOAT_TEST_SPEED"))
        printf("%.0f rows/s\n", MANY * 1e9 / (double)took);

    st = s->class->scan(s, TABLE_fact);
    for (; s->class->step(st); n++)
        sum += s->class->int_at(st, 2);
    T(s->class->finish(st, j) == OK && n == MANY && sum == (int64_t)MANY * (MANY - 1) / 2,
      "%lld rows", (long long)n);

    /* One that is there already, in the middle. */
    T(s->class->begin(s, j, &entry) == OK, "begin");
    T(put_many(s, j, 2, MANY / 2) == FAIL_DATABASE && says(j, "23505"), "%.*s", STRF(j->message));
    job_forgive(j);
    T(s->class->commit(s, j) == FAIL_DATABASE, "a failed transaction is not committed");
    job_forgive(j);
    s->class->abort(s);
    T(rows_of_tenant(s, j) == MANY, "nothing of the second is there");

    /* Given up halfway through the insert, and a scan given up at its first row. */
    T(s->class->begin(s, j, &entry) == OK && entry == 2, "entry %lld", (long long)entry);
    struct datum row[FACT_COLUMNS];
    fact_datums(row, 3, 0);
    s->class->insert_begin(s, TABLE_fact);
    s->class->insert_row(s, row);
    s->class->abort(s);
    st = s->class->scan(s, TABLE_fact);
    T(s->class->step(st) && s->class->finish(st, j) == OK, "the scan ends early");
    T(rows_of_tenant(s, j) == MANY, "nothing of the third is there");
    return OK;
}

/* -- tenants see their own rows -- */

static status keep_apart(struct job *j, void *arg)
{
    struct store *s = create_here(j), *other = NULL;
    struct datum row[FACT_COLUMNS];
    int64_t entry;

    (void)arg;
    if (!s || !T(open_here(j, STORE_WRITE, INT32_MAX, &other) == OK, "%.*s", STRF(j->message)))
        return OK;
    fact_datums(row, 1, 1);
    T(s->class->begin(s, j, &entry) == OK, "begin");
    T(other->class->begin(other, j, &entry) == OK, "another tenant does not wait");
    T(put_rows(other, j, TABLE_fact, row, 1) == OK && other->class->commit(other, j) == OK, "put");
    s->class->abort(s);
    T(rows_of_tenant(s, j) == 0 && rows_of_tenant(other, j) == 1, "apart");

    struct stmt *st = s->class->scan(s, TABLE_fact);
    T(!s->class->step(st) && s->class->finish(st, j) == OK, "an empty table");
    return OK;
}

/* -- two writers of one tenant queue -- */

enum { TURNS = 20, WRITERS = 3 };

static status take_turns(struct job *j, void *arg)
{
    struct store *s;
    struct datum row[FACT_COLUMNS];
    int64_t entry;

    (void)arg;
    if (open_here(j, STORE_WRITE, 1, &s) != OK)
        return j->failed;
    for (int i = 0; i < TURNS; i++) {
        if (s->class->begin(s, j, &entry) != OK)
            return j->failed;
        fact_datums(row, 1, entry);     /* the key holds the entry: none may be given twice */
        if (put_rows(s, j, TABLE_fact, row, 1) != OK || s->class->commit(s, j) != OK)
            return j->failed;
    }
    return OK;
}

static status queue_writers(struct job *j, void *arg)
{
    struct store *s = create_here(j);
    pid_t child[WRITERS];

    (void)arg;
    fflush(stdout);
    for (int i = 0; i < WRITERS; i++) {
        child[i] = fork();
        if (child[i] == 0)
            _exit(job_run(&LIMITS_DEFAULT, LANG_EN, take_turns, NULL, NULL) == OK ? 0 : 1);
    }
    for (int i = 0; i < WRITERS; i++) {
        int how = -1;

        waitpid(child[i], &how, 0);
        T(how == 0, "writer %d: %d", i, how);
    }
    struct stmt *st = s ? s->class->query(s, Q_HEAD) : NULL;
    if (!st)
        return OK;
    s->class->bind_int(st, 1, 1);
    int64_t head = s->class->step(st) ? s->class->int_at(st, 0) : 0;
    T(s->class->finish(st, j) == OK && head == TURNS * WRITERS, "%lld entries", (long long)head);
    T(rows_of_tenant(s, j) == TURNS * WRITERS, "every row");
    return OK;
}

/* A reader between begin and end sees what was there when it began. */
static status see_one_state(struct job *j, void *arg)
{
    struct store *s = create_here(j), *reader = NULL;
    struct datum row[FACT_COLUMNS];
    int64_t entry;

    (void)arg;
    if (!s || !T(open_here(j, STORE_READ, 1, &reader) == OK, "%.*s", STRF(j->message)))
        return OK;
    fact_datums(row, 1, 1);
    T(reader->class->read_begin(reader, j) == OK, "read");
    T(rows_of_tenant(reader, j) == 0, "nothing yet");
    T(s->class->begin(s, j, &entry) == OK && put_rows(s, j, TABLE_fact, row, 1) == OK &&
      s->class->commit(s, j) == OK, "%.*s", STRF(j->message));
    T(rows_of_tenant(reader, j) == 0, "still nothing");
    reader->class->read_end(reader);
    T(rows_of_tenant(reader, j) == 1, "now it is seen");

    T(reader->class->begin(reader, j, &entry) == FAIL_DATABASE && says(j, "read-only"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    T(rows_of_tenant(reader, j) == 1, "reading goes on");
    return OK;
}

/* -- a copy as a file -- */

static status put_setting(struct store *s, struct job *j, void *arg)
{
    (void)arg;
    return store_put_setting(s, j, STR("tên"), STR("giá trị"));
}

static status copy_to_sqlite(struct job *j, void *arg)
{
    static const struct store_change change = { .author = { "an", 2 }, .action = { "put", 3 },
                                                .fn = put_setting };
    char name[] = "/tmp/soat-pg-copy-XXXXXX";
    struct store *s, *copy;
    struct store_counts n;
    str head, value;

    (void)arg;
    T(store_open(j, str_from(place.url), STORE_CREATE, &s) == OK, "%.*s", STRF(j->message));
    T(store_change(s, j, &change) == OK, "%.*s", STRF(j->message));
    close(mkstemp(name));
    T(store_backup(s, j, str_from(name)) == FAIL_FILE && says(j, "not overwritten"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    unlink(name);
    if (!T(store_backup(s, j, str_from(name)) == OK, "%.*s", STRF(j->message)))
        return OK;
    T(store_open(j, str_from(name), STORE_READ, &copy) == OK, "%.*s", STRF(j->message));
    T(store_verify(copy, j, &n, &head) == OK && n.entries == 1, "%.*s", STRF(j->message));
    T(store_setting(copy, j, STR("tên"), &value) == OK && str_eq(value, STR("giá trị")), "value");
    unlink(name);
    T(access(arena_printf(j->arena, "%s.rows", name).ptr, F_OK) != 0, "nothing is left");
    return OK;
}

/* -- connections that break -- */

/* Ends the sessions of this schema. */
static void cut_connections(void)
{
    T(admin("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = '%s'", place.schema) > 0, "a session is ended");
    usleep(100000);
}

static status lose_connection(struct job *j, void *arg)
{
    struct store *s;
    struct datum row[FACT_COLUMNS];
    int64_t entry;

    (void)arg;
    strcat(strcat(place.url, "&application_name="), place.schema);
    s = create_here(j);
    if (!s)
        return OK;
    fact_datums(row, 1, 1);

    /* Before anything is asked: made anew. */
    T(rows_of_tenant(s, j) == 0, "empty");
    cut_connections();
    T(store_count(s, j, &(struct store_counts){ 0 }) == FAIL_DATABASE && says(j, "is lost"),
      "%.*s", STRF(j->message));
    job_forgive(j);
    T(rows_of_tenant(s, j) == 0, "connected again");

    /* In a transaction: it is gone. */
    T(s->class->begin(s, j, &entry) == OK && entry == 1, "begin");
    s->writing = true;
    cut_connections();
    T(put_rows(s, j, TABLE_fact, row, 1) == FAIL_DATABASE && says(j, "is lost"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    T(s->class->commit(s, j) == FAIL_DATABASE && says(j, "nothing"), "%.*s", STRF(j->message));
    job_forgive(j);
    s->class->abort(s);
    s->writing = false;

    /* While committing, as far as anyone can tell. */
    T(s->class->begin(s, j, &entry) == OK && entry == 1, "entry %lld", (long long)entry);
    s->writing = true;
    T(put_rows(s, j, TABLE_fact, row, 1) == OK, "put");
    cut_connections();
    T(s->class->commit(s, j) == FAIL_DATABASE && says(j, "may or may not"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    s->class->abort(s);
    s->writing = false;
    T(rows_of_tenant(s, j) == 0, "it was not");
    return OK;
}

/* -- two that wait for each other -- */

struct standoff {
    int ready[2], locked[2];    /* pipes */
    int tries;
};

/* Another program: it has the tallies, and wants the place of the writers. */
static status stand_in_the_way(struct job *j, void *arg)
{
    struct standoff *way = arg;
    struct store *s;
    char c = 0;

    if (open_here(j, STORE_WRITE, 1, &s) != OK || read(way->ready[0], &c, 1) != 1)
        return FAIL_SYSTEM;
    status st = pg_script(s, j, "BEGIN; SET LOCAL deadlock_timeout = '60s';"
                                "LOCK TABLE tally IN EXCLUSIVE MODE", NULL);
    if (write(way->locked[1], &c, 1) != 1)
        return FAIL_SYSTEM;
    if (st == OK)
        st = pg_script(s, j, "UPDATE head SET entry = entry; COMMIT", NULL);
    return st;
}

static status put_in_standoff(struct store *s, struct job *j, void *arg)
{
    struct fact f = { .indicator = STR("ngo"), .area = STR("xã A"),
                      .when = { .kind = PERIOD_YEAR, .year = 2025, .from_year = 2025 },
                      .value = { 5, 0 }, .status = FACT_OFFICIAL };
    struct standoff *way = arg;
    enum put_result how;
    char c = 0;

    if (way->tries++ == 0) {
        T(write(way->ready[1], &c, 1) == 1 && read(way->locked[0], &c, 1) == 1, "the other one");
        usleep(200000);         /* it asks for the place meanwhile */
    }
    return store_put_fact(s, j, &f, &how);
}

static status break_standoff(struct job *j, void *arg)
{
    struct standoff way = { .tries = 0 };
    const struct store_change first = { .author = STR("an"), .action = STR("đặt"),
                                        .fn = put_setting };
    const struct store_change change = { .author = STR("an"), .action = STR("nhập"),
                                         .fn = put_in_standoff, .arg = &way };
    struct store *s = create_here(j);
    struct store_counts n;
    str head;
    int how = -1;

    (void)arg;
    if (!s || !T(store_change(s, j, &first) == OK, "a place to wait for"))
        return OK;
    if (!T(pipe(way.ready) == 0 && pipe(way.locked) == 0, "pipes"))
        return OK;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(job_run(&LIMITS_DEFAULT, LANG_EN, stand_in_the_way, &way, NULL) == OK ? 0 : 1);
    T(store_change(s, j, &change) == OK, "%.*s", STRF(j->message));
    T(way.tries > 1, "%d tries", way.tries);
    T(store_verify(s, j, &n, &head) == OK && n.facts == 1 && n.entries == 2, "%.*s",
      STRF(j->message));
    waitpid(child, &how, 0);
    T(how == 0, "the other one: %d", how);
    for (int i = 0; i < 2; i++) {
        close(way.ready[i]);
        close(way.locked[i]);
    }
    return OK;
}

/* -- opening -- */

static status open_stages(struct job *j, void *arg)
{
    struct store *s;

    (void)arg;
    T(open_here(j, STORE_READ, 1, &s) == FAIL_FILE && says(j, "db init"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    T(open_here(j, STORE_WRITE, 1, &s) == FAIL_FILE, "write");
    job_forgive(j);
    admin("CREATE TABLE %s.of_others (x INTEGER)", place.schema);
    s = create_here(j);
    T(s && open_here(j, STORE_CREATE, 1, &s) == OK, "a second time");
    T(admin("SELECT count(*) FROM %s.migration WHERE version = 2 AND applied_at > 1700000000",
            place.schema) == 1, "the version is noted");
    admin("UPDATE %s.migration SET version = 1", place.schema);
    T(open_here(j, STORE_READ, 1, &s) == FAIL_FORMAT && says(j, "db migrate"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    admin("INSERT INTO %s.migration VALUES (1000, 0, '')", place.schema);
    T(open_here(j, STORE_CREATE, 1, &s) == FAIL_FORMAT && says(j, "newer version"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    return OK;
}

static status refuse_urls(struct job *j, void *arg)
{
    static const char *const bad[] = {
        "postgresql://u:s3cret@x@localhost/db", "postgresql://u:s3/cret@localhost/db",
        "postgresql://u:s3cret@localhost:port/db", "postgresql://u:s3cret@localhost/db?s3cret=1",
        "postgresql://u:s3cret@[::1/db", "postgresql://u:s3cret@localhost:1/db",
        "postgresql:///db?host=/nowhere&password=s3cret",
    };
    struct libpq pq;

    (void)arg;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct store s = { .arena = j->arena, .tenant = 1 };

        T(postgres_store_open(j, str_from(bad[i]), STORE_READ, &s) != OK, "%s", bad[i]);
        T(j->message.len > 0 && !says(j, "s3") && !says(j, "cret"), "%s: %.*s", bad[i],
          STRF(j->message));
        job_forgive(j);
    }
    T(libpq_open(j, "libpq-khong-co.so.5", &pq) == FAIL_SYSTEM && says(j, "libpq5"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    T(libpq_open(j, "libm.so.6", &pq) == FAIL_SYSTEM && says(j, "too old"), "%.*s",
      STRF(j->message));
    job_forgive(j);
    return OK;
}

void test_postgres(void);
void test_postgres(void)
{
    place.server = getenv("SOAT_TEST_POSTGRES");
    if (!place.server) {
        puts("SKIP: SOAT_TEST_POSTGRES is not set; the provider of PostgreSQL was NOT tested");
        T(true, "nothing to test");
        return;
    }
    job_run(&LIMITS_DEFAULT, LANG_EN, refuse_urls, NULL, print_failure);
    in_fresh_schema(open_stages);
    in_fresh_schema(keep_borders);
    in_fresh_schema(keep_texts);
    in_fresh_schema(keep_many);
    in_fresh_schema(keep_apart);
    in_fresh_schema(queue_writers);
    in_fresh_schema(see_one_state);
    in_fresh_schema(copy_to_sqlite);
    in_fresh_schema(lose_connection);
    in_fresh_schema(break_standoff);
}

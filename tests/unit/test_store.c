/* test_store.c -- the ledger: revisions, time, tampering, crashes. */
#include "store/store.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "t.h"

/* A ledger of its own for every test: a file in a folder, or a tenant of the server. */
struct ledger {
    char folder[64], path[96], copy[96];
    const char *where;
    int64_t tenant;
};

/* NULL: SQLite. A URL: tests run against that server, too. */
static const char *server;

static void ledger_make(struct ledger *l)
{
    static int64_t last_tenant;

    *l = (struct ledger){ .tenant = 1 };
    snprintf(l->folder, sizeof l->folder, "/tmp/soat-store-XXXXXX");
    if (!mkdtemp(l->folder))
        abort();
    snprintf(l->path, sizeof l->path, "%s/so.db", l->folder);
    snprintf(l->copy, sizeof l->copy, "%s/copy.db", l->folder);
    l->where = l->path;
    if (server) {
        l->where = server;
        if (!last_tenant)
            last_tenant = 1000 + (int64_t)(time(NULL) % 1000000) * 1000;
        l->tenant = ++last_tenant;
    }
}

static void ledger_drop(const struct ledger *l)
{
    static const char *const tail[] = { "so.db", "so.db-wal", "so.db-shm", "copy.db",
                                        "copy.db-wal", "copy.db-shm", "copy.db.part" };
    char name[128];

    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++) {
        snprintf(name, sizeof name, "%s/%s", l->folder, tail[i]);
        unlink(name);
    }
    rmdir(l->folder);
}

static status ledger_open(struct job *j, const struct ledger *l, enum store_mode mode,
                          struct store **s)
{
    return store_open_tenant(j, str_from(l->where), mode, l->tenant, s);
}

static struct fact sample(const char *indicator, enum fact_kind kind, int64_t coef, int8_t scale)
{
    return (struct fact){ .indicator = str_from(indicator), .area = STR("tỉnh A"),
                          .when = { .kind = PERIOD_MONTHS, .year = 2025, .month = 6,
                                    .from_year = 2025, .from_month = 1 },
                          .kind = kind, .source = STR("báo cáo"), .name = STR("Tên chỉ tiêu"),
                          .value = { coef, scale }, .unit = STR("tấn"),
                          .status = FACT_ESTIMATED };
}

/* -- what is put can be read, and only what differs is a revision -- */

static status write_and_read(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct fact first = sample("ngo", FACT_ACTUAL, 7118319, 2), again = first, changed = first;
    struct fact range = sample("che", FACT_PLAN, 5, 0), unknown = sample("gao", FACT_ACTUAL, 0, 0);
    struct facts all;
    struct store *s;
    enum put_result how;

    range.is_range = true;
    range.upper = (dec){ 75, 1 };
    unknown.state = FACT_UNKNOWN;
    changed.value = (dec){ 711832, 1 };     /* the same value to one digit less is a change */
    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &first, &how) == OK && how == PUT_NEW, "first");
    T(store_put_fact(s, j, &again, &how) == OK && how == PUT_SAME, "again");
    T(again.revision == 1, "the same fact keeps its revision");
    again.unit = STR("Tấn");
    T(store_put_fact(s, j, &again, &how) == OK && how == PUT_SAME, "a unit in another spelling");
    T(store_put_fact(s, j, &changed, &how) == OK && how == PUT_REVISED, "changed");
    T(changed.revision == 2, "a change is a revision");
    T(store_put_fact(s, j, &range, &how) == OK && how == PUT_NEW, "range");
    T(store_put_fact(s, j, &unknown, &how) == OK && how == PUT_NEW, "unknown");
    T(store_commit(s, j) == OK, "commit");

    T(store_facts(s, j, &(struct fact_filter){ .limit = 0 }, &all) == OK, "facts");
    if (!T(all.count == 3, "%zu facts", all.count))
        return OK;
    T(str_eq(all.list[0].indicator, STR("che")) && all.list[0].is_range, "range is kept");
    T(all.list[0].upper.coef == 75 && all.list[0].upper.scale == 1, "upper end");
    T(all.list[1].state == FACT_UNKNOWN, "unknown is not zero");
    T(all.list[2].value.coef == 711832 && all.list[2].value.scale == 1, "digits as written");
    struct audit_log log;
    T(store_audit(s, j, all.list[2].entry, all.list[2].entry, &log) == OK && log.count == 1 &&
          str_eq(log.list[0].author, STR("an")), "author");
    T(store_revisions(s, j, &first, &all) == OK && all.count == 2, "both revisions stay");
    T(all.list[0].value.coef == 7118319 && all.list[0].revision == 1, "oldest first");
    T(store_facts(s, j, &(struct fact_filter){ .indicator = STR("ngo") }, &all) == OK &&
          all.count == 1, "filter");
    T(store_facts(s, j, &(struct fact_filter){ .limit = 1, .offset = 2 }, &all) == OK &&
          all.count == 1, "page");
    T(store_facts(s, j, &(struct fact_filter){ .as_of = 1 }, &all) == OK && all.count == 0,
      "nothing was known in 1970");
    T(store_facts(s, j, &(struct fact_filter){ .as_of = first.published }, &all) == OK &&
          all.count == 3, "all was known then");
    T(store_facts(s, j, &(struct fact_filter){ .recorded_until = 1 }, &all) == OK &&
          all.count == 0, "nothing was recorded in 1970");
    return OK;
}

/* -- what is known late, and what was known when -- */

static status put_published(struct store *s, struct job *j, int64_t coef, const char *day,
                            enum put_result *how)
{
    struct fact f = sample("ngo", FACT_ACTUAL, coef, 0);

    T(day_parse(str_from(day), &f.published), "%s is a day", day);
    return store_put_fact(s, j, &f, how);
}

static int64_t known_at(struct store *s, struct job *j, const char *day)
{
    struct fact_filter filter = { .indicator = STR("ngo") };
    struct facts all;

    if (day)
        T(day_parse(str_from(day), &filter.as_of), "%s is a day", day);
    T(store_facts(s, j, &filter, &all) == OK && all.count <= 1, "one at most");
    return all.count ? all.list[0].value.coef : -1;
}

static status know_later(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    enum put_result how;
    struct facts all;
    struct store *s;

    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(put_published(s, j, 100, "2025-06-29", &how) == OK && how == PUT_NEW, "as first published");
    T(put_published(s, j, 110, "2025-12-20", &how) == OK && how == PUT_REVISED, "as revised");
    T(put_published(s, j, 90, "2025-05-30", &how) == OK && how == PUT_REVISED,
      "an older report, imported late");
    T(put_published(s, j, 100, "2025-07-15", &how) == OK && how == PUT_SAME,
      "nothing new in July");
    T(put_published(s, j, 100, "2026-01-15", &how) == OK && how == PUT_REVISED,
      "taken back in January");
    T(store_commit(s, j) == OK, "commit");
    T(known_at(s, j, "2025-05-29") == -1, "nothing before the first");
    T(known_at(s, j, "2025-05-30") == 90 && known_at(s, j, "2025-06-28") == 90, "in May");
    T(known_at(s, j, "2025-06-29") == 100 && known_at(s, j, "2025-12-19") == 100, "in June");
    T(known_at(s, j, "2025-12-20") == 110 && known_at(s, j, NULL) == 100, "in December, now");
    struct fact key = sample("ngo", FACT_ACTUAL, 0, 0);
    T(store_revisions(s, j, &key, &all) == OK && all.count == 4, "four revisions");

    struct fact gone = key;
    gone.state = FACT_WITHDRAWN;
    gone.reason = STR("nhập nhầm");
    T(store_begin(s, j, STR("bình"), STR("xóa")) == OK, "begin");
    T(store_put_fact(s, j, &gone, &how) == OK && how == PUT_REVISED, "taken away");
    T(store_commit(s, j) == OK, "commit");
    T(known_at(s, j, NULL) == -1 && known_at(s, j, "2025-12-20") == 110, "gone now, not then");
    T(store_facts(s, j, &(struct fact_filter){ .withdrawn = true }, &all) == OK &&
          all.count == 1 && str_eq(all.list[0].reason, STR("nhập nhầm")), "and it says why");

    /* What was withdrawn hides nothing that comes after it, be it a draft; what was confirmed
     * does. */
    struct fact draft = sample("ngo", FACT_ACTUAL, 95, 0), said = draft;
    draft.status = FACT_DRAFT;
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &draft, &how) == OK && how == PUT_REVISED, "a draft after that");
    T(store_commit(s, j) == OK && known_at(s, j, NULL) == 95, "is all there is");
    said.value.coef = 96;
    draft.value.coef = 97;
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &said, &how) == OK && store_put_fact(s, j, &draft, &how) == OK &&
          store_commit(s, j) == OK && known_at(s, j, NULL) == 96, "until one is confirmed");
    return OK;
}

/* -- documents -- */

static status keep_documents(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct document d = { .name = STR("a.md"), .title = STR("Báo cáo"), .kind = STR("report"),
                          .text = STR("Đạt 5 tấn."), .errors = 2 };
    struct document same = d, other = d, back;
    struct fact f = sample("ngo", FACT_ACTUAL, 5, 0);
    struct documents all;
    struct store *s;
    enum put_result how;
    bool known;

    other.text = STR("Đạt 6 tấn.");
    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_document(s, j, &d, &known) == OK && !known && d.id == 1, "first");
    T(store_put_document(s, j, &same, &known) == OK && known && same.id == 1, "the same text");
    T(store_put_document(s, j, &other, &known) == OK && !known && other.id == 2, "another text");
    f.document = d.id;
    T(store_put_fact(s, j, &f, &how) == OK, "a fact of it");
    struct fact_mention m = { .document = d.id, .ordinal = 1, .fact = &f, .line = 1, .col = 5,
                              .where = { 6, 7 }, .sentence = d.text, .has_value = true,
                              .value = f.value };
    struct mentions quotes;
    T(store_put_mention(s, j, &m) == OK, "where it stands");
    T(store_commit(s, j) == OK, "commit");
    T(store_documents(s, j, &all) == OK && all.count == 2 && all.list[0].id == 2, "newest first");
    T(store_document(s, j, 1, &back) == OK && str_eq(back.text, d.text) && back.errors == 2,
      "the text comes back");
    T(store_mentions(s, j, 1, &quotes) == OK && quotes.count == 1 &&
          str_eq(quotes.list[0].sentence, d.text) && quotes.list[0].fact->value.coef == 5,
      "what it quotes");
    T(store_quotes(s, j, &f, &quotes) == OK && quotes.count == 1 &&
          quotes.list[0].document == 1, "and who quotes it");
    T(store_document(s, j, 3, &back) == FAIL_USAGE, "no third");
    T(j->message.len > 0, "and says so");
    return OK;
}

/* A mention of a fact that is not there must not be taken. */
static status refuse_orphan(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct document d = { .name = STR("a.md"), .title = STR("t"), .kind = STR("report"),
                          .text = STR("x") };
    struct fact f = sample("ngo", FACT_ACTUAL, 5, 0);
    struct fact_mention m = { .document = 1, .ordinal = 1, .fact = &f, .sentence = STR("x") };
    struct store *s;
    bool known;

    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_document(s, j, &d, &known) == OK, "document");
    T(store_put_mention(s, j, &m) == FAIL_DATABASE, "a mention of no fact");
    store_abort(s);
    return OK;
}

static status abort_leaves_nothing(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct fact f = sample("ngo", FACT_ACTUAL, 5, 0);
    struct store *s;
    struct store_counts n = { 0 };
    enum put_result how;
    str head = { NULL, 0 };

    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &f, &how) == OK, "put");
    store_abort(s);
    T(store_verify(s, j, &n, &head) == OK && n.facts == 0 && n.entries == 0, "nothing is there");
    return OK;
}

/* -- files that are no ledgers -- */

static status open_for(struct job *j, const char *path, enum store_mode mode)
{
    struct store *s;

    return store_open(j, str_from(path), mode, &s);
}

static status open_missing(struct job *j, void *arg)
{
    const struct ledger *l = arg;

    T(open_for(j, l->path, STORE_READ) == FAIL_FILE, "nothing to read");
    return OK;
}

static status open_folder(struct job *j, void *arg)
{
    const struct ledger *l = arg;

    T(open_for(j, l->folder, STORE_CREATE) == FAIL_FILE, "a folder is no ledger");
    return OK;
}

static status open_text(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    FILE *f = fopen(l->path, "w");

    for (int i = 0; i < 200; i++)
        fputs("Đây là văn bản, không phải sổ.\n", f);
    fclose(f);
    T(open_for(j, l->path, STORE_WRITE) == FAIL_FORMAT, "a text is no ledger");
    return OK;
}

static void run_file_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;

    sqlite3_open(path, &db);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    T(error == NULL, "%s: %s", sql, error);
    sqlite3_free(error);
    sqlite3_close(db);
}

/* SQL of either database, with @ for the tenant. */
static void run_sql(const struct ledger *l, const char *sql)
{
    char text[2048], line[2400];
    size_t n = 0;

    for (const char *c = sql; *c && n < sizeof text - 32; c++)
        if (*c == '@')
            n += (size_t)snprintf(text + n, 24, "%lld", (long long)l->tenant);
        else
            text[n++] = *c;
    text[n] = 0;
    if (!server) {
        run_file_sql(l->path, text);
        return;
    }
    snprintf(line, sizeof line, "psql -qX -v ON_ERROR_STOP=1 -c \"%s\" '%s' >/dev/null", text,
             server);
    T(system(line) == 0, "%s", line);
}

static status open_foreign(struct job *j, void *arg)
{
    const struct ledger *l = arg;

    run_file_sql(l->path, "CREATE TABLE t (x)");
    T(open_for(j, l->path, STORE_WRITE) == FAIL_FORMAT, "a database of another program");
    return OK;
}

static status make_ledger(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store *s;
    enum put_result how;

    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "open");
    for (int64_t i = 0; i < 3; i++) {
        struct fact f = sample(i == 2 ? "gao" : "ngo", FACT_ACTUAL, 100 + i, 0);

        T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
        T(store_put_fact(s, j, &f, &how) == OK, "put");
        T(store_commit(s, j) == OK, "commit");
    }
    return OK;
}

static status open_newer(struct job *j, void *arg)
{
    const struct ledger *l = arg;

    T(open_for(j, l->path, STORE_WRITE) == FAIL_FORMAT, "a ledger of a newer version");
    return OK;
}

static void quiet(status st, str message, void *arg)
{
    (void)st;
    (void)message;
    (void)arg;
}

static void with_ledger(status (*fn)(struct job *, void *), struct ledger *l)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, fn, l, quiet) == OK || true, "ran");
}

static void on_fresh_ledger(status (*fn)(struct job *, void *))
{
    struct ledger l;

    ledger_make(&l);
    with_ledger(fn, &l);
    ledger_drop(&l);
}

/* -- nothing can be changed unseen -- */

static status verify_it(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store_counts n = { 0 };
    struct store *s;
    str head = { NULL, 0 };

    status st = ledger_open(j, l, STORE_READ, &s);
    return st == OK ? store_verify(s, j, &n, &head) : st;
}

static void test_tampering(void)
{
    static const struct { const char *what, *sql; bool intact; } change[] = {
        { "untouched", "SELECT 1", true },
        { "a value", "UPDATE fact SET coef = 999 WHERE tenant = @ AND series = 2", false },
        { "a day", "UPDATE fact SET published = 1 WHERE tenant = @ AND revision = 2", false },
        { "a name", "UPDATE term SET text = 'x' WHERE tenant = @ AND num = 1", false },
        { "what it is about", "UPDATE series SET kind = 2 WHERE tenant = @ AND num = 2", false },
        { "a row slipped in", "INSERT INTO fact SELECT tenant, year, series, period, 3, state,"
          " coef, scale, unit, hedge, name, status, published, document, entry FROM fact"
          " WHERE tenant = @ AND revision = 2", false },
        { "a row of no entry", "INSERT INTO fact SELECT tenant, year, series, period, 3, state,"
          " coef, scale, unit, hedge, name, status, published, document, 99 FROM fact"
          " WHERE tenant = @ AND revision = 2", false },
        { "a row removed", "DELETE FROM fact WHERE tenant = @ AND series = 2", false },
        { "an entry removed", "DELETE FROM audit WHERE tenant = @ AND entry = 2", false },
        { "the last entry removed", "DELETE FROM audit WHERE tenant = @ AND entry = 3", false },
        { "the last removed with its rows", "DELETE FROM audit WHERE tenant = @ AND entry = 3;"
          " DELETE FROM fact WHERE tenant = @ AND entry = 3;"
          " DELETE FROM series WHERE tenant = @ AND entry = 3;"
          " DELETE FROM term WHERE tenant = @ AND entry = 3", false },
        { "an entry's words", "UPDATE audit SET author = 'ai đó' WHERE tenant = @ AND entry = 1",
          false },
        { "a tally", "UPDATE tally SET facts = 7 WHERE tenant = @", false },
        { "a tally removed", "DELETE FROM tally WHERE tenant = @", false },
    };

    for (size_t i = 0; i < sizeof change / sizeof change[0]; i++) {
        struct ledger l;

        ledger_make(&l);
        with_ledger(make_ledger, &l);
        run_sql(&l, change[i].sql);
        status st = job_run(&LIMITS_DEFAULT, LANG_VI, verify_it, &l, quiet);
        T(st == (change[i].intact ? OK : FAIL_FORMAT), "%s: status %d", change[i].what, (int)st);
        ledger_drop(&l);
    }
}

static void test_newer_version(void)
{
    struct ledger l;

    ledger_make(&l);
    with_ledger(make_ledger, &l);
    run_file_sql(l.path, "PRAGMA user_version = 99");
    with_ledger(open_newer, &l);
    ledger_drop(&l);
}

/* -- a copy is whole, verified, and never overwrites -- */

static status copy_it(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store *s, *copy;
    struct store_counts n = { 0 };
    str head = { NULL, 0 };

    T(ledger_open(j, l, STORE_READ, &s) == OK, "open");
    T(store_backup(s, j, str_from(l->copy)) == OK, "copied");
    T(store_open(j, str_from(l->copy), STORE_READ, &copy) == OK, "the copy opens");
    T(store_verify(copy, j, &n, &head) == OK && n.revisions == 3, "and is intact");
    T(store_backup(s, j, str_from(l->copy)) == FAIL_FILE, "a file is not overwritten");
    return OK;
}

static void test_backup(void)
{
    struct ledger l;

    ledger_make(&l);
    with_ledger(make_ledger, &l);
    with_ledger(copy_it, &l);
    ledger_drop(&l);
}

/* -- a reader sees the last commit, whatever the writer is doing -- */

static status read_while_writing(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct fact f = sample("mới", FACT_ACTUAL, 1, 0);
    struct store *writer, *reader;
    struct store_counts n = { 0 };
    enum put_result how;

    T(ledger_open(j, l, STORE_WRITE, &writer) == OK, "writer");
    T(ledger_open(j, l, STORE_READ, &reader) == OK, "reader");
    T(store_begin(writer, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(writer, j, &f, &how) == OK, "put");
    T(store_count(reader, j, &n) == OK && n.revisions == 3, "not yet: %lld",
      (long long)n.revisions);
    T(store_commit(writer, j) == OK, "commit");
    T(store_count(reader, j, &n) == OK && n.revisions == 4, "now");
    T(store_begin(reader, j, STR("an"), STR("nhập")) == FAIL_DATABASE, "a reader cannot write");
    return OK;
}

static void test_readers(void)
{
    struct ledger l;

    ledger_make(&l);
    with_ledger(make_ledger, &l);
    with_ledger(read_while_writing, &l);
    ledger_drop(&l);
}

/* -- a process that is killed leaves whole transactions only -- */

enum { BATCH = 400, ROUNDS = 12 };

static status write_for_ever(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store *s;
    enum put_result how;

    if (ledger_open(j, l, STORE_CREATE, &s) != OK)
        return OK;
    for (;;) {
        struct store_counts n = { 0 };

        if (store_count(s, j, &n) != OK || store_begin(s, j, STR("an"), STR("nhập")) != OK)
            return OK;
        for (int i = 0; i < BATCH; i++) {
            char name[32];
            snprintf(name, sizeof name, "i%lld", (long long)n.facts + i);
            struct fact f = sample(name, FACT_ACTUAL, i, 0);

            if (store_put_fact(s, j, &f, &how) != OK)
                return OK;
        }
        if (store_commit(s, j) != OK)
            return OK;
    }
}

static status count_batches(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store *s;
    struct store_counts n = { 0 };
    str head = { NULL, 0 };

    T(ledger_open(j, l, STORE_CREATE, &s) == OK, "opens after a kill");
    T(store_verify(s, j, &n, &head) == OK, "is intact: %.*s", STRF(j->message));
    T(n.revisions % BATCH == 0, "%lld rows are no whole batches", (long long)n.revisions);
    T(n.entries * BATCH == n.revisions, "%lld entries", (long long)n.entries);
    return OK;
}

static void test_kill(void)
{
    uint64_t seed = t_seed();
    struct ledger l;

    ledger_make(&l);
    for (int i = 0; i < ROUNDS; i++) {
        uint64_t draw = t_draw(&seed);
        struct timespec wait = { 0, (long)(draw % 30000000) };
        pid_t child = fork();

        if (child == 0) {
            job_run(&LIMITS_DEFAULT, LANG_VI, write_for_ever, &l, NULL);
            _exit(0);
        }
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        with_ledger(count_batches, &l);
    }
    ledger_drop(&l);
}

/* -- ledgers of earlier versions -- */

static void load_version(const struct ledger *l, const char *fixture)
{
    static char sql[1 << 20];
    const char *path = t_path(fixture);
    FILE *f = path ? fopen(path, "r") : NULL;

    if (!T(f != NULL, "%s is there", fixture))
        return;
    size_t n = fread(sql, 1, sizeof sql - 1, f);
    sql[n] = 0;
    fclose(f);
    run_file_sql(l->path, sql);
}

static status open_old(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store *s;

    T(ledger_open(j, l, STORE_READ, &s) == FAIL_FORMAT, "a reader does not upgrade");
    T(str_find(j->message, STR("db migrate")) != SIZE_MAX, "says what to do");
    return OK;
}

static status upgrade_first(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store_counts n = { 0 };
    struct audit_log log;
    struct mentions quotes;
    struct facts all;
    struct store *s;
    str head = { NULL, 0 };

    T(ledger_open(j, l, STORE_WRITE, &s) == OK, "upgraded: %.*s", STRF(j->message));
    T(store_verify(s, j, &n, &head) == OK, "intact: %.*s", STRF(j->message));
    T(n.revisions == 7 && n.documents == 1 && n.entries == 4, "%lld revisions, %lld entries",
      (long long)n.revisions, (long long)n.entries);
    T(store_audit(s, j, 3, 3, &log) == OK && log.count == 1 &&
          str_starts(log.list[0].hash, STR("baa4d4ed2c4920571927d46982cd6f22")),
      "a hash kept elsewhere is still in the chain");
    T(store_facts(s, j, &(struct fact_filter){ .indicator = STR("ngo"), .kinds = 1 << FACT_PLAN },
                  &all) == OK && all.count == 1 && all.list[0].revision == 2 &&
          all.list[0].value.coef == 79040 && all.list[0].entry == 3,
      "the last revision of the plan, under the entry that made it");
    T(store_revisions(s, j, &all.list[0], &all) == OK && all.count == 2 &&
          all.list[0].value.coef == 7903983, "and the one before");
    T(store_facts(s, j, &(struct fact_filter){ .source = STR("Thống kê"), .from_year = 2024,
                                               .to_year = 2024 }, &all) == OK &&
          all.count == 2, "one half-year under two spellings is one figure: %zu", all.count);
    T(store_mentions(s, j, 1, &quotes) == OK && quotes.count == (size_t)n.mentions &&
          quotes.count == 3, "%zu mentions", quotes.count);
    return OK;
}

static void test_upgrade(void)
{
    struct ledger l;

    ledger_make(&l);
    load_version(&l, "tests/store/version-1.sql");
    with_ledger(open_old, &l);
    with_ledger(upgrade_first, &l);
    with_ledger(upgrade_first, &l);         /* once only */
    ledger_drop(&l);
}

static void test_on_either(void)
{
    on_fresh_ledger(write_and_read);
    on_fresh_ledger(know_later);
    on_fresh_ledger(keep_documents);
    on_fresh_ledger(refuse_orphan);
    on_fresh_ledger(abort_leaves_nothing);
    test_tampering();
    test_readers();
    test_kill();
}

void test_store(void);
void test_store(void)
{
    test_on_either();
    on_fresh_ledger(open_missing);
    on_fresh_ledger(open_folder);
    on_fresh_ledger(open_text);
    on_fresh_ledger(open_foreign);
    test_newer_version();
    test_backup();
    test_upgrade();
    server = getenv("SOAT_TEST_POSTGRES");
    if (server)
        test_on_either();
    else
        puts("SKIP: SOAT_TEST_POSTGRES is not set; the ledger was NOT tested on PostgreSQL");
    server = NULL;
}

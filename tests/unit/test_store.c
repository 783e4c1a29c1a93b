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

/* A folder of its own for every test, and a ledger in it. */
struct ledger {
    char folder[64], path[96], copy[96];
};

static void ledger_make(struct ledger *l)
{
    snprintf(l->folder, sizeof l->folder, "/tmp/soat-store-XXXXXX");
    if (!mkdtemp(l->folder))
        abort();
    snprintf(l->path, sizeof l->path, "%s/so.db", l->folder);
    snprintf(l->copy, sizeof l->copy, "%s/copy.db", l->folder);
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

static struct fact sample(const char *indicator, const char *kind, int64_t coef, int8_t scale)
{
    return (struct fact){ .indicator = str_from(indicator), .area = STR("tỉnh A"),
                          .period = STR("2025-H1"), .kind = str_from(kind),
                          .source = STR("bao-cao.md"), .name = STR("Tên chỉ tiêu"),
                          .value = { coef, scale }, .unit = STR("tấn"),
                          .status = STR("estimate") };
}

/* -- what is put can be read, and only what differs is a revision -- */

static status write_and_read(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct fact first = sample("ngo", "actual", 7118319, 2), again = first, changed = first;
    struct fact range = sample("che", "plan", 5, 0), unknown = sample("gao", "actual", 0, 0);
    struct facts all;
    struct store *s;
    enum put_result how;

    range.is_range = true;
    range.upper = (dec){ 75, 1 };
    unknown.state = FACT_UNKNOWN;
    changed.value = (dec){ 711832, 1 };     /* the same value to one digit less is a change */
    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &first, &how) == OK && how == PUT_NEW, "first");
    T(store_put_fact(s, j, &again, &how) == OK && how == PUT_SAME, "again");
    T(again.revision == 1, "the same fact keeps its revision");
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
    T(str_eq(all.list[2].author, STR("an")), "author");
    T(store_revisions(s, j, &first, &all) == OK && all.count == 2, "both revisions stay");
    T(all.list[0].value.coef == 7118319 && all.list[0].revision == 1, "oldest first");
    T(store_facts(s, j, &(struct fact_filter){ .indicator = STR("ngo") }, &all) == OK &&
          all.count == 1, "filter");
    T(store_facts(s, j, &(struct fact_filter){ .limit = 1, .offset = 2 }, &all) == OK &&
          all.count == 1 && str_eq(all.list[0].indicator, STR("ngo")), "page");
    T(store_facts(s, j, &(struct fact_filter){ .as_of = 1 }, &all) == OK && all.count == 0,
      "nothing was known in 1970");
    T(store_facts(s, j, &(struct fact_filter){ .as_of = first.recorded_at }, &all) == OK &&
          all.count == 3, "all was known then");
    return OK;
}

/* -- a draft never hides a reported figure -- */

static status best_source_wins(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    static const struct { const char *source, *status; int64_t coef; int64_t want; } step[] = {
        { "nháp", "draft", 1, 1 },        { "báo cáo", "estimate", 2, 2 },
        { "nháp khác", "draft", 3, 2 },   { "thống kê", "official", 4, 4 },
        { "báo cáo 2", "estimate", 5, 4 }, { "thống kê 2", "official", 6, 6 },
        { "thống kê 2", "official", 7, 7 },
    };
    struct store *s;
    struct facts all;
    enum put_result how;

    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "open");
    for (size_t i = 0; i < sizeof step / sizeof step[0]; i++) {
        struct fact f = sample("ngo", "actual", step[i].coef, 0);

        f.source = str_from(step[i].source);
        f.status = str_from(step[i].status);
        T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
        T(store_put_fact(s, j, &f, &how) == OK, "put %zu", i);
        T(store_commit(s, j) == OK, "commit");
        T(store_latest(s, j, STR("tỉnh A"), &all) == OK && all.count == 1, "one latest");
        T(all.list[0].value.coef == step[i].want, "step %zu: %lld answers", i,
          (long long)all.list[0].value.coef);
    }
    return OK;
}

/* -- documents -- */

static status keep_documents(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct document d = { .name = STR("a.md"), .title = STR("Báo cáo"), .kind = STR("report"),
                          .text = STR("Đạt 5 tấn."), .errors = 2 };
    struct document same = d, other = d, back;
    struct fact f = sample("ngo", "actual", 5, 0);
    struct documents all;
    struct store *s;
    enum put_result how;
    bool known;

    other.text = STR("Đạt 6 tấn.");
    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_document(s, j, &d, &known) == OK && !known && d.id == 1, "first");
    T(store_put_document(s, j, &same, &known) == OK && known && same.id == 1, "the same text");
    T(store_put_document(s, j, &other, &known) == OK && !known && other.id == 2, "another text");
    f.document = d.id;
    T(store_put_fact(s, j, &f, &how) == OK, "a fact of it");
    struct fact_mention m = { .document = d.id, .ordinal = 1, .fact = &f, .line = 1, .col = 5,
                         .where = { 6, 7 }, .sentence = d.text, .value = f.value };
    T(store_put_mention(s, j, &m) == OK, "where it stands");
    T(store_commit(s, j) == OK, "commit");
    T(store_documents(s, j, &all) == OK && all.count == 2 && all.list[0].id == 2, "newest first");
    T(store_document(s, j, 1, &back) == OK && str_eq(back.text, d.text) && back.errors == 2,
      "the text comes back");
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
    struct fact f = sample("ngo", "actual", 5, 0);
    struct fact_mention m = { .document = 1, .ordinal = 1, .fact = &f, .sentence = STR("x") };
    struct store *s;
    bool known;

    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_document(s, j, &d, &known) == OK, "document");
    T(store_put_mention(s, j, &m) == FAIL_DATABASE, "a mention of no fact");
    store_abort(s);
    return OK;
}

static status abort_leaves_nothing(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct fact f = sample("ngo", "actual", 5, 0);
    struct store *s;
    struct store_counts n = { 0 };
    enum put_result how;
    str head = { NULL, 0 };

    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "open");
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

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;

    sqlite3_open(path, &db);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    T(error == NULL, "%s: %s", sql, error);
    sqlite3_free(error);
    sqlite3_close(db);
}

static status open_foreign(struct job *j, void *arg)
{
    const struct ledger *l = arg;

    run_sql(l->path, "CREATE TABLE t (x)");
    T(open_for(j, l->path, STORE_WRITE) == FAIL_FORMAT, "a database of another program");
    return OK;
}

static status make_ledger(struct job *j, void *arg)
{
    const struct ledger *l = arg;
    struct store *s;
    enum put_result how;

    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "open");
    for (int64_t i = 0; i < 3; i++) {
        struct fact f = sample(i == 2 ? "gao" : "ngo", "actual", 100 + i, 0);

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

    status st = store_open(j, str_from(l->path), STORE_READ, &s);
    return st == OK ? store_verify(s, j, &n, &head) : st;
}

static void test_tampering(void)
{
    static const struct { const char *what, *sql; bool intact; } change[] = {
        { "untouched", "SELECT 1", true },
        { "a value", "UPDATE fact SET coef = 999 WHERE indicator = 'gao'", false },
        { "an author", "UPDATE fact SET author = 'x'", false },
        { "a row slipped in", "INSERT INTO fact SELECT tenant, 'x', area, period, kind, source,"
          " breakdown, revision, name, state, coef, scale, upper_coef, upper_scale, unit, hedge,"
          " status, note, recorded_at, author, document, entry FROM fact WHERE revision = 1"
          " AND indicator = 'ngo'", false },
        { "a row of no entry", "INSERT INTO fact SELECT tenant, 'x', area, period, kind, source,"
          " breakdown, revision, name, state, coef, scale, upper_coef, upper_scale, unit, hedge,"
          " status, note, recorded_at, author, document, 99 FROM fact WHERE indicator = 'gao'",
          false },
        { "a row removed", "DELETE FROM latest WHERE indicator = 'gao';"
          " DELETE FROM fact WHERE indicator = 'gao'", false },
        { "an entry removed", "DELETE FROM audit WHERE entry = 2", false },
        { "an entry's words", "UPDATE audit SET author = 'ai đó' WHERE entry = 1", false },
        { "a latest value", "UPDATE latest SET revision = 1 WHERE indicator = 'ngo'", false },
        { "a latest removed", "DELETE FROM latest", false },
    };

    for (size_t i = 0; i < sizeof change / sizeof change[0]; i++) {
        struct ledger l;

        ledger_make(&l);
        with_ledger(make_ledger, &l);
        run_sql(l.path, change[i].sql);
        status st = job_run(&LIMITS_DEFAULT, LANG_VI, verify_it, &l, quiet);
        T(st == (change[i].intact ? OK : FAIL_DATABASE), "%s: status %d", change[i].what, (int)st);
        ledger_drop(&l);
    }
}

static void test_newer_version(void)
{
    struct ledger l;

    ledger_make(&l);
    with_ledger(make_ledger, &l);
    run_sql(l.path, "PRAGMA user_version = 99");
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

    T(store_open(j, str_from(l->path), STORE_READ, &s) == OK, "open");
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
    struct fact f = sample("mới", "actual", 1, 0);
    struct store *writer, *reader;
    struct store_counts n = { 0 };
    enum put_result how;

    T(store_open(j, str_from(l->path), STORE_WRITE, &writer) == OK, "writer");
    T(store_open(j, str_from(l->path), STORE_READ, &reader) == OK, "reader");
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

    if (store_open(j, str_from(l->path), STORE_CREATE, &s) != OK)
        return OK;
    for (;;) {
        struct store_counts n = { 0 };

        if (store_count(s, j, &n) != OK || store_begin(s, j, STR("an"), STR("nhập")) != OK)
            return OK;
        for (int i = 0; i < BATCH; i++) {
            char name[32];
            snprintf(name, sizeof name, "i%lld", (long long)n.facts + i);
            struct fact f = sample(name, "actual", i, 0);

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

    T(store_open(j, str_from(l->path), STORE_CREATE, &s) == OK, "opens after a kill");
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

void test_store(void);
void test_store(void)
{
    on_fresh_ledger(write_and_read);
    on_fresh_ledger(best_source_wins);
    on_fresh_ledger(keep_documents);
    on_fresh_ledger(refuse_orphan);
    on_fresh_ledger(abort_leaves_nothing);
    on_fresh_ledger(open_missing);
    on_fresh_ledger(open_folder);
    on_fresh_ledger(open_text);
    on_fresh_ledger(open_foreign);
    test_tampering();
    test_newer_version();
    test_backup();
    test_readers();
    test_kill();
}

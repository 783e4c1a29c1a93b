/* test_limit.c -- what the ledger refuses, alike on either database, and that nothing of a refusal,
 * an abort or a job that ends half-way is left. */
#include "store/limit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/provider.h"
#include "t.h"

struct limit_place {
    const char *where;
    int64_t tenant;
    bool is_file;
};

static status open_limits(struct job *j, const struct limit_place *p, struct store **s)
{
    return store_open_tenant(j, str_from(p->where), STORE_CREATE, p->tenant, s);
}

static struct fact good_fact(void)
{
    return (struct fact){ .indicator = STR("ngo"), .area = STR("xã A"),
                          .when = { .kind = PERIOD_YEAR, .year = 2025, .from_year = 2025 },
                          .source = STR("báo cáo"), .value = { 5, 0 }, .unit = STR("tấn"),
                          .status = FACT_OFFICIAL, .published = 20000 };
}

/* -- single rows -- */

struct row_case {
    const char *what;
    struct fact fact;
    str author;
    struct document document;
    struct fact_mention mention;
    str type, id, body;
    const char *says;
};

static status put_row_case(struct store *s, struct job *j, void *arg)
{
    struct row_case *c = arg;
    struct fact good = good_fact(), bad = c->fact;
    struct fact_mention m = c->mention;
    enum put_result how;
    bool known;

    status st = store_put_fact(s, j, &good, &how);
    if (st == OK && bad.indicator.len)
        st = store_put_fact(s, j, &bad, &how);
    if (st == OK && c->document.text.len)
        st = store_put_document(s, j, &c->document, &known);
    m.fact = &good;
    m.document = 1;
    if (st == OK && m.ordinal)
        st = store_put_mention(s, j, &m);
    return st == OK && c->type.len ? store_put_record(s, j, c->type, c->id, c->body) : st;
}

static void refuse_row(struct store *s, struct job *j, struct row_case *c)
{
    const struct store_change change = { .author = c->author.len ? c->author : STR("an"),
                                         .action = STR("nhập"), .fn = put_row_case, .arg = c };
    struct store_counts n = { 0 };

    status st = store_change(s, j, &change);
    T(st == FAIL_FORMAT, "%s: status %d", c->what, (int)st);
    T(!c->says || str_find(j->message, str_from(c->says)) != SIZE_MAX, "%s: %.*s", c->what,
      STRF(j->message));
    T(!j->message.len || str_find(j->message, STR("\xFF")) == SIZE_MAX, "%s: bad bytes", c->what);
    job_forgive(j);
    T(store_count(s, j, &n) == OK && n.entries == 0 && n.revisions == 0 && n.documents == 0,
      "%s: nothing is left", c->what);
}

static const char *const no_texts[] = { "Tên\xC3", "Tên\xED\xA0\x80", "Tên\xC0\x80",
                                        "Tên\xF4\x90\x80\x80" };

static void refuse_text(struct store *s, struct job *j, str bad)
{
    struct row_case c = { .what = "a text", .says = "Tên" };
    struct fact f = good_fact(), *of = &c.fact;
    str *field[] = { &f.indicator, &f.area, &f.book, &f.source, &f.breakdown, &f.unit, &f.hedge,
                     &f.name, &f.note, &f.reason };

    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        f = good_fact();
        f.value.coef = 6;
        *field[i] = bad;
        *of = f;
        refuse_row(s, j, &c);
    }
    c = (struct row_case){ .what = "an author", .author = bad, .says = "author" };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a document", .says = "text",
                           .document = { .name = STR("a"), .text = bad } };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a title", .says = "title",
                           .document = { .title = bad, .text = STR("x") } };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a sentence", .says = "sentence",
                           .mention = { .ordinal = 1, .sentence = bad } };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a type", .type = bad, .id = STR("a"), .body = STR("b") };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "an id", .type = STR("a"), .id = bad, .body = STR("b") };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a body", .type = STR("a"), .id = STR("a"), .body = bad };
    refuse_row(s, j, &c);
    str body = STR("x");
    T(store_record(s, j, STR("a"), bad, &body) == OK && !body.len, "none is found: %.*s",
      STRF(j->message));
    struct facts all;
    T(store_facts(s, j, &(struct fact_filter){ .area = bad }, &all) == OK && all.count == 0,
      "no facts: %.*s", STRF(j->message));
}

static void refuse_numbers(struct store *s, struct job *j)
{
    struct row_case c = { .what = "a document's number", .fact = good_fact() };

    c.fact.document = (int64_t)INT32_MAX + 1;
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a scale", .fact = good_fact() };
    c.fact.value.scale = 19;
    refuse_row(s, j, &c);
    c.fact.value.scale = -1;
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "an upper scale", .fact = good_fact() };
    c.fact.is_range = true;
    c.fact.upper.scale = 19;
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a year", .fact = good_fact() };
    c.fact.when.year = 4096;
    refuse_row(s, j, &c);
    c.fact.when.year = -1;
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a line", .mention = { .ordinal = 1, .line = UINT32_MAX } };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a place", .mention = { .ordinal = INT64_MAX } };
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a count",
                           .document = { .text = STR("x"), .errors = (int64_t)1 << 40 } };
    refuse_row(s, j, &c);
}

/* Letters that no database packs smaller. */
static str long_name(struct arena *a, size_t n)
{
    char *p = arena_array(a, char, n);
    uint64_t seed = t_seed();

    for (size_t i = 0; i < n; i++)
        p[i] = (char)('!' + t_draw(&seed) % 90);
    return (str){ p, n };
}

static status put_row_list(struct store *s, struct job *j, void *arg)
{
    struct row_case *c = arg;
    enum put_result how;
    status st = store_put_fact(s, j, &c->fact, &how);

    return st == OK ? store_put_record(s, j, c->type, c->id, c->body) : st;
}

static void bound_names(struct store *s, struct job *j)
{
    struct row_case c = { .what = "a long name", .fact = good_fact(), .says = "2600" };
    const struct store_change change = { .author = STR("an"), .action = STR("nhập"),
                                         .fn = put_row_list, .arg = &c };
    struct facts all;
    str body;

    c.fact.area = long_name(j->arena, KEPT_NAME_BYTES + 1);
    refuse_row(s, j, &c);
    c = (struct row_case){ .what = "a long id", .type = STR("a"), .body = STR("b"),
                           .says = "2600" };
    c.id = long_name(j->arena, KEPT_NAME_BYTES);
    refuse_row(s, j, &c);
    c.fact = good_fact();
    c.fact.area = long_name(j->arena, KEPT_NAME_BYTES);
    c.id.len--;
    T(store_change(s, j, &change) == OK, "names as long as allowed: %.*s", STRF(j->message));
    T(store_facts(s, j, &(struct fact_filter){ .area = c.fact.area }, &all) == OK &&
          all.count == 1, "by a long name");
    T(store_record(s, j, c.type, c.id, &body) == OK && str_eq(body, c.body), "by a long id");
}

static status refuse_rows(struct job *j, void *arg)
{
    struct store *s;

    if (!T(open_limits(j, arg, &s) == OK, "open: %.*s", STRF(j->message)))
        return OK;
    refuse_text(s, j, STR("Tên\xFF"));
    refuse_text(s, j, STR("Tên\0x"));
    for (size_t i = 0; i < sizeof no_texts / sizeof *no_texts; i++)
        T(!text_is_kept(str_from(no_texts[i])), "text %zu", i);
    T(text_is_kept(STR("")) && text_is_kept(STR("Tên \xF4\x8F\xBF\xBF")), "good ones");
    refuse_numbers(s, j);
    bound_names(s, j);
    return OK;
}

/* -- a refusal that the caller gets over -- */

static status go_on_after_refusal(struct job *j, void *arg)
{
    struct fact good = good_fact(), bad = good_fact(), late;
    enum put_result how, both[2];
    struct store_counts n;
    struct store *s, *other;
    struct facts all;
    str head;

    T(open_limits(j, arg, &s) == OK, "open");
    bad.area = STR("xã B");
    late = bad;
    bad.when.year = 5000;
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &good, &how) == OK, "good");
    T(store_put_facts(s, j, (struct fact[]){ late, bad }, 2, both) == FAIL_FORMAT, "one is bad");
    job_forgive(j);
    T(store_commit(s, j) == OK, "what was good is written");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &late, &how) == OK && how == PUT_NEW, "the same words again");
    T(store_commit(s, j) == OK, "commit");
    T(open_limits(j, arg, &other) == OK, "another one");
    T(store_facts(other, j, &(struct fact_filter){ .area = STR("xã B") }, &all) == OK &&
          all.count == 1, "%zu facts by words that were refused before", all.count);
    T(store_verify(other, j, &n, &head) == OK && n.facts == 2, "%.*s", STRF(j->message));

    /* A row that was refused takes its transaction with it. */
    bad = good_fact();
    bad.note = STR("\xFF");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    T(store_put_fact(s, j, &bad, &how) == FAIL_FORMAT, "no text");
    job_forgive(j);
    T(store_commit(s, j) == FAIL_FORMAT, "half a fact is not written");
    job_forgive(j);
    T(store_verify(s, j, &n, &head) == OK && n.entries == 2, "%.*s", STRF(j->message));
    return OK;
}

/* -- aborts cost no memory -- */

enum { ABORTS = 200, ABORT_BYTES = 2 << 20 };

static void put_areas(struct store *s, struct job *j, size_t n)
{
    struct fact *list = arena_array(j->arena, struct fact, n);
    enum put_result *how = arena_array(j->arena, enum put_result, n);

    for (size_t i = 0; i < n; i++) {
        list[i] = good_fact();
        list[i].area = arena_printf(j->arena, "xã %zu", i);
    }
    T(store_put_facts(s, j, list, n, how) == OK, "%zu areas: %.*s", n, STRF(j->message));
}

static status abort_often(struct job *j, void *arg)
{
    struct store *s;

    T(open_limits(j, arg, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    put_areas(s, j, 2000);
    T(store_commit(s, j) == OK, "commit");
    size_t before = arena_used(s->arena);
    for (int i = 0; i < ABORTS; i++) {
        T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
        if (i % 2)
            store_abort(s);
        else
            T(store_commit(s, j) == OK, "nothing to commit");
    }
    size_t grown = arena_used(s->arena) - before;
    T(grown < ABORT_BYTES, "%zu bytes more", grown);
    return OK;
}

/* -- writers that take turns -- */

enum { TURNS_TAKEN = 12 };

/* Each adds names the other has not seen; every third turn is thought better of. */
static status take_turns_writing(struct job *j, void *arg)
{
    struct store *writer[2], *reader;
    struct store_counts n;
    enum put_result how;
    struct facts all;
    int written = 0;
    str head;

    for (int i = 0; i < 2; i++)
        T(open_limits(j, arg, &writer[i]) == OK, "open: %.*s", STRF(j->message));
    T(open_limits(j, arg, &reader) == OK, "open");
    for (int i = 0; i < TURNS_TAKEN; i++) {
        struct store *s = writer[i % 2];
        struct fact own = good_fact(), shared = good_fact();

        own.area = arena_printf(j->arena, "xã %d", i);
        shared.value.coef = i;
        T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin: %.*s", STRF(j->message));
        T(store_put_fact(s, j, &own, &how) == OK && how == PUT_NEW, "its own");
        T(store_put_fact(s, j, &shared, &how) == OK, "what both write");
        T(how == (written ? PUT_REVISED : PUT_NEW), "turn %d: result %d", i, (int)how);
        if (i % 3 == 2) {
            store_abort(s);
            continue;
        }
        T(store_commit(s, j) == OK, "commit: %.*s", STRF(j->message));
        written++;
        T(store_facts(reader, j, &(struct fact_filter){ .area = own.area }, &all) == OK &&
              all.count == 1, "turn %d is read by its name", i);
    }
    T(store_verify(reader, j, &n, &head) == OK && n.facts == written + 1 &&
          n.revisions == 2 * written && n.entries == written, "%.*s", STRF(j->message));
    return OK;
}

/* -- what a large import costs -- */

enum { MANY_FACTS = 80000, FACT_COST = 220, MONTHS_THERE = 4 };

static size_t cost_of_month(struct store *s, struct job *j, int month, int64_t value)
{
    struct fact *list = arena_array(j->arena, struct fact, MANY_FACTS);
    enum put_result *how = arena_array(j->arena, enum put_result, MANY_FACTS);
    char name[32];

    for (int i = 0; i < MANY_FACTS; i++) {
        list[i] = good_fact();
        snprintf(name, sizeof name, "xã %d", i);
        list[i].area = arena_str(j->arena, str_from(name));
        list[i].when = (period){ .kind = PERIOD_MONTH, .year = 2025, .from_year = 2025,
                                 .month = (int8_t)month };
        list[i].value.coef = value;
    }
    size_t before = arena_used(j->arena);
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK &&
      store_put_facts(s, j, list, MANY_FACTS, how) == OK && store_commit(s, j) == OK, "%.*s",
      STRF(j->message));
    return arena_used(j->arena) - before;
}

static status cost_little(struct job *j, void *arg)
{
    struct store *s;

    T(open_limits(j, arg, &s) == OK, "open");
    for (int month = 1; month <= MONTHS_THERE; month++)
        cost_of_month(s, j, month, 5);
    size_t cost = cost_of_month(s, j, 2, 6);
    T(cost < (size_t)MANY_FACTS * FACT_COST, "%zu bytes a figure", cost / MANY_FACTS);
    return OK;
}

/* -- a job that ends in the middle -- */

struct shared_store {
    struct store *s;
    status st;
};

static status read_all_of_it(struct job *j, void *arg)
{
    struct shared_store *shared = arg;
    struct store_counts n;
    struct facts all;
    str head;

    T(store_read_begin(shared->s, j) == OK, "read: %.*s", STRF(j->message));
    status st = store_facts(shared->s, j, &(struct fact_filter){ .indicator = STR("ngo") }, &all);
    store_read_end(shared->s);
    return st == OK ? store_verify(shared->s, j, &n, &head) : st;
}

static void keep_status(status st, str message, void *arg)
{
    struct shared_store *shared = arg;

    (void)message;
    shared->st = st;
}

static status outlive_jobs(struct job *j, void *arg)
{
    struct shared_store shared = { .st = OK };
    struct limits small = LIMITS_DEFAULT;
    int ended = 0;

    T(open_limits(j, arg, &shared.s) == OK, "open");
    T(store_begin(shared.s, j, STR("an"), STR("nhập")) == OK, "begin");
    put_areas(shared.s, j, 1500);
    T(store_commit(shared.s, j) == OK, "commit");
    for (size_t kb = 48; kb < 4096; kb *= 2) {
        small.memory = kb << 10;
        shared.st = OK;
        job_run(&small, LANG_EN, read_all_of_it, &shared, keep_status);
        ended += shared.st == FAIL_LIMIT;
        shared.st = OK;
        job_run(&LIMITS_DEFAULT, LANG_EN, read_all_of_it, &shared, keep_status);
        T(shared.st == OK, "after a job of %zu KB: status %d", kb, (int)shared.st);
    }
    T(ended > 1, "%d jobs ran out of memory", ended);
    return OK;
}

/* -- a begin that fails half-way -- */

static void rename_head(const struct limit_place *p, const char *sql)
{
    sqlite3 *db = NULL;

    sqlite3_open(p->where, &db);
    T(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static status begin_again(struct job *j, void *arg)
{
    struct fact f = good_fact();
    enum put_result how;
    struct store *s;

    T(open_limits(j, arg, &s) == OK, "open");
    rename_head(arg, "ALTER TABLE head RENAME TO head_gone");
    T(store_begin(s, j, STR("an"), STR("nhập")) == FAIL_DATABASE, "no head");
    job_forgive(j);
    rename_head(arg, "ALTER TABLE head_gone RENAME TO head");
    if (!T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin again: %.*s", STRF(j->message)))
        return OK;
    T(store_put_fact(s, j, &f, &how) == OK && store_commit(s, j) == OK, "and write");
    return OK;
}

/* -- periods far apart -- */

static status ask_far_years(struct job *j, void *arg)
{
    static const int year[] = { 1, 1945, 2025, 4095 };
    struct fact f = good_fact();
    enum put_result how;
    struct facts all;
    struct store *s;

    T(open_limits(j, arg, &s) == OK, "open");
    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin");
    for (int i = 0; i < 4; i++) {
        f.when = (period){ .kind = PERIOD_YEAR, .year = (int16_t)year[i],
                           .from_year = (int16_t)year[i] };
        T(store_put_fact(s, j, &f, &how) == OK, "of the year %d", year[i]);
    }
    f.when = (period){ .kind = PERIOD_NONE };
    T(store_put_fact(s, j, &f, &how) == OK && store_commit(s, j) == OK, "of no year");
    clock_t before = clock();
    T(store_facts(s, j, &(struct fact_filter){ .limit = 0 }, &all) == OK && all.count == 5,
      "%zu facts", all.count);
    T(store_facts(s, j, &(struct fact_filter){ .from_year = INT32_MIN / 2,
                                               .to_year = INT32_MAX / 2 }, &all) == OK &&
          all.count == 5, "%zu facts of all years", all.count);
    T(store_facts(s, j, &(struct fact_filter){ .from_year = 1945, .to_year = 2025 }, &all) == OK &&
          all.count == 2, "%zu facts of these years", all.count);
    T(store_facts(s, j, &(struct fact_filter){ .from_year = 2026, .to_year = 2020 }, &all) == OK &&
          all.count == 0, "none of no years");
    T(clock() - before < CLOCKS_PER_SEC, "in no time");
    return OK;
}

static void tell_limit(status st, str message, void *arg)
{
    (void)arg;
    T(st == OK, "%.*s", STRF(message));
}

static void on_either_limit(status (*fn)(struct job *, void *), const char *server)
{
    static const char *const tail[] = { "", "-wal", "-shm" };
    static int64_t tenant;
    char folder[64] = "/tmp/soat-limit-XXXXXX", path[96], name[112];

    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/so.db", folder);
    struct limit_place p = { path, 1, true };
    job_run(&LIMITS_DEFAULT, LANG_EN, fn, &p, tell_limit);
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, tail[i]);
        unlink(name);
    }
    rmdir(folder);
    if (!server)
        return;
    if (!tenant)
        tenant = 1200000000 + (int64_t)(time(NULL) % 1000000) * 100;
    p = (struct limit_place){ server, ++tenant, false };
    job_run(&LIMITS_DEFAULT, LANG_EN, fn, &p, tell_limit);
}

void test_limit(void);
void test_limit(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");

    on_either_limit(refuse_rows, server);
    on_either_limit(go_on_after_refusal, server);
    on_either_limit(abort_often, server);
    on_either_limit(outlive_jobs, server);
    on_either_limit(begin_again, NULL);
    on_either_limit(cost_little, NULL);
    on_either_limit(take_turns_writing, server);
    on_either_limit(ask_far_years, server);
}

/* test_tenants.c -- provinces of one database see nothing of each other.
 *
 * Three proofs: from the catalogs, that the tenant leads every key; from the text of every query,
 * that it asks for one tenant of each table it names; and by doing, that whatever one tenant is
 * told or writes, the other's answers stay what they were. */
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/postgres/postgres_int.h"
#include "store/provider.h"
#include "store/trace.h"
#include "t.h"

struct tenant_place {
    const char *where;
    char file[96], copy[96];
    bool on_server;
    int64_t first, second;
};

/* -- (a) keys, as the catalogs have them -- */

static int64_t ask_file(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    int64_t n = -1;

    sqlite3_open(path, &db);
    if (T(sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db)) &&
        sqlite3_step(st) == SQLITE_ROW)
        n = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return n;
}

#define OF_TENANTS " NOT IN ('migration', 'sqlite_stat1')"

static void look_at_file_keys(const char *path)
{
    T(ask_file(path, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name"
                     OF_TENANTS) == TABLE_COUNT + 2, "the tables, the head and the tally");
    T(ask_file(path, "SELECT count(*) FROM sqlite_schema AS t, pragma_index_list(t.name) AS i,"
                     " pragma_index_info(i.name) AS c WHERE t.type = 'table' AND c.seqno = 0"
                     " AND c.name <> 'tenant' AND t.name" OF_TENANTS) == 0,
      "an index that does not begin with the tenant");
    T(ask_file(path, "SELECT count(*) FROM sqlite_schema AS t, pragma_index_list(t.name) AS i,"
                     " pragma_index_info(i.name) AS c WHERE t.type = 'table' AND i.origin = 'pk'"
                     " AND c.seqno = 0 AND c.name = 'tenant'") == TABLE_COUNT + 2,
      "a key for each table");
}

static void look_at_server_keys(struct store *s, struct job *j)
{
    static const char same_schema[] =
        " FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid"
        " JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]"
        " WHERE t.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'head'::regclass)"
        " AND t.relname IN ('head', 'tally'";
    struct buf names, sql;
    int64_t n = -1;

    buf_init(&names, j->arena);
    for (int t = 0; t < TABLE_COUNT; t++)
        buf_printf(&names, ", '%s'", table_shape[t].name);
    buf_init(&sql, j->arena);
    buf_printf(&sql, "SELECT count(*)%s%.*s) AND a.attname <> 'tenant'", same_schema,
               (int)names.len, names.ptr);
    buf_char(&sql, 0);
    T(pg_script(s, j, sql.ptr, &n) == OK && n == 0, "%lld indexes without the tenant: %.*s",
      (long long)n, STRF(j->message));
    buf_init(&sql, j->arena);
    buf_printf(&sql, "SELECT count(*)%s%.*s) AND i.indisprimary AND a.attname = 'tenant'",
               same_schema, (int)names.len, names.ptr);
    buf_char(&sql, 0);
    T(pg_script(s, j, sql.ptr, &n) == OK && n == TABLE_COUNT + 2, "%lld keys", (long long)n);
}

/* -- (b) every query names the tenant of each table -- */

static const struct { const char *name, *sql; } asked[] = {
#define QUERY(name, sql) { #name, sql },
#include "store/queries.def"
};

enum { MOST_WORDS = 600, MOST_SCOPES = 40, MOST_TABLES = 12 };

/* A statement as words; each with the SELECT (or the statement) it belongs to. */
struct words_of_query {
    char text[6000];
    const char *word[MOST_WORDS];
    int scope[MOST_WORDS], n, nscopes;
};

static void add_word(struct words_of_query *w, size_t *used, const char *from, size_t len,
                     int scope)
{
    memcpy(w->text + *used, from, len);
    w->text[*used + len] = 0;
    w->word[w->n] = w->text + *used;
    w->scope[w->n++] = scope;
    *used += len + 1;
}

static void split_query(struct words_of_query *w, const char *sql)
{
    int open[MOST_SCOPES] = { 0 }, depth = 0;
    size_t used = 0;

    *w = (struct words_of_query){ .nscopes = 1 };
    while (*sql) {
        size_t n = 0;

        while (isalnum((unsigned char)sql[n]) || strchr("._?", sql[n] ? sql[n] : ' '))
            n++;
        if (n == 0)
            n = 1;
        if (!isspace((unsigned char)*sql)) {
            if (*sql == '(') {
                const char *inner = sql + 1 + strspn(sql + 1, " ");

                open[depth + 1] = strncmp(inner, "SELECT", 6) == 0 ? w->nscopes++ : open[depth];
                depth++;
            }
            add_word(w, &used, sql, n, open[depth]);
            if (*sql == ')')
                depth--;
        }
        sql += n;
    }
}

static bool word_is(const struct words_of_query *w, int i, int scope, const char *text)
{
    return i >= 0 && i < w->n && w->scope[i] == scope && strcmp(w->word[i], text) == 0;
}

static bool names_table(const char *word)
{
    if (strcmp(word, "head") == 0 || strcmp(word, "tally") == 0)
        return true;
    for (int t = 0; t < TABLE_COUNT; t++)
        if (strcmp(word, table_shape[t].name) == 0)
            return true;
    return false;
}

struct table_in_query {
    int scope;
    char tenant[40];            /* "f.tenant", or "tenant" */
    bool bound, inserted;
};

static int find_tables(const struct words_of_query *w, struct table_in_query *out)
{
    int n = 0;

    for (int i = 1; i < w->n && n < MOST_TABLES; i++) {
        const char *before = w->word[i - 1];
        struct table_in_query t = { .scope = w->scope[i], .tenant = "tenant" };

        if (!names_table(w->word[i]) || (strcmp(before, "FROM") && strcmp(before, "JOIN") &&
                                         strcmp(before, "INTO") && strcmp(before, "UPDATE") &&
                                         strcmp(before, ",")))
            continue;
        t.inserted = strcmp(before, "INTO") == 0;
        if (strcmp(before, ",") == 0 && !word_is(w, i + 1, t.scope, "AS"))
            continue;           /* a column of that name */
        if (word_is(w, i + 1, t.scope, "AS"))
            snprintf(t.tenant, sizeof t.tenant, "%.30s.tenant", w->word[i + 2]);
        out[n++] = t;
    }
    return n;
}

/* INSERT INTO t (tenant, ...) VALUES (?1, ...) or SELECT ?1, ... */
static bool inserts_own(const struct words_of_query *w)
{
    bool column = false, value = false;

    for (int i = 0; i + 4 < w->n; i++) {
        if (strcmp(w->word[i], "INTO") == 0)
            column = strcmp(w->word[i + 2], "(") == 0 && strcmp(w->word[i + 3], "tenant") == 0;
        if (strcmp(w->word[i], "VALUES") == 0)
            value = strcmp(w->word[i + 2], "?1") == 0;
        if (column && strcmp(w->word[i], ")") == 0 && strcmp(w->word[i + 1], "SELECT") == 0)
            value = strcmp(w->word[i + 2], "?1") == 0;
    }
    return column && value;
}

/* The conditions of a scope make one table after the other the tenant's. There is no OR beside
 * them and no UNION: then each condition holds for every row. */
static void bind_tables(const struct words_of_query *w, struct table_in_query *t, int n)
{
    for (int round = 0; round <= n; round++)
        for (int k = 0; k < n; k++)
            for (int i = 0; i + 2 < w->n; i++) {
                if (!word_is(w, i, t[k].scope, t[k].tenant) ||
                    !word_is(w, i + 1, t[k].scope, "="))
                    continue;
                t[k].bound |= word_is(w, i + 2, t[k].scope, "?1");
                for (int other = 0; other < n; other++)
                    t[k].bound |= other != k && t[other].bound &&
                                  t[other].scope == t[k].scope &&
                                  word_is(w, i + 2, t[k].scope, t[other].tenant);
            }
}

static bool asks_one_tenant(const char *sql)
{
    static struct words_of_query w;
    struct table_in_query t[MOST_TABLES] = { { 0 } };
    bool bare[MOST_SCOPES] = { false };

    split_query(&w, sql);
    int n = find_tables(&w, t);
    for (int i = 0; i < w.n; i++)
        for (int k = 0; k < n; k++)
            if (word_is(&w, i, t[k].scope, "OR") || strcmp(w.word[i], "UNION") == 0)
                return false;
    bind_tables(&w, t, n);
    for (int k = 0; k < n; k++) {
        if (t[k].inserted ? !inserts_own(&w) : !t[k].bound)
            return false;
        if (strcmp(t[k].tenant, "tenant") == 0 && !t[k].inserted) {
            if (bare[t[k].scope])
                return false;   /* two tables, one condition: whose is it? */
            bare[t[k].scope] = true;
        }
    }
    return n > 0;
}

static void test_queries(void)
{
    static const char *const bad[] = {
        "SELECT num FROM term", "SELECT num FROM term WHERE tenant = ?2",
        "SELECT num FROM term WHERE tenant = ?1 OR num = 1",
        "SELECT f.year FROM fact AS f JOIN series AS s ON s.num = f.series WHERE f.tenant = ?1",
        "SELECT f.year FROM series AS s CROSS JOIN fact AS f WHERE s.tenant = ?1",
        "SELECT (SELECT count(*) FROM fact) FROM term WHERE tenant = ?1",
        "SELECT num FROM term WHERE tenant = ?1 AND num IN (SELECT unit FROM fact)",
        "SELECT a.num FROM term AS a JOIN term AS b ON b.tenant = a.tenant",
        "INSERT INTO tally (area, tenant) VALUES (?1, ?2)",
        "INSERT INTO tally (tenant, area) SELECT ?1, area FROM series",
        "UPDATE head SET entry = ?2", "SELECT 1",
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        T(!asks_one_tenant(bad[i]), "this asks for all tenants: %s", bad[i]);
    /* Tables of version 1 are of one province: it knew no other, and nobody but the upgrade,
     * which is the first tenant's, ever asks for them. */
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
        if (strncmp(asked[i].name, "OLD_", 4) != 0)
            T(asks_one_tenant(asked[i].sql), "%s: %s", asked[i].name, asked[i].sql);
}

/* -- (c) what is done to one is not seen by the other -- */

static struct fact tenant_fact(str word, int64_t coef, int year)
{
    return (struct fact){ .indicator = STR("ngo"), .area = word,
                          .when = { .kind = PERIOD_YEAR, .year = (int16_t)year,
                                    .from_year = (int16_t)year },
                          .source = STR("báo cáo"), .value = { coef, 0 }, .unit = STR("tấn"),
                          .status = FACT_OFFICIAL, .published = 20000, .reason = word };
}

struct tenant_words {
    str own;                    /* stands in all that is this tenant's alone */
    int64_t coef;
};

static status write_as_tenant(struct store *s, struct job *j, void *arg)
{
    const struct tenant_words *w = arg;
    struct document same = { .name = STR("a.md"), .text = STR("Cùng một văn bản.") };
    struct document own = { .name = w->own, .title = w->own, .text = w->own };
    struct fact list[] = { tenant_fact(STR("xã chung"), w->coef, 2025),
                           tenant_fact(w->own, 7, 2024), tenant_fact(w->own, 8, 2020) };
    struct fact plan = tenant_fact(STR("xã chung"), 9, 2025);
    enum put_result how[3];
    bool known;

    list[0].reason = w->own;
    plan.kind = FACT_PLAN;
    plan.book = w->own;
    status st = store_put_document(s, j, &same, &known);
    if (st == OK)
        st = store_put_document(s, j, &own, &known);
    if (st == OK)
        st = store_put_facts(s, j, list, 3, how);
    if (st == OK)
        st = store_put_fact(s, j, &plan, how);
    const struct fact_mention m = { .document = own.id, .ordinal = w->coef, .fact = &list[0],
                                    .sentence = w->own };
    if (st == OK)
        st = store_put_mention(s, j, &m);
    if (st == OK)
        st = store_put_record(s, j, STR("book"), STR("chung"), w->own);
    if (st == OK)
        st = store_put_record(s, j, STR("book"), w->own, w->own);
    return st == OK ? store_put_setting(s, j, STR("tên"), w->own) : st;
}

static void change_as(struct store *s, struct job *j, const struct tenant_words *w)
{
    struct tenant_words words = *w;
    const struct store_change c = { .author = w->own, .action = w->own, .reason = w->own,
                                    .fn = write_as_tenant, .arg = &words };

    T(store_change(s, j, &c) == OK, "%.*s", STRF(j->message));
}

static void tell_fact(struct buf *b, const struct fact *f)
{
    buf_printf(b, "%.*s|%.*s|%d|%d|%.*s|%lld|%lld|%lld|%.*s\n", STRF(f->indicator), STRF(f->area),
               f->when.year, (int)f->kind, STRF(f->book), (long long)f->value.coef,
               (long long)f->revision, (long long)f->entry, STRF(f->reason));
}

static status tell_each(void *arg, const struct fact *f)
{
    tell_fact(arg, f);
    return OK;
}

static void tell_facts_of(struct store *s, struct job *j, struct buf *b, str area)
{
    const struct fact_filter all = { .withdrawn = true }, one = { .area = area },
                             of_both = { .indicator = STR("ngo"), .area = area },
                             of_one = { .indicator = STR("ngo") };
    const struct fact_filter *filter[] = { &all, &one, &of_both, &of_one };
    struct fact key = tenant_fact(area, 0, 2025);
    struct mentions quotes;
    struct facts facts;

    for (int i = 0; i < 4; i++) {
        T(store_facts(s, j, filter[i], &facts) == OK, "facts");
        for (size_t k = 0; k < facts.count; k++)
            tell_fact(b, &facts.list[k]);
        T(store_each_fact(s, j, filter[i], tell_each, b) == OK, "each");
    }
    T(store_revisions(s, j, &key, &facts) == OK, "revisions");
    for (size_t k = 0; k < facts.count; k++)
        tell_fact(b, &facts.list[k]);
    T(store_quotes(s, j, &key, &quotes) == OK, "quotes");
    for (size_t k = 0; k < quotes.count; k++)
        buf_printf(b, "quote %.*s\n", STRF(quotes.list[k].sentence));
}

static void tell_tallies_of(struct store *s, struct job *j, struct buf *b, str area)
{
    struct period_tally *of_period;
    struct area_tally *of_area;
    const str *book;
    size_t n;

    T(store_periods(s, j, area, &of_period, &n) == OK, "periods");
    for (size_t k = 0; k < n; k++)
        buf_printf(b, "%d %lld\n", of_period[k].when.year, (long long)of_period[k].facts);
    T(store_areas(s, j, &of_area, &n) == OK, "areas");
    for (size_t k = 0; k < n; k++)
        buf_printf(b, "%.*s %lld\n", STRF(of_area[k].area), (long long)of_area[k].facts);
    n = store_books(s, j->arena, FACT_PLAN, &book);
    for (size_t k = 0; k < n; k++)
        buf_printf(b, "book %.*s\n", STRF(book[k]));
}

static void tell_documents_of(struct store *s, struct job *j, struct buf *b)
{
    struct documents all;
    struct mentions quotes;
    struct document d;

    T(store_documents(s, j, &all) == OK, "documents");
    for (size_t i = 0; i < all.count; i++) {
        T(store_document(s, j, all.list[i].id, &d) == OK, "document");
        buf_printf(b, "%lld %.*s %.*s %.*s\n", (long long)d.id, STRF(d.name), STRF(d.title),
                   STRF(d.text));
        T(store_mentions(s, j, d.id, &quotes) == OK, "mentions");
        for (size_t k = 0; k < quotes.count; k++)
            buf_printf(b, "mention %lld %.*s\n", (long long)quotes.list[k].ordinal,
                       STRF(quotes.list[k].sentence));
    }
}

static void tell_records_of(struct store *s, struct job *j, struct buf *b)
{
    struct records all;
    str body;

    T(store_records(s, j, STR("book"), &all) == OK, "records");
    for (size_t i = 0; i < all.count; i++)
        buf_printf(b, "%.*s %.*s %lld\n", STRF(all.list[i].id), STRF(all.list[i].body),
                   (long long)all.list[i].revision);
    T(store_record(s, j, STR("book"), STR("chung"), &body) == OK, "record");
    buf_printf(b, "%.*s\n", STRF(body));
    T(store_setting(s, j, STR("tên"), &body) == OK, "setting");
    buf_printf(b, "%.*s\n", STRF(body));
}

static void tell_audit_of(struct store *s, struct job *j, struct buf *b)
{
    struct store_counts n = { 0 };
    struct audit_log log;
    struct trace trace;
    str head = { NULL, 0 };

    T(store_audit(s, j, 1, 0, &log) == OK, "audit");
    for (size_t i = 0; i < log.count; i++) {
        const struct audit_entry *e = &log.list[i];

        buf_printf(b, "%lld %.*s %.*s %.*s %lld %.*s\n", (long long)e->entry, STRF(e->author),
                   STRF(e->action), STRF(e->reason), (long long)e->nrows, STRF(e->hash));
        T(store_trace(s, j, e->entry, 100, &trace) == OK, "trace");
        buf_printf(b, "%lld facts %lld mentions %lld names %zu documents %zu records\n",
                   (long long)trace.facts, (long long)trace.mentions, (long long)trace.names,
                   trace.ndocuments, trace.nrecords);
        for (size_t k = 0; k < trace.nfacts; k++)
            tell_fact(b, &trace.fact[k].now);
    }
    T(store_verify(s, j, &n, &head) == OK, "verify: %.*s", STRF(j->message));
    buf_printf(b, "%lld %lld %lld %lld %lld %lld %.*s\n", (long long)n.facts,
               (long long)n.revisions, (long long)n.documents, (long long)n.mentions,
               (long long)n.records, (long long)n.entries, STRF(head));
}

/* All that a tenant is told by any function of the store. */
static str tell_all(struct store *s, struct job *j)
{
    static const char *const area[] = { "xã chung", "của-một", "của-hai" };
    struct buf b;

    buf_init(&b, j->arena);
    for (int i = 0; i < 3; i++) {
        tell_facts_of(s, j, &b, str_from(area[i]));
        tell_tallies_of(s, j, &b, str_from(area[i]));
    }
    tell_documents_of(s, j, &b);
    tell_records_of(s, j, &b);
    tell_audit_of(s, j, &b);
    return (str){ b.ptr, b.len };
}

static bool tells_of(str told, const char *word)
{
    return str_find(told, str_from(word)) != SIZE_MAX;
}

static void spoil(const struct tenant_place *p, struct store *s, struct job *j, int64_t tenant)
{
    static const char *const sql[] = {
        "UPDATE fact SET coef = 999 WHERE tenant = %lld AND coef = 7",
        "UPDATE term SET text = 'x' WHERE tenant = %lld AND num = 1",
        "DELETE FROM tally WHERE tenant = %lld", "DELETE FROM audit WHERE tenant = %lld",
        "DELETE FROM head WHERE tenant = %lld",
    };

    for (size_t i = 0; i < sizeof sql / sizeof sql[0]; i++) {
        char text[200];

        snprintf(text, sizeof text, sql[i], (long long)tenant);
        if (p->on_server) {
            T(pg_script(s, j, text, NULL) == OK, "%s: %.*s", text, STRF(j->message));
            continue;
        }
        sqlite3 *db = NULL;
        sqlite3_open(p->where, &db);
        T(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
        sqlite3_close(db);
    }
}

static void live_side_by_side(struct store *one, struct store *two, struct job *j)
{
    struct tenant_words first = { STR("của-một"), 5 }, second = { STR("của-hai"), 6 };

    change_as(one, j, &first);
    str before = tell_all(one, j);
    T(tells_of(before, "của-một"), "it is told its own");
    str nothing = tell_all(two, j);
    T(!tells_of(nothing, "của-một") && !tells_of(nothing, "xã chung|"), "the other nothing");

    change_as(two, j, &second);
    second.coef++;
    change_as(two, j, &second);
    second.coef++;
    T(store_begin(two, j, STR("an"), STR("bỏ")) == OK, "begin");
    T(write_as_tenant(two, j, &second) == OK, "and think better of it");
    store_abort(two);
    T(str_eq(before, tell_all(one, j)), "what the first is told has not changed");
    str told = tell_all(two, j);
    T(tells_of(told, "của-hai") && !tells_of(told, "của-một"), "nothing of the first");

    first.coef = 50;
    change_as(one, j, &first);
    T(str_eq(told, tell_all(two, j)), "nor the second");
    T(!tells_of(tell_all(one, j), "của-hai"), "nothing of the second");
}

static void copy_one_of_two(const struct tenant_place *p, struct store *two, struct job *j)
{
    struct store *copy, *other;
    struct store_counts n = { 0 };
    str told = tell_all(two, j);

    if (!T(store_open_tenant(j, str_from(p->copy), STORE_CREATE, p->second, &copy) == OK, "%.*s",
           STRF(j->message)))
        return;
    T(store_copy(two, copy, j) == OK, "%.*s", STRF(j->message));
    T(str_eq(told, tell_all(copy, j)), "the copy tells the same");
    T(store_open_tenant(j, str_from(p->copy), STORE_READ, p->first, &other) == OK &&
          store_count(other, j, &n) == OK && n.facts + n.documents + n.entries == 0,
      "nothing of the other one is copied");
}

static status keep_tenants_apart(struct job *j, void *arg)
{
    const struct tenant_place *p = arg;
    struct store *one, *two;
    struct store_counts n;
    str head;

    T(store_open_tenant(j, str_from(p->where), STORE_CREATE, p->first, &one) == OK, "%.*s",
      STRF(j->message));
    T(store_open_tenant(j, str_from(p->where), STORE_CREATE, p->second, &two) == OK, "%.*s",
      STRF(j->message));
    if (p->on_server)
        look_at_server_keys(one, j);
    else
        look_at_file_keys(p->where);
    live_side_by_side(one, two, j);
    copy_one_of_two(p, two, j);
    str told = tell_all(one, j);
    spoil(p, two, j, p->second);
    T(str_eq(told, tell_all(one, j)), "what is done to the second does not touch the first");
    T(store_verify(two, j, &n, &head) == FAIL_FORMAT, "and is found in the second");
    return OK;
}

static void tell_tenant(status st, str message, void *arg)
{
    (void)arg;
    T(st == OK || st == FAIL_FORMAT, "%.*s", STRF(message));
}

static void on_place(const char *server)
{
    static const char *const tail[] = { "", "-wal", "-shm" };
    char folder[64] = "/tmp/soat-tenants-XXXXXX", name[128];
    struct tenant_place p = { .first = 1, .second = 2 };

    if (!mkdtemp(folder))
        abort();
    snprintf(p.file, sizeof p.file, "%s/so.db", folder);
    snprintf(p.copy, sizeof p.copy, "%s/copy.db", folder);
    p.where = p.file;
    if (server) {
        p.where = server;
        p.on_server = true;
        p.first = 1100000000 + (int64_t)(time(NULL) % 1000000) * 100;
        p.second = p.first + 1;
    }
    job_run(&LIMITS_DEFAULT, LANG_EN, keep_tenants_apart, &p, tell_tenant);
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", p.file, tail[i]);
        unlink(name);
        snprintf(name, sizeof name, "%s%s", p.copy, tail[i]);
        unlink(name);
    }
    rmdir(folder);
}

void test_tenants(void);
void test_tenants(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");

    test_queries();
    on_place(NULL);
    if (server)
        on_place(server);
}

/* test_due.c -- definitions of an office, and the release calendar they change, on both engines. */
#include "app/due.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/define.h"
#include "app/derive.h"
#include "app/facts.h"
#include "t.h"

struct due_ledger {
    const char *where;
    int64_t tenant;
    struct job *job;
    struct store *store;
    const struct indicators *catalogue;
};

static status define_text(const struct due_ledger *l, const char *type, const char *id,
                          const char *body, struct define_result *out)
{
    const struct define_request r = { .type = str_from(type), .id = str_from(id),
                                      .name = STR("tệp.txt"), .body = str_from(body),
                                      .author = STR("an") };

    return app_define(l->store, l->job, l->catalogue, &r, out);
}

static void import_due(const struct due_ledger *l, const char *rows)
{
    static const struct import_request by_statistician = { .author = { "bình", 5 } };
    struct import_result done = { .known = false };
    str table = arena_printf(l->job->arena, "indicator\tarea\tperiod\tvalue\tunit\tsource\tstatus\t"
                                            "published\n%s", rows);

    T(app_import_text(l->job, l->store, STR("bang.tsv"), table, &by_statistician, &done) == OK,
      "%.*s %.*s", STRF(l->job->message), STRF(done.cell_errors));
}

static const struct due_release *release_of(const struct due *d, const char *id, const char *when)
{
    period p;

    T(period_parse(str_from(when), &p), "%s", when);
    for (size_t i = 0; i < d->n; i++)
        if (str_is(d->list[i].release->id, id) &&
            period_eq(d->list[i].when, period_canonical(p)))
            return &d->list[i];
    return NULL;
}

static void read_calendar_of(const struct due_ledger *l)
{
    struct define_result done;
    struct due d;

    import_due(l, "cpi\t11\t2026-01\t103\t%\ttk\testimate\t2026-02-01\n"
                  "so-ho\t11\t2025\t310\thộ\ttk\tofficial\t2026-02-20\n");
    T(define_text(l, "release", "cpi-thang-2026",
                  "id: cpi-thang-2026\nof: indicator:cpi\nperiod: month\nstatus: official\n"
                  "due: 1/9\nfrom: 2026-01-01\n", &done) == OK, "%.*s", STRF(l->job->message));
    if (!T(app_due(l->job, l->store, l->catalogue, STR("11"), day_of(2026, 2, 9), &d) == OK, "due"))
        return;
    const struct due_release *r = release_of(&d, "cpi-thang-2026", "2026-01");
    T(r && r->due == day_of(2026, 2, 9), "the office's own day takes the place of the shipped one");
    T(r && r->held == 0, "an estimate is not what is due");
    r = release_of(&d, "ktxh-month", "2026-01");
    T(r && r->due == day_of(2026, 2, 6) && r->held == 1, "an estimate of the month is there");
    T(!release_of(&d, "ktxh-month", "2025-11") && release_of(&d, "ktxh-quarter", "2026-Q1") &&
          release_of(&d, "ktxh-months", "2026-01/2026-02") && !release_of(&d, "ktxh-year", "2026"),
      "a month back, three ahead");
    for (size_t i = 1; i < d.n; i++)
        T(d.list[i - 1].due <= d.list[i].due, "by day");
    T(d.embargo.count == 1 && str_is(d.embargo.list->indicator, "so-ho"), "%zu kept until its day",
      d.embargo.count);
    T(app_due(l->job, l->store, l->catalogue, STR("11"), day_of(2026, 2, 20), &d) == OK &&
          d.embargo.count == 0, "public on its day");
}

/* The derived figure of 2024: its value, or -1 where there is none. */
static int64_t derived_now(const struct due_ledger *l, const char *indicator)
{
    struct fact_filter filter = { .indicator = str_from(indicator), .area = STR("11"),
                                  .source = STR(DERIVED_SOURCE) };
    struct facts all = { NULL, 0 };

    T(period_parse(STR("2024"), &filter.at), "2024");
    T(store_facts(l->store, l->job, &filter, &all) == OK, "asked");
    return all.count ? all.list[0].value.coef : -1;
}

static void define_formulas(const struct due_ledger *l)
{
    struct define_result done;

    import_due(l, "so-ho\t11\t2024\t120\thộ\ttk\tofficial\t2025-01-31\n"
                  "so-ho-ngheo\t11\t2024\t30\thộ\ttk\tofficial\t2025-01-31\n");
    T(derived_now(l, "ho-ngheo") == 2500, "by the shipped formula");
    T(define_text(l, "formula", "ho-ngheo", "decimals: 0\nformula: share(so-ho-ngheo; so-ho)\n",
                  &done) == OK && done.changed && done.revision == 1 && done.derived == 1 &&
          derived_now(l, "ho-ngheo") == 25, "by the own one at once");
    T(define_text(l, "formula", "ho-ngheo", "", &done) == OK && done.changed && !done.revision &&
          derived_now(l, "ho-ngheo") == 2500, "and back");
    T(define_text(l, "formula", "dan-so", "decimals: 0\nformula: so-ho * 4 \"người/hộ\"\n",
                  &done) == OK && derived_now(l, "dan-so") == 480, "%.*s", STRF(l->job->message));
    T(define_text(l, "formula", "dan-so", "", &done) == OK && derived_now(l, "dan-so") == -1,
      "what a formula gave goes with it");

    struct store_counts counts = { 0 };
    str head;
    T(store_verify(l->store, l->job, &counts, &head) == OK, "intact");
}

/* type, id, body: each is wrong. */
static const char *const wrong_definition[][3] = {
    { "plan-book", "a", "id: a\ntype: council\n" },
    { "plan-book", "a", "id: b\ntype: council\ntitle: B\nyears: 2025\n" },
    { "plan-book", "a", "id: a\ntype: adjusted\ntitle: A\nyears: 2025\namends: x\n" },
    { "release", "a", "id: a\nof: indicator:khong-co\nperiod: month\nstatus: official\n"
                      "due: 1/9\n" },
    { "formula", "ho-ngheo", "formula: so-ho +\n" },
    { "formula", "ho-ngheo", "\t0\tso-ho\nso-ho\t\t0\tdan-so" },
    { "units", "a", "code\tname\n" },
    { "mapping", "a", "maybe" },
    { "mapping", "a", "accept\nskip" },
    { "setting", "area", "Xứ Lạ" },
    { "setting", "colour", "red" },
    { "setting", "title", "\xff" },
    { "mapping", "a\tb", "accept" },
};

static void refuse_definitions(const struct due_ledger *l)
{
    struct store_counts before = { 0 }, after = { 0 };
    struct define_result done;

    T(store_count(l->store, l->job, &before) == OK, "counted");
    for (size_t i = 0; i < sizeof wrong_definition / sizeof *wrong_definition; i++) {
        const char *const *w = wrong_definition[i];

        T(define_text(l, w[0], w[1], w[2], &done) != OK && l->job->message.len, "%s %s %s", w[0],
          w[1], w[2]);
        job_forgive(l->job);
    }
    T(store_count(l->store, l->job, &after) == OK && before.records == after.records &&
          before.entries == after.entries, "nothing is left of them");
}

static status define_and_read(struct job *j, void *arg)
{
    struct due_ledger l = *(struct due_ledger *)arg;

    l.job = j;
    l.catalogue = indicators_load(j->arena);
    if (!T(store_open_tenant(j, str_from(l.where), STORE_CREATE, l.tenant, &l.store) == OK, "open"))
        return OK;
    read_calendar_of(&l);
    define_formulas(&l);
    refuse_definitions(&l);
    return OK;
}

static void due_on(const char *where, int64_t tenant)
{
    struct due_ledger l = { .where = where, .tenant = tenant };

    T(job_run(&LIMITS_DEFAULT, LANG_VI, define_and_read, &l, NULL) == OK, "ran");
}

void test_due(void);
void test_due(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");
    char folder[] = "/tmp/soat-due-XXXXXX", path[64];

    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/so.db", folder);
    due_on(path, 1);
    unlink(path);
    rmdir(folder);
    if (server)
        due_on(server, 1700000000 + (int64_t)(time(NULL) % 100000000));
    else
        puts("SKIP: SOAT_TEST_POSTGRES is not set; definitions were NOT tested on PostgreSQL");
}

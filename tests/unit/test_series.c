/* test_series.c -- series and histories out of the ledger, on both engines. */
#include "app/series.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/facts.h"
#include "app/history.h"
#include "t.h"

struct series_place {
    const char *where;
    int64_t tenant;
};

struct series_ledger {
    struct job *job;
    struct store *store;
    const struct indicators *catalogue;
    struct places *places;
};

/* Real communes: Nậm Kè of 2025 is Pá Mỳ (03159) and Nậm Kè (03162) of before; both lay in
 * Mường Nhé (096), of which Quảng Lâm (03164/2025-07-01) took in ground of Nậm Pồ. */
static const char facts_of_two[] =
    "indicator\tarea\tperiod\tvalue\tunit\tsource\tkind\tbook\tpublished\tstatus\n"
    "so-ho\t03159\t2024\t100\thộ\ttk\tactual\t\t2025-01-31\tofficial\n"
    "so-ho\t03162\t2024\t200\thộ\ttk\tactual\t\t2025-01-31\tpreliminary\n"
    "so-ho\t03162\t2024\t999\thộ\txã\testimate\t\t2025-03-31\tofficial\n"
    "so-ho\t03162/2025-07-01\t2025\t310\thộ\ttk\tactual\t\t2026-01-31\tofficial\n"
    "so-ho-ngheo\t03159\t2024\t10\thộ\ttk\tactual\t\t2025-01-31\tpreliminary\n"
    "so-ho-ngheo\t03162\t2024\t80\thộ\ttk\tactual\t\t2025-01-31\tofficial\n"
    "ho-ngheo\t03159\t2024\t10.00\t%\ttk\tactual\t\t2025-01-31\tofficial\n"
    "ho-ngheo\t03162\t2024\t40.00\t%\ttk\tactual\t\t2025-01-31\tofficial\n"
    "so-ho\t096\t2024\t9\tnghìn hộ\ttk\tactual\t\t2025-01-31\tofficial\n"
    "so-ho\t03159\t2023\t7\tha\ttk\tactual\t\t2024-01-31\tofficial\n"
    "so-ho\tbản Không Có\t2024\t5\thộ\ttk\tactual\t\t2025-01-31\tofficial\n"
    "so-ho\t11\t2025\t1000\thộ\ttk\tplan\tmot\t2024-12-31\tofficial\n"
    "so-ho\t11\t2024\t1000\thộ\ttk\tplan\thai\t2024-12-31\tofficial\n"
    "so-ho\t03162\t2024\t555\thộ\tnháp\tactual\t\t2025-06-30\tdraft\n"
    "so-ho\t03160\t2022\t5..7\thộ\ttk\tactual\t\t2023-01-31\tofficial\n"
    "so-ho\t03159\t2021\tunknown\thộ\ttk\tactual\t\t2022-01-31\tofficial\n"
    "so-ho\t03162\t2021\t3\thộ\ttk\tactual\t\t2022-01-31\tofficial\n";

static bool read_one_series(const struct series_ledger *l, const char *indicator, const char *area,
                            const char *at, struct area_series *out)
{
    struct series_request r = { .indicator = str_from(indicator), .area = str_from(area) };

    if (at)
        T(day_parse(str_from(at), &r.at), "%s", at);
    return app_series(l->job, l->store, l->catalogue, l->places, &r, out) == OK;
}

static const struct series_row *row_of(const struct area_series *s, const char *when,
                                       const char *area)
{
    period p;

    T(period_parse(str_from(when), &p), "%s", when);
    for (size_t i = 0; i < s->n; i++)
        if (period_eq(s->row[i].when, period_canonical(p)) && str_is(s->row[i].area, area))
            return &s->row[i];
    return NULL;
}

static bool tells(const struct area_series *s, const char *when, const char *area,
                  const char *value)
{
    const struct series_row *r = row_of(s, when, area);
    dec d;

    return r && r->verdict == REGROUP_TOLD && r->state == FACT_NUMBER &&
           dec_parse_plain(str_from(value), &d) && dec_cmp(r->value, d) == 0;
}

static bool has_unit(const struct area_list *list, const char *id)
{
    for (size_t i = 0; list && i < list->n; i++)
        if (str_is(list->area[i]->id, id))
            return true;
    return false;
}

/* Two communes of 100 and 200 that merged: 300 in the units of afterwards, each its own before. */
static void read_merged(const struct series_ledger *l)
{
    struct area_series s;

    if (!T(read_one_series(l, "so-ho", "03162/2025-07-01", "2025-12-31", &s), "read"))
        return;
    T(tells(&s, "2024", "03162/2025-07-01", "300"), "100 and 200 are 300");
    T(tells(&s, "2025", "03162/2025-07-01", "310"), "its own afterwards");
    const struct series_row *r = row_of(&s, "2024", "03162/2025-07-01");
    T(r && has_unit(r->parts, "03159") && has_unit(r->parts, "03162") && str_is(r->sources, "tk"),
      "made of both");
    T(r && r->status == FACT_PRELIMINARY, "as little final as its parts");
    T(s.n == 3 && s.refused == 1 && s.elsewhere == 1, "%zu rows, %zu elsewhere", s.n, s.elsewhere);
    T(s.nstrays == 3, "another unit, an unknown place, a range: %zu", s.nstrays);
    r = row_of(&s, "2021", "03162/2025-07-01");
    T(r && r->verdict == REGROUP_INCOMPLETE && has_unit(r->missing, "03159") && r->missing->n == 1,
      "who has none is told");

    T(read_one_series(l, "Tổng số hộ dân cư", "03159", NULL, &s) &&
          tells(&s, "2024", "03159", "100") && s.n == 2, "in its own units, by name");
    T(read_one_series(l, "so-ho", "03162", "2025-06-30", &s) && tells(&s, "2024", "03162", "200"),
      "done, not the later estimate; confirmed, not the later draft");
    struct area_series none;
    T(read_one_series(l, "so-ho", "03177", "2025-06-30", &none) && none.n == 0 &&
          none.elsewhere > 0, "no row of what has no figure: %zu", none.n);
    const struct series_row *after = row_of(&s, "2025", "03162");
    T(after && after->verdict == REGROUP_STRADDLES && has_unit(after->shared, "03162/2025-07-01") &&
          after->reason.len, "the old commune is not told out of the new one");
}

/* 90 of 300 households, not the mean of 10 % and 40 %. */
static void read_rate(const struct series_ledger *l)
{
    struct area_series s;

    if (!T(read_one_series(l, "ho-ngheo", "03162/2025-07-01", "2025-12-31", &s), "read"))
        return;
    T(tells(&s, "2024", "03162/2025-07-01", "30"), "30 %%");
    const struct series_row *r = row_of(&s, "2024", "03162/2025-07-01");
    T(r && r->recomputed && r->above.value.coef == 90 && r->below.value.coef == 300, "90 of 300");
    T(read_one_series(l, "ho-ngheo", "03162", "2025-06-30", &s) && tells(&s, "2024", "03162", "40"),
      "as it was told");
}

static void read_district(const struct series_ledger *l)
{
    struct area_series s;

    if (!T(read_one_series(l, "so-ho", "096", "2025-06-30", &s), "read"))
        return;
    T(tells(&s, "2024", "096", "9000"), "in the unit of the catalogue");
    const struct series_row *r = row_of(&s, "2025", "096");
    T(r && r->verdict == REGROUP_ENDED && has_unit(r->shared, "03164/2025-07-01"),
      "refused after 2025-06-30, with the commune that straddles");
    T(!read_one_series(l, "so-ho", "096", "2025-12-31", &s) &&
          str_find(l->job->message, STR("03164/2025-07-01")) != SIZE_MAX, "no district then: %.*s",
      STRF(l->job->message));
    job_forgive(l->job);
}

static void refuse_series(const struct series_ledger *l)
{
    struct series_request r = { .indicator = STR("so-ho"), .area = STR("11"),
                                .filter = { .kinds = 1u << FACT_PLAN } };
    struct area_series s;

    T(app_series(l->job, l->store, l->catalogue, l->places, &r, &s) == FAIL_USAGE,
      "two books are two series");
    job_forgive(l->job);
    r.filter.book = STR("mot");
    T(app_series(l->job, l->store, l->catalogue, l->places, &r, &s) == OK && s.n == 1, "one book");
    T(!read_one_series(l, "khong-co", "11", NULL, &s), "an unknown indicator");
    job_forgive(l->job);
}

/* An indicator that was renamed goes on under its new name. */
static void read_renamed(const struct series_ledger *l)
{
    struct series_ledger renamed = *l;
    struct catalogue_problem problem;
    struct area_series s;

    renamed.catalogue = indicators_extend(
        l->job->arena,
        STR("so-ho-moi\t\tSố hộ mới\t\thộ\tstock\tnone\t\t\tVăn hóa - xã hội\tyear\tThống kê "
            "tỉnh\t\t\t\t\t\t\t2026\t\t\n"
            "so-ho-cu\t\tSố hộ cũ\t\thộ\tstock\tnone\t\t\tVăn hóa - xã hội\tyear\tThống kê "
            "tỉnh\t\t\t\t\t\t\t\t2025\tso-ho-moi\n"), &problem);
    if (!T(renamed.catalogue != NULL, "%.*s", STRF(problem.vi)))
        return;
    T(read_one_series(&renamed, "so-ho-moi", "11", "2026-12-31", &s) &&
          tells(&s, "2025", "11", "41") && tells(&s, "2026", "11", "42"), "old and new: %zu", s.n);
    T(read_one_series(&renamed, "so-ho-cu", "11", NULL, &s) && s.n == 2, "by the old name");
}

static const struct import_request by_clerk = { .author = { "an", 2 },
                                                .reason = { "theo biên bản", 15 } };

/* A figure that a report quotes and that is corrected afterwards. */
static void trace_figure_of(const struct series_ledger *l)
{
    struct fact_filter filter = { .indicator = STR("so-ho"), .area = STR("03159"),
                                  .kinds = 1u << FACT_ACTUAL };
    const struct history *h;
    struct import_result done;
    size_t n;

    T(app_import_text(l->job, l->store, STR("sua.tsv"),
                      STR("indicator\tarea\tperiod\tvalue\tunit\tsource\tpublished\n"
                          "so-ho\t03159\t2024\t110\thộ\ttk\t2025-05-31\n"), &by_clerk, &done) == OK,
      "corrected");
    T(period_parse(STR("2024"), &filter.at), "2024");
    if (!T(app_history(l->job, l->store, &filter, &h, &n) == OK && n == 1 && h->nrevisions == 2,
           "one figure, two revisions"))
        return;
    T(!h->revision[0].current && h->revision[1].current && h->key->value.coef == 110, "the later");
    T(str_is(h->revision[0].entry.author, "bình") && str_is(h->revision[1].entry.author, "an") &&
          h->revision[1].entry.reason.len == 15, "who and why");
    T(h->revision[0].from.document && str_is(h->revision[0].from.document->name, "hai.tsv") &&
          h->revision[0].from.mention && h->revision[0].from.mention->line == 2, "from where");
    T(h->nquotes == 2 && h->quote[0].revised && !h->quote[1].revised && h->quote[0].at.document,
      "the first table quotes what was revised");
}

/* What was taken back keeps its history. */
static void trace_withdrawn(const struct series_ledger *l)
{
    struct fact_filter filter = { .indicator = STR("so-ho"), .area = STR("03162") };
    struct import_result done = { .known = false };
    const struct history *h;
    size_t n;

    T(app_import_text(l->job, l->store, STR("rut.tsv"),
                      STR("indicator\tarea\tperiod\tvalue\tunit\tsource\tpublished\taction\n"
                          "so-ho\t03162\t2021\t\t\ttk\t2023-05-31\tdelete\n"),
                      &by_clerk, &done) == OK, "taken back: %.*s", STRF(done.cell_errors));
    T(period_parse(STR("2021"), &filter.at), "2021");
    T(app_history(l->job, l->store, &filter, &h, &n) == OK && n == 1 && h->nrevisions == 2 &&
          h->key->state == FACT_WITHDRAWN && h->revision[0].fact->value.coef == 3,
      "%zu figures", n);
}

static status put_renamed(struct store *s, struct job *j, void *arg)
{
    struct fact f = { .indicator = STR("so-ho-cu"), .area = STR("11"), .source = STR("tk"),
                      .value = { 41, 0 }, .unit = STR("hộ"), .status = FACT_OFFICIAL };
    enum put_result how;

    (void)arg;
    period_parse(STR("2025"), &f.when);
    status st = store_put_fact(s, j, &f, &how);
    f.indicator = STR("so-ho-moi");
    f.value.coef = 42;
    period_parse(STR("2026"), &f.when);
    return st == OK ? store_put_fact(s, j, &f, &how) : st;
}

static status read_everything(struct job *j, void *arg)
{
    static const struct import_request by_statistician = { .author = { "bình", 5 } };
    const struct series_place *p = arg;
    struct series_ledger l = { .job = j, .catalogue = indicators_load(j->arena) };
    struct import_result done;

    if (!T(store_open_tenant(j, str_from(p->where), STORE_CREATE, p->tenant, &l.store) == OK &&
               places_open(j, l.store, STR("11"), &l.places) == OK, "open") ||
        !T(app_import_text(j, l.store, STR("hai.tsv"), str_from(facts_of_two), &by_statistician,
                           &done) == OK, "import: %.*s %.*s", STRF(j->message),
           STRF(done.cell_errors)))
        return OK;
    read_merged(&l);
    read_rate(&l);
    read_district(&l);
    refuse_series(&l);
    trace_figure_of(&l);
    trace_withdrawn(&l);
    const struct store_change change = { STR("bình"), STR("ten"), { NULL, 0 }, put_renamed, NULL };
    T(store_change(l.store, j, &change) == OK, "two names");
    read_renamed(&l);
    return OK;
}

static void series_on(const char *where, int64_t tenant)
{
    struct series_place p = { where, tenant };

    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_everything, &p, NULL) == OK, "ran");
}

void test_series(void);
void test_series(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");
    char folder[] = "/tmp/soat-series-XXXXXX", path[64];

    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/so.db", folder);
    series_on(path, 1);
    unlink(path);
    rmdir(folder);
    if (server)
        series_on(server, 1000000000 + (int64_t)(time(NULL) % 100000000) * 4);
    else
        puts("SKIP: SOAT_TEST_POSTGRES is not set; series were NOT tested on PostgreSQL");
}

/* test_derive.c -- formulas over the ledger: computed again in the transaction of the change. */
#include "app/derive.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/facts.h"
#include "t.h"

struct derive_place {
    const char *where;
    int64_t tenant;
};

static const struct import_request by_statistician = { .author = { "bình", 5 } };

static dec derived_value(struct job *j, struct store *s, const char *indicator, const char *when,
                         size_t *count)
{
    struct fact_filter filter = { .indicator = str_from(indicator), .area = STR("11"),
                                  .source = STR(DERIVED_SOURCE) };
    struct facts all = { NULL, 0 };

    T(period_parse(str_from(when), &filter.at), "%s", when);
    T(store_facts(s, j, &filter, &all) == OK, "asked for %s", indicator);
    *count = all.count;
    return all.count ? all.list[0].value : (dec){ -1, 0 };
}

static status import_rows(struct job *j, struct store *s, const char *rows,
                          struct import_result *done)
{
    str table = arena_printf(j->arena, "indicator\tarea\tperiod\tvalue\tunit\tsource\n%s", rows);

    return app_import_text(j, s, STR("bang.tsv"), table, &by_statistician, done);
}

static status derive_again(struct job *j, void *arg)
{
    const struct derive_place *p = arg;
    struct import_result done;
    struct store *s;
    size_t n;

    if (!T(store_open_tenant(j, str_from(p->where), STORE_CREATE, p->tenant, &s) == OK, "open"))
        return OK;
    T(import_rows(j, s, "so-ho-ngheo\t11\t2024\t30\thộ\tra soat\n"
                        "so-ho\t11\t2024\t120\thộ\tra soat\n", &done) == OK &&
          done.derived == 1, "%u derived: %.*s", done.derived, STRF(j->message));
    dec rate = derived_value(j, s, "ho-ngheo", "2024", &n);
    T(n == 1 && dec_cmp(rate, (dec){ 25, 0 }) == 0, "30 of 120 households are 25 %%");

    T(import_rows(j, s, "so-ho-ngheo\t11\t2024\t24\thộ\tra soat\n", &done) == OK &&
          done.revised == 1 && done.derived == 1, "revised");
    rate = derived_value(j, s, "ho-ngheo", "2024", &n);
    T(n == 1 && dec_cmp(rate, (dec){ 20, 0 }) == 0, "24 of 120 are 20 %%");

    struct store_counts counts = { 0 };
    str head;
    T(store_verify(s, j, &counts, &head) == OK && counts.entries == 2,
      "two transactions, the derived figures in them: %lld", (long long)counts.entries);
    T(import_rows(j, s, "so-ho-ngheo\t11\t2024\t24\thộ\tra soat\n", &done) == OK &&
          done.derived == 0, "nothing new, nothing derived");

    /* A change of 2023 touches the growth of 2024. */
    T(import_rows(j, s, "grdp\t11\t2024\t110\ttỷ đồng\tthong ke\n", &done) == OK, "2024");
    derived_value(j, s, "grdp-tang", "2024", &n);
    T(n == 0, "no growth without a base");
    T(import_rows(j, s, "grdp\t11\t2023\t100\ttỷ đồng\tthong ke\n", &done) == OK, "2023");
    rate = derived_value(j, s, "grdp-tang", "2024", &n);
    T(n == 1 && dec_cmp(rate, (dec){ 10, 0 }) == 0, "grown by 10 %%");
    return OK;
}

static status refuse_cycle(struct job *j, void *arg)
{
    const struct derive_place *p = arg;
    const struct indicators *catalogue = indicators_load(j->arena);
    struct formula_set *set;
    struct store *s;

    if (!T(store_open_tenant(j, str_from(p->where), STORE_CREATE, p->tenant, &s) == OK, "open"))
        return OK;
    T(store_begin(s, j, STR("an"), STR("formula")) == OK, "begin");
    T(derive_define(s, j, catalogue, STR("so-ho-ngheo"),
                    STR("\t0\tho-ngheo * so-ho / 100 \"%\"")) == FAIL_FORMAT,
      "households from the rate, the rate from households");
    T(str_find(j->message, STR("so-ho-ngheo")) != SIZE_MAX, "names it: %.*s", STRF(j->message));
    store_abort(s);
    job_forgive(j);
    T(derive_formulas(j, s, catalogue, &set) == OK && formula_set_find(set, STR("ho-ngheo")),
      "the set is as it was");
    return OK;
}

static void derive_on(const char *where, int64_t tenant)
{
    struct derive_place p = { where, tenant };

    T(job_run(&LIMITS_DEFAULT, LANG_VI, derive_again, &p, NULL) == OK, "ran");
    p.tenant += where[0] == 'p';
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse_cycle, &p, NULL) == OK, "ran");
}

void test_derive(void);
void test_derive(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");
    char folder[] = "/tmp/soat-derive-XXXXXX", path[64];

    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/so.db", folder);
    derive_on(path, 1);
    unlink(path);
    rmdir(folder);
    if (server)
        derive_on(server, 1500000000 + (int64_t)(time(NULL) % 100000000) * 4);
    else
        puts("SKIP: SOAT_TEST_POSTGRES is not set; formulas were NOT tested on PostgreSQL");
}

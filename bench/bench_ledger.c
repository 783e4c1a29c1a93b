/* bench_ledger.c -- the ledger of a province: loading it, and what is asked of it.
 *
 *   bench_ledger load WHERE [YEARS [INDICATORS]]    monthly figures and yearly plans of 130 areas
 *   bench_ledger ask WHERE [ROUNDS]                 percentiles of the questions of every day
 *   bench_ledger naive FILE [YEARS]                 the same in a plain table of SQLite, and asked
 *
 * WHERE is a file or a URL of PostgreSQL. Every year is one import; one figure in fifty is
 * corrected the year after. Figures are drawn, the same in every run. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/scorecard.h"
#include "base/os.h"

enum {
    MOST_INDICATORS = 300, AREAS = 130, MONTHS = 12, LAST_YEAR = 2025, YEARS = 20, PIECE = 30000,
    CORRECTED = 50, MOST_ROUNDS = 10000
};

struct world {
    const struct indicators *catalogue;
    int indicators;             /* the first so many of them */
    str area[AREAS];
    char name[AREAS][16];
};

static void world_make(struct world *w, struct arena *a, int indicators)
{
    w->indicators = indicators;
    w->catalogue = indicators_load(a);
    for (int i = 0; i < AREAS; i++) {
        snprintf(w->name[i], sizeof w->name[i], "%05d/2025-07", 3100 + i);
        w->area[i] = str_from(w->name[i]);
    }
}

static uint64_t draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static period months_of(int year, int month)
{
    return (period){ .kind = PERIOD_MONTHS, .year = (int16_t)year, .month = (int8_t)month,
                     .from_year = (int16_t)year, .from_month = 1 };
}

static period whole_year(int year)
{
    return (period){ .kind = PERIOD_YEAR, .year = (int16_t)year, .from_year = (int16_t)year };
}

/* What the figure of a month is: rising through the year, with digits as offices write them. */
static dec figure_at(int indicator, int area, int year, int month)
{
    uint64_t seed = (uint64_t)(((indicator * 131 + area) * 256 + year - 1900) * 16 + month) + 1;

    draw(&seed);
    return (dec){ (int64_t)(draw(&seed) % 90000) + 1000 * (month + 1), (int8_t)(indicator % 3) };
}

static struct fact fact_at(const struct world *w, int indicator, int area, int year, int month)
{
    const struct indicator *i = &w->catalogue->list[indicator];
    bool plan = month == 0;

    return (struct fact){
        .indicator = i->id,
        .area = w->area[area],
        .when = plan ? whole_year(year) : months_of(year, month),
        .kind = plan ? FACT_PLAN : FACT_ACTUAL,
        .book = plan ? STR("hdnd") : (str){ NULL, 0 },
        .source = STR("báo cáo"),
        .value = figure_at(indicator, area, year, month),
        .unit = i->unit_text,
        .status = plan ? FACT_OFFICIAL : FACT_PRELIMINARY,
        .published = plan ? day_of(year - 1, 12, 10)
                          : day_of(year + (month == 12), month % 12 + 1, 6),
    };
}

/* -- loading -- */

struct loading {
    const struct world *world;
    str where;
    int year;
    bool first;
    uint64_t facts;
    uint64_t ns;
};

struct pile {
    struct fact *fact;
    enum put_result *how;
    size_t n;
};

static status put_pile(struct store *s, struct job *j, struct pile *p, struct loading *l)
{
    status st = store_put_facts(s, j, p->fact, p->n, p->how);

    l->facts += p->n;
    p->n = 0;
    return st;
}

static status put_year(struct store *s, struct job *j, void *arg)
{
    struct loading *l = arg;
    struct pile p = { arena_array(j->arena, struct fact, PIECE + 64),
                      arena_array(j->arena, enum put_result, PIECE + 64), 0 };
    status st = store_put_setting(s, j, STR("area"), l->world->area[0]);

    for (int i = 0; i < l->world->indicators && st == OK; i++)
        for (int a = 0; a < AREAS && st == OK; a++) {
            for (int month = 0; month <= MONTHS; month++)
                p.fact[p.n++] = fact_at(l->world, i, a, l->year, month);
            if (!l->first && (i * AREAS + a) % CORRECTED == 0)
                for (int month = 1; month <= MONTHS; month++) {
                    struct fact *f = &p.fact[p.n++];

                    *f = fact_at(l->world, i, a, l->year - 1, month);
                    f->value.coef += 7;
                    f->published = day_of(l->year, 3, 31);
                    f->status = FACT_OFFICIAL;
                }
            if (p.n >= PIECE)
                st = put_pile(s, j, &p, l);
        }
    return st == OK && p.n ? put_pile(s, j, &p, l) : st;
}

static status load_year(struct job *j, void *arg)
{
    struct loading *l = arg;
    const struct store_change c = { .author = STR("bench"), .action = STR("import"),
                                    .fn = put_year, .arg = l };
    struct store *s;
    uint64_t from = os_clock_ns();

    status st = store_open(j, l->where, STORE_CREATE, &s);
    if (st == OK)
        st = store_change(s, j, &c);
    l->ns += os_clock_ns() - from;
    return st;
}

static void tell(status st, str message, void *arg)
{
    (void)st;
    (void)arg;
    fprintf(stderr, "bench_ledger: %.*s\n", STRF(message));
}

static int load_all(const struct world *w, const char *where, int years)
{
    struct loading l = { .world = w, .where = str_from(where) };

    for (l.year = LAST_YEAR - years + 1; l.year <= LAST_YEAR; l.year++) {
        l.first = l.year == LAST_YEAR - years + 1;
        if (job_run(&LIMITS_DEFAULT, LANG_EN, load_year, &l, tell) != OK)
            return 1;
    }
    printf("load: %.2f M facts in %.1f s, %.0f facts/s\n", (double)l.facts / 1e6,
           (double)l.ns / 1e9, (double)l.facts * 1e9 / (double)l.ns);
    return 0;
}

/* -- asking -- */

struct asking {
    const struct world *world;
    struct store *store;
    struct arena *arena;
    uint64_t seed;
    epoch_day as_of;
    size_t told;                /* rows of the last answer */
};

/* One area, one period: this year, the year before, the plan. */
static status ask_card(struct job *j, struct asking *q)
{
    struct fact_filter f = { .area = q->world->area[draw(&q->seed) % AREAS], .whole = true,
                             .as_of = q->as_of };
    int year = LAST_YEAR - (int)(draw(&q->seed) % 3), month = 1 + (int)(draw(&q->seed) % MONTHS);
    const period when[] = { months_of(year, month), months_of(year - 1, month),
                            whole_year(year) };
    status st = OK;

    q->told = 0;
    for (int i = 0; i < 3 && st == OK; i++) {
        struct facts some;

        f.at = when[i];
        f.kinds = i < 2 ? 1u << FACT_ACTUAL | 1u << FACT_ESTIMATE : 1u << FACT_PLAN;
        st = store_facts(q->store, j, &f, &some);
        if (st == OK)
            q->told += some.count;
    }
    return st;
}

/* The whole of it, as the page asks: periods, figures, growth, lights. */
static status ask_scorecard(struct job *j, struct asking *q)
{
    struct scorecard card;

    status st = scorecard_read(j, q->store, q->world->catalogue, STR(""), &card);
    if (st == OK)
        q->told = card.nrows;
    return st;
}

static status count_row(void *arg, const struct fact *f)
{
    struct asking *q = arg;

    q->told += f->state == FACT_NUMBER;
    return OK;
}

/* One indicator in every area over 60 months. */
static status ask_series(struct job *j, struct asking *q)
{
    const struct fact_filter f = {
        .indicator = q->world->catalogue->list[draw(&q->seed) % 100].id,
        .kinds = 1u << FACT_ACTUAL, .from_year = LAST_YEAR - 4, .to_year = LAST_YEAR,
        .as_of = q->as_of, .bare = true };

    q->told = 0;
    return store_each_fact(q->store, j, &f, count_row, q);
}

typedef status ask_fn(struct job *j, struct asking *q);

struct round {
    ask_fn *fn;
    struct asking *asking;
    uint64_t ns;
};

static status ask_once(struct job *j, void *arg)
{
    struct round *r = arg;
    uint64_t from = os_clock_ns();

    status st = r->fn(j, r->asking);
    r->ns = os_clock_ns() - from;
    return st;
}

static int by_time(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static void tell_times(const char *name, uint64_t *ns, int rounds, size_t rows)
{
    qsort(ns, (size_t)rounds, sizeof *ns, by_time);
    printf("%s: p50 %.2f ms, p95 %.2f ms, worst %.2f ms of %d (%zu rows)\n", name,
           (double)ns[rounds / 2] / 1e6, (double)ns[rounds * 95 / 100] / 1e6,
           (double)ns[rounds - 1] / 1e6, rounds, rows);
}

static status ask_rounds(struct asking *q, const char *name, ask_fn *fn, int rounds)
{
    static uint64_t ns[MOST_ROUNDS];

    q->seed = 20261122;
    for (int i = 0; i < rounds; i++) {
        struct round r = { fn, q, 0 };
        status st = job_run(&LIMITS_DEFAULT, LANG_EN, ask_once, &r, tell);

        if (st != OK)
            return st;
        ns[i] = r.ns;
    }
    tell_times(name, ns, rounds, q->told);
    return OK;
}

struct ask_all {
    const struct world *world;
    const char *where;
    int rounds;
};

static status ask_all(struct job *j, void *arg)
{
    const struct ask_all *a = arg;
    struct asking q = { .world = a->world };

    status st = store_open(j, str_from(a->where), STORE_READ, &q.store);
    if (st == OK)
        st = ask_rounds(&q, "scorecard", ask_scorecard, a->rounds);
    if (st == OK)
        st = ask_rounds(&q, "figures of a scorecard", ask_card, a->rounds);
    if (st == OK)
        st = ask_rounds(&q, "series, 130 areas of 60 months", ask_series, a->rounds);
    q.as_of = day_of(LAST_YEAR, 2, 1);
    if (st == OK)
        st = ask_rounds(&q, "figures of a scorecard, as of", ask_card, a->rounds);
    if (st == OK)
        st = ask_rounds(&q, "series, as of", ask_series, a->rounds);
    return st;
}

/* -- the peer: what one would write first -- */

static void run_sql(sqlite3 *db, const char *sql)
{
    char *error = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK) {
        fprintf(stderr, "bench_ledger: %s\n", error);
        exit(1);
    }
}

static void naive_row(sqlite3_stmt *st, const struct world *w, int i, int a, int year, int month)
{
    struct fact f = fact_at(w, i, a, year, month);
    char when[16], value[DEC_TEXT];

    snprintf(when, sizeof when, month ? "%d-%02d" : "%d", year, month);
    dec_format_plain(f.value, value);
    sqlite3_bind_text(st, 1, f.indicator.ptr, (int)f.indicator.len, SQLITE_STATIC);
    sqlite3_bind_text(st, 2, f.area.ptr, (int)f.area.len, SQLITE_STATIC);
    sqlite3_bind_text(st, 3, when, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 4, month ? "actual" : "plan", -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 5, value, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 6, f.unit.ptr, (int)f.unit.len, SQLITE_STATIC);
    sqlite3_step(st);
    sqlite3_reset(st);
}

static void naive_load(sqlite3 *db, const struct world *w, int years)
{
    uint64_t from = os_clock_ns(), n = 0;
    sqlite3_stmt *st;

    run_sql(db, "PRAGMA journal_mode = WAL; CREATE TABLE fact (indicator TEXT, area TEXT,"
                " period TEXT, kind TEXT, value TEXT, unit TEXT);"
                "CREATE INDEX fact_key ON fact (area, period, indicator);"
                "CREATE INDEX fact_series ON fact (indicator, period)");
    sqlite3_prepare_v2(db, "INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5, ?6)", -1, &st, NULL);
    for (int year = LAST_YEAR - years + 1; year <= LAST_YEAR; year++) {
        run_sql(db, "BEGIN");
        for (int i = 0; i < w->indicators; i++)
            for (int a = 0; a < AREAS; a++)
                for (int month = 0; month <= MONTHS; month++, n++)
                    naive_row(st, w, i, a, year, month);
        run_sql(db, "COMMIT");
    }
    sqlite3_finalize(st);
    double s = (double)(os_clock_ns() - from) / 1e9;
    printf("naive load: %.2f M facts in %.1f s, %.0f facts/s\n", (double)n / 1e6, s,
           (double)n / s);
}

static void naive_ask(sqlite3 *db, const struct world *w, int rounds)
{
    static uint64_t ns[2][MOST_ROUNDS];
    uint64_t seed = 20261122;
    size_t told[2] = { 0, 0 };
    sqlite3_stmt *st[2];

    sqlite3_prepare_v2(db, "SELECT indicator, kind, value, unit FROM fact WHERE area = ?1"
                           " AND period IN (?2, ?3, ?4)", -1, &st[0], NULL);
    sqlite3_prepare_v2(db, "SELECT area, period, value, unit FROM fact WHERE indicator = ?1"
                           " AND period BETWEEN ?2 AND ?3 AND kind = 'actual'", -1, &st[1], NULL);
    for (int r = 0; r < rounds; r++) {
        char when[3][16];
        int year = LAST_YEAR - (int)(draw(&seed) % 3), month = 1 + (int)(draw(&seed) % MONTHS);

        snprintf(when[0], 16, "%d-%02d", year, month);
        snprintf(when[1], 16, "%d-%02d", year - 1, month);
        snprintf(when[2], 16, "%d", year);
        sqlite3_bind_text(st[0], 1, w->name[draw(&seed) % AREAS], -1, SQLITE_STATIC);
        for (int i = 0; i < 3; i++)
            sqlite3_bind_text(st[0], 2 + i, when[i], -1, SQLITE_STATIC);
        str id = w->catalogue->list[draw(&seed) % 100].id;
        sqlite3_bind_text(st[1], 1, id.ptr, (int)id.len, SQLITE_STATIC);
        sqlite3_bind_text(st[1], 2, "2021-01", -1, SQLITE_STATIC);
        sqlite3_bind_text(st[1], 3, "2025-12", -1, SQLITE_STATIC);
        for (int i = 0; i < 2; i++) {
            uint64_t from = os_clock_ns();

            told[i] = 0;
            while (sqlite3_step(st[i]) == SQLITE_ROW)
                told[i] += sqlite3_column_bytes(st[i], 2) > 0;
            sqlite3_reset(st[i]);
            ns[i][r] = os_clock_ns() - from;
        }
    }
    tell_times("naive figures of a scorecard", ns[0], rounds, told[0]);
    tell_times("naive series", ns[1], rounds, told[1]);
    sqlite3_finalize(st[0]);
    sqlite3_finalize(st[1]);
}

static int naive(const struct world *w, const char *path, int years)
{
    sqlite3 *db;

    if (sqlite3_open(path, &db) != SQLITE_OK)
        return 1;
    naive_load(db, w, years);
    naive_ask(db, w, 200);
    sqlite3_close(db);
    return 0;
}

struct benchmark {
    char **argv;
    int argc;
    int failed;
};

static status run_benchmark(struct job *j, void *arg)
{
    struct benchmark *b = arg;
    struct world *w = arena_new(j->arena, struct world);
    const char *task = b->argv[1], *where = b->argv[2];
    int n = b->argc > 3 ? atoi(b->argv[3]) : 0;
    int indicators = b->argc > 4 ? atoi(b->argv[4]) : MOST_INDICATORS;

    if (indicators < 100 || indicators > MOST_INDICATORS)
        indicators = MOST_INDICATORS;
    world_make(w, j->arena, indicators);
    if (strcmp(task, "load") == 0)
        b->failed = load_all(w, where, n ? n : YEARS);
    else if (strcmp(task, "naive") == 0)
        b->failed = naive(w, where, n ? n : YEARS);
    else
        b->failed = job_run(&LIMITS_DEFAULT, LANG_EN, ask_all,
                            &(struct ask_all){ w, where, n ? n : 200 }, tell) != OK;
    return OK;
}

int main(int argc, char **argv)
{
    struct benchmark b = { argv, argc, 1 };

    if (argc < 3) {
        fputs("bench_ledger load|ask|naive WHERE [YEARS or ROUNDS [INDICATORS]]\n", stderr);
        return 64;
    }
    return job_run(&LIMITS_DEFAULT, LANG_EN, run_benchmark, &b, tell) != OK || b.failed;
}

/* test_period.c -- periods print and read back. */
#include "num/period.h"

#include "base/job.h"
#include "t.h"

static const struct {
    const char *text;
    period want;
} iso[] = {
    { "2025",               { .kind = PERIOD_YEAR, .year = 2025, .from_year = 2025 } },
    { "2025-06",            { .kind = PERIOD_MONTH, .year = 2025, .month = 6,
                              .from_year = 2025, .from_month = 6 } },
    { "2025-Q2",            { .kind = PERIOD_QUARTER, .year = 2025, .month = 6,
                              .from_year = 2025, .from_month = 4 } },
    { "2025-H1",            { .kind = PERIOD_MONTHS, .year = 2025, .month = 6,
                              .from_year = 2025, .from_month = 1 } },
    { "2025-H2",            { .kind = PERIOD_REST, .year = 2025, .month = 12,
                              .from_year = 2025, .from_month = 7 } },
    { "2023-01/2023-10",    { .kind = PERIOD_MONTHS, .year = 2023, .month = 10,
                              .from_year = 2023, .from_month = 1 } },
    { "2025-01/2025-05-30", { .kind = PERIOD_MONTHS, .year = 2025, .month = 5, .day = 30,
                              .from_year = 2025, .from_month = 1 } },
    { "2024-01/2025-06",    { .kind = PERIOD_MONTHS, .year = 2025, .month = 6,
                              .from_year = 2024, .from_month = 1 } },
    { "2024-07/2025-12",    { .kind = PERIOD_MONTHS, .year = 2025, .month = 12,
                              .from_year = 2024, .from_month = 7 } },
    { "2025-07/2025-12-15", { .kind = PERIOD_MONTHS, .year = 2025, .month = 12, .day = 15,
                              .from_year = 2025, .from_month = 7 } },
    { "2025-06-15",         { .kind = PERIOD_DAY, .year = 2025, .month = 6, .day = 15,
                              .from_year = 2025, .from_month = 6 } },
    { "2021/2025",          { .kind = PERIOD_TERM, .year = 2025, .from_year = 2021 } },
    { "năm học 2024-2025",  { .kind = PERIOD_SCHOOL_YEAR, .year = 2025, .from_year = 2024 } },
};

static const char *const odd[] = { "", "25", "2025-13", "2025-Q5", "2025-H3", "2025-06-40",
                                   "2025/2021", "2025-06/2025-03",
                                   "2025-01/2025", "năm học 2024-2026", "tháng 6" };

static status run(struct job *j, void *arg)
{
    period p;

    (void)arg;
    for (size_t i = 0; i < sizeof iso / sizeof *iso; i++) {
        struct buf b;

        T(period_parse(str_from(iso[i].text), &p) && period_eq(p, iso[i].want), "%s is read",
          iso[i].text);
        buf_init(&b, j->arena);
        period_print(&b, iso[i].want);
        T(str_eq(buf_str(&b), str_from(iso[i].text)), "%s prints as %.*s", iso[i].text,
          STRF(buf_str(&b)));
    }
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        T(!period_parse(str_from(odd[i]), &p), "«%s» is no period", odd[i]);
    p = period_year_before(iso[3].want);
    T(p.year == 2024 && p.from_year == 2024 && p.month == 6, "the same months a year before");
    return OK;
}

void test_period(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run, NULL, NULL) == OK, "periods");
}

/* test_release.c -- records, the release calendar, embargo. */
#include "model/release.h"

#include "base/job.h"
#include "t.h"

static str due_text(struct arena *a, const struct release *list, size_t n, const char *indicator,
                    const char *when, enum fact_status how)
{
    struct release_key key = { .indicator = str_from(indicator), .status = how,
                               .group = STR("Kinh tế chung"), .agency = STR("Công an") };
    int32_t due;

    if (!period_parse(str_from(when), &key.when))
        return STR("no period");
    const struct release *r = release_find(list, n, &key);
    return r && release_due(r, key.when, &due) ? day_print(a, due) : STR("none");
}

/* Days as Decrees 62/2024 and 13/2026 have them. */
static status shipped_days(struct job *j, void *arg)
{
    static const struct {
        const char *indicator, *when;
        enum fact_status status;
        const char *want;
    } row[] = {
        { "cpi", "2025-06", FACT_OFFICIAL, "2025-07-06" },
        { "cpi", "2025-12", FACT_OFFICIAL, "2026-01-06" },
        { "cpi", "2026-01", FACT_OFFICIAL, "2026-02-03" },
        { "cpi", "2024-07", FACT_OFFICIAL, "2024-08-06" },
        { "cpi", "2024-06", FACT_OFFICIAL, "none" },             /* before the decree */
        { "cpi", "2025-06", FACT_PRELIMINARY, "none" },
        { "iip", "2025-06", FACT_ESTIMATED, "2025-07-06" },
        { "iip", "2025-H1", FACT_ESTIMATED, "2025-07-06" },
        { "iip", "2025", FACT_ESTIMATED, "2026-01-06" },
        { "that-nghiep", "2025-Q1", FACT_PRELIMINARY, "2025-07-06" },
        { "that-nghiep", "2025-Q4", FACT_PRELIMINARY, "2026-04-06" },
        { "iip", "2025-06-15", FACT_ESTIMATED, "none" },
    };
    size_t n;
    const struct release *list = releases_load(j->arena, &n);

    (void)arg;
    T(n >= 10, "%zu entries", n);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        str got = due_text(j->arena, list, n, row[i].indicator, row[i].when, row[i].status);

        T(str_is(got, row[i].want), "%s %s: %.*s", row[i].indicator, row[i].when, STRF(got));
    }
    for (size_t i = 0; i < n; i++) {
        struct record_problem problem;
        struct release again;
        struct buf b;

        T(list[i].source.len > 0, "%.*s has a source", STRF(list[i].id));
        buf_init(&b, j->arena);
        release_print(&b, &list[i]);
        if (T(release_parse(j->arena, buf_str(&b), &again, &problem), "%.*s", STRF(buf_str(&b))))
            T(str_eq(again.id, list[i].id) && again.of == list[i].of &&
              str_eq(again.name, list[i].name) && again.period == list[i].period &&
              again.status == list[i].status && again.months == list[i].months &&
              again.dom == list[i].dom && again.from == list[i].from && again.to == list[i].to &&
              str_eq(again.source, list[i].source), "%.*s again", STRF(list[i].id));
    }
    return OK;
}

#define ENTRY "id: a\nof: all\nperiod: month\nstatus: estimate\ndue: 1/6\n"

/* Entries an office may write, and what is said of them; NULL: good. */
static const struct { const char *text, *says; uint32_t line; } release_text[] = {
    { ENTRY, NULL, 0 },
    { "# lời\n\n" ENTRY "source: QĐ 1\n", NULL, 0 },
    { "id: a\nof: agency:Công an tỉnh\nperiod: year\nstatus: official\ndue: 24/31\n", NULL, 0 },
    { ENTRY "id: b\n", "there twice", 6 },
    { ENTRY "color: b\n", "no field «color»", 6 },
    { ENTRY "từ ngày này\n", "name: value", 6 },
    { "id: a\nof: all\nperiod: month\nstatus: estimate\n", "«due» is missing", 0 },
    { "id: a\nof: all\nperiod: month\nstatus: estimate\ndue:\n", "«due» is missing", 5 },
    { "id: A\nof: all\nperiod: month\nstatus: estimate\ndue: 1/6\n", "id: «A»", 1 },
    { "id: a\nof: all:x\nperiod: month\nstatus: estimate\ndue: 1/6\n", "of: ", 2 },
    { "id: a\nof: group\nperiod: month\nstatus: estimate\ndue: 1/6\n", "of: ", 2 },
    { "id: a\nof: all\nperiod: week\nstatus: estimate\ndue: 1/6\n", "period: «week»", 3 },
    { "id: a\nof: all\nperiod: month\nstatus: sure\ndue: 1/6\n", "status: «sure»", 4 },
    { "id: a\nof: all\nperiod: month\nstatus: estimate\ndue: 1/32\n", "due: «1/32»", 5 },
    { "id: a\nof: all\nperiod: month\nstatus: estimate\ndue: 61/1\n", "due: «61/1»", 5 },
    { "id: a\nof: all\nperiod: month\nstatus: estimate\ndue: -1/1\n", "due: «-1/1»", 5 },
    { "id: a\nof: all\nperiod: month\nstatus: estimate\ndue: 6\n", "due: «6»", 5 },
    { ENTRY "from: 2025-02-30\n", "from: ", 6 },
    { ENTRY "from: 2025-02-03\nto: 2025-02-02\n", "to: ", 7 },
};

static status read_entries(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof release_text / sizeof *release_text; i++) {
        struct record_problem problem = { 0 };
        struct release r;
        bool good = release_parse(j->arena, str_from(release_text[i].text), &r, &problem);

        if (!T(good == !release_text[i].says, "text %zu: %.*s", i, STRF(problem.en)) || good)
            continue;
        T(str_find(problem.en, str_from(release_text[i].says)) != SIZE_MAX &&
          problem.line == release_text[i].line && problem.vi.len > 0, "text %zu: %u: %.*s", i,
          problem.line, STRF(problem.en));
    }

    /* too long, and with a control character */
    struct record_problem problem;
    struct release r;
    char *text = arena_array(j->arena, char, RECORD_MOST + 10);
    for (size_t i = 0; i < RECORD_MOST + 10; i++)
        text[i] = '#';
    T(!release_parse(j->arena, (str){ text, RECORD_MOST + 10 }, &r, &problem), "too long");
    T(!release_parse(j->arena, STR(ENTRY "source: a\x01"), &r, &problem), "a control character");

    const struct release *list;
    size_t n;
    T(!releases_read(j->arena, STR("# x\na\tall\tmonth\testimate\t1/6\t\t\n"), &list, &n,
                     &problem) && problem.line == 2, "seven columns: line %u", problem.line);
    T(releases_read(j->arena, STR("a\tall\tmonth\testimate\t1/6\t\t\t\n"), &list, &n, &problem) &&
      n == 1, "eight columns");
    return OK;
}

/* The nearer entry holds, of equals the later one; short months end the day. */
static status find_entries(struct job *j, void *arg)
{
    static const char text[] = "a\tindicator:cpi\tmonth\testimate\t0/31\t\t\t\n"
                               "b\tgroup:Kinh tế chung\tmonth\testimate\t1/1\t\t\t\n"
                               "c\tall\tmonth\testimate\t1/2\t\t\t\n"
                               "d\tagency:Công an\tmonth\testimate\t1/3\t\t\t\n"
                               "e\tgroup:Kinh tế chung\tmonth\testimate\t2/30\t2025-03-01\t\t\n";
    const struct release *list;
    struct record_problem problem = { 0 };
    size_t n;
    struct arena *a = j->arena;

    (void)arg;
    if (!T(releases_read(a, str_from(text), &list, &n, &problem), "%.*s", STRF(problem.en)))
        return OK;
    T(str_is(due_text(a, list, n, "cpi", "2024-02", FACT_ESTIMATED), "2024-02-29"), "indicator");
    T(str_is(due_text(a, list, n, "cpi", "2025-02", FACT_ESTIMATED), "2025-02-28"), "indicator");
    T(str_is(due_text(a, list, n, "iip", "2025-02", FACT_ESTIMATED), "2025-03-01"), "group");
    T(str_is(due_text(a, list, n, "iip", "2025-12", FACT_ESTIMATED), "2026-02-28"), "later");

    struct release_key key = { .agency = STR("Công an"), .status = FACT_ESTIMATED };
    period_parse(STR("2025-02"), &key.when);
    T(str_is(release_find(list, n, &key)->id, "d"), "agency");
    key.agency = STR("Sở Y tế");
    T(str_is(release_find(list, n, &key)->id, "c"), "all");
    key.when.open = true;
    T(!release_find(list, n, &key), "the state at present has no day");
    return OK;
}

static status keep_until(struct job *j, void *arg)
{
    struct fact f = { .published = day_of(2025, 7, 6) };

    (void)j;
    (void)arg;
    T(!fact_is_public(&f, day_of(2025, 7, 5)), "the day before");
    T(fact_is_public(&f, day_of(2025, 7, 6)), "on the day");
    T(fact_is_public(&f, day_of(2025, 7, 7)), "and after");
    return OK;
}

void test_release(void);
void test_release(void)
{
    job_run(&LIMITS_DEFAULT, LANG_VI, shipped_days, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_entries, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, find_entries, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, keep_until, NULL, NULL);
}

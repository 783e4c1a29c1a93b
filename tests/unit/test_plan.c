/* test_plan.c -- plan books, which of them answers, and whether parts add up. */
#include "analyse/plan.h"

#include "base/job.h"
#include "t.h"

/* -- books as records -- */

#define BOOK "id: a\ntype: council\ntitle: Kế hoạch năm 2025\nyears: 2025\n"

static const struct { const char *text, *says; uint32_t line; } book_text[] = {
    { BOOK, NULL, 0 },
    { BOOK "act: 45/NQ-HĐND\nact-day: 2024-12-08\n", NULL, 0 },
    { "id: t\ntype: five-year\ntitle: Nhiệm kỳ XIV\nyears: 2021/2025\n", NULL, 0 },
    { "id: b\ntype: adjusted\ntitle: Điều chỉnh\nyears: 2025\namends: a\n", NULL, 0 },
    { "id: b\ntype: scenario\ntitle: Kịch bản\nyears: 2025\namends: a\n", NULL, 0 },
    { "id: b\ntype: scenario\ntitle: Kịch bản\nyears: 2025\n", NULL, 0 },
    { "id: b\ntype: adjusted\ntitle: Điều chỉnh\nyears: 2025\n", "amends: «»", 0 },
    { "id: b\ntype: adjusted\ntitle: Điều chỉnh\nyears: 2025\namends: b\n", "amends: «b»", 5 },
    { BOOK "amends: c\n", "amends: «c»", 5 },
    { "id: t\ntype: five-year\ntitle: Nhiệm kỳ\nyears: 2025\n", "years: «2025»", 4 },
    { "id: t\ntype: five-year\ntitle: Nhiệm kỳ\nyears: 2025/2025\n", "years: ", 4 },
    { "id: a\ntype: council\ntitle: Kế hoạch\nyears: 2021/2025\n", "years: ", 4 },
    { "id: a\ntype: council\ntitle: Kế hoạch\nyears: năm nay\n", "years: ", 4 },
    { "id: a\ntype: party\ntitle: Kế hoạch\nyears: 2025\n", "type: «party»", 2 },
    { "id: A b\ntype: council\ntitle: Kế hoạch\nyears: 2025\n", "id: «A b»", 1 },
    { "id: a\ntype: council\nyears: 2025\n", "«title» is missing", 0 },
    { BOOK "act-day: 2024-13-08\n", "act-day: ", 5 },
    { BOOK "year: 2024\n", "no field «year»", 5 },
};

static status read_books(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof book_text / sizeof *book_text; i++) {
        struct record_problem problem = { 0 };
        struct plan_book book, again;
        struct buf b;
        bool good = plan_book_parse(j->arena, str_from(book_text[i].text), &book, &problem);

        if (!T(good == !book_text[i].says, "text %zu: %.*s", i, STRF(problem.en)))
            continue;
        if (!good) {
            T(str_find(problem.en, str_from(book_text[i].says)) != SIZE_MAX &&
              problem.line == book_text[i].line && problem.vi.len > 0, "text %zu: %u: %.*s", i,
              problem.line, STRF(problem.en));
            continue;
        }
        buf_init(&b, j->arena);
        plan_book_print(&b, &book);
        T(plan_book_parse(j->arena, buf_str(&b), &again, &problem) && str_eq(again.id, book.id) &&
          again.type == book.type && str_eq(again.title, book.title) &&
          str_eq(again.act, book.act) && again.act_day == book.act_day &&
          again.from_year == book.from_year && again.year == book.year &&
          str_eq(again.amends, book.amends), "text %zu again: %.*s", i, STRF(buf_str(&b)));
    }
    return OK;
}

/* -- which book answers -- */

static struct fact plan_fact(const char *indicator, const char *book, const char *when,
                             const char *value, int64_t revision)
{
    struct fact f = { .indicator = str_from(indicator), .area = STR("11"), .kind = FACT_PLAN,
                      .book = str_from(book), .unit = STR("tỷ đồng"), .revision = revision };

    T(period_parse(str_from(when), &f.when), "%s", when);
    if (str_is(str_from(value), "withdrawn"))
        f.state = FACT_WITHDRAWN;
    else
        T(dec_parse_plain(str_from(value), &f.value), "%s", value);
    return f;
}

static const struct plan_book books[] = {
    { .id = { "tw", 2 }, .type = PLAN_CENTRE, .from_year = 2025, .year = 2025 },
    { .id = { "hd", 2 }, .type = PLAN_COUNCIL, .from_year = 2025, .year = 2025, .act_day = 100 },
    { .id = { "dc1", 3 }, .type = PLAN_ADJUSTED, .from_year = 2025, .year = 2025, .act_day = 200 },
    { .id = { "dc2", 3 }, .type = PLAN_ADJUSTED, .from_year = 2025, .year = 2025, .act_day = 300 },
    { .id = { "kb", 2 }, .type = PLAN_SCENARIO, .from_year = 2025, .year = 2025, .act_day = 900 },
    { .id = { "xiv", 3 }, .type = PLAN_TERM, .from_year = 2021, .year = 2025, .act_day = 1 },
    { .id = { "xv", 2 }, .type = PLAN_TERM, .from_year = 2025, .year = 2030, .act_day = 950 },
};

static status choose_books(struct job *j, void *arg)
{
    const struct fact facts[] = {
        plan_fact("thu", "tw", "2025", "100", 1),
        plan_fact("thu", "kb", "2025", "150", 9),
        plan_fact("thu", "xiv", "2021/2025", "600", 1),
        plan_fact("thu", "xv", "2025/2030", "900", 1),
        plan_fact("chi", "tw", "2025", "100", 1),
        plan_fact("chi", "hd", "2025", "110", 1),
        plan_fact("von", "hd", "2025", "110", 1),
        plan_fact("von", "dc2", "2025", "130", 1),
        plan_fact("von", "dc1", "2025", "120", 5),
        plan_fact("no", "hd", "2025", "110", 1),
        plan_fact("no", "hd", "2025", "115", 2),
        plan_fact("no", "dc1", "2025", "120", 1),
        plan_fact("no", "dc1", "2025", "withdrawn", 2),
        plan_fact("rung", "", "2025", "7", 1),
        plan_fact("rung", "kb", "2025", "8", 1),
        plan_fact("cho", "kb", "2025", "8", 1),
        plan_fact("dan", "hd", "2024", "8", 1),
        plan_fact("gao", "hd", "2025-Q1", "8", 1),
    };
    static const struct { const char *indicator, *want, *book; } row[] = {
        { "thu", "100", "tw" },         /* neither scenario nor term */
        { "chi", "110", "hd" },         /* the council before the centre */
        { "von", "130", "dc2" },        /* the later adjustment, whatever its revision */
        { "no", "115", "hd" },          /* an adjustment withdrawn; the last revision */
        { "rung", "7", "" },            /* told by a report only */
        { "cho", "none", "" }, { "dan", "none", "" }, { "gao", "none", "" },
    };
    struct plans p = { books, sizeof books / sizeof *books, facts, sizeof facts / sizeof *facts };

    (void)arg;
    (void)j;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct plan_key key = { .indicator = str_from(row[i].indicator), .area = STR("11"),
                                .year = 2025 };
        struct plan_answer got;
        char text[DEC_TEXT] = "none";
        str book = STR("");

        if (plan_answers(&p, &key, &got)) {
            dec_format_plain(got.fact->value, text);
            book = got.book ? got.book->id : book;
        }
        T(str_is(str_from(text), row[i].want) && str_is(book, row[i].book), "%s: %s of %.*s",
          row[i].indicator, text, STRF(book));
    }

    struct plan_key key = { .indicator = STR("thu"), .area = STR("11"), .year = 2025 };
    struct plan_answer term[2];
    T(plan_terms(&p, &key, term, 2) == 2 && str_is(term[0].book->id, "xv") &&
      str_is(term[1].book->id, "xiv"), "both terms, the new one first");
    T(plan_terms(&p, &key, term, 0) == 2, "counted without room");
    key.year = 2026;
    T(plan_terms(&p, &key, term, 2) == 1 && str_is(term[0].book->id, "xv"), "one of 2026");
    key.area = STR("12");
    T(plan_terms(&p, &key, term, 2) == 0, "none of another area");
    return OK;
}

/* -- parts -- */

static struct fact part_fact(const char *indicator, const char *part, const char *when,
                             const char *value, const char *unit_text)
{
    struct fact f = plan_fact(indicator, "hd", when, value, 1);

    f.unit = str_from(unit_text);
    f.breakdown = str_from(part);
    return f;
}

static const struct plan_sum *sum_of(const struct plan_sum *list, size_t n, const char *indicator)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].indicator, indicator))
            return &list[i];
    return NULL;
}

static status sum_agencies(struct job *j, void *arg)
{
    struct fact whole[] = {
        part_fact("thu-ngan-sach", "", "2025", "1500", "tỷ đồng"),
        part_fact("chi-ngan-sach", "", "2025", "900.5", "tỷ đồng"),
        part_fact("dan-trau", "", "2025", "130", "nghìn con"),
        part_fact("ho-ngheo", "", "2025", "20.5", "%"),
        part_fact("pci-hang", "", "2025", "20", "hạng"),
        part_fact("viec-lam", "", "2025", "9000", "người"),
        part_fact("xi-mang", "", "2025", "40", "nghìn tấn"),
        part_fact("dien", "", "2025", "40", "triệu kWh"),
        part_fact("ten-rieng", "", "2025", "40", "%"),
    };
    struct fact part[] = {
        part_fact("thu-ngan-sach", "agency=Thuế", "2025", "1300", "tỷ đồng"),
        part_fact("thu-ngan-sach", "agency=Hải quan", "2025", "200000", "triệu đồng"),
        part_fact("chi-ngan-sach", "agency=Thuế", "2025", "1", "tỷ đồng"),      /* see below */
        part_fact("chi-ngan-sach", "agency=Thuế", "2025", "400", "tỷ đồng"),
        part_fact("chi-ngan-sach", "agency=Hải quan", "2025", "500.123", "tỷ đồng"),
        part_fact("dan-trau", "agency=Thuế", "2025", "100", "nghìn con"),
        part_fact("ho-ngheo", "agency=Thuế", "2025", "10", "%"),
        part_fact("viec-lam", "agency=Thuế", "2025", "4500", "người"),
        part_fact("viec-lam", "agency=Hải quan", "2025", "4500", "người"),
        part_fact("xi-mang", "agency=Thuế", "2025", "40", "triệu kWh"),
        part_fact("bia", "agency=Thuế", "2025", "40", "nghìn lít"),
        part_fact("bia", "agency=Hải quan", "2025", "2", "nghìn lít"),
        part_fact("thu-ngan-sach", "sector=Thuế", "2025", "99", "tỷ đồng"),
        part_fact("thu-ngan-sach", "agency=Thuế", "2024", "99", "tỷ đồng"),
    };
    static const struct {
        const char *indicator;
        enum plan_sum_state state;
        const char *difference;
        size_t nmissing;
    } row[] = {
        { "thu-ngan-sach", PLAN_SUM_HOLDS, "0", 0 },
        { "chi-ngan-sach", PLAN_SUM_DIFFERS, "-0.377", 0 },
        { "dan-trau", PLAN_SUM_MISSING, "-30", 1 },
        { "ho-ngheo", PLAN_SUM_NOT_ADDED, "0", 0 },
        { "pci-hang", PLAN_SUM_NOT_ADDED, "0", 0 },
        { "viec-lam", PLAN_SUM_BOUND, "0", 0 },
        { "xi-mang", PLAN_SUM_UNIT, "0", 1 },
        { "dien", PLAN_SUM_NONE, "-40", 2 },
        { "ten-rieng", PLAN_SUM_NOT_ADDED, "0", 0 },
        { "bia", PLAN_SUM_NO_WHOLE, "0", 0 },
    };
    static const str expected[] = { { "Thuế", sizeof "Thuế" - 1 },
                                    { "Hải quan", sizeof "Hải quan" - 1 } };
    const struct indicators *all = indicators_load(j->arena);
    size_t n;

    (void)arg;
    part[3].revision = 2;               /* the first figure of it was corrected */
    part[8].hedge = STR("ít nhất");
    struct plan_parts p = { all, PART_AGENCY, whole, sizeof whole / sizeof *whole, part,
                            sizeof part / sizeof *part, expected, 2 };
    const struct plan_sum *list = plan_parts_sum(j->arena, &p, &n);

    T(n == 11, "%zu answers", n);       /* and what was told of 2024 */
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const struct plan_sum *got = sum_of(list, n, row[i].indicator);
        dec want;

        if (!T(got != NULL, "%s", row[i].indicator) ||
            !T(dec_parse_plain(str_from(row[i].difference), &want), "row %zu", i))
            continue;
        T(got->state == row[i].state && got->nmissing == row[i].nmissing &&
          dec_cmp(got->difference, want) == 0, "%s: state %d, %zu missing, by %lld e-%d",
          row[i].indicator, (int)got->state, got->nmissing, (long long)got->difference.coef,
          got->difference.scale);
    }
    const struct plan_sum *one = sum_of(list, n, "dan-trau");
    T(one && str_is(one->missing[0], "Hải quan"), "who is missing");
    one = sum_of(list, n, "bia");
    T(one && one->sum.coef == 42 && !one->whole, "parts without a whole");
    return OK;
}

static status sum_quarters(struct job *j, void *arg)
{
    struct fact whole[] = {
        part_fact("grdp", "", "2025", "100", "tỷ đồng"),
        part_fact("dan-bo", "", "2025", "100", "con"),
        part_fact("thu-noi-dia", "", "2025", "100", "tỷ đồng"),
    };
    struct fact part[] = {
        part_fact("grdp", "", "2025-Q1", "20.1", "tỷ đồng"),
        part_fact("grdp", "", "2025-Q2", "24.9", "tỷ đồng"),
        part_fact("grdp", "", "2025-Q3", "26", "tỷ đồng"),
        part_fact("grdp", "", "2025-Q4", "29.5", "tỷ đồng"),
        part_fact("grdp", "", "2025-H1", "45", "tỷ đồng"),
        part_fact("dan-bo", "", "2025-Q1", "100", "con"),
        part_fact("thu-noi-dia", "", "2025-Q1", "20", "tỷ đồng"),
        part_fact("thu-noi-dia", "", "2025-Q2", "withdrawn", "tỷ đồng"),
        part_fact("thu-noi-dia", "", "2025-Q4", "20", "tỷ đồng"),
    };
    struct plan_parts p = { indicators_load(j->arena), PART_QUARTER, whole, 3, part,
                            sizeof part / sizeof *part, NULL, 0 };
    size_t n;
    const struct plan_sum *list = plan_parts_sum(j->arena, &p, &n);

    (void)arg;
    if (!T(n == 3, "%zu answers", n))
        return OK;
    T(list[0].state == PLAN_SUM_DIFFERS && list[0].difference.coef == 5 &&
      list[0].difference.scale == 1, "0,5 too much");
    T(list[1].state == PLAN_SUM_NOT_ADDED, "a herd is not added over quarters");
    T(list[2].state == PLAN_SUM_MISSING && list[2].nmissing == 2 &&
      str_is(list[2].missing[0], "Q2") && str_is(list[2].missing[1], "Q3"), "two quarters");
    return OK;
}

/* A law: a whole split into areas at random adds up; one part changed is off by that much. */
static status sum_areas(struct job *j, void *arg)
{
    const struct indicators *all = indicators_load(j->arena);
    uint64_t seed = t_seed();

    (void)arg;
    for (int round = 0; round < 50; round++) {
        enum { AREAS = 9 };
        struct fact part[AREAS], whole = plan_fact("thu-ngan-sach", "hd", "2025", "0", 1);
        uint64_t off = t_draw(&seed) % 1000;
        size_t n;

        for (size_t i = 0; i < AREAS; i++) {
            part[i] = plan_fact("thu-ngan-sach", "hd", "2025", "0", 1);
            part[i].area = arena_printf(j->arena, "x%zu", i);
            part[i].value = (dec){ (int64_t)(t_draw(&seed) % 1000000), 3 };
            whole.value.scale = 3;
            whole.value.coef += part[i].value.coef;
            if (t_draw(&seed) % 2) {    /* the same in million đồng */
                part[i].unit = STR("triệu đồng");
                part[i].value.scale = 0;
            }
        }
        whole.value.coef += (int64_t)off;
        struct plan_parts p = { all, PART_AREA, &whole, 1, part, AREAS, NULL, 0 };
        const struct plan_sum *got = plan_parts_sum(j->arena, &p, &n);
        dec want = { -(int64_t)off, 3 };

        T(n == 1 && got->nparts == AREAS && dec_cmp(got->difference, want) == 0 &&
          got->state == (off ? PLAN_SUM_DIFFERS : PLAN_SUM_HOLDS), "off by %u",
          (unsigned)off);
    }
    return OK;
}

void test_plan(void);
void test_plan(void)
{
    job_run(&LIMITS_DEFAULT, LANG_VI, read_books, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, choose_books, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, sum_agencies, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, sum_quarters, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, sum_areas, NULL, NULL);
}

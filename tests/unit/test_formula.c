/* test_formula.c -- formulas: their grammar, units, values, missing figures and what depends
 * on what. Values of drawn expressions are put to bc. */
#include "../oracle/oracle.h"

#include "analyse/formula.h"
#include "model/data.h"

void test_formula(void);

/* A catalogue of a few indicators behind the shipped one, and a table of figures. */
struct figure {
    const char *indicator, *area, *when, *value;
    enum fact_kind kind;
    const char *unit, *book, *breakdown;
    enum fact_state state;
};

struct world {
    struct arena *arena;
    const struct figure *figure;
    size_t n;
};

static bool world_ask(void *arg, const struct formula_key *what, struct fact *out)
{
    const struct world *w = arg;
    struct buf b;

    buf_init(&b, w->arena);
    period_print(&b, what->when);
    for (size_t i = 0; i < w->n; i++) {
        const struct figure *f = &w->figure[i];

        if (!str_eq(what->indicator, str_from(f->indicator)) ||
            !str_eq(what->area, str_from(f->area ? f->area : "tinh")) ||
            !str_eq(buf_str(&b), str_from(f->when)) || what->kind != f->kind ||
            (what->book.len && !str_eq(what->book, str_from(f->book))) ||
            !str_eq(what->breakdown, str_from(f->breakdown)))
            continue;
        *out = (struct fact){ .state = f->state, .unit = str_from(f->unit),
                              .status = FACT_PRELIMINARY, .published = (epoch_day)(1000 + i) };
        if (f->state == FACT_NUMBER)
            T(dec_parse_plain(str_from(f->value), &out->value), "«%s»", f->value);
        return true;
    }
    return false;
}

/* tinh > xa-1, xa-2, xa-3; above tinh: nuoc. */
static size_t world_places(void *arg, struct arena *a, enum formula_place which, str area,
                           period when, const str **out)
{
    str *all = arena_array(a, str, 4);
    bool province = str_is(area, "tinh"), commune = str_starts(area, STR("xa-"));
    size_t n = 0;

    (void)arg;
    (void)when;
    *out = all;
    if (which == FORMULA_WITHIN || which == FORMULA_PROVINCE) {
        if (province || (commune && which == FORMULA_PROVINCE))
            all[n++] = STR("tinh");
    }
    if (which == FORMULA_PARENT && (province || commune))
        all[n++] = province ? STR("nuoc") : STR("tinh");
    if ((which == FORMULA_WITHIN || which == FORMULA_CHILDREN) && province)
        for (int i = 1; i <= 3; i++)
            all[n++] = arena_printf(a, "xa-%d", i);
    if (which == FORMULA_CHILDREN && str_is(area, "nuoc"))
        all[n++] = STR("tinh");
    return n;
}

static size_t world_books(void *arg, struct arena *a, enum fact_kind kind, const str **out)
{
    str *all = arena_array(a, str, 2);

    (void)arg;
    all[0] = STR("hdnd");
    all[1] = STR("tw");
    *out = all;
    return kind == FACT_PLAN ? 2 : 0;
}

static struct formula_source source_of(struct world *w)
{
    return (struct formula_source){ w, world_ask, world_places, world_books, NULL };
}

static period period_of(const char *iso)
{
    period p = { 0 };

    T(period_parse(str_from(iso), &p), "«%s» is a period", iso);
    return p;
}

static const char extra[] =
    "x-a\t\tSố thử a\t\ttỷ đồng\tflow\tnone\t\t\tThử\tmonth\tThử\n"
    "x-b\t\tSố thử b\t\ttriệu đồng\tflow\tnone\tx-a\t\tThử\tmonth\tThử\n"
    "x-c\t\tSố thử c\t\tđồng\tflow\tnone\tx-a\t\tThử\tmonth\tThử\n"
    "x-ha\t\tSố thử ha\t\tha\tstock\tnone\t\t\tThử\tmonth\tThử\n"
    "x-nguoi\t\tSố thử người\t\tngười\tstock\tnone\t\t\tThử\tmonth\tThử\n"
    "x-tong\t\tSố thử tổng\t\ttỷ đồng\tflow\tnone\t\t\tThử\tmonth\tThử\n"
    "x-phan-tram\t\tSố thử phần trăm\t\t%\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-diem\t\tSố thử điểm phần trăm\t\tđiểm %\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-lan\t\tSố thử lần\t\tlần\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-hang\t\tSố thử hạng\t\thạng\trank\tnone\t\t\tThử\tmonth\tThử\n"
    "x-rieng\t\tSố thử riêng\t\ttriệu đồng/người\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-nam\t\tSố thử năm\t\ttriệu đồng/người/năm\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-thang\t\tSố thử tháng\t\tnghìn đồng/người/tháng\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-ty-suat\t\tSố thử tỷ suất\t\t‰\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-van\t\tSố thử vạn\t\tbác sĩ/vạn dân\trate\tnone\t\t\tThử\tmonth\tThử\n"
    "x-bac-si\t\tSố thử bác sĩ\t\tbác sĩ\tstock\tnone\t\t\tThử\tmonth\tThử\n"
    "x-vuong\t\tSố thử vuông\t\tm2\tstock\tnone\t\t\tThử\tmonth\tThử\n";

static const struct indicators *catalogue_of(struct arena *a)
{
    struct catalogue_problem problem = { 0 };
    const struct indicators *all = indicators_extend(a, str_from(extra), &problem);

    T(all, "the catalogue of the test: line %u: %.*s", problem.line, STRF(problem.en));
    return all ? all : indicators_load(a);
}

/* -- grammar and units -- */

/* What each prints as; NULL: refused, at this column, with this in the message. */
static const struct {
    const char *id, *unit, *text, *prints;
    uint32_t column;
    const char *says;
} parse_cases[] = {
    /* the ways to write things */
    { "x-tong", "", "x-a", "x-a", 0, 0 },
    { "x-tong", "", "x-a - x-b", "x-a - x-b", 0, 0 },
    { "x-tong", "", " x-a+x-b -x-c", "x-a + x-b - x-c", 0, 0 },
    { "x-tong", "", "x-a - (x-b - x-c)", "x-a - (x-b - x-c)", 0, 0 },
    { "x-tong", "", "((x-a) - x-b) - x-c", "x-a - x-b - x-c", 0, 0 },
    { "x-tong", "", "-(x-a + x-b) * 2", "-(x-a + x-b) * 2", 0, 0 },
    { "x-tong", "", "--x-a", "--x-a", 0, 0 },
    { "x-tong", "", "x-a / (x-b / x-c)", "x-a / (x-b / x-c)", 0, 0 },
    { "x-tong", "", "1000,50 \"triệu đồng\" * 007", "1000,50 \"triệu đồng\" * 7", 0, 0 },
    { "x-tong", "", "x-a[kế-hoạch; cả-năm]", "x-a[plan; year]", 0, 0 },
    { "x-tong", "", "x-a[cung-ky; plan=hdnd-2025;sex=nữ; norm=\"a b\"]",
      "x-a[same-period; plan=hdnd-2025; sex=nữ; norm=\"a b\"]", 0, 0 },
    { "x-tong", "", "x-a[last-year-end;province] + x-a[kỳ-trước; to-date; parent]",
      "x-a[last-year-end; province] + x-a[previous; to-date; parent]", 0, 0 },
    { "x-phan-tram", "", "tăng(x-a + x-b)", "growth(x-a + x-b)", 0, 0 },
    { "x-phan-tram", "", "tỷ-trọng(x-b; x-a)", "share(x-b; x-a)", 0, 0 },
    { "x-phan-tram", "", "dat-ke-hoach(x-a)", "pct_of_plan(x-a)", 0, 0 },
    { "x-tong", "", "max(0 \"đồng\"; địa-bàn(x-a); min(x-b; lũy-kế(x-c)); in_period(x-a))",
      "max(0 \"đồng\"; areas(x-a); min(x-b; cumulative(x-c)); in_period(x-a))", 0, 0 },
    { "x-tong", "", "round(abs(parts(x-a[plan])); 2)", "round(abs(parts(x-a[plan])); 2)", 0, 0 },
    /* units that fit */
    { "x-tong", "triệu đồng", "x-a", "x-a", 0, 0 },
    { "x-rieng", "", "x-a / x-nguoi", "x-a / x-nguoi", 0, 0 },
    { "x-rieng", "đồng/người", "per(x-a; x-nguoi)", "per(x-a; x-nguoi)", 0, 0 },
    { "x-tong", "", "x-rieng * x-nguoi", "x-rieng * x-nguoi", 0, 0 },
    { "x-tong", "", "x-phan-tram * x-a", "x-phan-tram * x-a", 0, 0 },
    { "x-phan-tram", "", "x-b / x-a", "x-b / x-a", 0, 0 },
    { "x-lan", "", "x-b / x-a", "x-b / x-a", 0, 0 },
    { "x-lan", "", "share(x-b; x-a)", "share(x-b; x-a)", 0, 0 },
    { "x-ty-suat", "", "x-bac-si / x-nguoi", "x-bac-si / x-nguoi", 0, 0 },
    { "x-van", "", "x-bac-si / x-nguoi", "x-bac-si / x-nguoi", 0, 0 },
    { "x-diem", "", "x-phan-tram - x-phan-tram[same-period]",
      "x-phan-tram - x-phan-tram[same-period]", 0, 0 },
    { "grdp-tang", "", "x-phan-tram + x-phan-tram + x-diem",
      "x-phan-tram + x-phan-tram + x-diem", 0, 0 },
    { "grdp-tang", "", "x-phan-tram - 100 \"%\"", "x-phan-tram - 100 \"%\"", 0, 0 },
    { "grdp-tang", "", "100 \"%\" - x-phan-tram", "100 \"%\" - x-phan-tram", 0, 0 },
    { "x-diem", "", "share(x-b; x-a) - growth(x-a)", "share(x-b; x-a) - growth(x-a)", 0, 0 },
    { "grdp-tang", "", "x-phan-tram / 2", "x-phan-tram / 2", 0, 0 },
    { "x-ha", "", "x-vuong", "x-vuong", 0, 0 },
    { "x-nam", "", "x-a / x-nguoi", "x-a / x-nguoi", 0, 0 },
    { "x-nam", "", "x-thang * 12 \"tháng/năm\"", "x-thang * 12 \"tháng/năm\"", 0, 0 },
    { "x-thang", "", "x-nam / 12 \"tháng/năm\"", "x-nam / 12 \"tháng/năm\"", 0, 0 },
    { "x-nguoi", "", "x-bac-si", "x-bac-si", 0, 0 },
    /* grammar that does not */
    { "x-tong", "", "", NULL, 1, "the formula ends" },
    { "x-tong", "", "x-a +", NULL, 6, "the formula ends" },
    { "x-tong", "", "x-a x-b", NULL, 5, "«x-b»" },
    { "x-tong", "", "x-a-x-b", NULL, 1, "a minus needs blanks" },
    { "x-tong", "", "khong-co", NULL, 1, "no indicator «khong-co»" },
    { "x-tong", "", "x-a + ước(x-a)", NULL, 7, "no function «ước»" },
    { "x-tong", "", "x-a[tháng]", NULL, 5, "no selector «tháng»" },
    { "x-tong", "", "x-a[plan", NULL, 9, "the formula ends" },
    { "x-tong", "", "x-a[plan; target]", NULL, 11, "selected twice" },
    { "x-tong", "", "x-a[sex=nữ; sex=nam]", NULL, 13, "selected twice" },
    { "x-tong", "", "x-a[actual=x]", NULL, 5, "selects nothing" },
    { "x-tong", "", "x-a[sex=]", NULL, 5, "selects nothing" },
    { "x-tong", "", "x-a * 1.5", NULL, 7, "two readings" },
    { "x-tong", "", "x-a * 1,2,3", NULL, 7, "no number" },
    { "x-tong", "", "x-a * 99999999999999999999", NULL, 7, "no number" },
    { "x-tong", "", "x-a * 2x", NULL, 7, "no number" },
    { "x-tong", "", "2 \"đồng", NULL, 3, "not closed" },
    { "x-tong", "", "x-a \x01", NULL, 5, "control character" },
    { "x-tong", "", "x-a \xff", NULL, 5, "bad UTF-8" },
    { "x-tong", "", "(x-a", NULL, 5, "the formula ends" },
    { "x-tong", "", "x-a)", NULL, 4, "«)»" },
    { "x-tong", "", "đất × 2", NULL, 1, "no indicator «đất»" },
    { "x-tong", "", "x-a × 2", NULL, 5, "«×»" },
    { "x-phan-tram", "", "share(x-a)", NULL, 1, "2 arguments" },
    { "x-tong", "", "min(x-a)", NULL, 1, "2 arguments" },
    { "x-tong", "", "round(x-a; 1,5)", NULL, 12, "whole number" },
    { "x-tong", "", "round(x-a; 10)", NULL, 12, "whole number" },
    { "x-tong", "", "parts(x-a + x-b)", NULL, 11, "must be an indicator" },
    /* units that do not */
    { "x-tong", "", "x-a + x-ha", NULL, 5, "«tỷ đồng» and «ha»" },
    { "x-tong", "", "x-a + x-b / x-nguoi", NULL, 5, "«triệu đồng / người»" },
    { "x-tong", "", "x-a + 1", NULL, 5, "«tỷ đồng» and «lần»" },
    { "x-phan-tram", "", "x-phan-tram + 1", NULL, 13, "«%» and «lần»" },
    { "x-phan-tram", "", "x-phan-tram - x-phan-tram", NULL, 13, "gives «điểm %»" },
    { "ngay-luu-tru", "", "x-b / x-a", NULL, 5, "must be «ngày»" },
    { "x-diem", "", "x-phan-tram", NULL, 1, "gives «%»" },
    { "x-diem", "", "x-b / x-a", NULL, 5, "gives «lần»" },
    { "x-phan-tram", "", "share(x-a; x-ha)", NULL, 1, "«tỷ đồng» and «ha»" },
    { "x-phan-tram", "", "growth(x-phan-tram)", NULL, 8, "by points" },
    { "x-phan-tram", "", "growth(x-hang)", NULL, 8, "is a rank" },
    { "x-tong", "", "x-ha", NULL, 1, "must be «tỷ đồng»" },
    { "x-rieng", "", "x-a * x-nguoi", NULL, 5, "must be" },
    { "x-nam", "", "x-thang", NULL, 1, "must be" },
    { "x-phan-tram", "", "areas(x-phan-tram)", NULL, 7, "does not add up" },
    { "x-nguoi", "", "cumulative(x-nguoi)", NULL, 12, "does not add up over time" },
    { "x-nguoi", "", "parts(x-nguoi)", NULL, 1, "has 0 parts" },
    { "x-tong", "ha", "x-a", NULL, 0, "does not convert" },
    { "x-tong", "", "1 \"  \"", NULL, 1, "no unit" },
    { "khong-co", "", "x-a", NULL, 0, "no indicator" },
    { "x-tong", "", "x-tong", NULL, 1, "x-tong → x-tong" },
    { "x-a", "", "parts(x-a)", "parts(x-a)", 0, 0 },
    { "x-b", "", "x-a - parts(x-a)", NULL, 13, "x-b → x-b" },
};

static void test_parsing(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);

    for (size_t i = 0; i < sizeof parse_cases / sizeof *parse_cases; i++) {
        struct formula_set *set = formula_set_new(j->arena, all), *again;
        struct formula_problem problem = { 0 };
        const char *text = parse_cases[i].text;
        const struct formula *f = formula_set_add(set, str_from(parse_cases[i].id),
                                                  str_from(parse_cases[i].unit), 2,
                                                  str_from(text), &problem);
        struct buf b, second;

        if (!parse_cases[i].prints) {
            T(!f && problem.column == parse_cases[i].column &&
              str_find(problem.en, str_from(parse_cases[i].says)) != SIZE_MAX && problem.vi.len,
              "«%s»: column %u: %.*s", text, problem.column, STRF(problem.en));
            T(f || !formula_set_find(set, str_from(parse_cases[i].id)), "«%s» stayed", text);
            continue;
        }
        if (!T(f, "«%s»: column %u: %.*s", text, problem.column, STRF(problem.en)))
            continue;
        buf_init(&b, j->arena);
        formula_print(&b, f);
        T(str_eq(buf_str(&b), str_from(parse_cases[i].prints)), "«%s» prints «%.*s»", text,
          STRF(buf_str(&b)));
        again = formula_set_new(j->arena, all);
        f = formula_set_add(again, str_from(parse_cases[i].id), str_from(parse_cases[i].unit), 2,
                            buf_str(&b), &problem);
        buf_init(&second, j->arena);
        if (T(f, "«%.*s» parses again", STRF(buf_str(&b))))
            formula_print(&second, f);
        T(str_eq(buf_str(&b), buf_str(&second)), "«%s» prints two ways", text);
    }
}

/* -- values -- */

static const struct figure figures[] = {
    { .indicator = "x-a", .when = "2025-H1", .value = "110.5" },
    { .indicator = "x-a", .when = "2024-H1", .value = "100.0" },
    { .indicator = "x-a", .when = "2023-H1", .value = "0" },
    { .indicator = "x-a", .when = "2022-H1", .value = "-5.0" },
    { .indicator = "x-a", .when = "2025", .value = "200", .kind = FACT_PLAN, .book = "hdnd" },
    { .indicator = "x-a", .when = "2025", .value = "400", .kind = FACT_PLAN, .book = "tw" },
    { .indicator = "x-b", .when = "2025-H1", .value = "25000" },
    { .indicator = "x-c", .when = "2025-H1", .value = "3500000000" },
    { .indicator = "x-b", .when = "2024-H1", .value = "20", .unit = "tỷ đồng" },
    { .indicator = "x-c", .when = "2024-H1", .state = FACT_NOT_APPLICABLE },
    { .indicator = "x-b", .when = "2023-H1", .state = FACT_NOT_APPLICABLE },
    { .indicator = "x-c", .when = "2023-H1", .state = FACT_NOT_APPLICABLE },
    { .indicator = "x-b", .when = "2022-H1", .state = FACT_NOT_DUE },
    { .indicator = "x-c", .when = "2022-H1", .value = "1" },
    { .indicator = "x-b", .when = "2021-H1", .state = FACT_WITHDRAWN },
    { .indicator = "x-c", .when = "2021-H1", .state = FACT_NOT_DUE },
    { .indicator = "x-b", .when = "2020-H1", .value = "5", .unit = "ha" },
    { .indicator = "x-nguoi", .when = "2025", .value = "650000" },
    { .indicator = "x-nguoi", .when = "2025", .value = "320000", .breakdown = "sex=nữ" },
    { .indicator = "x-nguoi", .when = "2025", .value = "1000", .area = "xa-1" },
    { .indicator = "x-nguoi", .when = "2025", .value = "2000", .area = "xa-2" },
    { .indicator = "x-nguoi", .when = "2025", .value = "3000", .area = "xa-3" },
    { .indicator = "x-nguoi", .when = "2024", .value = "1000", .area = "xa-1" },
    { .indicator = "x-nguoi", .when = "2024", .area = "xa-2", .state = FACT_NOT_APPLICABLE },
    { .indicator = "x-nguoi", .when = "2024", .value = "3000", .area = "xa-3" },
    { .indicator = "x-a", .when = "2025", .value = "39000.3" },
    { .indicator = "x-bac-si", .when = "2025", .value = "830" },
    { .indicator = "x-tong", .when = "2025-01", .value = "10" },
    { .indicator = "x-tong", .when = "2025-02", .value = "20" },
    { .indicator = "x-tong", .when = "2025-03", .value = "30.5" },
    { .indicator = "x-c", .when = "2025-01/2025-01", .value = "7" },
    { .indicator = "x-c", .when = "2025-01/2025-02", .value = "9" },
    { .indicator = "x-c", .when = "2025-01/2025-03", .value = "20" },
    { .indicator = "x-tong", .when = "2024-12", .value = "99" },
    { .indicator = "x-phan-tram", .when = "2025", .value = "12.50" },
    { .indicator = "x-phan-tram", .when = "2024", .value = "10.25" },
    { .indicator = "x-a", .when = "2024", .value = "320" },
    { .indicator = "x-a", .when = "2019", .value = "9223372036854775807" },
};

static const struct {
    const char *id;
    int decimals;
    const char *text, *when, *want;     /* a number, or the state and gap */
    const char *bounds;                 /* "lo hi" or NULL: not looked at */
    enum fact_kind kind;
    const char *area, *breakdown, *book;
} value_cases[] = {
    { "x-phan-tram", 2, "growth(x-a)", "2025-H1", "10.50", "10.3948 10.6054", 0, 0, 0, 0 },
    { "x-phan-tram", 2, "growth(x-a)", "2024-H1", "not-applicable 9", 0, 0, 0, 0, 0 },
    { "x-phan-tram", 2, "growth(x-a)", "2023-H1", "not-applicable 9", 0, 0, 0, 0, 0 },
    { "x-phan-tram", 2, "growth(x-a)", "2022-H1", "unknown 1", 0, 0, 0, 0, 0 },
    { "x-phan-tram", 2, "growth(x-a)", "2025", "25.00", 0, FACT_PLAN, 0, 0, "tw" },
    { "x-phan-tram", 2, "growth(x-a)", "2025", "-37.50", "-37.7536 -37.2456", FACT_PLAN, 0,
      0, "hdnd" },
    { "x-lan", 0, "x-a / (x-a - x-b - 85,48 \"tỷ đồng\")", "2025-H1", "5525", "none", 0, 0, 0, 0 },
    { "x-lan", 0, "max(1; x-a / (x-a - x-b - 85,48 \"tỷ đồng\"))", "2025-H1", "5525", "none",
      0, 0, 0, 0 },
    { "x-phan-tram", 1, "pct_of_plan(x-a)", "2025-H1", "55.3", 0, 0, 0, 0, 0 },
    { "x-phan-tram", 1, "x-a / x-a[plan=tw; year]", "2025-H1", "27.6", 0, 0, 0, 0, 0 },
    { "x-phan-tram", 2, "share(x-b; x-a)", "2025-H1", "22.62", 0, 0, 0, 0, 0 },
    { "x-lan", 4, "x-b / x-a", "2025-H1", "0.2262", 0, 0, 0, 0, 0 },
    { "x-tong", 3, "x-a - x-b - x-c", "2025-H1", "82.000", "81.94949 82.05051", 0, 0, 0, 0 },
    { "x-tong", 1, "parts(x-a)", "2025-H1", "28.5", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "parts(x-a)", "2024-H1", "20.0", 0, 0, 0, 0, 0 },        /* n/a left out */
    { "x-tong", 1, "parts(x-a)", "2023-H1", "not-applicable 2", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "parts(x-a)", "2022-H1", "not-due 2", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "parts(x-a)", "2021-H1", "unknown 2", 0, 0, 0, 0, 0 },   /* graver */
    { "x-tong", 1, "x-b", "2020-H1", "unknown 4", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "x-c - x-b", "2024-H1", "-20.0", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "x-b - x-c", "2024-H1", "20.0", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "x-b * x-c / x-c", "2024-H1", "not-applicable 2", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "max(x-b; x-c)", "2024-H1", "20.0", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "min(x-a; x-b; x-c)", "2025-H1", "3.5", 0, 0, 0, 0, 0 },
    { "x-tong", 1, "max(x-b; x-c; x-a)", "2025-H1", "110.5", "110.450 110.550", 0, 0, 0, 0 },
    { "x-tong", 0, "max(x-b; x-c; x-a)", "2025-H1", "111", 0, 0, 0, 0, 0 },   /* half away from 0 */
    { "x-tong", 0, "-x-a", "2025-H1", "-111", 0, 0, 0, 0, 0 },
    { "x-tong", 2, "round(x-b; 0)", "2025-H1", "25.00", 0, 0, 0, 0, 0 },
    { "x-tong", 2, "round(x-a; 0)", "2025-H1", "111.00", 0, 0, 0, 0, 0 },
    { "x-tong", 2, "abs(x-b - x-a)", "2025-H1", "85.50", 0, 0, 0, 0, 0 },
    { "x-tong", 2, "x-a + 1,25 \"tỷ đồng\"", "2025-H1", "111.75", 0, 0, 0, 0, 0 },
    { "x-nam", 3, "x-a / x-nguoi", "2025", "60.000", "60.00038 60.00054", 0, 0, 0, 0 },
    { "x-nam", 3, "x-a / x-nguoi", "2025-H1", "not-applicable 8", 0, 0, 0, 0, 0 },
    { "x-van", 1, "x-bac-si / x-nguoi", "2025", "12.8", "12.769 12.770", 0, 0, 0, 0 },
    { "x-phan-tram", 2, "x-nguoi[sex=nữ] / x-nguoi", "2025", "49.23", 0, 0, 0, 0, 0 },
    { "x-phan-tram", 2, "x-nguoi[sex=nữ] / x-nguoi", "2025", "not-applicable 7", 0, 0, 0,
      "sex=nữ", 0 },
    { "x-phan-tram", 2, "x-nguoi[sex=nữ] / x-nguoi", "2025", "unknown 1", 0, 0, 0, "sex=nam", 0 },
    { "x-bac-si", 0, "areas(x-nguoi)", "2025", "6000", "6000.00 6000.00", 0, 0, 0, 0 },
    { "x-bac-si", 0, "areas(x-nguoi)", "2024", "4000", 0, 0, 0, 0, 0 },
    { "x-bac-si", 0, "areas(x-nguoi)", "2025", "not-applicable 6", 0, 0, "xa-1", 0, 0 },
    { "x-bac-si", 0, "areas(areas(x-nguoi))", "2025", "6000", 0, 0, "nuoc", 0, 0 },
    { "x-phan-tram", 2, "share(x-nguoi; x-nguoi[province])", "2025", "0.31", 0, 0, "xa-2", 0, 0 },
    { "x-phan-tram", 2, "share(x-nguoi; x-nguoi[parent])", "2025", "0.31", 0, 0, "xa-2", 0, 0 },
    { "x-a", 1, "cumulative(x-tong)", "2025-01/2025-03", "60.5", 0, 0, 0, 0, 0 },
    { "x-a", 1, "cumulative(x-tong)", "2025-Q1", "60.5", 0, 0, 0, 0, 0 },
    { "x-a", 1, "cumulative(x-tong)", "2025-H1", "unknown 1", 0, 0, 0, 0, 0 },
    { "x-b", 6, "in_period(x-c)", "2025-03", "0.000011", 0, 0, 0, 0, 0 },
    { "x-b", 6, "in_period(x-c)", "2025-01", "0.000007", 0, 0, 0, 0, 0 },
    { "x-b", 6, "in_period(x-c)", "2025-Q1", "0.000020", 0, 0, 0, 0, 0 },
    { "x-a", 0, "x-tong[previous]", "2025-01", "99", 0, 0, 0, 0, 0 },
    { "x-a", 0, "x-tong[last-year-end]", "2025-03", "99", 0, 0, 0, 0, 0 },
    { "x-a", 0, "x-tong[previous]", "2025-03", "20", 0, 0, 0, 0, 0 },
    { "x-a", 0, "x-tong[previous]", "2025-H2", "not-applicable 5", 0, 0, 0, 0, 0 },
    { "x-diem", 2, "x-phan-tram - x-phan-tram[same-period]", "2025", "2.25", "2.2400 2.2600",
      0, 0, 0, 0 },
    { "x-tong", 1, "x-phan-tram * x-a", "2025", "4875.0", 0, 0, 0, 0, 0 },
    { "x-lan", 0, "x-a * x-a * x-a / x-a / x-a / x-a", "2019", "unknown 10", 0, 0, 0, 0, 0 },
    { "x-lan", 0, "x-a * x-a / x-a / x-a", "2019", "1", 0, 0, 0, 0, 0 },
    { "x-tong", 0, "x-a * 10", "2019", "unknown 10", 0, 0, 0, 0, 0 },
    { "x-lan", 0, "1 / (x-a / x-a - 1)", "2019", "not-applicable 9", 0, 0, 0, 0, 0 },
};

static const char *shown_value(struct arena *a, const struct formula_value *v)
{
    char text[DEC_TEXT];

    if (v->state != FACT_NUMBER)
        return arena_printf(a, "%.*s %d", STRF(fact_state_word(v->state)), (int)v->gap).ptr;
    dec_format_plain(v->value, text);
    return arena_str(a, str_from(text)).ptr;
}

static const char *shown_bounds(struct arena *a, const struct formula_value *v)
{
    char lo[DEC_TEXT], hi[DEC_TEXT];

    if (!v->has_bounds)
        return "none";
    dec_format_plain(v->lo, lo);
    dec_format_plain(v->hi, hi);
    return arena_printf(a, "%s %s", lo, hi).ptr;
}

static void test_values(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);
    struct world w = { j->arena, figures, sizeof figures / sizeof *figures };
    struct formula_source source = source_of(&w);

    for (size_t i = 0; i < sizeof value_cases / sizeof *value_cases; i++) {
        struct formula_set *set = formula_set_new(j->arena, all);
        struct formula_problem problem = { 0 };
        const char *text = value_cases[i].text, *area = value_cases[i].area;
        const struct formula *f = formula_set_add(set, str_from(value_cases[i].id),
                                                  (str){ NULL, 0 }, value_cases[i].decimals,
                                                  str_from(text), &problem);
        struct formula_key key = { .indicator = str_from(value_cases[i].id),
                                   .area = str_from(area ? area : "tinh"),
                                   .when = period_of(value_cases[i].when),
                                   .kind = value_cases[i].kind,
                                   .book = str_from(value_cases[i].book),
                                   .breakdown = str_from(value_cases[i].breakdown) };
        struct formula_value v;

        if (!T(f, "«%s»: column %u: %.*s", text, problem.column, STRF(problem.en)))
            continue;
        formula_compute(j->arena, f, &source, &key, &v);
        T(strcmp(shown_value(j->arena, &v), value_cases[i].want) == 0, "«%s» of %s: %s, want %s",
          text, value_cases[i].when, shown_value(j->arena, &v), value_cases[i].want);
        T((v.gap == FORMULA_FULL) == (v.state == FACT_NUMBER) &&
          (formula_reason(j->arena, &v, LANG_VI).len == 0) == (v.gap == FORMULA_FULL),
          "«%s»: a reason for what is missing", text);
        T(!v.has_bounds || (dec_cmp(v.lo, v.hi) <= 0), "«%s»: bounds %s", text,
          shown_bounds(j->arena, &v));
        if (value_cases[i].bounds)
            T(strcmp(shown_bounds(j->arena, &v), value_cases[i].bounds) == 0,
              "«%s» of %s: bounds %s, want %s", text, value_cases[i].when,
              shown_bounds(j->arena, &v), value_cases[i].bounds);
    }
}

/* What a value is made of, and why there is none. */
static void test_inputs(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);
    struct world w = { j->arena, figures, sizeof figures / sizeof *figures };
    struct formula_source source = source_of(&w);
    struct formula_set *set = formula_set_new(j->arena, all);
    struct formula_problem problem;
    struct formula_key key = { .indicator = STR("x-phan-tram"), .area = STR("tinh"),
                               .when = period_of("2025-H1") };
    const struct formula *f = formula_set_add(set, key.indicator, (str){ NULL, 0 }, 2,
                                              STR("growth(x-a)"), &problem);
    struct formula_value v;

    formula_compute(j->arena, f, &source, &key, &v);
    T(v.ninputs == 2 && v.input[0].there && v.input[1].key.when.year == 2024 &&
      v.input[1].key.kind == FACT_ACTUAL && v.status == FACT_PRELIMINARY &&
      v.published == 1001, "growth was computed from two figures: %zu", v.ninputs);
    key.when = period_of("2018-06");
    formula_compute(j->arena, f, &source, &key, &v);
    T(str_eq(formula_reason(j->arena, &v, LANG_VI), STR("chưa có số liệu x-a, tinh, 2018-06")),
      "%.*s", STRF(formula_reason(j->arena, &v, LANG_VI)));
    T(str_eq(formula_reason(j->arena, &v, LANG_EN), STR("no figure of x-a, tinh, 2018-06")),
      "%.*s", STRF(formula_reason(j->arena, &v, LANG_EN)));
}

/* -- sets -- */

static bool add_to(struct formula_set *set, const char *id, const char *text,
                   struct formula_problem *problem)
{
    return formula_set_add(set, str_from(id), (str){ NULL, 0 }, 2, str_from(text), problem);
}

static void test_cycles(struct job *j)
{
    struct formula_set *set = formula_set_new(j->arena, catalogue_of(j->arena));
    struct formula_problem p = { 0 };

    T(add_to(set, "x-a", "x-b + x-tong", &p) && add_to(set, "x-b", "x-c * 2", &p), "fine");
    T(!add_to(set, "x-c", "x-tong - x-a[same-period]", &p) && p.column == 10 &&
      str_find(p.en, STR("x-c → x-a → x-b → x-c")) != SIZE_MAX &&
      str_find(p.vi, STR("x-c → x-a → x-b → x-c")) != SIZE_MAX, "%u: %.*s", p.column, STRF(p.en));
    T(!formula_set_find(set, STR("x-c")), "what was refused is not there");
    T(!add_to(set, "x-a", "x-tong", &p) && str_find(p.en, STR("already")) != SIZE_MAX, "twice");
    T(add_to(set, "x-c", "x-tong", &p), "another formula of it is fine: %.*s", STRF(p.en));
    T(!add_to(set, "x-tong", "x-a", &p), "x-tong → x-a → x-tong");

    const char *want[] = { "x-c", "x-b", "x-a" };
    for (size_t i = 0; i < 3; i++)
        T(str_is(formula_set_each(set, i)->indicator->id, want[i]), "the %zu-th is %s", i,
          want[i]);
    T(!formula_set_each(set, 3), "and no more");
}

/* Each formula reads the next one, added from below or from above. */
static void test_chains(struct job *j)
{
    const struct indicators *all = indicators_load(j->arena);
    const char *id[FORMULA_CHAIN + 2];
    size_t n = 0;

    for (size_t i = 0; i < all->count && n < FORMULA_CHAIN + 2; i++)
        if (str_is(all->list[i].unit_text, "tỷ đồng"))
            id[n++] = arena_str(j->arena, all->list[i].id).ptr;
    if (!T(n == FORMULA_CHAIN + 2, "%zu indicators in tỷ đồng", n))
        return;
    for (int up = 0; up < 2; up++) {
        struct formula_set *set = formula_set_new(j->arena, all);
        struct formula_problem p = { 0 };

        for (size_t i = 0; i < FORMULA_CHAIN; i++)
            T(up ? add_to(set, id[i + 1], id[i], &p) : add_to(set, id[i], id[i + 1], &p),
              "formula %zu: %.*s", i, STRF(p.en));
        T(!(up ? add_to(set, id[n - 1], id[n - 2], &p) : add_to(set, id[n - 2], id[n - 1], &p)) &&
          str_find(p.en, STR("in a chain")) != SIZE_MAX, "one too many: %.*s", STRF(p.en));
        for (size_t i = 0; i < FORMULA_CHAIN; i++)
            T(str_is(formula_set_each(set, i)->indicator->id,
                     up ? id[i + 1] : id[FORMULA_CHAIN - 1 - i]), "place %zu", i);
        T(!formula_set_each(set, FORMULA_CHAIN), "and no more");
    }
}

static void test_tables(struct job *j)
{
    struct formula_set *set = formula_set_new(j->arena, catalogue_of(j->arena));
    struct formula_problem p = { 0 };

    T(formula_set_read(set, STR("# một bảng\nid\tunit\tdecimals\tformula\n\n"
                                "x-a\t\t2\tx-b\n"), &p) &&
      formula_set_find(set, STR("x-a")), "a table: %.*s", STRF(p.en));
    T(!formula_set_read(set, STR("#\nx-b\t\t2\tx-c\nx-c\t\t2\tx-tong + x-ha\n"), &p) &&
      p.line == 3 && p.column == 8 && formula_set_find(set, STR("x-b")), "line %u", p.line);
    T(!formula_set_read(set, STR("x-c\t2\tx-tong"), &p) && p.line == 1 && p.column == 0,
      "three columns");
    T(!formula_set_read(set, STR("x-c\t\t1.5\tx-tong"), &p) && p.line == 1, "decimals");
    T(!formula_set_read(set, STR("x-c\t\t10\tx-tong"), &p) && p.line == 1, "decimals");
}

/* Every shipped formula is good, by the shipped catalogue alone. */
static void test_shipped(struct job *j)
{
    const struct indicators *all = indicators_load(j->arena);
    struct formula_set *set = formula_set_new(j->arena, all);
    struct formula_problem p = { 0 };
    str table = data_file(STR("formulas.tsv"));
    size_t n = 0;

    T(table.len && formula_set_read(set, table, &p), "formulas.tsv:%u: column %u: %.*s", p.line,
      p.column, STRF(p.en));
    for (; formula_set_each(set, n); n++) {
        const struct formula *f = formula_set_each(set, n);
        struct buf b;

        buf_init(&b, j->arena);
        formula_print(&b, f);
        T(str_eq(buf_str(&b), f->text), "%.*s: «%.*s» is written canonically as «%.*s»",
          STRF(f->indicator->id), STRF(f->text), STRF(buf_str(&b)));
    }
    T(n >= 40, "%zu formulas are shipped", n);
    set = formulas_load(j->arena, all);
    T(!formula_set_each(set, n) && formula_set_each(set, n - 1), "and loaded");
}

/* -- what a change touches -- */

static const char *key_text(struct arena *a, const struct formula_key *k)
{
    struct buf b;

    buf_init(&b, a);
    buf_printf(&b, "%.*s %.*s ", STRF(k->indicator), STRF(k->area));
    period_print(&b, k->when);
    buf_printf(&b, " %.*s", STRF(fact_kind_word(k->kind)));
    if (k->book.len)
        buf_printf(&b, "=%.*s", STRF(k->book));
    if (k->breakdown.len)
        buf_printf(&b, " %.*s", STRF(k->breakdown));
    return arena_str(a, buf_str(&b)).ptr;
}

/* Formulas, the figure that changed, and what that touches. */
static const struct {
    const char *formulas[3][2];
    const char *indicator, *area, *when;
    enum fact_kind kind;
    const char *book, *breakdown;
    const char *want[20];
} change_cases[] = {
    { { { "x-phan-tram", "growth(x-a)" } }, "x-a", "tinh", "2024-06", FACT_ACTUAL, 0, 0,
      { "x-phan-tram tinh 2024-06 actual", "x-phan-tram tinh 2025-06 actual",
        "x-phan-tram tinh 2025-06 estimate", "x-phan-tram tinh 2025-06 plan=hdnd",
        "x-phan-tram tinh 2025-06 plan=tw" } },
    { { { "x-phan-tram", "growth(x-a)" } }, "x-a", "tinh", "2024-06", FACT_ESTIMATE, 0, 0,
      { "x-phan-tram tinh 2024-06 estimate" } },
    { { { "x-diem", "x-phan-tram - x-phan-tram[same-period]" },
        { "x-phan-tram", "x-b / x-a" } }, "x-b", "xa-1", "2024", FACT_ACTUAL, 0, 0,
      { "x-phan-tram xa-1 2024 actual", "x-diem xa-1 2024 actual", "x-diem xa-1 2025 actual" } },
    { { { "x-phan-tram", "x-a[to-date] / x-a[plan=hdnd; year]" } }, "x-a", "tinh", "2025",
      FACT_PLAN, "tw", 0, { "x-phan-tram tinh 2025 plan=tw", "x-phan-tram tinh 2025-12 plan=tw",
                            "x-phan-tram tinh 2025-Q4 plan=tw",
                            "x-phan-tram tinh 2025-02/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-03/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-04/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-05/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-06/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-H2 plan=tw",
                            "x-phan-tram tinh 2025-08/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-09/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-10/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-11/2025-12 plan=tw",
                            "x-phan-tram tinh 2025-12/2025-12 plan=tw" } },
    { { { "x-bac-si", "areas(x-nguoi)" } }, "x-nguoi", "xa-2", "2025", FACT_ACTUAL, 0, 0,
      { "x-bac-si tinh 2025 actual" } },
    { { { "x-phan-tram", "x-nguoi / x-nguoi[parent]" } }, "x-nguoi", "tinh", "2025", FACT_ACTUAL,
      0, 0, { "x-phan-tram tinh 2025 actual", "x-phan-tram xa-1 2025 actual",
              "x-phan-tram xa-2 2025 actual", "x-phan-tram xa-3 2025 actual" } },
    { { { "x-phan-tram", "x-nguoi[sex=nữ; year] / x-nguoi[year]" } }, "x-nguoi", "tinh",
      "2025-06-30", FACT_ACTUAL, 0, "sex=nữ", { NULL } },
    { { { "x-phan-tram", "x-nguoi[sex=nữ] / x-nguoi" } }, "x-nguoi", "tinh", "2025-06-30",
      FACT_ACTUAL, 0, "norm=1;sex=nữ",
      { "x-phan-tram tinh 2025-06-30 actual norm=1",
        "x-phan-tram tinh 2025-06-30 actual norm=1;sex=nữ" } },
    { { { "x-nam", "x-a / x-nguoi[year]" } }, "x-nguoi", "tinh", "2025", FACT_ACTUAL, 0, 0,
      { "x-nam tinh 2025 actual" } },
    { { { "x-a", "cumulative(x-tong)" } }, "x-tong", "tinh", "2025-11", FACT_ACTUAL, 0, 0,
      { "x-a tinh 2025 actual", "x-a tinh 2025-11 actual", "x-a tinh 2025-01/2025-11 actual",
        "x-a tinh 2025-Q4 actual", "x-a tinh 2025-02/2025-12 actual",
        "x-a tinh 2025-03/2025-12 actual", "x-a tinh 2025-04/2025-12 actual",
        "x-a tinh 2025-05/2025-12 actual", "x-a tinh 2025-06/2025-12 actual",
        "x-a tinh 2025-H2 actual", "x-a tinh 2025-08/2025-12 actual",
        "x-a tinh 2025-09/2025-12 actual", "x-a tinh 2025-10/2025-12 actual",
        "x-a tinh 2025-11/2025-12 actual" } },
    { { { "x-a", "x-tong[previous]" } }, "x-tong", "tinh", "2024-12-31", FACT_ACTUAL, 0, 0,
      { "x-a tinh 2025-01-01 actual" } },
    { { { "x-a", "x-tong[previous]" } }, "x-tong", "tinh", "2016/2020", FACT_ACTUAL, 0, 0,
      { "x-a tinh 2021/2025 actual" } },
    { { { "x-a", "x-tong[last-year-end]" } }, "x-tong", "tinh", "2024-12", FACT_ACTUAL, 0, 0,
      { "x-a tinh 2025-01 actual", "x-a tinh 2025-02 actual", "x-a tinh 2025-03 actual",
        "x-a tinh 2025-04 actual", "x-a tinh 2025-05 actual", "x-a tinh 2025-06 actual",
        "x-a tinh 2025-07 actual", "x-a tinh 2025-08 actual", "x-a tinh 2025-09 actual",
        "x-a tinh 2025-10 actual", "x-a tinh 2025-11 actual", "x-a tinh 2025-12 actual" } },
    { { { "x-a", "x-tong" } }, "x-c", "tinh", "2024-12", FACT_ACTUAL, 0, 0, { NULL } },
};

static void test_changes(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);
    struct world w = { .arena = j->arena };
    struct formula_source source = source_of(&w);

    for (size_t i = 0; i < sizeof change_cases / sizeof *change_cases; i++) {
        struct formula_set *set = formula_set_new(j->arena, all);
        struct formula_problem p = { 0 };
        struct formula_key key = { str_from(change_cases[i].indicator),
                                   str_from(change_cases[i].area),
                                   period_of(change_cases[i].when), change_cases[i].kind,
                                   str_from(change_cases[i].book),
                                   str_from(change_cases[i].breakdown) };
        const struct formula_key *got = NULL;
        size_t n = 0, want = 0;

        for (size_t k = 0; k < 3 && change_cases[i].formulas[k][0]; k++)
            T(add_to(set, change_cases[i].formulas[k][0], change_cases[i].formulas[k][1], &p),
              "%s: %.*s", change_cases[i].formulas[k][1], STRF(p.en));
        T(formula_set_affected(set, j->arena, &source, &key, 1, &got, &n), "case %zu", i);
        for (; want < 20 && change_cases[i].want[want]; want++) {
            bool found = false;

            for (size_t k = 0; k < n; k++)
                found |= strcmp(key_text(j->arena, &got[k]), change_cases[i].want[want]) == 0;
            T(found, "%s %s: «%s» is touched", change_cases[i].formulas[0][1],
              change_cases[i].when, change_cases[i].want[want]);
        }
        T(n == want, "%s %s: %zu touched, want %zu", change_cases[i].formulas[0][1],
          change_cases[i].when, n, want);
        for (size_t k = 0; n != want && k < n; k++)
            T(false, "  %s", key_text(j->arena, &got[k]));
    }
}

/* -- administrative units -- */

static const struct {
    enum formula_place which;
    const char *area, *when;
    size_t n;
    const char *first;                  /* or NULL: not looked at */
} place_cases[] = {
    { FORMULA_CHILDREN, "11", "2025-06", 10, NULL },            /* districts of Điện Biên */
    { FORMULA_CHILDREN, "11", "2025", 45, NULL },               /* communes after 1 July */
    { FORMULA_WITHIN, "11", "2024-Q4", 1 + 10 + 129, NULL },
    { FORMULA_WITHIN, "11", "2025-07-01", 1 + 45, NULL },
    { FORMULA_PROVINCE, "11", "2025", 1, "11" },
    { FORMULA_PARENT, "11", "2025", 0, NULL },                  /* the country is no area */
    { FORMULA_CHILDREN, "", "2025", 0, NULL },
    { FORMULA_CHILDREN, "khong-co", "2025", 0, NULL },
};

static void test_places(struct job *j)
{
    const struct geography *g = NULL;
    const str *out = NULL;
    size_t n;

    if (!T(geography_load(j, GEOGRAPHY_PROVINCE, NULL, 0, &g) == OK, "the shipped units"))
        return;
    for (size_t i = 0; i < sizeof place_cases / sizeof *place_cases; i++) {
        n = formula_places_in(g, j->arena, place_cases[i].which, str_from(place_cases[i].area),
                              period_of(place_cases[i].when), &out);
        T(n == place_cases[i].n, "place %d of «%s» in %s: %zu units", (int)place_cases[i].which,
          place_cases[i].area, place_cases[i].when, n);
        T(!n || !place_cases[i].first || str_is(out[0], place_cases[i].first), "%.*s",
          STRF(out[0]));
    }

    /* each commune leads back to the province it is in, by its district before July 2025 */
    n = formula_places_in(g, j->arena, FORMULA_WITHIN, STR("11"), period_of("2025-06"), &out);
    for (size_t i = 0; i < n; i++) {
        const str *up;

        T(formula_places_in(g, j->arena, FORMULA_PROVINCE, out[i], period_of("2025-06"), &up) ==
              1 && str_is(up[0], "11"), "the province of %.*s", STRF(out[i]));
    }
}

/* -- laws over drawn expressions -- */

enum { DRAWN = 400, DRAWN_FIGURES = 12 };

struct drawing {
    struct job *job;
    uint64_t seed;
    struct buf formula, exact;          /* in the language, and for bc */
    dec figure[DRAWN_FIGURES];
    unsigned depth;
};

static unsigned draw_to(struct drawing *d, unsigned n)
{
    return (unsigned)(t_draw(&d->seed) % n);
}

static void put_both(struct drawing *d, const char *text)
{
    buf_put(&d->formula, str_from(text));
    buf_put(&d->exact, str_from(text));
}

/* Pure numbers, ratios of two figures of one unit: all of it fits everything. */
static void draw_leaf(struct drawing *d)
{
    static const char *const unit_of[] = { "x-a", "x-b" };
    unsigned a = draw_to(d, DRAWN_FIGURES), b = draw_to(d, DRAWN_FIGURES);
    char text[DEC_TEXT], other[DEC_TEXT];

    if (draw_to(d, 4) == 0) {
        dec c = { (int64_t)draw_to(d, 100000), (int8_t)draw_to(d, 4) };

        dec_format_plain(c, text);
        buf_put(&d->exact, str_from(text));
        for (char *p = text; *p; p++)
            buf_char(&d->formula, *p == '.' ? ',' : *p);
        return;
    }
    dec_format_plain(d->figure[a], text);
    dec_format_plain(d->figure[b], other);
    /* figure k is x-a or x-b of the year 2000 + k, asked from 2020 by so many steps back:
     * drawn as a breakdown, which needs no steps */
    buf_printf(&d->formula, "(%s[k=%u] / %s[k=%u])", unit_of[a % 2], a, unit_of[b % 2], b);
    buf_printf(&d->exact, "q(%s%s, %s%s)", text, a % 2 ? "/1000" : "", other,
               b % 2 ? "/1000" : "");
}

static void draw_expression(struct drawing *d)
{
    static const char *const sign[] = { " + ", " - ", " * ", " / " };
    unsigned which;

    if (d->depth >= 3 || draw_to(d, 3) == 0) {
        draw_leaf(d);
        return;
    }
    d->depth++;
    if (draw_to(d, 6) == 0) {
        put_both(d, "-(");
        draw_expression(d);
        put_both(d, ")");
    } else {
        which = draw_to(d, 4);
        buf_put(&d->formula, STR("("));
        buf_put(&d->exact, which == 3 ? STR("q(") : STR("("));
        draw_expression(d);
        buf_put(&d->formula, str_from(sign[which]));
        buf_put(&d->exact, which == 3 ? STR(", ") : str_from(sign[which]));
        draw_expression(d);
        put_both(d, ")");
    }
    d->depth--;
}

static bool drawn_ask(void *arg, const struct formula_key *what, struct fact *out)
{
    const struct drawing *d = arg;
    str k = fact_dimension(what->breakdown, STR("k"));
    dec index;

    if (!dec_parse_plain(k, &index))
        return false;
    *out = (struct fact){ .value = d->figure[index.coef], .status = FACT_OFFICIAL };
    return true;
}

/* The value is what bc says to forty digits, rounded; the bounds hold it. Nothing is ever
 * wrong: a number that is too long is no number. */
static void test_drawn(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);
    struct drawing d = { .job = j, .seed = t_seed() };
    struct formula_source source = { .arg = &d, .ask = drawn_ask };
    unsigned long numbers = 0, long_ones = 0;
    struct oracle o;

    if (!oracle_open(&o))
        return;
    for (int i = 0; i < DRAWN; i++) {
        struct formula_set *set = formula_set_new(j->arena, all);
        struct formula_key key = { .indicator = STR("x-lan"), .area = STR("tinh"),
                                   .when = period_of("2025") };
        struct formula_problem p = { 0 };
        const struct formula *f;
        struct formula_value v;
        char text[DEC_TEXT];
        struct buf printed;

        for (int k = 0; k < DRAWN_FIGURES; k++) {
            d.figure[k].coef = (int64_t)draw_to(&d, 20000000) - 4000000;
            d.figure[k].scale = (int8_t)draw_to(&d, 4);
        }
        buf_init(&d.formula, j->arena);
        buf_init(&d.exact, j->arena);
        draw_expression(&d);
        f = formula_set_add(set, STR("x-lan"), (str){ NULL, 0 }, 4, buf_str(&d.formula), &p);
        if (!T(f, "«%.*s»: column %u: %.*s", STRF(buf_str(&d.formula)), p.column, STRF(p.en)))
            continue;
        formula_compute(j->arena, f, &source, &key, &v);
        if (v.state == FACT_NUMBER) {
            numbers++;
            dec_format_plain(v.value, text);
            /* behind a division by zero sums go on without it: no question for bc */
            oracle_says(&o, "scale = 60; z = 0; x = (%.*s) - (%s); if (x < 0) x = -x; "
                            "z || x <= 0.0000500001", STRF(buf_str(&d.exact)), text);
        } else {
            T(v.gap == FORMULA_ZERO || v.gap == FORMULA_OVERFLOW, "gap %d", (int)v.gap);
            long_ones += v.gap == FORMULA_OVERFLOW;
        }
        if (v.has_bounds)
            T(dec_cmp(v.lo, v.hi) <= 0, "bounds of «%.*s»", STRF(buf_str(&d.formula)));

        /* printed, parsed and printed again: the same, and the same value */
        struct formula_value again;
        buf_init(&printed, j->arena);
        formula_print(&printed, f);
        set = formula_set_new(j->arena, all);
        f = formula_set_add(set, STR("x-lan"), (str){ NULL, 0 }, 4, buf_str(&printed), &p);
        if (!T(f, "«%.*s» parses again", STRF(buf_str(&printed))))
            continue;
        formula_compute(j->arena, f, &source, &key, &again);
        T(again.state == v.state && again.value.coef == v.value.coef && again.gap == v.gap,
          "«%.*s» has another value", STRF(buf_str(&printed)));
    }
    T(numbers > DRAWN / 2 && long_ones < DRAWN / 4, "%lu numbers, %lu too long", numbers,
      long_ones);
    oracle_close(&o);
}

/* Any value the inputs stand for gives a result within the bounds. */
static void test_bounds(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);
    struct drawing d = { .job = j, .seed = t_seed() + 1 };
    struct formula_source source = { .arg = &d, .ask = drawn_ask };
    unsigned long held = 0;

    for (int i = 0; i < DRAWN; i++) {
        struct formula_set *set = formula_set_new(j->arena, all);
        struct formula_key key = { .indicator = STR("x-lan"), .area = STR("tinh"),
                                   .when = period_of("2025") };
        struct formula_problem p = { 0 };
        struct formula_value v, finer;
        const struct formula *f;

        for (int k = 0; k < DRAWN_FIGURES; k++) {
            d.figure[k].coef = (int64_t)draw_to(&d, 200000) - 20000;
            d.figure[k].scale = (int8_t)draw_to(&d, 3);
        }
        buf_init(&d.formula, j->arena);
        buf_init(&d.exact, j->arena);
        draw_expression(&d);
        f = formula_set_add(set, STR("x-lan"), (str){ NULL, 0 }, 4, buf_str(&d.formula), &p);
        if (!T(f, "«%.*s»", STRF(buf_str(&d.formula))))
            continue;
        formula_compute(j->arena, f, &source, &key, &v);
        for (int k = 0; k < DRAWN_FIGURES; k++) {
            int64_t off = (int64_t)draw_to(&d, 11) - 5;     /* at most half a unit */

            d.figure[k] = (dec){ d.figure[k].coef * 10 + off, (int8_t)(d.figure[k].scale + 1) };
        }
        formula_compute(j->arena, f, &source, &key, &finer);
        if (!v.has_bounds || finer.state != FACT_NUMBER)
            continue;
        held++;

        /* the result itself is rounded to four decimals, the bounds to six */
        dec half = { 50, 6 }, lo, hi;
        T(dec_sub(v.lo, half, &lo) && dec_add(v.hi, half, &hi) &&
          dec_cmp(lo, finer.value) <= 0 && dec_cmp(finer.value, hi) <= 0,
          "«%.*s»: %s outside %s", STRF(buf_str(&d.formula)), shown_value(j->arena, &finer),
          shown_bounds(j->arena, &v));
    }
    T(held > DRAWN / 3, "%lu bounds were tried", held);
}

/* What may have changed is what does: a figure changes, all of the results that differ are
 * among those touched. */
enum { FIELD_PERIODS = 40, FIELD_CELLS = 4 * FIELD_PERIODS, FIELD_CHANGES = 100 };

struct field {
    period when[FIELD_PERIODS];
    dec value[3][4][FIELD_PERIODS];     /* indicator, area, period */
};

static const char *const field_indicator[] = { "x-b", "x-c", "x-tong" };
static const char *const field_area[] = { "tinh", "xa-1", "xa-2", "xa-3" };

/* The periods of two years and the beginning of a third, by number. */
static period field_period(size_t i)
{
    char iso[32];
    int year = 2023 + (int)(i / 18), k = (int)(i % 18);

    if (k < 12)
        snprintf(iso, sizeof iso, "%d-%02d", year, k + 1);
    else if (k < 16)
        snprintf(iso, sizeof iso, "%d-Q%d", year, k - 11);
    else
        snprintf(iso, sizeof iso, k == 16 ? "%d-H1" : "%d", year);
    return period_of(iso);
}

static bool field_ask(void *arg, const struct formula_key *what, struct fact *out)
{
    const struct field *f = arg;
    size_t i = 0, k = 0, t = 0;

    while (i < 3 && !str_is(what->indicator, field_indicator[i]))
        i++;
    while (k < 4 && !str_is(what->area, field_area[k]))
        k++;
    while (t < FIELD_PERIODS && !period_eq(what->when, f->when[t]))
        t++;
    if (i == 3 || k == 4 || t == FIELD_PERIODS || what->kind != FACT_ACTUAL)
        return false;
    *out = (struct fact){ .value = f->value[i][k][t] };
    return true;
}

static const char *const field_formulas[][2] = {
    { "x-phan-tram", "growth(x-b)" }, { "x-phan-tram", "share(x-b; x-b[province])" },
    { "x-a", "cumulative(x-b)" }, { "x-a", "x-b[previous] + x-c[last-year-end]" },
    { "x-a", "areas(x-b[year]) - x-c[to-date]" }, { "x-a", "in_period(x-tong) + x-b[parent]" },
    { "x-lan", "growth(areas(x-b)) / growth(x-c)" }, { "x-a", "x-b[same-period; year]" },
};

static struct formula_key field_key(const struct field *field, str indicator, size_t cell)
{
    return (struct formula_key){ .indicator = indicator,
                                 .area = str_from(field_area[cell / FIELD_PERIODS]),
                                 .when = field->when[cell % FIELD_PERIODS] };
}

static void compute_field(struct job *j, const struct formula *f,
                          const struct formula_source *source, const struct field *field,
                          struct formula_value out[FIELD_CELLS])
{
    for (size_t cell = 0; cell < FIELD_CELLS; cell++) {
        struct formula_key key = field_key(field, f->indicator->id, cell);

        formula_compute(j->arena, f, source, &key, &out[cell]);
    }
}

static void test_touched(struct job *j)
{
    const struct indicators *all = catalogue_of(j->arena);
    struct field *field = arena_new(j->arena, struct field);
    struct world w = { .arena = j->arena };
    struct formula_source source = source_of(&w);
    struct formula_value *before = arena_array(j->arena, struct formula_value, FIELD_CELLS);
    struct formula_value *after = arena_array(j->arena, struct formula_value, FIELD_CELLS);
    uint64_t seed = t_seed() + 2;
    unsigned long differ = 0;

    source.arg = field;
    source.ask = field_ask;
    for (size_t t = 0; t < FIELD_PERIODS; t++)
        field->when[t] = field_period(t);
    for (size_t k = 0; k < 3 * FIELD_CELLS; k++)
        field->value[k / FIELD_CELLS][k / FIELD_PERIODS % 4][k % FIELD_PERIODS] =
            (dec){ 1000 + (int64_t)(t_draw(&seed) % 100000), 1 };
    for (size_t i = 0; i < sizeof field_formulas / sizeof *field_formulas; i++) {
        struct formula_set *set = formula_set_new(j->arena, all);
        struct formula_problem p = { 0 };
        const struct formula *f;

        if (!T(add_to(set, field_formulas[i][0], field_formulas[i][1], &p), "%s: %.*s",
               field_formulas[i][1], STRF(p.en)))
            continue;
        f = formula_set_each(set, 0);
        compute_field(j, f, &source, field, before);
        for (int change = 0; change < FIELD_CHANGES; change++) {
            size_t x = t_draw(&seed) % 3;
            size_t cell = t_draw(&seed) % FIELD_CELLS;
            struct formula_key key = field_key(field, str_from(field_indicator[x]), cell);
            const struct formula_key *got = NULL;
            size_t n = 0;

            field->value[x][cell / FIELD_PERIODS][cell % FIELD_PERIODS].coef += 777777;
            T(formula_set_affected(set, j->arena, &source, &key, 1, &got, &n), "touched");
            compute_field(j, f, &source, field, after);
            for (size_t k = 0; k < FIELD_CELLS; k++) {
                struct formula_key result = field_key(field, f->indicator->id, k);
                bool found = false;

                if (after[k].state == before[k].state &&
                    after[k].value.coef == before[k].value.coef)
                    continue;
                differ++;
                for (size_t q = 0; q < n; q++)
                    found |= formula_key_cmp(&got[q], &result) == 0;
                T(found, "%s: a change of %s touches %s", field_formulas[i][1],
                  field_indicator[x], key_text(j->arena, &result));
            }
            for (size_t q = 1; q < n; q++)
                T(formula_key_cmp(&got[q - 1], &got[q]) < 0, "in order, each once");
            memcpy(before, after, FIELD_CELLS * sizeof *before);
        }
    }
    T(differ > 50, "only %lu results differed", differ);
}

/* -- hostile input -- */

static str repeated(struct arena *a, const char *front, const char *middle, size_t n,
                    const char *last)
{
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, str_from(front));
    for (size_t i = 0; i < n; i++)
        buf_put(&b, str_from(middle));
    buf_put(&b, str_from(last));
    return buf_str(&b);
}

static void test_hostile(struct job *j)
{
    struct arena *a = j->arena;
    const struct indicators *all = catalogue_of(a);
    const struct { str text; const char *says; } hostile[] = {
        { repeated(a, "", "(", 1000, "x-a"), "in each other" },
        { repeated(a, "", "-", 1000, "x-a"), "in each other" },
        { repeated(a, "", "abs(", 400, "x-a"), "in each other" },
        { repeated(a, "x-a", "+x-a", 450, ""), "more than 400 terms" },
        { repeated(a, "x-a", " ", 3000, ""), "over the limit" },
        { repeated(a, "x-a[", "year;", 20, "year]"), "more than 8 selectors" },
        { repeated(a, "max(x-a", ";x-a", 30, ")"), "must stand here" },
        { repeated(a, "x-a", " * x-a", 150, ""), "kinds of units" },
        { repeated(a, "x-a * ", "9", 1000, ""), "no number" },
        { repeated(a, "", "x", 1900, ""), "no indicator" },
        { repeated(a, "x-a[k=\"", "x", 1900, ""), "not closed" },
        { repeated(a, "x-a", " / (x-b / x-b", 9, repeated(a, "", ")", 9, "").ptr), NULL },
    };

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct formula_set *set = formula_set_new(a, all);
        struct formula_problem p = { 0 };
        bool good = formula_set_add(set, STR("x-tong"), (str){ NULL, 0 }, 2, hostile[i].text, &p);

        T(hostile[i].says ? !good && str_find(p.en, str_from(hostile[i].says)) != SIZE_MAX &&
                                p.en.len < 400 && p.vi.len < 400
                          : good, "hostile %zu: %.*s", i, STRF(p.en));
    }

    /* growth looks twice at what it is of: 2^9 figures */
    struct formula_set *set = formula_set_new(a, all);
    struct formula_problem p = { 0 };
    T(!formula_set_add(set, STR("x-lan"), (str){ NULL, 0 }, 2,
                       repeated(a, "", "in_period(", 9, repeated(a, "x-a", ")", 9, "").ptr),
                       &p), "nine of them in each other: %.*s", STRF(p.en));
}

static status formula_tests(struct job *j, void *arg)
{
    (void)arg;
    test_parsing(j);
    test_values(j);
    test_inputs(j);
    test_cycles(j);
    test_chains(j);
    test_tables(j);
    test_shipped(j);
    test_changes(j);
    test_places(j);
    test_drawn(j);
    test_bounds(j);
    test_touched(j);
    test_hostile(j);
    return OK;
}

static void tell_failure(status st, str message, void *arg)
{
    (void)arg;
    T(st == OK, "the job ended: %.*s", STRF(message));
}

void test_formula(void)
{
    job_run(&LIMITS_DEFAULT, LANG_EN, formula_tests, NULL, tell_failure);
}

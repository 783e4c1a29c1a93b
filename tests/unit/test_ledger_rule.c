/* test_ledger_rule.c -- reports against the figures of the ledger: when the rule speaks, and
 * the near misses it is silent at. */
#include "check/ledger/ledger.h"

#include "base/job.h"
#include "extract/extract.h"
#include "read/read.h"
#include "t.h"

#define REVENUE "Thu ngân sách nhà nước trên địa bàn "

/* indicator area period kind value unit status source book revision */
struct ledger_row {
    const char *id, *area, *when;
    enum fact_kind kind;
    const char *value, *unit;
    enum fact_status status;
    const char *source, *book;
    int64_t revision;
};

static const struct ledger_row kept[] = {
    { "thu-ngan-sach", "11", "2025", FACT_PLAN, "1500", "tỷ đồng", 0, "", "hd", 1 },
    { "thu-ngan-sach", "11", "2025", FACT_PLAN, "1420000", "triệu đồng", 0, "", "tw", 1 },
    { "thu-ngan-sach", "11", "2025", FACT_PLAN, "1700", "tỷ đồng", 0, "", "kb", 1 },
    { "thu-ngan-sach", "11", "2024-H1", FACT_ACTUAL, "700", "tỷ đồng", FACT_ESTIMATED, "tk", "",
      1 },
    { "thu-ngan-sach", "11", "2024-H1", FACT_ACTUAL, "720", "tỷ đồng", FACT_OFFICIAL, "tk", "", 2 },
    { "thu-ngan-sach", "11", "2025-H1", FACT_ACTUAL, "850", "tỷ đồng", FACT_OFFICIAL, "tk", "", 1 },
    { "thu-ngan-sach", "12", "2025-H1", FACT_ACTUAL, "300", "tỷ đồng", FACT_OFFICIAL, "tk", "", 1 },
    { "dan-trau", "11", "2025-H1", FACT_ACTUAL, "138", "nghìn con", FACT_ESTIMATED, "tk", "", 1 },
    { "dan-bo", "11", "2025-H1", FACT_ACTUAL, "101", "nghìn con", FACT_PRELIMINARY, "tk", "", 1 },
    { "dan-bo", "11", "2025-H1", FACT_ACTUAL, "102,5", "nghìn con", FACT_PRELIMINARY, "nn", "", 1 },
    { "dan-lon", "11", "2025-H1", FACT_ACTUAL, "300", "tấn", FACT_OFFICIAL, "tk", "", 1 },
};

static const struct plan_book ledger_books[] = {
    { .id = { "tw", 2 }, .type = PLAN_CENTRE, .title = { "QD", 2 }, .year = 2025 },
    { .id = { "hd", 2 }, .type = PLAN_COUNCIL, .title = { "NQ", 2 }, .year = 2025 },
    { .id = { "kb", 2 }, .type = PLAN_SCENARIO, .title = { "KB", 2 }, .year = 2025 },
};

/* What is found, "6101 1.550: NQ"; empty: nothing. */
static const struct { const char *text, *want; } told[] = {
    /* plans: of the council, the centre (another unit), the scenario; of none */
    { "Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2025 là 1.500 tỷ đồng.", "" },
    { "Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2025 là 1.420 tỷ đồng.", "" },
    { "Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2025 là 1.700 tỷ đồng.", "" },
    { "Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2025 là 1.550 tỷ đồng.", "6101 1.550" },
    { "Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2026 là 1.550 tỷ đồng.", "" },
    { "Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2025 là 15 tỷ đồng.", "" },    /* far */
    /* earlier periods */
    { REVENUE "6 tháng đầu năm 2024 đạt 720 tỷ đồng.", "" },
    { REVENUE "6 tháng đầu năm 2024 đạt 720.400 triệu đồng.", "" },     /* 720 tỷ rounded */
    { REVENUE "6 tháng đầu năm 2024 đạt 700 tỷ đồng.", "6103 700" },
    { REVENUE "6 tháng đầu năm 2024 đạt 735 tỷ đồng.", "6102 735" },
    { REVENUE "9 tháng đầu năm 2024 đạt 735 tỷ đồng.", "" },
    /* this period: released figures only, of any source */
    { REVENUE "6 tháng đầu năm 2025 đạt 805 tỷ đồng.", "6105 805" },
    { REVENUE "6 tháng đầu năm 2025 đạt trên 840 tỷ đồng.", "" },
    { "Đàn trâu đạt 130.000 con.", "" },
    { "Đàn bò đạt 110.000 con.", "6105 110.000" },
    { "Đàn bò đạt 101.000 con.", "" },
    { "Đàn lợn đạt 290.000 con.", "" },                     /* units of another kind */
    { "Thu ngân sách nhà nước trên địa bàn huyện Tủa Chùa đạt 805 tỷ đồng.", "" },
    /* shares of a plan the report does not tell */
    { REVENUE "đạt 850 tỷ đồng, đạt 65,7% kế hoạch.", "6106 65,7" },
    { REVENUE "đạt 850 tỷ đồng, đạt 56,7% kế hoạch.", "" },
    { REVENUE "đạt 850 tỷ đồng, đạt 59,9% kế hoạch.", "" },             /* of the centre's */
    /* growth on a figure the report does not tell */
    { REVENUE "đạt 850 tỷ đồng, tăng 28,1% so với cùng kỳ năm trước.", "6107 28,1" },
    { REVENUE "đạt 850 tỷ đồng, tăng 18,1% so với cùng kỳ năm trước.", "" },
    { REVENUE "đạt 850 tỷ đồng, tăng 21,4% so với cùng kỳ năm trước.", "" },    /* as first told */
    { REVENUE "đạt 850 tỷ đồng, tăng 8,1% so với tháng trước.", "" },
};

static bool is_test_area(void *arg, str words, str area)
{
    (void)arg;
    return str_is(area, "11") && str_is(words, "tỉnh Điện Biên");
}

static status hold_against(struct job *j, void *arg)
{
    size_t row = *(size_t *)arg, n = sizeof kept / sizeof *kept;
    str text = arena_printf(j->arena, "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH ĐIỆN BIÊN"
                            "\n\n%s\n", told[row].text);
    struct fact *facts = arena_array(j->arena, struct fact, n);
    const struct source *src = source_new(j->arena, STR("mẫu"), text);
    struct report report;
    const struct doc *d;
    struct diags found;
    struct buf got;

    for (size_t i = 0; i < n; i++) {
        facts[i] = (struct fact){
            .indicator = str_from(kept[i].id), .area = str_from(kept[i].area),
            .kind = kept[i].kind, .unit = str_from(kept[i].unit), .status = kept[i].status,
            .source = str_from(kept[i].source), .book = str_from(kept[i].book),
            .revision = kept[i].revision,
        };
        T(period_parse(str_from(kept[i].when), &facts[i].when) &&
          dec_parse_vi(str_from(kept[i].value), &facts[i].value), "fact %zu", i);
    }
    struct ledger l = { .fact = facts, .nfacts = n, .book = ledger_books, .nbooks = 3,
                        .catalogue = indicators_load(j->arena), .is_area = is_test_area };
    if (!T(read_doc(j, src, &d) == OK && extract_report(j, d, &report) == OK, "row %zu reads",
           row))
        return OK;
    diags_init(&found, j, src);
    check_report_ledger(j, &report, check_rules_of(DIAG_LEDGER_PLAN), &l, &found);

    buf_init(&got, j->arena);
    for (size_t i = 0; i < found.count; i++)
        buf_printf(&got, "%s%d %.*s", i ? ", " : "", (int)found.item[i]->code,
                   STRF(found.item[i]->stated));
    T(str_eq(buf_str(&got), str_from(told[row].want)), "%s: found «%.*s»", told[row].text,
      STRF(buf_str(&got)));

    /* without a ledger the rule is silent */
    diags_init(&found, j, src);
    check_report(j, &report, check_rules_of(DIAG_LEDGER_PLAN), &found);
    T(found.count == 0, "row %zu: %zu findings without a ledger", row, found.count);
    return OK;
}

void test_ledger_rule(void);
void test_ledger_rule(void)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, hold_against, &i, NULL);
}

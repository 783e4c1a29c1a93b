/* test_drift.c -- passages that two documents share, and where they differ. */
#include "analyse/drift.h"

#include "read/read.h"
#include "t.h"

void test_drift(void);

/* What differs: the kind, the words of the first and of the second, each spot behind a blank
 * and a semicolon. */
static const struct {
    const char *first, *second, *spots;
} drifted[] = {
    { "Hoàn thành gieo trồng 12.450 ha lúa mùa, chuẩn bị đủ giống cho nông dân các xã.",
      "Hoàn thành gieo trồng 12.540 ha lúa mùa, chuẩn bị đủ giống cho nông dân các xã.",
      "figure 12.450 12.540;" },
    /* zeros are no difference, nor is the year of a day */
    { "Rà soát 05 chợ tạm trên địa bàn, tỷ lệ 10,50%, báo cáo Sở Công Thương trước ngày 30/9.",
      "Rà soát 5 chợ tạm trên địa bàn, tỷ lệ 10,5%, báo cáo Sở Công Thương trước ngày 30/09/2025.",
      "" },
    { "Bàn giao mặt bằng khu dân cư cho chủ đầu tư trước ngày 30/9/2025, hết quý III xong.",
      "Bàn giao mặt bằng khu dân cư cho chủ đầu tư trước ngày 31/10/2025, hết quý IV xong.",
      "date 30/9/2025 31/10/2025; date quý III quý IV;" },
    { "Bố trí kinh phí 12 tỷ đồng để sửa chữa các tuyến đường liên xã bị sạt lở.",
      "Bố trí kinh phí 12 triệu đồng để sửa chữa các tuyến đường liên xã bị sạt lở.",
      "unit tỷ triệu;" },
    { "Phấn đấu số vụ tai nạn giao thông giảm 10% so với cùng kỳ năm trước cả ba mặt.",
      "Phấn đấu số vụ tai nạn giao thông tăng 10% so với cùng kỳ năm trước cả ba mặt.",
      "sign giảm tăng;" },
    { "Giao Sở Xây dựng hướng dẫn các xã rà soát nhà tạm, nhà dột nát của hộ nghèo.",
      "Giao Sở Nội vụ hướng dẫn các xã rà soát nhà tạm, nhà dột nát của hộ nghèo.",
      "name Xây dựng Nội vụ;" },
    /* initials, rewording, what only one says */
    { "Ủy ban nhân dân các xã rà soát nhà tạm, nhà dột nát của hộ nghèo, hộ cận nghèo.",
      "UBND các xã tiếp tục rà soát nhà tạm và nhà dột nát của hộ nghèo, hộ cận nghèo.", "" },
    { "Hoàn thành cấp giấy chứng nhận quyền sử dụng đất lần đầu cho các hộ gia đình.",
      "Hoàn thành cấp 1.250 giấy chứng nhận quyền sử dụng đất lần đầu cho các hộ gia đình.", "" },
    /* short passages are alike by chance; other ones are not alike */
    { "Trồng mới 120 ha rừng.", "Trồng mới 150 ha rừng.", "" },
    { "Tập trung thu hoạch 12.450 ha lúa mùa và chuẩn bị giống cho vụ đông xuân tới.",
      "Sửa chữa 12.540 m đường giao thông nông thôn và kênh mương trước mùa mưa bão.", "" },
    /* the same passage stands there too, with another one like it */
    { "Xã A hoàn thành làm mới 12 nhà cho hộ nghèo theo kế hoạch tỉnh giao năm nay.\n\n"
      "Xã B hoàn thành làm mới 15 nhà cho hộ nghèo theo kế hoạch tỉnh giao năm nay.",
      "Xã B hoàn thành làm mới 15 nhà cho hộ nghèo theo kế hoạch tỉnh giao năm nay.", "" },
    /* one pattern, two things */
    { "Cây lúa nương: diện tích gieo cấy toàn tỉnh đến nay ước đạt 24.707 ha, bằng 98% kế hoạch.",
      "Cây lúa mùa: diện tích gieo cấy toàn tỉnh đến nay ước đạt 20.994 ha, bằng 98% kế hoạch.",
      "" },
    { "Thu hoạch rộ từ giữa tháng: diện tích đạt 969 ha, năng suất 14,5 tạ/ha, sản lượng 872 tấn.",
      "Thu hoạch rộ từ giữa tháng: diện tích đạt 346 ha, năng suất 54,9 tạ/ha, sản lượng 837 tấn.",
      "" },
    { "So với cùng kỳ năm trước sản lượng ước đạt 45.210 tấn, tăng 2,75% so với kế hoạch năm.",
      "So với cùng kỳ năm trước sản lượng ước đạt 45.120 tấn, tăng 2,75% so với kế hoạch năm.",
      "" },
    /* items are numbered apart; a short end goes with the sentence before it */
    { "1. Đẩy nhanh giải ngân vốn đầu tư công của tỉnh đến hết năm đạt 95%; giao Sở Tài chính.",
      "a) Đẩy nhanh giải ngân vốn đầu tư công của tỉnh đến hết năm đạt 98%; giao Sở Tài chính.",
      "figure 95 98;" },
};

static const char *const drift_names[] = { "figure", "date", "unit", "sign", "name" };

static const struct drift_text *read_text(struct job *j, const char *text)
{
    const struct doc *d;

    T(read_doc(j, source_new(j->arena, STR("x.md"), str_from(text)), &d) == OK, "read");
    return drift_read(j, d);
}

static str words_of_spot(const struct drift_words *w)
{
    return str_sub(w->flow->text, w->from, w->to);
}

static str told_spots(struct job *j, const char *first, const char *second)
{
    struct drift_found f = drift_find(j, read_text(j, first), read_text(j, second));
    struct buf b;

    buf_init(&b, j->arena);
    for (size_t i = 0; i < f.n; i++)
        buf_printf(&b, "%s%s %.*s %.*s;", i ? " " : "", drift_names[f.spot[i].kind],
                   STRF(words_of_spot(&f.spot[i].first)),
                   STRF(words_of_spot(&f.spot[i].second)));
    return buf_str(&b);
}

/* Many passages that are all alike: each is looked at once, none is compared with all. */
static void test_alike(struct job *j)
{
    struct buf b;

    buf_init(&b, j->arena);
    for (int i = 0; i < 3000; i++)
        buf_printf(&b, "Xã số %d đã hoàn thành làm mới %d nhà cho hộ nghèo theo kế hoạch.\n\n", i,
                   i % 97);

    const struct drift_text *t = read_text(j, arena_str(j->arena, buf_str(&b)).ptr);

    struct drift_found f = drift_find(j, t, t);

    T(f.n == 0 && f.same == f.passages && f.passages == 3000, "a text does not differ from itself");
}

static status run_drift(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof drifted / sizeof *drifted; i++) {
        str got = told_spots(j, drifted[i].first, drifted[i].second);

        T(str_eq(got, str_from(drifted[i].spots)), "«%s» is told as «%.*s», not «%s»",
          drifted[i].second, STRF(got), drifted[i].spots);
        got = told_spots(j, drifted[i].first, drifted[i].first);
        T(got.len == 0, "«%s» against itself: «%.*s»", drifted[i].first, STRF(got));
    }
    test_alike(j);
    return OK;
}

void test_drift(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_drift, NULL, NULL) == OK, "a job");
}

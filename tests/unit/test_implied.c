/* test_implied.c -- plans and bases that sentences pin down. */
#include "analyse/implied.h"

#include "extract/extract.h"
#include "read/read.h"
#include "t.h"

void test_implied(void);

enum { PINNED = 4 };

/* Each row of a text: indicator | plan or base, and when | from .. to | what else. */
static const struct {
    const char *text;
    const char *row[PINNED];
} pinned[] = {
    { "Sản lượng chè búp tươi đạt 47.500 tấn, tăng 8,3% so với cùng kỳ năm trước, đạt 105,6% kế "
      "hoạch năm.",
      { "Sản lượng chè búp|base 2024-H1|43838..43881|", "Sản lượng chè búp|plan 2025|"
        "44959..45003|guess 45000" } },
    { "Kim ngạch xuất khẩu ước đạt 62,15 triệu USD, vượt 3,99% so với kế hoạch năm.",
      { "Xuất khẩu hàng hóa|plan 2025|59.757..59.774|" } },
    { "Toàn tỉnh có 512 trường, tăng 12 trường so với kế hoạch giao.",
      { "Số trường|plan 2025|500..500|guess 500" } },
    /* a rate: points pin, a change in per cent can mean them as well */
    { "Tỷ lệ che phủ rừng đạt 46,5%, tăng 0,4 điểm % so với cùng kỳ năm trước.",
      { "Tỷ lệ che phủ rừng|base 2024-H1|46..46.2|guess 46" } },
    { "Tỷ lệ che phủ rừng đạt 46,5%, tăng 0,4% so với cùng kỳ năm trước.", { NULL } },
    /* people are whole */
    { "Đào tạo nghề cho 1.346 người, giảm 2,5% so với cùng kỳ năm trước.",
      { "Đào tạo nghề|base 2024-H1|1380..1381|guess 1380" } },
    /* two sentences leave what both leave; a rounder one adds nothing */
    { "Thu ngân sách nhà nước trên địa bàn đạt 1.066,14 tỷ đồng, đạt 51,7% dự toán.\n\n"
      "Tổng thu ngân sách nhà nước trên địa bàn đạt 1.066,1 tỷ đồng, đạt 51,70% dự toán.",
      { "Thu ngân sách nhà nước trên địa bàn|plan 2025|2061.79..2062.39|guess 2062, 2 sources" } },
    /* a plan that the second sentence cannot mean */
    { "Thu ngân sách nhà nước trên địa bàn đạt 1.066,14 tỷ đồng, đạt 51,7% dự toán.\n\n"
      "Tổng thu ngân sách nhà nước trên địa bàn đạt 1.066,14 tỷ đồng, đạt 53,9% dự toán.",
      { "Thu ngân sách nhà nước trên địa bàn|plan 2025|nothing|2 sources" } },
    /* the plan is told after all */
    { "Trồng mới 120/500 ha rừng, đạt 24% kế hoạch.",
      { "Diện tích trồng mới rừng|plan 2025|487..513|guess 500, stated, fits" } },
    { "Diện tích trồng mới rừng đạt 120 ha, đạt 42% kế hoạch.\n\n"
      "TT\tChỉ tiêu\tĐơn vị\tKế hoạch năm 2025\tThực hiện 6 tháng 2025\n"
      "1\tDiện tích trồng mới rừng\tHa\t500\t120\n2\tĐàn trâu\tCon\t500\t120\n",
      { "Diện tích trồng mới rừng|plan 2025|281.1..290.4|guess 290, stated, does not fit" } },
    /* nothing is known of what "ít nhất" leaves open above */
    { "Giá trị sản xuất đạt ít nhất 150 tỷ đồng, đạt 51% kế hoạch.", { NULL } },
};

static void put_ends(struct buf *b, const struct implied *m)
{
    char lo[DEC_TEXT], hi[DEC_TEXT];
    dec from, to;

    if (dec_cmp(m->lo, m->hi) > 0 || !implied_in_unit(m->lo, m->hi, m->of->unit, false, &from)
        || !implied_in_unit(m->hi, m->lo, m->of->unit, true, &to)) {
        buf_put(b, STR("|nothing|"));
        return;
    }
    dec_format_plain(from, lo);
    dec_format_plain(to, hi);
    buf_printf(b, "|%s..%s|", lo, hi);
}

static str row_of_implied(struct arena *a, const struct implied *m)
{
    char text[DEC_TEXT];
    const char *gap = "";
    struct buf b;
    dec guess;

    buf_init(&b, a);
    buf_printf(&b, "%.*s|%s ", STRF(m->of->indicator), m->what == IMPLIED_PLAN ? "plan" : "base");
    period_print(&b, m->period);
    put_ends(&b, m);
    if (implied_guess(m, &guess) && implied_in_unit(guess, guess, m->of->unit, false, &guess)) {
        dec_format_plain(guess, text);
        buf_printf(&b, "guess %s", text);
        gap = ", ";
    }
    if (m->nsources > 1) {
        buf_printf(&b, "%s%u sources", gap, m->nsources);
        gap = ", ";
    }
    if (m->stated)
        buf_printf(&b, "%sstated, %s", gap, m->brackets ? "fits" : "does not fit");
    return buf_str(&b);
}

static status imply(struct job *j, void *arg)
{
    size_t row = *(size_t *)arg;
    str text = arena_printf(j->arena, "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH SƠN LA"
                            "\n\n%s", pinned[row].text);
    struct concord_input in;
    struct report report;
    const struct doc *d;
    uint32_t i = 0;

    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), text), &d) == OK
           && extract_report(j, d, &report) == OK, "row %zu reads", row))
        return OK;
    in.report = &report;

    const struct implied_book *b =
        implied_build(j, concord_build(j, names_open(j->arena), &in, 1,
                                       indicators_load(j->arena)), IMPLIED_BY_ALL);

    for (; i < b->nitems && i < PINNED && pinned[row].row[i]; i++) {
        str got = row_of_implied(j->arena, &b->item[i]);

        T(str_eq(got, str_from(pinned[row].row[i])), "want «%s» got «%.*s»", pinned[row].row[i],
          STRF(got));
    }
    T(i == b->nitems && (i == PINNED || !pinned[row].row[i]), "%u hidden figures of: %s",
      b->nitems, pinned[row].text);
    return OK;
}

void test_implied(void)
{
    for (size_t i = 0; i < sizeof pinned / sizeof *pinned; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, imply, &i, NULL);
}

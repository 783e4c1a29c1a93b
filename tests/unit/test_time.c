/* test_time.c -- sentences and the times their figures are for. */
#include "extract/extract.h"

#include "base/job.h"
#include "read/read.h"
#include "t.h"

#include <string.h>

/* `period`: the periods of the statements, one a line. */
struct timed {
    const char *title, *text, *period;
};

static const char half[] = "# Báo cáo 6 tháng đầu năm 2024 của tỉnh Sơn La\n\n";
static const char months[] = "# Báo cáo 9 tháng năm 2024 của tỉnh Sơn La\n\n";
static const char annual[] = "# Báo cáo năm 2021; nhiệm vụ năm 2022 của tỉnh Sơn La\n\n";

static const struct timed timed[] = {
    /* ages and terms are no months so far */
    { months, "Đào tạo dưới 3 tháng cho 210 người, trên 6 tháng cho 35 người.",
      "2024-01/2024-09\n2024-01/2024-09\n" },
    { months, "Trong 3 tháng thu 15 tỷ đồng; 9 tháng thu 45 tỷ đồng.",
      "2024-01/2024-03\n2024-01/2024-09\n" },
    /* the whole year, its edges, seasons, and the state that a merger leaves */
    { months, "Ước cả năm thu 60 tỷ đồng.", "2024\n" },
    { half, "Đầu kỳ 2024, tỷ lệ hộ nghèo là 15,2%.", "2024\n" },
    { half, "Vụ Đông xuân 2023-2024 gieo cấy 195 ha; vụ mùa năm 2023 gieo cấy 210 ha.",
      "2024\n2023\n" },
    { half, "Sau khi hoàn thành sáp nhập, cấp huyện còn 98 phòng.", "2024\n" },
    { half, "Sau khi kiểm tra, xử lý 12 vụ.", "2024-H1\n" },
    /* a first line is as good as a title */
    { "Kinh tế tỉnh Sơn La tháng 5 năm 2024\n\n", "Thu 6 tỷ đồng (quý I/2024 thu 4 tỷ đồng).",
      "2024-05\n2024-Q1\n" },
    /* the dates of the press: dots and dashes */
    { half, "Tháng 4-2024 thu 5 tỷ đồng. Tháng 11.2023 thu 6 tỷ đồng. Quý I-2024 thu 8 tỷ đồng.",
      "2024-04\n2023-11\n2024-Q1\n" },
    { half, "Ngày 1.5.2024 có 5 xã. Ngày 30-4 có 7 xã. Đến 31.3.2024 có 9 xã.",
      "2024-05-01\n2024-04-30\n2024-01/2024-03-31\n" },
    { half, "Tính chung 4 tháng thu 15 tỷ đồng.", "2024-01/2024-04\n" },
    { half, "Dịp lễ 30/4 - 1/5 kéo dài đón 4 nghìn lượt khách.", "2024-H1\n" },
    /* a time at the end of what is counted, but not one of a plan or a cause */
    { half, "Ban hành 32 văn bản quy phạm năm 2023.", "2023\n" },
    { half, "Cấp 820 liều tháng 01/2024, 410 liều tháng 5/2024.", "2024-01\n2024-05\n" },
    { half, "Trồng 90 ha rừng theo chương trình năm 2023.", "2024-H1\n" },
    { half, "Hỗ trợ 35 hộ thiệt hại do bão năm 2023.", "2024-H1\n" },
    { half, "Đến 31/5/2024 có 769 ca, trong đó có 08 ca mới trong tháng.",
      "2024-01/2024-05-31\n2024-05\n" },
    /* a time before a list holds for it; one in a bracket stays inside */
    { half, "Bãi bỏ văn bản hết hiệu lực trong năm 2023, gồm 82 nghị quyết và 12 quyết định.",
      "2023\n2023\n" },
    { half, "Thu ngân sách đạt 50 tỷ đồng (năm 2023 đạt 45 tỷ đồng), chi ngân sách 90 tỷ đồng.",
      "2024-H1\n2023\n2024-H1\n" },
    /* a time that leads frames the sentences behind it */
    { half, "Năm 2023, chỉ số PCI đạt 63,5 điểm. Chỉ số PAPI đạt 42,1 điểm.", "2023\n2023\n" },
    { annual, "Giai đoạn 2016-2020, trồng 4.800 ha rừng.", "2016/2020\n" },
    /* spans tell where they begin, and where they end */
    { half, "Từ ngày 26/02/2024 đến nay có 35 vụ.", "2024-02/2024-06\n" },
    { half, "Từ tháng 3 đến tháng 5/2024 có 35 vụ.", "2024-03/2024-05\n" },
    { annual, "Từ năm 2019 đến năm 2021, đã trồng 450 ha rừng.", "2019/2021\n" },
    { annual, "Có 12 dự án chuyển tiếp từ năm 2019.", "2021\n" },
    { half, "Từ năm 2019 đã trồng 45 ha rừng.", "2024-H1\n" },
    { half, "Từ đầu năm đến nay có 35 vụ.", "2024-H1\n" },
    { half, "Từ 01/4/2024, tỉnh có 9 trạm.", "2024-04-01\n" },
    /* times told by the reported one, at the head of a clause */
    { half, "Thu 50 tỷ đồng (cùng kỳ năm trước đạt 45 tỷ đồng), chi 90 tỷ đồng.",
      "2024-H1\n2023-H1\n2024-H1\n" },
    { half, "Tỷ lệ giải ngân đạt 35%, cùng kỳ là 33%.", "2024-H1\n2023-H1\n" },
    { half, "Cùng kỳ năm 2022 có 35 vụ, năm nay có 40 vụ.", "2022-H1\n2024-H1\n" },
    { half, "Năm trước trồng 300 ha, năm nay trồng 350 ha.", "2023\n2024-H1\n" },
    { months, "Tháng trước có 12 vụ, tháng này có 15 vụ.", "2024-08\n2024-09\n" },
    { half, "Cùng kỳ, có 26 hộ mới. Thu 5 tỷ đồng, tăng 3% so với cùng kỳ năm trước.",
      "2024-H1\n2024-H1\n" },
    { "", "Sản lượng đạt 45 tấn, tăng 3% so với cùng kỳ năm 2016.", "2017\n" },
    { half, "Tháng 5-2024 có 2 vụ cháy; đến giữa tháng Tư có 5 vụ; ngày 15-3-2024 có 1 vụ.",
      "2024-05\n2024-01/2024-04\n2024-03-15\n" },
    { half, "Sáng 6/5, xảy ra 2 vụ cháy.", "2024-05-06\n" },
    /* tasks ahead are for the year to come, also below headings without a year */
    { annual, "## A. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n\nThu 50 tỷ đồng.\n\n"
              "## B. PHƯƠNG HƯỚNG NĂM 2022\n\n### I. Mục tiêu\n\nThu 60 tỷ đồng.\n\n"
              "### II. Giải pháp\n\nTrồng 90 ha rừng.\n", "2021\n2022\n2022\n" },
    { annual, "## B. NHIỆM VỤ, GIẢI PHÁP\n\nThu 60 tỷ đồng.\n", "2022\n" },
    { half, "## B. NHIỆM VỤ, GIẢI PHÁP\n\nThu 60 tỷ đồng.\n", "2024\n" },
    { annual, "## 3. Chương trình mục tiêu quốc gia\n\nGiải ngân 60 tỷ đồng.\n", "2021\n" },
    /* a note is about its sentence's time, not about one figure's */
    { half, "Có 18 nhiệm vụ của năm 2023 hoàn thành<sup>1</sup>.\n\n"
            "<sup>1</sup> Cấp 354 tài khoản.\n", "2023\n2024-H1\n" },
    { half, "Năm 2023, PCI đạt 63 điểm. Cải cách được đẩy mạnh<sup>1</sup>.\n\n"
            "<sup>1</sup> Cấp 354 tài khoản.\n", "2023\n2024-H1\n" },
};

static status read_timed(struct job *j, void *arg)
{
    const struct timed *t = arg;
    const struct doc *d;
    struct report r;
    struct buf b;

    buf_init(&b, j->arena);
    buf_put(&b, str_from(t->title));
    buf_put(&b, str_from(t->text));
    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), buf_str(&b)), &d) == OK &&
           extract_report(j, d, &r) == OK, "reads"))
        return OK;
    buf_init(&b, j->arena);
    for (uint32_t i = 0; i < r.nstatements; i++) {
        period_print(&b, r.statement[i].period);
        buf_char(&b, '\n');
    }
    T(str_eq(buf_str(&b), str_from(t->period)), "%s: %.*s", t->text, STRF(buf_str(&b)));
    return OK;
}

void test_time(void)
{
    for (size_t i = 0; i < sizeof timed / sizeof *timed; i++) {
        struct timed t = timed[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_timed, &t, NULL);
    }
}

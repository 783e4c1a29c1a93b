/* test_place.c -- sentences and the places their figures are for, and whole reports. */
#include "extract/extract.h"

#include "base/job.h"
#include "read/read.h"
#include "t.h"

#include <string.h>

/* `area`: the places of the statements, one a line; "-" is the report's own. */
struct located {
    const char *text, *area;
};

static const char lao_cai[] = "# BÁO CÁO Tình hình năm 2021 của tỉnh Lào Cai\n\n";

static const struct located located[] = {
    /* names and values, with a colon and without, a city by its kind */
    { "Diện tích ngô bị hại 310,5 ha (Bảo Thắng 127,05 ha; Lào Cai 55 ha; thành phố 1 ha).",
      "-\nhuyện Bảo Thắng\nthành phố Lào Cai\nthành phố Lào Cai\n" },
    { "Diện tích lúa bị hạn: Huyện Bát Xát 603,18 ha, TX. Sa Pa 10 ha do mưa đá; Mường Khương "
      "45,5 ha.", "huyện Bát Xát\nthị xã Sa Pa\nhuyện Mường Khương\n" },
    { "Có 53 ca sốt: Bát Xát: 32 ca; Bảo Yên: 21 ca.", "-\nhuyện Bát Xát\nhuyện Bảo Yên\n" },
    { "Diện tích lúa: Huyện Bát Xát 603 ha; Y Tý 45 ha.", "huyện Bát Xát\nY Tý\n" },
    /* how places have changed, the level before is not theirs */
    { "Trồng 90 ha quế: Bắc Hà tăng 5%; Văn Bàn đạt 50 ha; Hà Giang giảm gần 8%.",
      "-\nhuyện Bắc Hà\nhuyện Văn Bàn\ntỉnh Hà Giang\n" },
    { "Chỉ số sản xuất của thủy điện Bắc Hà tăng 5%.", "-\n" },
    /* a name without its diacritics only beside other places, and one of no list */
    { "Trồng 90 ha: Bắc Hà 40 ha; Van Ban 50 ha.", "-\nhuyện Bắc Hà\nhuyện Van Ban\n" },
    { "Có 57 hộ: Thanh Phú 45 hộ; Văn Bàn 12 hộ.", "-\nThanh Phú\nhuyện Văn Bàn\n" },
    { "Số hộ thoát nghèo của Bảo Yên và Văn Bàn 210 hộ.", "-\n" },
    /* each figure has the label before it, not the one behind; a total has none of them */
    { "Dịch phát sinh tại 5 xã (Bát Xát: 3 xã, Bảo Yên: 2 xã).",
      "-\nhuyện Bát Xát\nhuyện Bảo Yên\n" },
    { "Có 120 ha bị hại: Bắc Hà: 70 ha, Văn Bàn: 50 ha.",
      "-\nhuyện Bắc Hà\nhuyện Văn Bàn\n" },
    { "Trồng 90 ha quế, trong đó: dự án tại huyện Bắc Hà 70 ha; dự án tại Văn Bàn 20 ha.",
      "-\nhuyện Bắc Hà\nhuyện Văn Bàn\n" },
    { "Có 9 ổ dịch tại 2 huyện: huyện Bắc Hà 35 ca, huyện Bảo Yên 20 ca.",
      "-\n-\nhuyện Bắc Hà\nhuyện Bảo Yên\n" },
    { "Hộ nghèo còn nhiều ở Bắc Hà (32,1%), Si Ma Cai (38,5%) và Bát Xát (25,4%).",
      "huyện Bắc Hà\nhuyện Si Ma Cai\nhuyện Bát Xát\n" },
    { "Tỷ lệ hộ nghèo cao nhất là Si Ma Cai với 38,5%.", "huyện Si Ma Cai\n" },
    { "Trồng 60 ha chè: Bắc Hà 40 ha, các huyện còn lại 20 ha.", "-\nhuyện Bắc Hà\n-\n" },
    /* what works are called is no place of theirs */
    { "Công suất thủy điện Bắc Hà 90 MW, cửa khẩu Lào Cai đón 25.000 lượt khách.", "-\n-\n" },
    /* at the end of the figure's own phrase */
    { "Hỗ trợ 25.000 kg gạo cho nhân dân huyện Bắc Hà, 15.000 kg gạo cho huyện Bát Xát.",
      "huyện Bắc Hà\nhuyện Bát Xát\n" },
    /* over semicolons in a bracket and behind a label */
    { "Cháy rừng ở Bắc Hà (2 vụ; 12 ha), Bát Xát (3 vụ; 20 ha).",
      "huyện Bắc Hà\nhuyện Bắc Hà\nhuyện Bát Xát\nhuyện Bát Xát\n" },
    { "Dự án di dân huyện Bảo Yên: xây 120 nhà; hỗ trợ 45 tỷ đồng.",
      "huyện Bảo Yên\nhuyện Bảo Yên\n" },
    { "Có 94/129 xã có chợ; riêng huyện Bắc Hà 10/15 xã.", "-\nhuyện Bắc Hà\n" },
    { "Tử vong trẻ em 31‰, gấp 1,5 lần so với cả nước (20,4‰).", "-\ncả nước\n" },
    /* what the country has, beside the comparison with it */
    { "Tỷ lệ hộ nghèo 18%, cao hơn 13 điểm phần trăm so với bình quân cả nước (5%), đứng thứ 9/63.",
      "-\ncả nước\n-\n" },
    /* places behind the figure; the total has none of its parts' */
    { "Có 25 ca, gồm 12 ca ở xã Y Tý - Bát Xát; 8 ca ở phường Cốc Lếu, thành phố Lào Cai; 5 ca "
      "tại thị trấn Phố Lu (huyện Bảo Thắng).",
      "-\nxã Y Tý, huyện Bát Xát\nphường Cốc Lếu, thành phố Lào Cai\n"
      "thị trấn Phố Lu, huyện Bảo Thắng\n" },
    { "Phát hiện 03 ổ dịch (huyện Bắc Hà) với 45 con lợn bị tiêu hủy.",
      "huyện Bắc Hà\nhuyện Bắc Hà\n" },
    { "Bán 8 lô đất (khu A, khu B) tại phường Cốc Lếu, thành phố Lào Cai.",
      "phường Cốc Lếu, thành phố Lào Cai\n" },
    { "Có 02 ổ dịch ở huyện Bắc Hà với 5 ca, tử vong 1 tại xã Na Hối.",
      "huyện Bắc Hà\nhuyện Bắc Hà\nxã Na Hối, huyện Bắc Hà\n" },
    /* parts that add up tell where their total lies, others do not */
    { "Có 02 ổ dịch với 13 ca mắc, tử vong 0 (trong đó: 08 ca ở xã Na Hối, huyện Bắc Hà và 05 ca "
      "ở xã Tả Chải, huyện Bắc Hà).", "huyện Bắc Hà\nhuyện Bắc Hà\nhuyện Bắc Hà\n"
      "xã Na Hối, huyện Bắc Hà\nxã Tả Chải, huyện Bắc Hà\n" },
    { "Có 15 ca mắc (trong đó: 08 ca ở xã Na Hối, huyện Bắc Hà và 05 ca ở xã Tả Chải, huyện Bắc "
      "Hà).", "-\nxã Na Hối, huyện Bắc Hà\nxã Tả Chải, huyện Bắc Hà\n" },
    /* a place that leads, and the whole province behind one */
    { "Tại huyện Bảo Yên, trồng 30 ha quế; chăm sóc 45 ha quế.",
      "huyện Bảo Yên\nhuyện Bảo Yên\n" },
    { "Tỷ lệ hộ nghèo của huyện Si Ma Cai là 38,1%, của toàn tỉnh là 15,4%.",
      "huyện Si Ma Cai\n-\n" },
    { "Thu nhập bình quân cả nước đạt 4,2 triệu đồng, toàn tỉnh đạt 2,9 triệu đồng.",
      "cả nước\n-\n" },
    { "Tham gia phong trào cả nước xây 12 nhà.", "-\n" },
    { "Thu nhập đạt 58 triệu đồng, cao hơn bình quân cả nước 2 triệu đồng.", "-\n" },
    /* other provinces and bodies are named, no places of the figures */
    { "Hợp tác với tỉnh Sơn La xây 02 trường học.", "-\n" },
    { "Ký kết với thành phố Hà Nội 5 chương trình.", "-\n" },
    { "Phát triển kinh tế - Xã Hội có 5 đề án. Huyện Đoàn trồng 300 cây.", "-\n-\n" },
    { "Trồng 92 ha chè tại huyện Bảo Yên và Văn Bàn.", "-\n" },
    /* labels and headings */
    { "- Trên địa bàn huyện Bát Xát:\n  + Trồng 80 ha rừng;\n  + Chăm sóc 45 ha rừng.\n",
      "huyện Bát Xát\nhuyện Bát Xát\n" },
    { "## 2. Thị xã Sa Pa\n\nĐón 9.000 lượt khách. Trên địa bàn tỉnh có 35 khách sạn.",
      "thị xã Sa Pa\n-\n" },
    { "| Chỉ tiêu | Đơn vị tính | Thực hiện năm 2021 |\n|---|---|---|\n"
      "| Sản lượng lúa | Tấn | 812.300 |\n| - Huyện Bát Xát | Tấn | 150.200 |\n"
      "| - Bắc Hà | Tấn | 160.300 |\n", "-\nhuyện Bát Xát\nhuyện Bắc Hà\n" },
    { "Bảng 1. Diện tích lúa phân theo huyện\n\n| TT | Đơn vị | Năm 2020 (ha) | Năm 2021 (ha) |\n"
      "|---|---|---|---|\n| | Tổng số | 47.000 | 48.000 |\n| 1 | TX. Sa Pa | 12.000 | 12.500 |\n"
      "| 2 | Bắc Hà | 35.000 | 35.500 |\n",
      "-\n-\nthị xã Sa Pa\nthị xã Sa Pa\nhuyện Bắc Hà\nhuyện Bắc Hà\n" },
    { "Huyện đảo Phú Quý đón 450 khách; xã biên giới Y Tý có 12 hộ.",
      "huyện Phú Quý\nxã Y Tý, huyện Bát Xát\n" },
    { "Phường 5, quận 3 có 25 ca.", "phường 5, quận 3\n" },
};

/* Reports, and the area that each is of. */
static const struct located home[] = {
    { "Kinh tế cả nước tháng 4 năm 2022\n\nĐàn lợn tăng ở 2 địa phương: Yên Bái tăng 5%; TP. Hồ "
      "Chí Minh tăng 2%.\n", "cả nước" },
    { "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nBÁO CÁO\n\nSản lượng chè đạt 35.000 tấn.\n",
      "tỉnh Lào Cai" },
    { "# Kinh tế quý I năm 2023\n\nGDP cả nước tăng 3,32%. Cả nước gieo cấy 2,9 triệu ha lúa, "
      "tỉnh Nghệ An 90 nghìn ha. Xuất khẩu của cả nước đạt 79 tỷ USD.\n", "cả nước" },
    { "# Kinh tế TP. Hà Nội\n\nPhối hợp với tỉnh Hưng Yên. Thành phố Hà Nội đón 5 nghìn khách.\n",
      "thành phố Hà Nội" },
    { "# Kinh tế - xã hội Đồng Nai 10 tháng\n\nXuất khẩu đạt 20 tỷ USD.\n", "tỉnh Đồng Nai" },
    { "# Báo cáo tỉnh Bà Rịa - Vũng Tàu\n\nCó 12 cảng.\n", "tỉnh Bà Rịa - Vũng Tàu" },
    { "# Báo cáo tỉnh Thừa Thiên Huế\n\nCó 12 cảng.\n", "tỉnh Thừa Thiên Huế" },
    { "Lãnh đạo tỉnh cho biết đã thu 250 tỷ đồng.\n", "" },
};

static status read_home(struct job *j, void *arg)
{
    const struct located *l = arg;
    const struct doc *d;
    struct report r;

    if (T(read_doc(j, source_new(j->arena, STR("mẫu"), str_from(l->text)), &d) == OK &&
          extract_report(j, d, &r) == OK, "reads"))
        T(str_eq(r.area, str_from(l->area)), "%s: %.*s", l->text, STRF(r.area));
    return OK;
}

static status read_located(struct job *j, void *arg)
{
    const struct located *l = arg;
    const struct doc *d;
    struct report r;
    struct buf b;

    buf_init(&b, j->arena);
    buf_put(&b, str_from(lao_cai));
    buf_put(&b, str_from(l->text));
    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), buf_str(&b)), &d) == OK &&
           extract_report(j, d, &r) == OK, "reads"))
        return OK;
    buf_init(&b, j->arena);
    for (uint32_t i = 0; i < r.nstatements; i++) {
        buf_put(&b, r.statement[i].area.len ? r.statement[i].area : STR("-"));
        buf_char(&b, '\n');
    }
    T(str_eq(buf_str(&b), str_from(l->area)), "%s: %.*s", l->text, STRF(buf_str(&b)));
    return OK;
}

void test_place(void)
{
    for (size_t i = 0; i < sizeof located / sizeof *located; i++) {
        struct located l = located[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_located, &l, NULL);
    }
    for (size_t i = 0; i < sizeof home / sizeof *home; i++) {
        struct located l = home[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_home, &l, NULL);
    }
}

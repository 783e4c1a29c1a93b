/* test_claim.c -- each run of digits is told, none is lost. */
#include "extract/claim.h"

#include "base/job.h"
#include "extract/extract.h"
#include "read/read.h"
#include "t.h"

#include <string.h>

/* Lines, and the classes of their runs in order. */
static const struct {
    const char *text, *classes;
} told[] = {
    { "Đạt 5,2 tấn, tăng 3,1% so với năm 2019, đạt 98% kế hoạch năm 2020.",
      "statement comparison date plan date" },
    { "Trồng 120/500 ha.", "statement" },                 /* one run, 120/500 */
    { "Trồng 120 ha/500 ha rừng, đạt 24%.", "statement part plan" },
    { "Nghị quyết số 68-NQ/TW ngày 04/5/2025; Đề án 06.", "docnum date docnum" },
    { "II.1. Mục tiêu 2 năm: (1) giữ 3-5 xã.", "marker date marker range range" },
    { "Trẻ 5 tuổi vào lớp 1, tổ 10, phủ sóng 4G, gỗ 7,5 m3.",
      "name ordinal ordinal name statement name" },
    { "Lúc 07:46, tầm nhìn 2050, điện thoại 0243.7738668.", "date date date name" },
    { "Quốc lộ 279 dài 45 km<sup>2</sup>.", "ordinal statement name" },
    { "Số thu<sup>3</sup> đạt 12.\n\n<sup>3</sup> Gồm 5 khoản.",
      "note-mark statement note-mark statement" },
    { "Xem mục 1.2345.6 và 77.", "rejected rejected" },
    /* a number behind its noun is a name or a place in a row */
    { "Bão số 3, Tiểu dự án 2, đợt 4; dịch vụ mức độ 3, 4; Lữ đoàn 168 tham gia.",
      "name ordinal ordinal ordinal ordinal ordinal" },
    { "Các tiêu chí số 2, 3 và 15; công nghiệp 4.0; app \"Báo nguy 114\".",
      "name name name name name" },
    { "Đoạn Km25+300, ký hiệu DMT- 03; fax 0214 840 888.", "name name name name name name" },
    { "Nhiệt độ 20-25 độ C, dịch vụ mức độ 4; đường ĐT.152 đoạn qua xã.",
      "statement statement ordinal name" },
    { "Tại tổ dân phố 7, 8 phường Chiềng Lề có 12 hộ.", "ordinal name statement" },
    { "Luật 25/2018, Thông tư 22; đường 7/5.", "docnum docnum name" },
    { "Ngày 15-7, 31-12-2022 và 15.7.2023; trực 24/24 giờ, từ 15h30.",
      "date date date date date date date date name" },
    { "Ước 1/3 diện tích; tỷ số là 111,5 nam/100 nữ; hệ số Gini 0,42.",
      "part statement name statement" },
    { "Tổng số hộ 45; chỉ còn 3.", "rejected rejected" },
    { "Đoạn đầu chưa hết,\n\n 12 \n\ncòn nữa 3 vụ.", "marker statement" },
};

static status read_line(struct job *j, void *arg)
{
    size_t i = *(const size_t *)arg, n, nwords = 1;
    const struct source *src = source_new(j->arena, STR("mẫu"), str_from(told[i].text));
    const struct doc *d;
    struct report r;
    struct digit_run *run;
    str rest = str_from(told[i].classes), want;

    if (!T(read_doc(j, src, &d) == OK && extract_report(j, d, &r) == OK, "reads"))
        return OK;
    run = claim_runs(j->arena, &r, &n);
    for (const char *p = told[i].classes; *p; p++)
        nwords += *p == ' ';
    T(n == nwords, "%zu runs in: %s", n, told[i].text);
    for (size_t k = 0; k < n && str_split(&rest, ' ', &want); k++)
        T(str_eq(want, str_from(claim_name(run[k].class))), "%.*s is %s, not %.*s, in: %s",
          STRF(source_text(src, run[k].where)), claim_name(run[k].class), STRF(want),
          told[i].text);
    return OK;
}

void test_claim(void)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        size_t arg = i;

        job_run(&LIMITS_DEFAULT, LANG_VI, read_line, &arg, NULL);
    }
}

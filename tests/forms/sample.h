/* sample.h -- a form of a province, and one way of filling it in: for the tests of forms. */
#ifndef FORMS_SAMPLE_H
#define FORMS_SAMPLE_H

#include "model/form.h"

static struct fact *sample_fact(struct arena *a, const char *plain)
{
    struct fact *f = arena_new(a, struct fact);

    if (!dec_parse_plain(str_from(plain), &f->value))
        f->state = FACT_UNKNOWN;
    return f;
}

static const struct form *sample_form(struct arena *a)
{
    static const struct {
        const char *number, *name, *id, *unit, *plan, *last;
        uint8_t level, places;
        bool is_signed;
    } rows[] = {
        { "A", "KINH TẾ", "", "", "", "", 0, 0, false },
        { "1", "Tổng sản phẩm trên địa bàn (GRDP, giá so sánh 2010)", "grdp", "tỷ đồng",
          "16871.25", "7642.89", 0, 2, false },
        { "2", "Tốc độ tăng GRDP", "tang-grdp", "%", "10.5", "8.51", 0, 2, true },
        { "3", "Thu ngân sách nhà nước trên địa bàn", "thu-ngan-sach", "tỷ đồng", "2550.0",
          "812.4", 0, 1, false },
        { "3.1", "Trong đó: thu nội địa", "thu-noi-dia", "tỷ đồng", "2480.0", "795.1", 1, 1,
          false },
        { "4", "Tổng sản lượng lương thực có hạt (thóc, ngô; cả vụ đông xuân và vụ mùa)",
          "san-luong-luong-thuc", "nghìn tấn", "290.150", "98.204", 0, 3, false },
        { "B", "XÃ HỘI", "", "", "", "", 0, 0, false },
        { "5", "Số xã đạt chuẩn nông thôn mới", "xa-nong-thon-moi", "xã", "28", "", 0, 0,
          false },
        { "6", "Tỷ lệ hộ nghèo đa chiều", "ty-le-ho-ngheo", "%", "17.66", "21.29", 0, 2, false },
    };
    enum { N = sizeof rows / sizeof *rows };
    struct form_row *row = arena_array(a, struct form_row, N);
    struct form *f = arena_new(a, struct form);

    for (size_t i = 0; i < N; i++) {
        row[i] = (struct form_row){
            .number = str_from(rows[i].number), .name = str_from(rows[i].name),
            .indicator = str_from(rows[i].id), .unit = str_from(rows[i].unit),
            .area = STR("11"), .area_name = STR("tỉnh Điện Biên"), .level = rows[i].level,
            .places = rows[i].places, .is_signed = rows[i].is_signed };
        if (rows[i].id[0]) {
            row[i].plan = sample_fact(a, rows[i].plan);
            row[i].last = sample_fact(a, rows[i].last);
        }
    }
    *f = (struct form){
        .id = STR("01.H/BCB-KTXH"), .title = STR("Báo cáo các chỉ tiêu kinh tế - xã hội chủ yếu"),
        .agency = STR("Thống kê tỉnh Điện Biên"),
        .receiver = STR("Văn phòng UBND tỉnh Điện Biên"),
        .regime = STR("Quyết định số 12/2025/QĐ-UBND ngày 20/5/2025"),
        .kind = FACT_ACTUAL, .source = STR("Thống kê tỉnh"), .deadline = day_of(2025, 6, 22),
        .plan_title = STR("Kế hoạch năm 2025"), .last_title = STR("Thực hiện quý I/2025"),
        .value_title = STR("Thực hiện 6 tháng đầu năm 2025"), .row = row, .n = N };
    period_parse(STR("2025-H1"), &f->when);
    return f;
}

/* What is typed: by the number of the row; a figure in stored form, a state, a note. */
static const struct { uint32_t number; const char *value, *state, *note; } sample_filled[] = {
    { 1, "7956.1", "", "" },            /* 7.956,10 */
    { 2, "-1.25", "số", "Giảm do thủy điện thiếu nước; \"mưa\" ít" },
    { 3, "1176.5", "", "" },
    { 4, "", "chưa có số", "Chờ Thuế tỉnh" },
    { 5, "0.30000000000000004", "", "" },
    { 6, "25", "", "" },
};

#endif

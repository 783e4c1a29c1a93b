/* write.c -- the appendix of appendix.html as libxlsxwriter makes it: formulas with values,
 * formats, merged cells, a hidden row, column and sheet, a chart sheet, a comment.
 *
 *   write FILE */
#include <xlsxwriter.h>

static lxw_format *format_of(lxw_workbook *w, const char *code)
{
    lxw_format *f = workbook_add_format(w);

    format_set_num_format(f, code);
    return f;
}

static void put_head(lxw_workbook *w, lxw_worksheet *s)
{
    lxw_format *bold = workbook_add_format(w);

    format_set_bold(bold);
    worksheet_merge_range(s, 0, 0, 0, 2, "UBND TỈNH ĐIỆN BIÊN", bold);
    worksheet_merge_range(s, 0, 3, 0, 8, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold);
    worksheet_merge_range(s, 2, 0, 2, 8,
                          "Biểu số 01: TÌNH HÌNH THỰC HIỆN MỘT SỐ CHỈ TIÊU 9 THÁNG NĂM 2025", bold);
    worksheet_merge_range(s, 3, 0, 3, 8, "(Kèm theo Báo cáo của Sở Tài chính)", NULL);

    static const char *const top[] = { "STT", "Chỉ tiêu", "ĐVT", "Thực hiện 9 tháng năm 2024" };

    for (lxw_col_t c = 0; c < 4; c++)
        worksheet_merge_range(s, 5, c, 6, c, top[c], bold);
    worksheet_merge_range(s, 5, 5, 5, 6, "Năm 2025", bold);
    worksheet_merge_range(s, 5, 7, 5, 8, "So sánh (%)", bold);

    static const char *const low[] = { "Kế hoạch năm 2025", "Ước TH 9 tháng năm 2025", "Cùng kỳ",
                                       "Kế hoạch" };

    for (lxw_col_t c = 0; c < 4; c++)
        worksheet_write_string(s, 6, (lxw_col_t)(c + 5), low[c], bold);
    worksheet_write_string(s, 6, 4, "ẩn", NULL);
    worksheet_set_column_opt(s, 4, 4, 10, NULL, &(lxw_row_col_options){ .hidden = 1 });
}

static void put_indicator(lxw_worksheet *s, lxw_row_t row, const char *number, const char *label,
                          const char *unit, const double v[3], lxw_format *f, lxw_format *rate)
{
    char formula[64];

    worksheet_write_string(s, row, 0, number, NULL);
    worksheet_write_string(s, row, 1, label, NULL);
    worksheet_write_string(s, row, 2, unit, NULL);
    worksheet_write_number(s, row, 3, v[0], f);
    worksheet_write_number(s, row, 4, 99999, f);
    worksheet_write_number(s, row, 5, v[1], v[1] == 280000 ? NULL : f);
    worksheet_write_number(s, row, 6, v[2], f);
    snprintf(formula, sizeof formula, "=G%u/D%u*100", row + 1, row + 1);
    if (unit[0] != '%')
        worksheet_write_formula_num(s, row, 7, formula, rate, v[2] / v[0] * 100);
    snprintf(formula, sizeof formula, "=G%u/F%u*100", row + 1, row + 1);
    worksheet_write_formula_num(s, row, 8, formula, rate, v[2] / v[1] * 100);
}

int main(int argc, char **argv)
{
    lxw_workbook *w = workbook_new(argc > 1 ? argv[1] : "appendix.xlsx");
    lxw_worksheet *s = workbook_add_worksheet(w, "Biểu 01");
    lxw_format *tons = format_of(w, "#,##0.00"), *rate = format_of(w, "0.00");
    lxw_format *general = format_of(w, "General"), *money = format_of(w, "#,##0.0");

    put_head(w, s);
    for (lxw_col_t c = 0; c < 9; c++)
        if (c != 4)
            worksheet_write_number(s, 7, c, c < 4 ? c + 1 : c, NULL);
    worksheet_write_string(s, 8, 0, "I", NULL);
    worksheet_write_string(s, 8, 1, "NÔNG NGHIỆP", NULL);
    put_indicator(s, 9, "1", "Tổng sản lượng lương thực", "Tấn",
                  (double[]){ 203456.5, 280000, 211234.75 }, tons, rate);
    worksheet_write_comment(s, 9, 3, "sai: 200.000");
    put_indicator(s, 10, "2", "Tỷ lệ che phủ rừng", "%", (double[]){ 44.01, 45, 44.5 }, general,
                  rate);
    put_indicator(s, 11, "3", "Dòng ẩn", "Tấn", (double[]){ 1, 2, 3 }, general, rate);
    worksheet_set_row_opt(s, 11, LXW_DEF_ROW_HEIGHT, NULL, &(lxw_row_col_options){ .hidden = 1 });
    worksheet_write_string(s, 12, 0, "II", NULL);
    worksheet_write_string(s, 12, 1, "NGÂN SÁCH", NULL);
    put_indicator(s, 13, "1", "Thu ngân sách trên địa bàn", "Tỷ đồng",
                  (double[]){ 1201.2, 1900, 1305.7 }, money, rate);
    worksheet_write_string(s, 14, 1, "Ghi chú: số liệu là ước tính.", NULL);
    worksheet_write_string(s, 16, 6, "GIÁM ĐỐC", NULL);

    s = workbook_add_worksheet(w, "Nháp");
    worksheet_write_string(s, 0, 0, "Thu ngân sách năm 2025 đạt 999 tỷ đồng.", NULL);
    worksheet_hide(s);

    lxw_chartsheet *sheet = workbook_add_chartsheet(w, "Biểu đồ");
    lxw_chart *chart = workbook_add_chart(w, LXW_CHART_LINE);

    chart_add_series(chart, NULL, "='Biểu 01'!$D$10:$D$11");
    chartsheet_set_chart(sheet, chart);
    return workbook_close(w);
}

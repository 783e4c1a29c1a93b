/* test_xlsx.c -- what Excel's workbooks say, feature by feature, in hand-made XML; how
 * numbers are shown. */
#include "read/read.h"
#include "read/xlsx_int.h"

#include "pack.h"
#include "t.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION(id, type, target)                                                              \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships/" type "\" Target=\"" target "\"/>"
#define RELATIONS(list)                                                                      \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
    list "</Relationships>"

/* -- number formats -- */

static const struct {
    const char *code, *stored, *shown;
} number_cases[] = {
    { "General", "12.300000000000001", "12,3" },
    { "General", "0.30000000000000004", "0,3" },
    { "General", "1234567.891", "1234567,891" },
    { "General", "2025", "2025" },
    { "General", "-0.5", "-0,5" },
    { "General", "33.333333333333336", "33,3333333333333" },
    { "General", "1.5E-05", "0,000015" },
    { "General", "1.2E+15", "1200000000000000" },
    { "General", "123456789012345678", "123456789012345678" },
    { "General", "1234567890123456789", "1234567890123460000" },
    { "General", "9.9999999999999995E-2", "0,1" },
    { "General", "1E+300", "1E+300" },
    { "General", "-0", "0" },
    { "General", "000.10", "0,1" },
    { "", "7.25", "7,25" },
    { "0", "12.5", "13" },
    { "0", "-0.4", "0" },
    { "0.0", "12.34", "12,3" },
    { "0.00", "2.675", "2,68" },                /* in binary it is less than that */
    { "0.00", "1.005", "1,01" },
    { "0.00", "99.995", "100,00" },
    { "0.00", "0", "0,00" },
    { "#,##0", "1234567.4", "1.234.567" },
    { "#,##0", "999", "999" },
    { "#,##0.0", "11765.28", "11.765,3" },
    { "#,##0.00", "-1234.5", "-1.234,50" },
    { "#,##0.###", "12.5", "12,5" },
    { "0.##", "5", "5" },
    { "#", "0", "" },
    { "#,###", "0.4", "" },
    { "000", "7", "007" },
    { "0%", "0.125", "13%" },
    { "0.00%", "0.125", "12,50%" },
    { "0.0%", "1.23456", "123,5%" },
    { "#,##0,", "1234567", "1.235" },
    { "#,##0.0,,", "1234567890", "1.234,6" },
    { "#,##0;[Red](#,##0)", "-1234", "-1.234" },
    { "#,##0;[Red]#,##0", "-1234", "-1.234" },
    { "#,##0_);\\(#,##0\\)", "-5", "-5" },
    { "_(* #,##0.0_);_(* \\(#,##0.0\\);_(* \"-\"??_);_(@_)", "1234.5", " 1.234,5 " },
    { "_(* #,##0.0_);_(* \\(#,##0.0\\);_(* \"-\"??_);_(@_)", "0", " - " },
    { "_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-;_-* \"-\"??\\ _₫_-;_-@_-", "1234.5",
      " 1.234,50   " },
    { "_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-;_-* \"-\"??\\ _₫_-;_-@_-", "-1234.5",
      "-1.234,50   " },
    { "_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* \"-\"\\ _₫_-;_-@_-", "0", " -   " },
    { "#,##0\\ \"₫\";[Red]\\-#,##0\\ \"₫\"", "-5000", "-5.000 ₫" },
    { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45823", "15/06/2025" },
    { "dd/mm/yyyy;@", "45823", "15/06/2025" },
    { "0\\₫", "5", "5₫" },
    { "0_", "5", "5 " },
    { "0.0\"%\"", "12.5", "12,5%" },
    { "0.0\\ \"ha\"", "12.5", "12,5 ha" },
    { "[$đ-42A] #,##0", "5000", "đ 5.000" },
    { "+0.0;-0.0", "1.25", "+1,3" },
    { "[<1]0.00;0", "5.4", "5" },
    { "[>=1000]#,##0;[<0]0", "5.4", "5,4" },
    { ";;;", "5", "" },
    { "@", "12.5", "12,5" },
    { "# ?/?", "2.5", "2,5" },
    { "0.00E+00", "123456", "123456" },
    { "dd/mm/yyyy", "45823", "15/06/2025" },
    { "d/m/yy", "45823", "15/6/2025" },
    { "m/d/yyyy", "45823", "15/6/2025" },
    { "yyyy-mm-dd", "45823", "15/06/2025" },
    { "mmm-yy", "45823", "06/2025" },
    { "dddd, mmmm dd, yyyy", "45823", "15/06/2025" },
    { "[$-42A]\"ngày \"dd\" tháng \"mm\" năm \"yyyy", "45823", "ngày 15 tháng 06 năm 2025" },
    { "dd/mm/yyyy h:mm", "45823.75", "15/06/2025 18:00" },
    { "h:mm AM/PM", "0.5", "12:00" },
    { "h:mm:ss", "0.999999", "0:00:00" },
    { "[h]:mm", "1.5", "36:00" },
    { "mm:ss", "0.0423611111", "01:00" },
    { "dd/mm/yyyy", "60", "29/02/1900" },
    { "dd/mm/yyyy", "59", "28/02/1900" },
    { "dd/mm/yyyy", "61", "01/03/1900" },
    { "dd/mm/yyyy", "-1", "-1" },
    { "dd/mm/yyyy", "99999999", "99999999" },
    { "\"Quý \"0", "2", "Quý 2" },
    { "0 \"tháng", "6", "6 tháng" },
    { "[Red", "6", "" },
};

static const struct { long id; const char *stored, *shown; } built_in_cases[] = {
    { 0, "1.5", "1,5" }, { 1, "1.5", "2" }, { 2, "1.5", "1,50" }, { 3, "1500", "1.500" },
    { 4, "1500", "1.500,00" }, { 9, "0.5", "50%" }, { 10, "0.5", "50,00%" },
    { 14, "45823", "15/06/2025" }, { 16, "45823", "15/06" }, { 17, "45823", "06/2025" },
    { 20, "0.25", "6:00" }, { 22, "45823.25", "15/06/2025 6:00" }, { 30, "45823", "15/06/2025" },
    { 37, "-1500", "-1.500" }, { 41, "0", "-" }, { 43, "-2.5", "-2,50" }, { 45, "0.5", "00:00" },
    { 46, "1.5", "36:00:00" }, { 49, "2.5", "2,5" }, { 163, "2.5", "2,5" },
};

static status show_numbers(struct job *j, void *arg)
{
    struct buf got;

    (void)arg;
    buf_init(&got, j->arena);
    for (size_t i = 0; i < sizeof number_cases / sizeof *number_cases; i++) {
        struct number_format f = number_format_read(j->arena, str_from(number_cases[i].code));

        got.len = 0;
        T(number_format_put(&f, str_from(number_cases[i].stored), false, &got) &&
          str_eq(buf_str(&got), str_from(number_cases[i].shown)), "%s as %s: «%.*s»",
          number_cases[i].stored, number_cases[i].code, STRF(buf_str(&got)));
    }
    for (size_t i = 0; i < sizeof built_in_cases / sizeof *built_in_cases; i++) {
        str code = number_format_built_in(built_in_cases[i].id);
        struct number_format f = number_format_read(j->arena, code);

        got.len = 0;
        number_format_put(&f, str_from(built_in_cases[i].stored), false, &got);
        T(str_eq(buf_str(&got), str_from(built_in_cases[i].shown)), "format %ld: «%.*s»",
          built_in_cases[i].id, STRF(buf_str(&got)));
    }

    static const char *const none[] = { "", "-", ".", "12a", "1.2.3", "1E", "1E+", "1Ex", "1E999",
                                        "NaN", "1,5" };
    struct number_format f = number_format_read(j->arena, STR("0.0"));

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        T(!number_format_put(&f, str_from(none[i]), false, &got), "«%s» is no number", none[i]);
    return OK;
}

/* -- workbooks -- */

struct xlsx_case {
    const char *name;
    const char *sheet;          /* between <worksheet> and </worksheet> */
    const char *strings;        /* between <sst> and </sst>, or NULL */
    const char *styles;         /* between <styleSheet> and </styleSheet>, or NULL */
    const char *blocks;         /* pack_tell */
};

#define DATA(rows) "<sheetData>" rows "</sheetData>"
#define ROW(cells) "<row>" cells "</row>"
#define T_(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(number) "<c><v>" number "</v></c>"
#define AT(ref, content) "<c r=\"" ref "\">" content "</c>"
#define T_AT(ref, text) "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define MERGE(ref) "<mergeCell ref=\"" ref "\"/>"
#define XF(format) "<xf numFmtId=\"" format "\" fontId=\"0\"/>"
#define BOLD "<fonts><font/><font><b/></font><font><b val=\"0\"/></font></fonts>"

static const struct xlsx_case xlsx_cases[] = {
    { "texts and numbers", DATA(ROW(T_("Lúa") N("5") N("6.5"))), NULL, NULL,
      "table\nLúa|5|6,5\n" },
    { "shared texts, plain and in runs, phonetic ones left out",
      DATA(ROW("<c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c>" N("1"))),
      "<si><t>Ngô</t></si><si><r><t>Sản </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">lượng "
      "</t></r><r><t>lúa</t></r><rPh sb=\"0\" eb=\"1\"><t>đọc</t></rPh></si>", NULL,
      "table\nSản lượng lúa|Ngô|1\n" },
    { "a shared text that is not there",
      DATA(ROW("<c t=\"s\"><v>9</v></c>" T_("a") T_("b") N("1"))),
      "<si><t>x</t></si>", NULL, "table\na|b|1\n" },
    { "entities, CDATA and escapes", DATA(ROW(T_("a &lt; b &amp; &#272;&#x1EA1;t")
      "<c t=\"str\"><v>x<![CDATA[<y>&]]></v></c>" T_("hai_x000D__x000A_dòng &unknown; _x00")
      N("1"))), NULL, NULL, "table\na < b & Đạt|x<y>&|hai dòng &unknown; _x00|1\n" },
    { "types of cells", DATA(ROW("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
      "<c t=\"e\"><v>#DIV/0!</v></c><c t=\"n\"><v>3</v></c><c t=\"str\"><f>A1</f><v>tính</v></c>"
      "<c t=\"d\"><v>2025-06-15T00:00:00</v></c><c t=\"d\"><v>2025-06-15T07:30:00</v></c>"
      "<c t=\"d\"><v>hôm nay</v></c>")), NULL, NULL,
      "table\nTRUE|FALSE|#DIV/0!|3|tính|15/06/2025|15/06/2025 07:30|hôm nay\n" },
    { "formulas: what was computed, or nothing",
      DATA(ROW(T_("a") "<c><f>SUM(B1:C1)</f><v>7</v></c><c><f>A1*2</f></c>" N("2") "<c><v/></c>")),
      NULL, NULL, "table\na|7|2\n" },
    { "a number that is none", DATA(ROW(T_("a") N("#N/A") N("1"))), NULL, NULL,
      "table\na|#N/A|1\n" },
    { "number formats of cells",
      DATA(ROW(T_("a") "<c s=\"1\"><v>0.125</v></c><c s=\"2\"><v>1234.56</v></c>"
               "<c s=\"3\"><v>45823</v></c><c s=\"99\"><v>1.5</v></c>")), NULL,
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0.0&quot; ha&quot;\"/></numFmts>"
      "<cellStyleXfs>" XF("1") "</cellStyleXfs>"
      "<cellXfs>" XF("0") XF("10") XF("170") XF("14") "</cellXfs>",
      "table\na|12,50%|1.234,6 ha|15/06/2025|1,5\n" },
    { "addresses: rows and columns left out, in any order",
      DATA("<row r=\"9\">" T_AT("C9", "sau") "</row><row r=\"2\">" AT("D2", "<v>4</v>")
           T_AT("B2", "trước") T_AT("AA2", "xa") "</row><row>" T_("kế") N("1") N("2") "</row>"),
      NULL, NULL, "table\n|trước||4|xa\nkế|1|2||\npara sau\n" },
    { "a bad address goes on in the row", DATA(ROW(T_("a") AT("1B", "<v>1</v>")
      AT("XFE1", "<v>2</v>") AT("A1048577", "<v>3</v>") AT("", "<v>4</v>"))), NULL, NULL,
      "table\na|1|2|3|4\n" },
    { "a sheet that lies of its size", "<dimension ref=\"A1:XFD1048576\"/>"
      DATA("<row r=\"1\" spans=\"1:16384\">" T_AT("A1", "a") AT("B1", "<v>1</v>") "</row>"
           "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"0\"/></row>"), NULL, NULL,
      "table\na|1\n" },
    { "cells at the far corner", DATA("<row r=\"1\">" T_AT("A1", "a") AT("B1", "<v>1</v>")
      AT("C1", "<v>2</v>") "</row><row r=\"1048576\">" AT("XFD1048576", "<v>3</v>")
      AT("B1048576", "<v>5</v>") "</row>"), NULL, NULL, "table\na|1|2|\n|5||3\n" },
    { "hidden rows and columns",
      "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"4\" max=\"4\" width=\"0\"/></cols>"
      DATA(ROW(T_("a") N("1") N("2") N("3") N("4"))
           "<row hidden=\"1\">" T_("b") N("1") N("2") "</row><row ht=\"0\">" T_("b") N("3")
           "</row>" ROW(T_("c") N("5") N("6"))),
      NULL, NULL, "table\na|2|4\nc|6|\n" },
    { "merged cells", DATA(ROW(T_("Chỉ tiêu") T_("Năm 2025") "<c/>" T_("Ghi chú"))
      "<row>" T_AT("B2", "KH") T_AT("C2", "TH") "</row>" ROW(T_("Lúa") N("5") N("6"))),
      NULL, NULL, "table\nChỉ tiêu|Năm 2025||Ghi chú\n|KH|TH|\nLúa|5|6|\n" },
    { "merged cells, told behind", DATA(ROW(T_("Chỉ tiêu") T_("Năm 2025") "<c/>" T_("Ghi chú"))
      "<row>" T_AT("B2", "KH") T_AT("C2", "TH") "</row>" ROW(T_("Lúa") N("5") N("6")))
      "<mergeCells>" MERGE("A1:A2") MERGE("B1:C1") MERGE("D1:D2") MERGE("x") MERGE("C3:A1")
      "</mergeCells>", NULL, NULL,
      "table\nChỉ tiêu{2x1}|Năm 2025{1x2}|~|Ghi chú{2x1}\n~|KH|TH|~\nLúa|5|6|\n" },
    { "what a merged cell covers is not shown", DATA(ROW(T_("a") N("1") N("9") N("2"))
      ROW(T_("b") N("3") N("4") N("5"))) "<mergeCells>" MERGE("B1:C1") "</mergeCells>", NULL, NULL,
      "table\na|1{1x2}|~|2\nb|3|4|5\n" },
    { "merged cells whose first column is hidden",
      "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols>"
      DATA(ROW(T_("Biểu 1: Kết quả")) ROW(N("9") T_("a") N("1") N("2")))
      "<mergeCells>" MERGE("A1:D1") "</mergeCells>", NULL, NULL,
      "para Biểu 1: Kết quả\ntable\na|1|2\n" },
    { "bold titles are headings", DATA("<row><c s=\"1\" t=\"inlineStr\"><is><t>Kết quả thu ngân "
      "sách</t></is></c></row>" ROW(T_("a") N("1") N("2"))), NULL,
      BOLD "<cellXfs>" XF("0") "<xf numFmtId=\"0\" fontId=\"1\"/></cellXfs>",
      "heading2 Kết quả thu ngân sách\ntable\na|1|2\n" },
    { "line ends in cells", DATA(ROW(T_("Thu\nngân  sách") N("1") N("2"))), NULL, NULL,
      "table\nThu ngân sách|1|2\n" },
    { "the office, the title, the unit, the table, notes and signatures",
      DATA("<row r=\"1\">" T_AT("A1", "UBND TỈNH") T_AT("D1", "CỘNG HÒA") "</row>"
           "<row r=\"2\">" T_AT("A2", "SỞ TÀI CHÍNH") T_AT("D2", "Độc lập") "</row>"
           "<row r=\"4\">" T_AT("A4", "Biểu số 1: Thu ngân sách") "</row>"
           "<row r=\"5\">" T_AT("D5", "Đơn vị tính: tỷ đồng") "</row>"
           "<row r=\"6\">" T_AT("A6", "TT") T_AT("B6", "Chỉ tiêu") T_AT("C6", "Năm 2025") "</row>"
           "<row r=\"7\">" T_AT("C7", "KH") T_AT("D7", "TH") "</row>"
           "<row r=\"8\">" T_AT("B8", "A. Thu nội địa") "</row>"
           "<row r=\"9\">" T_AT("A9", "1") T_AT("B9", "Thuế") AT("C9", "<v>5</v>")
           AT("D9", "<v>6</v>") "</row>"
           "<row r=\"10\">" T_AT("B10", "Ghi chú: số ước.") "</row>"
           "<row r=\"12\">" T_AT("B12", "Người lập") T_AT("D12", "Giám đốc") "</row>"), NULL, NULL,
      "para UBND TỈNH\npara CỘNG HÒA\npara SỞ TÀI CHÍNH\npara Độc lập\n"
      "para Biểu số 1: Thu ngân sách\npara Đơn vị tính: tỷ đồng\n"
      "table\nTT|Chỉ tiêu|Năm 2025|\n||KH|TH\n|A. Thu nội địa||\n1|Thuế|5|6\n"
      "para Ghi chú: số ước.\npara Người lập\npara Giám đốc\n" },
    { "a form's own head of three cells",
      DATA("<row r=\"1\">" T_AT("A1", "Biểu số: 01/BC") T_AT("C1", "BÁO CÁO") T_AT("E1", "Nơi nhận")
           "</row><row r=\"2\">" T_AT("A2", "Ban hành") T_AT("E2", "Sở KH") "</row>"
           "<row r=\"4\">" T_AT("A4", "TT") T_AT("B4", "Chỉ tiêu") T_AT("C4", "Đơn vị")
           T_AT("D4", "KH") T_AT("E4", "TH") "</row><row r=\"5\">" T_AT("A5", "1")
           T_AT("B5", "Lúa") T_AT("C5", "ha") AT("D5", "<v>5</v>") AT("E5", "<v>6</v>") "</row>"),
      NULL, NULL, "para Biểu số: 01/BC\npara BÁO CÁO\npara Nơi nhận\npara Ban hành\npara Sở KH\n"
      "table\nTT|Chỉ tiêu|Đơn vị|KH|TH\n1|Lúa|ha|5|6\n" },
    { "two tables, one below the other",
      DATA("<row r=\"1\">" T_AT("A1", "Biểu 1. Lúa") "</row><row r=\"2\">" T_AT("A2", "Xã")
           T_AT("B2", "KH") T_AT("C2", "TH") "</row><row r=\"3\">" T_AT("A3", "X")
           AT("B3", "<v>1</v>") AT("C3", "<v>2</v>") "</row><row r=\"5\">" T_AT("A5", "Biểu 2. Ngô")
           "</row><row r=\"6\">" T_AT("C6", "ĐVT: ha") "</row><row r=\"7\">" T_AT("A7", "Xã")
           T_AT("B7", "KH") T_AT("C7", "TH") "</row><row r=\"8\">" T_AT("A8", "Y")
           AT("B8", "<v>3</v>") AT("C8", "<v>4</v>") "</row>"), NULL, NULL,
      "para Biểu 1. Lúa\ntable\nXã|KH|TH\nX|1|2\npara Biểu 2. Ngô\npara ĐVT: ha\n"
      "table\nXã|KH|TH\nY|3|4\n" },
    { "two columns, a unit in two cells", DATA("<row r=\"1\">" T_AT("A1", "Kết quả") "</row>"
      "<row r=\"2\">" T_AT("A2", "Đơn vị tính:") T_AT("B2", "ha") "</row><row r=\"3\">"
      T_AT("A3", "Chỉ tiêu") T_AT("B3", "Năm 2025") "</row><row r=\"4\">" T_AT("A4", "Lúa")
      AT("B4", "<v>5</v>") "</row><row r=\"5\">" T_AT("A5", "Ngô") AT("B5", "<v>6</v>") "</row>"),
      NULL, NULL,
      "para Kết quả\npara Đơn vị tính: ha\ntable\nChỉ tiêu|Năm 2025\nLúa|5\nNgô|6\n" },
    { "lines without a table", DATA(ROW(T_("Kính gửi")) ROW(T_("Nơi nhận:") T_("Lưu"))), NULL,
      NULL, "para Kính gửi\npara Nơi nhận: Lưu\n" },
    { "a table without figures", DATA(ROW(T_("TT") T_("Việc") T_("Cơ quan"))
      ROW(T_("a") T_("b") T_("c")) ROW(T_("d") T_("e") T_("f"))), NULL, NULL,
      "table\nTT|Việc|Cơ quan\na|b|c\nd|e|f\n" },
    { "nothing at all", DATA(""), NULL, NULL, "" },
    { "what is not of the sheet", "<x:c xmlns:x=\"u\"><x:v>9</x:v></x:c><!-- <c> --><?pi <c>?>"
      DATA("<row><x:c><v>8</v></x:c>" T_("a") N("1") "<extLst><ext><c><v>7</v></c></ext></extLst>"
           "</row>") "<legacyDrawing/><extLst><ext><sheetData><row><c><v>5</v></c></row>"
      "</sheetData></ext></extLst>", NULL, NULL, "table\na|1\n" },
};

static str pack_case(struct arena *a, const struct xlsx_case *c)
{
    return pack_xlsx(a, &(struct packed_book){ .sheet = c->sheet, .strings = c->strings,
                                               .styles = c->styles });
}

static status read_xlsx_case(struct job *j, void *arg)
{
    const struct xlsx_case *c = arg;
    const struct doc *d;
    struct buf got;

    status st = read_file(j, STR("mẫu.xlsx"), pack_case(j->arena, c), &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), str_from(c->blocks)), "%s:\n%.*s", c->name, STRF(buf_str(&got)));
    return OK;
}

/* Lines of a sheet are told by their cells. */
static status tell_line_place(struct job *j, void *arg)
{
    struct xlsx_case c = { .sheet = DATA("<row r=\"4\">" T_AT("B4", "Biểu 1") "</row><row r=\"6\">"
                                         T_AT("A6", "x") AT("B6", "<v>1</v>") AT("C6", "<v>2</v>")
                                         "</row>") };
    const struct doc *d;
    struct buf got;
    status st = read_file(j, STR("mẫu.xlsx"), pack_case(j->arena, &c), &d);

    (void)arg;
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    doc_tell_place(d->src, 0, LANG_VI, &got);
    buf_char(&got, ';');
    doc_tell_place(d->src, d->block[1].table->src[0] + 2, LANG_EN, &got);
    T(str_eq(buf_str(&got), STR("trang tính «Biểu 1», ô B4;sheet «Biểu 1», cell B6")),
      "places: %.*s", STRF(buf_str(&got)));
    return OK;
}

/* Several sheets, prefixes, the strict namespaces, days from 1904. */
static status read_strict_book(struct job *j, void *arg)
{
    static const char sheet[] =
        "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
        "<x:row><x:c t=\"inlineStr\"><x:is><x:t>%s</x:t></x:is></x:c><x:c s=\"1\"><x:v>44361</x:v>"
        "</x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    struct packing p;
    const struct doc *d;
    struct buf got;

    (void)arg;
    pack_begin(&p, j->arena);
    pack_member(&p, "_rels/.rels",
                STR("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "relationships\"><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/"
                    "officeDocument/relationships/officeDocument\" Target=\"xl/book.xml\"/>"
                    "</Relationships>"), false);
    pack_member(&p, "xl/_rels/book.xml.rels",
                STR(RELATIONS(RELATION("a", "worksheet", "/xl/worksheets/a.xml")
                              RELATION("b", "worksheet", "worksheets/b.xml")
                              RELATION("c", "worksheet", "worksheets/c.xml")
                              RELATION("d", "chartsheet", "chartsheets/d.xml")
                              RELATION("e", "worksheet", "worksheets/gone.xml")
                              RELATION("s", "styles", "styles.xml"))), false);
    pack_member(&p, "xl/book.xml",
                STR("<workbook xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
                    "xmlns:q=\"http://purl.oclc.org/ooxml/officeDocument/relationships\">"
                    "<workbookPr date1904=\"true\"/><sheets><sheet name=\"Hai\" q:id=\"b\"/>"
                    "<sheet name=\"Ẩn\" state=\"hidden\" q:id=\"c\"/>"
                    "<sheet name=\"Rất ẩn\" state=\"veryHidden\" q:id=\"c\"/>"
                    "<sheet name=\"Biểu đồ\" q:id=\"d\"/><sheet name=\"Mất\" q:id=\"e\"/>"
                    "<sheet name=\"Không\" q:id=\"zz\"/>"
                    "<sheet name=\"Một\" q:id=\"a\"/></sheets></workbook>"), false);
    pack_member(&p, "xl/styles.xml",
                STR("<styleSheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><cellXfs>"
                    XF("0") XF("14") "</cellXfs></styleSheet>"), false);
    pack_member(&p, "xl/worksheets/a.xml", arena_printf(j->arena, sheet, "một"), true);
    pack_member(&p, "xl/worksheets/b.xml", arena_printf(j->arena, sheet, "hai"), true);
    pack_member(&p, "xl/worksheets/c.xml", arena_printf(j->arena, sheet, "ẩn"), true);
    pack_member(&p, "xl/chartsheets/d.xml", STR("<chartsheet/>"), true);

    status st = read_file(j, STR("mẫu.xlsm"), pack_end(&p), &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), STR("table\nhai|15/06/2025|1\ntable\nmột|15/06/2025|1\n")),
      "the strict book:\n%.*s", STRF(buf_str(&got)));
    T(d->nblocks == 2 && str_eq(d->block[0].table->sheet, STR("Hai")), "its sheets' names");
    got.len = 0;
    doc_tell_place(d->src, d->block[1].table->src[0], LANG_VI, &got);
    T(str_eq(buf_str(&got), STR("trang tính «Một», ô A1")), "a place: %.*s", STRF(buf_str(&got)));
    return OK;
}

/* -- what is refused -- */

static const struct { const char *name, *sheet; } damaged_cases[] = {
    { "cut in a tag", "<sheetData><row><c r=\"A1\"" },
    { "cut in a value", "<sheetData><row><c><v>12" },
    { "ends crossed", "<sheetData><row><c></row></c></sheetData>" },
    { "an end too many", "</worksheet></worksheet>" },
    { "a quote without its end", "<sheetData><row r=\"1></row></sheetData>" },
    { "a tag in a tag", "<sheetData <row></sheetData>" },
    { "a tag without a name", "<sheetData>< row></sheetData>" },
    { "a comment without its end", "<!-- " },
    { "CDATA without its end", "<sheetData><row><c><v><![CDATA[1</v></c></row></sheetData>" },
    { "text behind the end", "</worksheet>x<a" },
    { "an instruction without its end", "<?x" },
    { "a declaration", "<!ENTITY x>" },
};

static status read_damaged(struct job *j, void *arg)
{
    struct xlsx_case c = { .sheet = arg };
    const struct doc *d;

    return read_file(j, STR("mẫu.xlsx"), pack_case(j->arena, &c), &d);
}

struct raw_sheet { const char *bytes; size_t len; };

static status read_raw_sheet(struct job *j, void *arg)
{
    const struct raw_sheet *raw = arg;
    struct packing p;
    const struct doc *d;

    pack_begin(&p, j->arena);
    pack_member(&p, "xl/_rels/workbook.xml.rels",
                STR(RELATIONS(RELATION("r1", "worksheet", "s.xml"))), false);
    pack_member(&p, "xl/workbook.xml",
                STR("<workbook xmlns=\"" MAIN "\" xmlns:r=\"http://schemas.openxmlformats.org/"
                    "officeDocument/2006/relationships\"><sheets><sheet name=\"S\" r:id=\"r1\"/>"
                    "</sheets></workbook>"), false);
    pack_member(&p, "xl/s.xml", (str){ raw->bytes, raw->len }, true);
    return read_file(j, STR("mẫu.xlsx"), pack_end(&p), &d);
}

static status read_empty_book(struct job *j, void *arg)
{
    struct packing p;
    const struct doc *d;

    (void)arg;
    pack_begin(&p, j->arena);
    pack_member(&p, "xl/other.xml", STR("<a/>"), false);
    return read_file(j, STR("mẫu.xlsx"), pack_end(&p), &d);
}

static void test_refused(void)
{
    static const char utf16[] = "\xFF\xFE<\0a\0/\0>\0";
    static const char doctype[] = "<!DOCTYPE a [<!ENTITY x \"y\">]><worksheet/>";
    static const char latin[] = "<?xml version='1.0' encoding='iso-8859-1'?><worksheet/>";
    static const char marked[] = "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><worksheet/>";
    struct limits deep = LIMITS_DEFAULT, small = LIMITS_DEFAULT;
    struct limits little = LIMITS_DEFAULT, few = LIMITS_DEFAULT;
    struct raw_sheet raw[] = { { utf16, sizeof utf16 - 1 }, { doctype, sizeof doctype - 1 },
                               { latin, sizeof latin - 1 }, { "", 0 }, { "  ", 2 }, { "<", 1 } };
    struct raw_sheet good = { marked, sizeof marked - 1 };

    for (size_t i = 0; i < sizeof damaged_cases / sizeof *damaged_cases; i++)
        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_damaged,
                  (void *)(uintptr_t)damaged_cases[i].sheet, NULL) == FAIL_FORMAT,
          "refused: %s", damaged_cases[i].name);
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_raw_sheet, &raw[i], NULL) == FAIL_FORMAT,
          "refused: sheet %zu", i);
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_raw_sheet, &good, NULL) == OK, "a marked sheet");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_empty_book, NULL, NULL) == FAIL_FORMAT,
      "refused: no workbook");

    deep.nesting = 4;
    T(job_run(&deep, LANG_VI, read_damaged,
              (void *)(uintptr_t)"<sheetData><row><c><v><b/></v></c></row></sheetData>", NULL) ==
      FAIL_LIMIT, "refused: nesting");
    little.text_bytes = 8;
    T(job_run(&little, LANG_VI, read_damaged,
              (void *)(uintptr_t)DATA(ROW(T_("Sản lượng") N("1"))), NULL) == FAIL_LIMIT,
      "refused: text");
    few.blocks = 2;
    T(job_run(&few, LANG_VI, read_damaged,
              (void *)(uintptr_t)DATA(ROW(T_("a")) ROW(T_("b")) ROW(T_("c"))), NULL) ==
      FAIL_LIMIT, "refused: lines");
    small.table_cells = 3;
    T(job_run(&small, LANG_VI, read_damaged,
              (void *)(uintptr_t)DATA(ROW(T_("a") N("1")) ROW(T_("b") N("1"))), NULL) ==
      FAIL_LIMIT, "refused: cells");
}

void test_xlsx(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, show_numbers, NULL, NULL) == OK, "numbers");
    for (size_t i = 0; i < sizeof xlsx_cases / sizeof *xlsx_cases; i++) {
        struct xlsx_case c = xlsx_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_xlsx_case, &c, NULL) == OK, "%s: reads", c.name);
    }
    T(job_run(&LIMITS_DEFAULT, LANG_VI, tell_line_place, NULL, NULL) == OK, "places");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_strict_book, NULL, NULL) == OK, "the strict book");
    test_refused();
}

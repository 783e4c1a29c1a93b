/* test_ods.c -- what OpenDocument sheets say, feature by feature, in hand-made XML. */
#include "read/read.h"

#include "pack.h"
#include "t.h"

struct ods_case {
    const char *name, *body, *automatic;
    const char *blocks;         /* pack_tell, after the sheets' names and addresses */
};

#define P(content) "<text:p>" content "</text:p>"
#define CA(attrs, content) "<table:table-cell " attrs ">" content "</table:table-cell>"
#define C(content) CA("office:value-type=\"string\"", P(content))
#define N(value, shown) CA("office:value-type=\"float\" office:value=\"" value "\"", P(shown))
#define EMPTY(n) "<table:table-cell table:number-columns-repeated=\"" n "\"/>"
#define R(cells) "<table:table-row>" cells "</table:table-row>"
#define RA(attrs, cells) "<table:table-row " attrs ">" cells "</table:table-row>"
#define SHEET(name, rows) "<table:table table:name=\"" name "\">" rows "</table:table>"
#define COL(attrs) "<table:table-column " attrs "/>"
#define COVERED "<table:covered-table-cell/>"

static const struct ods_case ods_cases[] = {
    { "a sheet", SHEET("Biểu 1", R(C("Lúa") N("1234.5", "1.234,5")) R(C("Ngô") N("7", "7"))), NULL,
      "«Biểu 1» rows 1-2 columns 1-2\ntable\nLúa|1.234,5\nNgô|7\n" },
    { "two sheets", SHEET("Một", R(C("A") N("1", "1"))) SHEET("Hai", R(C("B") N("2", "2"))), NULL,
      "«Một» rows 1-1 columns 1-2\n«Hai» rows 1-1 columns 1-2\ntable\nA|1\ntable\nB|2\n" },
    { "a sheet as large as sheets can be, nothing in it",
      SHEET("Trống", RA("table:number-rows-repeated=\"1048576\"", EMPTY("16384"))), NULL, "" },
    { "addresses behind empty rows and columns",
      SHEET("Xa", RA("table:number-rows-repeated=\"1048570\"", EMPTY("16384"))
                  R(EMPTY("16380") C("Góc") N("5", "5"))), NULL,
      "«Xa» rows 1048571-1048571 columns 16381-16382\ntable\nGóc|5\n" },
    { "repeated cells and rows with text",
      SHEET("Lặp", R(C("A") CA("table:number-columns-repeated=\"2\" office:value-type=\"float\" "
                               "office:value=\"0\"", P("0")))
                   RA("table:number-rows-repeated=\"2\"", C("B") EMPTY("1") N("3", "3"))), NULL,
      "«Lặp» rows 1-3 columns 1-3\ntable\nA|0|0\nB||3\nB||3\n" },
    { "merged cells, and what they cover",
      SHEET("Gộp", R(CA("table:number-rows-spanned=\"2\"", P("Chỉ tiêu"))
                     CA("table:number-columns-spanned=\"2\"", P("Năm 2025"))
                     "<table:covered-table-cell>" P("che 9") "</table:covered-table-cell>")
                   R(COVERED C("KH") C("TH")) R(C("Lúa") N("5", "5") N("6", "6"))), NULL,
      "«Gộp» rows 1-3 columns 1-3\ntable\nChỉ tiêu{2x1}|Năm 2025{1x2}|~\n~|KH|TH\nLúa|5|6\n" },
    { "hidden rows, columns, groups and sheets",
      SHEET("Hiện", COL("") COL("table:visibility=\"collapse\" table:number-columns-repeated=\"2\"")
            COL("") R(C("A") C("x") N("8", "8") N("1", "1"))
            RA("table:visibility=\"collapse\"", C("B") EMPTY("2") N("2", "2"))
            RA("table:visibility=\"filter\"", C("C") EMPTY("2") N("3", "3"))
            "<table:table-row-group table:display=\"false\">" R(C("D") EMPTY("2") N("4", "4"))
            "</table:table-row-group>" R(C("E") EMPTY("2") N("5", "5")))
      "<table:table table:name=\"Ẩn\" table:style-name=\"ta2\">" R(C("F") N("6", "6"))
      "</table:table>",
      "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
      "table:display=\"false\"/></style:style>",
      "«Hiện» rows 1-5 columns 1-4\ntable\nA|1\nE|5\n" },
    { "columns of a hidden group",
      SHEET("Nhóm", COL("") "<table:table-column-group table:display=\"false\">"
            "<table:table-column-group>" COL("") "</table:table-column-group>" COL("")
            "</table:table-column-group>" COL("") R(C("A") N("1", "1") N("2", "2") N("3", "3"))),
      NULL, "«Nhóm» rows 1-1 columns 1-4\ntable\nA|3\n" },
    { "columns too narrow, nothing shown",
      SHEET("Hẹp", R(C("A") N("1234567.25", "###")) R(C("B") CA("office:value-type=\"float\" "
            "office:value=\"12.5\"", "")) R(C("C") CA("office:value-type=\"percentage\" "
            "office:value=\"0.1255\"", P("####")))
            R(C("D") CA("office:value-type=\"date\" office:date-value=\"2025-11-02\"", P("###")))
            R(C("E") CA("office:value-type=\"time\" office:time-value=\"PT07H30M00S\"", ""))
            R(C("F") N("0.300000000000000044", "#")) R(C("G") N("1.5E+06", "#"))), NULL,
      "«Hẹp» rows 1-7 columns 1-2\ntable\nA|1.234.567,25\nB|12,5\nC|12,55%\nD|02/11/2025\n"
      "E|07:30\nF|0,3\nG|1.500.000\n" },
    { "what accountants print in brackets",
      SHEET("Chi", R(C("A") N("-1234.5", "(1.234,50)")) R(C("B") N("-1234.5", "(1,234.50)"))
            R(C("C") N("12", "(12)"))), NULL,
      "«Chi» rows 1-3 columns 1-2\ntable\nA|-1.234,50\nB|-1.234,50\nC|(12)\n" },
    { "figures and dates in the English notation",
      SHEET("Anh", R(C("A") N("1234.5", "1,234.50")) R(C("B") N("1234", "1,234"))
            R(C("C") N("-1.5", "(1.5) tỷ")) R(C("D") CA("office:value-type=\"percentage\" "
            "office:value=\"0.125\"", P("12.5%")))
            R(C("E") CA("office:value-type=\"date\" office:date-value=\"2025-11-22\"",
                        P("11/22/2025"))) R(C("F") N("1.234", "1.234"))), NULL,
      "«Anh» rows 1-6 columns 1-2\ntable\nA|1.234,50\nB|1.234\nC|(1,5) tỷ\nD|12,5%\n"
      "E|22/11/2025\nF|1,234\n" },
    { "figures in the Vietnamese notation stay",
      SHEET("Việt", R(C("A") N("1234", "1.234")) R(C("B") N("1234567", "1.234,6 nghìn"))
            R(C("C") CA("office:value-type=\"date\" office:date-value=\"2025-11-05\"",
                        P("05/11/2025"))) R(C("D") N("3", "ba"))
            R(C("E") CA("office:value-type=\"boolean\" office:boolean-value=\"true\"", P("Có")))),
      NULL, "«Việt» rows 1-5 columns 1-2\ntable\nA|1.234\nB|1.234,6 nghìn\nC|05/11/2025\nD|ba\n"
      "E|Có\n" },
    { "several paragraphs, blanks, raised signs, comments and links",
      SHEET("Chữ", R(CA("", P("Rừng<text:s/>trồng") P("m<text:span text:style-name=\"T1\">3"
            "</text:span><office:annotation>" P("xem 9") "</office:annotation>"))
            CA("", P("<text:a>5</text:a><draw:frame><draw:text-box>" P("7") "</draw:text-box>"
                     "</draw:frame>")))),
      "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
      "style:text-position=\"super 58%\"/></style:style>",
      "«Chữ» rows 1-1 columns 1-2\ntable\nRừng trồng m3|5\n" },
    { "tracked changes, drawings and links to other files are no cells",
      "<table:tracked-changes><table:deletion>" R(C("x"))
      "</table:deletion></table:tracked-changes>"
      SHEET("S", "<table:shapes><draw:rect>" P("9") "</draw:rect></table:shapes>"
                 R(C("A") N("1", "1")))
      "<table:dde-links><table:table>" R(C("B")) "</table:table></table:dde-links>", NULL,
      "«S» rows 1-1 columns 1-2\ntable\nA|1\n" },
};

static void put_addresses(struct buf *out, const struct doc *d)
{
    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct table *t = d->block[i].table;

        if (t)
            buf_printf(out, "«%.*s» rows %u-%u columns %u-%u\n", STRF(t->sheet),
                       t->row_number[0], t->row_number[t->nrows - 1], t->col_number[0],
                       t->col_number[t->ncols - 1]);
    }
}

static status read_ods_case(struct job *j, void *arg)
{
    const struct ods_case *c = arg;
    str content = pack_odf_content(j->arena, "spreadsheet", c->automatic, c->body);
    const struct doc *d;
    struct buf got;

    status st = read_file(j, STR("mẫu.ods"), pack_odf(j->arena, "spreadsheet", NULL, content), &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    put_addresses(&got, d);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), str_from(c->blocks)), "%s:\n%.*s", c->name, STRF(buf_str(&got)));
    for (uint32_t i = 0; i < d->norigins; i++)
        T(d->origin[i].src == NO_ORIGIN ||
          content.ptr[d->origin[i].src] == d->src->text.ptr[d->origin[i].at],
          "%s: origin %u", c->name, i);
    return OK;
}

/* One cell of text for all the cells of a sheet, and for rows behind its last. */
static status read_ods_bomb(struct job *j, void *body)
{
    str content = pack_odf_content(j->arena, "spreadsheet", NULL, body);
    const struct doc *d;

    return read_file(j, STR("mẫu.ods"), pack_odf(j->arena, "spreadsheet", NULL, content), &d);
}

void test_ods(void)
{
    static const char *const bomb[] = {
        SHEET("B", RA("table:number-rows-repeated=\"1048576\"",
                      CA("table:number-columns-repeated=\"16384\"", P("1")))),
        SHEET("C", RA("table:number-rows-repeated=\"1048576\"", EMPTY("1")) R(C("ngoài"))),
        SHEET("D", R(EMPTY("16384") C("ngoài"))),
    };

    for (size_t i = 0; i < sizeof ods_cases / sizeof *ods_cases; i++) {
        struct ods_case c = ods_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_ods_case, &c, NULL) == OK, "%s: reads", c.name);
    }
    for (size_t i = 0; i < sizeof bomb / sizeof *bomb; i++)
        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_ods_bomb, (void *)(uintptr_t)bomb[i], NULL) ==
          FAIL_LIMIT, "bomb %zu", i);
}

/* test_docx.c -- what Word documents say, feature by feature, in hand-made XML. */
#include "read/read.h"

#include "pack.h"
#include "t.h"

/* The blocks, one a line: kind, level or note, text; cells are parted by |. */
struct docx_case {
    const char *name, *body, *footnotes, *numbering;
    const char *blocks;
};

#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define SUPER(text) "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>" text \
                    "</w:t></w:r>"
#define TC(content) "<w:tc>" content "</w:tc>"
#define TCP(properties, content) "<w:tc><w:tcPr>" properties "</w:tcPr>" content "</w:tc>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#define TBL(rows) "<w:tbl>" rows "</w:tbl>"
#define LIST(level) "<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"1\"/>" \
                    "</w:numPr></w:pPr>"

static const struct docx_case docx_cases[] = {
    { "a number split over runs", P(R("Đạt 12.") R("345") R(" tỷ đồng.")), NULL, NULL,
      "para Đạt 12.345 tỷ đồng.\n" },
    { "entities", P(R("Cây &lt; 5 &amp; &#273;i")), NULL, NULL, "para Cây < 5 & đi\n" },
    { "tracked changes",
      P(R("Đạt ") "<w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>100</w:t></w:r></w:ins>" R(" tấn."))
      P("<w:moveFrom>" R("Đã chuyển đi 7") "</w:moveFrom>" R("Còn lại.")), NULL, NULL,
      "para Đạt 100 tấn.\npara Còn lại.\n" },
    { "a deleted paragraph mark",
      P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("Đạt 5 ")) P(R("tấn.")), NULL, NULL,
      "para Đạt 5 tấn.\n" },
    { "fields",
      P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>=SUM(1)</w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" R("15")
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" R(" hộ")), NULL, NULL, "para 15 hộ\n" },
    { "a table of contents told by its field",
      P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" R("I. Kinh tế 41"))
      P(R("II. Xã hội 42")) P("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" R("Có 5 hộ")), NULL,
      NULL, "para Có 5 hộ\n" },
    { "content controls and links",
      "<w:sdt><w:sdtContent>" P(R("Có ") "<w:hyperlink>" R("12") "</w:hyperlink>" R(" xã"))
      "</w:sdtContent></w:sdt>", NULL, NULL, "para Có 12 xã\n" },
    { "a text box, once",
      P(R("Trước ") "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P(R("Trong hộp 9"))
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" P(R("Trong hộp 9"))
        "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" R("sau.")), NULL, NULL,
      "para Trước sau.\npara Trong hộp 9\n" },
    { "a line end behind a text box", P(R("Kết quả ") "<w:r><w:txbxContent>" P(R("Hộp"))
      "</w:txbxContent></w:r>" R("sau:") "<w:r><w:br/></w:r>" R("- Lúa 5 tấn")), NULL, NULL,
      "para Kết quả sau:\nitem10 Lúa 5 tấn\npara Hộp\n" },
    { "footnotes",
      P(R("Thu 5 tỷ") "<w:r><w:footnoteReference w:id=\"7\"/></w:r>" R(", chi 4 tỷ."))
      P(R("Hết.")),
      "<w:footnote w:type=\"separator\" w:id=\"-1\">" P("") "</w:footnote>"
      "<w:footnote w:id=\"7\">" P(SUPER("1") R(" Kể cả 1 tỷ vay.")) "</w:footnote>", NULL,
      "para Thu 5 tỷ[1], chi 4 tỷ.\nnote1 Kể cả 1 tỷ vay.\npara Hết.\n" },
    { "raised units and typed notes", P(R("Rừng 5 m") SUPER("3") R(", đất 7 km") SUPER("2")
      R(" theo kế hoạch") SUPER("4") R(".")) P(SUPER("4") R(" Nghị quyết 12.")), NULL, NULL,
      "para Rừng 5 m3, đất 7 km2 theo kế hoạch[4].\nnote4 Nghị quyết 12.\n" },
    { "numbers raised by their place, as LibreOffice sets them in notes",
      P(R("Rừng 5 tấn") "<w:r><w:rPr><w:position w:val=\"8\"/></w:rPr><w:t>4</w:t></w:r>" R(".")),
      NULL, NULL, "para Rừng 5 tấn[4].\n" },
    { "notes by links, as pandoc leaves those of web pages",
      P(R("Đất 6") "<w:hyperlink w:anchor=\"n4\">" SUPER("4") "</w:hyperlink>" R(" ha, xem mục ")
        "<w:hyperlink w:anchor=\"m\">" R("2") "</w:hyperlink>" R("."))
      P("<w:hyperlink w:anchor=\"a4\">" R("4") "</w:hyperlink>" R(" Nghị quyết 12.")), NULL, NULL,
      "para Đất 6[4] ha, xem mục 2.\nnote4 Nghị quyết 12.\n" },
    { "merged cells",
      TBL(TR(TCP("<w:vMerge w:val=\"restart\"/>", P(R("Chỉ tiêu")))
             TCP("<w:gridSpan w:val=\"2\"/>", P(R("Năm 2025"))))
          TR(TCP("<w:vMerge/>", P("")) TC(P(R("KH"))) TC(P(R("TH"))))
          TR(TC(P(R("Lúa"))) TC(P(R("5"))) TC(P(R("6")) P(R("tấn"))))), NULL, NULL,
      "table\nChỉ tiêu{2x1}|Năm 2025{1x2}|~\n~|KH|TH\nLúa|5|6 tấn\n" },
    { "a deleted row, rows that begin later",
      TBL(TR(TC(P(R("A"))) TC(P(R("1"))))
          "<w:tr><w:trPr><w:del/></w:trPr>" TC(P(R("B"))) TC(P(R("2"))) "</w:tr>"
          "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" TC(P(R("3"))) "</w:tr>"), NULL,
      NULL, "table\nA|1\n|3\n" },
    { "a nested table", TBL(TR(TC(P(R("Ngoài"))) TC(P(R("1"))))
      TR(TC(P(R("Có"))) TC(TBL(TR(TC(P(R("Trong"))) TC(P(R("2"))))
                              TR(TC(P(R("Nữa"))) TC(P(R("3"))))) P("")))), NULL, NULL,
      "table\nNgoài|1\nCó|\ntable\nTrong|2\nNữa|3\n" },
    { "a frame around text", TBL(TR(TC(P(R("UBND TỈNH")) P(R("Số 5"))) TC(P(R("ĐỘC LẬP"))))),
      NULL, NULL, "para UBND TỈNH\npara Số 5\npara ĐỘC LẬP\n" },
    { "numbers of lists, as printed", P(LIST("0") R("Kinh tế")) P(LIST("1") R("Nông nghiệp"))
      P(LIST("1") R("Công nghiệp")) P(LIST("0") R("Văn hóa")) P(LIST("1") R("Giáo dục")), NULL,
      "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
      "<w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\">"
      "<w:isLgl/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2.\"/></w:lvl>"
      "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num>",
      "heading3 I. Kinh tế\nheading6 1.1. Nông nghiệp\nheading6 1.2. Công nghiệp\n"
      "heading3 II. Văn hóa\nheading6 2.1. Giáo dục\n" },
    { "line ends in a paragraph", P(R("Kết quả:") "<w:r><w:br/></w:r>" R("- Lúa 5 tấn")
      "<w:r><w:br/></w:r>" R("và ngô")), NULL, NULL, "para Kết quả:\nitem10 Lúa 5 tấn và ngô\n" },
    { "decomposed letters", P(R("Đạt 5 ta\xCC\x82\xCC\x81n")), NULL, NULL, "para Đạt 5 tấn\n" },
    { "soft hyphens", P(R("Đạt 5 t") "<w:r><w:softHyphen/></w:r>" R("ấn")), NULL, NULL,
      "para Đạt 5 tấn\n" },
    { "an old font, cut behind a letter that is longer in Unicode",
      P(R("Tæng s¶n phÈ") R("m trªn ®Þa bµn tØnh ®¹t 1.234 tû ®å") R("ng, t¨ng 7,5%")
        R(" so ví") R("i cïng kú n¨m tr­íc.")), NULL, NULL,
      "para Tổng sản phẩm trên địa bàn tỉnh đạt 1.234 tỷ đồng, tăng 7,5% so với cùng kỳ năm "
      "trước.\n" },
    { "hidden text", P(R("Có ") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>" R("5 hộ")),
      NULL, NULL, "para Có 5 hộ\n" },
};

/* Every origin names the very bytes of its part that stand in the source. */
static bool origins_hold(const struct doc *d, str part)
{
    for (uint32_t i = 0; i < d->norigins; i++) {
        const struct origin *o = &d->origin[i];

        if (i > 0 && o->at <= d->origin[i - 1].at)
            return false;
        if (o->src != NO_ORIGIN && str_eq(d->part[o->part], STR("word/document.xml")) &&
            d->src->text.ptr[o->at] != part.ptr[o->src] && part.ptr[o->src] != '&')
            return false;
    }
    return true;
}

static status read_case(struct job *j, void *arg)
{
    const struct docx_case *c = arg;
    str bytes = pack_docx(j->arena, c->body, c->footnotes, c->numbering);
    const struct doc *d;
    struct buf got;

    status st = read_file(j, STR("mẫu.docx"), bytes, &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), str_from(c->blocks)), "%s:\n%.*s", c->name, STRF(buf_str(&got)));
    T(origins_hold(d, arena_printf(j->arena, "<w:document xmlns:w=\"http://schemas.openxmlformats"
                                   ".org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas."
                                   "openxmlformats.org/markup-compatibility/2006\">%s", c->body)),
      "%s: origins", c->name);
    return OK;
}

/* -- what one element makes of much -- */

enum { MUCH = 3000 };

static str repeated(struct arena *a, const char *one, int n)
{
    struct buf b;

    buf_init(&b, a);
    for (int i = 0; i < n; i++)
        buf_put(&b, str_from(one));
    buf_char(&b, '\0');
    return buf_str(&b);
}

/* A paragraph with thousands of text boxes in it is cut as any other long one. */
static status read_boxes(struct job *j, void *arg)
{
    const char *one = R("Trước hộp có một câu, ") "<w:r><w:txbxContent>" P(R("b"))
                      "</w:txbxContent></w:r>" R("sau nó cũng vậy. ");
    str body = arena_printf(j->arena, "<w:p>%s</w:p>", repeated(j->arena, one, MUCH).ptr);
    const struct doc *d;

    (void)arg;
    status st = read_file(j, STR("mẫu.docx"), pack_docx(j->arena, body.ptr, NULL, NULL), &d);
    if (st != OK)
        return st;
    for (uint32_t i = 0; i < d->nblocks; i++)
        T(d->block[i].flow.text.len < 100 * 1024, "block %u: %zu bytes", i,
          d->block[i].flow.text.len);
    T(d->nblocks > MUCH, "%u blocks", d->nblocks);
    return OK;
}

/* A label is printed before every item: what a file tells of it is not endless. */
static status read_long_labels(struct job *j, void *arg)
{
    str body = repeated(j->arena, P(LIST("0") R("Lúa")), MUCH);
    str numbering = arena_printf(
        j->arena, "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val="
        "\"30000\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%s\"/></w:lvl>"
        "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num>",
        repeated(j->arena, "%1.", 100 * MUCH).ptr);
    const struct doc *d;

    (void)arg;
    status st = read_file(j, STR("mẫu.docx"),
                          pack_docx(j->arena, body.ptr, NULL, numbering.ptr), &d);
    if (st == OK)
        T(d->src->text.len < MUCH * 1200, "%zu bytes", d->src->text.len);
    return st;
}

/* Thousands of tables, a cell of each over as many columns as there can be. */
static status read_wide_tables(struct job *j, void *arg)
{
    const char *one = TBL(TR(TCP("<w:gridSpan w:val=\"16384\"/>", P(R("1"))))
                          TR(TC(P(R("a"))) TC(P(R("2")))));
    str body = repeated(j->arena, one, MUCH);
    const struct doc *d;

    (void)arg;
    return read_file(j, STR("mẫu.docx"), pack_docx(j->arena, body.ptr, NULL, NULL), &d);
}

void test_docx(void)
{
    for (size_t i = 0; i < sizeof docx_cases / sizeof *docx_cases; i++) {
        struct docx_case c = docx_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_case, &c, NULL) == OK, "%s: reads", c.name);
    }
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_boxes, NULL, NULL) == OK, "text boxes");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_long_labels, NULL, NULL) == OK, "long labels");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_wide_tables, NULL, NULL) == FAIL_LIMIT,
      "wide tables");
}

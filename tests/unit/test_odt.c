/* test_odt.c -- what OpenDocument texts say, feature by feature, in hand-made XML. */
#include "read/read.h"

#include "pack.h"
#include "t.h"

#include <stdio.h>

struct odt_case {
    const char *name, *body, *automatic, *styles;
    const char *blocks;         /* pack_tell */
};

#define P(content) "<text:p>" content "</text:p>"
#define PS(style, content) "<text:p text:style-name=\"" style "\">" content "</text:p>"
#define H(level, content) "<text:h text:outline-level=\"" level "\">" content "</text:h>"
#define SPAN(style, content) "<text:span text:style-name=\"" style "\">" content "</text:span>"
#define LI(content) "<text:list-item>" content "</text:list-item>"
#define LIST(style, items) "<text:list text:style-name=\"" style "\">" items "</text:list>"
#define TC(content) "<table:table-cell>" content "</table:table-cell>"
#define TCA(attrs, content) "<table:table-cell " attrs ">" content "</table:table-cell>"
#define COVERED "<table:covered-table-cell/>"
#define TR(cells) "<table:table-row>" cells "</table:table-row>"
#define TRA(attrs, cells) "<table:table-row " attrs ">" cells "</table:table-row>"
#define TBL(rows) "<table:table>" rows "</table:table>"
#define NOTE(class, citation, content) \
    "<text:note text:note-class=\"" class "\"><text:note-citation>" citation \
    "</text:note-citation><text:note-body>" content "</text:note-body></text:note>"
#define TEXT_STYLE(name, properties) \
    "<style:style style:name=\"" name "\" style:family=\"text\"><style:text-properties " \
    properties "/></style:style>"
#define PARA_STYLE(name, attrs, properties) \
    "<style:style style:name=\"" name "\" style:family=\"paragraph\" " attrs ">" properties \
    "</style:style>"
#define LEVEL(level, attrs) \
    "<text:list-level-style-number text:level=\"" level "\" " attrs "/>"
#define LIST_STYLE(name, levels) \
    "<text:list-style style:name=\"" name "\">" levels "</text:list-style>"

#define SUPER TEXT_STYLE("T1", "style:text-position=\"super 58%\"")
#define OFFICE_LIST \
    LIST_STYLE("L1", LEVEL("1", "style:num-format=\"I\" style:num-suffix=\".\"") \
               LEVEL("2", "style:num-format=\"1\" style:num-suffix=\".\" " \
                          "text:display-levels=\"2\""))

static const struct odt_case odt_cases[] = {
    { "a number split over spans", P("Đạt 12." SPAN("T9", "345") " tỷ đồng."), NULL, NULL,
      "para Đạt 12.345 tỷ đồng.\n" },
    { "blanks, tabs and line ends", P("Đạt<text:s text:c=\"3\"/>5<text:tab/>tấn\n  lúa")
      P("Kết quả:<text:line-break/>- Lúa 5 tấn<text:line-break/>và ngô"), NULL, NULL,
      "para Đạt 5 tấn lúa\npara Kết quả:\nitem10 Lúa 5 tấn và ngô\n" },
    { "entities", P("Cây &lt; 5 &amp; &#273;i"), NULL, NULL, "para Cây < 5 & đi\n" },
    { "headings by level", H("1", "Tình hình chung") H("3", "Nông nghiệp") P("Đạt 5 tấn."), NULL,
      NULL, "heading1 Tình hình chung\nheading3 Nông nghiệp\npara Đạt 5 tấn.\n" },
    { "the title by its style, inherited", PS("P1", "Báo cáo") P("Thân."),
      PARA_STYLE("P1", "style:parent-style-name=\"Title\"", ""),
      "<office:styles>" PARA_STYLE("Title", "", "") "</office:styles>",
      "heading1 Báo cáo\npara Thân.\n" },
    { "bold paragraphs", PS("P1", "Kết quả đạt được") PS("P1", "Thường " SPAN("T2", "chữ thường")),
      PARA_STYLE("P1", "", "<style:text-properties fo:font-weight=\"bold\"/>")
      TEXT_STYLE("T2", "fo:font-weight=\"normal\""), NULL,
      "heading2 Kết quả đạt được\npara Thường chữ thường\n" },
    { "raised units and typed notes", P("Rừng 5 m" SPAN("T1", "3") ", theo kế hoạch"
      SPAN("T1", "4") ".") P(SPAN("T1", "4") " Nghị quyết 12."), SUPER, NULL,
      "para Rừng 5 m3, theo kế hoạch[4].\nnote4 Nghị quyết 12.\n" },
    { "lowered signs are text", P("CO" SPAN("T1", "2") " và 3 " SPAN("T2", "x") "."),
      TEXT_STYLE("T1", "style:text-position=\"sub 58%\"")
      TEXT_STYLE("T2", "style:text-position=\"33% 58%\""), NULL, "para CO2 và 3 x.\n" },
    { "hidden text, spans and sections",
      P("Có " SPAN("T1", "99 " SPAN("T9", "và 98")) "5 hộ<text:hidden-text "
        "text:is-hidden=\"true\">77</text:hidden-text>")
      "<text:section text:display=\"none\">" P("Ẩn 66") "</text:section>"
      "<text:section>" P("Hiện 6") "</text:section>",
      TEXT_STYLE("T1", "text:display=\"none\""), NULL, "para Có 5 hộ\npara Hiện 6\n" },
    { "tracked changes",
      "<text:tracked-changes><text:changed-region><text:deletion>" P("Đã xóa 9")
      "</text:deletion></text:changed-region></text:tracked-changes>"
      P("Đạt <text:change text:change-id=\"a\"/><text:change-start text:change-id=\"b\"/>100"
        "<text:change-end text:change-id=\"b\"/> tấn."), NULL, NULL, "para Đạt 100 tấn.\n" },
    { "comments", P("Đạt 5<office:annotation>" P("Xem lại 6?") "</office:annotation> tấn."), NULL,
      NULL, "para Đạt 5 tấn.\n" },
    { "fields and links", P("Trang <text:page-number>3</text:page-number>, <text:a>12 xã</text:a>"
      "<text:bookmark-ref>, mục 2</text:bookmark-ref>"), NULL, NULL,
      "para Trang 3, 12 xã, mục 2\n" },
    { "footnotes and endnotes",
      P("Thu 5 tỷ" NOTE("footnote", "1", P("Kể cả 1 tỷ vay.") P("Và 2 tỷ.")) ", chi 4 tỷ"
        NOTE("endnote", "i", P("Theo sổ.")) ".") P("Hết."), NULL, NULL,
      "para Thu 5 tỷ[1], chi 4 tỷ[500].\nnote1 Kể cả 1 tỷ vay.\nnote1 Và 2 tỷ.\n"
      "note500 Theo sổ.\npara Hết.\n" },
    { "notes by links, as a web page has them",
      P("Đất 6" NOTE("footnote", "1", P("<text:a xlink:href=\"#a1\">1</text:a> Chỉ thị 5."))
        " ha, xem mục <text:a xlink:href=\"#m\">2</text:a>.")
      P("<text:a xlink:href=\"#m\">12 xã</text:a> khác."), NULL, NULL,
      "para Đất 6[1] ha, xem mục 2.\nnote1 Chỉ thị 5.\npara 12 xã khác.\n" },
    { "a text box stands aside", P("Trước <draw:frame><draw:text-box>" P("Hộp 9") P("Nữa 8")
      "</draw:text-box><svg:desc>Ảnh 7</svg:desc></draw:frame>sau."), NULL, NULL,
      "para Trước sau.\npara Hộp 9\npara Nữa 8\n" },
    { "shapes, known and strange", P("Một <draw:custom-shape>" P("Hình 2") "</draw:custom-shape>"
      "hai <draw:thing>" P("Lạ 3") "</draw:thing>ba"), NULL, NULL,
      "para Một hai ba\npara Hình 2\npara Lạ 3\n" },
    { "a box on a page, pictures", "<draw:frame><draw:text-box>" P("Bìa 1") "</draw:text-box>"
      "</draw:frame>" P("Ảnh<draw:frame><draw:image><office:binary-data>QUJD</office:binary-data>"
      "</draw:image></draw:frame> đây."), NULL, NULL, "para Bìa 1\npara Ảnh đây.\n" },
    { "lists in a box count on their own",
      LIST("L1", LI(P("Một<draw:frame><draw:text-box>" LIST("L1", LI(P("Trong")))
                      "</draw:text-box></draw:frame>")) LI(P("Hai"))), OFFICE_LIST, NULL,
      "heading3 I. Một\nheading3 I. Trong\nheading3 II. Hai\n" },
    { "numbers of lists, as printed",
      LIST("L1", LI(P("Kinh tế") LIST("", LI(P("Nông nghiệp") P("Chi tiết.")) LI(P("Xây dựng"))))
                 LI(P("Văn hóa") LIST("", LI(P("Giáo dục"))))), OFFICE_LIST, NULL,
      "heading3 I. Kinh tế\nheading3 I.1. Nông nghiệp\npara Chi tiết.\nheading3 I.2. Xây dựng\n"
      "heading3 II. Văn hóa\nheading3 II.1. Giáo dục\n" },
    { "lists that go on, begin anew, start elsewhere",
      "<text:list xml:id=\"a\" text:style-name=\"L1\">" LI(P("Một")) "</text:list>"
      "<text:list text:style-name=\"L1\">" LI(P("Một")) "</text:list>"
      "<text:list xml:id=\"b\" text:continue-list=\"a\" text:style-name=\"L1\">" LI(P("Hai"))
      "</text:list>"
      "<text:list text:continue-list=\"b\">" LI(P("Ba")) "</text:list>"
      "<text:list text:style-name=\"L1\" text:continue-numbering=\"true\">" LI(P("Mới"))
      "<text:list-item text:start-value=\"7\">" P("Bảy") "</text:list-item></text:list>",
      OFFICE_LIST, NULL,
      "heading3 I. Một\nheading3 I. Một\nheading3 II. Hai\npara Ba\nheading3 I. Mới\n"
      "heading3 VII. Bảy\n" },
    { "lists in one item begin anew, those of a list that goes on do not",
      LIST("L1", LI(P("Một") LIST("", LI(P("A"))) P("Xen") LIST("", LI(P("B")))))
      "<text:list text:style-name=\"L1\" text:continue-numbering=\"true\">"
      LI(LIST("", LI(P("C")))) "</text:list>"
      LIST("L2", LI(P("Khác"))) "<text:list text:style-name=\"L1\" "
      "text:continue-numbering=\"true\">" LI(P("Mới")) "</text:list>", OFFICE_LIST, NULL,
      "heading3 I. Một\nheading3 I.1. A\npara Xen\nheading3 I.1. B\nheading3 I.2. C\n"
      "para Khác\nheading3 I. Mới\n" },
    { "list headers, overridden items, styles of paragraphs",
      LIST("L1", "<text:list-header>" P("Đầu") "</text:list-header>" LI(P("Một"))
           "<text:list-item text:style-override=\"L2\">" P("Hai") "</text:list-item>")
      "<text:list>" LI(PS("P1", "Ba")) "</text:list>",
      OFFICE_LIST LIST_STYLE("L2", LEVEL("1", "style:num-format=\"a\" style:num-suffix=\")\" "
                                         "text:start-value=\"27\""))
      PARA_STYLE("P1", "style:list-style-name=\"L2\"", ""), NULL,
      "para Đầu\nheading3 I. Một\nitem9 b) Hai\npara aa) Ba\n" },
    { "patterns and bullets",
      LIST("L1", LI(P("Một") LIST("", LI(P("Hai") LIST("", LI(P("Ba"))))))),
      LIST_STYLE("L1", LEVEL("1", "style:num-format=\"1\" loext:num-list-format=\"Điều %1%:\" "
                                  "text:start-value=\"5\"")
                 "<text:list-level-style-bullet text:level=\"2\" text:bullet-char=\"-\"/>"
                 LEVEL("3", "style:num-format=\"01\" loext:num-list-format=\"%1%-%3%\"")), NULL,
      "para Điều 5: Một\nitem10 Hai\npara 5-01 Ba\n" },
    { "the number as another program printed it",
      LIST("L1", "<text:list-item><text:number>Mục 4.</text:number>" P("Bốn")
           "</text:list-item>"), OFFICE_LIST, NULL, "para Mục 4. Bốn\n" },
    { "headings are counted by the outline",
      H("1", "Chung") H("2", "Kinh tế") "<text:h text:outline-level=\"1\" "
      "text:is-list-header=\"true\">Không số</text:h>" H("1", "Riêng"), NULL,
      "<office:styles><text:outline-style style:name=\"Outline\"><text:outline-level-style "
      "text:level=\"1\" style:num-format=\"I\" style:num-suffix=\".\"/><text:outline-level-style "
      "text:level=\"2\" style:num-format=\"1\" style:num-suffix=\".\"/></text:outline-style>"
      "</office:styles>",
      "heading3 I. Chung\nheading5 1. Kinh tế\nheading1 Không số\nheading3 II. Riêng\n" },
    { "merged cells",
      TBL("<table:table-header-rows>"
          TR(TCA("table:number-rows-spanned=\"2\"", P("Chỉ tiêu"))
             TCA("table:number-columns-spanned=\"2\"", P("Năm 2025")) COVERED)
          "</table:table-header-rows>"
          TR(COVERED TC(P("KH")) TC(P("TH"))) TR(TC(P("Lúa")) TC(P("5")) TC(P("6") P("tấn")))),
      NULL, NULL, "table\nChỉ tiêu{2x1}|Năm 2025{1x2}|~\n~|KH|TH\nLúa|5|6 tấn\n" },
    { "merged cells end with the header, what they cover need not be told",
      TBL("<table:table-header-rows>"
          TR(TCA("table:number-rows-spanned=\"2\"", P("Chỉ tiêu")) TC(P("TH")))
          "</table:table-header-rows>" TR(TC(P("Lúa")) TC(P("5")))
          TR(TCA("table:number-rows-spanned=\"2\"", P("Ngô")) TC(P("6"))) TR(TC(P("7")))),
      NULL, NULL, "table\nChỉ tiêu|TH\nLúa|5\nNgô{2x1}|6\n~|7\n" },
    { "repeated cells and rows",
      TBL(TR(TC(P("A")) TCA("table:number-columns-repeated=\"2\"", P("1")) TC(P("2")))
          TRA("table:number-rows-repeated=\"2\"",
              TC(P("B")) TCA("table:number-columns-repeated=\"2\"", "") TC(P("3")))
          TRA("table:number-rows-repeated=\"1000000\"",
              TCA("table:number-columns-repeated=\"16000\"", ""))
          TR(TC(P("C")) TC(P("4")))), NULL, NULL,
      "table\nA|1|1|2\nB|||3\nB|||3\n|||\nC|4||\n" },
    { "a nested table, a sub-table",
      TBL(TR(TC(P("Ngoài")) TC(P("1")))
          TR(TCA("table:number-columns-spanned=\"2\"",
                 TBL(TR(TC(P("Trong")) TC(P("2"))) TR(TC(P("Nữa")) TC(P("3"))))) COVERED)
          TR(TC(P("Sau")) TC("<table:table table:is-sub-table=\"true\">"
                             TR(TC(P("a")) TC(P("4"))) TR(TC(P("b")) TC(P("5")))
                             "</table:table>"))),
      NULL, NULL,
      "table\nNgoài|1\n{1x2}|~\nSau|\ntable\nTrong|2\nNữa|3\ntable\na|4\nb|5\n" },
    { "a frame around text, hidden rows",
      TBL(TR(TC(P("UBND TỈNH") P("Số 5")) TC(P("ĐỘC LẬP"))))
      TBL(TR(TC(P("A")) TC(P("1"))) TRA("table:visibility=\"collapse\"", TC(P("B")) TC(P("2")))
          TR(TC(P("C")) TC(P("3")))), NULL, NULL,
      "para UBND TỈNH\npara Số 5\npara ĐỘC LẬP\ntable\nA|1\nC|3\n" },
    { "indexes are no text", "<text:table-of-content><text:index-body>" P("Phần một 3")
      "</text:index-body></text:table-of-content>" PS("Contents_20_1", "Phần hai 5") P("Thân."),
      NULL,
      "<office:styles>" PARA_STYLE("Contents_20_1", "", "") "</office:styles>", "para Thân.\n" },
    { "styles of page headers are others", PS("P1", "Thường 5 hộ"), NULL,
      "<office:automatic-styles>" PARA_STYLE("P1", "", "<style:text-properties "
      "text:display=\"none\"/>") "</office:automatic-styles>", "para Thường 5 hộ\n" },
};

/* Every origin names the very bytes of its part that stand in the source. */
static bool odf_origins_hold(const struct doc *d, str part)
{
    for (uint32_t i = 0; i < d->norigins; i++) {
        const struct origin *o = &d->origin[i];

        if (o->src != NO_ORIGIN && d->src->text.ptr[o->at] != part.ptr[o->src] &&
            part.ptr[o->src] != '&')
            return false;
    }
    return d->norigins > 0;
}

static status read_odt_case(struct job *j, void *arg)
{
    const struct odt_case *c = arg;
    str content = pack_odf_content(j->arena, "text", c->automatic, c->body);
    const struct doc *d;
    struct buf got;

    status st = read_file(j, STR("mẫu.odt"), pack_odf(j->arena, "text", c->styles, content), &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), str_from(c->blocks)), "%s:\n%.*s", c->name, STRF(buf_str(&got)));
    T(odf_origins_hold(d, content), "%s: origins", c->name);
    return OK;
}

static status read_odt_pages(struct job *j, void *arg)
{
    static const uint32_t page[] = { 1, 2, 3, 4 };
    str plain = pack_odf_content(
        j->arena, "text",
        PARA_STYLE("P1", "", "<style:paragraph-properties fo:break-before=\"page\"/>"),
        PS("P1", "Một") "<text:soft-page-break/>" P("Hai") PS("P1", "Ba")
        P("<text:soft-page-break/>Bốn"));
    size_t at = str_find(plain, STR("<office:text>")) + strlen("<office:text");
    str content = arena_printf(j->arena, "%.*s text:use-soft-page-breaks=\"true\"%.*s", (int)at,
                               plain.ptr, STRF(str_sub(plain, at, plain.len)));
    const struct doc *d;

    (void)arg;

    status st = read_file(j, STR("mẫu.odt"), pack_odf(j->arena, "text", NULL, content), &d);
    if (st != OK)
        return st;
    T(d->nblocks == 4, "%u blocks", d->nblocks);
    for (uint32_t i = 0; i < d->nblocks && i < 4; i++)
        T(d->block[i].page == page[i], "block %u on page %u", i, d->block[i].page);
    return OK;
}

/* -- what is refused -- */

struct odt_refusal {
    const char *member, *content, *message;
    const char *got;
};

static void keep_message(status st, str message, void *arg)
{
    struct odt_refusal *r = arg;
    static char text[512];

    (void)st;
    snprintf(text, sizeof text, "%.*s", STRF(message));
    r->got = text;
}

static status read_refused(struct job *j, void *arg)
{
    const struct odt_refusal *r = arg;
    struct packing p;
    const struct doc *d;

    pack_begin(&p, j->arena);
    pack_member(&p, "mimetype", STR("application/vnd.oasis.opendocument.text"), false);
    pack_member(&p, r->member, str_from(r->content), false);
    return read_file(j, STR("mẫu.odt"), pack_end(&p), &d);
}

static void test_odt_refusals(void)
{
    struct odt_refusal refusal[] = {
        { "META-INF/manifest.xml", "<!DOCTYPE x><m:encryption-data/>", "đặt mật khẩu", NULL },
        { "other.xml", "<a/>", "không có nội dung", NULL },
        { "content.xml", "<!DOCTYPE x><a/>", "DOCTYPE", NULL },
        { "content.xml", "<a/>", "không phải là văn bản", NULL },
        { "content.xml", "<office:document-content>", "hỏng ở dòng", NULL },
    };

    for (size_t i = 0; i < sizeof refusal / sizeof *refusal; i++) {
        struct odt_refusal *r = &refusal[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_refused, r, keep_message) == FAIL_FORMAT &&
          r->got && strstr(r->got, r->message), "%s: %s", r->message, r->got ? r->got : "read");
    }
}

/* Packed again by another program: the first member does not tell the kind. */
static status read_repacked(struct job *j, void *arg)
{
    struct packing p;
    const struct doc *d;
    struct buf got;

    (void)arg;
    pack_begin(&p, j->arena);
    pack_member(&p, "META-INF/manifest.xml", STR("<a/>"), true);
    pack_member(&p, "content.xml", pack_odf_content(j->arena, "spreadsheet", NULL,
                                                    TBL(TR(TC(P("A")) TC(P("1"))))), true);

    status st = read_file(j, STR("mẫu"), pack_end(&p), &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), STR("table\nA|1\n")), "%.*s", STRF(buf_str(&got)));
    return OK;
}

/* A million rows of one row that has text are refused, not made. */
static status read_bomb(struct job *j, void *arg)
{
    str content = pack_odf_content(j->arena, "text", NULL,
                                   TBL(TRA("table:number-rows-repeated=\"1000000\"",
                                           TCA("table:number-columns-repeated=\"16000\"",
                                               P("1")))));
    const struct doc *d;

    (void)arg;
    return read_file(j, STR("mẫu.odt"), pack_odf(j->arena, "text", NULL, content), &d);
}

void test_odt(void)
{
    for (size_t i = 0; i < sizeof odt_cases / sizeof *odt_cases; i++) {
        struct odt_case c = odt_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_odt_case, &c, NULL) == OK, "%s: reads", c.name);
    }
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_odt_pages, NULL, NULL) == OK, "pages");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_bomb, NULL, NULL) == FAIL_LIMIT, "a bomb of rows");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_repacked, NULL, NULL) == OK, "packed again");
    test_odt_refusals();
}

/* test_html.c -- HTML as browsers show it, feature by feature, and what is made to be slow. */
#include "read/html_token.h"
#include "read/read.h"

#include "base/os.h"
#include "pack.h"
#include "t.h"

struct html_case {
    const char *name, *html;
    const char *blocks;
};

static const struct html_case html_cases[] = {
    { "entities and blanks", "<html><p>C&acirc;y &lt; 5&nbsp;&amp; &#273;i &#x1EBF; &khong; 7 &"
      "</p>",
      "para Cây < 5 & đi ế &khong; 7 &\n" },
    { "paragraphs whose ends are missing", "<html><p>Một <p>Hai<div>Ba<p>Bốn</div>Năm",
      "para Một\npara Hai\npara Ba\npara Bốn\npara Năm\n" },
    { "no text", "<html><head><title>T 1</title><style>p { x: 2 }</style><script>if (a<b) '</p>3'"
      "</script></head><body><p>Có<!-- 4 --> <span style='display: none'>5</span><del>6</del>"
      "<ins>7</ins> hộ<template>8</template><p hidden>9<p style='mso-hide:all'>10",
      "para Có 7 hộ\n" },
    { "Word's conditional comments", "<html><body><!--[if gte mso 9]><xml>1</xml><![endif]-->"
      "<p>Đạt <![if !supportLists]>2<![endif]> tấn<o:p></o:p></p>", "para Đạt 2 tấn\n" },
    { "a head that is left without its end", "<html><head><meta charset=utf-8><p>Đạt 5 tấn.",
      "para Đạt 5 tấn.\n" },
    { "headings and bold lines", "<html><h1>Phần</h1><h3>Mục</h3><p><b>Dòng <i>đậm</i></b></p>"
      "<p><span style='font-weight:700'>Nặng</span></p><p style='font-weight:bold'>"
      "<span style='font-weight:normal'>nhẹ</span></p>",
      "heading1 Phần\nheading3 Mục\nheading2 Dòng đậm\nheading2 Nặng\npara nhẹ\n" },
    { "style sheets", "<html><style>.an, p.kin { display:none } .dam {font-weight:bold}</style>"
      "<p class='x an'>1</p><p class=kin>2</p><div class=kin>3</div><p class=dam>Bốn</p>",
      "para 3\nheading2 Bốn\n" },
    { "lines in a paragraph", "<html><p>Kết quả:<br>- Lúa 5 tấn<br/>và ngô</p><pre>\nMột\n  hai.\n"
      "Ba</pre>", "para Kết quả:\nitem10 Lúa 5 tấn và ngô\npara Một hai.\npara Ba\n" },
    { "numbers of lists, as printed", "<html><ol type=I><li>Kinh tế<ol start=3><li>Lúa<li>Ngô</ol>"
      "<li>Văn hóa</ol><ul><li>gạch<li style='list-style-type:none'>trần</ul><ol reversed start=2>"
      "<li><p>Hai</p><li value=7>Bảy</ol>",
      "heading3 I. Kinh tế\nheading5 3. Lúa\nheading5 4. Ngô\nheading3 II. Văn hóa\n"
      "item10 gạch\npara trần\nheading5 2. Hai\nheading5 7. Bảy\n" },
    { "Word's lists", "<html><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
      "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
      "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
      "Lúa 5 tấn</p><p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>a)<span>"
      "&nbsp; </span></span>Ngô</p>", "item10 Lúa 5 tấn\nitem9 a) Ngô\n" },
    { "raised numbers", "<html><p>Rừng 5 m<sup>3</sup>, kế hoạch<sup>4</sup>.<p><sup>4</sup> Nghị"
      " quyết.<p>x<span style='vertical-align:super'>5</span> và H<sub>2</sub>O",
      "para Rừng 5 m3, kế hoạch[4].\nnote4 Nghị quyết.\npara x[5] và H2O\n" },
    { "merged cells", "<html><table><thead><tr><th rowspan=2>Chỉ tiêu<th colspan=2>Năm</thead><tr>"
      "<th>KH<th>TH<tr><td>Lúa<td>5<td><p>6</p><p>tấn</p></table>",
      "table\nChỉ tiêu{2x1}|Năm{1x2}|~\n~|KH|TH\nLúa|5|6 tấn\n" },
    { "rows and cells whose ends are missing or out of place", "<html><table><td>A<td>1</td></tr>"
      "</td><td>B</b></div><td>2</table>Sau", "table\nA|1\nB|2\npara Sau\n" },
    { "a caption stands before its table", "<html><table><caption>Biểu 1</caption><tr><td>A<td>1"
      "<tr><td>B<td>2</table>", "para Biểu 1\ntable\nA|1\nB|2\n" },
    { "a nested table", "<html><table><tr><td>Ngoài<td>1<tr><td>Có<td><table><tr><td>Trong<td>2"
      "<tr><td>Nữa<td>3</table></table>Hết",
      "table\nNgoài|1\nCó|\ntable\nTrong|2\nNữa|3\npara Hết\n" },
    { "a hidden cell", "<html><table><tr><td>A<td style='display:none'>0<td>1<tr><td>B<td>2"
      "</table>",
      "table\nA|1\nB|2\n" },
    { "LibreOffice's notes", "<html><p>Thu 5 tỷ<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" "
      "href=\"#sdfootnote1sym\"><sup>1</sup></a>, chi 4 tỷ.</p><p>Hết.</p><div id=\"sdfootnote1\">"
      "<p><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a>\nKể cả"
      " vay.</p><p>Và cho.</p></div>",
      "para Thu 5 tỷ[1], chi 4 tỷ.\nnote1 Kể cả vay.\nnote1 Và cho.\npara Hết.\n" },
    { "Word's notes", "<html><p class=MsoNormal>Thu 5 tỷ<a style='mso-footnote-id:ftn1' "
      "href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span class=MsoFootnoteReference><![if "
      "!supportFootnotes]>[1]<![endif]></span></a>, chi.</p><p>Hết.</p>"
      "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
      "<p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> Kể cả"
      " vay.</p></div></div>", "para Thu 5 tỷ[1], chi.\nnote1 Kể cả vay.\npara Hết.\n" },
    { "endnotes, numbered in Roman", "<html><p>Thu 5 tỷ<a class=\"sdendnoteanc\" "
      "name=\"sdendnote1anc\" href=\"#sdendnote1sym\"><sup>iv</sup></a>, chi 4 tỷ.</p><p>Hết.</p>"
      "<div id=\"sdendnote1\"><p><a class=\"sdendnotesym\" name=\"sdendnote1sym\" "
      "href=\"#sdendnote1anc\">iv</a>Kể cả vay.</p></div>",
      "para Thu 5 tỷ[1], chi 4 tỷ.\nnote1 Kể cả vay.\npara Hết.\n" },
    { "pandoc's notes", "<html><p>Thu 5 tỷ<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" "
      "role=\"doc-noteref\"><sup>1</sup></a>, chi.</p><p>Hết.</p><section role=\"doc-endnotes\">"
      "<hr><ol><li id=\"fn1\" role=\"doc-endnote\"><p>Kể cả vay.<a href=\"#fnref1\" "
      "class=\"footnote-back\">↩︎</a></p></li></ol></section>",
      "para Thu 5 tỷ[1], chi.\nnote1 Kể cả vay.\npara Hết.\n" },
    { "notes by plain links", "<html><p>Thu 5 tỷ<sup><a href='#a'>1</a></sup>, chi 4<a href='#b'>"
      "[2]</a>.<p>Hết.<hr><a name=a></a>1. Kể cả vay.<p id=b>Không kể.",
      "para Thu 5 tỷ[1], chi 4[2].\nnote1 Kể cả vay.\nnote2 Không kể.\npara Hết.\n" },
    { "a note's mark without a note", "<html><p>Thu 5 tỷ<a href='#ftn1'>1</a>, chi.",
      "para Thu 5 tỷ[1], chi.\n" },
    { "links that are no marks", "<html><p>Trang <a href='#m'>12</a>, xem <a href='#n'>mục 3</a>"
      "<h2 id=m>Mục</h2><p id=n>Ba", "para Trang 12, xem mục 3\nheading2 Mục\npara Ba\n" },
    { "a table of contents", "<html><p class=MsoToc1>Phần một <a href='#x'>7</a></p><p>Có 5 hộ.",
      "para Có 5 hộ.\n" },
    { "Windows-1252 with references", "<html><meta http-equiv=Content-Type content='text/html; "
      "charset=windows-1252'><p>&#272;&#7841;t 5 \x96 6 t\xE0u", "para Đạt 5 – 6 tàu\n" },
    { "Windows-1258", "<html><meta charset=windows-1258><p>\xD0\xE2\xF2t t\xE2\xEC"
      "n", "para Đật tấn\n" },
    { "tags that are none", "<html><p>5 < 6 và a<5, </>x <? y ?>z<!w>",
      "para 5 < 6 và a<5, x z\n" },
};

static status read_case(struct job *j, void *arg)
{
    const struct html_case *c = arg;
    const struct doc *d;
    struct buf got;

    status st = read_file(j, STR("mẫu.html"), str_from(c->html), &d);
    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), str_from(c->blocks)), "%s:\n%.*s", c->name, STRF(buf_str(&got)));
    return OK;
}

/* -- much of the same -- */

struct much {
    const char *front, *piece;
};

static const struct much much_of[] = {
    { "<html>", "<b>" }, { "<html>", "<b></i>" }, { "<html>", "<!--" }, { "<html>", "<![" },
    { "<html><p ", "a b=c " }, { "<html><p ", "a='>' " }, { "<html>", "<table>" },
    { "<html>", "<table><tr><td>" }, { "<html>", "<p>" }, { "<html>", "<li>" },
    { "<html><i><table><td>", "<b></i></td></tr>" }, { "<html>", "<style>" },
    { "<html>", "<a href=#x>" }, { "<html>", "<a id=y href=#y>1</a>" }, { "<html>", "<ol><li>" },
    { "<html><style>", "a,b.c,.d{font-weight:bold}" }, { "<html><pre>", "\n" },
    { "<html>", "<p class='a b c d e f g'>" }, { "<html>", "<div style='a:b;c:d'></div>" },
    { "<html>", "</p>" }, { "<html>", "<sup>" }, { "<html><p", "=" }, { "<html>", "<h1>" },
};

static status read_much(struct job *j, void *arg)
{
    const struct much *m = arg;
    const struct doc *d;
    struct buf text;
    uint64_t from;

    buf_init(&text, j->arena);
    buf_put(&text, str_from(m->front));
    while (text.len < 2000000)
        buf_put(&text, str_from(m->piece));
    from = os_clock_ns();

    status st = read_file(j, STR("mẫu.html"), buf_str(&text), &d);
    uint64_t ms = (os_clock_ns() - from) / 1000000;
    T(ms < 2000, "much of %s: %u ms", m->piece, (unsigned)ms);
    return st;
}

static void test_elements(void)
{
#define X(name, nature)                                                                        \
    T(html_element_of(STR(#name)) == HTML_##name && html_nature_of(HTML_##name) == (nature),   \
      "element %s", #name);
    HTML_ELEMENTS(X)
#undef X
    T(html_element_of(STR("TaBLE")) == HTML_table, "letters of any size");
    T(html_element_of(STR("tablet")) == HTML_OTHER, "an unknown element");
}

static void test_references(void)
{
    static const struct { const char *text; uint32_t cp; } reference[] = {
#define ENTITY(name, cp) { "&" name ";", cp },
#include "read/html_entities.def"
#undef ENTITY
    };

    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++) {
        str s = str_from(reference[i].text);
        uint32_t cp;
        size_t n = html_letter(s, 0, &cp);

        T(n == s.len && cp == reference[i].cp, "%s", reference[i].text);
    }
}

void test_html(void)
{
    test_elements();
    test_references();
    for (size_t i = 0; i < sizeof html_cases / sizeof *html_cases; i++) {
        struct html_case c = html_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_case, &c, NULL) == OK, "%s: reads", c.name);
    }
    for (size_t i = 0; i < sizeof much_of / sizeof *much_of; i++) {
        struct much m = much_of[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_much, &m, NULL) == OK, "much of %s", m.piece);
    }
}

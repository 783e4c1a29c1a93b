/* fuzz_html.c -- any bytes as HTML: as they stand where they begin with "<", else woven of
 * its tags, in any order and closed or not, for browsers take all of it. */
#include "hold.h"

#include "read/read.h"
#include "base/buf.h"

static const char *const piece[] = {
    "<p>", "</p>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<sup>", "</sup>",
    "<a href=#fn1>", "<a href=#_ftn1>", "<a href=#x role=doc-noteref>", "<a href=#r>", "</a>",
    "<a name=_ftn1>", "<a name=x>", "<p id=fn1>", "<div id=ftn1>", "<li id=x>",
    "<div id=sdfootnote1>", "<a href=#sdfootnote1sym class=sdfootnoteanc>",
    "<p style='mso-element:footnote'>", "<div style='mso-element:header'>", "<div title=footer>",
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<caption>", "<tbody>",
    "<td colspan=2>", "<td rowspan=2>", "<td rowspan=0>", "<td colspan=1000 rowspan=65534>",
    "<ul>", "</ul>", "<ol>", "</ol>", "<ol start=5 reversed>", "<ol type=a>", "<ol type=I>", "<li>",
    "</li>", "<li value=99999>", "<li value=-3>", "<li style='list-style-type:lower-roman'>",
    "<h1>", "</h1>", "<h3>", "</h3>", "<br>", "<hr>", "<pre>", "</pre>", "<xmp>", "</xmp>",
    "<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<plaintext>",
    "<head>", "</head>", "<body>", "</body>", "<html>", "<template>", "</template>", "<dl>", "<dt>",
    "<dd>", "<select>", "<option>", "<del>", "</del>", "<!--", "-->", "<![if !x]>", "<![endif]>",
    "<p class=a>", "<p class='a b'>", "<span hidden>", "<span style='display:none'>",
    "<span style='font-family:Wingdings'>", "<span style='mso-list:Ignore'>",
    "<span style='font-weight:700;vertical-align:super'>", "<p class=MsoToc1>",
    "<p class=MsoFootnoteText>", "<span class=MsoFootnoteReference>",
    "<meta charset=windows-1258>", "<meta content='text/html; charset=windows-1252'>",
    "p.a{font-weight:bold}", ".b,h1{display:none}", "td{vertical-align:super}", "/*", "*/",
    "1", "[2]", "12.345", " tỷ đồng", "Đạt", ".", "* ", "- ", "a) ", "I. ", "m", "3", "\n", " ",
    "&nbsp;", "&#273;", "&lt;", "&#x1EA1;", "&ocirc;", "&#150;", "&", "\xC2\xA0", "\xB7", "o"
};

enum { PIECES = sizeof piece / sizeof *piece, AS_IT_IS = 248 };

/* Bytes from 248 on: the next few stand as they are. */
static str html_of(struct arena *a, str data)
{
    struct buf b;

    if (str_starts(data, STR("<")))
        return data;
    buf_init(&b, a);
    buf_put(&b, STR("<html>"));
    for (size_t i = 0; i < data.len; i++) {
        unsigned byte = (unsigned char)data.ptr[i];

        if (byte < AS_IT_IS) {
            buf_put(&b, str_from(piece[byte % PIECES]));
            continue;
        }
        buf_put(&b, str_sub(data, i + 1, i + 1 + byte - AS_IT_IS));
        i += byte - AS_IT_IS;
    }
    return buf_str(&b);
}

static status read_html_bytes(struct job *j, void *data)
{
    const struct doc *d;

    status st = read_file(j, STR("fuzz.html"), html_of(j->arena, *(str *)data), &d);
    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_html_bytes);
    return 0;
}

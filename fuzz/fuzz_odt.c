/* fuzz_odt.c -- any bytes as an OpenDocument text: as they stand where they begin with "<"
 * (styles and body), else woven of its elements: a first line of styles, then the body. */
#include "hold.h"

#include "pack.h"
#include "read/read.h"
#include "weave.h"

static const char *const style_element[] = {
    "style:style", "style:text-properties", "style:paragraph-properties",
    "style:table-properties", "text:list-style", "text:list-level-style-number",
    "text:list-level-style-bullet", "text:list-level-style-image", "text:outline-style",
    "text:outline-level-style", NULL
};

static const char *const style_attribute[] = {
    "style:name=\"a\"", "style:name=\"b\"", "style:name=\"Title\"",
    "style:name=\"Contents_20_1\"", "style:family=\"paragraph\"", "style:family=\"text\"",
    "style:family=\"table\"", "style:family=\"other\"", "style:parent-style-name=\"a\"",
    "style:parent-style-name=\"b\"", "style:list-style-name=\"a\"", "style:list-style-name=\"\"",
    "style:master-page-name=\"m\"", "fo:font-weight=\"bold\"", "fo:font-weight=\"300\"",
    "style:text-position=\"super 58%\"", "style:text-position=\"sub 58%\"",
    "style:text-position=\"33% 58%\"", "text:display=\"none\"", "table:display=\"false\"",
    "fo:break-before=\"page\"", "fo:break-after=\"page\"", "text:level=\"1\"",
    "text:level=\"2\"", "text:level=\"10\"", "text:level=\"11\"", "style:num-format=\"1\"",
    "style:num-format=\"a\"", "style:num-format=\"A\"", "style:num-format=\"i\"",
    "style:num-format=\"I\"", "style:num-format=\"01\"", "style:num-format=\"\"",
    "style:num-letter-sync=\"true\"", "style:num-prefix=\"(\"", "style:num-suffix=\".\"",
    "text:display-levels=\"2\"", "text:start-value=\"31999\"", "text:start-value=\"-1\"",
    "loext:num-list-format=\"%1%.%2%\"", "loext:num-list-format=\"%99%%1\"",
    "text:bullet-char=\"-\"", "text:bullet-char=\"o\"", "text:bullet-char=\"\xEF\x82\xB7\"", NULL
};

static const char *const body_element[] = {
    "text:p", "text:h", "text:span", "text:a", "text:s", "text:tab", "text:line-break",
    "text:soft-page-break", "text:number", "text:list", "text:list-item", "text:list-header",
    "text:note", "text:note-citation", "text:note-body", "text:section", "text:hidden-text",
    "text:tracked-changes", "text:table-of-content", "office:annotation", "table:table",
    "table:table-row", "table:table-cell", "table:covered-table-cell", "table:table-header-rows",
    "draw:frame", "draw:text-box", "draw:custom-shape", "draw:image", "svg:desc", "text:x", NULL
};

static const char *const body_attribute[] = {
    "text:style-name=\"a\"", "text:style-name=\"b\"", "text:style-name=\"Title\"",
    "text:style-name=\"Contents_20_1\"", "table:style-name=\"a\"", "text:outline-level=\"1\"",
    "text:outline-level=\"3\"", "text:is-list-header=\"true\"", "text:restart-numbering=\"true\"",
    "text:start-value=\"5\"", "text:start-value=\"99999\"", "xml:id=\"x\"", "xml:id=\"y\"",
    "text:continue-list=\"x\"", "text:continue-list=\"y\"", "text:continue-numbering=\"true\"",
    "text:style-override=\"b\"", "text:note-class=\"endnote\"", "text:display=\"none\"",
    "text:is-hidden=\"true\"", "table:visibility=\"collapse\"",
    "table:number-columns-spanned=\"2\"", "table:number-columns-spanned=\"16384\"",
    "table:number-rows-spanned=\"2\"", "table:number-rows-spanned=\"2000000000\"",
    "table:number-columns-repeated=\"3\"", "table:number-columns-repeated=\"16384\"",
    "table:number-rows-repeated=\"3\"", "table:number-rows-repeated=\"1048576\"", NULL
};

static const char *const body_text[] = {
    "5", "12.345", " tỷ đồng", "Đạt", ".", "; ", "- ", "a) ", "I. ", "m", " 3 ", "\n",
    "&#273;", "&lt;", "1", NULL
};

static const struct weave style_words = { style_element, style_attribute, body_text };
static const struct weave body_words = { body_element, body_attribute, body_text };

static str odt_of(struct arena *a, str data)
{
    struct buf automatic, body;
    str rest = data, line = { NULL, 0 };

    buf_init(&automatic, a);
    buf_init(&body, a);
    if (str_starts(data, STR("<"))) {
        buf_put(&body, data);
        return pack_odf(a, "text", NULL, pack_odf_root(a, buf_str(&body)));
    }
    str_split(&rest, '\n', &line);
    weave(&automatic, &style_words, line);
    weave(&body, &body_words, rest);
    buf_char(&automatic, '\0');
    buf_char(&body, '\0');

    bool pages = data.len % 2 == 1;

    return pack_odf(a, "text", line.len % 2 == 1 ? automatic.ptr : NULL,
                    pack_odf_root(a, arena_printf(
                        a, "<office:automatic-styles>%s</office:automatic-styles><office:body>"
                        "<office:text text:use-soft-page-breaks=\"%s\">%s</office:text>"
                        "</office:body>", automatic.ptr, pages ? "true" : "false", body.ptr)));
}

static status read_odt_bytes(struct job *j, void *data)
{
    const struct doc *d;

    status st = read_file(j, STR("fuzz.odt"), odt_of(j->arena, *(str *)data), &d);
    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_odt_bytes);
    return 0;
}

/* fuzz_ods.c -- any bytes as an OpenDocument sheet: as they stand where they begin with "<"
 * (styles and body), else woven of its elements. */
#include "hold.h"

#include "pack.h"
#include "read/read.h"
#include "weave.h"

static const char *const sheet_element[] = {
    "table:table", "table:table-row", "table:table-cell", "table:covered-table-cell",
    "table:table-column", "table:table-row-group", "table:table-column-group",
    "table:table-header-rows", "table:shapes", "table:dde-links", "table:tracked-changes",
    "office:annotation", "text:p", "text:span", "text:a", "text:s", "text:line-break",
    "draw:frame", "draw:text-box", "text:x", NULL
};

static const char *const sheet_attribute[] = {
    "table:name=\"Bi\u1EC3u 1\"", "table:style-name=\"ta1\"", "table:style-name=\"ta2\"",
    "text:style-name=\"T1\"", "text:style-name=\"T2\"", "table:display=\"false\"",
    "table:visibility=\"collapse\"", "table:visibility=\"filter\"",
    "table:number-columns-repeated=\"2\"", "table:number-columns-repeated=\"16384\"",
    "table:number-rows-repeated=\"2\"", "table:number-rows-repeated=\"1048576\"",
    "table:number-columns-spanned=\"2\"", "table:number-columns-spanned=\"99999\"",
    "table:number-rows-spanned=\"3\"", "office:value-type=\"float\"",
    "office:value-type=\"percentage\"", "office:value-type=\"currency\"",
    "office:value-type=\"date\"", "office:value-type=\"time\"", "office:value-type=\"string\"",
    "office:value=\"1234.5\"", "office:value=\"-1.5E+06\"", "office:value=\"0.125\"",
    "office:value=\"0.300000000000000044\"", "office:value=\"1E+99\"", "office:value=\"x\"",
    "office:date-value=\"2025-11-22\"", "office:date-value=\"2025-11-22T10:00:00\"",
    "office:date-value=\"?\"", "office:time-value=\"PT07H30M00S\"", "office:time-value=\"PT9X\"",
    NULL
};

static const char *const sheet_text[] = {
    "5", "1.234,5", "1,234.5", "1,234", "12.5%", "###", "11/22/2025", "22/11/25", "#", "Lúa",
    " ", "tấn", "\n", "(1)", "-3", NULL
};

static const struct weave sheet_words = { sheet_element, sheet_attribute, sheet_text };

static const char *const sheet_styles =
    "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
    "table:display=\"false\"/></style:style><style:style style:name=\"T1\" "
    "style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/>"
    "</style:style>";

static str ods_of(struct arena *a, str data)
{
    struct buf body;

    buf_init(&body, a);
    if (str_starts(data, STR("<")))
        return pack_odf(a, "spreadsheet", NULL, pack_odf_root(a, data));
    weave(&body, &sheet_words, data);
    buf_char(&body, '\0');
    return pack_odf(a, "spreadsheet", NULL,
                    pack_odf_content(a, "spreadsheet", sheet_styles, body.ptr));
}

static status read_ods_bytes(struct job *j, void *data)
{
    const struct doc *d;

    status st = read_file(j, STR("fuzz.ods"), ods_of(j->arena, *(str *)data), &d);
    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_ods_bytes);
    return 0;
}

/* fuzz_xlsx.c -- any bytes as a workbook, up to a 0xFE each: the sheet, the shared texts,
 * the styles, the workbook, its relations; as they stand where they begin with "<", else
 * woven of the elements. */
#include "hold.h"

#include "pack.h"
#include "read/read.h"
#include "weave.h"

enum { PARTS = 5 };

static const char *const book_element[] = {
    "sheetData", "row", "c", "v", "is", "t", "f", "r", "rPh", "si", "cols", "col", "mergeCells",
    "mergeCell", "numFmts", "numFmt", "fonts", "font", "b", "cellXfs", "xf", "workbookPr",
    "sheets", "sheet", "Relationship", "extLst", NULL
};

static const char *const book_attribute[] = {
    "r=\"A1\"", "r=\"B1\"", "r=\"C1\"", "r=\"B2\"", "r=\"C7\"", "r=\"XFD1048576\"", "r=\"2\"",
    "r=\"9\"", "r=\"?\"", "s=\"1\"", "s=\"2\"", "s=\"3\"", "s=\"99\"", "t=\"s\"", "t=\"str\"",
    "t=\"inlineStr\"", "t=\"b\"", "t=\"e\"", "t=\"d\"", "t=\"n\"", "hidden=\"1\"", "width=\"0\"",
    "min=\"2\"", "max=\"3\"", "ref=\"A1:B2\"", "ref=\"B1:D1\"", "ref=\"A1:XFD1048576\"",
    "ref=\"A1\"", "numFmtId=\"170\"", "numFmtId=\"171\"", "numFmtId=\"14\"", "numFmtId=\"10\"",
    "numFmtId=\"43\"", "numFmtId=\"22\"", "formatCode=\"#,##0.0;[Red](#,##0.0);-\"",
    "formatCode=\"_(* #,##0_);_(* \\(#,##0\\);_(* &quot;-&quot;??_);_(@_)\"",
    "formatCode=\"dd/mm/yyyy hh:mm:ss AM/PM\"", "formatCode=\"[h]:mm\"", "formatCode=\"0.0%\"",
    "formatCode=\"&quot;ng\u00E0y &quot;d&quot; th\u00E1ng &quot;m\"",
    "formatCode=\"[&gt;9]0.00E+00;# ?/?;General\"", "formatCode=\"[$\u0111-42A]#,##0,,\"",
    "formatCode=\"mmm-yy\"", "fontId=\"1\"", "val=\"0\"", "date1904=\"1\"", "name=\"S\"",
    "state=\"hidden\"", "state=\"veryHidden\"", "r:id=\"r1\"", "r:id=\"r2\"", "Id=\"r1\"",
    "Id=\"r2\"", "Target=\"worksheets/sheet1.xml\"", "Target=\"/xl/styles.xml\"",
    "Target=\"./../xl/sharedStrings.xml\"", "Type=\"/worksheet\"", "Type=\"/styles\"",
    "Type=\"/sharedStrings\"", "TargetMode=\"External\"", NULL
};

static const char *const book_text[] = {
    "0", "1", "2", "12.5", "-1234.5", "45823.75", "60", "12.300000000000001", "1E-05", "1E+300",
    "1E999", "2025", "0.125", "9.9999999999999999", "L\u00FAa", " ", "\n", "t\u1EA5n", "_x000D_",
    "_x00", "&amp;", "&#x110;", "&#99999999;", "&zz;", "<![CDATA[<v>]]>", "<!-- v -->", "<?v?>",
    "2025-06-15T07:30:00", "\u0110\u01A1n v\u1ECB t\u00EDnh: ha", "Ghi ch\u00FA:", NULL
};

static const struct weave book_words = { book_element, book_attribute, book_text };

/* The next part of the data, as XML; NULL where there is none. */
static const char *next_part(struct arena *a, str *data)
{
    struct buf out;
    str part;

    if (!data->len || !str_split(data, '\xFE', &part))
        return NULL;
    buf_init(&out, a);
    if (str_starts(part, STR("<")))
        buf_put(&out, part);
    else
        weave(&out, &book_words, part);
    buf_char(&out, '\0');
    return out.ptr;
}

static status read_book_bytes(struct job *j, void *arg)
{
    str data = *(str *)arg;
    const char *part[PARTS];
    const struct doc *d;

    for (size_t i = 0; i < PARTS; i++)
        part[i] = next_part(j->arena, &data);

    struct packed_book b = { .sheet = part[0] ? part[0] : "", .strings = part[1],
                             .styles = part[2], .book = part[3], .relations = part[4] };
    status st = read_file(j, STR("fuzz.xlsx"), pack_xlsx(j->arena, &b), &d);

    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_book_bytes);
    return 0;
}

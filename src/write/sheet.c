/* sheet.c -- one table as a workbook. */
#include "write/sheet.h"

#include "base/buf.h"
#include "pack/zip_write.h"

#define SHEETS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum {
    BOOK_ROWS = 1048576, BOOK_LETTERS = 32000, KEPT_DIGITS = 15,
    BOOK_DECIMALS = 4,          /* with a format of their own; more are shown as they are */
    FORMAT_FIRST = 2            /* styles: 0 text, 1 header, then 0, 1 .. decimals, then general; */
};                              /* the same again for marked rows */

enum { NUMBER_STYLES = BOOK_DECIMALS + 2, MARKED_FIRST = FORMAT_FIRST + NUMBER_STYLES };

struct sheet {
    struct job *job;
    const char *name;
    const struct sheet_column *column;
    uint32_t ncolumns;
    struct buf rows;            /* the member of the sheet, up to its last row */
    uint32_t row, col;          /* of the next cell; rows from 1 */
    bool marked;
};

static void put_book_letters(struct buf *b, uint32_t col)
{
    if (col >= 26)
        put_book_letters(b, col / 26 - 1);
    buf_char(b, (char)('A' + col % 26));
}

static void put_book_place(struct buf *b, uint32_t col, uint32_t row)
{
    put_book_letters(b, col);
    buf_printf(b, "%u", row);
}

/* XML has no letters below the blank but tab and line ends; Excel no texts beyond 32,767. */
static void put_book_text(struct buf *b, str s)
{
    if (s.len > BOOK_LETTERS) {
        s.len = BOOK_LETTERS;
        while (s.len > 0 && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80)
            s.len--;
    }
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '&')
            buf_put(b, STR("&amp;"));
        else if (c == '<')
            buf_put(b, STR("&lt;"));
        else if (c == '>')
            buf_put(b, STR("&gt;"));
        else if ((unsigned char)c >= 0x20 || c == '\t' || c == '\n')
            buf_char(b, c);
    }
}

static void open_cell(struct sheet *s, uint32_t style, const char *type)
{
    buf_put(&s->rows, STR("<c r=\""));
    put_book_place(&s->rows, s->col++, s->row);
    buf_printf(&s->rows, "\" s=\"%u\"%s>", style, type);
}

static void put_text_cell(struct sheet *s, uint32_t style, str text)
{
    open_cell(s, style, " t=\"inlineStr\"");
    buf_put(&s->rows, STR("<is><t xml:space=\"preserve\">"));
    put_book_text(&s->rows, text);
    buf_put(&s->rows, STR("</t></is></c>"));
}

static void close_row(struct sheet *s)
{
    if (s->row)
        buf_put(&s->rows, STR("</row>"));
}

static uint32_t text_style_of(const struct sheet *s)
{
    return s->marked ? MARKED_FIRST : 0;
}

static uint32_t number_style(const struct sheet *s, int8_t scale)
{
    uint32_t n = scale > BOOK_DECIMALS ? BOOK_DECIMALS + 1 : (uint32_t)scale;

    return s->marked ? MARKED_FIRST + 1 + n : FORMAT_FIRST + n;
}

/* -- rows -- */

/* The header stays in sight, the columns have their widths. */
static void put_book_head(struct sheet *s)
{
    struct buf *b = &s->rows;

    buf_put(b, STR(XML "<worksheet xmlns=\"" SHEETS "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/>"
                   "</sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
                   "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
                   "</sheetViews><cols>"));
    for (uint32_t i = 0; i < s->ncolumns; i++)
        buf_printf(b, "<col min=\"%u\" max=\"%u\" width=\"%u\" customWidth=\"1\"/>", i + 1, i + 1,
                   s->column[i].width);
    buf_put(b, STR("</cols><sheetData>"));
}

struct sheet *sheet_new(struct job *j, const char *name, const struct sheet_column *column,
                        uint32_t ncolumns)
{
    struct sheet *s = arena_new(j->arena, struct sheet);

    *s = (struct sheet){ .job = j, .name = name, .column = column, .ncolumns = ncolumns };
    buf_init(&s->rows, j->arena);
    put_book_head(s);
    sheet_row(s, false);
    for (uint32_t i = 0; i < ncolumns; i++)
        put_text_cell(s, 1, str_from(column[i].title));
    return s;
}

void sheet_row(struct sheet *s, bool marked)
{
    close_row(s);
    s->row++;
    s->col = 0;
    s->marked = marked;
    buf_printf(&s->rows, "<row r=\"%u\">", s->row);
}

void sheet_text(struct sheet *s, str text)
{
    put_text_cell(s, text_style_of(s), text);
}

void sheet_count(struct sheet *s, uint64_t n)
{
    open_cell(s, number_style(s, 0), "");
    buf_printf(&s->rows, "<v>%llu</v></c>", (unsigned long long)n);
}

static int digits_in(dec d)
{
    int n = 0;

    for (int64_t v = d.coef < 0 ? -d.coef : d.coef; v; v /= 10)
        n++;
    return n;
}

void sheet_number(struct sheet *s, dec d)
{
    char text[DEC_TEXT];

    if (digits_in(d) > KEPT_DIGITS) {
        sheet_text(s, (str){ text, dec_format_vi(d, text) });
        return;
    }
    dec_format_plain(d, text);
    open_cell(s, number_style(s, d.scale), "");
    buf_printf(&s->rows, "<v>%s</v></c>", text);
}

/* -- the members -- */

static str types_member(struct sheet *s)
{
    return arena_printf(s->job->arena, XML "<Types xmlns=\"" PACKAGE "content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
        "relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE
        "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPE
        "worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE
        "styles+xml\"/></Types>");
}

static void put_formats(struct buf *b)
{
    buf_printf(b, "<numFmts count=\"%d\">", BOOK_DECIMALS + 1);
    for (int i = 0; i <= BOOK_DECIMALS; i++)
        buf_printf(b, "<numFmt numFmtId=\"%d\" formatCode=\"#,##0%s%.*s\"/>", 164 + i,
                   i ? "." : "", i, "0000");
    buf_put(b, STR("</numFmts>"));
}

/* Text and numbers on a ground: wrapped texts, numbers to the right of themselves. */
static void put_body_styles(struct buf *b, int fill)
{
    buf_printf(b, "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"%d\" borderId=\"0\" xfId=\"0\""
               " applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment "
               "vertical=\"top\" wrapText=\"1\"/>"
               "</xf>", fill);
    if (!fill)
        buf_put(b, STR("<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\""
                       " applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment "
                       "vertical=\"center\" wrapText=\"1\"/></xf>"));
    for (int i = 0; i < NUMBER_STYLES; i++)
        buf_printf(b, "<xf numFmtId=\"%d\" fontId=\"0\" fillId=\"%d\" borderId=\"0\" xfId=\"0\""
                   " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
                   "<alignment vertical=\"top\"/></xf>", i <= BOOK_DECIMALS ? 164 + i : 0, fill);
}

static str styles_member(struct sheet *s)
{
    struct buf b;

    buf_init(&b, s->job->arena);
    buf_put(&b, STR(XML "<styleSheet xmlns=\"" SHEETS "\">"));
    put_formats(&b);
    buf_put(&b, STR("<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Times New Roman\"/>"
                    "</font><font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/></font>"
                    "</fonts><fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>"
                    "<fill><patternFill patternType=\"gray125\"/></fill>"
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE3E8EE\"/>"
                    "</patternFill></fill><fill><patternFill patternType=\"solid\">"
                    "<fgColor rgb=\"FFFCE9C8\"/></patternFill></fill></fills>"
                    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\">"
                    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
                    "</cellStyleXfs>"));
    buf_printf(&b, "<cellXfs count=\"%d\">", MARKED_FIRST + 1 + NUMBER_STYLES);
    put_body_styles(&b, 0);
    put_body_styles(&b, 3);
    buf_put(&b, STR("</cellXfs></styleSheet>"));
    return buf_str(&b);
}

static str book_member(struct sheet *s)
{
    struct buf b;

    buf_init(&b, s->job->arena);
    buf_put(&b, STR(XML "<workbook xmlns=\"" SHEETS "\" xmlns:r=\"" OFFICE "\"><sheets>"
                    "<sheet name=\""));
    put_book_text(&b, str_from(s->name));
    buf_put(&b, STR("\" sheetId=\"1\" r:id=\"r1\"/></sheets><definedNames><definedName "
                    "name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">'"));
    put_book_text(&b, str_from(s->name));
    buf_put(&b, STR("'!$A$1:$"));
    put_book_letters(&b, s->ncolumns - 1);
    buf_printf(&b, "$%u</definedName></definedNames></workbook>", s->row);
    return buf_str(&b);
}

static void put_book_tail(struct sheet *s)
{
    struct buf *b = &s->rows;

    close_row(s);
    buf_put(b, STR("</sheetData><autoFilter ref=\"A1:"));
    put_book_place(b, s->ncolumns - 1, s->row);
    buf_put(b, STR("\"/><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" "
                   "header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" "
                   "orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"));
}

status sheet_finish(struct sheet *s, str *out)
{
    static const char relations[] = XML "<Relationships xmlns=\"" PACKAGE "relationships\">";
    struct arena *a = s->job->arena;
    struct buf b;

    if (s->row > BOOK_ROWS)
        return job_fail(s->job, FAIL_LIMIT, "bảng có hơn %d hàng, Excel không mở được",
                        "the table has more than %d rows, Excel cannot open it", BOOK_ROWS);

    put_book_tail(s);

    const struct zip_change member[] = {
        { STR("[Content_Types].xml"), types_member(s) },
        { STR("_rels/.rels"), arena_printf(a, "%s<Relationship Id=\"r1\" Type=\"" OFFICE
          "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", relations) },
        { STR("xl/workbook.xml"), book_member(s) },
        { STR("xl/_rels/workbook.xml.rels"), arena_printf(a, "%s<Relationship Id=\"r1\" Type=\""
          OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\""
          OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>", relations) },
        { STR("xl/styles.xml"), styles_member(s) },
        { STR("xl/worksheets/sheet1.xml"), buf_str(&s->rows) },
    };

    buf_init(&b, a);
    status st = zip_create(s->job, str_from(s->name), member, sizeof member / sizeof *member, &b);
    if (st == OK)
        *out = buf_str(&b);
    return st;
}

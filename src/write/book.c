/* book.c -- workbooks, cell by cell. */
#include "write/book.h"

#include "pack/zip_write.h"

#define SHEETS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum { BOOK_ROWS = 1048576, BOOK_LETTERS = 32000, KEPT_DIGITS = 15, FIRST_FORMAT = 164,
       LIKELY_WIDTH = 12 };

struct book_sheet {
    struct book *book;
    str name;
    struct book_page page;
    uint32_t *width;
    size_t ncolumns, width_cap;
    struct buf rows, merged, rules;
    uint32_t nmerged, nrules;
    uint32_t row;               /* begun so far */
    uint32_t last_col;          /* of all rows */
};

struct book {
    struct job *job;
    struct book_look *look;
    size_t nlooks, look_cap;
    struct book_sheet **sheet;
    size_t nsheets, sheet_cap;
};

const char *book_decimals(int places)
{
    static const char *const formats[] = {
        "#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000", "#,##0.00000",
        "#,##0.000000",
    };

    return places >= 0 && places <= 6 ? formats[places] : NULL;
}

static void put_book_letters(struct buf *b, uint32_t col)
{
    if (col >= 26)
        put_book_letters(b, col / 26 - 1);
    buf_char(b, (char)('A' + col % 26));
}

static void put_book_place(struct buf *b, uint32_t col, uint32_t row)
{
    put_book_letters(b, col);
    buf_printf(b, "%u", row + 1);
}

/* Does "_x000D_" stand at s[at], which programs read as the letter of that number? */
static bool reads_as_letter(str s, size_t at)
{
    if (at + 7 > s.len || s.ptr[at] != '_' || s.ptr[at + 1] != 'x' || s.ptr[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++)
        if (!memchr("0123456789abcdefABCDEF", s.ptr[i], 22))
            return false;
    return true;
}

/* XML has no letters below the blank but tab and line ends; Excel no texts beyond 32,767. A
 * CR is written by its number: XML would make a line end of it. */
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
        else if (c == '"')
            buf_put(b, STR("&quot;"));
        else if (c == '\r')
            buf_put(b, STR("&#13;"));
        else if (c == '_' && reads_as_letter(s, i))
            buf_put(b, STR("_x005F_"));
        else if ((unsigned char)c >= 0x20 || c == '\t' || c == '\n')
            buf_char(b, c);
    }
}

/* -- looks -- */

static bool same_format(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_look(const struct book_look *a, const struct book_look *b)
{
    return same_format(a->format, b->format) && a->points == b->points &&
           a->indent == b->indent && a->bold == b->bold && a->italic == b->italic &&
           a->wrap == b->wrap && a->border == b->border && a->middle == b->middle &&
           a->open == b->open && a->across == b->across && a->ground == b->ground &&
           a->ink == b->ink;
}

uint32_t book_look(struct book *b, const struct book_look *look)
{
    for (size_t i = 0; i < b->nlooks; i++)
        if (same_look(&b->look[i], look))
            return (uint32_t)i;
    *arena_push(b->job->arena, b->look, b->nlooks, b->look_cap) = *look;
    return (uint32_t)b->nlooks - 1;
}

struct book *book_new(struct job *j)
{
    struct book *b = arena_new(j->arena, struct book);

    b->job = j;
    book_look(b, &(struct book_look){ .points = 0 });
    return b;
}

static void put_font(struct buf *b, const struct book_look *l)
{
    buf_printf(b, "<font>%s%s<sz val=\"%u\"/><color rgb=\"FF%06X\"/>"
               "<name val=\"Times New Roman\"/></font>", l->bold ? "<b/>" : "",
               l->italic ? "<i/>" : "", l->points ? l->points : 11, (unsigned)l->ink);
}

static void put_look(struct buf *b, const struct book_look *l, size_t i)
{
    static const char *const across[] = { "left", "center", "right" };

    buf_printf(b, "<xf numFmtId=\"%d\" fontId=\"%zu\" fillId=\"%zu\" borderId=\"%d\" xfId=\"0\""
               " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\""
               " applyAlignment=\"1\" applyProtection=\"1\"><alignment ",
               l->format ? FIRST_FORMAT + (int)i : 0, i, l->ground ? i + 2 : 0, l->border);
    if (l->across || l->indent)     /* without one, numbers stand to the right by themselves */
        buf_printf(b, "horizontal=\"%s\" ", across[l->across]);
    buf_printf(b, "vertical=\"%s\"%s", l->middle ? "center" : "top",
               l->wrap ? " wrapText=\"1\"" : "");
    if (l->indent)
        buf_printf(b, " indent=\"%u\"", l->indent);
    buf_printf(b, "/><protection locked=\"%d\"/></xf>", !l->open);
}

static void put_number_formats(struct buf *b, const struct book *k)
{
    size_t n = 0;

    for (size_t i = 0; i < k->nlooks; i++)
        n += k->look[i].format != NULL;
    if (!n)
        return;
    buf_printf(b, "<numFmts count=\"%zu\">", n);
    for (size_t i = 0; i < k->nlooks; i++)
        if (k->look[i].format)
            buf_printf(b, "<numFmt numFmtId=\"%zu\" formatCode=\"%s\"/>",
                       FIRST_FORMAT + i, k->look[i].format);
    buf_put(b, STR("</numFmts>"));
}

static str styles_member(const struct book *k)
{
    struct buf b;

    buf_init(&b, k->job->arena);
    buf_put(&b, STR(XML "<styleSheet xmlns=\"" SHEETS "\">"));
    put_number_formats(&b, k);
    buf_printf(&b, "<fonts count=\"%zu\">", k->nlooks);
    for (size_t i = 0; i < k->nlooks; i++)
        put_font(&b, &k->look[i]);
    buf_printf(&b, "</fonts><fills count=\"%zu\"><fill><patternFill patternType=\"none\"/></fill>"
               "<fill><patternFill patternType=\"gray125\"/></fill>", k->nlooks + 2);
    for (size_t i = 0; i < k->nlooks; i++)
        buf_printf(&b, "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF%06X\"/>"
                   "</patternFill></fill>", (unsigned)k->look[i].ground);
    buf_put(&b, STR("</fills><borders count=\"2\"><border/><border>"));
    for (int i = 0; i < 4; i++) {
        static const char *const side[] = { "left", "right", "top", "bottom" };

        buf_printf(&b, "<%s style=\"thin\"><color rgb=\"FF8C96A3\"/></%s>", side[i], side[i]);
    }
    buf_printf(&b, "</border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" "
               "fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"%zu\">", k->nlooks);
    for (size_t i = 0; i < k->nlooks; i++)
        put_look(&b, &k->look[i], i);
    buf_put(&b, STR("</cellXfs></styleSheet>"));
    return buf_str(&b);
}

/* -- cells -- */

struct book_sheet *book_sheet_new(struct book *b, str name, const struct book_page *page)
{
    struct arena *a = b->job->arena;
    struct book_sheet *s = arena_new(a, struct book_sheet);

    s->book = b;
    s->name = name;
    s->page = *page;
    buf_init(&s->rows, a);
    buf_init(&s->merged, a);
    buf_init(&s->rules, a);
    *arena_push(a, b->sheet, b->nsheets, b->sheet_cap) = s;
    return s;
}

void book_column(struct book_sheet *s, uint32_t width)
{
    *arena_push(s->book->job->arena, s->width, s->ncolumns, s->width_cap) = width;
}

void book_row(struct book_sheet *s, uint32_t height, bool fixed)
{
    if (s->row++)
        buf_put(&s->rows, STR("</row>"));
    if (height)
        buf_printf(&s->rows, "<row r=\"%u\" ht=\"%u\"%s>", s->row, height,
                   fixed ? " customHeight=\"1\"" : "");
    else
        buf_printf(&s->rows, "<row r=\"%u\">", s->row);
}

uint32_t book_rows(const struct book_sheet *s)
{
    return s->row;
}

static void open_cell(struct book_sheet *s, uint32_t col, uint32_t look, const char *type)
{
    if (col > s->last_col)
        s->last_col = col;
    buf_put(&s->rows, STR("<c r=\""));
    put_book_place(&s->rows, col, s->row - 1);
    buf_printf(&s->rows, "\" s=\"%u\"%s>", look, type);
}

void book_text(struct book_sheet *s, uint32_t col, uint32_t look, str text)
{
    if (!text.len) {
        open_cell(s, col, look, "");
        buf_put(&s->rows, STR("</c>"));
        return;
    }
    open_cell(s, col, look, " t=\"inlineStr\"");
    buf_put(&s->rows, STR("<is><t xml:space=\"preserve\">"));
    put_book_text(&s->rows, text);
    buf_put(&s->rows, STR("</t></is></c>"));
}

void book_count(struct book_sheet *s, uint32_t col, uint32_t look, uint64_t n)
{
    open_cell(s, col, look, "");
    buf_printf(&s->rows, "<v>%llu</v></c>", (unsigned long long)n);
}

static int digits_in(dec d)
{
    int n = 0;

    for (int64_t v = d.coef < 0 ? -d.coef : d.coef; v; v /= 10)
        n++;
    return n;
}

void book_number(struct book_sheet *s, uint32_t col, uint32_t look, dec d)
{
    char text[DEC_TEXT];

    if (digits_in(d) > KEPT_DIGITS) {
        book_text(s, col, look, (str){ text, dec_format_vi(d, text) });
        return;
    }
    dec_format_plain(d, text);
    open_cell(s, col, look, "");
    buf_printf(&s->rows, "<v>%s</v></c>", text);
}

void book_merge(struct book_sheet *s, uint32_t col, uint32_t last)
{
    s->nmerged++;
    buf_put(&s->merged, STR("<mergeCell ref=\""));
    put_book_place(&s->merged, col, s->row - 1);
    buf_char(&s->merged, ':');
    put_book_place(&s->merged, last, s->row - 1);
    buf_put(&s->merged, STR("\"/>"));
}

static void put_entry_text(struct buf *b, const char *name, const char *text)
{
    buf_printf(b, " %s=\"", name);
    put_book_text(b, str_from(text));
    buf_char(b, '"');
}

void book_rule_add(struct book_sheet *s, const struct book_rule *rule)
{
    struct buf *b = &s->rules;

    s->nrules++;
    buf_put(b, STR("<dataValidation type=\""));
    buf_put(b, rule->list           ? STR("list\"")
               : rule->not_negative ? STR("decimal\" operator=\"greaterThanOrEqual\"")
                                    : STR("decimal\" operator=\"between\""));
    buf_put(b, STR(" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\""));
    put_entry_text(b, "errorTitle", rule->title);
    put_entry_text(b, "error", rule->refusal);
    put_entry_text(b, "promptTitle", rule->title);
    put_entry_text(b, "prompt", rule->prompt);
    buf_put(b, STR(" sqref=\""));
    put_book_place(b, rule->col, rule->from);
    buf_char(b, ':');
    put_book_place(b, rule->col, rule->to);
    buf_put(b, STR("\"><formula1>"));
    if (rule->list) {
        buf_put(b, STR("&quot;"));
        put_book_text(b, str_from(rule->list));
        buf_put(b, STR("&quot;</formula1>"));
    } else if (rule->not_negative) {
        buf_put(b, STR("0</formula1>"));
    } else {
        buf_put(b, STR("-1000000000000000</formula1><formula2>1000000000000000</formula2>"));
    }
    buf_put(b, STR("</dataValidation>"));
}

/* -- the members -- */

static void put_pane(struct buf *b, const struct book_page *p)
{
    buf_printf(b, "<sheetViews><sheetView workbookViewId=\"0\"%s>",
               p->protect ? " showGridLines=\"0\"" : "");
    if (p->frozen_rows || p->frozen_cols) {
        buf_put(b, STR("<pane"));
        if (p->frozen_cols)
            buf_printf(b, " xSplit=\"%u\"", p->frozen_cols);
        if (p->frozen_rows)
            buf_printf(b, " ySplit=\"%u\"", p->frozen_rows);
        buf_put(b, STR(" topLeftCell=\""));
        put_book_place(b, p->frozen_cols, p->frozen_rows);
        buf_printf(b, "\" activePane=\"%s\" state=\"frozen\"/>",
                   !p->frozen_cols ? "bottomLeft" : !p->frozen_rows ? "topRight" : "bottomRight");
    }
    buf_put(b, STR("</sheetView></sheetViews>"));
}

static void put_book_columns(struct buf *b, const struct book_sheet *s)
{
    if (!s->ncolumns)
        return;
    buf_put(b, STR("<cols>"));
    for (size_t i = 0; i < s->ncolumns; i++)
        buf_printf(b, "<col min=\"%zu\" max=\"%zu\" width=\"%u\" customWidth=\"1\"%s/>", i + 1,
                   i + 1, s->width[i] ? s->width[i] : LIKELY_WIDTH,
                   s->width[i] ? "" : " hidden=\"1\"");
    buf_put(b, STR("</cols>"));
}

static void put_page(struct buf *b, const struct book_page *p)
{
    buf_put(b, STR("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" "
                   "header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" "
                   "orientation=\"landscape\" fitToHeight=\"0\"/>"));
    if (p->protect)
        buf_put(b, STR("<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter>"
                       "</headerFooter>"));
}

static str sheet_member(struct book_sheet *s)
{
    struct buf b;

    buf_init(&b, s->book->job->arena);
    buf_put(&b, STR(XML "<worksheet xmlns=\"" SHEETS "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/>"
                    "</sheetPr>"));
    put_pane(&b, &s->page);
    put_book_columns(&b, s);
    buf_put(&b, STR("<sheetData>"));
    buf_put(&b, buf_str(&s->rows));
    buf_put(&b, s->row ? STR("</row></sheetData>") : STR("</sheetData>"));
    if (s->page.protect)
        buf_put(&b, STR("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" "
                        "formatColumns=\"0\" formatRows=\"0\"/>"));
    if (s->page.filter_first_row) {
        buf_put(&b, STR("<autoFilter ref=\"A1:"));
        put_book_place(&b, s->last_col, s->row ? s->row - 1 : 0);
        buf_put(&b, STR("\"/>"));
    }
    if (s->nmerged)
        buf_printf(&b, "<mergeCells count=\"%u\">%.*s</mergeCells>", s->nmerged,
                   STRF(buf_str(&s->merged)));
    if (s->nrules)
        buf_printf(&b, "<dataValidations count=\"%u\">%.*s</dataValidations>", s->nrules,
                   STRF(buf_str(&s->rules)));
    put_page(&b, &s->page);
    buf_put(&b, STR("</worksheet>"));
    return buf_str(&b);
}

/* 'It''s a name'!: as formulas call a sheet. */
static void put_sheet_name(struct buf *b, str name)
{
    buf_char(b, '\'');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '\'')
            buf_char(b, '\'');
        put_book_text(b, str_sub(name, i, i + 1));
    }
    buf_put(b, STR("'!"));
}

static void put_names(struct buf *b, const struct book *k)
{
    struct buf names;

    buf_init(&names, k->job->arena);
    for (size_t i = 0; i < k->nsheets; i++) {
        const struct book_sheet *s = k->sheet[i];

        if (s->page.titles) {
            buf_printf(&names, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%zu\">",
                       i);
            put_sheet_name(&names, s->name);
            buf_printf(&names, "$%u:$%u</definedName>", s->page.title_from + 1,
                       s->page.frozen_rows);
        }
        if (s->page.filter_first_row) {
            buf_printf(&names, "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%zu\" "
                       "hidden=\"1\">", i);
            put_sheet_name(&names, s->name);
            buf_put(&names, STR("$A$1:$"));
            put_book_letters(&names, s->last_col);
            buf_printf(&names, "$%u</definedName>", s->row);
        }
    }
    if (names.len)
        buf_printf(b, "<definedNames>%.*s</definedNames>", STRF(buf_str(&names)));
}

static str book_member(const struct book *k)
{
    struct buf b;

    buf_init(&b, k->job->arena);
    buf_put(&b, STR(XML "<workbook xmlns=\"" SHEETS "\" xmlns:r=\"" OFFICE "\"><sheets>"));
    for (size_t i = 0; i < k->nsheets; i++) {
        buf_put(&b, STR("<sheet name=\""));
        put_book_text(&b, k->sheet[i]->name);
        buf_printf(&b, "\" sheetId=\"%zu\" r:id=\"r%zu\"/>", i + 1, i + 1);
    }
    buf_put(&b, STR("</sheets>"));
    put_names(&b, k);
    buf_put(&b, STR("</workbook>"));
    return buf_str(&b);
}

static str types_member(const struct book *k)
{
    struct buf b;

    buf_init(&b, k->job->arena);
    buf_put(&b, STR(XML "<Types xmlns=\"" PACKAGE "content-types\">"
                    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
                    "package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" "
                    "ContentType=\"" TYPE "sheet.main+xml\"/><Override PartName="
                    "\"/xl/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"));
    for (size_t i = 0; i < k->nsheets; i++)
        buf_printf(&b, "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"" TYPE
                   "worksheet+xml\"/>", i + 1);
    buf_put(&b, STR("</Types>"));
    return buf_str(&b);
}

#define RELATIONS XML "<Relationships xmlns=\"" PACKAGE "relationships\">"

static str relations_member(const struct book *k)
{
    struct buf b;

    buf_init(&b, k->job->arena);
    buf_put(&b, STR(RELATIONS));
    for (size_t i = 0; i < k->nsheets; i++)
        buf_printf(&b, "<Relationship Id=\"r%zu\" Type=\"" OFFICE "/worksheet\" "
                   "Target=\"worksheets/sheet%zu.xml\"/>", i + 1, i + 1);
    buf_put(&b, STR("<Relationship Id=\"s\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
                    "</Relationships>"));
    return buf_str(&b);
}

status book_finish(struct book *k, str *out)
{
    struct arena *a = k->job->arena;
    struct zip_change *member = arena_array(a, struct zip_change, 5 + k->nsheets);
    struct buf b;
    size_t n = 0;

    for (size_t i = 0; i < k->nsheets; i++)
        if (k->sheet[i]->row > BOOK_ROWS)
            return job_fail(k->job, FAIL_LIMIT, "bảng có hơn %d hàng, Excel không mở được",
                            "the table has more than %d rows, Excel cannot open it", BOOK_ROWS);

    member[n++] = (struct zip_change){ STR("[Content_Types].xml"), types_member(k) };
    member[n++] = (struct zip_change){ STR("_rels/.rels"), STR(RELATIONS
        "<Relationship Id=\"r1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
        "</Relationships>") };
    member[n++] = (struct zip_change){ STR("xl/workbook.xml"), book_member(k) };
    member[n++] = (struct zip_change){ STR("xl/_rels/workbook.xml.rels"), relations_member(k) };
    member[n++] = (struct zip_change){ STR("xl/styles.xml"), styles_member(k) };
    for (size_t i = 0; i < k->nsheets; i++)
        member[n++] = (struct zip_change){
            arena_printf(a, "xl/worksheets/sheet%zu.xml", i + 1), sheet_member(k->sheet[i]) };

    buf_init(&b, a);
    status st = zip_create(k->job, STR("xlsx"), member, n, &b);
    if (st == OK)
        *out = buf_str(&b);
    return st;
}

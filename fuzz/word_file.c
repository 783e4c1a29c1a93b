/* word_file.c -- any bytes as a Word file. */
#include "word_file.h"

#include "pack.h"
#include "weave.h"

enum { PARTS = 6 };

#define SPACE " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""       \
              " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""        \
              " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
#define TYPES "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
#define RELATIONS(list)                                                                          \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"     \
    list "</Relationships>"
#define RELATION(type, target) "<Relationship Type=\"x/" type "\" Target=\"" target "\"/>"

static const char *const style_element[] = { "w:style", "w:name", "w:basedOn", "w:outlineLvl",
                                             "w:numId", "w:ilvl", "w:b", "w:pPr", NULL };
static const char *const style_attribute[] = {
    "w:styleId=\"a\"", "w:styleId=\"b\"", "w:styleId=\"c\"", "w:val=\"a\"", "w:val=\"b\"",
    "w:val=\"c\"", "w:val=\"heading 2\"", "w:val=\"heading x\"", "w:val=\"TOC 1\"",
    "w:val=\"Title\"", "w:val=\"0\"", "w:val=\"1\"", "w:val=\"8\"", "w:val=\"-1\"", NULL
};
static const char *const list_element[] = {
    "w:abstractNum", "w:lvl", "w:numFmt", "w:lvlText", "w:start", "w:isLgl", "w:num",
    "w:abstractNumId", "w:lvlOverride", "w:startOverride", NULL
};
static const char *const list_attribute[] = {
    "w:abstractNumId=\"0\"", "w:abstractNumId=\"1\"", "w:numId=\"1\"", "w:numId=\"2\"",
    "w:ilvl=\"0\"", "w:ilvl=\"1\"", "w:ilvl=\"8\"", "w:ilvl=\"9\"", "w:val=\"0\"",
    "w:val=\"1\"", "w:val=\"31999\"", "w:val=\"99999999999\"", "w:val=\"decimal\"",
    "w:val=\"decimalZero\"", "w:val=\"lowerLetter\"", "w:val=\"upperRoman\"",
    "w:val=\"bullet\"", "w:val=\"none\"", "w:val=\"%1.\"", "w:val=\"%1.%2)\"",
    "w:val=\"%9%8%7%\"", "w:val=\"\xEF\x82\xB7\"", "w:val=\"o\"", NULL
};
static const char *const body_element[] = {
    "w:p", "w:r", "w:t", "w:pPr", "w:rPr", "w:pStyle", "w:rStyle", "w:numPr", "w:numId",
    "w:ilvl", "w:outlineLvl", "w:b", "w:vertAlign", "w:vanish", "w:tbl", "w:tr", "w:tc",
    "w:trPr", "w:tcPr", "w:gridSpan", "w:vMerge", "w:gridBefore", "w:del", "w:ins",
    "w:moveFrom", "w:fldChar", "w:footnoteReference", "w:endnoteReference", "w:txbxContent",
    "w:lastRenderedPageBreak", "w:tab", "w:br", "w:cr", "w:sym", "w:noBreakHyphen", "w:rt",
    "mc:Fallback", "m:t", "m:oMath", "w:sdt", "w:commentRangeStart", "w:commentReference",
    "w:p", "w:r", "w:t", "w:tr", "w:tc", NULL
};
static const char *const body_attribute[] = {
    "w:val=\"0\"", "w:val=\"1\"", "w:val=\"2\"", "w:val=\"3\"", "w:val=\"16384\"",
    "w:val=\"-1\"", "w:val=\"restart\"", "w:val=\"superscript\"", "w:val=\"a\"", "w:val=\"b\"",
    "w:val=\"c\"", "w:val=\"off\"", "w:id=\"1\"", "w:id=\"2\"", "w:id=\"3\"",
    "w:fldCharType=\"begin\"", "w:fldCharType=\"separate\"", "w:fldCharType=\"end\"",
    "w:type=\"page\"", "w:char=\"F0B7\"", "w:char=\"F0E0\"", NULL
};
static const char *const note_element[] = {
    "w:footnote", "w:endnote", "w:comment", "w:p", "w:r", "w:t", "w:rPr", "w:vertAlign", "w:tbl",
    "w:tr", "w:tc", NULL
};
static const char *const body_text[] = {
    "5", "12.345", " tỷ đồng", "Đạt", ".", "; ", "- ", "a) ", "I. ", "m", " 3 ", "\n",
    "&#273;", "&lt;", "1", "Tæng s¶n phÈm trªn ®Þa bµn ­íc ®¹t ", NULL
};

/* A part: its name, its root, and what it is woven of. */
static const struct docx_part {
    const char *name, *root;
    struct weave words;
} docx_part[PARTS] = {
    { "word/styles.xml", "w:styles", { style_element, style_attribute, body_text } },
    { "word/numbering.xml", "w:numbering", { list_element, list_attribute, body_text } },
    { "word/footnotes.xml", "w:footnotes", { note_element, body_attribute, body_text } },
    { "word/endnotes.xml", "w:endnotes", { note_element, body_attribute, body_text } },
    { "word/comments.xml", "w:comments", { note_element, body_attribute, body_text } },
    { "word/document.xml", "w:document", { body_element, body_attribute, body_text } },
};

/* What stands before the next empty line; the document is all that is left. */
static str take_part(str *data, bool last)
{
    size_t end = last ? SIZE_MAX : str_find(*data, STR("\n\n"));
    str part = str_sub(*data, 0, end == SIZE_MAX ? data->len : end);

    *data = str_sub(*data, end == SIZE_MAX ? data->len : end + 2, data->len);
    return part;
}

static void put_part(struct packing *p, const struct docx_part *of, str content, bool woven)
{
    struct buf b;

    buf_init(&b, p->out.arena);
    buf_printf(&b, "<%s" SPACE ">", of->root);
    if (woven)
        weave(&b, &of->words, content);
    else
        buf_put(&b, content);
    buf_printf(&b, "</%s>", of->root);
    pack_member(p, of->name, buf_str(&b), false);
}

/* A file with one part alone is a document. */
str word_file_of(struct arena *a, str data)
{
    bool woven = !str_starts(data, STR("<")), parts = str_find(data, STR("\n\n")) != SIZE_MAX;
    struct packing p;

    if (str_starts(data, STR("PK")))
        return data;
    pack_begin(&p, a);
    pack_member(&p, "[Content_Types].xml", STR(TYPES), false);
    pack_member(&p, "_rels/.rels", STR(RELATIONS(RELATION("officeDocument", "word/document.xml"))),
                false);
    pack_member(&p, "word/_rels/document.xml.rels",
                STR(RELATIONS(RELATION("styles", "styles.xml")
                              RELATION("numbering", "/word/numbering.xml")
                              RELATION("footnotes", "footnotes.xml")
                              RELATION("comments", "comments.xml")
                              RELATION("endnotes", "endnotes.xml"))), false);
    for (int i = parts ? 0 : PARTS - 1; i < PARTS; i++)
        put_part(&p, &docx_part[i], take_part(&data, i == PARTS - 1), woven);
    return pack_end(&p);
}

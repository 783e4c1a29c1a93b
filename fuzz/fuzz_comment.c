/* fuzz_comment.c -- any bytes as a Word file with a finding at each of its figures: the copy
 * with comments says the same, has every byte of the file in its order, and differs from it
 * in the members that comments stand in alone. */
#include "hold.h"

#include "pack/zip.h"
#include "read/kind.h"
#include "read/read.h"
#include "word_file.h"
#include "write/docx_comment.h"

enum { FINDINGS = 24 };

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* A finding at each figure, and one where no text is. */
static void find_figures(struct diags *ds, const struct source *src)
{
    str text = src->text;
    uint32_t at = 0, n = 0;

    while (at < text.len && n++ < FINDINGS) {
        uint32_t end;

        while (at < text.len && !is_figure(text.ptr[at]))
            at++;
        for (end = at; end < text.len && is_figure(text.ptr[end]);)
            end++;
        diag_stated(diag_add(ds, DIAG_SUM_MISMATCH, (span){ at, end }), str_sub(text, at, end));
/* fuzz_comment.c -- any bytes as a Word document, woven of its elements, with a comment at
 * each figure: the copy must be readable and say what the document says, and so must a copy
 * of the copy. */
#include "hold.h"

#include "pack.h"
#include "read/read.h"
#include "weave.h"
#include "write/docx_comment.h"

enum { MOST_FINDINGS = 40 };

static const char *const comment_words[] = {
    "w:p", "w:r", "w:t", "w:r", "w:t", "w:rPr", "w:b", "w:vanish", "w:tab", "w:br", "w:ins",
    "w:del",
    "w:hyperlink", "w:sdt", "w:sdtContent", "w:fldSimple", "w:fldChar", "w:instrText", "w:tbl",
    "w:tr", "w:tc", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "m:oMath",
    "m:oMathPara", "m:r", "m:t", "w:footnoteReference", "w:endnoteReference", "w:footnote",
    "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:pPr", "w:numPr", "w:x",
    NULL
};

static const char *const comment_attributes[] = {
    "w:id=\"7\"", "w:id=\"8\"", "w:id=\"x\"", "xml:space=\"preserve\"", "w:val=\"0\"",
    "w:fldCharType=\"begin\"", "w:fldCharType=\"separate\"", "w:fldCharType=\"end\"",
    "w:type=\"page\"", "w:rsidR=\"00A1\"", "w:instr=\"HYPERLINK\"", NULL
};

static const char *const comment_texts[] = {
    "5", "12.345", " tỷ ", "26,09%", " ", "\n", "&#53;", "&lt;", "<![CDATA[1 & 2]]>", "<!-- 3 -->",
    "<?x 4?>", "\xC4\x91", "\xC2\xA0", "HYPERLINK", ". ", NULL
};

/* -- the document -- */

#define SPACE_OF_WORDS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OTHER_SPACES                                                                            \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                 \
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""

static void add_part(struct packing *p, const char *name, const char *root, str data)
{
    static const struct weave words = { comment_words, comment_attributes, comment_texts };
    struct buf b;

    buf_init(&b, p->out.arena);
    buf_printf(&b, "<w:%s " SPACE_OF_WORDS " " OTHER_SPACES ">", root);
    weave(&b, &words, data);
    buf_printf(&b, "</w:%s>", root);
    pack_member(p, name, buf_str(&b), true);
}

/* The first line is the notes, the rest the document. */
static str word_of(struct arena *a, str data)
{
    struct packing p;
    str rest = data, line = { NULL, 0 };

    str_split(&rest, '\n', &line);
    pack_begin(&p, a);
    pack_member(&p, "[Content_Types].xml",
                STR("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "content-types\"/>"), false);
    pack_member(&p, "word/_rels/document.xml.rels",
                STR("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "relationships\"><Relationship Id=\"r\" Type=\"x/footnotes\" "
                    "Target=\"footnotes.xml\"/></Relationships>"), false);
    add_part(&p, "word/document.xml", "document", rest);
    add_part(&p, "word/footnotes.xml", "footnotes", line);
    return pack_end(&p);
}

/* -- findings at every figure -- */

static void find_all(struct diags *ds, struct job *j, const struct doc *d)
{
    str text = d->src->text;

    diags_init(ds, j, d->src);
    diag_add(ds, DIAG_SUM_MISMATCH, (span){ (uint32_t)text.len, (uint32_t)text.len });
    for (size_t at = str_find_digit(text, 0); at < text.len && ds->count < MOST_FINDINGS;
         at = str_find_digit(text, at)) {
        size_t end = at;

        while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9')
            end++;
        diag_add(ds, DIAG_SUM_MISMATCH, (span){ (uint32_t)at, (uint32_t)end });
        at = end;
    }
}

/* Does `whole` have all bytes of `part`, in their order? */
static bool has_bytes(str whole, str part)
{
    size_t at = 0;

    for (size_t i = 0; i < whole.len && at < part.len; i++)
        at += whole.ptr[i] == part.ptr[at];
    return at == part.len;
}

static bool may_change(str member)
{
    return str_ends(member, STR("document.xml")) || str_ends(member, STR(".rels")) ||
           str_ends(member, STR("comments.xml")) || str_eq(member, STR("[Content_Types].xml"));
}

static void hold_copied(struct job *j, struct zip *was, struct zip *is)
{
    must(is->n >= was->n);
    for (uint32_t i = 0; i < was->n; i++) {
        str old, new;

        must(str_eq(was->member[i].name, is->member[i].name));
        if (zip_read(j, was, &was->member[i], &old) != OK) {
            job_forgive(j);
            continue;
        }
        must(zip_read(j, is, &is->member[i], &new) == OK);
        must(may_change(was->member[i].name) ? has_bytes(new, old) : str_eq(new, old));
    }
}

static void hold_copy(struct job *j, const struct docx_commenting *c, str copy)
{
    struct zip was, is;
    const struct doc *d;

    must(zip_open(j, c->name, c->bytes, &was) == OK && zip_open(j, c->name, copy, &is) == OK);
    hold_copied(j, &was, &is);
    must(read_file(j, c->name, copy, &d) == OK);
    must(str_eq(d->src->text, c->doc->src->text));
/* False where the document has no run at all. */
static bool comment_on(struct job *j, str bytes, const struct doc *d, str *copy)
{
    struct diags ds;
    struct docx_commenting c = { .name = STR("fuzz.docx"), .bytes = bytes, .doc = d, .found = &ds };

    find_all(&ds, j, d);
    return docx_write_comments(j, &c, copy) == OK;
}

static status comment_bytes(struct job *j, void *data)
{
    struct diags ds;
    struct docx_commenting c = { .name = STR("fuzz.docx"), .found = &ds };
    str copy;

    c.bytes = word_file_of(j->arena, *(str *)data);
    if (file_kind_of(c.bytes) != FILE_DOCX)
        return OK;

    status st = read_file(j, c.name, c.bytes, &c.doc);
    if (st != OK || !c.doc->src->text.len)
        return st;
    diags_init(&ds, j, c.doc->src);
    find_figures(&ds, c.doc->src);
    st = docx_write_comments(j, &c, &copy);
    if (st == OK && ds.count)
        hold_copy(j, &c, copy);
    str bytes = word_of(j->arena, *(str *)data), copy, again;
    const struct doc *d, *one, *two;

    status st = read_file(j, STR("fuzz.docx"), bytes, &d);
    if (st != OK || !comment_on(j, bytes, d, &copy))
        return st;
    st = read_file(j, STR("copy.docx"), copy, &one);
    must(st == OK || st == FAIL_LIMIT);
    if (st != OK)
        return st;
    must(str_eq(one->src->text, d->src->text));
    must(comment_on(j, copy, one, &again));
    st = read_file(j, STR("again.docx"), again, &two);
    must(st == OK || st == FAIL_LIMIT);
    if (st == OK)
        must(str_eq(two->src->text, d->src->text));
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 400 * 1024, comment_bytes);
    hold_in_jobs(data, size, 300 * 1024, comment_bytes);
    return 0;
}

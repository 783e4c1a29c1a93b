/* test_docx_comment.c -- comments in Word files: where their marks and seams stand, and that
 * nothing else of the file changes. */
#include "write/docx_comment.h"

#include "pack/zip.h"
#include "read/read.h"

#include "pack.h"
#include "t.h"

/* Figures that findings are about, with | between; the body, and what becomes of it. In both
 * S0 and E0 stand for the marks of comment 0. */
struct seam_case {
    const char *name, *figures, *body, *want, *footnotes;
};

#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define K(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define B(text) "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr><w:t>" text \
                "</w:t></w:r>"
#define BK(text) "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr>" \
                 "<w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define S(n) "<w:commentRangeStart w:id=\"" n "\"/>"
#define E(n) "<w:commentRangeEnd w:id=\"" n "\"/><w:r><w:commentReference w:id=\"" n "\"/></w:r>"
#define BOX(text) "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" text                 \
                  "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" text              \
                  "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
#define CHOICE(text) "<w:r><mc:AlternateContent><mc:Choice>" text "</mc:Choice>"             \
                     "</mc:AlternateContent></w:r>"
#define FIELD(type) "<w:fldChar w:fldCharType=\"" type "\"/>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"
#define MATH(text) "<m:oMathPara xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/"  \
                   "2006/math\"><m:oMath><m:r><m:t>" text "</m:t></m:r></m:oMath></m:oMathPara>"
#define LISTED "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
#define MARKED "<w:r><w:rPr><w:i/></w:rPr><w:t>Thu 5 tỷ</w:t><w:footnoteReference w:id=\"7\"/>" \
               "<w:t>.</w:t></w:r>"

static const char one_list[] =
    "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num>";

static const struct seam_case seam_cases[] = {
    { "inside a run", "26,09", P(B("Tăng 26,09% so")),
      P(B("Tăng") BK(" ") S("0") B("26,09") E("0") B("% so")), NULL },
    { "blanks are kept", "26,09", P(BK("Tăng 26,09 so")),
      P(BK("Tăng ") S("0") BK("26,09") E("0") BK(" so")), NULL },
    { "blanks on both sides", "26,09", P(R("Tăng  26,09 so ")),
      P(R("Tăng") K("  ") S("0") R("26,09") E("0") K(" ") R("so ")), NULL },
    { "blanks at the text's own edges", "26,09", P(R(" 26,09 ")),
      P(R(" ") S("0") R("26,09") E("0") R(" ")), NULL },
    { "a run of its own", "26,09", P(K("Tăng ") R("26,09") K(" so")),
      P(K("Tăng ") S("0") R("26,09") E("0") K(" so")), NULL },
    { "at the beginning", "26,09", P(R("26,09%")), P(S("0") R("26,09") E("0") R("%")), NULL },
    { "split over runs", "12.345", P(K("Đạt 12.") R("34") B("5 tỷ")),
      P(K("Đạt ") S("0") K("12.") R("34") B("5") E("0") BK(" ") B("tỷ")), NULL },
    { "tabs and breaks in the run", "12",
      P("<w:r><w:rPr><w:b/></w:rPr><w:t>Lúa</w:t><w:tab/><w:t>12</w:t><w:br/><w:t>tấn</w:t></w:r>"),
      P("<w:r><w:rPr><w:b/></w:rPr><w:t>Lúa</w:t><w:tab/></w:r>" S("0")
        "<w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r>" E("0")
        "<w:r><w:rPr><w:b/></w:rPr><w:br/><w:t>tấn</w:t></w:r>"), NULL },
    { "an insertion", "100", P("<w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
                               "<w:ins w:id=\"3\">" R("Đạt 100 tấn") "</w:ins>"),
      P("<w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins w:id=\"3\">" R("Đạt") K(" ")
        S("0") R("100") E("0") K(" ") R("tấn") "</w:ins>"), NULL },
    { "a link, begun outside", "1.234", P(K("Có 1.") "<w:hyperlink>" R("234") "</w:hyperlink>"),
      P(K("Có ") S("0") K("1.") "<w:hyperlink>" R("234") E("0") "</w:hyperlink>"), NULL },
    { "a field is marked from outside", "15",
      P(K("Có ") "<w:r>" FIELD("begin") "</w:r>" CODE("=1") "<w:r>" FIELD("separate") "</w:r>"
        R("15 hộ") "<w:r>" FIELD("end") "</w:r>" R(".")),
      P(K("Có ") S("0") "<w:r>" FIELD("begin") "</w:r>" CODE("=1") "<w:r>" FIELD("separate")
        "</w:r>" R("15 hộ") "<w:r>" FIELD("end") "</w:r>" E("0") R(".")), NULL },
    { "a field in one run", "15",
      P("<w:r>" FIELD("begin") "<w:instrText>=1</w:instrText>" FIELD("separate") "<w:t>15</w:t>"
        FIELD("end") "</w:r>"),
      P(S("0") "<w:r>" FIELD("begin") "<w:instrText>=1</w:instrText>" FIELD("separate")
        "<w:t>15</w:t>" FIELD("end") "</w:r>" E("0")), NULL },
    { "a field in one element", "15", P("<w:fldSimple w:instr=\"=1\">" R("15") "</w:fldSimple>"),
      P(S("0") "<w:fldSimple w:instr=\"=1\">" R("15") "</w:fldSimple>" E("0")), NULL },
    { "the words of a link are marked themselves", "15",
      P("<w:r>" FIELD("begin") "</w:r>" CODE("HYPERLINK x") "<w:r>" FIELD("separate") "</w:r>"
        R("a15") "<w:r>" FIELD("end") "</w:r>"),
      P("<w:r>" FIELD("begin") "</w:r>" CODE("HYPERLINK x") "<w:r>" FIELD("separate") "</w:r>"
        R("a") S("0") R("15") E("0") "<w:r>" FIELD("end") "</w:r>"), NULL },
    { "and those of a field over paragraphs", "15",
      P("<w:r>" FIELD("begin") "</w:r>" CODE("X") "<w:r>" FIELD("separate") "</w:r>" R("15"))
      P(R("b") "<w:r>" FIELD("end") "</w:r>"),
      P("<w:r>" FIELD("begin") "</w:r>" CODE("X") "<w:r>" FIELD("separate") "</w:r>" S("0") R("15")
        E("0")) P(R("b") "<w:r>" FIELD("end") "</w:r>"), NULL },
    { "a content control", "12", "<w:sdt><w:sdtContent>" P(R("Có 12")) "</w:sdtContent></w:sdt>",
      "<w:sdt><w:sdtContent>" P(R("Có") K(" ") S("0") R("12") E("0")) "</w:sdtContent></w:sdt>",
      NULL },
    { "a text box is marked from outside", "99", P(K("Trước ") BOX(P(R("hộp 99"))) R("sau")),
      P(K("Trước ") S("0") BOX(P(R("hộp 99"))) E("0") R("sau")), NULL },
    { "a formula as well", "99", P(K("Là ") MATH("99")), P(K("Là ") S("0") MATH("99") E("0")),
      NULL },
    { "a table", "12", "<w:tbl><w:tr><w:tc>" P(R("Lúa")) "</w:tc><w:tc>" P(R("12"))
      "</w:tc></w:tr><w:tr><w:tc>" P(R("Ngô")) "</w:tc><w:tc>" P(R("13")) "</w:tc></w:tr></w:tbl>",
      "<w:tbl><w:tr><w:tc>" P(R("Lúa")) "</w:tc><w:tc>" P(S("0") R("12") E("0"))
      "</w:tc></w:tr><w:tr><w:tc>" P(R("Ngô")) "</w:tc><w:tc>" P(R("13"))
      "</w:tc></w:tr></w:tbl>", NULL },
    { "references", "26,0", P(R("Tăng &#50;6&#x2C;&#48;9 &lt; 5")),
      P(R("Tăng") K(" ") S("0") R("&#50;6&#x2C;&#48;") E("0") R("9 &lt; 5")), NULL },
    { "text that cannot be cut", "12", P(K("Có ") R("<![CDATA[x 12 y]]>")),
      P(K("Có ") S("0") R("<![CDATA[x 12 y]]>") E("0")), NULL },
    { "two side by side", "12|13", P(R("a 12 13 b")),
      P(R("a") K(" ") S("0") R("12") E("0") K(" ") S("1") R("13") E("1") K(" ") R("b")), NULL },
    { "one in the other", "12/13|13", P(R("a12/13")),
      P(R("a") S("0") R("12/") S("1") R("13") E("0") E("1")), NULL },
    { "a note is told at its mark", "77", P(MARKED),
      P("<w:r><w:rPr><w:i/></w:rPr><w:t>Thu 5 tỷ</w:t></w:r>" S("0")
        "<w:r><w:rPr><w:i/></w:rPr><w:footnoteReference w:id=\"7\"/></w:r>" E("0")
        "<w:r><w:rPr><w:i/></w:rPr><w:t>.</w:t></w:r>"),
      "<w:footnote w:id=\"7\">" P(R("Kể cả 77 tỷ vay.")) "</w:footnote>" },
    { "what no byte says is told at its paragraph", "I.",
      P(LISTED R("Kinh tế")) P(R("b")), P(LISTED S("0") R("Kinh tế") E("0")) P(R("b")), NULL },
    { "comments that were there", "12", P(S("4") R("a") E("4") R("12")),
      P(S("4") R("a") E("4") S("5") R("12") E("5")), NULL },
    { "only what is in the copy of a drawing", "12",
      P(CHOICE("<w:t>12</w:t>")), P(S("0") CHOICE("<w:t>12</w:t>") E("0")), NULL },
};

/* -- a finding at each figure -- */

static void find_figures(struct diags *ds, struct job *j, const struct doc *d, const char *figures)
{
    str rest = str_from(figures), figure;

    diags_init(ds, j, d->src);
    while (*figures && str_split(&rest, '|', &figure)) {
        size_t at = str_find(d->src->text, figure);

        if (T(at != SIZE_MAX, "«%.*s» is read", STRF(figure))) {
            struct diag *f = diag_add(ds, DIAG_SUM_MISMATCH,
                                      (span){ (uint32_t)at, (uint32_t)(at + figure.len) });

            diag_stated(f, figure);
        }
    }
}

/* Copies bytes with findings at these figures; the member of that name in the copy. */
static status comment_file(struct job *j, str bytes, const char *figures, struct zip *copy)
{
    struct diags ds;
    struct docx_commenting c = { .name = STR("mẫu.docx"), .bytes = bytes, .found = &ds };
    str out;

    status st = read_file(j, c.name, bytes, &c.doc);
    if (st != OK)
        return st;
    find_figures(&ds, j, c.doc, figures);
    st = docx_write_comments(j, &c, &out);
    if (st == OK)
        st = zip_open(j, c.name, out, copy);
    return st;
}

static str member_text(struct job *j, struct zip *z, const char *name)
{
    const struct zip_member *m = zip_find(z, str_from(name));
    str text = { NULL, 0 };

    if (T(m, "%s is there", name))
        T(zip_read(j, z, m, &text) == OK, "%s is read", name);
    return text;
}

/* Unchanged members keep all their bytes. */
static void hold_members(struct job *j, str bytes, const struct zip *copy)
{
    static const char *const changed[] = { "word/document.xml", "word/_rels/document.xml.rels",
                                           "[Content_Types].xml", "word/comments.xml" };
    struct zip old;

    if (!T(zip_open(j, STR("a"), bytes, &old) == OK, "opens"))
        return;
    for (uint32_t i = 0; i < old.n; i++) {
        const struct zip_member *was = &old.member[i], *is = &copy->member[i];
        bool may = false;

        for (size_t k = 0; k < sizeof changed / sizeof *changed; k++)
            may = may || str_eq(was->name, str_from(changed[k]));
        T(str_eq(was->name, is->name), "the order of members");
        if (may)
            continue;

        uint64_t len = was->packed + 30 + was->name.len;
        str left = str_sub(old.bytes, was->at, was->at + len);

        T(str_eq(left, str_sub(copy->bytes, is->at, is->at + len)), "%.*s keeps its bytes",
          STRF(was->name));
        T(str_eq(str_sub(old.bytes, was->entry, was->entry + 42),
                 str_sub(copy->bytes, is->entry, is->entry + 42)), "%.*s keeps its entry",
          STRF(was->name));
    }
}

#define DOCUMENT_START "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml" \
                       "/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-"       \
                       "compatibility/2006\">"

static status run_seam_case(struct job *j, void *arg)
{
    const struct seam_case *c = arg;
    str bytes = pack_docx(j->arena, c->body, c->footnotes, one_list), again;
    struct zip copy;
    const struct doc *d, *old;

    status st = comment_file(j, bytes, c->figures, &copy);
    if (st != OK)
        return st;

    str got = member_text(j, &copy, "word/document.xml");
    str want = arena_printf(j->arena, DOCUMENT_START "%s</w:document>", c->want);

    T(str_eq(got, want), "%s:\n%.*s\nnot\n%.*s", c->name, STRF(got), STRF(want));
    hold_members(j, bytes, &copy);

    /* A comment that does not stand at its figure tells where that is. */
    got = member_text(j, &copy, "word/comments.xml");
    T((str_find(got, STR("chú thích 1: «77»")) != SIZE_MAX) == (c->footnotes != NULL),
      "%s: %.*s", c->name, STRF(got));

    /* The copy says what the file says. */
    again = copy.bytes;
    if (T(read_file(j, STR("bản sao.docx"), again, &d) == OK, "%s: the copy is read", c->name) &&
        read_file(j, STR("mẫu.docx"), bytes, &old) == OK)
        T(str_eq(d->src->text, old->src->text), "%s: the copy says\n%.*s\nnot\n%.*s", c->name,
          STRF(d->src->text), STRF(old->src->text));
    return OK;
}

/* -- other packages -- */

struct package_case {
    const char *name, *document, *relations, *types, *comments;
    const char *want_document, *want_relations, *want_types, *want_comments;
};

#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define WORD_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELS(list) "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"     \
                   "relationships\">" list "</Relationships>"
#define TYPES(list) "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"            \
                    "content-types\">" list "</Types>"
#define OVERRIDE "<Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd."     \
                 "openxmlformats-officedocument.wordprocessingml.comments+xml\"/>"
#define COMMENTS(id) "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/"    \
                     "officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/>"

static const struct package_case package_cases[] = {
    { "another prefix", "<x:document xmlns:x=\"" WORD_NS "\"><x:p><x:r><x:t>a12</x:t></x:r></x:p>"
      "</x:document>", RELS(""), TYPES(""), NULL,
      "<x:document xmlns:x=\"" WORD_NS "\"><x:p><x:r><x:t>a</x:t></x:r><x:commentRangeStart "
      "x:id=\"0\"/><x:r><x:t>12</x:t></x:r><x:commentRangeEnd x:id=\"0\"/><x:r>"
      "<x:commentReference x:id=\"0\"/></x:r></x:p></x:document>",
      RELS(COMMENTS("soat1")), TYPES(OVERRIDE), "<w:comment w:id=\"0\"" },
    { "no prefix, no relations", "<document xmlns=\"" WORD_NS "\"><p><r><t>12</t></r></p>"
      "</document>", NULL, TYPES(""), NULL,
      "<document xmlns=\"" WORD_NS "\"><p><commentRangeStart xmlns:soat=\"" WORD_NS
      "\" soat:id=\"0\"/><r><t>12</t></r><commentRangeEnd xmlns:soat=\"" WORD_NS
      "\" soat:id=\"0\"/><r><commentReference xmlns:soat=\"" WORD_NS "\" soat:id=\"0\"/></r></p>"
      "</document>", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      RELS(COMMENTS("soat1")), TYPES(OVERRIDE), "<w:comment w:id=\"0\"" },
    { "strict, comments that were there", "<w:document xmlns:w=\"" STRICT "\"><w:p>" R("12")
      "</w:p></w:document>", RELS(COMMENTS("r9")), TYPES(OVERRIDE),
      "<c:comments xmlns:c=\"" STRICT "\"><c:comment c:id=\"8\"/></c:comments>",
      "<w:document xmlns:w=\"" STRICT "\"><w:p>" S("9") R("12") E("9") "</w:p></w:document>",
      RELS(COMMENTS("r9")), TYPES(OVERRIDE), "<c:comment c:id=\"8\"/><c:comment c:id=\"9\"" },
    { "an empty part of comments", "<w:document xmlns:w=\"" WORD_NS "\"><w:p>" R("12")
      "</w:p></w:document>", RELS(COMMENTS("r9")), TYPES(OVERRIDE),
      "<w:comments xmlns:w=\"" WORD_NS "\" />\n",
      "<w:document xmlns:w=\"" WORD_NS "\"><w:p>" S("0") R("12") E("0") "</w:p></w:document>",
      RELS(COMMENTS("r9")), TYPES(OVERRIDE), "<w:comments xmlns:w=\"" WORD_NS "\" ><w:comment " },
};

static void pack_if(struct packing *p, const char *name, const char *content)
{
    if (content)
        pack_member(p, name, str_from(content), true);
}

static status run_package_case(struct job *j, void *arg)
{
    const struct package_case *c = arg;
    struct packing p;
    struct zip copy;

    pack_begin(&p, j->arena);
    pack_if(&p, "[Content_Types].xml", c->types);
    pack_if(&p, "word/document.xml", c->document);
    pack_if(&p, "word/_rels/document.xml.rels", c->relations);
    pack_if(&p, "word/comments.xml", c->comments);
    pack_if(&p, "docProps/core.xml",
            "<p xmlns=\"http://purl.org/dc/terms/\"><modified>2025-06-29T14:32:05Z</modified></p>");

    status st = comment_file(j, pack_end(&p), "12", &copy);
    if (st != OK)
        return st;

    str got = member_text(j, &copy, "word/document.xml");
    T(str_eq(got, str_from(c->want_document)), "%s:\n%.*s", c->name, STRF(got));
    got = member_text(j, &copy, "word/_rels/document.xml.rels");
    T(str_eq(got, str_from(c->want_relations)), "%s: %.*s", c->name, STRF(got));
    got = member_text(j, &copy, "[Content_Types].xml");
    T(str_eq(got, str_from(c->want_types)), "%s: %.*s", c->name, STRF(got));
    got = member_text(j, &copy, "word/comments.xml");
    T(str_find(got, str_from(c->want_comments)) != SIZE_MAX, "%s: %.*s", c->name, STRF(got));
    T(str_find(got, STR("date=\"2025-06-29T14:32:05Z\"")) != SIZE_MAX, "%s: time", c->name);
    return OK;
}

/* Without findings the copy is the file. */
static status test_no_findings(struct job *j, void *arg)
{
    str bytes = pack_docx(j->arena, P(R("12")), NULL, NULL);
    struct zip copy;

    (void)arg;
    status st = comment_file(j, bytes, "", &copy);
    if (st == OK)
        T(str_eq(copy.bytes, bytes), "the file itself");
    return st;
}

static status test_other_encoding(struct job *j, void *arg)
{
    struct packing p;
    struct zip copy;

    (void)arg;
    pack_begin(&p, j->arena);
    pack_member(&p, "word/document.xml",
                STR("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><w:document xmlns:w=\"" WORD_NS
                    "\">" P(R("12")) "</w:document>"), true);
    T(comment_file(j, pack_end(&p), "12", &copy) == FAIL_FORMAT, "not in UTF-8: refused");
    return OK;
}

void test_docx_comment(void)
{
    for (size_t i = 0; i < sizeof seam_cases / sizeof *seam_cases; i++) {
        struct seam_case c = seam_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, run_seam_case, &c, NULL) == OK, "%s", c.name);
    }
    for (size_t i = 0; i < sizeof package_cases / sizeof *package_cases; i++) {
        struct package_case c = package_cases[i];

        T(job_run(&LIMITS_DEFAULT, LANG_VI, run_package_case, &c, NULL) == OK, "%s", c.name);
    }
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_no_findings, NULL, NULL) == OK, "no findings");
    job_run(&LIMITS_DEFAULT, LANG_VI, test_other_encoding, NULL, NULL);
}

/* comment_scan.c -- where in a Word document's part the marks of comments can stand. */
#include "write/comment_int.h"

#define WORD_2006 "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MATH_2006 "http://schemas.openxmlformats.org/officeDocument/2006/math"

static const struct xml_space comment_spaces[] = {
    { "w", WORD_2006 },
    { "w", "http://purl.oclc.org/ooxml/wordprocessingml/main" },
    { "m", MATH_2006 },
    { "m", "http://purl.oclc.org/ooxml/officeDocument/math" },
    { "r", "http://schemas.openxmlformats.org/package/2006/relationships" },
    { "ct", "http://schemas.openxmlformats.org/package/2006/content-types" },
    { "dc", "http://purl.org/dc/terms/" },
};

static const struct xml_name comment_names[] = {
#define X(prefix, local) { #prefix, #local, COMMENT_##prefix##_##local },
    COMMENT_ELEMENTS(X)
#undef X
};

const struct xml_language comment_language = {
    comment_spaces, sizeof comment_spaces / sizeof *comment_spaces,
    comment_names, sizeof comment_names / sizeof *comment_names,
};

enum { FIELD_CODE = 2000 };     /* so much of a field's code is looked at */

/* A pass over the document. */
struct scan_pass {
    struct arena *arena;
    str bytes;
    struct seam_scan *out;
    size_t next;                /* the first point that may still come */
    struct seam_run *run;       /* the innermost open one */
    struct seam_run *box;       /* the run that the outermost text box hangs in */
    struct seam_run *formula;   /* the outermost open one */
    struct seam_field *field;   /* the innermost open one */
    uint32_t boxes, formulas, paras;
    struct seam_spot here;      /* the w:t or mark of a note that is open, */
    uint32_t here_depth;        /* and its depth + 1; 0: none is */
    long here_id;
};

str seam_prefix(str bytes, uint32_t at)
{
    size_t from = at + 1, end = from;

    while (end < bytes.len && bytes.ptr[end] != ':' && bytes.ptr[end] != ' ' &&
           bytes.ptr[end] != '>' && bytes.ptr[end] != '/')
        end++;
    return end < bytes.len && bytes.ptr[end] == ':' ? str_sub(bytes, from, end + 1)
                                                    : (str){ NULL, 0 };
}

/* -- runs -- */

static bool is_child_of_run(const struct scan_pass *s, struct xml *x)
{
    return s->run && xml_depth(x) == s->run->depth + 1;
}

static void open_run(struct scan_pass *s, struct xml *x)
{
    struct seam_run *r = arena_new(s->arena, struct seam_run);

    *r = (struct seam_run){ .from = xml_at(x), .open = xml_end(x), .depth = xml_depth(x),
                            .outer = s->run };
    s->run = r;
}

static void close_run(struct scan_pass *s, struct xml *x)
{
    struct seam_run *r = s->run;

    if (!r)
        return;
    r->to = xml_end(x);
    s->run = r->outer;
    if (s->out->first || s->boxes)
        return;

    struct seam_spot *spot = arena_new(s->arena, struct seam_spot);

    *spot = (struct seam_spot){ .kind = SPOT_RUN, .run = r };
    s->out->first = spot;
}

/* -- fields -- */

static void open_field(struct scan_pass *s, struct seam_run *begin, bool simple)
{
    struct seam_field *f = arena_new(s->arena, struct seam_field);

    *f = (struct seam_field){ .begin = begin, .para = s->paras, .simple = simple,
                              .outer = s->field };
    s->field = f;
}

/* A link's words are its own, whatever program opens it. */
static void end_field_code(struct scan_pass *s, struct xml *x)
{
    uint32_t from = s->field->begin ? s->field->begin->from : xml_at(x), to = xml_at(x);
    str code = str_sub(s->bytes, from, to < from + FIELD_CODE ? to : from + FIELD_CODE);

    s->field->link = str_find(code, STR("HYPERLINK")) != SIZE_MAX;
}

static void close_field(struct scan_pass *s, struct seam_run *end)
{
    struct seam_field *f = s->field;

    if (f->begin && end && f->para == s->paras && !f->link)
        f->end = end;
    s->field = f->outer;
}

static void step_field(struct scan_pass *s, struct xml *x, xml_attrs attrs)
{
    str type = xml_attr(attrs, "fldCharType");

    if (str_eq(type, STR("begin")))
        open_field(s, s->run, false);
    else if (!s->field || s->field->simple)
        return;
    else if (str_eq(type, STR("separate")))
        end_field_code(s, x);
    else if (str_eq(type, STR("end")))
        close_field(s, s->run);
}

/* A field in one element, with its code as an attribute. */
static void open_simple_field(struct scan_pass *s, struct xml *x)
{
    struct seam_run *whole = arena_new(s->arena, struct seam_run);

    whole->from = xml_at(x);
    open_field(s, whole, true);
}

static void close_simple_field(struct scan_pass *s, struct xml *x)
{
    while (s->field && !s->field->simple)
        s->field = s->field->outer;
    if (!s->field)
        return;
    s->field->begin->to = xml_end(x);
    close_field(s, s->field->begin);
}

/* -- spots -- */

/* Word has no comments in text boxes, and a formula cannot be parted: these are marked
 * from the outside. NULL where nothing can be. */
static const struct seam_spot *spot_here(struct scan_pass *s)
{
    struct seam_spot *spot = arena_new(s->arena, struct seam_spot);

    *spot = s->here;
    if (s->boxes || s->formula) {
        spot->kind = SPOT_RUN;
        spot->field = NULL;
        spot->run = s->boxes ? s->box : s->formula;
    }
    return spot->run ? spot : NULL;
}

static void begin_spot(struct scan_pass *s, struct xml *x, enum spot_kind kind)
{
    s->here_depth = xml_depth(x) + 1;
    s->here = (struct seam_spot){
        .kind = is_child_of_run(s, x) ? kind : SPOT_RUN, .from = xml_at(x), .text = xml_end(x),
        .run = s->run, .field = s->field, .ordinal = s->run ? s->run->children : 0,
    };
}

/* Is this the end of the element that the spot began with? Of nested ones, which no program
 * writes, the inner one is the spot. */
static bool end_spot(struct scan_pass *s, struct xml *x)
{
    bool own = s->here_depth == xml_depth(x) + 1;

    if (own)
        s->here_depth = 0;
    return own;
}

/* The text between the tags can be cut where it is text alone. */
static void end_text(struct scan_pass *s, struct xml *x)
{
    struct seam_scan *out = s->out;
    const struct seam_spot *spot = NULL;

    if (!end_spot(s, x))
        return;
    s->here.text_end = xml_at(x);
    s->here.to = xml_end(x);
    while (out->npoints > s->next && out->point[s->next].at < s->here.text)
        s->next++;
    for (; s->next < out->npoints && out->point[s->next].at < s->here.text_end; s->next++) {
        if (!spot) {
            str text = str_sub(s->bytes, s->here.text, s->here.text_end);

            if (s->here.kind == SPOT_TEXT && text.len && memchr(text.ptr, '<', text.len))
                s->here.kind = SPOT_ELEMENT;
            spot = spot_here(s);
        }
        out->point[s->next].spot = spot;
    }
}

static void end_note_mark(struct scan_pass *s, struct xml *x, bool endnote)
{
    if (!end_spot(s, x))
        return;
    s->here.to = xml_end(x);
    for (size_t i = 0; i < s->out->nnotes; i++) {
        struct seam_note *n = &s->out->note[i];

        if (!n->spot && n->endnote == endnote && n->id == s->here_id)
            n->spot = spot_here(s);
    }
}

/* -- events -- */

static void open_formula(struct scan_pass *s, struct xml *x)
{
    if (s->formulas++ > 0)
        return;
    s->formula = arena_new(s->arena, struct seam_run);
    s->formula->from = xml_at(x);
}

static void close_formula(struct scan_pass *s, struct xml *x)
{
    if (s->formulas == 0 || --s->formulas > 0)
        return;
    s->formula->to = xml_end(x);
    s->formula = NULL;
}

static void scan_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct scan_pass *s = arg;
    long n;

    if (is_child_of_run(s, x) && id != COMMENT_w_rPr)
        s->run->children++;
    switch (id) {
    case COMMENT_w_p:
        s->out->prefix = seam_prefix(s->bytes, xml_at(x));
        s->paras++;
        break;
    case COMMENT_w_fldChar:
        step_field(s, x, attrs);
        break;
    case COMMENT_w_fldSimple:
        open_simple_field(s, x);
        break;
    case COMMENT_w_r:
        s->out->prefix = seam_prefix(s->bytes, xml_at(x));
        open_run(s, x);
        break;
    case COMMENT_w_rPr:
        if (is_child_of_run(s, x) && s->run->children == 0)
            s->run->look = s->run->look_end = xml_at(x);
        break;
    case COMMENT_w_t: case COMMENT_m_t:
        begin_spot(s, x, SPOT_TEXT);
        break;
    case COMMENT_w_footnoteReference: case COMMENT_w_endnoteReference:
        begin_spot(s, x, SPOT_ELEMENT);
        s->here_id = xml_number(attrs, "id", -1);
        break;
    case COMMENT_w_txbxContent:
        if (s->boxes++ == 0)
            s->box = s->run;
        break;
    case COMMENT_m_oMath: case COMMENT_m_oMathPara:
        open_formula(s, x);
        break;
    case COMMENT_w_commentRangeStart: case COMMENT_w_commentReference:
        n = xml_number(attrs, "id", -1);
        if (n > s->out->last_id)
            s->out->last_id = n;
        break;
    default:
        break;
    }
}

static void scan_end(struct xml *x, uint16_t id, void *arg)
{
    struct scan_pass *s = arg;

    switch (id) {
    case COMMENT_w_r:
        close_run(s, x);
        break;
    case COMMENT_w_rPr:
        if (is_child_of_run(s, x) && s->run->look && s->run->children == 0)
            s->run->look_end = xml_end(x);
        break;
    case COMMENT_w_t: case COMMENT_m_t:
        end_text(s, x);
        break;
    case COMMENT_w_footnoteReference: case COMMENT_w_endnoteReference:
        end_note_mark(s, x, id == COMMENT_w_endnoteReference);
        break;
    case COMMENT_w_fldSimple:
        close_simple_field(s, x);
        break;
    case COMMENT_w_txbxContent:
        s->boxes -= s->boxes > 0;
        break;
    case COMMENT_m_oMath: case COMMENT_m_oMathPara:
        close_formula(s, x);
        break;
    default:
        break;
    }
}

/* Marks are put in as ASCII; what is no UTF-8 has other offsets as well. */
static bool is_utf8_part(str bytes)
{
    str head = str_sub(bytes, 0, 200);
    size_t end = str_find(head, STR("?>")), at;

    if (bytes.len < 2 || bytes.ptr[0] == '\0' || bytes.ptr[1] == '\0' ||
        (unsigned char)bytes.ptr[0] >= 0xFE)
        return false;
    if (end == SIZE_MAX)
        return true;
    head = str_sub(head, 0, end);
    at = str_find(head, STR("encoding"));
    if (at == SIZE_MAX)
        return true;
    head = str_sub(head, at, head.len);
    return str_find(head, STR("UTF-8")) != SIZE_MAX || str_find(head, STR("utf-8")) != SIZE_MAX ||
           str_find(head, STR("ASCII")) != SIZE_MAX || str_find(head, STR("ascii")) != SIZE_MAX;
}

status seam_scan(struct job *j, str file, str part, str bytes, struct seam_scan *out)
{
    static const struct xml_events events = { scan_start, scan_end, NULL };
    struct scan_pass s = { .arena = j->arena, .bytes = bytes, .out = out };

    if (!is_utf8_part(bytes))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s»: «%.*s» không ghi bằng UTF-8, hãy mở bằng Word rồi lưu lại",
                        "«%.*s»: «%.*s» is not in UTF-8, open it in Word and save it again",
                        STRF(file), STRF(part));
    out->last_id = -1;
    return xml_parse(j, file, part, bytes, &comment_language, &events, &s);
}

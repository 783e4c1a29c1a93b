/* docx.c -- Word documents to the tree: text as it is printed, in reading order.
 *
 * Insertions are text, deletions and what was moved away are none; of a field its result
 * counts; of two versions of a drawing the first. Text boxes stand behind the paragraph
 * that holds them, notes behind the block that has their mark. */
#include "read/docx_int.h"

/* Raised by so many half points a number is a superscript, as LibreOffice sets it in notes. */
enum { RAISED_LEAST = 4 };

enum { FIELDS = 64, BOXES = 8, ENDNOTES = 500, NOTES_MOST = 499 };

/* A paragraph that has begun, before its properties are all told. */
struct docx_para {
    bool begun;                 /* w:p is open */
    bool told;                  /* to the tree */
    int32_t num, level;         /* its own list; -1: none told */
    int32_t outline;
    const struct docx_style *style;
};

/* The notes of one part: their ids, in the order of their marks. */
struct docx_notes {
    uint16_t first;             /* the number of the first mark */
    struct { int32_t id; } *mark;
    size_t n, cap;
};

struct docx {
    struct job *job;
    struct tree *tree;
    struct docx_styles styles;
    struct docx_lists *lists;
    struct buf label;

    struct docx_para para;
    struct docx_para outer[BOXES];      /* those around running text boxes */
    uint32_t boxes;
    bool in_ppr, in_rpr, in_trpr;
    bool mark_deleted;          /* the paragraph's end is: the next goes on in it */
    bool goes_on;               /* the running one does so */
    bool row_deleted;
    bool row_pending;
    bool cell_pending, cell_continues;
    uint32_t cell_cols, row_skip;

    bool in_text;
    bool bold, raised, hidden;  /* of the run */
    bool bold_told;
    bool in_link;               /* to a place of the document */
    bool field_code[FIELDS];    /* of open fields: in the instructions, not the result */
    bool field_contents[FIELDS];        /* the result is a table of contents */
    bool in_instruction;
    uint32_t fields;
    uint32_t skip;              /* depth of the element whose content is no text, +1; 0: none */
    uint32_t page;              /* 0 where pages are not told */

    struct docx_notes footnotes, endnotes;
    const struct docx_notes *part_notes;        /* while a part of notes is read */
    bool in_note;
};

static bool in_field_code(const struct docx *d)
{
    for (uint32_t i = 0; i < d->fields && i < FIELDS; i++)
        if (d->field_code[i])
            return true;
    return false;
}

static unsigned style_rank(const struct docx_para *p)
{
    if (p->outline >= 0)
        return p->outline < 9 ? (unsigned)p->outline + 1 : 0;
    return p->style ? p->style->heading : 0;
}

/* Its number or bullet, as printed. numId 0 takes a style's list away. */
static void tell_label(struct docx *d)
{
    const struct docx_para *p = &d->para;
    int32_t num = p->num >= 0 ? p->num : p->style ? p->style->num : -1;
    int32_t level = p->level >= 0 ? p->level : p->style && p->style->level >= 0 ? p->style->level
                                                                                : 0;

    if (num <= 0)
        return;
    d->label.len = 0;
    docx_list_next(d->lists, num, level, &d->label);
    if (d->label.len) {
        tree_text(d->tree, buf_str(&d->label), TREE_PLAIN, NO_ORIGIN);
        tree_blank(d->tree);
    }
}

static void tell_row(struct docx *d)
{
    if (!d->row_pending || d->row_deleted)
        return;
    d->row_pending = false;
    tree_row(d->tree);
    if (d->row_skip)
        tree_skip(d->tree, d->row_skip);
}

static void tell_cell(struct docx *d)
{
    tell_row(d);
    if (!d->cell_pending)
        return;
    d->cell_pending = false;
    tree_cell(d->tree, d->cell_cols, 1, d->cell_continues);
}

/* The paragraph is told when its first content comes: its properties are known then. */
static void tell_para(struct docx *d)
{
    if (!d->para.begun || d->para.told || d->row_deleted)
        return;
    d->para.told = true;
    if (d->goes_on)
        return;
    tree_para(d->tree, style_rank(&d->para));
    tell_label(d);
}

static void begin_para(struct docx *d)
{
    tell_cell(d);
    d->para = (struct docx_para){ .begun = true, .num = -1, .level = -1, .outline = -1 };
    d->bold = d->raised = d->hidden = false;
    d->goes_on = d->mark_deleted;
    d->mark_deleted = false;
}

static void end_para(struct docx *d)
{
    tell_para(d);
    d->para.begun = false;
}

static void begin_run(struct docx *d)
{
    d->bold = d->para.style && d->para.style->bold;
    d->raised = d->hidden = false;
}

/* Contents of a table of contents, of hidden runs and of deleted rows are no text. */
static bool is_silent(const struct docx *d)
{
    return d->skip || d->hidden || in_field_code(d) || d->row_deleted ||
           (d->para.style && d->para.style->contents) || (d->part_notes && !d->in_note);
}

static void begin_box(struct docx *d)
{
    if (d->boxes < BOXES)
        d->outer[d->boxes] = d->para;
    d->boxes++;
    tell_para(d);
    tree_aside(d->tree);
    d->para.begun = false;
}

static void end_box(struct docx *d)
{
    if (d->boxes == 0)
        return;
    tree_aside_end(d->tree);
    if (--d->boxes < BOXES)
        d->para = d->outer[d->boxes];
    d->para.told = true;
}

static void begin_cell(struct docx *d)
{
    if (d->row_deleted)
        return;
    tell_row(d);
    d->cell_pending = true;
    d->cell_continues = false;
    d->cell_cols = 1;
}

static void begin_row(struct docx *d)
{
    d->row_pending = true;
    d->row_skip = 0;
}

/* -- notes -- */

static void tell_mark(struct docx *d, struct docx_notes *notes, xml_attrs attrs)
{
    if (is_silent(d) || notes->n >= NOTES_MOST)
        return;
    tell_para(d);
    tree_mark(d->tree, (uint16_t)(notes->first + notes->n));
    arena_push(d->job->arena, notes->mark, notes->n, notes->cap)->id =
        (int32_t)xml_number(attrs, "id", -1);
}

/* A note without a mark in the text is not printed. */
static void begin_note(struct docx *d, xml_attrs attrs)
{
    int32_t id = (int32_t)xml_number(attrs, "id", -1);

    for (size_t i = 0; i < d->part_notes->n; i++)
        if (d->part_notes->mark[i].id == id) {
            tree_note(d->tree, (uint16_t)(d->part_notes->first + i));
            d->in_note = true;
            return;
        }
}

static void end_note(struct docx *d)
{
    if (d->in_note)
        tree_note_end(d->tree);
    d->in_note = false;
}

/* -- events -- */

static void tell_field(struct docx *d, xml_attrs attrs)
{
    str type = xml_attr(attrs, "fldCharType");

    if (str_eq(type, STR("begin"))) {
        if (d->fields < FIELDS) {
            d->field_code[d->fields] = true;
            d->field_contents[d->fields] = false;
        }
        d->fields++;
    } else if (d->fields > 0 && str_eq(type, STR("separate"))) {
        if (d->fields <= FIELDS)
            d->field_code[d->fields - 1] = d->field_contents[d->fields - 1];
    } else if (d->fields > 0 && str_eq(type, STR("end"))) {
        d->fields--;
    }
}

/* " TOC \o "1-3" ": what a field is begins its instructions. */
static void tell_instruction(struct docx *d, str text)
{
    if (d->fields > 0 && d->fields <= FIELDS && str_starts(str_trim(text), STR("TOC ")))
        d->field_contents[d->fields - 1] = true;
}

/* A sign that is told by an element. */
static void tell_made(struct docx *d, str sign)
{
    if (is_silent(d))
        return;
    tell_para(d);
    tree_text(d->tree, sign, TREE_PLAIN, NO_ORIGIN);
}

/* Signs of the symbol fonts: bullets and arrows, no letters. */
static void tell_symbol(struct docx *d, xml_attrs attrs)
{
    str code = xml_attr(attrs, "char");

    if (is_silent(d))
        return;
    tell_para(d);
    if (str_eq(code, STR("F0B7")) || str_eq(code, STR("F0A7")))
        tree_text(d->tree, STR("\xE2\x80\xA2"), TREE_PLAIN, NO_ORIGIN);
    tree_blank(d->tree);
}

static void tell_break(struct docx *d, xml_attrs attrs)
{
    str type = xml_attr(attrs, "type");

    if (is_silent(d))
        return;
    tell_para(d);
    if (str_eq(type, STR("page")) || str_eq(type, STR("column")))
        tree_blank(d->tree);
    else
        tree_break(d->tree);
}

static void para_property(struct docx *d, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case DOCX_w_pStyle:
        d->para.style = docx_style_find(&d->styles, xml_attr(attrs, "val"));
        break;
    case DOCX_w_numId:
        d->para.num = (int32_t)xml_number(attrs, "val", -1);
        break;
    case DOCX_w_ilvl:
        d->para.level = (int32_t)xml_number(attrs, "val", 0);
        break;
    case DOCX_w_outlineLvl:
        d->para.outline = (int32_t)xml_number(attrs, "val", -1);
        break;
    case DOCX_w_del:
        d->mark_deleted = d->mark_deleted || d->in_rpr;
        break;
    default:
        break;
    }
}

static void run_property(struct docx *d, uint16_t id, xml_attrs attrs)
{
    const struct docx_style *style;

    switch (id) {
    case DOCX_w_rStyle:
        style = docx_style_find(&d->styles, xml_attr(attrs, "val"));
        if (style && style->bold_told)
            d->bold = style->bold;
        break;
    case DOCX_w_b:
        d->bold = docx_on(attrs);
        break;
    case DOCX_w_position:
        d->raised = xml_number(attrs, "val", 0) >= RAISED_LEAST;
        break;
    case DOCX_w_vertAlign:
        d->raised = str_eq(xml_attr(attrs, "val"), STR("superscript"));
        break;
    case DOCX_w_vanish:
        d->hidden = docx_on(attrs);
        break;
    default:
        break;
    }
}

static void cell_property(struct docx *d, uint16_t id, xml_attrs attrs)
{
    long n;

    switch (id) {
    case DOCX_w_gridSpan:
        n = xml_number(attrs, "val", 1);
        d->cell_cols = n >= 1 && n <= 16384 ? (uint32_t)n : 1;
        break;
    case DOCX_w_vMerge:
        d->cell_continues = !str_eq(xml_attr(attrs, "val"), STR("restart"));
        break;
    case DOCX_w_gridBefore:
        n = xml_number(attrs, "val", 0);
        d->row_skip = n >= 0 && n <= 16384 ? (uint32_t)n : 0;
        break;
    case DOCX_w_del:
        d->row_deleted = d->row_deleted || d->in_trpr;
        break;
    default:
        break;
    }
}

/* Containers whose content is no text of the document. */
static bool holds_no_text(const struct docx *d, uint16_t id)
{
    if (d->in_ppr || d->in_trpr)
        return false;
    return id == DOCX_w_del || id == DOCX_w_moveFrom || id == DOCX_mc_Fallback ||
           id == DOCX_w_rt;
}

static void content_start(struct docx *d, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case DOCX_w_p:          begin_para(d); break;
    case DOCX_w_r:          begin_run(d); break;
    case DOCX_w_pPr:        d->in_ppr = true; break;
    case DOCX_w_rPr:        d->in_rpr = true; break;
    case DOCX_w_trPr:       d->in_trpr = true; break;
    case DOCX_w_tbl:
        tell_cell(d);
        tree_table(d->tree);
        break;
    case DOCX_w_tr:         begin_row(d); break;
    case DOCX_w_tc:         begin_cell(d); break;
    case DOCX_w_t: case DOCX_m_t:
        d->in_text = true;
        break;
    case DOCX_w_tab:
        if (!is_silent(d) && !d->in_ppr) {
            tell_para(d);
            tree_blank(d->tree);
        }
        break;
    case DOCX_w_br: case DOCX_w_cr:
        tell_break(d, attrs);
        break;
    case DOCX_w_noBreakHyphen:
        tell_made(d, STR("-"));
        break;
    case DOCX_w_softHyphen:     /* of .VnTime a letter: ư */
        tell_made(d, STR("\xC2\xAD"));
        break;
    case DOCX_w_sym:
        tell_symbol(d, attrs);
        break;
    case DOCX_w_fldChar:    tell_field(d, attrs); break;
    case DOCX_w_instrText:  d->in_instruction = true; break;
    case DOCX_w_hyperlink:
        d->in_link = xml_attr(attrs, "anchor").len > 0;
        break;
    case DOCX_w_txbxContent: begin_box(d); break;
    case DOCX_w_footnoteReference:
        tell_mark(d, &d->footnotes, attrs);
        break;
    case DOCX_w_endnoteReference:
        tell_mark(d, &d->endnotes, attrs);
        break;
    case DOCX_w_footnote: case DOCX_w_endnote:
        if (d->part_notes)
            begin_note(d, attrs);
        break;
    case DOCX_w_lastRenderedPageBreak:
        if (d->page)
            tree_page(d->tree, ++d->page);
        break;
    default:
        break;
    }
}

static void docx_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct docx *d = arg;

    if (d->skip)
        return;
    if (id == DOCX_OTHER)
        return;
    if (holds_no_text(d, id)) {
        d->skip = xml_depth(x) + 1;
        return;
    }
    if (d->in_ppr)
        para_property(d, id, attrs);
    else if (d->in_rpr)
        run_property(d, id, attrs);
    cell_property(d, id, attrs);
    content_start(d, id, attrs);
}

static void docx_end(struct xml *x, uint16_t id, void *arg)
{
    struct docx *d = arg;

    if (d->skip) {
        if (d->skip == xml_depth(x) + 1)
            d->skip = 0;
        return;
    }
    switch (id) {
    case DOCX_w_p:          end_para(d); break;
    case DOCX_w_r:          d->hidden = false; break;
    case DOCX_w_pPr:        d->in_ppr = d->in_rpr = false; break;
    case DOCX_w_rPr:        d->in_rpr = false; break;
    case DOCX_w_trPr:       d->in_trpr = false; break;
    case DOCX_w_t: case DOCX_m_t:
        d->in_text = false;
        break;
    case DOCX_w_hyperlink:  d->in_link = false; break;
    case DOCX_w_instrText:  d->in_instruction = false; break;
    case DOCX_w_tc:         tell_cell(d); break;
    case DOCX_w_tr:         d->row_pending = d->row_deleted = false; break;
    case DOCX_w_tbl:        tree_table_end(d->tree); break;
    case DOCX_w_txbxContent: end_box(d); break;
    case DOCX_w_footnote: case DOCX_w_endnote:
        end_note(d);
        break;
    default:
        break;
    }
}

static void docx_text(struct xml *x, str text, void *arg)
{
    struct docx *d = arg;

    if (d->in_instruction)
        tell_instruction(d, text);
    if (!d->in_text || is_silent(d))
        return;
    tell_para(d);
    tree_text(d->tree, text, (d->bold ? TREE_BOLD : 0U) | (d->raised ? TREE_RAISED : 0U) |
              (d->in_link ? TREE_LINKED : 0U), xml_at(x));
}

static const struct xml_events docx_events = { docx_start, docx_end, docx_text };

/* -- parts -- */

struct docx_parts {
    struct arena *arena;
    str document, styles, numbering, footnotes, endnotes;
    str folder;                 /* of the document: targets are told from there */
};

/* "/word/styles.xml" as it is, "styles.xml" from the document's folder. */
static str part_path(struct docx_parts *p, str target)
{
    if (target.len && target.ptr[0] == '/')
        return arena_str(p->arena, str_sub(target, 1, target.len));
    return arena_printf(p->arena, "%.*s%.*s", STRF(p->folder), STRF(target));
}

static void relation_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct docx_parts *p = arg;
    str type = xml_attr(attrs, "Type"), target = xml_attr(attrs, "Target");

    (void)x;
    if (id != DOCX_r_Relationship || str_eq(xml_attr(attrs, "TargetMode"), STR("External")))
        return;
    if (str_ends(type, STR("/officeDocument")))
        p->document = part_path(p, target);
    else if (str_ends(type, STR("/styles")))
        p->styles = part_path(p, target);
    else if (str_ends(type, STR("/numbering")))
        p->numbering = part_path(p, target);
    else if (str_ends(type, STR("/footnotes")))
        p->footnotes = part_path(p, target);
    else if (str_ends(type, STR("/endnotes")))
        p->endnotes = part_path(p, target);
}

static void relation_end(struct xml *x, uint16_t id, void *arg)
{
    (void)x, (void)id, (void)arg;
}

static status read_relations(struct job *j, struct zip *z, str part, struct docx_parts *p)
{
    static const struct xml_events events = { relation_start, relation_end, NULL };

    return xml_parse_member(j, z, part, &docx_language, &events, p);
}

/* The document and what belongs to it, told by the package's relations. */
static status find_docx_parts(struct job *j, struct zip *z, struct docx_parts *p)
{
    status st = read_relations(j, z, STR("_rels/.rels"), p);

    if (st != OK)
        return st;
    if (!p->document.len)
        p->document = STR("word/document.xml");

    size_t slash = p->document.len;
    while (slash > 0 && p->document.ptr[slash - 1] != '/')
        slash--;
    p->folder = str_sub(p->document, 0, slash);

    str file = str_sub(p->document, slash, p->document.len);
    return read_relations(j, z, arena_printf(p->arena, "%.*s_rels/%.*s.rels", STRF(p->folder),
                                             STRF(file)), p);
}

static status read_part(struct docx *d, struct zip *z, str part)
{
    const struct zip_member *m = part.len ? zip_find(z, part) : NULL;
    str bytes;

    if (!m)
        return OK;

    status st = zip_read(d->job, z, m, &bytes);
    if (st != OK)
        return st;
    tree_part(d->tree, part);
    d->page = 0;
    if (!d->part_notes && str_find(bytes, STR("lastRenderedPageBreak")) != SIZE_MAX) {
        d->page = 1;
        tree_page(d->tree, 1);
    }
    return xml_parse(d->job, z->name, part, bytes, &docx_language, &docx_events, d);
}

static status read_notes(struct docx *d, struct zip *z, str part, const struct docx_notes *notes)
{
    if (!notes->n)
        return OK;
    d->part_notes = notes;
    return read_part(d, z, part);
}

status docx_read(struct job *j, struct zip *z, struct tree *t)
{
    struct docx *d = arena_new(j->arena, struct docx);
    struct docx_parts parts = { .arena = j->arena };

    *d = (struct docx){ .job = j, .tree = t, .footnotes.first = 1,
                        .endnotes.first = ENDNOTES };
    buf_init(&d->label, j->arena);

    status st = find_docx_parts(j, z, &parts);
    if (st == OK && !zip_find(z, parts.document))
        st = job_fail(j, FAIL_FORMAT, "«%.*s» không có nội dung văn bản («%.*s»)",
                      "«%.*s» has no document in it («%.*s»)", STRF(z->name),
                      STRF(parts.document));
    if (st == OK)
        st = docx_read_styles(j, z, parts.styles, &d->styles);
    if (st == OK)
        st = docx_read_lists(j, z, parts.numbering, &d->lists);
    if (st == OK)
        st = read_part(d, z, parts.document);
    if (st == OK)
        st = read_notes(d, z, parts.footnotes, &d->footnotes);
    if (st == OK)
        st = read_notes(d, z, parts.endnotes, &d->endnotes);
    return st;
}

/* odt.c -- OpenDocument texts to the tree: text as it is printed, in reading order.
 *
 * What was deleted stands apart (text:tracked-changes) and is no text, what was inserted
 * is. Indexes with their page numbers, comments and hidden text are none either. Notes,
 * text boxes and shapes stand inside a paragraph, which goes on behind them. */
#include "read/odf_int.h"

enum { ODT_ENDNOTES = 500, ODT_NOTES = 499, ODT_SPAN_MOST = 16384 };

/* How a stretch of a paragraph is set. */
struct odt_run {
    bool bold, raised, hidden;
    bool linked;                /* leads to another place of the document */
};

/* A paragraph that has begun; a box or note in it has paragraphs of its own. */
struct odt_para {
    bool begun, told;
    bool heading, unnumbered;   /* text:h; one without a number */
    bool title;                 /* of the document */
    bool boxed;                 /* in another paragraph, but in no shape we know */
    uint32_t rank;              /* of a heading */
    int32_t start;              /* its number, -1 where it is not told */
    const struct odf_style *style;
    size_t run;                 /* the run it begins with */
    size_t lists;               /* lists open around it that are not its own */
};

/* A list that is open. */
struct odt_list {
    struct odf_list *list;
    str style;                  /* its own, or that around it */
    str item_style;             /* of the running item, empty: the list's */
    int32_t start;              /* of the running item, -1 where it is not told */
    bool pending;               /* the item's first paragraph has yet to come */
};

/* A table that is open. */
struct odt_table {
    uint32_t row_repeat, cell_repeat;   /* how often the running ones stand there */
    uint32_t covered;           /* columns that the cell before spans and are not yet told */
    bool header_ended;          /* with the row before the running one */
    bool in_row;                /* a cell of the running row was told */
};

struct odt {
    struct job *job;
    struct tree *tree;
    struct odf odf;
    bool in_body, any_body;
    bool is_sheet;
    uint32_t skip;              /* depth of the element whose content is no text, +1; 0: none */
    uint32_t page;              /* 0 where pages are not told */
    bool any_para;

    struct odt_para para;
    struct odt_para *outer;     /* those around boxes and notes */
    size_t nouter, outer_cap;
    struct odt_run *run;        /* open ones, the last runs */
    size_t nruns, run_cap;
    struct odt_list *list;      /* open ones */
    size_t nlists, list_cap;
    struct buf label;
    bool in_number;             /* text:number: the label as another program printed it */
    uint32_t footnotes, endnotes;

    struct odt_table *table;    /* open ones */
    size_t ntables, table_cap;
};

/* -- paragraphs -- */

static void begin_page(struct odt *d)
{
    if (d->page)
        tree_page(d->tree, ++d->page);
}

/* The list the running paragraph is an item of, or NULL. */
static struct odt_list *running_list(struct odt *d)
{
    return d->nlists > d->para.lists ? &d->list[d->nlists - 1] : NULL;
}

static str style_list(const struct odt *d)
{
    return d->para.style ? d->para.style->list : (str){ NULL, 0 };
}

/* Counts the item; its label stands in d->label unless the file told it. */
static void label_item(struct odt *d, struct odt_list *l)
{
    str style = l->item_style.len ? l->item_style : l->style.len ? l->style : style_list(d);
    uint32_t level = (uint32_t)(d->nlists - d->para.lists);

    odf_list_count(d->odf.lists, l->list, style, level, l->start);
    l->pending = false;
    if (!d->label.len)
        odf_list_label(d->odf.lists, l->list, style, level, &d->label);
}

/* Headings outside lists are counted by the outline, unless their style is of no list. */
static void label_heading(struct odt *d)
{
    struct odf_list *outline = odf_outline(d->odf.lists);

    if (d->para.unnumbered ||
        (d->para.style && d->para.style->list_told && !d->para.style->list.len))
        return;
    odf_list_count(d->odf.lists, outline, ODF_OUTLINE, d->para.rank, d->para.start);
    if (!d->label.len)
        odf_list_label(d->odf.lists, outline, ODF_OUTLINE, d->para.rank, &d->label);
}

static void tell_odt_label(struct odt *d)
{
    struct odt_list *l = running_list(d);

    if (l && l->pending)
        label_item(d, l);
    else if (!l && d->para.heading)
        label_heading(d);
    if (d->label.len) {
        tree_text(d->tree, buf_str(&d->label), TREE_PLAIN, NO_ORIGIN);
        tree_blank(d->tree);
    }
    d->label.len = 0;
}

static unsigned odt_rank(const struct odt_para *p)
{
    return p->heading ? p->rank : p->title;
}

/* The paragraph is told when its first content comes: its label is known then. */
static void tell_odt_para(struct odt *d)
{
    if (!d->para.begun || d->para.told)
        return;
    d->para.told = true;
    tree_para(d->tree, odt_rank(&d->para));
    tell_odt_label(d);
}

static void push_run(struct odt *d, struct odt_run run)
{
    *arena_push(d->job->arena, d->run, d->nruns, d->run_cap) = run;
}

static void take_switch(bool *to, uint8_t told)
{
    if (told != ODF_UNTOLD)
        *to = told == ODF_ON;
}

static struct odt_run styled_run(struct odt_run run, const struct odf_style *s)
{
    if (s) {
        take_switch(&run.bold, s->bold);
        take_switch(&run.raised, s->raised);
        take_switch(&run.hidden, s->hidden);
    }
    return run;
}

/* What is told until leave_para stands aside of the running paragraph. */
static void enter_aside(struct odt *d)
{
    *arena_push(d->job->arena, d->outer, d->nouter, d->outer_cap) = d->para;
    d->para = (struct odt_para){ .lists = d->nlists };
}

static void leave_aside(struct odt *d)
{
    if (d->nouter == 0)
        return;
    if (d->nlists > d->para.lists)
        d->nlists = d->para.lists;
    d->para = d->outer[--d->nouter];
}

static void begin_odt_box(struct odt *d)
{
    tell_odt_para(d);
    enter_aside(d);
    tree_aside(d->tree);
}

static void end_odt_box(struct odt *d)
{
    tree_aside_end(d->tree);
    leave_aside(d);
}

static void break_page(struct odt *d, bool breaks)
{
    if (breaks && d->any_para)
        begin_page(d);
}

static void begin_odt_para(struct odt *d, uint16_t id, xml_attrs attrs)
{
    str name = xml_attr(attrs, "style-name");
    const struct odf_style *style = odf_style_find(&d->odf, ODF_PARAGRAPH, name);
    bool boxed = d->para.begun;
    size_t lists;

    if (boxed)
        begin_odt_box(d);
    lists = d->para.lists;
    d->para = (struct odt_para){
        .begun = true, .boxed = boxed, .lists = lists, .run = d->nruns,
        .heading = id == ODF_text_h, .rank = odf_count(attrs, "outline-level", 9),
        .unnumbered = odf_is(attrs, "is-list-header", "true"),
        .start = odf_is(attrs, "restart-numbering", "true")
                     ? (int32_t)odf_count(attrs, "start-value", 32000) : -1,
        .style = style, .title = style ? style->title : str_eq(name, STR("Title")),
    };
    push_run(d, styled_run((struct odt_run){ .bold = false }, style));
    break_page(d, style && style->page_before);
    d->any_para = true;
}

static void end_odt_para(struct odt *d)
{
    bool boxed = d->para.boxed, breaks = d->para.style && d->para.style->page_after;

    if (!d->para.begun)
        return;
    tell_odt_para(d);
    d->nruns = d->para.run;
    d->para.begun = false;
    if (boxed)
        end_odt_box(d);
    break_page(d, breaks);
}

/* Hidden text, indexes and what stands in no paragraph are no text. */
static bool is_odt_silent(const struct odt *d)
{
    return !d->in_body || !d->para.begun || !d->nruns || d->run[d->nruns - 1].hidden ||
           (d->para.style && d->para.style->contents);
}

/* -- lists -- */

static void begin_odt_list(struct odt *d, xml_attrs attrs)
{
    const struct odt_list *around = running_list(d);
    str style = xml_attr(attrs, "style-name");
    bool continues = odf_is(attrs, "continue-numbering", "true");
    struct odt_list l = { .start = -1 };

    if (around) {
        l.list = around->list;
        odf_list_inner(l.list, (uint32_t)(d->nlists - d->para.lists) + 1, continues);
        l.style = style.len ? arena_str(d->job->arena, style)
                            : around->item_style.len ? around->item_style : around->style;
    } else {
        l.style = arena_str(d->job->arena, style);
        l.list = odf_list_begin(d->odf.lists, xml_attr(attrs, "id"), style,
                                xml_attr(attrs, "continue-list"), continues);
    }
    *arena_push(d->job->arena, d->list, d->nlists, d->list_cap) = l;
}

static void begin_item(struct odt *d, uint16_t id, xml_attrs attrs)
{
    struct odt_list *l = running_list(d);
    long start = xml_number(attrs, "start-value", -1);

    if (!l)
        return;
    l->pending = id == ODF_text_list_item;
    l->start = start >= 0 && start <= 32000 ? (int32_t)start : -1;
    l->item_style = arena_str(d->job->arena, xml_attr(attrs, "style-override"));
    d->label.len = 0;
}

static void end_odt_list(struct odt *d)
{
    if (running_list(d))
        d->nlists--;
}

/* -- notes -- */

/* The mark; the body follows in text:note-body. Notes beyond all counting have none. */
static uint16_t note_number(struct odt *d, bool endnote)
{
    uint32_t *n = endnote ? &d->endnotes : &d->footnotes;

    if (*n >= ODT_NOTES)
        return 0;
    ++*n;
    return (uint16_t)(endnote ? ODT_ENDNOTES + *n - 1 : *n);
}

static void begin_odt_note(struct odt *d, xml_attrs attrs)
{
    uint16_t number = note_number(d, odf_is(attrs, "note-class", "endnote"));

    tell_odt_para(d);
    if (number)
        tree_mark(d->tree, number);
    enter_aside(d);
    tree_note(d->tree, number);
}

static void end_odt_note(struct odt *d)
{
    tree_note_end(d->tree);
    leave_aside(d);
}

/* -- tables -- */

static void begin_odt_table(struct odt *d, xml_attrs attrs)
{
    const struct odf_style *style = odf_style_find(&d->odf, ODF_TABLE,
                                                   xml_attr(attrs, "style-name"));

    break_page(d, style && style->page_before);
    d->any_para = true;
    *arena_push(d->job->arena, d->table, d->ntables, d->table_cap) =
        (struct odt_table){ .row_repeat = 1, .cell_repeat = 1 };
    tree_table(d->tree);
}

static void end_odt_table(struct odt *d)
{
    if (d->ntables == 0)
        return;
    d->ntables--;
    tree_table_end(d->tree);
}

static void row_event(struct odt *d, xml_attrs attrs)
{
    struct odt_table *t = &d->table[d->ntables - 1];

    tree_row(d->tree);
    t->covered = 0;
    t->in_row = false;
    t->row_repeat = odf_count(attrs, "number-rows-repeated", INT32_MAX);
}

static void end_odt_row(struct odt *d, struct odt_table *t)
{
    tree_row_again(d->tree, t->row_repeat - 1);
    t->header_ended = false;
}

static void cell_event(struct odt *d, xml_attrs attrs)
{
    struct odt_table *t = &d->table[d->ntables - 1];
    uint32_t cols = odf_count(attrs, "number-columns-spanned", ODT_SPAN_MOST);

    if (t->header_ended && !t->in_row)      /* pandoc tells the first row of a header alone */
        tree_uncover(d->tree);
    t->in_row = true;
    tree_cell(d->tree, cols, odf_count(attrs, "number-rows-spanned", INT32_MAX), false);
    t->covered = cols - 1;
    t->cell_repeat = odf_count(attrs, "number-columns-repeated", ODT_SPAN_MOST);
}

/* What the cell before spans is counted already; what one above spans is passed. */
static void covered_event(struct odt *d, xml_attrs attrs)
{
    struct odt_table *t = &d->table[d->ntables - 1];
    uint32_t n = odf_count(attrs, "number-columns-repeated", ODT_SPAN_MOST);
    uint32_t own = n < t->covered ? n : t->covered;

    t->in_row = true;
    t->covered -= own;
    tree_skip(d->tree, n - own);
}

static void table_start(struct odt *d, uint16_t id, xml_attrs attrs)
{
    if (id == ODF_table_table)
        begin_odt_table(d, attrs);
    else if (d->ntables == 0)
        return;
    else if (id == ODF_table_row)
        row_event(d, attrs);
    else if (id == ODF_table_cell)
        cell_event(d, attrs);
    else if (id == ODF_table_covered_cell)
        covered_event(d, attrs);
}

static void table_end(struct odt *d, uint16_t id)
{
    struct odt_table *t = d->ntables ? &d->table[d->ntables - 1] : NULL;

    if (id == ODF_table_table)
        end_odt_table(d);
    else if (t && id == ODF_table_header_rows)
        t->header_ended = true;
    else if (t && id == ODF_table_row)
        end_odt_row(d, t);
    else if (t && id == ODF_table_cell)
        tree_cell_again(d->tree, t->cell_repeat - 1);
}

/* -- events -- */

static bool is_hidden(xml_attrs attrs)
{
    return odf_is(attrs, "visibility", "collapse") || odf_is(attrs, "visibility", "filter") ||
           odf_is(attrs, "display", "none") || odf_is(attrs, "is-hidden", "true");
}

/* Elements whose content is no text of the document, and hidden ones. */
static bool odt_holds_no_text(const struct odt *d, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case ODF_text_tracked_changes: case ODF_office_annotation: case ODF_office_forms:
    case ODF_office_event_listeners: case ODF_text_table_of_content:
    case ODF_text_illustration_index: case ODF_text_table_index: case ODF_text_object_index:
    case ODF_text_user_index: case ODF_text_alphabetical_index: case ODF_text_ruby_text:
    case ODF_text_note_citation: case ODF_draw_image: case ODF_draw_object:
    case ODF_draw_object_ole: case ODF_draw_plugin: case ODF_draw_applet:
    case ODF_draw_floating_frame: case ODF_draw_control: case ODF_svg_title: case ODF_svg_desc:
    case ODF_table_title: case ODF_table_desc: case ODF_table_shapes:
    case ODF_table_covered_cell:
        return true;
    case ODF_text_section: case ODF_table_row: case ODF_text_hidden_text:
        return is_hidden(attrs);
    case ODF_text_note:
        return is_odt_silent(d);
    default:
        return false;
    }
}

static void begin_span(struct odt *d, xml_attrs attrs)
{
    struct odt_run run = d->nruns ? d->run[d->nruns - 1] : (struct odt_run){ .bold = false };

    run.linked = run.linked || str_starts(xml_attr(attrs, "href"), STR("#"));
    push_run(d, styled_run(run, odf_style_find(&d->odf, ODF_TEXT, xml_attr(attrs, "style-name"))));
}

/* A sign that is told as an element. */
static void tell_sign(struct odt *d, uint16_t id)
{
    if (is_odt_silent(d))
        return;
    tell_odt_para(d);
    if (id == ODF_text_line_break)
        tree_break(d->tree);
    else
        tree_blank(d->tree);
}

static void begin_body(struct odt *d, xml_attrs attrs)
{
    odf_styles_done(&d->odf);
    d->in_body = d->any_body = true;
    if (odf_is(attrs, "use-soft-page-breaks", "true")) {
        d->page = 1;
        tree_page(d->tree, 1);
    }
}

static void body_start(struct odt *d, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case ODF_text_p: case ODF_text_h:
        begin_odt_para(d, id, attrs);
        break;
    case ODF_text_span: case ODF_text_a:
        begin_span(d, attrs);
        break;
    case ODF_text_s: case ODF_text_tab: case ODF_text_line_break:
        tell_sign(d, id);
        break;
    case ODF_text_soft_page_break:
        begin_page(d);
        break;
    case ODF_text_number:
        d->in_number = true;
        break;
    case ODF_text_list:
        begin_odt_list(d, attrs);
        break;
    case ODF_text_list_item: case ODF_text_list_header:
        begin_item(d, id, attrs);
        break;
    case ODF_text_note:
        begin_odt_note(d, attrs);
        break;
    default:
        table_start(d, id, attrs);
        break;
    }
}

static bool is_shape(uint16_t id)
{
    return id >= ODF_draw_text_box && id <= ODF_draw_measure;
}

static void odt_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct odt *d = arg;

    if (d->skip)
        return;
    if (!d->in_body) {
        odf_style_start(&d->odf, id, attrs);
        if (id == ODF_office_text)
            begin_body(d, attrs);
        d->is_sheet = d->is_sheet || id == ODF_office_spreadsheet;
        return;
    }
    if (id == ODF_table_covered_cell)
        table_start(d, id, attrs);
    if (odt_holds_no_text(d, id, attrs))
        d->skip = xml_depth(x) + 1;
    else if (is_shape(id))
        begin_odt_box(d);
    else
        body_start(d, id, attrs);
}

static void body_end(struct odt *d, uint16_t id)
{
    switch (id) {
    case ODF_text_p: case ODF_text_h:
        end_odt_para(d);
        break;
    case ODF_text_span: case ODF_text_a:
        if (d->nruns > d->para.run + 1)
            d->nruns--;
        break;
    case ODF_text_number:
        d->in_number = false;
        break;
    case ODF_text_list:
        end_odt_list(d);
        break;
    case ODF_text_note:
        end_odt_note(d);
        break;
    case ODF_office_text:
        d->in_body = false;
        break;
    default:
        table_end(d, id);
        break;
    }
}

static void odt_end(struct xml *x, uint16_t id, void *arg)
{
    struct odt *d = arg;

    if (d->skip) {
        if (d->skip == xml_depth(x) + 1)
            d->skip = 0;
        return;
    }
    if (!d->in_body)
        odf_style_end(&d->odf, id);
    else if (is_shape(id))
        end_odt_box(d);
    else
        body_end(d, id);
}

static void odt_text(struct xml *x, str text, void *arg)
{
    struct odt *d = arg;
    const struct odt_run *run;

    if (d->skip || !d->in_body)
        return;
    if (d->in_number) {
        buf_put(&d->label, text);
        return;
    }
    if (is_odt_silent(d))
        return;
    run = &d->run[d->nruns - 1];
    tell_odt_para(d);
    tree_text(d->tree, text, (run->bold ? TREE_BOLD : 0U) | (run->raised ? TREE_RAISED : 0U) |
              (run->linked ? TREE_LINKED : 0U), xml_at(x));
}

status odt_read(struct job *j, struct zip *z, struct tree *t)
{
    static const struct xml_events events = { odt_start, odt_end, odt_text };
    struct odt *d = arena_new(j->arena, struct odt);

    *d = (struct odt){ .job = j, .tree = t };
    buf_init(&d->label, j->arena);

    status st = odf_open(j, z, &d->odf);
    if (st == OK)
        st = odf_read_content(&d->odf, t, &events, d);
    if (st != OK || d->any_body)
        return st;
    if (d->is_sheet)
        return ods_read(j, z, t);
    return job_fail(j, FAIL_FORMAT,
                    "«%.*s» không phải là văn bản hay bảng tính OpenDocument: không đọc",
                    "«%.*s» is no text and no sheet of OpenDocument: not read", STRF(z->name));
}

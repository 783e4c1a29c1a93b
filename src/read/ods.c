/* ods.c -- OpenDocument sheets to the tree: cells as they are printed, by address.
 *
 * Repeated rows and columns without text are counted, never made. Of merged cells the
 * first one counts: what stands below the others is not printed. Comments, drawings and
 * scenarios are no cells. */
#include "read/odf_int.h"

enum { ODS_COLUMNS = 16384, ODS_ROWS = 1 << 20 };

/* A stretch of a cell's text. */
struct ods_piece {
    uint32_t from, len;         /* in ods.text */
    uint32_t src;
    bool raised;
    bool begins;                /* a paragraph */
    bool blank;                 /* a blank or a line's end, no text */
};

struct ods {
    struct job *job;
    struct tree *tree;
    struct odf odf;
    bool in_body, in_sheet;
    uint32_t skip;              /* depth of the element whose content is no text, +1; 0: none */

    uint32_t row, rows;         /* the running row, and how often it stands there */
    uint32_t col, cols;
    uint32_t columns;           /* told by table:table-column so far */
    bool hidden_column[ODS_COLUMNS];
    uint32_t groups, row_groups;        /* open ones from the outermost hidden one on */

    bool in_cell, in_para, para_begins;
    uint32_t span_cols, span_rows;
    struct ods_value value;
    struct buf text;            /* of the running cell */
    struct buf made;
    struct ods_piece *piece;
    size_t npieces, piece_cap;
    bool *raised;               /* of open spans */
    size_t nspans, span_cap;
};

/* -- sheets -- */

static bool sheet_hidden(const struct ods *d, xml_attrs attrs)
{
    const struct odf_style *style = odf_style_find(&d->odf, ODF_TABLE,
                                                   xml_attr(attrs, "style-name"));

    return style && style->hidden == ODF_ON;
}

static void begin_sheet(struct ods *d, xml_attrs attrs)
{
    d->in_sheet = true;
    d->row = d->rows = d->columns = d->groups = d->row_groups = 0;
    memset(d->hidden_column, 0, sizeof d->hidden_column);
    tree_sheet(d->tree, arena_str(d->job->arena, xml_attr(attrs, "name")));
}

static void end_sheet(struct ods *d)
{
    d->in_sheet = false;
    tree_table_end(d->tree);
}

static bool is_collapsed(xml_attrs attrs)
{
    return odf_is(attrs, "visibility", "collapse") || odf_is(attrs, "visibility", "filter") ||
           odf_is(attrs, "display", "false");
}

static void tell_columns(struct ods *d, xml_attrs attrs)
{
    uint32_t n = odf_count(attrs, "number-columns-repeated", ODS_COLUMNS);
    bool hidden = d->groups || is_collapsed(attrs);

    for (; n > 0 && d->columns < ODS_COLUMNS; n--)
        d->hidden_column[d->columns++] = hidden;
}

/* What is hidden is passed over, but it counts in the addresses of what follows. */
static void begin_ods_row(struct ods *d, xml_attrs attrs)
{
    d->row = d->row + d->rows < ODS_ROWS ? d->row + d->rows : ODS_ROWS;
    d->rows = odf_count(attrs, "number-rows-repeated", ODS_ROWS);
    d->col = d->cols = 0;
}

/* -- cells -- */

static void begin_ods_cell(struct ods *d, xml_attrs attrs)
{
    d->col = d->col + d->cols < ODS_COLUMNS ? d->col + d->cols : ODS_COLUMNS;
    d->cols = odf_count(attrs, "number-columns-repeated", ODS_COLUMNS);
    d->in_cell = true;
    d->span_cols = odf_count(attrs, "number-columns-spanned", ODS_COLUMNS);
    d->span_rows = odf_count(attrs, "number-rows-spanned", ODS_ROWS);
    d->value = ods_value_of(attrs);
    d->in_para = false;
    d->text.len = 0;
    d->npieces = d->nspans = 0;
}

static void push_piece(struct ods *d, str text, uint32_t src, bool blank)
{
    *arena_push(d->job->arena, d->piece, d->npieces, d->piece_cap) = (struct ods_piece){
        .from = (uint32_t)d->text.len, .len = (uint32_t)text.len, .src = src,
        .raised = d->nspans && d->raised[d->nspans - 1], .begins = d->para_begins,
        .blank = blank };
    d->para_begins = false;
    buf_put(&d->text, blank ? STR(" ") : text);
}

/* Where the value says it better than what is shown. */
static void settle_text(struct ods *d)
{
    d->made.len = 0;
    if (!ods_value_text(&d->value, buf_str(&d->text), &d->made))
        return;
    d->text.len = d->npieces = d->nspans = 0;
    d->para_begins = true;
    push_piece(d, buf_str(&d->made), NO_ORIGIN, false);
}

static void tell_pieces(struct ods *d)
{
    for (size_t i = 0; i < d->npieces; i++) {
        const struct ods_piece *p = &d->piece[i];

        if (p->begins)
            tree_para(d->tree, 0);
        if (p->blank)
            tree_blank(d->tree);
        else
            tree_text(d->tree, str_sub(buf_str(&d->text), p->from, p->from + p->len),
                      p->raised ? TREE_RAISED : TREE_PLAIN, p->src);
    }
}

static bool column_hidden(const struct ods *d, uint32_t col)
{
    return col < ODS_COLUMNS && d->hidden_column[col];
}

/* Tells the cell at each of its addresses. */
static void tell_ods_cell(struct ods *d)
{
    bool told = false;

    for (uint32_t r = d->row; r < d->row + d->rows; r++) {
        for (uint32_t c = d->col; c < d->col + d->cols; c++) {
            if (tree_is_full(d->tree))
                return;
            if (column_hidden(d, c))
                continue;
            if (told) {
                tree_sheet_copy(d->tree, r, c);
            } else {
                tree_sheet_cell(d->tree, r, c);
                tell_pieces(d);
                told = true;
            }
            if (d->span_cols > 1 || d->span_rows > 1)
                tree_sheet_merge(d->tree, r, c, d->span_rows, d->span_cols);
        }
        if (!told)
            return;
    }
}

static void end_ods_cell(struct ods *d)
{
    d->in_cell = false;
    settle_text(d);
    if (str_trim(buf_str(&d->text)).len)
        tell_ods_cell(d);
}

/* -- events -- */

/* Elements that are no cells, and hidden ones. The address goes on behind a hidden row. */
static bool ods_holds_no_text(struct ods *d, uint16_t id, xml_attrs attrs)
{
    if (id >= ODF_draw_text_box && id <= ODF_draw_control)
        return true;
    switch (id) {
    case ODF_table_table:
        return d->in_sheet || sheet_hidden(d, attrs);
    case ODF_table_row:
        if (!d->row_groups && !is_collapsed(attrs))
            return false;
        begin_ods_row(d, attrs);
        return true;
    case ODF_table_covered_cell:
        begin_ods_cell(d, attrs);
        d->in_cell = false;
        return true;
    case ODF_office_annotation: case ODF_office_forms: case ODF_office_event_listeners:
    case ODF_table_tracked_changes: case ODF_table_shapes: case ODF_table_dde_links:
    case ODF_table_scenario: case ODF_table_title: case ODF_table_desc: case ODF_svg_title:
    case ODF_svg_desc: case ODF_text_ruby_text:
        return true;
    default:
        return false;
    }
}

static void begin_ods_span(struct ods *d, xml_attrs attrs)
{
    const struct odf_style *s = odf_style_find(&d->odf, ODF_TEXT, xml_attr(attrs, "style-name"));
    bool around = d->nspans && d->raised[d->nspans - 1];

    *arena_push(d->job->arena, d->raised, d->nspans, d->span_cap) =
        s && s->raised != ODF_UNTOLD ? s->raised == ODF_ON : around;
}

static void ods_cell_start(struct ods *d, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case ODF_text_p: case ODF_text_h:
        d->in_para = d->para_begins = true;
        if (d->text.len)
            buf_char(&d->text, ' ');
        break;
    case ODF_text_span: case ODF_text_a:
        begin_ods_span(d, attrs);
        break;
    case ODF_text_s: case ODF_text_tab: case ODF_text_line_break:
        push_piece(d, (str){ NULL, 0 }, NO_ORIGIN, true);
        break;
    default:
        break;
    }
}

static void sheet_start(struct ods *d, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case ODF_table_table:
        begin_sheet(d, attrs);
        break;
    case ODF_table_column_group:
        if (d->groups || is_collapsed(attrs))
            d->groups++;
        break;
    case ODF_table_row_group:
        if (d->row_groups || is_collapsed(attrs))
            d->row_groups++;
        break;
    case ODF_table_column:
        tell_columns(d, attrs);
        break;
    case ODF_table_row:
        begin_ods_row(d, attrs);
        break;
    case ODF_table_cell:
        begin_ods_cell(d, attrs);
        break;
    default:
        break;
    }
}

static void ods_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct ods *d = arg;

    if (d->skip)
        return;
    if (!d->in_body) {
        odf_style_start(&d->odf, id, attrs);
        d->in_body = id == ODF_office_spreadsheet;
        if (d->in_body)
            odf_styles_done(&d->odf);
    } else if (ods_holds_no_text(d, id, attrs)) {
        d->skip = xml_depth(x) + 1;
    } else if (d->in_cell) {
        ods_cell_start(d, id, attrs);
    } else {
        sheet_start(d, id, attrs);
    }
}

static void ods_end(struct xml *x, uint16_t id, void *arg)
{
    struct ods *d = arg;

    if (d->skip) {
        if (d->skip == xml_depth(x) + 1)
            d->skip = 0;
        return;
    }
    if (!d->in_body) {
        odf_style_end(&d->odf, id);
        return;
    }
    switch (id) {
    case ODF_text_p: case ODF_text_h:
        d->in_para = false;
        break;
    case ODF_text_span: case ODF_text_a:
        if (d->nspans)
            d->nspans--;
        break;
    case ODF_table_cell:
        if (d->in_cell)
            end_ods_cell(d);
        break;
    case ODF_table_column_group:
        if (d->groups)
            d->groups--;
        break;
    case ODF_table_row_group:
        if (d->row_groups)
            d->row_groups--;
        break;
    case ODF_table_table:
        end_sheet(d);
        break;
    case ODF_office_spreadsheet:
        d->in_body = false;
        break;
    default:
        break;
    }
}

static void ods_text(struct xml *x, str text, void *arg)
{
    struct ods *d = arg;

    if (!d->skip && d->in_cell && d->in_para)
        push_piece(d, text, xml_at(x), false);
}

status ods_read(struct job *j, struct zip *z, struct tree *t)
{
    static const struct xml_events events = { ods_start, ods_end, ods_text };
    struct ods *d = arena_new(j->arena, struct ods);

    *d = (struct ods){ .job = j, .tree = t };
    buf_init(&d->text, j->arena);
    buf_init(&d->made, j->arena);

    status st = odf_open(j, z, &d->odf);
    return st == OK ? odf_read_content(&d->odf, t, &events, d) : st;
}

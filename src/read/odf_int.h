/* odf_int.h -- between the files that read OpenDocument (OASIS ODF 1.0 to 1.4). */
#ifndef READ_ODF_INT_H
#define READ_ODF_INT_H

#include "base/buf.h"
#include "pack/xml.h"
#include "read/formats.h"

/* The elements that matter, by prefix, a name of ours and the local name. */
#define ODF_ELEMENTS(X)                                                                   \
    X(office, styles, "styles") X(office, automatic_styles, "automatic-styles")           \
    X(office, body, "body") X(office, text, "text") X(office, spreadsheet, "spreadsheet") \
    X(office, annotation, "annotation") X(office, forms, "forms")                         \
    X(office, event_listeners, "event-listeners")                                         \
    X(style, style, "style") X(style, text_properties, "text-properties")                 \
    X(style, paragraph_properties, "paragraph-properties")                                \
    X(style, table_properties, "table-properties")                                        \
    X(text, outline_style, "outline-style")                                               \
    X(text, outline_level_style, "outline-level-style")                                   \
    X(text, list_style, "list-style")                                                     \
    X(text, list_level_style_number, "list-level-style-number")                           \
    X(text, list_level_style_bullet, "list-level-style-bullet")                           \
    X(text, list_level_style_image, "list-level-style-image")                             \
    X(text, p, "p") X(text, h, "h") X(text, span, "span") X(text, a, "a")                 \
    X(text, s, "s") X(text, tab, "tab") X(text, line_break, "line-break")                 \
    X(text, soft_page_break, "soft-page-break") X(text, number, "number")                 \
    X(text, list, "list") X(text, list_item, "list-item")                                 \
    X(text, list_header, "list-header")                                                   \
    X(text, note, "note") X(text, note_citation, "note-citation")                         \
    X(text, section, "section")                           \
    X(text, tracked_changes, "tracked-changes") X(text, hidden_text, "hidden-text")       \
    X(text, table_of_content, "table-of-content")                                         \
    X(text, illustration_index, "illustration-index") X(text, table_index, "table-index") \
    X(text, object_index, "object-index") X(text, user_index, "user-index")               \
    X(text, alphabetical_index, "alphabetical-index") X(text, ruby_text, "ruby-text")     \
    X(table, table, "table") X(table, row, "table-row") X(table, cell, "table-cell")      \
    X(table, covered_cell, "covered-table-cell") X(table, column, "table-column")         \
    X(table, header_rows, "table-header-rows")                                            \
    X(table, row_group, "table-row-group") X(table, column_group, "table-column-group")   \
    X(table, tracked_changes, "tracked-changes") X(table, shapes, "shapes")               \
    X(table, dde_links, "dde-links") X(table, scenario, "scenario")                       \
    X(table, title, "title") X(table, desc, "desc")                                       \
    X(draw, text_box, "text-box")                                 \
    X(draw, custom_shape, "custom-shape") X(draw, rect, "rect") X(draw, ellipse, "ellipse") \
    X(draw, circle, "circle") X(draw, polygon, "polygon") X(draw, polyline, "polyline")   \
    X(draw, path, "path") X(draw, line, "line") X(draw, connector, "connector")           \
    X(draw, regular_polygon, "regular-polygon") X(draw, caption, "caption")               \
    X(draw, measure, "measure") X(draw, image, "image") X(draw, object, "object")         \
    X(draw, object_ole, "object-ole") X(draw, plugin, "plugin") X(draw, applet, "applet") \
    X(draw, floating_frame, "floating-frame") X(draw, control, "control")                 \
    X(svg, title, "title") X(svg, desc, "desc")

enum odf_element {
    ODF_OTHER,
#define X(prefix, name, local) ODF_##prefix##_##name,
    ODF_ELEMENTS(X)
#undef X
};

extern const struct xml_language odf_language;

/* -- lists -- */

struct odf_lists;
struct odf_list;                /* one that is being counted */

struct odf_lists *odf_lists_new(struct arena *a);

/* Takes what an element of a list style or of the headings' tells. */
void odf_lists_start(struct odf_lists *l, uint16_t id, xml_attrs attrs);
void odf_lists_end(struct odf_lists *l, uint16_t id);

/* Begins a list: anew, or going on with the one of that id, or with the one before if it
 * has the same style. Empty strings are not told. */
struct odf_list *odf_list_begin(struct odf_lists *l, str id, str style, str continued,
                                bool continues);

/* Begins a list in an item of another, of a level from 2. Where the outer one began anew
 * and the inner does not go on, its level does so, too. */
void odf_list_inner(struct odf_list *list, uint32_t level, bool continues);

/* The list that the headings count. */
struct odf_list *odf_outline(struct odf_lists *l);

/* Counts the next item of a level, from 1; `start` >= 0: with that number. */
void odf_list_count(struct odf_lists *l, struct odf_list *list, str style, uint32_t level,
                    int32_t start);

/* Appends the number or bullet of the item counted last as it is printed ("1.", "a)",
 * "II.2."), nothing where the style has none or is not known. */
void odf_list_label(struct odf_lists *l, const struct odf_list *list, str style,
                    uint32_t level, struct buf *out);

/* The style of the headings' numbers, as it goes in the calls above. */
#define ODF_OUTLINE STR("\n")

/* -- styles -- */

enum odf_family { ODF_PARAGRAPH, ODF_TEXT, ODF_TABLE, ODF_FAMILIES };

/* What a style tells of each: a switch that is not told is taken from its parent. */
enum odf_switch { ODF_UNTOLD, ODF_OFF, ODF_ON };

struct odf_style {
    enum odf_family family;
    str name, parent;
    str list;                   /* of its paragraphs; "" told: none */
    bool list_told;
    uint8_t bold, raised, hidden;       /* enum odf_switch */
    bool title;                 /* of the document, by its name */
    bool contents;              /* of a table of contents: its numbers are pages */
    bool page_before, page_after;       /* a page ends there */
};

struct odf {
    struct job *job;
    struct zip *zip;
    struct odf_lists *lists;
    struct odf_style *style;    /* sorted by family and name when odf_styles_done was called */
    size_t nstyles, style_cap;
    struct odf_style *open;     /* being told */
    bool apart;                 /* in styles.xml, in styles of page headers: not ours */
    bool common;                /* styles.xml is read */
};

/* Reads what stands beside the content: refuses an encrypted file, reads the common
 * styles. */
status odf_open(struct job *j, struct zip *z, struct odf *out);

/* Takes what an element of the styles tells, in whichever part it stands. */
void odf_style_start(struct odf *o, uint16_t id, xml_attrs attrs);
void odf_style_end(struct odf *o, uint16_t id);

/* All styles are told: they inherit. */
void odf_styles_done(struct odf *o);

/* The style, NULL for an unknown one. */
const struct odf_style *odf_style_find(const struct odf *o, enum odf_family family, str name);

/* Parses content.xml, or fails for there is none. */
status odf_read_content(struct odf *o, struct tree *t, const struct xml_events *events, void *arg);

/* A count of an attribute ("number-columns-repeated"): at least 1, at most `most`. */
uint32_t odf_count(xml_attrs attrs, const char *local, uint32_t most);

/* Does the attribute say so ("true", "collapse", ...)? */
bool odf_is(xml_attrs attrs, const char *local, const char *word);

/* -- values of cells -- */

enum ods_type { ODS_TEXT, ODS_NUMBER, ODS_PERCENT, ODS_DATE, ODS_TIME };

enum { ODS_VALUE_BYTES = 64 };

/* What a cell holds, behind what it shows. */
struct ods_value {
    enum ods_type type;
    char text[ODS_VALUE_BYTES];         /* "1234.5", "2025-11-22", "PT12H30M00S" */
    size_t len;
};

/* The value that a cell's attributes tell; of a text none. */
struct ods_value ods_value_of(xml_attrs attrs);

/* What a reader shall read in the cell, where that is not what it shows: nothing is
 * shown, the column is too narrow ("###"), or a figure is in the English notation
 * ("1,234.5") or a date has its month first, which the value tells. False: as shown. */
bool ods_value_text(const struct ods_value *v, str shown, struct buf *out);

#endif

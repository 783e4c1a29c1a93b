/* docx_int.h -- between the files that read Word documents. */
#ifndef READ_DOCX_INT_H
#define READ_DOCX_INT_H

#include "base/buf.h"
#include "pack/xml.h"
#include "read/formats.h"

/* The elements that matter: WordprocessingML (w), markup compatibility (mc), math (m),
 * package relationships (r). */
#define DOCX_ELEMENTS(X)                                                                  \
    X(w, p) X(w, r) X(w, t) X(w, tab) X(w, br) X(w, cr) X(w, sym) X(w, noBreakHyphen)     \
    X(w, softHyphen)                                                                      \
    X(w, pPr) X(w, rPr) X(w, pStyle) X(w, rStyle) X(w, numPr) X(w, numId) X(w, ilvl)      \
    X(w, outlineLvl) X(w, b) X(w, vertAlign) X(w, position) X(w, vanish) X(w, rFonts)     \
    X(w, tbl) X(w, tr) X(w, tc) X(w, trPr) X(w, tcPr) X(w, gridSpan) X(w, vMerge)         \
    X(w, gridBefore) X(w, del) X(w, ins) X(w, moveFrom) X(w, delText) X(w, instrText)     \
    X(w, fldChar) X(w, footnoteReference) X(w, endnoteReference) X(w, footnote)           \
    X(w, endnote) X(w, txbxContent) X(w, lastRenderedPageBreak) X(w, style) X(w, name)    \
    X(w, basedOn) X(w, abstractNum) X(w, abstractNumId) X(w, lvl) X(w, start)             \
    X(w, numFmt) X(w, lvlText) X(w, isLgl) X(w, num) X(w, lvlOverride)                    \
    X(w, startOverride) X(w, hyperlink) X(w, delInstrText) X(w, rt)                       \
    X(mc, Fallback) X(m, t) X(r, Relationship)

enum docx_element {
    DOCX_OTHER,
#define X(prefix, local) DOCX_##prefix##_##local,
    DOCX_ELEMENTS(X)
#undef X
};

extern const struct xml_language docx_language;

/* Is the switch on ("<w:b/>", w:val="1"), or told off ("0", "false", "none")? */
bool docx_on(xml_attrs attrs);

/* -- styles.xml -- */

enum { DOCX_LEVELS = 9 };

struct docx_style {
    str id, based_on;
    uint8_t heading;            /* rank from 1, 0 for none */
    bool contents;              /* of a table of contents: its numbers are pages */
    bool bold, bold_told;
    int32_t num;                /* its list, -1 for none told */
    int32_t level;
};

struct docx_styles {
    struct docx_style *style;   /* sorted by id; what a style is based on is taken over */
    size_t n, cap;
};

status docx_read_styles(struct job *j, struct zip *z, str part, struct docx_styles *out);

/* The style, NULL for an unknown one. */
const struct docx_style *docx_style_find(const struct docx_styles *s, str id);

/* -- numbering.xml -- */

struct docx_lists;

/* The lists of a document; without the part there are none. */
status docx_read_lists(struct job *j, struct zip *z, str part, struct docx_lists **out);

/* Counts the next paragraph of a list and appends its number or bullet as it is printed
 * ("1.", "a)", "II.2."), nothing where it has none. */
void docx_list_next(struct docx_lists *l, int32_t num, int32_t level, struct buf *out);

#endif

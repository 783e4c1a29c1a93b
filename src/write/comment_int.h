/* comment_int.h -- between the files that put comments into Word documents.
 *
 * All offsets are bytes of the document's part as it was. */
#ifndef WRITE_COMMENT_INT_H
#define WRITE_COMMENT_INT_H

#include "base/buf.h"
#include "pack/xml.h"
#include "pack/zip.h"
#include "pack/zip_write.h"
#include "write/docx_comment.h"

#define COMMENT_ELEMENTS(X)                                                              \
    X(w, p) X(w, r) X(w, rPr) X(w, t) X(w, txbxContent) X(w, footnoteReference)           \
    X(w, endnoteReference) X(w, footnote) X(w, endnote) X(w, comment) X(w, comments)      \
    X(w, commentRangeStart) X(w, commentReference) X(w, fldChar) X(w, fldSimple)          \
    X(m, oMath) X(m, oMathPara) X(m, t)    \
    X(r, Relationships) X(r, Relationship) X(ct, Types) X(ct, Override) X(dc, modified)

enum comment_element {
    COMMENT_OTHER,
#define X(prefix, local) COMMENT_##prefix##_##local,
    COMMENT_ELEMENTS(X)
#undef X
};

extern const struct xml_language comment_language;

/* A run, or what stands for one: a formula. */
struct seam_run {
    uint32_t from, open, to;    /* of "<w:r", behind its start tag, behind "</w:r>" */
    uint32_t look, look_end;    /* its w:rPr; equal where it has none */
    uint32_t children;          /* elements in it but its properties */
    uint32_t depth;
    struct seam_run *outer;     /* the run a text box hangs in */
};

/* A field: programs make its result anew, and a comment in it would go with the old one. */
struct seam_field {
    struct seam_run *begin, *end;       /* the runs it begins and ends in; end NULL while it is */
                                        /* open, or where its result is to be marked */
    uint32_t para;              /* number of the paragraph it begins in */
    bool link, simple;          /* simple: one element, which stands for both runs */
    struct seam_field *outer;
};

/* Where a mark can stand: around a run, around an element of it, in the text of it. */
enum spot_kind { SPOT_RUN, SPOT_ELEMENT, SPOT_TEXT };

struct seam_spot {
    enum spot_kind kind;
    const struct seam_run *run;
    const struct seam_field *field;     /* the innermost one it stands in, or NULL */
    uint32_t from, to;          /* of the element */
    uint32_t ordinal;           /* of it among the run's children, from 1 */
    uint32_t text, text_end;    /* SPOT_TEXT: what stands between its tags */
};

/* A byte of the part that a figure begins or ends with. */
struct seam_point {
    uint32_t at;
    const struct seam_spot *spot;       /* found by the scan; NULL: none */
};

/* The mark of a note that a figure stands in. */
struct seam_note {
    int32_t id;
    bool endnote;
    const struct seam_spot *spot;
};

struct seam_scan {
    struct seam_point *point;   /* sorted by at */
    size_t npoints;
    struct seam_note *note;
    size_t nnotes;
    const struct seam_spot *first;      /* the first run, for what has no place */
    str prefix;                 /* "w:" */
    long last_id;               /* of comments that are marked in the text, -1 for none */
};

/* Finds the spots of all points and notes in one pass over the document. */
status seam_scan(struct job *j, str file, str part, str bytes, struct seam_scan *s);

/* What one comment is put around: the bytes [first, last] and their spots. */
struct seam_figure {
    uint32_t first, last;
    const struct seam_spot *first_spot, *last_spot;
    long id;
};

/* Appends the document with the marks of all figures. */
void seam_write(struct job *j, str bytes, const struct seam_scan *s,
                const struct seam_figure *figure, size_t n, struct buf *out);

/* The prefix ("w:", or empty) of the element that begins at bytes[at]. */
str seam_prefix(str bytes, uint32_t at);

/* -- the other parts -- */

struct comment_parts {
    struct job *job;
    struct zip *zip;
    str document;               /* name of the document's part */
    str comments;               /* of the comments' part */
    bool has_comments;          /* it exists */
    bool strict;                /* the namespaces of ISO 29500 strict */
    long next_id;               /* the first free number */
    const bool *elsewhere;      /* by finding: its figure is not what the comment stands at */
    struct zip_change change[4];
    size_t nchanges;
};

/* Looks for the comments the file has; last_id: see seam_scan. */
status comment_find_parts(struct comment_parts *p, long last_id);

/* Makes the changes that put the findings into the file as comments next_id and on. */
status comment_write_parts(struct comment_parts *p, const struct docx_commenting *c);

#endif

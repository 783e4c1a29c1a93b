/* pack.h -- packed files made in memory, for the tests of their readers. */
#ifndef UNIT_PACK_H
#define UNIT_PACK_H

#include "base/buf.h"
#include "doc/doc.h"

/* An archive that is being made; members are stored, or deflated where asked. */
struct packing {
    struct buf out, directory;
    unsigned n;
};

void pack_begin(struct packing *p, struct arena *a);
void pack_member(struct packing *p, const char *name, str content, bool deflate);
str pack_end(struct packing *p);

/* A Word document with this body ("<w:p>..."), and other parts as wanted (may be NULL). */
str pack_docx(struct arena *a, const char *body, const char *footnotes, const char *numbering);

/* The content of an OpenDocument "text" or "spreadsheet" with these automatic styles (may
 * be NULL), and the file of it with what stands in its styles.xml (may be NULL). */
str pack_odf_content(struct arena *a, const char *kind, const char *automatic, const char *body);
str pack_odf_root(struct arena *a, str inner);          /* with any elements in it */
str pack_odf(struct arena *a, const char *kind, const char *styles, str content);

/* What stands between the root's tags in the parts of a workbook; NULL: left out, for the
 * book and its relations: one sheet «Biểu 1». */
struct packed_book {
    const char *book, *relations, *sheet, *strings, *styles;
};

str pack_xlsx(struct arena *a, const struct packed_book *b);

/* The blocks, one a line: kind, level or note, text with its marks "[1]"; cells are parted
 * by |, "{2x1}" has so many rows and columns, "~" is covered. */
void pack_tell(struct buf *out, const struct doc *d);

#endif

/* pack.h -- packed files made in memory, for the tests of their readers. */
#ifndef UNIT_PACK_H
#define UNIT_PACK_H

#include "base/buf.h"

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

#endif

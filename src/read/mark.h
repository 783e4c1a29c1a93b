/* mark.h -- note marks in running text, told from digits and units. */
#ifndef READ_MARK_H
#define READ_MARK_H

#include "read/line.h"

/* A mark at source[at, at + len): not text. */
struct mark {
    uint32_t at;
    uint16_t len;
    uint16_t number;
};

struct marks {
    const struct mark *mark;    /* sorted by at */
    uint32_t n;
};

/* Finds the bodies of notes in wrapped text (they begin with a bare number:
 * "6 Chỉ thị ..."), turns their lines into LINE_NOTE and marks the zone. */
void marks_find_notes(const struct source *src, struct lines *ls);

/* Finds the marks: <sup>n</sup>, [^n] and a glued [n] anywhere, bare glued digits ("kế
 * hoạch1.", "34.94226") where a note of that number follows on the page.
 * m<sup>3</sup> is a unit, not a mark. */
struct marks marks_find(struct arena *a, const struct source *src, const struct lines *ls);

#endif

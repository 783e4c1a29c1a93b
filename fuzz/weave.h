/* weave.h -- any bytes as well-formed XML in the words of a format, for noise seldom gets
 * beyond a parser. */
#ifndef FUZZ_WEAVE_H
#define FUZZ_WEAVE_H

#include "base/buf.h"

/* The words: elements, whole attributes (a="b"), texts; each row ends with NULL. */
struct weave {
    const char *const *element, *const *attribute, *const *text;
};

/* Appends what the bytes say: below 128 an element begins, its attributes told by the
 * bytes behind; then texts, ends, and from 224 on elements without content. What is open
 * at the end is closed. */
void weave(struct buf *out, const struct weave *w, str data);

#endif

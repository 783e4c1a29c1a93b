/* sentence.h -- the sentence that stands around a place, as a reader would quote it. */
#ifndef DOC_SENTENCE_H
#define DOC_SENTENCE_H

#include "doc/doc.h"

/* The sentence around the place, cleaned as flows are; in a table the row, its cells with
 * " | " between; the source's line where no block holds the place. */
str doc_sentence(struct arena *a, const struct doc *d, uint32_t offset);

#endif

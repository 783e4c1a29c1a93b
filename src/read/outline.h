/* outline.h -- what the blocks of a document are to each other. */
#ifndef READ_OUTLINE_H
#define READ_OUTLINE_H

#include "base/arena.h"
#include "doc/doc.h"

/* Notes are told apart by numbers below this. */
enum { NOTE_NUMBERS = 1000 };

/* Fills parents and anchors of the n blocks in reading order. Headings that are
 * sentences become items; `wrapped`: their lines were broken at a width. */
void outline_blocks(struct arena *a, struct block *block, uint32_t n, bool wrapped);

#endif

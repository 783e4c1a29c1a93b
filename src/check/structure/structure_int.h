/* structure_int.h -- what the rules of a document's make share. */
#ifndef CHECK_STRUCTURE_INT_H
#define CHECK_STRUCTURE_INT_H

#include "check/check_int.h"
#include "check/wording/phrase.h"

/* A finding on the words of a block from `from` on: they are what is stated, and the first
 * argument. */
struct diag *structure_finding(struct checker *c, enum diag_code code, uint32_t block,
                               size_t from, str words);

/* The first five words of s; the last five. */
str structure_first_words(str s);
str structure_last_words(str s);

/* Is the block running text of the body: no note, no table? */
bool structure_is_body(const struct block *b);

/* The next block of the body behind i, or nblocks. */
uint32_t structure_next(const struct checker *c, uint32_t i);

/* structure_pairs.c: quotation marks and brackets, doubled marks, what is left to fill in. */
void check_pairs(struct checker *c);

/* structure_blank.c: what stands at s[at] and was left to be filled in, or is a mark put
 * twice; s is the block's text. */
void check_left_blank(struct checker *c, uint32_t block, str s, size_t at);

/* structure_list.c: numbering of sections and lists, empty sections. */
void check_lists(struct checker *c);

/* structure_text.c: sentences cut off, paragraphs told twice. */
void check_texts(struct checker *c);

#endif

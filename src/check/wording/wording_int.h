/* wording_int.h -- what the rules of words against figures share. */
#ifndef CHECK_WORDING_INT_H
#define CHECK_WORDING_INT_H

#include "check/wording/phrase.h"
#include "check/structure/structure_int.h"

/* wording_sign.c: words of rise and fall, of plans met and missed, against their figures. */
void check_sign_words(struct checker *c);

/* wording_count.c: "06 huyện: A, B, C" against the items that are listed. */
void check_counted_lists(struct checker *c);

/* wording_name.c: abbreviations and codes that were spelt wrong. */
void check_spelt_names(struct checker *c);

/* The words at `from` and at `again`, one blank between, begin alike: are they one word that
 * is never doubled? */
void check_doubled_word(struct checker *c, uint32_t block, size_t from, size_t again);

/* wording_spelt.c: proper names spelt two ways, words put twice. */
void check_names_spelt(struct checker *c);

/* wording_more.c: multiples told as an excess, rough words before exact figures, "đều tăng"
 * of what fell. */
void check_more_words(struct checker *c);

#endif

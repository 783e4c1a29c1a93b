/* slip.h -- words that a typist or a scan got wrong.
 *
 * Inside extract only: found while the tokens of a block are at hand. */
#ifndef EXTRACT_SLIP_H
#define EXTRACT_SLIP_H

#include "extract/scan.h"

/* A quick look at token i, a word: is it worth asking slip_at()? */
static inline bool slip_possible(const struct scan *s, uint32_t i)
{
    const struct token *t = &s->t[i];

    return t->odd || t->digits
           || (t->upper && i > 0 && (t[-1].word == W_HUYEN || t[-1].word == W_XA
                                     || t[-1].word == W_TINH || t[-1].word == W_PHO
                                     || t[-1].word == W_PHUONG || t[-1].word == W_TRAN));
}

/* What is wrong with it, if anything. out->block is the caller's to fill in. */
bool slip_at(const struct scan *s, uint32_t i, struct word_slip *out);

#endif

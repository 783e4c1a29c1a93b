/* vocab.h -- the words of a text: each distinct spelling is folded and looked up
 * once, however often it stands there. */
#ifndef LEX_VOCAB_H
#define LEX_VOCAB_H

#include "lex/lex.h"

/* What is known of one spelling. */
struct vocab_word {
    str raw;                    /* as written; its text must outlive the vocabulary */
    str fold;                   /* canonical form (see fold_word), in the arena */
    uint64_t head, tail;        /* its first and last eight bytes, hashes of a longer one */
    uint16_t word;              /* enum word */
    uint8_t numeral;            /* numeral_word() */
    bool upper;                 /* begins with a capital */
    bool digits;                /* has digits in it */
};

/* The entry of this spelling, made where it is new. It holds until the next call. */
const struct vocab_word *vocab_find(struct vocab *v, const struct lexicon *l, struct arena *a,
                                    str raw);

#endif

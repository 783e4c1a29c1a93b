/* vocab.h -- the words of a text: each distinct spelling is told apart, folded and
 * looked up once, however often it stands there. */
#ifndef LEX_VOCAB_H
#define LEX_VOCAB_H

#include "lex/lex.h"

/* What is known of one spelling: what stands up to the next blank, "trước;" or "tăng". */
struct vocab_word {
    uint64_t head, tail;        /* its sixteen bytes, zeroes behind its end */
    str fold;                   /* canonical form of the word (see fold_word), in the arena */
    uint32_t len;               /* bytes of the word it begins with; 0: it begins with none */
    uint16_t word;              /* enum word */
    uint8_t numeral;            /* numeral_word() */
    bool upper;                 /* begins with a capital */
    bool digits;                /* has digits in it */
};

/* The word that begins at text[at], which is no blank. It holds until the next call. */
const struct vocab_word *vocab_at(struct vocab *v, const struct lexicon *l, struct arena *a,
                                  str text, size_t at);

/* The same of a text that is to be one word: NULL when it is none. */
static inline const struct vocab_word *vocab_find(struct vocab *v, const struct lexicon *l,
                                                  struct arena *a, str word)
{
    const struct vocab_word *w = word.len ? vocab_at(v, l, a, word, 0) : NULL;

    return w && w->len == word.len ? w : NULL;
}

#endif

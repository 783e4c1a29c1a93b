/* vocab.h -- the words of texts: each distinct spelling is told apart, folded and looked
 * up once a thread, however often it stands in however many reports. */
#ifndef LEX_VOCAB_H
#define LEX_VOCAB_H

#include "lex/lex.h"

/* What is known of one spelling: what stands up to the next blank, "trước;" or "tăng".
 * Two of them fill a cache line. */
struct vocab_word {
    uint64_t head, tail;        /* its sixteen bytes, zeroes behind its end */
    const char *folded;         /* see vocab_fold() */
    uint16_t fold_len;
    uint16_t len;               /* bytes of the word it begins with; 0: it begins with none */
    struct word_look look;
};

/* Canonical form of the word (see fold_word). It stays until the thread opens its
 * vocabulary again: for the next report. */
static inline str vocab_fold(const struct vocab_word *w)
{
    return (str){ w->folded, w->fold_len };
}

/* str_hash() of that form, for a word whose len is not 0: it stands before the form. */
static inline uint64_t vocab_hash(const struct vocab_word *w)
{
    uint64_t hash;

    memcpy(&hash, w->folded - sizeof hash, sizeof hash);
    return hash;
}

/* The words this thread has met so far, for one report more. */
struct vocab *vocab_open(struct arena *a);

/* The word that begins at text[at], which is no blank. It holds until the next call. */
const struct vocab_word *vocab_at(struct vocab *v, struct arena *a, str text, size_t at);

/* The same of a text that is to be one word: NULL when it is none. */
static inline const struct vocab_word *vocab_find(struct vocab *v, struct arena *a, str word)
{
    const struct vocab_word *w = word.len ? vocab_at(v, a, word, 0) : NULL;

    return w && w->len == word.len ? w : NULL;
}

#endif

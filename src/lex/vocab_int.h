/* vocab_int.h -- how the vocabulary finds a spelling that it knows: the lexer asks for a
 * million of them where they stand. */
#ifndef LEX_VOCAB_INT_H
#define LEX_VOCAB_INT_H

#include "base/window.h"
#include "lex/vocab.h"

#include <endian.h>
#include <string.h>

/* A report has four thousand spellings, an archive ever new ones. */
enum { VOCAB_BITS = 15, VOCAB_SLOTS = 1 << VOCAB_BITS, VOCAB_MOST = VOCAB_SLOTS / 2, SPELLING = 16,
       TEXT_BYTES = VOCAB_MOST * 20 };

struct vocab {
    struct vocab_word slot[VOCAB_SLOTS];    /* open addressing; head is 0: empty */
    size_t n;
    bool spilled;               /* it was filled: words met since are folded in their job */
    size_t ntext;
    char text[TEXT_BYTES];      /* the folded forms of the others */
};

/* A spelling as two numbers: its bytes up to a blank, zeroes behind them. */
struct spelling { uint64_t head, tail; };

static inline uint64_t load_eight(const char *p)
{
    uint64_t eight;

    memcpy(&eight, p, sizeof eight);
    return le64toh(eight);
}

typedef uint64_t halves __attribute__((vector_size(LANES)));
_Static_assert((int)SPELLING == (int)LANES, "a spelling is told at once");

/* The spelling that the bytes begin; false for one that is longer than can be told, as
 * `ends`, a blank behind them, says. Words of any length stand in any order: a branch would
 * be mistaken every other time. */
static inline bool spell_lanes(lanes bytes, bool ends, struct spelling *k)
{
    static const uint8_t kept[2 * LANES] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    };
    uint64_t blanks = lanes_bits(lanes_equal(bytes, ' ')) | (uint64_t)ends << SPELLING;
    lanes before;
    halves half;

    if (blanks == 0)
        return false;
    memcpy(&before, kept + LANES - __builtin_ctzll(blanks), sizeof before);
    half = (halves)(bytes & before);
    *k = (struct spelling){ le64toh(half[0]), le64toh(half[1]) };
    return true;
}

/* The one at p, where SPELLING bytes and one more may be read. */
static inline bool spell_at(const char *p, struct spelling *k)
{
    lanes bytes;

    memcpy(&bytes, p, sizeof bytes);
    return spell_lanes(bytes, p[SPELLING] == ' ', k);
}

static inline size_t spelling_slot(struct spelling k)
{
    uint64_t h = (k.head ^ k.tail << 23 ^ k.tail >> 41) * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(h >> (64 - VOCAB_BITS));    /* the best mixed */
}

/* The slot of the spelling, or the empty one where it belongs. */
static inline struct vocab_word *find_slot(struct vocab *v, struct spelling k)
{
    for (size_t at = spelling_slot(k);; at = (at + 1) % VOCAB_SLOTS) {
        struct vocab_word *w = &v->slot[at];

        if ((w->head == k.head && w->tail == k.tail) || !w->head)
            return w;
    }
}

/* The word at text[at], where it is known and the text goes on behind it; else NULL, and
 * vocab_at() tells. */
static inline const struct vocab_word *vocab_known_at(struct vocab *v, str text, size_t at)
{
    const struct vocab_word *w;
    struct spelling k;

    if (text.len - at <= SPELLING || !spell_at(text.ptr + at, &k))
        return NULL;
    w = find_slot(v, k);
    return w->head ? w : NULL;
}

#endif

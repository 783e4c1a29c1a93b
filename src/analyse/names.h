/* names.h -- the words of names, for telling which names mean the same.
 *
 * A name is a set of words: their order, their case and tone placement and the words
 * that tell nothing ("tổng số", "trên địa bàn"; model/name_words.def) do not count, and
 * abbreviations are the words they stand for. The thread's vocabulary folds each spelling
 * once (lex/vocab.h), so that reading a name costs a look-up a word. */
#ifndef ANALYSE_NAMES_H
#define ANALYSE_NAMES_H

#include "base/arena.h"

struct names;

/* For the names of reports that this thread has read, while it reads no other. */
struct names *names_open(struct arena *a);

/* The words of one name. */
struct name_bag {
    const uint64_t *word;       /* str_hash() of each, rising, each once */
    uint32_t n;                 /* 0: a name that tells nothing */
    uint64_t hash;              /* of the set */
};

/* What a name is read as. */
enum name_reading {
    NAME_PLAIN,
    NAME_OF_PLAN                /* "kế hoạch", "dự toán", "giao" tell only what the kind tells */
};

/* The bag of a name, which lives as long as the arena. The name's text must stay as it is
 * while the arena lives: it is read once. */
const struct name_bag *names_read(struct names *n, str name, enum name_reading reading);

/* The words of a name in their order, none left out. */
enum { NAMES_MOST = 64 };       /* words beyond these are cut off */

struct name_words_told {
    uint64_t word[NAMES_MOST];
    uint32_t n;
};

void names_split(struct names *n, str name, struct name_words_told *out);
const struct name_bag *names_bag(struct names *n, const struct name_words_told *words,
                                 enum name_reading reading);

/* Takes the words out that only tell of a plan: "sẽ dự kiến", "kế hoạch". */
void names_leave_plan(struct name_words_told *words);

/* How many words both have. */
uint32_t names_shared(const struct name_bag *a, const struct name_bag *b);

/* Has `whole` every word of `part`? */
bool names_within(const struct name_bag *part, const struct name_bag *whole);

#endif

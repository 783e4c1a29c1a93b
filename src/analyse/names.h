/* names.h -- the words of names, for telling which names mean the same.
 *
 * A name is a set of words: their order, their case and tone placement and the words
 * that tell nothing ("tổng số", "trên địa bàn"; model/name_words.def) do not count, and
 * abbreviations are the words they stand for. The thread's vocabulary folds each spelling
 * once (lex/vocab.h), and names are told by their text: a new one costs a look-up a word,
 * one that was met before a single look-up. */
#ifndef ANALYSE_NAMES_H
#define ANALYSE_NAMES_H

#include "base/arena.h"

struct names;

/* For the names of reports that this thread has read, while it reads no other. */
struct names *names_open(struct arena *a);

/* The words of one name, as a set. */
struct name_bag {
    const uint64_t *word;       /* str_hash() of each, rising, each once */
    uint32_t n;                 /* 0: a name that tells nothing */
    uint64_t hash;              /* of the set */
};

/* What a name is read as. */
enum name_reading {
    NAME_PLAIN,
    NAME_OF_PLAN,               /* "kế hoạch", "dự toán", "giao" tell only what the kind tells */
    NAME_BARE                   /* for likeness: words without diacritics, abbreviations as they
                                 * stand, and fewer words that tell something */
};
enum { NAME_READINGS = NAME_BARE + 1 };

enum { NAMES_MOST = 64 };       /* words beyond these are cut off */

/* One name, however many figures have it. */
struct name_told {
    str name;
    const uint64_t *word;       /* str_hash() of its folded words, in order, none left out */
    uint32_t n;
    uint32_t number;            /* of all names that were read, from 0 */
    const struct name_bag *bag[NAME_READINGS];  /* once asked for, see names_bag() */
};

/* The name, taken apart when it is first told. Its text must stay as it is while the arena
 * lives. */
struct name_told *names_told(struct names *n, str name);

/* The bag of a name, which lives as long as the arena. */
const struct name_bag *names_bag(struct names *n, struct name_told *t, enum name_reading reading);
const struct name_bag *names_read(struct names *n, str name, enum name_reading reading);

/* The hash of a name's plain bag, which is not kept: of the places of a report each is told a
 * few times. 0 of one that tells nothing. */
uint64_t names_hash(struct names *n, str name);

/* The words of a name but those that only tell of a plan: "sẽ dự kiến", "kế hoạch". Gives
 * their number. */
uint32_t names_leave_plan(const struct name_told *t, uint64_t word[NAMES_MOST]);

/* How many words both have. */
uint32_t names_shared(const struct name_bag *a, const struct name_bag *b);

/* Has `whole` every word of `part`? */
bool names_within(const struct name_bag *part, const struct name_bag *whole);

#endif

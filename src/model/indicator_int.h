/* indicator_int.h -- how names are compared, and the reader of the catalogue's
 * text, which the build runs. */
#ifndef MODEL_INDICATOR_INT_H
#define MODEL_INDICATOR_INT_H

#include "base/buf.h"
#include "model/indicator.h"

/* What is left of a name to compare by. Words are told by 64-bit hashes. */
struct name_key {
    uint64_t words;             /* of all words that matter, in order; 0: none */
    uint64_t bag;               /* of the heavy ones, in any order but the first */
    uint64_t light;             /* one bit for each light word */
    uint32_t nheavy;
};

struct indicator_name {
    struct name_key key;
    uint16_t of;                /* index in the list */
};

struct name_words;
const struct name_words *name_words_open(struct arena *a);

/* All keys are zero for a name without words, or too long to be one. */
struct name_key name_key_of(const struct name_words *words, str name);

/* The same of a name whose folded words have these hashes (str_hash). */
struct name_key name_key_from(const struct name_words *words, const uint64_t *word, size_t n);

/* Do amounts in both units measure the same? Counts go by many words (người,
 * lao động), so any two of them do. */
bool indicator_measures(unit a, unit b);

/* Reads and indexes a catalogue. Bad lines are left out and told. The result
 * has its list and index; units and words are those it was read with. */
const struct indicators *catalogue_read(struct arena *a, str text,
                                        const struct catalogue_problem **problem, size_t *count);

/* The shipped catalogue as the build has indexed it; units and words are NULL. */
extern const struct indicators catalogue_built;

#endif

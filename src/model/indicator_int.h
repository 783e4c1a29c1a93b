/* indicator_int.h -- how names are compared, and the reader of the catalogue's
 * text, which the build runs. */
#ifndef MODEL_INDICATOR_INT_H
#define MODEL_INDICATOR_INT_H

#include "base/buf.h"
#include "model/indicator.h"

struct indicator_name {
    struct name_key key;
    uint16_t of;                /* index in the list */
};

struct name_words;
const struct name_words *name_words_open(struct arena *a);

struct name_key name_key_of(const struct name_words *words, str name);

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

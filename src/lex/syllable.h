/* syllable.h -- can these letters be a syllable of Vietnamese? */
#ifndef LEX_SYLLABLE_H
#define LEX_SYLLABLE_H

#include "base/str.h"

/* Is the word, in canonical form (see fold_word), a syllable by its onset, rhyme and
 * tone? True, too, for what the grammar has no say in: words without any letter of
 * Vietnamese (foreign ones, abbreviations, units), with digits, and those of several
 * syllables written as one ("ôtô"). */
bool syllable_fits(str fold);

#endif

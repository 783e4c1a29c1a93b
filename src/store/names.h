/* names.h -- terms and series by number: what facts share is kept once.
 *
 * The store holds in memory all terms and series up to some number; those that others have added
 * since are behind it. Numbers rise and are never used again. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/store.h"

/* A series: what a figure is about but for its time, as numbers of terms. */
struct series_key {
    uint32_t indicator, area, kind, book, source, breakdown;
};

struct series {
    uint32_t num;
    struct series_key key;
};

/* Reads what others have added; called when a transaction begins. */
status names_refresh(struct store *s, struct job *j);

/* The number of a text, 0 for the empty one; a new one is noted and written by names_flush(). */
uint32_t term_number(struct store *s, str text);

/* The same for reading: false when no fact has the text. */
bool term_find(struct store *s, str text, uint32_t *num);

/* The text; those of unknown numbers are read first. Empty when there is none such. */
str term_text(struct store *s, struct job *j, uint32_t num);

/* Are two texts one but for capital letters and the place of a tone ("Tỷ đồng", "tỷ đồng")? */
bool terms_alike(struct store *s, uint32_t a, uint32_t b);

/* The number of a series; *fresh when it was not there before. */
uint32_t series_number(struct store *s, const struct series_key *key, bool *fresh);
bool series_find(struct store *s, const struct series_key *key, uint32_t *num);

/* The number the next new series will have. */
uint32_t names_next_series(struct store *s);

/* The series of a number; NULL when there is none such. */
const struct series_key *series_at(struct store *s, struct job *j, uint32_t num);

/* Writes the terms and series that are new. */
status names_flush(struct store *s, struct job *j);

/* What the open transaction has noted stays: it is written. */
void names_keep(struct store *s);

/* Forgets what the transaction has noted: after an abort. */
void names_undo(struct store *s);

#endif

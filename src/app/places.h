/* places.h -- names of places as reports write them, and units of the ledger. */
#ifndef APP_PLACES_H
#define APP_PLACES_H

#include "model/geography.h"
#include "store/store.h"

/* The units, and the province that names are of. */
struct places;

/* `province`: its id or its name ("11", "tỉnh Điện Biên"); empty or unknown: names are of the
 * country. Loads the units: some milliseconds. Units that the office has added to the ledger
 * (records of type "units") come with them; `s` may be NULL. */
status places_open(struct job *j, struct store *s, str province, struct places **out);

const struct geography *places_geography(const struct places *a);

/* What a fact of this place is kept under: the id of the one unit of that name on the day the
 * source was written (whoever writes speaks of the units of his time), else on the day the figure
 * is for; the words themselves, with a small first letter, where none or several are. An id stays
 * one. Days may be 0: not told. */
str place_id(struct places *a, str words, epoch_day written, epoch_day of);

/* "tỉnh Điện Biên" for "11"; the words of what is no id. */
str place_title(struct places *a, str id);

#endif

/* area_int.h -- how the names of a province's places are laid out, and the reader
 * of data/areas.tsv, which the build runs. */
#ifndef MODEL_AREA_INT_H
#define MODEL_AREA_INT_H

#include "model/area.h"

/* A slice of the one text that holds all names. */
struct area_text {
    uint32_t at : 24;
    uint32_t len : 8;
};

enum {
    AREA_BYTES = 48,                    /* longer names are none, however they are spelt */
    AREA_STRIPPED = '~'                 /* ends the fold of a name without its diacritics */
};

struct area_name {
    struct area_text fold;
    struct area_text kind, now;         /* until districts ended, and since */
    struct area_text district;  /* of the former commune of this name */
    bool several;               /* communes of several districts have it */
};

struct area_names {
    const char *text;
    const struct area_name *name;
    uint32_t n;
    uint32_t mask;                      /* slots less one; their count is a power of two */
    const uint16_t *slot;               /* index + 1, open addressing by str_hash() of the fold */
    struct area_text province;          /* its bare name, folded */
    struct area_text title;             /* its kind and name */
    struct area_text city;              /* the one former city, where there is just one */
    struct area_memo *memo;             /* see area_names_remember(); else NULL */
};

/* The set of every province that data/areas.tsv (all of it) tells of, behind that of
 * the country, whose places they are. */
const struct area_names *areas_read(struct arena *a, str tsv, size_t *count);

/* The same, as the build has made it. */
extern const struct area_names *const areas_built;
extern const size_t areas_built_count;

#endif

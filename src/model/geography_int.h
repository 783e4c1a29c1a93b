/* geography_int.h -- how units are found: by id, by code, by name, by what they lie in. */
#ifndef MODEL_GEOGRAPHY_INT_H
#define MODEL_GEOGRAPHY_INT_H

#include "model/geography.h"

enum {
    AREA_HOLDERS = 100 + 1000,                  /* codes that others may lie in */
    AREA_CODES = AREA_HOLDERS + 100000
};

/* A name of a unit, while it bore it. Indices here are of the next one plus 1, 0: none. */
struct area_alias {
    str fold;                   /* see area_key() */
    str kind;
    uint32_t area;
    uint32_t next;              /* another of the same fold */
    epoch_day from, to;
};

struct geography {
    struct area *area;
    size_t n;
    uint32_t *next_code;        /* by unit: the next one of its code ... */
    uint32_t *next_child;       /* ... and of its parent's code */
    uint32_t *by_code;          /* by area_code_slot(): the first one */
    uint32_t *child;            /* by area_code_slot(): the first that lies in it */
    uint32_t *by_id;            /* open addressing */
    size_t id_mask;
    struct area_alias *alias;
    size_t naliases;
    uint32_t *by_name;          /* open addressing; the first of a fold */
    size_t name_mask;
};

/* The place of a code among all there can be; AREA_CODES for what is no code. */
size_t area_code_slot(str code);

/* What of a name is compared: case, tone placement and the blanks round dashes apart. */
str area_key(struct arena *a, str name);

/* The slot of an id: where it is, or where it would be put. */
uint32_t *area_id_slot(const struct geography *g, str id);

/* The same of a folded name. */
uint32_t *area_name_slot(const struct geography *g, str fold);

#endif

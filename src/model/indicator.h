/* indicator.h -- the catalogue of indicators: names, units, how each is judged. */
#ifndef MODEL_INDICATOR_H
#define MODEL_INDICATOR_H

#include "base/arena.h"
#include "num/unit.h"

enum nature {
    NATURE_FLOW,                /* adds up over the year: revenue, output */
    NATURE_SEASON,              /* a flow that comes with its season: fruit, rubber */
    NATURE_STOCK,               /* the state at a day: herds, areas */
    NATURE_RATE                 /* shares, rates, per head */
};

enum direction {
    DIRECTION_NONE,             /* neither is better */
    DIRECTION_UP,               /* more is better */
    DIRECTION_DOWN              /* less is better */
};

struct indicator {
    str id;
    str name;
    str unit_text;
    unit unit;
    enum nature nature;
    enum direction direction;
    str group;
};

/* In the order of the catalogue, which is that of the page. */
struct indicators {
    const struct indicator *list;
    size_t count;
    const struct units *units;
    const struct indicator_name *slot;  /* open addressing over folded names */
    size_t nslots;
};

/* The shipped catalogue (data/indicators.tsv), in the arena. */
const struct indicators *indicators_load(struct arena *a);

/* NULL when there is none. */
const struct indicator *indicators_find(const struct indicators *all, str id);

/* The indicator with this name or alias, whatever its case, tone placement,
 * punctuation and filler words ("tổng số", "trên địa bàn"); NULL when none has.
 * `unit_text`, if any, must measure the same thing: a share of revenue is not
 * revenue. */
const struct indicator *indicators_match(const struct indicators *all, struct arena *scratch,
                                         str name, str unit_text);

/* A stable id for a name outside the catalogue: "san-luong-ngo~tan". */
str indicator_slug(struct arena *a, str name, str unit_text);

#endif

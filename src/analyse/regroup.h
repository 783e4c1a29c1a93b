/* regroup.h -- a series read in the units of another day.
 *
 * Figures stay on the units of their time; read in a reference geography they are added,
 * recomputed or refused, never guessed. A figure is told for a unit only when the ground of
 * the units it is made of is the unit's own, as the successions tell it. */
#ifndef ANALYSE_REGROUP_H
#define ANALYSE_REGROUP_H

#include "model/geography.h"
#include "model/indicator.h"

/* How an indicator adds up over areas. */
enum regroup_how {
    REGROUP_SUM,                /* people, hectares, đồng */
    REGROUP_RATIO,              /* shares and rates: from numerator and denominator */
    REGROUP_NONE                /* ranks, indices, numbers of communes: of one unit only */
};

/* As the catalogue says, but how many communes have reached a state does not add up: three
 * that became one are not three of today. */
enum regroup_how regroup_how_of(const struct indicator *one);

/* What one unit had on one day: the last day of the period the figure is for. */
struct regroup_figure {
    str unit;                   /* id */
    epoch_day day;
    enum fact_state state;
    dec value;                  /* where the state is FACT_NUMBER */
};

/* All in one unit. */
struct regroup_series {
    const struct regroup_figure *figure;
    size_t n;
};

struct regroup_request {
    enum regroup_how how;
    struct regroup_series own;  /* the indicator itself; of a ratio, taken where one unit is read */
    struct regroup_series above, below; /* of a ratio: numerators and denominators */
    int power;                  /* of a ratio: 10^power * above / below; 2 for percent */
    int8_t scale;               /* decimals of a ratio; rounded half away from zero */
    const str *target;          /* ids of the units asked for; NULL: see below */
    size_t ntargets;
    enum area_level level;      /* with target NULL: all units of this level ... */
    const struct area *within;  /* ... in this one (NULL: in the country) ... */
    epoch_day reference;        /* ... on this day */
    bool from_communes;         /* a district or province without a figure of its own is the sum
                                 * of its communes: only where nothing is kept above them */
};

enum regroup_verdict {
    REGROUP_TOLD,
    REGROUP_INCOMPLETE,         /* `missing` have no number; `known` is the sum of the others */
    REGROUP_NOTHING,            /* no figure of any unit that could tell it */
    REGROUP_SPLIT,              /* `shared` were divided, and only a part came here */
    REGROUP_STRADDLES,          /* the unit had ended; `shared` have ground of others, too */
    REGROUP_UNMAPPED,           /* no succession is known that leads to that day */
    REGROUP_ENDED,              /* a district after 2025-06-30; `shared` are the communes that
                                 * straddle it, with those of others */
    REGROUP_NOT_ADDITIVE,       /* several units, of what does not add up; of a ratio without
                                 * numerators and denominators, too */
    REGROUP_TWICE,              /* `missing` have two figures of one day */
    REGROUP_ZERO,               /* a denominator of 0 */
    REGROUP_OVERFLOW            /* too large: cannot tell */
};

/* One unit on one day. */
struct regroup_cell {
    const struct area *unit;
    epoch_day day;
    enum regroup_verdict verdict;
    enum fact_state state;      /* told: FACT_NUMBER, or what all parts have alike */
    dec value;                  /* told, and a number */
    bool recomputed;            /* a ratio, from these sums; where the series have units,
                                 * indicators_rate() makes the rate of the catalogue of them */
    dec above, below;
    bool recounted;             /* the source told it for the unit before that began */
    dec known;                  /* REGROUP_INCOMPLETE of a sum: never to be shown as the value */
    struct area_list parts;     /* the units of that day it is made of */
    struct area_list missing, shared;
};

/* Each figure is in a cell or here: none is lost without a word. */
enum stray_why {
    STRAY_UNKNOWN,              /* there is no unit of this id */
    STRAY_NOT_THEN,             /* the unit had ended, or had not begun and is no target */
    STRAY_ELSEWHERE             /* no target is made of the unit: another place or level, or a
                                 * succession that is not known */
};

struct regroup_stray {
    str unit;
    epoch_day day;
    enum stray_why why;
    const struct area *area;    /* NULL: unknown id */
};

struct regroup_result {
    const struct regroup_cell *cell;    /* by day, then in the order of the targets */
    size_t n;
    const struct regroup_stray *stray;  /* of all series, each once, in their order */
    size_t nstrays;
};

/* Reads the series for each target on each day that it has a figure of. FAIL_USAGE when a
 * target is no unit. */
status regroup_read(struct job *j, const struct geography *g, const struct regroup_request *r,
                    struct regroup_result *out);

/* Why a cell is not told, with the units it is about: one line, in the job's language.
 * Empty for a cell that is told. */
str regroup_reason(struct job *j, const struct regroup_cell *c);

#endif

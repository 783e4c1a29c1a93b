/* implied.h -- hidden figures: the plans and earlier results that sentences pin down.
 *
 * Reports seldom print the plan or last year's figure, but "V, tăng g %, đạt p %" leaves
 * them little room: the base is V / (1 + g/100) and the plan 100 V / p, each between two
 * ends that follow exactly from the digits as printed. Figures with two decimals pin them
 * to one part in ten thousand.
 *
 *   đạt p % kế hoạch            plan = 100 V / p
 *   vượt, thiếu p % kế hoạch    plan = 100 V / (100 + p), (100 - p)
 *   tăng, giảm d so kế hoạch    plan = V - d, V + d
 *   tăng, giảm g %, bằng p %    base = 100 V / (100 + g), (100 - g), p
 *   tăng, giảm d; điểm %        base = V - d, V + d
 *
 * Of a rate "tăng 2 %" can mean points as well: it pins nothing.
 *
 * What several sentences, sections and reports tell of one hidden figure is intersected.
 * When nothing is left, one of them stands on another plan or base (a stale one, one that
 * was changed in between) or has a wrong figure. */
#ifndef ANALYSE_IMPLIED_H
#define ANALYSE_IMPLIED_H

#include "analyse/concord.h"

enum implied_what { IMPLIED_PLAN, IMPLIED_BASE };

/* How a sentence tells it. */
enum implied_by { IMPLIED_BY_PERCENT, IMPLIED_BY_DIFFERENCE };

/* One sentence and what it leaves. */
struct implied_source {
    uint32_t item;
    uint32_t input, statement;
    int8_t compare;             /* the comparison, or -1: the statement's plan_pct */
    enum implied_by by;
    bool whole;                 /* it counts people, cases: the hidden figure is whole */
    dec lo, hi;                 /* in base units, rounded outward */
};

struct implied {
    const struct concord_fact *of;      /* the result, as first told */
    enum implied_what what;
    period period;              /* of the hidden figure */
    dec lo, hi;                 /* what all sources leave, in base units; lo > hi: nothing. */
                                /* Of a count they are whole where they can be. */
    uint32_t source, nsources;  /* index of the first in implied_book.source */
    const struct concord_fact *stated;  /* where the figure is told after all, or NULL */
    bool brackets;              /* the stated one lies between the ends */
    bool whole;                 /* all sources count ... */
    bool no_whole;              /* ... and no whole number lies between the ends */
};

struct implied_book {
    const struct concord *concord;
    const struct implied *item; /* in the order in which they are first told */
    uint32_t nitems;
    const struct implied_source *source;        /* those of an item together */
    uint32_t nsources;
};

/* Which sentences are asked. Tables tell most plans and bases anyway. */
enum implied_scope { IMPLIED_BY_ALL, IMPLIED_BY_PROSE };

/* What the reports of a concordance imply. Everything lives in the job's arena. */
const struct implied_book *implied_build(struct job *j, const struct concord *c,
                                         enum implied_scope scope);

/* The roundest value between the ends, in base units: a guess at what the plan was. False
 * when several are as round. */
bool implied_guess(const struct implied *m, dec *out);

/* The percentage or difference that a source rests on. */
const struct figure *implied_figure(const struct implied_book *b, const struct implied_source *s);

/* A value in base units as a number of `u`, rounded down or up, with the decimals it needs
 * to be told apart from `other`. */
bool implied_in_unit(dec value, dec other, unit u, bool up, dec *out);

#endif

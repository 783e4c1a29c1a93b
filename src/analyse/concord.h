/* concord.h -- the concordance: which figures of one or several reports tell one fact.
 *
 * A fact is one number of the world: the rice crop of the province in six months, its
 * growth, its plan. A report tells it in prose, again in a note, in the appendix and in
 * the next section, in tỷ here and in triệu there. Two figures tell one fact when all of
 * these are the same:
 *
 *   indicator   the catalogue's, where it knows both names; else the set of words of the
 *               full name, in any order, without fillers (analyse/names.h). Breakdowns
 *               ("khu vực nhà nước", "nữ") are words of the name.
 *   area        by its words; the report's own where none is told
 *   period      the interval: six months are January to June however they are called. A
 *               cut-off day is part of it, unless it ends its month
 *   kind        result (done or estimated), plan, target
 *   aspect      the amount, its change, the share of the plan reached
 *   unit        what is measured; tỷ, triệu and nghìn đồng are one
 *
 * Facts that differ in nothing but the period are of one matter: the same indicator at
 * two cut-off days, or this year and last.
 *
 * How to use it:
 *
 *   struct concord_input in[] = { { report } };
 *   const struct concord *c = concord_build(job, names_open(job->arena), in, 1, catalogue);
 *
 *   for (uint32_t i = 0; i < c->nfacts; i++) {
 *       const struct concord_fact *f = &c->fact[i];
 *
 *       for (uint32_t k = 0; k < f->nplaces; k++) {
 *           const struct concord_place *p = &c->place[f->place + k];
 *
 *           ... concord_figure(c, p)->text, concord_unit_text(c, p), concord_where(c, p)
 *       }
 *   }
 *
 * Facts stand in the order in which they are first told, places in reading order, the
 * first report first: the same input gives the same concordance everywhere. The cost is
 * one look-up a name and one a figure. */
#ifndef ANALYSE_CONCORD_H
#define ANALYSE_CONCORD_H

#include "analyse/names.h"
#include "base/job.h"
#include "extract/statement.h"
#include "model/indicator.h"

struct concord_input {
    const struct report *report;
};

enum concord_kind { CONCORD_RESULT, CONCORD_PLAN, CONCORD_TARGET };

enum concord_aspect {
    CONCORD_LEVEL,              /* the amount itself */
    CONCORD_GROWTH,             /* its change in per cent: +8,62; "bằng 95%" is -5 */
    CONCORD_CHANGE,             /* its change in its own unit or, of a rate, in points */
    CONCORD_OF_PLAN             /* the share of the plan reached: "vượt 3,99%" is 103,99 */
};

/* One figure of one statement. */
struct concord_place {
    uint32_t fact;
    uint32_t input;             /* index of the report */
    uint32_t statement;
    int8_t compare;             /* the comparison whose amount it is; -1: the value, or the */
};                              /* plan_pct of a CONCORD_OF_PLAN */

enum { NO_CONCORD = UINT32_MAX };

struct concord_fact {
    uint32_t place, nplaces;    /* index of the first in concord.place */
    uint32_t matter;            /* the first fact of its matter, itself perhaps */
    uint32_t next;              /* the next fact of the matter, or NO_CONCORD */
    const struct indicator *known;      /* of the catalogue, or NULL */
    const struct name_bag *name;
    str indicator;              /* the catalogue's name, else as first told */
    str area;                   /* as first told; the report's own where none is */
    period period;              /* as first told, without "open" */
    enum concord_kind kind;
    enum concord_aspect aspect;
    enum base_kind base;        /* of a change: what it is against */
    unit unit;                  /* of the first telling */
};

struct concord_index;           /* facts by what makes them one */

struct concord {
    const struct concord_input *input;
    size_t ninputs;
    const struct concord_fact *fact;
    uint32_t nfacts;
    const struct concord_place *place;  /* those of a fact together */
    uint32_t nplaces;
    const uint32_t *const *of;  /* of[input][statement]: its level's fact, or NO_CONCORD */
    struct names *names;        /* the words of all names */
    const struct concord_index *index;
};

/* Finds the facts of the reports, whose names `names` reads. Without a catalogue (NULL)
 * names are told apart by their words alone. Everything lives in the job's arena. */
const struct concord *concord_build(struct job *j, struct names *names,
                                    const struct concord_input *input, size_t ninputs,
                                    const struct indicators *catalogue);

/* What stands at a place. */
const struct statement *concord_statement(const struct concord *c, const struct concord_place *p);
const struct figure *concord_figure(const struct concord *c, const struct concord_place *p);
str concord_unit_text(const struct concord *c, const struct concord_place *p);
unit concord_unit(const struct concord *c, const struct concord_place *p);
span concord_where(const struct concord *c, const struct concord_place *p);

/* The fact as people write it here: "tăng 8,62%", "gần 18 nghìn tỷ đồng", "vượt 3,99%". */
str concord_form(struct arena *a, const struct concord *c, const struct concord_place *p);

/* A figure in base units, signed as its aspect is. */
struct concord_value {
    dec value;                  /* 18 nghìn tỷ đồng: 18000000000000 */
    range range;                /* the values it can have been rounded from */
    int places;                 /* decimals in base units, below 0 for thousands and more */
    bool hedged;
};

/* False for a range (a..b) and for what does not fit. */
bool concord_read(const struct concord *c, const struct concord_place *p,
                  struct concord_value *out);

/* Do two figures of one fact agree? With the same decimals they must be equal; with
 * other ones, or hedged, the values they can stand for must meet. */
enum concord_answer {
    CONCORD_EQUAL,              /* the same number */
    CONCORD_MEETS,              /* rounded otherwise, or hedged */
    CONCORD_DIFFERS,
    CONCORD_UNKNOWN             /* cannot be told */
};
enum concord_answer concord_compare(const struct concord_value *a, const struct concord_value *b);

/* The first two places of the fact that differ: each figure is held against the first one
 * of its own decimals and the finest one before it. False when all agree. */
bool concord_differs(const struct concord *c, const struct concord_fact *f,
                     const struct concord_place **first, const struct concord_place **second);

/* The amount of a level's indicator and area of this kind and in this period: the plan of a
 * result, the earlier result. NULL when none is told. */
const struct concord_fact *concord_beside(const struct concord *c, const struct concord_fact *f,
                                          enum concord_kind kind, period p);

/* Are two periods one interval, whatever they are called? And the interval as a number,
 * 0 for none. */
bool concord_same_period(period a, period b);
uint64_t concord_period(period p);

#endif

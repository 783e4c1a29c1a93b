/* formula.h -- derived indicators: formulas, their units, their values, what they depend on.
 *
 * A formula tells how one indicator of the catalogue is computed from others:
 *
 *   grdp-tang    growth(grdp)
 *   ho-ngheo     share(so-ho-ngheo; so-ho)
 *
 * docs/formulas.md is the manual of the language, formula_parse.c has its grammar. Units are
 * checked when a formula is defined, and so are cycles: what is in a set can be computed,
 * always, in one order. Values come from whoever holds the figures, through a callback;
 * nothing here knows the ledger. The same input gives the same output, byte by byte. */
#ifndef ANALYSE_FORMULA_H
#define ANALYSE_FORMULA_H

#include "base/buf.h"
#include "base/job.h"
#include "model/fact.h"
#include "model/geography.h"
#include "model/indicator.h"

/* The limits of what is accepted. */
enum {
    FORMULA_BYTES = 2000,       /* of one formula's text */
    FORMULA_DEPTH = 32,         /* of parentheses and calls in each other */
    FORMULA_NODES = 400,        /* numbers, references, signs and calls */
    FORMULA_READS = 256,        /* figures one value is computed from, areas counted once */
    FORMULA_DECIMALS = 9,       /* of a result */
    FORMULA_CHAIN = 64,         /* formulas that read each other, one behind the other */
    FORMULA_SET = 2000,         /* formulas of a set */
    FORMULA_KEYS = 200000       /* figures that one change makes to be computed again */
};

/* One formula of a set. Texts live as long as the set. */
struct formula {
    const struct indicator *indicator;  /* what it computes */
    str unit_text;              /* of the result */
    int8_t decimals;            /* of the result, rounded half away from zero */
    str text;                   /* as it was written */
    const struct formula_tree *tree;
};

/* Why a formula was refused. */
struct formula_problem {
    uint32_t line;              /* of a table of formulas, from 1; 0: of a single formula */
    uint32_t column;            /* in characters, from 1; 0: the formula as a whole */
    str vi, en;                 /* one line, without the place */
};

struct formula_set;

/* An empty set over a catalogue, which must live as long. */
struct formula_set *formula_set_new(struct arena *a, const struct indicators *catalogue);

/* The set of the shipped formulas (data/formulas.tsv). */
struct formula_set *formulas_load(struct arena *a, const struct indicators *catalogue);

/* Defines how `id` is computed. An empty unit is that of the catalogue; another must measure
 * the same thing. NULL, the set as it was and *problem filled when it cannot be: mistakes of
 * grammar, unknown indicators, units that do not fit, a cycle, a limit, a second formula of
 * one indicator. */
const struct formula *formula_set_add(struct formula_set *set, str id, str unit_text,
                                      int decimals, str text, struct formula_problem *problem);

/* Adds each line of a table (id, unit, decimals, formula; tabs between; lines that begin with
 * # and the header "id..." are left out). False with the first problem; the lines before
 * stay added. */
bool formula_set_read(struct formula_set *set, str table, struct formula_problem *problem);

/* NULL when there is none for this indicator. */
const struct formula *formula_set_find(const struct formula_set *set, str id);

/* The i-th in the order of computing (what is read before what reads it; formulas that do
 * not depend on each other in the order of the catalogue); NULL behind the last. */
const struct formula *formula_set_each(const struct formula_set *set, size_t i);

/* The formula in its canonical writing: parsed again it is the same formula. */
void formula_print(struct buf *b, const struct formula *f);

/* -- values -- */

/* Which figure: the identity of a fact, without its source. */
struct formula_key {
    str indicator, area;
    period when;
    enum fact_kind kind;
    str book;                   /* empty, too, where the formula leaves the plan book open */
    str breakdown;
};

enum formula_place {
    FORMULA_PARENT,             /* the area above: none or one */
    FORMULA_PROVINCE,           /* the province the area lies in, itself if it is one */
    FORMULA_CHILDREN,           /* the areas right below */
    FORMULA_WITHIN              /* a province and all areas in it */
};

/* Whoever holds the figures. Slices that are given stay good for the arena's life. */
struct formula_source {
    void *arg;

    /* The figure in force for exactly this key; false: there is none. Only state, value,
     * is_range, unit, hedge, status and published are looked at. Whoever answers with
     * another key's figure (an estimate while there is no actual one, a plan of the book in
     * force for an empty book) tells formula_set_affected() of changes under both keys. */
    bool (*ask)(void *arg, const struct formula_key *what, struct fact *out);

    /* Areas by their id, as they were in the period: count and *out. NULL: no areas. */
    size_t (*places)(void *arg, struct arena *a, enum formula_place which, str area, period when,
                     const str **out);

    /* Ids of the plan books (or books of targets) there are; for formula_set_affected()
     * only. NULL: none. */
    size_t (*books)(void *arg, struct arena *a, enum fact_kind kind, const str **out);

    /* Periods of a year that figures are held for, beyond months, quarters, months from the
     * start of the year, halves and the year: cut-off days. For formula_set_affected() only.
     * NULL: none. */
    size_t (*periods)(void *arg, struct arena *a, int year, const period **out);
};

/* formula_source.places over the administrative units, as they are on the last day of the
 * period; a unit that is not valid then has no places. The country is no area here: nothing
 * stands above a province. For a callback to call. */
size_t formula_places_in(const struct geography *g, struct arena *a, enum formula_place which,
                         str area, period when, const str **out);

/* Why there is no number. */
enum formula_gap {
    FORMULA_FULL,               /* there is one */
    FORMULA_MISSING,            /* the figure at `at` is not there */
    FORMULA_STATED,             /* ... is there, and says unknown, not due, not applicable */
    FORMULA_RANGE,              /* ... is a range, "12-15" */
    FORMULA_UNIT,               /* ... is in a unit that does not measure the same thing */
    FORMULA_NO_PERIOD,          /* `at` asks for a period there is not (before January) */
    FORMULA_NO_PLACE,           /* ... for an area there is not, or there are none below */
    FORMULA_NO_DIMENSION,       /* the breakdown that is selected is already chosen */
    FORMULA_LENGTH,             /* "/năm": figures of another period have no such rate */
    FORMULA_ZERO,               /* a division by zero */
    FORMULA_OVERFLOW            /* too long a number */
};

/* One figure that was asked for and what the answer was. */
struct formula_input {
    struct formula_key key;
    bool there;
    struct fact fact;           /* when it is there */
};

struct formula_value {
    enum fact_state state;      /* FACT_NUMBER or why not; never FACT_WITHDRAWN */
    dec value;                  /* rounded half away from zero */
    bool has_bounds;            /* inputs stand for what they were rounded from, and so */
    dec lo, hi;                 /*   does the result: two decimals more, rounded outward */
    enum fact_status status;    /* the least final of the inputs; official without any */
    epoch_day published;        /* the last day of an input; 0 without any */
    enum formula_gap gap;
    struct formula_key at;      /* of which figure, for gaps of a figure */
    const struct formula_input *input;  /* all that was asked, in the order of asking */
    size_t ninputs;
};

/* Computes what key->indicator must be: the formula's own. The rules of missing figures:
 *
 *   unknown, withdrawn, no figure   unknown
 *   else not due                    not due
 *   else not applicable             left out of sums and differences, min and max (when all
 *                                   of them are: not applicable); elsewhere not applicable
 *   division by zero                not applicable
 *   too long a number               unknown */
void formula_compute(struct arena *a, const struct formula *f, const struct formula_source *from,
                     const struct formula_key *key, struct formula_value *out);

/* "chưa có số liệu grdp kỳ 2024-06"; empty for FORMULA_FULL. For the note of a fact. */
str formula_reason(struct arena *a, const struct formula_value *v, enum lang lang);

/* -- dependencies -- */

/* The figures of the set's formulas that may change when the figures `changed` did, all of
 * them: a change of 2024-06 touches the growth of 2025-06, and what is computed from that.
 * In the order of computing, each once; within an indicator by area, period, kind, book,
 * breakdown. False when they are more than FORMULA_KEYS. */
bool formula_set_affected(const struct formula_set *set, struct arena *a,
                          const struct formula_source *from, const struct formula_key *changed,
                          size_t nchanged, const struct formula_key **out, size_t *nout);

/* Order of keys: indicator, area, period, kind, book, breakdown; by bytes, periods by time. */
int formula_key_cmp(const struct formula_key *a, const struct formula_key *b);

#endif

/* formula_int.h -- formulas as trees, measures and steps, for the files of formula.h only. */
#ifndef ANALYSE_FORMULA_INT_H
#define ANALYSE_FORMULA_INT_H

#include "analyse/formula.h"
#include "base/ckd.h"
#include "num/range.h"

/* -- measures: what a value measures -- */

/* Two numbers without dimension are not alike: 0,5 may be a ratio, 0,5 % or 0,5 points. */
enum formula_form { FORM_PLAIN, FORM_PERCENT, FORM_POINT };

enum { MEASURE_FACTORS = 6 };

/* Base units with exponents and a power of ten: value * 10^power counts base units. */
struct measure {
    struct {
        uint32_t base;          /* of what class, too: see measure_read() */
        int8_t exponent;        /* never 0 */
    } factor[MEASURE_FACTORS];  /* rising bases */
    uint8_t n;
    int16_t power;
    enum formula_form form;     /* FORM_PLAIN unless n is 0 */
    uint32_t price;             /* price basis (a hash of its word), 0: none told */
    bool literal;               /* a number of the text */
};

/* Of a unit as the catalogue or a fact writes it. False: no unit, or too long a one. */
bool measure_read(const struct units *us, str text, struct measure *out);

/* The same of an indicator, with its price basis. */
bool measure_of_indicator(const struct units *us, const struct indicator *one,
                          struct measure *out);

/* Do values in both convert by their powers? */
bool measure_same(const struct measure *a, const struct measure *b);

/* How a period must be long for a rate per year, month, quarter ("triệu đồng/người/năm"):
 * PERIOD_NONE: any. Takes that factor off m. */
enum period_kind measure_take_time(struct measure *m);

/* -- trees -- */

enum formula_op {
    OP_NUMBER, OP_READ, OP_NEG, OP_ADD, OP_SUB, OP_MUL, OP_DIV,
    OP_GROWTH, OP_SHARE, OP_PER, OP_PLAN, OP_PARTS, OP_AREAS, OP_CUMULATE, OP_IN_PERIOD,
    OP_MIN, OP_MAX, OP_ABS, OP_ROUND
};

/* How one figure's key leads to that of another. */
enum formula_step_op {
    STEP_KIND,                  /* of this kind, and book if one is named */
    STEP_SAME_PERIOD,           /* a year earlier */
    STEP_PREVIOUS,              /* the period before, of the same length */
    STEP_YEAR,                  /* the whole year */
    STEP_YEAR_END,              /* the last period of this length of the year before */
    STEP_TO_DATE,               /* from the start of the year to its end */
    STEP_BEFORE,                /* from the start of the year to its beginning */
    STEP_MONTHS,                /* each month of it: several */
    STEP_PARENT,
    STEP_PROVINCE,
    STEP_CHILDREN,              /* several */
    STEP_DIMENSION              /* this dimension of the breakdown, too */
};

struct formula_step {
    enum formula_step_op op;
    enum fact_kind kind;
    str name, value;            /* of a dimension; value: of a book */
};

enum { FORMULA_STEPS = 8, FORMULA_ARGS = 16 };

struct formula_node {
    enum formula_op op;
    uint32_t column;            /* where it stands, in characters from 1 */
    struct measure measure;
    struct formula_node *arg[FORMULA_ARGS];
    uint8_t nargs;
    dec number;
    str unit_text;              /* OP_NUMBER: of the number, may be empty */
    const struct indicator *read;
    struct measure *part;       /* OP_PARTS: of each part, in the order of the catalogue */
    const struct indicator **parts;
    uint16_t nparts;
    struct formula_step step[FORMULA_STEPS];
    uint8_t nsteps;
};

/* A figure the formula reads: the steps from the key of the result to its own. */
struct formula_read {
    const struct indicator *indicator;
    const struct formula_step *step;
    uint16_t nsteps;
    uint32_t column;
};

struct formula_tree {
    const struct formula_node *root;
    struct measure measure;     /* of the result */
    enum period_kind length;    /* of the only periods it is for; PERIOD_NONE: all */
    const struct formula_read *read;
    size_t nreads;
};

/* -- writing -- */

/* Where a formula is wrong: the first problem stays. */
struct formula_trouble {
    struct arena *arena;
    struct formula_problem *problem;
    bool told;
};

__attribute__((format(printf, 3, 5), format(printf, 4, 5))) void
formula_tell(struct formula_trouble *t, uint32_t column, const char *vi, const char *en, ...);

/* The first 60 bytes at most, in whole characters, for a message. */
str formula_clip(str s);

/* The steps a call puts between itself and what it reads: growth() looks at the actual figure
 * of a year earlier. n may be 0. */
const struct formula_step *formula_call_steps(enum formula_op op, size_t which, size_t *n);

/* Parses a text; NULL and a problem told when it is none. */
struct formula_node *formula_parse(const struct indicators *catalogue, str text,
                                   struct formula_trouble *t);

/* Fills in the measures below and at the node. */
bool formula_measure(const struct indicators *catalogue, struct formula_node *node,
                     struct formula_trouble *t);

/* Does the measure of the tree fit that of the result? Tells when not. */
bool formula_fits(const struct formula_node *root, const struct measure *result,
                  str result_text, struct formula_trouble *t);

void formula_print_node(struct buf *b, const struct formula_node *node);

/* -- steps -- */

/* The keys one step leads to: none, one or several, in *out. */
size_t formula_step_on(struct arena *a, const struct formula_source *from,
                       const struct formula_step *step, const struct formula_key *key,
                       enum formula_gap *gap, const struct formula_key **out);

/* Keys, one after the other; the room is used again. */
struct formula_keys {
    struct arena *arena;
    struct formula_key *key;
    size_t n, cap;
};

/* The keys from which one step leads to this one, in place of what was in *out. */
void formula_step_back(const struct formula_source *from, const struct formula_step *step,
                       const struct formula_key *key, struct formula_keys *out);

/* -- exact numbers -- */

/* num / den in lowest terms, den above zero. */
struct ratio {
    int128 num, den;
};

/* Each is false, *out untouched, when the result does not fit 128 bits. */
bool ratio_of(int128 num, int128 den, struct ratio *out);   /* false, too, when den is 0 */
bool ratio_add(struct ratio a, struct ratio b, struct ratio *out);
bool ratio_mul(struct ratio a, struct ratio b, struct ratio *out);
bool ratio_divide(struct ratio a, struct ratio b, struct ratio *out);
bool ratio_shift(struct ratio a, int power, struct ratio *out);    /* times 10^power */
bool ratio_cmp(struct ratio a, struct ratio b, int *out);
struct ratio ratio_neg(struct ratio a);

enum ratio_round { RATIO_HALF_AWAY, RATIO_DOWN, RATIO_UP };

bool ratio_round(struct ratio a, int8_t scale, enum ratio_round how, dec *out);

#endif

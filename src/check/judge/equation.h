/* equation.h -- what the rules compared, kept until all of them have run.
 *
 * A rule sees one computation at a time. Which of its figures is wrong, and what should
 * stand there, only all computations together can tell: a figure that fits elsewhere is
 * protected, one that several computations miss is to blame, and a repair counts when
 * every computation of the figure holds with it (blame.c). */
#ifndef CHECK_EQUATION_H
#define CHECK_EQUATION_H

#include "diag/diag.h"
#include "extract/statement.h"

struct checker;

/* How a stated figure agrees with its computation. */
enum verdict {
    VERDICT_UNKNOWN,            /* cannot be told (overflow, zero base) */
    VERDICT_FITS,
    VERDICT_CUT,                /* right only when truncated */
    VERDICT_SLIGHT,             /* off by at most two of the last of four or more digits */
    VERDICT_WRONG
};

enum equation_kind {
    EQUATION_PERCENT,           /* a, b, p: 100 a / b = p */
    EQUATION_GROWTH,            /* a, b, g: 100 (a - b) / b = g */
    EQUATION_CHANGE,            /* a, b, d: a - b = d */
    EQUATION_PAIR,              /* a, d, g: a changed by d, which is g % */
    EQUATION_SUM,               /* t, x, y ...: t = x + y + ... */
    EQUATION_SAME               /* a, b: one fact told twice */
};

enum { EQUATION_FEW = 3 };      /* operands at most of all but sums */

/* A figure of an equation. The sign is that of the words of a change: CMP_NONE for an
 * amount, and for a change whose figure carries its own sign. */
struct operand {
    const struct figure *figure;
    unit unit;
    enum compare_kind sign;
};

struct equation {
    enum equation_kind kind;
    uint8_t rule;               /* that made it */
    enum verdict verdict;
    const struct operand *operand;
    uint32_t n;
    uint32_t stated;            /* which operand the rule held against the others */
    bool loose;                 /* the figures may not belong together: only a slip tells */
    bool doubtful;              /* loose, and some digit soon makes anything fit: only digits */
                                /* swapped, a sign or a unit tell */
    bool whole;                 /* of a sum: the parts are surely all there are */
    struct diag *finding;       /* what the rule said of it; NULL: nothing */
};

/* Keeps an equation. Once all rules have run, its figures count as compared, the stated one
 * as checked and the others as covered, unless it fails and nothing is said of it. The
 * operands are copied. */
struct equation *equate(struct checker *c, enum equation_kind kind, enum verdict v,
                        const struct operand *operand, uint32_t n, uint32_t stated);

/* The same of figures that may well not belong together, and do not fit: nothing is
 * noted, and only a slip of the pen that would make them fit gives the finding a voice. */
void equate_loosely(struct checker *c, enum equation_kind kind, const struct operand *operand,
                    uint32_t n, uint32_t stated, struct diag *finding);

/* Takes note of what was compared (the marks of the findings). */
void mark_equations(struct checker *c);

/* The same, at once, of the stated figures alone of the equations from that one on: the
 * others stand in another document. */
void mark_stated(struct checker *c, size_t from);

/* 100 as an operand, of sums of shares. */
extern const struct operand OPERAND_HUNDRED;

/* Does it hold with these operands in the place of its own? */
enum verdict equation_verdict(const struct equation *e, const struct operand *operand);

/* Is that verdict VERDICT_FITS? Nothing else is tried: for equations that are asked often. */
bool equation_holds(const struct equation *e, const struct operand *operand);

/* The values, in its own unit and with `scale` decimals rounded outwards, that the others
 * leave for the figure of one operand. False where that cannot be told: each may fit. */
bool equation_leaves(const struct equation *e, uint32_t open, int8_t scale, dec *lo, dec *hi);

/* After all rules: names culprits, offers repairs, and drops what stays unexplained of
 * the findings that were held back. */
void blame(struct checker *c);

#endif

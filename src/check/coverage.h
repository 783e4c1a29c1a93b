/* coverage.h -- how much of a report the rules could look at, and what they could not. */
#ifndef CHECK_COVERAGE_H
#define CHECK_COVERAGE_H

#include "check/check.h"

/* Counts what was read and what was checked, into found->coverage. The findings have been
 * settled. */
void check_coverage(struct job *j, const struct report *r, struct diags *found);

/* Why no rule could look at a figure: what it lacks. */
enum open_why {
    OPEN_ALONE,                 /* told once, with nothing to compute it from */
    OPEN_BASE,                  /* a change, or its value, without the value it changed from */
    OPEN_PLAN,                  /* a share of plan, or its value, without the plan */
    OPEN_TOTAL,                 /* a share without its total */
    OPEN_RATIO,                 /* a/b without a percentage */
    OPEN_PART,                  /* a part of what is not told in full */
    OPEN_CELL,                  /* a cell that no column or row of its table computes */
    OPEN_UNREAD                 /* a number that was not understood */
};

struct open_figure {
    span where;
    enum open_why why;
};

/* "alone", "base" ... for programs, and the words for people. */
const char *open_why_name(enum open_why why);
const char *open_why_text(enum open_why why, enum lang lang);

/* The figures that no rule looked at, in order of place. */
struct open_figure *check_open_figures(struct job *j, const struct report *r,
                                       const struct diags *found, size_t *n);

#endif

/* change.h -- one change, of whatever words, against the two values it stands between.
 *
 * Which values these are is told by others: growth.c finds them in the sentences, beside.c in
 * brackets, difference.c in words such as "từ ... xuống ...". */
#ifndef CHECK_CHANGE_H
#define CHECK_CHANGE_H

#include "check/check_int.h"

/* The change with its sign; false for what is no change in per cent. */
bool signed_growth(const struct comparison *k, dec *out);

/* The same of a change in the unit of the value. */
bool signed_amount(const struct comparison *k, unit value, range *out);

/* A change in per cent against the value of the base. */
void check_against_base(struct checker *c, const struct statement *s,
                        const struct comparison *k, const struct statement *o);

/* A change in the unit of s against the a/b that s tells. */
void check_difference(struct checker *c, const struct statement *s, const struct comparison *k);

/* A change of s in its own unit, or in points, against the value it started from.
 * `strict`: the text leaves no doubt that the three belong together. */
void check_change_from(struct checker *c, const struct statement *s, const struct comparison *k,
                       const struct statement *base, bool strict);

/* A finding that the change told is not a - b. */
struct diag *add_change_mismatch(struct checker *c, const struct figure *a, const struct figure *b,
                                 dec difference, const struct figure *told);

#endif

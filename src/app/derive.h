/* derive.h -- derived indicators are computed again in the transaction that changes what they are
 * computed from.
 *
 * A derived figure is a fact of its own source, DERIVED_SOURCE, beside what reports state of the
 * same indicator. */
#ifndef APP_DERIVE_H
#define APP_DERIVE_H

#include "analyse/formula.h"
#include "app/places.h"
#include "store/store.h"

#define DERIVED_SOURCE "công thức"

/* The shipped formulas, and the office's own: records of type "formula", the body being unit,
 * decimals and formula with tabs between; an own one takes the place of a shipped one. FAIL_FORMAT
 * when one of these can no longer be computed. */
status derive_formulas(struct job *j, struct store *s, const struct indicators *catalogue,
                       struct formula_set **out);

/* Checks an own formula against the others, and keeps it; inside a transaction. FAIL_FORMAT with
 * the place in the formula where it is wrong. */
status derive_define(struct store *s, struct job *j, const struct indicators *catalogue, str id,
                     str body);

/* Computes what depends on the facts just put, and puts it; inside the transaction. *derived is
 * raised by how many derived figures are new or revised. */
struct derivation {
    const struct formula_set *formulas;
    struct places *places;
};
status derive_put(struct store *s, struct job *j, const struct derivation *d,
                  const struct fact *list, const enum put_result *how, size_t n,
                  uint32_t *derived);

/* Of figures of one key by several sources and kinds, the one in force: what somebody confirmed
 * before a draft, what was stated before what was computed, the best status, the latest. */
bool fact_outranks(const struct fact *a, const struct fact *b);

#endif

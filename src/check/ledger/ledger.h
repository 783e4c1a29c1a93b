/* ledger.h -- a report against the figures an office has kept: plans, earlier periods,
 * releases.
 *
 * The rule does not know where they are kept: the caller hands them in. It speaks of what is
 * certain only: a name with an id of the catalogue, a place the caller knows, a period that is
 * told, units that convert exactly, intervals of rounding that do not meet. */
#ifndef CHECK_LEDGER_H
#define CHECK_LEDGER_H

#include "analyse/plan.h"
#include "check/check.h"

struct ledger {
    const struct fact *fact;    /* of the indicators and places of the report, every revision,
                                   in any order; of equal revisions the later one counts */
    size_t nfacts;
    const struct plan_book *book;
    size_t nbooks;
    const struct indicators *catalogue;
    str area;                   /* of figures whose place neither they nor the report tell */
    /* Does the report mean by `words` ("tỉnh Điện Biên") the place that facts have as
     * `area`? NULL: when the words are the same, the case of the first letter apart. */
    bool (*is_area)(void *arg, str words, str area);
    void *arg;
};

/* The indicator that a statement is surely about, "kế hoạch" before its name apart, or NULL:
 * the facts of these are what the rule can use. */
const struct indicator *ledger_indicator(const struct indicators *all,
                                         const struct statement *s);

/* check_report() with the rule "ledger"; `l` must outlive the findings. */
void check_report_ledger(struct job *j, const struct report *r, rule_set rules,
                         const struct ledger *l, struct diags *out);

#endif

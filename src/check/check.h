/* check.h -- the rules: which figures of a report cannot be right, and why. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "diag/diag.h"
#include "extract/statement.h"

/* One family of rules, as rules.def tells it. */
struct rule {
    const char *name;           /* as in --rules, "growth-of-parts" */
    bool on;                    /* runs unless it is switched off; the others only when asked for */
    const char *codes;          /* of its findings: numbers and ranges with blanks between */
    const char *needs_vi, *needs_en;
    const char *missing_vi, *missing_en;
    const char *excepts_vi, *excepts_en;
};

/* All of them, in the order they run. A finding's `rule` and a mark's are indices here. */
const struct rule *check_rules(size_t *count);

/* Index of the rule of that name, or -1. */
int check_rule_named(str name);

/* A set of rules: bit i for the rule of index i. */
typedef uint32_t rule_set;

/* Those that are switched on. */
rule_set check_rules_on(void);

/* The set that `words` asks for, names with commas between: "+NAME" and "-NAME" change those
 * that are on, "NAME" first of all asks for these alone. False: *unknown is no rule. */
bool check_rules_asked(str words, rule_set *set, str *unknown);

/* The rules that may find that code. */
rule_set check_rules_of(enum diag_code code);

/* Runs the rules of the set over the report and settles the findings (sorted, one a
 * place). `out` has been initialised with the report's source. */
void check_report(struct job *j, const struct report *r, rule_set rules, struct diags *out);

#endif

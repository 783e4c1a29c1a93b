/* define.h -- what an office defines in its ledger: plan books, formulas, days of release, units,
 * mappings of names, settings. */
#ifndef APP_DEFINE_H
#define APP_DEFINE_H

#include "model/indicator.h"
#include "store/store.h"

/* Is there such a type of definition? */
bool define_type_known(str type);

/* "plan-book, formula, ..." */
extern const char define_types[];

struct define_request {
    str type, id;
    str name;                   /* of the file, for messages */
    str body;                   /* empty: takes it away */
    str author, reason;         /* for the audit */
};

struct define_result {
    bool changed;               /* false: it was so already */
    int64_t revision;           /* of the record now; 0: taken away */
    uint32_t derived;           /* of a formula: figures new or revised */
    bool later;                 /* of a formula: too many figures to compute again now */
};

/* Checks it and keeps it as a record with revision and audit entry, in one transaction. FAIL_FORMAT
 * with file, line and reason for a wrong definition: nothing is kept then. FAIL_USAGE when there is
 * nothing to take away. A formula's figures are computed at once. */
status app_define(struct store *s, struct job *j, const struct indicators *catalogue,
                  const struct define_request *r, struct define_result *out);

#endif

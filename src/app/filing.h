/* filing.h -- forms of the ledger: what an agency is asked for, with plan and last value beside. */
#ifndef APP_FILING_H
#define APP_FILING_H

#include "app/places.h"
#include "model/form.h"
#include "model/indicator.h"
#include "store/store.h"

struct form_request {
    str agency;                 /* whose indicators are asked, those that are reported as often as
                                 * the period comes: the catalogue's word; or else ... */
    str indicator;              /* ... these ids, with commas between */
    str area;                   /* of the figures, id or name; empty: the ledger's own */
    period when;
    epoch_day deadline;         /* 0: none */
};

/* A form over what the ledger holds: the year's plan and the same period a year before are shown
 * beside each figure asked for. FAIL_USAGE for no such agency (the message names those there
 * are), no such id, or nothing that is reported for such a period. */
status app_form(struct job *j, struct store *s, const struct indicators *catalogue,
                struct places *places, const struct form_request *request, struct form *out);

#endif

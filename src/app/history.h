/* history.h -- how a figure of the ledger came to be, and who quoted it. */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include "app/places.h"
#include "model/indicator.h"
#include "store/store.h"

/* A place of a document. */
struct history_place {
    const struct document *document;    /* without its text */
    const struct fact_mention *mention; /* NULL: of a revision whose document does not show it */
};

/* One revision: what was written, when, by whom, why, and from where. */
struct history_revision {
    const struct fact *fact;
    bool current;
    struct audit_entry entry;
    struct history_place from;          /* document NULL: a table, a form, a formula */
};

struct history_quote {
    struct history_place at;
    const struct fact *fact;            /* the revision that is quoted */
    bool revised;                       /* it is not the current one: to be looked at again */
};

/* One figure. */
struct history {
    const struct fact *key;             /* the current revision */
    const struct history_revision *revision;    /* in the order of recording */
    size_t nrevisions;
    const struct history_quote *quote;  /* by document, then by place */
    size_t nquotes;
};

/* Each figure that the filter chooses, withdrawn ones, too. */
status app_history(struct job *j, struct store *s, const struct fact_filter *filter,
                   const struct history **out, size_t *n);

#endif

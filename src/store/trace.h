/* trace.h -- what an entry of the audit log has changed. */
#ifndef STORE_TRACE_H
#define STORE_TRACE_H

#include "store/store.h"

struct traced_fact {
    struct fact now;
    struct fact before;         /* the revision before it, where there is one */
    bool is_new;
};

struct traced_record {
    struct record now;          /* an empty body takes it away */
    str before;                 /* body of the revision before */
};

struct trace {
    struct traced_fact *fact;   /* the first ones */
    size_t nfacts;
    int64_t facts;              /* all of them */
    struct document *document;  /* without their texts */
    size_t ndocuments;
    struct traced_record *record;
    size_t nrecords;
    int64_t mentions;           /* places of documents that quote facts */
    int64_t names;              /* texts and series that were new */
};

/* All rows of the entry, of facts no more than `most`. There is no index by entry: the ledger is
 * walked once, as verifying does. */
status store_trace(struct store *s, struct job *j, int64_t entry, size_t most, struct trace *out);

#endif

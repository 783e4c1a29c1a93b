/* export.h -- facts of the ledger as a file for others. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "adapter/adapter.h"
#include "app/places.h"
#include "model/indicator.h"
#include "store/store.h"
#include "write/dataset.h"

struct export_request {
    struct fact_filter filter;
    enum dataset_format format;
    const struct adapter *adapter;      /* for another system, in its form; NULL: in `format` */
    str agency;                 /* who sends it; may be empty */
    bool public_only;           /* leaves out drafts and what is not released yet (embargo) */
    struct adapter_sent told;   /* filled in: what the adapter has done with the figures */
};

/* The whole file, appended to out; *n is how many facts it has. */
status app_export(struct job *j, struct store *s, const struct indicators *catalogue,
                  struct places *places, struct export_request *request, struct buf *out,
                  size_t *n);

#endif

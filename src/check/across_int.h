/* across_int.h -- what the rules over several documents share. */
#ifndef CHECK_ACROSS_INT_H
#define CHECK_ACROSS_INT_H

#include "analyse/drift.h"
#include "check/across.h"
#include "check/check_int.h"

/* The spots in which one document differs from another it repeats. */
struct across_drift {
    uint32_t first, second;     /* documents; the second is the one written from the first */
    const struct drift_spot *spot;
    size_t n;
};

/* A figure of a document by where its digits begin. */
struct across_figure {
    uint32_t at;
    uint32_t statement;
};

/* A value of a document, for looking it up. */
struct across_value {
    uint64_t key;               /* of the number, whatever its zeros */
    uint32_t statement;
};

struct across {
    const struct across_document *doc;
    uint32_t n;
    struct across_drift *drift;
    size_t ndrifts, drift_cap;
    struct across_figure **figure;      /* of each document, sorted by place; NULL: not asked */
    size_t *nfigures;                   /* for yet */
    struct across_value **value;        /* the same, by value */
    size_t *nvalues;
};

const struct source *across_source(const struct across *x, uint32_t doc);

/* "báo cáo «bao-cao.docx»" */
str across_name(const struct checker *c, uint32_t doc);

/* The statement that the figure at that place of the document is of, or NULL. */
const struct statement *across_statement_at(struct checker *c, uint32_t doc, uint32_t at);

/* Does the document tell this value, in this unit, for something of a like name? */
bool across_tells(struct checker *c, uint32_t doc, const struct statement *s);

#endif

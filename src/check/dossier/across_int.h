/* across_int.h -- what the rules over several documents share. */
#ifndef CHECK_ACROSS_INT_H
#define CHECK_ACROSS_INT_H

#include "analyse/drift.h"
#include "analyse/implied.h"
#include "check/dossier/across.h"
#include "check/check_int.h"

/* The spots in which one document differs from another it repeats. */
struct across_drift {
    uint32_t first, second;     /* documents; the second is the one written from the first */
    const struct drift_spot *spot;
    size_t n;
};

/* Two documents tell one fact. */
enum across_relation {
    ACROSS_SAME,                /* papers of one occasion: they must agree */
    ACROSS_EARLIER              /* the other is of an earlier one, or was given as older */
};

struct across_pair {
    enum across_relation relation;
    const struct concord_place *here, *there;
    bool agrees;
};

struct across_pairs {
    struct across_pair *item;
    size_t n, cap;
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
    const struct concord *concord;
    const struct implied_book *implied;
    uint64_t *area;                     /* of each document: hash of its area's name */
    bool *estimates;                    /* of each document: much of it was not over yet */
    struct across_pairs *pair;          /* of each document: what it is to be held against */
    struct across_figure **figure;      /* of each document, sorted by place; NULL: not asked */
    size_t *nfigures;                   /* for yet */
    struct across_value **value;        /* the same, by value */
    size_t *nvalues;
};

const struct source *across_source(const struct across *x, uint32_t doc);

/* Is a paper of an earlier occasion than b? */
bool across_is_earlier(const struct across_document *a, const struct across_document *b);

/* Are the two papers of one occasion and area, and is `doc` the one that was written from the
 * other? */
bool across_repeats(const struct across *x, uint32_t doc, uint32_t other);

/* Finds the facts that several documents tell. */
void across_find_pairs(struct job *j, struct across *x);

/* repeat.c: the sentences of this document against the tables of those it was written from. */
void check_foreign_tables(struct checker *c);

/* "báo cáo «bao-cao.docx»" */
str across_name(const struct checker *c, uint32_t doc);

/* The statement that the figure at that place of the document is of, or NULL. */
const struct statement *across_statement_at(struct checker *c, uint32_t doc, uint32_t at);

/* Does the document tell this value, in this unit, for something of a like name? */
bool across_tells(struct checker *c, uint32_t doc, const struct statement *s);

#endif

/* facts.h -- statements and tables to facts of the ledger. */
#ifndef APP_FACTS_H
#define APP_FACTS_H

#include "app/app.h"
#include "app/derive.h"
#include "app/places.h"
#include "app/review.h"
#include "store/store.h"

/* On whose word something is imported. */
struct import_request {
    str author;                 /* stands in the audit */
    str reason;                 /* too; may be empty */
    str source;                 /* whose figures they are; empty: those of reports */
    epoch_day published;        /* 0: the date the document bears, else the end of its period */
    str profile;                /* of the system the files are of (profiles.h); empty: ours */
    str review, review_name;    /* the officer's table (review.h) and its file; may be empty */
};

/* A figure that an import has revised, and the places of other documents that quote what it was
 * before: each is to be looked at again. */
struct correction {
    const struct fact *fact;    /* as it is now */
    struct mentions quoted;     /* each with the revision it quotes */
};
struct corrections {
    struct correction *list;
    size_t count, cap;
};

/* What an import has done. */
struct import_result {
    int64_t document;           /* 0 for a table of facts */
    bool known;                 /* the same text was there already: nothing changed */
    uint32_t added, revised, same;
    uint32_t twice;             /* figures a document states again with another value */
    uint32_t derived;           /* figures that formulas gave, new or revised */
    uint32_t skipped;           /* figures that the review leaves out */
    size_t errors, warnings, notes;
    struct corrections corrected;   /* of what documents quote */
    str cell_errors;            /* of a table that was refused: a line a cell */
};

/* Reads a report, or a table of facts, and puts all of it into the ledger in
 * one transaction. */
status app_import(struct job *j, struct store *s, str path, const struct import_request *request,
                  struct import_result *out);

/* The same of a text in memory; `name` is what the source is called. */
status app_import_text(struct job *j, struct store *s, str name, str text,
                       const struct import_request *request, struct import_result *out);

/* Adds those of the facts that were revised and are quoted; they point to f. */
status find_corrected(struct store *s, struct job *j, const struct fact *f,
                      const enum put_result *how, size_t n, struct corrections *out);

/* Adds what a put has done to the result. */
void count_puts(const enum put_result *how, size_t n, struct import_result *out);

/* Fills *f from one statement; false when it tells no number to keep.
 * Everything of f lives in the arena or in the document. */
bool fact_from_statement(struct arena *a, const struct app_document *d,
                         const struct statement *st, str source, struct fact *f);

/* The demo province: the shipped facts, and the demo report as a document. */
status app_load_demo(struct job *j, struct store *s);

#endif

/* claim.h -- what became of each run of digits in a document.
 *
 * Nothing is lost: every number ends as part of a statement, as something that
 * is no figure (a date, a document's number, a mark ...), or as rejected with a
 * reason. `soat read --coverage` prints it. */
#ifndef EXTRACT_CLAIM_H
#define EXTRACT_CLAIM_H

#include "base/source.h"

enum claim_class {
    CLAIM_NONE,                 /* not yet told */
    CLAIM_STATEMENT,            /* a level, either end of its range */
    CLAIM_COMPARISON,           /* the amount of a change */
    CLAIM_PLAN,                 /* a percentage of plan reached */
    CLAIM_PART,                 /* the b of a/b, a share */
    CLAIM_DATE,                 /* dates, years, months, durations, hours */
    CLAIM_DOCNUM,               /* numbers of documents */
    CLAIM_MARKER,               /* numbering of headings, items, rows, columns */
    CLAIM_NOTE_MARK,            /* marks of notes and the numbers of their bodies */
    CLAIM_RANGE,                /* a range that describes: từ 15-18 tiêu chí */
    CLAIM_ORDINAL,              /* lần thứ 12, lớp 6, mức độ 2 */
    CLAIM_NAME,                 /* in a name, a unit, an age, a scale */
    CLAIM_REJECTED              /* none of these: the reason says why */
};

/* The run of digits at `where` (its first token's place). */
struct claim {
    span where;
    enum claim_class class;
    const char *reason;         /* English, short, of a fixed list; may be empty */
};

/* One run [0-9]+([.,/][0-9]+)* of the source and what became of it. */
struct digit_run {
    span where;
    enum claim_class class;
    const char *reason;
};

const char *claim_name(enum claim_class class);    /* statement, comparison, ... */

struct report;                  /* extract/extract.h */

/* Every run of the report's source in order, each with the claim that holds its first
 * digit. Those in tables are told here, for few ask and sheets have a million. */
struct digit_run *claim_runs(struct arena *a, const struct report *r, size_t *n);

#endif

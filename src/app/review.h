/* review.h -- what an officer decides of a report's figures before they are kept.
 *
 * The report is shown as a table, one row a figure: what it is taken for, and what is to become of
 * it. The officer changes rows and gives the table back. What is decided of a name in all its rows
 * is remembered in the ledger (records of type "mapping") and proposed in the next edition. */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/app.h"
#include "store/store.h"

enum review_verdict {
    REVIEW_NONE,                /* "?": kept as a draft */
    REVIEW_ACCEPT,              /* kept, as what it was taken for */
    REVIEW_MAP,                 /* kept, as the indicator told */
    REVIEW_SKIP                 /* not kept */
};
enum { VERDICTS = 4 };

struct decision {
    enum review_verdict verdict;
    str indicator;              /* of REVIEW_MAP */
};

struct review;

/* With what the ledger remembers; `s` may be NULL. */
status review_open(struct job *j, struct store *s, struct review **out);

/* Adds the decisions of a table as review_print() writes it; `text` is the report they are of.
 * FAIL_FORMAT, with file and line, for a row that cannot be understood or a table that was made
 * of another text. */
status review_read(struct job *j, struct review *r, const struct indicators *catalogue, str name,
                   str table, str text);

/* What is decided of a figure: of this very place, else of its name. `slug` as
 * indicator_slug() makes it of the name and the unit. */
struct decision review_of(const struct review *r, str slug, uint32_t line, uint32_t col);

/* Keeps what was decided of names alike in all rows; inside a transaction. */
status review_remember(struct store *s, struct job *j, const struct review *r);

/* The table of a report that was read: tabs, a header, comments that say how to fill it in. */
void review_print(struct buf *out, struct job *j, const struct review *r,
                  const struct app_document *d);

#endif

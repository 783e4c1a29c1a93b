/* drift.h -- passages that two documents have nearly word for word, and where they differ.
 *
 * A draft resolution repeats the tasks of its report; what was changed in the one and not in
 * the other are figures, dates and names. Passages (sentences, or parts of them between
 * semicolons) are matched by runs of four words with the figures left open, so the cost is
 * linear in the texts; a matched pair is compared word by word. */
#ifndef ANALYSE_DRIFT_H
#define ANALYSE_DRIFT_H

#include "base/job.h"
#include "doc/doc.h"

/* The passages of one document, and their words. */
struct drift_text;
struct drift_text *drift_read(struct job *j, const struct doc *d);

enum drift_kind {
    DRIFT_FIGURE,
    DRIFT_DATE,                 /* 30/9 for 31/10, năm 2025 for năm 2026 */
    DRIFT_UNIT,                 /* triệu for tỷ behind a figure */
    DRIFT_SIGN,                 /* tăng for giảm */
    DRIFT_NAME                  /* Sở Tài chính for Sở Xây dựng */
};

/* Words of a passage: bytes [from, to) of the flow, and the passage's own. */
struct drift_words {
    const struct flow *flow;
    uint32_t from, to;
    uint32_t passage, passage_end;
};

struct drift_spot {
    enum drift_kind kind;
    struct drift_words first, second;       /* in the first and the second document */
    uint32_t alike;             /* words that the two passages have in common */
};

/* What two documents share. */
struct drift_found {
    struct drift_spot *spot;    /* in reading order of the second */
    size_t n;
    size_t same, passages;      /* of the second, long enough to tell: those that stand in the */
};                              /* first word for word, and all */

/* Where the second document differs from the first in passages that are the same but for
 * figures, dates or names. In the job's arena. */
struct drift_found drift_find(struct job *j, const struct drift_text *first,
                              const struct drift_text *second);

#endif

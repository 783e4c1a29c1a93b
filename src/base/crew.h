/* crew.h -- many jobs done by several threads, and told in order by the caller.
 *
 * Each piece of work is a job of its own, with its own arena; what the pieces share
 * must be read-only. The threads keep a few pieces ahead of the one that is told, no
 * more, so that memory does not grow with their number. */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include "base/buf.h"
#include "base/job.h"

/* What a piece may count of itself, as the caller likes. */
enum { CREW_TALLIES = 4 };

/* What became of one piece. */
struct crew_result {
    size_t piece;
    status status;
    str text;                   /* what the work put out, or the line that tells its failure */
    uint32_t tally[CREW_TALLIES];
};

struct crew {
    size_t pieces;
    unsigned threads;           /* with one, everything is done by the caller's own */
    const struct limits *limits;
    enum lang lang;
    void *arg;

    /* Does piece i in any of the threads. Puts its output into out; counts in tally, which starts
     * as zeroes. */
    status (*work)(struct job *j, size_t i, struct buf *out, uint32_t *tally, void *arg);

    /* Called by the caller's thread, piece after piece; the text is valid until it
     * returns. False: leave the rest undone. */
    bool (*tell)(const struct crew_result *r, void *arg);
};

/* Does and tells all pieces. The job lends memory for the crew itself; should it run out
 * of memory while telling, the threads stop before that memory goes: what `arg` points to
 * must live as long as the job. */
void crew_run(struct job *j, const struct crew *c);

#endif

/* due.h -- the release calendar over the ledger: what is due when, what is kept until then. */
#ifndef APP_DUE_H
#define APP_DUE_H

#include "model/indicator.h"
#include "model/release.h"
#include "store/store.h"

enum { DUE_BACK = 31, DUE_AHEAD = 92 };     /* days around the day asked about */

/* One release of one period. */
struct due_release {
    const struct release *release;
    period when;
    epoch_day due;
    size_t held;                /* figures of it that the ledger has, of that status or a better
                                 * one; 0 behind the day: overdue */
};

struct due {
    const struct due_release *list;     /* by day, then in the order of the calendar */
    size_t n;
    struct facts embargo;       /* published behind the day asked about, until the end of the next
                                 * year; by indicator, area, period */
};

/* The shipped calendar and the office's own (records of type "release"; one of the id of a shipped
 * one takes its place), around the day `at`, of the figures of `area`. */
status app_due(struct job *j, struct store *s, const struct indicators *catalogue, str area,
               epoch_day at, struct due *out);

#endif

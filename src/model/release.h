/* release.h -- the release calendar: on which day a figure is due, and until when it is kept.
 *
 * data/releases.tsv holds the calendar of the statistics office (Decree 62/2024/NĐ-CP and
 * what amends it); an office adds entries of its own, kept by the ledger as records. Days count
 * from 1970-01-01, as in fact.h. */
#ifndef MODEL_RELEASE_H
#define MODEL_RELEASE_H

#include "model/fact.h"
#include "model/record.h"

enum release_of { RELEASE_ALL, RELEASE_AGENCY, RELEASE_GROUP, RELEASE_INDICATOR };

/* The figures of one kind of period. "The 6th of the next month" is months 1, dom 6. */
struct release {
    str id;                     /* letters, digits, hyphens */
    enum release_of of;
    str name;                   /* id of the indicator, name of the group or agency; all: empty */
    enum period_kind period;
    enum fact_status status;
    int8_t months;              /* 0..60 months behind the month the period ends in ... */
    int8_t dom;                 /* ... on this day, 1..31; the last one in shorter months */
    int32_t from, to;           /* periods that end on these days or between; NONE: open */
    str source;                 /* the act that says so */
};

#define RELEASE_OPEN INT32_MIN

/* The shipped calendar. */
const struct release *releases_load(struct arena *a, size_t *count);

/* Reads a calendar: lines of id, of, period, status, due ("1/6"), from, to, source with tabs
 * between; comments and a header are passed over. False, with the first problem. */
bool releases_read(struct arena *a, str text, const struct release **list, size_t *count,
                   struct record_problem *problem);

/* One entry as a record of the same names; what is printed is parsed to the same. */
bool release_parse(struct arena *a, str text, struct release *out,
                   struct record_problem *problem);
void release_print(struct buf *b, const struct release *r);

/* What the figure is about, for finding its entry. */
struct release_key {
    str indicator, group, agency;
    period when;
    enum fact_status status;
};

/* The entry that holds for it: that of the indicator before those of its group, its agency and
 * all; of several the later one in the list. NULL when there is none. */
const struct release *release_find(const struct release *list, size_t n,
                                   const struct release_key *key);

/* The day the figure of this period is due. False for a period of another kind, of days
 * outside from .. to, or without an end (the state "at present"). */
bool release_due(const struct release *r, period when, int32_t *out);

/* The last day of a period; false when it has none. */
bool release_period_end(period p, int32_t *out);

/* May the public see it on the day `today`? Not before it is published (embargo). Whether
 * drafts are shown is for the caller to say. */
bool fact_is_public(const struct fact *f, int32_t today);

#endif

/* plan.h -- plan books: which plan answers for a figure, and do its parts add up to it.
 *
 * A plan is a kind of fact that belongs to a book: the centre's assignment, the council's
 * resolution, an adjustment, the targets of a term, a growth scenario. Several books speak of
 * one year, and of a book the parts by agency, area or quarter must make the whole. Nothing
 * here knows where the facts are kept; texts are borrowed from them. */
#ifndef ANALYSE_PLAN_H
#define ANALYSE_PLAN_H

#include "model/fact.h"
#include "model/indicator.h"
#include "model/record.h"

enum plan_type {
    PLAN_CENTRE,                /* Trung ương giao */
    PLAN_COUNCIL,               /* nghị quyết Hội đồng nhân dân */
    PLAN_ADJUSTED,              /* điều chỉnh, bổ sung: amends another book in part */
    PLAN_TERM,                  /* kế hoạch 5 năm, mục tiêu nhiệm kỳ */
    PLAN_SCENARIO               /* kịch bản tăng trưởng */
};
enum { PLAN_TYPES = 5 };

struct plan_book {
    str id;                     /* small letters, digits, hyphens */
    enum plan_type type;
    str title;
    str act;                    /* number of the document: "45/NQ-HĐND"; may be empty */
    int32_t act_day;            /* its date in days since 1970-01-01; PLAN_NO_DAY: not told */
    int16_t from_year, year;    /* equal for the plan of one year */
    str amends;                 /* id of the book it changes; empty: none */
};

#define PLAN_NO_DAY INT32_MIN

/* "centre", "council", "adjusted", "five-year", "scenario". */
const char *plan_type_word(enum plan_type t);

/* A book as a record (see record.h): id, type, title, act, act-day, years ("2025" or
 * "2021/2025"), amends. A term has several years, every other book one; an adjusted book amends
 * one, no other than a scenario may. What is printed is parsed to the same. */
bool plan_book_parse(struct arena *a, str text, struct plan_book *out,
                     struct record_problem *problem);
void plan_book_print(struct buf *b, const struct plan_book *book);

/* -- which book answers -- */

struct plans {
    const struct plan_book *book;
    size_t nbooks;
    const struct fact *fact;    /* in any order; what is no plan or target is passed over */
    size_t nfacts;
};

/* Of what, and for which whole year. */
struct plan_key {
    str indicator, area, breakdown;
    int year;
};

struct plan_answer {
    const struct fact *fact;
    const struct plan_book *book;       /* NULL: the fact names none that is known */
};

/* The plan that counts for the year. The rule: the latest adjusted book that has a figure for
 * it, else the council's, else the centre's (of several of a type the one of the later act);
 * then a plan without a book, as a report told it. Scenarios and terms never answer. Of
 * one book the last revision counts; a withdrawn one makes the book silent, figures that are not
 * numbers do too. False when nothing answers. */
bool plan_answers(const struct plans *p, const struct plan_key *key, struct plan_answer *out);

/* All targets of terms that hold in the year, those of the term that began last first: of a
 * term XIV and a term XV both. Fills no more than `cap` and gives how many there are. */
size_t plan_terms(const struct plans *p, const struct plan_key *key, struct plan_answer *out,
                  size_t cap);

/* Is `fact` a plan or target of this key, and does its book's year hold it? For listing all
 * books that speak of a figure. */
bool plan_is_of(const struct fact *fact, const struct plan_key *key);

/* -- do the parts add up -- */

enum plan_part {
    PART_AGENCY,                /* breakdown "agency=..." */
    PART_AREA,                  /* other areas than the whole's */
    PART_QUARTER                /* the quarters of its year */
};

enum plan_sum_state {
    PLAN_SUM_HOLDS,
    PLAN_SUM_DIFFERS,
    PLAN_SUM_MISSING,           /* parts that are expected have no number; `difference` is what
                                   is left for them */
    PLAN_SUM_NONE,              /* no part at all */
    PLAN_SUM_NO_WHOLE,          /* parts of something the plan does not have */
    PLAN_SUM_NOT_ADDED,         /* rates, indices, ranks; stocks over quarters */
    PLAN_SUM_BOUND,             /* a range or "at least" stands among them: no sum is exact */
    PLAN_SUM_UNIT,              /* units that do not convert into each other exactly */
    PLAN_SUM_LARGE              /* does not fit */
};

struct plan_sum {
    enum plan_sum_state state;
    const struct fact *whole;   /* NULL for PLAN_SUM_NO_WHOLE */
    str indicator;
    dec sum;                    /* of the parts, in the unit of the whole (of the first part) */
    dec difference;             /* sum - whole, exact; holds for HOLDS, DIFFERS, MISSING */
    size_t nparts;              /* that were added */
    const str *missing;         /* the expected ones without a number */
    size_t nmissing;
};

struct plan_parts {
    const struct indicators *indicators;
    enum plan_part by;
    const struct fact *whole;   /* of one area, the whole of the breakdown */
    size_t nwhole;
    const struct fact *part;
    size_t nparts;
    const str *expected;        /* agencies, or areas, each indicator must have; NULL: as many
                                   as are there. Quarters are always all four */
    size_t nexpected;
};

/* One answer for each figure of the whole, in its order, then for parts without one, by
 * indicator. Of several revisions of a whole or a part the last counts; withdrawn ones are not
 * there. Parts and whole belong together by indicator and period (by quarters: by year); books
 * are the caller's to choose. */
const struct plan_sum *plan_parts_sum(struct arena *a, const struct plan_parts *p,
                                      size_t *count);

#endif

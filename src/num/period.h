/* period.h -- the time a figure is for. */
#ifndef NUM_PERIOD_H
#define NUM_PERIOD_H

#include "base/buf.h"

enum period_kind {
    PERIOD_NONE,                /* not told */
    PERIOD_DAY,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_MONTHS,              /* from the start of the year: n months, a half, "đến 14/10" */
    PERIOD_REST,                /* to the end of the year: "6 tháng cuối năm" */
    PERIOD_YEAR,
    PERIOD_SCHOOL_YEAR,
    PERIOD_TERM                 /* several years: 2021-2025 */
};

/* [from, to], both inclusive, with the day 0 where the text names none. */
typedef struct {
    enum period_kind kind;
    int16_t year;               /* of the end */
    int8_t month;               /* of the end, 1..12; 0 for whole years */
    int8_t day;                 /* cut-off day when told, else 0 */
    int16_t from_year;          /* terms and school years; else equal to year */
    int8_t from_month;          /* first month, 1 for PERIOD_MONTHS */
    bool open;                  /* "đến nay", "hiện có": the state at the report's time */
} period;

bool period_eq(period a, period b);        /* open or not, cut-off day and all */

/* ISO-like text: 2025, 2025-06, 2025-Q2, 2025-H1, 2025-01/2025-10, 2025-06-15,
 * "năm học 2024-2025", 2021/2025. Empty for PERIOD_NONE. */
void period_print(struct buf *b, period p);
bool period_parse(str s, period *out);

/* The one way of telling this span: what its kind makes superfluous is as period_parse() gives it,
 * and "at present" is forgotten. Two periods that print alike are equal then. */
period period_canonical(period p);

/* A canonical period as one number that tells all of it, never negative: 0 for PERIOD_NONE.
 * Numbers rise with the month of the end, then with the day told, then with the kind. False for
 * years outside 1..4095 and for months or days there are not. */
bool period_pack(period p, int64_t *out);
period period_unpack(int64_t packed);

/* The least packed period that ends in this month (1..13) or later; 0, which is before all, for
 * years below 0; those too late for any period lie behind all. */
int64_t period_pack_from(int year, int month);

/* The same span one year earlier. */
period period_year_before(period p);

#endif

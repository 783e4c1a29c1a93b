/* moment.h -- the days, months, years and cited documents of a report's text.
 *
 * In the order of the text, each with its place in its block's flow. What is written is
 * told, whether it can be meant or not: a day of 31/6 is one of 31/6. Tables are left out. */
#ifndef CHECK_MOMENT_H
#define CHECK_MOMENT_H

#include "check/check_int.h"

enum moment_kind {
    MOMENT_DAY,                 /* 15/6/2025, 15-6-2025, ngày 15 tháng 6 năm 2025, ngày 15/6 */
    MOMENT_MONTH,               /* tháng 6/2025, 06/2025, tháng 6 năm 2025, tháng 6 */
    MOMENT_QUARTER,             /* quý II/2025, quý 2 năm 2025: month is 2 */
    MOMENT_YEAR,                /* năm 2025; odd ones too: năm 20255 */
    MOMENT_SPAN,                /* 2021-2025: year to until */
    MOMENT_MONTHS,              /* 9 tháng (đầu năm 2025), 6 tháng cuối năm: month is 9, 6 */
    MOMENT_CITED                /* 15/2020/NĐ-CP, 57-NQ/TW: year when it tells one */
};

struct moment {
    uint32_t block;
    uint32_t from, to;          /* in the block's flow: digits and what stands between them */
    uint8_t kind;
    int8_t day, month;          /* 0: not told */
    int32_t year, until;        /* 0: not told */
    uint16_t number, sign;      /* of a cited one: how long its number is, and where its letters */
                                /* begin, behind `from` */
};

/* All moments of the report; they are looked for once. */
struct moments moments_of(struct checker *c);

/* The text of a moment, and of its block. */
str moment_text(const struct checker *c, const struct moment *m);
str moment_block(const struct checker *c, const struct moment *m);

/* Where it stands in the source. */
span moment_span(const struct checker *c, const struct moment *m);

/* Days as numbers that can be compared; of a month or year told alone the last one. */
int32_t moment_last_day(const struct moment *m);

/* Are there so many days in that month? */
int days_of_month(int month, int year);

/* The last day the report can speak of as done: the day it was signed when its head tells
 * it, else the end of its period; 0 when neither is told. */
int32_t report_last_day(struct checker *c);

#endif

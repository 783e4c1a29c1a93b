/* date_int.h -- what the rules of times share. */
#ifndef CHECK_DATE_INT_H
#define CHECK_DATE_INT_H

#include "check/date/moment.h"

/* date_span.c: "giai đoạn 2025-2020", "từ ngày 20/5 đến ngày 15/5", "năm học 2024-2026". */
void check_spans(struct checker *c, struct moments all);

/* date_period.c: months, years and sections that are not those of the report. */
void check_periods(struct checker *c, struct moments all);

/* date_term.c: congresses, councils and their terms under two numbers. */
void check_terms_of_bodies(struct checker *c);

/* A finding on a moment: its text is the first argument and what is stated. */
struct diag *moment_finding(struct checker *c, enum diag_code code, const struct moment *m);

#endif

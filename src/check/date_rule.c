/* date_rule.c -- times that cannot be meant. */
#include "check/check_int.h"

/* "so với cùng kỳ năm 2023" in a report of 2023: the base is the year before. */
void check_dates(struct checker *c)
{
    int16_t year = c->report->period.year;

    if (c->report->period.kind == PERIOD_NONE)
        return;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        for (uint32_t k = 0; k < s->ncompares; k++) {
            const struct comparison *q = &s->compare[k];

            if (s->row >= 0 || q->base != BASE_SAME_PERIOD || q->base_year != year
                || !q->amount.has_value
                || (s->period.kind != PERIOD_NONE && s->period.year != year))
                continue;
            struct diag *d = diag_add(c->diags, DIAG_BASE_IS_OWN_YEAR, q->amount.where);
            dec before = { year - 1, 0 };

            diag_arg(d, arena_printf(c->job->arena, "%d", (int)year));
            diag_stated(d, d->arg[0]);
            d->computed = d->repair = arena_printf(c->job->arena, "%d", (int)before.coef);
            note_arg(diag_hint(c->diags, d, REMARK_WRITE),
                     arena_printf(c->job->arena, "cùng kỳ năm %d", (int)before.coef));
        }
    }
}

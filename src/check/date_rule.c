/* date_rule.c -- times that cannot be meant. */
#include "check/check_int.h"

/* Where the base's year stands; the amount when its words are not the text's. */
static span year_place(const struct checker *c, const struct statement *s,
                       const struct comparison *q)
{
    const struct flow *f = &c->report->doc->block[s->block].flow;
    str year = arena_printf(c->job->arena, "%d", (int)q->base_year);
    uint32_t from = flow_at(c, s->block, q->amount.text);

    if (from == UINT32_MAX)
        return q->amount.where;
    size_t found = str_find(str_sub(f->text, from, from + 120), year);

    if (found == SIZE_MAX)
        return q->amount.where;
    from += (uint32_t)found;
    return flow_span(f, from, from + (uint32_t)year.len);
}

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
            struct diag *d = diag_add(c->diags, DIAG_BASE_IS_OWN_YEAR, year_place(c, s, q));
            dec before = { year - 1, 0 };

            diag_arg(d, arena_printf(c->job->arena, "%d", (int)year));
            diag_stated(d, d->arg[0]);
            d->computed = d->repair = arena_printf(c->job->arena, "%d", (int)before.coef);
            note_arg(diag_hint(c->diags, d, REMARK_WRITE),
                     arena_printf(c->job->arena, "cùng kỳ năm %d", (int)before.coef));
        }
    }
}

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

static bool is_digit(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* Reads up to `most` digits at *at; -1 for none. */
static int digits_at(str s, size_t *at, size_t most)
{
    size_t from = *at;
    int n = 0;

    while (*at - from < most && is_digit(s, *at))
        n = n * 10 + (s.ptr[(*at)++] - '0');
    return *at > from ? n : -1;
}

static int days_in(int month, int year)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && year % 4 == 0);
}

/* "31/6/2025": day/month/year in full, and no such day. Numbers of documents
 * ("62/2024/NĐ-CP") never have two short numbers in front of the year. */
static void check_days(struct checker *c, const struct block *b)
{
    str s = b->flow.text;

    struct str_search slashes = { .text = s, .set = "/" };

    for (size_t slash = 0; (slash = str_search_from(&slashes, slash)) < s.len; slash++) {
        size_t i = slash, at;

        while (i > 0 && slash - i < 2 && is_digit(s, i - 1))
            i--;
        if (i == slash || (i > 0 && (is_digit(s, i - 1) || s.ptr[i - 1] == '/')))
            continue;
        at = i;
        int day = digits_at(s, &at, 2);

        if (at >= s.len || s.ptr[at++] != '/')
            continue;
        int month = digits_at(s, &at, 2);

        if (month < 0 || at >= s.len || s.ptr[at++] != '/')
            continue;
        size_t year_at = at;
        int year = digits_at(s, &at, 4);

        if (at - year_at != 4 || year < 1900 || year > 2100 || is_digit(s, at) ||
            (at < s.len && (s.ptr[at] == '/' || s.ptr[at] == '-')))
            continue;
        if (day >= 1 && day <= days_in(month, year))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_DATE_IMPOSSIBLE,
                                  flow_span(&b->flow, (uint32_t)i, (uint32_t)at));

        diag_arg(d, str_sub(s, i, at));
        diag_stated(d, d->arg[0]);
    }
}

/* "so với cùng kỳ năm 2023" in a report of 2023: the base is the year before. */
void check_dates(struct checker *c)
{
    int16_t year = c->report->period.year;

    for (uint32_t i = 0; i < c->report->doc->nblocks; i++)
        if (c->report->doc->block[i].kind != BLOCK_TABLE)
            check_days(c, &c->report->doc->block[i]);
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

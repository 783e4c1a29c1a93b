/* date_rule.c -- times that cannot be meant. */
#include "check/date/date_int.h"
#include "check/wording/phrase.h"

enum {
    YEARS_AHEAD = 15,           /* no plan of a report looks further, but at round years */
    YEARS_NEAR = 7
};

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

struct diag *moment_finding(struct checker *c, enum diag_code code, const struct moment *m)
{
    struct diag *d = diag_add(c->diags, code, moment_span(c, m));

    diag_arg(d, moment_text(c, m));
    diag_stated(d, d->arg[0]);
    return d;
}

static bool day_possible(const struct moment *m)
{
    return m->day >= 1 && m->day <= days_of_month(m->month, m->year);
}

/* A day that no calendar has; "06/25/2025" is the 25th in American order. */
static void check_day(struct checker *c, const struct moment *m)
{
    struct diag *d;

    if (day_possible(m))
        return;
    d = moment_finding(c, DIAG_DATE_IMPOSSIBLE, m);
    if (m->month > 12 && m->day <= 12 && m->month <= days_of_month(m->day, m->year) && m->year) {
        d->repair = arena_printf(c->job->arena, "%02d/%02d/%d", m->month, m->day, (int)m->year);
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
    }
}

/* "tháng 13", "quý V". */
static void check_month(struct checker *c, const struct moment *m)
{
    bool quarter = m->kind == MOMENT_QUARTER;
    struct diag *d;

    if (m->month >= 1 && m->month <= (quarter ? 4 : 12))
        return;
    d = moment_finding(c, DIAG_MONTH_IMPOSSIBLE, m);
    diag_arg(d, quarter ? STR("quý") : STR("tháng"));
}

static int32_t digits_swapped(int32_t year, int32_t power)
{
    int32_t low = year / power % 10, high = year / power / 10 % 10;

    return year + (low - high) * power * 10 + (high - low) * power;
}

/* "năm 2052" in a report of 2025: two digits digits_swapped give a year nearby, and no aim is set
 * for a year that is no multiple of five; but land is let until 2052. */
static int32_t meant_year(const struct checker *c, const struct moment *m, int32_t year)
{
    static const char *const until[] = { "đến năm", "tới năm", "hết năm", NULL };
    int32_t own = c->report->period.year;

    if (own == 0 || year < own + YEARS_AHEAD || year % 5 == 0 || year > 2100 ||
        phrase_any_before(moment_block(c, m), m->from, until))
        return 0;
    for (int32_t power = 1; power <= 10; power *= 10) {
        int32_t other = digits_swapped(year, power);

        if (other > own - YEARS_NEAR && other < own + YEARS_NEAR)
            return other;
    }
    return 0;
}

static void check_year(struct checker *c, const struct moment *m)
{
    int32_t year = m->kind == MOMENT_SPAN ? m->until : m->year;
    int32_t meant = meant_year(c, m, year);
    struct diag *d;

    if (year == 0 || (year >= 1000 && year <= 2100 && !meant))
        return;
    d = moment_finding(c, DIAG_YEAR_ODD, m);
    if (meant) {
        d->severity = SEVERITY_WARNING;
        if (m->kind != MOMENT_SPAN)
            d->repair = arena_printf(c->job->arena, "%d", (int)meant);
        note_arg(diag_hint(c->diags, d, REMARK_WRITE),
                 arena_printf(c->job->arena, "%d", (int)meant));
    }
}

static void check_moment(struct checker *c, const struct moment *m)
{
    switch ((enum moment_kind)m->kind) {
    case MOMENT_DAY:
        check_day(c, m);
        break;
    case MOMENT_MONTH: case MOMENT_QUARTER:
        check_month(c, m);
        break;
    case MOMENT_YEAR: case MOMENT_SPAN:
        check_year(c, m);
        break;
    case MOMENT_MONTHS: case MOMENT_CITED:
        break;
    }
}

/* Is the comparison with the same period told of the report's own figures? */
static bool compares_own(const struct checker *c, const struct statement *s,
                         const struct comparison *q)
{
    return s->row < 0 && q->base == BASE_SAME_PERIOD && q->amount.has_value && q->base_year &&
           (s->period.kind == PERIOD_NONE || s->period.year == c->report->period.year);
}

static void add_base_year(struct checker *c, enum diag_code code, const struct statement *s,
                          const struct comparison *q)
{
    struct diag *d = diag_add(c->diags, code, year_place(c, s, q));
    int before = c->report->period.year - 1;

    diag_arg(d, arena_printf(c->job->arena, "%d", (int)q->base_year));
    diag_stated(d, d->arg[0]);
    d->computed = d->repair = arena_printf(c->job->arena, "%d", before);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE),
             arena_printf(c->job->arena, "cùng kỳ năm %d", before));
}

/* How often the report compares with the same period of so many years ago. */
enum { AGO = 6, OFTEN = 3 };

static void count_bases(const struct checker *c, uint32_t ago[AGO])
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        for (uint32_t k = 0; k < s->ncompares; k++) {
            int years = c->report->period.year - s->compare[k].base_year;

            if (compares_own(c, s, &s->compare[k]) && years >= 0 && years < AGO)
                ago[years]++;
        }
    }
}

/* "so với cùng kỳ năm 2023" in a report of 2023: the base is the year before. One year
 * further back where all others are last year's, too. */
static void check_base_years(struct checker *c)
{
    int16_t year = c->report->period.year;
    uint32_t ago[AGO] = { 0 };

    count_bases(c, ago);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        for (uint32_t k = 0; k < s->ncompares; k++) {
            const struct comparison *q = &s->compare[k];
            int years = year - q->base_year;

            if (!compares_own(c, s, q))
                continue;
            if (years == 0)
                add_base_year(c, DIAG_BASE_IS_OWN_YEAR, s, q);
            else if (years > 1 && years < AGO && ago[years] == 1 && ago[1] >= OFTEN &&
                     c->report->period_told)
                add_base_year(c, DIAG_BASE_YEAR_ODD, s, q);
        }
    }
}

void check_dates(struct checker *c)
{
    struct moments all = moments_of(c);

    for (size_t i = 0; i < all.n; i++)
        check_moment(c, &all.m[i]);
    check_spans(c, all);
    check_periods(c, all);
    check_terms_of_bodies(c);
    if (c->report->period.kind != PERIOD_NONE)
        check_base_years(c);
}

/* fuzz_period.c -- any bytes as periods: what is parsed prints and parses back, and
 * what the grammar of time finds lies in the calendar and prints as well. */
#include "hold.h"

#include "base/job.h"
#include "extract/scan.h"

static void hold_parsed(struct arena *a, str text)
{
    period p, back;
    struct buf b;

    if (!period_parse(text, &p))
        return;
    must(period_eq(p, p));
    buf_init(&b, a);
    period_print(&b, p);
    must(period_parse(buf_str(&b), &back) && period_eq(p, back));
}

static void hold_found(struct arena *a, period p)
{
    struct buf b;

    must(p.kind >= PERIOD_NONE && p.kind <= PERIOD_TERM);
    must(p.month >= 0 && p.month <= 12 && p.day >= 0 && p.day <= 31);
    must(p.from_month >= 0 && p.from_month <= 12);
    buf_init(&b, a);
    period_print(&b, p);
}

/* The periods that reports are for: what is told without a year is about one of them. */
static const period report_periods[] = {
    { .kind = PERIOD_MONTHS, .year = 2024, .month = 9, .from_year = 2024, .from_month = 1 },
    { .kind = PERIOD_YEAR, .year = 2023, .from_year = 2023 },
    { .kind = PERIOD_MONTH, .year = 2025, .month = 1, .from_year = 2025, .from_month = 1 },
    { .kind = PERIOD_NONE },
};

static void hold_times(const struct scan *text, period report)
{
    struct scan of_report = *text, *s = &of_report;

    s->report = report;
    s->note = arena_array(s->arena, uint8_t, s->n + 1);
    s->claim = arena_array(s->arena, uint8_t, s->n + 1);
    s->reason = arena_array(s->arena, const char *, s->n + 1);
    for (uint32_t i = 0; i < s->n; i++) {
        period p = { 0 };
        uint32_t end = scan_time_at(s, i, &p);

        must(end >= i && end <= s->n);
        if (end > i) {
            hold_found(s->arena, p);
            hold_found(s->arena, period_year_before(p));
        }
    }
    scan_times(s);
    for (size_t i = 0; i < s->ntimes; i++)
        must(s->time[i].from < s->time[i].to && s->time[i].to <= s->n &&
             (i == 0 || s->time[i - 1].to <= s->time[i].from));
}

static status hold_periods(struct job *j, void *arg)
{
    const struct lexicon *l = lexicon_known();
    struct lex_room room = { 0 };
    str text = *(str *)arg, rest = text, line;
    struct scan s = { .arena = j->arena, .lexicon = l, .units = lexicon_units(l), .text = text };

    while (str_split(&rest, '\n', &line))
        hold_parsed(j->arena, line);
    s.t = lex_text(l, j->arena, &room, text, &s.n);
    for (size_t i = 0; i < sizeof report_periods / sizeof *report_periods; i++)
        hold_times(&s, report_periods[i]);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size < 2000 ? size : 2000 };

    job_run(&LIMITS_DEFAULT, LANG_VI, hold_periods, &text, NULL);
    return 0;
}

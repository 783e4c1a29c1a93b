/* date_period.c -- times of results that are not those of the report.
 *
 * A report of nine months tells no results of ten; its headings name its own months; what
 * it counts "tính đến ngày" was counted before it was signed. */
#include "check/date/date_int.h"
#include "check/wording/phrase.h"

enum { COUNTED_LATE = 2 * 32 };     /* what is counted to the end of a month is told before it */

static const char *const expected[] = {
    "ước", "dự ước", "dự kiến", "kế hoạch", "phấn đấu", "mục tiêu", "dự báo", "cả năm", "dự toán",
    "sẽ", "nhiệm vụ", "giải pháp", "thời hạn", "hết hạn", "lộ trình", NULL,
};

static bool of_results(const struct checker *c, const struct moment *m)
{
    return !c->report->section[m->block].target;
}

static str clause_around(const struct checker *c, const struct moment *m)
{
    str s = moment_block(c, m);

    return str_sub(s, phrase_clause(s, m->from), phrase_clause_end(s, m->to));
}

/* Does the report end with one of its year's months? */
static bool ends_within_year(period own)
{
    return own.month && (own.kind == PERIOD_MONTHS || own.kind == PERIOD_MONTH ||
                         own.kind == PERIOD_QUARTER);
}

/* "10 tháng đầu năm 2024" among the results of a report of 9 months. */
static void check_months_beyond(struct checker *c, const struct moment *m)
{
    period own = c->report->period;
    struct diag *d;

    if (!ends_within_year(own) || m->until || m->month <= own.month || m->month >= 12 ||
        (m->year && m->year != own.year) || !of_results(c, m) ||
        phrase_has_any(clause_around(c, m), expected))
        return;
    d = moment_finding(c, DIAG_MONTHS_BEYOND, m);
    diag_arg(d, arena_printf(c->job->arena, "%d", own.month));
}

/* "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024" in the report of 2025. */
static void check_heading(struct checker *c, const struct moment *m)
{
    static const char *const results[] = { "kết quả", "tình hình", "đánh giá", "thực hiện", NULL };
    static const char *const compares[] = { "so với", "cùng kỳ", "so sánh", NULL };
    period own = c->report->period;
    const struct block *b = &c->report->doc->block[m->block];
    struct diag *d;

    if (own.kind != PERIOD_MONTHS || b->kind != BLOCK_HEADING || m->until || !of_results(c, m) ||
        m->month != own.month || m->year == 0 || m->year == own.year ||
        m->year < own.year - 1 || m->year > own.year + 1 ||
        !phrase_has_any(b->flow.text, results) || phrase_has_any(b->flow.text, compares))
        return;
    d = moment_finding(c, DIAG_HEADING_PERIOD, m);
    diag_arg(d, arena_printf(c->job->arena, "%d", own.year));
}

static const char *const counted_to[] = {
    "tính đến", "tính đến ngày", "tính đến hết ngày", "tính đến tháng", "tính đến hết tháng",
    "tính đến thời điểm", "tính đến thời điểm ngày", "lũy kế đến ngày", "luỹ kế đến ngày",
    "lũy kế đến hết ngày", NULL,
};

/* "Tính đến ngày 15/6/2025, đã giải ngân" in a report of 2024. */
static void check_counted_later(struct checker *c, const struct moment *m, int32_t last)
{
    struct diag *d;

    if (m->year == 0 || moment_last_day(m) <= last + COUNTED_LATE || !of_results(c, m) ||
        !phrase_any_before(moment_block(c, m), m->from, counted_to) ||
        phrase_has_any(clause_around(c, m), expected))
        return;
    d = moment_finding(c, DIAG_COUNTED_LATER, m);
    if (m->year == c->report->period.year + 1 && m->kind == MOMENT_DAY)
        d->repair = arena_printf(c->job->arena, "%.*s%d",
                                 (int)(moment_text(c, m).len - 4), moment_text(c, m).ptr,
                                 c->report->period.year);
}

/* "Tính đến ngày 15/6/2024, toàn tỉnh có" in the report of six months of 2025: a month of the
 * report's own, a year too early, and nothing that compares. */
static void check_counted_earlier(struct checker *c, const struct moment *m)
{
    static const char *const compares[] = { "so với", "cùng kỳ", "năm trước", "cùng thời điểm",
                                            "tăng", "giảm", "từ ngày", "nghị quyết", NULL };
    period own = c->report->period;
    str s = moment_block(c, m), lead;

    if (own.kind != PERIOD_MONTHS || m->year != own.year - 1 || m->month > own.month ||
        m->month + 1 < own.month || !of_results(c, m) ||
        !phrase_any_before(s, m->from, counted_to))
        return;
    lead = str_trim(str_sub(s, phrase_sentence(s, m->from), m->from));
    if (lead.len > sizeof "Tính đến hết ngày" || phrase_has_any(clause_around(c, m), compares))
        return;
    moment_finding(c, DIAG_COUNTED_EARLIER, m);
}

/* "6 tháng đầu năm 2024 ước đạt" in the report of 2025: what is over is estimated no more. */
static void check_estimate_over(struct checker *c, const struct moment *m)
{
    static const char *const estimate[] = { "ước", "ước đạt", "ước tính", "dự ước",
                                            "ước thực hiện", NULL };
    period own = c->report->period;
    str s = moment_block(c, m);

    if (!ends_within_year(own) || m->year != own.year - 1 || m->month != own.month || m->until ||
        !of_results(c, m) || phrase_before(s, m->from, "cùng kỳ") ||
        !(phrase_any_behind(s, m->to, estimate) || phrase_any_before(s, m->from, estimate)))
        return;
    moment_finding(c, DIAG_ESTIMATE_OVER, m);
}

/* "sụt giảm so với năm 2020" among the results of 2020, and nothing of a later year beside
 * it. A report of months may compare with its whole year's plan. */
static void check_base_own(struct checker *c, const struct moment *m)
{
    static const char *const with[] = { "so với năm", "so với cùng kỳ năm", "so cùng kỳ năm",
                                        "với cùng kỳ năm", "so với thực hiện năm", NULL };
    static const char *const plan[] = { "kế hoạch", "dự toán", "mục tiêu", "phấn đấu", "dự kiến",
                                        "chỉ tiêu giao", NULL };
    period own = c->report->period;
    struct diag *d;
    str around;

    if (own.kind != PERIOD_YEAR || m->year != own.year || !of_results(c, m) ||
        !phrase_any_before(moment_block(c, m), m->from, with))
        return;
    around = clause_around(c, m);
    if (phrase_has_any(around, plan) ||
        str_find(around, arena_printf(c->job->arena, "%d", own.year + 1)) != SIZE_MAX)
        return;
    d = moment_finding(c, DIAG_BASE_IS_OWN_YEAR, m);
    d->computed = d->repair = arena_printf(c->job->arena, "%d", own.year - 1);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE),
             arena_printf(c->job->arena, "năm %d", own.year - 1));
}

void check_periods(struct checker *c, struct moments all)
{
    int32_t last = report_last_day(c);

    if (last == 0)
        return;
    for (size_t i = 0; i < all.n; i++) {
        const struct moment *m = &all.m[i];

        if (m->kind == MOMENT_MONTHS) {
            check_months_beyond(c, m);
            check_heading(c, m);
            check_estimate_over(c, m);
        } else if (m->kind == MOMENT_YEAR) {
            check_base_own(c, m);
        } else if (m->kind == MOMENT_DAY || m->kind == MOMENT_MONTH) {
            check_counted_later(c, m, last);
            if (m->year)
                check_counted_earlier(c, m);
        }
    }
}

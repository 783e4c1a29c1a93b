/* date_span.c -- spans of time that end before they begin, school years of no one year. */
#include "check/date/date_int.h"
#include "check/wording/phrase.h"

enum { BETWEEN_BYTES = 24 };    /* " đến hết ngày " and the like */

/* Years a span of which may be written falling: "so sánh 2025-2020" may. */
static bool named_span(str s, size_t at)
{
    static const char *const word[] = { "giai đoạn", "thời kỳ", "nhiệm kỳ", "năm học", "niên khóa",
                                        "kế hoạch", "các năm", "khóa", NULL };

    return phrase_any_before(s, at, word);
}

static void check_reversed_years(struct checker *c, const struct moment *m)
{
    struct diag *d;

    if (m->until >= m->year || !named_span(moment_block(c, m), m->from))
        return;
    d = moment_finding(c, DIAG_SPAN_REVERSED, m);
    diag_arg(d, arena_printf(c->job->arena, "%d", (int)m->until));
    diag_arg(d, arena_printf(c->job->arena, "%d", (int)m->year));
}

/* "3 năm học 2020-2023": does a number stand right before s[at]? */
static bool counted(str s, size_t at)
{
    return at > 1 && s.ptr[at - 1] == ' ' && s.ptr[at - 2] >= '0' && s.ptr[at - 2] <= '9';
}

/* One school year is told by two years that follow each other; several may be told by
 * their first and last. */
static void check_school_year(struct checker *c, const struct moment *m)
{
    static const char *const several[] = { "các năm học", "những năm học", "từ năm học",
                                           "đến năm học", NULL };
    str s = moment_block(c, m);

    if (m->until == m->year + 1 || m->until < m->year || m->until > m->year + 3 ||
        !phrase_before(s, m->from, "năm học") || phrase_any_before(s, m->from, several))
        return;

    if (counted(s, m->from - (sizeof "năm học " - 1)))
        return;
    moment_finding(c, DIAG_SCHOOL_YEAR, m);
}

/* Do the two stand as "từ A đến B", A - B? */
static bool from_to(const struct checker *c, const struct moment *a, const struct moment *b)
{
    static const char *const to[] = { "đến", "đến ngày", "đến hết ngày", "tới ngày", "đến tháng",
                                      "đến hết tháng", "đến năm", "đến quý", "đến hết", NULL };
    static const char *const from[] = { "từ", "từ ngày", "từ tháng", "từ năm", "từ quý",
                                        "kể từ ngày", NULL };
    str s = moment_block(c, a), between = str_sub(s, a->to, b->from);

    if (a->block != b->block || a->kind != b->kind || between.len > BETWEEN_BYTES ||
        !phrase_any_before(s, a->from, from))
        return false;
    for (size_t i = 0; to[i]; i++)
        if (phrase_is(str_trim(between), to[i]))
            return true;
    return false;
}

/* Is B before A? Without years December comes before January, and only days of one month
 * can be told. */
static bool ends_before(const struct moment *a, const struct moment *b)
{
    if (a->kind == MOMENT_SPAN || a->kind == MOMENT_MONTHS || a->kind == MOMENT_CITED)
        return false;
    if (a->year && b->year)
        return moment_last_day(b) < moment_last_day(a);
    return a->kind == MOMENT_DAY && a->year == 0 && a->month == b->month && b->day < a->day;
}

void check_spans(struct checker *c, struct moments all)
{
    for (size_t i = 0; i < all.n; i++) {
        const struct moment *m = &all.m[i];
        struct diag *d;

        if (m->kind == MOMENT_SPAN) {
            check_reversed_years(c, m);
            check_school_year(c, m);
        }
        if (i + 1 == all.n || !ends_before(m, m + 1) || !from_to(c, m, m + 1))
            continue;
        d = moment_finding(c, DIAG_SPAN_REVERSED, m + 1);
        diag_arg(d, moment_text(c, m + 1));
        diag_arg(d, moment_text(c, m));
    }
}

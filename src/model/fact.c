/* fact.c -- words, breakdowns and days of facts. */
#include "model/fact.h"

#include <stdlib.h>

#include "num/range.h"
#include "num/unit.h"

static const char *const fact_kind_words[FACT_KINDS] = { "actual", "estimate", "plan", "target" };
static const char *const fact_state_words[FACT_STATES] = { "number", "unknown", "not-applicable",
                                                      "not-due", "withdrawn" };
static const char *const fact_status_words[FACT_STATUSES] = { "draft", "estimate", "preliminary",
                                                         "official" };

static bool find_word(const char *const *words, int n, str word, int *out)
{
    for (int i = 0; i < n; i++)
        if (str_eq(word, str_from(words[i]))) {
            *out = i;
            return true;
        }
    return false;
}

str fact_kind_word(enum fact_kind k)
{
    return str_from(fact_kind_words[k]);
}

str fact_state_word(enum fact_state s)
{
    return str_from(fact_state_words[s]);
}

str fact_status_word(enum fact_status s)
{
    return str_from(fact_status_words[s]);
}

bool fact_kind_parse(str word, enum fact_kind *out)
{
    int i;

    if (!find_word(fact_kind_words, FACT_KINDS, word, &i))
        return false;
    *out = (enum fact_kind)i;
    return true;
}

bool fact_state_parse(str word, enum fact_state *out)
{
    int i;

    if (!find_word(fact_state_words, FACT_STATES, word, &i))
        return false;
    *out = (enum fact_state)i;
    return true;
}

bool fact_status_parse(str word, enum fact_status *out)
{
    int i;

    if (!find_word(fact_status_words, FACT_STATUSES, word, &i))
        return false;
    *out = (enum fact_status)i;
    return true;
}

/* -- breakdowns -- */

static bool good_dimension(const struct fact_part *d)
{
    if (!d->name.len || !d->value.len)
        return false;
    for (size_t i = 0; i < d->name.len; i++) {
        char c = d->name.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    for (size_t i = 0; i < d->value.len; i++) {
        unsigned char c = (unsigned char)d->value.ptr[i];

        if (c == ';' || c < ' ' || c == 127)
            return false;
    }
    return true;
}

static int by_dimension_name(const void *a, const void *b)
{
    const struct fact_part *x = a, *y = b;

    return str_cmp(x->name, y->name);
}

str fact_breakdown(struct arena *a, const struct fact_part *d, size_t n)
{
    struct fact_part *sorted = arena_array(a, struct fact_part, n + 1);
    str none = { NULL, 0 };
    struct buf b;

    for (size_t i = 0; i < n; i++) {
        if (!good_dimension(&d[i]))
            return none;
        sorted[i] = d[i];
    }
    qsort(sorted, n, sizeof *sorted, by_dimension_name);
    buf_init(&b, a);
    for (size_t i = 0; i < n; i++) {
        if (i && str_eq(sorted[i].name, sorted[i - 1].name))
            return none;
        if (i)
            buf_char(&b, ';');
        buf_put(&b, sorted[i].name);
        buf_char(&b, '=');
        buf_put(&b, sorted[i].value);
    }
    return buf_str(&b);
}

str fact_dimension(str breakdown, str name)
{
    str rest = breakdown, one;

    while (str_split(&rest, ';', &one))
        if (str_starts(one, name) && one.len > name.len && one.ptr[name.len] == '=')
            return str_sub(one, name.len + 1, one.len);
    return (str){ NULL, 0 };
}

/* -- days -- */

/* Howard Hinnant's days_from_civil: years run from March, so that the leap day is the last. */
epoch_day day_of(int year, int month, int dom)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_split(epoch_day d, int *year, int *month, int *dom)
{
    int z = d + 719468, era = z / 146097, of_era = z - era * 146097;
    int yoe = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * yoe + yoe / 4 - yoe / 100), m = (5 * of_year + 2) / 153;

    *dom = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

bool day_parse(str iso, epoch_day *out)
{
    period p;
    int y, m, dom;

    if (!period_parse(iso, &p) || p.kind != PERIOD_DAY || p.year < 1900 || p.year > 2999)
        return false;

    epoch_day d = day_of(p.year, p.month, p.day);
    day_split(d, &y, &m, &dom);
    if (y != p.year || m != p.month || dom != p.day)
        return false;
    *out = d;
    return true;
}

str day_print(struct arena *a, epoch_day d)
{
    int y, m, dom;

    day_split(d, &y, &m, &dom);
    return arena_printf(a, "%04d-%02d-%02d", y, m, dom);
}

int month_length(int year, int month)
{
    epoch_day next = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);

    return next - day_of(year, month, 1);
}

epoch_day period_last_day(period p)
{
    /* The plan of a school year is to be done before 31/5. */
    int month = p.kind == PERIOD_REST          ? 12
                : p.month                      ? p.month
                : p.kind == PERIOD_SCHOOL_YEAR ? 5
                                               : 12;

    if (p.kind == PERIOD_NONE)
        return 0;
    return day_of(p.year, month, p.day ? p.day : month_length(p.year, month));
}

epoch_day day_of_time(int64_t seconds)
{
    enum { DAY = 86400, ZONE = 7 * 3600 };

    return (epoch_day)((seconds + ZONE) / DAY);
}

/* -- amounts -- */

/* Is x, of f's unit, y rounded further, or just y? Counts are never rounded. */
static bool rounds_to(const struct fact *f, dec x, const struct fact *g, dec y)
{
    unit u = { .class = UNIT_NONE }, v = u;
    range rounded, exact = range_exact(y);

    return (!f->unit.len || unit_read(units_known(), f->unit, &u)) &&
           (!g->unit.len || unit_read(units_known(), g->unit, &v)) &&
           range_of(x, unit_is_exact(u) ? RANGE_EXACT : RANGE_ROUNDED, HEDGE_NONE, &rounded) &&
           range_shift(rounded, u.power, &rounded) && range_shift(exact, v.power, &exact) &&
           range_meets(rounded, exact);
}

static bool same_number(const struct fact *f, dec x, const struct fact *g, dec y)
{
    return rounds_to(f, x, g, y) || rounds_to(g, y, f, x);
}

/* Are they of one measure? Whatever is counted is one: people, workers, workers of them. */
static bool of_one_measure(const struct fact *f, const struct fact *g)
{
    unit u, v;

    return str_eq(f->unit, g->unit) ||
           (unit_read(units_known(), f->unit, &u) && unit_read(units_known(), g->unit, &v) &&
            (unit_same_base(u, v) || (u.class == UNIT_COUNT && v.class == UNIT_COUNT)));
}

bool fact_same_amount(const struct fact *f, const struct fact *g)
{
    return f->state == g->state && f->is_range == g->is_range && of_one_measure(f, g) &&
           same_number(f, f->value, g, g->value) &&
           (!f->is_range || same_number(f, f->upper, g, g->upper));
}

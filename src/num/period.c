/* period.c -- the time a figure is for. */
#include "num/period.h"

bool period_eq(period a, period b)
{
    return a.kind == b.kind && a.year == b.year && a.month == b.month && a.day == b.day &&
           a.from_year == b.from_year && a.from_month == b.from_month && a.open == b.open;
}

static void put_year(struct buf *b, int year)
{
    buf_number(b, (uint64_t)(year > 0 ? year : 0), 4);
}

/* "-06": of a month or a day. */
static void put_part(struct buf *b, int part)
{
    buf_char(b, '-');
    buf_number(b, (uint64_t)(part > 0 ? part : 0), 2);
}

static void put_month(struct buf *b, int year, int month)
{
    put_year(b, year);
    put_part(b, month);
}

static void put_months(struct buf *b, period p)
{
    put_month(b, p.from_year, p.from_month);
    buf_char(b, '/');
    put_month(b, p.year, p.month);
    if (p.day)
        put_part(b, p.day);
}

/* "2025-H1", "2025-Q3" */
static void put_share(struct buf *b, int year, char kind, int n)
{
    put_year(b, year);
    buf_char(b, '-');
    buf_char(b, kind);
    buf_number(b, (uint64_t)(n > 0 ? n : 0), 1);
}

void period_print(struct buf *b, period p)
{
    switch (p.kind) {
    case PERIOD_NONE:
        break;
    case PERIOD_DAY:
        put_month(b, p.year, p.month);
        put_part(b, p.day);
        break;
    case PERIOD_MONTH:
        put_month(b, p.year, p.month);
        break;
    case PERIOD_QUARTER:
        put_share(b, p.year, 'Q', p.month / 3);
        break;
    case PERIOD_MONTHS:
        if (p.month == 6 && p.day == 0 && p.from_month == 1 && p.from_year == p.year)
            put_share(b, p.year, 'H', 1);
        else
            put_months(b, p);
        break;
    case PERIOD_REST:
        if (p.from_month == 7)
            put_share(b, p.year, 'H', 2);
        else
            put_months(b, (period){ .from_year = p.year, .from_month = p.from_month,
                                    .year = p.year, .month = 12 });
        break;
    case PERIOD_YEAR:
        put_year(b, p.year);
        break;
    case PERIOD_SCHOOL_YEAR:
        buf_put(b, STR("năm học "));
        put_year(b, p.from_year);
        buf_char(b, '-');
        put_year(b, p.year);
        break;
    case PERIOD_TERM:
        put_year(b, p.from_year);
        buf_char(b, '/');
        put_year(b, p.year);
        break;
    }
}

/* Digits at *rest: their value, -1 when there are none or more than four. */
static int take_digits(str *rest)
{
    size_t n = 0;
    int value = 0;

    while (n < rest->len && n < 4 && rest->ptr[n] >= '0' && rest->ptr[n] <= '9')
        value = value * 10 + (rest->ptr[n++] - '0');
    *rest = str_sub(*rest, n, rest->len);
    return n ? value : -1;
}

static bool take_char(str *rest, char c)
{
    if (rest->len == 0 || rest->ptr[0] != c)
        return false;
    *rest = str_sub(*rest, 1, rest->len);
    return true;
}

/* YYYY[-MM[-DD]] */
static bool take_date(str *rest, int *y, int *m, int *d)
{
    *m = *d = 0;
    *y = take_digits(rest);
    if (*y < 1900 || *y > 2999)
        return false;
    if (rest->len > 1 && rest->ptr[0] == '-' && rest->ptr[1] >= '0' && rest->ptr[1] <= '9') {
        take_char(rest, '-');
        *m = take_digits(rest);
        if (*m < 1 || *m > 12)
            return false;
        if (take_char(rest, '-')) {
            *d = take_digits(rest);
            if (*d < 1 || *d > 31)
                return false;
        }
    }
    return true;
}

bool period_parse(str s, period *out)
{
    str rest = str_trim(s);
    int y, m, d, y2, m2, d2;
    bool school = str_starts(rest, STR("năm học "));
    period p = { 0 };

    if (school)
        rest = str_sub(rest, sizeof "năm học " - 1, rest.len);
    if (school) {
        y = take_digits(&rest);
        if (!take_char(&rest, '-') || (y2 = take_digits(&rest)) != y + 1 || rest.len)
            return false;
        *out = (period){ .kind = PERIOD_SCHOOL_YEAR, .year = (int16_t)y2,
                         .from_year = (int16_t)y };
        return true;
    }
    if (!take_date(&rest, &y, &m, &d))
        return false;
    p.year = p.from_year = (int16_t)y;
    if (rest.len == 0) {
        p.kind = d ? PERIOD_DAY : m ? PERIOD_MONTH : PERIOD_YEAR;
        p.month = p.from_month = (int8_t)m;
        p.day = (int8_t)d;
        *out = p;
        return true;
    }
    if (m == 0 && take_char(&rest, '-')) {
        bool half = take_char(&rest, 'H');

        if (!half && !take_char(&rest, 'Q'))
            return false;

        int n = take_digits(&rest);

        if (n < 1 || n > (half ? 2 : 4) || rest.len)
            return false;
        p.kind = !half ? PERIOD_QUARTER : n == 1 ? PERIOD_MONTHS : PERIOD_REST;
        p.month = (int8_t)(half ? 6 * n : 3 * n);
        p.from_month = (int8_t)(half ? 6 * n - 5 : 3 * n - 2);
        *out = p;
        return true;
    }
    if (!take_char(&rest, '/') || !take_date(&rest, &y2, &m2, &d2) || rest.len || d)
        return false;
    p.year = (int16_t)y2;
    p.month = (int8_t)m2;
    p.day = (int8_t)d2;
    p.from_month = (int8_t)m;
    if ((m == 0) != (m2 == 0) || y2 < y || (y2 == y && m2 < m))
        return false;
    p.kind = m == 0                                ? PERIOD_TERM
             : y == y2 && m2 == 12 && !d2 && m > 1 ? PERIOD_REST
                                                   : PERIOD_MONTHS;
    *out = p;
    return true;
}

period period_year_before(period p)
{
    if (p.kind != PERIOD_NONE) {
        p.year--;
        p.from_year--;
    }
    return p;
}

period period_canonical(period p)
{
    p.open = false;
    switch (p.kind) {
    case PERIOD_NONE:
        return (period){ .kind = PERIOD_NONE };
    case PERIOD_DAY:
    case PERIOD_MONTH:
        p.from_year = p.year;
        p.from_month = p.month;
        p.day = p.kind == PERIOD_DAY ? p.day : 0;
        return p;
    case PERIOD_QUARTER:
        p.month = (int8_t)(p.month > 9 ? 12 : p.month > 6 ? 9 : p.month > 3 ? 6 : 3);
        p.from_year = p.year;
        p.from_month = (int8_t)(p.month - 2);
        p.day = 0;
        return p;
    case PERIOD_MONTHS:
        p.from_year = p.from_year ? p.from_year : p.year;
        p.from_month = p.from_month ? p.from_month : 1;
        return p;
    case PERIOD_REST:
        return (period){ .kind = PERIOD_REST, .year = p.year, .month = 12, .from_year = p.year,
                         .from_month = p.from_month };
    case PERIOD_YEAR:
        return (period){ .kind = PERIOD_YEAR, .year = p.year, .from_year = p.year };
    case PERIOD_SCHOOL_YEAR:
    case PERIOD_TERM:
        return (period){ .kind = p.kind, .year = p.year, .from_year = p.from_year };
    }
    return p;
}

/* Bits of a packed period, from the highest: year of the end 12, its month 4, day 5, kind 4, first
 * year 12, first month 4, whole years 1, open 1. A period without a month ends in December. */
enum {
    BIT_OPEN = 0, BIT_WHOLE = 1, BIT_FROM_MONTH = 2, BIT_FROM_YEAR = 6, BIT_KIND = 18, BIT_DAY = 22,
    BIT_MONTH = 27, BIT_YEAR = 31, MOST_YEAR = 4095
};

bool period_pack(period p, int64_t *out)
{
    p = period_canonical(p);
    if (p.kind == PERIOD_NONE) {
        *out = 0;
        return true;
    }
    if (p.year < 1 || p.year > MOST_YEAR || p.from_year < 0 || p.from_year > MOST_YEAR ||
        p.month < 0 || p.month > 12 || p.from_month < 0 || p.from_month > 12 || p.day < 0 ||
        p.day > 31)
        return false;
    *out = (int64_t)p.year << BIT_YEAR | (int64_t)(p.month ? p.month : 12) << BIT_MONTH |
           (int64_t)p.day << BIT_DAY | (int64_t)p.kind << BIT_KIND |
           (int64_t)p.from_year << BIT_FROM_YEAR | (int64_t)p.from_month << BIT_FROM_MONTH |
           (int64_t)(p.month == 0) << BIT_WHOLE | (int64_t)p.open << BIT_OPEN;
    return true;
}

/* `width` bits from bit `at` on. */
static int bits_at(int64_t packed, int at, int width)
{
    return (int)(packed >> at & (((int64_t)1 << width) - 1));
}

period period_unpack(int64_t packed)
{
    if (packed <= 0)
        return (period){ .kind = PERIOD_NONE };

    int kind = bits_at(packed, BIT_KIND, 4);
    return (period){
        .kind = kind <= PERIOD_TERM ? (enum period_kind)kind : PERIOD_NONE,
        .year = (int16_t)bits_at(packed, BIT_YEAR, 12),
        .month = (int8_t)(bits_at(packed, BIT_WHOLE, 1) ? 0 : bits_at(packed, BIT_MONTH, 4)),
        .day = (int8_t)bits_at(packed, BIT_DAY, 5),
        .from_year = (int16_t)bits_at(packed, BIT_FROM_YEAR, 12),
        .from_month = (int8_t)bits_at(packed, BIT_FROM_MONTH, 4),
        .open = bits_at(packed, BIT_OPEN, 1),
    };
}

int64_t period_pack_from(int year, int month)
{
    if (year < 0)
        return 0;
    year = year > MOST_YEAR ? MOST_YEAR + 1 : year;
    return (int64_t)year << BIT_YEAR | (int64_t)month << BIT_MONTH;
}

/* moment.c -- the days, months, years and cited documents of a report's text. */
#include "check/date/moment.h"

#include "base/utf8.h"
#include "check/wording/phrase.h"

enum {
    SIGNED_BLOCKS = 12,           /* the head of a report: office, place and day, title */
    SHORT_LINE = 120,
    SIGN_BYTES = 24
};

struct reading {
    struct arena *arena;
    uint32_t block;
    str s;
    struct moment *m;
    size_t n, cap;
};

static bool digit_here(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static char char_at(str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

/* A run of digits: its value (at most six count) and its end. */
struct run { size_t from, to; int32_t value; };

static struct run run_at(str s, size_t at)
{
    struct run r = { at, at, 0 };

    for (; digit_here(s, r.to); r.to++)
        if (r.to - r.from < 6)
            r.value = r.value * 10 + (s.ptr[r.to] - '0');
    return r;
}

static size_t run_len(struct run r)
{
    return r.to - r.from;
}

static bool year_run(struct run r)
{
    return run_len(r) == 4 && r.value >= 1900 && r.value <= 2199;
}

/* A dash of any length, blanks at both its sides or none: its end, or `at`. */
static size_t dash_end(str s, size_t at)
{
    size_t i = at;

    while (char_at(s, i) == ' ')
        i++;
    if (char_at(s, i) == '-')
        i++;
    else if (str_starts(str_sub(s, i, s.len), STR("–")))
        i += 3;
    else
        return at;
    while (char_at(s, i) == ' ')
        i++;
    return i;
}

static void push_moment(struct reading *x, struct moment m)
{
    m.block = x->block;
    *arena_push(x->arena, x->m, x->n, x->cap) = m;
}

/* " năm 2025", "/2025" behind at: the run, empty for none. */
static struct run year_after(str s, size_t at)
{
    struct run none = { at, at, 0 }, r;

    if (char_at(s, at) == '/')
        r = run_at(s, at + 1);
    else if (char_at(s, at) == ' ' && phrase_behind(s, at, "năm"))
        r = run_at(s, at + sizeof " năm " - 1);     /* capitals have as many bytes */
    else
        return none;
    return year_run(r) ? r : none;
}

/* The letters of a document's sign behind its number: "/NQ-CP", "-NQ/TW", "/2020/NĐ-CP".
 * They are capitals, or the name of a programme ("CTr"), and end at a blank or mark. */
static size_t sign_end(str s, size_t at)
{
    uint32_t cp;
    size_t i = at, capitals = 0, n;

    while (i < s.len && i - at < SIGN_BYTES) {
        n = utf8_next(s, i, &cp);
        if (utf8_is_letter(cp) || (cp >= '0' && cp <= '9' && capitals))
            capitals += utf8_is_upper(cp);
        else if (cp == ' ' && i > at && s.ptr[i - 1] == '-' && i + 1 < s.len) {
            uint32_t next;          /* "UBND- TH" */

            utf8_next(s, i + 1, &next);
            if (!utf8_is_upper(next))
                break;
        } else if (cp != '-' && cp != '/' && cp != '&') {
            break;
        }
        i += n;
    }
    while (i > at && (s.ptr[i - 1] == '-' || s.ptr[i - 1] == '/' || s.ptr[i - 1] == '&'))
        i--;
    return capitals >= 2 ? i : at;
}

static bool upper_at(str s, size_t at)
{
    uint32_t cp;

    if (at >= s.len)
        return false;
    utf8_next(s, at, &cp);
    return utf8_is_upper(cp);
}

/* "15/2020/NĐ-CP", "11/NQ-CP", "57-NQ/TW" at the run: the end, or the run's own. */
static size_t read_cited(struct reading *x, struct run first)
{
    size_t at = first.to, end;
    struct run year = { at, at, 0 };

    if (char_at(x->s, at) == '/' && year_run(run_at(x->s, at + 1))) {
        year = run_at(x->s, at + 1);
        at = year.to;
    }
    if ((char_at(x->s, at) != '/' && char_at(x->s, at) != '-') || !upper_at(x->s, at + 1))
        return first.to;
    end = sign_end(x->s, at + 1);
    if (end == at + 1)
        return first.to;
    push_moment(x, (struct moment){
        .from = (uint32_t)first.from, .to = (uint32_t)end, .kind = MOMENT_CITED,
        .year = year.value, .number = (uint16_t)run_len(first),
        .sign = (uint16_t)(at + 1 - first.from),
    });
    return end;
}

static void push_day(struct reading *x, size_t from, size_t to, struct run day, struct run month,
                     int32_t year)
{
    push_moment(x, (struct moment){
        .from = (uint32_t)from, .to = (uint32_t)to, .kind = MOMENT_DAY,
        .day = (int8_t)day.value, .month = (int8_t)month.value, .year = year,
    });
}

/* Words that only a day stands behind. */
static bool day_told(str s, size_t at)
{
    static const char *const word[] = { "ngày", "từ", "đến", "trước", "sau", "tới", NULL };

    return phrase_any_before(s, at, word);
}

/* "15/6/2025", "15-6-2025", "15.6.2025", "ngày 15/6" at the run: the end, or the run's. */
static size_t read_day(struct reading *x, struct run day)
{
    str s = x->s;
    char sep = char_at(s, day.to);
    struct run month, year;

    if (run_len(day) > 2 || !digit_here(s, day.to + 1))
        return day.to;
    month = run_at(s, day.to + 1);
    if (run_len(month) > 2)
        return day.to;
    if (char_at(s, month.to) == sep && digit_here(s, month.to + 1)) {
        year = run_at(s, month.to + 1);
        if (!year_run(year) || char_at(s, year.to) == '/' ||
            (char_at(s, year.to) == '-' && upper_at(s, year.to + 1)))
            return day.to;
        push_day(x, day.from, year.to, day, month, year.value);
        return year.to;
    }
    if (sep != '/' || !day_told(s, day.from) || char_at(s, month.to) == '/' ||
        char_at(s, month.to) == '%' ||
        (char_at(s, month.to) == ',' && digit_here(s, month.to + 1)) ||
        (!phrase_before(s, day.from, "ngày") && (month.value > 12 || day.value > 31)))
        return day.to;
    year = year_after(s, month.to);
    push_day(x, day.from, year.to, day, month, year.value);
    return year.to;
}

/* "ngày 15 tháng 6 (năm 2025)": the end, or the run's. */
static size_t read_day_in_words(struct reading *x, struct run day)
{
    static const char words[] = " tháng ";
    struct run month, year;

    if (run_len(day) > 2 || !phrase_behind(x->s, day.to, "tháng") ||
        !phrase_before(x->s, day.from, "ngày"))
        return day.to;
    month = run_at(x->s, day.to + sizeof words - 1);
    if (run_len(month) == 0 || run_len(month) > 2)
        return day.to;
    year = year_after(x->s, month.to);
    push_day(x, day.from, year.to, day, month, year.value);
    return year.to;
}

/* "dạy nghề dưới 3 tháng 34 người": three months, not the month of 34. */
static bool duration_told(str s, size_t at)
{
    str month = phrase_word_before(s, at);
    str before = phrase_word_before(s, (size_t)(month.ptr - s.ptr));

    return before.len > 0 && before.ptr[before.len - 1] >= '0' &&
           before.ptr[before.len - 1] <= '9';
}

/* "tháng 6/2025", "06/2025", "tháng 6 năm 2025", "tháng 6". */
static size_t read_month(struct reading *x, struct run month)
{
    bool told = phrase_before(x->s, month.from, "tháng");
    struct run year;

    if (told ? duration_told(x->s, month.from) : char_at(x->s, month.to) != '/')
        return month.to;
    year = year_after(x->s, month.to);
    if (run_len(month) > 2 || (!told && (run_len(year) == 0 || month.value > 12)))
        return month.to;
    if (char_at(x->s, year.to) == '/' || char_at(x->s, year.to) == '%' ||
        ((char_at(x->s, year.to) == ',' || char_at(x->s, year.to) == '.') &&
         digit_here(x->s, year.to + 1)))
        return month.to;
    push_moment(x, (struct moment){
        .from = (uint32_t)month.from, .to = (uint32_t)year.to, .kind = MOMENT_MONTH,
        .month = (int8_t)month.value, .year = year.value,
    });
    return year.to;
}

/* "quý 2 năm 2025", "quý 2/2025". */
static size_t read_quarter(struct reading *x, struct run quarter)
{
    struct run year;

    if (run_len(quarter) != 1 || !phrase_before(x->s, quarter.from, "quý"))
        return quarter.to;
    year = year_after(x->s, quarter.to);
    push_moment(x, (struct moment){
        .from = (uint32_t)quarter.from, .to = (uint32_t)year.to, .kind = MOMENT_QUARTER,
        .month = (int8_t)quarter.value, .year = year.value,
    });
    return year.to;
}

/* "quý V/2025": letters in front of the year at `slash`; 0 for no quarter. */
static int roman_quarter(str s, size_t slash, size_t *from)
{
    static const char *const roman[] = { "i", "ii", "iii", "iv", "v", "vi" };
    str word = phrase_word_before(s, slash);

    *from = (size_t)(word.ptr - s.ptr);
    if (word.len == 0 || word.len > 3 || !phrase_before(s, *from, "quý"))
        return 0;
    for (int i = 0; i < 6; i++)
        if (phrase_is(word, roman[i]))
            return i + 1;
    return 0;
}

/* A year: "năm 2025", "2021-2025", "quý II/2025", "quý II năm 2025". */
static size_t read_year(struct reading *x, struct run year)
{
    str s = x->s;
    size_t end = dash_end(s, year.to), from;
    struct run until = run_at(s, end);
    bool told = phrase_before(s, year.from, "năm");
    int quarter;

    if (end > year.to && run_len(until) == 4 && until.value >= 1900 && until.value <= 2999 &&
        char_at(s, until.to) != '/') {
        push_moment(x, (struct moment){
            .from = (uint32_t)year.from, .to = (uint32_t)until.to, .kind = MOMENT_SPAN,
            .year = year.value, .until = until.value,
        });
        return until.to;
    }
    if (told || (year.from && s.ptr[year.from - 1] == '/')) {
        size_t before = told ? year.from - (sizeof "năm " - 1) : year.from - 1;

        quarter = roman_quarter(s, before, &from);
        if (quarter) {
            push_moment(x, (struct moment){
                .from = (uint32_t)from, .to = (uint32_t)year.to, .kind = MOMENT_QUARTER,
                .month = (int8_t)quarter, .year = year.value,
            });
            return year.to;
        }
    }
    if (told)
        push_moment(x, (struct moment){
            .from = (uint32_t)year.from, .to = (uint32_t)year.to, .kind = MOMENT_YEAR,
            .year = year.value,
        });
    return year.to;
}

/* "9 tháng đầu năm 2025", "6 tháng cuối năm", "10 tháng năm 2023". */
static size_t read_months(struct reading *x, struct run months)
{
    static const char word[] = " tháng ";
    static const char *const behind[] = { "đầu năm", "năm", "cuối năm", NULL };
    size_t at = months.to + sizeof word - 1;

    if (run_len(months) > 2 || !phrase_behind(x->s, months.to, "tháng") ||
        !phrase_any_behind(x->s, at, behind))
        return months.to;

    /* capitals have as many bytes */
    size_t words = phrase_behind(x->s, at, "năm")       ? sizeof "năm" - 1
                   : phrase_behind(x->s, at, "đầu năm") ? sizeof "đầu năm" - 1
                                                        : sizeof "cuối năm" - 1;
    struct run year = run_at(x->s, at + words + 1);

    if (!year_run(year))
        year = (struct run){ at + words, at + words, 0 };
    push_moment(x, (struct moment){
        .from = (uint32_t)months.from, .to = (uint32_t)year.to, .kind = MOMENT_MONTHS,
        .month = (int8_t)months.value, .year = year.value,
        .until = phrase_behind(x->s, at, "cuối năm"),
    });
    return year.to;
}

/* An odd year: so many digits are none. "năm 20255", "năm 202, ". */
static size_t read_odd_year(struct reading *x, struct run year)
{
    bool short_one = run_len(year) == 3 && (year.value / 10 == 20 || year.value / 10 == 19) &&
                     memchr(",.;)", char_at(x->s, year.to), 4) && !digit_here(x->s, year.to + 1);
    bool long_one = run_len(year) == 5 && (year.value / 1000 == 20 || year.value / 1000 == 19) &&
                    !(memchr(".,", char_at(x->s, year.to), 2) && digit_here(x->s, year.to + 1));
    bool far_one = run_len(year) == 4 && year.value > 2199 && year.value < 3000 &&
                   char_at(x->s, year.to) != ' ';

    if ((short_one || long_one || far_one) && phrase_before(x->s, year.from, "năm"))
        push_moment(x, (struct moment){
            .from = (uint32_t)year.from, .to = (uint32_t)year.to, .kind = MOMENT_YEAR,
            .year = year.value,
        });
    return year.to;
}

/* Whatever begins with this run; its end. Most runs are told to be amounts by the byte
 * behind them. */
static size_t read_run(struct reading *x, struct run r)
{
    char before = r.from ? x->s.ptr[r.from - 1] : ' ', next = char_at(x->s, r.to);
    size_t end;

    if (r.from > 1 && (before == ',' || before == '.') && digit_here(x->s, r.from - 2))
        return r.to;
    if (run_len(r) == 4 && year_run(r) && next != '/')
        return read_year(x, r);
    if ((next == '/' || next == '-' || next == '.') && (end = read_day(x, r)) > r.to)
        return end;
    if (run_len(r) <= 5 && (next == '/' || next == '-') && (end = read_cited(x, r)) > r.to)
        return end;
    if (run_len(r) >= 3)
        return read_odd_year(x, r);
    if (before == '/' || before == '-')
        return r.to;
    if (next == ' ' && (end = read_day_in_words(x, r)) > r.to)
        return end;
    if (next == ' ' && (end = read_months(x, r)) > r.to)
        return end;
    if ((end = read_month(x, r)) > r.to)
        return end;
    return before == ' ' ? read_quarter(x, r) : r.to;
}

static void read_moments(struct reading *x, struct digit_walk digits)
{
    size_t at = 0;

    while ((at = digit_from(&digits, at)) < x->s.len)
        at = read_run(x, run_at(x->s, at));
}

struct moments moments_of(struct checker *c)
{
    const struct doc *d = c->report->doc;
    struct reading x = { .arena = c->job->arena };

    if (c->moments.m)
        return c->moments;
    for (uint32_t i = 0; i < d->nblocks; i++) {
        if (d->block[i].kind == BLOCK_TABLE)
            continue;
        x.block = i;
        x.s = d->block[i].flow.text;
        read_moments(&x, digit_walk(&c->signs[i]));
    }
    c->moments = (struct moments){ x.m ? x.m : arena_new(c->job->arena, struct moment), x.n };
    return c->moments;
}

str moment_block(const struct checker *c, const struct moment *m)
{
    return c->report->doc->block[m->block].flow.text;
}

str moment_text(const struct checker *c, const struct moment *m)
{
    return str_sub(moment_block(c, m), m->from, m->to);
}

span moment_span(const struct checker *c, const struct moment *m)
{
    return flow_span(&c->report->doc->block[m->block].flow, m->from, m->to);
}

int days_of_month(int month, int year)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] +
           (month == 2 && (year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))));
}

static int32_t day_number(int year, int month, int day)
{
    return (year * 16 + month) * 32 + day;
}

int32_t moment_last_day(const struct moment *m)
{
    int32_t year = m->kind == MOMENT_SPAN ? m->until : m->year;
    int month = m->kind == MOMENT_QUARTER ? m->month * 3 : m->month ? m->month : 12;

    return day_number(year, month, m->day ? m->day : 31);
}

/* "Sơn Lâm, ngày 25 tháng 10 năm 2023"; "(Kèm theo Báo cáo số 31/BC-UBND ngày 29/6/2025)". */
static bool tells_signing(const struct checker *c, const struct moment *m)
{
    str s = moment_block(c, m);
    bool head = m->block < SIGNED_BLOCKS && phrase_before(s, m->from, ", ngày");

    return m->kind == MOMENT_DAY && m->year && s.len < SHORT_LINE &&
           (head || (phrase_find(s, "kèm theo báo cáo") != SIZE_MAX &&
                     phrase_before(s, m->from, "ngày")));
}

int32_t report_last_day(struct checker *c)
{
    struct moments all = moments_of(c);
    period p = c->report->period;

    for (size_t i = 0; i < all.n; i++)
        if (tells_signing(c, &all.m[i]) && all.m[i].year >= p.year)
            return moment_last_day(&all.m[i]);
    if (!c->report->period_told || p.kind == PERIOD_TERM || p.year == 0)
        return 0;
    return day_number(p.year, p.month ? p.month : 12, p.day ? p.day : 31);
}

/* time.c -- expressions of time.
 *
 *   6 tháng đầu năm 2025 · 10 tháng năm 2023 · tháng 10/2023 · quý I/2025
 *   năm 2025 · năm học 2024-2025 · giai đoạn 2021-2025 · ngày 7/5/2025
 *   đến 30/6/2025 · đến hết năm 2025 · đến nay · hiện nay · từ đầu năm đến nay
 *   cả năm · đầu kỳ 2025 · vụ Đông xuân 2022-2023 · sau (khi) sắp xếp
 *
 * "cùng kỳ năm trước" is no time of its own but a base, see base.c. */
#include "extract/scan.h"

enum { MERGER_WORDS = 7 };

static bool is_year(int n)
{
    return n >= 1945 && n <= 2100;
}

/* One to twelve in words or digits. */
static int small_count(const struct scan *s, uint32_t i)
{
    static const uint16_t words[] = { W_OTHER, W_MOT, W_HAI, W_BA_THREE, W_BON, W_NAM, W_SAU,
                                      W_BAY, W_TAM, W_CHIN, W_MUOI };
    int n = scan_integer(s, i);
    uint16_t w = scan_word(s, i);

    if (n >= 0)
        return n;
    for (int k = 1; w != W_OTHER && k <= 10; k++)
        if (w == words[k])
            return k;
    return -1;
}

static int roman(str s)
{
    static const char *const numeral[] = { "i", "ii", "iii", "iv" };

    for (int i = 0; i < 4; i++)
        if (str_is(s, numeral[i]))
            return i + 1;
    return -1;
}

/* "năm 2025", "/2025", "2025" behind something: the year and the end. */
static uint32_t year_behind(const struct scan *s, uint32_t i, int *year)
{
    uint32_t k = i;

    if ((scan_is_mark(s, k, '/') || scan_is_mark(s, k, '-')) && s->t[k].glued &&
        k + 1 < s->n && s->t[k + 1].glued)
        k++;                    /* "quý I/2025", "quý I-2024" */
    else if (scan_word(s, k) == W_NAM)
        k++;
    if (k == i || !is_year(scan_integer(s, k)))
        return i;
    *year = scan_integer(s, k);
    return k + 1;
}

/* d/m, d/m/yyyy, m/yyyy with one sign between, glued. `kind` is told by the parts. */
static uint32_t joined_date(const struct scan *s, uint32_t i, char sign, period *out)
{
    int a = scan_integer(s, i), b, c;

    if (a < 0 || !scan_is_mark(s, i + 1, sign) || !s->t[i + 1].glued || i + 2 >= s->n ||
        !s->t[i + 2].glued)
        return i;
    b = scan_integer(s, i + 2);
    if (b < 0)
        return i;
    if (is_year(b) && a >= 1 && a <= 12) {
        *out = (period){ .kind = PERIOD_MONTH, .year = (int16_t)b, .month = (int8_t)a,
                         .from_year = (int16_t)b, .from_month = (int8_t)a };
        return i + 3;
    }
    if (a < 1 || a > 31 || b < 1 || b > 12)
        return i;
    *out = (period){ .kind = PERIOD_DAY, .year = s->report.year, .month = (int8_t)b,
                     .day = (int8_t)a, .from_year = s->report.year, .from_month = (int8_t)b };
    if (scan_is_mark(s, i + 3, sign) && s->t[i + 3].glued && is_year(c = scan_integer(s, i + 4))) {
        out->year = out->from_year = (int16_t)c;
        return i + 5;
    }
    return i + 3;
}

/* The whole numbers, and a year last, that dots part in the token at i ("11.2019",
 * "1.5.2022"): how many, 0 when it is no such thing. */
static uint32_t dotted_parts(const struct scan *s, uint32_t i, int part[3])
{
    str rest = scan_is_number(s, i) ? s->t[i].fold : (str){ NULL, 0 }, digits;
    uint32_t n = 0;

    while (str_split(&rest, '.', &digits)) {
        if (n == 3 || digits.len == 0 || digits.len > 4)
            return 0;
        part[n] = 0;
        for (size_t k = 0; k < digits.len; k++) {
            if (digits.ptr[k] < '0' || digits.ptr[k] > '9')
                return 0;
            part[n] = 10 * part[n] + (digits.ptr[k] - '0');
        }
        n++;
    }
    return n >= 2 && is_year(part[n - 1]) && part[n - 2] >= 1 && part[n - 2] <= 12 ? n : 0;
}

/* "1.5.2022", behind "tháng" also "11.2019"; the end, or i. */
static uint32_t dotted_date(const struct scan *s, uint32_t i, bool month, period *out)
{
    int part[3];
    uint32_t n = dotted_parts(s, i, part);

    if (n == 0 || (n == 2 ? !month : part[0] < 1 || part[0] > 31))
        return i;
    *out = (period){ .kind = n == 2 ? PERIOD_MONTH : PERIOD_DAY, .year = (int16_t)part[n - 1],
                     .month = (int8_t)part[n - 2], .day = (int8_t)(n == 2 ? 0 : part[0]),
                     .from_year = (int16_t)part[n - 1], .from_month = (int8_t)part[n - 2] };
    return i + 1;
}

static uint32_t slash_date(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k = dotted_date(s, i, false, out);

    return k > i ? k : joined_date(s, i, '/', out);
}

/* "12 tháng 5 năm 2025", the day at i; the year may be left out behind "ngày". */
static uint32_t day_of_month(const struct scan *s, uint32_t i, bool needs_year, period *out)
{
    int day = scan_integer(s, i), month = scan_integer(s, i + 2), year = s->report.year;
    uint32_t k;

    if (day < 1 || day > 31 || scan_word(s, i + 1) != W_THANG || month < 1 || month > 12)
        return i;
    k = year_behind(s, i + 3, &year);
    if (k == i + 3 && needs_year)
        return i;
    *out = (period){ .kind = PERIOD_DAY, .year = (int16_t)year, .month = (int8_t)month,
                     .day = (int8_t)day, .from_year = (int16_t)year,
                     .from_month = (int8_t)month };
    return k;
}

/* A day with slashes or in words, behind "ngày" or "ngày mùng". */
static uint32_t named_day(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k;

    if (i < s->n && (str_eq(s->t[i].fold, STR("mùng")) || str_eq(s->t[i].fold, STR("mồng")))) {
        k = day_of_month(s, i + 1, false, out);
        return k > i + 1 ? k : i;
    }
    k = slash_date(s, i, out);
    if (k == i && (k = joined_date(s, i, '-', out)) > i && k < s->n &&
        (scan_is_mark(s, k, '/') || scan_word(s, k) == W_THANG))
        return i;               /* "ngày 5-7/3" is a span of days */
    return k > i ? k : day_of_month(s, i, false, out);
}

/* yyyy-yyyy, with or without blanks round the dash. */
static uint32_t year_span(const struct scan *s, uint32_t i, enum period_kind kind, period *out)
{
    int a = scan_integer(s, i), b;

    if (!is_year(a) || !scan_is_mark(s, i + 1, '-'))
        return i;
    b = scan_integer(s, i + 2);
    if (!is_year(b) || b <= a || b - a > 40)
        return i;
    *out = (period){ .kind = kind, .year = (int16_t)b, .from_year = (int16_t)a };
    return i + 3;
}

/* The months from January to the end of p: what "đến tháng 10" is a state of. */
static period up_to(period p, bool open)
{
    p.open = open;
    if (p.kind == PERIOD_YEAR)
        return p;
    p.kind = PERIOD_MONTHS;
    p.from_year = p.year;
    p.from_month = 1;
    return p;
}

/* Is "6 tháng" at i, with nothing more, the months of the report so far? Others
 * are ages and terms: "dưới 6 tháng", "3 tháng tiền điện". */
static bool are_months_so_far(const struct scan *s, uint32_t i, int n)
{
    uint16_t before = i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER;

    switch (before) {
    case W_DUOI: case W_TREN: case W_QUA: case W_SAU_AFTER: case W_HON:
        return false;
    default:
        break;
    }
    if (scan_word(s, i + 2) == W_TUOI || scan_word(s, i + 2) == W_TRO)
        return false;
    if (n == s->report.month || before == W_CHUNG)      /* "tính chung 8 tháng" */
        return true;
    return n % 3 == 0 && (i == 0 || s->t[i - 1].kind == TOKEN_MARK || before == W_TRONG ||
                          before == W_UOC);
}

static uint32_t months_at(const struct scan *s, uint32_t i, period *out)
{
    int n = small_count(s, i), year = s->report.year;
    uint32_t k = i + 2;
    bool rest = false;

    if (n < 1 || n > 12 || scan_word(s, i + 1) != W_THANG)
        return i;
    if (scan_word(s, k) == W_DAU || scan_word(s, k) == W_CUOI) {
        rest = scan_word(s, k) == W_CUOI;
        k++;
        if (scan_word(s, k) == W_NAM) {
            k++;
            if (is_year(scan_integer(s, k)))
                year = scan_integer(s, k++);
        }
    } else {
        k = year_behind(s, k, &year);
        if (k == i + 2 && (n == 1 || !are_months_so_far(s, i, n)))
            return i;           /* "bình quân một tháng": how long, not when */
    }
    *out = (period){ .kind = PERIOD_MONTHS, .year = (int16_t)year, .month = (int8_t)n,
                     .from_year = (int16_t)year, .from_month = 1 };
    if (rest) {
        out->kind = PERIOD_REST;
        out->from_month = (int8_t)(13 - n);
        out->month = 12;
    }
    return k;
}

/* "tháng Tám", and the months that have names: tháng Giêng, Tư, Chạp. */
static int named_month(const struct scan *s, uint32_t i)
{
    str name = s->t[i].fold;

    return str_eq(name, STR("giêng")) ? 1 : str_eq(name, STR("tư")) ? 4
         : str_eq(name, STR("chạp")) ? 12 : small_count(s, i);
}

static uint32_t month_at(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k = slash_date(s, i + 1, out);
    int n = scan_integer(s, i + 1), year = s->report.year;

    if (k > i + 1)
        return out->kind == PERIOD_MONTH ? k : i;
    if (joined_date(s, i + 1, '-', out) > i + 1 && out->kind == PERIOD_MONTH)
        return i + 4;           /* tháng 9-2023 */
    if ((k = dotted_date(s, i + 1, true, out)) > i + 1 && out->kind == PERIOD_MONTH)
        return k;               /* tháng 11.2019 */
    if (n < 0 && i + 1 < s->n && s->t[i + 1].upper)
        n = named_month(s, i + 1);
    if (n < 1 || n > 12)
        return i;
    k = year_behind(s, i + 2, &year);
    *out = (period){ .kind = PERIOD_MONTH, .year = (int16_t)year, .month = (int8_t)n,
                     .from_year = (int16_t)year, .from_month = (int8_t)n };
    return k;
}

static uint32_t quarter_at(const struct scan *s, uint32_t i, period *out)
{
    int n = scan_integer(s, i + 1), year = s->report.year;

    if (n < 0 && i + 1 < s->n)
        n = roman(s->t[i + 1].fold);
    if (n < 1 || n > 4)
        return i;

    uint32_t k = year_behind(s, i + 2, &year);

    *out = (period){ .kind = PERIOD_QUARTER, .year = (int16_t)year, .month = (int8_t)(3 * n),
                     .from_year = (int16_t)year, .from_month = (int8_t)(3 * n - 2) };
    return k;
}

static uint32_t year_at(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k;

    if (scan_word(s, i + 1) == W_HOC) {
        k = year_span(s, i + 2, PERIOD_SCHOOL_YEAR, out);
        return k > i + 2 ? k : i;
    }
    k = year_span(s, i + 1, PERIOD_TERM, out);
    if (k > i + 1)
        return k;
    if (!is_year(scan_integer(s, i + 1)))
        return i;
    *out = (period){ .kind = PERIOD_YEAR, .year = (int16_t)scan_integer(s, i + 1),
                     .from_year = (int16_t)scan_integer(s, i + 1) };
    return i + 2;
}

static period whole_year(int year)
{
    return (period){ .kind = PERIOD_YEAR, .year = (int16_t)year, .from_year = (int16_t)year };
}

/* "cả năm", "cả năm 2025". */
static uint32_t all_year_at(const struct scan *s, uint32_t i, period *out)
{
    int year = s->report.year;
    uint32_t k = year_behind(s, i + 1, &year);

    if (scan_word(s, i + 1) != W_NAM)
        return i;
    *out = whole_year(year);
    return k > i + 1 ? k : i + 2;
}

/* "đầu kỳ 2025", "cuối năm 2025": a state, told for the year. */
static uint32_t edge_of_year_at(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k = i + 1 + (scan_word(s, i + 1) == W_KY);

    k += scan_word(s, k) == W_NAM;
    if (k == i + 1 || !is_year(scan_integer(s, k)))
        return i;
    *out = whole_year(scan_integer(s, k));
    return k + 1;
}

/* "vụ Đông xuân 2022-2023", "vụ mùa năm 2023": the year of the harvest. */
static uint32_t season_at(const struct scan *s, uint32_t i, period *out)
{
    static const char *const season[] = { "đông", "xuân", "hè", "thu", "mùa" };
    uint32_t k = i + 1;

    for (size_t n = 0; k < s->n && k < i + 4 && n < sizeof season / sizeof *season;)
        if (str_is(s->t[k].fold, season[n])) {
            k += scan_is_mark(s, k + 1, '-') && !scan_is_number(s, k + 2) ? 2 : 1;
            n = 0;
        } else {
            n++;
        }
    if (k == i + 1)
        return i;
    k += scan_word(s, k) == W_NAM;

    uint32_t end = year_span(s, k, PERIOD_YEAR, out);

    if (end == k && is_year(scan_integer(s, k)))
        end = k + 1;
    if (end == k)
        return i;
    *out = whole_year(scan_integer(s, end - 1));
    return end;
}

/* "sau sắp xếp", "sau khi hoàn thành sáp nhập": the state that stays, of the year. */
static uint32_t after_merger_at(const struct scan *s, uint32_t i, period *out)
{
    for (uint32_t k = i + 1; k < i + MERGER_WORDS && k + 1 < s->n; k++) {
        str a = s->t[k].fold, b = s->t[k + 1].fold;

        if (s->t[k].kind != TOKEN_WORD)
            break;
        if (((str_eq(a, STR("sắp")) || str_eq(a, STR("sáp"))) &&
             (str_eq(b, STR("xếp")) || str_eq(b, STR("nhập")))) ||
            (str_eq(a, STR("hợp")) && str_eq(b, STR("nhất")))) {
            *out = whole_year(s->report.year);
            return k + 2;
        }
    }
    return i;
}

/* "Sáng 6/1", "chiều 20/8": is the number at i behind a part of the day? */
static bool follows_day_part(const struct scan *s, uint32_t i)
{
    static const char *const part[] = { "sáng", "trưa", "chiều", "tối", "đêm", "hôm" };

    for (size_t k = 0; i > 0 && k < sizeof part / sizeof *part; k++)
        if (str_is(s->t[i - 1].fold, part[k]))
            return true;
    return false;
}

/* Does a clause or a bracket begin at i? A time there is what it speaks of, one
 * behind words ("so với cùng kỳ năm trước") what it is compared with. */
static bool begins_clause(const struct scan *s, uint32_t i)
{
    return i == 0 || (s->t[i - 1].kind == TOKEN_MARK && s->t[i - 1].mark != '%');
}

/* "cùng kỳ năm trước đạt 45 tỷ", "cùng kỳ là 45 tỷ", "(cùng kỳ năm 2023: 45 tỷ)": the
 * reported months of another year. */
static uint32_t same_months_at(const struct scan *s, uint32_t i, period *out)
{
    int year = s->report.year - 1;
    uint32_t k = i + 2;

    if (scan_word(s, i + 1) != W_KY || !begins_clause(s, i) || s->report.year == 0)
        return i;
    if (PHRASE(s, k, W_NAM, W_TRUOC))
        k += 2;
    else
        k = year_behind(s, k, &year);
    /* "Cùng kỳ, có ..." is the reported time itself */
    if (k == i + 2 && scan_word(s, k) != W_LA && scan_word(s, k) != W_DAT &&
        scan_word(s, k) != W_CHI && !scan_is_mark(s, k, ':'))
        return i;
    *out = s->report;
    out->from_year = (int16_t)(out->from_year + year - out->year);
    out->year = (int16_t)year;
    return k;
}

/* "năm trước", "năm nay", "tháng trước", "tháng này" at the head of a clause; its
 * end, or i. */
static uint32_t relative_at(const struct scan *s, uint32_t i, period *out)
{
    uint16_t which = scan_word(s, i + 1);
    period p = s->report;
    bool before = which == W_TRUOC;

    if ((!before && which != W_NAY && which != W_NAY_THIS) || !begins_clause(s, i) || p.year == 0)
        return i;
    if (scan_word(s, i) == W_NAM) {
        *out = before ? whole_year(p.year - 1) : p;
        return i + 2;
    }
    if (p.kind != PERIOD_MONTH && p.kind != PERIOD_MONTHS)
        return i;
    if (before) {
        p.year = (int16_t)(p.month == 1 ? p.year - 1 : p.year);
        p.month = (int8_t)(p.month == 1 ? 12 : p.month - 1);
    }
    *out = (period){ .kind = PERIOD_MONTH, .year = p.year, .month = p.month,
                     .from_year = p.year, .from_month = p.month };
    return i + 2;
}

/* "đến nay", "đến thời điểm hiện tại": the state at the report's time. */
static uint32_t now_at(const struct scan *s, uint32_t i)
{
    uint32_t k = i + 1;

    if (scan_word(s, k) == W_NAY)
        return k + 1;
    if (scan_word(s, k) == W_THOI && scan_word(s, k + 1) == W_DIEM) {
        k += 2;
        while (scan_word(s, k) == W_HIEN || scan_word(s, k) == W_TAI ||
               scan_word(s, k) == W_NAY_THIS || scan_word(s, k) == W_NAY)
            k++;
        return k;
    }
    return i;
}

/* Behind "hết", "cuối", "giữa", "trung tuần" of a month or a year that ends a time. */
static uint32_t behind_edge(const struct scan *s, uint32_t k)
{
    while (scan_word(s, k) == W_HET || scan_word(s, k) == W_CUOI ||
           (k < s->n && str_eq(s->t[k].fold, STR("giữa"))))
        k++;
    if (k + 1 < s->n && str_eq(s->t[k + 1].fold, STR("tuần")))
        k += 2;
    return k;
}

/* "đến ngày 30/6/2025", "đến tháng 10/2023", "đến hết năm 2025", "đến nay". */
static uint32_t cutoff_at(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k = i + 1, end = now_at(s, i);
    period p;

    if (end > i) {
        *out = up_to(s->report, true);
        return end;
    }
    k = behind_edge(s, k);
    if (scan_word(s, k) == W_NGAY)
        end = named_day(s, ++k, &p);
    else
        end = slash_date(s, k, &p);
    if (end == k && scan_word(s, k) == W_THANG)
        end = month_at(s, k, &p);
    else if (end == k && scan_word(s, k) == W_NAM)
        end = year_at(s, k, &p);
    if (end == k || (p.kind != PERIOD_DAY && p.kind != PERIOD_MONTH && p.kind != PERIOD_YEAR))
        return i;
    *out = up_to(p, false);
    return end;
}

/* Where a span begins, behind its "từ": "đầu năm", "ngày 26/02/2023", "tháng 3",
 * "năm 2019"; the token behind it, or i. */
static uint32_t span_start(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k;

    switch (scan_word(s, i)) {
    case W_DAU:
        if (scan_word(s, i + 1) != W_NAM)
            return i;
        *out = up_to(s->report, true);
        return i + 2 + is_year(scan_integer(s, i + 2));
    case W_NGAY:
        k = slash_date(s, i + 1, out);
        return k > i + 1 ? k : i;
    case W_THANG:
        return month_at(s, i, out);
    case W_NAM:
        return year_at(s, i, out);
    default:
        return slash_date(s, i, out);
    }
}

/* "từ đầu năm (đến nay)", "từ ngày 26/02/2023 đến nay", "từ năm 2019 đến năm 2021";
 * without an end a month or a year is a beginning only, no time of a figure. */
static uint32_t since_at(const struct scan *s, uint32_t i, period *out)
{
    period start = { 0 }, end = { 0 };
    uint32_t k = span_start(s, i + 1, &start), stop;

    if (k == i + 1)
        return i;
    stop = scan_word(s, k) == W_DEN ? cutoff_at(s, k, &end) : k;
    if (stop == k) {
        *out = start;
        return start.kind == PERIOD_MONTH || start.kind == PERIOD_YEAR ||
               start.kind == PERIOD_TERM ? scan_word(s, i + 1) == W_DAU ? k : i : k;
    }
    *out = end;
    if (scan_word(s, i + 1) == W_DAU)
        return stop;
    if (end.kind == PERIOD_YEAR && start.kind == PERIOD_YEAR && start.year < end.year)
        out->kind = PERIOD_TERM;
    if (end.kind == PERIOD_MONTHS && start.year)
        out->from_month = start.month ? start.month : 1;
    if (out->kind != PERIOD_YEAR && start.year && start.year <= end.year)
        out->from_year = start.year;
    return stop;
}

uint32_t scan_time_at(const struct scan *s, uint32_t i, period *out)
{
    uint32_t k;
    period p;

    if (i >= s->n)
        return i;
    if (scan_is_number(s, i)) {
        k = day_of_month(s, i, true, out);
        if (k > i)
            return k;
        k = months_at(s, i, out);
        if (k > i)
            return k;
        k = year_span(s, i, PERIOD_TERM, out);
        if (k > i)
            return k;
        if (joined_date(s, i, '-', out) == i + 5)
            return i + 5;
        k = slash_date(s, i, out);
        return k > i && (k == i + 5 || out->kind == PERIOD_MONTH || follows_day_part(s, i)) ? k
                                                                                             : i;
    }
    switch (scan_word(s, i)) {
    case W_THANG:
        k = month_at(s, i, out);
        return k > i ? k : relative_at(s, i, out);
    case W_QUY:
        return quarter_at(s, i, out);
    case W_NAM:
        k = year_at(s, i, out);
        return k > i ? k : relative_at(s, i, out);
    case W_CUNG:
        return same_months_at(s, i, out);
    case W_GIAI:
        if (scan_word(s, i + 1) != W_DOAN)
            return i;
        k = year_span(s, i + 2, PERIOD_TERM, out);
        return k > i + 2 ? k : i;
    case W_NHIEM:
        if (scan_word(s, i + 1) != W_KY)
            return i;
        k = year_span(s, i + 2, PERIOD_TERM, out);
        return k > i + 2 ? k : i;
    case W_NGAY:
        k = named_day(s, i + 1, out);
        return k > i + 1 ? k : i;
    case W_DEN: case W_TOI_REACH:
        return cutoff_at(s, i, out);
    case W_TINH_CALC:
        k = i + 1;
        if (scan_word(s, k) != W_DEN && scan_word(s, k) != W_TOI_REACH)
            return i;
        k = cutoff_at(s, k, out);
        return k > i + 1 ? k : i;
    case W_TU:
        return since_at(s, i, out);
    case W_CA:
        return all_year_at(s, i, out);
    case W_DAU: case W_CUOI:
        return edge_of_year_at(s, i, out);
    case W_VU:
        return season_at(s, i, out);
    case W_SAU_AFTER:
        return s->report.year ? after_merger_at(s, i, out) : i;
    case W_HIEN:
        if (scan_word(s, i + 1) == W_NAY || scan_word(s, i + 1) == W_TAI) {
            *out = up_to(s->report, true);
            return i + 2;
        }
        return i;
    case W_LUY:
        if (scan_word(s, i + 1) == W_KE || scan_word(s, i + 1) == W_TICH) {
            k = i + 2;
            if (k < s->n && scan_word(s, k) != W_LUY) {
                uint32_t end = scan_time_at(s, k, &p);

                if (end > k) {
                    *out = up_to(p, p.open);
                    return end;
                }
            }
            *out = up_to(s->report, true);
            return k;
        }
        return i;
    case W_TRONG:
        if (scan_word(s, i + 1) == W_THANG && !scan_is_number(s, i + 2)) {
            *out = (period){ .kind = PERIOD_MONTH, .year = s->report.year,
                             .month = s->report.month, .from_year = s->report.year,
                             .from_month = s->report.month };
            if (s->report.kind != PERIOD_MONTHS && s->report.kind != PERIOD_MONTH)
                return i;
            return i + 2;
        }
        if (scan_word(s, i + 1) == W_TRONG || scan_word(s, i + 1) == W_LUY)
            return i;           /* a run of such words is no nest of times */
        k = scan_time_at(s, i + 1, out);
        if (k > i + 1)
            return k;
        if (scan_word(s, i + 1) == W_NAM || scan_word(s, i + 1) == W_KY ||
            scan_word(s, i + 1) == W_QUY) {
            *out = s->report;
            return i + 2;
        }
        return i;
    default:
        /* "sáu tháng đầu năm" */
        return scan_word(s, i + 1) == W_THANG ? months_at(s, i, out) : i;
    }
}

/* Most words begin no time, and numbers only before a sign or a month. */
static inline bool may_begin_time(const struct scan *s, uint32_t i)
{
    static const bool begins[W_COUNT] = {
        [W_THANG] = true, [W_QUY] = true, [W_NAM] = true, [W_CUNG] = true, [W_GIAI] = true,
        [W_NHIEM] = true, [W_NGAY] = true, [W_DEN] = true, [W_TOI_REACH] = true,
        [W_TINH_CALC] = true, [W_TU] = true, [W_CA] = true, [W_DAU] = true, [W_CUOI] = true,
        [W_VU] = true, [W_SAU_AFTER] = true, [W_HIEN] = true, [W_LUY] = true, [W_TRONG] = true,
    };
    const struct token *t = &s->t[i];

    if (t->kind == TOKEN_NUMBER)
        return scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, '-') ||
               scan_word(s, i + 1) == W_THANG;
    return begins[t->word] || (t->word != W_OTHER && scan_word(s, i + 1) == W_THANG);
}

/* The crop of "vụ Đông xuân 2022-2023" belongs to names, its years do not. */
static uint32_t first_of_time(const struct scan *s, uint32_t i, uint32_t end)
{
    if (scan_word(s, i) != W_VU)
        return i;
    while (i < end && !scan_is_number(s, i) && scan_word(s, i) != W_NAM)
        i++;
    return i;
}

/* "chuyển từ năm 2022 sang": a beginning without an end is no time of a figure. */
static bool is_beginning(const struct scan *s, uint32_t i, const period *p)
{
    return i > 0 && scan_word(s, i - 1) == W_TU &&
           (p->kind == PERIOD_YEAR || p->kind == PERIOD_MONTH || p->kind == PERIOD_QUARTER);
}

void scan_times(struct scan *s)
{
    for (uint32_t i = 0;;) {
        period p;
        uint32_t end;

        while (i < s->n && !may_begin_time(s, i))
            i++;
        if (i >= s->n)
            break;
        end = scan_time_at(s, i, &p);
        /* "giá so sánh năm 2010" is a price basis, no time of the figure */
        if (end <= i || (i > 0 && scan_word(s, i - 1) == W_SANH)) {
            scan_claim(s, i, end, CLAIM_DATE, "price basis");
            i = end > i ? end : i + 1;
            continue;
        }
        if (!is_beginning(s, i, &p))
            *arena_push(s->arena, s->time, s->ntimes, s->time_cap) =
                (struct mention){ .from = i, .to = end, .period = p,
                                  .text = scan_text(s, i, end) };
        scan_mark(s, first_of_time(s, i, end), end, NOTE_TIME);
        scan_claim(s, i, end, CLAIM_DATE, "");
        i = end;
    }
}

/* test_range.c -- what printed figures can have been: the rules, worked cases of
 * reports, and interval arithmetic held to bc. */
#include "../oracle/oracle.h"

#include "num/range.h"

#include <inttypes.h>

void test_range(void);

enum { DRAWS = 3000, WIDE_TEXT = 128 };

/* The value in plain notation; a wide has up to 39 digits and 60 decimals. */
static const char *wide_plain(wide w, char out[WIDE_TEXT])
{
    char text[WIDE_TEXT];
    size_t at = sizeof text;
    bool negative = w.coef < 0;
    int n = 0;

    text[--at] = 0;
    do {
        int digit = (int)(w.coef % 10);

        text[--at] = (char)('0' + (digit < 0 ? -digit : digit));
        w.coef /= 10;
        if (++n == w.scale)
            text[--at] = '.';
    } while (w.coef != 0 || n <= w.scale);
    if (negative)
        text[--at] = '-';
    memcpy(out, text + at, sizeof text - at);
    return out;
}

static dec dec_of(const char *text)
{
    dec d = { 7, 7 };

    T(dec_parse_vi(str_from(text), &d), "«%s» is a number", text);
    return d;
}

static range printed(const char *text)
{
    range r = { 0 };

    T(range_of(dec_of(text), RANGE_ROUNDED, HEDGE_NONE, &r), "«%s» has a range", text);
    return r;
}

static range counted(const char *text)
{
    return range_exact(dec_of(text));
}

/* "[4,45; 4,55]", brackets turned outward where the end is open. */
static void show(range r, char *out, size_t room)
{
    char lo[WIDE_TEXT], hi[WIDE_TEXT];

    snprintf(out, room, "%c%s; %s%c", r.lo_open ? ']' : '[',
             r.lo_none ? "-oo" : wide_plain(r.lo, lo), r.hi_none ? "oo" : wide_plain(r.hi, hi),
             r.hi_open ? '[' : ']');
}

static const struct {
    const char *text;
    enum range_mode mode;
    enum hedge hedge;
    const char *want;
} reading_cases[] = {
    { "115",    RANGE_EXACT,     HEDGE_NONE,     "[115.0; 115.0]" },
    { "0,84",   RANGE_ROUNDED,   HEDGE_NONE,     "[0.835; 0.845]" },
    { "52,40",  RANGE_ROUNDED,   HEDGE_NONE,     "[52.395; 52.405]" },
    { "52,4",   RANGE_ROUNDED,   HEDGE_NONE,     "[52.35; 52.45]" },
    { "-0,84",  RANGE_ROUNDED,   HEDGE_NONE,     "[-0.845; -0.835]" },
    { "0,00",   RANGE_ROUNDED,   HEDGE_NONE,     "[-0.005; 0.005]" },
    { "97,83",  RANGE_TRUNCATED, HEDGE_NONE,     "[97.830; 97.840[" },
    { "-8,2",   RANGE_TRUNCATED, HEDGE_NONE,     "]-8.30; -8.20]" },
    { "0,0",    RANGE_TRUNCATED, HEDGE_NONE,     "]-0.10; 0.10[" },
    { "300",    RANGE_EXACT,     HEDGE_OVER,     "[299.5; 400.0]" },      /* trên 300 hộ */
    { "1.250",  RANGE_EXACT,     HEDGE_OVER,     "[1249.5; 1260.0]" },
    { "1.251",  RANGE_EXACT,     HEDGE_OVER,     "[1250.5; 1252.0]" },
    { "2,50",   RANGE_ROUNDED,   HEDGE_OVER,     "[2.495; 2.510]" },      /* hơn 2,50 tỷ */
    { "300",    RANGE_EXACT,     HEDGE_NEARLY,   "[200.0; 300.5]" },
    { "300",    RANGE_ROUNDED,   HEDGE_ABOUT,    "[200.0; 400.0]" },
    { "4,3",    RANGE_TRUNCATED, HEDGE_OVER,     "[4.25; 4.40]" },
    { "4,3",    RANGE_TRUNCATED, HEDGE_NEARLY,   "[4.20; 4.40[" },
    { "0",      RANGE_TRUNCATED, HEDGE_OVER,     "]-1.0; 1.0]" },
    { "20",     RANGE_EXACT,     HEDGE_AT_LEAST, "[19.5; oo]" },
    { "20",     RANGE_TRUNCATED, HEDGE_AT_LEAST, "[19.5; oo]" },
    { "20",     RANGE_EXACT,     HEDGE_AT_MOST,  "[-oo; 20.5]" },
    { "20",     RANGE_TRUNCATED, HEDGE_AT_MOST,  "[-oo; 21.0[" },
    { "-5",     RANGE_EXACT,     HEDGE_OVER,     "[-6.0; -4.5]" },        /* giảm hơn 5 */
    { "-300",   RANGE_ROUNDED,   HEDGE_NEARLY,   "[-300.5; -200.0]" },
    { "-5",     RANGE_EXACT,     HEDGE_AT_LEAST, "[-oo; -4.5]" },
};

static void test_reading(void)
{
    for (size_t i = 0; i < sizeof reading_cases / sizeof *reading_cases; i++) {
        range r;
        char got[300];

        if (!T(range_of(dec_of(reading_cases[i].text), reading_cases[i].mode,
                        reading_cases[i].hedge, &r), "«%s»", reading_cases[i].text))
            continue;
        show(r, got, sizeof got);
        T(strcmp(got, reading_cases[i].want) == 0, "«%s» in mode %d, hedge %d: %s, want %s",
          reading_cases[i].text, reading_cases[i].mode, reading_cases[i].hedge, got,
          reading_cases[i].want);
    }

    range untouched = range_exact((dec){ 7, 0 });

    T(!range_of((dec){ 1, DEC_MAX_SCALE + 1 }, RANGE_ROUNDED, HEDGE_NONE, &untouched) &&
      untouched.lo.coef == 7, "a scale out of bounds is refused");
}

/* Parts, space between; do they agree with the total? */
static const struct {
    const char *total, *parts;
    bool exact, agree;
} sum_cases[] = {
    { "100", "38,50 50,4 0,57 0,07 10,42", false, true },       /* 99,96 within 0,07 */
    { "100", "38,50 50,40 0,57 0,07 10,42", false, false },     /* decimals matter */
    { "100", "33,49 52,45 0,57 13,47", false, true },           /* touches the closed end */
    { "12.717,80", "12.000,43 700,00 10,00 6,00", false, false },
    { "201.406,99", "201.000,02 400,00 6,00 1,00", false, false },
    { "6.482,17", "6.000,18 400,00 82,00", false, true },
    { "65", "18 21 24", true, false },
    { "65", "18 21 26", true, true },
};

static void test_sums(void)
{
    for (size_t i = 0; i < sizeof sum_cases / sizeof *sum_cases; i++) {
        range total = sum_cases[i].exact ? counted(sum_cases[i].total)
                                         : printed(sum_cases[i].total);
        range sum = counted("0");
        str rest = str_from(sum_cases[i].parts), part;

        if (strcmp(sum_cases[i].total, "100") == 0)
            total = counted("100");
        while (str_split(&rest, ' ', &part)) {
            dec d = { 0, 0 };
            range r;

            T(dec_parse_vi(part, &d), "part %.*s", STRF(part));
            T(range_of(d, sum_cases[i].exact ? RANGE_EXACT : RANGE_ROUNDED, HEDGE_NONE, &r) &&
              range_add(sum, r, &sum), "part %.*s fits", STRF(part));
        }
        T(range_meets(sum, total) == sum_cases[i].agree, "%s against %s", sum_cases[i].parts,
          sum_cases[i].total);
    }
}

enum relation { PERCENT, GROWTH, RATIO };

/* a and b rounded as printed unless they are counts. */
static const struct {
    enum relation relation;
    const char *a, *b, *stated;
    bool counts;
    enum range_mode mode;
    enum fits want;
} relation_cases[] = {
    { GROWTH,  "8.225,68", "7.573,15", "8,62", false, RANGE_ROUNDED, FITS_YES },
    { GROWTH,  "8.225,68", "7.573,26", "8,62", false, RANGE_ROUNDED, FITS_NO },
    { GROWTH,  "8.225,68", "7.572,53", "8,62", false, RANGE_ROUNDED, FITS_NO },
    { GROWTH,  "11.765,280", "11.555,0", "1,82", false, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "2.132.093", "4.624.531", "46,01", true, RANGE_ROUNDED, FITS_NO },
    { PERCENT, "2.132.093", "4.624.531", "46,10", true, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "11.947", "12.211", "97,83", true, RANGE_ROUNDED, FITS_NO },
    { PERCENT, "11.947", "12.211", "97,83", true, RANGE_TRUNCATED, FITS_YES },
    { PERCENT, "11.947", "12.211", "97,83", false, RANGE_ROUNDED, FITS_YES }, /* the trap */
    { PERCENT, "1.249.056", "3.166.973", "39,07", true, RANGE_ROUNDED, FITS_NO },
    { PERCENT, "1.249.056", "3.196.678", "39,07", true, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "79", "105", "72,54", true, RANGE_ROUNDED, FITS_NO },
    { PERCENT, "79", "105", "75,24", true, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "8.055", "8.000", "100,69", true, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "8.055", "8.000", "100,68", true, RANGE_ROUNDED, FITS_NO },
    { PERCENT, "68", "95", "71,6", true, RANGE_ROUNDED, FITS_YES },
    { GROWTH,  "48,5", "34,0", "14,5", false, RANGE_ROUNDED, FITS_NO },     /* points, not % */
    { GROWTH,  "48,5", "34,0", "42,65", false, RANGE_ROUNDED, FITS_YES },
    { GROWTH,  "2.671,31", "3.615,44", "-26,11", false, RANGE_ROUNDED, FITS_YES },
    { GROWTH,  "2.671,31", "3.615,44", "26,11", false, RANGE_ROUNDED, FITS_NO },
    { GROWTH,  "1.193,668", "1.408,019", "-15,22", false, RANGE_ROUNDED, FITS_YES },
    { GROWTH,  "1.193.668", "1.408,019", "-15,22", false, RANGE_ROUNDED, FITS_NO },
    { RATIO,   "2.417,35", "1.383,64", "1,74", false, RANGE_ROUNDED, FITS_NO },
    { RATIO,   "2.417,35", "1.383,64", "1,74", false, RANGE_TRUNCATED, FITS_YES },
    { RATIO,   "2.417,35", "1.383,64", "1,75", false, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "7,30", "6,43", "113,46", false, RANGE_ROUNDED, FITS_YES },
    { GROWTH,  "7,30", "6,43", "13,48", false, RANGE_ROUNDED, FITS_YES },
    { PERCENT, "5", "0", "10", true, RANGE_ROUNDED, FITS_UNKNOWN },
    { PERCENT, "5", "-8", "10", true, RANGE_ROUNDED, FITS_UNKNOWN },
    { PERCENT, "5", "0,0", "10", false, RANGE_ROUNDED, FITS_UNKNOWN },      /* may be 0 */
    { GROWTH,  "5", "0", "10", true, RANGE_ROUNDED, FITS_UNKNOWN },
    { RATIO,   "5", "0", "10", true, RANGE_ROUNDED, FITS_UNKNOWN },
    { RATIO,   "-5", "-2", "2,5", true, RANGE_ROUNDED, FITS_YES },
    { RATIO,   "-5", "2", "2,5", true, RANGE_ROUNDED, FITS_NO },
    { PERCENT, "9.223.372.036.854.775.807", "9.223.372.036.854.775.807", "100,00", true,
      RANGE_ROUNDED, FITS_YES },
    { PERCENT, "1,234567890123456789", "8,234567890123456789", "14,99250234567890123", false,
      RANGE_ROUNDED, FITS_UNKNOWN },
};

static void test_relations(void)
{
    static enum fits (*const fits[])(range, range, range) = {
        range_fits_percent, range_fits_growth, range_fits_ratio,
    };

    for (size_t i = 0; i < sizeof relation_cases / sizeof *relation_cases; i++) {
        range (*read)(const char *) = relation_cases[i].counts ? counted : printed;
        range stated = { 0 };

        T(range_of(dec_of(relation_cases[i].stated), relation_cases[i].mode, HEDGE_NONE, &stated),
          "«%s»", relation_cases[i].stated);

        enum fits got = fits[relation_cases[i].relation](
            read(relation_cases[i].a), read(relation_cases[i].b), stated);

        T(got == relation_cases[i].want, "%s of %s as %s: %d, want %d", relation_cases[i].a,
          relation_cases[i].b, relation_cases[i].stated, got, relation_cases[i].want);
    }
}

/* A count that is p% of some whole number of things: is there one? */
static const struct {
    const char *count, *percent;
    enum fits want;
    const char *lo, *hi;        /* the totals, to 4 decimals outward */
} total_cases[] = {
    { "68",    "71,6",   FITS_YES, "94,9057",   "95,0385" },
    { "27",    "41,3",   FITS_NO,  "65,2962",   "65,4546" },
    { "8.055", "100,69", FITS_YES, "7999,4041", "8000,1987" },
    { "8.055", "100,68", FITS_NO,  "8000,1986", "8000,9933" },
    { "91",    "82,7",   FITS_YES, "109,9697",  "110,1029" },
    { "19",    "40,6",   FITS_NO,  "46,7404",   "46,8558" },
    { "5",     "0,0",    FITS_UNKNOWN, NULL, NULL },
};

static void test_totals(void)
{
    for (size_t i = 0; i < sizeof total_cases / sizeof *total_cases; i++) {
        range hundred, percent = printed(total_cases[i].percent);
        dec lo = { 7, 7 }, hi = { 7, 7 };

        T(range_shift(counted(total_cases[i].count), 2, &hundred), "a count times 100");
        T(range_quotient_has_integer(hundred, percent) == total_cases[i].want, "%s as %s%%",
          total_cases[i].count, total_cases[i].percent);

        bool ok = range_quotient_bounds(hundred, percent, 4, &lo, &hi);

        T(ok == (total_cases[i].want != FITS_UNKNOWN), "%s as %s%%", total_cases[i].count,
          total_cases[i].percent);
        if (!ok) {
            T(lo.coef == 7 && hi.coef == 7, "bounds stay untouched");
            continue;
        }
        T(lo.coef == dec_of(total_cases[i].lo).coef && hi.coef == dec_of(total_cases[i].hi).coef,
          "%s as %s%%: [%" PRId64 "; %" PRId64 "]", total_cases[i].count, total_cases[i].percent,
          lo.coef, hi.coef);
    }
}

static range make_range(int64_t lo, bool lo_open, int64_t hi, bool hi_open, int scale)
{
    return (range){ .lo = { lo, scale }, .hi = { hi, scale }, .lo_open = lo_open,
                    .hi_open = hi_open };
}

static void test_ends(void)
{
    range from_two = { .lo = { 2, 0 }, .hi_none = true }, got;
    range below_two = { .lo_none = true, .hi = { 2, 0 }, .hi_open = true };
    range one = make_range(1, false, 1, false, 0), unit = make_range(0, false, 1, true, 0);
    range open_zero = make_range(0, true, 1, false, 0);
    char text[300];

    T(!range_meets(from_two, below_two) && !range_meets(below_two, from_two),
      "[2; oo[ and ]-oo; 2[");
    below_two.hi_open = false;
    T(range_meets(from_two, below_two) && range_meets(below_two, from_two), "they touch in 2");
    T(!range_meets(unit, one) && !range_meets(one, unit), "[0; 1[ and 1");
    T(range_meets(one, open_zero), "]0; 1] and 1");
    T(!range_meets(open_zero, range_exact((dec){ 0, 3 })), "]0; 1] and 0,000");

    /* The flag goes where its end goes. */
    T(range_sub(one, unit, &got), "1 - [0; 1[");
    show(got, text, sizeof text);
    T(strcmp(text, "]0; 1]") == 0, "%s", text);
    T(range_mul(unit, range_exact((dec){ -3, 0 }), &got), "-3 times [0; 1[");
    show(got, text, sizeof text);
    T(strcmp(text, "]-3; 0]") == 0, "%s", text);
    T(range_mul(unit, open_zero, &got), "[0; 1[ times ]0; 1]");
    show(got, text, sizeof text);
    T(strcmp(text, "[0; 1[") == 0, "%s", text);
    T(range_mul(from_two, make_range(-1, false, 3, false, 0), &got), "[2; oo[ times [-1; 3]");
    T(got.lo_none && got.hi_none, "is everything");
    T(range_mul(from_two, unit, &got) && !got.lo_none && got.lo.coef == 0 && got.hi_none &&
      !got.lo_open, "[2; oo[ times [0; 1[");
    T(range_add(from_two, below_two, &got) && got.lo_none && got.hi_none, "half lines add up");
    T(range_neg(from_two, &got) && got.lo_none && got.hi.coef == -2, "a half line turned round");
    T(range_shift(from_two, 3, &got) && got.lo.coef == 2000 && got.hi_none, "2 thousand and more");
}

static const struct {
    int64_t lo, hi;
    int scale;
    bool lo_open, hi_open;
    enum fits want;
} integer_cases[] = {
    { 94906, 95038, 3, false, false, FITS_YES },
    { 65296, 65455, 3, false, false, FITS_NO },
    { 65000, 65455, 3, false, false, FITS_YES },
    { 65000, 65455, 3, true, false, FITS_NO },
    { 64001, 65000, 3, false, false, FITS_YES },
    { 64001, 65000, 3, false, true, FITS_NO },
    { -5, 5, 1, true, true, FITS_YES },
    { -9, -1, 1, false, false, FITS_NO },
    { -10, -1, 1, false, false, FITS_YES },
    { -10, -1, 1, true, false, FITS_NO },
    { 1, 9, 60, false, false, FITS_NO },
    { -1, 9, 60, false, false, FITS_YES },
    { -9, -1, 39, false, false, FITS_NO },
    { 0, 1, 60, false, false, FITS_YES },
    { 0, 1, 60, true, false, FITS_NO },
};

static void test_integers(void)
{
    for (size_t i = 0; i < sizeof integer_cases / sizeof *integer_cases; i++)
        T(range_has_integer(make_range(integer_cases[i].lo, integer_cases[i].lo_open,
                                       integer_cases[i].hi, integer_cases[i].hi_open,
                                       integer_cases[i].scale)) == integer_cases[i].want,
          "case %zu", i);
    T(range_has_integer((range){ .lo = { 5, 1 }, .hi_none = true }) == FITS_YES, "a half line");
}

/* What does not fit 128 bits is refused and nothing is touched. */
static void test_limits(void)
{
    int128 square = (int128)INT64_MAX * INT64_MAX;
    range big = { .lo = { square, 0 }, .hi = { square, 0 } };
    range small = { .lo = { 1, 60 }, .hi = { 1, 60 } };
    range got = range_exact((dec){ 7, 0 });
    range tidy = { .lo = { (int128)dec_pow10(18) * dec_pow10(18), 30 },
                   .hi = { (int128)dec_pow10(18) * dec_pow10(18), 30 } };
    dec lo = { 7, 7 }, hi = { 7, 7 };
    bool fits = false;

    T(!range_mul(big, big, &got) && got.lo.coef == 7, "a product too large");
    T(!range_add(big, small, &got) && got.lo.coef == 7, "a sum too fine");
    T(!range_mul(small, small, &got) && got.lo.coef == 7, "a product too fine");
    T(!range_shift(big, 10, &got) && got.lo.coef == 7, "a shift too far up");
    T(!range_shift(small, -1, &got) && got.lo.coef == 7, "a shift too far down");
    T(!range_shift(big, 1000000, &got) && !range_shift(big, -1000000, &got), "shifts beyond all");
    T(!range_bounds(big, 0, &lo, &hi) && lo.coef == 7, "bounds that do not fit");
    T(!range_bounds((range){ .lo_none = true }, 0, &lo, &hi) && lo.coef == 7, "no bound");
    T(wide_cmp(big.lo, small.lo, &fits) > 0 && fits, "large against fine");
    T(wide_cmp(small.lo, big.lo, &fits) < 0 && fits, "fine against large");
    T(range_fits_percent(big, big, big) == FITS_UNKNOWN, "cannot tell");
    T(range_mul(tidy, tidy, &got) && wide_cmp(got.lo, (wide){ dec_pow10(12), 0 }, &fits) == 0,
      "zeros at the end make room");
}

static dec draw_printed(uint64_t *seed)
{
    uint64_t draw = t_draw(seed);
    uint64_t digits = t_draw(seed);
    int64_t coef = (int64_t)(draw >> 1) % dec_pow10((int)(digits % 14));

    return (dec){ digits >> 63 ? -coef : coef, (int8_t)(digits >> 60 & 3) };
}

static range draw_range(uint64_t *seed)
{
    dec a = draw_printed(seed);
    dec b = draw_printed(seed);
    uint64_t kind = t_draw(seed);
    range r = range_exact(a), other = range_exact(b);

    if (kind % 4 == 0)          /* any two ends */
        return dec_cmp(a, b) <= 0 ? (range){ .lo = r.lo, .hi = other.hi }
                                  : (range){ .lo = other.lo, .hi = r.hi };
    T(range_of(a, kind % 4 == 1 ? RANGE_EXACT : RANGE_ROUNDED,
               kind % 8 == 7 ? HEDGE_ABOUT : HEDGE_NONE, &r), "a drawn range");
    return r;
}

static void say_range(struct oracle *o, range got, const char *lo, const char *hi)
{
    char text[WIDE_TEXT];

    oracle_says(o, "same(%s, %s)", lo, wide_plain(got.lo, text));
    oracle_says(o, "same(%s, %s)", hi, wide_plain(got.hi, text));
}

/* now = before * (100 + growth) / 100 for some of each, over the corners. */
static void say_growth(struct oracle *o, range now, range before, range growth)
{
    enum fits got = range_fits_growth(now, before, growth);
    char text[6][WIDE_TEXT];
    const char *nl = wide_plain(now.lo, text[0]), *nh = wide_plain(now.hi, text[1]);
    const char *bl = wide_plain(before.lo, text[2]), *bh = wide_plain(before.hi, text[3]);
    const char *gl = wide_plain(growth.lo, text[4]), *gh = wide_plain(growth.hi, text[5]);

    if (got == FITS_UNKNOWN) {
        oracle_says(o, "%s <= 0", bl);
        return;
    }
    oracle_says(o, "same(meets(%s, %s, least4(%s * (1 + %s / 100), %s * (1 + %s / 100), "
                   "%s * (1 + %s / 100), %s * (1 + %s / 100)), most4(%s * (1 + %s / 100), "
                   "%s * (1 + %s / 100), %s * (1 + %s / 100), %s * (1 + %s / 100))), %d)",
                nl, nh, bl, gl, bl, gh, bh, gl, bh, gh, bl, gl, bl, gh, bh, gl, bh, gh,
                got == FITS_YES);
}

static void say_bounds(struct oracle *o, range r, int8_t scale)
{
    dec lo, hi;
    char a[WIDE_TEXT], b[WIDE_TEXT];

    wide_plain(r.lo, a);
    wide_plain(r.hi, b);
    oracle_says(o, "same(floor(%s) >= ceil(%s), %d)", b, a, range_has_integer(r) == FITS_YES);
    if (!range_bounds(r, scale, &lo, &hi)) {
        oracle_says(o, "1 - narrow(%s * 10 ^ %d) * narrow(%s * 10 ^ %d)", a, scale, b, scale);
        return;
    }
    oracle_says(o, "same(floor(%s * 10 ^ %d), %" PRId64 ")", a, scale, lo.coef);
    oracle_says(o, "same(ceil(%s * 10 ^ %d), %" PRId64 ")", b, scale, hi.coef);
}

static void test_laws(uint64_t seed)
{
    struct oracle o;

    if (!oracle_open(&o))
        return;
    for (int i = 0; i < DRAWS; i++) {
        range a = draw_range(&seed), c, got;
        range b = draw_range(&seed);
        char al[WIDE_TEXT], ah[WIDE_TEXT], bl[WIDE_TEXT], bh[WIDE_TEXT], lo[1100], hi[1100];
        bool fits;

        wide_plain(a.lo, al);
        wide_plain(a.hi, ah);
        wide_plain(b.lo, bl);
        wide_plain(b.hi, bh);
        snprintf(lo, sizeof lo, "%s + %s", al, bl);
        snprintf(hi, sizeof hi, "%s + %s", ah, bh);
        if (T(range_add(a, b, &got), "%s fits", lo))
            say_range(&o, got, lo, hi);
        snprintf(lo, sizeof lo, "%s - (%s)", al, bh);
        snprintf(hi, sizeof hi, "%s - (%s)", ah, bl);
        if (T(range_sub(a, b, &got), "%s fits", lo))
            say_range(&o, got, lo, hi);
        snprintf(lo, sizeof lo, "least4(%s * %s, %s * %s, %s * %s, %s * %s)", al, bl, al, bh, ah,
                 bl, ah, bh);
        snprintf(hi, sizeof hi, "most4(%s * %s, %s * %s, %s * %s, %s * %s)", al, bl, al, bh, ah,
                 bl, ah, bh);
        if (T(range_mul(a, b, &got), "%s fits", lo))
            say_range(&o, got, lo, hi);
        oracle_says(&o, "same(meets(%s, %s, %s, %s), %d)", al, ah, bl, bh, range_meets(a, b));
        oracle_says(&o, "same(order(%s, %s), %d)", al, bh, wide_cmp(a.lo, b.hi, &fits));
        say_bounds(&o, a, (int8_t)(i % 5));

        /* A growth near the true one, so that both answers are common. */
        dec now = draw_printed(&seed), growth;
        dec before = draw_printed(&seed);

        now.coef /= 1000000;
        before.coef = (before.coef < 0 ? -before.coef : before.coef) / 1000000;
        growth = (dec){ (int64_t)(t_draw(&seed) % 40000) - 20000, 2 };
        if (dec_percent(now, before, 1, &growth))
            growth.coef += (int64_t)(t_draw(&seed) % 3) - 1001;     /* of 100,0%, or a unit off */
        if (range_of(now, RANGE_ROUNDED, HEDGE_NONE, &a) &&
            range_of(before, RANGE_ROUNDED, HEDGE_NONE, &b) &&
            range_of(growth, RANGE_ROUNDED, HEDGE_NONE, &c))
            say_growth(&o, a, b, c);
    }
    oracle_close(&o);
}

/* The field `name=value` of an operand list, in plain notation. */
static bool operand(str list, const char *name, dec *out)
{
    str one;

    while (str_split(&list, ';', &one)) {
        str key;

        if (str_split(&one, '=', &key) && str_eq(key, str_from(name)))
            return dec_parse_plain(one, out);
    }
    return false;
}

/* x is the printed mean of n * items whole numbers, or 100 times it. */
static void check_grim(str id, str operands, str expected)
{
    dec x = { 0, 0 }, n = { 0, 0 }, items = { 1, 0 }, percent = { 0, 0 };
    range r;

    if (!T(operand(operands, "x", &x) && operand(operands, "n", &n), "%.*s", STRF(id)))
        return;
    operand(operands, "items", &items);
    operand(operands, "percent", &percent);
    n.coef *= items.coef;
    T(range_of(x, RANGE_ROUNDED, HEDGE_NONE, &r) && range_mul(r, range_exact(n), &r) &&
      range_shift(r, percent.coef ? -2 : 0, &r), "%.*s fits", STRF(id));
    T((range_has_integer(r) == FITS_YES) == str_eq(expected, STR("consistent")), "%.*s",
      STRF(id));
}

/* Only what the last printed digit tells: a step from elsewhere is not ours. */
static bool check_unround(str id, str operands, str mode, const str *end)
{
    dec x = { 0, 0 }, other, lo, hi;
    range r = { 0 }, want = { 0 };
    bool truncated = str_eq(mode, STR("trunc"));

    if (operand(operands, "step", &other) || (!truncated && !str_eq(mode, STR("up_or_down"))))
        return false;
    T(operand(operands, "x", &x) && dec_parse_plain(end[0], &lo) && dec_parse_plain(end[2], &hi),
      "%.*s", STRF(id));
    if (operand(operands, "decimals", &other) &&
        (other.coef < x.scale || !dec_rescale(x, (int8_t)other.coef, &x)))
        return false;
    want = (range){ .lo = { lo.coef, lo.scale }, .hi = { hi.coef, hi.scale } };

    bool fits;

    T(range_of(x, truncated ? RANGE_TRUNCATED : RANGE_ROUNDED, HEDGE_NONE, &r) &&
      wide_cmp(r.lo, want.lo, &fits) == 0 && wide_cmp(r.hi, want.hi, &fits) == 0 &&
      r.lo_open == str_eq(end[1], STR("open")) && r.hi_open == str_eq(end[3], STR("open")),
      "%.*s", STRF(id));
    return true;
}

/* Relations of two values; the other formulas are in the tables above. */
static bool check_worked(str id, str formula, str operands, str mode, str expected)
{
    static const struct {
        const char *formula, *a, *b, *stated;
        enum relation relation;
        bool counts;
    } form[] = {
        { "growth_base", "value", "base", "growth_pct", GROWTH, false },
        { "percent_of_counts", "a", "b", "pct", PERCENT, true },
        { "percent_of_measures", "a", "b", "pct", PERCENT, false },
        { "relative_change", "to", "from", "stated_pct", GROWTH, false },
        { "ratio", "a", "b", "stated", RATIO, false },
        { "index", "a", "b", "stated_index", PERCENT, false },
    };
    static enum fits (*const fits[])(range, range, range) = {
        range_fits_percent, range_fits_growth, range_fits_ratio,
    };

    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        dec a, b, stated;
        range ra = { 0 }, rb = { 0 }, rs = { 0 };
        enum range_mode printed_as = form[i].counts ? RANGE_EXACT : RANGE_ROUNDED;
        bool truncated = str_eq(mode, STR("truncate"));

        if (!str_eq(formula, str_from(form[i].formula)) || !operand(operands, form[i].a, &a) ||
            !operand(operands, form[i].b, &b) || !operand(operands, form[i].stated, &stated))
            continue;
        T(range_of(a, printed_as, HEDGE_NONE, &ra) && range_of(b, printed_as, HEDGE_NONE, &rb) &&
          range_of(stated, truncated ? RANGE_TRUNCATED : RANGE_ROUNDED, HEDGE_NONE, &rs),
          "%.*s", STRF(id));
        T((fits[form[i].relation](ra, rb, rs) == FITS_YES) == str_eq(expected, STR("consistent")),
          "%.*s", STRF(id));
        return true;
    }
    return false;
}

static void test_conformance(void)
{
    const char *path = t_shared("conformance/rounding.tsv");
    FILE *f = path ? fopen(path, "r") : NULL;
    char line[4096];
    int rows = 0;

    if (!f)
        return;
    while (fgets(line, sizeof line, f)) {
        str rest = str_from(line), field[10] = { { NULL, 0 } };

        for (size_t i = 0; i < 10; i++)
            str_split(&rest, '\t', &field[i]);
        if (str_eq(field[1], STR("grim"))) {
            check_grim(field[0], field[3], field[9]);
            rows++;
        } else if (str_eq(field[1], STR("unround"))) {
            rows += check_unround(field[0], field[3], field[4], &field[5]);
        } else if (str_eq(field[1], STR("worked"))) {
            rows += check_worked(field[0], field[2], field[3], field[4], field[9]);
        }
    }
    fclose(f);
    T(rows >= 95, "only %d rows of %s were understood", rows, path);
}

void test_range(void)
{
    test_reading();
    test_sums();
    test_relations();
    test_totals();
    test_ends();
    test_integers();
    test_limits();
    test_laws(t_seed());
    test_conformance();
}

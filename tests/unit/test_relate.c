/* test_relate.c -- stated figures against computations: the worked cases. */
#include "check/check_int.h"
#include "t.h"

#include <string.h>

void test_relate(void);

static dec number(const char *text)
{
    dec d = { 0, 0 };

    T(dec_parse_vi(str_from(text), &d), "«%s» is a number", text);
    return d;
}

/* `exact` operands are counts; the others are rounded as printed. */
static const struct {
    const char *part, *whole, *percent;
    bool exact;
    enum verdict want;
} ratio[] = {
    { "2.132.093", "4.624.531", "46,01", false, VERDICT_WRONG },    /* 46,104 */
    { "2.132.093", "4.624.531", "46,10", false, VERDICT_FITS },
    { "11.947", "12.211", "97,83", true, VERDICT_CUT },             /* 97,838 */
    { "11.947", "12.211", "97,84", true, VERDICT_FITS },
    { "1.249.056", "3.166.973", "39,07", false, VERDICT_WRONG },
    { "1.249.056", "3.196.678", "39,07", false, VERDICT_FITS },
    { "79", "105", "72,54", true, VERDICT_WRONG },
    { "79", "105", "75,24", true, VERDICT_FITS },
    { "70", "79", "88,62", true, VERDICT_SLIGHT },                  /* 88,608 */
    { "70", "79", "88,7", true, VERDICT_WRONG },                    /* three digits: no mercy */
    { "11", "16", "68,8", true, VERDICT_FITS },                     /* 68,75: a half goes up */
    { "11", "16", "68,7", true, VERDICT_FITS },                     /* ... or down */
    { "12.232", "198.950", "6,14", true, VERDICT_CUT },             /* 6,148 */
    { "514", "32.000", "1,7", true, VERDICT_WRONG },
    { "5.732", "7.893", "72", true, VERDICT_CUT },
    { "3", "0", "50", true, VERDICT_UNKNOWN },
    { "0", "7", "0", true, VERDICT_FITS },
};

static void test_ratios(void)
{
    for (size_t i = 0; i < sizeof ratio / sizeof *ratio; i++) {
        enum range_mode mode = ratio[i].exact ? RANGE_EXACT : RANGE_ROUNDED;
        range a, b;

        T(range_of(number(ratio[i].part), mode, HEDGE_NONE, &a), "%s", ratio[i].part);
        T(range_of(number(ratio[i].whole), mode, HEDGE_NONE, &b), "%s", ratio[i].whole);
        enum verdict v = judge(range_fits_percent, a, b, number(ratio[i].percent), HEDGE_NONE);

        T(v == ratio[i].want, "%s/%s = %s%%: %d, not %d", ratio[i].part, ratio[i].whole,
          ratio[i].percent, v, ratio[i].want);
    }
}

static const struct {
    const char *now, *before, *growth;
    enum verdict want;
} grown[] = {
    { "8.225,68", "7.573,15", "8,62", VERDICT_FITS },
    { "11.765,280", "11.555,0", "1,82", VERDICT_FITS },
    { "1.193,668", "1.408,019", "-15,22", VERDICT_FITS },
    { "1.193.668", "1.408,019", "-15,22", VERDICT_WRONG },
    { "48,5", "34,0", "42,6", VERDICT_FITS },
    { "48,5", "34,0", "14,5", VERDICT_WRONG },
    { "7,30", "6,43", "13,48", VERDICT_FITS },                      /* hidden decimals */
};

static void test_growths(void)
{
    for (size_t i = 0; i < sizeof grown / sizeof *grown; i++) {
        range a, b;

        T(range_of(number(grown[i].now), RANGE_ROUNDED, HEDGE_NONE, &a), "%s", grown[i].now);
        T(range_of(number(grown[i].before), RANGE_ROUNDED, HEDGE_NONE, &b), "%s", grown[i].before);
        enum verdict v = judge(range_fits_growth, a, b, number(grown[i].growth), HEDGE_NONE);

        T(v == grown[i].want, "%s to %s is %s%%: %d", grown[i].before, grown[i].now,
          grown[i].growth, v);
    }
}

enum { NO_SLIP = -1 };

static const struct {
    const char *stated, *right;
    int want;                   /* enum diag_remark, or NO_SLIP */
} slip[] = {
    { "6.913", "6.193", REMARK_SWAP },
    { "9.468", "9.486", REMARK_SWAP },
    { "46,01", "46,10", REMARK_SWAP },
    { "72,54", "75,24", REMARK_SWAP },              /* across the comma */
    { "1.600,7", "1.600,17", REMARK_DIGIT_LOST },
    { "1.600,17", "1.600,7", REMARK_DIGIT_EXTRA },
    { "295.046", "294.046", REMARK_DIGIT_WRONG },
    { "46,01", "46,01", NO_SLIP },
    { "39,07", "39,44", NO_SLIP },
    { "12", "13", NO_SLIP },                        /* two digits prove nothing */
    { "21", "12", REMARK_SWAP },
    { "1.234", "4.321", NO_SLIP },
    { "52,4", "52,40", NO_SLIP },                   /* 524 and 5240: of one value */
};

static void test_slips(void)
{
    for (size_t i = 0; i < sizeof slip / sizeof *slip; i++) {
        enum diag_remark remark = REMARK_COUNT;
        bool got = slip_between(number(slip[i].stated), number(slip[i].right), &remark);

        T(got == (slip[i].want != NO_SLIP), "%s and %s", slip[i].stated, slip[i].right);
        T(!got || (int)remark == slip[i].want, "%s and %s: remark %d", slip[i].stated,
          slip[i].right, (int)remark);
    }
}

static void test_explanations(void)
{
    enum diag_remark remark;
    dec right;

    T(slip_explains(number("46,01"), number("46,1040"), &remark, &right) && remark == REMARK_SWAP,
      "rounded to the stated scale");
    T(dec_cmp(right, number("46,10")) == 0 && right.scale == 2, "the right figure as printed");
    T(!slip_explains(number("39,07"), number("39,4401"), &remark, &right), "no slip of the pen");
}

static void test_nearness(void)
{
    T(near_enough(number("16,4"), number("17,14"), 10), "4 %% off");
    T(!near_enough(number("81,2"), number("63,2"), 15), "28 %% off");
    T(!near_enough(number("1"), number("0"), 15), "nothing is near zero");
    T(near_enough(number("-5"), number("5"), 0), "signs are another matter");
}

/* Shown with the stated decimals, with more only where it would look the same. */
static void test_shown(void)
{
    T(shown_percent(number("39,4401"), number("39,07")).coef == 3944, "as many decimals");
    T(shown_percent(number("1,6063"), number("1,7")).coef == 16, "one decimal");
    T(shown_percent(number("97,838"), number("97,84")).scale == 3, "one more to tell them apart");
}

static range sum_of(const char *const *part, size_t n)
{
    range sum = range_exact((dec){ 0, 0 }), r;

    for (size_t i = 0; i < n; i++)
        T(range_of(number(part[i]), RANGE_ROUNDED, HEDGE_NONE, &r) && range_add(sum, r, &sum),
          "%s", part[i]);
    return sum;
}

static void test_sums(void)
{
    static const char *const share[] = { "38,50", "50,4", "0,57", "0,07", "10,42" };
    static const char *const finer[] = { "38,50", "50,40", "0,57", "0,07", "10,42" };
    static const char *const thirds[] = { "33,3", "33,3", "33,3" };
    range hundred = range_exact((dec){ 100, 0 });

    T(judge_equal(sum_of(share, 5), hundred) == VERDICT_FITS, "one share with one decimal");
    T(judge_equal(sum_of(finer, 5), hundred) != VERDICT_FITS, "all with two decimals");
    T(judge_equal(sum_of(thirds, 3), range_exact((dec){ 1001, 1 })) == VERDICT_SLIGHT,
      "99,9 for 100,1: within two radii");
    T(judge_equal(sum_of(thirds, 3), range_exact((dec){ 101, 0 })) == VERDICT_WRONG,
      "99,9 for 101");
}

void test_relate(void)
{
    test_ratios();
    test_growths();
    test_slips();
    test_explanations();
    test_nearness();
    test_shown();
    test_sums();
}

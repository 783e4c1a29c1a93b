/* range.h -- what a printed number can have been before rounding.
 *
 * A printed m * 10^-s stands for every value in [m - 1/2, m + 1/2] * 10^-s,
 * closed at both ends because offices round halves either way (XBRL
 * Calculations 1.1, section 5). All arithmetic is exact: ends are 128-bit
 * coefficients, nothing is ever divided, and a result that does not fit is an
 * answer ("cannot tell"), never a wrap-around. num/README.md has the rules. */
#ifndef NUM_RANGE_H
#define NUM_RANGE_H

#include "base/ckd.h"
#include "num/dec.h"

/* coef * 10^-scale with a wide coefficient, scale 0..60. */
typedef struct {
    int128 coef;
    int scale;
} wide;

typedef struct {
    wide lo, hi;                /* lo <= hi */
    bool lo_open, hi_open;      /* the flag travels with its end */
    bool lo_none, hi_none;      /* unbounded there (half lines) */
} range;

enum range_mode {
    RANGE_EXACT,                /* counts of people, cases, communes: the number itself */
    RANGE_ROUNDED,              /* half a unit of the last digit to either side */
    RANGE_TRUNCATED             /* [m, m + 1) for m > 0, (m - 1, m] for m < 0, (-1, 1) for 0 */
};

enum hedge {
    HEDGE_NONE,
    HEDGE_OVER,                 /* trên, hơn: [v - u/2, v + G] */
    HEDGE_NEARLY,               /* gần: [v - G, v + u/2] */
    HEDGE_ABOUT,                /* khoảng, xấp xỉ, chừng: [v - G, v + G] */
    HEDGE_AT_LEAST,             /* ít nhất, tối thiểu, từ ... trở lên: [v - u/2, oo) */
    HEDGE_AT_MOST               /* tối đa, không quá, dưới: (-oo, v + u/2] */
};

/* The values `d` may stand for. u is one unit of the last printed digit, G the
 * place value of the last non-zero digit when d has no decimals, else u.
 * The hedge widens whatever the mode gives; for d < 0 all is mirrored ("giảm hơn
 * 5%" is a fall of more than 5). False when it does not fit. */
bool range_of(dec d, enum range_mode mode, enum hedge hedge, range *out);
range range_exact(dec d);

/* Each is false, *out untouched, when the result does not fit 128 bits. */
bool range_add(range a, range b, range *out);
bool range_sub(range a, range b, range *out);
bool range_neg(range a, range *out);
bool range_mul(range a, range b, range *out);      /* any signs */
bool range_shift(range a, int power, range *out);  /* times 10^power */

/* Do the two have a value in common? Half lines and open ends included. */
bool range_meets(range a, range b);

/* Three answers, for relations computed through products. */
enum fits { FITS_NO, FITS_YES, FITS_UNKNOWN };

/* Does part / whole * 100 meet percent?  (whole must be positive.) */
enum fits range_fits_percent(range part, range whole, range percent);

/* Does now / before - 1 meet growth / 100?  growth is negative for a fall. */
enum fits range_fits_growth(range now, range before, range growth);

/* Does a / b meet ratio? */
enum fits range_fits_ratio(range a, range b, range ratio);

/* Is there an integer in r?  (counts implied by shares: GRIM) */
enum fits range_has_integer(range r);

/* Is there an integer in a / b?  (A total that a count and its share imply.)
 * b must be positive and both bounded, else FITS_UNKNOWN. */
enum fits range_quotient_has_integer(range a, range b);

int wide_cmp(wide a, wide b, bool *fits);          /* *fits false: cannot tell */

/* The end with `scale` decimals: rounded down for lo, up for hi. For messages. */
bool range_bounds(range r, int8_t scale, dec *lo, dec *hi);

/* The same of a / b: the values a stated figure may have. False unless b is
 * positive and both are bounded. */
bool range_quotient_bounds(range a, range b, int8_t scale, dec *lo, dec *hi);

#endif

/* range.c -- what a printed number can have been before rounding. */
#include "num/range.h"

#include <assert.h>

enum { WIDE_MAX_SCALE = 60, WIDE_DIGITS = 38 };     /* 10^38 < 2^127 < 10^39 */

static int128 wide_pow10(int n)
{
    int128 power = 1;

    assert(n >= 0 && n <= WIDE_DIGITS);
    for (; n > DEC_MAX_SCALE; n -= DEC_MAX_SCALE)
        power *= dec_pow10(DEC_MAX_SCALE);
    return power * dec_pow10(n);
}

static wide wide_of(dec d)
{
    return (wide){ d.coef, d.scale };
}

static int wide_sign(wide a)
{
    return (a.coef > 0) - (a.coef < 0);
}

/* Most coefficients are short, and their products never too long. */
static inline bool is_short(int128 coef)
{
    return coef == (int64_t)coef;
}

/* The same value with the zeros at its end dropped: room for one more product. */
static wide wide_trim(wide a)
{
    while (a.scale > 0 && !is_short(a.coef) && a.coef % 10 == 0) {
        a.coef /= 10;
        a.scale--;
    }
    if (!is_short(a.coef))
        return a;

    int64_t coef = (int64_t)a.coef;     /* sixty-four bits are divided far sooner */

    for (; a.scale > 0 && coef % 10 == 0; a.scale--)
        coef /= 10;
    a.coef = coef;
    return a;
}

/* coef * 10^n, for a long one or a large power. */
static bool coef_shift_far(int128 *coef, int n)
{
    int128 product;

    if (*coef == 0)
        return true;
    if (n > WIDE_DIGITS || ckd_mul(&product, *coef, wide_pow10(n)))
        return false;
    *coef = product;
    return true;
}

/* coef * 10^n, n >= 0; false, and coef as it was, when that does not fit. */
static inline bool coef_shift(int128 *coef, int n)
{
    if (n > DEC_MAX_SCALE || !is_short(*coef))
        return coef_shift_far(coef, n);
    *coef = (int128)(int64_t)*coef * dec_pow10(n);
    return true;
}

/* a with `scale` >= a.scale decimals. */
static inline bool wide_refine(wide *a, int scale)
{
    if (!coef_shift(&a->coef, scale - a->scale))
        return false;
    a->scale = scale;
    return true;
}

static inline bool wide_align(wide *a, wide *b)
{
    return a->scale < b->scale ? wide_refine(a, b->scale) : wide_refine(b, a->scale);
}

static bool wide_add(wide a, wide b, wide *out)
{
    wide sum = { 0, 0 };

    for (int tries = 0; tries < 2; tries++) {
        wide x = a, y = b;

        if (wide_align(&x, &y) && !ckd_add(&sum.coef, x.coef, y.coef)) {
            *out = (wide){ sum.coef, x.scale };
            return true;
        }
        a = wide_trim(a);
        b = wide_trim(b);
    }
    return false;
}

static bool wide_neg(wide a, wide *out)
{
    int128 coef;

    if (ckd_sub(&coef, (int128)0, a.coef))
        return false;
    *out = (wide){ coef, a.scale };
    return true;
}

static bool coef_mul(int128 a, int128 b, int128 *out)
{
    if (!is_short(a) || !is_short(b))
        return !ckd_mul(out, a, b);
    *out = (int128)(int64_t)a * (int64_t)b;
    return true;
}

static bool wide_mul(wide a, wide b, wide *out)
{
    for (int tries = 0; tries < 2; tries++) {
        int128 coef;

        if (a.scale + b.scale <= WIDE_MAX_SCALE && coef_mul(a.coef, b.coef, &coef)) {
            *out = (wide){ coef, a.scale + b.scale };
            return true;
        }
        a = wide_trim(a);
        b = wide_trim(b);
    }
    return false;
}

/* The larger in magnitude is the one that no longer fits at the finer scale,
 * so two values can always be told apart. */
static inline int wide_order(wide a, wide b)
{
    if (a.scale < b.scale && !coef_shift(&a.coef, b.scale - a.scale))
        return wide_sign(a);
    if (b.scale < a.scale && !coef_shift(&b.coef, a.scale - b.scale))
        return -wide_sign(b);
    return (a.coef > b.coef) - (a.coef < b.coef);
}

int wide_cmp(wide a, wide b, bool *fits)
{
    *fits = true;
    return wide_order(a, b);
}

range range_exact(dec d)
{
    return (range){ .lo = wide_of(d), .hi = wide_of(d) };
}

static range range_mirror(range r)
{
    return (range){
        .lo = { -r.hi.coef, r.hi.scale }, .hi = { -r.lo.coef, r.lo.scale },
        .lo_open = r.hi_open, .hi_open = r.lo_open,
        .lo_none = r.hi_none, .hi_none = r.lo_none,
    };
}

/* G of range.h in units of the last printed digit. */
static int64_t hedge_reach(dec d)
{
    int64_t place = 1;

    if (d.scale == 0)
        for (; d.coef != 0 && d.coef % 10 == 0; d.coef /= 10)
            place *= 10;
    return place;
}

/* For d >= 0, in tenths of the last printed digit, so that its half is whole. */
static range range_of_magnitude(dec d, enum range_mode mode, enum hedge hedge)
{
    int128 v = (int128)d.coef * 10, reach = (int128)hedge_reach(d) * 10, lo = v, hi = v;
    bool lo_open = false, hi_open = false;

    if (mode == RANGE_ROUNDED) {
        lo = v - 5;
        hi = v + 5;
    } else if (mode == RANGE_TRUNCATED) {
        lo = v == 0 ? -10 : v;      /* a small fall is cut to 0 as well */
        hi = v + 10;
        hi_open = true;
        lo_open = v == 0;
    }
    if ((hedge == HEDGE_OVER || hedge == HEDGE_AT_LEAST) && lo > v - 5)
        lo = v - 5;
    if (hedge == HEDGE_NEARLY || hedge == HEDGE_ABOUT) {
        lo = v - reach;
        lo_open = false;
    }
    if (hedge == HEDGE_OVER || hedge == HEDGE_ABOUT) {
        hi = v + reach;
        hi_open = false;
    }
    if ((hedge == HEDGE_NEARLY || hedge == HEDGE_AT_MOST) && hi < v + 5)
        hi = v + 5;

    range r = { .lo = { lo, d.scale + 1 }, .hi = { hi, d.scale + 1 } };

    if (hedge == HEDGE_AT_LEAST)
        r.hi_none = true;
    r.lo_none = hedge == HEDGE_AT_MOST;
    r.hi_open = hi_open && !r.hi_none;
    r.lo_open = lo_open && !r.lo_none;
    return r;
}

bool range_of(dec d, enum range_mode mode, enum hedge hedge, range *out)
{
    int128 v = (int128)d.coef * 10, half = mode == RANGE_ROUNDED ? 5 : 0;

    if (d.scale < 0 || d.scale > DEC_MAX_SCALE || d.coef < -INT64_MAX)
        return false;
    if (hedge == HEDGE_NONE && mode != RANGE_TRUNCATED)     /* most are */
        *out = (range){ .lo = { v - half, d.scale + 1 }, .hi = { v + half, d.scale + 1 } };
    else
        *out = d.coef < 0 ? range_mirror(range_of_magnitude(dec_neg(d), mode, hedge))
                          : range_of_magnitude(d, mode, hedge);
    return true;
}

bool range_add(range a, range b, range *out)
{
    range r = {
        .lo_none = a.lo_none || b.lo_none,
        .hi_none = a.hi_none || b.hi_none,
    };

    if (!r.lo_none) {
        if (!wide_add(a.lo, b.lo, &r.lo))
            return false;
        r.lo_open = a.lo_open || b.lo_open;
    }
    if (!r.hi_none) {
        if (!wide_add(a.hi, b.hi, &r.hi))
            return false;
        r.hi_open = a.hi_open || b.hi_open;
    }
    *out = r;
    return true;
}

bool range_neg(range a, range *out)
{
    range r = {
        .lo_open = a.hi_open, .hi_open = a.lo_open,
        .lo_none = a.hi_none, .hi_none = a.lo_none,
    };

    if (!wide_neg(a.hi, &r.lo) || !wide_neg(a.lo, &r.hi))
        return false;
    *out = r;
    return true;
}

bool range_sub(range a, range b, range *out)
{
    range negative;

    return range_neg(b, &negative) && range_add(a, negative, out);
}

/* One end of a range, or one corner of a product: a value or an infinity. */
struct range_end {
    int infinite;               /* -1, 0 or 1 */
    wide value;
    bool open;
};

static struct range_end end_lo(range r)
{
    return r.lo_none ? (struct range_end){ .infinite = -1 }
                     : (struct range_end){ .value = r.lo, .open = r.lo_open };
}

static struct range_end end_hi(range r)
{
    return r.hi_none ? (struct range_end){ .infinite = 1 }
                     : (struct range_end){ .value = r.hi, .open = r.hi_open };
}

static int end_sign(struct range_end e)
{
    return e.infinite ? e.infinite : wide_sign(e.value);
}

/* A corner is reached when both ends are, or when one that is zero is. */
static bool end_mul(struct range_end a, struct range_end b, struct range_end *out)
{
    int sign = end_sign(a) * end_sign(b);
    bool zero = !end_sign(a) && !a.open;

    zero = zero || (!end_sign(b) && !b.open);
    *out = (struct range_end){ .open = !zero && (a.open || b.open) };
    if (a.infinite || b.infinite) {
        out->infinite = sign;
        out->open = sign == 0 && !zero;
        return true;
    }
    return wide_mul(a.value, b.value, &out->value);
}

static int end_order(struct range_end a, struct range_end b)
{
    if (a.infinite || b.infinite)
        return (a.infinite > b.infinite) - (a.infinite < b.infinite);
    return wide_order(a.value, b.value);
}

/* Of two corners the outer one in direction `side`; of equals the closed one. */
static struct range_end end_outer(struct range_end a, struct range_end b, int side)
{
    int order = end_order(a, b) * side;

    if (order == 0)
        return a.open ? b : a;
    return order > 0 ? a : b;
}

static bool range_is_positive(const range *r)
{
    return !r->lo_none && (r->lo.coef > 0 || (r->lo.coef == 0 && r->lo_open));
}

static range range_between(struct range_end lo, struct range_end hi)
{
    return (range){
        .lo = lo.value, .hi = hi.value, .lo_open = lo.open, .hi_open = hi.open,
        .lo_none = lo.infinite != 0, .hi_none = hi.infinite != 0,
    };
}

/* Of two ranges above zero, which most are, the ends of the product are those of the two. */
static bool mul_positive(const range *a, const range *b, range *out)
{
    range r = { .lo_open = a->lo_open || b->lo_open, .hi_open = a->hi_open || b->hi_open };

    if (!wide_mul(a->lo, b->lo, &r.lo) || !wide_mul(a->hi, b->hi, &r.hi))
        return false;
    *out = r;
    return true;
}

static bool mul_any(range a, range b, range *out)
{
    struct range_end corner[4], lo, hi;

    if (!end_mul(end_lo(a), end_lo(b), &corner[0]) ||
        !end_mul(end_lo(a), end_hi(b), &corner[1]) ||
        !end_mul(end_hi(a), end_lo(b), &corner[2]) ||
        !end_mul(end_hi(a), end_hi(b), &corner[3]))
        return false;

    lo = hi = corner[0];
    for (int i = 1; i < 4; i++) {
        lo = end_outer(lo, corner[i], -1);
        hi = end_outer(hi, corner[i], 1);
    }
    *out = range_between(lo, hi);
    return true;
}

static bool mul_ranges(const range *a, const range *b, range *out)
{
    if (range_is_positive(a) && range_is_positive(b) && !a->hi_none && !b->hi_none)
        return mul_positive(a, b, out);
    return mul_any(*a, *b, out);
}

bool range_mul(range a, range b, range *out)
{
    return mul_ranges(&a, &b, out);
}

/* a with a scale that is finer than can be. */
static bool wide_shift_far(wide *a, int scale)
{
    for (; scale > WIDE_MAX_SCALE && a->coef % 10 == 0 && a->coef != 0; scale--)
        a->coef /= 10;
    a->scale = a->coef ? scale : 0;
    return a->scale <= WIDE_MAX_SCALE;
}

/* a * 10^power; false when that does not fit. */
static inline bool wide_shift(wide *a, int power)
{
    int scale = a->scale - power;

    if (scale > WIDE_MAX_SCALE)
        return wide_shift_far(a, scale);
    if (scale < 0 && !coef_shift(&a->coef, -scale))
        return false;
    a->scale = scale < 0 ? 0 : scale;
    return true;
}

bool range_shift(range a, int power, range *out)
{
    if ((!a.lo_none && !wide_shift(&a.lo, power)) || (!a.hi_none && !wide_shift(&a.hi, power)))
        return false;
    *out = a;
    return true;
}

/* Does a range that ends in `hi` reach one that begins in `lo`? */
static bool ends_reach(const range *ending, const range *beginning)
{
    int order;

    if (ending->hi_none || beginning->lo_none)
        return true;
    order = wide_order(beginning->lo, ending->hi);
    return order < 0 || (order == 0 && !beginning->lo_open && !ending->hi_open);
}

bool range_meets(range a, range b)
{
    return ends_reach(&b, &a) && ends_reach(&a, &b);
}

static bool range_is_negative(const range *r)
{
    return !r->hi_none && (r->hi.coef < 0 || (r->hi.coef == 0 && r->hi_open));
}

/* a = b * c for some values of the three? Both sides are connected, so they
 * have a common value exactly when the ranges meet. */
static enum fits fits_product(const range *a, const range *b, const range *c)
{
    range product;

    if (!mul_ranges(b, c, &product))
        return FITS_UNKNOWN;
    return ends_reach(&product, a) && ends_reach(a, &product) ? FITS_YES : FITS_NO;
}

enum fits range_fits_percent(range part, range whole, range percent)
{
    range hundred;

    if (!range_is_positive(&whole) || !range_shift(part, 2, &hundred))
        return FITS_UNKNOWN;
    return fits_product(&hundred, &whole, &percent);
}

enum fits range_fits_growth(range now, range before, range growth)
{
    range ratio;

    if (!range_add(growth, range_exact((dec){ 100, 0 }), &ratio))
        return FITS_UNKNOWN;
    return range_fits_percent(now, before, ratio);
}

enum fits range_fits_ratio(range a, range b, range ratio)
{
    if (!range_is_positive(&b) && !range_is_negative(&b))
        return FITS_UNKNOWN;
    return fits_product(&a, &b, &ratio);
}

/* num / den rounded down; *rest is what is left, from 0 to den - 1. den is above zero. */
static int128 wide_floor_div(int128 num, int128 den, int128 *rest)
{
    int128 q = is_short(num) && is_short(den) ? (int64_t)num / (int64_t)den : num / den;

    *rest = num - q * den;
    if (*rest < 0) {
        *rest += den;
        q--;
    }
    return q;
}

/* A whole number n with num/den <= n (or <) and n <= num/den of the other end. */
static bool integer_between(int128 lo_num, int128 lo_den, bool lo_open,
                            int128 hi_num, int128 hi_den, bool hi_open)
{
    int128 lo_rest, hi_rest;
    int128 first = wide_floor_div(lo_num, lo_den, &lo_rest);
    int128 last = wide_floor_div(hi_num, hi_den, &hi_rest);

    if (lo_open || lo_rest != 0)
        first++;
    if (hi_open && hi_rest == 0)
        last--;
    return first <= last;
}

/* coef / 10^scale with a power that fits: past 38 decimals every coefficient
 * is a fraction below 1, and only its sign tells. */
static void wide_fraction(wide a, int128 *num, int128 *den)
{
    *num = a.scale > WIDE_DIGITS ? wide_sign(a) : a.coef;
    *den = a.scale > WIDE_DIGITS ? 2 : wide_pow10(a.scale);
}

enum fits range_has_integer(range r)
{
    int128 lo_num, lo_den, hi_num, hi_den;

    if (r.lo_none || r.hi_none)
        return FITS_YES;
    wide_fraction(r.lo, &lo_num, &lo_den);
    wide_fraction(r.hi, &hi_num, &hi_den);
    return integer_between(lo_num, lo_den, r.lo_open, hi_num, hi_den, r.hi_open) ? FITS_YES
                                                                                 : FITS_NO;
}

/* An end of a / b as a fraction of whole numbers; b is above zero. */
struct quotient {
    int128 num, den;
    bool open;
};

static bool end_divide(struct range_end a, struct range_end b, struct quotient *out)
{
    if (a.infinite || b.infinite)
        return false;
    a.value = wide_trim(a.value);
    b.value = wide_trim(b.value);
    if (!wide_align(&a.value, &b.value))
        return false;
    *out = (struct quotient){ a.value.coef, b.value.coef, a.open || b.open };
    if (wide_sign(a.value) == 0)
        out->open = a.open;
    return true;
}

/* The ends of a / b; false unless b is above zero and all ends exist. */
static bool range_divide(range a, range b, struct quotient *lo, struct quotient *hi)
{
    if (b.lo_none || wide_sign(b.lo) <= 0)
        return false;
    return end_divide(end_lo(a), wide_sign(a.lo) < 0 ? end_lo(b) : end_hi(b), lo) &&
           end_divide(end_hi(a), wide_sign(a.hi) < 0 ? end_hi(b) : end_lo(b), hi);
}

enum fits range_quotient_has_integer(range a, range b)
{
    struct quotient lo, hi;

    if (!range_divide(a, b, &lo, &hi))
        return FITS_UNKNOWN;
    return integer_between(lo.num, lo.den, lo.open, hi.num, hi.den, hi.open) ? FITS_YES
                                                                             : FITS_NO;
}

static bool wide_narrow(int128 coef, int8_t scale, dec *out)
{
    if (coef > INT64_MAX || coef < -INT64_MAX)
        return false;
    *out = (dec){ (int64_t)coef, scale };
    return true;
}

/* num / den with `scale` decimals, rounded down, or up. */
static bool round_outward(int128 num, int128 den, int8_t scale, bool up, dec *out)
{
    int128 scaled, q, rest;

    if (scale < 0 || scale > DEC_MAX_SCALE || ckd_mul(&scaled, num, (int128)dec_pow10(scale)))
        return false;
    q = wide_floor_div(scaled, den, &rest);
    return wide_narrow(up && rest != 0 ? q + 1 : q, scale, out);
}

bool range_quotient_bounds(range a, range b, int8_t scale, dec *lo, dec *hi)
{
    struct quotient from, to;
    dec low, high;

    if (!range_divide(a, b, &from, &to) || !round_outward(from.num, from.den, scale, false, &low) ||
        !round_outward(to.num, to.den, scale, true, &high))
        return false;
    *lo = low;
    *hi = high;
    return true;
}

bool range_bounds(range r, int8_t scale, dec *lo, dec *hi)
{
    return range_quotient_bounds(r, range_exact((dec){ 1, 0 }), scale, lo, hi);
}

/* dec.c -- exact decimals as written. */
#include "num/dec.h"

#include "base/ckd.h"

#include <assert.h>
#include <string.h>

const int64_t dec_powers[DEC_MAX_SCALE + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
    INT64_C(10000000000), INT64_C(100000000000), INT64_C(1000000000000),
    INT64_C(10000000000000), INT64_C(100000000000000), INT64_C(1000000000000000),
    INT64_C(10000000000000000), INT64_C(100000000000000000),
    INT64_C(1000000000000000000),
};

/* Coefficients lie in [-INT64_MAX, INT64_MAX], so that every dec has its negative. */
static bool dec_narrow(int128 coef, int8_t scale, dec *out)
{
    if (coef > INT64_MAX || coef < -INT64_MAX)
        return false;
    *out = (dec){ (int64_t)coef, scale };
    return true;
}

static bool dec_digit_at(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* Appends the digits from s[at] on to coef and gives where they end, or 0 when
 * there are none or they do not fit. */
static size_t dec_take_digits(str s, size_t at, int64_t *coef)
{
    size_t from = at;

    for (; dec_digit_at(s, at); at++)
        if (ckd_mul(coef, *coef, INT64_C(10)) || ckd_add(coef, *coef, s.ptr[at] - '0'))
            return 0;
    return at == from ? 0 : at;
}

/* The decimals behind the mark at s[at], or nothing: then, the end of s. */
static bool dec_take_fraction(str s, size_t at, char mark, int64_t coef, bool negative, dec *out)
{
    int8_t scale = 0;

    if (at < s.len) {
        size_t end;

        if (s.ptr[at] != mark || s.len - at - 1 > DEC_MAX_SCALE)
            return false;
        end = dec_take_digits(s, at + 1, &coef);
        if (end != s.len)
            return false;
        scale = (int8_t)(s.len - at - 1);
    }
    *out = (dec){ negative ? -coef : coef, scale };
    return true;
}

bool dec_parse_vi(str s, dec *out)
{
    bool negative = s.len > 0 && s.ptr[0] == '-';
    size_t first = negative, at;
    int64_t coef = 0;

    at = dec_take_digits(s, first, &coef);
    if (at == 0)
        return false;
    if (at < s.len && s.ptr[at] == '.' && (at - first > 3 || s.ptr[first] == '0'))
        return false;
    while (at < s.len && s.ptr[at] == '.') {
        size_t end = dec_take_digits(s, at + 1, &coef);

        if (end == 0 || end - at != 4)
            return false;
        at = end;
    }
    return dec_take_fraction(s, at, ',', coef, negative, out);
}

bool dec_parse_plain(str s, dec *out)
{
    bool negative = s.len > 0 && s.ptr[0] == '-';
    int64_t coef = 0;
    size_t at = dec_take_digits(s, negative, &coef);

    return at > 0 && dec_take_fraction(s, at, '.', coef, negative, out);
}

/* Written from the end backwards; group 0 stands for no grouping. */
static size_t dec_write(dec d, char group, char mark, char out[DEC_TEXT])
{
    char text[DEC_TEXT];
    size_t at = sizeof text;
    uint64_t rest = (uint64_t)(d.coef < 0 ? -d.coef : d.coef);

    assert(d.scale >= 0 && d.scale <= DEC_MAX_SCALE && d.coef >= -INT64_MAX);
    text[--at] = 0;
    for (int i = 0; i < d.scale; i++) {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (d.scale > 0)
        text[--at] = mark;
    for (int i = 0; i == 0 || rest > 0; i++) {
        if (group && i > 0 && i % 3 == 0)
            text[--at] = group;
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (d.coef < 0)
        text[--at] = '-';
    memcpy(out, text + at, sizeof text - at);
    return sizeof text - at - 1;
}

size_t dec_format_vi(dec d, char out[DEC_TEXT])
{
    return dec_write(d, '.', ',', out);
}

size_t dec_format_plain(dec d, char out[DEC_TEXT])
{
    return dec_write(d, 0, '.', out);
}

/* The coefficients at the finer of the two scales: below 2^63 * 10^18, so that
 * they and their sum always fit. Gives that scale. */
static int8_t dec_align(dec a, dec b, int128 *x, int128 *y)
{
    int8_t scale = a.scale > b.scale ? a.scale : b.scale;

    *x = (int128)a.coef * dec_pow10(scale - a.scale);
    *y = (int128)b.coef * dec_pow10(scale - b.scale);
    return scale;
}

int dec_cmp(dec a, dec b)
{
    int128 x, y;

    dec_align(a, b, &x, &y);
    return (x > y) - (x < y);
}

bool dec_add(dec a, dec b, dec *out)
{
    int128 x, y;
    int8_t scale = dec_align(a, b, &x, &y);

    return dec_narrow(x + y, scale, out);
}

bool dec_sub(dec a, dec b, dec *out)
{
    return dec_add(a, dec_neg(b), out);
}

dec dec_neg(dec a)
{
    return (dec){ -a.coef, a.scale };
}

dec dec_abs(dec a)
{
    return a.coef < 0 ? dec_neg(a) : a;
}

/* num * 10^power / den by long division, at once where that fits, all of it exact: rounded
 * half away from zero, or toward zero. den is positive and below 2^127 / 10. */
static bool divide_exact(int128 num, int power, int128 den, bool truncate, int128 *out)
{
    bool negative = num < 0;
    int128 left = negative ? -num : num, q;

    if (power > 0 && power <= DEC_MAX_SCALE && left == (int64_t)left) {
        left *= dec_pow10(power);
        power = 0;
    }
    q = left == (int64_t)left && den == (int64_t)den ? (int64_t)left / (int64_t)den : left / den;
    left -= q * den;
    for (; power > 0; power--) {
        left *= 10;
        if (ckd_mul(&q, q, 10) || ckd_add(&q, q, left / den))
            return false;
        left %= den;
    }
    if (!truncate && left >= den - left)
        q++;
    *out = negative ? -q : q;
    return true;
}

/* 10^shift * a / b at `scale` decimals. */
static bool dec_ratio(dec a, dec b, int shift, int8_t scale, bool truncate, dec *out)
{
    int power = shift + scale + b.scale - a.scale;
    int128 num = b.coef < 0 ? -(int128)a.coef : a.coef;
    int128 den = b.coef < 0 ? -(int128)b.coef : b.coef;
    int128 q;

    if (b.coef == 0 || scale < 0 || scale > DEC_MAX_SCALE)
        return false;
    if (power < 0)
        den *= dec_pow10(-power);       /* power >= -DEC_MAX_SCALE: below 2^123 */
    return divide_exact(num, power, den, truncate, &q) && dec_narrow(q, scale, out);
}

bool dec_rescale(dec d, int8_t scale, dec *out)
{
    return dec_ratio(d, (dec){ 1, 0 }, 0, scale, false, out);
}

bool dec_percent(dec a, dec b, int8_t scale, dec *out)
{
    return dec_ratio(a, b, 2, scale, false, out);
}

bool dec_percent_truncated(dec a, dec b, int8_t scale, dec *out)
{
    return dec_ratio(a, b, 2, scale, true, out);
}

bool dec_divide(dec a, dec b, int8_t scale, dec *out)
{
    return dec_ratio(a, b, 0, scale, false, out);
}

bool dec_shift(dec d, int power, dec *out)
{
    int scale;

    if (d.coef == 0) {
        scale = power > d.scale ? 0 : power < d.scale - DEC_MAX_SCALE ? DEC_MAX_SCALE
                                                                      : d.scale - power;
        *out = (dec){ 0, (int8_t)scale };
        return true;
    }
    if (power > 2 * DEC_MAX_SCALE || power < -2 * DEC_MAX_SCALE)
        return false;
    scale = d.scale - power;
    for (; scale > DEC_MAX_SCALE && d.coef % 10 == 0; scale--)
        d.coef /= 10;
    if (scale > DEC_MAX_SCALE)
        return false;
    for (; scale < 0; scale++)
        if (ckd_mul(&d.coef, d.coef, INT64_C(10)))
            return false;
    return dec_narrow(d.coef, (int8_t)scale, out);
}

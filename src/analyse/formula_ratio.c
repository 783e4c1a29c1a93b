/* formula_ratio.c -- exact quotients: whole numbers of 128 bits over each other. */
#include "analyse/formula_int.h"

#define INT128_LOWEST (-((int128)1 << 126) - ((int128)1 << 126))

static int128 ratio_gcd(int128 a, int128 b)
{
    if (a < 0)
        a = -a;
    while (b) {
        int128 rest = a == (int64_t)a && b == (int64_t)b ? (int64_t)a % (int64_t)b : a % b;

        a = b;
        b = rest;
    }
    return a;
}

bool ratio_of(int128 num, int128 den, struct ratio *out)
{
    int128 common;

    if (den == 0 || num == INT128_LOWEST || den == INT128_LOWEST)
        return false;
    if (den < 0) {
        num = -num;
        den = -den;
    }
    common = ratio_gcd(num, den);
    *out = (struct ratio){ num / common, den / common };
    return true;
}

bool ratio_add(struct ratio a, struct ratio b, struct ratio *out)
{
    int128 common = ratio_gcd(a.den, b.den), left = b.den / common, right = a.den / common;
    int128 x, y, sum, den;

    if (ckd_mul(&x, a.num, left) || ckd_mul(&y, b.num, right) || ckd_add(&sum, x, y) ||
        ckd_mul(&den, a.den, left))
        return false;
    return ratio_of(sum, den, out);
}

bool ratio_mul(struct ratio a, struct ratio b, struct ratio *out)
{
    int128 cross = ratio_gcd(a.num, b.den), other = ratio_gcd(b.num, a.den), num, den;

    if (ckd_mul(&num, a.num / cross, b.num / other) ||
        ckd_mul(&den, a.den / other, b.den / cross))
        return false;
    return ratio_of(num, den, out);
}

bool ratio_divide(struct ratio a, struct ratio b, struct ratio *out)
{
    struct ratio turned;

    return ratio_of(b.den, b.num, &turned) && ratio_mul(a, turned, out);
}

bool ratio_shift(struct ratio a, int power, struct ratio *out)
{
    while (power != 0) {
        int size = power < 0 ? -power : power, step = size < DEC_MAX_SCALE ? size : DEC_MAX_SCALE;
        struct ratio ten = { dec_pow10(step), 1 };

        if (power < 0)
            ten = (struct ratio){ 1, ten.num };
        if (!ratio_mul(a, ten, &a))
            return false;
        power -= power < 0 ? -step : step;
    }
    *out = a;
    return true;
}

struct ratio ratio_neg(struct ratio a)
{
    return (struct ratio){ -a.num, a.den };
}

bool ratio_cmp(struct ratio a, struct ratio b, int *out)
{
    struct ratio difference;

    if (!ratio_add(a, ratio_neg(b), &difference))
        return false;
    *out = (difference.num > 0) - (difference.num < 0);
    return true;
}

bool ratio_round(struct ratio a, int8_t scale, enum ratio_round how, dec *out)
{
    struct ratio scaled;

    if (!ratio_mul(a, (struct ratio){ dec_pow10(scale), 1 }, &scaled))
        return false;

    int128 whole = scaled.num / scaled.den, rest = scaled.num % scaled.den;
    int128 size = rest < 0 ? -rest : rest;

    if (how == RATIO_HALF_AWAY && size >= scaled.den - size)
        whole += rest < 0 ? -1 : 1;
    if (how == RATIO_DOWN && rest < 0)
        whole--;
    if (how == RATIO_UP && rest > 0)
        whole++;
    if (whole > INT64_MAX || whole < -INT64_MAX)
        return false;
    *out = (dec){ (int64_t)whole, scale };
    return true;
}

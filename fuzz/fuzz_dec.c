/* fuzz_dec.c -- any bytes as decimals and ranges: what is accepted must print back,
 * and values inside ranges must stay inside whatever is computed from them. */
#include "hold.h"

#include "num/range.h"

#include <string.h>

static bool same_dec(dec a, dec b)
{
    return a.coef == b.coef && a.scale == b.scale;
}

static void check_text(str s)
{
    dec d = { 7, 7 }, back;
    char text[DEC_TEXT];

    if (dec_parse_vi(s, &d)) {
        size_t n = dec_format_vi(d, text);

        must(n < DEC_TEXT && dec_parse_vi((str){ text, n }, &back) && same_dec(back, d));
    } else {
        must(d.coef == 7 && d.scale == 7);
    }
    if (dec_parse_plain(s, &d)) {
        size_t n = dec_format_plain(d, text);

        must(n < DEC_TEXT && dec_parse_plain((str){ text, n }, &back) && same_dec(back, d));
    }
}

/* Takes a figure from the input; small ones and round ones are common. */
static dec take_figure(const uint8_t **p, size_t *left)
{
    uint64_t coef = 0;
    uint8_t head = 0;
    dec d;

    if (*left > 0) {
        head = *(*p)++;
        --*left;
    }
    for (int i = 0; i < (head & 7) + 1 && *left > 0; i++) {
        coef = coef << 8 | *(*p)++;
        --*left;
    }
    coef >>= 1;
    d = (dec){ (int64_t)coef, (int8_t)((head >> 3) % (DEC_MAX_SCALE + 1)) };
    return coef & 1 ? dec_neg(d) : d;
}

static bool holds(range r, wide w)
{
    return range_meets(r, (range){ .lo = w, .hi = w });
}

static wide wide_from(dec d)
{
    return (wide){ d.coef, d.scale };
}

/* a and b are inside their ranges: so must their sum, difference and product be. */
static void check_ranges(dec a, dec b, range ra, range rb)
{
    range r;
    bool fits;

    must(holds(ra, wide_from(a)) && holds(rb, wide_from(b)));
    must(wide_cmp(ra.lo, ra.hi, &fits) <= 0 && fits);
    must(range_meets(ra, rb) == range_meets(rb, ra));
    if (range_mul(ra, rb, &r)) {
        must(holds(r, (wide){ (int128)a.coef * b.coef, a.scale + b.scale }));
        must(r.lo_none || r.hi_none || wide_cmp(r.lo, r.hi, &fits) <= 0);
    }

    dec d;

    if (range_add(ra, rb, &r) && dec_add(a, b, &d))
        must(holds(r, wide_from(d)));
    if (range_sub(ra, rb, &r) && dec_sub(a, b, &d))
        must(holds(r, wide_from(d)));
    range_shift(ra, b.scale - a.scale, &r);
    range_has_integer(ra);
    range_quotient_has_integer(ra, rb);
    range_fits_growth(ra, rb, range_exact(a));
    range_fits_ratio(ra, rb, rb);

    dec lo, hi;

    if (range_bounds(ra, 2, &lo, &hi))
        must(wide_cmp(wide_from(lo), ra.lo, &fits) <= 0 &&
             wide_cmp(ra.hi, wide_from(hi), &fits) <= 0);
}

/* A percent computed by dec is one that range accepts, rounded or cut. */
static void check_percent(dec a, dec b, int8_t scale)
{
    dec rounded, cut;
    range r;

    if (b.coef <= 0)
        return;
    if (dec_percent(a, b, scale, &rounded)) {
        must(range_of(rounded, RANGE_ROUNDED, HEDGE_NONE, &r));
        must(range_fits_percent(range_exact(a), range_exact(b), r) != FITS_NO);
    }
    if (dec_percent_truncated(a, b, scale, &cut)) {
        must(range_of(cut, RANGE_TRUNCATED, HEDGE_NONE, &r));
        must(range_fits_percent(range_exact(a), range_exact(b), r) != FITS_NO);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *p = data;
    size_t left = size;

    check_text((str){ (const char *)data, size });
    if (size < 2)
        return 0;

    uint8_t how = *p++;

    left--;

    dec a = take_figure(&p, &left), sum, back;
    dec b = take_figure(&p, &left);
    int8_t scale = (int8_t)(how % (DEC_MAX_SCALE + 1));
    range ra, rb;

    must(dec_cmp(a, b) == -dec_cmp(b, a) && dec_cmp(a, a) == 0);
    if (dec_add(a, b, &sum) && dec_sub(sum, b, &back))
        must(dec_cmp(back, a) == 0);
    if (dec_rescale(a, scale, &back) && scale >= a.scale)
        must(dec_cmp(back, a) == 0);
    if (dec_shift(a, scale, &sum) && dec_shift(sum, -scale, &back))
        must(dec_cmp(back, a) == 0);
    check_percent(a, b, scale);
    must(range_of(a, (enum range_mode)(how % 3), (enum hedge)(how / 3 % 6), &ra));
    must(range_of(b, (enum range_mode)(how / 18 % 3), (enum hedge)(how / 54 % 6), &rb));
    check_ranges(a, b, ra, rb);
    return 0;
}

/* dec.h -- exact decimals as written.
 *
 * Vietnamese notation groups thousands with dots and opens the decimals with a
 * comma: 11.765,28. The digits a report prints are a promise of precision, so
 * they are never normalised away. */
#ifndef NUM_DEC_H
#define NUM_DEC_H

#include "base/str.h"

#include <assert.h>

enum { DEC_MAX_SCALE = 18, DEC_TEXT = 48 };

/* coef * 10^-scale. The scale is what the text wrote, never normalised away:
 * "52,40" and "52,4" are one value but two promises of precision, and every
 * check needs the promise. */
typedef struct {
    int64_t coef;               /* never INT64_MIN: each has its negative */
    int8_t scale;               /* digits after the comma, 0..DEC_MAX_SCALE */
} dec;

/* Reads Vietnamese notation. All of s must be the number: groups of three
 * after the first dot, one comma at most, at least one digit either side, no
 * sign but a leading '-'. Digits without any dot are one group ("1051"); with
 * dots the first group does not begin with 0 ("0.125" is no Vietnamese number).
 * *out is untouched on false. */
bool dec_parse_vi(str s, dec *out);

/* Reads plain notation, "-11765.280", as TSV files and the ledger hold it. */
bool dec_parse_plain(str s, dec *out);

/* Both write a NUL-terminated text of less than DEC_TEXT bytes and give its
 * length; dec_format_vi groups thousands with dots. */
size_t dec_format_vi(dec d, char out[DEC_TEXT]);
size_t dec_format_plain(dec d, char out[DEC_TEXT]);

/* The value, not the scale, decides: 52,40 equals 52,4. */
int dec_cmp(dec a, dec b);

/* At the finer of the two scales; false, *out untouched, when it does not fit. */
bool dec_add(dec a, dec b, dec *out);
bool dec_sub(dec a, dec b, dec *out);
dec dec_neg(dec a);
dec dec_abs(dec a);

/* d at another scale, rounded half away from zero when digits are dropped. */
bool dec_rescale(dec d, int8_t scale, dec *out);

/* 100 * a / b with `scale` decimals, rounded half away from zero (truncated
 * toward zero by the second). False when b is 0 or the result does not fit. */
bool dec_percent(dec a, dec b, int8_t scale, dec *out);
bool dec_percent_truncated(dec a, dec b, int8_t scale, dec *out);

/* a / b with `scale` decimals, rounded half away from zero. */
bool dec_divide(dec a, dec b, int8_t scale, dec *out);

/* d * 10^power at scale >= 0; exact or false. */
bool dec_shift(dec d, int power, dec *out);

/* 10^n for 0 <= n <= DEC_MAX_SCALE. */
extern const int64_t dec_powers[DEC_MAX_SCALE + 1];

static inline int64_t dec_pow10(int n)
{
    assert(n >= 0 && n <= DEC_MAX_SCALE);
    return dec_powers[n];
}

#endif

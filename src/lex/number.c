/* number.c -- shapes of numbers and what they can mean.
 *
 *   number  = group { "." group3 } [ "," digits ]      11.765,28   1051   0,84
 *   english = group { "," group3 } "." digits          1,234.5
 *           | group "," group3 { "," group3 }          1,234,567
 *
 * The value is the cheapest reading, the other one costs more; what they cost
 * stands here and nowhere else:
 *   - dots group thousands, a comma opens the decimals: free (3.450 is 3450);
 *   - a lone comma before three digits opens decimals (613,480) and may group
 *     the English way, a lone dot groups and may open decimals: the second
 *     reading is for a unit or a sum that the first one contradicts;
 *   - a dot before another count of digits can only open decimals (19.5). With
 *     four to six digits behind it a footnote mark may be glued to thousands
 *     (34.942 and note 26), which costs more than a plain number, less than
 *     decimals nobody prints: the notes of the page decide;
 *   - two kinds of separator, or the same comma twice, before groups of three:
 *     the English way, the only reading, the form tells;
 *   - any other shape is no number. */
#include "lex/number.h"

#include "base/ckd.h"

#include <string.h>

enum { COUNT_DIGITS = 9 };

static bool number_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t number_run(str text, size_t at)
{
    size_t i = at;

    for (;;) {
        while (i < text.len && number_digit(text.ptr[i]))
            i++;
        if (i + 1 < text.len && (text.ptr[i] == '.' || text.ptr[i] == ',') &&
            number_digit(text.ptr[i + 1]))
            i++;
        else
            return i - at;
    }
}

/* Most numbers are a few digits: those that are nothing else need none of the rules below. */
static bool read_count(str run, dec *out)
{
    int64_t n = 0;

    if (run.len > COUNT_DIGITS)
        return false;
    for (size_t i = 0; i < run.len; i++) {
        if (!number_digit(run.ptr[i]))
            return false;
        n = n * 10 + (run.ptr[i] - '0');
    }
    *out = (dec){ .coef = n };
    return true;
}

/* The number that the digits of run are, with their separators dropped but for one that
 * opens the decimals at `point` (SIZE_MAX: none). */
static bool read_digits(str run, size_t point, dec *out)
{
    size_t scale = point < run.len ? run.len - point - 1 : 0;
    int64_t coef = 0;

    for (size_t i = 0; i < run.len; i++)
        if (number_digit(run.ptr[i]) &&
            (ckd_mul(&coef, coef, INT64_C(10)) || ckd_add(&coef, coef, run.ptr[i] - '0')))
            return false;
    if (scale > DEC_MAX_SCALE)
        return false;
    *out = (dec){ coef, (int8_t)scale };
    return true;
}

/* Commas group by three, from the second group on, and one dot at most behind
 * them opens the decimals; one comma alone is decimal. */
static bool is_english(str run, size_t commas, size_t dots)
{
    size_t digits = 0, seen = 0;

    if (dots > 1 || commas == 0 || commas + dots < 2 || run.ptr[0] == '0')
        return false;
    for (size_t i = 0; i <= run.len; i++) {
        if (i < run.len && number_digit(run.ptr[i])) {
            digits++;
            continue;
        }
        if (seen == 0 ? digits > 3 : seen <= commas && digits != 3)
            return false;
        if (i < run.len && run.ptr[i] == '.' && seen < commas)
            return false;
        seen++;
        digits = 0;
    }
    return true;
}

void number_read(str run, struct token *t)
{
    size_t dots = 0, commas = 0, last_dot = 0, comma = SIZE_MAX;
    bool grouped = true;        /* each dot is followed by exactly three digits */

    t->padded = run.len > 1 && run.ptr[0] == '0' && number_digit(run.ptr[1]);
    if (read_count(run, &t->value)) {
        t->form = NUMBER_PLAIN;
        t->has_value = true;
        return;
    }
    for (size_t i = 0, digits = 0; i < run.len; i++) {
        if (number_digit(run.ptr[i])) {
            digits++;
            continue;
        }
        if (dots > 0 && commas == 0 && digits != 3)
            grouped = false;
        if (run.ptr[i] == '.') {
            if (dots == 0 && (digits > 3 || (i == 1 && run.ptr[0] == '0')))
                grouped = false;
            if (commas > 0)
                grouped = false;
            dots++;
            last_dot = i;
        } else if (commas++ == 0) {
            comma = i;
        }
        digits = 0;
    }

    size_t tail = run.len - 1 - last_dot;   /* digits behind the last dot */

    if (dots > 0 && commas == 0 && tail != 3)
        grouped = false;
    if (is_english(run, commas, dots)) {
        t->form = NUMBER_ENGLISH;
        t->has_value = read_digits(run, dots ? last_dot : SIZE_MAX, &t->value);
        return;
    }
    if (commas > 1) {
        size_t cut = comma + 1;

        while (cut < run.len && number_digit(run.ptr[cut]))
            cut++;
        t->form = NUMBER_TWO_COMMAS;
        t->has_value = read_digits(str_sub(run, 0, cut), comma, &t->value);
        return;
    }
    if (dots == 0 || (grouped && commas <= 1)) {
        t->form = NUMBER_PLAIN;
        t->has_value = read_digits(run, comma, &t->value);
        if (dots > 0 && commas == 0)
            t->has_other = read_digits(run, last_dot, &t->other);
        else if (dots == 0 && commas == 1 && run.len - 1 - comma == 3)
            t->has_other = read_digits(run, SIZE_MAX, &t->other);
        return;
    }
    if (dots == 1 && commas == 0) {
        t->form = NUMBER_DOT_DECIMAL;
        t->has_value = read_digits(run, last_dot, &t->value);
        if (tail > 3 && tail <= 6 && last_dot <= 3 && run.ptr[0] != '0')
            t->has_other = read_digits(str_sub(run, 0, last_dot + 4), SIZE_MAX, &t->other);
        return;
    }
    t->form = NUMBER_ODD;
}

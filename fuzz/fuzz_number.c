/* fuzz_number.c -- any bytes as a decimal, a unit, a period: what is read prints
 * and reads back the same, and what the ranges answer holds together. */
#include "base/job.h"
#include "num/dec.h"
#include "num/period.h"
#include "num/range.h"
#include "num/unit.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_hold(bool holds)
{
    if (!holds)
        abort();
}

static void hold_dec(str text)
{
    char out[DEC_TEXT];
    dec d, back;
    range r;
    bool fits;

    if (dec_parse_vi(text, &d)) {
        must_hold(d.scale >= 0 && d.scale <= DEC_MAX_SCALE);
        must_hold(dec_parse_vi((str){ out, dec_format_vi(d, out) }, &back));
        must_hold(back.coef == d.coef && back.scale == d.scale);
        if (range_of(d, RANGE_ROUNDED, HEDGE_NONE, &r))
            must_hold(wide_cmp(r.lo, r.hi, &fits) < 0 || !fits);
    }
    if (dec_parse_plain(text, &d)) {
        must_hold(dec_parse_plain((str){ out, dec_format_plain(d, out) }, &back));
        must_hold(back.coef == d.coef && back.scale == d.scale);
    }
}

static void hold_period(struct arena *a, str text)
{
    period p, back;
    struct buf b;

    if (!period_parse(text, &p))
        return;
    buf_init(&b, a);
    period_print(&b, p);
    must_hold(period_parse(buf_str(&b), &back));
    must_hold(back.kind == p.kind && back.year == p.year && back.month == p.month);
}

/* A whole document is words; each is tried alone. */
static status hold_words(struct job *j, void *arg)
{
    const struct units *us = units_open(j->arena);
    str rest = *(str *)arg, word;
    unit u;

    while (str_split(&rest, ' ', &word)) {
        hold_dec(word);
        hold_period(j->arena, word);
        (void)unit_read(us, word, &u);
    }
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size < 4000 ? size : 4000 };

    job_run(&LIMITS_DEFAULT, LANG_VI, hold_words, &text, NULL);
    return 0;
}

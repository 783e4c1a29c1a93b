/* relate.c -- judging one stated figure against its computation. */
#include "check/check_int.h"

#include <string.h>

int significant_digits(dec d)
{
    int n = 0;

    for (int64_t v = d.coef < 0 ? -d.coef : d.coef; v > 0; v /= 10)
        n++;
    return n;
}

/* r with both ends moved outwards by `ulps` units of the last place of `scale`. */
static bool widen(range r, int ulps, int8_t scale, range *out)
{
    range w = range_exact((dec){ ulps, scale });
    dec minus = { -ulps, scale };

    w.lo = range_exact(minus).lo;
    return range_add(r, w, out);
}

enum verdict judge(relation rel, range a, range b, dec stated, enum hedge hedge)
{
    range p, near;

    if (!range_of(stated, RANGE_ROUNDED, hedge, &p))
        return VERDICT_UNKNOWN;
    switch (rel(a, b, p)) {
    case FITS_YES:
        return VERDICT_FITS;
    case FITS_UNKNOWN:
        return VERDICT_UNKNOWN;
    case FITS_NO:
        break;
    }
    /* most that do not fit are far off: nothing cut or slight is within these */
    if (widen(p, 2, stated.scale, &near) && rel(a, b, near) == FITS_NO)
        return VERDICT_WRONG;
    if (range_of(stated, RANGE_TRUNCATED, hedge, &p) && rel(a, b, p) == FITS_YES)
        return VERDICT_CUT;
    if (significant_digits(stated) >= 4 && range_of(stated, RANGE_ROUNDED, hedge, &p)
        && widen(p, 2, stated.scale, &p) && rel(a, b, p) == FITS_YES)
        return VERDICT_SLIGHT;
    return VERDICT_WRONG;
}

/* Twice the wider of the two: what rounding in two steps can do. */
static bool doubled(range r, range *out)
{
    range zero, half;

    return range_sub(r, r, &half) && range_sub(half, half, &zero) && range_add(r, half, out);
}

enum verdict judge_equal(range computed, range stated)
{
    range wide_computed;

    if (range_meets(computed, stated))
        return VERDICT_FITS;
    /* [lo - w, hi + w] with w the width: within two radii of the terms */
    if (doubled(computed, &wide_computed) && range_meets(wide_computed, stated))
        return VERDICT_SLIGHT;
    return VERDICT_WRONG;
}

bool amount_range(const struct figure *f, unit u, range *out)
{
    range r;

    return f->has_value && !f->is_range && figure_range(f, u, &r) && range_shift(r, u.power, out);
}

bool amount_value(const struct figure *f, unit u, dec *out)
{
    return f->has_value && dec_shift(f->value, u.power, out);
}

bool percent_of(dec a, dec b, int8_t scale, dec *out)
{
    return dec_percent(a, b, (int8_t)(scale < 2 ? 2 : scale > 4 ? 4 : scale), out);
}

dec shown_percent(dec computed, dec stated)
{
    for (int more = 0; more <= 2; more++) {
        dec shown;

        if (stated.scale + more < computed.scale
            && dec_rescale(computed, (int8_t)(stated.scale + more), &shown)
            && dec_cmp(dec_abs(shown), dec_abs(stated)) != 0)
            return shown;
    }
    return computed;
}

bool growth_of(dec a, dec b, int8_t scale, dec *out)
{
    dec difference;

    return dec_sub(a, b, &difference) && percent_of(difference, b, scale, out);
}

/* How many digits d's magnitude is written with: 0,05 has three. */
static size_t digits_printed(dec d)
{
    int n = significant_digits(d);

    return (size_t)(n > d.scale ? n : d.scale + 1);
}

/* The n digits of d's magnitude. */
static void write_digits(dec d, size_t n, char out[DEC_TEXT])
{
    uint64_t rest = (uint64_t)(d.coef < 0 ? -d.coef : d.coef);

    for (; n-- > 0; rest /= 10)
        out[n] = (char)('0' + rest % 10);
}

static bool swapped(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (a[i] != b[i])
            return a[i] == b[i + 1] && a[i + 1] == b[i]
                   && memcmp(a + i + 2, b + i + 2, n - i - 2) == 0;
    return false;
}

/* Is `longer` `shorter` with one digit more? */
static bool one_more(const char *shorter, size_t n, const char *longer)
{
    size_t i = 0;

    while (i < n && shorter[i] == longer[i])
        i++;
    return memcmp(shorter + i, longer + i + 1, n - i) == 0;
}

bool slip_between(dec stated, dec right, enum diag_remark *remark)
{
    char a[DEC_TEXT], b[DEC_TEXT];
    size_t n = digits_printed(stated), m = digits_printed(right);
    size_t differ = 0;

    if (n < 2 || m < 2 || n > m + 1 || m > n + 1 || dec_cmp(stated, right) == 0)
        return false;
    write_digits(stated, n, a);
    write_digits(right, m, b);
    if (n == m && stated.scale == right.scale) {
        for (size_t i = 0; i < n; i++)
            differ += a[i] != b[i];
        if (differ == 2 && swapped(a, b, n)) {
            *remark = REMARK_SWAP;
            return true;
        }
        if (differ == 1 && n >= 3) {
            *remark = REMARK_DIGIT_WRONG;
            return true;
        }
        return false;
    }
    if (n + 1 == m && n >= 3 && one_more(a, n, b)) {
        *remark = REMARK_DIGIT_LOST;
        return true;
    }
    if (n == m + 1 && m >= 3 && one_more(b, m, a)) {
        *remark = REMARK_DIGIT_EXTRA;
        return true;
    }
    return false;
}

bool slip_explains(dec stated, dec computed, enum diag_remark *remark, dec *right)
{
    for (int more = 0; more <= 1; more++) {
        dec r;

        if (more && stated.scale + more > computed.scale)
            break;
        if (dec_rescale(computed, (int8_t)(stated.scale + more), &r)
            && slip_between(stated, r, remark)) {
            *right = r;
            return true;
        }
    }
    return false;
}

bool near_enough(dec stated, dec computed, int percent)
{
    dec difference, share;

    if (!dec_sub(dec_abs(stated), dec_abs(computed), &difference) || computed.coef == 0)
        return false;
    if (!dec_percent(dec_abs(difference), dec_abs(computed), 0, &share))
        return false;
    return share.coef <= percent;
}

str dec_text(struct checker *c, dec value)
{
    char text[DEC_TEXT];
    size_t n = dec_format_vi(value, text);

    return arena_str(c->job->arena, (str){ text, n });
}

void add_slip(struct checker *c, struct diag *d, enum diag_remark remark, dec right)
{
    d->repair = dec_text(c, right);
    note_arg(diag_hint(c->diags, d, remark), d->repair);
}

void add_bounds(struct checker *c, struct diag *d, dec lo, dec hi)
{
    struct diag_note *n = diag_note(c->diags, d, REMARK_RANGE);

    note_arg_dec(c->diags, n, lo);
    note_arg_dec(c->diags, n, hi);
}

void add_computation(struct checker *c, struct diag *d, str text)
{
    note_arg(diag_note(c->diags, d, REMARK_COMPUTATION), text);
}

const struct statement *parent_statement(const struct checker *c, const struct statement *s)
{
    if (s->parent < 0 || (uint32_t)s->parent >= c->report->nstatements)
        return NULL;
    return &c->report->statement[s->parent];
}

str block_text(const struct checker *c, int32_t block)
{
    return c->report->doc->block[block].flow.text;
}

uint32_t flow_at(const struct checker *c, int32_t block, str slice)
{
    str text = block_text(c, block);

    if (!slice.ptr || !text.ptr || (uintptr_t)slice.ptr < (uintptr_t)text.ptr
        || (uintptr_t)slice.ptr >= (uintptr_t)text.ptr + text.len)
        return UINT32_MAX;
    return (uint32_t)(slice.ptr - text.ptr);
}

bool opens_group(const struct checker *c, uint32_t at)
{
    uint32_t group = c->report->statement[at].part_group;

    return group > 0 && group <= c->ngroups && c->group_first[group] == at + 1;
}

struct extent statements_of(const struct checker *c, int32_t first, int32_t last)
{
    struct extent e = { c->report->nstatements, 0 };

    for (int32_t b = first < 0 ? 0 : first; b <= last && b < (int32_t)c->report->doc->nblocks;
         b++) {
        if (c->block_to[b] == 0)
            continue;
        if (c->block_from[b] < e.from)
            e.from = c->block_from[b];
        if (c->block_to[b] > e.to)
            e.to = c->block_to[b];
    }
    return e.to ? e : (struct extent){ 0, 0 };
}

uint32_t search_end(const struct checker *c, uint32_t at)
{
    enum { SEARCH_REACH = 512 };

    return c->report->nstatements - at < SEARCH_REACH ? c->report->nstatements
                                                      : at + SEARCH_REACH;
}

/* signs.c -- digits and signs of a report's text, found once for all rules.
 *
 * Most bytes of a text are letters and blanks. A window of bytes is asked which of them may
 * be something else, and only these are looked at. */
#include "check/signs.h"

#include "base/window.h"

/* What a byte may be. */
enum { DIGIT = 1, SIGN = 2, SIGN_BEFORE = 4, BEHIND = 8 };

static const uint8_t kind_of_byte[256] = {
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT,
    ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['"'] = SIGN, ['('] = SIGN, [')'] = SIGN | BEHIND, [0xE2] = SIGN, [0xC2] = SIGN,
    ['.'] = SIGN_BEFORE | BEHIND, [','] = SIGN_BEFORE | BEHIND, [';'] = SIGN_BEFORE | BEHIND,
    ['?'] = SIGN_BEFORE | BEHIND, ['x'] = SIGN_BEFORE | BEHIND,
};

/* Digits, and what may begin a sign: the marks of ASCII, x, C2 and E2. */
static lanes telling_bytes(lanes bytes)
{
    return lanes_within(bytes, '!', '?') | lanes_equal(bytes, 'x') |
           lanes_equal(bytes & 0xDF, 0xC2);
}

struct sign_reader {
    struct arena *arena;
    struct digits_at *run;
    uint32_t *sign;
    size_t nruns, run_cap, nsigns, sign_cap;
    uint32_t digits_end;        /* of the run read last, in this block */
};

static void take_digit(struct sign_reader *r, uint32_t at)
{
    if (at != r->digits_end)
        *arena_push(r->arena, r->run, r->nruns, r->run_cap) = (struct digits_at){ at, at };
    r->digits_end = r->run[r->nruns - 1].to = at + 1;
}

static void take_byte(struct sign_reader *r, str s, uint32_t at)
{
    uint8_t kind = kind_of_byte[(unsigned char)s.ptr[at]];

    if (kind & DIGIT)
        take_digit(r, at);
    else if ((kind & SIGN) || ((kind & SIGN_BEFORE) && at + 1 < s.len &&
                               (kind_of_byte[(unsigned char)s.ptr[at + 1]] & BEHIND)))
        *arena_push(r->arena, r->sign, r->nsigns, r->sign_cap) = at;
}

static void read_signs(struct sign_reader *r, str s)
{
    r->digits_end = UINT32_MAX;
    for (size_t at = 0; at < s.len; at += WINDOW)
        for (uint64_t which = window_of(s, at, telling_bytes); which; which &= which - 1)
            take_byte(r, s, (uint32_t)(at + first_of_window(which)));
}

const struct block_signs *signs_of(struct arena *a, const struct doc *d)
{
    struct block_signs *of = arena_array(a, struct block_signs, (size_t)d->nblocks + 1);
    struct sign_reader r = { .arena = a };
    size_t run = 0, sign = 0;

    for (uint32_t i = 0; i < d->nblocks; i++) {
        size_t runs = r.nruns, signs = r.nsigns;

        if (d->block[i].kind != BLOCK_TABLE)
            read_signs(&r, d->block[i].flow.text);
        of[i].nruns = (uint32_t)(r.nruns - runs);
        of[i].nsigns = (uint32_t)(r.nsigns - signs);
    }
    if (!r.run)
        r.run = arena_new(a, struct digits_at);
    if (!r.sign)
        r.sign = arena_new(a, uint32_t);
    for (uint32_t i = 0; i < d->nblocks; i++) {     /* the arrays have stopped moving */
        of[i].run = r.run + run;
        of[i].sign = r.sign + sign;
        run += of[i].nruns;
        sign += of[i].nsigns;
    }
    return of;
}

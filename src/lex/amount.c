/* amount.c -- amounts of several tokens: words, mixed multipliers, fractions. */
#include "lex/amount.h"

uint32_t lex_numeral_at(const struct token *t, uint32_t i, uint32_t n, enum numeral_style style,
                        struct numeral *out)
{
    uint8_t code[NUMERAL_WORDS + 1];
    uint32_t k = 0;

    while (i + k < n && k <= NUMERAL_WORDS && t[i + k].kind == TOKEN_WORD &&
           (k == 0 || !t[i + k].glued) && (code[k] = t[i + k].numeral) != 0)
        k++;
    return i + numeral_parse(code, k, style, out);
}

/* The multipliers at i: their powers added, 0 for none. */
static int ranks_at(const struct token *t, uint32_t i, uint32_t n, uint32_t *end)
{
    int power = 0, step;

    for (*end = i; *end < n && *end < i + 2 && t[*end].kind == TOKEN_WORD; ++*end) {
        if ((step = unit_multiplier(t[*end].fold)) < 3)
            break;
        power += step;
    }
    return power;
}

/* One more number of a mixed amount, with its rank, at i. */
static uint32_t term_at(const struct token *t, uint32_t i, uint32_t n, dec *value, int *power)
{
    uint32_t end;

    if (i >= n || t[i].kind != TOKEN_NUMBER || !t[i].has_value ||
        (t[i].form != NUMBER_PLAIN && t[i].form != NUMBER_BLANK_GROUPS))
        return i;
    *power = ranks_at(t, i + 1, n, &end);
    *value = t[i].value;
    return *power ? end : i;
}

uint32_t lex_mixed_at(const struct token *t, uint32_t i, uint32_t n, struct lex_amount *out)
{
    struct lex_amount sum = { 0 };
    uint32_t at = term_at(t, i, n, &sum.value, &sum.power);
    bool mixed = false;
    int power;
    dec next;

    if (at == i)
        return i;
    for (;;) {
        uint32_t end = term_at(t, at, n, &next, &power);

        if (end == at || sum.value.scale > 0 || t[at].padded)
            break;
        if (sum.power == 3 && power > 3 && !mixed)      /* 2 nghìn 300 tỷ */
            sum.power += power;
        if (sum.power <= power || sum.power - power > DEC_MAX_SCALE ||
            dec_cmp(next, (dec){ dec_pow10(sum.power - power), 0 }) >= 0 ||
            !dec_shift(sum.value, sum.power - power, &sum.value) ||
            !dec_add(sum.value, next, &sum.value))
            break;
        sum.power = power;
        at = end;
        mixed = true;
    }
    if (at < n && t[at].kind == TOKEN_WORD && sum.value.scale == 0 &&
        str_eq(t[at].fold, STR("rưỡi")) &&
        dec_add(sum.value, (dec){ 5, 1 }, &sum.value)) {
        sum.rank = at - 1;
        *out = sum;
        return at + 1;
    }
    if (!mixed)
        return i;
    sum.rank = at - 1;
    *out = sum;
    return at;
}

uint32_t lex_fraction_at(const struct token *t, uint32_t i, uint32_t n, int64_t *over,
                         int64_t *under)
{
    if (i + 2 >= n || t[i].kind != TOKEN_NUMBER || t[i + 2].kind != TOKEN_NUMBER ||
        t[i + 1].mark != '/' || !t[i + 1].glued ||
        !t[i + 2].glued || t[i].fold.len != 1 || t[i + 2].fold.len > 2 || t[i + 2].padded ||
        t[i].value.coef < 1 || t[i].value.coef >= t[i + 2].value.coef ||
        (i + 3 < n && t[i + 3].glued && t[i + 3].mark == '/'))
        return i;
    for (int64_t d = 2; d <= t[i].value.coef; d++)
        if (t[i].value.coef % d == 0 && t[i + 2].value.coef % d == 0)
            return i;
    *over = t[i].value.coef;
    *under = t[i + 2].value.coef;
    return i + 3;
}

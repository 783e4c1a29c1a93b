/* amount.h -- amounts of several tokens: words, mixed multipliers, fractions.
 *
 * The lexer does not look for these: "một", "hai" are mostly no numbers and "1/2"
 * has six meanings. A rule that expects an amount asks at the token. */
#ifndef LEX_AMOUNT_H
#define LEX_AMOUNT_H

#include "lex/lex.h"
#include "lex/numeral.h"

/* The number in words that begins at token i of n: the token behind it, or i and
 * *out untouched. */
uint32_t lex_numeral_at(const struct token *t, uint32_t i, uint32_t n, enum numeral_style style,
                        struct numeral *out);

/* "1 tỷ 850 triệu USD" = 1850 triệu; "2 nghìn 300 tỷ" = 2300 tỷ; "2 tỷ rưỡi đồng" =
 * 2,5 tỷ. The value counts units of 10^power, as precise as its last number; what
 * follows (đồng, USD, lượt) is not read. */
struct lex_amount {
    dec value;
    int power;
    uint32_t rank;              /* the token of the last multiplier, "triệu" */
};

/* The token behind its last word, or i and *out untouched when no such amount, of
 * two numbers or with rưỡi, begins at token i. Ranks fall and each number is below
 * the rank before it: "1 tỷ 2.850 triệu" are two amounts. */
uint32_t lex_mixed_at(const struct token *t, uint32_t i, uint32_t n, struct lex_amount *out);

/* "1/2", "3/4": a fraction less than one in lowest digits, glued. Whether it is
 * one, and not a day, a rank or a count of a count, the rule must know. */
uint32_t lex_fraction_at(const struct token *t, uint32_t i, uint32_t n, int64_t *over,
                         int64_t *under);

#endif

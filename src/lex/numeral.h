/* numeral.h -- numbers said in words: hai mươi mốt, một tỷ rưỡi, ba phần tư. */
#ifndef LEX_NUMERAL_H
#define LEX_NUMERAL_H

#include "num/dec.h"

enum numeral_kind {
    NUMERAL_CARDINAL,           /* hai mươi mốt; một tỷ rưỡi */
    NUMERAL_DECIMAL,            /* một phẩy năm, một phẩy năm triệu */
    NUMERAL_FRACTION,           /* ba phần tư, năm và một phần hai, nửa */
    NUMERAL_ORDINAL             /* thứ nhất, thứ mười hai */
};

/* What is read as a number. Written: as documents print it, each digit with its
 * rank. Spoken adds what leaves a rank out: hai mốt (21), một trăm hai (120),
 * bốn triệu sáu (4,6 triệu), and trừ, chia, trên for âm and phần. */
enum numeral_style { NUMERAL_WRITTEN, NUMERAL_SPOKEN };

enum { NUMERAL_WORDS = 40 };    /* a longer run of such words is no number */

struct numeral {
    enum numeral_kind kind;
    bool has_value;             /* false: too big, or a fraction that has no finite decimal */
    dec value;
    int64_t over, under;        /* of fractions: over / under */
};

/* Could this word (canonical form, see fold_word) stand in a number? 0 for no. */
uint8_t numeral_word(str fold);

/* Reads the number that begins at word[0], n words in canonical form. Gives the
 * count of words that it takes, 0 and *out untouched when there is none: a run
 * that goes on as no number does ("hai ba" is none when written) is refused as a
 * whole. Looks at NUMERAL_WORDS words at most.
 *
 * năm is five where a rank says so (năm mươi, linh năm, phẩy năm) or where the
 * number begins with it; behind a number it is the year: "ba nghìn năm". */
uint32_t numeral_read(const str *word, uint32_t n, enum numeral_style style,
                      struct numeral *out);

/* The same over what numeral_word() gave. */
uint32_t numeral_parse(const uint8_t *code, uint32_t n, enum numeral_style style,
                       struct numeral *out);

#endif

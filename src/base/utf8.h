/* utf8.h -- UTF-8 text: decoding, NFC for Vietnamese, folding.
 *
 * Vietnamese is written with 12 vowels under 6 tones; both composed (NFC) and
 * decomposed (NFD) forms, and two habits of placing the tone (hoà, hòa), occur
 * in one file. Comparing is done on folded text; the source is never changed. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#define UTF8_BAD UINT32_C(0xFFFFFFFF)

/* Decodes the code point at s[at]; gives its length in bytes (1 and *cp =
 * UTF8_BAD for a byte that starts none). at < s.len. */
size_t utf8_next(str s, size_t at, uint32_t *cp);

/* Appends cp, encoded. */
void utf8_put(struct buf *b, uint32_t cp);

/* Code points in s (a bad byte counts as one). */
size_t utf8_count(str s);

/* Bytes of s that begin a character: the code points of good UTF-8. */
size_t utf8_starts(str s);

/* Terminal columns of s: combining marks take none. */
size_t utf8_width(str s);

/* The composed letter of base + combining mark, or 0 when there is none. */
uint32_t utf8_compose(uint32_t base, uint32_t mark);
bool utf8_is_mark(uint32_t cp);

uint32_t utf8_lower(uint32_t cp);          /* Latin with Vietnamese; others unchanged */
bool utf8_is_upper(uint32_t cp);
bool utf8_is_letter(uint32_t cp);          /* Latin with Vietnamese, and Cyrillic */

/* The letter without tone mark (ấ -> â) and without any diacritic (ấ -> a,
 * đ -> d), in lower case. *tone: 0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng. */
uint32_t utf8_untone(uint32_t cp, int *tone);
uint32_t utf8_strip(uint32_t cp);

/* Does s begin with `plain`, small letters of ASCII, one or more, case and diacritics apart?
 * It stops at the first letter that differs: most texts are told by their first two bytes. */
bool utf8_begins_as(str s, const char *plain);

static inline bool utf8_begins_plain(str s, const char *plain)
{
    unsigned char first = s.len ? (unsigned char)s.ptr[0] : '\0';
    unsigned char second = s.len > 1 ? (unsigned char)s.ptr[1] : 0x80;

    if (first < 0x80 && ((first | 0x20) != (unsigned char)plain[0] ||
                         (second < 0x80 && plain[1] &&
                          (second | 0x20) != (unsigned char)plain[1])))
        return false;
    return utf8_begins_as(s, plain);
}

/* Canonical form for comparing words: lower case, NFC, the tone moved to the
 * place of the new habit (hoà -> hòa, uỷ -> ủy) and to the vowel that must have it
 * (qúy -> quý, đựơc -> được), typographic dashes and quotes to ASCII. Folding folded
 * text changes nothing. Written to out (len >= 2 * s.len + 4 suffices); gives its length. */
size_t fold_word(str s, char *out);

/* s folded as a whole (blanks collapsed to one), in the arena. */
str fold_text(struct arena *a, str s);

/* s folded and stripped of every diacritic: the second-chance key for matching
 * text that OCR has damaged. Never compare by this alone. */
str fold_strip(struct arena *a, str s);

#endif

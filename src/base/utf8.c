/* utf8.c -- UTF-8 text: decoding, NFC for Vietnamese, folding. */
#include "base/utf8.h"

#include "base/window.h"

#include <string.h>

/* The 12 vowels, each with its letters for the tones in the order of
 * utf8_untone: none, huyền, sắc, hỏi, ngã, nặng. All lower case; the upper case
 * of each stands 32 (Latin-1) or 1 code point before it. */
#define VOWELS(V)                                                     \
    V(V_A,     'a',    0x00E0, 0x00E1, 0x1EA3, 0x00E3, 0x1EA1)        \
    V(V_BREVE, 0x0103, 0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7)        \
    V(V_AA,    0x00E2, 0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD)        \
    V(V_E,     'e',    0x00E8, 0x00E9, 0x1EBB, 0x1EBD, 0x1EB9)        \
    V(V_EE,    0x00EA, 0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7)        \
    V(V_I,     'i',    0x00EC, 0x00ED, 0x1EC9, 0x0129, 0x1ECB)        \
    V(V_O,     'o',    0x00F2, 0x00F3, 0x1ECF, 0x00F5, 0x1ECD)        \
    V(V_OO,    0x00F4, 0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9)        \
    V(V_OHORN, 0x01A1, 0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3)        \
    V(V_U,     'u',    0x00F9, 0x00FA, 0x1EE7, 0x0169, 0x1EE5)        \
    V(V_UHORN, 0x01B0, 0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1)        \
    V(V_Y,     'y',    0x1EF3, 0x00FD, 0x1EF7, 0x1EF9, 0x1EF5)

enum vowel {
    NO_VOWEL,
#define V(id, none, huyen, sac, hoi, nga, nang) id,
    VOWELS(V)
#undef V
    NVOWELS
};

enum { NTONES = 6 };

static const uint16_t vowel_letter[NVOWELS][NTONES] = {
    { 0 },
#define V(id, none, huyen, sac, hoi, nga, nang) { none, huyen, sac, hoi, nga, nang },
    VOWELS(V)
#undef V
};

/* The letters lie in two stretches, up to ư and from Ạ on; one table holds both. */
enum { VOWEL_LOW_END = 0x01B1, VOWEL_HIGH = 0x1EA0, VOWEL_HIGH_END = 0x1EFA };
#define VOWEL_SLOT(cp) ((cp) < VOWEL_LOW_END ? (cp) : (cp) - VOWEL_HIGH + VOWEL_LOW_END)

#define UPPER_OF_VOWEL(cp) ((cp) < 0x0100 ? (cp) - 32 : (cp) - 1)
#define BOTH_CASES(cp, code)                                             \
    [VOWEL_SLOT(cp)] = (code), [VOWEL_SLOT(UPPER_OF_VOWEL(cp))] = (code) | VOWEL_UPPER

/* vowel * 8 + tone, and a bit for capitals; 0 for what is no vowel. */
enum { VOWEL_UPPER = 0x80 };
static const uint8_t vowel_code[VOWEL_LOW_END + VOWEL_HIGH_END - VOWEL_HIGH] = {
#define V(id, none, huyen, sac, hoi, nga, nang)                         \
    BOTH_CASES(none, id * 8), BOTH_CASES(huyen, id * 8 + 1),                \
    BOTH_CASES(sac, id * 8 + 2),                                            \
    BOTH_CASES(hoi, id * 8 + 3), BOTH_CASES(nga, id * 8 + 4),               \
    BOTH_CASES(nang, id * 8 + 5),
    VOWELS(V)
#undef V
};
#undef BOTH_CASES
#undef VOWELS

static inline int vowel_code_of(uint32_t cp)
{
    if (cp < VOWEL_LOW_END)
        return vowel_code[cp];
    if (cp >= VOWEL_HIGH && cp < VOWEL_HIGH_END)
        return vowel_code[cp - VOWEL_HIGH + VOWEL_LOW_END];
    return 0;
}

/* The vowel of a letter in either case, or NO_VOWEL. */
static inline int vowel_of(uint32_t cp, int *tone)
{
    int code = vowel_code_of(cp);

    *tone = code & 7;
    return (code & ~VOWEL_UPPER) >> 3;
}

static inline bool byte_goes_on(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Any code point beyond ASCII, and what is none. */
static size_t utf8_decode_any(str s, size_t at, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at, n;
    uint32_t c = p[0], least;

    *cp = UTF8_BAD;
    if (c >= 0xC2 && c < 0xE0)
        c &= 0x1F, n = 2, least = 0x80;
    else if (c >= 0xE0 && c < 0xF0)
        c &= 0x0F, n = 3, least = 0x800;
    else if (c >= 0xF0 && c < 0xF5)
        c &= 0x07, n = 4, least = 0x10000;
    else
        return 1;
    if (left < n)
        return 1;
    for (size_t i = 1; i < n; i++) {
        if (!byte_goes_on(p[i]))
            return 1;
        c = c << 6 | (p[i] & 0x3F);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return 1;
    *cp = c;
    return n;
}

/* Letters of Vietnamese have two bytes or three, of which these leads allow all. */
static inline size_t utf8_decode(str s, size_t at, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at;
    uint32_t c = p[0];

    if (c < 0x80) {
        *cp = c;
        return 1;
    }
    if (c >= 0xC2 && c < 0xE0 && left >= 2 && byte_goes_on(p[1])) {
        *cp = (c & 0x1F) << 6 | (p[1] & 0x3FU);
        return 2;
    }
    if (c > 0xE0 && c < 0xED && left >= 3 && byte_goes_on(p[1]) && byte_goes_on(p[2])) {
        *cp = (c & 0x0F) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU);
        return 3;
    }
    return utf8_decode_any(s, at, cp);
}

size_t utf8_next(str s, size_t at, uint32_t *cp)
{
    return utf8_decode(s, at, cp);
}

static inline size_t utf8_encode(uint32_t cp, char *out)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

void utf8_put(struct buf *b, uint32_t cp)
{
    char text[4];

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        cp = 0xFFFD;
    buf_put(b, (str){ text, utf8_encode(cp, text) });
}

enum { STEPS_A_SUM = 255 };     /* of sixteen bytes: more than that no byte can count */

static uint64_t sum_of_bytes(uint64_t eight)
{
    const uint64_t even = UINT64_C(0x00FF00FF00FF00FF);

    return ((eight & even) + (eight >> 8 & even)) * UINT64_C(0x0001000100010001) >> 48;
}

/* How many of the sixteen bytes of each step go on with a letter: their highest bits are 10. */
static uint64_t count_going_on(const char *p, size_t steps)
{
    lanes ones = { 0 };
    uint64_t half[2];

    for (; steps > 0; steps--, p += LANES) {
        lanes bytes;

        memcpy(&bytes, p, sizeof bytes);
        ones -= lanes_within(bytes, 0x80, 0xBF);
    }
    memcpy(half, &ones, sizeof half);
    return sum_of_bytes(half[0]) + sum_of_bytes(half[1]);
}

size_t utf8_starts(str s)
{
    size_t rest = 0, i = 0;

    for (size_t left = s.len / LANES, steps; left > 0; left -= steps, i += steps * LANES) {
        steps = left < STEPS_A_SUM ? left : STEPS_A_SUM;
        rest += count_going_on(s.ptr + i, steps);
    }
    for (; i < s.len; i++)
        rest += ((unsigned char)s.ptr[i] & 0xC0) == 0x80;
    return s.len - rest;
}

size_t utf8_count(str s)
{
    size_t n = 0;
    uint32_t cp;

    for (size_t i = 0; i < s.len; n++)
        i += utf8_next(s, i, &cp);
    return n;
}

bool utf8_is_mark(uint32_t cp)
{
    return cp >= 0x0300 && cp <= 0x036F;
}

/* Characters that PDF and Word leave inside words and nobody sees. */
static bool is_unseen_code_point(uint32_t cp)
{
    return cp == 0x00AD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
}

static bool is_wide_code_point(uint32_t cp)
{
    return (cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) ||
           (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFF60) ||
           (cp >= 0xFFE0 && cp <= 0xFFE6) || (cp >= 0x1F300 && cp <= 0x1FAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFD);
}

size_t utf8_width(str s)
{
    size_t width = 0;
    uint32_t cp;

    for (size_t i = 0; i < s.len;) {
        i += utf8_next(s, i, &cp);
        if (cp < 0x80)
            width++;
        else if (cp == UTF8_BAD)
            width++;
        else if (!utf8_is_mark(cp) && !is_unseen_code_point(cp))
            width += is_wide_code_point(cp) ? 2 : 1;
    }
    return width;
}

uint32_t utf8_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    if (cp < 0x0100)
        return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7 ? cp + 32 : cp;
    if (cp < 0x0180) {
        if (cp == 0x0130)
            return 'i';
        if (cp == 0x0178)
            return 0xFF;
        if ((cp >= 0x0139 && cp <= 0x0148) || cp >= 0x0179)
            return cp < 0x017F && cp % 2 == 1 ? cp + 1 : cp;
        return cp != 0x0138 && cp != 0x0149 ? cp | 1 : cp;
    }
    if (cp == 0x01A0 || cp == 0x01AF)
        return cp + 1;
    if (cp >= 0x0400 && cp <= 0x042F)
        return cp + (cp < 0x0410 ? 80 : 32);
    if (cp >= 0x1E00 && cp <= 0x1EFF) {
        if (cp == 0x1E9E)
            return 0xDF;
        return cp >= 0x1E96 && cp <= 0x1E9F ? cp : cp | 1;
    }
    return cp;
}

bool utf8_is_upper(uint32_t cp)
{
    return utf8_lower(cp) != cp;
}

bool utf8_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    return (cp >= 0xC0 && cp <= 0x024F && cp != 0xD7 && cp != 0xF7) ||
           (cp >= 0x1E00 && cp <= 0x1EFF) || (cp >= 0x0400 && cp <= 0x052F);
}

static int tone_of_mark(uint32_t mark)
{
    switch (mark) {
    case 0x0300: case 0x0340: return 1;
    case 0x0301: case 0x0341: return 2;
    case 0x0309: return 3;
    case 0x0303: return 4;
    case 0x0323: return 5;
    default:     return 0;
    }
}

/* The vowel that a circumflex, breve or horn makes of a plain one, or NO_VOWEL. */
static int shaped_vowel(int vowel, uint32_t mark)
{
    if (mark == 0x0302)
        return vowel == V_A ? V_AA : vowel == V_E ? V_EE : vowel == V_O ? V_OO : NO_VOWEL;
    if (mark == 0x0306)
        return vowel == V_A ? V_BREVE : NO_VOWEL;
    if (mark == 0x031B)
        return vowel == V_O ? V_OHORN : vowel == V_U ? V_UHORN : NO_VOWEL;
    return NO_VOWEL;
}

uint32_t utf8_compose(uint32_t base, uint32_t mark)
{
    int tone, added = tone_of_mark(mark);
    int vowel = vowel_of(base, &tone);
    uint32_t made;

    if (vowel == NO_VOWEL)
        return 0;

    if (added && tone == 0)
        made = vowel_letter[vowel][added];
    else if (!added && shaped_vowel(vowel, mark) != NO_VOWEL)
        made = vowel_letter[shaped_vowel(vowel, mark)][tone];
    else
        return 0;
    return vowel_code_of(base) & VOWEL_UPPER ? UPPER_OF_VOWEL(made) : made;
}

uint32_t utf8_untone(uint32_t cp, int *tone)
{
    int vowel = vowel_of(cp, tone);

    return vowel == NO_VOWEL ? utf8_lower(cp) : vowel_letter[vowel][0];
}

/* Latin letters of other alphabets without their diacritics, from U+00E0, U+0100 and
 * U+1E00 on; place names of the highlands put marks on consonants. */
static const char bare_latin1[] = "aaaaaaaceeeeiiiidnooooo\xF7" "ouuuuyty";
static const char bare_extended[] =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn"
    "oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static const char bare_additional[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnn"
    "oooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzz";

_Static_assert(sizeof bare_latin1 == 32 + 1 && sizeof bare_extended == 128 + 1 &&
               sizeof bare_additional == 150 + 1, "a letter each");

/* A letter that is no vowel of Vietnamese. */
static uint32_t strip_other(uint32_t cp)
{
    cp = utf8_lower(cp);
    if (cp >= 0x00E0 && cp <= 0x00FF)
        return (unsigned char)bare_latin1[cp - 0x00E0];
    if (cp >= 0x0100 && cp <= 0x017F)
        return (uint32_t)bare_extended[cp - 0x0100];
    if (cp >= 0x1E00 && cp <= 0x1E95)
        return (uint32_t)bare_additional[cp - 0x1E00];
    return cp;
}

static inline uint32_t strip_letter(uint32_t cp)
{
    static const char plain[NVOWELS] = "?aaaeeiooouuy";
    int tone, vowel = vowel_of(cp, &tone);

    return vowel != NO_VOWEL ? (uint32_t)plain[vowel] : strip_other(cp);
}

uint32_t utf8_strip(uint32_t cp)
{
    return strip_letter(cp);
}

static const char fold_ascii[128] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, '\t', '\n', 0x0B, 0x0C, '\r', 0x0E, 0x0F,
    0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F,
    ' ', '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '[', '\\', ']', '^', '_',
    '`', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '~', 0x7F,
};

bool utf8_begins_as(str s, const char *plain)
{
    size_t at = 0;

    for (; *plain; plain++) {
        uint32_t cp;

        if (at >= s.len)
            return false;
        if ((unsigned char)s.ptr[at] < 0x80) {
            if (fold_ascii[(unsigned char)s.ptr[at++]] != *plain)
                return false;
            continue;
        }
        at += utf8_decode(s, at, &cp);
        if (strip_letter(cp) != (unsigned char)*plain)
            return false;
    }
    return true;
}

/* Punctuation above ASCII in its plain form. */
static uint32_t plain_sign(uint32_t cp)
{
    switch (cp) {
    case 0x00A0: case 0x202F: case 0x3000:
        return ' ';
    case 0x00AB: case 0x00BB:
    case 0x201C: case 0x201D: case 0x201E: case 0x201F:
        return '"';
    case 0x2018: case 0x2019: case 0x201A: case 0x201B:
        return '\'';
    case 0x2212: case 0xFE58: case 0xFE63: case 0xFF0D:
        return '-';
    default:
        if (cp >= 0x2000 && cp <= 0x200A)
            return ' ';
        if (cp >= 0x2010 && cp <= 0x2015)
            return '-';
        return cp;
    }
}

static uint32_t fold_code_point(uint32_t cp)
{
    if (cp == UTF8_BAD)
        return 0x1A;            /* ASCII SUB: a broken byte equals no letter */
    if (cp < 0x2000) {
        if (cp == 0x00D0 || cp == 0x00F0)
            return 0x0111;
        if (cp != 0x00A0 && cp != 0x00AB && cp != 0x00BB)
            return utf8_lower(cp);
    }
    return plain_sign(cp);
}

/* Folding writes the letters one after the other. The one place looked back to is
 * a letter with a tone: where its tone belongs is known only from those behind. */
struct folder {
    char *out;
    size_t len;
    size_t toned;               /* place of the letter with a tone, or NOT_TONED */
    int vowel, tone;            /* that letter */
    bool paired;                /* a plain a, e or y has been written behind it */
};

#define NOT_TONED SIZE_MAX

/* Writes the vowels first (with the first tone) and second (with the second)
 * over everything from `at` on. */
static void fold_pair(struct folder *f, size_t at, int first, int tone, int second, int tone2)
{
    f->len = at + utf8_encode(vowel_letter[first][tone], f->out + at);
    f->len += utf8_encode(vowel_letter[second][tone2], f->out + f->len);
}

/* A vowel with a hat or a horn carries the tone of its syllable. */
static bool carries_tone(int vowel)
{
    return vowel == V_BREVE || vowel == V_AA || vowel == V_EE || vowel == V_OO ||
           vowel == V_OHORN;
}

/* The syllable ends behind the toned letter, which is the last: hoà -> hòa,
 * thuỷ -> thủy, điạ -> địa, cuả -> của. In quý and giá the letter before the
 * vowel is part of the consonant, and the tone stays. */
static void move_tone_left(struct folder *f)
{
    int vowel = f->vowel, tone = f->tone;
    size_t at = f->toned;
    char glide = at > 0 ? f->out[at - 1] : 0, before = at > 1 ? f->out[at - 2] : 0;

    if (glide == 'o' && (vowel == V_A || vowel == V_E))
        fold_pair(f, at - 1, V_O, tone, vowel, 0);
    else if (glide == 'u' && before != 'q' && (vowel == V_A || vowel == V_Y))
        fold_pair(f, at - 1, V_U, tone, vowel, 0);
    else if (glide == 'i' && before != 'g' && vowel == V_A)
        fold_pair(f, at - 1, V_I, tone, vowel, 0);
    else if (glide == '\xB0' && before == '\xC6' && vowel == V_A)
        fold_pair(f, at - 2, V_UHORN, tone, vowel, 0);
}

/* hòan -> hoàn, hùynh -> huỳnh, qúy -> quý: a tone on the glide goes to the vowel,
 * unless the syllable ends there. False when it stays where it is. */
static bool move_tone_right(struct folder *f, bool ends)
{
    char last = f->out[f->len - 1];
    bool after_q = f->vowel == V_U && f->toned > 0 && f->out[f->toned - 1] == 'q';

    if (ends && !after_q)
        return false;

    int vowel = last == 'a' ? V_A : last == 'e' ? V_E : V_Y;

    fold_pair(f, f->toned, f->vowel, 0, vowel, f->tone);
    f->vowel = vowel;
    f->toned++;
    return !ends;
}

/* Can the toned letter stand before a vowel that carries the tone? A y behind a
 * letter with a tone of its own belongs to no syllable. */
static bool is_glide(const struct folder *f)
{
    if (f->vowel == V_Y)
        return f->toned == 0 || (unsigned char)f->out[f->toned - 1] < 0x80;
    return f->vowel == V_I || f->vowel == V_O || f->vowel == V_U || f->vowel == V_UHORN;
}

/* Settles the tone of the letter watched, now that `next` is to follow it (0 at
 * the end), and gives what to write for next. */
static uint32_t settle_tone(struct folder *f, uint32_t next)
{
    bool ends = !utf8_is_letter(next) && !utf8_is_mark(next);
    int next_tone, next_vowel = vowel_of(next, &next_tone);

    if (f->paired) {
        f->paired = false;
        if (!move_tone_right(f, ends)) {
            f->toned = NOT_TONED;
            return next;
        }
    }
    if ((f->vowel == V_O && (next == 'a' || next == 'e')) || (f->vowel == V_U && next == 'y')) {
        f->paired = true;
        return next;
    }
    if (ends) {
        move_tone_left(f);
    } else if (next_tone == 0 && carries_tone(next_vowel) && is_glide(f)) {
        /* đựơc -> được, tíên -> tiến */
        f->len = f->toned + utf8_encode(vowel_letter[f->vowel][0], f->out + f->toned);
        next = vowel_letter[next_vowel][f->tone];
    }
    f->toned = NOT_TONED;
    return next;
}

/* Does a letter of ASCII behind the toned one say that the tone is where it belongs? Most
 * do: see settle_tone(). */
static bool keeps_tone(const struct folder *f, unsigned char c)
{
    char letter = fold_ascii[c];

    return !f->paired && letter >= 'a' && letter <= 'z' && letter != 'a' && letter != 'e' &&
           letter != 'y';
}

/* Can the byte begin a combining mark (CC, CD) or a character nobody sees? */
static bool may_join(unsigned char c)
{
    return c == 0xCC || c == 0xCD || c == 0xC2 || c == 0xE2 || c == 0xEF;
}

/* Composes cp with the marks behind s[*at], and moves *at past them. */
static uint32_t take_marks(str s, size_t *at, uint32_t cp)
{
    while (*at < s.len && may_join((unsigned char)s.ptr[*at])) {
        uint32_t mark, made;
        size_t n = utf8_decode(s, *at, &mark);

        if (!is_unseen_code_point(mark)) {
            made = utf8_is_mark(mark) ? utf8_compose(cp, mark) : 0;
            if (made == 0)
                break;
            cp = made;
        }
        *at += n;
    }
    return cp;
}

/* Writes cp, folded but for its tone, and watches it when the tone may move. */
static void fold_letter(struct folder *f, uint32_t cp)
{
    int tone, vowel;

    if (f->toned != NOT_TONED)
        cp = settle_tone(f, cp);
    vowel = vowel_of(cp, &tone);
    if (tone && !carries_tone(vowel)) {
        f->toned = f->len;
        f->vowel = vowel;
        f->tone = tone;
    }
    f->len += utf8_encode(cp, f->out + f->len);
}

size_t fold_word(str s, char *out)
{
    struct folder f = { .out = out, .toned = NOT_TONED };

    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        uint32_t cp;

        if (c < 0x80) {
            i++;
            if ((f.toned == NOT_TONED || keeps_tone(&f, c)) &&
                (i == s.len || !may_join((unsigned char)s.ptr[i]))) {
                f.toned = NOT_TONED;
                out[f.len++] = fold_ascii[c];
                continue;
            }
            cp = (uint32_t)fold_ascii[c];
        } else {
            int tone, vowel;

            i += utf8_decode(s, i, &cp);
            vowel = vowel_of(cp, &tone);
            if (vowel != NO_VOWEL)
                cp = vowel_letter[vowel][tone];
            else if (is_unseen_code_point(cp))
                continue;
            else
                cp = fold_code_point(cp);
        }
        fold_letter(&f, take_marks(s, &i, cp));
    }
    if (f.toned != NOT_TONED)
        settle_tone(&f, 0);
    return f.len;
}

/* One blank for each run of blanks, none at the ends. Gives the new length. */
static size_t collapse_blanks(char *text, size_t len)
{
    size_t kept = 0;

    for (size_t i = 0; i < len; i++) {
        char c = text[i];

        if (c == '\t' || c == '\n' || c == '\r')
            c = ' ';
        if (c != ' ' || (kept > 0 && text[kept - 1] != ' '))
            text[kept++] = c;
    }
    return kept > 0 && text[kept - 1] == ' ' ? kept - 1 : kept;
}

str fold_text(struct arena *a, str s)
{
    char *out = arena_alloc(a, 1, s.len + s.len / 3 + 4);     /* qúy -> quý grows */

    return (str){ out, collapse_blanks(out, fold_word(s, out)) };
}

/* What is left of a code point beyond ASCII, folded and bare; 0 for marks and for what
 * nobody sees. */
static uint32_t bare_code_point(uint32_t cp)
{
    int tone;

    if (vowel_of(cp, &tone) == NO_VOWEL) {
        if (utf8_is_mark(cp) || is_unseen_code_point(cp))
            return 0;
        cp = fold_code_point(cp);
    }
    return strip_letter(cp);
}

/* Of a letter without its marks it does not matter where the tone stood: each is written
 * as it comes, and there is no folded text in between. */
str fold_strip(struct arena *a, str s)
{
    char *out = arena_alloc(a, 1, s.len + 4);
    size_t len = 0;

    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        uint32_t cp = (unsigned char)fold_ascii[c & 0x7F];

        if (c < 0x80) {
            i++;
        } else {
            i += utf8_decode(s, i, &cp);
            cp = bare_code_point(cp);
            if (cp == 0)
                continue;
        }
        if (cp > ' ' && cp < 0x80)
            out[len++] = (char)cp;
        else if (cp != ' ' && cp != '\t' && cp != '\n' && cp != '\r')
            len += utf8_encode(cp, out + len);
        else if (len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    return (str){ out, len > 0 && out[len - 1] == ' ' ? len - 1 : len };
}

/* utf8.c -- UTF-8 text: decoding, NFC for Vietnamese, folding. */
#include "base/utf8.h"

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
#define V(id, none, huyen, sac, hoi, nga, nang) id,
    VOWELS(V)
#undef V
    NVOWELS
};

enum { NTONES = 6 };

static const uint16_t vowel_letter[NVOWELS][NTONES] = {
#define V(id, none, huyen, sac, hoi, nga, nang) { none, huyen, sac, hoi, nga, nang },
    VOWELS(V)
#undef V
};

/* The letters lie in two stretches, up to ư and from Ạ on; one table holds both. */
enum { VOWEL_LOW_END = 0x01B1, VOWEL_HIGH = 0x1EA0, VOWEL_HIGH_END = 0x1EFA };
#define VOWEL_SLOT(cp) ((cp) < VOWEL_LOW_END ? (cp) : (cp) - VOWEL_HIGH + VOWEL_LOW_END)

/* 1 + vowel * NTONES + tone of a lower-case vowel, 0 for any other letter. */
static const uint8_t vowel_code[VOWEL_LOW_END + VOWEL_HIGH_END - VOWEL_HIGH] = {
#define V(id, none, huyen, sac, hoi, nga, nang)                                   \
    [VOWEL_SLOT(none)] = 1 + id * NTONES, [VOWEL_SLOT(huyen)] = 2 + id * NTONES,                \
    [VOWEL_SLOT(sac)] = 3 + id * NTONES,  [VOWEL_SLOT(hoi)] = 4 + id * NTONES,                  \
    [VOWEL_SLOT(nga)] = 5 + id * NTONES,  [VOWEL_SLOT(nang)] = 6 + id * NTONES,
    VOWELS(V)
#undef V
};

static int vowel_code_of(uint32_t cp)
{
    if (cp < VOWEL_LOW_END)
        return vowel_code[cp];
    if (cp >= VOWEL_HIGH && cp < VOWEL_HIGH_END)
        return vowel_code[cp - VOWEL_HIGH + VOWEL_LOW_END];
    return 0;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t utf8_next(str s, size_t at, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at, n;
    uint32_t c = p[0], least;

    if (c < 0x80) {
        *cp = c;
        return 1;
    }
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
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        c = c << 6 | (p[i] & 0x3F);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return 1;
    *cp = c;
    return n;
}

static size_t utf8_encode(uint32_t cp, char *out)
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

/* The vowel that a circumflex, breve or horn makes of a plain one, or NVOWELS. */
static int shaped_vowel(int vowel, uint32_t mark)
{
    if (mark == 0x0302)
        return vowel == V_A ? V_AA : vowel == V_E ? V_EE : vowel == V_O ? V_OO : NVOWELS;
    if (mark == 0x0306)
        return vowel == V_A ? V_BREVE : NVOWELS;
    if (mark == 0x031B)
        return vowel == V_O ? V_OHORN : vowel == V_U ? V_UHORN : NVOWELS;
    return NVOWELS;
}

uint32_t utf8_compose(uint32_t base, uint32_t mark)
{
    uint32_t lower = utf8_lower(base), made;
    int code = vowel_code_of(lower);

    if (code == 0 || base == 0x0130)
        return 0;

    int vowel = (code - 1) / NTONES, tone = (code - 1) % NTONES;
    int added = tone_of_mark(mark);

    if (added && tone == 0)
        made = vowel_letter[vowel][added];
    else if (!added && shaped_vowel(vowel, mark) != NVOWELS)
        made = vowel_letter[shaped_vowel(vowel, mark)][tone];
    else
        return 0;
    if (base == lower)
        return made;
    return made < 0x0100 ? made - 32 : made - 1;
}

uint32_t utf8_untone(uint32_t cp, int *tone)
{
    uint32_t lower = utf8_lower(cp);
    int code = vowel_code_of(lower);

    *tone = code ? (code - 1) % NTONES : 0;
    return code ? vowel_letter[(code - 1) / NTONES][0] : lower;
}

uint32_t utf8_strip(uint32_t cp)
{
    static const char plain[NVOWELS] = "aaaeeiooouuy";
    uint32_t lower = utf8_lower(cp);
    int code = vowel_code_of(lower);

    if (code)
        return (uint32_t)plain[(code - 1) / NTONES];
    /* ð is đ typed from a western keyboard; it looks the same in capitals. */
    return lower == 0x0111 || lower == 0x00F0 ? 'd' : lower;
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

static bool is_ascii_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Where the tone of a word may have to move: the letter written last, when it
 * is a, e or y with a tone. TONE_STAYS otherwise. */
#define TONE_STAYS SIZE_MAX

static size_t moving_tone(uint32_t cp, size_t at)
{
    int tone;
    uint32_t base;

    if (vowel_code_of(cp) == 0)
        return TONE_STAYS;
    base = utf8_untone(cp, &tone);
    return tone && (base == 'a' || base == 'e' || base == 'y') ? at : TONE_STAYS;
}

/* The syllable has ended behind the toned letter at out[at], the last one written:
 * hoà -> hòa, thuỷ -> thủy, but quý stays, because qu is a consonant. Gives the
 * new length, which is never more (oẽ takes a byte more than õe). */
static size_t move_tone(char *out, size_t at, size_t len)
{
    uint32_t cp, last;
    int tone;
    char glide = at > 0 ? out[at - 1] : 0;

    utf8_next((str){ out, len }, at, &cp);
    last = utf8_untone(cp, &tone);
    if (last == 'y' ? glide != 'u' || (at > 1 && out[at - 2] == 'q') : glide != 'o')
        return len;
    len = at - 1;
    len += utf8_encode(vowel_letter[glide == 'u' ? V_U : V_O][tone], out + len);
    len += utf8_encode(last, out + len);
    return len;
}

size_t fold_word(str s, char *out)
{
    size_t len = 0, toned = TONE_STAYS;

    for (size_t i = 0; i < s.len;) {
        if ((unsigned char)s.ptr[i] < 0x80) {
            char c = fold_ascii[(unsigned char)s.ptr[i++]];

            if (toned != TONE_STAYS) {
                if (!is_ascii_letter(c))
                    len = move_tone(out, toned, len);
                toned = TONE_STAYS;
            }
            out[len++] = c;
            continue;
        }

        uint32_t cp;

        i += utf8_next(s, i, &cp);
        if (is_unseen_code_point(cp))
            continue;
        if (utf8_is_mark(cp) && len > 0) {
            size_t at = len - 1;
            uint32_t base, made;

            while (at > 0 && is_continuation(out[at]))
                at--;
            utf8_next((str){ out, len }, at, &base);
            made = utf8_compose(base, cp);
            if (made) {
                len = at + utf8_encode(made, out + at);
                toned = moving_tone(made, at);
                continue;
            }
        }
        cp = fold_code_point(cp);
        if (toned != TONE_STAYS && !utf8_is_letter(cp) && !utf8_is_mark(cp))
            len = move_tone(out, toned, len);
        toned = moving_tone(cp, len);
        len += utf8_encode(cp, out + len);
    }
    if (toned != TONE_STAYS)
        len = move_tone(out, toned, len);
    return len;
}

str fold_text(struct arena *a, str s)
{
    char *out = arena_alloc(a, 1, s.len + 4);
    size_t len = fold_word(s, out), kept = 0;

    for (size_t i = 0; i < len; i++) {
        char c = out[i];

        if (c == '\t' || c == '\n' || c == '\r')
            c = ' ';
        if (c == ' ' && (kept == 0 || out[kept - 1] == ' '))
            continue;
        out[kept++] = c;
    }
    if (kept > 0 && out[kept - 1] == ' ')
        kept--;
    return (str){ out, kept };
}

str fold_strip(struct arena *a, str s)
{
    str folded = fold_text(a, s);
    char *out = arena_alloc(a, 1, folded.len + 4);
    size_t len = 0;

    for (size_t i = 0; i < folded.len;) {
        uint32_t cp;

        i += utf8_next(folded, i, &cp);
        if (!utf8_is_mark(cp))
            len += utf8_encode(utf8_strip(cp), out + len);
    }
    return (str){ out, len };
}

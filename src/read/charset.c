/* charset.c -- telling and decoding the encodings of before Unicode. */
#include "read/charset.h"

#include "base/utf8.h"

enum { CHARSET_PROBE = 64 * 1024, CHARSET_WORD = 24, WORDS_LEAST = 3, SLIPS = 16,
       STRANGE_LEAST = 4 };

/* TCVN 5712:1993, VN1, from 0xA0 on; the small letters of the .VnTime fonts are the same. */
static const uint16_t tcvn3[96] = {
    0x00A0, 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110,
    0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0x1EB0,
    0x0300, 0x0309, 0x0303, 0x0301, 0x0323, 0x00E0, 0x1EA3, 0x00E3,
    0x00E1, 0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4,
    0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7,
    0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x1EC2, 0x1EBB, 0x1EBD,
    0x00E9, 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC,
    0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x0129, 0x00ED, 0x1ECB, 0x00F2,
    0x1ED4, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7,
    0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9,
    0x1ED6, 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF,
    0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5, 0x00FF,
};

/* Windows-1252 from 0x80 on: quotes, dashes, dots; 0 for what has no letter there. */
static const uint16_t punctuation[32] = {
    0x20AC, 0, 0x201A, 0, 0x201E, 0x2026, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0, 0x2122, 0, 0, 0, 0, 0, 0,
};

/* -- letters -- */

/* The code at s[at]; its bytes. Code points above 255 stand for themselves. */
static size_t next_code(str s, size_t at, bool coded, uint32_t *code)
{
    if (coded)
        return utf8_next(s, at, code);
    *code = (unsigned char)s.ptr[at];
    return 1;
}

static uint32_t plain_code(uint32_t code)
{
    if (code >= 0x80 && code < 0xA0)
        return punctuation[code - 0x80] ? punctuation[code - 0x80] : UTF8_BAD;
    return code;
}

/* What stands behind a vowel in VNI: a sign of the letter, a tone, or both in one. */
struct vni_mark {
    uint8_t code;               /* the small one; capitals are 0x20 lower */
    uint16_t sign, tone;        /* combining marks, 0 for none */
};

static const struct vni_mark vni_marks[] = {
    { 0xF9, 0, 0x301 }, { 0xF8, 0, 0x300 }, { 0xFB, 0, 0x309 }, { 0xF5, 0, 0x303 },
    { 0xEF, 0, 0x323 },
    { 0xE2, 0x302, 0 }, { 0xE1, 0x302, 0x301 }, { 0xE0, 0x302, 0x300 }, { 0xE5, 0x302, 0x309 },
    { 0xE3, 0x302, 0x303 }, { 0xE4, 0x302, 0x323 },
    { 0xEA, 0x306, 0 }, { 0xE9, 0x306, 0x301 }, { 0xE8, 0x306, 0x300 }, { 0xFA, 0x306, 0x309 },
    { 0xFC, 0x306, 0x303 }, { 0xEB, 0x306, 0x323 },
};

/* Letters of one code in VNI; capitals are 0x20 lower. */
static const struct { uint8_t code; uint16_t letter, capital; } vni_letters[] = {
    { 0xF1, 0x111, 0x110 },   { 0xF4, 0x1A1, 0x1A0 },   { 0xF6, 0x1B0, 0x1AF },
    { 0xED, 0xED, 0xCD },     { 0xEC, 0xEC, 0xCC },     { 0xE6, 0x1EC9, 0x1EC8 },
    { 0xF3, 0x129, 0x128 },   { 0xF2, 0x1ECB, 0x1ECA }, { 0xEE, 0x1EF5, 0x1EF4 },
};

static uint32_t vni_letter(uint32_t code)
{
    for (size_t i = 0; i < sizeof vni_letters / sizeof *vni_letters; i++) {
        if (code == vni_letters[i].code)
            return vni_letters[i].letter;
        if (code + 0x20 == vni_letters[i].code)
            return vni_letters[i].capital;
    }
    return plain_code(code);
}

/* base with the mark, 0 when VNI writes no such letter. */
static uint32_t vni_join(uint32_t base, uint32_t code)
{
    for (size_t i = 0; i < sizeof vni_marks / sizeof *vni_marks; i++) {
        const struct vni_mark *m = &vni_marks[i];

        if (code != m->code && code + 0x20 != m->code)
            continue;
        if (m->sign && (base = utf8_compose(base, m->sign)) == 0)
            return 0;
        return m->tone ? utf8_compose(base, m->tone) : base;
    }
    return 0;
}

static bool vni_takes_mark(uint32_t letter)
{
    switch (utf8_strip(letter)) {
    case 'a': case 'e': case 'o': case 'u': case 'y':
        return true;
    default:
        return false;
    }
}

static size_t next_vni(str s, size_t at, bool coded, uint32_t *cp)
{
    uint32_t code, mark, joined;
    size_t n = next_code(s, at, coded, &code), more;

    *cp = vni_letter(code);
    if (at + n >= s.len || !vni_takes_mark(*cp))
        return n;
    more = next_code(s, at + n, coded, &mark);
    joined = mark >= 0xC0 && mark <= 0xFF ? vni_join(*cp, mark) : 0;
    if (!joined)
        return n;
    *cp = joined;
    return n + more;
}

/* Windows-1258: letters of its own, tones as combining marks behind the vowel. */
static uint32_t letter_1258(uint32_t code)
{
    static const struct { uint8_t code; uint16_t letter; } own[] = {
        { 0xC3, 0x102 }, { 0xE3, 0x103 }, { 0xD0, 0x110 }, { 0xF0, 0x111 }, { 0xD5, 0x1A0 },
        { 0xF5, 0x1A1 }, { 0xDD, 0x1AF }, { 0xFD, 0x1B0 }, { 0xCC, 0x300 }, { 0xD2, 0x309 },
        { 0xDE, 0x303 }, { 0xEC, 0x301 }, { 0xF2, 0x323 },
    };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (code == own[i].code)
            return own[i].letter;
    return plain_code(code);
}

static size_t next_1258(str s, size_t at, bool coded, uint32_t *cp)
{
    uint32_t code, mark, joined;
    size_t n = next_code(s, at, coded, &code), more;

    *cp = letter_1258(code);
    if (at + n >= s.len)
        return n;
    more = next_code(s, at + n, coded, &mark);
    mark = letter_1258(mark);
    joined = utf8_is_mark(mark) ? utf8_compose(*cp, mark) : 0;
    if (!joined)
        return n;
    *cp = joined;
    return n + more;
}

size_t charset_next(enum charset set, str s, size_t at, bool coded, uint32_t *cp)
{
    size_t n;

    switch (set) {
    case CHARSET_VNI:
        return next_vni(s, at, coded, cp);
    case CHARSET_1258:
        return next_1258(s, at, coded, cp);
    case CHARSET_TCVN3:
        n = next_code(s, at, coded, cp);
        *cp = *cp >= 0xA0 && *cp <= 0xFF ? tcvn3[*cp - 0xA0] : plain_code(*cp);
        return n;
    case CHARSET_UTF8:
        break;
    }
    return utf8_next(s, at, cp);
}

/* -- telling them apart -- */

/* Words that every report is full of, none of them plain ASCII. */
static const char *const common_words[] = {
    "và", "của", "các", "được", "đạt", "tăng", "giảm", "đồng", "triệu", "tỷ", "tỉnh", "huyện",
    "xã", "năm", "với", "người", "hộ", "là", "có", "kế", "số", "đã", "tháng", "thực", "hiện",
    "hoạch", "cùng", "kỳ", "trên", "địa", "bàn", "tổng", "sản", "diện", "tích",
};

static bool is_common(str word)
{
    char fold[2 * CHARSET_WORD + 4];
    str folded;

    if (!word.len || word.len > CHARSET_WORD)
        return false;
    folded = (str){ fold, fold_word(word, fold) };
    for (size_t i = 0; i < sizeof common_words / sizeof *common_words; i++)
        if (str_eq(folded, str_from(common_words[i])))
            return true;
    return false;
}

/* How many of the common words s has, read in that encoding. */
static uint32_t count_common(struct arena *a, enum charset set, str s, bool coded)
{
    uint32_t n = 0;
    struct buf word;

    buf_init(&word, a);
    s = str_sub(s, 0, CHARSET_PROBE);
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += charset_next(set, s, at, coded, &cp);
        if (cp != UTF8_BAD && (utf8_is_letter(cp) || utf8_is_mark(cp))) {
            if (word.len <= CHARSET_WORD)
                utf8_put(&word, cp);
            continue;
        }
        n += is_common(buf_str(&word));
        word.len = 0;
    }
    return n + is_common(buf_str(&word));
}

/* The encoding in which s says most, where that is beyond doubt. */
static enum charset best_charset(struct arena *a, str s, bool coded, uint32_t least)
{
    static const enum charset set[] = { CHARSET_TCVN3, CHARSET_VNI, CHARSET_1258 };
    enum charset best = CHARSET_UTF8;
    uint32_t most = 0, second = 0;

    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        uint32_t n = count_common(a, set[i], s, coded);

        if (n > most) {
            second = most;
            most = n;
            best = set[i];
        } else if (n > second) {
            second = n;
        }
    }
    return most >= least && most > 2 * second ? best : CHARSET_UTF8;
}

/* Letters above 255 that only Unicode has for Vietnamese: đ ă ơ ư and those with tones. */
static bool has_unicode_letters(str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += utf8_next(s, at, &cp);
        if (cp != UTF8_BAD && ((cp >= 0x100 && cp < 0x200) || (cp >= 0x1EA0 && cp < 0x1F00)))
            return true;
    }
    return false;
}

static bool has_high_codes(str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += utf8_next(s, at, &cp);
        if (cp > 0xA0 && cp <= 0xFF)
            return true;
    }
    return false;
}

/* Letters of Latin-1 that no Vietnamese word of Unicode has, but those fonts are full of:
 * one bit for each code from 0xA0 to 0xFF. */
static const uint32_t strange_codes[3] = { 0x8750D57E, 0xD943C8F0, 0xD943C8F0 };

static bool has_strange_codes(str s)
{
    uint32_t n = 0;

    for (size_t i = 0; i + 1 < s.len; i++) {
        unsigned char lead = (unsigned char)s.ptr[i], code = (unsigned char)s.ptr[i + 1];

        if (lead != 0xC2 && lead != 0xC3)
            continue;
        code = (unsigned char)(lead == 0xC3 ? code + 0x40 : code);
        n += code >= 0xA0 && strange_codes[(code - 0xA0) / 32] >> (code % 32) & 1;
    }
    return n >= STRANGE_LEAST;
}

enum charset charset_typed(struct arena *a, str text)
{
    if (!has_strange_codes(text))
        return CHARSET_UTF8;

    uint32_t here = count_common(a, CHARSET_UTF8, text, true);
    enum charset set = best_charset(a, text, true, WORDS_LEAST);

    return set != CHARSET_UTF8 && 4 * count_common(a, set, text, true) > here ? set : CHARSET_UTF8;
}

bool charset_typed_in(struct arena *a, str para, enum charset set)
{
    return has_high_codes(para) && !has_unicode_letters(para) &&
           count_common(a, set, para, true) >= count_common(a, CHARSET_UTF8, para, true);
}

/* -- whole texts -- */

static uint32_t utf16_unit(str s, size_t at, bool big)
{
    unsigned char first = (unsigned char)s.ptr[at], second = (unsigned char)s.ptr[at + 1];

    return big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
}

static str decode_utf16(struct job *j, str s, bool big)
{
    struct buf out;

    buf_init(&out, j->arena);
    for (size_t at = 2; at + 1 < s.len; at += 2) {
        uint32_t cp = utf16_unit(s, at, big);

        if (cp >= 0xD800 && cp < 0xDC00 && at + 3 < s.len) {
            uint32_t low = utf16_unit(s, at + 2, big);

            if (low >= 0xDC00 && low < 0xE000) {
                cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        utf8_put(&out, cp >= 0xD800 && cp < 0xE000 ? 0xFFFD : cp);
    }
    return buf_str(&out);
}

static str decode_text(struct job *j, str s, enum charset set)
{
    struct buf out;

    buf_init(&out, j->arena);
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += charset_next(set, s, at, false, &cp);
        utf8_put(&out, cp == UTF8_BAD ? 0xFFFD : cp);
    }
    return buf_str(&out);
}

enum { CHECKED = 32 };          /* bytes of a text that are looked at together */

/* Passes over the next bytes of s, at least two behind its front, when they are letters of
 * ASCII, of two bytes, and of three up to U+CFFF, as in nearly every text: a byte goes on where
 * the one before it or the one before that says so, and nowhere else. Gives the bytes of whole
 * letters, 0 when a closer look is needed, and adds the letters above ASCII to *good. */
static size_t usual_letters(str s, size_t at, uint32_t *good)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    unsigned char odd = (p[-1] >= 0xC2) | (p[-2] >= 0xE1), leads = 0;

    for (int k = 0; k < CHECKED; k++) {
        unsigned char c = p[k];
        bool tail = (c & 0xC0) == 0x80, wanted = (p[k - 1] >= 0xC2) | (p[k - 2] >= 0xE1);

        odd |= (tail != wanted) | (c == 0xC0) | (c == 0xC1) | (c == 0xE0) | (c >= 0xED);
        leads = (unsigned char)(leads + (c >= 0xC2));
    }
    if (odd)
        return 0;

    size_t cut = p[CHECKED - 1] >= 0xC2 ? 1 : p[CHECKED - 2] >= 0xE1 ? 2 : 0;

    *good += (uint32_t)leads - (cut ? 1 : 0);
    return CHECKED - cut;
}

/* Bytes that begin no letter of UTF-8, and letters of it above ASCII. */
static void count_letters(str s, uint32_t *bad, uint32_t *good)
{
    *bad = *good = 0;
    s = str_sub(s, 0, CHARSET_PROBE);
    for (size_t at = 0; at < s.len;) {
        size_t usual = at >= 2 && at + CHECKED <= s.len ? usual_letters(s, at, good) : 0;
        size_t end = usual ? 0 : at + CHECKED < s.len ? at + CHECKED : s.len;

        at += usual;
        while (at < end) {
            uint32_t cp;

            at += utf8_next(s, at, &cp);
            *bad += cp == UTF8_BAD;
            *good += cp != UTF8_BAD && cp >= 0x80;
        }
    }
}

status charset_text(struct job *j, str name, str bytes, str *out)
{
    uint32_t bad, good;
    enum charset set;

    *out = bytes;
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) {
        *out = decode_utf16(j, bytes, bytes.ptr[0] == '\xFE');
        return OK;
    }
    count_letters(bytes, &bad, &good);
    if (bad <= good / 8)
        return OK;              /* UTF-8, perhaps with a slip */
    set = best_charset(j->arena, bytes, false, WORDS_LEAST);
    if (set == CHARSET_UTF8 && bad <= SLIPS)
        return OK;
    if (set == CHARSET_UTF8)
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» không phải văn bản UTF-8, cũng không nhận ra bảng mã TCVN3 "
                        "(.VnTime), VNI hay Windows-1258: hãy lưu lại bằng Unicode (UTF-8)",
                        "«%.*s» is no UTF-8 text, nor one in TCVN3 (.VnTime), VNI or Windows-1258 "
                        "as far as can be told: save it as Unicode (UTF-8)", STRF(name));
    *out = decode_text(j, bytes, set);
    return OK;
}

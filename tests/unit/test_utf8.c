/* test_utf8.c -- decoding, letters, composing, tones. */
#include "t.h"

#include "base/utf8.h"

#include <string.h>

void test_utf8(void);

static const struct {
    const char *bytes;
    size_t len;
    uint32_t cp;
} decode_cases[] = {
    { "a", 1, 'a' },
    { "\x7F", 1, 0x7F },
    { "\xC2\x80", 2, 0x80 },
    { "\xDF\xBF", 2, 0x7FF },
    { "\xE0\xA0\x80", 3, 0x800 },
    { "ế", 3, 0x1EBF },
    { "\xED\x9F\xBF", 3, 0xD7FF },
    { "\xEE\x80\x80", 3, 0xE000 },
    { "\xEF\xBF\xBF", 3, 0xFFFF },
    { "\xF0\x90\x80\x80", 4, 0x10000 },
    { "\xF4\x8F\xBF\xBF", 4, 0x10FFFF },
    { "\x80", 1, UTF8_BAD },                /* begins none */
    { "\xC1\xBF", 1, UTF8_BAD },            /* longer than need be */
    { "\xE0\x9F\xBF", 1, UTF8_BAD },
    { "\xF0\x8F\xBF\xBF", 1, UTF8_BAD },
    { "\xED\xA0\x80", 1, UTF8_BAD },        /* half a pair */
    { "\xF4\x90\x80\x80", 1, UTF8_BAD },    /* beyond the last */
    { "\xF5\x80\x80\x80", 1, UTF8_BAD },
    { "\xFF", 1, UTF8_BAD },
    { "\xC3", 1, UTF8_BAD },                /* cut off */
    { "\xE1\xBA", 1, UTF8_BAD },
    { "\xF0\x9F\x98", 1, UTF8_BAD },
    { "\xC3z", 1, UTF8_BAD },
    { "\xE1\xBAz", 1, UTF8_BAD },
};

static void test_decode(void)
{
    for (size_t i = 0; i < sizeof decode_cases / sizeof *decode_cases; i++) {
        uint32_t cp;
        size_t n = utf8_next(str_from(decode_cases[i].bytes), 0, &cp);

        T(n == decode_cases[i].len && cp == decode_cases[i].cp, "case %zu: %zu bytes, U+%04X", i, n,
          (unsigned)cp);
    }
    T(utf8_count(STR("tỷ đồng")) == 7, "counted");
    T(utf8_count(STR("\xC3\x28\xFF")) == 3, "bad bytes count as one");
    T(utf8_count((str){ NULL, 0 }) == 0, "nothing");
    for (size_t n = 0; n < 60; n++) {   /* of a long text the characters are the same */
        str text = str_sub(STR("tổng sản lượng lương thực có hạt ước đạt 128,5 nghìn tấn"), 0, n);
        size_t starts = 0;

        for (size_t i = 0; i < n; i++)
            starts += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        T(utf8_starts(text) == starts, "%zu bytes", n);
    }
    T(utf8_width(STR("tỷ đồng")) == 7, "composed");
    T(utf8_width(STR("ty\xCC\x89 đo\xCC\x82\xCC\x80ng")) == 7, "decomposed");
    T(utf8_width(STR("a\xE2\x80\x8B" "b\xC2\xAD")) == 2, "unseen");
    T(utf8_width(STR("\xE6\xBC\xA2")) == 2, "wide");
}

/* The alphabet in pairs, no letter computed from another. */
static const char *const both_cases[] = {
    "aA", "ăĂ", "âÂ", "bB", "cC", "dD", "đĐ", "eE", "êÊ", "gG", "hH", "iI", "kK", "lL", "mM", "nN",
    "oO", "ôÔ", "ơƠ", "pP", "qQ", "rR", "sS", "tT", "uU", "ưƯ", "vV", "xX", "yY", "zZ",
    "àÀ", "áÁ", "ảẢ", "ãÃ", "ạẠ", "ằẰ", "ắẮ", "ẳẲ", "ẵẴ", "ặẶ", "ầẦ", "ấẤ", "ẩẨ", "ẫẪ", "ậẬ",
    "èÈ", "éÉ", "ẻẺ", "ẽẼ", "ẹẸ", "ềỀ", "ếẾ", "ểỂ", "ễỄ", "ệỆ", "ìÌ", "íÍ", "ỉỈ", "ĩĨ", "ịỊ",
    "òÒ", "óÓ", "ỏỎ", "õÕ", "ọỌ", "ồỒ", "ốỐ", "ổỔ", "ỗỖ", "ộỘ", "ờỜ", "ớỚ", "ởỞ", "ỡỠ", "ợỢ",
    "ùÙ", "úÚ", "ủỦ", "ũŨ", "ụỤ", "ừỪ", "ứỨ", "ửỬ", "ữỮ", "ựỰ", "ỳỲ", "ýÝ", "ỷỶ", "ỹỸ", "ỵỴ",
    "ñÑ", "çÇ", "öÖ", "ÿŸ", "šŠ", "łŁ", "žŽ", "жЖ", "ёЁ",
};

static void test_case(void)
{
    for (size_t i = 0; i < sizeof both_cases / sizeof *both_cases; i++) {
        str s = str_from(both_cases[i]);
        uint32_t small, capital;
        size_t n = utf8_next(s, 0, &small);

        utf8_next(s, n, &capital);
        T(utf8_lower(capital) == small && utf8_lower(small) == small, "%s", both_cases[i]);
        T(utf8_is_upper(capital) && !utf8_is_upper(small), "%s", both_cases[i]);
        T(utf8_is_letter(capital) && utf8_is_letter(small), "%s", both_cases[i]);
    }

    static const uint32_t others[] = {
        0, '0', '@', '[', '`', '{', 0xD7, 0xF7, 0xDF, 0x2013, 0x3042, 0x1F600, 0x10FFFF, UTF8_BAD,
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        T(utf8_lower(others[i]) == others[i], "U+%04X has no case", (unsigned)others[i]);
        T(others[i] == 0xDF || !utf8_is_letter(others[i]), "U+%04X", (unsigned)others[i]);
    }
}

/* Every vowel under every tone, as one letter and as base and marks. */
static const struct {
    const char *letter;
    const char *base;           /* without diacritics */
    uint32_t shape;             /* circumflex, breve, horn, or 0 */
    const char *tones;          /* huyền sắc hỏi ngã nặng */
} vowel_rows[] = {
    { "a", "a", 0,      "àáảãạ" }, { "ă", "a", 0x306, "ằắẳẵặ" }, { "â", "a", 0x302, "ầấẩẫậ" },
    { "e", "e", 0,      "èéẻẽẹ" }, { "ê", "e", 0x302, "ềếểễệ" }, { "i", "i", 0,     "ìíỉĩị" },
    { "o", "o", 0,      "òóỏõọ" }, { "ô", "o", 0x302, "ồốổỗộ" }, { "ơ", "o", 0x31B, "ờớởỡợ" },
    { "u", "u", 0,      "ùúủũụ" }, { "ư", "u", 0x31B, "ừứửữự" }, { "y", "y", 0,     "ỳýỷỹỵ" },
    { "A", "A", 0,      "ÀÁẢÃẠ" }, { "Ă", "A", 0x306, "ẰẮẲẴẶ" }, { "Â", "A", 0x302, "ẦẤẨẪẬ" },
    { "E", "E", 0,      "ÈÉẺẼẸ" }, { "Ê", "E", 0x302, "ỀẾỂỄỆ" }, { "I", "I", 0,     "ÌÍỈĨỊ" },
    { "O", "O", 0,      "ÒÓỎÕỌ" }, { "Ô", "O", 0x302, "ỒỐỔỖỘ" }, { "Ơ", "O", 0x31B, "ỜỚỞỠỢ" },
    { "U", "U", 0,      "ÙÚỦŨỤ" }, { "Ư", "U", 0x31B, "ỪỨỬỮỰ" }, { "Y", "Y", 0,     "ỲÝỶỸỴ" },
};

static const uint32_t tone_marks[] = { 0x300, 0x301, 0x309, 0x303, 0x323 };

static void check_vowel(size_t row)
{
    uint32_t letter, base, shape = vowel_rows[row].shape;
    str tones = str_from(vowel_rows[row].tones);
    int tone;

    utf8_next(str_from(vowel_rows[row].letter), 0, &letter);
    utf8_next(str_from(vowel_rows[row].base), 0, &base);
    if (shape)
        T(utf8_compose(base, shape) == letter, "%s from its shape", vowel_rows[row].letter);
    T(utf8_untone(letter, &tone) == utf8_lower(letter) && tone == 0, "%s", vowel_rows[row].letter);
    T(utf8_strip(letter) == utf8_lower(base), "%s", vowel_rows[row].letter);
    for (int i = 1; i <= 5; i++) {
        uint32_t toned, mark = tone_marks[i - 1];

        tones = str_sub(tones, utf8_next(tones, 0, &toned), SIZE_MAX);
        T(utf8_compose(letter, mark) == toned, "%s with tone %d", vowel_rows[row].letter, i);
        if (shape)
            T(utf8_compose(utf8_compose(base, mark), shape) == toned,
              "%s with tone %d before its shape", vowel_rows[row].letter, i);
        T(utf8_untone(toned, &tone) == utf8_lower(letter) && tone == i, "tone %d of %s", i,
          vowel_rows[row].letter);
        T(utf8_strip(toned) == utf8_lower(base), "%s with tone %d", vowel_rows[row].letter, i);
        T(utf8_compose(toned, mark) == 0, "no second tone on %s", vowel_rows[row].letter);
    }
}

static void test_vowels(void)
{
    int tone;

    for (size_t i = 0; i < sizeof vowel_rows / sizeof *vowel_rows; i++)
        check_vowel(i);
    T(utf8_compose('a', 0x340) == 0xE0 && utf8_compose('a', 0x341) == 0xE1, "the old tone marks");
    T(utf8_compose('b', 0x300) == 0 && utf8_compose('a', 0x31B) == 0, "no such letters");
    T(utf8_compose('a', 0x308) == 0 && utf8_compose(0x130, 0x301) == 0, "not Vietnamese");
    T(utf8_compose(0, 0x301) == 0 && utf8_compose(UTF8_BAD, 0x301) == 0, "no base");
    T(utf8_strip(0x111) == 'd' && utf8_strip(0x110) == 'd', "đ");
    T(utf8_untone(0x110, &tone) == 0x111 && tone == 0, "đ has no tone");
    T(utf8_is_mark(0x323) && !utf8_is_mark('a') && !utf8_is_mark(0x2BC), "marks");
}

void test_utf8(void)
{
    test_decode();
    test_case();
    test_vowels();
}

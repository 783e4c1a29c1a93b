/* test_fold.c -- one form for the many ways of writing a word. */
#include "t.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void test_fold(void);

static void no_room(void *arg)
{
    (void)arg;
}

static const struct {
    const char *word, *want;
} word_cases[] = {
    { "", "" },
    { "Hộ", "hộ" },
    { "ĐIỆN BIÊN", "điện biên" },
    { "Ðiện", "điện" },                         /* Eth for Đ */
    { "Ư\xCC\xA3", "ự" },
    { "Vie\xCC\xA3\xCC\x82t", "việt" },         /* tone before shape */
    { "Vie\xCC\x82\xCC\xA3t", "việt" },
    { "nghe\xCC\x80o", "nghèo" },
    { "hoa\xCC\x80", "hòa" },

    /* The open syllables that two habits write differently. */
    { "hoà", "hòa" }, { "hoá", "hóa" }, { "hoả", "hỏa" }, { "hoã", "hõa" }, { "hoạ", "họa" },
    { "hoè", "hòe" }, { "khoé", "khóe" }, { "khoẻ", "khỏe" },
    { "khoẽ", "khõe" }, { "khoẹ", "khọe" },
    { "uỳ", "ùy" }, { "tuý", "túy" }, { "thuỷ", "thủy" }, { "luỹ", "lũy" }, { "tuỵ", "tụy" },
    { "HOÀ", "hòa" }, { "Uỷ ban", "ủy ban" }, { "hoà/thuỷ", "hòa/thủy" }, { "hoá2", "hóa2" },
    { "hòa", "hòa" }, { "lũy kế", "lũy kế" }, { "khoá XV", "khóa xv" },

    /* Where both habits agree nothing moves. */
    { "hoàn", "hoàn" }, { "ngoài", "ngoài" }, { "xoáy", "xoáy" }, { "huỳnh", "huỳnh" },
    { "quý", "quý" }, { "QUỸ", "quỹ" }, { "quá", "quá" }, { "quản", "quản" }, { "quẻ", "quẻ" },
    { "giá", "giá" }, { "già", "già" }, { "kỳ", "kỳ" }, { "tỷ", "tỷ" }, { "xoè", "xòe" },
    { "tuần", "tuần" }, { "chuyển", "chuyển" }, { "thuở", "thuở" }, { "khuỷu", "khuỷu" },

    /* Tones put on the wrong vowel in typing. */
    { "qúy", "quý" }, { "Qúy I", "quý i" }, { "hòan", "hoàn" }, { "tòan tỉnh", "toàn tỉnh" },
    { "ngòai", "ngoài" }, { "hùynh", "huỳnh" }, { "tõen", "toẽn" }, { "đựơc", "được" },
    { "tỉên", "tiển" }, { "gìơ", "giờ" }, { "tíên", "tiến" }, { "điạ", "địa" }, { "cuả", "của" },
    { "chưã", "chữa" }, { "qùyt", "quỳt" }, { "ùyễ", "uỳễ" },

    /* Signs. */
    { "2021–2025", "2021-2025" }, { "2021—2025", "2021-2025" }, { "−5", "-5" }, { "a‑b", "a-b" },
    { "“trong đó”", "\"trong đó\"" }, { "‘a’", "'a'" }, { "«a»", "\"a\"" },
    { "5\xC2\xA0%", "5 %" }, { "5\xE2\x80\xAF%", "5 %" },
    { "ng\xC2\xADười", "người" }, { "\xEF\xBB\xBFhộ", "hộ" }, { "a\xE2\x80\x8B\xCC\x81", "á" },
    { "m²", "m²" }, { "12,5‰", "12,5‰" }, { "漢", "漢" },

    /* What is broken stays apart from every letter. */
    { "\xC3", "\x1A" }, { "h\xE1\xBBx", "h\x1A\x1Ax" }, { "\xCC\x81" "a", "\xCC\x81" "a" },
    { "b\xCC\x81", "b\xCC\x81" }, { "á\xCC\x80", "á\xCC\x80" }, { "hoà\xCC\x88", "hoà\xCC\x88" },
};

static void check_fold(const char *word, const char *want)
{
    char out[256], again[300];
    size_t n = fold_word(str_from(word), out);
    str got = { out, n };

    T(str_eq(got, str_from(want)), "«%s» gives «%.*s», want «%s»", word, STRF(got), want);

    size_t m = fold_word(got, again);

    T(str_eq((str){ again, m }, got), "«%s» folded twice is «%.*s»", word, (int)m, again);
}

static void test_words(void)
{
    for (size_t i = 0; i < sizeof word_cases / sizeof *word_cases; i++)
        check_fold(word_cases[i].word, word_cases[i].want);
}

static void test_text(struct arena *a)
{
    T(str_eq(fold_text(a, STR("  Uỷ\tban \r\n nhân  dân ")), STR("ủy ban nhân dân")), "blanks");
    T(fold_text(a, STR(" \n ")).len == 0 && fold_text(a, (str){ NULL, 0 }).len == 0, "nothing");
    T(str_eq(fold_strip(a, STR("Tỷ lệ  ĐÔ THỊ HOÁ")), STR("ty le do thi hoa")), "stripped");
    T(str_eq(fold_strip(a, STR("b\xCC\x81" "e")), STR("be")), "marks on nothing go");
    T(str_eq(fold_strip(a, STR("a \xCC\x81 b")), STR("a b")), "and leave one blank");
    T(str_eq(fold_strip(a, STR("Ngoḳ Kŕai ñ ç ł ÷")), STR("ngok krai n c l ÷")), "other marks");
}

/* Any text: folding is done at most once, grows within its bound, and does not
 * tell composed from decomposed. */
static void test_laws(uint64_t seed)
{
    static const char *const piece[] = {
        "a", "e", "o", "u", "i", "y", "q", "g", "n", "t", "h", " ", "-", "5", "à", "á", "ả", "ã",
        "ạ", "ò", "õ", "ủ", "ụ", "ý", "ỹ", "ẽ", "ê", "ơ", "ư", "ứ", "í", "ĩ", "đ", "Ð", "–",
        "\xCC\x80", "\xCC\x81", "\xCC\x82", "\xCC\x9B", "\xCC\xA3", "\xC2\xAD", "\xC3", "\xE1",
        "\x80", "Õ", "Ỹ", "â", "ô", "ă",
    };

    for (int i = 0; i < 40000; i++) {
        char word[128] = "", one[300], two[700];
        uint64_t length = t_draw(&seed) % 12;

        for (uint64_t k = 0; k < length; k++)
            strncat(word, piece[t_draw(&seed) % (sizeof piece / sizeof *piece)], 8);

        size_t n = fold_word(str_from(word), one);
        size_t m = fold_word((str){ one, n }, two);

        T(str_eq((str){ one, n }, (str){ two, m }), "«%s»: «%.*s», then «%.*s»", word, (int)n, one,
          (int)m, two);
        T(n <= strlen(word) + strlen(word) / 3, "«%s» grows to %zu", word, n);
    }
}

/* Base, then marks: what NFD makes of a word of Vietnamese letters. */
static void decompose(str s, char *out)
{
    static const uint32_t tone_mark[] = { 0, 0x300, 0x301, 0x309, 0x303, 0x323 };
    static const uint32_t shape_mark[] = { 0x302, 0x306, 0x31B };
    size_t len = 0;

    for (size_t i = 0; i < s.len;) {
        uint32_t cp, bare, shape = 0;
        int tone;

        i += utf8_next(s, i, &cp);
        bare = utf8_untone(cp, &tone);
        for (size_t k = 0; k < 3; k++)
            if (utf8_compose(utf8_strip(bare), shape_mark[k]) == bare)
                shape = shape_mark[k];

        uint32_t parts[] = { shape ? utf8_strip(bare) : bare, shape, tone_mark[tone] };

        for (size_t k = 0; k < 3; k++)
            if (parts[k] && parts[k] < 0x80)
                out[len++] = (char)parts[k];
            else if (parts[k]) {
                out[len++] = (char)(0xC0 | parts[k] >> 6);
                out[len++] = (char)(0x80 | (parts[k] & 0x3F));
            }
    }
    out[len] = 0;
}

/* Highland names as they are often typed: a tone on the consonant, Ngoḳ, Kŕai. */
static bool marks_consonant(str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t cp, bare;

        i += utf8_next(s, i, &cp);
        bare = utf8_strip(cp);
        if (utf8_is_mark(cp) || (cp > 0x7F && cp != 0x111 && !strchr("aeiouy", (int)bare)))
            return true;
    }
    return false;
}

static void check_forms(struct arena *a, str id, str kind, str form_a, str form_b, str key)
{
    str fa = fold_text(a, form_a), fb = fold_text(a, form_b);
    char apart[512];

    if (str_starts(kind, STR("tone")) || str_starts(kind, STR("strip")))
        T(str_eq(fold_strip(a, form_a), key) && str_eq(fold_strip(a, form_b), key), "%.*s: key",
          STRF(id));
    if (marks_consonant(fa))
        return;
    if (str_eq(kind, STR("tone-old-new")) || str_eq(kind, STR("tone-variant")) ||
        str_eq(kind, STR("tone-misplaced")))
        T(str_eq(fa, fb), "%.*s: «%.*s» and «%.*s» differ: «%.*s», «%.*s»", STRF(id), STRF(form_a),
          STRF(form_b), STRF(fa), STRF(fb));
    if (fa.len < 100) {
        decompose(fa, apart);
        T(str_eq(fold_text(a, str_from(apart)), fa), "%.*s: «%.*s» apart and together", STRF(id),
          STRF(fa));
    }
}

static void test_conformance(struct arena *a)
{
    const char *path = t_shared("conformance/tone_spelling.tsv");
    FILE *f = path ? fopen(path, "r") : NULL;
    char line[4096];
    int rows = 0;

    if (!f)
        return;
    while (fgets(line, sizeof line, f)) {
        str rest = str_from(line), field[6] = { { NULL, 0 } };

        for (size_t i = 0; i < 6; i++)
            str_split(&rest, '\t', &field[i]);
        if (rows++ > 0)
            check_forms(a, field[0], field[1], field[2], field[3], field[5]);
    }
    fclose(f);
    T(rows > 300, "only %d rows in %s", rows, path);
}

void test_fold(void)
{
    struct arena *a = arena_open(1 << 24, no_room, NULL);

    if (!T(a, "an arena"))
        return;
    test_words();
    test_text(a);
    test_laws(t_seed());
    test_conformance(a);
    arena_close(a);
}

/* test_numeral.c -- numbers said in words. */
#include "lex/numeral.h"

#include "base/utf8.h"
#include "t.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 64 };

/* words folded one by one, in the caller's room. */
static uint32_t fold_words(const char *text, char *room, str *word)
{
    str rest = str_from(text), part;
    uint32_t n = 0;

    while (n < WORDS && str_split(&rest, ' ', &part)) {
        word[n].ptr = room;
        word[n].len = fold_word(part, room);
        room += word[n++].len;
    }
    return n;
}

static uint32_t say(const char *text, enum numeral_style style, struct numeral *out)
{
    char room[2048];
    str word[WORDS];
    uint32_t n = fold_words(text, room, word);

    return numeral_read(word, n, style, out);
}

/* `taken` words make `value`; 0 words: no number. value "": not to be told. */
static const struct {
    const char *text;
    enum numeral_style style;
    uint32_t taken;
    enum numeral_kind kind;
    const char *value;
} saying[] = {
    { "không", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "0" },
    { "một", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "1" },
    { "một đơn vị cấp huyện", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "1" },
    { "mười", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "10" },
    { "Mười lăm", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "15" },
    { "mười nhăm", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "15" },
    { "hai mươi mốt xã", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "21" },
    { "HAI MƯƠI TƯ", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "24" },
    { "hai mươi bốn", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "24" },
    { "hai mười mốt", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "21" },
    { "ba chục", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "30" },
    { "một trăm linh năm", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "105" },
    { "một trăm lẻ bảy hộ", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "107" },
    { "năm trăm mười", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "510" },
    { "hai nghìn không trăm hai mươi lăm", NUMERAL_WRITTEN, 7, NUMERAL_CARDINAL, "2025" },
    { "hai ngàn linh chín", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "2009" },
    { "một triệu hai nghìn", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "1002000" },
    { "một triệu năm nghìn", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "1005000" },
    { "hai vạn năm nghìn", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "25000" },
    { "hai nghìn tỷ đồng", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "2000000000000" },
    { "một nghìn hai trăm tỷ năm trăm triệu", NUMERAL_WRITTEN, 8, NUMERAL_CARDINAL,
      "1200500000000" },
    { "một tỷ rưỡi", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "1500000000" },
    { "tám trăm rưỡi", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "850" },
    { "nửa triệu", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "500000" },
    { "một nửa", NUMERAL_WRITTEN, 2, NUMERAL_FRACTION, "0.5" },
    { "không phẩy năm", NUMERAL_WRITTEN, 3, NUMERAL_DECIMAL, "0.5" },
    { "không phẩy năm phần trăm", NUMERAL_WRITTEN, 3, NUMERAL_DECIMAL, "0.5" },
    { "mười phẩy không hai", NUMERAL_WRITTEN, 4, NUMERAL_DECIMAL, "10.02" },
    { "ba phẩy bảy mươi lăm", NUMERAL_WRITTEN, 5, NUMERAL_DECIMAL, "3.75" },
    { "một phẩy bốn mươi lăm triệu", NUMERAL_WRITTEN, 6, NUMERAL_DECIMAL, "1450000" },
    { "hai phẩy năm tỷ đồng", NUMERAL_WRITTEN, 4, NUMERAL_DECIMAL, "2500000000" },
    { "sáu mươi phẩy hai bốn không", NUMERAL_WRITTEN, 6, NUMERAL_DECIMAL, "60.240" },
    { "ba phần tư", NUMERAL_WRITTEN, 3, NUMERAL_FRACTION, "0.75" },
    { "hai phần ba", NUMERAL_WRITTEN, 3, NUMERAL_FRACTION, "" },
    { "năm và một phần hai", NUMERAL_WRITTEN, 5, NUMERAL_FRACTION, "5.5" },
    { "ba mươi phần trăm", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "30" },     /* a unit follows */
    { "hai phần việc", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "2" },
    { "hai và ba xã", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "2" },
    { "thứ nhất", NUMERAL_WRITTEN, 2, NUMERAL_ORDINAL, "1" },
    { "thứ nhì", NUMERAL_WRITTEN, 2, NUMERAL_ORDINAL, "2" },
    { "thứ tư", NUMERAL_WRITTEN, 2, NUMERAL_ORDINAL, "4" },
    { "thứ hai mươi mốt", NUMERAL_WRITTEN, 4, NUMERAL_ORDINAL, "21" },
    { "thứ tự", NUMERAL_WRITTEN, 0, NUMERAL_ORDINAL, "" },
    { "âm ba mươi hai", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "-32" },
    { "âm nhạc", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "ba nghìn năm", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "3000" },        /* years */
    { "hai mươi năm", NUMERAL_WRITTEN, 2, NUMERAL_CARDINAL, "20" },
    { "năm năm", NUMERAL_WRITTEN, 1, NUMERAL_CARDINAL, "5" },
    { "trăm", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },                    /* hàng trăm */
    { "triệu đồng", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "tư vấn", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "mươi ngày", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "hai ba xã", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },               /* two or three */
    { "hai nghìn ba", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "một trăm hai", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "hai triệu ba trăm triệu", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" }, /* no order */
    { "một tỷ hai nghìn tỷ", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "hai nghìn lẻ", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "ba phẩy", NUMERAL_WRITTEN, 0, NUMERAL_CARDINAL, "" },
    { "bảy tỷ tỷ tỷ", NUMERAL_WRITTEN, 4, NUMERAL_CARDINAL, "" },            /* too big */
    { "chín tỷ tỷ", NUMERAL_WRITTEN, 3, NUMERAL_CARDINAL, "9000000000000000000" },
    { "hai mốt", NUMERAL_SPOKEN, 2, NUMERAL_CARDINAL, "21" },
    { "một trăm hai", NUMERAL_SPOKEN, 3, NUMERAL_CARDINAL, "120" },
    { "bốn trăm sáu triệu", NUMERAL_SPOKEN, 4, NUMERAL_CARDINAL, "460000000" },
    { "bốn triệu sáu", NUMERAL_SPOKEN, 3, NUMERAL_CARDINAL, "4600000" },
    { "một trên hai", NUMERAL_SPOKEN, 3, NUMERAL_FRACTION, "0.5" },
    { "trăm", NUMERAL_SPOKEN, 1, NUMERAL_CARDINAL, "100" },
    { "hai mươi chấm tư", NUMERAL_SPOKEN, 4, NUMERAL_DECIMAL, "20.4" },
};

static void test_sayings(void)
{
    for (size_t i = 0; i < sizeof saying / sizeof *saying; i++) {
        struct numeral out = { 0 };
        char text[DEC_TEXT] = "";
        uint32_t taken = say(saying[i].text, saying[i].style, &out);

        T(taken == saying[i].taken, "«%s» takes %u words", saying[i].text, taken);
        if (taken == 0 || taken != saying[i].taken)
            continue;
        if (out.has_value)
            dec_format_plain(out.value, text);
        T(out.kind == saying[i].kind, "«%s» is of kind %d", saying[i].text, out.kind);
        T(strcmp(text, saying[i].value) == 0, "«%s» is «%s»", saying[i].text, text);
    }
}

/* Every number of 1 to 999999 in words, by the written grammar, reads back. */
static void put_word(char *out, const char *word)
{
    if (*out)
        strcat(out, " ");
    strcat(out, word);
}

static void say_group(int n, bool full, char *out)
{
    static const char *const digit[] = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy",
                                         "tám", "chín" };
    int tens = n / 10 % 10, unit = n % 10;

    if (full || n >= 100) {
        put_word(out, digit[n / 100]);
        put_word(out, "trăm");
        if (tens == 0 && unit)
            put_word(out, "linh");
    }
    if (tens == 1)
        put_word(out, "mười");
    if (tens > 1) {
        put_word(out, digit[tens]);
        put_word(out, "mươi");
    }
    if (unit || n == 0)
        put_word(out, unit == 5 && tens ? "lăm" : unit == 1 && tens > 1 ? "mốt"
                    : unit == 4 && tens > 1 ? "tư" : digit[unit]);
}

static void test_round_trip(void)
{
    for (int n = 1; n < 1000000; n += n < 2000 ? 1 : 773) {
        char text[256] = "";
        struct numeral out = { 0 };

        if (n >= 1000) {
            say_group(n / 1000, false, text);
            put_word(text, "nghìn");
        }
        if (n % 1000 || n < 1000)
            say_group(n % 1000, n >= 1000, text);
        say(text, NUMERAL_WRITTEN, &out);
        T(out.has_value && out.value.coef == n && out.value.scale == 0, "%d: %s", n, text);
    }
}

/* Any run of these words: never more than it has, the same when read again with
 * words of no number behind it, and refused when longer than a number may be. */
static void test_runs(uint64_t seed)
{
    static const char *const some[] = { "không", "một", "hai", "năm", "lăm", "mốt", "mười", "mươi",
                                        "trăm", "nghìn", "triệu", "tỷ", "linh", "phẩy", "phần",
                                        "rưỡi", "và", "âm", "thứ", "tư", "chục", "trên" };

    for (int i = 0; i < 20000; i++) {
        str word[WORDS];
        uint32_t n = (uint32_t)(t_draw(&seed) % 12) + 1;
        struct numeral a = { 0 }, b = { 0 };

        for (uint32_t k = 0; k < n; k++)
            word[k] = str_from(some[t_draw(&seed) % (sizeof some / sizeof *some)]);
        word[n] = STR("xã");

        enum numeral_style style = t_draw(&seed) % 2 ? NUMERAL_SPOKEN : NUMERAL_WRITTEN;
        uint32_t taken = numeral_read(word, n, style, &a);

        T(taken <= n, "%u of %u words", taken, n);
        T(numeral_read(word, n + 1, style, &b) == taken, "what follows changes nothing");
        T(memcmp(&a.value.coef, &b.value.coef, sizeof a.value.coef) == 0, "the same value");
        T(!a.has_value || a.value.coef != INT64_MIN, "a negative exists");
    }

    str word[WORDS];
    struct numeral out;

    for (uint32_t k = 0; k < WORDS; k++)
        word[k] = STR("tỷ");
    word[0] = STR("hai");
    T(numeral_read(word, WORDS, NUMERAL_WRITTEN, &out) == 0, "a long run is no number");
}

void test_numeral(void)
{
    test_sayings();
    test_round_trip();
    test_runs(t_seed());
}

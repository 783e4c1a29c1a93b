/* test_lex.c -- words, numbers with their readings, marks. */
#include "lex/amount.h"

#include "base/job.h"
#include "t.h"

#include <string.h>

/* The shapes that reports really print. `other` empty: only one reading. */
static const struct {
    const char *text;
    uint8_t form;
    const char *value, *other;
} shape[] = {
    { "80",             NUMBER_PLAIN,        "80",          "" },
    { "05",             NUMBER_PLAIN,        "05",          "" },       /* counts are padded */
    { "1051",           NUMBER_PLAIN,        "1051",        "" },       /* without its dot */
    { "11.765,280",     NUMBER_PLAIN,        "11765.280",   "" },
    { "0,84",           NUMBER_PLAIN,        "0.84",        "" },
    { "81.900.174.933", NUMBER_PLAIN,        "81900174933", "81900174.933" },
    { "3.450",          NUMBER_PLAIN,        "3450",        "3.450" },  /* 3.450 triệu */
    { "613,480",        NUMBER_PLAIN,        "613.480",     "613480" },
    { "1.193.668",      NUMBER_PLAIN,        "1193668",     "1193.668" },
    { "1224,2",         NUMBER_PLAIN,        "1224.2",      "" },
    { "19.5",           NUMBER_DOT_DECIMAL,  "19.5",        "" },
    { "46.4",           NUMBER_DOT_DECIMAL,  "46.4",        "" },
    { "52,45,1",        NUMBER_TWO_COMMAS,   "52.45",       "" },
    { "94 ,87",         NUMBER_BLANK_INSIDE, "94.87",       "" },
    { "1.2345.6",       NUMBER_ODD,          "",            "" },
    { "1,5.000",        NUMBER_ODD,          "",            "" },
    { "1,234,567.8",    NUMBER_ENGLISH,      "1234567.8",   "" },
    { "1,234,567",      NUMBER_ENGLISH,      "1234567",     "" },
    { "12,345.67",      NUMBER_ENGLISH,      "12345.67",    "" },
    { "1,23,456",       NUMBER_TWO_COMMAS,   "1.23",        "" },
    { "0,123,456",      NUMBER_TWO_COMMAS,   "0.123",       "" },
    { "1.234,567.8",    NUMBER_ODD,          "",            "" },
    { "56.78934",       NUMBER_DOT_DECIMAL,  "56.78934",    "56789" },  /* note 34 is glued */
    { "0.78934",        NUMBER_DOT_DECIMAL,  "0.78934",     "" },
    { "816 000 tấn",    NUMBER_BLANK_GROUPS, "816000",      "" },
    { "1 250 000 đồng", NUMBER_BLANK_GROUPS, "1250000",     "" },
    { "1 250 340 đồng", NUMBER_BLANK_GROUPS, "1250340",     "340" },
    { "12 345,6 ha",    NUMBER_BLANK_GROUPS, "12345.6",     "345.6" },
    { "12 050ha",       NUMBER_BLANK_GROUPS, "12050",       "" },
    { "12 345",         NUMBER_PLAIN,        "12",          "" },       /* no unit: a row */
    { "7 12 345 tấn",   NUMBER_PLAIN,        "7",           "" },
    { "12 34 567 tấn",  NUMBER_PLAIN,        "12",          "" },
    { "2020 150 hộ",    NUMBER_PLAIN,        "2020",        "" },
    { "05 120 hộ",      NUMBER_PLAIN,        "05",          "" },
    { "12  345 tấn",    NUMBER_PLAIN,        "12",          "" },
    { "12.",            NUMBER_PLAIN,        "12",          "" },       /* the stop is a mark */
};

static void read_number_as(const struct lexicon *l, struct arena *a, struct lex_room *room,
                           size_t i)
{
    uint32_t n;
    const struct token *t = lex_text(l, a, room, str_from(shape[i].text), &n);
    char value[DEC_TEXT] = "", other[DEC_TEXT] = "";

    if (!T(n >= 1 && t->kind == TOKEN_NUMBER, "%s is a number", shape[i].text))
        return;
    if (t->has_value)
        dec_format_plain(t->value, value);
    if (t->has_other)
        dec_format_plain(t->other, other);
    T(t->form == shape[i].form, "%s has form %d", shape[i].text, t->form);
    T(strcmp(value, shape[i].value[0] == '0' && shape[i].value[1] == '5' ? "5"
                                                                         : shape[i].value) == 0,
      "%s reads as %s", shape[i].text, value);
    T(strcmp(other, shape[i].other) == 0, "%s reads also as %s", shape[i].text, other);
}

static void test_words(const struct lexicon *l, struct arena *a, struct lex_room *room)
{
    uint32_t n;
    const struct token *t = lex_text(l, a, room, STR("Tăng hoà 15MW, m3; “HK.km” 3–5‰"), &n);

    if (!T(n == 14, "%u tokens", n))
        return;
    T(t[0].word == W_TANG && t[0].upper && !t[0].glued, "a verb with a capital");
    T(str_eq(t[1].fold, STR("hòa")), "the tone moves to its new place");
    T(t[2].kind == TOKEN_NUMBER && t[3].glued && str_eq(t[3].fold, STR("mw")), "a glued unit");
    T(t[4].kind == TOKEN_MARK && t[4].mark == ',', "a comma behind a unit is a mark");
    T(str_eq(t[5].fold, STR("m3")), "m3 is one word");
    T(t[7].mark == '"' && t[9].mark == '"', "typographic quotes");
    T(str_eq(t[8].fold, STR("hk.km")), "HK.km keeps its dot");
    T(t[11].kind == TOKEN_MARK && t[11].mark == '-', "an en dash is a dash");
    T(t[n].kind == TOKEN_END, "the end is marked");
}

/* What blanks group is one token; what a word before it names is not. */
static void test_groups(const struct lexicon *l, struct arena *a, struct lex_room *room)
{
    uint32_t n;
    const struct token *t = lex_text(l, a, room, STR("đạt 816 000 tấn, 1 050 000 kg"), &n);

    if (T(n == 6, "%u tokens", n))
        T(t[1].end == 14 && str_eq(t[1].fold, STR("816 000")) && t[2].kind == TOKEN_WORD &&
          t[4].value.coef == 1050000 && !t[4].glued, "two amounts");
    t = lex_text(l, a, room, STR("tháng 6 120 hộ"), &n);
    T(n == 4 && t[1].value.coef == 6 && t[2].value.coef == 120, "a month and a count");
    t = lex_text(l, a, room, STR("1 816 120 98 345 tấn"), &n);
    T(n == 6, "a row of figures: %u tokens", n);
}

/* Amounts of several tokens: `taken` tokens, value * 10^power. */
static const struct {
    const char *text;
    uint32_t taken;
    const char *value;
    int power;
} mixed[] = {
    { "1 tỷ 850 triệu USD", 4, "1850", 6 },
    { "2.150 tỷ 300 triệu đồng", 4, "2150300", 6 },
    { "3 triệu 250 nghìn lượt", 4, "3250", 3 },
    { "3 triệu 250,5 nghìn lượt", 4, "3250.5", 3 },
    { "2 nghìn 300 tỷ đồng", 4, "2300", 9 },
    { "1 tỷ 20 triệu 5 nghìn đồng", 6, "1020005", 3 },
    { "2 tỷ rưỡi đồng", 3, "2.5", 9 },
    { "12 nghìn tỷ 500 tỷ", 5, "12500", 9 },
    { "850 triệu USD", 0, "", 0 },
    { "1 tỷ 2.850 triệu", 0, "", 0 },          /* two amounts */
    { "1,5 tỷ 200 triệu", 0, "", 0 },
    { "200 triệu 1 tỷ", 0, "", 0 },
    { "5 tỷ 05 triệu", 0, "", 0 },
    { "5 tỷ, 300 triệu", 0, "", 0 },
};

static void test_amounts(const struct lexicon *l, struct arena *a, struct lex_room *room)
{
    uint32_t n;
    const struct token *t;
    struct numeral said;
    int64_t over = 0, under = 0;

    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
        struct lex_amount amount = { 0 };
        char text[DEC_TEXT] = "";

        t = lex_text(l, a, room, str_from(mixed[i].text), &n);

        uint32_t taken = lex_mixed_at(t, 0, n, &amount);

        T(taken == mixed[i].taken, "%s takes %u tokens", mixed[i].text, taken);
        if (taken)
            dec_format_plain(amount.value, text);
        T(strcmp(text, mixed[i].value) == 0 && amount.power == mixed[i].power, "%s is %s e%d",
          mixed[i].text, text, amount.power);
    }
    t = lex_text(l, a, room, STR("tại Hai mươi mốt, xã"), &n);
    T(lex_numeral_at(t, 0, n, NUMERAL_WRITTEN, &said) == 0, "tại is no number");
    T(lex_numeral_at(t, 1, n, NUMERAL_WRITTEN, &said) == 4 && said.value.coef == 21,
      "a number in words up to the comma");
    t = lex_text(l, a, room, STR("3/4 diện tích, 12/5/2024, 2/4, 1/2"), &n);
    T(lex_fraction_at(t, 0, n, &over, &under) == 3 && over == 3 && under == 4, "three quarters");
    T(lex_fraction_at(t, 6, n, &over, &under) == 6, "a day");
    T(lex_fraction_at(t, 12, n, &over, &under) == 12, "not in lowest digits");
    T(lex_fraction_at(t, n - 3, n, &over, &under) == n, "at the end");
}

static status run(struct job *j, void *arg)
{
    const struct lexicon *l = lexicon_known();
    struct lex_room room = { 0 };

    (void)arg;
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
        read_number_as(l, j->arena, &room, i);
    test_words(l, j->arena, &room);
    test_groups(l, j->arena, &room);
    test_amounts(l, j->arena, &room);
    return OK;
}

void test_lex(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run, NULL, NULL) == OK, "the lexer's tables");
}

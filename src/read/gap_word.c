/* gap_word.c -- the words of the headers of blank-separated tables, and lines of them. */
#include "read/gap_int.h"

#include "base/utf8.h"

#include <string.h>

/* Words that qualify a column but begin none. */
static const char header_qualifiers[][HEADER_WORD] = {
    "nam", "thang", "quy", "dau", "cuoi", "giao", "nghi", "quyet", "nq", "hdnd", "ubnd", "tinh",
    "huyen", "thanh", "pho", "tp", "trung", "uong", "tw", "bo", "theo", "cua", "voi", "sanh", "so",
    "tang", "giam", "duoc", "dat", "ke", "hoach", "kh", "chi", "tieu", "muc", "thuc", "hien", "th",
    "uoc", "uth", "truoc", "nay", "sau", "chu", "yeu", "den", "ngay", "giai", "doan", "cung", "ky",
    "binh", "quan", "dia", "phuong", "cap", "ca", "luy", "ket", "qua", "lieu", "phan",
    "ty", "le", "ti", "vi", "don", "hoan", "du", "toan", "bao", "cao", "dieu", "chinh", "gd",
    "tang/giam", "+", "+/-", "dt", "ck", "+,-", "-", "/", "%", "kh/th", "th/kh", "i", "ii",
    "iii", "iv", "dvt",
    "dai", "hoi", "dang", "nhiem", "khoa", "thu", "lan", "ten", "cac", "noi", "dung", "danh",
    "gia", "ghi", "tt", "stt", "trang", "trong", "do", "hang",
};

/* Further words of the label column's own name. */
static const char label_words[][HEADER_WORD] = {
    "kinh", "te", "xa", "hoi", "phat", "trien", "nhiem", "vu",
};

/* Words are filled up with zeros, so that they compare in one step. */
static bool among_words(const char text[HEADER_WORD], const char (*list)[HEADER_WORD], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[0] == list[i][0] && memcmp(text, list[i], HEADER_WORD) == 0)
            return true;
    return false;
}

bool gap_is_qualifier(const char text[HEADER_WORD])
{
    return among_words(text, header_qualifiers,
                       sizeof header_qualifiers / sizeof *header_qualifiers);
}

bool gap_is_label_word(const char text[HEADER_WORD])
{
    return among_words(text, label_words, sizeof label_words / sizeof *label_words);
}

void gap_read_header_word(str s, uint32_t line, struct header_word *out)
{
    size_t n = 0;
    bool first = true;

    while (s.len && strchr("([*", s.ptr[0]))
        s = str_sub(s, 1, s.len);
    while (s.len && strchr(")],.;:*", s.ptr[s.len - 1]))
        s.len--;
    memset(out->text, 0, sizeof out->text);
    out->capital = false;
    out->line = line;
    for (size_t i = 0; i < s.len;) {
        uint32_t cp, plain;

        if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') {
            cp = plain = (unsigned char)s.ptr[i++];
        } else {
            i += utf8_next(s, i, &cp);
            if (utf8_is_mark(cp))
                continue;
            plain = cp == 0x2013 || cp == 0x2014 ? '-' : utf8_strip(cp);
        }
        if (first)
            out->capital = !utf8_is_letter(cp) || utf8_is_upper(cp);
        first = false;
        if (plain >= 0x80 || n + 1 >= sizeof out->text) {
            memset(out->text, 0, sizeof out->text);
            return;
        }
        out->text[n++] = (char)plain;
    }
}

bool gap_header_year(const char *t)
{
    return (t[0] == '1' || t[0] == '2') && (t[1] == '9' || t[1] == '0') && t[2] >= '0' &&
           t[2] <= '9' && t[3] >= '0' && t[3] <= '9' && (t[4] == '\0' || t[4] == '-');
}

/* "2024/" with the base on the next line, "2024/2023". */
bool gap_header_year_slash(const char *t)
{
    return strspn(t, "0123456789") == 4 && t[4] == '/';
}

/* "9T", short for 9 tháng */
bool gap_header_months(const char *t)
{
    size_t n = strspn(t, "0123456789");

    return n >= 1 && n <= 2 && t[n] == 't' && t[n + 1] == '\0';
}

/* 6, 30/6/2022, 31/12: part of a date or a count of months. */
bool gap_header_number(const char *t)
{
    size_t n = strspn(t, "0123456789/");

    return n > 0 && t[n] == '\0' && t[0] != '/' && (n <= 2 || strchr(t, '/'));
}

/* U+00A0, which some programs put between words. */
static bool hard_blank(const struct source *src, uint32_t at, uint32_t end)
{
    return src->text.ptr[at] == '\xC2' && at + 1 < end && src->text.ptr[at + 1] == '\xA0';
}

/* Does any column begin so, or is it a word that qualifies one? */
bool gap_is_header_word(const char *t)
{
    char left[HEADER_WORD] = { 0 }, right[HEADER_WORD] = { 0 };
    const char *slash = strchr(t, '/');

    if (gap_is_qualifier(t) || gap_is_label_word(t) || gap_header_year(t) || gap_header_number(t) ||
        gap_header_months(t) ||
        strspn(t, "ivx") == strlen(t))
        return true;
    if (!slash || slash == t || slash[1] == '\0' || strchr(slash + 1, '/'))
        return false;
    memcpy(left, t, (size_t)(slash - t));       /* "2025/UTH", "hiện/Kế" */
    memcpy(right, slash + 1, strlen(slash + 1));
    return (gap_is_qualifier(left) || gap_header_year(left)) &&
           (gap_is_qualifier(right) || gap_header_year(right));
}

/* The words of a line, at most `cap` of them, with where they stand on it; their number,
 * or UINT32_MAX when there are more. */
uint32_t gap_read_line_words(const struct source *src, const struct lines *ls, uint32_t line,
                             struct header_word *word, struct piece *where, uint32_t cap)
{
    const struct line *l = &ls->line[line];
    uint32_t n = 0, left = 0;

    for (uint32_t at = l->start; at < l->end;) {
        uint32_t from = at, chars = 0;

        while (at < l->end && (unsigned char)src->text.ptr[at] > ' ' &&
               !hard_blank(src, at, l->end))
            chars += ((unsigned char)src->text.ptr[at++] & 0xC0) != 0x80;
        if (at == from) {
            at += hard_blank(src, at, l->end) ? 2 : 1;
            left++;
            continue;
        }
        if (n == cap)
            return UINT32_MAX;
        gap_read_header_word((str){ src->text.ptr + from, at - from }, line, &word[n]);
        word[n].left = (uint16_t)left;
        word[n].right = (uint16_t)(left += chars);
        where[n++] = (struct piece){ from, at };
    }
    return n;
}

/* "1 2 3 4 5", "A B 1 2 3", "(1) (2) (3)": numbers of the columns. */
bool gap_numbers_columns(const struct source *src, const struct line *l)
{
    unsigned last = 0, numbers = 0;

    for (uint32_t at = l->start; at < l->end;) {
        struct header_word w;
        uint32_t from = at;

        while (at < l->end && (unsigned char)src->text.ptr[at] > ' ')
            at++;
        if (at++ == from)
            continue;
        gap_read_header_word((str){ src->text.ptr + from, at - 1 - from }, 0, &w);
        if (w.text[0] >= 'a' && w.text[0] <= 'd' && w.text[1] == '\0' && numbers == 0)
            continue;

        size_t digits = strspn(w.text, "0123456789");
        unsigned n = 0;

        if (digits == 0 || digits > 2 || (w.text[digits] && w.text[digits] != '='))
            return false;
        for (size_t i = 0; i < digits; i++)
            n = n * 10 + (unsigned)(w.text[i] - '0');
        if (n != last + 1 && numbers > 0)
            return false;
        last = n;
        numbers++;
    }
    return numbers >= 3;
}

bool gap_header_may_begin(str line)
{
    struct header_word w;
    str s = str_trim(line);
    size_t end = 0;

    while (s.len && (s.ptr[0] == '*' || s.ptr[0] == '\f'))
        s = str_trim(str_sub(s, 1, s.len));
    if (s.len < 2 || !strchr("TSCDNM", s.ptr[0]))
        return false;
    while (end < s.len && (unsigned char)s.ptr[end] > ' ' && s.ptr[end] != '\xC2')
        end++;
    if (end > 8)
        return false;
    gap_read_header_word(str_sub(s, 0, end), 0, &w);
    return strcmp(w.text, "tt") == 0 || strcmp(w.text, "stt") == 0 || strcmp(w.text, "so") == 0 ||
           strcmp(w.text, "chi") == 0 || strcmp(w.text, "muc") == 0 ||
           strcmp(w.text, "tieu") == 0 || strcmp(w.text, "cac") == 0 ||
           strcmp(w.text, "ten") == 0 || strcmp(w.text, "danh") == 0 ||
           strcmp(w.text, "noi") == 0;
}

/* str.c -- borrowed slices of text. */
#include "base/str.h"

#include "base/window.h"

#include <string.h>

int str_cmp(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

str str_trim(str s)
{
    size_t from = 0, to = s.len;

    while (from < to && is_blank_byte(s.ptr[from]))
        from++;
    while (to > from && is_blank_byte(s.ptr[to - 1]))
        to--;
    return str_sub(s, from, to);
}

/* A byte of the needle that Vietnamese text has seldom: the last one of a letter with
 * two marks, else a capital or a sign; needle.len when there is none. */
static size_t seldom_byte(str needle)
{
    static const bool sign[256] = {
        ['*'] = true, ['<'] = true, ['>'] = true, ['['] = true, [']'] = true,
        [':'] = true, ['('] = true, [')'] = true, ['"'] = true,
    };

    for (size_t i = 2; i < needle.len; i++)
        if (needle.ptr[i - 2] == '\xE1')
            return i;
    for (size_t i = 0; i < needle.len; i++)
        if ((needle.ptr[i] >= 'A' && needle.ptr[i] <= 'Z') || sign[(unsigned char)needle.ptr[i]])
            return i;
    return needle.len;
}

/* In a short text nothing is won by choosing a byte. */
enum { SHORT_TEXT = 64 };

size_t str_find(str s, str needle)
{
    size_t at, end;
    const char *p;

    if (needle.len == 0 || s.len < needle.len)
        return needle.len ? SIZE_MAX : 0;
    at = needle.len > 1 && s.len > SHORT_TEXT ? seldom_byte(needle) : needle.len;
    if (at == needle.len) {
        p = memmem(s.ptr, s.len, needle.ptr, needle.len);
        return p ? (size_t)(p - s.ptr) : SIZE_MAX;
    }
    end = s.len - needle.len + at + 1;
    for (size_t i = at; i < end; i++) {
        p = memchr(s.ptr + i, needle.ptr[at], end - i);
        if (!p)
            break;
        i = (size_t)(p - s.ptr);
        if (p[needle.len - 1 - at] == needle.ptr[needle.len - 1] &&
            memcmp(p - at, needle.ptr, needle.len) == 0)
            return i - at;
    }
    return SIZE_MAX;
}

/* The first byte of first to last at or behind `from`; s.len when there is none. */
static inline size_t find_range(str s, size_t from, char first, char last)
{
    size_t i = from;

    for (; i + LANES <= s.len; i += LANES) {
        lanes bytes;
        uint64_t found;

        memcpy(&bytes, s.ptr + i, sizeof bytes);
        found = lanes_bits(lanes_within(bytes, (uint8_t)first, (uint8_t)last));
        if (found)
            return i + (size_t)__builtin_ctzll(found);
    }
    for (; i < s.len; i++)
        if (s.ptr[i] >= first && s.ptr[i] <= last)
            return i;
    return s.len;
}

size_t str_find_digit(str s, size_t from)
{
    return find_range(s, from, '0', '9');
}

size_t str_find_capital(str s, size_t from)
{
    return find_range(s, from, 'A', 'Z');
}

size_t str_search_from(struct str_search *f, size_t from)
{
    size_t best = f->text.len;

    for (size_t i = 0; f->set[i]; i++) {
        if (f->next[i] <= from) {
            const char *p = from < f->text.len
                          ? memchr(f->text.ptr + from, f->set[i], f->text.len - from) : NULL;

            f->next[i] = (p ? (size_t)(p - f->text.ptr) : f->text.len) + 1;
        }
        if (f->next[i] - 1 < best)
            best = f->next[i] - 1;
    }
    return best;
}

bool str_split(str *rest, char sep, str *field)
{
    if (!rest->ptr)
        return false;

    const char *p = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;

    if (!p) {
        *field = *rest;
        *rest = (str){ NULL, 0 };
        return true;
    }
    size_t at = (size_t)(p - rest->ptr);

    *field = (str){ rest->ptr, at };
    *rest = (str){ p + 1, rest->len - at - 1 };
    return true;
}

uint64_t str_hash_more(uint64_t hash, str s)
{
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    return hash;
}

uint64_t str_hash(str s)
{
    return str_hash_more(STR_HASH, s);
}

static uint64_t quick_mix(uint64_t h, uint64_t more)
{
    h = (h ^ more) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 32;
}

static uint64_t load_bytes(const char *p, size_t n)
{
    uint64_t bytes = 0;

    memcpy(&bytes, p, n);
    return bytes;
}

/* The last bytes of a text of less than eight: the first, the middle one and the last of
 * three or fewer, else two halves that may overlap. */
static uint64_t few_bytes(str s)
{
    if (s.len >= 4)
        return load_bytes(s.ptr, 4) | load_bytes(s.ptr + s.len - 4, 4) << 32;
    if (s.len == 0)
        return 0;
    return load_bytes(s.ptr, 1) | load_bytes(s.ptr + s.len / 2, 1) << 8
           | load_bytes(s.ptr + s.len - 1, 1) << 16;
}

uint64_t str_quick_hash(str s)
{
    uint64_t h = s.len;

    for (size_t at = 0; at + 8 < s.len; at += 8)
        h = quick_mix(h, load_bytes(s.ptr + at, 8));
    return quick_mix(h, s.len < 8 ? few_bytes(s) : load_bytes(s.ptr + s.len - 8, 8));
}

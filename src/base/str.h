/* str.h -- borrowed slices of text. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A slice owns nothing and is not NUL-terminated by promise. The empty slice
 * may have a null pointer. */
typedef struct {
    const char *ptr;
    size_t len;
} str;

/* Eight times the same byte, for work on eight bytes at once. */
#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* STR("literal"): a slice of a string literal. */
#define STR(lit) ((str){ "" lit, sizeof(lit) - 1 })

/* For printf("%.*s", STRF(s)). */
#define STRF(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* cstr may be NULL: empty. */
static inline str str_from(const char *cstr)
{
    return cstr ? (str){ cstr, strlen(cstr) } : (str){ NULL, 0 };
}

static inline bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The same of a C string, as they stand in lists of words; the first byte tells most apart. */
static inline bool str_is(str s, const char *cstr)
{
    if (s.len == 0)
        return cstr[0] == '\0';
    return s.ptr[0] == cstr[0] && strlen(cstr) == s.len && memcmp(s.ptr, cstr, s.len) == 0;
}

int str_cmp(str a, str b);                 /* byte order, shorter first */

/* The first byte tells most texts from a prefix, so it is looked at first. */
static inline bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 ||
            (s.ptr[0] == prefix.ptr[0] && memcmp(s.ptr, prefix.ptr, prefix.len) == 0));
}

static inline bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            (s.ptr[s.len - 1] == suffix.ptr[suffix.len - 1] &&
             memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0));
}

/* The bytes [from, to) of s; both are clipped to s. */
static inline str str_sub(str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    return from < to ? (str){ s.ptr + from, to - from } : (str){ NULL, 0 };
}

/* s without blanks (space, tab, CR, LF) at either end. */
str str_trim(str s);

/* Offset of the first occurrence of needle, or SIZE_MAX. */
size_t str_find(str s, str needle);

/* Offset of the first ASCII digit at or behind `from`; s.len when there is none. */
size_t str_find_digit(str s, size_t from);

/* The same of the first capital of ASCII. */
size_t str_find_capital(str s, size_t from);

/* Looks for the bytes of `set`, at most four and seldom ones, through a text from its
 * front to its end; next[] starts as zeroes. */
struct str_search {
    str text;
    const char *set;
    size_t next[4];             /* behind the next place of each, 0: not looked for yet */
};

/* Offset of the first of them at or behind `from`, which never goes back; text.len
 * when there is none. */
size_t str_search_from(struct str_search *f, size_t from);

/* Takes the part of *rest before the next sep (or all of it) and moves *rest
 * behind the sep. False when *rest was used up; an empty last field counts. */
bool str_split(str *rest, char sep, str *field);

uint64_t str_hash(str s);                  /* FNV-1a, stable between runs */

/* The hash of the text that `hash` is of with s behind it; STR_HASH is that of nothing. */
#define STR_HASH UINT64_C(14695981039346656037)
uint64_t str_hash_more(uint64_t hash, str s);

/* A quicker one, of eight bytes at a time, for tables in memory: other machines may have
 * another one of the same text. */
uint64_t str_quick_hash(str s);

#endif

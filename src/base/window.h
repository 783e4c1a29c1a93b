/* window.h -- which bytes of a text are of a kind, many at a time.
 *
 * A kind is told of eight bytes at once, by the highest bit of each; a window gathers those
 * of WINDOW bytes, so that what looks for something seldom goes from one place to the next. */
#ifndef BASE_WINDOW_H
#define BASE_WINDOW_H

#include "base/str.h"

enum { WINDOW = 64 };

/* Of eight bytes without their highest bits: the highest bit where one is at least `least`,
 * 1 .. 128; other bits are anything. */
static inline uint64_t bytes_from(uint64_t low, unsigned least)
{
    return low + EACH_BYTE(0x80 - least);
}

/* The same where one is `byte`. */
static inline uint64_t bytes_equal(uint64_t low, unsigned byte)
{
    return bytes_from(low, byte) & ~bytes_from(low, byte + 1);
}

/* Eight bytes, the first of them lowest. */
static inline uint64_t eight_bytes(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;

    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24
           | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48
           | (uint64_t)p[7] << 56;
}

/* The bytes of s[at, at + WINDOW) of the kind, the first in the lowest bit. Behind the
 * text's end stand zeroes, which must not be of it. */
static inline uint64_t window_of(str s, size_t at, uint64_t (*kind)(uint64_t eight))
{
    char last[WINDOW];
    const char *p = s.ptr + at;
    uint64_t which = 0;

    if (s.len - at < WINDOW) {
        memset(last, 0, sizeof last);
        memcpy(last, p, s.len - at);
        p = last;
    }
    for (int i = 0; i < WINDOW; i += 8) {
        uint64_t of = kind(eight_bytes(p + i)) & EACH_BYTE(0x80);

        /* the highest bit of byte k to bit 56 + k: no two of the sum fall together */
        which |= of * UINT64_C(0x0002040810204081) >> 56 << i;
    }
    return which;
}

/* The first place of a window that is not empty. */
static inline size_t first_of_window(uint64_t which)
{
    return (size_t)__builtin_ctzll(which);
}

#endif

/* window.h -- which bytes of a text are of a kind, many at a time.
 *
 * A kind is told of sixteen bytes at once; a window gathers those of WINDOW bytes, so that
 * what looks for something seldom goes from one place to the next. */
#ifndef BASE_WINDOW_H
#define BASE_WINDOW_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { WINDOW = 64, LANES = 16 };

/* Sixteen bytes, worked on side by side; a comparison gives all bits or none of each. */
typedef uint8_t lanes __attribute__((vector_size(LANES)));

static inline lanes lanes_equal(lanes bytes, uint8_t to)
{
    return (lanes)(bytes == to);
}

/* From `first` to `last`, both with. */
static inline lanes lanes_within(lanes bytes, uint8_t first, uint8_t last)
{
    return (lanes)(bytes - first <= (lanes){ 0 } + (uint8_t)(last - first));
}

/* The highest bit of each, that of the first lowest. */
#ifdef __SSE2__
static inline uint64_t lanes_bits(lanes bytes)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8((__m128i)bytes);
}
#else
static inline uint64_t lanes_bits(lanes bytes)
{
    uint64_t bits = 0;

    for (int i = 0; i < LANES; i++)
        bits |= (uint64_t)(bytes[i] >> 7) << i;
    return bits;
}
#endif

/* The bytes of s[at, at + WINDOW) of the kind, the first in the lowest bit. Behind the
 * text's end stand zeroes, which must not be of it. */
static inline uint64_t window_of(str s, size_t at, lanes (*kind)(lanes bytes))
{
    char last[WINDOW];
    const char *p = s.ptr + at;
    uint64_t which = 0;

    if (s.len - at < WINDOW) {
        memset(last, 0, sizeof last);
        memcpy(last, p, s.len - at);
        p = last;
    }
    for (size_t i = 0; i < WINDOW; i += LANES) {
        lanes bytes;

        memcpy(&bytes, p + i, sizeof bytes);
        which |= lanes_bits(kind(bytes)) << i;
    }
    return which;
}

/* The first place of a window that is not empty. */
static inline size_t first_of_window(uint64_t which)
{
    return (size_t)__builtin_ctzll(which);
}

#endif

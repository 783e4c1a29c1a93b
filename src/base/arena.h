/* arena.h -- memory that lives as long as one job and is released at once.
 *
 * Allocation cannot fail in sight: when the limit is reached the arena calls
 * its exhausted handler, which must not return (base/job.c ends the job). */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>

struct arena;

/* A new arena that may hold `limit` bytes. `out(arg)` is called when it is
 * full and must not return. NULL only when the system has no memory at all. */
struct arena *arena_open(size_t limit, void (*out)(void *arg), void *arg);

/* Runs the deferred functions, last first, and releases everything. */
void arena_close(struct arena *a);

/* `count` zeroed objects of `size` bytes, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size, size_t count);

/* The same, not zeroed: for arrays that are filled from the front. */
void *arena_alloc_raw(struct arena *a, size_t size, size_t count);

/* Makes an array of `used` objects at `p` at least `need` long, doubling its
 * capacity *cap; gives the (possibly moved) array. Nobody may look at the old one. */
void *arena_grow(struct arena *a, void *p, size_t size, size_t used, size_t need, size_t *cap);

/* The same, but what is behind the used ones is not cleared. */
void *arena_grow_raw(struct arena *a, void *p, size_t size, size_t used, size_t need, size_t *cap);

/* Calls fn(arg) when the arena closes: ties files and handles to its life. Takes nothing
 * of the limit: what was opened before the arena was full is closed, too. */
void arena_defer(struct arena *a, void (*fn)(void *arg), void *arg);

/* A NUL-terminated copy of s. */
str arena_str(struct arena *a, str s);

/* A NUL-terminated formatted string. */
str arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
str arena_vprintf(struct arena *a, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

size_t arena_used(const struct arena *a);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type), 1))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type), (n)))
#define arena_array_raw(a, type, n) ((type *)arena_alloc_raw((a), sizeof(type), (n)))

/* Appends room for one object to the array `ptr` with count n and capacity cap
 * (size_t) and evaluates to its address. The new object is zeroed. */
#define arena_push(a, ptr, n, cap)                                                       \
    ((ptr) = (size_t)(n) < (cap) ? (ptr)                                                 \
             : arena_grow((a), (ptr), sizeof *(ptr), (n), (size_t)(n) + 1, &(cap)),      \
     &(ptr)[(n)++])

#endif

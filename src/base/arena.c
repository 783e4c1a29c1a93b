/* arena.c -- memory that lives as long as one job and is released at once. */
#include "base/arena.h"

#include "base/ckd.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_ALIGN = 16, ARENA_FIRST = 64 * 1024, ARENA_MOST = 4 * 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    _Alignas(16) char mem[];
};

struct arena_deferred {
    struct arena_deferred *next;
    void (*fn)(void *arg);
    void *arg;
};

struct arena {
    struct arena_block *head;
    struct arena_deferred *deferred;
    size_t limit;               /* bytes still allowed to be taken from the system */
    size_t used;                /* bytes handed out */
    void (*out)(void *arg);
    void *arg;
};

static _Noreturn void arena_exhausted(const struct arena *a)
{
    a->out(a->arg);
    abort();                    /* the handler broke its promise */
}

struct arena *arena_open(size_t limit, void (*out)(void *arg), void *arg)
{
    struct arena *a = calloc(1, sizeof *a);

    if (a) {
        a->limit = limit;
        a->out = out;
        a->arg = arg;
    }
    return a;
}

void arena_close(struct arena *a)
{
    if (!a)
        return;
    while (a->deferred) {
        struct arena_deferred *d = a->deferred;

        a->deferred = d->next;
        d->fn(d->arg);
    }
    while (a->head) {
        struct arena_block *b = a->head;

        a->head = b->next;
        free(b);
    }
    free(a);
}

/* A large object gets a block of its own; other blocks double in size. */
static void arena_add_block(struct arena *a, size_t bytes)
{
    size_t size = a->head ? a->head->size * 2 : ARENA_FIRST;

    if (size > ARENA_MOST)
        size = ARENA_MOST;
    if (size > a->limit)
        size = a->limit;
    if (size < bytes)
        size = bytes;
    if (size > a->limit)
        arena_exhausted(a);

    struct arena_block *b = malloc(sizeof *b + size);

    if (!b)
        arena_exhausted(a);
    b->size = size;
    b->used = 0;
    b->next = a->head;
    a->head = b;
    a->limit -= size;
}

void *arena_alloc(struct arena *a, size_t size, size_t count)
{
    size_t bytes;

    if (ckd_mul(&bytes, size, count) || ckd_add(&bytes, bytes, (size_t)ARENA_ALIGN - 1))
        arena_exhausted(a);
    bytes = bytes / ARENA_ALIGN * ARENA_ALIGN;
    if (!a->head || a->head->size - a->head->used < bytes)
        arena_add_block(a, bytes);

    void *p = a->head->mem + a->head->used;

    a->head->used += bytes;
    a->used += bytes;
    return memset(p, 0, bytes);
}

void *arena_grow(struct arena *a, void *p, size_t size, size_t used, size_t need, size_t *cap)
{
    if (need <= *cap)
        return p;

    size_t room = *cap ? *cap : 8;

    while (room < need)
        room = room > SIZE_MAX / 2 ? need : room * 2;

    void *moved = arena_alloc(a, size, room);

    if (used)
        memcpy(moved, p, size * used);
    *cap = room;
    return moved;
}

void arena_defer(struct arena *a, void (*fn)(void *arg), void *arg)
{
    struct arena_deferred *d = arena_new(a, struct arena_deferred);

    *d = (struct arena_deferred){ a->deferred, fn, arg };
    a->deferred = d;
}

str arena_str(struct arena *a, str s)
{
    char *p = arena_alloc(a, 1, s.len + 1);

    if (s.len)
        memcpy(p, s.ptr, s.len);
    return (str){ p, s.len };
}

str arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
    va_list again;

    va_copy(again, ap);

    int n = vsnprintf(NULL, 0, fmt, ap);
    size_t len = n > 0 ? (size_t)n : 0;
    char *p = arena_alloc(a, 1, len + 1);

    vsnprintf(p, len + 1, fmt, again);
    va_end(again);
    return (str){ p, len };
}

str arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);

    str s = arena_vprintf(a, fmt, ap);

    va_end(ap);
    return s;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

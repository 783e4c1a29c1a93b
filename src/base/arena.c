/* arena.c -- memory that lives as long as one job and is released at once. */
#include "base/arena.h"

#include "base/ckd.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, BLOCK_FIRST = 64 * 1024, BLOCK_MAX = 4 * 1024 * 1024 };

struct block {
    struct block *next;
    size_t size;
    size_t used;
    _Alignas(16) char mem[];
};

struct deferred {
    struct deferred *next;
    void (*fn)(void *arg);
    void *arg;
};

struct arena {
    struct block *head;
    struct deferred *deferred;
    size_t limit;               /* bytes still allowed to be taken from the system */
    size_t used;                /* bytes handed out */
    void (*out)(void *arg);
    void *arg;
};

static _Noreturn void exhausted(const struct arena *a)
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
        struct deferred *d = a->deferred;

        a->deferred = d->next;
        d->fn(d->arg);
    }
    while (a->head) {
        struct block *b = a->head;

        a->head = b->next;
        free(b);
    }
    free(a);
}

/* A large object gets a block of its own; other blocks double in size. */
static void add_block(struct arena *a, size_t bytes)
{
    size_t size = a->head ? a->head->size * 2 : BLOCK_FIRST;

    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
    if (size > a->limit)
        size = a->limit;
    if (size < bytes)
        size = bytes;
    if (size > a->limit)
        exhausted(a);

    struct block *b = malloc(sizeof *b + size);

    if (!b)
        exhausted(a);
    b->size = size;
    b->used = 0;
    b->next = a->head;
    a->head = b;
    a->limit -= size;
}

void *arena_alloc(struct arena *a, size_t size, size_t count)
{
    size_t bytes;

    if (ckd_mul(&bytes, size, count) || ckd_add(&bytes, bytes, (size_t)ALIGN - 1))
        exhausted(a);
    bytes = bytes / ALIGN * ALIGN;
    if (!a->head || a->head->size - a->head->used < bytes)
        add_block(a, bytes);

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
        room *= 2;

    void *moved = arena_alloc(a, size, room);

    if (used)
        memcpy(moved, p, size * used);
    *cap = room;
    return moved;
}

void arena_defer(struct arena *a, void (*fn)(void *arg), void *arg)
{
    struct deferred *d = arena_new(a, struct deferred);

    *d = (struct deferred){ a->deferred, fn, arg };
    a->deferred = d;
}

str arena_str(struct arena *a, str s)
{
    char *p = arena_alloc(a, 1, s.len + 1);

    if (s.len)
        memcpy(p, s.ptr, s.len);
    return (str){ p, s.len };
}

str arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;

    va_start(ap, fmt);
    va_copy(again, ap);

    int n = vsnprintf(NULL, 0, fmt, ap);
    size_t len = n > 0 ? (size_t)n : 0;
    char *p = arena_alloc(a, 1, len + 1);

    vsnprintf(p, len + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return (str){ p, len };
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

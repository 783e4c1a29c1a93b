/* arena.c -- memory that lives as long as one job and is released at once. */
#include "base/arena.h"

#include "base/ckd.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ARENA_ALIGN = 16,
    ARENA_FIRST = 64 * 1024,
    ARENA_MOST = 4 * 1024 * 1024,
    ARENA_LARGE = ARENA_MOST / 4        /* from here on an object has its own block */
};

/* Under the address sanitizer every object is followed by bytes nobody may
 * touch, so that a step past its end is caught as it is with malloc. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_GUARD 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_GUARD 1
#endif
#endif

#ifdef ARENA_GUARD
#include <sanitizer/asan_interface.h>
enum { ARENA_GAP = ARENA_ALIGN };
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { ARENA_GAP = 0 };
#endif

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
        free(d);
    }
    while (a->head) {
        struct arena_block *b = a->head;

        a->head = b->next;
        free(b);
    }
    free(a);
}

/* Blocks double in size. The block of a large object stands behind the head, so
 * that what is left in the head is still used. */
static struct arena_block *arena_add_block(struct arena *a, size_t bytes)
{
    bool large = a->head && bytes >= ARENA_LARGE;
    size_t size = large ? bytes : a->head ? a->head->size * 2 : ARENA_FIRST;

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
    if (large) {
        b->next = a->head->next;
        a->head->next = b;
    } else {
        b->next = a->head;
        a->head = b;
    }
    a->limit -= size;
    ASAN_POISON_MEMORY_REGION(b->mem, size);
    return b;
}

/* The bytes an object takes; ends the job when there are more than can be. */
static size_t arena_round(const struct arena *a, size_t size, size_t count)
{
    size_t bytes;

    if (ckd_mul(&bytes, size, count) ||
        ckd_add(&bytes, bytes, (size_t)ARENA_ALIGN - 1 + ARENA_GAP))
        arena_exhausted(a);
    return bytes / ARENA_ALIGN * ARENA_ALIGN;
}

void *arena_alloc_raw(struct arena *a, size_t size, size_t count)
{
    size_t bytes = arena_round(a, size, count);
    struct arena_block *b = a->head;

    if (!b || b->size - b->used < bytes)
        b = arena_add_block(a, bytes);

    void *p = b->mem + b->used;

    b->used += bytes;
    a->used += bytes;
    ASAN_UNPOISON_MEMORY_REGION(p, size * count);
    return p;
}

void *arena_alloc(struct arena *a, size_t size, size_t count)
{
    void *p = arena_alloc_raw(a, size, count);

    return memset(p, 0, size * count);
}

/* Makes the last object of the head longer where it stands. */
static bool arena_extend(struct arena *a, void *p, size_t old, size_t bytes)
{
    struct arena_block *b = a->head;

    if (ARENA_GAP > 0 || !p || !b || (char *)p + old != b->mem + b->used ||
        b->size - b->used < bytes - old)
        return false;
    b->used += bytes - old;
    a->used += bytes - old;
    return true;
}

/* The link to the block that holds nothing but the array at p, or NULL: large arrays do. */
static struct arena_block **arena_own_block(struct arena *a, const void *p, size_t bytes)
{
    if (ARENA_GAP > 0 || bytes < ARENA_LARGE)
        return NULL;
    for (struct arena_block **b = &a->head; *b; b = &(*b)->next)
        if ((*b)->mem == p)
            return (*b)->used == bytes ? b : NULL;
    return NULL;
}

/* Makes an array longer that has a block of its own. The system moves its pages: they are
 * neither copied nor asked for again, which takes longer than the work on them. */
static void *arena_stretch(struct arena *a, struct arena_block **at, size_t bytes)
{
    size_t more = bytes > (*at)->size ? bytes - (*at)->size : 0;
    struct arena_block *b;

    if (more > a->limit)
        arena_exhausted(a);
    b = realloc(*at, sizeof *b + (*at)->size + more);
    if (!b)
        arena_exhausted(a);
    *at = b;
    a->limit -= more;
    a->used += bytes - b->used;
    b->size += more;
    b->used = bytes;
    return b->mem;
}

void *arena_grow_raw(struct arena *a, void *p, size_t size, size_t used, size_t need, size_t *cap)
{
    size_t room = *cap ? *cap > SIZE_MAX / 2 ? need : *cap * 2 : size < 8 ? 64 / size : 8;
    size_t had = *cap, old, bytes;
    struct arena_block **own;
    void *moved;

    if (need <= *cap)
        return p;
    if (room < need)
        room = need;
    if (had == 0) {             /* the first of most arrays, which is often their last */
        *cap = room;
        return arena_alloc_raw(a, size, room);
    }
    old = arena_round(a, size, had);
    bytes = arena_round(a, size, room);
    *cap = room;
    if (arena_extend(a, p, old, bytes))
        return p;
    own = arena_own_block(a, p, old);
    if (own)
        return arena_stretch(a, own, bytes);
    moved = arena_alloc_raw(a, size, room);
    if (used)
        memcpy(moved, p, size * used);
    ASAN_POISON_MEMORY_REGION(p, size * had);
    return moved;
}

void *arena_grow(struct arena *a, void *p, size_t size, size_t used, size_t need, size_t *cap)
{
    char *grown;

    if (need <= *cap)
        return p;
    grown = arena_grow_raw(a, p, size, used, need, cap);
    memset(grown + size * used, 0, size * (*cap - used));
    return grown;
}

void arena_defer(struct arena *a, void (*fn)(void *arg), void *arg)
{
    struct arena_deferred *d = malloc(sizeof *d);      /* a full arena still ties what is open */

    if (!d) {
        fn(arg);
        arena_exhausted(a);
    }
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
    char most[256];             /* hold nearly all: those are written once */
    va_list again;

    va_copy(again, ap);
    most[0] = '\0';

    int n = vsnprintf(most, sizeof most, fmt, ap);
    size_t len = n > 0 ? (size_t)n : 0;
    char *p = arena_alloc_raw(a, 1, len + 1);

    if (len < sizeof most)
        memcpy(p, most, len + 1);
    else
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

/* test_arena.c -- memory of one job: alignment, growth, limits, closing. */
#include "t.h"

#include "base/job.h"

#include <string.h>

void test_arena(void);

static void no_room(void *arg)
{
    (void)arg;                  /* the tests below that may run out use job_run */
}

static void test_alloc(void)
{
    struct arena *a = arena_open(1 << 20, no_room, NULL);

    if (!T(a, "an arena"))
        return;
    for (size_t size = 1; size < 3000; size += 37) {
        unsigned char *p = arena_alloc(a, 1, size);
        size_t dirty = 0;

        T((uintptr_t)p % 16 == 0, "%zu bytes are aligned", size);
        for (size_t i = 0; i < size; i++)
            dirty += p[i] != 0;
        T(dirty == 0, "%zu bytes are zero", size);
        memset(p, 0xEE, size);
    }
    T(arena_alloc(a, 8, 0) != NULL, "nothing has a place too");

    size_t before = arena_used(a);

    arena_alloc(a, 1, 100);
    T(arena_used(a) >= before + 100 && arena_used(a) < before + 200, "used counts what is out");
    arena_close(a);
    arena_close(NULL);
}

static void test_copies(void)
{
    struct arena *a = arena_open(1 << 20, no_room, NULL);
    char from[] = "hộ nghèo";
    str copy = arena_str(a, str_from(from));

    from[0] = 'x';
    T(str_eq(copy, STR("hộ nghèo")) && copy.ptr[copy.len] == 0, "a copy, closed by NUL");
    T(arena_str(a, (str){ NULL, 0 }).ptr[0] == 0, "a copy of nothing");

    str s = arena_printf(a, "%d/%d xã, %s", 79, 105, "đạt");

    T(str_eq(s, STR("79/105 xã, đạt")) && s.ptr[s.len] == 0, "%s", s.ptr);
    T(arena_printf(a, "%s", "").len == 0, "printing nothing");
    arena_close(a);
}

static void test_push(void)
{
    struct arena *a = arena_open(1 << 24, no_room, NULL);
    uint32_t *list = NULL;
    size_t n = 0, cap = 0, wrong = 0;

    for (uint32_t i = 0; i < 100000; i++) {
        uint32_t *p = arena_push(a, list, n, cap);

        wrong += *p != 0;
        *p = i;
    }
    for (uint32_t i = 0; i < 100000; i++)
        wrong += list[i] != i;
    T(n == 100000 && cap >= n && wrong == 0, "%zu of %zu wrong", wrong, n);
    T(arena_used(a) < 2 * 100000 * sizeof *list + 64 * 1024 * 32, "growth is bounded");
    arena_close(a);
}

/* An array of many megabytes grows in a block of its own, among others that stay. */
static void test_large_array(void)
{
    enum { COUNT = 4000000, OTHERS = 64, EACH = COUNT / OTHERS };
    struct arena *a = arena_open((size_t)96 << 20, no_room, NULL);
    uint32_t *list = NULL, *more = NULL, *other[OTHERS];
    size_t n = 0, cap = 0, m = 0, more_cap = 0, wrong = 0;

    for (uint32_t i = 0; i < COUNT; i++) {
        *arena_push(a, list, n, cap) = i;
        if (i % 2)
            *arena_push(a, more, m, more_cap) = ~i;
        if (i % EACH == 0) {
            other[i / EACH] = arena_alloc(a, 1, 100000);
            *other[i / EACH] = i;
        }
    }
    for (uint32_t i = 0; i < COUNT; i++)
        wrong += list[i] != i || more[i / 2] != ~(i | 1) || *other[i / EACH] != i / EACH * EACH;
    T(n == COUNT && m == COUNT / 2 && wrong == 0, "%zu of %zu wrong", wrong, n);
    T(((uintptr_t)list | (uintptr_t)more) % 16 == 0, "aligned still");
    arena_close(a);
}

static void note_closing(void *arg)
{
    char **at = arg;

    *(*at)++ = 'x';
}

struct closing {
    char *at;
    char mark;
    char **out;
};

static void write_mark(void *arg)
{
    struct closing *c = arg;

    *(*c->out)++ = c->mark;
}

static void test_defer(void)
{
    struct arena *a = arena_open(1 << 20, no_room, NULL);
    char order[8] = "", *at = order;

    for (char mark = 'a'; mark < 'd'; mark++) {
        struct closing *c = arena_new(a, struct closing);

        *c = (struct closing){ NULL, mark, &at };
        arena_defer(a, write_mark, c);
    }
    arena_defer(a, note_closing, &at);
    T(order[0] == 0, "nothing runs before the end");
    arena_close(a);
    T(strcmp(order, "xcba") == 0, "%s, last first", order);
}

/* How a job that asks for too much ends, in each way of asking. */
struct greed {
    size_t size, count;
    int how;
    bool closed;
};

static void mark_closed(void *arg)
{
    *(bool *)arg = true;
}

static status ask_too_much(struct job *j, void *arg)
{
    struct greed *g = arg;
    size_t cap = 0;

    arena_defer(j->arena, mark_closed, &g->closed);
    if (g->how == 0)
        arena_alloc(j->arena, g->size, g->count);
    else if (g->how == 1)
        arena_grow(j->arena, NULL, g->size, 0, g->count, &cap);
    else
        for (size_t i = 0; i < g->count; i++)
            arena_alloc(j->arena, g->size, 1);
    return OK;
}

static struct greed greeds[] = {
    { 1, SIZE_MAX, 0, false },
    { 1, SIZE_MAX - 20, 0, false },
    { SIZE_MAX, SIZE_MAX, 0, false },
    { SIZE_MAX / 2, 3, 0, false },
    { 1, 2 << 20, 0, false },
    { 1, SIZE_MAX / 2 + 10, 1, false },     /* doubling would never get there */
    { 8, SIZE_MAX / 4, 1, false },
    { 100, 20000, 2, false },
};

static void test_limits(void)
{
    struct limits small = LIMITS_DEFAULT;

    small.memory = 1 << 20;
    for (size_t i = 0; i < sizeof greeds / sizeof *greeds; i++) {
        T(job_run(&small, LANG_VI, ask_too_much, &greeds[i], NULL) == FAIL_LIMIT, "greed %zu", i);
        T(greeds[i].closed, "greed %zu: what was deferred still runs", i);
    }

    struct greed modest = { 1000, 800, 2, false };

    T(job_run(&small, LANG_VI, ask_too_much, &modest, NULL) == OK, "800 kB of 1 MiB");
}

void test_arena(void)
{
    test_alloc();
    test_copies();
    test_push();
    test_large_array();
    test_defer();
    test_limits();
}

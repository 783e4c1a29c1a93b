/* test_crew.c -- many jobs, told in order. */
#include "t.h"

#include "base/crew.h"

#include <stdio.h>
#include <string.h>

void test_crew(void);

enum { PIECES = 200 };

struct gang {
    uint64_t seed;
    size_t next;                /* the piece that must be told now */
    size_t until;               /* the telling stops there */
    size_t wrong;
};

/* Of some length, after some time; every seventh fails, every ninth runs out of memory. */
static status work_piece(struct job *j, size_t i, struct buf *out, uint32_t *tally, void *arg)
{
    const struct gang *g = arg;
    uint64_t seed = g->seed + i;

    arena_alloc(j->arena, 1, 1 + (size_t)(t_draw(&seed) % 200000));
    if (i % 7 == 0)
        return job_fail(j, FAIL_FILE, "hỏng %zu", "%zu is bad", i);
    if (i % 9 == 0)
        for (;;)
            arena_alloc(j->arena, 1, 65536);
    buf_printf(out, "%zu:", i);
    buf_repeat(out, 'x', i * 13 % 1000);
    tally[CREW_TALLIES - 1] = (uint32_t)i;
    return OK;
}

static bool right_result(const struct crew_result *r)
{
    char want[64];

    if (r->piece % 7 == 0) {
        snprintf(want, sizeof want, "%zu is bad", r->piece);
        return r->status == FAIL_FILE && str_eq(r->text, str_from(want));
    }
    if (r->piece % 9 == 0)
        return r->status == FAIL_LIMIT && r->text.len > 0;
    snprintf(want, sizeof want, "%zu:", r->piece);
    return r->status == OK && str_starts(r->text, str_from(want)) &&
           r->text.len == strlen(want) + r->piece * 13 % 1000 &&
           r->tally[CREW_TALLIES - 1] == r->piece;
}

static bool tell_piece_of(const struct crew_result *r, void *arg)
{
    struct gang *g = arg;

    g->wrong += r->piece != g->next++ || !right_result(r);
    return g->next < g->until;
}

static bool tell_too_much(const struct crew_result *r, void *arg)
{
    struct job *j = arg;

    (void)r;
    while (arena_alloc(j->arena, 1, 65536))
        ;
    return false;
}

static status work_little(struct job *j, size_t i, struct buf *out, uint32_t *tally, void *arg)
{
    (void)j;
    (void)i;
    (void)tally;
    (void)arg;
    buf_put(out, STR("x"));
    return OK;
}

static struct crew crew_of(unsigned threads)
{
    static const struct limits small = { .memory = 1 << 20 };

    return (struct crew){ .pieces = PIECES, .threads = threads, .limits = &small,
                          .lang = LANG_EN };
}

struct crew_test {
    struct gang gang;
    unsigned threads;
};

static status run_gang(struct job *j, void *arg)
{
    struct crew_test *t = arg;
    struct crew c = crew_of(t->threads);

    c.arg = &t->gang;
    c.work = work_piece;
    c.tell = tell_piece_of;
    crew_run(j, &c);
    return OK;
}

/* The teller's own job ends: threads stop before its memory goes. */
static status run_out_while_telling(struct job *j, void *arg)
{
    struct crew c = crew_of(*(unsigned *)arg);

    c.arg = j;
    c.work = work_little;
    c.tell = tell_too_much;
    crew_run(j, &c);
    return OK;
}

void test_crew(void)
{
    static const unsigned threads[] = { 0, 1, 2, 3, 8, 1000 };
    struct limits limits = LIMITS_DEFAULT;

    limits.memory = 1 << 20;
    for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
        struct crew_test all = { { t_seed(), 0, PIECES + 1, 0 }, threads[i] };
        struct crew_test some = { { t_seed(), 0, 30, 0 }, threads[i] };
        unsigned n = threads[i];

        T(job_run(&limits, LANG_EN, run_gang, &all, NULL) == OK, "%u threads", n);
        T(all.gang.next == PIECES && all.gang.wrong == 0, "%u threads: %zu told, %zu wrong", n,
          all.gang.next, all.gang.wrong);
        job_run(&limits, LANG_EN, run_gang, &some, NULL);
        T(some.gang.next == 30 && some.gang.wrong == 0, "%u threads stop at 30: %zu", n,
          some.gang.next);
        T(job_run(&limits, LANG_EN, run_out_while_telling, &n, NULL) == FAIL_LIMIT,
          "%u threads: out of memory while telling", threads[i]);
    }
}

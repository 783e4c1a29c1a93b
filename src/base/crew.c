/* crew.c -- many jobs done by several threads, and told in order by the caller. */
#include "base/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CREW_AHEAD = 2, CREW_MOST = 64 };        /* pieces a thread; threads */

/* A place for the result of a piece until it is told. Its room is used again. */
struct crew_slot {
    struct crew_result result;
    char *room;
    size_t cap;
    bool ready;
};

struct crew_state {
    struct crew crew;
    struct crew_slot *slot;     /* piece i has slot i % nslots */
    size_t nslots;
    pthread_t *thread;
    unsigned nthreads;          /* that run */

    pthread_mutex_t lock;       /* of what follows, and of crew_slot.ready */
    pthread_cond_t changed;
    size_t next, told;          /* the piece to be done, the piece to be told */
    bool stop;
};

struct crew_piece {
    const struct crew *crew;
    struct crew_slot *slot;
};

/* The text outlives the arena it was made in. */
static bool keep_text(struct crew_slot *s, str text)
{
    if (text.len > s->cap) {
        char *room = realloc(s->room, text.len);

        if (!room)
            return false;
        s->room = room;
        s->cap = text.len;
    }
    if (text.len)
        memcpy(s->room, text.ptr, text.len);
    s->result.text = (str){ s->room, text.len };
    return true;
}

static status work_in_job(struct job *j, void *arg)
{
    struct crew_piece *p = arg;
    struct crew_result *r = &p->slot->result;
    struct buf out;

    buf_init(&out, j->arena);
    status st = p->crew->work(j, r->piece, &out, r->tally, p->crew->arg);
    if (st == OK && !keep_text(p->slot, buf_str(&out)))
        return job_fail(j, FAIL_LIMIT, "máy hết bộ nhớ, hãy chia nhỏ tệp",
                        "the machine is out of memory, split the file");
    return st;
}

static void keep_failure(status st, str message, void *arg)
{
    struct crew_piece *p = arg;

    (void)st;
    if (!keep_text(p->slot, message))
        p->slot->result.text = STR("?");
}

static void do_piece(struct crew_state *s, size_t i)
{
    struct crew_piece p = { &s->crew, &s->slot[i % s->nslots] };

    p.slot->result = (struct crew_result){ .piece = i };
    p.slot->result.status =
        job_run(s->crew.limits, s->crew.lang, work_in_job, &p, keep_failure);
}

/* The next piece, once it is not too far ahead; false when there is none. */
static bool take_piece(struct crew_state *s, size_t *i)
{
    bool taken;

    pthread_mutex_lock(&s->lock);
    while (!s->stop && s->next < s->crew.pieces && s->next >= s->told + s->nslots)
        pthread_cond_wait(&s->changed, &s->lock);
    taken = !s->stop && s->next < s->crew.pieces;
    if (taken)
        *i = s->next++;
    pthread_mutex_unlock(&s->lock);
    return taken;
}

static void *work_pieces(void *arg)
{
    struct crew_state *s = arg;
    size_t i;

    while (take_piece(s, &i)) {
        do_piece(s, i);
        pthread_mutex_lock(&s->lock);
        s->slot[i % s->nslots].ready = true;
        pthread_cond_broadcast(&s->changed);
        pthread_mutex_unlock(&s->lock);
    }
    return NULL;
}

static bool tell_piece(struct crew_state *s, size_t i)
{
    struct crew_slot *slot = &s->slot[i % s->nslots];

    pthread_mutex_lock(&s->lock);
    while (!slot->ready)
        pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);

    bool go_on = s->crew.tell(&slot->result, s->crew.arg);

    pthread_mutex_lock(&s->lock);
    slot->ready = false;
    s->told = i + 1;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return go_on;
}

/* Once when all is told, or by the arena when telling ended the job. */
static void crew_close(void *arg)
{
    struct crew_state *s = arg;

    if (!s->nslots)
        return;
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    while (s->nthreads)
        pthread_join(s->thread[--s->nthreads], NULL);
    for (size_t i = 0; i < s->nslots; i++)
        free(s->slot[i].room);
    s->nslots = 0;
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
}

static struct crew_state *crew_open(struct job *j, const struct crew *c, unsigned threads)
{
    struct crew_state *s = arena_new(j->arena, struct crew_state);

    s->crew = *c;
    s->nslots = (size_t)threads * CREW_AHEAD;
    s->slot = arena_array(j->arena, struct crew_slot, s->nslots);
    s->thread = arena_array(j->arena, pthread_t, threads);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    arena_defer(j->arena, crew_close, s);
    return s;
}

void crew_run(struct job *j, const struct crew *c)
{
    unsigned threads = c->threads < CREW_MOST ? c->threads : CREW_MOST;
    struct crew_state *s = crew_open(j, c, threads ? threads : 1);
    bool go_on = true;

    while (threads > 1 && s->nthreads < threads &&
           pthread_create(&s->thread[s->nthreads], NULL, work_pieces, s) == 0)
        s->nthreads++;
    for (size_t i = 0; i < c->pieces && go_on; i++) {
        if (s->nthreads) {
            go_on = tell_piece(s, i);
        } else {
            do_piece(s, i);
            go_on = c->tell(&s->slot[i % s->nslots].result, c->arg);
        }
    }
    crew_close(s);
}

/* drift.c -- matching the passages of two documents. */
#include "analyse/drift_int.h"

#include <stdlib.h>

enum {
    RUN = 4,                    /* words of a run */
    COMMON = 6,                 /* a run in more passages than that tells none of them */
    LEAST_WORDS = 8,            /* shorter passages are alike by chance */
    LEAST_TELLING = 4,          /* and so are those that only say how a figure has grown */
    RIVALS = 4                  /* passages that are compared word by word with one */
};

/* A run of words of the first document, and the passage it stands in. */
struct drift_run {
    uint64_t id;
    uint32_t passage;
};

/* What is known of the passages of the first document. */
struct drift_match {
    uint32_t votes;             /* runs in common with the passage that is looked at */
    uint32_t asked;             /* 1 + that passage: older votes are none */
    uint32_t best;              /* 1 + the passage of the second that is most like it */
    uint32_t equal;             /* words in common with it */
    bool same;                  /* it stands in the second word for word */
};

struct drift_finder {
    struct job *job;
    const struct drift_text *first, *second;
    struct drift_run *run;
    size_t nruns, run_cap;
    struct drift_match *match;  /* of each passage of the first */
    uint32_t *partner;          /* of each passage of the second: 1 + its best, or 0 */
    bool *same;                 /* it stands in the first word for word */
    uint32_t *seen;             /* passages of the first that got votes */
    uint32_t nseen;
    struct drift_room *room;
};

static uint32_t passage_words(const struct drift_passage *p)
{
    return p->to - p->from;
}

/* Figures are left open, so that a changed one changes no run. */
static uint64_t run_id(const struct drift_word *w)
{
    uint64_t id = UINT64_C(14695981039346656037);

    for (int i = 0; i < RUN; i++)
        id = (id ^ (w[i].kind == DRIFT_WORD ? w[i].id : 2)) * UINT64_C(1099511628211);
    return id;
}

/* -- passages that are the same -- */

struct drift_key {
    uint64_t id;
    uint32_t passage;
};

static int by_key(const void *pa, const void *pb)
{
    const struct drift_key *a = pa, *b = pb;

    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return a->passage < b->passage ? -1 : a->passage > b->passage;
}

static struct drift_key *sorted_keys(struct arena *a, const struct drift_text *t)
{
    struct drift_key *key = arena_array(a, struct drift_key, t->npassages + 1);

    for (size_t i = 0; i < t->npassages; i++)
        key[i] = (struct drift_key){ t->passage[i].id, (uint32_t)i };
    qsort(key, t->npassages, sizeof *key, by_key);
    return key;
}

static void mark_same(struct drift_finder *f)
{
    const struct drift_key *a = sorted_keys(f->job->arena, f->first);
    const struct drift_key *b = sorted_keys(f->job->arena, f->second);
    size_t i = 0, k = 0;

    while (i < f->first->npassages && k < f->second->npassages) {
        if (a[i].id == b[k].id) {
            uint64_t id = a[i].id;

            for (; i < f->first->npassages && a[i].id == id; i++)
                f->match[a[i].passage].same = true;
            for (; k < f->second->npassages && b[k].id == id; k++)
                f->same[b[k].passage] = true;
        } else if (a[i].id < b[k].id) {
            i++;
        } else {
            k++;
        }
    }
}

/* -- runs -- */

static int by_run(const void *pa, const void *pb)
{
    const struct drift_run *a = pa, *b = pb;

    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return a->passage < b->passage ? -1 : a->passage > b->passage;
}

static void index_runs(struct drift_finder *f)
{
    const struct drift_text *t = f->first;

    for (size_t i = 0; i < t->npassages; i++) {
        const struct drift_passage *p = &t->passage[i];

        if (f->match[i].same || passage_words(p) < LEAST_WORDS)
            continue;
        for (uint32_t w = p->from; w + RUN <= p->to; w++)
            *arena_push(f->job->arena, f->run, f->nruns, f->run_cap) =
                (struct drift_run){ run_id(&t->word[w]), (uint32_t)i };
    }
    if (f->nruns > 1)
        qsort(f->run, f->nruns, sizeof *f->run, by_run);
}

static size_t first_run(const struct drift_finder *f, uint64_t id)
{
    size_t lo = 0, hi = f->nruns;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (f->run[mid].id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void vote(struct drift_finder *f, uint32_t passage, uint64_t id)
{
    size_t from = first_run(f, id), to = from;

    while (to < f->nruns && f->run[to].id == id && to - from <= COMMON)
        to++;
    if (to - from > COMMON)
        return;
    for (; from < to; from++) {
        struct drift_match *m = &f->match[f->run[from].passage];

        if (m->asked != passage + 1) {
            m->asked = passage + 1;
            m->votes = 0;
            f->seen[f->nseen++] = f->run[from].passage;
        }
        m->votes++;
    }
}

/* -- the passage of the first that one of the second was written from -- */

/* Four of five words of the shorter one are the other's; a changed figure counts. */
static bool alike(const struct drift_diff *d, const struct drift_passage *a,
                  const struct drift_passage *b)
{
    uint32_t n = passage_words(a), m = passage_words(b), least = n < m ? n : m;

    return d->equal + d->ngaps >= LEAST_WORDS && (d->equal + d->ngaps) * 5 >= least * 4
           && d->equal * 3 >= least * 2 && d->telling >= LEAST_TELLING;
}

/* Moves the RIVALS with the most votes to the front. */
static uint32_t pick_rivals(struct drift_finder *f)
{
    uint32_t n = f->nseen < RIVALS ? f->nseen : RIVALS;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < f->nseen; k++) {
            const struct drift_match *a = &f->match[f->seen[i]], *b = &f->match[f->seen[k]];

            if (b->votes > a->votes || (b->votes == a->votes && f->seen[k] < f->seen[i])) {
                uint32_t keep = f->seen[i];

                f->seen[i] = f->seen[k];
                f->seen[k] = keep;
            }
        }
    return n;
}

static void find_partner(struct drift_finder *f, uint32_t passage)
{
    const struct drift_passage *b = &f->second->passage[passage];
    uint32_t best = 0, most = 0;
    bool tie = false;

    f->nseen = 0;
    for (uint32_t w = b->from; w + RUN <= b->to; w++)
        vote(f, passage, run_id(&f->second->word[w]));

    uint32_t n = pick_rivals(f);

    for (uint32_t i = 0; i < n; i++) {
        const struct drift_passage *a = &f->first->passage[f->seen[i]];
        uint32_t words = passage_words(a) < passage_words(b) ? passage_words(a) : passage_words(b);
        struct drift_diff d;

        if (f->match[f->seen[i]].votes * 3 < words - RUN + 1)
            continue;
        drift_compare(f->room, f->first, a, f->second, b, &d);
        if (!alike(&d, a, b) || d.equal < most)
            continue;
        tie = d.equal == most;
        most = d.equal;
        best = f->seen[i] + 1;
    }
    if (!best || tie)
        return;
    f->partner[passage] = best;

    struct drift_match *m = &f->match[best - 1];

    if (most > m->equal) {
        m->equal = most;
        m->best = passage + 1;
    } else if (most == m->equal) {
        m->best = 0;            /* two are as like it: neither is known to be its copy */
    }
}

static void put_partners(const struct drift_finder *f, struct drift_spots *spots)
{
    const struct drift_text *first = f->first, *second = f->second;

    for (uint32_t i = 0; i < second->npassages; i++) {
        struct drift_diff d;

        if (!f->partner[i] || f->match[f->partner[i] - 1].best != i + 1)
            continue;
        drift_compare(f->room, first, &first->passage[f->partner[i] - 1], second,
                      &second->passage[i], &d);
        drift_put_spots(spots, first, &first->passage[f->partner[i] - 1], second,
                        &second->passage[i], &d);
    }
}

struct drift_found drift_find(struct job *j, const struct drift_text *first,
                              const struct drift_text *second)
{
    struct drift_finder f = { .job = j, .first = first, .second = second };
    struct drift_spots spots = { .arena = j->arena };

    f.match = arena_array(j->arena, struct drift_match, first->npassages + 1);
    f.partner = arena_array(j->arena, uint32_t, second->npassages + 1);
    f.same = arena_array(j->arena, bool, second->npassages + 1);
    f.seen = arena_array(j->arena, uint32_t, first->npassages + 1);
    f.room = arena_new(j->arena, struct drift_room);
    mark_same(&f);
    index_runs(&f);

    struct drift_found found = { 0 };

    for (uint32_t i = 0; i < second->npassages; i++) {
        if (passage_words(&second->passage[i]) < LEAST_WORDS)
            continue;
        found.passages++;
        found.same += f.same[i];
        if (!f.same[i])
            find_partner(&f, i);
    }
    put_partners(&f, &spots);
    found.spot = spots.item;
    found.n = spots.n;
    return found;
}

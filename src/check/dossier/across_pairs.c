/* across_pairs.c -- the facts that several documents tell, and which of them is held against
 * which. */
#include "check/dossier/across_int.h"

enum {
    LOOKED_AT_THERE = 32,       /* places of one document that a figure is held against */
    DOCUMENTS_HELD = 8          /* documents that one figure is held against */
};

/* The last month that a document reports, 0 where it tells none. */
static int last_reported_month(const struct across_document *d)
{
    period p = d->report->period;

    if (p.kind == PERIOD_NONE)
        return 0;
    return p.year * 12 + (p.month ? p.month : 12);
}

bool across_is_earlier(const struct across_document *a, const struct across_document *b)
{
    int x = last_reported_month(a), y = last_reported_month(b);

    if (a->older != b->older)
        return a->older;
    return x && y && x < y;
}

/* Whose figure is blamed: an appendix is what the prose was typed from, a resolution repeats
 * the report. */
static bool is_written_from(const struct across *x, uint32_t copy, uint32_t origin)
{
    static const int8_t rank[] = {
        [DOCUMENT_APPENDIX] = 0, [DOCUMENT_REPORT] = 1, [DOCUMENT_LETTER] = 2,
        [DOCUMENT_OTHER] = 3, [DOCUMENT_TASKS] = 4, [DOCUMENT_RESOLUTION] = 5,
    };
    int a = rank[x->doc[copy].kind], b = rank[x->doc[origin].kind];

    return a != b ? a > b : copy > origin;
}

static bool looks_ahead_of(enum document_kind k)
{
    return k == DOCUMENT_RESOLUTION || k == DOCUMENT_TASKS;
}

/* Resolutions look ahead, and of an appendix the year is sure, its columns tell the rest. */
static bool one_occasion(const struct across_document *a, const struct across_document *b)
{
    int month = last_reported_month(a), other = last_reported_month(b);

    if (!month || !other || month == other || looks_ahead_of(a->kind) || looks_ahead_of(b->kind))
        return true;
    return (a->kind == DOCUMENT_APPENDIX || b->kind == DOCUMENT_APPENDIX)
           && a->report->period.year == b->report->period.year;
}

/* How `doc` is held against `other`; false when it is the other way round. */
static bool relation_of(const struct across *x, uint32_t doc, uint32_t other,
                        enum across_relation *out)
{
    const struct across_document *a = &x->doc[doc], *b = &x->doc[other];

    if (a->older)
        return false;
    if (!b->older && one_occasion(a, b)) {
        *out = ACROSS_SAME;
        return is_written_from(x, doc, other);
    }
    *out = ACROSS_EARLIER;
    return across_is_earlier(b, a);
}

bool across_repeats(const struct across *x, uint32_t doc, uint32_t other)
{
    enum across_relation how;

    return x->area[doc] == x->area[other] && relation_of(x, doc, other, &how)
           && how == ACROSS_SAME;
}

/* The figure against what another document tells in [q, end) of its places: it is at one with
 * the document when it agrees with any of them. */
static void hold_against(struct job *j, struct across *x, enum across_relation how,
                         const struct concord_place *p, const struct concord_place *q,
                         const struct concord_place *end)
{
    const struct concord_place *differs = NULL, *meets = NULL;
    struct concord_value here, there;
    struct across_pairs *pairs = &x->pair[p->input];

    if (!concord_read(x->concord, p, &here))
        return;
    for (int i = 0; q < end && i < LOOKED_AT_THERE && !meets; q++, i++) {
        if (!concord_read(x->concord, q, &there))
            continue;

        enum concord_answer answer = concord_compare(&here, &there);

        if (answer == CONCORD_EQUAL || answer == CONCORD_MEETS)
            meets = q;
        else if (answer == CONCORD_DIFFERS && !differs)
            differs = q;
    }
    if (!meets && !differs)
        return;
    *arena_push(j->arena, pairs->item, pairs->n, pairs->cap) =
        (struct across_pair){ how, p, meets ? meets : differs, meets != NULL };
}

/* The places of one fact in one document. */
struct across_run {
    const struct concord_place *first, *end;
};

/* Places of a fact stand document by document; gives the number of documents. */
static uint32_t runs_of(const struct across *x, const struct concord_fact *f,
                        struct across_run *run)
{
    const struct concord_place *p = &x->concord->place[f->place], *end = p + f->nplaces;
    uint32_t n = 0;

    for (const struct concord_place *first = p; p < end; first = p) {
        while (p < end && p->input == first->input)
            p++;
        run[n++] = (struct across_run){ first, p };
    }
    return n;
}

static void pair_runs(struct job *j, struct across *x, const struct across_run *here,
                      const struct across_run *run, uint32_t n)
{
    enum across_relation how;
    int held = 0;

    for (uint32_t i = 0; i < n && held < DOCUMENTS_HELD; i++) {
        if (run[i].first->input == here->first->input
            || !relation_of(x, here->first->input, run[i].first->input, &how))
            continue;
        for (const struct concord_place *p = here->first; p < here->end; p++)
            hold_against(j, x, how, p, run[i].first, run[i].end);
        held++;
    }
}

void across_find_pairs(struct job *j, struct across *x)
{
    const struct concord *c = x->concord;
    struct across_run *run = arena_array(j->arena, struct across_run, (size_t)x->n + 1);

    x->pair = arena_array(j->arena, struct across_pairs, (size_t)x->n + 1);
    for (uint32_t i = 0; i < c->nfacts; i++) {
        const struct concord_fact *f = &c->fact[i];
        uint32_t n;

        if (f->nplaces < 2 || c->place[f->place].input == c->place[f->place + f->nplaces - 1].input)
            continue;
        n = runs_of(x, f, run);
        for (uint32_t k = 0; k < n; k++)
            pair_runs(j, x, &run[k], run, n);
    }
}

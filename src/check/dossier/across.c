/* across.c -- what several documents say together, for the rules that compare them. */
#include "check/dossier/across_int.h"

#include <stdlib.h>

#include "base/os.h"
#include "base/utf8.h"

const struct concord *across_concord(const struct across *x)
{
    return x->concord;
}

const struct source *across_source(const struct across *x, uint32_t doc)
{
    return x->doc[doc].report->doc->src;
}

str across_name(const struct checker *c, uint32_t doc)
{
    enum lang lang = c->diags->lang;

    return arena_printf(c->job->arena, "%s «%.*s»",
                        document_kind_name(c->across->doc[doc].kind, lang),
                        STRF(os_base_name(across_source(c->across, doc)->name)));
}

/* -- figures by their place -- */

static int by_figure_place(const void *pa, const void *pb)
{
    const struct across_figure *a = pa, *b = pb;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static struct across_figure *index_figures(struct job *j, const struct report *r, size_t *count)
{
    struct across_figure *item = NULL;
    size_t n = 0, cap = 0;

    for (uint32_t i = 0; i < r->nstatements; i++) {
        const struct statement *s = &r->statement[i];
        const struct figure *f[] = { &s->value, s->whole, s->whole_pct, s->share, s->plan_pct };

        for (size_t k = 0; k < sizeof f / sizeof *f; k++)
            if (f[k]->has_value)
                *arena_push(j->arena, item, n, cap) =
                    (struct across_figure){ f[k]->where.start, i };
        for (uint32_t k = 0; k < s->ncompares; k++)
            if (s->compare[k].amount.has_value)
                *arena_push(j->arena, item, n, cap) =
                    (struct across_figure){ s->compare[k].amount.where.start, i };
    }
    if (n > 1)
        qsort(item, n, sizeof *item, by_figure_place);
    *count = n;
    return item;
}

const struct statement *across_statement_at(struct checker *c, uint32_t doc, uint32_t at)
{
    const struct across *x = c->across;
    const struct report *r = x->doc[doc].report;
    size_t lo = 0, hi;

    if (!x->figure[doc])
        x->figure[doc] = index_figures(c->job, r, &x->nfigures[doc]);
    hi = x->nfigures[doc];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (x->figure[doc][mid].at < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < x->nfigures[doc] && x->figure[doc][lo].at == at
               ? &r->statement[x->figure[doc][lo].statement]
               : NULL;
}

/* -- values -- */

static uint64_t value_key(dec d)
{
    while (d.scale > 0 && d.coef % 10 == 0) {
        d.coef /= 10;
        d.scale--;
    }
    return (uint64_t)d.coef * 32 + (uint64_t)d.scale;
}

static int by_value_key(const void *pa, const void *pb)
{
    const struct across_value *a = pa, *b = pb;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static struct across_value *index_values(struct job *j, const struct report *r, size_t *count)
{
    struct across_value *item = arena_array(j->arena, struct across_value,
                                            (size_t)r->nstatements + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < r->nstatements; i++)
        if (r->statement[i].value.has_value)
            item[n++] = (struct across_value){ value_key(r->statement[i].value.value), i };
    if (n > 1)
        qsort(item, n, sizeof *item, by_value_key);
    *count = n;
    return item;
}

bool across_tells(struct checker *c, uint32_t doc, const struct statement *s)
{
    enum { LOOKED_AT = 64 };
    const struct across *x = c->across;
    const struct report *r = x->doc[doc].report;
    uint64_t key = value_key(s->value.value);
    size_t lo = 0, hi;

    if (!x->value[doc])
        x->value[doc] = index_values(c->job, r, &x->nvalues[doc]);
    hi = x->nvalues[doc];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (x->value[doc][mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t i = lo; i < x->nvalues[doc] && i < lo + LOOKED_AT; i++) {
        const struct statement *o = &r->statement[x->value[doc][i].statement];

        if (x->value[doc][i].key != key)
            break;
        if (o->unit.power == s->unit.power && unit_same_base(o->unit, s->unit)
            && names_alike(c, o->indicator, s->indicator).shared >= 2)
            return true;
    }
    return false;
}

/* -- which documents repeat which -- */

static bool repeats_text(enum document_kind k)
{
    return k == DOCUMENT_RESOLUTION || k == DOCUMENT_TASKS;
}

/* Sentences come again every month with other figures; they are the same ones only in papers
 * of one period. A resolution is about the period that its report looks ahead to. */
static bool same_occasion(const struct across_document *a, const struct across_document *b)
{
    period p = a->report->period, q = b->report->period;

    if (p.kind == PERIOD_NONE || q.kind == PERIOD_NONE)
        return repeats_text(b->kind);
    if (repeats_text(b->kind))
        return q.year == p.year || q.year == p.year + 1;
    return period_eq(p, q);
}

static bool may_repeat(const struct across_document *a, const struct across_document *b)
{
    return !a->older && !b->older && a->kind < b->kind && b->kind != DOCUMENT_OTHER
           && b->kind != DOCUMENT_APPENDIX && (repeats_text(b->kind) || same_occasion(a, b));
}

/* Whatever their titles say, a paper that has much of the other word for word was written
 * from it. */
static bool shares_text(const struct drift_found *f)
{
    enum { LEAST_SAME = 3, SHARE_SAME = 4 };

    return f->same >= LEAST_SAME && f->same * SHARE_SAME >= f->passages;
}

static void find_drifts(struct job *j, struct across *x)
{
    struct drift_text **text = arena_array(j->arena, struct drift_text *, x->n + 1);

    for (uint32_t a = 0; a < x->n; a++)
        for (uint32_t b = 0; b < x->n; b++) {
            struct drift_found found;

            if (x->area[a] != x->area[b] || !may_repeat(&x->doc[a], &x->doc[b]))
                continue;
            if (!text[a])
                text[a] = drift_read(j, x->doc[a].report->doc);
            if (!text[b])
                text[b] = drift_read(j, x->doc[b].report->doc);

            found = drift_find(j, text[a], text[b]);
            if (same_occasion(&x->doc[a], &x->doc[b]) || shares_text(&found))
                *arena_push(j->arena, x->drift, x->ndrifts, x->drift_cap) =
                    (struct across_drift){ a, b, found.spot, found.n };
        }
}

/* A report of six months is written in June: where much is called an estimate, what is not
 * called so is none the less. */
static bool mostly_estimates(const struct report *r)
{
    enum { SHARE_ESTIMATES = 3 };
    uint32_t estimates = 0, results = 0;

    for (uint32_t i = 0; i < r->nstatements; i++) {
        estimates += r->statement[i].kind == KIND_ESTIMATE;
        results += r->statement[i].kind == KIND_ACTUAL;
    }
    return estimates > 0 && estimates * SHARE_ESTIMATES >= estimates + results;
}

const struct across *across_new(struct job *j, const struct across_document *doc, uint32_t n,
                                const struct indicators *catalogue)
{
    struct across *x = arena_new(j->arena, struct across);

    struct concord_input *input = arena_array(j->arena, struct concord_input, (size_t)n + 1);

    x->area = arena_array(j->arena, uint64_t, (size_t)n + 1);
    x->estimates = arena_array(j->arena, bool, (size_t)n + 1);
    for (uint32_t i = 0; i < n; i++) {
        struct report *of_area = arena_new(j->arena, struct report);

        *of_area = *doc[i].report;
        of_area->area = doc[i].area;
        x->area[i] = str_hash(fold_text(j->arena, doc[i].area));
        input[i].report = of_area;
        x->estimates[i] = mostly_estimates(doc[i].report);
    }
    x->doc = doc;
    x->n = n;
    x->concord = concord_build(j, names_open(j->arena), input, n, catalogue);
    x->implied = implied_build(j, x->concord, IMPLIED_BY_ALL);
    x->figure = arena_array(j->arena, struct across_figure *, (size_t)n + 1);
    x->nfigures = arena_array(j->arena, size_t, (size_t)n + 1);
    x->value = arena_array(j->arena, struct across_value *, (size_t)n + 1);
    x->nvalues = arena_array(j->arena, size_t, (size_t)n + 1);
    find_drifts(j, x);
    across_find_pairs(j, x);
    return x;
}

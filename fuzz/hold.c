/* hold.c -- what the fuzzers share. */
#include "hold.h"

#include <stdio.h>
#include <stdlib.h>

void hold_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: must hold: %s\n", file, line, what);
    abort();
}

static void hold_flow(const struct source *src, const struct flow *f)
{
    must(f->text.len == 0 || f->nsegs > 0);
    for (uint32_t i = 0; i < f->nsegs; i++) {
        must(f->seg[i].src <= src->text.len);
        must(f->seg[i].at <= f->text.len);
        must(i == 0 ? f->seg[i].at == 0 : f->seg[i].at > f->seg[i - 1].at);
    }
    for (uint32_t i = 0; i < f->nmarks; i++)
        must(f->mark[i].at <= f->text.len && f->mark[i].src < src->text.len);
    for (size_t i = 0; i + 1 < f->text.len; i++)
        must(f->text.ptr[i] != '\n' && !(f->text.ptr[i] == ' ' && f->text.ptr[i + 1] == ' '));

    span all = flow_span(f, 0, (uint32_t)f->text.len);

    must(all.start <= all.end && all.end <= src->text.len + 1);
}

static void hold_table(const struct source *src, const struct table *t)
{
    must(t->nrows > 0 || t->ncols == 0);
    for (uint32_t r = 0; r < t->nrows; r++) {
        must(t->src[r] <= src->text.len);
        for (uint32_t c = 0; c < t->ncols; c++)
            hold_flow(src, &table_cell(t, r, c)->flow);
    }
}

static void hold_origins(const struct source *src, const struct doc *d)
{
    for (uint32_t i = 0; i < d->norigins; i++) {
        must(d->origin[i].at < src->text.len && d->origin[i].part < d->nparts);
        must(i == 0 || d->origin[i].at > d->origin[i - 1].at);
    }
}

uint64_t hold_doc(const struct source *src, const struct doc *d)
{
    uint64_t sum = d->nblocks;

    hold_origins(src, d);
    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct block *b = &d->block[i];

        must((b->kind == BLOCK_TABLE) == (b->table != NULL));
        must(b->parent == NO_BLOCK || (b->parent >= 0 && (uint32_t)b->parent < i));
        must(b->anchor == NO_BLOCK || (b->anchor >= 0 && (uint32_t)b->anchor < d->nblocks));
        if (b->table)
            hold_table(src, b->table);
        else
            hold_flow(src, &b->flow);
        sum = sum * 31 + str_hash(b->flow.text) + (uint64_t)b->kind;
    }
    return sum;
}

status hold_tree(struct tree *t, status read)
{
    const struct doc *d;

    if (read == OK)
        read = tree_finish(t, &d);
    if (read == OK)
        hold_doc(d->src, d);
    return read;
}

static void hold_figure(const struct source *src, const struct figure *f)
{
    must(f->where.start <= f->where.end && f->where.end <= src->text.len);
}

void hold_report(const struct app_document *d)
{
    for (uint32_t i = 0; i < d->report->nstatements; i++) {
        const struct statement *s = &d->report->statement[i];

        hold_figure(d->src, &s->value);
        hold_figure(d->src, s->whole);
        hold_figure(d->src, s->plan_pct);
        must(s->ncompares <= STATEMENT_COMPARES);
        must(s->parent < (int32_t)d->report->nstatements && s->parent != (int32_t)i);
        for (uint32_t k = 0; k < s->ncompares; k++)
            hold_figure(d->src, &s->compare[k].amount);
        must(app_place(d, s).line <= d->src->nlines + 1);
    }
}

void hold_in_jobs(const uint8_t *data, size_t size, size_t memory,
                  status (*fn)(struct job *j, void *text))
{
    struct limits limits = LIMITS_DEFAULT;
    str text = { (const char *)data, size };

    limits.table_cells = 500;
    limits.findings = 20;
    job_run(&limits, LANG_VI, fn, &text, NULL);
    limits.memory = memory;
    job_run(&limits, LANG_EN, fn, &text, NULL);
}

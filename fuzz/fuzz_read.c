/* fuzz_read.c -- any bytes to the reader alone, held to what a document promises:
 * flows that lead back into the source, whole tables, parents and anchors that
 * exist. Read twice, it must read the same. */
#include "read/read.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
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

static uint64_t hold_doc(const struct source *src, const struct doc *d)
{
    uint64_t sum = d->nblocks;

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

struct reading {
    str text;
    uint64_t sum;
};

static status read_once(struct job *j, void *arg)
{
    struct reading *r = arg;
    const struct source *src = source_new(j->arena, STR("fuzz"), r->text);
    const struct doc *d;
    status st = read_doc(j, src, &d);

    if (st == OK)
        r->sum = hold_doc(src, d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct limits limits = LIMITS_DEFAULT;
    struct reading first = { .text = { (const char *)data, size } }, again = first;

    limits.table_cells = 2000;
    status st = job_run(&limits, LANG_VI, read_once, &first, NULL);

    must(job_run(&limits, LANG_VI, read_once, &again, NULL) == st && first.sum == again.sum);
    limits.memory = 100 * 1024;
    job_run(&limits, LANG_VI, read_once, &again, NULL);
    return 0;
}

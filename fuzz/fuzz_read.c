/* fuzz_read.c -- any bytes to the reader alone, held to what a document promises:
 * flows that lead back into the source, whole tables, parents and anchors that
 * exist. Read twice, it must read the same. */
#include "hold.h"

#include "read/read.h"

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

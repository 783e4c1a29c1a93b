/* fuzz_report.c -- any bytes as a report: read, extracted, and held to what a
 * document and a statement promise. Small limits, so that they are met. */
#include "app/app.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void hold_figure(const struct source *src, const struct figure *f)
{
    must(f->where.start <= f->where.end && f->where.end <= src->text.len);
}

static status read_report(struct job *j, void *arg)
{
    struct app_document d;
    status st = app_read_text(j, STR("fuzz"), *(str *)arg, &d);

    if (st != OK)
        return st;
    for (uint32_t i = 0; i < d.report->nstatements; i++) {
        const struct statement *s = &d.report->statement[i];

        hold_figure(d.src, &s->value);
        hold_figure(d.src, &s->whole);
        hold_figure(d.src, &s->plan_pct);
        must(s->ncompares <= STATEMENT_COMPARES);
        must(s->parent < (int32_t)d.report->nstatements && s->parent != (int32_t)i);
        for (uint32_t k = 0; k < s->ncompares; k++)
            hold_figure(d.src, &s->compare[k].amount);
        must(app_place(&d, s).line <= d.src->nlines + 1);
    }
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct limits limits = LIMITS_DEFAULT;
    str text = { (const char *)data, size };

    limits.table_cells = 500;
    limits.findings = 20;
    job_run(&limits, LANG_VI, read_report, &text, NULL);
    limits.memory = 300 * 1024;
    job_run(&limits, LANG_VI, read_report, &text, NULL);
    return 0;
}

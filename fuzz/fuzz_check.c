/* fuzz_check.c -- any bytes as a report to check: every finding stands in the
 * text, has words, and all three printers live through it. */
#include "hold.h"

#include "diag/print.h"

static void hold_finding(const struct diags *ds, const struct diag *d)
{
    must(d->where.start <= d->where.end && d->where.end <= ds->src->text.len);
    must(diag_message(ds, d).len > 0);
    for (size_t i = 0; i < d->nnotes; i++)
        must(!d->note[i].has_where || d->note[i].where.end <= ds->src->text.len);
}

static void print_all(struct job *j, const struct diags *ds)
{
    struct text_style style = { .colours = true, .width = 40, .level = SEVERITY_NOTE };
    struct buf b;

    buf_init(&b, j->arena);
    diag_print_text(&b, ds, &style);
    diag_print_tsv_header(&b);
    diag_print_tsv(&b, ds);
    diag_print_json(&b, ds);
    must(b.len > 0);
}

static status check_bytes(struct job *j, void *arg)
{
    struct app_document d;
    struct app_findings found;
    status st = app_check_text(j, STR("fuzz"), *(str *)arg, check_rules_on(), &d, &found);

    if (st != OK)
        return st;
    must(found.diags->count <= j->limits.findings);
    for (size_t i = 0; i < found.diags->count; i++) {
        hold_finding(found.diags, found.diags->item[i]);
        must(i == 0
             || found.diags->item[i - 1]->where.start < found.diags->item[i]->where.start);
    }
    print_all(j, found.diags);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 400 * 1024, check_bytes);
    return 0;
}

/* coverage.c -- how each run of digits of a report was understood. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "extract/claim.h"

enum { CLAIM_CLASSES = CLAIM_REJECTED + 1 };

static void put_run_tsv(struct buf *b, const struct source *src, const struct digit_run *r)
{
    struct place p = source_place(src, r->where.start);

    buf_printf(b, "%u\t%u\t", p.line, p.col);
    buf_tsv(b, source_text(src, r->where));
    buf_printf(b, "\t%s\t%s\n", claim_name(r->class), r->reason);
}

static void put_run_json(struct buf *b, const struct source *src, const struct digit_run *r)
{
    struct place p = source_place(src, r->where.start);

    buf_printf(b, "{\"line\": %u, \"col\": %u, \"text\": ", p.line, p.col);
    buf_json(b, source_text(src, r->where));
    buf_printf(b, ", \"class\": \"%s\", \"reason\": ", claim_name(r->class));
    buf_json(b, str_from(r->reason));
    buf_put(b, STR("}\n"));
}

/* The counts by class, and how much was understood. */
static void put_coverage_summary(struct buf *b, const struct app_document *d, enum lang lang,
                        const struct digit_run *run, size_t n)
{
    size_t count[CLAIM_CLASSES] = { 0 }, told = n;

    for (size_t i = 0; i < n; i++)
        count[run[i].class]++;
    told -= count[CLAIM_REJECTED];
    buf_put(b, d->src->name);
    buf_printf(b, lang == LANG_EN ? ": %zu runs of digits, %zu understood"
                                  : ": %zu dãy chữ số, hiểu được %zu", n, told);
    for (int k = CLAIM_STATEMENT; k < CLAIM_CLASSES; k++)
        if (count[k])
            buf_printf(b, "%s %s %zu", k == CLAIM_STATEMENT ? ";" : ",",
                       claim_name((enum claim_class)k), count[k]);
    buf_char(b, '\n');
}

void coverage_tsv_header(struct buf *b)
{
    buf_put(b, STR("line\tcol\ttext\tclass\treason\n"));
}

void coverage_print(struct buf *b, const struct app_document *d, enum format format,
                    enum lang lang)
{
    size_t n;
    const struct digit_run *run = claim_runs(b->arena, d->report, &n);

    if (format == FORMAT_TEXT) {
        put_coverage_summary(b, d, lang, run, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (format == FORMAT_TSV)
            put_run_tsv(b, d->src, &run[i]);
        else
            put_run_json(b, d->src, &run[i]);
}

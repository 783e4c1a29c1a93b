/* fuzz_dossier.c -- any bytes as several papers of one dossier, each behind a line "=== NAME"
 * ("=== --against NAME": an older one), or in two halves: every finding stands in its own
 * paper, every note in the one it names, and the concordance tells places that are there. */
#include "hold.h"

#include "app/concordance.h"
#include "diag/print.h"

enum { PAPERS = 6 };

struct papers {
    str text[PAPERS];
    bool older[PAPERS];
    size_t n;
};

static void cut_papers(str all, struct papers *p)
{
    str line, rest = all;
    size_t from = 0;

    while (p->n < PAPERS && str_split(&rest, '\n', &line)) {
        size_t at = (size_t)(line.ptr - all.ptr);

        if (!str_starts(line, STR("=== ")))
            continue;
        if (p->n > 0)
            p->text[p->n - 1] = str_sub(all, from, at);
        from = at + line.len + 1;
        p->older[p->n++] = str_find(line, STR("--against")) != SIZE_MAX;
    }
    if (p->n > 0) {
        p->text[p->n - 1] = str_sub(all, from, all.len);
        return;
    }
    p->n = 2;
    p->text[0] = str_sub(all, 0, all.len / 2);
    p->text[1] = str_sub(all, all.len / 2, all.len);
}

static void hold_notes(const struct diags *ds, const struct diag *d)
{
    must(d->where.start <= d->where.end && d->where.end <= ds->src->text.len);
    must(diag_message(ds, d).len > 0);
    for (size_t i = 0; i < d->nnotes; i++)
        must(!d->note[i].has_where
             || d->note[i].where.end <= note_source(ds, &d->note[i])->text.len);
}

static void check_paper(struct job *j, const struct across *all, uint32_t doc,
                        const struct source *src, struct buf *out)
{
    struct text_style style = { .width = 60, .level = SEVERITY_NOTE };
    struct diags ds;

    diags_init(&ds, j, src);
    check_report_across(j, all, doc, check_rules_on(), &ds);
    for (size_t i = 0; i < ds.count; i++)
        hold_notes(&ds, ds.item[i]);
    diag_print_text(out, &ds, &style);
    diag_print_tsv(out, &ds);
    diag_print_json(out, &ds);
}

static void hold_concordance(struct job *j, const struct dossier *d)
{
    const struct concord *c = across_concord(d->across);
    struct buf rows;
    str book;

    for (uint32_t i = 0; i < c->nplaces; i++)
        must(concord_where(c, &c->place[i]).end
             <= d->doc[c->place[i].input].read.src->text.len);
    buf_init(&rows, j->arena);
    concordance_tsv(&rows, j, d);
    must(concordance_xlsx(j, d, &book) == OK && book.len > 0);
}

static status check_papers_of(struct job *j, void *arg)
{
    struct dossier_document doc[PAPERS] = { 0 };
    struct across_document across[PAPERS];
    struct dossier d = { .doc = doc };
    struct papers p = { 0 };
    struct buf out;

    cut_papers(*(str *)arg, &p);
    for (size_t i = 0; i < p.n; i++) {
        status st = app_read_text(j, STR("fuzz"), p.text[i], &doc[i].read);

        if (st != OK)
            return st;
        doc[i].older = p.older[i];
        doc[i].kind = document_kind_of(j->arena, doc[i].read.report);
        across[i] = (struct across_document){ doc[i].read.report, doc[i].kind, p.older[i],
                                                 document_unit_of(j->arena, doc[i].read.report) };
    }
    d.n = p.n;
    d.across = across_new(j, across, (uint32_t)p.n, doc[0].read.catalogue);
    buf_init(&out, j->arena);
    for (uint32_t i = 0; i < p.n; i++)
        if (!p.older[i])
            check_paper(j, d.across, i, doc[i].read.src, &out);
    hold_concordance(j, &d);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 600 * 1024, check_papers_of);
    return 0;
}

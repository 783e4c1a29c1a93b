/* across.h -- several documents of one file of papers, checked as one: a report, its
 * appendix, the draft resolution, and earlier reports that give values only. */
#ifndef CHECK_ACROSS_H
#define CHECK_ACROSS_H

#include "analyse/concord.h"
#include "analyse/document.h"
#include "check/check.h"
#include "model/indicator.h"

struct across_document {
    const struct report *report;
    enum document_kind kind;
    bool older;                 /* gives values; is not checked itself */
    str area;                   /* of its figures where none is told */
};

/* What the documents say together; they must outlive it. */
struct across;
const struct across *across_new(struct job *j, const struct across_document *doc, uint32_t n,
                                const struct indicators *catalogue);

/* Their facts; the index of an input is that of the document. */
const struct concord *across_concord(const struct across *x);

/* check_report() of one of them, with the rules that compare documents. */
void check_report_across(struct job *j, const struct across *all, uint32_t doc, rule_set rules,
                         struct diags *out);

#endif

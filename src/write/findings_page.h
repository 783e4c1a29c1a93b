/* findings_page.h -- findings as one page that needs nothing beside itself: the document
 * with marks, the list of findings beside it, the computation of each.
 *
 * It can be read without its script, through its links; with it n and p lead to the next and
 * the previous finding. What it says is in Vietnamese, the findings in their own language. */
#ifndef WRITE_FINDINGS_PAGE_H
#define WRITE_FINDINGS_PAGE_H

#include "base/buf.h"
#include "diag/diag.h"
#include "doc/doc.h"

/* Appends the page; the findings are sorted by place. */
void write_findings_page(struct buf *out, const struct doc *doc, const struct diags *found);

#endif

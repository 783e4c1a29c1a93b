/* marked.h -- a document as HTML with its findings: blocks in order, figures marked, cards
 * with the computation beside the block they are about, and the list of all. */
#ifndef WRITE_MARKED_H
#define WRITE_MARKED_H

#include "base/buf.h"
#include "diag/diag.h"
#include "doc/doc.h"

struct marked {
    const struct doc *doc;
    const struct diags *found;  /* sorted by place; NULL: none are shown */
    const char *codes;          /* where a code leads to ("/codes/"), NULL: nowhere */
};

/* <div class="giay">: the text; mark n has id mN, its card fN, each leads to the other. */
void marked_put_document(struct buf *out, const struct marked *m);

/* <ol>: figure, place and reason of each finding, leading to its mark. */
void marked_put_list(struct buf *out, const struct marked *m);

/* "đoạn 14", "bảng 2, hàng 5, cột 3", "dòng 28": text, to be escaped where that is to be. */
void marked_put_place(struct buf *out, const struct source *src, uint32_t at, enum lang lang);

/* "đoạn 14: " before a note that is about another place than its finding, with the file
 * where that is another document's; else nothing. */
void marked_put_note_place(struct buf *out, const struct diags *ds, const struct diag *d,
                           const struct diag_note *n);

#endif

/* code_page.h -- the page of a code (docs/codes/<number>.md) in one language.
 *
 * A page is Vietnamese up to its section "## English", which holds a title and what the
 * code means; the examples, Vietnamese texts, are shared. */
#ifndef WRITE_CODE_PAGE_H
#define WRITE_CODE_PAGE_H

#include "base/buf.h"
#include "base/job.h"

struct code_page {
    str title;                  /* "Tổng không bằng các thành phần" */
    str prose;                  /* what it means: paragraphs, as markdown */
    str examples;               /* from the heading of the wrong one; always Vietnamese */
};

/* The page of the number ("1101"), in slices that live as long as the program; false when
 * there is none. */
bool code_page_find(str number, enum lang lang, struct code_page *out);

/* Appends the page as markdown: title, prose, and the examples under headings in the
 * language. In English the examples' findings are code and figure: their messages are
 * Vietnamese. */
void code_page_put(struct buf *out, str number, const struct code_page *page, enum lang lang);

#endif

/* html.h -- what all HTML we write is made of: text, figures, shapes with their words.
 *
 * Text reaches HTML only through html_put_text(), which escapes; HTML_LIT() takes literals
 * alone. */
#ifndef WRITE_HTML_H
#define WRITE_HTML_H

#include "base/buf.h"
#include "diag/diag.h"
#include "num/dec.h"

#define HTML_LIT(out, lit) buf_put((out), STR(lit))
void html_put_text(struct buf *out, str s);
void html_put_dec(struct buf *out, dec d);      /* 1.234,50 with a true minus sign */
void html_put_count(struct buf *out, uint64_t n);       /* 1.234 */

/* The shapes of a page, once in its body; then each by its symbol ("h-nguy"). `word` says
 * it to those who do not see it, colour only helps. */
void html_put_symbols(struct buf *out);
void html_put_shape(struct buf *out, const char *class, const char *symbol, const char *word);
void html_put_severity(struct buf *out, enum diag_severity s);

/* The shape with its word beside it, for all to see. */
void html_put_severity_named(struct buf *out, enum diag_severity s);

#endif

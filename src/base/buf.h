/* buf.h -- text that grows in an arena: the way everything is printed. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
    struct arena *arena;
    char *ptr;
    size_t len;
    size_t cap;
};

void buf_init(struct buf *b, struct arena *a);
void buf_put(struct buf *b, str s);
void buf_char(struct buf *b, char c);
void buf_repeat(struct buf *b, char c, size_t n);
void buf_number(struct buf *b, uint64_t n, unsigned width);    /* at least width digits */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_json(struct buf *b, str s);       /* quoted and escaped; bad UTF-8 becomes U+FFFD */
void buf_tsv(struct buf *b, str s);        /* tabs and line ends become one blank */
void buf_html(struct buf *b, str s);       /* & < > " ' escaped */

/* What stands in the buffer; valid until the next put. */
str buf_str(const struct buf *b);

#endif

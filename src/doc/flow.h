/* flow.h -- building a flow from pieces of the source. */
#ifndef DOC_FLOW_H
#define DOC_FLOW_H

#include "base/buf.h"
#include "doc/doc.h"

/* A builder appends pieces; blanks collapse to one, markup and comments are
 * taken out, letters are composed, and each change of step with the source is
 * recorded. Pieces must come in the order in which they read, which need not
 * be the order of the source. */
struct flow_builder {
    const struct source *src;
    struct buf text;
    struct flow_seg *seg;
    size_t nsegs, seg_cap;
    struct flow_mark *mark;
    size_t nmarks, mark_cap;
    bool blank;                 /* a blank is owed before the next letter */
};

void flow_init(struct flow_builder *b, struct arena *a, const struct source *src);

/* Makes room at once for a text of so many bytes, before anything is put: a text has
 * millions of cells and items that never need more. */
void flow_expect(struct flow_builder *b, size_t bytes);

/* Appends source[from, to). `markup`: * and ** and tags are markup, not text. */
void flow_put(struct flow_builder *b, uint32_t from, uint32_t to, bool markup);

/* Owes a blank: the next piece is another word. */
void flow_blank(struct flow_builder *b);

/* Records a note mark here. */
void flow_put_mark(struct flow_builder *b, uint16_t number, uint32_t src);

/* The flow of source[from, to), which has neither markup nor a blank too many: the very
 * bytes of the source where they need no composing. */
struct flow flow_slice(struct arena *a, const struct source *src, uint32_t from, uint32_t to);

/* The flow of a table's cell, source[from, to) with blanks round it and markup in it: the
 * very bytes of the source, too, where there is nothing to take out. */
struct flow flow_field(struct arena *a, const struct source *src, uint32_t from, uint32_t to);

/* Is the text of flow_slice() the very bytes of the source? */
bool flow_is_plain(const struct source *src, uint32_t from, uint32_t to);

/* The flow built so far; the builder may not be used after. */
struct flow flow_finish(struct flow_builder *b);

#endif

/* sentence.c -- the sentence that stands around a place. */
#include "doc/sentence.h"

#include "base/utf8.h"

/* A sentence that goes on behind notes and page breaks stands so many blocks before; what
 * is longer than any sentence is cut this far from the place. */
enum { BLOCKS_BACK = 64, SENTENCE_REACH = 1500 };

static bool block_start(const struct block *b, uint32_t *start)
{
    if (b->table ? !b->table->nrows : !b->flow.text.len)
        return false;
    *start = b->table ? b->table->src[0] : flow_source(&b->flow, 0);
    return true;
}

/* The last block that begins at or before the offset; those that are empty begin where the
 * next before them does. */
static uint32_t last_block_at(const struct doc *d, uint32_t offset)
{
    uint32_t lo = 0, hi = d->nblocks, start = 0;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2, look = mid;

        while (look > lo && !block_start(&d->block[look], &start))
            look--;
        if (look == lo || start <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* The offset of the flow that was taken from just there; the text's length for none. */
static uint32_t flow_at_source(const struct flow *f, uint32_t offset)
{
    uint32_t at = flow_offset(f, offset);

    return at < f->text.len && flow_source(f, at) == offset ? at : (uint32_t)f->text.len;
}

/* Does a sentence end with s[at]: a full stop, a blank, and no small letter behind it? */
static bool is_sentence_end(str s, size_t at)
{
    uint32_t cp;

    if (s.ptr[at] != '.' && s.ptr[at] != '!' && s.ptr[at] != '?')
        return false;
    if (at + 1 >= s.len)
        return true;
    if (s.ptr[at + 1] != ' ' || at + 2 >= s.len)
        return false;
    utf8_next(s, at + 2, &cp);
    return utf8_lower(cp) != cp || !utf8_is_letter(cp);
}

static str cut_sentence(str text, uint32_t at)
{
    size_t first = at > SENTENCE_REACH ? at - SENTENCE_REACH : 0, from = at, to = at;
    size_t last = text.len - at > SENTENCE_REACH ? at + SENTENCE_REACH : text.len;

    while (from > first
           && !(text.ptr[from - 1] == ' ' && from > 1 && is_sentence_end(text, from - 2)))
        from--;
    while (to < last && !is_sentence_end(text, to))
        to++;
    return str_trim(str_sub(text, from, to + 1));
}

static str cut_row(struct arena *a, const struct table *t, uint32_t offset)
{
    struct buf b;
    uint32_t row = table_row_at(t, offset);

    buf_init(&b, a);
    for (uint32_t c = 0; c < t->ncols; c++) {
        if (c)
            buf_put(&b, STR(" | "));
        buf_put(&b, table_cell(t, row, c)->flow.text);
    }
    return buf_str(&b);
}

str doc_sentence(struct arena *a, const struct doc *d, uint32_t offset)
{
    uint32_t at = d->nblocks ? last_block_at(d, offset) : 0;

    for (uint32_t back = 0; d->nblocks && back < BLOCKS_BACK && back <= at; back++) {
        const struct block *b = &d->block[at - back];

        if (b->table && b->table->nrows)
            return cut_row(a, b->table, offset);
        if (b->flow.text.len) {
            uint32_t in_flow = flow_at_source(&b->flow, offset);

            if (in_flow < b->flow.text.len)
                return cut_sentence(b->flow.text, in_flow);
        }
    }
    return str_trim(source_line(d->src, source_place(d->src, offset).line));
}

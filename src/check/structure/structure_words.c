/* structure_words.c -- what the rules of a document's make share. */
#include "check/structure/structure_int.h"

enum { SHOWN_WORDS = 5, SHOWN_BYTES = 120 };

static bool letter_begins(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

struct diag *structure_finding(struct checker *c, enum diag_code code, uint32_t block,
                               size_t from, str words)
{
    const struct flow *f = &c->report->doc->block[block].flow;
    struct diag *d = diag_add(c->diags, code, flow_span(f, (uint32_t)from,
                                                        (uint32_t)(from + words.len)));

    diag_arg(d, words);
    diag_stated(d, words);
    return d;
}

str structure_first_words(str s)
{
    str most = str_sub(s, 0, SHOWN_BYTES);
    size_t i = 0;

    for (uint32_t n = 0; i < most.len; i++) {
        const char *blank = memchr(most.ptr + i, ' ', most.len - i);

        i = blank ? (size_t)(blank - most.ptr) : most.len;
        if (blank && ++n == SHOWN_WORDS)
            return str_sub(s, 0, i);
    }
    for (i = most.len; i < s.len && !letter_begins(s.ptr[i]);)
        i++;
    return str_sub(s, 0, i);
}

str structure_last_words(str s)
{
    size_t i = s.len;

    for (uint32_t n = 0; i > 0; i--)
        if ((s.ptr[i - 1] == ' ' && ++n == SHOWN_WORDS)
            || (s.len - i >= SHOWN_BYTES && i < s.len && letter_begins(s.ptr[i])))
            break;
    return str_sub(s, i, s.len);
}

bool structure_is_body(const struct block *b)
{
    return b->kind != BLOCK_NOTE && b->kind != BLOCK_TABLE;
}

uint32_t structure_next(const struct checker *c, uint32_t i)
{
    const struct doc *d = c->report->doc;

    for (i++; i < d->nblocks && !structure_is_body(&d->block[i]); i++)
        continue;
    return i;
}

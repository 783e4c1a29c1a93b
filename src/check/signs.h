/* signs.h -- digits and signs of a report's text, found once for all rules.
 *
 * Half a dozen rules look for numbers, others for brackets, quotation marks and blanks left
 * open. The text is gone through once, and each rule walks what was found. Tables are left
 * out: their cells are read elsewhere. */
#ifndef CHECK_SIGNS_H
#define CHECK_SIGNS_H

#include "base/arena.h"
#include "doc/doc.h"

/* A run of digits, [from, to) of a block's text. */
struct digits_at { uint32_t from, to; };

/* What of the text of one block was found, in its order. */
struct block_signs {
    const struct digits_at *run;
    const uint32_t *sign;       /* places where a sign begins, see signs_of() */
    uint32_t nruns, nsigns;
};

/* Of every block. Signs are brackets, the bytes C2 and E2, with which signs beyond ASCII
 * begin, and of . , ; ? and x those before one of these five or a closing bracket: "xx",
 * "..", ",;". A single mark between words is none. */
const struct block_signs *signs_of(struct arena *a, const struct doc *d);

/* Goes from digit to digit of a block, as a rule reads on behind what it has read. */
struct digit_walk { const struct digits_at *run, *end; };

static inline struct digit_walk digit_walk(const struct block_signs *b)
{
    return (struct digit_walk){ b->run, b->run + b->nruns };
}

/* The first digit at or behind `at`, which never goes back; SIZE_MAX for none. */
static inline size_t digit_from(struct digit_walk *w, size_t at)
{
    while (w->run < w->end && w->run->to <= at)
        w->run++;
    if (w->run == w->end)
        return SIZE_MAX;
    return w->run->from > at ? w->run->from : at;
}

#endif

/* heads.c -- which of many heads a name begins with. */
#include "check/unit/heads.h"

#include "base/utf8.h"

#include <assert.h>

void heads_add(struct heads *h, const char *head)
{
    uint64_t bit = UINT64_C(1) << h->n;
    size_t len = strlen(head);

    assert(h->n < HEADS_MOST);
    for (size_t i = 0; i < HEAD_LETTERS && i < len; i++)
        h->with[i][head[i] & 31] |= bit;
    for (size_t i = len; i < HEAD_LETTERS; i++)     /* whatever stands behind a short one */
        for (size_t k = 0; k < 32; k++)
            h->with[i][k] |= bit;
    h->head[h->n++] = head;
}

/* Those that may still be the name's beginning after its first letters. Letters and signs
 * that share their five lowest bits are taken for one. */
static uint64_t heads_left(const struct heads *h, str name, uint64_t among)
{
    size_t at = 0;

    for (size_t i = 0; among && i < HEAD_LETTERS && at < name.len; i++) {
        uint32_t cp = (unsigned char)name.ptr[at];

        if (cp < 0x80) {
            at++;
        } else {
            at += utf8_next(name, at, &cp);
            cp = utf8_strip(cp);
        }
        among &= h->with[i][cp & 31];
    }
    return among;
}

uint64_t heads_begun(const struct heads *h, str name, uint64_t among)
{
    uint64_t begun = 0;

    if (!name.len)              /* its letters would rule out none, not even what is no head */
        return 0;
    for (uint64_t left = heads_left(h, name, among); left; left &= left - 1)
        if (utf8_begins_as(name, h->head[__builtin_ctzll(left)]))
            begun |= left & -left;
    return begun;
}

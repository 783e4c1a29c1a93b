/* heads.h -- which of many heads a name begins with: "dien tich", "tong du no".
 *
 * A name is read letter by letter, and only as far as any head still may be its beginning:
 * most are told by their first two or three. */
#ifndef CHECK_UNIT_HEADS_H
#define CHECK_UNIT_HEADS_H

#include "base/str.h"

enum { HEADS_MOST = 64, HEAD_LETTERS = 8 };

/* Empty when zeroed. */
struct heads {
    const char *head[HEADS_MOST];
    uint64_t with[HEAD_LETTERS][32];    /* those that may go on with a letter there, a bit each */
    size_t n;
};

/* Adds a head of plain small letters. Its number is how many were there before. */
void heads_add(struct heads *h, const char *head);

/* Those `among` the heads that the name begins with, case and diacritics apart. */
uint64_t heads_begun(const struct heads *h, str name, uint64_t among);

#endif

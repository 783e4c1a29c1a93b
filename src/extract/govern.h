/* govern.h -- the verb that governs a number.
 *
 * Inside extract only. What a number says is told by the words before it: a
 * level (đạt, là, có), a change (tăng, giảm, cao hơn, vượt), a share (chiếm);
 * hedges and auxiliaries stand between. */
#ifndef EXTRACT_GOVERN_H
#define EXTRACT_GOVERN_H

#include "extract/scan.h"

enum governor { GOV_NONE, GOV_LEVEL, GOV_REACH, GOV_CHANGE, GOV_SHARE };

struct governed {
    enum governor by;           /* GOV_REACH: đạt, bằng, which may be a level or a ratio */
    enum compare_kind change;
    uint32_t verb;              /* where the governing words begin */
    uint32_t base_from, base_to; /* words of a base before the number; equal for none */
    enum hedge hedge;
    str hedge_text;
};

/* Looks back from number i, not before token lo. */
struct governed govern(const struct scan *s, uint32_t i, uint32_t lo);

/* Does token k say how much a change was: tăng nhẹ, giảm sâu? */
bool govern_degree(const struct scan *s, uint32_t k);

/* "xếp hạng 44/63", "đứng thứ 27/63": moves *verb to the rank's words. */
bool govern_rank(const struct scan *s, uint32_t *verb, uint32_t i);

#endif

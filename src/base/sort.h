/* sort.h -- sorting by whole numbers.
 *
 * Reports are sorted by places of their text, a thousand at a time. Digit by digit, that
 * takes a few steps for each item; comparing them two by two takes some hundred. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "base/arena.h"

/* What is sorted, as an index or whatever tells it, by its key. */
struct sort_item {
    uint64_t key;
    uint32_t what;
};

/* Sorts by rising keys; items of one key keep their order, so that a second sorting by
 * another key leaves those of one such key in the order of the first. */
void sort_items(struct arena *a, struct sort_item *item, size_t n);

#endif

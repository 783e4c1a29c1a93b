/* sort.c -- sorting by whole numbers, a byte at a time. */
#include "base/sort.h"

enum { SORT_FEW = 24, KEY_BYTES = sizeof(uint64_t), BYTE_VALUES = 256 };

static void insert_items(struct sort_item *item, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct sort_item moved = item[i];
        size_t at = i;

        for (; at > 0 && item[at - 1].key > moved.key; at--)
            item[at] = item[at - 1];
        item[at] = moved;
    }
}

/* The bits in which the keys are not all the same; 0 when they stand in order. */
static uint64_t unsorted_bits(const struct sort_item *item, size_t n)
{
    uint64_t differ = 0;
    bool sorted = true;

    for (size_t i = 1; i < n; i++) {
        differ |= item[i].key ^ item[0].key;
        sorted = sorted && item[i - 1].key <= item[i].key;
    }
    return sorted ? 0 : differ;
}

/* Puts the items of `from` in the order of one byte of their keys. */
static void sort_by_byte(const struct sort_item *from, struct sort_item *to, size_t n, int byte)
{
    uint32_t next[BYTE_VALUES] = { 0 }, at = 0;

    for (size_t i = 0; i < n; i++)
        next[from[i].key >> 8 * byte & 0xFF]++;
    for (int v = 0; v < BYTE_VALUES; v++) {
        uint32_t count = next[v];

        next[v] = at;
        at += count;
    }
    for (size_t i = 0; i < n; i++)
        to[next[from[i].key >> 8 * byte & 0xFF]++] = from[i];
}

void sort_items(struct arena *a, struct sort_item *item, size_t n)
{
    struct sort_item *from = item, *to;
    uint64_t differ;

    if (n <= SORT_FEW) {
        insert_items(item, n);
        return;
    }
    differ = unsorted_bits(item, n);
    if (!differ)
        return;
    to = arena_array_raw(a, struct sort_item, n);
    for (int byte = 0; byte < KEY_BYTES; byte++) {
        struct sort_item *other = from;

        if (!(differ >> 8 * byte & 0xFF))
            continue;
        sort_by_byte(from, to, n, byte);
        from = to;
        to = other;
    }
    if (from != item)
        memcpy(item, from, n * sizeof *item);
}

/* outline.c -- which heading a block stands under, which mark a note hangs on. */
#include "read/outline.h"

#include <string.h>

enum { HEADING_BYTES = 330 };

/* A marked or numbered line that is a paragraph was no title: it runs on over
 * wrapped lines, or it is long and ends like a sentence. */
static void settle_heading(struct block *b, bool wrapped)
{
    str s = b->flow.text;
    bool sentence = s.len && strchr(".;", s.ptr[s.len - 1]);

    if (b->kind == BLOCK_HEADING && !wrapped && !sentence)
        return;
    if (b->kind == BLOCK_HEADING && b->flow.text.len > HEADING_BYTES)
        b->kind = BLOCK_ITEM;
}

/* Each block's heading is the nearest one above with a higher rank. */
static void tell_parents(struct block *block, uint32_t n)
{
    int32_t open[16];
    int depth = 0;

    for (uint32_t i = 0; i < n; i++) {
        struct block *b = &block[i];

        if (b->kind == BLOCK_HEADING || (b->kind == BLOCK_ITEM && b->level < 10)) {
            while (depth > 0 && block[open[depth - 1]].level >= b->level)
                depth--;
            b->parent = depth > 0 ? open[depth - 1] : NO_BLOCK;
            if (depth < 16)
                open[depth++] = (int32_t)i;
        } else {
            b->parent = depth > 0 ? open[depth - 1] : NO_BLOCK;
        }
    }
}

/* A note hangs on the last mark of its number above it; a mark in a note's own
 * text is none. Numbers may begin anew on each page. */
static void tell_anchors(struct arena *a, struct block *block, uint32_t n)
{
    struct { int32_t block; uint32_t at; } *last = arena_alloc(a, sizeof *last, NOTE_NUMBERS);

    for (uint32_t i = 0; i < NOTE_NUMBERS; i++)
        last[i].block = NO_BLOCK;
    for (uint32_t i = 0; i < n; i++) {
        struct block *b = &block[i];

        if (b->kind == BLOCK_NOTE) {
            if (b->note && b->note < NOTE_NUMBERS) {
                b->anchor = last[b->note].block;
                b->anchor_at = last[b->note].at;
            }
            continue;
        }
        for (uint32_t m = 0; m < b->flow.nmarks; m++) {
            uint16_t number = b->flow.mark[m].number;

            if (number >= NOTE_NUMBERS)
                continue;
            last[number].block = (int32_t)i;
            last[number].at = b->flow.mark[m].at;
        }
    }
}

void outline_blocks(struct arena *a, struct block *block, uint32_t n, bool wrapped)
{
    for (uint32_t i = 0; i < n; i++)
        settle_heading(&block[i], wrapped);
    tell_parents(block, n);
    tell_anchors(a, block, n);
}

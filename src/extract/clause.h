/* clause.h -- the statements of one block of prose.
 *
 * Inside extract only. */
#ifndef EXTRACT_CLAUSE_H
#define EXTRACT_CLAUSE_H

#include "extract/scan.h"

/* The statements of a document while they are being made. */
struct statements {
    struct arena *arena;
    struct statement *s;
    size_t n, cap;
    uint32_t sentences, clauses, groups;
};

/* Room for one more at their end, not cleared: it is assigned as a whole. */
static inline struct statement *statements_push(struct statements *all)
{
    all->s = arena_grow_raw(all->arena, all->s, sizeof *all->s, all->n, all->n + 1, &all->cap);
    return &all->s[all->n++];
}

/* What a block inherits from where it stands. */
struct setting {
    const struct block *block;
    int32_t index;              /* of the block */
    str topic;                  /* of the items above it, or of what a note's mark hangs on */
    bool worded;                /* the mark hangs on words: topic is no figure's name */
    str place;                  /* of the items above it; may be empty */
    int32_t anchor;             /* notes: the statement their mark hangs on, or NO_STATEMENT */
    period period;              /* notes: of that statement; else the section's or report's */
    bool target;                /* the section sets targets */
};

/* The place that a block's label names ("Huyện Mường Nhé: ..."), or empty. */
str clause_label_place(const struct scan *s);

/* Reads the block under s (already lexed and annotated) and appends. */
void clause_read(struct scan *s, const struct setting *at, struct statements *out);

#endif

/* drift_int.h -- between the files that compare two texts: words and passages. */
#ifndef ANALYSE_DRIFT_INT_H
#define ANALYSE_DRIFT_INT_H

#include "analyse/drift.h"

enum drift_word_kind {
    DRIFT_WORD,
    DRIFT_WORD_FIGURE,          /* begins with a digit */
    DRIFT_WORD_DATE             /* 30/9/2025, 2025 behind "năm", III behind "quý" */
};

/* One word of a text; marks round it are none of it. */
struct drift_word {
    uint64_t id;                /* the same for equal words, "05" and "5", "10,50" and "10,5" */
    const struct flow *flow;
    uint32_t at, end;           /* in the flow */
    uint8_t kind;               /* enum drift_word_kind */
    bool upper;                 /* begins with a capital */
    bool telling;               /* a word that tells what the sentence is about */
};

/* A sentence, or a part of one between semicolons; at most DRIFT_PASSAGE words. */
struct drift_passage {
    uint32_t from, to;          /* words of the text */
    uint64_t id;                /* of all its words in their order */
};

enum { DRIFT_PASSAGE = 200 };

struct drift_text {
    struct drift_word *word;
    size_t nwords, word_cap;
    struct drift_passage *passage;
    size_t npassages, passage_cap;
};

/* Words of the first passage stand for those of the second: [a, a_to) for [b, b_to), both
 * not empty; what stands round them is equal. */
struct drift_gap {
    uint32_t a, a_to, b, b_to;  /* indices in the texts' words */
};

/* Two passages compared word by word. */
struct drift_diff {
    uint32_t equal;             /* words in common */
    uint32_t telling, figures;  /* those of them that tell what it is about; that are figures */
    struct drift_gap gap[DRIFT_PASSAGE];
    uint32_t ngaps;
};

/* Tables of the comparison, kept between passages. */
struct drift_room {
    uint8_t step[DRIFT_PASSAGE + 1][DRIFT_PASSAGE + 1];
};

void drift_compare(struct drift_room *room, const struct drift_text *ta,
                   const struct drift_passage *a, const struct drift_text *tb,
                   const struct drift_passage *b, struct drift_diff *out);

/* Appends what differs in the gaps: figures, dates, units, signs, names. Rewording, and
 * what only one of the two says, is nothing. */
struct drift_spots {
    struct arena *arena;
    struct drift_spot *item;
    size_t n, cap;
};
void drift_put_spots(struct drift_spots *out, const struct drift_text *ta,
                     const struct drift_passage *a, const struct drift_text *tb,
                     const struct drift_passage *b, const struct drift_diff *d);

#endif

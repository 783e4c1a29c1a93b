/* name_int.h -- what the files that make names share.
 *
 * name_pick.c chooses the words of the text, name_text.c puts them together,
 * name.c decides what the name of a figure is made of. */
#ifndef EXTRACT_NAME_INT_H
#define EXTRACT_NAME_INT_H

#include "extract/name.h"

enum { NAME_WORDS = 24, BEHIND_WORDS = 20 };

/* The words of a name, as token numbers. */
struct name_part {
    uint32_t tok[NAME_WORDS];
    uint32_t n;
};

/* The words of the last figure named. */
struct named_figure {
    const char *text;           /* of which block */
    uint32_t number;            /* its token */
    uint32_t unit_from, unit_to;
    bool counts;                /* the unit is what is counted */
    struct name_part pre, post;
};

/* The words picked last: of which block, of which of its tokens, and when. */
struct name_memo {
    const char *text;
    uint32_t from, to, marked;
    struct name_part part;
    struct named_figure named;
};

/* Is the word at i a noun that names a quantity? An indicator's name begins at
 * one of them. */
bool name_is_head(const struct scan *s, uint32_t i);

/* The naming tokens of [from, to): behind the last hard boundary, without times,
 * places and used words, trimmed at both ends. */
void name_pick(const struct scan *s, uint32_t from, uint32_t to, struct name_part *w);

/* Words behind the unit that say what is counted, up to a mark, a figure or a
 * verb of change. */
struct name_reach name_pick_behind(const struct scan *s, uint32_t from, uint32_t to, bool headed,
                                   bool counts, struct name_part *w);

/* Appends the words as written, or a text that is a name already. */
void name_put_words(struct buf *b, const struct scan *s, const struct name_part *w);
void name_put(struct buf *b, const struct scan *s, str text);

/* The name, its first letter a capital. */
str name_capitalise(struct buf *b);

/* A word that many indicators share: a name of these alone needs a complement. */
bool name_is_generic_word(const struct scan *s, str word);
bool name_is_generic(const struct scan *s, str name);

/* The part of a name that tells it from others: behind its generic words. */
str name_telling(const struct scan *s, str name);

/* The quantity a total's name begins with: "Tổng kim ngạch xuất nhập khẩu" ->
 * kim ngạch; an acronym stands for the whole name (GRDP). */
str name_head(str total);

#endif

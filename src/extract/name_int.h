/* name_int.h -- what the files that make names share.
 *
 * name_word.c knows the words, name_pick.c and name_behind.c choose those before and
 * behind a figure, name_share.c those it has in common with the figure before it,
 * name_text.c puts them together. name_kind.c makes names of them, each kind of
 * figure its own, and name.c adds what they do not tell. */
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

/* Does the word at i say nothing of what is measured, at the left end of a name, or
 * at its right end? */
bool name_is_lead(const struct scan *s, uint32_t i);
bool name_is_tail(const struct scan *s, uint32_t i);

/* Is it of a time, a place, a base, a document? */
static inline bool name_is_dropped(const struct scan *s, uint32_t i)
{
    return (s->note[i] & (NOTE_TIME | NOTE_PLACE | NOTE_USED | NOTE_DOCUMENT)) != 0;
}

/* The "ở" of "nhà ở", "đất ở", "chỗ ở". */
bool name_is_dwelling(const struct scan *s, uint32_t i);

/* "trên địa bàn (tỉnh)", "toàn tỉnh": every figure is. Its length or 0. */
uint32_t name_whereabouts(const struct scan *s, uint32_t i);

/* "(của) cả nước", "toàn quốc": where a figure is, no part of its name. */
uint32_t name_nationwide(const struct scan *s, uint32_t i);

/* "nhằm ...", "phục vụ ...": what something is for tells nothing of what it is. */
bool name_is_purpose(const struct scan *s, uint32_t i);

/* A number that is part of a name: "trẻ dưới 5 tuổi", "lớp 6", "phủ sóng 4G". */
bool name_is_number(const struct scan *s, uint32_t i);

/* The closing bracket of the one at i within [i, to), or to. */
uint32_t name_closing(const struct scan *s, uint32_t i, uint32_t to);

bool name_is_one_of(str text, const char *const *noun, size_t n);

/* Cases (vụ, ca), and who is held to account for them (đối tượng, bị can). */
bool name_is_case(str noun);
bool name_is_party(str noun);

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

/* Writes out abbreviations that offices use and catalogues do not: "Số HTX". */
void name_write_out(struct buf *b);

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

/* "lượt khách" of "triệu lượt khách". */
str name_without_multiplier(str unit_text);

/* Leaves the last n words. */
void name_keep_last(struct name_part *w, uint32_t n);

/* A name while it is made. */
struct name_draft {
    const struct scan *s;
    const struct name_request *r;
    struct name_part pre, post; /* the words before the figure's verb, and behind its unit */
    bool headed;                /* pre begins with a noun that names a quantity */
    bool counts;                /* the unit is what is counted */
    const struct named_figure *last;    /* the figure before it, or NULL */
    struct buf b;
};

void draft_put(struct name_draft *d, str text);
void draft_put_pre(struct name_draft *d);
void draft_put_post(struct name_draft *d);

/* The name that the draft's own words make. */
void draft_own(struct name_draft *d);

/* Are the words before the figure a verb of paying ("xử phạt"), or of what became of
 * an amount ("đã giải ngân")? */
bool draft_pays(const struct name_draft *d);
bool draft_proceeds(const struct name_draft *d);

/* What the name of a count tells beyond the noun it counts: "Số hộ trồng rừng" of
 * "hộ" -> "trồng rừng". */
str draft_beyond_unit(const struct name_draft *d, str name, str unit_text);

/* What became of a planned amount is no plan: "Tổng kế hoạch vốn" -> vốn. */
str draft_what_proceeds(str name);

/* A head that counts of things cannot have: "vốn cấp mới có 25 dự án". */
bool draft_money_or_land(const struct scan *s, uint32_t i);

/* The figure before, when its words are still known; keeps this one's for the next. */
const struct named_figure *draft_last(const struct scan *s, const struct name_request *r);
void draft_keep(const struct name_draft *d);

/* Words of the figures beside this one that are its own too, and words before it that
 * are not. */
void draft_share_behind(struct name_draft *d);
void draft_repeat_behind(struct name_draft *d);
void draft_share_verbs(struct name_draft *d);
void draft_keep_verbs(struct name_draft *d);

#endif

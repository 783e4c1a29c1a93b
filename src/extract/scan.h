/* scan.h -- one block's tokens under the grammar: what is known of each.
 *
 * Inside extract only. The rules are functions over a scan; each looks at the
 * tokens from a position and tells how far it reached. */
#ifndef EXTRACT_SCAN_H
#define EXTRACT_SCAN_H

#include "base/buf.h"
#include "extract/claim.h"
#include "extract/statement.h"
#include "lex/lex.h"
#include "model/area.h"

/* Why a token is no part of an indicator's name. */
enum note_flag {
    NOTE_TIME = 1,              /* inside a time expression */
    NOTE_PLACE = 2,             /* inside the name of a place */
    NOTE_USED = 4,              /* inside a base, a plan's words, a unit */
    NOTE_DOCUMENT = 8           /* inside the number or date of a document */
};

/* A time or place expression: tokens [from, to). */
struct mention {
    uint32_t from, to;
    period period;
    str text;
    bool several;               /* places: a list of them */
};

struct scan {
    struct arena *arena;
    const struct lexicon *lexicon;
    struct vocab *vocab;        /* of the document; what names are made of is told by it */
    const struct units *units;
    const struct area_names *areas;     /* of the report's own province; may be NULL */
    str text;                   /* the block's flow text */
    const struct token *t;
    uint32_t n;
    uint8_t *note;              /* enum note_flag bits, one a token */
    uint32_t marked;            /* how often scan_mark() has set some */
    struct name_memo *memo;     /* see name.h; may be NULL */
    uint8_t *claim;             /* enum claim_class of each number token */
    const char **reason;        /* of rejected ones; NULL elsewhere */
    struct mention *time;
    size_t ntimes, time_cap;
    struct mention *place;
    size_t nplaces, place_cap;
    period report;              /* the reporting period */
    str home;                   /* the report's own area */
};

/* Mentions stand in the order of the text: the index of the first one of n that
 * begins at token `from` or later. */
size_t scan_mention_from(const struct mention *m, size_t n, uint32_t from);

/* The token's word, W_OTHER beyond the ends. */
static inline uint16_t scan_word(const struct scan *s, uint32_t i)
{
    return i < s->n ? s->t[i].word : W_OTHER;
}

static inline bool scan_is_mark(const struct scan *s, uint32_t i, char mark)
{
    return i < s->n && s->t[i].mark == mark;
}

static inline bool scan_is_number(const struct scan *s, uint32_t i)
{
    return i < s->n && s->t[i].kind == TOKEN_NUMBER;
}

/* Do the words of a phrase, ended by W_OTHER, stand at i? Its length or 0. */
static inline uint32_t scan_phrase(const struct scan *s, uint32_t i, const uint16_t *words)
{
    uint32_t k = 0;

    for (; words[k] != W_OTHER; k++)
        if (scan_word(s, i + k) != words[k])
            return 0;
    return k;
}
#define PHRASE(s, i, ...) scan_phrase((s), (i), (const uint16_t[]){ __VA_ARGS__, W_OTHER })

/* The source text of tokens [from, to) as one line. */
str scan_text(const struct scan *s, uint32_t from, uint32_t to);

void scan_mark(struct scan *s, uint32_t from, uint32_t to, uint8_t flag);

/* Says what became of the numbers among tokens [from, to) that are not told yet. */
void scan_claim(const struct scan *s, uint32_t from, uint32_t to, enum claim_class class,
                const char *reason);

/* A whole number of at most four digits at i, or -1. */
static inline int scan_integer(const struct scan *s, uint32_t i)
{
    if (!scan_is_number(s, i))
        return -1;

    const struct token *t = &s->t[i];

    if (!t->has_value || t->value.scale != 0 || t->value.coef > 9999 || t->end - t->at > 4)
        return -1;
    return (int)t->value.coef;
}

/* said.c: makes one number token of each amount told in several words ("1 tỷ 850
 * triệu", "hai mươi mốt hộ"): how many tokens are left. */
uint32_t scan_join_said(const struct units *units, struct token *t, uint32_t n, str text);

/* time.c: finds and marks every time expression. */
void scan_times(struct scan *s);
/* One expression at i: its end, or i when there is none. */
uint32_t scan_time_at(const struct scan *s, uint32_t i, period *out);

/* place.c: finds and marks the names of places. */
void scan_places(struct scan *s);
/* The name of one place ("huyện Tủa Chùa") at i: its end, or i. */
uint32_t scan_place_at(const struct scan *s, uint32_t i);

/* measure.c: the longest unit of the table at i: its end, or i. */
uint32_t scan_known_unit(const struct scan *s, uint32_t i, unit *out);

/* measure.c: the unit that stands at i, behind a number: its end, or i. */
uint32_t scan_unit(const struct scan *s, uint32_t i, unit *out, str *text);

/* measure.c: what rates are taken per: "100 dân", "1 vạn dân", "100.000 trẻ đẻ sống":
 * the token behind it, or i. */
uint32_t scan_rate_base(const struct scan *s, uint32_t i);
/* The unit `what` per the words of [from, to), "thuê bao/100 dân". */
str scan_rate_text(const struct scan *s, str what, uint32_t from, uint32_t to);

/* exempt.c: number i is a name, a date, an ordinal ... of a sentence that
 * begins at token `sentence`: the token behind it, or i for a figure; *class
 * then says which. */
uint32_t scan_exempt(const struct scan *s, uint32_t i, uint32_t sentence, enum claim_class *class);

/* 1, 10, 100 ...: what rates are taken per. */
bool scan_is_power_of_ten(const struct scan *s, uint32_t i);

/* base.c: what a comparison or a percentage is taken against. */
struct base {
    enum base_kind kind;
    str text;
    int16_t year;
};
/* "so với cùng kỳ năm trước", "với năm 2019", "kế hoạch": its end, or i. */
uint32_t scan_base(const struct scan *s, uint32_t i, struct base *out);
/* kế hoạch, KH, dự toán, mục tiêu, chỉ tiêu, kịch bản at i */
bool scan_plan_word(const struct scan *s, uint32_t i);
/* "kế hoạch năm", "/KH", "so với dự toán giao": its end, or i. */
uint32_t scan_plan(const struct scan *s, uint32_t i, struct base *out);

#endif

/* name.h -- the name a statistician would give to a figure.
 *
 * Inside extract only. A Vietnamese sentence names its figure before it ("sản
 * lượng ước đạt 68 tấn"), behind it ("100 doanh nghiệp thành lập mới") or both
 * ("trồng mới 69,89 ha cà phê"); what it leaves out stands in the label of its
 * paragraph, in the figure before it, or in the total it is a part of. */
#ifndef EXTRACT_NAME_H
#define EXTRACT_NAME_H

#include "extract/scan.h"

enum { NO_NUMBER = UINT32_MAX };

struct name_request {
    uint32_t from, to;          /* the words before the figure's verb */
    uint32_t number;            /* token of the figure */
    uint32_t unit_from, unit_to;
    uint32_t behind_to;         /* words behind the unit may reach to here */
    unit unit;
    str unit_text;
    str topic;                  /* the paragraph's label; may be empty */
    str before;                 /* the full name of the figure before; may be empty */
    str subject;                /* of the figure of this clause that changes are about; may
                                 * be empty */
    str total;                  /* the full name of the total this is a part of; may be empty */
    str total_unit;             /* and its unit as written */
    bool total_counts;          /* the total is a count */
    bool total_alike;           /* the two add up: amounts of one kind, or growth */
    str event;                  /* what happened in this sentence; may be empty */
    str label;                  /* a quantity before a colon in the sentence; may be empty */
    str theme;                  /* other words before a colon; may be empty */
    uint32_t before_number;     /* token of the figure before, when it was the last named */
    bool before_same_unit;      /* the figure before it is of this unit ... */
    bool before_alike;          /* ... and of this sentence */
    bool share;                 /* chiếm x %: a share */
    bool opens;                 /* no figure stands before it in its clause */
    bool attached;              /* "với tổng vốn ...": belongs to the figure before */
};

/* Room for the last words picked, for scan.memo: a figure's are asked for several times. */
struct name_memo *name_memo_new(struct arena *a);

/* The words of [from, to) that name something, trimmed: its tokens are counted
 * in *words. Empty when nothing but verbs, times and places is left. */
str name_subject(const struct scan *s, uint32_t from, uint32_t to, uint32_t *words);

/* How many tokens they are. */
uint32_t name_count(const struct scan *s, uint32_t from, uint32_t to);

/* How far the words behind the unit reach: to the token `end`, and, where a bracket
 * with figures parts them, on over [past, past_to): "9 con (4 bò, 5 dê) mắc bệnh". */
struct name_reach {
    uint32_t end, past, past_to;
    str event;                  /* what happened, of a count of events: "tai nạn giao thông" */
};

/* The same as a theme stands behind other words: without the capital of a sentence. */
str name_theme(const struct scan *s, uint32_t from, uint32_t to, uint32_t *words);

/* The full name; *own are the words as written, *reach tells of those that stand
 * behind the unit ("289 vụ vi phạm Luật Lâm nghiệp"). */
str name_make(const struct scan *s, const struct name_request *r, str *own,
              struct name_reach *reach);

/* Do the words of [from, to) begin with a noun that names a quantity? */
bool name_is_headed(const struct scan *s, uint32_t from, uint32_t to);

/* What tells a name from others: behind its generic words. */
str name_complement(const struct scan *s, str name);

/* The words of a label as a name: its first letter a capital. */
str name_capitalised(const struct scan *s, str label);

/* One name behind the other. */
str name_joined(const struct scan *s, str name, str more);

/* "Tỷ lệ" before a full name. */
str name_prefixed(const struct scan *s, const char *prefix, str name);

/* The token behind the words at `from` that say what is counted ("người chết"). */
uint32_t name_behind(const struct scan *s, uint32_t from);

/* The label before a colon at the start of a block ("Cây ngô: ..."), without
 * its numbering; *next is the token behind the colon. Empty when none. */
str name_label(const struct scan *s, uint32_t from, uint32_t *next);

/* Do the words [from, to) say that a figure is of all there are, not of those told just
 * before: "lũy kế toàn tỉnh có 1.520 doanh nghiệp"? */
bool name_of_all(const struct scan *s, uint32_t from, uint32_t to);

/* "Số hộ nghèo", "Tổng số hộ nghèo" -> hộ nghèo, whose rate is "Tỷ lệ hộ nghèo"; other
 * names as they are. */
str name_counted(str name);

#endif

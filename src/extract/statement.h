/* statement.h -- one claim of a document, with everything needed to check it.
 *
 * Statements stand in reading order. All texts are slices of the document's
 * flows or live in the job's arena. */
#ifndef EXTRACT_STATEMENT_H
#define EXTRACT_STATEMENT_H

#include "base/arena.h"
#include "doc/doc.h"
#include "num/dec.h"
#include "num/period.h"
#include "num/range.h"
#include "num/unit.h"

/* How the digits are shaped; what is not FIGURE_PLAIN is worth a finding. */
enum figure_form {
    FIGURE_PLAIN,
    FIGURE_DOT_DECIMAL,         /* 19.5, 46.4%: a dot opens the decimals */
    FIGURE_BLANK_INSIDE,        /* 94 ,87 */
    FIGURE_TWO_COMMAS,          /* 52,45,1 */
    FIGURE_ENGLISH,             /* 1,234,567.8 */
    FIGURE_BLANK_GROUPS         /* 816 000 */
};

/* A number as printed, and what it can mean. */
struct figure {
    str text;                   /* digits as printed, of the flow */
    span where;                 /* of the digits, in the source */
    dec value;                  /* the cheapest reading */
    dec other;                  /* another reading (3.450 triệu: 3,450), if has_other */
    bool has_value, has_other;
    enum figure_form form;
    enum hedge hedge;
    str hedge_text;             /* trên, gần, khoảng, ước ... as written; may be empty */
    bool is_range;              /* a..b: value is a, upper is b */
    dec upper;
};

extern const struct figure FIGURE_NONE;

enum statement_kind { KIND_ACTUAL, KIND_ESTIMATE, KIND_PLAN, KIND_TARGET };

enum compare_kind { CMP_NONE, CMP_INCREASE, CMP_DECREASE, CMP_EQUAL, CMP_EXCEED, CMP_SHORT };

enum base_kind {
    BASE_NONE,
    BASE_SAME_PERIOD,           /* cùng kỳ (năm trước | năm 2024) */
    BASE_YEAR,                  /* năm 2019, năm trước */
    BASE_DATE,                  /* 31/12/2024 */
    BASE_PREVIOUS,              /* tháng trước, quý trước */
    BASE_PLAN,                  /* kế hoạch, dự toán, mục tiêu */
    BASE_OTHER                  /* another place, đối chứng, ... */
};

/* "tăng 8,62% so với cùng kỳ năm trước" */
struct comparison {
    enum compare_kind kind;
    struct figure amount;       /* has_value false: "xấp xỉ cùng kỳ" */
    unit unit;
    str unit_text;              /* %, điểm %, lần, tấn; empty when none is written */
    enum base_kind base;
    str base_text;              /* words of the base, after any distribution over a chain */
    int16_t base_year;          /* when told, else 0 */
    bool in_brackets;
    bool base_shared;           /* the base was told elsewhere in the chain */
};

enum part_kind {
    PART_NONE,
    PART_AMONG,                 /* trong đó: may be partial */
    PART_LIST                   /* gồm, bao gồm, (a; b; c): exhaustive */
};

enum { NO_STATEMENT = -1, STATEMENT_COMPARES = 4 };

/* How sure the binding of the operands is: A by grammar inside one clause,
 * B across clauses of a sentence or with a name taken from context, C guessed. */
enum certainty { CLASS_A, CLASS_B, CLASS_C };

struct statement {
    str indicator;              /* the full name from context */
    str name;                   /* the words as written beside the figure */
    str area;                   /* with its kind, "huyện Tủa Chùa"; empty: the report's own area */
    str period_text;
    period period;
    bool own_period;            /* told of this figure alone: "32 văn bản năm 2025" */
    enum statement_kind kind;

    struct figure value;        /* has_value false: growth or % of plan alone */
    unit unit;
    str unit_text;              /* as written, "nghìn lượt" */

    bool whole_is_plan;         /* a/b is actual / plan */
    bool is_rank;               /* a/b or hạng a: a rank of b */

    /* Most statements have none of these: FIGURE_NONE. */
    const struct figure *whole;         /* the b of a/b */
    const struct figure *whole_pct;     /* the % printed for a/b or for "chiếm": "(đạt 72,54%)" */
    const struct figure *share;         /* chiếm x%, share of the parent, on the amount's own
                                         * statement */
    const struct figure *plan_pct;      /* đạt x% kế hoạch; vượt is a comparison with CMP_EXCEED */

    struct comparison *compare; /* ncompares of them, at most STATEMENT_COMPARES */
    uint32_t ncompares;

    int32_t parent;             /* the statement this is a part of, or NO_STATEMENT */
    enum part_kind part;
    uint32_t part_group;        /* parts of one list share a number; 0: no part */

    int32_t block;              /* in the document */
    uint32_t sentence;          /* running number in the document: same sentence, same number */
    uint32_t clause;            /* running number in the document */
    uint32_t at, end;           /* in the block's flow: first digit .. end of its last figure */
    int32_t row, col;           /* in a table; -1 outside */
    enum certainty certainty;
    const char *rule;           /* which rule of the grammar made it */
};

/* What a statement begins as. */
#define STATEMENT_NEW                                                            \
    .whole = &FIGURE_NONE, .whole_pct = &FIGURE_NONE, .share = &FIGURE_NONE,     \
    .plan_pct = &FIGURE_NONE, .parent = NO_STATEMENT

/* The figure, kept as long as the statements are. */
const struct figure *figure_keep(struct arena *a, struct figure f);

/* One comparison more, zeroed, for the statement; NULL when it has as many as can be.
 * Earlier ones may move. */
struct comparison *statement_compare(struct arena *a, struct statement *st);

/* What the headings above a block say of its figures. */
struct section {
    period period;
    str place;                  /* of a heading that is one: "2. Huyện Mộc Châu" */
    bool target;                /* tasks and targets to come */
};

struct indicators;              /* model/indicator.h */
/* Words that a typist or a scan got wrong. */
enum slip_kind {
    SLIP_SPELLING,              /* no syllable: "truờng", "nghiêp" */
    SLIP_GLUED,                 /* "tăng1,36%": the number cannot be read */
    SLIP_PLACE                  /* a place whose name has other diacritics: "Điên Biên" */
};

struct word_slip {
    enum slip_kind kind;
    int32_t block;
    uint32_t at, end;           /* in the block's flow */
    str right;                  /* what should stand there, when that is known */
};

struct table_view;              /* extract/table.h */
struct claim;                   /* extract/claim.h */

/* What a report says of itself as a whole. */
struct report {
    const struct doc *doc;
    const struct statement *statement;
    uint32_t nstatements;
    period period;              /* the reporting period of its title */
    bool period_told;           /* by a title or a first line, not by the years of the text */
    str area;                   /* "tỉnh Điện Biên"; empty when not told */
    uint32_t nsentences;
    struct claim *claim;                    /* what became of each number, see claim.h */
    size_t nclaims;
    const struct word_slip *slip;                /* in reading order */
    size_t nslips;
    const struct table_view *table;         /* every table, in reading order */
    uint32_t ntables;
    const struct section *section;          /* one a block; nothing is told of tables */
    const struct indicators *catalogue;     /* that names are looked up in; NULL: none */
};

#endif

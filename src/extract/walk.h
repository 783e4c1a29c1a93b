/* walk.h -- the walk over a block: its state, and how figures become statements.
 *
 * Inside extract only. clause.c walks, figure.c reads the figures it meets,
 * walk.c binds them: to names, times, places, totals and bases. */
#ifndef EXTRACT_WALK_H
#define EXTRACT_WALK_H

#include "extract/clause.h"
#include "extract/govern.h"

enum { OPEN_CHANGES = 64 };

struct list {
    int32_t total;              /* the statement the parts belong to */
    enum part_kind kind;
    uint32_t group;
    bool bracket;
};

/* A time and how far it holds. */
struct framed {
    period period;
    str text;
    bool sticks;
};

struct walk {
    struct scan *s;
    const struct setting *at;
    struct statements *out;
    str topic;                  /* the block's label */
    str label;                  /* words before a colon of this sentence: "Sản lượng thịt: ..." */
    str theme, clause_theme;    /* other words before a colon: of the sentence, of the clause */
    uint32_t done;              /* tokens before this are used up by figures */
    uint32_t seen;              /* places before this token are taken up */
    int32_t cur;                /* the statement that changes attach to */
    int32_t last;               /* the last level of the block, or NO_STATEMENT */
    int32_t recent;             /* the last level of the clause */
    int32_t head;               /* the level that the current one accompanies, or NO_STATEMENT */
    int32_t bracket_of;         /* the level that the open bracket stands right behind */
    struct change {             /* the last change of the clause */
        enum compare_kind kind;
        uint32_t end;           /* the token behind it; 0 for none */
        int32_t of;
        unit unit;
        bool far;               /* its base stood before the amount */
        enum base_kind base;
    } change;
    uint32_t row_to;            /* the last number of a row with one unit, or an earlier token */
    enum base_kind reached;     /* of what the last percentage reached in the sentence was */
    struct told_change {        /* "tăng so với cùng kỳ": a change in words and its base */
        enum compare_kind change;
        uint32_t verb, base_from, base_to;
    } told;
    struct list list, outer;    /* the running list of parts, and the one it stands in */
    period period;              /* told in this sentence, or inherited */
    str period_text;
    bool period_sticks;         /* a cut-off date holds for the block */
    str place, home;            /* of the figure; where the block stands without one */
    str lead;                   /* of the clauses of this sentence that name none */
    struct framed outer_time;   /* before the open bracket */
    str outer_place;            /* of the figure before the open bracket */
    bool estimate, target;
    uint32_t kind_from, kind_to;        /* the tokens that have told it */
    size_t placed_from, placed_to;      /* statements of the clause with a place of their own */
    uint32_t uncounted_from, uncounted_to;      /* tokens known to hold no "số" */
    bool front;                 /* the sentence began with its base: "So với cùng kỳ tăng" */
    bool brackets;              /* inside ( ) */
    uint32_t bracket_at;        /* where it opened, in the text; 0 outside */
    str event;                  /* what the last count of events of sentence event_of counts */
    uint32_t event_of;
    int32_t named;              /* the last statement named, and the token of its number */
    uint32_t named_number;
    uint32_t past, past_to;     /* words of the last name behind a bracket, see name_reach */
    uint32_t sentence_from;
    /* changes of this sentence still without a base: statement and index */
    struct { int32_t statement; uint32_t compare; } open[OPEN_CHANGES];
    uint32_t nopen;
    struct base shared;         /* the last base of the block */
};

struct statement *walk_statement(struct walk *w, int32_t i);
const struct statement *walk_statement_const(const struct walk *w, int32_t i);

/* The figure of number token i, as printed. */
struct figure walk_figure(const struct walk *w, uint32_t i);

/* A new statement at number i with the context of the walk; its index. */
int32_t walk_add_statement(struct walk *w, uint32_t i);

/* Takes up what the words [from, to) tell of time, place and kind. */
void walk_take_context(struct walk *w, uint32_t from, uint32_t to);

/* Takes up the places from where the last figure stood (its words may have used
 * one up) to token `to`. */
void walk_take_places(struct walk *w, uint32_t to);

/* A time told right behind the figure is the figure's: "42,8% năm 2020". */
void walk_take_time_behind(struct walk *w, int32_t index, uint32_t from);

/* A place told behind the figures of a clause: "147 ca mắc tại ..., xã Pá Khoang".
 * It holds for those of the clause that have none of their own. */
void walk_take_place_behind(struct walk *w, int32_t index, uint32_t from);

/* Parts that add up to their total and lie in one place tell its place, and that of
 * the figures it stands with: "13 ca (8 ca ở xã A, huyện C; 5 ca ở xã B, huyện C)". */
void walk_place_total(struct walk *w, int32_t total);

/* The full name of statement i; empty for NO_STATEMENT. */
str walk_name_of(const struct walk *w, int32_t i);

/* What happened in the sentence that a note's mark hangs on, for the note's victims. */
void walk_take_event(struct walk *w);

/* Names the statement; gives the token behind the words that name it. */
uint32_t walk_name_statement(struct walk *w, int32_t index, uint32_t i, uint32_t verb,
                               uint32_t unit_from, uint32_t unit_to, bool share);

/* Gives a change its base. `shared`: the base was told elsewhere in the chain. */
void walk_attach_base(struct comparison *c, const struct base *b, bool shared);

/* A base told at the end, by a change of `kind`, holds for the open changes before it
 * in the sentence: exceed and short for each other, as the others do. */
void walk_close_chain(struct walk *w, const struct base *b, enum compare_kind kind);

/* Adds the change to statement `index`; one too many is left out. */
void walk_add_change(struct walk *w, int32_t index, struct comparison c, uint32_t end);

/* "tăng 12 bậc, xếp thứ 48/63": a change of rank told before its rank is the rank's. */
void walk_take_rank_change(struct walk *w, int32_t rank);

/* The last level of this block in a unit that amounts of `u` add to, the one
 * whose name holds the word `behind` the unit first: "So với cùng kỳ giảm 3 vụ,
 * giảm 2 người chết, tăng 1 người bị thương". NO_STATEMENT for none. */
int32_t walk_level_in_unit(const struct walk *w, unit u, uint32_t behind);

/* The statement a change or percentage of number i belongs to: the current one
 * when the words before its verb name nothing new, the last one in its unit
 * when there is no current one, else a new one without a level. `behind` is the
 * token behind the number's unit. */
int32_t walk_owner_of(struct walk *w, uint32_t i, uint32_t verb, unit u, uint32_t behind);

/* carry.c: a number without a verb that is an amount of the change before it, or
 * whose change and base stand in words before it: sets what governs it. */
void walk_carry_change(const struct walk *w, uint32_t i, uint32_t end, unit u,
                       struct governed *g);

/* carry.c: "tăng 5% về số doanh nghiệp và giảm 8% về vốn đăng ký": where the words at
 * `from` that say what a change is about end (`from` when there are none), and the
 * level of the sentence that they are about, or NO_STATEMENT. */
uint32_t walk_about_end(const struct walk *w, uint32_t from);
int32_t walk_level_about(const struct walk *w, uint32_t from, uint32_t to);

/* The growth at number i of what has just changed, at another time; and that time, of the
 * last change in the year of base b. */
void walk_state_earlier(struct walk *w, uint32_t i, enum compare_kind kind, period when);
period walk_period_of_base(const struct walk *w, const struct base *b);

/* "cao hơn bình quân cả nước (4,4%)": the base's own figure at number i, of the country,
 * of what has just been compared. False when it is no such thing. */
bool walk_state_base(struct walk *w, uint32_t i);

/* respective.c: "lần lượt" or "tương ứng" at token i: binds a row of figures to as
 * many levels; gives the token behind them, or i + 1 when they do not match. */
uint32_t walk_respective(struct walk *w, uint32_t i);

/* level.c: "không có ca tử vong" at token i: a level of zero in words; gives the
 * token behind it, or i + 1. */
uint32_t walk_zero(struct walk *w, uint32_t i);

/* change.c: "không tăng, không giảm" at token i: a change of zero; the token behind
 * it and its base, or i. */
uint32_t walk_unchanged(struct walk *w, uint32_t i);

/* figure.c: reads number token i; gives the next token to look at. */
uint32_t walk_number(struct walk *w, uint32_t i);

#endif

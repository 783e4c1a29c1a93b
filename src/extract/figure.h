/* figure.h -- one number under its verb, between the files that read it.
 *
 * Inside extract only. figure.c tells by the governing verb what a number is;
 * level.c, change.c and percent.c make of it what it states, with the help of
 * operand.c. Each reader gives the next token to look at. */
#ifndef EXTRACT_FIGURE_H
#define EXTRACT_FIGURE_H

#include "extract/walk.h"

struct amount {
    uint32_t i, end;            /* the number, behind its unit */
    uint32_t upper;             /* the second number of a range, or 0 */
    uint32_t unit_from;
    unit unit;
    str unit_text;
    struct governed g;
    uint32_t whole;             /* the b of a/b, or 0 */
    bool rank, deaths;
};

/* operand.c: a second number behind "-" or "đến": its token, or 0. */
uint32_t figure_range_end(const struct scan *s, uint32_t i);
/* The b of a/b, the end of a range, a rank's words, a unit or rate told elsewhere. */
void figure_read_operands(struct walk *w, struct amount *a);
/* "xếp 32/63 toàn quốc, 5/14 vùng": a second rank behind the first. */
bool figure_is_rank_again(const struct walk *w, const struct amount *a);
/* Does the number state nothing: a description, an age, a term? And what it is then. */
bool figure_is_idle(const struct walk *w, const struct amount *a);
void figure_claim_idle(struct walk *w, const struct amount *a);
void figure_claim_designated(const struct walk *w, uint32_t i, bool governed);

/* level.c: a level; the statement of one without its name. */
uint32_t figure_read_level(struct walk *w, struct amount *a);
int32_t figure_state_level(struct walk *w, const struct amount *a);

/* change.c: a change; "phấn đấu giảm ít nhất 5% số vụ" and "cao hơn mức tăng 11% của năm
 * 2020" (a->end when it is none); "với công suất tăng thêm 40 MW", "đầu tư vượt 50 tỷ
 * đồng", which are levels. */
uint32_t figure_read_change(struct walk *w, const struct amount *a);
uint32_t figure_read_compared(struct walk *w, const struct amount *a);
uint32_t figure_read_aim(struct walk *w, const struct amount *a);
bool figure_is_passed(const struct walk *w, const struct amount *a);
bool figure_is_addition(const struct walk *w, const struct amount *a);
/* Does the sentence strive for what is told before token `to`? */
bool figure_strives(const struct walk *w, uint32_t to);

/* percent.c: a percentage of plan, and a ratio to base b, told up to token `end`. */
uint32_t figure_read_plan(struct walk *w, const struct amount *a, uint32_t end);
uint32_t figure_read_ratio(struct walk *w, const struct amount *a, const struct base *b,
                           uint32_t end);
/* What a percentage or multiple reached is of: the token behind the base; *b has no
 * kind when there is none. */
uint32_t figure_reached_base(const struct walk *w, const struct amount *a, struct base *b);
/* "bằng 52% dự toán và 110% cùng kỳ": one verb for both. */
bool figure_is_reached_too(const struct walk *w, const struct amount *a);
/* ", đạt 99,07%" behind an amount, with no base told: of its plan. */
bool figure_is_bare_percent(const struct walk *w, const struct amount *a);
bool figure_is_of_amount(const struct walk *w, const struct amount *a);
/* "Tỷ lệ giải ngân đạt 14,8% dự toán": the percentage of plan is itself the figure. */
bool figure_is_rate_of_plan(const struct walk *w, const struct amount *a);
/* The statement of an a/b whose percentage number i may be, or NO_STATEMENT. */
int32_t figure_fraction_before(const struct walk *w, uint32_t i);
/* Binds it; true when no statement of its own is left of the percentage. */
bool figure_bind_percent(struct walk *w, int32_t index, int32_t fraction);
/* "Kế hoạch vốn ...", "Dự toán ...": an indicator whose figures are plans. */
bool figure_states_plan(str indicator);

#endif

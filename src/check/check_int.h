/* check_int.h -- what the rules share.
 *
 * A rule never speaks on the first mismatch: it first looks for the cheapest
 * explanation (another reading, another operand, rounding the other way), and
 * names the slip of the pen that explains what is left (check/README.md). */
#ifndef CHECK_CHECK_INT_H
#define CHECK_CHECK_INT_H

#include "analyse/concord.h"
#include "check/check.h"
#include "check/judge/equation.h"
#include "check/signs.h"
#include "extract/table.h"

struct name_kinds;              /* check/judge/likeness.c */

/* What the text tells of days and documents: see check/date/moment.h. */
struct moment;
struct moments {
    const struct moment *m;
    size_t n;
};
struct across;                  /* check/dossier/across_int.h */
struct ledger;                  /* check/ledger/ledger.h */

struct checker {
    struct job *job;
    const struct report *report;
    struct diags *diags;
    const struct table_view *table;
    uint32_t ntables;
    bool truncates;             /* the report cuts percentages instead of rounding */
    bool writes_dots;           /* it opens decimals with a dot throughout */
    uint32_t *group_first;      /* group -> index of its first statement, plus 1 */
    uint32_t *group_next;       /* statement -> the next of its group, or nstatements */
    uint32_t ngroups;
    uint32_t *block_from;       /* block -> index of its first statement, and behind its last */
    uint32_t *block_to;
    const struct block_signs *signs;    /* of each block */
    struct moments moments;     /* once asked for */
    const struct concord *concord;      /* see concord_of() */
    struct blamed *blamed;      /* see blamed_before() */
    const struct name_bag **name_bag;   /* see words_of_name() */
    struct equation **equation; /* what the rules have compared so far, in that order */
    size_t nequations, equation_cap;
    const struct across *across;        /* the documents it is checked with, or NULL */
    uint32_t self;                      /* its index among them */
    const struct ledger *ledger;        /* figures kept of before, or NULL */
    const struct source *foreign;       /* of `table` while these are another document's */
    struct names *names;                /* once asked for, see names_of() */
    struct name_kinds *name_kinds;      /* by their numbers, see likeness.c */
    size_t name_kinds_cap;
};

/* range_fits_percent and range_fits_growth: does a against b meet the third? */
typedef enum fits (*relation)(range a, range b, range stated);

enum verdict judge(relation rel, range a, range b, dec stated, enum hedge hedge);

/* Of a computed range against a stated amount: sums and differences. `radii` is
 * how many half units the terms carry together, at the stated figure's scale. */
enum verdict judge_equal(range computed, range stated);

/* Statements [from, to) of the blocks first .. last, clipped to the document. */
struct extent { uint32_t from, to; };
struct extent statements_of(const struct checker *c, int32_t first, int32_t last);

/* Where the search ends for what a statement at `at` may belong with. */
uint32_t search_end(const struct checker *c, uint32_t at);

/* The figure's possible values in base units (tỷ đồng -> đồng). */
bool amount_range(const struct figure *f, unit u, range *out);

/* The figure's value in base units; false when it does not fit. */
bool amount_value(const struct figure *f, unit u, dec *out);

/* Significant digits as printed, leading zeros apart. */
int significant_digits(dec d);

/* 100 * a / b with two decimals more than stated (at most 4). */
bool percent_of(dec a, dec b, int8_t scale, dec *out);

/* 100 * (a - b) / b. */
bool growth_of(dec a, dec b, int8_t scale, dec *out);

/* A computed percentage as a message shows it: with as many decimals as were
 * stated, and more where that would look the same as the stated one. */
dec shown_percent(dec computed, dec stated);

/* Is `right` one slip of the pen away from `stated`: two adjacent digits
 * swapped, a digit lost, added or mistaken? Separators do not count. */
bool slip_between(dec stated, dec right, enum diag_remark *remark);

/* The same for a right value that is known more finely than stated: it is
 * rounded to the stated scale, and for a lost digit to one more. */
bool slip_explains(dec stated, dec computed, enum diag_remark *remark, dec *right);

/* Is the difference small enough for a wrong figure rather than a wrong pair of
 * figures? Real slips are; figures that do not belong together are anywhere. */
bool near_enough(dec stated, dec computed, int percent);

/* Hints and repair of a finding, from the slip that explains it. */
void add_slip(struct checker *c, struct diag *d, enum diag_remark remark, dec right);

/* Adds the note "possible values from .. to .." */
void add_bounds(struct checker *c, struct diag *d, dec lo, dec hi);

/* A note with the text of a computation, built by the caller. */
void add_computation(struct checker *c, struct diag *d, str text);
str dec_text(struct checker *c, dec value);

/* The names of the report, and of what it is checked with: each is read once. They are
 * slices that stay as they are while the report is checked. */
struct names *names_of(struct checker *c);

/* Words shared by two names, without diacritics and fillers; and how many each has. */
struct likeness { uint32_t shared, first, second; };
struct likeness names_alike(struct checker *c, str a, str b);
bool names_close(struct checker *c, str a, str b);

/* Do the names tell two kinds that leave no third: nam and nữ, thành thị and nông thôn? */
bool names_complement(struct checker *c, str one, str other);

/* Is the statement a share told alone, "khu vực I chiếm 15,58%", outside a list of parts? */
bool told_as_share(const struct statement *s);

/* The share that a part tells of itself, of the total of its list. */
void check_share_of(struct checker *c, const struct statement *part,
                    const struct statement *total);

/* Where the slice of a block's flow begins in it; UINT32_MAX for one of elsewhere. */
uint32_t flow_at(const struct checker *c, int32_t block, str slice);
str block_text(const struct checker *c, int32_t block);

/* Is this the first statement of a list of parts? */
bool opens_group(const struct checker *c, uint32_t at);

/* A statement's parent, or NULL. */
const struct statement *parent_statement(const struct checker *c, const struct statement *s);

/* Takes note that the running rule has compared f with its computation ... */
void checked(struct checker *c, const struct figure *f);

/* ... and that f was an operand of one that was compared: a wrong f would have shown. */
void covered(struct checker *c, const struct figure *f);

/* unit_rule.c: does the name tell a rate that can be no more than the whole: tỷ lệ hộ
 * nghèo, độ che phủ rừng, tỷ trọng; no growth and nothing per something? */
bool rate_of_whole(struct checker *c, str indicator);

/* cell_form.c: cells whose digits are grouped wrong; a part of the rule "cells". */
void check_cell_forms(struct checker *c, const struct table_view *v);

/* form_text.c: digits written wrong, wherever they stand; a part of the rule "form". */
void check_written(struct checker *c);

/* decimals.c: decimals unlike those of the unit's other figures; a part of the rule "form". */
void check_odd_decimals(struct checker *c);

/* unit_kind.c: units that do not belong to what they measure; a part of the rule "unit". */
void check_unit_kinds(struct checker *c);

/* unit_money.c: money without its currency, levels in points; a part of the rule "unit". */
void check_unit_money(struct checker *c);

/* Has it any figure outside of tables? A workbook has none, and a million in them. */
bool tells_in_prose(const struct checker *c);

/* Which figures of the report tell one fact; built when it is first asked for. */
const struct concord *concord_of(struct checker *c);

/* The words of a statement's name, read once. */
const struct name_bag *words_of_name(struct checker *c, const struct statement *s);

/* Had a figure of it, of its total or of its parts a finding when the running rule first
 * asked? Then that it differs from another place is nothing new. Not so in tables. */
bool blamed_before(struct checker *c, const struct statement *s);

/* repeat_fact.c: facts told at several places; a part of the rule "repeat". */
void check_told_twice(struct checker *c);
void check_values_again(struct checker *c);

/* repeat_again.c: sentences of counts told again, targets against plans; parts of it. */
void check_told_again(struct checker *c);
void check_targets(struct checker *c);

/* Parts of the rule "implied": exchange.c, rates of exchange; yield.c, harvests. */
void check_exchange(struct checker *c);
void check_yields(struct checker *c);

/* quotient.c: means beside what they are made of; a part of the rule "implied". */
void check_means(struct checker *c);

/* excess.c: plans exceeded by the share reached, odd denominators; a part of the rule
 * "impossible". */
void check_excesses(struct checker *c);

/* sectors.c: growths of all parts of a branch; a part of the rule "growth-of-parts". */
void check_sectors(struct checker *c);

/* Does the name tell a whole economy (GRDP, giá trị sản xuất)? Which sector of one does it
 * tell: 0 to 2, 3 product taxes, -1 none? */
bool is_economy(struct checker *c, str indicator);
int sector_of_economy(struct checker *c, str indicator);

/* average.c: an amount against the count it is of; a part of the rule "impossible". */
void check_averages(struct checker *c);

/* unit_size.c: amounts a thousand times too small or large; a part of the rule "unit". */
void check_unit_sizes(struct checker *c);

/* total_implied.c: counts told with their rate; a part of the rule "implied". */
void check_implied_totals(struct checker *c);

/* The rules, each in its own file. */
#define RULE(NAME, name, function, on, codes, needs_vi, needs_en, missing_vi, missing_en, \
             excepts_vi, excepts_en)                                                      \
    void function(struct checker *c);
#include "check/rules.def"
#undef RULE

#endif

/* indicator.h -- the catalogue of indicators: names, units, how each is judged. */
#ifndef MODEL_INDICATOR_H
#define MODEL_INDICATOR_H

#include "base/arena.h"
#include "num/dec.h"
#include "num/unit.h"

enum nature {
    NATURE_FLOW,                /* adds up over the year: revenue, output */
    NATURE_SEASON,              /* a flow that comes with its season: fruit, rubber */
    NATURE_STOCK,               /* the state at a day: herds, areas */
    NATURE_RATE,                /* shares, rates, per head */
    NATURE_INDEX,               /* points of an index: IIP, CPI, PCI */
    NATURE_RANK,                /* a place among others: less is better */
    NATURE_COUNT                /* units that have reached a state: communes of new rural */
};

enum direction {
    DIRECTION_NONE,             /* neither is better */
    DIRECTION_UP,               /* more is better */
    DIRECTION_DOWN              /* less is better */
};

/* How figures of several areas, or of several times, make one. */
enum adding {
    ADDING_NONE,                /* they do not: ranks, indices, rates whose parts are unknown */
    ADDING_SUM,
    ADDING_LAST,                /* of times only: the state at the end counts */
    ADDING_AVERAGE,             /* of times only: the average population of a year */
    ADDING_RECOMPUTE            /* numerator and denominator add up, the rate is made anew */
};

enum price_basis {
    PRICE_NONE,                 /* the question does not arise, or is not told */
    PRICE_CURRENT,              /* giá hiện hành */
    PRICE_2010                  /* giá so sánh 2010 */
};

/* docs/catalogue.md tells what stands in each column. */
struct indicator {
    str id;
    str code;                   /* official; empty where there is none for sure */
    str name;
    str unit_text;
    unit unit;
    enum nature nature;
    enum direction direction;
    str parent;                 /* id of what it is a part of; empty: none */
    str denominator;            /* id of what a rate is taken of; empty: none */
    str group;
    str frequency;              /* month, quarter, half, season, year */
    str agency;                 /* who answers for the figure */
    str numerator;              /* id of what a rate is of; empty: none is known */
    int8_t per;                 /* rates: per 10^per of the denominator's unit (see below) */
    enum adding areas;          /* sum, recompute, none */
    enum adding time;
    enum price_basis price;
    const uint16_t *season;     /* 12 tenths of a per cent: what of a year has usually come by
                                   the end of each month; NULL: nothing is known */
    int16_t valid_from, valid_to;       /* years, both inclusive; 0: open */
    str successor;              /* id of the entry it goes on as behind valid_to; empty: none */
};

/* An amount in its unit. */
struct quantity {
    dec value;
    unit unit;
};

/* In the order of the catalogue, which is that of the page. */
struct indicators {
    const struct indicator *list;
    size_t count;
    const struct units *units;
    const struct name_words *words;
    const struct indicator_name *name;  /* every name and alias */
    size_t nnames;
    const uint16_t *by_id;              /* open addressing, index + 1; 0 is free */
    const uint16_t *by_words;           /* names by their words in order ... */
    const uint16_t *by_bag;             /* ... and by the heavy ones in any order */
    size_t nslots;
};

/* The shipped catalogue (data/indicators.tsv). The build has indexed it: only
 * the tables of units and words are made, in the arena. */
const struct indicators *indicators_load(struct arena *a);

/* What is wrong with a line of a catalogue's text. */
struct catalogue_problem {
    uint32_t line;
    str vi, en;
};

/* The shipped catalogue with the lines of `more` behind it. NULL, and the first
 * problem of `more`, when these are not all good. */
const struct indicators *indicators_extend(struct arena *a, str more,
                                           struct catalogue_problem *problem);

/* NULL when there is none. */
const struct indicator *indicators_find(const struct indicators *all, str id);

/* The indicator this name means, or NULL when that is not certain: first the one
 * that has it as name or alias, whatever the case, tone placement, punctuation,
 * abbreviations and filler words ("tổng số", "trên địa bàn"); else the one whose
 * heavy words are the same, the first one first, and whose light words ("hiện
 * có", "được") are near, when no other one is as near. `unit_text`, if any, must measure the same
 * thing: a share of revenue is not revenue. */
const struct indicator *indicators_match(const struct indicators *all, str name, str unit_text);

/* What of a name is compared. Words are told by 64-bit hashes; all is zero for a name
 * without words, or too long to be one. */
struct name_key {
    uint64_t words;             /* of all words that matter, in order; 0: none */
    uint64_t bag;               /* of the heavy ones, in any order but the first */
    uint64_t light;             /* one bit for each light word */
    uint32_t nheavy;
};

/* Of a name that was taken apart before: str_hash() of its folded words, in their order,
 * "03" as "3". */
struct name_key name_key_from(const struct name_words *words, const uint64_t *word, size_t n);

/* indicators_match() for the name of this key. Its unit has been read too; NULL: none is told. */
const struct indicator *indicators_match_key(const struct indicators *all,
                                             const struct name_key *key, const unit *u);

/* The words of the catalogue's columns: "flow"; "recompute"; "constant-2010". */
const char *nature_word(enum nature n);
const char *adding_word(enum adding how);
const char *price_word(enum price_basis p);

/* The entry under which the figure of `one` stands in `year`: itself, or the one it was
 * renamed to or from. NULL when none of them is valid then. */
const struct indicator *indicators_in_year(const struct indicators *all,
                                           const struct indicator *one, int year);

/* The rate made anew from a numerator and a denominator in these units, with `scale`
 * decimals, in the unit of the catalogue: 7.820 and 150.000 hộ make 5,21 %. False when
 * `one` is not recomputed, a unit measures something else, the denominator is not positive
 * or the result does not fit. */
bool indicators_rate(const struct indicators *all, const struct indicator *one,
                     const struct quantity *numerator, const struct quantity *denominator,
                     int8_t scale, dec *out);

/* A stable id for a name outside the catalogue: "san-luong-ngo~tan". */
str indicator_slug(struct arena *a, str name, str unit_text);

#endif

/* adapter_int.h -- between the files of the adapter: a profile as it is read. */
#ifndef ADAPTER_ADAPTER_INT_H
#define ADAPTER_ADAPTER_INT_H

#include "adapter/adapter.h"
#include "pack/json.h"

enum { PROFILE_LEAVES = 64, PATH_STEPS = 8, FIELD_PARTS = 4 };

/* "ketQua.dong": names inside names, from the document (/) or from a row. */
struct path {
    str text;
    bool top;                   /* from the document */
    str step[PATH_STEPS];
    uint8_t n;
};

enum leaf_kind {
    LEAF_FIELD,                 /* of a fact */
    LEAF_CONST,                 /* always the same */
    LEAF_COUNT,                 /* how many rows there are */
    LEAF_COLUMNS,               /* names and types of the columns */
    LEAF_ROWS                   /* the list of rows itself */
};

/* One place of the file, in the order of the profile. */
struct leaf {
    enum leaf_kind kind;
    enum fact_field field;
    uint8_t part;               /* of a field that stands in several places, from 0 */
    bool needed;
    bool number;                /* sent as a number of JSON */
    struct path path;
    str literal;                /* of a constant, as JSON writes it */
    str word;                   /* of a constant, its text */
};

/* What codes a field knows besides those that are listed. */
enum code_mode {
    CODES_SAME,                 /* ours */
    CODES_LISTED,               /* none */
    CODES_UNIT                  /* those of administrative units, without their day */
};

struct code_line {
    enum fact_field field;
    str ours, theirs;
    str unit;                   /* of an indicator: what the other system counts it in */
};

/* "{y}-H1" is "6T|{y}". */
struct form_line {
    enum fact_field field;
    str ours, theirs;
};

/* Texts by number, from 1 in the order of putting; 0: none. */
struct key_set {
    struct arena *arena;
    str *key;
    size_t n, cap;
    uint32_t *slot;
    size_t nslots;
};
void key_set_init(struct key_set *s, struct arena *a);
uint32_t key_set_find(const struct key_set *s, str key);
uint32_t key_set_put(struct key_set *s, str key, bool *is_new);

enum figure_notation { FIGURES_NUMBER, FIGURES_TEXT, FIGURES_TEXT_VI };

struct adapter {
    str name, title;
    struct adapter_lists lists;
    bool sends, receives, released;
    bool json;
    char separator;             /* of CSV */
    enum figure_notation figures;
    bool empty_is_unknown;
    bool skips_withdrawn, skips_drafts, skips_others;
    bool drops_hedge;
    enum row_action action;
    uint32_t most_rows, most_text;      /* 0: no limit but the job's */

    struct leaf leaf[PROFILE_LEAVES];
    size_t nleaves;
    uint8_t parts[FACT_FIELDS]; /* leaves of each field */
    struct path *pass;          /* what rows may hold besides */
    size_t npass, pass_cap;

    bool is_fixed[FACT_FIELDS]; /* both ways ... */
    str fixed[FACT_FIELDS];
    str given[FACT_FIELDS];     /* ... and of what is received */

    enum code_mode mode[FACT_FIELDS];
    struct code_line *code;
    size_t ncodes, code_cap;
    struct key_set by_ours, by_theirs;  /* first[] of the code with that number */
    uint32_t *first_ours, *first_theirs;
    size_t first_cap[2];
    struct form_line *form;
    size_t nforms, form_cap;
};

/* Is the place of that field told, or is it always the same? */
static inline bool adapter_tells(const struct adapter *a, enum fact_field f)
{
    return a->parts[f] || a->is_fixed[f];
}

/* The code's line, NULL when there is none. */
const struct code_line *code_of_ours(const struct adapter *a, enum fact_field f, str ours);
const struct code_line *code_of_theirs(const struct adapter *a, enum fact_field f, str theirs);

/* Texts with {y} {a} years, {m} {n} month, {d} {e} day, {q} quarter. Does the second pattern
 * tell the text that the first one reads? */
bool pattern_turn(struct arena *a, str from, str to, str text, str *out);

/* Does it have only known marks; *marks: which of them, one bit each. */
bool pattern_good(str pattern, uint32_t *marks);

/* By the first form of the field that fits; false when none does, or there is none. */
bool form_to_theirs(const struct adapter *a, struct arena *arena, enum fact_field f, str ours,
                    str *out);
bool form_to_ours(const struct adapter *a, struct arena *arena, enum fact_field f, str theirs,
                  str *out);
bool has_forms(const struct adapter *a, enum fact_field f);

/* An id made of a name, with its unit: it stands in no catalogue. */
bool is_named_indicator(str id);

#endif

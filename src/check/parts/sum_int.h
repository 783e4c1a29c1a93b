/* sum_int.h -- a total and its parts, for the rules of lists in prose and in notes. */
#ifndef CHECK_SUM_INT_H
#define CHECK_SUM_INT_H

#include "check/check_int.h"

enum { SUM_PARTS = 64 };

/* A total and its parts, all told in one unit base. */
struct terms {
    const struct statement *total;
    const struct statement *part[SUM_PARTS];
    size_t n;
    bool whole;                 /* surely all there are: two kinds, or the rest is told */
    bool over;                  /* more than the total, be they all or not */
};

/* Is every part in the total's unit base, or all of them counts of something? */
bool terms_comparable(const struct terms *t);

/* Is the total or a part "khoảng", "trên", "gần"? */
bool terms_hedged(const struct terms *t);

/* The range of the parts [from, to) in base units. */
bool parts_range(const struct terms *t, size_t from, size_t to, range *out);

/* The parts as printed, added up in the total's unit. */
bool parts_sum(const struct terms *t, dec *out);

/* A run of the parts that alone makes the total: then the rest was no part. */
bool run_fits(const struct terms *t, range total, size_t *from, size_t *to);

/* Keeps that the total was held against its parts; or against [from, to) of them alone. */
struct equation *equate_terms(struct checker *c, const struct terms *t, enum verdict v);
void equate_run(struct checker *c, const struct terms *t, size_t from, size_t to);

/* A finding on the total, with its parts and their sum. */
struct diag *add_sum(struct checker *c, enum diag_code code, const struct terms *t, dec sum);

/* The total against its parts, and what there is to say of it. */
void check_terms(struct checker *c, struct terms *t, enum part_kind kind);

/* places.c: the bracket of places behind the statement at i. */
void check_place_bracket(struct checker *c, uint32_t i);

/* contribution.c: the changes of the parts of a list that holds, and lists that the
 * grammar does not make: points contributed to growth, groups out of a number. */
void check_changes_of_parts(struct checker *c, const struct terms *of);
void check_made_terms(struct checker *c);

/* sum_note.c: the lists that notes give for the figures their marks hang on. */
void check_note_lists(struct checker *c);

#endif

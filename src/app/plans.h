/* plans.h -- plan books of the ledger: do their parts add up, and which of them answer. */
#ifndef APP_PLANS_H
#define APP_PLANS_H

#include "analyse/plan.h"
#include "app/places.h"
#include "store/store.h"

struct plan_question {
    str area;                   /* id of the whole; empty: the ledger's own */
    period when;
    str book;                   /* empty: each */
    bool by_one;                /* only `by`; else each kind of parts */
    enum plan_part by;
};

/* The parts of one book by agency, area or quarter. */
struct plan_account {
    str book;                   /* id; empty: plans told without a book */
    const struct plan_book *known;      /* NULL: no record tells what it is */
    enum plan_part by;
    const struct plan_sum *sum;         /* as plan_parts_sum() gives them */
    size_t n;
    size_t aside;               /* figures of units that are none of the parts: of another level */
};

/* An account for each book and kind of parts that the ledger has parts of; without parts none. */
status app_plan_accounts(struct job *j, struct store *s, const struct indicators *catalogue,
                         struct places *places, const struct plan_question *q,
                         const struct plan_account **out, size_t *n);

/* A book, and for how many figures of the year and area it has a plan, and answers. */
struct plan_standing {
    str book;
    const struct plan_book *known;      /* NULL: no record tells what it is */
    size_t figures, answers;
};

/* All books: those with a record, those that figures of the period are of. */
status app_plan_books(struct job *j, struct store *s, const struct plan_question *q,
                      const struct plan_standing **out, size_t *n);

#endif

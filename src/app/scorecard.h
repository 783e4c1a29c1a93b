/* scorecard.h -- indicators of a period against plan and the same period, each
 * with a light whose rule can be read. */
#ifndef APP_SCORECARD_H
#define APP_SCORECARD_H

#include "model/indicator.h"
#include "num/period.h"
#include "store/store.h"

enum light {
    LIGHT_NONE,                 /* neither more nor less is better: not judged */
    LIGHT_DONE,                 /* the year's plan is reached */
    LIGHT_IN_TIME,              /* at or ahead of its pace */
    LIGHT_LATE,                 /* 90 % of its pace or more */
    LIGHT_BEHIND,               /* less than that */
    LIGHT_OFF_SEASON,           /* its season has not come */
    LIGHT_NO_FIGURE,            /* planned, and not reported */
    LIGHT_NO_PLAN,              /* reported, and no plan was assigned */
    LIGHT_COUNT
};

/* A figure in the catalogue's unit, with the digits it was written with. */
struct score_figure {
    bool has;
    dec value;
    const struct fact *fact;
};

struct score_row {
    const struct indicator *indicator;
    struct score_figure now, before, plan;
    bool has_share;
    dec share;                  /* % of plan, two decimals */
    bool has_growth;
    dec growth;                 /* % against the same period; points where the unit is % */
    bool in_points;
    dec pace;                   /* % of the year's plan expected by now; 0 for stocks, rates */
    dec ratio;                  /* share against pace (or plan against value), one decimal */
    enum light light;
};

struct scorecard {
    str area;
    period period, before, plan;    /* plan: the whole year */
    str iso;                        /* of the period */
    const struct score_row *row;    /* in the order of the catalogue; only told ones */
    size_t nrows;
    size_t lights[LIGHT_COUNT];
    const str *other;               /* ISO periods that can be shown, newest first */
    size_t nother;
};

/* The scorecard of one period (ISO text), or of the newest one that has enough
 * figures when `iso` is empty or names none. */
status scorecard_read(struct job *j, struct store *s, const struct indicators *catalogue, str iso,
                      struct scorecard *out);

/* "Kịp", "Chậm" ... */
const char *light_word(enum light l);

/* The rule of a row's light, with its numbers, in one sentence. */
str light_rule(struct arena *a, const struct scorecard *card, const struct score_row *r);

/* "6 tháng đầu năm 2025", "10 tháng năm 2023", "năm 2025". */
str period_name(struct arena *a, period p);

#endif

/* series.h -- an indicator over time in the units of one day, out of the ledger. */
#ifndef APP_SERIES_H
#define APP_SERIES_H

#include "analyse/regroup.h"
#include "app/places.h"
#include "store/store.h"

struct series_request {
    str indicator;              /* id, or a name of the catalogue */
    struct fact_filter filter;  /* kinds, source, book, at, as_of; no kinds: done, estimated */
    str area;                   /* id; empty: all there are */
    bool by_level;              /* the units of this level in the area, not the area itself */
    enum area_level level;
    epoch_day at;               /* read in the units of that day; 0: each figure in its own */
};

/* One unit in one period. */
struct series_row {
    period when;
    str area;                   /* id of the unit, or the words the fact is kept under */
    str title;                  /* "xã Mường Chà" */
    enum regroup_verdict verdict;
    enum fact_state state;      /* as in struct fact; of what is told */
    dec value;
    bool is_range;
    dec upper;
    str hedge;                  /* of several parts with different ones: "khoảng" */
    bool recomputed;            /* a rate made anew from these */
    struct quantity above, below;
    str reason;                 /* why it is not told: one line */
    enum fact_status status;    /* the least final of its figures */
    str sources;                /* whose figures, with commas between */
    const struct area_list *parts, *missing, *shared;   /* NULL or as in regroup.h */
};

/* A figure that is in no row. */
struct series_stray {
    period when;
    str area, title;
    str reason;
};

struct area_series {
    str indicator, title, unit;
    const struct series_row *row;       /* by period, then by unit */
    size_t n, refused;                  /* refused: rows that are not told */
    const struct series_stray *stray;
    size_t nstrays;
    size_t elsewhere;           /* figures of other places; those are no strays when one unit was
                                 * asked for */
};

/* Of several sources the figure in force counts (fact_outranks), what was done before what was
 * estimated. An indicator that was renamed is one series. FAIL_USAGE for an unknown indicator or
 * unit, for plans of several books, for a unit that had ended on the day of reading. */
status app_series(struct job *j, struct store *s, const struct indicators *catalogue,
                  struct places *places, const struct series_request *r, struct area_series *out);

#endif

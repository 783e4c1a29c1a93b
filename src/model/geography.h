/* geography.h -- administrative units with identity, and what became of each.
 *
 * Neither a name nor a code is an identity: communes of 1 July 2025 bear codes of others
 * that ended the day before, and names of others still. A unit is its code with the day
 * it begins, and all that touches two units (a merger, a division) is a succession. */
#ifndef MODEL_GEOGRAPHY_H
#define MODEL_GEOGRAPHY_H

#include "base/job.h"
#include "model/fact.h"

enum area_level {
    AREA_PROVINCE,
    AREA_DISTRICT,              /* until 2025-06-30 */
    AREA_COMMUNE                /* and special zones (đặc khu) */
};

/* Where the first or the last day of a unit is not told. */
#define DAY_FIRST INT32_MIN
#define DAY_LAST INT32_MAX

struct succession;

/* One unit, from its first day to its last. Two of one geography are the same when their
 * addresses are. */
struct area {
    str id;                     /* "11", "03127/2025-07-01": the code, with `from` when told */
    str code;                   /* of 2, 3 or 5 digits: province, district, commune */
    str name;                   /* without the kind */
    str kind;                   /* tỉnh, thành phố, huyện, xã ... */
    str parent;                 /* code of what it lies in; empty: the country */
    enum area_level level;
    epoch_day from, to;         /* both included */
    const struct succession *became;    /* the first of its successors, NULL: none is known */
    const struct succession *made_of;   /* the first of its predecessors, the same */
};

/* `before` ended the day before `after` began, and all or a part of it went there. A unit
 * that takes in another is a new one, even under the same name and code. */
struct succession {
    const struct area *before, *after;
    epoch_day effective;        /* after->from */
    bool whole;                 /* else it was divided, among these successors */
    str act;                    /* the resolution: "1661/NQ-UBTVQH15" */
    const struct succession *next_became, *next_made_of;
};

/* Units as they are found, behind those the list has; the order is that of the data, or of
 * the walk. A list has each unit once. */
struct area_list {
    const struct area **area;
    size_t n, cap;
};

struct geography;

enum geography_reach {
    GEOGRAPHY_PROVINCE,         /* all units; successions of provinces and of Điện Biên */
    GEOGRAPHY_COUNTRY           /* the successions of all communes, too: twice the work */
};

/* Lines of an office's own, docs/areas.md tells their columns. */
struct geography_text {
    str name;                   /* of the file, for messages */
    str text;                   /* lives as long as the job */
};

/* The shipped units and successions with the n texts behind them, in the job's arena.
 * FAIL_FORMAT, with file and line, when a text breaks the rules; FAIL_LIMIT when all have more
 * than 100.000 lines. */
status geography_load(struct job *j, enum geography_reach reach,
                      const struct geography_text *more, size_t n, const struct geography **out);

/* The n texts alone, for tests and other countries. */
status geography_read(struct job *j, const struct geography_text *text, size_t n,
                      const struct geography **out);

/* The unit of this id, or NULL. */
const struct area *geography_find(const struct geography *g, str id);

/* The i-th unit of all, NULL behind the last. */
const struct area *geography_each(const struct geography *g, size_t i);

/* "xã Mường Chà". */
str area_title(struct arena *a, const struct area *u);

static inline bool area_valid(const struct area *u, epoch_day d)
{
    return u->from <= d && d <= u->to;
}

/* What the unit lies in on a day; NULL for a province and for a day the unit does not have. */
const struct area *geography_parent(const struct geography *g, const struct area *u, epoch_day d);

/* The province, on a day that the unit has; of a province itself. NULL where none is known. */
const struct area *geography_province(const struct geography *g, const struct area *u, epoch_day d);

/* Puts the units that lie directly in u on a day; u NULL: the provinces. */
void geography_children(const struct geography *g, struct arena *a, const struct area *u,
                        epoch_day d, struct area_list *out);

/* Puts the units that have this code, one behind the other in time. */
void geography_coded(const struct geography *g, struct arena *a, str code,
                     struct area_list *out);

/* Puts the units of any time with this name, with its kind word ("thị xã Mường Lay",
 * "TX. Mường Lay") or without; any case and tone placement. */
void geography_named(const struct geography *g, struct arena *a, str name,
                     struct area_list *out);

/* The same for a name that lost its diacritics. Nothing may be joined by it. */
void geography_named_like(const struct geography *g, struct arena *a, str name,
                          struct area_list *out);

/* The one unit that a report about `province` (NULL: about the country, which tells of
 * provinces) calls so on that day; NULL when none is known, or when two are and no kind
 * word tells which: on 2025-06-30 "Mường Chà" is a district and a town. The province may
 * be one of another day: its ground is meant. */
const struct area *geography_resolve(const struct geography *g, struct arena *a,
                                     const struct area *province, str name, epoch_day d);

/* Puts the units that had, or have, ground of u on another day: u itself when it is valid
 * then, else those that successions lead to, by whole or by part. False when some of it
 * leads nowhere: a district is followed by no unit. The list is emptied first. */
bool geography_ground(struct arena *a, const struct area *u, epoch_day d, struct area_list *out);

/* Puts the districts that communes were in of which all or a part went into this one. */
void geography_former_districts(const struct geography *g, struct arena *a,
                                const struct area *commune, struct area_list *out);

/* Puts, of the communes of day d that have ground of a unit that ended before, those that
 * have ground of others besides: why the figures of an old district cannot be told from
 * those of new communes. */
void geography_straddling(const struct geography *g, struct arena *a, const struct area *u,
                          epoch_day d, struct area_list *out);

/* Puts all communes of a unit on a day that it has, in districts or not. */
void geography_communes(const struct geography *g, struct arena *a, const struct area *u,
                        epoch_day d, struct area_list *out);

/* Puts the unit unless the list has it. */
void area_list_put(struct arena *a, struct area_list *list, const struct area *u);
bool area_list_has(const struct area_list *list, const struct area *u);

#endif

/* fact.h -- a figure of the ledger: what it is about, what it says, how sure it is.
 *
 * The words of enumerations are those of files and of the command line; they are never
 * translated there. Texts belong to whoever filled the fact in. */
#ifndef MODEL_FACT_H
#define MODEL_FACT_H

#include "base/arena.h"
#include "num/dec.h"
#include "num/period.h"

/* A plan is a kind of fact, not another indicator. */
enum fact_kind {
    FACT_ACTUAL,                /* thực hiện */
    FACT_ESTIMATE,              /* ước thực hiện: of days not yet over */
    FACT_PLAN,                  /* kế hoạch, dự toán: of one plan book */
    FACT_TARGET                 /* mục tiêu: of a term, a programme */
};
enum { FACT_KINDS = 4 };

/* Unknown, zero, not applicable and not yet due are four different things; zero is a
 * number. A figure that was deleted is a revision that withdraws it. */
enum fact_state { FACT_NUMBER, FACT_UNKNOWN, FACT_NOT_APPLICABLE, FACT_NOT_DUE, FACT_WITHDRAWN };
enum { FACT_STATES = 5 };

/* How final a figure is (Decree 62/2024): a draft was read from a report nobody has
 * confirmed yet; ước, sơ bộ, chính thức. */
enum fact_status { FACT_DRAFT, FACT_ESTIMATED, FACT_PRELIMINARY, FACT_OFFICIAL };
enum { FACT_STATUSES = 4 };

/* Days since 1970-01-01. */
typedef int32_t epoch_day;

struct fact {
    /* What it is about. Two facts with all of these equal are revisions of one figure. */
    str indicator;              /* id of the catalogue, or a slug of the name */
    str area;                   /* id of a unit of its time (see geography.h), or words */
    period when;
    enum fact_kind kind;
    str book;                   /* plans and targets: id of the plan book; else empty */
    str source;                 /* who says so: the statistics office, the police, a report */
    str breakdown;              /* see fact_breakdown(); empty: the whole */

    /* What it says. */
    enum fact_state state;
    dec value;                  /* as written, never normalised */
    bool is_range;
    dec upper;                  /* of a range value..upper */
    str unit;
    str hedge;                  /* trên, gần, khoảng, ít nhất; empty for none */
    enum fact_status status;
    str name;                   /* of the indicator, as the source calls it; may be empty */
    str note;
    str reason;                 /* why it deviates from the plan or was corrected */

    /* Since when, and from where. */
    epoch_day published;        /* when it became known: date of the document, day of release */
    int64_t document;           /* of the ledger; 0: none */

    /* Filled by the ledger. */
    int64_t revision;           /* 1, 2, ... in the order of recording */
    int64_t entry;              /* of the audit log: who, when, why */
};

/* "actual", "unknown", "official"; parsing knows exactly these words. */
str fact_kind_word(enum fact_kind k);
str fact_state_word(enum fact_state s);       /* "number" for a number */
str fact_status_word(enum fact_status s);
bool fact_kind_parse(str word, enum fact_kind *out);
bool fact_state_parse(str word, enum fact_state *out);
bool fact_status_parse(str word, enum fact_status *out);

/* One dimension of a breakdown: sector, sex, ethnicity, funding source, norm, agency ... */
struct fact_part {
    str name;                   /* lower-case letters, digits and '-' */
    str value;                  /* anything but ';' and control characters */
};

/* The breakdown of these dimensions, sorted by name: "norm=2021;sex=nữ". Empty, too, for
 * dimensions that break the rules above or name one thing twice. */
str fact_breakdown(struct arena *a, const struct fact_part *d, size_t n);

/* Do two figures of one thing say the same: 1.234,5 triệu đồng and 1,23 tỷ đồng? Units convert by
 * their powers; one may be the other rounded further, but for counts; hedges are not looked at. */
bool fact_same_amount(const struct fact *f, const struct fact *g);

/* Which revision of a figure is current: of those published until the day that is asked about, the
 * one published last, of these the one recorded last; but a draft, which nobody has confirmed,
 * never takes the place of what somebody has, only that of a draft or of a withdrawal. */
struct standing {               /* what decides of one revision */
    epoch_day published;
    int64_t revision;
    bool draft;                 /* a withdrawal is none */
    bool withdrawn;
};
static inline struct standing standing_of(const struct fact *f)
{
    return (struct standing){ f->published, f->revision,
                              f->status == FACT_DRAFT && f->state != FACT_WITHDRAWN,
                              f->state == FACT_WITHDRAWN };
}
static inline bool standing_before(struct standing a, struct standing b)
{
    return a.published != b.published ? a.published < b.published : a.revision < b.revision;
}

/* The revisions met so far, in any order: the last that is said, the last draft; of equal ones,
 * as in a table without revisions, that which was met last. Zeroed: none. */
struct contest {
    struct standing said, draft;
    size_t said_at, draft_at;   /* places as the caller counts them, from 1; 0: none */
};
static inline void contest_meet(struct contest *c, struct standing r, size_t at)
{
    if (r.draft && (!c->draft_at || !standing_before(r, c->draft))) {
        c->draft = r;
        c->draft_at = at;
    }
    if (!r.draft && (!c->said_at || !standing_before(r, c->said))) {
        c->said = r;
        c->said_at = at;
    }
}

/* The place of the current one, which may be a withdrawal; 0: none was met. */
static inline size_t contest_won(const struct contest *c)
{
    bool draft = c->draft_at && (!c->said_at ||
                                 (c->said.withdrawn && standing_before(c->said, c->draft)));

    return draft ? c->draft_at : c->said_at;
}

/* The value of a dimension; empty when the breakdown does not have it. */
str fact_dimension(str breakdown, str name);

/* "2025-06-30"; false for a day there is not. Of 1900 to 2999. */
bool day_parse(str iso, epoch_day *out);
str day_print(struct arena *a, epoch_day d);
epoch_day day_of(int year, int month, int dom);     /* of the Gregorian calendar */
void day_split(epoch_day d, int *year, int *month, int *dom);

int month_length(int year, int month);        /* 28..31 */

/* The last day of a period: the day a figure is for; a school year ends with May. 0 for
 * PERIOD_NONE. */
epoch_day period_last_day(period p);

/* The day of a moment (seconds since 1970) as a clock in Việt Nam (UTC+7) shows it. */
epoch_day day_of_time(int64_t seconds);

#endif

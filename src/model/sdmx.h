/* sdmx.h -- facts in the words of SDMX 3.0: times, codes, units, and back again.
 *
 * What is written and what is read stand here side by side, so that each is the other's
 * inverse. docs/exchange.md has the tables. */
#ifndef MODEL_SDMX_H
#define MODEL_SDMX_H

#include "base/buf.h"
#include "model/exchange.h"

/* The structure that all messages are of. */
#define SDMX_AGENCY "SOAT"
#define SDMX_FLOW "FACTS"
#define SDMX_VERSION "1.0"
#define SDMX_STRUCTURE SDMX_AGENCY ":" SDMX_FLOW "(" SDMX_VERSION ")"

/* Columns of SDMX-CSV behind STRUCTURE, STRUCTURE_ID and ACTION, in their order: dimensions,
 * the measure, attributes. */
enum sdmx_component {
    SDMX_FREQ, SDMX_INDICATOR, SDMX_REF_AREA, SDMX_KIND, SDMX_BOOK, SDMX_SOURCE,
    SDMX_BREAKDOWN, SDMX_TIME_PERIOD,
    SDMX_OBS_VALUE,
    SDMX_OBS_STATUS, SDMX_UNIT_MEASURE, SDMX_UNIT_MULT, SDMX_DECIMALS, SDMX_YEAR_START,
    SDMX_UPPER, SDMX_HEDGE, SDMX_FINALITY, SDMX_UNIT_TEXT, SDMX_PUBLISHED, SDMX_NAME,
    SDMX_COMMENT, SDMX_REASON, SDMX_REVISION, SDMX_AS_OF, SDMX_DOCUMENT, SDMX_ENTRY,
    SDMX_COMPONENTS
};
enum { SDMX_DIMENSIONS = SDMX_OBS_VALUE };

const char *sdmx_component_id(enum sdmx_component c);       /* "REF_AREA" */
const char *sdmx_component_title(enum sdmx_component c);    /* in Vietnamese */
const char *sdmx_component_title_en(enum sdmx_component c);
bool sdmx_component_parse(str id, enum sdmx_component *out);

/* Do its values stand for something (ids of SDMX), or for themselves? */
bool sdmx_component_is_coded(enum sdmx_component c);

/* What the fact has for the component, as SDMX-CSV writes it; empty: nothing. The measure
 * of a figure that is missing is "NaN". */
str sdmx_value(struct arena *a, const struct fact *f, epoch_day as_of, enum sdmx_component c);

/* What a code says in Vietnamese, for the codes that are ours to explain; NULL for others. */
const char *sdmx_code_title(enum sdmx_component c, str code);

/* A time of SDMX: 2025, 2025-S1, 2025-Q2, 2025-06, 2025-06-15, 2025-01-01/P10M and so on;
 * `year_start` is REPORTING_YEAR_START_DAY ("--09-01" for school years, else empty). */
bool sdmx_time_parse(str time, str year_start, period *out);

/* The first and the last day of a period; false for PERIOD_NONE. */
bool sdmx_days(period p, epoch_day *first, epoch_day *last);

/* An id of SDMX back to the text it stands for ("$7E" is "~"), and a dimension that stands for
 * itself; "_T", "_X", "_Z" are none. */
str sdmx_id_restore(struct arena *a, str id);
str sdmx_text_restore(struct arena *a, str text);

/* VND and 9 are "tỷ đồng"; false for a power without a word. */
bool sdmx_unit_restore(struct arena *a, str measure, int mult, str *out);

/* OBS_STATUS as state and status; false for a code that has no counterpart here. */
bool sdmx_status_parse(str code, enum fact_state *state, enum fact_status *how);

#endif

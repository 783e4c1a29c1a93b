/* areas.h -- the administrative units that commands and pages work with. */
#ifndef APP_AREAS_H
#define APP_AREAS_H

#include "model/geography.h"

/* The shipped units with the lines of the file that SOAT_AREAS names behind them, in the
 * job's arena. A few milliseconds: only for what needs units. */
status app_geography(struct job *j, enum geography_reach reach, const struct geography **out);

/* The same with the file at `path` in place of SOAT_AREAS (empty: none). */
status app_geography_with(struct job *j, enum geography_reach reach, str path,
                          const struct geography **out);

#endif

/* grid.h -- rows of a table in a text file. */
#ifndef READ_GRID_H
#define READ_GRID_H

#include "base/job.h"
#include "doc/doc.h"
#include "read/gap.h"

/* Makes the table of lines [from, to), all LINE_TABS or all LINE_PIPES
 * (pipes, or a grid drawn with + - | or box characters).
 * FAIL_LIMIT when it has more cells than the job allows. */
status grid_read(struct job *j, const struct source *src, const struct lines *ls,
                 uint32_t from, uint32_t to, const struct table **out);

/* Makes the table of a blank-separated one: its header's columns in one row, the
 * figures of each row in order from the first value column on (table.by_order). */
status grid_read_gaps(struct job *j, const struct source *src, const struct gap_table *gap,
                      const struct table **out);

#endif

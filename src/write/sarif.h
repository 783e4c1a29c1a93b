/* sarif.h -- findings as SARIF 2.1.0 (OASIS), one run over all files.
 *
 * Columns and offsets are counted in UTF-16 code units. Findings in files that are no text
 * have no region: where they stand is told by name (logicalLocations). */
#ifndef WRITE_SARIF_H
#define WRITE_SARIF_H

#include "base/buf.h"
#include "diag/diag.h"

/* The log up to its list of results: the tool and its whole catalogue, in the language, with
 * the other one beside. */
void sarif_put_head(struct buf *out, enum lang lang);

/* ",\n" and a result, for each finding, accepted ones too; `rule_name` by index of rule. */
void sarif_put_results(struct buf *out, const struct diags *ds, const char *const *rule_name);

/* ",\n" and the file, with what of it was looked at. */
void sarif_put_artifact(struct buf *out, const struct diags *ds);

/* ",\n" and a notification that a file could not be read. */
void sarif_put_failure(struct buf *out, str message);

/* The rest of the log; both lists as put by the functions above. */
void sarif_put_foot(struct buf *out, str artifacts, str failures);

#endif

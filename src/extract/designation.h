/* designation.h -- what numbers are that state nothing and are no exempt form.
 *
 * Inside extract only. */
#ifndef EXTRACT_DESIGNATION_H
#define EXTRACT_DESIGNATION_H

#include "extract/scan.h"

/* Of number i, which stands behind token `done` of its clause. `governed`: a verb
 * or a hedge leads it, so that a unit is missing and no noun is numbered. */
enum claim_class designation_class(const struct scan *s, uint32_t i, uint32_t done, bool governed,
                                   const char **reason);

#endif

/* extract.h -- documents to statements. */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "base/job.h"
#include "extract/statement.h"

/* Reads every statement of d, prose and tables, in reading order. Everything
 * lives in the job's arena. */
status extract_report(struct job *j, const struct doc *d, struct report *out);

#endif

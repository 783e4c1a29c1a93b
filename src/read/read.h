/* read.h -- files to documents: markdown, plain text, tab-separated tables.
 *
 * What a file is, is told by its content, never by its name. Readers never fail
 * on strange text; they fail on what is not text at all (FAIL_FORMAT: a NUL, a
 * binary file) and on limits (FAIL_LIMIT). */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/job.h"
#include "doc/doc.h"

/* Builds the document of src in the job's arena. */
status read_doc(struct job *j, const struct source *src, const struct doc **out);

#endif

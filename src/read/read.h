/* read.h -- files to documents, whatever they are.
 *
 * What a file is, is told by its content, never by its name. Readers never fail on
 * strange text; they fail on what is not what it says it is (FAIL_FORMAT: damaged,
 * encrypted, binary) and on limits (FAIL_LIMIT). Nothing half read is passed on. */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/job.h"
#include "doc/doc.h"

/* Builds the document of a file of any kind in the job's arena; `name` is what messages
 * call it. The bytes must outlive the arena. */
status read_file(struct job *j, str name, str bytes, const struct doc **out);

/* The same of a text (markdown, plain text, tables in it): the document's source is src. */
status read_doc(struct job *j, const struct source *src, const struct doc **out);

#endif

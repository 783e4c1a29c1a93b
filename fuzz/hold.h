/* hold.h -- what the fuzzers share: a condition that must hold, and what documents and
 * reports promise. */
#ifndef FUZZ_HOLD_H
#define FUZZ_HOLD_H

#include "app/app.h"
#include "read/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define must(holds) ((holds) ? (void)0 : hold_failed(__FILE__, __LINE__, #holds))
_Noreturn void hold_failed(const char *file, int line, const char *what);

/* Flows that lead back into the source, whole tables, parents and anchors that exist.
 * Gives a number that is the same for the same document. */
uint64_t hold_doc(const struct source *src, const struct doc *d);

/* What a reader has told the tree, `read` its success, is a document that holds. */
status hold_tree(struct tree *t, status read);

/* Figures that stand in the source, parents that exist. */
void hold_report(const struct app_document *d);

/* Runs fn on the bytes as a str, with limits so small that they are met; once more with
 * `memory` bytes, which must end a job but never the program. */
void hold_in_jobs(const uint8_t *data, size_t size, size_t memory,
                  status (*fn)(struct job *j, void *text));

#endif

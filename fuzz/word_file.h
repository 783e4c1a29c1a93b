/* word_file.h -- any bytes as a Word file. */
#ifndef FUZZ_WORD_FILE_H
#define FUZZ_WORD_FILE_H

#include "base/arena.h"

/* A whole package where they begin with "PK", its parts as they stand where they begin with
 * "<", else parts woven of Word's elements. Between the parts stands an empty line: styles,
 * numbering, footnotes, endnotes, comments, document; without one there is a document alone. */
str word_file_of(struct arena *a, str data);

#endif

/* data.h -- the files of data/, which travel inside the program. */
#ifndef MODEL_DATA_H
#define MODEL_DATA_H

#include "base/str.h"

/* The content of a file by its path below data/ ("areas.tsv",
 * "demo/facts.tsv"; "codes/1101.md" is docs/codes/1101.md). Lives as long as
 * the program and is NUL-terminated. The empty slice when there is no such
 * file. */
str data_file(str name);

/* The i-th file in byte order of names; false, both untouched, after the last. */
bool data_each(size_t i, str *name, str *content);

#endif

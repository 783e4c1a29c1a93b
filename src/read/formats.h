/* formats.h -- the readers behind read_file, one a format: each tells a tree what it
 * reads. All of them take any bytes; what they refuse is told by read.h. */
#ifndef READ_FORMATS_H
#define READ_FORMATS_H

#include "pack/zip.h"
#include "read/tree.h"

/* Word: ECMA-376 part 1, chapter 17; transitional and strict. */
status docx_read(struct job *j, struct zip *z, struct tree *t);

#endif

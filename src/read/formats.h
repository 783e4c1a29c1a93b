/* formats.h -- the readers behind read_file, one a format: each tells a tree what it
 * reads. All of them take any bytes; what they refuse is told by read.h. */
#ifndef READ_FORMATS_H
#define READ_FORMATS_H

#include "pack/zip.h"
#include "read/tree.h"

/* Word: ECMA-376 part 1, chapter 17; transitional and strict. */
status docx_read(struct job *j, struct zip *z, struct tree *t);

/* OpenDocument (OASIS, ISO 26300): texts and sheets. */
status odt_read(struct job *j, struct zip *z, struct tree *t);
status ods_read(struct job *j, struct zip *z, struct tree *t);

/* HTML as browsers show it: the WHATWG's, Word's and LibreOffice's. */
status html_read(struct job *j, str name, str bytes, struct tree *t);

/* Workbooks of all formats: hidden rows, columns and sheets are no text, for they are not
 * printed; nor are comments and drawings. A cell says what it shows; where the column is
 * too narrow for it, what it holds. */

/* PDF with text in it, by the places of its words: FAIL_FORMAT for a scan and for one that
 * needs a password, FAIL_SYSTEM where pdftotext is not installed. */
status pdf_read(struct job *j, str name, str bytes, struct tree *t);

#endif

/* formats.h -- the readers behind read_file, one a format: each tells a tree what it
 * reads. All of them take any bytes; what they refuse is told by read.h. */
#ifndef READ_FORMATS_H
#define READ_FORMATS_H

#include "pack/zip.h"
#include "read/tree.h"

/* Word: ECMA-376 part 1, chapter 17; transitional and strict. */
status docx_read(struct job *j, struct zip *z, struct tree *t);

/* OpenDocument (OASIS, ISO 26300): texts and sheets. A sheet that calls itself a text is
 * read as a sheet. */
status odt_read(struct job *j, struct zip *z, struct tree *t);
status ods_read(struct job *j, struct zip *z, struct tree *t);

/* HTML as browsers show it: the WHATWG's, Word's and LibreOffice's. */
status html_read(struct job *j, str name, str bytes, struct tree *t);

/* Workbooks, of all formats: what is not printed is no text, so hidden sheets, rows and
 * columns (also those that a filter hides), comments and drawings are left out. Of merged
 * cells the first is shown. Cells say what they show, in Vietnamese writing (1.234,5);
 * where the column is too narrow for it, what they hold. A formula without a stored value
 * is an empty cell. */
status xlsx_read(struct job *j, struct zip *z, struct tree *t);

/* All cells of a workbook as they are stored, hidden ones too. */
struct cells;
status xlsx_read_cells(struct job *j, struct zip *z, struct cells *out);

/* Lines of fields parted by a sign, ";" where csv_delimiter tells none (RFC 4180); `bytes`
 * are UTF-8. */
status csv_read(struct job *j, str name, str bytes, struct tree *t);

/* The sign that parts the fields of a text, which is then a table and nothing else; '\0' for
 * every other text. Prose with commas and tables of markdown are none. */
char csv_delimiter(str bytes);

/* PDF with text in it, by the places of its words: FAIL_FORMAT for a scan and for one that
 * needs a password, FAIL_SYSTEM where pdftotext is not installed. */
status pdf_read(struct job *j, str name, str bytes, struct tree *t);

#endif

/* kind.h -- what a file is, told by its content, never by its name. */
#ifndef READ_KIND_H
#define READ_KIND_H

#include "base/str.h"

enum file_kind {
    FILE_TEXT,                  /* markdown, plain text: whatever nothing else is */
    FILE_DOCX, FILE_XLSX, FILE_ODT, FILE_ODS,
    FILE_HTML, FILE_CSV, FILE_PDF,
    FILE_OLE,                   /* .doc, .xls of before 2007, or an encrypted .docx or .xlsx */
    FILE_RTF,
    FILE_ZIP,                   /* packed, but none of the above */
    FILE_MHTML,                 /* a web page in one file, as Word and browsers save it */
    FILE_XML                    /* Word and Excel of 2003 among others */
};

/* What the bytes are. A packed file is told by the members its directory names. */
enum file_kind file_kind_of(str bytes);

/* "Word (.docx)": how messages call it. */
const char *file_kind_name(enum file_kind kind);

#endif

/* office.h -- files of before 2007 through LibreOffice, where it is installed. */
#ifndef READ_OFFICE_H
#define READ_OFFICE_H

#include "base/job.h"

/* Makes a .docx or .xlsx of a .doc, .xls (an OLE file) or of RTF. FAIL_SYSTEM where
 * LibreOffice is not installed; FAIL_FORMAT for what is neither, damaged or locked with a
 * password, as is an encrypted .docx, which is an OLE file too. */
status office_convert(struct job *j, str name, str bytes, bool rtf, str *out);

#endif

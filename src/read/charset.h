/* charset.h -- the encodings of before Unicode that offices still keep: TCVN 5712 (.VnTime,
 * "ABC"), VNI, Windows-1258; and UTF-16.
 *
 * Such a text reaches us as single bytes, or, out of a Word file, as Unicode letters whose
 * numbers are those bytes ("Tæng s¶n phÈm"). Which of them it is, is told by the Vietnamese
 * words that come out, never by a font's or a file's name. */
#ifndef READ_CHARSET_H
#define READ_CHARSET_H

#include "base/job.h"

enum charset { CHARSET_UTF8, CHARSET_TCVN3, CHARSET_VNI, CHARSET_1258 };

/* The text of a file in UTF-8: its own bytes where they are, or nearly are, UTF-8.
 * FAIL_FORMAT for single bytes in none of the encodings known here. */
status charset_text(struct job *j, str name, str bytes, str *out);

/* The encoding that a text of a Unicode file was typed in, CHARSET_UTF8 for most. */
enum charset charset_typed(struct arena *a, str text);

/* The same of one paragraph of a text that was typed in `set` for a part. */
bool charset_typed_in(struct arena *a, str para, enum charset set);

/* Decodes the letter at s[at]: its code point and the bytes it takes. `coded`: s is UTF-8
 * whose code points below 256 are the bytes of the encoding. */
size_t charset_next(enum charset set, str s, size_t at, bool coded, uint32_t *cp);

#endif

/* label.h -- the numbers and bullets of lists, as they are printed: for the formats that
 * tell a paragraph's list, not its number. */
#ifndef READ_LABEL_H
#define READ_LABEL_H

#include "base/buf.h"

enum label_format {
    LABEL_NONE,
    LABEL_DECIMAL, LABEL_DECIMAL_ZERO,          /* 1, 01 */
    LABEL_LOWER_LETTER, LABEL_UPPER_LETTER,     /* a ... z, aa, bb */
    LABEL_LOWER_COLUMN, LABEL_UPPER_COLUMN,     /* a ... z, aa, ab */
    LABEL_LOWER_ROMAN, LABEL_UPPER_ROMAN,
    LABEL_BULLET
};

/* Counts end here: a roman number beyond is a row of thousands of M. */
enum { LABEL_MOST = 32000 };

/* What a file tells of a label is read up to so many bytes: it is printed again and again. */
enum { LABEL_PATTERN = 100 };

/* Appends n, 0..LABEL_MOST, in that form; nothing for a bullet and for none. */
void label_count(struct buf *out, enum label_format f, int32_t n);

/* Appends a bullet. Those of the symbol fonts stand in the private area of Unicode and
 * print as a dot or a dash. */
void label_bullet(struct buf *out, str text);

#endif

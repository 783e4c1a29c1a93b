/* record.h -- small definitions as text: lines "name: value", as the ledger keeps them.
 *
 *   # a comment
 *   id: nq-45-2024
 *   title: Kế hoạch phát triển kinh tế - xã hội năm 2025
 *
 * Blanks around a name and its value do not count. Empty lines and those that begin with # are
 * passed over. A name is said once; a value is one line without control characters. */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "base/buf.h"

enum { RECORD_MOST = 1 << 16 };             /* bytes of a record's text */

struct record_problem {
    uint32_t line;              /* from 1; 0: the whole */
    str vi, en;
};

/* A field a record may have. */
struct record_field {
    const char *name;
    bool needed;
    str value;                  /* filled by record_read(); empty when not told */
    uint32_t line;
};

/* Fills the values of these fields, which borrow from `text`. False, with the first problem,
 * for a line that is no "name: value", an unknown name, one said twice, a needed one missing or
 * empty, a value with control characters, a text too long. */
bool record_read(struct arena *a, str text, struct record_field *field, size_t n,
                 struct record_problem *problem);

/* Tells that the value of a field is none that is known; gives false, for `return`. */
bool record_refuse(struct arena *a, const struct record_field *f, struct record_problem *problem);

/* "name: value\n"; nothing for an empty value. */
void record_put(struct buf *b, const char *name, str value);

#endif

/* tags.h -- XML read tag by tag, for parts of workbooks with millions of cells.
 *
 * xml.h reads everything with its namespaces; this reader takes a fraction of its time and
 * tells local names only. What is not well formed in its tags, a DOCTYPE, nesting beyond
 * the job's limit and other encodings than UTF-8 are refused as there. */
#ifndef PACK_TAGS_H
#define PACK_TAGS_H

#include "base/buf.h"
#include "base/job.h"

enum tags_event {
    TAGS_START,
    TAGS_END,                   /* also behind the start of an empty element */
    TAGS_TEXT,
    TAGS_DONE,
    TAGS_FAILED                 /* the job has failed */
};

struct tags {
    struct job *job;
    str file, part;             /* for messages */
    str bytes;
    size_t at;
    str name;                   /* local, of the running start or end */
    bool strange;               /* its prefix is not that of the root */
    str attrs;                  /* of the running start, raw */
    str text;                   /* of the running text: raw, see tags_text */
    bool verbatim;              /* text of a CDATA section */
    uint32_t depth;             /* elements open: the running start counted, the end not */
    bool empty;                 /* the running start is its own end */
    str prefix;                 /* of the root */
    str *open;                  /* full names of the open elements */
};

/* Begins with the part's bytes, which are followed by a NUL. */
status tags_open(struct job *j, str file, str part, str bytes, struct tags *out);

enum tags_event tags_next(struct tags *x);

/* Moves behind the end of the element whose start was just told. */
status tags_skip(struct tags *x);

/* The value of the running start's attribute, raw; a null pointer when there is none. */
str tags_attr(const struct tags *x, const char *name);

/* Takes the next attribute off *rest, which begins as x->attrs: its full name, its raw
 * value. False when there are no more. */
bool tags_next_attr(str *rest, str *name, str *value);

/* Appends raw text or a raw value with its entities put as letters. */
void tags_put(struct buf *out, str raw);

/* The running text, decoded. */
void tags_put_text(const struct tags *x, struct buf *out);

/* A number of digits only; `other` for anything else. */
long tags_number(str raw, long other);

#endif

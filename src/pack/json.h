/* json.h -- JSON read strictly (RFC 8259), under limits, with every figure as it is written.
 *
 * Numbers stay texts: "7652.890" is not 7652.89, and no figure goes through floating point,
 * which the libraries at hand do. Each value knows its place, so that a message can name it.
 * Refused are two members of one name, texts that are not UTF-8, halves of surrogate pairs, the
 * character NUL, comments and commas too many. */
#ifndef PACK_JSON_H
#define PACK_JSON_H

#include "base/job.h"

enum json_kind {
    JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT
};

enum {
    JSON_DEPTH = 32,            /* lists and objects inside one another, at most */
    JSON_MEMBERS = 512          /* of one object */
};

struct json {
    enum json_kind kind;
    str text;                   /* a number as written, a text without its escapes */
    str key;                    /* of a member of an object */
    uint32_t line, col;         /* from 1, col in letters */
    const struct json *child;   /* the first of a list or an object, in order; NULL: empty */
    const struct json *next;    /* of the same list or object */
};

struct json_reader {
    struct job *job;
    str name, text;
    size_t at;
    size_t counted;             /* bytes before it are in line and col */
    uint32_t line, col;
    uint32_t depth, values;
};

/* `text` outlives the job: values borrow from it. A byte order mark before it is passed over. */
void json_open(struct job *j, str name, str text, struct json_reader *out);

/* The next value of the text, which may hold several one behind the other (pages of an answer,
 * put together); NULL behind the last. FAIL_FORMAT, with line and column, for what is no JSON;
 * FAIL_LIMIT beyond the depths above or the job's table_cells of values. */
status json_next(struct json_reader *r, const struct json **out);

/* The member of an object; NULL when there is none, or `v` is no object. */
const struct json *json_find(const struct json *v, str key);

#endif

/* memory_pipe.h -- bytes in memory as what is sealed, and what comes out of it. */
#ifndef TESTS_MEMORY_PIPE_H
#define TESTS_MEMORY_PIPE_H

#include <string.h>

#include "base/buf.h"
#include "pack/seal.h"

struct memory_pipe {
    str from;
    size_t at;
    struct buf to;
};

static inline status take_bytes(struct job *j, void *arg, char *p, size_t n, size_t *got)
{
    struct memory_pipe *m = arg;
    str part = str_sub(m->from, m->at, m->at + n);

    (void)j;
    if (part.len)
        memcpy(p, part.ptr, part.len);
    m->at += part.len;
    *got = part.len;
    return OK;
}

static inline status give_bytes(struct job *j, void *arg, const char *p, size_t n)
{
    struct memory_pipe *m = arg;

    (void)j;
    buf_put(&m->to, (str){ p, n });
    return OK;
}

#endif

/* tool.h -- what the small programs of the build share: they read one file, and stop
 * with one line when something is wrong. TOOL is the program's name. */
#ifndef TOOLS_TOOL_H
#define TOOLS_TOOL_H

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

static _Noreturn void tool_stop(const char *what, const char *name)
{
    fprintf(stderr, TOOL ": %s: %s\n", name, what);
    exit(2);
}

static void tool_no_memory(void *arg)
{
    tool_stop("too large", arg);
}

/* An arena of at most `bytes`; what does not fit ends the program. */
static struct arena *tool_arena(size_t bytes, char *program)
{
    struct arena *a = arena_open(bytes, tool_no_memory, program);

    if (!a)
        tool_stop("no memory", program);
    return a;
}

static str tool_file(struct arena *a, const char *path)
{
    FILE *in = fopen(path, "rb");
    struct buf b;
    char part[4096];
    size_t n;

    if (!in)
        tool_stop("cannot be read", path);
    buf_init(&b, a);
    while ((n = fread(part, 1, sizeof part, in)) > 0)
        buf_put(&b, (str){ part, n });
    fclose(in);
    return buf_str(&b);
}

#endif

/* child.h -- a converter of another package, run in a cage.
 *
 * The document is written to a file of our own naming in a fresh folder that only we may
 * enter; the program sees that folder (as its /tmp, where name spaces are permitted), the
 * system's own folders to read, and nothing else where the kernel has Landlock. It has no
 * network (a name space of its own, and in any case a filter over system calls), no
 * standard input, an environment of four words, limits on memory, time, files and
 * processes, and it is killed with all it started when its time is over. The folder is
 * removed whatever happens.
 *
 * May be called from several threads at once. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/job.h"

struct child {
    const char *program;        /* "pdftotext": looked for in the system's folders only */
    const char *package;        /* of Debian, that has it */
    const char *const *args;    /* behind the program's name, up to NULL; made by us alone */
    const char *input_name;     /* the file the document is written to in the folder */
    str input;
    const char *output_name;    /* the file it makes there; NULL: its standard output counts */
    size_t most;                /* bytes of output */
    size_t memory;              /* bytes of its address space */
    unsigned processes;         /* it may start, threads among them */
    bool local_sockets;         /* it talks with processes of its own, by sockets in /tmp */
};

/* Runs it until its end, at most limits.seconds, and gives what it made. `name` is the
 * document, for messages. FAIL_SYSTEM when it is not installed or cannot be started,
 * FAIL_LIMIT when it took too long or made too much, FAIL_FORMAT when it failed. */
status child_run(struct job *j, str name, const struct child *c, str *out);

/* Is the program installed? */
bool child_installed(const char *program);

#endif

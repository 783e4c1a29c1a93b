/* child_int.h -- between starting a child and the cage it is put in. */
#ifndef BASE_CHILD_INT_H
#define BASE_CHILD_INT_H

#include "base/child.h"

#define CAGE_TMP "/tmp"

/* All that the new process needs, made before it is: between fork and exec nothing may be
 * allocated, for another thread may have held the allocator's lock. */
struct cage {
    const char *program;        /* its whole path */
    char *const *argv;
    char *const *env;
    char *const *env_moved;     /* where the folder is seen as CAGE_TMP */
    const char *folder;
    int output;                 /* what its standard output becomes */
    int null;                   /* /dev/null, read and write */
    int most_fds;               /* where the system cannot close them all at once */
    size_t memory, file_bytes;
    unsigned seconds;
    unsigned processes;
    bool local_sockets;
};

/* In the new process: puts on all limits and becomes the program. */
_Noreturn void cage_enter(const struct cage *c);

#endif

/* fresh.h -- new files that stand there whole or not at all, and never instead of another. */
#ifndef BASE_FRESH_H
#define BASE_FRESH_H

#include "base/job.h"

/* A file being written. It has no name until it is kept (where the disk cannot do that it is
 * PATH.part until then), so nothing stays behind when the program is killed; only its owner may
 * read it. It closes with the arena of the job. */
struct fresh {
    int fd;
    str path;
    const char *part;           /* or NULL */
};

/* FAIL_FILE when there is something of that name, or it cannot be written there. */
status fresh_open(struct job *j, str path, struct fresh **out);
status fresh_put(struct job *j, struct fresh *f, const char *p, size_t n);

/* Gives it its name once all of it is on the disk. */
status fresh_keep(struct job *j, struct fresh *f);

/* Reads n bytes, fewer only at the end. `path` is for the message. */
status fresh_take(struct job *j, int fd, str path, char *p, size_t n, size_t *got);

/* Writes all n bytes. */
status fresh_write(struct job *j, int fd, str path, const char *p, size_t n);

#endif

/* os.h -- the door to the operating system. */
#ifndef BASE_OS_H
#define BASE_OS_H

#include "base/job.h"

/* The whole of a regular file, into the job's arena. FAIL_FILE when it cannot
 * be opened or is no regular file, FAIL_LIMIT when larger than allowed. */
status os_read_file(struct job *j, str path, str *out);

/* Standard input to its end, under the same limit. */
status os_read_stdin(struct job *j, str *out);

/* Replaces the file at `path` by `content`, whole or not at all. */
status os_write_file(struct job *j, str path, str content);

/* Makes the folder unless it is there; its parent must exist. */
status os_make_folder(struct job *j, str path);

/* The failure errno tells of, with what to do. */
status os_fail(struct job *j, str path, bool writing);

/* Is there a folder of that name? Are both names those of one file that is there? */
bool os_is_folder(struct job *j, str path);
bool os_same_file(struct job *j, str a, str b);

/* A file of a folder. */
struct os_entry {
    str name;                   /* without the folder */
    int64_t size;
    int64_t changed;            /* nanoseconds since 1970 */
};

/* The regular files of a folder, sorted by name, without hidden ones; in the job's
 * arena. FAIL_FILE when it cannot be read. */
status os_list_folder(struct job *j, str path, struct os_entry **out, size_t *n);

/* From here on the wish to end (SIGINT, SIGTERM) waits to be asked for. */
void os_hold_end(void);

/* Waits so long, or until the end is wished for: true. */
bool os_wait_end(unsigned milliseconds);

/* Writes to standard output or error. False when the reader has gone away. */
bool os_print(str s);
bool os_print_error(str s);

/* Keeps the memory of a finished job for the next one, where a program has many: the
 * system takes as long to give pages as the work on them. */
void os_keep_memory(void);

bool os_stdout_is_terminal(void);
str os_env(const char *name);              /* empty when unset */
int64_t os_now(void);                      /* seconds since 1970, UTC */
uint64_t os_clock_ns(void);                /* monotonic */

/* The path's last component. */
str os_base_name(str path);

#endif

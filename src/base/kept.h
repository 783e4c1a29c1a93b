/* kept.h -- memory a thread keeps from job to job: what one report taught helps the next.
 *
 * Never anything of a report itself. It is released when its thread ends. */
#ifndef BASE_KEPT_H
#define BASE_KEPT_H

#include <stddef.h>

/* Who keeps something; one block each and thread. */
enum kept { KEPT_VOCAB, KEPT_COUNT };

/* The thread's block, zeroed when it is new and aligned to a cache line; always of the
 * same size. NULL when there is no memory for one: use the job's arena then. */
void *kept_of_thread(enum kept who, size_t size);

#endif

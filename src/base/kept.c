/* kept.c -- blocks of memory by thread. */
#include "base/kept.h"

#include <stdlib.h>
#include <string.h>
#include <threads.h>

enum { CACHE_LINE = 64 };

static once_flag kept_once = ONCE_FLAG_INIT;
static tss_t kept_key[KEPT_COUNT];
static size_t kept_keys;        /* that could be made */

static void make_kept_keys(void)
{
    while (kept_keys < KEPT_COUNT && tss_create(&kept_key[kept_keys], free) == thrd_success)
        kept_keys++;
}

void *kept_of_thread(enum kept who, size_t size)
{
    void *p;

    call_once(&kept_once, make_kept_keys);
    if ((size_t)who >= kept_keys)
        return NULL;
    if ((p = tss_get(kept_key[who])))
        return p;
    size = (size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    p = aligned_alloc(CACHE_LINE, size);
    if (!p || tss_set(kept_key[who], p) != thrd_success) {
        free(p);
        return NULL;
    }
    return memset(p, 0, size);
}

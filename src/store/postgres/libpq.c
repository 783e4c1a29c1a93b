/* libpq.c -- the functions of libpq that are used, found at run time. */
#include "store/postgres/libpq.h"

#include <dlfcn.h>
#include <string.h>

/* A function's address comes as a void pointer; C has no conversion between the two. */
static bool find_function(void *library, const char *name, void *function)
{
    void *address = dlsym(library, name);

    memcpy(function, &address, sizeof address);
    return address != NULL;
}

static bool find_functions(void *library, struct libpq *pq)
{
    bool all = true;

#define FIND(result, name, parameters) all &= find_function(library, "PQ" #name, &pq->name);
    LIBPQ(FIND)
#undef FIND
    return all;
}

status libpq_open(struct job *j, const char *name, struct libpq *out)
{
    struct libpq pq;
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

    if (!library)
        return job_fail(j, FAIL_SYSTEM,
                        "sổ trên PostgreSQL cần thư viện %s; hãy cài gói libpq5",
                        "a ledger in PostgreSQL needs the library %s; install the package libpq5",
                        name);
    if (!find_functions(library, &pq))
        return job_fail(j, FAIL_SYSTEM, "thư viện %s quá cũ; hãy cài gói libpq5 mới hơn",
                        "the library %s is too old; install a newer package libpq5", name);
    *out = pq;
    return OK;
}

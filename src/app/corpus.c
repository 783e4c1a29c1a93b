/* corpus.c -- several reports read as one. */
#include "app/app.h"

status app_read_corpus(struct job *j, const str *path, size_t n, struct app_corpus *out)
{
    struct app_document *d = arena_array(j->arena, struct app_document, n);
    struct concord_input *input = arena_array(j->arena, struct concord_input, n);
    const struct indicators *catalogue = NULL;

    for (size_t i = 0; i < n; i++) {
        status st = app_read(j, path[i], &d[i]);

        if (st != OK)
            return st;
        input[i].report = d[i].report;
        catalogue = d[i].catalogue;
    }
    *out = (struct app_corpus){ d, n, concord_build(j, names_open(j->arena), input, n, catalogue) };
    return OK;
}

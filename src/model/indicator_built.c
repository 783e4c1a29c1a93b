/* indicator_built.c -- the shipped catalogue as the build has indexed it, and with
 * lines of the user's behind it. */
#include "model/data.h"
#include "model/indicator_int.h"

#include "catalogue.inc"        /* made by tools/catalogue.c */

const struct indicators *indicators_load(struct arena *a)
{
    struct indicators *all = arena_new(a, struct indicators);

    *all = catalogue_built;
    all->units = units_known();
    all->words = name_words_open(a);
    return all;
}

const struct indicators *indicators_extend(struct arena *a, str more,
                                           struct catalogue_problem *problem)
{
    str shipped = data_file(STR("indicators.tsv"));
    const struct catalogue_problem *told;
    uint32_t lines = 0;
    size_t count;
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, shipped);
    buf_put(&b, more);
    for (size_t i = 0; i < shipped.len; i++)
        lines += shipped.ptr[i] == '\n';

    const struct indicators *all = catalogue_read(a, buf_str(&b), &told, &count);
    if (!count)
        return all;
    *problem = told[0];
    problem->line -= lines;
    return NULL;
}

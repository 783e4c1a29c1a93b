/* likeness.c -- names of indicators as sets of words: which words two of them share. */
#include "check/check_int.h"

struct names *names_of(struct checker *c)
{
    if (!c->names)
        c->names = names_open(c->job->arena);
    return c->names;
}

struct likeness names_alike(struct checker *c, str a, str b)
{
    const struct name_bag *x = names_read(names_of(c), a, NAME_BARE);
    const struct name_bag *y = names_read(names_of(c), b, NAME_BARE);

    return (struct likeness){ names_shared(x, y), x->n, y->n };
}

bool names_close(struct checker *c, str a, str b)
{
    struct likeness l = names_alike(c, a, b);
    uint32_t least = l.first < l.second ? l.first : l.second;

    return least > 0 && l.shared * 5 >= least * 3;
}

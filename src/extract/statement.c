/* statement.c -- what statements hold beside themselves. */
#include "extract/statement.h"

/* Most statements have no comparison, most others one. */
const struct figure FIGURE_NONE = { 0 };

const struct figure *figure_keep(struct arena *a, struct figure f)
{
    struct figure *kept = arena_new(a, struct figure);

    *kept = f;
    return kept;
}

struct comparison *statement_compare(struct arena *a, struct statement *st)
{
    if (st->ncompares == STATEMENT_COMPARES)
        return NULL;
    if (st->ncompares == 0) {
        st->compare = arena_new(a, struct comparison);
    } else if (st->ncompares == 1) {
        struct comparison *more = arena_array(a, struct comparison, STATEMENT_COMPARES);

        more[0] = st->compare[0];
        st->compare = more;
    }
    return &st->compare[st->ncompares++];
}

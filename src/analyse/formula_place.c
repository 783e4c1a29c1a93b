/* formula_place.c -- the areas of formulas, asked of the administrative units. */
#include "analyse/formula.h"

/* The last day, as far as it is told; false where there is none. */
static bool end_of_period(period p, epoch_day *out)
{
    int month = p.kind == PERIOD_YEAR || p.kind == PERIOD_TERM ? 12
                : p.kind == PERIOD_SCHOOL_YEAR                ? 5
                                                              : p.month;

    if (p.kind == PERIOD_NONE || month < 1 || month > 12)
        return false;
    *out = p.day ? day_of(p.year, month, p.day)
           : month == 12 ? day_of(p.year, 12, 31)
                         : day_of(p.year, month + 1, 1) - 1;
    return true;
}

size_t formula_places_in(const struct geography *g, struct arena *a, enum formula_place which,
                         str area, period when, const str **out)
{
    const struct area *u = geography_find(g, area), *up = NULL;
    struct area_list list = { 0 };
    epoch_day d = 0;
    str *id;

    if (!u || !end_of_period(when, &d) || !area_valid(u, d))
        return 0;
    if (which == FORMULA_PARENT)
        up = geography_parent(g, u, d);
    else if (which == FORMULA_PROVINCE)
        up = geography_province(g, u, d);
    else
        geography_children(g, a, u, d, &list);
    if (which == FORMULA_WITHIN && u->level != AREA_PROVINCE)
        return 0;
    if (which == FORMULA_WITHIN) {
        geography_communes(g, a, u, d, &list);
        area_list_put(a, &list, u);
    }
    if (up)
        area_list_put(a, &list, up);
    id = arena_array(a, str, list.n + 1);
    for (size_t i = 0; i < list.n; i++)
        id[i] = list.area[i]->id;
    *out = id;
    return list.n;
}

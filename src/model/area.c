/* area.c -- the names of places inside a province. */
#include "model/area_int.h"

#include "base/utf8.h"

#include <string.h>

#include "areas.inc"            /* made by tools/areas.c */

static str area_str(const struct area_names *n, struct area_text t)
{
    return t.len ? (str){ n->text + t.at, t.len } : (str){ NULL, 0 };
}

/* The province's name without its kind. */
static str bare_province(str fold)
{
    static const char *const kind[] = { "tỉnh ", "thành phố ", "tp. ", "tp " };

    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (str_starts(fold, str_from(kind[i])))
            return str_sub(fold, strlen(kind[i]), fold.len);
    return fold;
}

const struct area_names *area_names_open(struct arena *a, str province)
{
    static const struct area_names empty = { .text = "" };
    str want = bare_province(fold_text(a, str_trim(province)));

    for (size_t i = 0; i < areas_built_count && want.len; i++)
        if (str_eq(area_str(&areas_built[i], areas_built[i].province), want))
            return &areas_built[i];
    return &empty;
}

/* The entry of a name, or NULL. */
static const struct area_name *find_name(const struct area_names *n, str name)
{
    char buf[256];

    if (n->n == 0 || name.len == 0 || name.len > 100)
        return NULL;

    str fold = { buf, fold_word(name, buf) };

    for (size_t at = (size_t)str_hash(fold) & n->mask; n->slot[at]; at = (at + 1) & n->mask) {
        const struct area_name *found = &n->name[n->slot[at] - 1];

        if (str_eq(area_str(n, found->fold), fold))
            return found;
    }
    return NULL;
}

str area_names_kind(const struct area_names *n, str name)
{
    const struct area_name *found = find_name(n, name);

    return found ? area_str(n, found->kind) : (str){ NULL, 0 };
}

str area_names_district(const struct area_names *n, struct arena *a, str commune)
{
    const struct area_name *found = find_name(n, commune);

    if (!found || found->district.len == 0)
        found = find_name(n, fold_strip(a, commune));
    return found && !found->several ? area_str(n, found->district) : (str){ NULL, 0 };
}

str area_names_city(const struct area_names *n)
{
    return area_str(n, n->city);
}

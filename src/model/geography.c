/* geography.c -- administrative units with identity, and what became of each. */
#include "model/geography_int.h"

#include "base/utf8.h"

#include <string.h>

/* -- lists -- */

bool area_list_has(const struct area_list *list, const struct area *u)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->area[i] == u)
            return true;
    return false;
}

/* Of a unit that can be among the first `had` ones only. */
static void list_area(struct arena *a, struct area_list *list, size_t had, const struct area *u)
{
    for (size_t i = 0; i < had; i++)
        if (list->area[i] == u)
            return;
    *arena_push(a, list->area, list->n, list->cap) = u;
}

void area_list_put(struct arena *a, struct area_list *list, const struct area *u)
{
    list_area(a, list, list->n, u);
}

/* -- by id and code -- */

size_t area_code_slot(str code)
{
    size_t number = 0;

    for (size_t i = 0; i < code.len; i++) {
        if (code.ptr[i] < '0' || code.ptr[i] > '9')
            return AREA_CODES;
        number = number * 10 + (size_t)(code.ptr[i] - '0');
    }
    return code.len == 2 ? number
         : code.len == 3 ? 100 + number
         : code.len == 5 ? AREA_HOLDERS + number : AREA_CODES;
}

uint32_t *area_id_slot(const struct geography *g, str id)
{
    size_t at = (size_t)str_quick_hash(id) & g->id_mask;

    while (g->by_id[at] && !str_eq(g->area[g->by_id[at] - 1].id, id))
        at = (at + 1) & g->id_mask;
    return &g->by_id[at];
}

const struct area *geography_find(const struct geography *g, str id)
{
    uint32_t found = *area_id_slot(g, id);

    return found ? &g->area[found - 1] : NULL;
}

const struct area *geography_each(const struct geography *g, size_t i)
{
    return i < g->n ? &g->area[i] : NULL;
}

void geography_coded(const struct geography *g, struct arena *a, str code,
                     struct area_list *out)
{
    size_t slot = area_code_slot(code), had = out->n;

    if (slot == AREA_CODES)
        return;
    for (uint32_t i = g->by_code[slot]; i; i = g->next_code[i - 1])
        list_area(a, out, had, &g->area[i - 1]);
}

str area_title(struct arena *a, const struct area *u)
{
    return arena_printf(a, "%.*s %.*s", STRF(u->kind), STRF(u->name));
}

/* -- what lies in what -- */

const struct area *geography_parent(const struct geography *g, const struct area *u, epoch_day d)
{
    if (u->parent.len == 0 || !area_valid(u, d))
        return NULL;
    for (uint32_t i = g->by_code[area_code_slot(u->parent)]; i; i = g->next_code[i - 1])
        if (area_valid(&g->area[i - 1], d))
            return &g->area[i - 1];
    return NULL;
}

const struct area *geography_province(const struct geography *g, const struct area *u, epoch_day d)
{
    while (u && u->level != AREA_PROVINCE)
        u = geography_parent(g, u, d);
    return u && area_valid(u, d) ? u : NULL;
}

static void put_provinces(const struct geography *g, struct arena *a, epoch_day d,
                          struct area_list *out)
{
    size_t had = out->n;

    for (size_t i = 0; i < g->n; i++)
        if (g->area[i].level == AREA_PROVINCE && area_valid(&g->area[i], d))
            list_area(a, out, had, &g->area[i]);
}

void geography_children(const struct geography *g, struct arena *a, const struct area *u,
                        epoch_day d, struct area_list *out)
{
    size_t had = out->n;

    if (!u) {
        put_provinces(g, a, d, out);
        return;
    }
    if (u->level == AREA_COMMUNE || !area_valid(u, d))
        return;
    for (uint32_t i = g->child[area_code_slot(u->code)]; i; i = g->next_child[i - 1])
        if (area_valid(&g->area[i - 1], d))
            list_area(a, out, had, &g->area[i - 1]);
}

static void put_communes(const struct geography *g, struct arena *a, const struct area *u,
                         epoch_day d, size_t had, struct area_list *out)
{
    struct area_list in = { 0 };

    if (u->level == AREA_COMMUNE && area_valid(u, d))
        list_area(a, out, had, u);
    geography_children(g, a, u, d, &in);
    for (size_t i = 0; i < in.n; i++)
        put_communes(g, a, in.area[i], d, had, out);
}

void geography_communes(const struct geography *g, struct arena *a, const struct area *u,
                        epoch_day d, struct area_list *out)
{
    put_communes(g, a, u, d, out->n, out);
}

/* -- names -- */

str area_key(struct arena *a, str name)
{
    str fold = fold_text(a, name);
    char *out = arena_alloc_raw(a, 1, fold.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < fold.len; i++) {
        bool before_dash = i + 1 < fold.len && fold.ptr[i + 1] == '-';
        bool behind_dash = len > 0 && out[len - 1] == '-';

        if (fold.ptr[i] != ' ' || (!before_dash && !behind_dash))
            out[len++] = fold.ptr[i];
    }
    return (str){ out, len };
}

uint32_t *area_name_slot(const struct geography *g, str fold)
{
    size_t at = (size_t)str_quick_hash(fold) & g->name_mask;

    while (g->by_name[at] && !str_eq(g->alias[g->by_name[at] - 1].fold, fold))
        at = (at + 1) & g->name_mask;
    return &g->by_name[at];
}

/* Parts the kind word, as reports write it, from a folded name; longer ones first. */
static bool part_kind_word(str fold, str *kind, str *rest)
{
    static const char *const word[][2] = {
        { "thành phố ", "thành phố" }, { "tp. ", "thành phố" }, { "tp.", "thành phố" },
        { "tp ", "thành phố" }, { "thị trấn ", "thị trấn" }, { "tt. ", "thị trấn" },
        { "tt.", "thị trấn" }, { "tt ", "thị trấn" }, { "thị xã ", "thị xã" },
        { "tx. ", "thị xã" }, { "tx.", "thị xã" }, { "tx ", "thị xã" }, { "tỉnh ", "tỉnh" },
        { "quận ", "quận" }, { "q. ", "quận" }, { "q.", "quận" }, { "huyện ", "huyện" },
        { "h. ", "huyện" }, { "h.", "huyện" }, { "xã ", "xã" }, { "x. ", "xã" },
        { "x.", "xã" }, { "phường ", "phường" }, { "p. ", "phường" }, { "p.", "phường" },
        { "đặc khu ", "đặc khu" },
    };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_starts(fold, str_from(word[i][0])) && fold.len > strlen(word[i][0])) {
            *kind = str_from(word[i][1]);
            *rest = str_sub(fold, strlen(word[i][0]), fold.len);
            return true;
        }
    return false;
}

/* Puts the bearers of a folded name of that kind (empty: any) on a day, or (NULL) ever. */
static void put_bearers(const struct geography *g, struct arena *a, str fold, str kind,
                        const epoch_day *d, struct area_list *out)
{
    for (uint32_t i = *area_name_slot(g, fold); i; i = g->alias[i - 1].next) {
        const struct area_alias *name = &g->alias[i - 1];
        const struct area *u = &g->area[name->area];

        if (kind.len && !str_eq(name->kind, kind))
            continue;
        if (!d || (name->from <= *d && *d <= name->to && area_valid(u, *d)))
            area_list_put(a, out, u);
    }
}

/* A name may begin with what looks like a kind word ("phường Phường Đúc"). */
static void put_named(const struct geography *g, struct arena *a, str name, const epoch_day *d,
                      struct area_list *out)
{
    str fold = area_key(a, str_trim(name)), kind, rest;

    put_bearers(g, a, fold, (str){ NULL, 0 }, d, out);
    if (part_kind_word(fold, &kind, &rest))
        put_bearers(g, a, rest, kind, d, out);
}

void geography_named(const struct geography *g, struct arena *a, str name,
                     struct area_list *out)
{
    put_named(g, a, name, NULL, out);
}

void geography_named_like(const struct geography *g, struct arena *a, str name,
                          struct area_list *out)
{
    str fold = area_key(a, str_trim(name)), kind, rest;
    str whole = fold_strip(a, fold);
    str bare = part_kind_word(fold, &kind, &rest) ? fold_strip(a, rest) : whole;

    for (size_t i = 0; i < g->naliases && whole.len; i++) {
        str plain = fold_strip(a, g->alias[i].fold);

        if (str_eq(plain, whole) || str_eq(plain, bare))
            area_list_put(a, out, &g->area[g->alias[i].area]);
    }
}

const struct area *geography_resolve(const struct geography *g, struct arena *a,
                                     const struct area *province, str name, epoch_day d)
{
    struct area_list in = { 0 }, named = { 0 };
    const struct area *found = NULL;

    if (province)
        geography_ground(a, province, d, &in);
    put_named(g, a, name, &d, &named);
    for (size_t i = 0; i < named.n; i++) {
        const struct area *u = named.area[i];

        if (province ? !area_list_has(&in, geography_province(g, u, d))
                     : u->level != AREA_PROVINCE)
            continue;
        if (found)
            return NULL;
        found = u;
    }
    return found;
}

/* -- ground -- */

/* One step from a unit towards the day; false when there is none. The list holds what
 * is still to be looked at, too: a unit is put once whatever leads to it. */
static bool step_ground(struct arena *a, const struct area *u, epoch_day d, struct area_list *seen)
{
    bool forward = u->to < d;
    const struct succession *s = forward ? u->became : u->made_of;

    if (!s)
        return false;
    for (; s; s = forward ? s->next_became : s->next_made_of)
        area_list_put(a, seen, forward ? s->after : s->before);
    return true;
}

bool geography_ground(struct arena *a, const struct area *u, epoch_day d, struct area_list *out)
{
    bool all = true;
    size_t kept = 0;

    out->n = 0;
    area_list_put(a, out, u);
    for (size_t i = 0; i < out->n; i++)
        if (!area_valid(out->area[i], d))
            all &= step_ground(a, out->area[i], d, out);
    for (size_t i = 0; i < out->n; i++)
        if (area_valid(out->area[i], d))
            out->area[kept++] = out->area[i];
    out->n = kept;
    return all;
}

/* Is the unit, on its own day nearest to d, the same as `whole` or somewhere in it? */
static bool lies_in(const struct geography *g, const struct area *u, const struct area *whole,
                    epoch_day d)
{
    while (u && u != whole)
        u = geography_parent(g, u, d);
    return u == whole;
}

void geography_former_districts(const struct geography *g, struct arena *a,
                                const struct area *commune, struct area_list *out)
{
    struct area_list old = { 0 };

    if (commune->from == DAY_FIRST)
        return;

    epoch_day before = commune->from - 1;
    geography_ground(a, commune, before, &old);
    for (size_t i = 0; i < old.n; i++) {
        const struct area *in = old.area[i];

        while (in && in->level == AREA_COMMUNE)
            in = geography_parent(g, in, before);
        if (in && in->level == AREA_DISTRICT)
            area_list_put(a, out, in);
    }
}

/* Has the commune ground that was not in u when u ended? */
static bool straddles(const struct geography *g, struct arena *a, const struct area *commune,
                      const struct area *u, struct area_list *old)
{
    bool all = geography_ground(a, commune, u->to, old);

    for (size_t i = 0; i < old->n; i++)
        if (!lies_in(g, old->area[i], u, u->to))
            return true;
    return !all;
}

void geography_straddling(const struct geography *g, struct arena *a, const struct area *u,
                          epoch_day d, struct area_list *out)
{
    struct area_list own = { 0 }, then = { 0 }, old = { 0 };

    if (u->to >= d)
        return;
    geography_communes(g, a, u, u->to, &own);
    for (size_t i = 0; i < own.n; i++) {
        geography_ground(a, own.area[i], d, &then);
        for (size_t k = 0; k < then.n; k++)
            if (!area_list_has(out, then.area[k]) && straddles(g, a, then.area[k], u, &old))
                area_list_put(a, out, then.area[k]);
    }
}

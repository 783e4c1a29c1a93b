/* places.c -- names of places to units, and back. */
#include "app/places.h"

#include "base/os.h"
#include "base/utf8.h"

struct places {
    struct arena *arena;
    const struct geography *geography;
    const struct area *province;        /* NULL: the country */
};

/* The office's own units: of the file that SOAT_AREAS names, and of the ledger. */
static status read_units(struct job *j, struct store *s, struct geography_text **out, size_t *n)
{
    struct records all = { NULL, 0 };
    str path = os_env("SOAT_AREAS");

    status st = s ? store_records(s, j, STR("units"), &all) : OK;
    struct geography_text *text = arena_array(j->arena, struct geography_text, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        text[i] = (struct geography_text){ all.list[i].id, all.list[i].body };
    *n = all.count;
    if (st == OK && path.len) {
        text[*n].name = path;
        st = os_read_file(j, path, &text[(*n)++].text);
    }
    *out = text;
    return st;
}

/* The province as it was or is: of several days the present one. */
static const struct area *find_province(const struct geography *g, struct arena *a, str words)
{
    const struct area *u = geography_find(g, words), *found = NULL;
    struct area_list named = { NULL, 0, 0 };

    if (u && u->level == AREA_PROVINCE)
        return u;
    geography_named(g, a, words, &named);
    for (size_t i = 0; i < named.n; i++)
        if (named.area[i]->level == AREA_PROVINCE && (!found || found->to < named.area[i]->to))
            found = named.area[i];
    return found;
}

status places_open(struct job *j, struct store *s, str province, struct places **out)
{
    struct places *a = arena_new(j->arena, struct places);
    struct geography_text *more;
    size_t n;

    a->arena = j->arena;
    status st = read_units(j, s, &more, &n);
    if (st == OK)
        st = geography_load(j, GEOGRAPHY_PROVINCE, more, n, &a->geography);
    if (st != OK)
        return st;
    if (province.len)
        a->province = find_province(a->geography, a->arena, province);
    *out = a;
    return OK;
}

const struct geography *places_geography(const struct places *a)
{
    return a->geography;
}

/* "Tỉnh Điện Biên" and "tỉnh Điện Biên" are one place. */
static str small_first(struct arena *a, str words)
{
    uint32_t first;
    struct buf b;
    size_t n = words.len ? utf8_next(words, 0, &first) : 0;

    if (!n || first == UTF8_BAD || !utf8_is_upper(first))
        return words;
    buf_init(&b, a);
    utf8_put(&b, utf8_lower(first));
    buf_put(&b, str_sub(words, n, words.len));
    return buf_str(&b);
}

static const struct area *resolve_on(struct places *a, str words, epoch_day d);

/* "xã Pu Nhi, huyện Điện Biên Đông": the one unit of the first name that lies in what the rest
 * names. */
static const struct area *resolve_inside(struct places *a, str words, epoch_day d)
{
    size_t comma = str_find(words, STR(", "));
    struct area_list named = { NULL, 0, 0 };
    const struct area *found = NULL;

    if (comma == SIZE_MAX)
        return NULL;
    const struct area *in = resolve_on(a, str_sub(words, comma + 2, words.len), d);
    if (!in)
        return NULL;
    geography_named(a->geography, a->arena, str_sub(words, 0, comma), &named);
    for (size_t i = 0; i < named.n; i++) {
        const struct area *u = named.area[i];

        if (!area_valid(u, d) || geography_parent(a->geography, u, d) != in)
            continue;
        if (found)
            return NULL;
        found = u;
    }
    return found;
}

/* In the province, or as a province of the country. */
static const struct area *resolve_on(struct places *a, str words, epoch_day d)
{
    const struct area *u = d ? resolve_inside(a, words, d) : NULL;

    if (d && !u && a->province)
        u = geography_resolve(a->geography, a->arena, a->province, words, d);
    return d && !u ? geography_resolve(a->geography, a->arena, NULL, words, d) : u;
}

str place_id(struct places *a, str words, epoch_day written, epoch_day of)
{
    if (!words.len || geography_find(a->geography, words))
        return words;

    const struct area *u = resolve_on(a, words, written);
    if (!u)
        u = resolve_on(a, words, of);
    return u ? u->id : small_first(a->arena, words);
}

str place_title(struct places *a, str id)
{
    const struct area *u = geography_find(a->geography, id);

    return u ? area_title(a->arena, u) : id;
}

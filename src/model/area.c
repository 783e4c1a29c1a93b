/* area.c -- the names of places inside a province. */
#include "model/area.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "model/data.h"

#include <string.h>

enum { AREA_SLOTS = 4096, AREA_PARENTS = 64 };

struct area_name {
    str fold;
    str kind;
    str district;               /* of the former commune of this name */
    bool several;               /* communes of several districts have it */
};

struct area_names {
    struct area_name *slot;     /* AREA_SLOTS, open addressing */
    uint32_t n;
    str city;                   /* the one former city, when there is just one */
    uint32_t cities;
};

/* A unit that others lie in. */
struct area_parent {
    str code;
    str place;                  /* kind and name; empty for a province */
};

struct area_row {
    str code, rest;             /* rest: name, kind, parent ..., tabs between */
};

/* The next line that has a code of `digits` digits (2 province, 3 district, 5
 * commune). Lines of other levels cost one search for their end. */
static bool next_area(str *all, size_t digits, struct area_row *row)
{
    while (all->len) {
        const char *end = memchr(all->ptr, '\n', all->len);
        size_t len = end ? (size_t)(end - all->ptr) : all->len;
        str line = { all->ptr, len };

        *all = str_sub(*all, len + 1, all->len);
        if (len <= digits || line.ptr[digits] != '\t' || line.ptr[0] < '0' || line.ptr[0] > '9')
            continue;
        row->code = str_sub(line, 0, digits);
        row->rest = str_sub(line, digits + 1, line.len);
        return true;
    }
    return false;
}

/* The next field of the row: name, then kind, then parent. */
static str area_field(struct area_row *row)
{
    str field = { NULL, 0 };

    str_split(&row->rest, '\t', &field);
    return field;
}

static str folded(struct arena *a, str s)
{
    return fold_text(a, str_trim(s));
}

/* The province's name without its kind. */
static str bare_province(struct arena *a, str province)
{
    static const char *const kind[] = { "tỉnh ", "thành phố ", "tp. ", "tp " };
    str f = folded(a, province);

    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (str_starts(f, str_from(kind[i])))
            return str_sub(f, strlen(kind[i]), f.len);
    return f;
}

/* `district` is where a commune lies, empty for a district and for communes
 * that lie in no district. A name without diacritics comes without a kind. */
static void put_area(struct area_names *n, str fold, str kind, str district)
{
    size_t at = str_hash(fold) % AREA_SLOTS;
    struct area_name *slot;

    if (n->n * 2 > AREA_SLOTS)
        return;
    while (n->slot[at].fold.len && !str_eq(n->slot[at].fold, fold))
        at = (at + 1) % AREA_SLOTS;
    slot = &n->slot[at];
    if (slot->fold.len == 0) {  /* the first of a name stands: districts come first */
        *slot = (struct area_name){ .fold = fold, .kind = kind };
        n->n++;
    }
    if (district.len == 0)
        return;
    slot->several |= slot->district.len && !str_eq(slot->district, district);
    slot->district = district;
}

static const struct area_parent *find_parent(const struct area_parent *list, size_t n, str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i].code, code))
            return &list[i];
    return NULL;
}

static str kind_and_name(struct arena *a, str kind, str name)
{
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, kind);
    buf_char(&b, ' ');
    buf_put(&b, name);
    return buf_str(&b);
}

/* Puts the units of one level whose parents are among the list; districts join
 * the list themselves. */
static void put_level(struct arena *a, struct area_names *n, size_t digits,
                      struct area_parent *parent, size_t *nparents)
{
    str all = data_file(STR("areas.tsv"));
    size_t known = *nparents;
    struct area_row row;

    while (next_area(&all, digits, &row)) {
        str name = area_field(&row), kind = area_field(&row), up = area_field(&row);
        const struct area_parent *in = find_parent(parent, known, up);

        if (!in)
            continue;
        put_area(n, folded(a, name), kind, in->place);
        if (in->place.len)
            put_area(n, fold_strip(a, str_trim(name)), (str){ NULL, 0 }, in->place);
        if (digits != 3 || *nparents == AREA_PARENTS)
            continue;

        str place = kind_and_name(a, kind, name);

        parent[(*nparents)++] = (struct area_parent){ row.code, place };
        if (str_eq(kind, STR("thành phố"))) {
            n->city = place;
            n->cities++;
        }
    }
}

const struct area_names *area_names_open(struct arena *a, str province)
{
    struct area_names *n = arena_new(a, struct area_names);
    str all = data_file(STR("areas.tsv")), want = bare_province(a, province);
    struct area_parent parent[AREA_PARENTS];
    size_t nparents = 0;
    struct area_row row;

    if (want.len == 0)
        return n;
    while (nparents == 0 && next_area(&all, 2, &row))
        if (str_eq(folded(a, area_field(&row)), want))
            parent[nparents++] = (struct area_parent){ .code = row.code };
    if (nparents == 0)
        return n;
    n->slot = arena_array(a, struct area_name, AREA_SLOTS);
    put_level(a, n, 3, parent, &nparents);
    put_level(a, n, 5, parent, &nparents);
    return n;
}

/* The entry of a name, or NULL. */
static const struct area_name *find_name(const struct area_names *n, str name)
{
    char buf[256];

    if (n->n == 0 || name.len == 0 || name.len > 100)
        return NULL;

    str fold = { buf, fold_word(name, buf) };

    for (size_t at = str_hash(fold) % AREA_SLOTS; n->slot[at].fold.len; at = (at + 1) % AREA_SLOTS)
        if (str_eq(n->slot[at].fold, fold))
            return &n->slot[at];
    return NULL;
}

str area_names_kind(const struct area_names *n, str name)
{
    const struct area_name *found = find_name(n, name);

    return found ? found->kind : (str){ NULL, 0 };
}

str area_names_district(const struct area_names *n, struct arena *a, str commune)
{
    const struct area_name *found = find_name(n, commune);

    if (!found || found->district.len == 0)
        found = find_name(n, fold_strip(a, commune));
    return found && !found->several ? found->district : (str){ NULL, 0 };
}

str area_names_city(const struct area_names *n)
{
    return n->cities == 1 ? n->city : (str){ NULL, 0 };
}

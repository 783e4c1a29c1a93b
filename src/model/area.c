/* area.c -- the names of places inside a province. */
#include "model/area.h"

#include "base/utf8.h"
#include "model/data.h"

#include <string.h>

enum { AREA_SLOTS = 4096, AREA_PARENTS = 64 };

struct area_name {
    str fold;
    str kind;
};

struct area_names {
    struct area_name *slot;     /* AREA_SLOTS, open addressing */
    uint32_t n;
};

struct area_row {
    str code, name, kind, parent;
};

static bool next_area(str *rest, struct area_row *row)
{
    str line;

    if (!str_split(rest, '\n', &line) || line.len == 0)
        return false;
    return str_split(&line, '\t', &row->code) && str_split(&line, '\t', &row->name) &&
           str_split(&line, '\t', &row->kind) && str_split(&line, '\t', &row->parent);
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

static void put_area(struct area_names *n, str fold, str kind)
{
    size_t at = str_hash(fold) % AREA_SLOTS;

    if (n->n * 2 > AREA_SLOTS)
        return;
    for (; n->slot[at].fold.len; at = (at + 1) % AREA_SLOTS)
        if (str_eq(n->slot[at].fold, fold))
            return;             /* the first of a name stands: districts come first */
    n->slot[at] = (struct area_name){ fold, kind };
    n->n++;
}

static bool among(const str *list, size_t n, str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i], code))
            return true;
    return false;
}

const struct area_names *area_names_open(struct arena *a, str province)
{
    struct area_names *n = arena_new(a, struct area_names);
    str all = data_file(STR("areas.tsv")), rest = all, want = bare_province(a, province);
    str parent[AREA_PARENTS];
    size_t nparents = 0;
    struct area_row row;

    n->slot = arena_array(a, struct area_name, AREA_SLOTS);
    if (want.len == 0)
        return n;
    while (next_area(&rest, &row) && nparents == 0)
        if (row.code.len == 2 && str_eq(folded(a, row.name), want))
            parent[nparents++] = row.code;
    if (nparents == 0)
        return n;
    for (rest = all; next_area(&rest, &row);) {
        if (row.code.len != 3 || !str_eq(row.parent, parent[0]))
            continue;
        put_area(n, folded(a, row.name), row.kind);
        if (nparents < AREA_PARENTS)
            parent[nparents++] = row.code;
    }
    for (rest = all; next_area(&rest, &row);)
        if (row.code.len == 5 && among(parent, nparents, row.parent))
            put_area(n, folded(a, row.name), row.kind);
    return n;
}

str area_names_kind(const struct area_names *n, str name)
{
    char buf[256];

    if (n->n == 0 || name.len == 0 || name.len > 100)
        return (str){ NULL, 0 };

    str fold = { buf, fold_word(name, buf) };

    for (size_t at = str_hash(fold) % AREA_SLOTS; n->slot[at].fold.len; at = (at + 1) % AREA_SLOTS)
        if (str_eq(n->slot[at].fold, fold))
            return n->slot[at].kind;
    return (str){ NULL, 0 };
}

/* area.c -- the names of provinces and of the places inside one. */
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

/* What was found for a spelling: a report names the same places over and over. Of two that
 * share a slot the later one stays. */
enum { MEMO_SLOTS = 256, MEMO_BYTES = 44 };

struct area_asked {
    char name[MEMO_BYTES];
    uint8_t len;                /* 0: nothing was asked yet */
    bool knows_stripped;        /* `stripped` was looked for, too */
    const struct area_name *found, *stripped;
};

struct area_memo {
    struct area_asked asked[MEMO_SLOTS];
};

const struct area_names *area_names_remember(struct arena *a, const struct area_names *n)
{
    struct area_names *set = arena_new(a, struct area_names);

    *set = *n;
    set->memo = arena_new(a, struct area_memo);
    return set;
}

str area_names_title(const struct area_names *n)
{
    return area_str(n, n->title);
}

static const struct area_name *find_hashed(const struct area_names *n, str fold, uint64_t hash)
{
    for (size_t at = (size_t)hash & n->mask; n->slot[at]; at = (at + 1) & n->mask) {
        const struct area_name *found = &n->name[n->slot[at] - 1];

        if (str_eq(area_str(n, found->fold), fold))
            return found;
    }
    return NULL;
}

static const struct area_name *find_fold(const struct area_names *n, str fold)
{
    return find_hashed(n, fold, str_hash(fold));
}

bool area_names_known(const struct area_names *n, str fold)
{
    uint64_t hash = str_hash(fold);

    return (n->n > 0 && find_hashed(n, fold, hash)) || find_hashed(&areas_built[0], fold, hash);
}

static const struct area_name *look_up(const struct area_names *n, str name)
{
    char buf[2 * AREA_BYTES + 4];

    return find_fold(n, (str){ buf, fold_word(name, buf) });
}

static const struct area_name *look_up_stripped(const struct area_names *n, struct arena *a,
                                                str name)
{
    char buf[AREA_BYTES + 1];
    str plain = fold_strip(a, name);

    if (plain.len == 0 || plain.len > AREA_BYTES)
        return NULL;
    memcpy(buf, plain.ptr, plain.len);
    buf[plain.len] = AREA_STRIPPED;
    return find_fold(n, (str){ buf, plain.len + 1 });
}

/* The slot of a spelling that the set's memo has room for, looked up; else NULL. */
static struct area_asked *asked_name(const struct area_names *n, str name)
{
    struct area_asked *k;

    if (!n->memo || name.len > MEMO_BYTES)
        return NULL;
    k = &n->memo->asked[str_quick_hash(name) % MEMO_SLOTS];
    if (!str_eq((str){ k->name, k->len }, name)) {
        memcpy(k->name, name.ptr, name.len);
        k->len = (uint8_t)name.len;
        k->found = look_up(n, name);
        k->knows_stripped = false;
    }
    return k;
}

static bool may_be_area(const struct area_names *n, str name)
{
    return n->n > 0 && name.len > 0 && name.len <= AREA_BYTES;
}

/* The entry of a name, or NULL. */
static const struct area_name *find_name(const struct area_names *n, str name)
{
    const struct area_asked *k = may_be_area(n, name) ? asked_name(n, name) : NULL;

    return k ? k->found : may_be_area(n, name) ? look_up(n, name) : NULL;
}

/* The entry of a name that lost its diacritics, or NULL. */
static const struct area_name *find_stripped(const struct area_names *n, struct arena *a, str name)
{
    struct area_asked *k;

    if (!may_be_area(n, name))
        return NULL;
    k = asked_name(n, name);
    if (!k)
        return look_up_stripped(n, a, name);
    if (!k->knows_stripped)
        k->stripped = look_up_stripped(n, a, name);
    k->knows_stripped = true;
    return k->stripped;
}

static str kind_of_area(const struct area_names *n, const struct area_name *found, bool now)
{
    if (!found)
        return (str){ NULL, 0 };
    return area_str(n, now && found->now.len ? found->now : found->kind);
}

str area_names_kind(const struct area_names *n, str name, bool now)
{
    return kind_of_area(n, find_name(n, name), now);
}

str area_names_kind_stripped(const struct area_names *n, struct arena *a, str name, bool now)
{
    return kind_of_area(n, find_stripped(n, a, name), now);
}

str area_names_mended(const struct area_names *n, struct arena *a, str name)
{
    str found = { NULL, 0 }, plain;

    if (find_name(n, name) || !find_stripped(n, a, name) || area_names_province(name).len)
        return found;
    plain = fold_strip(a, name);
    for (uint32_t i = 0; i < n->n; i++) {
        str fold = area_str(n, n->name[i].fold);
        uint32_t first = 0;

        if (fold.len)
            utf8_next(fold, 0, &first);
        if (fold.len == 0 || fold.ptr[fold.len - 1] == AREA_STRIPPED
            || utf8_strip(first) != (unsigned char)plain.ptr[0]
            || !str_eq(fold_strip(a, fold), plain))
            continue;
        if (found.len)
            return (str){ NULL, 0 };
        found = fold;
    }
    return found;
}

str area_names_province(str name)
{
    return area_names_kind(&areas_built[0], name, true);
}

str area_names_district(const struct area_names *n, struct arena *a, str commune)
{
    const struct area_name *found = find_name(n, commune);

    if (!found || found->district.len == 0)
        found = find_stripped(n, a, commune);
    return found && !found->several ? area_str(n, found->district) : (str){ NULL, 0 };
}

str area_names_city(const struct area_names *n)
{
    return area_str(n, n->city);
}

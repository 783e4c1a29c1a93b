/* likeness.c -- names of indicators as sets of words: which words two of them share; and
 * names that leave no third. */
#include "check/check_int.h"

#include "base/utf8.h"

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

/* -- names that leave no third -- */

static const char *const two_kinds_of[][2] = {
    { "nam", "nu" }, { "thanh thi", "nong thon" }, { "quoc te", "noi dia" },
    { "quoc te", "trong nuoc" }, { "xuat khau", "nhap khau" }, { "noi dia", "xuat nhap khau" },
    { "noi dia", "xuat, nhap khau" }, { "trong nuoc", "ngoai nuoc" },
    { "trong nuoc", "nuoc ngoai" }, { "trong tinh", "ngoai tinh" },
    { "cong lap", "ngoai cong lap" }, { "cong lap", "tu thuc" }, { "nha nuoc", "ngoai nha nuoc" },
    { "trung uong", "dia phuong" }, { "da ", "chua " }, { "dat", "khong dat" },
    { "duong bo", "duong thuy" }, { "vung cao", "vung thap" }, { "khai thac", "nuoi trong" },
    { "khoi tinh", "khoi huyen" }, { "cap tinh", "cap huyen" }, { "xay moi", "sua chua" },
    { "tiep chi", "moi" }, { "chuyen tiep", "moi" },
};

/* Which of them a name tells: the first and the second ones, a bit for each pair. */
struct name_kinds {
    bool told;                  /* the name has been looked at */
    uint32_t first, second;
    str bare;                   /* without diacritics */
};

_Static_assert(sizeof two_kinds_of / sizeof *two_kinds_of <= 32, "a bit for each pair");

static struct name_kinds kinds_in(struct checker *c, str name)
{
    str bare = fold_strip(c->job->arena, name);
    struct name_kinds k = { .told = true, .bare = bare };

    for (size_t i = 0; i < sizeof two_kinds_of / sizeof *two_kinds_of; i++) {
        k.first |= (uint32_t)(str_find(bare, str_from(two_kinds_of[i][0])) != SIZE_MAX) << i;
        k.second |= (uint32_t)(str_find(bare, str_from(two_kinds_of[i][1])) != SIZE_MAX) << i;
    }
    return k;
}

static struct name_kinds kinds_of(struct checker *c, str name)
{
    uint32_t at = names_told(names_of(c), name)->number;

    if (at >= c->name_kinds_cap)
        c->name_kinds = arena_grow(c->job->arena, c->name_kinds, sizeof *c->name_kinds,
                                   c->name_kinds_cap, (size_t)at + 1, &c->name_kinds_cap);
    if (!c->name_kinds[at].told)
        c->name_kinds[at] = kinds_in(c, name);
    return c->name_kinds[at];
}

/* "khu công nghiệp", "ngoài khu công nghiệp": the one is what the other is not. */
static bool is_denied(str one, str other)
{
    static const char *const no[] = { "ngoai ", "khong ", "chua " };

    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (one.len > strlen(no[i]) && str_starts(other, str_from(no[i])) &&
            str_ends(one, str_sub(other, strlen(no[i]), other.len)))
            return other.len > strlen(no[i]);
    return false;
}

bool names_complement(struct checker *c, str one, str other)
{
    struct name_kinds a = kinds_of(c, one), b = kinds_of(c, other);

    return (a.first & b.second) != 0 || (b.first & a.second) != 0 || is_denied(a.bare, b.bare)
           || is_denied(b.bare, a.bare);
}

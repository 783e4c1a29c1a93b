/* test_zip.c -- packed files: what is read, what is refused and with which class. */
#include "pack/zip.h"

#include "pack.h"
#include "t.h"

struct opening {
    str bytes;
    const char *member;         /* read as well, unless NULL */
    str got;
};

static status open_it(struct job *j, void *arg)
{
    struct opening *o = arg;
    struct zip z;

    status st = zip_open(j, STR("mẫu.docx"), o->bytes, &z);
    if (st != OK || !o->member)
        return st;

    const struct zip_member *m = zip_find(&z, str_from(o->member));
    if (!T(m, "%s is there", o->member))
        return FAIL_FORMAT;

    str got;
    st = zip_read(j, &z, m, &got);
    if (st == OK)
        T(str_eq(got, o->got), "%s: its bytes", o->member);
    return st;
}

static status opens(str bytes, const char *member, const char *content)
{
    struct opening o = { bytes, member, str_from(content) };

    return job_run(&LIMITS_DEFAULT, LANG_VI, open_it, &o, NULL);
}

static void put_u32(char *at, unsigned n)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(n >> 8 * i & 0xFF);
}

/* A copy of the archive, to be spoilt. */
static struct buf copy_of(struct arena *a, str bytes)
{
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, bytes);
    return b;
}

static status test_archives(struct job *j, void *arg)
{
    struct packing p;
    struct buf spoilt;
    str good, bad;

    (void)arg;
    pack_begin(&p, j->arena);
    pack_member(&p, "a.txt", STR("một"), false);
    pack_member(&p, "thư/b.txt", STR("hai hai hai hai hai"), true);
    pack_member(&p, "empty", STR(""), true);
    good = pack_end(&p);
    T(opens(good, "a.txt", "một") == OK, "stored");
    T(opens(good, "thư/b.txt", "hai hai hai hai hai") == OK, "deflated");
    T(opens(good, "empty", "") == OK, "empty");
    for (size_t cut = 0; cut < good.len; cut++)
        T(opens(str_sub(good, 0, cut), NULL, "") == FAIL_FORMAT, "cut at %zu", cut);

    spoilt = copy_of(j->arena, good);
    spoilt.ptr[35] ^= 1;
    T(opens(buf_str(&spoilt), "a.txt", "") == FAIL_FORMAT, "a wrong checksum");

    pack_begin(&p, j->arena);
    pack_member(&p, "a/../../b", STR("x"), false);
    T(opens(pack_end(&p), NULL, "") == FAIL_FORMAT, "a name that leads out");
    pack_begin(&p, j->arena);
    pack_member(&p, "/etc/x", STR("x"), false);
    T(opens(pack_end(&p), NULL, "") == FAIL_FORMAT, "a name from the root");
    pack_begin(&p, j->arena);
    pack_member(&p, "a", STR("x"), false);
    pack_member(&p, "a", STR("y"), false);
    T(opens(pack_end(&p), NULL, "") == FAIL_FORMAT, "a name told twice");

    pack_begin(&p, j->arena);
    pack_member(&p, "a", STR("x"), false);
    bad = pack_end(&p);
    spoilt = copy_of(j->arena, bad);
    spoilt.ptr[bad.len - 22 - 47 + 8] |= 1;
    T(opens(buf_str(&spoilt), NULL, "") == FAIL_FORMAT, "a password");

    pack_begin(&p, j->arena);
    pack_member(&p, "bomb", (str){ arena_alloc(j->arena, 1, 8 << 20), 8 << 20 }, true);
    T(opens(pack_end(&p), NULL, "") == FAIL_LIMIT, "eight megabytes of nothing");

    pack_begin(&p, j->arena);
    pack_member(&p, "a", STR("một hai ba"), false);
    pack_member(&p, "b", STR("một hai ba"), false);
    bad = pack_end(&p);
    spoilt = copy_of(j->arena, bad);
    put_u32(spoilt.ptr + bad.len - 22 - 47 + 42, 0);
    T(opens(buf_str(&spoilt), NULL, "") == FAIL_FORMAT, "two members in the same bytes");
    return OK;
}

void test_zip(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_archives, NULL, NULL) == OK, "archives");
}

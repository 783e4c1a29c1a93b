/* test_zip_write.c -- changed copies of packed files: what stays as it was. */
#include "pack/zip_write.h"

#include "pack.h"
#include "t.h"

static unsigned le(str s, size_t at, unsigned bytes)
{
    unsigned n = 0;

    for (unsigned i = 0; i < bytes; i++)
        n |= (unsigned)(unsigned char)s.ptr[at + i] << 8 * i;
    return n;
}

static void set_le(char *p, size_t n, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        p[i] = (char)(n >> 8 * i & 0xFF);
}

/* The archive with bytes put in at `at`, and all places behind it moved in its directory. */
static str with_bytes(struct arena *a, str zip, size_t at, str bytes)
{
    size_t end = zip.len - 22, directory = le(zip, end + 16, 4);
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, str_sub(zip, 0, at));
    buf_put(&b, bytes);
    buf_put(&b, str_sub(zip, at, zip.len));
    set_le(b.ptr + end + bytes.len + 16, directory + bytes.len, 4);
    for (size_t e = directory; e < end; e += 46 + le(zip, e + 28, 2)) {
        size_t place = le(zip, e + 42, 4);

        if (place >= at)
            set_le(b.ptr + e + bytes.len + 42, place + bytes.len, 4);
    }
    return buf_str(&b);
}

static bool holds(struct job *j, str zip, const char *name, const char *content)
{
    struct zip z;
    str got;

    if (zip_open(j, STR("bản sao"), zip, &z) != OK)
        return false;

    const struct zip_member *m = zip_find(&z, str_from(name));

    return m && zip_read(j, &z, m, &got) == OK && str_eq(got, str_from(content));
}

static str rewrite(struct job *j, str zip, const struct zip_change *change, size_t n)
{
    struct buf out;
    struct zip z;

    buf_init(&out, j->arena);
    T(zip_open(j, STR("mẫu"), zip, &z) == OK, "opens");
    T(zip_rewrite(j, &z, change, n, &out) == OK, "is written");
    return buf_str(&out);
}

static str three_members(struct job *j)
{
    struct packing p;

    pack_begin(&p, j->arena);
    pack_member(&p, "một.txt", STR("một"), false);
    pack_member(&p, "hai.txt", STR("hai hai hai hai hai hai"), true);
    pack_member(&p, "ba.txt", STR("ba ba ba ba ba"), true);
    return pack_end(&p);
}

static status test_copies(struct job *j, void *arg)
{
    const struct zip_change change[] = { { STR("hai.txt"), STR("2 2 2 2 2 2 2 2 2 2 2 2 2") },
                                         { STR("bốn.txt"), STR("") },
                                         { STR("năm.txt"), STR("5") } };
    str zip = three_members(j), copy = rewrite(j, zip, change, 3);

    (void)arg;
    T(str_eq(rewrite(j, zip, NULL, 0), zip), "without changes: the same bytes");
    T(str_eq(rewrite(j, zip, change, 3), copy), "the same changes: the same bytes");
    T(holds(j, copy, "một.txt", "một") && holds(j, copy, "ba.txt", "ba ba ba ba ba"),
      "the others");
    T(holds(j, copy, "hai.txt", "2 2 2 2 2 2 2 2 2 2 2 2 2"), "the changed one");
    T(holds(j, copy, "bốn.txt", "") && holds(j, copy, "năm.txt", "5"), "new ones");

    /* A longer member in front moves the others, and nothing else of them. */
    struct zip old, new;
    T(zip_open(j, STR("a"), zip, &old) == OK && zip_open(j, STR("b"), copy, &new) == OK, "open");
    for (uint32_t i = 0; i < old.n; i += 2) {
        const struct zip_member *was = &old.member[i], *is = &new.member[i];
        size_t len = 30 + was->name.len + was->packed;

        T(str_eq(str_sub(zip, was->at, was->at + len), str_sub(copy, is->at, is->at + len)),
          "%.*s: its bytes", STRF(was->name));
        T(str_eq(str_sub(zip, was->entry, was->entry + 42),
                 str_sub(copy, is->entry, is->entry + 42)) && was->entry_len == is->entry_len,
          "%.*s: its entry", STRF(was->name));
    }
    return OK;
}

/* What stands before the first member, between two, behind the last and behind the end. */
static status test_strange_archives(struct job *j, void *arg)
{
    const struct zip_change change = { STR("một.txt"), STR("1 và hơn thế nữa") };
    str zip = three_members(j), copy, strange;
    struct zip z;

    (void)arg;
    T(zip_open(j, STR("a"), zip, &z) == OK, "opens");

    str descriptor = STR("PK\7\10crc.siz.SIZ.");
    strange = with_bytes(j->arena, zip, (size_t)z.member[2].at, descriptor);
    copy = rewrite(j, strange, &change, 1);
    T(str_find(copy, descriptor) != SIZE_MAX, "a descriptor is kept");
    T(holds(j, copy, "ba.txt", "ba ba ba ba ba") && holds(j, copy, "một.txt", "1 và hơn thế nữa"),
      "behind a descriptor");

    strange = with_bytes(j->arena, zip, 0, STR("#!/bin/sh\n"));
    copy = rewrite(j, strange, &change, 1);
    T(str_starts(copy, STR("#!/bin/sh\nPK")), "a head is kept");
    T(holds(j, copy, "hai.txt", "hai hai hai hai hai hai"), "behind a head");

    struct buf b;
    buf_init(&b, j->arena);
    buf_put(&b, zip);
    set_le(b.ptr + b.len - 2, 9, 2);
    buf_put(&b, STR("ghi chú."));
    b.len = zip.len + 9;
    copy = rewrite(j, buf_str(&b), &change, 1);
    T(str_ends(copy, str_sub(buf_str(&b), zip.len, b.len)), "the archive's comment is kept");
    T(holds(j, copy, "ba.txt", "ba ba ba ba ba"), "with a comment");
    return OK;
}

/* A writer that does not know how long an archive becomes tells places in 64 bits. */
static status test_wide_places(struct job *j, void *arg)
{
    const struct zip_change change = { STR("một.txt"), STR("dài hơn trước rất nhiều") };
    str zip = three_members(j), wide;
    struct zip z;
    struct buf b;

    (void)arg;
    T(zip_open(j, STR("a"), zip, &z) == OK, "opens");
    buf_init(&b, j->arena);
    buf_put(&b, str_sub(zip, 0, z.end));
    buf_put(&b, STR("\x01\0\x08\0\0\0\0\0\0\0\0\0"));
    buf_put(&b, str_sub(zip, z.end, zip.len));
    set_le(b.ptr + z.end + 4, z.member[2].at, 8);
    set_le(b.ptr + z.member[2].entry + 30, 12, 2);
    set_le(b.ptr + z.member[2].entry + 42, UINT32_MAX, 4);
    set_le(b.ptr + b.len - 22 + 12, z.end + 12 - z.directory, 4);
    T(holds(j, buf_str(&b), "ba.txt", "ba ba ba ba ba"), "is read");
    wide = rewrite(j, buf_str(&b), &change, 1);
    T(holds(j, wide, "ba.txt", "ba ba ba ba ba"), "the last one is found");
    T(holds(j, wide, "một.txt", "dài hơn trước rất nhiều"), "the changed one");
    return OK;
}

void test_zip_write(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_copies, NULL, NULL) == OK, "copies");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_wide_places, NULL, NULL) == OK, "wide places");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_strange_archives, NULL, NULL) == OK, "strange ones");
}

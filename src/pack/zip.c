/* zip.c -- reading packed files (APPNOTE 6.3: local headers, directory, zip64). */
#include "pack/zip.h"

#include <libdeflate.h>
#include <stdlib.h>

enum {
    END_BYTES = 22, END_COMMENT = 65535, ENTRY_BYTES = 46, LOCAL_BYTES = 30,
    FLAG_ENCRYPTED = 1, FLAG_STRONG = 0x40, EXTRA_ZIP64 = 1, ALL16 = 0xFFFF,
    FREE_BYTES = 1 << 20        /* so much may be packed at any ratio */
};

static const uint32_t ALL32 = UINT32_MAX;

static uint32_t le16(str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;

    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32(str s, size_t at)
{
    return le16(s, at) | le16(s, at + 2) << 16;
}

static uint64_t le64(str s, size_t at)
{
    return le32(s, at) | (uint64_t)le32(s, at + 4) << 32;
}

static status damaged(struct job *j, const struct zip *z)
{
    return job_fail(j, FAIL_FORMAT,
                    "«%.*s» là tệp nén bị hỏng hoặc bị cắt ngang, hãy lưu lại tệp này từ phần "
                    "mềm đã soạn nó",
                    "«%.*s» is a packed file that is damaged or cut short, save it again from "
                    "the program it was made with", STRF(z->name));
}

static status damaged_member(struct job *j, const struct zip *z, str member)
{
    return job_fail(j, FAIL_FORMAT,
                    "«%.*s»: thành phần «%.*s» bị hỏng, hãy lưu lại tệp này từ phần mềm đã soạn nó",
                    "«%.*s»: the member «%.*s» is damaged, save the file again from the program "
                    "it was made with", STRF(z->name), STRF(member));
}

/* The record at the archive's end; SIZE_MAX when there is none. */
static size_t find_end(str s)
{
    if (s.len < END_BYTES)
        return SIZE_MAX;

    size_t last = s.len - END_BYTES, first = last > END_COMMENT ? last - END_COMMENT : 0;

    for (size_t at = last + 1; at-- > first;)
        if (s.ptr[at] == 'P' && le32(s, at) == 0x06054b50 &&
            le16(s, at + 20) <= s.len - at - END_BYTES)
            return at;
    return SIZE_MAX;
}

/* Sizes and place of a member of more than 4 GB, or of a writer that did not know. */
static bool read_zip64(str extra, struct zip_member *m)
{
    for (size_t at = 0; at + 4 <= extra.len;) {
        size_t len = le16(extra, at + 2), next = at + 4;
        str field = str_sub(extra, next, next + len);

        if (field.len < len)
            return false;
        if (le16(extra, at) == EXTRA_ZIP64) {
            uint64_t *const part[] = { &m->size, &m->packed, &m->at };

            for (size_t i = 0, from = 0; i < 3; i++) {
                if (*part[i] != ALL32)
                    continue;
                if (from + 8 > field.len)
                    return false;
                *part[i] = le64(field, from);
                from += 8;
            }
            return true;
        }
        at = next + len;
    }
    return true;
}

/* "../x", "/x", "C:\x": a name that reaches out of any folder. */
static bool reaches_out(str name)
{
    str rest = name, part;

    if (!name.len || name.ptr[0] == '/' || memchr(name.ptr, '\\', name.len) ||
        memchr(name.ptr, '\0', name.len) || (name.len > 1 && name.ptr[1] == ':'))
        return true;
    while (str_split(&rest, '/', &part))
        if (str_eq(part, STR("..")))
            return true;
    return false;
}

static status check_member(struct job *j, const struct zip *z, const struct zip_member *m)
{
    uint64_t most = (uint64_t)j->limits.unpack_ratio * m->packed;

    if (m->flags & (FLAG_ENCRYPTED | FLAG_STRONG))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» được đặt mật khẩu, hãy bỏ mật khẩu rồi thử lại",
                        "«%.*s» is protected by a password, remove it and try again",
                        STRF(z->name));
    if (reaches_out(m->name))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» có thành phần mang tên chỉ ra ngoài tệp («%.*s»): không đọc",
                        "«%.*s» has a member whose name leads out of it («%.*s»): not read",
                        STRF(z->name), STRF(m->name));
    if (m->at >= z->bytes.len || m->packed > z->bytes.len - m->at)
        return damaged(j, z);
    if (m->size > FREE_BYTES && m->size > most)
        return job_fail(j, FAIL_LIMIT,
                        "«%.*s»: thành phần «%.*s» bung ra gấp hơn %u lần: không đọc",
                        "«%.*s»: the member «%.*s» unpacks to more than %u times its size: "
                        "not read", STRF(z->name), STRF(m->name), j->limits.unpack_ratio);
    return OK;
}

/* One entry of the directory; *at moves behind it. */
static status read_directory_entry(struct job *j, const struct zip *z, str directory, size_t *at,
                         struct zip_member *m)
{
    size_t from = *at;

    if (directory.len - from < ENTRY_BYTES || le32(directory, from) != 0x02014b50)
        return damaged(j, z);

    size_t name = le16(directory, from + 28), extra = le16(directory, from + 30);
    size_t len = ENTRY_BYTES + name + extra + le16(directory, from + 32);

    if (directory.len - from < len)
        return damaged(j, z);
    *m = (struct zip_member){
        .name = str_sub(directory, from + ENTRY_BYTES, from + ENTRY_BYTES + name),
        .at = le32(directory, from + 42),
        .packed = le32(directory, from + 20),
        .size = le32(directory, from + 24),
        .entry = (uint32_t)(size_t)(directory.ptr + from - z->bytes.ptr),
        .entry_len = (uint32_t)len,
        .crc = le32(directory, from + 16),
        .method = (uint16_t)le16(directory, from + 10),
        .flags = (uint16_t)le16(directory, from + 8),
    };
    if (!read_zip64(str_sub(directory, from + ENTRY_BYTES + name,
                            from + ENTRY_BYTES + name + extra), m))
        return damaged(j, z);
    *at = from + len;
    return check_member(j, z, m);
}

static int by_name(const void *a, const void *b, void *members)
{
    const struct zip_member *m = members;

    return str_cmp(m[*(const uint32_t *)a].name, m[*(const uint32_t *)b].name);
}

static int by_place(const void *a, const void *b, void *members)
{
    const struct zip_member *m = members;
    uint64_t left = m[*(const uint32_t *)a].at, right = m[*(const uint32_t *)b].at;

    return left < right ? -1 : left > right;
}

/* Two members in the same bytes make a small archive unpack to any size. */
static bool overlaps(const struct zip_member *m, uint32_t *order, uint32_t n)
{
    qsort_r(order, n, sizeof *order, by_place, (void *)(uintptr_t)m);
    for (uint32_t i = 1; i < n; i++) {
        const struct zip_member *before = &m[order[i - 1]];

        if (before->at + LOCAL_BYTES + before->name.len + before->packed > m[order[i]].at)
            return true;
    }
    return false;
}

static status index_members(struct job *j, struct zip *z)
{
    uint32_t *order = arena_array(j->arena, uint32_t, z->n + 1);

    for (uint32_t i = 0; i < z->n; i++)
        order[i] = i;
    if (overlaps(z->member, order, z->n))
        return damaged(j, z);
    qsort_r(order, z->n, sizeof *order, by_name, (void *)(uintptr_t)z->member);
    for (uint32_t i = 1; i < z->n; i++)
        if (str_eq(z->member[order[i - 1]].name, z->member[order[i]].name))
            return damaged_member(j, z, z->member[order[i]].name);
    z->by_name = order;
    return OK;
}

static void close_inflater(void *arg)
{
    libdeflate_free_decompressor(arg);
}

static status open_inflater(struct job *j, struct zip *z)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();

    if (!d)
        return job_fail(j, FAIL_SYSTEM, "máy hết bộ nhớ", "the machine is out of memory");
    arena_defer(j->arena, close_inflater, d);
    z->inflater = d;
    return OK;
}

status zip_open(struct job *j, str name, str bytes, struct zip *out)
{
    struct zip z = { .name = name, .bytes = bytes };
    size_t end = find_end(bytes), at = 0;

    if (end == SIZE_MAX || bytes.len > UINT32_MAX)
        return damaged(j, &z);
    if (le16(bytes, end + 4) != 0 || le16(bytes, end + 10) == ALL16 ||
        le32(bytes, end + 16) > end || le32(bytes, end + 12) > end - le32(bytes, end + 16))
        return damaged(j, &z);
    z.n = le16(bytes, end + 10);
    z.directory = le32(bytes, end + 16);
    z.end = (uint32_t)end;
    if (z.n > j->limits.members)
        return job_fail(j, FAIL_LIMIT, "«%.*s» có %u thành phần, nhiều hơn mức cho phép (%u)",
                        "«%.*s» has %u members, more than allowed (%u)", STRF(name), z.n,
                        j->limits.members);

    struct zip_member *member = arena_array(j->arena, struct zip_member, z.n + 1);
    str directory = str_sub(bytes, z.directory, end);

    for (uint32_t i = 0; i < z.n; i++) {
        status st = read_directory_entry(j, &z, directory, &at, &member[i]);

        if (st != OK)
            return st;
    }
    z.member = member;

    status st = index_members(j, &z);
    if (st == OK)
        st = open_inflater(j, &z);
    if (st == OK)
        *out = z;
    return st;
}

const struct zip_member *zip_find(const struct zip *z, str name)
{
    uint32_t lo = 0, hi = z->n;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        const struct zip_member *m = &z->member[z->by_name[mid]];
        int order = str_cmp(m->name, name);

        if (order == 0)
            return m;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

status zip_packed(struct job *j, const struct zip *z, const struct zip_member *m, str *out)
{
    str local = str_sub(z->bytes, (size_t)m->at, z->bytes.len);

    if (local.len < LOCAL_BYTES || le32(local, 0) != 0x04034b50)
        return damaged_member(j, z, m->name);

    size_t from = LOCAL_BYTES + (size_t)le16(local, 26) + le16(local, 28);

    if (from > local.len || m->packed > local.len - from)
        return damaged_member(j, z, m->name);
    *out = str_sub(local, from, from + (size_t)m->packed);
    return OK;
}

static status too_large(struct job *j, const struct zip *z)
{
    return job_fail(j, FAIL_LIMIT, "«%.*s» bung ra lớn hơn %zu MB: không đọc",
                    "«%.*s» unpacks to more than %zu MB: not read", STRF(z->name),
                    j->limits.unpacked_bytes >> 20);
}

static bool unpack(const struct zip *z, const struct zip_member *m, str packed, char *to)
{
    size_t size = (size_t)m->size;

    if (m->method == ZIP_STORED) {
        if (packed.len != size)
            return false;
        if (size)
            memcpy(to, packed.ptr, size);
        return true;
    }
    return m->method == ZIP_DEFLATED &&
           libdeflate_deflate_decompress(z->inflater, packed.ptr, packed.len, to, size, NULL) ==
               LIBDEFLATE_SUCCESS;
}

status zip_read(struct job *j, struct zip *z, const struct zip_member *m, str *out)
{
    str packed = { NULL, 0 };

    status st = zip_packed(j, z, m, &packed);
    if (st != OK)
        return st;
    if (m->size > j->limits.unpacked_bytes ||
        z->unpacked > j->limits.unpacked_bytes - m->size)
        return too_large(j, z);
    z->unpacked += m->size;

    size_t cap = 0;
    char *to = arena_grow_raw(j->arena, NULL, 1, 0, (size_t)m->size + 1, &cap);

    if (!unpack(z, m, packed, to) || libdeflate_crc32(0, to, (size_t)m->size) != m->crc)
        return damaged_member(j, z, m->name);
    to[m->size] = '\0';
    *out = (str){ to, (size_t)m->size };
    return OK;
}

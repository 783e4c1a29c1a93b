/* zip_write.c -- changed copies of packed files (APPNOTE 6.3). */
#include "pack/zip_write.h"

#include <libdeflate.h>
#include <stdlib.h>

enum {
    WRITE_LEVEL = 6, ENTRY_HEAD = 46, LOCAL_HEAD = 30, EXTRA_WIDE = 1,
    FLAG_DESCRIPTOR = 8, FLAG_UTF8 = 0x800, VERSION = 20, MOST_MEMBERS = 0xFFFE,
    FIRST_DAY = 0x0021          /* 1/1/1980: new members bear no time, the copy is the same */
};                              /* whenever it is made */

/* A member of the copy. */
struct written {
    const struct zip_member *old;       /* NULL: new */
    const struct zip_change *change;    /* NULL: copied */
    uint64_t end;               /* of its bytes in the old archive */
    uint64_t at;                /* in the copy */
    uint32_t crc;
    uint64_t packed;
};

struct zip_writer {
    struct job *job;
    const struct zip *zip;
    struct buf *out;
    size_t start;               /* of the copy in out */
    struct libdeflate_compressor *deflater;
    struct written *member;     /* in the order of the directory, new ones behind */
    size_t n;
    uint32_t *place;            /* numbers of the old ones, in the order of their bytes */
};

static uint32_t get16(str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;

    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t get32(str s, size_t at)
{
    return get16(s, at) | get16(s, at + 2) << 16;
}

static void set16(char *p, uint32_t n)
{
    p[0] = (char)(n & 0xFF);
    p[1] = (char)(n >> 8 & 0xFF);
}

static void set32(char *p, uint32_t n)
{
    set16(p, n & 0xFFFF);
    set16(p + 2, n >> 16);
}

static void put_u16(struct buf *b, uint32_t n)
{
    char bytes[2];

    set16(bytes, n);
    buf_put(b, (str){ bytes, sizeof bytes });
}

static void put_u32(struct buf *b, uint32_t n)
{
    char bytes[4];

    set32(bytes, n);
    buf_put(b, (str){ bytes, sizeof bytes });
}

/* -- what is written -- */

static const struct zip_change *change_of(const struct zip_change *change, size_t n, str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(change[i].name, name))
            return &change[i];
    return NULL;
}

static int by_old_place(const void *a, const void *b, void *members)
{
    const struct written *m = members;
    uint64_t left = m[*(const uint32_t *)a].old->at, right = m[*(const uint32_t *)b].old->at;

    return left < right ? -1 : left > right;
}

static void list_members(struct zip_writer *w, const struct zip_change *change, size_t n)
{
    const struct zip *z = w->zip;

    w->member = arena_array(w->job->arena, struct written, z->n + n + 1);
    w->place = arena_array(w->job->arena, uint32_t, z->n + 1);
    for (uint32_t i = 0; i < z->n; i++) {
        w->member[i] = (struct written){ .old = &z->member[i],
                                         .change = change_of(change, n, z->member[i].name) };
        w->place[i] = i;
    }
    w->n = z->n;
    for (size_t i = 0; i < n; i++)
        if (!zip_find(z, change[i].name))
            w->member[w->n++] = (struct written){ .change = &change[i] };
    qsort_r(w->place, z->n, sizeof *w->place, by_old_place, w->member);

    uint64_t end = z->directory;

    for (uint32_t i = z->n; i-- > 0;) {
        w->member[w->place[i]].end = end;
        end = w->member[w->place[i]].old->at;
    }
}

/* -- members -- */

static void copy_member(struct zip_writer *w, struct written *m)
{
    buf_put(w->out, str_sub(w->zip->bytes, (size_t)m->old->at, (size_t)m->end));
}

/* Packs the new content at the end of out. */
static void put_packed(struct zip_writer *w, struct written *m)
{
    str content = m->change->content;
    size_t most = libdeflate_deflate_compress_bound(w->deflater, content.len);

    w->out->ptr = arena_grow_raw(w->out->arena, w->out->ptr, 1, w->out->len, w->out->len + most,
                                 &w->out->cap);
    m->packed = libdeflate_deflate_compress(w->deflater, content.ptr ? content.ptr : "",
                                            content.len, w->out->ptr + w->out->len, most);
    w->out->len += (size_t)m->packed;
}

/* Flags of a member written anew: its sizes stand in front, its name is what it was. */
static uint32_t new_flags(const struct written *m)
{
    return m->old ? m->old->flags & ~(uint32_t)FLAG_DESCRIPTOR & 0xFFFF : FLAG_UTF8;
}

/* What the local header and the directory both tell, from the flags to the name's length. */
static void put_member_facts(struct zip_writer *w, const struct written *m, uint32_t time)
{
    put_u16(w->out, new_flags(m));
    put_u16(w->out, ZIP_DEFLATED);
    put_u32(w->out, time);
    put_u32(w->out, m->crc);
    put_u32(w->out, (uint32_t)m->packed);
    put_u32(w->out, (uint32_t)m->change->content.len);
    put_u16(w->out, (uint32_t)m->change->name.len);
}

static uint32_t time_of(const struct zip_writer *w, const struct written *m)
{
    return m->old ? get32(w->zip->bytes, m->old->entry + 12) : (uint32_t)FIRST_DAY << 16;
}

static void put_changed(struct zip_writer *w, struct written *m)
{
    size_t head = w->out->len;
    str content = m->change->content;

    m->crc = libdeflate_crc32(0, content.ptr, content.len);
    put_u32(w->out, 0x04034b50);
    put_u16(w->out, VERSION);
    put_member_facts(w, m, time_of(w, m));
    put_u16(w->out, 0);
    buf_put(w->out, m->change->name);
    put_packed(w, m);
    set32(w->out->ptr + head + 18, (uint32_t)m->packed);
}

static void put_member_bytes(struct zip_writer *w, struct written *m)
{
    m->at = w->out->len - w->start;
    if (m->change)
        put_changed(w, m);
    else
        copy_member(w, m);
}

/* -- the directory -- */

/* A member of an archive that tells places in 64 bits: its place stands behind its sizes. */
static void set_wide_place(char *entry, const struct written *m)
{
    str e = { entry, m->old->entry_len };
    size_t at = ENTRY_HEAD + m->old->name.len, end = at + get16(e, 30);

    while (at + 4 <= end) {
        size_t len = get16(e, at + 2), from = at + 4;

        if (get16(e, at) == EXTRA_WIDE) {
            from += (get32(e, 24) == UINT32_MAX ? 8U : 0) + (get32(e, 20) == UINT32_MAX ? 8U : 0);
            set32(entry + from, (uint32_t)m->at);
            set32(entry + from + 4, 0);
            return;
        }
        at = from + len;
    }
}

static void copy_entry(struct zip_writer *w, const struct written *m)
{
    size_t at = w->out->len;

    buf_put(w->out, str_sub(w->zip->bytes, m->old->entry, m->old->entry + m->old->entry_len));
    if (get32(w->zip->bytes, m->old->entry + 42) == UINT32_MAX)
        set_wide_place(w->out->ptr + at, m);
    else
        set32(w->out->ptr + at + 42, (uint32_t)m->at);
}

static void put_entry(struct zip_writer *w, const struct written *m)
{
    str old = m->old ? str_sub(w->zip->bytes, m->old->entry, m->old->entry + m->old->entry_len)
                     : (str){ NULL, 0 };
    size_t comment = old.len ? get16(old, 32) : 0;

    put_u32(w->out, 0x02014b50);
    put_u16(w->out, old.len ? get16(old, 4) : VERSION);
    put_u16(w->out, VERSION);
    put_member_facts(w, m, time_of(w, m));
    put_u16(w->out, 0);
    put_u16(w->out, (uint32_t)comment);
    put_u16(w->out, 0);
    put_u16(w->out, old.len ? get16(old, 36) : 0);
    put_u32(w->out, old.len ? get32(old, 38) : 0);
    put_u32(w->out, (uint32_t)m->at);
    buf_put(w->out, m->change->name);
    buf_put(w->out, str_sub(old, old.len - comment, old.len));
}

/* The record at the end, with the archive's own comment. */
static void put_end(struct zip_writer *w, size_t directory)
{
    size_t at = w->out->len;

    buf_put(w->out, str_sub(w->zip->bytes, w->zip->end, w->zip->bytes.len));
    set16(w->out->ptr + at + 8, (uint32_t)w->n);
    set16(w->out->ptr + at + 10, (uint32_t)w->n);
    set32(w->out->ptr + at + 12, (uint32_t)(at - directory));
    set32(w->out->ptr + at + 16, (uint32_t)(directory - w->start));
}

/* -- the whole -- */

static void close_deflater(void *arg)
{
    libdeflate_free_compressor(arg);
}

static status open_deflater(struct zip_writer *w)
{
    w->deflater = libdeflate_alloc_compressor(WRITE_LEVEL);
    if (!w->deflater)
        return job_fail(w->job, FAIL_SYSTEM, "máy hết bộ nhớ", "the machine is out of memory");
    arena_defer(w->job->arena, close_deflater, w->deflater);
    return OK;
}

/* No place or size may need more than 32 bits. */
static status check_size(struct zip_writer *w, const struct zip_change *change, size_t n)
{
    uint64_t most = w->zip->bytes.len;

    for (size_t i = 0; i < n; i++)
        most += libdeflate_deflate_compress_bound(w->deflater, change[i].content.len) +
                2 * change[i].name.len + LOCAL_HEAD + ENTRY_HEAD + change[i].content.len;
    if (most < UINT32_MAX && w->zip->n + n <= MOST_MEMBERS)
        return OK;
    return job_fail(w->job, FAIL_LIMIT, "«%.*s» quá lớn để ghi bản sao, hãy chia nhỏ tệp",
                    "«%.*s» is too large for a copy to be written, split it", STRF(w->zip->name));
}

status zip_rewrite(struct job *j, const struct zip *z, const struct zip_change *change, size_t n,
                   struct buf *out)
{
    struct zip_writer w = { .job = j, .zip = z, .out = out, .start = out->len };

    status st = open_deflater(&w);
    if (st == OK)
        st = check_size(&w, change, n);
    if (st != OK)
        return st;
    list_members(&w, change, n);
    for (size_t i = 0; i < z->n; i++)
        if (w.member[i].old->at + LOCAL_HEAD > w.member[i].end)
            return job_fail(j, FAIL_FORMAT, "«%.*s» là tệp nén bị hỏng, hãy lưu lại tệp này",
                            "«%.*s» is a damaged packed file, save it again", STRF(z->name));
    if (z->n)
        buf_put(out, str_sub(z->bytes, 0, (size_t)w.member[w.place[0]].old->at));
    for (uint32_t i = 0; i < z->n; i++)
        put_member_bytes(&w, &w.member[w.place[i]]);
    for (size_t i = z->n; i < w.n; i++)
        put_member_bytes(&w, &w.member[i]);

    size_t directory = out->len;

    for (size_t i = 0; i < w.n; i++)
        if (w.member[i].change)
            put_entry(&w, &w.member[i]);
        else
            copy_entry(&w, &w.member[i]);
    put_end(&w, directory);
    return OK;
}

status zip_create(struct job *j, str name, const struct zip_change *member, size_t n,
                  struct buf *out)
{
    static const char end[22] = "PK\5\6";      /* an archive of nothing is its end alone */
    struct zip empty = { .name = name, .bytes = { end, sizeof end } };

    return zip_rewrite(j, &empty, member, n, out);
}

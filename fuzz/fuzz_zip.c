/* fuzz_zip.c -- any bytes as a packed file: its directory, all its members, and as the
 * document of whatever kind it says it is. */
#include "hold.h"

#include "pack/zip.h"
#include "read/kind.h"
#include "read/read.h"

static void hold_member(const struct zip *z, const struct zip_member *m)
{
    must(zip_find(z, m->name) == m);
    must(m->packed <= z->bytes.len && m->at < z->bytes.len);
    must(m->entry <= z->bytes.len && m->entry_len <= z->bytes.len - m->entry);
}

static status unpack_all(struct job *j, void *data)
{
    struct zip z;
    status st = zip_open(j, STR("fuzz.zip"), *(str *)data, &z);

    for (uint32_t i = 0; st == OK && i < z.n; i++) {
        str bytes;

        hold_member(&z, &z.member[i]);
        st = zip_read(j, &z, &z.member[i], &bytes);
        must(st != OK || bytes.len == z.member[i].size);
        must(z.unpacked <= j->limits.unpacked_bytes);
    }
    return st;
}

static status read_packed_bytes(struct job *j, void *data)
{
    const struct doc *d;

    status st = read_file(j, STR("fuzz"), *(str *)data, &d);
    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

/* Limits so small that short inputs meet them. */
static void unpack_within(str bytes, uint32_t members, size_t unpacked)
{
    struct limits limits = LIMITS_DEFAULT;

    limits.members = members;
    limits.unpacked_bytes = unpacked;
    job_run(&limits, LANG_VI, unpack_all, &bytes, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str bytes = { (const char *)data, size };

    hold_in_jobs(data, size, 200 * 1024, unpack_all);
    unpack_within(bytes, 4, 64 * 1024);
    unpack_within(bytes, 100, 500);
    if (size > 4 && memcmp(data, "PK", 2) == 0 && file_kind_of(bytes) != FILE_ZIP)
        hold_in_jobs(data, size, 300 * 1024, read_packed_bytes);
    return 0;
}

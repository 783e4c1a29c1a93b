/* zip.h -- packed files, from memory: the directory, and members under limits.
 *
 * Nothing is ever written to a path that an archive names. What two programs could
 * read in two ways (a name told twice, members that overlap, a size that is not the
 * one told) is refused, and so is what needs a password. */
#ifndef PACK_ZIP_H
#define PACK_ZIP_H

#include "base/job.h"

enum zip_method { ZIP_STORED = 0, ZIP_DEFLATED = 8 };

struct zip_member {
    str name;
    uint64_t at;                /* of the local header */
    uint64_t packed, size;      /* bytes in the archive, and unpacked */
    uint32_t entry, entry_len;  /* its entry in the directory: offset and length */
    uint32_t crc;
    uint16_t method;
    uint16_t flags;
};

struct zip {
    str name;                   /* as the user gave it, for messages */
    str bytes;                  /* the whole archive */
    const struct zip_member *member;    /* in the order of the directory */
    const uint32_t *by_name;    /* their numbers, sorted by name */
    uint32_t n;
    uint32_t directory, end;    /* offsets of the directory and of the record at the end */
    uint64_t unpacked;          /* bytes taken out so far: one limit for all members */
    void *inflater;             /* of the unpacking library */
};

/* Reads the directory. FAIL_FORMAT when it is no archive, damaged or encrypted;
 * FAIL_LIMIT for more members, or more bytes unpacked, than the job allows. */
status zip_open(struct job *j, str name, str bytes, struct zip *out);

/* The member of that name, NULL when there is none. */
const struct zip_member *zip_find(const struct zip *z, str name);

/* Unpacks one member into the job's arena, followed by a NUL. FAIL_FORMAT when its
 * bytes are not what the directory tells. */
status zip_read(struct job *j, struct zip *z, const struct zip_member *m, str *out);

/* The packed bytes of a member, behind its local header. */
status zip_packed(struct job *j, const struct zip *z, const struct zip_member *m, str *out);

#endif

/* zip_write.h -- packed files: a changed copy, in which what is not changed stays as it was,
 * byte for byte, and a new one. The same contents always give the same bytes. */
#ifndef PACK_ZIP_WRITE_H
#define PACK_ZIP_WRITE_H

#include "base/buf.h"
#include "pack/zip.h"

/* A member's new content; one that the archive lacks is appended. */
struct zip_change {
    str name;
    str content;
};

/* Appends the changed archive to out. Of unchanged members the local header, the packed
 * bytes, what follows them up to the next member, and the entry of the directory are
 * copied; in the entry only the member's place may differ. FAIL_LIMIT beyond 4 GB. */
status zip_rewrite(struct job *j, const struct zip *z, const struct zip_change *change, size_t n,
                   struct buf *out);

/* Appends an archive of these members alone, in their order; `name` is for messages. */
status zip_create(struct job *j, str name, const struct zip_change *member, size_t n,
                  struct buf *out);

#endif

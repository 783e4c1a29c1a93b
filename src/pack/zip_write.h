/* zip_write.h -- a changed copy of a packed file: what is not changed stays as it was,
 * byte for byte, and the same changes always give the same bytes. */
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

#endif

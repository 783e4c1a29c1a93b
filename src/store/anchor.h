/* anchor.h -- hashes of entries kept elsewhere, which the ledger's chain is held against.
 *
 * A chain proves itself; who can write the ledger can make another one that does so, too. A line
 * that was carried elsewhere cannot be made again: TENANT ENTRY HASH [TIME], parted by blanks; a
 * line of its own for each; lines that begin with # and empty ones are left out. */
#ifndef STORE_ANCHOR_H
#define STORE_ANCHOR_H

#include "store/store.h"

struct anchor {
    int64_t entry;              /* 0: an empty ledger, without a hash */
    str hash;
    uint32_t line;              /* of the file */
};

struct anchors {
    struct anchor *list;        /* of one tenant, by entry */
    size_t count;
};

/* The anchors of the store's tenant. FAIL_FORMAT, naming file and line, for what is no anchor;
 * FAIL_USAGE when there is none of the tenant. */
status anchors_read(struct store *s, struct job *j, str name, str text, struct anchors *out);

struct anchor_verdict {
    bool holds;                 /* every anchored entry is there with its hash */
    bool missing;               /* the entry is not there: the chain ends before it */
    struct anchor wrong;        /* the first that does not hold */
    int64_t agreed;             /* the last anchored entry before it that does; 0: none */
    int64_t last;               /* entry of the ledger */
};

status anchors_hold(struct store *s, struct job *j, const struct anchors *a,
                    struct anchor_verdict *out);

/* The anchor of the ledger as it is now, as one line without its end. Nothing is verified. */
status anchor_line(struct store *s, struct job *j, str *out);

/* The moment as a clock in Việt Nam shows it: 2025-07-01T08:30:00+07:00. */
str anchor_time(struct arena *a, int64_t seconds);

#endif

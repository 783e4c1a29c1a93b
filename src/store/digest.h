/* digest.h -- SHA-256 over fields, so that no two lists of fields are one text. */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include <sodium.h>

#include "base/arena.h"

struct digest {
    crypto_hash_sha256_state state;
};

void digest_init(struct digest *d);
void digest_str(struct digest *d, str field);   /* its length, then its bytes */
void digest_int(struct digest *d, int64_t field);

/* 64 hex digits in the arena. */
str digest_hex(struct digest *d, struct arena *a);

#endif

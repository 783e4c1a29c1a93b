/* digest.c -- SHA-256 over fields. */
#include "store/digest.h"

void digest_init(struct digest *d)
{
    crypto_hash_sha256_init(&d->state);
}

void digest_int(struct digest *d, int64_t field)
{
    unsigned char bytes[8];
    uint64_t u = (uint64_t)field;

    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(u >> (8 * i));
    crypto_hash_sha256_update(&d->state, bytes, sizeof bytes);
}

void digest_str(struct digest *d, str field)
{
    digest_int(d, (int64_t)field.len);
    crypto_hash_sha256_update(&d->state, (const unsigned char *)field.ptr, field.len);
}

str digest_hex(struct digest *d, struct arena *a)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_array(a, char, sizeof hash * 2 + 1);

    crypto_hash_sha256_final(&d->state, hash);
    sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
    return (str){ hex, sizeof hash * 2 };
}

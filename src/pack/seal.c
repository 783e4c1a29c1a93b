/* seal.c -- argon2id for the key, xchacha20poly1305 for the chunks. */
#include "pack/seal.h"

#include <sodium.h>

enum {
    VERSION_1 = 1,
    AT_VERSION = 8,
    AT_PASSES = 12,
    AT_MEMORY = 16,
    AT_ZERO = 20,
    AT_LENGTH = 24,
    AT_SALT = 32,
    AT_STREAM = AT_SALT + crypto_pwhash_argon2id_SALTBYTES,
    AT_PROOF = AT_STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    PROOF_BYTES = 32,
    STREAM_KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
    MOST_PASSES = 16,
    LEAST_KIB = 8,
    MOST_KIB = 1 << 20
};

_Static_assert((int)AT_PROOF + (int)PROOF_BYTES == (int)SEAL_HEAD, "the head of a sealed file");
_Static_assert(crypto_secretstream_xchacha20poly1305_ABYTES == (int)SEAL_CHUNK_MORE, "a chunk");

const struct seal_cost SEAL_COST_DEFAULT = { 3, 256 * 1024 };

static const char seal_magic[] = "soatseal";

struct sealing {
    unsigned char head[SEAL_HEAD];
    unsigned char key[STREAM_KEY + PROOF_BYTES];
    crypto_secretstream_xchacha20poly1305_state stream;
    unsigned char text[SEAL_CHUNK];
    unsigned char sealed[SEAL_CHUNK + SEAL_CHUNK_MORE];
};

static void put_le(unsigned char *at, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(n >> 8 * i & 0xFF);
}

static uint64_t take_le(const unsigned char *at, int bytes)
{
    uint64_t n = 0;

    for (int i = bytes; i-- > 0;)
        n = n << 8 | at[i];
    return n;
}

/* Keys are wiped when the job ends, however it ends. */
static void wipe_sealing(void *arg)
{
    sodium_memzero(arg, sizeof(struct sealing));
}

static struct sealing *sealing_new(struct job *j)
{
    struct sealing *s = arena_new(j->arena, struct sealing);

    arena_defer(j->arena, wipe_sealing, s);
    return s;
}

static bool cost_allowed(const struct job *j, uint64_t passes, uint64_t kib)
{
    return passes >= 1 && passes <= MOST_PASSES && kib >= LEAST_KIB && kib <= MOST_KIB &&
           kib <= j->limits.memory >> 10;
}

/* The keys that passphrase and head give. */
static status derive_keys(struct job *j, struct sealing *s, str passphrase)
{
    if (crypto_pwhash_argon2id(s->key, sizeof s->key, passphrase.ptr, passphrase.len,
                               s->head + AT_SALT, take_le(s->head + AT_PASSES, 4),
                               (size_t)take_le(s->head + AT_MEMORY, 4) << 10,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return job_fail(j, FAIL_LIMIT, "không đủ bộ nhớ để tạo khóa từ mật khẩu%s",
                        "not enough memory to make the key of the passphrase%s", "");
    return OK;
}

static void prove_head(const struct sealing *s, unsigned char *proof)
{
    crypto_generichash(proof, PROOF_BYTES, s->head, AT_PROOF, s->key + STREAM_KEY, PROOF_BYTES);
}

/* -- closing -- */

static status make_head(struct job *j, struct sealing *s, str passphrase, struct seal_cost cost,
                        uint64_t length)
{
    memcpy(s->head, seal_magic, AT_VERSION);
    put_le(s->head + AT_VERSION, VERSION_1, 4);
    put_le(s->head + AT_PASSES, cost.passes, 4);
    put_le(s->head + AT_MEMORY, cost.memory_kib, 4);
    put_le(s->head + AT_LENGTH, length, 8);
    randombytes_buf(s->head + AT_SALT, crypto_pwhash_argon2id_SALTBYTES);
    status st = derive_keys(j, s, passphrase);
    if (st != OK)
        return st;
    crypto_secretstream_xchacha20poly1305_init_push(&s->stream, s->head + AT_STREAM, s->key);
    prove_head(s, s->head + AT_PROOF);
    return OK;
}

static status close_chunk(struct job *j, struct sealing *s, const struct seal_pipe *pipe,
                          size_t n, bool last)
{
    size_t got = 0;
    status st = pipe->take(j, pipe->arg, (char *)s->text, n, &got);

    if (st == OK && got != n)
        st = job_fail(j, FAIL_FILE, "dữ liệu ngắn đi trong lúc đang mã hóa%s",
                      "the data became shorter while it was sealed%s", "");
    if (st != OK)
        return st;
    crypto_secretstream_xchacha20poly1305_push(
        &s->stream, s->sealed, NULL, s->text, n, NULL, 0,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    return pipe->give(j, pipe->arg, (const char *)s->sealed, n + SEAL_CHUNK_MORE);
}

status seal_close(struct job *j, str passphrase, struct seal_cost cost, uint64_t length,
                  const struct seal_pipe *pipe)
{
    if (passphrase.len < SEAL_PASSPHRASE_MIN)
        return job_fail(j, FAIL_USAGE, "mật khẩu quá ngắn, cần ít nhất %d ký tự",
                        "the passphrase is too short, %d characters at least",
                        (int)SEAL_PASSPHRASE_MIN);
    if (sodium_init() < 0 || !cost_allowed(j, cost.passes, cost.memory_kib))
        return job_fail(j, FAIL_LIMIT, "không đủ bộ nhớ để mã hóa%s",
                        "not enough memory to seal%s", "");
    struct sealing *s = sealing_new(j);
    status st = make_head(j, s, passphrase, cost, length);
    if (st == OK)
        st = pipe->give(j, pipe->arg, (const char *)s->head, SEAL_HEAD);
    while (st == OK) {
        size_t n = length < SEAL_CHUNK ? (size_t)length : SEAL_CHUNK;

        length -= n;
        st = close_chunk(j, s, pipe, n, length == 0);
        if (length == 0)
            break;
    }
    return st;
}

/* -- opening -- */

static status fail_changed(struct job *j, str name, uint64_t at)
{
    return job_fail(j, FAIL_FORMAT, "«%.*s» đã bị sửa hoặc hỏng, khoảng byte %llu",
                    "\"%.*s\" was changed or is damaged, about byte %llu", STRF(name),
                    (unsigned long long)at);
}

static status fail_cut(struct job *j, str name)
{
    return job_fail(j, FAIL_FORMAT, "«%.*s» bị cắt cụt, thiếu phần cuối",
                    "\"%.*s\" is cut off, its end is missing", STRF(name));
}

bool seal_is(str first_bytes)
{
    return str_starts(first_bytes, STR("soatseal"));
}

static status check_seal_head(struct job *j, const struct sealing *s, str name, size_t got)
{
    uint64_t passes = take_le(s->head + AT_PASSES, 4), kib = take_le(s->head + AT_MEMORY, 4);

    if (!seal_is((str){ (const char *)s->head, got }))
        return job_fail(j, FAIL_FORMAT, "«%.*s» không phải tệp mã hóa của chương trình",
                        "\"%.*s\" is no sealed file of this program", STRF(name));
    if (got < SEAL_HEAD)
        return fail_cut(j, name);
    if (take_le(s->head + AT_VERSION, 4) != VERSION_1)
        return job_fail(j, FAIL_FORMAT, "«%.*s» được mã hóa theo cách của bản mới hơn",
                        "\"%.*s\" was sealed in the way of a newer version", STRF(name));
    if (take_le(s->head + AT_ZERO, 4) != 0 || !cost_allowed(j, passes, kib))
        return fail_changed(j, name, AT_PASSES);
    return OK;
}

static status read_seal_head(struct job *j, struct sealing *s, str name, str passphrase,
                        const struct seal_pipe *pipe)
{
    unsigned char proof[PROOF_BYTES];
    size_t got = 0;

    status st = pipe->take(j, pipe->arg, (char *)s->head, SEAL_HEAD, &got);
    if (st == OK)
        st = check_seal_head(j, s, name, got);
    if (st == OK)
        st = derive_keys(j, s, passphrase);
    if (st != OK)
        return st;
    prove_head(s, proof);
    if (sodium_memcmp(proof, s->head + AT_PROOF, PROOF_BYTES) != 0)
        return job_fail(j, FAIL_FORMAT, "«%.*s»: sai mật khẩu (hoặc phần đầu tệp đã bị sửa)",
                        "\"%.*s\": another passphrase is needed (or its head was changed)",
                        STRF(name));
    crypto_secretstream_xchacha20poly1305_init_pull(&s->stream, s->head + AT_STREAM, s->key);
    return OK;
}

static status open_chunk(struct job *j, struct sealing *s, str name,
                         const struct seal_pipe *pipe, size_t n, uint64_t at, bool last)
{
    unsigned char tag = 0;
    size_t got = 0;
    status st = pipe->take(j, pipe->arg, (char *)s->sealed, n + SEAL_CHUNK_MORE, &got);

    if (st != OK)
        return st;
    if (got < n + SEAL_CHUNK_MORE)
        return fail_cut(j, name);
    if (crypto_secretstream_xchacha20poly1305_pull(&s->stream, s->text, NULL, &tag, s->sealed, got,
                                                   NULL, 0) != 0 ||
        (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != last)
        return fail_changed(j, name, at);
    return pipe->give(j, pipe->arg, (const char *)s->text, n);
}

static status expect_end(struct job *j, struct sealing *s, str name, const struct seal_pipe *pipe)
{
    size_t got = 0;
    status st = pipe->take(j, pipe->arg, (char *)s->sealed, 1, &got);

    if (st == OK && got)
        st = job_fail(j, FAIL_FORMAT, "«%.*s» có thêm dữ liệu ở cuối, không phải của tệp này",
                      "\"%.*s\" has something behind its end that is none of it", STRF(name));
    return st;
}

status seal_open(struct job *j, str name, str passphrase, const struct seal_pipe *pipe)
{
    struct sealing *s = sealing_new(j);
    uint64_t at = SEAL_HEAD, left;

    if (sodium_init() < 0)
        return job_fail(j, FAIL_SYSTEM, "không dùng được thư viện mã hóa%s",
                        "the library of ciphers cannot be used%s", "");
    status st = read_seal_head(j, s, name, passphrase, pipe);
    if (st != OK)
        return st;
    left = take_le(s->head + AT_LENGTH, 8);
    for (bool last = false; st == OK && !last;) {
        size_t n = left < SEAL_CHUNK ? (size_t)left : SEAL_CHUNK;

        left -= n;
        last = left == 0;
        st = open_chunk(j, s, name, pipe, n, at, last);
        at += n + SEAL_CHUNK_MORE;
    }
    return st == OK ? expect_end(j, s, name, pipe) : st;
}

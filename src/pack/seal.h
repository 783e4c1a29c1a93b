/* seal.h -- a stream of bytes sealed with a passphrase: nobody reads or changes it without.
 *
 * A sealed file, numbers with the low byte first:
 *
 *    0   8  "soatseal"
 *    8   4  version, 1
 *   12   4  passes of argon2id (opslimit)
 *   16   4  its memory, in KiB (memlimit)
 *   20   4  0
 *   24   8  bytes of the text that is sealed
 *   32  16  salt
 *   48  24  head of the stream
 *   72  32  BLAKE2b-256 of the bytes before, keyed with bytes 32..63 of what argon2id gives
 *  104      chunks of crypto_secretstream_xchacha20poly1305, keyed with its bytes 0..31: 64 KiB of
 *           text each and 17 bytes more; the last one is shorter or equal, may be of no text, and
 *           alone is tagged as the last
 *
 * All of it is libsodium's, so that another program can open it, too. The length stands in the
 * head, so that a wrong passphrase, a file cut off, one with something behind it and a changed one
 * are told apart. */
#ifndef PACK_SEAL_H
#define PACK_SEAL_H

#include "base/job.h"

enum { SEAL_HEAD = 104, SEAL_CHUNK = 65536, SEAL_CHUNK_MORE = 17, SEAL_PASSPHRASE_MIN = 8 };

/* What guessing one passphrase costs. */
struct seal_cost {
    uint32_t passes;            /* 1 .. 16 */
    uint32_t memory_kib;        /* 8 .. 1 GiB, and no more than the job may have */
};

/* 3 passes over 256 MiB: under a second on the machines of an office. */
extern const struct seal_cost SEAL_COST_DEFAULT;

/* Where bytes come from and go to. take fills p with as many of n bytes as there are, fewer only
 * at the end; both report with job_fail. */
struct seal_pipe {
    status (*take)(struct job *j, void *arg, char *p, size_t n, size_t *got);
    status (*give)(struct job *j, void *arg, const char *p, size_t n);
    void *arg;
};

/* Takes `length` bytes and gives them sealed. FAIL_USAGE for a passphrase that is too short,
 * FAIL_FILE when there are fewer bytes. Memory: two chunks, and that of the cost. */
status seal_close(struct job *j, str passphrase, struct seal_cost cost, uint64_t length,
                  const struct seal_pipe *pipe);

/* Takes a sealed stream and gives its text, chunk by chunk, each one proved. FAIL_FORMAT, naming
 * `name`, when it is no sealed file, damaged, cut off, or the passphrase is another one: what was
 * given until then is to be thrown away. */
status seal_open(struct job *j, str name, str passphrase, const struct seal_pipe *pipe);

/* Does a file that begins so say that it is a sealed one? */
bool seal_is(str first_bytes);

#endif

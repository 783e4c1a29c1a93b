/* fuzz_seal.c -- any bytes as a sealed file, as a text to be sealed, and as damage to it. */
#include "hold.h"

#include "../tests/unit/memory_pipe.h"

static str run_pipe(struct job *j, str from, bool close, status *st)
{
    struct memory_pipe m = { .from = from };
    struct seal_pipe p = { take_bytes, give_bytes, &m };
    str key = STR("mật khẩu thử");

    buf_init(&m.to, j->arena);
    *st = close ? seal_close(j, key, (struct seal_cost){ 1, 8 }, from.len, &p)
                : seal_open(j, STR("fuzz"), key, &p);
    return buf_str(&m.to);
}

static status open_any(struct job *j, void *text)
{
    status st;
    str out = run_pipe(j, *(str *)text, false, &st);

    must(out.len <= ((str *)text)->len);
    return st;
}

/* What is sealed comes back; with a byte changed it does not. */
static status close_and_open(struct job *j, void *arg)
{
    str text = *(str *)arg;
    status st;
    str sealed = run_pipe(j, text, true, &st), back;

    if (st != OK)
        return st;
    back = run_pipe(j, sealed, false, &st);
    must(st == OK && str_eq(back, text));
    if (text.len < 3)
        return OK;

    size_t at = ((size_t)(unsigned char)text.ptr[0] << 8 | (unsigned char)text.ptr[1]) % sealed.len;
    char *spoilt = (char *)(uintptr_t)sealed.ptr;

    if (at >= 12 && at < 20)
        return OK;              /* another cost: slow, and of no other kind */
    spoilt[at] = (char)(spoilt[at] ^ (1 | text.ptr[2]));
    run_pipe(j, sealed, false, &st);
    must(st != OK);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct limits limits = LIMITS_DEFAULT;
    str bytes = { (const char *)data, size };

    limits.memory = (size_t)4 << 20;
    job_run(&limits, LANG_VI, open_any, &bytes, NULL);
    job_run(&limits, LANG_VI, close_and_open, &bytes, NULL);
    return 0;
}

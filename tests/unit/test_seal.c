/* test_seal.c -- sealed streams: what comes back, and how each kind of damage is told. */
#include "pack/seal.h"

#include "memory_pipe.h"
#include "t.h"

static const struct seal_cost cheap = { 1, 8 };

static struct seal_pipe pipe_of(struct memory_pipe *m, struct arena *a, str from)
{
    *m = (struct memory_pipe){ .from = from };
    buf_init(&m->to, a);
    return (struct seal_pipe){ take_bytes, give_bytes, m };
}

static str sealed_of(struct job *j, str text, str passphrase)
{
    struct memory_pipe m;
    struct seal_pipe p = pipe_of(&m, j->arena, text);

    T(seal_close(j, passphrase, cheap, text.len, &p) == OK, "%zu bytes are sealed", text.len);
    return buf_str(&m.to);
}

/* The message of a failure, or what came out. */
static status opened(struct job *j, str sealed, str passphrase, str *out)
{
    struct memory_pipe m;
    struct seal_pipe p = pipe_of(&m, j->arena, sealed);

    job_forgive(j);
    status st = seal_open(j, STR("sao.soat"), passphrase, &p);
    *out = st == OK ? buf_str(&m.to) : j->message;
    return st;
}

static void refuses(struct job *j, str sealed, str passphrase, const char *why)
{
    str got;
    status st = opened(j, sealed, passphrase, &got);

    T(st == FAIL_FORMAT && str_find(got, str_from(why)) != SIZE_MAX, "\"%s\" is told: %.*s", why,
      STRF(got));
}

static str drawn_text(struct arena *a, size_t n, uint64_t *seed)
{
    char *p = arena_array(a, char, n + 1);

    for (size_t i = 0; i < n; i++)
        p[i] = (char)t_draw(seed);
    return (str){ p, n };
}

static status test_round(struct job *j, void *arg)
{
    static const size_t size[] = { 0, 1, 100, SEAL_CHUNK - 1, SEAL_CHUNK, SEAL_CHUNK + 1,
                                   2 * SEAL_CHUNK, 2 * SEAL_CHUNK + 77 };
    str got, key = STR("mật khẩu của phòng");

    for (size_t i = 0; i < sizeof size / sizeof size[0]; i++) {
        str text = drawn_text(j->arena, size[i], arg);
        str sealed = sealed_of(j, text, key);
        size_t chunks = size[i] ? (size[i] + SEAL_CHUNK - 1) / SEAL_CHUNK : 1;

        T(sealed.len == SEAL_HEAD + size[i] + chunks * SEAL_CHUNK_MORE, "%zu: its size", size[i]);
        T(opened(j, sealed, key, &got) == OK && str_eq(got, text), "%zu comes back", size[i]);
        T(size[i] < 32 || str_find(sealed, str_sub(text, 0, 32)) == SIZE_MAX, "not in plain");
        refuses(j, sealed, STR("mật khẩu của ai"), "sai mật khẩu");
        refuses(j, sealed, STR(""), "sai mật khẩu");
        refuses(j, str_sub(sealed, 0, sealed.len - 1), key, "cắt cụt");
        struct buf more;
        buf_init(&more, j->arena);
        buf_put(&more, sealed);
        buf_char(&more, 'x');
        refuses(j, buf_str(&more), key, "thêm dữ liệu");
    }
    T(!str_eq(sealed_of(j, STR("một"), key), sealed_of(j, STR("một"), key)), "no two are alike");
    return OK;
}

/* Every byte counts; a change anywhere is found and told. */
static status test_damage(struct job *j, void *arg)
{
    str key = STR("mật khẩu của phòng"), got;
    str text = drawn_text(j->arena, 40, arg);
    str sealed = sealed_of(j, text, key);
    char *p = arena_array(j->arena, char, sealed.len);

    for (size_t i = 0; i < sealed.len; i++) {
        memcpy(p, sealed.ptr, sealed.len);
        p[i] = (char)(p[i] ^ (1 << t_draw(arg) % 7));
        if (i >= 16 && i < 20)
            continue;           /* another memory: tried below */
        T(opened(j, (str){ p, sealed.len }, key, &got) == FAIL_FORMAT, "byte %zu changed", i);
        if (i >= SEAL_HEAD)
            T(str_find(got, STR("bị sửa")) != SIZE_MAX, "byte %zu: told as a change", i);
    }
    for (size_t cut = 0; cut < sealed.len; cut++)
        T(opened(j, str_sub(sealed, 0, cut), key, &got) == FAIL_FORMAT, "cut at %zu", cut);

    /* Chunks of another place or of another file do not fit. */
    text = drawn_text(j->arena, 3 * SEAL_CHUNK, arg);
    sealed = sealed_of(j, text, key);
    struct buf swapped;
    size_t chunk = SEAL_CHUNK + SEAL_CHUNK_MORE;
    buf_init(&swapped, j->arena);
    buf_put(&swapped, str_sub(sealed, 0, SEAL_HEAD));
    buf_put(&swapped, str_sub(sealed, SEAL_HEAD + chunk, SEAL_HEAD + 2 * chunk));
    buf_put(&swapped, str_sub(sealed, SEAL_HEAD, SEAL_HEAD + chunk));
    buf_put(&swapped, str_sub(sealed, SEAL_HEAD + 2 * chunk, sealed.len));
    refuses(j, buf_str(&swapped), key, "bị sửa");
    refuses(j, str_sub(sealed, 0, SEAL_HEAD + 2 * chunk), key, "cắt cụt");
    return OK;
}

static status test_limits(struct job *j, void *arg)
{
    str sealed = sealed_of(j, STR("x"), STR("mật khẩu của phòng"));
    char *p = arena_array(j->arena, char, sealed.len);
    struct memory_pipe m;
    struct seal_pipe in = pipe_of(&m, j->arena, STR("abc"));

    (void)arg;
    T(seal_close(j, STR("ngắn"), cheap, 3, &in) == FAIL_USAGE, "a short passphrase");
    job_forgive(j);
    T(seal_close(j, STR("mật khẩu"), cheap, 4, &in) == FAIL_FILE, "fewer bytes than told");
    job_forgive(j);
    T(seal_close(j, STR("mật khẩu"), (struct seal_cost){ 1, 1 << 21 }, 3, &in) == FAIL_LIMIT,
      "more memory than allowed");
    job_forgive(j);
    memcpy(p, sealed.ptr, sealed.len);
    p[19] = 0x7F;               /* half a million MiB */
    refuses(j, (str){ p, sealed.len }, STR("mật khẩu của phòng"), "bị sửa");
    memcpy(p, sealed.ptr, sealed.len);
    p[8] = 2;
    refuses(j, (str){ p, sealed.len }, STR("mật khẩu của phòng"), "bản mới hơn");
    refuses(j, STR("SQLite format 3"), STR("mật khẩu của phòng"), "không phải tệp mã hóa");
    T(seal_is(sealed) && !seal_is(STR("soatsea")), "told by its first bytes");
    job_forgive(j);
    return OK;
}

void test_seal(void)
{
    uint64_t seed = t_seed();

    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_round, &seed, NULL) == OK, "round");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_damage, &seed, NULL) == OK, "damage");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_limits, NULL, NULL) == OK, "limits");
}

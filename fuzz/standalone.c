/* standalone.c -- runs a fuzzer without libFuzzer: replays seeds, then damages them.
 *
 *   fuzz_x [-runs=N] [-seed=N] PATH...      folders are walked
 *
 * With gcc there is no libFuzzer; this finds no new paths, but it replays what
 * was found, and a few hundred damaged seeds a run keep the readers honest.
 * The input that crashed is left in crash-<fuzzer>. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEEDS = 2048, SEED_BYTES = 64 * 1024, PATH_BYTES = 4096 };

struct seed {
    uint8_t *data;
    size_t size;
};

static struct seed seeds[SEEDS];
static size_t nseeds;
static const char *crash_name;

static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static size_t draw_below(uint64_t *state, size_t n)
{
    return n ? (size_t)(draw(state) % n) : 0;
}

static void load(const char *path)
{
    DIR *d = opendir(path);

    if (d) {
        for (struct dirent *e; (e = readdir(d)) != NULL;) {
            char below[PATH_BYTES];

            if (e->d_name[0] == '.')
                continue;
            snprintf(below, sizeof below, "%s/%s", path, e->d_name);
            load(below);
        }
        closedir(d);
        return;
    }

    FILE *f = fopen(path, "rb");

    if (!f || nseeds == SEEDS) {
        if (f)
            fclose(f);
        return;
    }

    uint8_t *data = malloc(SEED_BYTES);

    if (!data)
        abort();
    seeds[nseeds].size = fread(data, 1, SEED_BYTES, f);
    seeds[nseeds++].data = data;
    fclose(f);
}

/* The input is written before it is tried: a crash leaves no time afterwards. */
static void try(const uint8_t *data, size_t size)
{
    FILE *f = fopen(crash_name, "wb");
    uint8_t *exact = malloc(size ? size : 1);      /* a sanitizer sees one byte too far */

    if (!exact)
        abort();
    if (f) {
        fwrite(data, 1, size, f);
        fclose(f);
    }
    if (size)
        memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

/* Bytes that mean something to the grammars stand in for chance. */
static const char *const telling[] = {
    "0", "9", ".", ",", "%", "(", ")", "-", "\n", "\n\n", "\t", "|", "#", "/", ";", ":", " ",
    "<sup>", "</sup>", "```", "[^1]", "gồm", "trong đó", "tăng", "so với", "cùng kỳ", "năm 2024",
    "đạt", "kế hoạch", "tỷ đồng", "chiếm", "999999999999999999999", "0,0000000000000000001",
    "\xEF\xBB\xBF", "\xCC\x81", "\xE1\xBA", "\xFF", "a\xCC\x80\xCC\x81", "\r\n", "\xC2\xA0"
};

static size_t damage(uint8_t *data, size_t size, uint64_t *state)
{
    size_t changes = 1 + draw_below(state, 8);

    for (size_t i = 0; i < changes; i++) {
        size_t at = draw_below(state, size + 1), n = draw_below(state, 40);
        const char *put = telling[draw_below(state, sizeof telling / sizeof telling[0])];
        size_t len = strlen(put);

        switch (draw_below(state, 5)) {
        case 0:                         /* a byte changed */
            if (at < size)
                data[at] = (uint8_t)draw_below(state, 256);
            break;
        case 1:                         /* some bytes out */
            if (n > size - at)
                n = size - at;
            memmove(data + at, data + at + n, size - at - n);
            size -= n;
            break;
        case 2:                         /* some bytes twice */
            if (n > size - at)
                n = size - at;
            if (size + n > SEED_BYTES)
                break;
            memmove(data + at + n, data + at, size - at);
            size += n;
            break;
        case 3:                         /* the end lost */
            if (draw_below(state, 8) == 0)
                size = at;
            break;
        default:
            if (size + len > SEED_BYTES)
                break;
            memmove(data + at + len, data + at, size - at);
            memcpy(data + at, put, len);
            size += len;
        }
    }
    return size;
}

int main(int argc, char **argv)
{
    unsigned long runs = 0;
    uint64_t state = 1;
    const char *slash = strrchr(argv[0], '/');
    char name[PATH_BYTES];
    static uint8_t data[SEED_BYTES];

    snprintf(name, sizeof name, "crash-%s", slash ? slash + 1 : argv[0]);
    crash_name = name;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "-runs=", 6) == 0)
            runs = strtoul(argv[i] + 6, NULL, 10);
        else if (strncmp(argv[i], "-seed=", 6) == 0)
            state = strtoull(argv[i] + 6, NULL, 10);
        else
            load(argv[i]);
    }
    try((const uint8_t *)"", 0);
    for (size_t i = 0; i < nseeds; i++)
        try(seeds[i].data, seeds[i].size);
    for (unsigned long i = 0; i < runs && nseeds; i++) {
        const struct seed *s = &seeds[draw_below(&state, nseeds)];
        /* A piece of a seed: short inputs are many, and easy to read afterwards. */
        size_t from = draw_below(&state, s->size), most = 1 + draw_below(&state, 4000);
        size_t size = s->size - from < most ? s->size - from : most;

        if (size)
            memcpy(data, s->data + from, size);
        try(data, damage(data, size, &state));
    }
    remove(crash_name);
    printf("%s: %zu seeds, %lu damaged\n", slash ? slash + 1 : argv[0], nseeds, runs);
    for (size_t i = 0; i < nseeds; i++)
        free(seeds[i].data);
    return 0;
}

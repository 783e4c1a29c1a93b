/* main.c -- runs the unit tests: all, or those named ("dec" or "test_dec"). */
#include "t.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SHOWN = 20, PATHS = 8, PATH = 4096, SKIPS = 64 };

static unsigned long passed, failed, failed_here;
static uint64_t run_seed;

#define UNIT(name) void name(void);
#include "unit.def"
#undef UNIT

static const struct {
    const char *name;
    void (*fn)(void);
} unit_test[] = {
#define UNIT(name) { #name, name },
#include "unit.def"
#undef UNIT
    { NULL, NULL }
};

bool t_check(bool ok, const char *file, int line, const char *text, const char *fmt, ...)
{
    if (ok) {
        passed++;
        return true;
    }
    failed++;
    if (failed_here++ >= SHOWN)         /* a broken law fails twenty thousand times */
        return false;

    const char *name = strrchr(file, '/');
    va_list ap;

    printf("%s:%d: %s: ", name ? name + 1 : file, line, text);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    return false;
}

uint64_t t_seed(void)
{
    return run_seed;
}

/* splitmix64 */
uint64_t t_draw(uint64_t *seed)
{
    uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static const char *join(const char *folder, const char *path)
{
    static char text[PATHS][PATH];
    static unsigned at;
    char *p = text[at++ % PATHS];

    snprintf(p, PATH, "%s/%s", folder, path);
    return access(p, R_OK) == 0 ? p : NULL;
}

const char *t_path(const char *path)
{
    return join(SOAT_SOURCE, path);
}

const char *t_shared(const char *path)
{
    static uint64_t skipped[SKIPS];
    static unsigned nskipped;
    const char *folder = getenv("SOAT_SHARED");
    const char *p = join(folder ? folder : SOAT_SOURCE "/../shared", path);
    uint64_t key = 0;

    if (p)
        return p;
    for (const char *c = path; *c; c++)
        key = key * 131 + (unsigned char)*c;
    for (unsigned i = 0; i < nskipped; i++)
        if (skipped[i] == key)
            return NULL;
    if (nskipped < SKIPS)
        skipped[nskipped++] = key;
    printf("SKIP: shared/%s is not there; what reads it was NOT tested\n", path);
    return NULL;
}

static bool asked(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0 || strcmp(argv[i], name + strlen("test_")) == 0)
            return true;
    return argc < 2;
}

int main(int argc, char **argv)
{
    const char *seed = getenv("SOAT_SEED");

    setvbuf(stdout, NULL, _IOLBF, 0);
    run_seed = seed ? strtoull(seed, NULL, 0) : (uint64_t)time(NULL);
    for (size_t i = 0; unit_test[i].name; i++) {
        if (!asked(unit_test[i].name, argc, argv))
            continue;

        unsigned long before = passed + failed;

        failed_here = 0;
        unit_test[i].fn();
        if (failed_here > SHOWN)
            printf("%s: %lu further failures not shown\n", unit_test[i].name, failed_here - SHOWN);
        if (passed + failed == before)
            T(false, "%s tested nothing", unit_test[i].name);
    }
    if (failed)
        printf("seed: SOAT_SEED=%llu\n", (unsigned long long)run_seed);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed ? 1 : 0;
}

/* t.h -- the whole of the test library.
 *
 * A file tests/unit/test_<file>.c defines `void test_<file>(void)`; the runner
 * calls all of them, or those named on its command line. */
#ifndef UNIT_T_H
#define UNIT_T_H

#include <stdbool.h>
#include <stdint.h>

/* Counts a pass, or prints place and message and counts a failure. Gives ok
 * back, so that a test can stop where going on makes no sense. */
#define T(ok, ...) t_check((ok), __FILE__, __LINE__, #ok, __VA_ARGS__)

bool t_check(bool ok, const char *file, int line, const char *text, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* The seed of this run: SOAT_SEED, or one from the clock; printed by the
 * runner when anything fails. Draw once per statement: the order of two draws
 * in one expression is the compiler's choice. */
uint64_t t_seed(void);
uint64_t t_draw(uint64_t *seed);

/* The path of a file of the repository, or of ../shared (SOAT_SHARED names
 * another folder). NULL when it is not there; the second then prints a loud
 * SKIP line, once per path. The text is good for seven further calls. */
const char *t_path(const char *path);
const char *t_shared(const char *path);

#endif

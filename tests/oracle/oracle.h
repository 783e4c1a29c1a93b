/* oracle.h -- facts about numbers put to bc(1), which shares no code with us.
 *
 * A test writes facts, one a line, each an expression that must be 1; all of
 * them go through one bc, so that thousands cost little. */
#ifndef ORACLE_ORACLE_H
#define ORACLE_ORACLE_H

#include "t.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct oracle {
    FILE *facts;
    char path[64];
    unsigned long n;
};

static inline bool oracle_open(struct oracle *o)
{
    int fd;

    *o = (struct oracle){ .path = "/tmp/soat-oracle-XXXXXX" };
    fd = mkstemp(o->path);
    o->facts = fd < 0 ? NULL : fdopen(fd, "w+");
    return T(o->facts, "no room for the facts in %s", o->path);
}

static inline __attribute__((format(printf, 2, 3))) void oracle_says(struct oracle *o,
                                                                     const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vfprintf(o->facts, fmt, ap);
    va_end(ap);
    putc('\n', o->facts);
    o->n++;
}

/* Asks for all facts at once and counts each answer. */
static inline void oracle_close(struct oracle *o)
{
    const char *functions = t_path("tests/oracle/numbers.bc");
    char command[4400], fact[4096], answer[64];
    FILE *bc = NULL;

    fflush(o->facts);
    rewind(o->facts);
    if (T(functions, "tests/oracle/numbers.bc is missing")) {
        snprintf(command, sizeof command, "BC_LINE_LENGTH=0 bc -q '%s' '%s' </dev/null",
                 functions, o->path);
        bc = popen(command, "r");
    }
    if (T(bc, "bc does not start")) {
        while (fgets(fact, sizeof fact, o->facts)) {
            fact[strcspn(fact, "\n")] = 0;
            if (!T(fgets(answer, sizeof answer, bc), "bc stopped at: %s", fact))
                break;
            T(strcmp(answer, "1\n") == 0, "bc denies: %s", fact);
        }
        T(!fgets(answer, sizeof answer, bc), "bc says more than it was asked: %s", answer);
        T(pclose(bc) == 0, "bc failed");
    }
    fclose(o->facts);
    unlink(o->path);
}

#endif

/* expect.h -- what the golden and the spec runner share: files, running the
 * program, and tables as it prints them. All memory is kept until the end. */
#ifndef TESTS_EXPECT_H
#define TESTS_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

/* Prints place and message, counts. */
bool expect(bool ok, const char *file, unsigned line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
int expect_finish(void);                   /* the closing line; gives the exit status */

_Noreturn void expect_stop(const char *what, const char *name);

void *room_for(size_t n);                 /* zeroed; never NULL */
char *text_copy(const char *from, size_t len);
char *text_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* NULL when the file is not there. */
char *file_text(const char *path);
void file_write(const char *path, const char *text);

/* Runs `soat ARGS` in the scratch folder, where `name` holds `text`; gives
 * standard output, and the exit status. A text that begins with a line "=== NAME" is
 * several files, each behind such a line; "=== --against NAME" names an older one. */
char *run_soat(const char *args, const char *name, const char *text, int *status);
void run_init(const char *program);

/* Lines, without their ends; a last empty one is none. */
struct lines {
    char **line;
    size_t n;
};
struct lines lines_of(const char *text);

/* Tab-separated text with a header line. */
struct sheet {
    struct lines columns;
    struct lines *row;
    size_t n;
};
struct sheet sheet_of(const char *text);

/* The cell by the column's name; "" for a cell that is not there, NULL for a
 * column that is not there. */
const char *sheet_cell(const struct sheet *s, size_t row, const char *column);

/* 1101 "65 hộ": message        (the message may be missing) */
struct expectation {
    const char *code;
    const char *quote;
    const char *message;                   /* NULL: any */
    bool met;
};
bool expectation_read(const char *text, struct expectation *out);

#endif

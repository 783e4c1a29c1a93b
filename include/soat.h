/* soat.h -- the library: a report in, findings out. The only installed header.
 *
 *     static void show(void *arg, const char *text, size_t len)
 *     {
 *         fwrite(text, 1, len, arg);
 *     }
 *     ...
 *     struct soat_check c = { .form = SOAT_FORM_TEXT, .print = show, .arg = stdout };
 *     if (soat_check_file(&c, "bao-cao.md") == SOAT_FINDINGS)
 *         ...
 *
 * Nothing is kept between calls; calls from several threads do not meet. */
#ifndef SOAT_H
#define SOAT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SOAT_API __attribute__((visibility("default")))
#else
#define SOAT_API
#endif

enum soat_form {
    SOAT_FORM_TEXT,             /* for people, with the line and carets */
    SOAT_FORM_TSV,              /* with a header line */
    SOAT_FORM_JSON,
    SOAT_FORM_HTML,             /* one page: the document with its findings marked */
    SOAT_FORM_DOCX              /* the Word file itself, with comments at the wrong figures; */
                                /* SOAT_FAILED for a file of another kind */
};

enum soat_answer {
    SOAT_CLEAN = 0,             /* no error and no warning */
    SOAT_FINDINGS = 1,
    SOAT_FAILED = 2             /* not readable, not text, too large ... */
};

struct soat_check {
    enum soat_form form;
    int english;                /* messages in English instead of Vietnamese */

    /* Called once with all that is to be shown: the findings, or after a
     * failure its one line. The text is UTF-8 (a Word file: bytes), not
     * NUL-terminated, and gone when the function returns. */
    void (*print)(void *arg, const char *text, size_t len);
    void *arg;
};

/* "0.1.0 (commit)" */
SOAT_API const char *soat_version(void);

SOAT_API enum soat_answer soat_check_file(const struct soat_check *c, const char *path);

/* The same of a file in memory; `name` is what messages call it. */
SOAT_API enum soat_answer soat_check_text(const struct soat_check *c, const char *name,
                                          const char *text, size_t len);

#ifdef __cplusplus
}
#endif

#endif

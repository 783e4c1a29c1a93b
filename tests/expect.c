/* expect.c -- what the golden and the spec runner share. */
#include "expect.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

static unsigned long passed, failed;
static char scratch[] = "/tmp/soat-test-XXXXXX";
static const char *soat_program;

bool expect(bool ok, const char *file, unsigned line, const char *fmt, ...)
{
    va_list ap;

    if (ok) {
        passed++;
        return true;
    }
    failed++;
    printf("%s:%u: ", file, line);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    return false;
}

int expect_finish(void)
{
    if (scratch[sizeof scratch - 2] != 'X')
        rmdir(scratch);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed || !passed ? 1 : 0;
}

_Noreturn void expect_stop(const char *what, const char *name)
{
    printf("%s: %s\n%lu passed, %lu failed\n", name, what, passed, failed + 1);
    exit(1);
}

void *room_for(size_t n)
{
    void *p = calloc(n ? n : 1, 1);

    if (!p)
        expect_stop("no memory", "tests");
    return p;
}

char *text_copy(const char *from, size_t len)
{
    char *p = room_for(len + 1);

    memcpy(p, from, len);
    return p;
}

char *text_printf(const char *fmt, ...)
{
    va_list ap, again;

    va_start(ap, fmt);
    va_copy(again, ap);

    size_t n = (size_t)vsnprintf(NULL, 0, fmt, ap);
    char *p = room_for(n + 1);

    vsnprintf(p, n + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return p;
}

static char *stream_text(FILE *f)
{
    size_t cap = 65536, len = 0, n;
    char *p = room_for(cap + 1);

    while ((n = fread(p + len, 1, cap - len, f)) > 0) {
        len += n;
        if (len == cap) {
            char *more = room_for(cap * 2 + 1);

            memcpy(more, p, len);
            free(p);
            p = more;
            cap *= 2;
        }
    }
    return p;
}

char *file_text(const char *path)
{
    FILE *f = fopen(path, "rb");

    if (!f)
        return NULL;

    char *p = stream_text(f);

    fclose(f);
    return p;
}

void file_write(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");

    if (!f || fputs(text, f) < 0 || fclose(f) != 0)
        expect_stop("cannot be written", path);
}

void run_init(const char *program)
{
    char *full = realpath(program, NULL);

    if (!full || access(full, X_OK) != 0)
        expect_stop("no such program", program);
    if (!mkdtemp(scratch))
        expect_stop("cannot be made", scratch);
    soat_program = full;
}

static void file_remove(const char *name)
{
    unlink(text_printf("%s/%s", scratch, name));
}

/* Writes the parts of a text that begin with "=== NAME", "=== --against NAME" or
 * "=== --db NAME"; gives the words that name them on a command line, quoted. */
static char *write_parts(const char *text, struct lines *names)
{
    struct lines l = lines_of(text);
    char *words = text_copy("", 0), *part = NULL;

    names->line = room_for((l.n + 1) * sizeof *names->line);
    names->n = 0;
    for (size_t i = 0; i <= l.n; i++) {
        bool opens = i < l.n && strncmp(l.line[i], "=== ", 4) == 0;

        if ((opens || i == l.n) && part)
            file_write(text_printf("%s/%s", scratch, names->line[names->n - 1]), part);
        if (i == l.n)
            break;
        if (!opens) {
            part = text_printf("%s%s\n", part ? part : "", l.line[i]);
            continue;
        }

        const char *option = strncmp(l.line[i] + 4, "--against ", 10) == 0 ? "--against "
                             : strncmp(l.line[i] + 4, "--db ", 5) == 0     ? "--db "
                                                                           : "";
        char *name = l.line[i] + 4 + strlen(option);

        names->line[names->n++] = name;
        words = text_printf("%s %s'%s'", words, option, name);
        part = text_copy("", 0);
    }
    return words;
}

char *run_soat(const char *args, const char *name, const char *text, int *status)
{
    struct lines names = { .line = room_for(sizeof *names.line), .n = 1 };
    char *words = text_printf("'%s'", name);

    names.line[0] = text_copy(name, strlen(name));
    if (strncmp(text, "=== ", 4) == 0)
        words = write_parts(text, &names);
    else
        file_write(text_printf("%s/%s", scratch, name), text);

    FILE *f = popen(text_printf("cd '%s' && '%s' %s %s", scratch, soat_program, args, words), "r");

    if (!f)
        expect_stop("cannot be run", soat_program);

    char *out = stream_text(f);
    int ended = pclose(f);

    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 255;
    for (size_t i = 0; i < names.n; i++)
        file_remove(names.line[i]);
    return out;
}

static struct lines split(const char *text, char sep)
{
    struct lines l = { NULL, 0 };
    size_t n = 1;

    for (const char *p = text; *p; p++)
        n += *p == sep;
    l.line = room_for(n * sizeof *l.line);
    for (;;) {
        const char *end = strchr(text, sep);

        l.line[l.n++] = text_copy(text, end ? (size_t)(end - text) : strlen(text));
        if (!end)
            return l;
        text = end + 1;
    }
}

struct lines lines_of(const char *text)
{
    struct lines l = split(text, '\n');

    if (l.line[l.n - 1][0] == '\0')
        l.n--;
    return l;
}

struct sheet sheet_of(const char *text)
{
    struct lines l = lines_of(text);
    struct sheet s = { { NULL, 0 }, NULL, 0 };

    if (l.n == 0)
        return s;
    s.columns = split(l.line[0], '\t');
    s.row = room_for(l.n * sizeof *s.row);
    for (size_t i = 1; i < l.n; i++)
        s.row[s.n++] = split(l.line[i], '\t');
    return s;
}

const char *sheet_cell(const struct sheet *s, size_t row, const char *column)
{
    for (size_t i = 0; i < s->columns.n; i++)
        if (strcmp(s->columns.line[i], column) == 0)
            return i < s->row[row].n ? s->row[row].line[i] : "";
    return NULL;
}

bool expectation_read(const char *text, struct expectation *out)
{
    size_t code = strspn(text, "0123456789");
    const char *open = text + code + strspn(text + code, " ");

    if (code == 0 || *open != '"')
        return false;

    const char *close = strstr(open + 1, "\":");
    const char *message = NULL;

    if (close) {
        message = close + 2 + strspn(close + 2, " ");
    } else {
        close = strrchr(open + 1, '"');
        if (!close || close[1 + strspn(close + 1, " ")] != '\0')
            return false;
    }
    out->code = text_copy(text, code);
    out->quote = text_copy(open + 1, (size_t)(close - open - 1));
    out->message = message && *message ? text_copy(message, strlen(message)) : NULL;
    out->met = false;
    return true;
}

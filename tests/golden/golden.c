/* golden.c -- whole documents with the findings they must give.
 *
 *   golden [accept] PROGRAM FOLDER
 *
 * In FOLDER/<module>/<case>.md an expectation stands, on a line of its own,
 * behind the line it is about:
 *
 *     <!-- expect 1101 "65 hộ": các thành phần cộng lại được 63, văn bản ghi 65 -->
 *
 * The quoted words are those the finding points into. For other files they
 * stand in <case>.expect, as `LINE CODE "words": message`. What a person sees
 * is compared, byte for byte, where there is a <case>.out. No finding may be
 * left over on either side. `accept` rewrites what is expected. */
#include "expect.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXPECTATIONS = 512, LINES = 65536 };

struct golden {
    const char *path;
    const char *name;                      /* without folders */
    const char *side;                      /* path of <case>.expect, NULL where comments serve */
    char *text;                            /* without expectations */
    struct lines line;                     /* of text */
    unsigned origin[LINES];                /* line of the file, by line of text */
    struct {
        struct expectation what;
        unsigned line;                     /* of text, from 1 */
        unsigned origin;                   /* where the expectation stands */
    } want[EXPECTATIONS];
    size_t nwant;
};

static const char comment_open[] = "<!-- expect ";
static const char comment_close[] = " -->";

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

static void add_want(struct golden *g, const char *text, unsigned line, unsigned origin)
{
    struct expectation e;

    if (!expect(expectation_read(text, &e), g->side ? g->side : g->path, origin,
                "not an expectation: %s", text))
        return;
    if (g->nwant == EXPECTATIONS)
        expect_stop("too many expectations", g->path);
    g->want[g->nwant].what = e;
    g->want[g->nwant].line = line;
    g->want[g->nwant++].origin = origin;
}

/* Takes the comments out, so that the program sees the document alone. */
static void read_comments(struct golden *g, const char *whole)
{
    struct lines all = lines_of(whole);
    char *to = g->text = text_copy(whole, strlen(whole));
    unsigned kept = 0;

    for (size_t i = 0; i < all.n; i++) {
        const char *s = all.line[i];

        if (strncmp(s, comment_open, strlen(comment_open)) == 0 && ends_with(s, comment_close)) {
            s += strlen(comment_open);
            add_want(g, text_copy(s, strlen(s) - strlen(comment_close)), kept, (unsigned)i + 1);
            continue;
        }
        if (++kept == LINES)
            expect_stop("too many lines", g->path);
        g->origin[kept] = (unsigned)i + 1;
        to += sprintf(to, "%s\n", s);
    }
    *to = '\0';
}

static void read_side(struct golden *g, const char *whole)
{
    char *side = file_text(g->side);
    struct lines l = lines_of(side ? side : "");

    g->text = text_copy(whole, strlen(whole));
    for (unsigned i = 0; i < LINES; i++)
        g->origin[i] = i;
    for (size_t i = 0; i < l.n; i++) {
        char *rest;
        unsigned line = (unsigned)strtoul(l.line[i], &rest, 10);

        if (l.line[i][0] && l.line[i][0] != '#')
            add_want(g, rest + strspn(rest, " "), line, (unsigned)i + 1);
    }
}

static size_t chars(const char *s, size_t bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

/* Does an occurrence of the quoted words in the line hold the column? */
static bool quote_covers(const struct golden *g, unsigned line, const char *quote, size_t col)
{
    if (line == 0 || line > g->line.n)
        return *quote == '\0';

    const char *s = g->line.line[line - 1];

    if (*quote == '\0')
        return true;
    for (const char *p = s; (p = strstr(p, quote)) != NULL; p++) {
        size_t from = chars(s, (size_t)(p - s)) + 1;

        if (col >= from && col < from + chars(p, strlen(quote)))
            return true;
    }
    return false;
}

static unsigned number_in(const struct sheet *s, size_t row, const char *column)
{
    const char *cell = sheet_cell(s, row, column);

    return cell ? (unsigned)strtoul(cell, NULL, 10) : 0;
}

static void compare(struct golden *g, const struct sheet *s)
{
    const char *place = g->side ? g->side : g->path;

    for (size_t i = 0; i < s->n; i++) {
        unsigned line = number_in(s, i, "line"), col = number_in(s, i, "col");
        const char *code = sheet_cell(s, i, "code"), *message = sheet_cell(s, i, "message");
        bool met = false;

        if (!expect(code && message, g->path, 1, "the table has no columns code and message"))
            return;
        for (size_t k = 0; k < g->nwant && !met; k++) {
            struct expectation *e = &g->want[k].what;

            met = !e->met && g->want[k].line == line && strcmp(e->code, code) == 0 &&
                  (!e->message || strcmp(e->message, message) == 0) &&
                  quote_covers(g, line, e->quote, col);
            if (met)
                e->met = true;
        }
        expect(met, g->path, line < LINES ? g->origin[line] : line,
               "column %u: not expected: %s \"%s\": %s", col, code, sheet_cell(s, i, "stated"),
               message);
    }
    for (size_t k = 0; k < g->nwant; k++)
        expect(g->want[k].what.met, place, g->want[k].origin, "not found: %s \"%s\"%s%s",
               g->want[k].what.code, g->want[k].what.quote, g->want[k].what.message ? ": " : "",
               g->want[k].what.message ? g->want[k].what.message : "");
    expect(true, g->path, 1, "compared");
}

/* The words an expectation quotes: those it quoted before, or the figure. */
static const char *quote_for(const struct golden *g, const struct sheet *s, size_t row)
{
    unsigned line = number_in(s, row, "line"), col = number_in(s, row, "col");
    const char *code = sheet_cell(s, row, "code");

    for (size_t k = 0; k < g->nwant; k++)
        if (g->want[k].line == line && strcmp(g->want[k].what.code, code) == 0 &&
            quote_covers(g, line, g->want[k].what.quote, col))
            return g->want[k].what.quote;
    return sheet_cell(s, row, "stated");
}

static void accept(struct golden *g, const struct sheet *s)
{
    char *out = text_copy("", 0);

    for (size_t n = 0; n <= g->line.n; n++) {
        if (!g->side && n > 0)
            out = text_printf("%s%s\n", out, g->line.line[n - 1]);
        for (size_t i = 0; i < s->n; i++) {
            if (number_in(s, i, "line") != n)
                continue;

            const char *rest = text_printf("%s \"%s\": %s", sheet_cell(s, i, "code"),
                                           quote_for(g, s, i), sheet_cell(s, i, "message"));
            if (g->side)
                out = text_printf("%s%zu %s\n", out, n, rest);
            else
                out = text_printf("%s%s%s%s\n", out, comment_open, rest, comment_close);
        }
    }
    if (!g->side)
        file_write(g->path, out);
    else if (*out)
        file_write(g->side, out);
    else
        unlink(g->side);
}

static void run_case(const char *path, bool accepting)
{
    struct golden *g = room_for(sizeof *g);
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    char *whole = file_text(path), *stem = text_copy(path, (size_t)(dot - path));
    int status = 0;

    g->path = path;
    g->name = slash ? slash + 1 : path;
    if (!whole)
        expect_stop("cannot be read", path);
    if (ends_with(path, ".md")) {
        read_comments(g, whole);
    } else {
        g->side = text_printf("%s.expect", stem);
        read_side(g, whole);
    }
    g->line = lines_of(g->text);

    struct sheet s = sheet_of(run_soat("check --format tsv", g->name, g->text, &status));

    if (!expect(status == 0 || status == 1, path, 1, "soat check ended with %d", status))
        return;
    if (accepting)
        accept(g, &s);
    else
        compare(g, &s);

    const char *seen = text_printf("%s.out", stem);
    char *want = file_text(seen);

    if (want) {
        char *text = run_soat("check", g->name, g->text, &status);

        if (accepting)
            file_write(seen, text);
        else if (!expect(strcmp(want, text) == 0, seen, 1, "a person now sees:"))
            fputs(text, stdout);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_case(const char *name)
{
    return ends_with(name, ".md") || ends_with(name, ".txt") || ends_with(name, ".tsv") ||
           ends_with(name, ".csv");
}

static void run_folder(const char *folder, bool accepting)
{
    static const size_t most = 4096;
    char **path = room_for(most * sizeof *path);
    size_t n = 0;
    DIR *d = opendir(folder);

    if (!d)
        expect_stop("cannot be read", folder);
    for (struct dirent *e; (e = readdir(d)) != NULL && n < most;)
        if (e->d_name[0] != '.')
            path[n++] = text_printf("%s/%s", folder, e->d_name);
    closedir(d);
    qsort(path, n, sizeof *path, by_name);
    for (size_t i = 0; i < n; i++) {
        DIR *sub = opendir(path[i]);

        if (sub) {
            closedir(sub);
            run_folder(path[i], accepting);
        } else if (is_case(path[i])) {
            run_case(path[i], accepting);
        }
    }
}

int main(int argc, char **argv)
{
    bool accepting = argc > 1 && strcmp(argv[1], "accept") == 0;

    argc -= accepting;
    argv += accepting;
    if (argc != 3)
        expect_stop("usage: golden [accept] PROGRAM FOLDER", "arguments");
    run_init(argv[1]);
    run_folder(argv[2], accepting);
    return expect_finish();
}

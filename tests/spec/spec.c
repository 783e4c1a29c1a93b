/* spec.c -- runs the examples of the specification.
 *
 *   spec PROGRAM FILE.md ...
 *
 * An example is a fence that holds what is read, and a fence that holds what
 * must come of it:
 *
 *     ```soat read                    ```soat check
 *     Sản lượng đạt 1.051 tấn.        Có 65 hộ, gồm 18 hộ A, 21 hộ B, 24 hộ C.
 *     ```                             ```
 *     ```tsv                          ```findings
 *     value   unit                    1101 "65": các thành phần cộng lại được 63, ...
 *     1051    tấn                     ```
 *     ```
 *
 * The table names the columns it is about; its rows are all rows there are, in
 * their order, and cells that are missing at a row's end are empty. An empty
 * second fence says that nothing comes of it. A `text` fence instead holds what
 * `soat check` prints for a person, byte for byte. Options may stand in the
 * first fence: ```soat check --level note
 *
 * Of several files, as `soat check --dossier` takes, each stands behind a line
 * "=== NAME"; the older ones, given by --against, behind "=== --against NAME"; a table of
 * facts to hold the report against behind "=== --db NAME.tsv". */
#include "expect.h"

#include <stdio.h>
#include <string.h>

enum example_kind { EXAMPLE_NONE, EXAMPLE_READ, EXAMPLE_CHECK };

struct example {
    const char *file;
    unsigned line;                         /* of the fence that is read */
    enum example_kind kind;
    const char *command;                   /* "check --level note" */
    char *text;
};

static const char *cell_or_empty(const struct lines *row, size_t i)
{
    return i < row->n ? row->line[i] : "";
}

static void compare_row(const struct example *e, unsigned line, const struct sheet *want,
                        const struct sheet *got, size_t row)
{
    for (size_t c = 0; c < want->columns.n; c++) {
        const char *column = want->columns.line[c];
        const char *cell = sheet_cell(got, row, column);
        const char *wanted = cell_or_empty(&want->row[row], c);

        if (!expect(cell != NULL, e->file, line, "there is no column %s", column))
            return;
        expect(strcmp(cell, wanted) == 0, e->file, line, "%s is «%s», not «%s»", column, cell,
               wanted);
    }
}

static void run_read(const struct example *e, unsigned line, const char *table)
{
    int status;
    char *out = run_soat(text_printf("%s --format tsv", e->command), "vi-du.md", e->text, &status);
    struct sheet want = sheet_of(table), got = sheet_of(out);

    if (!expect(status == 0, e->file, e->line, "soat read ended with %d", status))
        return;
    if (!expect(want.n == got.n, e->file, e->line, "%zu statements are read, not %zu:\n%s",
                got.n, want.n, out))
        return;
    for (size_t i = 0; i < want.n; i++)
        compare_row(e, line + (unsigned)i + 2, &want, &got, i);
}

static void run_check(const struct example *e, unsigned line, const char *list)
{
    int status;
    char *out = run_soat(text_printf("%s --format tsv", e->command), "vi-du.md", e->text, &status);
    struct lines want = lines_of(list);
    struct sheet got = sheet_of(out);

    if (!expect(status == 0 || status == 1, e->file, e->line, "soat check ended with %d", status))
        return;
    if (!expect(want.n == got.n, e->file, e->line, "%zu findings, not %zu:\n%s", got.n, want.n,
                out))
        return;
    for (size_t i = 0; i < want.n; i++) {
        struct expectation w;
        unsigned at = line + (unsigned)i + 1;

        if (!expect(expectation_read(want.line[i], &w), e->file, at, "not a finding"))
            continue;

        const char *code = sheet_cell(&got, i, "code"), *stated = sheet_cell(&got, i, "stated");
        const char *message = sheet_cell(&got, i, "message");

        if (!expect(code && stated && message, e->file, at, "columns are missing: %s", out))
            return;
        expect(strcmp(code, w.code) == 0 && strcmp(stated, w.quote) == 0 &&
                   (!w.message || strcmp(message, w.message) == 0),
               e->file, at, "found %s \"%s\": %s", code, stated, message);
    }
}

static void run_text(const struct example *e, const char *text)
{
    int status;
    char *out = run_soat(e->command, "vi-du.md", e->text, &status);

    expect(strcmp(out, text) == 0, e->file, e->line, "a person sees:\n%s", out);
}

static void run_file(const char *path)
{
    char *whole = file_text(path);

    if (!whole)
        expect_stop("cannot be read", path);

    struct lines l = lines_of(whole);
    struct example e = { .file = path };

    for (size_t i = 0; i < l.n; i++) {
        if (strncmp(l.line[i], "```", 3) != 0)
            continue;

        const char *info = l.line[i] + 3;
        unsigned line = (unsigned)i + 1;
        char *text = text_copy("", 0);

        for (i++; i < l.n && strncmp(l.line[i], "```", 3) != 0; i++)
            text = text_printf("%s%s\n", text, l.line[i]);
        if (!expect(i < l.n, path, line, "the fence is never closed"))
            return;
        if (strncmp(info, "soat ", 5) == 0) {
            expect(e.kind == EXAMPLE_NONE, path, line, "the example before has no answer");
            e.line = line;
            e.text = text;
            e.command = info + 5;
            e.kind = strncmp(e.command, "read", 4) == 0    ? EXAMPLE_READ
                     : strncmp(e.command, "check", 5) == 0 ? EXAMPLE_CHECK
                                                           : EXAMPLE_NONE;
            expect(e.kind != EXAMPLE_NONE, path, line, "not known: %s", info);
            continue;
        }
        if (e.kind == EXAMPLE_READ && strcmp(info, "tsv") == 0)
            run_read(&e, line, text);
        else if (e.kind == EXAMPLE_CHECK && strcmp(info, "findings") == 0)
            run_check(&e, line, text);
        else if (e.kind == EXAMPLE_CHECK && strcmp(info, "text") == 0)
            run_text(&e, text);
        else
            expect(e.kind == EXAMPLE_NONE, path, line, "no answer to the example of line %u",
                   e.line);
        e.kind = EXAMPLE_NONE;
    }
    expect(e.kind == EXAMPLE_NONE, path, e.line, "the example has no answer");
}

int main(int argc, char **argv)
{
    if (argc < 3)
        expect_stop("usage: spec PROGRAM FILE.md ...", "arguments");
    run_init(argv[1]);
    for (int i = 2; i < argc; i++)
        run_file(argv[i]);
    return expect_finish();
}

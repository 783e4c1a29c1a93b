/* embed.c -- turns files into one C source, as string literals.
 *
 *   embed LIST OUT      LIST has one "name<TAB>path" a line, in any order
 *
 * Literals, not lists of numbers: compilers read them some twenty times faster. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 4096, LINE = 4096 };

struct file {
    char *name;
    char *path;
    size_t len;
};

static _Noreturn void give_up(const char *what, const char *name)
{
    fprintf(stderr, "embed: %s: %s\n", name, what);
    exit(1);
}

static char *copy_of(const char *s)
{
    size_t len = strlen(s) + 1;
    char *p = malloc(len);

    if (!p)
        give_up("no memory", s);
    return memcpy(p, s, len);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* Printable bytes stand as they are; all others as three octal digits, which
 * no following digit can lengthen. '?' is escaped because of trigraphs. */
static size_t put_content(FILE *out, const char *path)
{
    FILE *in = fopen(path, "rb");
    size_t len = 0;
    int c, column = 0;

    if (!in)
        give_up("cannot be read", path);
    fputs("    \"", out);
    while ((c = fgetc(in)) != EOF) {
        if (column >= 90) {
            fputs("\"\n    \"", out);
            column = 0;
        }
        if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '?') {
            fputc(c, out);
            column++;
        } else {
            column += fprintf(out, "\\%03o", (unsigned)c);
        }
        len++;
    }
    fputs("\"", out);
    fclose(in);
    return len;
}

int main(int argc, char **argv)
{
    static struct file file[FILES];
    size_t n = 0;
    char line[LINE];

    if (argc != 3)
        give_up("usage: embed LIST OUT", "arguments");

    FILE *list = fopen(argv[1], "r");

    if (!list)
        give_up("cannot be read", argv[1]);
    while (fgets(line, sizeof line, list)) {
        char *tab = strchr(line, '\t');

        line[strcspn(line, "\n")] = '\0';
        if (!tab)
            continue;
        if (n == FILES)
            give_up("too many files", argv[1]);
        *tab = '\0';
        file[n++] = (struct file){ copy_of(line), copy_of(tab + 1), 0 };
    }
    fclose(list);
    qsort(file, n, sizeof *file, by_name);

    FILE *out = fopen(argv[2], "w");

    if (!out)
        give_up("cannot be written", argv[2]);
    fputs("/* data.c -- the files of data/; made by tools/embed.c. */\n"
          "#include \"model/data_int.h\"\n", out);
    for (size_t i = 0; i < n; i++) {
        fprintf(out, "\nstatic const char content%zu[] =\n", i);
        file[i].len = put_content(out, file[i].path);
        fputs(";\n", out);
    }
    fputs("\nconst struct data_entry data_entries[] = {\n", out);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "    { { \"%s\", %zu }, { content%zu, %zu } },\n",
                file[i].name, strlen(file[i].name), i, file[i].len);
    fprintf(out, "    { { 0, 0 }, { 0, 0 } }\n};\n\nconst size_t data_count = %zu;\n", n);
    for (size_t i = 0; i < n; i++) {
        free(file[i].name);
        free(file[i].path);
    }
    if (ferror(out) || fclose(out) != 0)
        give_up("cannot be written", argv[2]);
    return 0;
}

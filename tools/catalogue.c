/* catalogue.c -- checks the catalogue of indicators, and writes it as C tables.
 *
 *   catalogue TSV OUT       OUT is gen/catalogue.inc; nothing is written when TSV is wrong
 *   catalogue --check TSV   tells what is wrong, and counts
 *
 * The reader is that of the program, so what it takes here it takes there. */
#include "model/indicator_int.h"

#define TOOL "catalogue"
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 26 };

/* A string literal with its length. The catalogue holds no control characters. */
static void put_str(FILE *out, str s)
{
    if (!s.len) {               /* no pointer: nothing to relocate when the program starts */
        fputs("{ 0 }, ", out);
        return;
    }
    fputs("{ \"", out);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c >= 0x80 || c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%03o", (unsigned)c);
        else
            fputc(c, out);
    }
    fprintf(out, "\", %zu }, ", s.len);
}

/* Profiles stand in front of the entries that point at them. */
static void put_seasons(FILE *out, const struct indicators *all)
{
    for (size_t i = 0; i < all->count; i++) {
        if (!all->list[i].season)
            continue;
        fprintf(out, "static const uint16_t built_season_%zu[12] = {", i);
        for (int m = 0; m < 12; m++)
            fprintf(out, " %u,", (unsigned)all->list[i].season[m]);
        fputs(" };\n", out);
    }
}

/* The columns an office's file may leave out. */
static void put_further(FILE *out, const struct indicator *one, size_t i)
{
    put_str(out, one->numerator);
    fprintf(out, "%d, (enum adding)%d, (enum adding)%d, (enum price_basis)%d, ", one->per,
            (int)one->areas, (int)one->time, (int)one->price);
    if (one->season)
        fprintf(out, "built_season_%zu, ", i);
    else
        fputs("NULL, ", out);
    fprintf(out, "%d, %d, ", one->valid_from, one->valid_to);
    put_str(out, one->successor);
}

static void put_entries(FILE *out, const struct indicators *all)
{
    put_seasons(out, all);
    fputs("static const struct indicator built_list[] = {\n", out);
    for (size_t i = 0; i < all->count; i++) {
        const struct indicator *one = &all->list[i];

        fputs("    { ", out);
        put_str(out, one->id);
        put_str(out, one->code);
        put_str(out, one->name);
        put_str(out, one->unit_text);
        fprintf(out, "{ (enum unit_class)%d, UINT32_C(%lu), %d, %s }, ", (int)one->unit.class,
                (unsigned long)one->unit.base, one->unit.power,
                one->unit.multiplied ? "true" : "false");
        fprintf(out, "(enum nature)%d, (enum direction)%d, ", (int)one->nature,
                (int)one->direction);
        put_str(out, one->parent);
        put_str(out, one->denominator);
        put_str(out, one->group);
        put_str(out, one->frequency);
        put_str(out, one->agency);
        put_further(out, one, i);
        fputs("},\n", out);
    }
    fputs("};\n\nstatic const struct indicator_name built_name[] = {\n", out);
    for (size_t n = 0; n < all->nnames; n++) {
        const struct indicator_name *one = &all->name[n];

        fprintf(out, "    { { UINT64_C(%llu), UINT64_C(%llu), UINT64_C(%llu), %lu }, %u },\n",
                (unsigned long long)one->key.words, (unsigned long long)one->key.bag,
                (unsigned long long)one->key.light, (unsigned long)one->key.nheavy,
                (unsigned)one->of);
    }
    fputs("};\n", out);
}

static void put_slots(FILE *out, const char *name, const uint16_t *slot, size_t n)
{
    fprintf(out, "\nstatic const uint16_t %s[] = {", name);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s%u,", i % 16 ? " " : "\n    ", (unsigned)slot[i]);
    fputs("\n};\n", out);
}

static void write_tables(const struct indicators *all, const char *path)
{
    FILE *out = fopen(path, "w");

    if (!out)
        tool_stop("cannot be written", path);
    fputs("/* catalogue.inc -- data/indicators.tsv; made by tools/catalogue.c. */\n", out);
    put_entries(out, all);
    put_slots(out, "built_by_id", all->by_id, all->nslots);
    put_slots(out, "built_by_words", all->by_words, all->nslots);
    put_slots(out, "built_by_bag", all->by_bag, all->nslots);
    fprintf(out,
            "\nconst struct indicators catalogue_built = {\n"
            "    built_list, %zu, NULL, NULL, built_name, %zu,\n"
            "    built_by_id, built_by_words, built_by_bag, %zu\n};\n",
            all->count, all->nnames, all->nslots);
    if (ferror(out) || fclose(out) != 0)
        tool_stop("cannot be written", path);
}

int main(int argc, char **argv)
{
    const struct catalogue_problem *problem;
    size_t problems;

    if (argc != 3)
        tool_stop("TSV OUT, or --check TSV", "usage");

    bool check = strcmp(argv[1], "--check") == 0;
    const char *path = check ? argv[2] : argv[1];
    struct arena *a = tool_arena(MOST_BYTES, argv[0]);
    const struct indicators *all = catalogue_read(a, tool_file(a, path), &problem, &problems);

    for (size_t i = 0; i < problems; i++)
        fprintf(check ? stdout : stderr, "%s:%lu: %.*s\n", path, (unsigned long)problem[i].line,
                STRF(problem[i].en));
    if (check)
        printf("%zu passed, %zu failed\n", all->count, problems);
    else if (!problems)
        write_tables(all, argv[2]);
    arena_close(a);
    return problems ? 1 : 0;
}

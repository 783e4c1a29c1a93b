/* areas.c -- writes the names of places as C tables.
 *
 *   areas TSV OUT       TSV is data/areas.tsv, OUT gen/areas.inc */
#include "model/area_int.h"

#define TOOL "areas"
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_AREA_BYTES = 1 << 28, TEXT_COLUMN = 24 };

static size_t reach(size_t most, struct area_text t)
{
    size_t end = (size_t)t.at + t.len;

    return end > most ? end : most;
}

/* How far into the text the sets reach. */
static size_t text_length(const struct area_names *set, size_t count)
{
    size_t most = 0;

    for (size_t i = 0; i < count; i++) {
        most = reach(reach(reach(most, set[i].province), set[i].title), set[i].city);
        for (size_t k = 0; k < set[i].n; k++) {
            const struct area_name *n = &set[i].name[k];

            most = reach(reach(reach(most, n->fold), n->kind), n->district);
            most = reach(most, n->now);
        }
    }
    return most;
}

static void put_text(FILE *out, str s)
{
    fputs("static const char area_text[] = {", out);
    for (size_t i = 0; i < s.len; i++)
        fprintf(out, "%s%d,", i % TEXT_COLUMN ? "" : "\n    ", s.ptr[i]);
    fputs("\n};\n\n", out);
}

static void put_names(FILE *out, const struct area_names *set, size_t count)
{
    fputs("static const struct area_name area_name[] = {\n", out);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < set[i].n; k++) {
            const struct area_name *n = &set[i].name[k];

            fprintf(out, "    { { %u, %u }, { %u, %u }, { %u, %u }, { %u, %u }, %s },\n",
                    n->fold.at, n->fold.len, n->kind.at, n->kind.len, n->now.at, n->now.len,
                    n->district.at, n->district.len, n->several ? "true" : "false");
        }
    fputs("};\n\nstatic const uint16_t area_slot[] = {", out);
    for (size_t i = 0, column = 0; i < count; i++)
        for (size_t k = 0; k <= set[i].mask; k++)
            fprintf(out, "%s%u,", column++ % TEXT_COLUMN ? "" : "\n    ", set[i].slot[k]);
    fputs("\n};\n\n", out);
}

static void put_sets(FILE *out, const struct area_names *set, size_t count)
{
    size_t names = 0, slots = 0;

    fputs("static const struct area_names area_set[] = {\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "    { area_text, area_name + %zu, %u, %u, area_slot + %zu, { %u, %u }, "
                     "{ %u, %u }, { %u, %u }, NULL },\n", names, set[i].n, set[i].mask, slots,
                set[i].province.at, set[i].province.len, set[i].title.at, set[i].title.len,
                set[i].city.at, set[i].city.len);
        names += set[i].n;
        slots += set[i].mask + 1;
    }
    fprintf(out, "};\n\nconst struct area_names *const areas_built = area_set;\n"
                 "const size_t areas_built_count = %zu;\n", count);
}

/* What is longer than AREA_BYTES is never looked for. */
static void check_names(const struct area_names *set, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < set[i].n; k++)
            if (set[i].name[k].fold.len > AREA_BYTES)
                tool_stop("a name longer than AREA_BYTES", set[i].text + set[i].name[k].fold.at);
}

int main(int argc, char **argv)
{
    size_t count;

    if (argc != 3)
        tool_stop("TSV OUT", "usage");

    struct arena *a = tool_arena(MOST_AREA_BYTES, argv[0]);
    const struct area_names *set = areas_read(a, tool_file(a, argv[1]), &count);
    FILE *out = fopen(argv[2], "w");

    if (!out)
        tool_stop("cannot be written", argv[2]);
    check_names(set, count);
    fputs("/* areas.inc -- data/areas.tsv; made by tools/areas.c. */\n", out);
    put_text(out, (str){ set[0].text, text_length(set, count) });
    put_names(out, set, count);
    put_sets(out, set, count);
    if (ferror(out) || fclose(out) != 0)
        tool_stop("cannot be written", argv[2]);
    arena_close(a);
    return 0;
}

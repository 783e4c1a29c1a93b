/* test_data.c -- the files that travel inside the program. */
#include "t.h"

#include "model/data.h"

#include <stdio.h>
#include <string.h>

void test_data(void);

/* What is inside is byte for byte what stands in the tree. */
static void compare_with_tree(str name, str content)
{
    char path[512], part[4096];
    size_t at = 0, n;

    snprintf(path, sizeof path, str_starts(name, STR("codes/")) ? "docs/%.*s" : "data/%.*s",
             STRF(name));

    const char *place = t_path(path);

    if (!T(place, "%s is inside but not in the tree", path))
        return;

    FILE *f = fopen(place, "rb");

    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        if (!T(at + n <= content.len && memcmp(content.ptr + at, part, n) == 0,
               "%s differs in the 4 KiB from byte %zu", path, at))
            break;
        at += n;
    }
    fclose(f);
    T(at == content.len && content.ptr[content.len] == '\0', "%s ends where it should", path);
}

void test_data(void)
{
    str name = STR(""), content, last = STR("");
    size_t i;

    for (i = 0; data_each(i, &name, &content); i++) {
        str found = data_file(name);

        T(found.ptr == content.ptr && found.len == content.len, "%.*s found", STRF(name));
        T(str_cmp(last, name) < 0, "%.*s in order", STRF(name));
        compare_with_tree(name, content);
        last = name;
    }
    T(data_file(STR("no such file")).len == 0, "absent");
    T(data_file(STR("")).len == 0, "no name");
    T(!data_each(i, &name, &content), "ends");
}

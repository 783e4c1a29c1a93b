/* areas.c -- the administrative units that commands and pages work with. */
#include "app/areas.h"

#include "base/os.h"

status app_geography_with(struct job *j, enum geography_reach reach, str path,
                          const struct geography **out)
{
    struct geography_text own = { .name = path };

    if (path.len == 0)
        return geography_load(j, reach, NULL, 0, out);

    status st = os_read_file(j, path, &own.text);
    return st == OK ? geography_load(j, reach, &own, 1, out) : st;
}

status app_geography(struct job *j, enum geography_reach reach, const struct geography **out)
{
    return app_geography_with(j, reach, os_env("SOAT_AREAS"), out);
}

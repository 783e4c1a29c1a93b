/* profiles.c -- the profiles of other systems, by name or file. */
#include "app/profiles.h"

#include "base/os.h"

static bool is_profile_path(str name)
{
    return str_find(name, STR("/")) != SIZE_MAX || str_ends(name, STR(".tsv"));
}

status app_profile(struct job *j, str name, const struct indicators *catalogue,
                   const struct geography *places, const struct adapter **out)
{
    const struct adapter_lists lists = { .catalogue = catalogue, .places = places };
    str text = adapter_shipped(name);

    if (is_profile_path(name)) {
        status st = os_read_file(j, name, &text);
        if (st != OK)
            return st;
    } else if (!text.len) {
        str known = adapter_names(j->arena);

        return job_fail(j, FAIL_USAGE, "không có hồ sơ kết nối «%.*s»: có %.*s, hoặc một tệp .tsv",
                        "no profile '%.*s': there are %.*s, or a file .tsv", STRF(name),
                        STRF(known));
    }
    return adapter_open(j, name, text, &lists, out);
}

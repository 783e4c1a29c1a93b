/* data.c -- the files of data/, which travel inside the program. */
#include "model/data.h"

#include "model/data_int.h"

str data_file(str name)
{
    size_t lo = 0, hi = data_count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = str_cmp(name, data_entries[mid].name);

        if (order == 0)
            return data_entries[mid].content;
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return (str){ NULL, 0 };
}

bool data_each(size_t i, str *name, str *content)
{
    if (i >= data_count)
        return false;
    *name = data_entries[i].name;
    *content = data_entries[i].content;
    return true;
}

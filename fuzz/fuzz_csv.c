/* fuzz_csv.c -- any bytes as lines of fields: by the delimiter they are told to have, or by
 * ";" where they are told to be another text. */
#include "hold.h"

#include "read/formats.h"

static status read_field_bytes(struct job *j, void *arg)
{
    str text = *(const str *)arg;
    struct tree *t = tree_new(j, STR("fuzz.csv"));
    char delimiter = csv_delimiter(text);

    must(delimiter == '\0' || memchr(text.ptr, delimiter, text.len));
    return hold_tree(t, csv_read(j, STR("fuzz.csv"), text, t));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_field_bytes);
    return 0;
}

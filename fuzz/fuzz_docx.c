/* fuzz_docx.c -- any bytes as a Word file to its reader. */
#include "hold.h"

#include "read/read.h"
#include "word_file.h"

static status read_docx_bytes(struct job *j, void *data)
{
    const struct doc *d;

    status st = read_file(j, STR("fuzz.docx"), word_file_of(j->arena, *(str *)data), &d);
    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_docx_bytes);
    return 0;
}

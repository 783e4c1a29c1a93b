/* fuzz_report.c -- any bytes as a report: read, extracted, and held to what a
 * document and a statement promise. Small limits, so that they are met. */
#include "hold.h"

static status read_report(struct job *j, void *text)
{
    struct app_document d;
    status st = app_read_text(j, STR("fuzz"), *(str *)text, &d);

    if (st == OK)
        hold_report(&d);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_report);
    return 0;
}

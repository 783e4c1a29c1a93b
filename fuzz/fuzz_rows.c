/* fuzz_rows.c -- any bytes as a table of facts or a filled form; what is read without an error is
 * written as CSV and as SDMX-CSV, read again, and written as it was. */
#include "hold.h"

#include "read/fact_rows.h"
#include "write/dataset.h"

static struct dataset dataset_of(struct arena *a, const struct import_rows *rows)
{
    struct dataset_row *row = arena_array(a, struct dataset_row, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++)
        row[i].fact = &rows->row[i].fact;
    return (struct dataset){ .row = row, .n = rows->n };
}

static void hold_errors(const struct import_rows *rows)
{
    must(rows->nerrors <= CELL_ERRORS_KEPT);
    for (size_t i = 0; i < rows->nerrors; i++) {
        must(rows->error[i].message.len > 0);
        must(!memchr(rows->error[i].message.ptr, '\n', rows->error[i].message.len));
    }
    for (size_t i = 0; i < rows->n; i++)
        must(rows->row[i].fact.indicator.len > 0 && rows->row[i].line > 0);
}

static status write_again(struct job *j, enum dataset_format format,
                          const struct import_rows *rows)
{
    struct dataset ds = dataset_of(j->arena, rows);
    struct import_rows again;
    struct buf one, two;

    buf_init(&one, j->arena);
    buf_init(&two, j->arena);
    if (dataset_put(j, format, &ds, &one) != OK ||
        fact_rows_read(j, STR("f"), arena_str(j->arena, buf_str(&one)), NULL, &again) != OK)
        return j->failed;
    must(again.nerrors == 0 && again.n == rows->n);
    ds = dataset_of(j->arena, &again);
    if (dataset_put(j, format, &ds, &two) != OK)
        return j->failed;
    must(str_eq(buf_str(&one), buf_str(&two)));
    return OK;
}

static status read_row_bytes(struct job *j, void *arg)
{
    str text = arena_str(j->arena, *(const str *)arg);
    struct import_rows rows = { .n = 0 };
    status st = fact_rows_read(j, STR("f"), text, NULL, &rows);

    if (st != OK)
        return st;
    hold_errors(&rows);
    if (rows.nerrors)
        return OK;
    st = write_again(j, DATASET_CSV, &rows);
    return st == OK ? write_again(j, DATASET_SDMX_CSV, &rows) : st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_row_bytes);
    return 0;
}

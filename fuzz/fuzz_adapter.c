/* fuzz_adapter.c -- any bytes as the file of another system, by each shipped profile, or (with a
 * line "%%" between) as a profile and its file: what is received without an error is sent,
 * received again and sent as it was. */
#include "hold.h"

#include "adapter/adapter.h"

/* Units that were followed by others of the same code. */
static const char fuzz_units[] = "code\tname\tkind\tparent\tvalid_from\tvalid_to\n"
                                 "11\tĐiện Biên\ttỉnh\t\t\t\n"
                                 "094\tĐiện Biên Phủ\tthành phố\t11\t\t2025-06-30\n"
                                 "03127\tHim Lam\tphường\t094\t\t2025-06-30\n"
                                 "03127\tĐiện Biên Phủ\tphường\t11\t2025-07-01\t\n";

static void hold_received(const struct import_rows *rows)
{
    must(rows->nerrors <= CELL_ERRORS_KEPT);
    for (size_t i = 0; i < rows->nerrors; i++) {
        must(rows->error[i].message.len > 0 && rows->error[i].place.len > 0);
        must(!memchr(rows->error[i].message.ptr, '\n', rows->error[i].message.len));
    }
    for (size_t i = 0; i < rows->n; i++) {
        const struct fact *f = &rows->row[i].fact;

        must(f->indicator.len > 0 && rows->row[i].line > 0 && f->when.kind != PERIOD_NONE);
        must(!f->is_range || dec_cmp(f->value, f->upper) <= 0);
    }
}

static struct dataset received_dataset(struct arena *a, const struct import_rows *rows)
{
    struct dataset_row *row = arena_array(a, struct dataset_row, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++)
        row[i].fact = &rows->row[i].fact;
    return (struct dataset){ .row = row, .n = rows->n };
}

/* What a profile sends, it receives; not every row that it receives can be sent (a name of a place
 * is none of its codes), and profiles may give two words one code. */
static status send_again(struct job *j, const struct adapter *a, const struct import_rows *rows,
                         bool shipped)
{
    struct dataset ds = received_dataset(j->arena, rows);
    struct import_rows again;
    struct buf one, two;
    struct adapter_sent told;

    buf_init(&one, j->arena);
    buf_init(&two, j->arena);
    if (adapter_send(j, a, &ds, &one, &told) != OK || !adapter_about(a).receives)
        return j->failed;
    status st = adapter_receive(j, a, STR("f"), arena_str(j->arena, buf_str(&one)), &again);
    if (st != OK || !shipped)
        return st;
    must(again.nerrors == 0 && again.n <= rows->n);
    ds = received_dataset(j->arena, &again);
    if (adapter_send(j, a, &ds, &two, &told) != OK)
        return j->failed;
    must(str_eq(buf_str(&one), buf_str(&two)));
    return OK;
}

static status receive_bytes(struct job *j, void *arg)
{
    static const char *const shipped[] = { "ckan-csv", "ckan-datastore", "mau-bao-cao" };
    const struct geography_text units = { STR("u"), str_from(fuzz_units) };
    str text = arena_str(j->arena, *(const str *)arg);
    size_t cut = str_find(text, STR("%%\n"));
    struct adapter_lists lists = { NULL, NULL };

    status st = geography_read(j, &units, 1, &lists.places);
    for (int i = 0; i < (cut == SIZE_MAX ? 3 : 1) && (st == OK || i); i++) {
        struct import_rows rows = { .n = 0 };
        const struct adapter *a;

        job_forgive(j);
        str profile = cut == SIZE_MAX ? adapter_shipped(str_from(shipped[i]))
                                      : str_sub(text, 0, cut);
        str bytes = cut == SIZE_MAX ? text : str_sub(text, cut + 3, text.len);
        st = adapter_open(j, STR("p"), profile, &lists, &a);
        if (st == OK)
            st = adapter_receive(j, a, STR("f"), arena_str(j->arena, bytes), &rows);
        if (st != OK)
            continue;
        hold_received(&rows);
        if (!rows.nerrors)
            st = send_again(j, a, &rows, cut == SIZE_MAX);
    }
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, receive_bytes);
    return 0;
}

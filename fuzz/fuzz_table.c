/* fuzz_table.c -- any bytes as the rows of a table: the first byte tells the form (parted by
 * blanks under a header, by tabs, by pipes, in a grid or a box), ';' parts the cells. */
#include "hold.h"

enum { FORMS = 5, ROWS_BYTES = 4000 };

/* How a form writes what is above and below, before, between and behind cells. */
static const struct form {
    const char *head, *rule, *before, *between, *behind;
} forms[FORMS] = {
    { "TT Chỉ tiêu Đơn vị Kế hoạch năm 2025 Thực hiện 6 tháng So với cùng kỳ (%)\n", "", "", "  ",
      "" },
    { "TT\tChỉ tiêu\tĐơn vị\tKế hoạch\tThực hiện\n", "", "", "\t", "" },
    { "| Chỉ tiêu | Đơn vị | Thực hiện |\n|---|---|---|\n", "", "| ", " | ", " |" },
    { "", "+-----+-----+-----+\n", "| ", " | ", " |" },
    { "", "├─────┼─────┼─────┤\n", "│ ", " │ ", " │" },
};

static str table_text(struct arena *a, str data)
{
    unsigned char first = (unsigned char)(data.len ? data.ptr[0] - '0' : 0);
    const struct form *f = &forms[first % FORMS];
    str rest = str_sub(data, 1, data.len < ROWS_BYTES ? data.len : ROWS_BYTES), row, cell;
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, str_from(f->head));
    while (str_split(&rest, '\n', &row)) {
        const char *sign = f->before;

        buf_put(&b, str_from(f->rule));
        for (; str_split(&row, ';', &cell); sign = f->between) {
            buf_put(&b, str_from(sign));
            buf_put(&b, cell);
        }
        buf_put(&b, str_from(f->behind));
        buf_char(&b, '\n');
    }
    buf_put(&b, str_from(f->rule));
    return buf_str(&b);
}

static status read_table_text(struct job *j, void *data)
{
    struct app_document d;
    status st = app_read_text(j, STR("fuzz"), table_text(j->arena, *(str *)data), &d);

    if (st == OK) {
        hold_doc(d.src, d.doc);
        hold_report(&d);
    }
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 300 * 1024, read_table_text);
    return 0;
}

/* test_sheet.c -- a table written as a workbook, read again. */
#include "write/sheet.h"

#include "pack/zip.h"
#include "read/read.h"
#include "t.h"

void test_sheet(void);

static const struct sheet_column columns[] = { { "Chỉ tiêu", 30 }, { "Số", 12 }, { "Nơi", 9 } };

static str write_table(struct job *j)
{
    struct sheet *s = sheet_new(j, "Bảng <1>", columns, 3);
    str out = { NULL, 0 };

    sheet_row(s, false);
    sheet_text(s, STR("Thu \"ngân sách\" <A & B>\x01"));
    sheet_number(s, (dec){ 1176528, 2 });
    sheet_count(s, 12);
    sheet_row(s, true);
    sheet_text(s, STR("Đàn trâu"));
    sheet_number(s, (dec){ -118460, 0 });
    sheet_row(s, false);
    sheet_text(s, STR("Quá dài"));
    sheet_number(s, (dec){ 1234567890123456789, 2 });
    T(sheet_finish(s, &out) == OK, "written");
    return out;
}

static str cell_text(const struct doc *d, uint32_t row, uint32_t col)
{
    for (uint32_t i = 0; i < d->nblocks; i++)
        if (d->block[i].table && row < d->block[i].table->nrows && col < d->block[i].table->ncols)
            return table_cell(d->block[i].table, row, col)->flow.text;
    return (str){ NULL, 0 };
}

static status run_sheet(struct job *j, void *arg)
{
    static const struct { uint32_t row, col; const char *text; } cell[] = {
        { 0, 0, "Chỉ tiêu" }, { 0, 2, "Nơi" },
        { 1, 0, "Thu \"ngân sách\" <A & B>" }, { 1, 1, "11.765,28" }, { 1, 2, "12" },
        { 2, 1, "-118.460" }, { 3, 1, "12.345.678.901.234.567,89" },
    };
    const struct doc *d;
    str book = write_table(j);
    struct zip z;

    (void)arg;
    T(str_eq(book, write_table(j)), "the same rows, the same bytes");
    T(zip_open(j, STR("bang.xlsx"), book, &z) == OK && z.n == 6, "members");
    T(read_file(j, STR("bang.xlsx"), book, &d) == OK, "read: %.*s", STRF(j->message));
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
        str got = cell_text(d, cell[i].row, cell[i].col);

        T(str_eq(got, str_from(cell[i].text)), "%u, %u is «%.*s», not «%s»", cell[i].row,
          cell[i].col, STRF(got), cell[i].text);
    }
    return OK;
}

void test_sheet(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_sheet, NULL, NULL) == OK, "a job");
}

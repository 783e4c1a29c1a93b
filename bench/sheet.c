/* sheet.c -- makes a workbook of many rows with ten columns each.
 *
 *   sheet list|figures ROWS FILE    households and what they got; indicators with plan,
 *                                   results and comparisons */
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXTS = 50000 };

static unsigned draw(unsigned below)
{
    static uint64_t seed = 88172645463325252u;

    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 20) % below;
}

static void put_header(struct buf *sheet, const char *const *head)
{
    buf_put(sheet, STR("<sheetData><row r=\"1\">"));
    for (unsigned c = 0; c < 10; c++)
        buf_printf(sheet, "<c r=\"%c1\" t=\"inlineStr\"><is><t>%s</t></is></c>", 'A' + c, head[c]);
    buf_put(sheet, STR("</row>"));
}

static void put_shared(struct buf *sheet, unsigned row, char col)
{
    buf_printf(sheet, "<c r=\"%c%u\" t=\"s\"><v>%u</v></c>", col, row, draw(TEXTS));
}

static void put_number(struct buf *sheet, unsigned row, char col, double n)
{
    buf_printf(sheet, "<c r=\"%c%u\" s=\"1\"><v>%.17g</v></c>", col, row, n);
}

static void put_row(struct buf *sheet, unsigned row, bool figures)
{
    double plan = draw(100000) + 1000, before = draw(50000) + 1000, now = draw(50000) + 1000;

    buf_printf(sheet, "<row r=\"%u\" spans=\"1:10\"><c r=\"A%u\"><v>%u</v></c>", row, row, row - 1);
    put_shared(sheet, row, 'B');
    put_shared(sheet, row, 'C');
    put_number(sheet, row, 'D', plan);
    put_number(sheet, row, 'E', before);
    put_number(sheet, row, 'F', now);
    put_number(sheet, row, 'G', figures ? now / before * 100 : draw(1000000));
    put_number(sheet, row, 'H', figures ? now / plan * 100 : draw(1000000));
    put_shared(sheet, row, 'I');
    put_shared(sheet, row, 'J');
    buf_put(sheet, STR("</row>"));
}

static str make_book(struct arena *a, bool figures, unsigned rows)
{
    static const char *const list[] = { "TT", "Họ và tên", "Thôn, bản", "Số khẩu", "Lúa (kg)",
        "Ngô (kg)", "Tiền đợt 1", "Tiền đợt 2", "Xã", "Ghi chú" };
    static const char *const indicators[] = { "TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2025",
        "Thực hiện 6 tháng năm 2024", "Thực hiện 6 tháng năm 2025", "So với cùng kỳ (%)",
        "So với kế hoạch (%)", "Cơ quan", "Ghi chú" };
    struct buf sheet, strings;

    buf_init(&sheet, a);
    buf_init(&strings, a);
    put_header(&sheet, figures ? indicators : list);
    for (unsigned r = 2; r <= rows + 1; r++)
        put_row(&sheet, r, figures);
    buf_put(&sheet, STR("</sheetData>"));
    for (unsigned i = 0; i < TEXTS; i++)
        buf_printf(&strings, "<si><t>%s %u</t></si>", figures ? "Sản lượng cây số" : "Bản", i);
    buf_char(&sheet, '\0');
    buf_char(&strings, '\0');
    return pack_xlsx(a, &(struct packed_book){
        .sheet = sheet.ptr, .strings = strings.ptr,
        .styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"4\"/></cellXfs>" });
}

static void give_up(void *arg)
{
    (void)arg;
    fprintf(stderr, "sheet: out of memory\n");
    exit(1);
}

int main(int argc, char **argv)
{
    struct arena *a = arena_open(SIZE_MAX / 2, give_up, NULL);
    FILE *f;

    if (argc != 4)
        return 64;

    str book = make_book(a, strcmp(argv[1], "figures") == 0, (unsigned)strtoul(argv[2], NULL, 10));

    f = fopen(argv[3], "wb");
    if (!f || fwrite(book.ptr, 1, book.len, f) != book.len || fclose(f) != 0)
        return 1;
    arena_close(a);
    return 0;
}

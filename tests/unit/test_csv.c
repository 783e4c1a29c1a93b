/* test_csv.c -- which texts are tables of fields, and what they say. */
#include "read/formats.h"
#include "read/read.h"

#include "pack.h"
#include "t.h"

/* -- telling -- */

static const struct { const char *name, *text; char delimiter; } told_cases[] = {
    { "semicolons", "TT;Tên;Năm 2025\n1;Lúa;5\n2;Ngô;6\n", ';' },
    { "commas", "id,name,value\n1,Lúa,5\n2,Ngô,6\n", ',' },
    { "tabs", "TT\tTên\tSố\n1\tLúa\t5\n2\tNgô\t6\n", '\t' },
    { "pipes", "TT|Tên|Số\n1|Lúa|5\n2|Ngô|6\n", '|' },
    { "two fields", "Xã;Số\nA;5\nB;6\n", ';' },
    { "two fields with commas, enough of them", "Xã,Số\nA,5\nB,6\nC,7\nD,8\n", ',' },
    { "decimal commas", "Xã;Số\nA;5,5\nB;6,25\n", ';' },
    { "quotes with delimiters and line ends",
      "\"Tên; mã\";Số;Khác\n\"Lúa\nmùa\";5;a\n\"Ngô \"\"lai\"\"\";6;b\n", ';' },
    { "a mark, and Windows' line ends", "\xEF\xBB\xBF" "TT;Tên;Số\r\n1;Lúa;5\r\n2;Ngô;6\r\n", ';' },
    { "empty lines between", "TT;Tên;Số\n\n1;Lúa;5\n\n2;Ngô;6\n", ';' },
    { "titles that Excel pads", "Biểu 1;;\n;;ĐVT: ha\nTên;KH;TH\nLúa;5;6\nNgô;7;8\n", ';' },
    { "lines above", "Biểu 1: Kết quả\nNăm 2025\nTên;KH;TH\nLúa;5;6\nNgô;7;8\n", ';' },
    { "no line end at the end", "a;b;c\n1;2;3\n4;5;6", ';' },
    { "an empty field at the end", "a;b;c\n1;2;\n4;5;", ';' },
    { "prose", "Năm 2025, tỉnh đạt 5 tỷ đồng, tăng 6%, vượt 7%.\nNăm 2024, tỉnh đạt 4 tỷ đồng, "
      "tăng 5%, vượt 6%.\nNăm 2023, tỉnh đạt 3 tỷ đồng, tăng 4%, vượt 5%.\n", '\0' },
    { "prose in semicolons",
      "Lúa 5 ha; ngô 6 ha;\nsắn 7 ha; mía 8 ha;\nchè 9 ha; cam 1 ha;\n", '\0' },
    { "prose with one comma a line", "Lúa, 5\nNgô, 6\nSắn, 7\nMía, 8\nChè, 9\n", '\0' },
    { "lines of no figures", "a,b,c\nd,e,f\ng,h,i\n", '\0' },
    { "two records only", "a;b;c\n1;2;3\n", '\0' },
    { "two fields and commas, too few", "Xã,Số\nA,5\nB,6\n", '\0' },
    { "ragged", "a;b;c\n1;2;3\n4;5\n6;7;8\n", '\0' },
    { "a table of markdown", "| TT | Tên |\n|---|---|\n| 1 | Lúa |\n| 2 | Ngô |\n", '\0' },
    { "a table of markdown without outer pipes", "TT | Tên\n---|---\n1 | Lúa\n2 | Ngô\n", '\0' },
    { "a table inside a text", "Kết quả như sau\n\nTT\tTên\tSố\n1\tLúa\t5\n2\tNgô\t6\n", '\0' },
    { "a heading", "# Báo cáo\n\nĐạt 5;6;7\n", '\0' },
    { "NUL bytes", "a;b;c\n1;2\0003;4\n", '\0' },
    { "nothing", "", '\0' },
    { "a lone line", "TT;Tên;Số", '\0' },
    { "quotes that are none of a field", "\"TP\" A;5;6\n\"TX\" B;7;8\n\"H\" C;9;1\n", ';' },
    { "a quote that never ends", "a;\"b;c\n1;2;3\n4;5;6\n", ';' },
};

/* -- reading -- */

static const struct { const char *name, *text, *blocks; } read_cases[] = {
    { "fields", "TT;Tên;Số\n1;Lúa;5\n2;Ngô;6\n", "table\nTT|Tên|Số\n1|Lúa|5\n2|Ngô|6\n" },
    { "Vietnamese numbers stay", "Tên;Số;Tỷ lệ\nA;1.234,5;5,25%\nB;12.345;6%\n",
      "table\nTên|Số|Tỷ lệ\nA|1.234,5|5,25%\nB|12.345|6%\n" },
    { "English numbers", "Tên,Số,Tỷ lệ\nA,1234.5,5.25%\nB,12.345,-6%\nC,\"1,234\",0.5\n",
      "table\nTên|Số|Tỷ lệ\nA|1234,5|5,25%\nB|12,345|-6%\nC|1.234|0,5\n" },
    { "groups and decimals tell the writing", "a;b;c\nx;1,234.5;1\ny;2,345;2\n",
      "table\na|b|c\nx|1.234,5|1\ny|2.345|2\n" },
    { "several groups do", "a;b;c\nx;1,234,567;1\ny;2,345;2\n",
      "table\na|b|c\nx|1.234.567|1\ny|2.345|2\n" },
    { "a zero before does",
      "a;b;c\nx;0.123;1\ny;2.345;2\n", "table\na|b|c\nx|0,123|1\ny|2,345|2\n" },
    { "numbers of both kinds stay",
      "a;b;c\nx;1.5;1\ny;2,5;2\n", "table\na|b|c\nx|1.5|1\ny|2,5|2\n" },
    { "numbers that prove nothing stay", "a;b;c\nx;1.234;1\ny;2.345;2\n",
      "table\na|b|c\nx|1.234|1\ny|2.345|2\n" },
    { "dates and codes stay", "a,b,c\n2025-06-15,1.5,A-1.2\n15.06.2025,2.5,x\n3,3.5,y\n",
      "table\na|b|c\n2025-06-15|1,5|A-1.2\n15.06.2025|2,5|x\n3|3,5|y\n" },
    { "quotes", "\"Tên; mã\";Số;\"\"\n\"Lúa\nmùa\";5;a\n\"Ngô \"\"lai\"\"\";6;\"b\"\n",
      "table\nTên; mã|Số|\nLúa mùa|5|a\nNgô \"lai\"|6|b\n" },
    { "quotes that are none", "\"TP\" A;5;6\n\"TX\" B;7;8\n\"H\" C;9;1\n",
      "table\n\"TP\" A|5|6\n\"TX\" B|7|8\n\"H\" C|9|1\n" },
    { "old line ends", "a;b;c\r1;2;3\r4;5;6", "table\na|b|c\n1|2|3\n4|5|6\n" },
    { "titles, units, notes below", "Biểu 1: Kết quả;;\n;;ĐVT: ha\nTên;KH;TH\nLúa;5;6\nNgô;7;8\n"
      ";;\nGhi chú: số ước;;\n", "para Biểu 1: Kết quả\npara ĐVT: ha\ntable\nTên|KH|TH\nLúa|5|6\n"
      "Ngô|7|8\npara Ghi chú: số ước\n" },
    { "lines above", "Biểu 1: Kết quả; số ước\nTên;KH;TH\nLúa;5;6\nNgô;7;8\n",
      "para Biểu 1: Kết quả; số ước Tên;KH;TH\npara Lúa;5;6\npara Ngô;7;8\n" },
    { "a line above", "Biểu 1: Kết quả\nTên;KH;TH\nLúa;5;6\nNgô;7;8\n",
      "para Biểu 1: Kết quả\ntable\nTên|KH|TH\nLúa|5|6\nNgô|7|8\n" },
    { "UTF-16", "\xFF\xFE" "a\0;\0b\0;\0c\0\n\0001\0;\0002\0;\0003\0\n\0004\0;\0005\0;\0006\0\n\0",
      "table\na|b|c\n1|2|3\n4|5|6\n" },
};

struct csv_case { const char *name; str text; const char *blocks; };

static status read_csv_case(struct job *j, void *arg)
{
    const struct csv_case *c = arg;
    const struct doc *d;
    struct buf got;
    status st = read_file(j, STR("mẫu.csv"), c->text, &d);

    if (st != OK)
        return st;
    buf_init(&got, j->arena);
    pack_tell(&got, d);
    T(str_eq(buf_str(&got), str_from(c->blocks)), "%s:\n%.*s", c->name, STRF(buf_str(&got)));
    return OK;
}

/* What is beyond all sheets is refused. */
static status read_large_csv(struct job *j, void *arg)
{
    const bool *rows = arg;
    struct tree *t = tree_new(j, STR("lớn.csv"));
    struct buf text;

    buf_init(&text, j->arena);
    buf_put(&text, STR("a;b\n1;2\n3;4\n"));
    buf_repeat(&text, *rows ? '\n' : ';', 1 << 21);
    return csv_read(j, STR("lớn.csv"), buf_str(&text), t);
}

static status tell_place(struct job *j, void *arg)
{
    const struct doc *d;
    struct buf got;
    status st = read_file(j, STR("mẫu.csv"), STR("a;b;c\n;;\n1;x;3\n4;y;6\n"), &d);

    (void)arg;
    buf_init(&got, j->arena);
    if (st != OK)
        return st;
    doc_tell_place(d->src, d->block[0].table->src[1] + 2, LANG_VI, &got);
    T(str_eq(buf_str(&got), STR("bảng 1, hàng 3, cột 2")), "a place: %.*s", STRF(buf_str(&got)));
    return OK;
}

void test_csv(void)
{
    bool rows = true, columns = false;

    for (size_t i = 0; i < sizeof told_cases / sizeof *told_cases; i++) {
        str text = str_from(told_cases[i].text);

        if (strcmp(told_cases[i].name, "NUL bytes") == 0)
            text.len += 5;
        T(csv_delimiter(text) == told_cases[i].delimiter, "told: %s", told_cases[i].name);
    }
    for (size_t i = 0; i < sizeof read_cases / sizeof *read_cases; i++) {
        struct csv_case c = { read_cases[i].name, str_from(read_cases[i].text),
                              read_cases[i].blocks };

        if (strcmp(c.name, "UTF-16") == 0)
            c.text.len = 38;
        T(job_run(&LIMITS_DEFAULT, LANG_VI, read_csv_case, &c, NULL) == OK, "%s: reads", c.name);
    }
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_large_csv, &rows, NULL) == FAIL_LIMIT, "rows");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, read_large_csv, &columns, NULL) == FAIL_LIMIT, "columns");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, tell_place, NULL, NULL) == OK, "a place");
}

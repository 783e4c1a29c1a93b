/* bench_read.c -- from text to statements: MB/s over a made-up archive.
 *
 *   bench_read [REPORTS] [ROUNDS]
 *
 * The reports are drawn, always the same ones, from sentences of the kinds that
 * offices write: value with growth, a/b with its %, lists of parts, chains that
 * tell their base once, % of plan, note marks, and a table. */
#include "app/app.h"
#include "base/os.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARAGRAPHS = 160, TABLE_ROWS = 40, ROOM = 160 * 1024 };

static uint64_t drawn(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static unsigned drawn_below(uint64_t *state, unsigned n)
{
    return (unsigned)(drawn(state) % n);
}

static const char *const crops[] = {
    "Sản lượng chè búp tươi", "Diện tích gieo cấy lúa mùa", "Đàn trâu toàn tỉnh",
    "Giá trị sản xuất công nghiệp", "Tổng mức bán lẻ hàng hóa", "Thu ngân sách trên địa bàn",
    "Khối lượng hàng hóa vận chuyển", "Diện tích rừng trồng mới", "Sản lượng thủy sản nuôi trồng",
    "Số lượt khách du lịch", "Vốn đầu tư thực hiện", "Điện thương phẩm"
};
static const char *const units[] = {
    "tấn", "ha", "con", "tỷ đồng", "tỷ đồng", "tỷ đồng", "nghìn tấn", "ha", "tấn", "nghìn lượt",
    "triệu đồng", "triệu kWh"
};
static const char *const places[] = {
    "xã Bản Mới", "xã Nà Lúa", "huyện Sông Trong", "thị xã Đồi Chè", "phường Cầu Gỗ"
};

/* One paragraph of one of five kinds. */
static int put_paragraph(char *to, size_t room, uint64_t *s)
{
    unsigned i = drawn_below(s, 12), a = 100 + drawn_below(s, 800), b = drawn_below(s, 1000);
    unsigned p = drawn_below(s, 40), q = drawn_below(s, 100), x = 5 + drawn_below(s, 50);
    unsigned y = 5 + drawn_below(s, 50), z = drawn_below(s, 5), kind = drawn_below(s, 5);

    switch (kind) {
    case 0:
        return snprintf(to, room,
                        "- %s ước đạt %u.%03u %s, tăng %u,%02u%% so với cùng kỳ năm trước và bằng "
                        "%u,%02u%% kế hoạch năm; riêng %s đạt %u %s, giảm %u,%u%%.\n\n",
                        crops[i], a, b, units[i], p, q, 40 + p, q, places[z], a, units[i], p,
                        q % 10);
    case 1:
        return snprintf(to, room,
                        "Toàn tỉnh có %u/%u trường đạt chuẩn, chiếm %u,%02u%%; trong đó mầm non %u "
                        "trường, tiểu học %u trường.<sup>%u</sup>\n\n",
                        x, x + y, 100 * x / (x + y), 10000 * x / (x + y) % 100, x / 2, x - x / 2,
                        1 + z);
    case 2:
        return snprintf(to, room,
                        "Trong kỳ hỗ trợ %u hộ, gồm: %u hộ ở %s, %u hộ ở %s; tổng kinh phí trên "
                        "%u,%u tỷ đồng.\n\n",
                        x + y, x, places[z], y, places[(z + 1) % 5], a, q % 10);
    case 3:
        return snprintf(to, room,
                        "%s tăng %u,%02u%%, %s tăng %u,%02u%%, %s giảm %u,%02u%% so với cùng kỳ "
                        "năm 2023.\n\n",
                        crops[i], p, q, crops[(i + 5) % 12], q % 30, q, crops[(i + 7) % 12], z, q);
    default:
        return snprintf(to, room,
                        "Công tác chỉ đạo được duy trì thường xuyên; các sở, ngành, địa phương "
                        "phối hợp kiểm tra %u lượt cơ sở tại %s, nhắc nhở %u cơ sở, đến ngày "
                        "15/6/2024 theo Kế hoạch số %u/KH-UBND.\n\n",
                        x, places[z], y, a);
    }
}

static int put_row(char *to, size_t room, unsigned n, uint64_t *s)
{
    unsigned i = drawn_below(s, 12), plan = 1000 + drawn_below(s, 8000);
    unsigned before = plan / 2, now = before + drawn_below(s, 400);

    return snprintf(to, room, "%u\t%s\t%s\t%u\t%u\t%u\t%u,%02u\t%u,%02u\n", n, crops[i], units[i],
                    plan, before, now, 100 * now / before, 10000 * now / before % 100,
                    100 * now / plan, 10000 * now / plan % 100);
}

static size_t put_report(char *to, uint64_t *s)
{
    size_t n = (size_t)snprintf(to, ROOM, "# BÁO CÁO\n\nTình hình kinh tế - xã hội 6 tháng đầu năm "
                                          "2024 của tỉnh Bản Mẫu\n\n## I. KẾT QUẢ\n\n");

    for (unsigned i = 0; i < PARAGRAPHS; i++)
        n += (size_t)put_paragraph(to + n, ROOM - n, s);
    n += (size_t)snprintf(to + n, ROOM - n, "## PHỤ LỤC\n\nTT\tChỉ tiêu\tĐơn vị\tKế hoạch 2024\t"
                          "Thực hiện 6 tháng 2023\tƯớc thực hiện 6 tháng 2024\tSo cùng kỳ (%%)\t"
                          "So kế hoạch (%%)\n");
    for (unsigned i = 0; i < TABLE_ROWS; i++)
        n += (size_t)put_row(to + n, ROOM - n, i + 1, s);
    return n;
}

struct work {
    str text;
    uint64_t statements;
};

static status read_one(struct job *j, void *arg)
{
    struct work *w = arg;
    struct app_document d;
    status st = app_read_text(j, STR("bench.md"), w->text, &d);

    if (st == OK)
        w->statements += d.report->nstatements;
    return st;
}

int main(int argc, char **argv)
{
    size_t reports = argc > 1 ? strtoul(argv[1], NULL, 10) : 100;
    size_t rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 5;
    struct work w = { { NULL, 0 }, 0 };
    uint64_t best = UINT64_MAX, bytes = 0, seed = 1;
    str *report = calloc(reports ? reports : 1, sizeof *report);
    char *text = malloc(reports * ROOM + 1);

    if (!report || !text)
        return 2;
    for (size_t i = 0; i < reports; i++) {
        report[i] = (str){ text + bytes, put_report(text + bytes, &seed) };
        bytes += report[i].len;
    }
    for (size_t r = 0; r < rounds; r++) {
        uint64_t from = os_clock_ns(), took;

        w.statements = 0;
        for (size_t i = 0; i < reports; i++) {
            w.text = report[i];
            if (job_run(&LIMITS_DEFAULT, LANG_VI, read_one, &w, NULL) != OK)
                return 2;
        }
        took = os_clock_ns() - from;
        if (took < best)
            best = took;
    }
    printf("read: %.2f MB in %zu reports, %llu statements, %.1f MB/s (best of %zu)\n",
           (double)bytes / 1e6, reports, (unsigned long long)w.statements,
           rounds ? (double)bytes * 1e3 / (double)best : 0.0, rounds);
    free(report);
    free(text);
    return 0;
}

/* archive.c -- a made-up archive of reports, drawn from a fixed seed.
 *
 *   archive FOLDER MEGABYTES
 *
 * Reports of 100 to 150 KB, drawn from sentences of the kinds that offices write:
 * value with growth, a/b with its %, lists of parts, chains that tell their base
 * once, % of plan, notes, days and numbers of documents, prose without a figure
 * (about half of a report), and a table. Every third is text wrapped as a page is. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST = 100 * 1000, MOST = 150 * 1000, ROOM = 256 * 1024 };
enum { TABLE_ROWS = 60, PAGE = 96, DRAWS = 16 };

struct draft {
    char text[ROOM];
    size_t len;
    uint64_t chance;
    unsigned drawn[DRAWS];
};

static unsigned draw(struct draft *d, unsigned below)
{
    uint64_t z = d->chance += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((z ^ (z >> 31)) % below);
}

/* What one sentence needs, in an order that no compiler chooses. */
static const unsigned *draw_more(struct draft *d)
{
    for (int i = 0; i < DRAWS; i++)
        d->drawn[i] = draw(d, 1u << 30);
    return d->drawn;
}

#define PICK(list, drawn) ((list)[(drawn) % (sizeof(list) / sizeof *(list))])

enum { PLACE_BYTES = 64 };

__attribute__((format(printf, 2, 3)))
static void put(struct draft *d, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(d->text + d->len, ROOM - d->len, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n >= ROOM - d->len)
        abort();                /* MOST leaves room for the longest paragraph */
    d->len += (size_t)n;
}

static const char *const indicators[][2] = {
    { "Sản lượng chè búp tươi", "tấn" }, { "Diện tích gieo cấy lúa mùa", "ha" },
    { "Đàn trâu toàn tỉnh", "con" }, { "Giá trị sản xuất công nghiệp", "tỷ đồng" },
    { "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "tỷ đồng" },
    { "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng" },
    { "Khối lượng hàng hóa vận chuyển", "nghìn tấn" }, { "Diện tích rừng trồng mới", "ha" },
    { "Sản lượng thủy sản nuôi trồng", "tấn" }, { "Số lượt khách du lịch", "nghìn lượt" },
    { "Vốn đầu tư thực hiện trên địa bàn", "triệu đồng" }, { "Điện thương phẩm", "triệu kWh" },
    { "Năng suất lúa bình quân", "tạ/ha" }, { "Kim ngạch xuất khẩu qua cửa khẩu", "triệu USD" },
    { "Số doanh nghiệp thành lập mới", "doanh nghiệp" }, { "Số lao động được giải quyết việc làm",
      "lao động" }, { "Dư nợ cho vay của các tổ chức tín dụng", "tỷ đồng" },
    { "Số người tham gia bảo hiểm y tế", "người" }, { "Sản lượng thịt hơi xuất chuồng", "tấn" },
    { "Chiều dài đường giao thông nông thôn được cứng hóa", "km" }
};
static const char *const kinds[] = { "xã", "xã", "huyện", "phường", "thị trấn" };
static const char *const syllables[] = {
    "Bản", "Nà", "Sông", "Đồi", "Cầu", "Suối", "Pá", "Mường", "Thanh", "Tân", "Phú", "Hòa",
    "Lâm", "Sơn", "Bình", "Minh", "Vĩnh", "Quang", "Đông", "Tây", "Xuân", "Hưng", "Long", "Yên",
    "Khánh", "Ngọc", "Trung", "Thái", "Kim", "Châu", "Hải", "Vân"
};
static const char *const bases[] = {
    "so với cùng kỳ năm trước", "so với cùng kỳ năm 2023", "so với tháng trước",
    "so với năm 2022", "so với cùng kỳ"
};
static const char *const openings[] = {
    "Công tác chỉ đạo, điều hành được duy trì thường xuyên", "Các sở, ngành, địa phương chủ động "
    "rà soát nhiệm vụ được giao", "Tình hình dịch bệnh trên cây trồng và vật nuôi được theo dõi "
    "chặt chẽ", "Hoạt động văn hóa, thể thao diễn ra sôi nổi ở khắp các khu dân cư",
    "Việc tiếp nhận và trả kết quả thủ tục hành chính tiếp tục chuyển lên môi trường mạng",
    "Thị trường hàng hóa ổn định, nguồn cung đáp ứng đủ nhu cầu của nhân dân"
};
static const char *const middles[] = {
    "nhiều khó khăn ở cơ sở được kịp thời tháo gỡ", "công tác phối hợp giữa các đơn vị có chuyển "
    "biến rõ nét", "đội ngũ cán bộ từng bước được kiện toàn", "việc tuyên truyền, phổ biến pháp "
    "luật được lồng ghép vào sinh hoạt của thôn, bản", "kỷ cương hành chính được giữ nghiêm",
    "bà con yên tâm bám ruộng, bám rừng và mở rộng sản xuất"
};
static const char *const closings[] = {
    "góp phần ổn định đời sống nhân dân", "tạo nền tảng cho những quý tiếp theo",
    "tuy nhiên tiến độ ở một số nơi còn chậm", "đáp ứng yêu cầu của nhiệm vụ trong tình hình mới",
    "song vẫn cần tập trung hơn nữa vào các khâu còn yếu"
};

static void put_prose(struct draft *d)
{
    for (unsigned n = 2 + draw(d, 3); n > 0; n--) {
        const unsigned *r = draw_more(d);

        put(d, "%s; %s, %s. ", PICK(openings, r[0]), PICK(middles, r[1]), PICK(closings, r[2]));
    }
    d->text[d->len - 1] = '\n';
}

/* A report tells hardly a fact twice, so what it tells is of many places. */
static const char *place(char text[PLACE_BYTES], unsigned drawn)
{
    snprintf(text, PLACE_BYTES, "%s %s %s", PICK(kinds, drawn >> 20),
             PICK(syllables, drawn >> 10), PICK(syllables, drawn));
    return text;
}

static void put_growth(struct draft *d)
{
    const unsigned *r = draw_more(d);
    const char *const *i = PICK(indicators, r[0]);
    unsigned value = 100 + r[1] % 900;
    char here[PLACE_BYTES], there[PLACE_BYTES];

    put(d, "- %s của %s ước đạt %u.%03u %s, tăng %u,%02u%% %s và bằng %u,%02u%% kế hoạch năm; "
           "riêng %s đạt %u %s, giảm %u,%u%%.\n",
        i[0], place(here, r[10]), value, r[2] % 1000, i[1], r[3] % 40, r[4] % 100,
        PICK(bases, r[5]), 40 + r[6] % 60, r[7] % 100, place(there, r[8]), value,
        i[1], r[9] % 20, r[11] % 10);
}

static void put_ratio(struct draft *d)
{
    const unsigned *r = draw_more(d);
    unsigned a = 5 + r[0] % 50, b = a + r[1] % 50;
    char here[PLACE_BYTES];

    put(d, "Đến ngày %u/6/2024, %s có %u/%u trường đạt chuẩn quốc gia, chiếm %u,%02u%%; "
           "trong đó mầm non %u trường, tiểu học %u trường.\n",
        1 + r[2] % 30, place(here, r[3]), a, b, 100 * a / b, 10000 * a / b % 100, a / 2, a - a / 2);
}

/* One sum in twenty is wrong: there must be something to find. */
static void put_parts(struct draft *d)
{
    const unsigned *r = draw_more(d);
    unsigned a = 5 + r[0] % 400, b = 5 + r[1] % 400, wrong = r[2] % 20 == 0;

    char first[PLACE_BYTES], second[PLACE_BYTES];

    put(d, "Trong kỳ đã hỗ trợ %u hộ, gồm %u hộ ở %s, %u hộ ở %s. Tổng kinh phí trên %u,%u tỷ "
           "đồng. %s.\n",
        a + b + wrong, a, place(first, r[3]), b, place(second, r[4]), r[5] % 90, r[6] % 10,
        PICK(openings, r[7]));
}

static void put_chain(struct draft *d)
{
    const unsigned *r = draw_more(d);
    char here[PLACE_BYTES];

    put(d, "Tại %s, %s tăng %u,%02u%%, %s tăng %u,%02u%%, %s giảm %u,%02u%% %s; %s.\n",
        place(here, r[11]), PICK(indicators, r[0])[0], r[1] % 40, r[2] % 100,
        PICK(indicators, r[3])[0], r[4] % 30, r[5] % 100, PICK(indicators, r[6])[0], r[7] % 9,
        r[8] % 100, PICK(bases, r[9]), PICK(closings, r[10]));
}

static void put_work(struct draft *d)
{
    const unsigned *r = draw_more(d);
    char here[PLACE_BYTES];

    put(d, "Thực hiện Kế hoạch số %u/KH-UBND ngày %u/%u/2024, các đơn vị kiểm tra %u lượt cơ sở "
           "tại %s, nhắc nhở %u cơ sở, xử phạt %u vụ với số tiền %u,%u triệu đồng; %s.\n",
        1 + r[0] % 900, 1 + r[1] % 28, 1 + r[2] % 6, 50 + r[3] % 500, place(here, r[4]),
        r[5] % 50, 1 + r[6] % 20, r[7] % 300, r[8] % 10, PICK(middles, r[9]));
}

/* Markdown keeps its notes with the paragraph: mark, blank line, note. */
static void put_noted(struct draft *d, unsigned note)
{
    const unsigned *r = draw_more(d);
    char here[PLACE_BYTES];

    put(d, "Đến nay, %s có %u.%03u ha rừng<sup>%u</sup>, tỷ lệ che phủ đạt %u,%u%%; %s.\n\n"
           "<sup>%u</sup> Trong đó rừng trồng %u ha, rừng tự nhiên %u ha; %s.\n",
        place(here, r[8]), 100 + r[0] % 300, r[1] % 1000, note, 40 + r[2] % 20, r[3] % 10,
        PICK(middles, r[4]), note, 1000 + r[5] % 8000, 10000 + r[6] % 80000, PICK(closings, r[7]));
}

/* One paragraph; prose twice as often as any other kind. */
static void put_paragraph(struct draft *d, unsigned number)
{
    switch (draw(d, 8)) {
    case 0: put_growth(d); break;
    case 1: put_ratio(d); break;
    case 2: put_parts(d); break;
    case 3: put_chain(d); break;
    case 4: put_work(d); break;
    case 5: put_noted(d, 1 + number % 99); break;
    default: put_prose(d);
    }
    put(d, "\n");
}

static void put_table(struct draft *d)
{
    put(d, "## PHỤ LỤC\n\nTT\tChỉ tiêu\tĐơn vị\tKế hoạch 2024\tThực hiện 6 tháng 2023\t"
           "Ước thực hiện 6 tháng 2024\tSo cùng kỳ (%%)\tSo kế hoạch (%%)\n");
    for (unsigned row = 1; row <= TABLE_ROWS; row++) {
        const unsigned *r = draw_more(d);
        const char *const *i = PICK(indicators, r[0]);
        char here[PLACE_BYTES];
        unsigned plan = 1000 + r[1] % 8000, before = plan / 2, now = before + r[2] % 400;

        put(d, "%u\t%s của %s\t%s\t%u\t%u\t%u\t%u,%02u\t%u,%02u\n", row, i[0],
            place(here, r[3]), i[1], plan, before, now, 100 * now / before,
            10000 * now / before % 100, 100 * now / plan, 10000 * now / plan % 100);
    }
}

static void put_report(struct draft *d)
{
    static const char *const fields[] = { "nông nghiệp", "công nghiệp", "thương mại", "tài chính",
                                          "giáo dục", "y tế", "văn hóa", "nội vụ" };
    size_t size = LEAST + draw(d, MOST - LEAST);

    d->len = 0;
    put(d, "# BÁO CÁO\n\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024 của tỉnh Lào Cai\n\n");
    for (unsigned i = 0; d->len < size - 8000; i++) {
        if (i % 24 == 0)
            put(d, "## %u. Lĩnh vực %s\n\n", i / 24 + 1, PICK(fields, draw(d, 8)));
        put_paragraph(d, i);
    }
    put_table(d);
}

/* Breaks one line at blanks near the page's edge; the row of a table stays whole. */
static void wrap_line(char *line, size_t len)
{
    size_t columns = 0;

    if (memchr(line, '\t', len))
        return;
    for (size_t i = 0; i < len; i++) {
        columns += ((unsigned char)line[i] & 0xC0) != 0x80;
        if (line[i] == ' ' && columns > PAGE) {
            line[i] = '\n';
            columns = 0;
        }
    }
}

static void wrap_report(struct draft *d)
{
    char *line = d->text, *end = d->text + d->len;

    while (line < end) {
        char *stop = memchr(line, '\n', (size_t)(end - line));

        wrap_line(line, (size_t)(stop - line));
        line = stop + 1;
    }
}

static int write_report(const struct draft *d, const char *folder, unsigned number, int wrapped)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/%05u.%s", folder, number, wrapped ? "txt" : "md");
    FILE *f = n > 0 && (size_t)n < sizeof path ? fopen(path, "wb") : NULL;
    size_t put = f ? fwrite(d->text, 1, d->len, f) : 0;

    return f && fclose(f) == 0 && put == d->len;
}

int main(int argc, char **argv)
{
    static struct draft d = { .chance = 1 };
    uint64_t bytes = 0, most = argc == 3 ? strtoull(argv[2], NULL, 10) * 1000000 : 0;

    if (!most) {
        fprintf(stderr, "archive FOLDER MEGABYTES\n");
        return 64;
    }
    for (unsigned i = 0; bytes < most; i++, bytes += d.len) {
        put_report(&d);
        if (i % 3 == 2)
            wrap_report(&d);
        if (!write_report(&d, argv[1], i, i % 3 == 2)) {
            perror(argv[1]);
            return 2;
        }
    }
    return 0;
}

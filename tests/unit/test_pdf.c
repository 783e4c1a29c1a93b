/* test_pdf.c -- pages told word by word, as pdftotext tells them: what their places make of
 * them; and small PDF files through the converter itself. */
#include "t.h"

#include "base/child.h"
#include "read/formats.h"
#include "read/pdf_int.h"
#include "read/read.h"

#include <stdio.h>
#include <string.h>

void test_pdf(void);

/* -- making pages -- */

enum { LEFT = 60, RIGHT = 540 };

struct sheet {
    struct buf tsv;
    unsigned page;
};

static void new_sheet(struct sheet *s, struct arena *a)
{
    *s = (struct sheet){ .page = 0 };
    buf_init(&s->tsv, a);
}

static void new_page(struct sheet *s)
{
    buf_printf(&s->tsv, "1\t%u\t0\t0\t0\t0\t0.0\t0.0\t600.0\t800.0\t-1\t###PAGE###\n", ++s->page);
}

static size_t letters_of(const char *s, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

/* Letters are half as wide as high, blanks a quarter. Gives where the text ends. */
static double put_text(struct sheet *s, double x, double y, double size, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, " ");
        double width = (double)letters_of(text, n) * size / 2;

        if (n)
            buf_printf(&s->tsv, "5\t%u\t0\t0\t0\t0\t%.2f\t%.2f\t%.2f\t%.2f\t100\t%.*s\n", s->page,
                       x, y, width, size * 1.2, (int)n, text);
        x += width;
        text += n;
        if (*text == ' ') {
            x += size / 4;
            text++;
        }
    }
    return x;
}

static double text_width(double size, const char *text)
{
    double x = 0;

    for (; *text; text++)
        x += *text == ' ' ? size / 4 : ((unsigned char)*text & 0xC0) != 0x80 ? size / 2 : 0;
    return x;
}

static void put_right(struct sheet *s, double x, double y, double size, const char *text)
{
    put_text(s, x - text_width(size, text), y, size, text);
}

static void put_centred(struct sheet *s, double x, double y, double size, const char *text)
{
    put_text(s, x - text_width(size, text) / 2, y, size, text);
}

/* Running text from y on, lines 18 apart: the first begins at x0, others at x1. Gives the
 * y of the next line. */
static double put_para(struct sheet *s, double x0, double x1, double y, double size,
                       const char *text)
{
    double x = x0;

    while (*text) {
        size_t n = strcspn(text, " ");
        char word[200];

        snprintf(word, sizeof word, "%.*s", (int)n, text);
        if (x > x1 + size && x + text_width(size, word) > RIGHT) {
            y += size * 1.3;
            x = x1;
        }
        x = put_text(s, x, y, size, word) + size / 4;
        text += n + (text[n] == ' ');
    }
    return y + size * 1.3;
}

/* -- what is read -- */

static void show_doc(const struct doc *d, struct buf *b)
{
    static const char kind[] = "HPINT";

    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct block *bl = &d->block[i];

        buf_char(b, kind[bl->kind]);
        if (bl->kind == BLOCK_NOTE)
            buf_number(b, bl->note, 1);
        buf_char(b, ' ');
        if (!bl->table)
            buf_put(b, bl->flow.text);
        for (uint32_t m = 0; m < bl->flow.nmarks; m++)
            buf_printf(b, " {%u}", bl->flow.mark[m].number);
        for (uint32_t r = 0; bl->table && r < bl->table->nrows; r++)
            for (uint32_t c = 0; c < bl->table->ncols; c++) {
                const struct cell *cell = table_cell(bl->table, r, c);

                buf_put(b, c ? STR("|") : r ? STR("//") : STR(""));
                buf_put(b, cell->covered ? STR("~") : cell->flow.text);
            }
        buf_char(b, '\n');
    }
}

static str layout(struct job *j, struct sheet *s)
{
    struct tree *t = tree_new(j, STR("tep.pdf"));
    const struct doc *d;
    struct buf b;
    status st = pdf_layout(j, STR("tep.pdf"), buf_str(&s->tsv), t);

    buf_init(&b, j->arena);
    if (st == OK)
        st = tree_finish(t, &d);
    if (st == OK)
        show_doc(d, &b);
    return st == OK ? buf_str(&b) : j->message;
}

static void check_layout(struct job *j, struct sheet *s, const char *want)
{
    str got = layout(j, s);

    T(str_eq(got, str_from(want)), "\n%.*s-- want\n%s", STRF(got), want);
    job_forgive(j);
}

/* -- running text -- */

static const char running[] =
    "Tổng sản lượng lương thực có hạt của toàn tỉnh ước đạt 130.864 tấn, tăng 0,56% so với cùng "
    "kỳ năm trước và đạt 45,3% kế hoạch của cả năm.";
static const char second[] =
    "Diện tích gieo trồng cây hằng năm trên địa bàn đạt 23.070 ha, giảm 1,96% so với cùng kỳ, "
    "trong đó lúa chiếm phần lớn.";

static status test_paragraphs(struct job *j, void *arg)
{
    struct sheet s;
    char want[2000];
    double y;

    (void)arg;
    snprintf(want, sizeof want, "P %s\nP %s\nI Cây ngô: %s\n", running, second, second);

    new_sheet(&s, j->arena);                    /* the first line indented */
    new_page(&s);
    y = put_para(&s, LEFT + 30, LEFT, 100, 14, running);
    y = put_para(&s, LEFT + 30, LEFT, y, 14, second);
    put_text(&s, LEFT + 30, y, 14, "-");
    put_para(&s, LEFT + 40, LEFT, y, 14, arena_printf(j->arena, "Cây ngô: %s", second).ptr);
    check_layout(j, &s, want);

    new_sheet(&s, j->arena);                    /* blank between paragraphs */
    new_page(&s);
    y = put_para(&s, LEFT, LEFT, 100, 14, running);
    y = put_para(&s, LEFT, LEFT, y + 8, 14, second);
    put_text(&s, LEFT, y + 8, 14, "-");
    put_para(&s, LEFT + 20, LEFT + 20, y + 8, 14,
             arena_printf(j->arena, "Cây ngô: %s", second).ptr);
    check_layout(j, &s, want);
    return OK;
}

/* A sentence goes on over a page's end; numbers, heads and feet of pages are no text. */
static status test_pages(struct job *j, void *arg)
{
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    for (int page = 1; page <= 4; page++) {
        char number[20], words[300];

        new_page(&s);
        snprintf(number, sizeof number, "%d", page);
        snprintf(words, sizeof words, "Trang thứ %s nói về sản lượng và diện tích của các cây "
                 "trồng chính trong tỉnh, kể cả cây lâu năm, và câu này còn được nói tiếp sang "
                 "trang sau đó, nơi có dòng", page == 1 ? "nhất" : page == 2 ? "hai" : "ba");
        if (page > 1)
            put_centred(&s, 300, 30, 12, number);
        put_text(&s, LEFT, 750, 11, "UBND tỉnh, báo cáo năm 2025");
        put_right(&s, RIGHT, 750, 11, arena_printf(j->arena, "tr. %d/4", page).ptr);
        if (page < 4)
            put_para(&s, page == 1 ? LEFT + 30 : LEFT, LEFT, 100, 14, words);
        else
            put_para(&s, LEFT, LEFT, 100, 14, "cuối cùng ở trang bốn.");
    }
    check_layout(j, &s,
        "P Trang thứ nhất nói về sản lượng và diện tích của các cây trồng chính trong tỉnh, kể cả "
        "cây lâu năm, và câu này còn được nói tiếp sang trang sau đó, nơi có dòng\n"
        "P Trang thứ hai nói về sản lượng và diện tích của các cây trồng chính trong tỉnh, kể cả "
        "cây lâu năm, và câu này còn được nói tiếp sang trang sau đó, nơi có dòng\n"
        "P Trang thứ ba nói về sản lượng và diện tích của các cây trồng chính trong tỉnh, kể cả "
        "cây lâu năm, và câu này còn được nói tiếp sang trang sau đó, nơi có dòng cuối cùng ở "
        "trang bốn.\n");
    return OK;
}

static status test_titles(struct job *j, void *arg)
{
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    new_page(&s);
    put_centred(&s, 300, 60, 14, "BÁO CÁO");
    put_centred(&s, 300, 78, 14, "Tình hình kinh tế, xã hội của tỉnh");
    put_centred(&s, 300, 96, 14, "năm 2025 và nhiệm vụ năm 2026");
    put_text(&s, LEFT + 30, 120, 14, "I. KẾT QUẢ");
    put_text(&s, LEFT + 30, 138, 14, "1. Nông nghiệp");
    put_para(&s, LEFT + 30, LEFT, 156, 14, running);
    put_right(&s, RIGHT, 220, 14, "Theo chỉ đạo của Chủ tịch tỉnh tại Văn bản số 4786/UBND-");
    put_text(&s, LEFT, 238, 14, "TH ngày 13/10/2023.");
    check_layout(j, &s, arena_printf(j->arena,
        "P BÁO CÁO Tình hình kinh tế, xã hội của tỉnh năm 2025 và nhiệm vụ năm 2026\n"
        "H I. KẾT QUẢ\nH 1. Nông nghiệp\nP %s\n"
        "P Theo chỉ đạo của Chủ tịch tỉnh tại Văn bản số 4786/UBND-TH ngày 13/10/2023.\n",
        running).ptr);
    return OK;
}

/* The office and the motto stand side by side, so do the receivers and the signature. */
static status test_letter(struct job *j, void *arg)
{
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    new_page(&s);
    put_centred(&s, 150, 50, 13, "UBND TỈNH X");
    put_centred(&s, 420, 50, 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    put_centred(&s, 150, 67, 13, "Số: 12/BC-UBND");
    put_centred(&s, 420, 67, 13, "Độc lập - Tự do - Hạnh phúc");
    put_para(&s, LEFT + 30, LEFT, 120, 14, running);
    put_text(&s, LEFT, 200, 13, "Nơi nhận:");
    put_centred(&s, 420, 200, 13, "TM. ỦY BAN NHÂN DÂN");
    put_text(&s, LEFT, 217, 13, "- Như trên;");
    put_centred(&s, 420, 217, 13, "CHỦ TỊCH");
    put_text(&s, LEFT, 234, 13, "- Lưu: VT.");
    check_layout(j, &s, arena_printf(j->arena,
        "P UBND TỈNH X Số: 12/BC-UBND\n"
        "P CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nP Độc lập - Tự do - Hạnh phúc\nP %s\n"
        "P Nơi nhận:\nI Như trên;\nI Lưu: VT.\nP TM. ỦY BAN NHÂN DÂN\nP CHỦ TỊCH\n",
        running).ptr);
    return OK;
}

/* A sentence goes on at the head of the second column. */
static status test_columns(struct job *j, void *arg)
{
    static const char *const left[] = {
        "Tổng sản lượng lương thực có hạt của", "toàn tỉnh trong sáu tháng đầu năm nay",
        "ước đạt 130.864 tấn, tăng 0,56 phần", "trăm so với cùng kỳ của năm trước và",
        "đạt gần một nửa kế hoạch của cả năm.", "Diện tích gieo trồng cây hằng năm là",
        "23.070 ha, giảm chút ít so với trước",
    };
    static const char *const right[] = {
        "kia, trong đó cây lúa vẫn chiếm phần", "lớn nhất, sau đó đến cây ngô và sắn.",
        "Đàn gia súc của tỉnh có 575.937 con,", "tăng hơn hai phần trăm so với cùng kỳ",
        "năm trước, đàn gia cầm có 5.034 nghìn", "con và đạt trên chín mươi bảy phần của",
        "kế hoạch năm được giao.",
    };
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    new_page(&s);
    put_para(&s, LEFT, LEFT, 60, 12, running);
    for (size_t i = 0; i < 7; i++) {
        put_text(&s, LEFT, 120 + 16 * (double)i, 12, left[i]);
        put_text(&s, 312, 120 + 16 * (double)i, 12, right[i]);
    }
    T(str_find(layout(j, &s), STR("so với trước kia, trong đó cây lúa")) != SIZE_MAX, "%.*s",
      STRF(layout(j, &s)));
    return OK;
}

/* -- notes -- */

static status test_notes(struct job *j, void *arg)
{
    struct sheet s;
    double x;

    (void)arg;
    new_sheet(&s, j->arena);
    new_page(&s);
    put_centred(&s, 300, 30, 12, "1");
    put_para(&s, LEFT + 30, LEFT, 80, 14, running);
    x = put_text(&s, LEFT + 30, 118 + 18, 14, "Khai thác được 40 m");
    x = put_text(&s, x, 134, 9, "3");
    x = put_text(&s, x, 118 + 18, 14, " gỗ và trồng 120 ha rừng");
    x = put_text(&s, x, 134, 9, "1");
    put_text(&s, x, 118 + 18, 14, ".");
    put_para(&s, LEFT + 30, LEFT, 154, 14, second);
    put_text(&s, LEFT, 700, 7, "1");            /* raised at the note's front */
    put_text(&s, LEFT + 6, 702, 11, "Trong đó rừng sản xuất là 100 ha, rừng phòng hộ là 20 ha, "
             "theo báo cáo của các");
    new_page(&s);
    put_centred(&s, 300, 30, 12, "2");
    x = put_text(&s, LEFT + 30, 80, 14, "Sản lượng mắc ca tăng");
    x = put_text(&s, x, 78, 9, "2");
    put_text(&s, x, 80, 14, ", cà phê giảm nhẹ.");
    put_para(&s, LEFT + 30, LEFT, 98, 14, running);
    put_text(&s, LEFT, 686, 11, "huyện, thị xã và thành phố.");
    put_text(&s, LEFT, 702, 11, "2");           /* of the note's own size, with a tab */
    put_text(&s, LEFT + 20, 702, 11, "Đạt 500 tấn, tăng 20 tấn.");
    check_layout(j, &s, arena_printf(j->arena,
        "P %s\nP Khai thác được 40 m3 gỗ và trồng 120 ha rừng. {1}\n"
        "N1 Trong đó rừng sản xuất là 100 ha, rừng phòng hộ là 20 ha, theo báo cáo của các "
        "huyện, thị xã và thành phố.\nP %s\n"
        "P Sản lượng mắc ca tăng, cà phê giảm nhẹ. {2}\nN2 Đạt 500 tấn, tăng 20 tấn.\nP %s\n",
        running, second, running).ptr);
    return OK;
}

/* -- tables -- */

static void put_header(struct sheet *s, double y)
{
    put_centred(s, 75, y + 8, 12, "TT");
    put_centred(s, 170, y + 8, 12, "Chỉ tiêu");
    put_centred(s, 350, y, 12, "Thực hiện");
    put_centred(s, 310, y + 18, 12, "Năm 2024");
    put_centred(s, 390, y + 18, 12, "Năm 2025");
    put_centred(s, 490, y, 12, "So với");
    put_centred(s, 490, y + 14, 12, "kế hoạch (%)");
}

static void put_values(struct sheet *s, double y, const char *a, const char *b, const char *c)
{
    put_right(s, 340, y, 12, a);
    put_right(s, 425, y, 12, b);
    put_right(s, 530, y, 12, c);
}

/* Labels are wrapped, their figures stand beside the middle; a header of two levels that is
 * printed again on the next page. */
static status test_table(struct job *j, void *arg)
{
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    new_page(&s);
    put_para(&s, LEFT + 30, LEFT, 80, 14, running);
    put_centred(&s, 300, 140, 14, "Bảng 1. Các chỉ tiêu chủ yếu");
    put_header(&s, 170);
    put_text(&s, 70, 214, 12, "I");
    put_text(&s, 90, 214, 12, "Nông nghiệp");
    put_text(&s, 70, 241, 12, "1");
    put_text(&s, 90, 234, 12, "Sản lượng lương thực");
    put_text(&s, 90, 248, 12, "có hạt");
    put_values(&s, 241, "129.500,5", "130.864", "45,3");
    put_text(&s, 70, 268, 12, "2");
    put_text(&s, 90, 268, 12, "Diện tích");
    put_values(&s, 268, "9.763", "9.831,5", "99");
    new_page(&s);
    put_header(&s, 60);
    put_text(&s, 70, 104, 12, "3");
    put_text(&s, 90, 104, 12, "Điện");
    put_values(&s, 104, "450", "-", "88,1");
    put_text(&s, 70, 131, 12, "4");
    put_text(&s, 90, 124, 12, "Xi măng các");
    put_text(&s, 90, 138, 12, "loại");
    put_values(&s, 131, "", "131,25", "7");
    put_para(&s, LEFT + 30, LEFT, 180, 14, second);
    check_layout(j, &s, arena_printf(j->arena,
        "P %s\nP Bảng 1. Các chỉ tiêu chủ yếu\n"
        "T TT|Chỉ tiêu|Thực hiện|~|So với kế hoạch (%%)//~|~|Năm 2024|Năm 2025|~//"
        "I|Nông nghiệp|||//1|Sản lượng lương thực có hạt|129.500,5|130.864|45,3//"
        "2|Diện tích|9.763|9.831,5|99//3|Điện|450|-|88,1//4|Xi măng các loại||131,25|7\nP %s\n",
        running, second).ptr);
    return OK;
}

/* Rows as near to each other as lines of a cell: small letters tell what goes on. */
static status test_dense_table(struct job *j, void *arg)
{
    static const struct { const char *label, *a, *b; } row[] = {
        { "Chỉ tiêu", "Năm 2024", "Năm 2025" },
        { "Trồng trọt", "", "" },
        { "Sản lượng lúa", "59.680", "61.002,5" },
        { "Sản lượng ngô và các", "71.183", "70.654,1" },
        { "cây màu khác", "", "" },
        { "Chăn nuôi", "", "" },
        { "Đàn lợn", "575.937", "580.112" },
    };
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    new_page(&s);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        double y = 100 + 15 * (double)i;

        put_text(&s, LEFT, y, 12, row[i].label);
        put_right(&s, 350, y, 12, row[i].a);
        put_right(&s, 500, y, 12, row[i].b);
    }
    check_layout(j, &s,
        "T Chỉ tiêu|Năm 2024|Năm 2025//Trồng trọt||//Sản lượng lúa|59.680|61.002,5//"
        "Sản lượng ngô và các cây màu khác|71.183|70.654,1//Chăn nuôi||//"
        "Đàn lợn|575.937|580.112\n");
    return OK;
}

/* -- refusals -- */

static void check_refusal(struct job *j, str tsv, status want, const char *says)
{
    struct tree *t = tree_new(j, STR("tep.pdf"));
    status st = pdf_layout(j, STR("tep.pdf"), tsv, t);

    T(st == want && str_find(j->message, str_from(says)) != SIZE_MAX, "%d: %.*s", st,
      STRF(j->message));
    T(str_find(j->message, STR("«tep.pdf»")) != SIZE_MAX, "%.*s", STRF(j->message));
    job_forgive(j);
}

static status test_refusals(struct job *j, void *arg)
{
    struct sheet s;

    (void)arg;
    new_sheet(&s, j->arena);
    check_refusal(j, STR(""), FAIL_FORMAT, "bản quét");
    new_page(&s);
    check_refusal(j, buf_str(&s.tsv), FAIL_FORMAT, "OCR");
    put_text(&s, 60, 60, 12, "Ký bởi: Văn phòng, ngày 1/7/2025");      /* a stamp is no text */
    for (int i = 0; i < 5; i++)
        new_page(&s);
    check_refusal(j, buf_str(&s.tsv), FAIL_FORMAT, "OCR");
    j->limits.pages = 5;
    check_refusal(j, buf_str(&s.tsv), FAIL_LIMIT, "5 trang");
    check_refusal(j, STR("5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100\t\xFF\xFE\n"), FAIL_FORMAT, "hỏng");
    return OK;
}

/* -- files -- */

static str make_pdf(struct job *j, const char *content, const char *trailer)
{
    return arena_printf(j->arena,
        "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R\n"
        "/Resources << /Font << /F 5 0 R >> >> >>\nendobj\n"
        "4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
        "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        "trailer\n<< /Root 1 0 R /Size 6 %s >>\n%%%%EOF\n", strlen(content), content, trailer);
}

static void check_file(struct job *j, str bytes, status want, const char *says)
{
    const struct doc *d;
    struct buf b;
    status st = read_file(j, STR("tep.pdf"), bytes, &d);

    buf_init(&b, j->arena);
    if (st == OK)
        show_doc(d, &b);
    else
        buf_put(&b, j->message);
    T(st == want && str_find(buf_str(&b), str_from(says)) != SIZE_MAX, "%d: %.*s", st,
      STRF(buf_str(&b)));
    job_forgive(j);
}

static status test_files(struct job *j, void *arg)
{
    str good = make_pdf(j, "BT /F 12 Tf 60 700 Td (Dat 1.234 tan thoc.) Tj ET", "");

    (void)arg;
    if (!child_installed("pdftotext")) {
        puts("SKIP test_pdf: pdftotext is not installed");
        return OK;
    }
    check_file(j, good, OK, "P Dat 1.234 tan thoc.\n");
    check_file(j, make_pdf(j, "0 0 m 9 9 l S", ""), FAIL_FORMAT, "bản quét");
    check_file(j, make_pdf(j, "BT /F 12 Tf (x) Tj ET",
                           "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (a) /U (b) >>"),
               FAIL_FORMAT, "mật khẩu");
    check_file(j, STR("%PDF-1.4\nnothing of the kind\n"), FAIL_FORMAT, "tệp hỏng");
    check_file(j, str_sub(good, 0, 200), FAIL_FORMAT, "«tep.pdf»");
    return OK;
}

/* Ten forms, each of which draws the next ten times. */
static str make_endless(struct job *j)
{
    struct buf b;

    buf_init(&b, j->arena);
    buf_printf(&b, "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                   "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                   "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]\n"
                   "/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>\nendobj\n"
                   "4 0 obj\n<< /Length 5 >>\nstream\n/X Do\nendstream\nendobj\n");
    for (int i = 5; i < 15; i++)
        buf_printf(&b, "%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 59\n"
                       "/Resources << /XObject << /X %d 0 R >> >> >>\nstream\n/X Do /X Do /X Do "
                       "/X Do /X Do /X Do /X Do /X Do /X Do /X Do\nendstream\nendobj\n", i, i + 1);
    buf_printf(&b, "15 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 >>\n"
                   "stream\n0 0 m 9 9 l\nendstream\nendobj\n"
                   "trailer\n<< /Root 1 0 R /Size 16 >>\n%%%%EOF\n");
    return buf_str(&b);
}

static status test_endless(struct job *j, void *arg)
{
    (void)arg;
    j->limits.seconds = 1;
    if (child_installed("pdftotext"))
        check_file(j, make_endless(j), FAIL_LIMIT, "pdftotext chạy quá 1 giây");
    return OK;
}

/* Old files are refused before any converter is asked. */
static status test_old_files(struct job *j, void *arg)
{
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    struct buf b;

    (void)arg;
    buf_init(&b, j->arena);
    buf_put(&b, (str){ ole, sizeof ole - 1 });
    buf_repeat(&b, '\0', 504);
    check_file(j, buf_str(&b), FAIL_FORMAT, "không phải tệp Word hay Excel");
    buf_put(&b, (str){ locked, sizeof locked });
    check_file(j, buf_str(&b), FAIL_FORMAT, "mật khẩu");
    return OK;
}

void test_pdf(void)
{
    static status (*const test[])(struct job *, void *) = {
        test_paragraphs, test_pages, test_titles, test_letter, test_columns,
        test_notes, test_table, test_dense_table,
        test_refusals, test_files, test_endless, test_old_files,
    };

    for (size_t i = 0; i < sizeof test / sizeof *test; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, test[i], NULL, NULL);
}

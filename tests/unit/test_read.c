/* test_read.c -- the lines of a text become the blocks of a document. */
#include "read/read.h"

#include "base/buf.h"
#include "base/job.h"
#include "t.h"

#include <string.h>

struct expected {
    enum block_kind kind;
    const char *text;
};

struct sample {
    const char *name, *text;
    struct expected want[8];    /* ended by a NULL text */
};

static const struct sample sample[] = {
    { "a sentence cut by a page's notes is joined, the note stands by itself",
      "Tổng đàn trâu của toàn huyện tính đến cuối tháng sáu năm nay ước đạt khoảng chừng 1.250\n\n"
      "<sup>1</sup> Theo báo cáo của phòng nông nghiệp.\n\n"
      "con, tăng 2,5% so với năm trước.\n",
      { { BLOCK_PARA, "Tổng đàn trâu của toàn huyện tính đến cuối tháng sáu năm nay ước đạt khoảng "
                      "chừng 1.250 con, tăng 2,5% so với năm trước." },
        { BLOCK_NOTE, "Theo báo cáo của phòng nông nghiệp." }, { 0, NULL } } },
    { "note marks are no text, the power of a unit is",
      "Gỗ tịch thu 12,5 m<sup>3</sup><sup>4</sup>, giảm 3%.\n\n<sup>4</sup> Gỗ tròn.\n",
      { { BLOCK_PARA, "Gỗ tịch thu 12,5 m3, giảm 3%." }, { BLOCK_NOTE, "Gỗ tròn." },
        { 0, NULL } } },
    { "a mark may stand in brackets, glued to its word; a link is none",
      "Lượng mưa tăng 5%[1]. Xem bảng [2](b.html).\n\n[1] Đo tại trạm.\n",
      { { BLOCK_PARA, "Lượng mưa tăng 5%. Xem bảng [2](b.html)." },
        { BLOCK_NOTE, "Đo tại trạm." }, { 0, NULL } } },
    { "emphasis and tags are markup, decomposed letters are composed",
      "**Cây ch\xC3\xA8:** đạt <b>45,2</b> ta\xCC\xA3 mỗi vụ.\n",
      { { BLOCK_PARA, "Cây chè: đạt 45,2 tạ mỗi vụ." }, { 0, NULL } } },
    { "headings by # and by number; items by their mark",
      "## I. KẾT QUẢ\n\n1.1. Nông nghiệp\n\n- Cây lúa đạt 5 ha.\n+ Lúa mùa đạt 3 ha.\n",
      { { BLOCK_HEADING, "I. KẾT QUẢ" }, { BLOCK_HEADING, "1.1. Nông nghiệp" },
        { BLOCK_ITEM, "Cây lúa đạt 5 ha." }, { BLOCK_ITEM, "Lúa mùa đạt 3 ha." }, { 0, NULL } } },
    { "a heading is whole, however long",
      "#### **TÌNH HÌNH SẢN XUẤT NÔNG NGHIỆP VÀ XÂY DỰNG NÔNG THÔN MỚI CỦA CÁC XÃ VÙNG CAO BIÊN "
      "GIỚI TRONG NĂM QUA**\n\nTrong năm đã trồng 5 ha.\n",
      { { BLOCK_HEADING, "TÌNH HÌNH SẢN XUẤT NÔNG NGHIỆP VÀ XÂY DỰNG NÔNG THÔN MỚI CỦA CÁC XÃ "
                         "VÙNG CAO BIÊN GIỚI TRONG NĂM QUA" },
        { BLOCK_PARA, "Trong năm đã trồng 5 ha." }, { 0, NULL } } },
    { "a table of tabs is a table, comments are nothing",
      "<!-- ghi chú\nnhiều dòng -->\nTT\tChỉ tiêu\tĐơn vị\n1\tNgô\tha\n\nHết.\n",
      { { BLOCK_TABLE, "" }, { BLOCK_PARA, "Hết." }, { 0, NULL } } },
    { "form feeds, page numbers in every dress and running heads are no text",
      "\fĐàn bò tăng ở\n- 2 -\n\fSở X báo cáo 2\nnhiều xã.\n\nTrang 3/4\n\fSở X báo cáo 3\n"
      "Đàn dê giảm.\n\n– 4 –\n\fSở X báo cáo 4\nĐàn gà tăng.\n",
      { { BLOCK_PARA, "Đàn bò tăng ở nhiều xã." }, { BLOCK_PARA, "Đàn dê giảm." },
        { BLOCK_PARA, "Đàn gà tăng." }, { 0, NULL } } },
    { "pages counted alone are furniture where the count goes on, a figure is none",
      "Có\n\n1/3\n\nhai bản.\n\n2/3\n\nĐạt chuẩn:\n\n9/12\n\nxã.\n",
      { { BLOCK_PARA, "Có hai bản." }, { BLOCK_PARA, "Đạt chuẩn:" }, { BLOCK_PARA, "9/12 xã." },
        { 0, NULL } } },
    { "years cut behind a dash are one range",
      "Trong giai đoạn 2026-\n2030 sẽ xây 5 chợ.\n",
      { { BLOCK_PARA, "Trong giai đoạn 2026-2030 sẽ xây 5 chợ." }, { 0, NULL } } },
    { "an empty text has no block", "\n \n", { { 0, NULL } } },
    { "a word far above a header, which fits no column of it, is no part of it",
      "                                                  hội\nTT Chỉ tiêu\nĐơn vị\n"
      "Kế hoạch\n2022\n",
      { { BLOCK_PARA, "hội TT Chỉ tiêu Đơn vị" }, { BLOCK_PARA, "Kế hoạch 2022" },
        { 0, NULL } } },
};

static const char wrapped[] =
    "Toàn tỉnh trong mười tháng đầu năm đã gieo trồng được 1.250 ha cây màu các\n\n"
    "loại, bằng 98% kế hoạch đề ra; riêng cây sắn đã trồng được 34.9421 cây trên\n\n"
    "các nương rẫy của bà con2. Sản lượng ước đạt 450 tấn, cao hơn hẳn so với vụ\n\n"
    "                                                 \n"
    "1 Gồm cả diện tích trồng xen trong vườn của các hộ dân ở hai bên bờ suối lớn\n\n"
    "và diện tích mới khai hoang.\n\n"
    "2 Tập trung ở các xã vùng cao.\n"
    " trước, nhờ thời tiết thuận lợi.\n";

static status read_sample(struct job *j, void *arg)
{
    const struct sample *s = arg;
    const struct doc *d;
    status st = read_doc(j, source_new(j->arena, str_from("mẫu"), str_from(s->text)), &d);
    uint32_t i;

    if (!T(st == OK, "%s: reads", s->name))
        return OK;
    for (i = 0; s->want[i].text && i < d->nblocks; i++) {
        str text = d->block[i].flow.text;

        T(d->block[i].kind == s->want[i].kind, "%s: block %u has kind %d", s->name, i,
          d->block[i].kind);
        T(str_eq(text, str_from(s->want[i].text)), "%s: block %u is «%.*s»", s->name, i,
          STRF(text));
    }
    T(d->nblocks == i && !s->want[i].text, "%s: %u blocks", s->name, d->nblocks);
    return OK;
}

/* Text from a PDF: lines broken at a width, marks glued to words and figures,
 * notes at the page's foot behind a line of blanks. */
static status read_wrapped(struct job *j, void *arg)
{
    const struct source *src = source_new(j->arena, STR("mẫu"), str_from(wrapped));
    const struct doc *d;

    (void)arg;
    if (!T(read_doc(j, src, &d) == OK && d->nblocks == 3, "a body and two notes"))
        return OK;

    const struct flow *f = &d->block[0].flow;
    size_t at = str_find(f->text, STR("34.942 cây"));

    T(at != SIZE_MAX, "the mark is cut off the figure: %.*s", STRF(f->text));
    T(str_find(f->text, STR("so với vụ trước, nhờ")) != SIZE_MAX, "the page cut is joined");
    T(f->nmarks == 2 && f->mark[0].number == 1 && f->mark[1].number == 2, "two marks");
    T(d->block[1].note == 1 && d->block[1].anchor == 0, "the first note hangs on the body");
    T(str_find(d->block[1].flow.text, STR("lớn và diện tích")) != SIZE_MAX, "its lines join");
    if (at != SIZE_MAX) {
        span where = flow_span(f, (uint32_t)at, (uint32_t)at + 6);

        T(str_eq(source_text(src, where), STR("34.942")), "the span is the source's");
        T(source_place(src, where.start).line == 3, "and its line");
    }
    return OK;
}

/* Tables as the reader makes them: cells parted by |, rows by line ends. */
static const struct sample table_sample[] = {
    { "wrapped labels, units and numbers alone, furniture between them",
      "TT Chỉ tiêu\nĐơn vị\ntính\nKế\nhoạch\n2022\nKết quả\n2022\nSo với\nKH\n\n"
      "I NÔNG NGHIỆP\n\n"
      "1 Diện tích (kể cả\nvùng cao)\nHa\n1.250    1.300 104%\n\n    12\n"
      "Biểu 2 - NÔNG NGHIỆP\n\nTỷ lệ hộ có điện % 88,0 91,5  3,5\n"
      "2\nSố tổ\nđội\nTHT 57 80\nNơi nhận:\n- Như trên.\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|Đơn vị tính|Kế hoạch 2022|Kết quả 2022|So với KH\n"
                       "I|NÔNG NGHIỆP||||\n"
                       "1|Diện tích (kể cả vùng cao)|Ha|1.250|1.300|104%\n"
                       "|Tỷ lệ hộ có điện|%|88,0|91,5|3,5\n"
                       "2|Số tổ đội|THT|57|80|\n" },
        { BLOCK_PARA, "" }, { BLOCK_ITEM, "" }, { 0, NULL } } },
    { "one cell a line, a label that goes on below its figures, the header again",
      "STT Nội dung ĐVT Thực hiện 2020 Thực hiện 2021\n1\nSố chợ\nChợ\n12\n13\n"
      "STT Nội dung ĐVT Thực hiện 2020 Thực hiện 2021\n"
      "2 Số xã có chợ hoặc xã 4 5\ncửa hàng\n",
      { { BLOCK_TABLE, "STT|Nội dung|ĐVT|Thực hiện 2020|Thực hiện 2021\n1|Số chợ|Chợ|12|13\n"
                       "2|Số xã có chợ hoặc cửa hàng|xã|4|5\n" }, { 0, NULL } } },
    { "a header over two columns is told with each of them",
      "TT Chỉ tiêu ĐVT KH 2023 TH 2023 So sánh với (%) TH 2022 KH 2023\n"
      "1 Muối tấn 50 60 120,0 120,0\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|ĐVT|KH 2023|TH 2023|So sánh với (%) TH 2022|"
                       "So sánh với (%) KH 2023\n1|Muối|tấn|50|60|120,0|120,0\n" },
        { 0, NULL } } },
    { "two levels: the year above a plan and a result, (%) above comparisons",
      "TT\nChỉ tiêu\nĐVT\nThực hiện\nnăm 2023\nNăm 2024\nSo sánh (%)\nKế hoạch\nƯớc thực\n"
      "hiện\nTH 2024/\nTH 2023\nTH 2024/\nKH 2024\n"
      "1 Thu phí Tỷ đồng 200 220 210 105,0 95,5\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|ĐVT|Thực hiện năm 2023|Năm 2024 Kế hoạch|"
                       "Năm 2024 Ước thực hiện|TH 2024/ TH 2023|TH 2024/ KH 2024\n"
                       "1|Thu phí|Tỷ đồng|200|220|210|105,0|95,5\n" }, { 0, NULL } } },
    { "a year at a label's end, a unit over two lines, verdicts, a noun as unit",
      "TT\nChỉ tiêu\nĐơn vị\ntính\nNghị quyết\nĐại hội\nƯớc thực hiện\nđến 2025\n1\n"
      "Thu nhập một người đến năm\n2025\nTriệu\nđồng\n60\n62,5\nVượt\n"
      "2 Số khu chợ đêm Khu 3 4\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|Đơn vị tính|Nghị quyết Đại hội|Ước thực hiện đến 2025\n"
                       "1|Thu nhập một người đến năm 2025|Triệu đồng|60|62,5\n"
                       "2|Số khu chợ đêm|Khu|3|4\n" }, { 0, NULL } } },
    { "the page's layout is kept: header words stand over each other, also above TT",
      "                                  Thực hiện    Mục tiêu     Ước TH\n"
      "TT      Chỉ tiêu        Đơn vị                                          Đánh giá\n"
      "                         tính      năm 2020    năm 2025    năm 2025     so với KH\n"
      "1    Tỷ lệ hộ có nhà       %         51,2        8,5-9       ≥ 60          Vượt\n"
      "     y tế kiên cố\n"
      "2    Thu phí            Tỷ đồng     1 950,5     2 500       2 610,5         -\n"
      "3    Số trạm              Trạm         12       trên 20        ...       Chưa đánh giá\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|Đơn vị tính|Thực hiện năm 2020|Mục tiêu năm 2025|"
                       "Ước TH năm 2025|Đánh giá so với KH\n"
                       "1|Tỷ lệ hộ có nhà y tế kiên cố|%|51,2|8,5-9|≥ 60|Vượt\n"
                       "2|Thu phí|Tỷ đồng|1 950,5|2 500|2 610,5|\n"
                       "3|Số trạm|Trạm|12|trên 20|...|Chưa đánh giá\n" }, { 0, NULL } } },
    { "words strange to headers, where numbered rows begin behind them",
      "TT Nội dung chỉ tiêu Đơn vị Hiện trạng\n2025\nGiai đoạn\n2026 - 2030\n"
      "Trong đó\nnăm 2026\nCơ quan theo dõi, đôn đốc\nI VỀ KINH TẾ\n"
      "1 Tăng trưởng giai đoạn 2026 - 2030 %/năm 7,5 10 - 11 9,8 Sở Nội vụ\n",
      { { BLOCK_TABLE, "TT|Nội dung chỉ tiêu|Đơn vị|Hiện trạng 2025|Giai đoạn 2026 - 2030|"
                       "Trong đó năm 2026|Cơ quan theo dõi, đôn đốc\nI|VỀ KINH TẾ|||||\n"
                       "1|Tăng trưởng giai đoạn 2026 - 2030|%/năm|7,5|10 - 11|9,8|Sở Nội vụ\n" },
        { 0, NULL } } },
    { "verdicts under a comparison: it holds no figures, and the year is a column",
      "TT\nChỉ tiêu\nĐVT\nNghị quyết Đại hội\nXIV\nNăm 2020\nƯớc năm\n2025\n"
      "Kết quả thực hiện so với\nNghị quyết\n1\nSố trạm\nTrạm\n20\n12\n21\nVượt\n"
      "2\nSố chợ\nChợ\n30\n-\n30\nĐạt\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|ĐVT|Nghị quyết Đại hội XIV|Năm 2020|Ước năm 2025|"
                       "Kết quả thực hiện so với Nghị quyết\n"
                       "1|Số trạm|Trạm|20|12|21|Vượt\n2|Số chợ|Chợ|30|-|30|Đạt\n" },
        { 0, NULL } } },
    { "hard blanks part words, too",
      "TT\xC2\xA0" "Chỉ\xC2\xA0tiêu\xC2\xA0\xC2\xA0ĐVT KH TH\n1\xC2\xA0Muối tấn\xC2\xA0" "50 60\n",
      { { BLOCK_TABLE, "TT|Chỉ tiêu|ĐVT|KH|TH\n1|Muối|tấn|50|60\n" }, { 0, NULL } } },
    { "near miss: header words without rows of figures",
      "TT Chỉ tiêu Đơn vị Kế hoạch Thực hiện\nNhư trên.\n",
      { { BLOCK_PARA, "" }, { 0, NULL } } },
    { "near miss: other words in the header",
      "STT Họ tên Đơn vị Kế hoạch Thực hiện\n1 Lò Văn Bè Sở X 12 13\n",
      { { BLOCK_PARA, "" }, { 0, NULL } } },
    { "near miss: sentences that speak of targets",
      "Chỉ tiêu kế hoạch năm 2023 được giao.\n\nSố hộ nghèo còn 12 13\n",
      { { BLOCK_PARA, "" }, { BLOCK_PARA, "" }, { 0, NULL } } },
    { "a drawn grid: rules part rows, cells run over lines",
      "+----+--------+\n| TT | Tên    |\n+====+========+\n| 1  | Cây    |\n|    | chè    |\n"
      "+----+--------+\n| 2  | Lúa    |\n+----+--------+\n",
      { { BLOCK_TABLE, "TT|Tên\n1|Cây chè\n2|Lúa\n" }, { 0, NULL } } },
    { "a box without rules between its rows",
      "┌───┬────┐\n│ A │ B  │\n├───┼────┤\n│ x │ 12 │\n│ y │ 13 │\n└───┴────┘\n",
      { { BLOCK_TABLE, "A|B\nx|12\ny|13\n" }, { 0, NULL } } },
    { "cells with markup, blanks and letters in two parts",
      "| A | **B** |\n|---|---|\n| cây  chè | 12&nbsp;ha |\n| a\xCC\x81 |  |\n| ** | 5*6 |\n",
      { { BLOCK_TABLE, "A|B\ncây chè|12 ha\ná|\n|5*6\n" }, { 0, NULL } } },
};

static str table_text(struct arena *a, const struct table *t)
{
    struct buf b;

    buf_init(&b, a);
    for (uint32_t r = 0; r < t->nrows; r++)
        for (uint32_t c = 0; c < t->ncols; c++) {
            buf_put(&b, table_cell(t, r, c)->flow.text);
            buf_char(&b, c + 1 < t->ncols ? '|' : '\n');
        }
    return buf_str(&b);
}

static status read_grid(struct job *j, void *arg)
{
    const struct sample *s = arg;
    const struct doc *d;
    uint32_t i;

    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), str_from(s->text)), &d) == OK, "%s: reads",
           s->name))
        return OK;
    for (i = 0; s->want[i].text && i < d->nblocks; i++) {
        const struct block *b = &d->block[i];

        T(b->kind == s->want[i].kind, "%s: block %u has kind %d", s->name, i, b->kind);
        if (b->table) {
            str got = table_text(j->arena, b->table);

            T(str_eq(got, str_from(s->want[i].text)), "%s: «%.*s»", s->name, STRF(got));
        }
    }
    T(d->nblocks == i && !s->want[i].text, "%s: %u blocks", s->name, d->nblocks);
    return OK;
}

static status refuse(struct job *j, void *arg)
{
    str text = *(const str *)arg;
    const struct doc *d;

    return read_file(j, STR("mẫu"), text, &d);
}

/* No paragraph is as long as these: they become several blocks, none very long, that
 * say together what stands in the text. */
static status read_long(struct job *j, void *arg)
{
    static const struct { const char *unit, *between, *ends; } what[] = {
        { "Có 5 hộ nghèo ở xã A. ", " ", "." }, { "đều rất tốt ", " ", "" }, { "ế", "", "\xBF" },
        { "Đạt chuẩn\n", " ", "" },
    };

    (void)arg;
    for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
        str unit = str_from(what[i].unit), between = str_from(what[i].between);
        struct buf text, got;
        const struct doc *d;
        size_t most = 0;

        buf_init(&text, j->arena);
        buf_init(&got, j->arena);
        while (text.len < 300000)
            buf_put(&text, unit);
        read_doc(j, source_new(j->arena, STR("dài"), buf_str(&text)), &d);
        for (uint32_t b = 0; b < d->nblocks; b++) {
            str piece = d->block[b].flow.text;

            most = piece.len > most ? piece.len : most;
            T(str_ends(piece, str_from(what[i].ends)), "«%s»: a piece ends well", what[i].unit);
            buf_put(&got, b ? between : STR(""));
            buf_put(&got, piece);
        }
        for (size_t k = 0; k < text.len; k++)
            text.ptr[k] = text.ptr[k] == '\n' ? ' ' : text.ptr[k];
        T(d->nblocks >= 3 && most <= 140000, "«%s»: %u blocks of at most %zu bytes",
          what[i].unit, d->nblocks, most);
        T(str_eq(buf_str(&got), str_trim(buf_str(&text))), "«%s»: the same text", what[i].unit);
    }
    return OK;
}

void test_read(void)
{
    str zip = STR("PK\x03\x04zip"), nul = STR("a\0b"), pdf = STR("%PDF-1.4");

    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        struct sample s = sample[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_sample, &s, NULL);
    }
    for (size_t i = 0; i < sizeof table_sample / sizeof *table_sample; i++) {
        struct sample s = table_sample[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_grid, &s, NULL);
    }
    job_run(&LIMITS_DEFAULT, LANG_VI, read_wrapped, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_long, NULL, NULL);
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse, &zip, NULL) == FAIL_FORMAT, "a zip is refused");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse, &nul, NULL) == FAIL_FORMAT, "a NUL is refused");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse, &pdf, NULL) == FAIL_FORMAT, "a PDF is refused");
}

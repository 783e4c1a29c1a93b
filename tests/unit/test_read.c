/* test_read.c -- the lines of a text become the blocks of a document. */
#include "read/read.h"

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
    { "an empty text has no block", "\n \n", { { 0, NULL } } },
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

static status refuse(struct job *j, void *arg)
{
    str text = *(const str *)arg;
    const struct doc *d;

    return read_doc(j, source_new(j->arena, STR("mẫu"), text), &d);
}

void test_read(void)
{
    str zip = STR("PK\x03\x04zip"), nul = STR("a\0b"), pdf = STR("%PDF-1.4");

    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        struct sample s = sample[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_sample, &s, NULL);
    }
    job_run(&LIMITS_DEFAULT, LANG_VI, read_wrapped, NULL, NULL);
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse, &zip, NULL) == FAIL_FORMAT, "a zip is refused");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse, &nul, NULL) == FAIL_FORMAT, "a NUL is refused");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse, &pdf, NULL) == FAIL_FORMAT, "a PDF is refused");
}

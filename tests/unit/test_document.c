/* test_document.c -- what a paper is, and who issued it. */
#include "analyse/document.h"

#include "extract/extract.h"
#include "read/read.h"
#include "t.h"

void test_document(void);

static const struct {
    const char *text;
    enum document_kind kind;
    const char *issuer;
} papers[] = {
    { "# BÁO CÁO\n\n## Tình hình kinh tế - xã hội 6 tháng đầu năm 2025\n\nGRDP tăng 8,6%.",
      DOCUMENT_REPORT, "" },
    { "**HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG THANH**\n\nSố: /NQ-HĐND\n\n**DỰ THẢO NGHỊ QUYẾT**\n\n"
      "Về nhiệm vụ 6 tháng cuối năm 2025\n\nCăn cứ Báo cáo của UBND tỉnh.", DOCUMENT_RESOLUTION,
      "" },
    { "NGHỊ QUYẾT\n\nVề kế hoạch phát triển kinh tế - xã hội năm 2026\n\nĐiều 1. Mục tiêu",
      DOCUMENT_RESOLUTION, "" },
    /* a sentence that begins so is no title */
    { "Nghị quyết của Tỉnh ủy được triển khai.\n\n# BÁO CÁO\n\nTình hình 6 tháng đầu năm 2025.",
      DOCUMENT_REPORT, "" },
    { "ỦY BAN NHÂN DÂN TỈNH SÔNG THANH\n\nV/v tình hình kinh tế - xã hội tháng 10 năm 2025\n\n"
      "Kính gửi: Bộ Tài chính\n\nGiá trị sản xuất tăng 5%.", DOCUMENT_LETTER, "" },
    { "PHỤ LỤC\n\nMột số chỉ tiêu chủ yếu", DOCUMENT_APPENDIX, "" },
    /* without a title: nearly all stands in a table */
    { "TT\tChỉ tiêu\tĐơn vị\tThực hiện 6 tháng 2024\tƯớc thực hiện 6 tháng 2025\n"
      "1\tSản lượng lúa\tTấn\t44.000\t45.210\n2\tTổng đàn trâu\tCon\t119.750\t118.460\n",
      DOCUMENT_APPENDIX, "" },
    { "DANH MỤC NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025\n\n1. Trồng mới 120 ha rừng.", DOCUMENT_TASKS, "" },
    { "Sản lượng lúa đạt 45.210 tấn.", DOCUMENT_OTHER, "" },
    { "UBND XÃ NÀ TẤU\n\n# BÁO CÁO\n\nTình hình 6 tháng đầu năm 2025.", DOCUMENT_REPORT,
      "XÃ NÀ TẤU" },
    { "ỦY BAN NHÂN DÂN HUYỆN MƯỜNG CHÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n# BÁO CÁO\n\n"
      "Tình hình 6 tháng đầu năm 2025.", DOCUMENT_REPORT, "HUYỆN MƯỜNG CHÀ" },
    { "UBND tỉnh giao UBND xã báo cáo.\n\n# BÁO CÁO\n\nTình hình năm 2025.", DOCUMENT_REPORT, "" },
};

static status run_document(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct report r;
        const struct doc *d;

        T(read_doc(j, source_new(j->arena, STR("x.md"), str_from(papers[i].text)), &d) == OK &&
              extract_report(j, d, &r) == OK, "read");

        enum document_kind kind = document_kind_of(j->arena, &r);
        str issuer = document_unit_of(j->arena, &r);

        T(kind == papers[i].kind, "paper %zu is «%s», not «%s»", i,
          document_kind_name(kind, LANG_VI), document_kind_name(papers[i].kind, LANG_VI));
        T(str_eq(issuer, str_from(papers[i].issuer)), "paper %zu is of «%.*s», not «%s»", i,
          STRF(issuer), papers[i].issuer);
    }
    return OK;
}

void test_document(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_document, NULL, NULL) == OK, "a job");
}

/* test_blame.c -- the figure to blame for a failing computation, and what should stand there. */
#include "app/app.h"
#include "t.h"

void test_blame(void);

/* The one finding of each text. An empty culprit: the stated figure itself, or nobody. */
static const struct {
    const char *text;
    int code;
    const char *stated, *culprit, *repair;
} blamed[] = {
    /* two digits swapped, in a part */
    { "Cả tỉnh có 12.480 hộ, gồm 4.210 hộ ở vùng I, 5.120 hộ ở vùng II và 1.350 hộ ở vùng III.",
      1101, "12.480", "1.350", "3.150" },
    /* a digit lost, doubled, mistaken */
    { "Cả tỉnh có 12.480 hộ, gồm 4.210 hộ ở vùng I, 5.120 hộ ở vùng II và 350 hộ ở vùng III.",
      1101, "12.480", "350", "3.150" },
    { "Cả tỉnh có 12.480 hộ, gồm 4.210 hộ ở vùng I, 5.120 hộ ở vùng II và 31.150 hộ ở vùng III.",
      1101, "12.480", "31.150", "3.150" },
    { "Cả tỉnh có 12.480 hộ, gồm 4.210 hộ ở vùng I, 5.120 hộ ở vùng II và 3.950 hộ ở vùng III.",
      1101, "12.480", "3.950", "3.150" },
    /* a unit of another size, a comma for a dot */
    { "Tổng chi 96,5 tỷ đồng, gồm chi đầu tư 41,2 tỷ đồng, chi thường xuyên 55,3 triệu đồng.",
      1101, "96,5", "55,3", "" },
    { "Tổng chi 96.500 triệu đồng, gồm chi đầu tư 41.200 triệu đồng, chi thường xuyên 55,300 "
      "triệu đồng.", 1101, "96.500", "55,300", "55.300" },
    /* the other direction */
    { "Năm 2023 sản lượng chè đạt 4.125 tấn. Năm 2024 sản lượng chè đạt 4.535 tấn, giảm 9,94% so "
      "với năm 2023.", 1401, "9,94", "", "tăng" },
    { "Toàn tỉnh có 7.561 lớp, so với kế hoạch giảm 176 lớp (7.561/7.385 lớp, đạt 102,4% kế "
      "hoạch).", 1405, "176", "", "tăng" },
    /* a denominator of elsewhere */
    { "Đã giải ngân 1.249.056/3.166.973 triệu đồng, đạt 39,07% kế hoạch. Kế hoạch vốn được giao "
      "đầu năm là 3.196.678 triệu đồng.", 1301, "39,07", "3.166.973", "" },
    /* either of two shares may be swapped: nobody is named */
    { "Cơ cấu kinh tế: khu vực I chiếm 15,58%, khu vực II chiếm 17,71%, khu vực III chiếm 26,55%, "
      "thuế sản phẩm chiếm 4,16%.", 1501, "4,16", "", "" },
    /* two computations miss one figure: it is blamed, and both are told */
    { "Năm 2023 sản lượng chè đạt 4.125 tấn. Năm 2024 sản lượng chè đạt 5.435 tấn, tăng 9,94% so "
      "với năm 2023 và đạt 75,58% kế hoạch năm (kế hoạch sản lượng chè 6.000 tấn).", 1401,
      "5.435", "", "4.535" },
};

static status check_blamed(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof blamed / sizeof *blamed; i++) {
        struct app_document d;
        struct app_findings found;

        if (!T(app_check_text(j, STR("thu.md"), str_from(blamed[i].text), check_rules_on(), &d,
                              &found) == OK && found.diags->count == 1,
               "one finding in «%s»", blamed[i].text))
            continue;
        const struct diag *g = found.diags->item[0];

        T((int)g->code == blamed[i].code, "%d, not %d: %s", (int)g->code, blamed[i].code,
          blamed[i].text);
        T(str_eq(g->stated, str_from(blamed[i].stated)), "stated «%.*s», not «%s»",
          STRF(g->stated), blamed[i].stated);
        T(str_eq(g->culprit, str_from(blamed[i].culprit)), "culprit «%.*s», not «%s»",
          STRF(g->culprit), blamed[i].culprit);
        T(str_eq(g->repair, str_from(blamed[i].repair)), "repair «%.*s», not «%s»",
          STRF(g->repair), blamed[i].repair);
    }
    return OK;
}

void test_blame(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, check_blamed, NULL, NULL) == OK, "the texts are checked");
}

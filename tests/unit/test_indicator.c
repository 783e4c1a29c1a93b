/* test_indicator.c -- indicators by the many names reports give them. */
#include "model/indicator.h"

#include <stdlib.h>

#include "base/job.h"
#include "t.h"

static const struct {
    const char *name, *unit;
    const char *want;           /* NULL: none */
} by_name[] = {
    { "GRDP (giá so sánh 2010)", "tỷ đồng", "grdp" },
    { "Tổng sản phẩm trên địa bàn (GRDP)", "tỷ đồng", "grdp" },
    { "tổng sản phẩm trên địa bàn tỉnh", "Tỷ đồng", "grdp" },
    { "Tổng sản phẩm trên địa bàn (GRDP)", "%", NULL },     /* a growth, not the level */
    { "Thu NSNN trên địa bàn", "triệu đồng", "thu-ngan-sach" },
    { "THU NGÂN SÁCH NHÀ NƯỚC TRÊN ĐỊA BÀN", "tỷ đồng", "thu-ngan-sach" },
    { "Thu ngân sách nhà nước trên địa bàn", "tấn", NULL },
    { "Số lao động được tạo việc làm mới", "lao động", "viec-lam" },
    { "Diện tích nuôi trồng thuỷ sản", "ha", NULL },
    { "Sản lượng thuỷ sản", "tấn", "thuy-san" },            /* both tone placements */
    { "Tỷ lệ che phủ rừng", "%", "che-phu-rung" },
    { "Tỷ lệ hộ nghèo", "%", "ho-ngheo" },
    { "Tỷ lệ hộ cận nghèo", "%", NULL },
    { "Số hộ nghèo", "hộ", "so-ho-ngheo" },
    { "Kim ngạch xuất khẩu", "nghìn USD", "xuat-khau" },
    { "Kim ngạch nhập khẩu", "triệu USD", "nhap-khau" },
    { "Kim ngạch xuất, nhập khẩu", "triệu USD", NULL },
    { "Đàn trâu", "con", "dan-trau" },
    { "", "con", NULL },
    { "tổng số", "con", NULL },
};

static status match_names(struct job *j, void *arg)
{
    const struct indicators *all = indicators_load(j->arena);

    (void)arg;
    T(all->count > 40, "%zu indicators", all->count);
    for (size_t i = 0; i < sizeof by_name / sizeof by_name[0]; i++) {
        const struct indicator *one = indicators_match(all, j->arena, str_from(by_name[i].name),
                                                       str_from(by_name[i].unit));
        str got = one ? one->id : STR("none");

        T(str_eq(got, str_from(by_name[i].want ? by_name[i].want : "none")), "%s, %s: %.*s",
          by_name[i].name, by_name[i].unit, STRF(got));
    }
    return OK;
}

/* Each entry is found by its id and by its own name: no two share a name. */
static status names_are_own(struct job *j, void *arg)
{
    const struct indicators *all = indicators_load(j->arena);

    (void)arg;
    for (size_t i = 0; i < all->count; i++) {
        const struct indicator *one = &all->list[i];

        T(indicators_find(all, one->id) == one, "%.*s by id", STRF(one->id));
        T(indicators_match(all, j->arena, one->name, one->unit_text) == one, "%.*s by name",
          STRF(one->name));
        T(one->unit.class != UNIT_NONE, "%.*s: unit %.*s", STRF(one->id), STRF(one->unit_text));
        T(one->group.len > 0, "%.*s has a group", STRF(one->id));
    }
    T(!indicators_find(all, STR("khong-co")), "no such id");
    return OK;
}

static status make_slugs(struct job *j, void *arg)
{
    static const struct { const char *name, *unit, *want; } row[] = {
        { "Sản lượng ngô", "tấn", "san-luong-ngo~tan" },
        { "Tỷ lệ đường nhựa (xã)", "%", "ty-le-duong-nhua-xa~pct" },
        { "Đất ở", "", "dat-o" },
        { "  --  ", "", "" },
    };

    (void)arg;
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        str got = indicator_slug(j->arena, str_from(row[i].name), str_from(row[i].unit));

        T(str_eq(got, str_from(row[i].want)), "%s: %.*s", row[i].name, STRF(got));
    }
    return OK;
}

void test_indicator(void);
void test_indicator(void)
{
    job_run(&LIMITS_DEFAULT, LANG_VI, match_names, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, names_are_own, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, make_slugs, NULL, NULL);
}

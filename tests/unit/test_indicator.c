/* test_indicator.c -- indicators by the many names reports give them. */
#include "model/indicator.h"

#include <stdlib.h>

#include "base/job.h"
#include "model/data.h"
#include "model/indicator_int.h"
#include "t.h"

struct name_case {
    const char *name, *unit;
    const char *want;           /* NULL: none */
};

/* By name or alias: case, tone placement, punctuation, fillers, abbreviations. */
static const struct name_case by_name[] = {
    { "GRDP (giá so sánh 2010)", "tỷ đồng", "grdp" },
    { "Tổng sản phẩm trên địa bàn (GRDP)", "tỷ đồng", "grdp" },
    { "tổng sản phẩm trên địa bàn tỉnh", "Tỷ đồng", "grdp" },
    { "Thu NSNN trên địa bàn", "triệu đồng", "thu-ngan-sach" },
    { "THU NGÂN SÁCH NHÀ NƯỚC TRÊN ĐỊA BÀN", "tỷ đồng", "thu-ngan-sach" },
    { "Tổng thu nội địa", "tỷ đồng", "thu-noi-dia" },
    { "Thuế TNCN", "tỷ đồng", "thue-thu-nhap-ca-nhan" },
    { "Tiền thuê đất, thuê mặt nước", "triệu đồng", "tien-thue-dat" },
    { "Chi sự nghiệp giáo dục - đào tạo", "tỷ đồng", "chi-giao-duc" },
    { "Số lao động được tạo việc làm mới", "lao động", "viec-lam" },
    { "Diện tích nuôi trồng thuỷ sản", "ha", "dien-tich-thuy-san" },
    { "Sản lượng thuỷ sản", "tấn", "thuy-san" },            /* both tone placements */
    { "Tỷ lệ che phủ rừng", "%", "che-phu-rung" },
    { "Tỷ lệ hộ nghèo", "%", "ho-ngheo" },
    { "Tỷ lệ hộ cận nghèo", "%", "ty-le-can-ngheo" },
    { "Số hộ nghèo", "hộ", "so-ho-ngheo" },
    { "Số hộ cận nghèo", "hộ", "so-ho-can-ngheo" },
    { "Kim ngạch xuất khẩu", "nghìn USD", "xuat-khau" },
    { "Kim ngạch nhập khẩu", "triệu USD", "nhap-khau" },
    { "Tổng kim ngạch xuất, nhập khẩu", "triệu USD", "xuat-nhap-khau" },
    { "Thu thuế xuất nhập khẩu", "tỷ đồng", "thu-xuat-nhap-khau" },
    { "Đàn trâu", "con", "dan-trau" },
    { "Số HTX thành lập mới", "HTX", "hop-tac-xa-moi" },
    { "Số người tham gia BHXH tự nguyện", "người", "bhxh-tu-nguyen" },
    { "Số người tham gia bảo hiểm xã hội bắt buộc", "người", "bhxh-bat-buoc" },
    { "Tỷ lệ tốt nghiệp THPT", "%", "tot-nghiep-thpt" },
    { "Chỉ số PAR INDEX", "%", "par-index" },
    { "Xếp hạng PCI", "hạng", "pci-hang" },
    { "Số vụ TNGT", "vụ", "tai-nan-giao-thong" },
    { "Số người chết vì tai nạn giao thông", "người", "tai-nan-chet" },
    { "Số nhiệm vụ KH&CN cấp tỉnh", "nhiệm vụ", "nhiem-vu-khcn-tinh" },
    { "Giải ngân 3 chương trình MTQG", "tỷ đồng", "giai-ngan-muc-tieu" },
    { "Tỷ lệ xã đạt chuẩn NTM", "%", "ty-le-xa-nong-thon-moi" },
    { "Xã đạt chuẩn nông thôn mới", "xã", "xa-nong-thon-moi" },
    { "Số bác sỹ trên 1 vạn dân", "bác sĩ", "bac-si" },
    { "GRDP", "", "grdp" },                                 /* a growth alone has no unit */
};

/* Not a name, but its heavy words and no other entry near. */
static const struct name_case by_near_name[] = {
    { "Diện tích lúa mùa đã gieo cấy", "ha", "dien-tich-lua-mua" },
    { "Tổng diện tích cây chè hiện có trên địa bàn", "ha", "dien-tich-che" },
    { "Sản lượng cây ngô cả năm", "tấn", "ngo" },
    { "Sản lượng khai thác gỗ", "m3", "go-khai-thac" },
    { "Số hộ kinh doanh mới được thành lập", "hộ", "ho-kinh-doanh-moi" },
    { "Chỉ số sản xuất công nghiệp của ngành khai khoáng", "", "iip-khai-khoang" },
    { "Số lượt hành khách đã vận chuyển", "nghìn lượt", "hanh-khach" },
    { "Số HTX tạm ngừng HTX", "HTX", "hop-tac-xa-ngung" },      /* the unit said again */
};

/* Near misses: nothing is better than a guess. */
static const struct name_case unresolved[] = {
    { "Diện tích", "ha", NULL },
    { "Sản lượng", "tấn", NULL },
    { "Tỷ lệ", "%", NULL },
    { "Số vụ", "vụ", NULL },
    { "Số người chết", "người", NULL },
    { "Kim ngạch", "triệu USD", NULL },
    { "Số doanh nghiệp", "doanh nghiệp", NULL },
    { "Số hộ", "hộ", NULL },
    { "Kế hoạch giải ngân vốn đầu tư công", "triệu đồng", NULL },
    { "Số lớp", "lớp", NULL },
    { "Vận chuyển", "nghìn tấn", NULL },
    { "Chi địa phương", "tỷ đồng", NULL },
    { "Tổng thu", "tỷ đồng", NULL },
    { "Tổng chi", "tỷ đồng", NULL },
    { "Tỷ lệ hộ", "%", NULL },
    { "Diện tích lúa đông xuân bị ngập", "ha", NULL },
    { "Diện tích lúa mùa bị hạn", "ha", NULL },
    { "Tỷ lệ hộ cận nghèo khu vực nông thôn", "%", NULL },
    { "Tỷ lệ hộ không nghèo", "%", NULL },
    { "Thu ngân sách cấp xã", "tỷ đồng", NULL },
    { "Thu ngân sách nhà nước trừ tiền sử dụng đất", "tỷ đồng", NULL },
    { "Kim ngạch xuất khẩu gạo", "triệu USD", NULL },
    { "Kim ngạch tạm nhập, tái xuất", "triệu USD", NULL },
    { "Số xã mất chuẩn nông thôn mới", "xã", NULL },
    { "Tỷ lệ trẻ dưới 3 tuổi suy dinh dưỡng nhẹ cân", "%", NULL },
    { "Số người tham gia hội nghị", "người", NULL },
    { "Số doanh nghiệp nợ thuế", "doanh nghiệp", NULL },
    { "Đàn trâu chết rét", "con", NULL },
    { "Số sản phẩm OCOP 6 sao", "sản phẩm", NULL },
    { "Tổng sản phẩm trên địa bàn (GRDP)", "%", NULL },     /* a growth, not the level */
    { "Thu ngân sách nhà nước trên địa bàn", "tấn", NULL },
    { "Nợ xấu", "%", NULL },
    { "Tỷ lệ nợ xấu", "tỷ đồng", NULL },
    { "", "con", NULL },
    { "tổng số", "con", NULL },
    { "hiện có", "ha", NULL },
    { "Đàn trâu", "12", NULL },                             /* no unit at all */
};

static void expect_names(const struct indicators *all, const struct name_case *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct indicator *one =
            indicators_match(all, str_from(list[i].name), str_from(list[i].unit));
        str got = one ? one->id : STR("none");

        T(str_eq(got, str_from(list[i].want ? list[i].want : "none")), "%s, %s: %.*s",
          list[i].name, list[i].unit, STRF(got));
    }
}

#define EXPECT_NAMES(all, list) expect_names(all, list, sizeof list / sizeof *list)

static status match_names(struct job *j, void *arg)
{
    const struct indicators *all = indicators_load(j->arena);

    (void)arg;
    T(all->count >= 300, "%zu indicators", all->count);
    EXPECT_NAMES(all, by_name);
    EXPECT_NAMES(all, by_near_name);
    EXPECT_NAMES(all, unresolved);

    /* no name is too long to be asked for */
    char *text = arena_array(j->arena, char, 5000);
    for (size_t i = 0; i < 5000; i++)
        text[i] = i % 5 == 4 ? ' ' : 'a';
    for (size_t len = 0; len < 5000; len += 7)
        T(!indicators_match(all, (str){ text, len }, STR("ha")), "%zu bytes of nothing", len);
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
        T(indicators_match(all, one->name, one->unit_text) == one, "%.*s by name",
          STRF(one->name));
        T(one->unit.class != UNIT_NONE, "%.*s: unit %.*s", STRF(one->id), STRF(one->unit_text));
        T(one->group.len > 0 && one->agency.len > 0 && one->frequency.len > 0,
          "%.*s is told whose it is", STRF(one->id));
        T(one->nature != NATURE_RANK || one->direction == DIRECTION_DOWN,
          "%.*s: the first rank is best", STRF(one->id));
    }
    T(!indicators_find(all, STR("khong-co")) && !indicators_find(all, STR("")), "no such id");
    return OK;
}

/* What the build has indexed is what the reader makes of the text. */
static status built_is_read(struct job *j, void *arg)
{
    const struct catalogue_problem *problem;
    size_t problems;
    const struct indicators *all = indicators_load(j->arena);
    const struct indicators *own =
        catalogue_read(j->arena, data_file(STR("indicators.tsv")), &problem, &problems);

    (void)arg;
    T(problems == 0, "%zu problems", problems);
    if (!T(own->count == all->count && own->nnames == all->nnames && own->nslots == all->nslots,
           "%zu entries, %zu names", own->count, own->nnames))
        return OK;
    for (size_t i = 0; i < all->count; i++)
        T(str_eq(own->list[i].id, all->list[i].id) &&
          own->list[i].unit.base == all->list[i].unit.base &&
          str_eq(own->list[i].parent, all->list[i].parent) &&
          own->list[i].areas == all->list[i].areas && own->list[i].time == all->list[i].time &&
          own->list[i].price == all->list[i].price && own->list[i].per == all->list[i].per &&
          own->list[i].valid_to == all->list[i].valid_to &&
          str_eq(own->list[i].numerator, all->list[i].numerator) &&
          !own->list[i].season == !all->list[i].season, "%.*s", STRF(own->list[i].id));
    EXPECT_NAMES(own, by_name);
    return OK;
}

#define ROW(id, name, aliases, unit, nature, parent)                                       \
    id "\t\t" name "\t" aliases "\t" unit "\t" nature "\tup\t" parent "\t\tNhóm\tyear\tSở\n"

/* With columns behind the twelve that are needed. */
#define MORE(id, name, nature, denominator, more)                                          \
    id "\t\t" name "\t\tcái\t" nature "\tup\t\t" denominator "\tNhóm\tyear\tSở\t" more "\n"
#define FRUIT "1 2 3 4 6 9.9 25 45 62 78 91 100"

/* Texts of a catalogue, and how many problems each has. */
static const struct {
    const char *text;
    size_t entries, problems;
    const char *says;           /* of the first problem */
} catalogue_text[] = {
    { "", 0, 0, "" },
    { "# lời\n\nid\tcode\n" ROW("a", "Số cầu", "Cầu đường bộ", "cầu", "stock", ""), 1, 0, "" },
    { ROW("a", "Số cầu", "", "cầu", "stock", "") ROW("a", "Số đò", "", "đò", "stock", ""), 2, 1,
      "twice" },
    { ROW("a", "Số cầu", "", "cầu", "stock", "")
      ROW("b", "Số đò", "Tổng số cầu", "đò", "stock", ""), 2, 1, "is also one of «a»" },
    /* a rate and a count may share a name: units tell them apart */
    { ROW("a", "Xã có chợ", "", "xã", "count", "") ROW("b", "Xã có chợ", "", "%", "rate", ""), 2, 0,
      "" },
    { ROW("a", "Số cầu", "", "cầu", "stock", "b"), 1, 1, "the parent «b»" },
    { ROW("a", "Số cầu", "", "cầu", "stock", "a"), 1, 2, "the parent «a»" },
    { ROW("a", "Số cầu", "", "cầu", "stock", "b") ROW("b", "Số đò", "", "đò", "stock", "a"), 2, 2,
      "in a ring" },
    { ROW("a", "Số cầu", "", "cầu", "state", ""), 0, 1, "nature" },
    { ROW("a", "Số cầu", "", "", "stock", ""), 0, 1, "unit" },
    { ROW("A b", "Số cầu", "", "cầu", "stock", ""), 0, 1, "id" },
    { ROW("a", "", "", "cầu", "stock", ""), 0, 1, "name" },
    { ROW("a", "Tổng số", "", "cầu", "stock", ""), 1, 1, "no word of its own" },
    { "a\tb\tc\n", 0, 1, "columns" },
    /* the columns that may be left out */
    { MORE("a", "Số cầu", "stock", "", "\t\tsum\tlast\tnone\t\t2000\t2020\t"), 1, 0, "" },
    { MORE("a", "Số cầu", "stock", "", "\t\tsum\tlast\tnone\t\t2000\t2020\t\t"), 0, 1,
      "columns" },
    { MORE("a", "Số cầu", "stock", "", "\t\tlast"), 0, 1, "areas" },
    { MORE("a", "Số cầu", "stock", "", "\t\trecompute"), 0, 1, "areas" },
    { MORE("a", "Số cầu", "stock", "", "\t\t\tmean"), 0, 1, "time" },
    { MORE("a", "Số cầu", "stock", "", "\t\t\t\tconstant"), 0, 1, "price" },
    { MORE("a", "Số cầu", "stock", "", "\t100"), 0, 1, "per" },
    { MORE("a", "Số cầu", "rate", "", "\t20"), 0, 1, "per" },
    { MORE("a", "Số cầu", "rate", "", "b"), 0, 1, "numerator" },
    { MORE("a", "Số cầu", "rate", "b", "c"), 1, 2, "the denominator «b»" },
    { MORE("a", "Số cầu", "stock", "", "\t\t\t\t\t" FRUIT), 0, 1, "season" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t" FRUIT), 1, 0, "" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t" FRUIT " 100"), 0, 1, "season" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t0 0 0 0 0 9 5 20 30 40 50 100"), 0, 1, "season" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t0 0 0 0 0 0 0 0 0 0 0 99"), 0, 1, "season" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t0 0 0 0 0 0 0 0 0 0 0 1e2"), 0, 1, "season" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t\t1800"), 0, 1, "valid_from" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t\t2020\t2019"), 0, 1, "valid_to" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t\t\t\tb")
      MORE("b", "Số đò", "flow", "", ""), 1, 1, "successor" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t\t\t2019\tb")
      MORE("b", "Số đò", "flow", "", "\t\t\t\t\t\t\t2019\ta"), 2, 2, "in a ring" },
    { MORE("a", "Tỷ lệ cầu", "rate", "b", "c") MORE("b", "Số đò", "rate", "", "")
      MORE("c", "Số cầu", "stock", "", ""), 3, 1, "«b», which does not add up" },
    { MORE("a", "Số cầu", "flow", "", "\t\t\t\t\t\t\t2019\tb")
      "b\t\tSố đò\t\ttấn\tflow\tup\t\t\tNhóm\tyear\tSở\n", 2, 1, "measures something else" },
};

static status read_catalogues(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof catalogue_text / sizeof catalogue_text[0]; i++) {
        const struct catalogue_problem *problem;
        size_t problems;
        const struct indicators *all =
            catalogue_read(j->arena, str_from(catalogue_text[i].text), &problem, &problems);

        T(all->count == catalogue_text[i].entries, "text %zu: %zu entries", i, all->count);
        T(problems == catalogue_text[i].problems, "text %zu: %zu problems", i, problems);
        if (problems)
            T(str_find(problem[0].en, str_from(catalogue_text[i].says)) != SIZE_MAX,
              "text %zu: %.*s", i, STRF(problem[0].en));
        T(!indicators_find(all, STR("khong-co")), "text %zu has no such id", i);
        T(!indicators_match(all, STR("Tỷ lệ đò"), STR("")), "text %zu has no such name", i);
    }
    return OK;
}

/* Lines of the user's own stand behind the shipped ones, which stay as they are. */
static status extend_catalogue(struct job *j, void *arg)
{
    struct catalogue_problem problem = { 0 };
    size_t shipped = indicators_load(j->arena)->count;
    const struct indicators *all = indicators_extend(
        j->arena, STR(ROW("so-cau-treo", "Số cầu treo", "Cầu treo dân sinh", "cầu", "stock", "")),
        &problem);

    (void)arg;
    if (!T(all != NULL && all->count == shipped + 1, "one more"))
        return OK;
    const struct indicator *own = indicators_match(all, STR("cầu treo dân sinh"), STR("cầu"));
    T(own && str_eq(own->id, STR("so-cau-treo")), "the user's own");
    EXPECT_NAMES(all, by_name);

    all = indicators_extend(
        j->arena, STR("# lời\n" ROW("a", "Tổng đàn bò", "", "con", "stock", "")), &problem);
    T(!all && problem.line == 2 && problem.vi.len > 0, "line %u: %.*s",
      problem.line, STRF(problem.vi));
    T(indicators_extend(j->arena, STR(""), &problem) != NULL, "nothing more");
    return OK;
}

/* What the shipped entries say of adding up, and where it follows from. */
static status add_up(struct job *j, void *arg)
{
    static const struct {
        const char *id;
        enum adding areas, time;
        enum price_basis price;
    } row[] = {
        { "thu-ngan-sach", ADDING_SUM, ADDING_SUM, PRICE_NONE },
        { "cay-an-qua", ADDING_SUM, ADDING_SUM, PRICE_NONE },
        { "dan-trau", ADDING_SUM, ADDING_LAST, PRICE_NONE },
        { "xa-phuong", ADDING_SUM, ADDING_LAST, PRICE_NONE },
        { "dan-so", ADDING_SUM, ADDING_AVERAGE, PRICE_NONE },
        { "ho-ngheo", ADDING_RECOMPUTE, ADDING_RECOMPUTE, PRICE_NONE },
        { "grdp-tang", ADDING_NONE, ADDING_NONE, PRICE_2010 },
        { "grdp", ADDING_SUM, ADDING_SUM, PRICE_2010 },
        { "grdp-hien-hanh", ADDING_SUM, ADDING_SUM, PRICE_CURRENT },
        { "iip", ADDING_NONE, ADDING_NONE, PRICE_NONE },
        { "pci-hang", ADDING_NONE, ADDING_NONE, PRICE_NONE },
        { "tiem-chung", ADDING_NONE, ADDING_NONE, PRICE_NONE },
    };
    const struct indicators *all = indicators_load(j->arena);

    (void)arg;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const struct indicator *one = indicators_find(all, str_from(row[i].id));

        if (T(one != NULL, "%s is there", row[i].id))
            T(one->areas == row[i].areas && one->time == row[i].time &&
              one->price == row[i].price, "%s: %s, %s, %s", row[i].id,
              adding_word(one->areas), adding_word(one->time), price_word(one->price));
    }
    const struct indicator *fruit = indicators_find(all, STR("cay-an-qua"));
    T(fruit->season && fruit->season[5] == 100 && fruit->season[11] == 1000, "10 %% by June");
    T(!indicators_find(all, STR("dan-trau"))->season, "buffaloes have no season");
    for (size_t i = 0; i < all->count; i++)     /* what is recomputed has what it needs */
        T((all->list[i].areas == ADDING_RECOMPUTE) == (all->list[i].numerator.len > 0),
          "%.*s", STRF(all->list[i].id));
    return OK;
}

/* Rates made anew, by hand: 7820 / 150000 = 5,2133 %. */
static status make_rates(struct job *j, void *arg)
{
    static const struct {
        const char *id, *numerator, *nunit, *denominator, *dunit;
        int8_t scale;
        const char *want;
    } row[] = {
        { "ho-ngheo", "7820", "hộ", "150000", "hộ", 2, "5.21" },
        { "ho-ngheo", "7.82", "nghìn hộ", "150000", "hộ", 2, "5.21" },
        { "nang-suat-lua", "190000", "tấn", "50000", "ha", 1, "38.0" },         /* tạ/ha */
        { "grdp-dau-nguoi", "30000", "tỷ đồng", "660000", "người", 2, "45.45" },
        { "mat-do-dan-so", "660000", "người", "953990", "ha", 1, "69.2" },      /* per km² */
        { "bac-si", "858", "bác sĩ", "660000", "người", 1, "13.0" },
        { "ty-le-giai-ngan", "450", "tỷ đồng", "900000", "triệu đồng", 1, "50.0" },
        { "ho-ngheo", "7820", "hộ", "0", "hộ", 2, "none" },
        { "ho-ngheo", "7820", "tấn", "150000", "hộ", 2, "none" },
        { "ho-ngheo", "7820", "hộ", "150000", "ha", 2, "none" },
        { "pci-hang", "1", "hạng", "2", "hạng", 2, "none" },
    };
    const struct indicators *all = indicators_load(j->arena);

    (void)arg;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct quantity n, d;
        char text[DEC_TEXT] = "none";
        dec got;
        bool read = dec_parse_plain(str_from(row[i].numerator), &n.value) &&
                    dec_parse_plain(str_from(row[i].denominator), &d.value) &&
                    unit_read(all->units, str_from(row[i].nunit), &n.unit) &&
                    unit_read(all->units, str_from(row[i].dunit), &d.unit);

        T(read, "row %zu", i);
        if (indicators_rate(all, indicators_find(all, str_from(row[i].id)), &n, &d,
                            row[i].scale, &got))
            dec_format_plain(got, text);
        T(str_eq(str_from(text), str_from(row[i].want)), "row %zu: %s", i, text);
    }
    return OK;
}

/* A series is read on under the name it has today, and back. */
static status read_on(struct job *j, void *arg)
{
    static const char text[] =
        MORE("cu", "Số cầu cũ", "stock", "", "\t\t\t\t\t\t\t2019\tmoi")
        MORE("moi", "Số cầu mới", "stock", "", "\t\t\t\t\t\t2020\t2023\tsau")
        MORE("sau", "Số cầu sau", "stock", "", "\t\t\t\t\t\t2024")
        MORE("het", "Số đò", "stock", "", "\t\t\t\t\t\t2010\t2015");
    static const struct { const char *id; int year; const char *want; } row[] = {
        { "cu", 2019, "cu" }, { "cu", 2020, "moi" }, { "cu", 2030, "sau" }, { "sau", 2020, "moi" },
        { "sau", 1990, "cu" }, { "moi", 2022, "moi" }, { "het", 2012, "het" },
        { "het", 2016, NULL }, { "het", 2009, NULL },
    };
    const struct catalogue_problem *problem;
    size_t problems;
    const struct indicators *all = catalogue_read(j->arena, str_from(text), &problem, &problems);

    (void)arg;
    T(problems == 0, "%zu problems", problems);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const struct indicator *got =
            indicators_in_year(all, indicators_find(all, str_from(row[i].id)), row[i].year);

        str id = got ? got->id : STR("none");

        T(str_eq(id, str_from(row[i].want ? row[i].want : "none")), "%s in %d: %.*s", row[i].id,
          row[i].year, STRF(id));
    }
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
    job_run(&LIMITS_DEFAULT, LANG_VI, built_is_read, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_catalogues, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, extend_catalogue, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, add_up, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, make_rates, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_on, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, make_slugs, NULL, NULL);
}

/* unit_size.c -- amounts of a province that are a thousand times too small or too large.
 *
 *     tổng dư nợ tín dụng đạt 22.674 triệu đồng       no province owes so little
 *     kế hoạch vốn 3.196.678 tỷ đồng                  a hundred times the province's product
 *     quy mô dân số 650 triệu người
 *
 * The bounds leave every province of the country room, whatever its size. */
#include "check/check_int.h"

#include "base/utf8.h"
#include "check/unit/heads.h"
#include "check/wording/phrase.h"

#include <string.h>

enum measured { SIZED_MONEY, SIZED_COUNT, SIZED_ANY };

/* Amounts with such a least bound tell the size of a province. */
#define ECONOMY INT64_C(20000000000)

/* What a name that begins like this can come to in base units, đồng, people, heads; 0: no
 * bound. The first that fits holds. */
static const struct size_bound {
    const char *head;
    enum measured what;
    int64_t least, most;
} size_bound[] = {
    { "grdp binh quan", SIZED_MONEY, 3000000, 2000000000 },
    { "thu nhap binh quan", SIZED_MONEY, 200000, 2000000000 },
    { "grdp (", SIZED_MONEY, 50000000000, 0 },
    { "grdp", SIZED_MONEY, 20000000000, 0 },
    { "tong san pham tren dia ban", SIZED_MONEY, 20000000000, 0 },
    { "tong san pham (", SIZED_MONEY, 20000000000, 0 },
    { "tong san pham grdp", SIZED_MONEY, 20000000000, 0 },
    { "tong san pham trong tinh", SIZED_MONEY, 20000000000, 0 },
    { "tong thu ngan sach", SIZED_MONEY, 20000000000, 0 },
    { "thu ngan sach nha nuoc", SIZED_MONEY, 5000000000, 0 },
    { "thu ngan sach tren dia ban", SIZED_MONEY, 5000000000, 0 },
    { "thu noi dia", SIZED_MONEY, 5000000000, 0 },
    { "tong chi ngan sach", SIZED_MONEY, 20000000000, 0 },
    { "chi ngan sach dia phuong", SIZED_MONEY, 20000000000, 0 },
    { "tong du no tin dung chinh sach", SIZED_MONEY, 0, 0 },
    { "tong du no tin dung uu dai", SIZED_MONEY, 0, 0 },
    { "tong du no tin dung", SIZED_MONEY, 100000000000, 0 },
    { "tong du no cua cac", SIZED_MONEY, 100000000000, 0 },
    { "tong du no toan", SIZED_MONEY, 100000000000, 0 },
    { "tong du no tren dia ban", SIZED_MONEY, 100000000000, 0 },
    { "tong nguon von huy dong", SIZED_MONEY, 100000000000, 0 },
    { "nguon von huy dong", SIZED_MONEY, 100000000000, 0 },
    { "tong muc ban le", SIZED_MONEY, 50000000000, 0 },
    { "gia tri san xuat cong nghiep", SIZED_MONEY, 10000000000, 0 },
    { "gia tri san xuat xay dung", SIZED_MONEY, 20000000000, 0 },
    { "tong von dau tu toan xa hoi", SIZED_MONEY, 50000000000, 0 },
    { "tong von dau tu phat trien toan xa hoi", SIZED_MONEY, 50000000000, 0 },
    { "von dau tu toan xa hoi", SIZED_MONEY, 50000000000, 0 },
    { "doanh thu du lich", SIZED_MONEY, 2000000000, 0 },
    { "tong thu tu hoat dong du lich", SIZED_MONEY, 2000000000, 0 },
    { "tong doanh thu tu hoat dong du lich", SIZED_MONEY, 2000000000, 0 },
    { "tong thu tu du lich", SIZED_MONEY, 2000000000, 0 },
    { "thu nhap xa hoi tu hoat dong du lich", SIZED_MONEY, 2000000000, 0 },
    { "tong doanh thu hoat dong van tai", SIZED_MONEY, 5000000000, 0 },
    { "tong doanh thu cua hoat dong van tai", SIZED_MONEY, 5000000000, 0 },
    { "doanh thu van tai", SIZED_MONEY, 5000000000, 0 },
    { "tong doanh thu hoat dong buu chinh", SIZED_MONEY, 1000000000, 20000000000000 },
    { "tong doanh thu hoat dong vien thong", SIZED_MONEY, 5000000000, 100000000000000 },
    { "tong doanh thu dich vu buu chinh", SIZED_MONEY, 1000000000, 100000000000000 },
    { "tong doanh thu dich vu vien thong", SIZED_MONEY, 5000000000, 100000000000000 },
    { "quy mo dan so", SIZED_COUNT, 50000, 20000000 },
    { "dan so trung binh", SIZED_COUNT, 50000, 20000000 },
    { "tong dan so", SIZED_COUNT, 50000, 20000000 },
    { "so luot khach quoc te", SIZED_COUNT, 0, 20000000 },
    { "so luot khach", SIZED_COUNT, 0, 100000000 },
    { "tong luot khach", SIZED_COUNT, 0, 100000000 },
    { "khoi luong luan chuyen hanh khach", SIZED_ANY, 0, 100000000000 },
    { "khoi luong hanh khach luan chuyen", SIZED_ANY, 0, 100000000000 },
    { "khoi luong hanh khach van chuyen", SIZED_ANY, 0, 2000000000 },
    { "khoi luong van chuyen hanh khach", SIZED_ANY, 0, 2000000000 },
    { "tong dan gia suc", SIZED_COUNT, 0, 10000000 },
    { "dan gia cam", SIZED_COUNT, 100000, 150000000 },
    { "tong dan gia cam", SIZED_COUNT, 100000, 150000000 },
    { "dan lon", SIZED_COUNT, 0, 10000000 },
    { "dan trau", SIZED_COUNT, 0, 2000000 },
    { "dan bo", SIZED_COUNT, 0, 2000000 },
    { "tong ty suat sinh", SIZED_COUNT, 1, 7 },
    { "so con binh quan", SIZED_COUNT, 1, 7 },
};

/* Is the unit one that the bound is of? */
static bool sized(const struct size_bound *b, const struct statement *s)
{
    switch (s->unit.class) {
    case UNIT_MONEY: return b->what == SIZED_MONEY;
    case UNIT_COUNT: return b->what != SIZED_MONEY;
    case UNIT_MEASURE: case UNIT_RATE: case UNIT_NONE: return b->what == SIZED_ANY;
    default: return false;
    }
}

_Static_assert(sizeof size_bound / sizeof *size_bound <= HEADS_MOST, "a bit for each bound");

/* The bound of the statement's name and unit. */
static const struct size_bound *bound_of(const struct heads *heads, const struct statement *s)
{
    enum { SIZED_NAME_BYTES = 110 };

    if (!s->indicator.len || s->indicator.len > SIZED_NAME_BYTES
        || s->unit.class == UNIT_PERCENT || s->unit.class == UNIT_TIMES)
        return NULL;
    for (uint64_t begun = heads_begun(heads, s->indicator, UINT64_MAX); begun; begun &= begun - 1)
        if (sized(&size_bound[__builtin_ctzll(begun)], s))
            return &size_bound[__builtin_ctzll(begun)];
    return NULL;
}

/* A figure of the province as a whole. */
static bool of_province(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range && s->area.len == 0
           && s->value.value.coef > 0;
}

static struct diag *add_size(struct checker *c, enum diag_code code, const struct statement *s)
{
    struct diag *d = diag_add(c->diags, code, s->value.where);

    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text),
                             STRF(s->unit_text)));
    diag_stated(d, d->arg[0]);
    return d;
}

/* The product of the province, its debts, its budget: by the largest of these, when there
 * are several, one knows how large a province it is. */
struct yardstick { dec most; uint32_t n; const struct statement *by; };

static void measure_by(struct yardstick *y, const struct size_bound *b, const struct statement *s)
{
    dec v;

    if (b->what != SIZED_MONEY || b->least < ECONOMY || !amount_value(&s->value, s->unit, &v))
        return;
    y->n++;
    if (!y->by || dec_cmp(v, y->most) > 0) {
        y->most = v;
        y->by = s;
    }
}

/* A figure of statistics is told with its growth or its plan, or is a plan; the whole economy's
 * speaks for itself. */
static bool of_statistics(const struct size_bound *b, const struct statement *s)
{
    return s->ncompares || s->plan_pct->has_value || s->kind == KIND_PLAN || s->kind == KIND_TARGET
           || b->least >= ECONOMY || b->least < 10;
}

/* "xử lý 12 vụ vi phạm, thu ngân sách nhà nước 850 triệu đồng"; figures of the country in a
 * report of a province. */
static bool of_something_else(const struct checker *c, const struct statement *s)
{
    static const char *const word[] = {
        "vi phạm", "xử lý", "phạt", "tịch thu", "truy thu", "đấu giá", "cả nước", "toàn quốc",
        "đường sắt", "bắc - nam", "thế giới", "toàn vùng", "các tỉnh", NULL,
    };
    enum { BACK = 160, ON = 80 };
    str text = block_text(c, s->block);

    return phrase_has_any(str_sub(text, s->at > BACK ? s->at - BACK : 0, s->end + ON), word);
}

static void check_bound(struct checker *c, const struct size_bound *b, const struct statement *s)
{
    dec v;

    if (!amount_value(&s->value, s->unit, &v)
        || ((b->least == 0 || dec_cmp(v, (dec){ b->least, 0 }) >= 0)
            && (b->most == 0 || dec_cmp(v, (dec){ b->most, 0 }) <= 0))
        || !of_statistics(b, s) || of_something_else(c, s))
        return;
    diag_arg(add_size(c, DIAG_UNIT_SIZE, s), s->indicator);
}

/* What is told per head, or of a commune, and the most there can be of it: three phones for
 * each, one in fifty a doctor, the nineteen criteria of new rural communes. */
static bool rate_beyond(const struct statement *s)
{
    static const struct { const char *per; int64_t most; } rate[] = {
        { "/100 dân", 300 }, { "/1 vạn dân", 200 }, { "/vạn dân", 200 }, { "tiêu chí/xã", 19 },
    };

    for (size_t i = 0; i < sizeof rate / sizeof *rate; i++)
        if (str_ends(s->unit_text, str_from(rate[i].per)))
            return dec_cmp(s->value.value, (dec){ rate[i].most, 0 }) > 0;
    return false;
}

/* "GRDP bình quân đầu người 36,61 tỷ đồng/người/năm", "877 thuê bao/100 dân". */
static void check_head(struct checker *c, const struct statement *s)
{
    if (rate_beyond(s)) {
        diag_arg(add_size(c, DIAG_UNIT_SIZE, s), s->indicator);
        return;
    }
    if (str_starts(s->unit_text, STR("tỷ đồng/người")) || str_starts(s->unit_text,
                                                                     STR("tỉ đồng/người")))
        diag_arg(add_size(c, DIAG_UNIT_SIZE, s), s->indicator);
}

/* More than ten times all that the province makes, owes or spends in a year. */
static void check_beyond_province(struct checker *c, const struct yardstick *y)
{
    enum { TOLD = 3 };
    dec bound;

    if (y->n < TOLD || !dec_shift(y->most, 1, &bound))
        return;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        struct diag *d;
        dec v;

        if (s->unit.class != UNIT_MONEY || !of_province(s) || !amount_value(&s->value, s->unit, &v)
            || dec_cmp(v, bound) <= 0 || of_something_else(c, s))
            continue;
        d = add_size(c, DIAG_UNIT_BEYOND, s);
        diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(y->by->value.text),
                                 STRF(y->by->unit_text)));
        note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, y->by->value.where),
                 y->by->value.text);
    }
}

/* "của huyện Mộc Châu, tỉnh Sơn La", "UBND XÃ ...": a title of a place inside the province.
 * "Các huyện" are those it is sent to. */
static bool titles_lower_place(str title)
{
    static const char *const kind[] = { "huyện ", "HUYỆN ", "thị xã ", "THỊ XÃ ", "xã ", "XÃ ",
                                        "phường ", "PHƯỜNG ", "thị trấn ", "THỊ TRẤN " };

    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
        str word = str_from(kind[i]);
        size_t at = str_find(title, word), cp_at = at + word.len;
        uint32_t cp;

        if (at == SIZE_MAX || cp_at >= title.len || phrase_before(title, at, "các")
            || str_starts(str_sub(title, cp_at, title.len), STR("HỘI")))    /* kinh tế - xã hội */
            continue;
        utf8_next(title, cp_at, &cp);
        if (utf8_is_upper(cp))
            return true;
    }
    return false;
}

/* A report of a province, not of a district or a commune of it. */
static bool tells_of_province(const struct checker *c)
{
    enum { TITLES = 12, SIZED_TITLE = 200 };
    const struct report *r = c->report;
    int32_t end = r->nstatements ? r->statement[0].block : TITLES;

    if (!str_starts(r->area, STR("tỉnh ")))
        return false;
    for (int32_t i = 0; i < end && i < TITLES && (uint32_t)i < r->doc->nblocks; i++)
        if (r->doc->block[i].kind != BLOCK_TABLE && block_text(c, i).len <= SIZED_TITLE
            && titles_lower_place(block_text(c, i)))
            return false;
    return true;
}

void check_unit_sizes(struct checker *c)
{
    struct yardstick y = { .n = 0 };
    bool province = tells_of_province(c);
    struct heads heads = { .n = 0 };

    for (size_t i = 0; i < sizeof size_bound / sizeof *size_bound; i++)
        heads_add(&heads, size_bound[i].head);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        const struct size_bound *b;

        if (!of_province(s))
            continue;
        if (s->unit.class == UNIT_RATE)
            check_head(c, s);
        if (s->unit.class == UNIT_PERCENT || s->unit.class == UNIT_TIMES)
            continue;
        b = province ? bound_of(&heads, s) : NULL;
        if (b && (s->unit.class != UNIT_MONEY
                  || str_find(s->unit_text, STR("đồng")) != SIZE_MAX)) {
            check_bound(c, b, s);
            measure_by(&y, b, s);
        }
    }
    check_beyond_province(c, &y);
}

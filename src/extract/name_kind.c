/* name_kind.c -- the names of counts, rates, shares and amounts. */
#include "extract/name_int.h"

#include "base/utf8.h"
#include "lex/vocab.h"

#include <string.h>

enum {
    LABELLED_WORDS = 5,
    RATE_WORDS = 14,
    RATED_WORDS = 9,
    DIMENSION_WORDS = 9,
    TELLING_WORDS = 3           /* as many tell a part from others without its total */
};

void draft_put(struct name_draft *d, str text)
{
    name_put(&d->b, d->s, text);
}

void draft_put_pre(struct name_draft *d)
{
    name_put_words(&d->b, d->s, &d->pre);
}

void draft_put_post(struct name_draft *d)
{
    name_put_words(&d->b, d->s, &d->post);
}

static const char *head_by_unit(const struct name_draft *d)
{
    const struct name_request *r = d->r;
    str last = scan_text(d->s, r->unit_to ? r->unit_to - 1 : 0, r->unit_to);
    char folded[128];
    str f = { folded, last.len < 40 ? fold_word(last, folded) : 0 };

    if (r->unit.class == UNIT_POINT)
        return "Tỷ lệ";
    if (r->unit.class == UNIT_RATE && (str_eq(r->unit_text, STR("tạ/ha")) ||
                                       str_eq(r->unit_text, STR("tấn/ha"))))
        return "Năng suất";
    if (r->unit.class != UNIT_MEASURE)
        return "";
    if (str_eq(f, STR("ha")) || str_eq(f, STR("m2")) || str_eq(f, STR("km2")))
        return "Diện tích";
    if (str_eq(f, STR("mw")) || str_eq(f, STR("kw")))
        return "Công suất";
    if (str_eq(f, STR("tấn")) || str_eq(f, STR("tạ")))
        return "Sản lượng";
    if (str_eq(f, STR("kg")) || str_eq(f, STR("gam")) || str_eq(f, STR("g")) ||
        str_eq(f, STR("m3")))
        return "Khối lượng";
    return str_eq(f, STR("km")) || str_eq(f, STR("m")) ? "Chiều dài" : "";
}

str name_without_multiplier(str unit_text)
{
    str rest = unit_text, word;
    char folded[64];

    while (str_split(&rest, ' ', &word) && word.len && word.len <= 24 && rest.len &&
           unit_multiplier((str){ folded, fold_word(word, folded) }))
        unit_text = rest;
    return unit_text;
}

void name_keep_last(struct name_part *w, uint32_t n)
{
    if (w->n <= n)
        return;
    memmove(w->tok, w->tok + w->n - n, sizeof *w->tok * n);
    w->n = n;
}

static bool ends_with_word(str text, str word)
{
    return word.len && text.len > word.len && str_ends(text, word) &&
           text.ptr[text.len - word.len - 1] == ' ';
}

/* What the name of a count tells beyond the noun it counts: "Số hộ trồng rừng" of
 * "hộ" -> "trồng rừng". */
str draft_beyond_unit(const struct name_draft *d, str name, str unit_text)
{
    str rest = str_sub(name, STR("Số ").len, name.len), word;

    if (unit_text.len && str_starts(name, STR("Số ")) && str_starts(rest, unit_text))
        name = str_sub(rest, unit_text.len, rest.len);
    name = name_telling(d->s, name);
    /* "người chết do tai nạn", of which "chết 4 người": not twice */
    rest = name;
    while (str_split(&rest, ' ', &word) && ends_with_word(buf_str(&d->b), word))
        name = rest;
    return name;
}

bool name_is_one_of(str text, const char *const *noun, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (str_is(text, noun[k]))
            return true;
    return false;
}

/* Cases, and who is held to account for them. */
bool name_is_case(str noun)
{
    static const char *const all[] = { "vụ", "vụ việc", "vụ án", "ca" };

    return name_is_one_of(noun, all, sizeof all / sizeof *all);
}

bool name_is_party(str noun)
{
    static const char *const all[] = { "trường hợp", "đối tượng", "bị can", "cá nhân",
                                       "tổ chức" };

    return name_is_one_of(noun, all, sizeof all / sizeof *all);
}

/* "hộ cận nghèo 8.900 hộ": the words before begin with the noun that is counted. */
static bool repeats_unit(const struct name_draft *d)
{
    const struct scan *s = d->s;
    uint32_t k = d->r->unit_from, to = d->r->unit_to;

    while (k < to && !str_eq(s->t[k].fold, s->t[d->pre.tok[0]].fold))
        k++;                    /* nghìn, triệu */
    if (k == to || to - k >= d->pre.n)
        return false;
    for (uint32_t i = 0; k + i < to; i++)
        if (!str_eq(s->t[k + i].fold, s->t[d->pre.tok[i]].fold))
            return false;
    return true;
}

/* "khu vực nhà nước", "tuyến xã", "nguồn ngân sách": a part by where it belongs, not by
 * what it is, which only the total's name tells. */
static bool begins_dimension(const struct name_draft *d)
{
    static const char *const noun[][2] = {
        { "khu", "vực" }, { "lĩnh", "vực" }, { "tuyến", NULL }, { "cấp", NULL },
        { "nhóm", NULL }, { "nguồn", NULL }, { "thành", "thị" }, { "nông", "thôn" },
        { "đợt", NULL }, { "vụ", NULL }, { "từ", NULL },
    };
    const struct scan *s = d->s;

    if (d->pre.n == 0)
        return false;
    for (size_t k = 0; k < sizeof noun / sizeof *noun; k++)
        if (str_eq(s->t[d->pre.tok[0]].fold, str_from(noun[k][0])) &&
            (!noun[k][1] || (d->pre.n > 1 &&
                             str_eq(s->t[d->pre.tok[1]].fold, str_from(noun[k][1])))))
            return true;
    return false;
}

/* A count: "Số", its noun and what is counted, then the verbs before it. */
static void draft_count(struct name_draft *d)
{
    const struct name_request *r = d->r;

    draft_put(d, STR("Số"));
    if (d->post.n || d->pre.n < 2 || !repeats_unit(d))
        draft_put(d, name_without_multiplier(r->unit_text));
    draft_put_post(d);
    if (d->post.n && d->pre.n > 9 && !begins_dimension(d))
        name_keep_last(&d->pre, 4);
    draft_put_pre(d);
    if (r->total.len && d->post.n + d->pre.n < TELLING_WORDS && r->unit_to > r->unit_from &&
        (str_eq(r->total_unit, r->unit_text) ||
         (r->total_counts && (name_is_case(r->unit_text) || name_is_party(r->unit_text)))))
        draft_put(d, draft_beyond_unit(d, r->total, r->total_unit));
}

static str first_word(str name)
{
    str rest = name, word = { NULL, 0 };

    str_split(&rest, ' ', &word);
    return word;
}

/* "thu nội địa" of "Thu ngân sách": the part has its head already. */
static bool same_first_word(const struct name_draft *d, str name)
{
    char folded[64];
    str word = first_word(name);

    return word.len <= 24 &&
           str_eq(d->s->t[d->pre.tok[0]].fold, (str){ folded, fold_word(word, folded) });
}

static bool tells_structure(const struct name_request *r)
{
    return str_find(r->topic, STR("ơ cấu")) != SIZE_MAX ||
           str_find(r->theme, STR("ơ cấu")) != SIZE_MAX ||
           str_find(r->label, STR("ơ cấu")) != SIZE_MAX;
}

/* "đảm bảo tỷ lệ che phủ rừng": the rate itself names, whatever stands before it. */
static void begin_at_rate(struct name_draft *d)
{
    for (uint32_t i = d->pre.n; i-- > 1;)
        if (i + 2 < d->pre.n && PHRASE(d->s, d->pre.tok[i], W_TY, W_LE)) {
            name_keep_last(&d->pre, d->pre.n - i - 2);
            return;
        }
}

/* A percentage: a rate of what stands behind it or before it. */
static void draft_rate(struct name_draft *d)
{
    begin_at_rate(d);
    if (d->pre.n > 1 && scan_word(d->s, d->pre.tok[0]) == W_SO_COUNT)
        name_keep_last(&d->pre, d->pre.n - 1);  /* a rate is of what is counted */
    /* under "Cơ cấu kinh tế: ..." percentages are shares */
    draft_put(d, tells_structure(d->r) ? STR("Tỷ trọng") : STR("Tỷ lệ"));
    draft_put_post(d);
    if (d->post.n && d->pre.n + d->post.n > RATE_WORDS) {
        if (d->post.n > RATED_WORDS)
            return;             /* they tell enough */
        name_keep_last(&d->pre, 8);
    }
    draft_put_pre(d);
}

str name_counted(str name)
{
    static const char *const count[] = { "Số ", "Tổng số ", "số ", "tổng số " };

    for (size_t k = 0; k < sizeof count / sizeof *count; k++)
        if (str_starts(name, str_from(count[k])))
            return str_sub(name, strlen(count[k]), name.len);
    return name;
}

/* chiếm x %: a share of the total; of things counted, their rate. */
static void draft_share(struct name_draft *d)
{
    str counted = name_counted(d->r->before);

    if (d->pre.n == 0 && counted.len && counted.len < d->r->before.len) {
        draft_put(d, STR("Tỷ lệ"));
        draft_put(d, counted);
        return;
    }
    draft_put(d, STR("Tỷ trọng"));
    draft_put_pre(d);
    if (d->pre.n == 0)
        draft_put(d, d->r->before);
    else if (d->r->total.len && d->pre.n < 4)
        draft_put(d, name_head(d->r->total));
}

/* "9 triệu đồng/ha": money is not counted by its unit. */
static bool is_money_rate(const struct name_request *r)
{
    return str_starts(name_without_multiplier(r->unit_text), STR("đồng/"));
}

/* Do the words before the figure begin with one of these verbs? */
static bool begins_with_verb(const struct name_draft *d, const char *const (*verb)[2], size_t n)
{
    const struct scan *s = d->s;
    const uint32_t *tok = d->pre.tok;

    for (size_t k = 0; d->pre.n >= 2 && k < n; k++)
        if (str_eq(s->t[tok[0]].fold, str_from(verb[k][0])) &&
            str_eq(s->t[tok[1]].fold, str_from(verb[k][1])))
            return true;
    return false;
}

/* "xử phạt 44 triệu đồng": a verb of paying names the sum that was paid. */
bool draft_pays(const struct name_draft *d)
{
    static const char *const verb[][2] = {
        { "xử", "phạt" }, { "phạt", "tiền" }, { "truy", "thu" }, { "thu", "hồi" },
        { "kiến", "nghị" }, { "ủng", "hộ" }, { "quyên", "góp" }, { "đóng", "góp" },
        { "hỗ", "trợ" }, { "trao", "tặng" }, { "nộp", "phạt" },
    };

    return d->r->unit.class == UNIT_MONEY &&
           begins_with_verb(d, verb, sizeof verb / sizeof *verb);
}

/* "vốn đường giao thông 90 tỷ đồng, đã giải ngân 60 tỷ đồng": a verb of what became of
 * an amount just told. */
bool draft_proceeds(const struct name_draft *d)
{
    static const char *const verb[][2] = {
        { "phân", "bổ" }, { "giải", "ngân" }, { "thanh", "toán" }, { "quyết", "toán" },
        { "thu", "hoạch" }, { "nghiệm", "thu" }, { "sử", "dụng" }, { "thực", "hiện" },
    };

    return !d->headed && !d->counts && d->pre.n <= LABELLED_WORDS && d->post.n == 0 &&
           begins_with_verb(d, verb, sizeof verb / sizeof *verb);
}

static bool is_done(const struct name_draft *d)
{
    return d->pre.tok[0] > 0 && scan_word(d->s, d->pre.tok[0] - 1) == W_DA_DONE;
}

/* What became of a planned amount is no plan: "Tổng kế hoạch vốn" -> vốn. */
str draft_what_proceeds(str name)
{
    static const char *const plan[] = { "Kế hoạch ", "Tổng kế hoạch ", "Dự toán ",
                                        "Tổng dự toán " };

    for (size_t k = 0; k < sizeof plan / sizeof *plan; k++)
        if (str_starts(name, str_from(plan[k])))
            return str_sub(name, strlen(plan[k]), name.len);
    return name;
}

/* Does a name begin with a noun of quantity, whose head the next one may share? */
static bool begins_with_quantity(const struct scan *s, str name)
{
    const struct vocab_word *first = vocab_find(s->vocab, s->arena, first_word(name));

    switch (first ? first->look.word : (uint16_t)W_OTHER) {
    case W_TONG: case W_DIEN: case W_SAN: case W_NANG_YIELD: case W_GIA: case W_DOANH:
    case W_KIM: case W_TY: case W_TI: case W_SO_COUNT: case W_KINH: case W_VON: case W_CHI:
    case W_KHOI: case W_LUONG: case W_THU_COLLECT: case W_CHIEU: case W_GRDP: case W_GDP:
    case W_IIP:
        return true;
    default:
        return false;
    }
}

/* Is the total a count of the things that grow: "13/17 ngành có chỉ số tăng, trong đó"? */
static bool counts_kinds(const struct name_request *r)
{
    static const char *const noun[] = { "ngành", "nhóm", "nhóm hàng", "mặt hàng", "lĩnh vực",
                                        "địa phương", "tỉnh", "thị trường", "sản phẩm" };

    return r->total_counts && name_is_one_of(r->total_unit, noun, sizeof noun / sizeof *noun);
}

/* The head of an amount whose words have none: that of its total, of the figure
 * before it, of the label, or the one its unit implies. */
static str amount_head(const struct name_draft *d)
{
    const struct name_request *r = d->r;

    if (draft_proceeds(d))
        return str_from(head_by_unit(d));
    if (d->pre.n && r->total.len && r->total_alike && !same_first_word(d, r->total) &&
        !same_first_word(d, name_head(r->total)) &&
        !(r->unit.class == UNIT_NONE && counts_kinds(r)))
        return name_head(r->total);
    if (d->pre.n && r->before_alike && draft_what_proceeds(r->before).len == r->before.len &&
        begins_with_quantity(d->s, r->before) && !same_first_word(d, r->before) &&
        !same_first_word(d, name_head(r->before)))
        return name_head(r->before);
    if (r->label.len && d->pre.n && d->pre.n <= LABELLED_WORDS)
        return r->label;
    if (draft_pays(d))
        return STR("Số tiền");
    return str_from(head_by_unit(d));
}

/* Do the words before the figure end with "đóng góp"? */
static bool contributes(const struct name_draft *d)
{
    const struct scan *s = d->s;
    const struct name_part *w = &d->pre;

    return (d->r->unit.class == UNIT_PERCENT || d->r->unit.class == UNIT_POINT) && w->n >= 2 &&
           str_eq(s->t[w->tok[w->n - 2]].fold, STR("đóng")) &&
           str_eq(s->t[w->tok[w->n - 1]].fold, STR("góp"));
}

/* "dịch vụ tăng 6,1%, đóng góp 2,5 điểm phần trăm vào mức tăng chung": by what grew; a
 * noun before the verb is told, a clause about the same subject is not. */
static void draft_contribution(struct name_draft *d)
{
    const struct scan *s = d->s;
    bool clause = d->pre.n == 2;

    for (uint32_t i = 0; i < d->pre.n; i++)
        clause |= scan_word(s, d->pre.tok[i]) == W_CHIEM || scan_word(s, d->pre.tok[i]) == W_NEN;
    if (!clause || !d->r->subject.len)
        d->pre.n -= 2;
    if (!str_starts(d->r->subject, STR("Đóng góp")) || !clause)
        draft_put(d, STR("Đóng góp của"));
    if (clause && d->r->subject.len)
        draft_put(d, d->r->subject);
    else
        draft_put_pre(d);
}

/* "công nghiệp là động lực với tốc độ tăng 6,9%": the growth is of what the sentence
 * speaks of, told before "là". False when the words are no such thing. */
static bool draft_pace(struct name_draft *d)
{
    const struct scan *s = d->s;
    const struct name_part *pre = &d->pre;
    struct name_part w;
    uint32_t to;

    if (d->r->unit.class != UNIT_NONE || pre->n == 0 ||
        !((pre->n == 1 && scan_word(s, pre->tok[0]) == W_MUC_LEVEL) ||
          (pre->n == 2 && scan_word(s, pre->tok[0]) == W_TOC)))
        return false;
    for (to = d->r->from; to < pre->tok[0] && scan_word(s, to) != W_LA;)
        to++;
    name_pick(s, d->r->from, to, &w);
    name_put_words(&d->b, s, &w);
    return w.n > 0;
}

/* "nếu loại trừ yếu tố giá tăng 5,1%": the figure before it, less something. */
static bool draft_exclusion(struct name_draft *d)
{
    const struct scan *s = d->s;
    struct name_part *pre = &d->pre;
    uint32_t at = 0;

    if (d->r->unit.class != UNIT_NONE || !d->r->subject.len)
        return false;
    while (at + 1 < pre->n && at < 3 && !(scan_word(s, pre->tok[at]) == W_LOAI &&
                                          str_eq(s->t[pre->tok[at + 1]].fold, STR("trừ"))))
        at++;
    if (at + 1 >= pre->n || at == 3)
        return false;
    name_keep_last(pre, pre->n - at);
    draft_put(d, d->r->subject);
    draft_put_pre(d);
    return true;
}

/* "12,5 bác sĩ/vạn dân": what the rate counts stands in its unit. */
static bool counts_in_unit(const struct name_draft *d)
{
    size_t slash = str_find(d->r->unit_text, STR("/"));
    unit u;

    return slash != SIZE_MAX &&
           unit_read(d->s->units, str_sub(d->r->unit_text, 0, slash), &u) &&
           u.class == UNIT_COUNT;
}

/* An amount of a measure, of money, of points, or a rate. */
static void draft_amount(struct name_draft *d)
{
    bool rate = d->r->unit.class == UNIT_RATE;

    if (rate && counts_in_unit(d) && d->pre.n == 2 && scan_word(d->s, d->pre.tok[0]) == W_BINH) {
        draft_count(d);
        return;
    }
    if (rate && d->pre.n > LABELLED_WORDS && counts_in_unit(d))
        d->pre.n = 0;           /* "cơ sở vật chất được cải thiện với 12,5 bác sĩ/vạn dân" */
    if (rate && d->pre.n == 0 && !is_money_rate(d->r))
        draft_count(d);
    else
        draft_put(d, amount_head(d));
    draft_put_pre(d);
    if (!rate || d->pre.n)
        draft_put_post(d);
}

/* "tổng số (lũy kế) có 120 hộ nghèo": the count's noun stands behind the number alone. */
static bool is_bare_total(const struct name_draft *d)
{
    const struct scan *s = d->s;
    const struct name_part *w = &d->pre;
    uint32_t noun = d->r->unit_from;

    if (w->n < 2 || scan_word(s, w->tok[0]) != W_TONG || scan_word(s, w->tok[1]) != W_SO_COUNT)
        return false;
    for (uint32_t i = 2; i < w->n; i++)
        if (!name_is_generic_word(s, scan_text(s, w->tok[i], w->tok[i] + 1)) ||
            (noun < s->n && str_eq(s->t[w->tok[i]].fold, s->t[noun].fold)))
            return false;
    return true;
}

/* The same with words enough to be one name. */
static bool is_dimension(const struct name_draft *d)
{
    return d->pre.n <= DIMENSION_WORDS && begins_dimension(d);
}

/* "tỷ lệ nghèo khu vực thành thị 2%, khu vực nông thôn 8%": a name that repeats a word
 * of the one before it goes on as that one up to there. */
static bool draft_parallel(struct name_draft *d)
{
    const struct scan *s = d->s;
    str rest = d->r->before, word, first;
    uint32_t at = 0;

    if (d->pre.n < 2 || d->pre.n > LABELLED_WORDS || d->post.n ||
        name_is_generic_word(s, scan_text(s, d->pre.tok[0], d->pre.tok[0] + 1)))
        return false;
    first = s->t[d->pre.tok[0]].fold;
    while (str_split(&rest, ' ', &word)) {
        const struct vocab_word *w = at++ < 2 ? NULL : vocab_find(s->vocab, s->arena, word);

        if (w && str_eq(vocab_fold(w), first)) {
            draft_put(d, str_trim(str_sub(d->r->before, 0,
                                          (size_t)(word.ptr - d->r->before.ptr))));
            return true;
        }
    }
    return false;
}

void draft_own(struct name_draft *d)
{
    const struct name_request *r = d->r;

    if (r->share) {
        draft_share(d);
    } else if (contributes(d)) {
        draft_contribution(d);
    } else if (draft_pace(d) || draft_exclusion(d)) {
        /* named by what the sentence speaks of */
    } else if (d->headed) {
        draft_put_pre(d);
        if (d->counts && is_bare_total(d))
            draft_put(d, name_without_multiplier(r->unit_text));
        if (d->post.n && (d->pre.n <= 2 || is_bare_total(d)))
            draft_put_post(d);
    } else if (d->counts) {
        draft_count(d);
    } else if (r->total.len && r->total_alike && is_dimension(d)) {
        draft_put(d, r->total);
        draft_put_pre(d);
    } else if (r->before_alike && draft_proceeds(d) && is_done(d)) {
        if (d->pre.n != 2)      /* a bare verb gets what it is of behind it */
            draft_put(d, draft_what_proceeds(r->before));
        draft_put_pre(d);
    } else if (!r->total.len && r->before_alike && draft_parallel(d)) {
        draft_put_pre(d);
    } else if (r->unit.class == UNIT_PERCENT && r->label.len && d->pre.n &&
               d->pre.n <= LABELLED_WORDS && d->post.n == 0) {
        draft_put(d, r->label);
        draft_put_pre(d);
    } else if (r->unit.class == UNIT_PERCENT) {
        draft_rate(d);
    } else {
        draft_amount(d);
    }
}

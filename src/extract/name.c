/* name.c -- the name a statistician would give to a figure. */
#include "extract/name.h"

#include "base/utf8.h"
#include "extract/name_int.h"
#include "lex/vocab.h"

#include <string.h>

enum { LABEL_WORDS = 16,
       LABELLED_WORDS = 5,
       RATE_WORDS = 14,
       DIMENSION_WORDS = 9,
       SHARED_VERBS = 7,
       THEMELESS_WORDS = 8,    /* a name of more has no need of its sentence's theme */
       TELLING_WORDS = 3 };    /* as many tell a part from others without its total */

static uint32_t count_words(const struct scan *s, const struct name_part *w)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < w->n; i++)
        n += s->t[w->tok[i]].kind == TOKEN_WORD;
    return n;
}

str name_theme(const struct scan *s, uint32_t from, uint32_t to, uint32_t *count)
{
    struct name_part w;
    struct buf b;

    name_pick(s, from, to, &w);
    *count = count_words(s, &w);
    buf_init(&b, s->arena);
    buf_char(&b, ' ');          /* behind other words a common noun has no capital */
    name_put_words(&b, s, &w);
    return str_trim(buf_str(&b));
}

uint32_t name_count(const struct scan *s, uint32_t from, uint32_t to)
{
    struct name_part w;

    name_pick(s, from, to, &w);
    return count_words(s, &w);
}

str name_subject(const struct scan *s, uint32_t from, uint32_t to, uint32_t *count)
{
    struct name_part w;
    struct buf b;

    name_pick(s, from, to, &w);
    *count = count_words(s, &w);
    buf_init(&b, s->arena);
    name_put_words(&b, s, &w);
    return buf_str(&b);
}

/* A name while it is made. */
struct draft {
    const struct scan *s;
    const struct name_request *r;
    struct name_part pre, post; /* the words before the figure's verb, and behind its unit */
    bool headed;                /* pre begins with a noun that names a quantity */
    bool counts;                /* the unit is what is counted */
    const struct named_figure *last;    /* the figure before it, or NULL */
    struct buf b;
};

static void draft_put(struct draft *d, str text)
{
    name_put(&d->b, d->s, text);
}

static void draft_put_pre(struct draft *d)
{
    name_put_words(&d->b, d->s, &d->pre);
}

static void draft_put_post(struct draft *d)
{
    name_put_words(&d->b, d->s, &d->post);
}

static const char *head_by_unit(const struct draft *d)
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

/* "lượt khách" of "triệu lượt khách". */
static str without_multiplier(str unit_text)
{
    str rest = unit_text, word;
    char folded[64];

    while (str_split(&rest, ' ', &word) && word.len && word.len <= 24 && rest.len &&
           unit_multiplier((str){ folded, fold_word(word, folded) }))
        unit_text = rest;
    return unit_text;
}

static void keep_last(struct name_part *w, uint32_t n)
{
    if (w->n <= n)
        return;
    memmove(w->tok, w->tok + w->n - n, sizeof *w->tok * n);
    w->n = n;
}

/* What the name of a count tells beyond the noun it counts: "Số hộ trồng rừng" of
 * "hộ" -> "trồng rừng". */
static str beyond_unit(const struct draft *d, str name, str unit_text)
{
    str rest = str_sub(name, STR("Số ").len, name.len);

    if (unit_text.len && str_starts(name, STR("Số ")) && str_starts(rest, unit_text))
        name = str_sub(rest, unit_text.len, rest.len);
    return name_telling(d->s, name);
}

static bool is_one_of(str text, const char *const *noun, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (str_eq(text, str_from(noun[k])))
            return true;
    return false;
}

/* Cases, and who is held to account for them. */
static bool is_case(str noun)
{
    static const char *const all[] = { "vụ", "vụ việc", "vụ án", "ca" };

    return is_one_of(noun, all, sizeof all / sizeof *all);
}

static bool is_party(str noun)
{
    static const char *const all[] = { "trường hợp", "đối tượng", "bị can", "cá nhân",
                                       "tổ chức" };

    return is_one_of(noun, all, sizeof all / sizeof *all);
}

/* "hộ cận nghèo 8.900 hộ": the words before begin with the noun that is counted. */
static bool repeats_unit(const struct draft *d)
{
    const struct scan *s = d->s;

    return d->r->unit_from < d->r->unit_to &&
           str_eq(s->t[d->pre.tok[0]].fold, s->t[d->r->unit_to - 1].fold);
}

/* A count: "Số", its noun and what is counted, then the verbs before it. */
static void draft_count(struct draft *d)
{
    const struct name_request *r = d->r;

    draft_put(d, STR("Số"));
    if (d->post.n || d->pre.n < 2 || !repeats_unit(d))
        draft_put(d, without_multiplier(r->unit_text));
    draft_put_post(d);
    if (d->post.n && d->pre.n > 8)
        keep_last(&d->pre, 4);
    draft_put_pre(d);
    if (r->total.len && d->post.n + d->pre.n < TELLING_WORDS && r->unit_to > r->unit_from &&
        (str_eq(r->total_unit, r->unit_text) ||
         (r->total_counts && (is_case(r->unit_text) || is_party(r->unit_text)))))
        draft_put(d, beyond_unit(d, r->total, r->total_unit));
}

static str first_word(str name)
{
    str rest = name, word = { NULL, 0 };

    str_split(&rest, ' ', &word);
    return word;
}

/* "thu nội địa" of "Thu ngân sách": the part has its head already. */
static bool same_first_word(const struct draft *d, str name)
{
    char folded[64];
    str word = first_word(name);

    return word.len <= 24 &&
           str_eq(d->s->t[d->pre.tok[0]].fold, (str){ folded, fold_word(word, folded) });
}

static bool tells_structure(const struct name_request *r)
{
    return str_find(r->topic, STR("ơ cấu")) != SIZE_MAX ||
           str_find(r->label, STR("ơ cấu")) != SIZE_MAX;
}

/* A percentage: a rate of what stands behind it or before it. */
static void draft_rate(struct draft *d)
{
    /* under "Cơ cấu kinh tế: ..." percentages are shares */
    draft_put(d, tells_structure(d->r) ? STR("Tỷ trọng") : STR("Tỷ lệ"));
    draft_put_post(d);
    if (d->post.n && d->pre.n + d->post.n > RATE_WORDS) {
        if (d->post.n > LABELLED_WORDS)
            return;
        keep_last(&d->pre, 8);
    }
    draft_put_pre(d);
}

/* chiếm x %: a share of the total. */
static void draft_share(struct draft *d)
{
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
    return str_starts(without_multiplier(r->unit_text), STR("đồng/"));
}

/* Do the words before the figure begin with one of these verbs? */
static bool begins_with_verb(const struct draft *d, const char *const (*verb)[2], size_t n)
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
static bool pays(const struct draft *d)
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
static bool proceeds(const struct draft *d)
{
    static const char *const verb[][2] = {
        { "phân", "bổ" }, { "giải", "ngân" }, { "thanh", "toán" }, { "quyết", "toán" },
        { "thu", "hoạch" }, { "nghiệm", "thu" }, { "sử", "dụng" }, { "thực", "hiện" },
    };

    return !d->headed && !d->counts && d->pre.n <= LABELLED_WORDS && d->post.n == 0 &&
           begins_with_verb(d, verb, sizeof verb / sizeof *verb);
}

static bool is_done(const struct draft *d)
{
    return d->pre.tok[0] > 0 && scan_word(d->s, d->pre.tok[0] - 1) == W_DA_DONE;
}

/* What became of a planned amount is no plan: "Tổng kế hoạch vốn" -> vốn. */
static str what_proceeds(str name)
{
    static const char *const plan[] = { "Kế hoạch ", "Tổng kế hoạch ", "Dự toán ",
                                        "Tổng dự toán " };

    for (size_t k = 0; k < sizeof plan / sizeof *plan; k++)
        if (str_starts(name, str_from(plan[k])))
            return str_sub(name, strlen(plan[k]), name.len);
    return name;
}

/* The head of an amount whose words have none: that of its total, of the figure
 * before it, of the label, or the one its unit implies. */
static str amount_head(const struct draft *d)
{
    const struct name_request *r = d->r;

    if (proceeds(d))
        return (str){ NULL, 0 };
    if (d->pre.n && r->total.len && r->total_alike && !same_first_word(d, r->total))
        return name_head(r->total);
    if (d->pre.n && r->before_alike && what_proceeds(r->before).len == r->before.len &&
        name_is_generic_word(d->s, first_word(r->before)) &&
        !same_first_word(d, r->before))
        return name_head(r->before);
    if (r->label.len && d->pre.n && d->pre.n <= LABELLED_WORDS)
        return r->label;
    if (pays(d))
        return STR("Số tiền");
    return str_from(head_by_unit(d));
}

/* "12,5 bác sĩ/vạn dân": what the rate counts stands in its unit. */
static bool counts_in_unit(const struct draft *d)
{
    size_t slash = str_find(d->r->unit_text, STR("/"));
    unit u;

    return slash != SIZE_MAX &&
           unit_read(d->s->units, str_sub(d->r->unit_text, 0, slash), &u) &&
           u.class == UNIT_COUNT;
}

/* An amount of a measure, of money, of points, or a rate. */
static void draft_amount(struct draft *d)
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
static bool is_bare_total(const struct draft *d)
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

/* "khu vực nhà nước", "tuyến xã", "nguồn ngân sách": a part by where it belongs, not by
 * what it is, which only the total's name tells. */
static bool is_dimension(const struct draft *d)
{
    static const char *const noun[][2] = {
        { "khu", "vực" }, { "lĩnh", "vực" }, { "tuyến", NULL }, { "cấp", NULL },
        { "nhóm", NULL }, { "nguồn", NULL }, { "thành", "thị" }, { "nông", "thôn" },
        { "đợt", NULL }, { "vụ", NULL }, { "từ", NULL },
    };
    const struct scan *s = d->s;

    if (d->pre.n == 0 || d->pre.n > DIMENSION_WORDS)
        return false;
    for (size_t k = 0; k < sizeof noun / sizeof *noun; k++)
        if (str_eq(s->t[d->pre.tok[0]].fold, str_from(noun[k][0])) &&
            (!noun[k][1] || (d->pre.n > 1 &&
                             str_eq(s->t[d->pre.tok[1]].fold, str_from(noun[k][1])))))
            return true;
    return false;
}

/* "tỷ lệ nghèo khu vực thành thị 2%, khu vực nông thôn 8%": a name that repeats a word
 * of the one before it goes on as that one up to there. */
static bool draft_parallel(struct draft *d)
{
    const struct scan *s = d->s;
    str rest = d->r->before, word, first;
    uint32_t at = 0;

    if (d->pre.n < 2 || d->pre.n > LABELLED_WORDS || d->post.n)
        return false;
    first = s->t[d->pre.tok[0]].fold;
    while (str_split(&rest, ' ', &word)) {
        if (at++ >= 2 && word.len && str_eq(vocab_find(s->vocab, s->lexicon, s->arena, word)->fold,
                                            first)) {
            draft_put(d, str_trim(str_sub(d->r->before, 0,
                                          (size_t)(word.ptr - d->r->before.ptr))));
            return true;
        }
    }
    return false;
}

static void draft_own(struct draft *d)
{
    const struct name_request *r = d->r;

    if (r->share) {
        draft_share(d);
    } else if (d->headed) {
        draft_put_pre(d);
        if (d->counts && is_bare_total(d))
            draft_put(d, without_multiplier(r->unit_text));
        if (d->post.n && (d->pre.n <= 2 || is_bare_total(d)))
            draft_put_post(d);
    } else if (d->counts) {
        draft_count(d);
    } else if (r->total.len && r->total_alike && is_dimension(d)) {
        draft_put(d, r->total);
        draft_put_pre(d);
    } else if (r->before_alike && proceeds(d) && is_done(d)) {
        draft_put(d, what_proceeds(r->before));
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

/* "công suất", "lợi nhuận", "tổng thu", "doanh thu": heads of words that are not
 * generic by themselves. */
static bool is_open_head(const struct scan *s, const struct name_part *w)
{
    uint16_t first = scan_word(s, w->tok[0]), second = scan_word(s, w->tok[1]);

    return second == W_SUAT || second == W_NHUAN ||
           (second == W_THU_COLLECT && (first == W_TONG || first == W_DOANH));
}

/* "tổng diện tích", "lợi nhuận thu được": a head that does not say of what. */
static bool is_bare_head(struct draft *d)
{
    const struct scan *s = d->s;
    const struct name_part *w = &d->pre;

    if (!d->headed)
        return false;
    if (name_is_generic(s, buf_str(&d->b)))
        return true;
    if (w->n < 2 || !is_open_head(s, w))
        return false;
    for (uint32_t i = 2; i < w->n; i++)
        if (!name_is_generic_word(s, scan_text(s, w->tok[i], w->tok[i] + 1)))
            return false;
    return true;
}

/* "... với kinh phí": what is named goes with the figure before it. */
static bool follows_with(const struct draft *d)
{
    return d->pre.tok[0] > 0 && scan_word(d->s, d->pre.tok[0] - 1) == W_VOI;
}

/* "trồng cây ăn quả với tổng diện tích 20 ha": the words of the clause before a
 * bare head. False when there are none. */
static bool draft_predicate(struct draft *d)
{
    const struct scan *s = d->s;
    struct name_part w;
    struct buf lead;
    str words;

    name_pick(s, d->r->from, d->pre.tok[0], &w);
    for (uint32_t i = 2; i < w.n; i++)          /* "thu ngân sách tăng cao, tổng thu" */
        if (scan_word(s, w.tok[i]) == W_TANG || scan_word(s, w.tok[i]) == W_GIAM)
            w.n = i;
    if (w.n > 1 && str_eq(s->t[w.tok[0]].fold, s->t[d->pre.tok[d->pre.n - 1]].fold))
        memmove(w.tok, w.tok + 1, sizeof *w.tok * --w.n);
    buf_init(&lead, s->arena);
    name_put_words(&lead, s, &w);
    words = name_telling(s, buf_str(&lead));
    if (w.n < 2 || words.len == 0)
        return false;
    draft_put(d, name_is_head(s, w.tok[0]) ? words : buf_str(&lead));
    return true;
}

/* Does the name end with the words of `end`, but for the capital of the first? */
static bool ends_alike(str name, str end)
{
    uint32_t cp;

    end = str_sub(end, utf8_next(end, 0, &cp), end.len);
    return name.len >= end.len && str_eq(str_sub(name, name.len - end.len, name.len), end);
}

/* What the figure before is of: its verbs, its noun and the words behind, as the text
 * has them ("hỗ trợ hộ nghèo"), or what its name tells. */
static void draft_put_before(struct draft *d)
{
    const struct named_figure *n = d->last;

    if (!n || n->post.n == 0 || (n->pre.n && name_is_head(d->s, n->pre.tok[0]))) {
        draft_put(d, name_telling(d->s, d->r->before));
        return;
    }
    if (d->headed)              /* "xử phạt" has its own verb */
        name_put_words(&d->b, d->s, &n->pre);
    if (n->counts)
        draft_put(d, scan_text(d->s, n->unit_from, n->unit_to));
    name_put_words(&d->b, d->s, &n->post);
}

/* What its own words do not tell: of what it is, from the clause, the figure before
 * it or the block's topic; and the theme of the sentence. */
static void draft_complement(struct draft *d)
{
    const struct name_request *r = d->r;
    const struct scan *s = d->s;
    bool themed = r->theme.len && d->pre.n + d->post.n <= THEMELESS_WORDS;
    bool bare = is_bare_head(d) || (d->pre.n == 2 && proceeds(d));

    if (bare && d->headed && r->opens && draft_predicate(d)) {
        /* the words before the head say what it is of */
    } else if (r->before.len &&
               (r->attached || (bare && !r->opens && follows_with(d)) ||
                (!r->opens && !d->headed && d->pre.n == 2 && pays(d)))) {
        draft_put_before(d);
    } else if ((!themed || !r->topic.len) && (bare || name_is_generic(s, buf_str(&d->b)))) {
        str topic = name_telling(s, r->topic);
        str before = r->before_same_unit && proceeds(d) ? what_proceeds(r->before)
                                                        : name_telling(s, r->before);

        draft_put(d, topic.len && (r->opens || !before.len) ? topic : before);
    }
    if (themed && !ends_alike(buf_str(&d->b), r->theme))
        draft_put(d, r->theme);
}

/* "6 vụ, 15 đối tượng phạm tội về ma túy": what stands behind the parties is of the
 * cases too. */
static void share_behind(struct draft *d)
{
    const struct scan *s = d->s;
    uint32_t i = d->r->unit_to, end;
    unit u;

    i += scan_is_mark(s, i, ',') || scan_word(s, i) == W_VA;
    if (!scan_is_number(s, i) || !is_case(d->r->unit_text))
        return;
    end = scan_known_unit(s, i + 1, &u);
    if (end > i + 1 && is_party(scan_text(s, i + 1, end)))
        name_pick_behind(s, end, d->r->behind_to, false, true, &d->post);
}

/* A head that counts of things cannot have: "vốn cấp mới có 25 dự án". */
static bool names_money_or_land(const struct scan *s, uint32_t i)
{
    static const uint16_t head[][2] = {
        { W_VON, W_OTHER }, { W_KINH, W_PHI }, { W_GIA, W_TRI }, { W_KIM, W_NGACH },
        { W_DOANH, W_THU_COLLECT }, { W_LOI, W_NHUAN }, { W_THU_COLLECT, W_NHAP },
        { W_DU_LEFT, W_NO }, { W_DIEN, W_TICH },
    };

    i += scan_word(s, i) == W_TONG;
    for (size_t k = 0; k < sizeof head / sizeof *head; k++)
        if (scan_word(s, i) == head[k][0] &&
            (head[k][1] == W_OTHER || scan_word(s, i + 1) == head[k][1]))
            return true;
    return false;
}

/* UBND, sở, công an ...: who acts, at the head of a clause. */
static bool is_agent(const struct scan *s, uint32_t i)
{
    static const char *const agent[] = { "ubnd", "hđnd", "ủy", "hội", "sở", "ngành", "công",
                                         "cơ", "đơn", "lực", "ban", "chính", "bộ", "đội" };

    for (size_t k = 0; k < sizeof agent / sizeof *agent; k++)
        if (str_eq(s->t[i].fold, str_from(agent[k])))
            return true;
    return false;
}

/* Of the words before a count: "UBND xã đã ban hành 3 quyết định" tells what was done,
 * not who did it; a row of proper names tells where. */
static void keep_verbs(struct draft *d)
{
    const struct scan *s = d->s;
    bool proper = d->pre.n > 1;

    for (uint32_t i = 0; i < d->pre.n; i++)
        proper &= s->t[d->pre.tok[i]].upper || s->t[d->pre.tok[i]].kind == TOKEN_MARK;
    if (proper)
        d->pre.n = 0;
    if (d->pre.n == 0 || !is_agent(s, d->pre.tok[0]))
        return;
    for (uint32_t i = d->pre.n; i-- > 1;)
        if (scan_word(s, d->pre.tok[i]) == W_DA_DONE && i + 1 < d->pre.n) {
            keep_last(&d->pre, d->pre.n - i - 1);
            break;
        }
}

/* The figure before, when its words are still known. */
static const struct named_figure *last_named(const struct scan *s, const struct name_request *r)
{
    const struct named_figure *n = s->memo ? &s->memo->named : NULL;

    return n && n->text == s->text.ptr && n->number == r->before_number ? n : NULL;
}

static void keep_named(const struct draft *d)
{
    if (!d->s->memo)
        return;
    d->s->memo->named = (struct named_figure){
        d->s->text.ptr, d->r->number, d->r->unit_from, d->r->unit_to, d->counts,
        d->pre, d->post,
    };
}

/* "phát hiện 36 vụ vi phạm đất đai, đã xử lý 20 vụ": the same noun again is of the same
 * kind. Of people there may be others. */
static void repeat_behind(struct draft *d)
{
    static const char *const noun[] = { "vụ", "vụ việc", "vụ án", "ca", "trường hợp", "đơn",
                                        "hồ sơ", "dự án", "công trình", "cuộc" };
    const struct name_request *r = d->r;

    if (d->last && r->before_alike && d->pre.n && d->pre.n <= SHARED_VERBS &&
        is_one_of(r->unit_text, noun, sizeof noun / sizeof *noun) &&
        str_eq(r->unit_text, scan_text(d->s, d->last->unit_from, d->last->unit_to)))
        d->post = d->last->post;
}

/* "thu giữ 2 kg heroin, 15 xe máy": objects in a row share their verb. */
static void share_verbs(struct draft *d)
{
    const struct name_request *r = d->r;

    if (!d->last || r->opens || d->pre.n || d->post.n == 0 || d->last->post.n == 0 ||
        d->last->pre.n == 0 || d->last->pre.n > SHARED_VERBS || r->total.len)
        return;
    if (r->from >= r->number)
        return;
    for (uint32_t i = r->from; i < r->number; i++)
        if (!scan_is_mark(d->s, i, ',') && scan_word(d->s, i) != W_VA)
            return;
    if (!name_is_head(d->s, d->last->pre.tok[0]))
        d->pre = d->last->pre;
}

str name_make(const struct scan *s, const struct name_request *r, str *own,
              struct name_reach *reach)
{
    struct draft d = { .s = s, .r = r };
    struct buf w;

    d.counts = r->unit.class == UNIT_COUNT || r->unit.class == UNIT_SCORE;
    name_pick(s, r->from, r->to, &d.pre);
    d.headed = d.pre.n > 0 && name_is_head(s, d.pre.tok[0]) &&
               !(r->unit.class == UNIT_COUNT && names_money_or_land(s, d.pre.tok[0]));
    if (d.counts && !d.headed)
        keep_verbs(&d);
    *reach = name_pick_behind(s, r->unit_to, r->behind_to, d.headed, d.counts, &d.post);

    buf_init(&w, s->arena);
    name_put_words(&w, s, &d.pre);
    name_put_words(&w, s, &d.post);
    *own = buf_str(&w);
    if (d.counts && d.post.n == 0)
        share_behind(&d);

    d.last = last_named(s, r);
    if (d.counts && d.post.n == 0)
        repeat_behind(&d);
    if (d.counts || r->unit.class == UNIT_MEASURE)
        share_verbs(&d);
    buf_init(&d.b, s->arena);
    draft_own(&d);
    draft_complement(&d);
    keep_named(&d);
    return name_capitalise(&d.b);
}

bool name_is_headed(const struct scan *s, uint32_t from, uint32_t to)
{
    struct name_part w;

    name_pick(s, from, to, &w);
    return w.n > 0 && name_is_head(s, w.tok[0]);
}

str name_complement(const struct scan *s, str name)
{
    return name_telling(s, name);
}

str name_joined(const struct scan *s, str name, str more)
{
    struct buf b;

    buf_init(&b, s->arena);
    name_put(&b, s, name);
    name_put(&b, s, more);
    return buf_str(&b);
}

str name_prefixed(const struct scan *s, const char *prefix, str name)
{
    return name_joined(s, str_from(prefix), name);
}

uint32_t name_behind(const struct scan *s, uint32_t from)
{
    struct name_part w;

    return name_pick_behind(s, from, s->n, false, true, &w).end;
}

str name_label(const struct scan *s, uint32_t from, uint32_t *next)
{
    uint32_t i = from, colon;

    /* the block's own numbering: 1.2. / a) / I. / (1) */
    while (i < s->n && i - from < 4 &&
           (s->t[i].kind == TOKEN_NUMBER || s->t[i].kind == TOKEN_MARK ||
            (s->t[i].end - s->t[i].at <= 4 &&
             (scan_is_mark(s, i + 1, '.') || scan_is_mark(s, i + 1, ')')))))
        i++;
    for (colon = i; colon < s->n && colon - i < LABEL_WORDS; colon++) {
        if (scan_is_mark(s, colon, ':')) {
            struct name_part w;
            struct buf b;

            *next = colon + 1;
            name_pick(s, i, colon, &w);
            buf_init(&b, s->arena);
            name_put_words(&b, s, &w);
            return buf_str(&b);
        }
        if (s->t[colon].kind == TOKEN_NUMBER || scan_is_mark(s, colon, '.') ||
            scan_is_mark(s, colon, ';'))
            break;
    }
    *next = from;
    return (str){ NULL, 0 };
}

/* govern.c -- the verb that governs a number. */
#include "extract/govern.h"

enum { FAR_WORDS = 6 };

static bool is_hedge(const struct scan *s, uint32_t i, enum hedge *hedge)
{
    switch (scan_word(s, i)) {
    case W_TREN:   *hedge = HEDGE_OVER; return true;
    case W_HON:
        *hedge = HEDGE_OVER;
        return i == 0 || (scan_word(s, i - 1) != W_CAO && scan_word(s, i - 1) != W_THAP &&
                          scan_word(s, i - 1) != W_NHIEU && scan_word(s, i - 1) != W_IT &&
                          scan_word(s, i - 1) != W_KEM);
    case W_GAN:    *hedge = HEDGE_NEARLY; return true;
    case W_KHOANG: case W_CHUNG_ABOUT: *hedge = HEDGE_ABOUT; return true;
    case W_XI:     *hedge = HEDGE_ABOUT; return true;
    case W_NHAT:   *hedge = HEDGE_AT_LEAST; return i > 0 && scan_word(s, i - 1) == W_IT;
    case W_THIEU:  *hedge = HEDGE_AT_LEAST; return i > 0 && scan_word(s, i - 1) == W_TOI;
    case W_DUOI:   *hedge = HEDGE_AT_MOST; return true;
    case W_DA:     *hedge = HEDGE_AT_MOST; return i > 0 && scan_word(s, i - 1) == W_TOI;
    default:       return false;
    }
}

/* ít nhất, tối thiểu, tối đa, xấp xỉ */
static bool is_second_word(const struct scan *s, uint32_t k)
{
    uint16_t before = k > 0 ? scan_word(s, k - 1) : (uint16_t)W_OTHER;

    return before == W_IT || before == W_TOI || before == W_XAP;
}

static uint32_t plan_words_before(const struct scan *s, uint32_t k, uint32_t lo)
{
    if (k >= lo + 1 && PHRASE(s, k - 1, W_KE, W_HOACH))
        return 2;
    if (k >= lo + 1 && PHRASE(s, k - 1, W_DU, W_TOAN))
        return 2;
    if (k >= lo + 1 && (PHRASE(s, k - 1, W_CHI, W_TIEU) || PHRASE(s, k - 1, W_MUC, W_TIEU)))
        return 2;
    return 0;
}

/* "thấp hơn toàn quốc 5,4 tuổi": the base stands between the comparison and the
 * number. The token of cao or thấp, or `k` for none. */
static uint32_t far_comparison(const struct scan *s, uint32_t k, uint32_t lo)
{
    for (uint32_t back = 0; back < FAR_WORDS && k > lo + back + 1; back++) {
        uint32_t at = k - back;
        uint16_t before = scan_word(s, at - 1);

        if (s->t[at].kind != TOKEN_WORD)
            return k;
        if (scan_word(s, at) == W_HON &&
            (before == W_CAO || before == W_THAP || before == W_NHIEU || before == W_IT ||
             before == W_KEM))
            return at - 1;
    }
    return k;
}

/* "vượt kế hoạch đề ra 4%": the token of vượt, or `k` for none. */
static uint32_t far_exceed(const struct scan *s, uint32_t k, uint32_t lo)
{
    for (uint32_t at = k + 1; at-- > lo && k - at < FAR_WORDS && s->t[at].kind == TOKEN_WORD;)
        if (scan_word(s, at) == W_VUOT && scan_plan_word(s, at + 1))
            return at;
    return k;
}

bool govern_degree(const struct scan *s, uint32_t k)
{
    static const char *const word[] = { "nhẹ", "mạnh", "khá", "sâu", "nhanh", "chậm", "cao",
                                        "đều", "lên" };

    for (size_t i = 0; k < s->n && i < sizeof word / sizeof *word; i++)
        if (str_is(s->t[k].fold, word[i]))
            return true;
    return false;
}

/* "GRDP tăng trưởng 12,5% so với": a verb, unless the word before it says that it is
 * the name of a rate or of an aim. */
static bool is_growth_verb(const struct scan *s, uint32_t k, uint32_t lo)
{
    if (!str_eq(s->t[k].fold, STR("trưởng")) || k <= lo || scan_word(s, k - 1) != W_TANG)
        return false;
    switch (k > lo + 1 ? scan_word(s, k - 2) : (uint16_t)W_OTHER) {
    case W_DO_LEVEL: case W_MUC_LEVEL: case W_DAT: case W_CO: case W_LE: case W_VE: case W_TIEU:
    case W_BAN:
        return false;
    default:
        return true;
    }
}

/* Sets g to the comparison whose base ends with token k, if there is one. */
static void take_far(struct governed *g, const struct scan *s, uint32_t k, uint32_t lo)
{
    uint32_t verb = far_comparison(s, k, lo), over = far_exceed(s, k, lo);

    if (over < k) {
        g->verb = over;
        g->by = GOV_CHANGE;
        g->change = CMP_EXCEED;
        return;
    }
    if (verb == k)
        return;
    g->verb = verb;
    g->by = GOV_CHANGE;
    g->change = scan_word(s, verb) == W_CAO || scan_word(s, verb) == W_NHIEU ? CMP_INCREASE
                                                                            : CMP_DECREASE;
    g->base_from = verb + 2;
    g->base_to = k + 1;
}

/* The second half of a noun: "lương thực 270.000 tấn", "tín chỉ 15 nghìn". */
static bool is_half_noun(const struct scan *s, uint32_t k)
{
    static const char *const first[] = { "lương", "chứng", "tín" };

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (str_is(s->t[k - 1].fold, first[i]))
            return true;
    return false;
}

static struct governed govern_words(const struct scan *s, uint32_t i, uint32_t lo)
{
    struct governed g = { .by = GOV_NONE, .verb = i };
    bool down_to = false;       /* còn, xuống, lên, từ ...: the number is a level */
    bool is_span = i + 2 < s->n && scan_is_number(s, i + 2) &&
                   (scan_is_mark(s, i + 1, '-') ||
                    (scan_word(s, i + 1) == W_DEN && scan_is_mark(s, i + 3, '%')));

    for (uint32_t k = i; k-- > lo;) {
        enum hedge hedge;
        uint32_t plan;

        if (is_hedge(s, k, &hedge)) {
            if (g.hedge == HEDGE_NONE) {
                g.hedge = hedge;
                g.hedge_text = scan_text(s, k - is_second_word(s, k), k + 1);
            }
            g.verb = k;
            continue;
        }
        switch (scan_word(s, k)) {
        case W_TANG:
            if (down_to) {
                g.by = GOV_LEVEL;
                g.verb = k;
                return g;
            }
            g.by = GOV_CHANGE;
            g.change = CMP_INCREASE;
            g.verb = k;
            return g;
        case W_GIAM:
            g.by = down_to ? GOV_LEVEL : GOV_CHANGE;
            g.change = CMP_DECREASE;
            g.verb = k;
            return g;
        case W_VUOT: case W_HUT:
            g.by = GOV_CHANGE;
            g.change = scan_word(s, k) == W_VUOT ? CMP_EXCEED : CMP_SHORT;
            g.verb = k;
            return g;
        case W_KEM:             /* "yếu kém" is no comparison */
            if (k > lo && s->t[k - 1].kind == TOKEN_WORD && str_eq(s->t[k - 1].fold, STR("yếu")))
                return g;
            g.by = GOV_CHANGE;
            g.change = CMP_DECREASE;
            g.verb = k;
            return g;
        case W_GAP:
            g.by = GOV_CHANGE;
            g.change = CMP_INCREASE;
            g.verb = k > lo && (scan_word(s, k - 1) == W_TANG || scan_word(s, k - 1) == W_CAO)
                   ? k - 1 : k;
            return g;
        case W_HON:             /* cao hơn, thấp hơn: plain "hơn" was a hedge */
            g.by = GOV_CHANGE;
            g.change = scan_word(s, k - 1) == W_CAO || scan_word(s, k - 1) == W_NHIEU
                     ? CMP_INCREASE : CMP_DECREASE;
            g.verb = k - 1;
            return g;
        case W_DAT: case W_BANG:
            g.by = GOV_REACH;
            g.verb = k;
            return g;
        case W_THANH:           /* "hoàn thành 105% kế hoạch", but "hoàn thành 80% khối lượng" */
            if (g.by != GOV_NONE || k <= lo || scan_word(s, k - 1) != W_HOAN ||
                !scan_is_mark(s, i + 1, '%') ||
                (scan_word(s, i + 2) != W_SO && !scan_plan_word(s, i + 2) && i + 2 < s->n &&
                 s->t[i + 2].kind == TOKEN_WORD))
                return g;
            g.by = GOV_REACH;
            g.verb = k - 1;
            return g;
        case W_CHIEM:
            g.by = GOV_SHARE;
            g.verb = k;
            return g;
        case W_CON: case W_XUONG: case W_LEN:
            down_to = true;
            g.by = GOV_LEVEL;
            g.verb = k;
            continue;
        case W_LA: case W_CO: case W_DUOC: case W_UOC: case W_CHO: case W_DEN: case W_VOI:
        case W_TOI_REACH:
            g.by = GOV_LEVEL;
            g.verb = k;
            continue;
        case W_TU:              /* "giảm từ 47,11% xuống"; "tăng từ 3-5%", "từ 3 đến 5%" are */
            down_to |= !is_span;
            g.verb = k;
            continue;
        case W_CHI: case W_THUC:
            if (k > lo && is_half_noun(s, k))
                return g;
            g.verb = k;
            continue;
        case W_CUNG: case W_XAP: case W_TOI: case W_IT:
        case W_DA_DONE: case W_DU: case W_KIEN: case W_THEM:
            g.verb = k;
            continue;
        case W_HIEN:            /* "hiện 50 vụ", but "phát hiện 50 vụ" */
            if (k > lo && scan_word(s, k - 1) == W_PHAT)
                return g;
            g.verb = k;
            continue;
        case W_BINH: case W_QUAN:
            continue;
        case W_LE:
            if (k > lo && (scan_word(s, k - 1) == W_TY || scan_word(s, k - 1) == W_TI)) {
                k--;
                continue;
            }
            return g;
        case W_TRONG_WEIGHT:    /* "chiếm tỷ trọng 11,7%" */
            if (k < lo + 2 || scan_word(s, k - 2) != W_CHIEM)
                return g;
            k--;
            continue;
        case W_HOACH: case W_TOAN: case W_TIEU:
            plan = plan_words_before(s, k, lo);
            if (plan && k >= lo + plan && scan_word(s, k - plan) == W_VUOT) {
                k -= plan - 1;
                continue;
            }
            if (g.by == GOV_NONE)
                take_far(&g, s, k, lo);
            return g;
        default:
            if (k > lo && (scan_word(s, k - 1) == W_TANG || scan_word(s, k - 1) == W_GIAM) &&
                (govern_degree(s, k) || is_growth_verb(s, k, lo)))
                continue;
            if (g.by == GOV_NONE || (k + 2 == i && scan_word(s, k + 1) == W_LA))
                take_far(&g, s, k, lo);
            return g;
        }
    }
    return g;
}

/* "bình quân (mỗi năm) tăng 7%": where the words of a mean begin that stand before the
 * verb and name nothing; `verb` for none. "Thu nhập bình quân tăng" is a name. */
static uint32_t mean_begins(const struct scan *s, uint32_t i, uint32_t verb, uint32_t lo)
{
    static const char *const each[] = { "mỗi", "hằng", "hàng" };
    uint32_t k = verb;
    bool mean = scan_is_mark(s, i + 2, '/') && scan_word(s, i + 3) == W_NAM;

    for (size_t n = 0; n < sizeof each / sizeof *each && k == verb && k >= lo + 2; n++)
        if (scan_word(s, k - 1) == W_NAM && str_is(s->t[k - 2].fold, each[n]))
            k -= 2;
    if (k < lo + 2 || !PHRASE(s, k - 2, W_BINH, W_QUAN))
        return verb;
    mean = mean || k < verb || k - 2 == lo || s->t[k - 3].kind == TOKEN_MARK;
    return mean ? k - 2 : verb;
}

struct governed govern(const struct scan *s, uint32_t i, uint32_t lo)
{
    struct governed g = govern_words(s, i, lo);

    if (g.by == GOV_CHANGE)
        g.verb = mean_begins(s, i, g.verb, lo);
    return g;
}

bool govern_rank(const struct scan *s, uint32_t *verb, uint32_t i)
{
    for (uint32_t k = *verb > 4 ? *verb - 4 : 0; k < i; k++) {
        uint16_t word = scan_word(s, k), next;

        if (word != W_XEP && word != W_DUNG && word != W_THU_ORD)
            continue;
        next = scan_word(s, k + 1);
        if (!(word == W_XEP && next == W_HANG) && !(word != W_THU_ORD && next == W_THU_ORD) &&
            !(word != W_DUNG && k + 1 == i && scan_is_mark(s, i + 1, '/')))
            continue;
        *verb = k < *verb ? k : *verb;
        return true;
    }
    return false;
}

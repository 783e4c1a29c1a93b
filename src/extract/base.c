/* base.c -- what a comparison or a percentage is taken against.
 *
 *   base = ["so"] "với"+ words | "cùng kỳ" words | "(" base ")"
 *   plan = ["so với" | "/" | "trên"]
 *          ("kế hoạch" | "KH" | "dự toán" | "mục tiêu" | "chỉ tiêu") words
 *
 * The words run to the next mark or verb of change; years and dates belong to
 * them. "tăng 4,22% với cùng kỳ" lacks its "so", "so với so với" has it twice;
 * CK and CKNT are cùng kỳ (năm trước). */
#include "extract/scan.h"

enum { ASSIGNED_WORDS = 10 };

static bool ends_words(const struct scan *s, uint32_t i)
{
    if (i >= s->n)
        return true;
    if (s->t[i].kind == TOKEN_MARK)
        return true;
    switch (scan_word(s, i)) {
    case W_TANG: case W_GIAM: case W_DAT: case W_VUOT: case W_BANG: case W_CHIEM:
    case W_VA: case W_TRONG: case W_NHUNG_BUT: case W_DO_CAUSE: case W_TUY: case W_LA:
    case W_THI_THEN: case W_SONG: case W_CUNG_ALSO: case W_VAN_STILL: case W_DA_DONE:
        return true;
    case W_GAN: case W_KHOANG: case W_HON:      /* "tăng so với tháng trước gần 6%" */
        return scan_is_number(s, i + 1);
    case W_LAN:
        return scan_word(s, i + 1) == W_LUOT;   /* "so với cùng kỳ lần lượt là" */
    default:
        return false;
    }
}

/* The end of the base's words from i; numbers only as parts of time. */
static uint32_t base_words(const struct scan *s, uint32_t i, period *when, bool *dated)
{
    uint32_t k = i;

    while (!ends_words(s, k)) {
        period p;
        uint32_t end = scan_time_at(s, k, &p);

        if (end > k) {
            *when = p;
            *dated = true;
            k = end;
            continue;
        }
        if (scan_is_number(s, k)) {
            if (scan_integer(s, k) < 1945 || scan_integer(s, k) > 2100)
                break;
            *when = (period){ .kind = PERIOD_YEAR, .year = (int16_t)scan_integer(s, k) };
            *dated = true;
        }
        k++;
        if (k - i > 14)
            break;
    }
    return k;
}

bool scan_plan_word(const struct scan *s, uint32_t i)
{
    return PHRASE(s, i, W_KE, W_HOACH) || scan_word(s, i) == W_KH ||
           PHRASE(s, i, W_DU, W_TOAN) || PHRASE(s, i, W_MUC, W_TIEU) ||
           PHRASE(s, i, W_CHI, W_TIEU) || PHRASE(s, i, W_KICH, W_BAN);
}

static bool same_period_word(const struct scan *s, uint32_t i)
{
    return PHRASE(s, i, W_CUNG, W_KY) || PHRASE(s, i, W_CUNG, W_THOI, W_DIEM) ||
           scan_word(s, i) == W_CKNT || scan_word(s, i) == W_CK;
}

static enum base_kind kind_of(const struct scan *s, uint32_t from, uint32_t to,
                              const period *when, bool dated)
{
    for (uint32_t i = from; i < to; i++) {
        if (same_period_word(s, i))
            return BASE_SAME_PERIOD;
        if (scan_plan_word(s, i) || PHRASE(s, i, W_NGHI, W_QUYET))
            return BASE_PLAN;
        if (PHRASE(s, i, W_NAM, W_TRUOC))
            return BASE_YEAR;
        if (PHRASE(s, i, W_THANG, W_TRUOC) || PHRASE(s, i, W_QUY, W_TRUOC))
            return BASE_PREVIOUS;
    }
    if (!dated)
        return BASE_OTHER;
    if (when->kind == PERIOD_DAY || (when->kind == PERIOD_MONTHS && when->day))
        return BASE_DATE;
    return when->kind == PERIOD_MONTHS ? BASE_SAME_PERIOD : BASE_YEAR;
}

/* "gấp 1,8 lần năm trước", "gấp 2 lần bình quân cả nước", "bằng 52% bình quân cả nước":
 * no "so với" there. */
static bool follows_times(const struct scan *s, uint32_t i)
{
    if (i >= 3 && i < s->n && scan_is_mark(s, i - 1, '%') && scan_word(s, i - 3) == W_BANG)
        return PHRASE(s, i, W_BINH, W_QUAN) || PHRASE(s, i, W_CA, W_NUOC) ||
               PHRASE(s, i, W_TOAN_WHOLE, W_QUOC);
    if (i < 2 || scan_word(s, i - 1) != W_LAN || !scan_is_number(s, i - 2) || i >= s->n)
        return false;
    return (s->note[i] & NOTE_TIME) || PHRASE(s, i, W_NAM, W_TRUOC) ||
           PHRASE(s, i, W_BINH, W_QUAN) || PHRASE(s, i, W_CA, W_NUOC) ||
           PHRASE(s, i, W_TOAN_WHOLE, W_QUOC);
}

/* "bằng 102,5% tháng trước": no "so với" behind a percentage. */
static bool follows_percent(const struct scan *s, uint32_t i)
{
    return i >= 2 && scan_is_mark(s, i - 1, '%') && scan_is_number(s, i - 2) &&
           (PHRASE(s, i, W_THANG, W_TRUOC) || PHRASE(s, i, W_QUY, W_TRUOC) ||
            PHRASE(s, i, W_NAM, W_TRUOC));
}

uint32_t scan_base(const struct scan *s, uint32_t i, struct base *out)
{
    uint32_t k = i, from, end;
    period when = { 0 };
    bool dated = false, bracket = scan_is_mark(s, k, '(');

    k += bracket;
    while (scan_word(s, k) == W_SO || scan_word(s, k) == W_VOI)
        k++;
    if (k == i + bracket && !same_period_word(s, k) && !follows_times(s, k) &&
        !follows_percent(s, k))
        return i;
    /* "với" alone must be followed by a time: "với tổng vốn ..." is no base */
    if (k == i + bracket + 1 && scan_word(s, k - 1) == W_VOI && !same_period_word(s, k) &&
        !PHRASE(s, k, W_NAM, W_TRUOC) && scan_word(s, k) != W_NAM)
        return i;
    from = k;
    end = base_words(s, from, &when, &dated);
    if (end == from)
        return i;
    if (bracket && !scan_is_mark(s, end, ')'))
        return i;
    *out = (struct base){ kind_of(s, from, end, &when, dated), scan_text(s, from, end),
                          dated ? when.year : (int16_t)0 };
    return end + bracket;
}

/* "số vốn Thủ tướng Chính phủ giao", "khối lượng được giao": what was assigned is
 * the plan. Where its words end, or i. */
static uint32_t assigned_at(const struct scan *s, uint32_t i)
{
    if (!PHRASE(s, i, W_SO_COUNT, W_VON) && !PHRASE(s, i, W_KHOI, W_LUONG) &&
        scan_word(s, i) != W_VON)
        return i;
    for (uint32_t k = i + 1; k < i + ASSIGNED_WORDS && k < s->n && s->t[k].kind == TOKEN_WORD;
         k++)
        if (scan_word(s, k) == W_GIAO)
            return k + 1;
    return i;
}

/* "bằng 52% DT", "đạt 102% Nghị quyết": behind a percentage a budget and a target,
 * elsewhere an area and a document. */
static bool is_plan_here(const struct scan *s, uint32_t i)
{
    if (i == 0 || i >= s->n ||
        (!scan_is_mark(s, i - 1, '%') && !scan_is_mark(s, i - 1, '/')))
        return false;
    return (s->t[i].upper && str_eq(s->t[i].fold, STR("dt"))) || PHRASE(s, i, W_NGHI, W_QUYET);
}

uint32_t scan_plan(const struct scan *s, uint32_t i, struct base *out)
{
    uint32_t k = i, end = assigned_at(s, i);
    period when = { 0 };
    bool dated = false;

    if (end > i) {
        *out = (struct base){ BASE_PLAN, scan_text(s, i, end), 0 };
        return end;
    }

    while (scan_word(s, k) == W_SO || scan_word(s, k) == W_VOI || scan_word(s, k) == W_TREN ||
           scan_word(s, k) == W_CUA || scan_is_mark(s, k, '/') || scan_word(s, k) == W_TONG)
        k++;
    if (k - i > 4 || (!scan_plan_word(s, k) && !is_plan_here(s, k)))
        return i;
    end = base_words(s, k, &when, &dated);
    if (k > i && scan_is_mark(s, k - 1, '/') && scan_is_number(s, end))
        return i;               /* "8,5%/KH 9%": the plan itself follows */
    while (scan_is_mark(s, end, '/') && s->t[end].glued && scan_word(s, end + 1) == W_NAM)
        end += 2;               /* 81,38%KH/năm */
    *out = (struct base){ BASE_PLAN, scan_text(s, k, end), dated ? when.year : (int16_t)0 };
    return end;
}

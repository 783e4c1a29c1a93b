/* name_pick.c -- the words round a figure that name it. */
#include "extract/name_int.h"

#include <stdlib.h>
#include <string.h>

enum { BRACKET_REACH = 40 };        /* the longest bracket inside a name */

/* Nouns that name a quantity: an indicator's name begins at one of them. A
 * second word, where given, must follow: "tài khoản", not "tài sản". */
bool name_is_head(const struct scan *s, uint32_t i)
{
    static const uint16_t head[][2] = {
        { W_TONG, W_OTHER },
        { W_DIEN, W_TICH },
        { W_SAN, W_LUONG },
        { W_NANG_YIELD, W_SUAT },
        { W_GIA, W_TRI },
        { W_TRI, W_GIA },
        { W_DOANH, W_THU_COLLECT },
        { W_KIM, W_NGACH },
        { W_TY, W_LE },
        { W_TI, W_LE },
        { W_TY, W_SUAT },
        { W_TY, W_TRONG_WEIGHT },
        { W_TI, W_TRONG_WEIGHT },
        { W_SO_COUNT, W_OTHER },
        { W_KINH, W_PHI },
        { W_VON, W_OTHER },
        { W_CHI, W_SO_COUNT },
        { W_KHOI, W_LUONG },
        { W_CONG, W_SUAT },
        { W_LUONG, W_OTHER },
        { W_TRONG_WEIGHT, W_LUONG },
        { W_QUY_MO, W_MO },
        { W_DAN_HERD, W_OTHER },
        { W_GRDP, W_OTHER },
        { W_GDP, W_OTHER },
        { W_IIP, W_OTHER },
        { W_NO, W_XAU },
        { W_DU_LEFT, W_NO },
        { W_THUE, W_OTHER },
        { W_DAN_2, W_SO_COUNT },
        { W_THU_COLLECT, W_NHAP },
        { W_CHI_SPEND, W_THUONG },
        { W_MAT, W_DO_LEVEL },
        { W_DO_LEVEL, W_CHE },
        { W_TOC, W_DO_LEVEL },
        { W_TUOI, W_THO },
        { W_MUC_LEVEL, W_THU_COLLECT },
        { W_LAI, W_SUAT },
        { W_CHIEU, W_DAI_LONG },
        { W_NGUON, W_VON },
        { W_TAI_WEALTH, W_KHOAN },
        { W_THIET, W_HAI_HARM },
        { W_LOI, W_NHUAN },
        { W_QUY_FUND, W_OTHER },
        { W_BAN_HALF, W_KINH_RADIUS },
        { W_GIUONG, W_BENH },
    };
    uint16_t word = scan_word(s, i);

    if (word == W_OTHER || (word == W_CHI && i > 0 && scan_word(s, i - 1) == W_DIA))
        return false;           /* "địa chỉ số" is an address, no index */
    for (size_t k = 0; k < sizeof head / sizeof *head; k++)
        if (head[k][0] == word && (head[k][1] == W_OTHER || scan_word(s, i + 1) == head[k][1]))
            return true;
    return false;
}

/* "làm 2 người chết", "làm sập 5 nhà": what an event brings about; "làm sạch dữ
 * liệu", "làm giàu" are verbs of their own. */
static bool is_causing(const struct scan *s, uint32_t i)
{
    static const char *const harm[] = { "chết", "bị", "thiệt", "hư", "cháy", "sập", "ngập",
                                        "tốc", "mất", "ảnh" };

    if (i + 1 >= s->n || s->t[i + 1].kind != TOKEN_WORD)
        return true;
    for (size_t k = 0; k < sizeof harm / sizeof *harm; k++)
        if (str_eq(s->t[i + 1].fold, str_from(harm[k])))
            return true;
    return false;
}

/* "cụ thể", "bao gồm", "địa bàn", "thực hiện", "dự kiến", "dự ước": two words that say
 * nothing, the first of which begins other words too (dự án, thực phẩm). */
static bool leads_with(const struct scan *s, uint32_t i)
{
    uint16_t next = scan_word(s, i + 1);

    switch (scan_word(s, i)) {
    case W_CU: return next == W_THE;
    case W_BAO: return next == W_GOM;
    case W_DIA: return next == W_BAN_AREA;
    case W_THUC: return next == W_HIEN;
    default: return next == W_KIEN || next == W_UOC;
    }
}

/* Words that say nothing of what is measured, at the left end of a name ... */
static bool is_lead(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_TRONG: case W_DO: case W_VA: case W_VOI: case W_CUNG:
    case W_HIEN: case W_NAY: case W_DEN: case W_DA_DONE: case W_CO: case W_LA: case W_UOC:
    case W_DAT: case W_TOAN_WHOLE: case W_TAI: case W_TREN: case W_O:
    case W_NANG: case W_DUOC: case W_CHO: case W_KY: case W_TUC: case W_KHOANG: case W_TINH:
    case W_DANG: case W_MOI: case W_GOM: case W_CON: case W_CA: case W_BAN_AREA:
    case W_TU: case W_RIENG: case W_NHUNG_BUT: case W_CUA: case W_CAC:
    case W_NHUNG: case W_RA: case W_DO_CAUSE: case W_XAY:
        return true;
    case W_CU: case W_BAO: case W_DIA: case W_THUC: case W_DU:
        return leads_with(s, i);
    case W_THE:
        return i > 0 && scan_word(s, i - 1) == W_CU;
    case W_KIEN:
        return i > 0 && scan_word(s, i - 1) == W_DU;
    case W_THANG: case W_QUY: case W_NAM:   /* "trong tháng, ..." */
        return i > 0 && scan_word(s, i - 1) == W_TRONG;
    case W_GIAM: case W_TANG:
        return true;
    case W_LAM:
        return is_causing(s, i);
    case W_TUONG:
        return scan_word(s, i + 1) == W_UNG || scan_word(s, i + 1) == W_DUONG_EQUAL;
    case W_UNG: case W_DUONG_EQUAL:
        return i > 0 && scan_word(s, i - 1) == W_TUONG;
    case W_TIEP:
        return scan_word(s, i + 1) == W_TUC;
    case W_PHAN:
        return scan_word(s, i + 1) == W_DAU_STRIVE;
    case W_DAU_STRIVE:          /* of "phấn đấu", not of "đấu tranh", "đấu giá" */
        return i > 0 && scan_word(s, i - 1) == W_PHAN;
    case W_TRI_KEEP: case W_VUNG_FIRM:
        return true;
    case W_DUY:
        return scan_word(s, i + 1) == W_TRI_KEEP;
    case W_GIU:
        return scan_word(s, i + 1) == W_VUNG_FIRM;
    default:
        return s->t[i].kind == TOKEN_MARK;
    }
}

/* The "ở" of "nhà ở", "đất ở", "chỗ ở". */
static bool is_dwelling(const struct scan *s, uint32_t i)
{
    return i > 0 && (str_eq(s->t[i - 1].fold, STR("nhà")) ||
                     str_eq(s->t[i - 1].fold, STR("đất")) ||
                     str_eq(s->t[i - 1].fold, STR("chỗ")));
}

/* ... and at its right end. */
static bool is_tail(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_DAT: case W_UOC: case W_LA: case W_CO: case W_DUOC: case W_DA_DONE: case W_DANG:
    case W_KHOANG: case W_TREN: case W_HON: case W_GAN: case W_CHI: case W_CON:
    case W_DU: case W_VOI: case W_CHO: case W_TOI_REACH: case W_DEN: case W_GOM:
    case W_BAO: case W_BANG: case W_CHIEM: case W_TU: case W_VA: case W_TAI:
    case W_THUC: case W_NANG: case W_XUONG: case W_GIAM: case W_TANG: case W_SE:
    case W_TRONG: case W_VUOT: case W_CUA: case W_KIEN: case W_IT: case W_CA:
    case W_TOAN_WHOLE: case W_CUNG: case W_THUOC:
        return true;
    case W_O:
        return !is_dwelling(s, i);
    case W_LEN:                 /* but "từ 15 tuổi trở lên" */
        return i == 0 || scan_word(s, i - 1) != W_TRO;
    case W_HIEN:
        return i == 0 || scan_word(s, i - 1) != W_PHAT;
    case W_NHAT:                /* "ít nhất", but "giải nhất" */
        return i > 0 && scan_word(s, i - 1) == W_IT;
    case W_MUC_LEVEL:           /* "ở mức 99,9%" */
        return i > 0 && scan_word(s, i - 1) == W_O;
    case W_LAM:                 /* "bệnh dại làm 2 người", but "việc làm" */
        return scan_is_number(s, i + 1) && i > 0 && !str_eq(s->t[i - 1].fold, STR("việc"));
    case W_MOI:                 /* "thành lập mới 100 ..." keeps it */
        return scan_word(s, i + 1) == W_DAT || scan_word(s, i + 1) == W_CO ||
               scan_word(s, i + 1) == W_DUOC;
    default:
        return s->t[i].kind == TOKEN_MARK;
    }
}

static bool is_dropped(const struct scan *s, uint32_t i)
{
    return (s->note[i] & (NOTE_TIME | NOTE_PLACE | NOTE_USED | NOTE_DOCUMENT)) != 0;
}

/* "trên địa bàn (tỉnh)", "toàn tỉnh", "của tỉnh": every figure is. Its length. */
static uint32_t whereabouts(const struct scan *s, uint32_t i)
{
    uint32_t k;

    if ((k = PHRASE(s, i, W_TREN, W_DIA, W_BAN_AREA)) > 0)
        return k + (scan_word(s, i + k) == W_TOAN_WHOLE) +
               (scan_word(s, i + k) == W_TINH || scan_word(s, i + k + 1) == W_TINH);
    if (scan_word(s, i) == W_TOAN_WHOLE &&
        (scan_word(s, i + 1) == W_HUYEN || scan_word(s, i + 1) == W_XA ||
         scan_word(s, i + 1) == W_NGANH))
        return 2;
    if ((k = PHRASE(s, i, W_TOAN_WHOLE, W_TINH)) > 0 || (k = PHRASE(s, i, W_CUA, W_TINH)) > 0)
        return k;
    return 0;
}

/* A number that is part of a name: "trẻ dưới 5 tuổi", "lớp 6", "phủ sóng 4G". */
static bool is_named_number(const struct scan *s, uint32_t i)
{
    enum claim_class class;

    if (scan_word(s, i + 1) == W_TUOI)
        return true;
    return scan_exempt(s, i, s->n, &class) > i && (class == CLAIM_NAME || class == CLAIM_ORDINAL);
}

/* The closing bracket of the one at i within [i, to), or to. */
static uint32_t closing(const struct scan *s, uint32_t i, uint32_t to)
{
    while (i < to && !scan_is_mark(s, i, ')'))
        i++;
    return i;
}

/* Does the name end with a bracket that opened in it: "tăng trưởng (GRDP)"? */
static bool closes(const struct scan *s, const struct name_part *w)
{
    if (!scan_is_mark(s, w->tok[w->n - 1], ')'))
        return false;
    for (uint32_t i = 0; i < w->n; i++)
        if (scan_is_mark(s, w->tok[i], '('))
            return true;
    return false;
}

/* nhẹ, mạnh, cao ...: how much something rose, in words. */
static bool is_degree(const struct scan *s, uint32_t i)
{
    static const char *const degree[] = { "nhẹ", "mạnh", "cao", "khá", "đều", "nhanh", "chậm",
                                          "sâu", "ít", "nhiều", "đáng" };

    for (size_t k = 0; i < s->n && k < sizeof degree / sizeof *degree; k++)
        if (str_eq(s->t[i].fold, str_from(degree[k])))
            return true;
    return false;
}

/* "sản lượng thịt hơi có xu hướng tăng nhẹ, ước đạt": the name ends before what
 * the sentence says of it. */
static void cut_at_change(const struct scan *s, struct name_part *w, bool headed)
{
    for (uint32_t k = 2; headed && k < w->n; k++) {
        uint16_t word = scan_word(s, w->tok[k]);

        if ((word != W_TANG && word != W_GIAM) || !is_degree(s, w->tok[k] + 1))
            continue;           /* tốc độ tăng trưởng, tỷ lệ giảm nghèo */
        while (k > 1 && scan_word(s, w->tok[k - 1]) != W_OTHER && is_tail(s, w->tok[k - 1]))
            k--;
        w->n = k;
    }
}

/* Leaves out what stands in brackets: it explains, and names nothing. */
static void drop_brackets(const struct scan *s, struct name_part *w)
{
    uint32_t kept = 0;
    bool inside = false;

    for (uint32_t i = 0; i < w->n; i++) {
        inside |= scan_is_mark(s, w->tok[i], '(');
        if (!inside)
            w->tok[kept++] = w->tok[i];
        inside &= !scan_is_mark(s, w->tok[i], ')');
    }
    w->n = kept;
}

/* Is the run that begins at `start` an item of a list, a noun with all that belongs
 * to it: it opens its clause, and no auxiliary in it tells of a sentence? */
static bool is_item(const struct scan *s, uint32_t start, const struct name_part *w)
{
    if (start > 0 && !scan_is_mark(s, start - 1, ';') && !scan_is_mark(s, start - 1, ':') &&
        !scan_is_mark(s, start - 1, '.'))
        return false;
    for (uint32_t i = 0; i < w->n; i++)
        switch (scan_word(s, w->tok[i])) {
        case W_DA_DONE: case W_DANG: case W_SE: case W_TUC: case W_NHUNG_BUT: case W_LA:
            return false;
        default:
            break;
        }
    return true;
}

/* Without a head, a long run of words is a sentence: its end names best. */
static void shorten(const struct scan *s, uint32_t start, struct name_part *w)
{
    enum { LONG = 12, KEPT = 8 };

    if (w->n > LONG)
        drop_brackets(s, w);
    if (w->n <= LONG || (is_item(s, start, w) && w->n < NAME_WORDS))
        return;
    memmove(w->tok, w->tok + w->n - KEPT, sizeof *w->tok * KEPT);
    w->n = KEPT;
}

/* "thu hồi nộp ngân sách số tiền là": the sum of money at the end is the head of what
 * stands before it. Its token, or `to`. */
static uint32_t bare_sum(const struct scan *s, uint32_t from, uint32_t to)
{
    uint32_t last = to;

    while (last > from && is_tail(s, last - 1))
        last--;
    if (last < from + 2 || scan_word(s, last - 2) != W_SO_COUNT ||
        scan_word(s, last - 1) != W_TIEN)
        return to;
    return last > from + 2 && scan_word(s, last - 3) == W_TONG ? last - 3 : last - 2;
}

/* "tại bản Nà Sự, 5 ca", "ở trường Hoa Sen và 7 ca": where the figure before stands is
 * no part of the name. The token behind it, or `from`. */
static uint32_t past_locative(const struct scan *s, uint32_t from, uint32_t to)
{
    if ((scan_word(s, from) != W_TAI && scan_word(s, from) != W_O) || from == 0 ||
        s->t[from - 1].kind == TOKEN_MARK)
        return from;            /* at the head of a sentence it may be all there is */
    for (uint32_t i = from + 1; i < to; i++)
        if (scan_is_mark(s, i, ',') || scan_word(s, i) == W_VA)
            return i + 1;
    return from;
}

static void pick_words(const struct scan *s, uint32_t from, uint32_t to, struct name_part *w)
{
    uint32_t start = from, head = to, leads;

    w->n = 0;
    while (to > from && scan_is_mark(s, to - 1, '('))
        to--;
    head = to;
    for (uint32_t i = from; i < to; i++) {
        if (scan_is_mark(s, i, '(') && closing(s, i, to) < to)
            i = closing(s, i, to);      /* "đàn gia súc (trâu, bò, lợn)" is one name */
        else if (s->t[i].kind == TOKEN_MARK && strchr(";:.(", (char)s->t[i].word) && i + 1 < to)
            start = i + 1;
    }
    /* a later head behind a comma opens a clause of its own; behind "có" it belongs to
     * the noun before that: "khu vực có vốn đầu tư nước ngoài" */
    leads = start;
    for (uint32_t i = start; i < to; i++) {
        bool opens = i == start || scan_is_mark(s, i - 1, ',') || scan_word(s, i - 1) == W_VA ||
                     scan_word(s, i - 1) == W_VOI || scan_word(s, i - 1) == W_NANG ||
                     scan_word(s, i - 1) == W_UOC || is_dropped(s, i - 1) ||
                     (is_lead(s, i - 1) && (scan_word(s, i - 1) != W_CO || i - 1 == leads));

        if (leads == i && is_lead(s, i))
            leads++;

        if (opens && !is_dropped(s, i) && name_is_head(s, i) &&
            (head == to || scan_is_mark(s, i - 1, ',') || scan_word(s, i - 1) == W_NANG))
            head = i;
    }
    if (head == to)
        head = bare_sum(s, start, to);
    start = head < to ? head : past_locative(s, start, to);

    uint32_t last = to;

    while (last > start && (is_dropped(s, last - 1) || is_tail(s, last - 1)) &&
           !scan_is_mark(s, last - 1, ')'))
        last--;
    while (start < last && head == to &&
           (whereabouts(s, start) || is_dropped(s, start) || is_lead(s, start)))
        start += whereabouts(s, start) ? whereabouts(s, start) : 1;
    for (uint32_t i = start; i < last; i++) {
        uint32_t skip = whereabouts(s, i);

        if (skip) {
            i += skip - 1;
            continue;
        }
        if (is_dropped(s, i) || (s->t[i].kind == TOKEN_NUMBER && !is_named_number(s, i)) ||
            (s->t[i].kind == TOKEN_MARK && s->t[i].word == '"'))
            continue;
        if (w->n == NAME_WORDS) {
            memmove(w->tok, w->tok + 1, sizeof *w->tok * (NAME_WORDS - 1));
            w->n--;
        }
        w->tok[w->n++] = i;
    }
    cut_at_change(s, w, head < to);
    if (head == to)
        shorten(s, start, w);
    while (w->n && s->t[w->tok[0]].kind == TOKEN_MARK) {
        memmove(w->tok, w->tok + 1, sizeof *w->tok * (w->n - 1));
        w->n--;
    }
    while (w->n && is_tail(s, w->tok[w->n - 1]) && !closes(s, w))
        w->n--;
}

struct name_memo *name_memo_new(struct arena *a)
{
    return arena_new(a, struct name_memo);
}

void name_pick(const struct scan *s, uint32_t from, uint32_t to, struct name_part *w)
{
    struct name_memo *m = s->memo;

    if (m && m->text == s->text.ptr && m->from == from && m->to == to &&
        m->marked == s->marked) {
        w->n = m->part.n;
        memcpy(w->tok, m->part.tok, w->n * sizeof *w->tok);
        return;
    }
    pick_words(s, from, to, w);
    if (m) {
        m->text = s->text.ptr;
        m->from = from;
        m->to = to;
        m->marked = s->marked;
        m->part.n = w->n;
        memcpy(m->part.tok, w->tok, w->n * sizeof *w->tok);
    }
}

/* xã, phường, thị trấn ... in a row of kinds. */
static bool is_unit_kind(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_XA: case W_PHUONG: case W_HUYEN: case W_THON: case W_BAN: case W_TRAN: case W_PHO:
        return true;
    case W_THI:
        return scan_word(s, i + 1) == W_TRAN || scan_word(s, i + 1) == W_XA;
    case W_THANH:
        return scan_word(s, i + 1) == W_PHO;
    default:
        return false;
    }
}

/* Is a figure near behind i, with nothing but hedges and verbs between? */
static bool number_near(const struct scan *s, uint32_t i)
{
    for (uint32_t k = i + 1; k < i + 4; k++) {
        if (scan_is_number(s, k))
            return true;
        if (k >= s->n || s->t[k].kind != TOKEN_WORD || scan_word(s, k) == W_OTHER)
            return false;
    }
    return false;
}

/* Is there a figure soon behind i, before the next mark? */
static bool number_within(const struct scan *s, uint32_t i)
{
    enum { NEAR = 6 };
    uint32_t end = i + NEAR;

    while (i < end && i < s->n && s->t[i].kind == TOKEN_WORD)
        i++;
    return scan_is_number(s, i);
}

/* Is there a figure soon behind i, before the next mark, that what stands before it
 * names? Behind "đạt", "là" it is the whole clause's. */
static bool counts_next(const struct scan *s, uint32_t i)
{
    enum { NEAR = 6 };
    uint32_t end = i + NEAR;

    while (i < end && i < s->n && s->t[i].kind == TOKEN_WORD)
        i++;
    return scan_is_number(s, i) && scan_word(s, i - 1) != W_DAT && scan_word(s, i - 1) != W_LA;
}

/* Does the word at i end the words that say what is counted? */
static bool ends_behind(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_LEN:                 /* "lên 20 xã", but "mức 2 trở lên và 20 xã" */
        return number_near(s, i) && scan_word(s, i - 1) != W_TRO;
    case W_DAT: case W_BANG: case W_CO: case W_DUOC:
        return number_near(s, i);   /* "05 xã đạt chuẩn" goes on */
    case W_TANG: case W_GIAM: case W_CHIEM: case W_VOI: case W_LA: case W_SO: case W_VUOT:
    case W_GOM: case W_UOC: case W_NHUNG_BUT: case W_TAI:
    case W_DO_CAUSE: case W_DE:
        return true;
    case W_O:
        return !is_dwelling(s, i);
    case W_TRI:
        return scan_word(s, i + 1) == W_GIA;
    case W_TRONG:               /* "vi phạm trong lĩnh vực đất đai" goes on */
        return i + 1 >= s->n || !str_eq(s->t[i + 1].fold, STR("lĩnh"));
    case W_CUA:                 /* "của Công ty A": whose it is does not tell what it is */
        return i + 1 < s->n && s->t[i + 1].upper;
    case W_CAO: case W_THAP:
        return scan_word(s, i + 1) == W_HON;    /* "nông thôn mới nâng cao" goes on */
    case W_BAO:
        return scan_word(s, i + 1) == W_GOM;
    case W_TUONG:
        return (scan_word(s, i + 1) == W_DUONG_EQUAL || scan_word(s, i + 1) == W_UNG) &&
               (scan_is_number(s, i + 2) || scan_word(s, i + 2) == W_VOI);
    case W_VA:
        return i + 1 >= s->n || s->t[i + 1].kind != TOKEN_WORD || name_is_head(s, i + 1) ||
               scan_word(s, i + 1) == W_DAT || counts_next(s, i + 1);
    default:
        return i < s->n && str_eq(s->t[i].fold, STR("nhằm"));
    }
}

/* A bracket at i with lower-case words behind it that go on with the name: the
 * token behind it, or i. */
static uint32_t bracket_within(const struct scan *s, uint32_t i, uint32_t to)
{
    uint32_t near = to - i < BRACKET_REACH ? to : i + BRACKET_REACH;
    uint32_t close = closing(s, i, near);

    return close + 1 < near && s->t[close + 1].kind == TOKEN_WORD && !s->t[close + 1].upper &&
           scan_word(s, close + 1) != W_VA && !ends_behind(s, close + 1)
         ? close + 1 : i;
}

static bool holds_number(const struct scan *s, uint32_t from, uint32_t to)
{
    while (from < to && !scan_is_number(s, from))
        from++;
    return from < to;
}

static int couple_order(const void *a, const void *b)
{
    const str *x = a, *y = b;
    int first = str_cmp(x[0], y[0]);

    return first ? first : str_cmp(x[1], y[1]);
}

/* Does the comma at i couple the words round it inside one name? */
static bool couples(const struct scan *s, uint32_t i)
{
    static const str couple[][2] = {
#define COUPLE(before, behind) { STR(before), STR(behind) },
#include "lex/couples.def"
#undef COUPLE
    };
    const str pair[2] = { s->t[i - 1].fold, s->t[i + 1].fold };

    return bsearch(pair, couple, sizeof couple / sizeof *couple, sizeof *couple,
                   couple_order) != NULL;
}

/* Marks that do not end the words that begin at `from`, behind a unit: the commas of
 * "64 nhóm, lớp", of "các xã, phường, thị trấn", of "căn nhà tạm, nhà dột nát", of
 * "nhà máy Nậm Na, Nậm Mu". */
static bool is_joining_mark(const struct scan *s, uint32_t from, uint32_t i, bool counts,
                            const struct name_part *w)
{
    unit pair;

    if (!scan_is_mark(s, i, ',') || i + 1 >= s->n || s->t[i + 1].kind != TOKEN_WORD)
        return false;
    if (w->n == 0)
        return counts && i == from && !(s->note[i + 1] & NOTE_PLACE) &&
               scan_known_unit(s, i + 1, &pair) > i + 1 && pair.class == UNIT_COUNT &&
               !number_within(s, i + 1);
    if (w->tok[w->n - 1] + 1 != i || counts_next(s, i + 1))
        return false;
    if (is_unit_kind(s, i + 1) && is_unit_kind(s, i - 1))
        return true;
    return couples(s, i) || (s->t[i - 1].upper && s->t[i + 1].upper) ||
           str_eq(s->t[i + 1].fold, s->t[from].fold) ||
           (from > 0 && str_eq(s->t[i + 1].fold, s->t[from - 1].fold));
}

/* Takes the words from i on; gives the token that ends them. */
static uint32_t take_behind(const struct scan *s, uint32_t from, uint32_t to, bool headed,
                            bool counts, struct name_part *w)
{
    uint32_t i;

    if (scan_word(s, from) == W_TRO && scan_word(s, from + 1) == W_LEN)
        return from + 2;        /* "10% trở lên": no name */
    for (i = from; i < to && w->n < BEHIND_WORDS; i++) {
        uint32_t skip = whereabouts(s, i);

        if (skip) {
            i += skip - 1;
            continue;
        }
        if (scan_is_mark(s, i, '(') && scan_is_mark(s, i + 2, ')') && i + 1 < to &&
            s->t[i + 1].kind == TOKEN_WORD) {
            i += 2;             /* hợp tác xã (HTX) */
            continue;
        }
        if (is_joining_mark(s, from, i, counts, w) ||
            (s->t[i].kind == TOKEN_NUMBER && w->n && is_named_number(s, i))) {
            w->tok[w->n++] = i;
            continue;
        }
        if (s->t[i].kind != TOKEN_WORD && !(s->note[i] & (NOTE_TIME | NOTE_PLACE)))
            break;
        if (ends_behind(s, i) || (headed && scan_word(s, i) == W_VA))
            break;
        if (!is_dropped(s, i))
            w->tok[w->n++] = i;
    }
    return i;
}

struct name_reach name_pick_behind(const struct scan *s, uint32_t from, uint32_t to,
                                   bool headed, bool counts, struct name_part *w)
{
    struct name_reach r = { 0 };
    uint32_t open, go_on;

    w->n = 0;
    r.end = open = take_behind(s, from, to, headed, counts, w);
    if (counts && scan_is_mark(s, open, '(') &&
        (go_on = bracket_within(s, open, to)) > open) {
        unit behind;            /* "80 (tăng 5%) xã": the bracket parts number and unit */
        uint32_t words = open == from ? scan_known_unit(s, go_on, &behind) : go_on;
        uint32_t end = take_behind(s, words, to, headed, counts, w);

        if (holds_number(s, open, go_on)) {
            r.past = go_on;
            r.past_to = end;
        } else {
            r.end = end;
        }
    }
    while (w->n && is_tail(s, w->tok[w->n - 1]))
        w->n--;
    return r;
}

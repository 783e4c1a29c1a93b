/* name.c -- the name a statistician would give to a figure. */
#include "extract/name.h"

#include "base/utf8.h"

#include <string.h>

enum { NAME_BYTES = 300, NAME_WORDS = 24, BEHIND_WORDS = 14, LABEL_WORDS = 16,
       LABELLED_WORDS = 5,
       TELLING_WORDS = 3 };    /* as many tell a part from others without its total */

/* The words of a name, as token numbers. */
struct words {
    uint32_t tok[NAME_WORDS];
    uint32_t n;
};

/* Nouns that name a quantity: an indicator's name begins at one of them. A
 * second word, where given, must follow: "tài khoản", not "tài sản". */
static bool is_head(const struct scan *s, uint32_t i)
{
    static const uint16_t head[][2] = {
        { W_TONG, W_OTHER },
        { W_DIEN, W_TICH },
        { W_SAN, W_LUONG },
        { W_NANG_YIELD, W_SUAT },
        { W_GIA, W_TRI },
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

    if (word == W_OTHER)
        return false;
    for (size_t k = 0; k < sizeof head / sizeof *head; k++)
        if (head[k][0] == word && (head[k][1] == W_OTHER || scan_word(s, i + 1) == head[k][1]))
            return true;
    return false;
}

/* Words that say nothing of what is measured, at the left end of a name ... */
static bool is_lead(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_TRONG: case W_DO: case W_CU: case W_THE: case W_VA: case W_VOI: case W_CUNG:
    case W_HIEN: case W_NAY: case W_DEN: case W_DA_DONE: case W_CO: case W_LA: case W_UOC:
    case W_DU: case W_KIEN: case W_DAT: case W_TOAN_WHOLE: case W_TAI: case W_TREN: case W_O:
    case W_NANG: case W_DUOC: case W_CHO: case W_KY: case W_TUC: case W_KHOANG: case W_TINH:
    case W_DANG: case W_MOI: case W_BAO: case W_GOM: case W_CON: case W_CA: case W_BAN_AREA:
    case W_DIA: case W_TU: case W_RIENG: case W_NHUNG_BUT: case W_THUC: case W_CUA: case W_CAC:
    case W_NHUNG: case W_RA: case W_DO_CAUSE: case W_XAY:
        return true;
    case W_GIAM: case W_TANG: case W_LAM:
        return true;
    case W_TUONG:
        return scan_word(s, i + 1) == W_UNG || scan_word(s, i + 1) == W_DUONG_EQUAL;
    case W_UNG: case W_DUONG_EQUAL:
        return i > 0 && scan_word(s, i - 1) == W_TUONG;
    case W_TIEP:
        return scan_word(s, i + 1) == W_TUC;
    case W_PHAN:
        return scan_word(s, i + 1) == W_DAU_STRIVE;
    case W_DAU_STRIVE: case W_TRI_KEEP: case W_VUNG_FIRM:
        return true;
    case W_DUY:
        return scan_word(s, i + 1) == W_TRI_KEEP;
    case W_GIU:
        return scan_word(s, i + 1) == W_VUNG_FIRM;
    default:
        return s->t[i].kind == TOKEN_MARK;
    }
}

/* ... and at its right end. */
static bool is_tail(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_DAT: case W_UOC: case W_LA: case W_CO: case W_DUOC: case W_DA_DONE: case W_DANG:
    case W_KHOANG: case W_TREN: case W_HON: case W_GAN: case W_CHI: case W_CON:
    case W_DU: case W_VOI: case W_CHO: case W_LEN: case W_TOI_REACH: case W_DEN: case W_GOM:
    case W_BAO: case W_BANG: case W_CHIEM: case W_TU: case W_VA: case W_TAI: case W_O:
    case W_THUC: case W_NANG: case W_XUONG: case W_GIAM: case W_TANG: case W_SE:
    case W_TRONG: case W_VUOT: case W_CUA: case W_KIEN: case W_IT: case W_CA:
    case W_TOAN_WHOLE: case W_CUNG:
        return true;
    case W_HIEN:
        return i == 0 || scan_word(s, i - 1) != W_PHAT;
    case W_NHAT:                /* "ít nhất", but "giải nhất" */
        return i > 0 && scan_word(s, i - 1) == W_IT;
    case W_MUC_LEVEL:           /* "ở mức 99,9%" */
        return i > 0 && scan_word(s, i - 1) == W_O;
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
static bool closes(const struct scan *s, const struct words *w)
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
static void cut_at_change(const struct scan *s, struct words *w, bool headed)
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

/* The naming tokens of [from, to): behind the last hard boundary, without
 * times, places and used words, trimmed at both ends. */
static void collect(const struct scan *s, uint32_t from, uint32_t to, struct words *w)
{
    uint32_t start = from, head = to;

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
    /* a later head behind a comma opens a clause of its own */
    for (uint32_t i = start; i < to; i++) {
        bool opens = i == start || scan_is_mark(s, i - 1, ',') || scan_word(s, i - 1) == W_VA ||
                     scan_word(s, i - 1) == W_VOI || scan_word(s, i - 1) == W_NANG ||
                     scan_word(s, i - 1) == W_UOC || is_lead(s, i - 1) || is_dropped(s, i - 1);

        if (opens && !is_dropped(s, i) && is_head(s, i) &&
            (head == to || scan_is_mark(s, i - 1, ',') || scan_word(s, i - 1) == W_NANG))
            head = i;
    }
    if (head < to)
        start = head;

    uint32_t last = to;

    while (last > start && (is_dropped(s, last - 1) || is_tail(s, last - 1)) &&
           !scan_is_mark(s, last - 1, ')'))
        last--;
    while (start < last && head == to && (is_dropped(s, start) || is_lead(s, start)))
        start++;
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
    /* without a head, a long run of words is a sentence: its end names best */
    if (head == to && w->n > 12) {
        uint32_t keep = 8;

        memmove(w->tok, w->tok + w->n - keep, sizeof *w->tok * keep);
        w->n = keep;
    }
    while (w->n && s->t[w->tok[0]].kind == TOKEN_MARK) {
        memmove(w->tok, w->tok + 1, sizeof *w->tok * (w->n - 1));
        w->n--;
    }
    while (w->n && is_tail(s, w->tok[w->n - 1]) && !closes(s, w))
        w->n--;
}

/* Words that many indicators share: a name of these alone needs a complement. */
static bool is_generic(const struct lexicon *l, str word)
{
    static const bool generic[W_COUNT] = {
        [W_TONG] = true, [W_KIM] = true, [W_NGACH] = true,
        [W_SO_COUNT] = true, [W_DIEN] = true, [W_TICH] = true, [W_SAN] = true,
        [W_LUONG] = true, [W_NANG_YIELD] = true, [W_SUAT] = true, [W_GIEO] = true,
        [W_TRONG_PLANT] = true, [W_CAY] = true, [W_THU_COLLECT] = true, [W_HOACH] = true,
        [W_BINH] = true, [W_QUAN] = true, [W_HIEN] = true, [W_CO] = true, [W_GIA] = true,
        [W_TRI] = true, [W_KHAI] = true, [W_THAC] = true, [W_KINH] = true, [W_PHI] = true,
        [W_MOI] = true, [W_KHOI] = true, [W_QUY_MO] = true, [W_MO] = true, [W_TY] = true,
        [W_LE] = true, [W_TRONG_WEIGHT] = true, [W_VON] = true, [W_DANG_REGISTER] = true,
        [W_KY_SIGN] = true, [W_THUC] = true, [W_CA] = true, [W_UOC] = true, [W_CHIEM] = true,
        [W_DAT] = true, [W_DUOC] = true, [W_VA] = true, [W_CUA] = true, [W_TIEN] = true,
        [W_PHAT] = true, [W_XAY] = true, [W_RA] = true, [W_GHI] = true, [W_NHAN] = true,
        [W_XU] = true, [W_LY] = true, [W_TO_GROUP] = true, [W_CHUC] = true, [W_DA_DONE] = true,
        [W_TIEP] = true, [W_CAC] = true, [W_LOAI] = true, [W_LUY] = true, [W_KE] = true,
        [W_CAP] = true, [W_BI] = true, [W_LAM] = true, [W_TRIEN] = true, [W_HO_HELP] = true,
        [W_TRO_HELP] = true, [W_VU] = true, [W_CA_CASE] = true, [W_NGUOI] = true,
        [W_CON_HEAD] = true, [W_CAN] = true, [W_KHAU] = true,
        [W_HO] = true, [W_LUOT] = true, [W_CAI] = true,
        [W_CHIEC] = true, [W_CUOC] = true, [W_DOT] = true, [W_CO_BASE] = true,
        [W_SO_BUREAU] = true, [W_DON] = true, [W_VI] = true, [W_XAY_BUILD] = true,
        [W_DUNG_BUILD] = true, [W_PHE] = true, [W_DUYET] = true, [W_CONG_ADD] = true,
        [W_TANG] = true, [W_GIAM] = true, [W_LIEU] = true, [W_XA] = true, [W_BAN] = true,
        [W_THON] = true,
    };
    char folded[64];

    return word.len <= 24 && generic[lexicon_word(l, (str){ folded, fold_word(word, folded) })];
}

/* Appends s behind other words: the capital of a common noun that began its
 * sentence goes ("Tỷ lệ số xã", not "Tỷ lệ Số xã"). */
static void put_lowered(struct buf *b, const struct lexicon *l, str s)
{
    size_t space = str_find(s, STR(" "));
    str first = str_sub(s, 0, space == SIZE_MAX ? s.len : space);
    uint32_t cp;

    if (b->len && first.len && is_generic(l, first)) {
        size_t n = utf8_next(s, 0, &cp);

        utf8_put(b, utf8_lower(cp));
        s = str_sub(s, n, s.len);
    }
    buf_put(b, s);
}

static void put_without_capital(struct buf *b, str s)
{
    uint32_t cp;
    size_t n = utf8_next(s, 0, &cp);

    utf8_put(b, utf8_lower(cp));
    buf_put(b, str_sub(s, n, s.len));
}

/* Two capitals in a row, or one of several letters: "Huổi Chan", "PCI". */
static bool begins_proper_name(const struct scan *s, const struct words *w)
{
    const struct token *t = &s->t[w->tok[0]];
    str word = str_sub(s->text, t->at, t->end);
    uint32_t cp;
    size_t first = utf8_next(word, 0, &cp);

    if (w->n > 1 && w->tok[1] == w->tok[0] + 1 && s->t[w->tok[1]].upper)
        return true;
    if (first >= word.len)
        return false;
    utf8_next(word, first, &cp);
    return utf8_is_upper(cp);
}

static void put_words(struct buf *b, const struct scan *s, const struct words *w)
{
    for (uint32_t i = 0; i < w->n; i++) {
        const struct token *t = &s->t[w->tok[i]];
        bool close = t->kind == TOKEN_MARK && strchr(",;:.)%", (char)t->word);
        bool glued = i > 0 && t->glued && w->tok[i] == w->tok[i - 1] + 1;

        if (b->len && !close && !glued && b->ptr[b->len - 1] != ' ')
            buf_char(b, ' ');
        if (i == 0 && b->len && t->upper && !begins_proper_name(s, w))
            put_without_capital(b, str_sub(s->text, t->at, t->end));
        else
            buf_put(b, str_sub(s->text, t->at, t->end));
    }
}

static void put_name_text(struct buf *b, const struct lexicon *l, str text)
{
    /* a name made of names of names says nothing more */
    if (text.len == 0 || b->len > NAME_BYTES)
        return;
    if (b->len && b->ptr[b->len - 1] != ' ')
        buf_char(b, ' ');
    put_lowered(b, l, text);
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

/* Does the word at i end the words that say what is counted? */
static bool ends_behind(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_DAT: case W_BANG: case W_CO: case W_DUOC: case W_LEN:
        return number_near(s, i);   /* "05 xã đạt chuẩn" goes on */
    case W_TANG: case W_GIAM: case W_CHIEM: case W_VOI: case W_LA: case W_SO: case W_VUOT:
    case W_TRONG: case W_GOM: case W_UOC: case W_NHUNG_BUT: case W_TAI: case W_O:
    case W_DO_CAUSE:
        return true;
    case W_CAO: case W_THAP:
        return scan_word(s, i + 1) == W_HON;    /* "nông thôn mới nâng cao" goes on */
    case W_BAO:
        return scan_word(s, i + 1) == W_GOM;
    case W_VA:
        return i + 1 >= s->n || s->t[i + 1].kind != TOKEN_WORD || is_head(s, i + 1) ||
               scan_word(s, i + 1) == W_DAT || number_near(s, i) || scan_is_number(s, i + 2);
    default:
        return false;
    }
}

/* Words behind the unit that say what is counted, up to a mark, a figure or a
 * verb of change; gives where they end. */
static uint32_t collect_behind(const struct scan *s, uint32_t from, uint32_t to, bool headed,
                               bool counts, struct words *w)
{
    uint32_t i;
    unit pair;

    w->n = 0;
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
        if (counts && w->n == 0 && scan_is_mark(s, i, ',') &&
            !(s->note[i + 1] & NOTE_PLACE) &&
            scan_known_unit(s, i + 1, &pair) > i + 1 && pair.class == UNIT_COUNT &&
            !scan_is_number(s, scan_known_unit(s, i + 1, &pair))) {
            w->tok[w->n++] = i; /* "64 nhóm, lớp" */
            continue;
        }
        if (scan_is_mark(s, i, ',') && is_unit_kind(s, i + 1) && w->n &&
            is_unit_kind(s, w->tok[w->n - 1])) {
            w->tok[w->n++] = i; /* các xã, phường, thị trấn */
            continue;
        }
        if (s->t[i].kind == TOKEN_NUMBER && w->n && is_named_number(s, i)) {
            w->tok[w->n++] = i;
            continue;
        }
        if (s->t[i].kind != TOKEN_WORD && !(s->note[i] & (NOTE_TIME | NOTE_PLACE)))
            break;
        if (ends_behind(s, i) || (headed && scan_word(s, i) == W_VA))
            break;
        if (is_dropped(s, i))
            continue;
        w->tok[w->n++] = i;
    }
    while (w->n && is_tail(s, w->tok[w->n - 1]))
        w->n--;
    return i;
}

/* The first word of name that tells it from others, or empty. "thu" is generic
 * in thu hoạch only: thu hút, thu ngân sách tell. */
static str telling_word(const struct lexicon *l, str name)
{
    str rest = name, word;

    while (str_split(&rest, ' ', &word)) {
        bool gathers = str_eq(word, STR("thu")) || str_eq(word, STR("Thu"));

        if (word.len && (!is_generic(l, word) ||
                         (gathers && !str_starts(str_trim(rest), STR("hoạch")))))
            return word;
    }
    return (str){ NULL, 0 };
}

static bool all_generic(const struct lexicon *l, str name)
{
    return telling_word(l, name).len == 0;
}

/* The part of a name that tells it from others: behind its generic words. */
static str complement(const struct lexicon *l, str name)
{
    str word = telling_word(l, name);

    return word.len ? str_sub(name, (size_t)(word.ptr - name.ptr), name.len) : word;
}

/* The quantity a total's name begins with: "Tổng kim ngạch xuất nhập khẩu" ->
 * kim ngạch; an acronym stands for the whole name (GRDP). */
static str head_of(str total)
{
    str rest = total, word;
    size_t from = 0, words = 0;

    for (str r = total; str_split(&r, ' ', &word);) {
        size_t caps = 0;
        bool plain = true;

        for (size_t i = 0; i < word.len; i++) {
            if (word.ptr[i] >= 'A' && word.ptr[i] <= 'Z')
                caps++;
            else if (!strchr("(),", word.ptr[i]))
                plain = false;
        }
        if (plain && caps >= 3) {
            size_t a = word.ptr[0] == '(';

            return str_sub(word, a, a + caps);
        }
    }
    while (str_split(&rest, ' ', &word)) {
        char folded[128];
        str f = { folded, word.len < 40 ? fold_word(word, folded) : 0 };

        if (words == 0 && (str_eq(f, STR("tổng")) || str_eq(f, STR("số")))) {
            if (str_eq(f, STR("tổng"))) {
                from = (size_t)(word.ptr - total.ptr) + word.len + 1;
                continue;
            }
        }
        if (++words == 2)
            return str_sub(total, from, (size_t)(word.ptr - total.ptr) + word.len);
    }
    return str_sub(total, from, total.len);
}

static str capitalised(struct buf *b)
{
    str s = buf_str(b);

    if (s.len && s.ptr[0] >= 'a' && s.ptr[0] <= 'z') {
        b->ptr[0] = (char)(s.ptr[0] - 32);
        return s;
    }
    if (s.len >= 2 && (unsigned char)s.ptr[0] == 0xC4 && (unsigned char)s.ptr[1] == 0x91) {
        b->ptr[1] = (char)0x90;     /* đ */
        return s;
    }
    return s;
}

str name_subject(const struct scan *s, uint32_t from, uint32_t to, uint32_t *count)
{
    struct words w;
    struct buf b;
    uint32_t real = 0;

    collect(s, from, to, &w);
    for (uint32_t i = 0; i < w.n; i++)
        real += s->t[w.tok[i]].kind == TOKEN_WORD;
    *count = real;
    buf_init(&b, s->arena);
    put_words(&b, s, &w);
    return buf_str(&b);
}

static const char *head_by_unit(const struct scan *s, const struct name_request *r)
{
    str last = scan_text(s, r->unit_to ? r->unit_to - 1 : 0, r->unit_to);
    char folded[128];
    str f = { folded, last.len < 40 ? fold_word(last, folded) : 0 };

    switch (r->unit.class) {
    case UNIT_PERCENT: case UNIT_POINT:
        return "Tỷ lệ";
    case UNIT_MEASURE:
        if (str_eq(f, STR("ha")) || str_eq(f, STR("m2")) || str_eq(f, STR("km2")))
            return "Diện tích";
        if (str_eq(f, STR("mw")) || str_eq(f, STR("kw")))
            return "Công suất";
        if (str_eq(f, STR("tấn")) || str_eq(f, STR("tạ")))
            return "Sản lượng";
        if (str_eq(f, STR("km")) || str_eq(f, STR("m")))
            return "Chiều dài";
        return "";
    default:
        return "";
    }
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

/* A count: "Số", its noun and what is counted, then the verbs before it. */
static void put_count(struct buf *b, const struct scan *s, const struct name_request *r,
                      struct words *pre, const struct words *post)
{
    put_name_text(b, s->lexicon, STR("Số"));
    put_name_text(b, s->lexicon, without_multiplier(r->unit_text));
    put_words(b, s, post);
    if (pre->n > 6 && post->n) {
        memmove(pre->tok, pre->tok + pre->n - 4, sizeof *pre->tok * 4);
        pre->n = 4;
    }
    put_words(b, s, pre);
    if (r->total.len && post->n + pre->n < TELLING_WORDS && r->unit_to > r->unit_from &&
        str_eq(r->total_unit, r->unit_text))
        put_name_text(b, s->lexicon, complement(s->lexicon, r->total));
}

static str first_word(str name)
{
    str rest = name, word = { NULL, 0 };

    str_split(&rest, ' ', &word);
    return word;
}

/* "thu nội địa" of "Thu ngân sách": the part has its head already. */
static bool same_first_word(const struct scan *s, const struct words *w, str name)
{
    char folded[64];
    str word = first_word(name);

    return word.len <= 24 &&
           str_eq(s->t[w->tok[0]].fold, (str){ folded, fold_word(word, folded) });
}

static bool tells_structure(const struct name_request *r)
{
    return str_find(r->topic, STR("ơ cấu")) != SIZE_MAX ||
           str_find(r->label, STR("ơ cấu")) != SIZE_MAX;
}

/* A percentage: a rate of what stands behind it or before it. */
static void put_rate(struct buf *b, const struct scan *s, const struct name_request *r,
                     const struct words *pre, const struct words *post)
{
    /* under "Cơ cấu kinh tế: ..." percentages are shares */
    put_name_text(b, s->lexicon, tells_structure(r) ? STR("Tỷ trọng") : STR("Tỷ lệ"));
    put_words(b, s, post);
    if (post->n == 0 || pre->n + post->n <= BEHIND_WORDS)
        put_words(b, s, pre);
}

/* "9 triệu đồng/ha": money is not counted by its unit. */
static bool is_money_rate(const struct name_request *r)
{
    return str_starts(without_multiplier(r->unit_text), STR("đồng/"));
}

str name_make(const struct scan *s, const struct name_request *r, str *own, uint32_t *end)
{
    struct words pre, post;
    struct buf b, w;
    bool headed, counts = r->unit.class == UNIT_COUNT || r->unit.class == UNIT_SCORE;

    collect(s, r->from, r->to, &pre);
    headed = pre.n > 0 && is_head(s, pre.tok[0]);
    *end = collect_behind(s, r->unit_to, r->behind_to, headed, counts, &post);

    buf_init(&w, s->arena);
    put_words(&w, s, &pre);
    put_words(&w, s, &post);
    *own = buf_str(&w);

    buf_init(&b, s->arena);
    if (r->share) {
        put_name_text(&b, s->lexicon, STR("Tỷ trọng"));
        put_words(&b, s, &pre);
        if (pre.n == 0)
            put_name_text(&b, s->lexicon, r->before);
        else if (r->total.len && pre.n < 4)
            put_name_text(&b, s->lexicon, head_of(r->total));
    } else if (headed) {
        put_words(&b, s, &pre);
        if (post.n && pre.n <= 2)
            put_words(&b, s, &post);
    } else if (counts) {
        put_count(&b, s, r, &pre, &post);
    } else if (r->unit.class == UNIT_PERCENT && r->label.len && pre.n &&
               pre.n <= LABELLED_WORDS && post.n == 0) {
        put_name_text(&b, s->lexicon, r->label);
        put_words(&b, s, &pre);
    } else if (r->unit.class == UNIT_PERCENT) {
        put_rate(&b, s, r, &pre, &post);
    } else {
        if (r->unit.class == UNIT_RATE && pre.n == 0 && !is_money_rate(r))
            put_count(&b, s, r, &pre, &post);
        else if (r->total.len && pre.n && r->total_alike && !same_first_word(s, &pre, r->total))
            put_name_text(&b, s->lexicon, head_of(r->total));
        else if (pre.n && r->before_alike && is_generic(s->lexicon, first_word(r->before)) &&
                 !same_first_word(s, &pre, r->before))
            put_name_text(&b, s->lexicon, head_of(r->before));
        else if (r->label.len && pre.n && pre.n <= LABELLED_WORDS)
            put_name_text(&b, s->lexicon, r->label);
        else
            put_name_text(&b, s->lexicon, str_from(head_by_unit(s, r)));
        put_words(&b, s, &pre);
        if (r->unit.class != UNIT_RATE || pre.n)
            put_words(&b, s, &post);
    }
    if (r->attached && r->before.len)
        put_name_text(&b, s->lexicon, complement(s->lexicon, r->before));
    else if (all_generic(s->lexicon, buf_str(&b))) {
        str topic = complement(s->lexicon, r->topic);

        put_name_text(&b, s->lexicon,
                      topic.len ? topic : complement(s->lexicon, r->before));
    }
    return capitalised(&b);
}

bool name_is_headed(const struct scan *s, uint32_t from, uint32_t to)
{
    struct words w;

    collect(s, from, to, &w);
    return w.n > 0 && is_head(s, w.tok[0]);
}

str name_complement(const struct scan *s, str name)
{
    return complement(s->lexicon, name);
}

str name_prefixed(const struct scan *s, const char *prefix, str name)
{
    struct buf b;

    buf_init(&b, s->arena);
    put_name_text(&b, s->lexicon, str_from(prefix));
    put_name_text(&b, s->lexicon, name);
    return buf_str(&b);
}

uint32_t name_behind(const struct scan *s, uint32_t from)
{
    struct words w;

    return collect_behind(s, from, s->n, false, true, &w);
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
            struct words w;
            struct buf b;

            *next = colon + 1;
            collect(s, i, colon, &w);
            buf_init(&b, s->arena);
            put_words(&b, s, &w);
            return buf_str(&b);
        }
        if (s->t[colon].kind == TOKEN_NUMBER || scan_is_mark(s, colon, '.') ||
            scan_is_mark(s, colon, ';'))
            break;
    }
    *next = from;
    return (str){ NULL, 0 };
}

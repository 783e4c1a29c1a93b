/* exempt.c -- numbers that are no figures: those of documents, dates, lists,
 * ordinals, map scales, names.
 *
 *   Nghị quyết số 68-NQ/TW · 06/2025/QĐ-UBND · Đề án 06 · (1) · lần thứ 2
 *   tỷ lệ 1/500 · lớp 6 · mức độ 2 · 3G · Huổi Chan 1 */
#include "extract/scan.h"

#include "base/utf8.h"
#include "lex/amount.h"

#include <string.h>

enum {
    DOCUMENT_TOKENS = 40,       /* no office writes a longer one */
    HOLIDAY_WORDS = 8           /* between the word "lễ" and the day */
};

static bool is_document_word(const struct scan *s, uint32_t i)
{
    return PHRASE(s, i, W_NGHI, W_QUYET) || PHRASE(s, i, W_QUYET, W_DINH) ||
           PHRASE(s, i, W_CHI, W_THI) || PHRASE(s, i, W_NGHI, W_DINH) ||
           PHRASE(s, i, W_CONG, W_VAN) || PHRASE(s, i, W_CONG, W_DIEN_WIRE) ||
           PHRASE(s, i, W_KET, W_LUAN) || PHRASE(s, i, W_DE_AN, W_AN) ||
           PHRASE(s, i, W_CHUONG, W_TRINH) || PHRASE(s, i, W_VAN, W_BAN) ||
           PHRASE(s, i, W_HUONG, W_DAN) || PHRASE(s, i, W_BAO, W_CAO) ||
           PHRASE(s, i, W_KE, W_HOACH) || PHRASE(s, i, W_THONG, W_BAO) ||
           PHRASE(s, i, W_TO, W_TRINH) || scan_word(s, i) == W_LUAT ||
           (scan_word(s, i) == W_THONG && i + 1 < s->n && s->t[i + 1].fold.len == 3);
}

/* "01/NQ-CP", "06/2025/QĐ-UBND", "68-NQ/TW": the end of it, or i. */
static uint32_t document_number(const struct scan *s, uint32_t i)
{
    uint32_t k = i + 1;
    bool letters = false;

    if (!scan_is_mark(s, i + 1, '/') && !scan_is_mark(s, i + 1, '-'))
        return i;
    while (k < s->n && k - i < DOCUMENT_TOKENS && s->t[k].glued &&
           (s->t[k].kind != TOKEN_MARK || strchr("/-&.", s->t[k].mark))) {
        if (s->t[k].kind == TOKEN_WORD) {
            /* capitals or QĐ: an issuer's sign, no unit */
            if (!s->t[k].upper || scan_word(s, k) == W_KH)
                letters |= scan_word(s, k) == W_KH && k + 1 < s->n && s->t[k + 1].glued;
            else
                letters = true;
            if (!s->t[k].upper)
                break;
        }
        k++;
    }
    if (!letters)
        return i;
    while (k > i && s->t[k - 1].kind == TOKEN_MARK)
        k--;
    return k;
}

/* Is there no unit behind token i, so that the number there counts nothing? */
static bool lacks_unit(const struct scan *s, uint32_t i)
{
    unit u;
    str text;

    return scan_unit(s, i + 1, &u, &text) == i + 1;
}

/* "huyện A 10/15 xã", "vốn ODA 120/300 tỷ đồng": the a of a/b counts what b does. */
static bool opens_fraction(const struct scan *s, uint32_t i)
{
    return scan_is_mark(s, i + 1, '/') && scan_is_number(s, i + 2) && !lacks_unit(s, i + 2);
}

static bool is_small(const struct token *t, int64_t below)
{
    return t->has_value && t->value.scale == 0 && t->value.coef < below;
}

/* (1), 1), a sentence's own number "1." */
static uint32_t marker(const struct scan *s, uint32_t i, uint32_t sentence)
{
    if (scan_is_mark(s, i + 1, ')') && (i == 0 || scan_is_mark(s, i - 1, '(')) &&
        !s->t[i].padded && is_small(&s->t[i], 40))
        return i + 2;
    /* "1.", "1.2", "II.1.", "B.3.": short tokens only before it in its sentence */
    for (uint32_t k = sentence; k < i; k++)
        if (i - sentence > 4 || s->t[k].end - s->t[k].at > 4 || scan_word(s, k) != W_OTHER)
            return i;
    if (scan_is_mark(s, i + 1, '.') && s->t[i + 1].glued)
        return i + 2;
    return i > sentence && scan_is_mark(s, i - 1, '.') && s->t[i].glued ? i + 1 : i;
}

/* A leading zero and seven digits at least. */
static bool is_phone(const struct scan *s, uint32_t i)
{
    str run = s->t[i].fold;
    size_t digits = 0;

    if (run.ptr[0] != '0')
        return false;
    for (size_t k = 0; k < run.len; k++)
        digits += run.ptr[k] >= '0' && run.ptr[k] <= '9';
    return digits >= 7 && str_find(run, STR(",")) == SIZE_MAX;
}

/* "tổ dân phố 17, 18 phường A": is i one more of a row of numbers that name? */
static bool goes_on_naming(const struct scan *s, uint32_t i)
{
    return i > 1 && (scan_is_mark(s, i - 1, ',') || scan_word(s, i - 1) == W_VA) &&
           s->t[i - 2].kind == TOKEN_NUMBER &&
           (s->claim[i - 2] == CLAIM_ORDINAL || s->claim[i - 2] == CLAIM_NAME);
}

/* "tiểu học số 1 xã A", "bản B 1, xã A": a small number between a name and the
 * place it lies in. */
static bool numbers_a_name(const struct scan *s, uint32_t i)
{
    uint32_t next = i + 1 + scan_is_mark(s, i + 1, ',');

    return i > 0 && is_small(&s->t[i], 100) && next < s->n && (s->note[next] & NOTE_PLACE) &&
           scan_word(s, next) != W_OTHER &&
           (scan_word(s, i - 1) == W_SO_COUNT || goes_on_naming(s, i) ||
            (next == i + 1 && s->t[i - 1].kind == TOKEN_WORD && s->t[i - 1].upper &&
             (s->t[i - 1].word == W_OTHER || (i > 1 && s->t[i - 2].upper))));
}

/* "giá trị sản phẩm trên 1 ha đất trồng trọt": per hectare of something. */
static bool is_area_base(const struct scan *s, uint32_t i)
{
    static const char *const land[] = { "đất", "canh", "diện", "mặt", "gieo", "trồng", "nuôi" };

    if (i < 2 || scan_integer(s, i) != 1 || scan_word(s, i - 1) != W_TREN || i + 2 >= s->n ||
        !str_eq(s->t[i + 1].fold, STR("ha")) || scan_word(s, i - 2) == W_DAT)
        return false;
    for (size_t k = 0; k < sizeof land / sizeof *land; k++)
        if (str_is(s->t[i + 2].fold, land[k]))
            return true;
    return false;
}

/* "trên 1.000 trẻ đẻ sống", "thuê bao/100 dân", "bình quân 100 dân": what a rate is
 * taken per; not "có trên 1.000 người", which is a hedge. */
static bool is_rate_base(const struct scan *s, uint32_t i)
{
    if (is_area_base(s, i))
        return true;
    if (i < 2 || (!scan_is_mark(s, i - 1, '/') && scan_word(s, i - 1) != W_TREN) ||
        scan_rate_base(s, i) <= i + 1)
        return false;
    if (scan_is_mark(s, i - 1, '/'))
        return s->t[i - 2].kind == TOKEN_WORD;
    if (scan_word(s, i + 1) == W_NGUOI || scan_word(s, i + 1) == W_HO)
        return false;
    switch (scan_word(s, i - 2)) {
    case W_CO: case W_DAT: case W_CHO: case W_LA: case W_VOI:
        return false;
    default:
        return true;
    }
}

/* Nouns that a number behind them names, whatever stands behind it: "Lữ đoàn 168
 * tham gia"; not "đoàn 15 người". */
static bool is_numbered_noun(const struct scan *s, uint32_t i)
{
    static const char *const noun[] = { "đoàn", "đồn", "mốc", "bão", "tuần", "ấp", "khóm",
                                        "ngõ", "tầng", "thửa", "tuyến" };
    unit ignored;

    for (size_t k = 0; k < sizeof noun / sizeof *noun; k++)
        if (str_is(s->t[i].fold, noun[k]))
            return scan_known_unit(s, i + 2, &ignored) == i + 2 && !scan_is_mark(s, i + 2, '/');
    return false;
}

/* "đường 7/5", "phố 20/10": streets that bear a date; the end, or i. */
static uint32_t dated_street(const struct scan *s, uint32_t i)
{
    uint16_t before = i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER;
    int month = scan_integer(s, i + 2);

    return (before == W_DUONG || before == W_PHO || before == W_TRUONG) &&
           scan_is_mark(s, i + 1, '/') && is_small(&s->t[i], 32) && month >= 1 && month <= 12 &&
           lacks_unit(s, i + 2) ? i + 3 : i;
}

/* Two capitals or more and no more than four: "ĐT.152". */
static bool is_sign(const struct scan *s, uint32_t i)
{
    str w = str_sub(s->text, s->t[i].at, s->t[i].end);
    uint32_t cp, letters = 0;

    for (size_t k = 0; k < w.len; letters++) {
        k += utf8_next(w, k, &cp);
        if (!utf8_is_upper(cp))
            return false;
    }
    return letters > 1 && letters <= 4;
}

/* "tăng1,36%": the decimals of a number whose whole part is glued to a word; alone they
 * are no figure. */
static bool are_torn_decimals(const struct scan *s, uint32_t i)
{
    const struct token *t = &s->t[i];

    return i > 1 && t->glued && t[-1].glued &&
           (scan_is_mark(s, i - 1, ',') || scan_is_mark(s, i - 1, '.')) &&
           t[-2].kind == TOKEN_WORD && t[-2].fold.len > 1 &&
           t[-2].fold.ptr[t[-2].fold.len - 1] >= '0' && t[-2].fold.ptr[t[-2].fold.len - 1] <= '9';
}

/* 3G, 4G; COVID-19; map scales 1/500, 1:5000; the end of a name, "Huổi Chan 1";
 * "trên 1.000 trẻ đẻ sống" of a rate. */
static uint32_t part_of_name(const struct scan *s, uint32_t i)
{
    const struct token *t = &s->t[i];

    if (i + 1 < s->n && t[1].glued && t[1].kind == TOKEN_WORD && t[1].fold.len == 1 && t[1].upper)
        return i + 2;
    if (i > 1 && t->glued && t[-1].kind == TOKEN_MARK && t[-1].glued && t[-2].kind == TOKEN_WORD &&
        (t[-1].mark == '-' || (t[-1].mark == '.' && is_sign(s, i - 2))))
        return i + 1;
    if (scan_integer(s, i) == 1 && (scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, ':')) &&
        t[1].glued && scan_is_number(s, i + 2) && i > 0 && scan_word(s, i - 1) == W_LE)
        return i + 3;
    /* số 14 of a street or area, "4 tại chỗ", 0243.7738668 */
    if (i > 0 && (scan_word(s, i - 1) == W_SO_COUNT || scan_is_mark(s, i - 1, '"')) &&
        is_small(t, 10000) && lacks_unit(s, i))
        return i + 1;
    if (is_phone(s, i) || numbers_a_name(s, i) || are_torn_decimals(s, i))
        return i + 1;
    if (is_rate_base(s, i))
        return i + 1;
    /* "đường 60m" is called by its width, "giữa 3 tỉnh" tells who takes part */
    if (i > 0 && is_small(t, 100) &&
        ((scan_word(s, i - 1) == W_DUONG && t[1].glued && str_eq(t[1].fold, STR("m"))) ||
         (t[-1].kind == TOKEN_WORD && str_eq(t[-1].fold, STR("giữa")))))
        return i + 1;
    /* a hotel's stars, the levels of a government: no count of anything */
    if (is_small(t, 10) && (scan_word(s, i + 1) == W_CAP ||
                            (i + 1 < s->n && str_eq(t[1].fold, STR("sao")))))
        return i + 2;
    if (i > 0 && t[-1].kind == TOKEN_WORD && t[-1].word == W_OTHER && t[-1].upper &&
        is_small(t, 1000) && lacks_unit(s, i) && !opens_fraction(s, i))
        return i + 1;
    return dated_street(s, i);
}

/* "Nghị quyết số 68", "Đề án 06": the number of a document without its sign. */
static uint32_t named_document(const struct scan *s, uint32_t i)
{
    switch (i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER) {
    case W_SO_COUNT:
        for (uint32_t back = 2; back <= 6 && back <= i; back++)
            if (is_document_word(s, i - back))
                return i + 1;
        return i;
    case W_LUAT:                /* Luật 25/2018 */
        return scan_is_mark(s, i + 1, '/') && scan_integer(s, i + 2) > 1945 ? i + 3 : i;
    case W_AN: case W_TRINH: case W_QUYET: case W_THI: case W_DINH:
        if (i >= 2 && is_document_word(s, i - 2) &&
            (s->t[i].padded || scan_word(s, i - 1) != W_TRINH || lacks_unit(s, i)))
            return i + 1;
        return i;
    default:
        /* Thông tư 22 */
        return i >= 2 && scan_word(s, i - 2) == W_THONG && is_document_word(s, i - 2) &&
               lacks_unit(s, i) ? i + 1 : i;
    }
}

/* "Cấp 3 giấy phép", "đã cấp 5 suất", "trung cấp 73 người": a verb, or a school's
 * name; no grade that the number behind it tells. */
static bool is_no_grade(const struct scan *s, uint32_t cap)
{
    static const char *const school[] = { "trung", "sơ", "cao" };

    if (s->t[cap].upper || (cap > 0 && scan_word(s, cap - 1) == W_DA_DONE))
        return true;
    for (size_t k = 0; cap > 0 && k < sizeof school / sizeof *school; k++)
        if (str_is(s->t[cap - 1].fold, school[k]))
            return true;
    return false;
}

/* "mức độ 3", "cấp độ 2", "trình độ 1": is the "độ" before i one of grades? */
static bool is_graded(const struct scan *s, uint32_t i)
{
    return i > 1 && (scan_word(s, i - 2) == W_MUC_LEVEL || scan_word(s, i - 2) == W_CAP ||
                     scan_word(s, i - 2) == W_TRINH);
}

/* lần thứ 12, khóa 15, lớp 6, mức độ 2, tổ 10. A unit of its own tells a figure:
 * "cấp 1.227 suất"; a rank is one too: "xếp thứ 40/63". */
static uint32_t ordinal(const struct scan *s, uint32_t i)
{
    unit u;
    str text;

    switch (i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER) {
    case W_THU_ORD:
        return scan_is_mark(s, i + 1, '/') ? i : i + 1;
    case W_KHOA: case W_DIEU:
        return i + 1;
    case W_LO:
        return is_small(&s->t[i], 1000) ? i + 1 : i;
    case W_TO_GROUP: case W_PHO: case W_DOT:
        return is_small(&s->t[i], 1000) && lacks_unit(s, i) ? i + 1 : i;
    case W_HANG:
        if (scan_is_mark(s, i + 1, '/'))
            return i;
        /* fall through */
    case W_CAP:
        if (is_no_grade(s, i - 1) ||    /* "cấp 52 mã số": to grant */
            (scan_known_unit(s, i + 1, &u) > i + 1 && !is_small(&s->t[i], 13)))
            return i;
        /* fall through */
    case W_LOP: case W_LOAI: case W_VONG: case W_DO_LEVEL:
    case W_NHOM: case W_THON: case W_BAN: case W_KM: case W_BUOC: case W_BIEU:
    case W_BANG_TABLE: case W_TRANG: case W_KHU: case W_VUC: case W_DOAN: case W_LUC:
    case W_KHOAN: case W_MUC_LEVEL:
        if (scan_word(s, i - 1) == W_DO_LEVEL && !is_graded(s, i))
            return i;           /* "nhiệt độ 25" */
        if ((scan_unit(s, i + 1, &u, &text) == i + 1 || u.class == UNIT_COUNT) &&
            !s->t[i].padded && is_small(&s->t[i], 100))
            return i + 1;
        return i;
    default:
        return i > 0 && s->t[i - 1].kind == TOKEN_WORD && s->t[i - 1].word == W_OTHER &&
               is_small(&s->t[i], 1000) && is_numbered_noun(s, i - 1) ? i + 1 : i;
    }
}

/* "lễ Quốc khánh 2/9", "dịp 30/4 - 1/5": a holiday told by its day before the stroke; its
 * end, or i. */
static uint32_t holiday(const struct scan *s, uint32_t i)
{
    static const char *const word[] = { "lễ", "dịp", "khánh", "tết" };
    int day = scan_integer(s, i), month = scan_integer(s, i + 2);

    if (day < 1 || day > 31 || month < 1 || month > 12 || !s->t[i + 1].glued)
        return i;
    for (uint32_t k = i; k-- > 0 && i - k <= HOLIDAY_WORDS;) {
        if (s->t[k].kind == TOKEN_MARK && !scan_is_mark(s, k, '/') && !scan_is_mark(s, k, '-') &&
            !scan_is_mark(s, k, ','))
            return i;
        for (size_t n = 0; n < sizeof word / sizeof *word; n++)
            if (str_is(s->t[k].fold, word[n]))
                return i + 3;
    }
    return i;
}

/* "31-12-2022", "ngày 15-7": the day before a dash of a date; its end, or i. */
static uint32_t dashed_date(const struct scan *s, uint32_t i)
{
    int day = scan_integer(s, i), month = scan_integer(s, i + 2), year = scan_integer(s, i + 4);
    bool told = i > 0 && scan_word(s, i - 1) == W_NGAY;

    if (day < 1 || day > 31 || month < 1 || month > 12 || !s->t[i + 1].glued || !s->t[i + 2].glued)
        return i;
    if (year > 1900 && year < 2200 && scan_is_mark(s, i + 3, '-') && s->t[i + 3].glued)
        return i + 5;
    return told ? i + 3 : i;
}

/* "24/24 giờ", "24/24h", "24/7": round the clock, from the stroke's left; its end, or i. */
static uint32_t round_the_clock(const struct scan *s, uint32_t i)
{
    int b = scan_integer(s, i + 2);

    return scan_integer(s, i) == 24 && (b == 24 || b == 7) &&
           (lacks_unit(s, i + 2) || (i + 3 < s->n && s->t[i + 3].fold.ptr[0] == 'h') ||
            str_eq(s->t[i + 3].fold, STR("giờ"))) ? i + 3 : i;
}

/* Hours: 07:46, 24h, 15h30. */
static bool is_hour(const struct scan *s, uint32_t i)
{
    const struct token *next = &s->t[i + 1];

    if (i + 1 < s->n && next->glued && next->kind == TOKEN_WORD && next->fold.ptr[0] == 'h' &&
        (next->fold.len == 1 || (next->fold.ptr[1] >= '0' && next->fold.ptr[1] <= '9')))
        return true;
    return (scan_is_mark(s, i + 1, ':') && next->glued) ||
           (i > 0 && scan_is_mark(s, i - 1, ':') && s->t[i].glued);
}

/* năm 2025, ngày 5, tháng 6: times that scan_times() could not complete; bare
 * years ("tầm nhìn 2050"); hours (07:46, 24h/24h); "từ 01 đến tháng 02". */
static uint32_t part_of_time(const struct scan *s, uint32_t i)
{
    int n = scan_integer(s, i);
    uint32_t end = scan_is_mark(s, i + 1, '-') ? dashed_date(s, i) : i;

    if (scan_is_mark(s, i + 1, '/') && (end = round_the_clock(s, i)) == i)
        end = holiday(s, i);
    if (end > i)
        return end;
    if ((s->note[i] & NOTE_TIME) || (n >= 0 && is_hour(s, i)))
        return i + 1;
    if (n >= 1945 && n <= 2100 && lacks_unit(s, i))
        return i + 1;
    if (n > 0 && n <= 31 && scan_word(s, i + 1) == W_DEN &&
        (scan_word(s, i + 2) == W_THANG || scan_word(s, i + 2) == W_NGAY))
        return i + 1;
    switch (i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER) {
    case W_NAM: case W_NGAY: case W_THANG:
        return scan_integer(s, i) >= 0 ? i + 1 : i;
    default:
        return i;
    }
}

/* "1/3 diện tích", "2/3 số hộ": a fraction of a quantity, no count of so many; its
 * end, or i. */
static uint32_t plain_fraction(const struct scan *s, uint32_t i)
{
    int64_t over, under;
    uint32_t end = lex_fraction_at(s->t, i, s->n, &over, &under);

    switch (end > i ? scan_word(s, end) : (uint16_t)W_OTHER) {
    case W_DIEN: case W_SO_COUNT: case W_TONG: case W_LUONG: case W_CHIEU: case W_THOI: case W_DAN:
    case W_DAN_2: case W_KHOI: case W_SAN:
        return end;
    default:
        return i;
    }
}

uint32_t scan_exempt(const struct scan *s, uint32_t i, uint32_t sentence, enum claim_class *class)
{
    uint32_t end = document_number(s, i);

    *class = CLAIM_DOCNUM;
    if (end == i && (end = part_of_time(s, i)) > i)
        *class = CLAIM_DATE;
    if (end == i && (end = marker(s, i, sentence)) > i)
        *class = CLAIM_MARKER;
    if (end == i)
        end = named_document(s, i);
    if (end == i && (end = ordinal(s, i)) > i)
        *class = CLAIM_ORDINAL;
    if (end == i && (end = part_of_name(s, i)) > i)
        *class = CLAIM_NAME;
    if (end == i && (end = plain_fraction(s, i)) > i)
        *class = CLAIM_PART;
    return end;
}

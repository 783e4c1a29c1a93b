/* exempt.c -- numbers that are no figures: those of documents, dates, lists,
 * ordinals, map scales, names.
 *
 *   Nghị quyết số 68-NQ/TW · 06/2025/QĐ-UBND · Đề án 06 · (1) · lần thứ 2
 *   tỷ lệ 1/500 · lớp 6 · mức độ 2 · 3G · Huổi Chan 1 */
#include "extract/scan.h"

#include <string.h>

enum { DOCUMENT_TOKENS = 40 };  /* no office writes a longer one */

static bool is_document_word(const struct scan *s, uint32_t i)
{
    return PHRASE(s, i, W_NGHI, W_QUYET) || PHRASE(s, i, W_QUYET, W_DINH) ||
           PHRASE(s, i, W_CHI, W_THI) || PHRASE(s, i, W_NGHI, W_DINH) ||
           PHRASE(s, i, W_CONG, W_VAN) || PHRASE(s, i, W_CONG, W_DIEN_WIRE) ||
           PHRASE(s, i, W_KET, W_LUAN) || PHRASE(s, i, W_DE, W_AN) ||
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

    while (k < s->n && k - i < DOCUMENT_TOKENS && s->t[k].glued &&
           (s->t[k].kind != TOKEN_MARK || strchr("/-&.", (char)s->t[k].word))) {
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
    return scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, '-') ? k : i;
}

uint32_t scan_exempt(const struct scan *s, uint32_t i, uint32_t sentence)
{
    uint32_t end = document_number(s, i);
    uint16_t before = i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER;

    if (end > i)
        return end;
    if (s->note[i] & NOTE_TIME)
        return i + 1;
    /* (1), 1), a sentence's own number */
    if (scan_is_mark(s, i + 1, ')') && (i == 0 || scan_is_mark(s, i - 1, '(')) && !s->t[i].padded &&
        scan_integer(s, i) >= 0 && scan_integer(s, i) < 40)
        return i + 2;
    if (i == sentence && scan_is_mark(s, i + 1, '.') && s->t[i + 1].glued)
        return i + 2;
    /* 3G, 4G; COVID-19 */
    if (i + 1 < s->n && s->t[i + 1].glued && s->t[i + 1].kind == TOKEN_WORD &&
        s->t[i + 1].fold.len == 1 && s->t[i + 1].upper)
        return i + 2;
    if (i > 0 && s->t[i].glued && s->t[i - 1].kind == TOKEN_MARK && s->t[i - 1].word == '-' &&
        s->t[i - 1].glued && i > 1 && s->t[i - 2].kind == TOKEN_WORD)
        return i + 1;
    /* map scales: 1/500, 1:5000 */
    if (scan_integer(s, i) == 1 && (scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, ':')) &&
        s->t[i + 1].glued && scan_is_number(s, i + 2) && i > 0 && before == W_LE)
        return i + 3;
    switch (before) {
    case W_SO_COUNT:
        for (uint32_t back = 2; back <= 6 && back <= i; back++)
            if (is_document_word(s, i - back))
                return i + 1;
        break;
    case W_THU_ORD:
        return scan_is_mark(s, i + 1, '/') ? i : i + 1;     /* xếp thứ 40/63 */
    case W_KHOA: case W_DIEU:
        return i + 1;
    case W_LOP: case W_CAP: case W_LOAI: case W_VONG: case W_TO_GROUP: case W_DO_LEVEL: case W_NHOM:
    case W_THON: case W_BAN: case W_KM: case W_BUOC:
    case W_BIEU: case W_BANG_TABLE: case W_TRANG: case W_KHU: case W_VUC: case W_DOAN: case W_LUC:
    case W_LO: case W_KHOAN: case W_HANG: case W_MUC_LEVEL: {
        unit u;
        str text;

        if (before == W_HANG && scan_is_mark(s, i + 1, '/'))
            break;
        /* a unit of its own tells a figure: "cấp 1.227 suất" */
        if (scan_unit(s, i + 1, &u, &text) == i + 1 || u.class == UNIT_COUNT)
            if (!s->t[i].padded && s->t[i].value.scale == 0 && s->t[i].value.coef < 100)
                return i + 1;
        break;
    }
    case W_NAM: case W_NGAY: case W_THANG:
        if (scan_integer(s, i) >= 0 && s->t[i].value.scale == 0)
            return i + 1;
        break;
    case W_AN: case W_TRINH: case W_QUYET: case W_THI: case W_DINH:
        if (i >= 2 && is_document_word(s, i - 2)) {
            unit u;
            str text;

            if (s->t[i].padded || scan_unit(s, i + 1, &u, &text) == i + 1 || before != W_TRINH)
                return i + 1;
        }
        break;
    default:
        break;
    }
    if (i > 0 && s->t[i - 1].kind == TOKEN_WORD && before == W_OTHER && s->t[i - 1].upper &&
        s->t[i].value.scale == 0 && s->t[i].value.coef < 1000) {
        unit u;
        str text;

        /* "Huổi Chan 1", "Quốc lộ 12", "DOC 21": the number ends a name */
        if (scan_unit(s, i + 1, &u, &text) == i + 1)
            return i + 1;
    }
    return i;
}

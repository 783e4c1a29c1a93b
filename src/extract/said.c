/* said.c -- amounts of several tokens, as one number for the grammar.
 *
 *   1 tỷ 850 triệu đồng     1850 triệu đồng: the last rank stays with the unit
 *   2 triệu rưỡi đồng       2500000 đồng
 *   hai mươi mốt hộ         21 hộ
 *   có ba vụ cháy           3 vụ
 *
 * Words are a number before a known unit only: "một số", "một phần", "hai bên",
 * "ba không" count nothing. One word alone says as often "a" or is a fixed
 * expression; it is a number where a verb of existence or change governs it. */
#include "extract/scan.h"

#include "lex/amount.h"

#include <string.h>

enum { UNIT_SYLLABLES = 3, EACH_WORDS = 8 };

static bool is_rank_word(const struct token *t)
{
    return t->kind == TOKEN_WORD && unit_multiplier(t->fold) >= 3;
}

/* The class of the known unit of count or measure at i, UNIT_NONE for none. */
static enum unit_class unit_behind(const struct units *units, const struct token *t, uint32_t i,
                                   uint32_t n)
{
    char words[96];
    size_t len = 0;
    unit u;

    for (uint32_t k = i; k < n && k < i + UNIT_SYLLABLES; k++) {
        if (t[k].kind != TOKEN_WORD || len + t[k].fold.len + 1 >= sizeof words)
            break;
        if (len)
            words[len++] = ' ';
        memcpy(words + len, t[k].fold.ptr, t[k].fold.len);
        len += t[k].fold.len;
        if (units_find(units, (str){ words, len }, &u))
            return u.class;
    }
    return UNIT_NONE;
}

/* "có", "làm", "tăng", "giảm" right before, of what there is: not "không có một
 * vụ nào", not "mỗi xã có một trạm". */
static bool is_told_count(const struct token *t, uint32_t i)
{
    if (i == 0 || t[i - 1].kind != TOKEN_WORD)
        return false;
    switch (t[i - 1].word) {
    case W_CO: case W_TANG: case W_GIAM: case W_THEM: case W_LAM:
        break;
    default:
        return false;
    }
    for (uint32_t k = i - 1; k-- > 0 && i - k <= EACH_WORDS && t[k].kind == TOKEN_WORD;)
        if (t[k].word == W_KHONG || t[k].word == W_CHUA || t[k].word == W_NEU ||
            str_eq(t[k].fold, STR("mỗi")) || str_eq(t[k].fold, STR("từng")))
            return false;
    return true;
}

/* Words whose number orders, dates or names. */
static bool is_ordered(const struct token *t, uint32_t i)
{
    if (i == 0 || t[i - 1].kind != TOKEN_WORD)
        return false;
    switch (t[i - 1].word) {
    case W_THU_ORD: case W_SO_COUNT: case W_THANG: case W_NGAY: case W_NAM: case W_KHOA:
    case W_LAN: case W_QUY: case W_LOP: case W_CAP: case W_LOAI: case W_NHOM:
        return true;
    default:
        return false;
    }
}

static bool begins_numeral(const struct token *t, uint32_t i, uint32_t n)
{
    if (!t[i].numeral)
        return false;
    if (t[i].word == W_NAM)     /* a year unless a rank follows */
        return i + 1 < n && t[i + 1].kind == TOKEN_WORD &&
               (t[i + 1].word == W_TRAM || str_eq(t[i + 1].fold, STR("mươi")) ||
                is_rank_word(&t[i + 1]));
    return t[i].word >= W_MOT && t[i].word <= W_MUOI;
}

/* The number in words at i before a unit: the token behind it, or i. */
static uint32_t worded_at(const struct units *units, const struct token *t, uint32_t i,
                          uint32_t n, dec *value)
{
    struct numeral said;
    uint32_t end = lex_numeral_at(t, i, n, NUMERAL_WRITTEN, &said), bare = end;
    enum unit_class class;

    if (end == i || is_ordered(t, i))
        return i;
    class = unit_behind(units, t, end, n);
    while (bare > i + 1 && is_rank_word(&t[bare - 1]))
        bare--;
    /* "hai tỷ đồng" are two of a thousand million: the rank goes with the unit */
    if (bare < end && lex_numeral_at(t, i, bare, NUMERAL_WRITTEN, &said) != bare)
        return i;
    if (said.kind != NUMERAL_CARDINAL || !said.has_value ||
        (class != UNIT_COUNT && class != UNIT_MEASURE && class != UNIT_MONEY &&
         class != UNIT_PERCENT))
        return i;
    if (end == i + 1 && (class != UNIT_COUNT || !is_told_count(t, i)))
        return i;
    *value = said.value;
    return bare;
}

/* The mixed amount at number i: the token behind its number, or i. */
static uint32_t mixed_at(const struct token *t, uint32_t i, uint32_t n, dec *value)
{
    struct lex_amount amount;
    uint32_t end;

    /* most numbers have no second one, and no "rưỡi", behind their rank */
    if (i + 2 >= n || t[i + 1].kind != TOKEN_WORD ||
        (t[i + 2].kind != TOKEN_NUMBER && t[i + 2].fold.ptr[0] != 'r' &&
         (i + 3 >= n || t[i + 3].kind != TOKEN_NUMBER)))
        return i;
    end = lex_mixed_at(t, i, n, &amount);
    if (end == i)
        return i;
    if (amount.rank + 1 < end) {            /* rưỡi */
        return dec_shift(amount.value, amount.power, value) ? end : i;
    }
    *value = amount.value;
    for (end = amount.rank; end > i && t[end - 1].kind == TOKEN_WORD; end--)
        ;
    return end;
}

/* The first token from i on that may begin an amount of several words. */
static uint32_t first_said(const struct token *t, uint32_t i, uint32_t n)
{
    const struct token *p = t + i, *end = t + n;

    while (p < end && p->kind != TOKEN_NUMBER && !p->numeral)
        p++;
    return (uint32_t)(p - t);
}

uint32_t scan_join_said(const struct units *units, struct token *t, uint32_t n, str text)
{
    uint32_t out = first_said(t, 0, n);

    for (uint32_t i = out; i < n;) {
        dec value;
        uint32_t end = t[i].kind == TOKEN_NUMBER ? mixed_at(t, i, n, &value)
                     : begins_numeral(t, i, n)   ? worded_at(units, t, i, n, &value) : i;

        if (end == i) {
            uint32_t next = first_said(t, i + 1, n);

            if (out < i)
                memmove(&t[out], &t[i], (next - i) * sizeof *t);
            out += next - i;
            i = next;
            continue;
        }
        t[out++] = (struct token){
            .at = t[i].at, .end = t[end - 1].end,
            .fold = str_sub(text, t[i].at, t[end - 1].end),
            .kind = TOKEN_NUMBER, .glued = t[i].glued, .form = NUMBER_PLAIN,
            .has_value = true, .value = value,
        };
        i = end;
    }
    t[out] = t[n];
    return out;
}

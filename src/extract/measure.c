/* measure.c -- the unit behind a number.
 *
 *   unit = multiplier* (known | noun) { "," noun } { per }
 *   per  = [words] ("/" | "trên") [power-of-ten] [multiplier] noun
 *
 * Known units are looked up by their longest words (num/units.def). Reports
 * count anything: a lower-case noun behind a number is its unit. */
#include "extract/scan.h"

#include <string.h>

enum { UNIT_WORDS = 4, KIND_WORDS = 3 };

uint32_t scan_known_unit(const struct scan *s, uint32_t i, unit *out)
{
    char words[160];
    size_t len = 0, hashed = 0;
    uint64_t hash = STR_HASH;
    uint32_t best = i;

    for (uint32_t k = i; k < s->n && k - i < UNIT_WORDS; k++) {
        const struct token *t = &s->t[k];
        bool sign = t->mark == '%';
        unit u;

        if ((t->kind != TOKEN_WORD && !sign) || len + t->fold.len + 1 >= sizeof words)
            break;
        if (len && !(t->glued && !sign))
            words[len++] = ' ';
        memcpy(words + len, t->fold.ptr, t->fold.len);
        len += t->fold.len;
        hash = str_hash_more(hash, (str){ words + hashed, len - hashed });
        hashed = len;
        if (units_find_hash(s->units, (str){ words, len }, hash, &u)) {
            *out = u;
            best = k + 1;
        }
        if (!units_may_go_on(s->units, hash))
            break;
    }
    return best;
}

/* Words that a noun of counting cannot be. */
static bool is_function_word(uint16_t w)
{
    switch (w) {
    case W_TANG: case W_GIAM: case W_DAT: case W_BANG: case W_CHIEM: case W_LA: case W_CO:
    case W_CON: case W_UOC: case W_DU: case W_VA: case W_HOAC: case W_CUA: case W_TAI: case W_O:
    case W_THUOC: case W_CHO: case W_DUOC: case W_DA_DONE: case W_DANG: case W_SE: case W_MOI:
    case W_SO: case W_VOI: case W_TRONG: case W_TREN: case W_DUOI: case W_DEN: case W_TU:
    case W_THEO: case W_VE: case W_GOM: case W_BAO: case W_VUOT: case W_CAO: case W_THAP:
    case W_TRO: case W_KHONG: case W_CUNG: case W_DO_CAUSE: case W_NHUNG_BUT: case W_QUA_THROUGH:
    case W_NAY_THIS: case W_DE: case W_BI: case W_SAU_AFTER: case W_TRUOC: case W_KHI: case W_TUY:
    case W_DIEU: case W_TOAN_WHOLE: case W_NHU: case W_NANG: case W_LAM: case W_TOI_REACH:
    case W_LEN: case W_XUONG: case W_VAO: case W_RA: case W_MA: case W_NEN: case W_DO:
    case W_KH: case W_TIEP: case W_GAN: case W_HON: case W_KHOANG: case W_TINH_CALC:
        return true;
    default:
        return false;
    }
}

/* Capitals only, two to eight: CTMTQG, BM. */
static bool is_acronym_unit(const struct scan *s, uint32_t i)
{
    const struct token *t = &s->t[i];

    if (t->glued || t->end - t->at < 2 || t->end - t->at > 8 || t->word == W_KH)
        return false;
    for (uint32_t k = t->at; k < t->end; k++)
        if (s->text.ptr[k] < 'A' || s->text.ptr[k] > 'Z')
            return false;
    return true;
}

/* A noun of one or two syllables that no table knows. */
static uint32_t noun_at(const struct scan *s, uint32_t i, unit *out)
{
    uint32_t end = i + 1;

    if (i < s->n && s->t[i].kind == TOKEN_WORD && is_acronym_unit(s, i)) {
        *out = unit_counting(scan_text(s, i, end));
        return end;
    }
    if (i >= s->n || s->t[i].kind != TOKEN_WORD || s->t[i].upper ||
        is_function_word(s->t[i].word) || s->t[i].fold.len < 2)
        return i;
    if (end < s->n && s->t[end].kind == TOKEN_WORD && !s->t[end].upper && !s->t[end].glued &&
        !is_function_word(s->t[end].word))
        end++;
    *out = unit_counting(scan_text(s, i, end));
    return end;
}

static bool is_same_noun(const struct scan *s, uint32_t a, uint32_t b)
{
    return a < s->n && b < s->n && s->t[a].kind == TOKEN_WORD && s->t[b].kind == TOKEN_WORD &&
           str_eq(s->t[a].fold, s->t[b].fold);
}

/* "/ha", "/người/năm", "/1 vạn dân", "/100.000 trẻ đẻ sống", "/tổng dư nợ". */
static uint32_t per_at(const struct scan *s, uint32_t head, uint32_t i, unit *u)
{
    uint32_t end = i;
    unit ignored;

    while (scan_is_mark(s, end, '/')) {
        uint32_t k = end + 1, stop;

        if (scan_is_power_of_ten(s, k) && !is_same_noun(s, head, k + 1))
            k++;
        else if (scan_is_number(s, k))
            break;              /* a/b, "120 hộ/1.000 hộ" too */
        if (PHRASE(s, k, W_KH) || PHRASE(s, k, W_KE, W_HOACH))
            break;
        while (k < s->n && s->t[k].kind == TOKEN_WORD && unit_multiplier(s->t[k].fold))
            k++;
        stop = scan_known_unit(s, k, &ignored);
        if (stop == k)
            stop = noun_at(s, k, &ignored);
        if (k > end + 1)        /* per so many: the noun may be longer than two syllables */
            while (stop > k && stop < s->n && s->t[stop].kind == TOKEN_WORD &&
                   stop - k < 3 && s->t[stop].word == W_OTHER && !s->t[stop].upper)
                stop++;
        if (stop == k || scan_is_number(s, stop))
            break;              /* "ca mắc/tử vong 0": two figures, no rate */
        *u = unit_per(*u, scan_text(s, end + 1, stop));
        end = stop;
    }
    return end;
}

/* Kinds that stand in pairs: "15 thôn, bản", "129 xã, phường, thị trấn". */
static bool is_paired(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_THON: case W_BAN: case W_XA: case W_PHUONG: case W_HUYEN: case W_TINH:
        return true;
    case W_THI:
        return scan_word(s, i + 1) == W_XA || scan_word(s, i + 1) == W_TRAN;
    case W_THANH:
        return scan_word(s, i + 1) == W_PHO;
    case W_TO_GROUP:
        return scan_word(s, i + 1) == W_DAN || scan_word(s, i + 1) == W_OTHER;
    default:
        return false;
    }
}

/* Does the noun ending at `end` stand beside the one before it, and begin no clause?
 * "trường, trung tâm (", "sơ hở, thiếu sót trong", but "5 vụ, người dân phát hiện". */
static bool ends_list(const struct scan *s, uint32_t end)
{
    if (end >= s->n || s->t[end].kind == TOKEN_MARK)
        return !scan_is_mark(s, end, '/');
    switch (scan_word(s, end)) {
    case W_VOI: case W_TRONG: case W_TAI: case W_O: case W_CUA: case W_THUOC: case W_TREN:
    case W_VE: case W_VA: case W_SO:
        return true;
    default:
        return false;
    }
}

/* Callings and standings: people of several kinds are counted by the first. */
static bool is_person_noun(const struct scan *s, uint32_t end)
{
    static const char *const last[] = { "viên", "sinh", "chức", "nhân", "dân", "sĩ", "bộ" };

    for (size_t k = 0; k < sizeof last / sizeof *last; k++)
        if (str_is(s->t[end - 1].fold, last[k]))
            return true;
    return false;
}

/* The token behind the nouns of counting that stand beside the one at [i, end). */
static uint32_t listed_at(const struct scan *s, uint32_t i, uint32_t end, bool known)
{
    unit u;

    while (scan_is_mark(s, end, ',') && end + 1 < s->n && !s->t[end + 1].upper) {
        uint32_t from = end + 1, next = scan_known_unit(s, from, &u);
        bool pair = is_paired(s, i) && is_paired(s, from);
        bool kin = next > from && str_eq(s->t[from].fold, s->t[i].fold);

        if (next == from && !known)
            next = noun_at(s, from, &u);
        if (next == from || u.class != UNIT_COUNT || is_person_noun(s, next) ||
            (pair ? next < s->n && s->t[next].upper : !kin && !ends_list(s, next)))
            break;
        i = from;
        end = next;
    }
    return end;
}

static bool is_people_noun(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_DAN_2: case W_TRE: case W_NGUOI: case W_HO:
        return true;
    default:
        return i < s->n && str_eq(s->t[i].fold, STR("phụ"));
    }
}

uint32_t scan_rate_base(const struct scan *s, uint32_t i)
{
    uint32_t k = i, end;
    unit u;

    if (scan_is_power_of_ten(s, k) && !s->t[k].padded)
        k++;
    while (k < s->n && s->t[k].kind == TOKEN_WORD && unit_multiplier(s->t[k].fold))
        k++;
    if (k == i || !is_people_noun(s, k))
        return i;
    end = scan_known_unit(s, k, &u);
    return end > k ? end : k + 1;
}

/* "thuê bao di động/100 dân", "bác sĩ trên 1 vạn dân", "tấn rác/ngày": what is
 * counted stands between the unit and what it is taken per. */
static uint32_t far_per(const struct scan *s, uint32_t head, uint32_t end, uint32_t *slash)
{
    uint32_t k = end, stop;
    unit u;

    while (k < s->n && k < end + KIND_WORDS && s->t[k].kind == TOKEN_WORD && !s->t[k].upper &&
           !is_function_word(s->t[k].word))
        k++;
    *slash = k;
    if (scan_word(s, k) == W_TREN) {
        stop = scan_rate_base(s, k + 1);
        return stop > k + 1 ? stop : end;
    }
    if (!scan_is_mark(s, k, '/') || is_same_noun(s, head, k + 2))
        return end;
    stop = scan_rate_base(s, k + 1);
    if (stop == k + 1 && !scan_is_number(s, stop))
        stop = scan_known_unit(s, k + 1, &u);
    return stop > k + 1 && !scan_is_number(s, stop) ? stop : end;
}

str scan_rate_text(const struct scan *s, str what, uint32_t from, uint32_t to)
{
    struct buf b;

    buf_init(&b, s->arena);
    buf_put(&b, what);
    buf_char(&b, '/');
    buf_put(&b, scan_text(s, from, to));
    return buf_str(&b);
}

uint32_t scan_unit(const struct scan *s, uint32_t i, unit *out, str *text)
{
    uint32_t k = i, end;
    int power = 0, step;
    unit u = { 0 };
    bool known = true;

    while (k < s->n && s->t[k].kind == TOKEN_WORD && (step = unit_multiplier(s->t[k].fold)) > 0) {
        power += step;
        k++;
    }
    end = scan_known_unit(s, k, &u);
    if (end == k && power > 0 && scan_is_mark(s, k, '.')) {     /* "tr. viên" */
        end = scan_known_unit(s, k + 1, &u);
        if (end > k + 1)
            k++;
        else
            end = k;            /* "80 tỷ." at the end of its sentence */
    }
    if (end == k && !scan_is_mark(s, k, '/')) {
        known = false;
        end = noun_at(s, k, &u);
        if (end > k && power > 0 && is_function_word(scan_word(s, k)))
            end = k;
    }
    if (end == k) {
        if (power == 0)
            return i;
        u = (unit){ UNIT_MONEY, 0, 0, true };   /* "200 tỷ": money by habit */
        units_find(s->units, STR("đồng"), &u);
        end = k;
    }
    if (u.class == UNIT_COUNT)
        end = listed_at(s, k, end, known);

    uint32_t shown = end, slash, far;

    end = per_at(s, k, end, &u);
    if (u.class != UNIT_PERCENT || (end == shown + 2 && scan_word(s, end - 1) == W_NAM))
        shown = end;            /* "1,47%/tổng dư nợ" is a percentage, "7,2%/năm" a rate */
    *text = scan_text(s, i, shown);
    if ((u.class == UNIT_COUNT || u.class == UNIT_MEASURE) &&
        (far = far_per(s, k, end, &slash)) > end) {
        u = unit_per(u, scan_text(s, slash + 1, far));
        *text = scan_rate_text(s, *text, slash + 1, far);
        end = far;
    }
    *out = power > 0 ? unit_times(u, power) : u;
    return end;
}

/* numeral.c -- numbers said in words.
 *
 *   number   = [ "âm" ] ( fraction | decimal | whole [ "rưỡi" ] )
 *   whole    = { group rank } [ group ]            ranks fall: tỷ triệu vạn nghìn
 *   group    = [ digit "trăm" ] [ tens [ unit ] | "linh" digit ]
 *   tens     = "mười" | digit ( "mươi" | "chục" )
 *   decimal  = whole "phẩy" ( digit { digit } | whole ) [ rank ]
 *   fraction = [ whole "và" ] whole "phần" whole | "nửa" [ rank ]
 *   ordinal  = "thứ" ( "nhất" | "nhì" | "tư" | whole )
 *
 * A rank may multiply what stands before it as a whole: "hai nghìn tỷ". Five
 * and four change their names behind a ten (lăm, tư), one does (mốt); the
 * plain names are taken as well, but not năm: "hai mươi năm" are twenty years. */
#include "lex/numeral.h"

#include "base/ckd.h"

#include <string.h>

enum {
    N_NONE,
    N_ZERO, N_FIVE = N_ZERO + 5, N_NINE = N_ZERO + 9,       /* the digits in a row */
    N_MOT_AGAIN, N_TU, N_LAM,               /* mốt, tư, lăm: 1, 4, 5 behind a ten */
    N_MUOI, N_MUOI_RANK, N_CHUC, N_TRAM, N_VAN, N_NGHIN, N_TRIEU, N_TY,
    N_LINH, N_RUOI, N_NUA, N_PHAY, N_CHAM, N_AM, N_TRU, N_PHAN, N_TREN, N_CHIA, N_VA,
    N_THU, N_NHAT, N_NHI
};

struct numeral_name {
    const char *word;
    uint8_t len, code;
};

#define NAME(word, code) { word, sizeof word - 1, code }

/* By their first letters: every word of a text may be asked about. */
static const struct numeral_name names_b[] = {
    NAME("ba", N_ZERO + 3), NAME("bốn", N_ZERO + 4), NAME("bảy", N_ZERO + 7),
    NAME("bẩy", N_ZERO + 7),
};
static const struct numeral_name names_c[] = {
    NAME("chín", N_NINE), NAME("chục", N_CHUC), NAME("chấm", N_CHAM), NAME("chia", N_CHIA),
};
static const struct numeral_name names_l[] = {
    NAME("lăm", N_LAM), NAME("linh", N_LINH), NAME("lẻ", N_LINH), NAME("lẽ", N_LINH),
};
static const struct numeral_name names_m[] = {
    NAME("một", N_ZERO + 1), NAME("mốt", N_MOT_AGAIN), NAME("mười", N_MUOI),
    NAME("mươi", N_MUOI_RANK),
};
static const struct numeral_name names_n[] = {
    NAME("năm", N_FIVE), NAME("nghìn", N_NGHIN), NAME("ngàn", N_NGHIN), NAME("nhăm", N_LAM),
    NAME("nhất", N_NHAT), NAME("nhì", N_NHI), NAME("nhị", N_NHI), NAME("nửa", N_NUA),
};
static const struct numeral_name names_t[] = {
    NAME("tám", N_ZERO + 8), NAME("tư", N_TU), NAME("trăm", N_TRAM), NAME("triệu", N_TRIEU),
    NAME("tỷ", N_TY), NAME("tỉ", N_TY), NAME("thứ", N_THU), NAME("trên", N_TREN),
    NAME("trừ", N_TRU),
};
static const struct numeral_name names_other[] = {
    NAME("hai", N_ZERO + 2), NAME("không", N_ZERO), NAME("sáu", N_ZERO + 6),
    NAME("phần", N_PHAN), NAME("phẩy", N_PHAY), NAME("phảy", N_PHAY), NAME("rưỡi", N_RUOI),
    NAME("rưởi", N_RUOI), NAME("vạn", N_VAN), NAME("và", N_VA), NAME("âm", N_AM),
};

#undef NAME

static uint8_t named(str fold, const struct numeral_name *name, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (name[i].len == fold.len && memcmp(name[i].word, fold.ptr, fold.len) == 0)
            return name[i].code;
    return N_NONE;
}

#define AMONG(names) named(fold, names, sizeof names / sizeof *names)

uint8_t numeral_word(str fold)
{
    if (fold.len < 2 || fold.len > 8)
        return N_NONE;
    switch (fold.ptr[0]) {
    case 'b': return AMONG(names_b);
    case 'c': return AMONG(names_c);
    case 'l': return AMONG(names_l);
    case 'm': return AMONG(names_m);
    case 'n': return AMONG(names_n);
    case 't': return AMONG(names_t);
    case 'h': case 'k': case 's': case 'p': case 'r': case 'v': case '\xC3':
        return AMONG(names_other);
    default:
        return N_NONE;
    }
}

#undef AMONG

/* The codes of the run and where the reading stands; one past the end is N_NONE. */
struct saying {
    const uint8_t *code;
    uint32_t n, at;
    bool spoken;
};

static uint8_t code_at(const struct saying *s, uint32_t ahead)
{
    return s->at + ahead < s->n ? s->code[s->at + ahead] : N_NONE;
}

static bool is_digit_code(uint8_t c)
{
    return c >= N_ZERO && c <= N_NINE;
}

/* The power of ten of a rank above the hundreds, 0 for any other word. */
static int rank_power(uint8_t c)
{
    return c == N_VAN ? 4 : c == N_NGHIN ? 3 : c == N_TRIEU ? 6 : c == N_TY ? 9 : 0;
}

/* The digit that stands behind a ten: 1..9, or -1. năm only where `five` lets it. */
static int unit_digit(uint8_t c, bool five)
{
    switch (c) {
    case N_MOT_AGAIN: return 1;
    case N_TU:        return 4;
    case N_LAM:       return 5;
    case N_FIVE:      return five ? 5 : -1;
    default:          return c > N_ZERO && c <= N_NINE ? c - N_ZERO : -1;
    }
}

static bool is_low_rank(uint8_t c)
{
    return c == N_MUOI_RANK || c == N_CHUC || c == N_TRAM;
}

/* Is the năm before this word five, being followed by its rank? */
static bool has_rank(uint8_t next)
{
    return is_low_rank(next) || rank_power(next) > 0;
}

/* tens [ ones ], or the bare digit at the number's beginning; spoken: two digits.
 * `first`: nothing of the group stands before it. */
static bool take_tens(struct saying *s, bool first, int *out)
{
    uint8_t c = code_at(s, 0), next = code_at(s, 1);
    int tens, ones;

    if (c == N_MUOI) {
        tens = 1;
        s->at++;
    } else if (c > N_ZERO + 1 && c <= N_NINE &&
               (next == N_MUOI_RANK || next == N_CHUC || next == N_MUOI)) {
        tens = c - N_ZERO;
        s->at += 2;
        if (next == N_CHUC) {
            *out = tens * 10;
            return true;
        }
    } else if (s->spoken && c > N_ZERO + 1 && c <= N_NINE &&
               (ones = unit_digit(next, false)) >= 0 && !is_low_rank(code_at(s, 2))) {
        *out = (c - N_ZERO) * 10 + ones;
        s->at += 2;
        return true;
    } else if (first && is_digit_code(c)) {
        *out = c - N_ZERO;
        s->at++;
        return true;
    } else {
        return false;
    }

    ones = unit_digit(code_at(s, 0), false);
    if (ones >= 0)
        s->at++;
    *out = tens * 10 + (ones >= 0 ? ones : 0);
    return true;
}

/* One of 0..999. `later`: a rank stands before the group, so that "linh năm"
 * may open it. *tail: a digit without its rank ended it (spoken: một trăm hai). */
static bool take_group(struct saying *s, bool later, int *out, bool *tail)
{
    uint8_t c = code_at(s, 0);
    int rest = 0, ones;
    bool hundred = false;

    *out = 0;
    *tail = false;
    if (is_digit_code(c) && code_at(s, 1) == N_TRAM) {
        *out = (c - N_ZERO) * 100;
        s->at += 2;
        hundred = true;
    } else if (c == N_TRAM && s->spoken && !later) {
        *out = 100;
        s->at++;
        hundred = true;
    }
    if ((hundred || later) && code_at(s, 0) == N_LINH) {
        s->at++;
        if (!take_tens(s, false, &rest)) {
            if ((ones = unit_digit(code_at(s, 0), true)) < 0)
                return false;
            rest = ones;
            s->at++;
        }
        *out += rest;
        return true;
    }
    if (hundred && code_at(s, 0) == N_RUOI) {
        s->at++;
        *out += 50;
        return true;
    }
    if (take_tens(s, !hundred && !later, &rest)) {
        *out += rest;
        return true;
    }
    if (!hundred && !later)
        return false;
    /* a digit alone: with a rank of its own, or spoken without the one it has */
    bool ranked = rank_power(code_at(s, 1)) > 0;

    ones = unit_digit(code_at(s, 0), !hundred && ranked);
    if (ones >= 0 && !hundred && ranked) {
        *out = ones;
        s->at++;
        return true;
    }
    if (ones >= 0 && !is_low_rank(code_at(s, 1))) {
        if (!s->spoken)
            return false;
        *out = hundred ? *out + ones * 10 : ones;
        *tail = true;
        s->at++;
        return true;
    }
    return hundred;
}

/* Both give 0 and set *big when the answer does not fit. */
static int64_t scaled(int64_t value, int power, bool *big)
{
    int64_t out = 0;

    if (value == 0)
        return 0;
    if (power > DEC_MAX_SCALE || ckd_mul(&out, value, dec_pow10(power))) {
        *big = true;
        return 0;
    }
    return out;
}

static int64_t sum_of(int64_t a, int64_t b, bool *big)
{
    int64_t out = 0;

    if (ckd_add(&out, a, b)) {
        *big = true;
        return 0;
    }
    return out;
}

/* The ranks at the reading's place, multiplied: "nghìn tỷ" is 12. */
static int take_ranks(struct saying *s)
{
    int power = 0, step;

    while ((step = rank_power(code_at(s, 0))) > 0 && power < DEC_MAX_SCALE + 9) {
        power += step;
        s->at++;
    }
    return power;
}

/* whole, with "rưỡi" and the spoken tails. kept: what no later rank multiplies;
 * open: what a higher one does, "một nghìn hai trăm tỷ". */
static bool take_whole(struct saying *s, int64_t *out, bool *big)
{
    enum { ANY = DEC_MAX_SCALE + 10 };
    int64_t kept = 0, open = 0;
    int floor = ANY, last = ANY;    /* the lowest rank of what is kept; the rank before */

    for (;;) {
        uint32_t begin = s->at;
        bool later = last < ANY, tail;
        int group, power;

        if (later && code_at(s, 0) == N_RUOI) {
            s->at++;
            open = sum_of(open, scaled(5, last - 1, big), big);
            break;
        }
        if (!take_group(s, later, &group, &tail)) {
            if (!later || s->at > begin || unit_digit(code_at(s, 0), false) >= 0)
                return false;
            break;
        }
        power = take_ranks(s);
        if (power == 0) {
            if (tail && group < 10)         /* bốn triệu sáu */
                open = sum_of(open, scaled(group, last - 1, big), big);
            else
                open = sum_of(open, group, big);
            break;
        }
        if (power < last) {
            open = sum_of(open, scaled(group, power, big), big);
        } else {
            if (power == last || power >= floor)
                return false;
            open = scaled(sum_of(open, group, big), power, big);
            floor = power;
        }
        if (power >= 9) {
            kept = sum_of(kept, open, big);
            open = 0;
            floor = power;
        }
        last = power;
    }
    *out = sum_of(kept, open, big);
    return true;
}

/* The decimals behind "phẩy": digit by digit, or said as one whole number. */
static bool take_decimals(struct saying *s, int64_t *digits, int *count, bool *big)
{
    struct saying run = *s;

    *digits = *count = 0;
    for (;;) {
        uint8_t c = code_at(&run, 0);
        int d = c == N_ZERO ? 0 : c <= N_NINE || *count > 0 ? unit_digit(c, true) : -1;

        if (d < 0)
            break;
        if (++*count > DEC_MAX_SCALE || *digits > INT64_MAX / 10 - 1)
            *big = true;
        else
            *digits = *digits * 10 + d;
        run.at++;
    }

    uint8_t next = code_at(&run, 0);

    if (*count == 0 && s->spoken && unit_digit(next, false) >= 0) {
        *digits = unit_digit(next, false);      /* chấm tư */
        *count = 1;
        s->at++;
        return true;
    }
    if (*count > 0 && next != N_MUOI_RANK && next != N_CHUC && next != N_TRAM && next != N_LINH &&
        next != N_MUOI) {
        if (*count > 1 || rank_power(next) == 0) {
            *s = run;
            return true;
        }
        /* "phẩy bốn nghìn" multiplies, "phẩy bốn nghìn hai trăm" is one number */
        struct saying behind = run;

        take_ranks(&behind);
        if (code_at(&behind, 0) == N_NONE || !is_digit_code(code_at(&behind, 0))) {
            *s = run;
            return true;
        }
    }

    /* one whole number; a rank at its end multiplies instead */
    struct saying all = *s;

    if (!take_whole(&all, digits, big))
        return false;
    if (all.at > s->at && rank_power(s->code[all.at - 1]) > 0) {
        all.n = all.at;
        while (rank_power(s->code[all.n - 1]) > 0)
            all.n--;
        all.at = s->at;
        if (!take_whole(&all, digits, big))
            return false;
        all.n = s->n;
    }
    *s = all;
    *count = 0;
    for (int64_t v = *digits; v > 0; v /= 10)
        ++*count;
    if (*count == 0)
        *count = 1;
    return *count <= DEC_MAX_SCALE;
}

/* whole [ "phẩy" decimals [ rank ] ] */
static bool take_amount(struct saying *s, struct numeral *out)
{
    int64_t whole, digits;
    bool big = false;
    int count, power;

    if (!take_whole(s, &whole, &big))
        return false;
    *out = (struct numeral){ .kind = NUMERAL_CARDINAL, .over = whole, .under = 1 };
    if (code_at(s, 0) != N_PHAY && !(s->spoken && code_at(s, 0) == N_CHAM)) {
        out->value = (dec){ whole, 0 };
        out->has_value = !big;
        return true;
    }

    struct saying behind = *s;

    behind.at++;
    if (!take_decimals(&behind, &digits, &count, &big))
        return false;
    *s = behind;
    power = take_ranks(s);
    out->kind = NUMERAL_DECIMAL;
    out->under = 0;
    out->value = (dec){ sum_of(scaled(whole, count, &big), digits, &big), (int8_t)count };
    out->has_value = !big && count <= DEC_MAX_SCALE &&
                     (power == 0 || dec_shift(out->value, power, &out->value));
    return true;
}

/* over / under as a decimal when it ends. */
static void settle_fraction(struct numeral *out)
{
    int64_t over = out->over;

    out->kind = NUMERAL_FRACTION;
    out->has_value = false;
    out->value = (dec){ 0, 0 };
    for (int8_t scale = 0; out->under > 0 && scale <= DEC_MAX_SCALE; scale++) {
        if (over % out->under == 0) {
            out->value = (dec){ over / out->under, scale };
            out->has_value = true;
            return;
        }
        if (ckd_mul(&over, over, INT64_C(10)))
            return;
    }
}

static bool is_part_word(const struct saying *s)
{
    uint8_t c = code_at(s, 0);

    return c == N_PHAN || (s->spoken && (c == N_TREN || c == N_CHIA));
}

/* "phần" whole behind `out`. "phần trăm", "phần nghìn" are units and stay. */
static bool take_part(struct saying *s, struct numeral *out)
{
    struct saying at = *s;
    int64_t under;
    bool big = false;

    if (out->kind != NUMERAL_CARDINAL || !out->has_value || !is_part_word(&at))
        return false;
    at.at++;
    if (code_at(&at, 0) == N_TRAM)
        return false;
    if (code_at(&at, 0) == N_TU) {
        under = 4;
        at.at++;
    } else if (!take_whole(&at, &under, &big) || big || under == 0) {
        return false;
    }
    out->over = out->value.coef;
    out->under = under;
    settle_fraction(out);
    *s = at;
    return true;
}

/* "và" fraction behind a whole. */
static void take_mixed(struct saying *s, struct numeral *out)
{
    struct saying at = *s;
    struct numeral part;
    int64_t over;

    if (code_at(&at, 0) != N_VA || out->kind != NUMERAL_CARDINAL || !out->has_value)
        return;
    at.at++;
    if (!take_amount(&at, &part) || !take_part(&at, &part) ||
        ckd_mul(&over, out->value.coef, part.under) || ckd_add(&over, over, part.over))
        return;
    out->over = over;
    out->under = part.under;
    settle_fraction(out);
    *s = at;
}

static bool take_half(struct saying *s, struct numeral *out)
{
    s->at += code_at(s, 0) == N_NUA ? 1 : 2;

    int power = take_ranks(s);
    bool big = false;

    *out = (struct numeral){ .kind = NUMERAL_FRACTION, .has_value = true, .over = 1, .under = 2,
                             .value = { 5, 1 } };
    if (power > 0) {
        out->kind = NUMERAL_CARDINAL;
        out->value = (dec){ scaled(5, power - 1, &big), 0 };
        out->has_value = !big;
    }
    return true;
}

static bool take_ordinal(struct saying *s, struct numeral *out)
{
    uint8_t c = code_at(s, 1);
    int fixed = c == N_NHAT ? 1 : c == N_NHI ? 2 : c == N_TU ? 4 : 0;

    s->at++;
    if (fixed) {
        s->at++;
        *out = (struct numeral){ .has_value = true, .value = { fixed, 0 } };
    } else if (!take_amount(s, out) || out->kind != NUMERAL_CARDINAL) {
        return false;
    }
    out->kind = NUMERAL_ORDINAL;
    return true;
}

/* Words that can only go on a number: what stands before them was none. */
static bool keeps_saying(const struct saying *s)
{
    uint8_t c = code_at(s, 0);

    return (c > N_ZERO && c <= N_NINE && c != N_FIVE) || c == N_MUOI || c == N_MUOI_RANK ||
           c == N_LAM || c == N_MOT_AGAIN || rank_power(c) > 0 || c == N_TRAM || c == N_RUOI ||
           (c == N_FIVE && has_rank(code_at(s, 1)));
}

uint32_t numeral_parse(const uint8_t *code, uint32_t n, enum numeral_style style,
                       struct numeral *out)
{
    struct saying s = { code, n < NUMERAL_WORDS ? n : NUMERAL_WORDS, 0,
                        style == NUMERAL_SPOKEN };
    struct numeral got;
    bool negative = code_at(&s, 0) == N_AM || (s.spoken && code_at(&s, 0) == N_TRU);
    bool ok;

    if (negative)
        s.at++;
    if (code_at(&s, 0) == N_THU)
        ok = !negative && take_ordinal(&s, &got);
    else if (code_at(&s, 0) == N_NUA ||
             (code_at(&s, 0) == N_ZERO + 1 && code_at(&s, 1) == N_NUA))
        ok = take_half(&s, &got);
    else
        ok = take_amount(&s, &got) && (take_part(&s, &got) || (take_mixed(&s, &got), true));
    if (!ok || keeps_saying(&s) || (s.at == NUMERAL_WORDS && n > NUMERAL_WORDS))
        return 0;
    if (negative) {
        got.value = dec_neg(got.value);
        got.over = -got.over;
    }
    *out = got;
    return s.at;
}

uint32_t numeral_read(const str *word, uint32_t n, enum numeral_style style,
                      struct numeral *out)
{
    uint8_t code[NUMERAL_WORDS + 1];
    uint32_t k = 0;

    while (k < n && k <= NUMERAL_WORDS && (code[k] = numeral_word(word[k])) != N_NONE)
        k++;
    return numeral_parse(code, k, style, out);
}

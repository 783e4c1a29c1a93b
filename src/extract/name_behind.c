/* name_behind.c -- the words behind a unit that say what is counted. */
#include "extract/name_int.h"

#include <stdlib.h>

enum { BRACKET_REACH = 40 };        /* the longest bracket inside a name */

/* xã, phường, thị trấn ... in a row of kinds. */
static bool is_unit_kind(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_XA: case W_PHUONG: case W_HUYEN: case W_THON: case W_BAN: case W_TRAN: case W_PHO:
    case W_XOM:
        return true;
    case W_TO_GROUP:            /* tổ dân phố */
        return i + 1 < s->n && str_eq(s->t[i + 1].fold, STR("dân"));
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
        return !name_is_dwelling(s, i);
    case W_TRI:
        return scan_word(s, i + 1) == W_GIA;
    case W_NHAN:                /* "... nhận được sự ủng hộ" says what becomes of them */
        return scan_word(s, i + 1) == W_DUOC;
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
    uint32_t close = name_closing(s, i, near);

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
    if (w->tok[w->n - 1] + 1 != i)
        return false;
    if (is_unit_kind(s, i + 1) && is_unit_kind(s, i - 1) && !scan_is_number(s, i + 2))
        return true;
    if (counts_next(s, i + 1))
        return false;
    for (uint32_t k = 0; k < w->n; k++)         /* "người nghèo, người già" */
        if (str_eq(s->t[i + 1].fold, s->t[w->tok[k]].fold))
            return true;
    return couples(s, i) || (s->t[i - 1].upper && s->t[i + 1].upper) ||
           (from > 0 && str_eq(s->t[i + 1].fold, s->t[from - 1].fold));
}

/* "33 xã đạt từ 15-18 tiêu chí": a span tells which are counted. Its last number behind
 * the verb at i, or i. */
static uint32_t span_behind(const struct scan *s, uint32_t i)
{
    uint32_t k = i + 1 + (scan_word(s, i + 1) == W_TU);

    return scan_is_number(s, k) && scan_is_mark(s, k + 1, '-') && scan_is_number(s, k + 2) &&
           k + 3 < s->n && s->t[k + 3].kind == TOKEN_WORD ? k + 2 : i;
}

/* Takes the words from i on; gives the token that ends them. */
static uint32_t take_behind(const struct scan *s, uint32_t from, uint32_t to, bool headed,
                            bool counts, struct name_part *w)
{
    uint32_t i;

    if (scan_word(s, from) == W_TRO && scan_word(s, from + 1) == W_LEN)
        return from + 2;        /* "10% trở lên": no name */
    for (i = from; i < to && w->n < BEHIND_WORDS; i++) {
        uint32_t skip = name_whereabouts(s, i);

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
            (s->t[i].kind == TOKEN_NUMBER && w->n && name_is_number(s, i))) {
            w->tok[w->n++] = i;
            continue;
        }
        if (s->t[i].kind != TOKEN_WORD && !(s->note[i] & (NOTE_TIME | NOTE_PLACE)))
            break;
        if (w->n >= 2 && name_is_purpose(s, i))
            break;
        if (scan_word(s, i) == W_DAT && span_behind(s, i) > i) {
            for (uint32_t end = span_behind(s, i); i <= end && w->n < BEHIND_WORDS; i++)
                w->tok[w->n++] = i;
            i--;
            continue;
        }
        if (ends_behind(s, i) || (headed && scan_word(s, i) == W_VA))
            break;
        if (!name_is_dropped(s, i))
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
    while (w->n && name_is_tail(s, w->tok[w->n - 1]))
        w->n--;
    return r;
}

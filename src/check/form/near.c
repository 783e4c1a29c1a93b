/* near.c -- what stands beside a number in a block's text. */
#include "check/form/near.h"

#include "base/utf8.h"
#include "extract/claim.h"

#include <stdlib.h>

static int claims_by_place(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    return (x->where.start > y->where.start) - (x->where.start < y->where.start);
}

static void sort_claims(struct near *n)
{
    const struct report *r = n->c->report;
    struct claim *all = arena_array(n->c->job->arena, struct claim, r->nclaims + 1);

    if (r->nclaims)
        memcpy(all, r->claim, r->nclaims * sizeof *all);
    qsort(all, r->nclaims, sizeof *all, claims_by_place);
    n->claim = all;
    n->nclaims = r->nclaims;
}

enum claim_class near_class(struct near *n, const struct flow *f, size_t at)
{
    uint32_t src = flow_source(f, (uint32_t)at);
    size_t lo = 0, hi;

    if (!n->claim)
        sort_claims(n);
    hi = n->nclaims;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (n->claim[mid].where.end <= src)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < n->nclaims && n->claim[lo].where.start <= src ? n->claim[lo].class : CLAIM_NONE;
}

bool near_states(struct near *n, const struct flow *f, size_t at)
{
    switch (near_class(n, f, at)) {
    case CLAIM_STATEMENT: case CLAIM_COMPARISON: case CLAIM_PLAN: case CLAIM_PART:
    case CLAIM_RANGE: case CLAIM_REJECTED:
        return true;
    default:
        return false;
    }
}

/* Folds s[from, to), a word. */
static str near_fold(str s, size_t from, size_t to, char out[NEAR_WORD])
{
    str word = str_sub(s, from, to);

    if (word.len == 0 || word.len * 2 + 4 > NEAR_WORD)
        return (str){ out, 0 };
    return (str){ out, fold_word(word, out) };
}

static bool near_letter(str s, size_t at)
{
    return at < s.len && (is_letter_of(s, at) || (unsigned char)s.ptr[at] >= 0x80);
}

str near_before(str s, size_t at, char out[NEAR_WORD])
{
    size_t from;

    while (at > 0 && s.ptr[at - 1] == ' ')
        at--;
    for (from = at; from > 0 && near_letter(s, from - 1);)
        from--;
    return near_fold(s, from, at, out);
}

static size_t near_skip(str s, size_t at)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    return at;
}

static size_t near_word_end(str s, size_t at)
{
    while (near_letter(s, at) || (at < s.len && is_digit_of(s, at)))
        at++;
    return at;
}

str near_behind(str s, size_t at, char out[NEAR_WORD])
{
    at = near_skip(s, at);
    return near_letter(s, at) ? near_fold(s, at, near_word_end(s, at), out) : (str){ out, 0 };
}

bool near_unit(str s, size_t at, unit *out)
{
    char word[NEAR_WORD], words[2 * NEAR_WORD];
    size_t next;
    str one, two;
    int power;

    at = near_skip(s, at);
    if (str_starts(str_sub(s, at, s.len), STR("%")) ||
        str_starts(str_sub(s, at, s.len), STR("‰"))) {
        *out = (unit){ .class = UNIT_PERCENT };
        return true;
    }
    one = near_behind(s, at, word);
    if (one.len == 0)
        return false;
    power = unit_multiplier(one);
    next = near_word_end(s, at);
    if (power) {
        *out = (unit){ .class = UNIT_MONEY, .power = (int8_t)power, .multiplied = true };
        return true;
    }
    memcpy(words, one.ptr, one.len);
    two = near_behind(s, next, words + one.len + 1);
    words[one.len] = ' ';
    if (two.len && units_find(units_known(), (str){ words, one.len + 1 + two.len }, out))
        return true;
    return units_find(units_known(), one, out);
}

bool near_governs(str word)
{
    static const char *const verb[] = {
        "tăng", "giảm", "đạt", "là", "còn", "chiếm", "gần", "trên", "hơn", "khoảng", "bằng",
        "vượt", "được", "có", "gồm", "ước", "với", "xuống", "lên", "thấp", "xấp",
    };

    for (size_t i = 0; i < sizeof verb / sizeof *verb; i++)
        if (str_eq(word, str_from(verb[i])))
            return true;
    return false;
}

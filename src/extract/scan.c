/* scan.c -- one block's tokens under the grammar. */
#include "extract/scan.h"

size_t scan_mention_from(const struct mention *m, size_t n, uint32_t from)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (m[mid].from < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

str scan_text(const struct scan *s, uint32_t from, uint32_t to)
{
    if (from >= to || to > s->n)
        return (str){ NULL, 0 };
    return str_sub(s->text, s->t[from].at, s->t[to - 1].end);
}

void scan_mark(struct scan *s, uint32_t from, uint32_t to, uint8_t flag)
{
    s->marked++;
    for (uint32_t i = from; i < to && i < s->n; i++)
        s->note[i] |= flag;
}

void scan_claim(const struct scan *s, uint32_t from, uint32_t to, enum claim_class class,
                const char *reason)
{
    for (uint32_t i = from; i < to && i < s->n; i++)
        if (s->claim[i] == CLAIM_NONE) {
            s->claim[i] = (uint8_t)class;
            s->reason[i] = reason;
        }
}

bool scan_is_power_of_ten(const struct scan *s, uint32_t i)
{
    if (!scan_is_number(s, i) || !s->t[i].has_value || s->t[i].value.scale != 0)
        return false;

    int64_t n = s->t[i].value.coef;

    while (n >= 10 && n % 10 == 0)
        n /= 10;
    return n == 1;
}

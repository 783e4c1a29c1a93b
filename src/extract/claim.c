/* claim.c -- what became of each run of digits in a document. */
#include "extract/claim.h"

#include <stdlib.h>

const char *claim_name(enum claim_class class)
{
    static const char *const name[] = {
        "rejected", "statement", "comparison", "plan", "part", "date", "docnum", "marker",
        "note-mark", "range", "ordinal", "name", "rejected",
    };

    return name[class];
}

static bool is_digit_at(str s, size_t i)
{
    return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

static size_t run_end(str s, size_t i)
{
    while (is_digit_at(s, i)) {
        while (is_digit_at(s, i))
            i++;
        if (i < s.len && (s.ptr[i] == '.' || s.ptr[i] == ',' || s.ptr[i] == '/') &&
            is_digit_at(s, i + 1))
            i++;
    }
    return i;
}

/* Is s[i, end) all there is on its line? */
static bool stands_alone(str s, size_t i, size_t end)
{
    while (i > 0 && (s.ptr[i - 1] == ' ' || s.ptr[i - 1] == '\t'))
        i--;
    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\t' || s.ptr[end] == '\r'))
        end++;
    return (i == 0 || s.ptr[i - 1] == '\n') && (end == s.len || s.ptr[end] == '\n');
}

/* By place; of two claims on one place the one that tells more comes first. */
static int claim_order(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    if (x->where.start != y->where.start)
        return x->where.start < y->where.start ? -1 : 1;
    return ((int)x->class > (int)y->class) - ((int)x->class < (int)y->class);
}

struct digit_run *claim_runs(struct arena *a, const struct source *src, struct claim *claim,
                             size_t nclaims, size_t *n)
{
    struct digit_run *run = NULL;
    size_t cap = 0, k = 0;

    *n = 0;
    if (nclaims)
        qsort(claim, nclaims, sizeof *claim, claim_order);
    for (size_t i = 0; i < src->text.len;) {
        size_t end;
        struct digit_run r;

        if (!is_digit_at(src->text, i)) {
            i++;
            continue;
        }
        end = run_end(src->text, i);
        r = (struct digit_run){ { (uint32_t)i, (uint32_t)end }, CLAIM_REJECTED, "not read" };
        while (k < nclaims && claim[k].where.end <= i)
            k++;
        if (k < nclaims && claim[k].where.start < end) {
            r.class = claim[k].class;
            r.reason = claim[k].reason ? claim[k].reason : "";
        } else if (stands_alone(src->text, i, end)) {
            r.class = CLAIM_MARKER;
            r.reason = "page number";
        }
        *arena_push(a, run, *n, cap) = r;
        i = end;
    }
    return run;
}

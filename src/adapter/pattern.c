/* pattern.c -- periods and days in the forms of other systems: "2025-H1" as "6T|2025". */
#include "adapter/adapter_int.h"

/* The marks, how many digits each has (0: one or two, without a zero before it), and which
 * number it tells. */
static const struct { char letter; uint8_t digits, number; } pattern_marks[] = {
    { 'y', 4, 0 }, { 'a', 4, 1 }, { 'm', 2, 2 }, { 'n', 0, 2 }, { 'd', 2, 3 }, { 'e', 0, 3 },
    { 'q', 1, 4 },
};

enum { PATTERN_MARKS = sizeof pattern_marks / sizeof *pattern_marks, PATTERN_NUMBERS = 5 };

struct pattern_numbers {
    int of[PATTERN_NUMBERS];    /* -1: not told */
};

/* The mark at pattern[at], or PATTERN_MARKS for a letter that stands for itself. */
static int mark_at(str pattern, size_t at)
{
    int i = 0;

    if (pattern.len - at < 3 || pattern.ptr[at] != '{' || pattern.ptr[at + 2] != '}')
        return PATTERN_MARKS;
    while (i < PATTERN_MARKS && pattern_marks[i].letter != pattern.ptr[at + 1])
        i++;
    return i;
}

bool pattern_good(str pattern, uint32_t *marks)
{
    *marks = 0;
    for (size_t at = 0; at < pattern.len; at++) {
        int i = mark_at(pattern, at);

        if (i < PATTERN_MARKS) {
            *marks |= 1u << pattern_marks[i].number;
            at += 2;
        } else if (pattern.ptr[at] == '{' || pattern.ptr[at] == '}') {
            return false;
        }
    }
    return pattern.len > 0;
}

static bool pattern_digit(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* The digits of a mark at text[*at]. */
static bool take_pattern_mark(int mark, str text, size_t *at, struct pattern_numbers *n)
{
    size_t from = *at, most = pattern_marks[mark].digits ? pattern_marks[mark].digits : 2;
    int *to = &n->of[pattern_marks[mark].number], value = 0;

    while (*at - from < most && pattern_digit(text, *at))
        value = value * 10 + (text.ptr[(*at)++] - '0');
    if (*at == from || (pattern_marks[mark].digits && *at - from < most) ||
        (!pattern_marks[mark].digits && text.ptr[from] == '0') || (*to >= 0 && *to != value))
        return false;
    *to = value;
    return true;
}

static bool pattern_reads(str pattern, str text, struct pattern_numbers *n)
{
    size_t at = 0;

    for (int i = 0; i < PATTERN_NUMBERS; i++)
        n->of[i] = -1;
    for (size_t p = 0; p < pattern.len; p++) {
        int mark = mark_at(pattern, p);

        if (mark < PATTERN_MARKS) {
            if (!take_pattern_mark(mark, text, &at, n))
                return false;
            p += 2;
        } else if (at >= text.len || text.ptr[at++] != pattern.ptr[p]) {
            return false;
        }
    }
    return at == text.len;
}

bool pattern_turn(struct arena *a, str from, str to, str text, str *out)
{
    struct pattern_numbers n;
    struct buf b;

    if (!pattern_reads(from, text, &n))
        return false;
    buf_init(&b, a);
    for (size_t p = 0; p < to.len; p++) {
        int mark = mark_at(to, p);

        if (mark == PATTERN_MARKS) {
            buf_char(&b, to.ptr[p]);
            continue;
        }
        if (n.of[pattern_marks[mark].number] < 0)
            return false;
        buf_number(&b, (uint64_t)n.of[pattern_marks[mark].number], pattern_marks[mark].digits);
        p += 2;
    }
    *out = buf_str(&b);
    return true;
}

bool has_forms(const struct adapter *a, enum fact_field f)
{
    for (size_t i = 0; i < a->nforms; i++)
        if (a->form[i].field == f)
            return true;
    return false;
}

bool form_to_theirs(const struct adapter *a, struct arena *arena, enum fact_field f, str ours,
                    str *out)
{
    for (size_t i = 0; i < a->nforms; i++)
        if (a->form[i].field == f &&
            pattern_turn(arena, a->form[i].ours, a->form[i].theirs, ours, out))
            return true;
    return false;
}

bool form_to_ours(const struct adapter *a, struct arena *arena, enum fact_field f, str theirs,
                  str *out)
{
    for (size_t i = 0; i < a->nforms; i++)
        if (a->form[i].field == f &&
            pattern_turn(arena, a->form[i].theirs, a->form[i].ours, theirs, out))
            return true;
    return false;
}

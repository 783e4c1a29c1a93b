/* wording_more.c -- "vượt 1,25 lần" for 1,25 times, "gần" before an exact figure, "đều tăng"
 * of what fell. */
#include "check/wording/wording_int.h"

enum { EXACT_DIGITS = 6, ALL_BYTES = 1400, SAID_BYTES = 72 };

/* "408/325, vượt 1,25 lần": the figure is the multiple, not what it exceeds by. */
static void check_times_over(struct checker *c, const struct statement *s)
{
    range now, base, ratio, stated;

    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        struct diag *d;

        if (k->kind != CMP_EXCEED || !k->amount.has_value || k->unit.class != UNIT_TIMES ||
            !s->whole->has_value || !s->value.has_value || s->whole->value.coef <= 0 ||
            !amount_range(&s->value, s->unit, &now) || !amount_range(s->whole, s->unit, &base) ||
            !range_of(k->amount.value, RANGE_ROUNDED, HEDGE_NONE, &stated) ||
            !range_shift(stated, 2, &ratio) || range_fits_percent(now, base, ratio) != FITS_YES)
            continue;
        d = diag_add(c->diags, DIAG_TIMES_OVER, k->amount.where);
        diag_arg(d, k->amount.text);
        diag_stated(d, k->amount.text);
        d->repair = arena_printf(c->job->arena, "bằng %.*s lần", STRF(k->amount.text));
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
    }
}

/* "gần 1.279,41 nghìn lượt": six digits are no rough figure. "Trên", "hơn" are said of such
 * by many; that is a matter of taste. */
static void check_exact_hedge(struct checker *c, const struct statement *s)
{
    static const char *const rough[] = { "gần", "khoảng", "xấp xỉ", NULL };
    struct diag *d;
    uint32_t at;

    if (s->value.value.scale < 2 || s->value.is_range ||
        significant_digits(s->value.value) < EXACT_DIGITS)
        return;
    at = flow_at(c, s->block, s->value.text);
    if (at == UINT32_MAX || !phrase_any_before(block_text(c, s->block), at, rough))
        return;
    d = diag_add(c->diags, DIAG_HEDGED_EXACT, s->value.where);
    diag_arg(d, s->value.hedge_text);
    diag_arg(d, s->value.text);
    diag_stated(d, s->value.text);
}

/* "... đều tăng so với cùng kỳ", "đều vượt kế hoạch và cao hơn cùng kỳ" behind s[from] in its
 * sentence: 1 up, -1 down, 0 no such words. */
static int way_of_all(str s, size_t from, size_t *word)
{
    static const char *const up[] = { "tăng", "cao hơn", NULL };
    static const char *const down[] = { "giảm", "thấp hơn", NULL };
    str rest = str_sub(s, from, from + ALL_BYTES), said;
    size_t found = str_find(rest, STR(" đều "));
    static const char *const turn[] = { "nhưng", "song", "tuy", "tuy nhiên", NULL };
    bool rises, falls;

    if (found == SIZE_MAX || str_find(str_sub(rest, 0, found), STR(". ")) != SIZE_MAX ||
        phrase_has_any(str_sub(rest, 0, found), turn))
        return 0;               /* "đàn trâu giảm 5%, nhưng các loại khác đều tăng" */
    *word = from + found;
    said = str_sub(s, *word, *word + SAID_BYTES);
    said = str_sub(said, 0, str_find(said, STR(".")));
    rises = phrase_has_any(said, up);
    falls = phrase_has_any(said, down);
    return rises == falls ? 0 : rises ? 1 : -1;
}

/* Behind the colon that opens the list holding s[at], which its sentence has: "các chỉ tiêu
 * như: A; B đều tăng"; 0 for none. */
static size_t behind_colon(str s, size_t at)
{
    size_t from = at > ALL_BYTES ? at - ALL_BYTES : 0, begin;
    const char *colon = at > from ? memrchr(s.ptr + from, ':', at - from) : NULL;

    if (!colon)
        return 0;
    begin = (size_t)(colon - s.ptr) + 1;
    for (size_t i = begin; i < at; i++)
        if (s.ptr[i] == '.' && s.ptr[i + 1] == ' ')
            return 0;
    return begin;
}

/* "Các chỉ tiêu đều tăng so với cùng kỳ: A tăng 4,1%, B giảm 6,3%": what the words before a
 * colon say of the list that holds s[at]. */
static int way_of_list(str s, size_t at)
{
    static const char *const but[] = { "nhưng", "song", "tuy", "riêng", "trừ", "ngoại trừ", NULL };
    static const char *const up[] = { "đều tăng", NULL };
    static const char *const down[] = { "đều giảm", NULL };
    size_t colon = behind_colon(s, at);
    str said;

    if (colon == 0 || phrase_has_any(str_sub(s, colon, at), but))
        return 0;
    said = str_sub(s, colon > SAID_BYTES ? colon - SAID_BYTES : 0, colon - 1);
    return phrase_has_any(said, up) ? 1 : phrase_has_any(said, down) ? -1 : 0;
}

/* A change in a sentence that says of all it lists that they changed the other way. */
static void check_all_alike(struct checker *c, const struct statement *s)
{
    str text = block_text(c, s->block);

    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        int way = k->kind == CMP_INCREASE ? 1 : k->kind == CMP_DECREASE ? -1 : 0;
        uint32_t at = k->amount.has_value ? flow_at(c, s->block, k->amount.text) : UINT32_MAX;
        size_t word = 0;
        struct diag *d;
        int all;

        if (way == 0 || at == UINT32_MAX || k->base == BASE_PLAN)
            continue;
        all = way_of_all(text, at, &word);
        if (all != -way ||
            (memchr(text.ptr + at, ';', word - at) && !behind_colon(text, at))) {
            all = way_of_list(text, at);
            if (all != -way)
                continue;
        }
        d = diag_add(c->diags, DIAG_ALL_ALIKE, k->amount.where);
        diag_arg(d, k->amount.text);
        diag_arg(d, all > 0 ? STR("đều tăng") : STR("đều giảm"));
        diag_stated(d, k->amount.text);
        return;
    }
}

void check_more_words(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0)
            continue;
        if (s->ncompares) {
            check_times_over(c, s);
            check_all_alike(c, s);
        }
        if (s->value.has_value && s->value.hedge != HEDGE_NONE)
            check_exact_hedge(c, s);
    }
}

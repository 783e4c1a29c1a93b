/* respective.c -- figures told in a row for things told in a row.
 *
 *   A 31‰ và B 36,3‰, tăng lần lượt là 3‰ và 1,2‰ so với cùng kỳ
 *   A 22,5%, B 32,1% (năm 2023 tương ứng là 23,1%; 31,0%)
 *   A so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%
 *
 * As many levels in the sentence as figures, or nothing is bound. */
#include "extract/walk.h"

enum { ROW_MOST = 8, VERB_REACH = 14 };

struct row_figure {
    uint32_t i, end;            /* the number, behind its unit */
    unit unit;
    str text;
};

/* The figures in a row from number i, between commas and "và". A unit told once
 * at the end is that of all. */
static uint32_t read_pair(const struct scan *s, uint32_t i, struct row_figure *row)
{
    uint32_t n = 0;

    while (n < ROW_MOST && scan_is_number(s, i) && s->t[i].has_value) {
        struct row_figure *f = &row[n++];

        *f = (struct row_figure){ .i = i };
        f->end = scan_unit(s, i + 1, &f->unit, &f->text);
        i = f->end;
        if (scan_is_mark(s, i, ',') || scan_is_mark(s, i, ';'))
            i++;
        if (scan_word(s, i) == W_VA)
            i++;
    }
    for (uint32_t k = n; k-- > 1;)
        if (row[k - 1].unit.class == UNIT_NONE) {
            row[k - 1].unit = row[k].unit;
            row[k - 1].text = row[k].text;
        }
    return n;
}

/* The last `n` levels of this sentence, in order, or of the one before where this one
 * has none ("So với cùng kỳ tăng lần lượt ..."); false when there are fewer. */
static bool levels_before(const struct walk *w, uint32_t n, int32_t *level)
{
    const struct statement *last = w->out->n ? &w->out->s[w->out->n - 1] : NULL;
    uint32_t found = 0;

    if (!last || last->block != w->at->index || last->sentence + 1 < w->out->sentences)
        return false;
    for (size_t i = w->out->n; i-- > 0 && found < n;) {
        const struct statement *st = &w->out->s[i];

        if (st->sentence != last->sentence || st->block != w->at->index)
            break;
        if (st->value.has_value && st->kind != KIND_PLAN)
            level[n - ++found] = (int32_t)i;
    }
    return found == n;
}

static enum compare_kind change_word_before(const struct scan *s, uint32_t from, uint32_t to)
{
    for (uint32_t k = to; k-- > from && to - k <= VERB_REACH;)
        if (scan_word(s, k) == W_TANG)
            return CMP_INCREASE;
        else if (scan_word(s, k) == W_GIAM)
            return CMP_DECREASE;
    return CMP_NONE;
}

static uint32_t bind_changes(struct walk *w, const struct row_figure *row, uint32_t n,
                             const int32_t *level, enum compare_kind kind)
{
    struct base b = { 0 };
    uint32_t end = row[n - 1].end, base = scan_base(w->s, end, &b);

    for (uint32_t k = 0; k < n; k++) {
        struct comparison c = { .kind = kind, .amount = walk_figure(w, row[k].i),
                                .unit = row[k].unit, .unit_text = row[k].text };

        scan_claim(w->s, row[k].i, row[k].end, CLAIM_COMPARISON, "");
        if (base > end)
            walk_attach_base(&c, &b, false);
        else if (w->shared.kind != BASE_NONE)
            walk_attach_base(&c, &w->shared, true);
        walk_add_change(w, level[k], c, row[k].end);
    }
    if (base > end) {
        scan_mark(w->s, end, base, NOTE_USED);
        scan_claim(w->s, end, base, CLAIM_DATE, "base");
        walk_close_chain(w, &b, kind);
    }
    return w->done = base;
}

/* The same indicators at the time that the words before tell. */
static uint32_t state_row(struct walk *w, const struct row_figure *row, uint32_t n,
                          const int32_t *level, uint32_t i)
{
    period told = w->period;
    str told_text = w->period_text;

    walk_take_context(w, w->done, i);
    for (uint32_t k = 0; k < n; k++) {
        int32_t index = walk_add_statement(w, row[k].i);
        struct statement *st = walk_statement(w, index);

        scan_claim(w->s, row[k].i, row[k].end, CLAIM_STATEMENT, "");
        st->value = walk_figure(w, row[k].i);
        st->unit = row[k].unit;
        st->unit_text = row[k].text;
        st->indicator = walk_name_of(w, level[k]);
        st->area = walk_statement(w, level[k])->area;
        st->rule = "respective";
    }
    w->period = told;
    w->period_text = told_text;
    return w->done = row[n - 1].end;
}

static bool names_time(const struct scan *s, uint32_t from, uint32_t to)
{
    for (uint32_t k = from; k < to; k++)
        if (s->note[k] & NOTE_TIME)
            return true;
    return false;
}

/* "(so với) tháng trước và cùng kỳ năm trước" at i: the token behind it, or i. */
static uint32_t two_bases(const struct scan *s, uint32_t i, struct base b[2])
{
    uint32_t and = scan_base(s, i, &b[0]), end;

    if (and == i || scan_word(s, and) != W_VA)
        return i;
    end = scan_base(s, and + 1, &b[1]);
    return end > and + 1 ? end : i;
}

/* "so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%": one figure against two
 * bases, told before the changes or behind them. The token behind, or i + 1. */
static uint32_t bind_bases(struct walk *w, uint32_t i, const struct row_figure *row,
                           enum compare_kind kind)
{
    const struct scan *s = w->s;
    struct base b[2] = { { 0 }, { 0 } };
    uint32_t verb = i, end = two_bases(s, row[1].end, b);
    int32_t owner;

    for (uint32_t k = w->done; end == row[1].end && verb == i && k < i; k++)
        if (scan_word(s, k) == W_SO && two_bases(s, k, b) > k)
            verb = k;
    if (end == row[1].end && verb == i)
        return i + 1;
    if (verb == i && i > w->done &&
        (scan_word(s, i - 1) == W_TANG || scan_word(s, i - 1) == W_GIAM))
        verb--;
    owner = walk_owner_of(w, row[0].i, verb, row[0].unit, row[0].end);
    for (uint32_t k = 0; k < 2; k++) {
        struct comparison c = { .kind = kind, .amount = walk_figure(w, row[k].i),
                                .unit = row[k].unit, .unit_text = row[k].text };

        scan_claim(s, row[k].i, row[k].end, CLAIM_COMPARISON, "");
        walk_attach_base(&c, &b[k], false);
        walk_add_change(w, owner, c, row[k].end);
    }
    scan_mark(w->s, verb, end, NOTE_USED);
    scan_claim(s, verb, end, CLAIM_DATE, "base");
    return w->done = end;
}

uint32_t walk_respective(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    struct row_figure row[ROW_MOST];
    int32_t level[ROW_MOST];
    uint32_t first = i + 2, n;
    enum compare_kind kind;

    while (scan_word(s, first) == W_LA || scan_word(s, first) == W_DAT ||
           scan_word(s, first) == W_UOC || scan_word(s, first) == W_KHOANG ||
           scan_word(s, first) == W_TANG || scan_word(s, first) == W_GIAM)
        first++;
    n = scan_is_number(s, first) ? read_pair(s, first, row) : 0;
    kind = change_word_before(s, w->done, first);
    if (n == 2 && kind != CMP_NONE) {
        uint32_t end = bind_bases(w, i, row, kind);

        if (end > i + 1)
            return end;
    }
    if (n < 2)
        return i + 1;
    if (!levels_before(w, n, level)) {
        if (kind == CMP_NONE)
            return i + 1;
        for (uint32_t k = 0; k < n; k++)    /* changes of what has no figures here */
            scan_claim(s, row[k].i, row[k].end, CLAIM_COMPARISON, "");
        return w->done = row[n - 1].end;
    }
    if (kind != CMP_NONE)
        return bind_changes(w, row, n, level, kind);
    return names_time(s, w->done, i) ? state_row(w, row, n, level, i) : i + 1;
}

/* change.c -- amounts of change: their bases, what they are about, aims. */
#include "extract/figure.h"

#include "extract/name.h"

enum { ADDED_WORDS = 6 };       /* from "với" to "tăng thêm" */

/* The base or plan behind an amount, or behind the words that say what it
 * counts: the token behind it, or `from` for none. */
static uint32_t base_behind(const struct scan *s, uint32_t from, uint32_t counted, struct base *b)
{
    uint32_t end = scan_base(s, from, b);

    if (end == from)
        end = scan_plan(s, from, b);
    if (end > from || counted == from)
        return end;
    end = scan_base(s, counted, b);
    return end > counted ? end : from;
}

/* The base of a change: behind it, between verb and number, or in front of the
 * sentence. Gives the token behind the one that follows it. */
static uint32_t change_base(const struct walk *w, const struct amount *a, uint32_t counted,
                            struct base *b)
{
    uint32_t end = base_behind(w->s, a->end, counted, b);

    /* "vượt kế hoạch 2,3%": the plan stands between */
    for (uint32_t k = a->g.verb; end == a->end && k + 1 < a->i && b->kind == BASE_NONE; k++)
        if (scan_plan(w->s, k, b) <= k)
            b->kind = BASE_NONE;
    if (a->g.base_to > a->g.base_from && b->kind == BASE_NONE &&
        scan_plan(w->s, a->g.base_from, b) != a->g.base_to &&
        scan_base(w->s, a->g.base_from, b) != a->g.base_to)
        *b = (struct base){ BASE_OTHER, scan_text(w->s, a->g.base_from, a->g.base_to), 0 };
    if (end == a->end && b->kind == BASE_NONE && w->front)
        *b = w->shared;
    return end;
}

/* Where the words end that say what is counted ("tăng 35 doanh nghiệp thành lập
 * mới so với") or what the change is about ("tăng 5% về vốn"). */
static uint32_t change_words(const struct walk *w, const struct amount *a)
{
    if (a->unit.class == UNIT_COUNT)
        return name_behind(w->s, a->end);
    return walk_about_end(w, a->end);
}

/* "tăng bình quân 7,2%/năm", "mỗi năm tăng 3 xã": a mean of years is compared with none. */
static bool is_yearly_mean(const struct scan *s, const struct amount *a)
{
    for (uint32_t k = a->g.verb; k + 1 < a->i; k++)
        if (PHRASE(s, k, W_BINH, W_QUAN))
            return true;
    return a->end >= 2 && scan_word(s, a->end - 1) == W_NAM && scan_is_mark(s, a->end - 2, '/');
}

/* "Thu hút đầu tư vượt 50 tỷ đồng": more than so much; what exceeds a plan names it. */
bool figure_is_passed(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t behind = a->unit.class == UNIT_COUNT ? name_behind(s, a->end) : a->end;
    struct base b;

    if (a->g.change != CMP_EXCEED || a->unit.class == UNIT_PERCENT ||
        a->unit.class == UNIT_TIMES || a->unit.class == UNIT_POINT ||
        a->unit.class == UNIT_NONE || base_behind(s, a->end, behind, &b) > a->end ||
        name_count(s, w->done, a->g.verb) == 0)
        return false;
    for (uint32_t k = w->done; k < a->i; k++)
        if (scan_plan_word(s, k))
            return false;
    return true;
}

/* "tăng 12%, cao hơn mức tăng 11% của 9 tháng năm 2020": the growth of another time, that
 * of the base; the token behind it, or a->end when it is no such thing. Without a time it
 * is left out. */
uint32_t figure_read_compared(struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t k = a->g.verb, of = a->end + (scan_word(s, a->end) == W_CUA), end;
    struct base b = { 0 };
    period when;

    if (k >= 2 && scan_word(s, k - 1) == W_DO_LEVEL && scan_word(s, k - 2) == W_TOC)
        k -= 2;
    else if (k >= 1 && scan_word(s, k - 1) == W_MUC_LEVEL)
        k--;
    if (k == a->g.verb || k < w->done + 2 || scan_word(s, k - 1) != W_HON ||
        (scan_word(s, k - 2) != W_CAO && scan_word(s, k - 2) != W_THAP) || w->change.end == 0)
        return a->end;
    scan_claim(s, a->i, a->end, CLAIM_COMPARISON, "");
    end = scan_time_at(s, of, &when);
    if (end == of && (end = scan_base(s, of, &b)) > of && b.kind == BASE_SAME_PERIOD)
        when = walk_period_of_base(w, &b);
    else if (end == of)
        return w->done = a->end + 1;
    walk_state_earlier(w, a->i, a->g.change, when);
    scan_mark(w->s, k - 2, end, NOTE_USED);
    scan_claim(s, of, end, CLAIM_DATE, "base");
    return w->done = end;
}

uint32_t figure_read_change(struct walk *w, const struct amount *a)
{
    struct base b = { 0 };
    struct comparison c = {
        .kind = a->g.change,
        .amount = walk_figure(w, a->i),
        .unit = a->unit,
        .unit_text = a->unit_text,
        .in_brackets = w->brackets,
    };
    uint32_t counted = change_words(w, a), end = change_base(w, a, counted, &b);
    int32_t owner = walk_level_about(w, a->end, counted);

    if (a->upper) {
        c.amount.is_range = true;
        c.amount.upper = w->s->t[a->upper].value;
    }
    c.amount.hedge = a->g.hedge;
    c.amount.hedge_text = a->g.hedge_text;
    /* the words that say what is counted may name a growth without a level */
    scan_mark(w->s, end > counted ? counted : a->end, end, NOTE_USED);
    scan_claim(w->s, a->i, a->unit_from, CLAIM_COMPARISON, "");
    scan_claim(w->s, a->unit_from, a->end, CLAIM_NAME, "unit");
    scan_claim(w->s, a->end, end, CLAIM_DATE, "base");
    if (owner == NO_STATEMENT)
        owner = walk_owner_of(w, a->i, a->g.verb, a->unit, a->end);
    walk_attach_base(&c, &b, false);
    if (b.kind == BASE_NONE && is_yearly_mean(w->s, a))
        c.base = BASE_OTHER;
    walk_add_change(w, owner, c, end);
    if (b.kind != BASE_NONE && (end > a->end || !w->front))
        walk_close_chain(w, &b, c.kind);
    w->done = end > counted ? end : counted;
    w->change = (struct change){ a->g.change, w->done, owner, a->unit,
                                 a->g.base_to > a->g.base_from, b.kind };
    return end;
}

/* Does the sentence strive for what is told before token `to`? */
bool figure_strives(const struct walk *w, uint32_t to)
{
    for (uint32_t k = w->done; k + 1 < to; k++)
        if (PHRASE(w->s, k, W_PHAN, W_DAU_STRIVE))
            return true;
    return false;
}

/* "với công suất tăng thêm 40 MW": how much was added is a level of its own. */
bool figure_is_addition(const struct walk *w, const struct amount *a)
{
    if (!PHRASE(w->s, a->g.verb, W_TANG, W_THEM))
        return false;
    for (uint32_t k = a->g.verb; k-- > w->done && a->g.verb - k <= ADDED_WORDS;)
        if (scan_word(w->s, k) == W_VOI)
            return name_is_headed(w->s, k + 1, a->g.verb);
    return false;
}

/* "phấn đấu giảm ít nhất 5% số vụ vi phạm": a change to come, of nothing that was
 * told, is the target's value. */
uint32_t figure_read_aim(struct walk *w, const struct amount *a)
{
    uint32_t behind = name_behind(w->s, a->end);
    struct statement *st;
    struct base b;
    int32_t index;

    if (a->unit.class != UNIT_PERCENT || behind == a->end || !figure_strives(w, a->g.verb) ||
        scan_base(w->s, behind, &b) > behind)
        return a->end;
    walk_take_context(w, w->done, a->i);
    index = figure_state_level(w, a);
    st = walk_statement(w, index);
    st->name = scan_text(w->s, a->end, behind);
    st->indicator = name_prefixed(w->s, a->g.change == CMP_INCREASE ? "Mức tăng" : "Mức giảm",
                                  st->name);
    st->rule = "aim";
    scan_claim(w->s, a->i, a->end, CLAIM_STATEMENT, "");
    w->cur = w->recent = index;
    return w->done = behind;
}

uint32_t walk_unchanged(struct walk *w, uint32_t i)
{
    struct scan *s = w->s;
    uint32_t k = i + 2 + scan_is_mark(s, i + 2, ','), end;
    struct comparison c = { .kind = CMP_EQUAL, .amount = walk_figure(w, i) };
    struct base b = { 0 };

    if (!PHRASE(s, i, W_KHONG, W_TANG) || !PHRASE(s, k, W_KHONG, W_GIAM))
        return i;
    k += 2;
    end = scan_base(s, k, &b);
    c.amount.value = (dec){ 0, 0 };
    c.amount.has_value = true;
    walk_attach_base(&c, &b, false);
    scan_mark(s, k, end, NOTE_USED);
    walk_add_change(w, walk_owner_of(w, i, i, (unit){ 0 }, k), c, end);
    return w->done = end;
}

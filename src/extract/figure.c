/* figure.c -- reads one figure: what its governing verb makes of it.
 *
 * One walk over the tokens. Each number is told by the verb that governs it:
 *
 *   level    = name ("đạt" | "là" | "có" | "ước" ...) number unit
 *   change   = ("tăng" | "giảm" | "cao hơn" | "thấp hơn" | "vượt" | "gấp") number unit [base]
 *   plan     = ("đạt" | "bằng") number "%" plan
 *   ratio    = ("đạt" | "bằng") number "%" base          61,25% so với cùng kỳ: a level of the base
 *   share    = "chiếm" number "%"
 *   a/b      = number [unit] "/" number unit
 *
 * A change or percentage without a name of its own belongs to the figure
 * before it; with one ("dịch vụ tăng 1,42%") it is a statement of growth
 * alone. A base told once at the end of a chain holds for the whole chain. */
#include "extract/figure.h"

#include "extract/claim.h"

/* "tương đương với 75 tỷ đồng" */
static bool is_equivalent(const struct scan *s, uint32_t i)
{
    return i >= 3 && scan_word(s, i - 1) == W_VOI && scan_word(s, i - 3) == W_TUONG;
}

/* "Số xã dưới 10 tiêu chí còn 12 xã": the first number says which are counted. */
static bool says_which(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t noun = w->done, k = a->end;

    while (noun < a->i && (s->t[noun].kind == TOKEN_MARK || scan_word(s, noun) == W_TONG))
        noun++;
    if (scan_word(s, noun) != W_SO_COUNT || ++noun >= a->i || a->end == a->i + 1)
        return false;
    if (scan_word(s, k) != W_CON && scan_word(s, k) != W_LA && scan_word(s, k) != W_DAT &&
        scan_word(s, k) != W_CO)
        return false;
    while (k < s->n && k < a->end + 4 && s->t[k].kind == TOKEN_WORD)
        k++;
    return scan_is_number(s, k) && k + 1 < s->n && s->t[k + 1].kind == TOKEN_WORD &&
           str_eq(s->t[k + 1].fold, s->t[noun].fold) &&
           !str_eq(s->t[a->unit_from].fold, s->t[noun].fold);
}

uint32_t walk_number(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    enum claim_class class;
    uint32_t end = scan_exempt(s, i, w->sentence_from, &class);
    struct base b = { 0 };
    struct amount a = { .i = i, .unit_from = i + 1 };

    if (end > i) {
        scan_claim(s, i, end, class, "");
        if (class == CLAIM_NAME && end > i + 1)
            scan_mark(w->s, i, end, NOTE_USED);
        return end;
    }
    if (!s->t[i].has_value) {
        figure_claim_designated(w, i, false);
        return i + 1;
    }
    a.end = scan_unit(s, i + 1, &a.unit, &a.unit_text);
    if (says_which(w, &a)) {
        scan_claim(s, i, a.end, CLAIM_NAME, "");
        return a.end;
    }
    a.g = govern(s, i, w->done);
    if (a.g.by == GOV_NONE || is_equivalent(s, i) ||
        (a.g.by == GOV_LEVEL && w->told.base_to && a.g.verb == w->told.base_to))
        walk_carry_change(w, i, a.end, a.unit, &a.g);
    if (a.g.by == GOV_CHANGE) {
        a.upper = figure_range_end(s, i);
        if (a.upper)
            a.end = scan_unit(s, a.upper + 1, &a.unit, &a.unit_text);
        if (figure_is_passed(w, &a)) {
            a.g.by = GOV_REACH;
            a.g.hedge = HEDGE_OVER;
            a.g.hedge_text = scan_text(s, a.g.verb, a.g.verb + 1);
            return figure_read_level(w, &a);
        }
        if (figure_is_addition(w, &a))
            return figure_read_level(w, &a);
        end = figure_read_aim(w, &a);
        if (end == a.end)
            end = figure_read_compared(w, &a);
        return end > a.end ? end : figure_read_change(w, &a);
    }
    if (a.g.by == GOV_NONE && a.unit.class == UNIT_PERCENT && figure_is_reached_too(w, &a))
        a.g = (struct governed){ .by = GOV_REACH, .verb = w->done };
    end = a.unit.class == UNIT_PERCENT ? scan_plan(s, a.end, &b) : a.end;
    if (end > a.end && a.g.by != GOV_SHARE)
        return figure_is_rate_of_plan(w, &a) ? figure_read_level(w, &a)
                                             : figure_read_plan(w, &a, end);
    if ((a.unit.class == UNIT_PERCENT || a.unit.class == UNIT_TIMES) && a.g.by == GOV_REACH) {
        end = figure_reached_base(w, &a, &b);
        if (b.kind == BASE_PLAN)
            return figure_read_plan(w, &a, end);
        if (b.kind != BASE_NONE &&
            (b.kind != BASE_OTHER || scan_word(s, a.g.verb) == W_BANG))
            return figure_read_ratio(w, &a, &b, end);
    }
    if (figure_is_of_amount(w, &a))
        return figure_read_plan(w, &a, a.end);
    return figure_read_level(w, &a);
}

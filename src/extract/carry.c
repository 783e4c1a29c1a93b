/* carry.c -- changes that have no verb of their own.
 *
 *   giảm 287 vụ, 335 đối tượng              one verb for amounts in several units
 *   tăng 8 vụ (14,8%)                       the same change once more
 *   giảm 3 triệu USD tương đương 75 tỷ đồng the same amount in another unit
 *   tăng 2,8% và 9 bậc                      of the index and of its rank
 *   thấp hơn cả nước 5 tuổi và vùng 2 tuổi  against a second base
 *   tăng so với cùng kỳ 12,4%               the base between verb and amount
 *   58.120 tấn (-3,3%)                      the sign is the verb
 *
 * And what a change is about where that is told behind it:
 *
 *   tăng 5% về số doanh nghiệp và giảm 8% về vốn đăng ký */
#include "extract/walk.h"

#include "extract/name.h"

enum { LINK_WORDS = 4, LISTED = 4, SECOND_BASE_WORDS = 5, ABOUT_WORDS = 8, ABOUT_LEVELS = 8,
       QUANTITY_BYTES = 12 };   /* "Tổng số " before the noun */

/* How the tokens between the last change and the number join the two. */
enum link { LINK_NONE, LINK_LIST, LINK_BRACKET, LINK_EQUIVALENT };

static enum link link_between(const struct scan *s, uint32_t from, uint32_t i)
{
    enum link link = LINK_NONE;

    if (i <= from || i > from + LINK_WORDS)
        return LINK_NONE;
    for (uint32_t k = from; k < i; k++) {
        if (scan_word(s, k) == W_TUONG)
            link = LINK_EQUIVALENT;
        else if (scan_is_mark(s, k, '('))
            link = LINK_BRACKET;
        else if (scan_is_mark(s, k, ',') || scan_word(s, k) == W_VA)
            link = link == LINK_NONE ? LINK_LIST : link;
        else if (scan_word(s, k) != W_DUONG_EQUAL && scan_word(s, k) != W_UNG &&
                 scan_word(s, k) != W_VOI)
            return LINK_NONE;
    }
    return link;
}

/* "(-3,3%)", "(+1.145 tỷ đồng)": of the figure before the bracket. */
static bool take_sign(const struct walk *w, uint32_t i, struct governed *g)
{
    const struct scan *s = w->s;

    if (i < 2 || !s->t[i].glued || !scan_is_mark(s, i - 2, '(') ||
        (w->recent == NO_STATEMENT && w->cur == NO_STATEMENT) ||
        (!scan_is_mark(s, i - 1, '-') && !scan_is_mark(s, i - 1, '+')))
        return false;
    g->by = GOV_CHANGE;
    g->change = scan_is_mark(s, i - 1, '-') ? CMP_DECREASE : CMP_INCREASE;
    g->verb = i - 1;
    return true;
}

/* "tăng so với cùng kỳ năm trước 12,4%", "tăng khá so với cùng kỳ (8,2%)" */
static bool take_told_base(const struct walk *w, uint32_t i, uint32_t end, struct governed *g)
{
    bool bracket = i == g->verb && i > 0 && scan_is_mark(w->s, i - 1, '(') &&
                   scan_is_mark(w->s, end, ')');

    if (w->told.base_to == 0 || g->verb == 0 || g->verb - bracket != w->told.base_to)
        return false;
    g->by = GOV_CHANGE;
    g->change = w->told.change;
    g->verb = w->told.verb;
    g->base_from = w->told.base_from;
    g->base_to = w->told.base_to;
    return true;
}

/* "tăng khá (8,2%)" */
static bool take_worded(const struct scan *s, uint32_t i, uint32_t end, struct governed *g)
{
    if (i < 3 || !scan_is_mark(s, i - 1, '(') || !scan_is_mark(s, end, ')') ||
        !govern_degree(s, i - 2) ||
        (scan_word(s, i - 3) != W_TANG && scan_word(s, i - 3) != W_GIAM))
        return false;
    g->by = GOV_CHANGE;
    g->change = scan_word(s, i - 3) == W_TANG ? CMP_INCREASE : CMP_DECREASE;
    g->verb = i - 3;
    return true;
}

/* "và khu vực 2,5 tuổi" behind "thấp hơn toàn quốc 4,8 tuổi" */
static bool take_second_base(const struct walk *w, uint32_t i, unit u, struct governed *g)
{
    const struct scan *s = w->s;
    uint32_t from = w->change.end;

    if (!w->change.far || (scan_word(s, from) != W_VA && !scan_is_mark(s, from, ',')) ||
        i < from + 2 ||
        i > from + 1 + SECOND_BASE_WORDS || !unit_same_base(u, w->change.unit))
        return false;
    for (uint32_t k = from + 1; k < i; k++)
        if (s->t[k].kind != TOKEN_WORD)
            return false;
    g->by = GOV_CHANGE;
    g->change = w->change.kind;
    g->verb = from;
    g->base_from = from + 1;
    g->base_to = i;
    return true;
}

/* Does a base follow the words that say what is counted, or those of the amounts
 * that follow in the list? */
static bool base_follows(const struct scan *s, uint32_t end)
{
    struct base b;
    unit u;
    str text;

    for (uint32_t more = 0; more < LISTED; more++) {
        uint32_t behind = name_behind(s, end);

        if (scan_base(s, end, &b) > end || scan_base(s, behind, &b) > behind)
            return true;
        if (!scan_is_mark(s, behind, ',') && scan_word(s, behind) != W_VA)
            return false;
        if (!scan_is_number(s, behind + 1))
            return false;
        end = scan_unit(s, behind + 2, &u, &text);
    }
    return false;
}

/* Is the amount in a list one of the same verb? It has its level before it, of its own
 * unit or of the word behind ("2 người chết, 3 người bị thương"), or nothing in the
 * list has one: "Giảm 2 vụ, 1 người chết so với cùng kỳ." */
static bool is_listed(const struct walk *w, uint32_t end, unit u)
{
    const struct scan *s = w->s;
    int32_t level;

    if (u.class == UNIT_COUNT && !walk_statement_const(w, w->change.of)->value.has_value)
        return base_follows(s, end);
    if (u.class != UNIT_COUNT && u.class != UNIT_SCORE)
        return false;
    level = walk_level_in_unit(w, u, end);
    if (level == NO_STATEMENT || !unit_same_base(u, w->change.unit))
        return level != NO_STATEMENT;
    return level != w->change.of && end < s->n && s->t[end].kind == TOKEN_WORD &&
           str_find(walk_statement_const(w, level)->indicator, scan_text(s, end, end + 1)) !=
               SIZE_MAX;
}

void walk_carry_change(const struct walk *w, uint32_t i, uint32_t end, unit u,
                       struct governed *g)
{
    enum link link;
    bool carried;

    if (u.class == UNIT_NONE || take_told_base(w, i, end, g) || take_sign(w, i, g) ||
        take_worded(w->s, i, end, g) ||
        w->change.end == 0 || take_second_base(w, i, u, g))
        return;
    link = link_between(w->s, w->change.end, i);
    carried = link == LINK_BRACKET      ? scan_is_mark(w->s, end, ')') &&
                                        !unit_same_base(u, w->change.unit)
            : link == LINK_EQUIVALENT ? true
            : link == LINK_LIST       ? is_listed(w, end, u) : false;
    if (!carried)
        return;
    g->by = GOV_CHANGE;
    g->change = w->change.kind;
    g->verb = link == LINK_EQUIVALENT ? w->change.end : g->verb;
}

uint32_t walk_about_end(const struct walk *w, uint32_t from)
{
    const struct scan *s = w->s;
    uint32_t k = from + 1;

    if (scan_word(s, from) != W_VE)
        return from;
    while (k < s->n && k < from + ABOUT_WORDS && s->t[k].kind == TOKEN_WORD &&
           scan_word(s, k) != W_VA && scan_word(s, k) != W_SO && scan_word(s, k) != W_TANG &&
           scan_word(s, k) != W_GIAM && scan_word(s, k) != W_DAT)
        k++;
    return k;
}

/* The kind of amount that the noun at i names. */
static enum unit_class class_of_noun(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_VON: case W_TIEN: case W_KIM: case W_GIA: case W_KINH: case W_DOANH:
        return UNIT_MONEY;
    case W_LUONG: case W_KHOI: case W_SAN: case W_DIEN:
        return UNIT_MEASURE;
    case W_SO_COUNT:
        return UNIT_COUNT;
    default:
        return UNIT_NONE;
    }
}

int32_t walk_level_about(const struct walk *w, uint32_t from, uint32_t to)
{
    const struct scan *s = w->s;
    uint32_t noun = from + 1;
    enum unit_class class = class_of_noun(s, noun);
    int32_t alike = NO_STATEMENT, named = NO_STATEMENT;
    size_t first = QUANTITY_BYTES + 1;
    str words;

    if (to <= noun || scan_word(s, from) != W_VE)
        return NO_STATEMENT;
    words = scan_text(s, noun + (class == UNIT_COUNT && to > noun + 1), to);
    for (int32_t i = (int32_t)w->out->n - 1; i >= 0; i--) {
        const struct statement *st = walk_statement_const(w, i);

        if (st->sentence != w->out->sentences || (int32_t)w->out->n - i > ABOUT_LEVELS)
            break;
        if (!st->value.has_value || st->ncompares == STATEMENT_COMPARES)
            continue;
        if (str_find(st->indicator, words) < first) {
            first = str_find(st->indicator, words);
            named = i;
        }
        if (alike == NO_STATEMENT && class != UNIT_NONE && st->unit.class == class)
            alike = i;
    }
    return named != NO_STATEMENT ? named : alike;
}

/* difference.c -- differences told behind the two figures they stand between.
 *
 *     xuất khẩu 684 triệu USD, nhập khẩu 312 triệu USD; xuất siêu 327 triệu USD
 *     tỷ lệ hộ nghèo từ 8,65% giảm xuống còn 6,90%, tức giảm 1,57 điểm % */
#include "check/relation/beside.h"
#include "check/relation/change.h"

#include "base/utf8.h"
#include "check/wording/phrase.h"

enum { TRADE_REACH = 8, FROM_BYTES = 60, SPAN_BYTES = 120 };

/* --- trade -------------------------------------------------------------------------- */

enum trade { TRADE_NONE, TRADE_EXPORTS, TRADE_IMPORTS, TRADE_SURPLUS, TRADE_DEFICIT };

/* What a name tells of trade as a whole: a few words and no branch or region of it. */
static enum trade trade_of(struct checker *c, const struct statement *s)
{
    enum { WORDS = 8 };
    str name = fold_strip(c->job->arena, s->indicator);
    bool out, in;
    size_t words = 1;

    for (size_t i = 0; i < name.len; i++)
        words += name.ptr[i] == ' ';
    if (words > WORDS)
        return TRADE_NONE;
    if (str_find(name, STR("xuat sieu")) != SIZE_MAX)
        return TRADE_SURPLUS;
    if (str_find(name, STR("nhap sieu")) != SIZE_MAX)
        return TRADE_DEFICIT;
    out = str_ends(name, STR("xuat khau")) || str_ends(name, STR("xuat khau hang hoa"));
    in = str_ends(name, STR("nhap khau")) || str_ends(name, STR("nhap khau hang hoa"));
    if (out == in || str_find(name, STR("xuat nhap")) != SIZE_MAX ||
        str_find(name, STR("xuat, nhap")) != SIZE_MAX ||
        str_find(name, STR("xuat khau, nhap")) != SIZE_MAX)
        return TRADE_NONE;
    return out ? TRADE_EXPORTS : TRADE_IMPORTS;
}

static bool trade_amount(const struct statement *s, const struct statement *like)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range &&
           s->value.hedge == HEDGE_NONE && s->unit.class == UNIT_MONEY &&
           unit_same_base(s->unit, like->unit) && s->unit.power == like->unit.power &&
           str_eq(s->area, like->area);
}

/* "xuất siêu 327 triệu USD" behind exports and imports of one block. */
static void check_trade(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at], *side[2] = { NULL, NULL };
    enum trade kind;
    dec computed;

    if (!trade_amount(s, s) || s->compare || (str_find(s->indicator, STR("siêu")) == SIZE_MAX) ||
        ((kind = trade_of(c, s)) != TRADE_SURPLUS && kind != TRADE_DEFICIT))
        return;
    for (uint32_t i = at; i-- > 0 && at - i <= TRADE_REACH;) {
        const struct statement *o = &c->report->statement[i];
        enum trade of;

        if (o->block != s->block)
            break;
        of = trade_of(c, o);
        if (of == TRADE_SURPLUS || of == TRADE_DEFICIT)
            break;
        if ((of == TRADE_EXPORTS || of == TRADE_IMPORTS) && trade_amount(o, s) &&
            !side[of == TRADE_IMPORTS])
            side[of == TRADE_IMPORTS] = o;
    }
    if (!side[0] || !side[1])
        return;

    const struct statement *more = side[kind == TRADE_DEFICIT], *less = side[kind != TRADE_DEFICIT];
    struct operand o[] = { { &more->value, more->unit, CMP_NONE },
                           { &less->value, less->unit, CMP_NONE },
                           { &s->value, s->unit, CMP_NONE } };
    struct equation e = { .kind = EQUATION_CHANGE, .operand = o, .n = 3 };
    bool fits = equation_verdict(&e, o) != VERDICT_WRONG;
    enum verdict v = fits ? VERDICT_FITS : VERDICT_WRONG;
    struct equation *kept = equate(c, EQUATION_CHANGE, v, o, 3, 2);
    enum diag_remark remark;

    if (fits || !dec_sub(more->value.value, less->value.value, &computed))
        return;
    struct diag *d = add_change_mismatch(c, &more->value, &less->value, computed, &s->value);

    kept->finding = d;
    if (slip_between(s->value.value, computed, &remark))
        add_slip(c, d, remark, computed);
    else if (near_enough(s->value.value, computed, 25))
        d->severity = SEVERITY_WARNING;
    else
        d->held = true;
}

/* --- from ... to -------------------------------------------------------------------- */

/* Does "từ A ... xuống (còn) B", "từ A lên B" join the two, and nothing but a time stand
 * between? */
static bool goes_from_to(const struct checker *c, const struct statement *a,
                         const struct statement *b)
{
    static const char *const to[] = { "xuống", "lên", NULL };
    static const char *const other[] = { "trong đó", "kế hoạch", "mục tiêu", "phấn đấu", NULL };
    str text = block_text(c, a->block), between;

    if (a->block != b->block || a->sentence != b->sentence || a->row >= 0 ||
        !a->value.has_value || !b->value.has_value || a->value.is_range || b->value.is_range ||
        a->end > b->at || b->at - a->end > SPAN_BYTES || !unit_same_base(a->unit, b->unit))
        return false;
    between = str_sub(text, a->end, b->at);
    return phrase_has_any(between, to) && !phrase_has_any(between, other) &&
           phrase_find(str_sub(text, a->at > FROM_BYTES ? a->at - FROM_BYTES : 0, a->at),
                       "từ") != SIZE_MAX;
}

/* "tức giảm 1,57 điểm %", "tương ứng giảm 700 hộ": a change with no name of its own. */
static bool tells_again(const struct statement *s, const struct statement *of)
{
    static const char *const again[] = { "tức", "tức là", "tương ứng", "tương đương",
                                         "như vậy", NULL };

    if (s->value.has_value || s->sentence != of->sentence || s->block != of->block)
        return false;
    for (int i = 0; again[i]; i++)
        if (phrase_is(str_trim(s->name), again[i]))
            return true;
    return false;
}

static void check_change_told(struct checker *c, uint32_t at)
{
    const struct statement *a = &c->report->statement[at], *b = a + 1, *told = b;

    if (!b->ncompares && at + 2 < c->report->nstatements && tells_again(b + 1, b))
        told = b + 1;
    if (!told->ncompares || !goes_from_to(c, a, b))
        return;
    for (uint32_t i = 0; i < told->ncompares; i++) {
        const struct comparison *k = &told->compare[i];
        bool rate = b->unit.class == UNIT_PERCENT &&
                    (k->unit.class == UNIT_POINT || k->unit.class == UNIT_PERCENT);

        if (k->amount.has_value && !k->amount.is_range && k->amount.hedge == HEDGE_NONE &&
            k->base != BASE_PLAN && k->base != BASE_OTHER && k->kind != CMP_EQUAL &&
            (rate || (b->unit.class != UNIT_PERCENT && unit_same_base(k->unit, b->unit))))
            check_change_from(c, b, k, a, true);
    }
}

/* --- ranks -------------------------------------------------------------------------- */

/* "xếp thứ 28/63, tăng 6 bậc so với năm 2021 (xếp thứ 37/63)": better is less. */
static void check_ranks(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at], *before = s + 1;
    const struct comparison *k = s->compare;
    uint32_t from;
    str between;
    dec up, stated;

    if (!s->is_rank || s->ncompares != 1 || !s->value.has_value || !k->amount.has_value ||
        (k->kind != CMP_INCREASE && k->kind != CMP_DECREASE) || k->unit.class != UNIT_SCORE ||
        !before->is_rank || !before->value.has_value || before->block != s->block ||
        before->sentence != s->sentence || before->row >= 0 ||
        (from = flow_at(c, s->block, k->amount.text)) == UINT32_MAX || before->at <= from ||
        before->at - from > SPAN_BYTES || !phrase_is(str_trim(k->unit_text), "bậc") ||
        (before->whole->has_value && s->whole->has_value &&
         dec_cmp(before->whole->value, s->whole->value) != 0))
        return;
    between = str_sub(block_text(c, s->block), from, before->at);
    if (str_find(between, STR("(")) == SIZE_MAX || str_find(between, STR(")")) != SIZE_MAX ||
        str_find(between, STR(";")) != SIZE_MAX ||
        !dec_sub(before->value.value, s->value.value, &up))
        return;
    stated = k->kind == CMP_DECREASE ? dec_neg(k->amount.value) : k->amount.value;
    checked(c, &k->amount);
    covered(c, &s->value);
    covered(c, &before->value);
    if (dec_cmp(up, stated) == 0)
        return;
    add_change_mismatch(c, &before->value, &s->value, up, &k->amount)->severity = SEVERITY_WARNING;
}

void check_differences(struct checker *c)
{
    for (uint32_t i = 0; i + 1 < c->report->nstatements; i++) {
        if (c->report->statement[i].row >= 0)
            continue;
        check_trade(c, i + 1);
        check_ranks(c, i);
        check_change_told(c, i);
    }
}

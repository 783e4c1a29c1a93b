/* ratio.c -- a/b against the percentage printed for it.
 *
 *     79/105 vụ, đạt 72,54%       -> 75,24
 *     4.998/4.974 cơ sở (đạt 99,7%) -> more than there are
 */
#include "check/check_int.h"

#include "base/utf8.h"

#include <string.h>

/* The whole that another place of the report tells and that fits: a plan that
 * was changed, a denominator left from an older version. */
static const struct figure *whole_that_fits(struct checker *c, const struct statement *s,
                                            range part, dec stated)
{
    const struct figure *found = NULL;

    if (significant_digits(stated) < 3 || c->diags->dropped)
        return NULL;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *o = &c->report->statement[i];
        const struct figure *candidate[] = { &o->value, o->whole };

        for (int k = 0; k < 2; k++) {
            const struct figure *f = candidate[k];
            range r;

            if (!f->has_value || !unit_same_base(o->unit, s->unit)
                || dec_cmp(f->value, s->whole->value) == 0 || f->value.coef <= 0
                || !near_enough(f->value, s->whole->value, 20) || !amount_range(f, o->unit, &r))
                continue;
            if (judge(range_fits_percent, part, r, stated, HEDGE_NONE) == VERDICT_FITS)
                found = f;
        }
    }
    return found;
}

/* A part or a whole that is right after swapping two of its digits. */
static bool swap_that_fits(const struct figure *f, unit u, range other, bool is_whole, dec stated,
                           dec *right)
{
    int64_t place = 1;

    for (int i = 0; i + 1 < significant_digits(f->value); i++, place *= 10) {
        int64_t low = f->value.coef / place % 10, high = f->value.coef / place / 10 % 10;
        struct figure g = *f;
        range r;

        if (low == high)
            continue;
        g.value.coef += (high - low) * place + (low - high) * place * 10;
        if (g.value.coef <= 0 || !amount_range(&g, u, &r))
            continue;
        if (judge(range_fits_percent, is_whole ? other : r, is_whole ? r : other, stated,
                  HEDGE_NONE) == VERDICT_FITS) {
            *right = g.value;
            return true;
        }
    }
    return false;
}

static str ratio_words(struct checker *c, const struct statement *s)
{
    return arena_printf(c->job->arena, "%.*s/%.*s", STRF(s->value.text), STRF(s->whole->text));
}

static struct diag *add_ratio(struct checker *c, enum diag_code code, const struct statement *s,
                              const struct figure *pct, dec computed)
{
    struct diag *d = diag_add(c->diags, code, pct->where);

    diag_arg(d, s->value.text);
    diag_arg(d, s->whole->text);
    diag_arg_dec(c->diags, d, shown_percent(computed, pct->value));
    diag_arg(d, pct->text);
    diag_stated(d, pct->text);
    diag_computed(c->diags, d, computed);
    return d;
}

/* Names the figure to blame: the percentage by a slip of the pen, else a whole
 * told elsewhere, else two swapped digits of the part or the whole. */
static void explain_ratio(struct checker *c, struct diag *d, const struct statement *s,
                          const struct figure *pct, range part, range whole, dec computed)
{
    enum diag_remark remark;
    const struct figure *fits;
    dec right;

    add_computation(c, d, arena_printf(c->job->arena, "%.*s / %.*s × 100 = %.*s",
                                       STRF(s->value.text), STRF(s->whole->text),
                                       STRF(dec_text(c, shown_percent(computed, pct->value)))));
    if ((fits = whole_that_fits(c, s, part, pct->value))) {
        struct diag_note *n = diag_note_at(c->diags, d, REMARK_FITS_ELSEWHERE, fits->where);

        note_arg(n, fits->text);
        note_arg(n, arena_printf(c->job->arena, "%.*s / %.*s = %.*s%%", STRF(s->value.text),
                                 STRF(fits->text), STRF(pct->text)));
        d->culprit = s->whole->text;
        return;
    }
    if (slip_explains(pct->value, computed, &remark, &right)) {
        add_slip(c, d, remark, right);
        return;
    }
    if (significant_digits(pct->value) < 3)
        return;
    if (swap_that_fits(&s->value, s->unit, whole, false, pct->value, &right)) {
        d->culprit = s->value.text;
        add_slip(c, d, REMARK_SWAP, right);
    } else if (swap_that_fits(s->whole, s->unit, part, true, pct->value, &right)) {
        d->culprit = s->whole->text;
        add_slip(c, d, REMARK_SWAP, right);
    }
}

static bool requirement_words(struct checker *c, const struct statement *s)
{
    static const char *const word[] = { "dat yeu cau", "da hoan thanh", "dat chuan", "da xu ly",
                                        "da giai quyet", "co so dat" };
    str f = fold_strip(c->job->arena, s->indicator);
    str g = fold_strip(c->job->arena, s->name);

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(f, str_from(word[i])) != SIZE_MAX ||
            str_find(g, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

/* Communes and districts of a province: no plan has more of them than there are. "30/2 xã"
 * tells something else. */
static bool places_counted(const struct statement *s)
{
    enum { PLACES_LEAST = 8 };
    static const char *const place[] = { "xã", "phường", "huyện", "đơn vị cấp", "thôn", "bản" };

    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        str p = str_from(place[i]);

        if (str_starts(s->unit_text, p) && (s->unit_text.len == p.len
                                            || strchr(" ,", s->unit_text.ptr[p.len])))
            return !s->plan_pct->has_value && s->ncompares == 0
                   && s->whole->value.coef >= PLACES_LEAST;
    }
    return false;
}

/* More met a requirement than there are: told by the percentage below 100, or
 * by words of a requirement where the b is no plan. */
static bool above_whole(struct checker *c, const struct statement *s, const struct figure *pct)
{
    dec hundred = { 100, 0 }, computed;

    if (dec_cmp(s->value.value, s->whole->value) <= 0 || s->unit.class != UNIT_COUNT)
        return false;
    bool places = !pct && places_counted(s);

    if (pct ? dec_cmp(pct->value, hundred) >= 0
        : !places && (s->whole_is_plan || !requirement_words(c, s)))
        return false;
    if ((!places && !near_enough(s->value.value, s->whole->value, 15))
        || !percent_of(s->value.value, s->whole->value, 4, &computed))
        return false;

    struct diag *d = diag_add(c->diags, DIAG_RATIO_ABOVE, s->value.where);

    diag_arg(d, s->value.text);
    diag_arg(d, s->whole->text);
    if (!pct)
        d->severity = SEVERITY_WARNING;     /* the b may be a plan that no word tells */
    diag_stated(d, ratio_words(c, s));
    diag_computed(c->diags, d, computed);
    note_arg(diag_note_at(c->diags, d, REMARK_COMPUTATION, s->whole->where),
             arena_printf(c->job->arena, "%.*s > %.*s", STRF(s->value.text),
                          STRF(s->whole->text)));
    return true;
}

/* Does the other place speak of the ratio's subject? Its own name, or the words
 * in front of the percentage ("giải ngân ... còn thấp (mới đạt 46,01% kế hoạch)"). */
static bool about_the_same(struct checker *c, const struct statement *s,
                           const struct statement *o, const struct figure *f)
{
    uint32_t at = flow_at(c, o->block, f->text);
    str before;

    if (names_alike(c, o->indicator, s->indicator).shared >= 2)
        return true;
    if (at == UINT32_MAX)
        return false;
    before = str_sub(block_text(c, o->block), at > 160 ? at - 160 : 0, at);
    return names_alike(c, before, s->indicator).shared >= 2;
}

/* Other places that repeat a percentage proved to be a slip of the pen. */
static void find_copies(struct checker *c, const struct statement *s, const struct figure *pct,
                        dec computed)
{
    dec right;

    if (c->diags->dropped || significant_digits(pct->value) < 3 ||
        !dec_rescale(computed, pct->value.scale, &right))
        return;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *o = &c->report->statement[i];
        const struct figure *same[] = { o->plan_pct, o->whole_pct,
                                        o->unit.class == UNIT_PERCENT ? &o->value : o->plan_pct };

        for (int k = 0; k < 3; k++) {
            const struct figure *f = same[k];

            if (o == s || !f->has_value || f->where.start == pct->where.start
                || !str_eq(f->text, pct->text) || o->whole->has_value)
                continue;
            if (!about_the_same(c, s, o, f))
                continue;
            struct diag *d = diag_add(c->diags, DIAG_RATIO_COPIED, f->where);

            diag_arg(d, f->text);
            diag_arg_dec(c->diags, d, right);
            diag_stated(d, f->text);
            diag_computed(c->diags, d, computed);
            d->repair = dec_text(c, right);
            note_arg(diag_note_at(c->diags, d, REMARK_COMPUTATION, pct->where),
                     arena_printf(c->job->arena, "%.*s = %.*s%%", STRF(ratio_words(c, s)),
                                  STRF(d->repair)));
            break;
        }
    }
}

/* The other percentage that stands in the same clause and would fit: then the
 * wrong one was bound, and nothing is said. */
static bool other_percent_fits(struct checker *c, const struct statement *s,
                               const struct figure *pct, range part, range whole)
{
    const struct figure *same[] = { s->whole_pct, s->plan_pct, s->share };

    for (int k = 0; k < 3; k++)
        if (same[k]->has_value && same[k] != pct
            && judge(range_fits_percent, part, whole, same[k]->value, HEDGE_NONE) == VERDICT_FITS)
            return true;
    if (s->certainty == CLASS_A)
        return false;
    struct extent e = statements_of(c, s->block, s->block);

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *o = &c->report->statement[i];

        if (o->sentence == s->sentence && o->block == s->block && o->unit.class == UNIT_PERCENT
            && o->value.has_value
            && judge(range_fits_percent, part, whole, o->value.value, HEDGE_NONE) == VERDICT_FITS)
            return true;
    }
    return false;
}

/* "a/b ha (đạt 28,03% kế hoạch)", "a/b ha (x ha, y ha), đạt 28,03% kế hoạch": nothing but a
 * unit, a word or two and whole brackets between. */
static bool told_beside(const struct checker *c, const struct statement *s,
                        const struct figure *pct)
{
    enum { NEAR_BESIDE = 48 };
    uint32_t from = flow_at(c, s->block, s->whole->text), to = flow_at(c, s->block, pct->text);

    if (from == UINT32_MAX || to == UINT32_MAX || to < from + s->whole->text.len)
        return false;
    str between = str_sub(block_text(c, s->block), from + s->whole->text.len, to);
    size_t close = between.len, near = 0;

    while (close > 0 && between.ptr[close - 1] != ')')
        close--;
    size_t open = close > 0 ? str_find(between, STR("(")) : SIZE_MAX;

    for (size_t i = 0; i < between.len; i++) {
        char b = between.ptr[i];

        if (open != SIZE_MAX && i >= open && i < close)
            continue;
        if (b == ';' || (b >= '0' && b <= '9'))
            return false;
        near++;
    }
    return near <= NEAR_BESIDE;
}

/* Is the b what was planned or granted? More than there are of a field cannot have met
 * anything, and of money a part is told against nothing else, unless it is beyond its plan
 * though less than the b. */
static bool surely_plan(const struct statement *s, const struct figure *pct)
{
    if (dec_cmp(s->value.value, s->whole->value) > 0)
        return true;
    return s->unit.class == UNIT_MONEY && !(dec_cmp(pct->value, (dec){ 100, 0 }) > 0);
}

/* "408/325 học viên, bằng 1,26 lần kế hoạch"; "514/32 nghìn cây, đạt 1,6%", where the
 * thousand is the b's alone. */
static bool told_in_times(const struct statement *s, const struct figure *pct)
{
    static const int step[] = { 2, 3, 6 };
    range part, whole, p, more;

    if (!amount_range(&s->value, s->unit, &part) || !amount_range(s->whole, s->unit, &whole)
        || !range_of(pct->value, RANGE_ROUNDED, pct->hedge, &p))
        return false;
    for (int i = 0; i < 3; i++)
        if (range_shift(p, step[i], &more) && range_fits_percent(part, whole, more) == FITS_YES)
            return true;
    return false;
}

/* "420/980 tỷ đồng, đạt 85% kế hoạch quý III": the percentage is of another plan. */
static bool of_another_plan(const struct checker *c, const struct statement *s,
                            const struct figure *pct)
{
    static const char *const word[] = { "quý", "tháng", "giai đoạn", "nhiệm kỳ", "Trung ương",
                                        "HĐND", "Nghị quyết", "cùng kỳ", "điều chỉnh" };
    enum { BEHIND = 64 };
    uint32_t at = flow_at(c, s->block, pct->text);
    str behind;

    if (at == UINT32_MAX)
        return true;
    behind = str_sub(block_text(c, s->block), at + pct->text.len, at + pct->text.len + BEHIND);
    for (size_t i = 0; i < behind.len; i++)
        if (strchr(";,()", behind.ptr[i]))
            behind.len = i;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(behind, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

/* "1.234/45 ha, đạt 297,4% kế hoạch": so far off that the b is taken for no plan, unless it
 * can be nothing else or one slip of the pen makes it so. */
static void check_far_plan(struct checker *c, const struct statement *s)
{
    const struct figure *pct = s->plan_pct;
    struct operand o[] = { { &s->value, s->unit, CMP_NONE }, { s->whole, s->unit, CMP_NONE },
                           { pct, s->unit, CMP_NONE } };
    dec computed;

    if (!pct->has_value || pct->is_range || pct->hedge != HEDGE_NONE || !told_beside(c, s, pct)
        || !percent_of(s->value.value, s->whole->value, (int8_t)(pct->value.scale + 2), &computed))
        return;
    if (told_in_times(s, pct))
        return;
    struct diag *d = add_ratio(c, DIAG_RATIO_MISMATCH, s, pct, computed);

    d->severity = SEVERITY_WARNING;
    equate_loosely(c, EQUATION_PERCENT, o, 3, 2, d);
    d->held = !surely_plan(s, pct) || of_another_plan(c, s, pct);
}

/* "101/115 (tỷ lệ 88%) điểm": a percentage alone in its brackets right behind the b, which
 * was read as the rate of what follows. */
static const struct figure *bracket_percent(const struct checker *c, const struct statement *s)
{
    static const char *const lead[] = { "(tỷ lệ ", "(tỉ lệ ", "(đạt ", "(chiếm ", "(đạt tỷ lệ ",
                                        "(chiếm tỷ lệ ", "(bằng ", "(tương đương ", "(" };
    const struct statement *n = s + 1;
    uint32_t from;
    str between, behind;

    if (n == c->report->statement + c->report->nstatements || n->block != s->block
        || n->sentence != s->sentence || n->unit.class != UNIT_PERCENT || !n->value.has_value
        || s->whole_is_plan || (from = flow_at(c, s->block, s->whole->text)) == UINT32_MAX
        || n->at <= from + s->whole->text.len)
        return NULL;
    between = str_sub(block_text(c, s->block), from + s->whole->text.len, n->at);
    while (between.len && between.ptr[0] == ' ')
        between = str_sub(between, 1, between.len);
    behind = str_trim(str_sub(block_text(c, s->block), n->at + n->value.text.len, n->end + 4));
    if (!str_starts(behind, STR("%)")))
        return NULL;
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
        if (str_eq(between, str_from(lead[i])))
            return &n->value;
    return NULL;
}

static void check_ratio(struct checker *c, const struct statement *s)
{
    const struct figure *pct = s->whole_pct->has_value ? s->whole_pct
                               : s->whole_is_plan && s->plan_pct->has_value ? s->plan_pct
                               : bracket_percent(c, s);
    range part, whole;
    dec computed, right;
    enum diag_remark remark;

    if (above_whole(c, s, pct))
        return;
    if (!pct)
        check_far_plan(c, s);
    if (!pct || pct->is_range)
        return;
    if (!amount_range(&s->value, s->unit, &part) || !amount_range(s->whole, s->unit, &whole)
        || !percent_of(s->value.value, s->whole->value, (int8_t)(pct->value.scale + 2), &computed))
        return;

    enum verdict v = judge(range_fits_percent, part, whole, pct->value, pct->hedge);

    if (v == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, EQUATION_PERCENT, v,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { s->whole, s->unit, CMP_NONE },
                                                    { pct, s->unit, CMP_NONE } }, 3, 2);
    if (v == VERDICT_FITS)
        return;
    if (other_percent_fits(c, s, pct, part, whole)) {
        e->verdict = VERDICT_UNKNOWN;
        return;
    }
    if (v != VERDICT_WRONG) {
        add_ratio(c, DIAG_RATIO_ROUNDING, s, pct, computed);
        return;
    }
    struct diag *d = add_ratio(c, DIAG_RATIO_MISMATCH, s, pct, computed);

    e->finding = d;
    /* far off, and a percentage of a plan: then of another plan than the b */
    d->held = !near_enough(pct->value, computed, 15) && s->plan_pct->has_value
              && s->plan_pct->where.start == pct->where.start
              && !slip_explains(pct->value, computed, &remark, &right)
              && !told_beside(c, s, pct);

    explain_ratio(c, d, s, pct, part, whole, computed);
    if (!near_enough(pct->value, computed, 15) && d->repair.len == 0 && d->culprit.len == 0)
        d->severity = SEVERITY_WARNING;
    if (slip_explains(pct->value, computed, &remark, &right) && d->culprit.len == 0 && !d->held)
        find_copies(c, s, pct, computed);
}

void check_ratios(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->whole->has_value && s->value.has_value && !s->is_rank && s->row < 0
            && s->whole->value.coef > 0)
            check_ratio(c, s);
    }
}

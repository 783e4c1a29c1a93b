/* share.c -- "chiếm x%" against the amount and its total; shares against 100. */
#include "check/check_int.h"

#include "base/utf8.h"

enum { SHARE_PARTS = 32 };

/* The share a statement tells: on the amount's own statement, or alone as a rate. */
static const struct figure *share_figure(const struct statement *s)
{
    if (s->share->has_value)
        return s->share;
    return s->whole_pct->has_value && !s->whole->has_value ? s->whole_pct : NULL;
}

static enum verdict share_verdict(const struct statement *s, const struct figure *share,
                                  const struct figure *total, unit u, dec *computed)
{
    range part, whole;
    dec a, b;

    if (!unit_same_base(u, s->unit) || !amount_range(&s->value, s->unit, &part)
        || !amount_range(total, u, &whole) || !amount_value(&s->value, s->unit, &a)
        || !amount_value(total, u, &b) || b.coef <= 0
        || !percent_of(a, b, (int8_t)(share->value.scale + 2), computed))
        return VERDICT_UNKNOWN;
    return judge(range_fits_percent, part, whole, share->value, share->hedge);
}

/* Any other amount told before in the block of which this share would be right. */
static bool other_total_fits(struct checker *c, const struct statement *s,
                             const struct figure *share)
{
    enum { TOTAL_REACH = 64 };      /* statements to either side */
    struct extent e = statements_of(c, s->block - 2, s->block);
    uint32_t at = (uint32_t)(s - c->report->statement);

    e.from = at > e.from + TOTAL_REACH ? at - TOTAL_REACH : e.from;
    e.to = e.to > at + TOTAL_REACH ? at + TOTAL_REACH : e.to;
    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *o = &c->report->statement[i];
        const struct figure *f[] = { &o->value, o->whole };
        dec computed;

        if (o == s || o->row >= 0)
            continue;
        for (int k = 0; k < 2; k++) {
            enum verdict v = f[k]->has_value
                             ? share_verdict(s, share, f[k], o->unit, &computed) : VERDICT_UNKNOWN;

            if (v == VERDICT_FITS || v == VERDICT_CUT)
                return true;
        }
    }
    return false;
}

static struct diag *add_share(struct checker *c, enum diag_code code, const struct statement *s,
                              const struct figure *share, const struct figure *total,
                              dec computed)
{
    struct diag *d = diag_add(c->diags, code, share->where);

    diag_arg(d, s->value.text);
    diag_arg(d, total->text);
    diag_arg_dec(c->diags, d, shown_percent(computed, share->value));
    diag_arg(d, share->text);
    diag_stated(d, share->text);
    diag_computed(c->diags, d, computed);
    note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, s->value.where), s->value.text);
    note_arg(diag_note_at(c->diags, d, REMARK_TOTAL_HERE, total->where), total->text);
    return d;
}

/* The whole a part is a share of: its parent, or where the parent is told in
 * another unit ("105 vụ, ... thiệt hại 19,5 tỷ đồng; trong đó ... 18 vụ") the first
 * figure of the sentence in the part's own unit. */
static const struct statement *share_total(struct checker *c, const struct statement *s)
{
    const struct statement *up = parent_statement(c, s);

    if (!up)
        return NULL;
    if (up->value.has_value && unit_same_base(up->unit, s->unit))
        return up;
    struct extent e = statements_of(c, s->block, s->block);

    for (const struct statement *o = c->report->statement + e.from; o < s; o++)
        if (o->block == s->block && o->sentence == s->sentence && o->value.has_value
            && o->row < 0 && o->parent == NO_STATEMENT && unit_same_base(o->unit, s->unit)
            && dec_cmp(o->value.value, s->value.value) > 0)
            return o;
    return NULL;
}

/* "200/264 xã và 1 huyện (chiếm 75,75% tổng số xã)": the share of a count that was told
 * with its whole before. */
static bool share_of_earlier(struct checker *c, const struct statement *s,
                             const struct figure *share)
{
    struct extent e = statements_of(c, s->block, s->block);

    for (const struct statement *o = c->report->statement + e.from; o < s; o++) {
        dec computed;

        if (o->block != s->block || o->sentence != s->sentence || o->row >= 0
            || !o->value.has_value || !o->whole->has_value)
            continue;
        enum verdict v = share_verdict(o, share, o->whole, o->unit, &computed);

        if (v != VERDICT_WRONG && v != VERDICT_UNKNOWN) {
            covered(c, &o->value);
            return true;
        }
    }
    return false;
}

/* Does the share leave no more than one whole number open? Of large counts any share fits. */
static bool tells_whole(range count, range p)
{
    dec lo, hi, difference, one = { 1, 0 };

    return range_quotient_bounds(count, p, 2, &lo, &hi) && dec_sub(hi, lo, &difference)
           && dec_cmp(difference, one) < 0;
}

/* "27 hợp tác xã (chiếm 41,3%)": of no whole number are 27 so many per cent. */
static void check_count(struct checker *c, const struct statement *s, const struct figure *share)
{
    range count, p, hundred = range_exact((dec){ 100, 0 });
    dec lo, hi;

    if (!unit_is_exact(s->unit) || s->value.value.scale || s->value.hedge != HEDGE_NONE
        || share->hedge != HEDGE_NONE || share->value.scale == 0 || s->certainty != CLASS_A
        || s->whole->has_value || s->value.value.coef <= 0 || share->value.coef <= 0
        || !amount_range(&s->value, s->unit, &count) || !range_mul(count, hundred, &count)
        || !range_of(share->value, RANGE_ROUNDED, HEDGE_NONE, &p))
        return;
    enum fits fit = range_quotient_has_integer(count, p);
    enum fits cut = range_of(share->value, RANGE_TRUNCATED, HEDGE_NONE, &p)
                    ? range_quotient_has_integer(count, p) : FITS_UNKNOWN;

    if (fit == FITS_UNKNOWN || (fit == FITS_YES && !tells_whole(count, p)))
        return;
    checked(c, share);
    if (fit != FITS_YES && cut == FITS_NO && share_of_earlier(c, s, share))
        return;
    covered(c, &s->value);
    if (fit == FITS_YES || cut != FITS_NO)
        return;
    struct diag *d = diag_add(c->diags, DIAG_RATIO_COUNT, share->where);

    diag_arg(d, s->value.text);
    diag_arg(d, share->text);
    diag_stated(d, share->text);
    if (range_quotient_bounds(count, p, 2, &lo, &hi))
        add_bounds(c, d, lo, hi);
}

static void check_share_against(struct checker *c, const struct statement *s,
                                const struct figure *share, const struct statement *total)
{
    enum diag_remark remark;
    dec computed, right;
    enum verdict v = share_verdict(s, share, &total->value, total->unit, &computed);

    if (v == VERDICT_UNKNOWN)
        return;
    struct equation *e = equate(c, EQUATION_PERCENT, v,
                                (struct operand[]){ { &s->value, s->unit, CMP_NONE },
                                                    { &total->value, total->unit, CMP_NONE },
                                                    { share, s->unit, CMP_NONE } }, 3, 2);
    if (v == VERDICT_FITS)
        return;
    if (v != VERDICT_WRONG) {
        add_share(c, DIAG_SHARE_ROUNDING, s, share, &total->value, computed);
        return;
    }
    if (other_total_fits(c, s, share)) {
        e->verdict = VERDICT_UNKNOWN;
        return;
    }
    bool slip = slip_explains(share->value, computed, &remark, &right);
    struct diag *d = add_share(c, DIAG_SHARE_MISMATCH, s, share, &total->value, computed);

    e->finding = d;
    d->held = !slip && !near_enough(share->value, computed, 10);
    if (slip)
        add_slip(c, d, remark, right);
    else if (s->certainty == CLASS_C || total->value.hedge != HEDGE_NONE)
        d->severity = SEVERITY_WARNING;
}

static void check_share(struct checker *c, const struct statement *s, const struct figure *share)
{
    const struct statement *total = share_total(c, s);

    if (share->is_range)
        return;
    if (total)
        check_share_against(c, s, share, total);
    else
        check_count(c, s, share);
}

void check_share_of(struct checker *c, const struct statement *part,
                    const struct statement *total)
{
    const struct figure *share = share_figure(part);

    if (share && !share->is_range && part->unit.class != UNIT_PERCENT && !parent_statement(c, part))
        check_share_against(c, part, share, total);
}

/* "281.502/294.046 lượt, đạt 95,7%" as a part of "295.046 lượt": the printed
 * denominator is one slip away from the total it stands for. */
static void check_denominator(struct checker *c, const struct statement *s)
{
    const struct statement *up = parent_statement(c, s);
    const struct figure *pct = s->whole_pct->has_value ? s->whole_pct : s->plan_pct;
    enum diag_remark remark;
    range part, whole;
    dec computed;

    if (!up || !up->value.has_value || up->value.hedge != HEDGE_NONE
        || !unit_same_base(up->unit, s->unit) || significant_digits(up->value.value) < 4
        || s->whole_is_plan || !pct->has_value
        || !slip_between(up->value.value, s->whole->value, &remark)
        || !percent_of(s->value.value, up->value.value, 4, &computed))
        return;
    if (!amount_range(&s->value, s->unit, &part) || !amount_range(&up->value, up->unit, &whole))
        return;
    checked(c, s->whole);
    covered(c, &up->value);
    if (judge(range_fits_percent, part, whole, pct->value, pct->hedge) == VERDICT_FITS)
        return;
    struct diag *d = add_share(c, DIAG_SHARE_MISMATCH, s, pct, &up->value, computed);

    d->culprit = up->value.text;
    d->repair = s->whole->text;
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, s->whole->where), s->whole->text);
    note_arg(diag_hint(c->diags, d, remark), s->whole->text);
}

/* The same digits with the decimal comma elsewhere: 9,0 for 0,9. */
static bool comma_moved(dec stated, dec computed)
{
    dec up, down;

    return (dec_shift(computed, 1, &up) && near_enough(stated, up, 2))
           || (dec_shift(stated, 1, &down) && near_enough(down, computed, 2));
}

/* "480 tỷ đồng" may stand for 475 to 485: amounts that end in noughts are often rounded. */
static bool rounded_part_fits(const struct statement *part, const struct figure *share,
                              const struct statement *total)
{
    range some, whole;

    return part->value.value.coef % 10 == 0
           && range_of(part->value.value, RANGE_ROUNDED, HEDGE_ABOUT, &some)
           && range_shift(some, part->unit.power, &some)
           && amount_range(&total->value, total->unit, &whole)
           && judge(range_fits_percent, some, whole, share->value, share->hedge)
              == VERDICT_FITS;
}

/* "nợ xấu 346 tỷ đồng, chiếm 9,0% tổng dư nợ": the total that the share names, told before. */
static void check_named_total(struct checker *c, const struct statement *p)
{
    enum { NAMED_REACH = 10 };
    const struct statement *all = c->report->statement, *part = p - 1, *total = NULL;
    enum diag_remark remark;
    dec computed, right;

    if (p == all || !p->rule || strcmp(p->rule, "share") != 0 || p->value.is_range
        || p->value.hedge != HEDGE_NONE || part->block != p->block || part->row >= 0
        || part->sentence != p->sentence || !part->value.has_value || part->whole->has_value
        || part->unit.class == UNIT_PERCENT || !utf8_begins_plain(p->name, "tong "))
        return;
    for (const struct statement *o = part; o-- > all && part - o <= NAMED_REACH && !total;)
        if (o->block == p->block && o->row < 0 && o->value.has_value
            && unit_same_base(o->unit, part->unit) && str_eq(o->area, part->area)
            && names_close(c, o->indicator, p->name))
            total = o;
    if (!total)
        return;
    enum verdict v = share_verdict(part, &p->value, &total->value, total->unit, &computed);

    if (v == VERDICT_FITS) {
        checked(c, &p->value);
        covered(c, &part->value);
        covered(c, &total->value);
    }
    if (v != VERDICT_WRONG || rounded_part_fits(part, &p->value, total)
        || other_total_fits(c, part, &p->value))
        return;
    bool slip = slip_explains(p->value.value, computed, &remark, &right);

    if (!slip && !comma_moved(p->value.value, computed)
        && !near_enough(p->value.value, computed, 15))
        return;
    checked(c, &p->value);
    struct diag *d = add_share(c, DIAG_SHARE_MISMATCH, part, &p->value, &total->value, computed);

    if (slip)
        add_slip(c, d, remark, right);
    else
        d->severity = SEVERITY_WARNING;
}

/* "kiểm tra 1.860 cơ sở, có 1.674 cơ sở đạt yêu cầu, chiếm 99,0%": no total is named, and one
 * figure before it in its unit can be. Told when a slip makes it so; of `loose` percentages,
 * which may be of a plan, only when two digits are swapped. */
static void check_of_earlier(struct checker *c, const struct statement *part,
                             const struct figure *share, bool loose)
{
    const struct statement *total = NULL;
    struct extent e = statements_of(c, part->block, part->block);
    enum diag_remark remark;
    uint32_t n = 0;
    dec computed, right;

    for (const struct statement *o = c->report->statement + e.from; o < part; o++) {
        if (o->sentence != part->sentence || o->row >= 0 || !o->value.has_value
            || !unit_same_base(o->unit, part->unit) || o->unit.power != part->unit.power
            || dec_cmp(o->value.value, part->value.value) <= 0)
            continue;
        if (o->whole->has_value || o->kind >= KIND_PLAN || o->value.hedge != HEDGE_NONE
            || share_verdict(part, share, &o->value, o->unit, &computed) != VERDICT_WRONG)
            return;
        total = o;
        n++;
    }
    if (n != 1 || share_verdict(part, share, &total->value, total->unit, &computed)
                  != VERDICT_WRONG
        || !slip_explains(share->value, computed, &remark, &right)
        || (remark != REMARK_SWAP && (loose || remark != REMARK_DIGIT_WRONG))
        || rounded_part_fits(part, share, total)
        || other_total_fits(c, part, share))
        return;
    checked(c, share);
    struct diag *d = add_share(c, DIAG_SHARE_MISMATCH, part, share, &total->value, computed);

    d->severity = SEVERITY_WARNING;
    add_slip(c, d, remark, right);
}

static bool can_be_part(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range && !s->whole->has_value
           && s->value.hedge == HEDGE_NONE && s->kind < KIND_PLAN
           && (s->unit.class == UNIT_COUNT || s->unit.class == UNIT_MONEY);
}

/* The percentage behind a figure, when nothing says what it is of. */
static void check_bare_percentage(struct checker *c, const struct statement *s,
                                  const struct figure *share)
{
    const struct statement *p = s + 1;
    const struct figure *pct = s->plan_pct;
    str behind;
    uint32_t at;

    if (!can_be_part(s))
        return;
    if (share && !share->is_range && share->hedge == HEDGE_NONE) {
        check_of_earlier(c, s, share, false);
        return;
    }
    if (!pct->has_value) {
        if (p < c->report->statement + c->report->nstatements && p->block == s->block
            && p->sentence == s->sentence && p->value.has_value && !p->value.is_range
            && p->unit.class == UNIT_PERCENT && p->rule && strcmp(p->rule, "share") == 0
            && p->name.len == 0 && p->value.hedge == HEDGE_NONE)
            check_of_earlier(c, s, &p->value, false);
        return;
    }
    at = flow_at(c, s->block, pct->text);
    if (at == UINT32_MAX || pct->is_range || pct->hedge != HEDGE_NONE || s->kind >= KIND_PLAN)
        return;
    at += (uint32_t)pct->text.len;
    behind = str_trim(str_sub(block_text(c, s->block), at, at + 8));
    if (behind.len > 1 && behind.ptr[0] == '%'
        && (behind.ptr[1] == ',' || behind.ptr[1] == ';' || behind.ptr[1] == '.'
            || behind.ptr[1] == ')'))
        check_of_earlier(c, s, pct, true);
}

/* Shares told side by side that should make 100. */
struct shares {
    const struct figure *part[SHARE_PARTS];
    size_t n;
    range sum;
    dec total;
    bool malformed;             /* one of them cannot be read for sure */
};

static void add_part(struct shares *h, const struct figure *f)
{
    range r;

    if (f && f->form != FIGURE_PLAIN)
        h->malformed = true;
    if (!f || !f->has_value || f->is_range || h->n == SHARE_PARTS
        || (h->n > 0 && h->part[h->n - 1]->where.start >= f->where.start))
        return;
    if (range_of(f->value, RANGE_ROUNDED, f->hedge, &r) && range_add(h->sum, r, &h->sum)
        && dec_add(h->total, f->value, &h->total))
        h->part[h->n++] = f;
}

/* "...; các cây còn lại chiếm tỷ lệ không đáng kể": the rest is told without its share. */
static bool rest_goes_untold(const struct checker *c, int32_t block, const struct figure *last)
{
    enum { BEHIND = 160 };
    uint32_t at = flow_at(c, block, last->text);
    str rest;

    if (at == UINT32_MAX)
        return false;
    at += (uint32_t)last->text.len;
    rest = str_sub(block_text(c, block), at, at + BEHIND);
    rest = str_sub(rest, 0, str_find(rest, STR(". ")));
    return str_find(rest, STR("còn lại")) != SIZE_MAX || str_find(rest, STR("...")) != SIZE_MAX
           || str_find(rest, STR("…")) != SIZE_MAX;
}

static void judge_hundred(struct checker *c, const struct shares *h, int32_t block, bool certain)
{
    range hundred = range_exact((dec){ 100, 0 });
    dec least = { 97, 0 }, most = { 103, 0 };

    bool far = dec_cmp(h->total, least) < 0 || dec_cmp(h->total, most) > 0;
    struct operand o[SHARE_PARTS + 1] = { OPERAND_HUNDRED };
    struct equation *e = NULL;

    if (h->malformed || h->n < 3 || (far && !certain) ||
        (dec_cmp(h->total, (dec){ 100, 0 }) < 0 &&
         rest_goes_untold(c, block, h->part[h->n - 1])))
        return;
    for (size_t i = 0; i < h->n; i++)
        o[i + 1] = (struct operand){ h->part[i], { UNIT_PERCENT, 0, -2, false }, CMP_NONE };
    enum verdict v = judge_equal(h->sum, hundred);

    if (!far)
        e = equate(c, EQUATION_SUM, v, o, (uint32_t)h->n + 1, (uint32_t)h->n);
    if (v != VERDICT_WRONG)
        return;
    struct diag *d = diag_add(c->diags, DIAG_SHARE_SUM, h->part[h->n - 1]->where);

    diag_arg_dec(c->diags, d, h->total);
    diag_stated(d, h->part[h->n - 1]->text);
    diag_computed(c->diags, d, h->total);
    for (size_t i = 0; i < h->n; i++)
        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, h->part[i]->where),
                 h->part[i]->text);
    if (!certain)
        d->severity = SEVERITY_WARNING;
    if (e)
        e->finding = d;
    else
        equate_loosely(c, EQUATION_SUM, o, (uint32_t)h->n + 1, (uint32_t)h->n, d);
}

static void check_hundred(struct checker *c, uint32_t first)
{
    const struct statement *s = &c->report->statement[first];
    struct shares h = { .sum = range_exact((dec){ 0, 0 }) };

    for (uint32_t i = first; i < c->report->nstatements; i = c->group_next[i])
        add_part(&h, share_figure(&c->report->statement[i]));
    judge_hundred(c, &h, s->block, s->part == PART_LIST);
}

bool told_as_share(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && s->unit.class == UNIT_PERCENT
           && s->part_group == 0
           && utf8_begins_plain(s->indicator, "ty trong");
}

/* A sentence of shares with no total of their own: "cơ cấu kinh tế: ... chiếm ..." */
static void check_structure_of(struct checker *c, uint32_t first)
{
    const struct statement *s = &c->report->statement[first];
    struct shares h = { .sum = range_exact((dec){ 0, 0 }) };
    str before = fold_strip(c->job->arena,
                            str_sub(block_text(c, s->block), s->at > 300 ? s->at - 300 : 0, s->at));

    for (uint32_t i = first; i < c->report->nstatements; i++) {
        const struct statement *p = &c->report->statement[i];

        if (p->block != s->block || p->sentence != s->sentence)
            break;
        if (told_as_share(p))
            add_part(&h, &p->value);
    }
    judge_hundred(c, &h, s->block, str_find(before, STR("co cau")) != SIZE_MAX);
}

void check_shares(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        const struct figure *share = share_figure(s);

        if (s->row >= 0)
            continue;
        if (s->unit.class == UNIT_PERCENT && s->value.has_value)
            check_named_total(c, s);
        if (share && s->value.has_value && s->unit.class != UNIT_PERCENT)
            check_share(c, s, share);
        if (s->value.has_value && s->unit.class != UNIT_PERCENT && s->parent == NO_STATEMENT)
            check_bare_percentage(c, s, share);
        if (s->whole->has_value && s->value.has_value && !s->is_rank)
            check_denominator(c, s);
        if (opens_group(c, i))
            check_hundred(c, i);
        if (told_as_share(s) && (i == 0 || s[-1].sentence != s->sentence
                                    || !told_as_share(&s[-1])))
            check_structure_of(c, i);
    }
}

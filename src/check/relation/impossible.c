/* impossible.c -- figures that cannot be, whatever the others say.
 *
 * A share above the whole, a fall of more than all there was, a rank beyond the field,
 * a score above its maximum, a range from more to less, a part above its total, a sum
 * of months below one of them, a percentage no whole number of communes can have. */
#include "check/form/near.h"

#include "base/utf8.h"

static struct diag *add_impossible(struct checker *c, enum diag_code code,
                                   const struct figure *f)
{
    struct diag *d = diag_add(c->diags, code, f->where);

    checked(c, f);
    diag_arg(d, f->text);
    diag_stated(d, f->text);
    return d;
}

static bool name_has(struct checker *c, str name, const char *const *word, size_t n)
{
    str f = fold_strip(c->job->arena, name);

    for (size_t i = 0; i < n; i++)
        if (str_find(f, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}
#define NAME_HAS(c, name, word) name_has((c), (name), (word), sizeof(word) / sizeof *(word))

/* Rates that count some of a number of people, households, communes: never above it.
 * Enrolment and vaccination have been told of other ages or other plans. */
static bool never_above(struct checker *c, str indicator)
{
    static const char *const some[] = {
        "ho ngheo", "can ngheo", "che phu", "bao phu", "bao hiem", "that nghiep", "thieu viec",
        "do thi hoa", "dao tao", "hai long", "nuoc sach", "hop ve sinh", "dien luoi",
        "su dung dien", "suy dinh duong", "ket hon", "biet chu", "mu chu", "no xau", "van hoa",
        "dat chuan", "tot nghiep", "dung han", "sinh con thu", "nguoi dan", "dan so",
    };
    static const char *const other[] = { "huy dong", "tiem", "nhap hoc", "thu ", "chi ", "giuong",
                                         "ke hoach", "chi tieu", "so voi", "bao phu no" };

    return (rate_of_whole(c, indicator)
            && NAME_HAS(c, indicator, some) && !NAME_HAS(c, indicator, other))
           || utf8_begins_plain(indicator, "do che phu")
           || (utf8_begins_plain(indicator, "ty trong") && !NAME_HAS(c, indicator, other));
}

static bool above_hundred(const struct figure *f)
{
    return f->has_value && dec_cmp(f->value, (dec){ 100, 0 }) > 0
           && !(f->value.scale == 0 && dec_cmp(f->value, (dec){ 1000, 0 }) >= 0
                && str_find(f->text, STR(".")) != SIZE_MAX);    /* 43.125%: the dot is wrong */
}

/* Other rates of a whole may be told of another year's, another place's whole, which makes
 * them somewhat more than it: beds in use, children at school. Twice the whole they are not. */
static bool far_above(struct checker *c, const struct statement *s)
{
    enum { TWICE_ALL = 200 };
    static const char *const other[] = { "ke hoach", "chi tieu", "du toan", "nghi quyet",
                                         "loi nhuan", "doanh thu", "chi phi", "von", "dien tich",
                                         "thue bao", "nhap sieu", "bao phu no", "quay vong" };

    return s->row < 0 && dec_cmp(s->value.value, (dec){ TWICE_ALL, 0 }) > 0 && s->ncompares == 0
           && rate_of_whole(c, s->indicator) && !NAME_HAS(c, s->indicator, other);
}

static void check_rate_beyond(struct checker *c, const struct statement *s)
{
    if (s->unit.class == UNIT_PERCENT && above_hundred(&s->value) && s->kind != KIND_PLAN) {
        bool never = never_above(c, s->indicator);

        if (!never && !far_above(c, s))
            return;
        struct diag *d = add_impossible(c, DIAG_SHARE_BEYOND, &s->value);

        if (s->row >= 0 || !never)
            d->severity = SEVERITY_WARNING;
    }
    if (above_hundred(s->share))
        add_impossible(c, DIAG_SHARE_BEYOND, s->share);
}

/* What can fall by more than all of it: profits, balances, growth itself. */
static bool may_turn_negative(struct checker *c, str indicator)
{
    static const char *const word[] = { "loi nhuan", "lai ", "thang du", "can doi", "sieu",
                                        "tang truong", "toc do", "chenh lech", "muc tang" };

    return NAME_HAS(c, indicator, word);
}

static void check_fall(struct checker *c, const struct statement *s)
{
    for (uint32_t k = 0; k < s->ncompares; k++) {
        const struct comparison *q = &s->compare[k];

        if (q->kind == CMP_DECREASE && q->unit.class == UNIT_PERCENT && above_hundred(&q->amount)
            && !may_turn_negative(c, s->indicator))
            add_impossible(c, DIAG_FALL_BEYOND, &q->amount);
    }
}

/* "đạt 120 hộ, tăng 150 hộ": there would have been fewer than none before. */
static void check_rise(struct checker *c, const struct statement *s)
{
    enum { BETWEEN = 48 };
    range now, change;
    bool fits;

    if (!s->value.has_value || s->value.is_range || !s->ncompares
        || !amount_range(&s->value, s->unit, &now) || now.hi_none)
        return;
    for (uint32_t k = 0; k < s->ncompares; k++) {
        const struct comparison *q = &s->compare[k];
        uint32_t at = flow_at(c, s->block, q->amount.text);
        str between;

        if (q->kind != CMP_INCREASE || !q->amount.has_value || q->amount.is_range
            || !unit_same_base(q->unit, s->unit) || at == UINT32_MAX || at <= s->at
            || (q->unit.class != UNIT_COUNT && q->unit.class != UNIT_MEASURE
                && q->unit.class != UNIT_MONEY && q->unit.class != UNIT_RATE)
            || !amount_range(&q->amount, q->unit, &change) || change.lo_none
            || wide_cmp(change.lo, now.hi, &fits) <= 0 || !fits)
            continue;
        between = str_sub(block_text(c, s->block), s->at, at);
        if (between.len > BETWEEN || str_find(between, STR(";")) != SIZE_MAX
            || str_find(between, STR("thêm")) != SIZE_MAX
            || may_turn_negative(c, s->indicator))
            continue;
        covered(c, &s->value);
        struct diag *d = add_impossible(c, DIAG_RISE_BEYOND, &q->amount);

        d->arg[0] = arena_printf(c->job->arena, "%.*s %.*s", STRF(q->amount.text),
                                 STRF(q->unit_text));
        diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text),
                                 STRF(s->unit_text)));
    }
}

/* "xếp thứ 64/63", "92/90 điểm". */
static void check_beyond(struct checker *c, const struct statement *s)
{
    if (!s->whole->has_value || !s->value.has_value
        || !(s->is_rank || s->unit.class == UNIT_SCORE)
        || dec_cmp(s->value.value, s->whole->value) <= 0 || s->whole->value.coef <= 0)
        return;
    diag_arg(add_impossible(c, DIAG_RANK_BEYOND, &s->value), s->whole->text);
}

/* "từ 20 đến 15 triệu đồng": but "giảm từ 20 đến 15" tells a fall. */
static void check_range(struct checker *c, const struct statement *s)
{
    static const char *const fall[] = { "giam", "xuong", "thap dan", "ha ", "ngay", "thang",
                                        "gio", "tu ngay" };
    enum { BACK = 60 };
    struct diag *d;
    str text, before;

    if (!s->value.is_range || dec_cmp(s->value.upper, s->value.value) >= 0)
        return;
    text = block_text(c, s->block);
    before = str_sub(text, s->at > BACK ? s->at - BACK : 0, s->at);
    if (name_has(c, before, fall, sizeof fall / sizeof *fall))
        return;
    d = add_impossible(c, DIAG_RANGE_REVERSED, &s->value);
    diag_arg_dec(c->diags, d, s->value.upper);
}

/* Do nothing but a few words and "trong đó" stand between the two? What is farther away
 * may belong to something else, and "nâng tổng số lên" tells more than the total. */
static bool right_behind(const struct checker *c, const struct statement *whole,
                         const struct statement *part)
{
    enum { BETWEEN = 90 };
    str text = str_sub(block_text(c, whole->block), whole->end, part->at);

    return part->at > whole->end && part->at - whole->end < BETWEEN
           && str_find(text, STR("trong đó")) != SIZE_MAX && str_find(text, STR(";")) == SIZE_MAX
           && str_find(text, STR("nâng")) == SIZE_MAX && str_find(text, STR("kế")) == SIZE_MAX;
}

/* "Có 120 hộ được vay, trong đó 150 hộ nghèo". */
static void check_part(struct checker *c, const struct statement *s)
{
    const struct statement *whole = parent_statement(c, s);
    range a, b;
    struct diag *d;

    if (!whole || s->part == PART_NONE || !s->value.has_value || whole + 1 != s
        || !whole->value.has_value
        || s->value.is_range || whole->value.is_range || s->block != whole->block
        || s->sentence != whole->sentence || s->kind != whole->kind
        || !right_behind(c, whole, s)
        || !unit_same_base(s->unit, whole->unit) || s->unit.class == UNIT_PERCENT
        || s->unit.class == UNIT_RATE || s->unit.class == UNIT_SCORE
        || s->unit.class == UNIT_TIMES || s->unit.class == UNIT_POINT
        || !str_eq(s->unit_text, whole->unit_text)
        || may_turn_negative(c, whole->indicator) || may_turn_negative(c, s->indicator)
        || !amount_range(&s->value, s->unit, &a) || !amount_range(&whole->value, whole->unit, &b)
        || range_meets(a, b) || dec_cmp(s->value.value, whole->value.value) <= 0)
        return;
    d = add_impossible(c, DIAG_PART_BEYOND, &s->value);
    diag_arg(d, whole->value.text);
    covered(c, &whole->value);
    note_arg(diag_note_at(c->diags, d, REMARK_TOTAL_HERE, whole->value.where), whole->value.text);
    if (s->part != PART_AMONG || s->certainty != CLASS_A)
        d->severity = SEVERITY_WARNING;
}

/* Is the statement of what adds up over the months, told from the year's start? */
static bool grows_by_month(const struct statement *s)
{
    return s->value.has_value && !s->value.is_range && s->kind != KIND_PLAN
           && s->kind != KIND_TARGET
           && (s->unit.class == UNIT_COUNT || s->unit.class == UNIT_MEASURE
               || s->unit.class == UNIT_MONEY);
}

/* Herds, debts, people living somewhere: the state of a day may be less. */
static bool is_state(struct checker *c, str indicator)
{
    static const char *const word[] = {
        "dan ", "du no", "dan so", "hien co", "ton ", "sieu", "can doi", "chenh lech", "no ",
        "ngheo", "quy mo", "dang ", "con lai", "binh quan", "trung binh", "so du", "nguon von",
        "dien tich", "hang ngay", "moi ",
    };

    return NAME_HAS(c, indicator, word);
}

/* "đến nay" may tell a state; "từ đầu năm đến nay" tells what was added up. */
static bool from_new_year(const struct checker *c, const struct statement *s)
{
    enum { BACK = 80 };
    str before = str_sub(block_text(c, s->block), s->at > BACK ? s->at - BACK : 0, s->at);

    return !s->period.open || str_find(before, STR("ừ đầu năm")) != SIZE_MAX;
}

/* Is all of a's time part of b's, both from one year? */
static bool within(period a, period b)
{
    if (b.kind != PERIOD_MONTHS || b.from_month != 1 || a.year != b.year || a.month > b.month)
        return false;
    return a.kind == PERIOD_MONTH || a.kind == PERIOD_QUARTER
           || (a.kind == PERIOD_MONTHS && a.from_month == 1 && a.month < b.month);
}

/* "tháng 10 đạt 500 tỷ đồng, lũy kế 10 tháng đạt 450 tỷ đồng". */
static void check_cumulative(struct checker *c, uint32_t at)
{
    enum { AHEAD = 3 };
    const struct statement *s = &c->report->statement[at], *t;
    range a, b;

    for (uint32_t i = at + 1; i <= at + AHEAD && i < c->report->nstatements; i++) {
        t = &c->report->statement[i];
        if (t->block != s->block || t->sentence != s->sentence)
            return;
        if (!grows_by_month(t) || !within(s->period, t->period) || !unit_same_base(s->unit, t->unit)
            || !str_eq(s->indicator, t->indicator) || !str_eq(s->area, t->area)
            || s->part != t->part || !amount_range(&s->value, s->unit, &a)
            || !amount_range(&t->value, t->unit, &b))
            continue;
        checked(c, &t->value);
        covered(c, &s->value);
        bool fits;

        if (a.lo_none || b.hi_none || wide_cmp(b.hi, a.lo, &fits) >= 0 || !fits
            || is_state(c, s->indicator) || s->period.open || !from_new_year(c, t))
            continue;
        struct diag *d = add_impossible(c, DIAG_CUMULATIVE_BELOW, &t->value);

        diag_arg(d, s->value.text);
        note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, s->value.where), s->value.text);
        if (!str_eq(s->unit_text, t->unit_text) || s->period.kind != PERIOD_MONTH)
            d->severity = SEVERITY_WARNING;
        return;
    }
}

/* The whole number of things that stands right behind a percentage: "35% tổng số 45 xã". */
static bool total_behind(const struct checker *c, const struct statement *s, uint32_t from,
                         const struct statement *t)
{
    static const char *const word[] = { "tổng số", "trong tổng số", "trên tổng số", "của",
                                        "trong số", "của tổng số", "trong" };
    str text = block_text(c, s->block), between;

    if (t->block != s->block || t->sentence != s->sentence || t->at <= from
        || t->value.value.scale != 0 || !unit_is_exact(t->unit) || t->value.value.coef <= 0
        || t->value.hedge != HEDGE_NONE || t->at - from > 40)
        return false;
    between = str_trim(str_sub(text, from, t->at));
    if (str_starts(between, STR("%")))
        between = str_trim(str_sub(between, 1, between.len));
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(between, str_from(word[i])))
            return true;
    return false;
}

/* The count right before a percentage that is a share of t: "15 xã, chiếm 35% ...". */
static const struct statement *part_before(const struct checker *c, uint32_t at, uint32_t share_at,
                                           const struct statement *t)
{
    enum { BETWEEN = 60 };
    const struct statement *s = &c->report->statement[at];

    if (!s->share->has_value) {
        if (at == 0)
            return NULL;
        s--;
    }
    if (s->block != t->block || s->sentence != t->sentence || !s->value.has_value
        || s->value.value.scale != 0 || !unit_same_base(s->unit, t->unit) || s->at >= share_at
        || share_at - s->at > BETWEEN || s->value.is_range || s->value.hedge != HEDGE_NONE
        || str_find(str_sub(block_text(c, s->block), s->at, share_at), STR("chiếm")) == SIZE_MAX)
        return NULL;
    return s;
}

static void add_share_mismatch(struct checker *c, const struct figure *f,
                               const struct statement *part, const struct statement *whole)
{
    range a, b;
    dec percent;

    if (!amount_range(&part->value, part->unit, &a) || !amount_range(&whole->value, whole->unit, &b)
        || judge(range_fits_percent, a, b, f->value, f->hedge) != VERDICT_WRONG
        || !percent_of(part->value.value, whole->value.value, f->value.scale, &percent))
        return;
    struct diag *d = diag_add(c->diags, DIAG_SHARE_MISMATCH, f->where);

    diag_arg(d, part->value.text);
    diag_arg(d, whole->value.text);
    diag_arg_dec(c->diags, d, shown_percent(percent, f->value));
    diag_arg(d, f->text);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, percent);
}

/* Could some number of n things be that percentage of them? */
static bool share_feasible(const struct figure *f, dec n, enum range_mode mode)
{
    range p, count;

    return !range_of(f->value, mode, HEDGE_NONE, &p) || !range_mul(p, range_exact(n), &count)
           || !range_shift(count, -2, &count) || range_has_integer(count) != FITS_NO;
}

/* "chiếm 35% tổng số 45 xã". */
static void check_share_of_count(struct checker *c, uint32_t at)
{
    enum { MOST = 5000 };
    const struct statement *s = &c->report->statement[at], *t, *part;
    const struct figure *f = s->share->has_value ? s->share
                           : s->unit.class == UNIT_PERCENT ? &s->value : &FIGURE_NONE;
    uint32_t from;

    if (!f->has_value || f->hedge != HEDGE_NONE || f->is_range || at + 1 >= c->report->nstatements)
        return;
    t = &c->report->statement[at + 1];
    from = flow_at(c, s->block, f->text);
    if (from == UINT32_MAX || !total_behind(c, s, from + (uint32_t)f->text.len, t)
        || t->value.value.coef > MOST)
        return;
    checked(c, f);
    covered(c, &t->value);
    part = part_before(c, at, from, t);
    if (part) {
        covered(c, &part->value);
        add_share_mismatch(c, f, part, t);
        return;
    }
    if (share_feasible(f, t->value.value, RANGE_ROUNDED)
        || share_feasible(f, t->value.value, RANGE_TRUNCATED))
        return;
    struct diag *d = add_impossible(c, DIAG_SHARE_OF_COUNT, f);

    diag_arg(d, t->value.text);
    diag_arg(d, t->unit_text);
}

static int roman_digit(char ch)
{
    switch (ch) {
    case 'I': return 1;
    case 'V': return 5;
    case 'X': return 10;
    case 'L': return 50;
    default: return 0;
    }
}

/* The value of the Roman number in s[from, to). */
static int roman_value(str s, size_t from, size_t to)
{
    int n = 0;

    for (size_t i = from; i < to; i++) {
        int one = roman_digit(s.ptr[i]), next = i + 1 < to ? roman_digit(s.ptr[i + 1]) : 0;

        n += one < next ? -one : one;
    }
    return n;
}

/* At most `most` bytes before s[at], from the last mark on: "khóa XII; HĐND tỉnh khóa XV" are
 * two bodies. */
static str words_of_clause(str s, size_t at, size_t most)
{
    size_t from = at;

    while (from > 0 && at - from < most && !strchr(",;.(", s.ptr[from - 1]))
        from--;
    return str_sub(s, from, at);
}

/* Parties and parliaments count their terms: the Party's congress was the 14th in 2026, the
 * National Assembly the 16th. Provinces count their own. */
static void check_term(struct checker *c, const struct block *b, size_t from, size_t to)
{
    enum { BACK = 72, CONGRESS = 14, ASSEMBLY = 16 };
    str s = b->flow.text;
    str before = words_of_clause(s, from, BACK);
    str behind = str_sub(s, to, to + 24);
    size_t central = str_find(before, STR("Trung ương")), house = str_find(before, STR("Quốc hội"));
    int n = roman_value(s, from, to);
    bool term = str_ends(before, STR("khóa ")) || str_ends(before, STR("khoá "));
    bool congress = str_ends(before, STR("Đại hội "))
                    && (str_starts(behind, STR(" của Đảng"))
                        || str_starts(behind, STR(" Đảng Cộng sản")));
    struct diag *d;

    if (str_starts(behind, STR(" của Đảng bộ")))
        return;
    if (!((term && ((central != SIZE_MAX && n > CONGRESS) || (house != SIZE_MAX && n > ASSEMBLY)))
          || (congress && n > CONGRESS)))
        return;
    d = diag_add(c->diags, DIAG_TERM_BEYOND, flow_span(&b->flow, (uint32_t)from, (uint32_t)to));
    diag_arg(d, str_sub(s, from, to));
    diag_stated(d, d->arg[0]);
}

static void check_terms_told(struct checker *c, const struct block *b)
{
    str s = b->flow.text;
    struct str_search x = { .text = s, .set = "X" };

    for (size_t i = 0; (i = str_search_from(&x, i)) < s.len; i++) {
        size_t to = i;

        while (to < s.len && roman_digit(s.ptr[to]))
            to++;
        if (to - i < 2 || i == 0 || s.ptr[i - 1] != ' ' || is_letter_of(s, to)) {
            i = to > i ? to - 1 : i;
            continue;
        }
        check_term(c, b, i, to);
        i = to;
    }
}

void check_impossible(struct checker *c)
{
    check_excesses(c);
    check_averages(c);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        check_rate_beyond(c, s);
        if (s->row >= 0)
            continue;
        check_fall(c, s);
        check_rise(c, s);
        check_beyond(c, s);
        check_range(c, s);
        check_part(c, s);
        if (grows_by_month(s) && (s->period.kind == PERIOD_MONTH || s->period.kind == PERIOD_QUARTER
                           || s->period.kind == PERIOD_MONTHS))
            check_cumulative(c, i);
        check_share_of_count(c, i);
    }
    for (uint32_t i = 0; i < c->report->doc->nblocks; i++)
        if (c->report->doc->block[i].kind != BLOCK_TABLE)
            check_terms_told(c, &c->report->doc->block[i]);
}

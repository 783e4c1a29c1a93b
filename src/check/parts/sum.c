/* sum.c -- parts against their total: lists (gồm, (a; b; c)) and trong đó. */
#include "check/parts/sum_int.h"

#include "base/utf8.h"
#include "lex/number.h"

#include <string.h>

enum { TOTALS_BEFORE = 16 };

static uint32_t operands_of_terms(const struct terms *t, struct operand o[SUM_PARTS + 1])
{
    o[0] = (struct operand){ &t->total->value, t->total->unit, CMP_NONE };
    for (size_t i = 0; i < t->n; i++)
        o[i + 1] = (struct operand){ &t->part[i]->value, t->part[i]->unit, CMP_NONE };
    return (uint32_t)t->n + 1;
}

struct equation *equate_terms(struct checker *c, const struct terms *t, enum verdict v)
{
    struct operand o[SUM_PARTS + 1];
    uint32_t n = operands_of_terms(t, o);

    return equate(c, EQUATION_SUM, v, o, n, 0);
}

/* What the parts can have been if the report cuts instead of rounding. */
static bool parts_range_cut(const struct terms *t, range *out)
{
    range sum = range_exact((dec){ 0, 0 });

    for (size_t i = 0; i < t->n; i++) {
        range r;

        if (!range_of(t->part[i]->value.value, RANGE_TRUNCATED, HEDGE_NONE, &r) ||
            !range_shift(r, t->part[i]->unit.power, &r) || !range_add(sum, r, &sum))
            return false;
    }
    *out = sum;
    return true;
}

bool parts_range(const struct terms *t, size_t from, size_t to, range *out)
{
    range sum = range_exact((dec){ 0, 0 });

    for (size_t i = from; i < to; i++) {
        range r;

        if (!amount_range(&t->part[i]->value, t->part[i]->unit, &r) || !range_add(sum, r, &sum))
            return false;
    }
    *out = sum;
    return true;
}

bool parts_sum(const struct terms *t, dec *out)
{
    dec sum = { 0, 0 };

    for (size_t i = 0; i < t->n; i++) {
        dec v;
        int power = t->part[i]->unit.power - t->total->unit.power;

        if (!dec_shift(t->part[i]->value.value, power, &v) || !dec_add(sum, v, &sum))
            return false;
    }
    if (sum.scale > t->total->value.value.scale &&      /* 0,300 triệu of 300 nghìn */
        dec_rescale(sum, t->total->value.value.scale, out) && dec_cmp(*out, sum) == 0)
        return true;
    *out = sum;
    return true;
}

bool run_fits(const struct terms *t, range total, size_t *from, size_t *to)
{
    for (size_t a = 0; a < t->n; a++)
        for (size_t b = a + 2; b <= t->n; b++) {
            range r;

            if (b - a < t->n && parts_range(t, a, b, &r) && range_meets(r, total)) {
                *from = a;
                *to = b;
                return true;
            }
        }
    return false;
}

/* Does a bracket close between the two? Then the second stands outside the list. */
static bool bracket_closes(const struct checker *c, const struct statement *a,
                           const struct statement *b)
{
    str between;
    int depth = 0;

    if (a->block != b->block || a->row >= 0)
        return true;
    between = str_sub(block_text(c, a->block), a->end, b->at);
    for (size_t i = 0; i < between.len; i++) {
        depth += between.ptr[i] == '(';
        depth -= between.ptr[i] == ')';
        if (depth < 0)
            return true;
    }
    return false;
}

static str sum_words(struct checker *c, const struct terms *t, dec sum)
{
    struct buf b;

    buf_init(&b, c->job->arena);
    for (size_t i = 0; i < t->n; i++) {
        if (i > 0)
            buf_put(&b, STR(" + "));
        buf_put(&b, t->part[i]->value.text);
    }
    buf_put(&b, STR(" = "));
    buf_put(&b, dec_text(c, sum));
    return arena_str(c->job->arena, buf_str(&b));
}

struct diag *add_sum(struct checker *c, enum diag_code code, const struct terms *t, dec sum)
{
    struct diag *d = diag_add(c->diags, code, t->total->value.where);
    enum diag_remark remark;
    dec difference;

    diag_arg_dec(c->diags, d, sum);
    diag_arg(d, t->total->value.text);
    diag_stated(d, t->total->value.text);
    diag_computed(c->diags, d, sum);
    add_computation(c, d, sum_words(c, t, sum));
    for (size_t i = 0; i < t->n; i++)
        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, t->part[i]->value.where),
                 t->part[i]->value.text);
    if (dec_sub(t->total->value.value, sum, &difference))
        note_arg_dec(c->diags, diag_note(c->diags, d, REMARK_DIFFERENCE), difference);
    if (slip_between(t->total->value.value, sum, &remark))
        add_slip(c, d, remark, sum);
    return d;
}

bool terms_comparable(const struct terms *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct statement *p = t->part[i];

        if (!p->value.has_value || p->value.is_range || p->unit.class == UNIT_PERCENT
            || p->value.hedge == HEDGE_AT_LEAST || p->value.hedge == HEDGE_AT_MOST)
            return false;
        if (!unit_same_base(p->unit, t->total->unit)
            && !(p->unit.class == UNIT_COUNT && t->total->unit.class == UNIT_COUNT
                 && p->part == PART_LIST && !p->unit.multiplied))
            return false;
    }
    return t->n >= 2;
}

/* "khoảng 393,58 ha" is no rounder than "393,58 ha". */
static bool surely_hedged(const struct figure *f)
{
    return f->hedge != HEDGE_NONE && f->value.scale < 2;
}

bool terms_hedged(const struct terms *t)
{
    bool hedged = surely_hedged(&t->total->value);

    for (size_t i = 0; i < t->n; i++)
        hedged = hedged || surely_hedged(&t->part[i]->value);
    return hedged;
}

/* A note that names areas and nothing else leaves none out. */
static bool lists_areas(const struct terms *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (!t->part[i]->area.len || t->part[i]->block != t->part[0]->block)
            return false;
    return t->n >= 3;
}

void equate_run(struct checker *c, const struct terms *t, size_t from, size_t to)
{
    struct terms run = { .total = t->total, .n = to - from };

    memcpy(run.part, t->part + from, run.n * sizeof *run.part);
    equate_terms(c, &run, VERDICT_FITS);
}

/* "trong đó A 105 xã, còn lại 24 xã", "..., các đơn vị khác 48 giải": what remains closes
 * the list. */
static bool rest_told(struct checker *c, const struct terms *t)
{
    const struct statement *last = t->part[t->n - 1], *before = t->part[t->n - 2];
    size_t other = str_find(last->name, STR(" khác"));
    str words;

    /* budgets have small heads that go untold even so */
    if (other != SIZE_MAX && last->unit.class == UNIT_COUNT
        && !str_starts(str_sub(last->name, other, last->name.len), STR(" khác nhau")))
        return true;
    if (last->block != before->block || last->row >= 0 || last->at <= before->end ||
        last->at - before->end > 80)
        return false;
    words = str_sub(block_text(c, last->block), before->end, last->at);
    return str_find(words, STR("òn lại")) != SIZE_MAX;
}

/* Heads of a budget and the like: none has anything of the other, though there are more. */
static bool names_disjoint(struct checker *c, const struct terms *t)
{
    static const char *const kind[][2] = { { "dau tu", "thuong xuyen" },
                                           { "noi dia", "xuat nhap khau" },
                                           { "noi dia", "xuat, nhap khau" } };
    str a, b;

    if (t->n != 2)
        return false;
    a = fold_strip(c->job->arena, t->part[0]->name);
    b = fold_strip(c->job->arena, t->part[1]->name);
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if ((str_find(a, str_from(kind[i][0])) != SIZE_MAX &&
             str_find(b, str_from(kind[i][1])) != SIZE_MAX) ||
            (str_find(b, str_from(kind[i][0])) != SIZE_MAX &&
             str_find(a, str_from(kind[i][1])) != SIZE_MAX))
            return true;
    return false;
}

static bool two_kinds(struct checker *c, const struct terms *t)
{
    return t->n == 2 && names_complement(c, t->part[0]->name, t->part[1]->name);
}

/* "48 xã đạt chuẩn và cơ bản đạt chuẩn (trong đó 23 xã đạt chuẩn, 25 xã cơ bản đạt chuẩn)":
 * the words of the total name both of its parts, and nothing of theirs is not among them. */
static bool both_named(struct checker *c, const struct terms *t)
{
    enum { BEFORE = 80 };
    const struct statement *s = t->total, *a = t->part[0], *b = t->part[1];
    const struct name_bag *whole, *first, *second;
    str words;

    if (t->n != 2 || s->row >= 0 || s->block != a->block || a->block != b->block || a->at <= s->end)
        return false;
    words = str_sub(block_text(c, s->block), s->at > BEFORE ? s->at - BEFORE : 0, a->at);
    if (str_find(words, STR(" và ")) == SIZE_MAX)
        return false;
    first = names_read(concord_of(c)->names, a->name, NAME_PLAIN);
    second = names_read(concord_of(c)->names, b->name, NAME_PLAIN);
    if (first->n == 0 || second->n == 0 || first->hash == second->hash)
        return false;
    whole = names_read(concord_of(c)->names, words, NAME_PLAIN);
    return names_within(first, whole) && names_within(second, whole);
}

/* Are they counts in one word, and either one alone is more than the total, or each is told
 * for a place? Then they are too many, whether or not some go untold. */
static bool parts_too_many(const struct terms *t)
{
    bool places = true, beyond = false;

    for (size_t i = 0; i < t->n; i++) {
        const struct statement *p = t->part[i];

        if (p->unit.class != UNIT_COUNT || !str_eq(p->unit_text, t->total->unit_text)
            || p->sentence != t->total->sentence)
            return false;
        places = places && p->area.len && !str_eq(p->area, t->total->area);
        beyond = beyond || dec_cmp(p->value.value, t->total->value.value) > 0;
    }
    return places || beyond;
}

/* "nam 5.010, nữ 4.965; nông nghiệp 4.783, công nghiệp 2.879, dịch vụ 2.313": the same
 * total parted twice. What follows a first partition that holds, and comes near. */
static void check_second(struct checker *c, const struct terms *t, size_t to, range total)
{
    struct terms rest = { .total = t->total, .n = t->n - to };
    enum diag_remark remark;
    struct diag *d;
    range parts;
    dec sum;

    memcpy(rest.part, t->part + to, rest.n * sizeof *rest.part);
    if (rest.n < 2 || !parts_range(&rest, 0, rest.n, &parts) || !parts_sum(&rest, &sum) ||
        range_meets(parts, total) || !near_enough(t->total->value.value, sum, 2) ||
        terms_hedged(&rest))
        return;
    d = add_sum(c, DIAG_SUM_SECOND, &rest, sum);
    if (rest.n < 3 && !slip_between(t->total->value.value, sum, &remark))
        d->severity = SEVERITY_WARNING;
}

/* The list may be longer than its total's: a slip in its first parts alone would tell. */
static void equate_heads(struct checker *c, const struct terms *t)
{
    enum { HEADS = 8 };
    struct terms head = { .total = t->total };
    struct operand o[SUM_PARTS + 1];
    dec sum;

    for (head.n = 2; head.n < t->n && head.n < HEADS; head.n++) {
        memcpy(head.part, t->part, head.n * sizeof *head.part);
        if (!parts_sum(&head, &sum))
            return;
        struct diag *d = add_sum(c, DIAG_SUM_DOUBTFUL, &head, sum);

        uint32_t n = operands_of_terms(&head, o);

        equate_loosely(c, EQUATION_SUM, o, n, 0, d);
    }
}

/* A list that says it is exhaustive. */
static void check_list(struct checker *c, const struct terms *t, range total, dec sum)
{
    size_t from = 0, to = t->n;
    enum diag_remark remark;
    bool slip = slip_between(t->total->value.value, sum, &remark);

    if (run_fits(t, total, &from, &to)) {
        if (from == 0)
            check_second(c, t, to, total);
        /* the rest may stand outside the list; only a bracket can tell */
        if (from > 0 || bracket_closes(c, t->part[to - 1], t->part[to])
            || !near_enough(t->total->value.value, sum, 5)) {
            equate_run(c, t, from, to);
            return;
        }
    }
    struct equation *e = equate_terms(c, t, VERDICT_WRONG);
    bool in_note = t->part[0]->block != t->total->block;

    e->whole = t->whole;
    struct diag *d = add_sum(c, in_note ? DIAG_SUM_NOTE_LIST : DIAG_SUM_MISMATCH, t, sum);

    e->finding = d;
    d->held = !slip && !near_enough(t->total->value.value, sum, 15);
    if (d->held)
        equate_heads(c, t);
    if (terms_hedged(t) || t->over || (!slip && !near_enough(t->total->value.value, sum, 5)
                            && !(in_note && lists_areas(t))))
        d->severity = SEVERITY_WARNING;
}

/* "Trong đó" may leave parts out, and parts may overlap: only a slip of the pen
 * or a list that nearly makes the total is worth a word. */
static void check_among(struct checker *c, const struct terms *t, range total, dec sum)
{
    size_t from = 0, to = t->n;
    enum diag_remark remark;

    if (run_fits(t, total, &from, &to)) {
        if (from == 0)
            check_second(c, t, to, total);
        equate_run(c, t, from, to);
        return;
    }
    bool in_note = t->part[0]->block != t->total->block;

    if (slip_between(t->total->value.value, sum, &remark)
        && near_enough(t->total->value.value, sum, 10)) {
        add_sum(c, in_note ? DIAG_SUM_NOTE_LIST : DIAG_SUM_MISMATCH, t, sum);
        return;
    }
    if (in_note && near_enough(t->total->value.value, sum, 5) && !terms_hedged(t)) {
        add_sum(c, DIAG_SUM_NOTE_LIST, t, sum);
        return;
    }
    if (dec_cmp(sum, t->total->value.value) > 0 && near_enough(t->total->value.value, sum, 5)) {
        struct diag *d = add_sum(c, DIAG_SUM_EXCEEDS, t, sum);

        /* parts that overlap exceed their total by anything, a slip by little */
        if (near_enough(t->total->value.value, sum, 0) && !terms_hedged(t))
            d->severity = SEVERITY_ERROR;
        return;
    }
    if (dec_cmp(sum, t->total->value.value) > 0 && names_disjoint(c, t) &&
        near_enough(t->total->value.value, sum, 60)) {
        add_sum(c, DIAG_SUM_EXCEEDS, t, sum);
        return;
    }
    struct diag *d = add_sum(c, DIAG_SUM_DOUBTFUL, t, sum);
    struct operand o[SUM_PARTS + 1];
    uint32_t n = operands_of_terms(t, o);

    if (t->total->unit.class != UNIT_COUNT)     /* budgets have small heads that go untold */
        d->severity = SEVERITY_NOTE;
    if (!near_enough(t->total->value.value, sum, 1)) {
        equate_loosely(c, EQUATION_SUM, o, n, 0, d);
        equate_heads(c, t);
    }
}

/* "619 căn, trong đó xây mới 538 căn, sửa chữa 81 căn; nhà ở ... 511 căn": the list ends where a
 * stronger mark than between its parts stands, or its bracket closes. */
static size_t end_of_list(const struct checker *c, const struct terms *t)
{
    for (size_t i = 1; i < t->n; i++) {
        const struct statement *a = t->part[i - 1], *b = t->part[i];

        if (a->block != b->block || a->row >= 0 || a->end >= b->at)
            return t->n;
        if (bracket_closes(c, a, b)
            || str_find(str_sub(block_text(c, a->block), a->end, b->at), STR(";")) != SIZE_MAX)
            return i;
    }
    return t->n;
}

/* "gồm gỗ 19,7 triệu USD, chè 66,4 triệu USD...": dots or "v.v." behind the last part say
 * that there are more. */
static bool parts_go_on(const struct checker *c, const struct terms *t)
{
    static const char *const more[] = { "...", "…", "v.v" };
    enum { BEHIND = 60 };
    const struct statement *last = t->part[t->n - 1];
    uint32_t at = last->row < 0 ? flow_at(c, last->block, last->value.text) : UINT32_MAX;
    str rest;

    if (at == UINT32_MAX)
        return false;
    rest = str_sub(block_text(c, last->block), at, at + BEHIND);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        size_t dots = str_find(rest, str_from(more[i]));

        if (dots != SIZE_MAX && dots < str_find(rest, STR(";"))
            && dots < str_find(rest, STR(". ")))
            return true;
    }
    return false;
}

/* "Phú Thọ 72ha, Hòa Bình116ha, Hà Nội 85ha": a number of two digits or more that sticks to
 * the small letter before it was not read, and the list is not whole. */
static bool number_unread(const struct checker *c, const struct terms *t)
{
    const struct statement *first = t->part[0], *last = t->part[t->n - 1];
    str text;

    if (first->block != last->block || first->row >= 0 || last->at <= first->at)
        return false;
    text = str_sub(block_text(c, first->block), first->at, last->at);
    for (size_t i = str_find_digit(text, 0); i + 1 < text.len; i = str_find_digit(text, i)) {
        bool letter = i > 0 && text.ptr[i - 1] >= 'a' && text.ptr[i - 1] <= 'z';
        size_t run = number_run(text, i);

        if (letter && run >= 2)
            return true;
        i += run ? run : 1;
    }
    return false;
}

/* An amount of money in round hundreds, and its parts make it to half a hundred. */
static bool round_total(const struct terms *t, dec sum)
{
    enum { HUNDRED = 100, HALF = 50 };
    dec total = t->total->value.value, off;

    return t->total->unit.class == UNIT_MONEY && total.scale == 0 && total.coef % HUNDRED == 0
           && total.coef >= 10 * HUNDRED && dec_sub(sum, total, &off)
           && dec_cmp(off, (dec){ HALF, 0 }) < 0 && dec_cmp(off, (dec){ -HALF, 0 }) > 0;
}

void check_terms(struct checker *c, struct terms *t, enum part_kind kind)
{
    range parts, total;
    size_t end;
    dec sum;

    if (!terms_comparable(t) || !amount_range(&t->total->value, t->total->unit, &total)
        || !parts_range(t, 0, t->n, &parts) || !parts_sum(t, &sum))
        return;
    enum verdict v = judge_equal(parts, total);

    if (v == VERDICT_FITS) {
        equate_terms(c, t, v);
        check_changes_of_parts(c, t);
        return;
    }
    t->whole = rest_told(c, t) || two_kinds(c, t) || both_named(c, t);
    t->over = !t->whole && kind == PART_AMONG && dec_cmp(sum, t->total->value.value) > 0
              && parts_too_many(t);
    t->whole = t->whole || t->over;
    if (t->whole)
        kind = PART_LIST;
    if (v == VERDICT_WRONG && (end = end_of_list(c, t)) >= 2 && end < t->n) {
        struct terms all = *t;

        t->n = end;
        if (parts_range(t, 0, end, &parts) && range_meets(parts, total))
            check_second(c, &all, end, total);
        check_terms(c, t, kind);
        return;
    }
    range cut;

    if (v == VERDICT_WRONG && c->truncates && t->total->value.value.scale > 0 &&
        parts_range_cut(t, &cut) && range_meets(cut, total))
        v = VERDICT_SLIGHT;
    if (v == VERDICT_WRONG && dec_cmp(sum, t->total->value.value) < 0
        && (parts_go_on(c, t) || number_unread(c, t)))
        return;
    if ((v == VERDICT_SLIGHT && t->total->value.value.scale > 0)
        || ((v == VERDICT_SLIGHT || v == VERDICT_WRONG) && round_total(t, sum))) {
        equate_terms(c, t, v);
        add_sum(c, DIAG_SUM_ROUNDING, t, sum);
        return;
    }
    if (kind == PART_LIST)
        check_list(c, t, total, sum);
    else
        check_among(c, t, total, sum);
}

/* "94 vụ, 120 đối tượng (ma túy 60 vụ, 75 đối tượng; ...": the cases are parts of a total
 * of their own, told before the list. */
static bool of_another_total(const struct checker *c, const struct terms *t, uint32_t first,
                             const struct statement *p)
{
    const struct statement *all = c->report->statement;

    if (unit_same_base(p->unit, t->total->unit))
        return false;
    for (uint32_t i = first; i-- > 0 && first - i <= TOTALS_BEFORE &&
                             all[i].block == p->block &&
                             all[i].sentence == t->total->sentence;)
        if (all[i].value.has_value && unit_same_base(all[i].unit, p->unit))
            return true;
    return false;
}

static void check_group(struct checker *c, uint32_t first)
{
    const struct statement *s = &c->report->statement[first];
    struct terms t = { .total = parent_statement(c, s) };
    enum part_kind kind = s->part;

    if (!t.total || !t.total->value.has_value)
        return;
    for (uint32_t i = first; i < c->report->nstatements && t.n < SUM_PARTS;
         i = c->group_next[i]) {
        const struct statement *p = &c->report->statement[i];

        if (p->parent != s->parent || !p->value.has_value
            || (p->unit.class == UNIT_PERCENT && t.total->unit.class != UNIT_PERCENT)
            || of_another_total(c, &t, first, p))
            continue;
        if (t.n > 0 && t.part[t.n - 1]->value.where.start == p->value.where.start)
            continue;                       /* one value with two comparisons */
        t.part[t.n++] = p;
    }
    check_terms(c, &t, kind);
}

void check_sums(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        if (opens_group(c, i) && c->report->statement[i].row < 0)
            check_group(c, i);
        check_place_bracket(c, i);
    }
    check_note_lists(c);
    check_made_terms(c);
}

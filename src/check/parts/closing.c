/* closing.c -- totals told behind their parts, and what remains of them.
 *
 *     Xã Hạ 12 hộ, xã Trung 15 hộ, xã Thượng 18 hộ; tổng cộng 45 hộ.
 *     Tiếp nhận 1.250 hồ sơ, đã giải quyết 1.180 hồ sơ, còn lại 70 hồ sơ. */
#include "check/parts/items.h"

#include "base/utf8.h"
#include "check/wording/phrase.h"

enum { CLOSING_PARTS = 24, CLOSING_WORDS = 60, REST_REACH = 12 };

/* The words between a figure and the one before it in its block. */
static str words_before(const struct checker *c, uint32_t i)
{
    const struct statement *s = &c->report->statement[i], *before = s - 1;
    uint32_t from = i > 0 && before->block == s->block && before->row < 0 &&
                    before->end <= s->at ? before->end : 0;

    if (s->at - from > CLOSING_WORDS)
        from = s->at - CLOSING_WORDS;
    return str_sub(block_text(c, s->block), from, s->at);
}

static bool same_amount(const struct statement *a, const struct statement *b)
{
    return item_amount(a) && a->row < 0 && unit_same_base(a->unit, b->unit) &&
           a->value.hedge == HEDGE_NONE;
}

/* a + sign * b, as ranges and as printed in the unit of `in`. */
static bool put_term(const struct statement *s, unit in, bool minus, range *within, dec *sum)
{
    range r;
    dec v;

    return amount_range(&s->value, s->unit, &r) &&
           (minus ? range_sub : range_add)(*within, r, within) &&
           dec_shift(s->value.value, s->unit.power - in.power, &v) &&
           (minus ? dec_sub : dec_add)(*sum, v, sum);
}

static struct diag *closing_finding(struct checker *c, const struct statement *s,
                                    enum diag_code code, dec computed, str words)
{
    struct diag *d = diag_add(c->diags, code, s->value.where);
    enum diag_remark remark;

    diag_arg_dec(c->diags, d, computed);
    if (code == DIAG_SUM_REST)
        diag_arg(d, words);
    diag_arg(d, s->value.text);
    diag_stated(d, s->value.text);
    diag_computed(c->diags, d, computed);
    if (code != DIAG_SUM_REST)
        add_computation(c, d, words);
    if (slip_between(s->value.value, computed, &remark))
        add_slip(c, d, remark, computed);
    return d;
}

/* The figures of the sentence before a closing total: they, or the last of them from
 * some figure on, are what it adds up. */
static void check_closing_total(struct checker *c, uint32_t at)
{
    const struct statement *s = &c->report->statement[at];
    range within = range_exact((dec){ 0, 0 }), whole;
    dec sum = { 0, 0 };
    uint32_t n = 0;
    enum diag_remark remark;
    struct buf b;

    if (!amount_range(&s->value, s->unit, &whole))
        return;
    buf_init(&b, c->job->arena);
    for (uint32_t i = at; i-- > 0 && n < CLOSING_PARTS;) {
        const struct statement *p = &c->report->statement[i];

        if (p->block != s->block || p->sentence != s->sentence)
            break;
        if (!same_amount(p, s))
            continue;
        if (!put_term(p, s->unit, false, &within, &sum))
            return;
        buf_printf(&b, "%s%.*s", n ? " + " : "", STRF(p->value.text));
        covered(c, &p->value);
        if (++n >= 2 && range_meets(within, whole)) {
            checked(c, &s->value);
            return;
        }
    }
    if (n < 2 || (!near_enough(s->value.value, sum, 5) &&
                  !slip_between(s->value.value, sum, &remark)))
        return;
    checked(c, &s->value);
    closing_finding(c, s, DIAG_SUM_CLOSING, sum, arena_str(c->job->arena, buf_str(&b)));
}

/* x less the figures behind it up to the remainder (or less the last of them). */
static bool remainder_of(const struct checker *c, uint32_t x, uint32_t at, bool last_only,
                         range *within, dec *rest)
{
    const struct statement *all = c->report->statement, *s = &all[at];
    uint32_t n = 0;

    *within = range_exact((dec){ 0, 0 });
    *rest = (dec){ 0, 0 };
    if (!put_term(&all[x], s->unit, false, within, rest))
        return false;
    for (uint32_t i = at; i-- > x + 1;) {
        if (!same_amount(&all[i], s))
            continue;
        if (!put_term(&all[i], s->unit, true, within, rest))
            return false;
        n++;
        if (last_only)
            break;
    }
    return n > 0;
}

/* Is the remainder off by little of the whole? */
static bool near_rest(const struct statement *whole, const struct statement *s, dec rest)
{
    dec off, other, x;

    return dec_shift(whole->value.value, whole->unit.power - s->unit.power, &x) &&
           dec_sub(rest, s->value.value, &off) && dec_sub(x, off, &other) &&
           near_enough(x, other, 5);
}

/* The whole that the remainder fits; without one the first figure of its sentence in its
 * unit is what it should be the rest of. */
static void check_rest(struct checker *c, uint32_t at)
{
    const struct statement *all = c->report->statement, *s = &all[at];
    uint32_t first = at, last = at;
    range within, stated;
    dec rest;

    if (!amount_range(&s->value, s->unit, &stated))
        return;
    for (uint32_t i = at; i-- > 0 && at - i <= REST_REACH && all[i].block == s->block;) {
        if (!same_amount(&all[i], s))
            continue;
        for (int only = 0; only <= 1; only++)
            if (remainder_of(c, i, at, only, &within, &rest) && range_meets(within, stated)) {
                checked(c, &s->value);
                covered(c, &all[i].value);
                return;
            }
        if (all[i].sentence == s->sentence) {
            last = last == at ? i : last;
            first = i;
        }
    }
    if (first == last || !remainder_of(c, first, at, false, &within, &rest) || rest.coef <= 0 ||
        dec_cmp(all[first].value.value, s->value.value) <= 0)
        return;
    enum diag_remark remark;

    if (!near_rest(&all[first], s, rest) &&
        (last != first + 1 || !slip_between(s->value.value, rest, &remark)))
        return;
    checked(c, &s->value);
    struct diag *d = closing_finding(c, s, DIAG_SUM_REST, rest,
                                     arena_printf(c->job->arena, "%.*s − …",
                                                  STRF(all[first].value.text)));

    note_arg(diag_note_at(c->diags, d, REMARK_TOTAL_HERE, all[first].value.where),
             all[first].value.text);
    if (last != first + 1)
        d->severity = SEVERITY_WARNING;
}

/* "đã giải quyết 287 đơn": the part of what came in that is dealt with. */
static bool tells_done(struct checker *c, uint32_t i)
{
    static const char *const done[] = { "đã giải quyết", "giải quyết xong", "đã xử lý",
                                        "đã trả", "đã giải quyết xong", NULL };

    return phrase_has_any(words_before(c, i), done);
}

static bool tells_received(struct checker *c, uint32_t i)
{
    static const char *const in[] = { "tiếp nhận", "đã nhận", "thụ lý", "tổng số", NULL };

    return phrase_has_any(words_before(c, i), in);
}

static bool tells_pending(str words)
{
    static const char *const open[] = { "đang giải quyết", "đang xử lý", "chưa giải quyết",
                                        "chưa xử lý", "đang trong thời hạn", NULL };

    return phrase_has_any(words, open);
}

/* "tiếp nhận 312 đơn, đã giải quyết 287 đơn, đang giải quyết 52 đơn": what came in is dealt
 * with or open. Told when a slip explains it; some may have been refused or sent on. */
static void check_pending(struct checker *c, uint32_t at)
{
    const struct statement *all = c->report->statement, *s = &all[at], *in = NULL, *done = NULL;
    range within, stated;
    enum diag_remark remark;
    dec rest;

    for (uint32_t i = at; i-- > 0 && at - i <= REST_REACH && all[i].sentence == s->sentence;) {
        if (!same_amount(&all[i], s) || all[i].part_group > 0 || all[i].unit.power != s->unit.power)
            continue;
        if (!done) {
            if (!tells_done(c, i))
                return;
            done = &all[i];
        } else {
            in = tells_received(c, i) ? &all[i] : NULL;
            break;
        }
    }
    if (!in || !amount_range(&s->value, s->unit, &stated) ||
        !dec_sub(in->value.value, done->value.value, &rest))
        return;
    within = range_exact(rest);
    if (!range_shift(within, s->unit.power, &within))
        return;
    if (range_meets(within, stated)) {
        checked(c, &s->value);
        covered(c, &in->value);
        covered(c, &done->value);
        return;
    }
    if (!slip_between(s->value.value, rest, &remark))
        return;
    struct diag *d = closing_finding(c, s, DIAG_SUM_REST, rest,
                                     arena_printf(c->job->arena, "%.*s − %.*s",
                                                  STRF(in->value.text), STRF(done->value.text)));

    note_arg(diag_note_at(c->diags, d, REMARK_TOTAL_HERE, in->value.where), in->value.text);
    checked(c, &s->value);
}

/* Which of the words that close a list a block has anywhere. */
struct closing_words {
    int32_t block;
    bool total, rest;
};

static void find_closing_words(const struct checker *c, int32_t block, struct closing_words *w)
{
    str text = block_text(c, block);

    *w = (struct closing_words){ block, str_find(text, STR("ổng cộng")) != SIZE_MAX,
                                 str_find(text, STR("òn lại")) != SIZE_MAX };
}

void check_closing(struct checker *c)
{
    struct closing_words told = { .block = NO_BLOCK };

    for (uint32_t i = 1; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        str words;

        if (s->row >= 0 || s->part_group > 0 || !item_amount(s) ||
            s[-1].sentence != s->sentence)
            continue;
        if (s->block != told.block)
            find_closing_words(c, s->block, &told);
        words = words_before(c, i);
        if (told.total && str_find(words, STR("ổng cộng")) != SIZE_MAX)
            check_closing_total(c, i);
        else if (told.rest && str_find(words, STR("òn lại")) != SIZE_MAX)
            check_rest(c, i);
        else if (i > 1 && s[-2].sentence == s->sentence && tells_pending(words))
            check_pending(c, i);
    }
}

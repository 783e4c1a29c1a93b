/* formula_eval.c -- what a formula gives: exact quotients, the range they stand for, and the
 * rules of missing figures (see formula.h). */
#include "analyse/formula_int.h"

#include "base/utf8.h"

/* A value on its way, in the unit of its node. */
struct worth {
    enum fact_state state;
    enum formula_gap gap;
    struct formula_key at;
    struct ratio value;
    bool bounded;
    struct ratio lo, hi;
};

struct evaluation {
    struct arena *arena;
    const struct formula_source *from;
    struct formula_input *input;
    size_t ninputs, cap;
};

static struct worth amount_at(struct evaluation *e, const struct formula_node *node,
                              const struct formula_key *key);

const struct formula_step *formula_call_steps(enum formula_op op, size_t which, size_t *n)
{
    static const struct formula_step
        before[] = { { .op = STEP_KIND, .kind = FACT_ACTUAL }, { .op = STEP_SAME_PERIOD } },
        planned[] = { { .op = STEP_KIND, .kind = FACT_PLAN }, { .op = STEP_YEAR } },
        below[] = { { .op = STEP_CHILDREN } }, months[] = { { .op = STEP_MONTHS } },
        to_date[] = { { .op = STEP_TO_DATE } }, until[] = { { .op = STEP_BEFORE } };

    *n = 0;
    if ((op == OP_GROWTH || op == OP_PLAN) && which == 1) {
        *n = 2;
        return op == OP_GROWTH ? before : planned;
    }
    if (op != OP_AREAS && op != OP_CUMULATE && op != OP_IN_PERIOD)
        return before;
    *n = 1;
    return op == OP_AREAS ? below : op == OP_CUMULATE ? months : which ? until : to_date;
}

/* -- amounts -- */

static struct worth amount_none(enum fact_state state, enum formula_gap gap,
                                const struct formula_key *at)
{
    return (struct worth){ .state = state, .gap = gap, .at = *at, .value = { 0, 1 } };
}

static struct worth amount_exact(struct ratio r)
{
    return (struct worth){ .state = FACT_NUMBER, .value = r, .bounded = true, .lo = r, .hi = r };
}

static struct worth amount_overflow(const struct formula_key *at)
{
    return amount_none(FACT_UNKNOWN, FORMULA_OVERFLOW, at);
}

/* The graver of two that have no number: unknown, not due, not applicable. */
static int state_weight(enum fact_state s)
{
    return s == FACT_NUMBER ? 0 : s == FACT_NOT_APPLICABLE ? 1 : s == FACT_NOT_DUE ? 2 : 3;
}

static const struct worth *graver(const struct worth *a, const struct worth *b)
{
    return state_weight(b->state) > state_weight(a->state) ? b : a;
}

static struct worth amount_shift(struct worth a, int power, const struct formula_key *at)
{
    if (a.state != FACT_NUMBER || power == 0)
        return a;
    if (!ratio_shift(a.value, power, &a.value))
        return amount_overflow(at);
    a.bounded = a.bounded && ratio_shift(a.lo, power, &a.lo) && ratio_shift(a.hi, power, &a.hi);
    return a;
}

static struct worth amount_neg(struct worth a)
{
    struct ratio lo = a.lo;

    a.value = ratio_neg(a.value);
    a.lo = ratio_neg(a.hi);
    a.hi = ratio_neg(lo);
    return a;
}

static struct worth amount_add(struct worth a, struct worth b, const struct formula_key *at)
{
    if (!ratio_add(a.value, b.value, &a.value))
        return amount_overflow(at);
    a.bounded = a.bounded && b.bounded && ratio_add(a.lo, b.lo, &a.lo) &&
                ratio_add(a.hi, b.hi, &a.hi);
    return a;
}

/* Of two that may be missing: what is not applicable is left out. */
static struct worth amount_sum(struct worth a, struct worth b, const struct formula_key *at)
{
    if (a.state == FACT_NUMBER && b.state == FACT_NUMBER)
        return amount_add(a, b, at);
    if (b.state == FACT_NOT_APPLICABLE)
        return a;
    return a.state == FACT_NOT_APPLICABLE ? b : *graver(&a, &b);
}

/* Widens [*lo, *hi] to hold r; false when that cannot be told. */
static bool hold_in(struct ratio r, struct ratio *lo, struct ratio *hi)
{
    int below, above;

    if (!ratio_cmp(r, *lo, &below) || !ratio_cmp(r, *hi, &above))
        return false;
    if (below < 0)
        *lo = r;
    if (above > 0)
        *hi = r;
    return true;
}

static bool mul_bounds(const struct worth *a, const struct worth *b, struct ratio *lo,
                       struct ratio *hi)
{
    struct ratio corner[4];

    if (!a->bounded || !b->bounded || !ratio_mul(a->lo, b->lo, &corner[0]) ||
        !ratio_mul(a->lo, b->hi, &corner[1]) || !ratio_mul(a->hi, b->lo, &corner[2]) ||
        !ratio_mul(a->hi, b->hi, &corner[3]))
        return false;
    *lo = *hi = corner[0];
    for (int i = 1; i < 4; i++)
        if (!hold_in(corner[i], lo, hi))
            return false;
    return true;
}

static struct worth amount_mul(struct worth a, struct worth b, const struct formula_key *at)
{
    struct worth r = { .state = FACT_NUMBER };

    if (a.state != FACT_NUMBER || b.state != FACT_NUMBER)
        return *graver(&a, &b);
    if (!ratio_mul(a.value, b.value, &r.value))
        return amount_overflow(at);
    r.bounded = mul_bounds(&a, &b, &r.lo, &r.hi);
    return r;
}

static struct worth amount_divide(struct worth a, struct worth b, const struct formula_key *at)
{
    struct ratio one = { 1, 1 }, lo = b.lo;

    if (a.state != FACT_NUMBER || b.state != FACT_NUMBER)
        return *graver(&a, &b);
    if (b.value.num == 0)
        return amount_none(FACT_NOT_APPLICABLE, FORMULA_ZERO, at);
    if (!ratio_divide(one, b.value, &b.value))
        return amount_overflow(at);
    b.bounded = b.bounded && ((b.lo.num > 0) == (b.hi.num > 0)) && b.lo.num && b.hi.num &&
                ratio_divide(one, b.hi, &b.lo) && ratio_divide(one, lo, &b.hi);
    return amount_mul(a, b, at);
}

static struct worth amount_abs(struct worth a)
{
    if (a.value.num < 0)
        a = amount_neg(a);
    if (a.bounded && a.lo.num < 0) {
        a.bounded = hold_in(ratio_neg(a.lo), &a.lo, &a.hi);
        a.lo = (struct ratio){ 0, 1 };
    }
    return a;
}

static bool round_ratio(struct ratio *r, int8_t scale)
{
    dec d;

    return ratio_round(*r, scale, RATIO_HALF_AWAY, &d) &&
           ratio_of(d.coef, dec_pow10(d.scale), r);
}

static struct worth amount_round(struct worth a, int8_t scale, const struct formula_key *at)
{
    if (a.state != FACT_NUMBER)
        return a;
    if (!round_ratio(&a.value, scale))
        return amount_overflow(at);
    a.bounded = a.bounded && round_ratio(&a.lo, scale) && round_ratio(&a.hi, scale);
    return a;
}

/* -- figures -- */

static bool hedge_of_word(str word, enum hedge *out)
{
    static const struct { const char *word; enum hedge hedge; } known[] = {
        { "", HEDGE_NONE }, { "trên", HEDGE_OVER }, { "hơn", HEDGE_OVER },
        { "gần", HEDGE_NEARLY }, { "khoảng", HEDGE_ABOUT }, { "xấp xỉ", HEDGE_ABOUT },
        { "chừng", HEDGE_ABOUT },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(word, known[i].word)) {
            *out = known[i].hedge;
            return true;
        }
    return false;
}

/* By which power of ten the fact's unit differs from the indicator's, and whether its figures
 * are exact as printed. */
static bool fact_unit(const struct indicator *one, const struct measure *m, str text, int *power,
                      bool *exact)
{
    struct measure own;
    unit u;

    *power = 0;
    *exact = unit_is_exact(one->unit);
    if (!text.len || str_eq(text, one->unit_text))
        return true;
    if (!measure_read(units_known(), text, &own) || !measure_same(&own, m) ||
        !unit_read(units_known(), text, &u))
        return false;
    *power = own.power - m->power;
    *exact = unit_is_exact(u);
    return true;
}

static void bound_fact(struct worth *a, const struct fact *f, bool exact)
{
    enum hedge hedge;
    range r;

    a->bounded = hedge_of_word(f->hedge, &hedge) &&
                 range_of(f->value, exact ? RANGE_EXACT : RANGE_ROUNDED, hedge, &r) &&
                 ratio_of(r.lo.coef, dec_pow10(r.lo.scale < 18 ? r.lo.scale : 18), &a->lo) &&
                 ratio_of(r.hi.coef, dec_pow10(r.hi.scale < 18 ? r.hi.scale : 18), &a->hi) &&
                 r.lo.scale <= 18 && r.hi.scale <= 18;
}

static struct worth amount_of_fact(const struct indicator *one, const struct measure *m,
                                   const struct formula_key *key, const struct fact *f)
{
    struct worth a;
    struct ratio value;
    bool exact;
    int power;

    if (f->state != FACT_NUMBER)
        return amount_none(f->state == FACT_WITHDRAWN ? FACT_UNKNOWN : f->state, FORMULA_STATED,
                           key);
    if (f->is_range)
        return amount_none(FACT_UNKNOWN, FORMULA_RANGE, key);
    if (!fact_unit(one, m, f->unit, &power, &exact))
        return amount_none(FACT_UNKNOWN, FORMULA_UNIT, key);
    if (f->value.scale < 0 || f->value.scale > DEC_MAX_SCALE ||
        !ratio_of(f->value.coef, dec_pow10(f->value.scale), &value))
        return amount_overflow(key);
    a = amount_exact(value);
    bound_fact(&a, f, exact);
    return amount_shift(a, power, key);
}

/* Asks for one figure, through the steps of a reference. */
static struct worth amount_read(struct evaluation *e, const struct formula_node *node,
                                const struct indicator *one, const struct measure *m,
                                 const struct formula_key *key)
{
    struct formula_key at = *key;
    struct formula_input *asked;
    enum formula_gap gap;

    at.indicator = one->id;
    for (uint8_t i = 0; i < node->nsteps; i++) {
        const struct formula_key *next;

        if (!formula_step_on(e->arena, e->from, &node->step[i], &at, &gap, &next))
            return amount_none(FACT_NOT_APPLICABLE, gap, &at);
        at = next[0];
    }
    asked = arena_push(e->arena, e->input, e->ninputs, e->cap);
    asked->key = at;
    asked->there = e->from->ask(e->from->arg, &at, &asked->fact);
    return asked->there ? amount_of_fact(one, m, &at, &asked->fact)
                        : amount_none(FACT_UNKNOWN, FORMULA_MISSING, &at);
}

/* -- nodes -- */

/* The sum of a node's values at all keys some steps lead to. */
static struct worth amount_behind(struct evaluation *e, const struct formula_node *node,
                                  const struct formula_step *step, size_t nsteps,
                                   const struct formula_key *key)
{
    const struct formula_key *next;
    struct worth sum;
    enum formula_gap gap = FORMULA_FULL;
    size_t n;

    if (!nsteps)
        return amount_at(e, node, key);
    n = formula_step_on(e->arena, e->from, step, key, &gap, &next);
    sum = amount_none(FACT_NOT_APPLICABLE, gap, key);
    for (size_t i = 0; i < n; i++) {
        struct worth one = amount_behind(e, node, step + 1, nsteps - 1, &next[i]);

        sum = i ? amount_sum(sum, one, key) : one;
    }
    return sum;
}

/* The node's argument where the call looks at it. */
static struct worth amount_called(struct evaluation *e, const struct formula_node *node,
                                  size_t which, const struct formula_key *key)
{
    size_t n;
    const struct formula_step *step = formula_call_steps(node->op, which, &n);

    return amount_behind(e, node->arg[0], step, n, key);
}

static struct worth amount_parts(struct evaluation *e, const struct formula_node *node,
                                 const struct formula_key *key)
{
    struct worth sum = { .state = FACT_NUMBER };

    for (uint16_t i = 0; i < node->nparts; i++) {
        struct worth one = amount_read(e, node->arg[0], node->parts[i], &node->part[i], key);

        one = amount_shift(one, node->part[i].power - node->measure.power, key);
        sum = i ? amount_sum(sum, one, key) : one;
    }
    return sum;
}

/* In the unit of the first argument; what is not applicable does not count. */
static struct worth amount_most(struct evaluation *e, const struct formula_node *node,
                                const struct formula_key *key)
{
    int sign = node->op == OP_MAX ? 1 : -1;
    struct worth most = amount_at(e, node->arg[0], key);

    for (uint8_t i = 1; i < node->nargs; i++) {
        struct worth one = amount_at(e, node->arg[i], key);
        int order, ends;

        one = amount_shift(one, node->arg[i]->measure.power - node->measure.power, key);
        if (most.state != FACT_NUMBER || one.state != FACT_NUMBER) {
            most = one.state == FACT_NOT_APPLICABLE    ? most
                   : most.state == FACT_NOT_APPLICABLE ? one
                                                       : *graver(&most, &one);
            continue;
        }
        if (!ratio_cmp(one.value, most.value, &order))
            return amount_overflow(key);
        if (order * sign > 0)
            most.value = one.value;
        most.bounded = most.bounded && one.bounded && ratio_cmp(one.lo, most.lo, &ends);
        if (most.bounded && ends * sign > 0)
            most.lo = one.lo;
        most.bounded = most.bounded && ratio_cmp(one.hi, most.hi, &ends);
        if (most.bounded && ends * sign > 0)
            most.hi = one.hi;
    }
    return most;
}

/* 100 a / b; both in one unit but for the power. */
static struct worth amount_percent(struct worth a, struct worth b, int power,
                                   const struct formula_key *key)
{
    return amount_shift(amount_divide(a, b, key), 2 + power, key);
}

static struct worth amount_growth(struct evaluation *e, const struct formula_node *node,
                                  const struct formula_key *key)
{
    struct worth now = amount_called(e, node, 0, key), before = amount_called(e, node, 1, key);

    if (before.state == FACT_NUMBER && before.value.num < 0 && now.state == FACT_NUMBER)
        return amount_none(FACT_NOT_APPLICABLE, FORMULA_ZERO, key);
    now = amount_percent(now, before, 0, key);
    return now.state == FACT_NUMBER ? amount_add(now, amount_exact((struct ratio){ -100, 1 }), key)
                                    : now;
}

static struct worth amount_of_two(struct evaluation *e, const struct formula_node *node,
                                  const struct formula_key *key)
{
    struct worth a = amount_at(e, node->arg[0], key), b = amount_at(e, node->arg[1], key);
    int power = node->arg[1]->measure.power - node->arg[0]->measure.power;

    switch (node->op) {
    case OP_ADD:
        return amount_sum(a, amount_shift(b, power, key), key);
    case OP_SUB:
        return amount_sum(a, amount_neg(amount_shift(b, power, key)), key);
    case OP_MUL:
        return amount_mul(a, b, key);
    case OP_SHARE:
        return amount_percent(a, b, -power, key);
    default:
        return amount_divide(a, b, key);
    }
}

static struct worth amount_at(struct evaluation *e, const struct formula_node *node,
                              const struct formula_key *key)
{
    struct ratio r;

    switch (node->op) {
    case OP_NUMBER:
        return ratio_of(node->number.coef, dec_pow10(node->number.scale), &r)
                   ? amount_exact(r) : amount_overflow(key);
    case OP_READ:
        return amount_read(e, node, node->read, &node->measure, key);
    case OP_NEG:
        return amount_neg(amount_at(e, node->arg[0], key));
    case OP_ABS:
        return amount_abs(amount_at(e, node->arg[0], key));
    case OP_ROUND:
        return amount_round(amount_at(e, node->arg[0], key), (int8_t)node->arg[1]->number.coef,
                            key);
    case OP_GROWTH:
        return amount_growth(e, node, key);
    case OP_PLAN: {
        struct worth done = amount_called(e, node, 0, key);

        return amount_percent(done, amount_called(e, node, 1, key), 0, key);
    }
    case OP_PARTS:
        return amount_parts(e, node, key);
    case OP_AREAS:
    case OP_CUMULATE:
        return amount_called(e, node, 0, key);
    case OP_IN_PERIOD: {
        struct worth to = amount_called(e, node, 0, key);

        return amount_sum(to, amount_neg(amount_called(e, node, 1, key)), key);
    }
    case OP_MIN:
    case OP_MAX:
        return amount_most(e, node, key);
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
    case OP_SHARE:
    case OP_PER:
        break;
    }
    return amount_of_two(e, node, key);
}

/* -- the result -- */

/* How final it is, and since when it can be known. */
static void sum_up_inputs(const struct evaluation *e, struct formula_value *out)
{
    out->status = FACT_OFFICIAL;
    out->input = e->input;
    out->ninputs = e->ninputs;
    for (size_t i = 0; i < e->ninputs; i++) {
        const struct fact *f = &e->input[i].fact;

        if (!e->input[i].there)
            continue;
        if (f->status < out->status)
            out->status = f->status;
        if (f->published > out->published)
            out->published = f->published;
    }
}

void formula_compute(struct arena *a, const struct formula *f, const struct formula_source *from,
                     const struct formula_key *key, struct formula_value *out)
{
    const struct formula_tree *tree = f->tree;
    struct evaluation e = { .arena = a, .from = from };
    struct worth r;
    int8_t fine = (int8_t)(f->decimals + 2);

    *out = (struct formula_value){ .state = FACT_UNKNOWN };
    if (tree->length != PERIOD_NONE && key->when.kind != tree->length)
        r = amount_none(FACT_NOT_APPLICABLE, FORMULA_LENGTH, key);
    else
        r = amount_at(&e, tree->root, key);
    r = amount_shift(r, tree->root->measure.power - tree->measure.power, key);
    if (r.state == FACT_NUMBER && !ratio_round(r.value, f->decimals, RATIO_HALF_AWAY, &out->value))
        r = amount_overflow(key);
    out->state = r.state;
    out->gap = r.gap;
    out->at = r.at;
    out->has_bounds = r.state == FACT_NUMBER && r.bounded &&
                      ratio_round(r.lo, fine, RATIO_DOWN, &out->lo) &&
                      ratio_round(r.hi, fine, RATIO_UP, &out->hi);
    sum_up_inputs(&e, out);
}

str formula_reason(struct arena *a, const struct formula_value *v, enum lang lang)
{
    static const char *const text[][2] = {
        [FORMULA_FULL] = { "", "" },
        [FORMULA_MISSING] = { "chưa có số liệu", "no figure of" },
        [FORMULA_STATED] = { "không có số ở", "no number in" },
        [FORMULA_RANGE] = { "là một khoảng, không phải một số:", "a range, not a number:" },
        [FORMULA_UNIT] = { "đơn vị không quy đổi được:", "a unit that does not convert:" },
        [FORMULA_NO_PERIOD] = { "không có kỳ tương ứng của", "no such period of" },
        [FORMULA_NO_PLACE] = { "không có địa bàn tương ứng của", "no such area of" },
        [FORMULA_NO_DIMENSION] = { "đã chọn phân tổ khác của", "another breakdown chosen of" },
        [FORMULA_LENGTH] = { "chỉ tính cho kỳ dài bằng kỳ ghi trong đơn vị:",
                             "only for periods as long as the unit says:" },
        [FORMULA_ZERO] = { "số chia bằng 0 (hoặc kỳ gốc âm):",
                           "a division by zero (or a base below zero):" },
        [FORMULA_OVERFLOW] = { "số quá dài:", "too long a number:" },
    };
    struct buf b;

    buf_init(&b, a);
    if (v->gap == FORMULA_FULL)
        return buf_str(&b);
    buf_put(&b, str_from(text[v->gap][lang == LANG_EN]));
    buf_printf(&b, " %.*s", STRF(v->at.indicator));
    if (v->at.area.len)
        buf_printf(&b, ", %.*s", STRF(v->at.area));
    buf_put(&b, STR(", "));
    period_print(&b, v->at.when);
    if (v->at.kind != FACT_ACTUAL)
        buf_printf(&b, ", %.*s", STRF(fact_kind_word(v->at.kind)));
    if (v->at.breakdown.len)
        buf_printf(&b, ", %.*s", STRF(v->at.breakdown));
    return buf_str(&b);
}

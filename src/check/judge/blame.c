/* blame.c -- which figure of a failing computation is wrong, and what should stand there.
 *
 * Figures and computations make a graph. A figure that another computation holds with is
 * protected; of the others, the one for which a single slip of the pen makes every
 * computation hold is the culprit. A figure that several computations miss is blamed for
 * all of them: one finding remains, at its place. */
#include "base/sort.h"
#include "check/check_int.h"

/* One figure of one equation, told by where its digits begin. */
struct touch { uint32_t at, equation, operand; };

struct graph {
    struct checker *c;
    struct touch *touch;
    size_t n;
};

/* A slip that would explain a failing equation. */
struct slip {
    uint32_t operand;
    struct figure right;
    unit unit;
    enum compare_kind sign;
    enum diag_remark remark;
    str text;                   /* what should stand there */
    int cost;
    uint32_t cures;             /* failing equations that hold with it */
    uint32_t tried;             /* how many slips of its kind there are */
};

enum { COST_TYPING = 1, COST_LENGTH = 2, COST_DIGIT = 3, BLAME_MOST = 512, BLAME_DIGITS = 17,
       TELLING_LIST = 12, TELLING_ONE_IN = 40 };

/* By place; those of one place in the order in which they were made. */
static void sort_touches(struct arena *a, struct touch *touch, size_t n)
{
    struct sort_item *item = arena_array_raw(a, struct sort_item, n);
    struct touch *as_made = arena_array_raw(a, struct touch, n);

    for (size_t i = 0; i < n; i++)
        item[i] = (struct sort_item){ touch[i].at, (uint32_t)i };
    sort_items(a, item, n);
    memcpy(as_made, touch, n * sizeof *touch);
    for (size_t i = 0; i < n; i++)
        touch[i] = as_made[item[i].what];
}

static void index_touches(struct graph *g)
{
    struct checker *c = g->c;
    size_t most = 0;

    for (size_t i = 0; i < c->nequations; i++)
        most += c->equation[i]->n;
    g->touch = arena_array_raw(c->job->arena, struct touch, most);
    for (size_t i = 0; i < c->nequations; i++)
        for (uint32_t k = 0; k < c->equation[i]->n; k++)
            g->touch[g->n++] = (struct touch){ c->equation[i]->operand[k].figure->where.start,
                                               (uint32_t)i, k };
    sort_touches(c->job->arena, g->touch, g->n);
}

static size_t first_touch(const struct graph *g, uint32_t at)
{
    size_t lo = 0, hi = g->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (g->touch[mid].at < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool equation_fails(const struct equation *e)
{
    return e->verdict == VERDICT_WRONG;
}

struct tally { uint32_t failing, holding; };

static struct tally tally_of(const struct graph *g, const struct operand *o)
{
    uint32_t at = o->figure->where.start;
    struct tally t = { 0, 0 };

    for (size_t i = first_touch(g, at); i < g->n && g->touch[i].at == at; i++) {
        const struct equation *e = g->c->equation[g->touch[i].equation];

        t.failing += equation_fails(e);
        t.holding += e->verdict != VERDICT_UNKNOWN && !equation_fails(e);
    }
    return t;
}

/* An equation that a figure stands in, and what its other figures leave for it: hundreds
 * of slips of the one are tried, and few come near. */
struct seat {
    const struct equation *e;
    uint32_t operand;           /* the figure's place in it */
    struct operand *with;       /* its operands, where the slip is put in */
    bool bounded;
    dec lo, hi;                 /* with one decimal more than the figure */
};

/* The coefficients, with so many decimals, that the failing equations of a figure leave
 * for it: no other one is worth trying. */
struct slip_window { int64_t lo, hi; };

enum { WINDOW_SCALES = 3 };     /* one decimal more than the figure, as many, one fewer */

struct search {
    const struct graph *g;
    const struct equation *e;
    struct seat *seat;          /* of the operand that is tried */
    size_t nseats, seat_cap;
    struct slip_window window[WINDOW_SCALES];
    int8_t finest;              /* the decimals of the first window */
    struct slip best;
    bool found, tied;
};

static struct slip_window slip_window_for(const struct search *x, int scale)
{
    return x->window[x->finest - scale];
}

static bool is_within(struct slip_window w, int64_t least, int64_t most)
{
    return most >= w.lo && least <= w.hi;
}

/* What any of the equations that fail leaves for the figure. */
static void open_windows(struct search *x, int8_t finest)
{
    struct slip_window all = { INT64_MAX, INT64_MIN };

    x->finest = finest;
    for (size_t i = 0; i < x->nseats; i++) {
        const struct seat *k = &x->seat[i];

        if (!equation_fails(k->e))
            continue;
        if (!k->bounded || k->lo.scale != finest || k->hi.scale != finest)
            all = (struct slip_window){ INT64_MIN, INT64_MAX };
        all.lo = k->bounded && k->lo.coef < all.lo ? k->lo.coef : all.lo;
        all.hi = k->bounded && k->hi.coef > all.hi ? k->hi.coef : all.hi;
    }
    /* two more to either side: the bounds are rounded, and so is the division here */
    for (int i = 0; i < WINDOW_SCALES; i++) {
        int64_t one = dec_pow10(i);

        x->window[i].lo = all.lo < INT64_MIN + 2 ? INT64_MIN : all.lo / one - 2;
        x->window[i].hi = all.hi > INT64_MAX - 2 ? INT64_MAX : all.hi / one + 2;
    }
}

static void take_seats(struct search *x, const struct operand *o)
{
    const struct graph *g = x->g;
    struct arena *a = g->c->job->arena;
    uint32_t at = o->figure->where.start;
    int8_t scale = (int8_t)(o->figure->value.scale + 1);

    x->nseats = 0;
    for (size_t i = first_touch(g, at); i < g->n && g->touch[i].at == at; i++) {
        struct seat *k = arena_push(a, x->seat, x->nseats, x->seat_cap);

        *k = (struct seat){ .e = g->c->equation[g->touch[i].equation],
                            .operand = g->touch[i].operand };
        k->with = arena_array(a, struct operand, k->e->n);
        memcpy(k->with, k->e->operand, k->e->n * sizeof *k->with);
        k->bounded = equation_leaves(k->e, k->operand, scale, &k->lo, &k->hi);
    }
    open_windows(x, scale);
}

/* Is the value, times 10^power, surely none that the equation holds with? The bounds are
 * those of the figure's own words: its sign, and its unit. */
static bool out_of_bounds(const struct seat *k, dec v, int power)
{
    enum { POWERS = 9 };
    int finer = k->lo.scale - v.scale + power;
    int64_t one = 1, lo = k->lo.coef, hi = k->hi.coef, fits, step;

    if (!k->bounded || finer > POWERS || finer < -POWERS)
        return false;
    step = dec_pow10(finer < 0 ? -finer : finer);
    fits = INT64_MAX / 100 / step;
    if (finer < 0 ? lo < -fits || lo > fits || hi < -fits || hi > fits : v.coef > fits)
        return false;
    if (finer < 0) {
        lo *= step;
        hi *= step;
    } else {
        one = step;
    }
    return v.coef * one + one < lo || v.coef * one - one > hi;
}

/* Can digits that are swapped, lost, added or mistaken make any failing equation hold? They
 * make a figure neither negative nor a hundred times as large. */
static bool digits_may_cure(const struct search *x, dec v)
{
    for (size_t i = 0; i < x->nseats; i++) {
        const struct seat *k = &x->seat[i];

        if (equation_fails(k->e) && (!k->bounded || v.coef < 0 || v.coef > INT64_MAX / 10000
                                     || (k->hi.coef > 0 && k->lo.coef <= v.coef * 1000)))
            return true;
    }
    return false;
}

/* Does the equation hold with the slip of its figure o? */
static bool holds_with(const struct seat *k, const struct operand *o, const struct slip *s)
{
    struct operand *own = &k->with[k->operand];

    *own = k->e->operand[k->operand];
    own->figure = &s->right;
    own->unit.power = (int8_t)(own->unit.power + s->unit.power - o->unit.power);
    if (own->sign == o->sign)
        own->sign = s->sign;
    return equation_holds(k->e, k->with);
}

/* How many failing equations hold with the slip; 0 when one that held no longer does, or
 * when a finding that waits for its slip gets none of it. */
static uint32_t cured(const struct search *x, const struct operand *o, const struct slip *s)
{
    uint32_t cures = 0;

    for (size_t i = 0; i < x->nseats; i++) {
        const struct seat *k = &x->seat[i];
        bool fails = equation_fails(k->e);
        bool holds = !(s->sign == o->sign && out_of_bounds(k, s->right.value,
                                                           s->unit.power - o->unit.power))
                     && holds_with(k, o, s);

        if (!holds && (!fails || (k->e == x->e && x->e->finding->held)))
            return 0;
        cures += holds && fails;
    }
    return cures;
}

static void consider(struct search *x, struct slip *s)
{
    const struct operand *o = &x->e->operand[s->operand];

    if (x->found && s->cost > x->best.cost)
        return;
    s->cures = cured(x, o, s);
    if (s->cures == 0)
        return;
    if (x->found && s->cost == x->best.cost && s->cures <= x->best.cures) {
        bool other = s->cures == x->best.cures && s->operand != x->best.operand;

        x->tied = x->tied || other;
        if (!other || s->operand != x->e->stated)
            return;
    } else {
        x->tied = false;
    }
    x->best = *s;
    x->found = true;
}

/* --- digits ----------------------------------------------------------------------- */

/* A figure's digits, from the first, zeroes before the comma among them: 0,05 has three. */
struct slip_digits {
    int64_t value;
    int n, scale;
};

static bool slip_digits_of(dec value, struct slip_digits *out)
{
    int64_t v = value.coef < 0 ? -value.coef : value.coef;
    int n = significant_digits(value);

    if (n < 1 || n > BLAME_DIGITS - 2)
        return false;
    if (n <= value.scale)
        n = value.scale < BLAME_DIGITS ? value.scale + 1 : BLAME_DIGITS;
    *out = (struct slip_digits){ v, n, value.scale };
    return true;
}

/* What a one in place i is worth. */
static int64_t slip_weight_at(const struct slip_digits *k, int i)
{
    return dec_pow10(k->n - 1 - i);
}

static int slip_digit_at(const struct slip_digits *k, int i)
{
    return (int)(k->value / slip_weight_at(k, i) % 10);
}

static void consider_digits(struct search *x, struct slip *s, int64_t value, int scale)
{
    if (value <= 0 || scale < 0 || !is_within(slip_window_for(x, scale), value, value))
        return;
    s->right.value = (dec){ value, (int8_t)scale };
    consider(x, s);
}

static void try_swaps(struct search *x, struct slip s, const struct slip_digits *k)
{
    s.cost = COST_TYPING;
    s.remark = REMARK_SWAP;
    s.tried = (uint32_t)k->n - 1;
    for (int i = 0; i + 1 < k->n; i++) {
        int more = slip_digit_at(k, i + 1) - slip_digit_at(k, i);

        if (more != 0)
            consider_digits(x, &s, k->value + more * 9 * slip_weight_at(k, i + 1), k->scale);
    }
}

static void try_fewer(struct search *x, struct slip s, const struct slip_digits *k)
{
    s.cost = COST_LENGTH;
    s.remark = REMARK_DIGIT_EXTRA;
    s.tried = (uint32_t)k->n;
    for (int i = 0; i < k->n && k->n > 2; i++) {
        int64_t w = slip_weight_at(k, i);
        bool decimal = i >= k->n - k->scale;

        consider_digits(x, &s, k->value / w / 10 * w + k->value % w, k->scale - decimal);
    }
}

/* A digit more before place i, as a whole one or, at the comma or behind it, a decimal. */
static void try_more_at(struct search *x, struct slip *s, const struct slip_digits *k, int i)
{
    int64_t w = dec_pow10(k->n - i), none = k->value / w * 10 * w + k->value % w;
    bool in_whole = i <= k->n - k->scale
                    && is_within(slip_window_for(x, k->scale), none, none + 9 * w);
    bool in_part = i >= k->n - k->scale
                   && is_within(slip_window_for(x, k->scale + 1), none, none + 9 * w);

    for (int d = 0; d <= 9 && (in_whole || in_part); d++) {
        if (in_whole && (i > 0 || d > 0))
            consider_digits(x, s, none + d * w, k->scale);
        if (in_part)
            consider_digits(x, s, none + d * w, k->scale + 1);
    }
}

static void try_more(struct search *x, struct slip s, const struct slip_digits *k)
{
    s.cost = COST_LENGTH;
    s.remark = REMARK_DIGIT_LOST;
    s.tried = (uint32_t)k->n * 10 + 10;
    for (int i = 0; i <= k->n && k->n > 1; i++)
        try_more_at(x, &s, k, i);
}

static void try_others(struct search *x, struct slip s, const struct slip_digits *k)
{
    s.cost = COST_DIGIT;
    s.remark = REMARK_DIGIT_WRONG;
    s.tried = (uint32_t)k->n * 9;
    for (int i = 0; i < k->n && (k->n > 2 || x->e->kind == EQUATION_SUM); i++) {
        int64_t w = slip_weight_at(k, i), none = k->value - slip_digit_at(k, i) * w;
        bool within = is_within(slip_window_for(x, k->scale), none, none + 9 * w);

        for (int d = 0; d <= 9 && within; d++)
            if (none + d * w != k->value)
                consider_digits(x, &s, none + d * w, k->scale);
    }
}

/* Dot for comma and comma for dot: three digits behind the only sign. */
static void try_separators(struct search *x, struct slip s)
{
    dec v = s.right.value;

    s.cost = COST_TYPING;
    s.remark = REMARK_WRITE;
    s.tried = 2;
    if (v.scale == 3) {
        s.right.value.scale = 0;
        consider(x, &s);
    } else if (v.scale == 0 && (v.coef >= 1000 || v.coef <= -1000)
               && memchr(s.right.text.ptr, '.', s.right.text.len)) {
        s.right.value.scale = 3;
        consider(x, &s);
    }
}

/* --- units and words --------------------------------------------------------------- */

/* Another step of the ladder: nghìn, triệu, tỷ; tạ and tấn; m2 and ha. */
static void try_units(struct search *x, struct slip s)
{
    static const int step[] = { 3, -3, 6, -6, 1, -1, 4, -4 };
    int power = s.unit.power;

    if (s.unit.class != UNIT_MONEY && s.unit.class != UNIT_MEASURE && s.unit.class != UNIT_COUNT)
        return;
    s.cost = COST_TYPING;
    s.remark = REMARK_OTHER_UNIT;
    s.tried = 4;
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
        if ((step[i] % 3 != 0) != (s.unit.class == UNIT_MEASURE && i >= 4))
            continue;
        s.unit.power = (int8_t)(power + step[i]);
        if (s.unit.class != UNIT_COUNT || s.unit.power >= 0)
            consider(x, &s);
    }
}

static void try_signs(struct search *x, struct slip s)
{
    if (s.sign != CMP_INCREASE && s.sign != CMP_DECREASE)
        return;
    s.cost = COST_TYPING;
    s.remark = REMARK_OTHER_SIGN;
    s.tried = 1;
    s.text = s.sign == CMP_INCREASE ? STR("giảm") : STR("tăng");
    s.sign = s.sign == CMP_INCREASE ? CMP_DECREASE : CMP_INCREASE;
    consider(x, &s);
}

static void try_operand(struct search *x, uint32_t i)
{
    const struct operand *o = &x->e->operand[i];
    struct slip s = { .operand = i, .right = *o->figure, .unit = o->unit, .sign = o->sign };
    struct slip_digits k;

    take_seats(x, o);
    try_separators(x, s);
    try_units(x, s);
    try_signs(x, s);
    if (!digits_may_cure(x, o->figure->value) || !slip_digits_of(o->figure->value, &k))
        return;
    try_swaps(x, s, &k);
    if (x->e->doubtful)
        return;
    try_fewer(x, s, &k);
    try_more(x, s, &k);
    try_others(x, s, &k);
}

/* --- how much an explanation is worth ---------------------------------------------- */

/* One over the width of what the equation leaves open for a figure, about: as printed, or
 * with the slip mended. */
static int64_t sharpness(const struct equation *e, const struct slip *s)
{
    const struct operand *p = &e->operand[e->n - 1];
    int64_t least = INT64_MAX;

    for (uint32_t i = 0; i < e->n; i++) {
        const struct operand *o = &e->operand[i];
        int64_t v = s && s->operand == i ? s->right.value.coef : o->figure->value.coef;

        v = v < 0 ? -v : v;
        if (o->figure->hedge != HEDGE_NONE)
            return 0;
        if ((e->kind == EQUATION_GROWTH || e->kind == EQUATION_PAIR) && o == p
            && o->sign != CMP_EQUAL)
            v += 100 * dec_pow10(o->figure->value.scale);
        if ((o == p || !unit_is_exact(o->unit) || e->kind == EQUATION_CHANGE) && v < least)
            least = v;
    }
    return least;
}

/* The power of ten of the last place that the figures are told to. */
static int last_place(const struct equation *e)
{
    int coarsest = -DEC_MAX_SCALE, least = DEC_MAX_SCALE;

    for (uint32_t i = 0; i < e->n; i++) {
        const struct figure *f = e->operand[i].figure;
        int place = e->operand[i].unit.power - f->value.scale;

        if (place > coarsest)
            coarsest = place;
        for (int64_t v = f->value.coef; v != 0 && v % 10 == 0; v /= 10)
            place++;
        if (place < least)
            least = place;
    }
    return coarsest > least ? coarsest : least;
}

/* Parts counted in other words than their total may be something else: "14 vụ, 35 trường
 * hợp (10 vụ, 13 trường hợp; ...)". */
static bool one_unit(const struct equation *e)
{
    for (uint32_t i = 1; i < e->n; i++)
        if (!unit_same_base(e->operand[i].unit, e->operand[0].unit))
            return false;
    return true;
}

/* Do the parts make the total when one of them is left out, a part of its neighbour? */
static bool fits_without_one(const struct equation *e)
{
    static const struct figure none = { .has_value = true };

    for (uint32_t i = 1; i < e->n; i++) {
        struct operand with[TELLING_LIST];

        memcpy(with, e->operand, e->n * sizeof *with);
        with[i] = (struct operand){ &none, OPERAND_HUNDRED.unit, CMP_NONE };
        if (equation_verdict(e, with) == VERDICT_FITS)
            return true;
    }
    return false;
}

/* Of a list that is not near its total: what is missing from a partial list is one digit's
 * by chance once in a few tens when the total is small, and a short part is soon another. */
static bool telling_of_sum(const struct equation *e, const struct slip *s)
{
    enum { LEAST = 200, LEAST_OF_LIST = 50 };
    const struct operand *o = &e->operand[s->operand];
    dec total, least = { e->loose ? LEAST : LEAST_OF_LIST, 0 };

    const struct figure *whole = s->operand == 0 ? &s->right : e->operand[0].figure;

    if (s->remark == REMARK_OTHER_UNIT)
        return e->n <= TELLING_LIST && significant_digits(whole->value) >= 2;
    if (e->n > TELLING_LIST || (e->loose && significant_digits(whole->value) < 3)
        || (e->finding->held && fits_without_one(e)))
        return false;
    if (s->cost == COST_TYPING || e->doubtful)
        return s->cost == COST_TYPING;
    if (!e->loose && (e->whole || one_unit(e)))
        return true;
    if (s->cost == COST_LENGTH)
        return (significant_digits(o->figure->value) >= 3 || s->operand == 0)
               && significant_digits(s->right.value) >= 3;
    return amount_value(e->operand[0].figure, e->operand[0].unit, &total)
           && dec_shift(least, last_place(e), &least) && dec_cmp(total, least) >= 0;
}

/* Can any slip be worth saying? Nothing is searched for when none can. */
static bool may_tell(const struct equation *e)
{
    return e->kind == EQUATION_SUM ? e->n <= TELLING_LIST : sharpness(e, NULL) >= TELLING_ONE_IN;
}

/* Would so many slips of this kind explain figures that do not belong together? Seldom
 * enough when the equation leaves little open. */
static bool telling(const struct equation *e, const struct slip *s)
{
    if (e->kind == EQUATION_SUM)
        return telling_of_sum(e, s);
    return sharpness(e, NULL) / TELLING_ONE_IN >= (int64_t)s->tried
           && sharpness(e, s) / TELLING_ONE_IN >= (int64_t)s->tried;
}

/* --- saying it --------------------------------------------------------------------- */

static void drop_hints(struct diag *d)
{
    size_t kept = 0;

    for (size_t i = 0; i < d->nnotes; i++)
        if (!d->note[i].is_hint)
            d->note[kept++] = d->note[i];
    if (kept < d->nnotes)
        memset(d->note + kept, 0, (d->nnotes - kept) * sizeof *d->note);
    d->nnotes = kept;
    d->repair = (str){ NULL, 0 };
}

static void tell_slip(struct checker *c, const struct equation *e, const struct slip *s)
{
    struct diag *d = e->finding;
    const struct figure *f = e->operand[s->operand].figure;
    struct diag_note *n;

    drop_hints(d);
    if (d->where.start != f->where.start)
        d->culprit = f->text;
    n = diag_note_at(c->diags, d, s->remark, f->where);
    n->is_hint = true;
    if (s->remark == REMARK_OTHER_UNIT) {
        note_arg(n, f->text);
        return;
    }
    d->repair = s->remark == REMARK_OTHER_SIGN ? s->text : dec_text(c, s->right.value);
    note_arg(n, d->repair);
}

/* The slip that the rule itself named is of the stated figure: it stands unless another
 * computation holds with that figure as printed. */
static void explain_equation(struct graph *g, struct equation *e)
{
    struct search x = { .g = g, .e = e };
    struct diag *d = e->finding;
    bool named = d->culprit.len > 0;

    if (named || d->code == DIAG_DOT_FOR_COMMA)
        return;
    if (d->repair.len > 0 && tally_of(g, &e->operand[e->stated]).holding == 0) {
        d->held = false;
        return;
    }
    for (uint32_t i = 0; i < e->n && may_tell(e); i++)
        if (e->operand[i].figure != OPERAND_HUNDRED.figure
            && tally_of(g, &e->operand[i]).holding == 0)
            try_operand(&x, i);
    bool telling_one = x.found && telling(e, &x.best);

    if (telling_one)
        d->held = false;
    /* of two that may be wrong neither is named */
    if (!telling_one || (x.tied && x.best.operand != e->stated)) {
        if (d->repair.len > 0)
            drop_hints(d);
        return;
    }
    tell_slip(g->c, e, &x.best);
}

/* --- one figure that several computations miss -------------------------------------- */

enum { NO_OPERAND = UINT32_MAX };

static bool told_wrong(const struct equation *e)
{
    return equation_fails(e) && e->finding && !e->finding->held && !e->loose;
}

/* The operand that more failing equations share than any other and none holds with. */
static uint32_t shared_operand(const struct graph *g, const struct equation *e)
{
    uint32_t best = NO_OPERAND, most = 1;
    bool tied = false;

    for (uint32_t i = 0; i < e->n; i++) {
        struct tally t = tally_of(g, &e->operand[i]);

        if (t.failing < 2 || t.failing < most)
            continue;
        tied = t.failing == most && best != NO_OPERAND;
        most = t.failing;
        best = t.holding == 0 ? i : NO_OPERAND;
    }
    return tied ? NO_OPERAND : best;
}

/* The others become notes of the gravest finding, which moves to the figure. */
static void gather(struct graph *g, const struct touch *of, size_t n)
{
    struct checker *c = g->c;
    const struct equation *lead = c->equation[of[0].equation];

    for (size_t i = 1; i < n; i++)
        if (c->equation[of[i].equation]->finding->severity > lead->finding->severity)
            lead = c->equation[of[i].equation];
    struct diag *d = lead->finding;
    const struct operand *o = &c->equation[of[0].equation]->operand[of[0].operand];

    for (size_t i = 0; i < n; i++) {
        struct diag *other = c->equation[of[i].equation]->finding;

        if (other == d || other->held)
            continue;
        note_arg(diag_note_at(c->diags, d, REMARK_COMPUTATION, other->where),
                 diag_message(c->diags, other));
        other->held = other->where.start != d->where.start;
    }
    if (d->where.start == o->figure->where.start)
        return;
    note_arg(diag_note_at(c->diags, d, REMARK_COMPUTATION, d->where), diag_message(c->diags, d));
    d->where = o->figure->where;
    d->stated = o->figure->text;
    d->culprit = (str){ NULL, 0 };
}

/* One slip of the shared figure that makes all of its equations hold. */
static void mend_shared(struct graph *g, const struct touch *of, uint32_t failing)
{
    struct equation *e = g->c->equation[of->equation];
    struct search x = { .g = g, .e = e };

    try_operand(&x, of->operand);
    if (x.found && x.best.cures == failing)
        tell_slip(g->c, e, &x.best);
}

/* Findings whose equations share a culprit are one. */
static void gather_blame(struct graph *g)
{
    struct checker *c = g->c;
    struct touch *of = NULL;
    size_t n = 0, cap = 0;

    for (size_t i = 0; i < c->nequations; i++) {
        const struct equation *e = c->equation[i];
        uint32_t k = told_wrong(e) ? shared_operand(g, e) : NO_OPERAND;

        if (k != NO_OPERAND && e->finding->code != DIAG_DOT_FOR_COMMA)
            *arena_push(c->job->arena, of, n, cap) =
                (struct touch){ e->operand[k].figure->where.start, (uint32_t)i, k };
    }
    if (n > 1)
        sort_touches(c->job->arena, of, n);
    for (size_t i = 0, to; i < n; i = to) {
        for (to = i + 1; to < n && of[to].at == of[i].at; to++)
            continue;
        if (to - i < 2)
            continue;
        gather(g, of + i, to - i);
        mend_shared(g, of + i, (uint32_t)(to - i));
    }
}

void blame(struct checker *c)
{
    struct graph g = { .c = c };
    uint32_t tried = 0;

    for (size_t i = 0; i < c->nequations && tried < BLAME_MOST; i++) {
        struct equation *e = c->equation[i];

        if (!equation_fails(e) || !e->finding)
            continue;
        if (g.n == 0)
            index_touches(&g);
        explain_equation(&g, e);
        tried++;
    }
    if (tried > 1)
        gather_blame(&g);
}

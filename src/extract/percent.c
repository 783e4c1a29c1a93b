/* percent.c -- percentages reached: of a plan, of a base, of the b of a/b. */
#include "extract/figure.h"

#include "extract/name.h"

enum { EARLIER_LEVELS = 8 };    /* that a percentage may be a share of */

/* The b of a/b against a plan is the plan, stated. */
static void state_plan(struct walk *w, int32_t of)
{
    struct statement *st = statements_push(w->out);
    const struct statement *a = walk_statement(w, of);

    *st = *a;
    st->value = *a->whole;
    st->whole = st->whole_pct = st->plan_pct = st->share = &FIGURE_NONE;
    st->compare = NULL;
    st->ncompares = 0;
    st->at = a->end;            /* statements stay in the order of their places */
    st->kind = KIND_PLAN;
    st->parent = NO_STATEMENT;
    st->part = PART_NONE;
    st->part_group = 0;
    if (a->period.kind == PERIOD_MONTHS || a->period.kind == PERIOD_MONTH ||
        a->period.kind == PERIOD_QUARTER) {
        st->period = (period){ .kind = PERIOD_YEAR, .year = a->period.year,
                               .from_year = a->period.year };
        st->period_text = (str){ NULL, 0 };
    }
    st->indicator = name_prefixed(w->s, "Kế hoạch", a->indicator);
    st->rule = "fraction plan";
    walk_statement(w, of)->whole_is_plan = true;
}

/* Is the percentage of the plan that of a to b, or nearly? "52/115 xã, đạt 104% kế
 * hoạch" is of a plan that b is not. */
static bool is_about(const struct statement *st)
{
    dec told = st->plan_pct->value;
    range near = { .lo = { (int128)told.coef * 75, told.scale + 2 },
                   .hi = { (int128)told.coef * 125, told.scale + 2 } };

    return told.coef <= 0 || st->whole->value.coef <= 0 ||
           range_fits_percent(range_exact(st->value.value), range_exact(st->whole->value), near) !=
               FITS_NO;
}

uint32_t figure_read_plan(struct walk *w, const struct amount *a, uint32_t end)
{
    uint32_t words;
    int32_t owner;

    words = name_count(w->s, w->done, a->g.verb);
    owner = words == 0 && w->head != NO_STATEMENT && w->cur == w->recent && !w->brackets
          ? w->head : walk_owner_of(w, a->i, a->g.verb, a->unit, a->end);

    struct statement *st = walk_statement(w, owner);

    scan_mark(w->s, a->end, end, NOTE_USED);
    scan_claim(w->s, a->i, a->end, CLAIM_PLAN, "");
    scan_claim(w->s, a->end, end, CLAIM_DATE, "base");
    /* of two plans (the centre's, the council's) the first told is kept */
    if (!st->plan_pct->has_value) {
        struct figure reached = walk_figure(w, a->i);

        reached.hedge = a->g.hedge;
        st->plan_pct = figure_keep(w->out->arena, reached);
    }
    if (end > 0 && st->end < w->s->t[end - 1].end)
        st->end = w->s->t[end - 1].end;
    if (st->whole->has_value && !st->whole_pct->has_value && is_about(st)) {
        st->whole_pct = st->plan_pct;
        state_plan(w, owner);
    }
    w->reached = BASE_PLAN;
    w->done = end;
    return end;
}

uint32_t figure_read_ratio(struct walk *w, const struct amount *a, const struct base *b,
                           uint32_t end)
{
    int32_t owner = walk_owner_of(w, a->i, a->g.verb, a->unit, a->end);
    struct comparison c = {
        .kind = CMP_EQUAL,
        .amount = walk_figure(w, a->i),
        .unit = a->unit,
        .unit_text = a->unit_text,
        .in_brackets = w->brackets,
    };

    scan_mark(w->s, a->end, end, NOTE_USED);
    scan_claim(w->s, a->i, a->end, CLAIM_COMPARISON, "");
    scan_claim(w->s, a->end, end, CLAIM_DATE, "base");
    walk_attach_base(&c, b, false);
    walk_add_change(w, owner, c, end);
    walk_close_chain(w, b, c.kind);
    w->reached = b->kind;
    w->done = end;
    return end;
}

/* "Kế hoạch vốn ...", "Dự toán ...": the figure is a plan. */
bool figure_states_plan(str indicator)
{
    return str_starts(indicator, STR("Kế hoạch")) || str_starts(indicator, STR("Dự toán")) ||
           str_starts(indicator, STR("Chỉ tiêu"));
}

static bool names_plan(str indicator)
{
    return str_find(indicator, STR("kế hoạch")) != SIZE_MAX ||
           str_find(indicator, STR("dự toán")) != SIZE_MAX || figure_states_plan(indicator);
}

/* Is the percentage the current figure's part of one before it in the sentence?
 * "khám 349.372 lượt, ... thành công 331.482 lượt (đạt 94,88%)" */
static bool is_share_of_earlier(const struct walk *w, const struct amount *a)
{
    const struct statement *of = &w->out->s[w->cur];
    const dec pct = w->s->t[a->i].value;
    dec got, off;

    for (int32_t k = w->cur - 1; k >= 0 && w->cur - k <= EARLIER_LEVELS; k--) {
        const struct statement *st = &w->out->s[k];

        if (st->sentence != of->sentence)
            break;
        if (!st->value.has_value || st->kind == KIND_PLAN || names_plan(st->indicator) ||
            !unit_same_base(st->unit, of->unit) || st->unit.power != of->unit.power ||
            dec_cmp(st->value.value, of->value.value) <= 0)
            continue;
        if (dec_percent(of->value.value, st->value.value, pct.scale, &got) &&
            dec_sub(got, pct, &off) && dec_cmp(dec_abs(off), (dec){ 1, pct.scale }) <= 0)
            return true;
    }
    return false;
}

/* Words that may follow a percentage that is of nothing more: "đạt 48% và", "đạt 48%
 * tăng 5%". */
static bool is_complete(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_VA: case W_TANG: case W_GIAM: case W_CAO: case W_THAP:
        return true;
    default:
        return PHRASE(s, i, W_TRONG, W_DO) > 0;
    }
}

/* ", đạt 99,07%" behind an amount, with no base told: of its plan; "bằng" says so
 * only behind another percentage of plan. */
bool figure_is_bare_percent(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t joint = a->g.verb;         /* ", mới đạt 48%", ", ước đạt 48%" */

    while (joint > w->done && (scan_word(s, joint - 1) == W_MOI ||
                               scan_word(s, joint - 1) == W_DA_DONE ||
                               scan_word(s, joint - 1) == W_UOC))
        joint--;
    if (a->unit.class != UNIT_PERCENT || a->g.by != GOV_REACH || w->cur == NO_STATEMENT ||
        joint == 0 || (scan_word(s, a->g.verb) == W_BANG && w->reached != BASE_PLAN) ||
        (a->end < s->n && s->t[a->end].kind == TOKEN_WORD && !is_complete(s, a->end)))
        return false;

    const struct statement *of = &w->out->s[w->cur];

    /* "120 tỷ đồng đạt 48%": amounts need no comma, "12 xã đạt 80%" may be a rate */
    if (!scan_is_mark(s, joint - 1, ',') && !scan_is_mark(s, joint - 1, '(') &&
        (joint != w->done || (of->unit.class != UNIT_MONEY && of->unit.class != UNIT_MEASURE)))
        return false;
    return of->value.has_value && of->unit.class != UNIT_PERCENT && !of->whole->has_value &&
           !of->plan_pct->has_value && of->block == w->at->index &&
           !is_share_of_earlier(w, a);
}

/* "giải ngân vốn đầu tư công mới đạt 39,1%": what is an amount can reach but a percentage
 * of its plan. */
bool figure_is_of_amount(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t k = w->done;

    if (a->unit.class != UNIT_PERCENT || a->g.by != GOV_REACH || a->end >= s->n ||
        (s->t[a->end].kind == TOKEN_WORD && !is_complete(s, a->end)))
        return false;
    while (k < a->g.verb && s->t[k].kind == TOKEN_MARK)
        k++;
    return k + 2 < a->g.verb &&
           ((scan_word(s, k) == W_GIAI_WAY && str_eq(s->t[k + 1].fold, STR("ngân"))) ||
            scan_word(s, k) == W_VON) &&
           name_count(s, w->done, a->g.verb) > 2;
}

/* The percentage of an a/b just read: "(đạt 72,54%)", ", đạt 72%". */
int32_t figure_fraction_before(const struct walk *w, uint32_t i)
{
    if (w->cur == NO_STATEMENT)
        return NO_STATEMENT;

    const struct statement *st = &w->out->s[w->cur];

    return st->whole->has_value && !st->whole_pct->has_value && i - w->done <= 8 ? w->cur
                                                                                : NO_STATEMENT;
}

/* The percentage of the a/b before it. Of an amount it is the share of a plan
 * reached (true: no statement is left of it); of a count it is a rate of its own. */
bool figure_bind_percent(struct walk *w, int32_t index, int32_t fraction)
{
    struct statement *of = walk_statement(w, fraction), *st = walk_statement(w, index);

    of->whole_pct = figure_keep(w->out->arena, st->value);
    if (of->unit.class == UNIT_MEASURE || of->unit.class == UNIT_MONEY) {
        of->plan_pct = of->whole_pct;
        w->out->n--;            /* no statement of its own after all */
        state_plan(w, fraction);
        return true;
    }
    st->indicator = name_prefixed(w->s, "Tỷ lệ", name_counted(of->indicator));
    st->rule = "fraction percent";
    return false;
}

/* "Tỷ lệ giải ngân đạt 14,8% dự toán", "phấn đấu giải ngân 100% kế hoạch": the
 * percentage of the plan is itself the figure. */
bool figure_is_rate_of_plan(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;

    for (uint32_t k = w->done; k + 2 < a->g.verb; k++) {
        uint32_t of = PHRASE(s, k, W_TY, W_LE) ? scan_word(s, k + 2) : (uint16_t)W_OTHER;

        if (of == W_GIAI_WAY || of == W_THUC || of == W_HOAN)
            return true;
    }
    return a->g.by == GOV_NONE && figure_strives(w, a->i);
}

/* What a percentage or multiple that is reached is of: told behind it, in front of the
 * sentence, or behind one like it before ("bằng 104% so với cùng kỳ; ..., bằng 88%").
 * The token behind the base, *b without a kind when there is none. */
uint32_t figure_reached_base(const struct walk *w, const struct amount *a, struct base *b)
{
    const struct scan *s = w->s;
    uint32_t end = scan_base(s, a->end, b);

    if (end > a->end)
        return end;
    *b = (struct base){ 0 };
    if (w->front && a->g.verb == w->done)
        *b = w->shared;
    else if (scan_word(s, a->g.verb) == W_BANG && w->reached != BASE_NONE &&
             w->reached == w->shared.kind && a->g.verb > w->done &&
             scan_is_mark(s, a->g.verb - 1, ','))
        *b = w->shared;
    return end;
}

/* "bằng 52% dự toán và 110% cùng kỳ": one verb for both. */
bool figure_is_reached_too(const struct walk *w, const struct amount *a)
{
    struct base b;

    return w->reached != BASE_NONE && a->i == w->done + 1 &&
           (scan_word(w->s, w->done) == W_VA || scan_is_mark(w->s, w->done, ',')) &&
           (scan_plan(w->s, a->end, &b) > a->end || scan_base(w->s, a->end, &b) > a->end);
}

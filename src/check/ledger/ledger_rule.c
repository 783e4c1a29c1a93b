/* ledger_rule.c -- figures of a report against those of the ledger.
 *
 * That two figures are of one thing is known by id, place, period and kind. All facts that can
 * be meant are looked at, of every book and source: when one of them can be what the report
 * states, nothing is said. */
#include "check/ledger/ledger.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "check/check_int.h"

enum {
    LEDGER_MOST = 64,           /* facts of one figure; where there are more nothing is said */
    LEDGER_NEAR = 50            /* per cent; what is farther off is not the same thing */
};

enum { LEDGER_RESULTS = 1 << FACT_ACTUAL | 1 << FACT_ESTIMATE,
       LEDGER_PLANS = 1 << FACT_PLAN | 1 << FACT_TARGET };

struct ledger_work {
    struct checker *c;
    const struct ledger *l;
    const struct fact **by_id;  /* by indicator, in the order given */
    bool *plan_told;            /* of each indicator: the report states a plan of its own */
    bool *base_told;            /* or a figure of an earlier year */
};

/* A statement whose words are all resolved. */
struct ledger_told {
    const struct statement *s;
    const struct indicator *of;
    str area;
    period when;
};

/* A fact that may be meant, in base units. */
struct ledger_fact {
    const struct fact *fact;
    bool old;                   /* a newer revision is there */
    range values;
    dec value, in_unit;         /* in base units; in the unit of the statement */
};

static int by_ledger_id(const void *a, const void *b)
{
    const struct fact *const *x = a, *const *y = b;
    int order = str_cmp((*x)->indicator, (*y)->indicator);

    return order ? order : (*x > *y) - (*x < *y);
}

/* The first fact of that indicator, or behind it. */
static size_t first_of_id(const struct ledger_work *w, str id)
{
    size_t lo = 0, hi = w->l->nfacts;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (str_cmp(w->by_id[mid]->indicator, id) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool same_ledger_words(str a, str b)
{
    return a.len == b.len && a.len > 0 && (a.ptr[0] | ' ') == (b.ptr[0] | ' ') &&
           str_eq(str_sub(a, 1, a.len), str_sub(b, 1, b.len));
}

static bool is_ledger_area(const struct ledger *l, str words, str area)
{
    return l->is_area ? l->is_area(l->arg, words, area) : same_ledger_words(words, area);
}

static bool same_series(const struct fact *a, const struct fact *b)
{
    return a->kind == b->kind && str_eq(a->area, b->area) && str_eq(a->book, b->book) &&
           str_eq(a->source, b->source);
}

/* The number in the statement's unit. False where it is none, or no exact one. */
static bool read_ledger_fact(const struct ledger_work *w, const struct statement *s,
                             struct ledger_fact *f)
{
    struct figure figure = FIGURE_NONE;
    unit u;

    if (f->fact->state != FACT_NUMBER || f->fact->is_range || f->fact->hedge.len ||
        !unit_read(w->l->catalogue->units, f->fact->unit, &u) ||
        (!unit_same_base(u, s->unit) &&
         (u.class != UNIT_COUNT || s->unit.class != UNIT_COUNT)))
        return false;
    figure.value = f->fact->value;
    figure.has_value = true;
    if (!amount_range(&figure, u, &f->values) || !amount_value(&figure, u, &f->value) ||
        !dec_shift(f->value, -s->unit.power, &f->in_unit))
        return false;
    while (f->in_unit.scale > f->fact->value.scale && f->in_unit.coef % 10 == 0) {
        f->in_unit.coef /= 10;      /* zeros that came from converting are no digits */
        f->in_unit.scale--;
    }
    return true;
}

/* Marks the revisions that another one has replaced, and leaves those that are numbers. */
static size_t settle_revisions(const struct ledger_work *w, const struct statement *s,
                               struct ledger_fact *list, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct contest c = { .said_at = 0 };

        for (size_t k = 0; k < n; k++)
            if (same_series(list[i].fact, list[k].fact))
                contest_meet(&c, standing_of(list[k].fact), k + 1);
        list[i].old = contest_won(&c) != i + 1;
    }
    for (size_t i = 0; i < n; i++)
        if (read_ledger_fact(w, s, &list[i]))
            list[kept++] = list[i];
    return kept;
}

/* All that the ledger has of this figure; 0 where it has nothing, or too much. */
static size_t find_ledger_facts(const struct ledger_work *w, const struct ledger_told *t,
                                period when, unsigned kinds, struct ledger_fact *list)
{
    size_t n = 0;

    for (size_t i = first_of_id(w, t->of->id);
         i < w->l->nfacts && str_eq(w->by_id[i]->indicator, t->of->id); i++) {
        const struct fact *f = w->by_id[i];

        if (!(kinds >> f->kind & 1) || f->breakdown.len || !period_eq(f->when, when) ||
            !is_ledger_area(w->l, t->area, f->area))
            continue;
        if (n == LEDGER_MOST)
            return 0;
        list[n++] = (struct ledger_fact){ .fact = f };
    }
    return settle_revisions(w, t->s, list, n);
}

/* The fact of either age that can be what is stated, or NULL. */
static const struct ledger_fact *meeting_fact(const struct ledger_fact *list, size_t n,
                                              range stated, bool old)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].old == old && range_meets(list[i].values, stated))
            return &list[i];
    return NULL;
}

static bool may_be_in_ledger(dec stated, dec right)
{
    enum diag_remark remark;
    dec slip;

    return near_enough(stated, right, LEDGER_NEAR) ||
           slip_explains(stated, right, &remark, &slip);
}

/* -- telling it -- */

static str ledger_amount(const struct ledger_work *w, const struct statement *s, dec value)
{
    str text = dec_text(w->c, value);

    return s->unit_text.len ? arena_printf(w->c->job->arena, "%.*s %.*s", STRF(text),
                                           STRF(s->unit_text)) : text;
}

static struct diag *tell_ledger(const struct ledger_work *w, const struct figure *f,
                                enum diag_code code, str right, dec computed)
{
    struct diag *d = diag_add(w->c->diags, code, f->where);

    diag_arg(d, f->text);
    diag_arg(d, right);
    diag_stated(d, f->text);
    diag_computed(w->c->diags, d, computed);
    return d;
}

/* What a person knows the book by. */
static str book_words(const struct ledger_work *w, const struct fact *f)
{
    for (size_t i = 0; i < w->l->nbooks; i++)
        if (str_eq(w->l->book[i].id, f->book)) {
            const struct plan_book *b = &w->l->book[i];

            return !b->act.len ? b->title
                               : arena_printf(w->c->job->arena, "%.*s, %.*s", STRF(b->title),
                                              STRF(b->act));
        }
    return f->book.len ? f->book : f->source;
}

/* -- plans -- */

static period ledger_year(int16_t year)
{
    return (period){ .kind = PERIOD_YEAR, .year = year, .from_year = year };
}

/* The one that answers by default; NULL where only scenarios and terms speak. */
static const struct ledger_fact *answering_plan(const struct ledger_work *w,
                                                const struct ledger_fact *list, size_t n,
                                                int year)
{
    struct fact facts[LEDGER_MOST];
    struct plans plans = { w->l->book, w->l->nbooks, facts, 0 };
    size_t at[LEDGER_MOST];
    struct plan_answer answer;

    for (size_t i = 0; i < n; i++)
        if (!list[i].old) {
            at[plans.nfacts] = i;
            facts[plans.nfacts] = *list[i].fact;
            facts[plans.nfacts++].area = list[0].fact->area;    /* the caller's one place */
        }
    struct plan_key key = { .indicator = n ? list[0].fact->indicator : (str){ NULL, 0 },
                            .area = n ? list[0].fact->area : (str){ NULL, 0 }, .year = year };
    return n && plan_answers(&plans, &key, &answer) ? &list[at[answer.fact - facts]] : NULL;
}

/* 6101: a plan that no book has. */
static void judge_stated_plan(const struct ledger_work *w, const struct ledger_told *t,
                              const struct figure *f)
{
    struct ledger_fact list[LEDGER_MOST];
    size_t n = find_ledger_facts(w, t, ledger_year(t->when.year), LEDGER_PLANS, list);
    const struct ledger_fact *answer = answering_plan(w, list, n, t->when.year);
    range stated;

    if (!answer || !amount_range(f, t->s->unit, &stated))
        return;
    checked(w->c, f);
    if (meeting_fact(list, n, stated, false) || !may_be_in_ledger(f->value, answer->in_unit))
        return;
    diag_arg(tell_ledger(w, f, DIAG_LEDGER_PLAN, ledger_amount(w, t->s, answer->in_unit),
                         answer->in_unit), book_words(w, answer->fact));
}

/* 6106: the share of a plan that only the ledger has. */
static void judge_share_of_plan(const struct ledger_work *w, const struct ledger_told *t)
{
    const struct figure *f = t->s->plan_pct;
    struct ledger_fact list[LEDGER_MOST];
    size_t n = find_ledger_facts(w, t, ledger_year(t->when.year), LEDGER_PLANS, list);
    const struct ledger_fact *answer = answering_plan(w, list, n, t->when.year);
    dec result, computed;
    range now;

    if (!answer || f->is_range || !amount_range(&t->s->value, t->s->unit, &now) ||
        !amount_value(&t->s->value, t->s->unit, &result))
        return;
    for (size_t i = 0; i < n; i++)
        if (!list[i].old &&
            judge(range_fits_percent, now, list[i].values, f->value, f->hedge) != VERDICT_WRONG)
            return;
    checked(w->c, f);
    if (!percent_of(result, answer->value, (int8_t)(f->value.scale + 2), &computed) ||
        !may_be_in_ledger(f->value, computed))
        return;
    str shown = arena_printf(w->c->job->arena, "%.*s%%",
                             STRF(dec_text(w->c, shown_percent(computed, f->value))));
    struct diag *d = tell_ledger(w, f, DIAG_LEDGER_SHARE, shown, computed);
    diag_arg(d, ledger_amount(w, t->s, answer->in_unit));
    diag_arg(d, book_words(w, answer->fact));
}

/* -- results -- */

static bool is_earlier(const struct ledger_work *w, period when)
{
    period r = w->c->report->period;

    if (r.kind == PERIOD_NONE)
        return false;
    return when.year != r.year ? when.year < r.year
                               : when.month && r.month && when.month < r.month;
}

static bool is_released(const struct fact *f)
{
    return f->status >= FACT_PRELIMINARY;
}

/* The current one that counts most: the most final, of these the last known. */
static const struct ledger_fact *final_fact(const struct ledger_fact *list, size_t n)
{
    const struct ledger_fact *best = NULL;

    for (size_t i = 0; i < n; i++)
        if (!list[i].old && (!best || list[i].fact->status > best->fact->status ||
                             (list[i].fact->status == best->fact->status &&
                              list[i].fact->published >= best->fact->published)))
            best = &list[i];
    return best;
}

static bool is_first_of_series(const struct ledger_fact *list, size_t n,
                               const struct ledger_fact *one)
{
    for (const struct ledger_fact *i = list; i < list + n; i++)
        if (i != one && same_series(i->fact, one->fact) &&
            (i->fact->revision < one->fact->revision ||
             (i->fact->revision == one->fact->revision && i < one)))
            return false;
    return true;
}

/* 6102 to 6105: an earlier period, a figure revised since, this period. */
static void judge_result(const struct ledger_work *w, const struct ledger_told *t)
{
    const struct figure *f = &t->s->value;
    struct ledger_fact list[LEDGER_MOST];
    size_t n = find_ledger_facts(w, t, t->when, LEDGER_RESULTS, list);
    const struct ledger_fact *now = final_fact(list, n), *old;
    bool earlier = is_earlier(w, t->when);
    range stated;

    if (!now || !amount_range(f, t->s->unit, &stated) || (!earlier && !is_released(now->fact)))
        return;
    checked(w->c, f);
    if (meeting_fact(list, n, stated, false))
        return;
    str right = ledger_amount(w, t->s, now->in_unit);
    if ((old = meeting_fact(list, n, stated, true))) {
        tell_ledger(w, f, is_first_of_series(list, n, old) ? DIAG_LEDGER_FIRST
                                                           : DIAG_LEDGER_REVISED,
                    right, now->in_unit);
        return;
    }
    if (!may_be_in_ledger(f->value, now->in_unit))
        return;
    struct diag *d = tell_ledger(w, f, earlier ? DIAG_LEDGER_EARLIER : DIAG_LEDGER_RELEASED,
                                 right, now->in_unit);
    diag_arg(d, now->fact->source);
    if (!is_released(now->fact))
        d->severity = SEVERITY_NOTE;
}

/* 6107: growth from a figure that only the ledger has. */
static void judge_ledger_growth(const struct ledger_work *w, const struct ledger_told *t,
                                const struct comparison *by)
{
    struct ledger_fact list[LEDGER_MOST];
    size_t n = find_ledger_facts(w, t, period_year_before(t->when), LEDGER_RESULTS, list);
    const struct ledger_fact *base = final_fact(list, n);
    dec stated = by->kind == CMP_DECREASE ? dec_neg(by->amount.value) : by->amount.value;
    dec result, computed;
    range now;

    if (!base || by->amount.is_range || base->value.coef <= 0 ||
        !amount_range(&t->s->value, t->s->unit, &now) ||
        !amount_value(&t->s->value, t->s->unit, &result))
        return;
    for (size_t i = 0; i < n; i++)      /* a growth from a base revised since is no mistake */
        if (judge(range_fits_growth, now, list[i].values, stated, by->amount.hedge) !=
            VERDICT_WRONG)
            return;
    checked(w->c, &by->amount);
    if (!growth_of(result, base->value, (int8_t)(stated.scale + 2), &computed) ||
        (computed.coef < 0) != (stated.coef < 0) || !may_be_in_ledger(stated, computed))
        return;
    str shown = arena_printf(w->c->job->arena, "%.*s%%",
                             STRF(dec_text(w->c, shown_percent(dec_abs(computed),
                                                               by->amount.value))));
    diag_arg(tell_ledger(w, &by->amount, DIAG_LEDGER_GROWTH, shown, dec_abs(computed)),
             ledger_amount(w, t->s, base->in_unit));
}

/* -- the report -- */

static bool states_plan(const struct statement *s)
{
    return s->kind == KIND_PLAN || s->kind == KIND_TARGET;
}

/* "Kế hoạch thu ngân sách" is the plan of thu ngân sách. */
static str name_without_plan(const struct statement *s)
{
    static const char *const words[] = { "ke hoach", "du toan", "chi tieu", "muc tieu" };
    str rest = s->indicator, word;

    for (size_t i = 0; states_plan(s) && i < sizeof words / sizeof *words; i++)
        if (utf8_begins_plain(s->indicator, words[i]) && str_split(&rest, ' ', &word) &&
            str_split(&rest, ' ', &word))
            return rest;
    return s->indicator;
}

const struct indicator *ledger_indicator(const struct indicators *all, const struct statement *s)
{
    return indicators_match(all, name_without_plan(s), s->unit_text);
}

static bool resolve_told(const struct ledger_work *w, const struct statement *s,
                         struct ledger_told *out)
{
    const struct report *r = w->c->report;

    if (s->certainty > CLASS_B || s->is_rank || s->period.kind == PERIOD_NONE)
        return false;
    *out = (struct ledger_told){ .s = s, .when = s->period };
    out->when.open = false;
    out->area = s->area.len ? s->area : r->area.len ? r->area : w->l->area;
    out->of = out->area.len ? ledger_indicator(w->l->catalogue, s) : NULL;
    return out->of != NULL;
}

static void note_what_is_told(const struct ledger_work *w, const struct ledger_told *t)
{
    size_t i = (size_t)(t->of - w->l->catalogue->list);

    w->plan_told[i] = w->plan_told[i] || states_plan(t->s) || t->s->whole_is_plan;
    w->base_told[i] = w->base_told[i] || t->when.year < w->c->report->period.year;
}

/* Growth of an amount; that of a rate is told in points. */
static bool grows_from_last_year(const struct ledger_told *t, const struct comparison *by)
{
    return by->base == BASE_SAME_PERIOD && by->amount.has_value &&
           by->unit.class == UNIT_PERCENT && t->s->unit.class != UNIT_PERCENT &&
           (by->kind == CMP_INCREASE || by->kind == CMP_DECREASE) &&
           (!by->base_year || by->base_year == t->when.year - 1);
}

static void judge_told(const struct ledger_work *w, const struct ledger_told *t)
{
    const struct statement *s = t->s;
    size_t i = (size_t)(t->of - w->l->catalogue->list);

    if (!s->value.has_value)
        return;
    if (states_plan(s)) {
        if (t->when.kind == PERIOD_YEAR)
            judge_stated_plan(w, t, &s->value);
        return;
    }
    if (s->whole_is_plan && s->whole->has_value)
        judge_stated_plan(w, t, s->whole);
    judge_result(w, t);
    if (s->plan_pct->has_value && !w->plan_told[i] && s->unit.class != UNIT_PERCENT)
        judge_share_of_plan(w, t);
    for (uint32_t k = 0; k < s->ncompares && !w->base_told[i]; k++)
        if (grows_from_last_year(t, &s->compare[k]))
            judge_ledger_growth(w, t, &s->compare[k]);
}

void check_against_ledger(struct checker *c)
{
    struct arena *a = c->job->arena;
    const struct ledger *l = c->ledger;
    struct ledger_work w = { .c = c, .l = l };
    struct ledger_told t;

    if (!l || !l->nfacts)
        return;
    w.by_id = arena_array(a, const struct fact *, l->nfacts);
    w.plan_told = arena_array(a, bool, l->catalogue->count + 1);
    w.base_told = arena_array(a, bool, l->catalogue->count + 1);
    for (size_t i = 0; i < l->nfacts; i++)
        w.by_id[i] = &l->fact[i];
    qsort(w.by_id, l->nfacts, sizeof *w.by_id, by_ledger_id);
    for (uint32_t i = 0; i < c->report->nstatements; i++)
        if (resolve_told(&w, &c->report->statement[i], &t))
            note_what_is_told(&w, &t);
    for (uint32_t i = 0; i < c->report->nstatements; i++)
        if (resolve_told(&w, &c->report->statement[i], &t))
            judge_told(&w, &t);
}

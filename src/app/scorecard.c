/* scorecard.c -- judging the figures of a period. */
#include "app/scorecard.h"

#include <stdlib.h>

#include "app/derive.h"

enum { ENOUGH = 10, LATE_FROM = 90, SEASON_MONTH = 9 };

static const dec hundred = { 100, 0 };

/* The month at whose end the period closes. */
static int last_month(period p)
{
    return p.month ? p.month : 12;
}

str period_name(struct arena *a, period p)
{
    struct buf b;

    if (p.kind == PERIOD_YEAR)
        return arena_printf(a, "năm %d", p.year);
    if (p.kind == PERIOD_QUARTER) {
        static const char *const roman[] = { "I", "II", "III", "IV" };

        return arena_printf(a, "quý %s năm %d", roman[(last_month(p) - 1) / 3], p.year);
    }
    if (p.kind == PERIOD_MONTH)
        return arena_printf(a, "tháng %d năm %d", p.month, p.year);
    if (p.kind == PERIOD_MONTHS && p.month == 6)
        return arena_printf(a, "6 tháng đầu năm %d", p.year);
    if (p.kind == PERIOD_MONTHS)
        return arena_printf(a, "%d tháng năm %d", p.month, p.year);
    buf_init(&b, a);
    period_print(&b, p);
    return buf_str(&b);
}

const char *light_word(enum light l)
{
    static const char *const word[LIGHT_COUNT] = {
        [LIGHT_NONE] = "Không xét",         [LIGHT_DONE] = "Đạt",
        [LIGHT_IN_TIME] = "Kịp",            [LIGHT_LATE] = "Hơi chậm",
        [LIGHT_BEHIND] = "Chậm",            [LIGHT_OFF_SEASON] = "Chưa vào vụ",
        [LIGHT_NO_FIGURE] = "Chưa có số",   [LIGHT_NO_PLAN] = "Không giao",
    };

    return word[l];
}

/* -- finding the figures -- */

/* In the catalogue's unit; false when the units do not convert. */
static bool figure_in_unit(const struct indicators *catalogue, const struct indicator *i,
                           const struct fact *f, struct score_figure *out)
{
    unit u;
    dec value;

    if (f->state != FACT_NUMBER || f->is_range)
        return false;
    bool converts = unit_read(catalogue->units, f->unit, &u) && i->unit.class != UNIT_NONE &&
                    u.class != UNIT_RATE && i->unit.class != UNIT_RATE;
    value = f->value;
    if (converts && !dec_shift(f->value, u.power - i->unit.power, &value))
        return false;
    *out = (struct score_figure){ true, value, f };
    return true;
}

static int kind_rank(enum fact_kind kind)
{
    return kind == FACT_ACTUAL ? 2 : kind == FACT_ESTIMATE ? 1 : 0;
}

/* What was done hides an estimate, unless nobody has confirmed it. */
static bool better_fact(const struct fact *a, const struct fact *b)
{
    bool draft_a = a->status == FACT_DRAFT, draft_b = b->status == FACT_DRAFT;

    if (draft_a == draft_b && kind_rank(a->kind) != kind_rank(b->kind))
        return kind_rank(a->kind) > kind_rank(b->kind);
    return fact_outranks(a, b);
}

/* The facts of one indicator: the list comes in order of indicators. */
static struct facts facts_of(const struct facts *all, str indicator)
{
    size_t lo = 0, hi = all->count, end;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (str_cmp(all->list[mid].indicator, indicator) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (end = lo; end < all->count && str_eq(all->list[end].indicator, indicator);)
        end++;
    return (struct facts){ all->list + lo, end - lo };
}

static struct score_figure find_figure(const struct indicators *catalogue,
                                       const struct indicator *i, const struct facts *all,
                                       period when, bool plan)
{
    struct score_figure best = { false, { 0, 0 }, NULL }, one;

    for (size_t n = 0; n < all->count; n++) {
        const struct fact *f = &all->list[n];

        if (!period_eq(f->when, when) ||
            (plan ? f->kind != FACT_PLAN : !kind_rank(f->kind)))
            continue;
        if (best.has && !better_fact(f, best.fact))
            continue;
        if (figure_in_unit(catalogue, i, f, &one))
            best = one;
    }
    return best;
}

/* -- judging -- */

static bool at_least(dec a, int n)
{
    return dec_cmp(a, (dec){ n, 0 }) >= 0;
}

/* Flows against the part of the year that has passed; stocks and rates against
 * the plan itself; where less is better the ratio is turned over. */
static void judge_row(const struct scorecard *card, struct score_row *r)
{
    const struct indicator *i = r->indicator;
    bool flow = i->nature == NATURE_FLOW || i->nature == NATURE_SEASON;
    int month = last_month(card->period);
    dec twelve = { 12, 0 }, now = { month, 0 };

    r->light = LIGHT_NONE;
    if (!r->now.has && r->plan.has)
        r->light = LIGHT_NO_FIGURE;
    else if (!r->plan.has)
        r->light = LIGHT_NO_PLAN;
    if (!r->has_share || i->direction == DIRECTION_NONE) {
        if (r->now.has && r->plan.has)
            r->light = LIGHT_NONE;
        return;
    }
    r->ratio = r->share;
    if (flow) {
        if (!dec_percent(now, twelve, 2, &r->pace) ||
            !dec_percent(r->share, r->pace, 1, &r->ratio))
            return;
    } else if (i->direction == DIRECTION_DOWN) {
        if (!dec_percent(r->plan.value, r->now.value, 1, &r->ratio))
            return;
    } else if (!dec_rescale(r->share, 1, &r->ratio)) {
        return;
    }

    bool whole = i->direction == DIRECTION_DOWN ? dec_cmp(r->now.value, r->plan.value) <= 0
                                                : dec_cmp(r->now.value, r->plan.value) >= 0;
    if (whole && !(flow && i->direction == DIRECTION_DOWN))
        r->light = LIGHT_DONE;
    else if (flow && dec_cmp(r->share, r->pace) >= 0)
        r->light = LIGHT_IN_TIME;
    else if (i->nature == NATURE_SEASON && month < SEASON_MONTH)
        r->light = LIGHT_OFF_SEASON;
    else
        r->light = at_least(r->ratio, LATE_FROM) ? LIGHT_LATE : LIGHT_BEHIND;
}

/* "+8,62 %", or points where the figure is itself a percentage. */
static void compare_before(struct score_row *r)
{
    dec share;

    if (!r->now.has || !r->before.has)
        return;
    r->in_points = r->indicator->unit.class == UNIT_PERCENT;
    if (r->in_points)
        r->has_growth = dec_sub(r->now.value, r->before.value, &r->growth);
    else
        r->has_growth = dec_percent(r->now.value, r->before.value, 2, &share) &&
                        dec_sub(share, hundred, &r->growth);
}

str light_rule(struct arena *a, const struct scorecard *card, const struct score_row *r)
{
    bool flow = r->indicator->nature == NATURE_FLOW || r->indicator->nature == NATURE_SEASON;
    char share[DEC_TEXT], pace[DEC_TEXT], ratio[DEC_TEXT];

    switch (r->light) {
    case LIGHT_NONE:
        return STR("chỉ tiêu này nhiều hay ít không nói lên tốt hay xấu nên không xét");
    case LIGHT_NO_FIGURE:
        return STR("có kế hoạch, chưa có số thực hiện của kỳ này");
    case LIGHT_NO_PLAN:
        return STR("chưa có kế hoạch của năm này trong sổ");
    default:
        break;
    }
    dec_format_vi(r->share, share);
    dec_format_vi(r->pace, pace);
    dec_format_vi(r->ratio, ratio);
    if (r->light == LIGHT_OFF_SEASON)
        return arena_printf(a, "đạt %s%% kế hoạch; chỉ tiêu theo mùa vụ, trước tháng %d chưa xét "
                               "chậm", share, SEASON_MONTH);
    if (flow)
        return arena_printf(a, "đạt %s%% kế hoạch; nhịp %d/12 tháng là %s%%; bằng %s%% nhịp",
                            share, last_month(card->period), pace, ratio);
    if (r->indicator->direction == DIRECTION_DOWN)
        return arena_printf(a, "thấp hơn là tốt: kế hoạch bằng %s%% số thực hiện", ratio);
    return arena_printf(a, "bằng %s%% kế hoạch năm; không tính theo nhịp", share);
}

/* -- which periods there are -- */

struct period_count {
    str iso;
    period period;
};

static int later_first(const void *a, const void *b)
{
    const struct period_count *x = a, *y = b;
    int end_x = x->period.year * 12 + last_month(x->period);
    int end_y = y->period.year * 12 + last_month(y->period);

    if (end_x != end_y)
        return end_x < end_y ? 1 : -1;
    return str_cmp(x->iso, y->iso);
}

static bool can_be_shown(period p)
{
    return p.kind == PERIOD_YEAR || p.kind == PERIOD_MONTHS || p.kind == PERIOD_QUARTER;
}

static str iso_of(struct arena *a, period p)
{
    struct buf b;

    buf_init(&b, a);
    period_print(&b, p);
    return buf_str(&b);
}

/* Periods with enough reported figures, newest first. */
static status count_periods(struct job *j, struct store *s, str area, struct period_count **out,
                            size_t *count)
{
    struct period_tally *tally;
    size_t n, kept = 0;

    status st = store_periods(s, j, area, &tally, &n);
    if (st != OK)
        return st;
    struct period_count *list = arena_array(j->arena, struct period_count, n + 1);
    for (size_t i = 0; i < n; i++)
        if (can_be_shown(tally[i].when) && tally[i].facts >= ENOUGH)
            list[kept++] = (struct period_count){ iso_of(j->arena, tally[i].when), tally[i].when };
    if (kept)
        qsort(list, kept, sizeof *list, later_first);
    *out = list;
    *count = kept;
    return OK;
}

/* The tenant's area, or else the one most facts are about. */
static status main_area(struct job *j, struct store *s, str *out)
{
    struct area_tally *list;
    size_t n;

    status st = store_setting(s, j, STR("area"), out);
    if (st != OK || out->len)
        return st;
    st = store_areas(s, j, &list, &n);
    for (size_t i = 0; i < n && st == OK && !out->len; i++)
        *out = list[i].area;
    return st;
}

/* The facts of one period of the area, behind those that are there. */
static status add_period(struct job *j, struct store *s, str area, period when, unsigned kind_bits,
                         struct facts *all, size_t *cap)
{
    struct fact_filter filter = { .area = area, .at = when, .kinds = kind_bits, .whole = true };
    struct facts more;

    status st = store_facts(s, j, &filter, &more);
    for (size_t i = 0; i < more.count && st == OK; i++)
        *arena_push(j->arena, all->list, all->count, *cap) = more.list[i];
    return st;
}

static int by_indicator(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;

    return str_cmp(x->indicator, y->indicator);
}

/* What the scorecard is made of: this period, the same one a year before, the year's plan. */
static status read_card_facts(struct job *j, struct store *s, const struct scorecard *card,
                              struct facts *all)
{
    const unsigned done = 1u << FACT_ACTUAL | 1u << FACT_ESTIMATE, plan = 1u << FACT_PLAN;
    size_t cap = 0;

    *all = (struct facts){ NULL, 0 };
    status st = add_period(j, s, card->area, card->period, done, all, &cap);
    if (st == OK)
        st = add_period(j, s, card->area, card->before, done, all, &cap);
    if (st == OK)
        st = add_period(j, s, card->area, card->plan, plan, all, &cap);
    if (st == OK && all->count)
        qsort(all->list, all->count, sizeof *all->list, by_indicator);
    return st;
}

static void fill_row(const struct scorecard *card, const struct indicators *catalogue,
                     const struct facts *all, struct score_row *r)
{
    struct facts own = facts_of(all, r->indicator->id);

    r->now = find_figure(catalogue, r->indicator, &own, card->period, false);
    r->before = find_figure(catalogue, r->indicator, &own, card->before, false);
    r->plan = find_figure(catalogue, r->indicator, &own, card->plan, true);
    if (r->now.has && r->plan.has)
        r->has_share = dec_percent(r->now.value, r->plan.value, 2, &r->share);
    compare_before(r);
    judge_row(card, r);
}

status scorecard_read(struct job *j, struct store *s, const struct indicators *catalogue, str iso,
                      struct scorecard *out)
{
    struct scorecard card = { .iso = { NULL, 0 } };
    struct facts all;
    struct period_count *periods;
    size_t nperiods, at = 0;

    status st = main_area(j, s, &card.area);
    if (st == OK)
        st = count_periods(j, s, card.area, &periods, &nperiods);
    if (st != OK)
        return st;

    str *other = arena_array(j->arena, str, nperiods + 1);
    for (size_t i = 0; i < nperiods; i++) {
        other[i] = periods[i].iso;
        if (str_eq(periods[i].iso, iso))
            at = i;
    }
    card.other = other;
    card.nother = nperiods;
    if (!nperiods) {
        *out = card;
        return OK;
    }

    card.iso = periods[at].iso;
    card.period = periods[at].period;
    card.before = period_year_before(card.period);
    card.plan = (period){ .kind = PERIOD_YEAR, .year = card.period.year,
                          .from_year = card.period.year };

    st = read_card_facts(j, s, &card, &all);
    if (st != OK)
        return st;
    struct score_row *row = arena_array(j->arena, struct score_row, catalogue->count);
    for (size_t i = 0; i < catalogue->count; i++) {
        struct score_row *r = &row[card.nrows];

        *r = (struct score_row){ .indicator = &catalogue->list[i] };
        fill_row(&card, catalogue, &all, r);
        if (r->now.has || r->plan.has) {
            card.lights[r->light]++;
            card.nrows++;
        }
    }
    card.row = row;
    *out = card;
    return OK;
}

/* level.c -- levels: what they state, what they are named, whose parts they are. */
#include "extract/figure.h"

#include "extract/name.h"

static void join_list(struct walk *w, int32_t index)
{
    struct statement *st = walk_statement(w, index);

    if (w->list.total == NO_STATEMENT || w->list.total == index)
        return;
    st->parent = w->list.total;
    st->part = w->list.kind;
    st->part_group = w->list.group;
}

/* The numbers of a level: its own, the end of its range, its whole, and those of its
 * unit ("111,5 nam/100 nữ"). */
static void claim_level(const struct walk *w, const struct amount *a)
{
    uint32_t own = a->upper ? a->upper + 1 : a->i + 1;

    scan_claim(w->s, a->i, a->whole ? a->whole : own, CLAIM_STATEMENT, "");
    if (a->whole)
        scan_claim(w->s, a->whole, a->whole + 1, CLAIM_PART, "");
    scan_claim(w->s, own, a->end, CLAIM_NAME, "unit");
}

int32_t figure_state_level(struct walk *w, const struct amount *a)
{
    int32_t index = walk_add_statement(w, a->i);
    struct statement *st = walk_statement(w, index);

    st->value = walk_figure(w, a->i);
    st->value.hedge = a->g.hedge;
    st->value.hedge_text = a->g.hedge_text;
    st->unit = a->unit;
    st->unit_text = a->unit_text;
    st->is_rank = a->rank;
    if (a->whole) {
        st->whole = figure_keep(w->out->arena, walk_figure(w, a->whole));
        st->rule = "fraction";
    }
    if (a->upper) {
        st->value.is_range = true;
        st->value.upper = w->s->t[a->upper].value;
        st->rule = "range";
    }
    st->end = w->s->t[a->end - 1].end;
    join_list(w, index);
    return index;
}

static bool misses(const struct scan *s, uint32_t k)
{
    return PHRASE(s, k, W_SO, W_VOI) || PHRASE(s, k, W_KHONG, W_DAT) || PHRASE(s, k, W_CHUA, W_DAT);
}

/* The figure whose plan this one is, or NO_STATEMENT: the one before the bracket in
 * "1,96% (không đạt mục tiêu kế hoạch là 1,77%)" and "35,2‰, không đạt kế hoạch (34‰)",
 * the current one in "đạt 2,8%, kém xa so với mục tiêu đề ra là 6,8%". */
static int32_t plan_told_of(const struct walk *w, const struct amount *a)
{
    int32_t of = w->brackets ? w->bracket_of : w->cur;
    bool missed = w->brackets, plan = false;

    if (of == NO_STATEMENT || a->unit.class != UNIT_PERCENT ||
        (!w->brackets && !scan_is_mark(w->s, w->done, ',')) ||
        (walk_statement_const(w, of)->value.has_value
         ? walk_statement_const(w, of)->unit.class != UNIT_PERCENT : !w->brackets))
        return NO_STATEMENT;
    for (uint32_t k = w->done; k < a->g.verb; k++) {
        missed = missed || misses(w->s, k);
        plan = plan || (missed && scan_plan_word(w->s, k));
    }
    return plan ? of : NO_STATEMENT;
}

/* The field of a second rank tells it from the first: "5/14 vùng Tây Nguyên". */
static str rank_name(const struct walk *w, const struct amount *a, str of)
{
    const struct scan *s = w->s;
    uint32_t from = a->whole + 1;
    str field;

    if (!figure_is_rank_again(w, a))
        return name_prefixed(s, "Xếp hạng", of);
    field = scan_text(s, from, name_behind(s, from));
    for (int32_t k = w->cur; k >= 0; k--) {
        const struct statement *st = walk_statement_const(w, k);

        if (st->clause != w->out->clauses)
            break;
        if (!st->is_rank)
            return name_prefixed(s, "Xếp hạng", name_joined(s, st->indicator, field));
    }
    return name_joined(s, walk_name_of(w, w->cur), field);
}

/* Names the level; gives the token behind its names. */
static uint32_t name_level(struct walk *w, const struct amount *a, int32_t index, uint32_t words,
                           int32_t plan_of)
{
    uint32_t named = walk_name_statement(w, index, a->i, a->g.verb, a->unit_from,
                                         a->end > a->unit_from ? a->end : a->unit_from,
                                         a->g.by == GOV_SHARE);
    struct statement *st = walk_statement(w, index);

    if (a->rank)
        st->indicator = rank_name(w, a, words ? st->name : walk_name_of(w, w->last));
    if (a->deaths)
        st->indicator = name_prefixed(w->s, "Số ca tử vong",
                                      name_complement(w->s, walk_name_of(w, w->last)));
    if (plan_of != NO_STATEMENT) {
        st->indicator = name_prefixed(w->s, "Kế hoạch", walk_name_of(w, plan_of));
        st->kind = KIND_PLAN;
    }
    if (figure_states_plan(st->indicator)) {
        st->kind = KIND_PLAN;
        if (st->period.kind == PERIOD_MONTHS && st->period_text.len == 0)
            st->period = (period){ .kind = PERIOD_YEAR, .year = st->period.year,
                                   .from_year = st->period.year };
    }
    return named > a->end ? named : a->end;
}

/* "với tổng vốn 723 tỷ đồng", "tại 11 cơ sở": the figure goes with the one before
 * it, which a percentage of the plan behind them is about. */
static bool is_companion(const struct walk *w, const struct amount *a)
{
    if (w->cur == NO_STATEMENT || w->list.total != NO_STATEMENT ||
        !walk_statement_const(w, w->cur)->value.has_value)
        return false;
    /* "tại 11 cơ sở điều trị và 31 cơ sở cấp phát" */
    if (w->head != NO_STATEMENT && scan_word(w->s, a->i - 1) == W_VA && a->i == w->done + 1 &&
        unit_same_base(a->unit, walk_statement_const(w, w->cur)->unit))
        return true;
    for (uint32_t k = w->done; k < a->i; k++)
        switch (scan_word(w->s, k)) {
        case W_VOI: case W_TAI: case W_O: case W_THUOC:
            return true;
        default:
            break;
        }
    return false;
}

/* "tăng 176 lớp (7.561/7.385 lớp đạt 102,4% kế hoạch)": the level whose change was
 * just told, once more, now beside what it is measured against. */
static bool restates_level(struct walk *w, const struct amount *a)
{
    struct statement *of;

    if (!a->whole || !w->brackets || w->change.end == 0 || a->i != w->change.end + 1 ||
        w->cur != w->change.of)
        return false;
    of = walk_statement(w, w->cur);
    if (of->whole->has_value)
        return false;
    if (!of->value.has_value) { /* "giảm 15,7% (1.051/1.246 lượt)": the level itself */
        of->value = walk_figure(w, a->i);
        of->unit = a->unit;
        of->unit_text = a->unit_text;
    } else if (!unit_same_base(of->unit, a->unit) ||
               dec_cmp(of->value.value, w->s->t[a->i].value) != 0) {
        return false;
    }
    scan_claim(w->s, a->i, a->whole, CLAIM_STATEMENT, "");
    scan_claim(w->s, a->whole, a->end, CLAIM_PART, "");
    if (w->change.base == BASE_PLAN)    /* else the b is the level of the base */
        of->whole = figure_keep(w->out->arena, walk_figure(w, a->whole));
    of->end = w->s->t[a->end - 1].end;
    w->recent = w->cur;
    w->done = a->end;
    return true;
}

uint32_t figure_read_level(struct walk *w, struct amount *a)
{
    int32_t fraction = figure_fraction_before(w, a->i), index, plan_of;
    uint32_t words, named;
    bool companion;

    figure_read_operands(w, a);
    if (figure_is_idle(w, a)) {
        figure_claim_idle(w, a);
        return a->end > a->i ? a->end : a->i + 1;
    }
    if (restates_level(w, a))
        return a->end;
    words = name_count(w->s, w->done, a->g.verb);
    if (words == 0 && figure_is_bare_percent(w, a)) {
        struct figure reached = walk_figure(w, a->i);

        scan_claim(w->s, a->i, a->end, CLAIM_PLAN, "");
        reached.hedge = a->g.hedge;
        walk_statement(w, w->cur)->plan_pct = figure_keep(w->out->arena, reached);
        return w->done = a->end;
    }
    claim_level(w, a);
    companion = is_companion(w, a);
    walk_take_context(w, w->done, a->i);
    index = figure_state_level(w, a);
    if (a->rank)
        walk_take_rank_change(w, index);
    plan_of = plan_told_of(w, a);
    named = name_level(w, a, index, words, plan_of);
    if (fraction != NO_STATEMENT && a->unit.class == UNIT_PERCENT && words == 0) {
        if (figure_bind_percent(w, index, fraction))
            w->s->claim[a->i] = CLAIM_PLAN;
        return w->done = a->end;
    }
    w->done = named;
    if (a->g.by == GOV_SHARE && a->unit.class != UNIT_COUNT) {
        walk_statement(w, index)->rule = "share";
        if (w->cur != NO_STATEMENT && words == 0 &&
            walk_statement(w, w->cur)->value.has_value) {
            walk_statement(w, w->cur)->share =
                figure_keep(w->out->arena, walk_statement(w, index)->value);
            return a->end;      /* a change behind it is the amount's or the share's */
        }
    }
    walk_take_place_behind(w, index, a->end);
    walk_take_time_behind(w, index, a->end);
    w->head = !companion ? NO_STATEMENT : w->head != NO_STATEMENT ? w->head : w->cur;
    if (plan_of != NO_STATEMENT || (walk_statement(w, index)->kind == KIND_PLAN && w->brackets &&
                                    w->bracket_of != NO_STATEMENT))
        return a->end;          /* what follows is about the figure whose plan it is */
    w->cur = w->recent = index;
    if (w->list.total == NO_STATEMENT || !w->list.bracket)
        w->last = index;
    return a->end;
}

/* Nouns of events, whose absence a report states: cases, incidents, outbreaks. */
static bool is_event_noun(const struct scan *s, uint32_t i)
{
    static const char *const noun[] = { "ca", "vụ", "ổ", "trường" };

    for (size_t k = 0; i < s->n && k < sizeof noun / sizeof *noun; k++)
        if (str_is(s->t[i].fold, noun[k]))
            return true;
    return false;
}

uint32_t walk_zero(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    struct amount a = { .i = i, .g = { .verb = i } };
    uint32_t k = i + 1;
    int32_t index;

    while (k < i + 4 && (scan_word(s, k) == W_CO || scan_word(s, k) == W_PHAT ||
                         scan_word(s, k) == W_SINH || scan_word(s, k) == W_XAY ||
                         scan_word(s, k) == W_RA || scan_word(s, k) == W_GHI ||
                         scan_word(s, k) == W_NHAN || scan_word(s, k) == W_CAC))
        k++;
    if (k == i + 1 || !is_event_noun(s, k))
        return i + 1;
    a.unit_from = k;
    a.end = scan_known_unit(s, k, &a.unit);
    if (a.end == k || a.unit.class != UNIT_COUNT)
        return i + 1;
    a.unit_text = scan_text(s, k, a.end);
    walk_take_context(w, w->done, i);
    index = figure_state_level(w, &a);
    walk_statement(w, index)->value.value = (dec){ 0, 0 };
    walk_statement(w, index)->value.has_value = true;
    walk_statement(w, index)->rule = "zero in words";
    w->done = name_level(w, &a, index, 0, NO_STATEMENT);
    w->cur = w->recent = index;
    return a.end;
}

/* figure.c -- reads one figure: what its governing verb makes of it.
 *
 * One walk over the tokens. Each number is told by the verb that governs it:
 *
 *   level    = name ("đạt" | "là" | "có" | "ước" ...) number unit
 *   change   = ("tăng" | "giảm" | "cao hơn" | "thấp hơn" | "vượt" | "gấp") number unit [base]
 *   plan     = ("đạt" | "bằng") number "%" plan
 *   ratio    = ("đạt" | "bằng") number "%" base          61,25% so với cùng kỳ: a level of the base
 *   share    = "chiếm" number "%"
 *   a/b      = number [unit] "/" number unit
 *
 * A change or percentage without a name of its own belongs to the figure
 * before it; with one ("dịch vụ tăng 1,42%") it is a statement of growth
 * alone. A base told once at the end of a chain holds for the whole chain. */
#include "extract/walk.h"

#include "extract/claim.h"
#include "extract/designation.h"
#include "extract/govern.h"
#include "extract/name.h"

/* Units of age, term and clock tell no indicator. */
static bool is_idle_unit(const struct walk *w, uint32_t i, uint32_t unit_from,
                         const struct governed *g)
{
    const struct scan *s = w->s;
    bool decimal = s->t[i].value.scale > 0;

    switch (scan_word(s, unit_from)) {
    case W_TUOI:
        return g->by != GOV_REACH && !decimal;
    case W_THANG: case W_NAM:
        return !decimal;
    case W_NGAY:
        return !decimal && g->by != GOV_REACH && g->by != GOV_LEVEL;
    default:
        break;
    }
    return unit_from < s->n && (str_eq(s->t[unit_from].fold, STR("giờ")) ||
                                str_eq(s->t[unit_from].fold, STR("phút"))) && !decimal;
}

enum { EARLIER_LEVELS = 8, ADDED_WORDS = 6 };

enum { INDEX_WORDS = 10 };      /* of an index's name */

struct amount {
    uint32_t i, end;            /* the number, behind its unit */
    uint32_t upper;             /* the second number of a range, or 0 */
    uint32_t unit_from;
    unit unit;
    str unit_text;
    struct governed g;
    uint32_t whole;             /* the b of a/b, or 0 */
    bool rank, deaths;
};

/* The base or plan behind an amount, or behind the words that say what it
 * counts: the token behind it, or `from` for none. */
static uint32_t base_behind(const struct scan *s, uint32_t from, uint32_t counted, struct base *b)
{
    uint32_t end = scan_base(s, from, b);

    if (end == from)
        end = scan_plan(s, from, b);
    if (end > from || counted == from)
        return end;
    end = scan_base(s, counted, b);
    return end > counted ? end : from;
}

/* The base of a change: behind it, between verb and number, or in front of the
 * sentence. Gives the token behind the one that follows it. */
static uint32_t change_base(const struct walk *w, const struct amount *a, uint32_t counted,
                            struct base *b)
{
    uint32_t end = base_behind(w->s, a->end, counted, b);

    /* "vượt kế hoạch 2,3%": the plan stands between */
    for (uint32_t k = a->g.verb; end == a->end && k + 1 < a->i && b->kind == BASE_NONE; k++)
        if (scan_plan(w->s, k, b) <= k)
            b->kind = BASE_NONE;
    if (a->g.base_to > a->g.base_from && b->kind == BASE_NONE &&
        scan_plan(w->s, a->g.base_from, b) != a->g.base_to &&
        scan_base(w->s, a->g.base_from, b) != a->g.base_to)
        *b = (struct base){ BASE_OTHER, scan_text(w->s, a->g.base_from, a->g.base_to), 0 };
    if (end == a->end && b->kind == BASE_NONE && w->front)
        *b = w->shared;
    return end;
}

/* Where the words end that say what is counted ("tăng 35 doanh nghiệp thành lập
 * mới so với") or what the change is about ("tăng 5% về vốn"). */
static uint32_t change_words(const struct walk *w, const struct amount *a)
{
    if (a->unit.class == UNIT_COUNT)
        return name_behind(w->s, a->end);
    return walk_about_end(w, a->end);
}

static uint32_t read_change(struct walk *w, const struct amount *a)
{
    struct base b = { 0 };
    struct comparison c = {
        .kind = a->g.change,
        .amount = walk_figure(w, a->i),
        .unit = a->unit,
        .unit_text = a->unit_text,
        .in_brackets = w->brackets,
    };
    uint32_t counted = change_words(w, a), end = change_base(w, a, counted, &b);
    int32_t owner = walk_level_about(w, a->end, counted);

    if (a->upper) {
        c.amount.is_range = true;
        c.amount.upper = w->s->t[a->upper].value;
    }
    c.amount.hedge = a->g.hedge;
    c.amount.hedge_text = a->g.hedge_text;
    /* the words that say what is counted may name a growth without a level */
    scan_mark(w->s, end > counted ? counted : a->end, end, NOTE_USED);
    scan_claim(w->s, a->i, a->unit_from, CLAIM_COMPARISON, "");
    scan_claim(w->s, a->unit_from, a->end, CLAIM_NAME, "unit");
    scan_claim(w->s, a->end, end, CLAIM_DATE, "base");
    if (owner == NO_STATEMENT)
        owner = walk_owner_of(w, a->i, a->g.verb, a->unit, a->end);
    walk_attach_base(&c, &b, false);
    walk_add_change(w, owner, c, end);
    if (b.kind != BASE_NONE && (end > a->end || !w->front))
        walk_close_chain(w, &b, c.kind);
    w->done = end > counted ? end : counted;
    w->change = (struct change){ a->g.change, w->done, owner, a->unit,
                                 a->g.base_to > a->g.base_from, b.kind };
    return end;
}

/* The b of a/b against a plan is the plan, stated. */
static void state_plan(struct walk *w, int32_t of)
{
    struct statement *st = statements_push(w->out);
    const struct statement *a = walk_statement(w, of);

    *st = *a;
    st->value = a->whole;
    st->whole = st->whole_pct = st->plan_pct = st->share = (struct figure){ 0 };
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

static uint32_t read_plan(struct walk *w, const struct amount *a, uint32_t end)
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
    if (!st->plan_pct.has_value) {
        st->plan_pct = walk_figure(w, a->i);
        st->plan_pct.hedge = a->g.hedge;
    }
    if (end > 0 && st->end < w->s->t[end - 1].end)
        st->end = w->s->t[end - 1].end;
    if (st->whole.has_value && !st->whole_pct.has_value) {
        st->whole_pct = st->plan_pct;
        state_plan(w, owner);
    }
    w->reached = BASE_PLAN;
    w->done = end;
    return end;
}

static uint32_t read_ratio(struct walk *w, const struct amount *a, const struct base *b,
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

/* A second number behind "-" or "đến": its token, or 0. */
static uint32_t range_end(const struct scan *s, uint32_t i)
{
    if (scan_is_mark(s, i + 1, '-') && scan_is_number(s, i + 2) && s->t[i + 2].has_value &&
        dec_cmp(s->t[i].value, s->t[i + 2].value) < 0)
        return i + 2;
    if (scan_word(s, i + 1) == W_DEN && scan_is_number(s, i + 2) && i > 0 &&
        scan_word(s, i - 1) == W_TU && s->t[i + 2].has_value)
        return i + 2;
    return 0;
}

/* The b of a/b behind number i (and its unit, ending at `end`), or 0. */
static uint32_t whole_at(const struct scan *s, uint32_t end)
{
    if (scan_is_mark(s, end, '/') && scan_is_number(s, end + 1) && s->t[end + 1].has_value &&
        s->t[end + 1].value.coef != 0 && !(s->note[end + 1] & NOTE_TIME))
        return end + 1;
    return 0;
}

/* The percentage of an a/b just read: "(đạt 72,54%)", ", đạt 72%". */
static int32_t fraction_before(const struct walk *w, uint32_t i)
{
    if (w->cur == NO_STATEMENT)
        return NO_STATEMENT;

    const struct statement *st = &w->out->s[w->cur];

    return st->whole.has_value && !st->whole_pct.has_value && i - w->done <= 8 ? w->cur
                                                                                : NO_STATEMENT;
}

static void join_list(struct walk *w, int32_t index)
{
    struct statement *st = walk_statement(w, index);

    if (w->list.total == NO_STATEMENT || w->list.total == index)
        return;
    st->parent = w->list.total;
    st->part = w->list.kind;
    st->part_group = w->list.group;
}

/* "tử vong 01": the noun before the number counts cases. */
static bool counts_deaths(const struct scan *s, uint32_t i)
{
    return i >= 2 && str_eq(s->t[i - 1].fold, STR("vong")) && str_eq(s->t[i - 2].fold, STR("tử"));
}

/* "Kế hoạch vốn ...", "Dự toán ...": the figure is a plan. */
static bool states_plan(str indicator)
{
    return str_starts(indicator, STR("Kế hoạch")) || str_starts(indicator, STR("Dự toán")) ||
           str_starts(indicator, STR("Chỉ tiêu"));
}

static bool names_plan(str indicator)
{
    return str_find(indicator, STR("kế hoạch")) != SIZE_MAX ||
           str_find(indicator, STR("dự toán")) != SIZE_MAX || states_plan(indicator);
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

/* ", đạt 99,07%" behind an amount, with no base told: of its plan; "bằng" says so
 * only behind another percentage of plan. */
static bool is_bare_percent(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t joint = a->g.verb;         /* ", mới đạt 48%" */

    while (joint > w->done && (scan_word(s, joint - 1) == W_MOI ||
                               scan_word(s, joint - 1) == W_DA_DONE))
        joint--;
    if (a->unit.class != UNIT_PERCENT || a->g.by != GOV_REACH || w->cur == NO_STATEMENT ||
        joint == 0 || (scan_word(s, a->g.verb) == W_BANG && w->reached != BASE_PLAN) ||
        (!scan_is_mark(s, joint - 1, ',') && !scan_is_mark(s, joint - 1, '(')) ||
        (a->end < s->n && s->t[a->end].kind == TOKEN_WORD && scan_word(s, a->end) != W_VA))
        return false;

    const struct statement *of = &w->out->s[w->cur];

    return of->value.has_value && of->unit.class != UNIT_PERCENT && !of->whole.has_value &&
           !of->plan_pct.has_value && of->block == w->at->index &&
           !is_share_of_earlier(w, a);
}

/* "101/115 (tỷ lệ 88%) điểm bưu điện": the noun behind the bracket is the unit. */
static uint32_t unit_behind_bracket(const struct scan *s, uint32_t i)
{
    if (!scan_is_mark(s, i, '('))
        return i;
    for (uint32_t k = i + 1; k < i + 8 && k < s->n; k++)
        if (scan_is_mark(s, k, ')'))
            return k + 1;
    return i;
}

/* "(168 mầm non, 296 phổ thông)" of schools: a noun that is no unit says which
 * of the total's units are counted. */
static void take_list_unit(struct walk *w, struct amount *a)
{
    const struct statement *total = walk_statement(w, w->list.total);
    size_t comma = str_find(total->unit_text, STR(","));
    unit known;

    if (total->unit.class != UNIT_COUNT ||
        scan_known_unit(w->s, a->unit_from, &known) > a->unit_from ||
        str_eq(a->unit_text, total->unit_text) ||
        (a->unit_from < w->s->n && unit_multiplier(w->s->t[a->unit_from].fold)))
        return;
    a->unit = total->unit;
    /* "486 trường, trung tâm (168 mầm non": the first of the kinds */
    a->unit_text = str_sub(total->unit_text, 0, comma < total->unit_text.len
                                                    ? comma : total->unit_text.len);
    a->end = a->unit_from;      /* the noun belongs to the name */
}

/* The unit behind a bracket ("186.718 (đạt 93,85%) trường hợp") or in the name
 * before ("tổng số ca nhiễm là 3.404"). The number's own extent stays. */
static void take_distant_unit(struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t from = unit_behind_bracket(s, a->i + 1);
    unit u;

    if (from > a->i + 1 && scan_known_unit(s, from, &u) > from) {
        a->unit = u;
        a->unit_text = scan_text(s, from, scan_known_unit(s, from, &u));
        return;
    }
    if (a->g.by != GOV_LEVEL && a->g.by != GOV_REACH)
        return;
    for (uint32_t k = w->done; k + 1 < a->g.verb; k++)
        if (scan_word(s, k) == W_SO_COUNT && scan_known_unit(s, k + 1, &u) > k + 1 &&
            u.class == UNIT_COUNT) {
            a->unit = u;
            a->unit_text = scan_text(s, k + 1, scan_known_unit(s, k + 1, &u));
        }
}

/* "Số thuê bao/100 dân: 79,8 thuê bao", "số bác sĩ trên 1 vạn dân đạt 11 bác sĩ": what
 * the rate is taken per stands in the name. */
static void take_rate_before(const struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;

    for (uint32_t k = w->done; k < a->g.verb; k++) {
        uint32_t end = scan_is_mark(s, k, '/') || scan_word(s, k) == W_TREN
                     ? scan_rate_base(s, k + 1) : k;

        if (end <= k + 1 || end > a->g.verb)
            continue;
        a->unit = unit_per(a->unit, scan_text(s, k + 1, end));
        a->unit_text = scan_rate_text(s, a->unit_text, k + 1, end);
        return;
    }
}

/* "xếp 32/63 toàn quốc, 5/14 vùng": a second rank behind the first. */
static bool is_rank_again(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t joint = a->i - 1;

    if (w->cur == NO_STATEMENT || w->cur != w->recent || a->g.by != GOV_NONE ||
        !walk_statement_const(w, w->cur)->is_rank || a->i <= w->done ||
        a->i - w->done > 6 || !scan_is_mark(s, a->i + 1, '/'))
        return false;
    joint -= scan_word(s, joint) == W_THU_ORD;
    return scan_is_mark(s, joint, ',') || scan_word(s, joint) == W_VA;
}

/* Reads what stands round the number of a level: the b of a/b, the end of a
 * range, a rank's words, a unit that stands before it or is its list's. */
static void read_operands(struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;
    unit whole_unit = { 0 };
    str whole_text = { NULL, 0 };

    a->rank = is_rank_again(w, a) || govern_rank(s, &a->g.verb, a->i);
    a->whole = whole_at(s, a->end);
    a->upper = a->whole ? 0 : range_end(s, a->i);
    if (a->whole) {
        uint32_t from = unit_behind_bracket(s, a->whole + 1);

        a->end = scan_unit(s, from, &whole_unit, &whole_text);
        if (a->unit.class == UNIT_NONE) {
            a->unit = whole_unit;
            a->unit_text = whole_text;
            a->unit_from = from;
        }
        if (from > a->whole + 1)
            a->end = a->whole + 1;      /* the bracket is read next */
    } else if (a->upper) {
        a->end = scan_unit(s, a->upper + 1, &a->unit, &a->unit_text);
        a->unit_from = a->upper + 1;
    }
    if (a->rank) {
        units_find(s->units, STR("hạng"), &a->unit);
        a->unit_text = STR("hạng");
    } else if (a->unit.class == UNIT_NONE && counts_deaths(s, a->i)) {
        a->deaths = true;
        a->unit = unit_counting(STR("ca"));
        a->unit_text = STR("ca");
    } else if (a->unit.class == UNIT_NONE && !a->whole) {
        take_distant_unit(w, a);
    } else if (a->unit.class == UNIT_COUNT && w->list.total != NO_STATEMENT && !a->whole) {
        take_list_unit(w, a);
    }
    if (a->unit.class == UNIT_COUNT && !a->whole)
        take_rate_before(w, a);
}

/* "Hệ số Gini 0,42", "chỉ số là 1,02": an index is a bare decimal. */
static bool is_index(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t from = w->done;

    while (from < a->i && s->t[from].kind == TOKEN_MARK)
        from++;
    return s->t[a->i].value.scale > 0 && s->t[a->i].form == NUMBER_PLAIN &&
           a->i - from <= INDEX_WORDS && scan_word(s, from + 1) == W_SO_COUNT &&
           (scan_word(s, from) == W_CHI || scan_word(s, from) == W_TY ||
            str_eq(s->t[from].fold, STR("hệ")));
}

/* Does the number state nothing: a description, an age, a term? */
static bool is_idle(const struct walk *w, const struct amount *a)
{
    /* "từ 15-18 tiêu chí" describes */
    if (a->upper && (a->unit.class == UNIT_COUNT || a->unit.class == UNIT_NONE ||
                     a->unit.class == UNIT_SCORE))
        return true;
    if (a->unit.class == UNIT_NONE && a->g.by != GOV_SHARE && a->g.by != GOV_REACH && !a->whole)
        return !is_index(w, a);
    /* "khám thai 4 lần": no multiple of anything */
    if (a->unit.class == UNIT_TIMES && w->s->t[a->i].value.scale == 0)
        return true;
    return is_idle_unit(w, a->i, a->unit_from, &a->g);
}

static void claim_designated(const struct walk *w, uint32_t i, bool governed)
{
    const char *reason;
    enum claim_class class = designation_class(w->s, i, w->done, governed, &reason);

    scan_claim(w->s, i, i + 1, class, reason);
}

/* What a number that states nothing is instead. */
static void claim_idle(const struct walk *w, const struct amount *a)
{
    uint32_t end = a->end > a->i ? a->end : a->i + 1;

    switch (scan_word(w->s, a->unit_from)) {
    case W_TUOI:
        scan_claim(w->s, a->i, end, CLAIM_NAME, "age");
        return;
    case W_THANG: case W_NAM: case W_NGAY:
        scan_claim(w->s, a->i, end, CLAIM_DATE, "duration");
        return;
    default:
        break;
    }
    if (a->upper)
        scan_claim(w->s, a->i, end, CLAIM_RANGE, "");
    else if (a->unit.class == UNIT_TIMES)
        scan_claim(w->s, a->i, end, CLAIM_NAME, "times");
    else if (a->unit.class == UNIT_COUNT)
        scan_claim(w->s, a->i, end, CLAIM_DATE, "hour");
    else
        claim_designated(w, a->i, a->g.verb < a->i);
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

static int32_t state_level(struct walk *w, const struct amount *a)
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
        st->whole = walk_figure(w, a->whole);
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

/* "1,96% (không đạt mục tiêu kế hoạch là 1,77%)", "35,2‰, không đạt kế hoạch (34‰)":
 * the bracket tells the plan. */
static bool tells_plan_of(const struct walk *w, const struct amount *a)
{
    const struct statement *of = w->bracket_of == NO_STATEMENT
                               ? NULL : walk_statement_const(w, w->bracket_of);

    if (!w->brackets || !of || a->unit.class != UNIT_PERCENT ||
        (of->value.has_value && of->unit.class != UNIT_PERCENT))
        return false;
    for (uint32_t k = w->done; k < a->g.verb; k++)
        if (scan_plan_word(w->s, k))
            return true;
    return false;
}

/* The field of a second rank tells it from the first: "5/14 vùng Tây Nguyên". */
static str rank_name(const struct walk *w, const struct amount *a, str of)
{
    const struct scan *s = w->s;
    uint32_t from = a->whole + 1;
    str field;

    if (!is_rank_again(w, a))
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
static uint32_t name_level(struct walk *w, const struct amount *a, int32_t index, uint32_t words)
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
    if (tells_plan_of(w, a)) {
        st->indicator = name_prefixed(w->s, "Kế hoạch", walk_name_of(w, w->bracket_of));
        st->kind = KIND_PLAN;
    }
    if (states_plan(st->indicator)) {
        st->kind = KIND_PLAN;
        if (st->period.kind == PERIOD_MONTHS && st->period_text.len == 0)
            st->period = (period){ .kind = PERIOD_YEAR, .year = st->period.year,
                                   .from_year = st->period.year };
    }
    return named > a->end ? named : a->end;
}

/* The percentage of the a/b before it. Of an amount it is the share of a plan
 * reached (true: no statement is left of it); of a count it is a rate of its own. */
static bool bind_percent(struct walk *w, int32_t index, int32_t fraction)
{
    struct statement *of = walk_statement(w, fraction), *st = walk_statement(w, index);

    of->whole_pct = st->value;
    if (of->unit.class == UNIT_MEASURE || of->unit.class == UNIT_MONEY) {
        of->plan_pct = st->value;
        w->out->n--;            /* no statement of its own after all */
        state_plan(w, fraction);
        return true;
    }
    st->indicator = name_prefixed(w->s, "Tỷ lệ", of->indicator);
    st->rule = "fraction percent";
    return false;
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
    if (of->whole.has_value)
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
        of->whole = walk_figure(w, a->whole);
    of->end = w->s->t[a->end - 1].end;
    w->recent = w->cur;
    w->done = a->end;
    return true;
}

static uint32_t read_level(struct walk *w, struct amount *a)
{
    int32_t fraction = fraction_before(w, a->i), index;
    uint32_t words, named;
    bool companion;

    read_operands(w, a);
    if (is_idle(w, a)) {
        claim_idle(w, a);
        return a->end > a->i ? a->end : a->i + 1;
    }
    if (restates_level(w, a))
        return a->end;
    words = name_count(w->s, w->done, a->g.verb);
    if (words == 0 && is_bare_percent(w, a)) {
        struct statement *of = walk_statement(w, w->cur);

        scan_claim(w->s, a->i, a->end, CLAIM_PLAN, "");
        of->plan_pct = walk_figure(w, a->i);
        of->plan_pct.hedge = a->g.hedge;
        return w->done = a->end;
    }
    claim_level(w, a);
    companion = is_companion(w, a);
    walk_take_context(w, w->done, a->i);
    index = state_level(w, a);
    if (a->rank)
        walk_take_rank_change(w, index);
    named = name_level(w, a, index, words);
    if (fraction != NO_STATEMENT && a->unit.class == UNIT_PERCENT && words == 0) {
        if (bind_percent(w, index, fraction))
            w->s->claim[a->i] = CLAIM_PLAN;
        return w->done = a->end;
    }
    w->done = named;
    if (a->g.by == GOV_SHARE && a->unit.class != UNIT_COUNT) {
        walk_statement(w, index)->rule = "share";
        if (w->cur != NO_STATEMENT && words == 0 &&
            walk_statement(w, w->cur)->value.has_value) {
            walk_statement(w, w->cur)->share = walk_statement(w, index)->value;
            return a->end;      /* a change behind it is the amount's or the share's */
        }
    }
    walk_take_place_behind(w, index, a->end);
    walk_take_time_behind(w, index, a->end);
    w->head = !companion ? NO_STATEMENT : w->head != NO_STATEMENT ? w->head : w->cur;
    if (walk_statement(w, index)->kind == KIND_PLAN && w->brackets &&
        w->bracket_of != NO_STATEMENT)
        return a->end;          /* what follows is about the figure before the bracket */
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
        if (str_eq(s->t[i].fold, str_from(noun[k])))
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
    index = state_level(w, &a);
    walk_statement(w, index)->value.value = (dec){ 0, 0 };
    walk_statement(w, index)->value.has_value = true;
    walk_statement(w, index)->rule = "zero in words";
    w->done = name_level(w, &a, index, 0);
    w->cur = w->recent = index;
    return a.end;
}

/* "tương đương với 75 tỷ đồng" */
static bool is_equivalent(const struct scan *s, uint32_t i)
{
    return i >= 3 && scan_word(s, i - 1) == W_VOI && scan_word(s, i - 3) == W_TUONG;
}

/* Does the sentence strive for what is told before token `to`? */
static bool strives(const struct walk *w, uint32_t to)
{
    for (uint32_t k = w->done; k + 1 < to; k++)
        if (PHRASE(w->s, k, W_PHAN, W_DAU_STRIVE))
            return true;
    return false;
}

/* "Tỷ lệ giải ngân đạt 14,8% dự toán", "phấn đấu giải ngân 100% kế hoạch": the
 * percentage of the plan is itself the figure. */
static bool is_rate_of_plan(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;

    for (uint32_t k = w->done; k + 2 < a->g.verb; k++) {
        uint32_t of = PHRASE(s, k, W_TY, W_LE) ? scan_word(s, k + 2) : (uint16_t)W_OTHER;

        if (of == W_GIAI_WAY || of == W_THUC || of == W_HOAN)
            return true;
    }
    return a->g.by == GOV_NONE && strives(w, a->i);
}

/* "với công suất tăng thêm 40 MW": how much was added is a level of its own. */
static bool is_addition(const struct walk *w, const struct amount *a)
{
    if (!PHRASE(w->s, a->g.verb, W_TANG, W_THEM))
        return false;
    for (uint32_t k = a->g.verb; k-- > w->done && a->g.verb - k <= ADDED_WORDS;)
        if (scan_word(w->s, k) == W_VOI)
            return name_is_headed(w->s, k + 1, a->g.verb);
    return false;
}

/* "phấn đấu giảm ít nhất 5% số vụ vi phạm": a change to come, of nothing that was
 * told, is the target's value. */
static uint32_t read_aim(struct walk *w, const struct amount *a)
{
    uint32_t behind = name_behind(w->s, a->end);
    struct statement *st;
    struct base b;
    int32_t index;

    if (a->unit.class != UNIT_PERCENT || behind == a->end || !strives(w, a->g.verb) ||
        scan_base(w->s, behind, &b) > behind)
        return a->end;
    walk_take_context(w, w->done, a->i);
    index = state_level(w, a);
    st = walk_statement(w, index);
    st->name = scan_text(w->s, a->end, behind);
    st->indicator = name_prefixed(w->s, a->g.change == CMP_INCREASE ? "Mức tăng" : "Mức giảm",
                                  st->name);
    st->rule = "aim";
    scan_claim(w->s, a->i, a->end, CLAIM_STATEMENT, "");
    w->cur = w->recent = index;
    return w->done = behind;
}

/* What a percentage or multiple that is reached is of: told behind it, in front of the
 * sentence, or behind one like it before ("bằng 104% so với cùng kỳ; ..., bằng 88%").
 * The token behind the base, *b without a kind when there is none. */
static uint32_t reached_base(const struct walk *w, const struct amount *a, struct base *b)
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
static bool is_reached_too(const struct walk *w, const struct amount *a)
{
    struct base b;

    return w->reached != BASE_NONE && a->i == w->done + 1 &&
           (scan_word(w->s, w->done) == W_VA || scan_is_mark(w->s, w->done, ',')) &&
           (scan_plan(w->s, a->end, &b) > a->end || scan_base(w->s, a->end, &b) > a->end);
}

/* "Số xã dưới 10 tiêu chí còn 12 xã": the first number says which are counted. */
static bool says_which(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t noun = w->done, k = a->end;

    while (noun < a->i && (s->t[noun].kind == TOKEN_MARK || scan_word(s, noun) == W_TONG))
        noun++;
    if (scan_word(s, noun) != W_SO_COUNT || ++noun >= a->i || a->end == a->i + 1)
        return false;
    if (scan_word(s, k) != W_CON && scan_word(s, k) != W_LA && scan_word(s, k) != W_DAT &&
        scan_word(s, k) != W_CO)
        return false;
    while (k < s->n && k < a->end + 4 && s->t[k].kind == TOKEN_WORD)
        k++;
    return scan_is_number(s, k) && k + 1 < s->n && s->t[k + 1].kind == TOKEN_WORD &&
           str_eq(s->t[k + 1].fold, s->t[noun].fold) &&
           !str_eq(s->t[a->unit_from].fold, s->t[noun].fold);
}

uint32_t walk_unchanged(struct walk *w, uint32_t i)
{
    struct scan *s = w->s;
    uint32_t k = i + 2 + scan_is_mark(s, i + 2, ','), end;
    struct comparison c = { .kind = CMP_EQUAL, .amount = walk_figure(w, i) };
    struct base b = { 0 };

    if (!PHRASE(s, i, W_KHONG, W_TANG) || !PHRASE(s, k, W_KHONG, W_GIAM))
        return i;
    k += 2;
    end = scan_base(s, k, &b);
    c.amount.value = (dec){ 0, 0 };
    c.amount.has_value = true;
    walk_attach_base(&c, &b, false);
    scan_mark(s, k, end, NOTE_USED);
    walk_add_change(w, walk_owner_of(w, i, i, (unit){ 0 }, k), c, end);
    return w->done = end;
}

uint32_t walk_number(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    enum claim_class class;
    uint32_t end = scan_exempt(s, i, w->sentence_from, &class);
    struct base b = { 0 };
    struct amount a = { .i = i, .unit_from = i + 1 };

    if (end > i) {
        scan_claim(s, i, end, class, "");
        if (class == CLAIM_NAME && end > i + 1)
            scan_mark(w->s, i, end, NOTE_USED);
        return end;
    }
    if (!s->t[i].has_value) {
        claim_designated(w, i, false);
        return i + 1;
    }
    a.end = scan_unit(s, i + 1, &a.unit, &a.unit_text);
    if (says_which(w, &a)) {
        scan_claim(s, i, a.end, CLAIM_NAME, "");
        return a.end;
    }
    a.g = govern(s, i, w->done);
    if (a.g.by == GOV_NONE || is_equivalent(s, i))
        walk_carry_change(w, i, a.end, a.unit, &a.g);
    if (a.g.by == GOV_CHANGE) {
        a.upper = range_end(s, i);
        if (a.upper)
            a.end = scan_unit(s, a.upper + 1, &a.unit, &a.unit_text);
        if (is_addition(w, &a))
            return read_level(w, &a);
        end = read_aim(w, &a);
        return end > a.end ? end : read_change(w, &a);
    }
    if (a.g.by == GOV_NONE && a.unit.class == UNIT_PERCENT && is_reached_too(w, &a))
        a.g = (struct governed){ .by = GOV_REACH, .verb = w->done };
    end = a.unit.class == UNIT_PERCENT ? scan_plan(s, a.end, &b) : a.end;
    if (end > a.end && a.g.by != GOV_SHARE)
        return is_rate_of_plan(w, &a) ? read_level(w, &a) : read_plan(w, &a, end);
    if ((a.unit.class == UNIT_PERCENT || a.unit.class == UNIT_TIMES) && a.g.by == GOV_REACH) {
        end = reached_base(w, &a, &b);
        if (b.kind == BASE_PLAN)
            return read_plan(w, &a, end);
        if (b.kind != BASE_NONE && b.kind != BASE_OTHER)
            return read_ratio(w, &a, &b, end);
    }
    return read_level(w, &a);
}

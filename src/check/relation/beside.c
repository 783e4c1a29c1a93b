/* beside.c -- plans and earlier values told in brackets behind the words of a base. */
#include "check/relation/beside.h"
#include "check/relation/change.h"

#include "base/utf8.h"
#include "lex/number.h"

enum {
    BESIDE_REACH = 110,         /* from a figure to the bracket of its base, in bytes */
    CHANGE_UNIT = 20,           /* the unit of a change, before it is told in per cent */
    BESIDE_INSIDE = 90,         /* the longest bracket */
    BESIDE_OTHERS = 6           /* statements on either side that may be meant instead */
};

/* Words that may stand before the value in the bracket, without diacritics. */
static bool leads_value(str word)
{
    static const char *const lead[] = {
        "ke", "hoach", "kh", "du", "toan", "dt", "chi", "tieu", "muc", "nghi", "quyet", "nq",
        "cung", "ky", "nam", "truoc", "thang", "quy", "dau", "cuoi", "dat", "la", "co", "uoc",
        "giao", "tinh", "huyen", "trung", "uong", "tw", "dia", "phuong", "hdnd", "ubnd", "thuc",
        "hien", "so", "voi", "ca", "nay", "hoc", "ngoai", "de", "ra", "duoc",
    };

    if (word.len && word.ptr[0] >= '0' && word.ptr[0] <= '9')
        return true;            /* a year, a day, a month */
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
        if (str_eq(word, str_from(lead[i])))
            return true;
    return false;
}

/* Are all words of the text (folded) such words? */
static bool all_lead(str text)
{
    str word;

    while (str_split(&text, ' ', &word)) {
        while (word.len && (word.ptr[word.len - 1] == ':' || word.ptr[word.len - 1] == ','))
            word.len--;
        if (word.len && !leads_value(word))
            return false;
    }
    return true;
}

static bool says_any(str folded, const char *const *word)
{
    for (; *word; word++)
        if (str_find(folded, str_from(*word)) != SIZE_MAX)
            return true;
    return false;
}

static bool says_plan(str folded)
{
    static const char *const plan[] = { "ke hoach", "kh", "du toan", "chi tieu", "nghi quyet",
                                        "muc tieu", NULL };

    return says_any(folded, plan);
}

static bool says_earlier(str folded)
{
    static const char *const earlier[] = { "cung ky", "nam truoc", "nam 20", "nam 19",
                                           "thang truoc", "quy truoc", "dau nam", "cuoi nam",
                                           "nam hoc", "nam ngoai", NULL };

    return says_any(folded, earlier);
}

/* "(10,63%)", "(+5,0%)": the change once more, before its base. */
static bool is_percent_alone(str inside)
{
    size_t at = str_find_digit(inside, 0);

    if (at > 3 || at == inside.len)
        return false;
    return str_eq(str_trim(str_sub(inside, at + number_run(inside, at), inside.len)), STR("%"));
}

/* The bracket [*open, *close) behind text[from): nothing but words of a base lies between. */
static bool bracket_behind(str text, size_t from, size_t *open, size_t *close)
{
    size_t end = from + BESIDE_REACH < text.len ? from + BESIDE_REACH : text.len;

    for (size_t i = from; i < end; i++) {
        char at = text.ptr[i];

        if (at == ';' || at == ',' || at == ')' || at == ':' || at == '\n' || at == '\t' ||
            (at == '.' && i + 1 < end && text.ptr[i + 1] == ' '))
            return false;
        if (at != '(')
            continue;
        for (*open = i, i++; i < text.len && i < *open + BESIDE_INSIDE; i++) {
            if (text.ptr[i] == '(' || text.ptr[i] == ';' || text.ptr[i] == '\n')
                return false;
            if (text.ptr[i] == ')')
                break;
        }
        if (i >= text.len || text.ptr[i] != ')')
            return false;
        *close = i;
        if (*open > from + CHANGE_UNIT || !is_percent_alone(str_sub(text, *open + 1, i)))
            return true;
    }
    return false;
}

/* The last number of the bracket's inside, behind `open`; the digit of "m3" is none. */
static size_t last_number(str text, size_t open, size_t close)
{
    size_t found = SIZE_MAX;

    for (size_t at = str_find_digit(text, open); at < close; at = str_find_digit(text, at)) {
        if ((text.ptr[at - 1] | 0x20) < 'a' || (text.ptr[at - 1] | 0x20) > 'z')
            found = at;
        at += number_run(text, at);
    }
    return found;
}

/* Do the words between the figure and its base speak of a further change? "so với kế hoạch
 * và tăng so với cùng kỳ (...)" */
static bool tells_on(str folded)
{
    static const char *const verb[] = { "tang", "giam", " dat", "chiem", "bang ", "trong do",
                                        " va ", " vuot", NULL };

    return says_any(folded, verb);
}

/* The words that tell what the bracket holds are of one kind. */
static bool words_fit(struct checker *c, str between, str lead, enum beside kind, bool named)
{
    str before = fold_strip(c->job->arena, between), inside = fold_strip(c->job->arena, lead);
    bool plan, earlier;

    if (tells_on(before) || !all_lead(str_trim(inside)))
        return false;
    plan = inside.len ? says_plan(inside) : says_plan(before);
    earlier = inside.len ? says_earlier(inside) : says_earlier(before);
    /* "45% kế hoạch năm (6 tháng 1.200 ha)" is a part of the plan */
    if (kind == BESIDE_PLAN && !plan && str_find_digit(inside, 0) < inside.len)
        return false;
    if (!plan && !earlier) {
        plan = says_plan(before);
        earlier = says_earlier(before) || named;
    }
    return kind == BESIDE_PLAN ? plan : earlier && !plan;
}

const struct statement *value_in_bracket(struct checker *c, const struct statement *s,
                                         const struct figure *told, enum beside kind, bool named)
{
    const struct flow *flow = &c->report->doc->block[s->block].flow;
    uint32_t from = flow_at(c, s->block, told->text);
    size_t open, close, at, end;
    struct statement *base;
    struct figure f = { .has_value = true };
    unit u = s->unit;
    str words;

    if (from == UINT32_MAX || s->row >= 0 || !told->has_value || told->is_range)
        return NULL;
    from += (uint32_t)told->text.len;
    if (!bracket_behind(flow->text, from, &open, &close) ||
        (at = last_number(flow->text, open, close)) == SIZE_MAX)
        return NULL;
    if (flow->text.ptr[at - 1] != ' ' && at != open + 1)
        return NULL;            /* "(12/6 vụ)" tells both */
    end = at + number_run(flow->text, at);
    words = str_trim(str_sub(flow->text, end, close));
    f.text = str_sub(flow->text, at, end);
    if (!dec_parse_vi(f.text, &f.value) || f.value.coef <= 0 ||
        (words.len == 0 && open + 1 == at) ||
        (words.len && (!unit_read(units_known(), words, &u) || !unit_same_base(u, s->unit))) ||
        !words_fit(c, str_sub(flow->text, from, open), str_sub(flow->text, open + 1, at), kind,
                   named))
        return NULL;
    f.where = flow_span(flow, (uint32_t)at, (uint32_t)end);
    base = arena_new(c->job->arena, struct statement);
    *base = *s;
    base->value = f;
    base->unit = u;
    base->unit_text = words;
    base->ncompares = 0;
    base->at = (uint32_t)at;
    base->end = (uint32_t)close;
    return base;
}

/* "giảm 13,3% so với cùng kỳ (24 vụ)": the bracket tells the change itself. */
static bool tells_the_change(const struct statement *s, const struct comparison *k,
                             const struct statement *base)
{
    struct operand o[] = { { &s->value, s->unit, CMP_NONE },
                           { &base->value, base->unit, k->kind },
                           { &k->amount, k->unit, k->kind } };
    struct equation e = { .kind = EQUATION_PAIR, .operand = o, .n = 3 };

    return k->unit.class == UNIT_PERCENT && s->unit.class != UNIT_PERCENT &&
           equation_verdict(&e, o) == VERDICT_FITS;
}

/* Does another value of the sentence meet the bracket? Then the change is that one's. */
static bool others_meet(const struct checker *c, const struct statement *s,
                        const struct comparison *k, const struct statement *base)
{
    uint32_t at = (uint32_t)(s - c->report->statement);

    for (uint32_t i = at > BESIDE_OTHERS ? at - BESIDE_OTHERS : 0;
         i < c->report->nstatements && i <= at + BESIDE_OTHERS; i++) {
        const struct statement *o = &c->report->statement[i];
        struct operand by[] = { { &o->value, o->unit, CMP_NONE },
                                { &base->value, base->unit, CMP_NONE },
                                { &k->amount, k->unit, k->kind } };
        struct equation e = { .kind = k->unit.class == UNIT_PERCENT ? EQUATION_GROWTH
                                                                    : EQUATION_CHANGE,
                              .operand = by, .n = 3 };

        if (o != s && o->block == s->block && o->sentence == s->sentence && o->value.has_value &&
            unit_same_base(o->unit, base->unit) && equation_verdict(&e, by) == VERDICT_FITS)
            return true;
    }
    return false;
}

/* "gấp 1,6 lần cùng kỳ (60 triệu USD)": the ratio, or what is more than once. */
static void check_times_beside(struct checker *c, const struct statement *s,
                               const struct comparison *k, const struct statement *base)
{
    range now, before, times, more, percent;
    enum diag_remark remark;
    dec a, b, computed, right;

    if (!amount_range(&s->value, s->unit, &now) || !amount_range(&base->value, base->unit, &before)
        || !range_of(k->amount.value, RANGE_ROUNDED, k->amount.hedge, &times)
        || !range_add(times, range_exact((dec){ 1, 0 }), &more)
        || !amount_value(&s->value, s->unit, &a) || !amount_value(&base->value, base->unit, &b)
        || !percent_of(a, b, 4, &computed) || !dec_shift(computed, -2, &computed)
        || dec_cmp(computed, (dec){ 1, 0 }) < 0)
        return;
    if (!range_shift(times, 2, &percent) || range_fits_percent(now, before, percent) != FITS_NO
        || !range_shift(more, 2, &percent) || range_fits_percent(now, before, percent) != FITS_NO
        || !range_of(k->amount.value, RANGE_TRUNCATED, k->amount.hedge, &times)
        || !range_shift(times, 2, &percent)
        || range_fits_percent(now, before, percent) != FITS_NO) {
        checked(c, &k->amount);
        return;
    }
    bool slip = slip_explains(k->amount.value, computed, &remark, &right);

    if (!slip && !near_enough(k->amount.value, computed, 50))
        return;
    struct diag *d = diag_add(c->diags, DIAG_GROWTH_MISMATCH, k->amount.where);
    dec shown = computed;

    dec_rescale(computed, (int8_t)(k->amount.value.scale + 1), &shown);
    diag_arg(d, base->value.text);
    diag_arg(d, s->value.text);
    diag_arg(d, arena_printf(c->job->arena, "%.*s lần", STRF(dec_text(c, shown))));
    diag_arg(d, arena_printf(c->job->arena, "%.*s lần", STRF(k->amount.text)));
    diag_stated(d, k->amount.text);
    diag_computed(c->diags, d, shown);
    note_arg(diag_note_at(c->diags, d, REMARK_BASE_HERE, base->value.where), base->value.text);
    checked(c, &k->amount);
    covered(c, &s->value);
    if (slip)
        add_slip(c, d, remark, right);
    else
        d->severity = SEVERITY_WARNING;
}

static bool is_plan_base(const struct comparison *k)
{
    return k->kind == CMP_EXCEED || k->kind == CMP_SHORT || k->base == BASE_PLAN;
}

void check_changes_beside(struct checker *c, const struct statement *s)
{
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        bool points = s->unit.class == UNIT_PERCENT &&
                      (k->unit.class == UNIT_POINT || k->unit.class == UNIT_PERCENT);
        bool growth = s->unit.class != UNIT_PERCENT && k->unit.class == UNIT_PERCENT;
        bool change = s->unit.class != UNIT_PERCENT && unit_same_base(k->unit, s->unit);
        bool times = s->unit.class != UNIT_PERCENT && k->unit.class == UNIT_TIMES;
        const struct statement *base;

        if (k->kind == CMP_NONE || (!points && !growth && !change && !times) ||
            (k->kind == CMP_EQUAL && !growth && !times) ||
            (times && k->kind == CMP_DECREASE) || (growth && is_plan_base(k)) ||
            !(base = value_in_bracket(c, s, &k->amount, is_plan_base(k) ? BESIDE_PLAN
                                                                        : BESIDE_EARLIER,
                                      k->base != BASE_NONE)) ||
            tells_the_change(s, k, base) || others_meet(c, s, k, base))
            continue;
        if (growth)
            check_against_base(c, s, k, base);
        else if (times)
            check_times_beside(c, s, k, base);
        else
            check_change_from(c, s, k, base, points);
    }
}

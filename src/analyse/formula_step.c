/* formula_step.c -- from the key of a figure to the keys of those it is computed from, and
 * back: which figures look at this one.
 *
 * A step forward is told by the language (docs/formulas.md). A step back tries the periods
 * that may be meant, those of the year and the next one, and keeps the ones from which the
 * step leads to the period asked about: so the two directions cannot disagree. */
#include "analyse/formula_int.h"

/* -- periods -- */

static const period no_period = { .kind = PERIOD_NONE };

static period the_year(int year)
{
    return (period){ .kind = PERIOD_YEAR, .year = (int16_t)year, .from_year = (int16_t)year };
}

static period the_month(int year, int month)
{
    return (period){ .kind = PERIOD_MONTH, .year = (int16_t)year, .month = (int8_t)month,
                     .from_year = (int16_t)year, .from_month = (int8_t)month };
}

/* From the start of the year to the end of this month; twelve months are the year. */
static period months_to(int year, int month)
{
    return month == 12 ? the_year(year)
                       : (period){ .kind = PERIOD_MONTHS, .year = (int16_t)year,
                                   .month = (int8_t)month, .from_year = (int16_t)year,
                                   .from_month = 1 };
}

static period the_quarter(int year, int quarter)
{
    return (period){ .kind = PERIOD_QUARTER, .year = (int16_t)year,
                     .month = (int8_t)(3 * quarter), .from_year = (int16_t)year,
                     .from_month = (int8_t)(3 * quarter - 2) };
}

static period rest_from(int year, int month)
{
    return (period){ .kind = PERIOD_REST, .year = (int16_t)year, .month = 12,
                     .from_year = (int16_t)year, .from_month = (int8_t)month };
}

static period day_before(period p)
{
    int y, m, d;

    day_split(day_of(p.year, p.month, p.day) - 1, &y, &m, &d);
    p.year = p.from_year = (int16_t)y;
    p.month = (int8_t)m;
    p.day = (int8_t)d;
    if (p.from_month)
        p.from_month = (int8_t)m;
    return p;
}

/* Months from the start of the year without a cut-off day. */
static bool is_to_date(period p)
{
    return p.kind == PERIOD_MONTHS && !p.day && p.from_month == 1 && p.from_year == p.year;
}

static period previous_of(period p)
{
    int years = p.year - p.from_year + 1;

    switch (p.kind) {
    case PERIOD_DAY:
        return day_before(p);
    case PERIOD_MONTH:
        return p.month > 1 ? the_month(p.year, p.month - 1) : the_month(p.year - 1, 12);
    case PERIOD_QUARTER:
        return p.month > 3 ? the_quarter(p.year, p.month / 3 - 1) : the_quarter(p.year - 1, 4);
    case PERIOD_MONTHS:
        return is_to_date(p) && p.month > 1 ? months_to(p.year, p.month - 1) : no_period;
    case PERIOD_YEAR:
    case PERIOD_SCHOOL_YEAR:
        return period_year_before(p);
    case PERIOD_TERM:
        p.year = (int16_t)(p.year - years);
        p.from_year = (int16_t)(p.from_year - years);
        return p;
    case PERIOD_NONE:
    case PERIOD_REST:
        break;
    }
    return no_period;
}

static period year_end_before(period p)
{
    switch (p.kind) {
    case PERIOD_DAY:
        return (period){ .kind = PERIOD_DAY, .year = (int16_t)(p.year - 1), .month = 12,
                         .day = 31, .from_year = (int16_t)(p.year - 1),
                         .from_month = p.from_month ? 12 : 0 };
    case PERIOD_MONTH:
        return the_month(p.year - 1, 12);
    case PERIOD_QUARTER:
        return the_quarter(p.year - 1, 4);
    case PERIOD_MONTHS:
    case PERIOD_REST:
    case PERIOD_YEAR:
        return the_year(p.year - 1);
    case PERIOD_SCHOOL_YEAR:
        return period_year_before(p);
    case PERIOD_NONE:
    case PERIOD_TERM:
        break;
    }
    return no_period;
}

/* Months of the year that a period ends with, and those before it begins; false for periods
 * that have none. */
static bool months_round(period p, int *before, int *to)
{
    *before = p.kind == PERIOD_YEAR ? 0 : p.from_month - 1;
    *to = p.kind == PERIOD_YEAR ? 12 : p.month;
    if (*before < 0 || *before >= *to || *to > 12)
        return false;
    return p.kind == PERIOD_YEAR || p.kind == PERIOD_MONTH || p.kind == PERIOD_QUARTER ||
           p.kind == PERIOD_REST || is_to_date(p);
}

/* Where a step in time leads that leads to one period. */
static period period_after_step(enum formula_step_op op, period p)
{
    int before, to;

    switch (op) {
    case STEP_SAME_PERIOD:
        return p.kind == PERIOD_TERM ? no_period : period_year_before(p);
    case STEP_PREVIOUS:
        return previous_of(p);
    case STEP_YEAR:
        return p.kind == PERIOD_NONE || p.kind == PERIOD_TERM || p.kind == PERIOD_SCHOOL_YEAR
                   ? no_period : the_year(p.year);
    case STEP_YEAR_END:
        return year_end_before(p);
    case STEP_TO_DATE:
        return months_round(p, &before, &to) ? months_to(p.year, to) : no_period;
    case STEP_BEFORE:
        return months_round(p, &before, &to) && before ? months_to(p.year, before) : no_period;
    default:
        return p;
    }
}

/* -- forward -- */

static size_t one_key(struct arena *a, struct formula_key key, const struct formula_key **out)
{
    struct formula_key *one = arena_new(a, struct formula_key);

    *one = key;
    *out = one;
    return 1;
}

static size_t months_on(struct arena *a, const struct formula_key *key,
                        const struct formula_key **out)
{
    int before, to;

    if (!months_round(key->when, &before, &to))
        return 0;

    struct formula_key *all = arena_array(a, struct formula_key, (size_t)(to - before));
    for (int m = before; m < to; m++) {
        all[m - before] = *key;
        all[m - before].when = the_month(key->when.year, m + 1);
    }
    *out = all;
    return (size_t)(to - before);
}

static size_t places_on(struct arena *a, const struct formula_source *from,
                        enum formula_place which, const struct formula_key *key,
                        const struct formula_key **out)
{
    const str *area;
    size_t n = from->places ? from->places(from->arg, a, which, key->area, key->when, &area) : 0;
    struct formula_key *all = arena_array(a, struct formula_key, n + 1);

    for (size_t i = 0; i < n; i++) {
        all[i] = *key;
        all[i].area = area[i];
    }
    *out = all;
    return n;
}

static bool dimension_on(struct arena *a, const struct formula_step *step, struct formula_key *key)
{
    enum { DIMENSIONS = 32 };
    struct fact_part d[DIMENSIONS] = { { step->name, step->value } };
    str rest = key->breakdown, one;
    size_t n = 1, sign;

    while (rest.len && n < DIMENSIONS && str_split(&rest, ';', &one))
        if ((sign = str_find(one, STR("="))) != SIZE_MAX)
            d[n++] = (struct fact_part){ str_sub(one, 0, sign), str_sub(one, sign + 1, one.len) };
    key->breakdown = fact_breakdown(a, d, n);   /* empty when the dimension was there */
    return key->breakdown.len > 0;
}

static void kind_on(const struct formula_step *step, struct formula_key *key)
{
    if (step->value.len)
        key->book = step->value;
    else if (step->kind != key->kind)
        key->book = (str){ NULL, 0 };
    key->kind = step->kind;
}

size_t formula_step_on(struct arena *a, const struct formula_source *from,
                       const struct formula_step *step, const struct formula_key *key,
                       enum formula_gap *gap, const struct formula_key **out)
{
    struct formula_key next = *key;

    *gap = FORMULA_NO_PERIOD;
    switch (step->op) {
    case STEP_KIND:
        kind_on(step, &next);
        break;
    case STEP_DIMENSION:
        *gap = FORMULA_NO_DIMENSION;
        if (!dimension_on(a, step, &next))
            return 0;
        break;
    case STEP_MONTHS:
        return months_on(a, key, out);
    case STEP_PARENT:
    case STEP_PROVINCE:
    case STEP_CHILDREN:
        *gap = FORMULA_NO_PLACE;
        return places_on(a, from, step->op == STEP_PARENT     ? FORMULA_PARENT
                                  : step->op == STEP_PROVINCE ? FORMULA_PROVINCE
                                                              : FORMULA_CHILDREN, key, out);
    default:
        next.when = period_after_step(step->op, key->when);
        if (next.when.kind == PERIOD_NONE)
            return 0;
    }
    return one_key(a, next, out);
}

/* -- back -- */

static void keys_put(struct formula_keys *l, struct formula_key key)
{
    *arena_push(l->arena, l->key, l->n, l->cap) = key;
}

static bool step_reaches(const struct formula_step *step, period from, period to)
{
    int before, last;

    if (step->op != STEP_MONTHS)
        return period_eq(period_after_step(step->op, from), to);
    return to.kind == PERIOD_MONTH && months_round(from, &before, &last) &&
           from.year == to.year && to.month > before && to.month <= last &&
           period_eq(to, the_month(to.year, to.month));
}

static void try_period(struct formula_keys *l, const struct formula_step *step,
                       const struct formula_key *key, period p)
{
    struct formula_key back = *key;

    if (!step_reaches(step, p, key->when))
        return;
    back.when = p;
    for (size_t i = 0; i < l->n; i++)
        if (period_eq(l->key[i].when, p))
            return;
    keys_put(l, back);
}

static void try_year(struct formula_keys *l, const struct formula_source *from,
                     const struct formula_step *step, const struct formula_key *key, int year)
{
    const period *more;
    size_t n = from->periods ? from->periods(from->arg, l->arena, year, &more) : 0;

    for (int m = 1; m <= 12; m++) {
        try_period(l, step, key, the_month(year, m));
        try_period(l, step, key, months_to(year, m));
        if (m > 1)
            try_period(l, step, key, rest_from(year, m));
    }
    for (int q = 1; q <= 4; q++)
        try_period(l, step, key, the_quarter(year, q));
    for (size_t i = 0; i < n; i++)
        try_period(l, step, key, more[i]);
}

static void periods_back(struct formula_keys *l, const struct formula_source *from,
                         const struct formula_step *step, const struct formula_key *key)
{
    period p = key->when, later = p, behind = p;
    int years = p.year - p.from_year + 1;

    if (p.kind == PERIOD_NONE || p.year < 1 || p.year > 9998)
        return;
    later.year++;                       /* the same span of the next year ... */
    later.from_year++;
    behind.year = (int16_t)(p.year + years);    /* ... the next term, the next day */
    behind.from_year = (int16_t)(p.from_year + years);
    try_period(l, step, key, p);
    try_period(l, step, key, later);
    if (p.kind == PERIOD_TERM)
        try_period(l, step, key, behind);
    if (p.kind == PERIOD_DAY) {
        int y, m, d;

        day_split(day_of(p.year, p.month, p.day) + 1, &y, &m, &d);
        behind = (period){ PERIOD_DAY, (int16_t)y, (int8_t)m, (int8_t)d, (int16_t)y,
                           p.from_month ? (int8_t)m : 0, p.open };
        try_period(l, step, key, behind);
    }
    try_year(l, from, step, key, p.year);
    try_year(l, from, step, key, p.year + 1);
}

static void places_back(struct formula_keys *l, const struct formula_source *from,
                        const struct formula_step *step, const struct formula_key *key)
{
    const struct formula_key *found;
    size_t n = places_on(l->arena, from, step->op == STEP_PARENT     ? FORMULA_CHILDREN
                                         : step->op == STEP_PROVINCE ? FORMULA_WITHIN
                                                                     : FORMULA_PARENT,
                         key, &found);

    for (size_t i = 0; i < n; i++)
        keys_put(l, found[i]);
}

/* Whatever its kind and book, a figure may have looked at this one through the step. */
static void kinds_back(struct formula_keys *l, const struct formula_source *from,
                       const struct formula_step *step, const struct formula_key *key)
{
    if (key->kind != step->kind || (step->value.len && !str_eq(step->value, key->book)))
        return;
    for (int k = 0; k < FACT_KINDS; k++) {
        struct formula_key back = *key;
        const str *book;
        size_t n = 0;

        back.kind = (enum fact_kind)k;
        back.book = (str){ NULL, 0 };
        if (back.kind == key->kind && !step->value.len) {
            back.book = key->book;
            keys_put(l, back);
            continue;
        }
        if (back.kind == FACT_ACTUAL || back.kind == FACT_ESTIMATE)
            keys_put(l, back);
        else if (from->books)
            n = from->books(from->arg, l->arena, back.kind, &book);
        for (size_t i = 0; i < n; i++) {
            back.book = book[i];
            keys_put(l, back);
        }
    }
}

/* Only a figure without this dimension can have selected it. */
static void dimension_back(struct formula_keys *l, const struct formula_step *step,
                           const struct formula_key *key)
{
    struct formula_key back = *key;
    str rest = key->breakdown, one;
    struct buf b;

    if (!step->value.len || !str_eq(fact_dimension(key->breakdown, step->name), step->value))
        return;
    buf_init(&b, l->arena);
    while (rest.len && str_split(&rest, ';', &one)) {
        if (str_starts(one, step->name) && one.len > step->name.len &&
            one.ptr[step->name.len] == '=')
            continue;
        if (b.len)
            buf_char(&b, ';');
        buf_put(&b, one);
    }
    back.breakdown = buf_str(&b);
    keys_put(l, back);
}

void formula_step_back(const struct formula_source *from, const struct formula_step *step,
                       const struct formula_key *key, struct formula_keys *out)
{
    out->n = 0;
    switch (step->op) {
    case STEP_KIND:
        kinds_back(out, from, step, key);
        break;
    case STEP_DIMENSION:
        dimension_back(out, step, key);
        break;
    case STEP_PARENT:
    case STEP_PROVINCE:
    case STEP_CHILDREN:
        places_back(out, from, step, key);
        break;
    default:
        periods_back(out, from, step, key);
    }
}

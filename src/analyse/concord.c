/* concord.c -- figures to facts, by the hash of what makes them one. */
#include "analyse/concord.h"

#include "extract/table.h"

/* Decimals in base units that are told apart, below 0 for thousands and more. */
enum { DECIMALS = 48 };

/* What makes figures one fact. */
struct concord_key {
    uint64_t name, area, period;
    uint32_t unit;
    uint8_t kind, aspect, base;
};

struct concord_index {
    const struct concord_key *key;      /* of each fact */
    const uint32_t *slot;               /* fact + 1 by key; open addressing */
    size_t nslots;                      /* a power of two; 0 without facts */
};

/* What was found out of a name, of a plan or not. */
struct concord_named {
    const struct name_bag *bag;
    struct name_key key;                /* for the catalogue; of a plan also without its words */
    struct name_key left;
    const struct indicator *known;      /* with this unit: */
    unit unit;
    bool has_unit, plan;
};

struct concord_builder {
    struct job *job;
    const struct indicators *catalogue;
    struct names *names;
    struct concord *out;
    struct concord_fact *fact;
    struct concord_key *key;            /* of each fact */
    uint32_t *last;                     /* of each matter's first fact: its last one */
    uint32_t nfacts;
    struct concord_place *place;        /* in reading order */
    uint32_t nplaces;
    uint32_t *slot;                     /* fact + 1 by key; open addressing */
    uint32_t *matter;                   /* fact + 1 by key without its period */
    size_t nslots;
    struct concord_named *(*named)[2];  /* by the names' numbers; [1]: of a plan */
    size_t nnamed;
    struct name_told *last_name;        /* that was asked about last */
    uint32_t input;                     /* the report that is read */
    str area;                           /* its own area */
    uint64_t area_hash;
    period period;                      /* the period asked about last, and what it is */
    uint64_t period_key;
    str area_last;                      /* the area asked about last */
    uint64_t area_last_hash;
};

static uint64_t concord_mix(uint64_t h, uint64_t more)
{
    h = (h ^ more) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 32;
}

static uint64_t matter_hash(const struct concord_key *k)
{
    uint64_t h = concord_mix(k->name, k->area);

    return concord_mix(h, (uint64_t)k->unit << 24 | (uint64_t)k->kind << 16
                          | (uint64_t)k->aspect << 8 | k->base);
}

static bool same_matter(const struct concord_key *a, const struct concord_key *b)
{
    return a->name == b->name && a->area == b->area && a->unit == b->unit && a->kind == b->kind
           && a->aspect == b->aspect && a->base == b->base;
}

/* Where the search for a key begins, with the hash of its matter. */
static size_t concord_slot(const struct concord_key *k, uint64_t matter, size_t nslots)
{
    return (size_t)concord_mix(matter, k->period) & (nslots - 1);
}

/* The last day of a month; of February in any year. */
static bool ends_month(period p)
{
    static const uint8_t last[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return p.month >= 1 && p.month <= 12 && p.day >= last[p.month - 1];
}

uint64_t concord_period(period p)
{
    uint64_t way = p.kind == PERIOD_SCHOOL_YEAR ? 2 : p.kind == PERIOD_DAY ? 3 : 1;
    int from_year = p.year, from_month = p.from_month, month = p.month, day = p.day;

    switch (p.kind) {
    case PERIOD_NONE:
        return 0;
    case PERIOD_YEAR:
        from_month = 1;
        month = 12;
        break;
    case PERIOD_SCHOOL_YEAR:
    case PERIOD_TERM:
        from_year = p.from_year;
        from_month = month = 0;
        break;
    case PERIOD_REST:
        month = 12;
        break;
    case PERIOD_MONTH:
        from_month = p.month;
        day = ends_month(p) ? 0 : p.day;
        break;
    case PERIOD_MONTHS:
    case PERIOD_QUARTER:
        from_year = p.from_year;
        day = ends_month(p) ? 0 : p.day;
        break;
    case PERIOD_DAY:
        from_month = p.month;
        break;
    }
    return way << 48 | (uint64_t)(uint16_t)from_year << 32 | (uint64_t)(uint16_t)p.year << 16
           | (uint64_t)(from_month & 15) << 12 | (uint64_t)(month & 15) << 8
           | (uint64_t)(day & 31);
}

bool concord_same_period(period a, period b)
{
    return period_eq(a, b) || concord_period(a) == concord_period(b);
}

/* concord_period(), which most statements share with the one before. */
static uint64_t period_as_before(struct concord_builder *b, period p)
{
    if (!period_eq(p, b->period)) {
        b->period = p;
        b->period_key = concord_period(p);
    }
    return b->period_key;
}

static uint64_t concord_area(struct concord_builder *b, str area)
{
    if (!area.len || (area.ptr == b->area.ptr && area.len == b->area.len))
        return b->area_hash;
    if (area.ptr != b->area_last.ptr || area.len != b->area_last.len) {
        uint64_t hash = names_hash(b->names, area);

        b->area_last = area;
        b->area_last_hash = hash ? hash : b->area_hash;
    }
    return b->area_last_hash;
}

static uint32_t concord_unit_key(unit u, str unit_text, bool known)
{
    uint32_t class = (uint32_t)u.class;

    if (known && u.class == UNIT_COUNT)
        return class;
    return class ^ (u.base ? u.base << 4 : (uint32_t)str_hash(unit_text) << 4);
}

/* -- names -- */

static struct name_told *name_of_statement(struct concord_builder *b, const struct statement *s)
{
    str name = s->indicator;

    /* the rows of a table tell their name once a column */
    if (!b->last_name || b->last_name->name.ptr != name.ptr || b->last_name->name.len != name.len)
        b->last_name = names_told(b->names, name);
    return b->last_name;
}

/* What the catalogue compares of the name, which may have been read as no plan's before. */
static void open_keys(const struct concord_builder *b, struct concord_named *k,
                      const struct name_told *t)
{
    const struct concord_named *plain = b->named[t->number][false];
    uint64_t word[NAMES_MOST];
    uint32_t left;

    k->key = plain ? plain->key : name_key_from(b->catalogue->words, t->word, t->n);
    if (!k->plan)
        return;
    left = names_leave_plan(t, word);
    k->left = left == t->n ? k->key : name_key_from(b->catalogue->words, word, left);
}

static struct concord_named *open_named(struct concord_builder *b, struct name_told *t, bool plan)
{
    struct concord_named *k = arena_new(b->job->arena, struct concord_named);

    k->plan = plan;
    k->bag = names_bag(b->names, t, plan ? NAME_OF_PLAN : NAME_PLAIN);
    if (b->catalogue)
        open_keys(b, k, t);
    return k;
}

/* The catalogue's indicator of this name, where that hangs on the unit. */
static const struct indicator *known_as(const struct concord_builder *b,
                                        const struct concord_named *k)
{
    const unit *u = k->has_unit ? &k->unit : NULL;
    const struct indicator *known = indicators_match_key(b->catalogue, &k->key, u);

    /* "Kế hoạch kim ngạch xuất khẩu" is the plan of what the catalogue knows */
    return known || !k->plan ? known : indicators_match_key(b->catalogue, &k->left, u);
}

static bool same_measure(const struct concord_named *k, const struct statement *s)
{
    bool has_unit = s->unit_text.len > 0;

    return k->has_unit == has_unit
           && (!has_unit || (k->unit.class == s->unit.class && k->unit.base == s->unit.base));
}

static const struct concord_named *read_name(struct concord_builder *b, const struct statement *s,
                                             bool plan)
{
    struct name_told *t = name_of_statement(b, s);
    struct concord_named **k;
    bool opened;

    if (t->number >= b->nnamed)
        b->named = arena_grow(b->job->arena, b->named, sizeof *b->named, b->nnamed,
                              (size_t)t->number + 1, &b->nnamed);
    k = &b->named[t->number][plan];
    opened = *k != NULL;
    if (!opened)
        *k = open_named(b, t, plan);
    if (b->catalogue && !(opened && same_measure(*k, s))) {
        (*k)->unit = s->unit;
        (*k)->has_unit = s->unit_text.len > 0;
        (*k)->known = known_as(b, *k);
    }
    return *k;
}

/* -- facts by their keys -- */

/* Puts a new fact into the chain of its matter. */
static void join_matter(struct concord_builder *b, uint32_t fact, uint64_t hash)
{
    const struct concord_key *k = &b->key[fact];
    size_t at = (size_t)hash & (b->nslots - 1);

    while (b->matter[at] && !same_matter(&b->key[b->matter[at] - 1], k))
        at = (at + 1) & (b->nslots - 1);
    b->last[fact] = fact;
    b->fact[fact].next = NO_CONCORD;
    if (!b->matter[at]) {
        b->matter[at] = fact + 1;
        b->fact[fact].matter = fact;
        return;
    }
    uint32_t first = b->matter[at] - 1;

    b->fact[fact].matter = first;
    b->fact[b->last[first]].next = fact;
    b->last[first] = fact;
}

/* The fact of this key, made from `as` when it is a new one. */
static uint32_t fact_of(struct concord_builder *b, const struct concord_key *k,
                        const struct concord_fact *as)
{
    uint64_t hash = matter_hash(k);
    size_t at = concord_slot(k, hash, b->nslots);
    uint32_t fact = b->nfacts;

    for (; b->slot[at]; at = (at + 1) & (b->nslots - 1)) {
        uint32_t i = b->slot[at] - 1;

        if (b->key[i].period == k->period && same_matter(&b->key[i], k))
            return i;
    }
    b->nfacts++;
    b->key[fact] = *k;
    b->fact[fact] = *as;
    b->fact[fact].nplaces = 0;
    b->slot[at] = fact + 1;
    join_matter(b, fact, hash);
    return fact;
}

static void add_telling(struct concord_builder *b, uint32_t statement, int compare,
                        const struct concord_key *k, const struct concord_fact *as,
                        uint32_t *fact)
{
    *fact = fact_of(b, k, as);
    b->fact[*fact].nplaces++;
    b->place[b->nplaces++] = (struct concord_place){ *fact, b->input, statement, (int8_t)compare };
}

/* -- what a statement tells -- */

static enum concord_kind kind_family(enum statement_kind kind)
{
    return kind == KIND_PLAN ? CONCORD_PLAN : kind == KIND_TARGET ? CONCORD_TARGET
                                                                  : CONCORD_RESULT;
}

/* What a change is against, as one word for all ways to say it; BASE_NONE: nothing that
 * can be found again. */
static enum base_kind concord_base(const struct statement *s, const struct comparison *k)
{
    switch (k->base) {
    case BASE_SAME_PERIOD:
    case BASE_YEAR:
        return !k->base_year || k->base_year == s->period.year - 1 ? BASE_SAME_PERIOD : BASE_NONE;
    case BASE_PREVIOUS:
    case BASE_PLAN:
        return k->base;
    default:
        return BASE_NONE;
    }
}

/* What the amount of a comparison is of its indicator; false for what is not kept. */
static bool aspect_of(const struct statement *s, const struct comparison *k,
                      enum concord_aspect *aspect, enum base_kind *base)
{
    bool percent = k->unit.class == UNIT_PERCENT;

    *base = concord_base(s, k);
    if (!k->amount.has_value || *base == BASE_NONE || k->kind == CMP_NONE)
        return false;
    if (*base == BASE_PLAN) {
        *aspect = CONCORD_OF_PLAN;
        return percent && k->kind != CMP_INCREASE && k->kind != CMP_DECREASE;
    }
    *aspect = percent ? CONCORD_GROWTH : CONCORD_CHANGE;
    return k->kind == CMP_INCREASE || k->kind == CMP_DECREASE
           || (percent && k->kind == CMP_EQUAL);
}

static void add_changes(struct concord_builder *b, uint32_t i, const struct statement *s,
                        struct concord_key k, struct concord_fact as)
{
    bool of_plan = s->plan_pct->has_value;
    uint32_t fact;

    for (uint32_t n = 0; n < s->ncompares; n++) {
        if (!aspect_of(s, &s->compare[n], &as.aspect, &as.base))
            continue;
        if (as.aspect == CONCORD_OF_PLAN && of_plan)
            continue;
        as.unit = s->compare[n].unit;
        k.aspect = (uint8_t)as.aspect;
        k.base = (uint8_t)as.base;
        k.unit = as.aspect == CONCORD_CHANGE
                     ? concord_unit_key(as.unit, s->compare[n].unit_text, as.known) : UNIT_PERCENT;
        add_telling(b, i, (int)n, &k, &as, &fact);
    }
    if (of_plan) {
        as.aspect = CONCORD_OF_PLAN;
        as.base = BASE_PLAN;
        as.unit = (unit){ .class = UNIT_PERCENT };
        k.aspect = CONCORD_OF_PLAN;
        k.base = BASE_PLAN;
        k.unit = UNIT_PERCENT;
        add_telling(b, i, -1, &k, &as, &fact);
    }
}

static void add_statement(struct concord_builder *b, uint32_t i, const struct statement *s,
                          uint32_t *level)
{
    bool plan = s->kind == KIND_PLAN || s->kind == KIND_TARGET;
    const struct concord_named *name = read_name(b, s, plan);
    const struct indicator *known = name->known;
    const struct name_bag *bag = name->bag;

    *level = NO_CONCORD;
    if (!known && !bag->n)
        return;

    struct concord_fact as = {
        .known = known, .name = bag,
        .indicator = known ? known->name : s->indicator,
        .area = s->area.len ? s->area : b->area,
        .period = s->period, .kind = kind_family(s->kind), .unit = s->unit,
    };
    struct concord_key k = {
        .name = known ? concord_mix(1, (uint64_t)(known - b->catalogue->list)) : bag->hash,
        .area = concord_area(b, s->area), .period = period_as_before(b, s->period),
        .kind = (uint8_t)as.kind,
        .unit = concord_unit_key(s->unit, s->unit_text, known != NULL),
    };

    as.period.open = false;
    if (s->value.has_value && !s->is_rank)
        add_telling(b, i, -1, &k, &as, level);
    if (as.kind == CONCORD_RESULT && (s->ncompares || s->plan_pct->has_value))
        add_changes(b, i, s, k, as);
}

static const uint32_t *add_report(struct concord_builder *b, const struct report *r)
{
    uint32_t *of = arena_array(b->job->arena, uint32_t, r->nstatements);

    b->area = r->area;
    b->area_hash = names_hash(b->names, r->area);
    for (uint32_t i = 0; i < r->nstatements; i++)
        add_statement(b, i, &r->statement[i], &of[i]);
    return of;
}

/* Puts the places of each fact together, in reading order. */
static void gather_places(struct concord_builder *b)
{
    struct concord_place *all = arena_array_raw(b->job->arena, struct concord_place, b->nplaces);
    uint32_t *next = arena_array(b->job->arena, uint32_t, b->nfacts), at = 0;

    for (uint32_t i = 0; i < b->nfacts; i++) {
        b->fact[i].place = next[i] = at;
        at += b->fact[i].nplaces;
    }
    for (uint32_t i = 0; i < b->nplaces; i++)
        all[next[b->place[i].fact]++] = b->place[i];
    b->out->place = all;
    b->out->nplaces = b->nplaces;
    b->out->fact = b->fact;
    b->out->nfacts = b->nfacts;
}

/* How many figures a report can tell facts with, at most. */
static size_t most_tellings(const struct report *r)
{
    size_t n = 0;

    for (uint32_t i = 0; i < r->nstatements; i++)
        n += r->statement[i].value.has_value + r->statement[i].plan_pct->has_value
             + (size_t)r->statement[i].ncompares;
    return n;
}

/* Room for so many tellings, were each a fact of its own. */
static void make_room_for(struct concord_builder *b, size_t most)
{
    struct arena *a = b->job->arena;

    for (b->nslots = 64; b->nslots < most * 2;)
        b->nslots *= 2;
    b->slot = arena_array(a, uint32_t, b->nslots);
    b->matter = arena_array(a, uint32_t, b->nslots);
    b->fact = arena_array_raw(a, struct concord_fact, most);
    b->key = arena_array_raw(a, struct concord_key, most);
    b->last = arena_array_raw(a, uint32_t, most);
    b->place = arena_array_raw(a, struct concord_place, most);
}

const struct concord *concord_build(struct job *j, struct names *names,
                                    const struct concord_input *input, size_t ninputs,
                                    const struct indicators *catalogue)
{
    struct concord_builder b = { .job = j, .catalogue = catalogue, .names = names };
    const uint32_t **of = arena_array(j->arena, const uint32_t *, ninputs);
    struct concord_index *index;
    size_t most = 0;

    b.out = arena_new(j->arena, struct concord);
    for (size_t i = 0; i < ninputs; i++)
        most += most_tellings(input[i].report);
    make_room_for(&b, most);
    for (size_t i = 0; i < ninputs; i++) {
        b.input = (uint32_t)i;
        of[i] = add_report(&b, input[i].report);
    }
    gather_places(&b);
    b.out->input = input;
    b.out->ninputs = ninputs;
    b.out->of = of;
    b.out->names = names;
    index = arena_new(j->arena, struct concord_index);
    *index = (struct concord_index){ b.key, b.slot, b.nslots };
    b.out->index = index;
    return b.out;
}

/* -- what stands at a place -- */

const struct statement *concord_statement(const struct concord *c, const struct concord_place *p)
{
    return &c->input[p->input].report->statement[p->statement];
}

const struct figure *concord_figure(const struct concord *c, const struct concord_place *p)
{
    const struct statement *s = concord_statement(c, p);

    if (p->compare >= 0)
        return &s->compare[p->compare].amount;
    return c->fact[p->fact].aspect == CONCORD_OF_PLAN ? s->plan_pct : &s->value;
}

unit concord_unit(const struct concord *c, const struct concord_place *p)
{
    const struct statement *s = concord_statement(c, p);

    if (p->compare >= 0)
        return s->compare[p->compare].unit;
    return c->fact[p->fact].aspect == CONCORD_OF_PLAN ? (unit){ .class = UNIT_PERCENT } : s->unit;
}

str concord_unit_text(const struct concord *c, const struct concord_place *p)
{
    const struct statement *s = concord_statement(c, p);

    if (p->compare >= 0)
        return s->compare[p->compare].unit_text;
    return c->fact[p->fact].aspect == CONCORD_OF_PLAN ? STR("%") : s->unit_text;
}

span concord_where(const struct concord *c, const struct concord_place *p)
{
    return concord_figure(c, p)->where;
}

str concord_form(struct arena *a, const struct concord *c, const struct concord_place *p)
{
    static const char *const word[] = { "", "tăng ", "giảm ", "bằng ", "vượt ", "thiếu " };
    const struct statement *s = concord_statement(c, p);
    const struct figure *f = concord_figure(c, p);
    str units = concord_unit_text(c, p);
    bool glued = units.len && units.ptr[0] == '%';
    char upper[DEC_TEXT] = "";

    if (f->is_range)
        dec_format_vi(f->upper, upper);
    return arena_printf(a, "%s%.*s%s%.*s%s%s%s%.*s",
                        p->compare >= 0 ? word[s->compare[p->compare].kind] : "",
                        STRF(f->hedge_text), f->hedge_text.len ? " " : "", STRF(f->text),
                        f->is_range ? "-" : "", upper, glued || !units.len ? "" : " ",
                        STRF(units));
}

/* -- do they agree? -- */

/* The change as its aspect counts it: a fall below zero, "bằng 95%" -5, "vượt 4%" 104. */
static bool as_aspect(const struct comparison *k, enum concord_aspect aspect, dec *d, range *r)
{
    const dec hundred = { 100, 0 };
    range all = range_exact(hundred);

    if (k->kind == CMP_DECREASE) {
        *d = dec_neg(*d);
        return range_neg(*r, r);
    }
    if (k->kind == CMP_EQUAL && aspect == CONCORD_GROWTH)
        return dec_sub(*d, hundred, d) && range_sub(*r, all, r);
    if (k->kind == CMP_EXCEED && aspect == CONCORD_OF_PLAN)
        return dec_add(hundred, *d, d) && range_add(all, *r, r);
    if (k->kind == CMP_SHORT && aspect == CONCORD_OF_PLAN)
        return dec_sub(hundred, *d, d) && range_sub(all, *r, r);
    return true;
}

bool concord_read(const struct concord *c, const struct concord_place *p,
                  struct concord_value *out)
{
    const struct statement *s = concord_statement(c, p);
    const struct figure *f = concord_figure(c, p);
    enum concord_aspect aspect = c->fact[p->fact].aspect;
    unit u = concord_unit(c, p);
    int power = aspect == CONCORD_LEVEL || aspect == CONCORD_CHANGE ? u.power : 0;
    struct concord_value v = { .value = f->value, .places = f->value.scale - power,
                               .hedged = f->hedge != HEDGE_NONE };

    if (!f->has_value || !figure_range(f, u, &v.range)
        || (p->compare >= 0 && !as_aspect(&s->compare[p->compare], aspect, &v.value, &v.range))
        || !range_shift(v.range, power, &v.range) || !dec_shift(v.value, power, &v.value))
        return false;
    *out = v;
    return true;
}

enum concord_answer concord_compare(const struct concord_value *a, const struct concord_value *b)
{
    if (dec_cmp(a->value, b->value) == 0)
        return CONCORD_EQUAL;
    if (a->places == b->places && !a->hedged && !b->hedged)
        return CONCORD_DIFFERS;
    return range_meets(a->range, b->range) ? CONCORD_MEETS : CONCORD_DIFFERS;
}

/* The first figure of each number of decimals, and the finest of all. A coarse third
 * must not hide that two fine ones differ: 748, 749 and 748,5. */
struct concord_told {
    struct { struct concord_value value; const struct concord_place *place; } of[DECIMALS];
    int finest;                 /* index, -1 while there is none */
};

/* The one told before that p, which tells v, differs from; or NULL. */
static const struct concord_place *differs_from(struct concord_told *t,
                                                const struct concord_place *p,
                                                const struct concord_value *v)
{
    int at = v->places + DECIMALS / 2;

    at = v->hedged || at < 0 ? 0 : at < DECIMALS ? at : DECIMALS - 1;
    if (t->of[at].place && concord_compare(&t->of[at].value, v) == CONCORD_DIFFERS)
        return t->of[at].place;
    if (t->finest >= 0 && concord_compare(&t->of[t->finest].value, v) == CONCORD_DIFFERS)
        return t->of[t->finest].place;
    if (!t->of[at].place) {
        t->of[at].value = *v;
        t->of[at].place = p;
    }
    if (at > t->finest)
        t->finest = at;
    return NULL;
}

bool concord_differs(const struct concord *c, const struct concord_fact *f,
                     const struct concord_place **first, const struct concord_place **second)
{
    struct concord_told told = { .finest = -1 };

    for (uint32_t i = 0; f->nplaces > 1 && i < f->nplaces; i++) {
        const struct concord_place *p = &c->place[f->place + i], *other;
        struct concord_value v;

        if (!concord_read(c, p, &v) || !(other = differs_from(&told, p, &v)))
            continue;
        *first = other;
        *second = p;
        return true;
    }
    return false;
}

const struct concord_fact *concord_beside(const struct concord *c, const struct concord_fact *f,
                                          enum concord_kind kind, period p)
{
    const struct concord_index *x = c->index;
    struct concord_key k = x->key[f - c->fact];

    if (!f->known && kind != CONCORD_RESULT)
        k.name = names_read(c->names, f->indicator, NAME_OF_PLAN)->hash;
    k.kind = (uint8_t)kind;
    k.aspect = CONCORD_LEVEL;
    k.base = BASE_NONE;
    k.period = concord_period(p);
    for (size_t at = concord_slot(&k, matter_hash(&k), x->nslots); x->slot[at];
         at = (at + 1) & (x->nslots - 1)) {
        uint32_t i = x->slot[at] - 1;

        if (x->key[i].period == k.period && same_matter(&x->key[i], &k))
            return &c->fact[i];
    }
    return NULL;
}

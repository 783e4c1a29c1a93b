/* indicator.c -- finding indicators by id and by name. */
#include "model/indicator.h"

#include "base/utf8.h"
#include "model/indicator_int.h"

const struct indicator *indicators_find(const struct indicators *all, str id)
{
    size_t mask = all->nslots - 1, at = (size_t)str_hash(id) & mask;

    for (; all->by_id[at]; at = (at + 1) & mask)
        if (str_eq(all->list[all->by_id[at] - 1].id, id))
            return &all->list[all->by_id[at] - 1];
    return NULL;
}

static bool valid_in(const struct indicator *one, int year)
{
    return (!one->valid_from || year >= one->valid_from) &&
           (!one->valid_to || year <= one->valid_to);
}

static const struct indicator *predecessor_of(const struct indicators *all,
                                              const struct indicator *one)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].successor.len && str_eq(all->list[i].successor, one->id))
            return &all->list[i];
    return NULL;
}

/* The reader has refused rings, so both ways end. */
const struct indicator *indicators_in_year(const struct indicators *all,
                                           const struct indicator *one, int year)
{
    while (one && one->valid_to && year > one->valid_to)
        one = one->successor.len ? indicators_find(all, one->successor) : NULL;
    while (one && one->valid_from && year < one->valid_from)
        one = predecessor_of(all, one);
    return one && valid_in(one, year) ? one : NULL;
}

bool indicators_rate(const struct indicators *all, const struct indicator *one,
                     const struct quantity *numerator, const struct quantity *denominator,
                     int8_t scale, dec *out)
{
    const struct indicator *below = indicators_find(all, one->denominator);
    const struct indicator *above = indicators_find(all, one->numerator);
    dec n, d;

    if (one->areas != ADDING_RECOMPUTE || !below || !above ||
        !indicator_measures(numerator->unit, above->unit) ||
        !indicator_measures(denominator->unit, below->unit) || denominator->value.coef <= 0)
        return false;

    /* "tạ/ha" is per whole unit of the denominator, a share of what both are measured in. */
    int whole = one->unit.class == UNIT_PERCENT ? 0 : below->unit.power;
    return dec_shift(numerator->value, numerator->unit.power + one->per - one->unit.power, &n) &&
           dec_shift(denominator->value, denominator->unit.power - whole, &d) &&
           dec_divide(n, d, scale, out);
}

bool indicator_measures(unit a, unit b)
{
    if (a.class == UNIT_COUNT && b.class == UNIT_COUNT)
        return true;
    if (a.class == UNIT_RATE || b.class == UNIT_RATE)
        return (a.class == UNIT_RATE || a.class == UNIT_COUNT) &&
               (b.class == UNIT_RATE || b.class == UNIT_COUNT);
    return a.class == b.class && (a.base == b.base || !a.base || !b.base);
}

/* What is asked for, and the best answer so far. */
struct name_search {
    const struct indicators *all;
    struct name_key key;
    bool has_unit;
    unit unit;
    const struct indicator *best, *second;      /* of different entries */
    int best_likeness, second_likeness;
};

enum {
    HEAVY_WEIGHT = 3,           /* of a light word: 1 */
    LIKE_ENOUGH = 880,          /* token F1 in thousandths: the fewer words, the nearer */
    CLEAR_MARGIN = 60           /* by which the best must lead another entry */
};

static int count_light(uint64_t bits)
{
    int n = 0;

    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* Weighted token F1 in thousandths of two names whose heavy words are the same. */
static int likeness_of(const struct name_key *a, const struct name_key *b)
{
    int heavy = HEAVY_WEIGHT * (int)a->nheavy;
    int shared = heavy + count_light(a->light & b->light);

    return 2000 * shared / (2 * heavy + count_light(a->light) + count_light(b->light));
}

static void weigh_entry(struct name_search *s, const struct indicator *one, int likeness)
{
    if (s->has_unit && !indicator_measures(one->unit, s->unit))
        return;
    if (one == s->best || likeness > s->best_likeness) {
        if (one != s->best) {
            s->second = s->best;
            s->second_likeness = s->best_likeness;
        }
        s->best = one;
        s->best_likeness = likeness > s->best_likeness ? likeness : s->best_likeness;
    } else if (likeness > s->second_likeness) {
        s->second = one;
        s->second_likeness = likeness;
    }
}

static const struct indicator *clear_answer(const struct name_search *s)
{
    if (!s->best || s->best_likeness < LIKE_ENOUGH)
        return NULL;
    return s->second && s->best_likeness - s->second_likeness < CLEAR_MARGIN ? NULL : s->best;
}

/* The entry that has these words as a name. */
static const struct indicator *exact_answer(struct name_search s)
{
    const struct indicators *all = s.all;
    size_t mask = all->nslots - 1, at = (size_t)s.key.words & mask;

    for (; all->by_words[at]; at = (at + 1) & mask) {
        const struct indicator_name *n = &all->name[all->by_words[at] - 1];

        if (n->key.words == s.key.words)
            weigh_entry(&s, &all->list[n->of], 1000);
    }
    return clear_answer(&s);
}

static const struct indicator *near_answer(struct name_search s)
{
    const struct indicators *all = s.all;
    size_t mask = all->nslots - 1, at = (size_t)s.key.bag & mask;

    for (; all->by_bag[at]; at = (at + 1) & mask) {
        const struct indicator_name *n = &all->name[all->by_bag[at] - 1];

        if (n->key.bag == s.key.bag && n->key.nheavy == s.key.nheavy)
            weigh_entry(&s, &all->list[n->of], likeness_of(&n->key, &s.key));
    }
    return clear_answer(&s);
}

static const struct indicator *match_key(struct name_search *s)
{
    if (!s->key.words)
        return NULL;

    const struct indicator *one = exact_answer(*s);
    return one || !s->key.nheavy ? one : near_answer(*s);
}

const struct indicator *indicators_match(const struct indicators *all, str name, str unit_text)
{
    struct name_search s = { .all = all, .has_unit = unit_text.len > 0 };

    if (s.has_unit && !unit_read(all->units, unit_text, &s.unit))
        return NULL;
    s.key = name_key_of(all->words, name);
    return match_key(&s);
}

const struct indicator *indicators_match_key(const struct indicators *all,
                                             const struct name_key *key, const unit *u)
{
    struct name_search s = { .all = all, .key = *key, .has_unit = u != NULL };

    if (u)
        s.unit = *u;
    return match_key(&s);
}

/* Letters and digits of the stripped text, everything else a single hyphen. */
static void put_slug(struct buf *b, str stripped)
{
    bool gap = false;
    size_t start = b->len;

    for (size_t i = 0; i < stripped.len; i++) {
        char c = stripped.ptr[i];
        bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');

        if (word && gap && b->len > start)
            buf_char(b, '-');
        if (word)
            buf_char(b, c);
        if (c == '%')
            buf_put(b, STR("pct"));
        gap = !word;
    }
}

str indicator_slug(struct arena *a, str name, str unit_text)
{
    struct buf b;

    buf_init(&b, a);
    put_slug(&b, fold_strip(a, name));
    if (unit_text.len) {
        buf_char(&b, '~');
        put_slug(&b, fold_strip(a, unit_text));
    }
    return buf_str(&b);
}

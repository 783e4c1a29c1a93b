/* yield.c -- harvests: area times yield is output.
 *
 * The yield has the fewest digits and leaves the output an interval. What was sown need
 * not be harvested: against a sown area the output can be less, never more. */
#include "check/check_int.h"

/* Statements between the three of a crop: a row of a table has four or five. */
enum { CROP_REACH = 20, CROP_AREAS = 8 };

/* The power of ten of a yield in kg a square metre; false for other rates. */
static bool yield_power(str unit_text, int *power)
{
    static const struct { const char *text; int power; } rate[] = {
        { "tạ/ha", -2 }, { "tấn/ha", -1 }, { "kg/ha", -4 }, { "Tạ/ha", -2 }, { "Tấn/ha", -1 } };

    for (size_t i = 0; i < sizeof rate / sizeof *rate; i++)
        if (str_eq(unit_text, str_from(rate[i].text))) {
            *power = rate[i].power;
            return true;
        }
    return false;
}

/* Words that tell no crop: of an output, and others. */
static const char *const other_word[] = { "sản", "lượng", "diện", "tích", "năng", "suất", "thu",
                                          "hoạch", "cho", "phẩm", "bình", "quân", "trung", "vụ",
                                          "hái", "tươi" };
enum { OUTPUT_WORDS = 2, OTHER_WORDS = sizeof other_word / sizeof *other_word };

/* Words of sowing and of seasons. */
static const char *const season_word[] = { "gieo", "cấy", "trồng", "hè", "đông", "xuân", "mùa",
                                           "chính", "cây", "tổng", "toàn", "cả", "năm" };
enum { SEASON_WORDS = sizeof season_word / sizeof *season_word };

/* What the three are measured in, and the words that tell them apart. */
struct harvest_units {
    unit mass, area;
    uint64_t other[OTHER_WORDS], season[SEASON_WORDS];
};

static bool harvest_units_of(struct harvest_units *u)
{
    for (size_t i = 0; i < OTHER_WORDS; i++)
        u->other[i] = str_hash(str_from(other_word[i]));
    for (size_t i = 0; i < SEASON_WORDS; i++)
        u->season[i] = str_hash(str_from(season_word[i]));
    return units_find(units_known(), STR("tấn"), &u->mass)
           && units_find(units_known(), STR("ha"), &u->area);
}

/* The crop of a name: its words without what is measured and how far it got. */
struct crop {
    uint64_t word[NAMES_MOST];
    uint32_t n;
    uint32_t output;            /* how many of the words that tell an output it has */
};

static bool tells_season(const struct harvest_units *u, uint64_t word)
{
    for (size_t k = 0; k < SEASON_WORDS; k++)
        if (word == u->season[k])
            return true;
    return false;
}

/* `beside`: the three stand in a row, and the season told of one is that of all. */
static void crop_of(struct checker *c, const struct statement *s, const struct harvest_units *u,
                    bool beside, struct crop *out)
{
    const struct name_bag *bag = words_of_name(c, s);

    out->n = out->output = 0;
    for (uint32_t i = 0; i < bag->n; i++) {
        size_t k = 0;

        while (k < OTHER_WORDS && bag->word[i] != u->other[k])
            k++;
        out->output += k < OUTPUT_WORDS;
        if (k == OTHER_WORDS && !(beside && tells_season(u, bag->word[i])))
            out->word[out->n++] = bag->word[i];
    }
}

static bool same_crop(const struct crop *a, const struct crop *b)
{
    return a->n > 0 && a->n == b->n && memcmp(a->word, b->word, a->n * sizeof *a->word) == 0;
}

static bool of_one_crop(const struct statement *s, const struct statement *t)
{
    return s->block == t->block && (s->row < 0) == (t->row < 0) && str_eq(s->area, t->area)
           && concord_same_period(s->period, t->period) && t->value.has_value
           && !t->value.is_range && (t->kind < KIND_PLAN) == (s->kind < KIND_PLAN);
}

/* A crop's three figures, and the areas that were tried. */
struct harvest {
    const struct statement *yield, *output, *area;
    int power;
    bool sown;                  /* the area is not said to be harvested */
    enum fits fits;
};

/* Output against area times yield, in kg. */
static enum fits fits_harvest(const struct harvest *h, range *product, range *output)
{
    range area, yield;

    if (!amount_range(&h->area->value, h->area->unit, &area)
        || !figure_range(&h->yield->value, h->yield->unit, &yield)
        || !amount_range(&h->output->value, h->output->unit, output)
        || !range_mul(area, yield, product) || !range_shift(*product, h->power, product))
        return FITS_UNKNOWN;
    return range_meets(*product, *output) ? FITS_YES : FITS_NO;
}

/* The three as an equation: 100 times the output, in units that make it so, by the area is
 * the yield. */
static struct equation *equate_harvest(struct checker *c, const struct harvest *h, enum verdict v)
{
    struct operand o[] = { { &h->output->value, h->output->unit, CMP_NONE },
                           { &h->area->value, h->area->unit, CMP_NONE },
                           { &h->yield->value, h->yield->unit, CMP_NONE } };

    o[0].unit.power = (int8_t)(o[0].unit.power - h->power - 2);
    return equate(c, EQUATION_PERCENT, v, o, 3, 0);
}

static void tell_harvest(struct checker *c, const struct harvest *h, range product)
{
    const struct figure *f = &h->output->value;
    struct equation *e;
    struct diag *d;
    dec lo, hi;

    if (!range_shift(product, -h->output->unit.power, &product)
        || !range_bounds(product, f->value.scale, &lo, &hi))
        return;
    e = equate_harvest(c, h, VERDICT_WRONG);
    d = diag_add(c->diags, DIAG_IMPLIED_HARVEST, f->where);
    diag_arg(d, arena_printf(c->job->arena, "%.*s ha", STRF(h->area->value.text)));
    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(h->yield->value.text),
                             STRF(h->yield->unit_text)));
    diag_arg(d, arena_printf(c->job->arena, "%.*s - %.*s", STRF(dec_text(c, lo)),
                             STRF(dec_text(c, hi))));
    diag_arg(d, f->text);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, dec_cmp(f->value, lo) < 0 ? lo : hi);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, h->area->value.where), d->arg[0]);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, h->yield->value.where), d->arg[1]);
    e->finding = d;
    /* less than was sown would give; far off: only a slip of the pen tells that it is one crop */
    d->held = e->loose = (h->sown && dec_cmp(f->value, hi) <= 0)
                         || (!near_enough(f->value, lo, 20) && !near_enough(f->value, hi, 20));
}

/* The output of the crop, and the area it can have come from: one that fits, else the
 * harvested one, else the first. False when nothing is to be told. */
static bool find_harvest(struct checker *c, uint32_t at, const struct harvest_units *u,
                         struct harvest *h)
{
    const struct report *r = c->report;
    uint32_t from = at > CROP_REACH ? at - CROP_REACH : 0;
    uint32_t to = at + CROP_REACH < r->nstatements ? at + CROP_REACH : r->nstatements;
    const struct statement *area[CROP_AREAS];
    struct crop crop[2], other;
    size_t n = 0;

    crop_of(c, h->yield, u, false, &crop[false]);
    crop_of(c, h->yield, u, true, &crop[true]);
    for (uint32_t i = from; i < to; i++) {
        const struct statement *s = &r->statement[i];
        bool mass = unit_same_base(s->unit, u->mass);
        bool beside = s->row < 0 && s->sentence == h->yield->sentence && i + 2 >= at && i <= at + 2;

        if ((!mass && !unit_same_base(s->unit, u->area)) || !of_one_crop(h->yield, s))
            continue;
        crop_of(c, s, u, beside, &other);
        if (!same_crop(&crop[beside], &other))
            continue;
        if (mass && other.output == 2 && !h->output)
            h->output = s;
        if (!mass && n < CROP_AREAS)
            area[n++] = s;
    }
    for (size_t i = 0; i < n && h->output; i++) {
        bool reaped = str_find(area[i]->indicator, STR("hu hoạch")) != SIZE_MAX;
        struct harvest one = *h;
        range product, output;

        one.area = area[i];
        if (fits_harvest(&one, &product, &output) != FITS_NO) {
            h->area = area[i];
            h->sown = !reaped;
            return true;
        }
        if (!h->area || reaped) {
            h->area = area[i];
            h->sown = !reaped;
        }
    }
    return h->area != NULL;
}

/* Where two sown areas or more make their output, so does every area of the table. */
static bool sown_is_reaped(const struct harvest *all, size_t n, const struct harvest *h)
{
    uint32_t fit = 0;

    for (size_t i = 0; i < n; i++)
        fit += all[i].yield->block == h->yield->block && all[i].sown && all[i].fits == FITS_YES;
    return fit >= 2;
}

static void check_harvest(struct checker *c, const struct harvest *all, size_t n,
                          struct harvest *h)
{
    range product, output;

    if (h->fits == FITS_YES) {
        equate_harvest(c, h, VERDICT_FITS);
        return;
    }
    if (h->fits == FITS_UNKNOWN || blamed_before(c, h->output))
        return;
    if (h->sown && sown_is_reaped(all, n, h))
        h->sown = false;
    if (fits_harvest(h, &product, &output) == FITS_NO)
        tell_harvest(c, h, product);
}

enum { HARVESTS_MOST = 2000 };

void check_yields(struct checker *c)
{
    struct harvest *all = NULL;
    struct harvest_units u;
    size_t n = 0, cap = 0;
    range product, output;

    if (!harvest_units_of(&u))
        return;
    for (uint32_t i = 0; i < c->report->nstatements && n < HARVESTS_MOST; i++) {
        const struct statement *s = &c->report->statement[i];
        struct harvest h = { .yield = s };

        if (s->unit.class != UNIT_RATE || !s->value.has_value || s->value.is_range
            || s->value.hedge != HEDGE_NONE || !yield_power(s->unit_text, &h.power)
            || !find_harvest(c, i, &u, &h))
            continue;
        h.fits = fits_harvest(&h, &product, &output);
        *arena_push(c->job->arena, all, n, cap) = h;
    }
    for (size_t i = 0; i < n; i++)
        check_harvest(c, all, n, &all[i]);
}

/* yield.c -- harvests: area times yield is output.
 *
 * The yield has the fewest digits and leaves the output an interval. What was sown need
 * not be harvested: against a sown area the output can be less, never more. */
#include "check/check_int.h"

enum { CROP_REACH = 8 };        /* statements between the three of a crop */

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

static bool starts_with(str name, const char *capital, const char *small)
{
    return str_starts(name, str_from(capital)) || str_starts(name, str_from(small));
}

static bool is_unit(unit u, const char *words)
{
    unit k;

    return units_find(units_known(), str_from(words), &k) && unit_same_base(u, k);
}

/* The crop of a name: its words without what is measured and how far it got. */
struct crop { uint64_t word[NAMES_MOST]; uint32_t n; };

static void crop_of(struct checker *c, str name, struct crop *out)
{
    static const char *const other[] = { "diện", "tích", "năng", "suất", "sản", "lượng", "thu",
                                         "hoạch", "cho", "phẩm", "bình", "quân", "trung", "vụ",
                                         "hái", "tươi" };
    const struct name_bag *bag = names_read(concord_of(c)->names, name, NAME_PLAIN);

    out->n = 0;
    for (uint32_t i = 0; i < bag->n; i++) {
        bool keep = true;

        for (size_t k = 0; k < sizeof other / sizeof *other && keep; k++)
            keep = bag->word[i] != str_hash(str_from(other[k]));
        if (keep)
            out->word[out->n++] = bag->word[i];
    }
}

static bool same_crop(struct checker *c, const struct statement *s, const struct statement *t)
{
    struct crop a, b;

    crop_of(c, s->indicator, &a);
    crop_of(c, t->indicator, &b);
    return a.n > 0 && a.n == b.n && memcmp(a.word, b.word, a.n * sizeof *a.word) == 0;
}

static bool of_one_crop(const struct statement *s, const struct statement *t)
{
    return s->block == t->block && str_eq(s->area, t->area)
           && concord_same_period(s->period, t->period) && t->value.has_value
           && !t->value.is_range && t->kind < KIND_PLAN;
}

/* A crop's three figures, and the areas that were tried. */
struct harvest {
    const struct statement *yield, *output, *area;
    int power;
    bool sown;
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

static void tell_harvest(struct checker *c, const struct harvest *h, range product)
{
    const struct figure *f = &h->output->value;
    struct diag *d;
    dec lo, hi;

    if (!range_shift(product, -h->output->unit.power, &product)
        || !range_bounds(product, f->value.scale, &lo, &hi)
        || (!near_enough(f->value, lo, 20) && !near_enough(f->value, hi, 20)))
        return;
    /* less than was sown would give */
    if (h->sown && dec_cmp(f->value, hi) <= 0)
        return;
    d = diag_add(c->diags, DIAG_IMPLIED_HARVEST, f->where);
    diag_arg(d, arena_printf(c->job->arena, "%.*s ha", STRF(h->area->value.text)));
    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(h->yield->value.text),
                             STRF(h->yield->unit_text)));
    diag_arg(d, arena_printf(c->job->arena, "%.*s - %.*s", STRF(dec_text(c, lo)),
                             STRF(dec_text(c, hi))));
    diag_arg(d, f->text);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, dec_cmp(f->value, lo) < 0 ? lo : hi);
}

static void check_harvest(struct checker *c, uint32_t at, int power)
{
    const struct report *r = c->report;
    struct harvest h = { .yield = &r->statement[at], .power = power };
    uint32_t from = at > CROP_REACH ? at - CROP_REACH : 0;
    uint32_t to = at + CROP_REACH < r->nstatements ? at + CROP_REACH : r->nstatements;
    const struct statement *area = NULL;
    range product, output;
    bool sown = false;

    for (uint32_t i = from; i < to && !h.output; i++)
        if (of_one_crop(h.yield, &r->statement[i]) && is_unit(r->statement[i].unit, "tấn")
            && starts_with(r->statement[i].indicator, "Sản lượng", "sản lượng")
            && same_crop(c, h.yield, &r->statement[i]))
            h.output = &r->statement[i];
    for (uint32_t i = from; i < to && h.output; i++) {
        const struct statement *s = &r->statement[i];

        if (!of_one_crop(h.yield, s) || !is_unit(s->unit, "ha") || !same_crop(c, h.yield, s))
            continue;
        h.area = s;
        enum fits fits = fits_harvest(&h, &product, &output);

        if (fits == FITS_UNKNOWN)
            return;
        if (fits == FITS_YES) {
            checked(c, &h.output->value);
            covered(c, &h.yield->value);
            covered(c, &s->value);
            return;
        }
        bool reaped = str_find(s->indicator, STR("hu hoạch")) != SIZE_MAX;

        if (!area || reaped) {
            area = s;
            sown = !reaped;
        }
    }
    if (!area || blamed_before(c, h.output))
        return;
    h.area = area;
    h.sown = sown;
    if (fits_harvest(&h, &product, &output) == FITS_NO)
        tell_harvest(c, &h, product);
}

void check_yields(struct checker *c)
{
    int power;

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->unit.class == UNIT_RATE && s->row < 0 && s->value.has_value && !s->value.is_range
            && s->value.hedge == HEDGE_NONE && s->kind < KIND_PLAN
            && yield_power(s->unit_text, &power))
            check_harvest(c, i, power);
    }
}

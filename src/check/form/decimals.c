/* decimals.c -- decimals unlike those of the report's other figures in the same unit.
 *
 *     3,193 tấn       where all other tonnes have one or two: "3.193"?
 *     40,5667 m3      a digit too many
 *
 * A part of the rule "form". */
#include "check/check_int.h"

enum {
    HABIT_SLOTS = 128,          /* units of a report that are kept, open addressing */
    HABIT_LEAST = 8,            /* figures in a unit that make a habit */
    HABIT_FEW = 2,              /* decimals that are nothing special */
    HABIT_OTHERS = 12           /* at most one in so many figures may have more */
};

/* How many figures stand in a unit, and how many of them with more than HABIT_FEW decimals. */
struct unit_decimals { uint64_t unit; uint32_t all, many; };

static bool has_decimals_habit(const struct statement *s)
{
    return s->value.has_value && !s->value.is_range && s->value.form == FIGURE_PLAIN
           && (s->unit.class == UNIT_MEASURE || s->unit.class == UNIT_MONEY
               || s->unit.class == UNIT_PERCENT || s->unit.class == UNIT_RATE);
}

/* The unit's slot; NULL when the table is nearly full. */
static struct unit_decimals *decimals_of(struct unit_decimals slot[HABIT_SLOTS], uint32_t *n,
                                         str unit_text)
{
    uint64_t h = str_hash(unit_text) | 1;
    uint32_t i = (uint32_t)h % HABIT_SLOTS;

    while (slot[i].unit && slot[i].unit != h)
        i = (i + 1) % HABIT_SLOTS;
    if (!slot[i].unit) {
        if (*n >= HABIT_SLOTS / 2)
            return NULL;
        slot[i].unit = h;
        (*n)++;
    }
    return &slot[i];
}

/* "3,193": one to three digits and three decimals, as thousands are written in English. */
static bool like_thousands(const struct figure *f)
{
    return f->value.scale == 3 && f->text.len >= 5 && f->text.len <= 7 && f->text.ptr[0] != '0';
}

/* Money is told to the thousand or to the đồng: three and six decimals of a million. Small
 * figures, 0,527%, are told as finely as it takes. */
static bool odd_decimals(const struct statement *s)
{
    int8_t scale = s->value.value.scale;

    if (s->unit.class == UNIT_MONEY)
        return scale % 3 != 0;
    return scale > 3 || like_thousands(&s->value);
}

static void add_odd_decimals(struct checker *c, const struct statement *s)
{
    const struct figure *f = &s->value;
    struct diag *d = diag_add(c->diags, DIAG_DECIMALS_ODD, f->where);

    diag_arg(d, f->text);
    diag_arg(d, s->unit_text);
    diag_arg_dec(c->diags, d, (dec){ f->value.scale, 0 });
    diag_stated(d, f->text);
    if (!like_thousands(f))
        d->severity = SEVERITY_NOTE;
}

/* Does any figure of the prose have more decimals than are usual? Most reports have none,
 * and their habits need not be known. */
static bool any_odd_decimals(const struct report *r)
{
    for (uint32_t i = 0; i < r->nstatements; i++)
        if (r->statement[i].value.value.scale > HABIT_FEW && r->statement[i].row < 0
            && has_decimals_habit(&r->statement[i]))
            return true;
    return false;
}

void check_odd_decimals(struct checker *c)
{
    struct unit_decimals slot[HABIT_SLOTS] = { 0 };
    uint32_t n = 0, odd = 0;

    if (!any_odd_decimals(c->report))
        return;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        struct unit_decimals *u;

        if (!has_decimals_habit(s) || !(u = decimals_of(slot, &n, s->unit_text)))
            continue;
        u->all++;
        u->many += s->value.value.scale > HABIT_FEW;
        odd += s->value.value.scale > HABIT_FEW && s->row < 0;
    }
    for (uint32_t i = 0; i < c->report->nstatements && odd; i++) {
        const struct statement *s = &c->report->statement[i];
        struct unit_decimals *u;

        if (s->row >= 0 || s->value.value.scale <= HABIT_FEW || !has_decimals_habit(s)
            || !(u = decimals_of(slot, &n, s->unit_text)))
            continue;
        if (u->all >= HABIT_LEAST && u->many * HABIT_OTHERS <= u->all && odd_decimals(s))
            add_odd_decimals(c, s);
    }
}

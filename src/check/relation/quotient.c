/* quotient.c -- means told beside what they are made of.
 *
 *     18.640 suất quà trị giá 9,32 tỷ đồng, bình quân 500.000 đồng/suất
 *     2.450 giường bệnh, đạt 35 giường/vạn dân (dân số 700.000 người) */
#include "check/check_int.h"

#include "base/utf8.h"

/* The two units of "đồng/suất", "giường/vạn dân"; false for others and for "/người/năm". */
static bool units_of_rate(str text, unit *above, unit *below, str *of)
{
    const char *slash = memchr(text.ptr, '/', text.len);
    size_t at = slash ? (size_t)(slash - text.ptr) : text.len;

    if (!slash || memchr(slash + 1, '/', text.len - at - 1))
        return false;
    *of = str_trim(str_sub(text, at + 1, text.len));
    return unit_read(units_known(), str_trim(str_sub(text, 0, at)), above) &&
           unit_read(units_known(), *of, below);
}

static bool plain_amount(const struct statement *o)
{
    return o->value.has_value && !o->value.is_range && o->value.hedge == HEDGE_NONE &&
           o->row < 0 && !o->whole->has_value && o->value.value.coef > 0;
}

/* Is the amount counted in what the rate is told per? "vạn dân" are people, and "xã, thị trấn"
 * are what "thôn/xã" means. */
static bool told_per(const struct statement *o, unit below, str of)
{
    if (unit_same_base(o->unit, below))
        return true;
    if (str_ends(of, STR("dân")))
        return str_ends(o->unit_text, STR("người")) || str_ends(o->unit_text, STR("dân"));
    return o->unit.class == UNIT_COUNT && str_starts(o->unit_text, of) &&
           o->unit_text.len > of.len && o->unit_text.ptr[of.len] == ',';
}

/* What the quotient may be, in the rate's own unit. */
static bool quotient_of(const struct statement *a, unit above, const struct statement *b,
                        unit below, int8_t scale, dec *lo, dec *hi)
{
    range over, under;

    return amount_range(&a->value, a->unit, &over) && amount_range(&b->value, b->unit, &under) &&
           range_shift(over, -above.power, &over) && range_shift(under, -below.power, &under) &&
           range_quotient_bounds(over, under, scale, lo, hi);
}

/* The same digits, three or six places away or one: nghìn for triệu, a nought too many. */
static bool powers_apart(dec stated, dec right)
{
    static const int by[] = { 1, 3, 6 };

    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        dec up, down;

        if ((dec_shift(right, by[i], &up) && near_enough(stated, up, 1)) ||
            (dec_shift(stated, by[i], &down) && near_enough(down, right, 1)))
            return true;
    }
    return false;
}

static void judge_mean(struct checker *c, const struct statement *s, const struct statement *a,
                       const struct statement *b, dec lo, dec hi)
{
    const struct figure *f = &s->value;
    enum diag_remark remark;
    range told, cut, made;
    dec right, mid, two = { 200, 0 };

    made = range_exact(lo);
    made.hi = range_exact(hi).hi;
    if (!range_of(f->value, RANGE_ROUNDED, HEDGE_ABOUT, &told) ||
        !range_of(f->value, RANGE_TRUNCATED, HEDGE_NONE, &cut) || !dec_add(lo, hi, &mid) ||
        !dec_percent(mid, two, (int8_t)(f->value.scale + 1), &mid))
        return;
    checked(c, f);
    covered(c, &a->value);
    covered(c, &b->value);
    if (range_meets(told, made) || range_meets(cut, made))
        return;
    bool slip = slip_explains(f->value, mid, &remark, &right);

    if (!slip && !powers_apart(f->value, mid) && !near_enough(f->value, mid, 15))
        return;
    struct diag *d = diag_add(c->diags, DIAG_MEAN_MISMATCH, f->where);
    dec shown = mid;

    dec_rescale(mid, f->value.scale, &shown);
    diag_arg(d, a->value.text);
    diag_arg(d, b->value.text);
    diag_arg_dec(c->diags, d, shown);
    diag_arg(d, f->text);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, shown);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, a->value.where), a->value.text);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, b->value.where), b->value.text);
    if (slip)
        add_slip(c, d, remark, right);
}

static void check_quotient(struct checker *c, uint32_t at)
{
    enum { MEAN_REACH = 6 };
    const struct statement *s = &c->report->statement[at], *a = NULL, *b = NULL;
    unit above, below;
    uint32_t na = 0, nb = 0;
    dec lo, hi;
    str of;

    if (s->unit.class != UNIT_RATE || !plain_amount(s) || s->kind >= KIND_PLAN ||
        !units_of_rate(s->unit_text, &above, &below, &of) || str_eq(of, STR("ha")))
        return;                 /* what is told per ha is a yield: yield.c */
    for (uint32_t i = at > MEAN_REACH ? at - MEAN_REACH : 0;
         i < c->report->nstatements && i <= at + MEAN_REACH; i++) {
        const struct statement *o = &c->report->statement[i];

        if (i == at || o->block != s->block || o->sentence != s->sentence ||
            !o->value.has_value || o->unit.class == UNIT_RATE || o->kind >= KIND_PLAN)
            continue;
        if (unit_same_base(o->unit, above)) {
            a = o;
            na++;
        } else if (told_per(o, below, of)) {
            b = o;
            nb++;
        }
    }
    if (na == 1 && nb == 1 && plain_amount(a) && plain_amount(b) &&
        quotient_of(a, above, b, below, (int8_t)(s->value.value.scale + 2), &lo, &hi))
        judge_mean(c, s, a, b, lo, hi);
}

void check_means(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++)
        if (c->report->statement[i].row < 0)
            check_quotient(c, i);
}

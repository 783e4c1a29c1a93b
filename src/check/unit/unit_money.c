/* unit_money.c -- amounts of money without their currency, levels told in points.
 *
 *     2.818,28 tỷ tăng 2,46%      where the report writes "tỷ đồng" everywhere else
 *     chỉ số SIPAS đạt 85,0 điểm phần trăm
 */
#include "check/check_int.h"

#include "base/utf8.h"
#include "check/wording/phrase.h"

/* A report that writes "tỷ" for "tỷ đồng" throughout has its habit. */
enum { WRITTEN_OUT_LEAST = 8, BARE_MOST_PERCENT = 10, POINT_NAME_BYTES = 160 };

/* "tỷ", "triệu", "nghìn tỷ" with nothing behind. */
static bool bare_multiplier(str unit_text)
{
    static const char *const word[] = { "tỷ", "tỉ", "triệu", "nghìn tỷ", "ngàn tỷ" };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(unit_text, str_from(word[i])))
            return true;
    return false;
}

static bool multiplied_amount(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && s->unit.multiplied;
}

static str told_amount(struct checker *c, const struct statement *s)
{
    return arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text), STRF(s->unit_text));
}

static void add_bare(struct checker *c, const struct statement *s)
{
    struct diag *d = diag_add(c->diags, DIAG_UNIT_CURRENCY, s->value.where);

    diag_arg(d, told_amount(c, s));
    diag_stated(d, d->arg[0]);
    d->repair = arena_printf(c->job->arena, "%.*s đồng", STRF(d->arg[0]));
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
}

static void check_currency(struct checker *c)
{
    uint32_t bare = 0, written = 0;

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (!multiplied_amount(s))
            continue;
        bare += bare_multiplier(s->unit_text);
        written += s->unit.class == UNIT_MONEY && !bare_multiplier(s->unit_text);
    }
    if (bare == 0 || written < WRITTEN_OUT_LEAST || bare * 100 > written * BARE_MOST_PERCENT)
        return;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (multiplied_amount(s) && bare_multiplier(s->unit_text))
            add_bare(c, s);
    }
}

/* Points tell differences: "đóng góp 3,93 điểm phần trăm" is one, "đạt 85 điểm phần trăm"
 * is none. */
static bool level_in_points(const struct checker *c, const struct statement *s)
{
    static const char *const verb[] = { "đạt ", "là ", "còn ", "ở mức " };
    str before = str_sub(block_text(c, s->block), 0, s->at);

    for (size_t i = 0; i < sizeof verb / sizeof *verb; i++) {
        str v = str_from(verb[i]);

        if (before.len >= v.len && str_eq(str_sub(before, before.len - v.len, before.len), v))
            return s->name.len < POINT_NAME_BYTES && str_find(s->name, STR("góp")) == SIZE_MAX;
    }
    return false;
}

static void check_levels_in_points(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0 || !s->value.has_value || s->unit.class != UNIT_POINT
            || !level_in_points(c, s))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_UNIT_POINT_LEVEL, s->value.where);

        diag_arg(d, told_amount(c, s));
        diag_stated(d, s->unit_text);
        diag_computed(c->diags, d, s->value.value);
    }
}

/* "28,6% triệu đồng/người": one of the two signs was left over. */
static void check_percent_and_unit(struct checker *c, const struct statement *s)
{
    static const char *const other[] = { "triệu đồng", "tỷ đồng", "nghìn đồng", "ngàn đồng",
                                        "triệu usd", "tỷ usd", "tạ/ha", "tấn/ha", NULL };
    uint32_t at = flow_at(c, s->block, s->value.text);
    str text = block_text(c, s->block);
    size_t sign;

    if (at == UINT32_MAX)
        return;
    sign = at + s->value.text.len;
    while (sign < text.len && text.ptr[sign] == ' ')
        sign++;
    if (sign >= text.len || text.ptr[sign] != '%' || !phrase_any_behind(text, sign + 1, other))
        return;
    struct diag *d = diag_add(c->diags, DIAG_PERCENT_AND_UNIT, s->value.where);

    diag_arg(d, str_sub(text, at, sign + 1));
    diag_stated(d, d->arg[0]);
}

static void check_percents(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row < 0 && s->value.has_value && s->unit.class == UNIT_PERCENT)
            check_percent_and_unit(c, s);
    }
}

void check_unit_money(struct checker *c)
{
    check_percents(c);
    check_currency(c);
    check_levels_in_points(c);
}

/* excess.c -- plans exceeded by what is the share reached, ranks of fields that are not,
 * denominators unlike their neighbours.
 *
 *     thu ngân sách 6 tháng vượt 49,6% dự toán        (đạt 49,6%)
 *     xếp hạng 40/44 tỉnh, thành phố                  (of 63, or of 34)
 *     21/115 xã ..., 17/115 xã ..., 32/94 xã ..., 45/115 xã
 *
 * None of these is wrong by arithmetic alone: they are warnings, or notes. */
#include "check/check_int.h"

#include "check/wording/phrase.h"

#include <string.h>

/* Months of the year that the report's period has seen; 12 when it tells none. */
static int months_told(const struct checker *c)
{
    const period *p = &c->report->period;

    return p->kind == PERIOD_MONTH || p->kind == PERIOD_QUARTER || p->kind == PERIOD_MONTHS
           || p->kind == PERIOD_DAY ? p->month : 12;
}

/* From where on an excess is asked about, by the months of the plan's year that are gone. */
enum { HALF_LEAST = 25, MONTHS_LEAST = 48, YEAR_LEAST = 60 };

static int64_t excess_least(int months)
{
    return months <= 0 || months == 12 ? YEAR_LEAST : months <= 6 ? HALF_LEAST : MONTHS_LEAST;
}

static bool percent_within(dec p, int64_t from, int64_t to)
{
    return dec_cmp(p, (dec){ from, 0 }) >= 0 && dec_cmp(p, (dec){ to, 0 }) <= 0;
}

/* Where shares reached lie close together: round the plan at the year's end, round the half
 * of it after six months. Elsewhere there are true excesses, too, and of few people many. */
static bool surely_reached(const struct statement *s, dec p, int64_t least)
{
    enum { FEW_PEOPLE = 100 };

    if (s->value.has_value && s->unit.class == UNIT_COUNT
        && dec_cmp(s->value.value, (dec){ FEW_PEOPLE, 0 }) < 0)
        return percent_within(p, 95, 105);
    return percent_within(p, least == MONTHS_LEAST ? 70 : 85, 112)
           || (least == HALF_LEAST && percent_within(p, 40, 60));
}

/* "vượt 40% tiến độ", "kế hoạch quý": of a part of the year. */
static bool plan_of_year(const struct comparison *k)
{
    static const char *const part[] = { "tháng", "quý", "kỳ", "tiến độ", "kịch bản", "vụ", "tuần",
                                        NULL };

    return k->base == BASE_PLAN && !phrase_has_any(k->base_text, part);
}

/* A share reached, from far below the plan to somewhat above, is told by "đạt". */
static void check_excess(struct checker *c, const struct statement *s, int64_t least)
{
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        struct diag *d;

        if (k->kind != CMP_EXCEED || !k->amount.has_value || k->amount.is_range
            || k->unit.class != UNIT_PERCENT || !plan_of_year(k)
            || dec_cmp(k->amount.value, (dec){ least, 0 }) < 0)
            continue;
        d = diag_add(c->diags, DIAG_PLAN_EXCESS, k->amount.where);
        diag_arg(d, k->amount.text);
        diag_stated(d, arena_printf(c->job->arena, "%.*s%%", STRF(k->amount.text)));
        d->repair = arena_printf(c->job->arena, "đạt %.*s%%", STRF(k->amount.text));
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
        if (!surely_reached(s, k->amount.value, least))
            d->severity = SEVERITY_NOTE;
    }
}

/* "đạt 977,5% kế hoạch": nearly ten times a plan is a comma too far, or a digit too many. */
static void check_far_beyond(struct checker *c, const struct statement *s)
{
    enum { TIMES_PLAN = 600, FEW_COUNTED = 100 };
    struct diag *d;

    if (s->plan_pct->is_range || dec_cmp(s->plan_pct->value, (dec){ TIMES_PLAN, 0 }) <= 0
        || (s->value.has_value && s->unit.class == UNIT_COUNT
            && dec_cmp(s->value.value, (dec){ FEW_COUNTED, 0 }) < 0))
        return;
    d = diag_add(c->diags, DIAG_PLAN_TIMES, s->plan_pct->where);
    diag_arg(d, s->plan_pct->text);
    diag_stated(d, arena_printf(c->job->arena, "%.*s%%", STRF(s->plan_pct->text)));
}

/* Behind a rank's field: all provinces, not those of a region or of a kind? */
static bool field_is_country(str behind)
{
    static const char *const ends[] = { "cả nước", "toàn quốc", "trực thuộc", "trong cả nước",
                                        "trên cả nước", "trên toàn quốc", "của cả nước", NULL };
    static const char *const more[] = { "thành phố", "thành", NULL };
    bool provinces = phrase_behind(behind, 0, "tỉnh");

    if (provinces) {
        behind = str_sub(behind, str_find(behind, STR("t")) + strlen("tỉnh"), behind.len);
        while (behind.len && strchr(", /-", behind.ptr[0]))
            behind = str_sub(behind, 1, behind.len);
        for (size_t i = 0; more[i]; i++)
            if (phrase_behind(behind, 0, more[i])) {
                behind = str_sub(behind, strlen(more[i]), behind.len);
                break;
            }
    }
    behind = str_trim(behind);
    return phrase_any_behind(behind, 0, ends)
           || (provinces && (!behind.len || strchr(",.;:()<", behind.ptr[0])));
}

/* Provinces there have been since 2004: 64, 63 and, from 2025 on, 34; of some indices fewer
 * were judged. */
static bool field_known(const struct checker *c, int64_t n)
{
    return (n >= 31 && n <= 34 && (c->report->period.year == 0 || c->report->period.year >= 2025))
           || (n >= 58 && n <= 64);
}

static void check_field(struct checker *c, const struct statement *s)
{
    enum { BEHIND = 64 };
    const struct figure *w = s->whole;
    uint32_t at = flow_at(c, s->block, w->text);
    struct diag *d;

    if (at == UINT32_MAX || w->value.scale != 0 || field_known(c, w->value.coef)
        || w->value.coef < 3 || w->value.coef > 200)
        return;
    at += (uint32_t)w->text.len;
    if (!field_is_country(str_sub(block_text(c, s->block), at, at + BEHIND)))
        return;
    d = diag_add(c->diags, DIAG_RANK_FIELD, w->where);
    diag_arg(d, w->text);
    diag_stated(d, arena_printf(c->job->arena, "%.*s/%.*s", STRF(s->value.text), STRF(w->text)));
}

/* Places of a ranking, which are steps. */
static bool unit_of_steps(str unit_text)
{
    return phrase_is(unit_text, "bậc") || phrase_is(unit_text, "hạng")
           || phrase_is(unit_text, "thứ hạng");
}

/* "hạng 50/63, tăng 16 bậc": it would have been the 66th before. */
static void check_step(struct checker *c, const struct statement *s)
{
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        bool up = k->kind == CMP_INCREASE;
        struct diag *d;
        dec before;

        if (!(up || k->kind == CMP_DECREASE) || !k->amount.has_value || k->amount.is_range
            || k->amount.hedge != HEDGE_NONE || k->amount.value.scale != 0
            || k->unit.class != UNIT_SCORE || !unit_of_steps(k->unit_text)
            || !(up ? dec_add : dec_sub)(s->value.value, k->amount.value, &before)
            || (dec_cmp(before, s->whole->value) <= 0 && before.coef > 0))
            continue;
        d = diag_add(c->diags, DIAG_RANK_STEP, k->amount.where);
        covered(c, &s->value);
        covered(c, s->whole);
        diag_arg(d, s->value.text);
        diag_arg(d, s->whole->text);
        diag_arg(d, k->amount.text);
        diag_arg(d, up ? STR("tăng") : STR("giảm"));
        diag_arg_dec(c->diags, d, before);
        diag_stated(d, k->amount.text);
    }
}

/* --- denominators --------------------------------------------------------------- */

static bool has_denominator(const struct statement *s)
{
    return s->row < 0 && s->whole->has_value && !s->is_rank && !s->whole_is_plan
           && s->unit.class == UNIT_COUNT && s->whole->value.scale == 0;
}

/* Behind the odd one's unit the sentence goes on with what they did: "32/94 xã đạt ...". Any
 * other word may make a whole of its own: "12/24 xã đảo", "9/29 xã biên giới". */
static bool told_of_some(const struct checker *c, const struct statement *s)
{
    static const char *const verb[] = { "đạt", "được", "có", "đã", "chưa", "hoàn thành", "duy trì",
                                        "đang", "còn", "không", NULL };
    static const char *const some[] = { "mục tiêu", "kế hoạch", "trong đó", NULL };
    enum { ON = 72 };
    uint32_t at = flow_at(c, s->block, s->whole->text);
    str text;

    if (at == UINT32_MAX)
        return true;
    text = str_trim(str_sub(block_text(c, s->block), at + s->whole->text.len, at + ON));
    if (!str_starts(text, s->unit_text))
        return true;
    text = str_sub(text, s->unit_text.len, text.len);
    return !phrase_any_behind(text, 0, verb)
           || phrase_has_any(str_sub(text, 0, phrase_clause_end(text, 0)), some);
}

static void add_odd(struct checker *c, const struct statement *s, const struct statement *like)
{
    struct diag *d = diag_add(c->diags, DIAG_WHOLE_ODD, s->whole->where);

    diag_arg(d, s->value.text);
    diag_arg(d, s->whole->text);
    diag_arg(d, like->whole->text);
    diag_stated(d, arena_printf(c->job->arena, "%.*s/%.*s", STRF(s->value.text),
                                STRF(s->whole->text)));
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, like->whole->where), like->whole->text);
}

/* Of a sentence's wholes [from, to) in one unit, the one that differs from three or more
 * that agree. */
static void judge_wholes(struct checker *c, const struct statement *const *list, uint32_t n)
{
    enum { AGREE = 3 };
    const struct statement *odd = NULL, *like = list[0];
    uint32_t same = 0, other = 0;

    if (n < AGREE + 1)
        return;
    if (dec_cmp(list[0]->whole->value, list[1]->whole->value) != 0
        && dec_cmp(list[1]->whole->value, list[2]->whole->value) == 0)
        like = list[1];
    for (uint32_t i = 0; i < n; i++)
        if (dec_cmp(list[i]->whole->value, like->whole->value) == 0)
            same++;
        else {
            other++;
            odd = list[i];
        }
    for (uint32_t i = 0; i < n; i++)
        covered(c, list[i]->whole);
    if (other == 1 && same >= AGREE && !odd->whole_pct->has_value && !odd->plan_pct->has_value
        && !told_of_some(c, odd))
        add_odd(c, odd, like);
}

static void check_wholes(struct checker *c)
{
    enum { MOST = 16 };
    const struct statement *list[MOST];
    uint32_t n = 0;

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (!has_denominator(s))
            continue;
        if (n > 0 && (s->block != list[0]->block || s->sentence != list[0]->sentence
                      || !str_eq(s->unit_text, list[0]->unit_text))) {
            judge_wholes(c, list, n);
            n = 0;
        }
        if (n < MOST)
            list[n++] = s;
    }
    if (n > 0)
        judge_wholes(c, list, n);
}

static void check_rank(struct checker *c, const struct statement *s)
{
    check_field(c, s);
    if (s->value.has_value && s->ncompares)
        check_step(c, s);
}

void check_excesses(struct checker *c)
{
    int64_t least = excess_least(months_told(c));

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0)
            continue;
        if (s->ncompares && (s->kind == KIND_ACTUAL || s->kind == KIND_ESTIMATE))
            check_excess(c, s, least);
        if (s->plan_pct->has_value)
            check_far_beyond(c, s);
        if (s->is_rank && s->whole->has_value)
            check_rank(c, s);
    }
    check_wholes(c);
}

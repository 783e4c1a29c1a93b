/* filing.c -- a form over what the ledger holds. */
#include "app/filing.h"

#include "app/derive.h"

/* -- what is asked -- */

/* Is the indicator one of the ids with commas between? */
static bool id_is_listed(str ids, str id)
{
    str rest = ids, one;

    while (str_split(&rest, ',', &one))
        if (str_eq(str_trim(one), id))
            return true;
    return false;
}

/* How long a period is and where it ends, as months of a year: what is reported every so many
 * months is reported for it. 12 for whole years and longer ones. */
static int months_reported(period p)
{
    switch (p.kind) {
    case PERIOD_DAY:
    case PERIOD_MONTH: return 1;
    case PERIOD_QUARTER: return 3;
    case PERIOD_MONTHS: return p.month % 12 == 0 ? 12 : p.month % 6 == 0 ? 6 : p.month % 3 ? 1 : 3;
    default: return 12;
    }
}

/* A season's figures are asked for with those of the half-year. */
static bool comes_so_often(const struct indicator *i, period when)
{
    int months = str_is(i->frequency, "month") ? 1
                 : str_is(i->frequency, "quarter") ? 3
                 : str_is(i->frequency, "year") ? 12
                                                : 6;

    return months <= months_reported(when);
}

static bool is_asked(const struct form_request *r, const struct indicator *i)
{
    return r->indicator.len ? id_is_listed(r->indicator, i->id)
                            : str_eq(i->agency, r->agency) && comes_so_often(i, r->when);
}

/* The agencies of the catalogue, each once. */
static str agencies_of(struct arena *a, const struct indicators *all)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < all->count; i++) {
        size_t k = 0;

        while (k < i && !str_eq(all->list[k].agency, all->list[i].agency))
            k++;
        if (k == i && all->list[i].agency.len)
            buf_printf(&b, "%s%.*s", b.len ? ", " : "", STRF(all->list[i].agency));
    }
    return buf_str(&b);
}

static status check_ids(struct job *j, const struct indicators *all, str ids)
{
    str one;

    while (str_split(&ids, ',', &one))
        if (!indicators_find(all, str_trim(one)))
            return job_fail(j, FAIL_USAGE, "danh mục không có chỉ tiêu «%.*s»",
                            "the catalogue has no indicator '%.*s'", STRF(str_trim(one)));
    return OK;
}

static status check_asked(struct job *j, const struct indicators *all,
                          const struct form_request *r)
{
    bool known = false;

    if (r->indicator.len)
        return check_ids(j, all, r->indicator);
    for (size_t i = 0; i < all->count; i++) {
        if (is_asked(r, &all->list[i]))
            return OK;
        known |= str_eq(all->list[i].agency, r->agency);
    }
    if (known)
        return job_fail(j, FAIL_USAGE,
                        "không có chỉ tiêu nào của «%.*s» báo cáo theo kỳ này; chọn bằng "
                        "--indicator",
                        "no indicator of '%.*s' is reported for such a period; name them with "
                        "--indicator", STRF(r->agency));
    str agencies = agencies_of(j->arena, all);
    return job_fail(j, FAIL_USAGE, "danh mục không có cơ quan «%.*s»; có: %.*s",
                    "the catalogue has no agency '%.*s'; there are: %.*s", STRF(r->agency),
                    STRF(agencies));
}

/* -- what is shown -- */

/* Of several sources, the figure in force. */
static const struct fact *best_of(const struct facts *all, str indicator)
{
    const struct fact *best = NULL;

    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->list[i].indicator, indicator) &&
            (!best || fact_outranks(&all->list[i], best)))
            best = &all->list[i];
    return best;
}

/* What is shown beside: the plan of the year, the same period a year before. */
struct shown_beside {
    struct facts plan, last;
};

static status read_shown_beside(struct job *j, struct store *s, str area, period when,
                                struct shown_beside *out)
{
    struct fact_filter filter = { .area = area, .whole = true, .kinds = 1u << FACT_PLAN };

    filter.at = (period){ .kind = PERIOD_YEAR, .year = when.year, .from_year = when.year };
    status st = store_facts(s, j, &filter, &out->plan);
    filter.at = period_year_before(when);
    filter.kinds = 1u << FACT_ACTUAL | 1u << FACT_ESTIMATE;
    return st == OK ? store_facts(s, j, &filter, &out->last) : st;
}

/* Decimals asked for: those the last figures were told with; counts have none. */
static uint8_t places_of_row(const struct indicator *i, const struct fact *plan,
                             const struct fact *last)
{
    int most = i->unit.class == UNIT_COUNT && !i->unit.multiplied ? 0 : 2;

    if (plan && plan->value.scale > most)
        most = plan->value.scale;
    if (last && last->value.scale > most)
        most = last->value.scale;
    return (uint8_t)(most < 6 ? most : 6);
}

static void fill_form_row(struct arena *a, const struct indicator *i,
                          const struct shown_beside *beside, str area, str title,
                          uint32_t number, struct form_row *row)
{
    const struct fact *plan = best_of(&beside->plan, i->id);
    const struct fact *last = best_of(&beside->last, i->id);

    *row = (struct form_row){
        .number = arena_printf(a, "%u", number), .name = i->name, .indicator = i->id,
        .unit = i->unit_text, .area = area, .area_name = title,
        .places = places_of_row(i, plan, last),
        .is_signed = i->nature == NATURE_RATE && i->direction != DIRECTION_DOWN,
        .plan = plan, .last = last };
}

static str titled(struct arena *a, const char *before, period p)
{
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, str_from(before));
    form_put_period(&b, p);
    return buf_str(&b);
}

static void fill_rows(struct arena *a, const struct indicators *catalogue,
                      const struct form_request *request, const struct shown_beside *beside,
                      str area, str title, struct form *out)
{
    struct form_row *list = NULL;
    size_t n = 0, cap = 0;
    str group = { NULL, 0 };
    uint32_t number = 0;

    for (size_t i = 0; i < catalogue->count; i++) {
        const struct indicator *one = &catalogue->list[i];

        if (!is_asked(request, one))
            continue;
        if (!str_eq(group, one->group))
            *arena_push(a, list, n, cap) = (struct form_row){ .name = one->group };
        group = one->group;
        fill_form_row(a, one, beside, area, title, ++number, arena_push(a, list, n, cap));
    }
    out->row = list;
    out->n = n;
}

status app_form(struct job *j, struct store *s, const struct indicators *catalogue,
                struct places *places, const struct form_request *request, struct form *out)
{
    struct shown_beside beside;
    str area = request->area;

    status st = check_asked(j, catalogue, request);
    if (st == OK && !area.len)
        st = store_setting(s, j, STR("area"), &area);
    if (st != OK)
        return st;
    area = place_id(places, area, period_last_day(request->when), 0);
    str title = place_title(places, area);
    period year = { .kind = PERIOD_YEAR, .year = request->when.year,
                    .from_year = request->when.year };
    *out = (struct form){
        .id = STR("01/KTXH"),
        .title = STR("Báo cáo tình hình thực hiện các chỉ tiêu kinh tế - xã hội"),
        .agency = request->agency.len ? request->agency : title,
        .receiver = STR("Cơ quan tổng hợp của Ủy ban nhân dân tỉnh"),
        .when = request->when,
        .kind = FACT_ACTUAL,
        .source = request->agency.len ? request->agency : STR("báo cáo"),
        .deadline = request->deadline,
        .plan_title = titled(j->arena, "Kế hoạch ", year),
        .last_title = titled(j->arena, "Thực hiện ", period_year_before(request->when)),
        .value_title = titled(j->arena, "Thực hiện ", request->when),
    };
    st = read_shown_beside(j, s, area, request->when, &beside);
    if (st == OK)
        fill_rows(j->arena, catalogue, request, &beside, area, title, out);
    return st;
}

/* fuzz_formula.c -- any bytes as formulas, one a line, each of another indicator: what is
 * accepted prints and parses back, gives the same value, and stands in no ring; what a change
 * touches comes in order. */
#include "hold.h"

#include "analyse/formula.h"

/* A figure for every key, of all states, digits and units. */
static bool any_figure(void *arg, const struct formula_key *what, struct fact *out)
{
    static const char *const unit_of[] = { "", "", "", "", "triệu đồng", "nghìn tấn", "%" };
    uint64_t h = str_hash_more(str_hash(what->indicator), what->area);

    (void)arg;
    h ^= (uint64_t)what->when.year * 7919 + (uint64_t)what->when.month * 104729 + what->kind;
    h ^= h >> 29;
    *out = (struct fact){ .state = h % 5 ? FACT_NUMBER : (enum fact_state)(h / 5 % FACT_STATES),
                          .value = { (int64_t)(h >> 8 >> h % 50), (int8_t)(h % 4) },
                          .unit = str_from(unit_of[h / 7 % 7]), .is_range = h % 31 == 0,
                          .hedge = h % 29 ? STR("") : STR("trên") };
    return h % 11 != 0;
}

static size_t any_places(void *arg, struct arena *a, enum formula_place which, str area,
                         period when, const str **out)
{
    str *all = arena_array(a, str, 2);
    bool top = str_is(area, "tinh");

    (void)arg;
    (void)when;
    all[0] = which == FORMULA_CHILDREN ? STR("xa-1") : STR("tinh");
    all[1] = which == FORMULA_CHILDREN ? STR("xa-2") : STR("xa-1");
    *out = all;
    return which == FORMULA_PROVINCE || (which == FORMULA_PARENT && !top) ? 1
           : which == FORMULA_PARENT                                     ? 0
                                                                         : (size_t)top * 2;
}

static const struct formula_source any_source = { NULL, any_figure, any_places, NULL, NULL };

static const struct formula *add_again(struct arena *a, const struct indicators *all,
                                       const struct formula *f, str text)
{
    struct formula_problem problem;
    struct formula_set *set = formula_set_new(a, all);

    return formula_set_add(set, f->indicator->id, f->unit_text, f->decimals, text, &problem);
}

static void hold_formula(struct arena *a, const struct indicators *all, const struct formula *f)
{
    struct formula_key key = { .indicator = f->indicator->id, .area = STR("tinh") };
    struct formula_value value, again;
    const struct formula *second;
    struct buf printed, twice;

    buf_init(&printed, a);
    buf_init(&twice, a);
    formula_print(&printed, f);
    second = add_again(a, all, f, buf_str(&printed));
    if (printed.len > FORMULA_BYTES)    /* blanks and words the text did not need */
        return;
    must(second);
    formula_print(&twice, second);
    must(str_eq(buf_str(&printed), buf_str(&twice)));
    must(period_parse(STR("2025-03"), &key.when));
    for (int i = 0; i < 2; i++) {
        formula_compute(a, f, &any_source, &key, &value);
        formula_compute(a, second, &any_source, &key, &again);
        must(value.state == again.state && value.gap == again.gap &&
             value.value.coef == again.value.coef && value.has_bounds == again.has_bounds);
        must(value.state != FACT_WITHDRAWN && value.ninputs == again.ninputs);
        must((value.state == FACT_NUMBER) == (value.gap == FORMULA_FULL));
        must(!value.has_bounds || dec_cmp(value.lo, value.hi) <= 0);
        formula_reason(a, &value, LANG_VI);
        must(period_parse(STR("2025"), &key.when));
    }
}

static void hold_changes(struct arena *a, const struct formula_set *set,
                         const struct indicators *all)
{
    const struct formula_key *got = NULL;
    struct formula_key changed[4];
    size_t n = 0;

    for (size_t i = 0; i < 4; i++) {
        changed[i] = (struct formula_key){ .indicator = all->list[i * 30].id,
                                           .area = STR("xa-1") };
        must(period_parse(i % 2 ? STR("2024") : STR("2024-05"), &changed[i].when));
    }
    if (formula_set_affected(set, a, &any_source, changed, 4, &got, &n))
        for (size_t i = 0; i < n; i++)
            must(formula_set_find(set, got[i].indicator));
}

/* A line is "id = formula", or a formula of the next indicator of the catalogue. */
static status hold_formulas(struct job *j, void *arg)
{
    const struct indicators *all = indicators_load(j->arena);
    struct formula_set *set = formula_set_new(j->arena, all);
    str rest = *(str *)arg, line;
    size_t next = 0;

    while (str_split(&rest, '\n', &line)) {
        const struct indicator *one = &all->list[next++ % all->count];
        size_t sign = str_find(line, STR(" = "));
        struct formula_problem problem = { 0 };
        str id = sign == SIZE_MAX ? one->id : str_sub(line, 0, sign);
        const struct formula *f =
            formula_set_add(set, id, (str){ NULL, 0 }, (int)(next % 12),
                            sign == SIZE_MAX ? line : str_sub(line, sign + 3, line.len), &problem);

        if (f)
            hold_formula(j->arena, all, f);
        else
            must(problem.vi.len && problem.en.len && problem.column <= line.len + 1);
    }
    hold_changes(j->arena, set, all);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size < 4000 ? size : 4000 };

    job_run(&LIMITS_DEFAULT, LANG_VI, hold_formulas, &text, NULL);
    return 0;
}

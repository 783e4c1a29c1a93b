/* average.c -- an amount and the count it is of: what one of them comes to on average.
 *
 *     phạt 215 trường hợp, tổng số tiền 2.156 tỷ đồng       ten billion a case
 *     thành lập mới 100 doanh nghiệp, vốn đăng ký 723 triệu đồng
 *     cấp gạo cho 4.744 hộ với 220.893 khẩu                 47 people a household
 *
 * The bounds are wide: what lies beyond them has a digit too many, or another unit. */
#include "check/check_int.h"

#include "check/wording/phrase.h"

#include <string.h>

enum amount_kind { AMOUNT_MONEY, AMOUNT_AREA, AMOUNT_MASS, AMOUNT_COUNT };

/* What is counted and what the amount is, by a word of its unit or name; the least and the
 * most of one, in đồng, square metres, kilograms, heads. `from` of them give an average. */
struct average_rule {
    const char *many;           /* the count's unit */
    const char *of;             /* a word of the count's name, or NULL */
    enum amount_kind kind;
    const char *cue;            /* of the amount's name, or its unit when counted */
    int64_t least, most;
    int64_t from;
};

static const struct average_rule average_rule[] = {
    { "suất quà", NULL, AMOUNT_MONEY, NULL, 20000, 20000000, 5 },
    { "suất", "quà", AMOUNT_MONEY, NULL, 20000, 20000000, 5 },
    { "phần quà", NULL, AMOUNT_MONEY, NULL, 20000, 20000000, 5 },
    { "căn", NULL, AMOUNT_MONEY, "hỗ trợ", 1000000, 20000000000, 5 },
    { "căn nhà", NULL, AMOUNT_MONEY, NULL, 1000000, 20000000000, 5 },
    { "vụ", NULL, AMOUNT_MONEY, "phạt", 20000, 500000000, 20 },
    { "trường hợp", NULL, AMOUNT_MONEY, "phạt", 20000, 500000000, 20 },
    { "quyết định", NULL, AMOUNT_MONEY, "phạt", 20000, 500000000, 20 },
    { "đối tượng", NULL, AMOUNT_MONEY, "phạt", 20000, 500000000, 20 },
    { "cá nhân", NULL, AMOUNT_MONEY, "phạt", 20000, 500000000, 20 },
    { "cơ sở", NULL, AMOUNT_MONEY, "phạt", 20000, 500000000, 20 },
    { "đối tượng", NULL, AMOUNT_MONEY, "hỗ trợ", 10000, 1000000000, 20 },
    { "đối tượng", NULL, AMOUNT_MONEY, "trợ cấp", 10000, 1000000000, 20 },
    { "người", NULL, AMOUNT_MONEY, "trợ cấp", 10000, 1000000000, 20 },
    { "người", NULL, AMOUNT_MONEY, "hỗ trợ", 10000, 1000000000, 20 },
    { "lao động", NULL, AMOUNT_MONEY, "hỗ trợ", 10000, 1000000000, 20 },
    { "hộ", NULL, AMOUNT_MONEY, "hỗ trợ", 10000, 20000000000, 20 },
    { "doanh nghiệp", NULL, AMOUNT_MONEY, "vốn", 50000000, 2000000000000, 5 },
    { "hợp tác xã", NULL, AMOUNT_MONEY, "vốn", 2000000, 500000000000, 5 },
    { "htx", NULL, AMOUNT_MONEY, "vốn", 2000000, 500000000000, 5 },
    { "hộ kinh doanh", NULL, AMOUNT_MONEY, "vốn", 1000000, 20000000000, 5 },
    { "hộ", "kinh doanh", AMOUNT_MONEY, "vốn", 1000000, 20000000000, 5 },
    { "dự án", NULL, AMOUNT_MONEY, "đăng ký", 500000000, 0, 3 },
    { "vụ", "cháy rừng", AMOUNT_AREA, "rừng", 20, 20000000, 1 },
    { "vụ cháy", "rừng", AMOUNT_AREA, "rừng", 20, 20000000, 1 },
    { "tổ chức", NULL, AMOUNT_AREA, "đất", 20, 50000000, 3 },
    { "con lợn", NULL, AMOUNT_MASS, "trọng lượng", 2, 250, 5 },
    { "con", "lợn", AMOUNT_MASS, NULL, 2, 250, 5 },
    { "hộ", NULL, AMOUNT_COUNT, "khẩu", 1, 12, 5 },
    { "hộ", NULL, AMOUNT_COUNT, "nhân khẩu", 1, 12, 5 },
    { "hộ nghèo", NULL, AMOUNT_COUNT, "khẩu", 1, 12, 5 },
    { "khẩu", NULL, AMOUNT_MASS, "gạo", 3, 250, 5 },
    { "nhân khẩu", NULL, AMOUNT_MASS, "gạo", 3, 250, 5 },
    { "người", NULL, AMOUNT_MASS, "gạo", 3, 250, 5 },
    { "lớp", NULL, AMOUNT_COUNT, "học sinh", 4, 90, 5 },
    { "nhóm, lớp", NULL, AMOUNT_COUNT, "học sinh", 4, 90, 5 },
};

struct average_units { unit ha, kg, dong; };

static unit unit_named(str words)
{
    unit u = { .class = UNIT_NONE };

    (void)units_find(units_known(), words, &u);
    return u;
}

static bool tells_amount(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range && s->value.value.coef > 0;
}

/* Whole things: people, cases, houses. */
static bool is_many(const struct statement *s)
{
    return tells_amount(s) && s->unit.class == UNIT_COUNT && !s->unit.multiplied
           && s->value.value.scale == 0;
}

static bool kind_fits(const struct average_units *u, const struct average_rule *r,
                      const struct statement *s)
{
    switch (r->kind) {
    case AMOUNT_MONEY: return unit_same_base(s->unit, u->dong);
    case AMOUNT_AREA: return unit_same_base(s->unit, u->ha);
    case AMOUNT_MASS: return unit_same_base(s->unit, u->kg);
    case AMOUNT_COUNT: return s->unit.class == UNIT_COUNT && !s->unit.multiplied
                              && phrase_is(s->unit_text, r->cue);
    }
    return false;
}

/* Do the words between the two figures lead from the one to the other? A semicolon, a full
 * stop or the end of the first one's brackets parts them. */
static bool leads_to_amount(str between, bool counted)
{
    static const char *const link[] = {
        "với", "kinh phí", "tổng", "số tiền", "tiền", "trị giá", "vốn", "diện tích", "trọng lượng",
        "bằng", "tương ứng", "thành tiền", "phạt", NULL,
    };

    for (size_t i = 0, open = 0; i < between.len; i++) {
        char b = between.ptr[i];

        open += b == '(';
        if (b == ';' || (b == '.' && i + 1 < between.len && between.ptr[i + 1] == ' ')
            || (b == ')' && open-- == 0))
            return false;
    }
    if (counted) {
        str words = str_trim(between);

        return words.len <= 24 || phrase_has_any(between, link);
    }
    return phrase_has_any(between, link);
}

/* "mỗi hộ 5 triệu đồng", "trọng lượng bình quân 52 kg": told of one already; "tăng 36 lớp và
 * tăng 282 học sinh": changes. */
static bool told_of_one(str between)
{
    static const char *const one[] = { "mỗi", "bình quân", "trung bình", "mức", "từng", "tăng",
                                       "giảm", "trong đó", "còn", NULL };

    return phrase_has_any(between, one);
}

/* Too little for all of them: but "tặng 200 suất quà trị giá 500.000 đồng" tells of one, and
 * "85 hộ, 12 nhân khẩu phải di dời" of others. */
static bool little_in_all(const struct average_rule *r, const struct statement *amount,
                          str between, dec v)
{
    static const char *const all[] = { "tổng", "tổng số", NULL };

    if (r->kind == AMOUNT_COUNT)
        return phrase_behind(between, 0, "với") || str_starts(str_trim(between), STR("("))
               || str_starts(str_trim(between), STR("/"));
    return phrase_has_any(between, all) || phrase_has_any(amount->indicator, all)
           || dec_cmp(v, (dec){ r->least, 0 }) < 0
           || (r->most && dec_cmp(v, (dec){ r->most, 0 }) > 0);
}

/* Between two statements of a sentence, the unit of the first passed over. */
static str words_between(const struct checker *c, const struct statement *a,
                         const struct statement *b)
{
    enum { REACH = 110 };
    str text = block_text(c, a->block);

    if (b->at <= a->end || b->at - a->end > REACH)
        return (str){ 0 };
    return str_sub(text, a->end, b->at);
}

static bool has_cue(const struct average_rule *r, const struct statement *s, str between)
{
    return r->kind == AMOUNT_COUNT || !r->cue || phrase_find(between, r->cue) != SIZE_MAX
           || phrase_find(s->indicator, r->cue) != SIZE_MAX;
}

static bool counts_in(const struct average_rule *r, str unit_text)
{
    return unit_text.len && ((unit_text.ptr[0] ^ r->many[0]) & ~32) == 0
           && phrase_is(unit_text, r->many);
}

/* The rules of things counted in a unit: a bit for each of the table. A report counts most
 * things often, so the units asked about lately are kept by their texts. */
struct unit_rules {
    str unit_text;
    uint64_t rules;
};

enum { UNITS_SEEN = 64, NRULES_AVERAGE = sizeof average_rule / sizeof *average_rule };

_Static_assert(NRULES_AVERAGE <= 64, "a bit for each rule");

static uint64_t rules_of_unit(struct unit_rules seen[UNITS_SEEN], str unit_text)
{
    struct unit_rules *k = &seen[str_quick_hash(unit_text) % UNITS_SEEN];

    if (!str_eq(k->unit_text, unit_text)) {
        *k = (struct unit_rules){ unit_text, 0 };
        for (size_t i = 0; i < NRULES_AVERAGE; i++)
            k->rules |= (uint64_t)counts_in(&average_rule[i], unit_text) << i;
    }
    return k->rules;
}

/* Takes the next rule for the two out of *rules, those of the count's unit, whatever the
 * words between them say. */
static const struct average_rule *rule_for(const struct average_units *u,
                                           const struct statement *many,
                                           const struct statement *amount, uint64_t *rules)
{
    while (*rules) {
        const struct average_rule *r = &average_rule[__builtin_ctzll(*rules)];

        *rules &= *rules - 1;
        if (kind_fits(u, r, amount) && many->value.value.coef >= r->from
            && (!r->of || phrase_find(many->indicator, r->of) != SIZE_MAX))
            return r;
    }
    return NULL;
}

/* What one comes to lies beyond the bounds. */
static bool beyond_rule(const struct average_rule *r, const struct statement *many,
                        const struct statement *amount, str between)
{
    dec v, one;

    if (!amount_value(&amount->value, amount->unit, &v)
        || !dec_divide(v, many->value.value, 2, &one))
        return false;
    return dec_cmp(one, (dec){ r->least, 0 }) < 0
           ? little_in_all(r, amount, between, v)
           : r->most && dec_cmp(one, (dec){ r->most, 0 }) > 0;
}

static void add_average(struct checker *c, const struct statement *many,
                        const struct statement *amount)
{
    struct diag *d = diag_add(c->diags, DIAG_AVERAGE_BEYOND, amount->value.where);

    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(amount->value.text),
                             STRF(amount->unit_text)));
    diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s", STRF(many->value.text),
                             STRF(many->unit_text)));
    diag_stated(d, d->arg[0]);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, many->value.where), many->value.text);
}

static void check_average(struct checker *c, const struct average_units *u,
                          const struct statement *many, const struct statement *amount,
                          uint64_t rules)
{
    for (const struct average_rule *r; (r = rule_for(u, many, amount, &rules));) {
        str between = words_between(c, many, amount);

        if (!between.len || !beyond_rule(r, many, amount, between)
            || !has_cue(r, amount, between) || told_of_one(between)
            || !leads_to_amount(between, amount->unit.class == UNIT_COUNT))
            continue;
        add_average(c, many, amount);
        return;
    }
}

void check_averages(struct checker *c)
{
    enum { NEXT = 2 };
    const struct average_units u = { unit_named(STR("ha")), unit_named(STR("kg")),
                                     unit_named(STR("đồng")) };
    struct unit_rules seen[UNITS_SEEN] = { 0 };

    for (uint32_t i = 0; i + 1 < c->report->nstatements; i++) {
        const struct statement *many = &c->report->statement[i];
        uint64_t rules;

        if (!is_many(many) || many[1].sentence != many->sentence)
            continue;
        rules = rules_of_unit(seen, many->unit_text);
        for (uint32_t k = i + 1; rules && k <= i + NEXT && k < c->report->nstatements; k++) {
            const struct statement *amount = &c->report->statement[k];

            if (amount->block != many->block || amount->sentence != many->sentence)
                break;
            if (tells_amount(amount) && !str_eq(amount->unit_text, many->unit_text))
                check_average(c, &u, many, amount, rules);
        }
    }
}

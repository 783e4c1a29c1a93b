/* formula_unit.c -- what the values of a formula measure, and whether that fits.
 *
 * A measure is a product of base units with exponents and a power of ten: tỷ đồng/người is
 * đồng * người^-1 * 10^9. A percentage has no base unit, power -2, and a form of its own:
 *
 *   + -         the same base units; converted to the power of the left side
 *   * /         anything; exponents and powers add up
 *   % - %       points; % + %, % + points: %; a number of the text takes the other's form
 *   ratio       a number without base units becomes %, ‰ or lần as the result asks for it;
 *               % and points are never taken for each other
 *   prices      two known price bases that differ neither add up nor divide */
#include "analyse/formula_int.h"

#include "base/utf8.h"

/* Counting words that name one thing: a person is a person, whether as a pupil or a nurse,
 * so that pupils per inhabitant is a share. */
static const char *const one_count[][2] = {
    { "dân", "người" }, { "nhân khẩu", "người" }, { "lao động", "người" }, { "lđ", "người" },
    { "học sinh", "người" }, { "hs", "người" }, { "sinh viên", "người" },
    { "học viên", "người" }, { "trẻ em", "người" }, { "trẻ", "người" }, { "cháu", "người" },
    { "phụ nữ", "người" }, { "nữ", "người" }, { "nam giới", "người" }, { "bé trai", "người" },
    { "bé gái", "người" }, { "trẻ đẻ sống", "người" }, { "bác sĩ", "người" },
    { "y sĩ", "người" }, { "dược sĩ", "người" }, { "điều dưỡng", "người" },
    { "giáo viên", "người" }, { "cán bộ", "người" }, { "công chức", "người" },
    { "viên chức", "người" }, { "bệnh nhân", "người" }, { "công dân", "người" },
    { "cá nhân", "người" }, { "đối tượng", "người" }, { "đảng viên", "người" },
    { "đoàn viên", "người" }, { "hội viên", "người" }, { "thành viên", "người" },
    { "thí sinh", "người" }, { "thanh niên", "người" }, { "bị can", "người" },
    { "hộ dân", "hộ" }, { "hộ gia đình", "hộ" }, { "dn", "doanh nghiệp" },
    { "htx", "hợp tác xã" }, { "lượt khách", "lượt" }, { "lượt người", "lượt" },
    { "lượt hành khách", "lượt" }, { "khách", "lượt" },
};

static uint32_t base_of_unit(unit u)
{
    if (u.class == UNIT_COUNT)
        for (size_t i = 0; i < sizeof one_count / sizeof *one_count; i++)
            if (unit_counting(str_from(one_count[i][0])).base == u.base)
                u.base = unit_counting(str_from(one_count[i][1])).base;
    return u.base + (uint32_t)u.class * UINT32_C(0x9E3779B9);
}

/* -- arithmetic of measures -- */

/* Multiplies m by a base unit; false when there are too many different ones. */
static bool measure_put(struct measure *m, uint32_t base, int exponent)
{
    uint8_t at = 0;

    while (at < m->n && m->factor[at].base < base)
        at++;
    if (at < m->n && m->factor[at].base == base) {
        exponent += m->factor[at].exponent;
        if (exponent < -100 || exponent > 100)
            return false;
        m->factor[at].exponent = (int8_t)exponent;
        if (exponent == 0) {
            m->n--;
            memmove(m->factor + at, m->factor + at + 1, (size_t)(m->n - at) * sizeof *m->factor);
        }
        return true;
    }
    if (m->n == MEASURE_FACTORS)
        return false;
    memmove(m->factor + at + 1, m->factor + at, (size_t)(m->n - at) * sizeof *m->factor);
    m->factor[at].base = base;
    m->factor[at].exponent = (int8_t)exponent;
    m->n++;
    return true;
}

/* a * b, or a / b with sign -1: bases and powers, not the form. */
static bool measure_combine(const struct measure *a, const struct measure *b, int sign,
                            struct measure *out)
{
    struct measure m = *a;

    for (uint8_t i = 0; i < b->n; i++)
        if (!measure_put(&m, b->factor[i].base, sign * b->factor[i].exponent))
            return false;
    if (a->power + sign * b->power > 300 || a->power + sign * b->power < -300)
        return false;
    m.power = (int16_t)(a->power + sign * b->power);
    m.form = FORM_PLAIN;
    m.literal = a->literal && b->literal;
    *out = m;
    return true;
}

static bool same_factors(const struct measure *a, const struct measure *b)
{
    if (a->n != b->n)
        return false;
    for (uint8_t i = 0; i < a->n; i++)
        if (a->factor[i].base != b->factor[i].base ||
            a->factor[i].exponent != b->factor[i].exponent)
            return false;
    return true;
}

bool measure_same(const struct measure *a, const struct measure *b)
{
    return same_factors(a, b) && a->form == b->form;
}

/* -- units as written -- */

/* One piece of a unit without a slash: "tỷ đồng", "1 vạn dân". */
static bool measure_piece(const struct units *us, str piece, int sign, struct measure *m)
{
    unit u;

    piece = str_trim(piece);
    if (str_starts(piece, STR("1 ")))
        piece = str_sub(piece, 2, piece.len);
    if (!unit_read(us, piece, &u))
        return false;
    if (u.class == UNIT_PERCENT || u.class == UNIT_POINT || u.class == UNIT_TIMES) {
        m->power = (int16_t)(m->power + sign * u.power);
        return true;
    }
    m->power = (int16_t)(m->power + sign * u.power);
    return measure_put(m, base_of_unit(u), sign);
}

bool measure_read(const struct units *us, str text, struct measure *out)
{
    struct measure m = { .n = 0 };
    size_t bracket = str_find(text, STR(" ("));
    str rest = str_trim(str_sub(text, 0, bracket)), piece;
    int sign = 1;
    unit u;

    if (!unit_read(us, rest, &u))
        return false;
    if (u.class != UNIT_RATE) {
        m.power = (int16_t)(u.power - (u.class == UNIT_POINT ? 2 : 0));
        m.form = u.class == UNIT_PERCENT ? FORM_PERCENT
                 : u.class == UNIT_POINT ? FORM_POINT
                                         : FORM_PLAIN;
        if (m.form == FORM_PLAIN && u.class != UNIT_TIMES)
            measure_put(&m, base_of_unit(u), 1);
        *out = m;
        return true;
    }
    for (; str_split(&rest, '/', &piece); sign = -1)
        if (!measure_piece(us, piece, sign, &m))
            return false;
    *out = m;
    return true;
}

/* The basis of its prices, 0 where the catalogue tells none. */
static uint32_t price_of_indicator(const struct indicator *one)
{
    (void)one;
    return 0;
}

bool measure_of_indicator(const struct units *us, const struct indicator *one,
                          struct measure *out)
{
    if (!measure_read(us, one->unit_text, out))
        return false;
    out->price = price_of_indicator(one);
    return true;
}

enum period_kind measure_take_time(struct measure *m)
{
    static const struct {
        const char *word;
        enum period_kind kind;
    } length[] = { { "năm", PERIOD_YEAR }, { "quý", PERIOD_QUARTER },
                   { "tháng", PERIOD_MONTH }, { "ngày", PERIOD_DAY } };

    for (size_t k = 0; k < sizeof length / sizeof *length; k++) {
        uint32_t base = base_of_unit(unit_counting(str_from(length[k].word)));

        for (uint8_t i = 0; i < m->n; i++)
            if (m->factor[i].base == base && m->factor[i].exponent == -1) {
                measure_put(m, base, 1);
                return length[k].kind;
            }
    }
    return PERIOD_NONE;
}

/* -- units of a tree, for messages -- */

/* The unit that stands for a side of an operation: as written where it is one figure. */
static str shown_unit(struct formula_trouble *t, const struct formula_node *node)
{
    if (node->op == OP_READ)
        return node->read->unit_text;
    if (node->op == OP_NUMBER && node->unit_text.len)
        return node->unit_text;
    if ((node->op == OP_NEG || node->op == OP_ADD || node->op == OP_SUB || node->op == OP_ABS ||
         node->op == OP_ROUND || node->op == OP_MIN || node->op == OP_MAX ||
         node->op == OP_PARTS || node->op == OP_AREAS || node->op == OP_CUMULATE ||
         node->op == OP_IN_PERIOD) &&
        node->measure.form == node->arg[0]->measure.form)
        return shown_unit(t, node->arg[0]);
    if (node->measure.n)
        return arena_printf(t->arena, "%.*s %s %.*s", STRF(shown_unit(t, node->arg[0])),
                            node->op == OP_MUL ? "*" : "/",
                            STRF(shown_unit(t, node->arg[1])));
    return node->measure.form == FORM_PERCENT ? STR("%")
           : node->measure.form == FORM_POINT ? STR("điểm %")
                                              : STR("lần");
}

static bool tell_units(struct formula_trouble *t, uint32_t column, const char *vi, const char *en,
                       const struct formula_node *a, const struct formula_node *b)
{
    str left = shown_unit(t, a), right = shown_unit(t, b);

    formula_tell(t, column, "%s%.0s: «%.*s» và «%.*s»", "%.0s%s: «%.*s» and «%.*s»", vi, en,
                 STRF(formula_clip(left)), STRF(formula_clip(right)));
    return false;
}

static bool check_prices(struct formula_trouble *t, const struct formula_node *node,
                         const struct formula_node *a, const struct formula_node *b)
{
    if (!a->measure.price || !b->measure.price || a->measure.price == b->measure.price)
        return true;
    return tell_units(t, node->column, "hai vế theo hai loại giá (hiện hành, so sánh)",
                      "the two sides are in prices of two kinds (current, constant)", a, b);
}

/* -- measures of operations -- */

/* The form of a sum of numbers without base units; false when they do not go together. */
static bool form_of_sum(enum formula_op op, const struct measure *a, const struct measure *b,
                        enum formula_form *out)
{
    if (a->form == b->form)
        *out = a->form == FORM_PERCENT && op == OP_SUB && !a->literal && !b->literal ? FORM_POINT
                                                                                     : a->form;
    else if (a->form == FORM_PERCENT && b->form == FORM_POINT && op != OP_MIN)
        *out = FORM_PERCENT;
    else if (a->form == FORM_POINT && b->form == FORM_PERCENT && op == OP_ADD)
        *out = FORM_PERCENT;
    else
        return false;
    return true;
}

/* a + b, a - b, and of the arguments of min and max (OP_MIN). */
static bool measure_sum(struct formula_trouble *t, struct formula_node *node, enum formula_op op,
                        const struct formula_node *a, const struct formula_node *b)
{
    struct measure m = a->measure;

    if (!same_factors(&a->measure, &b->measure) ||
        !form_of_sum(op, &a->measure, &b->measure, &m.form))
        return tell_units(t, node->column, "hai vế không cùng đơn vị",
                          "the two sides are not in the same unit", a, b);
    if (!check_prices(t, node, a, b))
        return false;
    if (!m.price)
        m.price = b->measure.price;
    m.literal = a->measure.literal && b->measure.literal;
    node->measure = m;
    return true;
}

static bool tell_too_many(struct formula_trouble *t, const struct formula_node *node)
{
    formula_tell(t, node->column, "tích hoặc thương có quá %d loại đơn vị",
                 "the product or quotient has more than %d kinds of units", MEASURE_FACTORS);
    return false;
}

static bool measure_product(struct formula_trouble *t, struct formula_node *node,
                            const struct formula_node *a, const struct formula_node *b)
{
    bool times = node->op == OP_MUL;

    if (!check_prices(t, node, a, b))
        return false;
    if (!measure_combine(&a->measure, &b->measure, times ? 1 : -1, &node->measure))
        return tell_too_many(t, node);
    node->measure.price = a->measure.price == b->measure.price && !times ? 0
                          : a->measure.price ? a->measure.price : b->measure.price;
    /* half of a percentage is one */
    if (!node->measure.n && b->measure.literal && b->measure.form == FORM_PLAIN)
        node->measure.form = a->measure.form;
    else if (!node->measure.n && times && a->measure.literal && a->measure.form == FORM_PLAIN)
        node->measure.form = b->measure.form;
    return true;
}

/* share, growth, pct_of_plan: 100 a / b of the same base. */
static bool measure_percent(struct formula_trouble *t, struct formula_node *node,
                            const struct formula_node *a, const struct formula_node *b)
{
    if (!measure_same(&a->measure, &b->measure))
        return tell_units(t, node->column, "hai vế không cùng đơn vị",
                          "the two sides are not in the same unit", a, b);
    if (!check_prices(t, node, a, b))
        return false;
    node->measure = (struct measure){ .power = -2, .form = FORM_PERCENT };
    return true;
}

static bool measure_growth(struct formula_trouble *t, struct formula_node *node)
{
    const struct formula_node *of = node->arg[0];

    if (of->measure.form != FORM_PLAIN) {
        formula_tell(t, of->column,
                     "tỷ lệ tăng của một số phần trăm là điểm %%: viết x - x[same-period]",
                     "percentages grow by points: write x - x[same-period]");
        return false;
    }
    return measure_percent(t, node, of, of);
}

/* Do its figures add up, over parts, areas or months? Told when not. */
static bool check_adds_up(struct formula_trouble *t, const struct formula_node *node,
                          bool over_time)
{
    if (node->op == OP_READ) {
        enum nature n = node->read->nature;
        bool adds = n == NATURE_FLOW || n == NATURE_SEASON ||
                    (!over_time && (n == NATURE_STOCK || n == NATURE_COUNT));

        if (!adds)
            formula_tell(t, node->column, "«%.*s» (%s) không cộng được%s%.0s",
                         "«%.*s» (%s) does not add up%.0s%s", STRF(node->read->id),
                         nature_word(n), over_time ? " theo thời gian" : "",
                         over_time ? " over time" : "");
        return adds;
    }
    if (node->op == OP_ADD || node->op == OP_SUB)
        return check_adds_up(t, node->arg[0], over_time) &&
               check_adds_up(t, node->arg[1], over_time);
    return node->op != OP_NEG || check_adds_up(t, node->arg[0], over_time);
}

/* The parts in the catalogue, each in the unit of the whole. */
static bool measure_parts(const struct indicators *all, struct formula_node *node,
                          struct formula_trouble *t)
{
    const struct indicator *whole = node->arg[0]->read;
    size_t n = 0;

    if (!check_adds_up(t, node->arg[0], false))
        return false;
    for (size_t i = 0; i < all->count; i++)
        n += str_eq(all->list[i].parent, whole->id);
    if (!n || n > FORMULA_READS) {
        formula_tell(t, node->column, "«%.*s» có %zu phần trong danh mục",
                     "«%.*s» has %zu parts in the catalogue", STRF(whole->id), n);
        return false;
    }
    node->parts = arena_array(t->arena, const struct indicator *, n);
    node->part = arena_array(t->arena, struct measure, n);
    node->measure = node->arg[0]->measure;
    for (size_t i = 0; i < all->count; i++) {
        const struct indicator *one = &all->list[i];
        struct measure *m = &node->part[node->nparts];

        if (!str_eq(one->parent, whole->id))
            continue;
        if (!measure_of_indicator(all->units, one, m) || !measure_same(m, &node->measure)) {
            formula_tell(t, node->column, "phần «%.*s» tính bằng «%.*s», không phải «%.*s»",
                         "the part «%.*s» is in «%.*s», not in «%.*s»", STRF(one->id),
                         STRF(one->unit_text), STRF(whole->unit_text));
            return false;
        }
        node->parts[node->nparts++] = one;
    }
    return true;
}

static bool measure_number(const struct indicators *all, struct formula_node *node,
                           struct formula_trouble *t)
{
    node->measure = (struct measure){ .literal = true };
    if (node->unit_text.len && !measure_read(all->units, node->unit_text, &node->measure)) {
        formula_tell(t, node->column, "không đọc được đơn vị «%.*s»", "no unit: «%.*s»",
                     STRF(formula_clip(node->unit_text)));
        return false;
    }
    node->measure.literal = true;
    return true;
}

static bool measure_read_node(const struct indicators *all, struct formula_node *node,
                              struct formula_trouble *t)
{
    if (measure_of_indicator(all->units, node->read, &node->measure))
        return true;
    formula_tell(t, node->column, "không đọc được đơn vị «%.*s»", "no unit: «%.*s»",
                 STRF(formula_clip(node->read->unit_text)));
    return false;
}

static bool measure_most(struct formula_node *node, struct formula_trouble *t)
{
    node->measure = node->arg[0]->measure;
    for (uint8_t i = 1; i < node->nargs; i++)
        if (!measure_sum(t, node, OP_MIN, node->arg[0], node->arg[i]))
            return false;
    return true;
}

/* A place among others is neither much nor little. */
static bool check_no_rank(struct formula_trouble *t, const struct formula_node *of)
{
    if (of->op != OP_READ || of->read->nature != NATURE_RANK)
        return true;
    formula_tell(t, of->column, "«%.*s» là thứ hạng, không tính tỷ lệ được",
                 "«%.*s» is a rank and has no ratio", STRF(of->read->id));
    return false;
}

bool formula_measure(const struct indicators *all, struct formula_node *node,
                     struct formula_trouble *t)
{
    for (uint8_t i = 0; i < node->nargs; i++)
        if (!formula_measure(all, node->arg[i], t))
            return false;

    const struct formula_node *a = node->arg[0], *b = node->arg[1];

    switch (node->op) {
    case OP_NUMBER:
        return measure_number(all, node, t);
    case OP_READ:
        return measure_read_node(all, node, t);
    case OP_ADD:
    case OP_SUB:
        return measure_sum(t, node, node->op, a, b);
    case OP_MUL:
    case OP_DIV:
    case OP_PER:
        return check_no_rank(t, a) && check_no_rank(t, b) && measure_product(t, node, a, b);
    case OP_SHARE:
        return check_no_rank(t, a) && check_no_rank(t, b) && measure_percent(t, node, a, b);
    case OP_PLAN:
        return check_no_rank(t, a) && measure_percent(t, node, a, a);
    case OP_GROWTH:
        return check_no_rank(t, a) && measure_growth(t, node);
    case OP_PARTS:
        return measure_parts(all, node, t);
    case OP_AREAS:
        node->measure = a->measure;
        return check_adds_up(t, a, false);
    case OP_CUMULATE:
    case OP_IN_PERIOD:
        node->measure = a->measure;
        return check_adds_up(t, a, true);
    case OP_MIN:
    case OP_MAX:
        return measure_most(node, t);
    case OP_NEG:
    case OP_ABS:
    case OP_ROUND:
        node->measure = a->measure;
        return true;
    }
    return false;
}

bool formula_fits(const struct formula_node *root, const struct measure *result,
                  str result_text, struct formula_trouble *t)
{
    const struct measure *m = &root->measure;
    bool ratio = m->n == 0 && m->form != FORM_POINT && result->form != FORM_POINT;
    str shown = shown_unit(t, root);

    if (same_factors(m, result) && (m->form == result->form || ratio))
        return true;
    formula_tell(t, root->column, "công thức cho «%.*s», kết quả phải là «%.*s»",
                 "the formula gives «%.*s», the result must be «%.*s»",
                 STRF(formula_clip(shown)), STRF(formula_clip(result_text)));
    return false;
}

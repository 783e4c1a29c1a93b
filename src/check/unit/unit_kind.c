/* unit_kind.c -- units that cannot belong to what they measure, or to each other.
 *
 *   diện tích ... 500 triệu đồng     an area in money
 *   500 ha, tăng 12 tấn              a change in another unit than the value's
 *   12 tỷ đồng triệu đồng            two units behind one number
 *   thu ngân sách 1.234,5 đồng       "tỷ" or "triệu" is missing
 *   tăng 56 triệu đồng (4,75%)       only as tỷ đồng does the change fit
 *   45 triệu đồng/60 tỷ đồng (75%)   the digits fit, the units do not
 *   500 ha, tăng 12 m2               nobody mixes these */
#include "check/form/near.h"

#include "base/utf8.h"
#include "check/unit/heads.h"
#include "check/wording/phrase.h"

/* What a unit measures, as far as the rules here tell it. */
enum dimension { DIM_OTHER, DIM_AREA, DIM_MASS, DIM_MONEY, DIM_LENGTH, DIM_PEOPLE, DIM_BEASTS,
                 DIM_HOUSES, DIM_PER_AREA };

struct kind_heads;

struct dimensions {
    struct checker *c;
    struct kind_heads *kinds;
    unit ha, kg, m, dong, usd;
};

static unit unit_called(str words)
{
    unit u = { .class = UNIT_NONE };

    (void)units_find(units_known(), words, &u);
    return u;
}

static enum dimension dimension_of_count(str words)
{
    static const struct { const char *word; enum dimension dim; } known[] = {
        { "người", DIM_PEOPLE }, { "lao động", DIM_PEOPLE }, { "học sinh", DIM_PEOPLE },
        { "khẩu", DIM_PEOPLE }, { "nhân khẩu", DIM_PEOPLE }, { "con", DIM_BEASTS },
        { "hộ", DIM_HOUSES }, { "hộ dân", DIM_HOUSES }, { "hộ nghèo", DIM_HOUSES },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (phrase_is(words, known[i].word))
            return known[i].dim;
    return DIM_OTHER;
}

static enum dimension dimension_of(const struct dimensions *d, unit u, str words)
{
    switch (u.class) {
    case UNIT_COUNT:
        return dimension_of_count(words);
    case UNIT_MEASURE:
        return unit_same_base(u, d->ha) ? DIM_AREA
             : unit_same_base(u, d->kg) ? DIM_MASS
             : unit_same_base(u, d->m)  ? DIM_LENGTH : DIM_OTHER;
    case UNIT_MONEY:
        return unit_same_base(u, d->dong) || unit_same_base(u, d->usd) ? DIM_MONEY : DIM_OTHER;
    case UNIT_RATE:
        return str_ends(words, STR("/ha")) ? DIM_PER_AREA : DIM_OTHER;
    default:
        return DIM_OTHER;
    }
}

#define DIM(x) (1U << DIM_##x)

/* Heads of names, and what they are never told in. */
static const struct { const char *head; unsigned never; } kinds[] = {
    { "dien tich", DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) | DIM(BEASTS) | DIM(PER_AREA) },
    { "san luong", DIM(PER_AREA) | DIM(PEOPLE) | DIM(HOUSES) },
    { "nang suat lua", DIM(AREA) | DIM(MONEY) | DIM(PEOPLE) | DIM(MASS) },
    { "nang suat ngo", DIM(AREA) | DIM(MONEY) | DIM(PEOPLE) | DIM(MASS) },
    { "nang suat binh quan", DIM(AREA) | DIM(PEOPLE) | DIM(MASS) },
    { "tong dan", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) },
    { "dan trau", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) },
    { "dan bo", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) },
    { "dan lon", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) },
    { "dan gia cam", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) },
    { "so ho", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) | DIM(BEASTS) },
    { "dan so", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(BEASTS) | DIM(HOUSES) },
    { "chieu dai", DIM(AREA) | DIM(MASS) | DIM(MONEY) | DIM(PEOPLE) },
    { "do che phu", DIM(AREA) | DIM(MASS) | DIM(MONEY) },
    { "tong muc ban le", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "thu ngan sach", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "tong thu ngan sach", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "chi ngan sach", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "tong chi ngan sach", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "kim ngach", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "doanh thu", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "tong du no", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "tong von", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "von dau tu", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "gia tri san xuat", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
    { "gia tri xuat khau", DIM(AREA) | DIM(MASS) | DIM(PEOPLE) | DIM(BEASTS) },
};

/* The heads of names, and which of them are never told in each dimension. */
struct kind_heads {
    struct heads all;
    uint64_t never[DIM_PER_AREA + 1];
};

static void open_kinds(struct kind_heads *k)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        heads_add(&k->all, kinds[i].head);
        for (unsigned dim = 0; dim <= DIM_PER_AREA; dim++)
            k->never[dim] |= (uint64_t)(kinds[i].never >> dim & 1) << i;
    }
}

/* The head that a name begins with which is never told in that; NULL for none. */
static const char *head_never_in(const struct kind_heads *k, str name, enum dimension dim)
{
    uint64_t begun = heads_begun(&k->all, name, k->never[dim]);

    return begun ? kinds[__builtin_ctzll(begun)].head : NULL;
}

/* Does the name begin with one of the heads, which are plain? */
static bool begins_with(str name, const char *const *head, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (utf8_begins_plain(name, head[i]))
            return true;
    return false;
}
#define BEGINS_WITH(name, list) begins_with((name), (list), sizeof(list) / sizeof *(list))

static str figure_and_unit(struct checker *c, const struct figure *f, str words)
{
    return arena_printf(c->job->arena, "%.*s %.*s", STRF(f->text), STRF(words));
}

/* Marks and digits. */
static const bool parts_clause[256] = {
    [','] = true, [';'] = true, [':'] = true, ['.'] = true, ['('] = true, [')'] = true,
    ['-'] = true, ['+'] = true, ['"'] = true, ['0'] = true, ['1'] = true, ['2'] = true,
    ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true,
    ['9'] = true,
};

/* The words of the figure's clause before it: behind the last of these. */
static str clause_before(const struct checker *c, const struct statement *s)
{
    enum { FAR = 140 };
    str text = block_text(c, s->block);
    uint32_t from = s->at, least = s->at > FAR ? s->at - FAR : 0;

    while (from > least && !parts_clause[(unsigned char)text.ptr[from - 1]])
        from--;
    return from == least && least > 0 ? (str){ NULL, 0 } : str_trim(str_sub(text, from, s->at));
}

/* Is the figure part of the name: "doanh thu từ 45 ha chè"? */
static bool inside_name(const struct checker *c, const struct statement *s)
{
    static const char *const word[] = { "từ", "của", "cho", "với", "tại", "trong", "ở", "do", "vào",
                                        "qua", "bởi", "mỗi", "một", "các" };
    char room[NEAR_WORD];
    str before = near_before(block_text(c, s->block), s->at, room);

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(before, str_from(word[i])))
            return true;
    return false;
}

/* Another thing of the clause that the figure may measure: "diện tích bị thiệt hại, ước
 * giá trị ...". */
static bool tells_other_kind(struct checker *c, str clause)
{
    static const char *const word[] = { "gia tri", "kinh phi", "thiet hai", "von ", "so tien",
                                        "san luong", "dien tich", "ho tro", "chi phi", "voi " };
    str f = fold_strip(c->job->arena, clause);

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(str_sub(f, 4, f.len), str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

/* "Diện tích ... đạt 1.200 triệu đồng", "tổng đàn ... 12.345 tấn". */
static void check_kind(const struct dimensions *d, const struct statement *s)
{
    struct checker *c = d->c;
    enum dimension dim;
    const char *head;
    struct diag *f;
    str clause;

    if (!s->value.has_value || s->value.is_range)
        return;
    dim = dimension_of(d, s->unit, s->unit_text);
    head = dim != DIM_OTHER ? head_never_in(d->kinds, s->indicator, dim) : NULL;
    if (!head)
        return;
    clause = clause_before(c, s);
    if (!utf8_begins_plain(clause, head) || tells_other_kind(c, clause) || inside_name(c, s))
        return;
    f = diag_add(c->diags, DIAG_UNIT_OF_KIND, s->value.where);
    diag_arg(f, figure_and_unit(c, &s->value, s->unit_text));
    diag_arg(f, s->name.len ? s->name : s->indicator);
    diag_stated(f, f->arg[0]);
    if (dim == DIM_MASS && utf8_begins_plain(clause, "nang suat"))
        f->severity = SEVERITY_NOTE;        /* "55 tạ" for 55 tạ/ha is said, too */
}

/* "500 ha, tăng 12 tấn so với cùng kỳ". */
static void check_change_unit(const struct dimensions *d, const struct statement *s)
{
    struct checker *c = d->c;
    enum dimension level, change;

    if (!s->value.has_value || (s->unit.class != UNIT_MEASURE && s->unit.class != UNIT_MONEY))
        return;
    for (uint32_t k = 0; k < s->ncompares; k++) {
        const struct comparison *q = &s->compare[k];

        if (!q->amount.has_value
            || (q->unit.class != UNIT_MEASURE && q->unit.class != UNIT_MONEY))
            continue;
        level = dimension_of(d, s->unit, s->unit_text);
        change = dimension_of(d, q->unit, q->unit_text);
        if (level == DIM_OTHER || change == DIM_OTHER || level == change)
            continue;
        struct diag *f = diag_add(c->diags, DIAG_UNIT_OF_CHANGE, q->amount.where);

        diag_arg(f, figure_and_unit(c, &q->amount, q->unit_text));
        diag_arg(f, figure_and_unit(c, &s->value, s->unit_text));
        diag_stated(f, f->arg[0]);
        note_arg(diag_note_at(c->diags, f, REMARK_OTHER_HERE, s->value.where), f->arg[1]);
    }
}

/* A second unit right behind the first, which no number parts from it. */
static void check_two_units(struct checker *c, const struct statement *s)
{
    static const char *const unit_word[] = { "tỷ đồng", "triệu đồng", "nghìn đồng", "USD", "ha",
                                             "m2", "km2", "tấn", "tạ", "kg", "m3", "tỷ USD",
                                             "triệu USD", "triệu tấn", "nghìn tấn" };
    uint32_t at;
    str rest;

    if (!s->value.has_value || (s->unit.class != UNIT_MEASURE && s->unit.class != UNIT_MONEY))
        return;
    at = flow_at(c, s->block, s->unit_text);
    if (at == UINT32_MAX)
        return;
    at += (uint32_t)s->unit_text.len;
    rest = str_sub(block_text(c, s->block), at, at + 32);
    if (rest.len < 3 || rest.ptr[0] != ' ')
        return;
    rest = str_sub(rest, 1, rest.len);
    for (size_t i = 0; i < sizeof unit_word / sizeof *unit_word; i++) {
        str u = str_from(unit_word[i]);

        if (!str_starts(rest, u) || (rest.len > u.len && !strchr(" ,;.)", rest.ptr[u.len])))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_UNIT_TWICE, s->value.where);

        diag_arg(d, arena_printf(c->job->arena, "%.*s %.*s %.*s", STRF(s->value.text),
                                 STRF(s->unit_text), STRF(u)));
        diag_stated(d, d->arg[0]);
        return;
    }
}

/* "Thu ngân sách đạt 1.234,5 đồng": nobody budgets parts of a đồng, nor a few of them. */
static void check_small_money(const struct dimensions *d, const struct statement *s)
{
    static const char *const head[] = { "thu ", "tong thu", "chi ", "tong chi", "kinh phi", "von",
                                        "tong von", "doanh thu", "du no", "tong du no",
                                        "nguon von", "so tien", "gia tri", "tong gia tri",
                                        "kim ngach", "tong muc", "ngan sach", "tong kinh phi" };
    enum { LEAST = 10000 };
    struct checker *c = d->c;
    struct diag *f;
    str text, before;
    uint32_t at;

    if (s->unit.class != UNIT_MONEY || s->unit.multiplied || s->unit.power != 0
        || !unit_same_base(s->unit, d->dong) || !s->value.has_value || s->value.is_range
        || (s->value.value.scale == 0 && dec_cmp(s->value.value, (dec){ LEAST, 0 }) >= 0)
        || !BEGINS_WITH(s->indicator, head))
        return;
    text = block_text(c, s->block);
    before = clause_before(c, s);
    at = flow_at(c, s->block, s->unit_text);
    if (at == UINT32_MAX || str_find(before, STR("iá ")) != SIZE_MAX
        || str_find(before, STR("ức ")) != SIZE_MAX
        || (at + s->unit_text.len < text.len && text.ptr[at + s->unit_text.len] == '/'))
        return;
    f = diag_add(c->diags, DIAG_MONEY_SMALL, s->value.where);
    diag_arg(f, figure_and_unit(c, &s->value, s->unit_text));
    diag_stated(f, f->arg[0]);
}

/* Does the change, taken 10^power times, fit the growth told with it? */
static bool change_fits(range level, range change, int power, bool down, range growth)
{
    range base;

    return range_shift(change, power, &change)
           && (down ? range_add : range_sub)(level, change, &base)
           && range_fits_growth(level, base, growth) == FITS_YES;
}

/* "đạt 1.234 tỷ đồng, tăng 56 triệu đồng (4,75%)": the change is a thousand times larger. */
static void check_ladder(struct checker *c, const struct statement *s)
{
    const struct comparison *amount = NULL, *percent = NULL;
    range level, change, growth;
    bool down;

    for (uint32_t k = 0; k < s->ncompares; k++) {
        const struct comparison *q = &s->compare[k];

        if (!q->amount.has_value || q->amount.is_range)
            continue;
        if (q->unit.class == UNIT_PERCENT)
            percent = percent ? percent : q;
        else if (unit_same_base(q->unit, s->unit))
            amount = amount ? amount : q;
    }
    if (!amount || !percent || !s->value.has_value || s->unit.class == UNIT_PERCENT
        || amount->kind != percent->kind || amount->base != percent->base
        || (amount->kind != CMP_INCREASE && amount->kind != CMP_DECREASE)
        || !amount_range(&s->value, s->unit, &level)
        || !amount_range(&amount->amount, amount->unit, &change))
        return;
    down = amount->kind == CMP_DECREASE;
    if (!range_of(down ? dec_neg(percent->amount.value) : percent->amount.value, RANGE_ROUNDED,
                  percent->amount.hedge, &growth)
        || change_fits(level, change, 0, down, growth))
        return;
    for (int power = -6; power <= 6; power += 3) {
        if (power == 0 || !change_fits(level, change, power, down, growth))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_UNIT_LADDER, amount->amount.where);

        checked(c, &amount->amount);
        covered(c, &s->value);
        covered(c, &percent->amount);
        diag_arg(d, figure_and_unit(c, &amount->amount, amount->unit_text));
        diag_arg(d, percent->amount.text);
        diag_arg(d, figure_and_unit(c, &s->value, s->unit_text));
        diag_arg(d, STR(""));
        diag_stated(d, amount->amount.text);
        d->arg[3] = power == 3 ? STR("1.000 lần") : power == -3 ? STR("1/1.000")
                  : power == 6 ? STR("1.000.000 lần") : STR("1/1.000.000");
        return;
    }
}

/* "45.200 triệu đồng/60.100 tỷ đồng, đạt 75,21%": the percentage is that of the digits, so
 * one of the two units is of the wrong size. */
static void check_whole_unit(struct checker *c, const struct statement *s)
{
    str text = block_text(c, s->block);
    uint32_t a = flow_at(c, s->block, s->value.text), b = flow_at(c, s->block, s->whole->text);
    unit ua, ub;
    range part, whole, percent;

    if (a == UINT32_MAX || b == UINT32_MAX || b <= a || !s->whole_pct->has_value || s->is_rank
        || !near_unit(text, a + s->value.text.len, &ua)
        || !near_unit(text, b + s->whole->text.len, &ub)
        || ua.class != ub.class || ua.power == ub.power
        || (ua.class != UNIT_MONEY && ua.class != UNIT_MEASURE)
        || !range_of(s->value.value, RANGE_ROUNDED, s->value.hedge, &part)
        || !range_of(s->whole->value, RANGE_ROUNDED, s->whole->hedge, &whole)
        || !range_of(s->whole_pct->value, RANGE_ROUNDED, s->whole_pct->hedge, &percent)
        || range_fits_percent(part, whole, percent) != FITS_YES)
        return;
    struct diag *d = diag_add(c->diags, DIAG_UNIT_OF_WHOLE, s->value.where);

    checked(c, s->whole_pct);
    covered(c, &s->value);
    covered(c, s->whole);
    diag_arg(d, s->value.text);
    diag_arg(d, s->whole->text);
    diag_arg(d, s->whole_pct->text);
    diag_stated(d, s->value.text);
    note_arg(diag_note_at(c->diags, d, REMARK_TOTAL_HERE, s->whole->where), s->whole->text);
}

/* Which units the report's areas and outputs stand in. */
struct unit_habits {
    uint32_t ha, m2, tons, tenths;
};

static bool is_square_metre(const struct dimensions *d, unit u)
{
    return u.class == UNIT_MEASURE && unit_same_base(u, d->ha) && u.power == 0 && !u.multiplied;
}

static bool is_tenth_of_ton(const struct dimensions *d, unit u)
{
    return u.class == UNIT_MEASURE && unit_same_base(u, d->kg) && u.power == 2 && !u.multiplied;
}

/* Fields and forests: what reports tell in ha. Floors, roads and sites stand in m2. */
static bool is_of_fields(struct checker *c, str indicator)
{
    static const char *const word[] = {
        "gieo", "lua", "cay ", "rung", "nuoi trong", "ca phe", "cao su", "mac ca", "san ",
        "mia", "ngo", "trong moi", "trong trot", "cham soc", "mat trang", "vung trong",
    };
    static const char *const other[] = { "nha ", "vuon uom", "san xuat", "dat o", "mat bang",
                                         "xay dung", "mo hinh", "vi pham", "lan chiem", "chay" };
    str f = fold_strip(c->job->arena, indicator);

    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_find(f, str_from(other[i])) != SIZE_MAX)
            return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(f, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

static struct unit_habits habits_of(const struct dimensions *d)
{
    struct unit_habits h = { 0 };

    for (uint32_t i = 0; i < d->c->report->nstatements; i++) {
        const struct statement *s = &d->c->report->statement[i];

        if (s->unit.class != UNIT_MEASURE || s->unit.multiplied)
            continue;
        h.ha += unit_same_base(s->unit, d->ha) && s->unit.power == 4;
        h.m2 += is_square_metre(d, s->unit) && is_of_fields(d->c, s->indicator);
        h.tons += unit_same_base(s->unit, d->kg) && s->unit.power == 3;
        h.tenths += is_tenth_of_ton(d, s->unit);
    }
    return h;
}

static void add_unusual(struct checker *c, const struct figure *f, str words, const char *usual)
{
    struct diag *d = diag_add(c->diags, DIAG_UNIT_UNUSUAL, f->where);

    diag_arg(d, figure_and_unit(c, f, words));
    diag_arg(d, str_from(usual));
    diag_stated(d, d->arg[0]);
}

/* "Diện tích gieo trồng đạt 12.345 m2", "500 ha, tăng 12 m2", "sản lượng 1.234 tạ" in a
 * report that tells the like in ha and tấn. */
static void check_unusual(const struct dimensions *d, const struct unit_habits *h,
                          const struct statement *s)
{
    enum { HABIT = 5, SELDOM = 5 };
    struct checker *c = d->c;

    if (s->value.has_value && is_square_metre(d, s->unit) && h->ha >= HABIT
        && h->m2 * SELDOM <= h->ha && (utf8_begins_plain(s->indicator, "dien tich")
                                         || utf8_begins_plain(s->indicator, "tong dien tich"))
        && is_of_fields(c, s->indicator))
        add_unusual(c, &s->value, s->unit_text, "ha");
    if (s->value.has_value && is_tenth_of_ton(d, s->unit) && h->tons >= HABIT
        && h->tenths * SELDOM <= h->tons && (utf8_begins_plain(s->indicator, "san luong")
                                            || utf8_begins_plain(s->indicator, "tong ")))
        add_unusual(c, &s->value, s->unit_text, "tấn");
    for (uint32_t k = 0; k < s->ncompares; k++) {
        const struct comparison *q = &s->compare[k];

        if (!q->amount.has_value || !s->value.has_value || s->unit.class != UNIT_MEASURE
            || s->unit.multiplied || !unit_same_base(q->unit, s->unit))
            continue;
        if (is_square_metre(d, q->unit) && s->unit.power == 4)
            add_unusual(c, &q->amount, q->unit_text, "ha");
        else if (is_tenth_of_ton(d, q->unit) && s->unit.power == 3)
            add_unusual(c, &q->amount, q->unit_text, "tấn");
    }
}

static bool name_tells(str fold, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(fold, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}
#define NAME_TELLS(fold, list) name_tells((fold), (list), sizeof(list) / sizeof *(list))

/* "tỷ suất sinh thô là 16,2%", "tỷ lệ hộ nghèo còn 8,5‰": births and deaths are counted per
 * thousand people, the others per hundred. Nowhere do people grow by more than 3% of
 * themselves a year. */
static void check_per_mille(struct checker *c, const struct statement *s)
{
    static const char *const head[] = { "ty suat", "ti suat", "ty le tang", "ty le muc giam",
                                        "toc do tang", "tang ", "muc giam" };
    static const char *const thousand[] = { "ty suat sinh", "ty suat chet", "ty suat tu vong",
                                            "ti suat sinh", "ti suat chet", "muc giam sinh" };
    static const char *const grown[] = { "tang dan so tu nhien", "tang tu nhien" };
    static const char *const hundred[] = { "ho ngheo", "can ngheo", "che phu", "bao hiem",
                                           "that nghiep", "dao tao" };
    bool mille = str_eq(s->unit_text, STR("‰")), wrong;
    struct diag *d;
    str f;

    if (!s->value.has_value || s->unit.class != UNIT_PERCENT
        || !(mille || BEGINS_WITH(s->indicator, head)))
        return;
    f = fold_strip(c->job->arena, s->indicator);
    if (mille)
        wrong = NAME_TELLS(f, hundred) && str_starts(f, STR("t"));
    else
        wrong = (NAME_TELLS(f, thousand) && str_find(f, STR("tong t")) == SIZE_MAX)
                || (NAME_TELLS(f, grown) && dec_cmp(s->value.value, (dec){ 3, 0 }) > 0);
    if (!wrong)
        return;
    d = diag_add(c->diags, DIAG_PER_MILLE, s->value.where);
    diag_arg(d, arena_printf(c->job->arena, "%.*s%.*s", STRF(s->value.text), STRF(s->unit_text)));
    diag_arg(d, mille ? STR("%") : STR("‰"));
    diag_stated(d, d->arg[0]);
    d->repair = arena_printf(c->job->arena, "%.*s%s", STRF(s->value.text), mille ? "%" : "‰");
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
}

/* Rice and maize yield some tonnes a hectare, ten times as many tạ; people earn millions a
 * month. What is ten times beyond has the wrong unit. */
static void check_unit_size(struct checker *c, const struct statement *s)
{
    static const struct { const char *head, *unit; bool above; int64_t bound; } size[] = {
        { "nang suat lua", "tấn/ha", true, 15 }, { "nang suat lua", "tạ/ha", false, 6 },
        { "nang suat ngo", "tấn/ha", true, 15 }, { "nang suat ngo", "tạ/ha", false, 6 },
        { "nang suat lua", "tạ/ha", true, 150 }, { "nang suat ngo", "tạ/ha", true, 150 },
        { "thu nhap binh quan", "triệu đồng/người/tháng", true, 25 },
        { "thu nhap binh quan", "triệu đồng/tháng", true, 40 },
        { "grdp binh quan", "triệu đồng/người/tháng", true, 25 },
    };

    if (!s->value.has_value || s->unit.class != UNIT_RATE || s->value.value.coef <= 0)
        return;
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        int order;

        if (!str_eq(s->unit_text, str_from(size[i].unit))
            || !utf8_begins_plain(s->indicator, size[i].head))
            continue;
        order = dec_cmp(s->value.value, (dec){ size[i].bound, 0 });
        if (size[i].above ? order <= 0 : order >= 0)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_UNIT_SIZE, s->value.where);

        diag_arg(d, figure_and_unit(c, &s->value, s->unit_text));
        diag_arg(d, s->indicator);
        diag_stated(d, d->arg[0]);
        return;
    }
}

void check_unit_kinds(struct checker *c)
{
    struct kind_heads heads = { .all.n = 0 };
    const struct dimensions d = {
        .c = c, .kinds = &heads, .ha = unit_called(STR("ha")), .kg = unit_called(STR("kg")),
        .m = unit_called(STR("km")), .dong = unit_called(STR("đồng")),
        .usd = unit_called(STR("usd")),
    };
    const struct unit_habits habits = habits_of(&d);

    open_kinds(&heads);

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0)
            continue;
        check_kind(&d, s);
        check_per_mille(c, s);
        if (s->unit.class == UNIT_RATE)
            check_unit_size(c, s);
        if (s->whole->has_value)
            check_whole_unit(c, s);
        if (s->unit.class == UNIT_MEASURE)
            check_unusual(&d, &habits, s);
        check_two_units(c, s);
        if (s->unit.class == UNIT_MONEY)
            check_small_money(&d, s);
        if (s->ncompares) {
            check_change_unit(&d, s);
            if (s->ncompares > 1)
                check_ladder(c, s);
        }
    }
}

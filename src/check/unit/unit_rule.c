/* unit_rule.c -- "%" where points are meant, missing and impossible units. */
#include "check/check_int.h"

#include "base/utf8.h"
#include "lex/number.h"

/* Is the indicator a rate by its name? Indices of prices and output are set against an
 * earlier time themselves. */
static bool rate_name(struct checker *c, str name)
{
    static const char *const head[] = {
        "ty le", "ti le", "ty suat", "do che phu", "ty trong", "co cau", "muc do hai long",
        "ty so", "chi so", "toc do tang", "cong suat su dung", "cong suat phong", "lai suat",
        "do bao phu", "ty le bao phu",
    };
    static const char *const relative[] = {
        "chi so gia", "chi so san xuat", "chi so tieu thu", "chi so ton kho", "chi so iip",
        "chi so su dung lao dong", "chi so phat trien", "chi so khoi luong",
    };
    str f = fold_strip(c->job->arena, name);

    for (size_t i = 0; i < sizeof relative / sizeof *relative; i++)
        if (str_find(f, str_from(relative[i])) != SIZE_MAX)
            return false;
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (str_find(f, str_from(head[i])) != SIZE_MAX)
            return true;
    return false;
}

bool rate_of_whole(struct checker *c, str indicator)
{
    static const char *const head[] = { "ty le", "ti le", "do che phu", "ty trong", "co cau",
                                        "muc do hai long", "chi so hai long" };
    static const char *const over[] = {
        "tang", "giam", "so voi", "ke hoach", "du toan", "thuc hien", "gia tri", "hoan thanh",
        "lam phat", "tren gdp", "grdp", "/", "giai ngan", "von", "tin dung", "hoc di hoc",
    };
    str f;

    if (!indicator.len)
        return false;
    f = fold_strip(c->job->arena, indicator);
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        if (str_find(f, str_from(over[i])) != SIZE_MAX)
            return false;
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (str_starts(f, str_from(head[i])))
            return true;
    return false;
}

/* A change told in "%", or "%/năm". */
static bool changes_in_percent(const struct comparison *k)
{
    return k->amount.has_value && k->amount.value.coef > 0
           && (k->unit.class == UNIT_PERCENT || str_starts(k->unit_text, STR("%/")))
           && k->kind != CMP_EQUAL && k->kind != CMP_NONE;
}

/* Base values told elsewhere for the same rate: a table row that states the rate
 * and the same amount as a difference or as a ratio settles it. 1 points, -1
 * relative, 0 not told. */
static int told_by_table(struct checker *c, const struct statement *s, const struct figure *value,
                         const struct comparison *k)
{
    for (uint32_t t = 0; t < c->ntables; t++) {
        const struct table_view *v = &c->table[t];
        int32_t now = table_column_of(v, COLUMN_NOW);
        int32_t base = table_column_of(v, k->base == BASE_PLAN ? COLUMN_PLAN : COLUMN_BEFORE);

        for (uint32_t r = 0; r < v->nrows; r++) {
            const struct figure *a = table_figure(v, r, now), *b = table_figure(v, r, base);
            bool down = k->kind == CMP_DECREASE || k->kind == CMP_SHORT;
            range ra, rb, d, g;
            dec growth = down ? dec_neg(k->amount.value) : k->amount.value;

            if (!a || !b || v->row[r].unit.class != UNIT_PERCENT
                || dec_cmp(a->value, value->value) != 0
                || !names_alike(c, s->indicator, v->row[r].label).shared)
                continue;
            if (!range_of(a->value, RANGE_ROUNDED, HEDGE_NONE, &ra)
                || !range_of(b->value, RANGE_ROUNDED, HEDGE_NONE, &rb)
                || !range_sub(ra, rb, &d) || !range_of(growth, RANGE_ROUNDED, k->amount.hedge, &g))
                continue;
            if (range_meets(d, g))
                return 1;
            if (range_fits_growth(ra, rb, g) == FITS_YES)
                return -1;
        }
    }
    return 0;
}

/* Changes of shares told side by side cancel out when they are points. */
static bool cancel_out(struct checker *c, const struct statement *s)
{
    range sum = range_exact((dec){ 0, 0 }), zero = sum;
    struct extent e = statements_of(c, s->block, s->block);
    int n = 0;

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *o = &c->report->statement[i];
        range r;

        if (o->block != s->block || o->sentence != s->sentence || o->row >= 0
            || (o->unit.class != UNIT_PERCENT && !o->share->has_value))
            continue;
        for (uint32_t k = 0; k < o->ncompares; k++) {
            const struct comparison *q = &o->compare[k];

            if (!changes_in_percent(q) || q->base == BASE_PLAN || q->base == BASE_OTHER
                || !range_of(q->kind == CMP_DECREASE ? dec_neg(q->amount.value) : q->amount.value,
                             RANGE_ROUNDED, HEDGE_NONE, &r)
                || !range_add(sum, r, &sum))
                continue;
            n++;
        }
    }
    return n >= 3 && range_meets(sum, zero);
}

/* Would the rate have been a rate before? A fall of 26 from 15 was no points, and 106,8
 * with a rise of 6,8 is set against 100. */
static bool points_possible(const struct figure *value, const struct comparison *k)
{
    dec before, zero = { 0, 0 }, hundred = { 100, 0 };
    bool down = k->kind == CMP_DECREASE || k->kind == CMP_SHORT;

    return (down ? dec_add : dec_sub)(value->value, k->amount.value, &before)
           && dec_cmp(before, zero) >= 0
           && (dec_cmp(before, hundred) < 0
               || (dec_cmp(before, hundred) == 0 && dec_cmp(value->value, hundred) <= 0
                   && k->base != BASE_SAME_PERIOD && k->base != BASE_PREVIOUS));
}

/* "khu vực ... (62,95%), tăng 5,46%": a share in brackets, and the change of what
 * stands before them. */
static bool bracket_between(const struct checker *c, const struct statement *s,
                            const struct figure *value, const struct comparison *k)
{
    uint32_t from = flow_at(c, s->block, value->text), to = flow_at(c, s->block, k->amount.text);
    str between;

    if (from == UINT32_MAX || to == UINT32_MAX || to <= from)
        return false;
    between = str_sub(block_text(c, s->block), from, to);
    size_t close = str_find(between, STR(")")), open = str_find(between, STR("("));

    return close != SIZE_MAX && (open == SIZE_MAX || open > close);
}

/* "năm 2011 tăng trưởng 5,9%; năm 2012 tăng 4,75%": a change that has a time of its own
 * behind a semicolon is told beside the rate, not of it. */
static bool time_between(const struct checker *c, const struct statement *s,
                         const struct figure *value, const struct comparison *k)
{
    static const char *const word[] = { "năm ", "quý ", "tháng ", "giai đoạn " };
    uint32_t from = flow_at(c, s->block, value->text), to = flow_at(c, s->block, k->amount.text);
    str rest;

    if (from == UINT32_MAX || to == UINT32_MAX || to <= from)
        return false;
    rest = str_sub(block_text(c, s->block), from, to);
    for (size_t semicolon; (semicolon = str_find(rest, STR(";"))) != SIZE_MAX;) {
        rest = str_trim(str_sub(rest, semicolon + 1, rest.len));
        for (size_t i = 0; i < sizeof word / sizeof *word; i++)
            if (str_starts(rest, str_from(word[i])))
                return true;
    }
    return false;
}

/* Does "tỷ lệ" stand right before the figure: "đạt tỷ lệ 71,1%, tăng 2,5%"? */
static bool called_rate(const struct checker *c, const struct statement *s,
                        const struct figure *f)
{
    uint32_t at = flow_at(c, s->block, f->text);
    str before;

    if (at == UINT32_MAX)
        return false;
    before = str_trim(str_sub(block_text(c, s->block), 0, at));
    return str_ends(before, STR("tỷ lệ")) || str_ends(before, STR("tỉ lệ"))
           || str_ends(before, STR("Tỷ lệ"));
}

/* "Cơ cấu kinh tế: nông nghiệp chiếm 15,3%, giảm 0,8%": the paragraph tells of shares
 * before, by their name. */
static bool tells_shares(const struct checker *c, const struct statement *s)
{
    static const char *const word[] = { "ơ cấu", "ỷ trọng", "ỉ trọng" };
    enum { BACK = 400 };
    str text = str_sub(block_text(c, s->block), s->at > BACK ? s->at - BACK : 0, s->at);

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(text, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

/* A percentage printed at *at of text or behind it; moves *at behind it. */
static bool next_percent(str text, size_t *at, dec *out)
{
    while ((*at = str_find_digit(text, *at)) < text.len) {
        struct token t = { 0 };
        size_t len = number_run(text, *at), end = *at + len;

        number_read(str_sub(text, *at, end), &t);
        *at = end;
        if (end < text.len && text.ptr[end] == ' ')
            end++;
        if (t.has_value && end < text.len && text.ptr[end] == '%') {
            *out = t.value;
            return true;
        }
    }
    return false;
}

/* Is the earlier rate told beside it, and does the change fit it only as a growth:
 * "còn 8%, giảm 20% so với năm 2023 (10%)"? */
static bool told_relative(const struct checker *c, const struct statement *s,
                          const struct figure *value, const struct comparison *k)
{
    enum { BACK = 160, ON = 120 };
    uint32_t at = flow_at(c, s->block, k->amount.text);
    bool down = k->kind == CMP_DECREASE || k->kind == CMP_SHORT, relative = false;
    dec change = down ? dec_neg(k->amount.value) : k->amount.value, other;
    range now, before, growth, difference;
    str text;

    if (at == UINT32_MAX || !range_of(value->value, RANGE_ROUNDED, value->hedge, &now)
        || !range_of(change, RANGE_ROUNDED, k->amount.hedge, &growth))
        return false;
    text = str_sub(block_text(c, s->block), at > BACK ? at - BACK : 0, at + ON);
    for (size_t i = 0; next_percent(text, &i, &other);) {
        if (other.coef <= 0 || dec_cmp(other, value->value) == 0
            || dec_cmp(other, k->amount.value) == 0
            || !range_of(other, RANGE_ROUNDED, HEDGE_NONE, &before)
            || !range_sub(now, before, &difference))
            continue;
        if (range_meets(difference, growth))
            return false;
        relative = relative || range_fits_growth(now, before, growth) == FITS_YES;
    }
    return relative;
}

/* A rate told by its change alone: "tỷ lệ hộ nghèo giảm 3,2%/năm". */
static bool rate_alone(struct checker *c, const struct statement *s, const struct comparison *k)
{
    enum { MOST = 6 };         /* beyond, a growth may be meant */

    return !s->value.has_value && !s->share->has_value && !s->whole->has_value
           && changes_in_percent(k) && k->kind != CMP_EXCEED
           && dec_cmp(k->amount.value, (dec){ MOST, 0 }) <= 0
           && (utf8_begins_plain(s->indicator, "ty le") || utf8_begins_plain(s->indicator, "ti le")
               || utf8_begins_plain(s->indicator, "do che phu"))
           && rate_of_whole(c, s->indicator);
}

/* "còn 9,1%, giảm 25%": a rate that lost more than it has left fell by so much of itself,
 * or by so many points; nobody can tell. */
static bool falls_far(const struct figure *value, const struct comparison *k)
{
    enum { FAR = 8 };

    return k->kind == CMP_DECREASE && dec_cmp(k->amount.value, value->value) > 0
           && dec_cmp(k->amount.value, (dec){ FAR, 0 }) > 0;
}

static bool points_meant(struct checker *c, const struct statement *s,
                         const struct comparison *k)
{
    enum { SHIFT = 6 };         /* shares of an economy move by few points */
    bool is_share = s->share->has_value && s->unit.class != UNIT_PERCENT;
    const struct figure *value = s->unit.class == UNIT_PERCENT ? &s->value : s->share;

    if (rate_alone(c, s, k))
        return true;
    if (!value->has_value || str_eq(s->unit_text, STR("‰")) || !changes_in_percent(k)
        || !points_possible(value, k) || bracket_between(c, s, value, k)
        || time_between(c, s, value, k))
        return false;
    int told = told_by_table(c, s, value, k);

    if (told != 0)
        return told > 0;
    if (told_relative(c, s, value, k) || falls_far(value, k))
        return false;
    /* "vốn ... chiếm 37,05%, giảm 26,11%" may tell the amount's own change */
    if (cancel_out(c, s) || called_rate(c, s, value))
        return true;
    if (is_share)
        return utf8_begins_plain(s->name, "ty le") || utf8_begins_plain(s->name, "ti le");
    return rate_name(c, s->indicator)
           && (!utf8_begins_plain(s->indicator, "ty trong") || utf8_begins_plain(s->name, "ty ")
               || utf8_begins_plain(s->name, "ti ")
               || (tells_shares(c, s) && dec_cmp(k->amount.value, (dec){ SHIFT, 0 }) <= 0));
}

static struct diag *add_points(struct checker *c, const struct comparison *k)
{
    struct diag *d = diag_add(c->diags, DIAG_POINTS_AS_PERCENT, k->amount.where);

    diag_arg(d, k->amount.text);
    diag_stated(d, arena_printf(c->job->arena, "%.*s%%", STRF(k->amount.text)));
    diag_computed(c->diags, d, k->amount.value);
    d->repair = arena_printf(c->job->arena, "%.*s điểm %%", STRF(k->amount.text));
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
    return d;
}

/* A paragraph that writes "%" for points throughout gets one finding, on the
 * first place, with the others as notes. */
enum { POINTS_SINGLY = 4 };

static void check_points(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements;) {
        int32_t block = c->report->statement[i].block;
        struct diag *first = NULL;
        uint32_t from = i, n = 0;

        for (int pass = 0; pass == 0 || (pass == 1 && n > 0); pass++)
            for (i = from; i < c->report->nstatements && c->report->statement[i].block == block;
                 i++) {
                const struct statement *s = &c->report->statement[i];

                for (uint32_t k = 0; k < s->ncompares && s->row < 0; k++) {
                    if (!points_meant(c, s, &s->compare[k]))
                        continue;
                    if (pass == 0)
                        n++;
                    else if (!first || n <= POINTS_SINGLY)
                        first = add_points(c, &s->compare[k]);
                    else
                        note_arg(diag_note_at(c->diags, first, REMARK_OTHER_HERE,
                                              s->compare[k].amount.where),
                                 arena_printf(c->job->arena, "%.*s%%",
                                              STRF(s->compare[k].amount.text)));
                }
            }
    }
}

static bool is_area_unit(str u)
{
    return str_eq(u, STR("ha")) || str_eq(u, STR("hecta")) || str_eq(u, STR("km2"));
}

/* "Sản lượng ... đạt 470 ha". */
static void check_output_unit(struct checker *c, const struct statement *s)
{
    enum { AREA_UNIT_BYTES = 8 };

    if (!s->value.has_value || s->unit_text.len > AREA_UNIT_BYTES
        || !(utf8_begins_plain(s->unit_text, "h") || utf8_begins_plain(s->unit_text, "km"))
        || !utf8_begins_plain(s->indicator, "san luong")
        || !is_area_unit(fold_strip(c->job->arena, s->unit_text)))
        return;
    str text = arena_printf(c->job->arena, "%.*s %.*s", STRF(s->value.text), STRF(s->unit_text));
    struct diag *d = diag_add(c->diags, DIAG_UNIT_OF_AREA, s->value.where);

    diag_arg(d, text);
    diag_stated(d, text);
}

/* Does the sentence go on with a mark, or with what the change is against? Another word
 * would be a unit nobody knows. */
static bool nothing_follows(const struct checker *c, const struct statement *s, str digits)
{
    uint32_t at = flow_at(c, s->block, digits);
    str rest;

    if (at == UINT32_MAX)
        return false;
    rest = str_trim(str_sub(block_text(c, s->block), at + digits.len, at + digits.len + 24));
    return rest.len == 0 || strchr(",;.", rest.ptr[0]) || str_starts(rest, STR("so với"))
           || str_starts(rest, STR("so cùng")) || str_starts(rest, STR("do "))
           || str_starts(rest, STR("vì "));
}

/* "đạt 95,2 kế hoạch năm": nobody has parts of a plan. */
static bool counts_plans(const struct statement *s)
{
    return s->value.has_value && s->value.value.scale > 0
           && (utf8_begins_plain(s->unit_text, "ke hoach")
               || utf8_begins_plain(s->unit_text, "du toan")
               || utf8_begins_plain(s->unit_text, "kh "));
}

static void check_missing(struct checker *c, const struct statement *s)
{
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];

        if (!k->amount.has_value || k->unit_text.len || k->unit.class != UNIT_NONE
            || k->amount.value.scale == 0 || !nothing_follows(c, s, k->amount.text))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_UNIT_MISSING, k->amount.where);

        diag_arg(d, k->amount.text);
        diag_stated(d, k->amount.text);
    }
    if (counts_plans(s)) {
        struct diag *d = diag_add(c->diags, DIAG_UNIT_MISSING, s->value.where);

        diag_arg(d, s->value.text);
        diag_stated(d, s->value.text);
        d->repair = arena_printf(c->job->arena, "%.*s%%", STRF(s->value.text));
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
    }
    if (s->value.has_value && !s->unit_text.len && s->unit.class == UNIT_NONE
        && s->value.value.scale > 0 && !s->is_rank && !s->whole->has_value
        && rate_name(c, s->indicator) && nothing_follows(c, s, s->value.text)
        && str_find(s->indicator, STR("suất sinh")) == SIZE_MAX) {
        struct diag *d = diag_add(c->diags, DIAG_UNIT_MISSING, s->value.where);

        diag_arg(d, s->value.text);
        diag_stated(d, s->value.text);
    }
}

void check_units(struct checker *c)
{
    check_points(c);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0)
            continue;
        check_output_unit(c, s);
        check_missing(c, s);
    }
    check_unit_kinds(c);
    check_unit_money(c);
    check_unit_sizes(c);
}

/* format.c -- malformed numbers. */
#include "check/check_int.h"

#include "base/utf8.h"

/* The digits with their separators mended: the last one opens the decimals. */
static str mended(struct checker *c, str printed)
{
    struct buf b;
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < printed.len; i++)
        if (printed.ptr[i] == '.' || printed.ptr[i] == ',')
            last = i;
    buf_init(&b, c->job->arena);
    for (size_t i = 0; i < printed.len; i++) {
        if (printed.ptr[i] == ' ')
            continue;
        if (printed.ptr[i] == '.' && i == last)
            buf_char(&b, ',');
        else
            buf_char(&b, printed.ptr[i]);
    }
    return arena_str(c->job->arena, buf_str(&b));
}

/* "1,234.5" as "1.234,5". */
static str with_signs_swapped(struct checker *c, str printed)
{
    struct buf b;

    buf_init(&b, c->job->arena);
    for (size_t i = 0; i < printed.len; i++) {
        char sign = printed.ptr[i];

        buf_char(&b, sign == ',' ? '.' : sign == '.' ? ',' : sign);
    }
    return arena_str(c->job->arena, buf_str(&b));
}

/* "34.94226" is 34.942 with the note mark 26 glued to it: only one or two digits
 * after a dot, or a zero before it, tell a decimal for certain. */
static bool surely_decimal(str printed)
{
    size_t dot = str_find(printed, STR("."));
    size_t after = printed.len - dot - 1;

    return dot != SIZE_MAX && (after <= 2 || (dot == 1 && printed.ptr[0] == '0'));
}

static bool grouped(str printed)
{
    for (size_t i = 0; i < printed.len; i++)
        if (printed.ptr[i] == '.')
            return true;
    return false;
}

/* Is a dot the report's own habit for decimals? Then one word on it is enough. */
static bool writes_dots(const struct report *r)
{
    uint32_t dots = 0, commas = 0;

    for (uint32_t i = 0; i < r->nstatements; i++) {
        const struct figure *f = &r->statement[i].value;

        dots += f->form == FIGURE_DOT_DECIMAL && surely_decimal(f->text);
        commas += f->form == FIGURE_PLAIN && f->value.scale > 0;
    }
    return dots > 8 && dots > commas;
}

static void check_odd_form(struct checker *c, const struct figure *f)
{
    static const enum diag_code code[] = { DIAG_NONE, DIAG_DOT_DECIMAL, DIAG_BLANK_INSIDE,
                                           DIAG_TWO_COMMAS, DIAG_ENGLISH_SIGNS,
                                           DIAG_BLANK_GROUPS };

    if (!f->text.len || f->form == FIGURE_BLANK_GROUPS || (f->form == FIGURE_DOT_DECIMAL
                                                            && !surely_decimal(f->text)))
        return;
    if (f->form == FIGURE_DOT_DECIMAL && c->writes_dots)
        return;
    struct diag *d = diag_add(c->diags, code[f->form], f->where);

    diag_arg(d, f->text);
    diag_stated(d, f->text);
    if (f->form == FIGURE_TWO_COMMAS)
        return;
    if (f->has_value)
        diag_computed(c->diags, d, f->value);
    d->repair = f->form == FIGURE_ENGLISH ? with_signs_swapped(c, f->text) : mended(c, f->text);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
}

static void check_form(struct checker *c, const struct figure *f)
{
    if (f->form != FIGURE_PLAIN)
        check_odd_form(c, f);
}

/* Things that come whole: half of one is a slip, or "nghìn" is missing. */
static bool comes_whole(struct checker *c, const struct statement *s)
{
    static const char *const thing[] = {
        "người", "lao động", "học sinh", "sinh viên", "học viên", "hộ", "khẩu", "nhân khẩu",
        "xã", "phường", "huyện", "thị trấn", "thôn", "bản", "ấp", "con", "vụ", "ca", "trường",
        "lớp", "dự án", "công trình", "doanh nghiệp", "hợp tác xã", "htx", "cán bộ", "công chức",
        "viên chức", "giáo viên", "bác sĩ", "đảng viên", "hội viên", "đoàn viên", "trẻ", "trẻ em",
        "bệnh nhân", "đối tượng", "lượt", "lượt người", "lượt khách", "cháu", "em", "chiếc",
        "văn bản", "hồ sơ", "cuộc", "hộ nghèo", "hộ dân", "hộ cận nghèo", "đại biểu", "cơ sở",
    };
    str u;

    if (s->unit.class != UNIT_COUNT || s->unit.multiplied || s->unit_text.len > 24)
        return false;
    u = fold_text(c->job->arena, s->unit_text);
    for (size_t i = 0; i < sizeof thing / sizeof *thing; i++)
        if (str_eq(u, str_from(thing[i])))
            return true;
    return false;
}

/* Three decimals of a count are thousands, whatever is counted but times and ages. */
static bool counts_things(struct checker *c, const struct statement *s)
{
    static const char *const other[] = { "tuổi", "năm", "tháng", "ngày", "giờ", "phút", "lần",
                                         "công", "điểm", "độ", "tiêu chí" };
    str u;

    if (s->unit.class != UNIT_COUNT || s->unit_text.len == 0)
        return false;
    u = fold_text(c->job->arena, s->unit_text);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_starts(u, str_from(other[i])))
            return false;
    return true;
}

/* An average, or so many per something: "bình quân 2,5 dự án mỗi xã". */
static bool is_average(struct checker *c, const struct statement *s)
{
    enum { BEFORE = 120, BEHIND = 48 };
    static const char *const word[] = { "bình quân", "trung bình", "mỗi ", "/", "tỷ suất",
                                        "mật độ", "quy mô", "quy đổi", "tương đương", "cứ " };
    str text = block_text(c, s->block);
    uint32_t from = s->at > BEFORE ? s->at - BEFORE : 0;
    size_t to = s->at;
    str near;

    for (uint32_t i = from; i < s->at; i++)
        if (text.ptr[i] == ';' || (text.ptr[i] == '.' && text.ptr[i + 1] == ' '))
            from = i + 1;
    while (to < text.len && to < s->at + BEHIND && text.ptr[to] != ';')
        to++;
    near = fold_text(c->job->arena, str_sub(text, from, to));
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(near, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

/* "12,5 người", "1,234 hộ". */
static void check_decimals_of_count(struct checker *c, const struct statement *s)
{
    const struct figure *f = &s->value;
    bool thousands = f->value.scale == 3 && f->has_other && unit_is_exact(s->unit);

    if (!f->has_value || f->form != FIGURE_PLAIN || f->value.scale == 0 || s->is_rank
        || !(thousands ? counts_things(c, s) : comes_whole(c, s)) || is_average(c, s))
        return;
    struct diag *d = diag_add(c->diags, thousands ? DIAG_ENGLISH_SIGNS : DIAG_COUNT_DECIMAL,
                              f->where);

    diag_arg(d, f->text);
    diag_arg(d, s->unit_text);
    diag_stated(d, f->text);
    if (!thousands)
        return;
    diag_computed(c->diags, d, f->other);
    d->repair = with_signs_swapped(c, f->text);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
}

/* "012 hộ", "01.234 con", "00,5%": two digits with a zero before them are a habit. */
static void check_zero_first(struct checker *c, const struct figure *f)
{
    size_t digits = 0;

    if (f->text.len < 3 || f->text.ptr[0] != '0' || !f->has_value
        || f->text.ptr[1] < '0' || f->text.ptr[1] > '9')
        return;
    for (size_t i = 0; i < f->text.len && f->text.ptr[i] != ','; i++)
        digits += f->text.ptr[i] >= '0' && f->text.ptr[i] <= '9';
    if (digits < 3 && f->text.ptr[1] != '0')
        return;
    struct diag *d = diag_add(c->diags, DIAG_ZERO_FIRST, f->where);

    diag_arg(d, f->text);
    diag_stated(d, f->text);
}

/* "Tỷ lệ hộ nghèo còn 8.045%": what no share can be unless the dot opens decimals. */
static void check_dot_in_percent(struct checker *c, const struct figure *f, bool part_of_whole)
{
    const dec hundred = { 100, 0 };

    if (!f->has_value || !f->has_other || f->form != FIGURE_PLAIN || f->value.scale != 0
        || dec_cmp(f->value, (dec){ 1000, 0 }) < 0
        || dec_cmp(f->other, part_of_whole ? hundred : (dec){ 200, 0 }) > 0)
        return;
    struct diag *d = diag_add(c->diags, DIAG_PERCENT_DOT, f->where);

    if (!part_of_whole)
        d->severity = SEVERITY_WARNING;
    diag_arg(d, f->text);
    diag_arg_dec(c->diags, d, f->other);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, f->other);
    d->repair = mended(c, f->text);
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
}

/* The same of a cell, whose second reading nobody has told yet. */
static void check_percent_cell(struct checker *c, const struct statement *s)
{
    struct figure f = s->value;

    if (s->unit.class != UNIT_PERCENT || f.value.scale != 0 || !grouped(f.text)
        || !rate_of_whole(c, s->indicator))
        return;
    f.other = (dec){ f.value.coef, 3 };
    f.has_other = true;
    check_dot_in_percent(c, &f, true);
}

static void check_statement_form(struct checker *c, const struct statement *s)
{
    check_form(c, &s->value);
    check_form(c, s->whole);
    check_form(c, s->whole_pct);
    check_form(c, s->share);
    check_form(c, s->plan_pct);
    for (uint32_t k = 0; k < s->ncompares; k++)
        check_form(c, &s->compare[k].amount);
    if (s->row >= 0) {
        check_percent_cell(c, s);
        return;
    }
    if (s->value.value.scale > 0 && s->unit.class == UNIT_COUNT)
        check_decimals_of_count(c, s);
    check_zero_first(c, &s->value);
    if (s->value.has_other && s->unit.class == UNIT_PERCENT)
        check_dot_in_percent(c, &s->value, rate_of_whole(c, s->indicator));
    check_dot_in_percent(c, s->share, true);
    check_dot_in_percent(c, s->whole_pct, false);
    check_dot_in_percent(c, s->plan_pct, false);
}

/* Digits before the comma when they have no dot between them; 0 for other shapes. */
static size_t ungrouped_digits(str printed)
{
    size_t n = 0;

    while (n < printed.len && printed.ptr[n] >= '0' && printed.ptr[n] <= '9')
        n++;
    return n == printed.len || printed.ptr[n] == ',' ? n : 0;
}

/* An office may leave four digits ungrouped throughout; one that groups them
 * everywhere else made a slip. Years and codes are no amounts: a unit is asked. */
static bool lacks_dot(const struct statement *s, const struct figure *f)
{
    return f->has_value && f->form == FIGURE_PLAIN && s->unit.class != UNIT_NONE
           && f->text.len >= 4 && ungrouped_digits(f->text) >= 4 && f->text.ptr[0] != '0';
}

static void check_groups(struct checker *c)
{
    uint32_t with = 0, without = 0;
    int32_t block = NO_BLOCK;
    struct diag *d = NULL;

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        with += s->row < 0 && s->value.has_value && s->value.text.len >= sizeof "1.234" - 1
                && grouped(s->value.text)
                && significant_digits(s->value.value) - s->value.value.scale == 4;
        without += s->row < 0 && lacks_dot(s, &s->value);
    }
    if (with < 5 || without * 4 > with)
        return;
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        const struct figure *f[] = { &s->value, s->whole };

        for (int k = 0; k < 2 && s->row < 0; k++) {
            if (!lacks_dot(s, f[k]))
                continue;
            if (s->block == block) {        /* one finding a paragraph */
                note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, f[k]->where), f[k]->text);
                continue;
            }
            block = s->block;
            d = diag_add(c->diags, DIAG_UNGROUPED, f[k]->where);
            diag_arg(d, f[k]->text);
            diag_stated(d, f[k]->text);
            d->repair = dec_text(c, f[k]->value);
            note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
        }
    }
}

/* "816 000 tấn" in a report that writes 816.000 elsewhere. */
static void check_blank_groups(struct checker *c)
{
    uint32_t dots = 0, blanks = 0;

    for (uint32_t i = 0; i < c->report->nstatements; i++)
        blanks += c->report->statement[i].row < 0
                  && c->report->statement[i].value.form == FIGURE_BLANK_GROUPS;
    for (uint32_t i = 0; i < c->report->nstatements && blanks; i++) {
        const struct statement *s = &c->report->statement[i];

        dots += s->row < 0 && s->value.has_value && grouped(s->value.text);
    }
    for (uint32_t i = 0; i < c->report->nstatements && blanks && blanks * 4 <= dots; i++) {
        const struct figure *f = &c->report->statement[i].value;

        if (f->form != FIGURE_BLANK_GROUPS || c->report->statement[i].row >= 0)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_BLANK_GROUPS, f->where);

        diag_arg(d, f->text);
        diag_stated(d, f->text);
        d->repair = dec_text(c, f->value);
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
    }
}

/* One word on the habit, at the first figure that shows it. */
static void tell_habit(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct figure *f = &c->report->statement[i].value;

        if (f->form != FIGURE_DOT_DECIMAL || !surely_decimal(f->text))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_DOT_DECIMAL, f->where);

        d->severity = SEVERITY_WARNING;
        diag_arg(d, f->text);
        diag_stated(d, f->text);
        diag_computed(c->diags, d, f->value);
        d->repair = mended(c, f->text);
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), d->repair);
        return;
    }
}

void check_forms(struct checker *c)
{
    c->writes_dots = writes_dots(c->report);
    if (c->writes_dots)
        tell_habit(c);
    for (uint32_t i = 0; i < c->report->nstatements; i++)
        check_statement_form(c, &c->report->statement[i]);
    check_groups(c);
    check_blank_groups(c);
    check_written(c);
    check_odd_decimals(c);
}

/* format.c -- malformed numbers. */
#include "check/check_int.h"

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

static void check_form(struct checker *c, const struct figure *f)
{
    static const enum diag_code code[] = { DIAG_NONE, DIAG_DOT_DECIMAL, DIAG_BLANK_INSIDE,
                                           DIAG_TWO_COMMAS, DIAG_ENGLISH_SIGNS };

    if (!f->text.len || f->form == FIGURE_PLAIN
        || (f->form == FIGURE_DOT_DECIMAL && !surely_decimal(f->text)))
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

/* Digits before the comma when they have no dot between them; 0 for other shapes. */
static size_t ungrouped_digits(str printed)
{
    size_t n = 0;

    while (n < printed.len && printed.ptr[n] >= '0' && printed.ptr[n] <= '9')
        n++;
    return n == printed.len || printed.ptr[n] == ',' ? n : 0;
}

static bool grouped(str printed)
{
    return str_find(printed, STR(".")) != SIZE_MAX;
}

/* An office may leave four digits ungrouped throughout; one that groups them
 * everywhere else made a slip. Years and codes are no amounts: a unit is asked. */
static bool lacks_dot(const struct statement *s, const struct figure *f)
{
    return f->has_value && f->form == FIGURE_PLAIN && s->unit.class != UNIT_NONE
           && ungrouped_digits(f->text) >= 4 && f->text.ptr[0] != '0';
}

static void check_groups(struct checker *c)
{
    uint32_t with = 0, without = 0;
    int32_t block = NO_BLOCK;
    struct diag *d = NULL;

    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        with += s->row < 0 && s->value.has_value && grouped(s->value.text)
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

void check_forms(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        check_form(c, &s->value);
        check_form(c, s->whole);
        check_form(c, s->whole_pct);
        check_form(c, s->share);
        check_form(c, s->plan_pct);
        for (uint32_t k = 0; k < s->ncompares; k++)
            check_form(c, &s->compare[k].amount);
    }
    check_groups(c);
}

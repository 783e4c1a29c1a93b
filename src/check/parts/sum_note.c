/* sum_note.c -- the lists that notes give for the figures their marks hang on.
 *
 *     9.436 lao động ... và việc làm tự phát<25>
 *     <25> Hỗ trợ việc làm cho 987 người, xuất khẩu lao động 50 người, ... 5.364 người.
 *
 * A note that opens with "gồm", "trong đó" says that it is a list. One that does not is
 * held against the figures of the marked sentence, when it comes so near one of four
 * digits or more that it can be of nothing else. */
#include "check/parts/sum_int.h"

#include "base/utf8.h"

#include <string.h>

enum { OPEN_NOTE_LEAD = 120 };    /* bytes before the first part of a list */

/* The figure a note's mark hangs on: the last value before the mark, in the
 * same sentence, in the unit of the note's parts. */
static const struct statement *marked_total(struct checker *c, const struct block *note,
                                            unit parts)
{
    const struct statement *found = NULL;
    struct extent e = statements_of(c, note->anchor, note->anchor);

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->block != note->anchor || s->row >= 0 || !s->value.has_value
            || s->at > note->anchor_at || note->anchor_at - s->at > 200)
            continue;
        if (unit_same_base(s->unit, parts))
            found = s;
    }
    return found;
}

static bool note_lists(struct checker *c, const struct block *b)
{
    static const char *const head[] = { "trong do", "gom", "bao gom", "cu the" };
    str start = str_sub(b->flow.text, 0, 40), f;
    char first = start.len ? start.ptr[0] : ' ';

    /* folding is dear: a letter that none of them begins with tells as well */
    if (((first | 32) >= 'a' && (first | 32) <= 'z') && !memchr("tgbc", first | 32, 4))
        return false;
    f = fold_strip(c->job->arena, start);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (str_starts(str_trim(f), str_from(head[i])))
            return true;
    return false;
}

/* Parts of a note in one unit, those of inner lists left out. */
static void note_terms(struct checker *c, int32_t block, unit u, struct terms *t)
{
    struct extent e = statements_of(c, block, block);

    for (uint32_t i = e.from; i < e.to && t->n < SUM_PARTS; i++) {
        const struct statement *s = &c->report->statement[i];
        const struct statement *up = parent_statement(c, s);

        if (s->block != block || !s->value.has_value || !unit_same_base(s->unit, u)
            || (up && up->block == block && unit_same_base(up->unit, u)))
            continue;
        if (t->n > 0 && t->part[t->n - 1]->value.where.start == s->value.where.start)
            continue;
        t->part[t->n++] = s;
    }
}

/* The first four digits, and how many there are before the comma. */
static int first_digits(dec d, int *size)
{
    int64_t v = d.coef;

    *size = significant_digits(d) - d.scale;
    while (v >= 10000)
        v /= 10;
    while (v > 0 && v < 1000)
        v *= 10;
    return (int)v;
}

/* Are the two one number but for the size of their units? */
static bool sizes_apart(dec told, dec right)
{
    int size, other, a = first_digits(told, &size), b = first_digits(right, &other);

    return a > 0 && b > 0 && size != other && a - b <= 1 && b - a <= 1;
}

/* Would the total or one of the parts, told in another size of its unit, make the sum? */
static bool unit_may_cure(const struct terms *t, dec sum)
{
    dec total = t->total->value.value, missing, part, right;
    int power = t->total->unit.power;

    if (!dec_sub(total, sum, &missing))
        return false;
    if (sizes_apart(total, sum))
        return true;
    for (size_t i = 0; i < t->n; i++)
        if (dec_shift(t->part[i]->value.value, t->part[i]->unit.power - power, &part)
            && dec_add(part, missing, &right) && sizes_apart(part, right))
            return true;
    return false;
}

/* So far off that the note may be of something else, unless a unit of another size tells. */
static void equate_far_note(struct checker *c, const struct terms *t, dec sum)
{
    struct equation *e;

    if (!unit_may_cure(t, sum))
        return;
    e = equate_terms(c, t, VERDICT_WRONG);

    e->loose = e->doubtful = true;
    e->finding = add_sum(c, DIAG_SUM_NOTE_LIST, t, sum);
    e->finding->held = true;
    e->finding->severity = SEVERITY_WARNING;
}

static void check_headed_note(struct checker *c, int32_t block)
{
    const struct block *b = &c->report->doc->block[block];
    const struct statement *first = NULL;
    struct extent e = statements_of(c, block, block);

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->block != block || !s->value.has_value || s->unit.class == UNIT_PERCENT)
            continue;
        if (first && unit_same_base(first->unit, s->unit))
            continue;

        struct terms t = { .total = marked_total(c, b, s->unit) };
        range parts, total;
        size_t from = 0, to = t.n;
        dec sum;

        first = s;
        if (!t.total)
            continue;
        note_terms(c, block, s->unit, &t);
        if (!terms_comparable(&t) || !amount_range(&t.total->value, t.total->unit, &total)
            || !parts_range(&t, 0, t.n, &parts) || !parts_sum(&t, &sum))
            continue;
        if (range_meets(parts, total) || run_fits(&t, total, &from, &to)) {
            if (range_meets(parts, total))
                equate_terms(c, &t, VERDICT_FITS);
            else
                equate_run(c, &t, from, to);
            continue;
        }
        if (terms_hedged(&t))
            continue;
        if (!near_enough(t.total->value.value, sum, 5)) {
            equate_far_note(c, &t, sum);
            continue;
        }
        if (judge_equal(parts, total) == VERDICT_SLIGHT && t.total->value.value.scale > 0)
            continue;
        equate_terms(c, &t, VERDICT_WRONG)->finding = add_sum(c, DIAG_SUM_NOTE_LIST, &t, sum);
    }
}

/* People are counted by many names: 9.436 lao động are 987 người and others. */
static bool counts_people(str unit_text)
{
    static const char *const name[] = { "người", "lao động", "nhân khẩu", "công dân", "lượt người",
                                        "người lao động", "đối tượng", "cán bộ" };

    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (str_eq(unit_text, str_from(name[i])))
            return true;
    return false;
}

static bool may_total(const struct statement *s, const struct statement *part)
{
    return s->value.has_value && !s->value.is_range && s->value.hedge == HEDGE_NONE &&
           significant_digits(s->value.value) >= 4 && s->unit.class != UNIT_PERCENT &&
           (unit_same_base(s->unit, part->unit) ||
            (counts_people(s->unit_text) && counts_people(part->unit_text)));
}

/* The figure of the marked sentence that the parts make, or nearly. */
static void check_open_note(struct checker *c, int32_t block)
{
    const struct block *b = &c->report->doc->block[block];
    struct extent in_note = statements_of(c, block, block);
    struct extent e = statements_of(c, b->anchor, b->anchor);
    const struct statement *far = NULL;
    struct terms t = { 0 };
    range total, parts;
    uint32_t marked = 0;
    dec sum;

    if (in_note.from == in_note.to || e.from == e.to)
        return;
    note_terms(c, block, c->report->statement[in_note.from].unit, &t);
    if (t.n < 3 || t.part[0]->at > OPEN_NOTE_LEAD)
        return;
    for (uint32_t i = e.from; i < e.to; i++)
        if (c->report->statement[i].at <= b->anchor_at)
            marked = c->report->statement[i].sentence;
    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->sentence != marked || s->at > b->anchor_at || !may_total(s, t.part[0]))
            continue;
        t.total = s;
        if (terms_hedged(&t) || !parts_sum(&t, &sum) ||
            !amount_range(&s->value, s->unit, &total) || !parts_range(&t, 0, t.n, &parts))
            continue;
        if (!near_enough(s->value.value, sum, 0)) {
            far = s;
            continue;
        }
        if (range_meets(parts, total))
            equate_terms(c, &t, VERDICT_FITS);
        else
            equate_terms(c, &t, VERDICT_WRONG)->finding = add_sum(c, DIAG_SUM_NOTE_LIST, &t, sum);
        return;
    }
    t.total = far;
    if (far && parts_sum(&t, &sum))
        equate_far_note(c, &t, sum);
}

void check_note_lists(struct checker *c)
{
    for (uint32_t b = 0; b < c->report->doc->nblocks; b++) {
        const struct block *k = &c->report->doc->block[b];

        if (k->kind != BLOCK_NOTE || k->anchor < 0)
            continue;
        if (note_lists(c, k))
            check_headed_note(c, (int32_t)b);
        else
            check_open_note(c, (int32_t)b);
    }
}

/* structure.c -- notes: their numbers, and the marks that hang them on the text.
 *
 * Notes of a report count up from 1 through the document, or begin anew on a page or part.
 * A reader of scanned pages may lose marks, so a note without one is told only where nearly
 * all others have theirs. */
#include "check/structure/structure_int.h"

#include "base/utf8.h"

enum { NOTES = 4096, SURE_OF_TEN = 9 };

/* The digits of a mark whose markup, if any, begins at src. */
static span mark_digits(const struct checker *c, uint32_t src)
{
    str text = c->report->doc->src->text;
    uint32_t from = src, to;

    while (from < text.len && from < src + 8 && (text.ptr[from] < '0' || text.ptr[from] > '9'))
        from++;
    for (to = from; to < text.len && text.ptr[to] >= '0' && text.ptr[to] <= '9'; to++)
        continue;
    return to > from ? (span){ from, to } : (span){ src, src + 1 };
}

/* All but the last `digits` bytes. */
static bool small_letters(str word, size_t digits)
{
    uint32_t cp;

    for (size_t i = 0; i + digits < word.len;) {
        i += utf8_next(word, i, &cp);
        if (!utf8_is_letter(cp) || utf8_is_upper(cp))
            return false;
    }
    return true;
}

static void check_marks(struct checker *c, const struct block *b)
{
    for (uint32_t i = 0; i < b->flow.nmarks; i++) {
        const struct flow_mark *m = &b->flow.mark[i];

        if (m->number != b->note || m->at == 0)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_MARK_IN_OWN_NOTE, mark_digits(c, m->src));

        diag_arg(d, arena_printf(c->job->arena, "%u", (unsigned)m->number));
        diag_stated(d, d->arg[0]);
    }
}

/* Do the digits s[at, end) tell the number? */
static bool tells_number(str s, size_t at, size_t end, uint32_t number)
{
    uint32_t n = 0;

    for (size_t i = at; i < end && n <= number; i++)
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    return n == number && s.ptr[at] != '0';
}

/* Is a number glued to the word before it that ends at s[end]? */
static bool glued_to_word(str s, size_t at, size_t end)
{
    enum { LETTERS = 3 };
    str word = phrase_word_before(s, end);
    size_t digits = end - at;

    return word.len > digits && utf8_count(word) >= LETTERS + digits &&
           small_letters(word, digits) && (end == s.len || strchr(" ;,.)", s.ptr[end])) &&
           !(end + 1 < s.len && s.ptr[end] != ' ' && s.ptr[end + 1] >= '0' &&
             s.ptr[end + 1] <= '9');
}

/* "252 lao động25" inside note 25, as text without markup has it. Units end in digits,
 * too: m2, CO2, PM10; a word of small letters alone does not. */
static void check_glued_mark(struct checker *c, const struct block *b,
                             const struct block_signs *signs)
{
    enum { LEAST_NUMBER = 4 };
    str s = b->flow.text;

    for (uint32_t i = 0; b->note >= LEAST_NUMBER && i < signs->nruns; i++) {
        uint32_t at = signs->run[i].from, end = signs->run[i].to;

        if (!tells_number(s, at, end, b->note) || !glued_to_word(s, at, end))
            continue;

        struct diag *d = diag_add(c->diags, DIAG_MARK_IN_OWN_NOTE,
                                  flow_span(&b->flow, at, end));

        diag_arg(d, str_sub(s, at, end));
        diag_stated(d, d->arg[0]);
    }
}

/* Where each number of a note, and of a mark, was first seen: block, plus 1. */
struct note_table {
    uint32_t *note, *mark;
    uint32_t nnotes, marked;    /* notes with a number, and how many of them have marks */
    bool begins_anew;           /* a number came again behind greater ones */
    uint16_t most;
};

/* Items of a note carry its number, too: only its first block begins it. */
static bool note_begins(const struct checker *c, uint32_t i)
{
    const struct block *b = &c->report->doc->block[i];

    return b->kind == BLOCK_NOTE && b->level == 0;
}

/* One more than the greatest number of a note or mark that is looked at. */
static size_t numbers_room(const struct doc *d)
{
    size_t room = 1;

    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct block *b = &d->block[i];

        if (b->note < NOTES && b->note >= room)
            room = (size_t)b->note + 1;
        for (uint32_t k = 0; k < b->flow.nmarks; k++)
            if (b->flow.mark[k].number < NOTES && b->flow.mark[k].number >= room)
                room = (size_t)b->flow.mark[k].number + 1;
    }
    return room;
}

static void fill_notes(struct checker *c, struct note_table *t)
{
    const struct doc *d = c->report->doc;
    size_t room = numbers_room(d);
    uint16_t last = 0;

    t->note = arena_array(c->job->arena, uint32_t, room);
    t->mark = arena_array(c->job->arena, uint32_t, room);
    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct block *b = &d->block[i];

        for (uint32_t k = 0; k < b->flow.nmarks; k++)
            if (b->flow.mark[k].number < NOTES && b->flow.mark[k].number != b->note &&
                !t->mark[b->flow.mark[k].number])
                t->mark[b->flow.mark[k].number] = i + 1;
        if (!note_begins(c, i) || b->note == 0 || b->note >= NOTES)
            continue;
        if (b->note <= last)
            t->begins_anew = true;
        last = b->note;
        t->nnotes++;
        t->marked += b->anchor != NO_BLOCK;
        if (!t->note[b->note])
            t->note[b->note] = i + 1;
        if (b->note > t->most)
            t->most = b->note;
    }
}

static struct diag *add_on_block(struct checker *c, enum diag_code code, uint32_t block)
{
    str s = c->report->doc->block[block].flow.text;

    return structure_finding(c, code, block, 0, structure_first_words(s));
}

static void diag_arg_number(struct checker *c, struct diag *d, uint32_t n)
{
    diag_arg(d, arena_printf(c->job->arena, "%u", (unsigned)n));
}

/* Notes that lack a number or a mark, numbers that were passed over. */
static void check_numbers(struct checker *c, const struct note_table *t)
{
    const struct doc *d = c->report->doc;
    bool sure = t->nnotes >= 3 && t->marked * 10 >= t->nnotes * SURE_OF_TEN && !t->begins_anew;

    for (uint32_t i = 0; i < d->nblocks && t->nnotes >= 3; i++)
        if (note_begins(c, i) && d->block[i].note == 0)
            add_on_block(c, DIAG_NOTE_UNNUMBERED, i);
    for (uint32_t n = 1; n <= t->most && sure; n++) {
        if (t->note[n] && !t->mark[n])
            diag_arg_number(c, add_on_block(c, DIAG_NOTE_UNMARKED, t->note[n] - 1), n);
        else if (!t->note[n] && !t->mark[n] && n < t->most && t->note[n + 1] && n > 1
                 && t->note[n - 1])
            diag_arg_number(c, add_on_block(c, DIAG_NOTE_NUMBER_LEFT_OUT, t->note[n + 1] - 1), n);
    }
}

/* A mark without its note, and a mark that stands twice. */
static void check_mark_targets(struct checker *c, const struct note_table *t)
{
    const struct doc *d = c->report->doc;
    uint16_t last = 0;

    if (t->nnotes < 3 || t->begins_anew)
        return;
    for (uint32_t i = 0; i < d->nblocks; i++)
        for (uint32_t k = 0; k < d->block[i].flow.nmarks; k++) {
            const struct flow_mark *m = &d->block[i].flow.mark[k];
            struct diag *f;

            if (m->number >= NOTES || d->block[i].kind == BLOCK_NOTE)
                continue;
            if (t->note[m->number]) {
                last = m->number;
                continue;
            }
            if (m->number != last + 1)
                continue;       /* a power or a year read as a mark */
            last = m->number;
            f = diag_add(c->diags, DIAG_MARK_WITHOUT_NOTE, mark_digits(c, m->src));
            diag_arg_number(c, f, m->number);
            diag_stated(f, f->arg[0]);
        }
}

void check_structure(struct checker *c)
{
    struct note_table notes = { 0 };

    for (uint32_t i = 0; i < c->report->doc->nblocks; i++) {
        const struct block *b = &c->report->doc->block[i];

        if (b->kind != BLOCK_NOTE || b->note == 0)
            continue;
        check_marks(c, b);
        check_glued_mark(c, b, &c->signs[i]);
    }
    fill_notes(c, &notes);
    check_numbers(c, &notes);
    check_mark_targets(c, &notes);
    check_pairs(c);
    check_lists(c);
    check_texts(c);
}

/* pdf_notes.c -- notes at the feet of pages: smaller letters below all else, each begun by
 * a number whose mark stands in the text of that page. */
#include "read/pdf_int.h"

enum { NOTE_MARKS = 1000 };

struct pdf_notes {
    struct pdf *p;
    uint32_t marked[NOTE_MARKS];        /* by number: the last page with its mark, +1 */
    uint32_t told[NOTE_MARKS];          /* by number: the page of its last note, +1 */
    uint16_t last;              /* number of the note told last, 0: none so far */
    uint32_t last_page;         /* where it ended, +1 */
};

static const struct pdf_word *front_word(const struct pdf *p, const struct pdf_line *l)
{
    return &p->word[l->word];
}

/* Marks of the page: raised numbers that begin no line. */
static void see_marks(struct pdf_notes *n, const struct pdf_page *page)
{
    const struct pdf *p = n->p;

    for (uint32_t i = page->line; i < page->line + page->nlines; i++)
        for (uint32_t k = 1; k < p->line[i].nwords; k++) {
            const struct pdf_word *w = &p->word[p->line[i].word + k];

            if (w->raised)
                n->marked[pdf_number(w->text)] = p->line[i].page + 1;
        }
}

/* Does the mark stand on the page, or on the one before, which had no room for the note? */
static bool is_awaited(const struct pdf_notes *n, uint16_t number, uint32_t page)
{
    return number && n->told[number] < n->marked[number] && n->marked[number] + 1 >= page + 1;
}

/* The number of the note that the line begins, 0 for none. */
static uint16_t note_begun(const struct pdf_notes *n, const struct pdf_line *l, bool in_notes)
{
    const struct pdf_word *w = front_word(n->p, l);
    uint16_t number = pdf_number(w->text);

    if (!is_awaited(n, number, l->page) || (l->nwords < 2 && !w->raised))
        return 0;
    if (w->raised || !in_notes)
        return w->raised || !pdf_same_size(l->height, n->p->height) ? number : 0;
    /* inside a note a number at a line's front begins the next only in its turn */
    return number > n->last && number <= n->last + 3 ? number : 0;
}

static bool is_small_line(const struct pdf *p, const struct pdf_line *l)
{
    return l->height * 100 < p->height * 94;
}

/* Where the small letters at the page's foot begin; its end where there are none. A raised
 * number at a line's front begins notes also where they are of the text's own size. */
static uint32_t foot_begin(const struct pdf_notes *n, const struct pdf_page *page)
{
    const struct pdf *p = n->p;
    uint32_t begin = page->line + page->nlines, at = begin;
    bool small = true;

    while (at > page->line) {
        const struct pdf_line *l = &p->line[--at];

        if (l->role == PDF_FURNITURE)
            continue;
        small = small && is_small_line(p, l);
        if (small || (front_word(p, l)->raised && note_begun(n, l, false)))
            begin = at;
    }
    return begin;
}

/* The first line of the foot that begins a note. */
static uint32_t first_note(const struct pdf_notes *n, const struct pdf_page *page, uint32_t from)
{
    uint32_t end = page->line + page->nlines, i = from;

    while (i < end && (n->p->line[i].role == PDF_FURNITURE ||
                       !note_begun(n, &n->p->line[i], false)))
        i++;
    return i;
}

/* Do the lines before the first note go on with the last one of the page before? */
static bool continues_note(const struct pdf_notes *n, const struct pdf_page *page, uint32_t from,
                           uint32_t to)
{
    const struct pdf *p = n->p;
    uint32_t number = (uint32_t)(page - p->page);

    if (!n->last || n->last_page != number || from == to)
        return false;
    for (uint32_t i = from; i < to; i++)
        if (p->line[i].role != PDF_FURNITURE &&
            !pdf_same_size(p->line[i].height, p->line[from].height))
            return false;
    if (from == page->line)
        return true;

    const struct pdf_line *above = &p->line[from - 1], *l = &p->line[from];

    return above->role == PDF_FURNITURE || pdf_down(above, l) > l->height;
}

static void take_notes(struct pdf_notes *n, const struct pdf_page *page, uint32_t from)
{
    struct pdf *p = n->p;

    for (uint32_t i = from; i < page->line + page->nlines; i++) {
        struct pdf_line *l = &p->line[i];
        uint16_t number;

        if (l->role == PDF_FURNITURE)
            continue;
        number = note_begun(n, l, i > from);
        l->role = PDF_NOTE;
        if (number) {
            l->starts_note = true;
            n->last = number;
            n->told[number] = l->page + 1;
        }
        l->note = n->last;
        n->last_page = l->page + 1;
    }
}

void pdf_find_notes(struct pdf *p)
{
    struct pdf_notes *n = arena_new(p->job->arena, struct pdf_notes);

    n->p = p;
    for (size_t i = 0; i < p->npages; i++) {
        const struct pdf_page *page = &p->page[i];
        uint32_t foot, first;

        see_marks(n, page);
        foot = foot_begin(n, page);
        first = first_note(n, page, foot);
        if (continues_note(n, page, foot, first))
            first = foot;
        take_notes(n, page, first);
    }
}

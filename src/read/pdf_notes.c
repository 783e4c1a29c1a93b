/* pdf_notes.c -- notes at the feet of pages: below all else, each begun by a number whose
 * mark stands, raised, in the text above or on the page before. */
#include "read/pdf_int.h"

enum { NOTE_MARKS = 1000 };

struct pdf_notes {
    struct pdf *p;
    uint32_t marked[NOTE_MARKS];        /* by number: the last line with its mark, +1 */
    uint32_t told[NOTE_MARKS];          /* by number: the first line of its last note, +1 */
    uint16_t last;              /* number of the note told last, 0: none so far */
    uint32_t last_line;         /* where it ended, +1 */
};

static struct pdf_word *front_word(const struct pdf *p, const struct pdf_line *l)
{
    return &p->word[l->word];
}

/* Marks on the line: raised numbers that do not begin it. */
static void see_marks(struct pdf_notes *n, uint32_t line)
{
    const struct pdf_line *l = &n->p->line[line];

    for (uint32_t k = 1; k < l->nwords; k++) {
        const struct pdf_word *w = &n->p->word[l->word + k];

        if (w->raised)
            n->marked[pdf_number(w->text)] = line + 1;
    }
}

/* "12" and the 12 of "12Theo": how many digits begin a note; 0 for "12.000", "12%". */
static size_t front_digits(str s)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    if (n < s.len && !((unsigned char)s.ptr[n] >= 0x80 || s.ptr[n] == '(' ||
                       (s.ptr[n] >= 'A' && s.ptr[n] <= 'Z')))
        return 0;
    return n;
}

/* The mark is above, on this page or, where that had no room for the note, the one before;
 * and its note has not been told. */
static bool is_awaited(const struct pdf_notes *n, uint16_t number, uint32_t line)
{
    uint32_t mark = n->marked[number];

    return number && mark && mark <= line && n->told[number] < mark &&
           n->p->line[mark - 1].page + 1 >= n->p->line[line].page;
}

/* Is there more room above the line than between lines of a paragraph? */
static bool is_set_off(const struct pdf *p, uint32_t line)
{
    const struct pdf_line *l = &p->line[line];

    return line == 0 || p->line[line - 1].role == PDF_FURNITURE ||
           pdf_down(l - 1, l) > p->pitch * 23 / 20;
}

static bool is_small_line(const struct pdf *p, const struct pdf_line *l)
{
    return l->height * 100 < p->height * 94;
}

/* The number of the note that the line begins, 0 for none. Inside notes it must be the next
 * in turn; below the text it is raised, of small letters, or the first that is awaited. */
static uint16_t note_begun(const struct pdf_notes *n, uint32_t line, bool in_notes)
{
    const struct pdf_line *l = &n->p->line[line];
    const struct pdf_word *w = front_word(n->p, l);
    uint16_t number = pdf_number(str_sub(w->text, 0, front_digits(w->text)));

    if (!is_awaited(n, number, line) || (l->nwords < 2 && pdf_number(w->text) && !w->raised))
        return 0;
    if (in_notes)
        return w->raised || (number > n->last && number <= n->last + 3) ? number : 0;
    if (w->raised || is_small_line(n->p, l))
        return number;
    return is_set_off(n->p, line) && (number == 1 || !is_awaited(n, number - 1, line)) ? number
                                                                                      : 0;
}

static uint32_t page_end(const struct pdf_page *page)
{
    return page->line + page->nlines;
}

/* The first line of the page that begins a note; its end where none does. The marks above
 * it have been seen then. */
static uint32_t first_note(struct pdf_notes *n, const struct pdf_page *page)
{
    uint32_t i = page->line;

    for (; i < page_end(page); i++) {
        if (n->p->line[i].role == PDF_FURNITURE)
            continue;
        if (note_begun(n, i, false))
            return i;
        see_marks(n, i);
    }
    return i;
}

/* Did the note of the page before stop in the middle of a sentence? */
static bool note_is_open(const struct pdf_notes *n, const struct pdf_page *page)
{
    const struct pdf_line *last = n->last_line ? &n->p->line[n->last_line - 1] : NULL;

    return last && n->p->page[last->page].line + n->p->page[last->page].nlines == page->line;
}

/* Where the note of the page before goes on: at the small letters above `end`, or at a line
 * that is set off and begins in the middle of a sentence; `end` where it does not. */
static uint32_t note_rest(const struct pdf_notes *n, const struct pdf_page *page, uint32_t end)
{
    const struct pdf *p = n->p;
    uint32_t small = end;

    if (!note_is_open(n, page))
        return end;
    while (small > page->line && (p->line[small - 1].role == PDF_FURNITURE ||
                                  is_small_line(p, &p->line[small - 1])))
        small--;
    while (small < end && p->line[small].role == PDF_FURNITURE)
        small++;
    if (small < end && is_set_off(p, small))
        return small;
    if (pdf_is_finished(p, &p->line[n->last_line - 1]))
        return end;
    for (uint32_t i = end; i-- > page->line;)
        if (p->line[i].role != PDF_FURNITURE && i > page->line && is_set_off(p, i) &&
            p->line[i - 1].role != PDF_FURNITURE &&
            pdf_goes_on(front_word(p, &p->line[i])->text))
            return i;
    return end;
}

/* Takes the number away where it is glued to the first word. */
static void cut_number(struct pdf *p, struct pdf_line *l)
{
    struct pdf_word *w = front_word(p, l);
    size_t digits = front_digits(w->text);

    l->skips_word = digits == w->text.len;
    if (!l->skips_word)
        w->text = str_sub(w->text, digits, w->text.len);
    else if (l->nwords > 1)
        l->x0 = w[1].x0;
}

static void take_notes(struct pdf_notes *n, const struct pdf_page *page, uint32_t from)
{
    struct pdf *p = n->p;

    for (uint32_t i = from; i < page_end(page); i++) {
        struct pdf_line *l = &p->line[i];
        uint16_t number;

        if (l->role == PDF_FURNITURE)
            continue;
        number = note_begun(n, i, i > from || l->role == PDF_NOTE);
        l->role = PDF_NOTE;
        if (number) {
            l->starts_note = true;
            n->last = number;
            n->told[number] = i + 1;
            cut_number(p, l);
        }
        l->note = n->last;
        n->last_line = i + 1;
    }
}

void pdf_find_notes(struct pdf *p)
{
    struct pdf_notes *n = arena_new(p->job->arena, struct pdf_notes);

    n->p = p;
    for (size_t i = 0; i < p->npages; i++) {
        const struct pdf_page *page = &p->page[i];
        uint32_t first = first_note(n, page);

        take_notes(n, page, note_rest(n, page, first));
    }
}

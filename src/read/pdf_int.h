/* pdf_int.h -- the pages of a PDF by the places of their words: pdf_words.c reads them and
 * lays them into lines, pdf_page.c takes away what only pages have, pdf_notes.c the notes,
 * pdf_columns.c parts text in columns, pdf_table.c finds tables, pdf_cells.c their rows and
 * cells, pdf_layout.c tells it all. */
#ifndef READ_PDF_INT_H
#define READ_PDF_INT_H

#include "read/tree.h"

/* Lengths are in hundredths of a point, down and to the right; far beyond any paper they
 * are cut, so that sums of some never overflow. */
enum { PDF_POINT = 100, PDF_FAR = 2000000 };

struct pdf_word {
    str text;
    int32_t x0, y0, x1, y1;
    uint32_t row;               /* of its page, while lines are made */
    bool raised;                /* stands higher and smaller than its line */
};

struct pdf_page {
    uint32_t number;
    int32_t width, height;
    uint32_t word, nwords;
    uint32_t line, nlines;
    int32_t left, right;        /* where its text begins and ends */
};

enum pdf_role { PDF_BODY, PDF_FURNITURE, PDF_NOTE };

/* Words on one base line, all across the page, from left to right. */
struct pdf_line {
    uint32_t word, nwords;
    uint32_t page;              /* in pdf.page */
    int32_t x0, y0, x1, y1;     /* up and down: of the words that are not raised */
    int32_t height;             /* of most of its letters */
    int32_t left, right;        /* where the text of its page or column begins and ends */
    enum pdf_role role : 8;
    bool stands_apart;          /* never goes on with the line before */
    bool starts_note;
    bool skips_word;            /* its first word is the note's number and no more */
    uint16_t note;              /* its number, 0: of the note before */
};

struct pdf {
    struct job *job;
    str name;
    struct pdf_word *word;
    size_t nwords, word_cap;
    struct pdf_page *page;
    size_t npages, page_cap;
    struct pdf_line *line;
    size_t nlines, line_cap;
    int32_t height;             /* of most letters */
    int32_t pitch;              /* from base line to base line of running text */
    uint32_t *body;             /* the lines left for it, in reading order */
    uint32_t nbody;
};

/* The words that pdftotext -tsv tells; FAIL_LIMIT for more pages than allowed. */
status pdf_read_words(struct pdf *p, str tsv);

/* Words into lines, page by page. */
void pdf_make_lines(struct pdf *p);

/* Height, pitch and edges of running text. */
void pdf_measure(struct pdf *p);

/* Marks page numbers, running heads and feet as furniture. */
void pdf_drop_furniture(struct pdf *p);

/* Finds the notes at the feet of the pages. */
void pdf_find_notes(struct pdf *p);

/* Parts lines that stand in two columns: the left ones first. */
void pdf_part_columns(struct pdf *p);

/* A table: lines body[from, to) in columns parted at cut[]. */
struct pdf_table {
    uint32_t from, to;
    uint32_t ncols;
    const int32_t *lo, *hi;     /* the blank strips between them: ncols - 1 */
};

/* The next table that begins at or behind `from` in the body. */
bool pdf_next_table(struct pdf *p, uint32_t from, struct pdf_table *out);

/* Tells its rows and cells. */
void pdf_tell_table(struct pdf *p, struct tree *t, const struct pdf_table *table);

/* Appends the words [from, to) to what the tree is told. */
void pdf_tell_words(struct pdf *p, struct tree *t, const struct pdf_line *l, uint32_t from,
                    uint32_t to);

/* Tells the tree all that the words of `tsv` say. */
status pdf_layout(struct job *j, str name, str tsv, struct tree *t);

/* -- small questions -- */

static inline const struct pdf_line *pdf_body(const struct pdf *p, uint32_t i)
{
    return &p->line[p->body[i]];
}

/* Roughly the size of a letter's square. */
static inline int32_t pdf_em(int32_t height)
{
    return height * 4 / 5;
}

/* Down from one base line to the next; negative or huge on another page. */
static inline int32_t pdf_down(const struct pdf_line *a, const struct pdf_line *b)
{
    return a->page == b->page ? b->y1 - a->y1 : PDF_FAR;
}

/* Two heights that are of one font size. */
static inline bool pdf_same_size(int32_t a, int32_t b)
{
    return a * 10 <= b * 11 && b * 10 <= a * 11;
}

/* All digits, at most three: a note's mark or a page's number. Gives 0 for none. */
uint16_t pdf_number(str s);

/* Figures and signs, no letters: "1.234,5", "(12)", "-". */
bool pdf_is_value(str s);

/* "2024": four digits that a column may be named by. */
bool pdf_is_year(str s);

/* Does the text begin with a small letter, a bracket's end or a sign that begins nothing? */
bool pdf_goes_on(str s);

/* The last character that ends a sentence or a part of one: . ; : ! ? */
bool pdf_is_finished(const struct pdf *p, const struct pdf_line *l);

/* "4786/UBND-" and "kg/" at a line's end: what follows is glued to it. */
bool pdf_is_glued(str s);

/* "-", "a)", "1.", "1.2.", "II." at a line's front. */
bool pdf_is_item(str s);

#endif

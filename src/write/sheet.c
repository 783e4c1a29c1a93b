/* sheet.c -- one table as a workbook. */
#include "write/sheet.h"

#include "write/book.h"

enum { SHEET_DECIMALS = 4 };    /* with a format of their own; more are shown as they are */

#define HEAD_GROUND 0xE3E8EE
#define MARK_GROUND 0xFCE9C8

/* The looks of plain or of marked rows. */
struct sheet_looks {
    uint32_t text, general, number[SHEET_DECIMALS + 1];
};

struct sheet {
    struct book *book;
    struct book_sheet *page;
    struct sheet_looks looks[2];
    uint32_t col;               /* of the next cell */
    bool marked;
};

static struct sheet_looks looks_on(struct book *b, uint32_t ground)
{
    struct sheet_looks l;

    l.text = book_look(b, &(struct book_look){ .wrap = true, .ground = ground });
    l.general = book_look(b, &(struct book_look){ .ground = ground });
    for (int i = 0; i <= SHEET_DECIMALS; i++)
        l.number[i] = book_look(b, &(struct book_look){ .format = book_decimals(i),
                                                        .ground = ground });
    return l;
}

struct sheet *sheet_new(struct job *j, const char *name, const struct sheet_column *column,
                        uint32_t ncolumns)
{
    struct sheet *s = arena_new(j->arena, struct sheet);
    uint32_t head;

    s->book = book_new(j);
    s->looks[false] = looks_on(s->book, 0);
    s->looks[true] = looks_on(s->book, MARK_GROUND);
    head = book_look(s->book, &(struct book_look){ .bold = true, .wrap = true, .middle = true,
                                                   .ground = HEAD_GROUND });
    s->page = book_sheet_new(s->book, str_from(name),
                             &(struct book_page){ .frozen_rows = 1, .filter_first_row = true });
    for (uint32_t i = 0; i < ncolumns; i++)
        book_column(s->page, column[i].width);
    book_row(s->page, 0, false);
    for (uint32_t i = 0; i < ncolumns; i++)
        book_text(s->page, i, head, str_from(column[i].title));
    return s;
}

void sheet_row(struct sheet *s, bool marked)
{
    s->col = 0;
    s->marked = marked;
    book_row(s->page, 0, false);
}

void sheet_text(struct sheet *s, str text)
{
    if (text.len || s->marked)
        book_text(s->page, s->col, s->looks[s->marked].text, text);
    s->col++;
}

void sheet_count(struct sheet *s, uint64_t n)
{
    book_count(s->page, s->col++, s->looks[s->marked].number[0], n);
}

void sheet_number(struct sheet *s, dec d)
{
    const struct sheet_looks *l = &s->looks[s->marked];

    book_number(s->page, s->col++, d.scale > SHEET_DECIMALS ? l->general : l->number[d.scale], d);
}

status sheet_finish(struct sheet *s, str *out)
{
    return book_finish(s->book, out);
}

/* tree.h -- documents from files that know their own structure: what every reader of
 * Word, OpenDocument, HTML, PDF and workbooks tells, in reading order.
 *
 * A reader tells paragraphs, tables and notes as they come; the tree makes of them a
 * source (a line a paragraph, a line a row) and the document over it. What a heading, an
 * item, a note or a mark is, is then decided in one place for all formats.
 *
 *     tree_part(t, STR("word/document.xml"));
 *     tree_para(t, 0);
 *     tree_text(t, text, TREE_BOLD, offset);
 *     tree_table(t); tree_row(t); tree_cell(t, 1, 1, false);
 *     tree_para(t, 0); tree_text(...);
 *     tree_table_end(t);
 *
 * Text outside a paragraph opens one; what a file nests wrongly is told as it stands. */
#ifndef READ_TREE_H
#define READ_TREE_H

#include "base/job.h"
#include "doc/doc.h"

struct tree;

/* How a piece of text is set. */
enum tree_style {
    TREE_PLAIN = 0,
    TREE_BOLD = 1,
    TREE_RAISED = 2,            /* superscript: a note's mark, or the 3 of m³ */
    TREE_LINKED = 4             /* leads to another place of the document */
};

struct tree *tree_new(struct job *j, str name);

/* What follows comes from this part of the file ("word/document.xml"). */
void tree_part(struct tree *t, str part);

/* What follows stands on this page, from 1. */
void tree_page(struct tree *t, uint32_t page);

/* Begins a paragraph; `heading` is the rank its style gives it (1 highest), 0 for none. */
void tree_para(struct tree *t, unsigned heading);

/* Appends text in UTF-8; `src` is the offset of its first byte in the part, NO_ORIGIN
 * where the text is made (a printed number of a list) or no byte for byte copy. */
void tree_text(struct tree *t, str text, unsigned style, uint32_t src);

/* A blank: a tab, a sign that is none. */
void tree_blank(struct tree *t);

/* A line's end inside a paragraph: a new one where what follows is an item or a title. */
void tree_break(struct tree *t);

/* The mark of note `number` stands here. */
void tree_mark(struct tree *t, uint16_t number);

/* What comes until tree_aside_end stands aside (a text box): paragraphs of its own behind
 * the running one, which goes on afterwards. */
void tree_aside(struct tree *t);
void tree_aside_end(struct tree *t);

/* Begins the body of note `number` (0: none told), until tree_note_end. It may come at
 * any time, also inside a paragraph: it is put behind the block that has its mark. */
void tree_note(struct tree *t, uint16_t number);
void tree_note_end(struct tree *t);

/* Begins a table, in a cell a nested one, which becomes a table of its own. */
void tree_table(struct tree *t);
void tree_row(struct tree *t);

/* Begins the next free cell of the row, over so many columns and rows. `continues`: it
 * is one with the cell above it. Paragraphs go into it until the next cell. */
void tree_cell(struct tree *t, uint32_t cols, uint32_t rows, bool continues);

/* Leaves so many columns of the row out. */
void tree_skip(struct tree *t, uint32_t cols);

/* A cell stands at the front of the running row: where one reaches there from above, all
 * that do have ended with the row before. */
void tree_uncover(struct tree *t);

/* The running cell stands so many times more beside itself, the running row below: those
 * without text are left out, however many. */
void tree_cell_again(struct tree *t, uint32_t cols);
void tree_row_again(struct tree *t, uint32_t rows);
void tree_table_end(struct tree *t);

/* The same for sheets, by address from 0: rows and cells in any order, empty rows and
 * columns are left out, however many. The lines above a sheet's table (its title, the
 * office, the unit) and below it become paragraphs; tables one below the other are
 * parted. What is hidden is told by no reader. */
void tree_sheet(struct tree *t, str name);
void tree_sheet_cell(struct tree *t, uint32_t row, uint32_t col);

/* What the cell told last holds stands here, too. */
void tree_sheet_copy(struct tree *t, uint32_t row, uint32_t col);

/* The same cell with its whole text, told at once: a sheet has a million of them. */
void tree_sheet_put(struct tree *t, uint32_t row, uint32_t col, str text, unsigned style);
void tree_sheet_merge(struct tree *t, uint32_t row, uint32_t col, uint32_t rows, uint32_t cols);

/* Builds source and document in the job's arena. FAIL_LIMIT for too large a table,
 * or too many paragraphs. */
status tree_finish(struct tree *t, const struct doc **out);

/* Is it beyond a limit? tree_finish will fail: nothing more need be told. */
bool tree_is_full(const struct tree *t);

#endif

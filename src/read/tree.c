/* tree.c -- collecting what a reader tells. */
#include "read/tree_int.h"

enum { MOST_COLUMNS = 16384, MOST_ROWS = 1 << 20 };

struct tree *tree_new(struct job *j, str name)
{
    struct tree *t = arena_new(j->arena, struct tree);

    *t = (struct tree){ .job = j, .name = name, .para_now = TREE_NONE, .table_now = TREE_NONE };
    buf_init(&t->raw, j->arena);
    tree_part(t, (str){ NULL, 0 });
    return t;
}

void tree_part(struct tree *t, str part)
{
    *arena_push(t->job->arena, t->part, t->nparts, t->part_cap) = part;
    t->part_now = (uint32_t)t->nparts - 1;
}

void tree_page(struct tree *t, uint32_t page)
{
    t->page = page;
}

static struct tree_table *open_table(struct tree *t)
{
    return t->table_now == TREE_NONE ? NULL : &t->table[t->table_now];
}

static void close_para(struct tree *t)
{
    if (t->para_now == TREE_NONE)
        return;

    struct tree_para *p = &t->para[t->para_now];

    p->to = (uint32_t)t->raw.len;
    p->nmarks = (uint32_t)t->nmarks - p->mark;
    p->nraised = (uint32_t)t->nraised - p->raised;
    t->para_now = TREE_NONE;
    t->blank_owed = false;
}

void tree_count_block(struct tree *t)
{
    t->too_long = t->too_long || t->blocks++ >= t->job->limits.blocks;
}

static void push_item(struct tree *t, bool table, uint32_t index)
{
    tree_count_block(t);
    *arena_push(t->job->arena, t->item, t->nitems, t->item_cap) =
        (struct tree_item){ table, index };
}

/* Hangs the paragraph into the running cell; false when there is none. */
static bool put_in_cell(struct tree *t, uint32_t para)
{
    struct tree_table *table = open_table(t);

    if (!table || table->cell_now == TREE_NONE)
        return false;

    struct tree_cell *c = &table->cell[table->cell_now];

    if (c->first == TREE_NONE) {
        c->first = para;
    } else {
        t->para[c->last].next = para;
        tree_count_block(t);
    }
    c->last = para;
    return true;
}

/* Makes the running paragraph: of the document, or the rest of one. */
static uint32_t push_para(struct tree *t, unsigned heading)
{
    *arena_push(t->job->arena, t->para, t->nparas, t->para_cap) = (struct tree_para){
        .from = (uint32_t)t->raw.len, .to = (uint32_t)t->raw.len, .mark = (uint32_t)t->nmarks,
        .raised = (uint32_t)t->nraised, .next = TREE_NONE, .rest = TREE_NONE, .page = t->page,
        .note = t->note.number, .note_id = t->note.id,
        .heading = (uint8_t)(heading > 9 ? 9 : heading), .in_note = t->note.running,
    };
    t->para_now = (uint32_t)t->nparas - 1;
    return t->para_now;
}

void tree_para(struct tree *t, unsigned heading)
{
    uint32_t para;

    close_para(t);
    para = push_para(t, heading);
    if (!put_in_cell(t, para))
        push_item(t, false, para);
}

static struct tree_para *running_para(struct tree *t)
{
    if (t->para_now == TREE_NONE)
        tree_para(t, 0);
    return &t->para[t->para_now];
}

static bool blank_byte(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == '\0';
}

/* Where raw's next byte comes from, unless the last origin already says so. */
static void step_origin(struct tree *t, uint32_t src)
{
    uint32_t at = (uint32_t)t->raw.len;

    if (t->norigins) {
        const struct origin *last = &t->origin[t->norigins - 1];

        if (last->part == t->part_now &&
            (src == NO_ORIGIN ? last->src == NO_ORIGIN
                              : last->src != NO_ORIGIN && last->src + (at - last->at) == src))
            return;
    }
    *arena_push(t->job->arena, t->origin, t->norigins, t->origin_cap) =
        (struct origin){ at, src, t->part_now };
}

/* The blank owed before a word; src: of the blank itself, NO_ORIGIN where it is another. */
static void put_word_blank(struct tree *t, struct tree_para *p, uint32_t src)
{
    if (t->blank_owed && t->raw.len > p->from && t->raw.ptr[t->raw.len - 1] != TREE_BREAK) {
        step_origin(t, src);
        buf_char(&t->raw, ' ');
    } else if (t->blank_owed && t->raw.len == p->from) {
        p->blank_before = true;
    }
    t->blank_owed = false;
}

/* Appends text[at, end), letters without blanks. */
static void put_word(struct tree *t, str text, size_t at, size_t end, unsigned style, uint32_t src)
{
    struct tree_para *p = running_para(t);

    put_word_blank(t, p, src == NO_ORIGIN || at == 0 ? NO_ORIGIN : src + (uint32_t)at - 1);
    step_origin(t, src == NO_ORIGIN ? NO_ORIGIN : src + (uint32_t)at);
    if (style & TREE_RAISED) {
        uint32_t from = (uint32_t)t->raw.len;
        struct tree_raised *last = t->nraised > p->raised ? &t->raised[t->nraised - 1] : NULL;

        if (last && last->at + last->len == from)
            last->len += (uint32_t)(end - at);
        else
            *arena_push(t->job->arena, t->raised, t->nraised, t->raised_cap) =
                (struct tree_raised){ from, (uint32_t)(end - at) };
    }
    buf_put(&t->raw, str_sub(text, at, end));
    p->letters += (uint32_t)(end - at);
    if (style & TREE_BOLD)
        p->bold += (uint32_t)(end - at);
}

/* A paragraph's first words that are a number and lead to another place are the number of
 * a note, which leads back to its mark: so pandoc and LibreOffice tell those of web pages. */
static bool leads_back(const struct tree *t, str text)
{
    text = str_trim(text);
    if (text.len > 3 || (t->para_now != TREE_NONE && t->para[t->para_now].letters))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0;
}

void tree_text(struct tree *t, str text, unsigned style, uint32_t src)
{
    if ((style & TREE_LINKED) && leads_back(t, text))
        style |= TREE_RAISED;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;

        while (end < text.len && !blank_byte(text.ptr[end]))
            end++;
        if (end > at)
            put_word(t, text, at, end, style, src);
        else
            t->blank_owed = true, end++;
        at = end;
    }
}

void tree_blank(struct tree *t)
{
    t->blank_owed = true;
}

void tree_break(struct tree *t)
{
    struct tree_para *p = running_para(t);

    t->blank_owed = false;
    if (t->raw.len > p->from && t->raw.ptr[t->raw.len - 1] != TREE_BREAK) {
        step_origin(t, NO_ORIGIN);
        buf_char(&t->raw, TREE_BREAK);
    }
}

void tree_mark(struct tree *t, uint16_t number)
{
    running_para(t);
    *arena_push(t->job->arena, t->mark, t->nmarks, t->mark_cap) =
        (struct tree_mark){ (uint32_t)t->raw.len, number };
}

void tree_aside(struct tree *t)
{
    if (t->nasides++ >= TREE_ASIDES)
        return;
    t->aside[t->nasides - 1] = (struct tree_aside){ t->para_now, t->table_now, t->note,
                                                    t->blank_owed };
    close_para(t);
    t->table_now = TREE_NONE;
}

void tree_aside_end(struct tree *t)
{
    const struct tree_aside *a;

    if (t->nasides == 0 || --t->nasides >= TREE_ASIDES)
        return;
    a = &t->aside[t->nasides];
    close_para(t);
    t->table_now = a->table;
    t->note = a->note;
    if (a->para != TREE_NONE) {
        uint32_t rest = push_para(t, 0);

        t->para[a->para].rest = rest;
        t->blank_owed = a->blank_owed;
    }
}

void tree_note(struct tree *t, uint16_t number)
{
    tree_aside(t);
    t->note = (struct tree_note){ true, number, ++t->notes };
}

void tree_note_end(struct tree *t)
{
    tree_aside_end(t);
}

/* -- tables -- */

static struct tree_table *push_table(struct tree *t)
{
    struct tree_table *table;

    close_para(t);
    table = arena_push(t->job->arena, t->table, t->ntables, t->table_cap);
    *table = (struct tree_table){ .outer = t->table_now, .cell_now = TREE_NONE, .page = t->page };
    t->table_now = (uint32_t)t->ntables - 1;
    push_item(t, true, t->table_now);
    return table;
}

void tree_table(struct tree *t)
{
    push_table(t);
}

void tree_row(struct tree *t)
{
    struct tree_table *table = open_table(t);

    close_para(t);
    if (!table)
        return;
    if (table->in_row && table->row + 1 < MOST_ROWS)
        table->row++;
    table->in_row = true;
    table->col = 0;
    table->cell_now = TREE_NONE;
    if (table->nrows < table->row + 1)
        table->nrows = table->row + 1;
}

/* Moves to the next column of the row that no cell from above reaches into. */
static void pass_covered(struct tree_table *table)
{
    while (table->col < table->ncolumns && table->column[table->col].below > table->row)
        table->col++;
}

/* The cell that covers this column one row up. */
static struct tree_cell *cell_above(struct tree_table *table)
{
    uint32_t number = table->col < table->ncolumns ? table->column[table->col].cell : 0;
    struct tree_cell *c = number ? &table->cell[number - 1] : NULL;

    return c && c->row < table->row && c->row + c->rows == table->row ? c : NULL;
}

/* The cell just pushed is the last of its columns. */
static void note_columns(struct tree *t, struct tree_table *table)
{
    const struct tree_cell *c = &table->cell[table->cell_now];

    table->column = arena_grow(t->job->arena, table->column, sizeof *table->column,
                               table->ncolumns, c->col + c->cols, &table->column_cap);
    if (table->ncolumns < c->col + c->cols)
        table->ncolumns = c->col + c->cols;
    for (uint32_t i = c->col; i < c->col + c->cols; i++)
        table->column[i].below = c->row + c->rows;
    table->column[c->col].cell = table->cell_now + 1;
}

/* May so many more cells be made of those told? One element may stand for millions. */
static bool may_copy(struct tree *t, uint64_t cells)
{
    if (cells > t->job->limits.table_cells - t->copies)
        t->too_wide = true;
    else
        t->copies += (uint32_t)cells;
    return !t->too_wide;
}

static void push_cell(struct tree *t, struct tree_table *table, struct tree_cell c)
{
    *arena_push(t->job->arena, table->cell, table->ncells, table->cap) = c;
    table->cell_now = (uint32_t)table->ncells - 1;
    if (table->ncols < c.col + c.cols)
        table->ncols = c.col + c.cols;
    if (!table->is_sheet && (uint64_t)table->nrows * table->ncols > t->job->limits.table_cells)
        t->too_wide = true;
}

void tree_cell(struct tree *t, uint32_t cols, uint32_t rows, bool continues)
{
    struct tree_table *table = open_table(t);
    struct tree_cell *above;

    if (!table)
        return;
    if (!table->in_row)
        tree_row(t);
    close_para(t);
    pass_covered(table);
    cols = cols < 1 ? 1 : cols;
    rows = rows < 1 ? 1 : rows;
    if (table->col >= MOST_COLUMNS || cols > MOST_COLUMNS - table->col) {
        cols = 1;
        if (table->col >= MOST_COLUMNS) {
            t->too_wide = true;
            return;
        }
    }
    if (rows > MOST_ROWS - table->row)
        rows = 1;
    if (!may_copy(t, cols - 1))
        return;
    if (continues && (above = cell_above(table)) != NULL) {
        above->rows++;
        table->cell_now = (uint32_t)(above - table->cell);
        table->col += above->cols;
        return;
    }
    push_cell(t, table, (struct tree_cell){ .row = table->row, .col = table->col, .rows = rows,
                                            .cols = cols, .first = TREE_NONE,
                                            .last = TREE_NONE });
    note_columns(t, table);
    table->col += cols;
}

void tree_skip(struct tree *t, uint32_t cols)
{
    struct tree_table *table = open_table(t);

    if (table && cols <= MOST_COLUMNS - table->col)
        table->col += cols;
}

void tree_uncover(struct tree *t)
{
    struct tree_table *table = open_table(t);

    if (!table || !table->in_row || !table->ncolumns || table->column[0].below <= table->row)
        return;
    for (size_t i = 0; i < table->ncolumns; i++) {
        struct tree_column *column = &table->column[i];
        struct tree_cell *c = column->cell ? &table->cell[column->cell - 1] : NULL;

        if (c && c->row < table->row && c->row + c->rows > table->row)
            c->rows = table->row - c->row;
        if (column->below > table->row)
            column->below = table->row;
    }
}

/* Appends copies of cells [from, from + count), so many rows and columns on. */
static void copy_cells(struct tree *t, struct tree_table *table, size_t from, size_t count,
                       uint32_t rows, uint32_t cols)
{
    for (size_t i = 0; i < count; i++) {
        struct tree_cell c = table->cell[from + i];

        c.row += rows;
        c.col += cols;
        c.rows = 1;
        push_cell(t, table, c);
        note_columns(t, table);
    }
}

void tree_cell_again(struct tree *t, uint32_t cols)
{
    struct tree_table *table = open_table(t);
    const struct tree_cell *c;
    size_t from;

    if (!table || table->cell_now == TREE_NONE || cols == 0)
        return;
    close_para(t);
    from = table->cell_now;
    c = &table->cell[from];
    if (c->first == TREE_NONE || c->cols > 1) {
        tree_skip(t, cols);
        return;
    }
    if (cols > MOST_COLUMNS - table->col)
        t->too_wide = true;
    if (!may_copy(t, cols))
        return;
    for (uint32_t i = 1; i <= cols; i++)
        copy_cells(t, table, from, 1, 0, i);
    table->col += cols;
}

static bool cells_empty(const struct tree_cell *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c[i].first != TREE_NONE)
            return false;
    return true;
}

void tree_row_again(struct tree *t, uint32_t rows)
{
    struct tree_table *table = open_table(t);
    size_t from, count;

    if (!table || !table->in_row || rows == 0)
        return;
    close_para(t);
    for (from = table->ncells; from > 0 && table->cell[from - 1].row == table->row;)
        from--;
    count = table->ncells - from;
    if (count == 0 || cells_empty(table->cell + from, count))
        return;
    if (rows >= MOST_ROWS - table->row)
        t->too_wide = true;
    if (!may_copy(t, (uint64_t)rows * count))
        return;
    for (uint32_t i = 1; i <= rows; i++)
        copy_cells(t, table, from, count, i, 0);
    table->row += rows;
    table->nrows += rows;
}

void tree_table_end(struct tree *t)
{
    struct tree_table *table = open_table(t);

    close_para(t);
    if (table)
        t->table_now = table->outer;
}

void tree_sheet(struct tree *t, str name)
{
    struct tree_table *table = push_table(t);

    table->outer = TREE_NONE;
    table->sheet = name;
    table->is_sheet = true;
}

/* The next cell of the open sheet; NULL for one beyond all sheets. */
static struct tree_cell *push_sheet_cell(struct tree *t, uint32_t row, uint32_t col)
{
    struct tree_table *table = open_table(t);

    close_para(t);
    if (!table)
        return NULL;
    if (row >= MOST_ROWS || col >= MOST_COLUMNS) {
        t->too_wide = true;
        return NULL;
    }
    push_cell(t, table, (struct tree_cell){ .row = row, .col = col, .rows = 1, .cols = 1,
                                            .first = TREE_NONE, .last = TREE_NONE });
    if (table->nrows < row + 1)
        table->nrows = row + 1;
    return &table->cell[table->cell_now];
}

void tree_sheet_cell(struct tree *t, uint32_t row, uint32_t col)
{
    push_sheet_cell(t, row, col);
}

void tree_sheet_copy(struct tree *t, uint32_t row, uint32_t col)
{
    const struct tree_table *table = open_table(t);
    struct tree_cell told, *c;

    if (!table || table->cell_now == TREE_NONE || !may_copy(t, 1))
        return;
    told = table->cell[table->cell_now];
    c = push_sheet_cell(t, row, col);
    if (c) {
        c->first = told.first;
        c->last = told.last;
    }
}

bool tree_is_full(const struct tree *t)
{
    return t->too_wide || t->too_long || t->too_large;
}

/* Appends the text with single blanks, line ends as TREE_BREAK. */
static void put_single_blanks(struct buf *raw, str text)
{
    size_t start = raw->len;
    char owed = '\0';

    for (size_t at = 0; at < text.len;) {
        size_t end = at;

        while (end < text.len && !blank_byte(text.ptr[end]))
            end++;
        if (end == at) {
            bool line = text.ptr[at] == '\n' || text.ptr[at] == '\r';

            owed = line ? (char)TREE_BREAK : owed ? owed : ' ';
            at++;
            continue;
        }
        if (owed && raw->len > start)
            buf_char(raw, owed);
        buf_put(raw, str_sub(text, at, end));
        owed = '\0';
        at = end;
    }
}

void tree_sheet_put(struct tree *t, uint32_t row, uint32_t col, str text, unsigned style)
{
    uint32_t from = (uint32_t)t->raw.len;
    struct tree_cell *c;

    t->too_large = t->too_large || from + text.len > t->job->limits.text_bytes;
    if (t->too_large)
        return;
    step_origin(t, NO_ORIGIN);
    put_single_blanks(&t->raw, text);
    c = t->raw.len > from ? push_sheet_cell(t, row, col) : NULL;
    if (!c)
        return;
    c->from = from;
    c->to = (uint32_t)t->raw.len;
    c->bold = (style & TREE_BOLD) != 0;
    open_table(t)->cell_now = TREE_NONE;        /* it takes no paragraphs */
}

void tree_cell_para(struct tree *t, struct tree_cell *c)
{
    uint32_t letters = c->to - c->from;

    if (c->first != TREE_NONE || !letters)
        return;
    *arena_push(t->job->arena, t->para, t->nparas, t->para_cap) = (struct tree_para){
        .from = c->from, .to = c->to, .mark = (uint32_t)t->nmarks,
        .raised = (uint32_t)t->nraised, .next = TREE_NONE, .rest = TREE_NONE,
        .letters = letters, .bold = c->bold ? letters : 0,
    };
    c->first = c->last = (uint32_t)t->nparas - 1;
}

void tree_sheet_merge(struct tree *t, uint32_t row, uint32_t col, uint32_t rows, uint32_t cols)
{
    if (t->table_now != TREE_NONE)
        *arena_push(t->job->arena, t->merge, t->nmerges, t->merge_cap) = (struct tree_merge){
            t->table_now, row, col, rows < MOST_ROWS ? rows : MOST_ROWS,
            cols < MOST_COLUMNS ? cols : MOST_COLUMNS };
}

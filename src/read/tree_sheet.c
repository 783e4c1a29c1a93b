/* tree_sheet.c -- what stands on a sheet: lines and tables.
 *
 *     UBND TỈNH A        |            | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM     lines
 *                        BIỂU 1: TÌNH HÌNH ...                                 a line
 *                                               Đơn vị tính: triệu đồng        a line
 *     TT | Chỉ tiêu | Đơn vị | Kế hoạch | Thực hiện                            the table
 *     1  | ...
 *
 *     Ghi chú: ...                                                             a line
 *
 * A table begins at its header: the first row with as many cells as rows with figures
 * have, with what stands right above it. It ends before lines behind its last figures, and
 * where after an empty row a line and another header come. */
#include "read/tree_int.h"

#include "base/utf8.h"

enum {
    PROBE_ROWS = 200,           /* so many tell how many cells a row has */
    SHEET_HEAD_ROWS = 4,              /* a header has at most so many */
    AHEAD_ROWS = 8,             /* a form's own head is at most so far above it */
    LIST_ROWS = 2000,
    LINE_CELLS = 3,             /* a row below the table with at most so many may be lines */
    UNIT_BYTES = 120
};

/* A row with something in it. */
struct sheet_row {
    size_t cell;                /* its first */
    uint32_t n;
    uint32_t row;
};

struct sheet_cut {
    struct tree *t;
    struct tree_table *table;   /* the whole sheet */
    struct sheet_row *row;
    size_t nrows, cap;
    uint32_t least;             /* cells that a row of a table has */
    struct tree_item *item;     /* all items, cut */
    size_t nitems, item_cap;
};

/* -- cells and rows -- */

static bool cell_filled(const struct tree *t, const struct tree_cell *c)
{
    for (uint32_t p = c->first; p != TREE_NONE; p = t->para[p].next)
        if (t->para[p].from < t->para[p].to || t->para[p].nmarks || t->para[p].rest != TREE_NONE)
            return true;
    return c->first == TREE_NONE && c->from < c->to;
}

static str sheet_cell_text(const struct tree *t, const struct tree_cell *c)
{
    if (c->first == TREE_NONE)
        return str_sub(buf_str(&t->raw), c->from, c->to);
    return str_sub(buf_str(&t->raw), t->para[c->first].from, t->para[c->first].to);
}

/* Drops the cells without text and lists the rows that stay. */
static void list_rows(struct sheet_cut *s)
{
    struct tree_table *table = s->table;
    size_t n = 0;

    for (size_t i = 0; i < table->ncells; i++) {
        const struct tree_cell *c = &table->cell[i];

        if (!cell_filled(s->t, c))
            continue;
        if (!s->nrows || s->row[s->nrows - 1].row != c->row)
            *arena_push(s->t->job->arena, s->row, s->nrows, s->cap) =
                (struct sheet_row){ n, 0, c->row };
        s->row[s->nrows - 1].n++;
        table->cell[n++] = *c;
    }
    table->ncells = n;
}

static const struct tree_cell *row_cell(const struct sheet_cut *s, size_t row, uint32_t i)
{
    return &s->table->cell[s->row[row].cell + i];
}

/* Digits, and no letters but those of a sign. */
static bool tells_figure(str text)
{
    bool digit = false;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        digit = digit || (c >= '0' && c <= '9');
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return false;
    }
    return digit;
}

/* A year stands in headers, too. */
static bool tells_year(str text)
{
    return text.len == 4 && (text.ptr[0] == '1' || text.ptr[0] == '2') && tells_figure(text);
}

static uint32_t figures_of(const struct sheet_cut *s, size_t row)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < s->row[row].n; i++) {
        str text = sheet_cell_text(s->t, row_cell(s, row, i));

        n += tells_figure(text) && !tells_year(text);
    }
    return n;
}

/* Nothing stands between the row and the one before. */
static bool at_once_below(const struct sheet_cut *s, size_t row)
{
    return row > 0 && s->row[row - 1].row + 1 == s->row[row].row;
}

/* "Đơn vị tính: triệu đồng" */
static bool tells_unit(struct tree *t, str text)
{
    static const char *const name[] = { "don vi tinh", "dvt", "(don vi", "(dvt", "don vi:" };
    str stripped;

    if (text.len > UNIT_BYTES || !memchr(text.ptr ? text.ptr : "", ':', text.len))
        return false;
    stripped = fold_strip(t->job->arena, text);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (str_starts(stripped, str_from(name[i])))
            return true;
    return false;
}

static bool unit_row(const struct sheet_cut *s, size_t row)
{
    for (uint32_t i = 0; i < s->row[row].n && i < LINE_CELLS; i++)
        if (tells_unit(s->t, sheet_cell_text(s->t, row_cell(s, row, i))))
            return true;
    return false;
}

/* -- where tables begin -- */

/* Two cells are a row of a table where most rows with figures have no more. */
static uint32_t least_cells(const struct sheet_cut *s)
{
    size_t two = 0, more = 0;

    for (size_t i = 0; i < s->nrows && two + more < PROBE_ROWS; i++) {
        if (s->row[i].n < 2 || !figures_of(s, i))
            continue;
        two += s->row[i].n == 2;
        more += s->row[i].n > 2;
    }
    return two > more ? 2 : 3;
}

static bool table_like(const struct sheet_cut *s, size_t row)
{
    return s->row[row].n >= s->least && (s->least > 2 || figures_of(s, row)) && !unit_row(s, row);
}

/* The row is of a form's own head ("Biểu số: 01" | "BÁO CÁO ..." | "Đơn vị nhận: ...") when
 * the table's header, behind lines or empty rows, is a fuller one further down. */
static bool form_head(const struct sheet_cut *s, size_t row, size_t *next)
{
    bool parted = false;

    if (figures_of(s, row) || s->row[row].n > LINE_CELLS)
        return false;
    for (size_t i = row + 1; i < s->nrows && i <= row + AHEAD_ROWS; i++) {
        parted = parted || !at_once_below(s, i) || s->row[i].n == 1;
        if (figures_of(s, i))
            return false;
        if (parted && s->row[i].n > s->row[row].n && !unit_row(s, i)) {
            *next = i;
            return true;
        }
    }
    return false;
}

/* The upper level of a header that names columns together: "Năm 2025" over three. */
static bool upper_header(const struct sheet_cut *s, size_t row, size_t head)
{
    const struct tree_cell *c = row_cell(s, row, 0), *first = row_cell(s, head, 0);
    const struct tree_cell *last = row_cell(s, head, s->row[head].n - 1);

    if (s->row[row].n >= 2)
        return figures_of(s, row) == 0;
    return c->cols > 1 && c->col > first->col && c->cols * 2 <= last->col - first->col + 1;
}

/* The row at which the first table from `row` on begins; nrows when there is none. */
static size_t find_table_head(const struct sheet_cut *s, size_t from)
{
    size_t head = from, next;

    while (head < s->nrows && !table_like(s, head))
        head++;
    while (head < s->nrows && form_head(s, head, &next))
        head = next;
    for (unsigned i = 0; i < SHEET_HEAD_ROWS && head < s->nrows && head > from; i++) {
        if (!at_once_below(s, head) || unit_row(s, head - 1) ||
            !upper_header(s, head - 1, head))
            break;
        head--;
    }
    return head;
}

/* -- where they end -- */

/* After an empty row a line, and behind it another header? */
static bool other_table(const struct sheet_cut *s, size_t row)
{
    uint32_t least = s->least > 3 ? s->least : 3;

    if (at_once_below(s, row) || s->row[row].n >= least)
        return false;
    for (size_t i = row + 1; i < s->nrows && i <= row + AHEAD_ROWS; i++)
        if (s->row[i].n >= least)
            return figures_of(s, i) == 0 && i + 1 < s->nrows && s->row[i + 1].n > 1;
    return false;
}

/* Behind the last row with figures of [head, end): the first row that is lines. */
static size_t sheet_table_end(const struct sheet_cut *s, size_t head, size_t end)
{
    size_t last = end;

    while (last > head && !(s->row[last - 1].n > 1 && figures_of(s, last - 1)))
        last--;
    if (last == head)           /* no figures at all */
        return end;
    for (; last < end; last++)
        if (s->row[last].n == 1 ||
            (s->row[last].n <= LINE_CELLS && !at_once_below(s, last)))
            return last;
    return end;
}

/* -- cutting -- */

static void push_line(struct sheet_cut *s, uint32_t para, const struct tree_cell *c)
{
    struct sheet_place *place = arena_new(s->t->job->arena, struct sheet_place);

    *place = (struct sheet_place){ s->table->sheet, c->row + 1, c->col + 1 };
    s->t->para[para].place = place;
    tree_count_block(s->t);
    *arena_push(s->t->job->arena, s->item, s->nitems, s->item_cap) =
        (struct tree_item){ false, para };
}

/* Each cell of the row is a line; "Đơn vị tính:" goes on in the next cell. */
static void put_lines(struct sheet_cut *s, size_t row)
{
    struct tree *t = s->t;
    uint32_t open = TREE_NONE;

    for (uint32_t i = 0; i < s->row[row].n; i++) {
        struct tree_cell *c = &s->table->cell[s->row[row].cell + i];

        tree_cell_para(t, c);
        for (uint32_t p = c->first; p != TREE_NONE; p = t->para[p].next) {
            if (open != TREE_NONE && open < p) {     /* no rings, where cells share a text */
                t->para[open].rest = p;
                t->para[p].blank_before = true;
            } else {
                push_line(s, p, c);
            }
            open = t->para[p].rest == TREE_NONE && t->para[p].to > t->para[p].from &&
                   t->raw.ptr[t->para[p].to - 1] == ':' ? p : TREE_NONE;
        }
    }
}

static void cut_table(struct sheet_cut *s, size_t from, size_t to)
{
    struct tree *t = s->t;
    struct tree_table part = *s->table;
    size_t end = to < s->nrows ? s->row[to].cell : s->table->ncells;

    part.cell += s->row[from].cell;
    part.ncells = end - s->row[from].cell;
    part.first_row = s->row[from].row;
    part.nrows = s->row[to - 1].row + 1;
    part.ncols = 0;
    for (size_t i = 0; i < part.ncells; i++)
        if (part.ncols < part.cell[i].col + part.cell[i].cols)
            part.ncols = part.cell[i].col + part.cell[i].cols;
    tree_count_block(t);
    *arena_push(t->job->arena, t->table, t->ntables, t->table_cap) = part;
    *arena_push(t->job->arena, s->item, s->nitems, s->item_cap) =
        (struct tree_item){ true, (uint32_t)t->ntables - 1 };
}

/* Rows of no table are lines; thousands of them are a list. */
static void put_rows(struct sheet_cut *s, size_t from, size_t to)
{
    if (to - from > LIST_ROWS) {
        cut_table(s, from, to);
        return;
    }
    for (; from < to; from++)
        put_lines(s, from);
}

static void cut_sheet(struct sheet_cut *s)
{
    size_t row = 0;

    s->least = least_cells(s);
    while (row < s->nrows) {
        size_t head = find_table_head(s, row), next, end;

        put_rows(s, row, head);
        if (head == s->nrows)
            return;
        for (next = head + 1; next < s->nrows && !other_table(s, next);)
            next++;
        end = sheet_table_end(s, head, next);
        cut_table(s, head, end);
        put_rows(s, end, next);
        row = next;
    }
}

void tree_cut_sheets(struct tree *t)
{
    struct sheet_cut s = { .t = t };
    size_t sheets = 0;

    for (size_t i = 0; i < t->ntables; i++)
        sheets += t->table[i].is_sheet;
    if (!sheets)
        return;
    for (size_t i = 0; i < t->nitems; i++) {
        struct tree_item item = t->item[i];

        if (!item.table || !t->table[item.index].is_sheet) {
            *arena_push(t->job->arena, s.item, s.nitems, s.item_cap) = item;
            continue;
        }

        struct tree_table sheet = t->table[item.index];

        s.table = &sheet;
        s.nrows = 0;
        list_rows(&s);
        cut_sheet(&s);
    }
    t->item = s.item;
    t->nitems = s.nitems;
    t->item_cap = s.item_cap;
}

/* xlsx_sheet.c -- the cells of a sheet, and the texts they share.
 *
 * A sheet of 100,000 rows has two million tags: they are read by pack/tags.h. */
#include "read/xlsx_int.h"

#include "base/utf8.h"
#include "pack/tags.h"

#include <stdlib.h>

enum {
    SHEET_COLUMNS = 16384, SHEET_ROWS = 1 << 20,
    USUAL_BYTES = 16            /* so many are behind a cell that is read the usual way */
};

static bool tag_is(const struct tags *x, const char *name)
{
    return !x->strange && str_eq(x->name, str_from(name));
}

static bool told_true(str value)
{
    return str_eq(value, STR("1")) || str_eq(value, STR("true"));
}

/* -- texts -- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The letter of "_x000D_" at s[at]; 0 for none. */
static uint32_t escaped_letter(str s, size_t at)
{
    uint32_t letter = 0;

    if (at + 7 > s.len || s.ptr[at + 1] != 'x' || s.ptr[at + 6] != '_')
        return 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_digit(s.ptr[i]);

        if (digit < 0)
            return 0;
        letter = letter * 16 + (uint32_t)digit;
    }
    return letter >= 0xD800 && letter < 0xE000 ? 0 : letter;
}

/* Letters that XML cannot hold stand as _x000D_: puts them back, from `from` on. */
static void undo_escapes(struct buf *b, size_t from)
{
    str s = str_sub(buf_str(b), from, b->len);
    const char *first = s.len ? memchr(s.ptr, '_', s.len) : NULL;
    struct buf clean;

    if (!first)
        return;
    buf_init(&clean, b->arena);
    for (size_t at = 0; at < s.len;) {
        uint32_t letter = s.ptr[at] == '_' ? escaped_letter(s, at) : 0;

        if (letter)
            utf8_put(&clean, letter);
        else
            buf_char(&clean, s.ptr[at]);
        at += letter ? 7 : 1;
    }
    b->len = from;
    buf_put(b, buf_str(&clean));
}

/* Appends the text of a <si> or <is> whose start was just told: its runs one behind the
 * other, how they are read aloud (rPh) left out. */
static status put_rich_text(struct tags *x, struct buf *out)
{
    uint32_t depth = x->depth;
    size_t from = out->len;
    bool in_text = false;

    for (;;) {
        switch (tags_next(x)) {
        case TAGS_START:
            in_text = tag_is(x, "t");
            if (tag_is(x, "rPh") && tags_skip(x) != OK)
                return x->job->failed;
            break;
        case TAGS_TEXT:
            if (in_text)
                tags_put_text(x, out);
            break;
        case TAGS_END:
            in_text = false;
            if (x->depth < depth) {
                undo_escapes(out, from);
                return OK;
            }
            break;
        default:
            return x->job->failed;
        }
    }
}

static status scan_strings(struct tags *x, struct xlsx_strings *out)
{
    struct arena *a = x->job->arena;
    uint32_t *at = NULL;
    size_t n = 0, cap = 0;
    struct buf text;

    buf_init(&text, a);
    for (;;) {
        enum tags_event e = tags_next(x);

        if (e == TAGS_FAILED)
            return x->job->failed;
        if (e == TAGS_DONE)
            break;
        if (e != TAGS_START || !tag_is(x, "si"))
            continue;
        *arena_push(a, at, n, cap) = (uint32_t)text.len;
        if (put_rich_text(x, &text) != OK)
            return x->job->failed;
    }
    *arena_push(a, at, n, cap) = (uint32_t)text.len;
    *out = (struct xlsx_strings){ buf_str(&text), at, (uint32_t)n - 1 };
    return OK;
}

status xlsx_read_strings(struct job *j, struct zip *z, str part, struct xlsx_strings *out)
{
    const struct zip_member *m = part.len ? zip_find(z, part) : NULL;
    struct tags x;
    str bytes;

    *out = (struct xlsx_strings){ .n = 0 };
    if (!m)
        return OK;

    status st = zip_read(j, z, m, &bytes);
    if (st == OK)
        st = tags_open(j, z->name, part, bytes, &x);
    return st == OK ? scan_strings(&x, out) : st;
}

/* -- cells -- */

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_INLINE, TYPE_BOOLEAN, TYPE_ERROR,
                 TYPE_DATE };

/* A cell that is not printed: the first of merged ones still may be. */
struct hidden_cell {
    uint32_t row, col;
    uint32_t text, len;         /* in sheet_reader.hidden_text */
    bool bold;
};

struct sheet_reader {
    struct xlsx_book *book;
    struct tags x;
    uint32_t row, col;          /* the next cell's, from 0 */
    bool row_hidden;
    bool column_hidden[SHEET_COLUMNS];
    bool any_column_hidden;
    struct buf value;           /* of the running cell, when it is no plain slice */
    struct buf shown;
    struct hidden_cell *hidden; /* with something in them */
    size_t nhidden, hidden_cap;
    struct buf hidden_text;
};

/* "BC12" to row and column from 0; false for no address. */
static bool read_address(str s, uint32_t *row, uint32_t *col)
{
    uint32_t c = 0, r = 0;
    size_t at = 0;

    for (; at < s.len && (s.ptr[at] | 0x20) >= 'a' && (s.ptr[at] | 0x20) <= 'z'; at++)
        if ((c = c * 26 + (uint32_t)((s.ptr[at] | 0x20) - 'a') + 1) > SHEET_COLUMNS)
            return false;
    for (; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9'; at++)
        if ((r = r * 10 + (uint32_t)(s.ptr[at] - '0')) > SHEET_ROWS)
            return false;
    if (at < s.len || c == 0 || r == 0)
        return false;
    *row = r - 1;
    *col = c - 1;
    return true;
}

static enum cell_type cell_type_of(str t)
{
    static const struct { str name; enum cell_type type; } known[] = {
        { { "s", 1 }, TYPE_SHARED }, { { "str", 3 }, TYPE_TEXT },
        { { "inlineStr", 9 }, TYPE_INLINE }, { { "b", 1 }, TYPE_BOOLEAN },
        { { "e", 1 }, TYPE_ERROR }, { { "d", 1 }, TYPE_DATE },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(t, known[i].name))
            return known[i].type;
    return TYPE_NUMBER;
}

/* The text of the element whose start was just told; what is nested in it is passed. */
static status read_stored_text(struct sheet_reader *r, str *out)
{
    struct tags *x = &r->x;
    uint32_t depth = x->depth;
    bool plain = true;

    *out = (str){ NULL, 0 };
    for (;;) {
        switch (tags_next(x)) {
        case TAGS_TEXT:
            if (x->depth > depth)
                break;
            if (plain && !out->len && !memchr(x->text.ptr, '&', x->text.len)) {
                *out = x->text;
                break;
            }
            if (plain) {
                r->value.len = 0;
                buf_put(&r->value, *out);
                plain = false;
            }
            tags_put_text(x, &r->value);
            *out = buf_str(&r->value);
            break;
        case TAGS_END:
            if (x->depth < depth)
                return OK;
            break;
        case TAGS_START:
            break;
        default:
            return x->job->failed;
        }
    }
}

/* What the cell shows, from what is stored. */
static str shown_text(struct sheet_reader *r, enum cell_type type, const struct xlsx_style *style,
                      str value)
{
    const struct xlsx_book *b = r->book;
    long i;

    r->shown.len = 0;
    switch (type) {
    case TYPE_SHARED:
        i = tags_number(value, -1);
        if (i < 0 || (uint32_t)i >= b->strings.n)
            return (str){ NULL, 0 };
        return str_sub(b->strings.text, b->strings.at[i], b->strings.at[i + 1]);
    case TYPE_NUMBER:
        if (!number_format_put(&b->styles.format[style->format], str_trim(value), b->from_1904,
                               &r->shown))
            return value;
        return buf_str(&r->shown);
    case TYPE_BOOLEAN:
        return !value.len ? value : told_true(value) ? STR("TRUE") : STR("FALSE");
    case TYPE_DATE:
        number_put_iso_date(str_trim(value), &r->shown);
        return buf_str(&r->shown);
    case TYPE_TEXT:
        buf_put(&r->shown, value);
        undo_escapes(&r->shown, 0);
        return buf_str(&r->shown);
    case TYPE_INLINE: case TYPE_ERROR:
        break;
    }
    return value;
}

static void keep_hidden(struct sheet_reader *r, uint32_t row, uint32_t col, str text, bool bold)
{
    *arena_push(r->book->job->arena, r->hidden, r->nhidden, r->hidden_cap) =
        (struct hidden_cell){ row, col, (uint32_t)r->hidden_text.len, (uint32_t)text.len, bold };
    buf_put(&r->hidden_text, text);
}

static void tell_sheet_cell(struct sheet_reader *r, str text, bool bold)
{
    uint32_t row = r->row, col = r->col;

    if (!text.len || row >= SHEET_ROWS || col >= SHEET_COLUMNS)
        return;
    if (r->row_hidden || r->column_hidden[col])
        keep_hidden(r, row, col, text, bold);
    else
        tree_sheet_put(r->book->tree, row, col, text, bold ? TREE_BOLD : TREE_PLAIN);
}

static enum cell_content content_of(enum cell_type type)
{
    switch (type) {
    case TYPE_NUMBER:
        return CELL_NUMBER;
    case TYPE_BOOLEAN:
        return CELL_BOOLEAN;
    case TYPE_ERROR:
        return CELL_ERROR;
    case TYPE_DATE:
        return CELL_DATE;
    case TYPE_SHARED: case TYPE_TEXT: case TYPE_INLINE:
        break;
    }
    return CELL_TEXT;
}

/* The cell as it is stored. */
static void keep_cell(struct sheet_reader *r, enum cell_type type, const struct xlsx_style *style,
                      str value)
{
    const struct number_section *s = &r->book->styles.format[style->format].section[0];
    struct raw_cell cell = { .row = r->row, .col = r->col, .content = content_of(type) };

    if (type == TYPE_NUMBER && s->kind == NUMBER_DATE)
        cell.content = CELL_DATE;
    if (type == TYPE_NUMBER && s->kind == NUMBER_DIGITS)
        cell.places = s->thousands ? 0 : s->least, cell.shift = s->shift;
    if (cell.content == CELL_TEXT || cell.content == CELL_DATE)
        value = shown_text(r, type, style, value);
    cell.text = arena_str(r->book->job->arena, value);
    cells_put(r->book->cells, &cell);
}

static void tell_value(struct sheet_reader *r, enum cell_type type,
                       const struct xlsx_style *style, str value)
{
    if (r->book->cells)
        keep_cell(r, type, style, value);
    else
        tell_sheet_cell(r, shown_text(r, type, style, value), style->bold);
}

static const struct xlsx_style *style_of(const struct xlsx_book *b, str number)
{
    long i = tags_number(number, 0);

    return &b->styles.style[i >= 0 && (size_t)i < b->styles.n ? i : 0];
}

/* The running start is a cell's: reads it up to its end. */
static status read_sheet_cell(struct sheet_reader *r)
{
    struct tags *x = &r->x;
    uint32_t depth = x->depth;
    str rest = x->attrs, name, attr, value = { NULL, 0 };
    const struct xlsx_style *style = &r->book->styles.style[0];
    enum cell_type type = TYPE_NUMBER;
    bool told = false;

    while (rest.len && tags_next_attr(&rest, &name, &attr)) {
        if (name.len != 1)
            continue;
        if (name.ptr[0] == 'r')
            read_address(attr, &r->row, &r->col);
        else if (name.ptr[0] == 's')
            style = style_of(r->book, attr);
        else if (name.ptr[0] == 't')
            type = cell_type_of(attr);
    }
    for (;;) {
        enum tags_event e = tags_next(x);

        if (e == TAGS_FAILED || e == TAGS_DONE)
            return x->job->failed;
        if (e == TAGS_END && x->depth < depth)
            break;
        if (e != TAGS_START)
            continue;
        if (tag_is(x, "v")) {
            told = true;
            if (read_stored_text(r, &value) != OK)
                return x->job->failed;
        } else if (tag_is(x, "is")) {
            told = true;
            r->value.len = 0;
            if (put_rich_text(x, &r->value) != OK)
                return x->job->failed;
            value = buf_str(&r->value);
        } else if (tags_skip(x) != OK) {
            return x->job->failed;
        }
    }
    if (told && value.len)
        tell_value(r, type, style, value);
    r->col++;
    return OK;
}

/* -- cells as all programs write them -- */

/* Takes the word at *p; false when another stands there. All of it is followed by a NUL. */
static bool take_cell_word(const char **p, const char *word, size_t len)
{
    if (memcmp(*p, word, len) != 0)
        return false;
    *p += len;
    return true;
}

#define TAKE(p, word) take_cell_word(p, word, sizeof(word) - 1)

/* A value in quotes, without entities; its first quote is passed. */
static bool take_quoted(const char **p, const char *end, str *out)
{
    const char *from = *p;

    while (*p < end && **p != '"' && **p != '<' && **p != '&')
        ++*p;
    *out = (str){ from, (size_t)(*p - from) };
    return *p < end && *(*p)++ == '"';
}

/* An address in quotes, in capitals; its first quote is passed. A NUL ends all. */
static bool take_address(const char **p, uint32_t *row, uint32_t *col)
{
    const char *at = *p;
    uint32_t c = 0, r = 0;

    while (*at >= 'A' && *at <= 'Z' && c <= SHEET_COLUMNS)
        c = c * 26 + (uint32_t)(*at++ - 'A') + 1;
    while (*at >= '0' && *at <= '9' && r <= SHEET_ROWS)
        r = r * 10 + (uint32_t)(*at++ - '0');
    if (*at != '"' || c == 0 || c > SHEET_COLUMNS || r == 0 || r > SHEET_ROWS)
        return false;
    *p = at + 1;
    *row = r - 1;
    *col = c - 1;
    return true;
}

/* <c r="B5" s="3" t="s"><v>12</v></c>: nine cells of ten. False, nothing read, for another. */
static bool read_usual_cell(struct sheet_reader *r)
{
    struct tags *x = &r->x;
    const char *p = x->bytes.ptr + x->at, *end = x->bytes.ptr + x->bytes.len, *from;
    const struct xlsx_style *style = &r->book->styles.style[0];
    enum cell_type type = TYPE_NUMBER;
    uint32_t row = r->row, col = r->col;
    str value;

    if ((size_t)(end - p) < USUAL_BYTES || x->prefix.len || !TAKE(&p, "<c r=\"") ||
        !take_address(&p, &row, &col) || end - p < USUAL_BYTES)
        return false;
    if (TAKE(&p, " s=\"")) {
        if (!take_quoted(&p, end - USUAL_BYTES, &value))
            return false;
        style = style_of(r->book, value);
    }
    if (TAKE(&p, " t=\"")) {
        if (!take_quoted(&p, end - USUAL_BYTES, &value))
            return false;
        type = cell_type_of(value);
    }
    if (!TAKE(&p, "><v>"))
        return false;
    for (from = p; p < end - USUAL_BYTES && *p != '<' && *p != '&';)
        p++;
    value = (str){ from, (size_t)(p - from) };
    if (!TAKE(&p, "</v></c>"))
        return false;
    x->at = (size_t)(p - x->bytes.ptr);
    r->row = row;
    r->col = col;
    if (value.len)
        tell_value(r, type, style, value);
    r->col++;
    return true;
}

static void begin_sheet_row(struct sheet_reader *r)
{
    long number = tags_number(tags_attr(&r->x, "r"), 0);

    r->row = number > 0 ? (uint32_t)number - 1 : r->row;
    r->col = 0;
    r->row_hidden = told_true(tags_attr(&r->x, "hidden")) ||
                    str_eq(tags_attr(&r->x, "ht"), STR("0"));
}

static bool is_full(const struct xlsx_book *b)
{
    return b->tree ? tree_is_full(b->tree) : cells_are_full(b->cells);
}

/* <sheetData>, whose start was just told, up to its end. */
static status read_rows(struct sheet_reader *r)
{
    struct tags *x = &r->x;
    uint32_t depth = x->depth;
    bool in_row = false;

    for (;;) {
        while (in_row && read_usual_cell(r))
            ;
        switch (tags_next(x)) {
        case TAGS_START:
            if (tag_is(x, "c")) {
                if (read_sheet_cell(r) != OK)
                    return x->job->failed;
            } else if (tag_is(x, "row")) {
                if (is_full(r->book))
                    return OK;
                begin_sheet_row(r);
                in_row = !x->empty;
            } else if (tags_skip(x) != OK) {
                return x->job->failed;
            }
            break;
        case TAGS_END:
            if (x->depth < depth)
                return OK;
            in_row = false;
            r->row++;
            break;
        case TAGS_TEXT:
            break;
        default:
            return x->job->failed;
        }
    }
}

/* Hidden ones, and those without width, are not printed. */
static void read_columns(struct sheet_reader *r)
{
    str width = tags_attr(&r->x, "width");
    long from = tags_number(tags_attr(&r->x, "min"), 0);
    long to = tags_number(tags_attr(&r->x, "max"), 0);

    if (from < 1 || !(told_true(tags_attr(&r->x, "hidden")) || str_eq(width, STR("0"))))
        return;
    for (long c = from; c <= to && c <= SHEET_COLUMNS; c++)
        r->column_hidden[c - 1] = true;
    r->any_column_hidden = true;
}

/* -- merged cells -- */

static int hidden_by_address(const void *a, const void *b)
{
    const struct hidden_cell *l = a, *r = b;

    if (l->row != r->row)
        return l->row < r->row ? -1 : 1;
    return l->col < r->col ? -1 : l->col > r->col;
}

static const struct hidden_cell *find_hidden(const struct sheet_reader *r, uint32_t row,
                                             uint32_t col)
{
    size_t lo = 0, hi = r->nhidden;
    struct hidden_cell key = { .row = row, .col = col };

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = hidden_by_address(&r->hidden[mid], &key);

        if (order == 0)
            return &r->hidden[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

/* Merged cells whose first is hidden show its text where the first column of them is
 * shown. (A hidden first row with others below it hides a heading's half at most.) */
static void show_hidden(struct sheet_reader *r, uint32_t row, uint32_t *col, uint32_t last)
{
    const struct hidden_cell *h = r->any_column_hidden ? find_hidden(r, row, *col) : NULL;

    if (!h || !r->column_hidden[*col])
        return;
    while (*col <= last && r->column_hidden[*col])
        ++*col;
    if (*col <= last)
        tree_sheet_put(r->book->tree, row, *col,
                       str_sub(buf_str(&r->hidden_text), h->text, h->text + h->len),
                       h->bold ? TREE_BOLD : TREE_PLAIN);
}

/* <mergeCell ref="A1:F1"/> */
static void read_merge(struct sheet_reader *r)
{
    str ref = tags_attr(&r->x, "ref");
    size_t colon = str_find(ref, STR(":"));
    uint32_t row, col, last_row, last_col;

    if (colon == SIZE_MAX || !read_address(str_sub(ref, 0, colon), &row, &col) ||
        !read_address(str_sub(ref, colon + 1, ref.len), &last_row, &last_col) ||
        last_row < row || last_col < col)
        return;
    show_hidden(r, row, &col, last_col);
    if (col <= last_col)
        tree_sheet_merge(r->book->tree, row, col, last_row - row + 1, last_col - col + 1);
}

static status scan_sheet(struct sheet_reader *r)
{
    struct tags *x = &r->x;

    for (;;) {
        enum tags_event e = tags_next(x);

        if (e == TAGS_FAILED)
            return x->job->failed;
        if (e == TAGS_DONE)
            return OK;
        if (e != TAGS_START || x->depth < 2)
            continue;
        if (tag_is(x, "sheetData")) {
            if (read_rows(r) != OK)
                return x->job->failed;
            if (r->nhidden)
                qsort(r->hidden, r->nhidden, sizeof *r->hidden, hidden_by_address);
        } else if (tag_is(x, "col")) {
            read_columns(r);
        } else if (tag_is(x, "mergeCell")) {
            if (r->book->tree)
                read_merge(r);
        } else if (!tag_is(x, "cols") && !tag_is(x, "mergeCells") && tags_skip(x) != OK) {
            return x->job->failed;
        }
    }
}

status xlsx_read_sheet(struct xlsx_book *b, str part)
{
    struct job *j = b->job;
    struct sheet_reader *r = arena_new(j->arena, struct sheet_reader);
    const struct zip_member *m = zip_find(b->zip, part);
    str bytes;

    if (!m)
        return OK;

    status st = zip_read(j, b->zip, m, &bytes);

    r->book = b;
    buf_init(&r->value, j->arena);
    buf_init(&r->shown, j->arena);
    buf_init(&r->hidden_text, j->arena);
    if (b->tree)
        tree_part(b->tree, part);
    if (st == OK)
        st = tags_open(j, b->zip->name, part, bytes, &r->x);
    return st == OK ? scan_sheet(r) : st;
}

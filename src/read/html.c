/* html.c -- HTML to the tree: what a browser shows, with the numbers of lists and notes.
 *
 * There is no tree of elements: a row of tags is followed with the elements that are open,
 * each with what it makes of the text in it. Ends that are missing and tags out of place
 * are taken as browsers take them. */
#include "base/utf8.h"
#include "read/formats.h"
#include "read/html_int.h"

enum { NONE = -1, SPANS_MOST = 1000, ROWS_MOST = 65534, TITLE_RANKS = 6 };

/* An open element. What is told of text holds for all that stands in it. */
struct html_open {
    enum html_element element;
    bool bold, raised, hidden, pre, symbols, bullet;
    uint8_t heading;            /* rank, 0 for none */
    uint64_t open[2];           /* elements that an end tag here may mean */
    int32_t table, row, cell;   /* the innermost table, its open row and cell, or NONE */
    int32_t list;               /* the innermost list, or NONE */
    bool table_told;            /* of a table: the tree knows it */
    enum label_format label;    /* of a list */
    int32_t count, step;        /* of a list: its next number */
    bool notes_end;             /* the running note ends with it */
};

struct html {
    struct job *job;
    struct tree *tree;
    struct html_sheet *sheet;
    struct html_links links;
    size_t next_link, next_place;
    struct html_open *stack;
    int32_t depth;              /* elements open */
    uint32_t beyond;            /* further ones, too deep to be kept */
    bool para;                  /* a paragraph is running: text goes into it */
    bool in_head;
    bool skip_line_end;         /* the one behind <pre> */
    uint16_t note;              /* the running note, 0 for none */
    uint16_t note_number;       /* may stand before the note's first words, 0 for none */
    bool note_loose;            /* it has no block of its own: the next block ends it */
    struct buf label;           /* printed before the next text, if any */
};

static struct html_open *top_of(struct html *h)
{
    return &h->stack[h->depth - 1];
}

static uint64_t element_bit(enum html_element e)
{
    return UINT64_C(1) << (e % 64);
}

static bool is_open(struct html *h, enum html_element e)
{
    return h->depth && (top_of(h)->open[e / 64] & element_bit(e));
}

/* -- telling -- */

static void show_para(struct html *h)
{
    if (h->para)
        return;
    h->para = true;
    tree_para(h->tree, top_of(h)->heading);
    if (h->label.len) {
        tree_text(h->tree, buf_str(&h->label), TREE_PLAIN, NO_ORIGIN);
        tree_blank(h->tree);
        h->label.len = 0;
    }
}

static void close_html_para(struct html *h)
{
    h->para = false;
}

/* Letters that stand for something else: blanks, signs of the symbol fonts. */
static void show_letter(struct html *h, const struct html_open *o, uint32_t cp, unsigned style)
{
    if (cp == 0xA0 || cp == 0) {
        tree_blank(h->tree);
        return;
    }

    struct buf one;
    char room[8];

    one = (struct buf){ .arena = h->job->arena, .ptr = room, .cap = sizeof room };
    if (o->symbols || (o->bullet && (cp == 'o' || cp == 0xB7 || cp == 0xA7)))
        cp = 0x2022;
    utf8_put(&one, cp == UTF8_BAD ? 0xFFFD : cp);
    show_para(h);
    tree_text(h->tree, buf_str(&one), style, NO_ORIGIN);
}

/* Is the byte there simply one of the text? */
static bool is_plain(const struct html_open *o, str text, size_t at)
{
    char next = at + 1 < text.len ? text.ptr[at + 1] : ' ';

    switch (text.ptr[at]) {
    case '&':
        return next != '#' && !html_is_letter(next);
    case '\xC2':
        return next != '\xA0';
    case '\n':
        return !o->pre;
    case '\0':
        return false;
    default:
        return true;
    }
}

static size_t plain_end(const struct html_open *o, str text, size_t at)
{
    if (o->symbols || o->bullet)
        return at;
    while (at < text.len && is_plain(o, text, at))
        at++;
    return at;
}

static bool only_blanks(str s)
{
    return str_trim(s).len == 0;
}

/* The note's text without its typed number: "1. Kể cả ...", "[1] ...", "(1) ...". */
static str without_number(str text, uint16_t number)
{
    str s = str_trim(text);
    size_t open = s.len && (s.ptr[0] == '[' || s.ptr[0] == '('), at = open;
    unsigned n = 0;

    for (; at < s.len && at < 4 && s.ptr[at] >= '0' && s.ptr[at] <= '9'; at++)
        n = n * 10 + (unsigned)(s.ptr[at] - '0');
    if (n != number || at >= s.len || !strchr("]).:", s.ptr[at]) ||
        (at + 1 < s.len && s.ptr[at + 1] >= '0' && s.ptr[at + 1] <= '9'))
        return text;
    return str_sub(s, at + 1, s.len);
}

static void show_plain(struct html *h, str text, unsigned style)
{
    if (only_blanks(text)) {
        tree_blank(h->tree);
        return;
    }
    if (h->note_number) {
        text = without_number(text, h->note_number);
        h->note_number = 0;
    }
    show_para(h);
    tree_text(h->tree, text, style, NO_ORIGIN);
}

static void show_text(struct html *h, str text)
{
    const struct html_open *o = top_of(h);
    unsigned style = (o->bold ? TREE_BOLD : 0U) | (o->raised ? TREE_RAISED : 0U);

    if (o->hidden || (o->table != NONE && o->cell == NONE && only_blanks(text)))
        return;
    for (size_t at = 0; at < text.len;) {
        size_t end = plain_end(o, text, at);
        uint32_t cp;

        if (end > at) {
            show_plain(h, str_sub(text, at, end), style);
            at = end;
            continue;
        }
        at += html_letter(text, at, &cp);
        if (o->pre && cp == '\n') {
            if (h->para)
                tree_break(h->tree);
        } else if (cp <= ' ') {
            tree_blank(h->tree);
        } else {
            show_letter(h, o, cp, style);
        }
    }
}

/* -- notes -- */

static void close_html_note(struct html *h)
{
    close_html_para(h);
    tree_note_end(h->tree);
    h->note = 0;
}

static bool holds_blocks(enum html_element e)
{
    return e == HTML_html || e == HTML_body || e == HTML_div || e == HTML_section ||
           e == HTML_td || e == HTML_blockquote;
}

/* The element, at the top of the stack, is a note's body; a link or another piece of
 * text at its front stands for the block around it. */
static void open_html_note(struct html *h, uint16_t note, uint16_t number)
{
    int32_t at = h->depth - 1;

    if (h->note == note || top_of(h)->hidden)
        return;
    if (h->note)
        close_html_note(h);
    while (at > 0 && !(html_nature_of(h->stack[at].element) & HTML_BLOCK))
        at--;
    close_html_para(h);
    h->label.len = 0;
    tree_note(h->tree, note);
    h->note = note;
    h->note_number = number;
    h->note_loose = at < h->depth - 1 && holds_blocks(h->stack[at].element);
    for (int32_t i = 0; i < h->depth; i++)
        h->stack[i].notes_end = i == at;
}

/* A number that leads to a note is its mark, one in the note leads back: no text. */
static void follow_link(struct html *h)
{
    const struct html_link *l = &h->links.link[h->next_link++];

    if (top_of(h)->hidden)
        return;
    if (l->note) {
        show_para(h);
        tree_mark(h->tree, l->note);
        top_of(h)->hidden = true;
    } else if (h->note && l->kind != HTML_LINK_TEXT) {
        top_of(h)->hidden = true;
    }
}

/* -- tables -- */

static void show_table(struct html *h)
{
    struct html_open *table = &h->stack[top_of(h)->table];

    if (table->table_told)
        return;
    table->table_told = true;
    close_html_para(h);
    tree_table(h->tree);
}

/* A number from 1 to `most`; 1 for what is none. */
static uint32_t count_told(str value, uint32_t most)
{
    uint32_t n = 0;

    for (size_t i = 0; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++)
        if (n <= most)
            n = n * 10 + (uint32_t)(value.ptr[i] - '0');
    return n < 1 ? 1 : n > most ? most : n;
}

static uint32_t rows_spanned(str value)
{
    return str_eq(str_trim(value), STR("0")) ? ROWS_MOST : count_told(value, ROWS_MOST);
}

/* -- open elements -- */

static void close_top(struct html *h)
{
    struct html_open *o = top_of(h);

    if (html_nature_of(o->element) & HTML_BLOCK)
        close_html_para(h);
    if (o->notes_end && h->note)
        close_html_note(h);
    if (o->element == HTML_table && o->table_told)
        tree_table_end(h->tree);
    if (o->element == HTML_li)
        h->label.len = 0;
    h->depth--;
}

static void close_to(struct html *h, int32_t depth)
{
    while (h->depth > depth && h->depth > 0)
        close_top(h);
}

/* Ends the innermost open element of that name and what is open in it. */
static void close_element(struct html *h, enum html_element e)
{
    if (!is_open(h, e))
        return;
    while (top_of(h)->element != e)
        close_top(h);
    close_top(h);
}

/* Ends what cannot stand in a table: up to its row, or up to itself. */
static void close_in_table(struct html *h, bool to_row)
{
    const struct html_open *o = top_of(h);

    if (o->table == NONE)
        return;
    close_to(h, to_row && o->row != NONE ? o->row + 1 : o->table + 1);
}

static bool is_html_cell(enum html_element e)
{
    return e == HTML_td || e == HTML_th || e == HTML_caption;
}

static bool is_html_list(enum html_element e)
{
    return e == HTML_ol || e == HTML_ul || e == HTML_menu || e == HTML_dir;
}

/* What an element has from the one around it. */
static struct html_open open_inside(struct html *h, enum html_element e)
{
    struct html_open o = { .table = NONE, .row = NONE, .cell = NONE, .list = NONE };
    unsigned nature = html_nature_of(e);

    if (h->depth)
        o = *top_of(h);
    o.element = e;
    o.table_told = o.notes_end = false;
    if (nature & HTML_SCOPE)
        o.open[0] = o.open[1] = 0;
    if (is_html_list(e))
        o.open[HTML_li / 64] &= ~element_bit(HTML_li);
    o.open[e / 64] |= element_bit(e);
    if (e >= HTML_h1 && e <= HTML_h6)
        o.heading = (uint8_t)(e - HTML_h1 + 1);
    if (e == HTML_table) {
        o.table = h->depth;
        o.row = o.cell = o.list = NONE;
        o.heading = 0;
    } else if (e == HTML_tr) {
        o.row = h->depth;
        o.cell = NONE;
    } else if (is_html_cell(e)) {
        o.cell = h->depth;
    }
    if (nature & HTML_SILENT)
        o.hidden = true;
    return o;
}

static void apply_look(struct html_open *o, const struct html_look *look)
{
    if (look->bold != HTML_UNTOLD)
        o->bold = look->bold;
    if (look->raised != HTML_UNTOLD)
        o->raised = look->raised;
    if (look->pre != HTML_UNTOLD)
        o->pre = look->pre;
    o->hidden = o->hidden || look->hidden == 1;
    o->symbols = o->symbols || look->symbols;
    o->bullet = o->bullet || look->bullet;
}

static int32_t html_number(str value, int32_t other)
{
    bool minus = value.len && value.ptr[0] == '-';
    uint32_t n;

    value = str_sub(value, minus, value.len);
    if (!value.len || value.ptr[0] < '0' || value.ptr[0] > '9')
        return other;
    n = value.ptr[0] == '0' && value.len == 1 ? 0 : count_told(value, LABEL_MOST);
    return minus ? -(int32_t)n : (int32_t)n;
}

static void open_html_list(struct html *h, const struct html_token *tag,
                           const struct html_look *look)
{
    struct html_open *o = top_of(h);
    bool ordered = tag->element == HTML_ol;

    o->list = h->depth - 1;
    o->step = html_has(tag, HTML_AT_reversed) ? -1 : 1;
    o->count = html_number(html_at(tag, HTML_AT_start), 1);
    o->label = look->label != HTML_UNTOLD ? (enum label_format)look->label
             : ordered ? LABEL_DECIMAL : LABEL_BULLET;
}

/* The item's number or bullet waits for its first text. */
static void open_html_item(struct html *h, const struct html_token *tag,
                           const struct html_look *look)
{
    struct html_open *list = top_of(h)->list == NONE ? NULL : &h->stack[top_of(h)->list];
    enum label_format label = look->label != HTML_UNTOLD ? (enum label_format)look->label
                            : list ? list->label : LABEL_BULLET;
    int32_t n;

    h->label.len = 0;
    if (!list)
        return;
    n = html_number(html_at(tag, HTML_AT_value), list->count);
    list->count = n > -LABEL_MOST && n < LABEL_MOST ? n + list->step : n;
    if (label == LABEL_BULLET) {
        label_bullet(&h->label, STR("\xE2\x80\xA2"));
    } else if (label != LABEL_NONE && n >= 0) {
        label_count(&h->label, label, n);
        buf_char(&h->label, '.');
    }
}

static void open_html_cell(struct html *h, const struct html_token *tag)
{
    show_table(h);
    tree_cell(h->tree, count_told(html_at(tag, HTML_AT_colspan), SPANS_MOST),
              rows_spanned(html_at(tag, HTML_AT_rowspan)), false);
    close_html_para(h);
}

/* What an element does when it has been opened. */
static void begin_html_element(struct html *h, const struct html_token *tag,
                          const struct html_look *look)
{
    enum html_element e = tag->element;

    if (is_html_list(e))
        open_html_list(h, tag, look);
    else if (e == HTML_li)
        open_html_item(h, tag, look);
    if (e == HTML_tr && top_of(h)->table != NONE && !top_of(h)->hidden) {
        show_table(h);
        tree_row(h->tree);
    } else if ((e == HTML_td || e == HTML_th) && !top_of(h)->hidden) {
        open_html_cell(h, tag);
    }
    h->skip_line_end = e == HTML_pre || e == HTML_listing;
}

static bool open_element(struct html *h, const struct html_token *tag)
{
    struct html_look look = html_look_of(h->sheet, tag);
    struct html_open o;

    if ((uint32_t)h->depth >= h->job->limits.nesting) {
        if (!(html_nature_of(tag->element) & HTML_OPTIONAL))
            h->beyond++;
        return false;
    }
    o = open_inside(h, tag->element);
    apply_look(&o, &look);
    h->stack[h->depth++] = o;
    begin_html_element(h, tag, &look);
    return true;
}

/* Ends what the tag ends by beginning. False: the tag has no place here. */
static bool close_before(struct html *h, enum html_element e)
{
    switch (e) {
    case HTML_li:
        close_element(h, HTML_li);
        break;
    case HTML_dd: case HTML_dt:
        close_element(h, HTML_dd);
        close_element(h, HTML_dt);
        break;
    case HTML_option: case HTML_optgroup:
        close_element(h, HTML_option);
        break;
    case HTML_a:
        close_element(h, HTML_a);
        break;
    case HTML_caption: case HTML_colgroup: case HTML_thead: case HTML_tbody: case HTML_tfoot:
    case HTML_tr:
        if (top_of(h)->table == NONE)
            return false;
        close_in_table(h, false);
        return true;
    case HTML_td: case HTML_th:
        if (top_of(h)->table == NONE)
            return false;
        close_in_table(h, true);
        if (top_of(h)->row == NONE)
            open_element(h, &(struct html_token){ .kind = HTML_OPEN, .element = HTML_tr });
        return true;
    case HTML_html: case HTML_body:
        return !is_open(h, e);
    default:
        break;
    }
    if (html_nature_of(e) & HTML_BLOCK)
        close_element(h, HTML_p);
    return true;
}

/* Anything that has no place in the head ends it. */
static void leave_head(struct html *h, enum html_element e)
{
    if (h->in_head && !(html_nature_of(e) & HTML_HEAD)) {
        h->in_head = false;
        close_element(h, HTML_head);
    }
}

static void show_void(struct html *h, enum html_element e)
{
    if (top_of(h)->hidden)
        return;
    if (e == HTML_br && h->para)
        tree_break(h->tree);
    else if (e == HTML_hr)
        close_html_para(h);
}

static void name_place(struct html *h, bool open)
{
    const struct html_place *p = &h->links.place[h->next_place++];

    if (p->note && open)
        open_html_note(h, p->note, p->printed);
}

static void follow_open(struct html *h, const struct html_token *tag)
{
    enum html_element e = tag->element;
    unsigned nature = html_nature_of(e);
    bool open, fits;

    leave_head(h, e);
    fits = !h->beyond && close_before(h, e);
    if (nature & HTML_BLOCK) {
        close_html_para(h);
        if (h->note_loose && h->note)
            close_html_note(h);
    }
    open = fits && !(nature & HTML_VOID);
    if (h->beyond && !(nature & (HTML_VOID | HTML_OPTIONAL)))
        h->beyond++;
    if (nature & HTML_VOID)
        show_void(h, e);
    open = open && open_element(h, tag);
    h->in_head = h->in_head || (open && e == HTML_head);
    if (html_place_name(tag).len)
        name_place(h, open);
    if (html_is_link(tag)) {
        if (open)
            follow_link(h);
        else
            h->next_link++;
    }
}

static void follow_close(struct html *h, enum html_element e)
{
    unsigned nature = html_nature_of(e);

    if (nature & HTML_BLOCK)
        close_html_para(h);
    h->in_head = h->in_head && e != HTML_head;
    if (e == HTML_html || e == HTML_body || (nature & HTML_VOID)) {
        if (e == HTML_br)
            show_void(h, e);
        return;
    }
    if (h->beyond) {
        h->beyond -= !(nature & HTML_OPTIONAL);
        return;
    }
    if (is_open(h, e)) {
        close_element(h, e);
    } else if (e == HTML_table && top_of(h)->table != NONE) {
        close_to(h, top_of(h)->table);
    } else if (e == HTML_tr || e == HTML_tbody || e == HTML_thead || e == HTML_tfoot) {
        close_in_table(h, false);
    }
}

static void follow_text(struct html *h, str text)
{
    if (top_of(h)->element == HTML_style) {
        html_sheet_add(h->sheet, text);
        return;
    }
    if (h->skip_line_end && text.len && text.ptr[0] == '\n')
        text = str_sub(text, 1, text.len);
    h->skip_line_end = false;
    if (h->in_head && top_of(h)->element == HTML_head && !only_blanks(text))
        leave_head(h, HTML_OTHER);
    show_text(h, text);
}

static void read_tokens(struct html *h, str bytes)
{
    struct html_scan scan = { .bytes = bytes };
    struct html_token token;

    open_element(h, &(struct html_token){ .kind = HTML_OPEN, .element = HTML_html });
    for (html_next(&scan, &token); token.kind != HTML_END; html_next(&scan, &token)) {
        if (tree_is_full(h->tree))
            break;
        if (token.kind == HTML_OPEN)
            follow_open(h, &token);
        else if (token.kind == HTML_CLOSE)
            follow_close(h, token.element);
        else
            follow_text(h, token.text);
    }
    close_to(h, 0);
}

status html_read(struct job *j, str name, str bytes, struct tree *t)
{
    struct html *h = arena_new(j->arena, struct html);
    status st = html_bytes(j, name, bytes, &bytes);

    if (st != OK)
        return st;

    *h = (struct html){ .job = j, .tree = t, .sheet = html_sheet_new(j->arena) };
    buf_init(&h->label, j->arena);
    h->stack = arena_array(j->arena, struct html_open, (size_t)j->limits.nesting + 1);
    h->links = html_links_find(j->arena, bytes);
    read_tokens(h, bytes);
    return OK;
}

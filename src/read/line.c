/* line.c -- what each line of a text looks like on its own. */
#include "read/line.h"

#include "base/utf8.h"
#include "read/gap.h"


enum { FOOT_RULE_BLANKS = 20, HEAD_CHARS = 120, HEAD_PAGES = 3,
       PAGE_LINES = 12, BLANK_LINES = 64 };

/* What a byte can be part of. */
enum { OF_RULE = 1, OF_GRID = 2, OF_ROMAN = 4, STOPS = 8, CLOSES = 16, BEGINS_ITEM = 32,
       BEGINS_PAGE = 64 };

static const uint8_t byte_looks[256] = {
    ['-'] = OF_RULE | OF_GRID | BEGINS_ITEM | BEGINS_PAGE,
    ['='] = OF_RULE | OF_GRID, [' '] = OF_RULE | OF_GRID,
    ['_'] = OF_RULE | CLOSES, ['*'] = OF_RULE | CLOSES | BEGINS_ITEM,
    ['+'] = OF_GRID | BEGINS_ITEM, [':'] = OF_GRID | STOPS,
    ['.'] = STOPS, [';'] = STOPS, ['!'] = STOPS, ['?'] = STOPS,
    [')'] = CLOSES, ['"'] = CLOSES, ['\''] = CLOSES, [']'] = CLOSES,
    ['I'] = OF_ROMAN, ['V'] = OF_ROMAN, ['X'] = OF_ROMAN,
    ['~'] = BEGINS_PAGE, ['T'] = BEGINS_PAGE, ['t'] = BEGINS_PAGE, ['P'] = BEGINS_PAGE,
};

static bool byte_is(char c, unsigned looks)
{
    return (byte_looks[(unsigned char)c] & looks) != 0;
}

static bool line_digit(char c)
{
    return c >= '0' && c <= '9';
}

static str line_text(const struct source *src, const struct line *l)
{
    return (str){ src->text.ptr + l->text, l->end - l->text };
}

/* A mark such as "II.1." at the start of s: its length and level, else 0. */
static size_t numbered_mark(str s, uint8_t *level)
{
    size_t i = 0;
    unsigned parts = 0;

    if (s.len >= 2 && s.ptr[1] == ')' && s.ptr[0] >= 'a' && s.ptr[0] <= 'z') {
        *level = LEVEL_SMALL;
        return 2;
    }
    while (i < s.len && byte_is(s.ptr[i], OF_ROMAN))
        i++;
    if (i > 0) {
        *level = LEVEL_ROMAN;
    } else if (s.len >= 2 && s.ptr[0] >= 'A' && s.ptr[0] <= 'H' && s.ptr[1] == '.') {
        *level = LEVEL_LETTER;
        return 2;
    } else {
        while (i < s.len && i < 2 && line_digit(s.ptr[i]))
            i++;
        if (i == 0)
            return 0;
        *level = LEVEL_NUMBER;
    }
    while (i < s.len && (s.ptr[i] == '.' || s.ptr[i] == ')')) {
        bool bracket = s.ptr[i] == ')';
        size_t digits = 0;

        parts++;
        i++;
        while (i + digits < s.len && digits < 3 && line_digit(s.ptr[i + digits]))
            digits++;
        if (bracket || digits == 0)
            break;
        if (digits > 2)
            return 0;           /* 1.234: a number, not a mark */
        i += digits;
    }
    if (parts == 0 || i >= s.len)
        return 0;
    if (s.ptr[i] != ' ' && s.ptr[i] != '\t' && s.ptr[i] != '*')
        return 0;
    if (*level == LEVEL_NUMBER && parts > 1)
        *level = (uint8_t)(LEVEL_NUMBER + (parts > 3 ? 3 : parts - (s.ptr[i - 1] == '.')));
    return i;
}

static bool starts_upper(str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        size_t n = utf8_next(s, at, &cp);

        if (cp == '*' || cp == ' ' || cp == '"' || cp == 0x201C || cp == '(' || cp == '_') {
            at += n;
            continue;
        }
        return utf8_is_upper(cp);
    }
    return false;
}

static bool looks_continued(str s)
{
    uint32_t cp;

    if (s.len == 0)
        return false;
    utf8_next(s, 0, &cp);
    if (cp == '%' || cp == ')' || cp == ',' || cp == ';' || cp == '.')
        return true;
    if (cp == '*' && s.len > 1)
        return looks_continued(str_sub(s, 1, s.len));
    return utf8_is_letter(cp) && !utf8_is_upper(cp);
}

/* s without closing quotes, brackets, emphasis and note marks at its end. */
static str without_closers(str s)
{
    for (;;) {
        s = str_trim(s);
        if (str_ends(s, STR("</sup>"))) {
            size_t open = s.len;

            while (open > 0 && s.ptr[open - 1] != '<')
                open--;                         /* the "<" of "</sup>" */
            while (open > 1 && s.ptr[open - 2] != '<')
                open--;                         /* the "<" of "<sup>" */
            s = str_sub(s, 0, open > 2 ? open - 2 : 0);
        } else if (s.len && byte_is(s.ptr[s.len - 1], CLOSES)) {
            s.len--;
        } else if (str_ends(s, STR("\xE2\x80\x9D"))) {
            s.len -= 3;
        } else {
            return s;
        }
    }
}

static bool looks_finished(str s)
{
    str cut = without_closers(s);

    /* a mark glued by PDF: "kế hoạch1." keeps its stop; "lớn nhất3" has none */
    return cut.len && (byte_is(cut.ptr[cut.len - 1], STOPS) ||
                       str_ends(cut, STR("\xE2\x80\xA6")));
}

static bool only_of(str s, unsigned looks)
{
    for (size_t i = 0; i < s.len; i++)
        if (!byte_is(s.ptr[i], looks))
            return false;
    return s.len > 0;
}

static bool is_tab_row(str s)
{
    bool seen = false;
    unsigned inner = 0, tabs = 0;

    if (!memchr(s.ptr, '\t', s.len))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\t') {
            tabs++;
            inner += seen;
        } else if (s.ptr[i] != ' ') {
            seen = true;
        }
    }
    return inner >= 2 || (inner == 1 && tabs >= 2) || (tabs >= 3 && seen);
}

/* +-----+-----+ or +=====+. */
static bool is_grid_rule(str s)
{
    return s.len >= 3 && s.ptr[0] == '+' && s.ptr[s.len - 1] == '+' && only_of(s, OF_GRID) &&
           (s.ptr[1] == '-' || s.ptr[1] == '=');
}

/* Begins with a box-drawing character, U+2500..U+257F. */
static bool is_box_line(str s)
{
    return s.len >= 3 && s.ptr[0] == '\xE2' && (s.ptr[1] == '\x94' || s.ptr[1] == '\x95');
}

/* "<sup>12</sup> ...", "[^12]: ...", "[12] ...": the number and the length of the
 * mark. */
static size_t note_mark(str s, uint16_t *number)
{
    static const struct { const char *open, *close; } form[] = {
        { "<sup>", "</sup>" }, { "[^", "]:" }, { "[", "] " },
    };

    if (s.ptr[0] != '<' && s.ptr[0] != '[')
        return 0;
    for (size_t f = 0; f < sizeof form / sizeof *form; f++) {
        str open = str_from(form[f].open), close = str_from(form[f].close);
        unsigned n = 0;
        size_t i = open.len, digits = 0;

        if (!str_starts(s, open))
            continue;
        while (i < s.len && digits < 3 && line_digit(s.ptr[i])) {
            n = n * 10 + (unsigned)(s.ptr[i++] - '0');
            digits++;
        }
        if (digits && str_starts(str_sub(s, i, s.len), close)) {
            *number = (uint16_t)n;
            return i + close.len;
        }
    }
    return 0;
}

/* "3.2. Du lịch: Toàn tỉnh hiện có ...": a label and its text, no title. */
static bool runs_on(str s)
{
    size_t colon = str_find(s, STR(":"));

    return colon != SIZE_MAX && s.len - colon > 24;
}

/* s without blanks and form feeds at either end. */
static str without_feeds(str s)
{
    for (;;) {
        s = str_trim(s);
        if (s.len && s.ptr[0] == '\f')
            s = str_sub(s, 1, s.len);
        else if (s.len && s.ptr[s.len - 1] == '\f')
            s.len--;
        else
            return s;
    }
}

/* Takes a count of at most three digits off s's front. */
static bool take_count(str *s, unsigned *n)
{
    size_t i = 0;

    *n = 0;
    while (i < s->len && i < 4 && line_digit(s->ptr[i]))
        *n = *n * 10 + (unsigned)(s->ptr[i++] - '0');
    if (i == 0 || i > 3)
        return false;
    *s = str_trim(str_sub(*s, i, s->len));
    return true;
}

/* "17", "- 17 -", "Trang 3", "Trang 3/12", "3/12": the number of a page; *of is
 * the number of pages where it is told, *worded says that no figure looks so. */
static bool page_number(str s, unsigned *n, unsigned *of, bool *worded)
{
    static const str word[] = { { "Trang ", 6 }, { "trang ", 6 }, { "TRANG ", 6 },
                                { "Page ", 5 } };
    static const str dash[] = { { "-", 1 }, { "\xE2\x80\x93", 3 }, { "\xE2\x80\x94", 3 },
                                { "~", 1 } };

    *of = 0;
    *worded = false;
    if (s.len == 0 || s.len > 24 ||
        !(line_digit(s.ptr[0]) || byte_is(s.ptr[0], BEGINS_PAGE) || s.ptr[0] == '\xE2'))
        return false;
    for (size_t i = 0; i < sizeof word / sizeof *word && !*worded; i++)
        if (str_starts(s, word[i])) {
            s = str_trim(str_sub(s, word[i].len, s.len));
            *worded = true;
        }
    for (size_t i = 0; i < sizeof dash / sizeof *dash && !*worded; i++) {
        str d = dash[i];

        if (str_starts(s, d) && str_ends(s, d) && s.len > 2 * d.len) {
            s = str_trim(str_sub(s, d.len, s.len - d.len));
            *worded = true;
        }
    }
    if (!take_count(&s, n))
        return false;
    if (s.len && s.ptr[0] == '/') {
        s = str_trim(str_sub(s, 1, s.len));
        if (!take_count(&s, of) || *of < *n)
            return false;
    }
    return s.len == 0;
}

static void classify(const struct source *src, struct line *l)
{
    str s = without_feeds(line_text(src, l));
    uint8_t level = 0;
    unsigned page, pages;
    bool worded;
    size_t mark;

    l->text = (uint32_t)(s.len ? (size_t)(s.ptr - src->text.ptr) : l->end);
    if (s.len == 0) {
        l->kind = l->end - l->start >= FOOT_RULE_BLANKS ? LINE_RULE : LINE_BLANK;
        return;
    }
    if (is_tab_row((str){ src->text.ptr + l->start, l->end - l->start })) {
        l->kind = LINE_TABS;
        l->text = l->start;
        return;
    }
    if (s.ptr[0] == '|' || is_grid_rule(s) || is_box_line(s)) {
        l->kind = LINE_PIPES;
        return;
    }
    if (only_of(s, OF_RULE) && s.len >= 3) {
        l->kind = LINE_RULE;
        return;
    }
    if (page_number(s, &page, &pages, &worded) && (pages == 0 || worded)) {
        l->kind = LINE_FURNITURE;
        return;
    }
    l->finished = looks_finished(s);
    if (s.ptr[0] == '#') {
        size_t i = 0;

        while (i < s.len && s.ptr[i] == '#')
            i++;
        if (i < s.len && s.ptr[i] == ' ') {
            str title = str_trim(str_sub(s, i, s.len));

            while (title.len && title.ptr[0] == '*')
                title = str_sub(title, 1, title.len);
            l->kind = LINE_HEADING;
            l->text = title.len ? (uint32_t)(title.ptr - src->text.ptr) : l->end;
            l->level = numbered_mark(title, &level) ? level
                     : str_starts(title, STR("PHẦN"))  ? LEVEL_PART : LEVEL_LETTER;
            return;
        }
    }
    if ((mark = note_mark(s, &l->note)) > 0) {
        l->kind = LINE_NOTE;
        l->text += (uint32_t)mark;
        return;
    }

    str plain = s;

    while (plain.len && (plain.ptr[0] == '*' || plain.ptr[0] == '_') &&
           !(plain.len > 1 && plain.ptr[1] == ' '))
        plain = str_sub(plain, 1, plain.len);
    l->starts_lower = looks_continued(plain);
    if (str_starts(plain, STR("PHẦN ")) && l->chars < TITLE_CHARS) {
        l->kind = LINE_HEADING;
        l->level = LEVEL_PART;
        return;
    }
    if ((mark = numbered_mark(plain, &level)) > 0 &&
        (starts_upper(str_sub(plain, mark, plain.len)) || level == LEVEL_SMALL)) {
        bool title = l->chars < TITLE_CHARS && !l->finished && level != LEVEL_SMALL &&
                     !runs_on(plain);

        l->kind = title ? LINE_HEADING : LINE_ITEM;
        l->level = level;
        l->starts_lower = false;
        return;
    }
    if (plain.len > 1 && byte_is(plain.ptr[0], BEGINS_ITEM) &&
        (plain.ptr[1] == ' ' || plain.ptr[1] == '*' || (unsigned char)plain.ptr[1] >= 0x80 ||
         (plain.ptr[1] >= 'A' && plain.ptr[1] <= 'Z'))) {
        str rest = str_trim(str_sub(plain, 1, plain.len));

        while (rest.len && rest.ptr[0] == '*')
            rest = str_sub(rest, 1, rest.len);
        l->kind = LINE_ITEM;
        l->level = plain.ptr[0] == '+' ? LEVEL_PLUS : LEVEL_DASH;
        l->starts_lower = looks_continued(rest);
        l->text = rest.len ? (uint32_t)(rest.ptr - src->text.ptr) : l->text;
        return;
    }
    if (str_starts(plain, STR("\xE2\x80\xA2")) || str_starts(plain, STR("\xE2\x80\x93 "))) {
        l->kind = LINE_ITEM;
        l->level = LEVEL_DASH;
        l->text = (uint32_t)(plain.ptr - src->text.ptr) + 3;
        l->starts_lower = false;
        return;
    }
    if (str_starts(s, STR("**")) && str_ends(s, STR("**")) && l->chars < TITLE_CHARS) {
        l->kind = LINE_HEADING;
        l->level = LEVEL_LETTER;
        return;
    }
    l->kind = LINE_TEXT;
}

/* Long lines hold most of the text when a line is a paragraph; short lines of
 * one width, mostly without a stop at their end, were wrapped. */
static void tell_wrapping(struct lines *ls)
{
    uint32_t count[256] = { 0 }, texts = 0, open = 0, seen = 0;
    uint64_t bytes = 0, long_bytes = 0;

    for (uint32_t i = 0; i < ls->n; i++) {
        const struct line *l = &ls->line[i];

        if (l->kind != LINE_TEXT && l->kind != LINE_ITEM && l->kind != LINE_NOTE)
            continue;
        texts++;
        open += !l->finished;
        bytes += l->chars;
        if (l->chars > 200)
            long_bytes += l->chars;
        count[l->chars > 255 ? 255 : l->chars]++;
    }
    ls->wrapped = texts >= 4 && open * 2 > texts && long_bytes * 4 < bytes;
    for (uint16_t w = 0; w < 256; w++) {
        seen += count[w];
        if (seen * 10 >= texts * 8) {
            ls->width = w;
            break;
        }
    }
}

/* Comments run over lines: <!-- ... --> at the start of a line. */
static void mark_comments(const struct source *src, struct lines *ls)
{
    bool inside = false;

    if (str_find(src->text, STR("<!--")) == SIZE_MAX)
        return;
    for (uint32_t i = 0; i < ls->n; i++) {
        struct line *l = &ls->line[i];
        str s = { src->text.ptr + l->start, l->end - l->start };

        if (!inside && l->kind != LINE_BLANK && str_starts(str_trim(s), STR("<!--")))
            inside = true;
        if (!inside)
            continue;
        l->kind = LINE_COMMENT;
        if (str_find(s, STR("-->")) != SIZE_MAX)
            inside = false;
    }
}

/* "3/12" alone is a page's number where the count goes on: 2/12, 3/12, 4/12. */
static void mark_page_counts(const struct source *src, struct lines *ls)
{
    uint32_t last = 0;
    unsigned last_n = 0, last_of = 0;
    bool marked = false;

    for (uint32_t i = 0; i < ls->n; i++) {
        struct line *l = &ls->line[i];
        unsigned n, of;
        bool worded;

        if (l->kind != LINE_TEXT || l->end - l->start > 40 ||
            !page_number(without_feeds(line_text(src, l)), &n, &of, &worded) || of == 0)
            continue;
        if (of == last_of && n == last_n + 1) {
            l->kind = LINE_FURNITURE;
            if (!marked)
                ls->line[last].kind = LINE_FURNITURE;
            marked = true;
        } else {
            marked = false;
        }
        last = i;
        last_n = n;
        last_of = of;
    }
}

/* A line's words without digits: what running heads have in common. */
static uint64_t head_hash(str s)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] > ' ' && !line_digit(s.ptr[i]))
            h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    return h | 1;
}

static bool may_be_running_head(const struct source *src, const struct lines *ls, uint32_t i)
{
    const struct line *l = &ls->line[i];
    str s = line_text(src, l);
    struct gap_header header;

    if (gap_header_may_begin(s) && gap_header_read(src, ls, i, &header))
        return false;
    return (l->kind == LINE_TEXT || l->kind == LINE_HEADING) && l->chars <= HEAD_CHARS &&
           !l->starts_lower && !str_starts(str_trim(s), STR("#"));
}

/* The same short line at the top of three pages or more is no text of the report. */
static void mark_running_heads(struct arena *a, const struct source *src, struct lines *ls)
{
    struct top { uint64_t hash; uint32_t count; } *slot;
    uint32_t *line, n = 0, size = 16;
    size_t cap = 0, tops = 0;
    uint32_t last_number = 0;           /* rows of a table may be numbered, a line each */
    bool top = false;

    line = NULL;
    for (uint32_t i = 0; i < ls->n; i++) {
        struct line *l = &ls->line[i];
        bool feed = l->end > l->start && src->text.ptr[l->start] == '\f';

        if (l->kind == LINE_BLANK || l->kind == LINE_FURNITURE) {
            bool number = l->kind == LINE_FURNITURE && (i - last_number >= PAGE_LINES ||
                                                        last_number == 0);

            if (l->kind == LINE_FURNITURE)
                last_number = i;
            top = top || feed || number;
            continue;
        }
        if (top && !feed && l->kind != LINE_COMMENT)
            l->page_top = l->page_top || (i > 0 && ls->line[i - 1].kind == LINE_BLANK);
        if ((top || feed) && may_be_running_head(src, ls, i)) {
            *arena_push(a, line, tops, cap) = i;
            n++;
        }
        top = false;
    }
    if (n < HEAD_PAGES)
        return;
    while (size < 2 * n)
        size *= 2;
    slot = arena_alloc(a, sizeof *slot, size);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t k = 0; k < n; k++) {
            struct line *l = &ls->line[line[k]];
            uint64_t h = head_hash(without_feeds(line_text(src, l)));
            uint32_t at = (uint32_t)(h % size);

            while (slot[at].hash && slot[at].hash != h)
                at = (at + 1) % size;
            slot[at].hash = h;
            if (pass == 0)
                slot[at].count++;
            else if (slot[at].count >= HEAD_PAGES)
                l->kind = LINE_FURNITURE;
        }
}

struct line line_look(const struct source *src, uint32_t start, uint32_t end)
{
    struct line l = { .start = start, .end = end, .text = start };
    str s = line_text(src, &l);
    size_t chars = utf8_starts(s);

    if (s.len == 0)
        return l;
    l.chars = chars > UINT16_MAX ? UINT16_MAX : (uint16_t)chars;
    l.page_top = s.ptr[0] == '\f' || (s.len > 1 && s.ptr[0] == ' ' && s.ptr[1] != ' ');
    classify(src, &l);
    return l;
}

uint32_t line_piece_end(str text, uint32_t from, uint32_t end)
{
    uint32_t most = from + BLOCK_BYTES, least = most - BLOCK_BYTES / 8, blank = 0;

    if (end - from <= BLOCK_BYTES)
        return end;
    for (uint32_t i = most; i > least; i--) {
        if (text.ptr[i] != ' ')
            continue;
        if (text.ptr[i - 1] == '.')
            return i;
        if (!blank)
            blank = i;
    }
    while (!blank && most > least && ((unsigned char)text.ptr[most] & 0xC0) == 0x80)
        most--;
    return blank ? blank : most;
}

struct lines lines_read(struct arena *a, const struct source *src)
{
    struct lines ls = { .n = 0 };
    struct str_search markup = { .text = src->text, .set = "*<" };
    size_t cap = 0;
    uint32_t empty = 0;

    ls.line = arena_grow_raw(a, NULL, sizeof *ls.line, 0, src->nlines + 1, &cap);
    for (uint32_t i = 0; i < src->nlines; i++) {
        struct line *l = &ls.line[ls.n];
        str s = source_line(src, i + 1);

        empty = s.len ? 0 : empty + 1;
        if (empty > BLANK_LINES)
            continue;                   /* more of them tell no more */
        *l = line_look(src, src->line[i], src->line[i] + (uint32_t)s.len);
        ls.n++;
        if (s.len == 0)
            continue;                   /* LINE_BLANK */
        if (!ls.markdown &&
            (l->kind == LINE_HEADING || l->kind == LINE_TEXT || l->kind == LINE_NOTE))
            ls.markdown = str_starts(s, STR("#")) ||
                          (str_search_from(&markup, l->start) < l->end &&
                           (str_find(s, STR("**")) != SIZE_MAX ||
                            str_find(s, STR("<sup>")) != SIZE_MAX));
    }
    mark_comments(src, &ls);
    mark_page_counts(src, &ls);
    mark_running_heads(a, src, &ls);
    gap_tables_find(a, src, &ls);
    tell_wrapping(&ls);
    return ls;
}

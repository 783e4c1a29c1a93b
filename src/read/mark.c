/* mark.c -- note marks in running text, told from digits and units. */
#include "read/mark.h"

#include "base/utf8.h"

#include <string.h>

static bool mark_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number at s[at], at most three digits; gives its length. */
static size_t short_number(str s, size_t at, unsigned *n)
{
    size_t i = at;

    *n = 0;
    while (i < s.len && i - at < 4 && mark_digit(s.ptr[i]))
        *n = *n * 10 + (unsigned)(s.ptr[i++] - '0');
    return i - at > 3 ? 0 : i - at;
}

/* The number of the note whose body begins here ("6 Chỉ thị", "27Cụ thể", "12 03
 * cơ quan"), or 0. In a page's foot a number may be skipped, elsewhere not. */
static unsigned begins_note(const struct source *src, const struct line *l, unsigned expected,
                            bool foot)
{
    str s = { src->text.ptr + l->text, l->end - l->text };
    unsigned n;
    size_t len = short_number(s, 0, &n), blank;
    uint32_t cp;

    if (len == 0 || n < expected || n > expected + (foot ? 2 : 0))
        return 0;
    for (blank = len; blank < s.len && s.ptr[blank] == ' '; blank++)
        continue;
    if (blank >= s.len)
        return 0;
    utf8_next(s, blank, &cp);
    if (utf8_is_upper(cp) || cp == '(' || cp == '-' || cp == '"' || cp == 0x201C)
        return n;
    return foot && n == expected && blank > len && mark_digit(s.ptr[blank]) ? n : 0;
}

static bool is_marked(const struct source *src, const struct lines *ls, uint32_t from,
                      uint32_t to, unsigned n);

void marks_find_notes(const struct source *src, struct lines *ls)
{
    unsigned expected = 1;
    uint32_t page = 0, searched = 0;    /* no mark of `expected` before line `searched` */
    bool zone = false;

    for (uint32_t i = 0; i < ls->n; i++) {
        struct line *l = &ls->line[i];

        if (l->kind == LINE_RULE && l->end - l->start >= 20) {
            zone = true;
            continue;
        }
        if (l->kind == LINE_GAPS) {
            zone = false;
            page = i + 1;
            continue;
        }
        if (zone && l->kind == LINE_FURNITURE) {
            zone = false;               /* a page ends or begins */
            page = i + 1;
            continue;
        }
        if (zone && l->page_top && l->kind != LINE_BLANK) {
            zone = false;
            page = i;
        }
        if (l->kind == LINE_BLANK || l->kind == LINE_COMMENT) {
            l->in_notes = zone;
            continue;
        }
        unsigned n = begins_note(src, l, expected, zone);
        bool marked = n && !zone && is_marked(src, ls, searched > page ? searched : page, i, n);

        if (n && !zone)
            searched = i;
        if (n && (zone || marked)) {
            str s = { src->text.ptr + l->text, l->end - l->text };

            l->kind = LINE_NOTE;
            l->note = (uint16_t)n;
            l->text += (uint32_t)short_number(s, 0, &n);
            expected = n + 1;
            searched = page;
            zone = true;
        }
        l->in_notes = zone;
    }
}

/* The run of digits, dots and commas at s[at]; it ends in a digit. */
static size_t figure_run(str s, size_t at)
{
    size_t i = at;

    while (i < s.len && mark_digit(s.ptr[i])) {
        while (i < s.len && mark_digit(s.ptr[i]))
            i++;
        if (i + 1 < s.len && (s.ptr[i] == '.' || s.ptr[i] == ',') && mark_digit(s.ptr[i + 1]))
            i++;
        else
            break;
    }
    return i - at;
}

/* Digits in proper groups with at most one comma: 34.942, 1.234,5, 2024. */
static bool well_formed(str s)
{
    size_t group = 0, groups = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (mark_digit(s.ptr[i])) {
            group++;
            continue;
        }
        if (groups > 0 ? group != 3 : group > 3 && s.ptr[i] == '.')
            return false;
        if (s.ptr[i] == ',')
            return str_find(str_sub(s, i + 1, s.len), STR(",")) == SIZE_MAX &&
                   str_find(str_sub(s, i + 1, s.len), STR(".")) == SIZE_MAX && i + 1 < s.len;
        groups++;
        group = 0;
    }
    return groups > 0 ? group == 3 : group > 0 && group <= 4;
}

enum glue { GLUE_NONE, GLUE_WORD, GLUE_FIGURE };

/* Do the digits run s[at, at + len) carry the mark n at their end? *from is
 * where the mark's digits begin. */
static enum glue glued(str s, size_t at, size_t len, unsigned n, size_t *from)
{
    char digits[8];
    size_t width = 0;
    unsigned rest = n;

    do {
        digits[sizeof digits - ++width] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);

    str want = { digits + sizeof digits - width, width };
    str run = str_sub(s, at, at + len);

    if (!str_ends(run, want) || (at == 0 && len == width))
        return GLUE_NONE;
    *from = at + len - width;
    if (len == width) {
        unsigned char before = (unsigned char)s.ptr[at - 1];

        if (before <= ' ' || (before >= 'A' && before <= 'Z') || strchr("/-(+", before))
            return GLUE_NONE;
        if (before == 'm' && (n == 2 || n == 3))
            return GLUE_NONE;
        if (at + len < s.len && (s.ptr[at + len] == '/' || s.ptr[at + len] == '%'))
            return GLUE_NONE;
        return GLUE_WORD;
    }

    str number = str_sub(run, 0, len - width);

    if (!mark_digit(number.ptr[number.len - 1]) || !well_formed(number))
        return GLUE_NONE;
    /* 34.94226 is no number as a whole; 202417 is a year with its mark */
    if (!well_formed(run))
        return GLUE_FIGURE;
    if (number.len == 2 && number.ptr[0] == '0')
        return GLUE_FIGURE;
    return GLUE_NONE;
}

/* Is there a word in lines [from, to) to which n is glued? */
static bool is_marked(const struct source *src, const struct lines *ls, uint32_t from,
                      uint32_t to, unsigned n)
{
    for (uint32_t i = from; i < to; i++) {
        const struct line *l = &ls->line[i];
        str s = { src->text.ptr + l->start, l->end - l->start };

        if (l->kind == LINE_NOTE || l->in_notes)
            continue;
        for (size_t at = 0; (at = str_find_digit(s, at)) < s.len;) {
            size_t len = figure_run(s, at), begin;

            if (glued(s, at, len, n, &begin) == GLUE_WORD)
                return true;
            at += len;
        }
    }
    return false;
}

struct mark_list {
    struct arena *arena;
    struct mark *mark;
    size_t n, cap;
};

static void add_mark(struct mark_list *list, struct mark m)
{
    *arena_push(list->arena, list->mark, list->n, list->cap) = m;
}

/* m<sup>3</sup>, km<sup>2</sup>: the power of a unit. */
static bool is_unit_power(str s, size_t at, unsigned n)
{
    return (n == 2 || n == 3) && at > 0 && s.ptr[at - 1] == 'm' &&
           (at < 2 || !(s.ptr[at - 2] >= 'a' && s.ptr[at - 2] <= 'z') ||
            strchr("kcdm", s.ptr[at - 2])) &&
           (at < 2 || (unsigned char)s.ptr[at - 2] < 0x80);
}

/* "[2]" behind a word or a figure, and no link "[2](address)". */
static bool is_bracketed_mark(str s, size_t at, size_t end)
{
    if (at == 0 || (unsigned char)s.ptr[at - 1] <= ' ' || strchr("([|*_", s.ptr[at - 1]))
        return false;
    return end >= s.len || (s.ptr[end] != '(' && s.ptr[end] != '[');
}

static void find_tagged(const struct source *src, struct mark_list *list)
{
    static const struct { const char *open, *close; } form[] = {
        { "<sup>", "</sup>" }, { "[^", "]" }, { "[", "]" },
    };
    str s = src->text;
    struct str_search marks = { .text = s, .set = "<[" };

    for (size_t at = 0; (at = str_search_from(&marks, at)) < s.len; at++) {
        size_t f = s.ptr[at] == '<' ? 0 : at + 1 < s.len && s.ptr[at + 1] == '^' ? 1 : 2;
        str open = str_from(form[f].open), close = str_from(form[f].close);

        if (!str_starts(str_sub(s, at, at + open.len), open))
            continue;

        unsigned n;
        size_t digits = short_number(s, at + open.len, &n);
        size_t end = at + open.len + digits + close.len;

        if (digits == 0 || !str_eq(str_sub(s, end - close.len, end), close) ||
            (f == 2 && !is_bracketed_mark(s, at, end)))
            continue;
        if (!is_unit_power(s, at, n))
            add_mark(list, (struct mark){ (uint32_t)at, (uint16_t)(end - at), (uint16_t)n });
        at = end - 1;
    }
}

enum { BARE_NUMBERS = 1000 };

/* Digits glued to something, which may be a mark. */
struct glue_place {
    struct mark mark;
    uint32_t line, next;        /* next of the same number and kind; 0: none */
};

struct glue_index {
    struct glue_place *place;   /* place[0] is none */
    size_t n, cap;
    uint32_t first[BARE_NUMBERS][2], last[BARE_NUMBERS][2];     /* by GLUE_WORD, GLUE_FIGURE */
};

static void index_run(struct arena *a, struct glue_index *x, str s, size_t at, size_t len,
                      const struct line *l, uint32_t line, const bool *wanted)
{
    unsigned n = 0, power = 1;

    for (size_t width = 1; width <= 3 && width <= len; width++, power *= 10) {
        char c = s.ptr[at + len - width];
        size_t begin;
        enum glue kind;

        if (!mark_digit(c))
            return;
        n += (unsigned)(c - '0') * power;
        if (c == '0' || !wanted[n] || (kind = glued(s, at, len, n, &begin)) == GLUE_NONE)
            continue;

        uint32_t i = (uint32_t)x->n;
        uint32_t *first = &x->first[n][kind == GLUE_FIGURE];
        uint32_t *last = &x->last[n][kind == GLUE_FIGURE];

        *arena_push(a, x->place, x->n, x->cap) = (struct glue_place){
            { l->start + (uint32_t)begin, (uint16_t)(at + len - begin), (uint16_t)n }, line, 0 };
        if (*last)
            x->place[*last].next = i;
        else
            *first = i;
        *last = i;
    }
}

/* The first place of note n in lines [from, to) behind source byte `after`. Both
 * only grow from call to call, so what lies before them is dropped. */
static bool next_place(struct glue_index *x, unsigned n, enum glue kind, uint32_t from,
                       uint32_t to, uint32_t after, struct mark *out)
{
    uint32_t *at = &x->first[n][kind == GLUE_FIGURE];

    while (*at && (x->place[*at].line < from || x->place[*at].mark.at < after))
        *at = x->place[*at].next;
    if (!*at || x->place[*at].line >= to)
        return false;
    *out = x->place[*at].mark;
    return true;
}

static struct glue_index *index_glue(struct arena *a, const struct source *src,
                                     const struct lines *ls, const bool *wanted)
{
    struct glue_index *x = arena_new(a, struct glue_index);

    arena_push(a, x->place, x->n, x->cap);
    for (uint32_t i = 0; i < ls->n; i++) {
        const struct line *l = &ls->line[i];
        str s = { src->text.ptr + l->start, l->end - l->start };

        if (l->kind == LINE_NOTE || l->kind == LINE_GAPS || l->in_notes)
            continue;
        for (size_t at = 0; (at = str_find_digit(s, at)) < s.len;) {
            size_t len = figure_run(s, at);

            index_run(a, x, s, at, len, l, i, wanted);
            at += len;
        }
    }
    return x;
}

/* Each note of a page looks for its mark in the body lines above it, in order. */
static void find_bare(const struct source *src, const struct lines *ls, struct mark_list *list)
{
    bool wanted[BARE_NUMBERS] = { false }, any = false;
    uint32_t page = 0, after = 0;
    struct glue_index *x;

    for (uint32_t i = 0; i < ls->n; i++)
        if (ls->line[i].kind == LINE_NOTE && ls->line[i].note < BARE_NUMBERS)
            any = wanted[ls->line[i].note] = true;
    if (!any)
        return;
    x = index_glue(list->arena, src, ls, wanted);
    for (uint32_t i = 0; i < ls->n; i++) {
        const struct line *l = &ls->line[i];
        struct mark found;

        if (l->kind != LINE_NOTE) {
            if (!l->in_notes && i > 0 && ls->line[i - 1].in_notes)
                page = i;
            continue;
        }
        if (l->note < BARE_NUMBERS &&
            (next_place(x, l->note, GLUE_WORD, page, i, after, &found) ||
             next_place(x, l->note, GLUE_FIGURE, page, i, after, &found))) {
            add_mark(list, found);
            after = found.at + found.len;
        }
    }
}

struct marks marks_find(struct arena *a, const struct source *src, const struct lines *ls)
{
    struct mark_list list = { .arena = a };

    if (ls->wrapped && !ls->markdown)
        find_bare(src, ls, &list);
    if (list.n == 0)
        find_tagged(src, &list);
    return (struct marks){ list.mark, (uint32_t)list.n };
}

/* docx_list.c -- the numbers of Word's lists, as they are printed (ECMA-376, 17.9). */
#include "read/docx_int.h"

#include <stdlib.h>

enum list_format { LIST_DECIMAL, LIST_DECIMAL_ZERO, LIST_LOWER_LETTER, LIST_UPPER_LETTER,
                   LIST_LOWER_ROMAN, LIST_UPPER_ROMAN, LIST_BULLET, LIST_NONE };

enum { MOST_COUNT = 32000, UNCOUNTED = -1 };

struct list_level {
    enum list_format format;
    int32_t start;
    str text;                   /* "%1.%2." */
    bool legal;                 /* all its numbers in decimals */
};

/* A pattern, and how far its paragraphs are counted. */
struct list_pattern {
    int32_t id;
    struct list_level level[DOCX_LEVELS];
    int32_t count[DOCX_LEVELS];
};

/* A list: a pattern, whose count it may begin anew. */
struct numbered_list {
    int32_t id, pattern;        /* pattern: its id */
    int32_t restart[DOCX_LEVELS];       /* UNCOUNTED: goes on */
    bool used;
};

struct docx_lists {
    struct list_pattern *pattern;
    size_t npatterns, pattern_cap;
    struct numbered_list *list;
    size_t nlists, list_cap;
};

struct list_reader {
    struct arena *arena;
    struct docx_lists *lists;
    struct list_pattern *pattern;
    struct numbered_list *list;
    int32_t level;              /* or UNCOUNTED */
};

static enum list_format format_of(str name)
{
    static const struct { const char *name; enum list_format format; } known[] = {
        { "decimal", LIST_DECIMAL }, { "decimalZero", LIST_DECIMAL_ZERO },
        { "lowerLetter", LIST_LOWER_LETTER }, { "upperLetter", LIST_UPPER_LETTER },
        { "lowerRoman", LIST_LOWER_ROMAN }, { "upperRoman", LIST_UPPER_ROMAN },
        { "bullet", LIST_BULLET }, { "none", LIST_NONE },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_from(known[i].name)))
            return known[i].format;
    return LIST_DECIMAL;
}

static struct list_pattern *begin_pattern(struct list_reader *r, xml_attrs attrs)
{
    struct list_pattern *p = arena_push(r->arena, r->lists->pattern, r->lists->npatterns,
                                        r->lists->pattern_cap);

    p->id = (int32_t)xml_number(attrs, "abstractNumId", -1);
    for (int i = 0; i < DOCX_LEVELS; i++) {
        p->level[i].start = 1;
        p->level[i].format = LIST_NONE;
        p->count[i] = UNCOUNTED;
    }
    return p;
}

static struct numbered_list *begin_list(struct list_reader *r, xml_attrs attrs)
{
    struct numbered_list *l = arena_push(r->arena, r->lists->list, r->lists->nlists,
                                         r->lists->list_cap);

    l->id = (int32_t)xml_number(attrs, "numId", -1);
    l->pattern = -1;
    for (int i = 0; i < DOCX_LEVELS; i++)
        l->restart[i] = UNCOUNTED;
    return l;
}

static int32_t level_number(xml_attrs attrs)
{
    long n = xml_number(attrs, "ilvl", UNCOUNTED);

    return n >= 0 && n < DOCX_LEVELS ? (int32_t)n : UNCOUNTED;
}

static int32_t count_number(xml_attrs attrs)
{
    long n = xml_number(attrs, "val", 1);

    return n >= 0 && n <= MOST_COUNT ? (int32_t)n : 1;
}

static void level_start(struct list_reader *r, uint16_t id, xml_attrs attrs)
{
    struct list_level *l = &r->pattern->level[r->level];

    switch (id) {
    case DOCX_w_start:
        l->start = count_number(attrs);
        break;
    case DOCX_w_numFmt:
        l->format = format_of(xml_attr(attrs, "val"));
        break;
    case DOCX_w_lvlText:
        l->text = arena_str(r->arena, xml_attr(attrs, "val"));
        break;
    case DOCX_w_isLgl:
        l->legal = docx_on(attrs);
        break;
    default:
        break;
    }
}

static void list_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct list_reader *r = arg;

    (void)x;
    switch (id) {
    case DOCX_w_abstractNum:
        r->pattern = begin_pattern(r, attrs);
        break;
    case DOCX_w_num:
        r->list = begin_list(r, attrs);
        break;
    case DOCX_w_lvl: case DOCX_w_lvlOverride:
        r->level = level_number(attrs);
        break;
    case DOCX_w_abstractNumId:
        if (r->list)
            r->list->pattern = (int32_t)xml_number(attrs, "val", -1);
        break;
    case DOCX_w_startOverride:
        if (r->list && r->level != UNCOUNTED)
            r->list->restart[r->level] = count_number(attrs);
        break;
    default:
        if (r->pattern && r->level != UNCOUNTED)
            level_start(r, id, attrs);
        break;
    }
}

static void list_end(struct xml *x, uint16_t id, void *arg)
{
    struct list_reader *r = arg;

    (void)x;
    if (id == DOCX_w_abstractNum)
        r->pattern = NULL;
    if (id == DOCX_w_num)
        r->list = NULL;
    if (id == DOCX_w_lvl || id == DOCX_w_lvlOverride)
        r->level = UNCOUNTED;
}

static int pattern_order(const void *a, const void *b)
{
    int32_t l = ((const struct list_pattern *)a)->id, r = ((const struct list_pattern *)b)->id;

    return l < r ? -1 : l > r;
}

static int list_order(const void *a, const void *b)
{
    int32_t l = ((const struct numbered_list *)a)->id, r = ((const struct numbered_list *)b)->id;

    return l < r ? -1 : l > r;
}

status docx_read_lists(struct job *j, struct zip *z, str part, struct docx_lists **out)
{
    static const struct xml_events events = { list_start, list_end, NULL };
    struct docx_lists *l = arena_new(j->arena, struct docx_lists);
    struct list_reader r = { .arena = j->arena, .lists = l, .level = UNCOUNTED };
    const struct zip_member *m = zip_find(z, part);
    str bytes;

    *out = l;
    if (!m)
        return OK;

    status st = zip_read(j, z, m, &bytes);
    if (st == OK)
        st = xml_parse(j, z->name, part, bytes, &docx_language, &events, &r);
    if (st != OK)
        return st;
    if (l->npatterns)
        qsort(l->pattern, l->npatterns, sizeof *l->pattern, pattern_order);
    if (l->nlists)
        qsort(l->list, l->nlists, sizeof *l->list, list_order);
    return OK;
}

/* -- printing -- */

static void put_roman(struct buf *out, int32_t n, bool upper)
{
    static const struct { int16_t value; const char *lower, *upper; } step[] = {
        { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" },
        { 100, "c", "C" },  { 90, "xc", "XC" },  { 50, "l", "L" },  { 40, "xl", "XL" },
        { 10, "x", "X" },   { 9, "ix", "IX" },   { 5, "v", "V" },   { 4, "iv", "IV" },
        { 1, "i", "I" },
    };

    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        for (; n >= step[i].value; n -= step[i].value)
            buf_put(out, str_from(upper ? step[i].upper : step[i].lower));
}

/* a, b ... z, aa, bb ...: the letter is repeated. */
static void put_letters(struct buf *out, int32_t n, bool upper)
{
    if (n > 0)
        buf_repeat(out, (char)((upper ? 'A' : 'a') + (n - 1) % 26), (size_t)((n - 1) / 26 + 1));
}

static void put_count(struct buf *out, enum list_format f, int32_t n)
{
    switch (f) {
    case LIST_DECIMAL:
        buf_number(out, (uint64_t)n, 1);
        break;
    case LIST_DECIMAL_ZERO:
        buf_number(out, (uint64_t)n, 2);
        break;
    case LIST_LOWER_LETTER: case LIST_UPPER_LETTER:
        put_letters(out, n, f == LIST_UPPER_LETTER);
        break;
    case LIST_LOWER_ROMAN: case LIST_UPPER_ROMAN:
        put_roman(out, n, f == LIST_UPPER_ROMAN);
        break;
    case LIST_BULLET: case LIST_NONE:
        break;
    }
}

/* Bullets of the symbol fonts stand in the private area and print as a dot or a dash. */
static void put_bullet(struct buf *out, str text)
{
    if (!text.len)
        return;
    if ((unsigned char)text.ptr[0] == 0xEF && text.len >= 3)
        buf_put(out, STR("\xE2\x80\xA2"));
    else if (text.ptr[0] == 'o' && text.len == 1)
        buf_put(out, STR("\xE2\x80\xA2"));
    else
        buf_put(out, text);
}

static void put_list_label(struct buf *out, const struct list_pattern *p, int32_t level)
{
    const struct list_level *l = &p->level[level];

    if (l->format == LIST_BULLET) {
        put_bullet(out, l->text);
        return;
    }
    for (size_t i = 0; i < l->text.len; i++) {
        char c = l->text.ptr[i], next = i + 1 < l->text.len ? l->text.ptr[i + 1] : '\0';

        if (c == '%' && next >= '1' && next <= '9') {
            const struct list_level *of = &p->level[next - '1'];
            int32_t n = p->count[next - '1'];

            put_count(out, l->legal ? LIST_DECIMAL : of->format, n < 0 ? of->start : n);
            i++;
        } else {
            buf_char(out, c);
        }
    }
}

/* Counts one more paragraph of the level; deeper levels begin anew. */
static void count_paragraph(struct list_pattern *p, int32_t level)
{
    for (int32_t i = 0; i < level; i++)
        if (p->count[i] == UNCOUNTED)
            p->count[i] = p->level[i].start;
    if (p->count[level] == UNCOUNTED)
        p->count[level] = p->level[level].start;
    else if (p->count[level] < MOST_COUNT)
        p->count[level]++;
    for (int32_t i = level + 1; i < DOCX_LEVELS; i++)
        p->count[i] = UNCOUNTED;
}

void docx_list_next(struct docx_lists *l, int32_t num, int32_t level, struct buf *out)
{
    struct numbered_list key = { .id = num }, *list = NULL;
    struct list_pattern *p;

    if (l->nlists)
        list = bsearch(&key, l->list, l->nlists, sizeof key, list_order);
    if (!list || level < 0 || level >= DOCX_LEVELS)
        return;
    p = l->npatterns ? bsearch(&(struct list_pattern){ .id = list->pattern }, l->pattern,
                               l->npatterns, sizeof *l->pattern, pattern_order) : NULL;
    if (!p)
        return;
    for (int32_t i = 0; i < DOCX_LEVELS && !list->used; i++)
        if (list->restart[i] != UNCOUNTED) {
            p->level[i].start = list->restart[i];
            p->count[i] = UNCOUNTED;
        }
    list->used = true;
    count_paragraph(p, level);
    put_list_label(out, p, level);
}

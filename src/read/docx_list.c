/* docx_list.c -- the numbers of Word's lists, as they are printed (ECMA-376, 17.9). */
#include "read/docx_int.h"
#include "read/label.h"

#include <stdlib.h>

enum { UNCOUNTED = -1 };

struct list_level {
    enum label_format format;
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

static enum label_format format_of(str name)
{
    static const struct { const char *name; enum label_format format; } known[] = {
        { "decimal", LABEL_DECIMAL }, { "decimalZero", LABEL_DECIMAL_ZERO },
        { "lowerLetter", LABEL_LOWER_LETTER }, { "upperLetter", LABEL_UPPER_LETTER },
        { "lowerRoman", LABEL_LOWER_ROMAN }, { "upperRoman", LABEL_UPPER_ROMAN },
        { "bullet", LABEL_BULLET }, { "none", LABEL_NONE },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_from(known[i].name)))
            return known[i].format;
    return LABEL_DECIMAL;
}

static struct list_pattern *begin_pattern(struct list_reader *r, xml_attrs attrs)
{
    struct list_pattern *p = arena_push(r->arena, r->lists->pattern, r->lists->npatterns,
                                        r->lists->pattern_cap);

    p->id = (int32_t)xml_number(attrs, "abstractNumId", -1);
    for (int i = 0; i < DOCX_LEVELS; i++) {
        p->level[i].start = 1;
        p->level[i].format = LABEL_NONE;
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

    return n >= 0 && n <= LABEL_MOST ? (int32_t)n : 1;
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
        l->text = arena_str(r->arena, str_sub(xml_attr(attrs, "val"), 0, LABEL_PATTERN));
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
    status st = xml_parse_member(j, z, part, &docx_language, &events, &r);

    *out = l;
    if (st != OK)
        return st;
    if (l->npatterns)
        qsort(l->pattern, l->npatterns, sizeof *l->pattern, pattern_order);
    if (l->nlists)
        qsort(l->list, l->nlists, sizeof *l->list, list_order);
    return OK;
}

/* -- printing -- */

static void put_list_label(struct buf *out, const struct list_pattern *p, int32_t level)
{
    const struct list_level *l = &p->level[level];

    if (l->format == LABEL_BULLET) {
        label_bullet(out, l->text);
        return;
    }
    for (size_t i = 0; i < l->text.len; i++) {
        char c = l->text.ptr[i], next = i + 1 < l->text.len ? l->text.ptr[i + 1] : '\0';

        if (c == '%' && next >= '1' && next <= '9') {
            const struct list_level *of = &p->level[next - '1'];
            int32_t n = p->count[next - '1'];

            label_count(out, l->legal ? LABEL_DECIMAL : of->format, n < 0 ? of->start : n);
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
    else if (p->count[level] < LABEL_MOST)
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

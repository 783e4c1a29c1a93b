/* odf_list.c -- the numbers of OpenDocument's lists and headings, as they are printed. */
#include "read/label.h"
#include "read/odf_int.h"

#include <stdlib.h>

enum { ODF_LEVELS = 10, ODF_UNCOUNTED = -1, ODF_CHAINS = 1024 };

struct odf_level {
    enum label_format format;
    int32_t start;
    uint32_t shown;             /* levels, this one last */
    str before, after;          /* of the number; before: a bullet */
    str pattern;                /* "%1%.%2%.": tells the same better, where it is told */
};

struct odf_list_style {
    str name;
    struct odf_level level[ODF_LEVELS];
    struct odf_list_style *next;        /* in its chain */
};

struct odf_list {
    int32_t count[ODF_LEVELS];
    bool restarts;              /* it began anew: the lists in its items do so, too */
};

/* A name of a list: what goes on with another has one more. */
struct odf_list_id {
    str id;
    struct odf_list *list;
    struct odf_list_id *next;   /* in its chain */
};

/* Files name lists and styles by the thousand: both are found by chains, newest first. */
struct odf_lists {
    struct arena *arena;
    struct odf_list_style *style[ODF_CHAINS];
    struct odf_list_id *id[ODF_CHAINS];
    struct odf_list_style *open;        /* being told, or NULL */
    struct odf_list *outline;
    struct odf_list *last;      /* begun, or NULL; and its style */
    const struct odf_list_style *last_style;
};

static size_t chain_of(str name)
{
    return str_hash(name) % ODF_CHAINS;
}

static struct odf_list *new_odf_list(struct odf_lists *l)
{
    struct odf_list *list = arena_new(l->arena, struct odf_list);

    for (int i = 0; i < ODF_LEVELS; i++)
        list->count[i] = ODF_UNCOUNTED;
    return list;
}

struct odf_lists *odf_lists_new(struct arena *a)
{
    struct odf_lists *l = arena_new(a, struct odf_lists);

    l->arena = a;
    l->outline = new_odf_list(l);
    return l;
}

/* -- styles -- */

static struct odf_list_style *find_list_style(const struct odf_lists *l, str name)
{
    struct odf_list_style *s = name.len ? l->style[chain_of(name)] : NULL;

    while (s && !str_eq(s->name, name))
        s = s->next;
    return s;
}

static struct odf_list_style *new_list_style(struct odf_lists *l, str name)
{
    struct odf_list_style *s = arena_new(l->arena, struct odf_list_style);

    s->name = arena_str(l->arena, name);
    for (int i = 0; i < ODF_LEVELS; i++)
        s->level[i] = (struct odf_level){ .start = 1, .shown = 1 };
    s->next = l->style[chain_of(name)];
    l->style[chain_of(name)] = s;
    return s;
}

static enum label_format number_format(xml_attrs attrs)
{
    str f = xml_attr(attrs, "num-format");
    bool repeated = odf_is(attrs, "num-letter-sync", "true");

    if (!f.len)
        return LABEL_NONE;
    switch (f.ptr[0]) {
    case '0':   return LABEL_DECIMAL_ZERO;
    case 'a':   return repeated ? LABEL_LOWER_LETTER : LABEL_LOWER_COLUMN;
    case 'A':   return repeated ? LABEL_UPPER_LETTER : LABEL_UPPER_COLUMN;
    case 'i':   return LABEL_LOWER_ROMAN;
    case 'I':   return LABEL_UPPER_ROMAN;
    default:    return LABEL_DECIMAL;
    }
}

static int32_t start_number(xml_attrs attrs, int32_t other)
{
    long n = xml_number(attrs, "start-value", other);

    return n >= 0 && n <= LABEL_MOST ? (int32_t)n : other;
}

/* What is printed of every item: of one that is endless the beginning. */
static str label_part(struct odf_lists *l, xml_attrs attrs, const char *local)
{
    return arena_str(l->arena, str_sub(xml_attr(attrs, local), 0, LABEL_PATTERN));
}

static void tell_level(struct odf_lists *l, uint16_t id, xml_attrs attrs)
{
    long number = xml_number(attrs, "level", 0);
    struct odf_level *to;

    if (!l->open || number < 1 || number > ODF_LEVELS)
        return;
    to = &l->open->level[number - 1];
    *to = (struct odf_level){
        .format = number_format(attrs),
        .start = start_number(attrs, 1),
        .shown = odf_count(attrs, "display-levels", ODF_LEVELS),
        .before = label_part(l, attrs, "num-prefix"),
        .after = label_part(l, attrs, "num-suffix"),
        .pattern = label_part(l, attrs, "num-list-format"),
    };
    if (id == ODF_text_list_level_style_bullet) {
        to->format = LABEL_BULLET;
        to->before = label_part(l, attrs, "bullet-char");
    } else if (id == ODF_text_list_level_style_image) {
        to->format = LABEL_BULLET;
        to->before = STR("\xE2\x80\xA2");
    }
}

void odf_lists_start(struct odf_lists *l, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case ODF_text_list_style:
        l->open = new_list_style(l, xml_attr(attrs, "name"));
        break;
    case ODF_text_outline_style:
        l->open = new_list_style(l, ODF_OUTLINE);
        break;
    case ODF_text_list_level_style_number: case ODF_text_list_level_style_bullet:
    case ODF_text_list_level_style_image: case ODF_text_outline_level_style:
        tell_level(l, id, attrs);
        break;
    default:
        break;
    }
}

void odf_lists_end(struct odf_lists *l, uint16_t id)
{
    if (id == ODF_text_list_style || id == ODF_text_outline_style)
        l->open = NULL;
}

/* -- counting -- */

static struct odf_list *find_odf_list(const struct odf_lists *l, str id)
{
    const struct odf_list_id *i = id.len ? l->id[chain_of(id)] : NULL;

    while (i && !str_eq(i->id, id))
        i = i->next;
    return i ? i->list : NULL;
}

static void name_odf_list(struct odf_lists *l, struct odf_list *list, str id)
{
    struct odf_list_id *i = arena_new(l->arena, struct odf_list_id);

    *i = (struct odf_list_id){ arena_str(l->arena, id), list, l->id[chain_of(id)] };
    l->id[chain_of(id)] = i;
}

struct odf_list *odf_list_begin(struct odf_lists *l, str id, str style, str continued,
                                bool continues)
{
    const struct odf_list_style *s = find_list_style(l, style);
    struct odf_list *list = find_odf_list(l, continued);

    if (!list && continues && s && s == l->last_style)
        list = l->last;
    if (!list) {
        list = new_odf_list(l);
        list->restarts = true;
    } else {
        list->restarts = false;
    }
    if (id.len)
        name_odf_list(l, list, id);
    l->last = list;
    l->last_style = s;
    return list;
}

void odf_list_inner(struct odf_list *list, uint32_t level, bool continues)
{
    if (list->restarts && !continues)
        for (uint32_t i = level - 1; i < ODF_LEVELS; i++)
            list->count[i] = ODF_UNCOUNTED;
}

struct odf_list *odf_outline(struct odf_lists *l)
{
    return l->outline;
}

static int32_t level_start_of(const struct odf_list_style *s, uint32_t level)
{
    return s ? s->level[level].start : 1;
}

void odf_list_count(struct odf_lists *l, struct odf_list *list, str style, uint32_t level,
                    int32_t start)
{
    const struct odf_list_style *s = find_list_style(l, style);
    uint32_t at = level - 1;

    if (level < 1 || level > ODF_LEVELS)
        return;
    for (uint32_t i = 0; i < at; i++)
        if (list->count[i] == ODF_UNCOUNTED)
            list->count[i] = level_start_of(s, i);
    if (start >= 0)
        list->count[at] = start;
    else if (list->count[at] == ODF_UNCOUNTED)
        list->count[at] = level_start_of(s, at);
    else if (list->count[at] < LABEL_MOST)
        list->count[at]++;
    for (uint32_t i = level; i < ODF_LEVELS; i++)
        list->count[i] = ODF_UNCOUNTED;
}

/* -- printing -- */

static void put_odf_level(struct buf *out, const struct odf_list *list,
                          const struct odf_list_style *s, uint32_t level)
{
    int32_t n = list->count[level];

    label_count(out, s->level[level].format, n < 0 ? s->level[level].start : n);
}

/* "%1%.%2%)": what stands between signs of percent is a level. */
static void put_pattern(struct buf *out, const struct odf_list *list,
                        const struct odf_list_style *s, str pattern)
{
    for (size_t i = 0; i < pattern.len; i++) {
        size_t end = i + 1;
        uint32_t level = 0;

        while (end < pattern.len && end < i + 3 && pattern.ptr[end] >= '0' &&
               pattern.ptr[end] <= '9')
            level = level * 10 + (uint32_t)(pattern.ptr[end++] - '0');
        if (pattern.ptr[i] == '%' && level >= 1 && level <= ODF_LEVELS && end < pattern.len &&
            pattern.ptr[end] == '%') {
            put_odf_level(out, list, s, level - 1);
            i = end;
        } else {
            buf_char(out, pattern.ptr[i]);
        }
    }
}

/* The levels shown with points between them; those without a number are left out. */
static void put_odf_levels(struct buf *out, const struct odf_list *list,
                           const struct odf_list_style *s, uint32_t level)
{
    const struct odf_level *own = &s->level[level];
    uint32_t first = own->shown > level ? 0 : level + 1 - own->shown;
    bool any = false;

    buf_put(out, own->before);
    for (uint32_t i = first; i <= level; i++) {
        if (s->level[i].format == LABEL_NONE || s->level[i].format == LABEL_BULLET)
            continue;
        if (any)
            buf_char(out, '.');
        any = true;
        put_odf_level(out, list, s, i);
    }
    buf_put(out, own->after);
}

void odf_list_label(struct odf_lists *l, const struct odf_list *list, str style,
                    uint32_t level, struct buf *out)
{
    const struct odf_list_style *s = find_list_style(l, style);
    const struct odf_level *own;

    if (!s || level < 1 || level > ODF_LEVELS)
        return;
    own = &s->level[level - 1];
    if (own->format == LABEL_BULLET)
        label_bullet(out, own->before);
    else if (own->format == LABEL_NONE)
        return;
    else if (own->pattern.len)
        put_pattern(out, list, s, own->pattern);
    else
        put_odf_levels(out, list, s, level - 1);
}

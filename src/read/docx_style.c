/* docx_style.c -- the names of a Word document's elements, and its styles. */
#include "read/docx_int.h"

#include <stdlib.h>

enum { STYLE_DEPTH = 16 };

static const struct xml_space docx_spaces[] = {
    { "w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main" },
    { "w", "http://purl.oclc.org/ooxml/wordprocessingml/main" },
    { "mc", "http://schemas.openxmlformats.org/markup-compatibility/2006" },
    { "m", "http://schemas.openxmlformats.org/officeDocument/2006/math" },
    { "m", "http://purl.oclc.org/ooxml/officeDocument/math" },
    { "r", "http://schemas.openxmlformats.org/package/2006/relationships" },
};

static const struct xml_name docx_names[] = {
#define X(prefix, local) { #prefix, #local, DOCX_##prefix##_##local },
    DOCX_ELEMENTS(X)
#undef X
};

const struct xml_language docx_language = {
    docx_spaces, sizeof docx_spaces / sizeof *docx_spaces,
    docx_names, sizeof docx_names / sizeof *docx_names,
};

bool docx_on(xml_attrs attrs)
{
    str val = xml_attr(attrs, "val");

    return !val.ptr || !(str_eq(val, STR("0")) || str_eq(val, STR("false")) ||
                         str_eq(val, STR("off")) || str_eq(val, STR("none")));
}

struct style_reader {
    struct arena *arena;
    struct docx_styles *styles;
    struct docx_style *style;   /* the running one, NULL between them */
};

/* "heading 2", "TOC 1": what a built-in name says of its paragraphs. */
static void take_name(struct docx_style *s, str name)
{
    if (name.len == 9 && (str_starts(name, STR("heading ")) || str_starts(name, STR("Heading "))))
        s->heading = (uint8_t)(name.ptr[8] - '0');
    else if (str_eq(name, STR("Title")))
        s->heading = 1;
    s->contents = str_starts(name, STR("toc ")) || str_starts(name, STR("TOC "));
}

static void style_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct style_reader *r = arg;

    (void)x;
    if (id == DOCX_w_style) {
        r->style = arena_push(r->arena, r->styles->style, r->styles->n, r->styles->cap);
        *r->style = (struct docx_style){ .id = arena_str(r->arena, xml_attr(attrs, "styleId")),
                                         .num = -1, .level = -1 };
        return;
    }
    if (!r->style)
        return;
    switch (id) {
    case DOCX_w_name:
        take_name(r->style, xml_attr(attrs, "val"));
        break;
    case DOCX_w_basedOn:
        r->style->based_on = arena_str(r->arena, xml_attr(attrs, "val"));
        break;
    case DOCX_w_outlineLvl:
        if (xml_number(attrs, "val", 9) < 9 && !r->style->heading)
            r->style->heading = (uint8_t)(xml_number(attrs, "val", 0) + 1);
        break;
    case DOCX_w_numId:
        r->style->num = (int32_t)xml_number(attrs, "val", -1);
        break;
    case DOCX_w_ilvl:
        r->style->level = (int32_t)xml_number(attrs, "val", 0);
        break;
    case DOCX_w_b:
        r->style->bold = docx_on(attrs);
        r->style->bold_told = true;
        break;
    default:
        break;
    }
}

static void style_end(struct xml *x, uint16_t id, void *arg)
{
    struct style_reader *r = arg;

    (void)x;
    if (id == DOCX_w_style)
        r->style = NULL;
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

const struct docx_style *docx_style_find(const struct docx_styles *s, str id)
{
    struct docx_style key = { .id = id };

    return s->n ? bsearch(&key, s->style, s->n, sizeof key, by_id) : NULL;
}

/* Takes over what the style does not tell itself. */
static void inherit(const struct docx_styles *all, struct docx_style *s)
{
    const struct docx_style *from = s;

    for (int depth = 0; depth < STYLE_DEPTH && from && from->based_on.len; depth++) {
        from = docx_style_find(all, from->based_on);
        if (!from)
            break;
        if (!s->heading)
            s->heading = from->heading;
        if (s->num < 0) {
            s->num = from->num;
            if (s->level < 0)
                s->level = from->level;
        }
        if (!s->bold_told && from->bold_told) {
            s->bold = from->bold;
            s->bold_told = true;
        }
        s->contents = s->contents || from->contents;
    }
}

status docx_read_styles(struct job *j, struct zip *z, str part, struct docx_styles *out)
{
    static const struct xml_events events = { style_start, style_end, NULL };
    struct style_reader r = { .arena = j->arena, .styles = out };

    *out = (struct docx_styles){ .n = 0 };

    status st = xml_parse_member(j, z, part, &docx_language, &events, &r);
    if (st != OK)
        return st;
    if (out->n)
        qsort(out->style, out->n, sizeof *out->style, by_id);
    for (size_t i = 0; i < out->n; i++)
        inherit(out, &out->style[i]);
    return OK;
}

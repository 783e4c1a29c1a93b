/* xlsx_style.c -- styles.xml: which number format and which letters a cell has. */
#include "read/xlsx_int.h"

#define STYLE_ELEMENTS(X)                                                                 \
    X(numFmt) X(fonts) X(font) X(b) X(cellXfs) X(xf) X(cellStyleXfs)

enum style_element {
    XLSX_STYLE_OTHER,
#define X(local) XLSX_STYLE_##local,
    STYLE_ELEMENTS(X)
#undef X
};

static const struct xml_space sheet_spaces[] = {
    { "s", "http://schemas.openxmlformats.org/spreadsheetml/2006/main" },
    { "s", "http://purl.oclc.org/ooxml/spreadsheetml/main" },
};

static const struct xml_name sheet_names[] = {
#define X(local) { "s", #local, XLSX_STYLE_##local },
    STYLE_ELEMENTS(X)
#undef X
};

static const struct xml_language style_language = {
    sheet_spaces, sizeof sheet_spaces / sizeof *sheet_spaces,
    sheet_names, sizeof sheet_names / sizeof *sheet_names,
};

enum { FORMAT_IDS = 65536 };

struct xlsx_style_reader {
    struct arena *arena;
    struct xlsx_styles *styles;
    uint32_t *known;            /* by the number of a format: in styles.format, from 1 */
    bool *bold;                 /* of fonts */
    size_t nfonts, fonts_cap;
    bool in_fonts, in_cells;
};

static uint32_t add_format(struct xlsx_style_reader *r, long id, str code)
{
    struct xlsx_styles *s = r->styles;

    *arena_push(r->arena, s->format, s->nformats, s->format_cap) =
        number_format_read(r->arena, code);
    if (id >= 0 && id < FORMAT_IDS)
        r->known[id] = (uint32_t)s->nformats;
    return (uint32_t)s->nformats - 1;
}

static uint32_t format_by_id(struct xlsx_style_reader *r, long id)
{
    if (id < 0 || id >= FORMAT_IDS)
        id = 0;
    return r->known[id] ? r->known[id] - 1 : add_format(r, id, number_format_built_in(id));
}

static bool switched_on(xml_attrs attrs)
{
    str val = xml_attr(attrs, "val");

    return !val.ptr || !(str_eq(val, STR("0")) || str_eq(val, STR("false")));
}

static void xlsx_style_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct xlsx_style_reader *r = arg;
    long font;

    (void)x;
    switch (id) {
    case XLSX_STYLE_numFmt:
        add_format(r, xml_number(attrs, "numFmtId", -1),
                   arena_str(r->arena, xml_attr(attrs, "formatCode")));
        break;
    case XLSX_STYLE_fonts:
        r->in_fonts = true;
        break;
    case XLSX_STYLE_font:
        if (r->in_fonts)
            *arena_push(r->arena, r->bold, r->nfonts, r->fonts_cap) = false;
        break;
    case XLSX_STYLE_b:
        if (r->in_fonts && r->nfonts)
            r->bold[r->nfonts - 1] = switched_on(attrs);
        break;
    case XLSX_STYLE_cellXfs:
        r->in_cells = true;
        break;
    case XLSX_STYLE_xf:
        font = xml_number(attrs, "fontId", -1);
        if (r->in_cells)
            *arena_push(r->arena, r->styles->style, r->styles->n, r->styles->cap) =
                (struct xlsx_style){ format_by_id(r, xml_number(attrs, "numFmtId", 0)),
                                     font >= 0 && (size_t)font < r->nfonts && r->bold[font] };
        break;
    default:
        break;
    }
}

static void xlsx_style_end(struct xml *x, uint16_t id, void *arg)
{
    struct xlsx_style_reader *r = arg;

    (void)x;
    if (id == XLSX_STYLE_fonts)
        r->in_fonts = false;
    else if (id == XLSX_STYLE_cellXfs)
        r->in_cells = false;
}

status xlsx_read_styles(struct job *j, struct zip *z, str part, struct xlsx_styles *out)
{
    static const struct xml_events events = { xlsx_style_start, xlsx_style_end, NULL };
    struct xlsx_style_reader r = { .arena = j->arena, .styles = out };

    *out = (struct xlsx_styles){ .n = 0 };
    r.known = arena_array(j->arena, uint32_t, FORMAT_IDS);

    status st = xml_parse_member(j, z, part, &style_language, &events, &r);
    if (!out->n)                /* what cells without a style are */
        *arena_push(j->arena, out->style, out->n, out->cap) =
            (struct xlsx_style){ format_by_id(&r, 0), false };
    return st;
}

/* odf.c -- what OpenDocument texts and sheets share: the names of their elements, their
 * styles, and the refusal of what is encrypted. */
#include "read/odf_int.h"

#include <stdlib.h>

enum { ODF_STYLE_DEPTH = 16 };

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

static const struct xml_space odf_spaces[] = {
    { "office", OASIS "office:1.0" }, { "text", OASIS "text:1.0" },
    { "table", OASIS "table:1.0" }, { "style", OASIS "style:1.0" },
    { "draw", OASIS "drawing:1.0" }, { "svg", OASIS "svg-compatible:1.0" },
};

static const struct xml_name odf_names[] = {
#define X(prefix, name, local) { #prefix, local, ODF_##prefix##_##name },
    ODF_ELEMENTS(X)
#undef X
};

const struct xml_language odf_language = {
    odf_spaces, sizeof odf_spaces / sizeof *odf_spaces,
    odf_names, sizeof odf_names / sizeof *odf_names,
};

uint32_t odf_count(xml_attrs attrs, const char *local, uint32_t most)
{
    long n = xml_number(attrs, local, 1);

    return n < 1 ? 1 : n > (long)most ? most : (uint32_t)n;
}

bool odf_is(xml_attrs attrs, const char *local, const char *word)
{
    return str_eq(xml_attr(attrs, local), str_from(word));
}

/* -- styles -- */

static bool family_of(str name, enum odf_family *out)
{
    static const char *const known[ODF_FAMILIES] = {
        [ODF_PARAGRAPH] = "paragraph", [ODF_TEXT] = "text", [ODF_TABLE] = "table",
    };

    for (int i = 0; i < ODF_FAMILIES; i++)
        if (str_eq(name, str_from(known[i]))) {
            *out = (enum odf_family)i;
            return true;
        }
    return false;
}

static void begin_style(struct odf *o, xml_attrs attrs)
{
    struct arena *a = o->job->arena;
    str name = xml_attr(attrs, "name"), list = xml_attr(attrs, "list-style-name");
    enum odf_family family;

    o->open = NULL;
    if (!family_of(xml_attr(attrs, "family"), &family))
        return;
    o->open = arena_push(a, o->style, o->nstyles, o->style_cap);
    *o->open = (struct odf_style){
        .family = family, .name = arena_str(a, name),
        .parent = arena_str(a, xml_attr(attrs, "parent-style-name")),
        .list = arena_str(a, list), .list_told = list.ptr != NULL,
        .title = str_eq(name, STR("Title")),
        .contents = str_starts(name, STR("Contents_20_")) || str_starts(name, STR("TOC_20_")) ||
                    str_starts(name, STR("toc_20_")),
        .page_before = xml_attr(attrs, "master-page-name").len > 0,
    };
}

/* "super 58%", "33% 58%", "sub 58%", "0% 100%". */
static uint8_t raised_of(str position)
{
    if (!position.len)
        return ODF_UNTOLD;
    if (str_starts(position, STR("super")))
        return ODF_ON;
    return position.ptr[0] >= '1' && position.ptr[0] <= '9' ? ODF_ON : ODF_OFF;
}

static uint8_t bold_of(str weight)
{
    if (!weight.len)
        return ODF_UNTOLD;
    return str_eq(weight, STR("bold")) || (weight.len == 3 && weight.ptr[0] >= '6') ? ODF_ON
                                                                                    : ODF_OFF;
}

static uint8_t hidden_of(xml_attrs attrs, const char *hiding)
{
    str display = xml_attr(attrs, "display");

    if (!display.len)
        return ODF_UNTOLD;
    return str_eq(display, str_from(hiding)) ? ODF_ON : ODF_OFF;
}

static void tell_style(struct odf_style *s, uint16_t id, xml_attrs attrs)
{
    switch (id) {
    case ODF_style_text_properties:
        s->bold = bold_of(xml_attr(attrs, "font-weight"));
        s->raised = raised_of(xml_attr(attrs, "text-position"));
        s->hidden = hidden_of(attrs, "none");
        break;
    case ODF_style_table_properties:
        s->hidden = hidden_of(attrs, "false");
        /* fall through */
    case ODF_style_paragraph_properties:
        s->page_before = s->page_before || odf_is(attrs, "break-before", "page");
        s->page_after = odf_is(attrs, "break-after", "page");
        break;
    default:
        break;
    }
}

void odf_style_start(struct odf *o, uint16_t id, xml_attrs attrs)
{
    if (id == ODF_office_automatic_styles && o->common)
        o->apart = true;
    if (o->apart)
        return;
    odf_lists_start(o->lists, id, attrs);
    if (id == ODF_style_style)
        begin_style(o, attrs);
    else if (o->open)
        tell_style(o->open, id, attrs);
}

void odf_style_end(struct odf *o, uint16_t id)
{
    if (id == ODF_office_automatic_styles)
        o->apart = false;
    if (o->apart)
        return;
    odf_lists_end(o->lists, id);
    if (id == ODF_style_style)
        o->open = NULL;
}

static int style_order(const void *a, const void *b)
{
    const struct odf_style *l = a, *r = b;

    if (l->family != r->family)
        return l->family < r->family ? -1 : 1;
    return str_cmp(l->name, r->name);
}

const struct odf_style *odf_style_find(const struct odf *o, enum odf_family family, str name)
{
    struct odf_style key = { .family = family, .name = name };

    return o->nstyles && name.len
               ? bsearch(&key, o->style, o->nstyles, sizeof key, style_order) : NULL;
}

/* Takes over what the style does not tell itself; breaks are of one style alone. */
static void inherit_style(const struct odf *o, struct odf_style *s)
{
    const struct odf_style *from = s;

    for (int depth = 0; depth < ODF_STYLE_DEPTH && from && from->parent.len; depth++) {
        from = odf_style_find(o, s->family, from->parent);
        if (!from)
            break;
        if (s->bold == ODF_UNTOLD)
            s->bold = from->bold;
        if (s->raised == ODF_UNTOLD)
            s->raised = from->raised;
        if (s->hidden == ODF_UNTOLD)
            s->hidden = from->hidden;
        if (!s->list_told) {
            s->list = from->list;
            s->list_told = from->list_told;
        }
        s->title = s->title || from->title;
        s->contents = s->contents || from->contents;
    }
}

void odf_styles_done(struct odf *o)
{
    o->open = NULL;
    if (o->nstyles)
        qsort(o->style, o->nstyles, sizeof *o->style, style_order);
    for (size_t i = 0; i < o->nstyles; i++)
        inherit_style(o, &o->style[i]);
}

/* -- parts -- */

static void common_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    (void)x;
    odf_style_start(arg, id, attrs);
}

static void common_end(struct xml *x, uint16_t id, void *arg)
{
    (void)x;
    odf_style_end(arg, id);
}

/* A member if it is there, else nothing. */
static status read_beside(struct job *j, struct zip *z, str part, str *out)
{
    const struct zip_member *m = zip_find(z, part);

    *out = (str){ NULL, 0 };
    return m ? zip_read(j, z, m, out) : OK;
}

/* The manifest is not parsed: old ones have a DOCTYPE, and the word stands nowhere else. */
static status refuse_encrypted(struct job *j, struct zip *z)
{
    str manifest;

    status st = read_beside(j, z, STR("META-INF/manifest.xml"), &manifest);
    if (st == OK && str_find(manifest, STR("encryption-data")) != SIZE_MAX)
        st = job_fail(j, FAIL_FORMAT, "«%.*s» được đặt mật khẩu, hãy bỏ mật khẩu rồi thử lại",
                      "«%.*s» is protected by a password, remove it and try again",
                      STRF(z->name));
    return st;
}

status odf_open(struct job *j, struct zip *z, struct odf *out)
{
    static const struct xml_events events = { common_start, common_end, NULL };
    str styles;

    *out = (struct odf){ .job = j, .zip = z, .lists = odf_lists_new(j->arena), .common = true };

    status st = refuse_encrypted(j, z);
    if (st == OK)
        st = read_beside(j, z, STR("styles.xml"), &styles);
    if (st == OK && styles.len)
        st = xml_parse(j, z->name, STR("styles.xml"), styles, &odf_language, &events, out);
    out->common = out->apart = false;
    out->open = NULL;
    return st;
}

status odf_read_content(struct odf *o, struct tree *t, const struct xml_events *events, void *arg)
{
    static const str part = { "content.xml", 11 };
    const struct zip_member *m = zip_find(o->zip, part);
    str bytes;

    if (!m)
        return job_fail(o->job, FAIL_FORMAT, "«%.*s» không có nội dung văn bản («%.*s»)",
                        "«%.*s» has no document in it («%.*s»)", STRF(o->zip->name), STRF(part));

    status st = zip_read(o->job, o->zip, m, &bytes);
    if (st != OK)
        return st;
    tree_part(t, part);
    return xml_parse(o->job, o->zip->name, part, bytes, &odf_language, events, arg);
}

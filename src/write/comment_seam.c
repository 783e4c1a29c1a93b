/* comment_seam.c -- the marks of comments in the text of a Word document.
 *
 * A mark stands between runs. Where it falls into one, the run is closed before it and
 * opened again behind it, with a copy of its properties: a seam. Blanks at a seam would be
 * lost where the text does not keep its blanks: they become a run of their own that does. */
#include "write/comment_int.h"

#include <stdlib.h>

/* What is put in at a place: nothing but the mark, or a seam around it. */
enum cut_kind { CUT_BETWEEN, CUT_ELEMENT, CUT_TEXT };

enum mark_kind { MARK_END, MARK_NONE, MARK_START };     /* in their order at one place */

struct seam_cut {
    uint32_t at;
    enum cut_kind kind;
    enum mark_kind mark;        /* MARK_NONE: a seam alone */
    long id;
    const struct seam_spot *spot;
};

struct seam_writer {
    struct job *job;
    str bytes;
    const struct seam_scan *scan;
    struct buf *out;
    struct seam_cut *cut;
    size_t ncuts, cap;
};

static bool is_xml_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* -- places -- */

/* The reference ("&#50;") that bytes[at] stands in begins here; at itself outside of one. */
static uint32_t reference_start(str bytes, const struct seam_spot *s, uint32_t at)
{
    uint32_t from = at;

    while (from > s->text && bytes.ptr[from] != '&' && bytes.ptr[from] != ';')
        from--;
    if (bytes.ptr[from] == '&')
        return from;
    while (at > s->text && ((unsigned char)bytes.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Behind the letter or reference that bytes[at] belongs to. */
static uint32_t letter_end(str bytes, const struct seam_spot *s, uint32_t at)
{
    uint32_t from = reference_start(bytes, s, at);

    if (bytes.ptr[from] == '&') {
        while (from < s->text_end && bytes.ptr[from] != ';')
            from++;
        return from < s->text_end ? from + 1 : s->text_end;
    }
    do
        at++;
    while (at < s->text_end && ((unsigned char)bytes.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* The outermost field around the spot that is marked as a whole, or NULL. */
static const struct seam_field *field_around(const struct seam_spot *s)
{
    const struct seam_field *whole = NULL;

    for (const struct seam_field *f = s->field; f; f = f->outer)
        if (f->end)
            whole = f;
    return whole;
}

static struct seam_cut cut_before(str bytes, const struct seam_spot *s, uint32_t at)
{
    const struct seam_field *field = field_around(s);

    if (field)
        return (struct seam_cut){ .at = field->begin->from, .spot = s };
    if (s->kind == SPOT_TEXT)
        at = reference_start(bytes, s, at);
    if (s->kind == SPOT_TEXT && at > s->text)
        return (struct seam_cut){ .at = at, .kind = CUT_TEXT, .spot = s };
    if (s->kind == SPOT_RUN || s->ordinal == 1)
        return (struct seam_cut){ .at = s->run->from, .spot = s };
    return (struct seam_cut){ .at = s->from, .kind = CUT_ELEMENT, .spot = s };
}

static struct seam_cut cut_behind(str bytes, const struct seam_spot *s, uint32_t at)
{
    const struct seam_field *field = field_around(s);

    if (field)
        return (struct seam_cut){ .at = field->end->to, .spot = s };
    if (s->kind == SPOT_TEXT)
        at = letter_end(bytes, s, at);
    if (s->kind == SPOT_TEXT && at < s->text_end)
        return (struct seam_cut){ .at = at, .kind = CUT_TEXT, .spot = s };
    if (s->kind == SPOT_RUN || s->ordinal == s->run->children)
        return (struct seam_cut){ .at = s->run->to, .spot = s };
    return (struct seam_cut){ .at = s->to, .kind = CUT_ELEMENT, .spot = s };
}

/* -- cuts -- */

static void push_cut(struct seam_writer *w, struct seam_cut cut, enum mark_kind mark, long id)
{
    cut.mark = mark;
    cut.id = id;
    *arena_push(w->job->arena, w->cut, w->ncuts, w->cap) = cut;
}

static bool keeps_blanks(str bytes, const struct seam_spot *s)
{
    return str_find(str_sub(bytes, s->from, s->text), STR("preserve")) != SIZE_MAX;
}

/* Behind the blanks from `at` on. */
static uint32_t blanks_end(str bytes, const struct seam_spot *s, uint32_t at)
{
    while (at < s->text_end && is_xml_blank(bytes.ptr[at]))
        at++;
    return at;
}

/* Seams around the blanks at a cut; those at the text's own edge are lost already. */
static void push_blank_seams(struct seam_writer *w, struct seam_cut cut)
{
    const struct seam_spot *s = cut.spot;
    uint32_t from = cut.at, to;

    if (cut.kind != CUT_TEXT || keeps_blanks(w->bytes, s))
        return;
    to = blanks_end(w->bytes, s, cut.at);
    while (from > s->text && is_xml_blank(w->bytes.ptr[from - 1]))
        from--;
    if (from < cut.at && from > s->text)
        push_cut(w, (struct seam_cut){ .at = from, .kind = CUT_TEXT, .spot = s }, MARK_NONE, 0);
    if (to > cut.at && to < s->text_end)
        push_cut(w, (struct seam_cut){ .at = to, .kind = CUT_TEXT, .spot = s }, MARK_NONE, 0);
}

static int by_cut_place(const void *pa, const void *pb)
{
    const struct seam_cut *a = pa, *b = pb;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->mark != b->mark)
        return a->mark < b->mark ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static void list_cuts(struct seam_writer *w, const struct seam_figure *figure, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct seam_figure *f = &figure[i];
        struct seam_cut start = cut_before(w->bytes, f->first_spot, f->first);
        struct seam_cut end = cut_behind(w->bytes, f->last_spot, f->last);

        if (end.at < start.at)      /* parts told in another order than they stand */
            end = cut_behind(w->bytes, f->first_spot, f->first);
        push_cut(w, start, MARK_START, f->id);
        push_cut(w, end, MARK_END, f->id);
        push_blank_seams(w, start);
        push_blank_seams(w, end);
    }
    if (w->ncuts)
        qsort(w->cut, w->ncuts, sizeof *w->cut, by_cut_place);
}

/* -- writing -- */

/* The name of the element at `from`, with its prefix. */
static str element_name(str bytes, uint32_t from)
{
    size_t end = from + 1;

    while (end < bytes.len && bytes.ptr[end] != ' ' && bytes.ptr[end] != '>' &&
           bytes.ptr[end] != '/' && !is_xml_blank(bytes.ptr[end]))
        end++;
    return str_sub(bytes, from + 1, end);
}

static void put_end_tag(struct seam_writer *w, uint32_t from)
{
    buf_put(w->out, STR("</"));
    buf_put(w->out, element_name(w->bytes, from));
    buf_char(w->out, '>');
}

/* Attributes of the vocabulary need a prefix, which its elements may do without. */
static void put_mark_element(struct seam_writer *w, const char *local, long id)
{
    str prefix = w->scan->prefix;

    if (prefix.len)
        buf_printf(w->out, "<%.*s%s %.*sid=\"%ld\"/>", STRF(prefix), local, STRF(prefix), id);
    else
        buf_printf(w->out, "<%s xmlns:soat=\"%s\" soat:id=\"%ld\"/>", local,
                   str_find(w->bytes, STR("purl.oclc.org/ooxml/wordprocessingml")) != SIZE_MAX
                       ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
                       : "http://schemas.openxmlformats.org/wordprocessingml/2006/main", id);
}

static void put_mark(struct seam_writer *w, const struct seam_cut *c)
{
    str prefix = w->scan->prefix;

    if (c->mark == MARK_START) {
        put_mark_element(w, "commentRangeStart", c->id);
    } else if (c->mark == MARK_END) {
        put_mark_element(w, "commentRangeEnd", c->id);
        buf_printf(w->out, "<%.*sr>", STRF(prefix));
        put_mark_element(w, "commentReference", c->id);
        buf_printf(w->out, "</%.*sr>", STRF(prefix));
    }
}

static void close_at(struct seam_writer *w, const struct seam_cut *c)
{
    if (c->kind == CUT_TEXT)
        put_end_tag(w, c->spot->from);
    if (c->kind != CUT_BETWEEN)
        put_end_tag(w, c->spot->run->from);
}

/* Does the piece of text that begins here consist of blanks that count? */
static bool begins_blank(struct seam_writer *w, const struct seam_cut *c)
{
    uint32_t end = blanks_end(w->bytes, c->spot, c->at);

    return end > c->at && end < c->spot->text_end && !keeps_blanks(w->bytes, c->spot);
}

static void open_again(struct seam_writer *w, const struct seam_cut *c)
{
    const struct seam_spot *s = c->spot;

    if (c->kind == CUT_BETWEEN)
        return;
    buf_put(w->out, str_sub(w->bytes, s->run->from, s->run->open));
    buf_put(w->out, str_sub(w->bytes, s->run->look, s->run->look_end));
    if (c->kind != CUT_TEXT)
        return;
    if (begins_blank(w, c)) {
        buf_char(w->out, '<');
        buf_put(w->out, element_name(w->bytes, s->from));
        buf_put(w->out, STR(" xml:space=\"preserve\">"));
    } else {
        buf_put(w->out, str_sub(w->bytes, s->from, s->text));
    }
}

static void put_group(struct seam_writer *w, const struct seam_cut *cut, size_t n)
{
    close_at(w, cut);
    for (size_t i = 0; i < n; i++)
        put_mark(w, &cut[i]);
    open_again(w, cut);
}

void seam_write(struct job *j, str bytes, const struct seam_scan *s,
                const struct seam_figure *figure, size_t n, struct buf *out)
{
    struct seam_writer w = { .job = j, .bytes = bytes, .scan = s, .out = out };
    uint32_t at = 0;

    list_cuts(&w, figure, n);
    for (size_t i = 0, group; i < w.ncuts; i += group) {
        for (group = 1; i + group < w.ncuts && w.cut[i + group].at == w.cut[i].at;)
            group++;
        buf_put(out, str_sub(bytes, at, w.cut[i].at));
        put_group(&w, &w.cut[i], group);
        at = w.cut[i].at;
    }
    buf_put(out, str_sub(bytes, at, bytes.len));
}

/* docx_comment.c -- from findings to the bytes of the Word file they are about. */
#include "write/docx_comment.h"

#include "write/comment_int.h"

#include <stdlib.h>

enum { SPAN_MOST = 4096 };

/* Where a finding's figure stands in the file. */
struct figure_place {
    bool known;
    str part;
    uint32_t first, last;       /* its bytes there, the last one too */
    size_t note;                /* in scan.note: where the part is one of notes */
};

struct docx_commenter {
    struct job *job;
    const struct docx_commenting *c;
    struct zip zip;
    str document;               /* name of the main part, */
    str bytes;                  /* and what stands in it */
    struct figure_place *place; /* one a finding, and that of the title */
    size_t nplaces;
    struct seam_scan scan;
    size_t note_cap;
    struct comment_parts parts;
};

/* -- places -- */

/* The byte of a part that text[at] of the source is; false where it is none. */
static bool origin_of(const struct doc *d, uint32_t at, str *part, uint32_t *byte)
{
    uint32_t lo = 0, hi = d->norigins;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (d->origin[mid].at <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == 0 || d->origin[lo - 1].src == NO_ORIGIN)
        return false;
    *part = d->part[d->origin[lo - 1].part];
    *byte = d->origin[lo - 1].src + (at - d->origin[lo - 1].at);
    return part->len > 0;
}

/* The stretch of one part that a span of the source was taken from. */
static struct figure_place place_of_span(const struct doc *d, span where)
{
    struct figure_place p = { .known = false };
    uint32_t end = where.end > where.start ? where.end : where.start + 1;

    if (end - where.start > SPAN_MOST)
        end = where.start + SPAN_MOST;
    for (uint32_t at = where.start; at < end && at < d->src->text.len; at++) {
        str part;
        uint32_t byte;

        if (d->src->text.ptr[at] == '\n' || d->src->text.ptr[at] == '\t' ||
            !origin_of(d, at, &part, &byte))
            continue;
        if (!p.known)
            p = (struct figure_place){ true, part, byte, byte, 0 };
        else if (str_eq(p.part, part) && byte > p.last)
            p.last = byte;
    }
    return p;
}

/* Where no byte of the figure is told, its paragraph or row is. */
static struct figure_place place_of_finding(const struct doc *d, span where)
{
    struct figure_place p = place_of_span(d, where);

    if (p.known || where.start >= d->src->text.len)
        return p;

    struct place at = source_place(d->src, where.start);
    uint32_t from = d->src->line[at.line - 1];

    return place_of_span(d, (span){ from, from + (uint32_t)source_line(d->src, at.line).len });
}

/* The first heading, else the first paragraph. */
static struct figure_place place_of_title(const struct doc *d)
{
    const struct block *best = NULL;

    for (uint32_t i = 0; i < d->nblocks && (!best || best->kind != BLOCK_HEADING); i++) {
        const struct block *b = &d->block[i];

        if (b->flow.text.len && (b->kind == BLOCK_HEADING || (!best && b->kind != BLOCK_NOTE)))
            best = b;
    }
    return best ? place_of_span(d, flow_span(&best->flow, 0, (uint32_t)best->flow.text.len))
                : (struct figure_place){ .known = false };
}

static void list_places(struct docx_commenter *w)
{
    const struct diags *ds = w->c->found;

    w->nplaces = ds->count + 1;
    w->place = arena_array(w->job->arena, struct figure_place, w->nplaces);
    for (size_t i = 0; i < ds->count; i++)
        w->place[i] = place_of_finding(w->c->doc, ds->item[i]->where);
    w->place[ds->count] = place_of_title(w->c->doc);
}

/* -- notes: Word has no comments in them, the mark in the text bears them -- */

struct note_pass {
    struct docx_commenter *w;
    struct figure_place **place;        /* those of the part, sorted */
    size_t nplaces, next;
    uint32_t from;              /* of the note that is open */
    int32_t id;
};

static int by_first_byte(const void *a, const void *b)
{
    const struct figure_place *l = *(struct figure_place *const *)a;
    const struct figure_place *r = *(struct figure_place *const *)b;

    return l->first < r->first ? -1 : l->first > r->first;
}

/* The places in the part, false when there are none. */
static bool places_in_part(struct docx_commenter *w, str part, struct note_pass *n)
{
    *n = (struct note_pass){ .w = w,
                             .place = arena_array(w->job->arena, struct figure_place *,
                                                  w->nplaces) };
    for (size_t i = 0; i < w->nplaces; i++)
        if (w->place[i].known && !w->place[i].note && str_eq(w->place[i].part, part))
            n->place[n->nplaces++] = &w->place[i];
    qsort(n->place, n->nplaces, sizeof(struct figure_place *), by_first_byte);
    return n->nplaces > 0;
}

static void note_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct note_pass *n = arg;

    if (id != COMMENT_w_footnote && id != COMMENT_w_endnote)
        return;
    n->from = xml_at(x);
    n->id = (int32_t)xml_number(attrs, "id", -1);
}

static void note_end(struct xml *x, uint16_t id, void *arg)
{
    struct note_pass *n = arg;
    struct docx_commenter *w = n->w;
    uint32_t to = xml_end(x);

    if (id != COMMENT_w_footnote && id != COMMENT_w_endnote)
        return;
    for (; n->next < n->nplaces && n->place[n->next]->first < to; n->next++) {
        struct figure_place *p = n->place[n->next];

        if (p->first < n->from)
            continue;
        *arena_push(w->job->arena, w->scan.note, w->scan.nnotes, w->note_cap) =
            (struct seam_note){ n->id, id == COMMENT_w_endnote, NULL };
        p->note = w->scan.nnotes;
    }
}

static status find_notes_of(struct docx_commenter *w, str part)
{
    static const struct xml_events events = { note_start, note_end, NULL };
    const struct zip_member *m = zip_find(&w->zip, part);
    struct note_pass pass;
    str bytes;

    if (!m || !places_in_part(w, part, &pass))
        return OK;

    status st = zip_read(w->job, &w->zip, m, &bytes);
    return st == OK ? xml_parse(w->job, w->c->name, part, bytes, &comment_language, &events, &pass)
                    : st;
}

static status find_notes(struct docx_commenter *w)
{
    for (uint32_t i = 0; i < w->c->doc->nparts; i++) {
        str part = w->c->doc->part[i];
        status st = str_eq(part, w->document) ? OK : find_notes_of(w, part);

        if (st != OK)
            return st;
    }
    return OK;
}

/* -- spots -- */

static int by_byte(const void *a, const void *b)
{
    const struct seam_point *l = a, *r = b;

    return l->at < r->at ? -1 : l->at > r->at;
}

static status find_spots_of(struct docx_commenter *w)
{
    struct seam_scan *s = &w->scan;

    s->point = arena_array(w->job->arena, struct seam_point, 2 * w->nplaces);
    for (size_t i = 0; i < w->nplaces; i++) {
        const struct figure_place *p = &w->place[i];

        if (!p->known || !str_eq(p->part, w->document))
            continue;
        s->point[s->npoints++].at = p->first;
        s->point[s->npoints++].at = p->last;
    }
    qsort(s->point, s->npoints, sizeof *s->point, by_byte);
    return seam_scan(w->job, w->c->name, w->document, w->bytes, s);
}

static const struct seam_spot *spot_of_byte(const struct seam_scan *s, uint32_t at)
{
    struct seam_point key = { .at = at };
    const struct seam_point *p = s->npoints ? bsearch(&key, s->point, s->npoints, sizeof key,
                                                      by_byte) : NULL;

    return p ? p->spot : NULL;
}

/* False where the place leads to no run of the document. */
static bool figure_of_place(const struct docx_commenter *w, const struct figure_place *p,
                            struct seam_figure *f)
{
    if (!p->known)
        return false;
    f->first = p->first;
    f->last = p->last;
    if (p->note) {
        f->first_spot = f->last_spot = w->scan.note[p->note - 1].spot;
    } else if (str_eq(p->part, w->document)) {
        f->first_spot = spot_of_byte(&w->scan, p->first);
        f->last_spot = spot_of_byte(&w->scan, p->last);
        if (!f->last_spot) {
            f->last_spot = f->first_spot;
            f->last = f->first;
        }
    }
    return f->first_spot != NULL;
}

/* *elsewhere: a note, a text box or the title bears the comment. */
static struct seam_figure figure_of_finding(const struct docx_commenter *w, size_t i,
                                            bool *elsewhere)
{
    struct seam_figure f = { .first = 0 };

    *elsewhere = !figure_of_place(w, &w->place[i], &f);
    if (*elsewhere && !figure_of_place(w, &w->place[w->nplaces - 1], &f))
        f.first_spot = f.last_spot = w->scan.first;
    if (w->place[i].note || (f.first_spot && f.first_spot->kind == SPOT_RUN))
        *elsewhere = true;
    f.id = w->parts.next_id + (long)i;
    return f;
}

/* -- the copy -- */

static status open_document(struct docx_commenter *w)
{
    const struct doc *d = w->c->doc;
    const struct zip_member *m;

    for (uint32_t i = 0; i < d->nparts && !w->document.len; i++)
        w->document = d->part[i];

    status st = zip_open(w->job, w->c->name, w->c->bytes, &w->zip);
    if (st != OK)
        return st;
    m = zip_find(&w->zip, w->document);
    if (m)
        return zip_read(w->job, &w->zip, m, &w->bytes);
    return job_fail(w->job, FAIL_FORMAT, "«%.*s» không phải tệp Word (.docx)",
                    "«%.*s» is no Word file (.docx)", STRF(w->c->name));
}

static status write_document(struct docx_commenter *w)
{
    size_t n = w->c->found->count;
    struct seam_figure *figure = arena_array(w->job->arena, struct seam_figure, n + 1);
    bool *elsewhere = arena_array(w->job->arena, bool, n + 1);
    struct buf b;

    w->parts.elsewhere = elsewhere;
    for (size_t i = 0; i < n; i++) {
        figure[i] = figure_of_finding(w, i, &elsewhere[i]);
        if (!figure[i].first_spot)
            return job_fail(w->job, FAIL_FORMAT, "«%.*s» không có chỗ nào để đặt chú thích",
                            "«%.*s» has no place where a comment could stand",
                            STRF(w->c->name));
    }
    buf_init(&b, w->job->arena);
    seam_write(w->job, w->bytes, &w->scan, figure, n, &b);
    w->parts.change[w->parts.nchanges++] = (struct zip_change){ w->document, buf_str(&b) };
    return OK;
}

static status write_parts(struct docx_commenter *w)
{
    w->parts = (struct comment_parts){
        .job = w->job, .zip = &w->zip, .document = w->document,
        .strict = str_find(w->bytes, STR("purl.oclc.org/ooxml/wordprocessingml")) != SIZE_MAX,
    };
    status st = comment_find_parts(&w->parts, w->scan.last_id);
    if (st == OK)
        st = write_document(w);
    return st == OK ? comment_write_parts(&w->parts, w->c) : st;
}

status docx_write_comments(struct job *j, const struct docx_commenting *c, str *out)
{
    struct docx_commenter w = { .job = j, .c = c };
    struct buf b;

    if (!c->found->count) {
        *out = c->bytes;
        return OK;
    }
    status st = open_document(&w);
    if (st != OK)
        return st;
    list_places(&w);
    st = find_notes(&w);
    if (st == OK)
        st = find_spots_of(&w);
    if (st == OK)
        st = write_parts(&w);
    buf_init(&b, j->arena);
    if (st == OK)
        st = zip_rewrite(j, &w.zip, w.parts.change, w.parts.nchanges, &b);
    if (st == OK)
        *out = buf_str(&b);
    return st;
}

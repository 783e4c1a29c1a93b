/* marked.c -- a document as HTML: its blocks in order, figures with findings
 * marked, and the cards of the findings in the row of their block. */
#include <stdio.h>

#include "serve/page.h"

/* A finding's place in one flow. */
struct flow_finding {
    size_t index;               /* in the findings of the document */
    uint32_t from, to;
};

struct marked_doc {
    struct page *page;
    const struct doc *doc;
    const struct diags *found;  /* NULL: none are shown */
    struct flow_finding *spot;  /* of the flow or table being written */
    size_t nspots, spot_cap;
    bool *placed;               /* by finding: has a card */
};

/* The first offset of the text that stands at or behind `src` in the source. */
static uint32_t flow_offset_of(const struct flow *f, uint32_t src)
{
    uint32_t lo = 0, hi = (uint32_t)f->text.len;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (flow_source(f, mid) < src)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Appends the findings whose figure stands in this flow, in order of place. */
static void find_spots(struct marked_doc *m, const struct flow *f)
{
    if (!m->found || !f->text.len)
        return;

    uint32_t first = flow_source(f, 0), last = flow_source(f, (uint32_t)f->text.len);
    for (size_t i = 0; i < m->found->count; i++) {
        span where = m->found->item[i]->where;

        if (m->placed[i] || where.start < first || where.start >= last)
            continue;

        uint32_t from = flow_offset_of(f, where.start), to = flow_offset_of(f, where.end);
        if (from >= f->text.len || flow_source(f, from) != where.start)
            continue;           /* it stands in a note or a page's edge in between */
        *arena_push(m->page->out.arena, m->spot, m->nspots, m->spot_cap) =
            (struct flow_finding){ i, from, to > from ? to : from + 1 };
        m->placed[i] = true;
    }
}

static const char *severity_class(enum diag_severity s)
{
    return s == SEVERITY_ERROR ? "loi" : s == SEVERITY_WARNING ? "ngo" : "luu";
}

/* Plain text from `from` to `to`, with the note marks that stood in it. */
static void put_run(struct page *p, const struct flow *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < f->nmarks; i++) {
        const struct flow_mark *mark = &f->mark[i];

        if (mark->at < from || mark->at >= to || mark->at > f->text.len)
            continue;
        html_text(p, str_sub(f->text, from, mark->at));
        buf_printf(&p->out, "<sup class=\"ct\"><a href=\"#ct%u\">%u</a></sup>", mark->number,
                   mark->number);
        from = mark->at;
    }
    html_text(p, str_sub(f->text, from, to));
}

/* The flow with its findings marked; `first` is the index of its first spot. */
static void put_marked_flow(struct marked_doc *m, const struct flow *f, size_t first)
{
    struct page *p = m->page;
    uint32_t at = 0;

    for (size_t i = first; i < m->nspots; i++) {
        const struct flow_finding *s = &m->spot[i];
        uint32_t to = s->to > f->text.len ? (uint32_t)f->text.len : s->to;

        if (s->from < at)
            continue;
        put_run(p, f, at, s->from);
        buf_printf(&p->out, "<mark class=\"%s\" id=\"m%zu\"><a href=\"#f%zu\">",
                   severity_class(m->found->item[s->index]->severity), s->index + 1,
                   s->index + 1);
        html_text(p, str_sub(f->text, s->from, to));
        buf_printf(&p->out, "<sup>%zu</sup></a></mark>", s->index + 1);
        at = to;
    }
    put_run(p, f, at, (uint32_t)f->text.len + 1);
}

/* -- cards -- */

static void put_figures(struct page *p, const struct diag *d)
{
    dec computed;

    if (!d->stated.len && !d->computed.len)
        return;
    HTML(p, "<dl>");
    if (d->stated.len) {
        HTML(p, "<div><dt>Văn bản ghi</dt><dd class=\"so\">");
        html_text(p, d->stated);
        HTML(p, "</dd></div>");
    }
    if (d->computed.len) {
        HTML(p, "<div><dt>Tính lại</dt><dd class=\"so nguy\">");
        if (dec_parse_plain(d->computed, &computed))
            html_dec(p, computed);
        else
            html_text(p, d->computed);
        HTML(p, "</dd></div>");
    }
    HTML(p, "</dl>");
}

static void put_card(struct marked_doc *m, size_t index)
{
    const struct diag *d = m->found->item[index];
    struct page *p = m->page;

    buf_printf(&p->out, "<article class=\"the %s\" id=\"f%zu\"><header>",
               severity_class(d->severity), index + 1);
    html_severity(p, d->severity);
    buf_printf(&p->out, "<a class=\"stt\" href=\"#m%zu\">%zu</a><h3>", index + 1, index + 1);
    html_text(p, diag_message(m->found, d));
    buf_printf(&p->out, "</h3><a class=\"ma\" href=\"/codes/%d\">%d</a></header>", (int)d->code,
               (int)d->code);
    bool repaired = d->repair.len && d->stated.len;
    if (!repaired)
        put_figures(p, d);
    for (size_t i = 0; i < d->nnotes; i++) {
        if (repaired && d->note[i].is_hint)
            continue;           /* the diff below says it */
        HTML(p, "<p>");
        if (d->note[i].is_hint)
            HTML(p, "<b>Gợi ý:</b> ");
        html_text(p, diag_note_message(m->found, &d->note[i]));
        HTML(p, "</p>");
    }
    if (repaired) {
        HTML(p, "<p class=\"sua\"><del>");
        html_text(p, d->stated);
        HTML(p, "</del> <ins>");
        html_text(p, d->repair);
        HTML(p, "</ins></p>");
    }
    HTML(p, "</article>");
}

static void put_cards(struct marked_doc *m)
{
    HTML(m->page, "<aside class=\"canh\">");
    for (size_t i = 0; i < m->nspots; i++)
        put_card(m, m->spot[i].index);
    HTML(m->page, "</aside>");
}

/* -- blocks -- */

/* A figure, a percentage, a dash: aligned to the right. */
static bool looks_numeric(str s)
{
    bool digit = false;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c >= '0' && c <= '9')
            digit = true;
        else if (c != '.' && c != ',' && c != '-' && c != '+' && c != ' ' && c != '%')
            return false;
    }
    return digit || str_eq(s, STR("-"));
}

/* A cell with more than this is a row's label and needs room on a phone. */
enum { LABEL_BYTES = 16 };

static void put_table_block(struct marked_doc *m, const struct table *t)
{
    struct page *p = m->page;

    HTML(p, "<div class=\"cuon\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng\"><table "
            "class=\"phu-luc\">");
    for (uint32_t r = 0; r < t->nrows; r++) {
        HTML(p, "<tr>");
        for (uint32_t c = 0; c < t->ncols; c++) {
            const struct flow *f = &table_cell(t, r, c)->flow;
            size_t first = m->nspots;

            if (looks_numeric(f->text))
                HTML(p, "<td class=\"so\">");
            else if (r > 0 && f->text.len > LABEL_BYTES)
                HTML(p, "<td class=\"nhan-hang\">");
            else
                HTML(p, "<td>");
            find_spots(m, f);
            put_marked_flow(m, f, first);
            HTML(p, "</td>");
        }
        HTML(p, "</tr>");
    }
    HTML(p, "</table></div>");
}

static void put_text_block(struct marked_doc *m, const struct block *b)
{
    static const char *const tag[] = {
        [BLOCK_HEADING] = "h3", [BLOCK_PARA] = "p", [BLOCK_ITEM] = "p",
        [BLOCK_NOTE] = "p",     [BLOCK_TABLE] = "div",
    };
    const char *name = b->kind == BLOCK_HEADING && b->level <= 1 ? "h2" : tag[b->kind];
    struct page *p = m->page;

    buf_printf(&p->out, "<%s", name);
    if (b->kind == BLOCK_ITEM)
        buf_printf(&p->out, " class=\"muc m%u\"", b->level > 3 ? 3U : b->level);
    if (b->kind == BLOCK_NOTE)
        buf_printf(&p->out, " class=\"chu-thich\" id=\"ct%u\"", b->note);
    HTML(p, ">");
    if (b->kind == BLOCK_NOTE && b->note)
        buf_printf(&p->out, "<sup>%u</sup> ", b->note);
    put_marked_flow(m, &b->flow, 0);
    buf_printf(&p->out, "</%s>", name);
}

static void put_block(struct marked_doc *m, const struct block *b)
{
    struct page *p = m->page;

    m->nspots = 0;
    if (b->table ? !b->table->nrows : !b->flow.text.len)
        return;
    if (!b->table)
        find_spots(m, &b->flow);

    uint32_t at = b->table ? b->table->src[0] : flow_source(&b->flow, 0);
    buf_printf(&p->out, "<div class=\"hang\"><div class=\"to\"><span class=\"dong\" "
               "aria-hidden=\"true\">%u</span>", source_place(m->doc->src, at).line);
    if (b->table)
        put_table_block(m, b->table);
    else
        put_text_block(m, b);
    HTML(p, "</div>");
    if (m->nspots)
        put_cards(m);
    HTML(p, "</div>");
}

void html_document_text(struct page *p, const struct doc *d, const struct diags *found)
{
    struct marked_doc m = { .page = p, .doc = d, .found = found };
    bool left = false;

    if (found)
        m.placed = arena_array(p->out.arena, bool, found->count + 1);
    HTML(p, "<div class=\"giay\">");
    for (uint32_t i = 0; i < d->nblocks; i++)
        put_block(&m, &d->block[i]);

    /* What stands outside every flow (a page's edge) still gets its card. */
    m.nspots = 0;
    for (size_t i = 0; found && i < found->count; i++)
        if (!m.placed[i]) {
            left = true;
            *arena_push(p->out.arena, m.spot, m.nspots, m.spot_cap) =
                (struct flow_finding){ i, 0, 0 };
        }
    if (left) {
        HTML(p, "<div class=\"hang\"><div class=\"to\"></div>");
        put_cards(&m);
        HTML(p, "</div>");
    }
    HTML(p, "</div>");
}

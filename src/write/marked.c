/* marked.c -- a document as HTML: its blocks in order, figures with findings marked, and the
 * cards of the findings in the row of their block. */
#include "write/marked.h"

#include "write/code_page.h"
#include "write/html.h"

enum {
    LABEL_BYTES = 16,           /* a cell with more is a row's label and needs room */
    LONG_ROWS = 400,            /* of longer tables the head and what is near a finding stand */
    HEAD_ROWS = 30, NEAR_ROWS = 3
};

/* A finding's place in one flow. */
struct flow_finding {
    size_t index;               /* in the findings of the document */
    uint32_t from, to;
};

struct marking {
    const struct marked *m;
    struct buf *out;
    struct arena *arena;
    struct flow_finding *spot;  /* of the flow or table being written */
    size_t nspots, spot_cap;
    bool *placed;               /* by finding: has a card */
    uint32_t paras;             /* counted as places are told */
};

/* -- places -- */

void marked_put_place(struct buf *out, const struct source *src, uint32_t at, enum lang lang)
{
    if (src->tell)
        src->tell(src, at, lang, out);
    else
        buf_printf(out, lang == LANG_EN ? "line %u" : "dòng %u", source_place(src, at).line);
}

void marked_put_note_place(struct buf *out, const struct diags *ds, const struct diag *d,
                           const struct diag_note *n)
{
    if (n->has_where && n->in) {
        source_put_place(n->in, n->where.start, ds->lang, out);
        buf_put(out, STR(": "));
        return;
    }
    if (!n->has_where ||
        source_place(ds->src, n->where.start).line == source_place(ds->src, d->where.start).line)
        return;
    marked_put_place(out, ds->src, n->where.start, ds->lang);
    buf_put(out, STR(": "));
}

/* A place tells names of sheets and files, which are text as any other. */
static void put_place_text(struct marking *m, const struct diag *d, const struct diag_note *n)
{
    struct buf place;

    buf_init(&place, m->arena);
    marked_put_note_place(&place, m->m->found, d, n);
    html_put_text(m->out, buf_str(&place));
}

/* -- marks -- */

/* The first finding at or behind the place. */
static size_t first_finding(const struct diags *ds, uint32_t src)
{
    size_t lo = 0, hi = ds->count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (ds->item[mid]->where.start < src)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Appends the findings whose figure stands in this flow, in order of place. */
static void find_spots(struct marking *m, const struct flow *f)
{
    const struct diags *ds = m->m->found;

    if (!ds || !f->text.len)
        return;

    uint32_t first = flow_source(f, 0), last = flow_source(f, (uint32_t)f->text.len);
    for (size_t i = first_finding(ds, first); i < ds->count; i++) {
        span where = ds->item[i]->where;

        if (where.start >= last)
            break;
        if (m->placed[i])
            continue;

        uint32_t from = flow_offset(f, where.start), to = flow_offset(f, where.end);
        if (from >= f->text.len || flow_source(f, from) != where.start)
            continue;           /* it stands in a note or a page's edge in between */
        *arena_push(m->arena, m->spot, m->nspots, m->spot_cap) =
            (struct flow_finding){ i, from, to > from ? to : from + 1 };
        m->placed[i] = true;
    }
}

static const char *severity_class(enum diag_severity s)
{
    return s == SEVERITY_ERROR ? "loi" : s == SEVERITY_WARNING ? "ngo" : "luu";
}

/* Plain text from `from` to `to`, with the note marks that stood in it. */
static void put_run(struct buf *out, const struct flow *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < f->nmarks; i++) {
        const struct flow_mark *mark = &f->mark[i];

        if (mark->at < from || mark->at >= to || mark->at > f->text.len)
            continue;
        html_put_text(out, str_sub(f->text, from, mark->at));
        buf_printf(out, "<sup class=\"ct\"><a href=\"#ct%u\">%u</a></sup>", mark->number,
                   mark->number);
        from = mark->at;
    }
    html_put_text(out, str_sub(f->text, from, to));
}

/* The flow with its findings marked; `first` is the index of its first spot. Of two that
 * overlap the second has its place, but no mark of its own. */
static void put_marked_flow(struct marking *m, const struct flow *f, size_t first)
{
    struct buf *out = m->out;
    uint32_t at = 0;

    for (size_t i = first; i < m->nspots; i++) {
        const struct flow_finding *s = &m->spot[i];
        uint32_t to = s->to > f->text.len ? (uint32_t)f->text.len : s->to;

        if (s->from < at) {
            buf_printf(out, "<sup id=\"m%zu\"><a href=\"#f%zu\">%zu</a></sup>", s->index + 1,
                       s->index + 1, s->index + 1);
            continue;
        }
        put_run(out, f, at, s->from);
        buf_printf(out, "<mark class=\"%s\" id=\"m%zu\"><a href=\"#f%zu\">",
                   severity_class(m->m->found->item[s->index]->severity), s->index + 1,
                   s->index + 1);
        html_put_text(out, str_sub(f->text, s->from, to));
        buf_printf(out, "<sup>%zu</sup></a></mark>", s->index + 1);
        at = to;
    }
    put_run(out, f, at, (uint32_t)f->text.len + 1);
}

/* -- cards -- */

static void put_figures(struct buf *out, const struct diag *d)
{
    dec computed;

    if (!d->stated.len && !d->computed.len)
        return;
    HTML_LIT(out, "<dl>");
    if (d->stated.len) {
        HTML_LIT(out, "<div><dt>Văn bản ghi</dt><dd class=\"so\">");
        html_put_text(out, d->stated);
        HTML_LIT(out, "</dd></div>");
    }
    if (d->computed.len) {
        HTML_LIT(out, "<div><dt>Tính lại</dt><dd class=\"so nguy\">");
        if (dec_parse_plain(d->computed, &computed))
            html_put_dec(out, computed);
        else
            html_put_text(out, d->computed);
        HTML_LIT(out, "</dd></div>");
    }
    HTML_LIT(out, "</dl>");
}

static void put_card_notes(struct marking *m, const struct diag *d, bool hints)
{
    struct buf *out = m->out;

    for (size_t i = 0; i < d->nnotes; i++) {
        const struct diag_note *n = &d->note[i];

        if (n->is_hint && !hints)
            continue;           /* the diff below says it */
        if (diag_note_is_plain(m->m->found, d, n))
            continue;
        HTML_LIT(out, "<p>");
        if (n->is_hint)
            HTML_LIT(out, "<b>Gợi ý:</b> ");
        put_place_text(m, d, n);
        html_put_text(out, diag_note_message(m->m->found, n));
        HTML_LIT(out, "</p>");
    }
}

static void put_code(struct marking *m, const struct diag *d)
{
    buf_printf(m->out, "<a class=\"ma\" href=\"%s%d\">%d</a>", m->m->codes, (int)d->code,
               (int)d->code);
}

/* Paragraphs of a code's page, whose only markup is that of literals. */
static void put_prose(struct buf *out, str prose)
{
    str line;

    HTML_LIT(out, "<p>");
    while (str_split(&prose, '\n', &line)) {
        if (!line.len)
            HTML_LIT(out, "</p><p>");
        for (size_t at; line.len; line = str_sub(line, at + (at < line.len), line.len)) {
            at = str_find(line, STR("`"));
            at = at < line.len ? at : line.len;
            html_put_text(out, str_sub(line, 0, at));
        }
    }
    HTML_LIT(out, "</p>");
}

/* What the code means, where there is no page to lead to. */
static void put_code_meaning(struct marking *m, const struct diag *d)
{
    struct code_page page;

    if (m->m->codes || !code_page_find(arena_printf(m->arena, "%d", (int)d->code),
                                       m->m->found->lang, &page))
        return;
    buf_printf(m->out, "<details class=\"nghia\"><summary>%d: ", (int)d->code);
    html_put_text(m->out, page.title);
    HTML_LIT(m->out, "</summary>");
    put_prose(m->out, page.prose);
    HTML_LIT(m->out, "</details>");
}

static void put_card(struct marking *m, size_t index)
{
    const struct diag *d = m->m->found->item[index];
    struct buf *out = m->out;
    bool repaired = d->repair.len && d->stated.len;

    buf_printf(out, "<article class=\"the %s\" id=\"f%zu\"><header>", severity_class(d->severity),
               index + 1);
    html_put_severity_named(out, d->severity);
    buf_printf(out, "<a class=\"stt\" href=\"#m%zu\" aria-label=\"Số %zu trong văn bản\">%zu</a>"
               "<h3>", index + 1, index + 1, index + 1);
    html_put_text(out, diag_message(m->m->found, d));
    HTML_LIT(out, "</h3>");
    if (m->m->codes)
        put_code(m, d);
    HTML_LIT(out, "</header>");
    if (!repaired)
        put_figures(out, d);
    put_card_notes(m, d, !repaired);
    if (repaired) {
        HTML_LIT(out, "<p class=\"sua\"><del>");
        html_put_text(out, d->culprit.len ? d->culprit : d->stated);
        HTML_LIT(out, "</del> <ins>");
        html_put_text(out, d->repair);
        HTML_LIT(out, "</ins></p>");
    }
    put_code_meaning(m, d);
    HTML_LIT(out, "</article>");
}

static void put_cards(struct marking *m)
{
    HTML_LIT(m->out, "<aside class=\"canh\">");
    for (size_t i = 0; i < m->nspots; i++)
        put_card(m, m->spot[i].index);
    HTML_LIT(m->out, "</aside>");
}

/* -- tables -- */

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

static void put_cell(struct marking *m, const struct cell *c, bool head)
{
    const struct flow *f = &c->flow;
    size_t first = m->nspots;

    if (c->covered)
        return;
    HTML_LIT(m->out, "<td");
    if (looks_numeric(f->text))
        HTML_LIT(m->out, " class=\"so\"");
    else if (!head && f->text.len > LABEL_BYTES)
        HTML_LIT(m->out, " class=\"nhan-hang\"");
    if (c->more_rows)
        buf_printf(m->out, " rowspan=\"%u\"", c->more_rows + 1U);
    if (c->more_cols)
        buf_printf(m->out, " colspan=\"%u\"", c->more_cols + 1U);
    HTML_LIT(m->out, ">");
    find_spots(m, f);
    put_marked_flow(m, f, first);
    HTML_LIT(m->out, "</td>");
}

/* Does a finding stand within a few rows of this one? */
static bool near_finding(struct marking *m, const struct table *t, uint32_t row)
{
    const struct diags *ds = m->m->found;
    uint32_t from = row > NEAR_ROWS ? row - NEAR_ROWS : 0, to = row + NEAR_ROWS + 1;
    uint32_t end = to < t->nrows ? t->src[to] : UINT32_MAX;
    size_t i = ds ? first_finding(ds, t->src[from]) : 0;

    return ds && i < ds->count && ds->item[i]->where.start < end;
}

static void put_left_out(struct marking *m, const struct table *t, uint32_t rows)
{
    buf_printf(m->out, "<tr><td class=\"bo\" colspan=\"%u\">… ", t->ncols + (t->sheet.len > 0));
    html_put_count(m->out, rows);
    HTML_LIT(m->out, " hàng không có phát hiện …</td></tr>");
}

/* Columns have letters and rows have numbers, as the workbook shows them. */
static void put_sheet_head(struct marking *m, const struct table *t)
{
    HTML_LIT(m->out, "<tr class=\"cot\"><th></th>");
    for (uint32_t c = 0; c < t->ncols; c++) {
        HTML_LIT(m->out, "<th scope=\"col\">");
        doc_put_column(m->out, t->col_number ? t->col_number[c] : c + 1);
        HTML_LIT(m->out, "</th>");
    }
    HTML_LIT(m->out, "</tr>");
}

static void put_table_row(struct marking *m, const struct table *t, uint32_t row)
{
    HTML_LIT(m->out, "<tr>");
    if (t->sheet.len)
        buf_printf(m->out, "<th class=\"cot\" scope=\"row\">%u</th>",
                   t->row_number ? t->row_number[row] : row + 1);
    for (uint32_t c = 0; c < t->ncols; c++)
        put_cell(m, table_cell(t, row, c), row == 0);
    HTML_LIT(m->out, "</tr>");
}

static void put_table_block(struct marking *m, const struct table *t)
{
    uint32_t left_out = 0;

    if (t->sheet.len) {
        HTML_LIT(m->out, "<h3>Trang tính «");
        html_put_text(m->out, t->sheet);
        HTML_LIT(m->out, "»</h3>");
    }
    HTML_LIT(m->out, "<div class=\"cuon\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng\">"
                     "<table class=\"phu-luc\">");
    if (t->sheet.len)
        put_sheet_head(m, t);
    for (uint32_t r = 0; r < t->nrows; r++) {
        if (t->nrows > LONG_ROWS && r >= HEAD_ROWS && !near_finding(m, t, r)) {
            left_out++;
            continue;
        }
        if (left_out)
            put_left_out(m, t, left_out);
        left_out = 0;
        put_table_row(m, t, r);
    }
    if (left_out)
        put_left_out(m, t, left_out);
    HTML_LIT(m->out, "</table></div>");
}

/* -- blocks -- */

static void put_text_block(struct marking *m, const struct block *b)
{
    static const char *const tag[] = {
        [BLOCK_HEADING] = "h3", [BLOCK_PARA] = "p", [BLOCK_ITEM] = "p",
        [BLOCK_NOTE] = "p",     [BLOCK_TABLE] = "div",
    };
    const char *name = b->kind == BLOCK_HEADING && b->level <= 1 ? "h2" : tag[b->kind];
    struct buf *out = m->out;

    buf_printf(out, "<%s", name);
    if (b->kind == BLOCK_ITEM)
        buf_printf(out, " class=\"muc m%u\"", b->level > 3 ? 3U : b->level);
    if (b->kind == BLOCK_NOTE)
        buf_printf(out, " class=\"chu-thich\" id=\"ct%u\"", b->note);
    HTML_LIT(out, ">");
    if (b->kind == BLOCK_NOTE && b->note)
        buf_printf(out, "<sup>%u</sup> ", b->note);
    put_marked_flow(m, &b->flow, 0);
    buf_printf(out, "</%s>", name);
}

/* The number beside the block: of the line, or of the paragraph where lines mean nothing. */
static void put_block_number(struct marking *m, const struct block *b, uint32_t at)
{
    const struct source *src = m->m->doc->src;
    bool counts = !b->table && b->kind != BLOCK_NOTE;

    m->paras += counts;
    if (src->tell && !counts)
        return;
    buf_printf(m->out, "<span class=\"dong\" aria-hidden=\"true\">%u</span>",
               src->tell ? m->paras : source_place(src, at).line);
}

static void put_block(struct marking *m, const struct block *b)
{
    m->nspots = 0;
    if (b->table ? !b->table->nrows : !b->flow.text.len)
        return;
    if (!b->table)
        find_spots(m, &b->flow);

    HTML_LIT(m->out, "<div class=\"hang\"><div class=\"to\">");
    put_block_number(m, b, b->table ? b->table->src[0] : flow_source(&b->flow, 0));
    if (b->table)
        put_table_block(m, b->table);
    else
        put_text_block(m, b);
    HTML_LIT(m->out, "</div>");
    if (m->nspots)
        put_cards(m);
    HTML_LIT(m->out, "</div>");
}

/* What stands outside every flow (a page's edge) still gets its card. */
static void put_cards_left(struct marking *m)
{
    const struct diags *ds = m->m->found;

    m->nspots = 0;
    for (size_t i = 0; ds && i < ds->count; i++)
        if (!m->placed[i])
            *arena_push(m->arena, m->spot, m->nspots, m->spot_cap) =
                (struct flow_finding){ i, 0, 0 };
    if (!m->nspots)
        return;
    HTML_LIT(m->out, "<div class=\"hang\"><div class=\"to\">");
    for (size_t i = 0; i < m->nspots; i++)
        buf_printf(m->out, "<span id=\"m%zu\"></span>", m->spot[i].index + 1);
    HTML_LIT(m->out, "</div>");
    put_cards(m);
    HTML_LIT(m->out, "</div>");
}

void marked_put_document(struct buf *out, const struct marked *m)
{
    struct marking work = { .m = m, .out = out, .arena = out->arena };

    if (m->found)
        work.placed = arena_array(out->arena, bool, m->found->count + 1);
    HTML_LIT(out, "<div class=\"giay\">");
    for (uint32_t i = 0; i < m->doc->nblocks; i++)
        put_block(&work, &m->doc->block[i]);
    put_cards_left(&work);
    HTML_LIT(out, "</div>");
}

/* -- the list -- */

void marked_put_list(struct buf *out, const struct marked *m)
{
    const struct diags *ds = m->found;
    struct buf place;

    buf_init(&place, out->arena);
    HTML_LIT(out, "<ol>");
    for (size_t i = 0; ds && i < ds->count; i++) {
        const struct diag *d = ds->item[i];

        buf_printf(out, "<li><a href=\"#m%zu\">", i + 1);
        html_put_severity(out, d->severity);
        HTML_LIT(out, "<b>");
        html_put_text(out, d->stated.len ? d->stated : source_text(ds->src, d->where));
        HTML_LIT(out, "</b><span class=\"vt\">");
        place.len = 0;
        marked_put_place(&place, ds->src, d->where.start, ds->lang);
        html_put_text(out, buf_str(&place));
        HTML_LIT(out, "</span><span class=\"ly-do\">");
        html_put_text(out, diag_message(ds, d));
        HTML_LIT(out, "</span></a></li>");
    }
    HTML_LIT(out, "</ol>");
}

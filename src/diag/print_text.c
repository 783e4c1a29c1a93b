/* print_text.c -- findings for people: the line, carets, notes, a summary.
 *
 * A paragraph of a report is often one line of more than a thousand letters, so
 * only a window of about the terminal's width around the figure is shown. */
#include "diag/print.h"

#include <stdlib.h>

#include "base/os.h"
#include "base/utf8.h"

struct text_style text_style_here(void)
{
    str columns = os_env("COLUMNS");
    size_t width = 0;

    for (size_t i = 0; i < columns.len && i < 4; i++)
        if (columns.ptr[i] >= '0' && columns.ptr[i] <= '9')
            width = width * 10 + (size_t)(columns.ptr[i] - '0');
    if (width < 40)
        width = 100;
    return (struct text_style){
        .colours = os_stdout_is_terminal() && os_env("NO_COLOR").len == 0,
        .width = width,
        .level = SEVERITY_NOTE,
    };
}

enum paint { PAINT_NONE, PAINT_BOLD, PAINT_RED, PAINT_YELLOW, PAINT_BLUE };

static void put_painted(struct buf *out, const struct text_style *style, enum paint p, str s)
{
    static const char *const code[] = { "", "\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;36m" };

    if (!style->colours || p == PAINT_NONE) {
        buf_put(out, s);
        return;
    }
    buf_put(out, str_from(code[p]));
    buf_put(out, s);
    buf_put(out, STR("\033[0m"));
}

static enum paint severity_paint(enum diag_severity s)
{
    return s == SEVERITY_ERROR ? PAINT_RED : s == SEVERITY_WARNING ? PAINT_YELLOW : PAINT_BLUE;
}

static void put_where(struct buf *out, const struct source *src, span where, enum lang lang)
{
    source_put_place(src, where.start, lang, out);
    buf_put(out, STR(": "));
}

/* The bytes [from, to) of a line that are shown. */
struct window { size_t from, to; };

static bool char_start(str line, size_t at)
{
    uint32_t cp;

    if (at >= line.len)
        return true;
    if (((unsigned char)line.ptr[at] & 0xC0) == 0x80)
        return false;
    utf8_next(line, at, &cp);
    return !utf8_is_mark(cp);
}

/* Moves `columns` letters away from `at`, to the left or to the right. */
static size_t step_columns(str line, size_t at, size_t columns, bool left)
{
    while (columns > 0 && (left ? at > 0 : at < line.len)) {
        at = left ? at - 1 : at + 1;
        if (char_start(line, at))
            columns--;
    }
    return at;
}

/* A blank near the cut makes it fall between words. */
static size_t to_blank(str line, size_t at, bool left)
{
    for (size_t i = 0; i < 12; i++) {
        size_t p = left ? at + i : at - i;

        if (p == 0 || p >= line.len)
            return at;
        if (line.ptr[p] == ' ' || line.ptr[p] == '\t')
            return left ? p + 1 : p;
    }
    return at;
}

static struct window line_window(str line, size_t at, size_t end, size_t width)
{
    struct window w = { 0, line.len };
    size_t figure = utf8_width(str_sub(line, at, end)), half;

    if (utf8_width(line) <= width)
        return w;
    half = width > figure + 8 ? (width - figure) / 2 : 4;
    w.from = step_columns(line, at, half, true);
    w.to = step_columns(line, end, w.from == 0 ? width - utf8_width(str_sub(line, 0, end)) : half,
                        false);
    if (w.to == line.len)
        w.from = step_columns(line, at, width - utf8_width(str_sub(line, at, line.len)), true);
    if (w.from > 0 && to_blank(line, w.from, true) <= at)
        w.from = to_blank(line, w.from, true);
    if (w.to < line.len && to_blank(line, w.to, false) >= end)
        w.to = to_blank(line, w.to, false);
    return w;
}

/* Marks one span of the shown window in the row of carets. */
static void mark_span(char *row, size_t nrow, str line, struct window w, size_t at, size_t end,
                      size_t lead, bool main)
{
    if (at < w.from || at >= w.to)
        return;
    if (end > w.to)
        end = w.to;

    size_t from = lead + utf8_width(str_sub(line, w.from, at));
    size_t n = utf8_width(str_sub(line, at, end));

    for (size_t i = from; i < from + (n ? n : 1) && i < nrow; i++)
        if (row[i] == ' ')
            row[i] = main && i == from ? '^' : '~';
}

static void put_line(struct buf *out, str line, struct window w)
{
    for (size_t i = w.from; i < w.to; i++)
        buf_char(out, line.ptr[i] == '\t' || line.ptr[i] == '\r' ? ' ' : line.ptr[i]);
}

static void put_excerpt(struct buf *out, const struct diags *ds, const struct diag *d,
                        const struct text_style *style, size_t gutter)
{
    struct place at = source_place(ds->src, d->where.start);
    str line = source_line(ds->src, at.line);
    size_t start = ds->src->line[at.line - 1], from = d->where.start - start;
    size_t end = d->where.end > d->where.start ? d->where.end - start : from + 1;

    if (from > line.len)
        from = line.len;
    if (end > line.len)
        end = line.len;

    size_t longest = step_columns(line, from, style->width / 2, false);
    if (end > longest)
        end = longest;          /* a figure of thousands of digits */

    struct window w = line_window(line, from, end, style->width > gutter + 6
                                                   ? style->width - gutter - 6 : 40);
    size_t lead = w.from > 0 ? 1 : 0, nrow = lead + utf8_width(str_sub(line, w.from, w.to)) + 1;
    char *row = arena_array(ds->arena, char, nrow);

    for (size_t i = 0; i < nrow; i++)
        row[i] = ' ';
    mark_span(row, nrow, line, w, from, end, lead, true);
    for (size_t i = 0; i < d->nnotes; i++) {
        const struct diag_note *n = &d->note[i];

        if (n->has_where && !n->in && source_place(ds->src, n->where.start).line == at.line)
            mark_span(row, nrow, line, w, n->where.start - start, n->where.end - start, lead,
                      false);
    }
    while (nrow > 0 && row[nrow - 1] == ' ')
        nrow--;
    buf_printf(out, "%*u | ", (int)gutter, (unsigned)at.line);
    if (lead)
        buf_put(out, STR("…"));
    put_line(out, line, w);
    if (w.to < line.len)
        buf_put(out, STR("…"));
    buf_printf(out, "\n%*s | ", (int)gutter, "");
    put_painted(out, style, severity_paint(d->severity), (str){ row, nrow });
    buf_char(out, '\n');
}

static void put_notes(struct buf *out, const struct diags *ds, const struct diag *d,
                      size_t gutter)
{
    bool en = ds->lang == LANG_EN;

    for (size_t i = 0; i < d->nnotes; i++) {
        const struct diag_note *n = &d->note[i];

        if (diag_note_is_plain(ds, d, n))
            continue;           /* the carets show it */
        buf_printf(out, "%*s = ", (int)gutter, "");
        buf_put(out, str_from(n->is_hint ? en ? "hint: " : "gợi ý: "
                                         : en ? "note: " : "ghi chú: "));
        if (n->has_where)
            put_where(out, note_source(ds, n), n->where, ds->lang);
        buf_put(out, diag_note_message(ds, n));
        buf_char(out, '\n');
    }
}

static void put_finding_text(struct buf *out, const struct diags *ds, const struct diag *d,
                             const struct text_style *style, size_t gutter)
{
    struct buf head;

    buf_init(&head, ds->arena);
    put_where(&head, ds->src, d->where, ds->lang);
    put_painted(out, style, PAINT_BOLD, buf_str(&head));
    head.len = 0;
    buf_printf(&head, "%s %s[%d]: ", diag_severity_sign(d->severity),
               diag_severity_word(d->severity, ds->lang), (int)d->code);
    put_painted(out, style, severity_paint(d->severity), buf_str(&head));
    put_painted(out, style, PAINT_BOLD, diag_message(ds, d));
    buf_char(out, '\n');
    put_excerpt(out, ds, d, style, gutter);
    put_notes(out, ds, d, gutter);
}

/* -- repeats -- */

static uint32_t line_of(const struct diags *ds, const struct diag *d)
{
    return source_place(ds->src, d->where.start).line;
}

/* Index behind the findings of item[at]'s code that stand next to it in its paragraph. */
static size_t repeats_end(const struct diags *ds, size_t at)
{
    const struct diag *first = ds->item[at];
    uint32_t line = line_of(ds, first);
    size_t end = at + 1;

    while (end < ds->count && ds->item[end]->code == first->code
           && ds->item[end]->severity == first->severity && line_of(ds, ds->item[end]) == line)
        end++;
    return end;
}

/* A repeat in one line: place, message, and what should stand there. */
static void put_repeat(struct buf *out, const struct diags *ds, const struct diag *d,
                       size_t gutter)
{
    bool en = ds->lang == LANG_EN;

    buf_printf(out, "%*s = %s: ", (int)gutter, "", en ? "also" : "cũng vậy");
    put_where(out, ds->src, d->where, ds->lang);
    buf_put(out, diag_message(ds, d));
    if (d->repair.len)
        buf_printf(out, en ? " (write \"%.*s\")" : " (viết «%.*s»)", STRF(d->repair));
    buf_char(out, '\n');
}

/* -- the summary -- */

static void put_counts(struct buf *out, const struct diags *ds)
{
    size_t n[] = { diags_count(ds, SEVERITY_ERROR), diags_count(ds, SEVERITY_WARNING),
                   diags_count(ds, SEVERITY_NOTE) };
    bool en = ds->lang == LANG_EN;

    if (n[0] + n[1] + n[2] == 0)
        buf_put(out, str_from(en ? "nothing found" : "không thấy sai"));
    else
        buf_printf(out, en ? "✗ %zu errors, ! %zu warnings, · %zu notes"
                           : "✗ %zu lỗi, ! %zu cảnh báo, · %zu ghi chú", n[0], n[1], n[2]);
    if (ds->naccepted)
        buf_printf(out, en ? ", %zu accepted" : ", %zu đã chấp nhận", ds->naccepted);
    if (ds->dropped)
        buf_printf(out, en ? " (and %zu more, not kept)" : " (và %zu phát hiện nữa không giữ lại)",
                   ds->dropped);
}

/* What was read, what of it was checked and by which rules, and what was not. */
static void put_coverage(struct buf *out, const struct diag_coverage *c, bool en)
{
    buf_printf(out, en ? "    %u numbers read, %u understood; %u figures: %u checked"
                       : "    đọc %u số, hiểu %u; %u số liệu: %u đã đối chiếu",
               (unsigned)c->seen, (unsigned)c->understood, (unsigned)c->figures,
               (unsigned)c->checked);
    for (uint32_t i = 0; i < c->nrules; i++)
        buf_printf(out, "%s%s %u", i ? ", " : " (", c->rule[i].name,
                   (unsigned)c->rule[i].figures);
    buf_printf(out, en ? "%s, %u not checked%s\n" : "%s, %u không đối chiếu được%s\n",
               c->nrules ? ")" : "", (unsigned)(c->figures - c->checked),
               c->figures > c->checked ? " (--unchecked)" : "");
}

/* "tep.md:3:5: đã chấp nhận [1301] «72,54»: LÝ DO (an, 2026-11-22 08:15)" */
static void put_accepted(struct buf *out, const struct diags *ds)
{
    bool en = ds->lang == LANG_EN;

    for (size_t i = 0; i < ds->naccepted; i++) {
        const struct diag *d = ds->accepted[i];
        const struct diag_acceptance *a = d->acceptance;

        put_where(out, ds->src, d->where, ds->lang);
        buf_printf(out, en ? "accepted [%d] '%.*s': %.*s (%.*s, %.*s)\n"
                           : "đã chấp nhận [%d] «%.*s»: %.*s (%.*s, %.*s)\n", (int)d->code,
                   STRF(d->stated), STRF(a->reason), STRF(a->who), STRF(a->when));
    }
}

/* Acceptances of what has changed since. */
static void put_stale(struct buf *out, const struct diags *ds)
{
    bool en = ds->lang == LANG_EN;

    for (size_t i = 0; i < ds->nstale; i++) {
        const struct diag_acceptance *a = ds->stale[i];

        buf_printf(out, en ? "    no longer needed, or its sentence has changed: the acceptance of "
                             "%.*s '%.*s' (%.*s, %.*s: %.*s)\n"
                           : "    lời chấp nhận không còn khớp (câu hoặc số đã đổi): %.*s «%.*s» "
                             "(%.*s, %.*s: %.*s)\n", STRF(a->code), STRF(a->stated),
                   STRF(a->who), STRF(a->when), STRF(a->reason));
    }
}

/* Never just silence: a reader must know what an empty list means. */
static void put_summary(struct buf *out, const struct diags *ds)
{
    bool en = ds->lang == LANG_EN;

    buf_printf(out, "%.*s: ", STRF(ds->src->name));
    put_counts(out, ds);
    buf_put(out, STR("; "));
    if (ds->checked == 0)
        buf_put(out, str_from(en ? "there was no computation to check"
                                 : "không có phép tính nào để đối chiếu"));
    else
        buf_printf(out, en ? "%u computations checked" : "đã đối chiếu %u phép tính",
                   (unsigned)ds->checked);
    if (ds->figures && !ds->coverage)
        buf_printf(out, en ? " over %u statements" : " trên %u số liệu", (unsigned)ds->figures);
    buf_char(out, '\n');
    if (ds->coverage && ds->coverage->seen)
        put_coverage(out, ds->coverage, en);
}

void diag_print_text(struct buf *out, const struct diags *ds, const struct text_style *style)
{
    size_t gutter = 5;

    for (size_t i = 0; i < ds->count;) {
        size_t end = repeats_end(ds, i);

        if (ds->item[i]->severity >= style->level) {
            put_finding_text(out, ds, ds->item[i], style, gutter);
            for (size_t k = i + 1; k < end; k++)
                put_repeat(out, ds, ds->item[k], gutter);
        }
        i = end;
    }
    if (style->accepted)
        put_accepted(out, ds);
    if (!style->bare) {
        put_summary(out, ds);
        put_stale(out, ds);
    }
}

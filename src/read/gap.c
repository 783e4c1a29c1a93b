/* gap.c -- the rows of tables whose cells are parted by blanks.
 *
 * A row is a label over one line or several, its unit, and figures; the unit and
 * the row's number stand in a line of the label or alone. Lines are joined until
 * the figures come. The table ends with the last row that has figures: what
 * follows is prose again. */
#include "read/gap_int.h"

#include "base/utf8.h"

#include <string.h>

enum {
    GAP_LABEL_BYTES = 500, LABEL_LINE_CHARS = 110, GAP_LABEL_LINES = 8, IDLE_LINES = 14,
    PROSE_LABEL = 70,           /* so long with one figure behind it is a sentence */
    SINGLE_ROWS = 3             /* make a table of one value column */
};

static void open_gap_row(struct gap_reader *g, uint32_t src)
{
    g->open = (struct gap_row){ .src = src, .label = (uint32_t)g->npieces };
    g->has_open = true;
    g->open_lines = g->open_bytes = 0;
}

static void add_label_piece(struct gap_reader *g, struct piece p)
{
    *arena_push(g->arena, g->piece, g->npieces, g->piece_cap) = p;
    g->open.nlabel++;
    g->open_lines++;
    g->open_bytes += p.to - p.from;
}

static void close_gap_row(struct gap_reader *g, uint32_t line)
{
    if (!g->has_open)
        return;
    g->has_open = false;
    if (g->open.nlabel == 0 && g->open.nfigures == 0)
        return;
    *arena_push(g->arena, g->row, g->nrows, g->row_cap) = g->open;
    if (g->open.nfigures) {
        g->told = g->nrows;
        g->told_end = line + 1;
        g->strong += g->open.nfigures >= 2;
        g->single += g->open.unit.to > 0;
        g->idle = 0;
    }
}

static void put_gap_figures(struct gap_reader *g, const struct gap_line *w)
{
    g->open.figure = (uint32_t)g->npieces;
    g->open.nfigures = w->nfigures;
    for (uint32_t i = 0; i < w->nfigures; i++)
        *arena_push(g->arena, g->piece, g->npieces, g->piece_cap) = w->figure[i];
}

static str last_label_piece(const struct gap_reader *g)
{
    return g->open.nlabel ? gap_text(g->src, g->piece[g->open.label + g->open.nlabel - 1])
                          : (str){ NULL, 0 };
}

static bool label_stays_open(const struct gap_reader *g)
{
    int depth = 0;

    for (uint32_t i = 0; i < g->open.nlabel; i++) {
        str s = gap_text(g->src, g->piece[g->open.label + i]);

        for (size_t k = 0; k < s.len; k++)
            depth += (s.ptr[k] == '(') - (s.ptr[k] == ')');
    }
    return depth > 0;
}

/* Does this part of a label go on in the open row's? */
static bool joins_label(const struct gap_reader *g, const struct gap_line *w)
{
    str s = gap_text(g->src, w->label), last = last_label_piece(g);

    if (!g->has_open || w->mark.to)
        return false;
    if (g->open.nlabel == 0 || s.len == 0 || label_stays_open(g))
        return true;
    if (!gap_begins_upper(s))
        return true;
    if (last.len && strchr(",-/", last.ptr[last.len - 1]))
        return true;
    return !gap_in_capitals(last) && g->width >= 24 && utf8_count(last) * 10 >= g->width * 9 &&
           g->open.unit.to == 0;
}

/* "BIỂU 2 - ...", "Phụ lục 1", "(Kèm theo ...": titles of pages and of tables. */
static bool is_table_title(str s)
{
    static const char *const begin[] = { "phu luc", "(kem theo", "(ban hanh", "(tiep theo",
                                         "don vi tinh:", "dvt:", "bieu ", "bang " };
    char plain[24];
    size_t n = 0, i = 0;
    str p;

    s = str_trim(s);
    while (s.len && strchr("*#\f ", s.ptr[0]))
        s = str_sub(s, 1, s.len);
    if (s.len == 0 || (s.ptr[0] != '(' && !gap_begins_upper(s)))
        return false;
    while (i < s.len && n < sizeof plain) {
        uint32_t cp;

        i += utf8_next(s, i, &cp);
        if (utf8_is_mark(cp))
            continue;
        cp = utf8_strip(cp);
        if (cp >= 0x80)
            break;
        plain[n++] = (char)cp;
    }
    p = (str){ plain, n };
    for (size_t k = 0; k < sizeof begin / sizeof *begin; k++) {
        str w = str_from(begin[k]);

        if (!str_starts(p, w))
            continue;
        if (k < 6 || gap_in_capitals(s))
            return true;                /* "Biểu 2", "Bảng số 3", but not "Bằng cấp" */
        p = str_sub(p, w.len, p.len);
        return p.len && (gap_digit(p.ptr[0]) || str_starts(p, STR("so ")) ||
                         str_starts(p, STR("tong hop")));
    }
    return false;
}

static const struct line *line_behind(const struct gap_reader *g, uint32_t i)
{
    for (i++; i < g->ls->n && i < g->t->end + 60; i++)
        if (g->ls->line[i].kind != LINE_BLANK && g->ls->line[i].kind != LINE_COMMENT)
            return &g->ls->line[i];
    return NULL;
}

/* Are all words of the next line figures? */
static bool figures_follow(const struct gap_reader *g, uint32_t i)
{
    const struct line *l = line_behind(g, i);
    struct gap_line w;

    return l && l->end - l->start <= ROW_LINE_BYTES && gap_split_line(g, l, &w) && w.nwords > 0 &&
           gap_figures_begin(g, &w, 0, w.nwords) == 0;
}

enum gap_step { GAP_GOES_ON, GAP_ENDS };

/* A number alone: a row's, a page's, or a cell. */
static void read_lone_number(struct gap_reader *g, uint32_t i, uint32_t n, struct piece where)
{
    const struct line *l = &g->ls->line[i];
    bool centred = where.from - l->start >= 8 || l->page_top;
    struct gap_row *last = g->nrows ? &g->row[g->nrows - 1] : NULL;

    if (g->has_open && g->open.nlabel && (g->open.unit.to || figures_follow(g, i))) {
        struct gap_line w = { .figure = { where }, .nfigures = 1 };

        put_gap_figures(g, &w);
        close_gap_row(g, i);
    } else if (!centred && (n == g->last_mark + 1 || (n == 1 && !g->has_open)) &&
               g->has_index_column && !figures_follow(g, i)) {
        close_gap_row(g, i);
        open_gap_row(g, where.from);
        g->open.mark = where;
        g->last_mark = n;
    } else if (!g->has_open && last && last->nfigures && last->nfigures < g->t->header.nvalues &&
               !centred && last->figure + last->nfigures == g->npieces &&
               g->piece[g->npieces - 1].to + 3 >= l->start) {
        *arena_push(g->arena, g->piece, g->npieces, g->piece_cap) = where;
        last->nfigures++;
        g->strong += last->nfigures == 2;
        g->told_end = i + 1;
    }
}

/* Figures that stand alone: of the open row, or the rest of the last one's. */
static enum gap_step read_lone_figures(struct gap_reader *g, uint32_t i, const struct gap_line *w)
{
    struct gap_row *last = g->nrows ? &g->row[g->nrows - 1] : NULL;

    if (g->has_open && g->open.nlabel) {
        put_gap_figures(g, w);
        close_gap_row(g, i);
        return GAP_GOES_ON;
    }
    if (last && last->nfigures && last->nfigures + w->nfigures <= g->t->header.nvalues &&
        last->figure + last->nfigures == g->npieces) {
        bool weak = last->nfigures < 2;

        for (uint32_t k = 0; k < w->nfigures; k++)
            *arena_push(g->arena, g->piece, g->npieces, g->piece_cap) = w->figure[k];
        last->nfigures += w->nfigures;
        g->strong += weak && last->nfigures >= 2;
        g->told_end = i + 1;
        return GAP_GOES_ON;
    }
    return GAP_ENDS;
}

/* Is a dash alone on line i an empty cell, and not the mark of a row? */
static bool is_lone_cell(const struct gap_reader *g, uint32_t i)
{
    const struct gap_row *last = g->nrows ? &g->row[g->nrows - 1] : NULL;
    const struct line *l = line_behind(g, i);
    str s;

    if (g->has_open)
        return g->open.nlabel > 0 && g->open.unit.to > 0;
    if (!last || !last->nfigures || last->nfigures >= g->t->header.nvalues || !l)
        return false;
    s = str_trim((str){ g->src->text.ptr + l->start, l->end - l->start });
    return figures_follow(g, i) || gap_is_verdict(s) || gap_is_dash(s);
}

/* Does this line look like a sentence rather than a row? */
static bool is_gap_sentence(const struct gap_reader *g, const struct line *l,
                            const struct gap_line *w)
{
    str s = gap_text(g->src, w->label);
    size_t chars = utf8_count(s);

    if (l->kind == LINE_NOTE || s.len > GAP_LABEL_BYTES)
        return true;
    if (w->nfigures == 0)
        return chars > LABEL_LINE_CHARS ||
               (chars > 30 && s.len && strchr(".;", s.ptr[s.len - 1]));
    if (w->nfigures == 1)
        return !w->known_unit && chars > PROSE_LABEL;
    return chars > 2 * LABEL_LINE_CHARS;
}

/* A label's line without figures. */
static void read_label_line(struct gap_reader *g, uint32_t i, const struct gap_line *w)
{
    const struct line *l = &g->ls->line[i];
    struct gap_row *last = g->nrows ? &g->row[g->nrows - 1] : NULL;
    str s = gap_text(g->src, w->label);

    g->idle++;
    if (g->has_open && g->open.nlabel && !w->mark.to && g->open.unit.to == 0 &&
        g->has_unit_column && w->nwords <= 4 && gap_begins_upper(s) && !label_stays_open(g) &&
        figures_follow(g, i)) {
        g->open.unit = gap_words_piece(w, 0, w->nwords);
        return;
    }
    if (joins_label(g, w)) {
        if (s.len) {
            uint32_t chars = (uint32_t)utf8_count(last_label_piece(g));

            if (g->open.nlabel && !gap_begins_upper(s) && chars > g->width)
                g->width = chars;
            add_label_piece(g, w->label);
        }
        return;
    }
    if (!g->has_open && last && last->nfigures && s.len && !w->mark.to && !gap_begins_upper(s) &&
        last->nlabel && last->label + last->nlabel == last->figure &&
        last->figure + last->nfigures == g->npieces && g->nrows == g->told) {
        /* the label goes on below its figures: its pieces move behind them */
        uint32_t n = last->nlabel, from = last->label;

        last->label = (uint32_t)g->npieces;
        for (uint32_t k = 0; k < n; k++) {
            struct piece p = g->piece[from + k];

            *arena_push(g->arena, g->piece, g->npieces, g->piece_cap) = p;
        }
        *arena_push(g->arena, g->piece, g->npieces, g->piece_cap) = w->label;
        last->nlabel++;
        g->told_end = i + 1;
        return;
    }
    close_gap_row(g, i);
    open_gap_row(g, l->start);
    g->open.mark = w->mark;
    if (w->mark.to && gap_count(gap_text(g->src, w->mark)))
        g->last_mark = gap_count(gap_text(g->src, w->mark));
    if (s.len)
        add_label_piece(g, w->label);
}

static void count_verdict(struct gap_reader *g, uint32_t figures)
{
    g->verdicts++;
    g->full_verdicts += figures >= g->t->header.nvalues;
}

/* A line with figures behind a label or a unit. */
static void read_row_line(struct gap_reader *g, uint32_t i, const struct gap_line *w)
{
    const struct line *l = &g->ls->line[i];
    str s = gap_text(g->src, w->label);
    struct piece label = w->label, measure = w->unit;
    bool pending = g->has_open && g->open.nlabel > 0;

    /* "HTX 57 80" below its label: a unit nobody lists */
    if (pending && !w->mark.to && s.len && !measure.to && g->has_unit_column &&
        g->open.unit.to == 0 && gap_begins_upper(s) && !label_stays_open(g) && s.len <= 24 &&
        (gap_in_capitals(s) || !str_eq(str_trim(last_label_piece(g)), STR("")))) {
        size_t words = 1;

        for (size_t k = 0; k < s.len; k++)
            words += s.ptr[k] == ' ';
        if (words <= 3) {
            measure = label;
            label = (struct piece){ 0, 0 };
        }
    }
    if (label.to && !joins_label(g, w)) {
        close_gap_row(g, i);
        open_gap_row(g, l->start);
        g->open.mark = w->mark;
        if (gap_count(gap_text(g->src, w->mark)))
            g->last_mark = gap_count(gap_text(g->src, w->mark));
    } else if (!g->has_open) {
        open_gap_row(g, l->start);
        g->open.mark = w->mark;
    }
    if (label.to)
        add_label_piece(g, label);
    if (measure.to)
        g->open.unit = measure;
    g->open.note = w->note;
    if (gap_is_verdict(gap_text(g->src, w->note)))
        count_verdict(g, w->nfigures);
    put_gap_figures(g, w);
    close_gap_row(g, i);
}

static enum gap_step read_gap_line(struct gap_reader *g, uint32_t i)
{
    const struct line *l = &g->ls->line[i];
    str s = str_trim((str){ g->src->text.ptr + l->start, l->end - l->start });
    struct gap_line w;

    if (l->end - l->start > ROW_LINE_BYTES || !gap_split_line(g, l, &w))
        return GAP_ENDS;
    if (w.nwords == 0 || is_table_title(s))
        return GAP_GOES_ON;
    if (w.nwords == 1 && gap_count(s) && s.len <= 3) {
        read_lone_number(g, i, gap_count(s), w.word[0]);
        return ++g->idle > IDLE_LINES ? GAP_ENDS : GAP_GOES_ON;
    }
    if (w.nwords == 1 && w.kind[0] == CELL_DASH && is_lone_cell(g, i)) {
        w.figure[0] = w.word[0];
        w.nfigures = 1;
        return read_lone_figures(g, i, &w);
    }
    if (l->kind == LINE_FURNITURE)      /* "- 3 -", a running head */
        return GAP_GOES_ON;
    gap_cut_line(g, &w);
    if (is_gap_sentence(g, l, &w) || g->open_lines > GAP_LABEL_LINES ||
        g->open_bytes > GAP_LABEL_BYTES || g->idle > IDLE_LINES)
        return GAP_ENDS;
    if (w.nwords == 1 && g->has_open && g->open.nlabel && s.len == 4 && w.nfigures == 1 &&
        (str_starts(s, STR("19")) || str_starts(s, STR("20"))) && !figures_follow(g, i) &&
        g->open.unit.to == 0) {
        add_label_piece(g, w.word[0]);  /* "... đến năm" | "2025" */
        return GAP_GOES_ON;
    }
    if (w.nfigures == 0 && g->has_open && g->open.nlabel && g->has_unit_column) {
        if (g->open.unit.to == 0 && gap_is_bare_multiplier(s)) {
            g->open.unit = w.word[0];
            return GAP_GOES_ON;
        }
        if (g->open.unit.to && w.known_unit &&
            gap_is_bare_multiplier(gap_text(g->src, g->open.unit))) {
            g->open.unit.to = w.unit.to;
            return GAP_GOES_ON;
        }
    }
    if (w.nfigures == 0 && !g->has_open && g->nrows && gap_is_verdict(s)) {
        count_verdict(g, g->row[g->nrows - 1].nfigures);
        g->row[g->nrows - 1].note = gap_words_piece(&w, 0, w.nwords);
        g->told_end = g->nrows == g->told ? i + 1 : g->told_end;
        return GAP_GOES_ON;
    }
    if (w.nfigures == 0) {
        /* "đội" below "Số tổ" may be the label's; "ha" before figures is the unit */
        if (w.known_unit && !gap_begins_upper(gap_text(g->src, w.unit)) &&
            !figures_follow(g, i)) {
            w.label = w.unit;
            w.known_unit = false;
        }
        if (w.known_unit)
            w.label = (struct piece){ 0, 0 };
        if (w.known_unit && g->has_open && g->open.nlabel && g->open.unit.to == 0) {
            g->open.unit = w.unit;
            return GAP_GOES_ON;
        }
        if (w.known_unit)
            w.label = w.unit;
        read_label_line(g, i, &w);
        return GAP_GOES_ON;
    }
    if (w.label.to == 0 && w.unit.to == 0 && w.mark.to == 0)
        return read_lone_figures(g, i, &w);
    if (w.label.to == 0 && !(g->has_open && g->open.nlabel))
        return GAP_ENDS;                /* figures of nothing */
    read_row_line(g, i, &w);
    return GAP_GOES_ON;
}

static void tell_gap_columns(struct gap_reader *g)
{
    for (uint32_t c = 0; c < g->t->header.ncols; c++) {
        g->has_unit_column |= g->t->header.column[c].kind == GAP_UNIT;
        g->has_index_column |= g->t->header.column[c].kind == GAP_INDEX;
        g->has_note_column |= g->t->header.column[c].kind == GAP_NOTE;
    }
}

/* The same columns again, at the top of a page? *end: the line behind them. */
static bool repeats_header(const struct gap_reader *g, uint32_t at, uint32_t *end)
{
    const struct gap_header *h = &g->t->header;
    struct gap_header again;
    const struct line *l = &g->ls->line[at];

    *end = 0;
    if (!gap_header_may_begin((str){ g->src->text.ptr + l->start, l->end - l->start }) ||
        !gap_header_read(g->src, g->ls, at, &again))
        return false;
    *end = again.end;
    if (again.ncols != h->ncols)
        return false;
    for (uint32_t c = 0; c < h->ncols; c++)
        if (again.column[c].kind != h->column[c].kind)
            return false;
    return true;
}

/* "So với Nghị quyết" over "Vượt", "Đạt": its last comparing column holds no figures,
 * told by most rows. */
static bool header_takes_verdicts(struct gap_reader *g)
{
    struct gap_header *h = &g->t->header;
    bool full = g->full_verdicts * 2 > g->verdicts;
    uint32_t last = h->ncols;

    if (full && !gap_header_part_years(g->src, h))
        return false;
    for (uint32_t c = 0; c < h->ncols; c++)
        if (h->column[c].kind == GAP_COMPARE)
            last = c;
    if (last == h->ncols || h->nvalues < 3)
        return false;
    h->column[last].kind = GAP_NOTE;
    h->nvalues--;
    return true;
}

static bool read_gap_rows(struct gap_reader *g);

static bool read_rows_again(struct gap_reader *g)
{
    struct gap_reader again = { .arena = g->arena, .src = g->src, .ls = g->ls,
                                .units = g->units, .t = g->t, .again = true };

    return read_gap_rows(&again);
}

/* The rows under t's header; false when there are none worth the name: then
 * t->end is the line up to which no other header can begin. */
static bool read_gap_rows(struct gap_reader *g)
{
    struct gap_table *t = g->t;
    uint32_t i = t->header.end;

    tell_gap_columns(g);
    for (; i < g->ls->n; i++) {
        const struct line *l = &g->ls->line[i];
        uint32_t end;

        t->end = i;
        if (l->kind == LINE_BLANK || l->kind == LINE_COMMENT ||
            (l->kind == LINE_RULE && l->text == l->end))
            continue;
        if (l->kind == LINE_TABS || l->kind == LINE_PIPES || l->kind == LINE_NOTE)
            break;
        if (repeats_header(g, i, &end)) {
            i = end - 1;
            continue;
        }
        if (end || read_gap_line(g, i) == GAP_ENDS)
            break;
    }
    if (!g->again && g->verdicts * 2 > g->strong && header_takes_verdicts(g))
        return read_rows_again(g);
    t->row = g->row;
    t->nrows = (uint32_t)g->told;
    t->piece = g->piece;
    t->first = t->header.first;
    if (g->strong == 0 && (t->header.nvalues > 1 || g->single < SINGLE_ROWS)) {
        t->end = i > t->header.end ? i : t->header.end;
        return false;
    }
    uint32_t most = 0;

    for (uint32_t r = 0; r < t->nrows; r++)
        most = g->row[r].nfigures > most ? g->row[r].nfigures : most;
    if (most < t->header.nvalues && most >= 2)
        gap_header_settle(g->src, most, &t->header);
    t->end = g->told_end;
    return true;
}

void gap_tables_find(struct arena *a, const struct source *src, struct lines *ls)
{
    const struct units *units = NULL;
    size_t ntables = 0, cap = 0;
    struct gap_table *table = NULL;

    for (uint32_t i = 0; i < ls->n; i++) {
        const struct line *l = &ls->line[i];
        struct gap_table t;

        if ((l->kind != LINE_TEXT && l->kind != LINE_HEADING) ||
            !gap_header_may_begin((str){ src->text.ptr + l->start, l->end - l->start }))
            continue;

        bool found = gap_header_read(src, ls, i, &t.header), rows = false;

        if (!units && found)
            units = units_known();
        if (found) {
            struct gap_reader g = { .arena = a, .src = src, .ls = ls, .units = units, .t = &t };

            rows = true;
            found = read_gap_rows(&g);
        }
        if (!found) {
            uint32_t end = rows ? t.end : t.header.end;

            i = end > i ? end - 1 : i;          /* a header of lines above may end above */
            continue;
        }
        *arena_push(a, table, ntables, cap) = t;
        for (uint32_t k = t.first; k < t.end; k++)
            ls->line[k].kind = LINE_GAPS;
        i = t.end > i ? t.end - 1 : i;
    }
    ls->gap = table;
    ls->ngaps = (uint32_t)ntables;
}

/* gap.c -- the rows of tables whose cells are parted by blanks.
 *
 * A row is a label over one line or several, its unit, and figures; the unit and
 * the row's number stand in a line of the label or alone. Lines are joined until
 * the figures come. The table ends with the last row that has figures: what
 * follows is prose again. */
#include "read/gap.h"

#include "base/utf8.h"

#include <string.h>

enum {
    GAP_LINE_WORDS = 80, ROW_LINE_BYTES = 600, GAP_LABEL_BYTES = 500, LABEL_LINE_CHARS = 110,
    GAP_LABEL_LINES = 8, IDLE_LINES = 14, GAP_UNIT_WORDS = 6, ROW_FIGURES = GAP_COLUMNS,
    PROSE_LABEL = 70,           /* so long with one figure behind it is a sentence */
    GAP_REMARK_WORDS = 12,
    SINGLE_ROWS = 3             /* make a table of one value column */
};

enum gap_word_kind { CELL_WORD, CELL_FIGURE, CELL_DASH };

/* A line cut into what its words are. */
struct gap_line {
    struct piece word[GAP_LINE_WORDS];
    enum gap_word_kind kind[GAP_LINE_WORDS];
    uint32_t nwords;
    struct piece mark, label, unit, note;
    struct piece figure[ROW_FIGURES];
    uint32_t nfigures;
    bool known_unit;
};

struct gap_reader {
    struct arena *arena;
    const struct source *src;
    const struct lines *ls;
    const struct units *units;
    struct gap_table *t;
    struct gap_row *row;
    size_t nrows, row_cap;
    struct piece *piece;
    size_t npieces, piece_cap;
    struct gap_row open;        /* the row being joined: no figures yet */
    bool has_open, has_unit_column, has_index_column, has_note_column;
    uint32_t open_lines, open_bytes, idle;
    uint32_t last_mark;         /* number of the last numbered row */
    size_t told;                /* rows up to the last with figures */
    uint32_t told_end;          /* line behind it */
    uint32_t strong;            /* rows with two figures or more */
    uint32_t single;            /* rows with figures and a unit */
    uint32_t width;             /* widest line of a joined label */
    uint32_t verdicts;          /* rows with a word on how the target was met, */
    uint32_t full_verdicts;     /* and of these those with a figure for each column */
    bool again;                 /* the rows were read once, and told that the header was not so */
};

static str gap_text(const struct source *src, struct piece p)
{
    return (str){ src->text.ptr + p.from, p.to - p.from };
}

static bool gap_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_gap_dash(str s)
{
    static const char *const dash[] = { "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA6",
                                        "..", "..." };

    for (size_t i = 0; i < sizeof dash / sizeof *dash; i++)
        if (str_eq(s, str_from(dash[i])))
            return true;
    return false;
}

/* Length of a sign before a figure: - + − ~ ≥ ≤ > < >= <=. */
static size_t sign_length(str s)
{
    static const char *const broad[] = { "\xE2\x88\x92", "\xE2\x80\x93", "\xE2\x89\xA5",
                                        "\xE2\x89\xA4" };

    if (s.len && strchr("-+<>~", s.ptr[0]))
        return s.len > 1 && s.ptr[1] == '=' && strchr("<>", s.ptr[0]) ? 2 : 1;
    for (size_t i = 0; i < sizeof broad / sizeof *broad; i++)
        if (str_starts(s, str_from(broad[i])))
            return 3;
    return 0;
}

/* 1.980, 92,09%, -0,6, ≥95, 10-12, 5/9. */
static bool is_gap_figure(str s)
{
    size_t i = sign_length(s), digits = 0;

    if (s.len > 28)
        return false;
    if (i < s.len && s.ptr[s.len - 1] == '%')
        s.len--;
    for (size_t from = i; i < s.len; i++) {
        if (gap_digit(s.ptr[i])) {
            digits++;
            continue;
        }
        size_t mark = str_starts(str_sub(s, i, s.len), STR("\xE2\x80\x93")) ? 3
                    : s.ptr[i] == '%' && i + 1 < s.len && s.ptr[i + 1] == '-'  ? 2
                    : strchr(".,/-", s.ptr[i])                                 ? 1 : 0;

        if (mark == 0 || i == from || i + mark >= s.len || !gap_digit(s.ptr[i + mark]))
            return false;
        i += mark - 1;
    }
    return digits > 0;
}

/* A count of at most three digits; 0 for anything else. */
static uint32_t gap_count(str s)
{
    uint32_t n = 0;

    if (s.len == 0 || s.len > 3)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!gap_digit(s.ptr[i]))
            return 0;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return n;
}

/* A row's number as a word of its own: 3, 3., 1.2, IV, A, a), -, +. */
static bool is_row_mark(str s)
{
    bool roman = s.len > 0, digits = s.len > 0, bare = true;

    if (s.len && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ')')) {
        s.len--;
        bare = false;
    }
    if (s.len == 0 || s.len > 5)
        return false;
    if (is_gap_dash(s) || str_eq(s, STR("+")) || str_eq(s, STR("*")))
        return true;
    for (size_t i = 0; i < s.len; i++) {
        roman = roman && strchr("IVX", s.ptr[i]);
        digits = digits && (gap_digit(s.ptr[i]) || (s.ptr[i] == '.' && i > 0));
    }
    if (roman)
        return true;
    if (digits)                         /* 3, 12, 1.2.1; 640 and 1.250 are figures */
        return s.len <= 2 || (s.ptr[1] == '.' && s.len <= 5 && !(s.len == 5 && s.ptr[3] != '.'));
    return s.len == 1 && ((s.ptr[0] >= 'A' && s.ptr[0] <= 'Z') ||
                          (s.ptr[0] >= 'a' && s.ptr[0] <= (bare ? 'h' : 'z')));   /* y tế */
}

static bool label_begins_upper(str s)
{
    uint32_t cp;

    if (s.len == 0)
        return false;
    utf8_next(s, 0, &cp);
    return utf8_is_upper(cp);
}

/* All letters are capitals: a title, an acronym. */
static bool label_in_capitals(str s)
{
    size_t letters = 0;

    for (size_t i = 0; i < s.len;) {
        uint32_t cp;

        i += utf8_next(s, i, &cp);
        if (!utf8_is_letter(cp) || utf8_is_mark(cp))
            continue;
        if (!utf8_is_upper(cp))
            return false;
        letters++;
    }
    return letters >= 2;
}

/* Makes runs of blanks and line ends in text one blank; gives the new length. */
static size_t single_blanks(char *text, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        char c = (unsigned char)text[i] <= ' ' ? ' ' : text[i];

        if (c != ' ' || (n > 0 && text[n - 1] != ' '))
            text[n++] = c;
    }
    return n;
}

/* Is the whole of s a unit that is known, multipliers and "per" included? */
static bool is_known_unit(const struct gap_reader *g, str s)
{
    char folded[256];
    unit u;
    str w, first;
    size_t slash, blank;

    if (s.len == 0 || s.len > 100)
        return false;
    if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')')
        s = str_sub(s, 1, s.len - 1);
    if (str_eq(s, STR("%")) || str_eq(s, STR("\xE2\x80\xB0")))
        return true;
    w = (str){ folded, fold_word(s, folded) };
    w.len = single_blanks(folded, w.len);
    slash = str_find(w, STR("/"));
    if (slash != SIZE_MAX && slash > 0)
        w = str_trim(str_sub(w, 0, slash));
    for (;;) {
        blank = str_find(w, STR(" "));
        first = blank == SIZE_MAX ? w : str_sub(w, 0, blank);
        if (!unit_multiplier(first))
            break;
        if (blank == SIZE_MAX)
            return slash != SIZE_MAX;
        w = str_trim(str_sub(w, blank, w.len));
    }
    return units_find(g->units, w, &u);
}

/* Makes words [from, to) one of a kind. */
static void join_words(struct gap_line *w, uint32_t from, uint32_t to, enum gap_word_kind kind)
{
    w->word[from].to = w->word[to - 1].to;
    w->kind[from] = kind;
    memmove(&w->word[from + 1], &w->word[to], (w->nwords - to) * sizeof *w->word);
    memmove(&w->kind[from + 1], &w->kind[to], (w->nwords - to) * sizeof *w->kind);
    w->nwords -= to - from - 1;
}

static bool word_is(const struct gap_reader *g, const struct gap_line *w, uint32_t i, const char *t)
{
    return i < w->nwords && str_eq(gap_text(g->src, w->word[i]), str_from(t));
}

/* "≥ 45", "8,5- 9", "95% trở lên": figures whose sign or rest stands apart. */
static void join_signs(const struct gap_reader *g, struct gap_line *w)
{
    for (uint32_t i = 0; i + 1 < w->nwords; i++) {
        str s = gap_text(g->src, w->word[i]);
        bool sign = sign_length(s) == s.len && w->kind[i] == CELL_WORD && !str_eq(s, STR("+"));
        bool open = s.len > 1 && s.ptr[s.len - 1] == '-' &&
                    is_gap_figure(str_sub(s, 0, s.len - 1));

        if ((sign || open) && w->kind[i + 1] == CELL_FIGURE)
            join_words(w, i, i + 2, CELL_FIGURE);
        if (w->kind[i] == CELL_FIGURE && word_is(g, w, i + 1, "trở") &&
            (word_is(g, w, i + 2, "lên") || word_is(g, w, i + 2, "xuống")))
            join_words(w, i, i + 3, CELL_FIGURE);
    }
}

static bool split_gap_line(const struct gap_reader *g, const struct line *l, struct gap_line *w)
{
    w->nwords = 0;
    for (uint32_t at = l->start; at < l->end;) {
        uint32_t from = at;

        while (at < l->end && (unsigned char)g->src->text.ptr[at] > ' ' &&
               !(g->src->text.ptr[at] == '\xC2' && at + 1 < l->end &&
                 g->src->text.ptr[at + 1] == '\xA0'))
            at++;
        if (at == from) {
            at += (unsigned char)g->src->text.ptr[at] > ' ' ? 2 : 1;
            continue;
        }
        if (w->nwords == GAP_LINE_WORDS)
            return false;

        str s = { g->src->text.ptr + from, at - from };

        w->kind[w->nwords] = is_gap_figure(s) ? CELL_FIGURE
                           : is_gap_dash(s)   ? CELL_DASH : CELL_WORD;
        w->word[w->nwords++] = (struct piece){ from, at };
    }
    join_signs(g, w);
    return true;
}

static struct piece words_piece(const struct gap_line *w, uint32_t from, uint32_t to)
{
    return from < to ? (struct piece){ w->word[from].from, w->word[to - 1].to }
                     : (struct piece){ 0, 0 };
}

/* "trên 95", "khoảng 40": the word before a figure that says how near it is. */
static bool hedge_word(str s)
{
    static const char *const word[] = { "trên", "dưới", "hơn", "gần", "khoảng", "từ", "Trên",
                                        "Dưới", "Hơn", "Gần", "Khoảng", "Từ" };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(s, str_from(word[i])))
            return true;
    return false;
}

/* The figures at the end of words [from, to): where they begin. A % of its own
 * belongs to the figure before it. */
static uint32_t figures_begin(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
                              uint32_t to)
{
    uint32_t first = to;

    for (uint32_t at = to; at > from; at--) {
        bool behind = at < to && w->kind[at] == CELL_FIGURE;

        if (w->kind[at - 1] == CELL_FIGURE ||
            (behind && hedge_word(gap_text(g->src, w->word[at - 1]))))
            first = at - 1;
        else if (w->kind[at - 1] != CELL_DASH && !(word_is(g, w, at - 1, "%") && at - 1 > from &&
                                                   w->kind[at - 2] == CELL_FIGURE))
            break;
    }
    return first;
}

static bool one_blank_between(const struct gap_line *w, uint32_t i)
{
    return w->word[i].to + 1 == w->word[i + 1].from;
}

static bool only_digits(str s, size_t least, size_t most)
{
    for (size_t i = 0; i < s.len; i++)
        if (!gap_digit(s.ptr[i]))
            return false;
    return s.len >= least && s.len <= most;
}

/* "950", "950,5": a group of thousands behind a blank, the last one with decimals. */
static bool is_thousands_group(str s)
{
    size_t comma = str_find(s, STR(","));

    return only_digits(comma == SIZE_MAX ? s : str_sub(s, 0, comma), 3, 3) &&
           (comma == SIZE_MAX || only_digits(str_sub(s, comma + 1, s.len), 1, 3));
}

/* The words from i on that are one cell where blanks may stand inside: "1 950,5",
 * "8,5 - 9". */
static uint32_t loose_cell_end(const struct gap_reader *g, const struct gap_line *w, uint32_t i,
                               uint32_t to)
{
    uint32_t end = i + 1;
    str head = gap_text(g->src, w->word[i]);

    while (head.len && !gap_digit(head.ptr[0]))         /* "≥ 2" before "500" */
        head = str_sub(head, 1, head.len);
    if (only_digits(head, 1, 3))
        while (end < to && one_blank_between(w, end - 1) &&
               is_thousands_group(gap_text(g->src, w->word[end])) &&
               (end == i + 1 || only_digits(gap_text(g->src, w->word[end - 1]), 3, 3)))
            end++;
    if (w->kind[i] == CELL_FIGURE && end + 1 < to && w->kind[end] == CELL_DASH &&
        w->kind[end + 1] == CELL_FIGURE && one_blank_between(w, end - 1) &&
        one_blank_between(w, end))
        end += 2;
    return end;
}

/* Joins the words of cells in [first, *to): hedges always, numbers and ranges with
 * blanks inside where the line tells more words than the table has columns, and as
 * many cells as it has when they are joined. */
static void join_cells(const struct gap_reader *g, struct gap_line *w, uint32_t first, uint32_t *to)
{
    uint32_t cells = 0, words = w->nwords;

    for (uint32_t i = first; i + 1 < *to; i++)
        if (w->kind[i] == CELL_WORD && w->kind[i + 1] == CELL_FIGURE &&
            hedge_word(gap_text(g->src, w->word[i]))) {
            join_words(w, i, i + 2, CELL_FIGURE);
            --*to;
        }
    for (uint32_t i = first; i < *to; i = loose_cell_end(g, w, i, *to))
        cells += !word_is(g, w, i, "%");
    if (*to - first <= g->t->header.nvalues || cells != g->t->header.nvalues)
        return;
    words = w->nwords;
    for (uint32_t i = first; i < *to; i++) {
        uint32_t end = loose_cell_end(g, w, i, *to);

        if (end > i + 1)
            join_words(w, i, end, CELL_FIGURE);
        *to -= words - w->nwords;
        words = w->nwords;
    }
}

static void take_figures(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
                         uint32_t to, struct gap_line *out)
{
    out->nfigures = 0;
    for (uint32_t i = from; i < to; i++) {
        str s = gap_text(g->src, w->word[i]);

        if (str_eq(s, STR("%")) && out->nfigures) {
            out->figure[out->nfigures - 1].to = w->word[i].to;
            continue;
        }
        if (out->nfigures == ROW_FIGURES)
            return;
        out->figure[out->nfigures++] = w->word[i];
    }
}

/* "người/năm Triệu đồng": the name's own rate, then the unit. */
static bool is_unit_behind_rate(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
                                uint32_t to)
{
    return to > from + 1 &&
           str_find(gap_text(g->src, w->word[from]), STR("/")) != SIZE_MAX &&
           is_known_unit(g, gap_text(g->src, words_piece(w, from + 1, to)));
}

/* The unit at the end of words [from, to): where it begins. The longest that is
 * known wins, but the label must keep a name. */
static uint32_t unit_begins(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
                            uint32_t to)
{
    uint32_t best = to;

    for (uint32_t n = 1; n <= GAP_UNIT_WORDS && n <= to - from; n++) {
        uint32_t rest = to - from - n;
        bool alone = rest == 0;

        if ((alone || rest >= 2 || label_begins_upper(gap_text(g->src, w->word[to - n])) ||
             str_eq(gap_text(g->src, w->word[to - 1]), STR("%")) || n == 1) &&
            !is_unit_behind_rate(g, w, to - n, to) &&
            is_known_unit(g, gap_text(g->src, words_piece(w, to - n, to))))
            best = to - n;
    }
    /* "Số xã 12 15": the unit is the name's own word */
    if (best < to && best == from + 1) {
        str s = gap_text(g->src, w->word[from]);

        if (str_eq(s, STR("Số")) || str_eq(s, STR("số")) || str_eq(s, STR("Tổng")))
            return to;
    }
    return best;
}

/* "Số khu du lịch Khu 3 3": the last word is the label's own noun with a capital. */
static bool repeats_noun(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
                         uint32_t to)
{
    char last[128], word[128];
    str s;
    size_t n;

    if (to < from + 3)
        return false;
    s = gap_text(g->src, w->word[to - 1]);
    if (s.len > 40 || !label_begins_upper(s) ||
        label_begins_upper(gap_text(g->src, w->word[to - 2])))
        return false;
    n = fold_word(s, last);
    for (uint32_t i = from; i + 1 < to; i++) {
        str t = gap_text(g->src, w->word[i]);

        if (t.len <= 40 && str_eq((str){ last, n }, (str){ word, fold_word(t, word) }))
            return true;
    }
    return false;
}

/* Is s a multiplier alone, "Triệu" with "đồng" on the next line? */
static bool is_bare_multiplier(str s)
{
    char folded[64];

    return s.len > 0 && s.len <= 16 && unit_multiplier((str){ folded, fold_word(s, folded) }) > 0;
}

/* "Vượt", "Chưa đạt" on a line of their own: what somebody thought of the row above. */
static bool is_verdict(str s)
{
    static const char *const word[] = { "đạt", "vượt", "không đạt", "chưa đạt", "hoàn thành",
                                        "không hoàn thành", "vượt kế hoạch", "vượt chỉ tiêu",
                                        "đạt kế hoạch", "vượt mục tiêu", "đạt mục tiêu",
                                        "chưa đánh giá", "chưa hoàn thành", "cơ bản đạt",
                                        "hoàn thành vượt mức", "đạt và vượt",
                                        "đạt nghị quyết", "vượt nghị quyết", "không đánh giá" };
    char folded[160];
    str f;

    if (s.len == 0 || s.len > 40)
        return false;
    f = (str){ folded, fold_word(s, folded) };
    f.len = single_blanks(folded, f.len);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(f, str_from(word[i])))
            return true;
    return false;
}

/* Where the figures end: words behind them are a remark, if a column is there for
 * remarks, or say how the target was met. */
static uint32_t remark_begins(const struct gap_reader *g, const struct gap_line *w)
{
    uint32_t end = w->nwords, cells = 0;

    while (end > 0 && w->kind[end - 1] == CELL_WORD && !word_is(g, w, end - 1, "%"))
        end--;
    if (end == 0 || end == w->nwords || w->nwords - end > GAP_REMARK_WORDS)
        return w->nwords;
    if (is_verdict(gap_text(g->src, words_piece(w, end, w->nwords))))
        return end;
    for (uint32_t i = figures_begin(g, w, 0, end); i < end; i++)
        cells += w->kind[i] != CELL_WORD;
    return g->has_note_column && cells >= 2 &&
           label_begins_upper(gap_text(g->src, w->word[end])) ? end : w->nwords;
}

/* "đến năm 2025", "giai đoạn 2026 - 2030" at a label's end: no figures of the row. */
static uint32_t years_end(const struct gap_reader *g, const struct gap_line *w, uint32_t first,
                          uint32_t to)
{
    static const char *const before[] = { "năm", "Năm", "đoạn", "kỳ" };
    bool told = false;

    for (size_t i = 0; i < sizeof before / sizeof *before && first > 0; i++)
        told = told || word_is(g, w, first - 1, before[i]);
    for (uint32_t n = 0; told && n < 2 && first < to; n++) {
        str s = gap_text(g->src, w->word[first]);

        if (s.len < 4 || s.len > 9 || (!str_starts(s, STR("20")) && !str_starts(s, STR("19"))) ||
            !only_digits(str_sub(s, 0, 4), 4, 4) || (s.len > 4 && s.ptr[4] != '-'))
            break;
        first++;
        if (s.len > 4 || first + 1 >= to || w->kind[first] != CELL_DASH)
            break;
        first++;
    }
    return first;
}

/* Cuts the line into mark, label, unit and figures. */
static void cut_gap_line(const struct gap_reader *g, struct gap_line *w)
{
    uint32_t from = 0, to = remark_begins(g, w), first, units;
    uint32_t values = g->t->header.nvalues;

    w->mark = w->label = w->unit = (struct piece){ 0, 0 };
    w->note = words_piece(w, to, w->nwords);
    w->known_unit = false;
    w->nfigures = 0;
    first = years_end(g, w, figures_begin(g, w, 0, to), to);
    if (g->has_note_column && !w->note.to && to - first > values &&
        w->kind[to - 1] == CELL_DASH)
        to--;                           /* nothing to remark */
    join_cells(g, w, first, &to);
    if (to > from + 1 && first > from && is_row_mark(gap_text(g->src, w->word[from]))) {
        w->mark = w->word[from];
        from++;
    } else if (to == 1 && is_row_mark(gap_text(g->src, w->word[0])) &&
               w->kind[0] != CELL_FIGURE) {
        w->mark = w->word[0];
        return;
    }
    uint32_t dashes = first;            /* empty cells, where a unit or nothing stands before */

    while (first < to && dashes > from && w->kind[dashes - 1] == CELL_DASH)
        dashes--;
    if (dashes < first && (dashes == 0 || unit_begins(g, w, from, dashes) < dashes))
        first = dashes;
    while (first < to && to - first > values && first > from) {
        if (to - first - values > 8)
            break;
        first++;                        /* a year at the label's end */
    }
    if (first < from)
        first = from;
    take_figures(g, w, first, to, w);
    units = g->has_unit_column ? unit_begins(g, w, from, first) : first;
    if (units == first && first < to && g->has_unit_column && repeats_noun(g, w, from, first))
        units = first - 1;
    if (first == to && units > from)
        units = first;                  /* without figures only a line of its own is a unit */
    w->known_unit = units < first;
    w->unit = words_piece(w, units, first);
    w->label = words_piece(w, from, units);
}

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
    if (!label_begins_upper(s))
        return true;
    if (last.len && strchr(",-/", last.ptr[last.len - 1]))
        return true;
    return !label_in_capitals(last) && g->width >= 24 && utf8_count(last) * 10 >= g->width * 9 &&
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
    if (s.len == 0 || (s.ptr[0] != '(' && !label_begins_upper(s)))
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
        if (k < 6 || label_in_capitals(s))
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

    return l && l->end - l->start <= ROW_LINE_BYTES && split_gap_line(g, l, &w) && w.nwords > 0 &&
           figures_begin(g, &w, 0, w.nwords) == 0;
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
    return figures_follow(g, i) || is_verdict(s) || is_gap_dash(s);
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
        g->has_unit_column && w->nwords <= 4 && label_begins_upper(s) && !label_stays_open(g) &&
        figures_follow(g, i)) {
        g->open.unit = words_piece(w, 0, w->nwords);
        return;
    }
    if (joins_label(g, w)) {
        if (s.len) {
            uint32_t chars = (uint32_t)utf8_count(last_label_piece(g));

            if (g->open.nlabel && !label_begins_upper(s) && chars > g->width)
                g->width = chars;
            add_label_piece(g, w->label);
        }
        return;
    }
    if (!g->has_open && last && last->nfigures && s.len && !w->mark.to && !label_begins_upper(s) &&
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
        g->open.unit.to == 0 && label_begins_upper(s) && !label_stays_open(g) && s.len <= 24 &&
        (label_in_capitals(s) || !str_eq(str_trim(last_label_piece(g)), STR("")))) {
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
    if (is_verdict(gap_text(g->src, w->note)))
        count_verdict(g, w->nfigures);
    put_gap_figures(g, w);
    close_gap_row(g, i);
}

static enum gap_step read_gap_line(struct gap_reader *g, uint32_t i)
{
    const struct line *l = &g->ls->line[i];
    str s = str_trim((str){ g->src->text.ptr + l->start, l->end - l->start });
    struct gap_line w;

    if (l->end - l->start > ROW_LINE_BYTES || !split_gap_line(g, l, &w))
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
    cut_gap_line(g, &w);
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
        if (g->open.unit.to == 0 && is_bare_multiplier(s)) {
            g->open.unit = w.word[0];
            return GAP_GOES_ON;
        }
        if (g->open.unit.to && w.known_unit && is_bare_multiplier(gap_text(g->src, g->open.unit))) {
            g->open.unit.to = w.unit.to;
            return GAP_GOES_ON;
        }
    }
    if (w.nfigures == 0 && !g->has_open && g->nrows && is_verdict(s)) {
        count_verdict(g, g->row[g->nrows - 1].nfigures);
        g->row[g->nrows - 1].note = words_piece(&w, 0, w.nwords);
        g->told_end = g->nrows == g->told ? i + 1 : g->told_end;
        return GAP_GOES_ON;
    }
    if (w.nfigures == 0) {
        /* "đội" below "Số tổ" may be the label's; "ha" before figures is the unit */
        if (w.known_unit && !label_begins_upper(gap_text(g->src, w.unit)) &&
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

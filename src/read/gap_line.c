/* gap_line.c -- a line of a blank-separated table, cut into mark, label, unit and figures. */
#include "read/gap_int.h"

#include "base/utf8.h"

#include <string.h>

enum { GAP_UNIT_WORDS = 6, GAP_REMARK_WORDS = 12 };

bool gap_is_dash(str s)
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
uint32_t gap_count(str s)
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
    if (gap_is_dash(s) || str_eq(s, STR("+")) || str_eq(s, STR("*")))
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

bool gap_begins_upper(str s)
{
    uint32_t cp;

    if (s.len == 0)
        return false;
    utf8_next(s, 0, &cp);
    return utf8_is_upper(cp);
}

/* All letters are capitals: a title, an acronym. */
bool gap_in_capitals(str s)
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

bool gap_split_line(const struct gap_reader *g, const struct line *l, struct gap_line *w)
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
                           : gap_is_dash(s)   ? CELL_DASH : CELL_WORD;
        w->word[w->nwords++] = (struct piece){ from, at };
    }
    join_signs(g, w);
    return true;
}

struct piece gap_words_piece(const struct gap_line *w, uint32_t from, uint32_t to)
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
uint32_t gap_figures_begin(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
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
           is_known_unit(g, gap_text(g->src, gap_words_piece(w, from + 1, to)));
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

        if ((alone || rest >= 2 || gap_begins_upper(gap_text(g->src, w->word[to - n])) ||
             str_eq(gap_text(g->src, w->word[to - 1]), STR("%")) || n == 1) &&
            !is_unit_behind_rate(g, w, to - n, to) &&
            is_known_unit(g, gap_text(g->src, gap_words_piece(w, to - n, to))))
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
    if (s.len > 40 || !gap_begins_upper(s) ||
        gap_begins_upper(gap_text(g->src, w->word[to - 2])))
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
bool gap_is_bare_multiplier(str s)
{
    char folded[64];

    return s.len > 0 && s.len <= 16 && unit_multiplier((str){ folded, fold_word(s, folded) }) > 0;
}

/* "Vượt", "Chưa đạt" on a line of their own: what somebody thought of the row above. */
bool gap_is_verdict(str s)
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
    if (gap_is_verdict(gap_text(g->src, gap_words_piece(w, end, w->nwords))))
        return end;
    for (uint32_t i = gap_figures_begin(g, w, 0, end); i < end; i++)
        cells += w->kind[i] != CELL_WORD;
    return g->has_note_column && cells >= 2 &&
           gap_begins_upper(gap_text(g->src, w->word[end])) ? end : w->nwords;
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
void gap_cut_line(const struct gap_reader *g, struct gap_line *w)
{
    uint32_t from = 0, to = remark_begins(g, w), first, units;
    uint32_t values = g->t->header.nvalues;

    w->mark = w->label = w->unit = (struct piece){ 0, 0 };
    w->note = gap_words_piece(w, to, w->nwords);
    w->known_unit = false;
    w->nfigures = 0;
    first = years_end(g, w, gap_figures_begin(g, w, 0, to), to);
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
    w->unit = gap_words_piece(w, units, first);
    w->label = gap_words_piece(w, from, units);
}

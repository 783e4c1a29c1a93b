/* gap_head.c -- the header of a blank-separated table: which lines it has.
 *
 * A line with a word that headers do not use ends the header, unless rows with
 * numbers, or more of the header, begin right behind it. Where the text keeps the page's
 * layout, the words are first put in order column by column:
 *
 *     TT   Chỉ tiêu   Đơn vị   Thực hiện   Mục tiêu
 *                      tính    năm 2020    năm 2025 */
#include "read/gap_int.h"

#include <string.h>

enum {
    HEADER_LINES = 40, HEADER_LINE_BYTES = 400,
    HEADER_LEVELS = 8,          /* lines that one header cell may go over, or steps of them */
    GOES_ON_LINES = 4, STRANGE_LINE_CHARS = 70, LAYOUT_INDENT = 10, LINES_ABOVE = 4,
    INDEX_BEHIND = 3            /* TT stands first, or behind "Các chỉ tiêu" at most */
};

enum header_line { HEADER_TAKEN, HEADER_STRANGE, HEADER_OVER };

/* Adds the words of a line. HEADER_STRANGE, nothing added: one is strange to headers, and
 * none may be; HEADER_OVER: there are too many, or another table begins with it. */
static enum header_line add_header_words(struct header_scan *s, const struct source *src,
                                         const struct lines *ls, uint32_t line, bool strange)
{
    struct gap_header *h = s->h;
    uint32_t n = gap_read_line_words(src, ls, line, &s->word[h->nwords], &h->word[h->nwords],
                                     GAP_WORDS - 1 - h->nwords);

    if (n == UINT32_MAX)
        return HEADER_OVER;
    for (uint32_t i = h->nwords; i < h->nwords + n; i++) {
        const char *t = s->word[i].text;
        bool index = strcmp(t, "tt") == 0 || strcmp(t, "stt") == 0;

        if (index && (i > INDEX_BEHIND + s->above || s->now.index))
            return HEADER_OVER;
        if (!strange && !gap_is_header_word(t))
            return HEADER_STRANGE;
        s->now.index = s->now.index || index;
    }
    h->nwords += n;
    return HEADER_TAKEN;
}

static bool takes_header_line(const struct line *l)
{
    return (l->kind == LINE_TEXT || l->kind == LINE_HEADING || l->kind == LINE_ITEM) &&
           l->end - l->start <= HEADER_LINE_BYTES;
}

/* A row's number in front of a line: with a label behind it, or alone the first of all. */
static bool begins_first_row(const struct header_word *w, uint32_t n)
{
    const char *t = w->text;
    size_t digits = strspn(t, "0123456789");
    bool roman = t[0] && strspn(t, "ivx") == strlen(t);
    bool mark = w->capital && (roman || (t[0] >= 'a' && t[0] <= 'e' && !t[1]) ||
                               (digits && digits <= 2 && !t[digits]));

    if (n == 1)
        return mark && (strcmp(t, "1") == 0 || strcmp(t, "i") == 0 || strcmp(t, "a") == 0);
    return mark && w[1].capital && !gap_header_number(w[1].text) && !gap_header_year(w[1].text);
}

/* Is the word a row's figure, and no year or number of months? */
static bool only_figures(const char *t)
{
    return strpbrk(t, "0123456789") && strspn(t, "0123456789.,%-/") == strlen(t) &&
           !gap_header_year(t) && !gap_header_number(t);
}

/* Does line i, which has words strange to headers, still belong to one? It does where
 * numbered rows or plain header words begin right behind it, and nothing like a row
 * stands between. */
static bool header_goes_on(const struct header_scan *s, const struct source *src,
                           const struct lines *ls, uint32_t i)
{
    struct header_word word[GAP_WORDS];
    struct piece where[GAP_WORDS];
    uint32_t read = 0;
    bool index = s->now.index;

    for (; i < ls->n && read <= GOES_ON_LINES; i++) {
        const struct line *l = &ls->line[i];
        uint32_t n, known = 0, figures = 0;

        if (l->kind == LINE_BLANK)
            continue;
        n = l->chars <= HEADER_LINE_BYTES ? gap_read_line_words(src, ls, i, word, where, GAP_WORDS)
                                          : UINT32_MAX;
        if (n == UINT32_MAX || n == 0)
            return false;
        if (read > 0 && (gap_numbers_columns(src, l) || begins_first_row(word, n)))
            return index;
        if (begins_first_row(word, n) || l->finished || (read == 0 && !takes_header_line(l)))
            return false;
        for (uint32_t k = 0; k < n; k++) {
            known += gap_is_header_word(word[k].text);
            index = index || (read == 0 && k == 0 && (strcmp(word[k].text, "tt") == 0 ||
                                                      strcmp(word[k].text, "stt") == 0));
            figures += only_figures(word[k].text);
        }
        if (figures > 0 || (known == 0 && n > 6) ||
            (word[n - 1].right - word[0].left > STRANGE_LINE_CHARS && known * 2 < n))
            return false;
        if (read > 0 && known == n && n > 1)
            return true;
        read++;
    }
    return false;
}

/* Does the text keep the page's layout? Then lines have cells far apart, and those with
 * one cell stand below it, not at the margin. */
static bool keeps_layout(const struct header_scan *s)
{
    uint32_t broad = 0, lines = 0, last = UINT32_MAX;

    for (uint32_t i = 0; i < s->h->nwords; i++) {
        const struct header_word *w = &s->word[i];

        if (w->line != last) {
            bool one = true;

            for (uint32_t k = i + 1; one && k < s->h->nwords && s->word[k].line == w->line; k++)
                one = s->word[k].left < s->word[k - 1].right + 2;
            if (one && w->left < LAYOUT_INDENT)
                return false;
            broad += !one;
            lines++;
            last = w->line;
        }
    }
    return broad > 0 && lines > 1;
}

/* Words of one line with single blanks between: one cell of that line. */
struct header_cell {
    uint32_t from, to;          /* words */
    uint32_t column;            /* the cell that stands for its column */
    bool spans;                 /* over two cells of another line or more */
};

static bool cells_meet(const struct header_scan *s, const struct header_cell *a,
                       const struct header_cell *b)
{
    return s->word[a->from].left < s->word[b->to - 1].right &&
           s->word[b->from].left < s->word[a->to - 1].right;
}

static uint32_t cut_header_cells(const struct header_scan *s, struct header_cell *cell)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < s->h->nwords; i++) {
        if (i == 0 || s->word[i].line != s->word[i - 1].line ||
            s->word[i].left >= s->word[i - 1].right + 2) {
            cell[n] = (struct header_cell){ i, i, n, false };
            n++;
        }
        cell[n - 1].to = i + 1;
    }
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b + 1 < n && !cell[a].spans; b++)
            cell[a].spans = s->word[cell[b].from].line == s->word[cell[b + 1].from].line &&
                            s->word[cell[b].from].line != s->word[cell[a].from].line &&
                            cells_meet(s, &cell[a], &cell[b]) &&
                            cells_meet(s, &cell[a], &cell[b + 1]);
    return n;
}

/* The leftmost cell of the column that each cell is in. Those over several columns go to
 * the first of them. */
static void gather_columns(const struct header_scan *s, struct header_cell *cell, uint32_t n)
{
    uint32_t passes = HEADER_LEVELS;

    for (bool again = true; again && n > 0; passes--) {
        again = false;
        if (passes == 0)
            return;
        for (uint32_t a = 0; a < n; a++)
            for (uint32_t b = 0; b < n; b++) {
                uint32_t to = cell[b].column;

                if (cell[b].spans || !cells_meet(s, &cell[a], &cell[b]) ||
                    s->word[cell[to].from].left >= s->word[cell[cell[a].column].from].left)
                    continue;
                cell[a].column = to;
                again = true;
            }
    }
}

/* Puts the words in order column by column, from the left. */
static void order_by_columns(struct header_scan *s)
{
    struct header_cell cell[GAP_WORDS];
    struct header_word word[GAP_WORDS];
    struct piece where[GAP_WORDS];
    uint32_t n = cut_header_cells(s, cell), put = 0;
    bool done[GAP_WORDS] = { false };

    gather_columns(s, cell, n);
    memcpy(word, s->word, s->h->nwords * sizeof *word);
    memcpy(where, s->h->word, s->h->nwords * sizeof *where);
    while (put < s->h->nwords) {
        uint32_t first = n;

        for (uint32_t i = 0; i < n; i++)
            if (!done[i] && (first == n || word[cell[cell[i].column].from].left <
                                           word[cell[cell[first].column].from].left))
                first = i;
        for (uint32_t i = 0; i < n; i++) {
            if (done[i] || cell[i].column != cell[first].column)
                continue;
            for (uint32_t k = cell[i].from; k < cell[i].to; k++) {
                s->word[put] = word[k];
                s->h->word[put++] = where[k];
            }
            done[i] = true;
        }
    }
}

/* The line of the first word that fits no column is no part of the header, nor are those
 * behind it. */
static void drop_misfits(struct header_scan *s, uint32_t fitted)
{
    struct gap_header *h = s->h;
    uint32_t line = s->word[fitted].line, n = 0;

    h->end = line > h->first ? line : h->first + 1;
    for (uint32_t i = 0; i < h->nwords; i++)
        if (s->word[i].line < h->end && (s->word[i].line < line || i < fitted)) {
            s->word[n] = s->word[i];
            h->word[n++] = h->word[i];
        }
    h->nwords = n;
}

/* The lines right above the one with "TT" that the page's layout has put cells of the
 * header on. */
static uint32_t lines_above(const struct source *src, const struct lines *ls, uint32_t at)
{
    uint32_t first = at;

    while (first > 0 && at - first < LINES_ABOVE) {
        struct header_word word[GAP_WORDS];
        struct piece where[GAP_WORDS];
        const struct line *l = &ls->line[first - 1];
        uint32_t n = takes_header_line(l) ? gap_read_line_words(src, ls, first - 1, word, where,
                                                                GAP_WORDS) : UINT32_MAX;

        if (n == UINT32_MAX || n == 0 || word[0].left < LAYOUT_INDENT)
            break;
        for (uint32_t i = 0; i < n; i++)
            if (!gap_is_header_word(word[i].text))
                return first;
        first--;
    }
    return first;
}

static void read_header_lines(struct header_scan *s, const struct source *src,
                              const struct lines *ls, uint32_t at)
{
    struct gap_header *h = s->h;

    for (uint32_t i = h->first; i < ls->n && i < at + HEADER_LINES; i++) {
        const struct line *l = &ls->line[i];
        enum header_line added;

        if (l->kind == LINE_BLANK)
            continue;
        if (i == at)
            s->above = h->nwords;
        if (h->nwords >= 4 && (takes_header_line(l) || l->kind == LINE_FURNITURE) &&
            gap_numbers_columns(src, l)) {
            h->end = i + 1;
            break;
        }
        if (!takes_header_line(l))
            break;
        added = add_header_words(s, src, ls, i, false);
        if (added == HEADER_STRANGE && (h->nwords >= 4 || i == at) &&
            header_goes_on(s, src, ls, i))
            added = add_header_words(s, src, ls, i, true);
        if (added != HEADER_TAKEN)
            break;
        h->end = i + 1;
    }
}

bool gap_header_read(const struct source *src, const struct lines *ls, uint32_t at,
                     struct gap_header *out)
{
    struct header_scan s;
    bool label = false, measure = false, index = false;
    uint32_t fitted;

    s.h = out;
    s.detached = s.years_apart = false;
    s.above = 0;
    memset(&s.now, 0, sizeof s.now);
    out->nwords = out->ncols = out->nvalues = 0;
    out->first = lines_above(src, ls, at);
    out->end = at + 1;
    read_header_lines(&s, src, ls, at);
    if (keeps_layout(&s))
        order_by_columns(&s);
    fitted = gap_scan_header_words(&s);
    if (fitted < out->nwords) {
        drop_misfits(&s, fitted);
        if (gap_scan_header_words(&s) < out->nwords)
            return false;
    }
    for (uint32_t c = 0; c < out->ncols; c++) {
        enum gap_kind kind = out->column[c].kind;

        label = label || kind == GAP_LABEL;
        measure = measure || kind == GAP_UNIT;
        index = index || kind == GAP_INDEX;
    }
    gap_count_values(out);
    return label && (out->nvalues >= 2 ? measure || index
                                       : measure && index && out->nvalues == 1);
}

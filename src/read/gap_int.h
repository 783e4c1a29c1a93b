/* gap_int.h -- what the files that find blank-separated tables share.
 *
 * gap_word.c knows the words of headers, gap_column.c makes columns of them, gap_head.c
 * tells which lines the header has. gap_line.c cuts a line below it, gap.c joins lines to
 * rows and rows to tables. */
#ifndef READ_GAP_INT_H
#define READ_GAP_INT_H

#include "read/gap.h"

enum { HEADER_WORD = 16, GAP_LINE_WORDS = 80, ROW_LINE_BYTES = 600, ROW_FIGURES = GAP_COLUMNS };

/* A word of a line that may be a header's. */
struct header_word {
    char text[HEADER_WORD];     /* stripped, without brackets; "" for a strange word */
    bool capital;               /* begins with a capital, a digit or a sign */
    uint32_t line;
    uint16_t left, right;       /* the characters of its line that it stands on */
};

/* A header while its columns are told. */
struct header_scan {
    struct gap_header *h;
    struct header_word word[GAP_WORDS];
    struct {
        bool label, unit, index;
        bool year, base, core, versus, group;       /* of the open column */
    } now;
    uint32_t above;             /* words of lines above the one that begins the header */
    bool years_apart;           /* a year with a capital begins a column */
    bool detached;              /* a comparison's "(%)" heads other columns, not the next */
};

/* Does the word qualify a column, or is it one of the label column's own name? */
bool gap_is_qualifier(const char text[HEADER_WORD]);
bool gap_is_label_word(const char text[HEADER_WORD]);

/* The word s of a line, as headers compare it. */
void gap_read_header_word(str s, uint32_t line, struct header_word *out);

/* 2024, 2021-2025 */
bool gap_header_year(const char *t);

/* "2024/" with the base on the next line, "2024/2023". */
bool gap_header_year_slash(const char *t);

/* "9T", short for 9 tháng */
bool gap_header_months(const char *t);

/* 6, 30/6/2022, 31/12: part of a date or a count of months. */
bool gap_header_number(const char *t);

/* Does any column begin so, or is it a word that qualifies one? */
bool gap_is_header_word(const char *t);

/* The words of a line, at most `cap` of them, with where they stand on it; their number,
 * or UINT32_MAX when there are more. */
uint32_t gap_read_line_words(const struct source *src, const struct lines *ls, uint32_t line,
                             struct header_word *word, struct piece *where, uint32_t cap);

/* "1 2 3 4 5", "A B 1 2 3", "(1) (2) (3)": numbers of the columns. */
bool gap_numbers_columns(const struct source *src, const struct line *l);

/* The columns of the words read so far; the number of words that fitted. */
uint32_t gap_scan_header_words(struct header_scan *s);

/* Counts the columns of plans, results and comparisons. */
void gap_count_values(struct gap_header *h);

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

/* A table while its rows are read. */
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

static inline str gap_text(const struct source *src, struct piece p)
{
    return (str){ src->text.ptr + p.from, p.to - p.from };
}

static inline bool gap_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A dash or dots: a cell that tells nothing. */
bool gap_is_dash(str s);

/* A count of at most three digits; 0 for anything else. */
uint32_t gap_count(str s);

bool gap_begins_upper(str s);

/* All letters are capitals: a title, an acronym. */
bool gap_in_capitals(str s);

/* The words of the line, each with its kind; false when it has too many. */
bool gap_split_line(const struct gap_reader *g, const struct line *l, struct gap_line *w);

/* Words [from, to) as they stand. */
struct piece gap_words_piece(const struct gap_line *w, uint32_t from, uint32_t to);

/* The figures at the end of words [from, to): where they begin. A % of its own
 * belongs to the figure before it. */
uint32_t gap_figures_begin(const struct gap_reader *g, const struct gap_line *w, uint32_t from,
                           uint32_t to);

/* Is s a multiplier alone, "Triệu" with "đồng" on the next line? */
bool gap_is_bare_multiplier(str s);

/* "Vượt", "Chưa đạt" on a line of their own: what somebody thought of the row above. */
bool gap_is_verdict(str s);

/* Cuts the line into mark, label, unit and figures. */
void gap_cut_line(const struct gap_reader *g, struct gap_line *w);

#endif

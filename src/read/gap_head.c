/* gap_head.c -- the columns of a blank-separated table, told by header words.
 *
 * The words come in reading order, often one or two a line:
 *
 *     TT Chỉ tiêu / Đơn vị / tính / Chỉ tiêu / giao / Kết quả / 2022 / So với / chỉ tiêu
 *
 * A column begins with a starting word in capitals ("Kết quả", "So với"); what
 * follows qualifies it (giao, năm 2022) or is what it compares with. A line with
 * any word that headers do not use ends the header. */
#include "read/gap.h"

#include "base/utf8.h"

#include <string.h>

enum {
    HEADER_LINES = 40, HEADER_LINE_BYTES = 400, HEADER_WORD = 16,
    INDEX_BEHIND = 3,           /* TT stands first, or behind "Các chỉ tiêu" at most */
    NO_KIND = -1
};

struct header_word {
    char text[HEADER_WORD];     /* stripped, without brackets; "" for a strange word */
    bool capital;               /* begins with a capital, a digit or a sign */
    uint32_t line;
};

struct header_scan {
    struct gap_header *h;
    struct header_word word[GAP_WORDS];
    struct {
        bool label, unit, index;
        bool year, base, core, versus, group;       /* of the open column */
    } now;
    bool detached;              /* a comparison's "(%)" heads other columns, not the next */
};

/* Words that qualify a column but begin none. */
static const char header_qualifiers[][HEADER_WORD] = {
    "nam", "thang", "quy", "dau", "cuoi", "giao", "nghi", "quyet", "nq", "hdnd", "ubnd", "tinh",
    "huyen", "thanh", "pho", "tp", "trung", "uong", "tw", "bo", "theo", "cua", "voi", "sanh", "so",
    "tang", "giam", "duoc", "dat", "ke", "hoach", "kh", "chi", "tieu", "muc", "thuc", "hien", "th",
    "uoc", "uth", "truoc", "nay", "sau", "chu", "yeu", "den", "ngay", "giai", "doan", "cung", "ky",
    "binh", "quan", "dia", "phuong", "cap", "ca", "luy", "ket", "qua", "lieu", "phan",
    "ty", "le", "ti", "vi", "don", "hoan", "du", "toan", "bao", "cao", "dieu", "chinh", "gd",
    "tang/giam", "+/-", "+,-", "-", "/", "%", "kh/th", "th/kh", "i", "ii", "iii", "iv", "dvt",
    "dai", "hoi", "dang", "nhiem", "khoa", "thu", "lan", "ten", "cac", "noi", "dung", "danh",
    "gia", "ghi", "tt", "stt",
};

/* Further words of the label column's own name. */
static const char label_words[][HEADER_WORD] = {
    "kinh", "te", "xa", "hoi", "phat", "trien", "nhiem", "vu",
};

/* Words are filled up with zeros, so that they compare in one step. */
static bool among_words(const char text[HEADER_WORD], const char (*list)[HEADER_WORD], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(text, list[i], HEADER_WORD) == 0)
            return true;
    return false;
}

static bool is_qualifier(const char text[HEADER_WORD])
{
    return among_words(text, header_qualifiers,
                       sizeof header_qualifiers / sizeof *header_qualifiers);
}

static bool is_label_word(const char text[HEADER_WORD])
{
    return among_words(text, label_words, sizeof label_words / sizeof *label_words);
}

static void read_header_word(str s, uint32_t line, struct header_word *out)
{
    size_t n = 0;
    bool first = true;

    while (s.len && strchr("([*", s.ptr[0]))
        s = str_sub(s, 1, s.len);
    while (s.len && strchr(")],.;:*", s.ptr[s.len - 1]))
        s.len--;
    memset(out->text, 0, sizeof out->text);
    out->capital = false;
    out->line = line;
    for (size_t i = 0; i < s.len;) {
        uint32_t cp, plain;

        i += utf8_next(s, i, &cp);
        if (utf8_is_mark(cp))
            continue;
        plain = utf8_strip(cp);
        if (cp == 0x2013 || cp == 0x2014)
            plain = '-';
        if (first)
            out->capital = !utf8_is_letter(cp) || utf8_is_upper(cp);
        first = false;
        if (plain >= 0x80 || n + 1 >= sizeof out->text) {
            memset(out->text, 0, sizeof out->text);
            return;
        }
        out->text[n++] = (char)plain;
    }
}

static bool header_year(const char *t)
{
    return (t[0] == '1' || t[0] == '2') && (t[1] == '9' || t[1] == '0') && t[2] >= '0' &&
           t[2] <= '9' && t[3] >= '0' && t[3] <= '9' && (t[4] == '\0' || t[4] == '-');
}

/* "2024/" with the base on the next line, "2024/2023". */
static bool header_year_slash(const char *t)
{
    return strspn(t, "0123456789") == 4 && t[4] == '/';
}

/* 6, 30/6/2022, 31/12: part of a date or a count of months. */
static bool header_number(const char *t)
{
    size_t n = strspn(t, "0123456789/");

    return n > 0 && t[n] == '\0' && t[0] != '/' && (n <= 2 || strchr(t, '/'));
}

static bool header_pair(const struct header_scan *s, uint32_t i, const char *a, const char *b)
{
    return strcmp(s->word[i].text, a) == 0 && i + 1 < s->h->nwords &&
           strcmp(s->word[i + 1].text, b) == 0;
}

/* Does a number of months or a date begin here: "6 tháng", "tháng 6", "năm"? */
static bool time_begins(const struct header_scan *s, uint32_t i)
{
    const char *t = s->word[i].text;

    return header_year(t) || strcmp(t, "nam") == 0 || strcmp(t, "thang") == 0 ||
           strcmp(t, "quy") == 0 || header_number(t);
}

/* The kind of column that word i would begin, or NO_KIND. */
static int column_kind_at(const struct header_scan *s, uint32_t i)
{
    static const struct { char a[HEADER_WORD], b[HEADER_WORD]; enum gap_kind kind; } start[] = {
        { "tt", "", GAP_INDEX },      { "stt", "", GAP_INDEX },   { "so", "tt", GAP_INDEX },
        { "dvt", "", GAP_UNIT },      { "don", "vi", GAP_UNIT },    { "ghi", "chu", GAP_NOTE },
        { "danh", "gia", GAP_NOTE },    { "so", "sanh", GAP_COMPARE }, { "so", "voi", GAP_COMPARE },
        { "ty", "le", GAP_COMPARE },    { "ti", "le", GAP_COMPARE },  { "tang", "", GAP_COMPARE },
        { "tang/giam", "", GAP_COMPARE }, { "th/kh", "", GAP_COMPARE },
        { "%", "", GAP_COMPARE },     { "ke", "hoach", GAP_PLAN },  { "kh", "", GAP_PLAN },
        { "muc", "tieu", GAP_PLAN },    { "du", "toan", GAP_PLAN },   { "nghi", "quyet", GAP_PLAN },
        { "nq", "", GAP_PLAN },       { "thuc", "hien", GAP_RESULT }, { "th", "", GAP_RESULT },
        { "uth", "", GAP_RESULT },    { "ket", "qua", GAP_RESULT }, { "uoc", "", GAP_RESULT },
        { "dat", "", GAP_RESULT },    { "so", "lieu", GAP_RESULT }, { "luy", "ke", GAP_RESULT },
        { "du", "uoc", GAP_RESULT },    { "cung", "ky", GAP_RESULT }, { "phan", "dau", GAP_PLAN },
    };
    static const struct { char a[HEADER_WORD], b[HEADER_WORD]; } label[] = {
        { "chi", "tieu" }, { "muc", "tieu" }, { "tieu", "chi" }, { "noi", "dung" },
        { "danh", "muc" }, { "ten", "chi" },  { "cac", "chi" },
    };

    if (s->now.label && header_pair(s, i, "chi", "tieu"))
        return GAP_PLAN;
    for (size_t k = 0; k < sizeof label / sizeof *label && !s->now.label; k++)
        if (header_pair(s, i, label[k].a, label[k].b))
            return GAP_LABEL;
    for (size_t k = 0; k < sizeof start / sizeof *start; k++)
        if (memcmp(s->word[i].text, start[k].a, HEADER_WORD) == 0 &&
            (!start[k].b[0] || header_pair(s, i, start[k].a, start[k].b)))
            return (int)start[k].kind;
    return time_begins(s, i) ? GAP_RESULT : NO_KIND;
}

static struct gap_column *open_gap_column(struct header_scan *s)
{
    return s->h->ncols ? &s->h->column[s->h->ncols - 1] : NULL;
}

static bool begin_gap_column(struct header_scan *s, enum gap_kind kind, uint32_t i)
{
    bool *once = kind == GAP_INDEX ? &s->now.index
               : kind == GAP_UNIT  ? &s->now.unit
               : kind == GAP_LABEL ? &s->now.label : NULL;

    if (s->h->ncols == GAP_COLUMNS || (once && *once))
        return false;
    if (once)
        *once = true;
    s->h->column[s->h->ncols++] = (struct gap_column){ .kind = kind, .from = (uint8_t)i,
                                                       .to = (uint8_t)i };
    s->now.year = s->now.base = s->now.core = s->now.versus = s->now.group = false;
    return true;
}

/* Another column under "So sánh với (%)": it shares the words up to its base. */
static bool begin_shared(struct header_scan *s, uint32_t i)
{
    struct gap_column *first = open_gap_column(s), *next;
    uint8_t from = first->shared_to ? first->shared_from : first->from;
    uint8_t to = first->shared_to;

    for (uint32_t k = first->from; to == 0 && k < first->to; k++) {
        const char *t = s->word[k].text;

        if (strcmp(t, "%") == 0)
            to = (uint8_t)(k + 1);
    }
    if (!begin_gap_column(s, GAP_COMPARE, i))
        return false;
    next = open_gap_column(s);
    next->shared_from = from;
    next->shared_to = to;
    s->now.base = s->now.group = true;
    return true;
}

/* Does word i, which could begin a column of `kind`, go on in the open one? */
static bool stays_in_column(struct header_scan *s, int kind, uint32_t i)
{
    struct gap_column *c = open_gap_column(s);
    const struct header_word *w = &s->word[i];
    const char *before = i ? s->word[i - 1].text : "";
    bool time = time_begins(s, i);

    if (!c || kind == GAP_INDEX || kind == GAP_UNIT || kind == GAP_LABEL || kind == GAP_NOTE)
        return false;
    if (c->kind == GAP_INDEX || c->kind == GAP_LABEL || c->kind == GAP_UNIT ||
        c->kind == GAP_NOTE)
        return !w->capital && c->kind != GAP_INDEX;
    if (!w->capital)
        return true;
    if (strcmp(before, "-") == 0 || strcmp(before, "den") == 0 ||
        (before[0] && before[strlen(before) - 1] == '/'))
        return true;
    if (time && (!s->now.year || strcmp(before, "thang") == 0 || strcmp(before, "nam") == 0 ||
                 strcmp(before, "quy") == 0 || strcmp(before, "ngay") == 0))
        return true;
    if (c->kind == GAP_COMPARE && s->detached && strcmp(before, "%") == 0 &&
        kind != GAP_COMPARE)
        return false;
    if (c->kind == GAP_COMPARE) {
        if (kind == GAP_COMPARE)
            return !s->now.base || strcmp(w->text, "%") == 0;
        return !s->now.base;
    }
    if (strcmp(w->text, "%") == 0)      /* "Thực hiện (%)", but "% so với" begins anew */
        return !(i + 1 < s->h->nwords && column_kind_at(s, i + 1) != NO_KIND);
    if (c->kind == GAP_RESULT && kind == GAP_RESULT)
        return !s->now.core && !time;
    if (c->kind == GAP_PLAN && kind == GAP_PLAN)
        return !s->now.year && (strcmp(w->text, "nq") == 0 || strcmp(w->text, "nghi") == 0 ||
                                strcmp(w->text, "phan") == 0);
    return false;
}

/* What word i, of the open column, tells about it. */
static void note_header_word(struct header_scan *s, int kind, uint32_t i)
{
    struct gap_column *c = open_gap_column(s);
    const char *t = s->word[i].text;

    c->to = (uint8_t)(i + 1);
    s->now.year = s->now.year || header_year(t) || (strlen(t) > 5 && strchr(t, '/'));
    s->now.core = s->now.core || strcmp(t, "hien") == 0 || strcmp(t, "th") == 0 ||
                  strcmp(t, "uth") == 0 || strcmp(t, "ky") == 0 || header_year(t);
    if (c->kind == GAP_COMPARE) {
        s->now.versus = s->now.versus || strcmp(t, "so") == 0 || strcmp(t, "voi") == 0;
        if (strcmp(t, "%") == 0 && !s->now.base)
            s->now.group = s->now.versus;
        else if (kind == GAP_PLAN || kind == GAP_RESULT || strchr(t, '/'))
            s->now.base = true;
    } else if ((c->kind == GAP_RESULT || c->kind == GAP_PLAN) && kind == GAP_COMPARE &&
               strcmp(t, "so") == 0) {
        c->kind = GAP_COMPARE;          /* "Thực hiện năm 2022 so với kế hoạch" */
        s->now.base = false;
    } else if ((c->kind == GAP_RESULT || c->kind == GAP_PLAN) && strchr(t, '/') &&
               (t[0] > '9' || header_year_slash(t))) {
        c->kind = GAP_COMPARE;          /* "TH 2024/" "KH 2024", "Thực hiện/Kế hoạch" */
        s->now.base = t[0] > '9' && t[strlen(t) - 1] != '/';
        s->now.year = false;
    }
}

static bool scan_header_word(struct header_scan *s, uint32_t i)
{
    const struct header_word *w = &s->word[i];
    int kind = column_kind_at(s, i);
    struct gap_column *c = open_gap_column(s);

    if (kind != NO_KIND && !stays_in_column(s, kind, i)) {
        bool shared = c && c->kind == GAP_COMPARE && s->now.group && !s->detached &&
                      (kind == GAP_PLAN || kind == GAP_RESULT);

        if (!(shared ? begin_shared(s, i) : begin_gap_column(s, (enum gap_kind)kind, i)))
            return false;
    } else if (!c) {
        return false;
    } else if (kind == NO_KIND && !is_qualifier(w->text) &&
               strspn(w->text, "ivx") < strlen(w->text) &&
               !(c->kind == GAP_LABEL && is_label_word(w->text))) {
        return false;
    }
    note_header_word(s, kind, i);
    return true;
}

/* U+00A0, which some programs put between words. */
static bool hard_blank(const struct source *src, uint32_t at, uint32_t end)
{
    return src->text.ptr[at] == '\xC2' && at + 1 < end && src->text.ptr[at + 1] == '\xA0';
}

/* Does any column begin so, or is it a word that qualifies one? */
static bool is_header_word(const char *t)
{
    return is_qualifier(t) || is_label_word(t) || header_year(t) || header_number(t) ||
           strspn(t, "ivx") == strlen(t);
}

/* Adds the words of a line; false, nothing added, when one is strange to headers or
 * another table begins with it. */
static bool add_header_words(struct header_scan *s, const struct source *src,
                             const struct lines *ls, uint32_t line)
{
    struct gap_header *h = s->h;
    const struct line *l = &ls->line[line];
    uint32_t before = h->nwords;

    for (uint32_t at = l->start; at < l->end;) {
        uint32_t from = at;

        while (at < l->end && (unsigned char)src->text.ptr[at] > ' ' &&
               !hard_blank(src, at, l->end))
            at++;
        if (at == from) {
            at += hard_blank(src, at, l->end) ? 2 : 1;
            continue;
        }

        struct header_word *w = &s->word[h->nwords];
        bool index;

        if (h->nwords + 1 < GAP_WORDS)
            read_header_word((str){ src->text.ptr + from, at - from }, line, w);
        index = strcmp(w->text, "tt") == 0 || strcmp(w->text, "stt") == 0;
        if (h->nwords + 1 >= GAP_WORDS || !is_header_word(w->text) ||
            (index && (h->nwords > INDEX_BEHIND || s->now.index))) {
            h->nwords = before;
            return false;
        }
        s->now.index = s->now.index || index;
        h->word[h->nwords++] = (struct piece){ from, at };
    }
    return true;
}

/* "1 2 3 4 5", "A B 1 2 3", "(1) (2) (3)": numbers of the columns. */
static bool numbers_columns(const struct source *src, const struct line *l)
{
    unsigned last = 0, numbers = 0;

    for (uint32_t at = l->start; at < l->end;) {
        struct header_word w;
        uint32_t from = at;

        while (at < l->end && (unsigned char)src->text.ptr[at] > ' ')
            at++;
        if (at++ == from)
            continue;
        read_header_word((str){ src->text.ptr + from, at - 1 - from }, 0, &w);
        if (w.text[0] >= 'a' && w.text[0] <= 'd' && w.text[1] == '\0' && numbers == 0)
            continue;

        size_t digits = strspn(w.text, "0123456789");
        unsigned n = 0;

        if (digits == 0 || digits > 2 || (w.text[digits] && w.text[digits] != '='))
            return false;
        for (size_t i = 0; i < digits; i++)
            n = n * 10 + (unsigned)(w.text[i] - '0');
        if (n != last + 1 && numbers > 0)
            return false;
        last = n;
        numbers++;
    }
    return numbers >= 3;
}

bool gap_header_may_begin(str line)
{
    struct header_word w;
    str s = str_trim(line);
    size_t end = 0;

    while (s.len && (s.ptr[0] == '*' || s.ptr[0] == '\f'))
        s = str_trim(str_sub(s, 1, s.len));
    if (s.len < 2 || !strchr("TSCDNM", s.ptr[0]))
        return false;
    while (end < s.len && (unsigned char)s.ptr[end] > ' ' && s.ptr[end] != '\xC2')
        end++;
    if (end > 8)
        return false;
    read_header_word(str_sub(s, 0, end), 0, &w);
    return strcmp(w.text, "tt") == 0 || strcmp(w.text, "stt") == 0 || strcmp(w.text, "so") == 0 ||
           strcmp(w.text, "chi") == 0 || strcmp(w.text, "muc") == 0 ||
           strcmp(w.text, "tieu") == 0 || strcmp(w.text, "cac") == 0 ||
           strcmp(w.text, "ten") == 0 || strcmp(w.text, "danh") == 0 ||
           strcmp(w.text, "noi") == 0;
}

static bool takes_header_line(const struct line *l)
{
    return (l->kind == LINE_TEXT || l->kind == LINE_HEADING || l->kind == LINE_ITEM) &&
           l->end - l->start <= HEADER_LINE_BYTES;
}

/* The columns of the words read so far; the number of words that fitted. */
static uint32_t scan_header_words(struct header_scan *s)
{
    uint32_t i = 0;

    memset(&s->now, 0, sizeof s->now);
    s->h->ncols = 0;
    while (i < s->h->nwords && scan_header_word(s, i))
        i++;
    return i;
}

static void count_values(struct gap_header *h)
{
    h->nvalues = 0;
    for (uint32_t c = 0; c < h->ncols; c++)
        h->nvalues += h->column[c].kind == GAP_PLAN || h->column[c].kind == GAP_RESULT ||
                      h->column[c].kind == GAP_COMPARE;
}

/* Does the column tell a time and nothing else ("Năm 2024")? *year: a year at all. */
static bool tells_time_only(const struct header_scan *s, const struct gap_column *k, bool *year)
{
    bool only = true;

    *year = false;
    for (uint32_t w = k->from; w < k->to; w++) {
        *year = *year || header_year(s->word[w].text);
        only = only && (time_begins(s, w) || strcmp(s->word[w].text, "dau") == 0);
    }
    return only;
}

static void remove_column(struct gap_header *h, uint32_t at)
{
    memmove(&h->column[at], &h->column[at + 1], (h->ncols - at - 1) * sizeof *h->column);
    h->ncols--;
}

/* "Năm 2024" above "Kế hoạch" and "Thực hiện": no column, but their year. */
static bool spread_time(struct header_scan *s)
{
    struct gap_header *h = s->h;
    bool year;

    for (uint32_t c = h->ncols; c-- > 0;) {
        struct gap_column top = h->column[c];
        uint32_t given = 0;

        if (top.kind != GAP_RESULT || !tells_time_only(s, &top, &year))
            continue;
        for (uint32_t k = c + 1; k < h->ncols; k++) {
            struct gap_column *below = &h->column[k];
            bool time = tells_time_only(s, below, &year);

            if ((below->kind != GAP_PLAN && below->kind != GAP_RESULT) || time || year)
                continue;
            below->shared_from = top.from;
            below->shared_to = top.to;
            given++;
        }
        if (given) {
            remove_column(h, c);
            return true;
        }
    }
    return false;
}

void gap_header_settle(const struct source *src, uint32_t figures, struct gap_header *h)
{
    struct gap_header tried = *h;
    struct header_scan s;

    s.h = &tried;
    s.detached = true;
    for (uint32_t i = 0; i < tried.nwords; i++)
        read_header_word((str){ src->text.ptr + tried.word[i].from,
                                tried.word[i].to - tried.word[i].from }, 0, &s.word[i]);
    if (scan_header_words(&s) < tried.nwords)
        return;
    for (uint32_t c = 0; c + 1 < tried.ncols;) {
        const struct gap_column *k = &tried.column[c];

        if (k->kind == GAP_COMPARE && strcmp(s.word[k->to - 1].text, "%") == 0 &&
            tried.column[c + 1].kind != GAP_NOTE && k->to - k->from <= 4)
            remove_column(&tried, c);   /* "So sánh (%)" above "TH/KH": heads those behind */
        else
            c++;
    }
    count_values(&tried);
    while (tried.nvalues > figures && spread_time(&s))
        count_values(&tried);
    if (tried.nvalues == figures)
        *h = tried;
}

bool gap_header_read(const struct source *src, const struct lines *ls, uint32_t at,
                     struct gap_header *out)
{
    struct header_scan s;
    bool label = false, measure = false, index = false;

    s.h = out;
    s.detached = false;
    memset(&s.now, 0, sizeof s.now);
    out->nwords = out->ncols = out->nvalues = 0;
    out->first = at;
    out->end = at + 1;
    for (uint32_t i = at; i < ls->n && i < at + HEADER_LINES; i++) {
        const struct line *l = &ls->line[i];

        if (l->kind == LINE_BLANK)
            continue;
        if (out->nwords >= 4 && (takes_header_line(l) || l->kind == LINE_FURNITURE) &&
            numbers_columns(src, l)) {
            out->end = i + 1;
            break;
        }
        if (!takes_header_line(l) || !add_header_words(&s, src, ls, i))
            break;
        out->end = i + 1;
    }

    uint32_t fitted = scan_header_words(&s);

    if (fitted < out->nwords) {         /* the line of the first misfit is no part of it */
        out->end = s.word[fitted].line > at ? s.word[fitted].line : at + 1;
        while (fitted > 0 && s.word[fitted - 1].line >= out->end)
            fitted--;
        out->nwords = fitted;
        if (scan_header_words(&s) < fitted)
            return false;
    }
    for (uint32_t c = 0; c < out->ncols; c++) {
        enum gap_kind kind = out->column[c].kind;

        label = label || kind == GAP_LABEL;
        measure = measure || kind == GAP_UNIT;
        index = index || kind == GAP_INDEX;
    }
    count_values(out);
    return label && (measure || index) && out->nvalues >= 2;
}

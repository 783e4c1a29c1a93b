/* gap_head.c -- the columns of a blank-separated table, told by header words.
 *
 * The words come in reading order, often one or two a line:
 *
 *     TT Chỉ tiêu / Đơn vị / tính / Chỉ tiêu / giao / Kết quả / 2022 / So với / chỉ tiêu
 *
 * A column begins with a starting word in capitals ("Kết quả", "So với"); what
 * follows qualifies it (giao, năm 2022) or is what it compares with. Where the text
 * keeps the page's layout, the words are first put in order column by column:
 *
 *     TT   Chỉ tiêu   Đơn vị   Thực hiện   Mục tiêu
 *                      tính    năm 2020    năm 2025
 *
 * A line with a word that headers do not use ends the header, unless rows with
 * numbers, or more of the header, begin right behind it. */
#include "read/gap.h"

#include "base/utf8.h"

#include <string.h>

enum {
    HEADER_LINES = 40, HEADER_LINE_BYTES = 400, HEADER_WORD = 16,
    HEADER_LEVELS = 8,          /* lines that one header cell may go over, or steps of them */
    GOES_ON_LINES = 4, STRANGE_LINE_CHARS = 70, LAYOUT_INDENT = 10, LINES_ABOVE = 4,
    INDEX_BEHIND = 3,           /* TT stands first, or behind "Các chỉ tiêu" at most */
    NO_KIND = -1
};

struct header_word {
    char text[HEADER_WORD];     /* stripped, without brackets; "" for a strange word */
    bool capital;               /* begins with a capital, a digit or a sign */
    uint32_t line;
    uint16_t left, right;       /* the characters of its line that it stands on */
};

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

/* Words that qualify a column but begin none. */
static const char header_qualifiers[][HEADER_WORD] = {
    "nam", "thang", "quy", "dau", "cuoi", "giao", "nghi", "quyet", "nq", "hdnd", "ubnd", "tinh",
    "huyen", "thanh", "pho", "tp", "trung", "uong", "tw", "bo", "theo", "cua", "voi", "sanh", "so",
    "tang", "giam", "duoc", "dat", "ke", "hoach", "kh", "chi", "tieu", "muc", "thuc", "hien", "th",
    "uoc", "uth", "truoc", "nay", "sau", "chu", "yeu", "den", "ngay", "giai", "doan", "cung", "ky",
    "binh", "quan", "dia", "phuong", "cap", "ca", "luy", "ket", "qua", "lieu", "phan",
    "ty", "le", "ti", "vi", "don", "hoan", "du", "toan", "bao", "cao", "dieu", "chinh", "gd",
    "tang/giam", "+", "+/-", "dt", "ck", "+,-", "-", "/", "%", "kh/th", "th/kh", "i", "ii",
    "iii", "iv", "dvt",
    "dai", "hoi", "dang", "nhiem", "khoa", "thu", "lan", "ten", "cac", "noi", "dung", "danh",
    "gia", "ghi", "tt", "stt", "trang", "trong", "do", "hang",
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

        if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') {
            cp = plain = (unsigned char)s.ptr[i++];
        } else {
            i += utf8_next(s, i, &cp);
            if (utf8_is_mark(cp))
                continue;
            plain = cp == 0x2013 || cp == 0x2014 ? '-' : utf8_strip(cp);
        }
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

/* "9T", short for 9 tháng */
static bool header_months(const char *t)
{
    size_t n = strspn(t, "0123456789");

    return n >= 1 && n <= 2 && t[n] == 't' && t[n + 1] == '\0';
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
           strcmp(t, "quy") == 0 || header_number(t) || header_months(t);
}

/* "TH/KH", "UTH/DT", "UTH/CK" */
static bool compares_by_slash(const char *t)
{
    return (strncmp(t, "th/", 3) == 0 || strncmp(t, "uth/", 4) == 0) &&
           strpbrk(t, "0123456789") == NULL && t[strlen(t) - 1] != '/';
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
        { "hien", "trang", GAP_RESULT }, { "trong", "do", GAP_RESULT },
        { "giai", "doan", GAP_RESULT },
        { "binh", "quan", GAP_RESULT }, { "du", "kien", GAP_RESULT }, { "co", "quan", GAP_NOTE },
        { "nguon", "so", GAP_NOTE },    { "phu", "trach", GAP_NOTE }, { "chu", "tri", GAP_NOTE },
        { "trach", "nhiem", GAP_NOTE }, { "xep", "loai", GAP_NOTE },  { "nhan", "xet", GAP_NOTE },
        { "kha", "nang", GAP_NOTE },
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
    if (s->now.unit && header_pair(s, i, "don", "vi"))
        return GAP_NOTE;                /* "Đơn vị chủ trì" */
    for (size_t k = 0; k < sizeof start / sizeof *start; k++)
        if (memcmp(s->word[i].text, start[k].a, HEADER_WORD) == 0 &&
            (!start[k].b[0] || header_pair(s, i, start[k].a, start[k].b)))
            return (int)start[k].kind;
    if (s->word[i].capital && compares_by_slash(s->word[i].text))
        return GAP_COMPARE;
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

    if (!c || kind == GAP_INDEX || kind == GAP_UNIT || kind == GAP_LABEL)
        return false;
    if (kind == GAP_NOTE)
        return !w->capital;
    if (c->kind == GAP_NOTE && strcmp(before, "voi") == 0)
        return true;                    /* "Đánh giá so với" "KH" */
    if (c->kind == GAP_INDEX || c->kind == GAP_LABEL || c->kind == GAP_UNIT ||
        c->kind == GAP_NOTE)
        return !w->capital && c->kind != GAP_INDEX;
    if (!w->capital)
        return true;
    if (strcmp(before, "-") == 0 || strcmp(before, "den") == 0 ||
        (before[0] && strchr("/-", before[strlen(before) - 1])))
        return true;
    if (s->years_apart && strcmp(w->text, "nam") == 0 && c->kind == GAP_PLAN)
        return false;
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
        if (strcmp(t, "voi") == 0)      /* "So sánh 9T 2026 với": no base before it */
            s->now.base = s->now.year = false;
        if (strcmp(t, "%") == 0 && !s->now.base)
            s->now.group = s->now.versus;
        else if (kind == GAP_PLAN || kind == GAP_RESULT || strchr(t, '/'))
            s->now.base = true;
    } else if (c->kind == GAP_RESULT && !s->now.year && strcmp(t, "gia") == 0 && i > 0 &&
               strcmp(s->word[i - 1].text, "danh") == 0) {
        c->kind = GAP_NOTE;             /* "Kết quả đánh giá" */
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
    } else if (kind == NO_KIND && c->kind != GAP_LABEL && is_label_word(w->text) &&
               !is_qualifier(w->text)) {
        return false;                   /* strange words came with a line that may have them */
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
    char left[HEADER_WORD] = { 0 }, right[HEADER_WORD] = { 0 };
    const char *slash = strchr(t, '/');

    if (is_qualifier(t) || is_label_word(t) || header_year(t) || header_number(t) ||
        header_months(t) ||
        strspn(t, "ivx") == strlen(t))
        return true;
    if (!slash || slash == t || slash[1] == '\0' || strchr(slash + 1, '/'))
        return false;
    memcpy(left, t, (size_t)(slash - t));       /* "2025/UTH", "hiện/Kế" */
    memcpy(right, slash + 1, strlen(slash + 1));
    return (is_qualifier(left) || header_year(left)) &&
           (is_qualifier(right) || header_year(right));
}

/* The words of a line, at most `cap` of them, with where they stand on it; their number,
 * or UINT32_MAX when there are more. */
static uint32_t read_line_words(const struct source *src, const struct lines *ls, uint32_t line,
                                struct header_word *word, struct piece *where, uint32_t cap)
{
    const struct line *l = &ls->line[line];
    uint32_t n = 0, left = 0;

    for (uint32_t at = l->start; at < l->end;) {
        uint32_t from = at, chars = 0;

        while (at < l->end && (unsigned char)src->text.ptr[at] > ' ' &&
               !hard_blank(src, at, l->end))
            chars += ((unsigned char)src->text.ptr[at++] & 0xC0) != 0x80;
        if (at == from) {
            at += hard_blank(src, at, l->end) ? 2 : 1;
            left++;
            continue;
        }
        if (n == cap)
            return UINT32_MAX;
        read_header_word((str){ src->text.ptr + from, at - from }, line, &word[n]);
        word[n].left = (uint16_t)left;
        word[n].right = (uint16_t)(left += chars);
        where[n++] = (struct piece){ from, at };
    }
    return n;
}

enum header_line { HEADER_TAKEN, HEADER_STRANGE, HEADER_OVER };

/* Adds the words of a line. HEADER_STRANGE, nothing added: one is strange to headers, and
 * none may be; HEADER_OVER: there are too many, or another table begins with it. */
static enum header_line add_header_words(struct header_scan *s, const struct source *src,
                                         const struct lines *ls, uint32_t line, bool strange)
{
    struct gap_header *h = s->h;
    uint32_t n = read_line_words(src, ls, line, &s->word[h->nwords], &h->word[h->nwords],
                                 GAP_WORDS - 1 - h->nwords);

    if (n == UINT32_MAX)
        return HEADER_OVER;
    for (uint32_t i = h->nwords; i < h->nwords + n; i++) {
        const char *t = s->word[i].text;
        bool index = strcmp(t, "tt") == 0 || strcmp(t, "stt") == 0;

        if (index && (i > INDEX_BEHIND + s->above || s->now.index))
            return HEADER_OVER;
        if (!strange && !is_header_word(t))
            return HEADER_STRANGE;
        s->now.index = s->now.index || index;
    }
    h->nwords += n;
    return HEADER_TAKEN;
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
        only = only && (time_begins(s, w) || strcmp(s->word[w].text, "dau") == 0 ||
                        strcmp(s->word[w].text, "trong") == 0 ||
                        strcmp(s->word[w].text, "do") == 0);
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

/* "Kết quả 2021-2025" above 2021, 2022, ...: no column but the head of theirs. */
static bool drop_span(struct header_scan *s)
{
    struct gap_header *h = s->h;

    for (uint32_t c = 0; c + 1 < h->ncols; c++) {
        const struct gap_column *k = &h->column[c], *next = k + 1;
        const char *t = s->word[k->to - 1].text;

        if (k->kind != GAP_RESULT || next->kind != GAP_RESULT || !header_year(t) ||
            strlen(t) != 9 || next->to != next->from + 1 ||
            strncmp(s->word[next->from].text, t, 4) != 0)
            continue;
        remove_column(h, c);
        return true;
    }
    return false;
}

/* Readies a scan over the words that h has, in their order. */
static void scan_again(struct header_scan *s, const struct source *src, struct gap_header *h)
{
    s->h = h;
    s->detached = s->years_apart = false;
    for (uint32_t i = 0; i < h->nwords; i++)
        read_header_word((str){ src->text.ptr + h->word[i].from,
                                h->word[i].to - h->word[i].from }, 0, &s->word[i]);
}

bool gap_header_part_years(const struct source *src, struct gap_header *h)
{
    struct gap_header tried = *h;
    struct header_scan s;

    scan_again(&s, src, &tried);
    s.years_apart = true;
    if (scan_header_words(&s) < tried.nwords)
        return false;
    count_values(&tried);
    if (tried.nvalues != h->nvalues + 1)
        return false;
    *h = tried;
    return true;
}

void gap_header_settle(const struct source *src, uint32_t figures, struct gap_header *h)
{
    struct gap_header tried = *h;
    struct header_scan s;

    scan_again(&s, src, &tried);
    s.detached = true;
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
    while (tried.nvalues > figures && (spread_time(&s) || drop_span(&s)))
        count_values(&tried);
    if (tried.nvalues == figures)
        *h = tried;
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
    return mark && w[1].capital && !header_number(w[1].text) && !header_year(w[1].text);
}

/* Is the word a row's figure, and no year or number of months? */
static bool only_figures(const char *t)
{
    return strpbrk(t, "0123456789") && strspn(t, "0123456789.,%-/") == strlen(t) &&
           !header_year(t) && !header_number(t);
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
        n = l->chars <= HEADER_LINE_BYTES ? read_line_words(src, ls, i, word, where, GAP_WORDS)
                                          : UINT32_MAX;
        if (n == UINT32_MAX || n == 0)
            return false;
        if (read > 0 && (numbers_columns(src, l) || begins_first_row(word, n)))
            return index;
        if (begins_first_row(word, n) || l->finished || (read == 0 && !takes_header_line(l)))
            return false;
        for (uint32_t k = 0; k < n; k++) {
            known += is_header_word(word[k].text);
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
        uint32_t n = takes_header_line(l) ? read_line_words(src, ls, first - 1, word, where,
                                                            GAP_WORDS) : UINT32_MAX;

        if (n == UINT32_MAX || n == 0 || word[0].left < LAYOUT_INDENT)
            break;
        for (uint32_t i = 0; i < n; i++)
            if (!is_header_word(word[i].text))
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
            numbers_columns(src, l)) {
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
    fitted = scan_header_words(&s);
    if (fitted < out->nwords) {
        drop_misfits(&s, fitted);
        if (scan_header_words(&s) < out->nwords)
            return false;
    }
    for (uint32_t c = 0; c < out->ncols; c++) {
        enum gap_kind kind = out->column[c].kind;

        label = label || kind == GAP_LABEL;
        measure = measure || kind == GAP_UNIT;
        index = index || kind == GAP_INDEX;
    }
    count_values(out);
    return label && (out->nvalues >= 2 ? measure || index
                                       : measure && index && out->nvalues == 1);
}

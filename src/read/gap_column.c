/* gap_column.c -- the columns that the words of a header make.
 *
 * The words come in reading order, often one or two a line:
 *
 *     TT Chỉ tiêu / Đơn vị / tính / Chỉ tiêu / giao / Kết quả / 2022 / So với / chỉ tiêu
 *
 * A column begins with a starting word in capitals ("Kết quả", "So với"); what
 * follows qualifies it (giao, năm 2022) or is what it compares with. */
#include "read/gap_int.h"

#include <string.h>

enum { NO_KIND = -1 };

static bool header_pair(const struct header_scan *s, uint32_t i, const char *a, const char *b)
{
    return strcmp(s->word[i].text, a) == 0 && i + 1 < s->h->nwords &&
           strcmp(s->word[i + 1].text, b) == 0;
}

/* Does a number of months or a date begin here: "6 tháng", "tháng 6", "năm"? */
static bool time_begins(const struct header_scan *s, uint32_t i)
{
    const char *t = s->word[i].text;

    return gap_header_year(t) || strcmp(t, "nam") == 0 || strcmp(t, "thang") == 0 ||
           strcmp(t, "quy") == 0 || gap_header_number(t) || gap_header_months(t);
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
    s->now.year = s->now.year || gap_header_year(t) || (strlen(t) > 5 && strchr(t, '/'));
    s->now.core = s->now.core || strcmp(t, "hien") == 0 || strcmp(t, "th") == 0 ||
                  strcmp(t, "uth") == 0 || strcmp(t, "ky") == 0 || gap_header_year(t);
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
               (t[0] > '9' || gap_header_year_slash(t))) {
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
    } else if (kind == NO_KIND && c->kind != GAP_LABEL && gap_is_label_word(w->text) &&
               !gap_is_qualifier(w->text)) {
        return false;                   /* strange words came with a line that may have them */
    }
    note_header_word(s, kind, i);
    return true;
}

/* The columns of the words read so far; the number of words that fitted. */
uint32_t gap_scan_header_words(struct header_scan *s)
{
    uint32_t i = 0;

    memset(&s->now, 0, sizeof s->now);
    s->h->ncols = 0;
    while (i < s->h->nwords && scan_header_word(s, i))
        i++;
    return i;
}

void gap_count_values(struct gap_header *h)
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
        *year = *year || gap_header_year(s->word[w].text);
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

        if (k->kind != GAP_RESULT || next->kind != GAP_RESULT || !gap_header_year(t) ||
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
        gap_read_header_word((str){ src->text.ptr + h->word[i].from,
                                h->word[i].to - h->word[i].from }, 0, &s->word[i]);
}

bool gap_header_part_years(const struct source *src, struct gap_header *h)
{
    struct gap_header tried = *h;
    struct header_scan s;

    scan_again(&s, src, &tried);
    s.years_apart = true;
    if (gap_scan_header_words(&s) < tried.nwords)
        return false;
    gap_count_values(&tried);
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
    if (gap_scan_header_words(&s) < tried.nwords)
        return;
    for (uint32_t c = 0; c + 1 < tried.ncols;) {
        const struct gap_column *k = &tried.column[c];

        if (k->kind == GAP_COMPARE && strcmp(s.word[k->to - 1].text, "%") == 0 &&
            tried.column[c + 1].kind != GAP_NOTE && k->to - k->from <= 4)
            remove_column(&tried, c);   /* "So sánh (%)" above "TH/KH": heads those behind */
        else
            c++;
    }
    gap_count_values(&tried);
    while (tried.nvalues > figures && (spread_time(&s) || drop_span(&s)))
        gap_count_values(&tried);
    if (tried.nvalues == figures)
        *h = tried;
}

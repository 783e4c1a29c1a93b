/* pdf_words.c -- the words of a PDF and the lines they stand on. */
#include "read/pdf_int.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { TSV_FIELDS = 12, TSV_PAGE = 1, TSV_WORD = 5 };
enum { F_LEVEL, F_PAGE, F_LEFT = 6, F_TOP, F_WIDTH, F_HEIGHT, F_TEXT = 11 };

/* "56.800000" in hundredths, cut to what any page can have. */
static int32_t tsv_length(str s)
{
    int64_t value = 0;
    size_t i = s.len && s.ptr[0] == '-' ? 1 : 0;
    unsigned behind = 0;
    bool point = false;

    for (; i < s.len && behind < 2; i++) {
        if (s.ptr[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return 0;
        value = value * 10 + (s.ptr[i] - '0');
        behind += point;
        if (value > PDF_FAR)
            value = PDF_FAR;
    }
    for (; behind < 2; behind++)
        value *= 10;
    if (value > PDF_FAR)
        value = PDF_FAR;
    return (int32_t)(s.len && s.ptr[0] == '-' ? -value : value);
}

static uint32_t tsv_count(str s)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.len && n < 100000000; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return 0;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return n;
}

static status push_page(struct pdf *p, uint32_t number, int32_t width, int32_t height)
{
    if (p->npages >= p->job->limits.pages)
        return job_fail(p->job, FAIL_LIMIT,
                        "«%.*s» có quá %u trang, hãy chia nhỏ tệp",
                        "«%.*s» has more than %u pages, split it", STRF(p->name),
                        p->job->limits.pages);
    *arena_push(p->job->arena, p->page, p->npages, p->page_cap) = (struct pdf_page){
        .number = number, .width = width, .height = height, .word = (uint32_t)p->nwords };
    return OK;
}

static void put_word_box(struct pdf *p, const str *field)
{
    int32_t x = tsv_length(field[F_LEFT]), y = tsv_length(field[F_TOP]);
    int32_t width = tsv_length(field[F_WIDTH]), height = tsv_length(field[F_HEIGHT]);

    *arena_push(p->job->arena, p->word, p->nwords, p->word_cap) = (struct pdf_word){
        .text = field[F_TEXT], .x0 = x, .y0 = y, .x1 = x + (width > 0 ? width : 1),
        .y1 = y + (height > PDF_POINT ? height : PDF_POINT) };
    p->page[p->npages - 1].nwords++;
}

static status read_tsv_line(struct pdf *p, str line)
{
    str field[TSV_FIELDS] = { { NULL, 0 } };
    size_t n = 0;

    while (n < TSV_FIELDS && str_split(&line, '\t', &field[n]))
        n++;
    if (n < TSV_FIELDS)
        return OK;

    uint32_t level = tsv_count(field[F_LEVEL]), page = tsv_count(field[F_PAGE]);

    if (level == TSV_PAGE)
        return push_page(p, page, tsv_length(field[F_WIDTH]), tsv_length(field[F_HEIGHT]));
    if (level != TSV_WORD || !field[F_TEXT].len)
        return OK;
    if (!p->npages || p->page[p->npages - 1].number != page) {
        status st = push_page(p, page, 595 * PDF_POINT, 842 * PDF_POINT);

        if (st != OK)
            return st;
    }
    put_word_box(p, field);
    return OK;
}

/* What is no UTF-8 comes from no pdftotext. */
static bool all_utf8(str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += utf8_next(s, at, &cp);
        if (cp == UTF8_BAD)
            return false;
    }
    return true;
}

status pdf_read_words(struct pdf *p, str tsv)
{
    str line;

    if (!all_utf8(tsv))
        return job_fail(p->job, FAIL_FORMAT, "không đọc được «%.*s»: chữ trong tệp hỏng mã, hãy "
                        "lưu lại tệp", "cannot read «%.*s»: its letters are damaged, save it anew",
                        STRF(p->name));
    while (str_split(&tsv, '\n', &line)) {
        status st = read_tsv_line(p, line);

        if (st != OK)
            return st;
    }
    return OK;
}

/* -- rows -- */

/* A row of a page while it grows: the box of its tallest word. */
struct pdf_row {
    int32_t y0, y1;
    uint32_t order;             /* from above, when all are there */
};

struct pdf_rows {
    struct pdf_row *row;
    size_t n, cap;
};

static int by_middle(const void *a, const void *b)
{
    const struct pdf_word *l = a, *r = b;
    int32_t lm = l->y0 + l->y1, rm = r->y0 + r->y1;

    if (lm != rm)
        return lm < rm ? -1 : 1;
    if (l->x0 != r->x0)
        return l->x0 < r->x0 ? -1 : 1;
    return l->text.ptr < r->text.ptr ? -1 : l->text.ptr > r->text.ptr;
}

static int by_row(const void *a, const void *b)
{
    const struct pdf_word *l = a, *r = b;

    if (l->row != r->row)
        return l->row < r->row ? -1 : 1;
    if (l->x0 != r->x0)
        return l->x0 < r->x0 ? -1 : 1;
    return l->text.ptr < r->text.ptr ? -1 : l->text.ptr > r->text.ptr;
}

/* How much of the lower of both boxes the other covers, in percent; none where one is so
 * tall that it must be turned text. */
static int32_t shared_height(const struct pdf_row *r, const struct pdf_word *w)
{
    int32_t top = r->y0 > w->y0 ? r->y0 : w->y0, bottom = r->y1 < w->y1 ? r->y1 : w->y1;
    int32_t h = r->y1 - r->y0, k = w->y1 - w->y0, least = h < k ? h : k, most = h < k ? k : h;

    if (bottom <= top || most / 5 * 2 > least)
        return 0;
    return (int32_t)((int64_t)(bottom - top) * 100 / least);
}

/* Rows open near the word: words come sorted, so the last ones. */
static size_t nearest_row(const struct pdf_rows *rows, const struct pdf_word *w, int32_t least)
{
    enum { LOOK_BACK = 8 };
    size_t best = SIZE_MAX;
    int32_t most = least - 1;

    for (size_t i = rows->n; i-- > 0 && i + LOOK_BACK >= rows->n;) {
        int32_t shared = shared_height(&rows->row[i], w);

        if (shared > most) {
            most = shared;
            best = i;
        }
    }
    return best;
}

static void join_row(struct pdf *p, struct pdf_rows *rows, struct pdf_word *w, size_t at)
{
    struct pdf_row *r;

    if (at == SIZE_MAX) {
        r = arena_push(p->job->arena, rows->row, rows->n, rows->cap);
        *r = (struct pdf_row){ .y0 = w->y0, .y1 = w->y1 };
        at = rows->n - 1;
    }
    r = &rows->row[at];
    if (w->y1 - w->y0 > r->y1 - r->y0) {
        r->y0 = w->y0;
        r->y1 = w->y1;
    }
    w->row = (uint32_t)at;
}

static bool is_small_number(const struct pdf *p, const struct pdf_word *w)
{
    return (w->y1 - w->y0) * 8 <= p->height * 7 && pdf_number(w->text);
}

/* Small numbers come last: a raised one belongs to a line that it only touches. */
static size_t find_raised_row(const struct pdf_rows *rows, const struct pdf_word *w)
{
    enum { TOUCHES = 45 };
    size_t lo = 0, hi = rows->n, best = SIZE_MAX;
    int32_t most = TOUCHES - 1;

    while (lo < hi) {           /* the first row that ends below the word's top */
        size_t mid = lo + (hi - lo) / 2;

        if (rows->row[mid].y1 <= w->y0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t i = lo > 2 ? lo - 2 : 0; i < rows->n && i < lo + 4; i++) {
        int32_t shared = shared_height(&rows->row[i], w);

        if (shared > most) {
            most = shared;
            best = i;
        }
    }
    return best;
}

static int by_row_middle(const void *a, const void *b)
{
    const struct pdf_row *l = *(struct pdf_row *const *)a, *r = *(struct pdf_row *const *)b;
    int32_t lm = l->y0 + l->y1, rm = r->y0 + r->y1;

    return lm != rm ? (lm < rm ? -1 : 1) : l < r ? -1 : l > r;
}

/* Rows from above to below, words by row and from the left. */
static void sort_rows(struct pdf *p, struct pdf_page *page, struct pdf_rows *rows)
{
    struct pdf_row **order = arena_array(p->job->arena, struct pdf_row *, rows->n + 1);
    struct pdf_word *word = p->word + page->word;

    for (size_t i = 0; i < rows->n; i++)
        order[i] = &rows->row[i];
    qsort(order, rows->n, sizeof *order, by_row_middle);
    for (size_t i = 0; i < rows->n; i++)
        order[i]->order = (uint32_t)i;
    for (uint32_t i = 0; i < page->nwords; i++)
        word[i].row = rows->row[word[i].row].order;
    qsort(word, page->nwords, sizeof *word, by_row);
}

static void make_rows(struct pdf *p, struct pdf_page *page)
{
    enum { SAME_ROW = 70 };
    struct pdf_rows rows = { NULL, 0, 0 };
    struct pdf_word *word = p->word + page->word;
    size_t full;

    qsort(word, page->nwords, sizeof *word, by_middle);
    for (uint32_t i = 0; i < page->nwords; i++)
        if (!is_small_number(p, &word[i]))
            join_row(p, &rows, &word[i], nearest_row(&rows, &word[i], SAME_ROW));
    full = rows.n;
    for (uint32_t i = 0; i < page->nwords; i++)
        if (is_small_number(p, &word[i])) {
            struct pdf_rows told = { rows.row, full, full };
            size_t at = find_raised_row(&told, &word[i]);

            if (at == SIZE_MAX) {       /* a row of small numbers only */
                at = nearest_row(&rows, &word[i], SAME_ROW);
                at = at < full ? SIZE_MAX : at;
            }
            join_row(p, &rows, &word[i], at);
        }
    sort_rows(p, page, &rows);
}

/* -- lines -- */

/* The height that most letters of a line have, of the first few that occur. */
static int32_t main_height(const struct pdf_word *w, uint32_t n)
{
    enum { SIZES = 4 };
    int32_t size[SIZES] = { 0 };
    size_t count[SIZES] = { 0 }, used = 0, best = 0;

    for (uint32_t i = 0; i < n; i++) {
        int32_t h = w[i].y1 - w[i].y0;
        size_t k = 0;

        while (k < used && !pdf_same_size(size[k], h))
            k++;
        if (k == used && used < SIZES)
            size[used++] = h;
        if (k < used)
            count[k] += w[i].text.len;
    }
    for (size_t k = 1; k < used; k++)
        if (count[k] > count[best])
            best = k;
    return size[best];
}

static void measure_line(struct pdf_line *l, struct pdf_word *w)
{
    l->x0 = PDF_FAR * 2;
    l->x1 = -PDF_FAR * 2;
    l->y0 = PDF_FAR * 2;
    l->y1 = -PDF_FAR * 2;
    l->height = main_height(w, l->nwords);
    for (uint32_t i = 0; i < l->nwords; i++) {
        l->x0 = w[i].x0 < l->x0 ? w[i].x0 : l->x0;
        l->x1 = w[i].x1 > l->x1 ? w[i].x1 : l->x1;
        if (!pdf_same_size(w[i].y1 - w[i].y0, l->height))
            continue;
        l->y0 = w[i].y0 < l->y0 ? w[i].y0 : l->y0;
        l->y1 = w[i].y1 > l->y1 ? w[i].y1 : l->y1;
    }
    for (uint32_t i = 0; i < l->nwords; i++)
        w[i].raised = (w[i].y1 - w[i].y0) * 8 <= l->height * 7 &&
                      w[i].y1 < l->y1 - l->height / 12 && w[i].y0 < l->y0 + l->height / 3;
}

static void make_page_lines(struct pdf *p, uint32_t number)
{
    struct pdf_page *page = &p->page[number];
    uint32_t from = page->word, end = page->word + page->nwords;

    page->line = (uint32_t)p->nlines;
    while (from < end) {
        struct pdf_line *l = arena_push(p->job->arena, p->line, p->nlines, p->line_cap);
        uint32_t to = from;

        while (to < end && p->word[to].row == p->word[from].row)
            to++;
        *l = (struct pdf_line){ .word = from, .nwords = to - from, .page = number };
        measure_line(l, p->word + from);
        from = to;
    }
    page->nlines = (uint32_t)p->nlines - page->line;
}

/* -- the height of most letters -- */

enum { HEIGHT_STEPS = 400 };    /* of half a point */

static void measure_height(struct pdf *p)
{
    size_t count[HEIGHT_STEPS] = { 0 }, best = 24;

    for (size_t i = 0; i < p->nwords; i++) {
        size_t step = (size_t)(p->word[i].y1 - p->word[i].y0) / (PDF_POINT / 2);

        count[step < HEIGHT_STEPS ? step : HEIGHT_STEPS - 1] += p->word[i].text.len;
    }
    for (size_t i = 0; i < HEIGHT_STEPS; i++)
        if (count[i] > count[best])
            best = i;
    p->height = (int32_t)best * (PDF_POINT / 2) + PDF_POINT / 4;
}

void pdf_make_lines(struct pdf *p)
{
    measure_height(p);
    for (uint32_t i = 0; i < p->npages; i++) {
        make_rows(p, &p->page[i]);
        make_page_lines(p, i);
    }
}

/* -- small questions -- */

uint16_t pdf_number(str s)
{
    uint16_t n = 0;

    if (s.len < 1 || s.len > 3)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return 0;
        n = (uint16_t)(n * 10 + (s.ptr[i] - '0'));
    }
    return n;
}

bool pdf_is_value(str s)
{
    bool sign = true, digit = false;

    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += utf8_next(s, at, &cp);
        if (utf8_is_letter(cp))
            return false;
        digit = digit || (cp >= '0' && cp <= '9');
        sign = sign && (cp == '-' || cp == '.' || cp == 0x2013 || cp == 0x2026);
    }
    return digit || (sign && s.len > 0);
}

bool pdf_is_year(str s)
{
    return s.len == 4 && (str_starts(s, STR("19")) || str_starts(s, STR("20"))) &&
           s.ptr[2] >= '0' && s.ptr[2] <= '9' && s.ptr[3] >= '0' && s.ptr[3] <= '9';
}

bool pdf_goes_on(str s)
{
    uint32_t cp;

    if (!s.len)
        return false;
    utf8_next(s, 0, &cp);
    return (utf8_is_letter(cp) && !utf8_is_upper(cp) && !pdf_is_item(s)) || cp == '%' ||
           cp == ')' || cp == ',' || cp == ';' || cp == '/';
}

bool pdf_is_finished(const struct pdf *p, const struct pdf_line *l)
{
    uint32_t i = l->nwords;
    str s;

    while (i > 1 && p->word[l->word + i - 1].raised)
        i--;
    s = p->word[l->word + i - 1].text;
    return s.len && strchr(".;:!?", s.ptr[s.len - 1]) != NULL;
}

bool pdf_is_glued(str s)
{
    return s.len > 1 && (s.ptr[s.len - 1] == '-' || s.ptr[s.len - 1] == '/');
}

bool pdf_is_item(str s)
{
    if (str_eq(s, STR("-")) || str_eq(s, STR("+")) || str_eq(s, STR("*")) ||
        str_eq(s, STR("\xE2\x80\x93")) || str_eq(s, STR("\xE2\x80\xA2")))
        return true;
    if (str_starts(s, STR("(")))
        s = str_sub(s, 1, s.len);
    if (s.len < 2 || s.len > 8 || (s.ptr[s.len - 1] != '.' && s.ptr[s.len - 1] != ')'))
        return false;
    for (size_t i = 0; i + 1 < s.len; i++)
        if (!strchr("0123456789.IVX", s.ptr[i]))
            return s.len == 2;
    return true;
}

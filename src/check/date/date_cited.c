/* date_cited.c -- documents cited with a day that cannot be theirs.
 *
 * "Nghị định số 15/2020/NĐ-CP ngày 03/02/2021": the number's year is that of the day.
 * Numbers without a year begin anew each year, so two days of one year are needed to tell
 * that one document was given two. */
#include "check/date/date_int.h"
#include "check/wording/phrase.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { ISSUER_BYTES = 90, ISSUED_LATE = 4 * 32 };

struct cited { const struct moment *doc, *day; uint64_t key; };

/* "ngày", ", ngày", "của Chính phủ ngày", "do UBND tỉnh ban hành ngày": what may stand
 * between a document's number and its day. */
static bool joins_day(str between)
{
    static const char *const other[] = { "từ ngày", "đến ngày", "trước ngày", "sau ngày", "kể",
                                         "hiệu lực", "sửa đổi", "bổ sung", "thay thế", "về",
                                         "hạn", NULL };

    return between.len <= ISSUER_BYTES && phrase_before(between, between.len, "ngày") &&
           !memchr(between.ptr, ';', between.len) && !memchr(between.ptr, '.', between.len) &&
           !memchr(between.ptr, '(', between.len) && !phrase_has_any(between, other);
}

static bool tells_day(const struct checker *c, const struct moment *doc, const struct moment *day)
{
    return doc->kind == MOMENT_CITED && day->kind == MOMENT_DAY && doc->block == day->block &&
           day->year && joins_day(str_sub(moment_block(c, doc), doc->to, day->from));
}

/* The number and the letters of the sign, blanks and case apart. */
static uint64_t cited_key(const struct checker *c, const struct moment *m)
{
    str s = moment_text(c, m);
    char key[64];
    size_t n = 0;

    for (size_t i = 0; i < s.len && s.ptr[i] == '0'; i++)
        s = str_sub(s, 1, s.len);
    for (size_t i = 0; i < s.len && n < sizeof key - 4;) {
        uint32_t cp;

        i += utf8_next(s, i, &cp);
        cp = utf8_lower(cp);
        if (cp == ' ')
            continue;
        key[n++] = (char)(cp & 0x7F);
        key[n++] = (char)(cp >> 7 & 0x7F);
    }
    return str_hash((str){ key, n });
}

static void tell_day(struct checker *c, struct diag *d, const struct moment *day)
{
    diag_arg(d, moment_text(c, day));
    d->where = moment_span(c, day);
    diag_stated(d, moment_text(c, day));
}

/* The year that the number itself tells. */
static bool check_own_year(struct checker *c, const struct cited *k)
{
    struct diag *d;

    if (k->doc->year == 0 || k->doc->year == k->day->year)
        return false;
    d = moment_finding(c, DIAG_CITED_YEAR, k->doc);
    tell_day(c, d, k->day);
    diag_arg(d, arena_printf(c->job->arena, "%d", (int)k->doc->year));
    return true;
}

/* A report cites nothing of later than its own last day; one without a day in its head
 * may be signed some months behind the end of its period. */
static void check_later(struct checker *c, const struct cited *k, int32_t last)
{
    struct diag *d;

    if (last == 0 || moment_last_day(k->day) <= last + ISSUED_LATE)
        return;
    d = moment_finding(c, DIAG_CITED_LATER, k->doc);
    tell_day(c, d, k->day);
}

static int compare_cited(const void *a, const void *b)
{
    const struct cited *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->doc < y->doc ? -1 : x->doc > y->doc;
}

static bool same_day(const struct moment *a, const struct moment *b)
{
    return a->day == b->day && a->month == b->month && a->year == b->year;
}

/* Are the two days of one document? Of one year, or the same but for the year. */
static bool one_document(const struct cited *a, const struct cited *b)
{
    return a->doc->year || a->day->year == b->day->year ||
           (a->day->day == b->day->day && a->day->month == b->day->month);
}

/* Of a document's days the one that most places tell is held to be right. */
static const struct cited *most_told(const struct cited *k, size_t n)
{
    const struct cited *best = k;
    size_t most = 0;

    for (size_t i = 0; i < n; i++) {
        size_t times = 0;

        for (size_t j = 0; j < n; j++)
            times += same_day(k[i].day, k[j].day);
        if (times > most) {
            most = times;
            best = &k[i];
        }
    }
    return best;
}

static void check_twice(struct checker *c, const struct cited *k, size_t n)
{
    enum { PLACES = 32 };       /* a document cited oftener is looked at so often */
    const struct cited *right;

    if (n > PLACES)
        n = PLACES;
    right = most_told(k, n);
    for (size_t i = 0; i < n; i++) {
        struct diag *d;

        if (same_day(k[i].day, right->day) || !one_document(&k[i], right))
            continue;
        d = moment_finding(c, DIAG_CITED_TWICE, k[i].doc);
        tell_day(c, d, k[i].day);
        diag_arg(d, moment_text(c, right->day));
        note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, moment_span(c, right->day)),
                 moment_text(c, right->day));
    }
}

/* A document of one number and sign under two years. */
struct numbered { uint64_t key; const struct moment *doc; bool dated; };

static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->doc->year != y->doc->year)
        return x->doc->year < y->doc->year ? -1 : 1;
    return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* Small numbers return in every year: of the others two years side by side are hardly ever
 * two documents of one report. */
static bool number_tells(str text)
{
    enum { LEAST = 20 };
    int n = 0;

    for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && n < LEAST; i++)
        n = n * 10 + (text.ptr[i] - '0');
    return n >= LEAST;
}

static void add_number_year(struct checker *c, const struct numbered *odd,
                            const struct numbered *other)
{
    struct diag *d = moment_finding(c, DIAG_CITED_NUMBER_YEAR, odd->doc);

    diag_arg(d, moment_text(c, other->doc));
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, moment_span(c, other->doc)),
             moment_text(c, other->doc));
}

/* "100/2020/NĐ-CP" and "100/2019/NĐ-CP": the one without its day is held to be wrong, else
 * the one that stands less often. */
static void check_number_years(struct checker *c, struct moments all)
{
    struct numbered *k = arena_array(c->job->arena, struct numbered, all.n + 1);
    size_t n = 0, to;

    for (size_t i = 0; i < all.n; i++) {
        const struct moment *m = &all.m[i];
        str text = moment_text(c, m);

        if (m->kind != MOMENT_CITED || m->year == 0 || !number_tells(text))
            continue;
        k[n++] = (struct numbered){
            str_hash(str_sub(text, 0, m->number)) * 31
                + str_hash(str_sub(text, m->sign, text.len)),
            m, i + 1 < all.n && tells_day(c, m, m + 1),
        };
    }
    qsort(k, n, sizeof *k, compare_numbered);
    for (size_t from = 0; from < n; from = to) {
        size_t half = 0;
        bool first_dated = false, second_dated = false;

        for (to = from + 1; to < n && k[to].key == k[from].key; to++)
            if (!half && k[to].doc->year != k[from].doc->year)
                half = to;
        if (!half || k[to - 1].doc->year != k[from].doc->year + 1)
            continue;
        for (size_t i = from; i < half; i++)
            first_dated |= k[i].dated;
        for (size_t i = half; i < to; i++)
            second_dated |= k[i].dated;
        if (first_dated && second_dated)
            continue;           /* each has its day: two documents */
        if (first_dated != second_dated ? first_dated : half - from >= to - half)
            add_number_year(c, &k[half], &k[from]);
        else
            add_number_year(c, &k[from], &k[half]);
    }
}

void check_cited(struct checker *c)
{
    struct moments all = moments_of(c);
    struct cited *k = arena_array(c->job->arena, struct cited, all.n + 1);
    int32_t last = report_last_day(c);
    size_t n = 0, to;

    for (size_t i = 0; i + 1 < all.n; i++) {
        if (!tells_day(c, &all.m[i], &all.m[i + 1]))
            continue;
        k[n] = (struct cited){ &all.m[i], &all.m[i + 1], 0 };
        if (check_own_year(c, &k[n]))
            continue;
        check_later(c, &k[n], last);
        k[n].key = cited_key(c, k[n].doc);
        n++;
    }
    check_number_years(c, all);
    qsort(k, n, sizeof *k, compare_cited);
    for (size_t from = 0; from < n; from = to) {
        for (to = from + 1; to < n && k[to].key == k[from].key; to++)
            continue;
        if (to - from > 1)
            check_twice(c, k + from, to - from);
    }
}

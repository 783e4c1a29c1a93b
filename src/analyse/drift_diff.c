/* drift_diff.c -- two passages word by word: the longest common words, and what stands
 * between them. */
#include "analyse/drift_int.h"

#include "base/utf8.h"
#include "num/unit.h"

enum {
    DRIFT_GAP = 4, DRIFT_NAME_GAP = 5, SURE_SIDE = 2,
    SUBJECT_WORDS = 12          /* before a figure, that tell what it is of */
};

enum drift_step { STEP_EQUAL, STEP_FIRST, STEP_SECOND };

/* Fills the table from the end, so that the way is read from the front. */
static void fill_steps(struct drift_room *room, const struct drift_word *a, uint32_t n,
                       const struct drift_word *b, uint32_t m)
{
    uint8_t below[DRIFT_PASSAGE + 1] = { 0 }, row[DRIFT_PASSAGE + 1] = { 0 };

    for (uint32_t i = n; i-- > 0;) {
        row[m] = 0;
        for (uint32_t k = m; k-- > 0;) {
            if (a[i].id == b[k].id) {
                row[k] = (uint8_t)(below[k + 1] + 1);
                room->step[i][k] = STEP_EQUAL;
            } else if (below[k] >= row[k + 1]) {
                row[k] = below[k];
                room->step[i][k] = STEP_FIRST;
            } else {
                row[k] = row[k + 1];
                room->step[i][k] = STEP_SECOND;
            }
        }
        memcpy(below, row, sizeof below);
    }
}

void drift_compare(struct drift_room *room, const struct drift_text *ta,
                   const struct drift_passage *pa, const struct drift_text *tb,
                   const struct drift_passage *pb, struct drift_diff *out)
{
    const struct drift_word *a = ta->word + pa->from, *b = tb->word + pb->from;
    uint32_t n = pa->to - pa->from, m = pb->to - pb->from, i = 0, k = 0, a0 = 0, b0 = 0;

    fill_steps(room, a, n, b, m);
    out->equal = out->telling = out->figures = out->ngaps = 0;
    while (i < n && k < m) {
        if (room->step[i][k] == STEP_FIRST) {
            i++;
            continue;
        }
        if (room->step[i][k] == STEP_SECOND) {
            k++;
            continue;
        }
        if (i > a0 && k > b0)
            out->gap[out->ngaps++] = (struct drift_gap){ pa->from + a0, pa->from + i,
                                                         pb->from + b0, pb->from + k };
        out->equal++;
        out->telling += a[i].telling;
        out->figures += a[i].kind == DRIFT_WORD_FIGURE;
        a0 = ++i;
        b0 = ++k;
    }
    if (a0 < n && b0 < m)
        out->gap[out->ngaps++] = (struct drift_gap){ pa->from + a0, pa->to, pb->from + b0, pb->to };
}

/* -- what a gap says -- */

static str drift_word_text(const struct drift_word *w)
{
    return str_sub(w->flow->text, w->at, w->end);
}

static bool is_figure_word(const struct drift_word *w)
{
    return w->kind != DRIFT_WORD;
}

static bool folds_to(const struct drift_word *w, const char *word)
{
    return w->id == (str_hash(str_from(word)) | 1);
}

static int multiplier_of(const struct drift_word *w)
{
    char fold[256];
    str text = drift_word_text(w);

    return unit_multiplier((str){ fold, fold_word(text, fold) });
}

static bool are_signs(const struct drift_word *a, const struct drift_word *b)
{
    return (folds_to(a, "tăng") && folds_to(b, "giảm"))
           || (folds_to(a, "giảm") && folds_to(b, "tăng"));
}

static void put_spot(struct drift_spots *out, enum drift_kind kind, const struct drift_word *a,
                     const struct drift_word *a_last, const struct drift_word *b,
                     const struct drift_word *b_last)
{
    *arena_push(out->arena, out->item, out->n, out->cap) = (struct drift_spot){
        .kind = kind,
        .first = { .flow = a->flow, .from = a->at, .to = a_last->end },
        .second = { .flow = b->flow, .from = b->at, .to = b_last->end },
    };
}

/* Is one date the other with the year left out? 30/9 and 30/09/2025. */
static bool one_date(str a, str b)
{
    str x, y;

    while (str_split(&a, '/', &x) && str_split(&b, '/', &y)) {
        while (x.len > 1 && x.ptr[0] == '0')
            x = str_sub(x, 1, x.len);
        while (y.len > 1 && y.ptr[0] == '0')
            y = str_sub(y, 1, y.len);
        if (!str_eq(x, y))
            return false;
        if (!a.len || !b.len)
            return true;
    }
    return false;
}

/* 30/9 and 2021-2025, not 2025: a day is no slip for a year. */
static bool is_composed(const struct drift_word *w)
{
    str text = drift_word_text(w);

    return memchr(text.ptr, '/', text.len) || memchr(text.ptr, '-', text.len);
}

/* "quý III", "năm 2025": the figure alone tells little. */
static void take_word_before(struct drift_words *w)
{
    static const char *const word[] = { "quý ", "Quý ", "năm ", "Năm " };
    str before = str_sub(w->flow->text, 0, w->from);

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_ends(before, str_from(word[i])))
            w->from -= (uint32_t)strlen(word[i]);
}

static void put_drift_figures(struct drift_spots *out, const struct drift_word *a,
                        const struct drift_word *b)
{
    bool date = a->kind == DRIFT_WORD_DATE || b->kind == DRIFT_WORD_DATE;

    if (date && (one_date(drift_word_text(a), drift_word_text(b))
                 || is_composed(a) != is_composed(b)))
        return;
    put_spot(out, date ? DRIFT_DATE : DRIFT_FIGURE, a, a, b, b);
    if (date) {
        take_word_before(&out->item[out->n - 1].first);
        take_word_before(&out->item[out->n - 1].second);
    }
}

/* The figures of both sides, one for one, whatever words stand round them. */
static bool put_drift_figures_of(struct drift_spots *out, const struct drift_word *a, uint32_t n,
                            const struct drift_word *b, uint32_t m)
{
    uint32_t in_a = 0, in_b = 0, k = 0;

    for (uint32_t i = 0; i < n; i++)
        in_a += is_figure_word(&a[i]);
    for (uint32_t i = 0; i < m; i++)
        in_b += is_figure_word(&b[i]);
    if (!in_a || in_a != in_b || n > DRIFT_GAP || m > DRIFT_GAP)
        return in_a || in_b;
    for (uint32_t i = 0; i < n; i++) {
        if (!is_figure_word(&a[i]))
            continue;
        while (!is_figure_word(&b[k]))
            k++;
        if (a[i].id != b[k].id)
            put_drift_figures(out, &a[i], &b[k]);
        k++;
    }
    return true;
}

/* The first letters of `words` make the capitals of `short_form`: UBND, KH&ĐT. */
static bool is_acronym(const struct drift_word *short_form, const struct drift_word *words,
                       uint32_t n)
{
    str text = drift_word_text(short_form);
    size_t at = 0;
    uint32_t cp, initial;

    for (uint32_t i = 0; i < n; i++) {
        if (folds_to(&words[i], "và"))
            continue;
        do {
            if (at >= text.len)
                return false;
            at += utf8_next(text, at, &cp);
        } while (!utf8_is_letter(cp));
        utf8_next(drift_word_text(&words[i]), 0, &initial);
        if (utf8_lower(cp) != utf8_lower(initial))
            return false;
    }
    return at >= text.len;
}

/* What a proper name may be the name of. */
static bool names_something(const struct drift_word *w)
{
    static const char *const word[] = { "huyện", "xã", "thị", "phố", "phường", "trấn", "tỉnh",
                                        "sở", "ban", "ngành", "chi", "cục", "công", "ty", "trường",
                                        "bản", "thôn", "đường", "cầu", "hồ", "dự", "án", "bộ",
                                        "viện", "trung", "tâm", "đoàn", "hội", "ty", "ông", "bà" };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (folds_to(w, word[i]))
            return true;
    return false;
}

static bool all_upper(const struct drift_word *w, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!w[i].upper)
            return false;
    return true;
}

static void put_drift_names(struct drift_spots *out, const struct drift_word *a, uint32_t n,
                      const struct drift_word *b, uint32_t m, bool opens)
{
    if (opens || n > DRIFT_NAME_GAP || m > DRIFT_NAME_GAP || !a->upper || !b->upper)
        return;
    if ((n == 1 && is_acronym(a, b, m)) || (m == 1 && is_acronym(b, a, n)))
        return;
    if (!names_something(a - 1) && !(all_upper(a, n) && all_upper(b, m)))
        return;
    put_spot(out, DRIFT_NAME, a, a + n - 1, b, b + m - 1);
}

static void put_drift_gap(struct drift_spots *out, const struct drift_text *ta,
                    const struct drift_text *tb, const struct drift_gap *g, bool opens)
{
    const struct drift_word *a = ta->word + g->a, *b = tb->word + g->b;
    uint32_t n = g->a_to - g->a, m = g->b_to - g->b;

    if (put_drift_figures_of(out, a, n, b, m))
        return;
    if (n == 1 && m == 1 && are_signs(a, b))
        put_spot(out, DRIFT_SIGN, a, a, b, b);
    else if (n == 1 && m == 1 && !opens && is_figure_word(a - 1) && is_figure_word(b - 1)
             && multiplier_of(a) && multiplier_of(b))
        put_spot(out, DRIFT_UNIT, a, a, b, b);
    else
        put_drift_names(out, a, n, b, m, opens);
}

/* Does the gap hang on at least two equal words, on one side or on both? */
static bool held(const struct drift_diff *d, uint32_t i, const struct drift_passage *a)
{
    uint32_t before = d->gap[i].a - (i ? d->gap[i - 1].a_to : a->from);
    uint32_t behind = (i + 1 < d->ngaps ? d->gap[i + 1].a : a->to) - d->gap[i].a_to;

    return before + behind >= SURE_SIDE;
}

static bool has_figure_word(const struct drift_word *w, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (is_figure_word(&w[i]))
            return true;
    return false;
}

/* Two or more figures, and not one of them the same: sentences about two things in one
 * pattern, "diện tích .. ha, năng suất .. tạ/ha, sản lượng .. tấn". */
static bool all_figures_differ(const struct drift_text *ta, const struct drift_text *tb,
                               const struct drift_diff *d)
{
    uint32_t differ = 0;

    for (uint32_t i = 0; i < d->ngaps; i++)
        for (uint32_t k = d->gap[i].a; k < d->gap[i].a_to; k++)
            differ += ta->word[k].kind == DRIFT_WORD_FIGURE
                      && has_figure_word(tb->word + d->gap[i].b, d->gap[i].b_to - d->gap[i].b);
    return differ >= 2 && d->figures == 0;
}

/* Does another word stand a few words before the gap? "lúa nương" and "lúa mùa" are told in one
 * pattern, too: the figures are those of two things. */
static bool other_subject(const struct drift_text *ta, const struct drift_text *tb,
                          const struct drift_diff *d, uint32_t i)
{
    const struct drift_gap *g = &d->gap[i];

    for (uint32_t k = 0; k < d->ngaps; k++) {
        const struct drift_gap *o = &d->gap[k];
        uint32_t n = o->a_to - o->a, m = o->b_to - o->b;

        if (k == i || o->a > g->a || o->a_to + SUBJECT_WORDS < g->a)
            continue;
        if (!has_figure_word(ta->word + o->a, n) && !has_figure_word(tb->word + o->b, m)
            && !(n == 1 && is_acronym(ta->word + o->a, tb->word + o->b, m))
            && !(m == 1 && is_acronym(tb->word + o->b, ta->word + o->a, n)))
            return true;
    }
    return false;
}

void drift_put_spots(struct drift_spots *out, const struct drift_text *ta,
                     const struct drift_passage *a, const struct drift_text *tb,
                     const struct drift_passage *b, const struct drift_diff *d)
{
    if (all_figures_differ(ta, tb, d))
        return;
    for (uint32_t i = 0; i < d->ngaps; i++) {
        size_t first = out->n;

        if (!held(d, i, a) || other_subject(ta, tb, d, i))
            continue;
        put_drift_gap(out, ta, tb, &d->gap[i], d->gap[i].a == a->from || d->gap[i].b == b->from);
        for (size_t k = first; k < out->n; k++) {
            out->item[k].alike = d->equal;
            out->item[k].first.passage = ta->word[a->from].at;
            out->item[k].first.passage_end = ta->word[a->to - 1].end;
            out->item[k].second.passage = tb->word[b->from].at;
            out->item[k].second.passage_end = tb->word[b->to - 1].end;
        }
    }
}

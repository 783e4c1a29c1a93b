/* name.c -- the name a statistician would give to a figure. */
#include "extract/name.h"

#include "base/utf8.h"
#include "extract/name_int.h"

#include <string.h>

enum { LABEL_WORDS = 16,
       LABELLED_WORDS = 5,
       RATE_WORDS = 14,
       THEMELESS_WORDS = 8,    /* a name of more has no need of its sentence's theme */
       TELLING_WORDS = 3 };    /* as many tell a part from others without its total */

str name_subject(const struct scan *s, uint32_t from, uint32_t to, uint32_t *count)
{
    struct name_part w;
    struct buf b;
    uint32_t real = 0;

    name_pick(s, from, to, &w);
    for (uint32_t i = 0; i < w.n; i++)
        real += s->t[w.tok[i]].kind == TOKEN_WORD;
    *count = real;
    buf_init(&b, s->arena);
    name_put_words(&b, s, &w);
    return buf_str(&b);
}

static const char *head_by_unit(const struct scan *s, const struct name_request *r)
{
    str last = scan_text(s, r->unit_to ? r->unit_to - 1 : 0, r->unit_to);
    char folded[128];
    str f = { folded, last.len < 40 ? fold_word(last, folded) : 0 };

    switch (r->unit.class) {
    case UNIT_PERCENT: case UNIT_POINT:
        return "Tỷ lệ";
    case UNIT_MEASURE:
        if (str_eq(f, STR("ha")) || str_eq(f, STR("m2")) || str_eq(f, STR("km2")))
            return "Diện tích";
        if (str_eq(f, STR("mw")) || str_eq(f, STR("kw")))
            return "Công suất";
        if (str_eq(f, STR("tấn")) || str_eq(f, STR("tạ")))
            return "Sản lượng";
        if (str_eq(f, STR("km")) || str_eq(f, STR("m")))
            return "Chiều dài";
        return "";
    default:
        return "";
    }
}

/* "lượt khách" of "triệu lượt khách". */
static str without_multiplier(str unit_text)
{
    str rest = unit_text, word;
    char folded[64];

    while (str_split(&rest, ' ', &word) && word.len && word.len <= 24 && rest.len &&
           unit_multiplier((str){ folded, fold_word(word, folded) }))
        unit_text = rest;
    return unit_text;
}

static void keep_last(struct name_part *w, uint32_t n)
{
    if (w->n <= n)
        return;
    memmove(w->tok, w->tok + w->n - n, sizeof *w->tok * n);
    w->n = n;
}

/* A count: "Số", its noun and what is counted, then the verbs before it. */
static void put_count(struct buf *b, const struct scan *s, const struct name_request *r,
                      struct name_part *pre, const struct name_part *post)
{
    name_put(b, s->lexicon, STR("Số"));
    name_put(b, s->lexicon, without_multiplier(r->unit_text));
    name_put_words(b, s, post);
    if (post->n && pre->n > 8)
        keep_last(pre, 4);
    name_put_words(b, s, pre);
    if (r->total.len && post->n + pre->n < TELLING_WORDS && r->unit_to > r->unit_from &&
        str_eq(r->total_unit, r->unit_text))
        name_put(b, s->lexicon, name_telling(s->lexicon, r->total));
}

static str first_word(str name)
{
    str rest = name, word = { NULL, 0 };

    str_split(&rest, ' ', &word);
    return word;
}

/* "thu nội địa" of "Thu ngân sách": the part has its head already. */
static bool same_first_word(const struct scan *s, const struct name_part *w, str name)
{
    char folded[64];
    str word = first_word(name);

    return word.len <= 24 &&
           str_eq(s->t[w->tok[0]].fold, (str){ folded, fold_word(word, folded) });
}

static bool tells_structure(const struct name_request *r)
{
    return str_find(r->topic, STR("ơ cấu")) != SIZE_MAX ||
           str_find(r->label, STR("ơ cấu")) != SIZE_MAX;
}

/* A percentage: a rate of what stands behind it or before it. */
static void put_rate(struct buf *b, const struct scan *s, const struct name_request *r,
                     struct name_part *pre, const struct name_part *post)
{
    /* under "Cơ cấu kinh tế: ..." percentages are shares */
    name_put(b, s->lexicon, tells_structure(r) ? STR("Tỷ trọng") : STR("Tỷ lệ"));
    name_put_words(b, s, post);
    if (post->n == 0 || pre->n + post->n <= RATE_WORDS) {
        name_put_words(b, s, pre);
    } else if (post->n <= LABELLED_WORDS) {
        keep_last(pre, 8);
        name_put_words(b, s, pre);
    }
}

/* "9 triệu đồng/ha": money is not counted by its unit. */
static bool is_money_rate(const struct name_request *r)
{
    return str_starts(without_multiplier(r->unit_text), STR("đồng/"));
}

/* "công suất", "lợi nhuận", "tổng thu", "doanh thu": heads of words that are not
 * generic by themselves. */
static bool is_open_head(const struct scan *s, const struct name_part *w)
{
    uint16_t first = scan_word(s, w->tok[0]), second = scan_word(s, w->tok[1]);

    return second == W_SUAT || second == W_NHUAN ||
           (second == W_THU_COLLECT && (first == W_TONG || first == W_DOANH));
}

/* "tổng diện tích", "lợi nhuận thu được": a head that does not say of what. */
static bool is_bare_head(const struct scan *s, const struct name_part *w, str name)
{
    if (name_is_generic(s->lexicon, name))
        return true;
    if (w->n < 2 || !is_open_head(s, w))
        return false;
    for (uint32_t i = 2; i < w->n; i++)
        if (!name_is_generic_word(s->lexicon, scan_text(s, w->tok[i], w->tok[i] + 1)))
            return false;
    return true;
}

/* "... với kinh phí": what is named goes with the figure before it. */
static bool follows_with(const struct scan *s, const struct name_part *w)
{
    return w->tok[0] > 0 && scan_word(s, w->tok[0] - 1) == W_VOI;
}

/* "trồng cây ăn quả với tổng diện tích 20 ha": the words of the clause before a
 * bare head. False when there are none. */
static bool put_predicate(struct buf *b, const struct scan *s, const struct name_request *r,
                          const struct name_part *head)
{
    struct name_part w;
    struct buf lead;
    str words;

    name_pick(s, r->from, head->tok[0], &w);
    for (uint32_t i = 2; i < w.n; i++)          /* "thu ngân sách tăng cao, tổng thu" */
        if (scan_word(s, w.tok[i]) == W_TANG || scan_word(s, w.tok[i]) == W_GIAM)
            w.n = i;
    if (w.n > 1 && str_eq(s->t[w.tok[0]].fold, s->t[head->tok[head->n - 1]].fold))
        memmove(w.tok, w.tok + 1, sizeof *w.tok * --w.n);
    buf_init(&lead, s->arena);
    name_put_words(&lead, s, &w);
    words = name_telling(s->lexicon, buf_str(&lead));
    if (w.n < 2 || words.len == 0)
        return false;
    name_put(b, s->lexicon, name_is_head(s, w.tok[0]) ? words : buf_str(&lead));
    return true;
}

/* Does the name end with the words of `end`, but for the capital of the first? */
static bool ends_alike(str name, str end)
{
    uint32_t cp;

    end = str_sub(end, utf8_next(end, 0, &cp), end.len);
    return name.len >= end.len && str_eq(str_sub(name, name.len - end.len, name.len), end);
}

str name_make(const struct scan *s, const struct name_request *r, str *own,
              struct name_reach *reach)
{
    struct name_part pre, post;
    struct buf b, w;
    bool headed, bare, themed, counts = r->unit.class == UNIT_COUNT || r->unit.class == UNIT_SCORE;

    name_pick(s, r->from, r->to, &pre);
    headed = pre.n > 0 && name_is_head(s, pre.tok[0]);
    *reach = name_pick_behind(s, r->unit_to, r->behind_to, headed, counts, &post);

    buf_init(&w, s->arena);
    name_put_words(&w, s, &pre);
    name_put_words(&w, s, &post);
    *own = buf_str(&w);

    buf_init(&b, s->arena);
    if (r->share) {
        name_put(&b, s->lexicon, STR("Tỷ trọng"));
        name_put_words(&b, s, &pre);
        if (pre.n == 0)
            name_put(&b, s->lexicon, r->before);
        else if (r->total.len && pre.n < 4)
            name_put(&b, s->lexicon, name_head(r->total));
    } else if (headed) {
        name_put_words(&b, s, &pre);
        if (post.n && pre.n <= 2)
            name_put_words(&b, s, &post);
    } else if (counts) {
        put_count(&b, s, r, &pre, &post);
    } else if (r->unit.class == UNIT_PERCENT && r->label.len && pre.n &&
               pre.n <= LABELLED_WORDS && post.n == 0) {
        name_put(&b, s->lexicon, r->label);
        name_put_words(&b, s, &pre);
    } else if (r->unit.class == UNIT_PERCENT) {
        put_rate(&b, s, r, &pre, &post);
    } else {
        if (r->unit.class == UNIT_RATE && pre.n == 0 && !is_money_rate(r))
            put_count(&b, s, r, &pre, &post);
        else if (r->total.len && pre.n && r->total_alike && !same_first_word(s, &pre, r->total))
            name_put(&b, s->lexicon, name_head(r->total));
        else if (pre.n && r->before_alike &&
                 name_is_generic_word(s->lexicon, first_word(r->before)) &&
                 !same_first_word(s, &pre, r->before))
            name_put(&b, s->lexicon, name_head(r->before));
        else if (r->label.len && pre.n && pre.n <= LABELLED_WORDS)
            name_put(&b, s->lexicon, r->label);
        else
            name_put(&b, s->lexicon, str_from(head_by_unit(s, r)));
        name_put_words(&b, s, &pre);
        if (r->unit.class != UNIT_RATE || pre.n)
            name_put_words(&b, s, &post);
    }
    themed = r->theme.len && pre.n + post.n <= THEMELESS_WORDS;
    bare = headed && is_bare_head(s, &pre, buf_str(&b));
    if (bare && r->opens && put_predicate(&b, s, r, &pre)) {
        /* the words before the head say what it is of */
    } else if (r->before.len && (r->attached || (bare && !r->opens && follows_with(s, &pre)))) {
        name_put(&b, s->lexicon, name_telling(s->lexicon, r->before));
    } else if ((!themed || !r->topic.len) &&
               (bare || name_is_generic(s->lexicon, buf_str(&b)))) {
        str topic = name_telling(s->lexicon, r->topic);
        str before = name_telling(s->lexicon, r->before);

        name_put(&b, s->lexicon, topic.len && (r->opens || !before.len) ? topic : before);
    }
    if (themed && !ends_alike(buf_str(&b), r->theme))
        name_put(&b, s->lexicon, r->theme);
    return name_capitalise(&b);
}

bool name_is_headed(const struct scan *s, uint32_t from, uint32_t to)
{
    struct name_part w;

    name_pick(s, from, to, &w);
    return w.n > 0 && name_is_head(s, w.tok[0]);
}

str name_complement(const struct scan *s, str name)
{
    return name_telling(s->lexicon, name);
}

str name_joined(const struct scan *s, str name, str more)
{
    struct buf b;

    buf_init(&b, s->arena);
    name_put(&b, s->lexicon, name);
    name_put(&b, s->lexicon, more);
    return buf_str(&b);
}

str name_prefixed(const struct scan *s, const char *prefix, str name)
{
    return name_joined(s, str_from(prefix), name);
}

uint32_t name_behind(const struct scan *s, uint32_t from)
{
    struct name_part w;

    return name_pick_behind(s, from, s->n, false, true, &w).end;
}

str name_label(const struct scan *s, uint32_t from, uint32_t *next)
{
    uint32_t i = from, colon;

    /* the block's own numbering: 1.2. / a) / I. / (1) */
    while (i < s->n && i - from < 4 &&
           (s->t[i].kind == TOKEN_NUMBER || s->t[i].kind == TOKEN_MARK ||
            (s->t[i].end - s->t[i].at <= 4 &&
             (scan_is_mark(s, i + 1, '.') || scan_is_mark(s, i + 1, ')')))))
        i++;
    for (colon = i; colon < s->n && colon - i < LABEL_WORDS; colon++) {
        if (scan_is_mark(s, colon, ':')) {
            struct name_part w;
            struct buf b;

            *next = colon + 1;
            name_pick(s, i, colon, &w);
            buf_init(&b, s->arena);
            name_put_words(&b, s, &w);
            return buf_str(&b);
        }
        if (s->t[colon].kind == TOKEN_NUMBER || scan_is_mark(s, colon, '.') ||
            scan_is_mark(s, colon, ';'))
            break;
    }
    *next = from;
    return (str){ NULL, 0 };
}

/* name.c -- the name a statistician would give to a figure. */
#include "extract/name.h"

#include "base/utf8.h"
#include "extract/name_int.h"

#include <string.h>

enum {
    LABEL_WORDS = 16,
    THEMELESS_WORDS = 8         /* a name of more has no need of its sentence's theme */
};

static uint32_t count_words(const struct scan *s, const struct name_part *w)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < w->n; i++)
        n += s->t[w->tok[i]].kind == TOKEN_WORD;
    return n;
}

str name_theme(const struct scan *s, uint32_t from, uint32_t to, uint32_t *count)
{
    struct name_part w;
    struct buf b;

    name_pick(s, from, to, &w);
    *count = count_words(s, &w);
    buf_init(&b, s->arena);
    buf_char(&b, ' ');          /* behind other words a common noun has no capital */
    name_put_words(&b, s, &w);
    return str_trim(buf_str(&b));
}

uint32_t name_count(const struct scan *s, uint32_t from, uint32_t to)
{
    struct name_part w;

    name_pick(s, from, to, &w);
    return count_words(s, &w);
}

str name_subject(const struct scan *s, uint32_t from, uint32_t to, uint32_t *count)
{
    struct name_part w;
    struct buf b;

    name_pick(s, from, to, &w);
    *count = count_words(s, &w);
    buf_init(&b, s->arena);
    name_put_words(&b, s, &w);
    return buf_str(&b);
}

/* "công suất", "lợi nhuận", "tổng thu", "doanh thu": heads of words that are not
 * generic by themselves. */
static bool is_open_head(const struct scan *s, const struct name_part *w)
{
    uint16_t first = scan_word(s, w->tok[0]), second = scan_word(s, w->tok[1]);

    return second == W_SUAT || second == W_NHUAN || first == W_MAT ||
           (second == W_THU_COLLECT && (first == W_TONG || first == W_DOANH));
}

/* "tổng diện tích", "lợi nhuận thu được": a head that does not say of what; `generic`: nor
 * does any word behind it. */
static bool is_bare_head(const struct name_draft *d, bool generic)
{
    const struct scan *s = d->s;
    const struct name_part *w = &d->pre;

    if (!d->headed)
        return false;
    if (generic)
        return true;
    if (w->n < 2 || !is_open_head(s, w))
        return false;
    for (uint32_t i = 2; i < w->n; i++)
        if (!name_is_generic_word(s, scan_text(s, w->tok[i], w->tok[i] + 1)))
            return false;
    return true;
}

/* "... với kinh phí": what is named goes with the figure before it. */
static bool follows_with(const struct name_draft *d)
{
    return d->pre.tok[0] > 0 && scan_word(d->s, d->pre.tok[0] - 1) == W_VOI;
}

/* "trồng cây ăn quả với tổng diện tích 20 ha": the words of the clause before a
 * bare head. False when there are none. */
static bool draft_predicate(struct name_draft *d)
{
    const struct scan *s = d->s;
    struct name_part w;
    struct buf lead;
    str words;

    name_pick(s, d->r->from, d->pre.tok[0], &w);
    for (uint32_t i = 2; i < w.n; i++)          /* "thu ngân sách tăng cao, tổng thu" */
        if (scan_word(s, w.tok[i]) == W_TANG || scan_word(s, w.tok[i]) == W_GIAM)
            w.n = i;
    if (w.n > 1 && str_eq(s->t[w.tok[0]].fold, s->t[d->pre.tok[d->pre.n - 1]].fold))
        memmove(w.tok, w.tok + 1, sizeof *w.tok * --w.n);
    buf_init(&lead, s->arena);
    name_put_words(&lead, s, &w);
    words = name_telling(s, buf_str(&lead));
    if (w.n < 2 || words.len == 0)
        return false;
    draft_put(d, name_is_head(s, w.tok[0]) ? words : buf_str(&lead));
    return true;
}

/* Does the name end with the words of `end`, but for the capital of the first? */
static bool ends_alike(str name, str end)
{
    uint32_t cp;

    end = str_sub(end, utf8_next(end, 0, &cp), end.len);
    return name.len >= end.len && str_eq(str_sub(name, name.len - end.len, name.len), end);
}

/* Does the name begin with the words of `head`, but for the capital of the first? */
static bool begins_alike(str name, str head)
{
    uint32_t cp;
    size_t first = head.len ? utf8_next(head, 0, &cp) : 0;

    return first && name.len > head.len && utf8_next(name, 0, &cp) == first &&
           str_eq(str_sub(name, first, head.len), str_sub(head, first, head.len));
}

/* What the figure before is of: its verbs, its noun and the words behind, as the text
 * has them ("hỗ trợ hộ nghèo"), or what its name tells. */
static void draft_put_before(struct name_draft *d, bool verbs)
{
    const struct named_figure *n = d->last;

    if (!n || n->unit_to == n->unit_from || (n->post.n == 0 && n->pre.n < 2) ||
        (n->pre.n && name_is_head(d->s, n->pre.tok[0]))) {
        draft_put(d, name_telling(d->s, d->r->before));
        return;
    }
    if (verbs || n->post.n == 0)
        name_put_words(&d->b, d->s, &n->pre);
    if (n->counts && (n->post.n || n->pre.n <= 3))
        draft_put(d, name_without_multiplier(scan_text(d->s, n->unit_from, n->unit_to)));
    name_put_words(&d->b, d->s, &n->post);
}

bool name_of_all(const struct scan *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if ((scan_word(s, i) == W_LUY && scan_word(s, i + 1) == W_KE) ||
            (scan_word(s, i) == W_TOAN_WHOLE && scan_word(s, i + 1) == W_TINH))
            return true;
    return false;
}

/* Of a name that tells nothing: the topic of the block where it opens its clause, else
 * what the figure before is of. */
static void draft_fallback(struct name_draft *d, bool bare, bool generic)
{
    const struct name_request *r = d->r;
    bool open_head = bare && !generic;
    str topic = name_telling(d->s, r->topic);

    if (topic.len && (r->opens || !name_telling(d->s, r->before).len)) {
        if (begins_alike(r->topic, buf_str(&d->b))) {
            topic = r->topic;   /* "Tỷ lệ" of "tỷ lệ hộ nghèo" */
            d->b.len = 0;
        }
        draft_put(d, topic);
    }
    else if (d->headed && bare && r->total.len && !r->total_alike && r->opens &&
             name_telling(d->s, r->total).len)
        draft_put(d, name_telling(d->s, r->total));     /* of the whole, behind its parts */
    else if (d->counts && (d->pre.n || (r->opens && name_of_all(d->s, r->from, r->number))))
        return;                 /* "số đơn tiếp nhận" is enough */
    else if (r->before_same_unit && r->unit.class == UNIT_MONEY && draft_proceeds(d))
        draft_put(d, draft_what_proceeds(r->before));
    else if (!open_head || !r->before_same_unit)    /* vốn 5 tỷ, doanh thu 12 tỷ */
        /* money is of what was done, "diện tích hiện có" of the noun alone */
        draft_put_before(d, d->pre.n == 0 || r->unit.class == UNIT_MONEY);
}

/* Under "Cơ cấu kinh tế năm 2030: ..." percentages are shares, and say so. */
static bool is_share_of(const struct name_request *r)
{
    return r->unit.class == UNIT_PERCENT && str_find(r->theme, STR("ơ cấu")) != SIZE_MAX;
}

/* What its own words do not tell: of what it is, from the clause, the figure before
 * it or the block's topic; and the theme of the sentence. */
static void draft_complement(struct name_draft *d)
{
    const struct name_request *r = d->r;
    const struct scan *s = d->s;
    bool themed = r->theme.len && d->pre.n + d->post.n <= THEMELESS_WORDS;
    bool generic = name_is_generic(s, buf_str(&d->b));
    bool bare = is_bare_head(d, generic) || (d->pre.n == 2 && draft_proceeds(d));
    /* "Cây ăn quả: cam 120 ha, sản lượng 900 tấn": of the part told before, if there is one */
    bool part = themed && bare && d->headed && !r->opens && d->last && d->last->pre.n > 0 &&
                !d->last->counts && !name_is_head(s, d->last->pre.tok[0]);
    bool sector = r->unit.class == UNIT_NONE && d->pre.n == 2 &&    /* "xây dựng tăng 5%" */
                  PHRASE(s, d->pre.tok[0], W_XAY_BUILD, W_DUNG_BUILD);

    if (bare && d->headed && r->opens && draft_predicate(d)) {
        /* the words before the head say what it is of */
    } else if (r->before.len &&
               (r->attached || (bare && !r->opens && follows_with(d)) ||
                (!r->opens && !d->headed && d->pre.n == 2 && draft_pays(d)))) {
        draft_put_before(d, d->headed);         /* "xử phạt" has its own verb */
    } else if (part) {
        name_put_words(&d->b, s, &d->last->pre);
    } else if ((!themed || !r->topic.len) &&
               (bare || (!sector && generic))) {
        draft_fallback(d, bare, generic);
    }
    if (themed && !ends_alike(buf_str(&d->b), r->theme) && !is_share_of(r))
        draft_put(d, r->theme);
}

static bool is_word_of(const struct scan *s, uint32_t i, const char *const *word, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (str_is(s->t[i].fold, word[k]))
            return true;
    return false;
}

/* Dead, hurt, ill, damage: what an event brings about. */
static bool is_consequence(const struct name_draft *d)
{
    static const char *const victim[] = { "chết", "bị", "mất", "tử", "mắc" };
    const struct scan *s = d->s;
    uint32_t i = d->post.n ? d->post.tok[0] : d->pre.n ? d->pre.tok[0] : 0;

    if (d->headed)
        return d->pre.n <= 4 && PHRASE(s, d->pre.tok[0], W_THIET, W_HAI_HARM);
    return d->counts && d->pre.n + d->post.n > 0 && d->pre.n + d->post.n <= 4 &&
           is_word_of(s, i, victim, sizeof victim / sizeof *victim);
}

/* "Số người chết" -> "do tai nạn giao thông"; of the ill, what they have. */
static void draft_cause(struct name_draft *d)
{
    const struct name_part *w = d->post.n ? &d->post : &d->pre;

    if (str_find(buf_str(&d->b), d->r->event) != SIZE_MAX)
        return;
    if (d->headed || !str_eq(d->s->t[w->tok[w->n - 1]].fold, STR("mắc")))
        draft_put(d, STR("do"));
    draft_put(d, d->r->event);
}

/* What happened, of a count of events: the words behind its unit, or what its name
 * tells without words of its own. */
static str event_of(struct name_draft *d)
{
    static const char *const event[] = { "vụ", "đợt", "trận", "cơn", "ổ" };
    const struct name_request *r = d->r;
    struct buf b;

    /* a part of the events is none of its own */
    if (!d->counts || r->total.len || r->unit_to == r->unit_from || d->post.n > 8 ||
        !is_word_of(d->s, r->unit_from, event, sizeof event / sizeof *event))
        return (str){ NULL, 0 };
    if (d->post.n == 0)
        return d->pre.n ? (str){ NULL, 0 } : draft_beyond_unit(d, buf_str(&d->b), r->unit_text);
    buf_init(&b, d->s->arena);
    name_put_words(&b, d->s, &d->post);
    return buf_str(&b);
}

/* "luân chuyển 160 triệu HK.km": the unit tells what was carried. */
static void draft_carried(struct name_draft *d)
{
    str words = d->r->unit_text;
    bool people;

    if (d->r->unit.class != UNIT_MEASURE || words.len <= STR("km2").len ||
        str_find(words, STR("km")) == SIZE_MAX)
        return;
    people = str_find(words, STR("HK")) != SIZE_MAX || str_find(words, STR("khách")) != SIZE_MAX;
    if (people && str_find(buf_str(&d->b), STR("khách")) == SIZE_MAX)
        draft_put(d, STR("hành khách"));
    else if (str_find(words, STR("tấn")) != SIZE_MAX &&
             str_find(buf_str(&d->b), STR("hàng")) == SIZE_MAX)
        draft_put(d, STR("hàng hóa"));
}

/* Where the words behind the unit begin. "67/115 (58%) điểm bưu điện": the unit behind
 * a bracket is not yet passed. */
static uint32_t behind_unit(const struct scan *s, const struct name_request *r)
{
    uint32_t end;
    unit u;

    if (r->unit_to > r->unit_from || r->unit_text.len == 0)
        return r->unit_to;
    end = scan_known_unit(s, r->unit_from, &u);
    return str_eq(scan_text(s, r->unit_from, end), r->unit_text) ? end : r->unit_to;
}

str name_make(const struct scan *s, const struct name_request *r, str *own,
              struct name_reach *reach)
{
    struct name_draft d = { .s = s, .r = r };
    struct buf w;

    d.counts = r->unit.class == UNIT_COUNT || r->unit.class == UNIT_SCORE;
    name_pick(s, r->from, r->to, &d.pre);
    d.headed = d.pre.n > 0 && name_is_head(s, d.pre.tok[0]) &&
               !(r->unit.class == UNIT_COUNT && draft_money_or_land(s, d.pre.tok[0]));
    if (d.counts && !d.headed)
        draft_keep_verbs(&d);
    *reach = name_pick_behind(s, behind_unit(s, r), r->behind_to, d.headed, d.counts, &d.post);

    buf_init(&w, s->arena);
    name_put_words(&w, s, &d.pre);
    name_put_words(&w, s, &d.post);
    *own = buf_str(&w);
    if (d.counts && d.post.n == 0)
        draft_share_behind(&d);

    d.last = draft_last(s, r);
    if (d.counts && d.post.n == 0)
        draft_repeat_behind(&d);
    if (d.counts || r->unit.class == UNIT_MEASURE || r->unit.class == UNIT_PERCENT)
        draft_share_verbs(&d);
    buf_init(&d.b, s->arena);
    draft_own(&d);
    draft_complement(&d);
    if (r->event.len && is_consequence(&d))
        draft_cause(&d);
    if (buf_str(&d.b).len == 0)         /* "Vốn hỗ trợ: huyện A 12 tỷ đồng": all there is */
        draft_put(&d, r->topic.len ? r->topic : r->before);
    draft_carried(&d);
    reach->event = event_of(&d);
    draft_keep(&d);
    name_write_out(&d.b);
    return name_capitalise(&d.b);
}

bool name_is_headed(const struct scan *s, uint32_t from, uint32_t to)
{
    struct name_part w;

    name_pick(s, from, to, &w);
    return w.n > 0 && name_is_head(s, w.tok[0]);
}

str name_complement(const struct scan *s, str name)
{
    return name_telling(s, name);
}

str name_capitalised(const struct scan *s, str label)
{
    struct buf b;

    buf_init(&b, s->arena);
    buf_put(&b, label);
    return name_capitalise(&b);
}

str name_joined(const struct scan *s, str name, str more)
{
    struct buf b;

    buf_init(&b, s->arena);
    name_put(&b, s, name);
    name_put(&b, s, more);
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

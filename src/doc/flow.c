/* flow.c -- building flows and finding the way back to the source. */
#include "doc/flow.h"

#include "base/utf8.h"
#include "base/window.h"

#include <string.h>

enum { FIRST_SEGS = 2 };

void flow_init(struct flow_builder *b, struct arena *a, const struct source *src)
{
    *b = (struct flow_builder){ .src = src };
    buf_init(&b->text, a);
}

void flow_expect(struct flow_builder *b, size_t bytes)
{
    size_t room = (bytes + sizeof *b->seg - 1) / sizeof *b->seg;

    b->seg = arena_array(b->text.arena, struct flow_seg, FIRST_SEGS + room);
    b->seg_cap = FIRST_SEGS;
    b->text.ptr = (char *)(b->seg + FIRST_SEGS);
    b->text.cap = room * sizeof *b->seg;
}

void flow_blank(struct flow_builder *b)
{
    b->blank = b->text.len > 0;
}

/* The next byte written stands at source offset `src`: a new segment unless
 * the last one already says so. */
static void step_to(struct flow_builder *b, uint32_t src)
{
    uint32_t at = (uint32_t)b->text.len;

    if (b->nsegs) {
        const struct flow_seg *last = &b->seg[b->nsegs - 1];

        if (last->src + (at - last->at) == src)
            return;
        if (last->at == at) {
            b->seg[b->nsegs - 1].src = src;
            return;
        }
    }
    *arena_push(b->text.arena, b->seg, b->nsegs, b->seg_cap) = (struct flow_seg){ at, src };
}

static void put_owed_blank(struct flow_builder *b, uint32_t src)
{
    if (!b->blank)
        return;
    b->blank = false;
    step_to(b, src ? src - 1 : 0);      /* a single blank of the source stays in step */
    buf_char(&b->text, ' ');
}

/* Length of a tag, comment or entity at s[at], 0 when there is none. *put is
 * the text it stands for (a blank for <br>, & for &amp;). */
static size_t markup_length(str s, size_t at, str *put)
{
    static const struct { str from, to; } entity[] = {
        { { "&nbsp;", 6 }, { " ", 1 } }, { { "&amp;", 5 }, { "&", 1 } },
        { { "&lt;", 4 }, { "<", 1 } }, { { "&gt;", 4 }, { ">", 1 } },
        { { "&quot;", 6 }, { "\"", 1 } }, { { "<br>", 4 }, { " ", 1 } },
        { { "<br/>", 5 }, { " ", 1 } }, { { "<br />", 6 }, { " ", 1 } },
    };
    str rest = str_sub(s, at, s.len);

    *put = (str){ NULL, 0 };
    for (size_t i = 0; i < sizeof entity / sizeof *entity; i++) {
        if (str_starts(rest, entity[i].from)) {
            *put = entity[i].to;
            return entity[i].from.len;
        }
    }
    if (rest.len < 3 || rest.ptr[0] != '<')
        return 0;

    size_t i = 1 + (rest.ptr[1] == '/');
    char c = i < rest.len ? rest.ptr[i] : '\0';

    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
        return 0;
    while (i < rest.len && i < 64 && rest.ptr[i] != '>' && rest.ptr[i] != '<')
        i++;
    return i < rest.len && rest.ptr[i] == '>' ? i + 1 : 0;
}

/* Writes the letter cp that stood at src, composing it with the marks that
 * follow; gives the bytes of text consumed after the letter itself. */
static size_t put_letter(struct flow_builder *b, uint32_t cp, size_t len, str s, size_t at,
                         uint32_t src)
{
    size_t extra = 0;

    for (;;) {
        uint32_t mark, joined;
        size_t n;

        if (at + len + extra >= s.len || (unsigned char)s.ptr[at + len + extra] < 0x80)
            break;
        n = utf8_next(s, at + len + extra, &mark);
        joined = utf8_is_mark(mark) ? utf8_compose(cp, mark) : 0;
        if (!joined)
            break;
        cp = joined;
        extra += n;
    }
    step_to(b, src);
    if (extra == 0)
        buf_put(&b->text, str_sub(s, at, at + len));
    else
        utf8_put(&b->text, cp);
    return extra;
}

/* What a byte of the source may be: a single blank, markup, another blank, the head of a
 * combining mark, that of a blank or a sign above ASCII; else it stands for itself. */
enum flow_class {
    FLOW_SELF = 0, FLOW_SPACE = 1, FLOW_MARKUP = 2, FLOW_BLANK = 4, FLOW_COMBINING = 8,
    FLOW_SIGN = 16
};
static const unsigned char flow_byte[256] = {
    [0x00] = 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    [0x10] = 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    [' '] = FLOW_SPACE,
    ['&'] = FLOW_MARKUP, ['*'] = FLOW_MARKUP, ['<'] = FLOW_MARKUP, ['\\'] = FLOW_MARKUP,
    [0xCC] = FLOW_COMBINING, [0xCD] = FLOW_COMBINING,
    [0xC2] = FLOW_SIGN, [0xE2] = FLOW_SIGN, [0xEF] = FLOW_SIGN,
};

static inline unsigned flow_class_of(char c)
{
    return flow_byte[(unsigned char)c];
}

enum { PLAIN_STEP = LANES };    /* as many bytes are looked at together */

/* Are the bytes at p text as it stands, whatever `special` names? No two blanks may follow
 * each other; the byte behind them is looked at for that. */
static inline bool are_plain(const char *p, bool markup)
{
    lanes c, next, odd;

    memcpy(&c, p, sizeof c);
    memcpy(&next, p + 1, sizeof next);
    odd = lanes_within(c, 0x00, 0x1F) | lanes_equal(c & 0xFE, 0xCC) | lanes_equal(c, 0xC2) |
          lanes_equal(c, 0xE2) | lanes_equal(c, 0xEF) |
          (lanes_equal(c, ' ') & lanes_equal(next, ' '));
    if (markup)
        odd |= lanes_equal(c, '&') | lanes_equal(c, '*') | lanes_equal(c, '<') |
               lanes_equal(c, '\\');
    return lanes_bits(odd) == 0;
}

/* The end of the stretch from s[at] that is text as it stands: letters, signs and
 * single blanks between them, nothing of the classes `special`. A letter that a mark
 * follows is left out. */
static size_t plain_run(str s, size_t at, unsigned special)
{
    size_t i = at;

    if (at < s.len && s.ptr[at] == ' ')
        return at;
    while (i + PLAIN_STEP < s.len && are_plain(s.ptr + i, (special & FLOW_MARKUP) != 0))
        i += s.ptr[i + PLAIN_STEP - 1] == ' ' ? PLAIN_STEP - 1 : PLAIN_STEP;
    for (;;) {
        while (i < s.len && !(flow_class_of(s.ptr[i]) & (special | FLOW_SPACE)))
            i++;
        if (i == at || i + 1 >= s.len || s.ptr[i] != ' ' ||
            (flow_class_of(s.ptr[i + 1]) & (special | FLOW_SPACE)))
            break;
        i++;
    }
    if (i < s.len && i > at && flow_class_of(s.ptr[i]) == FLOW_COMBINING) {
        i--;
        while (i > at && ((unsigned char)s.ptr[i] & 0xC0) == 0x80)
            i--;
        if (i > at && s.ptr[i - 1] == ' ')
            i--;
    }
    return i;
}

/* "3=2/1*100": between figures a star multiplies, it marks no emphasis. */
static bool star_multiplies(str s, size_t at)
{
    char before = at > 0 ? s.ptr[at - 1] : ' ', behind = at + 1 < s.len ? s.ptr[at + 1] : ' ';

    return ((before >= '0' && before <= '9') || before == ')') && behind >= '0' && behind <= '9';
}

/* Takes the tag, entity or sign of emphasis at s[at]: the bytes it has, 0 when
 * there is none. */
static size_t put_markup(struct flow_builder *b, str s, size_t at)
{
    str put;
    size_t n;

    if (s.ptr[at] == '*')
        return star_multiplies(s, at) ? 0 : 1;
    if (s.ptr[at] == '\\')
        return at + 1 < s.len && s.ptr[at + 1] && strchr("*_#|.-+()[]", s.ptr[at + 1]) ? 1 : 0;
    n = markup_length(s, at, &put);
    if (n > 0 && put.len && put.ptr[0] != ' ') {
        put_owed_blank(b, (uint32_t)at);
        step_to(b, (uint32_t)at);
        buf_put(&b->text, put);
    } else if (n > 0 && put.len) {
        flow_blank(b);
    }
    return n;
}

/* A place where a word may be parted at a line's end: it parts none. */
static bool unseen(uint32_t cp)
{
    return cp == 0x200B || cp == 0xAD;
}

void flow_put(struct flow_builder *b, uint32_t from, uint32_t to, bool markup)
{
    const unsigned special = FLOW_BLANK | FLOW_COMBINING | FLOW_SIGN | (markup ? FLOW_MARKUP : 0);
    str s = str_sub(b->src->text, 0, to);

    for (size_t at = from; at < s.len;) {
        size_t run = plain_run(s, at, special), n;
        unsigned class;
        uint32_t cp;

        if (run > at) {
            put_owed_blank(b, (uint32_t)at);
            step_to(b, (uint32_t)at);
            buf_put(&b->text, (str){ s.ptr + at, run - at });
            at = run;
            continue;
        }
        class = flow_class_of(s.ptr[at]);
        if (class & (FLOW_SPACE | FLOW_BLANK)) {
            flow_blank(b);
            at++;
            continue;
        }
        if (class == FLOW_MARKUP && markup && (n = put_markup(b, s, at)) > 0) {
            at += n;
            continue;
        }
        n = utf8_next(s, at, &cp);
        if (cp == 0xA0 || cp == 0x2007 || cp == 0x202F || cp == 0xFEFF || unseen(cp)) {
            if (!unseen(cp))
                flow_blank(b);
            at += n;
            continue;
        }
        put_owed_blank(b, (uint32_t)at);
        at += n + put_letter(b, cp, n, s, at, (uint32_t)at);
    }
}

void flow_put_mark(struct flow_builder *b, uint16_t number, uint32_t src)
{
    *arena_push(b->text.arena, b->mark, b->nmarks, b->mark_cap) =
        (struct flow_mark){ (uint32_t)b->text.len, src, number };
}

struct flow flow_finish(struct flow_builder *b)
{
    return (struct flow){
        .text = buf_str(&b->text),
        .seg = b->seg,
        .nsegs = (uint32_t)b->nsegs,
        .mark = b->mark,
        .nmarks = (uint32_t)b->nmarks,
    };
}

bool flow_is_plain(const struct source *src, uint32_t from, uint32_t to)
{
    const unsigned special = FLOW_BLANK | FLOW_COMBINING | FLOW_SIGN;

    return plain_run(str_sub(src->text, 0, to), from, special) == to;
}

/* The flow of bytes that stand as they are in the source. */
static struct flow borrow_source(struct arena *a, const struct source *src, uint32_t from,
                                 uint32_t to)
{
    struct flow_seg *seg = arena_new(a, struct flow_seg);

    *seg = (struct flow_seg){ 0, from };
    return (struct flow){ .text = str_sub(src->text, from, to), .seg = seg, .nsegs = 1 };
}

struct flow flow_slice(struct arena *a, const struct source *src, uint32_t from, uint32_t to)
{
    struct flow_builder b;

    if (from >= to)
        return (struct flow){ .nsegs = 0 };
    if (flow_is_plain(src, from, to))
        return borrow_source(a, src, from, to);
    flow_init(&b, a, src);
    flow_put(&b, from, to, false);
    return flow_finish(&b);
}

struct flow flow_field(struct arena *a, const struct source *src, uint32_t from, uint32_t to)
{
    const unsigned special = FLOW_BLANK | FLOW_COMBINING | FLOW_SIGN | FLOW_MARKUP;
    struct flow_builder b;

    while (from < to && src->text.ptr[from] == ' ')
        from++;
    while (to > from && src->text.ptr[to - 1] == ' ')
        to--;
    if (from == to)
        return (struct flow){ .nsegs = 0 };
    if (plain_run(str_sub(src->text, 0, to), from, special) == to)
        return borrow_source(a, src, from, to);
    flow_init(&b, a, src);
    flow_expect(&b, to - from);
    flow_put(&b, from, to, true);
    return flow_finish(&b);
}

/* The segment that text[at] belongs to. */
static const struct flow_seg *seg_at(const struct flow *f, uint32_t at)
{
    uint32_t lo = 0, hi = f->nsegs;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (f->seg[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return &f->seg[lo];
}

uint32_t flow_source(const struct flow *f, uint32_t at)
{
    if (f->nsegs == 0)
        return 0;

    const struct flow_seg *s = seg_at(f, at);

    return s->src + (at - s->at);
}

span flow_span(const struct flow *f, uint32_t from, uint32_t to)
{
    if (f->nsegs == 0)
        return (span){ 0, 0 };
    if (to <= from)
        return (span){ flow_source(f, from), flow_source(f, from) };

    uint32_t start = flow_source(f, from), end = flow_source(f, to - 1) + 1;

    return (span){ start, end < start ? start + 1 : end };
}

uint32_t flow_offset(const struct flow *f, uint32_t src)
{
    uint32_t lo = 0, hi = (uint32_t)f->text.len;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (flow_source(f, mid) < src)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

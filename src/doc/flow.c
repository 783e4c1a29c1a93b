/* flow.c -- building flows and finding the way back to the source. */
#include "doc/flow.h"

#include "base/utf8.h"

#include <string.h>

void flow_init(struct flow_builder *b, struct arena *a, const struct source *src)
{
    *b = (struct flow_builder){ .src = src };
    buf_init(&b->text, a);
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
    static const struct { const char *from, *to; } entity[] = {
        { "&nbsp;", " " }, { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
        { "&quot;", "\"" }, { "<br>", " " }, { "<br/>", " " }, { "<br />", " " },
    };
    str rest = str_sub(s, at, s.len);

    *put = (str){ NULL, 0 };
    for (size_t i = 0; i < sizeof entity / sizeof *entity; i++) {
        str from = str_from(entity[i].from);

        if (str_starts(rest, from)) {
            *put = str_from(entity[i].to);
            return from.len;
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

void flow_put(struct flow_builder *b, uint32_t from, uint32_t to, bool markup)
{
    str s = str_sub(b->src->text, 0, to);

    for (size_t at = from; at < s.len;) {
        unsigned char c = (unsigned char)s.ptr[at];
        uint32_t src = (uint32_t)at, cp;
        str put;
        size_t n;

        if (c <= ' ') {
            flow_blank(b);
            at++;
            continue;
        }
        if (markup && (c == '<' || c == '&') && (n = markup_length(s, at, &put)) > 0) {
            if (put.len && put.ptr[0] != ' ') {
                put_owed_blank(b, src);
                step_to(b, src);
                buf_put(&b->text, put);
            } else if (put.len) {
                flow_blank(b);
            }
            at += n;
            continue;
        }
        if (markup && c == '*') {
            at++;
            continue;
        }
        if (markup && c == '\\' && at + 1 < s.len && strchr("*_#|.-+()[]", s.ptr[at + 1])) {
            at++;
            continue;
        }
        if (c < 0x80) {
            size_t run = at + 1;
            uint32_t next;

            while (run < s.len && (unsigned char)s.ptr[run] > ' ' &&
                   (unsigned char)s.ptr[run] < 0x80 && !strchr("<&*\\", s.ptr[run]))
                run++;
            /* a letter at the end of the run may carry combining marks */
            if (run < s.len && (unsigned char)s.ptr[run] >= 0xCC && run > at + 1) {
                utf8_next(s, run, &next);
                run -= utf8_is_mark(next);
            }
            put_owed_blank(b, src);
            if (run == at + 1) {
                at += 1 + put_letter(b, c, 1, s, at, src);
            } else {
                step_to(b, src);
                buf_put(&b->text, str_sub(s, at, run));
                at = run;
            }
            continue;
        }
        n = utf8_next(s, at, &cp);
        if (cp == 0xA0 || cp == 0x2007 || cp == 0x202F || cp == 0xFEFF || cp == 0x200B) {
            if (cp != 0x200B)
                flow_blank(b);
            at += n;
            continue;
        }
        put_owed_blank(b, src);
        at += n + put_letter(b, cp, n, s, at, src);
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

/* tree_recode.c -- text of the fonts of before Unicode (.VnTime, VNI), letter by letter. */
#include "base/utf8.h"
#include "read/charset.h"
#include "read/tree_int.h"

/* The text being rewritten: every offset in it is looked up in `moved`. */
struct recoding {
    struct tree *t;
    enum charset set;
    struct buf out;
    uint32_t *moved;            /* by old offset: the new one */
    struct origin *origin;      /* of out */
    size_t norigins, cap;
    size_t next;                /* of the old origins */
};

/* Of two at one place, a letter that changed and a piece that begins behind it, the last
 * tells where the text comes from. */
static void push_origin(struct recoding *r, struct origin o)
{
    if (r->norigins && r->origin[r->norigins - 1].at == o.at)
        r->norigins--;
    *arena_push(r->t->job->arena, r->origin, r->norigins, r->cap) = o;
}

/* Takes over the origins that begin at the old offset. */
static void take_origins(struct recoding *r, uint32_t at)
{
    const struct tree *t = r->t;

    for (; r->next < t->norigins && t->origin[r->next].at <= at; r->next++) {
        struct origin o = t->origin[r->next];

        o.at = (uint32_t)r->out.len;
        push_origin(r, o);
    }
}

/* Behind a letter that is longer or shorter now, the steps with the part begin anew. */
static void step_on(struct recoding *r, uint32_t old_end)
{
    const struct tree *t = r->t;

    if (r->next == 0)
        return;

    struct origin o = t->origin[r->next - 1];

    if (o.src != NO_ORIGIN)
        o.src += old_end - o.at;
    o.at = (uint32_t)r->out.len;
    push_origin(r, o);
}

static void copy_bytes(struct recoding *r, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++) {
        take_origins(r, at);
        r->moved[at] = (uint32_t)r->out.len;
        buf_char(&r->out, r->t->raw.ptr[at]);
    }
}

static void decode_bytes(struct recoding *r, uint32_t from, uint32_t to)
{
    str s = str_sub(buf_str(&r->t->raw), 0, to);

    for (uint32_t at = from; at < to;) {
        uint32_t cp, start = (uint32_t)r->out.len, n;

        take_origins(r, at);
        n = (uint32_t)charset_next(r->set, s, at, true, &cp);
        for (uint32_t i = 0; i < n; i++)
            r->moved[at + i] = start;
        utf8_put(&r->out, cp == UTF8_BAD ? 0xFFFD : cp);
        at += n;
        if (r->out.len - start != n && at < to)
            step_on(r, at);
    }
}

static void move_places(struct recoding *r)
{
    struct tree *t = r->t;

    for (size_t i = 0; i < t->nparas; i++) {
        t->para[i].from = r->moved[t->para[i].from];
        t->para[i].to = r->moved[t->para[i].to];
    }
    for (size_t i = 0; i < t->nmarks; i++)
        t->mark[i].at = r->moved[t->mark[i].at];
    for (size_t i = 0; i < t->nraised; i++) {
        uint32_t end = r->moved[t->raised[i].at + t->raised[i].len];

        t->raised[i].at = r->moved[t->raised[i].at];
        t->raised[i].len = end - t->raised[i].at;
    }
    t->raw = r->out;
    t->origin = r->origin;
    t->norigins = r->norigins;
    t->origin_cap = r->cap;
}

void tree_recode(struct tree *t)
{
    struct arena *a = t->job->arena;
    struct recoding r = { .t = t, .set = charset_typed(a, buf_str(&t->raw)) };

    if (r.set == CHARSET_UTF8)
        return;
    for (size_t i = 0; i < t->ntables; i++)
        for (size_t k = 0; k < t->table[i].ncells; k++)
            tree_cell_para(t, &t->table[i].cell[k]);
    buf_init(&r.out, a);
    r.moved = arena_array(a, uint32_t, t->raw.len + 1);
    for (size_t i = 0; i < t->nparas; i++) {
        const struct tree_para *p = &t->para[i];

        if (charset_typed_in(a, str_sub(buf_str(&t->raw), p->from, p->to), r.set))
            decode_bytes(&r, p->from, p->to);
        else
            copy_bytes(&r, p->from, p->to);
        r.moved[p->to] = (uint32_t)r.out.len;
    }
    r.moved[t->raw.len] = (uint32_t)r.out.len;
    move_places(&r);
}

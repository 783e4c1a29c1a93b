/* events.c -- a count of events against the events that are told one by one.
 *
 *     12 đợt thiên tai<8>      8: Ngày 02/3 mưa đá tại xã A; từ ngày 05-07/4 mưa lớn tại ...
 *
 * An event is told by its day. Events stand apart by semicolons; one that names two days
 * may be two, so that only a count outside both readings is doubtful. */
#include "check/check_int.h"

#include "base/utf8.h"

#include <string.h>

enum {
    EVENTS_MOST = 60,
    EVENTS_LEAST = 3,
    MARK_REACH = 60,            /* bytes between a count's figure and the mark behind it */
    DATE_REACH = 30             /* a segment tells its day so near its beginning */
};

static bool event_unit(const struct statement *s)
{
    static const char *const noun[] = { "đợt", "vụ", "trận", "cơn", "lần", "cuộc", "ổ dịch",
                                        "hội nghị", "phiên", "kỳ họp", "buổi", "ca", "trường hợp" };

    if (s->row >= 0 || !s->value.has_value || s->unit.class != UNIT_COUNT ||
        s->value.value.scale != 0 || s->value.value.coef < EVENTS_LEAST ||
        s->value.value.coef > EVENTS_MOST || s->value.hedge != HEDGE_NONE ||
        s->whole->has_value || s->is_rank || !s->unit_text.len)
        return false;
    for (size_t i = 0; i < sizeof noun / sizeof *noun; i++)
        if (s->unit_text.ptr[0] == noun[i][0] && str_starts(s->unit_text, str_from(noun[i])))
            return true;
    return false;
}

static bool event_digit(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* "05/3", "20-22/02": days with their month. */
static uint32_t days_in(str s)
{
    uint32_t n = 0;

    for (size_t i = 1; i + 1 < s.len; i++)
        if (s.ptr[i] == '/' && event_digit(s, i - 1) && event_digit(s, i + 1)) {
            n++;
            while (i < s.len && (event_digit(s, i) || s.ptr[i] == '/'))
                i++;
        }
    return n;
}

/* Does the segment begin with a day? */
static bool is_dated(struct checker *c, str segment)
{
    static const char *const head[] = { "ngay ", "tu ngay", "tu ", "dem ", "vao ngay", "trong ngay",
                                        "chieu ", "sang ", "rang sang", "thang " };
    str start = str_trim(str_sub(segment, 0, DATE_REACH)), f;

    if (days_in(start) > 0)
        return true;
    f = fold_strip(c->job->arena, start);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (str_starts(f, str_from(head[i])) && str_find_digit(f, 0) != f.len)
            return true;
    return false;
}

struct told_events { uint32_t segments, dated, days; };

static struct told_events count_events(struct checker *c, str text)
{
    struct told_events e = { 0, 0, 0 };

    for (str rest = text, part; str_split(&rest, ';', &part);) {
        uint32_t days = days_in(part);

        if (str_trim(part).len == 0)
            continue;
        e.segments++;
        e.dated += is_dated(c, str_trim(part));
        e.days += days > 1 ? days : 1;
    }
    return e;
}

/* "điển hình:", "trong đó": what follows are examples. */
static bool only_some(struct checker *c, str text)
{
    static const char *const word[] = { "trong do", "dien hinh", "nhu ", "noi bat", "dang chu y",
                                        "mot so" };
    str f = fold_strip(c->job->arena, str_sub(text, 0, 40));

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(f, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

static void judge_events(struct checker *c, const struct statement *s, str text, span where)
{
    struct told_events e = count_events(c, text);
    uint32_t stated = (uint32_t)s->value.value.coef;
    struct diag *d;
    dec told;

    if (e.segments < EVENTS_LEAST || e.dated * 5 < e.segments * 4 || only_some(c, text))
        return;
    checked(c, &s->value);
    if (stated >= e.segments && stated <= (e.days > e.segments ? e.days : e.segments))
        return;
    if (stated > e.segments + 2 || stated + 2 < e.segments)
        return;
    told = (dec){ e.segments, 0 };
    d = diag_add(c->diags, DIAG_SUM_EVENTS, s->value.where);
    diag_arg_dec(c->diags, d, told);
    diag_arg(d, s->value.text);
    diag_stated(d, s->value.text);
    diag_computed(c->diags, d, told);
    diag_note_at(c->diags, d, REMARK_EVENTS_HERE, where);
}

/* The count that the note's mark hangs on: the last figure before it, near. */
static void check_note_events(struct checker *c, const struct block *note)
{
    struct extent e = statements_of(c, note->anchor, note->anchor);
    const struct statement *last = NULL;

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->block == note->anchor && s->row < 0 && s->at < note->anchor_at)
            last = s;
    }
    if (last && event_unit(last) && note->anchor_at - last->at <= MARK_REACH)
        judge_events(c, last, note->flow.text, flow_span(&note->flow, 0, 1));
}

/* "03 đợt thiên tai (ngày 02/3 ...; ngày 05/4 ...)", "... : ngày 02/3 ...; ...": behind
 * the bracket or colon to its end. */
static void check_events_behind(struct checker *c, const struct statement *s)
{
    str text = block_text(c, s->block), near = str_sub(text, s->end, s->end + MARK_REACH);
    size_t open = 0, end;

    while (open < near.len && near.ptr[open] != '(' && near.ptr[open] != ':' &&
           near.ptr[open] != ';' && near.ptr[open] != '.' && near.ptr[open] != ',')
        open++;
    if (open == near.len || (near.ptr[open] != '(' && near.ptr[open] != ':')
        || only_some(c, str_sub(near, 0, 40)))
        return;
    bool bracket = near.ptr[open] == '(';

    open += s->end + 1;
    for (end = open; end < text.len; end++)
        if (bracket ? text.ptr[end] == ')' : text.ptr[end] == '.' && end + 1 < text.len &&
                                             text.ptr[end + 1] == ' ')
            break;
    judge_events(c, s, str_sub(text, open, end),
                 flow_span(&c->report->doc->block[s->block].flow, (uint32_t)open,
                           (uint32_t)open + 1));
}

void check_events(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (event_unit(s))
            check_events_behind(c, s);
    }
    for (uint32_t i = 0; i < c->report->doc->nblocks; i++) {
        const struct block *b = &c->report->doc->block[i];

        if (b->kind == BLOCK_NOTE && b->anchor >= 0 && b->level == 0)
            check_note_events(c, b);
    }
}

/* date_term.c -- congresses and assemblies under two numbers, terms of two numbers.
 *
 * "Đại hội Đảng bộ tỉnh lần thứ XIV", "HĐND tỉnh khóa XV": a body's congress or term has one
 * number. Reports speak of the present one and of the next; the one before is told with its
 * years. A law's number tells the National Assembly it was passed by. */
#include "check/date/date_int.h"
#include "check/wording/phrase.h"

enum body { BODY_NONE, BODY_PROVINCE, BODY_NATION, BODY_COUNCIL, BODIES };

enum {
    BEFORE_BYTES = 90, BEHIND_BYTES = 40,
    TERM_BYTES = 24,            /* ", nhiệm kỳ " */
    MOST_ORDINAL = 40, FAR_ABOVE = 3
};

struct ordinal {
    uint32_t block, from, to;
    uint8_t body, number;
    int32_t until;              /* the end of its term, 0 when none is told */
};

struct ordinals { struct ordinal *o; size_t n, cap; };

/* The Roman number around the X at s[at], two letters or more; 0 for another word. */
static uint8_t roman_around(str s, size_t at, uint32_t *from, uint32_t *to)
{
    static const char roman[] = "IVX";
    size_t a = at, b = at;
    int n = 0, last = 0;

    while (a > 0 && strchr(roman, s.ptr[a - 1]))
        a--;
    while (b < s.len && strchr(roman, s.ptr[b]))
        b++;
    *from = (uint32_t)a;
    *to = (uint32_t)b;
    if (b - a < 2 || b - a > 6 || phrase_word_before(s, b).len != b - a ||
        (b < s.len && !strchr(" ,.;):\"", s.ptr[b]) && s.ptr[b] != '\xE2'))
        return 0;
    for (size_t i = a; i < b; i++) {
        int value = s.ptr[i] == 'I' ? 1 : s.ptr[i] == 'V' ? 5 : 10;

        n += value > last ? value - 2 * last : value;
        last = value;
    }
    return n > 0 && n <= MOST_ORDINAL ? (uint8_t)n : 0;
}

/* Whose number it is, by the words on both sides of it. */
static enum body body_of(str s, uint32_t from, uint32_t to)
{
    static const char *const ordinal_word[] = { "lần thứ", "lần", "khóa", "khoá", "đại hội", NULL };
    static const char *const local[] = { "huyện", "xã", "phường", "thị xã", "thành phố", "đoàn",
                                         "hội phụ nữ", "công đoàn", "chi bộ", "thể dục", NULL };
    static const char *const nation[] = { "toàn quốc", "trung ương đảng", "bch trung ương",
                                          "ban chấp hành trung ương", NULL };
    size_t clause = phrase_clause(s, from);
    str before = str_sub(s, from - clause > BEFORE_BYTES ? from - BEFORE_BYTES : clause, from);
    str behind = str_sub(s, to, to + BEHIND_BYTES);

    if (!phrase_any_before(s, from, ordinal_word))
        return BODY_NONE;
    if (phrase_behind(behind, 0, "của đảng bộ tỉnh") || phrase_behind(behind, 0, "đảng bộ tỉnh"))
        return BODY_PROVINCE;
    if (phrase_behind(behind, 0, "của đảng") && !phrase_behind(behind, 0, "của đảng bộ"))
        return BODY_NATION;
    if (phrase_before(s, from, "đảng bộ tỉnh lần thứ") ||
        phrase_before(s, from, "đảng bộ tỉnh lần") || phrase_before(s, from, "đảng bộ tỉnh khóa"))
        return BODY_PROVINCE;
    if (phrase_before(s, from, "hđnd tỉnh khóa") ||
        phrase_before(s, from, "hội đồng nhân dân tỉnh khóa"))
        return BODY_COUNCIL;
    if (phrase_has_any(before, nation))
        return BODY_NATION;
    if (phrase_has_any(before, local) || phrase_find(before, "đảng bộ tỉnh") == SIZE_MAX ||
        !phrase_before(s, from, "lần thứ"))
        return BODY_NONE;
    return BODY_PROVINCE;       /* "Đảng bộ tỉnh Sơn Lâm lần thứ XIV" */
}

/* "nhiệm kỳ 2020-2025" right behind s[at]: its end. */
static int32_t term_behind(str s, size_t at)
{
    size_t digit = str_find_digit(s, at);
    int32_t year[2] = { 0, 0 };

    if (digit - at > TERM_BYTES || !phrase_before(s, digit, "nhiệm kỳ"))
        return 0;
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 4 && digit < s.len && s.ptr[digit] >= '0' && s.ptr[digit] <= '9'; i++)
            year[k] = year[k] * 10 + (s.ptr[digit++] - '0');
        while (digit < s.len && (s.ptr[digit] == ' ' || s.ptr[digit] == '-'))
            digit++;
    }
    return year[0] > 1900 && year[1] > year[0] && year[1] < 2100 ? year[1] : 0;
}

static void read_ordinals(struct checker *c, struct ordinals *out)
{
    const struct doc *d = c->report->doc;

    for (uint32_t i = 0; i < d->nblocks; i++) {
        str s = d->block[i].flow.text;
        const char *p = d->block[i].kind == BLOCK_TABLE ? NULL : s.ptr;

        while (p && p < s.ptr + s.len && (p = memchr(p, 'X', (size_t)(s.ptr + s.len - p)))) {
            struct ordinal o = { .block = i };

            o.number = roman_around(s, (size_t)(p - s.ptr), &o.from, &o.to);
            o.body = o.number ? (uint8_t)body_of(s, o.from, o.to) : BODY_NONE;
            p = s.ptr + (o.to > (size_t)(p - s.ptr) ? o.to : (size_t)(p - s.ptr) + 1);
            if (o.body == BODY_NONE)
                continue;
            o.until = term_behind(s, o.to);
            *arena_push(c->job->arena, out->o, out->n, out->cap) = o;
        }
    }
}

static str ordinal_text(const struct checker *c, const struct ordinal *o)
{
    return str_sub(c->report->doc->block[o->block].flow.text, o->from, o->to);
}

static void add_ordinal(struct checker *c, enum diag_severity severity, const struct ordinal *o,
                        const struct ordinal *other)
{
    const struct flow *f = &c->report->doc->block[o->block].flow;
    struct diag *d = diag_add(c->diags, DIAG_TERM_NUMBERS, flow_span(f, o->from, o->to));

    d->severity = severity;
    diag_arg(d, ordinal_text(c, o));
    diag_arg(d, ordinal_text(c, other));
    diag_stated(d, d->arg[0]);
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE,
                          flow_span(&c->report->doc->block[other->block].flow, other->from,
                                    other->to)),
             d->arg[1]);
}

/* How often each number of a body stands, and where first. */
struct body_numbers {
    uint32_t count[MOST_ORDINAL + 1];
    const struct ordinal *first[MOST_ORDINAL + 1];
};

/* One term of a body under two numbers: the one that stands less often is wrong. */
static void check_term_numbers(struct checker *c, const struct ordinals *all,
                        const struct body_numbers *body)
{
    enum { YEARS = 128, BASE = 1980 };
    const struct ordinal **term = arena_array(c->job->arena, const struct ordinal *,
                                              (size_t)BODIES * YEARS);

    for (size_t i = 0; i < all->n; i++) {
        const struct ordinal *o = &all->o[i], *other;
        const struct ordinal **slot;

        if (o->until < BASE || o->until >= BASE + YEARS)
            continue;
        slot = &term[(size_t)o->body * YEARS + (size_t)(o->until - BASE)];
        other = *slot;
        if (!other)
            *slot = o;
        else if (other->number != o->number)
            add_ordinal(c, SEVERITY_ERROR,
                        body[o->body].count[o->number] <= body[o->body].count[other->number]
                            ? o : other,
                        body[o->body].count[o->number] <= body[o->body].count[other->number]
                            ? other : o);
    }
}

/* The number before the present one, where the next one is told, too; a number far above
 * all others. */
static void check_odd_numbers(struct checker *c, enum body which, const struct body_numbers *b)
{
    uint8_t least = 0, most = 0, below = 0;

    for (uint8_t n = 1; n <= MOST_ORDINAL; n++) {
        if (!b->count[n])
            continue;
        if (!least)
            least = n;
        below = most;
        most = n;
    }
    if (which != BODY_NATION && below && most - below > FAR_ABOVE && b->count[most] == 1)
        add_ordinal(c, SEVERITY_WARNING, b->first[most], b->first[below]);
    if (which == BODY_PROVINCE && least && least + 2 == most && b->count[least + 1] &&
        b->count[least] == 1 && !b->first[least]->until)
        add_ordinal(c, SEVERITY_WARNING, b->first[least], b->first[least + 1]);
}

void check_terms_of_bodies(struct checker *c)
{
    struct ordinals all = { 0 };
    struct body_numbers *body;

    read_ordinals(c, &all);
    if (all.n < 2)
        return;
    body = arena_array(c->job->arena, struct body_numbers, BODIES);
    for (size_t i = 0; i < all.n; i++) {
        struct body_numbers *b = &body[all.o[i].body];

        if (b->count[all.o[i].number]++ == 0)
            b->first[all.o[i].number] = &all.o[i];
    }
    check_term_numbers(c, &all, body);
    for (int k = 1; k < BODIES; k++)
        check_odd_numbers(c, (enum body)k, &body[k]);
}
